"""The outlines of OFD paths on the page, in points from its lower left corner (GB/T 33190-2016, 9.1)."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from scanner.extract.ofd.measures import FARTHEST, MOST_NUMBERS, POINTS, SHORT, floats
from scanner.extract.pdf.rules import SHORTEST, THIN, thin_areas

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

    from scanner.extract.pdf.page import Rect
    from scanner.extract.pdf.rules import Matrix, Rule

    Outline = list[tuple[float, float]]


_MOST_FIELDS = 20  # outlines of one path; one with more is a drawing
_FILLED = 0.95  # of the rectangle around an outline: the corners of a rounded one are missing
_BROAD = 1.5  # millimetres; thinner strokes hide no line


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


def rectangles_of(outlines: Sequence[Outline]) -> list[Rect]:
    """The level rectangles that filled outlines are, or nearly; none where one outline may cut out of another."""
    areas = list(thin_areas(outlines)) if len(outlines) <= _MOST_FIELDS else []
    for at, (left, bottom, right, top) in enumerate(areas):
        if any(left < x1 and x0 < right and bottom < y1 and y0 < top for x0, y0, x1, y1 in areas[:at]):
            return []
    return [rect for rect, points in zip(areas, outlines, strict=False) if _is_rectangle(points, rect)]


def _is_rectangle(points: Outline, rect: Rect) -> bool:
    """Whether an outline fills the rectangle around it."""
    if len(points) < 4:
        return False
    if len(points) <= 6 and len({round(x, 1) for x, _ in points}) == 2 == len(
        {round(y, 1) for _, y in points}
    ):
        return True
    twice = sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairwise([*points, points[0]]))
    return abs(twice) / 2 >= _FILLED * (rect[2] - rect[0]) * (rect[3] - rect[1]) > 0


def bars_of(outlines: Sequence[Outline], width: float) -> list[Rect]:
    """What strokes of this width, in millimetres, cover where it is broad enough to hide a line: straight ones."""
    if not _BROAD <= width < FARTHEST or len(outlines) > _MOST_FIELDS:
        return []
    half, found = width * POINTS / 2, []
    for points in outlines:
        (x0, y0), (x1, y1) = points[0], points[-1]
        if len(points) != 2 or (x0 != x1 and y0 != y1):
            continue
        left, bottom, right, top = min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
        level = y0 == y1
        found.append(
            (left, bottom - half, right, top + half) if level else (left - half, bottom, right + half, top)
        )
    return found
