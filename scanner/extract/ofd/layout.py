"""The texts of an OFD page into lines and tables in reading order, by the means of the PDF reader.

Producers write one text object a line, a cell or a single character; only places tell what belongs
together.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, pairwise
from operator import gt

from scanner.extract.pdf.content import PageContent
from scanner.extract.pdf.lines import Line
from scanner.extract.pdf.page import THIN
from scanner.extract.pdf.pieces import GAP, Piece, hull, pieces_of, rows_of
from scanner.extract.pdf.rows import LineRow, pieces_of_line
from scanner.extract.pdf.rules import joined
from scanner.extract.pdf.runs import Hidden
from scanner.model import Box

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import overload

    from scanner.extract.ofd.page import Drawing
    from scanner.extract.ofd.runs import Run
    from scanner.extract.pdf.bands import Band
    from scanner.extract.pdf.lattice import FoundTable, Lattice
    from scanner.extract.pdf.page import Rect
    from scanner.extract.pdf.rows import AnyRow, SetLine
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
    tables, lines = _tables(drawing, _set_lines(drawing.runs, walls), bands)
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
    found = [(line.text, line.rect) for line in _lines(_set_lines(runs))]
    return found + [(run.text, run.rect) for run in runs if not run.is_level]


def _set_lines(runs: Sequence[Run], walls: Sequence[Rule] = ()) -> list[SetLine]:
    """The lines of the texts that stand level, from the top down; `order` is the number of the line."""
    found: list[SetLine] = []
    order = 0
    for row in _rows([run for run in runs if run.is_level]):
        near = _walls_near(row, walls) if walls else ()
        is_apart = _are_apart(row, near) if near or len(row) > 1 or "\n" in row[0].text else True
        if is_apart:
            line = _line_of(row, order)
            if line is not None:
                found.append(line)
            order += 1
            continue
        glyphs = _glyphs(row)
        pieces = pieces_of(glyphs, near)  # type: ignore[arg-type]
        breaks = glyphs.text.count("\n")
        by_line: dict[int, list[Piece]] = {}
        for piece in pieces:
            piece.order += order
            by_line.setdefault(piece.order, []).append(piece)
        found += by_line.values()
        order += breaks
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


def _line_of(row: Sequence[Run], order: int) -> SetLine | None:
    """What `pieces_of` gives for a line whose texts are apart from one another and crossed by no wall."""
    run = row[0]
    bottom, top = run.bottom, run.top
    if len(row) == 1 and bottom < top:
        spans = run.frame.spans(top - bottom)
        if spans.is_even:
            return LineRow(_cut(run.text, spans.cuts), spans.lefts, spans.ends, bottom, top, order)
    pieces = [piece for run in row for piece in _run_pieces(run, order)]
    if not pieces:
        return None
    lefts = [piece.left for piece in pieces]
    if bottom >= top or any((run.bottom, run.top) != (bottom, top) for run in row):
        return pieces
    if any(map(gt, lefts, lefts[1:])):
        return pieces
    texts, ends = [piece.text for piece in pieces], [piece.right for piece in pieces]
    return LineRow(texts, lefts, ends, bottom, top, order)


def _cut(text: str, cuts: Sequence[slice]) -> list[str]:
    """The pieces of a text."""
    if THIN in text:
        return [text[cut].replace(THIN, "") for cut in cuts]
    return [text[cut] for cut in cuts]


def _run_pieces(run: Run, order: int) -> list[Piece]:
    spans = run.frame.spans(run.top - run.bottom)
    places = zip(_cut(run.text, spans.cuts), spans.lefts, spans.ends, strict=True)
    return [Piece(text, order, (left, run.bottom, right, run.top)) for text, left, right in places]


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
        top, bottom = run.top, run.bottom
        middle, height = (top + bottom) / 2, top - bottom
        if rows and level - middle < 0.4 * (reach if reach < height else height):
            rows[-1].append(run)
        else:
            rows.append([run])
            level, reach = middle, height
    for row in rows:
        if len(row) > 1:
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
    drawing: Drawing, lines: Sequence[SetLine], bands: Sequence[Band]
) -> tuple[list[FoundTable], list[Line]]:
    """The tables of a page and the lines outside them."""
    lattices: Sequence[Lattice] = ()
    if drawing.level and drawing.upright and len(drawing.level) + len(drawing.upright) <= _MOST_RULES:
        from scanner.extract.pdf.lattice import filled, lattices_of

        lattices = lattices_of(joined(drawing.level), joined(drawing.upright))
    fewest = 1 if bands else _FEWEST_ROWS
    if not lattices:
        if not _has_rows(lines, fewest):
            return [], _lines(lines)
        from scanner.extract.pdf.columns import line_tables

        tables, rest = line_tables(lines, bands)
        return tables, _lines(rest)
    pieces, tables = _pieces(lines), []
    for lattice in lattices:
        table, pieces = filled(lattice, pieces)
        if table is not None:
            tables.append(table)
    if _has_rows([pieces], fewest):
        from scanner.extract.pdf.columns import column_tables

        more, pieces = column_tables(pieces, bands)
        tables.extend(more)
    return tables, _lines([pieces])


def _pieces(lines: Sequence[SetLine]) -> list[Piece]:
    return list(chain.from_iterable(map(pieces_of_line, lines)))


def _has_rows(lines: Sequence[SetLine], fewest: int) -> bool:
    """Whether pieces stand side by side on so many lines; those of one line follow one another."""
    even = [line for line in lines if isinstance(line, LineRow)]
    if sum([line.count > 1 for line in even]) >= fewest:
        return True
    if len(even) == len(lines):
        return False  # texts side by side are one line
    pieces = _pieces(lines)
    beside = {piece.order for before, piece in pairwise(pieces) if before.order == piece.order}
    return len(beside) >= fewest or sum(len(row) > 1 for row in rows_of(pieces)) >= fewest


def _lines(parts: Sequence[AnyRow | list[Piece]]) -> list[Line]:
    """The lines that these make."""
    by_order: dict[int, list[Piece] | LineRow] = {}
    for part in parts:
        if isinstance(part, LineRow):
            by_order[part.order] = part
            continue
        for piece in part if isinstance(part, list) else part.pieces:
            own = by_order.setdefault(piece.order, [])
            own.append(piece)  # type: ignore[union-attr]
    return [
        _line(" ".join(row.texts), (row.lefts[0], row.bottom, max(row.ends), row.top), order)
        if isinstance(row, LineRow)
        else _line(" ".join([piece.text for piece in row]), hull([piece.rect for piece in row]), order)
        for order, row in by_order.items()
    ]


def _line(text: str, rect: Rect, order: int) -> Line:
    return Line(text, rect, order, Box(*rect))
