"""`product`: 户数 × 标准 = 金额, in sentences and in the rows of a table."""

from __future__ import annotations

from decimal import Decimal

from scanner.model import Fact
from scanner.money import UNITS, ZERO, shown
from scanner.regexes import compiled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.model import Certainty, Finding, Rule
    from scanner.search.consistency.reading import Reading, Spoken
    from scanner.search.consistency.relations import RowWrong

_PRODUCT = compiled(
    r"(?<![0-9.,第])([0-9][0-9,]*(?:\.[0-9]+)?)\s?(户|人|名|亩|头|只|株|座|盏|套|台|个月|个|公里|平方米|米|眼|棵)[^0-9。；;\n]{0,16}"
    r"(?:每(户|人|名|亩|头|只|株|座|盏|套|台|个月|月|个|公里|平方米|米|眼|棵)[^0-9。；;，,\n]{0,10}([0-9][0-9,]*(?:\.[0-9]+)?)\s?(万元|元)"
    r"|(?:按|标准)[^0-9。；;\n]{0,12}([0-9][0-9,]*(?:\.[0-9]+)?)\s?(万元|元)\s?[/／]\s?(户|人|名|亩|头|只|株|座|盏|套|台|月|个|公里|平方米|米|眼|棵))"
    r"[^0-9。；;\n]{0,12}?(?:[，,]|的标准)?[^0-9。；;\n]{0,8}?(?:共|合计|总计|计|需)[^0-9。；;\n]{0,10}?([0-9][0-9,]*(?:\.[0-9]+)?)\s?(万元|元)(?!\s?[/／])"
)
_VARIES = compiled(
    r"不超过|不低于|不高于|至多|上限|以下|其余|另|不等|分别|分档|不同|最高|最低|约|左右|以上|以内|至|～|~|-"
)


def findings(rule: Rule, reading: Reading) -> Iterator[Finding]:
    """Products in sentences and relations between columns that do not hold."""
    for line in reading.lines:
        if line.amounts and len(line.amounts) > 1:
            yield from _of_line(rule, reading, line)
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


def _of_line(rule: Rule, reading: Reading, line: Spoken) -> Iterator[Finding]:
    for match in _PRODUCT.finditer(reading.text, line.start, line.start + len(line.text)):
        per = match[3] or match[8]
        if per != match[2] or _VARIES.search(reading.text, match.start(), match.end() + 3):
            continue
        count, rate = _plain(match[1]), _plain(match[4] or match[6]) * UNITS[match[5] or match[7]]
        stated, unit = _plain(match[9]) * UNITS[match[10]], match[10]
        right = count * rate
        if abs(right - stated) < max(Decimal("0.01"), _slack(match[9], unit)):
            continue
        said = f"{match[1]}{match[2]}×{match[4] or match[6]}{match[5] or match[7]}"
        place = (match.start(9), match.end(10))
        yield _finding(rule, reading, place, said, (right, stated, unit), "likely")


def _plain(printed: str) -> Decimal:
    return Decimal(printed.replace(",", ""))


def _slack(printed: str, unit: str) -> Decimal:
    decimals = printed.partition(".")[2]
    return (
        Decimal(1).scaleb(-len(decimals)) * UNITS[unit]
        if decimals
        else UNITS[unit] / 2
        if unit != "元"
        else ZERO
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
