"""Reader of XML files: told by their root what they are, and read by the reader of that kind.

Word 2003 (WordprocessingML), Excel 2003 (XML Spreadsheet, which web systems give out as .xls), the packages that Word
writes as one file ("Word XML", ECMA-376-2 flattened), flat OpenDocument (ODF 1.3 part 3, 2.2.1). Any other XML
(feeds, sitemaps, UOF) is read element by element: what its words are for is not known, so they count as seen.
"""

from __future__ import annotations

from scanner.errors import Unreadable
from scanner.extract.building import DocumentBuilder
from scanner.extract.flat.tree import Flat, gathered, local, packed, written
from scanner.model import Place
from scanner.regexes import compiled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from lxml.etree import _Element

    from scanner.model import Document
    from scanner.settings import Limits

_ODF = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_PKG = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
_STYLES = ("font-face-decls", "styles", "automatic-styles", "master-styles")
_CONTENT = ("font-face-decls", "automatic-styles", "body")
_XLINK = "{http://www.w3.org/1999/xlink}href"
_TELLING = compiled("[0-9]{6}|[\u3400-\u9fff]|[A-Za-z0-9]@[A-Za-z0-9]")
_MAGICS = {b"\x89PNG": "png", b"\xff\xd8\xff": "jpg", b"GIF8": "gif", b"\xd0\xcf\x11\xe0": "bin"}


def read(name: str, data: bytes, limits: Limits) -> Document:
    """The document of an XML file. Raises `Unreadable` ("damaged", "too-deep", "entities", "too-large")."""
    flat = Flat(data)
    tag = str(flat.root.tag)
    if tag == f"{_PKG}package":
        return _read_package(name, _opc_parts(flat), limits)
    if tag == "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}wordDocument":
        from scanner.extract.flat.word import word_parts

        return _read_package(name, word_parts(flat), limits)
    if tag == f"{_ODF}document":
        from scanner.extract.odf.reader import read as read_odf

        return read_odf(name, packed(_odf_parts(flat)), limits)
    if tag == "{urn:schemas-microsoft-com:office:spreadsheet}Workbook":
        from scanner.extract.flat.sheet import read_workbook

        return read_workbook(name, flat.root, limits)
    return _read_plain(name, flat.root, limits)


def _read_package(name: str, parts: dict[str, bytes], limits: Limits) -> Document:
    from scanner.extract import extract
    from scanner.extract.detect import detection

    data = packed(parts)
    if detection("", data, limits).format not in ("docx", "xlsx", "pptx"):
        raise Unreadable("damaged", "no office file")
    return extract(name.rpartition(".")[0], data, limits)


def _opc_parts(flat: Flat) -> dict[str, bytes]:
    """The parts of a package that is written as one XML file."""
    parts = {"[Content_Types].xml": b"<Types/>"}
    for part in flat.root.iterchildren(f"{_PKG}part"):
        about = (part.get(f"{_PKG}name") or "").lstrip("/")
        for holder in part:
            if local(holder) == "xmlData" and len(holder):
                parts[about] = written(holder[0])
            elif local(holder) == "binaryData":
                parts[about] = flat.binary(holder)
    return parts


def _odf_parts(flat: Flat) -> dict[str, bytes]:
    """content.xml, styles.xml, meta.xml and the pictures of a flat OpenDocument file."""
    kind = (flat.root.get(f"{_ODF}mimetype") or "application/vnd.oasis.opendocument.text").encode()
    parts = {"mimetype": kind}
    for number, holder in enumerate(list(flat.root.iter(f"{_ODF}binary-data")), 1):
        data = flat.binary(holder)
        part = f"Pictures/{number}.{_MAGICS.get(data[:4], _MAGICS.get(data[:3], 'bin'))}"
        parts[part] = data
        above = holder.getparent()
        if above is not None:
            above.set(_XLINK, part)
            above.remove(holder)
    by_name = {local(child): child for child in flat.root}
    for part, tag, wanted in (
        ("meta.xml", "document-meta", ("meta",)),
        ("settings.xml", "document-settings", ("settings",)),
        ("Basic/script.xml", "document-script", ("scripts",)),
        ("styles.xml", "document-styles", _STYLES),
        ("content.xml", "document-content", _CONTENT),
    ):
        found = [by_name[name] for name in wanted if name in by_name]
        if found:
            parts[part] = _document(flat.root, tag, found)
    return parts


def _document(root: _Element, tag: str, children: list[_Element]) -> bytes:
    from copy import deepcopy

    return written(gathered(f"{_ODF}{tag}", [deepcopy(child) for child in children], root))


def _read_plain(name: str, root: _Element, limits: Limits) -> Document:
    """Any XML: texts and telling attributes, a block each, at their lines."""
    builder = DocumentBuilder(name, "xml")
    left = limits.text_chars
    for element in root.iter():
        is_comment = not isinstance(element.tag, str)
        place = Place("body", (_line(element),), "line")
        for is_own, text in ((True, element.text), (False, None if element is root else element.tail)):
            said = (text or "").strip()
            left -= len(said)
            if left < 0:
                raise Unreadable("too-large", "text")
            if said and is_comment and is_own:
                builder.add(said, place, layer="markup-comment", visible=False)
            elif said:
                _add_text(builder, said, place, limits)
        for value in element.attrib.values() if not is_comment else ():
            if _TELLING.search(str(value)):
                layer = "link-target" if "://" in str(value) else "attribute"
                builder.add(str(value), place, layer=layer, visible=False)
    if not any(builder.texts()):
        builder.gap("file", "empty")
    return builder.document()


def _line(element: _Element) -> int:
    line = element.sourceline
    return line if isinstance(line, int) else 1


def _add_text(builder: DocumentBuilder, text: str, place: Place, limits: Limits) -> None:
    """A text; in feeds it is often a page of its own, its tags written as entities."""
    if "</" not in text and "<br" not in text:
        builder.add(text, place)
        return
    from scanner.extract.nested import pour_file

    pour_file(builder, "text.html", text.encode(), limits, shown="", layer="")
