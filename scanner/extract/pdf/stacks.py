"""Stacks: pieces of text written one below the other in one go, the lines of one wrapped cell; rows of them.

Word, WPS, LibreOffice and report writers draw a table cell by cell, so the lines of a wrapped cell follow
one another in the page's text. Where a producer draws line by line instead, every piece is a stack alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from operator import attrgetter

from scanner.extract.pdf.pieces import HANGING, Piece, held_right, hull, rows_of
from scanner.regexes import compiled

LARGEST_PITCH = 1.7  # line heights from line to line of a cell: 1.5 line spacing, 28 points for 16 point type
PITCH_SLACK = 0.25  # line heights by which the lines of cells of one table may stand further apart
ALIGNED = 0.6  # line heights between the left edges, the middles or the right edges
SAME_SIZE = 0.93  # of the line height: type of one size
SAME_LATIN = (
    0.885  # the same where digits or single 汉字 make the box higher or lower; 10.5 to 12 points is 0.875
)
LATIN = compiled("[!-~]")
ENOUGH = 4  # characters, one of which is as high as the type
OVERLAP = 0.15  # line heights that neighbours in a row share; lines below one another share less
HUGGING = 0.55  # line heights between the lines of one cell
_left = attrgetter("left")


class Stack:
    """Lines of text below one another, their rectangle, the height of a line."""

    __slots__ = ("bottom", "height", "left", "pieces", "right", "top")

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.pieces = pieces
        first = pieces[0]
        if len(pieces) == 1:
            self.left, self.bottom, self.top = first.left, first.bottom, first.top
            self.right = held_right(first) if first.text[-1] in HANGING else first.right
            self.height = first.top - first.bottom
            return
        self.left, self.bottom, _, self.top = hull([piece.rect for piece in pieces])
        self.right = max(map(held_right, pieces))
        self.height = max([piece.height for piece in pieces])

    @property
    def text(self) -> str:
        return self.pieces[0].text if len(self.pieces) == 1 else "".join([one.text for one in self.pieces])

    @property
    def is_low(self) -> bool:
        """Whether its height says little about the size of its type: no 汉字, or very few."""
        return is_low(self.pieces[0]) and (len(self.pieces) == 1 or all(map(is_low, self.pieces)))

    @property
    def is_plain(self) -> bool:
        """Whether nothing but 汉字 makes its height."""
        return any(map(is_plain, self.pieces)) and LATIN.search(self.text) is None

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


Row = list[Stack]


def stacks_of(pieces: Sequence[Piece]) -> list[Stack]:
    """The stacks of these pieces, which come in the order in which they were drawn."""
    below = [
        index
        for index, (above, piece) in enumerate(pairwise(pieces), 1)
        if above.bottom > piece.bottom and _is_below(above, piece)
    ]
    usual: dict[int, list[float]] = {}
    for index in below:
        usual.setdefault(_size(pieces, index), []).append(_pitch(pieces, index))
    closest = {size: sorted(pitches)[len(pitches) // 10] for size, pitches in usual.items()}
    joined = set()
    for index in below:
        size = _size(pieces, index)
        if _pitch(pieces, index) <= closest[size] + PITCH_SLACK * size:
            joined.add(index)
    if not joined:
        return [Stack((piece,)) for piece in pieces]
    runs: list[list[Piece]] = []
    for index, piece in enumerate(pieces):
        if index in joined:
            runs[-1].append(piece)
        else:
            runs.append([piece])
    return [Stack(run) for run in runs]


def rows_of_stacks(stacks: Sequence[Stack]) -> list[Row]:
    """The stacks by row from the top down, each from left to right: what stands side by side is a row."""
    runs: list[Row] = []
    bottom = 0.0
    for stack in sorted(stacks, key=lambda stack: -stack.top):
        if runs and stack.top - bottom > OVERLAP * stack.height:
            runs[-1].append(stack)
            bottom = min(bottom, stack.bottom)
        else:
            runs.append([stack])
            bottom = stack.bottom
    is_by_cell = any(len(stack.pieces) > 1 for stack in stacks)
    rows = [row for run in runs for row in _parted(run, is_by_cell=is_by_cell)]
    for row in rows:
        row.sort(key=_left)
    return rows


def space(above: Row, below: Row) -> float:
    """How far the lowest of the upper row is above the highest of the lower one."""
    return min([stack.bottom for stack in above]) - max([stack.top for stack in below])


def _parted(run: Row, *, is_by_cell: bool) -> list[Row]:
    """The rows of a run that only a cell merged over several rows holds together.

    The lines of wrapped cells around a label in their middle look the same; they hug one another, or
    have been stacked where the page is drawn cell by cell.
    """
    if len(run) < 5:
        return [run]
    several = [row for row in rows_of(run) if len(row) > 1]
    least = 0.0 if is_by_cell else HUGGING
    for above, below in pairwise(several):
        if space(above, below) < least * below[0].height:
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


def tall(stacks: Sequence[Stack]) -> list[Stack]:
    """The stacks whose height is that of their type."""
    found: list[Stack] = []
    for stack in stacks:
        pieces = stack.pieces
        if len(pieces) == 1:
            text = pieces[0].text
            if len(text) >= ENOUGH and not text.isascii():
                found.append(stack)
        elif not stack.is_low:
            found.append(stack)
    return found


def is_low(piece: Piece) -> bool:
    """Whether a piece may be lower than others of its size: the boxes of digits and of 口 are."""
    return len(piece.text) < ENOUGH or piece.text.isascii()


def is_plain(piece: Piece) -> bool:
    """Whether nothing but 汉字 makes the height of a piece; Latin fonts are higher or lower."""
    return not is_low(piece) and LATIN.search(piece.text) is None


def _is_below(above: Piece, piece: Piece) -> bool:
    """Whether a piece stands right below another and is set like it."""
    em = max(above.top - above.bottom, piece.top - piece.bottom)
    if not 0.6 * em < above.bottom - piece.bottom < LARGEST_PITCH * em:
        return False
    alike = SAME_SIZE if is_plain(above) and is_plain(piece) else SAME_LATIN
    if min(above.height, piece.height) < alike * em or min(above.right, piece.right) <= max(
        above.left, piece.left
    ):
        return False
    edges = (above.left - piece.left, above.right - piece.right)
    return min(abs(edges[0]), abs(edges[1]), abs(edges[0] + edges[1]) / 2) < ALIGNED * em


def _pitch(pieces: Sequence[Piece], index: int) -> float:
    above, piece = pieces[index - 1], pieces[index]
    return min(above.bottom - piece.bottom, above.top - piece.top)


def _size(pieces: Sequence[Piece], index: int) -> int:
    return round(max(pieces[index - 1].height, pieces[index].height))
