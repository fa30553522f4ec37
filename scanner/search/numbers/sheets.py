"""What spreadsheets make of long numbers: 4.10999E+17, 410,999,197,903,262,845, 410999197903262000.

A spreadsheet keeps fifteen digits (IEEE 754) and shows a long number with an exponent; the rest is lost,
but region, birth date and all of the sequence but its end are not.
"""

from __future__ import annotations

from scanner.model import Fact
from scanner.noun import replace
from scanner.regexes import compiled
from scanner.search.numbers import resident
from scanner.search.numbers.odd_ways import EXPONENTS, THOUSANDS
from scanner.search.numbers.policy import Reading, judged
from scanner.search.numbers.surroundings import Surroundings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.model import NormalizedText
    from scanner.search.numbers.surroundings import Heads

SHEETS = ("xlsx", "xls", "csv")
KEPT = 15  # digits
_POWER = compiled("(?<![0-9A-Za-z.])([1-9])(?:[.]([0-9]{1,17}))?[Ee][+]?(1[0-9])(?![0-9A-Za-z.])")
_REACH = 22  # characters of 4.10999197903262840E+17 before its exponent
_WITH_COMMAS = compiled("[1-9][0-9]{0,2}(?:,[0-9]{3}){4,6}(?![0-9,])")


def powered_readings(text: NormalizedText, heads: Heads, outline: str, today: str) -> Iterator[Reading]:
    """Long numbers that stand there with an exponent."""
    for mark in EXPONENTS:
        at = outline.find(mark)
        while at >= 0:
            low = max(0, at - _REACH)
            for power in _POWER.finditer(text.text, low, at + len(mark) + 2):
                if power.end() > at:
                    near = Surroundings(text, heads, *power.span())
                    reading = _powered(near, power.groups(""), is_of_sheet(text), today)
                    if reading is not None:
                        yield reading
            at = outline.find(mark, at + 1)


def _powered(near: Surroundings, parts: tuple[str, ...], is_sheet: bool, today: str) -> Reading | None:
    mantissa, count = parts[0] + parts[1], int(parts[2]) + 1
    digits = mantissa.ljust(count, "0")
    if len(mantissa) == count:  # nothing is lost
        reading = judged(digits, near, today, (count,))
        if reading is not None and reading.identity:
            return replace(reading, facts=(*reading.facts, Fact("with-exponent")))
    facts = [Fact("with-exponent")]
    where, word = near.word_of("id", "account")
    if where:
        facts.append(Fact(where, (("label", word),)))
    if near.word_of("account")[0] and count >= 12 and not near.has_office_owner:
        return Reading("bank-account", near.start, near.end, "suspect", facts=tuple(facts))
    if count != 18 or not resident.is_region(digits):
        return None
    has_date = resident.is_date(digits[6:14], today)
    if near.word_of("id")[0] or has_date or (is_sheet and len(mantissa) <= 8):
        return Reading("resident-id-malformed", near.start, near.end, "suspect", facts=tuple(facts))
    return None


def comma_readings(text: NormalizedText, heads: Heads, outline: str, today: str) -> Iterator[Reading]:
    """Identity numbers and cards with commas at the thousands."""
    at = outline.find(THOUSANDS)
    while at >= 0:
        start = at
        while start > 0 and at - start < 3 and text.text[start - 1].isdecimal():
            start -= 1
        written = _WITH_COMMAS.match(text.text, start)
        end = written.end() if written else at + len(THOUSANDS)
        if written and text.text[start - 1 : start] not in ("¥", "￥", "$", ".", ","):
            digits = written.group().replace(",", "")
            near = Surroundings(text, heads, start, end)
            reading = None if near.is_amount else judged(digits, near, today, (len(digits),))
            if reading is not None and reading.identity:
                yield replace(reading, facts=(*reading.facts, Fact("inner-points")))
        at = outline.find(THOUSANDS, end)


def rounded(
    reading: Reading | None, digits: str, near: Surroundings, is_sheet: bool, today: str
) -> Reading | None:
    """The reading of 18 or 19 digits, told apart where a spreadsheet has put zeros for their end."""
    if not digits.endswith("000") or len(digits) not in (18, 19) or not digits.isdigit():
        return reading
    lost = Fact("rounded-by-spreadsheet")
    if reading is not None and reading.identity:
        is_lost = reading.identity == "resident-id-malformed" or digits.endswith("0" * (len(digits) - KEPT))
        is_certain = reading.certainty == "certain"
        return replace(reading, facts=(*reading.facts, lost)) if is_lost and not is_certain else reading
    is_silent = reading is not None and reading.certainty == "certain"
    if is_silent or len(digits) != 18 or not is_sheet or near.word_of("account")[0]:
        return reading
    if resident.fault(digits, today) != "check" or near.close_word("amount", "number", "credit"):
        return reading
    return Reading("resident-id-malformed", near.start, near.end, "suspect", facts=(lost,))


def is_of_sheet(text: NormalizedText) -> bool:
    """Whether a spreadsheet wrote the file."""
    return text.document.format in SHEETS


def without_fraction(reading: Reading, end: int) -> Reading:
    """The reading of digits that end in .0, without that end."""
    facts = (*reading.facts, Fact("written-as-float")) if reading.identity else reading.facts
    return replace(reading, end=min(reading.end, end), facts=facts)
