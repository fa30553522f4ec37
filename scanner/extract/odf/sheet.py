"""Sheets of an OpenDocument spreadsheet: cells, hidden sheets, rows and columns, comments, shapes.

Source: ODF 1.3 part 3, 9 (tables), 19.6 (table attributes).
"""

from __future__ import annotations

from bisect import bisect_right

from scanner.extract.odf.inline import Line
from scanner.extract.odf.plain_rows import MARK, cells_of_row, even_texts, row_style
from scanner.extract.odf.sheet_covers import USUAL_HEIGHT, USUAL_WIDTH, covered_area
from scanner.extract.odf.styles import DRAW, OFFICE, STYLE, TABLE, TEXT, length
from scanner.extract.sheets.cells import SheetFacts, add_cells, blocks_of, number_text
from scanner.model import Place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element

    from scanner.extract.building import DocumentBuilder
    from scanner.extract.odf.inline import OdfInlines
    from scanner.extract.odf.plain_rows import PlainRows
    from scanner.extract.odf.story import OdfStory
    from scanner.extract.odf.styles import OdfStyles
    from scanner.extract.sheets.cells import Cell, Rectangle
    from scanner.settings import Limits

_COLUMNS = 16_384
_MOST_SHAPES = 500  # of a sheet, that are looked at for what they cover
_MOST_COPIES = 1000  # that a repeated cell or row with text stands for
_ALL_COPIES = 200_000  # cells of one sheet that are copies; the text itself is there in any case
_UNSHOWN = frozenset(("collapse", "filter"))
_CELL, _COVERED = f"{TABLE}table-cell", f"{TABLE}covered-table-cell"
_ROWS_SPANNED, _COLUMNS_SPANNED = f"{TABLE}number-rows-spanned", f"{TABLE}number-columns-spanned"
_COLUMNS_REPEATED = f"{TABLE}number-columns-repeated"
_DEFAULT_STYLE = f"{TABLE}default-cell-style-name"
_ROW, _ROWS_REPEATED = f"{TABLE}table-row", f"{TABLE}number-rows-repeated"
_PARAGRAPH, _VISIBILITY = f"{TEXT}p", f"{TABLE}visibility"
_STYLE_NAME, _VALUE, _VALUE_TYPE = f"{TABLE}style-name", f"{OFFICE}value", f"{OFFICE}value-type"
_VALUES = tuple(f"{OFFICE}{kind}-value" for kind in ("string", "date", "time", "boolean"))
_SHORTEST_LONG = 12  # characters of a number from which it may be as long as that
_EXACT_FROM = 1e11  # a number as long as a telephone's is given in full, whatever the cell shows


class OdfSheet:
    """One sheet; `pour` adds its cells and what hangs on them. `plain` are the rows that were set apart."""

    def __init__(
        self,
        table: _Element,
        styles: OdfStyles,
        inlines: OdfInlines,
        limits: Limits,
        plain: Sequence[PlainRows] = (),
    ) -> None:
        self._table = table
        self._plain = plain
        self._styles = styles
        self._inlines = inlines
        self._limits = limits
        self._name = table.get(f"{TABLE}name") or ""
        self._cells: list[Cell] = []
        self._merged: list[Rectangle] = []
        self._hidden_rows: set[int] = set()
        self._unseen: set[tuple[int, int]] = set()
        self._hidden_columns: set[int] = set()
        self._narrow_columns: set[int] = set()
        self._unseen_columns: set[int] = (
            set()
        )  # whose cells show nothing where they have no style of their own
        self._is_row_unseen = False
        self._covered: list[Rectangle] = []
        self._widths: list[tuple[int, float]] = []  # first of some columns, centimetres
        self._flat: dict[str, bool] = {}  # by the styles of rows
        self._beside: list[tuple[int, int, Line]] = []
        self._copies = _ALL_COPIES
        self._is_full = False

    def pour(self, builder: DocumentBuilder, story: OdfStory) -> int:
        """Add the sheet; the number of its tables."""
        display = self._styles.says(self._table.get(f"{TABLE}style-name") or "", f"{TABLE}display")
        self._read_columns()
        self._read_rows()
        facts = SheetFacts(
            self._name,
            display != "false",
            frozenset(self._hidden_rows),
            frozenset(self._hidden_columns),
            tuple(self._merged),
            frozenset(self._unseen),
            tuple(self._covered),
            narrow_columns=frozenset(self._narrow_columns),
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

    def _read_columns(self) -> None:
        at, styles = 1, self._styles
        for column in self._table.iter(f"{TABLE}table-column"):
            times = min(_number(column.get(_COLUMNS_REPEATED)), _COLUMNS)
            numbers = range(at, min(at + times, _COLUMNS + 1))
            width = length(styles.says(column.get(_STYLE_NAME) or "", f"{STYLE}column-width"))
            self._widths.append((at, width or USUAL_WIDTH))
            if column.get(_VISIBILITY) in _UNSHOWN:
                self._hidden_columns.update(numbers)
            elif styles.is_narrow(column.get(_STYLE_NAME) or ""):
                self._narrow_columns.update(numbers)
            if styles.layer(column.get(_DEFAULT_STYLE) or ""):
                self._unseen_columns.update(numbers)
            at += times

    def _read_rows(self) -> None:
        number = 1
        for row in own_rows(self._table):
            mark = row.get(MARK) if self._plain else None
            if mark is not None:
                number = self._take_plain(self._plain[int(mark)], number)
                continue
            said = row.get(_ROWS_REPEATED) if self._styles.has_repeats else None
            times = _number(said) if said else 1
            before = len(self._cells)
            default = row.get(_DEFAULT_STYLE)
            self._is_row_unseen = default is not None and bool(self._styles.layer(default))
            self._read_row(row, number)
            if times > 1:
                self._copy(self._cells[before:], number, times)
            is_unshown = self._styles.has_unshown and row.get(_VISIBILITY) in _UNSHOWN
            if is_unshown or self._is_flat(row.get(_STYLE_NAME) or ""):
                self._hidden_rows.update(range(number, number + min(times, _MOST_COPIES)))
            number += times

    def _copy(self, cells: list[Cell], number: int, times: int) -> None:
        """Take in what a row holds as often as it stands below itself."""
        unseen = [column for _, column, _ in cells if (number, column) in self._unseen]
        for copy in range(number + 1, number + self._allowed(times, len(cells))):
            self._cells += [(copy, column, text) for _, column, text in cells]
            self._unseen.update((copy, column) for column in unseen)

    def _is_flat(self, style: str) -> bool:
        found = self._flat.get(style)
        if found is None:
            found = self._flat[style] = self._styles.is_flat(style)
        return found

    def _take_plain(self, run: PlainRows, number: int) -> int:
        """Take in a run of rows that were set apart; the number of the row behind them."""
        cells, styles, columns = self._cells, self._styles, self._unseen_columns
        unseen = {style for style in run.styles if styles.layer(style)}
        has_flat = any(map(self._is_flat, run.styles))
        for row in run.rows():
            texts = None if unseen or columns else even_texts(row)
            if texts is not None:
                cells += [(number, column, text) for column, text in enumerate(texts, 1)]
            for column, text, style, right, down in cells_of_row(row) if texts is None else ():
                cells.append((number, column, text))
                if style in unseen if style else column in columns:
                    self._unseen.add((number, column))
                if right > 1 or down > 1:
                    self._merged.append((number, column, number + down - 1, column + right - 1))
            if has_flat and self._is_flat(row_style(row)):
                self._hidden_rows.add(number)
            number += 1
        if len(cells) > self._limits.cells:
            self._is_full = True
            del cells[self._limits.cells :]
        return number

    def _read_row(self, row: _Element, number: int) -> None:
        column, cells, most, styles = 1, self._cells, self._limits.cells, self._styles
        has_unseen = styles.has_unseen or bool(self._unseen_columns) or self._is_row_unseen
        is_plain = not (styles.has_long_values or has_unseen or self._inlines.is_inserted)
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
            if len(cell) > 1 or not text:
                self._lay(cell, row, column)
        if self._styles.has_long_values:
            text = _exact(cell) or text or _unwritten(cell)
        columns = range(column, column + (self._allowed(times, 1) if times > 1 and text else 1))
        if text:
            self._cells += [(row, at, text) for at in columns]
        if self._is_unseen(cell, column):
            self._unseen.update((row, at) for at in columns)
        if self._styles.spans_left:
            said = cell.get(_ROWS_SPANNED), cell.get(_COLUMNS_SPANNED)
            self._styles.spans_left -= sum(value is not None for value in said)
            down, right = map(_number, said)
            if down > 1 or right > 1:
                self._merged.append((row, column, row + down - 1, column + right - 1))
        if line is not None and (line.asides or line.boxes or line.pictures):
            self._beside.append((row, column, line))

    def _lay(self, cell: _Element, row: int, column: int) -> None:
        """Take the shapes on a cell for what they lie over."""
        above = cell.getparent()
        style = (above.get(_STYLE_NAME) or "") if above is not None else ""
        height = length(self._styles.says(style, f"{STYLE}row-height")) or USUAL_HEIGHT
        for shape in list(cell.iterchildren(f"{DRAW}*"))[:_MOST_SHAPES]:
            area = covered_area(shape, self._styles, row, column, self._width, height)
            if area is not None and len(self._covered) < _MOST_SHAPES:
                self._covered.append(area)

    def _width(self, column: int) -> float:
        at = bisect_right(self._widths, column, key=lambda columns: columns[0])
        return self._widths[at - 1][1] if at else USUAL_WIDTH

    def _is_unseen(self, cell: _Element, column: int) -> bool:
        """Whether the style of a cell shows nothing, its own or that of its row or column (19.615)."""
        if not (self._styles.has_unseen or self._unseen_columns or self._is_row_unseen):
            return False
        style = cell.get(_STYLE_NAME)
        if style is not None:
            return bool(self._styles.layer(style))
        return self._is_row_unseen or column in self._unseen_columns

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


def are_met(content: _Element, plain: Sequence[PlainRows]) -> bool:
    """Whether the marks of the rows that were set apart all stand among the rows of sheets."""
    body = content.find(f"{OFFICE}body/{OFFICE}spreadsheet")
    sheets = body.iterchildren(f"{TABLE}table") if body is not None else ()
    return len(plain) == sum(row.get(MARK) is not None for sheet in sheets for row in own_rows(sheet))


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
