"""What a PDF holds besides its pages' text: properties, comments, form values, attached files."""

from __future__ import annotations

from collections.abc import Sequence

from scanner.extract.building import DocumentBuilder
from scanner.extract.pdf.library import Pdfium, text_of
from scanner.extract.pdf.page import PageView
from scanner.model import Place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from scanner.extract.pdf.pour import Pourer

PROPERTIES = (b"Title", b"Author", b"Subject", b"Keywords", b"Creator", b"Producer")  # ISO 32000-1, 14.3.3
LINK, POPUP, SOUND, MOVIE, WIDGET = 2, 16, 18, 19, 20  # fpdf_annot.h, FPDF_ANNOT_*
MEDIA, UNSEEN_WIDGET = -1, -2
UNSEEN_FLAGS = 2 | 32  # hidden, no view (ISO 32000-1, table 165)
XFA_FORMS = (2, 3)  # fpdf_formfill.h, FORMTYPE_XFA_*

Annotation = tuple[int, str, str]  # kind, text, author


def add_properties(builder: DocumentBuilder, library: Pdfium, document: int) -> None:
    """The entries of the Info dictionary, a block each."""
    for name in PROPERTIES:
        text = text_of(library.FPDF_GetMetaText, document, name)
        if text.strip():
            place = Place("property", (), "named", name.decode())
            builder.add(text, place, layer="property", visible=False)


def add_gaps(builder: DocumentBuilder, library: Pdfium, document: int) -> None:
    """A gap for every kind of content that is carried along and not read."""
    if library.FPDFDoc_GetAttachmentCount(document) > 0:
        builder.gap("part", "not-read", None, "embedded file")
    if library.FPDF_GetFormType(document) in XFA_FORMS:
        builder.gap("part", "not-read", None, "XFA form")


def annotations_of(library: Pdfium, view: PageView) -> list[Annotation]:
    """The comments, form values and attached files of an open page."""
    found: list[Annotation] = []
    for index in range(library.FPDFPage_GetAnnotCount(view.handle) if view.handle else 0):
        handle = library.FPDFPage_GetAnnot(view.handle, index)
        if not handle:
            continue
        kind = library.FPDFAnnot_GetSubtype(handle)
        if kind in (SOUND, MOVIE):
            found.append((MEDIA, "", ""))
        elif kind not in (LINK, POPUP):
            key = b"V" if kind == WIDGET else b"Contents"
            text = text_of(library.FPDFAnnot_GetStringValue, handle, key)
            author = text_of(library.FPDFAnnot_GetStringValue, handle, b"T") if kind != WIDGET else ""
            is_unseen = kind == WIDGET and library.FPDFAnnot_GetFlags(handle) & UNSEEN_FLAGS
            if text.strip():
                found.append((UNSEEN_WIDGET if is_unseen else kind, text, author))
        library.FPDFPage_CloseAnnot(handle)
    return found


def add_annotations(
    builder: DocumentBuilder, pourer: Pourer, page: int, annotations: Sequence[Annotation], number: int
) -> int:
    """Blocks for a page's annotations; comments count from `number` + 1. Returns the last number."""
    for kind, text, author in annotations:
        if kind == MEDIA:
            builder.gap("part", "not-read", Place("page", (page,), "page"), "sound or film")
        elif kind in (WIDGET, UNSEEN_WIDGET):
            is_seen = kind == WIDGET
            layer = "body" if is_seen else "form-data"
            pourer.wait(text, Place("page", (page,), "page"), layer, visible=is_seen)
        else:
            number += 1
            place = Place("comment", (number, page), "note", author)
            pourer.wait(text, place, "comment", visible=False)
    return number
