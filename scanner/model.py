"""The nouns that the stages share. Imports only the standard library.

A document is a sequence of blocks; every finding points at characters of a block and, through the
block's place, at something a person can find in the file. Lists of 20,000 rows are ordinary, so the
cells of a table are kept as plain strings in a `Grid` and become `Block`s only when somebody asks.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from scanner.noun import noun

TYPE_CHECKING = False
if TYPE_CHECKING:
    from array import array
    from typing import Any, Literal

    Lang = Literal["zh", "en"]
    Level = Literal["error", "warning", "info"]
    Certainty = Literal["certain", "likely", "suspect"]
    Confidence = Literal["sourced", "secondary", "derived", "unconfirmed"]
    CalledFor = Literal["must", "should", "no"]
    Status = Literal["present", "missing", "incomplete", "placeholder", "conflicting"]
    Ruling = Literal["pass", "review", "block"]
else:  # `typing` is dear to import; only type checkers need the alternatives
    Lang = Level = Certainty = Confidence = CalledFor = Status = Ruling = str

CONFIDENCES = ("sourced", "secondary", "derived", "unconfirmed")
LEVELS: tuple[Level, ...] = ("error", "warning", "info")

# Layers in which a block can lie. What the reader of the printed page does not see is listed apart.
VISIBLE_LAYERS = frozenset({"body", "header", "footer", "footnote", "endnote", "textbox", "insertion"})
HIDDEN_LAYERS = frozenset(
    {
        "comment",  # 批注
        "deletion",  # 修订：删除
        "hidden-text",  # 隐藏文字
        "hidden-sheet",  # 隐藏工作表
        "hidden-row-or-column",  # 隐藏行、列
        "property",  # 文件属性
        "attribute",  # HTML attributes: alt, title, value, content …
        "hidden-element",  # HTML elements that are not drawn
        "markup-comment",  # <!-- … -->
        "front-matter",  # YAML head of a markdown page
        "link-target",  # address behind a link
    }
)


# The empty mapping that a field has when nothing is said; nobody writes into it.
NONE: Any = {}


# ---------------------------------------------------------------- where something is


@noun
class Box:
    """A rectangle on a page in PDF points, origin at the lower left corner of the page as shown."""

    left: float
    bottom: float
    right: float
    top: float


@noun
class Place:
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
    ========== ============================= ==========================

    `attachment` is 0 for the notice itself and n for its 附件n, in the file's own numbering.
    """

    part: str
    steps: tuple[int, ...] = ()
    form: str = "paragraph"
    name: str = ""
    attachment: int = 0
    box: Box | None = None


@noun
class Source:
    """Characters of the decoded file: line and column count from 1, `start`/`end` from 0."""

    line: int
    column: int
    start: int
    end: int


def _block_offset(piece: tuple[int, int, int]) -> int:
    return piece[0]


@noun
class SourceMap:
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


@noun
class Span:
    """``block.text[start:end]``, code points, end not included, with the block's place."""

    block: int
    start: int
    end: int
    place: Place
    source: Source | None = None


@noun
class Gap:
    """Something that was not looked at. `what` and `reason` are keys of `reports.wording`'s tables.

    `detail` is a short technical remark (never text of the file).
    """

    what: str
    reason: str
    place: Place | None = None
    detail: str = ""


# ---------------------------------------------------------------- the file as blocks


@noun
class Mark:
    """Part of a block that lies in another layer and is nevertheless read with it (an insertion)."""

    start: int
    end: int
    layer: str
    author: str = ""


@noun
class Block:
    """A run of text that one place of the file holds, exactly as stored."""

    text: str
    place: Place
    layer: str = "body"
    visible: bool = True
    continues: bool = False  # goes on from the block before, without a break (a wrapped line)
    marks: tuple[Mark, ...] = ()
    source: SourceMap | None = None
    role: str = ""  # heading, title … where the file itself says so


@noun
class Grid:
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

    @property
    def rows(self) -> int:
        return len(self.texts) // self.columns if self.columns else 0

    def cell(self, index: int) -> Block:
        """The block of the cell with this index within the grid."""
        row, column = divmod(index, self.columns)
        hidden = row in self.hidden_rows or column in self.hidden_columns
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
        )
        return Block(
            self.texts[index],
            place,
            "hidden-row-or-column" if hidden and self.layer == "body" else self.layer,
            self.visible and not hidden,
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


@noun
class Table:
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


@noun
class Document:
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


# ---------------------------------------------------------------- the text that is searched


@noun
class NormalizedText:
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


# ---------------------------------------------------------------- what is known beforehand


@noun
class Law:
    """One source of a rule: the name of the text, the clause, what it says, how sure we are of it."""

    name: str
    clause: str = ""
    says: Mapping[Lang, str] = NONE
    confidence: Confidence = "sourced"


@noun
class Wording:
    """What a rule says in one language."""

    title: str
    message: str
    why: str
    fix: str


@noun
class Example:
    """A sentence with what must be found between ⟦ and ⟧."""

    text: str
    bad: bool = True


@noun
class Rule:
    """One check, as its file in `patterns/` states it. `parameters` belong to the kind.

    `built_in` rules come with the program; the patterns of others run under a time limit.
    """

    id: str
    kind: str
    level: Level
    since: str
    law: tuple[Law, ...]
    wording: Mapping[Lang, Wording]
    parameters: Mapping[str, object]
    examples: tuple[Example, ...] = ()
    built_in: bool = False


@noun
class ElementSpec:
    """One required thing of a profile.

    `when` limits it: circumstance -> values it holds for; `title` and `text` -> words, one of which the
    title or the whole text must hold (原文链接 is asked of forwarded texts only).
    """

    id: str
    called_for: CalledFor
    law: tuple[Law, ...] = ()
    when: Mapping[str, tuple[str, ...]] = NONE
    each_row: bool = False  # every row of the project table must hold it
    any_of: tuple[str, ...] = ()  # one of these elements is enough
    only: tuple[str, ...] = ()  # the ways of finding it that count here (label, head …); none: all


@noun
class Cue:
    """A sign for or against a profile: where to look, words (any of them), points."""

    where: Literal["title", "head", "body", "header", "publisher", "tail"]
    words: tuple[str, ...]
    points: float


@noun
class Profile:
    """What a notice of this type must hold and may show."""

    id: str
    title: Mapping[Lang, str]
    since: str = ""
    about: Mapping[Lang, str] = NONE
    law: tuple[Law, ...] = ()
    cues: tuple[Cue, ...] = ()
    elements: tuple[ElementSpec, ...] = ()
    permits: tuple[str, ...] = ()  # what may stand in a notice of this type: names, mobile-of-contact …
    defaults: Mapping[str, str] = NONE  # circumstances that such a notice implies


@noun
class Standard:
    """An authority's figures over the profiles."""

    id: str
    title: Mapping[Lang, str]
    law: tuple[Law, ...] = ()
    mask_error: int = 50  # a mask that fits this many values or fewer is an error
    mask_warning: int = 1000


@noun
class Rulebook:
    """Everything in `patterns/`, checked. `version` changes whenever a file changes."""

    version: str
    rules: Mapping[str, Rule]
    profiles: Mapping[str, Profile]
    standards: Mapping[str, Standard]

    def of_kind(self, kind: str) -> tuple[Rule, ...]:
        """The rules of one kind, sorted by id."""
        return tuple(rule for rule in self.rules.values() if rule.kind == kind)


# ---------------------------------------------------------------- what was found


@noun
class Circumstance:
    """One thing outside the wording that changes the verdict, and how it is known."""

    value: str
    source: Literal["stated", "inferred", "default"]
    reason: str = ""


@noun
class Recognition:
    """Which profile a document has. `id` is a profile's id or "unknown"; `candidates` best first."""

    id: str
    certainty: Literal["certain", "likely", "unknown"]
    reasons: tuple[Fact, ...] = ()
    candidates: tuple[tuple[str, float], ...] = ()
    stated: bool = False


@noun
class Fact:
    """One named piece of evidence; `reports.wording` has its sentence. Never holds a personal value."""

    name: str
    values: tuple[tuple[str, str], ...] = ()


@noun
class Element:
    """One required thing and what was found for it.

    `value` is the text as found (white space folded), "" when missing. `lacking` are facts about what
    an incomplete or conflicting element wants, each with the spans it is about.
    """

    id: str
    called_for: CalledFor
    status: Status
    value: str = ""
    found_by: str = ""  # label column heading prose signature head
    spans: tuple[Span, ...] = ()
    lacking: tuple[tuple[Fact, tuple[Span, ...]], ...] = ()


@noun
class Finding:
    """A rule, and where it was broken. `masked` may be shown; `value` is empty without --reveal."""

    rule: str
    level: Level
    certainty: Certainty
    spans: tuple[Span, ...]
    evidence: tuple[Fact, ...] = ()
    layer: str = "body"
    visible: bool = True
    fields: tuple[tuple[str, str], ...] = ()  # for the {names} of the message
    masked: str = ""
    value: str = ""
    known: bool = False  # in the baseline
    waived: bool = False


@noun
class MaskedValue:
    """A masked value that was recognised, finding or not. `candidates` None where not countable."""

    kind: str
    spans: tuple[Span, ...]
    candidates: int | None = None
    grade: Literal["weak", "customary", "strong"] | None = None


@noun
class Verdict:
    """What to do: pass, review or block; the facts that decided it; the exit code it means."""

    status: Ruling
    because: tuple[Fact, ...]
    exit_code: int


@noun
class Report:
    """All of the above for one file. Holds no personal value unless values were asked for."""

    file: str
    format: str
    recognition: Recognition
    circumstances: Mapping[str, Circumstance]
    verdict: Verdict
    elements: tuple[Element, ...]
    findings: tuple[Finding, ...]
    gaps: tuple[Gap, ...]
    masked_values: tuple[MaskedValue, ...]
    rules_version: str


@noun
class Subject:
    """What a kind looks at. `today` is an ISO date; `profile` is None where nothing was recognised."""

    document: Document
    text: NormalizedText
    profile: Profile | None
    elements: tuple[Element, ...]
    circumstances: Mapping[str, Circumstance]
    standard: Standard
    today: str


@noun
class Search:
    """What stage 4 found."""

    elements: tuple[Element, ...] = ()
    findings: tuple[Finding, ...] = ()
    masked_values: tuple[MaskedValue, ...] = ()
