"""Cell styles that nobody can see: the number format ;;; and letters in the colour of the sheet.

Source: ISO/IEC 29500-1, 18.8 (styles), 18.8.31 (an empty section shows nothing). A white letter on a filled
cell is seen; what the style of a table or a condition paints is not known here, so it is not judged there.
"""

from __future__ import annotations

import re

from scanner.extract.xlsx.text import named

TYPE_CHECKING = False
if TYPE_CHECKING:
    from lxml.etree import _Element

_SIGNS = (b";;;", b'rgb="FFFFFFFF"', b'theme="0"', b'rgb="00FFFFFF"', b'<sz val="1"')
_WHITE = frozenset(("FFFFFFFF", "00FFFFFF", "FFFEFEFE"))
_PAINTED_ELSEWHERE = (b"<tablePart ", b"<conditionalFormatting")
_TINY = 1.5  # points
_SECTIONS = 4  # positive, negative, zero, text


def may_hide(styles: bytes) -> bool:
    """Whether the styles hold a look that can make a cell invisible."""
    return any(sign in styles for sign in _SIGNS)


class UnseenStyles:
    """The numbers of the cell styles that show nothing: `empty` by their format, `faint` by their letters."""

    def __init__(self, root: _Element) -> None:
        formats = {found.get("numFmtId"): found.get("formatCode") or "" for found in named(root, "numFmt")}
        fonts = [_is_faint(font) for fonts in named(root, "fonts") for font in fonts]
        fills = [_is_filled(fill) for fills in named(root, "fills") for fill in fills]
        empty, faint = set(), set()
        for index, style in enumerate(xf for styles in named(root, "cellXfs") for xf in named(styles, "xf")):
            sections = formats.get(style.get("numFmtId"), "General").split(";")
            if len(sections) >= _SECTIONS and not any(map(str.strip, sections)):
                empty.add(str(index))
            font, fill = _number(style.get("fontId")), _number(style.get("fillId"))
            if font < len(fonts) and fonts[font] and not (fill < len(fills) and fills[fill]):
                faint.add(str(index))
        self.empty = frozenset(empty)
        self.faint = frozenset(faint)

    def cells(self, sheet: bytes) -> frozenset[tuple[int, int]]:
        """Row and column of the cells of a sheet that have such a style."""
        from scanner.extract.xlsx.sheet import column_number

        is_painted = any(sign in sheet for sign in _PAINTED_ELSEWHERE)
        wanted = self.empty if is_painted else self.empty | self.faint
        if not wanted:
            return frozenset()
        numbers = "|".join(sorted(wanted)).encode()
        pattern = re.compile(
            rb'<c r="([A-Z]{1,3})([0-9]{1,7})"(?: [a-z]+="[^"]*")*? s="(?:' + numbers + rb')"'
        )
        return frozenset((int(row), column_number(letters)) for letters, row in pattern.findall(sheet))


def _is_faint(font: _Element) -> bool:
    size = next((found.get("val") or "" for found in named(font, "sz")), "")
    if size and _decimal(size) <= _TINY:
        return True
    colour = next(iter(named(font, "color")), None)
    if colour is None or colour.get("tint", "0").startswith("-"):
        return False
    return colour.get("theme") == "0" or (colour.get("rgb") or "").upper() in _WHITE


def _is_filled(fill: _Element) -> bool:
    """Whether a fill paints the cell in anything but white."""
    pattern = next(iter(named(fill, "patternFill")), None)
    if pattern is None:
        return True  # a gradient
    if pattern.get("patternType", "none") == "none":
        return False
    ground = next(iter(named(pattern, "fgColor")), None)
    return ground is None or (ground.get("theme") != "0" and (ground.get("rgb") or "").upper() not in _WHITE)


def _number(said: str | None) -> int:
    return int(said) if said and said.isdecimal() else 0


def _decimal(said: str) -> float:
    try:
        return float(said)
    except ValueError:
        return 99.0
