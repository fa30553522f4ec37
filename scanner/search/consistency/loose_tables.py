"""Tables that are none to the reader of the file: columns held apart by blanks, a cell on a line, all on one line.

Rows are told by their shape, text and figures in the same order under heads of the same number. A total may leave
cells out: its figures are laid on the columns under which they stand, or from left to right as well as they fit.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations

from scanner.money import ZERO, number_of_cell, unit_of_caption
from scanner.regexes import compiled
from scanner.search.consistency.loose_sheets import Cell, LooseSheet, cells_of
from scanner.search.consistency.sheets import sum_label

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from scanner.search.consistency.reading import Reading, Spoken
    from scanner.search.consistency.sheets import Sheet

    Row = list[Cell]

_GAPS = compiled(r"\s{2,}|\t|\s?[|｜]\s?")
_BLANK = compiled(r"\s+")
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
LONGEST_CELL = 24
LEAST_HEADS, LONGEST_ROW = 4, 200  # of heads with single blanks between
LONGEST_HEAD = 14
_YEAR = compiled(r"20[0-9]{2}")
MOST_COLUMNS = 10
MOST_ROWS = 400
LEAST_ROWS = 2
LEAST_CELLS = 8  # of a line that is a whole table, of a run of lines with a cell each
MOST_PLACES = 4000  # cells of one run
MOST_TRIES = 50  # heads of one run under which rows were found that make no table
_ALIGNED = 2  # characters by which a cell may stand off its head
_TABLE_WORDS = ("合计", "合 计", "总计", "序号", "姓名", "金额", "户主", "标准", "资金", "项目")


def loose_sheets(reading: Reading) -> tuple[list[LooseSheet], set[int]]:
    """Such tables in order, and the starts of the sheets that they take in."""
    found: list[LooseSheet] = []
    taken: set[int] = set()
    lines = reading.lines
    at = 0
    while at < len(lines):
        last = at
        words = lines[at].text
        if len(_split(lines[at], _GAPS)) > 1 and len(words) < 400:
            while (
                last + 1 < len(lines)
                and _follows(lines, last + 1)
                and len(_split(lines[last + 1], _GAPS)) > 1
            ):
                last += 1
            sheet = _sheet_before(reading, lines[at])
            made = _of_columns(reading, lines[at : last + 1], sheet, _caption(lines, at))
            if made is not None and sheet is not None:
                taken.add(sheet.start)
            found += [made] if made is not None else []
        elif (rows := _numbered_rows(lines, at)) is not None:
            made = _made(
                reading, [cell.text for cell in _split(lines[at], _BLANK)], rows, _caption(lines, at)
            )
            found += [made] if made is not None else []
            last = at + len(rows)
        elif len(words) > 2 * LEAST_CELLS and " " in words and any(word in words for word in _TABLE_WORDS):
            cells = _split(lines[at], _BLANK)
            if len(cells) >= LEAST_CELLS:
                found += _of_stream(reading, cells, _caption(lines, at))
        elif _is_cell(lines[at]):
            while last + 1 < len(lines) and _follows(lines, last + 1) and _is_cell(lines[last + 1]):
                last += 1
            if last - at + 1 >= LEAST_CELLS:
                cells = [cell for line in lines[at : last + 1] for cell in _split(line, _GAPS)]
                found += _of_stream(reading, cells[:MOST_PLACES], _caption(lines, at + 6))
        at = last + 1
    return found, taken


def _numbered_rows(lines: Sequence[Spoken], at: int) -> list[Row] | None:
    """The rows below a line of heads with single blanks between: numbered from 1, as many cells in each as heads."""
    heads = _split(lines[at], _BLANK) if " " in lines[at].text and len(lines[at].text) < LONGEST_ROW else []
    if len(heads) < LEAST_HEADS or _share_of_heads(heads) * 2 < 1 or any(map(_is_number, heads)):
        return None
    rows: list[Row] = []
    for line in lines[at + 1 : at + 1 + MOST_ROWS]:
        cells = _split(line, _BLANK)
        is_sum = bool(rows) and _is_sum(cells)
        if not is_sum and (len(cells) != len(heads) or cells[0].text != str(len(rows) + 1)):
            break
        rows.append(cells)
        if is_sum:
            break
    return rows if len(rows) >= LEAST_ROWS else None


def _follows(lines: Sequence[Spoken], at: int) -> bool:
    return lines[at].start - lines[at - 1].start - len(lines[at - 1].text) <= 2


def _is_cell(line: Spoken) -> bool:
    words = line.text.strip()
    return 0 < len(words) <= LONGEST_CELL and words[-1] not in "。：:；" and _GAPS.search(words) is None


def _caption(lines: Sequence[Spoken], at: int) -> str:
    units = [unit_of_caption(line.text) for line in lines[max(at - 12, 0) : at + 1]]
    return next((unit for unit in reversed(units) if unit), "")


def _sheet_before(reading: Reading, line: Spoken) -> Sheet | None:
    return next((sheet for sheet in reading.plain_sheets if 0 <= line.start - sheet.end <= 2), None)


def _split(line: Spoken, pattern: re.Pattern[str]) -> Row:
    found, low = [], 0
    for high, after in (*(match.span() for match in pattern.finditer(line.text)), (len(line.text),) * 2):
        words = line.text[low:high].strip()
        if words:
            start = line.start + line.text.find(words, low)
            found.append(Cell(words, start, start + len(words)))
        low = after
    return found


def _is_number(cell: Cell) -> bool:
    return number_of_cell(cell.text) is not None


def _is_sum(row: Sequence[Cell]) -> bool:
    return any(sum_label(cell.text) for cell in row[:2])


# ---- columns held apart by blanks


def _of_columns(
    reading: Reading, lines: Sequence[Spoken], sheet: Sheet | None, caption: str
) -> LooseSheet | None:
    rows = [_split(line, _GAPS) for line in lines]
    heads: list[str] = []
    cells: list[Row] = []
    places: list[tuple[int, int]] = []
    if sheet is not None:
        heads = list(sheet.heads)
        cells = cells_of(sheet)
        caption = caption or next((unit for at in range(sheet.columns) if (unit := sheet.unit(at))), "")
        if not any(_is_sum(row) for row in rows):
            return None
    else:
        first = _head_row(rows)
        if first < 0:
            return None
        heads = [cell.text for cell in rows[first]]
        places = [_seen(lines[first], cell) for cell in rows[first]]
        rows, lines = rows[first + 1 :], lines[first + 1 :]
    whole = [row for row in rows if len(row) == len(heads) and not _is_sum(row)]
    figures = {at for row in whole for at, cell in enumerate(row) if _is_number(cell)}
    for line, row in zip(lines, rows, strict=True):
        full = _full(line, row, len(heads), places, figures)
        if full is None:
            if not _is_sum(row):
                return None
            full = row
        cells.append(full)
    return _made(reading, heads, cells, caption)


def _head_row(rows: Sequence[Row]) -> int:
    """The row of the heads: without figures, as wide as the row behind it; a title with a date beside it is none."""
    found = [at for at, row in enumerate(rows) if len(row) > 1 and not any(map(_is_number, row))]
    for at in found:
        if at + 1 < len(rows) and len(rows[at + 1]) == len(rows[at]) and any(map(_is_number, rows[at + 1])):
            return at
    return found[0] if found else -1


def _seen(line: Spoken, cell: Cell) -> tuple[int, int]:
    """Where a cell begins and ends on the screen."""
    low = cell.start - line.start
    before, width = _width(line.text[:low]), _width(cell.text)
    return before, before + width


def _width(words: str) -> int:
    return sum(2 if char > "\u2e7f" else 1 for char in words)


def _full(
    line: Spoken, row: Row, size: int, places: Sequence[tuple[int, int]], figures: set[int]
) -> Row | None:
    """The row with a cell for every column; None where its cells stand under no head."""
    if len(row) == size or not row:
        return row or None
    if len(row) > size or not places:
        return None
    for shift in (0, *sorted({low - _seen(line, row[0])[0] for low, _ in places[1:]})):
        full = _under(line, row, places, max(shift, 0))
        if full is not None and all(
            not cell.text or not figures or _is_number(cell) == (at in figures)
            for at, cell in enumerate(full)
        ):
            return full
    return None


def _under(line: Spoken, row: Row, places: Sequence[tuple[int, int]], shift: int) -> Row | None:
    """The cells under the heads they stand under; `shift`: blanks that the line lost at its beginning."""
    full = [Cell("", line.start, line.start) for _ in places]
    last = -1
    for cell in row:
        low, high = (at + shift for at in _seen(line, cell))
        near = [
            min(abs(low - first), abs(high - end), abs(low + high - first - end) // 2)
            for first, end in places
        ]
        at = near.index(min(near))
        if near[at] > _ALIGNED or at <= last:
            return None
        full[at] = cell
        last = at
    return full


# ---- one cell behind the other


def _of_stream(reading: Reading, cells: Row, caption: str) -> list[LooseSheet]:
    """The tables that a run of cells makes: heads, then rows of one shape."""
    found: list[LooseSheet] = []
    kinds = [_kind(cell) for cell in cells]
    at = tried = 0
    while at + LEAST_CELLS <= len(cells) and tried < MOST_TRIES:
        size, end, rows = _widest(cells, kinds, at)
        if size and _has_better(cells, kinds, at, size):
            at += 1  # a title before the heads
            continue
        made = _made(reading, [cell.text for cell in cells[at : at + size]], rows, caption) if size else None
        found += [made] if made is not None else []
        tried += made is None and size > 0
        at = end if made is not None else at + 1
    return found


def _share_of_heads(heads: Sequence[Cell]) -> float:
    """How many of these cells read as heads do: of 1 all."""
    short = [cell.text for cell in heads if len(cell.text) <= LONGEST_HEAD and not _YEAR.search(cell.text)]
    known = sum(1 for words in short if any(pattern.search(words) for pattern in _HEADLIKE))
    return known / len(heads) if heads else 0.0


def _has_better(cells: Row, kinds: Sequence[str], at: int, size: int) -> bool:
    """Whether heads that begin one or two cells later are heads rather than these."""
    own = _share_of_heads(cells[at : at + size])
    for later in (at + 1, at + 2):
        width = _widest(cells, kinds, later)[0] if own < 1 else 0
        if width and _share_of_heads(cells[later : later + width]) > own:
            return True
    return False


def _widest(cells: Row, kinds: Sequence[str], at: int) -> tuple[int, int, list[Row]]:
    """(columns, end, rows) of the longest table whose heads begin at a place; no columns where there is none."""
    best: tuple[int, int, list[Row]] = (0, 0, [])
    for size in range(2, min(MOST_COLUMNS, len(cells) - at - 3) + 1):
        if kinds[at + size - 1] not in "TH" and not (kinds[at + size - 1] == "S" and size > 1):
            break
        end, rows = _rows(cells, kinds, at + size, size)
        if sum(1 for row in rows if len(row) == size and not _is_sum(row)) >= LEAST_ROWS and end > best[1]:
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
    return last.isdecimal() and cells[end - 1].text == str(int(last) + 1)


# ---- what was made out, as a sheet


def _made(reading: Reading, heads: list[str], rows: list[Row], caption: str) -> LooseSheet | None:
    """The sheet, the short rows that add up laid on its columns; None where one of them cannot be."""
    size = len(heads)
    data = [row for row in rows if len(row) == size and not _is_sum(row)]
    if len(data) < LEAST_ROWS or size > MOST_COLUMNS or not all(map(_HEAD.search, heads)):
        return None
    columns = [at for at in range(size) if any(_is_number(row[at]) for row in data)]
    for at, head in enumerate(heads):
        if (_OF_TEXT if at in columns else _OF_FIGURES).search(head) and (
            at in columns or not all(_DIGIT.search(row[at].text) for row in data)
        ):
            return None
    values = {
        at: [_value(row[at]) if len(row) == size and not _is_sum(row) else None for row in rows]
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
    figures = [cell for cell in row[label + 1 :] if _is_number(cell)]
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
