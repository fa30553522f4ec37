"""How the letters of a slide look: their own properties, those of their text box, of what it stands on, of the style of the shape.

Source: ECMA-376-1, 21.1.2.3.9 (rPr), 21.1.2.4.12 (lstStyle), 19.3.1.51 (txStyles), 19.3.1.8 (defaultTextStyle), 20.1.4.1.17 (fontRef),
21.1.2.3.4 (highlight), 20.1.8.25 (effects).
"""

from __future__ import annotations

from scanner.extract.package.xml_library import etree
from scanner.extract.pptx.colours import Colours
from scanner.extract.pptx.grounds import background_of, holders, mapping_of, placeholder
from scanner.extract.pptx.places import length, whole
from scanner.extract.pptx.standing import USUAL_SIZE
from scanner.extract.xlsx.text import local, named

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element

    from scanner.extract.pptx.grounds import Grounds

_TITLES = frozenset(("title", "ctrTitle"))
_FEET = frozenset(("dt", "ftr", "sldNum"))
_FILLS = frozenset(("solidFill", "gradFill", "blipFill", "pattFill", "grpFill", "noFill"))
_SHADOWS = frozenset(("outerShdw", "innerShdw", "prstShdw", "glow"))
_LOOKS = _FILLS | {"highlight", "ln", "effectLst", "effectDag"}  # of letters; their fonts are none
_LEVELS, _FIRST = 9, "lvl1pPr"


class Look:
    """The fill of letters, what else of them shows, their size, the colour they are marked with; None where it is not stated."""

    __slots__ = ("fill", "marker", "outlines", "size", "spacing")

    def __init__(
        self,
        fill: str | None = None,
        outlines: tuple[str, ...] | None = None,
        size: int | None = None,
        marker: str | None = None,
        spacing: int | None = None,
    ) -> None:
        self.fill = fill  # a colour, `NO_FILL`, or "" where it is not told
        self.outlines = outlines  # the colours of outline, shadow and glow
        self.size = size  # hundredths of a point
        self.marker = marker
        self.spacing = spacing  # hundredths of a point between two letters

    def over(self, below: Look) -> Look:
        """This look where it is stated, the other where it is not."""
        return Look(
            below.fill if self.fill is None else self.fill,
            below.outlines if self.outlines is None else self.outlines,
            below.size if self.size is None else self.size,
            below.marker if self.marker is None else self.marker,
            below.spacing if self.spacing is None else self.spacing,
        )


NO_LOOK = Look()
NOT_TOLD = Look("")  # of letters whose colour the style of a table may say


class Looks:
    """The looks of the letters of one slide."""

    def __init__(self, colours: Colours, grounds: Grounds) -> None:
        self._colours = colours
        self._grounds = grounds
        self._presentation = grounds.presentation
        self._written = grounds.looks.setdefault(colours.key, {})
        self._inherited: dict[tuple[object, str], Look] = {}
        self.usual = grounds.usual.setdefault(
            colours.key, Look(colours.scheme("tx1"))
        )  # where nothing is stated
        self.unseen = grounds.unseen.setdefault(
            colours.key, {}
        )  # by the look of letters and what is behind them

    def of_run(self, about: _Element | None) -> Look:
        """What the properties of a run state; runs have few looks, and writing one down costs less than reading it."""
        if about is None:
            return NO_LOOK
        written: object = about.get("sz"), about.get("spc")
        for said in about:
            if local(said) in _LOOKS:
                written = etree.tostring(about, with_tail=False)
                break
        found = self._written.get(written)
        if found is None:
            found = self._written[written] = self._stated(about)
        return found

    def inherited(self, shape: _Element, paragraph: _Element) -> Look:
        """The look of letters of a paragraph that state none of their own."""
        about = next(paragraph.iterchildren("{*}pPr"), None)
        level = about.get("lvl") if about is not None else None
        name = _FIRST
        if level is not None:
            name = f"lvl{min(int(level[:1]), _LEVELS - 1) + 1 if level.isdecimal() else 1}pPr"
        key = shape, name
        found = self._inherited.get(key)
        if found is None:
            found = self._inherited[key] = self._inherited_by(shape, name)
        return found

    def _inherited_by(self, shape: _Element, name: str) -> Look:
        """The look of letters of a level of a shape: of its own lists, what it stands on, its style, the general styles."""
        own: list[_Element] = []
        fonts: list[_Element] = []
        for part in shape:
            name_of_part = local(part)
            if name_of_part == "txBody":
                own += filter(len, part.iterchildren("{*}lstStyle"))
            elif name_of_part == "style":
                fonts += part.iterchildren("{*}fontRef")
        above, styles, both = self._below(placeholder(shape), name)
        if not own and not fonts:
            return both
        found = self._of_levels(own, name).over(above)
        for font in fonts:
            found = found.over(Look(self._colours.stated(font) or None))
        return found.over(styles)

    def common(self) -> list[Look]:
        """The different looks that letters may have without stating any: those of layout, master, presentation."""
        roots = [*(ground.root for ground in self._colours.behind), self._presentation]
        return [look for root in roots for look in self._common_of(root)]

    def _common_of(self, root: _Element) -> list[Look]:
        known, key = self._grounds.common, (root, self._colours.key)
        if key not in known:
            fills: dict[tuple[str | None, int | None], Look] = {}
            for holder in root.iter("{*}lstStyle", "{*}txStyles", "{*}defaultTextStyle"):
                for said in named(holder, "defRPr"):
                    look = self.of_run(said)
                    fills[look.fill, look.size] = look
            known[key] = [self.usual, *fills.values()]
        return known[key]

    def _below(self, said: tuple[str, str] | None, name: str) -> tuple[Look, Look, Look]:
        """What letters of a level take from the placeholders that theirs stands on, what from the general styles with the usual colour, and both."""
        known, behind = self._grounds.below, self._colours.behind
        key = self._colours.key, id(behind), said, name
        if key not in known:
            if said is None:
                above: list[_Element] = []
                styles = list(named(self._presentation, "defaultTextStyle"))
            else:
                found = list(holders(behind, *said))
                above = [levels for holder in found for levels in named(holder, "lstStyle")]
                kind = ((placeholder(found[-1]) if found else None) or said)[0]
                styles = [levels for ground in behind[-1:] for levels in named(ground.root, _style_of(kind))]
            nearest = self._of_levels(above, name)
            general = self._of_levels(styles, name).over(self.usual)
            known[key] = nearest, general, nearest.over(general)
        return known[key]

    def _of_levels(self, lists: Iterable[_Element], name: str) -> Look:
        """The look that lists of levels, the nearest first, give to one level."""
        found = NO_LOOK
        for levels in lists:
            level = next(levels.iterchildren("{*}" + name), None) if len(levels) else None
            said = next(level.iterchildren("{*}defRPr"), None) if level is not None else None
            if said is not None:
                found = found.over(self.of_run(said))
        return found

    def _stated(self, about: _Element) -> Look:
        found = Look(size=length(about, "sz") or None, spacing=length(about, "spc") or None)
        outlines: list[str] = []
        for child in about:
            name = local(child)
            if name in _FILLS and found.fill is None:
                found.fill = self._colours.fill(child, name)
            elif name == "highlight":
                found.marker = self._colours.stated(child)
            elif name == "ln":
                outlines += [self._colours.fill(fill, local(fill)) for fill in child if local(fill) in _FILLS]
            elif name == "effectLst":
                outlines += [self._colours.stated(effect) for effect in child if local(effect) in _SHADOWS]
            elif name == "effectDag":
                outlines.append("")
        if outlines:
            found.outlines = tuple(outlines)
        return found


class Letters:
    """The letters of one slide, as far as shapes ask for them: colours and looks once asked for, sizes in points."""

    def __init__(self, grounds: Grounds, slide: str, root: _Element) -> None:
        self._grounds = grounds
        self._slide = slide
        self._root = root
        self._colours: Colours | None = None
        self._looks: Looks | None = None
        self._largest: float | None = None
        self.lines_move = False  # whether lines may stand elsewhere than one below the other

    @property
    def colours(self) -> Colours:
        """The colours of the slide."""
        found = self._colours
        if found is None:
            known, key = self._grounds.colours, id(self._grounds.behind(self._slide)[0])
            is_own = background_of(self._root) is not None or bool(mapping_of(self._root))
            found = None if is_own else known.get(key)
            if found is None:
                found = Colours(self._grounds, self._slide, self._root)
            if not is_own:
                known[key] = found
            self._colours = found
        return found

    @property
    def looks(self) -> Looks:
        """The looks of its letters."""
        if self._looks is None:
            self._looks = Looks(self.colours, self._grounds)
        return self._looks

    def usual_size(self, shape: _Element) -> float:
        """The size of letters of the first paragraph of a shape that state none."""
        paragraph = next(named(shape, "p"), None)
        size = self.looks.inherited(shape, paragraph).size if paragraph is not None else None
        return size / 100 if size else USUAL_SIZE

    def largest_size(self, shape: _Element) -> float | None:
        """The size that no letter of a shape exceeds; None where lines may stand elsewhere than one below the other."""
        if self.lines_move:
            return None
        if self._largest is None:
            said = {about.get("sz") or "" for about in self._root.iter("{*}rPr", "{*}endParaRPr")}
            self._largest = max((0, *map(whole, said))) / 100
        return max(self._largest, self.usual_size(shape))


def _style_of(kind: str) -> str:
    """The style of a master that letters of a kind of placeholder take what nothing else states from."""
    if kind in _TITLES:
        return "titleStyle"
    return "otherStyle" if kind in _FEET else "bodyStyle"
