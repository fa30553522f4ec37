"""A table as its sums see it: rows of data, numbers of a column, units of columns, rows that add up.

Tables that go on over pages are one sheet. Cells are cut from the searched text, numbers of a column are read when
they are first asked for, so that a list without totals costs next to nothing.
"""

from __future__ import annotations

from decimal import Decimal

from scanner.model import Grid
from scanner.money import UNITS, is_empty_cell, number_of_cell, unit_of_caption, unit_of_head
from scanner.noun import noun
from scanner.regexes import compiled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.model import Block, NormalizedText, Table
    from scanner.money import Number
    from scanner.search.consistency.table_sums import Wrong

SUM_WORDS = compiled(r"合计|总计|小计|共计|总和|总额|总数|全年")
_SUM_CELL = compiled(
    r"(?:(?:[^\W\d_]|[、：:（）()]){0,12}?)(合计|总计|共计|小计|总和|总数)(?:[（(][^（()）]{0,16}[)）])?[:：]?"
)
_SUM_WITH_AMOUNT = compiled(
    r"[^\W\d_]{0,8}?(合计|总计|共计)[^\W\d_]{0,6}(?:[（(][^（()）]{0,8}[)）])?[:：]?\s?([0-9][0-9,，.]*\s?(?:亿元|万元|千元|元)?)[。整]?"
)
_PART_OF = compiled(r"\s*[（(]?(?:其\s?中|内\s?含|含|包括|其中含)")
_PARTS = compiled(r"[\t\n][^\S\t\n]*[（(]?(?:其\s?中|内\s?含|含|包括)")
_MONEY_HEAD = compiled(
    r"[金资款费额价元]|投资|支出|收入|下达|到位|拨付|结余|余额|预算|报账|补助|补贴|经费|中央|省|市|县|区|合计|小计|总计|自筹"
)
_UNIT_SIGNS = compiled("[元圆万亿]")  # one of them is in every unit of money
_ONE = Decimal(1)
ALL_YEAR = "全年"
LONGEST_LABEL = 8
_LABEL = compiled(
    r"^(?:序号|编号)$|姓名|户主|学生$|当事人|对象|名称|单位|事项|类别|类型|档次|等级|^村|乡镇|地点|地址|内容|依据|条件|材料|程序|流程|时限|期限|费用|收费|案由|事由|处罚|原因|方式|备注|职务|分工|结果"
)
LEAST_HEADED = 3  # rows of a table whose first may be its head
LOOK_ABOVE = 120  # characters above a table that are looked at for 单位：万元

TOTAL, SUB = "total", "sub"


class SumRow(metaclass=noun):
    """A row that adds up: its index, the column of its label, `kind` (小计 is a sub-total), its label."""

    row: int
    column: int
    kind: str
    label: str


class Sheet:
    """One table with the tables that go on from it."""

    def __init__(self, text: NormalizedText, pieces: list[Table]) -> None:
        self._text = text
        self._texts = text.document.blocks.texts
        self.pieces = pieces
        self.columns = pieces[0].columns
        self.heads = ["".join(path) for path in pieces[0].head] or [""] * self.columns
        self.paths = pieces[0].head or ((),) * self.columns
        self.rows = [piece.block(row, 0) for piece in pieces for row in piece.body_rows()]
        self._bare_head()
        self._words: dict[int, list[str]] = {}
        self._numbers: dict[int, list[Number | None]] = {}
        self._values: dict[int, list[Decimal | None]] = {}
        self._units: dict[int, str] = {}
        self._caption: str | None = None
        self._sums: list[SumRow] | None = None
        self._parts: bool | None = None
        self._wordy: list[int] | None = None  # columns that hold words

    def _bare_head(self) -> None:
        """Takes the first row for the head where the file marks none and it alone holds no figure."""
        if any(self.heads) or len(self.rows) < LEAST_HEADED or self.columns < 2:
            return
        first = [self.cell(0, column) for column in range(self.columns)]
        below = [self.cell(1, column) for column in range(self.columns)]
        has_figures = any(map(number_of_cell, below))
        if not all(first) or any(map(number_of_cell, first)):
            return
        if has_figures or _are_heads(first, below):
            self.heads = first
            self.paths = tuple((words,) for words in first)
            self.rows = self.rows[1:]

    def followed_by(self, other: Sheet) -> Sheet:
        """This sheet and another that goes on from it."""
        if self.pieces and other.pieces:
            return Sheet(self._text, [*self.pieces, *other.pieces])
        from scanner.search.consistency.loose_sheets import LooseSheet, cells_of

        return LooseSheet(self._text, self.heads, [*cells_of(self), *cells_of(other)], self._caption_said())

    def _caption_said(self) -> str:
        if self._caption is None:
            self._caption = self._caption_unit()
        return self._caption

    @property
    def start(self) -> int:
        """Where the sheet begins in the searched text."""
        return self._text.starts[self.pieces[0].first]

    @property
    def end(self) -> int:
        """Where its last cell ends."""
        last = self.pieces[-1]
        return self._text.block_range(last.first + last.rows * last.columns - 1)[1]

    # ---- cells

    def place(self, row: int, column: int) -> tuple[int, int]:
        """Where a cell stands in the searched text."""
        return self._text.block_range(self.rows[row] + column)

    def cell(self, row: int, column: int) -> str:
        """The searched text of a cell, without white space at its ends."""
        block = self.rows[row] + column
        if block in self._text.maps:
            return self._text.block_text(block).strip()
        start = self._text.starts[block]
        return self._text.text[start : start + len(self._texts[block])].strip()

    def words(self, column: int) -> list[str]:
        """The texts of all cells of a column."""
        if column not in self._words:
            self._words[column] = self._read(column)
        return self._words[column]

    def _read(self, column: int) -> list[str]:
        if self._text.maps:
            return [self.cell(row, column) for row in range(len(self.rows))]
        starts, texts, text = self._text.starts, self._texts, self._text.text
        blocks = [first + column for first in self.rows]
        return [text[start : start + len(texts[at])].strip() for at in blocks for start in (starts[at],)]

    def numbers(self, column: int) -> list[Number | None]:
        """The numbers of a column, None where a cell holds none."""
        known = self._numbers.get(column)
        if known is None:
            read: dict[str, Number | None] = {"": None}
            known = []
            for words in self.words(column):
                if words not in read:
                    read[words] = number_of_cell(words)
                known.append(read[words])
            self._numbers[column] = known
        return known

    def row_number(self, row: int) -> int:
        """The number of a row in the file's own terms."""
        block: Block = self._text.document.blocks[self.rows[row]]
        return block.place.steps[-2]

    def is_nothing(self, row: int, column: int) -> bool:
        """Whether a cell is empty or says that there is nothing."""
        return is_empty_cell(self.cell(row, column))

    def is_shifted(self, row: int, column: int) -> bool:
        """Whether an empty cell has its figure beside it, in a column of words: cells before it were lost."""
        if column == 0 or not self.cell(row, 0):
            return False
        number = number_of_cell(self.cell(row, column - 1))
        is_money = bool(self.heads[column - 1]) and bool(self.unit(column - 1))
        if number is None or number.counts or is_money:
            return False
        beside = self.numbers(column - 1)
        return sum(1 for one in beside if one is not None) * 2 <= len(beside) and len(beside) > 2

    def is_moved(self, row: int) -> bool:
        """Whether a row that adds up has a figure in a column of words: cells before it were lost."""
        if self._wordy is None:
            sums = {one.row for one in self.sums}
            self._wordy = []
            for column in range(1, self.columns):
                words = self.words(column)
                others = [at for at, said in enumerate(words) if said and at not in sums]
                if len(others) > 1 and not any(self.numbers(column)[at] for at in others):
                    self._wordy.append(column)
        found = (number_of_cell(self.cell(row, column)) for column in self._wordy)
        return any(number is not None and not number.counts for number in found)

    def label(self, row: int, before: int) -> str:
        """The texts of a row left of a column, joined: what its numbers are about."""
        return "".join(self.cell(row, column) for column in range(before))

    @property
    def has_parts(self) -> bool:
        """Whether any cell begins with 其中, 含."""
        if self._parts is None:
            self._parts = _PARTS.search(self._text.text, self.start, self.end) is not None
        return self._parts

    def is_part(self, row: int, before: int) -> bool:
        """Whether a row is part of one above (其中：, 含)."""
        return any(_PART_OF.match(self.cell(row, column)) for column in range(before))

    # ---- units

    def unit(self, column: int) -> str:
        """The unit of money for the bare numbers of a column, "" where none is known."""
        known = self._units.get(column)
        if known is None:
            known = self._units[column] = self._unit(column)
        return known

    def _unit(self, column: int) -> str:
        for label in reversed(self.paths[column]):
            unit = unit_of_head(label)
            if unit:
                return unit
        if self._caption_said() and (_MONEY_HEAD.search(self.heads[column]) or not self.heads[column]):
            return self._caption_said() if not _of_things(self.heads[column]) else ""
        if _UNIT_SIGNS.search("\n".join(self.words(column))) is None:
            return ""  # most columns name none: their numbers need not be read for it
        stated = {number.unit for number in self.numbers(column) if number and number.unit}
        return stated.pop() if len(stated) == 1 else ""

    def factor(self, column: int) -> Decimal:
        """元 in one of the column's unit; 1 where it counts other things."""
        return UNITS.get(self.unit(column), _ONE)

    def values(self, column: int) -> list[Decimal | None]:
        """The numbers of a column in 元 (or in what it counts), None where a cell holds none."""
        known = self._values.get(column)
        if known is None:
            factor = self.factor(column)
            known = [
                None if number is None else number.value * (UNITS[number.unit] if number.unit else factor)
                for number in self.numbers(column)
            ]
            self._values[column] = known
        return known

    def value(self, row: int, column: int) -> Decimal | None:
        """The number of a cell in 元 (or in what the column counts); None where there is none."""
        return self.values(column)[row]

    def step(self, row: int, column: int) -> Decimal:
        """One of the last printed digit of a cell, in 元."""
        number = self.numbers(column)[row]
        if number is None:
            return Decimal(0)
        return number.step * (UNITS[number.unit] if number.unit else self.factor(column))

    def _caption_unit(self) -> str:
        piece = self.pieces[0]
        above = self._text.text[max(self.start - LOOK_ABOVE, 0) : self.start]
        for row in piece.caption_rows:
            for column in range(piece.columns):
                above += self._text.block_text(piece.block(row, column)) + "\n"
        lines = [line for line in above.split("\n") if "单位" in line]
        return unit_of_caption(lines[-1]) if lines else ""

    # ---- rows that add up

    def is_believed(self, wrong: Wrong) -> bool:
        """Whether a sum of this sheet that does not hold may be reported."""
        missing = f"{abs(wrong.stated - wrong.total) / self.factor(wrong.column):f}"
        return missing not in self.heads[wrong.column].replace(",", "")  # a row that was taken for a head

    @property
    def sums(self) -> list[SumRow]:
        """The rows that add up, in order."""
        if self._sums is None:
            self._sums = list(self._sum_rows())
        return self._sums

    def _sum_rows(self) -> Iterator[SumRow]:
        rows = {block: index for index, block in enumerate(self.rows)} if self._has_sums() else {}
        done = looked = -1
        for piece in self.pieces if rows else ():
            first, last = (
                self._text.starts[piece.first],
                self._text.block_range(piece.first + piece.rows * piece.columns - 1)[1],
            )
            for match in SUM_WORDS.finditer(self._text.text, first, last):
                block = self._text.block_at(match.start())
                if block == looked:  # one look at a cell is enough, however often it says 合计
                    continue
                looked = block
                line, column = divmod(block - piece.first, piece.columns)
                row = rows.get(piece.first + line * piece.columns, -1)
                found = sum_label(self.cell(row, column)) if row > done else None
                if found:
                    done = row
                    yield SumRow(row, column, SUB if found[1] else TOTAL, found[0])

    def _has_sums(self) -> bool:
        return SUM_WORDS.search(self._text.text, self.start, self.end) is not None

    def spoken_total(self, row: int) -> str:
        """The amount of a row that is one cell: 合计：120万元; "" where it is none."""
        cells = [words for column in range(self.columns) if (words := self.cell(row, column))]
        found = _SUM_WITH_AMOUNT.fullmatch(cells[0]) if len(cells) == 1 else None
        return found[2] if found else ""


def _are_heads(first: list[str], below: list[str]) -> bool:
    """Whether the first row of a table of words is its head: short labels above longer or other words."""
    labels = sum(1 for cell in first if len(cell) <= LONGEST_LABEL and _LABEL.search(cell))
    others = sum(1 for cell in below if _LABEL.search(cell))
    return (
        labels * 2 > len(first)
        and others * 2 < len(first)
        and all(len(cell) <= 2 * LONGEST_LABEL for cell in first)
    )


def sum_label(cell: str) -> tuple[str, bool] | None:
    """(label, whether it is a sub-total) of a cell that says 合计, 小计 …; None where it does not."""
    words = "".join(cell.split())
    if words == ALL_YEAR:  # below the quarters or the months
        return words, False
    found = _SUM_CELL.fullmatch(words)
    if found is None:
        return None
    return found[0], found[1] == "小计" or "本页" in found[0] or "其中" in found[0]


def _of_things(head: str) -> bool:
    return any(
        word in head
        for word in ("户数", "人数", "个数", "数量", "面积", "亩", "公里", "人口", "（户", "（人")
    )


def sheets_of(text: NormalizedText) -> list[Sheet]:
    """The visible tables of a text, each with those that go on from it."""
    tables = text.document.tables
    pieces: dict[int, list[Table]] = {}
    roots: dict[int, int] = {}
    grids = {first: stretch for first, stretch in text.document.blocks.stretches if isinstance(stretch, Grid)}
    for index, table in enumerate(tables):
        grid = grids.get(table.first)
        if grid is None or not grid.visible or not table.rows:
            continue
        roots[index] = roots.get(table.continues, index)
        pieces.setdefault(roots[index], []).append(table)
    return [Sheet(text, found) for found in pieces.values()]


def joined(sheets: list[Sheet], text: str) -> list[Sheet]:
    """The sheets, those under the same heads as the one before them taken together where that has no total yet."""
    found: list[Sheet] = []
    for sheet in sheets:
        last = found[-1] if found else None
        if last is not None and _goes_on(last, sheet, text):
            found[-1] = last.followed_by(sheet)
        else:
            found.append(sheet)
    return found


def _goes_on(one: Sheet, other: Sheet, text: str) -> bool:
    if one.heads != other.heads or not any(one.heads) or not one.rows or not other.rows or one.sums:
        return False
    if other.start - one.end > LOOK_ABOVE:
        return False
    last, first = one.cell(len(one.rows) - 1, 0), other.cell(0, 0)
    if last.isdecimal() and first.isdecimal() and len(last) < 5 and len(first) < 5:
        return int(first) == int(last) + 1
    return "续" in text[one.end : other.start]
