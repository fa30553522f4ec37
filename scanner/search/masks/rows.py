"""Who a mask belongs to, and what stands beside it: the row of its table, the form, the sentence.

A table may list several persons in one row (户主, 监护人): its columns are split at the columns of names,
and a mask only reads the columns of its own person.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise

from scanner.noun import noun
from scanner.regexes import compiled
from scanner.search.masks.births import age_window, birth_window, sex_of, told
from scanner.search.masks.names import CHARACTERS, LONGEST, is_masked_name
from scanner.search.numbers.labels import CLASS_OF, labels
from scanner.values import is_person, persons

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scanner.model import Table
    from scanner.search.masks.births import Window
    from scanner.search.numbers.masks import Mask
    from scanner.search.subject import Subject

    Seat = tuple[Table, int, int]  # table, row, column

REACH = 60  # characters of a sentence around a mask
_FORM_ROWS = 6  # of a form above and below the mask
_STOP = compiled("[。；;！!\n\t]")
_AGE_HEAD = compiled("年龄(?![段组层结])|周岁|虚岁|岁数|实岁")
_BIRTH_HEAD = compiled("出生(?:年月日|日期|年月|年份|时间|年)?(?![地证医缺])|生日")
_SEX_HEAD = compiled("性别")
_ROLE = compiled(
    "监护人|户主|家长|法定代表人|负责人|代领人|领取人|委托人|父亲|母亲|配偶|子女|学生|本人|开户人"
)
_AGE_CELL = compiled("[0-9]{1,3} ?(?:周|虚)?岁")
_NAME_SPLIT = compiled("[，,、；;：:。（）() \t\n]+")
_UNNAMED = frozenset(
    "金额 余额 时间 单位 党员 农户 全家 安置 文化 文件 方式 温馨 常住 车辆 计划 水电 平房 安全 和谐".split()
)


class Told(metaclass=noun):
    """One thing that stands beside a mask: `kind` birth, age or sex; `label` the word that heads it."""

    kind: str
    value: Window | str
    label: str
    is_column: bool


class Plan(metaclass=noun):
    """How to read one table: the columns of names, and (column, kind, label) of those that tell something."""

    names: tuple[int, ...]
    telling: tuple[tuple[int, str, str], ...]
    heads: tuple[str, ...]

    def own(self, column: int) -> tuple[int, int]:
        """The columns of one person, end not included: from a column of names to the next one."""
        before = [at for at in self.names if at <= column]
        following = self.names[max(len(before), 1) :]
        return before[-1] if len(before) > 1 else 0, following[0] if following else 1 << 30


class Rows:
    """The rows of one document's tables; `day` are the first and last day the notice may be of."""

    def __init__(self, subject: Subject, day: Window) -> None:
        self._text = subject.text
        self._tables = subject.document.tables
        self._heads = subject.numbers.heads
        self._day = day
        self._plans: dict[int, Plan] = {}
        self._sections: dict[int, list[int]] = {}

    def seat(self, mask: Mask) -> Seat | None:
        """The cell that holds a mask; None in prose."""
        return self._text.document.table_at(self._text.block_at(mask.start))

    def beside(self, mask: Mask) -> list[Told]:
        """What stands beside a mask about its person, in the row, the form or the sentence."""
        seat = self.seat(mask)
        if seat is None:
            return self._in_sentence(mask)
        found = list(self._in_form(seat) if self._is_form(seat) else self._in_row(seat))
        if found or len(self._text.document.blocks.texts[seat[0].block(*seat[1:])]) <= mask.end - mask.start:
            return found
        return self._in_sentence(mask)

    def name(self, mask: Mask) -> str:
        """The name of the mask's person, hidden characters as `*`; "" where none is beside it."""
        seat = self.seat(mask)
        if seat is None:
            return _starred(self._name_before(mask))
        if self._is_form(seat):
            return _starred(next((value for label, value in self._pairs(seat) if _is_name_label(label)), ""))
        table, row, column = seat
        plan = self.plan(table)
        if plan.names:
            at = max((name for name in plan.names if name <= column), default=plan.names[0])
            cell = self._cell(table, row, at) if at != column else ""
            return _starred(cell if 1 < len(cell) <= LONGEST else self._name_before(mask))
        return _starred(self._bare_name(seat) or self._name_before(mask))

    def plan(self, table: Table) -> Plan:
        """How to read a table; made once."""
        known = self._plans.get(table.first)
        if known is None:
            known = self._plans[table.first] = self._planned(table)
        return known

    def list_of(self, seat: Seat) -> tuple[int, int, int]:
        """(table, section, column) of a cell: the same for all rows of one list, over page breaks, too."""
        table, row, column = seat
        sections = self._sections.get(table.first)
        if sections is None:
            sections = self._sections[table.first] = self._section_starts(table)
        return self._root(table).first, bisect_right(sections, row), column

    def _root(self, table: Table) -> Table:
        seen = 0
        while table.continues >= 0 and seen < len(self._tables):
            table = self._tables[table.continues]
            seen += 1
        return table

    def _section_starts(self, table: Table) -> list[int]:
        """Rows that head another list within one table (two lists below one another in a sheet)."""
        plan = self.plan(table)
        if not plan.names:
            return []
        texts = self._text.document.blocks.texts
        at = plan.names[0]
        found = []
        for row in range(1, table.rows):
            if CLASS_OF.get(texts[table.block(row, at)].strip()) == "name":
                cells = [texts[table.block(row, column)].strip() for column in range(table.columns)]
                if cells != [texts[table.block(0, column)].strip() for column in range(table.columns)]:
                    found.append(row)
        return found

    # ---- tables

    def _planned(self, table: Table) -> Plan:
        paths = self._heads.head_of(table)
        heads = tuple(["".join(path).replace("\n", "").replace(" ", "") for path in paths])
        names = []
        telling = []
        for column, head in enumerate(heads):
            kind = _kind_of_head(head)
            if kind:
                telling.append((column, kind[0], kind[1]))
                continue
            classes = self._heads.labels_of(table, column)
            if any(name == "name" for name, _ in classes) and not _is_of_number(classes):
                names.append(column)
        return Plan(tuple(names), tuple(telling), heads)

    def _cell(self, table: Table, row: int, column: int) -> str:
        return self._text.block_text(table.block(row, column)).strip()

    def _in_row(self, seat: Seat) -> Iterator[Told]:
        table, row, column = seat
        plan = self.plan(table)
        if not plan.heads:
            yield from self._without_head(seat)
            return
        begin, end = plan.own(column)
        for at, kind, label in plan.telling:
            if begin <= at < end and at != column and self._is_of_same_person(plan, at, column):
                value = self._value(self._cell(table, row, at), kind)
                if value:
                    yield Told(kind.partition("-")[2] or kind, value, label, True)

    @staticmethod
    def _is_of_same_person(plan: Plan, at: int, column: int) -> bool:
        """监护人身份证号 is not the number of the person whose 年龄 stands beside it."""
        role = _ROLE.search(plan.heads[column])
        if role is None or role.group() in ("本人", "学生"):
            return True
        named = "".join(plan.heads[name] for name in plan.names if name <= column)
        return role.group() in plan.heads[at] or role.group() in named

    def _value(self, cell: str, kind: str) -> Window | str | None:
        if kind == "sex":
            return sex_of(cell)
        if kind == "birth":
            return birth_window(cell)
        return age_window(cell, self._day, is_nominal=kind == "nominal-age")

    def _without_head(self, seat: Seat) -> Iterator[Told]:
        """A list without a head: only what speaks for itself (男, 47岁)."""
        table, row, column = seat
        for at in range(table.columns):
            cell = self._cell(table, row, at) if at != column else ""
            if sex_of(cell):
                yield Told("sex", sex_of(cell), "性别", True)
            elif _AGE_CELL.fullmatch(cell):
                window = age_window(cell, self._day)
                if window:
                    yield Told("age", window, "年龄", True)

    def _bare_name(self, seat: Seat) -> str:
        table, row, column = seat
        if self.plan(table).heads:
            return ""
        cells = [self._cell(table, row, at) for at in range(table.columns) if at != column]
        return next((cell for cell in cells if is_person(cell) or is_masked_name(cell)), "")

    # ---- forms: label and value side by side

    def _is_form(self, seat: Seat) -> bool:
        table, row, column = seat
        if column == 0 or _is_of_number(self._heads.labels_of(table, column)):
            return False
        before = self._cell(table, row, column - 1)
        return len(before) <= 12 and _is_of_number([found[:2] for found in labels(before)])

    def _pairs(self, seat: Seat) -> Iterator[tuple[str, str]]:
        """(label, value) of the form's cells, the nearest rows first."""
        table, row, _ = seat
        near = sorted(
            range(max(0, row - _FORM_ROWS), min(table.rows, row + _FORM_ROWS + 1)),
            key=lambda at: abs(at - row),
        )
        for at in near:
            cells = [
                cell for cell in (self._cell(table, at, column) for column in range(table.columns)) if cell
            ]
            yield from pairwise(cells)

    def _in_form(self, seat: Seat) -> Iterator[Told]:
        seen = set()
        for label, cell in self._pairs(seat):
            kind = _kind_of_head(label.replace(" ", "")) if len(label) <= 12 else None
            value = self._value(cell, kind[0]) if kind and kind[0] not in seen else None
            if kind and value:
                seen.add(kind[0])
                yield Told(kind[0].partition("-")[2] or kind[0], value, kind[1], True)

    # ---- prose

    def _around(self, mask: Mask) -> tuple[str, str]:
        """The mask's sentence to its left and right, up to the masks beside it and to its cell's border."""
        text = self._text.text
        left = _STOP.split(text[max(0, mask.start - REACH) : mask.start])[-1]
        right = _STOP.split(text[mask.end : mask.end + REACH], maxsplit=1)[0]
        return left, right

    def _in_sentence(self, mask: Mask) -> list[Told]:
        left, right = self._around(mask)
        own = _own_part(left)
        found = told(own, self._day)
        if max(own.rfind("（"), own.rfind("(")) > max(own.rfind("）"), own.rfind(")")):
            within = _BRACKET.split(right, maxsplit=1)[0]  # 张某（号码，女，47岁）
            found += [one for one in told(within, self._day) if not _NUMBER.search(within)]
        if not found and own == left and not _NUMBER.search(right):
            found = told(right, self._day)
        return [Told(kind, value, _LABELS[kind], False) for kind, value in found]

    def _name_before(self, mask: Mask) -> str:
        """The last name before the number in its sentence."""
        left = self._around(mask)[0]
        for piece in reversed(_NAME_SPLIT.split(_own_part(left))):
            piece = piece[max((end for *_, end in labels(piece)), default=0) :]
            if not piece or piece in _UNNAMED:
                continue
            named = piece if is_masked_name(piece) else "".join(persons(piece)[-1:]) or _tail_name(piece)
            if named and named not in _UNNAMED:
                return named
        return ""


def _is_of_number(found: Iterable[tuple[str, str]]) -> bool:
    """Whether labels speak of a number."""
    return any(name in ("id", "account", "phone", "home-phone", "number") for name, _ in found)


_NUMBER = compiled(r"[0-9*＊×●]{7}")
_BRACKET = compiled("[）)]")
_LABELS = {"birth": "出生日期", "age": "年龄", "sex": "性别"}
_TAIL = compiled(f"[^\\W\\da-zA-Z_某][{CHARACTERS}]{{1,2}}[^\\W\\da-zA-Z_]?$")


def _own_part(left: str) -> str:
    """What stands before a mask about its own person: behind the number of the person before, and behind
    the bracket that this number stands in."""
    last = max((match.end() for match in _NUMBER.finditer(left)), default=0)
    return _BRACKET.split(left[last:])[-1] if last else left


def _tail_name(piece: str) -> str:
    """户主张*三, 村民李某某: the masked name that a piece ends with."""
    found = _TAIL.search(piece)
    return found.group() if found else ""


def _starred(name: str) -> str:
    return "".join(["*" if char in CHARACTERS else char for char in name if char != " "])


def _is_name_label(label: str) -> bool:
    return len(label) <= 8 and any(name == "name" for name, _, _ in labels(label.replace(" ", "")))


def _kind_of_head(head: str) -> tuple[str, str] | None:
    """(kind, word) of a head that tells of a birth or a sex."""
    for kind, pattern in (("birth", _BIRTH_HEAD), ("age", _AGE_HEAD), ("sex", _SEX_HEAD)):
        found = pattern.search(head)
        if found:
            is_nominal = kind == "age" and "虚岁" in head
            return ("nominal-age" if is_nominal else kind), found.group()
    return None
