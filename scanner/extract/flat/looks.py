"""Which styles of an Excel 2003 XML workbook show nothing: by their number format, or by their letters.

Source: the XML Spreadsheet reference of Office 2003 (ss:Style, ss:Font, ss:Interior, ss:NumberFormat). What a style does
not say itself is said by the one it is based on (ss:Parent), at last by that with the ID Default.
"""

from __future__ import annotations

from scanner.extract.sheets.conditions import UNKNOWN
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
        self._colours: dict[str, tuple[str, str]] = {}  # of letters and ground
        self._faint: set[str] = set()  # styles whose letters have the colour of their ground
        self._hidden = {name: self._hides(name) for name in self._styles}

    def is_unseen(self, style: str, figure: str, *, is_painted: bool = False) -> bool:
        """Whether a cell of this style ("" for none) shows nothing; `figure` is "" for one that holds a text.

        `is_painted`: a rule may give it other colours.
        """
        name = style or _DEFAULT
        return is_hidden(self._hidden.get(name, 0), figure) or (not is_painted and name in self._faint)

    def colours(self, style: str) -> tuple[str, str]:
        """The colours of letters and ground in a cell of this style; "?" for one that is not told."""
        return self._colours.get(style or _DEFAULT, (_BLACK, _WHITE))

    def _hides(self, name: str) -> int:
        """What a style hides whatever its colours are, as bits of `formats`; what these are is noted."""
        own = name
        said: dict[str, str] = {}
        for _ in range(_DEEPEST):
            said = {**self._styles.get(name, {}), **said}
            if name == _DEFAULT:
                break
            name = self._parents.get(name, _DEFAULT)
        is_filled = said.get("Interior.Pattern", "None") != "None"
        ground = _colour(said.get("Interior.Color", "")) or UNKNOWN if is_filled else _WHITE
        letters = _colour(said.get("Font.Color", "")) or _BLACK
        self._colours[own] = (letters, ground)
        size = said.get("Font.Size", "")
        hidden = hidden_by(said.get("NumberFormat.Format", ""))
        if size.replace(".", "", 1).isdecimal() and float(size) <= _TINY:
            return SILENT
        hidden = on_white(hidden) if ground == _WHITE else hidden
        if letters == ground and not hidden & WHITE:  # a format may give a colour of its own
            self._faint.add(own)
        return hidden


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
