"""Rows of a page: what stands side by side, stacks or the pieces of one line.

A line that gaps part into pieces of one height (a text of an OFD, a line of a list) stays whole: pieces and stacks are
made of it only where somebody looks at them one by one.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, pairwise
from operator import attrgetter

from scanner.extract.pdf.pieces import HANGING, Piece, rows_of
from scanner.extract.pdf.stacks import Stack, is_below, joined_of, stacks_of

OVERLAP = 0.15  # line heights that neighbours in a row share; lines below one another share less
HUGGING = 0.55  # line heights between the lines of one cell
_left = attrgetter("left")


class Row:
    """Stacks side by side, from left to right; `height` is that of the first."""

    __slots__ = ("bottom", "count", "height", "stacks", "top")

    def __init__(self, stacks: Sequence[Stack]) -> None:
        self.stacks = stacks
        self.count = len(stacks)
        first = stacks[0]
        self.height, self.bottom, self.top = first.height, first.bottom, first.top
        if self.count > 1:
            self.bottom = min([stack.bottom for stack in stacks])
            self.top = max([stack.top for stack in stacks])

    @property
    def lefts(self) -> Sequence[float]:
        return [stack.left for stack in self.stacks]

    @property
    def rights(self) -> Sequence[float]:
        return [stack.right for stack in self.stacks]

    @property
    def texts(self) -> Sequence[str]:
        return [stack.text for stack in self.stacks]

    @property
    def heights(self) -> Sequence[float]:
        return [stack.height for stack in self.stacks]

    @property
    def pieces(self) -> list[Piece]:
        return [piece for stack in self.stacks for piece in stack.pieces]


class LineRow:
    """The pieces of one line, all of one height: texts and edges from left to right.

    `ends` are the right edges as they are drawn, `rights` without marks that may hang over the edge of a column. Lines
    that are set alike have the same lists of edges; where `rights` are the same list, `lefts` are.
    """

    __slots__ = ("_rights", "_stacks", "bottom", "count", "ends", "height", "lefts", "order", "texts", "top")

    def __init__(
        self,
        texts: Sequence[str],
        lefts: Sequence[float],
        ends: Sequence[float],
        bottom: float,
        top: float,
        order: int,
    ) -> None:
        self.texts, self.lefts, self.ends, self.order = texts, lefts, ends, order
        self.bottom, self.top, self.height = bottom, top, top - bottom
        self.count = len(texts)
        self._stacks: Sequence[Stack] | None = None
        self._rights: Sequence[float] | None = None

    @property
    def rights(self) -> Sequence[float]:
        if self._rights is None:
            self._rights = self.ends
            for text in self.texts:
                if text[-1] in HANGING:
                    self._rights = [stack.right for stack in self.stacks]
                    break
        return self._rights

    @property
    def heights(self) -> Sequence[float]:
        return [self.height] * self.count

    @property
    def pieces(self) -> list[Piece]:
        return [self.piece(at) for at in range(self.count)]

    def piece(self, at: int) -> Piece:
        """One of its pieces."""
        return Piece(self.texts[at], self.order, (self.lefts[at], self.bottom, self.ends[at], self.top))

    @property
    def stacks(self) -> Sequence[Stack]:
        if self._stacks is None:
            self._stacks = [Stack((piece,)) for piece in self.pieces]
        return self._stacks


AnyRow = Row | LineRow
SetLine = LineRow | list[Piece]


def rows_of_pieces(pieces: Sequence[Piece]) -> list[AnyRow]:
    """The rows of these pieces, which come in the order in which they were drawn."""
    return [Row(stacks) for stacks in _rows_of_stacks(stacks_of(pieces))]


def rows_of_lines(lines: Sequence[SetLine]) -> list[AnyRow]:
    """The rows of these lines from the top down: what `rows_of_pieces` makes of their pieces."""
    found = _rows_apart(lines)
    if found is not None:
        return found
    return rows_of_pieces(list(chain.from_iterable(map(pieces_of_line, lines))))


def pieces_of_line(line: SetLine) -> list[Piece]:
    """The pieces of a line, in the order in which they were drawn."""
    return line if isinstance(line, list) else line.pieces


def _rows_apart(lines: Sequence[SetLine]) -> list[AnyRow] | None:
    """The same where every line is a row and no cell is wrapped but lone ones; None where that is not so."""
    rows: list[AnyRow] = []
    pairs: list[tuple[Piece, Piece]] = []
    lower: list[int] = []  # the index of the row of the second of each pair
    before: AnyRow | None = None
    for at, line in enumerate(lines):
        row = line if isinstance(line, LineRow) else _row_of(line)
        if row is None:
            return None
        rows.append(row)
        if before is not None:
            if isinstance(before, LineRow) and isinstance(row, LineRow):
                if row.top - before.bottom > OVERLAP * row.height or row.top >= before.top:
                    return None
                is_near = before.lefts[-1] < row.ends[0] and row.lefts[0] < before.ends[-1]
            elif row.top > before.bottom:
                return None
            else:
                is_near = True
            if is_near:
                last, first = pieces_of_line(lines[at - 1])[-1], pieces_of_line(line)[0]
                if last.bottom > first.bottom and is_below(last, first):
                    pairs.append((last, first))
                    lower.append(at)
        before = row
    joined = {lower[at] for at in joined_of(pairs)} if pairs else ()
    if not joined:
        return rows
    if any(rows[at].count > 1 or rows[at - 1].count > 1 for at in joined):
        return None
    found: list[AnyRow] = []
    for at, row in enumerate(rows):
        if at in joined:
            found[-1] = Row((Stack([*found[-1].pieces, *row.pieces]),))
        else:
            found.append(row)
    return found


def _row_of(pieces: Sequence[Piece]) -> Row | None:
    """The row that the pieces of one line make; None where they make several."""
    rows = _rows_of_stacks([Stack((piece,)) for piece in pieces], is_by_cell=True)
    return Row(rows[0]) if len(rows) == 1 else None


def _rows_of_stacks(stacks: Sequence[Stack], *, is_by_cell: bool = False) -> list[list[Stack]]:
    """The stacks by row from the top down, each from left to right: what stands side by side is a row.

    `is_by_cell`: the page is drawn cell by cell, as it is where stacks have several lines.
    """
    runs: list[list[Stack]] = []
    bottom = 0.0
    for stack in sorted(stacks, key=lambda stack: -stack.top):
        if runs and stack.top - bottom > OVERLAP * stack.height:
            runs[-1].append(stack)
            bottom = min(bottom, stack.bottom)
        else:
            runs.append([stack])
            bottom = stack.bottom
    is_by_cell = is_by_cell or any(len(stack.pieces) > 1 for stack in stacks)
    rows = [row for run in runs for row in _parted(run, is_by_cell=is_by_cell)]
    for row in rows:
        row.sort(key=_left)
    return rows


def space(above: AnyRow, below: AnyRow) -> float:
    """How far the lowest of the upper row is above the highest of the lower one."""
    return above.bottom - below.top


def _space(above: Sequence[Stack], below: Sequence[Stack]) -> float:
    return min([stack.bottom for stack in above]) - max([stack.top for stack in below])


def _parted(run: list[Stack], *, is_by_cell: bool) -> list[list[Stack]]:
    """The rows of a run that only a cell merged over several rows holds together.

    The lines of wrapped cells around a label in their middle look the same; they hug one another, or
    have been stacked where the page is drawn cell by cell.
    """
    if len(run) < 5:
        return [run]
    several = [row for row in rows_of(run) if len(row) > 1]
    least = 0.0 if is_by_cell else HUGGING
    for above, below in pairwise(several):
        if _space(above, below) < least * below[0].height:
            return [run]
    if len(several) < 2:
        return [run]
    held = {id(stack) for row in several for stack in row}
    for stack in run:
        if id(stack) not in held:
            reach = OVERLAP * stack.height
            home = next(
                (row for row in several if stack.top - min(s.bottom for s in row) > reach), several[-1]
            )
            home.append(stack)
    return several
