"""How the letters of a slide look: their own properties, those of their text box, of what it stands on, of the style of the shape.

Source: ECMA-376-1, 21.1.2.3.9 (rPr), 21.1.2.4.12 (lstStyle), 19.3.1.51 (txStyles), 19.3.1.8 (defaultTextStyle), 20.1.4.1.17 (fontRef),
21.1.2.3.4 (highlight), 20.1.8.25 (effects).
"""

from __future__ import annotations

from scanner.extract.package.xml_library import etree
from scanner.extract.pptx.grounds import placeholder
from scanner.extract.pptx.places import length
from scanner.extract.xlsx.text import local, named

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from scanner.extract.pptx.colours import Colours
    from scanner.extract.pptx.grounds import Grounds

_TITLES = frozenset(("title", "ctrTitle"))
_FILLS = frozenset(("solidFill", "gradFill", "blipFill", "pattFill", "grpFill", "noFill"))
_SHADOWS = frozenset(("outerShdw", "innerShdw", "prstShdw", "glow"))
_LEVELS = 9


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


class Looks:
    """The looks of the letters of one slide."""

    def __init__(self, colours: Colours, grounds: Grounds) -> None:
        self._colours = colours
        self._grounds = grounds
        self._presentation = grounds.presentation
        self._written = grounds.looks.setdefault(colours.key, {})
        self._inherited: dict[tuple[object, str], Look] = {}

    def of_run(self, about: _Element | None) -> Look:
        """What the properties of a run state; runs have few looks, and writing one down costs less than reading it."""
        if about is None:
            return NO_LOOK
        written: object = about.get("sz"), about.get("spc")
        if len(about):
            written = etree.tostring(about, with_tail=False)
        found = self._written.get(written)
        if found is None:
            found = self._written[written] = self._stated(about)
        return found

    def inherited(self, shape: _Element, paragraph: _Element) -> Look:
        """The look of letters of a paragraph that state none of their own."""
        about = next(paragraph.iterchildren("{*}pPr"), None)
        level = (about.get("lvl") or "0") if about is not None else "0"
        name = f"lvl{min(int(level[:1]), _LEVELS - 1) + 1 if level.isdecimal() else 1}pPr"
        key = shape, name
        if key not in self._inherited:
            found = NO_LOOK
            for levels in self._levels(shape):
                found = found.over(self._of_level(levels, name))
            self._inherited[key] = found
        return self._inherited[key]

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
            look = Look(self._colours.scheme("tx1"))
            known[key] = [look, *fills.values()]
        return known[key]

    def _levels(self, shape: _Element) -> Iterator[_Element]:
        """The lists of levels that letters of a shape take their look from, the nearest first; a fontRef is one."""
        for body in shape.iterchildren("{*}txBody"):
            yield from body.iterchildren("{*}lstStyle")
        said = placeholder(shape)
        kind, number = said or ("", "")
        for ground in self._colours.behind if said is not None else ():
            holder = ground.holder(kind, number)
            above = placeholder(holder) if holder is not None else None
            yield from named(holder, "lstStyle")
            kind, number = (above or (kind, ""))[0], ""  # a master has one of each kind
        for style in shape.iterchildren("{*}style"):
            yield from style.iterchildren("{*}fontRef")
        if said is None:
            yield from named(self._presentation, "defaultTextStyle")
            return
        name = (
            "titleStyle"
            if kind in _TITLES
            else "bodyStyle"
            if kind not in ("dt", "ftr", "sldNum")
            else "otherStyle"
        )
        for ground in self._colours.behind[-1:]:
            yield from named(ground.root, name)

    def _of_level(self, levels: _Element, name: str) -> Look:
        if local(levels) == "fontRef":
            return Look(self._colours.stated(levels) or None)
        said = next(levels.iterchildren("{*}" + name), None) if len(levels) else None
        return NO_LOOK if said is None else self.of_run(next(said.iterchildren("{*}defRPr"), None))

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
