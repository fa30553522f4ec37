"""Numbers that line breaks or cell borders cut in pieces.

Two shapes are met. A long piece goes on in the next line or cell, perhaps over several of them (a cell
that wraps every six characters). Or a column is so narrow, a form so finely ruled, that all pieces are
shorter than a run: then they are as wide as each other, but for the first and the last.

A joined reading counts only when the whole passes a check of its own (identity number, card), or goes on
behind its label (mobile number, an identity number with a slip).
"""

from __future__ import annotations

from scanner.model import Fact
from scanner.noun import replace
from scanner.regexes import compiled
from scanner.search.numbers import cards, phones, resident
from scanner.search.numbers.edges import is_bounded
from scanner.search.numbers.odd_ways import NARROW
from scanner.search.numbers.policy import Reading, judged
from scanner.search.numbers.runs import digits_of
from scanner.search.numbers.surroundings import Surroundings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.model import NormalizedText
    from scanner.search.numbers.surroundings import Heads

_PHONES = ("phone", "contact", "home-phone")
_LENGTHS = (11, 16, 17, 18, 19)
_LONGEST = 19
_LONG_PIECE = 8  # digits before the break that are unlikely to be an amount
_ALONE = 15  # so many digits are a value of their own: another column's digits do not go on with them
_MOST_BREAKS = 17  # a digit a cell
# The next piece: behind one break, with up to four spaces on either side of it; not glued to letters.
_NEXT = compiled(" {0,4}[\n\t] {0,4}([0-9](?:[ -]?[0-9Xx]){0,18}|[Xx])(?![0-9A-Za-z*])")
_BEFORE = compiled("(?<![0-9A-Za-z*.])[0-9]{1,5} {0,4}[\n\t] {0,4}$")
_PIECE = compiled("[\n\t]([0-9]{1,5}[Xx]?|[Xx])(?![0-9A-Za-z*.])")


def joined(text: NormalizedText, heads: Heads, start: int, end: int, today: str) -> Reading | None:
    """The number that a run makes together with its neighbours over line breaks or cell borders."""
    whole = text.text
    goes_on = whole[end : end + 1] in ("\n", "\t", " ")
    digits = whole[start:end]
    if not digits.isdecimal():
        digits = digits_of(digits)
    if goes_on and _may_begin(digits, today):
        claim = _forward(Surroundings(text, heads, start, end), digits, end, today)
        if claim is not None:
            return claim
    before = whole[start - 1 : start]
    if start < 2 or not (before in ("\n", " ") or (before == "\t" and (end - start > 10 or goes_on))):
        return None
    low = max(0, start - 14)
    earlier = _BEFORE.search(whole[low:start])
    if earlier is None:
        return None
    first = digits_of(earlier.group())
    at = low + earlier.start()
    near = Surroundings(text, heads, at, at + len(first))
    return _forward(near, first + digits, end, today)


def _forward(near: Surroundings, digits: str, end: int, today: str) -> Reading | None:
    """Read on from `end`, piece by piece, until the digits make a number; of two cards the longer one."""
    best: Reading | None = None
    for _ in range(_MOST_BREAKS):
        if near.end < end:
            claim = _of_pieces(near, digits, end, today)
            if claim is not None and claim.identity != "bank-card":
                return claim
            best = claim or best
        if not _may_begin(digits, today):
            return best
        further = _NEXT.match(near.text, end)
        if further is None or (len(digits) >= _ALONE and not near.is_of_one_column(further.start(1))):
            return best
        digits += digits_of(further[1])
        end = further.end()
    return best


def _may_begin(digits: str, today: str) -> bool:
    """Whether the pieces so far are worth a look at the next one."""
    if not digits or len(digits) > _LONGEST - 1 or not digits.isdigit():
        return False
    if digits[0] == "1" and len(digits) < 11:
        return True
    if digits[:2] == "62" or digits[:3] == "955":
        return True
    if not resident.is_region(digits + "0") or (len(digits) > 7 and digits[6:8] not in ("18", "19", "20")):
        return False
    return len(digits) < 14 or resident.is_date(digits[6:14], today)


def _of_pieces(near: Surroundings, digits: str, end: int, today: str) -> Reading | None:
    """What the joined digits are; `near` stands around the first piece."""
    count = len(digits)
    if count not in _LENGTHS or not is_bounded(near.text, near.start, end, today):
        return None
    if count == 18:
        fault = resident.fault(digits, today)
        is_meant = not fault or (fault in ("check", "date") and near.word_of("id")[0] != "")
        if is_meant and resident.is_region(digits):
            return _with_break(judged(digits, near, today, (count,)), end)
    is_card = count >= 16 and digits.isdigit() and cards.is_domestic(digits) and cards.is_luhn(digits)
    is_mobile = count == 11 and phones.is_mobile(digits)
    if not is_card and not is_mobile:
        return None
    reading = _with_break(judged(digits, near, today, (count,)), end)
    if reading is None or near.word_of(*(("account",) if is_card else _PHONES))[0]:
        return reading
    return _unlabelled(reading, near, end)


def _unlabelled(reading: Reading, near: Surroundings, end: int) -> Reading | None:
    """A reading without its label: over one line break, and where something else speaks for it."""
    cut = near.text[near.start : end]
    first = cut.partition("\n")[0]
    if cut.count("\n") != 1 or "\t" in cut or near.text[near.start - 1 : near.start] in ("", "\n", "\t"):
        return None
    if reading.identity == "mobile-phone":
        return reading if reading.role else None
    return replace(reading, certainty="suspect") if len(first) >= _LONG_PIECE else None


def _with_break(reading: Reading | None, end: int) -> Reading | None:
    if reading is None or not reading.identity:
        return None
    return replace(reading, end=end, facts=(*reading.facts, Fact("joined-over-break")))


# ---------------------------------------------------------------- narrow columns, a digit a cell


def narrow_readings(text: NormalizedText, heads: Heads, outline: str, today: str) -> Iterator[Reading]:
    """Numbers all of whose pieces are shorter than a run."""
    for pieces in NARROW:
        at = outline.find(pieces)
        while at >= 0:
            reading, done = _narrow(text, heads, at + (pieces[0] == "0"), today)
            if reading is not None:
                yield reading
            at = outline.find(pieces, max(done - 1, at + 1))


def _narrow(text: NormalizedText, heads: Heads, at: int, today: str) -> tuple[Reading | None, int]:
    """The number around the break at `at`, and where its pieces end."""
    whole = text.text
    inside = text.block_range(text.block_at(at))[1]
    stop = inside if at < inside else len(whole)  # a cell that wraps goes on in no other cell
    pieces: list[str] = []
    end = at
    further = _PIECE.match(whole, end, stop)
    while further is not None and whole[end] == whole[at]:
        if pieces and len(further[1]) > len(pieces[0]):
            break
        pieces.append(further[1].upper())
        end = further.end()
        further = _PIECE.match(whole, end, stop) if len(pieces[-1]) == len(pieces[0]) else None
    if not pieces:
        return None, at + 1
    width = len(pieces[0])
    start = at
    while start > 0 and at - start < width and whole[start - 1].isdecimal():
        start -= 1
    digits = whole[start:at] + "".join(pieces)
    if start < at and start > 0 and whole[start - 1].isalnum() and whole[start - 1].isascii():
        return None, end
    start += start == at
    near = Surroundings(text, heads, start, start + width)
    claim = _of_pieces(near, digits, end, today)
    if claim is None and start < at:  # behind a line or a cell that holds something else
        near = Surroundings(text, heads, at + 1, at + 1 + width)
        claim = _of_pieces(near, "".join(pieces), end, today)
    return claim, end
