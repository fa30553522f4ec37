"""PDF: the text of every page with its place, tables, properties, comments. Read with pdfium."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from scanner.errors import Unreadable
from scanner.extract.building import DocumentBuilder
from scanner.extract.pdf.bombs import defused
from scanner.extract.pdf.content import PageContent, content_of
from scanner.extract.pdf.forms import unfolded
from scanner.extract.pdf.library import PASSWORD_ERROR, SECURITY_ERROR, Pdfium, pdfium, return_memory
from scanner.extract.pdf.page import PageView
from scanner.extract.pdf.parts import Annotation, add_annotations, add_gaps, add_properties, annotations_of
from scanner.extract.pdf.pour import Pourer
from scanner.extract.pdf.repeats import repeated_pages
from scanner.extract.pdf.running import with_layers

TYPE_CHECKING = False
if TYPE_CHECKING:
    from scanner.extract.pdf.content import OffLayers
    from scanner.extract.pdf.scan import Scans
    from scanner.model import Document
    from scanner.settings import Limits

_LARGE = 2**22  # bytes of a file whose structure takes memory worth giving back
LAYERS, OBJECT_STREAM = b"/OCProperties", b"/ObjStm"  # a file without both has no layers


def read(name: str, data: bytes, limits: Limits) -> Document:
    """The document of a PDF. A line of a page is a block, a cell of a table is a block.

    Raises `Unreadable` with encrypted (a password is wanted), damaged or empty. A page without
    trustworthy text and a picture large enough to hold text are gaps.
    """
    if not data:
        raise Unreadable("empty")
    data, bombs = defused(data)
    data, folds = unfolded(data)
    builder = DocumentBuilder(name, "pdf")
    if bombs:
        builder.gap("part", "too-large", None, "stream")
    if folds:
        builder.gap("part", "too-many-forms", None, "form")
    library = pdfium()
    handle = _opened(library, data)
    try:
        shown, said = _pour_pages(builder, data, library, handle, limits)
    finally:
        library.FPDF_CloseDocument(handle)
    if len(data) > _LARGE:
        return_memory()
    from scanner.extract.pdf.beside import add_beside

    if not add_beside(builder, data, limits, shown, said):
        handle = _opened(library, data)
        try:
            add_gaps(builder, library, handle)
            add_properties(builder, library, handle)
        finally:
            library.FPDF_CloseDocument(handle)
    if len(data) > _LARGE:
        return_memory()
    return builder.document()


def _opened(library: Pdfium, data: bytes) -> int:
    handle = library.FPDF_LoadMemDocument64(data, len(data), None)
    if not handle:
        is_locked = library.FPDF_GetLastError() in (PASSWORD_ERROR, SECURITY_ERROR)
        raise Unreadable("encrypted" if is_locked else "damaged")
    opened: int = handle
    return opened


def _pour_pages(
    builder: DocumentBuilder, data: bytes, library: Pdfium, handle: int, limits: Limits
) -> tuple[Sequence[str], int]:
    """Add what the pages show; the texts of that, and how many comments were among them."""
    count = library.FPDF_GetPageCount(handle)
    if count <= 0:
        raise Unreadable("damaged")
    notes: dict[int, list[Annotation]] = {}
    pourer, said = Pourer(builder), 0
    may_hide = LAYERS in data or OBJECT_STREAM in data
    layers_off = _layers_off(data, limits) if may_hide else None
    scans: list[Scans] = []
    again = repeated_pages(data, count)
    numbers = [number for number in range(min(count, limits.pages)) if number not in again]
    pages = _pages(library, handle, numbers, notes, layers_off, scans, limits)
    for page, layers in with_layers(_whole(pages, scans)):
        pourer.pour(page, layers)
        if page.number in notes:
            said = add_annotations(builder, pourer, page.number, notes.pop(page.number), said)
    pourer.finish()
    if count > limits.pages:
        builder.gap("file", "too-many-pages", None, f"{count} > {limits.pages}")
    return pourer.shown, said


def _layers_off(data: bytes, limits: Limits) -> Callable[[], frozenset[str]]:
    """The names of the layers that are off, found when somebody asks."""
    found: list[frozenset[str]] = []

    def names() -> frozenset[str]:
        from scanner.extract.pdf.beside import off_layers

        if not found:
            found.append(off_layers(data, limits))
        return found[0]

    return names


def _pages(
    library: Pdfium,
    handle: int,
    numbers: Sequence[int],
    notes: dict[int, list[Annotation]],
    layers_off: OffLayers,
    scans: list[Scans],
    limits: Limits,
) -> Iterator[PageContent]:
    """The content of each of these pages; comments go to `notes` by page number, the reader of pictures to `scans`."""
    page: PageContent | None = None
    for index in numbers:
        view = PageView(library, handle, index)
        try:
            page = content_of(library, view, page, layers_off)
            annotations = annotations_of(library, view)
            if (page.gaps or limits.ocr == "always") and limits.ocr != "never":
                _take(library, view, page, scans, limits)
        finally:
            view.close()
        if annotations:
            notes[index + 1] = annotations
        yield page


def _take(library: Pdfium, view: PageView, page: PageContent, scans: list[Scans], limits: Limits) -> None:
    """Begin to read a page that is a picture."""
    if not scans:
        from scanner.extract.pdf.scan import Scans

        scans.append(Scans(limits))
    scans[0].take(library, view, page)


def _whole(pages: Iterator[PageContent], scans: list[Scans]) -> Iterator[PageContent]:
    """The pages, those that are pictures with what was read of them."""
    for page in pages:
        if scans:
            from itertools import chain

            yield from scans[0].filled(chain([page], pages))
            return
        yield page
