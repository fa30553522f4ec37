"""Whether a text box of a .docx is seen: hidden, beside or above or below every page, or too small for a letter.

A box is hidden where it says so (20.4.2.5); one too small for a letter is seen where it grows with its text. Of its height
only what is told from the page or its margins is judged: programs move the others back onto it. Sources: ECMA-376-1;
for VML [MS-OI29500], 2.1.1803.
"""

from __future__ import annotations

from scanner.extract.docx import tags as w
from scanner.extract.docx.layout import twips
from scanner.extract.docx.vml_style import is_aligned, lengths, origin
from scanner.extract.unseen import WIDEST_PAGE, is_beside_page
from scanner.extract.xlsx.text import named

TYPE_CHECKING = False
if TYPE_CHECKING:
    from lxml.etree import _Element

_EMU = 12700  # of a point
_SMALLEST = 3.0  # points of a box in which a letter may be seen
_COLUMNS = frozenset(("page", "column", "margin"))
_HEIGHTS = frozenset(("page", "margin"))
_AREAS = "-area"  # how the names of margins end: what is told from them is not judged


def layer_of_box(box: _Element, page: tuple[float, float]) -> str:
    """The layer that hides a text box (w:txbxContent) on a page so wide and high; "" for one that is seen, or where that is not known."""
    for above in box.iterancestors():
        if above.tag in (w.WP + "anchor", w.WP + "inline"):
            return _layer_of_anchor(above, page)
        style = (above.get("style") or "").replace(" ", "") if str(above.tag).startswith(w.VML) else ""
        if "visibility:hidden" in style:
            return "hidden-text"
        if "position:absolute" in style:
            return "off-page" if _is_off_page_in_vml(style, page) else ""
        if above.tag == w.P:
            return ""
    return ""


def _layer_of_anchor(anchor: _Element, page: tuple[float, float]) -> str:
    properties = anchor.find(w.WP + "docPr")
    if properties is not None and properties.get("hidden") in ("1", "true"):
        return "hidden-text"
    extent = anchor.find(w.WP + "extent")
    sizes = {way: _points(extent.get(side)) if extent is not None else 0.0 for way, side in _SIZES}
    is_small = extent is not None and min(sizes.values()) < _SMALLEST
    if is_small and not any(True for name in ("spAutoFit", "normAutofit") for _ in named(anchor, name)):
        return "invisible-text"
    for way, known in (("H", _COLUMNS), ("V", _HEIGHTS)):
        said = anchor.find(f"{w.WP}position{way}")
        offset = next((found.text for found in named(said, "posOffset")), None) if said is not None else None
        about = (said.get("relativeFrom") or "") if said is not None else ""
        if offset is not None and about in known:
            length = page[0] if way == "H" else page[1]
            if is_beside_page(about, _points(offset), sizes[way], length):
                return "off-page"
    return ""


_SIZES = (("H", "cx"), ("V", "cy"))


def _is_off_page_in_vml(style: str, page: tuple[float, float]) -> bool:
    said = lengths(style)
    across, down = origin(style, "horizontal"), origin(style, "vertical")
    if "margin-left" in said and "width" in said and not across.endswith(_AREAS):
        about = "page" if across == "page" else "column"
        is_beside = is_beside_page(about, said["margin-left"], said["width"], page[0])
        if is_beside and not is_aligned(style, "horizontal"):
            return True
    if "margin-top" not in said or "height" not in said or down not in _HEIGHTS:
        return False
    return not is_aligned(style, "vertical") and is_beside_page(
        down, said["margin-top"], said["height"], page[1]
    )


def page_lengths(element: _Element) -> tuple[float, float]:
    """Width and height of the largest page in points; where none is stated, those of the largest there is."""
    root = element
    for above in element.iterancestors():
        root = above
    sizes = [
        (twips(size, "w", WIDEST_PAGE), twips(size, "h", WIDEST_PAGE)) for size in root.iter(f"{w.W}pgSz")
    ]
    if not sizes:
        return WIDEST_PAGE, WIDEST_PAGE
    return max(wide for wide, _ in sizes), max(high for _, high in sizes)


def _points(said: str | None) -> float:
    text = (said or "").strip()
    return int(text[:12]) / _EMU if text.removeprefix("-").isdecimal() and text.isascii() else 0.0
