"""The properties of a .docx, and the data in its settings."""

from __future__ import annotations

from scanner.errors import Unreadable
from scanner.extract.docx import tags as w
from scanner.extract.docx.notes import xml_or_gap
from scanner.extract.package.ooxml import property_texts
from scanner.extract.package.part_names import shown_name
from scanner.model import Place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from scanner.extract.building import DocumentBuilder
    from scanner.extract.package.ooxml import Package

_SETTINGS_WITH_WORDS = (b"docVar ", b"mailMerge", b"attachedSchema")


def pour_properties(package: Package, builder: DocumentBuilder) -> None:
    """The file's properties, a block each, named as the file names them."""
    try:
        for name, text in property_texts(package):
            _add_property(builder, name, text)
    except Unreadable as error:
        builder.gap("part", error.reason, None, "docProps")


def pour_settings(package: Package, builder: DocumentBuilder, settings: str | None) -> None:
    """Document variables and mail-merge sources, as properties named as the file names them."""
    if settings is None:
        return
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


def _add_property(builder: DocumentBuilder, name: str, text: str) -> None:
    if text.strip():
        builder.add(text, Place("property", (), "named", name), layer="property", visible=False)
