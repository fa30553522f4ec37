"""Numbers in the attributes of OFD elements: lists of them, deltas from character to character.

GB/T 33190-2016: 7.2 (ST_Array, ST_Box, ST_Pos), 11.3 (table 46: deltas).
"""

from __future__ import annotations

from functools import lru_cache

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

POINTS = 72 / 25.4  # a millimetre
FARTHEST = 1e7
MOST_NUMBERS = 100_000  # of one path or delta list
SHORT = 200  # characters of an attribute that is likely to come again


def numbers(text: str | None) -> Sequence[float]:
    """The numbers of an attribute; what is none ends the list."""
    if not text:
        return ()
    return _known_numbers(text) if len(text) <= SHORT else _numbers(text)


def stated(text: str | None, usual: float) -> float:
    """The number that an attribute states, the first of several; `usual` where it states none."""
    if not text:
        return usual
    try:
        value = float(text)
    except ValueError:
        value = FARTHEST
    if -FARTHEST < value < FARTHEST:
        return value
    found = numbers(text)
    return found[0] if found else usual


def _numbers(text: str) -> tuple[float, ...]:
    pieces = text.split()
    found = floats(pieces)
    return tuple(found if found is not None else _leading_floats(pieces))


_known_numbers = lru_cache(maxsize=4096)(_numbers)


def floats(pieces: list[str]) -> list[float] | None:
    """All of them as numbers; None where one is none, or beyond any page."""
    try:
        found = list(map(float, pieces))
    except ValueError:
        return None
    if not found or (-FARTHEST < min(found) <= max(found) < FARTHEST and abs(sum(found)) < FARTHEST):
        return found
    return _without_sum(found)


def _without_sum(found: list[float]) -> list[float] | None:
    """The same: the sum of many may lie far out where none of them does."""
    return found if all(-FARTHEST < value < FARTHEST for value in found) else None


def _leading_floats(pieces: list[str]) -> list[float]:
    found: list[float] = []
    for piece in pieces[:MOST_NUMBERS]:
        value = floats([piece])
        if value is None:
            break
        found += value
    return found


def deltas(text: str | None, most: int) -> Sequence[float]:
    """The distances from character to character; ``g 3 2.5`` stands for three of 2.5 (table 46)."""
    if not text:
        return ()
    return _known_deltas(text, most) if len(text) <= SHORT else _deltas(text, most)


def _deltas(text: str, most: int) -> tuple[float, ...]:
    split = text.split()[:MOST_NUMBERS]
    plain = floats(split) if "g" not in text else None
    if plain is not None:
        return tuple(plain)
    found: list[float] = []
    pieces = iter(split)
    for piece in pieces:
        if len(found) >= most:
            break
        if piece == "g":
            count, value = numbers(next(pieces, "")), numbers(next(pieces, ""))
            if count and value:
                found += list(value) * int(min(max(count[0], 0), most - len(found)))
        else:
            found += numbers(piece)
    return tuple(found)


_known_deltas = lru_cache(maxsize=1024)(_deltas)
