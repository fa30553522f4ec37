"""Cell styles that nobody can see: the number format ;;; and letters in the colour of their cell, black on black too.

Source: ISO/IEC 29500-1, 18.8 (styles), 18.8.31 (an empty section shows nothing). A white letter on a filled
cell is seen; what the style of a table paints is not known here, so it is not judged there. Conditions: `conditions`.
"""

from __future__ import annotations

import re

from scanner.extract.xlsx.text import named
from scanner.regexes import compiled_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

    from scanner.extract.sheets.conditions import Conditions
    from scanner.extract.xlsx.conditions import RuleLooks

_SIGNS = (b";;;", b'rgb="FFFFFFFF"', b'theme="0"', b'rgb="00FFFFFF"', b'<sz val="1"')
_WHITE = frozenset(("FFFFFF", "FEFEFE"))
_INDEXED = {"0": "000000", "1": "FFFFFF", "8": "000000", "9": "FFFFFF", "64": "000000", "65": "FFFFFF"}
_THEME = {"0": "FFFFFF", "1": "000000"}  # light 1, dark 1: white and black in the themes of all offices
_LETTERS = compiled_bytes(rb'<color ((?:rgb|theme|indexed)="[0-9A-Fa-f]{1,8}")')
_GROUNDS = compiled_bytes(rb'<fgColor ((?:rgb|theme|indexed)="[0-9A-Fa-f]{1,8}")')
_BLACK = frozenset((b'rgb="FF000000"', b'theme="1"', b'indexed="8"', b'indexed="64"'))
_TABLE, _CONDITION = b"<tablePart ", b"conditionalFormatting"
_CELL = compiled_bytes(rb'<c r="([A-Z]{1,3}[0-9]{1,7})"(?:(?: [a-z]+="[^"]*")*? s="([0-9]{1,6})")?')
_TINY = 1.5  # points
_SMALL = "small"
_SECTIONS = 4  # positive, negative, zero, text


def may_hide(styles: bytes, sheet: bytes) -> bool:
    """Whether the styles, or the rules of a sheet, hold a look that can make a cell invisible."""
    if any(sign in styles for sign in _SIGNS):
        return True
    if _CONDITION in sheet and (b"<dxf>" in styles or b":" + _CONDITION in sheet):
        return True
    grounds = set(_GROUNDS.findall(styles))
    return bool(grounds & _BLACK or grounds & set(_LETTERS.findall(styles)))


class UnseenStyles:
    """The numbers of the cell styles that show nothing: `empty` by their format, `faint` by their letters."""

    def __init__(self, root: _Element) -> None:
        formats = {found.get("numFmtId"): found.get("formatCode") or "" for found in named(root, "numFmt")}
        fonts = [_letters(font) for fonts in named(root, "fonts") for font in fonts]
        fills = [_ground(fill) for fills in named(root, "fills") for fill in fills]
        empty, faint = set(), set()
        self._root = root
        self._colours: list[tuple[str, str]] = []  # of letters and ground, by the number of the style
        for index, style in enumerate(xf for styles in named(root, "cellXfs") for xf in named(styles, "xf")):
            sections = formats.get(style.get("numFmtId"), "General").split(";")
            if len(sections) >= _SECTIONS and not any(map(str.strip, sections)):
                empty.add(str(index))
            font, fill = _number(style.get("fontId")), _number(style.get("fillId"))
            ground = fills[fill] if fill < len(fills) else "FFFFFF"
            letters = fonts[font] if font < len(fonts) else "000000"
            self._colours.append((_plain(letters), _plain(ground)))
            if letters in (_SMALL, ground) or (letters in _WHITE and ground in _WHITE):
                faint.add(str(index))
        self.empty = frozenset(empty)
        self.faint = frozenset(faint)
        self._looks: RuleLooks | None = None

    def cells(self, sheet: bytes) -> frozenset[tuple[int, int]]:
        """Row and column of the cells of a sheet that have such a style, or are hidden by a rule."""
        is_table = _TABLE in sheet
        if _CONDITION not in sheet:
            return self._styled(sheet, self.empty if is_table else self.empty | self.faint)
        from scanner.extract.sheets.conditions import Conditions
        from scanner.extract.xlsx.conditions import RuleLooks

        self._looks = self._looks or RuleLooks(self._root, _colour)
        conditions = Conditions(self._looks.rules(sheet))
        faint = frozenset[tuple[int, int]]() if is_table else self._styled(sheet, self.faint)
        found = self._styled(sheet, self.empty) | frozenset(filter(conditions.is_free, faint))
        return found | self._hidden(sheet, conditions, is_table=is_table) if conditions.may_hide else found

    def _hidden(self, sheet: bytes, conditions: Conditions, *, is_table: bool) -> frozenset[tuple[int, int]]:
        """The cells that rules hide; the look of a table is not known."""
        from scanner.extract.xlsx.sheet import cell_numbers

        found: set[tuple[int, int]] = set()
        usual = ("?", "?") if is_table or not self._colours else self._colours[0]
        for name, style in _CELL.findall(sheet):
            place = cell_numbers(name)
            if place is None or not conditions.is_near(place):
                continue
            number = int(style or b"0")
            own = self._colours[number] if not is_table and number < len(self._colours) else usual
            if conditions.hides(place, *own):
                found.add(place)
        return frozenset(found)

    def _styled(self, sheet: bytes, wanted: frozenset[str]) -> frozenset[tuple[int, int]]:
        from scanner.extract.xlsx.sheet import column_number

        if not wanted:
            return frozenset()
        numbers = "|".join(sorted(wanted)).encode()
        pattern = re.compile(
            rb'<c r="([A-Z]{1,3})([0-9]{1,7})"(?: [a-z]+="[^"]*")*? s="(?:' + numbers + rb')"'
        )
        return frozenset((int(row), column_number(letters)) for letters, row in pattern.findall(sheet))


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
