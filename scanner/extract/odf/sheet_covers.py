"""What a shape that hangs on a cell of an OpenDocument sheet lies over: a black bar hides the cells from the eye alone.

Source: ODF 1.3 part 3, 19.624 (table:end-cell-address), 19.627 (table:end-x), 20.147 (draw:display). A cell is covered
where more than half of it is, both ways; rows are taken to be as high as the one that the shape hangs on.
"""

from __future__ import annotations

from scanner.extract.odf.covers import is_painted
from scanner.extract.odf.styles import DRAW, SVG, TABLE, length
from scanner.regexes import compiled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element

    from scanner.extract.odf.styles import OdfStyles
    from scanner.extract.sheets.cells import Rectangle

_SHAPES = frozenset((f"{DRAW}custom-shape", f"{DRAW}rect", f"{DRAW}frame"))
_END = compiled(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})\Z")
_SHOWN = ("", "always")
_MOST_COLUMNS = 500
USUAL_WIDTH, USUAL_HEIGHT = 2.258, 0.452  # centimetres, of a column and a row that say nothing


def covered_area(
    shape: _Element, styles: OdfStyles, row: int, column: int, width: Callable[[int], float], height: float
) -> Rectangle | None:
    """The cells that a shape on the cell in this row and column covers; None for one that covers none.

    `width` tells that of a column, `height` is that of the row, in centimetres.
    """
    if shape.tag not in _SHAPES or (shape.get(f"{DRAW}display") or "") not in _SHOWN:
        return None
    if not is_painted(shape, styles):
        return None
    x, y = length(shape.get(f"{SVG}x")), length(shape.get(f"{SVG}y"))
    left, top = column + (x > width(column) / 2), row + (y > height / 2)
    end = _END.match((shape.get(f"{TABLE}end-cell-address") or "").rpartition(".")[2])
    if end is not None:
        last, bottom = _column(end[1]), int(end[2])
        across, down = length(shape.get(f"{TABLE}end-x")), length(shape.get(f"{TABLE}end-y"))
    else:
        last, across = column, x + length(shape.get(f"{SVG}width"))
        while across > width(last) and last < column + _MOST_COLUMNS:
            across -= width(last)
            last += 1
        rows, down = divmod(y + length(shape.get(f"{SVG}height")), height)
        bottom = row + int(rows)
    right, bottom = last - (across <= width(last) / 2), bottom - (down <= height / 2)
    return (top, left, bottom, right) if top <= bottom and left <= right else None


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
