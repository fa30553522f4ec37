"""The texts of an OFD page into lines and tables in reading order, by the means of the PDF reader.

Producers write one text object a line, a cell or a single character; only places tell what belongs
together.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from scanner.extract.pdf.content import PageContent
from scanner.extract.pdf.lines import Line
from scanner.extract.pdf.page import THIN
from scanner.extract.pdf.pieces import GAP, Piece, hull, pieces_of, rows_of
from scanner.extract.pdf.rules import joined
from scanner.extract.pdf.runs import Hidden
from scanner.model import Box

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import overload

    from scanner.extract.ofd.page import Drawing
    from scanner.extract.ofd.runs import Run
    from scanner.extract.pdf.bands import Band
    from scanner.extract.pdf.lattice import FoundTable
    from scanner.extract.pdf.page import Rect
    from scanner.extract.pdf.rules import Rule

_SPACE = 0.22  # of the height: a gap between two Latin words
_SAME = 0.25  # of the height: a text drawn twice, for bold type
_MOST_RULES = 6_000  # a page with more is a drawing
_FEWEST_ROWS = 3


class Boxes(Sequence[Box]):
    """The boxes of the cells of a table, made when asked for: only those of findings are."""

    def __init__(self, rects: Sequence[Rect]) -> None:
        self._rects = rects

    def __len__(self) -> int:
        return len(self._rects)

    if TYPE_CHECKING:

        @overload
        def __getitem__(self, index: int) -> Box: ...
        @overload
        def __getitem__(self, index: slice) -> Sequence[Box]: ...

    def __getitem__(self, index: int | slice) -> Box | Sequence[Box]:
        if isinstance(index, slice):
            return [Box(*rect) for rect in self._rects[index]]
        return Box(*self._rects[index])


class Glyphs:
    """Characters with their edges, a list an edge, as `pieces_of` wants them."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.left: list[float] = []
        self.bottom: list[float] = []
        self.right: list[float] = []
        self.top: list[float] = []
        self.text = ""

    def add(self, text: str, run: Run | None = None) -> None:
        """Add the characters of a run, or a sign that stands nowhere."""
        self.pieces.append(text)
        if run is None:
            for edge in (self.left, self.bottom, self.right, self.top):
                edge.append(0.0)
            return
        frame = run.frame
        self.left += frame.lefts
        self.right += frame.rights
        self.bottom += [run.bottom] * len(frame.lefts)
        self.top += [run.top] * len(frame.lefts)


def page_content(drawing: Drawing, number: int, bands: Sequence[Band]) -> PageContent:
    """Lines and tables of a page. `bands` are the columns of the table that ends the page before.

    Texts that do not stand level (stamps, watermarks) come behind them, each once.
    """
    page = PageContent(number, drawing.rect)
    walls = [] if len(drawing.upright) > _MOST_RULES else joined(drawing.upright)
    pieces = _pieces(drawing.runs, walls)
    tables, rest = _tables(drawing, pieces, bands)
    lines = _lines(rest)
    items: list[Line | FoundTable] = [*lines, *tables]
    items.sort(key=lambda item: -(item.top + item.bottom) / 2 if isinstance(item, Line) else -item.rect[3])
    page.items = items
    for index, item in enumerate(items):
        if not isinstance(item, Line):
            page.boxes[index] = Boxes(item.rects)
    apart = {run.text: run for run in reversed(drawing.runs) if not run.is_level}
    for run in reversed(apart.values()):
        page.hidden.append(Hidden(run.text, "textbox", Box(*run.rect), is_seen=True))
    return page


def line_texts(runs: Sequence[Run]) -> list[tuple[str, Rect]]:
    """The lines that some texts make, with their rectangles."""
    found = [(line.text, line.rect) for line in _lines(_pieces(runs))]
    return found + [(run.text, run.rect) for run in runs if not run.is_level]


def _pieces(runs: Sequence[Run], walls: Sequence[Rule] = ()) -> list[Piece]:
    """The pieces of the texts that stand level, line by line; `order` is the number of the line."""
    found: list[Piece] = []
    order = 0
    for row in _rows([run for run in runs if run.is_level]):
        near = _walls_near(row, walls) if walls else ()
        if _are_apart(row, near):
            for run in row:
                found += _run_pieces(run, order)
            order += 1
            continue
        glyphs = _glyphs(row)
        pieces = pieces_of(glyphs, near)  # type: ignore[arg-type]
        for piece in pieces:
            piece.order += order
        found += pieces
        order += glyphs.text.count("\n")
    return found


def _walls_near(row: Sequence[Run], walls: Sequence[Rule]) -> Sequence[Rule]:
    """The walls that pass a line at its height."""
    bottom, top = min([run.bottom for run in row]), max([run.top for run in row])
    return [wall for wall in walls if wall[1] < top and bottom < wall[2]]


def _are_apart(row: Sequence[Run], walls: Sequence[Rule]) -> bool:
    """Whether nothing of a line touches: each text is alone, or a gap parts it from the next, and no wall passes through."""
    if len(row) > 1:
        gap = GAP * max(max([run.top for run in row]) - min([run.bottom for run in row]), 1.0)
        end = row[0].frame.lefts[0] - 2 * gap
        for run in row:
            frame = run.frame
            if not frame.is_forward or frame.lefts[0] - end <= gap:
                return False
            end = frame.rights[-1]
    return not any("\n" in run.text or (walls and _is_crossed(run, walls)) for run in row)


def _is_crossed(run: Run, walls: Sequence[Rule]) -> bool:
    """Whether a wall passes through a text or close by."""
    left, bottom, right, top = run.rect
    near = max(top - bottom, 1.0)
    first, last = run.frame.reach()
    left, right = min(left, first) - near, max(right, last) + near
    return any(left < x < right and foot < top and bottom < head for x, foot, head in walls)


def _run_pieces(run: Run, order: int) -> list[Piece]:
    """What `pieces_of` gives for a text that is apart from all others of its line and crossed by no wall."""
    text, bottom, top = run.text, run.bottom, run.top
    found = [
        Piece(text[first:end], order, (left, bottom, right, top))
        for first, end, left, right in run.frame.spans(top - bottom)
    ]
    if THIN in text:
        for piece in found:
            piece.text = piece.text.replace(THIN, "")
    return found


def _glyphs(row: Sequence[Run]) -> Glyphs:
    """The characters of one line."""
    found = Glyphs()
    before: Run | None = None
    for run in row:
        if before is not None and _is_repeated(before, run):
            continue
        if before is not None and _is_new_word(before, run):
            found.add(" ")
        found.add(run.text, run)
        before = run
    found.add("\n")
    found.text = "".join(found.pieces)
    return found


def _rows(runs: Sequence[Run]) -> list[list[Run]]:
    """The texts by line, from the top down, each line from left to right."""
    rows: list[list[Run]] = []
    level = reach = 0.0
    for run in sorted(runs, key=lambda run: -(run.top + run.bottom)):
        middle, height = (run.top + run.bottom) / 2, run.top - run.bottom
        if rows and level - middle < 0.4 * min(reach, height):
            rows[-1].append(run)
        else:
            rows.append([run])
            level, reach = middle, height
    for row in rows:
        row.sort(key=lambda run: run.rect[0])
    return rows


def _is_repeated(before: Run, run: Run) -> bool:
    near = _SAME * max(run.top - run.bottom, 1.0)
    return before.text == run.text and abs(before.rect[0] - run.rect[0]) < near


def _is_new_word(before: Run, run: Run) -> bool:
    pair = before.text[-1] + run.text[0]
    return (
        pair.isascii()
        and pair.isalpha()
        and run.frame.lefts[0] - before.frame.rights[-1] > _SPACE * (run.top - run.bottom)
    )


def _tables(
    drawing: Drawing, pieces: list[Piece], bands: Sequence[Band]
) -> tuple[list[FoundTable], list[Piece]]:
    tables: list[FoundTable] = []
    rest = pieces
    if drawing.level and drawing.upright and len(drawing.level) + len(drawing.upright) <= _MOST_RULES:
        from scanner.extract.pdf.lattice import filled, lattices_of

        for lattice in lattices_of(joined(drawing.level), joined(drawing.upright)):
            table, rest = filled(lattice, rest)
            if table is not None:
                tables.append(table)
    if _has_rows(rest, 1 if bands else _FEWEST_ROWS):
        from scanner.extract.pdf.columns import column_tables

        more, rest = column_tables(rest, bands)
        tables.extend(more)
    return tables, rest


def _has_rows(pieces: Sequence[Piece], fewest: int) -> bool:
    """Whether pieces stand side by side on so many lines; those of one line follow one another."""
    beside = {piece.order for before, piece in pairwise(pieces) if before.order == piece.order}
    return len(beside) >= fewest or sum(len(row) > 1 for row in rows_of(pieces)) >= fewest


def _lines(pieces: Sequence[Piece]) -> list[Line]:
    by_order: dict[int, list[Piece]] = {}
    for piece in pieces:
        by_order.setdefault(piece.order, []).append(piece)
    return [
        _line(" ".join(piece.text for piece in row), hull([piece.rect for piece in row]), order)
        for order, row in by_order.items()
    ]


def _line(text: str, rect: Rect, order: int) -> Line:
    return Line(text, rect, order, Box(*rect))
