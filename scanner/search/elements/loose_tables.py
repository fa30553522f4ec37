"""Tables that are no tables any more: a cell a line, a row a line, everything in one line.

Three heads of columns at least stand behind each other (on lines of their own, or parted by spaces, tabs
or bars); what follows up to the next sentence or label are the cells.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scanner.anatomy import Line
from scanner.model import ElementSpec, Fact, NormalizedText
from scanner.noun import noun
from scanner.regexes import compiled
from scanner.search.elements.alignment import OTHER, SERIAL, Column, rows_of
from scanner.search.elements.candidates import RANK, WEAK, Candidate, State, folded, state_of
from scanner.search.elements.labels import LabelIndex, Meaning, cleaned
from scanner.values import is_date_line, is_number, is_placeholder, is_unit

FEWEST_HEADS = 3
MOST_HEADS = 24
LONGEST_HEAD = 22
MOST_LINES = 480
LONGEST_TITLE = 6  # words of a title before the heads in the same line
_TITLE = compiled("公示|公告|公布|名单|花名册|一览表|明细|情况")
_SERIALS = frozenset({"序号", "编号", "序", "号"})
_NEUTRAL = compiled(
    r"(?:备注|年度|批次|[县镇乡村社组队屯寨]名|类别|类型|县区|县市区|乡镇|镇村|村组|村|组别|单位|数量|面积|进度|性别|年龄|.{0,8}(?:情况|时间|日期|名称|标准|"
    r"单位|类型|类别|性质|数量|面积|人数|户数|编码|编号|金额|比例|效益|部门|规模|机制|目标|电话|账号|账户|卡号|证号|证件号|号码|地址|住址|等级|"
    r"编码|型号|村组|村别|乡别|组别|房号|银行|关系|身份|机具|年级|班级|学校|院校|学历|专业|学制|岗位|天数|月份|月数|标准|补助|补贴|事由|原因))"
)
_PARTS = ("\t", "|", "  ", " ")
_CUTS = {
    "\t": compiled(r"[^\t]+"),
    "|": compiled(r"[^|｜│]+"),
    "  ": compiled(r"[^ ]+(?: [^ ]+)*"),
    " ": compiled(r"[^ ]+"),
}
_SIGNS = ("；", ";", ",", "，", "、")  # between cells of a line
_STOP = compiled(
    r"^(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|附\s?件|备\s?注\s?[:：]|注\s?[:：]|说\s?明\s?[:：])|[。；]$|^.{1,16}[:：]|[。！？].{4,}"
)
_TOTAL = compiled(r"(?:合\s?计|总\s?计|共\s?计|小\s?计)")
_PLAIN = compiled(r"[^\W\da-zA-Z_]{1,10}(?:[（(][^（()）]{1,8}[)）])?")
_LABELLED = compiled(r"[^\n]{0,16}[:：，。；]")
_SENTENCE_HEAD = compiled(r"[。，；：,;:！？]")


class Cell(metaclass=noun):
    """The text of a cell and where it lies in the searched text; the line it stands in."""

    text: str
    start: int
    end: int
    line: int


class LooseTable(metaclass=noun):
    """Columns and rows put back together; `first` to `last` are the lines they stand in."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell | None, ...], ...]
    first: int
    last: int


def loose_tables(lines: Sequence[Line], index: LabelIndex) -> list[LooseTable]:
    """The tables that stand as lines in a text."""
    found: list[LooseTable] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        text = line.text
        if line.is_chrome or len(text) < 2:
            at += 1
            continue
        table = _by_signs(lines, at, index)
        if table is not None:
            found.append(table)
            at = table.last + 1
            continue
        if _LABELLED.match(text):
            at += 1
            continue
        pairs = _pairs(lines, at, index) if len(text) <= LONGEST_HEAD else 0
        if pairs:
            at += pairs
            continue
        table = _table_at(lines, at, index)
        if table is not None:
            found.append(table)
        at = table.last + 1 if table is not None else at + 1
    return found


def _pairs(lines: Sequence[Line], at: int, index: LabelIndex) -> int:
    """How many lines from `at` are labels and values in turns; 0 where it is no such form."""
    count = 0
    while at + count + 1 < len(lines) and _is_label(lines[at + count], index):
        if _is_label(lines[at + count + 1], index):
            break
        count += 2
    return count if count >= 2 * FEWEST_HEADS else 0


def _is_label(line: Line, index: LabelIndex) -> bool:
    return 2 < len(line.text) <= LONGEST_HEAD and index.is_label(cleaned(line.text))


def _table_at(lines: Sequence[Line], at: int, index: LabelIndex) -> LooseTable | None:
    text = lines[at].text
    if len(text) <= LONGEST_HEAD and (at + FEWEST_HEADS < len(lines)):
        columns = _heads((line.text for line in lines[at : at + MOST_HEADS]), index)
        if columns:
            body = [_cell(lines, number) for number in _body(lines, at + len(columns))]
            return _made(columns, body, at, may_go_on=True)
    if len(text) < 8:
        return None
    mark, head, columns = _head_line(lines, at, index)
    if not mark:
        return None
    is_known = bool(columns)
    columns = columns or _heads_of_list(head, index)
    if not columns:
        return None  # before any line below is looked at: most lines are no heads
    numbers = _body(lines, at + 1)
    if not is_known and not (numbers and lines[numbers[0]].text[:1].isdigit()):
        return None
    if len(columns) < len(head):
        rest = [cell for number in numbers for cell in _cells(lines, number, mark)]
        return _made(columns, head[len(columns) :] + rest, at, may_go_on=False)
    return _by_lines(lines, at, numbers, mark, columns)


def _head_line(lines: Sequence[Line], at: int, index: LabelIndex) -> tuple[str, list[Cell], list[Column]]:
    """What parts the heads of a line, its cells and their columns; gaps of one and of more spaces may mix."""
    text = lines[at].text.strip("|｜")
    mark = next((mark for mark in _PARTS if mark in text), "")
    if not mark:
        return "", [], []
    head = _behind_title(_cells(lines, at, mark), index)
    columns = _heads((cell.text for cell in head), index)
    if mark == "  " and any(" " in cell.text for cell in head):
        finer = _behind_title(_cells(lines, at, " "), index)
        all_of_it = _heads((cell.text for cell in finer), index)
        if len(finer) > len(head) and len(all_of_it) == len(finer):
            return " ", finer, all_of_it
    return mark, head, columns


def _by_signs(lines: Sequence[Line], at: int, index: LabelIndex) -> LooseTable | None:
    """Rows that are lines and whose cells a sign parts: 项目；地点；资金, 姓名,村,金额; empty cells are there."""
    text = lines[at].text
    mark = next((mark for mark in _SIGNS if text.count(mark) >= FEWEST_HEADS - 1), "")
    if not mark or any(sign in text for sign in "。：:"):
        return None
    head = [cell.strip() for cell in text.split(mark)]
    columns = [_head(cell, index, set()) or Column(cell, (), OTHER) for cell in head]
    known = sum(bool(column.ids) for column in columns)
    if known < 2 or known * 3 < len(columns) or any(len(cell) > LONGEST_HEAD for cell in head):
        return None
    rows = []
    for number in range(at + 1, min(len(lines), at + 1 + MOST_LINES)):
        if abs(lines[number].text.count(mark) - len(head) + 1) > 1:
            break
        cells = _split(lines, number, mark)[: len(columns)]
        rows.append((*cells, *[None] * (len(columns) - len(cells))))
    return _table(columns, rows, at) if rows else None


def _split(lines: Sequence[Line], number: int, mark: str) -> list[Cell | None]:
    """The cells of a line between signs; None for one with nothing in it."""
    line, at = lines[number], 0
    found: list[Cell | None] = []
    for part in line.text.split(mark):
        start = line.start + at + (len(part) - len(part.lstrip()))
        bare = part.strip()
        found.append(Cell(bare, start, start + len(bare), number) if bare else None)
        at += len(part) + len(mark)
    return found


def _behind_title(head: list[Cell], index: LabelIndex) -> list[Cell]:
    """The heads of a table in whose line the title stands too: from 序号 or the first label behind it."""
    if head and not _TITLE.search(head[0].text):
        return head
    for at, cell in enumerate(head[1:LONGEST_TITLE], start=1):
        if cleaned(cell.text) in _SERIALS or index.meaning(cleaned(cell.text), exact=True) is not None:
            return head[at:]
    return head


def _by_lines(
    lines: Sequence[Line], at: int, numbers: list[int], mark: str, columns: list[Column]
) -> LooseTable | None:
    """A table whose rows are lines: the head fills its line."""
    first = _cells(lines, numbers[0], mark) if numbers else []
    if len(first) * 2 < len(columns) and mark != "\t":
        return _made(columns, [_cell(lines, number) for number in numbers], at, may_go_on=True)
    rows: list[list[Cell]] = []
    for number in numbers:
        cells = _cells(lines, number, mark)
        if mark == "\t" and rows and len(rows[-1]) + len(cells) - 1 <= len(columns):
            rows[-1][-1] = _together(rows[-1][-1], cells[0])
            rows[-1] += cells[1:]
        elif len(cells) > 1 or mark == "\t":
            rows.append(cells)
        elif not (rows and _SENTENCE_HEAD.search(cells[0].text) is None):
            break
    placed = [row for cells in rows for row in _placed(cells, columns)]
    return _table(columns, placed, at) if placed else None


def _placed(cells: list[Cell], columns: list[Column]) -> Iterator[tuple[Cell | None, ...]]:
    """The cells of one line under their columns; where their number is right, in order."""
    if len(cells) == len(columns):
        yield tuple(cells)
        return
    for row in rows_of([cell.text for cell in cells], columns, may_go_on=False):
        yield tuple(_joined(cells, places) for places in row)


def _made(columns: list[Column], cells: list[Cell], at: int, *, may_go_on: bool) -> LooseTable | None:
    if len(cells) < FEWEST_HEADS - 1:
        return None
    rows = rows_of([cell.text for cell in cells], columns, may_go_on=may_go_on)
    if not rows:
        return None
    placed = [tuple(_joined(cells, places) for places in row) for row in rows]
    filled = sum(cell is not None for row in placed for cell in row)
    if filled * 2 < len(columns) * len(placed):
        return None
    return _table(columns, placed, at)


def _table(columns: list[Column], rows: Sequence[tuple[Cell | None, ...]], at: int) -> LooseTable:
    last = max((cell.line for row in rows for cell in row if cell is not None), default=at)
    return LooseTable(tuple(columns), tuple(rows), at, last)


def _heads(texts: Iterator[str], index: LabelIndex) -> list[Column]:
    """The columns that begin a sequence of texts; none when they are too few, or say nothing."""
    columns: list[Column] = []
    ids: set[str] = set()
    for text in texts:
        column = _head(text, index, ids)
        if column is None:
            break
        columns.append(column)
        ids.update(column.ids)
    known = sum(bool(column.ids) for column in columns)
    return columns if len(columns) >= FEWEST_HEADS and known >= 2 and known * 3 >= len(columns) else []


def _heads_of_list(head: Sequence[Cell], index: LabelIndex) -> list[Column]:
    """The columns of a numbered list: behind 序号 stand heads, also such as nobody has met."""
    if len(head) < FEWEST_HEADS or cleaned(head[0].text) not in _SERIALS:
        return []
    if not all(_PLAIN.fullmatch(cell.text) for cell in head):
        return []
    columns = [_head(cell.text, index, set()) or Column(cell.text, (), OTHER) for cell in head]
    return columns if any(column.ids for column in columns) else []


def _head(text: str, index: LabelIndex, ids: set[str]) -> Column | None:
    if len(text) > LONGEST_HEAD or _SENTENCE_HEAD.search(text):
        return None
    label = cleaned(text)
    if label in _SERIALS:
        return Column(label, (), SERIAL)
    meaning = index.meaning(label, exact=True)
    if meaning is None and len(label) <= 12:
        loose = index.meaning(label)
        # A value that ends like a label (中央衔接资金) stands behind the label that it belongs to.
        meaning = loose if loose is not None and not ids.issuperset(loose.ids) else None
    if meaning is not None:
        return _column(label, meaning, index)
    return Column(label, (), OTHER) if label in index.others or _NEUTRAL.fullmatch(label) else None


def _column(label: str, meaning: Meaning, index: LabelIndex) -> Column:
    ids = tuple(name for name in meaning.ids if index.in_columns.get(name))
    kinds = [index.kinds[name] for name in ids]
    kind = "person" if kinds == ["unit", "person"] else kinds[0] if kinds else OTHER
    return Column(label, ids, kind, is_weak=meaning.weak)


def _body(lines: Sequence[Line], first: int) -> list[int]:
    """The lines from `first` that can hold cells."""
    found = []
    for number in range(first, min(len(lines), first + MOST_LINES)):
        line = lines[number]
        text = line.text
        if line.is_chrome or len(text) > 600 or _STOP.search(text):
            break
        if is_unit(text) and number + 1 < len(lines) and is_date_line(lines[number + 1].text):
            break
        if is_date_line(text) and number + 1 >= len(lines):
            break
        found.append(number)
    return found


def _cell(lines: Sequence[Line], number: int) -> Cell:
    line = lines[number]
    return Cell(line.text, line.start, line.end, number)


def _cells(lines: Sequence[Line], number: int, mark: str) -> list[Cell]:
    line = lines[number]
    found = []
    for match in _CUTS[mark].finditer(line.text):
        text = match[0].strip()
        if text:
            start = line.start + match.start() + match[0].index(text)
            found.append(Cell(text, start, start + len(text), number))
    return found


def _together(first: Cell, second: Cell) -> Cell:
    return Cell(first.text + second.text, first.start, second.end, second.line)


def _joined(cells: Sequence[Cell], places: Sequence[int]) -> Cell | None:
    if not places:
        return None
    first, last = cells[places[0]], cells[places[-1]]
    return Cell("".join(cells[place].text for place in places), first.start, last.end, last.line)


def loose_candidates(
    text: NormalizedText, tables: Sequence[LooseTable], index: LabelIndex, specs: Sequence[ElementSpec]
) -> list[Candidate]:
    """What the columns of such tables offer."""
    each_row = {spec.id for spec in specs if spec.each_row}
    found: list[Candidate] = []
    for table in tables:
        entries = [row for row in table.rows if not _is_total(row)]
        if not entries:
            continue
        for column, head in enumerate(table.columns):
            for name in head.ids:
                candidate = _candidate(text, table, column, entries, name, index, name in each_row)
                if candidate is not None:
                    found.append(candidate)
        first = next((row for row in entries if sum(cell is not None for cell in row) >= 2), None)
        if first is not None and any("amount" in head.ids for head in table.columns):
            held = [cell for cell in first if cell is not None]
            start, end = min(cell.start for cell in held), max(cell.end for cell in held)
            value = folded(text.text[start:end])
            found.append(
                Candidate("allocation-result", value, start, end, "column", "good", "", RANK["column"])
            )
    return found


def _is_total(row: Sequence[Cell | None]) -> bool:
    return any(cell is not None and _TOTAL.fullmatch(cell.text) for cell in row[:3])


def _candidate(
    text: NormalizedText,
    table: LooseTable,
    column: int,
    entries: Sequence[Sequence[Cell | None]],
    name: str,
    index: LabelIndex,
    each_row: bool,
) -> Candidate | None:
    kind, head = index.kinds[name], table.columns[column]
    held = [row[column] for row in entries]
    filled = [cell for cell in held if cell is not None]
    good = [cell for cell in filled if not is_placeholder(cell.text)]
    if not filled:
        return None
    cell = good[0] if good else filled[0]
    state: State = state_of(kind, cell.text)
    values = dict.fromkeys(folded(one.text, 40) for one in good[:3])
    if state == "good" and (name == "amount" or (kind == "names" and is_number(cell.text))):
        total = next((row[column] for row in table.rows if _is_total(row) and row[column]), None)
        if total is not None and state_of(kind, total.text) == "good":
            cell, values = total, {total.text: None}
    lacking: list[tuple[Fact, int]] = []
    if each_row and good:
        for number, row in enumerate(entries):
            found = row[column]
            if found is None or is_placeholder(found.text):
                fact = "row-lacks" if found is None else "row-placeholder"
                near = next(one for one in row if one is not None)
                lacking.append((Fact(fact, (("row", str(number + 2)),)), text.block_at(near.start)))
    rank = RANK["column"] + (WEAK if head.is_weak else 0)
    value = folded("、".join(values) or cell.text, 60)
    return Candidate(
        name, value, cell.start, cell.end, "column", state, head.label, rank, tuple(lacking[:200])
    )
