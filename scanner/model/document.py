"""A file as blocks with places, and the one string that is searched.

Lists of 20,000 rows are ordinary, so the cells of a table are kept as plain strings in a `Grid` and
become `Block`s only when somebody asks.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from scanner.model.words import NONE
from scanner.noun import noun

TYPE_CHECKING = False
if TYPE_CHECKING:
    from array import array


class Box(metaclass=noun):
    """A rectangle on a page in PDF points, origin at the lower left corner of the page as shown."""

    left: float
    bottom: float
    right: float
    top: float


class Place(metaclass=noun):
    """Where a block sits, in the file's own terms; `reports.places` turns it into words.

    `part` is the part of the file (body, header, footer, comment, sheet, page, property …); `form`
    says how `steps` (numbers that count from 1) are to be read:

    ========== ============================= ==========================
    form       steps                         in words
    ========== ============================= ==========================
    paragraph  (n,)                          第n段
    cell       (table, row, column, …)       表1 第3行 第1列 (six steps: a table inside a cell)
    line       (line,) or (line, column)     第12行
    page       (page,)                       第2页
    page-line  (page, line)                  第2页第14行
    page-cell  (page, table, row, column)    第2页 表1 第3行 第1列
    sheet      (row, column), name = sheet   Sheet“发放表”!D7
    note       (n,), name = author           批注3（作者…）
    csv-cell   (row, column)                 第7行第4列
    named      (), name                      属性“作者”
    slide      (slide, paragraph)            第2张幻灯片 第3段
    slide-cell (slide, table, row, column)   第2张幻灯片 表1 第3行 第1列
    ========== ============================= ==========================

    `attachment` is 0 for the notice itself and n for its 附件n, in the file's own numbering. `inside` is
    the file within the file that the place is told of ("a.xlsx", "a.zip!b.docx"); "" for the file itself.
    """

    part: str
    steps: tuple[int, ...] = ()
    form: str = "paragraph"
    name: str = ""
    attachment: int = 0
    box: Box | None = None
    inside: str = ""


class Source(metaclass=noun):
    """Characters of the decoded file: line and column count from 1, `start`/`end` from 0."""

    line: int
    column: int
    start: int
    end: int


def _block_offset(piece: tuple[int, int, int]) -> int:
    return piece[0]


class SourceMap(metaclass=noun):
    """How the characters of a block lie in the decoded file, for text-like formats.

    `pieces` are (offset in the block, offset in the file, length in the file) in ascending order. A
    piece of length 0 is text that stands nowhere in the file; a piece whose length in the file differs
    from its length in the block is one unit (an entity such as ``&nbsp;``); where the block ends with
    one, an empty piece behind it says so.
    """

    pieces: tuple[tuple[int, int, int], ...]

    def offset(self, index: int, *, end: bool = False) -> int:
        """Offset in the file of character `index` of the block; with `end`, just behind it."""
        pieces = self.pieces
        at = max(bisect_right(pieces, index, key=_block_offset) - 1, 0)
        first, source, length = pieces[at]
        following = pieces[at + 1][0] if at + 1 < len(pieces) else None
        if following is not None and following - first != length:
            return source + (length if end else 0)
        return source + min(index - first + (1 if end else 0), length)


class Span(metaclass=noun):
    """``block.text[start:end]``, code points, end not included, with the block's place."""

    block: int
    start: int
    end: int
    place: Place
    source: Source | None = None


class Gap(metaclass=noun):
    """Something that was not looked at. `what` and `reason` are keys of `reports.wording`'s tables.

    `detail` is a short technical remark (never text of the file).
    """

    what: str
    reason: str
    place: Place | None = None
    detail: str = ""


class Mark(metaclass=noun):
    """Part of a block that lies in another layer and is nevertheless read with it (an insertion)."""

    start: int
    end: int
    layer: str
    author: str = ""


class Block(metaclass=noun):
    """A run of text that one place of the file holds, exactly as stored."""

    text: str
    place: Place
    layer: str = "body"
    visible: bool = True
    continues: bool = False  # goes on from the block before, without a break (a wrapped line)
    marks: tuple[Mark, ...] = ()
    source: SourceMap | None = None
    role: str = ""  # heading, title … where the file itself says so


class Grid(metaclass=noun):
    """The cells of one table, dense and row by row; each cell is a block.

    `texts[r * columns + c]` is the raw text of a cell ("" where a merged cell covers it).
    `row_numbers[r]` and `column_numbers[c]` count from 1 in the file's own terms.
    """

    texts: Sequence[str]
    columns: int
    place: Place  # of the table; a cell's steps are these steps + (row number, column number)
    layer: str = "body"
    visible: bool = True
    row_numbers: Sequence[int] = ()
    column_numbers: Sequence[int] = ()
    hidden_rows: frozenset[int] = frozenset()  # indexes, not numbers
    hidden_columns: frozenset[int] = frozenset()
    sources: Sequence[SourceMap | None] = ()
    boxes: Sequence[Box | None] = ()
    hidden_cells: frozenset[int] = (
        frozenset()
    )  # indexes of texts that are not drawn though their row and column are
    shown_cells: frozenset[int] = frozenset()  # those that reach out of a row or column that is hidden

    @property
    def rows(self) -> int:
        return len(self.texts) // self.columns if self.columns else 0

    def cell(self, index: int) -> Block:
        """The block of the cell with this index within the grid."""
        row, column = divmod(index, self.columns)
        hidden = (row in self.hidden_rows or column in self.hidden_columns) and index not in self.shown_cells
        number = self.row_numbers[row] if self.row_numbers else row + 1
        letter = self.column_numbers[column] if self.column_numbers else column + 1
        base = self.place
        place = Place(
            base.part,
            (*base.steps, number, letter),
            base.form,
            base.name,
            base.attachment,
            self.boxes[index] if self.boxes else base.box,
            base.inside,
        )
        layer = "hidden-row-or-column" if hidden else "hidden-element" if index in self.hidden_cells else ""
        return Block(
            self.texts[index],
            place,
            layer if layer and self.layer == "body" else self.layer,
            self.visible and not layer,
            source=self.sources[index] if self.sources else None,
        )


class Blocks(Sequence[Block]):
    """All blocks of a document in reading order; cells of grids are made on demand.

    `texts` has the raw text of every block without making it. `stretches` are (first block, what):
    what is a tuple of blocks or a `Grid`.
    """

    __slots__ = ("_firsts", "stretches", "texts")

    def __init__(self, stretches: Sequence[tuple[Block, ...] | Grid]) -> None:
        self.texts: list[str] = []
        self.stretches: list[tuple[int, tuple[Block, ...] | Grid]] = []
        for stretch in stretches:
            self.stretches.append((len(self.texts), stretch))
            if isinstance(stretch, Grid):
                self.texts.extend(stretch.texts)
            else:
                self.texts.extend(block.text for block in stretch)
        self._firsts = [first for first, _ in self.stretches]

    def __len__(self) -> int:
        return len(self.texts)

    def __getitem__(self, index):  # type: ignore[no-untyped-def]
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        if index < 0:
            index += len(self.texts)
        if not 0 <= index < len(self.texts):
            raise IndexError(index)
        first, stretch = self.stretches[bisect_right(self._firsts, index) - 1]
        return stretch.cell(index - first) if isinstance(stretch, Grid) else stretch[index - first]


class Table(metaclass=noun):
    """What a grid means: which rows are its head, which cells are merged.

    `first` is the block of its first cell. `header_rows` are row indexes, repeated heads (after a page
    break) included; `caption_rows` stand above the head (a title, 单位：万元). `merged` are
    (top, left, bottom, right) indexes, all included. `continues` is the index in `Document.tables` of
    the table that this one goes on from, or -1; its head then is that table's head.
    """

    first: int
    rows: int
    columns: int
    header_rows: tuple[int, ...] = ()
    caption_rows: tuple[int, ...] = ()
    merged: tuple[tuple[int, int, int, int], ...] = ()
    continues: int = -1
    head: tuple[tuple[str, ...], ...] = ()  # header path of each column, outermost first

    def block(self, row: int, column: int) -> int:
        """The block number of a cell."""
        return self.first + row * self.columns + column

    def body_rows(self) -> Iterator[int]:
        """Indexes of the rows that hold data."""
        above = {*self.header_rows, *self.caption_rows}
        return (row for row in range(self.rows) if row not in above)


class Document(metaclass=noun):
    """What a reader made of the bytes."""

    name: str
    format: str  # docx pdf xlsx xls csv html md txt …
    blocks: Blocks
    tables: tuple[Table, ...] = ()  # ascending `first`
    gaps: tuple[Gap, ...] = ()
    line_starts: Sequence[int] | None = None  # offsets of the lines of the decoded file; text-like only
    encoding: str = ""

    def table_at(self, block: int) -> tuple[Table, int, int] | None:
        """The table a block belongs to with its row and column index, or None."""
        at = bisect_right(self.tables, block, key=lambda table: table.first) - 1
        if at < 0:
            return None
        table = self.tables[at]
        row, column = divmod(block - table.first, table.columns or 1)
        return (table, row, column) if row < table.rows else None

    def span(self, block: int, start: int, end: int) -> Span:
        """The span of characters `start` to `end` of a block, with place and source."""
        found: Block = self.blocks[block]
        source = None
        if found.source is not None and self.line_starts is not None:
            begin = found.source.offset(start)
            finish = found.source.offset(end - 1, end=True) if end > start else begin
            line = bisect_right(self.line_starts, begin)
            source = Source(line, begin - self.line_starts[line - 1] + 1, begin, finish)
        return Span(block, start, end, found.place, source)


class NormalizedText(metaclass=noun):
    """The one string that is searched, and the way back.

    Blocks are joined by a line feed, cells of a row by a tab, a continuing block by nothing.
    `starts[b]` is where block b begins. A block whose characters were folded one for one, or not at
    all, needs no map; for the others `maps[b][i]` is the raw index of the block's i-th searched
    character. Every searched character comes from exactly one raw character (separators from none).
    """

    text: str
    document: Document
    starts: Sequence[int]
    maps: Mapping[int, array[int]] = NONE

    def block_at(self, position: int) -> int:
        """The block that holds this position (a separator belongs to the block before it)."""
        return bisect_right(self.starts, position) - 1

    def block_range(self, block: int) -> tuple[int, int]:
        """Where the searched characters of a block begin and end."""
        start = self.starts[block]
        known = self.maps.get(block)
        length = len(known) if known is not None else len(self.document.blocks.texts[block])
        return start, start + length

    def block_text(self, block: int) -> str:
        """The searched form of one block."""
        start, end = self.block_range(block)
        return self.text[start:end]

    def raw_index(self, block: int, position: int) -> int:
        """The index in the block's raw text of the searched character at `position`."""
        index = position - self.starts[block]
        known = self.maps.get(block)
        return index if known is None else known[index]

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        """The raw characters behind ``text[start:end]``, a span a block, separators left out."""
        found: list[Span] = []
        block = self.block_at(start)
        following = self.starts[block + 1] if block + 1 < len(self.starts) else -1
        if start < end < following and block not in self.maps:
            first = self.starts[block]
            if end - first <= len(self.document.blocks.texts[block]):
                return (self.document.span(block, start - first, end - first),)
        for number in range(block, len(self.starts)):
            first, last = self.block_range(number)
            if first >= end:
                break
            begin, finish = max(start, first), min(end, last)
            if begin < finish:
                raw = self.raw_index(number, begin), self.raw_index(number, finish - 1) + 1
                found.append(self.document.span(number, *raw))
        return tuple(found)
