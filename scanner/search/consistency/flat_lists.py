"""Label and figure on a line each, 青河镇：120, with 合计 at the end or on top."""

from __future__ import annotations

from decimal import Decimal

from scanner.money import UNITS, Amount, unit_of_caption, unit_of_head
from scanner.regexes import compiled
from scanner.search.consistency.spoken_sums import SpokenSum, slack_of, sum_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scanner.search.consistency.reading import Reading, Spoken

_LABELLED = compiled(
    r"\s*(?:[0-9]{1,3}\s?[、.．])?\s*(?P<name>[^\W\d][^：:。；;\t0-9]{0,20}?)\s?[：:\t ]\s?(?P<number>[0-9][0-9,]*(?:\.[0-9]+)?)\s?(?P<unit>亿元|万元|千元|元|户|人)?[。；;，,]?\s*"
)
_TOTAL = compiled(r"(?:总\s?计|合\s?计|共\s?计)[：:]?")
_NOT_ADDED = compiled(
    r"电话|编号|文号|年|月|日期|时间|面积|标准|单价|邮编|号$|率|比例|账|其中|小计|平均|人数|户数|结余|收入|支出"
)
_ENDS_IN_FIGURE = compiled(r"[ \t][0-9][0-9,.]{0,24}(?:万元|元)?\s{0,9}$")
MOST_LINES = 400
LONGEST_TOTAL = 34  # characters
LEAST_ITEMS = 2


def wrong_flat_sums(reading: Reading) -> Iterator[SpokenSum]:
    """The totals of such lists that do not hold."""
    lines = reading.lines
    for at, line in enumerate(lines):
        words = line.text.strip()
        if len(words) <= LONGEST_TOTAL and _TOTAL.match(words):
            found = _of_labels(reading, lines, at)
            if found is not None:
                yield found


def _of_labels(reading: Reading, lines: Sequence[Spoken], at: int) -> SpokenSum | None:
    total = _LABELLED.fullmatch(lines[at].text)
    if total is None or not _TOTAL.fullmatch(total["name"]):
        return None
    items = []
    first = at
    for earlier in reversed(lines[max(at - MOST_LINES, 0) : at]):
        match = _LABELLED.fullmatch(earlier.text)
        if match is None or _NOT_ADDED.search(match["name"]):
            if match is None and _ENDS_IN_FIGURE.search(earlier.text):
                return None  # a row of another shape
            break
        items.append((earlier, match))
        first -= 1
    if len(items) < LEAST_ITEMS:
        return None
    units = {match["unit"] or "" for _, match in items} | {total["unit"] or ""}
    caption = _caption(lines[max(first - 3, 0) : first])
    if len(units) > 1 and units != {"", caption}:
        return None
    unit = units.pop() if len(units) == 1 else caption
    addends = [_amount(line, match, unit or caption) for line, match in reversed(items)]
    stated = _amount(lines[at], total, unit or caption)
    return _judged(addends, stated)


def _caption(lines: Sequence[Spoken]) -> str:
    units = [unit for line in lines if (unit := unit_of_caption(line.text) or unit_of_head(line.text))]
    return units[-1] if units else ""


def _amount(line: Spoken, match: object, unit: str) -> Amount:
    start = line.start + match.start("number")  # type: ignore[attr-defined]
    end = line.start + match.end("number")  # type: ignore[attr-defined]
    printed = match["number"].replace(",", "")  # type: ignore[index]
    step = Decimal(1).scaleb(-len(printed.partition(".")[2]))
    factor = UNITS.get(unit, Decimal(1))
    return Amount(Decimal(printed) * factor, step * factor, unit, start, end)


def _judged(addends: Sequence[Amount], stated: Amount) -> SpokenSum | None:
    if any(_is_sum(reading, stated) for reading in (addends, addends[1:])):
        return None
    return SpokenSum(stated, tuple(addends), sum_of(addends), "likely", is_lines=True)


def _is_sum(addends: Sequence[Amount], stated: Amount) -> bool:
    return abs(sum_of(addends) - stated.value) <= slack_of(addends, stated)
