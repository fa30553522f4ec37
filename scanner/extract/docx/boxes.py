"""Whether a text box of a .docx is seen: hidden, beside or above or below every page, or too small for a letter.

A box is hidden where it says so (20.4.2.5); one too small for a letter is seen where it grows with its text. Of its height
only what is told from the page or its margins is judged: programs move the others back onto it. Sources: ECMA-376-1;
for VML [MS-OI29500], 2.1.1803.
"""

from __future__ import annotations

from scanner.extract.docx import tags as w
from scanner.extract.docx.layout import twips
from scanner.extract.unseen import WIDEST_PAGE, is_beside_page
from scanner.extract.xlsx.text import named
from scanner.regexes import compiled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from lxml.etree import _Element

_EMU = 12700  # of a point
_SMALLEST = 3.0  # points of a box in which a letter may be seen
_COLUMNS = frozenset(("page", "column", "margin"))
_HEIGHTS = frozenset(("page", "margin"))
_LENGTH = "(-?[0-9]{1,5}(?:[.][0-9]{1,6})?)(pt|in|cm|mm)?"
_VML = {
    name: compiled(f"(?:^|;) ?{said}: ?{_LENGTH}")
    for name, said in (("left", "margin-left"), ("top", "margin-top"), ("wide", "width"), ("high", "height"))
}
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "": 0.75}


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
    about = anchor.find(w.WP + "docPr")
    if about is not None and about.get("hidden") in ("1", "true"):
        return "hidden-text"
    extent = anchor.find(w.WP + "extent")
    sizes = {way: _points(extent.get(side)) if extent is not None else 0.0 for way, side in _SIZES}
    is_small = extent is not None and min(sizes.values()) < _SMALLEST
    if is_small and not any(True for name in ("spAutoFit", "normAutofit") for _ in named(anchor, name)):
        return "invisible-text"
    for way, known in (("H", _COLUMNS), ("V", _HEIGHTS)):
        said = anchor.find(f"{w.WP}position{way}")
        offset = next((found.text for found in named(said, "posOffset")), None) if said is not None else None
        origin = (said.get("relativeFrom") or "") if said is not None else ""
        if offset is not None and origin in known:
            length = page[0] if way == "H" else page[1]
            if is_beside_page(origin, _points(offset), sizes[way], length):
                return "off-page"
    return ""


_SIZES = (("H", "cx"), ("V", "cy"))


def _is_off_page_in_vml(style: str, page: tuple[float, float]) -> bool:
    found = {name: pattern.search(style) for name, pattern in _VML.items()}
    said = {name: float(one[1]) * _POINTS[one[2] or ""] for name, one in found.items() if one is not None}
    if "left" in said and "wide" in said:
        origin = "page" if "mso-position-horizontal-relative:page" in style else "column"
        if is_beside_page(origin, said["left"], said["wide"], page[0]):
            return True
    if "top" not in said or "high" not in said:
        return False
    for origin in _HEIGHTS:
        if f"mso-position-vertical-relative:{origin}" in style:
            return is_beside_page(origin, said["top"], said["high"], page[1])
    return False


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
