"""About where the characters of running text stand, and what a bar over it hides.

For files that keep text and drawings apart: RTF, .doc, OpenDocument. Widths are those of square type (a 汉字 one em, a
letter or figure half of one); lines break where they are full. All lengths in points.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Piece = tuple[str, str, str, float]  # text, look, author, size
    Area = tuple[float, float, float, float]  # left, top, right, bottom from a paragraph's column and top
    Spot = tuple[int, float, float]  # index in the text, left and right edge from the column's

USUAL_SIZE = 10.5  # 五号
USUAL_WIDTH = 415.3  # of A4 between the usual margins of 90 points
_LEADING = 1.3  # of the size, from line to line where nothing is said
_MOST_CHARACTERS = 2_000  # of a paragraph that are laid out
FURTHEST = 8  # lines from the anchor whose place is known well enough
_FEWEST = 2  # letters or figures that something covers
_MOST_BARS = 2_000  # of one story that are judged
_LEAST_HIGH, _MOST_HIGH = 6.0, 48.0  # of a bar over a line or two; rules are thinner, frames higher
_NEXT = 3  # paragraphs in which the words near an anchor are looked for
MAYBE = "maybe-covered"


class FlowParagraph:
    """A paragraph: pieces of text with their sizes, indents, how it is set, the lines' distance, its width.

    `align` is 0 at the left, 0.5 in the middle, 1 at the right; `step` 0 where the size tells it. It may begin a page
    (`new_page`), and something in it may move lines (`moves`). Only where it stands on its page matters how far apart its
    lines are at `least`, or how many times what the size tells (`multiple`), what is kept free `before` and `after` it.
    """

    __slots__ = (
        *("_laid", "after", "align", "before", "first", "indent", "least", "moves", "multiple", "new_page"),
        *("pieces", "step", "text", "width"),
    )

    def __init__(
        self,
        pieces: Sequence[tuple[str, float]],
        *,
        width: float = USUAL_WIDTH,
        indent: float = 0.0,
        first: float = 0.0,
        align: float = 0.0,
        step: float = 0.0,
        least: float = 0.0,
        multiple: float = 1.0,
        before: float = 0.0,
        after: float = 0.0,
        new_page: float = 0.0,
        moves: float = 0.0,
    ) -> None:
        self.pieces = pieces
        self.least, self.multiple, self.before, self.after = least, multiple, before, after
        self.new_page, self.moves = bool(new_page), bool(moves)
        self.width = width
        self.indent = indent
        self.first = first
        self.align = align
        self.step = step
        self.text = "".join([piece for piece, _ in pieces])
        self._laid: tuple[float, list[list[Spot]]] | None = None

    def lines(self) -> tuple[float, list[list[Spot]]]:
        """How far apart its lines are, and the characters of each."""
        if self._laid is None:
            self._laid = self._lines()
        return self._laid

    def _lines(self) -> tuple[float, list[list[Spot]]]:
        size = max([size for piece, size in self.pieces if piece], default=USUAL_SIZE)
        step = self.step or size * _LEADING
        lines: list[list[Spot]] = [[]]
        at, index = self.indent + self.first, 0
        for piece, em in self.pieces:
            for character in piece[: _MOST_CHARACTERS - index]:
                wide = em if ord(character) > 0x2E7F else em / 2
                if character == "\n" or (at + wide > self.width and lines[-1]):
                    lines.append([])
                    at = self.indent
                lines[-1].append((index, at, at + wide))
                at += wide
                index += 1
        for number, line in enumerate(lines):
            move = (self.width - line[-1][2]) * self.align if line else 0.0
            if move:
                lines[number] = [(index, left + move, right + move) for index, left, right in line]
        return step, lines


def covered(paragraphs: Sequence[FlowParagraph], anchor: int, area: Area) -> dict[int, set[int]]:
    """The characters below an area told from the paragraph `anchor`: their indexes by the paragraph's number.

    What lies further than a few lines from the anchor is not judged, nor what stands on another page or where something in
    the text moves the lines.
    """
    found: dict[int, set[int]] = {}
    moves = paragraphs[anchor].moves
    step, lines = paragraphs[anchor].lines()
    end = 0.0 if moves else _below(paragraphs[anchor], 0.0, step, lines, area, anchor, found)
    for way in (-1,) if moves else (1, -1):
        edge, count, at = end if way == 1 else 0.0, 0, anchor + way
        while 0 <= at < len(paragraphs) and count < FURTHEST:
            if edge >= area[3] if way == 1 else edge <= area[1]:
                break
            if paragraphs[at].moves or paragraphs[at if way == 1 else at + 1].new_page:
                break
            step, lines = paragraphs[at].lines()
            top = edge if way == 1 else edge - step * len(lines)
            bottom = _below(paragraphs[at], top, step, lines, area, at, found)
            edge = bottom if way == 1 else top
            count += len(lines)
            at += way
    texts = {number: paragraphs[number].text for number in found}
    telling = sum(texts[number][index].isalnum() for number, indexes in found.items() for index in indexes)
    return found if telling >= _FEWEST else {}


def _below(
    paragraph: FlowParagraph,
    top: float,
    step: float,
    lines: list[list[Spot]],
    area: Area,
    number: int,
    found: dict[int, set[int]],
) -> float:
    """Note what of a paragraph at this height lies below the area; where the paragraph ends."""
    text = paragraph.text
    for line in lines:
        middle = top + step / 2
        if area[1] <= middle <= area[3] and area[3] - area[1] >= step / 3:
            hidden = _of_line(text, line, area)
            if hidden:
                found.setdefault(number, set()).update(hidden)
        top += step
    return top


def _of_line(text: str, line: list[Spot], area: Area) -> list[int]:
    """The characters of a line below the area: all of a word or number of which half is."""
    found: list[int] = []
    word: list[Spot] = []
    for spot in [*line, None]:
        character = text[spot[0]] if spot is not None else " "
        if spot is not None and character.isascii() and (character.isalnum() or character == "*"):
            word.append(spot)
            continue
        hidden = [one for one in word if area[0] <= (one[1] + one[2]) / 2 <= area[2]]
        found += [one[0] for one in word] if 2 * len(hidden) >= len(word) else []
        word = []
        if spot is not None and area[0] <= (spot[1] + spot[2]) / 2 <= area[2]:
            found.append(spot[0])
    return found


def is_bar(high: float) -> bool:
    """Whether an empty shape of this height in points may be there to hide a line or two."""
    return _LEAST_HIGH <= high <= _MOST_HIGH


def near(texts: Sequence[str], anchor: int) -> int | None:
    """The first paragraph with words from an anchor on; None where there is none close by."""
    numbers = range(anchor, min(anchor + _NEXT, len(texts)))
    return next((number for number in numbers if texts[number].strip()), None)


def without_covered(
    held: Sequence[tuple[list[Piece], Mapping[str, float]]], bars: Sequence[tuple[int, Area | None]]
) -> list[list[Piece]]:
    """The paragraphs' pieces, those below bars with the look "covered-text".

    A paragraph comes with the setting of its lines (see `FlowParagraph`), a bar with the number of its paragraph. A bar
    without an area is placed from the page: the words near its paragraph get the look "maybe-covered".
    """
    if not bars:
        return [pieces for pieces, _ in held]
    flow = [
        FlowParagraph([(piece[0], piece[3]) for piece in map(_shown, pieces)], **about)
        for pieces, about in held
    ]
    hidden: dict[int, set[int]] = {}
    doubted: set[int] = set()
    for anchor, area in bars[:_MOST_BARS]:
        if area is None:
            number = near([paragraph.text for paragraph in flow[anchor : anchor + _NEXT]], 0)
            doubted.update(() if number is None else (anchor + number,))
        elif anchor < len(flow):
            for number, indexes in covered(flow, anchor, area).items():
                hidden.setdefault(number, set()).update(indexes)
    found = [
        _cut(pieces, hidden[number]) if number in hidden else pieces
        for number, (pieces, _) in enumerate(held)
    ]
    for number in doubted:
        found[number] = [(text, look or MAYBE, author, size) for text, look, author, size in found[number]]
    return found


def _shown(piece: Piece) -> Piece:
    """A piece as it is laid out: what is not seen takes no room."""
    return piece if piece[1] in ("", "insertion") else ("", *piece[1:])


def _cut(pieces: Sequence[Piece], hidden: set[int]) -> list[Piece]:
    """The pieces parted where something covers them."""
    found: list[Piece] = []
    at = 0
    for text, look, author, size in pieces:
        if look not in ("", "insertion"):
            found.append((text, look, author, size))
            continue
        begin = 0
        for end in range(1, len(text) + 1):
            is_hidden = at + begin in hidden
            if end == len(text) or (at + end in hidden) != is_hidden:
                found.append((text[begin:end], "covered-text" if is_hidden else look, author, size))
                begin = end
        at += len(text)
    return found
