"""Drawings in a .docx: alternative texts, word art, shapes with words, pictures that need reading."""

from __future__ import annotations

from scanner.extract.docx import tags as w
from scanner.extract.docx.content import Aside
from scanner.extract.picture.extent import is_readable
from scanner.regexes import compiled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element

    from scanner.extract.docx.content import Content

_PLAIN_NAME = compiled(r"[^0-9.]{0,16}[0-9]{0,4}\Z")  # 图片 3, Text Box 12: given by the program
_LENGTH = compiled(r"(width|height): ?([0-9.]{1,9})(pt|in|cm|mm|px)?")
_EMU = {"pt": 12700, "in": 914400, "cm": 360000, "mm": 36000, "px": 9525}
_CENTIMETRE = 360_000  # English Metric Units
_CROPPED = 5_000  # thousandths of a per cent: less is a trimmed margin


def _add_shape_text(element: _Element, content: Content) -> None:
    content.asides.append(Aside("textbox", element.text or "", visible=True))


def _note_names(element: _Element, content: Content) -> None:
    """Alternative text of a drawing; its name where a person or a file gave it."""
    content.note("alternative-text", element.get("descr") or "")
    content.note("alternative-text", element.get("title") or "")
    name = element.get("name") or ""
    content.note("attribute", "" if _PLAIN_NAME.match(name) else name)


def _keep_extent(element: _Element, content: Content) -> None:
    sides = element.get("cx") or "", element.get("cy") or ""
    if all(side.isascii() and side.isdigit() for side in sides):
        content.extent = int(sides[0][:12]), int(sides[1][:12])


def _add_picture(element: _Element, content: Content) -> None:
    if all(content.extent) and is_readable(content.extent, _CENTIMETRE):
        content.pictures.append(element.get(w.R + "embed") or element.get(w.R + "link") or "")


def _note_crop(element: _Element, content: Content) -> None:
    """A cropped picture keeps all of itself in the file (20.1.8.55): an aside without words says so."""
    sides = [element.get(side) or "0" for side in "lrtb"]
    if any(side.isascii() and side.isdigit() and int(side[:9]) >= _CROPPED for side in sides):
        content.asides.append(Aside("image-metadata", ""))


def _add_old_picture(element: _Element, content: Content) -> None:
    """A picture in VML; a shape that does not state its size counts as readable."""
    shape = element.getparent()
    style = (shape.get("style") or "") if shape is not None else ""
    sides = [float(_digits(n)) * _EMU.get(unit or "px", 9525) for _, n, unit in _LENGTH.findall(style)]
    if is_readable(sides, _CENTIMETRE):
        content.pictures.append(element.get(w.R + "id") or "")


def _digits(number: str) -> str:
    whole, _, part = number.partition(".")
    return f"{whole or '0'}.{part.replace('.', '') or '0'}"


def _note_shape(element: _Element, content: Content) -> None:
    content.note("alternative-text", element.get("alt") or "")
    content.note("alternative-text", element.get("title") or "")


def _add_word_art(element: _Element, content: Content) -> None:
    """Word art; watermarks are made of it."""
    text = element.get("string") or ""
    if text:
        content.asides.append(Aside("textbox", text, visible=True))


# What each element of a drawing adds; its children are read all the same.
NOTERS: dict[object, Callable[[_Element, Content], None]] = {
    w.A + "t": _add_shape_text,
    w.WP + "docPr": _note_names,
    "{http://schemas.openxmlformats.org/drawingml/2006/picture}cNvPr": _note_names,
    w.WP + "extent": _keep_extent,
    w.A + "blip": _add_picture,
    w.A + "srcRect": _note_crop,
    w.VML + "imagedata": _add_old_picture,
    w.VML + "textpath": _add_word_art,
    **dict.fromkeys(
        (w.VML + n for n in ("shape", "rect", "roundrect", "oval", "line", "group")), _note_shape
    ),
}
