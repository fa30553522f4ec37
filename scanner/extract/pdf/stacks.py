"""Stacks: pieces of text written one below the other in one go, the lines of one wrapped cell.

Word, WPS, LibreOffice and report writers draw a table cell by cell, so the lines of a wrapped cell follow
one another in the page's text. Where a producer draws line by line instead, every piece is a stack alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from scanner.extract.pdf.pieces import HANGING, Piece, held_right, hull
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


def stacks_of(pieces: Sequence[Piece]) -> list[Stack]:
    """The stacks of these pieces, which come in the order in which they were drawn."""
    below = [
        index
        for index, (above, piece) in enumerate(pairwise(pieces), 1)
        if above.bottom > piece.bottom and is_below(above, piece)
    ]
    joined = {below[at] for at in joined_of([(pieces[index - 1], pieces[index]) for index in below])}
    if not joined:
        return [Stack((piece,)) for piece in pieces]
    runs: list[list[Piece]] = []
    for index, piece in enumerate(pieces):
        if index in joined:
            runs[-1].append(piece)
        else:
            runs.append([piece])
    return [Stack(run) for run in runs]


def joined_of(pairs: Sequence[tuple[Piece, Piece]]) -> list[int]:
    """The indexes of those of these pairs, each of a piece and the one below it, that are lines of one stack."""
    usual: dict[int, list[float]] = {}
    for pair in pairs:
        usual.setdefault(_size(pair), []).append(_pitch(pair))
    closest = {size: sorted(pitches)[len(pitches) // 10] for size, pitches in usual.items()}
    return [
        at
        for at, pair in enumerate(pairs)
        if _pitch(pair) <= closest[size := _size(pair)] + PITCH_SLACK * size
    ]


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


def is_below(above: Piece, piece: Piece) -> bool:
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


def _pitch(pair: tuple[Piece, Piece]) -> float:
    above, piece = pair
    return min(above.bottom - piece.bottom, above.top - piece.top)


def _size(pair: tuple[Piece, Piece]) -> int:
    return round(max(pair[0].height, pair[1].height))
