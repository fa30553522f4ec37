"""The boundary of an OFD object cuts off what the object draws beyond it.

GB/T 33190-2016, 8.3 (table 16, Boundary). Producers set it close about the ink of their letters, not about the frames
of these: a character counts as cut off when nothing of the middle of its frame lies within.
"""

from __future__ import annotations

from scanner.extract.ofd.measures import POINTS, deltas, numbers
from scanner.extract.ofd.runs import TURNED, part_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

    from scanner.extract.ofd.runs import Run
    from scanner.extract.pdf.page import Rect
    from scanner.extract.pdf.rules import Matrix

_MIDDLE = 0.3  # of the frame of a character, from each of its edges: what lies farther within is its middle
_NARROWEST = 0.2  # of the size: the least that a letter moves on whose width is not told
_FEWEST = 2  # letters or figures


def window(element: _Element, outer: Matrix, height: float) -> Rect | None:
    """What an object may draw on, in points; None where it states no area, or stands aslant."""
    return area_of(numbers(element.get("Boundary")), outer, height)


def area_of(box: Sequence[float], outer: Matrix, height: float) -> Rect | None:
    """The same for an object of this boundary."""
    if len(box) != 4 or box[2] <= 0 or box[3] <= 0:
        return None
    a, b, c, d, e, f = outer
    if (b or c) and (abs(b) > TURNED * abs(a) or abs(c) > TURNED * abs(d)):
        return None
    x, y, width, high = box
    left, right = (a * x + e) * POINTS, (a * (x + width) + e) * POINTS
    top, bottom = (height - d * y - f) * POINTS, (height - d * (y + high) - f) * POINTS
    return (left, bottom, right, top) if left < right and bottom < top else None


def parted(run: Run, code: _Element, rect: Rect) -> tuple[list[Run], list[Run]]:
    """What of a text is drawn within the boundary, and what is cut off by it, in pieces."""
    if not run.is_level:
        return ([], [run]) if _is_apart(run.rect, rect) else ([run], [])
    high = run.top - run.bottom
    if run.bottom + _MIDDLE * high > rect[3] or run.top - _MIDDLE * high < rect[1]:
        return [], [run]
    cut = [right < rect[0] or left > rect[2] for left, right in _middles(run, code)]
    words = _whole_words(run.text, cut)
    pieces: tuple[list[Run], list[Run]] = ([], [])
    first = 0
    for end in range(1, len(words) + 1):
        if end == len(words) or words[end] != words[first]:
            pieces[words[first]].append(part_of(run, first, end))
            first = end
    telling = sum(map(str.isalnum, "".join([piece.text for piece in pieces[1]])))
    return pieces if telling >= _FEWEST else ([run], [])


def _middles(run: Run, code: _Element) -> list[tuple[float, float]]:
    """The middle of each character, from left to right; as wide as it may stand where widths are not told."""
    told = len(deltas(code.get("DeltaX"), len(run.text)))
    high = run.top - run.bottom
    found: list[tuple[float, float]] = []
    lefts = run.frame.lefts
    for index, (left, right) in enumerate(zip(lefts, run.frame.rights, strict=True)):
        inner, unsure = _MIDDLE * (right - left), max(index - told, 0)
        if unsure:
            left, right = lefts[told] + _NARROWEST * high * unsure, lefts[told] + high * (unsure + 1)
        found.append((left + inner, right - inner))
    return found


def _whole_words(text: str, cut: list[bool]) -> list[bool]:
    """The same, a word or number all cut off or not at all: as half of it is."""
    found = list(cut)
    first = 0
    for at in range(len(text) + 1):
        if at < len(text) and text[at].isascii() and (text[at].isalnum() or text[at] == "*"):
            continue
        if first < at:
            found[first:at] = [2 * sum(cut[first:at]) >= at - first] * (at - first)
        first = at + 1
    return found


def _is_apart(rect: Rect, other: Rect) -> bool:
    return rect[0] > other[2] or rect[2] < other[0] or rect[1] > other[3] or rect[3] < other[1]
