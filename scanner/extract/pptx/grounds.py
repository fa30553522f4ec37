"""What slides stand on: layouts, masters, themes, the styles of tables, each parsed once however many slides there are.

Source: ECMA-376-1, 19.3.1.39 and 19.3.1.42 (layouts, masters), 19.3.1.36 (placeholders take what they do not state from those of the
layout, which take it from those of the master), 19.3.1.51 (txStyles), 20.1.4.2.26 (styles of tables).
"""

from __future__ import annotations

from scanner.errors import Unreadable
from scanner.extract.pptx.places import place_of
from scanner.extract.xlsx.covers import is_filled, is_opaque_picture
from scanner.extract.xlsx.text import child, local, named

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml.etree import _Element

    from scanner.extract.package.ooxml import Package, Relation
    from scanner.extract.pptx.colours import Colours
    from scanner.extract.pptx.looks import Look
    from scanner.extract.pptx.places import Rect

FIRST_FILL = "fillStyleLst"
_TITLES = frozenset(("title", "ctrTitle"))
_FEET = frozenset(("dt", "ftr", "sldNum"))
_MOST_PAINTED = 500  # shapes of a layout that words are held against
_UNSTYLED = frozenset(
    ("", "{2D5ABB26-0587-4C30-8999-92F81FD0307C}", "{5940675A-B579-460E-94D1-54222C63F5DA}")
)
_PAINTS = ("{*}fill", "{*}fillRef", "{*}tblBg", "{*}tcTxStyle")


class Ground:
    """A layout or master in use: its root, what colours it renames, its background."""

    __slots__ = ("_holders", "_painted", "background", "mapping", "root")

    def __init__(self, root: _Element) -> None:
        self.root = root
        self.mapping = mapping_of(root)
        self.background = background_of(root)
        self._painted: list[Rect] | None = None
        self._holders: dict[tuple[str, str], _Element] | None = None

    @property
    def painted(self) -> list[Rect]:
        """Where it is painted, once asked for."""
        if self._painted is None:
            self._painted = [
                rect
                for tree in named(self.root, "spTree")
                for shape in tree
                if local(shape) in ("pic", "sp", "grpSp") and is_painted(shape)
                if (rect := place_of(shape)) is not None
            ][:_MOST_PAINTED]
        return self._painted

    def holder(self, kind: str, number: str) -> _Element | None:
        """The placeholder that one of this kind and number stands on."""
        if self._holders is None:
            self._holders = {}
            for shape in self.root.iter("{*}sp", "{*}pic", "{*}graphicFrame"):
                said = placeholder(shape)
                for key in _keys(*said) if said is not None else ():
                    self._holders.setdefault(key, shape)
        return next((self._holders[key] for key in _keys(kind, number) if key in self._holders), None)


class Grounds:
    """The layouts, masters and themes of a presentation."""

    def __init__(self, package: Package, presentation: _Element) -> None:
        self._package = package
        self.presentation = presentation
        self._found: dict[str, Ground | None] = {}
        self._themes: dict[str, dict[str, _Element]] = {}
        self._behind: dict[str, tuple[list[Ground], str]] = {}
        self._placed: dict[tuple[int, str, str], Rect | None] = {}
        self._opaque: dict[str, bool] = {}
        self._styles: dict[str, bool] | None = None
        self.looks: dict[object, dict[object, Look]] = {}  # by what states them, for each key of colours
        self.common: dict[object, list[Look]] = {}  # that letters have without stating any
        self.below: dict[
            object, tuple[Look, Look, Look]
        ] = {}  # what placeholders and what their styles give to letters, and both
        self.usual: dict[
            object, Look
        ] = {}  # for each key of colours, of letters for which nothing states one
        self.unseen: dict[object, dict[object, bool]] = {}  # whether looks are, for each key of colours
        self.colours: dict[int, Colours] = {}  # of slides that state none, by what stands behind them
        self.odd: dict[object, bool] = {}  # whether some of the common looks are unseen on some colours

    def behind(self, slide: str) -> tuple[list[Ground], str]:
        """The layout and master of a slide, or the master of a layout, as far as they can be read, and the part of the theme."""
        if slide not in self._behind:
            layout = self._related(slide, "slideLayout")
            if (layout or slide) not in self._behind:
                master = self._related(layout or slide, "slideMaster")
                found = [ground for part in (layout, master) if (ground := self.ground(part)) is not None]
                self._behind[layout or slide] = found, self._related(master or slide, "theme")
            self._behind[slide] = self._behind[layout or slide]
        return self._behind[slide]

    def place(self, slide: str, kind: str, number: str) -> Rect | None:
        """Where the placeholder lies that one of this kind and number on a slide stands on."""
        behind = self.behind(slide)[0]
        key = id(behind), kind, number
        if key not in self._placed:
            self._placed[key] = next(
                (
                    place
                    for holder in holders(behind, kind, number)
                    if (place := place_of(holder)) is not None
                ),
                None,
            )
        return self._placed[key]

    def scheme(self, theme: str) -> dict[str, _Element]:
        """The colours of the theme in a part, by their names, and under `FIRST_FILL` the first of its fills."""
        if theme not in self._themes:
            root = self._xml(theme)
            entries = {local(entry): entry for scheme in named(root, "clrScheme") for entry in scheme}
            fills = next(named(root, "fillStyleLst"), None)
            if fills is not None and len(fills):
                entries[FIRST_FILL] = fills[0]
            self._themes[theme] = entries
        return self._themes[theme]

    def is_opaque(self, picture: _Element, relations: dict[str, Relation]) -> bool:
        """Whether a picture hides what lies below it."""
        return is_opaque_picture(picture, self._package, relations, self._opaque)

    def is_unpainted(self, table: _Element) -> bool:
        """Whether the style of a table paints neither its cells nor their letters."""
        about = child(table, "tblPr")
        named_style = child(about, "tableStyleId") if about is not None else None
        style = (named_style.text or "") if named_style is not None else ""
        if self._styles is None:
            self._styles = {
                found.get("styleId") or "": next(found.iter(*_PAINTS), None) is None
                for found in named(self._xml("ppt/tableStyles.xml"), "tblStyle")
            }
        return self._styles.get(style, style in _UNSTYLED)

    def ground(self, part: str) -> Ground | None:
        """The layout or master in a part; None where it cannot be read."""
        if part not in self._found:
            root = self._xml(part)
            self._found[part] = Ground(root) if root is not None else None
        return self._found[part]

    def _related(self, part: str, kind: str) -> str:
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


def holders(behind: list[Ground], kind: str, number: str) -> Iterator[_Element]:
    """The placeholders of a layout and its master that one of this kind and number stands on, the nearest first."""
    for ground in behind:
        holder = ground.holder(kind, number)
        if holder is not None:
            yield holder
            kind = (placeholder(holder) or (kind, ""))[0]
        number = ""  # a master has one of each kind


def placeholder(shape: _Element) -> tuple[str, str] | None:
    """Kind and number of the placeholder that a shape is; None where it is none."""
    for about in shape[0] if len(shape) else ():
        if local(about) == "nvPr" and (said := child(about, "ph")) is not None:
            return said.get("type") or "obj", said.get("idx") or ""
    return None


def _keys(kind: str, number: str) -> tuple[tuple[str, str], ...]:
    """What a placeholder is looked for under: titles and feet by their kind, all others by their number first."""
    if kind in _TITLES:
        return (("title", ""),)
    if kind in _FEET:
        return ((kind, ""),)
    return (("", number), ("body", "")) if number else (("body", ""),)


def mapping_of(root: _Element) -> dict[str, str]:
    """What a slide, layout or master calls the colours of the theme (19.3.1.6, clrMap)."""
    return {
        str(key): str(value)
        for holder in root
        if local(holder) in ("clrMap", "clrMapOvr")
        for found in holder.iter("{*}clrMap", "{*}overrideClrMapping")
        for key, value in found.attrib.items()
    }


def background_of(root: _Element) -> _Element | None:
    """The background that a slide, layout or master states (19.3.1.1, bg)."""
    for part in root:
        for holder in part if local(part) == "cSld" else ():
            found = None if local(holder) == "spTree" else next(named(holder, "bg"), None)
            if found is not None:
                return found
    return None


def is_painted(shape: _Element, fills: Callable[[_Element], bool] = is_filled) -> bool:
    """Whether a shape may be the ground of what lies over it; `fills` says whether it is filled."""
    if local(shape) in ("pic", "grpSp", "graphicFrame") or shape.get("useBgFill") in ("1", "true"):
        return True
    return fills(shape) or next(named(shape, "grpFill"), None) is not None
