"""Two or three numbers written without anything between them: 29 digits, an identity number and a mobile.

The whole run must come out even, in numbers that pass their tests, at least one of them an identity
number; mobiles alone have no check of their own and need their label or a list of persons.
"""

from __future__ import annotations

from scanner.model import Fact
from scanner.noun import replace
from scanner.search.numbers import cards, phones, resident
from scanner.search.numbers.policy import Reading, judged
from scanner.search.numbers.surroundings import Surroundings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from scanner.model import NormalizedText
    from scanner.search.numbers.surroundings import Heads

_SHORTEST = 22  # two mobiles
_LONGEST = 66  # three identity numbers, or what else people string together
_PHONES = ("phone", "contact", "home-phone")


def glued_readings(text: NormalizedText, heads: Heads, start: int, end: int, today: str) -> list[Reading]:
    """The numbers that a long run of digits is made of, none where it does not come out even."""
    if not _SHORTEST <= end - start <= _LONGEST:
        return []
    digits = text.text[start:end].upper()
    lengths = _lengths(digits, today)
    if not lengths:
        return []
    if 18 not in lengths:
        near = Surroundings(text, heads, start, end)
        if not near.word_of(*_PHONES)[0] and near.list_kind != "persons":
            return []
    found = []
    for length in lengths:
        near = Surroundings(text, heads, start, start + length)
        reading = judged(text.text[start : start + length].upper(), near, today, (length,))
        if reading is not None and reading.identity:
            found.append(replace(reading, facts=(*reading.facts, Fact("glued-numbers"))))
        start += length
    return found


def _lengths(digits: str, today: str) -> list[int]:
    """The lengths of the numbers that together are the digits."""
    if not digits:
        return []
    for length in (18, 11, 19, 16, 17):
        if length > len(digits) or not _is_number(digits[:length], today):
            continue
        if length == len(digits):
            return [length]
        further = _lengths(digits[length:], today)
        if further:
            return [length, *further]
    return []


def _is_number(digits: str, today: str) -> bool:
    if len(digits) == 18:
        return not resident.fault(digits, today)
    if len(digits) == 11:
        return phones.is_mobile(digits)
    return digits.isdigit() and cards.is_domestic(digits) and cards.is_luhn(digits)
