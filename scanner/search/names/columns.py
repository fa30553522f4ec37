"""Structure first: a column headed 姓名 makes its cells names, whatever they look like.

Tables and forms of the file, and tables that have lost their borders: heads and cells a line each, or parted by
tabs, bars and spaces.
"""

from __future__ import annotations

from functools import cache

from scanner.model import Grid
from scanner.noun import noun
from scanner.regexes import compiled
from scanner.search.names.shapes import can_be_name, is_body, is_masked, is_name, parts_of, without_title
from scanner.search.names.words import listed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.model import Document, NormalizedText, Table
    from scanner.search.names.entities import Kind

_BLANKS = compiled(r"[\s:：*＊]+|[（(][^（()）]*[)）]")
_AND = compiled(r"[及和与、/／\n]|\s{1,}")
_NOT_NAME = compiled(r"电话|手机|号码|身份证|账号|卡号|职务|数量|人数|户数|金额|性别|年龄|关系|情况|编号|意见|说明|类型|类别|日期|时间|数$|代码")
LONGEST_HEAD = 16
FORM_ROWS = 60  # a longer table is no form
_STRICT = frozenset("姓名 名字 户主 户主姓名 学生姓名 申请人 申请人姓名 户名 开户名 机主".split())
_FEWEST = 2


@noun
class Claim:
    """What a column, a label or a rule says stands somewhere."""

    kind: Kind
    start: int
    end: int
    tag: str


@cache
def _heads() -> dict[str, str]:
    return {word: group for group, text in listed("heads").items() for word in text.split()}


@cache
def head_kind(head: str) -> str:
    """What stands under a head or beside a label: name, strict-name, organisation, address or ""."""
    bare = _BLANKS.sub("", head)
    if not bare or len(bare) > LONGEST_HEAD:
        return ""
    kinds = _heads()
    parts = [part for part in _AND.split(_BLANKS.sub("", head.replace("\n", ""))) if part]
    if bare in _STRICT or any(part in _STRICT for part in parts):
        return "strict-name"
    if bare in kinds:
        return kinds[bare]
    if _NOT_NAME.search(bare) and not any(part in kinds for part in parts):
        return ""
    for part in reversed(parts):
        if part in kinds:
            return kinds[part]
    for length in range(min(len(bare) - 1, 8), 1, -1):
        if bare[-length:] in kinds and not _NOT_NAME.search(bare):
            return kinds[bare[-length:]]
    return ""


class Columns:
    """The claims of one document's tables."""

    def __init__(self, text: NormalizedText) -> None:
        self._text = text
        self._document: Document = text.document
        self.decided: dict[int, frozenset[int]] = {}  # columns of each table, by its first block, that are read whole

    def claims(self) -> Iterator[Claim]:
        """What the tables of the file say, table by table."""
        grids = {first: one for first, one in self._document.blocks.stretches if isinstance(one, Grid)}
        for table in self._document.tables:
            grid = grids.get(table.first)
            if grid is not None and not grid.visible:
                continue
            yield from self._of_table(table)

    def _of_table(self, table: Table) -> Iterator[Claim]:
        head = self._head(table)
        kinds = [head_kind(path[-1]) or (head_kind("".join(path)) if len(path) > 1 else "") if path else "" for path in head]
        named = [column for column, kind in enumerate(kinds) if kind]
        texts, starts, maps = self._document.blocks.texts, self._text.starts, self._text.maps
        for row in table.body_rows() if named else ():
            for column in named:
                block = table.block(row, column)
                raw = texts[block]
                if raw:
                    cell = self._text.block_text(block) if block in maps else raw
                    yield from cell_claims(cell, starts[block], kinds[column], "header")
        if table.rows <= FORM_ROWS:
            yield from self._of_form(table, frozenset(named))

    def _head(self, table: Table) -> tuple[tuple[str, ...], ...]:
        seen = 0
        while not table.head and table.continues >= 0 and seen < len(self._document.tables):
            table = self._document.tables[table.continues]
            seen += 1
        return table.head

    def _of_form(self, table: Table, named: frozenset[int]) -> Iterator[Claim]:
        """label | value | label | value."""
        for row in range(table.rows):
            kind = ""
            for column in range(table.columns):
                block = table.block(row, column)
                cell = self._text.block_text(block)
                if not cell.strip():
                    continue
                if kind and column not in named:
                    yield from cell_claims(cell, self._text.starts[block], kind, "header")
                kind = "" if column in named else head_kind(cell)


def cell_claims(cell: str, start: int, kind: str, tag: str) -> Iterator[Claim]:
    """The claims of one cell under a head of this kind."""
    stripped = cell.strip()
    if not stripped or stripped.isascii():
        return
    begin = start + cell.index(stripped[0])
    if kind in ("organisation", "address"):
        return  # the model reads them; the head is no proof
    if is_masked(stripped):
        yield Claim("masked", begin, begin + len(stripped), tag)
        return
    tight = stripped.replace(" ", "")
    if tight != stripped and len(tight) <= 4 and can_be_name(tight) and " " not in stripped.replace(" ", "", 5)[1:1]:
        if all(len(part) == 1 for part in stripped.split()):
            yield Claim("person", begin, begin + len(stripped), tag)
            return
    for part, at in parts_of(stripped):
        yield from _part_claims(part, begin + at, kind, tag)


def _part_claims(part: str, start: int, kind: str, tag: str) -> Iterator[Claim]:
    if is_masked(part):
        yield Claim("masked", start, start + len(part), tag)
        return
    name, at = without_title(part)
    if kind == "strict-name":
        if can_be_name(name) and not (is_body(name) and not is_name(name)):
            yield Claim("person", start + at, start + at + len(name), tag)
    elif is_name(name) or (can_be_name(name) and len(name) <= 4 and not is_body(name) and len(name) < 4 and not _is_thing(name)):
        yield Claim("person", start + at, start + at + len(name), tag)


def _is_thing(token: str) -> bool:
    """Two or three characters that no person is called: bodies and places (村委会, 镇政府, 各村)."""
    return head_kind(token) != "" or token.endswith(("村", "镇", "乡", "局", "办", "所", "站", "部", "委", "会", "政府", "公司", "社", "组", "户", "人", "者", "员", "级", "类"))


# ---------------------------------------------------------------- tables without borders


_LINE = compiled(r"[^\n]+")
_SPLITS = (compiled(r"\t"), compiled(r" ?[|｜│] ?"), compiled(r"  +"), compiled(r" "))
_END = compiled(r"[。；！？]|^.{1,16}[:：]|^[一二三四五六七八九十]{1,2}、|^附")
MOST_CELLS = 4000
LONGEST_CELL = 14


def loose_claims(text: str, skipped: list[tuple[int, int]]) -> Iterator[Claim]:
    """What heads in plain lines say of the lines below them; `skipped` are the tables of the file."""
    lines = [found.span() for found in _LINE.finditer(text) if text[slice(*found.span())].strip() and not _is_in(found.start(), skipped)]
    at = 0
    while at < len(lines):
        cells = _cells_of(text, *lines[at])
        kinds = [head_kind(text[start:end]) for start, end in cells]
        has_name = any(kind.endswith("name") for kind in kinds)
        if len(cells) >= _FEWEST and has_name and len(cells) <= 24 and all(end - start <= LONGEST_HEAD for start, end in cells):
            at = yield from _rows_below(text, lines, at, cells, kinds)
        elif len(cells) == 1 and has_name:
            at = yield from _cells_below(text, lines, at)
        elif len(cells) > 6 and has_name:
            yield from _in_one_line(text, cells, kinds)
        at += 1


def _is_in(position: int, ranges: list[tuple[int, int]]) -> bool:
    from bisect import bisect_right

    at = bisect_right(ranges, (position, 2**62)) - 1
    return at >= 0 and ranges[at][0] <= position < ranges[at][1]


def _cells_of(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The cells of a line by the strongest separator it has."""
    line = text[start:end]
    for split in _SPLITS:
        if split.search(line.strip()):
            found, at = [], 0
            for mark in split.finditer(line):
                found.append((start + at, start + mark.start()))
                at = mark.end()
            found.append((start + at, end))
            return [(a, b) for a, b in found if text[a:b].strip()]
    return [(start, end)]


def _rows_below(
    text: str, lines: list[tuple[int, int]], at: int, heads: list[tuple[int, int]], kinds: list[str]
) -> Iterator[Claim]:
    """Rows as lines: the cell with the number of the head."""
    following = at + 1
    while following < len(lines):
        start, end = lines[following]
        cells = _cells_of(text, start, end)
        if len(cells) < _FEWEST or (_END.search(text[start:end]) and "\t" not in text[start:end]):
            break
        if len(cells) == len(heads):
            for (first, last), kind in zip(cells, kinds, strict=True):
                if kind.endswith("name"):
                    yield from cell_claims(text[first:last], first, kind, "header")
        following += 1
    return following - 1  # type: ignore[return-value]


def _cells_below(text: str, lines: list[tuple[int, int]], at: int) -> Iterator[Claim]:
    """A cell a line: the head's column comes round after as many lines as there are columns."""
    end = at
    while end < len(lines) and end - at < MOST_CELLS:
        start, last = lines[end]
        if last - start > LONGEST_CELL * 2 or _END.search(text[start:last]):
            break
        end += 1
    period = _period(text, lines[at:end])
    if not period:
        return at  # type: ignore[return-value]
    kind = head_kind(text[slice(*lines[at])])
    for number in range(at + period, end, period):
        start, last = lines[number]
        yield from cell_claims(text[start:last], start, kind, "header")
    return end - 1  # type: ignore[return-value]


def _period(text: str, cells: list[tuple[int, int]]) -> int:
    """After how many cells a name comes again below the head; 0 where no period explains the cells."""
    best, best_share = 0, 0.0
    for period in range(2, min(13, len(cells))):
        below = [text[slice(*cell)].strip() for cell in cells[period::period]]
        names = sum(is_name(cell.replace(" ", "")) or is_masked(cell) or "·" in cell for cell in below)
        share = names / len(below) if below else 0.0
        if len(below) >= _FEWEST and share > best_share + 0.1:
            best, best_share = period, share
    return best if best_share >= 0.7 else 0


def _in_one_line(text: str, cells: list[tuple[int, int]], kinds: list[str]) -> Iterator[Claim]:
    """Heads and cells one behind the other in one line."""
    for number, kind in enumerate(kinds):
        if not kind.endswith("name"):
            continue
        period = _period(text, cells[number:])
        if period:
            for first, last in cells[number + period :: period]:
                yield from cell_claims(text[first:last], first, kind, "header")
        return
