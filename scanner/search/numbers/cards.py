"""Bank card numbers: length, prefix, Luhn. Official prefix lists are not public (unconfirmed)."""

from __future__ import annotations

LENGTHS = range(13, 20)
_DOUBLED = str.maketrans("0123456789", "0246813579")  # twice the digit, its two digits added up


def is_luhn(digits: str) -> bool:
    """Whether the Luhn check holds; one random number in ten passes."""
    return (sum(map(int, digits[-1::-2])) + sum(map(int, digits[-2::-2].translate(_DOUBLED)))) % 10 == 0


def is_domestic(digits: str) -> bool:
    """Whether prefix and length are those of a Chinese debit or credit card (62…, 9558…, 9551…)."""
    if digits[:2] == "62":
        return 16 <= len(digits) <= 19
    return (digits[:4] == "9558" and len(digits) in (16, 19)) or (digits[:4] == "9551" and len(digits) == 19)


def is_other_brand(digits: str) -> bool:
    """Whether prefix and length fit other cards: 4… and 51–55… with 16, 60… with 16 to 19 digits."""
    if len(digits) == 16:
        return digits[0] == "4" or "51" <= digits[:2] <= "55" or digits[:2] == "60"
    return digits[:2] == "60" and 16 < len(digits) <= 19


def is_card(digits: str) -> bool:
    """Whether prefix, length and Luhn together speak for a card without any label."""
    return (is_domestic(digits) or is_other_brand(digits)) and is_luhn(digits)
