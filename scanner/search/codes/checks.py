"""Validators that a rule of kind `code` may name: whether a value passes the test of its kind.

Sources: GB 11643-1999 (居民身份证), GB 32100-2015 (统一社会信用代码); the check characters of the cards of
Hong Kong (weights 9 to 2, modulo 11) and Taiwan (weights 1, 9 to 1, modulo 10) as generally described.
"""

from __future__ import annotations

from scanner.model import Fact
from scanner.regexes import compiled
from scanner.search.numbers import credit, resident

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    # (holds, what to say of it); the value comes in capitals without separators and brackets
    Outcome = tuple[bool, tuple[Fact, ...]]

_RESIDENT = compiled("[0-9]{17}[0-9X]")
_HOLDS = Fact("check-digit-holds")
_FAILS = Fact("check-digit-fails")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
# The two digits of a Taiwanese card's letter: by the order in which its region was given one.
_TAIWAN = {letter: number for number, letter in enumerate("ABCDEFGHJKLMNPQRSTUVXYWZIO", 10)}


def resident_inside(value: str, today: str) -> Outcome:
    """Whether the value holds a valid resident identity number; `today` is YYYYMMDD."""
    match = _RESIDENT.search(value)
    if match is None:
        return False, (Fact("no-identity-inside"),)
    fault = resident.fault(match.group(), today)
    if fault:
        says = {"check": _FAILS, "date": Fact("birth-date-impossible")}
        return False, (says.get(fault, Fact("region-unknown")),)
    return True, (_HOLDS, Fact("birth-date-real"))


def hong_kong(value: str, today: str) -> Outcome:
    """One or two letters, six digits, check character: A123456(3)."""
    letters = value.rstrip("0123456789")
    if value[-1:] == "A":
        letters = value[:-1].rstrip("0123456789")
    digits, check = value[len(letters) : -1], value[-1:]
    if not 1 <= len(letters) <= 2 or len(digits) != 6 or not all(char in _LETTERS for char in letters):
        return False, (Fact("shape-wrong"),)
    places = [36] * (2 - len(letters)) + [_LETTERS.index(letter) + 10 for letter in letters]
    places += [int(digit) for digit in digits] + [10 if check == "A" else int(check)]
    total = sum(place * weight for place, weight in zip(places, (9, 8, 7, 6, 5, 4, 3, 2, 1), strict=True))
    return (True, (_HOLDS,)) if total % 11 == 0 else (False, (_FAILS,))


def taiwan(value: str, today: str) -> Outcome:
    """One letter, then nine digits of which the first is 1, 2, 8 or 9."""
    letter, digits = value[:1], value[1:]
    if letter not in _TAIWAN or len(digits) != 9 or not digits.isdigit() or digits[0] not in "1289":
        return False, (Fact("shape-wrong"),)
    first, second = divmod(_TAIWAN[letter], 10)
    places = [first, second, *[int(digit) for digit in digits]]
    total = sum(
        place * weight for place, weight in zip(places, (1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1), strict=True)
    )
    return (True, (_HOLDS,)) if total % 10 == 0 else (False, (_FAILS,))


def credit_code(value: str, today: str) -> Outcome:
    """A unified social credit code."""
    return (True, (_HOLDS,)) if credit.is_valid(value) else (False, (_FAILS,))


CHECKS: dict[str, Callable[[str, str], Outcome]] = {
    "resident-inside": resident_inside,
    "hong-kong": hong_kong,
    "taiwan": taiwan,
    "credit": credit_code,
}
