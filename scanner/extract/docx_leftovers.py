"""The parts of a .docx that no story holds: properties, data behind the text, and what is not read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scanner.errors import Unreadable
from scanner.extract import docx_tags as w
from scanner.extract.docx_notes import shown_name, xml_or_gap
from scanner.extract.ooxml import property_texts
from scanner.model import Place

if TYPE_CHECKING:
    from scanner.extract.building import DocumentBuilder
    from scanner.extract.ooxml import Package

# Parts without words of people: styles, settings, fonts, themes, drawings' looks, ids of revisions, marks
# of the package itself. A thumbnail shows the first page, which is read.
_WORDLESS = re.compile(
    r"(?:\[content_types\]\.xml|.*\.rels|.*/_rels/.*|docprops/.*"
    r"|(?:.*/)?(?:styles|styleswitheffects|settings|websettings|fonttable|numbering|people|vbadata"
    r"|comments(?:extended|ids|extensible)|documenttasks[0-9]*)\.xml"
    r"|(?:.*/)?(?:theme|fonts|printersettings)/.*|docmetadata/.*|customxml/itemprops[0-9]*\.xml"
    r"|word/diagrams/(?:layout|quickstyle|colors|drawing)[0-9]*\.xml|word/charts/(?:style|colors)[0-9]*\.xml"
    r"|_xmlsignatures/.*|customui/.*|userCustomization/.*|mimetype)\Z",
    re.IGNORECASE,
)
_DATA = re.compile(r"customxml/item[0-9]*\.xml\Z", re.IGNORECASE)
_PICTURE = re.compile(r"(?:word/)?media/", re.IGNORECASE)
_SETTINGS_WITH_WORDS = (b"docVar ", b"mailMerge", b"attachedSchema")


def pour_properties(package: Package, builder: DocumentBuilder) -> None:
    """The file's properties, a block each, named as the file names them."""
    try:
        for name, text in property_texts(package):
            _add_property(builder, name, text)
    except Unreadable as error:
        builder.gap("part", error.reason, None, "docProps")
    if package.comment.strip(b"\0 "):
        _add_property(builder, "zip-comment", package.comment.decode("utf-8", "replace"))


def pour_data(package: Package, builder: DocumentBuilder, settings: str | None) -> None:
    """Document variables, mail-merge sources and the words of custom XML parts, as properties."""
    if settings is not None:
        _pour_settings(package, builder, settings)
    for part in package.names:
        if not _DATA.match(part):
            continue
        root = xml_or_gap(package, part, builder)
        for element in root.iter() if root is not None else ():
            values = [element.text or "", *map(str, element.attrib.values())]
            for value in values if _has_words(element.tag) else values[:1]:
                if value.strip():
                    _add_property(builder, "customXml", value.strip())


def note_unread(package: Package, builder: DocumentBuilder, read: set[str]) -> None:
    """A gap for every part that may hold words and was not read; pictures in the text are noted there."""
    for part in package.names:
        if part in read or _WORDLESS.match(part) or _DATA.match(part) or _PICTURE.match(part):
            continue
        builder.gap("part", "not-read", None, shown_name(part))
    for part in package.duplicates:
        builder.gap("part", "not-read", None, shown_name(part))


def _pour_settings(package: Package, builder: DocumentBuilder, settings: str) -> None:
    try:
        data = package.read(settings)
    except Unreadable as error:
        builder.gap("part", error.reason, None, shown_name(settings))
        return
    if not any(sign in data for sign in _SETTINGS_WITH_WORDS):
        return
    root = xml_or_gap(package, settings, builder)
    if root is None:
        return
    for element in root.iter(w.W + "docVar"):
        _add_property(builder, element.get(w.W + "name") or "docVar", element.get(w.VAL) or "")
    for merge in root.iter(w.W + "mailMerge"):
        for element in merge.iter(w.W + "query", w.W + "connectString", w.W + "addressFieldName"):
            _add_property(builder, "mailMerge", element.get(w.VAL) or "")


def _has_words(tag: object) -> bool:
    """Whether the attributes of a custom element may be words; those of bibliographies and schemas are not."""
    return (
        isinstance(tag, str)
        and "schemas.openxmlformats.org" not in tag
        and "schemas.microsoft.com" not in tag
    )


def _add_property(builder: DocumentBuilder, name: str, text: str) -> None:
    if text.strip():
        builder.add(text, Place("property", (), "named", name), layer="property", visible=False)
