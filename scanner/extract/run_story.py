"""Paragraphs, rows and cells that come as a stream of runs with their looks, as .doc and RTF keep them.

A look is "" for what is read as it stands, "insertion", or the layer of what a reader does not see. Cells
stand between edges, whatever their unit; the edges of all rows of a table make its grid.
"""

from __future__ import annotations

from scanner.extract.flow import USUAL_SIZE
from scanner.extract.tables import table_of
from scanner.extract.unseen import LEAST_LEADING, SEEN, cut_off
from scanner.model import Grid, Mark, Place
from scanner.noun import noun, replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scanner.extract.building import DocumentBuilder
    from scanner.extract.flow import Area, Piece

    Aside = tuple[str, str]  # layer, text
    Paragraph = tuple[str, list[Piece], float]  # its text, its pieces, how far apart its lines are

_NEAR = 30  # twentieths of a point within which two edges are one
_WIDEST = 256  # columns
_MOST_CELLS = 2_000_000  # of one table
_LOOKS_SEEN = frozenset(("", "insertion"))
_APART = frozenset(("attribute", "link-target"))
_VISIBLE = frozenset(("footnote", "endnote", "textbox", "header", "footer"))


class _Row:
    __slots__ = ("asides", "below", "edges", "is_hidden", "lines", "texts")

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.lines: list[list[Paragraph]] = []  # the paragraphs of each cell, while the row is open
        self.asides: dict[int, list[Aside]] = {}
        self.edges: Sequence[int] = ()
        self.is_hidden = False
        self.below: frozenset[int] = frozenset()  # cells that go on from the row above


class RowEnd(metaclass=noun):
    """What is told of a row where it ends: the edges of its cells from the left, and which of these are merged with the one
    above, have a ground, lie beside the page.

    A row that is hidden has no height; `high` is an exact one in points, which says nothing of `loose` cells: they go on
    below, or are written upright.
    """

    edges: Sequence[int]
    below: frozenset[int] = frozenset()
    shaded: frozenset[int] = frozenset()
    is_hidden: bool = False
    high: float = 0.0
    off_page: frozenset[int] = frozenset()
    loose: frozenset[int] = frozenset()


class RunStory:
    """Pours one story; `part` is that of its places, `layer` that of what is seen in it."""

    def __init__(self, builder: DocumentBuilder, part: str, layer: str, *, visible: bool = True) -> None:
        self._builder = builder
        self._part = part
        self._layer = layer
        self._visible = visible
        self._paragraphs = 0
        self._tables = 0
        self._pieces: list[Piece] = []
        self._row = _Row()
        self._rows: list[_Row] = []
        self._cell: list[Paragraph] = []  # paragraphs of the cell that is open
        self.is_watched = False  # whether bars may lie over the text: paragraphs wait for those after them
        self.room = 0.0  # points, of a box that does not grow: what stands lower is cut off
        self._top = 0.0  # of the open paragraph in it, at least
        self._bars: list[tuple[int, Area | None]] = []  # the number of the paragraph that holds it, its area
        self._held: list[tuple[list[Piece], Mapping[str, float]]] = []

    def put(self, text: str, look: str = "", author: str = "", size: float = USUAL_SIZE) -> None:
        """Go on with a run; `size` is that of its letters in points."""
        if text:
            self._pieces.append((text, look, author, size))

    @property
    def paragraphs(self) -> int:
        """How many paragraphs outside of tables have ended."""
        return self._paragraphs

    @property
    def letters(self) -> int:
        """How many characters the open paragraph has."""
        return sum(len(piece[0]) for piece in self._pieces)

    def hide(self, layer: str) -> None:
        """Put what is seen of the open paragraph in a layer."""
        self._pieces = [
            (text, layer if look in _LOOKS_SEEN else look, author, size)
            for text, look, author, size in self._pieces
        ]

    def cover(self, area: Area | None) -> None:
        """Lay something opaque over the text, told from the paragraph that is open; None: from the page."""
        self._bars.append((len(self._held), area))

    def end_paragraph(
        self, *, in_cell: bool = False, setting: Mapping[str, float] | None = None, step: float = 0.0
    ) -> None:
        """End a paragraph; one outside of tables ends the table before it. `setting` is that of its lines.

        `step` is how far they are apart in points, 0 where the size tells it, less than 0 where it is not known.
        """
        if in_cell:
            self._cell.append(self._taken_for_cell(step))
            return
        self._close_table()
        self._paragraphs += 1
        if self.room:
            self._cut_paragraph(step)
        if self.is_watched:
            self._held.append((self._pieces, setting or {}))
        else:
            self._pour(self._paragraphs, self._pieces)
        self._pieces = []

    def _cut_paragraph(self, step: float) -> None:
        """Hide the open paragraph where it stands below the edge of its box."""
        lines = 1 + sum(piece[0].count("\n") for piece in self._pieces)
        least = _least(self._pieces, step)
        if least and self._top + SEEN * least >= self.room:
            self.hide("invisible-text")
        self._top += lines * least

    def _pour(self, number: int, pieces: Sequence[Piece]) -> None:
        text, marks, asides = _taken(pieces)
        place = Place(self._part, (number,))
        if text.strip():
            self._builder.add(text, place, layer=self._layer, visible=self._visible, marks=marks)
        for layer, aside in asides:
            self._builder.add(aside, place, layer=layer, visible=layer in _VISIBLE and self._visible)

    def end_cell(self, *, step: float = 0.0) -> None:
        """End a cell of the row that is open, and its last paragraph."""
        self._cell.append(self._taken_for_cell(step))
        self._row.texts.append("\n".join([paragraph[0] for paragraph in self._cell]).strip("\n"))
        self._row.lines.append(self._cell)
        self._cell = []

    def end_row(self, about: RowEnd) -> None:
        """End a row. Only now it is told which cells are shaded: what seemed to be white on white in them is seen."""
        self._row.edges, self._row.below, self._row.is_hidden = about.edges, about.below, about.is_hidden
        for cell in about.shaded & self._row.asides.keys():
            asides = self._row.asides[cell]
            seen = [text for layer, text in asides if layer == "invisible-text"]
            if cell < len(self._row.texts):
                self._row.texts[cell] = "".join((self._row.texts[cell], *seen)).strip("\n")
                self._row.asides[cell] = [aside for aside in asides if aside[0] != "invisible-text"]
        if about.high > 0 and not about.is_hidden:
            self._cut_off(about.high, about.loose)
        for cell in about.off_page.intersection(range(len(self._row.texts))) if about.off_page else ():
            self._hide_cell(cell, "off-page", self._row.texts[cell], "")
        self._row.lines = []
        if self._row.texts:
            self._rows.append(self._row)
        self._row = _Row()

    def _cut_off(self, high: float, loose: frozenset[int]) -> None:
        """Take what has no room in a row of this height out of its cells."""
        for cell, paragraphs in enumerate(self._row.lines):
            if cell in loose:
                continue
            lines = [
                (line, least)
                for text, pieces, step in paragraphs
                for least in (_least(pieces, step),)
                for line in text.split("\n")
            ]
            if len(lines) > 1:
                seen, cut = cut_off(lines, high)
                self._hide_cell(cell, "invisible-text", "\n".join(cut), "\n".join(seen).strip("\n"))

    def _hide_cell(self, cell: int, layer: str, hidden: str, seen: str) -> None:
        """Put what is hidden of a cell in a layer."""
        if hidden.strip():
            self._row.texts[cell] = seen
            self._row.asides.setdefault(cell, []).append((layer, hidden))

    def close(self) -> None:
        """End what is open."""
        if self._cell or self._row.texts:
            self.end_cell()
            self.end_row(RowEnd(()))
        if self._pieces:
            self.end_paragraph()
        self._close_table()
        self._pour_held()

    def _pour_held(self) -> None:
        """Pour the paragraphs that wait, what bars lie over taken out of them."""
        held, bars, self._held, self._bars = self._held, self._bars, [], []
        if not held:
            return
        from scanner.extract.flow import without_covered

        first = self._paragraphs - len(held) + 1
        for number, pieces in enumerate(without_covered(held, bars), first):
            self._pour(number, pieces)

    def _taken_for_cell(self, step: float) -> Paragraph:
        """The text of the paragraph that ends, with what it is made of and how far apart its lines are."""
        pieces = self._pieces
        own = [bar for bar in self._bars if bar[0] == len(self._held)] if self._bars else []
        if own:
            from scanner.extract.flow import without_covered

            self._bars = [bar for bar in self._bars if bar not in own]
            (pieces,) = without_covered([(pieces, {})], [(0, area) for _, area in own])
        text, marks, asides = _taken(pieces)
        self._pieces = []
        # the text is there already; this says that it was inserted
        if marks and any(mark.layer == "insertion" for mark in marks):
            asides.append(("insertion", ""))
        if asides:
            self._row.asides.setdefault(len(self._row.texts), []).extend(asides)
        return text, pieces, step

    def _close_table(self) -> None:
        if self._row.texts or self._cell:
            self.end_cell()
            self.end_row(RowEnd(()))
        if not self._rows:
            return
        self._pour_held()
        rows, self._rows = self._rows, []
        self._tables += 1
        place = Place(self._part, (self._tables,), "cell")
        spans = _spans(rows)
        columns = max((span[1] for row in spans for span in row), default=1)
        if columns * len(rows) > _MOST_CELLS:
            self._builder.gap("part", "too-many-cells", place)
            return
        merged = _merges(rows, spans)
        texts = [""] * (columns * len(rows))
        for at, (row, cells) in enumerate(zip(rows, spans, strict=True)):
            for text, (first, _) in zip(row.texts, cells, strict=False):
                texts[at * columns + first] = text
        table = table_of(texts, columns, merged=merged)
        hidden = frozenset(at for at, row in enumerate(rows) if row.is_hidden)
        grid = Grid(texts, columns, place, self._layer, self._visible, hidden_rows=hidden)
        self._builder.add_table(grid, table)
        self._pour_asides(rows, spans, place)

    def _pour_asides(self, rows: list[_Row], spans: list[list[tuple[int, int]]], place: Place) -> None:
        for at, (row, cells) in enumerate(zip(rows, spans, strict=True)):
            for cell, asides in row.asides.items():
                column = cells[cell][0] if cell < len(cells) else cell
                spot = replace(place, steps=(*place.steps, at + 1, column + 1))
                for layer, text in asides:
                    is_seen = layer in _VISIBLE or layer == "insertion"
                    self._builder.add(text, spot, layer=layer, visible=is_seen and self._visible)


def _least(pieces: Sequence[Piece], step: float) -> float:
    """How high the lines of a paragraph are at least, in points; 0 where that is not known."""
    size = min([piece[3] for piece in pieces if piece[1] in _LOOKS_SEEN], default=0.0)
    return step or size * LEAST_LEADING if step >= 0 else 0.0


def _taken(pieces: Sequence[Piece]) -> tuple[str, tuple[Mark, ...], list[Aside]]:
    """The text of a paragraph, its marks, and what of it is in other layers."""
    text, marks = "", []
    asides: list[Aside] = []
    for piece, look, author, _ in pieces:
        if look in ("", "insertion", "maybe-covered"):
            if look:
                marks.append(Mark(len(text), len(text) + len(piece), look, author))
            text += piece
        elif asides and asides[-1][0] == look and look not in _APART:
            asides[-1] = look, asides[-1][1] + piece
        else:
            asides.append((look, piece))
    return text, tuple(marks), [aside for aside in asides if aside[1].strip()]


def _spans(rows: list[_Row]) -> list[list[tuple[int, int]]]:
    """For every cell the columns from … up to …; by the edges, or one by one where a row states none.

    Rows that are alike have the same list.
    """
    abouts = [(tuple(row.edges), len(row.texts)) for row in rows]
    distinct = set(abouts)
    known = sorted({edge for edges, _ in distinct for edge in edges[: _WIDEST + 1]})
    grid = [edge for at, edge in enumerate(known) if not at or edge - known[at - 1] > _NEAR]
    found = {about: _columns(grid, *about) for about in distinct}
    return [found[about] for about in abouts]


def _columns(grid: Sequence[int], edges: Sequence[int], count: int) -> list[tuple[int, int]]:
    """The columns of each of so many cells between edges."""
    if len(edges) <= count or len(grid) > _WIDEST:
        return [(at, at + 1) for at in range(min(count, _WIDEST))]
    at = [_index(grid, edge) for edge in edges[: count + 1]]
    cells: list[tuple[int, int]] = []
    for cell in range(count):
        first = max(at[cell], cells[-1][1] if cells else 0)
        cells.append((first, max(at[cell + 1], first + 1)))
    return cells


def _index(edges: Sequence[int], edge: int) -> int:
    from bisect import bisect_right

    return max(bisect_right(edges, edge) - 1, 0)


def _merges(rows: list[_Row], spans: list[list[tuple[int, int]]]) -> list[tuple[int, int, int, int]]:
    """(top, left, bottom, right) of the merged cells; what they hold below the first of them is covered."""
    if not any(row.below for row in rows):
        return [
            (at, first, at, end - 1)
            for at, cells in enumerate(spans)
            for first, end in cells
            if end - first > 1
        ]
    open_cells: dict[tuple[int, int], int] = {}  # columns of a cell above -> its merge
    found: list[tuple[int, int, int, int]] = []
    tops: list[int] = []  # the number of the cell in its row that each merge begins with
    for at, (row, cells) in enumerate(zip(rows, spans, strict=True)):
        above, open_cells = open_cells, {}
        for number, (first, end) in enumerate(cells):
            key = first, end
            if number in row.below and key in above:
                top, left, _, right = found[above[key]]
                _cover_cell(row, number, rows[top].texts[tops[above[key]]])
                found[above[key]] = (top, left, at, right)
                open_cells[key] = above[key]
            else:
                open_cells[key] = len(found)
                tops.append(number)
                found.append((at, first, at, end - 1))
    return [merge for merge in found if merge[:2] != merge[2:]]


def _cover_cell(row: _Row, number: int, shown: str) -> None:
    """Take the text out of a cell that goes on from the one above: programs show that alone."""
    text = row.texts[number] if number < len(row.texts) else ""
    if text:
        row.texts[number] = ""
        if text != shown:
            row.asides.setdefault(number, []).append(("covered-text", text))
