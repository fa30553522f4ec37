"""Telephone numbers: mobiles, landlines, hotlines. For findings and for the phone of an element."""

from __future__ import annotations

import re

from scanner.noun import noun
from scanner.regexes import compiled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    PhoneKind = Literal["hotline", "landline", "mobile", "invalid"]

# Segments of all carriers; 1349 and 1740–1745 are satellite numbers, 1064x and 14x0 machines.
_MOBILE = compiled("1(?:3[0-9]|4[5-9]|5[0-35-9]|6[2567]|7[0-8]|8[0-9]|9[0-9])[0-9]{8}")
_AREA = "0(?:10|2[0-57-9]|[3-9][0-9]{2})"
_DASH = "[-—－–‐一]"
_HOTLINE = "123[0-9]{2}|11[0-9]|122|95[0-9]{3}|96[0-9]{3,4}|12[0-2]"
_FREE = f"[48]00(?:{_DASH}| )?[0-9]{{3,4}}(?:{_DASH}| )?[0-9]{{3,4}}"

# One look at a piece of text: the longest phone-like thing at each place, tried in this order.
_PHONE = compiled(
    f"(?<![0-9A-Za-z.])(?:(?P<date>(?:19|20)[0-9]{{2}}{_DASH}[0-9]{{1,2}}{_DASH}[0-9]{{1,2}}(?![0-9]))"
    f"|(?:[+(（]{{0,3}}0{{0,2}}86[)）]?(?:{_DASH}| )?)?"
    f"(?P<mobile>1[3-9](?:(?:{_DASH}| )?[0-9]){{8,10}})(?![0-9A-Za-z])"
    f"|(?P<area>[(（]?{_AREA}[)）]?)(?:{_DASH}| )?(?P<local>[0-9]{{5,9}})(?![0-9])"
    f"|(?P<free>{_FREE})(?![0-9])"
    f"|(?P<hotline>{_HOTLINE})(?![0-9])"
    "|(?P<bare>[0-9]{5,12})(?![0-9A-Za-z]))"
)
_DIGITS = compiled("[0-9]")
_LOCAL_LENGTHS = (7, 8)


class Phone(metaclass=noun):
    """One number: kind, where it stands in the text (end not included), its digits alone."""

    kind: PhoneKind
    start: int
    end: int
    digits: str


def is_mobile(digits: str) -> bool:
    """Whether 11 digits lie in a mobile segment of an ordinary subscriber."""
    if not _MOBILE.fullmatch(digits):
        return False
    return digits[:4] != "1349" and not "1740" <= digits[:4] <= "1745"


def phones(text: str) -> list[Phone]:
    """Every telephone number in a short piece of text, left to right.

    `invalid` is what can only be meant as a phone and is a digit short or long. Units behind a number
    (元, 户 …), dates and document numbers make no phone.
    """
    found: list[Phone] = []
    for match in _PHONE.finditer(text):
        kind = _kind(match)
        if kind is not None and not _UNIT.match(text, match.end()):
            group = "mobile" if match.lastgroup == "mobile" else 0
            digits = "".join(_DIGITS.findall(match.group(group)))
            found.append(Phone(kind, match.start(group), match.end(group), digits))
    return found


_UNIT = compiled(" ?(?:元|万元|亿元|亩|平方米|公里|千米|户|人(?!民)|吨|公斤|斤|%|％|年|号(?!码))")


def _kind(match: re.Match[str]) -> PhoneKind | None:
    if match["date"]:
        return None
    if match["mobile"]:
        digits = "".join(_DIGITS.findall(match["mobile"]))
        return "mobile" if len(digits) == 11 and is_mobile(digits) else "invalid"
    if match["area"]:
        return "landline" if len(match["local"]) in _LOCAL_LENGTHS else "invalid"
    if match["free"]:
        count = len(_DIGITS.findall(match["free"]))
        return "hotline" if count == 10 else "invalid"
    if match["hotline"]:
        return "hotline"
    return _bare_kind(match["bare"])


def _bare_kind(digits: str) -> PhoneKind | None:
    """A number without area code: seven or eight digits; never a date such as 20200528."""
    if len(digits) not in _LOCAL_LENGTHS or digits[0] in "01":
        return None
    return None if len(digits) == 8 and digits[:2] in ("19", "20") and digits[4:6] <= "12" else "landline"
