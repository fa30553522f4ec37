"""The texts of an OFD page with the place of every character, and the rules that are drawn.

GB/T 33190-2016: 8.3 (boundary, CTM, visibility, alpha), 11.2 and 11.3 (text objects, text codes and their
deltas), 9.1 (paths). Lengths are millimetres from the upper left corner; here they become points from
the lower left corner, the frame of a PDF page, so that lines and tables are found as in a PDF.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import accumulate
from operator import add, sub

from scanner.extract.pdf.rules import product

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

    from scanner.extract.pdf.page import Rect
    from scanner.extract.pdf.rules import Matrix

    Ends = Sequence[tuple[float, float]]  # of characters: begin, end

POINTS = 72 / 25.4  # a millimetre
UNIT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
ASCENT, DESCENT = 0.82, 0.18  # of the size; the frame of a 汉字 about its base line
NARROW = 0.5  # of the size: the width of a digit or letter in Chinese fonts
_KINDS = bytes(
    sign != ord("?") for sign in range(256)
)  # narrow or not, of a text whose wide ones have become ?
TURNED = 0.02  # slope beyond which a text does not stand level
_FARTHEST = 1e7
_MOST_NUMBERS = 100_000  # of one path or delta list
_FEW = 8  # numbers that are looked at one by one
_SHORT = 200  # characters of an attribute that is likely to come again


class Gaps:
    """What stands between the characters of a text: the distances, the widest, the least (below 0 for a step back).

    `is_forward` where no character begins before the one before it ends.
    """

    __slots__ = ("is_forward", "least", "steps", "widest")

    def __init__(self, lefts: Sequence[float], rights: Sequence[float]) -> None:
        self.steps = list(map(sub, lefts[1:], rights))
        self.widest, self.least = max(self.steps, default=0.0), min(self.steps, default=0.0)
        self.is_forward = self.least >= 0 and rights[0] >= lefts[0]


class Run:
    """One text code: its characters, where each begins and ends, how it is drawn."""

    __slots__ = ("bottom", "gaps", "is_level", "lefts", "number", "rect", "rights", "text", "top")

    def __init__(self, text: str, number: int) -> None:
        self.text = text
        self.number = number  # in drawing order
        self.lefts: Sequence[float] = ()
        self.rights: Sequence[float] = ()
        self.gaps: Gaps | None = None  # None where they have not been looked at
        self.bottom = self.top = 0.0
        self.is_level = True
        self.rect: Rect = (0.0, 0.0, 0.0, 0.0)


def numbers(text: str | None) -> Sequence[float]:
    """The numbers of an attribute; what is none ends the list."""
    if not text:
        return ()
    return _known_numbers(text) if len(text) <= _SHORT else _numbers(text)


def stated(text: str | None, usual: float) -> float:
    """The number that an attribute states, the first of several; `usual` where it states none."""
    if not text:
        return usual
    try:
        value = float(text)
    except ValueError:
        value = _FARTHEST
    if -_FARTHEST < value < _FARTHEST:
        return value
    found = numbers(text)
    return found[0] if found else usual


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
    for value in found if len(found) < _FEW else (min(found), max(found), sum(found)):
        if not -_FARTHEST < value < _FARTHEST:
            return _without_sum(found)
    return found


def _without_sum(found: list[float]) -> list[float] | None:
    """The same: the sum of many may lie far out where none of them does."""
    return found if all(-_FARTHEST < value < _FARTHEST for value in found) else None


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
    return placed(numbers(element.get("Boundary")), element.get("CTM"), outer)


def placed(box: Sequence[float], own: str | None, outer: Matrix) -> Matrix:
    """The same for an object of this boundary and this matrix of its own."""
    left, top = (box[0], box[1]) if len(box) == 4 else (0.0, 0.0)
    inner = numbers(own) if own else ()
    if len(inner) != 6:
        a, b, c, d, e, f = outer
        return (a, b, c, d, left * a + top * c + e, left * b + top * d + f)
    found: Matrix = (inner[0], inner[1], inner[2], inner[3], inner[4], inner[5])
    return product(product(found, (1.0, 0.0, 0.0, 1.0, left, top)), outer)


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
    x, y = stated(code.get("X"), 0.0), stated(code.get("Y"), 0.0)
    down = deltas(code.get("DeltaY"), len(text))
    a, b, c, d, _, _ = matrix
    is_upright = not (b or c) and a > 0 and d > 0
    if not is_upright or down:
        is_upright = abs(b) <= TURNED * abs(a or 1) and abs(c) <= TURNED * abs(d or 1) and a > 0 and d > 0
        run.is_level = is_upright and not any(down)
    if not text:
        return run
    wide, narrow = size * stretch, size * stretch * NARROW
    kinds = text.replace("?", "a").encode("ascii", "replace").translate(_KINDS)
    across = code.get("DeltaX") or ""
    if run.is_level:
        frame = _known_frame if len(across) + len(text) <= _SHORT else _frame
        run.lefts, run.rights, run.gaps, ends = frame(
            across, kinds, x, wide, narrow, a, matrix[4], is_still=bool(down)
        )
        levels: Sequence[float] = (y, y)
    else:
        ends, levels = _free_ends(across, down, kinds, (x, y), wide, narrow)
    run.rect = _rect_of(ends, levels, size, matrix, height)
    run.bottom, run.top = run.rect[1], run.rect[3]
    return run


def _frame(
    across: str,
    kinds: bytes,
    x: float,
    wide: float,
    narrow: float,
    scale: float,
    origin: float,
    *,
    is_still: bool,
) -> tuple[list[float], list[float], Gaps, Ends]:
    """The characters of a level text from left to right; `kinds` has a 1 for each that is narrow.

    Where they begin and end in points, what stands between them, and the first and the last in the object's own
    frame. Lines set alike have the same; nobody changes it. `is_still`: what no delta says moves on by nothing.
    """
    steps = deltas(across, len(kinds))
    xs = _begins(steps, kinds, x, 0.0, 0.0) if is_still else _begins(steps, kinds, x, wide, narrow)
    scale, origin = scale * POINTS, origin * POINTS
    lefts = [x * scale + origin for x in xs]
    slim, broad = narrow * scale, wide * scale
    rights = _rights(lefts, [slim if kind else broad for kind in kinds])
    first, last = (xs[0] + (narrow if kinds[0] else wide)), (xs[-1] + (narrow if kinds[-1] else wide))
    return lefts, rights, Gaps(lefts, rights), ((xs[0], first), (xs[-1], last))


_known_frame = lru_cache(maxsize=512)(_frame)


def _begins(across: Sequence[float], kinds: bytes, x: float, wide: float, narrow: float) -> list[float]:
    """Where each character begins; what no delta says is told by these widths."""
    steps = list(across[: len(kinds)])
    steps += [narrow if kind else wide for kind in kinds[len(steps) :]]
    xs = list(accumulate(steps, initial=x))
    xs.pop()
    return xs


def _rights(lefts: list[float], widths: list[float]) -> list[float]:
    """Where each character ends; none reaches over the next, as narrow letters have no width of their own."""
    ends = list(map(add, lefts, widths))
    rights = [
        following if left < following < end else end
        for left, following, end in zip(lefts, lefts[1:], ends, strict=False)
    ]
    rights.append(ends[-1])
    return rights


def _free_ends(
    across: str, down: Sequence[float], kinds: bytes, start: tuple[float, float], wide: float, narrow: float
) -> tuple[Ends, Sequence[float]]:
    """Begin and end of each character of a text that stands anyhow, and how far down it is, in the object's frame."""
    x, y = start
    steps = deltas(across, len(kinds))
    xs = _begins(steps, kinds, x, 0.0 if down else wide, 0.0 if down else narrow)
    levels = list(accumulate(down[: len(kinds)], initial=y))
    levels += [y + sum(down[: len(kinds)])] * (len(kinds) - len(levels))
    ends = [(left, left + (narrow if kind else wide)) for left, kind in zip(xs, kinds, strict=True)]
    return ends, levels[: len(kinds)]


def _rect_of(ends: Ends, levels: Sequence[float], size: float, matrix: Matrix, height: float) -> Rect:
    """The rectangle around characters in points."""
    a, b, c, d, e, f = matrix
    xs: list[float] = []
    ys: list[float] = []
    if not (b or c) and len(ends) == 2 and levels[0] == levels[1]:  # upright and on one line
        (first, second), (third, fourth), base, e, f = *ends, levels[0], e + 0.0, f + 0.0
        xs = [a * first + e, a * second + e, a * third + e, a * fourth + e]
        head, foot = d * (base - ASCENT * size) + f, d * (base + DESCENT * size) + f
        return _flipped(min(xs), min(head, foot), max(xs), max(head, foot), height)
    for (left, right), base in zip(ends, levels, strict=True):
        head, foot = base - ASCENT * size, base + DESCENT * size
        xs += (a * left + c * head + e, a * right + c * foot + e)
        ys += (b * left + d * head + f, b * right + d * foot + f)
    return _flipped(min(xs), min(ys), max(xs), max(ys), height)


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
    a, b, c, d, e, f = matrix
    while at < len(pieces):
        name, at = pieces[at], at + 1
        count = _OPERANDS.get(name, 0)
        values = _floats(pieces[at : at + count]) if count else None
        at += count
        if name == "C" and found:
            found[-1].append(found[-1][0])
        if values is None or len(values) < count:
            continue
        x, y = values[-2], values[-1]
        point = ((a * x + c * y + e) * POINTS, (height - (b * x + d * y + f)) * POINTS)
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
