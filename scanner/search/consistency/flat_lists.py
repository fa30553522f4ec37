"""Tables that lost their lines: 青河镇：120 on a line each, or every cell on a line of its own, with 合计 at the end."""

from __future__ import annotations

from decimal import Decimal

from scanner.money import UNITS, ZERO, Amount, number_of_cell, unit_of_caption, unit_of_head
from scanner.regexes import compiled
from scanner.search.consistency.spoken_sums import SpokenSum, slack_of, sum_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scanner.money import Number
    from scanner.search.consistency.reading import Reading, Spoken

_LABELLED = compiled(
    r"\s*(?:[0-9]{1,3}\s?[、.．])?\s*(?P<name>[^\W\d][^：:。；;\t0-9]{0,20}?)\s?[：:\t ]\s?(?P<number>[0-9][0-9,]*(?:\.[0-9]+)?)\s?(?P<unit>亿元|万元|千元|元|户|人)?[。；;，,]?\s*"
)
_TOTAL = compiled(r"(?:总\s?计|合\s?计|共\s?计)[：:]?")
_NOT_ADDED = compiled(r"电话|编号|文号|年|月|日期|时间|面积|标准|单价|邮编|号$|率|比例|账|其中|小计|平均|人数|户数|结余|收入|支出")
MOST_LINES = 400
LONGEST_CELL = 24
LEAST_ITEMS = 2
MOST_COLUMNS = 10


def wrong_flat_sums(reading: Reading) -> Iterator[SpokenSum]:
    """The totals of such lists that do not hold."""
    lines = reading.lines
    for at, line in enumerate(lines):
        words = line.text.strip()
        if len(words) <= LONGEST_CELL + 10 and _TOTAL.match(words):
            found = _of_labels(reading, lines, at)
            if found is None and _TOTAL.fullmatch(words) and at + 1 < len(lines):
                found = _of_cells(lines, at)
            if found is not None:
                yield found


# ---- label and figure on a line


def _of_labels(reading: Reading, lines: Sequence[Spoken], at: int) -> SpokenSum | None:
    total = _LABELLED.fullmatch(lines[at].text)
    if total is None or not _TOTAL.fullmatch(total["name"]):
        return None
    items = []
    first = at
    for earlier in reversed(lines[max(at - MOST_LINES, 0) : at]):
        match = _LABELLED.fullmatch(earlier.text)
        if match is None or _NOT_ADDED.search(match["name"]):
            break
        items.append((earlier, match))
        first -= 1
    if len(items) < LEAST_ITEMS:
        return None
    units = {match["unit"] or "" for _, match in items} | {total["unit"] or ""}
    caption = _caption(lines[max(first - 3, 0) : first])
    if len(units) > 1 and not (units == {"", caption}):
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


# ---- a cell on a line


def _of_cells(lines: Sequence[Spoken], at: int) -> SpokenSum | None:
    """柳树村 / 5 / 2500 / 石桥村 / 8 / 4000 / 合计 / 13 / 6500: rows of one size before the total."""
    totals = _figures(lines[at + 1 : at + 1 + MOST_COLUMNS])
    above = lines[max(at - MOST_LINES, 0) : at]
    kinds = [_kind(line) for line in above]
    for size in range(2, MOST_COLUMNS + 1):
        rows = _rows(kinds, size)
        if rows < LEAST_ITEMS:
            continue
        shape = kinds[len(kinds) - size :]
        columns = [column for column, kind in enumerate(shape) if kind == "N"]
        if "T" in shape:
            columns = [column for column in columns if column > shape.index("T")]
        if len(columns) != len(totals):
            continue
        cells = above[len(above) - rows * size :]
        return _wrong_column(cells, size, columns, totals)
    return None


def _kind(line: Spoken) -> str:
    words = line.text.strip()
    if len(words) > LONGEST_CELL or words.endswith(("。", "：", ":")):
        return "X"
    return "N" if number_of_cell(words) is not None else "T"


def _rows(kinds: Sequence[str], size: int) -> int:
    """How many rows of this size, all of one shape, stand at the end."""
    shape = kinds[len(kinds) - size :]
    if len(shape) < size or "X" in shape or "N" not in shape or "T" not in shape:
        return 0
    rows = 0
    while len(kinds) >= (rows + 1) * size:
        end = len(kinds) - rows * size
        if kinds[end - size : end] != shape:
            break
        rows += 1
    return rows


def _figures(lines: Sequence[Spoken]) -> list[tuple[Spoken, Number]]:
    found: list[tuple[Spoken, Number]] = []
    for line in lines:
        number = number_of_cell(line.text)
        if number is None:
            break
        found.append((line, number))
    return found


def _wrong_column(
    cells: Sequence[Spoken], size: int, columns: Sequence[int], totals: Sequence[tuple[Spoken, Number]]
) -> SpokenSum | None:
    """The one column that does not add up, where another does."""
    odd, good = [], 0
    for column, (line, total) in zip(columns, totals, strict=True):
        addends = [_cell(one) for one in cells[column::size]]
        stated = Amount(total.value, total.step, total.unit, line.start, line.start + len(line.text))
        if abs(sum((one.value for one in addends), ZERO) - stated.value) <= max(
            ZERO, stated.step if stated.step < 1 else ZERO
        ):
            good += 1
        else:
            odd.append((addends, stated))
    if len(odd) != 1 or not good:
        return None
    addends, stated = odd[0]
    return SpokenSum(stated, tuple(addends), sum_of(addends), "likely", is_lines=True)


def _cell(line: Spoken) -> Amount:
    number = number_of_cell(line.text)
    value, step = (number.value, number.step) if number else (ZERO, ZERO)
    return Amount(value, step, "", line.start, line.start + len(line.text))
