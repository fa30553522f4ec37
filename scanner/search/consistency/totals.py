"""`total`: rows that do not give their 合计, sums in running text, a total that the table contradicts."""

from __future__ import annotations

from scanner.model import Fact
from scanner.money import ZERO, places_of, shown
from scanner.search.consistency.products import row_finding

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scanner.model import Finding, Rule
    from scanner.search.consistency.disagreements import Disagreement
    from scanner.search.consistency.reading import Reading
    from scanner.search.consistency.sheets import Sheet
    from scanner.search.consistency.spoken_sums import SpokenSum
    from scanner.search.consistency.table_sums import Wrong

MOST_RANGES = 4
MOST_TERMS = 6


def findings(rule: Rule, reading: Reading) -> Iterator[Finding]:
    """Every total that fits no reading."""
    for wrong in reading.wrong:
        if wrong.slip < 0:
            place = wrong.sheet.place(wrong.sum.row, wrong.column)
            yield reading.finding(rule, [place], facts_of(wrong), certainty=wrong.certainty)
    sides = {found.one.place[0] for found in reading.disagreements if found.between != "table"}
    for spoken in reading.wrong_spoken:
        if not spoken.slip and not spoken.is_balance and spoken.stated.start not in sides:
            place = (spoken.stated.start, spoken.stated.end)
            yield reading.finding(rule, [place], spoken_facts(spoken), certainty=spoken.certainty)
    for row in reading.wrong_rows:
        if not row.relation.factors:
            yield row_finding(rule, reading, row)
    for found in reading.disagreements:
        if found.between == "table" and not found.slip:
            places = [found.one.place, found.other.place]
            yield reading.finding(rule, places, side_facts(found), certainty=found.certainty)


def side_facts(found: Disagreement) -> list[Fact]:
    """What two places say, and by how much they differ."""
    one, other = found.one, found.other
    values = (
        ("one", shown(one.value, one.unit, places_of(one.step, one.unit))),
        ("other", shown(other.value, other.unit, places_of(other.step, other.unit))),
        ("difference", shown(abs(one.value - other.value), one.unit)),
    )
    facts = [Fact(f"differ-{found.between}", values)]
    if not (one.stated and other.stated):
        facts.append(Fact("differ-added-up"))
    return facts


def spoken_facts(spoken: SpokenSum) -> list[Fact]:
    """The arithmetic of a sum in running text."""
    unit = spoken.stated.unit
    places = max(places_of(one.step, unit) for one in (spoken.stated, *spoken.addends))
    terms = [shown(one.value, one.unit, places_of(one.step, one.unit)) for one in spoken.addends]
    said = "＋".join(terms[:MOST_TERMS]) + ("＋…" if len(terms) > MOST_TERMS else "")
    values = (
        ("terms", spoken.terms or said),
        ("sum", shown(spoken.total, unit, places)),
        ("stated", shown(spoken.stated.value, unit, places)),
        ("difference", shown(abs(spoken.total - spoken.stated.value), unit, places)),
    )
    facts = [Fact("sum-of-amounts", values)]
    if has_swapped_digits(values[1][1], values[2][1]):
        facts.append(Fact("sum-digits-swapped"))
    if spoken.certainty != "certain":
        facts.append(Fact("sum-parts-unsure"))
    return facts


def facts_of(wrong: Wrong) -> list[Fact]:
    """The arithmetic, as a clerk would check it."""
    sheet, column, unit = wrong.sheet, wrong.column, wrong.unit
    places = max(places_of(sheet.step(row, column), unit) for row in (*wrong.rows[:400], wrong.sum.row))
    values = (
        ("rows", rows_said(sheet, wrong.rows)),
        ("count", str(len(wrong.rows))),
        ("sum", shown(wrong.total, unit, places)),
        ("label", wrong.sum.label),
        ("stated", shown(wrong.stated, unit, places)),
        ("difference", shown(abs(wrong.total - wrong.stated), unit, places)),
    )
    facts = [Fact("sum-of-subtotals" if wrong.has_subs else "sum-of-rows", values)]
    if sheet.heads[column]:
        facts.append(Fact("sum-column", (("head", sheet.heads[column][:24]),)))
    facts.extend(_guess(wrong))
    if wrong.certainty != "certain":
        facts.append(Fact("sum-structure-unsure"))
    return facts


def _guess(wrong: Wrong) -> Iterator[Fact]:
    """What may have happened: a row left out or counted twice, two digits that changed places."""
    difference = wrong.stated - wrong.total
    values = [(row, wrong.sheet.value(row, wrong.column) or ZERO) for row in wrong.rows]
    missed = [row for row, value in values if value and value == -difference]
    twice = [row for row, value in values if value and value == difference]
    if len(missed) == 1 or len(twice) == 1:
        name = "sum-row-missed" if missed else "sum-row-twice"
        yield Fact(name, (("row", str(wrong.sheet.row_number((missed or twice)[0]))),))
    elif has_swapped_digits(str(wrong.stated), str(wrong.total)):
        yield Fact("sum-digits-swapped")


def has_swapped_digits(one: str, other: str) -> bool:
    """Whether two neighbouring digits changed places."""
    apart = [at for at, (left, right) in enumerate(zip(one, other, strict=False)) if left != right]
    return (
        len(one) == len(other)
        and len(apart) == 2
        and apart[1] == apart[0] + 1
        and one[apart[0]] == other[apart[1]]
        and one[apart[1]] == other[apart[0]]
    )


def rows_said(sheet: Sheet, rows: Sequence[int]) -> str:
    """3–5、7–12: the rows in the file's own numbers; over several pieces the first and the last."""
    ranges: list[list[int]] = []
    for row in rows:
        number = sheet.row_number(row)
        if ranges and (number == ranges[-1][1] + 1) and len(sheet.pieces) == 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    if len(sheet.pieces) > 1 or len(ranges) > MOST_RANGES:
        ranges = [[ranges[0][0], ranges[-1][1]]]
    return "、".join(str(first) if first == last else f"{first}–{last}" for first, last in ranges)
