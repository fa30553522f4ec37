"""Pages that are pictures: rendered, read by the extra for pictures while further pages are rendered.

Of a page without text that can be trusted, what is read comes first and the little text it has behind that. Of
a page that has text and a large picture only the words that stand outside its text are taken.
"""

from __future__ import annotations

import os
from array import array
from collections import deque
from collections.abc import Iterator, Sequence

from scanner.extract.ocr.page import page_of
from scanner.extract.ocr.words import DPI, MOST_PIXELS, OcrFailed, Word, is_here, words_of
from scanner.extract.pdf.content import PageContent
from scanner.extract.pdf.ink import BGRX, BYTES, WITH_NOTES
from scanner.extract.pdf.lines import Line
from scanner.model import Box

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from scanner.extract.pdf.library import Pdfium
    from scanner.extract.pdf.page import PageView
    from scanner.settings import Limits

POINTS = 72.0
UNTRUSTED = ("untrusted-text", "font-missing")  # gaps of pages whose own text is not what is seen
REPLACED = ("no-text-layer", *UNTRUSTED)
AHEAD = 4  # pages read side by side
SHARED = 0.3  # of a word's box that text of the page covers: it is that text


class Scans:
    """The reading of a file's pictures; `take` a page while it is open, then `filled` gives the pages in turn."""

    def __init__(self, limits: Limits) -> None:
        self._when = limits.ocr
        self._left = limits.ocr_pages
        self._pool: Any = None

    def take(self, library: Pdfium, view: PageView, page: PageContent) -> None:
        """Begin to read a page where that is wanted; `page.scan` is then what will be read."""
        reasons = {reason for _, reason in page.gaps}
        is_wanted = bool(reasons & {*REPLACED, "no-ocr"}) or self._when == "always"
        if self._when == "never" or not is_wanted or not view.handle or not is_here():
            return
        if self._left <= 0:
            page.gaps.append(("page", "too-many-scans"))
            return
        self._left -= 1
        picture = _rendered(library, view)
        if picture is not None:
            data, width, height, dpi = picture
            page.scan = (self._reader().submit(_read, data, width, height), width, height, dpi)

    def filled(self, pages: Iterator[PageContent]) -> Iterator[PageContent]:
        """The pages with what was read of them; a few are begun before the first is waited for."""
        held: deque[PageContent] = deque()
        try:
            for page in pages:
                held.append(page)
                if len(held) > (AHEAD if any(one.scan is not None for one in held) else 0):
                    yield _filled(held.popleft())
            while held:
                yield _filled(held.popleft())
        finally:
            if self._pool is not None:
                self._pool.shutdown(wait=True, cancel_futures=True)

    def _reader(self) -> Any:
        if self._pool is None:
            from concurrent.futures import ThreadPoolExecutor

            asked = getattr(os, "sched_getaffinity", None)
            cores = len(asked(0)) if asked else os.cpu_count() or 1
            self._pool = ThreadPoolExecutor(min(cores, AHEAD))
        return self._pool


def _rendered(library: Pdfium, view: PageView) -> tuple[bytes, int, int, float] | None:
    """(rows of blue, green, red and a byte more; width and height in pixels; dots an inch) of a page as shown."""
    wide = max(library.FPDF_GetPageWidthF(view.handle), 1.0)
    high = max(library.FPDF_GetPageHeightF(view.handle), 1.0)
    dpi = min(DPI, POINTS * (MOST_PIXELS / 4 / (wide * high)) ** 0.5)
    width, height = max(round(wide * dpi / POINTS), 1), max(round(high * dpi / POINTS), 1)
    pixels: array[int] = array("B", b"\xff") * (width * height * BYTES)
    bitmap = library.FPDFBitmap_CreateEx(width, height, BGRX, pixels.buffer_info()[0], width * BYTES)
    if not bitmap:
        return None
    library.FPDF_RenderPageBitmap(bitmap, view.handle, 0, 0, width, height, 0, WITH_NOTES)
    library.FPDFBitmap_Destroy(bitmap)
    return pixels.tobytes(), width, height, dpi


def _read(data: bytes, width: int, height: int) -> list[Word]:
    """What is read of a rendering. Raises what `words_of` raises."""
    import numpy

    pixels = numpy.frombuffer(data, numpy.uint8).reshape(height, width, BYTES)[:, :, :3]
    return words_of(numpy.ascontiguousarray(pixels))


def _filled(page: PageContent) -> PageContent:
    """The page with what was read in the place of its gap."""
    if page.scan is None:
        return page
    running, width, height, dpi = page.scan
    page.scan = None
    try:
        words = running.result()
    except OcrFailed as failed:
        page.gaps.append(("page", str(failed)))
        return page
    is_replaced = any(reason in REPLACED for _, reason in page.gaps)
    if is_replaced and not words:
        return page  # nothing could be read: what is there stays, and the gap says so
    if not any(reason in UNTRUSTED for _, reason in page.gaps):
        words = _beside(words, page, height, dpi)
    scan = page_of(page.number, words, width, height, dpi=dpi)
    scan.layer = "ocr"
    page.gaps = [gap for gap in page.gaps if gap[1] not in (*REPLACED, "no-ocr")]
    if is_replaced:
        scan.beside = page  # its own text is poor, but whoever copies from the page gets it
        return scan
    page.beside = scan if words else None
    return page


def _beside(words: Sequence[Word], page: PageContent, height: int, dpi: float) -> list[Word]:
    """The words that stand outside the page's own text."""
    known = [item.box for item in page.items if isinstance(item, Line)]
    known += [box for boxes in page.boxes.values() for box in boxes]
    own = [box for box in known if box is not None]
    scale = POINTS / dpi
    return [
        word
        for word in words
        if not any(
            _share(
                Box(
                    word.left * scale,
                    (height - word.bottom) * scale,
                    word.right * scale,
                    (height - word.top) * scale,
                ),
                box,
            )
            > SHARED
            for box in own
        )
    ]


def _share(word: Box, box: Box) -> float:
    """How much of a word's box lies in a box."""
    across = min(word.right, box.right) - max(word.left, box.left)
    down = min(word.top, box.top) - max(word.bottom, box.bottom)
    area = (word.right - word.left) * (word.top - word.bottom)
    return across * down / area if across > 0 and down > 0 and area > 0 else 0.0
