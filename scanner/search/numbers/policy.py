"""One run, one meaning: the order in which identities win a run of digits.

Every candidate (a run, or neighbouring groups of one) is put to the identities in this order; the first
that claims it decides, and a silent claim (no finding) is a claim too:

1. an 18-character number with province, date and check character is a **resident identity number** (or
   a residence permit: 81, 82, 83, 9 and a province), whatever stands around it; only a credit code's own
   label together with its check outweighs that. So does the number inside a disability certificate.
2. a **credit code** whose check holds is silent, unless the label says identity card and only the
   eighteenth character speaks for the code.
3. under an identity label or column: 17 to 19 characters are a **malformed** identity number, 15 with a
   real date one of the **old form**.
4. under an account label or column: digits are a **bank card** (prefix of a card, or the label says card;
   certain with Luhn, else likely) or a **bank account** (12 to 30 digits, nothing to check); silent when
   the account is that of an office, firm or cooperative.
5. **amounts** (unit, currency sign, decimal point, column of amounts), numbers of things (编号, 文号, 代码
   … right before it, or as the column's head) and pieces of addresses of pages are silent.
6. 11 digits of a mobile segment are a **mobile phone**.
7. prefix, length and Luhn together are a **bank card** without any label.
8. What nobody claims stays silent, and says why (`suspect` without an identity).

A longer reading comes before a shorter one. Groups tied by a dash to something unclaimed are part of a
code and no phone. A reading over a line break or a cell border counts only when the joined number
passes its test. Masked runs are read by `masks`; identifiers with letters, or known by their label
alone, by the kind `code`; where both speak of one place `search.overlaps` decides.
"""

from __future__ import annotations

from functools import lru_cache

from scanner.model import Fact
from scanner.noun import noun, replace
from scanner.search.numbers import cards, credit, phones, resident
from scanner.search.numbers.surroundings import Surroundings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from scanner.model import Certainty

_PHONES = ("contact", "phone", "home-phone")
_PHONE_SHAPES = {(11,), (3, 4, 4), (3, 8), (7, 4), (4, 4, 3), (1,) * 11}
LENGTHS = frozenset((11, 12, *range(13, 31)))
_ACCOUNT_LENGTHS = range(12, 31)  # 10 and 11 would do for payment services; they are telephones here
_PERMIT_REGIONS = ("81", "82", "83")  # 港澳台居民居住证


# Facts are immutable: those without values are made once.
_CHECK_HOLDS = Fact("check-digit-holds")
_LUHN_HOLDS = Fact("luhn-holds")
_LUHN_FAILS = Fact("luhn-fails")
_CARD_PREFIX = Fact("card-prefix")
_MOBILE_SEGMENT = Fact("mobile-segment")
_NO_LABEL = Fact("no-label")
_CREDIT_CODE = Fact("credit-code")


class Reading(metaclass=noun):
    """What a run was read as: `identity` "" is a silent claim. `role` picks the level (contact …)."""

    identity: str
    start: int
    end: int
    certainty: Certainty = "certain"
    role: str = ""
    facts: tuple[Fact, ...] = ()


def speaks(digits: str, shape: Sequence[int], today: str) -> bool:
    """Whether the digits alone, without a look around, may be an identity of a person."""
    count = len(digits)
    if count == 18:
        return not resident.fault(digits, today) or cards.is_domestic(digits)
    if count == 20:
        return not resident.fault(digits[:18], today)
    if count == 11:
        return digits[0] == "1" and tuple(shape) in _PHONE_SHAPES
    return (digits[-11:-10] == "1" and digits[:2] in ("86", "00")) or (
        digits.isdigit() and cards.is_card(digits)
    )


def judged(digits: str, near: Surroundings, today: str, shape: tuple[int, ...]) -> Reading | None:
    """The meaning of digits (and X at the end) that stand together; `shape` is the groups' lengths.

    A reading without identity is a silent claim; a `suspect` one claims nothing and only says why.
    """
    if len(digits) not in LENGTHS:
        return None
    if len(digits) in (11, 13, 15) and len(shape) <= 5:
        phone = _phone(digits, near, shape)
        if phone is not None:
            return phone
    if len(digits) == 11:
        return None
    person = _person(digits, near, today)
    if person is not None and not _is_refusal(person):
        return person
    return _account(digits, near, shape) or person


def _silent(near: Surroundings, *facts: Fact) -> Reading:
    """Understood, and nobody's."""
    return Reading("", near.start, near.end, facts=facts)


def _refusal(near: Surroundings, *facts: Fact) -> Reading:
    """No claim, and why not."""
    return Reading("", near.start, near.end, "suspect", facts=facts)


def _is_refusal(reading: Reading) -> bool:
    return not reading.identity and reading.certainty == "suspect"


# ---------------------------------------------------------------- identity numbers


def _person(digits: str, near: Surroundings, today: str) -> Reading | None:
    count = len(digits)
    if count == 18:
        return _of_eighteen(digits, near, today)
    if count == 20:
        return _certificate(digits, near, today)
    if count in (15, 17, 19) and near.word_of("id")[0]:
        if count == 15:
            return _old_form(digits, near, today)
        if not (digits.isdigit() and cards.is_domestic(digits) and cards.is_luhn(digits)):
            return _malformed(digits, near, today, "length")
    return None


def _of_eighteen(digits: str, near: Surroundings, today: str) -> Reading:
    fault = resident.fault(digits, today)
    if not fault:
        return _valid(digits, near)
    said = _said(near, "id")
    if credit.is_valid(digits) and (not said or credit.has_organisation_code(digits)):
        return _silent(near, _CREDIT_CODE)
    if said or (near.is_scanned and _is_misread(digits, today)):
        return _malformed(digits, near, today, fault)
    return _refusal(near, _fault_fact(digits, fault), _NO_LABEL)


def _valid(digits: str, near: Surroundings) -> Reading:
    if near.word_of("credit")[0] and credit.is_valid(digits):
        return _silent(near, _CREDIT_CODE, *_said(near, "credit"))
    facts = (*_born(digits), *_said(near, "id"))
    is_permit = digits[:2] in _PERMIT_REGIONS or (digits[0] == "9" and digits[1:3] in resident.PROVINCES)
    identity = "residence-permit" if is_permit else "resident-id"
    return Reading(identity, near.start, near.end, "certain", facts=facts)


def _born(digits: str) -> tuple[Fact, ...]:
    """What the number itself says; the year alone, because day and masked digits together are the number."""
    return (_CHECK_HOLDS, _born_in(digits[6:10]))


@lru_cache(maxsize=256)
def _born_in(year: str) -> Fact:
    return Fact("born-in", (("year", year),))


def _certificate(digits: str, near: Surroundings, today: str) -> Reading | None:
    """残疾人证号: the identity number, kind of disability (1–7), degree (1–4)."""
    if digits[18] not in "1234567" or digits[19] not in "1234" or resident.fault(digits[:18], today):
        return None
    facts = (*_born(digits), Fact("inside-certificate"))
    return Reading("resident-id", near.start, near.end - 2, "certain", facts=facts)


def _old_form(digits: str, near: Surroundings, today: str) -> Reading | None:
    if not digits.isdigit() or not resident.is_old_form(digits, today):
        return _malformed(digits, near, today, "length")
    facts = (Fact("old-form"), _born_in(f"19{digits[6:8]}"), *_said(near, "id"))
    return Reading("resident-id-15", near.start, near.end, "likely", facts=facts)


def _malformed(digits: str, near: Surroundings, today: str, fault: str) -> Reading:
    has_date = resident.is_region(digits) and resident.is_date(digits[6:14], today)
    certainty: Certainty = "likely" if has_date or fault == "date" else "suspect"
    facts = (_fault_fact(digits, fault), *_said(near, "id"))
    return Reading("resident-id-malformed", near.start, near.end, certainty, facts=facts)


def _is_misread(digits: str, today: str) -> bool:
    """Whether all but the check digit holds: an identity number in which one digit of a scan was misread."""
    return resident.is_region(digits) and resident.is_date(digits[6:14], today)


def _fault_fact(digits: str, fault: str) -> Fact:
    if fault == "length":
        return Fact("length-wrong", (("length", str(len(digits))),))
    return {"check": Fact("check-digit-fails"), "date": Fact("birth-date-impossible")}.get(
        fault, Fact("region-unknown")
    )


# ---------------------------------------------------------------- accounts


def _account(digits: str, near: Surroundings, shape: tuple[int, ...]) -> Reading | None:
    if not digits.isdigit() or len(digits) not in _ACCOUNT_LENGTHS:
        return None
    said = _said(near, "account")
    is_card = cards.is_card(digits)
    if not said and not (is_card or (near.word_of("bank")[0] and len(digits) in cards.LENGTHS)):
        is_like = cards.is_domestic(digits)
        return _refusal(near, _LUHN_FAILS, _NO_LABEL) if is_like else None
    if near.has_office_owner:
        return _silent(near, Fact("office-owner"), *said)
    if said and not (near.is_amount or near.nearest[0] in ("amount", "number")):
        return _labelled_account(digits, near, said, is_card)
    return _bare_card(digits, near, shape)


def _labelled_account(digits: str, near: Surroundings, said: tuple[Fact, ...], is_card: bool) -> Reading:
    """A card where prefix or label says so; else a passbook or another account, which has no check."""
    has_luhn = cards.is_luhn(digits)
    is_like = cards.is_domestic(digits) or (is_card and "折" not in said[0].values[0][1])
    is_called = "卡" in said[0].values[0][1] and "通" not in said[0].values[0][1]
    if is_like or (is_called and len(digits) in cards.LENGTHS):
        certainty: Certainty = "certain" if has_luhn else "likely"
        facts = (*said, Fact("luhn-holds" if has_luhn else "luhn-fails"))
        identity = "social-security-card" if said[0].values[0][1].startswith("社保卡") else "bank-card"
        return Reading(identity, near.start, near.end, certainty, facts=facts)
    facts = (*said, Fact("account-digits", (("length", str(len(digits))),)))
    return Reading("bank-account", near.start, near.end, "likely", facts=facts)


def _bare_card(digits: str, near: Surroundings, shape: tuple[int, ...]) -> Reading | None:
    if not cards.is_card(digits):
        return None
    thing = _thing(near)
    if thing is not None:
        return _refusal(near, thing)
    is_domestic = cards.is_domestic(digits)
    is_whole = len(shape) == 1 or (is_domestic and all(count == 4 for count in shape[:-1]))
    if not is_whole or near.word_of("credit", "id")[0]:
        return None
    facts = (_CARD_PREFIX, _LUHN_HOLDS, *_said(near, "bank"))
    return Reading("bank-card", near.start, near.end, "likely" if is_domestic else "suspect", facts=facts)


# ---------------------------------------------------------------- mobile phones


def _phone(digits: str, near: Surroundings, shape: tuple[int, ...]) -> Reading | None:
    """A mobile number, with or without 86 before it; the prefix is no part of the reading."""
    bare = digits[-11:]
    prefix = digits[:-11]
    if prefix not in ("", "86", "0086") or not phones.is_mobile(bare):
        return None
    first = shape[1:] if prefix and shape[0] == len(prefix) else (shape[0] - len(prefix), *shape[1:])
    if first not in _PHONE_SHAPES:
        return None
    thing = _thing(near)
    if thing is not None:
        return _silent(near, thing) if len(digits) == 11 else None
    if prefix == "86" and len(shape) == 1 and near.word_of("account")[0]:
        return None
    return _with_role(near)


def _with_role(near: Surroundings) -> Reading:
    segment = _MOBILE_SEGMENT
    plain = Reading("mobile-phone", near.start, near.end)
    in_list = near.list_kind == "persons" and not near.is_office_cell
    if in_list or (near.is_among_persons and near.list_kind != "contacts"):
        fact = Fact("person-list") if in_list else Fact("beside-person")
        return replace(plain, role="person", facts=(segment, fact, *_said(near, *_PHONES)))
    if near.contact_word:
        return replace(
            plain, role="contact", facts=(segment, Fact("contact-label", (("label", near.contact_word),)))
        )
    if near.list_kind == "contacts":
        return replace(plain, role="contact", facts=(segment, Fact("contact-list")))
    if near.has_contact_sentence:
        return replace(plain, role="contact", certainty="likely", facts=(segment, Fact("contact-sentence")))
    said = _said(near, *_PHONES)
    certainty: Certainty = "certain" if said else "likely"
    return replace(plain, certainty=certainty, facts=(segment, *(said or (Fact("no-context"),))))


# ---------------------------------------------------------------- what speaks for and against


def _said(near: Surroundings, *classes: str) -> tuple[Fact, ...]:
    where, word = near.word_of(*classes)
    return _label_facts(where, word) if where else ()


@lru_cache(maxsize=1024)
def _label_facts(where: str, word: str) -> tuple[Fact, ...]:
    return (Fact(where, (("label", word),)),)


def _thing(near: Surroundings) -> Fact | None:
    """Amounts, numbers of things, pieces of addresses of pages."""
    if near.is_amount:
        return Fact("amount-unit")
    word = near.close_word("amount", "number", "credit")
    if word:
        return Fact("number-of-thing", (("label", word),))
    return Fact("web-address") if near.is_technical else None
