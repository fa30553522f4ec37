"""The edges of a run: letters glued to it, and numbers that a line break or a cell border cuts in two."""

from __future__ import annotations

from scanner.model import Fact
from scanner.noun import replace
from scanner.search.numbers import cards, phones, resident, runs
from scanner.search.numbers.policy import Reading, judged
from scanner.search.numbers.surroundings import Surroundings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from scanner.model import NormalizedText
    from scanner.search.numbers.surroundings import Heads

_NAMING = ("ID", "Id", "id", "NO", "No", "no", "TEL", "Tel", "tel")  # glued to a number they name it
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_DIGITS = frozenset("0123456789Xx ")
_PHONES = ("phone", "contact", "home-phone")


def is_bounded(text: str, start: int, end: int, today: str) -> bool:
    """Whether no letter is glued to the number, save those that name it and the G of a student number."""
    behind = text[end : end + 1]
    if behind.isascii() and behind.isalnum():
        return False
    before = text[start - 1 : start] if start else ""
    if before not in _LETTERS or not before:
        return True
    word = text[max(0, start - 4) : start]
    word = word[len(word.rstrip(_LETTERS)) :]
    return word in _NAMING or (word == "G" and not resident.fault(text[start:end], today))


def joined(text: NormalizedText, heads: Heads, start: int, end: int, today: str) -> Reading | None:
    """The number that a run and its neighbour over one line break or cell border make together.

    It must pass a check of its own (identity number, card) or go on behind its label (mobile number).
    """
    whole = text.text
    if whole[end : end + 1] in ("\n", "\t") and whole[end + 1 : end + 2] in _DIGITS:
        digits = runs.digits_of(whole[start:end])
        further = runs.continuation(whole, end) if _may_begin(digits, whole[end], today) else None
        if further is not None:
            claim = _of_pieces(Surroundings(text, heads, start, end), digits + further[0], further[1], today)
            if claim is not None:
                return claim
    if start > 1 and (whole[start - 1] in "\n " or (whole[start - 1] == "\t" and end - start > 10)):
        earlier = runs.beginning(whole, start)
        if earlier is not None:
            digits = earlier[0] + runs.digits_of(whole[start:end])
            near = Surroundings(text, heads, earlier[1], earlier[1] + len(earlier[0]))
            return _of_pieces(near, digits, end, today)
    return None


def _may_begin(digits: str, border: str, today: str) -> bool:
    """Whether the first piece of a cut number is worth a look at the second one."""
    if not digits or not digits.isdigit() or len(digits) > 18:
        return False
    if border == "\n" and digits[0] == "1" and len(digits) < 11:
        return True
    if digits[:2] == "62" or digits[:3] == "955":
        return True
    if not resident.is_region(digits) or (len(digits) > 7 and digits[6:8] not in ("18", "19", "20")):
        return False
    return len(digits) < 14 or resident.is_date(digits[6:14], today)


def _of_pieces(near: Surroundings, digits: str, end: int, today: str) -> Reading | None:
    start = near.start
    count = len(digits)
    if not (count == 11 or 16 <= count <= 19) or not is_bounded(near.text, start, end, today):
        return None
    if count == 18 and not resident.fault(digits, today):
        facts = (Fact("check-digit-holds"), Fact("birth-date-real"), Fact("joined-over-break"))
        return Reading("resident-id", start, end, "certain", facts=facts)
    is_card = digits.isdigit() and cards.is_domestic(digits) and cards.is_luhn(digits)
    is_mobile = count == 11 and phones.is_mobile(digits)
    if not (is_card or is_mobile) or near.nearest[0] not in (("account",) if is_card else _PHONES):
        return None
    reading = judged(digits, near, today, (count,))
    if reading is None or not reading.identity:
        return None
    return replace(reading, end=end, facts=(*reading.facts, Fact("joined-over-break")))
