"""What is drawn on a page, in drawing order: texts, and shapes, pictures and notes large enough to hide one.

Rectangles are in the page's own coordinates. Form XObjects are walked into (ISO 32000-1, 8.10).
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from itertools import repeat

from scanner.extract.pdf.library import FORM, IMAGE, PATH, SHADING, TEXT, Pdfium
from scanner.extract.pdf.page import PageView, Rect

Matrix = tuple[float, float, float, float, float, float]
Color = tuple[int, int, int, int]  # red, green, blue, alpha, each 0 to 255

NOTE = 0  # the look of an annotation, drawn over the page
THIN = 3.0  # points; borders and underlines are thinner and cover no text
STEP = 1e-5  # from object to object of a form, in the order of drawing
MOST_DRAWN = 40_000  # objects of a page that are looked at
DEEPEST = 4  # forms within forms
UNIT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
TEXT_NOTE, LINK, POPUP, FILE, SOUND, REDACT = 1, 2, 16, 17, 18, 28  # fpdf_annot.h, FPDF_ANNOT_*
ICONS = (TEXT_NOTE, LINK, POPUP, FILE, SOUND)  # no look of their own on paper
RECTANGULAR = (3, 5, 9, 20, REDACT)  # free text, square, highlight, field, redaction: fill their rectangle
UNSEEN_FLAGS = 2 | 32  # hidden, no view (ISO 32000-1, table 165)
BLACK: Color = (0, 0, 0, 255)
NEAR = 2.0  # points from middle to middle of a text drawn twice
OUTLINED = (1, 2, 5, 6)  # render modes that draw the edges of letters (ISO 32000-1, 9.3.6)


class Drawn:
    """One object: its place in the drawing order, its kind, its handle, its rectangle, its fill.

    `mode` is the render mode of a text or the kind of a note; `clips` how many paths cut a text off, 0 or
    less for none; `is_mixed` where a mask, a pattern or a blend mode decides what is seen of a text.
    """

    __slots__ = ("clips", "color", "handle", "is_mixed", "kind", "matrix", "mode", "order", "rect")

    def __init__(
        self, order: float, kind: int, handle: int, rect: Rect, color: Color, matrix: Matrix = UNIT
    ) -> None:
        self.order = order
        self.kind = kind
        self.handle = handle
        self.rect = rect
        self.color = color
        self.matrix = matrix  # of the form that holds it
        self.mode = self.clips = 0
        self.is_mixed = False


class Drawing:
    """The objects of one open page: `texts`, `shapes` that may hide them, areas marked for `redactions`."""

    def __init__(self, library: Pdfium, view: PageView, types: Sequence[int]) -> None:
        self._library = library
        self._view = view
        self._numbers = array("I", bytes(16))
        self._at = self._numbers.buffer_info()[0]
        self._floats = array("f", bytes(32))
        self._float_at = self._floats.buffer_info()[0]
        self._order = 0.0  # the page's number of an object; what a form draws follows in steps
        self._seen = 0
        self.texts: list[Drawn] = []
        self.shapes: list[Drawn] = []
        self.redactions: list[Rect] = []
        self._outlines: set[tuple[int, int]] | None = None  # where letters with drawn edges stand
        self._add_texts([index for index, kind in enumerate(types[:MOST_DRAWN]) if kind == TEXT])
        get = library.FPDFPage_GetObject
        for index, kind in enumerate(types[:MOST_DRAWN]):
            if kind != TEXT:
                self._order = float(index)
                self._add(kind, get(view.handle, index), UNIT, DEEPEST)
        self.is_whole = max(self._seen, len(types)) < MOST_DRAWN
        self._add_notes()

    def has_outline(self, text: Drawn) -> bool:
        """Whether the edges of the letters are drawn, by the text itself or by one in its place."""
        if self._outlines is None:
            self._outlines = {rounded(one.rect) for one in self.texts if one.mode in OUTLINED}
        return not self._outlines.isdisjoint(about(text.rect))

    def _add_texts(self, indexes: Sequence[int]) -> None:
        """The texts that the page draws itself, a few calls for all of each kind."""
        library, count = self._library, len(indexes)
        handles = list(map(library.FPDFPage_GetObject, repeat(self._view.handle), indexes))
        bounds, colors = array("f", bytes(16 * count)), array("I", (0, 0, 0, 255) * count)
        self._fill(library.FPDFPageObj_GetBounds, handles, bounds)
        has_color = self._fill(library.FPDFPageObj_GetFillColor, handles, colors)
        mixed = map(library.FPDFPageObj_HasTransparency, handles)
        modes = map(library.FPDFTextObj_GetTextRenderMode, handles)
        clips = map(library.FPDFClipPath_CountPaths, map(library.FPDFPageObj_GetClipPath, handles))
        rects = zip(bounds[0::4], bounds[1::4], bounds[2::4], bounds[3::4], strict=True)
        fills = zip(colors[0::4], colors[1::4], colors[2::4], colors[3::4], strict=True)
        looks = zip(rects, fills, modes, clips, mixed, has_color, strict=True)
        for index, handle, (rect, color, mode, clip, is_mixed, is_plain) in zip(
            indexes, handles, looks, strict=True
        ):
            text = Drawn(index, TEXT, handle, rect, color)
            text.mode, text.clips, text.is_mixed = mode, clip, bool(is_mixed or not is_plain)
            self.texts.append(text)

    def _fill(
        self, call: Callable[..., int], handles: Sequence[int], numbers: array[float] | array[int]
    ) -> list[int]:
        """Four numbers of every object into the array; whether there were any."""
        first = numbers.buffer_info()[0]
        places = [range(first + step, first + step + 16 * len(handles), 16) for step in (0, 4, 8, 12)]
        return list(map(call, handles, *places))

    def color(self, handle: int) -> Color:
        """The colour that an object is filled with, black where it says nothing."""
        at = self._at
        if not self._library.FPDFPageObj_GetFillColor(handle, at, at + 4, at + 8, at + 12):
            return BLACK
        red, green, blue, alpha = self._numbers
        return (red, green, blue, alpha)

    def clip(self, text: Drawn) -> Rect | None:
        """The rectangle outside which a text is cut off; None where nothing is, or its shape is not plain."""
        library = self._library
        clip = library.FPDFPageObj_GetClipPath(text.handle)
        count = library.FPDFClipPath_CountPaths(clip) if clip else 0
        found: Rect | None = None
        for index in range(min(max(count, 0), 8)):
            points = library.FPDFClipPath_CountPathSegments(clip, index)
            if not 2 < points < 7:
                continue
            ends = [library.FPDFClipPath_GetPathSegment(clip, index, number) for number in (0, 2)]
            (x0, y0), (x1, y1) = map(self._point, ends)
            rect = (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
            rect = rect if text.matrix is UNIT else _mapped(rect, text.matrix)
            found = rect if found is None else shared(found, rect)
        return found

    def is_rectangle(self, shape: Drawn) -> bool:
        """Whether a path is a single rectangle, or a note of a kind that fills its own."""
        if shape.kind == NOTE:
            return shape.mode in RECTANGULAR
        count: int = self._library.FPDFPath_CountSegments(shape.handle)
        return 3 < count < 7

    def size(self, text: Drawn) -> float:
        """The smaller side of a text's em square in points."""
        library, at = self._library, self._float_at
        if not library.FPDFTextObj_GetFontSize(text.handle, at):
            return THIN
        em = abs(self._floats[0])
        if not library.FPDFPageObj_GetMatrix(text.handle, at):
            return em
        a, b, c, d = self._floats[:4]
        e, f, g, h = text.matrix[:4]
        sides = ((a * e + b * g, a * f + b * h), (c * e + d * g, c * f + d * h))
        return float(em * min([(x * x + y * y) ** 0.5 for x, y in sides]))

    def _add(self, kind: int, handle: int, outer: Matrix, depth: int) -> None:
        self._seen += 1
        self._order += STEP
        if not handle or self._seen > MOST_DRAWN:
            return
        rect = self._view.object_bounds(handle)
        rect = rect if outer is UNIT else _mapped(rect, outer)
        if kind == FORM:
            self._add_form(handle, outer, depth)
        elif kind == TEXT:
            text = Drawn(self._order, kind, handle, rect, self.color(handle), outer)
            text.mode = self._library.FPDFTextObj_GetTextRenderMode(handle)
            text.clips = 1
            text.is_mixed = bool(self._library.FPDFPageObj_HasTransparency(handle))
            self.texts.append(text)
        elif rect[2] - rect[0] > THIN and rect[3] - rect[1] > THIN:
            if kind == PATH:
                self._add_path(handle, rect)
            elif kind in (IMAGE, SHADING):
                self.shapes.append(Drawn(self._order, kind, handle, rect, BLACK))

    def _add_path(self, handle: int, rect: Rect) -> None:
        """A path that fills an area, or whose stroke is broad."""
        at = self._at
        self._library.FPDFPath_GetDrawMode(handle, at, at + 4)
        fills, strokes = self._numbers[0], self._numbers[1]
        is_line = not fills and strokes and self._library.FPDFPath_CountSegments(handle) == 2
        if fills or is_line:
            self.shapes.append(Drawn(self._order, PATH, handle, rect, self.color(handle)))

    def _add_form(self, form: int, outer: Matrix, depth: int) -> None:
        from scanner.extract.pdf.rules import product

        library = self._library
        inner: Matrix = UNIT
        if library.FPDFPageObj_GetMatrix(form, self._float_at):
            a, b, c, d, e, f = self._floats[:6]
            inner = (a, b, c, d, e, f)
        matrix = product(inner, outer)
        for index in range(library.FPDFFormObj_CountObjects(form) if depth else 0):
            handle = library.FPDFFormObj_GetObject(form, index)
            self._add(library.FPDFPageObj_GetType(handle), handle, matrix, depth - 1)

    def _add_notes(self) -> None:
        library, page = self._library, self._view.handle
        for index in range(library.FPDFPage_GetAnnotCount(page)):
            handle = library.FPDFPage_GetAnnot(page, index)
            if not handle:
                continue
            kind = library.FPDFAnnot_GetSubtype(handle)
            if kind == REDACT:
                self.redactions.extend(self._note_areas(handle))
            has_look = kind not in ICONS and library.FPDFAnnot_GetAP(handle, 0, None, 0) > 2
            if has_look and not library.FPDFAnnot_GetFlags(handle) & UNSEEN_FLAGS:
                shape = Drawn(MOST_DRAWN + index + 1, NOTE, 0, self._note_rect(handle), BLACK)
                shape.mode = kind
                self.shapes.append(shape)
            library.FPDFPage_CloseAnnot(handle)

    def _note_areas(self, note: int) -> list[Rect]:
        """The quadrilaterals of a note, line by line, else its rectangle (ISO 32000-1, 12.5.6.10)."""
        count = self._library.FPDFAnnot_CountAttachmentPoints(note)
        found: list[Rect] = []
        for index in range(min(count, 1000)):
            if self._library.FPDFAnnot_GetAttachmentPoints(note, index, self._float_at):
                xs, ys = self._floats[0::2], self._floats[1::2]
                found.append((min(xs), min(ys), max(xs), max(ys)))
        return found or [self._note_rect(note)]

    def _note_rect(self, note: int) -> Rect:
        if not self._library.FPDFAnnot_GetRect(note, self._float_at):
            return (0.0, 0.0, 0.0, 0.0)
        left, top, right, bottom = self._floats[:4]
        return (left, min(bottom, top), right, max(bottom, top))

    def _point(self, segment: int) -> tuple[float, float]:
        at = self._float_at
        self._library.FPDFPathSegment_GetPoint(segment, at, at + 4)
        return self._floats[0], self._floats[1]


def shared(first: Rect, second: Rect) -> Rect:
    """What two rectangles share; its right is left of its left where they share nothing."""
    return (
        *(max(first[0], second[0]), max(first[1], second[1])),
        *(min(first[2], second[2]), min(first[3], second[3])),
    )


def _mapped(rect: Rect, matrix: Matrix) -> Rect:
    from scanner.extract.pdf.rules import mapped

    return mapped(rect, matrix)


def rounded(rect: Rect) -> tuple[int, int]:
    """The middle of a text, in steps."""
    return round((rect[0] + rect[2]) / 2 / NEAR), round((rect[1] + rect[3]) / 2 / NEAR)


def about(rect: Rect) -> list[tuple[int, int]]:
    """The steps in which a text may have its middle that stands where this one does."""
    x, y = rounded(rect)
    return [(x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
