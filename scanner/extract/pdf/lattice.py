"""Ruled tables: the grid that drawn rules make, its merged cells, the text in each cell."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from scanner.extract.pdf.page import Rect
from scanner.extract.pdf.pieces import Piece, cell_text
from scanner.extract.pdf.rules import SNAP, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import overload

Merge = tuple[int, int, int, int]  # top, left, bottom, right; indexes, all included
SAME_EDGE = 6.0  # points between the column edges of a table and of its continuation
MOST_PAIRS = 400_000  # level times upright rules of one page; more is hatching


class FoundTable:
    """A table of a page: its cells row by row, their rectangles, merged cells, in the text frame."""

    __slots__ = ("bands", "columns", "edges", "merged", "rect", "rects", "texts")

    def __init__(
        self,
        rect: Rect,
        texts: list[str],
        rects: Sequence[Rect],
        edges: Sequence[float],
        merged: Sequence[Merge],
        bands: Sequence[tuple[float, float]] = (),
    ) -> None:
        self.rect = rect
        self.texts, self.rects = texts, rects
        self.edges = edges  # the x of every column edge
        self.columns = len(edges) - 1
        self.merged = merged
        self.bands = bands  # where the text of each column stands; () where rules are drawn

    def is_same_shape(self, following: FoundTable) -> bool:
        """Whether another table has its columns at the same places."""
        if self.columns != following.columns or bool(self.bands) != bool(following.bands):
            return False
        if not self.bands:
            pairs = zip(self.edges, following.edges, strict=True)
            return all(abs(one - other) <= SAME_EDGE for one, other in pairs)
        for at, (left, right) in enumerate(self.bands):
            crossed = [n for n, band in enumerate(following.bands) if band[0] < right and left < band[1]]
            if crossed != [at]:
                return False
        return True


class CellRects(Sequence[Rect]):
    """The rectangles of the cells of a table by its column edges and the bottom and top of each row."""

    def __init__(self, edges: Sequence[float], levels: Sequence[tuple[float, float]]) -> None:
        self._spans = list(pairwise(edges))
        self._levels = levels

    def __len__(self) -> int:
        return len(self._spans) * len(self._levels)

    def __iter__(self) -> Iterator[Rect]:
        return iter(
            [(left, bottom, right, top) for bottom, top in self._levels for left, right in self._spans]
        )

    if TYPE_CHECKING:

        @overload
        def __getitem__(self, index: int) -> Rect: ...
        @overload
        def __getitem__(self, index: slice) -> Sequence[Rect]: ...

    def __getitem__(self, index: int | slice) -> Rect | Sequence[Rect]:
        if isinstance(index, slice):
            return list(self)[index]
        row, column = divmod(range(len(self))[index], len(self._spans))
        (left, right), (bottom, top) = self._spans[column], self._levels[row]
        return left, bottom, right, top


class Lattice:
    """The lines of one ruled table and which walls between its cells are drawn."""

    def __init__(self, level: Sequence[Rule], upright: Sequence[Rule]) -> None:
        ends = [end for _, first, last in level for end in (first, last)]
        tips = [tip for _, first, last in upright for tip in (first, last)]
        self.xs = distinct([*(rule[0] for rule in upright), min(ends), max(ends)])
        self.ys = distinct([*(rule[0] for rule in level), min(tips), max(tips)])[::-1]
        self._depths = [-y for y in self.ys]
        self.columns, self.rows = len(self.xs) - 1, len(self.ys) - 1
        self.level, self.upright = level, upright
        self.rect: Rect = (self.xs[0], self.ys[-1], self.xs[-1], self.ys[0])
        self.owner = list(range(self.rows * self.columns))
        if self.rows > 0 and self.columns > 0:
            self._merge()

    def index(self, x: float, y: float) -> int | None:
        """The cell at a point of the text frame, or None outside."""
        left, bottom, right, top = self.rect
        if not (left - SNAP <= x <= right + SNAP and bottom - SNAP <= y <= top + SNAP):
            return None
        column = min(max(bisect_right(self.xs, x) - 1, 0), self.columns - 1)
        row = min(max(bisect_right(self._depths, -y) - 1, 0), self.rows - 1)
        return self.owner[row * self.columns + column]

    def cell_rect(self, index: int, merge: Merge | None = None) -> Rect:
        """The rectangle of a cell, or of the merged cell it begins."""
        row, column = divmod(index, self.columns)
        _, _, bottom, right = merge or (row, column, row, column)
        return (self.xs[column], self.ys[bottom + 1], self.xs[right + 1], self.ys[row])

    def merges(self) -> list[Merge]:
        """The merged cells. A group of cells that is no rectangle is left unmerged."""
        groups: dict[int, list[int]] = {}
        for index, owner in enumerate(self.owner):
            groups.setdefault(owner, []).append(index)
        found: list[Merge] = []
        for cells in groups.values():
            if len(cells) == 1:
                continue
            places = [divmod(cell, self.columns) for cell in cells]
            top, bottom = min(p[0] for p in places), max(p[0] for p in places)
            left, right = min(p[1] for p in places), max(p[1] for p in places)
            if (bottom - top + 1) * (right - left + 1) == len(cells):
                found.append((top, left, bottom, right))
            else:
                for cell in cells:
                    self.owner[cell] = cell
        return found

    def _merge(self) -> None:
        """Join the cells between which no wall is drawn; the first of a group owns it."""
        columns = self.columns
        for row in range(self.rows):
            level = (self.ys[row] + self.ys[row + 1]) / 2
            for column in range(columns):
                index = row * columns + column
                if column + 1 < columns and not _is_wall(self.upright, self.xs[column + 1], level):
                    self._join(index, index + 1)
                middle = (self.xs[column] + self.xs[column + 1]) / 2
                if row + 1 < self.rows and not _is_wall(self.level, self.ys[row + 1], middle):
                    self._join(index, index + columns)
        for index in range(len(self.owner)):
            self.owner[index] = self._root(index)

    def _root(self, index: int) -> int:
        while self.owner[index] != index:
            self.owner[index] = self.owner[self.owner[index]]
            index = self.owner[index]
        return index

    def _join(self, one: int, other: int) -> None:
        first, second = sorted((self._root(one), self._root(other)))
        self.owner[second] = first


def lattices_of(level: Sequence[Rule], upright: Sequence[Rule]) -> list[Lattice]:
    """The ruled tables of a page from the top down: rules that touch, at least two columns and two cells."""
    if not level or not upright or len(level) * len(upright) > MOST_PAIRS:
        return []
    group = list(range(len(level) + len(upright)))

    def root(index: int) -> int:
        while group[index] != index:
            group[index] = group[group[index]]
            index = group[index]
        return index

    for at, (y, left, right) in enumerate(level):
        for beside, (x, bottom, top) in enumerate(upright, len(level)):
            if left - SNAP <= x <= right + SNAP and bottom - SNAP <= y <= top + SNAP:
                group[root(beside)] = root(at)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for index, rule in enumerate((*level, *upright)):
        groups.setdefault(root(index), ([], []))[index >= len(level)].append(rule)
    found = [Lattice(*rules) for rules in groups.values() if all(rules)]
    found = [lattice for lattice in found if lattice.columns >= 2 and lattice.rows >= 1]
    return sorted(found, key=lambda lattice: (-lattice.rect[3], lattice.rect[0]))


def filled(lattice: Lattice, pieces: Sequence[Piece]) -> tuple[FoundTable | None, list[Piece]]:
    """The table with its text, and the pieces that stand outside it; None where fewer than two cells speak."""
    merges = lattice.merges()
    inside: dict[int, list[Piece]] = {}
    outside: list[Piece] = []
    for piece in pieces:
        index = lattice.index((piece.left + piece.right) / 2, piece.middle)
        (outside if index is None else inside.setdefault(index, [])).append(piece)
    if len(inside) < 2:
        return None, list(pieces)
    starts = {merge[0] * lattice.columns + merge[1]: merge for merge in merges}
    texts, rects = [], []
    for index in range(lattice.rows * lattice.columns):
        rect = lattice.cell_rect(index, starts.get(index))
        rects.append(rect)
        texts.append(cell_text(inside[index], rect[0], rect[2]) if index in inside else "")
    table = FoundTable(lattice.rect, texts, rects, lattice.xs, merges)
    return table, outside


def distinct(places: Sequence[float]) -> list[float]:
    """The places in ascending order, those within `SNAP` made one."""
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > SNAP:
            found.append(place)
    return found


def _is_wall(rules: Sequence[Rule], place: float, across: float) -> bool:
    return any(abs(rule[0] - place) <= SNAP and rule[1] - SNAP <= across <= rule[2] + SNAP for rule in rules)
