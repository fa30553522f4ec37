"""What an OFD package holds beside the pages: properties, outlines, tags, attachments, earlier versions.

GB/T 33190-2016: 7.4 (DocInfo, CustomDatas), 7.8 (outlines, bookmarks), 12 (actions), 14 (versions),
15.1–15.5 (attachments, annotations, custom tags, extensions), 18 (signatures and seals; GB/T 38540).
"""

from __future__ import annotations

from contextlib import suppress

from scanner.errors import Unreadable
from scanner.extract.ofd.elements import child, children, local, text_of
from scanner.extract.ofd.looks import Resources
from scanner.extract.ofd.words import is_telling_name, words_between
from scanner.extract.package.part_names import shown_name
from scanner.extract.package.sweep import Sweep
from scanner.extract.package.sweep_table import PartKind
from scanner.model import Place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from lxml.etree import _Element

    from scanner.extract.building import DocumentBuilder
    from scanner.extract.ofd.package import OfdPackage
    from scanner.settings import Limits

_TITLES = frozenset(("OutlineElem", "Bookmark"))
_MOST_PARTS = 20_000
_XML_ENDINGS = (".xml", ".xbrl")
_PROGRAM = frozenset(("DocID", "CreationDate", "ModDate", "DocUsage", "CreatorVersion", "Creator"))
_SKIPPED = (".ttf", ".otf")  # what the sweep takes for fonts by their names
_FONTS = (*_SKIPPED, ".cff", ".ttc", ".pfb")
# OpenType 1.9, font file (sfnt versions, TTC header); Adobe 5176, 6 (CFF header); Adobe 5040 (PFB).
_FONT_SIGNS = (b"\0\1\0\0", b"OTTO", b"true", b"typ1", b"ttcf", b"\1\0\4", b"\1\0\5", b"\x80\1")
_FONT_HEAD = 4  # bytes
_NAMES = PartKind("names", "names", "attribute")


class Beside:
    """Pours what is not on the pages, and at last every part that nobody read."""

    def __init__(self, package: OfdPackage, builder: DocumentBuilder, limits: Limits) -> None:
        self._package = package
        self._builder = builder
        self._limits = limits
        self._sweep = Sweep(package, builder, limits)
        self._done: set[str] = set()
        self._asked: set[str] = set()  # documents, versions and signatures that have been gone through

    def pour(self, bodies: list[_Element]) -> None:
        """Add all of it, body by body."""
        for body in bodies:
            self._pour_info(child(body, "DocInfo"))
            root = self._package.located("OFD.xml", text_of(child(body, "DocRoot")))
            if root is not None and root not in self._asked:
                self._asked.add(root)
                self._pour_document(root)
            self._pour_signatures(text_of(child(body, "Signatures")))
            for version in children(child(body, "Versions"), "Version"):
                if version.get("Current") != "true":
                    self._pour_version(version.get("BaseLoc", ""))
        self._pour_pages_left()
        self._pour_words_between()
        fonts = self._fonts()
        self._sweep.pour(self._package.seen | self._done | fonts, skipped=self._package.drawn | fonts)
        for part in sorted(self._package.drawn):
            with suppress(Unreadable):  # its reader has said so
                self._sweep.pour_numbers(part, self._package.read(part))

    def _pour_words_between(self) -> None:
        """Words of the parts that were read, where no reader looks for any, and telling names of parts."""
        for part in sorted(self._package.seen):
            with suppress(Unreadable):  # its reader has said so
                known = self._package.letters.get(part, 0)
                self._sweep.add_lines(part, _NAMES, words_between(self._package.read(part), known))
        for part in self._package.names:
            name = part.rpartition("/")[2]
            if is_telling_name(name) and name.rpartition(".")[0] not in self._sweep.said():
                self._sweep.add(name, _NAMES, "zip")

    def _fonts(self) -> set[str]:
        """The parts that are the fonts that their names say; what the sweep would take for one is poured here."""
        named = [part for part in self._package.names if part.lower().endswith(_FONTS)]
        fonts = {part for part in named if self._package.head(part, _FONT_HEAD).startswith(_FONT_SIGNS)}
        for part in named:
            if part not in fonts and part.lower().endswith(_SKIPPED):
                self._sweep.pour_own(part, PartKind("raw"), self._read_or_gap(part))
        return fonts

    def _pour_info(self, info: _Element | None) -> None:
        for element in info if info is not None else ():
            name = local(element)
            if name == "CustomDatas":
                for data in children(element, "CustomData"):
                    self._property(data.get("Name", ""), text_of(data))
            elif name == "Keywords":
                self._property(name, "、".join(filter(None, map(text_of, children(element, "Keyword")))))
            elif name == "Cover":
                continue
            elif name not in _PROGRAM or (name == "Creator" and not text_of(element).isascii()):
                self._property(name, text_of(element))

    def _property(self, name: str, text: str) -> None:
        if text.strip():
            place = Place("property", (), "named", name[:60])
            self._builder.add(text, place, layer="property", visible=False)

    def _pour_document(self, part: str) -> None:
        root = self._package.xml_or_gap(part, self._builder)
        if root is None:
            return
        for element in root.iter():
            name = local(element)
            if name in _TITLES:
                kind = PartKind("xml", "names", "attribute", name == "OutlineElem")
                self._sweep.add(element.get("Title") or element.get("Name") or "", kind, name)
        self._pour_links(part, root)
        seen = self._package.seen - self._package.unlinked
        for page in children(child(root, "Pages"), "Page"):
            found = self._package.located(part, page.get("BaseLoc", ""))
            if found in seen:
                content = self._package.xml_or_gap(found or "", self._builder)
                if content is not None:
                    self._pour_links(found or "", content)
        self._pour_attachments(part, text_of(child(root, "Attachments")))
        for listed in ("CustomTags", "Extensions"):
            self._pour_listed(part, text_of(child(root, listed)))

    def _pour_links(self, part: str, root: _Element) -> None:
        """Addresses and files that actions go to (12.3, 12.4)."""
        for element in root.iter():
            name = local(element)
            target = element.get("URI") if name == "URI" else None
            if target:
                self._sweep.add(target, PartKind("links", "link", "link-target"), "URI")

    def _pour_attachments(self, part: str, location: str) -> None:
        listed = self._package.located(part, location) if location else None
        root = self._package.xml_or_gap(listed, self._builder) if listed else None
        for entry in children(root, "Attachment"):
            name = entry.get("Name", "")
            self._sweep.add(name, PartKind("file", "attachment", "embedded-file"), "Name")
            file = self._package.located(listed or "", text_of(child(entry, "FileLoc")))
            if file is None or file in self._done:
                if file is None:
                    self._builder.gap("part", "damaged", None, "Attachment")
                continue
            self._done.add(file)
            ending = "." + entry.get("Format", "").lower().lstrip(".") if entry.get("Format") else ""
            self._pour_file(file, name if name.lower().endswith(ending) else name + ending)

    def _pour_file(self, part: str, name: str) -> None:
        """An attached file; XML (an electronic invoice) has no reader of its own and is swept."""
        try:
            data = self._package.read(part)
            if part.lower().endswith(_XML_ENDINGS):
                from scanner.extract.package.sweep_xml import xml_lines

                kind = PartKind("xml", "attachment", "embedded-file")
                self._sweep.add_lines(part, kind, xml_lines(self._package.parsed(data)))
                return
        except Unreadable as error:
            self._builder.gap("part", error.reason, None, shown_name(part))
            return
        self._sweep.pour_file(part, PartKind("file", "attachment", "embedded-file"), name or part, data)

    def _pour_listed(self, part: str, location: str) -> None:
        """Custom tags or extensions: the list, and the files that it names (15.3, 15.4)."""
        listed = self._package.located(part, location) if location else None
        root = self._package.xml_or_gap(listed, self._builder) if listed else None
        if root is None or listed is None:
            return
        self._pour_words(listed)
        for element in root.iter():
            if local(element) in ("FileLoc", "ExtendData"):
                file = self._package.located(listed, text_of(element))
                if file is not None and file not in self._done:
                    self._pour_words(file)

    def _pour_words(self, part: str) -> None:
        """The words of a tag file; some tax programs write elements without a name, which no parser takes."""
        from scanner.extract.ole.raw_words import raw_words
        from scanner.extract.package.sweep_xml import xml_lines

        kind = PartKind("xml", "custom-xml", "property")
        self._done.add(part)
        data = self._read_or_gap(part)
        try:
            self._sweep.add_lines(part, kind, xml_lines(self._package.parsed(data)))
        except Unreadable:
            for text in raw_words(data):
                self._sweep.add(text, kind, part.rpartition("/")[2])

    def _pour_signatures(self, location: str) -> None:
        """Names of the signers' programs, seals and certificates (GB/T 38540, 7: SES_Seal)."""
        listed = self._package.located("OFD.xml", location) if location else None
        root = self._package.xml_or_gap(listed, self._builder) if listed else None
        from scanner.extract.ofd.der_texts import der_texts

        kind = PartKind("signature", "signature", "property")
        for entry in children(root, "Signature"):
            part = self._package.located(listed or "", entry.get("BaseLoc", ""))
            if part is None or part in self._asked:
                continue
            self._asked.add(part)
            signature = self._package.xml_or_gap(part, self._builder)
            if signature is None:
                continue
            for element in signature.iter():
                if local(element) == "Provider":
                    self._sweep.add(element.get("Company") or "", kind, "Provider")
            folder = part.rpartition("/")[0]
            for name in self._package.names:
                if name.startswith(folder + "/") and name.lower().endswith((".esl", ".dat")):
                    self._done.add(name)
                    for text in der_texts(self._read_or_gap(name)):
                        self._sweep.add(text, kind, name.rpartition("/")[2])

    def _read_or_gap(self, part: str) -> bytes:
        try:
            return self._package.read(part)
        except Unreadable as error:
            self._builder.gap("part", error.reason, None, shown_name(part))
            return b""

    def _pour_version(self, location: str) -> None:
        """An earlier version: the pages of its document that are not those of the present one."""
        part = self._package.located("OFD.xml", location)
        if part in self._asked:
            return
        self._asked.add(part or "")
        version = self._package.xml_or_gap(part, self._builder) if part else None
        if part is None or version is None:
            self._builder.gap("part", "damaged", None, "Version")
            return
        root = self._package.located(part, text_of(child(version, "DocRoot")))
        named = [
            self._package.located(part, text_of(file))
            for file in children(child(version, "FileList"), "File")
        ]
        document = self._package.xml_or_gap(root, self._builder) if root else None
        for page in children(child(document, "Pages"), "Page"):
            named.append(self._package.located(root or "", page.get("BaseLoc", "")))
        for file in dict.fromkeys(named):
            if file is not None and file not in self._package.seen and file.lower().endswith(".xml"):
                self._pour_page(file, "earlier-revision", "revision")

    def _pour_pages_left(self) -> None:
        """Pages that no document names any more."""
        for part in self._package.names[:_MOST_PARTS]:
            if part.lower().endswith(".xml") and part not in self._package.seen and part not in self._done:
                data = self._read_or_gap(part)
                if b"TextCode" in data:
                    self._pour_page(part, "leftover", "leftover")

    def _pour_page(self, part: str, layer: str, called: str) -> None:
        from scanner.extract.ofd.layout import line_texts
        from scanner.extract.ofd.page import Drawing, page_area

        root = self._package.xml_or_gap(part, self._builder)
        if root is None:
            return
        drawing = Drawing(page_area(root, []), Resources(), self._package.room)
        for content in root.iter():
            if local(content) in ("Content", "Appearance"):
                drawing.draw(content, layer=layer)
        kind = PartKind("xml", called, layer)
        self._sweep.add(
            "\n".join(line for line, _ in line_texts([run for run, _ in drawing.hidden])), kind, ""
        )
