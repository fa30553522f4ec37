"""Tables that are none to the reader of the file: columns held apart by blanks, a cell on a line, all on one line.

Rows are told by their shape, text and figures in the same order under heads of the same number. A total may leave
cells out: its figures are laid on the columns under which they stand, or from left to right as well as they fit.
"""

from __future__ import annotations

from scanner.money import unit_of_caption
from scanner.regexes import compiled
from scanner.search.consistency.loose_sheets import Cell, LooseSheet, cells_of
from scanner.search.consistency.loose_streams import (
    LEAST_ROWS,
    is_number,
    is_sum,
    made_sheet,
    share_of_heads,
    stream_sheets,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Mapping, Sequence

    from scanner.search.consistency.reading import Reading, Spoken
    from scanner.search.consistency.sheets import Sheet

    Row = list[Cell]

_GAPS = compiled(r"\s{2,}|\t|\s?[|｜]\s?")
_BLANK = compiled(r"\s+")
LONGEST_CELL = 24
LEAST_HEADS, LONGEST_ROW = 4, 200  # of heads with single blanks between
MOST_ROWS = 400
LEAST_CELLS = 8  # of a line that is a whole table, of a run of lines with a cell each
MOST_PLACES = 4000  # cells of one run
_BETWEEN = 2  # characters from the end of a sheet to a line that goes on with it
_ALIGNED = 2  # characters by which a cell may stand off its head
_TABLE_WORDS = ("合计", "合 计", "总计", "序号", "姓名", "金额", "户主", "标准", "资金", "项目")


def loose_sheets(reading: Reading) -> tuple[list[LooseSheet], set[int]]:
    """Such tables in order, and the starts of the sheets that they take in."""
    found: list[LooseSheet] = []
    taken: set[int] = set()
    lines = reading.lines
    ends = {sheet.end: sheet for sheet in reversed(reading.plain_sheets)}
    at = 0
    while at < len(lines):
        last = at
        words = lines[at].text
        if len(words) < 400 and _is_parted(lines[at]):
            while last + 1 < len(lines) and _follows(lines, last + 1) and _is_parted(lines[last + 1]):
                last += 1
            sheet = _sheet_before(ends, lines[at])
            made = _of_columns(reading, lines[at : last + 1], sheet, _caption(lines, at))
            if made is not None and sheet is not None:
                taken.add(sheet.start)
            found += [made] if made is not None else []
        elif (rows := _numbered_rows(lines, at)) is not None:
            made = made_sheet(
                reading, [cell.text for cell in _split(lines[at], _BLANK)], rows, _caption(lines, at)
            )
            found += [made] if made is not None else []
            last = at + len(rows)
        elif len(words) > 2 * LEAST_CELLS and " " in words and any(word in words for word in _TABLE_WORDS):
            cells = _split(lines[at], _BLANK)
            if len(cells) >= LEAST_CELLS:
                found += stream_sheets(reading, cells, _caption(lines, at))
        elif _is_cell(lines[at]):
            while last + 1 < len(lines) and _follows(lines, last + 1) and _is_cell(lines[last + 1]):
                last += 1
            if last - at + 1 >= LEAST_CELLS:
                cells = [cell for line in lines[at : last + 1] for cell in _split(line, _GAPS)]
                found += stream_sheets(reading, cells[:MOST_PLACES], _caption(lines, at + 6))
        at = last + 1
    return found, taken


def _numbered_rows(lines: Sequence[Spoken], at: int) -> list[Row] | None:
    """The rows below a line of heads with single blanks between: numbered from 1, as many cells in each as heads."""
    heads = _split(lines[at], _BLANK) if " " in lines[at].text and len(lines[at].text) < LONGEST_ROW else []
    if len(heads) < LEAST_HEADS or share_of_heads(heads) * 2 < 1 or any(map(is_number, heads)):
        return None
    rows: list[Row] = []
    for line in lines[at + 1 : at + 1 + MOST_ROWS]:
        cells = _split(line, _BLANK)
        is_last = bool(rows) and is_sum(cells)
        if not is_last and (len(cells) != len(heads) or cells[0].text != str(len(rows) + 1)):
            break
        rows.append(cells)
        if is_last:
            break
    return rows if len(rows) >= LEAST_ROWS else None


def _is_parted(line: Spoken) -> bool:
    """Whether gaps part the cells of a line."""
    return _GAPS.search(line.text) is not None and len(_split(line, _GAPS)) > 1


def _follows(lines: Sequence[Spoken], at: int) -> bool:
    return lines[at].start - lines[at - 1].start - len(lines[at - 1].text) <= 2


def _is_cell(line: Spoken) -> bool:
    words = line.text.strip()
    return 0 < len(words) <= LONGEST_CELL and words[-1] not in "。：:；" and _GAPS.search(words) is None


def _caption(lines: Sequence[Spoken], at: int) -> str:
    units = [unit_of_caption(line.text) for line in lines[max(at - 12, 0) : at + 1]]
    return next((unit for unit in reversed(units) if unit), "")


def _sheet_before(ends: Mapping[int, Sheet], line: Spoken) -> Sheet | None:
    """The sheet that ends right before a line."""
    return next((ends[line.start - gap] for gap in range(_BETWEEN + 1) if line.start - gap in ends), None)


def _split(line: Spoken, pattern: re.Pattern[str]) -> Row:
    found, low = [], 0
    for high, after in (*(match.span() for match in pattern.finditer(line.text)), (len(line.text),) * 2):
        words = line.text[low:high].strip()
        if words:
            start = line.start + line.text.find(words, low)
            found.append(Cell(words, start, start + len(words)))
        low = after
    return found


# ---- columns held apart by blanks


def _of_columns(
    reading: Reading, lines: Sequence[Spoken], sheet: Sheet | None, caption: str
) -> LooseSheet | None:
    rows = [_split(line, _GAPS) for line in lines]
    heads: list[str] = []
    cells: list[Row] = []
    places: list[tuple[int, int]] = []
    if sheet is not None:
        heads = list(sheet.heads)
        cells = cells_of(sheet)
        caption = caption or next((unit for at in range(sheet.columns) if (unit := sheet.unit(at))), "")
        if not any(is_sum(row) for row in rows):
            return None
    else:
        first = _head_row(rows)
        if first < 0:
            return None
        heads = [cell.text for cell in rows[first]]
        places = [_seen(lines[first], cell) for cell in rows[first]]
        rows, lines = rows[first + 1 :], lines[first + 1 :]
    whole = [row for row in rows if len(row) == len(heads) and not is_sum(row)]
    figures = {at for row in whole for at, cell in enumerate(row) if is_number(cell)}
    for line, row in zip(lines, rows, strict=True):
        full = _full(line, row, len(heads), places, figures)
        if full is None:
            if not is_sum(row):
                return None
            full = row
        cells.append(full)
    return made_sheet(reading, heads, cells, caption)


def _head_row(rows: Sequence[Row]) -> int:
    """The row of the heads: without figures, as wide as the row behind it; a title with a date beside it is none."""
    found = [at for at, row in enumerate(rows) if len(row) > 1 and not any(map(is_number, row))]
    for at in found:
        if at + 1 < len(rows) and len(rows[at + 1]) == len(rows[at]) and any(map(is_number, rows[at + 1])):
            return at
    return found[0] if found else -1


def _seen(line: Spoken, cell: Cell) -> tuple[int, int]:
    """Where a cell begins and ends on the screen."""
    low = cell.start - line.start
    before, width = _width(line.text[:low]), _width(cell.text)
    return before, before + width


def _width(words: str) -> int:
    return sum(2 if char > "\u2e7f" else 1 for char in words)


def _full(
    line: Spoken, row: Row, size: int, places: Sequence[tuple[int, int]], figures: set[int]
) -> Row | None:
    """The row with a cell for every column; None where its cells stand under no head."""
    if len(row) == size or not row:
        return row or None
    if len(row) > size or not places:
        return None
    for shift in (0, *sorted({low - _seen(line, row[0])[0] for low, _ in places[1:]})):
        full = _under(line, row, places, max(shift, 0))
        if full is not None and all(
            not cell.text or not figures or is_number(cell) == (at in figures) for at, cell in enumerate(full)
        ):
            return full
    return None


def _under(line: Spoken, row: Row, places: Sequence[tuple[int, int]], shift: int) -> Row | None:
    """The cells under the heads they stand under; `shift`: blanks that the line lost at its beginning."""
    full = [Cell("", line.start, line.start) for _ in places]
    last = -1
    for cell in row:
        low, high = (at + shift for at in _seen(line, cell))
        near = [
            min(abs(low - first), abs(high - end), abs(low + high - first - end) // 2)
            for first, end in places
        ]
        at = near.index(min(near))
        if near[at] > _ALIGNED or at <= last:
            return None
        full[at] = cell
        last = at
    return full
