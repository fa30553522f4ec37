"""Which styles of an Excel 2003 XML workbook show nothing: by their number format, or by their letters.

Source: the XML Spreadsheet reference of Office 2003 (ss:Style, ss:Font, ss:Interior, ss:NumberFormat). What a style does
not say itself is said by the one it is based on (ss:Parent), at last by that with the ID Default.
"""

from __future__ import annotations

from scanner.extract.sheets.formats import SILENT, WHITE, hidden_by, is_hidden, on_white

TYPE_CHECKING = False
if TYPE_CHECKING:
    from lxml.etree import _Element

_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
_PARTS = {"Font": ("Color", "Size"), "Interior": ("Color", "Pattern"), "NumberFormat": ("Format",)}
_WHITE, _BLACK = "#FFFFFF", "#000000"
_NAMED = {"WHITE": _WHITE, "#FEFEFE": _WHITE, "BLACK": _BLACK, "AUTOMATIC": ""}
_TINY = 1.5  # points
_DEEPEST = 10  # styles based on one another
_DEFAULT = "Default"


class Looks:
    """The styles of a workbook by their IDs."""

    def __init__(self, root: _Element) -> None:
        self._styles: dict[str, dict[str, str]] = {}
        self._parents: dict[str, str] = {}
        for style in root.iter(f"{_SS}Style"):
            name = style.get(f"{_SS}ID") or ""
            self._styles[name] = _said(style)
            self._parents[name] = style.get(f"{_SS}Parent") or _DEFAULT
        self._hidden = {name: self._hides(name) for name in self._styles}

    def is_unseen(self, style: str, figure: str) -> bool:
        """Whether a cell of this style ("" for none) shows nothing; `figure` is "" for one that holds a text."""
        return is_hidden(self._hidden.get(style or _DEFAULT, 0), figure)

    def _hides(self, name: str) -> int:
        """What a style hides, as bits of `formats`."""
        said: dict[str, str] = {}
        for _ in range(_DEEPEST):
            said = {**self._styles.get(name, {}), **said}
            if name == _DEFAULT:
                break
            name = self._parents.get(name, _DEFAULT)
        is_filled = said.get("Interior.Pattern", "None") != "None"
        ground = _colour(said.get("Interior.Color", "")) or "?" if is_filled else _WHITE
        letters = _colour(said.get("Font.Color", "")) or _BLACK
        size = said.get("Font.Size", "")
        hidden = hidden_by(said.get("NumberFormat.Format", ""))
        if size.replace(".", "", 1).isdecimal() and float(size) <= _TINY:
            return SILENT
        hidden = on_white(hidden) if ground == _WHITE else hidden
        return (
            SILENT if letters == ground and not hidden & WHITE else hidden
        )  # a format may give a colour of its own


def _said(style: _Element) -> dict[str, str]:
    found = {}
    for part, names in _PARTS.items():
        own = style.find(f"{_SS}{part}")
        for name in names if own is not None else ():
            value = own.get(f"{_SS}{name}") if own is not None else None
            if value is not None:
                found[f"{part}.{name}"] = value
    return found


def _colour(said: str) -> str:
    """A colour as #RRGGBB; "" where none is told."""
    colour = said.upper()
    return _NAMED.get(colour, colour)
