"""Where digits stand: runs of digits, mask characters and single separators inside one cell or line.

A run starts at a digit or a mask character and goes on over single spaces, dashes and middle dots. It
never crosses a line break or a cell border; `policy` tries joined readings over one of those apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scanner.regexes import compiled

# What stands for a hidden digit: stars, crosses, dots, blocks, circles, lines to write on, question marks.
MASKS = "*＊∗﹡✱✳×✕✖╳•·●⚫■█▇▉▓▒░□○◯◎☆★◆◇▲△※_…#?？"
_DIGITS = "0123456789"
DASHES = "-—－–‐一"  # 一 is what a dash becomes after OCR
SOFT = "·•_…×"  # alone between two digits these separate or multiply; they hide nothing
FILL = "_…·•#×?？ "  # at an end these may follow a whole number as well as hide digits
BULLETS = "●⚫■□○◯◎☆★◆◇▲△※"  # in front of a whole number these open an entry of a list
SHORTEST = 6  # symbols; the longer half of any number that a line break cuts in two

_SYMBOL = f"[0-9{MASKS}Xx]"
_GAP = f"(?: |[ ]?[{DASHES}][ ]?)"
RUN = compiled(
    f"[0-9{MASKS}](?=[0-9{MASKS}Xx {DASHES}]{{{SHORTEST - 1}}})"  # one look sees most short ones off
    f"(?:{_GAP}?{_SYMBOL}){{{SHORTEST - 1}}}{_SYMBOL}*+(?:{_GAP}{_SYMBOL}++)*+",
)
_SOFT_ALONE = compiled(f"(?<=[0-9])[{SOFT}](?=[0-9Xx])")
_EVERYDAY = compiled(f"0[1-9][0-9]{{1,2}}{_GAP}[0-9]{{7,8}}|[0-9 {DASHES}]{{1,10}}")
_GROUP = compiled(f"{_SYMBOL}+")
_TO_STAR = str.maketrans(dict.fromkeys(MASKS, "*"))
# Hiding digits only where they stand between digits: 139某某某某1234, 139----1234.
_VEILS = ("某某", "...", "---", "———")
_VEIL = compiled("[某.—-](?=[某.—-])[某.—-]++(?=[0-9])")

# What goes on behind a line break or a cell border, and what stands right before one.
_AFTER_BREAK = compiled(f"[\n\t] {{0,4}}([0-9Xx](?:{_GAP}?[0-9Xx]){{0,18}})(?![0-9A-Za-z*])")
_BEFORE_BREAK = compiled("(?<![0-9A-Za-z*.])[0-9]{1,5}[\n\t] {0,4}$")


class Group:
    """Symbols without a separator between them; `symbols` has `*` for every mask character."""

    __slots__ = ("dashed", "end", "start", "symbols")

    def __init__(self, start: int, end: int, symbols: str, dashed: bool) -> None:
        self.start = start
        self.end = end
        self.symbols = symbols
        self.dashed = dashed  # tied to the group before it by a dash or the like, not by a space


def runs(text: str) -> Iterator[re.Match[str]]:
    """Every run of at least six symbols, left to right, in linear time."""
    return RUN.finditer(text)


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


def without_fill(text: str, start: int, end: int) -> tuple[int, int]:
    """The run without lines to write on, dots and the like at either end (身份证号：4109…____)."""
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip(FILL + BULLETS)), start + len(piece.rstrip(FILL))


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
    return "".join(char for char in piece.upper() if char in "0123456789X")


def continuation(text: str, end: int) -> tuple[str, int] | None:
    """Digits that go on right behind the break at `end`, with the position behind them."""
    match = _AFTER_BREAK.match(text, end)
    return (digits_of(match.group(1)), match.end()) if match else None


def beginning(text: str, start: int) -> tuple[str, int] | None:
    """Up to five digits that end right before the break in front of `start`, with their position."""
    low = max(0, start - 12)
    match = _BEFORE_BREAK.search(text[low:start])
    return (digits_of(match.group()), low + match.start()) if match else None
