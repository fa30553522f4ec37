"""Runs of cells as sheets: heads, then rows of one shape, one cell behind the other; and any rows below their heads.

A title before the heads is told from them by its words. A row that adds up may leave cells out: its figures are laid
on the columns that they fit best.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations

from scanner.money import ZERO, number_of_cell
from scanner.regexes import compiled
from scanner.search.consistency.loose_sheets import Cell, LooseSheet
from scanner.search.consistency.sheets import sum_label

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scanner.search.consistency.reading import Reading

    Row = list[Cell]

_DIGIT = compiled(r"[0-9一二三四五六七八九十无—-]")  # 每人600元, 按实: a rate in words
_EMPTY = compiled(r"[-—/\\－无]{1,2}")
_HEAD = compiled(r"[^\W\d_]")
_DATES = ("月", "年", "日", "号", "月份", "年度", "季度", "组", "村", "队")
_OF_FIGURES = compiled(
    r"金额|资金(?!来源|名称|用途|渠道|性质|类)|标准|面积|户数|人数|数量|单价|[（(](?:万元|元|户|人|亩)[)）]|调增|调减|补助|补贴|投资|合计|占比|率$"
)
_ONLY_HEAD = compiled(
    r"[（(](?:万?元|户|人|亩|%|元/[^）)]{1,3})[)）]$|^序号$|^姓名$|^户主$|金额$|^备注$|标准$|名称$|^面积$|^[户人]数$"
)
_OF_TEXT = compiled(r"姓名|户主|名称|乡镇|村名|单位$|地点|类别|事由")
_HEADLIKE = (
    _OF_TEXT,
    _OF_FIGURES,
    _ONLY_HEAD,
    compiled(r"序号|项目|人口|方式|情况|类别|类型|村|责任人|对象|学校"),
)
LONGEST_HEAD = 14
_YEAR = compiled(r"20[0-9]{2}")
MOST_COLUMNS = 10
LEAST_ROWS = 2
MOST_TRIES = 50  # heads of one run under which rows were found that make no table
MOST_ROWS = 400
LEAST_CELLS = 8  # of a run of cells that is a table


def is_number(cell: Cell) -> bool:
    return number_of_cell(cell.text) is not None


def is_sum(row: Sequence[Cell]) -> bool:
    return any(sum_label(cell.text) for cell in row[:2])


# ---- one cell behind the other


def stream_sheets(reading: Reading, cells: Row, caption: str) -> list[LooseSheet]:
    """The tables that a run of cells makes: heads, then rows of one shape."""
    found: list[LooseSheet] = []
    kinds = [_kind(cell) for cell in cells]
    at = tried = 0
    while at + LEAST_CELLS <= len(cells) and tried < MOST_TRIES:
        size, end, rows = _widest(cells, kinds, at)
        if size and _has_better(cells, kinds, at, size):
            at += 1  # a title before the heads
            continue
        made = (
            made_sheet(reading, [cell.text for cell in cells[at : at + size]], rows, caption)
            if size
            else None
        )
        found += [made] if made is not None else []
        tried += made is None and size > 0
        at = end if made is not None else at + 1
    return found


def share_of_heads(heads: Sequence[Cell]) -> float:
    """How many of these cells read as heads do: of 1 all."""
    short = [cell.text for cell in heads if len(cell.text) <= LONGEST_HEAD and not _YEAR.search(cell.text)]
    known = sum(1 for words in short if any(pattern.search(words) for pattern in _HEADLIKE))
    return known / len(heads) if heads else 0.0


def _has_better(cells: Row, kinds: Sequence[str], at: int, size: int) -> bool:
    """Whether heads that begin one or two cells later are heads rather than these."""
    own = share_of_heads(cells[at : at + size])
    for later in (at + 1, at + 2):
        width = _widest(cells, kinds, later)[0] if own < 1 else 0
        if width and share_of_heads(cells[later : later + width]) > own:
            return True
    return False


def _widest(cells: Row, kinds: Sequence[str], at: int) -> tuple[int, int, list[Row]]:
    """(columns, end, rows) of the longest table whose heads begin at a place; no columns where there is none."""
    best: tuple[int, int, list[Row]] = (0, 0, [])
    for size in range(2, min(MOST_COLUMNS, len(cells) - at - 3) + 1):
        if kinds[at + size - 1] not in "TH" and not (kinds[at + size - 1] == "S" and size > 1):
            break
        end, rows = _rows(cells, kinds, at + size, size)
        if sum(1 for row in rows if len(row) == size and not is_sum(row)) >= LEAST_ROWS and end > best[1]:
            best = (size, end, rows)
    return best


def _kind(cell: Cell) -> str:
    if _EMPTY.fullmatch(cell.text):
        return "-"
    number = number_of_cell(cell.text)
    if number is not None and number.counts not in _DATES:
        return "N"
    return "S" if sum_label(cell.text) else "H" if _ONLY_HEAD.search(cell.text) else "T"


def _rows(cells: Row, kinds: Sequence[str], at: int, size: int) -> tuple[int, list[Row]]:
    """(where they end, the rows) from a place on; rows that add up may be shorter."""
    rows: list[Row] = []
    shape: Sequence[str] = ()
    while at < len(cells) and len(rows) < MOST_ROWS:
        label = at + 1 if kinds[at] == "N" and at + 1 < len(cells) and kinds[at + 1] == "S" else at
        if kinds[label] == "S":
            end = label + 1
            while end < len(cells) and end - label < size and kinds[end] in "N-":
                end += 1
            if shape and shape[0] == "N" and end - label > 1 and _is_next(cells, rows, end):
                end -= 1  # the number of the row behind it
            if end < len(cells) and kinds[end] == "N" and "".join(shape[:1]) != "N":
                return at, []  # more figures than columns: the shape was not made out
            rows.append(cells[label:end])
            at = end
            continue
        row = kinds[at : at + size]
        if len(row) < size or "S" in row or "H" in row or "N" not in row or "T" not in row:
            break
        if shape and any(
            one != other and "-" not in (one, other) for one, other in zip(shape, row, strict=True)
        ):
            break
        shape = shape or row
        rows.append(cells[at : at + size])
        at += size
    return at, rows


def _is_next(cells: Row, rows: Sequence[Row], end: int) -> bool:
    """Whether the cell before a place is the number of the next row."""
    last = next((row[0].text for row in reversed(rows) if row[0].text.isdecimal()), "")
    return 0 < len(last) < 8 and cells[end - 1].text == str(int(last) + 1)


# ---- what was made out, as a sheet


def made_sheet(reading: Reading, heads: list[str], rows: list[Row], caption: str) -> LooseSheet | None:
    """The sheet, the short rows that add up laid on its columns; None where one of them cannot be."""
    size = len(heads)
    data = [row for row in rows if len(row) == size and not is_sum(row)]
    if len(data) < LEAST_ROWS or size > MOST_COLUMNS or not all(map(_HEAD.search, heads)):
        return None
    columns = [at for at in range(size) if any(is_number(row[at]) for row in data)]
    for at, head in enumerate(heads):
        if (_OF_TEXT if at in columns else _OF_FIGURES).search(head) and (
            at in columns or not all(_DIGIT.search(row[at].text) for row in data)
        ):
            return None
    values = {
        at: [_value(row[at]) if len(row) == size and not is_sum(row) else None for row in rows]
        for at in columns
    }
    cells = []
    for index, row in enumerate(rows):
        if len(row) == size:
            cells.append(row)
            continue
        laid = _laid(row, size, values, index)
        if laid is None:
            return None
        cells.append(laid)
    return LooseSheet(reading.subject.text, heads, cells, caption)


def _value(cell: Cell) -> Decimal:
    number = number_of_cell(cell.text)
    return number.value if number is not None else ZERO


def _laid(row: Row, size: int, values: dict[int, list[Decimal | None]], index: int) -> Row | None:
    """A row that adds up, its figures under the columns that they fit best."""
    label = next((at for at, cell in enumerate(row) if sum_label(cell.text)), 0)
    figures = [cell for cell in row[label + 1 :] if is_number(cell)]
    columns = [at for at in values if at > label]
    if len(figures) > len(columns):
        return None
    best: tuple[int, Decimal, tuple[int, ...]] | None = None
    for chosen in combinations(columns, len(figures)):
        hits, off = 0, ZERO
        for at, cell in zip(chosen, figures, strict=True):
            stated = _value(cell)
            apart = min((abs(total - stated) for total in _totals(values[at], index)), default=stated)
            hits += apart == 0
            off += apart / max(stated, Decimal(1))
        if best is None or (-hits, off) < (-best[0], best[1]):
            best = (hits, off, chosen)
    full = [Cell("", row[label].start, row[label].start) for _ in range(size)]
    full[min(label, size - 1)] = row[label]
    for at, cell in zip(best[2] if best else (), figures, strict=False):
        full[at] = cell
    return full


def _totals(column: Sequence[Decimal | None], index: int) -> Iterator[Decimal]:
    """What the rows above, those since the last total, and those below give."""
    above, below = column[:index], column[index + 1 :]
    yield sum((value for value in above if value is not None), ZERO)
    yield sum((value for value in below if value is not None), ZERO)
    for part in (above[::-1], below):
        run = ZERO
        for value in part:
            if value is None:
                break
            run += value
        yield run
