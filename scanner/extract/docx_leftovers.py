"""The parts of a .docx that no story holds: properties, data behind the text, and what is not read."""

from __future__ import annotations

from scanner.errors import Unreadable
from scanner.extract import docx_tags as w
from scanner.extract.docx_notes import shown_name, xml_or_gap
from scanner.extract.ooxml import property_texts
from scanner.model import Place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from scanner.extract.building import DocumentBuilder
    from scanner.extract.ooxml import Package

# Parts without words of people: styles, settings, fonts, themes, drawings' looks, ids of revisions, marks
# of the package itself. A thumbnail shows the first page, which is read.
_WORDLESS_FOLDERS = (
    *("_rels/", "docprops/", "docmetadata/", "_xmlsignatures/", "customui/", "usercustomization/"),
    *("word/theme/", "word/fonts/", "word/printersettings/", "word/glossary/theme/", "customxml/itemprops"),
    *("word/diagrams/layout", "word/diagrams/quickstyle", "word/diagrams/colors", "word/diagrams/drawing"),
    *("word/charts/style", "word/charts/colors"),
)
_WORDLESS_FILES = frozenset(
    (
        *(
            "[content_types].xml",
            "mimetype",
            "styles.xml",
            "styleswitheffects.xml",
            "settings.xml",
            "vbadata.xml",
        ),
        *("websettings.xml", "fonttable.xml", "numbering.xml", "people.xml", "commentsextended.xml"),
        *("commentsids.xml", "commentsextensible.xml", "documenttasks.xml"),
    )
)
_PICTURES = ("word/media/", "media/")
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
        if not _is_data(part):
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
        if part not in read and not _is_wordless(part) and not _is_data(part):
            builder.gap("part", "not-read", None, shown_name(part))
    for part in package.duplicates:
        builder.gap("part", "not-read", None, shown_name(part))


def _is_wordless(part: str) -> bool:
    name = part.lower()
    file = name.rpartition("/")[2]
    if name.startswith(_WORDLESS_FOLDERS) or file in _WORDLESS_FILES or name.startswith(_PICTURES):
        return True
    return file.endswith(".rels") and "/_rels/" in name


def _is_data(part: str) -> bool:
    """Whether the part holds custom XML (customXml/item1.xml)."""
    name = part.lower()
    return name.startswith("customxml/item") and name.endswith(".xml") and name[14:-4].isdigit()


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
