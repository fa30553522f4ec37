"""`percentage`: a share that is not what its two figures give (±0.1 point), in sentences and in columns."""

from __future__ import annotations

from decimal import Decimal

from scanner.model import Fact
from scanner.money import amounts, places_of, shown
from scanner.regexes import compiled
from scanner.search.consistency.sheets import TOTAL

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.model import Finding, Rule, Span
    from scanner.money import Amount
    from scanner.search.consistency.reading import Reading, Spoken
    from scanner.search.consistency.sheets import Sheet
    from scanner.search.consistency.spoken_shares import SpokenShare

SLACK = Decimal("0.1")  # points: printed shares are sometimes adjusted so that a column adds to 100
_SHARE = compiled(
    r"占(?:比)?([^，,。；;、%（()）]{0,24}?)(?:[为达的约：:]{0,2})\s?(?<![0-9.])([0-9]{1,3}(?:\.[0-9]{1,4})?)\s?%"
)
# Whose share it is, where the total of the text is meant; 占产业总投资 is about another total.
_WHOLE = compiled(
    r"(?:该|项目|本次|本批|此次|全部|总|资金|投资|投入|预算|安排|下达|计划|合计|额|规模|分配|年度|全[县市区镇村]|我[县市区]|补助|的|量"
    r"|[0-9.,]+(?:亿元|万元|元))*"
)
_ABOUT = compiled(r"约|近|超过|左右|以上|不低于|不超过|以内|不少于|比重不|比例不|达到")
_HEAD = compiled(r"占比|比例|比重|百分比|[（(]%[)）]|^%$")
_NOT_SHARE = compiled(r"率|补助比例|报销|贴息|自筹比例|出资比例|持股|分红|配套比例|标准|奖补")
_PROGRESS = compiled(r"(?:支付|支出|完成|执行|使用|拨付|到位|兑付|发放|报账|预算)(?:率|进度|比例)")
MOST_COLUMNS = 8  # left of a rate that are tried in pairs
LEAST_ROWS = 4
LEAST_GOOD = 2  # rows that keep a rate
MOST_TOTALS = 50  # of a text that a share is compared with


def findings(rule: Rule, reading: Reading) -> Iterator[Finding]:
    """Every share that its figures contradict."""
    places: list[Span] = []
    for line in reading.lines:
        if "%" in line.text and "占" in line.text and line.amounts:
            for finding in _of_line(rule, reading, line):
                places.append(finding.spans[0])
                yield finding
    seen: set[int] = set()
    for said in _said(reading):
        if said.start in seen or reading.place(said.start) in [(one.block, one.start) for one in places]:
            continue
        seen.add(said.start)
        if said.whole == "100%":
            fact = Fact("shares-exceed", (("terms", said.part), ("sum", f"{said.right.normalize():f}%")))
            yield reading.finding(rule, [(said.start, said.end)], [fact], certainty="likely")
            continue
        values = (
            ("part", said.part),
            ("whole", said.whole),
            ("stated", said.stated),
            ("share", f"{said.right.quantize(Decimal('0.01'))}%"),
        )
        place = (said.start, said.end)
        yield reading.finding(rule, [place], [Fact("share-differs", values)], certainty="likely")
    for sheet in reading.sheets:
        for column, head in enumerate(sheet.heads):
            if _PROGRESS.search(head):
                yield from _of_pair(rule, reading, sheet, column)
            elif _HEAD.search(head) and not _NOT_SHARE.search(head):
                yield from _of_column(rule, reading, sheet, column)


def _said(reading: Reading) -> list[SpokenShare]:
    """The wrong shares in running text; what looks for them is loaded where it holds a per cent sign."""
    stretches = (reading.text[stretch.start : stretch.end] for stretch in reading.stretches)
    if not any("%" in words for words in (*[line.text for line in reading.lines], *stretches)):
        return []
    from scanner.search.consistency.pair_shares import wrong_pair_shares
    from scanner.search.consistency.spoken_shares import wrong_spoken_shares

    return [*wrong_spoken_shares(reading), *wrong_pair_shares(reading)]


def _of_line(rule: Rule, reading: Reading, line: Spoken) -> Iterator[Finding]:
    from scanner.search.consistency.spoken_shares import shares_of_a_list

    text = reading.text
    if shares_of_a_list(reading, line):
        return
    for match in _SHARE.finditer(text, line.start, line.start + len(line.text)):
        around = text[match.start() : match.end() + 3]
        if _ABOUT.search(around) or not _WHOLE.fullmatch(match[1]):
            continue
        share = Decimal(match[2])
        before = [one for one in line.amounts if one.end <= match.start() and not one.is_rate]
        named = amounts(text, match.start(1), match.end(1))
        if not before or any(one.is_about for one in before) or match.start() - before[-1].end > 12:
            continue
        part = before[-1]
        wholes = named or [one for one in before[:-1] if one.value > part.value]
        slack = max(SLACK, _step(match[2]))
        if len(before) == 1 and not named:
            wholes = _of_the_text(reading, line, part.value)
        if not wholes or part.value == 0:
            continue
        if any(
            abs(one.value * 100 / whole.value - share) <= slack
            for whole in wholes
            if whole.value
            for one in before
        ):
            continue
        if len({whole.value for whole in wholes}) != 1:
            continue
        whole = wholes[0]
        printed = shown(part.value, part.unit, places_of(part.step, part.unit))
        said = (printed, shown(whole.value, whole.unit), match[2])
        yield _finding(rule, reading, match.span(2), said, part.value * 100 / whole.value)


def _of_the_text(reading: Reading, line: Spoken, part: Decimal) -> list[Amount]:
    """Totals that the text states before this line."""
    return [
        one
        for earlier, one in reading.totals[:MOST_TOTALS]
        if earlier.start < line.start and one.value > part
    ]


def _step(printed: str) -> Decimal:
    decimals = printed.partition(".")[2]
    return Decimal(1).scaleb(-len(decimals)) if decimals else Decimal(1)


def _finding(
    rule: Rule,
    reading: Reading,
    place: tuple[int, int],
    said: tuple[str, str, str],
    right: Decimal,
    whole: bool = True,
) -> Finding:
    values = (
        ("part", said[0]),
        ("whole", said[1]),
        ("stated", f"{said[2]}%"),
        ("share", f"{right.quantize(Decimal('0.01'))}%"),
    )
    return reading.finding(rule, [place], [Fact("share-differs", values)], certainty="likely")


def _of_column(rule: Rule, reading: Reading, sheet: Sheet, column: int) -> Iterator[Finding]:
    """A column of shares: which column it is about shows where nearly all rows agree."""
    totals = [row.row for row in sheet.sums if row.kind == TOTAL]
    if len(totals) != 1 or len(sheet.rows) < LEAST_ROWS:
        return
    shares = sheet.numbers(column)
    for other in range(column - 1, -1, -1):
        whole = sheet.value(totals[0], other)
        if not whole or _HEAD.search(sheet.heads[other]):
            continue
        odd, good = [], 0
        for row, share in enumerate(shares):
            part = sheet.value(row, other)
            if share is None or part is None or row == totals[0]:
                continue
            right = part * 100 / whole
            printed = (
                share.value if share.counts == "%" or share.value > 1 or right < 1 else share.value * 100
            )
            slack = max(SLACK, share.step if share.counts == "%" or share.value > 1 else share.step * 100)
            if abs(right - printed) <= slack:
                good += 1
            else:
                odd.append((row, part, right, printed))
        if good >= LEAST_ROWS - 2 and (len(odd) * 3 <= good or len(odd) == 1):
            unit = sheet.unit(other)
            for row, part, right, printed in odd:
                said = (shown(part, unit), shown(whole, unit), f"{printed.normalize():f}")
                yield _finding(rule, reading, sheet.place(row, column), said, right)
            return


def _of_pair(rule: Rule, reading: Reading, sheet: Sheet, column: int) -> Iterator[Finding]:
    """A column of rates: the two columns whose quotient nearly all rows state."""
    shares = sheet.numbers(column)
    others = [at for at in range(max(column - MOST_COLUMNS, 0), column) if any(sheet.numbers(at))]
    for part_at, whole_at in ((one, other) for one in others for other in others if one != other):
        odd, good = [], 0
        for row, share in enumerate(shares):
            part, whole = sheet.value(row, part_at), sheet.value(row, whole_at)
            if share is None or part is None or not whole:
                continue
            right = part * 100 / whole
            if abs(right - share.value) <= max(SLACK, share.step):
                good += 1
            else:
                odd.append((row, part, whole, right, share.value))
        if good >= LEAST_GOOD and len(odd) * 2 <= good:
            wrong = {one.sum.row for one in reading.wrong if one.sheet is sheet}
            for row, part, whole, right, printed in odd:
                if row in wrong:  # its figures are known to be wrong
                    continue
                unit = sheet.unit(part_at)
                said = (shown(part, unit), shown(whole, sheet.unit(whole_at)), f"{printed.normalize():f}")
                yield _finding(rule, reading, sheet.place(row, column), said, right)
            return
