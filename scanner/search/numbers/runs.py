"""Where digits stand: runs of digits, mask characters and separators inside one cell or line.

A run starts at a digit or a mask character and goes on over up to three spaces, strokes and middle dots.
It never crosses a line break or a cell border; `breaks` reads on over those.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

from scanner.regexes import compiled
from scanner.search.numbers import resident
from scanner.search.numbers.marks import BULLETS, CROSSES, DASHES, FILL, MASKS, SOFT

SHORTEST = 6  # symbols; shorter pieces of a number are found by their neighbours
_DIGITS = "0123456789"

# In the outline of the text. The look ahead spares the many short numbers the rest of the pattern.
_GAP = "(?: {1,3}| ?-{1,2} ?)"
_RUN = compiled(
    f"0(?<!00)(?=[0x\\- ]{{{SHORTEST - 1}}})(?:{_GAP}?[0x]){{{SHORTEST - 1}}}[0x]*+(?:{_GAP}[0x]++)*+"
)

_SYMBOL = f"[0-9{MASKS}Xx]"
_SOFT_ALONE = compiled(f"(?<=[0-9])[{SOFT}](?=[0-9Xx])")
_EVERYDAY = compiled(f"0[1-9][0-9]{{1,2}}[{DASHES} ]{{1,3}}[0-9]{{7,8}}|[{DASHES}0-9 ]{{1,10}}")
_DIGIT = compiled("[0-9]")
_GROUP = compiled(f"{_SYMBOL}+")
_TO_STAR = str.maketrans(dict.fromkeys(MASKS, "*"))
# Hiding digits only where they stand between digits: 139某某某某1234, 139----1234.
_VEILS = ("某某", "...", "---", "———")
_VEIL = compiled("(?<![某.—-])[某.—-]{2,}+(?=[0-9])")


class Group:
    """Symbols without a separator between them; `symbols` has `*` for every mask character."""

    __slots__ = ("dashed", "end", "start", "symbols")

    def __init__(self, start: int, end: int, symbols: str, dashed: bool) -> None:
        self.start = start
        self.end = end
        self.symbols = symbols
        self.dashed = dashed  # tied to the group before it by a dash or the like, not by a space


def runs(outline: str) -> Iterator[re.Match[str]]:
    """Every run of at least six symbols, left to right, in linear time."""
    return _RUN.finditer(outline)


def starred(text: str) -> str:
    """The text, as long as before, with `*` for the words and lines that hide digits between digits."""
    if not any(veil in text for veil in _VEILS):
        return text
    return _VEIL.sub(_stars, text)


def _stars(veil: re.Match[str]) -> str:
    piece = veil.group()
    before = veil.string[veil.start() - 1 : veil.start()]
    is_between = (
        before != "" and before in _DIGITS and piece.startswith(_VEILS) and piece == piece[0] * len(piece)
    )
    return "*" * len(piece) if is_between else piece


def has_digit(text: str, start: int, end: int) -> bool:
    """Whether a run is more than stars and lines to write on."""
    return _DIGIT.search(text, start, end) is not None


def is_everyday(text: str, start: int, end: int) -> bool:
    """Whether a run is one of the many that are nobody's: a landline, a date, a short number."""
    return _EVERYDAY.fullmatch(text, start, end) is not None


def groups(text: str, start: int, end: int) -> list[Group]:
    """The groups of one run."""
    piece = _SOFT_ALONE.sub("\x00", text[start:end])
    found: list[Group] = []
    last = 0
    for match in _GROUP.finditer(piece):
        dashed = bool(found) and piece[last : match.start()].strip(" ") != ""
        symbols = match.group().translate(_TO_STAR)
        found.append(Group(start + match.start(), start + match.end(), symbols, dashed))
        last = match.end()
    return found


class Line:
    """The groups of one run, and their symbols as one string."""

    __slots__ = ("_at", "groups", "offsets", "symbols")

    def __init__(self, found: list[Group]) -> None:
        self.groups = found
        self.symbols = "".join([group.symbols for group in found])
        self.offsets = [0, *accumulate([len(group.symbols) for group in found])]
        self._at = {offset: at for at, offset in enumerate(self.offsets)}

    def width(self, at: int, length: int) -> int:
        """How many groups from this one on have together so many symbols; 0 where none do."""
        end = self._at.get(self.offsets[at] + length)
        return end - at if end is not None else 0

    def shape(self, at: int, width: int) -> tuple[int, ...]:
        """The lengths of some groups."""
        return tuple([len(group.symbols) for group in self.groups[at : at + width]])


def without_fill(text: str, start: int, end: int) -> tuple[int, int]:
    """The run without lines to write on, dots and the like at either end (身份证号：4109…____)."""
    piece = text[start:end]
    last = end if _ends_with_check(piece) else start + len(piece.rstrip(FILL))
    return start + len(piece) - len(piece.lstrip(FILL + BULLETS)), last


def _ends_with_check(piece: str) -> bool:
    """Whether one cross stands at the end for the X that the seventeen digits before it call for."""
    if piece[-1] not in CROSSES or piece[-2] not in _DIGITS:
        return False
    digits = "".join([char for char in piece[-40:] if char in _DIGITS])
    return len(digits) >= 17 and resident.check_character(digits[-17:]) == "X"


def plain(symbols: str) -> str:
    """The symbols with X kept only where it is a check character (18th of 18), else as a mask."""
    if "x" not in symbols and "X" not in symbols:
        return symbols
    raised = symbols.upper()
    if len(raised) == 18 and raised[17] == "X":
        is_hidden = symbols[16] == symbols[17]  # the last of several X hides a digit as they do
        return raised[:17].replace("X", "*") + ("*" if is_hidden else "X")
    if len(raised) > 15 and raised[:-1].isdigit():  # a slip: too short or too long, with its check character
        return raised
    return raised.replace("X", "*")


def digits_of(piece: str) -> str:
    """Digits and check character of a piece of text, separators left out."""
    return "".join([char for char in piece.upper() if char in "0123456789X"])
