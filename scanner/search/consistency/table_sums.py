"""Rows of a table that add up: which of them do not.

What a 合计 adds is told by its place, by 小计 between, by the numbering of the rows. Every other reading that a
fair reader could take is tried as well, and the first that agrees settles it: only what fits no reading at all is
wrong.
"""

from __future__ import annotations

from bisect import bisect_left
from decimal import Decimal
from itertools import accumulate, pairwise

from scanner.money import UNITS, ZERO
from scanner.noun import noun, replace
from scanner.regexes import compiled
from scanner.search.consistency.levels import IMPLICIT_ROWS, code_parents, explicit_rows, level_of
from scanner.search.consistency.sheets import SUB, TOTAL

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from scanner.model import Certainty
    from scanner.search.consistency.sheets import Sheet, SumRow

# Columns whose figures nobody adds up.
_NOT_ADDED = compiled(
    r"序号|编号|号码|代码|排名|名次|得分|评分|分数|标准|单价|均价|人均|户均|亩均|平均|比例|占比|比率|率|百分|%|年度|年份|日期|时间|期限|工期|年限"
    r"|年龄|电话|账号|卡号|证号|余额|结余|备注|文号|宽|厚|高度|等级|级别|规格|联系|元\s?[/／]|[/／]\s?[户人亩月年天]|姓名|名称|地点|单位名称"
)
_GENERIC = compiled(
    r"(?:全[省市县区镇乡村]|[省市县区镇乡村]|资金|项目|金额|投资|补助|补贴|本[页批次表]|以上|总|各项|户数|人数|[0-9一二三四五六七八九十]*|[、：:（）()])*"
    r"(?:合计|总计|共计|小计|总和|总数|全年)(?:[（(][^（）()]{0,16}[)）])?[:：]?"
)
_NAME_END = compiled(r"(?:资金|金额|投资|项目)?(?:合计|总计|共计|小计|总和|总数).*")
_PERSONS = compiled(r"人数|户数|人口|对象数|人员数|[（(](?:人|户)[)）]")
_MONTH = compiled(r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})月|季度|[0-9]{4}年")
CENT = Decimal("0.01")
MOST_SUMS = 1000  # rows that add up; a sheet with more is not looked at
FEW_SUMS = 60  # rows that add up; above, only the plain readings are tried
OTHERS_HELD = 2  # sums of a sheet that hold before 青河镇小计 is believed to add what stands beside it
MOST_WRONG = 4  # wrong sums of a sheet that may outnumber those that hold
LEAST_SLIPPED = 3  # rows above a sum whose label is no plain 合计
MOST_NAMED = 2000  # rows of a sheet in which the label of a sum is looked for


class Wrong(metaclass=noun):
    """A sum that fits no reading: what is stated and what the addends (rows) give, in 元 or things counted."""

    sheet: Sheet
    sum: SumRow
    column: int
    stated: Decimal
    total: Decimal
    rows: tuple[int, ...]
    certainty: Certainty
    has_subs: bool = False
    slip: int = (
        -2
    )  # row whose figure is 10,000 times too large or too small; -1 none found, -2 not looked for

    @property
    def unit(self) -> str:
        """The unit in which the column is printed."""
        return self.sheet.unit(self.column)


def wrong_sums(sheet: Sheet) -> list[Wrong]:
    """The sums of one sheet that do not hold."""
    if not 0 < len(sheet.sums) <= MOST_SUMS or len(sheet.rows) < 3:
        return []
    columns = [_Column(sheet, column) for column in range(sheet.columns) if _is_added(sheet, column)]
    verdicts: dict[int, list[Wrong | bool]] = {}
    for column in columns:
        for at, row in enumerate(sheet.sums):
            verdict = column.verdict(at)
            if verdict is not None:
                verdicts.setdefault(row.row, []).append(verdict)
    held = _held(verdicts)
    wrongs = [wrong for found in verdicts.values() for wrong in _settled(found, held)]
    if not wrongs:
        wrongs = _wrong_outlines(sheet, columns)
    holding = sum(1 for found in verdicts.values() for verdict in found if verdict is True)
    return wrongs if len(wrongs) <= max(MOST_WRONG, holding) else []  # so many errors are a misread structure


def _wrong_outlines(sheet: Sheet, columns: Sequence[_Column]) -> list[Wrong]:
    """The rows of a numbered outline that do not give those below them, where every sum of the sheet holds."""
    wrongs: list[Wrong] = []
    for column in columns:
        if len(column.used) > 1 and -1 not in column.levels.values():
            from scanner.search.consistency.outlines import wrong_outlines

            holds = any(column.verdict(at) is True for at in range(len(sheet.sums)))
            wrongs += wrong_outlines(sheet, column.column, column.rows, column.levels, holds=holds)
    return wrongs


def _held(verdicts: Mapping[int, Sequence[Wrong | bool]]) -> int:
    """How many rows add up without a mistake."""
    return sum(1 for found in verdicts.values() if all(verdict is True for verdict in found))


def _settled(verdicts: Sequence[Wrong | bool], held: int) -> Iterator[Wrong]:
    """Where another column of the same row adds up, the structure was read right; where none does, it may not be."""
    holds = any(verdict is True for verdict in verdicts)
    wrongs = [verdict for verdict in verdicts if not isinstance(verdict, bool)]
    for wrong in wrongs:
        is_generic = _GENERIC.fullmatch(wrong.sum.label) is not None
        is_named = wrong.sum.kind == SUB and held >= OTHERS_HELD
        if not is_generic and not holds and not is_named and not _is_slip(wrong):
            continue
        if len(wrongs) > 1 and not holds and not _misses_one_row(wrongs):
            wrong = replace(wrong, certainty="likely" if wrong.certainty == "certain" else "suspect")
        if wrong.certainty != "suspect" or holds:
            yield _with_slip(wrong)


def _is_slip(wrong: Wrong) -> bool:
    """Whether what three rows and more give differs from the sum by one digit or two that changed places."""
    one, other = f"{wrong.total.normalize():f}", f"{wrong.stated.normalize():f}"
    if len(one) != len(other) or len(wrong.rows) < LEAST_SLIPPED:
        return False
    apart = [at for at, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]]
    if len(apart) == 1:
        return True
    return len(apart) == 2 and one[apart[0]] == other[apart[1]] and one[apart[1]] == other[apart[0]]


def _misses_one_row(wrongs: Sequence[Wrong]) -> bool:
    """Whether every column lacks the figure of the same row: a row was added and the sums were not."""
    first = wrongs[0]
    return any(
        all(wrong.total - wrong.stated == (wrong.sheet.value(row, wrong.column) or ZERO) for wrong in wrongs)
        for row in first.rows
    )


def _is_added(sheet: Sheet, column: int) -> bool:
    head = sheet.heads[column]
    if column < 0 or (head and _NOT_ADDED.search(head)):
        return False
    numbers = [sheet.numbers(column)[row.row] for row in sheet.sums]
    if all(number is None or number.counts in ("%", "年", "天", "个月") for number in numbers):
        return False
    taken = {row.row for row in sheet.sums}
    values = [n.value for row, n in enumerate(sheet.numbers(column)) if n is not None and row not in taken]
    if len(values) > 2 and all(later - earlier == 1 for earlier, later in pairwise(values)):
        return False  # 1 2 3 …: the numbers of the rows
    return not (head == "" and column == 0) and not all(1990 <= value <= 2060 for value in values)


class _Column:
    """One column: sums of any stretch of its rows under any reading, each in one step."""

    def __init__(self, sheet: Sheet, column: int) -> None:
        self._sheet = sheet
        self.column = column
        self._sums = [row for row in sheet.sums if sheet.numbers(column)[row.row] is not None]
        taken = {row.row for row in sheet.sums}
        self.rows = [
            row for row, number in enumerate(sheet.numbers(column)) if number is not None and row not in taken
        ]
        self._parts = {row for row in self.rows if sheet.has_parts and sheet.is_part(row, column)}
        self.levels = {row: level_of(sheet.cell(row, at) for at in range(column)) for row in self.rows}
        self._unclear = next(
            (
                row
                for row, number in enumerate(sheet.numbers(column))
                if number is None and (not sheet.is_nothing(row, column) or sheet.is_shifted(row, column))
            ),
            len(sheet.rows),
        )
        self._finest = min((sheet.step(row, column) for row in self.rows), default=ZERO)
        self.used = sorted({level for level in self.levels.values() if level >= 0})
        self._readings: dict[str, tuple[list[int], list[Decimal]]] = {}

    # ---- readings

    def _value(self, row: int) -> Decimal:
        return self._sheet.value(row, self.column) or ZERO

    def _level(self, row: int) -> int:
        level = self.levels[row]
        return level if level >= 0 else (self.used[-1] if self.used else 0)

    def _reading(self, name: str) -> tuple[list[int], list[Decimal]]:
        """The rows that a reading adds, and their running sums."""
        known = self._readings.get(name)
        if known is None:
            rows = self._rows_of(name)
            known = rows, list(accumulate((self._value(row) for row in rows), initial=ZERO))
            self._readings[name] = known
        return known

    def _rows_of(self, name: str) -> list[int]:
        if name == "all":
            return self.rows
        plain = [row for row in self.rows if row not in self._parts]
        if name == "leaf":
            levels = [self._level(row) for row in plain] + [0]
            return [
                row for at, row in enumerate(plain) if levels[at + 1] <= levels[at] or at + 1 == len(plain)
            ]
        if name == "codes":
            codes = [self._sheet.cell(row, 0) for row in plain]
            parents = code_parents(codes)
            return [row for at, row in enumerate(plain) if at not in parents]
        if name == "numbered":
            return [row for row in plain if self.levels[row] == self.used[0]]
        if name.startswith("level"):
            return [row for row in plain if self._level(row) <= int(name[5:])]
        if name == "sub":
            return [row.row for row in self._sums if row.kind == SUB]
        if name == "sums":
            return [row.row for row in self._sums]
        return plain

    def _sum(self, name: str, first: int, last: int) -> Decimal:
        """The sum of the rows of a reading from `first` to before `last`."""
        rows, running = self._reading(name)
        return running[bisect_left(rows, last)] - running[bisect_left(rows, first)]

    def _between(self, name: str, first: int, last: int) -> tuple[int, ...]:
        rows, _ = self._reading(name)
        return tuple(rows[bisect_left(rows, first) : bisect_left(rows, last)])

    # ---- one sum

    def verdict(self, at: int) -> Wrong | bool | None:
        """True where the sum holds under any reading, None where nothing can be said."""
        row = self._sheet.sums[at]
        number = self._sheet.numbers(self.column)[row.row]
        if number is None or number.counts == "%" or not self.rows or row.column >= self.column:
            return None
        if self._unclear <= max(row.row, self.rows[-1]):  # neither a number nor nothing
            return None
        if self._sheet.is_moved(row.row):
            return None
        stated = self._value(row.row)
        scopes = self._scopes(at)
        slack = self._slack(row.row)
        for first, last in scopes:
            if any(abs(value - stated) <= slack for value in self._sums_of(first, last, row.row)):
                return True
        if any(abs(value - stated) <= slack for value in self._others(row, scopes)):
            return True
        return self._wrong(row, scopes, stated, slack)

    def _slack(self, sum_row: int) -> Decimal:
        """By how much a sum may differ: the last digit that was printed, never more than that of the sum."""
        own = self._sheet.step(sum_row, self.column)
        finest = min(self._finest, own)
        if not self._sheet.unit(self.column) and finest >= 1:
            return ZERO
        unit = UNITS.get(self._sheet.unit(self.column), Decimal(1))
        rounded = own / 2 if own > finest else ZERO
        return max(CENT if unit > 1 or finest < 1 else ZERO, finest if finest < unit else ZERO, rounded)

    def _scopes(self, at: int) -> list[tuple[int, int]]:
        """Stretches of rows that the sum may be about, the likeliest first."""
        sums, row = self._sheet.sums, self._sheet.sums[at].row
        end = len(self._sheet.rows)
        before = sums[at - 1].row + 1 if at else 0
        after = sums[at + 1].row if at + 1 < len(sums) else end
        totals = [one.row for one in sums if one.kind == TOTAL and one.row != row]
        past = max((one + 1 for one in totals if one < row), default=0)
        following = min((one for one in totals if one > row), default=end)
        above, below = (
            [(before, row), (past, row), (0, row)],
            [(row + 1, after), (row + 1, following), (row + 1, end)],
        )
        if sums[at].kind == TOTAL:
            above, below = [above[1], above[0], above[2]], [below[1], below[0], below[2]]
        is_top = sums[0].row < self.rows[0] and (sums[at].kind == SUB or row < self.rows[0])
        ordered = [*below, *above] if is_top else [*above, *below]
        return [scope for scope in dict.fromkeys((*ordered, (0, end))) if scope[0] < scope[1]]

    def _sums_of(self, first: int, last: int, sum_row: int) -> Iterator[Decimal]:
        """The sum of a stretch under every reading."""
        yield self._sum("plain", first, last)
        if len(self.used) > 1:
            for level in self.used[:-1]:
                yield self._sum(f"level{level}", first, last)
            yield self._sum("leaf", first, last)
        if self.used:
            yield self._sum("numbered", first, last)
            yield self._sum("codes", first, last)
        if self._parts:
            yield self._sum("all", first, last)
        if first <= sum_row < last:
            return
        subs = self._between("sub", first, last)
        if subs:
            inside = self._sum("sub", first, last)
            yield inside
            yield inside + self._sum("plain", subs[-1] + 1, last)
            yield inside + self._sum("plain", first, subs[0])
        sums = self._between("sums", first, last)
        if len(sums) > len(subs):
            yield self._sum("sums", first, last)
            yield self._sum("sums", first, last) - self._sum("sub", first, last)

    def _others(self, row: SumRow, scopes: Sequence[tuple[int, int]]) -> Iterator[Decimal]:
        """Readings that cost more: rows above the rows they sum up, rows of the body that the label names."""
        if len(self._sheet.sums) > FEW_SUMS:
            return
        for first, last in scopes:
            for name in ("plain", "all") if self._parts else ("plain",):
                rows = self._between(name, first, last)
                if not 2 < len(rows) <= IMPLICIT_ROWS:
                    continue
                values = [self._value(one) for one in rows]
                yield sum((values[at] for at in explicit_rows(values)), ZERO)
                yield sum((values[-1 - at] for at in explicit_rows(values[::-1])), ZERO)
        yield from self._of_other_kinds(row)
        name = _NAME_END.sub("", row.label)
        if len(name) > 1 and len(self._sheet.rows) <= MOST_NAMED:
            rows = self._between("plain", 0, len(self._sheet.rows))
            named = [one for one in rows if name in self._sheet.label(one, self.column)]
            yield sum((self._value(one) for one in named), ZERO)

    def _of_other_kinds(self, row: SumRow) -> Iterator[Decimal]:
        """The same persons month by month; a 总计 that adds the columns of the 合计 above it."""
        sheet = self._sheet
        if _PERSONS.search(sheet.heads[self.column]) and self.rows:
            labels = [sheet.label(one, self.column) for one in self.rows]
            if all(_MONTH.search(label) for label in labels):
                yield self._value(self.rows[-1])
                yield max(self._value(one) for one in self.rows)
        above = [one.row for one in sheet.sums if one.row == row.row - 1 and one.kind == TOTAL]
        alone = sum(1 for at in range(sheet.columns) if sheet.numbers(at)[row.row] is not None) == 1
        if above and alone:
            values = (sheet.value(above[0], at) for at in range(row.column + 1, sheet.columns))
            yield sum((value for value in values if value), ZERO)

    # ---- what is wrong

    def _wrong(
        self, row: SumRow, scopes: Sequence[tuple[int, int]], stated: Decimal, slack: Decimal
    ) -> Wrong | None:
        first, last = next(
            (scope for scope in scopes if self._between("plain", *scope) or self._between("sub", *scope)),
            scopes[0],
        )
        addends = self._addends(first, last)
        if len(addends) < (1 if row.kind == SUB else 2):
            return None
        total = sum((self._value(one) for one in addends), ZERO)
        subs = self._between("sub", first, last)
        is_plain = not self._parts and len(self.used) < 2 and (bool(subs) or len(self._sheet.sums) == 1)
        is_edge = not self._between("plain", 0, row.row) or not self._between(
            "plain", row.row, len(self._sheet.rows)
        )
        certainty: Certainty = "certain" if is_plain and (is_edge or bool(subs)) else "likely"
        if abs(total - stated) <= slack * len(addends) / 2 and slack:
            certainty = "suspect"  # each addend may have been rounded
        if row.kind == SUB and not self._parts and len(self.used) < 2:
            certainty = "certain"
        return Wrong(self._sheet, row, self.column, stated, total, addends, certainty, bool(subs))

    def _addends(self, first: int, last: int) -> tuple[int, ...]:
        """The rows that a reader would add: 小计 and what stands behind the last of them, else the outermost rows."""
        subs = self._between("sub", first, last)
        if subs:
            is_top = bool(self._between("plain", first, subs[0])) is False
            loose = () if is_top else self._between("plain", subs[-1] + 1, last)
            return (*subs, *loose)
        return self._between(f"level{self.used[0]}" if len(self.used) > 1 else "plain", first, last)


def _with_slip(wrong: Wrong) -> Wrong:
    """The same with the row whose unit slipped: 元 written for 万元 or the other way round."""
    return replace(wrong, slip=_slipped(wrong))


def _slipped(wrong: Wrong) -> int:
    ten_thousand = UNITS["万元"]
    if not wrong.unit and "元" not in wrong.sheet.heads[wrong.column]:
        return -1
    if wrong.total and (
        wrong.stated == wrong.total * ten_thousand or wrong.stated * ten_thousand == wrong.total
    ):
        return wrong.sum.row
    for row in wrong.rows:
        value = wrong.sheet.value(row, wrong.column) or ZERO
        rest = wrong.total - value
        if value and wrong.stated in (rest + value * ten_thousand, rest + value / ten_thousand):
            return row
    return -1
