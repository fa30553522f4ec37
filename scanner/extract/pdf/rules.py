"""The rules drawn on a page: thin rectangles and straight strokes, as level and upright pieces.

Word and WPS draw every border of a cell as a thin filled rectangle, others stroke lines or whole
rectangles; all of them come out as the same pieces in the text frame.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from scanner.extract.pdf.library import FORM, PATH, Pdfium
from scanner.extract.pdf.page import PageView, Rect, turned

Rule = tuple[float, float, float]  # where it stands (y or x), from, to
Matrix = tuple[float, float, float, float, float, float]

THIN = 3.0  # points; the widest border of Word is 6 pt, of official tables 1.5 pt
SNAP = 3.0  # points within which two rules are one
SHORTEST = 4.0  # points; shorter strokes are letters or dots
MOST_PATHS = 6_000  # a page with more is a drawing
UNIT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
MOVE, LINE = 2, 0  # fpdf_edit.h, FPDF_SEGMENT_*


class RuleReader:
    """Reads the paths of one page."""

    def __init__(self, library: Pdfium, view: PageView, types: Sequence[int]) -> None:
        self._library = library
        self._view = view
        self._types = types
        self._floats = array("f", bytes(24))
        self._at = self._floats.buffer_info()[0]
        self._mode = array("i", bytes(8))
        self._left = MOST_PATHS

    def rules(self) -> tuple[list[Rule], list[Rule]]:
        """Level rules (y, left, right) and upright rules (x, bottom, top), joined and snapped."""
        level: list[Rule] = []
        upright: list[Rule] = []
        for rect in self._strokes():
            left, bottom, right, top = turned(rect, self._view.turns)
            if top - bottom <= THIN and right - left >= SHORTEST:
                level.append(((bottom + top) / 2, left, right))
            elif right - left <= THIN and top - bottom >= SHORTEST:
                upright.append(((left + right) / 2, bottom, top))
        return joined(level), joined(upright)

    def _strokes(self) -> Iterator[Rect]:
        for handle in self._view.objects(self._types, PATH):
            yield from self._path(handle, UNIT)
        for handle in self._view.objects(self._types, FORM):
            yield from self._form(handle, UNIT, 3)

    def _form(self, form: int, outer: Matrix, depth: int) -> Iterator[Rect]:
        matrix = product(self._matrix(form), outer)
        for index in range(self._library.FPDFFormObj_CountObjects(form)):
            handle = self._library.FPDFFormObj_GetObject(form, index)
            kind = self._library.FPDFPageObj_GetType(handle)
            if kind == PATH:
                yield from self._path(handle, matrix)
            elif kind == FORM and depth:
                yield from self._form(handle, matrix, depth - 1)

    def _path(self, path: int, outer: Matrix) -> Iterable[Rect]:
        self._left -= 1
        if self._left < 0:
            return ()
        bounds = self._view.object_bounds(path)
        bounds = bounds if outer is UNIT else mapped(bounds, outer)
        if bounds[2] - bounds[0] <= THIN or bounds[3] - bounds[1] <= THIN:
            return (bounds,)
        mode = self._mode.buffer_info()[0]
        self._library.FPDFPath_GetDrawMode(path, mode, mode + 4)
        count = self._library.FPDFPath_CountSegments(path)
        if count > MOST_PATHS:
            return ()
        outlines = self._outlines(path, count, product(self._matrix(path), outer))
        return edges(outlines) if self._mode[1] else thin_areas(outlines)

    def _outlines(self, path: int, count: int, matrix: Matrix) -> list[list[tuple[float, float]]]:
        """The subpaths made of straight lines only, as points; curves end a subpath."""
        library, at = self._library, self._at
        a, b, c, d, e, f = matrix
        found: list[list[tuple[float, float]]] = []
        for index in range(count):
            segment = library.FPDFPath_GetPathSegment(path, index)
            library.FPDFPathSegment_GetPoint(segment, at, at + 4)
            x, y = self._floats[0], self._floats[1]
            point = (a * x + c * y + e, b * x + d * y + f)
            kind = library.FPDFPathSegment_GetType(segment)
            if kind == LINE and found:
                found[-1].append(point)
            else:
                found.append([point])
            if library.FPDFPathSegment_GetClose(segment):
                found[-1].append(found[-1][0])
        return found

    def _matrix(self, handle: int) -> Matrix:
        if not self._library.FPDFPageObj_GetMatrix(handle, self._at):
            return UNIT
        a, b, c, d, e, f = self._floats
        return (a, b, c, d, e, f)


def edges(outlines: Iterable[Sequence[tuple[float, float]]]) -> Iterator[Rect]:
    """The straight strokes of stroked outlines."""
    for points in outlines:
        for (x0, y0), (x1, y1) in pairwise(points):
            yield (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def thin_areas(outlines: Iterable[Sequence[tuple[float, float]]]) -> Iterator[Rect]:
    """The rectangles of filled outlines; only the thin ones are rules."""
    for points in outlines:
        xs, ys = [x for x, _ in points], [y for _, y in points]
        yield (min(xs), min(ys), max(xs), max(ys))


def joined(rules: Sequence[Rule]) -> list[Rule]:
    """Rules on one line (within `SNAP`) put on the same position, touching pieces made one."""
    found: list[Rule] = []
    row: list[Rule] = []
    for rule in sorted(rules):
        if row and rule[0] - row[-1][0] > SNAP:
            found.extend(_joined_row(row))
            row = []
        row.append(rule)
    return [*found, *_joined_row(row)]


def _joined_row(row: Sequence[Rule]) -> Iterator[Rule]:
    if not row:
        return
    place = sum(rule[0] for rule in row) / len(row)
    pieces = sorted((start, end) for _, start, end in row)
    start, end = pieces[0]
    for first, last in pieces[1:]:
        if first > end + SNAP:
            yield (place, start, end)
            start, end = first, last
        end = max(end, last)
    yield (place, start, end)


def product(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that does `first` and then `then` (ISO 32000-1, 8.3.3)."""
    a, b, c, d, e, f = first
    g, h, i, j, k, l = then
    return (
        *(a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j),
        *(e * g + f * i + k, e * h + f * j + l),
    )


def mapped(rect: Rect, matrix: Matrix) -> Rect:
    """The rectangle around a rectangle that a matrix has moved."""
    a, b, c, d, e, f = matrix
    corners = [(rect[0], rect[1]), (rect[2], rect[3]), (rect[0], rect[3]), (rect[2], rect[1])]
    xs = [a * x + c * y + e for x, y in corners]
    ys = [b * x + d * y + f for x, y in corners]
    return (min(xs), min(ys), max(xs), max(ys))
