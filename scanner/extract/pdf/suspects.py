"""The texts of a page that its reader may not see: told from colours and places alone, before any rendering.

Most pages have none, and are never rendered. What makes a text suspect is no proof: a red seal over a
signature is drawn after it, white words in a dark table head are white; `pdf_ink` looks whether their
ink shows.
"""

from __future__ import annotations

from scanner.extract.pdf.drawn import NOTE, UNIT, Color, Drawing, Drawn, shared
from scanner.extract.pdf.library import IMAGE, PATH, SHADING, Pdfium, text_of
from scanner.extract.pdf.page import PageView, Rect

UNSEEN_MODES = (3, 7)  # neither filled nor stroked (ISO 32000-1, table 106)
FAINTEST = 26  # alpha; a tenth
PALE = 170  # grey of 255; a text that pale is looked at
CONTRAST = 100  # of 255 between a text and what it stands on
TINY = 1.2  # points
MOST_LOOKS = 2_000_000  # pairs of a text and a shape; what comes later is rendered
STRIP = 24.0  # points; shapes are looked up by strips of the page
LEAST = 3.0  # points by which a shape reaches over a text

COVERED, UNSEEN, PALE_TEXT, LAYERED, CLIPPED, SMALL, OUTSIDE, MIXED = (
    *("covered", "unseen", "pale", "layer", "clipped", "small", "outside", "mixed"),
)


class Suspect:
    """A text that may be hidden, why, and the shapes drawn after it that reach over it."""

    __slots__ = ("covers", "layer", "reasons", "text")

    def __init__(self, text: Drawn) -> None:
        self.text = text
        self.reasons: set[str] = set()
        self.covers: list[Drawn] = []
        self.layer = ""  # the name of the optional content that it belongs to


def suspects_of(library: Pdfium, view: PageView, drawing: Drawing, *, has_layers: bool) -> list[Suspect]:
    """The suspect texts of an open page in drawing order; `has_layers` where the file may have layers."""
    found: list[Suspect] = []
    strips = _strips(drawing.shapes)
    bounds, looks = view.bounds, 0
    for text in drawing.texts:
        suspect = Suspect(text)
        _look_at_text(drawing, suspect, bounds)
        if has_layers:
            _look_at_marks(library, suspect)
        if strips and looks < MOST_LOOKS:
            looks += _look_at_shapes(suspect, strips)
        elif strips or grey(text.color) >= PALE:
            suspect.reasons.add(PALE_TEXT)
        if suspect.reasons:
            found.append(suspect)
    return found


def grey(color: Color) -> float:
    """How light a colour is, 0 to 255 (ITU-R BT.601)."""
    return (299 * color[0] + 587 * color[1] + 114 * color[2]) / 1000


def contrast(first: Color, second: Color) -> int:
    """The largest difference between two colours in red, green or blue."""
    return max([abs(one - other) for one, other in zip(first[:3], second[:3], strict=True)])


def _look_at_text(drawing: Drawing, suspect: Suspect, bounds: Rect) -> None:
    text, reasons = suspect.text, suspect.reasons
    left, bottom, right, top = text.rect
    if text.color[3] < FAINTEST or text.mode in UNSEEN_MODES:
        reasons.add(UNSEEN)
    if text.is_mixed:
        reasons.add(MIXED)
    if left < bounds[0] or bottom < bounds[1] or right > bounds[2] or top > bounds[3]:
        reasons.add(OUTSIDE)
    if (top - bottom < LEAST or right - left < LEAST) and drawing.size(text) <= TINY:
        reasons.add(SMALL)
    clip = drawing.clip(text) if text.clips > 0 else None
    if clip is not None and (
        left + 1 < clip[0] or bottom + 1 < clip[1] or right - 1 > clip[2] or top - 1 > clip[3]
    ):
        reasons.add(CLIPPED)


def _look_at_marks(library: Pdfium, suspect: Suspect) -> None:
    """Whether a text is marked as optional content (ISO 32000-1, 8.11.3), or drawn by a form that may be."""
    text = suspect.text
    if text.matrix is not UNIT:
        suspect.reasons.add(LAYERED)
    for index in range(library.FPDFPageObj_CountMarks(text.handle)):
        mark = library.FPDFPageObj_GetMark(text.handle, index)
        if mark and _mark_text(library.FPDFPageObjMark_GetName, mark) == "OC":
            suspect.reasons.add(LAYERED)
            suspect.layer = _mark_text(library.FPDFPageObjMark_GetParamStringValue, mark, b"Name")


def _mark_text(call: object, mark: int, *key: bytes) -> str:
    """The name of a mark, or a string of what it points to."""
    from array import array

    size = array("L", [0])

    def filled(*arguments: object) -> int:
        buffer, room = arguments[-2], arguments[-1]
        is_right = call(mark, *key, buffer, room, size.buffer_info()[0])  # type: ignore[operator]
        return size[0] if is_right or not room else 0

    return text_of(filled)


def _strips(shapes: list[Drawn]) -> dict[int, list[Drawn]]:
    found: dict[int, list[Drawn]] = {}
    for shape in shapes:
        low, high = int(max(shape.rect[1], -5000) // STRIP), int(min(shape.rect[3], 20_000) // STRIP)
        for strip in range(low, high + 1):
            found.setdefault(strip, []).append(shape)
    return found


def _look_at_shapes(suspect: Suspect, strips: dict[int, list[Drawn]]) -> int:
    """Shapes over a text make it suspect; so do those below it whose colour is near its own.

    Returns how many shapes were looked at.
    """
    text = suspect.text
    rect = text.rect
    low, high = int(max(rect[1], -5000) // STRIP), int(min(rect[3], 20_000) // STRIP)
    near: dict[float, Drawn] = {}
    for strip in range(low, min(high, low + 1000) + 1):
        near.update((shape.order, shape) for shape in strips.get(strip, ()))
    ground: Drawn | None = None
    for order in sorted(near):
        shape = near[order]
        over = shared(rect, shape.rect)
        if over[2] - over[0] < min(LEAST, rect[2] - rect[0]) or over[3] - over[1] <= 0:
            continue
        if order > text.order or shape.kind == NOTE:
            suspect.covers.append(shape)
            suspect.reasons.add(COVERED)
            continue
        if shape.kind == PATH and _holds(shape.rect, rect):
            ground = shape
            suspect.reasons.discard(PALE_TEXT)
        if shape.kind in (IMAGE, SHADING) or contrast(shape.color, text.color) < CONTRAST:
            suspect.reasons.add(PALE_TEXT)
    if ground is None and grey(text.color) >= PALE:
        suspect.reasons.add(PALE_TEXT)
    return len(near)


def _holds(outer: Rect, inner: Rect) -> bool:
    return (
        *(outer[0] <= inner[0] + 1, outer[1] <= inner[1] + 1),
        *(inner[2] <= outer[2] + 1, inner[3] <= outer[3] + 1),
    ) == (True, True, True, True)
