"""The same number as people, programs and machines leave it in a file."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from corpora.invented import FULL_WIDTH

Disguise = Callable[[Random, str], str]
HAN = str.maketrans("0123456789", "〇一二三四五六七八九")
HAN_ZERO = str.maketrans("0123456789", "零一二三四五六七八九")
FORMAL = str.maketrans("0123456789", "零壹贰叁肆伍陆柒捌玖")


def _split(number: str, widths: tuple[int, ...]) -> list[str]:
    parts, at = [], 0
    for width in widths:
        parts.append(number[at : at + width])
        at += width
    return [part for part in (*parts, number[at:]) if part]


def grouped(number: str, mark: str) -> str:
    """The groups in which people say a number: 6-8-4, 3-4-4, else fours."""
    widths = {18: (6, 8), 15: (6, 6), 11: (3, 4)}.get(len(number), (4,) * (len(number) // 4))
    return mark.join(_split(number, widths))


def fours(number: str, mark: str) -> str:
    """Groups of four, as cards are printed."""
    return mark.join(_split(number, (4,) * (len(number) // 4)))


def full_width(rng: Random, number: str) -> str:
    """Full-width digits."""
    return number.translate(FULL_WIDTH)


def half_full_width(rng: Random, number: str) -> str:
    """Full width from some place on."""
    at = rng.randint(3, len(number) - 3)
    return number[:at] + number[at:].translate(FULL_WIDTH)


def zero_width(rng: Random, number: str) -> str:
    """Characters without width between the groups, as web pages leave them."""
    return grouped(number, rng.choice("\u200b\u200c\u200d\ufeff\u2060"))


def no_break_space(rng: Random, number: str) -> str:
    """The spaces of html."""
    return grouped(number, rng.choice("\u00a0\u2009\u3000"))


def spaces(rng: Random, number: str) -> str:
    """Spaces between the groups, or between all digits."""
    return rng.choice((grouped(number, " "), grouped(number, " "), " ".join(number), grouped(number, "  ")))


def hyphens(rng: Random, number: str) -> str:
    """The strokes that stand on a Chinese keyboard."""
    return grouped(number, rng.choice(("-", "—", "－", "–", "‐", "·")))


def groups_of_four(rng: Random, number: str) -> str:
    """As a card is printed."""
    return fours(number, rng.choice((" ", "-", "\u00a0")))


def line_wrap(rng: Random, number: str) -> str:
    """Broken by the end of a line."""
    at = rng.randint(4, len(number) - 4)
    return number[:at] + rng.choice(("\n", "\n", "\r\n")) + number[at:]


def small_x(rng: Random, number: str) -> str:
    """A small x as check character."""
    return number.replace("X", "x")


def wide_x(rng: Random, number: str) -> str:
    """Other characters that look like the X."""
    return number.replace("X", rng.choice(("Ｘ", "ｘ", "×", "╳", "Х")))


def numerals(rng: Random, number: str) -> str:
    """Chinese numerals."""
    return number.translate(rng.choice((HAN, HAN, HAN_ZERO, FORMAL)))


def look_alikes(rng: Random, number: str) -> str:
    """What reading by machine makes of a scan: O for 0, l or I for 1, S for 5, B for 8."""
    pairs = [(old, new) for old, new in (("0", "O"), ("1", "l"), ("1", "I"), ("0", "o")) if old in number[1:]]
    old, new = rng.choice(pairs)
    at = number.index(old, 1)
    return number[:at] + new + number[at + 1 :]


def rounded(rng: Random, number: str) -> str:
    """What a spreadsheet keeps of eighteen digits."""
    return number[:15] + "000"


def scientific(rng: Random, number: str) -> str:
    """What a spreadsheet shows of eighteen digits."""
    mantissa = f"{int(number[:15]) / 10**14:.{rng.choice((5, 5, 8, 14))}f}"
    return f"{mantissa}E+{len(number) - 1}"


def as_float(rng: Random, number: str) -> str:
    """What a program writes that took a column for floats."""
    return f"{number}.0"


def as_formula(rng: Random, number: str) -> str:
    """What keeps a spreadsheet from rounding, in a csv."""
    return f'="{number}"'


def with_quote(rng: Random, number: str) -> str:
    """The other way to keep it from rounding."""
    return f"'{number}"


def entities(rng: Random, number: str) -> str:
    """Digits as html entities."""
    at = rng.randint(1, len(number) - 2)
    return f"{number[:at]}&#{ord(number[at])};&#x{ord(number[at + 1]):x};{number[at + 2 :]}"


def tags(rng: Random, number: str) -> str:
    """A number over several elements of html."""
    way = rng.choice(("<b>{}</b>", "<span>{}</span>", "<font color=red>{}</font>"))
    at = rng.randint(3, len(number) - 5)
    return number[:at] + way.format(number[at : at + 3]) + number[at + 3 :]


# group: how it is written; whether it needs a label; kinds it is tried on; what it counts as, when not itself
PLAIN = ("resident-id", "bank-card", "mobile-phone", "bank-account", "resident-id-15")
LONG = ("resident-id", "bank-card")
DISGUISES: dict[str, tuple[Disguise, bool, tuple[str, ...]]] = {
    "full-width": (full_width, False, PLAIN),
    "partly full-width": (half_full_width, False, PLAIN),
    "zero-width": (zero_width, False, PLAIN),
    "no-break space": (no_break_space, False, PLAIN),
    "spaces": (spaces, False, PLAIN),
    "hyphens": (hyphens, False, PLAIN),
    "groups of four": (groups_of_four, False, (*LONG, "bank-account")),
    "line wrap": (line_wrap, False, PLAIN),
    "Chinese numerals": (numerals, True, PLAIN),
    "look-alikes of a scan": (look_alikes, True, PLAIN),
}
# Disguises that leave something else than the number: a mistyped or a rounded one.
_MISTYPED = {
    "resident-id": "resident-id-malformed|resident-id",
    "resident-id-15": "resident-id-15|resident-id-malformed",
}
BECOMES = {"Chinese numerals": _MISTYPED, "look-alikes of a scan": _MISTYPED}
