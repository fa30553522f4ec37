"""The ink test: does a text put ink on the page?

The part of the page where suspect texts stand is rendered twice, with them and without them. A character
whose box looks the same both times is not seen, whatever hides it: its colour, a shape over it, a clip, a
layer that is off.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from operator import sub

from scanner.extract.pdf.library import Pdfium
from scanner.extract.pdf.page import PageView, Rect

SCALE = 1.5  # pixels a point
MOST_PIXELS = 4_000_000  # of one rendering
WITH_NOTES = 1  # fpdfview.h, FPDF_ANNOT
BGRX, BYTES = 3, 4  # fpdfview.h, FPDFBitmap_BGRx
FINE = 64  # steps a pixel in which places are asked for
INK = 20  # of 255: less difference than that is not seen on paper
FAINT_INK, LARGE = 8, 24.0  # of letters as large as these points, watermarks mostly, less is seen
NEAR = 16  # of 255 between letters and their ground: less is not told apart by the eye
THINNEST, LEAST_PALE = 3, 4  # thin strokes show a third of their colour; what rendering differs by itself
FLAT = 40  # of 255: the difference within a box without ink
ROWS = 12  # rows of a box that are looked at

CALLBACKS, FORM_VERSION = 64, 2  # words of FPDF_FORMFILLINFO, more than it has; none of its calls is needed

Pixels = tuple[int, int, int, int]  # left, top, right, bottom on the rendering


class Rendering:
    """A part of an open page as pixels, annotations drawn, kept as rows of blue, green, red and one byte more."""

    def __init__(self, library: Pdfium, view: PageView, area: Rect, form: int = 0) -> None:
        """`area` is in the page's own coordinates; `form` draws the fields of forms."""
        self._library = library
        self._form = form
        self._page = view.handle
        width = max(library.FPDF_GetPageWidthF(view.handle), 1.0)
        height = max(library.FPDF_GetPageHeightF(view.handle), 1.0)
        scale = min(SCALE, (MOST_PIXELS / (width * height)) ** 0.5)
        self._size = (max(round(width * scale), 1), max(round(height * scale), 1))
        self._matrix = self._page_matrix()
        left, top, right, bottom = self._device(area)
        self._left, self._top = max(int(left) - 2, 0), max(int(top) - 2, 0)
        self.width = max(min(int(right) + 3, self._size[0]) - self._left, 0)
        self.height = max(min(int(bottom) + 3, self._size[1]) - self._top, 0)

    def image(self, flags: int = WITH_NOTES) -> bytes:
        """The rows of the part, one after the other; notes are left out with `flags` 0."""
        library = self._library
        pixels: array[int] = array("B", b"\xff") * (self.width * self.height * BYTES)
        if not pixels:
            return b""
        stride = self.width * BYTES
        bitmap = library.FPDFBitmap_CreateEx(self.width, self.height, BGRX, pixels.buffer_info()[0], stride)
        if not bitmap:
            return b""
        start = (-self._left, -self._top)
        library.FPDF_RenderPageBitmap(bitmap, self._page, *start, *self._size, 0, flags)
        if self._form and flags:
            library.FPDF_FFLDraw(self._form, bitmap, self._page, *start, *self._size, 0, flags)
        library.FPDFBitmap_Destroy(bitmap)
        return pixels.tobytes()

    def without(self, objects: Iterable[int], flags: int = WITH_NOTES) -> bytes:
        """The same part with these objects left out."""
        set_active = self._library.FPDFPageObj_SetIsActive
        handles = list(objects)
        for handle in handles:
            set_active(handle, 0)
        image = self.image(flags)
        for handle in handles:
            set_active(handle, 1)
        return image

    def pixels(self, box: Rect) -> Pixels:
        """A box of the page on the rendering, rounded inwards but never to nothing."""
        left, top, right, bottom = self._device(box)
        left, right, top, bottom = left - self._left, right - self._left, top - self._top, bottom - self._top
        x0, y0 = int(-(-left // 1)), int(-(-top // 1))
        x1, y1 = int(right), int(bottom)
        if x1 - x0 < 3:
            x0, x1 = int(left), int(right) + 1
        if y1 - y0 < 3:
            y0, y1 = int(top), int(bottom) + 1
        return (max(x0, 0), max(y0, 0), min(x1, self.width), min(y1, self.height))

    def rows(self, image: bytes, place: Pixels) -> list[bytes]:
        """The rows of a box, those in its middle first."""
        left, top, right, bottom = place
        stride = self.width * BYTES
        ends = (left * BYTES, right * BYTES)
        middle = (top + bottom) // 2
        order = sorted(range(top, bottom), key=lambda row: abs(row - middle))
        return [image[row * stride + ends[0] : row * stride + ends[1]] for row in order]

    def _page_matrix(self) -> tuple[float, ...]:
        """Where the page's origin comes to lie, and how far a point to the right and a point up lead."""
        at = array("i", bytes(8))
        address = at.buffer_info()[0]
        size = [side * FINE for side in self._size]
        found: list[float] = []
        for x, y in ((0.0, 0.0), (100.0, 0.0), (0.0, 100.0)):
            self._library.FPDF_PageToDevice(self._page, 0, 0, *size, 0, x, y, address, address + 4)
            found += [at[0] / FINE, at[1] / FINE]
        ox, oy, ax, ay, bx, by = found
        return (ox, oy, (ax - ox) / 100, (ay - oy) / 100, (bx - ox) / 100, (by - oy) / 100)

    def _device(self, box: Rect) -> Rect:
        """A box of the page as left, top, right, bottom in pixels."""
        ox, oy, ax, ay, bx, by = self._matrix
        ends = [(box[0], box[1]), (box[2], box[1]), (box[0], box[3]), (box[2], box[3])]
        xs = [ox + ax * x + bx * y for x, y in ends]
        ys = [oy + ay * x + by * y for x, y in ends]
        return (min(xs), min(ys), max(xs), max(ys))


class FormDrawing:
    """Draws the fields of a document's forms while it is open (fpdf_formfill.h). A context manager."""

    def __init__(self, library: Pdfium, document: int) -> None:
        self._library = library
        self._callbacks = array("Q", [0] * CALLBACKS)
        self._callbacks[0] = FORM_VERSION
        self.handle = library.FPDFDOC_InitFormFillEnvironment(document, self._callbacks.buffer_info()[0]) or 0

    def __enter__(self) -> int:
        return int(self.handle)

    def __exit__(self, *_: object) -> None:
        if self.handle:
            self._library.FPDFDOC_ExitFormFillEnvironment(self.handle)


def least_ink(box: Rect) -> int:
    """The difference of 255 from which a letter with this box, in points, is seen."""
    return FAINT_INK if min(box[2] - box[0], box[3] - box[1]) >= LARGE else INK


def pale_ink(color: tuple[int, int, int, int], bare: Sequence[bytes]) -> int:
    """The difference from which an opaque letter of this colour is seen on the ground of `bare`; 255 where it is not.

    Thin letters of a pale colour leave less ink than any letter that is half covered, and are read all the same.
    """
    ground = shown_color(bare)
    least = max([abs(one - other) for one, other in zip(color[:3], ground[:3], strict=True)])
    return max(least // THINNEST, LEAST_PALE) if least > NEAR and color[3] == 255 else 255


def is_changed(first: Sequence[bytes], second: Sequence[bytes], least: int = INK) -> bool:
    """Whether two renderings of a box differ by as much as ink does, by `least` of 255."""
    for one, other in zip(first, second, strict=True):
        if one != other and max(map(abs, map(sub, one, other))) >= least:
            return True
    return False


def is_flat(rows: Sequence[bytes]) -> bool:
    """Whether a box shows one colour, more or less."""
    for channel in range(3):
        values = b"".join([row[channel::BYTES] for row in rows[: 2 * ROWS]])
        if values and max(values) - min(values) >= FLAT:
            return False
    return True


def shown_color(rows: Sequence[bytes]) -> tuple[int, int, int, int]:
    """The colour in the middle of a box as red, green, blue and 255."""
    row = rows[0] if rows else b""
    if len(row) < BYTES:
        return (255, 255, 255, 255)
    at = len(row) // BYTES // 2 * BYTES
    return (row[at + 2], row[at + 1], row[at], 255)
