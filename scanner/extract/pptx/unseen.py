"""Which words of a slide nobody sees: letters in the colour of their ground, transparent or tiny ones, words below a shape.

Source: ECMA-376-1, 20.1.8 (fills), 21.1.2.3.9 (run properties), 19.3.1.43 (shapes lie over one another in the order of the
slide). Where text stands in its shape is reckoned from the size of its letters and its alignment (21.1.2.1.1, bodyPr).
"""

from __future__ import annotations

from scanner.extract.pptx.colours import Colours, is_near, is_see_through
from scanner.extract.xlsx.covers import is_filled, is_opaque_picture
from scanner.extract.xlsx.text import local, named

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from scanner.extract.package.ooxml import Package, Relation

    Rect = tuple[float, float, float, float]  # left, top, right, bottom

_POINT = 12_700  # English Metric Units
_USUAL_SIZE = 18.0  # points
_TINY = 200  # hundredths of a point
_SIDE, _TOP = 91_440, 45_720  # insets of a text box
_LEADING = 1.2
_HALF = 0.5
_MOST_SHAPES = 500  # of a slide that are held against each other; text of the others counts as seen
_SQUARE = frozenset(("", "rect", "roundRect", "snip1Rect", "round2SameRect", "flowChartProcess", "bevel"))


class Unseen:
    """What is known of one slide before its shapes are poured; made only where it is asked."""

    def __init__(self, package: Package, slide: str, root: _Element, relations: dict[str, Relation]) -> None:
        self._package = package
        self._relations = relations
        self._colours = Colours(package, slide, root)
        self._order: list[tuple[_Element, Rect]] = []
        for tree in named(root, "spTree"):
            for shape in tree:
                rect = place_of(shape)
                if rect is not None:
                    self._order.append((shape, rect))
        self._numbers = {shape: number for number, (shape, _) in enumerate(self._order)}
        self._below = [
            rect
            for ground in self._colours.behind
            for tree in named(ground, "spTree")
            for shape in tree
            if local(shape) in ("pic", "sp", "grpSp") and self._is_painted(shape)
            if (rect := place_of(shape)) is not None
        ]
        self._covers = [
            (number, rect)
            for number, (shape, rect) in enumerate(self._order[:_MOST_SHAPES])
            if self._is_cover(shape)
        ]

    def runs(self, shape: _Element, paragraph: _Element) -> list[_Element]:
        """The runs of a paragraph whose letters show nothing."""
        found = []
        ground: str | None = None
        for run in paragraph:
            if local(run) not in ("r", "fld"):
                continue
            about = next((child for child in run if local(child) == "rPr"), None)
            if about is None:
                continue
            size = about.get("sz") or ""
            is_gone = any(local(child) == "noFill" or is_see_through(child) for child in about)
            if any(local(child) in ("ln", "effectLst") and len(child) for child in about):
                continue  # an outline or a shadow shows
            colour = self._colours.of_fill(about)
            if colour and not is_gone:
                ground = self._ground(shape, paragraph) if ground is None else ground
                is_gone = is_near(colour, ground)
            if is_gone or (size.isdecimal() and int(size[:6]) <= _TINY):
                found.append(run)
        return found

    def covered(self, shape: _Element, paragraph: _Element, text: str) -> bool:
        """Whether half or more of a paragraph's words lie below a later shape."""
        number = self._numbers.get(shape, -1)
        covers = [rect for at, rect in self._covers if at > number >= 0]
        if not covers:
            return False
        where = _text_rect(shape, paragraph, self._order[number][1], text)
        return any(_share(where, rect) >= _HALF for rect in covers)

    def covered_cell(self, frame: _Element, row: int, column: int) -> bool:
        """Whether half or more of a cell of a table lies below a later shape; row and column from 0."""
        number = self._numbers.get(frame, -1)
        covers = [rect for at, rect in self._covers if at > number >= 0]
        if not covers:
            return False
        left, top, _, _ = self._order[number][1]
        widths = [_length(found, "w") for found in named(frame, "gridCol")]
        heights = [_length(found, "h") for found in named(frame, "tr")]
        if column >= len(widths) or row >= len(heights):
            return False
        left, top = left + sum(widths[:column]), top + sum(heights[:row])
        cell = (left, top, left + widths[column], top + heights[row])
        return any(_share(cell, rect) >= _HALF for rect in covers)

    def _ground(self, shape: _Element, paragraph: _Element) -> str:
        """The colour behind a paragraph; "" where it is not told."""
        for above in paragraph.iterancestors():
            if local(above) == "tc":
                own = self._colours.of_fill(next((child for child in above if local(child) == "tcPr"), None))
                return own or ""  # the style of a table paints its cells
        own = self._colours.of_fill(next((child for child in shape if local(child) == "spPr"), None))
        if own is not None:
            return own
        if any(
            int(fill.get("idx") or 0) > 0
            for fill in named(shape, "fillRef")
            if (fill.get("idx") or "").isdecimal()
        ):
            return ""
        where = place_of(shape)
        if where is None:
            return ""
        number = self._numbers.get(shape, 0)
        if number > _MOST_SHAPES:
            return ""
        below = [rect for other, rect in self._order[:number] if self._is_painted(other)] + self._below
        return "" if any(_share(where, rect) > 0 for rect in below) else self._colours.ground

    def _is_painted(self, shape: _Element) -> bool:
        """Whether a shape may be the ground of what lies over it."""
        return local(shape) in ("pic", "grpSp", "graphicFrame") or is_filled(shape)

    def _is_cover(self, shape: _Element) -> bool:
        if _is_turned(shape) or any(about.get("hidden") in ("1", "true") for about in named(shape, "cNvPr")):
            return False
        if local(shape) == "pic":
            return is_opaque_picture(shape, self._package, self._relations)
        geometry = next((found.get("prst") or "" for found in named(shape, "prstGeom")), "")
        return local(shape) == "sp" and geometry in _SQUARE and is_filled(shape)


def place_of(shape: _Element) -> Rect | None:
    """Where a shape of a slide lies, in English Metric Units; None where its layout says it.

    Of one that is turned the square that it may fill.
    """
    for found in shape.iter():
        if local(found) == "xfrm":
            said = {local(child): child for child in found}
            if "off" not in said or "ext" not in said:
                return None
            left, top = _length(said["off"], "x"), _length(said["off"], "y")
            wide, high = _length(said["ext"], "cx"), _length(said["ext"], "cy")
            if (found.get("rot") or "0") == "0":
                return left, top, left + wide, top + high
            reach = (wide * wide + high * high) ** 0.5 / 2
            x, y = left + wide / 2, top + high / 2
            return x - reach, y - reach, x + reach, y + reach
    return None


def _is_turned(shape: _Element) -> bool:
    return any((found.get("rot") or "0") != "0" for found in named(shape, "xfrm"))


def _text_rect(shape: _Element, paragraph: _Element, where: Rect, text: str) -> Rect:
    """About where the words of a paragraph stand in their shape."""
    left, top, right, bottom = where
    body = next(named(shape, "bodyPr"), None)
    paragraphs = [list(_sizes(one)) for one in named(shape, "p")]
    heights = [max(sizes, default=_USUAL_SIZE) * _LEADING * _POINT for sizes in paragraphs]
    before = next((at for at, one in enumerate(named(shape, "p")) if one is paragraph), 0)
    share = {"ctr": 0.5, "b": 1.0}.get((body.get("anchor") or "t") if body is not None else "t", 0.0)
    start = top + _TOP + share * max(bottom - top - 2 * _TOP - sum(heights), 0.0) + sum(heights[:before])
    size = max(_sizes(paragraph), default=_USUAL_SIZE) * _POINT
    wide = min(sum(size if ord(one) > 0x2E7F else size / 2 for one in text), right - left - 2 * _SIDE)
    about = next((child for child in paragraph if local(child) == "pPr"), None)
    align = {"ctr": 0.5, "r": 1.0}.get((about.get("algn") or "l") if about is not None else "l", 0.0)
    begin = left + _SIDE + align * max(right - left - 2 * _SIDE - wide, 0.0)
    return begin, start, begin + max(wide, 1.0), start + heights[before]


def _sizes(paragraph: _Element) -> Iterator[float]:
    for about in named(paragraph, "rPr"):
        size = about.get("sz") or ""
        yield int(size[:6]) / 100 if size.isdecimal() else _USUAL_SIZE


def _share(one: Rect, other: Rect) -> float:
    """How much of a rectangle lies below another."""
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    area = (one[2] - one[0]) * (one[3] - one[1])
    return wide * high / area if wide > 0 and high > 0 and area > 0 else 0.0


def _length(element: _Element, name: str) -> int:
    said = element.get(name) or "0"
    return int(said[:12]) if said.removeprefix("-").isdecimal() else 0
