"""One story of a .docx (body, headers, footers) poured into blocks, tables and gaps."""

from __future__ import annotations

from scanner.extract.docx import tags as w
from scanner.extract.docx.grid import Layout, careful_rows, quick_rows
from scanner.extract.docx.inline import SETTINGS, alternatives
from scanner.extract.docx.invisible import MAYBE
from scanner.extract.docx.plain import Plain
from scanner.extract.header_words import goes_on
from scanner.extract.tables import table_of
from scanner.model import Grid, Place
from scanner.noun import replace
from scanner.regexes import compiled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from lxml.etree import _Element

    from scanner.extract.building import DocumentBuilder
    from scanner.extract.docx.content import Content
    from scanner.extract.docx.grid import Rows
    from scanner.extract.docx.inline import Inlines
    from scanner.extract.docx.notes import Comments
    from scanner.extract.docx.numbering import Numbering
    from scanner.model import Table

# 附件, 附件2, 附件二： alone on a line begins an attachment.
_ATTACHMENT = compiled(r"附\s?件\s?([0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})?\s?([:：])?\Z")
_LIST_ITEM = compiled(r"[0-9０-９]{1,2}\s?[.．、:：]")
_LONGEST_ATTACHMENT_LINE = 12
_NUMERALS = "〇一二三四五六七八九"


class Story:
    """Pours the paragraphs and tables of one part of the file into the builder.

    Paragraphs are counted from 1 outside tables and text boxes, empty ones included; tables from 1, and
    again from 1 in each attachment.
    """

    def __init__(
        self, builder: DocumentBuilder, inlines: Inlines, numbering: Numbering, comments: Comments, part: str
    ) -> None:
        self.inlines = inlines  # changes with the part of the package that is read
        self._builder = builder
        self._numbering = numbering
        self._comments = comments
        self._part = part
        self._layer = part
        self._attachment = 0
        self._paragraphs = 0
        self._tables = 0
        self._last: tuple[int, Table] | None = None  # the table before, while only empty lines follow it
        self._pictures: set[str] = set()

    def pour(self, element: _Element) -> None:
        """Everything in a w:body, w:hdr, w:ftr or a wrapper within them, in order."""
        for child in element:
            tag = child.tag
            if tag == w.P:
                self._pour_paragraph(child)
            elif tag == w.TBL:
                self._pour_table(child, ())
            elif tag == w.SDT_PR:
                self._pour_control(child)
            elif tag == w.ALTERNATE:
                for chosen in alternatives(child):
                    self.pour(chosen)
            elif len(child) and tag not in SETTINGS:
                self.pour(child)  # of a vocabulary that is not known: programs show what it holds

    def _pour_paragraph(self, paragraph: _Element) -> None:
        self._paragraphs += 1
        plain = Plain(paragraph)
        content, text = None, plain.text
        styles = self.inlines.styles
        if plain.wants_close_look or styles.has_hidden:
            content = self.inlines.content(paragraph)
            text = content.text
        role, numbered = plain.role, plain.numbered
        if plain.style:
            role = role or styles.role(plain.style)
            numbered = numbered or styles.numbering(plain.style)
        place = self._place()
        if text:
            label = self._numbering.label(*numbered) if numbered and text.strip() else ""
            self._add_paragraph(text, place, content, role, label)
        if content is not None:
            self._pour_beside(content, place)
        if text.strip():
            self._last = self._last if self._last and goes_on(text) else None
            self._begin_attachment(text, paragraph)

    def _add_paragraph(self, text: str, place: Place, content: Content | None, role: str, label: str) -> None:
        if label:
            gap = "\t" if (label[-1] + text[0]).isalnum() and (label[-1] + text[0]).isascii() else ""
            self._builder.add(label + gap, place, layer=self._layer, role=role)
        marks = content.stretches() if content is not None else ()
        self._builder.add(text, place, layer=self._layer, marks=marks, role=role, continues=bool(label))

    def _place(self) -> Place:
        return Place(self._part, (self._paragraphs,), "paragraph", "", self._attachment)

    def _pour_control(self, properties: _Element) -> None:
        for aside in self.inlines.control(properties).asides:
            place = replace(self._place(), steps=(self._paragraphs + 1,))
            self._builder.add(aside.text, place, layer=aside.layer, visible=False)

    def _pour_beside(self, content: Content, place: Place) -> None:
        """What a paragraph or cell holds beside its visible text, each as a block of its own."""
        for aside in content.asides:
            layer = self._layer if aside.layer == "body" else aside.layer
            self._builder.add(aside.text, place, layer=layer, visible=aside.visible)
        self._comments.pour(content.comments, self._builder)
        for id in content.pictures:
            self._note_picture(id, place)
        for box, layer in content.boxes:
            self._pour_box(box, place, layer)

    def _note_picture(self, id: str, place: Place) -> None:
        relation = self.inlines.relation(id)
        if relation is None:
            self._builder.gap("picture", "picture-text", place)
        elif relation.is_external:
            self._builder.add(relation.target, place, layer="link-target", visible=False)
        elif relation.target not in self._pictures:
            self._pictures.add(relation.target)
            self._builder.gap("picture", "picture-text", place)

    def _pour_box(self, box: _Element, place: Place, layer: str) -> None:
        """The paragraphs and tables of a text box, at the place of the paragraph it hangs on."""
        for child in box:
            if child.tag == w.P:
                content = self.inlines.content(child)
                if content.text:
                    marks = content.stretches()
                    self._builder.add(
                        content.text, place, layer=layer or "textbox", visible=not layer, marks=marks
                    )
                self._pour_beside(content, place)
            elif child.tag == w.TBL:
                self._pour_table(child, (), layer=layer or "textbox", visible=not layer)
            elif child.tag == w.ALTERNATE:
                for chosen in alternatives(child):
                    self._pour_box(chosen, place, layer)
            elif len(child):
                self._pour_box(child, place, layer)

    def _pour_table(
        self,
        element: _Element,
        outer: tuple[int, ...],
        *,
        number: int = 0,
        layer: str = "",
        visible: bool = True,
    ) -> None:
        """A table; one within a cell has the steps of that cell as `outer` and its number in there."""
        styles = self.inlines.styles
        extra = (w.P_STYLE, w.R_STYLE) if styles.has_hidden and not styles.hides_all else ()
        rows = None if styles.hides_all else quick_rows(element, extra)
        rows = careful_rows(element) if rows is None else rows
        contents = {cell: self.inlines.cell(found) for cell, found in rows.close.items()}
        for cell, content in contents.items():
            rows.texts[cell] = content.text
        if not outer:
            self._begin_attachment_in(rows)
            self._tables += 1
            number = self._tables
        place = Place(self._part, (*outer, number), "cell", "", self._attachment)
        layout = Layout(rows)
        if layout.size:
            self._add_grid(rows, layout, place, layer or self._layer, visible=visible)
        self._pour_beside_table(element, rows, layout, place, contents)

    def _add_grid(self, rows: Rows, layout: Layout, place: Place, layer: str, *, visible: bool) -> None:
        texts = [rows.texts[cell] if cell >= 0 else "" for cell in layout.cells]
        below = [
            (at, texts[at]) for at, first in layout.below_merged(rows) if texts[at] not in ("", texts[first])
        ]
        for at, _ in below:
            texts[at] = ""
        is_whole = layout.rows == list(range(len(rows.firsts)))
        is_outer = len(place.steps) == 1
        last = self._last if is_outer else None
        table = table_of(
            texts,
            layout.columns,
            merged=layout.merged,
            header_rows=layout.heads or None,
            previous=last[1] if last else None,
            previous_index=last[0] if last else -1,
        )
        grid = Grid(
            texts,
            layout.columns,
            place,
            layer,
            visible,
            row_numbers=() if is_whole else [row + 1 for row in layout.rows],
            hidden_rows=layout.hidden,
        )
        index = self._builder.add_table(grid, table)
        if is_outer:
            self._last = (index, table)
        for at, text in below:
            row, column = divmod(at, layout.columns)
            spot = replace(place, steps=(*place.steps, layout.rows[row] + 1, column + 1))
            self._builder.add(text, spot, layer="covered-text", visible=False)
        if layout.is_ragged:
            self._builder.gap("part", "ragged-table", place)

    def _pour_beside_table(
        self, element: _Element, rows: Rows, layout: Layout, place: Place, contents: dict[int, Content]
    ) -> None:
        """Deleted rows, and what the cells hold beside their text: behind the grid, at the cell's place."""
        properties = element.find(w.TBL_PR)
        for name in ("tblCaption", "tblDescription") if properties is not None else ():
            found = properties.find(w.W + name) if properties is not None else None
            if found is not None and found.get(w.VAL):
                self._builder.add(found.get(w.VAL) or "", place, layer="alternative-text", visible=False)
        if not (rows.dropped or contents):
            return
        columns = _columns(rows, layout)
        for row, cells in enumerate(rows.cells_by_row()):
            for cell in cells:
                content = contents.get(cell)
                if content is None and row not in rows.dropped:
                    continue
                at = (*place.steps, row + 1, columns[cell])
                spot = replace(place, steps=at)
                if row in rows.dropped and rows.texts[cell]:
                    self._builder.add(rows.texts[cell], spot, layer="deletion", visible=False)
                if content is not None:
                    if content.marks:  # the cell's text is there already; this says that it was inserted
                        self._builder.add("", spot, layer="insertion")
                    if content.doubts:
                        self._builder.add("", spot, layer=MAYBE)
                    self._pour_beside(content, spot)
                    for number, table in enumerate(content.tables, 1):
                        self._pour_table(table, at, number=number)

    def _begin_attachment(self, text: str, paragraph: _Element) -> None:
        number = _attachment_number(text, self._attachment)
        if number and not (text.strip()[-1] in ":：" and _LIST_ITEM.match(_next_text(paragraph))):
            self._attachment = number
            self._tables = 0

    def _begin_attachment_in(self, rows: Rows) -> None:
        """A table whose first row says 附件2 and no more begins an attachment too."""
        first = [text for text in rows.texts[: rows.firsts[1] if len(rows.firsts) > 1 else 0] if text.strip()]
        number = _attachment_number(first[0], self._attachment) if len(first) == 1 else 0
        if number and number != self._attachment:
            self._attachment = number
            self._tables = 0


def _columns(rows: Rows, layout: Layout) -> dict[int, int]:
    """The column number of each cell; cells of deleted rows are counted from the left."""
    columns = {cell: at % layout.columns + 1 for at, cell in enumerate(layout.cells) if cell >= 0}
    for cells in rows.cells_by_row():
        for cell in cells:
            columns.setdefault(cell, cell - cells.start + 1)
    return columns


def _attachment_number(text: str, current: int) -> int:
    """The number of the attachment that this line begins, 0 for none; without a number the next one."""
    line = text.strip()
    if len(line) > _LONGEST_ATTACHMENT_LINE or not line.startswith("附"):
        return 0
    found = _ATTACHMENT.match(line)
    if found is None:
        return 0
    written = found[1]
    if not written:
        return current + 1
    if written.isdecimal():
        return int(written)
    tens, ten, ones = written.rpartition("十")
    return (_NUMERALS.find(tens) if tens else bool(ten)) * 10 + (max(_NUMERALS.find(ones), 0) if ones else 0)


def _next_text(paragraph: _Element) -> str:
    """The text of the next paragraph that holds any."""
    for following in paragraph.itersiblings(w.P):
        text = "".join(map(str, following.itertext(w.T, with_tail=False))).strip()
        if text:
            return text
    return ""
