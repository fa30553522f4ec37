"""The texts of an OFD page with the place of every character, and the rules that are drawn.

GB/T 33190-2016: 8.3 (boundary, CTM, visibility, alpha), 11.2 and 11.3 (text objects, text codes and their
deltas), 9.1 (paths). Lengths are millimetres from the upper left corner; here they become points from
the lower left corner, the frame of a PDF page, so that lines and tables are found as in a PDF.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import accumulate
from math import isnan
from operator import add

from scanner.extract.pdf.rules import product

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

    from scanner.extract.pdf.page import Rect
    from scanner.extract.pdf.rules import Matrix

POINTS = 72 / 25.4  # a millimetre
UNIT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
ASCENT, DESCENT = 0.82, 0.18  # of the size; the frame of a 汉字 about its base line
NARROW = 0.5  # of the size: the width of a digit or letter in Chinese fonts
TURNED = 0.02  # slope beyond which a text does not stand level
_FARTHEST = 1e7
_MOST_NUMBERS = 100_000  # of one path or delta list
_SHORT = 200  # characters of an attribute that is likely to come again


class Run:
    """One text code: its characters, where each begins and ends, how it is drawn."""

    __slots__ = ("bottom", "is_level", "lefts", "number", "rect", "rights", "text", "top")

    def __init__(self, text: str, number: int) -> None:
        self.text = text
        self.number = number  # in drawing order
        self.lefts: list[float] = []
        self.rights: list[float] = []
        self.bottom = self.top = 0.0
        self.is_level = True
        self.rect: Rect = (0.0, 0.0, 0.0, 0.0)


def numbers(text: str | None) -> Sequence[float]:
    """The numbers of an attribute; what is none ends the list."""
    if not text:
        return ()
    return _known_numbers(text) if len(text) <= _SHORT else _numbers(text)


def _numbers(text: str) -> tuple[float, ...]:
    pieces = text.split()
    found = _floats(pieces)
    return tuple(found if found is not None else _leading_floats(pieces))


_known_numbers = lru_cache(maxsize=4096)(_numbers)


def _floats(pieces: list[str]) -> list[float] | None:
    """All of them as numbers; None where one is none, or beyond any page."""
    try:
        found = list(map(float, pieces))
    except ValueError:
        return None
    if found and not (min(found) > -_FARTHEST and max(found) < _FARTHEST):
        return None
    return None if isnan(sum(found)) else found


def _leading_floats(pieces: list[str]) -> list[float]:
    found: list[float] = []
    for piece in pieces[:_MOST_NUMBERS]:
        value = _floats([piece])
        if value is None:
            break
        found += value
    return found


def deltas(text: str | None, most: int) -> Sequence[float]:
    """The distances from character to character; ``g 3 2.5`` stands for three of 2.5 (table 46)."""
    if not text:
        return ()
    return _known_deltas(text, most) if len(text) <= _SHORT else _deltas(text, most)


def _deltas(text: str, most: int) -> tuple[float, ...]:
    split = text.split()[:_MOST_NUMBERS]
    plain = _floats(split) if "g" not in text else None
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


def matrix_of(element: _Element, outer: Matrix) -> Matrix:
    """What takes the coordinates inside an object to those of the page."""
    box = numbers(element.get("Boundary"))
    own = numbers(element.get("CTM"))
    left, top = (box[0], box[1]) if len(box) == 4 else (0.0, 0.0)
    if len(own) != 6:
        a, b, c, d, e, f = outer
        return (a, b, c, d, left * a + top * c + e, left * b + top * d + f)
    inner: Matrix = (own[0], own[1], own[2], own[3], own[4], own[5])
    return product(product(inner, (1.0, 0.0, 0.0, 1.0, left, top)), outer)


def boundary_of(element: _Element, outer: Matrix, height: float) -> Rect | None:
    """The rectangle of an object on the page, in points; None where the object states none."""
    box = numbers(element.get("Boundary"))
    if len(box) != 4:
        return None
    x0, y0 = _moved(outer, box[0], box[1])
    x1, y1 = _moved(outer, box[0] + box[2], box[1] + box[3])
    return _flipped(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1), height)


def run_of(code: _Element, size: float, matrix: Matrix, height: float, number: int, stretch: float) -> Run:
    """One text code of an object with its character boxes; `height` is that of the page in millimetres."""
    text = (code.text or "").strip("\r\n\t")
    run = Run(text, number)
    x, y = (numbers(code.get("X")) or (0.0,))[0], (numbers(code.get("Y")) or (0.0,))[0]
    across, down = deltas(code.get("DeltaX"), len(text)), deltas(code.get("DeltaY"), len(text))
    a, b, c, d, _, _ = matrix
    run.is_level = abs(b) <= TURNED * abs(a or 1) and abs(c) <= TURNED * abs(d or 1) and a > 0 and d > 0
    run.is_level = run.is_level and not any(down)
    if not text:
        return run
    wide, narrow = size * stretch, size * stretch * NARROW
    steps = list(across[: len(text)])
    if down:
        steps += [0.0] * (len(text) - len(steps))
    elif len(steps) < len(text):
        steps += [narrow if character < "\x80" else wide for character in text[len(steps) :]]
    xs = list(accumulate(steps, initial=x))
    if run.is_level:
        scale = a * POINTS
        widths = [narrow * scale if character < "\x80" else wide * scale for character in text]
        _set_level(run, xs, widths, scale, matrix[4] * POINTS)
        bases = [(0, y)] if len(text) == 1 else [(0, y), (len(text) - 1, y)]
    else:
        levels = list(accumulate(down[: len(text)], initial=y))
        levels += [y + sum(down[: len(text)])] * (len(text) - len(levels))
        bases = list(enumerate(levels[: len(text)]))
    corners: list[tuple[float, float]] = []
    for at, base in bases:
        corners.append(_moved(matrix, xs[at], base - ASCENT * size))
        corners.append(
            _moved(matrix, xs[at] + (narrow if text[at] < "\x80" else wide), base + DESCENT * size)
        )
    across_page, down_page = [corner[0] for corner in corners], [corner[1] for corner in corners]
    run.rect = _flipped(min(across_page), min(down_page), max(across_page), max(down_page), height)
    run.bottom, run.top = run.rect[1], run.rect[3]
    return run


def _set_level(run: Run, xs: list[float], widths: list[float], scale: float, origin: float) -> None:
    """Where each character begins and ends; none reaches over the next, as narrow letters have no width of their own."""
    xs.pop()
    lefts = [x * scale + origin for x in xs]
    ends = list(map(add, lefts, widths))
    run.lefts = lefts
    run.rights = [
        following if left < following < end else end
        for left, following, end in zip(lefts, lefts[1:], ends, strict=False)
    ]
    run.rights.append(ends[-1])


def part_of(run: Run, first: int, end: int) -> Run:
    """The characters of a level text from `first` to before `end`."""
    if end - first == len(run.text):
        return run
    part = Run(run.text[first:end], run.number)
    part.lefts, part.rights = run.lefts[first:end], run.rights[first:end]
    part.bottom, part.top = run.bottom, run.top
    part.rect = (part.lefts[0], run.bottom, part.rights[-1], run.top)
    return part


def outlines_of(path: _Element, matrix: Matrix, height: float) -> list[list[tuple[float, float]]]:
    """The outlines of a path in points: straight ones whole, curves as the straight line to their end (9.1.2)."""
    data = next((child.text or "" for child in path if str(child.tag).endswith("AbbreviatedData")), "")
    found: list[list[tuple[float, float]]] = []
    pieces = data.split()[:_MOST_NUMBERS]
    at = 0
    while at < len(pieces):
        name, at = pieces[at], at + 1
        count = _OPERANDS.get(name, 0)
        values = _floats(pieces[at : at + count]) or []
        at += count
        if name == "C" and found:
            found[-1].append(found[-1][0])
        if len(values) < max(count, 2):
            continue
        x, y = _moved(matrix, values[-2], values[-1])
        point = (x * POINTS, (height - y) * POINTS)
        if name in "SM" or not found:
            found.append([point])
        else:
            found[-1].append(point)
    return found


_OPERANDS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7}


def is_rectangle(outlines: Sequence[Sequence[tuple[float, float]]]) -> bool:
    """Whether the outlines are one level rectangle."""
    if len(outlines) != 1 or not 4 <= len(outlines[0]) <= 6:
        return False
    return len({round(x, 1) for x, _ in outlines[0]}) == 2 == len({round(y, 1) for _, y in outlines[0]})


def _moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _flipped(left: float, top: float, right: float, bottom: float, height: float) -> Rect:
    return left * POINTS, (height - bottom) * POINTS, right * POINTS, (height - top) * POINTS
