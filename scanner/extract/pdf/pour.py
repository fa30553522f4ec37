"""Pages into blocks: paragraphs and tables that go on over a page break, attachments, running lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scanner.extract.building import DocumentBuilder
from scanner.extract.header_words import goes_on
from scanner.extract.pdf.content import PageContent
from scanner.extract.pdf.lines import Line, Paragraphs
from scanner.model import Grid, Place
from scanner.noun import replace
from scanner.regexes import compiled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from scanner.extract.pdf.lattice import FoundTable
    from scanner.model import Table

ATTACHMENT = compiled(r"附\s*件\s*([0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})?\s*([:：])?\s*\Z")
NUMBER = compiled("[0-9][0-9 ]{0,24}[Xx]?\\Z")
WHOLE_NUMBERS = (11, 15, 16, 17, 18, 19)  # digits of mobile, identity and card numbers
SPACES = compiled(r"\s+")
MOST_CUT = 500  # texts cut off by edges that are looked for on the other pages
NUMERALS = "〇一二三四五六七八九十"


class Pourer:
    """Fills a builder page by page. Running lines wait until the paragraph they would cut has ended."""

    def __init__(self, builder: DocumentBuilder) -> None:
        self._builder = builder
        self.shown: list[str] = []  # every text that has been given, hidden ones too
        self._waiting: list[tuple[str, Place, str, bool]] = []  # text, place, layer, visible
        # what an edge cut off, maybe shown on another page, and what of each stands together
        self._cut: list[tuple[str, Place, str, bool]] = []
        self._parts: list[Sequence[str]] = []
        self._paragraphs: Paragraphs | None = None  # the run of lines that ends the page before
        self._table: tuple[FoundTable, Table, int] | None = None  # the table that ends the page before
        self._attachment = 0

    def pour(self, page: PageContent, layers: Mapping[int, str]) -> None:
        """Add one page; `layers` are its running lines by their index in the page's items."""
        number = tables = 0
        run: list[tuple[Line, int]] = []
        feet: list[tuple[str, Place, str, bool]] = []
        is_first = True
        for index, item in enumerate(page.items):
            if isinstance(item, Line):
                number += 1
                self.shown.append(item.text)
                if index in layers:
                    waiting = feet if layers[index] == "footer" else self._waiting
                    waiting.append((item.text, self._line_place(page, number, item), layers[index], True))
                else:
                    run.append((item, number))
                continue
            is_first = self._pour_lines(page, run, is_first) and is_first
            tables += 1
            self._pour_table(page, index, item, tables)
            run, is_first = [], False
        self._pour_lines(page, run, is_first)
        self._waiting.extend(feet)
        for hidden in page.hidden:
            place = Place("page", (page.number,), "page", "", self._attachment, hidden.box)
            if hidden.is_cut:
                self._cut.append((hidden.text, place, hidden.layer, hidden.is_seen))
                self._parts.append(hidden.parts)
            else:
                self.wait(hidden.text, place, hidden.layer, visible=hidden.is_seen)
        for what, reason in page.gaps:
            self._builder.gap(what, reason, Place("page", (page.number,), "page"))
        if page.beside is not None:
            self.close()
            self.pour(page.beside, {})

    def wait(self, text: str, place: Place, layer: str, *, visible: bool) -> None:
        """Add a block of its own as soon as the paragraph that may go on over the page break has ended."""
        self._waiting.append((text, place, layer, visible))
        self.shown.append(text)

    def finish(self) -> None:
        """Add what still waits when all pages are done, and what was cut off and no page shows whole.

        A chart or a sheet over several pages is drawn on each of them, cut by its edges: what stood on one
        line beyond an edge may stand on several where it is shown.
        """
        whole = SPACES.sub("", "\n".join(self.shown))
        looked_for = zip(self._cut[:MOST_CUT], self._parts, strict=False)
        left = [cut for cut, parts in looked_for if not all(part in whole for part in parts)]
        left += self._cut[MOST_CUT:]
        self.shown += [text for text, *_ in left]
        self._waiting += left
        self.close()

    def close(self) -> None:
        """Add what still waits."""
        for text, place, layer, visible in self._waiting:
            self._builder.add(text, place, layer=layer, visible=visible)
        self._waiting = []

    def _pour_lines(self, page: PageContent, run: list[tuple[Line, int]], is_first: bool) -> bool:
        """Add a run of lines between tables; whether nothing of the page has been added yet."""
        if not run:
            return True
        before = self._paragraphs if is_first else None
        paragraphs = Paragraphs([line for line, _ in run], page.rect, before)
        is_top = is_first
        for (line, number), is_on in zip(run, paragraphs.continues, strict=True):
            if not is_on:
                self.close()
                self._count_attachment(line.text, is_top=is_top)
            place = self._line_place(page, number, line)
            self._builder.add(line.text, place, layer=page.layer, continues=is_on)
            is_top = False
        self._paragraphs = paragraphs
        if not all(goes_on(line.text) for line, _ in run):
            self._table = None
        return False

    def _pour_table(self, page: PageContent, index: int, found: FoundTable, number: int) -> None:
        self.close()
        previous, previous_index = None, -1
        if self._table is not None and self._table[0].is_same_shape(found):
            _, previous, previous_index = self._table
        self.shown.extend(found.texts)
        table = meaning_of(found, previous, previous_index)
        if self._table is not None and previous is not None and table.continues >= 0:
            complete_numbers(self._table[0].texts, found.texts, found.columns, table)
        place = Place("page", (page.number, number), "page-cell", attachment=self._attachment)
        grid = Grid(found.texts, found.columns, place, page.layer, boxes=page.boxes[index])
        self._table = (found, table, self._builder.add_table(grid, table))
        self._paragraphs = None

    def _count_attachment(self, text: str, *, is_top: bool) -> None:
        """A line that only says 附件, 附件1 or 附件二 begins that attachment."""
        match = ATTACHMENT.match(text.strip()) if text.lstrip().startswith("附") else None
        if match is None:
            return
        number, colon = match.groups()
        if number:
            self._attachment = attachment_number(number)
        elif is_top or not colon:
            self._attachment += 1

    def _line_place(self, page: PageContent, number: int, line: Line) -> Place:
        return Place("page", (page.number, number), "page-line", "", self._attachment, line.box)


def meaning_of(found: FoundTable, previous: Table | None, previous_index: int) -> Table:
    """What a table means. On a page where it goes on, the first row may be the rest of a parted row."""
    from scanner.extract.tables import table_of

    columns = found.columns
    if previous is None or not is_rest(found.texts[:columns]):
        return table_of(
            found.texts, columns, merged=found.merged, previous=previous, previous_index=previous_index
        )
    merged = [(top - 1, left, bottom - 1, right) for top, left, bottom, right in found.merged if top]
    table = table_of(
        found.texts[columns:], columns, merged=merged, previous=previous, previous_index=previous_index
    )
    return replace(
        table,
        rows=table.rows + 1,
        header_rows=tuple([row + 1 for row in table.header_rows]),
        caption_rows=tuple([row + 1 for row in table.caption_rows]),
        merged=tuple(found.merged),
    )


def complete_numbers(above: list[str], texts: list[str], columns: int, table: Table) -> None:
    """Give the rest of numbers that a page break parts, in the row it parts, back to the cells above it.

    The number is then found where it begins; its rest stands in no cell of its own.
    """
    row = next((at for at in range(table.rows) if at not in {*table.header_rows, *table.caption_rows}), -1)
    first = row * columns
    if row < 0 or not is_rest(texts[first : first + columns]):
        return
    for column in range(columns):
        last, rest = above[column - columns], texts[first + column]
        if NUMBER.match(last) and NUMBER.match(rest):
            length = sum(map(str.isalnum, last + rest))
            if length in WHOLE_NUMBERS:
                above[column - columns], texts[first + column] = last + rest, ""


def is_rest(row: Sequence[str]) -> bool:
    """Whether a row holds nothing in its first cell and little in the others."""
    filled = [cell for cell in row if cell]
    return not row[0] and len(filled) > 0 and 2 * len(filled) <= len(row) + 1


def attachment_number(text: str) -> int:
    """The number of an attachment: 2, ２, 二, 十二."""
    if text[0] not in NUMERALS:
        return int(text)
    tens, ten, ones = text.rpartition("十")
    unit = NUMERALS.index(ones) if ones else 0
    return (NUMERALS.index(tens) if tens else 1) * 10 + unit if ten else unit
