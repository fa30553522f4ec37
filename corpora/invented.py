"""Invented numbers: real in shape, impossible to belong to anybody.

Resident ids carry the county code 410999, which was never given out; mobiles are 1XX0000NNNN; bank
cards hold six zeros in a row; landlines are 0393-8000NNN; mailboxes end in example.com, but for one.
"""

from __future__ import annotations

from random import Random

FULL_WIDTH = {ord(c): ord(c) + 0xFEE0 for c in "0123456789X"}
_USCC = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_MOBILES = ("130", "131", "133", "135", "136", "137", "138", "139", "150", "151", "152", "155", "158", "159")
_MOBILES += ("166", "173", "176", "178", "180", "182", "186", "187", "188", "189", "191", "198", "199")


def check_digit(body: str) -> str:
    """The 18th character of a resident id (GB 11643-1999, MOD 11-2) for its first 17."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return "10X98765432"[sum(int(c) * w for c, w in zip(body, weights, strict=True)) % 11]


def luhn_digit(body: str) -> str:
    """The last digit that makes a card number pass the Luhn test."""
    total = 0
    for index, char in enumerate(reversed(body)):
        value = int(char) * (2 if index % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return str(-total % 10)


def resident_id(rng: Random) -> str:
    """A resident id with a real birth date and the right check digit."""
    born = f"{rng.randint(1938, 2008)}{rng.randint(1, 12):02d}{rng.randint(1, 28):02d}"
    body = f"410999{born}{rng.randint(1, 999):03d}"
    return body + check_digit(body)


def malformed_id(rng: Random) -> str:
    """A resident id with a typing mistake: check digit, impossible date, a digit too many or too few."""
    good = resident_id(rng)
    mistake = rng.randrange(4)
    if mistake == 0:
        return good[:17] + str(
            (int(good[17].replace("X", "0")) + rng.randint(1, 8)) % 10 if good[17] != "X" else 3
        )
    if mistake == 1:
        body = good[:10] + "0230" + good[14:17]
        return body + check_digit(body)
    if mistake == 2:
        return good[:16] + good[17]
    return good[:12] + good[11] + good[12:]


def mobile(rng: Random) -> str:
    """A mobile number whose middle four digits are zero."""
    return f"{rng.choice(_MOBILES)}0000{rng.randint(1, 9999):04d}"


def bank_card(rng: Random) -> str:
    """A debit card number of 19 or 16 digits that passes the Luhn test."""
    head, length = rng.choice(
        (("622848", 19), ("621700", 19), ("622202", 19), ("622588", 16), ("621799", 19))
    )
    body = head + "000000" + "".join(rng.choice("123456789") for _ in range(length - 13))
    return body + luhn_digit(body)


def landline(rng: Random) -> str:
    """An office telephone as notices write it."""
    number = f"{rng.randint(8000001, 8000999)}"
    return rng.choice(("0393-{}", "0393-{}", "0393—{}", "(0393){}", "0393 {}", "0393{}")).format(number)


PRIVATE_MAILBOX = "cunwu2021@163.com"


def mailbox(rng: Random, name: str = "jiandu") -> str:
    """A mailbox of an office: half of them at a reserved domain, half at a public provider, as offices do."""
    return rng.choice((f"{name}{rng.randint(1, 2099)}@example.com", PRIVATE_MAILBOX))


def credit_code(rng: Random) -> str:
    """A unified social credit code (GB 32100-2015) with the right last character."""
    body = rng.choice(("11", "12", "91", "93", "54")) + "410999"
    body += (
        rng.choice(("MA", "MB", "NA", "00"))
        + "0000"
        + f"{rng.randint(0, 99):02d}"
        + rng.choice("0123456789X")
    )
    total = sum(_USCC.index(c) * pow(3, i, 31) for i, c in enumerate(body))
    return body + _USCC[-total % 31]


def masked_id(rng: Random) -> str:
    """A resident id with enough stars to be customary practice."""
    good = resident_id(rng)
    return rng.choice(
        (
            good[:6] + "********" + good[14:],
            good[:3] + "***********" + good[14:],
            good[:6] + "*" * 10 + good[16:],
        )
    )


def masked_mobile(rng: Random) -> str:
    """A mobile number with its middle hidden."""
    number = mobile(rng)
    return number[:3] + "****" + number[7:]


def spelled(rng: Random, number: str) -> str:
    """The same resident id as people type it: plain, with spaces, in full width, with a small x."""
    way = rng.randrange(6)
    if way == 0:
        return f"{number[:6]} {number[6:14]} {number[14:]}"
    if way == 1:
        return number.translate(FULL_WIDTH)
    if way == 2:
        return number.replace("X", "x")
    return number
