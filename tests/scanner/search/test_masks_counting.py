"""The counts of masks equal those of writing out every number."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner.search.masks.counting import (
    Known,
    candidates,
    card_candidates,
    mobile_candidates,
    resident_candidates,
)
from scanner.search.numbers import cards, phones, resident

TODAY = "20261122"
LAST = date(2026, 11, 22)
DATES = [f"{date(1900, 1, 1) + timedelta(at):%Y%m%d}" for at in range((LAST - date(1900, 1, 1)).days + 1)]
TAILS = [f"{number:03}" for number in range(1, 1000)]


def fillings(mask: str) -> list[str]:
    return ["".join(digits) for digits in product(*("0123456789" if s == "*" else s for s in mask))]


def fitting(values: list[str], mask: str) -> list[str]:
    shape = re.compile(mask.replace("*", "."))
    return [value for value in values if shape.fullmatch(value)]


def written_out(mask: str, known: Known) -> int:
    """Every number that fits, one by one; with a known region the fullest one."""
    births = [day for day in fitting(DATES, mask[6:14]) if known.since <= day <= known.until]
    tails = [tail for tail in fitting(TAILS, mask[14:17]) if is_of(known.sex, tail)]
    counts = []
    for region in fillings(mask[:6]):
        numbers = [region + birth + tail for birth in births for tail in tails]
        if mask[17] != "*":
            numbers = [number for number in numbers if resident.check_character(number) == mask[17]]
        counts.append(len(numbers))
    return max(counts) if known.has_region else sum(counts)


def is_of(sex: str, tail: str) -> bool:
    return not sex or (int(tail[2]) % 2 == 1) == (sex == "男")


# (hidden places, how many numbers that leaves at most)
PARTS = (
    ((0, 1), 100),
    ((4, 5), 100),
    ((5,), 10),
    ((6, 7), 2),
    ((8, 9), 100),
    ((10, 11), 12),
    ((12, 13), 31),
    (tuple(range(6, 14)), 50_000),
    ((14,), 10),
    ((15, 16), 100),
    ((16,), 10),
    ((14, 15, 16), 1000),
    ((17,), 1),
)
MOST = 50_000  # numbers to write out for one mask


def random_mask(rng: Random) -> str:
    """A mask with so few hidden places that all numbers can be written out."""
    digits = f"410999{rng.choice(DATES[14_600:])}{rng.randint(1, 999):03}"
    if rng.random() < 0.05:
        digits = digits[:10] + "0230" + digits[14:]
    number = digits + resident.check_character(digits)
    hidden: set[int] = set()
    size = 1
    for places, times in rng.sample(PARTS, 5):
        if size * times <= MOST and hidden.isdisjoint(places):
            hidden.update(places)
            size *= times
    return "".join("*" if at in hidden else symbol for at, symbol in enumerate(number))


def random_known(rng: Random) -> Known:
    since, until = sorted((rng.choice(DATES), rng.choice(DATES)))
    window = {"since": since, "until": until} if rng.random() < 0.5 else {}
    return Known(**window, sex=rng.choice(("", "男", "女")), has_region=rng.random() < 0.3)


@pytest.mark.parametrize("seed", range(200))
def test_resident_counts_equal_writing_out(seed: int) -> None:
    rng = Random(f"masks/{seed}")
    mask = random_mask(rng)
    known = Known() if seed % 2 else random_known(rng)
    assert resident_candidates(mask, TODAY, known) == (written_out(mask, known) or None), (mask, known)


@pytest.mark.parametrize("seed", range(60))
def test_mobile_counts_equal_writing_out(seed: int) -> None:
    rng = Random(f"mobiles/{seed}")
    number = "1" + "".join(rng.choice("0123456789") for _ in range(10))
    hidden = rng.sample(range(11), rng.randint(1, 4))
    mask = "".join("*" if at in hidden else digit for at, digit in enumerate(number))
    assert mobile_candidates(mask) == (sum(map(phones.is_mobile, fillings(mask))) or None)


@pytest.mark.parametrize("seed", range(60))
def test_card_counts_equal_writing_out(seed: int) -> None:
    rng = Random(f"cards/{seed}")
    number = "62" + "".join(rng.choice("0123456789") for _ in range(rng.choice((14, 17))))
    hidden = rng.sample(range(len(number)), rng.randint(0, 4))
    mask = "".join("*" if at in hidden else digit for at, digit in enumerate(number))
    assert card_candidates(mask) == (sum(map(cards.is_luhn, fillings(mask))) or None)


@pytest.mark.parametrize(
    ("mask", "known", "count"),
    [
        ("410999********2845", Known(), 4210),
        ("410***********2845", Known(has_region=True), 4219),  # of the fullest region
        ("410999********2845", Known(since="19790101", until="19791231"), 34),
        ("410999********2845", Known(since="19790326", until="19790326"), 1),
        ("410999********2845", Known(sex="女"), 4210),
        ("410999********2845", Known(sex="男"), None),  # the 17th digit says 女
        ("41099919790326****", Known(sex="女"), 499),
        ("41099919790326****", Known(sex="男"), 500),
        ("410999********2845", Known(since="20270101"), None),
        ("******197903262845", Known(), 90_909),
        ("******197903262845", Known(has_region=True), 1),
        ("", Known(), None),
    ],
)
def test_what_is_known_narrows(mask: str, known: Known, count: int | None) -> None:
    assert candidates("resident-id", mask, TODAY, known) == count


def test_other_kinds() -> None:
    assert candidates("mobile-phone", "139****1234", TODAY) == 10_000
    assert candidates("mobile-phone", "1*********4", TODAY) == mobile_candidates("1*********4")
    assert candidates("mobile-phone", "120****1234", TODAY) is None  # no such segment
    assert candidates("bank-card", "622848*********1230", TODAY) == 10**8
    assert candidates("bank-card", "62****", TODAY) is None
    assert candidates("name", "张*", TODAY) is None


@given(st.text(alphabet="0123456789*X", min_size=18, max_size=18))
def test_any_symbols_are_counted_or_not(mask: str) -> None:
    mask = mask[:17].replace("X", "*") + mask[17]
    count = resident_candidates(mask, TODAY)
    assert count is None or 0 < count <= 10**6 * len(DATES) * 999
    for known in (Known(sex="女"), Known(since="19500101"), Known(has_region=True)):
        assert (resident_candidates(mask, TODAY, known) or 0) <= (count or 0)
