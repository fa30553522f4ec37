"""Resident identity numbers (居民身份证号码): structure, date, check character.

Source: GB 11643-1999 (18 digits), GB 11643-1989 (15 digits); 港澳台居民居住证 use 81, 82 and 83; the
foreigner's permanent residence card of 2023 has 9 in front of the province. The county never rejects a
number: counties were renamed and merged, and people keep their numbers.
"""

from __future__ import annotations

from operator import mul

PROVINCES = frozenset(
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 "
    "61 62 63 64 65 71 81 82 83 91".split()
)
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"
MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def is_leap(year: int) -> bool:
    """Whether the year has a 29 February."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def is_date(digits: str, today: str) -> bool:
    """Whether YYYYMMDD is a calendar date from 1800 to today (YYYYMMDD)."""
    if not "18000101" <= digits <= today:
        return False
    year, month, day = int(digits[:4]), int(digits[4:6]), int(digits[6:])
    if not 1 <= month <= 12 or day < 1:
        return False
    return day <= MONTH_DAYS[month - 1] or (month == 2 and day == 29 and is_leap(year))


def is_region(digits: str) -> bool:
    """Whether a number starts with a province, or with 9 and a province (foreigners since 2023)."""
    return digits[:2] in PROVINCES or (digits[:1] == "9" and digits[1:3] in PROVINCES)


def check_character(digits: str) -> str:
    """The 18th character that belongs to 17 digits (ISO 7064, MOD 11-2)."""
    return CHECKS[sum(map(mul, map(int, digits), WEIGHTS)) % 11]


def fault(number: str, today: str) -> str:
    """What is wrong with 18 characters: "" (nothing), shape, region, date or check."""
    if len(number) != 18 or not number[:17].isdigit():
        return "shape"
    if not is_region(number):
        return "region"
    if not is_date(number[6:14], today):
        return "date"
    return "" if check_character(number[:17]) == number[17] else "check"


def is_old_form(number: str, today: str) -> bool:
    """Whether 15 digits are a number of the old form: region, YYMMDD, sequence; no check character."""
    return is_region(number) and is_date("19" + number[6:12], today)
