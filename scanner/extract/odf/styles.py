"""What the styles of an OpenDocument file say: hidden text, hidden tables, pages that are not shown.

Source: ODF 1.3 part 3, 16 (styles), 20.3 (fo:color), 20.425 (text:display), 17.15 (table properties).
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from lxml.etree import _Element

OASIS = "{urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, STYLE, TEXT, TABLE, DRAW, META, PRESENTATION = (
    f"{OASIS}{name}:1.0}}" for name in ("office", "style", "text", "table", "drawing", "meta", "presentation")
)
FO = f"{OASIS}xsl-fo-compatible:1.0}}"
SVG = f"{OASIS}svg-compatible:1.0}}"
XLINK = "{http://www.w3.org/1999/xlink}"
DC = "{http://purl.org/dc/elements/1.1/}"

_UNITS = {"cm": 1.0, "mm": 0.1, "in": 2.54, "pt": 2.54 / 72, "pc": 2.54 / 6, "px": 2.54 / 96}
_TINY = 2.0 / 72 * 2.54  # centimetres: two points
_WHITE = "white"
_LIGHT = ("", "transparent", "#ffffff")
_DEEPEST = 10  # styles based on one another


class OdfStyles:
    """The styles of content and styles parts by name."""

    def __init__(self, *roots: _Element | None) -> None:
        self._styles: dict[str, _Element] = {}
        self._layers: dict[str, str] = {}
        self.page = (0.0, 0.0)  # width and height in centimetres, where the file says
        for root in roots:
            if root is None:
                continue
            for style in root.iter(f"{STYLE}style"):
                self._styles.setdefault(style.get(f"{STYLE}name") or "", style)
            for layout in root.iter(f"{STYLE}page-layout-properties"):
                size = length(layout.get(f"{FO}page-width")), length(layout.get(f"{FO}page-height"))
                self.page = self.page if all(self.page) else size

    def layer(self, name: str, element: _Element | None = None) -> str:
        """The layer that a text style puts text in: "hidden-text", "invisible-text" or "".

        White letters are seen where something around the `element` that bears the style has a ground.
        """
        if name not in self._layers:
            self._layers[name] = self._layer(name)
        found = self._layers[name]
        if found == _WHITE and element is not None and self._is_on_ground(element):
            return ""
        return "invisible-text" if found == _WHITE else found

    def _is_on_ground(self, element: _Element) -> bool:
        """Whether a paragraph, cell, row, table or shape around an element is painted, or may be."""
        for above in element.iterancestors():
            if above.tag == f"{DRAW}page":
                return True  # the page of a slide is painted by its master
            for key in (f"{TEXT}style-name", f"{TABLE}style-name", f"{DRAW}style-name"):
                name = above.get(key) or ""
                ground = self.says(name, f"{FO}background-color") if name else ""
                if ground not in _LIGHT or self.says(name, f"{DRAW}fill") not in ("", "none"):
                    return True
        return False

    def says(self, name: str, key: str) -> str:
        """What a style, or one it is based on, says of the property `key`; "" where it says nothing."""
        for style in self._chain(name):
            for properties in style:
                value = properties.get(key)
                if value is not None:
                    return str(value)
        return ""

    def _layer(self, name: str) -> str:
        if self.says(name, f"{TEXT}display") in ("none", "condition"):
            return "hidden-text"
        size = self.says(name, f"{FO}font-size")
        if size and not size.endswith("%") and 0 < length(size) <= _TINY:
            return "invisible-text"
        ground, colour = self.says(name, f"{FO}background-color"), self._colour(name)
        if colour and ground.lower() == colour:
            return "invisible-text"
        return _WHITE if colour == "#ffffff" and ground in _LIGHT else ""

    def _colour(self, name: str) -> str:
        """The colour of letters; "" where none is stated, or that which shows on any ground (20.395)."""
        for style in self._chain(name):
            for properties in style:
                if properties.get(f"{STYLE}use-window-font-color") == "true":
                    return ""
                colour = properties.get(f"{FO}color")
                if colour is not None:
                    return str(colour).lower()
        return ""

    def _chain(self, name: str) -> list[_Element]:
        found: list[_Element] = []
        while name in self._styles and len(found) < _DEEPEST:
            found.append(self._styles[name])
            name = found[-1].get(f"{STYLE}parent-style-name") or ""
        return found


def length(said: str | None) -> float:
    """A length such as 2.5cm in centimetres; 0 where it is none."""
    if not said:
        return 0.0
    for unit, size in _UNITS.items():
        if said.endswith(unit):
            try:
                return float(said[: -len(unit)]) * size
            except ValueError:
                return 0.0
    return 0.0
