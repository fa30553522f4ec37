"""What may be shown of a value. Standard library only; the only way to the value itself is --reveal.

At most half of a value is shown, save for mobile numbers, where 139****1234 is what every notice does.
"""

from __future__ import annotations

from collections.abc import Iterable

_SEPARATORS = frozenset(" \t\n\r-—－–‐一·•\u00a0\u200b\u200c\u200d\ufeff")
_NARROW = {0xFF01 + i: 0x21 + i for i in range(94)}  # full-width forms
_SHOWN = {  # characters at either end
    "resident-id": (4, 4),
    "resident-id-malformed": (4, 4),
    "resident-id-15": (4, 3),
    "residence-permit": (4, 4),
    "bank-card": (4, 4),
    "bank-account": (2, 4),
    "mobile-phone": (3, 4),
    "birth-date": (4, 0),  # the year
    "tax-number": (4, 4),
    "private-landline": (4, 2),
}
_OPEN_FAMILIES = (
    "secrecy/",
    "column/",
    "consistency/",
    "timing/",
)  # what is found there are words of the rule, nobody's data
CUT = "***"


def masked(kind_or_rule: str, value: str) -> str:
    """The value as it may be shown, separators left out: 4117**********9203, 139****1234, c***@163.com.

    `kind_or_rule` is a kind of value (resident-id) or a rule's id (personal/resident-id). A value too
    short for its kind's form shows less; what is not known shows its first and last character.
    """
    if kind_or_rule.startswith(_OPEN_FAMILIES):
        return value
    kind = kind_or_rule.rpartition("/")[2]
    bare = "".join(char for char in value.translate(_NARROW) if char not in _SEPARATORS)
    if kind == "email" or ("@" in bare and kind not in _SHOWN):
        return _masked_address(bare)
    first, last = _SHOWN.get(kind, (1, 1))
    if kind != "mobile-phone" or len(bare) < 11:
        while first + last > len(bare) // 2:
            first, last = (first, last - 1) if last >= first else (first - 1, last)
    return bare[:first] + "*" * (len(bare) - first - last) + (bare[-last:] if last else "")


def _masked_address(address: str) -> str:
    name, at, domain = address.rpartition("@")
    return name[:1] * (len(name) > 1) + "***" + at + domain


def scrubbed(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with every (start, end) replaced by `***`; spans may overlap and come in any order."""
    pieces: list[str] = []
    done = 0
    for start, end in sorted(spans):
        if end <= done:
            continue
        if start > done or not pieces:
            pieces += [text[done:start], CUT]
        done = end
    pieces.append(text[done:])
    return "".join(pieces)
