"""The cells of a sheet as calamine gives them, made into grids: texts, empty margins, tables one below another."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import chain, groupby, islice, pairwise

from scanner.extract.header_words import is_value
from scanner.extract.tables import table_of
from scanner.model import Grid, Place
from scanner.noun import noun

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from python_calamine import CalamineSheet

    from scanner.extract.building import DocumentBuilder
    from scanner.model import Table

SPARSE = 50  # rows × columns for each cell that is there, above which a dense reading is a waste
SMALL = 1_000_000  # rows × columns that are never too many
_MOST_PIECES = 200  # blank rows up to which a sheet is taken for several tables
_MOST_KNOWN = 4096  # numbers whose texts are kept at hand
_FAR = 100  # empty rows at the top that are not worth the while
_TOP = 40  # rows that show whether a head begins here

Cell = tuple[int, int, str]  # row, column, text
Rectangle = tuple[int, int, int, int]  # top, left, bottom, right: numbers from 1, all included


class SheetFacts(metaclass=noun):
    """What is known of a sheet besides its cells. Rows and columns count from 1."""

    name: str
    visible: bool = True
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[Rectangle, ...] = ()
    unseen: frozenset[tuple[int, int]] = frozenset()  # row and column of cells whose look shows nothing
    covered: tuple[Rectangle, ...] = ()  # cells that lie below something opaque
    faded: tuple[
        tuple[int, int, tuple[str, ...]], ...
    ] = ()  # row, column, pieces of the text that nobody sees
    narrow_columns: frozenset[int] = frozenset()  # that show nothing but their margins

    @property
    def layer(self) -> str:
        return "body" if self.visible else "hidden-sheet"


class CellBlock(metaclass=noun):
    """A dense rectangle of texts, row by row, with the numbers of its rows and columns."""

    texts: list[str]
    rows: Sequence[int]
    columns: Sequence[int]


def texts_of(rows: Iterable[Sequence[Any]]) -> list[str]:
    """The texts of dense rows of values, row by row, all rows as long as the first.

    A spreadsheet keeps 15 significant digits; more would show the noise of binary fractions.
    """
    other = _text_of
    known = _KnownNumbers()
    return [
        value
        if (kind := value.__class__) is str
        else known[value]
        if kind is float and 1e-4 <= value < 1e15
        else other(value)
        for value in chain.from_iterable(rows)
    ]


class _KnownNumbers(dict[float, str]):
    """The texts of ordinary numbers: years, amounts and sums come again, and their texts are then the same object."""

    def __missing__(self, value: float) -> str:
        if len(self) >= _MOST_KNOWN:
            self.clear()
        text = self[value] = f"{value:.15g}"
        return text


def number_text(value: float) -> str:
    """A number as a sheet would show it in full: no exponent, no ".0", 15 digits."""
    text = f"{value:.15g}"
    if "e" not in text:
        return text
    from decimal import Decimal

    return f"{Decimal(text):f}"


def _text_of(value: Any) -> str:
    return _TEXTS.get(value.__class__, str)(value)


def _moment_text(value: datetime) -> str:
    return value.isoformat(" ") if value.time() != time() else value.date().isoformat()


_TEXTS: dict[type, Callable[..., str]] = {
    float: number_text,
    bool: lambda value: "TRUE" if value else "FALSE",
    datetime: _moment_text,
    date: date.isoformat,
    time: time.isoformat,
    timedelta: str,
}


def add_cells(builder: DocumentBuilder, facts: SheetFacts, block: CellBlock) -> int:
    """Add the cells of a sheet as one table, or as several where a blank row parts them; how many."""
    block = _trimmed(block)
    width = len(block.columns)
    merged = sorted(facts.merged)
    hidden_columns = frozenset(i for i, number in enumerate(block.columns) if number in facts.hidden_columns)
    tables = _tables(block, merged)
    reaching = _reaching_out(facts)
    for first, last in tables:
        texts = (
            block.texts[first * width : last * width]
            if (first, last) != (0, len(block.rows))
            else block.texts
        )
        rows = block.rows[first:last]
        inside = _indexes(merged, rows, block.columns)
        beside = _taken_out(texts, width, facts, rows, block.columns, inside)
        grid = Grid(
            texts,
            width,
            Place("sheet", (), "sheet", facts.name),
            facts.layer,
            facts.visible,
            rows,
            block.columns,
            frozenset(i for i, number in enumerate(rows) if number in facts.hidden_rows)
            if facts.hidden_rows
            else frozenset(),
            hidden_columns,
            shown_cells=_at(reaching, rows, block.columns),
        )
        before = builder.table_before(0) if not first else (None, -1)
        builder.add_table(grid, _meaning(texts, width, inside, *before))
        for row, column, text, layer in beside:
            layer = layer if facts.visible else facts.layer
            builder.add(text, Place("sheet", (row, column), "sheet", facts.name), layer=layer, visible=False)
    return len(tables)


def _taken_out(
    texts: list[str],
    width: int,
    facts: SheetFacts,
    rows: Sequence[int],
    columns: Sequence[int],
    merged: Sequence[Rectangle],
) -> list[tuple[int, int, str, str]]:
    """Take what nobody sees out of a table's cells: (row, column, text, layer) of each.

    Below a merged cell the values of all but the first stay in the file (18.3.1.55).
    """
    found = []
    for top, left, bottom, right in merged:
        shown = texts[top * width + left]
        for row in range(top, bottom + 1):
            for at in range(row * width + left, row * width + right + 1):
                if texts[at] and texts[at] != shown:
                    found.append((rows[row], columns[at % width], texts[at], "covered-text"))
                    texts[at] = ""
    found += _faded_out(texts, width, facts, rows, columns)
    for at in _squeezed(texts, width, facts, rows, columns) if facts.narrow_columns else ():
        found.append((rows[at // width], columns[at % width], texts[at], "hidden-row-or-column"))
        texts[at] = ""
    for area in facts.covered:
        for row, column in _below(area, facts.merged, rows, columns):
            at = row * width + column
            if texts[at]:
                found.append((rows[row], columns[column], texts[at], "covered-text"))
                texts[at] = ""
    return found


def _faded_out(
    texts: list[str], width: int, facts: SheetFacts, rows: Sequence[int], columns: Sequence[int]
) -> list[tuple[int, int, str, str]]:
    """The same of cells, and pieces of cells, whose look shows nothing."""
    if not (facts.unseen or facts.faded):
        return []
    found = []
    row_at = {number: index for index, number in enumerate(rows)}
    column_at = {number: index for index, number in enumerate(columns)}
    for row, column in sorted(facts.unseen):
        if row in row_at and column in column_at:
            at = row_at[row] * width + column_at[column]
            if texts[at]:
                found.append((row, column, texts[at], "invisible-text"))
                texts[at] = ""
    for row, column, pieces in facts.faded:
        at = row_at[row] * width + column_at[column] if row in row_at and column in column_at else -1
        for piece in pieces if at >= 0 else ():
            if piece in texts[at]:
                found.append((row, column, piece.strip(), "invisible-text"))
                texts[at] = texts[at].replace(piece, "", 1)
    return found


def _squeezed(
    texts: list[str], width: int, facts: SheetFacts, rows: Sequence[int], columns: Sequence[int]
) -> list[int]:
    """Where texts stand in columns that show nothing: those that cannot run over the next cell, and are not merged."""
    narrow = [index for index, number in enumerate(columns) if number in facts.narrow_columns]
    merged = {(top, left) for top, left, _, _ in facts.merged}
    found = []
    for row in range(len(rows)):
        for index in narrow:
            at = row * width + index
            right = index + 1 < width and columns[index + 1] == columns[index] + 1 and texts[at + 1]
            if texts[at] and right and (rows[row], columns[index]) not in merged:
                found.append(at)
    return found


def _below(
    area: Rectangle, merged: Sequence[Rectangle], rows: Sequence[int], columns: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Row and column (as indexes) of the cells below an area; a merged cell counts where its middle lies."""
    top, left, bottom, right = area
    elsewhere = {
        (up, near)
        for up, near, down, far in merged
        if not (top <= (up + down) / 2 <= bottom and left <= (near + far) / 2 <= right)
    }
    for row in range(bisect_left(rows, top), bisect_right(rows, bottom)):
        for column in range(bisect_left(columns, left), bisect_right(columns, right)):
            if (rows[row], columns[column]) not in elsewhere:
                yield row, column


def _meaning(
    texts: Sequence[str], width: int, merged: Sequence[Rectangle], previous: Table | None, index: int
) -> Table:
    """What a table means. A sheet that begins with data and no head goes on from the sheet before."""
    table = table_of(texts, width, merged=merged)
    if table.head or previous is None or not any(map(is_value, texts[:width])):
        return table
    other = table_of(texts, width, merged=merged, previous=previous, previous_index=index)
    return other if other.continues >= 0 else table


def _trimmed(block: CellBlock) -> CellBlock:
    """Without empty rows and columns at the margins; without any columns where nothing is left."""
    texts, width = block.texts, len(block.columns)
    top, bottom = 0, len(block.rows)
    while top < bottom and not any(texts[top * width : (top + 1) * width]):
        top += 1
    while top < bottom and not any(texts[(bottom - 1) * width : bottom * width]):
        bottom -= 1
    if top == bottom:
        return CellBlock([], (), ())
    left, right = 0, width
    while not any(texts[left::width]):
        left += 1
    while not any(texts[right - 1 :: width]):
        right -= 1
    if (left, right) != (0, width):
        texts = [
            text for row in range(top, bottom) for text in texts[row * width + left : row * width + right]
        ]
    elif bottom - top < len(block.rows):
        texts = texts[top * width : bottom * width]
    return CellBlock(texts, block.rows[top:bottom], block.columns[left:right])


def _tables(block: CellBlock, merged: Sequence[Rectangle]) -> list[tuple[int, int]]:
    """First and last row (excluded) of each table: a new one starts where a new head follows a blank row."""
    texts, width, rows = block.texts, len(block.columns), len(block.rows)
    if not width:
        return []
    filled = [any(texts[at : at + width]) for at in range(0, len(texts), width)]
    starts = [row for row in range(1, rows) if filled[row] and not filled[row - 1]]
    if not starts or len(starts) > _MOST_PIECES:
        return [(0, rows)]

    def top_of(first: int, last: int, previous: Table | None = None) -> Table:
        numbers = block.rows[first : min(last, first + _TOP)]
        cells = texts[first * width : (first + len(numbers)) * width]
        return table_of(cells, width, merged=_indexes(merged, numbers, block.columns), previous=previous)

    cuts = [0]
    known = top_of(0, starts[0])
    for start, following in pairwise((*starts, rows)):
        if not known.head:
            known = top_of(cuts[-1], following)
            continue
        other = top_of(start, following, known)
        if other.head and other.head != known.head:
            cuts.append(start)
            known = other
    return list(pairwise((*cuts, rows)))


def _indexes(
    merged: Sequence[Rectangle], rows: Sequence[int], columns: Sequence[int]
) -> tuple[Rectangle, ...]:
    """The merged cells that begin in these rows, as indexes; `merged` is sorted."""
    found = []
    begin = bisect_left(merged, rows[0], key=lambda cell: cell[0])
    for top, left, bottom, right in merged[begin : bisect_right(merged, rows[-1], key=lambda cell: cell[0])]:
        up, down = bisect_left(rows, top), bisect_right(rows, bottom) - 1
        near, far = bisect_left(columns, left), bisect_right(columns, right) - 1
        if (up < down and near <= far) or (up == down and near < far):
            found.append((up, near, down, far))
    return tuple(found)


def _reaching_out(facts: SheetFacts) -> list[tuple[int, int]]:
    """Row and column of the merged cells that begin in a hidden row or column and go on into one that is seen, ascending."""
    hidden_rows, hidden_columns = sorted(facts.hidden_rows), sorted(facts.hidden_columns)
    return sorted(
        (top, left)
        for top, left, bottom, right in facts.merged
        if (top in facts.hidden_rows or left in facts.hidden_columns)
        and _count(hidden_rows, top, bottom) <= bottom - top
        and _count(hidden_columns, left, right) <= right - left
    )


def _at(cells: list[tuple[int, int]], rows: Sequence[int], columns: Sequence[int]) -> frozenset[int]:
    """The indexes of these cells, which ascend, in a table of these rows and columns."""
    found = set()
    for row, column in cells[bisect_left(cells, (rows[0], 0)) : bisect_left(cells, (rows[-1] + 1, 0))]:
        up, at = bisect_left(rows, row), bisect_left(columns, column)
        if rows[up] == row and at < len(columns) and columns[at] == column:
            found.add(up * len(columns) + at)
    return frozenset(found)


def _count(numbers: Sequence[int], first: int, last: int) -> int:
    """How many of ascending numbers lie in a stretch, its ends included."""
    return bisect_right(numbers, last) - bisect_left(numbers, first)


def dense_block(sheet: CalamineSheet) -> CellBlock:
    """The cells of a sheet as the rectangle that holds them all."""
    if sheet.start is None:
        return CellBlock([], (), ())
    top, left = sheet.start
    if top > _FAR or left:
        rows = sheet.to_python()
        texts, width = texts_of(rows), len(rows[0]) if rows else 0
    else:  # row by row: all values at once take twice the memory
        texts, width = texts_of(islice(sheet.iter_rows(), top, None)), sheet.width
    height = len(texts) // width if width else 0
    return CellBlock(texts, range(top + 1, top + 1 + height), range(left + 1, left + 1 + width))


def compact_blocks(block: CellBlock, dense: int) -> list[CellBlock]:
    """The block itself, or what it holds without the empty rows and columns if it is nearly empty."""
    if len(block.texts) <= SMALL or sum(map(bool, block.texts)) * SPARSE > len(block.texts):
        return [block]
    width = len(block.columns)
    cells = [
        (block.rows[index // width], block.columns[index % width], text)
        for index, text in enumerate(block.texts)
        if text
    ]
    return list(blocks_of(cells, dense))


def blocks_of(cells: list[Cell], dense: int) -> Iterator[CellBlock]:
    """The cells as rectangles without the empty rows and columns between them.

    One rectangle if it holds no more than `dense` cells and is not nearly empty, else one for each row.
    """
    cells.sort()
    rows, columns = {row for row, _, _ in cells}, {column for _, column, _ in cells}
    if len(rows) * len(columns) <= min(dense, max(SMALL, SPARSE * len(cells))):
        yield _block_of(cells, sorted(rows), sorted(columns))
        return
    for row, own in groupby(cells, lambda cell: cell[0]):
        wanted = list(own)
        yield _block_of(wanted, [row], sorted({column for _, column, _ in wanted}))


def _block_of(cells: Sequence[Cell], rows: list[int], columns: list[int]) -> CellBlock:
    width = len(columns)
    first_of = {number: index * width for index, number in enumerate(rows)}
    column_at = {number: index for index, number in enumerate(columns)}
    texts = [""] * (len(rows) * width)
    for row, column, text in cells:
        texts[first_of[row] + column_at[column]] = text
    return CellBlock(texts, rows, columns)
