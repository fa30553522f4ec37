"""How many numbers a mask still fits, exactly.

The counts are simple enough to be done again by a reader. Of an identity number: ten values for every
hidden digit of the region, real dates from 1900-01-01 to today, sequences 001–999, the check character.
Of a mobile number: the segments of the carriers. Of a card: the Luhn check.

Because the check of an identity number is a sum modulo 11, each part is reduced to "how many values leave
which remainder", and the parts are folded together; no number is ever written out.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import product

from scanner.noun import noun
from scanner.search.numbers import cards, phones, resident

Remainders = tuple[int, ...]  # how many values leave the remainder 0, 1 … 10

FIRST_DAY, LAST_DAY = "19000101", "99991231"
DIGITS = "0123456789"
ODD, EVEN = "13579", "02468"
_OF_SEX = {"男": ODD, "女": EVEN}  # the 17th digit: GB 11643-1999
_ONE: Remainders = (1,) + (0,) * 10
_SEGMENT = 4  # digits that decide on the segment of a mobile number


class Known(metaclass=noun):
    """What is known of the person beside the mask.

    `since` and `until` (YYYYMMDD, both included) enclose the birth, `sex` is 男, 女 or "", `has_region`
    says that the region is no secret, so that its hidden digits have one value, whichever that is.
    """

    since: str = FIRST_DAY
    until: str = LAST_DAY
    sex: str = ""
    has_region: bool = False


NOTHING = Known()


def candidates(kind: str, symbols: str, today: str, known: Known = NOTHING) -> int | None:
    """How many values of a kind fit; None where it cannot be counted. `today` is YYYYMMDD."""
    if not symbols:
        return None
    if kind == "resident-id":
        return resident_candidates(symbols, today, known)
    if kind == "mobile-phone":
        return mobile_candidates(symbols)
    return card_candidates(symbols) if kind == "bank-card" else None


def card_candidates(mask: str) -> int | None:
    """How many numbers with a right Luhn digit fit: any digit can be the one that makes it right."""
    if len(mask) not in cards.LENGTHS:
        return None
    hidden = mask.count("*")
    return int(10 ** (hidden - 1)) if hidden else int(cards.is_luhn(mask)) or None


def mobile_candidates(mask: str) -> int | None:
    """How many mobile numbers of the segments in use fit 11 symbols."""
    if len(mask) != 11:
        return None
    return int(_segments(mask[:_SEGMENT]) * 10 ** mask.count("*", _SEGMENT)) or None


@lru_cache(maxsize=256)
def _segments(mask: str) -> int:
    fillings = product(*(DIGITS if symbol == "*" else symbol for symbol in mask))
    return sum(phones.is_mobile("".join(digits) + "0000000") for digits in fillings)


def resident_candidates(mask: str, today: str, known: Known = NOTHING) -> int | None:
    """How many identity numbers fit 18 symbols with `*` for hidden ones; None where none can.

    Where the region is known to the reader but not to us, the count is that of the region which leaves
    the most numbers; regions differ by a few numbers only.
    """
    if len(mask) != 18:
        return None
    regions = _free(mask[:6], 0)
    later = _births(mask[6:14], max(known.since, FIRST_DAY), min(known.until, today))
    last = _sequences(mask[14:17], known.sex)
    if known.has_region and "*" in mask[:6]:
        rests = [rest for rest, count in enumerate(regions) if count]
        total = max(_total(_shifted(later, rest), last, mask[17]) for rest in rests)
    else:
        total = _total(_folded(regions, later) if mask[17] != "*" else _sums(regions, later), last, mask[17])
    return total or None


def _sums(one: Remainders, other: Remainders) -> Remainders:
    """Counts where remainders do not matter."""
    return (sum(one) * sum(other),)


def _total(first: Remainders, last: Remainders, check: str) -> int:
    if check == "*":
        return sum(first) * sum(last)
    if check not in resident.CHECKS:
        return 0
    wanted = resident.CHECKS.index(check)
    return sum([count * last[(wanted - rest) % 11] for rest, count in enumerate(first) if count])


def _shifted(counts: Remainders, rest: int) -> Remainders:
    return tuple([counts[(at - rest) % 11] for at in range(11)])


@lru_cache(maxsize=1024)
def _folded(one: Remainders, other: Remainders) -> Remainders:
    result = [0] * 11
    for a, count in enumerate(one):
        if count:
            for b, times in enumerate(other):
                result[(a + b) % 11] += count * times
    return tuple(result)


@lru_cache(maxsize=1024)
def _free(mask: str, first: int, last_values: str = DIGITS) -> Remainders:
    """Any digits at all where hidden; `first` is the place of the number, from 0. The last digit, hidden
    or not, is one of `last_values`."""
    counts = _ONE
    for at, symbol in enumerate(mask):
        allowed = last_values if at == len(mask) - 1 else DIGITS
        digit = [0] * 11
        for value in DIGITS if symbol == "*" else symbol:
            if value in allowed:
                digit[int(value) * resident.WEIGHTS[first + at] % 11] += 1
        counts = _folded(counts, tuple(digit))
    return counts


@lru_cache(maxsize=4096)
def _sequences(mask: str, sex: str) -> Remainders:
    """001 to 999: any three digits but 000, which leaves no remainder; the last one tells the sex."""
    allowed = _OF_SEX.get(sex, DIGITS)
    counts = list(_free(mask, 14, allowed))
    if _fits("000", mask) and "0" in allowed:
        counts[0] -= 1
    return tuple(counts)


def _fits(digits: str, mask: str) -> bool:
    return all(symbol in ("*", digit) for digit, symbol in zip(digits, mask, strict=True))


def _rest(digits: str, first: int) -> int:
    """The remainder that digits leave which stand at place `first` of the number."""
    return sum([int(digit) * resident.WEIGHTS[first + at] for at, digit in enumerate(digits)]) % 11


@lru_cache(maxsize=2048)
def _births(mask: str, since: str, until: str) -> Remainders:
    """Real dates of a window that fit."""
    counts = [0] * 11
    first = max(since[:4], mask[:4].replace("*", "0"))
    last = min(until[:4], mask[:4].replace("*", "9"))
    for year in range(int(first), int(last) + 1):
        digits = f"{year:04}"
        if not _fits(digits, mask[:4]):
            continue
        begin = since[4:] if digits == since[:4] else "0101"
        end = until[4:] if digits == until[:4] else "1231"
        shift = _rest(digits, 6)
        for rest, count in enumerate(_days(mask[4:], begin, end, resident.is_leap(year))):
            counts[(rest + shift) % 11] += count
    return tuple(counts)


@lru_cache(maxsize=4096)
def _days(mask: str, begin: str, end: str, leap: bool) -> Remainders:
    """The days MMDD of a year from `begin` to `end` that fit."""
    counts = [0] * 11
    for month, length in enumerate(resident.MONTH_DAYS, 1):
        if not _fits(f"{month:02}", mask[:2]):
            continue
        for day in range(1, length + (month == 2 and leap) + 1):
            digits = f"{month:02}{day:02}"
            if begin <= digits <= end and _fits(digits, mask):
                counts[_rest(digits, 10)] += 1
    return tuple(counts)
