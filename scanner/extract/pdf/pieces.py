"""Pieces of text with their rectangles, cut where a gap or a drawn rule parts them; their joining."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from operator import attrgetter, sub

from scanner.extract.pdf.lines import unit_width
from scanner.extract.pdf.page import THIN, PageView, Rect
from scanner.regexes import compiled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeVar

    from scanner.extract.pdf.stacks import Stack

    Placed = TypeVar("Placed", "Piece", "Stack")

Edges = tuple[list[float], list[float], list[float], list[float]]  # left, bottom, right, top
Rule = tuple[float, float, float]

TOKEN = compiled("[^ \\t\\r\\n\u3000\xa0\ufdd0]+")
HANGING = "，。、；：）》”’】」』〕"  # may stand beyond the edge of a column
GAP = 0.6  # of the character height: wider than any space inside a cell or between 汉字 and digits
DIGITS = compiled("[0-9]+")
LAST_DIGITS = compiled("[0-9]{1,40}\\Z")
PADDING = 1.1  # line heights, both sides of a cell: 1.9 mm each in Word
WORD_GAP = 0.2  # line heights: wider than what stands between pieces of one word
GROUP = 4  # digits between the spaces of a card number
_left = attrgetter("left")
MOBILE, SHORTEST_ID, LONGEST_NUMBER = 11, 15, 19  # digits; GB 11643, ISO/IEC 7812


class Piece:
    """Text that stands together, its rectangle in the text frame."""

    __slots__ = ("bottom", "left", "order", "right", "text", "top")

    def __init__(self, text: str, order: int, rect: Rect) -> None:
        self.text = text
        self.order = order  # which of pdfium's lines it is on
        self.left, self.bottom, self.right, self.top = rect

    @property
    def rect(self) -> Rect:
        return (self.left, self.bottom, self.right, self.top)

    @property
    def height(self) -> float:
        return self.top - self.bottom

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


class Characters:
    """The characters of a page with their edges in the text frame, a list an edge."""

    __slots__ = ("bottom", "left", "right", "text", "top")

    def __init__(self, view: PageView) -> None:
        text, boxes = view.characters()
        self.text = text.replace("\ufffe", "-").replace("\x02", "-")
        self.left, self.bottom, self.right, self.top = turned_edges(edges_of(boxes), view.turns)


def edges_of(boxes: array[float]) -> Edges:
    """Boxes as pdfium writes them (left, top, right, bottom), a list an edge."""
    return boxes[0::4].tolist(), boxes[3::4].tolist(), boxes[2::4].tolist(), boxes[1::4].tolist()


def turned_edges(edges: Edges, turns: int) -> Edges:
    """What `turned` does, for many rectangles at once."""
    left, bottom, right, top = edges
    if turns == 0:
        return edges
    if turns == 1:
        return bottom, [-x for x in right], top, [-x for x in left]
    if turns == 2:
        return [-x for x in right], [-y for y in top], [-x for x in left], [-y for y in bottom]
    return [-y for y in top], left, [-y for y in bottom], right


def pieces_of(characters: Characters, walls: Sequence[Rule] = ()) -> list[Piece]:
    """The pieces, cut at line ends, at wide gaps and where a wall (x, bottom, top) passes between."""
    found: list[Piece] = []
    order = end = 0
    text = characters.text
    for match in TOKEN.finditer(text):
        start = match.start()
        breaks = text.count("\n", end, start)
        order += breaks
        for first, last in _cuts(characters, start, match.end(), walls):
            piece = Piece(text[first:last], order, _hull_of(characters, first, last))
            if found and not breaks and not _is_parted(found[-1], piece, walls):
                _extend(found[-1], piece, text[end:first].replace(THIN, ""))
            else:
                found.append(piece)
            end, breaks = last, 0
    return found


def _cuts(characters: Characters, start: int, end: int, walls: Sequence[Rule]) -> Sequence[tuple[int, int]]:
    """The token whole, or its characters one by one where something may part them."""
    left, right, bottom = characters.left, characters.right, characters.bottom
    height = characters.top[start] - bottom[start]
    if end - start > 1:
        gaps = list(map(sub, left[start + 1 : end], right[start : end - 1]))
        levels = bottom[start:end]
        is_even = max(gaps) <= GAP * height and min(gaps) >= -height
        if not is_even or max(levels) - min(levels) > 0.3 * height:
            return [(at, at + 1) for at in range(start, end)]
        low, begin, finish = levels[0] + height / 2, left[start], right[end - 1]
        if any(begin < x < finish and foot < low < head for x, foot, head in walls):
            return [(at, at + 1) for at in range(start, end)]
    return ((start, end),)


def _hull_of(characters: Characters, start: int, end: int) -> Rect:
    if end - start == 1:
        return (
            *(characters.left[start], characters.bottom[start]),
            *(characters.right[start], characters.top[start]),
        )
    return (
        *(min(characters.left[start:end]), min(characters.bottom[start:end])),
        *(max(characters.right[start:end]), max(characters.top[start:end])),
    )


def _is_parted(last: Piece, following: Piece, walls: Sequence[Rule]) -> bool:
    """Whether two pieces of a line are apart."""
    height = max(last.height, following.height, 1.0)
    if following.left - last.right > GAP * height or following.left < last.left - height:
        return True
    apart, offset = following.left - last.right, abs(following.bottom - last.bottom)
    if abs(following.middle - last.middle) > 0.7 * height or (apart > 0.3 * height and offset > 0.3 * height):
        return True
    if offset > 0.45 * height and min(last.height, following.height) > 0.8 * height:
        return True  # neither raised nor lowered, which is smaller: a line of the next cell
    if following.text[0] in HANGING and following.left - last.right < 0.2 * height:
        return False
    em = height * 0.5
    begin, end = held_right(last) - em, following.left + em
    return any(begin < x < end and foot < last.middle < head for x, foot, head in walls)


def held_right(piece: Piece) -> float:
    """The right edge of a piece without a mark that may hang over the edge of its column."""
    if piece.text[-1] not in HANGING or len(piece.text) == 1:
        return piece.right
    return piece.right - min(piece.height, (piece.right - piece.left) / len(piece.text))


def _extend(piece: Piece, following: Piece, between: str) -> None:
    piece.text += between + following.text
    rect = hull((piece.rect, following.rect))
    piece.left, piece.bottom, piece.right, piece.top = rect


def rows_of(pieces: Sequence[Placed]) -> list[list[Placed]]:
    """Pieces or stacks by line, from the top down, each line from left to right."""
    rows: list[list[Placed]] = []
    level = reach = 0.0
    for piece in sorted(pieces, key=lambda piece: -(piece.top + piece.bottom)):
        middle, height = (piece.top + piece.bottom) / 2, piece.height
        if rows and level - middle < 0.4 * (height if height < reach else reach):
            rows[-1].append(piece)
        else:
            rows.append([piece])
            level, reach = middle, height
    for row in rows:
        if len(row) > 1:
            row.sort(key=_left)
    return rows


def cell_text(pieces: Sequence[Piece], left: float, right: float) -> str:
    """The text of one cell between these edges: wrapped lines joined, other lines by a line feed."""
    if len(pieces) == 1:
        return pieces[0].text
    text, end = "", 0.0
    for row in rows_of(pieces):
        line = _row_text(row)
        if text:
            text += _joint(text, line, end - left, right - left, row[0].height)
        text += line
        end = row[-1].right
    return text


def _row_text(row: Sequence[Piece]) -> str:
    text, end = "", 0.0
    for piece in row:
        is_apart = text and piece.left - end > WORD_GAP * piece.height
        text += (" " if is_apart else "") + piece.text
        end = piece.right
    return text


def _joint(text: str, following: str, used: float, width: float, em: float) -> str:
    """What stands between two lines of a cell: nothing where the line was wrapped.

    A cell's padding is unknown, so one character of room is allowed.
    """
    above = text.rpartition("\n")[2]
    if above[-1:].isdigit() and following[:1].isdigit():
        return _number_joint(above, following, width - used - PADDING * em, em)
    if width - used >= unit_width(following, em) + 1.6 * em:
        return "\n"
    words = (
        above[-1:].isascii() and above[-1:].isalpha() and following[:1].isascii() and following[:1].isalpha()
    )
    return " " if words else ""


def _number_joint(above: str, following: str, room: float, em: float) -> str:
    """What stands between two lines that end and begin with digits.

    Two mobile numbers or two identity numbers below one another are two numbers, and none is longer
    than 19 digits. A group of digits that would have fitted is one of its own; one that did not fit on
    a line with room for a digit stood behind a space.
    """
    end, begin = LAST_DIGITS.search(above), DIGITS.match(following)
    last, first = len(end[0]) if end else 0, len(begin[0]) if begin else 0
    if last + first > LONGEST_NUMBER or (last == first and (last == MOBILE or last >= SHORTEST_ID)):
        return "\n"
    if room >= unit_width(following, em):
        return "\n"
    is_grouped = last == GROUP and (first == GROUP or (first < GROUP and " " in above))
    return "" if room < 0.7 * em and not is_grouped else " "


def hull(rects: Sequence[Rect]) -> Rect:
    """The smallest rectangle around all of these."""
    return (
        min(rect[0] for rect in rects),
        min(rect[1] for rect in rects),
        max(rect[2] for rect in rects),
        max(rect[3] for rect in rects),
    )
