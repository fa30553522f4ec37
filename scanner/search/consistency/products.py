"""`product`: 户数 × 标准 = 金额, in sentences and in the rows of a table."""

from __future__ import annotations

from scanner.model import Fact
from scanner.money import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from scanner.model import Certainty, Finding, Rule
    from scanner.search.consistency.reading import Reading
    from scanner.search.consistency.relations import RowWrong


def findings(rule: Rule, reading: Reading) -> Iterator[Finding]:
    """Products in sentences and relations between columns that do not hold."""
    for found in reading.wrong_products:
        if found.is_slip:
            continue
        one = found.stated
        figures = (found.right, one.value, one.unit)
        yield _finding(rule, reading, (one.start, one.end), found.terms, figures, "likely")
    for wrong in reading.wrong_rows:
        if wrong.relation.factors:
            yield row_finding(rule, reading, wrong)


def row_finding(rule: Rule, reading: Reading, wrong: RowWrong) -> Finding:
    """A row of a table that other columns contradict."""
    column = wrong.relation.target
    figures = (wrong.right, wrong.stated, wrong.sheet.unit(column))
    certainty: Certainty = "certain" if wrong.is_sure else "likely"
    number = str(wrong.sheet.row_number(wrong.row))
    return _finding(
        rule, reading, wrong.sheet.place(wrong.row, column), wrong.terms, figures, certainty, number
    )


def _finding(
    rule: Rule,
    reading: Reading,
    place: tuple[int, int],
    said: str,
    figures: tuple[Decimal, Decimal, str],
    certainty: Certainty,
    row: str = "",
) -> Finding:
    right, stated, unit = figures
    values = (
        ("row", row),
        ("terms", said),
        ("result", shown(right, unit)),
        ("stated", shown(stated, unit)),
        ("difference", shown(abs(right - stated), unit)),
    )
    fact = Fact("row-gives" if row else "product-gives", values)
    return reading.finding(rule, [place], [fact], certainty=certainty)
