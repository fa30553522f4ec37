"""Sheets of an OpenDocument spreadsheet: cells, hidden sheets, rows and columns, comments, shapes.

Source: ODF 1.3 part 3, 9 (tables), 19.6 (table attributes).
"""

from __future__ import annotations

from scanner.extract.odf.inline import Line
from scanner.extract.odf.styles import OFFICE, TABLE, TEXT
from scanner.extract.sheets.cells import SheetFacts, add_cells, blocks_of, number_text
from scanner.model import Place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from scanner.extract.building import DocumentBuilder
    from scanner.extract.odf.inline import OdfInlines
    from scanner.extract.odf.story import OdfStory
    from scanner.extract.odf.styles import OdfStyles
    from scanner.extract.sheets.cells import Cell, Rectangle
    from scanner.settings import Limits

_COLUMNS = 16_384
_MOST_COPIES = 1000  # that a repeated cell or row with text stands for
_ALL_COPIES = 200_000  # cells of one sheet that are copies; the text itself is there in any case
_UNSHOWN = frozenset(("collapse", "filter"))
_CELL, _COVERED = f"{TABLE}table-cell", f"{TABLE}covered-table-cell"
_ROWS_SPANNED, _COLUMNS_SPANNED = f"{TABLE}number-rows-spanned", f"{TABLE}number-columns-spanned"
_COLUMNS_REPEATED = f"{TABLE}number-columns-repeated"
_ROW, _ROWS_REPEATED = f"{TABLE}table-row", f"{TABLE}number-rows-repeated"
_PARAGRAPH, _VISIBILITY = f"{TEXT}p", f"{TABLE}visibility"
_STYLE_NAME, _VALUE, _VALUE_TYPE = f"{TABLE}style-name", f"{OFFICE}value", f"{OFFICE}value-type"
_VALUES = tuple(f"{OFFICE}{kind}-value" for kind in ("string", "date", "time", "boolean"))
_SHORTEST_LONG = 12  # characters of a number from which it may be as long as that
_EXACT_FROM = 1e11  # a number as long as a telephone's is given in full, whatever the cell shows


class OdfSheet:
    """One sheet; `pour` adds its cells and what hangs on them."""

    def __init__(self, table: _Element, styles: OdfStyles, inlines: OdfInlines, limits: Limits) -> None:
        self._table = table
        self._styles = styles
        self._inlines = inlines
        self._limits = limits
        self._name = table.get(f"{TABLE}name") or ""
        self._cells: list[Cell] = []
        self._merged: list[Rectangle] = []
        self._hidden_rows: set[int] = set()
        self._unseen: set[tuple[int, int]] = set()
        self._beside: list[tuple[int, int, Line]] = []
        self._copies = _ALL_COPIES
        self._is_full = False

    def pour(self, builder: DocumentBuilder, story: OdfStory) -> int:
        """Add the sheet; the number of its tables."""
        display = self._styles.says(self._table.get(f"{TABLE}style-name") or "", f"{TABLE}display")
        self._read_rows()
        facts = SheetFacts(
            self._name,
            display != "false",
            frozenset(self._hidden_rows),
            self._hidden_columns(),
            tuple(self._merged),
            frozenset(self._unseen),
        )
        tables = 0
        for block in blocks_of(self._cells, self._limits.cells) if self._cells else ():
            tables += add_cells(builder, facts, block)
        layer = "" if facts.visible else facts.layer
        for row, column, line in self._beside:
            story.pour_beside(line, Place("sheet", (row, column), "sheet", self._name), layer)
        for shapes in self._table.iterchildren(f"{TABLE}shapes"):
            story.pour(shapes, layer=layer, shown="textbox")
        if self._is_full:
            builder.gap("sheet", "too-many-cells", Place("sheet", (), "sheet", self._name))
        return tables

    def _hidden_columns(self) -> frozenset[int]:
        hidden: set[int] = set()
        at = 1
        if not self._styles.has_unshown:
            return frozenset()
        for column in self._table.iter(f"{TABLE}table-column"):
            times = min(_number(column.get(f"{TABLE}number-columns-repeated")), _COLUMNS)
            if column.get(f"{TABLE}visibility") in _UNSHOWN:
                hidden.update(range(at, min(at + times, _COLUMNS + 1)))
            at += times
        return frozenset(hidden)

    def _read_rows(self) -> None:
        number = 1
        has_repeats, has_unshown = self._styles.has_repeats, self._styles.has_unshown
        for row in own_rows(self._table):
            said = row.get(_ROWS_REPEATED) if has_repeats else None
            times = _number(said) if said else 1
            before = len(self._cells)
            self._read_row(row, number)
            if times > 1:
                copied = self._cells[before:]
                for copy in range(1, self._allowed(times, len(copied))):
                    self._cells += [(number + copy, column, text) for _, column, text in copied]
            if has_unshown and row.get(_VISIBILITY) in _UNSHOWN:
                self._hidden_rows.update(range(number, number + min(times, _MOST_COPIES)))
            number += times

    def _read_row(self, row: _Element, number: int) -> None:
        column, cells, most, styles = 1, self._cells, self._limits.cells, self._styles
        is_plain = not (styles.has_long_values or styles.has_unseen or self._inlines.is_inserted)
        is_bare = is_plain and not (styles.repeats_left or styles.spans_left)
        for cell in row.iterchildren(_CELL, _COVERED):
            children = len(cell)
            said = None if is_bare or not styles.repeats_left else cell.get(_COLUMNS_REPEATED)
            times = self._times(cell, said) if said else 1
            if children == 1 and (
                is_bare or (is_plain and times == 1 and not (styles.spans_left and _spans(cell)))
            ):
                paragraph = cell[0]
                if not len(paragraph) and paragraph.tag == _PARAGRAPH and len(cells) < most:
                    text = paragraph.text
                    if text:
                        cells.append((number, column, text))
                    column += 1
                    continue
            if children or cell.get(_VALUE_TYPE):
                times = times if children else _number(cell.get(_COLUMNS_REPEATED))
                self._read_cell(cell, number, column, times)
                is_plain = is_plain and not self._inlines.is_inserted
                is_bare = is_bare and is_plain
            column += times

    def _times(self, cell: _Element, said: str) -> int:
        """How many cells this one stands for; what an empty one at the end of its row says is not counted as met."""
        if len(cell) or cell.getnext() is not None:
            self._styles.repeats_left -= 1
        return _number(said)

    def _allowed(self, times: int, cells: int) -> int:
        """How many times cells that are repeated are taken in, the first time included."""
        if times > 1 and cells:
            times = min(times, _MOST_COPIES, 1 + self._copies // cells)
            self._copies -= (times - 1) * cells
        return times if cells else 0

    def _read_cell(self, cell: _Element, row: int, column: int, times: int) -> None:
        if len(self._cells) >= self._limits.cells:
            self._is_full = True
            return
        line = None
        text = self._inlines.plain(cell)
        if text is None:
            line = self._line(cell)
            text = line.text
        if self._styles.has_long_values:
            text = _exact(cell) or text or _unwritten(cell)
        if text and times == 1:
            self._cells.append((row, column, text))
        elif text:
            for at in range(column, column + self._allowed(times, 1)):
                self._cells.append((row, at, text))
        style = cell.get(_STYLE_NAME) if self._styles.has_unseen else None
        if style is not None and self._styles.layer(style):
            self._unseen.add((row, column))
        if self._styles.spans_left:
            rows, columns = cell.get(_ROWS_SPANNED), cell.get(_COLUMNS_SPANNED)
            self._styles.spans_left -= (rows is not None) + (columns is not None)
            down, right = _number(rows), _number(columns)
            if down > 1 or right > 1:
                self._merged.append((row, column, row + down - 1, column + right - 1))
        if line is not None and (line.asides or line.boxes or line.pictures):
            self._beside.append((row, column, line))

    def _line(self, cell: _Element) -> Line:
        """The paragraphs of a cell, its comment and shapes."""
        line = Line()
        for child in cell:
            if child.tag == _PARAGRAPH:
                own = self._inlines.line(child)
                line.pieces += (["\n"] if line.pieces else []) + own.pieces
                line.asides += own.asides
                line.boxes += own.boxes
                line.pictures += own.pictures
            elif child.tag == f"{OFFICE}annotation":
                self._inlines.note_comment(child, line)
            else:
                self._inlines.note_shape(child, line)
        return line


def own_rows(element: _Element) -> Iterator[_Element]:
    """The rows of a sheet, those of heads and groups among them; not those of tables within its cells."""
    for child in element:
        if child.tag == _ROW:
            yield child
        elif len(child):
            yield from own_rows(child)


def _spans(cell: _Element) -> bool:
    """Whether a cell says that it stands over several rows or columns."""
    return cell.get(_COLUMNS_SPANNED) is not None or cell.get(_ROWS_SPANNED) is not None


def _exact(cell: _Element) -> str:
    """A long number in full: what is shown may be 4.1E+17."""
    said = cell.get(_VALUE)
    if not said or (len(said) < _SHORTEST_LONG and "e" not in said and "E" not in said):
        return ""
    try:
        value = float(said)
    except ValueError:
        return ""
    return number_text(value) if _EXACT_FROM <= abs(value) < 1e300 else ""


def _unwritten(cell: _Element) -> str:
    """The value of a cell that is not written out: a format shows nothing of it, or a program left that to others."""
    said = cell.get(_VALUE)
    if said:
        try:
            return number_text(float(said)) if abs(float(said)) < 1e300 else said
        except ValueError:
            return said
    return next((value for value in map(cell.get, _VALUES) if value), "")


def _number(said: str | None) -> int:
    return max(int(said[:7]), 1) if said and said.isdecimal() else 1
