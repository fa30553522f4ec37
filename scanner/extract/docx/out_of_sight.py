"""Words of a .docx that stand where nobody sees them: in lines without height, left of the page, in boxes beside it.

Paragraphs: what is found is marked in the tree, as in `invisible`. A line of two points and less shows nothing of its letters
(17.3.1.33, exact); text whose indent is left of the page is not on it (17.3.1.12). Text boxes: the layer that hides them,
where they are hidden (20.4.2.5), lie left or right of every page or are too small for a letter and do not grow.
Sources: ECMA-376-1; for VML [MS-OI29500], 2.1.1803.
"""

from __future__ import annotations

from scanner.extract.docx import tags as w
from scanner.extract.docx.invisible import hide
from scanner.extract.docx.layout import twips
from scanner.extract.xlsx.text import named
from scanner.regexes import compiled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from scanner.extract.docx.styles import Styles

_NO_HEIGHT = 40  # twentieths of a point
_EMU, _TWIPS = 12700, 20  # of a point
_LETTER = 36.0  # points that a letter takes at most
_WIDEST, _MARGIN = 1584.0, 144.0  # points: a page of Word's, a margin that few exceed
_SMALLEST = 3.0  # points of a box in which a letter may be seen
_COLUMNS = frozenset(("column", "margin"))
_VML_LEFT = compiled("(?:^|;) ?margin-left: ?(-?[0-9]{1,5}(?:[.][0-9]{1,6})?)(pt|in|cm|mm)?")
_VML_WIDE = compiled("(?:^|;) ?width: ?([0-9]{1,5}(?:[.][0-9]{1,6})?)(pt|in|cm|mm)?")
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "": 0.75}


def mark_out_of_sight(root: _Element, styles: Styles) -> None:
    """Mark the runs of paragraphs below `root` that nobody sees as hidden."""
    flat: dict[str, bool] = {}
    for paragraph in root.iter(w.P):
        properties = paragraph.find(w.P_PR)
        if properties is None:
            continue
        layer = "invisible-text" if _is_flat(properties, styles, flat) else ""
        layer = layer or ("off-page" if _is_left_of_page(paragraph, properties) else "")
        for run in paragraph.iter(w.RUN) if layer else ():
            hide(run, run.find(w.R_PR), layer)


def _is_flat(properties: _Element, styles: Styles, flat: dict[str, bool]) -> bool:
    """Whether a paragraph's lines have no height: it says so itself, or its style does."""
    own = properties.find(f"{w.W}spacing")
    if own is not None and own.get(f"{w.W}line") is not None:
        return _has_no_height(own)
    style = properties.find(w.P_STYLE)
    name = (style.get(w.VAL) or "") if style is not None else ""
    if name and name not in flat:
        found = (element.find(f"{w.P_PR}/{w.W}spacing") for element in styles.chain(name))
        said = next((one for one in found if one is not None and one.get(f"{w.W}line") is not None), None)
        flat[name] = said is not None and _has_no_height(said)
    return bool(name) and flat[name]


def _has_no_height(spacing: _Element) -> bool:
    line = spacing.get(f"{w.W}line") or ""
    is_exact = spacing.get(f"{w.W}lineRule") == "exact"
    return is_exact and line.isascii() and line.isdecimal() and int(line[:6]) <= _NO_HEIGHT


def _is_left_of_page(paragraph: _Element, properties: _Element) -> bool:
    """Whether a paragraph so begins left of its page that it ends there."""
    indent = properties.find(f"{w.W}ind")
    said = (indent.get(f"{w.W}left") or indent.get(f"{w.W}start") or "") if indent is not None else ""
    if not (said.startswith("-") and said[1:].isdecimal() and said.isascii()):
        return False
    left = int(said[:7]) / _TWIPS
    letters = sum(len(text.text or "") for text in paragraph.iter(w.T))
    return left + letters * _LETTER / 2 < -_MARGIN


def layer_of_box(box: _Element) -> str:
    """The layer that hides a text box (w:txbxContent); "" for one that is seen, or where that is not known."""
    for above in box.iterancestors():
        if above.tag in (w.WP + "anchor", w.WP + "inline"):
            return _layer_of_anchor(above)
        style = (above.get("style") or "").replace(" ", "") if str(above.tag).startswith(w.VML) else ""
        if "visibility:hidden" in style:
            return "hidden-text"
        if "position:absolute" in style:
            return "off-page" if _is_beside_in_vml(style, above) else ""
        if above.tag == w.P:
            return ""
    return ""


def _layer_of_anchor(anchor: _Element) -> str:
    about = anchor.find(w.WP + "docPr")
    if about is not None and about.get("hidden") in ("1", "true"):
        return "hidden-text"
    extent = anchor.find(w.WP + "extent")
    wide, high = (_points(extent.get(side)) if extent is not None else 0.0 for side in ("cx", "cy"))
    is_small = extent is not None and min(wide, high) < _SMALLEST
    if is_small and not any(True for name in ("spAutoFit", "normAutofit") for _ in named(anchor, name)):
        return "invisible-text"
    across = anchor.find(w.WP + "positionH")
    offset = next((found.text for found in named(across, "posOffset")), None) if across is not None else None
    if across is None or offset is None:
        return ""
    return "off-page" if _is_beside(across.get("relativeFrom") or "", _points(offset), wide, anchor) else ""


def _is_beside_in_vml(style: str, shape: _Element) -> bool:
    left, wide = _VML_LEFT.search(style), _VML_WIDE.search(style)
    if left is None or wide is None:
        return False
    is_page = "mso-position-horizontal-relative:page" in style
    start, size = (float(found[1]) * _POINTS[found[2] or ""] for found in (left, wide))
    return _is_beside("page" if is_page else "column", start, size, shape)


def _is_beside(origin: str, left: float, wide: float, anchor: _Element) -> bool:
    """Whether what begins here lies left or right of every page."""
    if origin == "page":
        return left + wide <= 0 or left >= max(_widths(anchor), default=_WIDEST)
    return origin in _COLUMNS and (left + wide <= -_MARGIN or left >= max(_widths(anchor), default=_WIDEST))


def _widths(anchor: _Element) -> Iterator[float]:
    for size in anchor.getroottree().getroot().iter(f"{w.W}pgSz"):
        yield twips(size, "w", _WIDEST)


def _points(said: str | None) -> float:
    text = (said or "").strip()
    return int(text[:12]) / _EMU if text.removeprefix("-").isdecimal() and text.isascii() else 0.0
