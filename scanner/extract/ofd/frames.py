"""Where the characters of a level text stand from left to right, in points; lines set alike have the same.

GB/T 33190-2016, 11.3 (text codes and their deltas). A frame knows the characters by kind alone, so that it is made once
for all lines of the same setting; so are the pieces that gaps and spaces part them into.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import accumulate
from operator import add, gt, sub

from scanner.extract.ofd.measures import POINTS, SHORT, deltas
from scanner.extract.pdf.pieces import GAP
from scanner.regexes import compiled_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scanner.extract.pdf.rules import Matrix


_WIDE, _NARROW, _WIDE_SPACE, _SPACE = range(4)  # a kind is odd where the character is narrow
_KINDS = bytes(
    {ord("?"): _WIDE, 1: _WIDE_SPACE, **dict.fromkeys(b" \t\r\n", _SPACE)}.get(sign, _NARROW)
    for sign in range(256)
)  # of a text whose wide characters have become ?, the spaces among them 1
_WORD = compiled_bytes(rb"[\0\1]+")
_MOST_HEIGHTS = 16  # whose pieces are kept: heights of lines set alike differ by what is lost in rounding


class Spans:
    """The pieces of a line, from left to right: where they are in the text, left and right edges.

    `is_even`: there are some, and none begins left of the one before.
    """

    __slots__ = ("cuts", "ends", "is_even", "lefts")

    def __init__(self, found: Sequence[tuple[int, int, float, float]]) -> None:
        self.cuts = [slice(first, end) for first, end, _, _ in found]
        self.lefts = [left for _, _, left, _ in found]
        self.ends = [right for _, _, _, right in found]
        self.is_even = bool(found) and not any(map(gt, self.lefts, self.lefts[1:]))


class Frame:
    """Where each character begins and ends, and the pieces that they make.

    `left` and `right` are the edges of the text, `steps` the distances between characters (below 0 for a step back).
    `is_forward`: no character begins before the one before it ends.
    """

    __slots__ = (
        *("_kinds", "_spans", "ends", "is_forward", "least", "left", "lefts", "right", "rights", "steps"),
        "widest",
    )

    def __init__(
        self,
        kinds: bytes,
        lefts: Sequence[float],
        rights: Sequence[float],
        ends: Sequence[tuple[float, float]] = (),
    ) -> None:
        self._kinds = kinds
        self._spans: dict[float, Spans] = {}
        self.ends = ends  # of the first and the last character, in millimetres of the object's own frame
        self.lefts = lefts
        self.rights = rights
        self.left, self.right = lefts[0], rights[-1]
        self.steps = list(map(sub, lefts[1:], rights))
        self.widest, self.least = max(self.steps, default=0.0), min(self.steps, default=0.0)
        self.is_forward = self.least >= 0 and rights[0] >= lefts[0]

    def part(self, first: int, end: int) -> Frame:
        """That of the characters from `first` to before `end`."""
        return Frame(self._kinds[first:end], self.lefts[first:end], self.rights[first:end])

    def reach(self) -> tuple[float, float]:
        """The leftmost and the rightmost that a character stands."""
        return min(self.left, *self.lefts), max(self.right, *self.rights)

    def spans(self, height: float) -> Spans:
        """What `pieces_of` makes of a text of this height that is alone on its line: the pieces, from left to right."""
        found = self._spans.get(height)
        if found is None:
            if len(self._spans) >= _MOST_HEIGHTS:
                self._spans.clear()
            found = self._spans[height] = Spans(self._parted(height))
        return found

    def _parted(self, height: float) -> list[tuple[int, int, float, float]]:
        widest, back, em = GAP * height, -height, max(height, 1.0)
        is_even = self.widest <= widest and self.least >= back
        reach = GAP * em
        found: list[tuple[int, int, float, float]] = []
        for match in _WORD.finditer(self._kinds):
            start, end = match.span()
            for first, last in ((start, end),) if is_even else self._steps_of(start, end, widest, back):
                if self.is_forward:
                    left, right = self.lefts[first], self.rights[last - 1]
                else:
                    left, right = min(self.lefts[first:last]), max(self.rights[first:last])
                if found and left - found[-1][3] <= reach and left >= found[-1][2] - em:
                    begin, _, before, after = found[-1]
                    found[-1] = (begin, last, min(before, left), max(after, right))
                else:
                    found.append((first, last, left, right))
        return found

    def _steps_of(self, start: int, end: int, widest: float, back: float) -> Iterable[tuple[int, int]]:
        """A word whole, or its characters one by one where gaps part them."""
        steps = self.steps[start : end - 1]
        if not steps or (max(steps) <= widest and min(steps) >= back):
            return ((start, end),)
        return [(at, at + 1) for at in range(start, end)]


def kinds_of(text: str) -> bytes:
    """The kind of each character: wide or narrow, a space or not."""
    if "\u3000" in text:
        text = text.replace("\u3000", "\1")
    if "?" in text:
        text = text.replace("?", "a")
    if "\xa0" in text or "\ufdd0" in text:
        text = text.replace("\xa0", "\1").replace("\ufdd0", "\1")
    return text.encode("ascii", "replace").translate(_KINDS)


def frame_of(
    across: str, kinds: bytes, x: float, wide: float, narrow: float, matrix: Matrix, *, is_still: bool
) -> Frame:
    """The frame of a text with these deltas that begins at `x`, in millimetres of the object's own frame.

    `wide` and `narrow` are the widths of characters; `is_still`: what no delta says moves on by nothing.
    """
    make = _known_frame if len(across) + len(kinds) <= SHORT else new_frame
    return make(across, kinds, x, wide, narrow, matrix[0], matrix[4], is_still)


def new_frame(
    across: str, kinds: bytes, x: float, wide: float, narrow: float, a: float, e: float, is_still: bool
) -> Frame:
    """The same for a matrix that stretches by `a` and moves by `e`; nothing of it is kept."""
    steps = deltas(across, len(kinds))
    xs = begins(steps, kinds, x, 0.0, 0.0) if is_still else begins(steps, kinds, x, wide, narrow)
    scale, origin = a * POINTS, e * POINTS
    lefts = [x * scale + origin for x in xs]
    broad, slim = wide * scale, narrow * scale
    ends = [(xs[at], xs[at] + (narrow if kinds[at] & 1 else wide)) for at in (0, -1)]
    found = Frame(kinds, lefts, _rights(lefts, [slim if kind & 1 else broad for kind in kinds]), ends)
    edges = [a * x + e for end in ends for x in end]
    found.left, found.right = min(edges) * POINTS, max(edges) * POINTS
    return found


_known_frame = lru_cache(maxsize=512)(new_frame)


def begins(across: Sequence[float], kinds: bytes, x: float, wide: float, narrow: float) -> list[float]:
    """Where each character begins; what no delta says is told by these widths."""
    steps = list(across[: len(kinds)])
    steps += [narrow if kind & 1 else wide for kind in kinds[len(steps) :]]
    xs = list(accumulate(steps, initial=x))
    xs.pop()
    return xs


def _rights(lefts: list[float], widths: list[float]) -> list[float]:
    """Where each character ends; none reaches over the next, as narrow letters have no width of their own."""
    ends = list(map(add, lefts, widths))
    rights = [
        following if left < following < end else end
        for left, following, end in zip(lefts, lefts[1:], ends, strict=False)
    ]
    rights.append(ends[-1])
    return rights
