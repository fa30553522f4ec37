"""Cells of a sheet that a conditional format makes white on white or shows as nothing.

ISO/IEC 29500-1, 18.3.1.18 (conditionalFormatting), 18.3.1.10 (cfRule), 18.8.14 (dxf). Judged are rules that hold whatever
stands in the cell: an expression that is true, a cell that is not blank. A rule on figures (a zero shown in white) or
on other cells hides what offices mean to hide in print, and is not judged; nor are cells that another rule paints.
"""

from __future__ import annotations

from scanner.extract.xlsx.sheet import cell_numbers
from scanner.extract.xlsx.text import named
from scanner.regexes import compiled, compiled_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml.etree import _Element

    from scanner.extract.sheets.cells import Rectangle

_OPEN, _CLOSE = b"<conditionalFormatting", b"</conditionalFormatting>"
_RANGES = compiled_bytes(rb'sqref="([A-Z0-9: $]{2,10000})"')
_RULE = compiled_bytes(rb"(?s)<cfRule ([^>]{1,1000})>(.{0,10000}?)(?:</cfRule>|(?=<cfRule )|\Z)")
_FORMULA = compiled_bytes(rb"<formula>([^<]{1,1000})</formula>")
_SAID = compiled_bytes(rb'([A-Za-z]{1,20})="([^"]{0,100})"')
_NAME = compiled_bytes(rb'<c r="([A-Z]{1,3}[0-9]{1,7})"')
_CELL = compiled_bytes(rb'<c r="([A-Z]{1,3}[0-9]{1,7})"(?: [a-z]+="[^"]*")*? s="([0-9]{1,6})"')
_OWN = r"\$?[A-Z]{1,3}\$?[0-9]{1,7}"
# What holds for every cell with something in it, the cell itself named once.
_ALWAYS = compiled(
    rf"(?:TRUE(?:\(\))?|1|1=1|(?P<a>{_OWN})<>\"\"|LEN\((?P<b>{_OWN})\)>0|LEN\(TRIM\((?P<c>{_OWN})\)\)>0"
    rf"|NOT\(ISBLANK\((?P<d>{_OWN})\)\))\Z"
)
_WHITE = frozenset(("FFFFFF", "FEFEFE"))
_MOST_BLOCKS, _MOST_AREAS = 1_000, 200
_SECTIONS = 4  # positive, negative, zero, text


class HidingLooks:
    """The differential formats of a workbook that hide what bears them: `empty` show nothing, `white` are white."""

    def __init__(self, root: _Element, colour: Callable[[_Element | None, str], str]) -> None:
        self.empty: set[int] = set()
        self.white: set[int] = set()
        for index, look in enumerate(look for looks in named(root, "dxfs") for look in named(looks, "dxf")):
            code = next((found.get("formatCode") or "" for found in named(look, "numFmt")), "x")
            sections = code.split(";")
            if len(sections) >= _SECTIONS and not any(map(str.strip, sections)):
                self.empty.add(index)
            font = next(iter(named(look, "font")), None)
            letters = next(iter(named(font, "color")), None) if font is not None else None
            ground = next((found for fill in named(look, "fill") for found in named(fill, "bgColor")), None)
            if colour(letters, "") in _WHITE and colour(ground, "FFFFFF") in _WHITE:
                self.white.add(index)

    def areas(self, sheet: bytes) -> tuple[list[Rectangle], list[Rectangle]]:
        """What rules that always hold make empty, and what they make white, in rows and columns from 1."""
        empty: list[Rectangle] = []
        white: list[Rectangle] = []
        painted: list[Rectangle] = []
        for block in _blocks(sheet):
            own = _ranges(block)
            rules = list(_rules(block))
            hiding = [look for look, holds in rules if holds and look in self.empty | self.white]
            if len(rules) > len(hiding):
                painted += own
            elif own and hiding:
                (empty if hiding[0] in self.empty else white).extend(own)
        white = [area for area in white[:_MOST_AREAS] if not any(_meet(area, other) for other in painted)]
        return empty[:_MOST_AREAS], white


def hidden_cells(
    sheet: bytes, looks: HidingLooks, grounded: frozenset[str], *, is_table: bool
) -> frozenset[tuple[int, int]]:
    """Row and column of the cells that a rule hides; styles that are `grounded` have a colour, tables may have one."""
    empty, white = looks.areas(sheet)
    areas = empty + ([] if is_table else white)
    if not areas:
        return frozenset()
    styles = {name: style.decode() for name, style in _CELL.findall(sheet)}
    found: set[tuple[int, int]] = set()
    for name in _NAME.findall(sheet):
        place = cell_numbers(name)
        own = areas if styles.get(name, "0") not in grounded else empty
        if place is not None and any(_holds(area, place) for area in own):
            found.add(place)
    return frozenset(found)


def _blocks(sheet: bytes) -> Iterator[bytes]:
    """Each conditionalFormatting, up to its end."""
    at = sheet.find(_OPEN)
    for _ in range(_MOST_BLOCKS):
        end = sheet.find(_CLOSE, at) if at >= 0 else -1
        if end < 0:
            return
        yield sheet[at:end]
        at = sheet.find(_OPEN, end)


def _rules(block: bytes) -> Iterator[tuple[int, bool]]:
    """The look of each rule, -1 for none, and whether it holds for every cell with something in it."""
    first = (_ranges(block) or [(0, 0, 0, 0)])[0][:2]
    for about, inside in _RULE.findall(block):
        said = dict(_SAID.findall(about))
        number = said.get(b"dxfId", b"")
        look = int(number) if number.isdigit() else -1
        kind = said.get(b"type", b"")
        formula = _FORMULA.search(inside)
        text = _plain(formula[1]) if formula else ""
        always = _ALWAYS.match(text) if kind == b"expression" else None
        named_cell = next((value for value in always.groupdict().values() if value), "") if always else ""
        is_own = not named_cell or cell_numbers(named_cell.replace("$", "").encode()) == first
        is_empty_text = kind == b"cellIs" and said.get(b"operator") == b"notEqual" and text == '""'
        yield look, kind == b"notContainsBlanks" or is_empty_text or (always is not None and is_own)


def _plain(formula: bytes) -> str:
    from html import unescape

    return unescape(formula.decode("utf-8", "replace")).replace(" ", "").upper()


def _ranges(block: bytes) -> list[Rectangle]:
    said = _RANGES.search(block)
    found = []
    for piece in (said[1].split() if said else [])[:_MOST_AREAS]:
        first, _, last = piece.partition(b":")
        ends = cell_numbers(first), cell_numbers(last or first)
        if ends[0] and ends[1]:
            found.append((*ends[0], *ends[1]))
    return found


def _holds(area: Rectangle, place: tuple[int, int]) -> bool:
    return area[0] <= place[0] <= area[2] and area[1] <= place[1] <= area[3]


def _meet(first: Rectangle, second: Rectangle) -> bool:
    return first[0] <= second[2] and second[0] <= first[2] and first[1] <= second[3] and second[1] <= first[3]
