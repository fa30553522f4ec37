"""A total in a paragraph and the lines right below that divide it: 四个项目，奖补资金112万元： / （一）…36万元 / （二）….

The lines are items when they are numbered in one style, begin with a bullet, or begin alike (青河镇…, 项目一：…, 5月…).
Each must have one figure of the kind of the total, or one with the word that stands before the total. Every reading
of the lines that gives the total settles it.
"""

from __future__ import annotations

from decimal import Decimal

from scanner.money import ZERO
from scanner.noun import noun, replace
from scanner.regexes import compiled
from scanner.search.consistency.listed_totals import has_swapped_part, is_slip
from scanner.search.consistency.reading import PLAIN
from scanner.search.consistency.spoken_sums import SpokenSum, slack_of, sum_of
from scanner.search.consistency.stretches import counts_in
from scanner.values import chinese_number

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scanner.money import Amount
    from scanner.search.consistency.reading import Reading, Spoken

_BULLET = compiled(r"\s*[-*•·●◆■▪]")
_ALIKE = (
    compiled(r"\s*[^\W\d_]{1,8}?(?:镇|乡|街道)(?![^，。：；0-9]{0,3}村)"),
    compiled(r"\s*[^\W\d_]{1,8}?(?:村|社区)"),
    compiled(r"\s*[^\W\d_]{1,6}?[县区组](?![^\W\d_])"),
    compiled(r"\s*(?:项目|工程|标段)[一二三四五六七八九十0-9]{1,2}\s?[：:、]"),
    compiled(r"\s*第?[一二三四五六七八九十]{1,2}(?:批|季度|桩|组|班|标段|月)"),
    compiled(r"\s*[0-9]{1,2}月"),
)
_ANNOUNCES = compiled(
    r"(?:[：:]|如下[。，]?|[具其][体中][为是：:，]?|分别[为是]?|明细|名单)\s*$|(?:具体|明细|现[将把]|分配|安排|情况)[^。；]{0,16}如下|分别[为是]"
)
_OPENED = compiled(r"(?:[：:]|如下[。，]?)\s*$")
_OPEN = compiled(
    r"主要|部分|等(?![级额待于])|其余|剩余|另[外有]|节选|摘录|累计|截至|上年|去年|同比|计划|拟|尚|未|不超过|最高|标准"
)
_OPEN_ITEM = compiled(
    r"合计|总计|共计|小计|剩余|结余|其余|调整|由.{1,12}(?:为|到)|标准|不超过|最高|贷款|同比|比上年"
)
_SUM = compiled(r"(?:共|总|合计|总计|一共|合起来|拢共)[^，。；、0-9]{0,10}$")
_BRACKETS = compiled(r"[（(][^（()）]{0,80}[)）]")
_OF_WHICH = compiled(r"其中|包括")
_SAID = compiled(
    r"(?<![0-9.第])([0-9]{1,2}|[一二两三四五六七八九十]{1,3})\s?(?:个|项|笔|批|类|桩|宗|处|村|镇|乡|户|家|组)"
)
_WORD = compiled(r"([^\W\d_]{2})[为是：:]?\s?$")
LEAST, MOST = 2, 60  # items
SHORT = 30  # characters of a heading between a total and its items
NEXT = 2  # characters between two lines that follow one another
NEAR = 2  # times
CLOSE = Decimal("0.8")  # of the greater, where the items have sums of their own
MOST_RUNS = 40


class _Run(metaclass=noun):
    """Lines that are items of one list, and the place of the first among the lines of the text."""

    at: int
    items: tuple[Spoken, ...]


def wrong_led(reading: Reading) -> Iterator[SpokenSum]:
    """The totals that the lines right below them do not give."""
    for count, run in enumerate(_runs(reading.lines)):
        if count == MOST_RUNS:
            return
        for lead in _leads(reading.lines, run):
            found = list(_judged(reading, lead, run))
            yield from found
            if found or lead.amounts:
                break


def _style(line: Spoken) -> str:
    """By what a line is seen to be an item; empty where it is none."""
    if line.level < PLAIN:
        return f"level {line.level}"
    if _BULLET.match(line.text):
        return "bullet"
    return next((f"alike {at}" for at, pattern in enumerate(_ALIKE) if pattern.match(line.text)), "")


def _runs(lines: Sequence[Spoken]) -> Iterator[_Run]:
    """The runs of items; lines of deeper levels without figures may stand between them."""
    at = 0
    while at < len(lines):
        style = _style(lines[at])
        if not style or _OPENED.search(lines[at].text):
            at += 1
            continue
        items = [lines[at]]
        last = at
        for index in range(at + 1, min(len(lines), at + MOST * 3)):
            line = lines[index]
            own = _style(line)
            if line.start - lines[index - 1].start - len(lines[index - 1].text) > NEXT:
                break
            if own == style:
                items.append(line)
                last = index
            elif not (style.startswith("level") and line.level > items[0].level and not line.amounts):
                break
        if LEAST <= len(items) <= MOST:
            yield _Run(at, tuple(items))
        at = last + 1 if len(items) > 1 else at + 1


def _leads(lines: Sequence[Spoken], run: _Run) -> Iterator[Spoken]:
    """The line above a list, and the one above that where a short heading stands between."""
    if run.at:
        yield lines[run.at - 1]
    if run.at > 1 and len(lines[run.at - 1].text) <= SHORT:
        yield lines[run.at - 2]


def _judged(reading: Reading, lead: Spoken, run: _Run) -> Iterator[SpokenSum]:
    wholes = _figures(reading, lead)
    rows = [_figures(reading, item) for item in run.items]
    for kind, found in wholes.items():
        whole = _whole(reading, lead, found)
        figures = [_top(reading, item, row.get(kind, [])) for item, row in zip(run.items, rows, strict=True)]
        if whole is None or not all(figures):
            continue
        wrong = _wrong(reading, lead, run, whole, figures)
        if wrong is not None and not _is_said(reading, wrong, kind):
            yield replace(wrong, is_balance=kind == "元" and _has_sources(reading, lead, wrong.stated))


def _figures(reading: Reading, line: Spoken) -> dict[str, list[Amount]]:
    """The figures of a line by kind, money under 元."""
    found = dict(counts_in(reading.text, line.start, line.start + len(line.text)))
    money = [one for one in line.amounts if not one.is_rate]
    return {**found, "元": money} if money else found


def _whole(reading: Reading, lead: Spoken, found: Sequence[Amount]) -> Amount | None:
    """The one figure of a kind in the line above, or the one that is called a total."""
    called = [one for one in found if _SUM.search(reading.text[max(lead.start, one.start - 14) : one.start])]
    own = found if len(found) == 1 else called
    return own[0] if len(own) == 1 and not own[0].is_about else None


def _top(reading: Reading, item: Spoken, found: Sequence[Amount]) -> list[Amount]:
    """The figures of an item that are no parts of others."""
    end = item.start + len(item.text)
    inside = [match.span() for match in _BRACKETS.finditer(reading.text, item.start, end)]
    stop = _OF_WHICH.search(reading.text, item.start, end)
    last = stop.start() if stop else end
    return [
        one for one in found if one.start < last and not any(low <= one.start < high for low, high in inside)
    ]


def _wrong(
    reading: Reading, lead: Spoken, run: _Run, whole: Amount, figures: Sequence[Sequence[Amount]]
) -> SpokenSum | None:
    said = lead.text[whole.end - lead.start :]
    words = "\n".join(item.text for item in run.items)
    chosen = _chosen(reading, lead, whole, figures)
    if chosen is None or any(one.is_about or one.is_rate for one in chosen) or _OPEN_ITEM.search(words):
        return None
    readings = (
        [row[0] for row in figures],
        [row[-1] for row in figures],
        [one for row in figures for one in row],
    )
    if any(abs(sum_of(its) - whole.value) <= slack_of(its, whole) for its in (chosen, *readings)):
        return None
    total = sum_of(chosen)
    if not ZERO < total <= whole.value * NEAR or whole.value > total * NEAR:
        return None
    is_led = _ANNOUNCES.search(lead.text) is not None or _counts(lead) == len(run.items)
    is_named = (
        _word(reading, lead, whole) and len(chosen) > LEAST and _named_alike(reading, lead, whole, chosen)
    )
    if _is_nested(figures):
        is_near = min(total, whole.value) >= CLOSE * max(total, whole.value)
        return SpokenSum(whole, tuple(chosen), total, "likely") if is_near else None
    if not (is_led or is_named):
        return None
    is_sure = is_led and _counts(lead) == len(run.items) and not _OPEN.search(said)
    is_wrong = is_sure or is_slip(total, whole.value) or has_swapped_part(chosen, whole)
    return SpokenSum(whole, tuple(chosen), total, "likely") if is_wrong else None


def _counts(lead: Spoken) -> int:
    """The last number of things that the line above states."""
    said = list(_SAID.finditer(lead.text))
    return chinese_number(said[-1][1].replace("两", "二")) if said else 0


def _word(reading: Reading, line: Spoken, one: Amount) -> str:
    """The two characters before a figure."""
    found = _WORD.search(reading.text[max(line.start, one.start - 6) : one.start])
    return found[1] if found else ""


def _named_alike(reading: Reading, lead: Spoken, whole: Amount, chosen: Sequence[Amount]) -> bool:
    word = _word(reading, lead, whole)
    return all(word in reading.text[max(lead.start, one.start - 6) : one.start] for one in chosen)


def _chosen(
    reading: Reading, lead: Spoken, whole: Amount, figures: Sequence[Sequence[Amount]]
) -> list[Amount] | None:
    """One figure of every item: the only one, or the one that has the word of the total."""
    if all(len(row) == 1 for row in figures) or _is_nested(figures):
        return [row[0] for row in figures]
    word = _word(reading, lead, whole)
    found = []
    for row in figures:
        own = [one for one in row if word and word in reading.text[one.start - 6 : one.start]]
        if len(row) == 1:
            own = list(row)
        if len(own) != 1:
            return None
        found.append(own[0])
    return found


def _is_nested(figures: Sequence[Sequence[Amount]]) -> bool:
    """Whether items state their own sum first, 青河镇35万元：甲村15万元，乙村20万元, and it holds."""
    several = [row for row in figures if len(row) > 1]
    right = [row for row in several if sum_of(row[1:]) == row[0].value]
    return len(right) > 1 and len(right) >= len(several) - 1


def _has_sources(reading: Reading, lead: Spoken, whole: Amount) -> bool:
    """Whether what follows a total in its own line gives it: its sources, which the uses below then differ from."""
    rest = [one for one in lead.amounts if one.start > whole.end]
    return any(sum_of(rest[:size]) == whole.value for size in range(LEAST, len(rest) + 1))


def _is_said(reading: Reading, wrong: SpokenSum, kind: str) -> bool:
    """Whether the text states what the items give somewhere else."""
    inside = {one.start for one in (wrong.stated, *wrong.addends)}
    for line in reading.lines:
        found = (
            line.amounts
            if kind == "元"
            else counts_in(reading.text, line.start, line.start + len(line.text)).get(kind, ())
        )
        if any(one.value == wrong.total and one.start not in inside for one in found):
            return True
    return False
