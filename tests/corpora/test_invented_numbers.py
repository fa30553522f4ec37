"""Invented numbers have the shapes that mark them as invented, and the check digits of real ones."""

from __future__ import annotations

import re
from random import Random

import pytest

from corpora.invented import (
    bank_card,
    check_digit,
    credit_code,
    landline,
    luhn_digit,
    mailbox,
    malformed_id,
    masked_id,
    mobile,
    resident_id,
)

SEEDS = range(200)


def test_check_digits_of_known_numbers() -> None:
    assert check_digit("41099919790326284") == "5"
    assert check_digit("41099919790326009") == "X"
    assert luhn_digit("622848000000000123") == "0"


@pytest.mark.parametrize(
    ("maker", "shape"),
    [
        (resident_id, r"410999(19|20)[0-9]{2}(0[1-9]|1[0-2])[0-9]{5}[0-9X]"),
        (malformed_id, r"410999[0-9]{10,12}[0-9X]"),
        (mobile, r"1[3-9][0-9]0000[0-9]{4}"),
        (bank_card, r"62[0-9]{4}0{6}[0-9]{4,7}"),
        (landline, r"\(?0393[-— )]?8000[0-9]{3}"),
        (mailbox, r"jiandu[0-9]+@example\.com|cunwu2021@163\.com"),
        (credit_code, r"[0-9]{2}410999[0-9A-Z]{10}"),
        (masked_id, r"410[0-9]{0,3}\*{8,11}[0-9X]{2,4}"),
    ],
)
def test_shapes(maker, shape: str) -> None:
    for seed in SEEDS:
        assert re.fullmatch(shape, maker(Random(seed)))


def test_check_digits_hold_and_mistakes_do_not() -> None:
    for seed in SEEDS:
        number, card, wrong = resident_id(Random(seed)), bank_card(Random(seed)), malformed_id(Random(seed))
        assert number[17] == check_digit(number[:17])
        assert card[-1] == luhn_digit(card[:-1])
        impossible = wrong[10:14] == "0230"
        assert len(wrong) != 18 or impossible or wrong[17] != check_digit(wrong[:17])
