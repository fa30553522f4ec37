"""Masked numbers: what they were, and how many numbers the mask still fits.

The count is exact and simple enough to be done again by a reader: ten values for every hidden region
digit, real dates from 1900-01-01 to today, sequences 001–999, the check character. Because the check is
a sum modulo 11, each part is reduced to "how many values leave which remainder", and the parts are
folded together; no number is ever written out.
"""

from __future__ import annotations

from functools import lru_cache

from scanner.noun import noun
from scanner.regexes import compiled
from scanner.search.numbers import phones, resident
from scanner.search.numbers.surroundings import Surroundings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Literal

    from scanner.model import NormalizedText, Standard
    from scanner.search.numbers.surroundings import Heads

    Grade = Literal["weak", "customary", "strong"]

Remainders = dict[int, int]  # remainder modulo 11 -> how many values leave it

NAME_MASKS = "*＊×xX某○〇□●"
CUSTOMARY = 10_000  # a mobile number with four digits hidden; more is strong
_ONE_STRETCH = compiled("[0-9]*[*]+[0-9]*X?")
_NAME = compiled(
    r"(?!某)[^\W\da-zA-Z_]{1,2}[*＊×xX某○〇□●]{1,3}[^\W\da-zA-Z_]?|[*＊×]{1,2}[^\W\da-zA-Z_]{1,2}"
)


@noun
class Mask:
    """A masked value of the searched text, in memory only.

    `symbols` are its digits with `*` where hidden, drawn out to the length of its kind; "" where it is
    not known which places are hidden. `candidates` is how many values it fits by itself.
    """

    kind: str
    start: int
    end: int
    symbols: str = ""
    candidates: int | None = None


def is_masked_name(cell: str) -> bool:
    """Whether a cell under a name head holds a masked name: 张*, 张某某, 张*三."""
    return len(cell) <= 6 and _NAME.fullmatch(cell) is not None


def stands_alone(symbols: str) -> bool:
    """Whether one group is a masked value by itself, so that its neighbours are no part of it."""
    return len(symbols) >= 7 and "*" in symbols and symbols.strip("*X") != ""


def grade(candidates: int | None, standard: Standard) -> Grade | None:
    """How well a mask hides: weak up to the standard's warning figure, customary up to 10,000."""
    if candidates is None:
        return None
    if candidates <= max(standard.mask_warning, standard.mask_error):
        return "weak"
    return "customary" if candidates <= CUSTOMARY else "strong"


def masked_number(
    symbols: str, near: Surroundings, today: str, groups: int
) -> tuple[str, str, int | None] | None:
    """(kind, symbols drawn out, candidates) of a masked run, or None where it is no value of a person."""
    visible = sum(char != "*" for char in symbols)
    if visible < 2 or len(symbols) < 7:
        return None
    kind = _labelled_kind(symbols, near, visible) or (_bare_kind(symbols, visible) if groups <= 5 else "")
    if not kind or near.is_amount:
        return None
    if kind == "resident-id":
        whole = _stretched(symbols, 18)
        return kind, whole, resident_candidates(whole, today)
    if kind == "mobile-phone":
        whole = _stretched(symbols, 11)
        return kind, whole, 10 ** whole.count("*") if whole else None
    is_whole = len(symbols) in range(13, 20)
    return kind, symbols if is_whole else "", 10 ** (symbols.count("*") - 1) if is_whole else None


def _labelled_kind(symbols: str, near: Surroundings, visible: int) -> str:
    """The kind that the label or the column says, where the visible digits do not speak against it."""
    if near.word_of("id")[0] and visible < 18 and len(symbols) <= 24:
        return "resident-id"
    if near.word_of("account")[0] and visible < 19:
        return "bank-card"
    if near.word_of("phone", "contact", "home-phone")[0] and symbols[0] in "1*" and 8 <= len(symbols) <= 14:
        return "mobile-phone"
    return ""


def _bare_kind(symbols: str, visible: int) -> str:
    """The kind that length and visible digits give; a single hidden digit needs the exact length."""
    count, hidden = len(symbols), len(symbols) - visible
    if visible < 4 or (hidden < 2 and count not in (11, 18)):
        return ""
    if count == 18 and _is_identity_like(symbols):
        return "resident-id"
    is_mobile = symbols[:3].isdigit() and phones.is_mobile(symbols[:3] + "00000000")
    if is_mobile and (count == 11 or (_ONE_STRETCH.fullmatch(symbols) and visible == 7 and count <= 15)):
        return "mobile-phone"
    if hidden < 4 or not symbols[:4].isdigit():
        return ""
    if symbols[:2] == "62" or (symbols[0] in "45" and count == 16):
        return "bank-card"
    is_cut = symbols[:6].isdigit() and symbols[:2] in resident.PROVINCES and 14 <= count <= 22
    return "resident-id" if is_cut and _ONE_STRETCH.fullmatch(symbols) else ""


def _is_identity_like(symbols: str) -> bool:
    """Whether the visible part of 18 symbols could belong to an identity number."""
    region = symbols[:2]
    if region.isdigit() and not resident.is_region(symbols[:3]):
        return False
    century = symbols[6:8]
    return not century.isdigit() or century in ("18", "19", "20")


def _stretched(symbols: str, length: int) -> str:
    """The mask drawn out to the full length; "" where the hidden places are not known."""
    if len(symbols) == length:
        return symbols
    visible = sum(char != "*" for char in symbols)
    if visible >= length or not _ONE_STRETCH.fullmatch(symbols):
        return ""
    first = symbols.index("*")
    last = symbols.rindex("*") + 1
    return symbols[:first] + "*" * (length - visible) + symbols[last:]


def masked_names(text: NormalizedText, heads: Heads) -> Iterator[Mask]:
    """Masked names (张*, 张某某) in the name columns of tables."""
    if not any(mask in text.text for mask in NAME_MASKS):
        return
    for table in text.document.tables:
        above = {*table.header_rows, *table.caption_rows}
        for column in range(table.columns):
            if not any(name == "name" for name, _ in heads.labels_of(table, column)):
                continue
            for row in range(table.rows):
                block = table.block(row, column)
                if row not in above and is_masked_name(text.document.blocks.texts[block].strip()):
                    yield Mask("name", *text.block_range(block))


# ---------------------------------------------------------------- counting


def resident_candidates(mask: str, today: str) -> int | None:
    """How many identity numbers fit 18 symbols with `*` for hidden ones; None where none can.

    Source: the check of GB 11643-1999 and the counting rule above. `today` is YYYYMMDD.
    """
    if len(mask) != 18:
        return None
    counts = _folded(_beginnings(mask[:14], today), _sequences(mask[14:17]))
    total = sum(count for rest, count in counts.items() if mask[17] in ("*", resident.CHECKS[rest]))
    return total or None


@lru_cache(maxsize=1024)
def _beginnings(mask: str, today: str) -> Remainders:
    """Region and date; a list of one county shares them."""
    return _folded(_free(mask[:6], resident.WEIGHTS[:6]), _dates(mask[6:], today))


def _folded(one: Remainders, other: Remainders) -> Remainders:
    result: Remainders = {}
    for a, count in one.items():
        for b, times in other.items():
            rest = (a + b) % 11
            result[rest] = result.get(rest, 0) + count * times
    return result


def _free(mask: str, weights: tuple[int, ...]) -> Remainders:
    """Any digits at all where hidden."""
    counts: Remainders = {0: 1}
    for symbol, weight in zip(mask, weights, strict=True):
        values = range(10) if symbol == "*" else (int(symbol),)
        digit: Remainders = {}
        for value in values:
            digit[value * weight % 11] = digit.get(value * weight % 11, 0) + 1
        counts = _folded(counts, digit)
    return counts


def _fits(digits: str, mask: str) -> bool:
    return all(symbol in ("*", digit) for digit, symbol in zip(digits, mask, strict=True))


def _rest(digits: str, first: int) -> int:
    """The remainder that digits leave which stand at place `first` of the number."""
    return sum(int(digit) * resident.WEIGHTS[first + at] for at, digit in enumerate(digits)) % 11


def _sequences(mask: str) -> Remainders:
    """001 to 999: any three digits but 000, which leaves no remainder."""
    if "*" not in mask:
        return {_rest(mask, 14): 1} if mask != "000" else {}
    counts = _free(mask, resident.WEIGHTS[14:17])
    if _fits("000", mask):
        counts[0] -= 1
    return counts


@lru_cache(maxsize=256)
def _dates(mask: str, today: str) -> Remainders:
    counts: Remainders = {}
    for year in range(1900, int(today[:4]) + 1):
        digits = f"{year:04}"
        if _fits(digits, mask[:4]):
            last = today[4:] if digits == today[:4] else "1231"
            for rest, count in _days(mask[4:], last, resident.is_leap(year)).items():
                whole = (rest + _rest(digits, 6)) % 11
                counts[whole] = counts.get(whole, 0) + count
    return counts


@lru_cache(maxsize=512)
def _days(mask: str, last: str, leap: bool) -> Remainders:
    """The days MMDD of a year up to `last` that fit."""
    counts: Remainders = {}
    for month, length in enumerate(resident.MONTH_DAYS, 1):
        if not _fits(f"{month:02}", mask[:2]):
            continue
        for day in range(1, length + (month == 2 and leap) + 1):
            digits = f"{month:02}{day:02}"
            if digits <= last and _fits(digits, mask):
                rest = _rest(digits, 10)
                counts[rest] = counts.get(rest, 0) + 1
    return counts
