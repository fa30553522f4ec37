"""The texts of an OFD page with the place of every character.

GB/T 33190-2016: 8.3 (boundary, CTM, visibility, alpha), 11.2 and 11.3 (text objects, text codes and their
deltas). Lengths are millimetres from the upper left corner; here they become points from
the lower left corner, the frame of a PDF page, so that lines and tables are found as in a PDF.
"""

from __future__ import annotations

from itertools import accumulate

from scanner.extract.ofd.frames import Frame, begins, frame_of, kinds_of
from scanner.extract.ofd.measures import POINTS, deltas, numbers, stated
from scanner.extract.pdf.rules import product

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

    from scanner.extract.ofd.typesetting import Setting
    from scanner.extract.pdf.page import Rect
    from scanner.extract.pdf.rules import Matrix

    Ends = Sequence[tuple[float, float]]  # of characters: begin, end

UNIT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
ASCENT, DESCENT = 0.82, 0.18  # of the size; the frame of a 汉字 about its base line
NARROW = 0.5  # of the size: the width of a digit or letter in Chinese fonts
TURNED = 0.02  # slope beyond which a text does not stand level


_NOWHERE = Frame(b"\0", (0.0,), (0.0,))


class Run:
    """One text code: its characters, where they stand, how it is drawn."""

    __slots__ = ("bottom", "frame", "is_level", "number", "rect", "text", "top")

    def __init__(self, text: str, number: int, frame: Frame, rect: Rect, *, is_level: bool = True) -> None:
        self.text = text
        self.number = number  # in drawing order
        self.frame = frame  # where the characters of a text stand that is level
        self.rect = rect
        self.bottom, self.top = rect[1], rect[3]
        self.is_level = is_level


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


def run_of(code: _Element, setting: Setting, number: int) -> Run | None:
    """One text code of an object with its characters; None where it has none but spaces."""
    text = code.text
    text = text.strip("\r\n\t") if text else ""
    if not text or text.isspace():
        return None
    get = code.get
    if not setting.is_straight or get("DeltaY"):
        return _free_run(code, text, setting, number)
    across, kinds, x, y = get("DeltaX"), kinds_of(text), get("X"), get("Y")
    key = across, kinds, x, setting.origin
    frame = setting.frames.get(key) or setting.frame(across, kinds, x)
    if setting.y != y:
        setting.stand(y)
    return Run(text, number, frame, (frame.left, setting.bottom, frame.right, setting.top))


def _free_run(code: _Element, text: str, setting: Setting, number: int) -> Run:
    """The same for a text that may stand anyhow."""
    x, y = stated(code.get("X"), 0.0), stated(code.get("Y"), 0.0)
    fall = code.get("DeltaY")
    down = deltas(fall, len(text)) if fall else ()
    a, b, c, d, _, _ = matrix = setting.matrix
    is_upright = abs(b) <= TURNED * abs(a or 1) and abs(c) <= TURNED * abs(d or 1) and a > 0 and d > 0
    kinds, across, wide, narrow = kinds_of(text), code.get("DeltaX") or "", setting.wide, setting.narrow
    if not is_upright or any(down):
        ends, levels = _free_ends(across, down, kinds, (x, y), wide, narrow)
        rect = _rect_of(ends, levels, setting.size, matrix, setting.page)
        return Run(text, number, _NOWHERE, rect, is_level=False)
    frame = frame_of(across, kinds, x, wide, narrow, matrix, is_still=bool(down))
    if setting.is_straight:
        setting.stand(code.get("Y"))
        return Run(text, number, frame, (frame.left, setting.bottom, frame.right, setting.top))
    return Run(text, number, frame, _rect_of(frame.ends, (y, y), setting.size, matrix, setting.page))


def _free_ends(
    across: str, down: Sequence[float], kinds: bytes, start: tuple[float, float], wide: float, narrow: float
) -> tuple[Ends, Sequence[float]]:
    """Begin and end of each character of a text that stands anyhow, and how far down it is, in the object's frame."""
    x, y = start
    steps = deltas(across, len(kinds))
    xs = begins(steps, kinds, x, 0.0 if down else wide, 0.0 if down else narrow)
    levels = list(accumulate(down[: len(kinds)], initial=y))
    levels += [y + sum(down[: len(kinds)])] * (len(kinds) - len(levels))
    ends = [(left, left + (narrow if kind & 1 else wide)) for left, kind in zip(xs, kinds, strict=True)]
    return ends, levels[: len(kinds)]


def _rect_of(ends: Ends, levels: Sequence[float], size: float, matrix: Matrix, height: float) -> Rect:
    """The rectangle around characters in points."""
    a, b, c, d, e, f = matrix
    xs: list[float] = []
    ys: list[float] = []
    for (left, right), base in zip(ends, levels, strict=True):
        head, foot = base - ASCENT * size, base + DESCENT * size
        xs += (a * left + c * head + e, a * right + c * foot + e)
        ys += (b * left + d * head + f, b * right + d * foot + f)
    return _flipped(min(xs), min(ys), max(xs), max(ys), height)


def part_of(run: Run, first: int, end: int) -> Run:
    """The characters of a level text from `first` to before `end`."""
    if end - first == len(run.text):
        return run
    frame = run.frame.part(first, end)
    return Run(run.text[first:end], run.number, frame, (frame.left, run.bottom, frame.right, run.top))


def _moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _flipped(left: float, top: float, right: float, bottom: float, height: float) -> Rect:
    return left * POINTS, (height - bottom) * POINTS, right * POINTS, (height - top) * POINTS
