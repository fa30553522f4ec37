"""Unified social credit codes (统一社会信用代码, GB 32100-2015): public data of organisations."""

from __future__ import annotations

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
AUTHORITIES = "12345679ANY"


def is_valid(code: str) -> bool:
    """Whether the 18 characters are a credit code with a right check character."""
    if len(code) != 18 or code[0] not in AUTHORITIES or any(char not in ALPHABET for char in code):
        return False
    total = sum(ALPHABET.index(char) * weight for char, weight in zip(code, WEIGHTS, strict=False))
    return ALPHABET[(31 - total % 31) % 31] == code[17]


def has_organisation_code(code: str) -> bool:
    """Whether characters 9 to 17 are an organisation code with a right check (GB 11714)."""
    body, check = code[8:16], code[16:17]
    values = [int(char, 36) for char in body if char in ALPHABET]
    if len(values) != 8:
        return False
    rest = (11 - sum(v * w for v, w in zip(values, ORGANISATION_WEIGHTS, strict=True)) % 11) % 11
    return check == ("X" if rest == 10 else str(rest))
