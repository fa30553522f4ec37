"""The same total said in several places: sources, uses, title and lead, the table.

资金来源 and 资金分配 are sections of the notice; each has one sum however it is written. What is left over on purpose
(结余, 预留, 待分配) is no disagreement.
"""

from __future__ import annotations

from decimal import Decimal

from scanner.money import UNITS, ZERO
from scanner.noun import noun
from scanner.regexes import compiled
from scanner.search.consistency.levels import level_of
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
    r"(?:资金|项目|经费|结果)?(?:分配|安排|使用|投向|去向)(?:的)?(?:情况|方案|结果|计划|明细|去向|一览)?(?:表)?[:：]?|资金用途|支出情况|资金支出|(?:补助|补贴|奖补)对象及(?:金额|标准)"
)
_SOURCES_LABEL = compiled(
    r"\s*(?:项目)?(?:资金(?:来源|渠道|筹措|构成)|来源渠道|经费来源)[^，。；：:0-9]{0,6}[:：]"
)
_USES_LABEL = compiled(
    r"\s*(?:资金|项目|经费)?(?:分配|安排|使用|用途|投向|去向)(?:的)?(?:情况|方案|结果|计划|明细|去向|项目)?[:：]"
)
_SCALE = compiled(r"资金(?:总)?规模|资金总[量额]|总规模")
_SCALE_LABEL = compiled(r"\s*(?:资金(?:总)?规模|资金总[量额])[:：]")
_COUNT_BEHIND = compiled(r"[ 　]?[（(][ ]?(?:共|计)?[ ]?([0-9]{1,6})[ ]?[人户名]")
_OF_WHICH = compiled(r"其中[^。；]*(?:如下|见附|下表|附后|公示)|等[0-9一二三四五六七八九十]*个|部分")
_NO_USES = compiled(r"原则|依据|办法|要求|来源|程序|标准|因素|管理")
_PARTIAL = compiled(
    r"剩余|结余|结转|预留|未分配|待分配|暂未|余额|另行|后续|先行|部分资金|尚未|其余|滚存|缺口|管理费(?!用?[ :：为]?[0-9])|自筹|追加|收回|回收|调整|贷款|贴息|同比|较上年"
)
_BATCH = compiled(r"第[一二三四五六七八九十0-9]{1,2}批|提前批")
_HERE = compiled(r"附件|下表|如下|名单|明细|附后|公示如下")
_POINTS = compiled(
    r"(?:下达|分配|安排|发放|拨付|补助|投入|兑付|赔付|救助|资助|慰问|支付|奖励|兑现|贴息)[^。；]{0,40}[0-9](?:万元|元|亿元)[^。；]{0,20}(?:见附[件表]|如下|附后|下表)"
)
# What is given out in all: 下达我县衔接资金, 共为3户贷款户贴息, 第二批中央衔接资金.
_GIVEN = compiled(
    r"(?:(?<!公)共[^。；]{0,16}|下达|安排|分配|发放|拨付|投入|兑付|到位|奖补|发放补[助贴])[^。；，,0-9]{0,20}(?:资金|补助|补贴|贴息|奖补|津贴|金|款|奖励)[^。；，,0-9]{0,4}$"
    r"|第[一二三四五六七八九]批[^。；，,0-9]{0,12}资金$"
)
_SPENT = compiled(r"去向|使用|安排|分配|支出|用途")
_CAPTION = 60  # characters of a line above a table that say what it holds
MOST_ROWS = 2000  # of a table that is added up
_MONEY_WORDS = compiled(r"资金|发放|补助|补贴|拨付|安排|下达|投资|投入|金额|分配")


class Side(metaclass=noun):
    """One place's total in 元: `stated` there, or added up from what stands there."""

    value: Decimal
    step: Decimal
    unit: str
    place: tuple[int, int]
    stated: bool
    others: tuple[Decimal, ...] = ()  # what it may be under other readings


class Disagreement(metaclass=noun):
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
    found = _found(reading)
    if not found:
        from scanner.search.consistency.stated_sides import stated_sides

        found = stated_sides(reading)
    if not found:
        from scanner.search.consistency.column_sides import column_sides

        found = column_sides(reading)
    return found


def _found(reading: Reading) -> list[Disagreement]:
    captioned = _captioned(reading) or _in_one_table(reading)
    if captioned is not None:
        return [captioned]
    words = "".join(line.text for line in reading.lines)
    if len(set(_BATCH.findall(words))) > 1:
        return []
    if _PARTIAL.search(words):
        return list(_against_table(reading))
    sources = _section_side(reading, _source_heading)
    uses = _section_side(reading, _use_heading)
    lead = _lead_side(reading)
    scale = None if sources or lead else _section_side(reading, _scale_heading)
    if sources and uses and not _agree(sources, uses):
        is_sure = (
            sources.stated and uses.stated and (lead is None or _agree(lead, sources) or _agree(lead, uses))
        )
        return [Disagreement("sides", sources, uses, "certain" if is_sure else "likely")]
    side = uses or sources
    if sources and uses and lead and not _agree(lead, uses) and not _agree(lead, sources):
        return [Disagreement("headline", lead, uses, "certain" if uses.stated else "likely")]
    if scale and uses and not _agree(scale, uses):
        return [Disagreement("headline", scale, uses, "likely")]
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


def _scale_heading(line: Spoken) -> bool:
    if line.level == PLAIN:
        return len(line.amounts) == 1 and _SCALE_LABEL.match(line.text) is not None
    return line.level < PLAIN and _SCALE.search(line.text[:16]) is not None


def _source_heading(line: Spoken) -> bool:
    if line.level == PLAIN:
        return bool(line.amounts) and _SOURCES_LABEL.match(line.text) is not None
    return line.level < PLAIN and _SOURCES.search(line.text[:24]) is not None


def _use_heading(line: Spoken) -> bool:
    head = line.text[:24]
    if line.level == PLAIN:
        return len(line.amounts) > 1 and _USES_LABEL.match(line.text) is not None
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
    """The grand total of a table with one column of money."""
    totals = [row for row in sheet.sums if row.kind == TOTAL]
    columns = _money_columns(sheet)
    if not totals or not columns:
        return None
    last = totals[-1].row if totals[-1].row >= totals[0].row else totals[0].row
    cells = [(column, value) for column in columns if (value := sheet.value(last, column)) is not None]
    if not cells:
        return None
    column, value = max(cells, key=lambda cell: cell[1])
    others = tuple(sheet.value(row.row, at) or ZERO for row in sheet.sums for at in columns)
    return Side(value, sheet.step(last, column), sheet.unit(column), sheet.place(last, column), True, others)


def added_side(sheet: Sheet) -> Side | None:
    """The rows of a table without 合计 added up; None where it has several columns of money, or a row is no number."""
    columns = _money_columns(sheet)
    if sheet.sums or len(columns) != 1 or not 1 < len(sheet.rows) <= MOST_ROWS or sheet.has_parts:
        return None
    values = sheet.values(columns[0])
    if any(value is None for value in values) or level_of([sheet.cell(0, 0)]) in (1, 2):
        return None
    column = columns[0]
    step = min(sheet.step(row, column) for row in range(len(values)))
    start, end = sheet.place(0, column)[0], sheet.place(len(values) - 1, column)[1]
    place = (start, end) if sheet.columns == 1 else sheet.place(len(values) - 1, column)
    return Side(sum((value or ZERO for value in values), ZERO), step, sheet.unit(column), place, False)


def _money_columns(sheet: Sheet) -> list[int]:
    return [
        column
        for column in range(sheet.columns)
        if sheet.unit(column) and sheet.heads[column] and _is_money_column(sheet, column)
    ]


def _is_money_column(sheet: Sheet, column: int) -> bool:
    head = sheet.heads[column]
    return not any(word in head for word in ("标准", "单价", "率", "比例", "占比", "人均", "户均"))


def _captioned(reading: Reading) -> Disagreement | None:
    """表一 资金来源, 表二 资金安排: the totals of two tables, one called the sources, one the uses."""
    sides: dict[str, list[Side]] = {"sources": [], "uses": []}
    for sheet in reading.sheets:
        above = reading.text[max(sheet.start - _CAPTION, 0) : sheet.start].rstrip().rpartition("\n")[2]
        kind = "sources" if _SOURCES.search(above) else "uses" if _USES.search(above) else ""
        side = (table_side(sheet) or added_side(sheet)) if kind and len(above) < _CAPTION else None
        if side is not None and not _NO_USES.search(above.replace("来源", "")):
            sides[kind].append(side)
    if len(sides["sources"]) != 1 or len(sides["uses"]) != 1:
        return None
    sources, uses = sides["sources"][0], sides["uses"][0]
    return None if _agree(sources, uses) else Disagreement("sides", sources, uses, "likely")


def _in_one_table(reading: Reading) -> Disagreement | None:
    """来源合计 and 去向合计 in one table."""
    for sheet in reading.sheets:
        sources = [row for row in sheet.sums if "来源" in row.label or "收入" in row.label]
        uses = [row for row in sheet.sums if _SPENT.search(row.label)]
        if len(sources) != 1 or len(uses) != 1 or "来源" not in sources[0].label:
            continue
        columns = _money_columns(sheet)
        if len(columns) != 1:
            continue
        values = [sheet.value(row.row, columns[0]) for row in (sources[0], uses[0])]
        if None in values or values[0] == values[1]:
            continue
        sides = [
            Side(
                value or ZERO,
                sheet.step(row.row, columns[0]),
                sheet.unit(columns[0]),
                sheet.place(row.row, columns[0]),
                True,
            )
            for row, value in zip((sources[0], uses[0]), values, strict=True)
        ]
        return Disagreement("sides", sides[0], sides[1], "likely")
    return None


def _against_table(reading: Reading) -> Iterator[Disagreement]:
    """The total of the running text against that of the one table it is about."""
    found_sides = [
        (sheet, side) for sheet in reading.sheets if (side := table_side(sheet) or added_side(sheet))
    ]
    if len(found_sides) != 1 or len(reading.sheets) > 2:
        return
    sheet, table = found_sides[0]
    before = [line for line in reading.lines if line.start < sheet.start or _HERE.search(line.text)]
    amounts = [(line, one) for line in before for one in line.amounts if not one.is_rate and not one.is_about]
    if any(_equals(one, table) for line in reading.lines for one in line.amounts):
        return
    found = _announced(reading, amounts)
    if found is None:
        return
    line, one = found
    between = reading.text[line.start + len(line.text) : sheet.start]
    is_next = 0 <= sheet.start - line.start - len(line.text) <= 2 or _is_head(sheet, between)
    is_here = is_next or _HERE.search(line.text) is not None
    tail = line.text[one.end - line.start :]
    if _OF_WHICH.search(tail) or _PARTIAL.search(_clause(line, one)) or not (table.stated or is_here):
        return
    side = Side(one.value, one.step, one.unit, (one.start, one.end), True)
    if _agree(side, table) or _is_of_more(sheet, tail):
        return
    is_sure = is_here and len(amounts) == 1 and table.stated
    yield Disagreement("table", side, table, "certain" if is_sure else "likely")


def _is_of_more(sheet: Sheet, tail: str) -> bool:
    """Whether what stands behind an amount says that it is for more than the table lists: 318240元（221人）."""
    counted = _COUNT_BEHIND.match(tail)
    return counted is not None and int(counted[1]) > len(sheet.rows)


def _is_head(sheet: Sheet, words: str) -> bool:
    """Whether nothing but the heads of a loose table stands between a line and its first row."""
    return "".join(words.split()) == "".join("".join(sheet.heads).split()) != ""


def _clause(line: Spoken, one: Amount) -> str:
    """The sentence of a line in which an amount stands, up to it."""
    before = line.text[: one.start - line.start]
    return before[max(before.rfind("。"), before.rfind("；")) + 1 :]


def _announced(reading: Reading, amounts: Sequence[tuple[Spoken, Amount]]) -> tuple[Spoken, Amount] | None:
    """The one total of the running text: after 共 and the like, or what was given out where nothing is called so."""
    totals = [
        (line, one)
        for line, one in amounts
        if is_total(reading.text, line, one) and _MONEY_WORDS.search(line.text)
    ]
    if not totals:
        totals = [(line, one) for line, one in amounts if _GIVEN.search(_clause(line, one))]
    if not totals and len({one.value for _, one in amounts}) == 1:
        totals = [(line, one) for line, one in amounts if _POINTS.search(line.text)]
    return totals[0] if len({one.value for _, one in totals}) == 1 else None


def _equals(amount: Amount, side: Side) -> bool:
    slack = max(Decimal("0.01"), amount.step / 2, _rounding(side))
    return any(abs(amount.value - value) <= slack for value in (side.value, *side.others))
