"""PDF: the text of every page with its place, tables, properties, comments. Read with pdfium."""

from __future__ import annotations

from collections.abc import Iterator

from scanner.errors import Unreadable
from scanner.extract.building import DocumentBuilder
from scanner.extract.pdf_content import PageContent, content_of
from scanner.extract.pdf_library import PASSWORD_ERROR, SECURITY_ERROR, Pdfium, pdfium
from scanner.extract.pdf_page import PageView
from scanner.extract.pdf_parts import Annotation, add_annotations, add_gaps, add_properties, annotations_of
from scanner.extract.pdf_pour import Pourer
from scanner.extract.pdf_running import with_layers

TYPE_CHECKING = False
if TYPE_CHECKING:
    from scanner.model import Document
    from scanner.settings import Limits


def read(name: str, data: bytes, limits: Limits) -> Document:
    """The document of a PDF. A line of a page is a block, a cell of a table is a block.

    Raises `Unreadable` with encrypted (a password is wanted), damaged or empty. A page without
    trustworthy text, a picture large enough to hold text, an attached file are gaps.
    """
    if not data:
        raise Unreadable("empty")
    library = pdfium()
    handle = library.FPDF_LoadMemDocument64(data, len(data), None)
    if not handle:
        is_locked = library.FPDF_GetLastError() in (PASSWORD_ERROR, SECURITY_ERROR)
        raise Unreadable("encrypted" if is_locked else "damaged")
    try:
        return _document(name, library, handle, limits)
    finally:
        library.FPDF_CloseDocument(handle)


def _document(name: str, library: Pdfium, handle: int, limits: Limits) -> Document:
    builder = DocumentBuilder(name, "pdf")
    count = library.FPDF_GetPageCount(handle)
    if count <= 0:
        raise Unreadable("damaged")
    notes: dict[int, list[Annotation]] = {}
    pourer, said = Pourer(builder), 0
    for page, layers in with_layers(_pages(library, handle, min(count, limits.pages), notes)):
        pourer.pour(page, layers)
        if page.number in notes:
            said = add_annotations(builder, page.number, notes.pop(page.number), said)
    pourer.close()
    if count > limits.pages:
        builder.gap("file", "too-many-pages", None, f"{count} > {limits.pages}")
    add_gaps(builder, library, handle)
    add_properties(builder, library, handle)
    return builder.document()


def _pages(
    library: Pdfium, handle: int, count: int, notes: dict[int, list[Annotation]]
) -> Iterator[PageContent]:
    """The content of each page; comments go to `notes` by page number."""
    page: PageContent | None = None
    for index in range(count):
        view = PageView(library, handle, index)
        try:
            page = content_of(library, view, page)
            annotations = annotations_of(library, view)
        finally:
            view.close()
        if annotations:
            notes[index + 1] = annotations
        yield page
