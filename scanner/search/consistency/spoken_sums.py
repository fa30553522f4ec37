"""Sums in running text: 中央100万元，省级50万元，合计150万元; the same over numbered lines; totals with their parts.

As with tables, every reading that agrees settles the matter; what a sentence merely calls 其中 need not be all of it.
"""

from __future__ import annotations

from decimal import Decimal

from scanner.money import UNITS, ZERO
from scanner.noun import noun
from scanner.regexes import compiled
from scanner.search.consistency.reading import PLAIN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scanner.model import Certainty
    from scanner.money import Amount
    from scanner.search.consistency.reading import Reading, Spoken

# What stands right before a total: 以上资金合计, 共计, 总额为 …
_TOTAL = compiled(
    r"(合计|总计|共计|总共|合起来|加起来|拢共|统共|总额|总金额|资金总量|总投资|总资金|一共|(?<![公总])共(?![同建享产青济计]))"
    r"(?:[^\W\d_]|[“”（(]){0,8}[为是：:]?\s?(?:人民币|[¥￥])?\s?$"
)
_ABOVE = compiled(r"(?:以上|上述|前述|各项|[一二三四五六七八九十两0-9]{1,3}[项笔类])[^，。；、0-9]{0,8}$")
# Where figures are compared, moved or counted twice, nothing is added.
_NO_SUM = compiled(
    r"调整[为到]|增加到|减少到|提高到|下降|同比|较上年|原计划|剩余|结余|尚[有未]|其余|扣除|减去|已拨|已完成|已支付|已支出|完成投资|拨付进度|支出进度|累计"
    r"|占|比例|分别按|贷款|贴息|产值|收入|收益|分红|增收|实现|不等|最高|每[户人亩月年头只]"
)
_LIST = compiled(
    r"[，,]?\s?(?:分别[为是]|包括|包含|由|组成[为是]?|其中|具体[为是]|即|明细如下|构成[为是]?)[^0-9。；]{0,30}?$"
)
_OF_WHICH = compiled(r"其中|包括|包含|含")
_LEVELS = compiled(r"中央|国家|省级?|自治区|市级?|州级|县级?|区级?")
_REST = compiled(r"其余|剩余|余下|其他|等|自筹|部分")
_BRACKETS = compiled(r"[（(][^（()）]{0,80}[)）]")
_SENTENCE = compiled(r"[。；;！？\n]")
_AFTER = 120  # characters behind a total that are looked at for its parts
MOST_LINES = 60  # lines above a total


class SpokenSum(metaclass=noun):
    """A sum in the text: the amount stated, the amounts that were added, what they give (元)."""

    stated: Amount
    addends: tuple[Amount, ...]
    total: Decimal
    certainty: Certainty
    is_lines: bool = False
    is_balance: bool = False  # income, spending and what is left
    is_slip: bool = False  # one figure 10,000 times too large or too small
    terms: str = ""  # how the figures go together where they are not just added

    @property
    def slip(self) -> bool:
        """Whether 元 and 万元 were mixed up: ten thousand times too much or too little."""
        if self.is_slip or self.is_balance:
            return self.is_slip
        factor = UNITS["万元"]
        values = (self.total, *(self.total - one.value + new for one in self.addends for new in _others(one)))
        return (
            self.stated.value in (self.total * factor, self.total / factor) or self.stated.value in values[1:]
        )


def _others(amount: Amount) -> tuple[Decimal, Decimal]:
    return amount.value * UNITS["万元"], amount.value / UNITS["万元"]


def wrong_spoken_sums(reading: Reading) -> Iterator[SpokenSum]:
    """The sums of the text that fit no reading."""
    lines = reading.lines
    for at, line in enumerate(lines):
        for index, amount in enumerate(line.amounts):
            if amount.is_about or amount.is_rate or not is_total(reading.text, line, amount):
                continue
            found = _of_line(reading.text, line, index)
            if found is None:
                found = _of_lines(reading.text, lines, at, index)
            if found is not None:
                yield found
                break


def is_total(text: str, line: Spoken, amount: Amount) -> bool:
    """Whether words such as 合计, 共 stand right before an amount."""
    return _TOTAL.search(text, max(amount.start - 24, line.start), amount.start) is not None


def _of_line(text: str, line: Spoken, index: int) -> SpokenSum | None:
    """The amounts before a total in its line, or behind it."""
    stated = line.amounts[index]
    before = line.amounts[:index]
    sentence = _sentence_start(text, line.start, stated.start)
    own = [amount for amount in before if amount.start >= sentence]
    for addends in (own, before):
        if len(addends) > 1:
            return _judged(text, addends, stated, (line.start, stated.start))
    return _parts(text, line, index) if not before else None


def _sentence_start(text: str, start: int, end: int) -> int:
    last = start
    for match in _SENTENCE.finditer(text, start, end):
        last = match.end()
    return last


def _judged(text: str, addends: Sequence[Amount], stated: Amount, scope: tuple[int, int]) -> SpokenSum | None:
    words = text[scope[0] : scope[1]]
    if _NO_SUM.search(words) or any(amount.is_about or amount.is_rate for amount in addends):
        return None
    plain = _outside_brackets(text, addends, scope)
    outer = _before_parts(text, plain, scope)
    readings = [list(addends), plain, outer, plain[1:], outer[1:]]
    if any(_agrees(reading, stated) for reading in readings):
        return None
    if len(outer) < 2:
        return None
    is_plain = len(outer) == len(addends) and len(outer) <= 12
    certainty: Certainty = "certain" if is_plain and not _SENTENCE.search(words.strip()) else "likely"
    return SpokenSum(stated, tuple(outer), sum_of(outer), certainty)


def _outside_brackets(text: str, addends: Sequence[Amount], scope: tuple[int, int]) -> list[Amount]:
    inside = [match.span() for match in _BRACKETS.finditer(text, *scope)]
    return [one for one in addends if not any(start <= one.start < end for start, end in inside)]


def _before_parts(text: str, addends: Sequence[Amount], scope: tuple[int, int]) -> list[Amount]:
    """Without what 其中 introduces, up to the end of its sentence."""
    kept = []
    for one in addends:
        clause = text[_sentence_start(text, scope[0], one.start) : one.start]
        if not _OF_WHICH.search(clause):
            kept.append(one)
    return kept


def _parts(text: str, line: Spoken, index: int) -> SpokenSum | None:
    """共150万元，其中：中央100万元，省级50万元: parts that do not give the whole."""
    stated = line.amounts[index]
    parts = line.amounts[index + 1 :]
    end = line.start + len(line.text)
    stop = _SENTENCE.search(text, stated.end, end)
    parts = tuple(one for one in parts if one.start < (stop.start() if stop else end))
    if len(parts) < 2 or not _LIST.search(text, stated.end, parts[0].start):
        return None
    words = text[stated.end : parts[-1].end + 12]
    if _NO_SUM.search(words) or any(one.is_about or one.is_rate for one in parts):
        return None
    outer = _outside_brackets(text, parts, (stated.end, end))
    if len(outer) < 2 or _agrees(parts, stated) or _agrees(outer, stated) or _first_agree(outer, stated):
        return None
    total = sum_of(outer)
    is_part = _OF_WHICH.search(text, stated.end, parts[0].start) is not None
    names = [text[max(one.start - 14, stated.end) : one.start] for one in outer]
    if is_part and total < stated.value and (_REST.search(words) or not all(map(_LEVELS.search, names))):
        return None
    certainty: Certainty = "likely" if is_part or len(outer) < len(parts) else "certain"
    return SpokenSum(stated, tuple(outer), total, certainty)


def _first_agree(parts: Sequence[Amount], stated: Amount) -> bool:
    """Whether the first few already give the whole: what follows is about something else."""
    running = ZERO
    for one in parts:
        running += one.value
        if abs(running - stated.value) <= slack_of((one,), stated):
            return True
    return False


def _of_lines(text: str, lines: Sequence[Spoken], at: int, index: int) -> SpokenSum | None:
    """The first amounts of the lines above a line that sums them up."""
    line = lines[at]
    stated = line.amounts[index]
    if index or not (_ABOVE.search(text, line.start, stated.start) or _opens(text, line, stated)):
        return None
    above: list[Spoken] = []
    for earlier in reversed(lines[max(at - MOST_LINES, 0) : at]):
        if not earlier.amounts or (earlier.level == 0 and line.level > 0 and not above):
            break
        if above and earlier.level < min(one.level for one in above) and earlier.level < PLAIN:
            above.append(earlier)
            break
        above.append(earlier)
    above.reverse()
    return _judged_lines(text, above, stated) if len(above) > 1 else None


def _opens(text: str, line: Spoken, stated: Amount) -> bool:
    """Whether the line is its total and nothing else: 合计：150万元。"""
    match = _TOTAL.search(text, line.start, stated.start)
    is_sum = match is not None and match.start() - line.start <= 6 and match[1] in ("合计", "总计", "共计")
    return is_sum and line.start + len(line.text) - stated.end <= 2


def _judged_lines(text: str, above: Sequence[Spoken], stated: Amount) -> SpokenSum | None:
    used = sorted({line.level for line in above})
    firsts = [line.amounts[0] for line in above]
    words = "\n".join(line.text for line in above)
    if _NO_SUM.search(words) or any(one.is_about or one.is_rate for one in firsts):
        return None
    readings = [firsts, [one for line in above for one in line.amounts], [line.amounts[-1] for line in above]]
    for level in used:
        readings.append([line.amounts[0] for line in above if line.level == level])
        readings.append([line.amounts[0] for line in above if line.level <= level])
    readings += [reading[skip:] for reading in readings for skip in (1, 2)]
    if any(_agrees(reading, stated) for reading in readings):
        return None
    outer = [line.amounts[0] for line in above if line.level == used[0]]
    if len(outer) < 2 or len(used) > 2:
        return None
    is_plain = len(used) == 1 and all(len(line.amounts) == 1 for line in above)
    return SpokenSum(stated, tuple(outer), sum_of(outer), "certain" if is_plain else "likely", is_lines=True)


def _agrees(addends: Sequence[Amount], stated: Amount) -> bool:
    return bool(addends) and abs(sum_of(addends) - stated.value) <= slack_of(addends, stated)


def sum_of(addends: Sequence[Amount]) -> Decimal:
    """What the amounts give, in 元."""
    return sum((one.value for one in addends), ZERO)


def top_amounts(text: str, line: Spoken) -> list[Amount]:
    """The amounts of a line that are no parts of others: outside brackets, not behind 其中."""
    scope = (line.start, line.start + len(line.text))
    return _before_parts(text, _outside_brackets(text, line.amounts, scope), scope)


def slack_of(addends: Sequence[Amount], stated: Amount) -> Decimal:
    """By how much a sum may differ, in 元: the last printed digit, where the total is printed with fewer than its parts, half of its last."""
    finest = min(one.step for one in (*addends, stated))
    whole = UNITS.get(stated.unit, Decimal(1))
    return max(
        Decimal("0.01"), finest if finest < whole else ZERO, stated.step / 2 if stated.step > finest else ZERO
    )
