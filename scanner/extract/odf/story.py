"""Text of an OpenDocument file in order: paragraphs, lists, sections, tables, boxes, notes."""

from __future__ import annotations

from itertools import repeat

from scanner.extract.odf.boxes import layer_of_shape
from scanner.extract.odf.counting import plain_cells
from scanner.extract.odf.inline import Line, OdfInlines
from scanner.extract.odf.styles import OFFICE, TABLE, TEXT
from scanner.extract.tables import table_of
from scanner.model import Grid, Place
from scanner.noun import replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element

    from scanner.extract.building import DocumentBuilder
    from scanner.extract.odf.styles import OdfStyles

    Rectangle = tuple[int, int, int, int]  # top, left, bottom, right: indexes, all included
    Row = tuple[Sequence[_Element], list[int]]  # cells, and how many columns each stands for; [] for one each

_PARAGRAPHS = (f"{TEXT}p", f"{TEXT}h")
_SKIPPED = frozenset((f"{TEXT}tracked-changes", f"{OFFICE}forms", f"{TEXT}sequence-decls"))
_MOST_COLUMNS = 1000
_MOST_REPEATED = 1000  # rows that one row of a text table may stand for
_ALL_REPEATED = 20_000  # rows of one table that are copies
_ROW, _HEAD, _TABLE = f"{TABLE}table-row", f"{TABLE}table-header-rows", f"{TABLE}table"
_CELL, _COVERED = f"{TABLE}table-cell", f"{TABLE}covered-table-cell"
_ROWS_SPANNED, _COLUMNS_SPANNED = f"{TABLE}number-rows-spanned", f"{TABLE}number-columns-spanned"
_ROWS_REPEATED, _COLUMNS_REPEATED = f"{TABLE}number-rows-repeated", f"{TABLE}number-columns-repeated"
_VISIBILITY = f"{TABLE}visibility"
_ANNOTATION, _NOTE = f"{OFFICE}annotation", f"{TEXT}note"
_SECTION = f"{TEXT}section"
_UNSHOWN = frozenset(("collapse", "filter"))


class OdfStory:
    """Pours paragraphs and tables. Paragraphs and tables are counted from 1; `part` is that of the places."""

    def __init__(self, builder: DocumentBuilder, inlines: OdfInlines, styles: OdfStyles, part: str) -> None:
        self._builder = builder
        self._inlines = inlines
        self._styles = styles
        self._part = part
        self._paragraphs = 0
        self._tables = 0
        self._notes = 0
        self._comments = 0
        self._authors: dict[str, None] = {}

    def pour(self, element: _Element, *, layer: str = "", shown: str = "body") -> None:
        """Everything below an element in order; `layer` hides it, `shown` is the layer of what is seen."""
        for child in element:
            tag = str(child.tag)
            if tag in _PARAGRAPHS:
                self._pour_paragraph(child, layer, shown)
            elif tag == _TABLE:
                self._tables += 1
                self.pour_table(child, Place(self._part, (self._tables,), "cell"), layer, shown)
            elif tag == _SECTION:
                self.pour(child, layer="hidden-text" if _is_hidden(child) else layer, shown=shown)
            elif tag not in _SKIPPED:
                self.pour(child, layer=layer, shown=shown)

    def _pour_paragraph(self, paragraph: _Element, layer: str, shown: str) -> None:
        self._paragraphs += 1
        line = self._inlines.line(paragraph, layer)
        place = Place(self._part, (self._paragraphs,))
        text = line.text
        if text:
            role = "heading" if paragraph.tag == _PARAGRAPHS[1] else ""
            self._builder.add(text, place, layer=shown, marks=tuple(line.marks), role=role)
        self.pour_beside(line, place, layer)

    def pour_beside(self, line: Line, place: Place, layer: str = "") -> None:
        """What lies beside the text of a paragraph or cell."""
        for kind, text, visible, author in line.asides:
            if author and author not in self._authors:
                self._authors[author] = None
                people = Place("people", (), "named", "content.xml")
                self._builder.add(author, people, layer="property", visible=False)
            if kind == "comment":
                self._comments += 1
                spot = place if place.form == "sheet" else Place("comment", (self._comments,), "note", author)
                self._builder.add(text, replace(spot, part="comment"), layer=kind, visible=False)
            elif text.strip():
                self._builder.add(text, place, layer=kind, visible=visible and not layer)
        for kind, note in line.notes:
            self._notes += 1
            body = note.find(f"{TEXT}note-body")
            if body is not None:
                story = OdfStory(self._builder, self._inlines, self._styles, kind)
                story.pour(body, layer=layer, shown=kind)
        for box in line.boxes:
            self.pour(box, layer=layer or layer_of_shape(box, self._styles), shown="textbox")
        for _ in range(line.pictures):
            self._builder.gap("picture", "picture-text", place)

    def pour_table(self, element: _Element, place: Place, layer: str, shown: str) -> None:
        """The table at a place; `layer` hides it, `shown` is the layer of what is seen."""
        if not layer and self._pour_plain(element, place, shown):
            return
        rows, heads, hidden = self._rows(element)
        widths = [sum(spans) if spans else len(cells) for cells, spans in rows]
        width = min(max(widths, default=0), _MOST_COLUMNS)
        if not width:
            return
        texts, merged, beside = self._cells(rows, width, layer)
        table = table_of(texts, width, merged=tuple(merged), header_rows=tuple(range(heads)) or None)
        columns = self._hidden_columns(element, width)
        grid = Grid(
            texts,
            width,
            place,
            layer or shown,
            not layer,
            hidden_rows=frozenset(hidden),
            hidden_columns=columns,
        )
        self._builder.add_table(grid, table)
        for top, left, line in beside:
            spot = replace(place, steps=(*place.steps, top + 1, left + 1))
            own = layer or ("hidden-row-or-column" if top in hidden or left in columns else "")
            self.pour_beside(line, spot, layer)
            for count, within in enumerate(line.tables, 1):
                self.pour_table(within, replace(spot, steps=(*spot.steps, count)), own, shown)

    def _hidden_columns(self, element: _Element, width: int) -> frozenset[int]:
        """The indexes of the columns that are not shown."""
        hidden: set[int] = set()
        at = 0
        for column in _own_columns(element) if self._styles.has_unshown else ():
            times = _number(column.get(_COLUMNS_REPEATED))
            if column.get(_VISIBILITY) in _UNSHOWN:
                hidden.update(range(at, min(at + times, width)))
            at += times
        return frozenset(hidden)

    def _pour_plain(self, element: _Element, place: Place, shown: str) -> bool:
        """Add a table of nothing but seen text in cells of their own; whether it is one."""
        styles = self._styles
        if styles.has_unseen or styles.has_spans or styles.has_repeats or styles.has_unshown:
            return False
        found = None if self._inlines.is_inserted else plain_cells(element, _MOST_COLUMNS)
        if found is None:
            return False
        texts, width, heads = found
        table = table_of(texts, width, header_rows=tuple(range(heads)) or None)
        self._builder.add_table(Grid(texts, width, place, shown), table)
        return True

    def _cells(
        self, rows: list[Row], width: int, layer: str
    ) -> tuple[list[str], list[Rectangle], list[tuple[int, int, Line]]]:
        """The texts of a table row by row, its merged cells, and what lies beside the text of which cell."""
        texts: list[str] = []
        merged: list[Rectangle] = []
        beside: list[tuple[int, int, Line]] = []
        plain = self._inlines.plain
        has_spans = self._styles.has_spans
        is_simple = not (layer or has_spans)
        for top, (row, spans) in enumerate(rows):
            left = 0
            known = self._inlines.plains(row) if is_simple and not spans else None
            if known is not None:
                texts += known[:width]
                row = ()
            for cell, span in zip(row, spans or repeat(1), strict=False):
                if left >= width:
                    break
                text = None if layer or (has_spans and cell.tag == _COVERED) else plain(cell)
                if text is None:
                    line = self._cell(cell, layer)
                    text = "" if layer or line.is_covered else line.text
                    if line.has_more:
                        beside.append((top, left, line))
                texts.append(text)
                if span > 1:
                    texts += [""] * (min(span, width - left) - 1)
                if has_spans and (cell.get(_ROWS_SPANNED) or cell.get(_COLUMNS_SPANNED)):
                    down, right = _number(cell.get(_ROWS_SPANNED)), _number(cell.get(_COLUMNS_SPANNED))
                    if down > 1 or right > 1:
                        merged.append(
                            (top, left, min(top + down, len(rows)) - 1, min(left + right, width) - 1)
                        )
                left += span
            if len(texts) < (top + 1) * width:
                texts += [""] * ((top + 1) * width - len(texts))
        return texts, merged, beside

    def _cell(self, cell: _Element, layer: str) -> Line:
        """The paragraphs of a cell joined by line feeds; tables within it follow as tables of their own."""
        whole = Line()
        whole.tables = list(_own_tables(cell))
        for paragraph in cell.iter(*_PARAGRAPHS):
            if paragraph.getparent() is not cell and (
                next(paragraph.iterancestors(_CELL, _COVERED), None) is not cell
                or next(paragraph.iterancestors(_ANNOTATION, _NOTE), None) is not None
            ):
                continue
            line = self._inlines.line(paragraph, layer)
            if whole.pieces:
                whole.pieces.append("\n")
            whole.pieces += line.pieces
            whole.asides += line.asides
            whole.boxes += line.boxes
            whole.notes += line.notes
            whole.pictures += line.pictures
        whole.is_covered = cell.tag == _COVERED  # programs show what it is merged with
        if whole.is_covered and whole.text and not layer:
            whole.asides.append(("covered-text", whole.text, False, ""))
        return whole

    def _is_flat(self, row: _Element) -> bool:
        return (row.get(f"{TABLE}style-name") or "") in self._styles.flat_rows

    def _rows(self, table: _Element) -> tuple[list[Row], int, list[int]]:
        """The rows, how many of them are a head, and the indexes of hidden ones."""
        rows: list[Row] = []
        hidden: list[int] = []
        heads = 0
        left = _ALL_REPEATED
        has_repeats, has_unshown = self._styles.has_repeats, self._styles.has_unshown
        for row, is_head in _own_rows(table):
            times = 1
            cells = list(row.iterchildren(_CELL, _COVERED))
            spans: list[int] = []
            if has_repeats:
                spans = [min(_number(cell.get(_COLUMNS_REPEATED)), _MOST_COLUMNS) for cell in cells]
                times = _number(row.get(_ROWS_REPEATED))
            if times > 1:
                times = min(times, _MOST_REPEATED, 1 + left) if any(map(len, cells)) else 1
                left -= times - 1
            if has_unshown and (row.get(_VISIBILITY) in _UNSHOWN or self._is_flat(row)):
                hidden += range(len(rows), len(rows) + times)
            rows += [(cells, spans)] * times
            heads = len(rows) if is_head else heads
        return rows, heads, hidden


def _is_hidden(section: _Element) -> bool:
    """Whether a section is hidden: always, or as its condition last was (19.867); one that always holds hides it too."""
    said = section.get(f"{TEXT}is-hidden")
    if section.get(f"{TEXT}display") == "none" or said == "true":
        return True
    condition = (section.get(f"{TEXT}condition") or "").rpartition(":")[2].strip().lower()
    return (
        section.get(f"{TEXT}display") == "condition"
        and said is None
        and condition in ("", "1", "true", "1==1")
    )


def _own_tables(element: _Element) -> Iterator[_Element]:
    """The tables in a cell, not those within them."""
    for child in element:
        if child.tag == _TABLE:
            yield child
        elif len(child) and child.tag not in _PARAGRAPHS:
            yield from _own_tables(child)


def _own_columns(element: _Element) -> Iterator[_Element]:
    """The columns of a table, those of groups and heads among them."""
    for child in element:
        if child.tag == f"{TABLE}table-column":
            yield child
        elif "columns" in str(child.tag) or str(child.tag).endswith("column-group"):
            yield from _own_columns(child)


def _own_rows(element: _Element, is_head: bool = False) -> Iterator[tuple[_Element, bool]]:
    """The rows of a table, not those of tables within it, and whether each belongs to its head."""
    for child in element:
        if child.tag == _ROW:
            yield child, is_head
        elif child.tag != _TABLE:
            yield from _own_rows(child, is_head or child.tag == _HEAD)


def _number(said: str | None) -> int:
    return max(int(said[:7]), 1) if said and said.isdecimal() else 1
