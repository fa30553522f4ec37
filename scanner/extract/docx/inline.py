"""The close look at a paragraph of a .docx: what is seen, what was inserted, deleted, hidden, linked.

The visible text is what stands on the page when all revisions are accepted (ECMA-376-1, 17.13.5); the
rest becomes asides, each in its layer, in the order of the file.
"""

from __future__ import annotations

from scanner.errors import Unreadable
from scanner.extract.docx import tags as w
from scanner.extract.docx.content import Aside, Content
from scanner.extract.docx.drawing import NOTERS
from scanner.extract.docx.invisible import LAYER, MAYBE
from scanner.regexes import compiled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element

    from scanner.extract.docx.styles import Styles
    from scanner.extract.package.ooxml import Package, Relation

# Fields whose instruction names nothing but a place or a format (17.16.5).
_PLAIN_FIELDS_TEXT = """
PAGE NUMPAGES SECTIONPAGES SECTION TOC REF PAGEREF NOTEREF SEQ DATE TIME CREATEDATE SAVEDATE PRINTDATE SYMBOL
EQ LISTNUM STYLEREF FORMTEXT FORMCHECKBOX FORMDROPDOWN AUTONUM ADVANCE SHAPE =
"""
_PICTURES = compiled("(?i)dings|symbol|marlett|mt extra")  # fonts of other signs than letters
_PLAIN_FIELDS = frozenset(_PLAIN_FIELDS_TEXT.split())


class Inlines:
    """Reads the paragraphs of one part: styles say what is hidden, relations where links lead."""

    def __init__(self, package: Package, part: str, styles: Styles) -> None:
        self._package = package
        self._part = part
        self.styles = styles
        self._relations: dict[str, Relation] | None = None
        self.fault = ""  # why the relations could not be read
        self.page: tuple[float, float] | None = None  # the largest, where a box has asked for it

    def content(self, paragraph: _Element, content: Content | None = None) -> Content:
        """What a w:p holds, added to `content` where that is given."""
        content = content or Content()
        hides = self.styles.hides_all
        if self.styles.has_hidden:
            style = paragraph.find(f"{w.P_PR}/{w.P_STYLE}")
            said = self.styles.hides(style.get(w.VAL) or "") if style is not None else None
            hides = hides if said is None else said
        content.hidden = "hidden-text" if hides else ""
        self.walk(paragraph, content)
        self._end_fields(content)
        content.open, content.hidden = None, ""
        return content

    def _end_fields(self, content: Content) -> None:
        """End the fields that go on in other paragraphs: what stood in their instructions is seen as far as is known."""
        fields, content.fields, content.codes = content.fields, [], []
        for field in fields:
            self.instruct("".join(piece for piece in field.code or () if piece not in field.words), content)
            content.put("".join(field.words))

    def cell(self, cell: _Element) -> Content:
        """What a w:tc holds: its paragraphs joined by line feeds, the tables within it apart."""
        content = Content()
        self._fill_cell(cell, content, is_first=True)
        return content

    def control(self, properties: _Element) -> Content:
        """What the w:sdtPr of a content control around whole paragraphs says."""
        content = Content()
        _note_control(self, properties, content)
        return content

    def relation(self, id: str) -> Relation | None:
        """The relation of this part with that id."""
        if self._relations is None:
            try:
                self._relations = self._package.relations(self._part)
            except Unreadable as error:
                self._relations = {}
                self.fault = error.reason
        return self._relations.get(id)

    def _fill_cell(self, element: _Element, content: Content, *, is_first: bool) -> bool:
        for child in element:
            if child.tag == w.P:
                if not is_first:
                    content.pieces.append("\n")
                    content.length += 1
                is_first = False
                self.content(child, content)
            elif child.tag == w.TBL:
                content.tables.append(child)
            elif child.tag == w.SDT_PR:
                _note_control(self, child, content)
            elif child.tag not in SETTINGS:
                is_first = self._fill_cell(child, content, is_first=is_first)
        return is_first

    def walk(self, element: _Element, content: Content) -> None:
        """Read the children of an element into `content`."""
        for child in element:
            tag = child.tag
            handler = _HANDLERS.get(tag)
            if handler is not None:
                handler(self, child, content)
            elif tag in w.CHARACTERS:
                content.put(w.CHARACTERS[tag])
            elif tag not in SETTINGS:
                noter = NOTERS.get(tag)
                if noter is not None:
                    noter(child, content)
                self.walk(child, content)

    def instruct(self, instruction: str, content: Content) -> None:
        """Note what the instruction of a field gives away: an address, a source, a name."""
        words = instruction.split(None, 1)
        if not words or words[0].upper() in _PLAIN_FIELDS:
            return
        if words[0].upper() == "HYPERLINK":
            target = words[1] if len(words) > 1 else ""
            if not target.startswith("\\l"):
                content.note("link-target", target.strip().strip('"'))
        else:
            content.note("attribute", instruction.strip())


def _put_text(_: Inlines, element: _Element, content: Content) -> None:
    content.put(element.text or "")


def _put_deleted_text(_: Inlines, element: _Element, content: Content) -> None:
    before, content.deleted = content.deleted, content.deleted or ""
    content.put(element.text or "")
    content.deleted = before


def _put_symbol(_: Inlines, element: _Element, content: Content) -> None:
    code = element.get(w.W + "char") or ""
    try:
        number = int(code, 16)
        # the signs of a font that is not told stand 0xF000 above the letters they are drawn instead of (17.3.3.30)
        is_letter = 0xF020 < number < 0xF07F and not _PICTURES.search(element.get(w.W + "font") or "")
        content.put(chr(number - 0xF000 if is_letter else number))
    except (ValueError, OverflowError):
        content.put("\ufffd")


def _read_run(inlines: Inlines, element: _Element, content: Content) -> None:
    before = content.hidden
    properties = element.find(w.R_PR)
    if properties is not None:
        vanish = properties.find(w.VANISH)
        if vanish is not None:
            content.hidden = (vanish.get(LAYER) or "hidden-text") if w.is_on(vanish.get(w.VAL)) else ""
            if content.hidden == MAYBE:
                return _read_doubted(inlines, element, content, before)
        elif inlines.styles.has_hidden:
            style = properties.find(w.R_STYLE)
            said = inlines.styles.hides(style.get(w.VAL) or "") if style is not None else None
            content.hidden = before if said is None else "hidden-text" if said else ""
    inlines.walk(element, content)
    content.hidden = before


def _read_doubted(inlines: Inlines, element: _Element, content: Content, hidden: str) -> None:
    """Read a run over which a shape may lie: it is seen, and told."""
    content.hidden, start = hidden, content.length
    inlines.walk(element, content)
    if content.length > start:
        content.doubts.append((start, content.length))


def _read_insertion(inlines: Inlines, element: _Element, content: Content) -> None:
    before, content.inserted = content.inserted, element.get(w.AUTHOR) or ""
    inlines.walk(element, content)
    content.inserted = before


def _read_deletion(inlines: Inlines, element: _Element, content: Content) -> None:
    before, content.deleted = content.deleted, element.get(w.AUTHOR) or ""
    inlines.walk(element, content)
    content.deleted = before


def _read_link(inlines: Inlines, element: _Element, content: Content) -> None:
    relation = inlines.relation(element.get(w.R + "id") or "")
    if relation is not None:
        content.note("link-target", relation.target)
    content.note("attribute", element.get(w.W + "tooltip") or "")
    inlines.walk(element, content)


def _read_simple_field(inlines: Inlines, element: _Element, content: Content) -> None:
    inlines.instruct(element.get(w.W + "instr") or "", content)
    inlines.walk(element, content)


def _add_instruction(inlines: Inlines, element: _Element, content: Content) -> None:
    field = content.codes[-1] if content.codes else None
    if field is not None and field.code is not None:
        field.code.append(element.text or "")
    else:
        inlines.instruct(element.text or "", content)


def _mark_field(inlines: Inlines, element: _Element, content: Content) -> None:
    kind = element.get(w.W + "fldCharType")
    if kind == "begin":
        content.begin_field()
        for child in element.iter(w.W + "default", w.W + "listEntry", w.W + "statusText", w.W + "helpText"):
            value = child.get(w.VAL) or ""
            content.note("attribute", "" if value in ("0", "1") else value)
        for child in element.iterchildren(w.W + "fldData"):
            _note_data(child.text or "", content)
    elif content.fields:
        field = content.fields[-1]
        inlines.instruct("".join(field.code or ()), content)
        words = "".join(field.words)
        if words.strip() and not (content.asides and words in content.asides[-1].text):
            content.note("attribute", words)
        content.end_code(field)
        if kind == "end":
            content.fields.pop()


def _note_data(data: str, content: Content) -> None:
    """What a program keeps with its field (17.16.17), in base64."""
    from binascii import Error, a2b_base64

    from scanner.extract.ole.raw_words import raw_words

    try:
        words = raw_words(a2b_base64(data))
    except (Error, ValueError):
        return
    for text in words:
        content.note("attribute", text)


def _note_control(_: Inlines, element: _Element, content: Content) -> None:
    """Name, tag and choices of a content control (17.5.2)."""
    for child in element.iter(w.W + "alias", w.W + "tag", w.W + "listItem"):
        content.note("attribute", child.get(w.W + "displayText") or child.get(w.VAL) or "")


def _note_smart_tag(_: Inlines, element: _Element, content: Content) -> None:
    for child in element:
        content.note("attribute", child.get(w.VAL) or "")


def _read_alternate(inlines: Inlines, element: _Element, content: Content) -> None:
    for chosen in alternatives(element):
        inlines.walk(chosen, content)


def alternatives(element: _Element) -> list[_Element]:
    """What is to be read of an mc:AlternateContent: the same twice, for new and old programs, is read once."""
    choice, fallback = element.find(w.CHOICE), element.find(w.FALLBACK)
    if choice is not None and fallback is not None and words_of(choice) == words_of(fallback):
        return [choice]
    return [found for found in (choice, fallback) if found is not None]


def words_of(element: _Element) -> str:
    """All words below an element."""
    return "".join(map(str, element.itertext(w.T, w.DEL_TEXT, w.A + "t", with_tail=False)))


def _add_box(inlines: Inlines, element: _Element, content: Content) -> None:
    from scanner.extract.docx.boxes import layer_of_box, page_lengths

    if inlines.page is None:
        inlines.page = page_lengths(element)
    layer = (
        "deletion" if content.deleted is not None else content.hidden or layer_of_box(element, inlines.page)
    )
    content.boxes.append((element, layer))


def _add_comment(_: Inlines, element: _Element, content: Content) -> None:
    content.comments.append(element.get(w.ID) or "")


def _note_picture_link(inlines: Inlines, element: _Element, content: Content) -> None:
    relation = inlines.relation(element.get(w.R + "id") or "")
    if relation is not None:
        content.note("link-target", relation.target)


def _add_ruby_text(_: Inlines, element: _Element, content: Content) -> None:
    content.asides.append(Aside("body", words_of(element), visible=True))


SETTINGS = frozenset(
    (w.P_PR, w.R_PR, w.TBL_PR, w.TR_PR, w.W + "tcPr", w.W + "sectPr", w.W + "sdtEndPr", w.W + "tblGrid")
)
_HANDLERS: dict[object, Callable[[Inlines, _Element, Content], None]] = {
    w.T: _put_text,
    w.MATH_TEXT: _put_text,
    w.DEL_TEXT: _put_deleted_text,
    w.SYMBOL: _put_symbol,
    w.RUN: _read_run,
    w.INS: _read_insertion,
    w.MOVE_TO: _read_insertion,
    w.DEL: _read_deletion,
    w.MOVE_FROM: _read_deletion,
    w.HYPERLINK: _read_link,
    w.SIMPLE_FIELD: _read_simple_field,
    w.INSTR_TEXT: _add_instruction,
    w.DEL_INSTR_TEXT: _add_instruction,
    w.FIELD_CHAR: _mark_field,
    w.SDT_PR: _note_control,
    w.W + "smartTagPr": _note_smart_tag,
    w.ALTERNATE: _read_alternate,
    w.TEXT_BOX: _add_box,
    w.COMMENT_MARK: _add_comment,
    w.RUBY_TEXT: _add_ruby_text,
    w.A + "hlinkClick": _note_picture_link,
}
