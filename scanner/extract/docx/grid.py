"""The rows and cells of a w:tbl, and the dense grid they make.

Cells are read in one pass over the table's elements; only a cell that holds more than plain text gets
the close look of `docx_inline`. A table that holds a table is read cell by cell.
"""

from __future__ import annotations

from bisect import bisect_left

from scanner.extract.docx import tags as w

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

WIDEST = 256  # grid columns; Word makes 63 at most (17.4.17 sets no bound)
_SPREAD, _LOOSE = 40, 10_000  # grid cells that a table may have for each of its own, and beyond that
_CELL_MARK = "\x1f"  # cannot stand in XML 1.0
_ROW_TAGS = (w.GRID_BEFORE, w.TBL_HEADER, w.HIDDEN, w.W + "trHeight")
_NO_HEIGHT = 60  # twentieths of a point: a row of that height shows nothing of a letter
_CELL_TAGS = (w.T, w.P, w.TC, w.TR, w.TBL, w.GRID_SPAN, w.V_MERGE, *_ROW_TAGS, *w.CLOSE_LOOK)
_DROPPED = frozenset((w.DEL, w.MOVE_FROM))


class Rows:
    """The cells of a table in the file's order. Cells are numbered through; `firsts` begin the rows."""

    __slots__ = ("befores", "close", "dropped", "firsts", "heads", "hidden", "merges", "spans", "texts")

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.firsts: list[int] = []
        self.spans: dict[int, int] = {}  # cell → grid columns, where more than one
        self.merges: dict[int, bool] = {}  # cell → whether a vertical merge begins here
        self.befores: dict[int, int] = {}  # row → grid columns left out before its first cell
        self.heads: set[int] = set()  # rows marked as repeated heads
        self.hidden: set[int] = set()
        self.dropped: set[int] = set()  # rows deleted by a revision
        self.close: dict[int, _Element] = {}  # cells that want the close look

    def cells_by_row(self) -> list[range]:
        """The numbers of the cells of each row."""
        ends = [*self.firsts[1:], len(self.texts)]
        return [range(first, end) for first, end in zip(self.firsts, ends, strict=False)]


def quick_rows(table: _Element, extra: tuple[str, ...] = ()) -> Rows | None:
    """The rows of a table, or None when it holds another table. `extra` tags too want the close look."""
    rows, cells = Rows(), 0
    pieces: list[str] = []
    cell: _Element | None = None
    put, firsts = pieces.append, rows.firsts
    elements = table.iter(*_CELL_TAGS, *extra)
    next(elements)  # the table itself
    for element in elements:
        tag = element.tag
        if tag == w.T:
            text = element.text
            if text:
                put(text)
        elif tag == w.P:
            put("\n")
        elif tag == w.TC:
            put(_CELL_MARK)
            cell = element
            cells += 1
        elif tag == w.TR:
            firsts.append(cells)
            cell = None
        elif tag == w.TBL:
            return None
        elif cell is not None:
            _note_cell(rows, cells - 1, cell, element)
        elif firsts:
            _note_row(rows, len(firsts) - 1, element)
    rows.texts = "".join(pieces).replace(_CELL_MARK + "\n", _CELL_MARK).split(_CELL_MARK)[1:]
    return rows


def careful_rows(table: _Element) -> Rows:
    """The rows of a table whose every cell wants the close look."""
    rows = Rows()
    for row, line in enumerate(_inner(table, w.TR)):
        rows.firsts.append(len(rows.texts))
        properties = line.find(w.TR_PR)
        for element in properties if properties is not None else ():
            _note_row(rows, row, element)
        for cell in _inner(line, w.TC):
            number = len(rows.texts)
            rows.texts.append("")
            rows.close[number] = cell
            properties = cell.find(w.W + "tcPr")
            for element in properties if properties is not None else ():
                _note_cell(rows, number, cell, element)
    return rows


def _inner(element: _Element, wanted: str) -> Iterator[_Element]:
    """Rows of a table or cells of a row, those within content controls and revisions included."""
    for child in element:
        if child.tag == wanted:
            yield child
        elif child.tag not in (w.TR_PR, w.TBL_PR, w.TR, w.TC, w.TBL, w.P):
            yield from _inner(child, wanted)


def _note_cell(rows: Rows, number: int, cell: _Element, element: _Element) -> None:
    tag = element.tag
    if tag == w.GRID_SPAN:
        span = whole_number(element.get(w.VAL))
        if span > 1:
            rows.spans[number] = min(span, WIDEST)
    elif tag == w.V_MERGE:
        rows.merges[number] = element.get(w.VAL) == "restart"
    elif tag in (w.TR_PR, *_ROW_TAGS):
        return
    else:
        rows.close[number] = cell


def _note_row(rows: Rows, row: int, element: _Element) -> None:
    tag, is_on = element.tag, w.is_on(element.get(w.VAL))
    if tag == w.GRID_BEFORE:
        rows.befores[row] = min(whole_number(element.get(w.VAL)), WIDEST)
    elif tag == w.TBL_HEADER and is_on:
        rows.heads.add(row)
    elif tag == w.HIDDEN and is_on:
        rows.hidden.add(row)
    elif tag in _DROPPED:
        rows.dropped.add(row)
    elif element.get(w.W + "hRule") == "exact" and 0 < whole_number(element.get(w.VAL)) <= _NO_HEIGHT:
        rows.hidden.add(row)


def whole_number(text: str | None) -> int:
    """The number in an attribute; 0 where it is none."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0


class Layout:
    """The dense grid of a table, row by row, rows deleted by a revision left out.

    `cells[i]` is the number of the cell whose text stands at index i, or -1 under a merged cell.
    `rows` are the numbers of the table's rows, from 0, that the grid has. A table so ragged that most
    of its grid would be empty is laid out one cell a row; `is_ragged` then is true.
    """

    __slots__ = ("cells", "columns", "heads", "hidden", "is_ragged", "merged", "rows")

    def __init__(self, rows: Rows) -> None:
        self.rows = [row for row in range(len(rows.firsts)) if row not in rows.dropped]
        self.hidden = frozenset(at for at, row in enumerate(self.rows) if row in rows.hidden)
        self.heads: list[int] = []
        for at, row in enumerate(self.rows):
            if row not in rows.heads:
                break
            self.heads.append(at)
        self.merged: list[tuple[int, int, int, int]] = []
        self.is_ragged = False
        self.columns = _even_width(rows)
        self.cells: list[int] = []
        if self.columns:
            self.cells = [
                cell for row in self.rows for cell in range(rows.firsts[row], rows.firsts[row] + self.columns)
            ]
            if rows.merges:
                self._merge(rows, [list(range(self.columns + 1))] * len(self.rows))
        else:
            self._place(rows)

    @property
    def size(self) -> int:
        return len(self.rows) * self.columns

    def _place(self, rows: Rows) -> None:
        """Cells of different widths: a grid column wherever a cell of some row begins."""
        by_row = rows.cells_by_row()
        bounds = [_bounds(rows, row, by_row[row]) for row in self.rows]
        begins = sorted({begin for row in bounds for begin in row[:-1]})
        if len(begins) * len(self.rows) > _LOOSE + _SPREAD * len(rows.texts):
            self._list(rows)
            return
        column = {begin: at for at, begin in enumerate(begins)}
        self.columns = len(begins)
        edges: list[list[int]] = []
        for row, bound in zip(self.rows, bounds, strict=True):
            line = [-1] * self.columns
            places = [column[begin] for begin in bound[:-1]]
            for offset, at in enumerate(places):
                line[at] = rows.firsts[row] + offset
            self.cells += line
            last = bisect_left(begins, bound[-1])
            edges.append([*places, max(last, places[-1] + 1) if places else 0])
        self._merge(rows, edges)

    def _list(self, rows: Rows) -> None:
        self.is_ragged, self.columns, self.heads, self.hidden = True, 1, [], frozenset()
        by_row = rows.cells_by_row()
        lines = [(row, cell) for row in self.rows for cell in by_row[row]]
        self.rows, self.cells = [row for row, _ in lines], [cell for _, cell in lines]

    def _merge(self, rows: Rows, edges: list[list[int]]) -> None:
        """`edges[r]` are the grid columns at which the cells of a row begin, and where the last one ends."""
        open_: dict[int, list[int]] = {}
        for at, (row, edge) in enumerate(zip(self.rows, edges, strict=True)):
            still: dict[int, list[int]] = {}
            for offset in range(len(edge) - 1):
                left, right = edge[offset], edge[offset + 1] - 1
                begins = rows.merges.get(rows.firsts[row] + offset)
                if begins is False and left in open_:
                    still[left] = open_.pop(left)
                    still[left][2] = at
                elif begins is not None:
                    still[left] = [at, left, at, right]
                elif right > left:
                    self.merged.append((at, left, at, right))
            self._keep(open_)
            open_ = still
        self._keep(open_)
        self.merged.sort()

    def below_merged(self, rows: Rows) -> Iterator[tuple[int, int]]:
        """Indexes of the cells in which a vertical merge goes on, and of its first: Word shows that alone (17.4.84)."""
        for top, left, bottom, _ in self.merged if rows.merges else ():
            for row in range(top + 1, bottom + 1):
                at = row * self.columns + left
                if rows.merges.get(self.cells[at]) is False:
                    yield at, top * self.columns + left

    def _keep(self, merges: dict[int, list[int]]) -> None:
        for top, left, bottom, right in merges.values():
            if (top, left) != (bottom, right):
                self.merged.append((top, left, bottom, right))


def _even_width(rows: Rows) -> int:
    """The number of cells of every row where all rows have the same and no cell is wide; else 0."""
    count, firsts = len(rows.firsts), rows.firsts
    if rows.spans or rows.befores or not count or len(rows.texts) % count:
        return 0
    width = len(rows.texts) // count
    return width if width and firsts == list(range(0, len(rows.texts), width)) else 0


def _bounds(rows: Rows, row: int, cells: range) -> list[int]:
    """Where the cells of a row begin in the file's own grid, and where the last one ends."""
    at = rows.befores.get(row, 0)
    bounds = [at]
    for cell in cells:
        at = min(at + rows.spans.get(cell, 1), WIDEST + cell - cells.start)
        bounds.append(at)
    return bounds
