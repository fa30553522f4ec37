"""Whether the words in a shape of an OpenDocument text are seen: not shown, beside the page, too small for a letter.

ODF 1.3 part 3, 19.155 (draw:display), 20.246 and 20.391 (style:horizontal-rel, style:vertical-rel), 20.245 and 20.390 (-pos).
"""

from __future__ import annotations

from scanner.extract.odf.styles import DRAW, FO, POINT, STYLE, SVG, length
from scanner.extract.unseen import WIDEST_PAGE, is_beside_page

TYPE_CHECKING = False
if TYPE_CHECKING:
    from lxml.etree import _Element

    from scanner.extract.odf.styles import OdfStyles

_SMALLEST = 3.0  # points of a box in which a letter may be seen
_PLACED = frozenset(("", "from-left", "from-top"))
_HEIGHTS = frozenset(("page", "page-content"))  # what a height is told from that programs leave as it is


def layer_of_shape(shape: _Element, styles: OdfStyles) -> str:
    """The layer that hides the words of a shape; "" for one that is seen, or where that is not known."""
    if shape.get(f"{DRAW}display") == "none":
        return "hidden-text"
    wide, high = shape.get(f"{SVG}width"), shape.get(f"{SVG}height")
    if wide is None or high is None:
        return ""
    name = shape.get(f"{DRAW}style-name") or ""
    sizes = length(wide) / POINT, length(high) / POINT
    grows = any(child.get(f"{FO}min-height") for child in shape) or styles.says(name, f"{FO}min-height")
    if 0 < min(sizes) < _SMALLEST and not grows:
        return "invisible-text"
    ways = (("x", "horizontal", sizes[0]), ("y", "vertical", sizes[1]))
    for at, (side, way, size) in enumerate(ways):
        begin = shape.get(f"{SVG}{side}")
        origin = styles.says(name, f"{STYLE}{way}-rel")
        is_placed = begin is not None and styles.says(name, f"{STYLE}{way}-pos") in _PLACED
        if not is_placed or (way == "vertical" and origin not in _HEIGHTS):
            continue
        length_of_page = styles.largest_page[at] / POINT or WIDEST_PAGE
        if is_beside_page(origin or "paragraph", length(begin) / POINT, size, length_of_page):
            return "off-page"
    return ""
