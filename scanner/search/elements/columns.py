"""Elements in tables: a column whose head names one, and forms of label and value cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scanner.model import ElementSpec, Fact, NormalizedText, Table
from scanner.regexes import compiled
from scanner.search.elements.candidates import RANK, WEAK, Candidate, State, folded, lacks_unit, state_of
from scanner.search.elements.labels import LabelIndex, Meaning, cleaned
from scanner.values import is_number, is_placeholder

TOTAL = compiled(r"^\s*(?:合\s?计|小\s?计|总\s?计|共\s?计|累\s?计|备\s?注|填表|制表|审核|说明|注)")
SUM = compiled(r"^\s*(?:合\s?计|总\s?计|共\s?计)")
WHOLE = compiled(r"合\s?计|总\s?计|共\s?计|总额|实发|实际")
TOTAL_ROWS = 6  # rows at either end of a table in which a sum is looked for
_NO_NUMBERS = frozenset(
    {"fund-source", "purpose", "project-name", "content", "benefit-mechanism", "location"}
)
_LEVEL = compiled("[省市县区镇乡村]|中央|级|自筹|专项|衔接")
PAIR = 2  # columns of a table of labels and values
FORM_ROWS = 80  # a form is no longer than this; longer tables are lists
_MONEY_HEADS = ("（元）", "(元)", "（万元）", "(万元)", "／元", "/元")  # of whatever: 分红（元）
_PRIVATE = compiled(r"1[3-9][0-9]{9}")
_TOTAL_STARTS = frozenset(("", *"合小总共累备填制审说注 \t\u3000\n"))  # of cells that are looked at closely
SHOWN = 3  # values of a column that stand for all of them
MOST_LACKING = 200  # rows named one by one


def column_candidates(
    text: NormalizedText, index: LabelIndex, specs: Sequence[ElementSpec]
) -> list[Candidate]:
    """What the columns of the visible tables offer, with the rows that want something."""
    each_row = {spec.id for spec in specs if spec.each_row}
    found: list[Candidate] = []
    for table in text.document.tables:
        if not table.head or not text.document.blocks[table.first].visible:
            continue
        rows = list(data_rows(text, table))
        if not rows:
            continue
        for name, column in _columns_of(table, index).items():
            found.append(_column(text, table, column, rows, name, index, name in each_row))
    return found


def _columns_of(table: Table, index: LabelIndex) -> dict[str, int]:
    """The column of each element: the first one, but of several sums the one that says it is the whole."""
    columns: dict[str, int] = {}
    for column, path in enumerate(table.head):
        meaning = column_meaning(path, index)
        for name in meaning.ids if meaning is not None else ():
            is_whole = name == "amount" and name in columns and WHOLE.search(path[-1] if path else "")
            if index.in_columns.get(name) and (name not in columns or is_whole):
                columns[name] = column
    return columns


def list_candidates(text: NormalizedText, index: LabelIndex) -> list[Candidate]:
    """A table that gives units, places or projects an amount each is the result of an allocation."""
    found: list[Candidate] = []
    for table in text.document.tables:
        if len(table.head) < 2 or not text.document.blocks[table.first].visible:
            continue
        meanings = [column_meaning(path, index) for path in table.head]
        has_amount = any(meaning and "amount" in meaning.ids for meaning in meanings)
        row = next(data_rows(text, table), None) if has_amount else None
        if row is not None:
            start = text.block_range(table.block(row, 0))[0]
            end = text.block_range(table.block(row, table.columns - 1))[1]
            value = folded(text.text[start:end])
            found.append(
                Candidate("allocation-result", value, start, end, "column", "good", "", RANK["column"])
            )
    return found


def column_meaning(path: Sequence[str], index: LabelIndex) -> Meaning | None:
    """What a column's head stands for: its last heading first, then the whole path, then the group."""
    for label in (*reversed(path[-1:]), "".join(path), *reversed(path[:-1])):
        meaning = index.meaning(cleaned(label))
        if meaning and meaning.weak and _is_of_money(path, meaning, index):
            return Meaning((*meaning.ids, "amount"), weak=True)
        if meaning:
            return meaning
    if path and path[-1].endswith(_MONEY_HEADS) and "amount" in index.kinds:
        return Meaning(("amount",), weak=True)
    return None


def _is_of_money(path: Sequence[str], meaning: Meaning, index: LabelIndex) -> bool:
    """Whether a head such as 钱（万元） names a sum, although its word may mean something else."""
    kinds = {index.kinds.get(name) for name in meaning.ids}
    return (
        path[-1].endswith(_MONEY_HEADS) and "amount" in index.kinds and kinds.isdisjoint({"money", "names"})
    )


def data_rows(text: NormalizedText, table: Table) -> Iterator[int]:
    """Rows that hold an entry of the list: no heads, totals, section titles or empty rows."""
    columns = table.columns
    texts = text.document.blocks.texts[table.first : table.first + table.rows * columns]
    least = 3 if columns >= 4 else 1
    for row in table.body_rows():
        cells = texts[row * columns : (row + 1) * columns]
        if columns - cells.count("") < least:
            continue
        for cell in cells[:3]:
            if cell[:1] in _TOTAL_STARTS:
                if _is_entry(cells, least):
                    yield row
                break
        else:
            yield row


def _is_entry(cells: list[str], least: int) -> bool:
    """The close look at a row whose first cells are empty or may begin a total."""
    filled = sum(1 for cell in cells if cell and not cell.isspace())
    return filled >= least and not any(TOTAL.match(cell) for cell in cells[:3])


def _column(
    text: NormalizedText,
    table: Table,
    column: int,
    rows: list[int],
    name: str,
    index: LabelIndex,
    each_row: bool,
) -> Candidate:
    values, lacking = _column_values(text, table, column, rows, each_row)
    start, end = text.block_range(table.block(rows[0], column))
    state: State = state_of(index.kinds[name], values[0]) if values else "empty"
    if not values and any(fact.name == "row-placeholder" for fact, _ in lacking):
        state = "placeholder"
    value = folded("、".join(dict.fromkeys(values)), 60)
    is_counted = index.kinds[name] == "names" and bool(values) and is_number(values[0])
    total = _total(text, table, column) if name == "amount" or is_counted else None
    if total is not None and state == "good":
        start, end = total
        value = folded(text.text[start:end])
    meaning = column_meaning(table.head[column], index)
    rank = RANK["column"] + (WEAK if meaning is not None and meaning.weak else 0)
    label = "".join(table.head[column])
    says_no_source = name in _NO_NUMBERS and _LEVEL.search(label) is None
    if rank >= WEAK and says_no_source and values and is_number(values[0]):
        state, label = "empty", ""
    return Candidate(name, value, start, end, "column", state, label, rank, lacking[:MOST_LACKING])


def _total(text: NormalizedText, table: Table, column: int) -> tuple[int, int] | None:
    """Where the sum of a column stands: the row that says 合计, above or below the entries."""
    texts = text.document.blocks.texts
    for row in (*range(max(table.rows - TOTAL_ROWS, 0), table.rows), *range(min(TOTAL_ROWS, table.rows))):
        first = table.block(row, 0)
        if row in table.header_rows or not any(SUM.match(cell) for cell in texts[first : first + 3]):
            continue
        start, end = text.block_range(first + column)
        if any(digit in text.text[start:end] for digit in "123456789"):
            return start, end
    return None


def _column_values(
    text: NormalizedText, table: Table, column: int, rows: list[int], each_row: bool
) -> tuple[list[str], tuple[tuple[Fact, int], ...]]:
    """The first values of a column, and the rows that want one where every row must have it."""
    covered = _covered(table, column)
    block = table.block(0, column)
    cells = text.document.blocks.texts[block : table.first + table.rows * table.columns : table.columns]
    values: list[str] = []
    lacking: list[tuple[Fact, int]] = []
    open_values: dict[str, bool] = {}
    for row in rows:
        value = cells[covered.get(row, row)] if covered else cells[row]
        if value not in open_values:
            open_values[value] = not value.strip() or is_placeholder(value)
        if not open_values[value]:
            if len(values) < SHOWN:
                values.append(value.strip())
            elif not each_row:
                break
        else:
            fact = "row-placeholder" if value.strip() else "row-lacks"
            lacking.append((Fact(fact, (("row", str(row + 1)),)), table.block(row, column)))
    if not each_row and (values or not any(fact.name == "row-placeholder" for fact, _ in lacking)):
        lacking = []
    return values, tuple(lacking)


def _covered(table: Table, column: int) -> dict[int, int]:
    """Rows of a column whose cell is covered by a merged cell above -> the row that holds the text."""
    covered = {}
    for top, left, bottom, right in table.merged:
        if left <= column <= right and bottom > top:
            covered.update(dict.fromkeys(range(top + 1, bottom + 1), top))
    return covered


def form_candidates(text: NormalizedText, index: LabelIndex) -> list[Candidate]:
    """Cells that are a label, with the cell to the right as value.

    In a table with a head only the first column can hold labels, and only known ones.
    """
    found: list[Candidate] = []
    for table in text.document.tables:
        if table.rows > FORM_ROWS or table.columns < 2 or not text.document.blocks[table.first].visible:
            continue
        head = {*table.header_rows}
        labelled = 1 if head else table.columns
        headed = _headed(table, index) if head else frozenset()
        for row in range(table.rows):
            if row not in head:
                offered = _form_row(text, table, row, labelled, index)
                found.extend(candidate for candidate in offered if candidate.id not in headed)
    return found


def _headed(table: Table, index: LabelIndex) -> frozenset[str]:
    """The elements that the columns of a table certainly hold: its first column labels no other value of them."""
    meanings = [column_meaning(path, index) for path in table.head]
    return frozenset(name for meaning in meanings if meaning and not meaning.weak for name in meaning.ids)


def _form_row(
    text: NormalizedText, table: Table, row: int, labelled: int, index: LabelIndex
) -> Iterator[Candidate]:
    first = table.block(row, 0)
    cells = text.document.blocks.texts[first : first + table.columns]
    meanings = _meanings(cells, labelled, index)
    for column, meaning in enumerate(meanings):
        if meaning is None or (labelled == 1 and SUM.match(cells[column])):
            continue  # the sums of a list are those of its columns
        value = _value_column(cells, column, meanings)
        if value is None:
            continue
        start, end = text.block_range(first + value)
        label = cleaned(cells[column])
        is_own = meaning.weak and index.is_of_people and _PRIVATE.fullmatch(text.text[start:end].strip())
        for name in meaning.ids:
            if is_own and index.kinds[name] == "phone":
                continue  # the mobile of the person whom the form is about
            state = state_of(index.kinds[name], text.text[start:end])
            if index.kinds[name] == "money" and lacks_unit(text.text[start:end], cells[column], text):
                state = "poor"
            rank = RANK["label"] + (WEAK if meaning.weak else 0)
            yield Candidate(name, folded(text.text[start:end]), start, end, "label", state, label, rank)


def _meanings(cells: Sequence[str], labelled: int, index: LabelIndex) -> list[Meaning | None]:
    """What the cells of a row mean as labels. Behind a label stands its value, even if that ends like one.

    In a list only what is exactly a label is one; a table of two columns (项目 | 内容) is a form for all its head.
    """
    found: list[Meaning | None] = []
    for column, cell in enumerate(cells):
        is_value = column > 0 and found[-1] is not None
        exact = (labelled == 1 and len(cells) > PAIR) or is_value
        found.append(index.of_cell(cell, exact=exact) if column < labelled else None)
    return found


def _value_column(cells: Sequence[str], column: int, meanings: Sequence[Meaning | None]) -> int | None:
    """The cell that holds the value of a label cell: the next one that is no label itself."""
    filled = next((at for at in range(len(cells) - 1, column, -1) if cells[at].strip()), column)
    for candidate in range(column + 1, len(cells)):
        if meanings[candidate] is not None and candidate < filled:
            return candidate - 1 if candidate - 1 > column else None
        if cells[candidate].strip():
            return candidate
    return column + 1 if column + 1 < len(cells) else None
