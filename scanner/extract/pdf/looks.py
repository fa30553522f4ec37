"""Texts that are drawn by forms no page uses, by orphan pages, by the looks of annotations, by tiles.

Only pdfium knows how to read them, and it reads pages: so each becomes a page of a new file in memory.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream

from scanner.extract.pdf.library import pdfium
from scanner.extract.pdf.objects import BROKEN, Objects, Unbounded, listed
from scanner.extract.pdf.page import PageView
from scanner.regexes import compiled_bytes

USED = compiled_bytes(rb"/([^\s/<>()\[\]{}%]+)\s+Do\b")
MOST = 500  # forms and pages that are made pages of a new file
PART_OF_PICTURE = frozenset(("SMask", "Mask", "Thumb", "Image", "JBIG2Globals"))
DEEPEST = 20  # nodes of a page tree above a page


def form_texts(forms: Sequence[Stream]) -> list[str]:
    """The text of each form XObject; "" for one that cannot be read."""
    if not forms:
        return []
    made = pikepdf.new()
    for form in forms[:MOST]:
        inner = made.copy_foreign(form)
        if "/PatternType" in inner:
            del inner["/PatternType"]
            inner["/Subtype"] = Name.Form
        box = inner.get("/BBox")
        media = box if isinstance(box, Array) and len(box) == 4 else Array([0, 0, 600, 850])
        page = Dictionary(Type=Name.Page, MediaBox=media, Resources=Dictionary(XObject=Dictionary(F=inner)))
        page["/Contents"] = made.make_stream(b"/F Do")
        made.pages.append(pikepdf.Page(made.make_indirect(page)))
    return _texts(made)


def page_texts(pages: Sequence[Object]) -> list[str]:
    """The text of pages that are not in the tree of pages."""
    if not pages:
        return []
    made = pikepdf.new()
    for page in pages[:MOST]:
        if "/MediaBox" not in page:
            page["/MediaBox"] = Array([0, 0, 600, 850])
        made.pages.append(pikepdf.Page(page))
    return _texts(made)


def texts_of(data: bytes, most: int) -> list[str] | None:
    """The text of the first pages of a file, as pdfium reads it; None where it cannot be opened."""
    library = pdfium()
    handle = library.FPDF_LoadMemDocument64(data, len(data), None)
    if not handle:
        return None
    found: list[str] = []
    try:
        for index in range(min(library.FPDF_GetPageCount(handle), most)):
            view = PageView(library, handle, index)
            found.append(view.text)
            view.close()
    finally:
        library.FPDF_CloseDocument(handle)
    return found


def unused(objects: Objects) -> tuple[list[Stream], list[int]]:
    """The form XObjects, and the numbers of the pictures, that no content stream draws.

    Looks of annotations are drawn; masks, thumbnails and the like are no pictures of their own.
    """
    forms: dict[int, Stream] = {}
    pictures: list[int] = []
    for number, stream in objects.streams():
        kind = str(stream.get("/Subtype", "")) if number in objects.reachable else ""
        if kind == "/Form":
            forms[number] = stream
        elif kind == "/Image" and not objects.keys.get(number, set()) & PART_OF_PICTURE:
            pictures.append(number)
    if not forms and not pictures:
        return [], []
    used = {look.objgen[0] for _, _, look in looks_of(objects)}
    for held in list(objects.by_number.values()):
        if isinstance(held, Dictionary) and str(held.get("/Type", "")) == "/Page":
            used |= _drawn(objects, listed(held.get("/Contents")), _resources(held))
        elif isinstance(held, Stream) and ("/BBox" in held or "/PatternType" in held):
            used |= _drawn(objects, [held], held.get("/Resources"))
        elif isinstance(held, Dictionary) and "/CharProcs" in held:
            glyphs = list(held["/CharProcs"].values())
            used |= _drawn(objects, glyphs, held.get("/Resources"))
    left = [stream for number, stream in forms.items() if number not in used]
    return left, [number for number in pictures if number not in used]


def patterns_of(objects: Objects) -> list[tuple[int, Stream]]:
    """The tiles with letters in them (8.7.3), each with the page that names it, 0 for those that none does."""
    pages: dict[int, int] = {}
    for number, page in enumerate(objects.pdf.pages, 1):
        resources = _resources(page.obj)
        named = resources.get("/Pattern") if isinstance(resources, Dictionary) else None
        for tile in named.values() if isinstance(named, Dictionary) else ():
            if isinstance(tile, Stream):
                pages.setdefault(tile.objgen[0], number)
    found = []
    for number, stream in objects.streams():
        resources = stream.get("/Resources") if "/PatternType" in stream else None
        if isinstance(resources, Dictionary) and "/Font" in resources:
            found.append((pages.get(number, 0), stream))
    return found


def looks_of(objects: Objects) -> list[tuple[int, Dictionary, Stream]]:
    """The normal looks of the annotations on pages: page, annotation, form (12.5.5)."""
    found: list[tuple[int, Dictionary, Stream]] = []
    for number, page in enumerate(objects.pdf.pages, 1):
        for note in listed(page.obj.get("/Annots")):
            if not isinstance(note, Dictionary):
                continue
            looks = note.get("/AP")
            look = looks.get("/N") if isinstance(looks, Dictionary) else None
            if isinstance(look, Dictionary) and not isinstance(look, Stream):
                state = note.get("/AS")
                look = look.get(str(state)) if state is not None else None
            if isinstance(look, Stream):
                found.append((number, note, look))
    return found


def orphan_pages(objects: Objects) -> list[Object]:
    """Pages that the tree of pages does not lead to."""
    known = {page.obj.objgen[0] for page in objects.pdf.pages}
    return [
        held
        for number, held in objects.by_number.items()
        if number not in known and isinstance(held, Dictionary) and str(held.get("/Type", "")) == "/Page"
    ]


def _drawn(objects: Objects, contents: Sequence[object], resources: Object | None) -> set[int]:
    """The numbers of the XObjects that content streams draw."""
    named = resources.get("/XObject") if isinstance(resources, Dictionary) else None
    if not isinstance(named, Dictionary) or not len(named):
        return set()
    found: set[int] = set()
    for content in contents:
        try:
            names = USED.findall(objects.decoded(content)) if isinstance(content, Stream) else []
        except (Unbounded, *BROKEN):
            return {
                one.objgen[0] for one in named.values() if isinstance(one, Stream)
            }  # nobody knows: then all are used
        drawn = [named.get("/" + name.decode("latin-1")) for name in names]
        found |= {one.objgen[0] for one in drawn if isinstance(one, Stream)}
    return found


def _resources(page: Dictionary) -> Object | None:
    node: object = page
    for _ in range(DEEPEST):
        if not isinstance(node, Dictionary):
            return None
        if "/Resources" in node:
            return node["/Resources"]
        node = node.get("/Parent")
    return None


def _texts(made: pikepdf.Pdf) -> list[str]:
    out = BytesIO()
    made.save(out)
    return texts_of(out.getvalue(), MOST) or []
