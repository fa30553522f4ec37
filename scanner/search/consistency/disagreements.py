"""The same total said in several places: sources, uses, title and lead, the table.

资金来源 and 资金分配 are sections of the notice; each has one sum however it is written. What is left over on purpose
(结余, 预留, 待分配) is no disagreement.
"""

from __future__ import annotations

from decimal import Decimal

from scanner.money import UNITS, ZERO
from scanner.noun import noun
from scanner.regexes import compiled
from scanner.search.consistency.reading import PLAIN
from scanner.search.consistency.sheets import TOTAL
from scanner.search.consistency.spoken_sums import is_total, sum_of, top_amounts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from scanner.model import Certainty
    from scanner.money import Amount
    from scanner.search.consistency.reading import Reading, Spoken
    from scanner.search.consistency.sheets import Sheet

_SOURCES = compiled(r"资金(?:来源|渠道|筹措|构成)|来源渠道|经费来源")
_USES = compiled(
    r"(?:资金|项目|经费|结果)?(?:分配|安排|使用|投向|去向)(?:的)?(?:情况|方案|结果|计划|明细|去向|一览)?(?:表)?[:：]?|资金用途|支出情况"
)
_NO_USES = compiled(r"原则|依据|办法|要求|来源|程序|标准|因素|管理")
_PARTIAL = compiled(
    r"剩余|结余|结转|预留|未分配|待分配|暂未|余额|另行|后续|先行|部分资金|尚未|其余|滚存|缺口|管理费|自筹|追加|收回|回收|调整|贷款|贴息|第[二三四五]批|同比|较上年"
)
_HERE = compiled(r"附件|下表|如下|名单|明细|附后|公示如下")
_MONEY_WORDS = compiled(r"资金|发放|补助|补贴|拨付|安排|下达|投资|投入|金额|分配")


@noun
class Side:
    """One place's total in 元: `stated` there, or added up from what stands there."""

    value: Decimal
    step: Decimal
    unit: str
    place: tuple[int, int]
    stated: bool
    others: tuple[Decimal, ...] = ()  # what it may be under other readings


@noun
class Disagreement:
    """Two totals that ought to be one. `between`: sides, headline, table."""

    between: str
    one: Side
    other: Side
    certainty: Certainty

    @property
    def slip(self) -> bool:
        """Whether 元 and 万元 were mixed up."""
        factor = UNITS["万元"]
        return self.other.value in (self.one.value * factor, self.one.value / factor)


def disagreements(reading: Reading) -> list[Disagreement]:
    """Totals that differ, the first kind found only: they tell of one mistake."""
    if _PARTIAL.search("".join(line.text for line in reading.lines)):
        return []
    sources = _section_side(reading, _source_heading)
    uses = _section_side(reading, _use_heading)
    lead = _lead_side(reading)
    if sources and uses and not _agree(sources, uses):
        is_sure = (
            sources.stated and uses.stated and (lead is None or _agree(lead, sources) or _agree(lead, uses))
        )
        return [Disagreement("sides", sources, uses, "certain" if is_sure else "likely")]
    side = uses or sources
    if sources and uses and lead and not _agree(lead, uses) and not _agree(lead, sources):
        return [Disagreement("headline", lead, uses, "certain" if uses.stated else "likely")]
    if side is None or not (sources and uses):
        return list(_against_table(reading))
    return []


def _agree(one: Side, other: Side) -> bool:
    slack = max(Decimal("0.01"), _rounding(one), _rounding(other))
    ours, theirs = (one.value, *one.others), (other.value, *other.others)
    return any(abs(left - right) <= slack for left in ours for right in theirs if left and right)


def _rounding(side: Side) -> Decimal:
    """Half of the last printed digit: what is printed with fewer digits may have been rounded."""
    return side.step / 2


# ---- sections


def _source_heading(line: Spoken) -> bool:
    return line.level < PLAIN and _SOURCES.search(line.text[:24]) is not None


def _use_heading(line: Spoken) -> bool:
    head = line.text[:24]
    return line.level < PLAIN and _USES.search(head) is not None and not _NO_USES.search(head)


def _section_side(reading: Reading, is_heading: Callable[[Spoken], bool]) -> Side | None:
    """The total of the section whose heading is asked for; None where there is none, or several."""
    lines = reading.lines
    heads = [at for at, line in enumerate(lines) if is_heading(line)]
    if not heads:
        return None
    first = heads[0]
    level = lines[first].level
    end = next((at for at in range(first + 1, len(lines)) if lines[at].level <= level), len(lines))
    if any(at >= end for at in heads):
        return None
    stop = lines[end].start if end < len(lines) else len(reading.text)
    sheets = [sheet for sheet in reading.sheets if lines[first].start <= sheet.start < stop]
    return _side(reading, lines[first:end], sheets)


def _side(reading: Reading, lines: Sequence[Spoken], sheets: Sequence[Sheet]) -> Side | None:
    spoken = [line for line in lines if line.amounts]
    found = [one for line in spoken for one in line.amounts]
    if any(one.is_about for one in found):
        return None
    tables = [side for sheet in sheets if (side := table_side(sheet))]
    if len(tables) > 1 or (len(sheets) > len(tables)):
        return None
    totals = [one for line in spoken for one in line.amounts if is_total(reading.text, line, one)]
    stated = (*(one.value for one in totals), sum_of(totals))
    if tables:
        return _with(tables[0], stated)
    if totals:
        last = totals[-1]
        return Side(last.value, last.step, last.unit, (last.start, last.end), True, stated)
    if not found:
        return None
    top = [one for line in spoken for one in top_amounts(reading.text, line)] or found
    if any(one.is_rate for one in top):
        return None
    step = min(one.step for one in top)
    place = (spoken[0].start, spoken[0].start + min(len(spoken[0].text), 60))
    if len(top) == 1:
        place = (top[0].start, top[0].end)
    return Side(sum_of(top), step, top[0].unit, place, len(top) == 1, tuple(_sums(reading, spoken)))


def _with(side: Side, others: tuple[Decimal, ...]) -> Side:
    return Side(side.value, side.step, side.unit, side.place, side.stated, (*side.others, *others))


def _sums(reading: Reading, lines: Sequence[Spoken]) -> Iterator[Decimal]:
    """What the amounts of some lines give when they are added in every usual way."""
    if not lines:
        return
    yield sum_of([one for line in lines for one in line.amounts])
    if len(lines) > 1:
        yield sum_of([line.amounts[0] for line in lines])
    yield sum_of([one for line in lines for one in top_amounts(reading.text, line)])
    for level in sorted({line.level for line in lines}) if len(lines) > 1 else ():
        yield sum_of([line.amounts[0] for line in lines if line.level == level])
        yield sum_of([one for line in lines if line.level == level for one in line.amounts])


# ---- lead and tables


def _lead_side(reading: Reading) -> Side | None:
    """The one total of title and lead; None where none, or several amounts, stand there."""
    found: list[Amount] = []
    spoken = []
    for line in reading.lines:
        if line.level == 0:
            break
        spoken.append(line)
        found.extend(line.amounts)
    exact = [one for one in found if not one.is_rate]
    if not exact or any(one.is_about for one in found):
        return None
    totals = [one for line in spoken for one in line.amounts if is_total(reading.text, line, one)]
    if len({one.value for one in exact}) > 1 and len({one.value for one in totals}) != 1:
        return None
    main = totals[0] if totals else exact[0]
    others = (*(one.value for one in exact), sum_of(exact))
    return Side(main.value, main.step, main.unit, (main.start, main.end), True, others)


def table_side(sheet: Sheet) -> Side | None:
    """The grand total of a table with one column of money; its rows added up where it has no 合计."""
    totals = [row for row in sheet.sums if row.kind == TOTAL]
    columns = [
        column
        for column in range(sheet.columns)
        if sheet.unit(column) and sheet.heads[column] and _is_money_column(sheet, column)
    ]
    if not totals or not columns:
        return None
    last = totals[-1].row if totals[-1].row >= totals[0].row else totals[0].row
    cells = [(column, value) for column in columns if (value := sheet.value(last, column)) is not None]
    if not cells:
        return None
    column, value = max(cells, key=lambda cell: cell[1])
    others = tuple(sheet.value(row.row, at) or ZERO for row in sheet.sums for at in columns)
    return Side(value, sheet.step(last, column), sheet.unit(column), sheet.place(last, column), True, others)


def _is_money_column(sheet: Sheet, column: int) -> bool:
    head = sheet.heads[column]
    return not any(word in head for word in ("标准", "单价", "率", "比例", "占比", "人均", "户均"))


def _against_table(reading: Reading) -> Iterator[Disagreement]:
    """The total of the running text against that of the one table it is about."""
    sides = [side for sheet in reading.sheets if (side := table_side(sheet))]
    if len(sides) != 1:
        return
    table = sides[0]
    amounts = [(line, one) for line in reading.lines for one in line.amounts if not one.is_rate]
    if any(one.is_about for _, one in amounts) or any(_equals(one, table) for _, one in amounts):
        return
    totals = [
        (line, one)
        for line, one in amounts
        if is_total(reading.text, line, one) and _MONEY_WORDS.search(line.text)
    ]
    if len(totals) != 1:
        return
    line, one = totals[0]
    side = Side(one.value, one.step, one.unit, (one.start, one.end), True)
    if _agree(side, table):
        return
    is_sure = _HERE.search(line.text) is not None and len(amounts) == 1
    yield Disagreement("table", side, table, "certain" if is_sure else "likely")


def _equals(amount: Amount, side: Side) -> bool:
    slack = max(Decimal("0.01"), amount.step / 2, _rounding(side))
    return any(abs(amount.value - value) <= slack for value in (side.value, *side.others))
