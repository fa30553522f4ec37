"""Tables of a page: cells as they come, spans laid out, and which tables only arrange the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import partial

from scanner.extract.building import Sources
from scanner.extract.tables import table_of
from scanner.model import Grid, Place, SourceMap, Table
from scanner.regexes import compiled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from scanner.extract.html.page import Manner, Page

_TABLE_TAGS = (("<table", "</table"), ("<TABLE", "</TABLE"))
_CELL_OPENERS = ("<td", "<TD", "<th", "<TH")
_BORDERED = compiled("border *[=:] *[\"']?[1-9]", re.IGNORECASE)
_SPAN = compiled("span *= *[\"']?([0-9]{1,4})")
_COLLAPSED = compiled("visibility *: *collapse", re.IGNORECASE)
_MOST_COLUMNS = 1000
_FRAME_CELLS = 6  # a frame round an article has few cells
_FRAME_CELL_LENGTH = 3000  # and those hold far more than a cell of a list does
_DENSE = 20  # places in the grid for each cell that is there; more is a mistaken span


def _source(page: Page, stretches: Sequence[tuple[int, ...] | None], index: int) -> SourceMap | None:
    """The way back to the file of one cell."""
    stretch = stretches[index]
    return SourceMap(page.pieces(stretch)) if stretch else None


class TableDraft:
    """A table while its cells are read."""

    __slots__ = (
        "cell",
        "children",
        "collapsed",
        "columns_said",
        "heads",
        "hidden_cells",
        "hidden_rows",
        "interrupted",
        "manner",
        "row_ends",
        "spans",
        "steps",
        "stretches",
        "texts",
    )

    def __init__(self, steps: tuple[int, ...], manner: Manner) -> None:
        self.steps = steps
        self.manner = manner
        self.texts: list[str] = []
        self.stretches: list[tuple[int, ...] | None] = []
        self.row_ends: list[int] = []
        self.spans: dict[int, tuple[int, int]] = {}  # cell -> columns, rows
        self.heads: set[int] = set()
        self.hidden_cells: set[int] = set()
        self.hidden_rows: set[int] = set()
        self.collapsed: set[int] = set()  # columns, as their own elements have it
        self.columns_said = 0  # by elements of columns
        self.interrupted: tuple[list[str], tuple[int, ...]] = ([], ())  # a cell with a table in it
        self.children = 0
        self.cell = False  # whether a cell is open

    def end_row(self) -> None:
        """Close the row, unless nothing stands in it."""
        if len(self.texts) > (self.row_ends[-1] if self.row_ends else 0):
            self.row_ends.append(len(self.texts))

    def take_column(self, tag: str) -> None:
        """A ``<col>``: browsers leave out those that collapse, and no others (CSS 2.2, 17.6)."""
        span = _SPAN.search(tag)
        wide = min(int(span[1]), _MOST_COLUMNS) if span is not None else 1
        if _COLLAPSED.search(tag):
            self.collapsed.update(range(self.columns_said, self.columns_said + wide))
        self.columns_said += wide

    def position(self) -> tuple[int, int]:
        """Row and column, from 1, of the cell that is open (spans not counted)."""
        return len(self.row_ends) + 1, len(self.texts) - (self.row_ends[-1] if self.row_ends else 0) + 1

    def grid(self, page: Page, previous: Table | None, previous_index: int) -> tuple[Grid, Table]:
        """The grid and what it means; `previous` is a table right before it."""
        header_rows = self._header_rows()
        place = Place(self.manner.part, self.steps, "cell")
        widths = {end - start for start, end in self._rows()}
        merged: list[tuple[int, int, int, int]] = []
        texts: list[str] = self.texts
        stretches: Sequence[tuple[int, ...] | None] = self.stretches
        columns = widths.pop() if widths else 0
        places: Sequence[int] = range(len(self.texts))
        if widths or self.spans:
            places, columns, rows, merged = self._layout()
            texts = [""] * (rows * columns)
            laid: list[tuple[int, ...] | None] = [None] * (rows * columns)
            for cell, at in enumerate(places):
                texts[at] = self.texts[cell]
                laid[at] = self.stretches[cell]
            stretches = laid
        hidden_columns, hidden_cells = self._hidden(texts, columns, places)
        grid = Grid(
            texts,
            columns,
            place,
            self.manner.layer,
            self.manner.visible,
            hidden_rows=frozenset(self.hidden_rows),
            hidden_columns=hidden_columns,
            hidden_cells=hidden_cells,
            sources=Sources(len(stretches), partial(_source, page, stretches)),
        )
        table = table_of(
            texts,
            columns,
            merged=merged,
            header_rows=header_rows,
            previous=previous,
            previous_index=previous_index,
        )
        return grid, table

    def _hidden(
        self, texts: Sequence[str], columns: int, places: Sequence[int]
    ) -> tuple[frozenset[int], frozenset[int]]:
        """Columns of which no cell with a text is drawn, and places of other cells that are not."""
        gone = {places[cell] for cell in self.hidden_cells if cell < len(places)}
        hidden = {at % columns for at in gone} | {column for column in self.collapsed if column < columns}
        if not hidden:
            return frozenset(), frozenset()
        whole = {
            column
            for column in hidden
            if column in self.collapsed
            or all(
                at in gone or not texts[at] or at // columns in self.hidden_rows
                for at in range(column, len(texts), columns)
            )
        }
        return frozenset(whole), frozenset(at for at in gone if at % columns not in whole)

    def _rows(self) -> Iterable[tuple[int, int]]:
        return zip([0, *self.row_ends], self.row_ends, strict=False)

    def _header_rows(self) -> list[int] | None:
        if not self.heads:
            return None
        rows = [
            row
            for row, (start, end) in enumerate(self._rows())
            if all(i in self.heads for i in range(start, end))
        ]
        return rows or None

    def _layout(self) -> tuple[list[int], int, int, list[tuple[int, int, int, int]]]:
        """Where each cell stands in the dense grid, its columns and rows, the merged cells."""
        where: list[tuple[int, int]] = []
        covered: dict[int, set[int]] = {}
        rows = len(self.row_ends)
        room = _DENSE * len(self.texts) + 10_000
        for row, (start, end) in enumerate(self._rows()):
            taken = covered.pop(row, set())
            column = 0
            for cell in range(start, end):
                while column in taken:
                    column += 1
                where.append((row, column))
                wide, high = self.spans.get(cell, (1, 1))
                for below in range(row + 1, min(row + high, rows)):
                    if (room := room - wide) < 0:
                        break
                    covered.setdefault(below, set()).update(range(column, column + wide))
                column += wide
        columns = max((column for _, column in where), default=-1) + 1
        if rows * columns > _DENSE * len(self.texts) + 10_000:
            return self._crammed()
        merged = []
        for cell, (wide, high) in sorted(self.spans.items()):
            row, column = where[cell]
            bottom, right = min(row + high, rows) - 1, min(column + wide, columns) - 1
            if (bottom, right) != (row, column):
                merged.append((row, column, bottom, right))
        return [row * columns + column for row, column in where], columns, rows, merged

    def _crammed(self) -> tuple[list[int], int, int, list[tuple[int, int, int, int]]]:
        """One cell a row: for spans that would blow the grid up; every text is kept."""
        return list(range(len(self.texts))), 1, len(self.texts), []


def frames(html: str) -> frozenset[int]:
    """Offsets of the ``<table`` tags that only arrange the page: a table that holds tables, one cell,
    or a few cells with whole articles in them; a table with a drawn border is a table."""
    found: set[int] = set()
    open_tables: list[tuple[int, int, bool]] = []  # offset, end of the tag, whether a border is drawn
    nesting: set[int] = set()
    for at, closes in _table_tags(html):
        if not closes:
            if open_tables:
                nesting.add(open_tables[-1][0])
            end = html.find(">", at)
            open_tables.append((at, end, bool(_BORDERED.search(html, at, max(end, at)))))
        elif open_tables:
            start, inside, bordered = open_tables.pop()
            if start in nesting:
                found.update(() if bordered else (start,))
                continue
            number = sum(html.count(opener, inside, at) for opener in _CELL_OPENERS)
            lengthy = number <= _FRAME_CELLS and at - start > _FRAME_CELL_LENGTH * number
            if number <= 1 or (lengthy and not bordered):
                found.add(start)
    found.update(start for start, _, bordered in open_tables if start in nesting and not bordered)
    return frozenset(found)


def _table_tags(html: str) -> list[tuple[int, bool]]:
    """Offset of every tag of a table and whether it closes one."""
    found: list[tuple[int, bool]] = []
    for opener, closer in _TABLE_TAGS:
        if opener in html:
            for tag in (opener, closer):
                at = html.find(tag)
                while at >= 0:
                    found.append((at, tag is closer))
                    at = html.find(tag, at + 6)
    return sorted(found)
