"""Which words of a slide nobody sees: letters in the colour of their ground, transparent or tiny ones, words below a shape.

Source: ECMA-376-1, 20.1.8 (fills), 21.1.2.3.9 (run properties), 19.3.1.43 (shapes lie over one another in the order of the
slide). Where text stands in its shape is reckoned from the size of its letters and its alignment (21.1.2.1.1, bodyPr).
"""

from __future__ import annotations

from scanner.extract.package.xml_library import etree
from scanner.extract.pptx.colours import FILLS, Colours, Ground, Grounds, is_near, is_see_through
from scanner.extract.pptx.places import leaves, place_in, place_of
from scanner.extract.xlsx.covers import is_filled, is_opaque_picture
from scanner.extract.xlsx.text import local, named

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from scanner.extract.package.ooxml import Package, Relation
    from scanner.extract.pptx.places import Rect

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

    def __init__(
        self,
        package: Package,
        grounds: Grounds,
        slide: str,
        root: _Element,
        relations: dict[str, Relation],
    ) -> None:
        self._package = package
        self._relations = relations
        self._placed = [leaf for tree in named(root, "spTree") for leaf in leaves(tree)]
        self._shapes = [shape for shape, _ in self._placed]
        self._painted_words = _painted_words(root)
        self._slide = grounds, slide, root
        self._colours_found: Colours | None = None
        self._looks: dict[bytes, tuple[bool, str | None] | None] = {}
        self._near: dict[tuple[str, str], bool] = {}
        self._behind: dict[_Element, str] = {}  # the colour behind the words of a shape, once asked for
        self._ordered: list[tuple[_Element, Rect]] | None = None
        self._numbers: dict[_Element, int] = {}
        self._covers = self._covering()

    @property
    def is_plain(self) -> bool:
        """Whether no word of the slide can be unseen for its looks or a shape."""
        return not (self._covers or self._painted_words)

    @property
    def _colours(self) -> Colours:
        if self._colours_found is None:
            self._colours_found = Colours(*self._slide)
        return self._colours_found

    @property
    def _order(self) -> list[tuple[_Element, Rect]]:
        """The shapes that state where they lie, in their order, with that; `_numbers` has their numbers."""
        if self._ordered is None:
            placed = ((shape, place_in(shape, holder)) for shape, holder in self._placed)
            self._ordered = [(shape, rect) for shape, rect in placed if rect is not None]
            self._numbers = {shape: number for number, (shape, _) in enumerate(self._ordered)}
        return self._ordered

    def _covering(self) -> list[tuple[int, Rect]]:
        """The shapes that may hide what lies below them, by their numbers; the lowest hides nothing."""
        if len(self._shapes) < 2 or not any(map(_may_cover, self._shapes[1:])):
            return []
        return [
            (number, rect)
            for number, (shape, rect) in enumerate(self._order[:_MOST_SHAPES])
            if _may_cover(shape) and self._is_cover(shape)
        ]

    def runs(self, shape: _Element, paragraph: _Element) -> list[_Element]:
        """The runs of a paragraph whose letters show nothing."""
        if paragraph not in self._painted_words:
            return []
        found = []
        ground: str | None = None
        for run in paragraph:
            if local(run) not in ("r", "fld"):
                continue
            about = run[0] if len(run) else None
            if about is not None and local(about) != "rPr":
                about = next((child for child in run if local(child) == "rPr"), None)
            look = self._known_look(about) if about is not None else (False, None)
            if look is None:
                continue
            is_gone, colour = look
            if colour is None and not is_gone:
                is_gone, colour = self._listed_look(shape, paragraph)
            if colour and not is_gone:
                ground = self._ground(shape, paragraph) if ground is None else ground
                is_gone = self._is_near(colour, ground)
            if is_gone or (about is not None and _is_tiny(about.get("sz") or "")):
                found.append(run)
        return found

    def _listed_look(self, shape: _Element, paragraph: _Element) -> tuple[bool, str | None]:
        """The look that the list of levels of a text box gives to letters that state none (21.1.2.4.12, lstStyle)."""
        about = next((child for child in paragraph if local(child) == "pPr"), None)
        level = (about.get("lvl") or "0") if about is not None else "0"
        name = f"lvl{int(level[:1]) + 1 if level.isdecimal() else 1}pPr"
        for levels in named(shape, "lstStyle"):
            for said in named(levels, name):
                for run in named(said, "defRPr"):
                    return self._look(run) or (False, None)
        return False, None

    def _known_look(self, about: _Element) -> tuple[bool, str | None] | None:
        """As `_look`: the runs of a slide have few looks, and writing one down costs less than reading it."""
        if not len(about):
            return False, None
        written = etree.tostring(about, with_tail=False)
        if written not in self._looks:
            self._looks[written] = self._look(about)
        return self._looks[written]

    def _look(self, about: _Element) -> tuple[bool, str | None] | None:
        """Whether the properties of a run make its letters vanish, and their colour; None where an outline shows."""
        is_gone, colour = False, None
        for child in about:
            name = local(child)
            if name == "noFill":
                is_gone = True
            elif name in ("ln", "effectLst"):
                if len(child):
                    return None
            elif name in FILLS:
                is_gone = is_gone or is_see_through(child)
                colour = self._colours.fill(child, name) if colour is None else colour
        return is_gone, colour

    def _is_near(self, colour: str, ground: str) -> bool:
        if (colour, ground) not in self._near:
            self._near[colour, ground] = is_near(colour, ground)
        return self._near[colour, ground]

    def covered(self, shape: _Element, paragraph: _Element, text: str) -> bool:
        """Whether half or more of a paragraph's words lie below a later shape."""
        if not self._covers:
            return False
        number = self._numbers.get(shape, -1)
        covers = [rect for at, rect in self._covers if at > number >= 0]
        if not covers:
            return False
        where = _text_rect(shape, paragraph, self._order[number][1], text)
        return any(_share(where, rect) >= _HALF for rect in covers)

    def is_off(self, shape: _Element, size: tuple[int, ...]) -> bool:
        """Whether no part of a shape within a group lies on a slide of this size."""
        order, number = self._order, self._numbers.get(shape, -1)
        if number < 0:
            return False
        left, top, right, bottom = order[number][1]
        return right <= 0 or bottom <= 0 or left >= size[0] or top >= size[1]

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
        cell = next(paragraph.iterancestors("{*}tc"), None)
        if cell is not None:
            own = self._colours.of_fill(next((child for child in cell if local(child) == "tcPr"), None))
            return own or ""  # the style of a table paints its cells
        if shape not in self._behind:
            self._behind[shape] = self._ground_of(shape)
        return self._behind[shape]

    def _ground_of(self, shape: _Element) -> str:
        """The colour behind the words of a shape; "" where it is not told."""
        own = self._colours.of_fill(next((child for child in shape if local(child) == "spPr"), None))
        if own is not None:
            return own
        if any(
            int(fill.get("idx") or 0) > 0
            for fill in named(shape, "fillRef")
            if (fill.get("idx") or "").isdecimal()
        ):
            return ""
        order = self._order
        number = self._numbers.get(shape, -1)
        if not 0 <= number <= _MOST_SHAPES:
            return ""
        where = order[number][1]
        below = [rect for other, rect in order[:number] if _is_painted(other)]
        below += [rect for ground in self._colours.behind for rect in _painted(ground)]
        return "" if any(_share(where, rect) > 0 for rect in below) else self._colours.ground

    def _is_cover(self, shape: _Element) -> bool:
        """Whether what may cover does."""
        if _is_turned(shape) or any(about.get("hidden") in ("1", "true") for about in named(shape, "cNvPr")):
            return False
        if local(shape) == "pic":
            return is_opaque_picture(shape, self._package, self._relations)
        geometry = next((found.get("prst") or "" for found in named(shape, "prstGeom")), "")
        return geometry in _SQUARE


def _painted_words(root: _Element) -> set[_Element]:
    """The paragraphs of a slide of which a run states a colour, an effect or a tiny size."""
    seen: set[str | None] = {None}  # sizes that can be read
    odd: list[_Element] = []
    listed = {
        paragraph
        for levels in named(root, "lstStyle")
        if len(levels) and (body := levels.getparent()) is not None
        for paragraph in named(body, "p")
    }
    for about in named(root, "rPr"):
        size = about.get("sz")
        if size not in seen and not _is_tiny(size or ""):
            seen.add(size)
        if len(about) or size not in seen:
            odd.append(about)
    return listed | {
        paragraph
        for about in odd
        if (run := about.getparent()) is not None and (paragraph := run.getparent()) is not None
    }


def _is_tiny(size: str) -> bool:
    return size.isdecimal() and int(size[:6]) <= _TINY


def _painted(ground: Ground) -> list[Rect]:
    """Where a layout or master is painted."""
    if ground.painted is None:
        ground.painted = [
            rect
            for tree in named(ground.root, "spTree")
            for shape in tree
            if local(shape) in ("pic", "sp", "grpSp") and _is_painted(shape)
            if (rect := place_of(shape)) is not None
        ]
    return ground.painted


def _may_cover(shape: _Element) -> bool:
    kind = local(shape)
    if kind == "sp" and any(True for _ in named(shape, "grpFill")):
        return False  # what its group is filled with is not known here
    return kind == "pic" or (kind == "sp" and is_filled(shape))


def _is_painted(shape: _Element) -> bool:
    """Whether a shape may be the ground of what lies over it."""
    return local(shape) in ("pic", "grpSp", "graphicFrame") or is_filled(shape)


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
