"""How the texts of an OFD object are set: size, matrix, boundary; objects set alike share what follows from it.

GB/T 33190-2016: 8.3 (boundary, CTM), 11.2 (text objects: Size, HScale).
"""

from __future__ import annotations

from functools import lru_cache

from scanner.extract.ofd.bounds import area_of
from scanner.extract.ofd.frames import new_frame
from scanner.extract.ofd.measures import POINTS, SHORT, numbers, stated
from scanner.extract.ofd.runs import ASCENT, DESCENT, NARROW, placed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from scanner.extract.ofd.frames import Frame
    from scanner.extract.pdf.rules import Matrix

    Key = tuple[str | None, str | None, str | None, str | None, Matrix, float]
    Frames = dict[tuple[str | None, bytes, str | None, float], Frame]

_USUAL = 3.5  # millimetres: the size of type where none is stated, as programs have it
_TINY = 0.36  # millimetres, a point: nobody reads smaller type
_MOST_SETTINGS, _MOST_FRAMES = 2048, 512  # that are kept
_NO_LEVEL = "\0"  # no attribute holds it


class Setting:
    """What a text object states of its texts, in the frame of what holds it; `height` of the page in millimetres.

    `area` is what its boundary lets through, in points, None for all; `is_straight`: neither turned nor mirrored.
    """

    __slots__ = (
        *(
            "area",
            "bottom",
            "frames",
            "is_straight",
            "is_tiny",
            "matrix",
            "narrow",
            "origin",
            "page",
            "size",
            "top",
            "wide",
            "y",
        ),
    )

    def __init__(
        self,
        boundary: str | None,
        own: str | None,
        size: str | None,
        stretch: str | None,
        outer: Matrix,
        height: float,
    ) -> None:
        box = numbers(boundary)
        self.size = stated(size, _USUAL)
        wider = (stated(stretch, 1.0) or 1.0) if stretch else 1.0
        self.matrix = placed(box, own, outer)
        self.area = area_of(box, outer, height)
        self.page = height
        self.wide = self.size * wider  # of a 汉字
        self.narrow = self.wide * NARROW
        a, b, c, d, _, _ = self.matrix
        self.is_straight = not (b or c) and a > 0 and d > 0
        high, across = abs(self.size * (d or b)), abs(self.size * (a or c))
        self.is_tiny = high < _TINY or across < _TINY or across * abs(wider) < _TINY
        self.origin = self.matrix[4]
        self.frames = _frames_of(self.wide, self.narrow, a)  # by DeltaX, kinds of characters, X, origin
        self.y: str | None = _NO_LEVEL
        self.bottom = self.top = 0.0

    def stand(self, y: str | None) -> None:
        """Set `bottom` and `top`, in points, to those of a straight text that begins at this Y."""
        _, _, _, d, _, f = self.matrix
        base = stated(y, 0.0)
        head, foot = d * (base - ASCENT * self.size) + f, d * (base + DESCENT * self.size) + f
        low, high = (foot, head) if head < foot else (head, foot)
        self.y, self.bottom, self.top = y, (self.page - low) * POINTS, (self.page - high) * POINTS

    def frame(self, across: str | None, kinds: bytes, x: str | None) -> Frame:
        """Where the characters of a straight text stand that begins at this X."""
        scale, origin = self.matrix[0], self.origin
        found = new_frame(across or "", kinds, stated(x, 0.0), self.wide, self.narrow, scale, origin, False)
        if len(self.frames) >= _MOST_FRAMES:
            self.frames.clear()
        if len(across or "") + len(kinds) + len(x or "") <= SHORT:
            self.frames[across, kinds, x, origin] = found
        return found


def setting_of(key: Key) -> Setting:
    """The setting that these attributes of a text object state: Boundary, CTM, Size, HScale.

    Behind them stand the matrix of what holds the object and the height of the page in millimetres.
    """
    found = Setting(*key)
    if len(known) >= _MOST_SETTINGS:
        known.clear()
    boundary, own, size, stretch, _, _ = key
    if len(boundary or "") + len(own or "") + len(size or "") + len(stretch or "") <= SHORT:
        known[key] = found
    return found


known: dict[Key, Setting] = {}


@lru_cache(maxsize=64)
def _frames_of(wide: float, narrow: float, a: float) -> Frames:
    """The frames of all settings with these widths, stretched alike by their matrices."""
    return {}
