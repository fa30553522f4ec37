"""Masked numbers: what they were, and how well they are hidden. `masks.counting` counts what they fit."""

from __future__ import annotations

from scanner.noun import noun
from scanner.regexes import compiled
from scanner.search.masks.counting import candidates
from scanner.search.numbers import cards, phones, resident
from scanner.search.numbers.surroundings import Surroundings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    from scanner.model import Standard

    Grade = Literal["weak", "customary", "strong"]

CUSTOMARY = 10_000  # a mobile number with four digits hidden; more is strong
_CERTIFICATE = compiled("[1-7][1-4]$")
_ONE_STRETCH = compiled("[0-9]*[*]+[0-9]*X?")


class Mask(metaclass=noun):
    """A masked value of the searched text, in memory only.

    `symbols` are its digits with `*` where hidden, drawn out to the length of its kind; "" where it is
    not known which places are hidden. `candidates` is how many values it fits by itself.
    """

    kind: str
    start: int
    end: int
    symbols: str = ""
    candidates: int | None = None


def stands_alone(symbols: str) -> bool:
    """Whether one group is a masked value by itself, so that its neighbours are no part of it."""
    return len(symbols) >= 7 and "*" in symbols and symbols.strip("*X") != ""


def grade(count: int | None, standard: Standard) -> Grade | None:
    """How well a mask hides that fits so many values: weak up to the standard's warning figure, customary
    up to 10,000."""
    if count is None:
        return None
    if count <= max(standard.mask_warning, standard.mask_error):
        return "weak"
    return "customary" if count <= CUSTOMARY else "strong"


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
    if kind == "resident-id" and len(symbols) == 20 and _CERTIFICATE.search(symbols) and "残疾" in near.left:
        symbols = symbols[:18]  # kind and degree stand behind the identity number
    length = {"resident-id": 18, "mobile-phone": 11}.get(kind)
    if length is None:
        whole = symbols if len(symbols) in cards.LENGTHS else ""
    else:
        whole = _stretched(symbols, length)
    return kind, whole, candidates(kind, whole, today)


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
