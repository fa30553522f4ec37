"""Words of a .docx that stand where nobody sees them: in lines without height, in paragraphs and frames beside the page.

What is found is marked in the tree, as in `invisible`. A line of two points and less shows nothing of its letters
(17.3.1.33, exact); text whose indent is beside the page is not on it (17.3.1.12), nor a frame (17.3.1.11) that lies there.
Source: ECMA-376-1. Lengths in twentieths of a point become points.
"""

from __future__ import annotations

from scanner.extract.docx import tags as w
from scanner.extract.docx.boxes import page_lengths
from scanner.extract.docx.invisible import hide
from scanner.extract.unseen import LEAST_LINE, WIDEST_LETTER, ends_left_of_page, is_beside_page

TYPE_CHECKING = False
if TYPE_CHECKING:
    from lxml.etree import _Element

    from scanner.extract.docx.styles import Styles

_TWIPS = 20  # of a point
_FRAME, _SPACING, _INDENT = (f"{w.W}{name}" for name in ("framePr", "spacing", "ind"))


def mark_out_of_sight(root: _Element, styles: Styles) -> None:
    """Mark the runs of paragraphs below `root` that nobody sees as hidden."""
    said = _Said(styles)
    lengths = page_lengths(root)
    for paragraph in root.iter(w.P):
        properties = paragraph.find(w.P_PR)
        if properties is None:
            continue
        spacing = said.nearest(properties, _SPACING, "line")
        layer = "invisible-text" if spacing is not None and _has_no_height(spacing) else ""
        frame = said.nearest(properties, _FRAME, "")
        if not layer and frame is not None:
            layer = _layer_of_frame(frame, paragraph, lengths)
        layer = layer or ("off-page" if _is_beside(paragraph, properties) else "")
        for run in paragraph.iter(w.RUN) if layer else ():
            hide(run, run.find(w.R_PR), layer)


class _Said:
    """What paragraphs say, themselves or by their style."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._known: dict[tuple[str, str], _Element | None] = {}

    def nearest(self, properties: _Element, tag: str, name: str) -> _Element | None:
        """The property that holds: the nearest that states the attribute `name`, "" for any."""
        own = properties.find(tag)
        if own is not None and (not name or own.get(w.W + name) is not None):
            return own
        style = properties.find(w.P_STYLE)
        style_name = (style.get(w.VAL) or "") if style is not None else ""
        key = style_name, tag
        if key not in self._known:
            found = (element.find(f"{w.P_PR}/{tag}") for element in self._styles.chain(style_name))
            self._known[key] = next(
                (one for one in found if one is not None and (not name or one.get(w.W + name) is not None)),
                None,
            )
        return self._known[key]


def _has_no_height(spacing: _Element) -> bool:
    line = _points(spacing, "line")
    return spacing.get(f"{w.W}lineRule") == "exact" and line is not None and 0 <= line <= LEAST_LINE


def _layer_of_frame(frame: _Element, paragraph: _Element, lengths: tuple[float, float]) -> str:
    """The layer that hides what stands in a frame; its width and height may be those of its text."""
    high = _points(frame, "h") or 0.0
    if high and high <= LEAST_LINE and frame.get(f"{w.W}hRule") == "exact":
        return "invisible-text"
    letters = sum(len(text.text or "") for text in paragraph.iter(w.T)) * WIDEST_LETTER / 2
    wide = _points(frame, "w") or letters
    high = high or WIDEST_LETTER * (1 + letters // max(wide, WIDEST_LETTER))
    sizes = (("x", "hAnchor", wide, lengths[0]), ("y", "vAnchor", high, lengths[1]))
    for name, anchor, size, length in sizes:
        begin = _points(frame, name)
        if begin is None or frame.get(f"{w.W}{name}Align"):
            continue
        origin = frame.get(w.W + anchor) or "text"
        if (name == "x" or origin != "text") and is_beside_page(origin, begin, size, length):
            return "off-page"
    return ""


def _is_beside(paragraph: _Element, properties: _Element) -> bool:
    """Whether a paragraph begins so far left of its page that it ends there, or so far right of it."""
    indent = properties.find(_INDENT)
    if indent is None:
        return False
    letters = sum(len(text.text or "") for text in paragraph.iter(w.T))
    left, right = (_first(indent, names) for names in (("left", "start"), ("right", "end")))
    aligned = properties.find(f"{w.W}jc")
    if aligned is not None and aligned.get(w.VAL) in ("right", "end"):
        return right < 0 and ends_left_of_page(right, letters)
    return left < 0 and ends_left_of_page(left, letters)


def _first(element: _Element, names: tuple[str, ...]) -> float:
    found = (_points(element, name) for name in names)
    return next((length for length in found if length is not None), 0.0)


def _points(element: _Element, name: str) -> float | None:
    """A length that an attribute states; None where it states none."""
    said = element.get(w.W + name) or ""
    return int(said[:7]) / _TWIPS if said.removeprefix("-").isdecimal() and said.isascii() else None
