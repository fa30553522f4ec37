"""At which heights the lines in the cells of a table stand, told from its top: between a least and a greatest height.

A row is as high as the highest of its cells, or as high as it says (17.4.80). What stands left and right in a cell is its
margin (17.4.42), that of all offices where the table states none. Tables that float, hold other tables or turn
their text are not plain. Source: ECMA-376-1, 17.4. All in points.
"""

from __future__ import annotations

from scanner.extract.docx import tags as w
from scanner.extract.docx.layout import Line, twips

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from scanner.extract.docx.layout import Layout

    Placed = tuple[Line, float, float, float]  # a line; its least and greatest middle, its size

CELL_MARGIN = 5.4  # left and right of a cell
_BORDER = 1.0  # a row's borders may add to its height
_NOT_PLAIN = tuple(w.W + name for name in ("tblpPr", "textDirection", "framePr"))
_MOST_ROWS = 200


class Row:
    """The lines of one row, told from its top, and how high it is at least and at most."""

    __slots__ = ("least", "lines", "most")

    def __init__(self) -> None:
        self.lines: list[Placed] = []
        self.least = self.most = 0.0


def is_plain(table: _Element) -> bool:
    """Whether the heights of a table's rows can be reckoned."""
    return next(table.iter(*_NOT_PLAIN), None) is None and sum(1 for _ in table.iter(w.TBL)) == 1


class TableLines:
    """The rows of one table, one below another."""

    def __init__(self, table: _Element, layout: Layout) -> None:
        self._table = table
        self._layout = layout
        indent = table.find(f"{w.TBL_PR}/{w.W}tblInd")
        grid = table.iterfind(f"{w.W}tblGrid/{w.W}gridCol")
        self._widths = [twips(column, "w", 0.0) for column in grid]
        self._left = twips(indent, "w", 0.0)

    def rows(self) -> Iterator[Row]:
        """Each row, those below a limit left out."""
        for number, line in enumerate(self._table.iter(w.TR)):
            if number >= _MOST_ROWS:
                return
            yield self._row(line)

    def _row(self, line: _Element) -> Row:
        row, left, column = Row(), self._left, 0
        loose: list[Placed] = []
        for cell in line.iter(w.TC):
            span = cell.find(f"{w.W}tcPr/{w.GRID_SPAN}")
            count = int(said) if span is not None and (said := span.get(w.VAL) or "").isdecimal() else 1
            wide = twips(cell.find(f"{w.W}tcPr/{w.W}tcW"), "w", 0.0)
            wide = sum(self._widths[column : column + min(count, 99)]) or wide
            loose += self._add_cell(row, cell, left)
            left, column = left + wide, column + count
        said_high = line.find(f"{w.TR_PR}/{w.W}trHeight")
        if said_high is not None:
            high = twips(said_high, "val", 0.0)
            is_exact = said_high.get(w.W + "hRule") == "exact"
            row.least = high if is_exact else max(row.least, high)
            row.most = high if is_exact else max(row.most, high)
        row.most += _BORDER
        row.lines += [(line, low, row.most, size) for line, low, _, size in loose]
        return row

    def _add_cell(self, row: Row, cell: _Element, left: float) -> list[Placed]:
        """Add the lines of a cell to a row; those are returned that may begin lower, by how much is not known yet.

        What is centred in a cell of several rows is left out.
        """
        merge, aligned = (cell.find(f"{w.W}tcPr/{w.W}{name}") for name in ("vMerge", "vAlign"))
        is_at_top = aligned is None or aligned.get(w.VAL) == "top"
        low = high = 0.0
        lines: list[Placed] = []
        for paragraph in cell.iterchildren(w.P):
            least, most = self._layout.heights(paragraph)
            before, after = self._layout.spacing(paragraph)
            size, own = self._layout.size(paragraph), self._layout.lines(paragraph)
            high += before
            for number, line in enumerate(own):
                shifted = Line(line.top, line.bottom)
                shifted.spots = [
                    (e, i, a + left + CELL_MARGIN, b + left + CELL_MARGIN) for e, i, a, b in line.spots
                ]
                lines.append((shifted, low + least * (number + 0.5), high + most * (number + 0.5), size))
            low += least * len(own)
            high += most * len(own) + after
        row.least, row.most = max(row.least, low if merge is None else 0.0), max(row.most, high)
        if is_at_top:
            row.lines += lines
        return [] if is_at_top or merge is not None else lines
