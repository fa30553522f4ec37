"""Colours of a presentation: what a slide is painted with, and which letters have that colour.

Source: ECMA-376-1, 19.3.1.1 and 19.3.1.3 (background), 19.3.1.6 (clrMap), 20.1.6.2 (clrScheme), 20.1.2.3 (colours). A colour
that is not told for certain (gradients, pictures, changed ones) is "", and nothing is judged by it.
"""

from __future__ import annotations

from scanner.errors import Unreadable
from scanner.extract.xlsx.text import local, named

TYPE_CHECKING = False
if TYPE_CHECKING:
    from lxml.etree import _Element

    from scanner.extract.package.ooxml import Package

_USUAL = {"lt1": "FFFFFF", "dk1": "000000"}
_USUAL_MAP = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}
FILLS = frozenset(("solidFill", "gradFill", "blipFill", "pattFill", "grpFill"))
_PLAIN = {"white": "FFFFFF", "black": "000000"}
_CHANGES = frozenset(("tint", "shade", "lumMod", "lumOff", "satMod", "hueMod", "gamma"))
_NEAR = 16  # of 255: more is told apart by the eye
SEEN_THROUGH = 90_000  # thousandths of a per cent of opacity
_GONE = 10_000


class Ground:
    """A layout or master in use: its root, what colours it renames, its background."""

    __slots__ = ("background", "mappings", "painted", "root")

    def __init__(self, root: _Element) -> None:
        self.root = root
        self.mappings = _mappings(root)
        self.background = next(named(root, "bg"), None)
        self.painted: list[tuple[float, float, float, float]] | None = None  # rectangles, once asked for


class Grounds:
    """The layouts, masters and themes of a presentation, each parsed once however many slides stand on it."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._found: dict[str, Ground | None] = {}
        self._schemes: dict[str, list[_Element]] = {}

    def of(self, part: str) -> Ground | None:
        """The layout or master in a part; None where it cannot be read."""
        if part not in self._found:
            root = self._xml(part)
            self._found[part] = Ground(root) if root is not None else None
        return self._found[part]

    def schemes(self, part: str) -> list[_Element]:
        """The colour schemes of the theme in a part."""
        if part not in self._schemes:
            self._schemes[part] = list(named(self._xml(part), "clrScheme"))
        return self._schemes[part]

    def related(self, part: str, kind: str) -> str:
        """The first part of a kind that a part stands on; "" for none."""
        try:
            relations = self._package.relations(part).values() if part else ()
        except Unreadable:
            return ""
        return next((found.target for found in relations if found.kind == kind and not found.is_external), "")

    def _xml(self, part: str) -> _Element | None:
        try:
            return self._package.xml(part) if part and self._package.named(part) else None
        except Unreadable:  # its reader says so
            return None


class Colours:
    """The colours of one slide with the layout, master and theme that stand behind it."""

    def __init__(self, grounds: Grounds, slide: str, root: _Element) -> None:
        self.behind: list[Ground] = []  # layout and master, whose shapes lie below those of the slide
        part = slide
        for kind in ("slideLayout", "slideMaster"):
            part = grounds.related(part, kind)
            found = grounds.of(part)
            if found is not None:
                self.behind.append(found)
        self._map = dict(_USUAL_MAP)
        for ground in self.behind[::-1]:
            for mapping in ground.mappings:
                self._map.update(mapping)
        for mapping in _mappings(root):
            self._map.update(mapping)
        self._scheme = dict(_USUAL)
        for scheme in grounds.schemes(grounds.related(part, "theme")):
            for entry in scheme:
                self._scheme[local(entry)] = self._stated(entry)
        stated = (next(named(root, "bg"), None), *(ground.background for ground in self.behind))
        background = next((found for found in stated if found is not None), None)
        self.ground = "FFFFFF" if background is None else self._background(background)

    def of_fill(self, properties: _Element | None) -> str | None:
        """The colour that properties fill with; None where they do not say, "" where it is not told."""
        for child in properties if properties is not None else ():
            name = local(child)
            if name in FILLS:
                return self.fill(child, name)
        return None

    def fill(self, element: _Element, name: str) -> str:
        """The colour of a fill of this name; "" where it is not told."""
        return self._stated(element) if name == "solidFill" else ""

    def _background(self, ground: _Element) -> str:
        for child in ground:
            if local(child) == "bgRef":
                is_plain = (child.get("idx") or "") in (
                    "0",
                    "1001",
                )  # the first fill of a theme is a plain one
                return self._stated(child) if is_plain else ""
            return self.of_fill(child) or ""
        return ""

    def _stated(self, holder: _Element) -> str:
        """The colour within an element, as six digits."""
        for colour in holder:
            name, value = local(colour), colour.get("val") or ""
            if len(colour) and any(local(change) in _CHANGES for change in colour):
                return ""
            if name == "srgbClr":
                return value.upper()
            if name == "sysClr":
                return (
                    colour.get("lastClr") or {"window": "FFFFFF", "windowText": "000000"}.get(value, "")
                ).upper()
            if name == "schemeClr":
                return self._scheme.get(self._map.get(value, value), "")
            return _PLAIN.get(value, "") if name == "prstClr" else ""
        return ""


def _mappings(root: _Element) -> list[dict[str, str]]:
    return [
        {str(key): str(value) for key, value in mapping.attrib.items()} for mapping in named(root, "clrMap")
    ]


def is_see_through(properties: _Element | None) -> bool:
    """Whether a plain fill lets nearly all light through (20.1.2.3.1, alpha)."""
    if properties is None or local(properties) != "solidFill":
        return False
    alphas = [alpha.get("val") or "" for alpha in named(properties, "alpha")]
    return any(value.isdecimal() and int(value[:7]) <= _GONE for value in alphas)


def is_near(colour: str, other: str) -> bool:
    """Whether two colours are one to the eye; False where one is not told."""
    try:
        pairs = [(int(colour[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (0, 2, 4)]
    except ValueError:
        return False
    return all(abs(one - two) <= _NEAR for one, two in pairs)
