"""Sources and total of one matter on lines of their own: 资金来源：省级180万元、自筹60万元 / 总投资：345万元.

The sources are added up where no sum stands behind them. Where the uses bear the total out, sources and uses differ;
where nothing does, it is the total that its parts do not give.
"""

from __future__ import annotations

from decimal import Decimal

from scanner.money import Amount, amounts
from scanner.noun import noun
from scanner.regexes import compiled
from scanner.search.consistency.disagreements import Disagreement, Side
from scanner.search.consistency.listed_totals import is_slip
from scanner.search.consistency.spoken_sums import SpokenSum, slack_of, sum_of
from scanner.search.consistency.stretches import is_of_labels

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scanner.search.consistency.reading import Reading
    from scanner.search.consistency.sheets import Sheet

_NUMBERED = r"\s*(?:[-*•·●]\s?|[（(]?[0-9一二三四五六七八九十]{1,2}[)）]?\s?[、.．]?\s?)?"
_LABELS = (
    (
        "sources",
        compiled(
            _NUMBERED
            + r"(?:项目|投资)?(?:资金|经费|投资)?(?:来源|构成|筹措|渠道|组成)(?:及[^：:\t]{0,4})?\s?[:：\t]|"
            + _NUMBERED
            + r"钱(?:的)?(?:来处|来路|从哪[儿里]?来)(?:的)?\s?[:：\t]"
        ),
    ),
    (
        "total",
        compiled(
            _NUMBERED
            + r"(?:计划|项目|预算|估算|工程)?(?:总投资|投资总额|总金额|资金总额|资金规模|总额)(?:[（(][^（()）]{1,6}[)）])?\s?[:：\t]"
        ),
    ),
    (
        "uses",
        compiled(
            _NUMBERED
            + r"(?:(?:资金|经费|项目)?(?:支出|使用|去向|开支|花费|用于)(?:情况|明细)?|钱(?:的)?(?:去处|去路|[用花]在哪[儿里]?|[用花]到哪[儿里]?))(?:了)?\s?[:：\t]"
        ),
    ),
    ("item", compiled(r"(?:^|.*[；;])\s*(?:投资|金额|资金|投资额)\s?[:：\t]")),
)
_WHOLE = compiled(r"(?:[＝=]|合计|共计?|总计|小计)\s?$")
_OPEN = compiled(r"剩余|结余|余额|缺口|其余|另|贷款|不足|以内|上限|待|未|等(?![级额])|已到位|不含|每")
_SUM_OF = compiled(r"(?:资金|金额)?(?:总[额计数]?|合计|共计?|小计)?(?:为|是)?[:：]?\s?$")
_CLOSED = compiled(r"[元。；;)）0-9]\s*$")
_SOURCE = compiled(
    r"中央|国家|省|自治区|市级?|州|县|区|乡|镇|自筹|配套|捐|社会|企业|集体|群众|债券|帮扶|协作"
)
_FOR_PROJECTS = compiled(r"(?:安排|实施|支出|使用|用于)[^。；\n]{0,16}$")
LEAST_ROWS, MOST_KINDS, MOST_LEFT = 4, 6, 3  # rows, kinds of rows, columns on the left that may name them
MOST_SHEETS = 20
LEAST_NAME, MOST_NAME = 2, 8  # characters of a kind
FURTHEST = Decimal("1.5")  # times; sides farther apart are about different things


class _Labelled(metaclass=noun):
    """A line that is a label and amounts: what kind, which amounts, its sum where it states one."""

    kind: str
    parts: tuple[Amount, ...]
    whole: Amount | None

    @property
    def value(self) -> Decimal:
        """What it comes to."""
        return self.whole.value if self.whole is not None else sum_of(self.parts)


def wrong_total(reading: Reading) -> Iterator[SpokenSum]:
    """A total that the sources beside it do not give, where no use bears it out."""
    found = _sides(reading)
    if found is not None and not _is_borne_out(reading, found):
        sources, total = found
        if total.kind == "total":
            yield SpokenSum(total.parts[0], sources.parts, sources.value, "likely")


def stated_sides(reading: Reading) -> list[Disagreement]:
    """Sources and uses that differ on such lines."""
    found = _sides(reading)
    if found is not None and (found[1].kind == "uses" or _is_borne_out(reading, found)):
        return [Disagreement("sides", _side(found[0]), _side(found[1]), "likely")]
    return list(_proved(reading))


def _sides(reading: Reading) -> tuple[_Labelled, _Labelled] | None:
    """(sources, total or uses) that differ; None where they agree or one is not alone."""
    by_kind: dict[str, list[_Labelled]] = {}
    for one in _labelled(reading):
        by_kind.setdefault(one.kind, []).append(one)
    if len(by_kind.get("sources", ())) != 1:
        return None
    sources = by_kind["sources"][0]
    if sources.whole is None and len(sources.parts) < 2:
        return None
    for kind in ("total", "uses"):
        others = by_kind.get(kind, [])
        if len(others) != 1 or (kind == "total" and len(others[0].parts) != 1):
            continue
        other = others[0]
        low, high = sorted((sources.value, other.value))
        given = (*sources.parts, *other.parts)
        if high - low <= slack_of(given, other.parts[0]):
            return None
        return (sources, other) if low and high <= low * FURTHEST else None
    return None


def _labelled(reading: Reading) -> Iterator[_Labelled]:
    for start, end in _rows(reading):
        words = reading.text[start:end]
        for kind, pattern in _LABELS:
            label = pattern.match(words)
            if label is None:
                continue
            found = amounts(reading.text, start + label.end(), end)
            if not found or any(one.is_about or one.is_rate for one in found) or _OPEN.search(words):
                break
            if not _CLOSED.search(words):  # the line goes on below
                break
            is_last = (
                _WHOLE.search(reading.text[max(start, found[-1].start - 4) : found[-1].start]) is not None
            )
            whole = found[-1] if is_last and len(found) > 2 else None
            yield _Labelled(kind, tuple(found[:-1] if whole else found), whole)
            break


def _rows(reading: Reading) -> Iterator[tuple[int, int]]:
    for line in reading.lines:
        if line.amounts:
            yield line.start, line.start + len(line.text)
    for sheet in reading.sheets:
        if is_of_labels(sheet) and sheet.columns == 2:
            for row in range(len(sheet.rows)):
                yield sheet.place(row, 0)[0], sheet.place(row, 1)[1]


def _is_borne_out(reading: Reading, found: tuple[_Labelled, _Labelled]) -> bool:
    """Whether several items, 投资：175万元 / 投资：130万元, give the total."""
    items = [one.parts[0] for one in _labelled(reading) if one.kind == "item"]
    return len(items) > 1 and sum_of(items) == found[1].value


def _side(one: _Labelled) -> Side:
    place = (one.whole or one.parts[0]).start, (one.whole or one.parts[-1]).end
    unit = (one.whole or one.parts[0]).unit
    step = min(part.step for part in one.parts)
    return Side(one.value, step, unit, place, one.whole is not None or len(one.parts) == 1)


# ---- 收入总额31452.70元 below a table of 收入 and 支出


def wrong_groups(reading: Reading) -> Iterator[SpokenSum]:
    """What the text says of a kind of rows, 支出总额…, and the rows of that kind in the one table do not give.

    Another kind that the text says right, or a slip of the pen, shows that the rows are meant.
    """
    for sheet in reading.sheets[:MOST_SHEETS]:
        entries: list[int] | None = None
        for column in range(min(sheet.columns, MOST_LEFT)):
            money = [at for at in range(sheet.columns) if sheet.unit(at) and at not in (column,)]
            if len(money) != 1:
                continue
            entries = _entries(sheet) if entries is None else entries
            groups = _groups(sheet, column, entries)
            if groups is None:
                continue
            held, wrong = 0, []
            for name, rows in groups.items():
                stated = _stated(reading, name)
                addends = _cells(sheet, rows, money[0])
                if stated is None or addends is None:
                    continue
                total = sum_of(addends)
                is_right = abs(total - stated.value) <= slack_of(addends, stated)
                held += is_right
                wrong += [] if is_right else [SpokenSum(stated, tuple(addends), total, "likely")]
            yield from (one for one in wrong if held or is_slip(one.total, one.stated.value))


def _groups(sheet: Sheet, column: int, rows: list[int]) -> dict[str, list[int]] | None:
    """These rows by the words of a column that says the kind of each; None where it does not."""
    all_words = sheet.words(column)
    words = [all_words[row] for row in rows]
    kinds = {word for word in words if word}
    if (
        len(words) < LEAST_ROWS
        or not 1 < len(kinds) <= MOST_KINDS
        or len(kinds) * 2 > len(words)
        or "" in words
    ):
        return None
    if not all(LEAST_NAME <= len(word) <= MOST_NAME and not any(map(str.isdecimal, word)) for word in kinds):
        return None
    return {kind: [row for row, word in zip(rows, words, strict=True) if word == kind] for kind in words}


def _entries(sheet: Sheet) -> list[int]:
    """The rows that fill two cells and more: a remark below a table fills one."""
    columns = [sheet.words(column) for column in range(sheet.columns)]
    return [row for row, cells in enumerate(zip(*columns, strict=True)) if sum(map(bool, cells)) > 1]


def _stated(reading: Reading, name: str) -> Amount | None:
    """The one amount of the running text that is called the sum of a kind."""
    found = []
    for line in reading.lines:
        for one in line.amounts if name in line.text else ():
            before = reading.text[max(line.start, one.start - 16) : one.start]
            said = _SUM_OF.search(before)
            if said is not None and before[: said.start()].endswith(name) and not one.is_about:
                found.append(one)
    return found[0] if len(found) == 1 else None


def _cells(sheet: Sheet, rows: Sequence[int], column: int) -> list[Amount] | None:
    found = []
    for row in rows:
        value = sheet.value(row, column)
        if value is None:
            return None
        found.append(Amount(value, sheet.step(row, column), sheet.unit(column), *sheet.place(row, column)))
    return found


# ---- 总投资1380万元，其中中央…、省级…。安排项目4个，共1410万元


def _proved(reading: Reading) -> Iterator[Disagreement]:
    """Two totals of one paragraph: one that its sources give, one of what is spent on projects."""
    sources: list[Amount] = []
    uses: list[Amount] = []
    for line, one in reading.totals:
        parts = _following(reading, one, line.amounts)
        if parts and all(_SOURCE.search(reading.text[part.start - 12 : part.start]) for part in parts):
            sources.append(one)
        elif _FOR_PROJECTS.search(reading.text[max(line.start, one.start - 20) : one.start]):
            uses.append(one)
    if len({one.value for one in sources}) != 1 or len({one.value for one in uses}) != 1:
        return
    one, other = sources[0], uses[0]
    low, high = sorted((one.value, other.value))
    between = reading.text[min(one.end, other.end) : max(one.start, other.start)]
    if low == high or high > low * FURTHEST or _OPEN.search(between) or "\n" in between:
        return
    if any(it.value == high - low for line in reading.lines for it in line.amounts):
        return  # what is left is said
    first, second = (Side(it.value, it.step, it.unit, (it.start, it.end), True) for it in (one, other))
    yield Disagreement("sides", first, second, "likely")


def _following(reading: Reading, whole: Amount, found: Sequence[Amount]) -> list[Amount]:
    """The figures of the same sentence behind a total that give it exactly; none where they do not."""
    stop = reading.text.find("。", whole.end)
    parts = [one for one in found if one.start > whole.end and (stop < 0 or one.start < stop)]
    for size in range(2, len(parts) + 1):
        if sum_of(parts[:size]) == whole.value:
            return parts[:size]
    return []
