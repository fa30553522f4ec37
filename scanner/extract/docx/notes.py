"""Comments, footnotes and endnotes of a .docx."""

from __future__ import annotations

from scanner.errors import Unreadable
from scanner.extract.docx import tags as w
from scanner.extract.docx.inline import Inlines
from scanner.extract.docx.invisible import mark_invisible
from scanner.extract.docx.signs import may_be_cut_off, may_be_out_of_sight
from scanner.extract.package.part_names import shown_name
from scanner.extract.package.telling import is_telling_text
from scanner.model import Place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from lxml.etree import _Element

    from scanner.extract.building import DocumentBuilder
    from scanner.extract.docx.content import Content
    from scanner.extract.docx.styles import Styles
    from scanner.extract.package.ooxml import Package

_SEPARATORS = frozenset(("separator", "continuationSeparator", "continuationNotice"))  # 17.18.33


class Comments:
    """The comments of a file by id; each becomes a block where the text first points at it.

    Numbers count from 1 in the order of the comments part.
    """

    def __init__(self, package: Package, styles: Styles, builder: DocumentBuilder) -> None:
        self._package = package
        self._styles = styles
        self._builder = builder
        self._waiting: dict[str, tuple[int, str, Content]] = {}

    def load(self, part: str) -> None:
        """Take up the comments of a part; a broken part is a gap."""
        root = xml_or_gap(self._package, part, self._builder)
        inlines = Inlines(self._package, part, self._styles)
        for number, element in enumerate(root if root is not None else (), len(self._waiting) + 1):
            known = (number, element.get(w.AUTHOR) or "", inlines.cell(element))
            self._waiting[element.get(w.ID) or f"#{number}"] = known

    def pour(self, ids: list[str], builder: DocumentBuilder) -> None:
        """Add the comments with these ids, once each."""
        for id in ids:
            if id in self._waiting:
                number, author, content = self._waiting.pop(id)
                place = Place("comment", (number,), "note", author)
                pour_note(content, place, builder, layer="comment", visible=False)

    def pour_rest(self) -> None:
        """Add the comments that nothing in the text points at."""
        self.pour(list(self._waiting), self._builder)


def pour_notes(package: Package, part: str, kind: str, styles: Styles, builder: DocumentBuilder) -> None:
    """Add every note of a footnotes or endnotes part; `kind` is part and layer of its blocks."""
    root = seen_or_gap(package, part, styles, builder)
    inlines = Inlines(package, part, styles)
    number = 0
    for element in root if root is not None else ():
        is_own = element.get(w.W + "type") not in _SEPARATORS
        if not is_own and not is_telling_text(plain_text(element)):  # what parts notes from the text
            continue
        number += is_own
        place = Place(kind, (number,) if is_own else (), "note")
        pour_note(inlines.cell(element), place, builder, layer=kind, visible=True)


def pour_note(content: Content, place: Place, builder: DocumentBuilder, *, layer: str, visible: bool) -> None:
    """Add the text of a note and what lies beside it. Tables within notes are read cell by cell."""
    if content.text.strip():
        builder.add(content.text, place, layer=layer, visible=visible, marks=content.stretches())
    for aside in content.asides:
        builder.add(aside.text, place, layer=aside.layer, visible=visible and aside.visible)
    for _ in content.pictures:
        builder.gap("picture", "picture-text", place)
    for text in (*map(plain_text, content.tables), *(plain_text(box) for box, _ in content.boxes)):
        if text:
            builder.add(text, place, layer=layer, visible=visible)


def plain_text(element: _Element) -> str:
    """All text of an element, a line a paragraph."""
    lines: list[str] = []
    for found in element.iter(w.P, w.T, w.DEL_TEXT, w.TAB, w.BR):
        if found.tag == w.P or not lines:
            lines.append("")
        lines[-1] += (
            found.text or "" if found.tag in (w.T, w.DEL_TEXT) else w.CHARACTERS.get(str(found.tag), "")
        )
    return "\n".join(filter(None, lines))


def xml_or_gap(package: Package, part: str, builder: DocumentBuilder) -> _Element | None:
    """The root of a part, or None with a gap when it cannot be read."""
    try:
        return package.xml(part)
    except Unreadable as error:
        builder.gap("part", error.reason, None, shown_name(part))
        return None


def seen_or_gap(package: Package, part: str, styles: Styles, builder: DocumentBuilder) -> _Element | None:
    """The root of a part, what nobody sees of it marked; None with a gap when it cannot be read."""
    root = xml_or_gap(package, part, builder)
    if root is None:
        return None
    data = package.read(part)
    if may_be_cut_off(data):
        from scanner.extract.docx.cut_off import holders, mark_cut_off

        mark_cut_off(root, holders(root), styles)
    mark_invisible(root, styles)
    if may_be_out_of_sight(data) or styles.may_be_out_of_sight:
        from scanner.extract.docx.out_of_sight import mark_out_of_sight

        mark_out_of_sight(root, styles)
    return root
