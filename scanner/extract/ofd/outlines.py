"""The outlines of OFD paths on the page, in points from its lower left corner (GB/T 33190-2016, 9.1)."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from scanner.extract.ofd.measures import MOST_NUMBERS, POINTS, SHORT, floats
from scanner.extract.pdf.rules import SHORTEST, THIN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

    from scanner.extract.pdf.rules import Matrix, Rule

    Outline = list[tuple[float, float]]


def outlines_of(path: _Element, matrix: Matrix, height: float) -> list[Outline]:
    """The outlines of a path: straight ones whole, curves as the straight line to their end (9.1.2)."""
    data = next((child.text or "" for child in path if str(child.tag).endswith("AbbreviatedData")), "")
    found: list[Outline] = []
    a, b, c, d, e, f = matrix
    for name, x, y in _known_ends(data) if len(data) <= SHORT else _ends_of(data):
        if name == "C":
            if found:
                found[-1].append(found[-1][0])
            continue
        point = ((a * x + c * y + e) * POINTS, (height - (b * x + d * y + f)) * POINTS)
        if name in "SM" or not found:
            found.append([point])
        else:
            found[-1].append(point)
    return found


def _ends_of(data: str) -> list[tuple[str, float, float]]:
    """The operators of a path, each with the point it ends at; what cannot be read is passed over."""
    pieces = data.split()[:MOST_NUMBERS]
    names: list[str] = []
    at = 0
    while at < len(pieces) and pieces[at] in _OPERANDS:
        names.append(pieces[at])
        at += 1 + _OPERANDS[pieces[at]]
    values = floats([piece for piece in pieces if piece not in _OPERANDS])
    if values is None or at != len(pieces) or len(names) + len(values) != at:
        return _sound_ends(pieces)
    found: list[tuple[str, float, float]] = []
    at = 0
    for name in names:
        at += _OPERANDS[name]
        found.append((name, values[at - 2], values[at - 1]) if name != "C" else ("C", 0.0, 0.0))
    return found


_known_ends = lru_cache(maxsize=1024)(_ends_of)


def _sound_ends(pieces: Sequence[str]) -> list[tuple[str, float, float]]:
    """The same for a path that is not written as it should be."""
    found: list[tuple[str, float, float]] = []
    at = 0
    while at < len(pieces):
        name, at = pieces[at], at + 1
        count = _OPERANDS.get(name, 0)
        values = floats(list(pieces[at : at + count])) if count else None
        at += count
        if name == "C":
            found.append(("C", 0.0, 0.0))
        elif values is not None and len(values) == count:
            found.append((name, values[-2], values[-1]))
    return found


_OPERANDS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}


def strokes_of(outlines: Sequence[Outline]) -> tuple[list[Rule], list[Rule]]:
    """The level and the upright rules among the straight strokes of stroked outlines."""
    level: list[Rule] = []
    upright: list[Rule] = []
    for points in outlines:
        for (x0, y0), (x1, y1) in pairwise(points):
            wide, high = abs(x1 - x0), abs(y1 - y0)
            if high <= THIN and wide >= SHORTEST:
                level.append(((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
            elif wide <= THIN and high >= SHORTEST:
                upright.append(((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
    return level, upright


def is_rectangle(outlines: Sequence[Outline]) -> bool:
    """Whether the outlines are one level rectangle."""
    if len(outlines) != 1 or not 4 <= len(outlines[0]) <= 6:
        return False
    return len({round(x, 1) for x, _ in outlines[0]}) == 2 == len({round(y, 1) for _, y in outlines[0]})
