"""Totals of any kind of figure behind the list they sum up: 12户38人、5户17人，合计17户65人; 三项合计408.88万元.

The figures that follow 合计, 共, 全年 are each held against those of the same kind before them: in the sentence, in
the line, on the lines above. Every stretch of them that gives the total settles it. What gives it under no reading
is reported where the list is plain: as many lines or items as the words say, each with one figure; or where the two
differ by a slip of the pen.
"""

from __future__ import annotations

from bisect import bisect_left

from scanner.money import UNITS, ZERO
from scanner.noun import noun
from scanner.regexes import compiled
from scanner.search.consistency.spoken_sums import SpokenSum, slack_of, sum_of
from scanner.search.consistency.stretches import counts_in
from scanner.values import chinese_number

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from scanner.money import Amount
    from scanner.search.consistency.reading import Reading, Spoken
    from scanner.search.consistency.stretches import Stretch

_WORD = compiled(
    r"(?:(?P<number>[一二三四五六七八九十两]{1,2}|[0-9]{1,2})\s?(?:项|笔|类|户|人|名|个|村|家|批|镇|乡|处|宗|次|组|桩|件|块)[^，。；：:\n0-9]{0,4}?)?"
    r"(?:合计|共计|总计|总共|一共|合共|合起来|加起来|拢共|统共|(?<=[项笔类批次月])累计|(?<=，)累计(?=[拨发支下到兑完补][^，。；0-9]{1,4}[0-9])|(?<![公总])共(?![同建享产青济管])|全年(?![度份])|(?<=年)累计|(?<=季度)累计|(?<=月)累计)"
)
_LEAD = compiled(r"[^，。；;\n0-9]{0,10}?[为是：:]?\s?(?:人民币|[¥￥])?\s?")
_JOINT = compiled(r"[、，,]?\s?[^\W\d_]{0,6}[：:]?\s?")
_BRACKETS = compiled(r"[（(][^（()）]{0,80}[)）]")
# Figures of a list that are none of it, or lists that nobody adds up.
_NO_LIST = compiled(
    r"调整[为到至]|提高到|增加到|减少到|同比|上年|去年|原计划|剩余|结余|其余|扣除|减去|不等|最高|每|其中|重复|退出|减少|停发|取消|未(?:拨|支|发|付|完)"
)
_RATED = compiled(r"每[^，。；、0-9]{0,8}[0-9][0-9,.]*(?:万元|元)|其中(?=[^，。；0-9]{1,8}[0-9]+[人户名]、)")
_CALLED = compiled(r"(?:计|共|合计|小计|发放|资金|金额)[^，。；、0-9]{0,4}$")
_LABELLED_SUM = compiled(r"\s*[^，。；：:\n0-9]{0,6}(?:合计|总计|共计|总额)\s?[：:]")
_LABEL_OF = compiled(r"(?:^|\n)\s*([^，。；：:\n0-9]{2,10})[：:]\s?$")
_ALL_ONES = "一二三四五六七八九十两"
MOST_WHOLE, MOST_BEFORE = 3, 60  # figures behind the word; figures before it that are looked at
MOST_LINES = 40
LONGEST_LABEL = 14  # characters, with the line's end before it
LONGEST = 1200  # characters of a line before a total that are looked at
MOST_FIGURES = 200  # of all kinds before the word
SHORTEST = 2
NEAR = 2  # times


class _Listed(metaclass=noun):
    """The figures that may be added, and whether the words say that they are all."""

    figures: tuple[Amount, ...]
    is_plain: bool


def wrong_listed(reading: Reading) -> Iterator[SpokenSum]:
    """The totals that no stretch of the figures before them gives."""
    for stretch in reading.stretches:
        words = reading.text[stretch.start : stretch.end]
        if stretch.is_table or not ("共" in words or "计" in words or "全年" in words):
            continue
        figures = _figures(reading.text, stretch)
        starts = [one.start for one in figures]
        for match in _WORD.finditer(reading.text, stretch.start, stretch.end) if len(figures) > 2 else ():
            behind = bisect_left(starts, match.end())
            wholes = _wholes(reading.text, figures[behind : behind + MOST_WHOLE + 1], match.end())
            before = figures[max(behind - MOST_FIGURES, 0) : behind] if wholes else []
            for at, whole in enumerate(wholes):
                found = _judged(reading, before, match.start(), wholes, at, _count(match["number"]))
                if found is not None and not whole.is_about:
                    yield found


def _count(printed: str | None) -> int:
    return chinese_number(printed.replace("两", "二")) if printed else 0


def _figures(text: str, stretch: Stretch) -> list[Amount]:
    """Amounts and numbers of things, in order."""
    counts = counts_in(text, stretch.start, stretch.end).values()
    found = [one for one in stretch.money if not one.is_rate]
    found += [one for its in counts for one in its]
    return sorted(found, key=lambda one: one.start)


def _wholes(text: str, figures: Sequence[Amount], at: int) -> list[Amount]:
    """The figures right behind a word for a total: 17户65人, 贷款150000元、贴息1397.5元."""
    found: list[Amount] = []
    for one in figures:
        gap = (_JOINT if found else _LEAD).fullmatch(text, found[-1].end if found else at, one.start)
        if gap is None or len(found) == MOST_WHOLE:
            break
        found.append(one)
    return found


def _judged(
    reading: Reading, figures: Sequence[Amount], start: int, wholes: Sequence[Amount], at: int, count: int
) -> SpokenSum | None:
    """The sum that a total does not give, None where any reading settles it."""
    whole = wholes[at]
    same = [other for other in wholes if _kind(other) == _kind(whole)]
    place = next(index for index, other in enumerate(same) if other is whole)
    before = [one for one in figures if one.end <= start and _kind(one) == _kind(whole)][-MOST_BEFORE:]
    if len(before) < SHORTEST:
        return None
    for listed in _lists(reading, before, start, count):
        if not (count and listed.is_plain) and _settles(before, whole, SHORTEST):
            return None
        own = listed.figures
        if len(same) > 1:
            own = own[place :: len(same)] if len(own) % len(same) == 0 else ()
        if len(own) < SHORTEST or any(one.is_about for one in own):
            continue
        between = reading.text[own[0].start : start]
        is_all = listed.is_plain and count > SHORTEST and count == len(own)  # 五户共…: these five
        if _settles(own, whole, count if is_all else 1) or _NO_LIST.search(_RATED.sub("", between)):
            return None
        total = sum_of(own)
        if total in (whole.value * UNITS["万元"], whole.value / UNITS["万元"]):
            return SpokenSum(whole, tuple(own), total, "likely")  # 元 for 万元
        is_near = ZERO < total <= whole.value * NEAR and whole.value <= total * NEAR
        if is_near and (listed.is_plain or is_slip(total, whole.value) or has_swapped_part(own, whole)):
            return SpokenSum(whole, tuple(own), total, "likely", is_lines=listed.is_plain)
        return None
    return None


def _kind(one: Amount) -> str:
    return "元" if one.unit in UNITS else one.unit


def _lists(reading: Reading, before: Sequence[Amount], start: int, count: int) -> Iterator[_Listed]:
    """What the total may add, the nearest first: its sentence, its line, the lines above."""
    text = reading.text
    at = reading.line_at(start)
    if at < 0:
        return
    line = reading.lines[at]
    begin = max(line.start, start - LONGEST)
    low = max(text.rfind("。", begin, start) + 1, begin)
    for first in dict.fromkeys((low, begin)):
        own = [one for one in before if one.start >= first]
        plain = _outside_brackets(text, own, first, start)
        called = [one for one in plain if _CALLED.search(text[max(first, one.start - 8) : one.start])]
        if count > 1 and len(called) == count != len(plain):
            yield _Listed(tuple(called), is_plain=True)
            return
        if len(plain) >= SHORTEST:
            yield _Listed(tuple(plain), count == len(plain))
            return
    yield from _above(text, reading.lines, at, before, count)


def _outside_brackets(text: str, found: Sequence[Amount], start: int, end: int) -> list[Amount]:
    inside = [match.span() for match in _BRACKETS.finditer(text, start, end)]
    return [one for one in found if not any(low <= one.start < high for low, high in inside)]


def _above(
    text: str, lines: Sequence[Spoken], at: int, before: Sequence[Amount], count: int
) -> Iterator[_Listed]:
    """The first figures of the lines above: of those of one level, as many as are said; or of all in a row."""
    line = lines[at]
    if _LABELLED_SUM.match(line.text):
        same = [
            one for one in before if _LABEL_OF.search(text[max(0, one.start - LONGEST_LABEL) : one.start])
        ]
        names = {found[1] for one in same if (found := _LABEL_OF.search(text[: one.start][-LONGEST_LABEL:]))}
        if len(same) == len(before) > SHORTEST and len(names) == 1:
            yield _Listed(tuple(same), is_plain=True)
            return
    is_opening = line.text.lstrip().startswith(("合计", "共计", "总计", "以上", "上述", "全年", "共有"))
    last = [one for one in before if at and lines[at - 1].start <= one.start < line.start]
    if is_opening and not count and len(last) > SHORTEST:
        yield _Listed(tuple(last), is_plain=False)
        return
    if not count and not is_opening:
        return
    rows: list[tuple[Spoken, list[Amount]]] = []
    for earlier in reversed(lines[max(at - MOST_LINES, 0) : at]):
        own = [one for one in before if earlier.start <= one.start < earlier.start + len(earlier.text)]
        if not own and (rows or earlier is not lines[at - 1]) and not count:
            break
        if own:
            rows.append((earlier, own))
    rows.reverse()
    if count:
        for level in sorted({row.level for row, _ in rows}):
            chosen = [_own_sum(text, own) for row, own in rows if row.level == level]
            if len(chosen) == count:
                yield _Listed(tuple(chosen), is_plain=True)
        return
    if len(rows) >= SHORTEST and all(len(own) == 1 for _, own in rows):
        levels = {row.level for row, _ in rows}
        is_plain = len(levels) == 1 and len(rows) > SHORTEST
        yield _Listed(tuple(own[0] for _, own in rows), is_plain)


def _own_sum(text: str, own: Sequence[Amount]) -> Amount:
    """The figure of a line: the one that is called its sum, or its first."""
    called = [one for one in own if _CALLED.search(text[max(0, one.start - 8) : one.start])]
    return called[-1] if len(called) == 1 else own[0]


def _settles(found: Sequence[Amount], whole: Amount, least: int = 1) -> bool:
    """Whether some of the figures on end, `least` and more, give the total."""
    for first in range(len(found)):
        running = ZERO
        for last in range(first, len(found)):
            running += found[last].value
            apart = abs(running - whole.value)
            if (
                apart > whole.step or last - first + 1 < least
            ):  # a sum is never off by more than its last digit
                if running > whole.value * NEAR:
                    break
                continue
            if apart <= slack_of(found[first : last + 1], whole):
                return True
    return False


def has_swapped_part(parts: Sequence[Amount], whole: Amount) -> bool:
    """Whether the sum holds once two neighbouring digits of one part change places: 18.0 for 10.8."""
    total = sum_of(parts)
    for one in parts:
        right = whole.value - total + one.value
        if right <= ZERO or right % one.step or right == one.value:
            continue
        said, due = (f"{value / one.step:.0f}" for value in (one.value, right))
        apart = [at for at, pair in enumerate(zip(said, due, strict=False)) if pair[0] != pair[1]]
        is_swap = len(apart) == 2 and said[apart[0]] == due[apart[1]] and said[apart[1]] == due[apart[0]]
        if len(said) == len(due) and is_swap and apart[1] == apart[0] + 1:
            return True
    return False


def is_slip(total: Decimal, stated: Decimal) -> bool:
    """Whether two figures differ by one digit or by two neighbours that changed places: a slip of the pen."""
    one, other = (f"{value.normalize():f}" for value in (total, stated))
    if len(one) != len(other):
        return False
    apart = [at for at, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]]
    if len(apart) == 1:
        return True
    return len(apart) == 2 and one[apart[0]] == other[apart[1]] and one[apart[1]] == other[apart[0]]
