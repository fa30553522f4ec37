"""Structure first: a column headed 姓名 makes its cells names, whatever they look like.

Tables and forms of the file; for tables that have lost their borders see `loose.py`.
"""

from __future__ import annotations

from functools import cache

from scanner.model import Grid
from scanner.noun import noun
from scanner.regexes import compiled
from scanner.search.names.shapes import (
    can_be_name,
    is_body,
    is_masked,
    is_name,
    is_placed,
    is_word,
    parts_of,
    without_title,
)
from scanner.search.names.words import listed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.model import Document, NormalizedText, Table
    from scanner.search.names.entities import Kind

_BLANKS = compiled(r"[\s:：*＊]+|[（(][^（()）]*[)）]")
_AND = compiled(r"[及和与、/／\n]|\s{1,}")
_NOT_NAME = compiled(
    r"电话|手机|号码|身份证|账号|卡号|职务|数量|人数|户数|金额|性别|年龄|关系|情况|编号|意见|说明|类型|类别|日期|时间|数$|代码"
)
OF_PEOPLE = compiled(
    "人|员|长|者|签|审|核|办|姓|名|户|备注|说明|监|制|手|主体|对象|关系|联系|学生|老人|儿童|孤儿|孩子|书记|支书|主任|会计|文书|出纳|干部|专干|领导|教师|医生|护士|司机|机手|师傅|名称|父|母|妻|夫|子|女|民"
)
LONGEST_HEAD = 16
LONGEST_LIST = 14  # characters of a cell that may hold anything; of a longer one half must be names
FORM_ROWS = 60  # a longer table is no form
_STRICT = frozenset("姓名 名字 户主 户主姓名 学生姓名 申请人 申请人姓名 户名 开户名 机主".split())


class Claim(metaclass=noun):
    """What a column, a label or a rule says stands somewhere."""

    kind: Kind
    start: int
    end: int
    tag: str
    head: str = ""  # of the column or form it stands in, where the table has lost its borders


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
        self._things: dict[int, frozenset[int]] = {}  # by a table's first block

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
        kinds = [
            head_kind(path[-1]) or (head_kind("".join(path)) if len(path) > 1 else "") if path else ""
            for path in head
        ]
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

    def is_against(self, start: int, end: int) -> bool:
        """Whether a table says that ``text[start:end]`` is no person: a head, or the whole cell under a head of things.

        Only where another column of the table holds names.
        """
        found = self._document.table_at(self._text.block_at(start))
        if found is None:
            return False
        table, row, column = found
        if table.rows > 1 and row in table.header_rows:
            return True
        if table.first not in self._things:
            self._things[table.first] = self._columns_of_things(table)
        if column not in self._things[table.first]:
            return False
        cell = self._text.block_range(table.block(row, column))
        return self._text.text[cell[0] : cell[1]].strip() == self._text.text[start:end].strip()

    def _columns_of_things(self, table: Table) -> frozenset[int]:
        """The columns whose head speaks of no people, where another's does."""
        labels = [path[-1] if path else "" for path in self._head(table)]
        kinds = [head_kind(label) for label in labels]
        if not any(kind.endswith("name") for kind in kinds):
            return frozenset()
        return frozenset(
            column
            for column, label in enumerate(labels)
            if label.strip() and not kinds[column] and not OF_PEOPLE.search(label)
        )

    def _head(self, table: Table) -> tuple[tuple[str, ...], ...]:
        seen = 0
        while not table.head and table.continues >= 0 and seen < len(self._document.tables):
            table = self._document.tables[table.continues]
            seen += 1
        return table.head

    def _of_form(self, table: Table, named: frozenset[int]) -> Iterator[Claim]:
        """label | value | label | value."""
        for row in table.body_rows():
            kind = ""
            for column in range(table.columns):
                block = table.block(row, column)
                cell = self._text.block_text(block)
                if not cell.strip():
                    continue
                if kind and column not in named and _is_value(cell.strip(), kind):
                    yield from cell_claims(cell, self._text.starts[block], kind, "header")
                is_label = column not in named or _BLANKS.sub("", cell) in _heads()
                kind = head_kind(cell) if is_label else ""


def _is_value(cell: str, kind: str) -> bool:
    """Whether a cell beside a label is its value: beside 姓名 something that looks like a name, and no other label."""
    if not kind.endswith("name"):
        return True
    return (
        is_name(without_title("".join(cell.split()))[0])
        or is_masked(cell)
        or any(is_name(part) or is_masked(part) for part, _ in parts_of(cell))
    )


def cell_claims(cell: str, start: int, kind: str, tag: str) -> Iterator[Claim]:
    """The claims of one cell under a head of this kind."""
    stripped = cell.strip()
    if not stripped or stripped.isascii():
        return
    begin = start + cell.index(stripped[0])
    if kind in ("organisation", "address"):
        if is_address(stripped) if kind == "address" else _is_organisation(stripped):
            yield Claim(kind, begin, begin + len(stripped), tag)  # type: ignore[arg-type]
        return
    if is_masked(stripped) and stripped[-1] not in "等户":
        yield Claim("masked", begin, begin + len(stripped), tag)
        return
    tight = stripped.replace(" ", "")
    is_spread = tight != stripped and all(len(part) == 1 for part in stripped.split())
    if is_spread and len(tight) <= 4 and can_be_name(tight):
        yield Claim("person", begin, begin + len(stripped), tag)
        return
    parts = parts_of(stripped)
    if len(stripped) > LONGEST_LIST and sum(is_name(part) or is_masked(part) for part, _ in parts) * 2 < len(
        parts
    ):
        return  # a remark that runs through the row
    for part, at in parts:
        yield from _part_claims(part, begin + at, kind, tag)


_GROUP = compiled(r"(?:[0-9]|[一二三四五六七八九十])(?:村民小)?[组社队屯]")
_ENUMERATION = compiled(r"[、，。；,;：:\n]|及|等")


def is_address(cell: str) -> bool:
    """Whether a cell under 住址 holds an address: a road, a building, a door, or a village with its group."""
    return len(cell) >= 4 and (is_placed(cell) or _GROUP.search(cell) is not None)


@cache
def _institutions() -> tuple[str, ...]:
    return tuple(
        word
        for word in listed("context")["institution"].split()
        if len(word) > 1 or word in "局厅办站所院校厂社"
    )


def _is_organisation(cell: str) -> bool:
    """Whether a cell under 单位 holds one body, by its end; an office without a place (县水利局) counts."""
    return (
        len(cell) >= 4
        and cell.endswith(_institutions())
        and _ENUMERATION.search(cell) is None
        and "各" not in cell
    )


def _part_claims(part: str, start: int, kind: str, tag: str) -> Iterator[Claim]:
    if is_masked(part):
        part = part.rstrip("等户")
        yield Claim("masked", start, start + len(part), tag)
        return
    name, at = without_title(part)
    if kind == "strict-name":
        if can_be_name(name) and not (is_body(name) and not is_name(name)) and name not in _heads():
            yield Claim("person", start + at, start + at + len(name), tag)
    elif is_name(name) or (
        can_be_name(name) and len(name) < 4 and not is_body(name) and not is_thing(name) and not is_word(name)
    ):
        yield Claim("person", start + at, start + at + len(name), tag)


def is_thing(token: str) -> bool:
    """Two or three characters that no person is called: bodies and places (村委会, 镇政府, 各村)."""
    return head_kind(token) != "" or token.endswith(
        (
            "村",
            "镇",
            "乡",
            "局",
            "办",
            "所",
            "站",
            "部",
            "委",
            "会",
            "政府",
            "公司",
            "社",
            "组",
            "户",
            "人",
            "者",
            "员",
            "级",
            "类",
        )
    )
