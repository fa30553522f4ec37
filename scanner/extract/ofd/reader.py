"""OFD (GB/T 33190-2016): pages, templates, annotations, and all that the package holds beside them.

A package may hold several documents (DocBody, 7.4) and earlier versions of each (14). What no document
refers to is a leftover. Text objects are laid out as the text of a PDF page is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scanner.errors import Unreadable
from scanner.extract.building import DocumentBuilder
from scanner.extract.ofd.elements import child, children, local, text_of
from scanner.extract.ofd.layout import line_texts, page_content
from scanner.extract.ofd.looks import Resources
from scanner.extract.ofd.measures import numbers
from scanner.extract.ofd.package import OfdPackage
from scanner.extract.ofd.page import Drawing, page_area
from scanner.extract.ofd.photos import Photos
from scanner.extract.ofd.runs import UNIT, matrix_of
from scanner.extract.pdf.content import DOUBTFUL, UNTRUSTED_SHARE
from scanner.extract.pdf.pour import Pourer
from scanner.extract.pdf.running import with_layers
from scanner.extract.pdf.runs import Hidden
from scanner.model import Box, Place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from lxml.etree import _Element

    from scanner.extract.pdf.content import PageContent
    from scanner.model import Document
    from scanner.settings import Limits

PICTURE_AREA = 25_000.0  # square points, as in a PDF: what may hold text
_MOST_HIDDEN = 20_000  # characters of a block


def read(name: str, data: bytes, limits: Limits) -> Document:
    """The document of an OFD file. Raises `Unreadable` ("damaged", "encrypted", "too-large")."""
    builder = DocumentBuilder(name, "ofd")
    package = OfdPackage(data, limits)
    bodies = list(children(package.xml("OFD.xml"), "DocBody"))
    if not bodies:
        raise Unreadable("damaged", "OFD.xml")
    pages = 0
    poured: set[str] = set()
    for body in bodies:
        root = package.located("OFD.xml", text_of(child(body, "DocRoot")))
        if root is None:
            builder.gap("part", "damaged", None, "DocRoot")
        if root is None or root in poured:
            continue
        poured.add(root)
        reader = _DocumentReader(package, builder, limits, first=pages)
        reader.pour(root)
        pages = reader.count
    from scanner.extract.ofd.beside import Beside

    Beside(package, builder, limits).pour(bodies)
    if not pages:
        builder.gap("file", "empty")
    return builder.document()


class _DocumentReader:
    """Reads one document of the package. Pages count on from `first`."""

    def __init__(self, package: OfdPackage, builder: DocumentBuilder, limits: Limits, *, first: int) -> None:
        self._package = package
        self._builder = builder
        self._limits = limits
        self.count = first
        self._photos = Photos(package)
        self._resources = Resources(self._photos.hides)
        self._templates: dict[str, str] = {}
        self._used: set[str] = set()
        self._taken: set[str] = set()  # resources of pages
        self._area: Sequence[float] = ()
        self._contents: dict[str, _Element | None] = {}  # of templates
        self._notes: dict[str, dict[str, list[_Element]]] = {}  # page id -> part -> annotations

    def pour(self, part: str) -> None:
        """Add the pages of the document in this part, then its unused templates."""
        root = self._package.xml_or_gap(part, self._builder)
        if root is None:
            return
        common = child(root, "CommonData")
        self._area = page_area_of(common)
        self._take_common(part, common)
        self._notes = self._package.annotations(part, root, self._builder)
        pourer = Pourer(self._builder)
        for page, layers in with_layers(self._pages(part, root)):
            pourer.pour(page, layers)
        pourer.close()
        for id in self._templates:
            if id not in self._used:
                content = self._template(id)
                self._pour_unseen([] if content is None else [content], "template")
        self._pour_unshown(root)

    def _take_common(self, part: str, common: _Element | None) -> None:
        for element in common if common is not None else ():
            name = local(element)
            if name in ("PublicRes", "DocumentRes"):
                found = self._package.located(part, text_of(element))
                root = self._package.xml_or_gap(found, self._builder) if found else None
                if root is not None and found:
                    self._resources.take(root)
                    self._photos.take(found, root)
            elif name == "TemplatePage":
                found = self._package.located(part, element.get("BaseLoc", ""))
                if found:
                    self._templates[element.get("ID", "")] = found

    def _pages(self, part: str, root: _Element) -> Iterator[PageContent]:
        before: PageContent | None = None
        for entry in children(child(root, "Pages"), "Page"):
            self.count += 1
            if self.count > self._limits.pages:
                self._builder.gap("file", "too-many-pages", None, f"> {self._limits.pages}")
                return
            place = Place("page", (self.count,), "page")
            name = self._package.located(part, entry.get("BaseLoc", ""))
            location = entry.get("BaseLoc") or ""
            page = self._package.xml_or_gap(name or location, self._builder, place)
            if page is None:
                continue
            self._take_resources(name or location, page)
            is_again = self._package.room.is_again(f"page {name}")
            before = self._page(page, entry.get("ID", ""), before, is_again=is_again)
            yield before

    def _page(self, root: _Element, id: str, before: PageContent | None, *, is_again: bool) -> PageContent:
        room = self._package.room
        drawing = Drawing(page_area(root, self._area), self._resources, room)
        shown = [(content, is_again) for content in children(root, "Content")]
        for template in children(root, "Template"):
            id_used = template.get("TemplateID", "")
            content = self._template(id_used)
            if content is not None:
                one = (content, room.is_again(f"template {self._templates[id_used]}"))
                shown = [*shown, one] if template.get("ZOrder") == "Foreground" else [one, *shown]
        for content, was_drawn in shown:
            drawing.draw(content, is_again=was_drawn)
        notes = self._draw_notes(drawing, id)
        drawing.close()
        page = page_content(drawing, self.count, before.last_bands if before else ())
        _add_hidden(page, drawing, notes)
        _add_gaps(page, drawing)
        return page

    def _template(self, id: str) -> _Element | None:
        part = self._templates.get(id)
        if part is None:
            return None
        self._used.add(id)
        if part not in self._contents:
            root = self._package.xml_or_gap(part, self._builder)
            if root is not None:
                self._take_resources(part, root)
            self._contents[part] = child(root, "Content")
        return self._contents[part]

    def _draw_notes(self, drawing: Drawing, id: str) -> list[tuple[str, str]]:
        """Draw the annotations of a page; (text, layer) of what they say beside it (table 61)."""
        said: list[tuple[str, str]] = []
        room = self._package.room
        for part, notes in self._notes.get(id, {}).items():
            is_again = room.is_again(f"notes {part}")
            room.left -= len(notes) if is_again else 0
            if is_again and room.left < 0:
                drawing.is_cut = True
                continue
            for note in notes:
                kind = note.get("Type", "")
                is_seen = kind in ("Stamp", "Watermark", "Link")
                layer = "hidden-text" if note.get("Visible") == "false" else "" if is_seen else "comment"
                for look in children(note, "Appearance"):
                    drawing.draw(
                        look,
                        layer=layer,
                        matrix=matrix_of(look, UNIT),
                        is_apart=True,
                        is_again=is_again,
                        is_clear=kind == "Highlight",
                    )
                said += _sayings(note)
        return [(text, layer) for text, layer in said if text]

    def _pour_unshown(self, root: _Element) -> None:
        """Add composite units that no page shows, and annotations of pages that are not there."""
        units, used = self._resources.units, self._resources.used
        contents = [child(unit, "Content") for id, unit in units.items() if id not in used]
        self._pour_unseen([content for content in contents if content is not None], "leftover")
        pages = {page.get("ID", "") for page in children(child(root, "Pages"), "Page")}
        left = [part for id, parts in self._notes.items() if id not in pages for part in parts.items()]
        notes = [note for own in dict(left).values() for note in own]
        self._pour_unseen([look for note in notes for look in children(note, "Appearance")], "leftover")
        for text, layer in [saying for note in notes for saying in _sayings(note) if saying[0]]:
            self._builder.add(text, Place("leftover", (), "named"), layer=layer, visible=False)

    def _pour_unseen(self, contents: Sequence[_Element], layer: str) -> None:
        """Add the lines of what nobody is shown."""
        drawing = Drawing(self._area, self._resources, self._package.room)
        for content in contents:
            drawing.draw(content, layer=layer)
        text = "\n".join(line for line, _ in line_texts([run for run, _ in drawing.hidden]))
        if text.strip():
            self._builder.add(text, Place(layer, (), "named"), layer=layer, visible=False)

    def _take_resources(self, part: str, root: _Element) -> None:
        """Take in the resources of a page or a template of its own (7.7, PageRes)."""
        for element in children(root, "PageRes"):
            found = self._package.located(part, text_of(element))
            if found and found not in self._taken:
                self._taken.add(found)
                own = self._package.xml_or_gap(found, self._builder)
                if own is not None:
                    self._resources.take(own)
                    self._photos.take(found, own)


def page_area_of(common: _Element | None) -> Sequence[float]:
    """The usual page of a document in millimetres; [] where it states none."""
    area = child(common, "PageArea")
    return numbers(text_of(child(area, "PhysicalBox"))) or numbers(text_of(child(area, "ApplicationBox")))


def _sayings(note: _Element) -> list[tuple[str, str]]:
    """What an annotation says beside its look, with the layer."""
    values = children(child(note, "Parameters"), "Parameter")
    return [
        (text_of(child(note, "Remark")), "comment"),
        (note.get("Creator", ""), "property"),
        *((text_of(value), "comment") for value in values),
    ]


def _add_hidden(page: PageContent, drawing: Drawing, notes: list[tuple[str, str]]) -> None:
    layers = dict.fromkeys(layer for _, layer in drawing.hidden)
    for layer in layers:
        for text, rect in line_texts([run for run, own in drawing.hidden if own == layer]):
            page.hidden.append(Hidden(text[:_MOST_HIDDEN], layer, Box(*rect), is_seen=False))
    for text, layer in notes:
        page.hidden.append(Hidden(text, layer, Box(*drawing.rect), is_seen=False))


def _add_gaps(page: PageContent, drawing: Drawing) -> None:
    """A page that is only a picture, a picture that may hold text, a page that was too much."""
    areas = [(right - left) * (top - bottom) for left, bottom, right, top in drawing.pictures]
    if drawing.is_cut:
        page.gaps.append(("page", "too-large"))
    if drawing.is_crowded:
        page.gaps.append(("page", "too-much-drawn"))
    text = "".join(run.text for run in drawing.runs)
    if len(DOUBTFUL.findall(text)) > UNTRUSTED_SHARE * len(text):
        page.gaps.append(("page", "untrusted-text"))  # glyph numbers of a font in place of characters
    if areas and not drawing.runs:
        page.gaps.append(("page", "no-text-layer"))
    elif areas and max(areas) >= PICTURE_AREA:
        page.gaps.append(("picture", "no-ocr"))
