"""The running text as stretches: lines that follow one another, and label tables read line by line.

In a stretch every amount of money and every number of things with its unit is an `Amount`, so that the checks of
sentences work on both; 名 counts as 人.
"""

from __future__ import annotations

from decimal import Decimal

from scanner.money import UNITS, Amount, amounts
from scanner.noun import noun
from scanner.regexes import compiled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.search.consistency.reading import Reading, Spoken
    from scanner.search.consistency.sheets import Sheet

MONEY = "元"
LONGEST = 3000  # characters of one stretch; what follows is another
_COUNT = compiled(
    r"(?<![0-9.,第])([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,7}(?:\.[0-9]{1,4})?)[ ]?([余多])?"
    r"(人次|户次|户|人|名|万亩|万平方米|万株|万羽|亩|头|只|株|座|盏|套|台|棵|眼|岗|公里|平方米|公顷|米|处|宗|笔|件|辆|个村|个行政村|个项目|个(?![月百工]))(?![/／])"
)
# What every match of it holds, and few lines do: digits right before the first character of a unit.
_MAYBE_COUNT = compiled("[0-9][ ]?[余多]?[人户名万亩头只株座盏套台棵眼岗公平米处宗笔件辆个]")
_COUNTED = tuple("户人名亩顷头只株座盏套台棵眼岗里米处宗笔件辆个")
_ABOUT_BEFORE = compiled(
    r"(?:(?<![节合签契集违履])约|近|超过?|将近|不低于|不少于|不超过|预计|最多|至少|达到?)\s?$"
)
_ABOUT_AFTER = compiled(r"\s?(?:左右|以上|以下|以内|余|多)")
_RATE_BEFORE = compiled(r"(?:每[^，。；、0-9]{0,6}|[人户]均)\s?$")
_LABEL_COLUMNS = 4
_LABEL_ROWS = 60
_SAME = {"名": "人", "个行政村": "个村"}


class Stretch(metaclass=noun):
    """A piece of the searched text that is read on end, and whether its lines are rows of a label table."""

    start: int
    end: int
    money: tuple[Amount, ...] = ()
    is_table: bool = False


def stretches_of(reading: Reading) -> Iterator[Stretch]:
    """The stretches of a text, in order of kind: running lines, then label tables."""
    pending: list[Spoken] = []
    for line in reading.lines:
        last = pending[-1].start + len(pending[-1].text) if pending else -9
        if pending and not (
            line.start - last <= 2 and line.start + len(line.text) - pending[0].start <= LONGEST
        ):
            yield _of_lines(pending)
            pending = []
        pending.append(line)
    if pending:
        yield _of_lines(pending)
    for sheet in reading.sheets:
        if is_of_labels(sheet):
            yield Stretch(sheet.start, sheet.end, tuple(amounts(reading.text, sheet.start, sheet.end)), True)


def _of_lines(lines: list[Spoken]) -> Stretch:
    money = tuple(one for line in lines for one in line.amounts)
    return Stretch(lines[0].start, lines[-1].start + len(lines[-1].text), money)


def is_of_labels(sheet: Sheet) -> bool:
    """Whether a table is labels with their values: no sums, few columns, text on the left."""
    return sheet.columns <= _LABEL_COLUMNS and sheet.columns % 2 == 0 and len(sheet.rows) <= _LABEL_ROWS


def states_figures(reading: Reading) -> bool:
    """Whether the running text or a label table states any amount or number of things: without one nothing adds up."""
    return any(
        stretch.money
        or (not stretch.is_table and reading.text.find(MONEY, stretch.start, stretch.end) >= 0)
        or _MAYBE_COUNT.search(reading.text, stretch.start, stretch.end) is not None
        for stretch in reading.stretches
    )


def counts_in(text: str, start: int, end: int) -> dict[str, list[Amount]]:
    """The numbers of things from `start` to `end`, by unit."""
    found: dict[str, list[Amount]] = {}
    if _MAYBE_COUNT.search(text, start, end) is None:
        return found
    words = text[start:end]
    if not any(word in words for word in _COUNTED):
        return found
    for match in _COUNT.finditer(text, start, end):
        printed = match[1].replace(",", "")
        decimals = len(printed.partition(".")[2])
        before = text[max(match.start() - 8, start) : match.start()]
        is_about = bool(
            match[2] or _ABOUT_BEFORE.search(before) or _ABOUT_AFTER.match(text, match.end(), end)
        )
        unit = _SAME.get(match[3], match[3])
        step = Decimal(1).scaleb(-decimals)
        one = Amount(Decimal(printed), step, unit, match.start(1), match.end(), is_about)
        if not _RATE_BEFORE.search(before):
            found.setdefault(unit, []).append(one)
    return found


def is_money(amount: Amount) -> bool:
    """Whether an amount is one of money."""
    return amount.unit in UNITS
