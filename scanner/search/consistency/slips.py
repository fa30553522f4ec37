"""`unit`: 元 written for 万元 or the other way round, told by a figure that fits when moved by four places."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from scanner.model import Fact
from scanner.money import UNITS, ZERO, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.model import Finding, Rule
    from scanner.search.consistency.reading import Reading
    from scanner.search.consistency.sheets import Sheet
    from scanner.search.consistency.table_sums import Wrong

MOST_ROWS = 2000  # a longer list is not searched for an odd cell
LEAST_ROWS = 4
LEAST_ADDED = 2  # rows of a column that are added
_FACTOR = UNITS["万元"]


def findings(rule: Rule, reading: Reading) -> Iterator[Finding]:
    """Every slip of the unit."""
    slipped = set()
    for wrong in reading.wrong:
        if wrong.slip >= 0:
            slipped.add((wrong.sheet.start, wrong.column))
            place = wrong.sheet.place(wrong.slip, wrong.column)
            yield reading.finding(rule, [place], [_fact(wrong)], certainty=wrong.certainty)
    for spoken in reading.wrong_spoken:
        if spoken.slip:
            place = (spoken.stated.start, spoken.stated.end)
            values = (
                ("one", shown(spoken.total, spoken.addends[0].unit)),
                ("other", reading.text[place[0] : place[1]]),
            )
            yield reading.finding(
                rule, [place], [Fact("unit-slip-places", values)], certainty=spoken.certainty
            )
    for product in reading.wrong_products:
        if product.is_slip:
            place = (product.stated.start, product.stated.end)
            values = (
                ("one", f"{product.terms}＝{shown(product.right, '元')}"),
                ("other", reading.text[place[0] : place[1]]),
            )
            yield reading.finding(rule, [place], [Fact("unit-slip-places", values)], certainty="likely")
    for found in reading.disagreements:
        if found.slip:
            one, other = found.one, found.other
            values = (("one", shown(one.value, one.unit)), ("other", shown(other.value, other.unit)))
            fact = Fact("unit-slip-places", values)
            yield reading.finding(rule, [one.place, other.place], [fact], certainty=found.certainty)
    for sheet in reading.sheets:
        yield from _odd_cells(rule, reading, sheet, slipped)
        yield from _against_text(rule, reading, sheet)


def _against_text(rule: Rule, reading: Reading, sheet: Sheet) -> Iterator[Finding]:
    """A column without a total that gives what the text calls the total when all of it, or one row, is moved by four places."""
    columns = [at for at in range(sheet.columns) if sheet.unit(at)]
    if sheet.sums or len(columns) != 1 or not 1 < len(sheet.rows) <= MOST_ROWS:
        return
    column = columns[0]
    rows = {row: value for row in range(len(sheet.rows)) if (value := sheet.value(row, column))}
    added = sum(rows.values(), ZERO)
    totals = {one.value: one for _, one in reading.totals}
    if len(rows) < LEAST_ADDED or added in totals:
        return
    for value, one in totals.items():
        if value in (added * _FACTOR, added / _FACTOR):
            values = (("one", shown(added, sheet.unit(column))), ("other", reading.text[one.start : one.end]))
            fact = Fact("unit-slip-places", values)
            yield reading.finding(rule, [(one.start, one.end)], [fact], certainty="likely")
            return
        for row, cell in rows.items():
            fitting = cell + value - added
            if fitting in (cell * _FACTOR, cell / _FACTOR):
                unit = sheet.unit(column)
                told = (
                    ("row", str(sheet.row_number(row))),
                    ("stated", shown(cell, unit)),
                    ("sum", shown(fitting, unit)),
                )
                fact = Fact("unit-slip-row", told)
                yield reading.finding(rule, [sheet.place(row, column)], [fact], certainty="likely")
                return


def _fact(wrong: Wrong) -> Fact:
    stated = wrong.sheet.value(wrong.slip, wrong.column) or ZERO
    if wrong.slip == wrong.sum.row:
        values = (
            ("label", wrong.sum.label),
            ("stated", shown(stated, wrong.unit)),
            ("sum", shown(wrong.total, wrong.unit)),
        )
        return Fact("unit-slip-total", values)
    fitting = wrong.stated - (wrong.total - stated)
    row = str(wrong.sheet.row_number(wrong.slip))
    return Fact(
        "unit-slip-row",
        (("row", row), ("stated", shown(stated, wrong.unit)), ("sum", shown(fitting, wrong.unit))),
    )


def _odd_cells(
    rule: Rule, reading: Reading, sheet: Sheet, slipped: set[tuple[int, int]]
) -> Iterator[Finding]:
    """A cell that is 10,000 times what most cells of its column say."""
    if not LEAST_ROWS <= len(sheet.rows) <= MOST_ROWS:
        return
    for column in range(sheet.columns):
        if "元" not in sheet.heads[column] or (sheet.start, column) in slipped or not sheet.unit(column):
            continue
        values = {row: value for row in range(len(sheet.rows)) if (value := sheet.value(row, column))}
        usual, count = Counter(values.values()).most_common(1)[0] if values else (Decimal(0), 0)
        if count < LEAST_ROWS or count * 2 < len(values):
            continue
        for row, value in values.items():
            if value in (usual * _FACTOR, usual / _FACTOR):
                unit = sheet.unit(column)
                fact = Fact("unit-slip-odd", (("usual", shown(usual, unit)), ("stated", shown(value, unit))))
                yield reading.finding(rule, [sheet.place(row, column)], [fact], certainty="likely")
