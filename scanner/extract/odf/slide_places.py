"""Where the shapes of a slide of an OpenDocument presentation lie, in centimetres, and which lie below opaque ones.

Source: ODF 1.3 part 3, 10.3 (drawn shapes lie over one another in their order), 19.228 (draw:transform), 20.118 (draw:fill), 20.134
(draw:opacity), 15.4 (animation). Words below a shape that comes or goes are seen for a while: they count as seen.
"""

from __future__ import annotations

from scanner.extract.odf.covers import is_photo, is_square
from scanner.extract.odf.styles import DRAW, SVG, length
from scanner.regexes import compiled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element

    from scanner.extract.odf.styles import OdfStyles

    Rect = tuple[float, float, float, float]  # left, top, right, bottom
    Size = tuple[float, float]  # width, height

_GROUP = f"{DRAW}g"
_COVERS = frozenset((f"{DRAW}custom-shape", f"{DRAW}rect", f"{DRAW}frame"))
_TARGET = "{urn:oasis:names:tc:opendocument:xmlns:smil-compatible:1.0}targetElement"
_IDS = (f"{DRAW}id", "{http://www.w3.org/XML/1998/namespace}id")
_TRANSLATE = compiled(r"translate\s*\(\s*(-?[0-9.]{1,20}[a-z]{2})[\s,]+(-?[0-9.]{1,20}[a-z]{2})\s*\)\s*\Z")
_EFFECTS = "{urn:oasis:names:tc:opendocument:xmlns:animation:1.0}*"
_HALF = 0.5
_MOST = 500  # covers of a page that words are held against; words below others count as seen


class SlidePlaces:
    """The shapes of one page, the lowest first, those within groups too."""

    def __init__(self, page: _Element, styles: OdfStyles, size: Size) -> None:
        self._styles = styles
        self._size = size
        self._moving: set[str] | None = None  # the ids of shapes that are animated
        self._places = {shape: place for shape in leaves(page) if (place := _place(shape)) is not None}
        self._numbers = {shape: number for number, shape in enumerate(self._places)}
        covers = [
            (number, self._places[shape])
            for shape, number in self._numbers.items()
            if number and self._is_opaque(shape) and not self._changes(shape, page)
        ]
        self._covers = covers[-_MOST:]

    def _changes(self, shape: _Element, page: _Element) -> bool:
        """Whether a shape comes, goes or moves while its page is shown."""
        if self._moving is None:
            self._moving = {effect.get(_TARGET) or "" for effect in page.iter(_EFFECTS)}
        return any(shape.get(id) in self._moving for id in _IDS)

    def layer(self, shape: _Element) -> str:
        """The layer of the words of a shape that lies off the page or below another; "" for others."""
        place = self._places.get(shape)
        if place is None:
            return ""
        width, height = self._size
        left, top, right, bottom = place
        if width and height and (right <= 0 or bottom <= 0 or left >= width or top >= height):
            return "off-page"
        above = (rect for number, rect in self._covers if number > self._numbers[shape])
        return "covered-text" if any(_share(place, rect) >= _HALF for rect in above) else ""

    def _is_opaque(self, shape: _Element) -> bool:
        if shape.tag not in _COVERS or shape.get(f"{DRAW}transform"):
            return False
        if shape.find(f"{DRAW}image") is not None:
            return is_photo(shape)
        return is_square(shape, self._styles)


def leaves(holder: Iterable[_Element]) -> Iterator[_Element]:
    """The shapes of a page or group that are no groups themselves, in their order."""
    for shape in holder:
        if shape.tag == _GROUP:
            yield from leaves(shape)
        else:
            yield shape


def _place(shape: _Element) -> Rect | None:
    """Where a shape lies; of one that is turned the square that it may fill; None where it does not say."""
    sides = shape.get(f"{SVG}width"), shape.get(f"{SVG}height")
    if None in sides:
        return None
    wide, high = map(length, sides)
    transform = shape.get(f"{DRAW}transform")
    if transform is None:
        left, top = length(shape.get(f"{SVG}x")), length(shape.get(f"{SVG}y"))
        return left, top, left + wide, top + high
    moved = _TRANSLATE.search(transform)
    if moved is None:
        return None
    reach = (wide * wide + high * high) ** 0.5
    x, y = length(moved[1]), length(moved[2])
    return x - reach, y - reach, x + reach, y + reach


def _share(one: Rect, other: Rect) -> float:
    """How much of a rectangle lies below another."""
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    area = (one[2] - one[0]) * (one[3] - one[1])
    return wide * high / area if wide > 0 and high > 0 and area > 0 else 0.0
