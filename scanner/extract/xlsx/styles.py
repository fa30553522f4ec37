"""Cell styles that nobody can see: number formats that show nothing and letters in the colour of their cell, black on black too.

Source: ISO/IEC 29500-1, 18.8 (styles), 18.8.31 (an empty section shows nothing). A white letter on a filled
cell is seen; what the style of a table paints is not known here, so it is not judged there. Conditions: `conditions`.
"""

from __future__ import annotations

import re
from html import unescape

from scanner.extract.sheets.formats import SILENT, WHITE, hidden_by, is_hidden, on_white
from scanner.extract.xlsx.text import named
from scanner.regexes import compiled_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element

    from scanner.extract.sheets.conditions import Conditions
    from scanner.extract.xlsx.conditions import RuleLooks

_SIGNS = (b'rgb="FFFFFFFF"', b'theme="0"', b'rgb="00FFFFFF"', b'<sz val="1"')
_WHITE = frozenset(("FFFFFF", "FEFEFE"))
_INDEXED = {"0": "000000", "1": "FFFFFF", "8": "000000", "9": "FFFFFF", "64": "000000", "65": "FFFFFF"}
_THEME = {"0": "FFFFFF", "1": "000000"}  # light 1, dark 1: white and black in the themes of all offices
_LETTERS = compiled_bytes(rb'<color ((?:rgb|theme|indexed)="[0-9A-Fa-f]{1,8}")')
_GROUNDS = compiled_bytes(rb'<fgColor ((?:rgb|theme|indexed)="[0-9A-Fa-f]{1,8}")')
_BLACK = frozenset((b'rgb="FF000000"', b'theme="1"', b'indexed="8"', b'indexed="64"'))
_TABLE, _CONDITION = b"<tablePart ", b"conditionalFormatting"
_CELL = compiled_bytes(rb'<c r="([A-Z]{1,3}[0-9]{1,7})"([^>]*)>')
_STYLE, _KIND = compiled_bytes(rb' s="([0-9]{1,6})"'), compiled_bytes(rb' t="([a-zA-Z]{1,9})"')
_VALUE = compiled_bytes(rb"(?:<f[^>]{0,200}(?:/>|>[^<]{0,8200}</f>))?<v>([^<]{1,40})<")
_CODES = compiled_bytes(rb'formatCode="([^"]{1,255})"')
_TINY = 1.5  # points
_SMALL = "small"


def may_hide(styles: bytes, sheet: bytes) -> bool:
    """Whether the styles, or the rules of a sheet, hold a look that can make a cell invisible."""
    if any(sign in styles for sign in _SIGNS):
        return True
    if _CONDITION in sheet and (b"<dxf>" in styles or b":" + _CONDITION in sheet or b"showValue=" in sheet):
        return True
    if any(hidden_by(unescape(code.decode("utf-8", "replace"))) for code in _CODES.findall(styles)):
        return True
    grounds = set(_GROUNDS.findall(styles))
    return bool(grounds & _BLACK or grounds & set(_LETTERS.findall(styles)))


class UnseenStyles:
    """The cell styles that show nothing: by their number format, or (`faint`) by their letters."""

    def __init__(self, root: _Element) -> None:
        formats = {found.get("numFmtId"): found.get("formatCode") or "" for found in named(root, "numFmt")}
        fonts = [_letters(font) for fonts in named(root, "fonts") for font in fonts]
        fills = [_ground(fill) for fills in named(root, "fills") for fill in fills]
        faint = set()
        self._root = root
        self._silent: dict[str, int] = {}  # what formats hide, by the number of the style
        self._colours: list[tuple[str, str]] = []  # of letters and ground, by the number of the style
        for index, style in enumerate(xf for styles in named(root, "cellXfs") for xf in named(styles, "xf")):
            font, fill = _number(style.get("fontId")), _number(style.get("fillId"))
            ground = fills[fill] if fill < len(fills) else "FFFFFF"
            letters = fonts[font] if font < len(fonts) else "000000"
            self._colours.append((_plain(letters), _plain(ground)))
            hidden = hidden_by(formats.get(style.get("numFmtId"), ""))
            hidden = on_white(hidden) if ground in _WHITE else hidden
            if hidden & SILENT:
                self._silent[str(index)] = hidden
            if hidden & WHITE and letters != _SMALL:
                continue  # the format gives the letters their colour
            if letters in (_SMALL, ground) or (letters in _WHITE and ground in _WHITE):
                faint.add(str(index))
        self.faint = frozenset(faint)
        self._looks: RuleLooks | None = None

    def cells(self, sheet: bytes) -> frozenset[tuple[int, int]]:
        """Row and column of the cells of a sheet that have such a style, or are hidden by a rule."""
        is_table = _TABLE in sheet
        found = frozenset(self._silent_cells(sheet))
        faint = frozenset() if is_table else frozenset(self._styled(sheet, self.faint))
        if _CONDITION not in sheet:
            return found | faint
        from scanner.extract.sheets.conditions import Conditions
        from scanner.extract.xlsx.conditions import RuleLooks

        self._looks = self._looks or RuleLooks(self._root, _colour)
        conditions = Conditions(self._looks.rules(sheet))
        found |= frozenset(filter(conditions.is_free, faint))
        return found | self._hidden(sheet, conditions, is_table=is_table) if conditions.may_hide else found

    def is_white(self, style: int) -> bool:
        """Whether the cells of a style have a white ground."""
        return style >= len(self._colours) or self._colours[style][1] == "FFFFFF"

    def _hidden(self, sheet: bytes, conditions: Conditions, *, is_table: bool) -> frozenset[tuple[int, int]]:
        """The cells that rules hide; the look of a table is not known."""
        from scanner.extract.xlsx.sheet import cell_numbers

        found: set[tuple[int, int]] = set()
        usual = ("?", "?") if is_table or not self._colours else self._colours[0]
        for cell in _CELL.finditer(sheet):
            place = cell_numbers(cell[1])
            if place is None or not conditions.is_near(place):
                continue
            style = _STYLE.search(cell[2])
            number = int(style[1]) if style else 0
            own = self._colours[number] if not is_table and number < len(self._colours) else usual
            if conditions.hides(place, *own, _figure(sheet, cell)):
                found.add(place)
        return frozenset(found)

    def _silent_cells(self, sheet: bytes) -> Iterator[tuple[int, int]]:
        """The cells whose number format shows nothing of what they hold."""
        for place, cell in self._styled(sheet, frozenset(self._silent)).items():
            style = _STYLE.search(cell[2])
            if style and is_hidden(self._silent[style[1].decode()], _figure(sheet, cell)):
                yield place

    def _styled(self, sheet: bytes, wanted: frozenset[str]) -> dict[tuple[int, int], re.Match[bytes]]:
        """The start tags of the cells that have one of these styles, by row and column."""
        from scanner.extract.xlsx.sheet import cell_numbers

        if not wanted:
            return {}
        numbers = "|".join(sorted(wanted)).encode()
        pattern = re.compile(rb'<c r="([A-Z]{1,3}[0-9]{1,7})"([^>]* s="(?:' + numbers + rb')"[^>]*)>')
        found = ((cell_numbers(cell[1]), cell) for cell in pattern.finditer(sheet))
        return {place: cell for place, cell in found if place is not None}


def _figure(sheet: bytes, cell: re.Match[bytes]) -> str:
    """The figure that a cell with this start tag holds; "" for a text."""
    kind = _KIND.search(cell[2])
    if kind and kind[1] != b"n":
        return ""
    value = _VALUE.match(sheet, cell.end())
    return value[1].decode("ascii", "replace") if value else ""


def _plain(colour: str) -> str:
    """A colour that may be held against others: white in one way, nothing for what is no colour."""
    return "FFFFFF" if colour in _WHITE else "?" if colour == _SMALL else colour


def _letters(font: _Element) -> str:
    """The colour of letters, `_SMALL` where they are too small to see."""
    size = next((found.get("val") or "" for found in named(font, "sz")), "")
    if size and _decimal(size) <= _TINY:
        return _SMALL
    return _colour(next(iter(named(font, "color")), None), "000000")


def _ground(fill: _Element) -> str:
    """The colour that a fill gives the cell; "?" for gradients and patterns, white where it gives none."""
    pattern = next(iter(named(fill, "patternFill")), None)
    if pattern is None:
        return "?"
    kind = pattern.get("patternType", "none")
    if kind == "none":
        return "FFFFFF"
    return _colour(next(iter(named(pattern, "fgColor")), None), "?") if kind == "solid" else "?"


def _colour(said: Mapping[str, str] | _Element | None, usual: str) -> str:
    """A colour as six digits where it is known, else as the file states it (18.8.19); `said` are its attributes."""
    if said is None or said.get("auto") in ("1", "true"):
        return usual
    tint = said.get("tint", "0")
    theme, index = said.get("theme"), said.get("indexed")
    if not tint.startswith("-") and theme in _THEME:
        return _THEME[theme] if theme == "0" or tint in ("0", "0.0") else f"{theme} {tint}"
    if index is not None:
        return _INDEXED.get(index, f"i{index}")
    rgb = (said.get("rgb") or "").upper()
    return rgb[-6:] if rgb else f"{theme} {tint}"


def _number(said: str | None) -> int:
    return int(said[:9]) if said and said.isdecimal() else 0


def _decimal(said: str) -> float:
    try:
        return float(said)
    except ValueError:
        return 99.0
