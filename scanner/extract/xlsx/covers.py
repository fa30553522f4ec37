"""What shapes and pictures of a sheet lie over: a black bar over a column hides nothing in the file.

Source: ECMA-376-1, 20.5.2 (anchors of spreadsheet drawings), 20.1.8 (fills), 18.3.1.13 (widths of columns). Only
what is opaque covers: a filled rectangle or text box that prints, a picture without a see-through colour. Seals
are ellipses or pictures that can be seen through. A cell is covered where more than half of it is, both ways.
"""

from __future__ import annotations

import re

from scanner.errors import Unreadable
from scanner.extract.picture.opacity import is_opaque
from scanner.extract.xlsx.text import local, named

TYPE_CHECKING = False
if TYPE_CHECKING:
    from lxml.etree import _Element

    from scanner.extract.package.ooxml import Package, Relation
    from scanner.extract.sheets.cells import Rectangle

_EMBED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
SQUARE = frozenset(
    "|rect|roundRect|snip1Rect|snip2SameRect|round1Rect|round2SameRect|flowChartProcess|flowChartAlternateProcess|bevel|plaque".split(
        "|"
    )
)
_FILLS = frozenset(("solidFill", "gradFill", "blipFill", "pattFill"))
_PIXEL, _POINT = 9525, 12700  # English Metric Units
_WIDTH, _HEIGHT = 64 * _PIXEL, 18 * _PIXEL  # of a column and a row that state none
_SEEN_THROUGH = 90_000  # thousandths of a per cent of opacity; less lets the text show
_MOST_STEPS = 5_000
_COLUMN = re.compile(rb"<col [^>]*>")
_ABOUT = re.compile(rb'\s(min|max|width)="([0-9]{1,8}(?:[.][0-9]{0,20})?)"')
_ROW = re.compile(rb'<row [^>]*?r="([0-9]{1,7})"[^>]*?\sht="([0-9]{1,6}(?:[.][0-9]{0,20})?)"')


class Lengths:
    """Widths of the columns and heights of the rows of a sheet, counted from 1, in English Metric Units."""

    def __init__(self, sheet: bytes) -> None:
        self._columns: list[tuple[int, int, int]] = []
        for found in _COLUMN.findall(sheet):
            said = {key: float(value) for key, value in _ABOUT.findall(found)}
            if b"width" in said:
                width = int(said[b"width"] * 7 + 5) * _PIXEL
                self._columns.append((int(said.get(b"min", 1)), int(said.get(b"max", 1)), width))
        self._rows = {int(row): int(float(height) * _POINT) for row, height in _ROW.findall(sheet)}

    def width(self, column: int) -> int:
        """The width of a column."""
        return next((width for first, last, width in self._columns if first <= column <= last), _WIDTH)

    def height(self, row: int) -> int:
        """The height of a row."""
        return self._rows.get(row, _HEIGHT)


def covered_areas(
    root: _Element, sheet: bytes, package: Package, relations: dict[str, Relation]
) -> tuple[Rectangle, ...]:
    """The areas of cells that the drawing `root` of a sheet covers; `relations` are the drawing's."""
    found: list[Rectangle] = []
    lengths: Lengths | None = None
    for anchor in root:
        covers = any(_covers(child, package, relations) for child in anchor)
        if covers and not _is_unprinted(anchor):
            lengths = lengths or Lengths(sheet)
            area = _area(anchor, lengths)
            if area[0] <= area[2] and area[1] <= area[3]:
                found.append(area)
    return tuple(found)


def _covers(shape: _Element, package: Package, relations: dict[str, Relation]) -> bool:
    kind = local(shape)
    if kind not in ("sp", "pic") or any(
        about.get("hidden") in ("1", "true") for about in named(shape, "cNvPr")
    ):
        return False
    if kind == "pic":
        return is_opaque_picture(shape, package, relations)
    geometry = next((found.get("prst") or "" for found in named(shape, "prstGeom")), "")
    return geometry in SQUARE and is_filled(shape)


def is_filled(shape: _Element) -> bool:
    """Whether a shape (spPr, style) is painted so that nothing shows through (20.1.8.14, 20.1.4.2.10)."""
    properties = style = None
    for child in shape:
        name = local(child)
        if name == "spPr" and properties is None:
            properties = child
        elif name == "style" and style is None:
            style = child
    for child in properties if properties is not None else ():
        name = local(child)
        if name == "noFill":
            return False
        if name in _FILLS:
            return is_dense(child)
    return any(_number(fill.get("idx"), 0) > 0 for fill in named(style, "fillRef"))


def is_dense(fill: _Element) -> bool:
    """Whether a fill lets no light through (20.1.2.3.1, alpha)."""
    return all(_number(alpha.get("val"), 100_000) >= _SEEN_THROUGH for alpha in named(fill, "alpha"))


def is_opaque_picture(
    picture: _Element, package: Package, relations: dict[str, Relation], known: dict[str, bool] | None = None
) -> bool:
    """Whether a picture has no colour or pixel that can be seen through; `known` keeps what the files of pictures are."""
    known = {} if known is None else known
    blip = next(named(picture, "blip"), None)
    if blip is None or any(
        local(effect) in ("clrChange", "alphaModFix", "alphaMod") for effect in blip.iter()
    ):
        return False
    relation = relations.get(blip.get(_EMBED) or "")
    if relation is None or relation.is_external:
        return False
    if relation.target not in known:
        try:
            known[relation.target] = is_opaque(package.read(relation.target))
        except Unreadable:
            return False
    return known[relation.target]


def _is_unprinted(anchor: _Element) -> bool:
    return any(data.get("fPrintsWithSheet") in ("0", "false") for data in named(anchor, "clientData"))


def _area(anchor: _Element, lengths: Lengths) -> Rectangle:
    """The cells of which the shape at this anchor covers more than half."""
    start = next((child for child in anchor if local(child) == "from"), None)
    end = next((child for child in anchor if local(child) == "to"), None)
    column, right = _spot(start, "col")
    row, down = _spot(start, "row")
    left = column + (right > lengths.width(column) / 2)
    top = row + (down > lengths.height(row) / 2)
    if end is not None:
        column, right = _spot(end, "col")
        row, down = _spot(end, "row")
        last = column - (right < lengths.width(column) / 2)
        return top, left, row - (down < lengths.height(row) / 2), last
    extent = next((child for child in anchor if local(child) == "ext"), None)
    across = _number(extent.get("cx"), 0) + right if extent is not None else 0
    along = _number(extent.get("cy"), 0) + down if extent is not None else 0
    for _ in range(_MOST_STEPS):
        if across < lengths.width(column):
            break
        across -= lengths.width(column)
        column += 1
    for _ in range(_MOST_STEPS):
        if along < lengths.height(row):
            break
        along -= lengths.height(row)
        row += 1
    return (
        top,
        left,
        row - (along < lengths.height(row) / 2),
        column - (across < lengths.width(column) / 2),
    )


def _spot(corner: _Element | None, side: str) -> tuple[int, int]:
    """The row or column (from 1) of a corner and how far into it the corner lies."""
    said = {local(child): child.text for child in corner} if corner is not None else {}
    return _number(said.get(side), 0) + 1, _number(said.get(side + "Off"), 0)


def _number(said: str | None, usual: int) -> int:
    text = (said or "").strip()
    return int(text[:12]) if text.isdecimal() and text.isascii() else usual
