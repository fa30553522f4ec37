"""Columns that other columns of the same row give: 户数 × 标准 = 金额, 合计 = 中央 + 省级, 调整后 = 调整前 ± ….

The relation is not believed from the heads: it holds where nearly all rows keep it, and the few that do not are wrong.
"""

from __future__ import annotations

from decimal import Decimal

from scanner.money import UNITS, ZERO
from scanner.noun import noun
from scanner.regexes import compiled

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from scanner.search.consistency.sheets import Sheet

MOST_ROWS = 3000
LEAST_ROWS = 2  # that keep a relation; twice as many as do not
SURE_ROWS = 6
_COUNTED = compiled(
    r"户数|人数|人口|数量|面积|亩数|头数|只数|株数|套数|台数|个数|天数|月数|工程量|规模[（(](?:户|人|亩|头|只)"
    r"|[（(](?:户|人|亩|头|只|株|台|套|个|月|天)[)）]"
)
_RATE = compiled(r"标准|单[价台头只亩户株套]|[元][/／][^\W\d_]|每[户人亩月]")
_SUM = compiled(r"金额|资金|补助|补贴|合计|小计|总额|总价|投资|工资|报酬|津贴|[应实]发|[应实]补|金$|款$|费$")
_TIMES = compiled(r"月数|天数|年数|学期数|次数|[（(](?:个?月|天|年)[)）]")
_THINGS = (
    "户",
    "人",
    "亩",
    "头",
    "只",
    "株",
    "台",
    "套",
    "个",
    "月",
    "个月",
    "天",
    "工",
    "次",
    "盏",
    "座",
    "吨",
    "米",
)
_MONEY_HEAD = compiled(
    r"^(?!不|未|非|无).*(?:金额|资金|工资|报酬|津贴|补助[金款]?|补贴[金款]?|奖补|应发|实发|款|费)$"
)
MOST_COUNTED, MOST_RESULTS = 5, 6  # columns that are tried together
_RATE_UNIT = compiled(r"(万元|千元|元)\s?[/／每]|[（(](万元|千元|元)[)）]")
_LAST_SUM = compiled(
    r"(?:资金|投资|补助|补贴|金额)?(?:合计|小计|总计|总额|总投资|总金额|共计)(?:资金|金额)?(?:[（(][^（()）]*[)）])?"
)
_DEDUCTED = compiled(r"扣|减|退回|收回|核销")
_OF_YEAR = compiled(r"全年|年度|年金额|年补助|年发放")
_QUARTERS = ("一季度", "二季度", "三季度", "四季度")
_YEAR = compiled(r"全年|年度合计|合计|小计|总计")
_OLD, _NEW = compiled(r"调整前|原(?:安排|计划|下达|金额)"), compiled(r"调整后|现(?:安排|计划|金额)")
_MORE, _LESS = compiled(r"调增|增加|追加|[（(]\+[)）]"), compiled(r"调减|减少|核减|收回|[（(]-[)）]")


class Relation(metaclass=noun):
    """A column and what gives it: the columns to add, to take away, or those to multiply.

    `scale` also holds a rate that the text states beside the table, printed as `rate`.
    """

    target: int
    added: tuple[int, ...] = ()
    taken: tuple[int, ...] = ()
    factors: tuple[int, ...] = ()
    scale: Decimal = Decimal(1)
    is_named: bool = False  # the heads say it: one row that keeps it is enough
    rate: str = ""


class RowWrong(metaclass=noun):
    """A row that does not keep a relation nearly all others keep; figures in 元 or things counted."""

    sheet: Sheet
    relation: Relation
    row: int
    right: Decimal
    stated: Decimal
    is_sure: bool

    @property
    def terms(self) -> str:
        """The figures of the row as they stand there: 12×500, 60＋40."""
        return _terms(self.sheet, self.relation, self.row)


def wrong_rows(
    sheet: Sheet, known: set[tuple[int, int]], rates: Sequence[tuple[str, Decimal]] = ()
) -> Iterator[RowWrong]:
    """The rows that do not keep a relation; `known` are (row, column) that are known to be wrong already.

    `rates` are those the text states, as printed and in 元.
    """
    if not LEAST_ROWS <= len(sheet.rows) <= MOST_ROWS:
        return
    best: dict[int, tuple[Relation, list[tuple[int, Decimal, Decimal]], int]] = {}
    for relation in (*_relations(sheet), *stated_relations(sheet, rates)):
        known_best = best.get(relation.target)
        if known_best is not None and not known_best[1]:
            continue
        odd, good = _kept(sheet, relation)
        if (good < LEAST_ROWS or len(odd) * 2 > good) and not (relation.is_named and good >= len(odd) > 0):
            continue
        if known_best is None or len(odd) < len(known_best[1]):
            best[relation.target] = relation, odd, good
    for relation, odd, good in best.values():
        is_sure = good >= SURE_ROWS and len(odd) * 3 <= good
        for row, right, stated in odd:
            if (row, relation.target) not in known:
                yield RowWrong(sheet, relation, row, right, stated, is_sure)


def _kept(sheet: Sheet, relation: Relation) -> tuple[list[tuple[int, Decimal, Decimal]], int]:
    """Rows that do not keep the relation, and how many do (rows with nothing to compute left out)."""
    odd, good = [], 0
    sums = {row.row for row in sheet.sums}
    for row in range(len(sheet.rows)):
        stated = sheet.value(row, relation.target)
        right = _right(sheet, relation, row)
        if stated is None or right is None or (relation.factors and row in sums):
            continue
        step = sheet.step(row, relation.target)
        whole = UNITS.get(sheet.unit(relation.target), Decimal(1))
        slack = max(Decimal("0.01"), step if step < whole else ZERO)
        if abs(right - stated) <= slack:
            good += 1
        else:
            odd.append((row, right, stated))
    return odd, good


def _right(sheet: Sheet, relation: Relation, row: int) -> Decimal | None:
    if relation.factors:
        right = relation.scale
        for column in relation.factors:
            right *= sheet.value(row, column) or ZERO
        return right or None
    values = [
        (column, _value(sheet, row, column, relation.target)) for column in (*relation.added, *relation.taken)
    ]
    if sum(1 for _, value in values if value) < 2:
        return None
    if any(value is None and not sheet.is_nothing(row, column) for column, value in values):
        return None
    return sum(((value or ZERO) * (-1 if column in relation.taken else 1) for column, value in values), ZERO)


def _value(sheet: Sheet, row: int, column: int, target: int) -> Decimal | None:
    """A figure that is added: bare ones of a column without a unit are in that of the column they give."""
    number = sheet.numbers(column)[row]
    if number is None or number.unit or sheet.unit(column):
        return sheet.value(row, column)
    return number.value * sheet.factor(target)


def _terms(sheet: Sheet, relation: Relation, row: int) -> str:
    if relation.factors:
        return "×".join(
            [*(sheet.cell(row, column) for column in relation.factors), *filter(None, (relation.rate,))]
        )
    said = ""
    for column in (*relation.added, *relation.taken):
        cell = sheet.cell(row, column)
        if cell:
            said += ("－" if column in relation.taken else "＋" if said else "") + cell
    return said


def _quarters(sheet: Sheet) -> Iterator[Relation]:
    """The four quarters and the year behind them."""
    last = [path[-1] if path else "" for path in sheet.paths]
    found = [[at for at, head in enumerate(last) if head.endswith(word)] for word in _QUARTERS]
    if all(len(at) == 1 for at in found):
        columns = tuple(at[0] for at in found)
        for year in (columns[-1] + 1, columns[0] - 1):
            if 0 <= year < sheet.columns and _YEAR.search(last[year]):
                yield Relation(year, added=columns, is_named=True)


def _relations(sheet: Sheet) -> Iterator[Relation]:
    yield from _adjustments(sheet)
    yield from _quarters(sheet)
    yield from _across(sheet)
    yield from _products(sheet)


def _products(sheet: Sheet) -> Iterator[Relation]:
    """户数×标准, 人数×月标准×月数: a column of rates, one of things, perhaps one of months."""
    counted = [at for at, head in enumerate(sheet.heads) if _COUNTED.search(head) and not _RATE.search(head)]
    rates = [at for at, head in enumerate(sheet.heads) if _RATE.search(head)]
    results = [
        at
        for at, head in enumerate(sheet.heads)
        if _SUM.search(head) and at not in rates and at not in counted
    ]
    if not (len(rates) < 4 and len(counted) < 5 and len(results) < 6):
        return
    for rate in rates:
        found = _RATE_UNIT.search(sheet.heads[rate])
        unit = (found[1] or found[2]) if found else ""
        own = UNITS.get(sheet.unit(rate), Decimal(1))
        for count in counted:
            for result in results:
                is_named = len(counted) == len(rates) == len(results) == 1
                for scale in _scales(unit, own):
                    yield Relation(
                        result,
                        factors=(count, rate),
                        scale=scale / sheet.factor(count),
                        is_named=is_named and scale == 1,
                    )
                if "月" in sheet.heads[rate] and _OF_YEAR.search(sheet.heads[result]):
                    year = _scales(unit, own)[0] * 12 / sheet.factor(count)
                    yield Relation(result, factors=(count, rate), scale=year, is_named=is_named, rate="12")
                for time in counted:
                    if time != count and _TIMES.search(sheet.heads[time]):
                        yield Relation(
                            result,
                            factors=(count, rate, time),
                            scale=_scales(unit, own)[0],
                            is_named=len(counted) == 2 and len(rates) == len(results) == 1,
                        )


def stated_relations(sheet: Sheet, rates: Sequence[tuple[str, Decimal]]) -> Iterator[Relation]:
    """亩数×（每亩98元）: a column of things, one of money, and a rate that the text states once for all."""
    if not rates or any(_RATE.search(head) for head in sheet.heads):
        return
    counted = [at for at in range(sheet.columns) if _is_counted(sheet, at)]
    results = [
        at
        for at, head in enumerate(sheet.heads)
        if at not in counted and _SUM.search(head) and (sheet.unit(at) or _MONEY_HEAD.search(head))
    ]
    if len(counted) > MOST_COUNTED or len(results) > MOST_RESULTS:
        return
    for printed, rate in rates:
        for result in results:
            for count in counted:
                own = (Decimal(1),) if sheet.unit(result) else (Decimal(1), Decimal(1) / 10_000)
                for scale in own:
                    yield Relation(result, factors=(count,), scale=rate * scale, rate=printed)


def _is_counted(sheet: Sheet, column: int) -> bool:
    """Whether a column counts things: by its head, or because its figures say what they count."""
    if _COUNTED.search(sheet.heads[column]) and not sheet.unit(column):
        return True
    numbers = [number for number in sheet.numbers(column) if number is not None]
    return bool(numbers) and all(number.counts in _THINGS for number in numbers)


def _scales(unit: str, own: Decimal) -> Sequence[Decimal]:
    """What a rate is to be multiplied by: its head's unit, or any where it states none."""
    if unit:
        return (UNITS[unit] / own,)
    return (Decimal(1), Decimal(10_000), Decimal(1) / 10_000)


def _across(sheet: Sheet) -> Iterator[Relation]:
    """合计 beside 中央, 省级, 市级 under the same head, or to their left or right."""
    for column, path in enumerate(sheet.paths):
        if not path or not _LAST_SUM.fullmatch(path[-1]):
            continue
        group = [
            other
            for other, its in enumerate(sheet.paths)
            if other != column
            and len(path) > 1
            and its[: len(path) - 1] == path[:-1]
            and len(its) == len(path)
        ]
        if len(group) > 1:
            yield _signed(sheet, column, group)
        for way in (1, -1):
            near = _run(sheet, column, way)
            for length in range(len(near), 1, -1):
                yield _signed(sheet, column, sorted(near[:length]))


def _signed(sheet: Sheet, column: int, parts: Sequence[int]) -> Relation:
    """A total of columns, those that are deducted taken away: 基础分, 加分, 扣分, 合计."""
    taken = tuple(at for at in parts if _DEDUCTED.search(sheet.heads[at]))
    return Relation(column, added=tuple(at for at in parts if at not in taken), taken=taken)


def _run(sheet: Sheet, column: int, way: int) -> tuple[int, ...]:
    """The columns of figures right beside a column, in one direction."""
    found: list[int] = []
    at = column + way
    while 0 <= at < sheet.columns and any(number is not None for number in sheet.numbers(at)):
        head = sheet.heads[at]
        if not head or _COUNTED.search(head) or _RATE.search(head) or "%" in head or "序号" in head:
            break
        found.append(at)
        at += way
    return tuple(found)


def _adjustments(sheet: Sheet) -> Iterator[Relation]:
    def of(pattern: re.Pattern[str]) -> list[int]:
        return [at for at, head in enumerate(sheet.heads) if pattern.search(head)]

    old, new, more, less = of(_OLD), of(_NEW), of(_MORE), of(_LESS)
    if len(old) == len(new) == 1 and len(more) <= 1 and len(less) <= 1 and (more or less):
        yield Relation(new[0], added=(old[0], *more), taken=tuple(less))
