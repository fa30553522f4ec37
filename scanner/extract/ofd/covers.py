"""Rectangles of an OFD page by where they are, so that few of them are held against each text."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from scanner.extract.pdf.page import Rect

_WIDE, _HIGH = 60.0, 12.0  # points, of a cell
_MOST_CELLS = 100  # that one rectangle may lie in; larger ones are held against every text
_MOST_KEPT = 64  # large rectangles that a further one is compared with
_MOST_TESTS = 2_000_000  # of a page


class Areas:
    """Numbered rectangles, the numbers in drawing order. `is_cut` once too much was asked of too many of them."""

    def __init__(self, areas: Sequence[tuple[int, Rect]]) -> None:
        self._cells: dict[tuple[int, int], list[tuple[int, Rect]]] = {}
        self._left = _MOST_TESTS
        self.is_cut = False
        large: list[tuple[int, Rect]] = []
        for area in areas:
            left, bottom, right, top = area[1]
            x0, y0, x1, y1 = left // _WIDE, bottom // _HIGH, right // _WIDE, top // _HIGH
            if (x1 - x0 + 1) * (y1 - y0 + 1) > _MOST_CELLS:
                large.append(area)
                continue
            for x in range(int(x0), int(x1) + 1):
                for y in range(int(y0), int(y1) + 1):
                    _put(self._cells.setdefault((x, y), []), area)
        self._large = _outermost(large)

    def highest(self, rect: Rect) -> int:
        """The number of the last one that covers the middle half of a rectangle; -1 where none does."""
        dx, dy = (rect[2] - rect[0]) / 8, (rect[3] - rect[1]) / 4
        left, bottom, right, top = rect[0] + dx, rect[1] + dy, rect[2] - dx, rect[3] - dy
        return self._highest(left, bottom, right, top)

    def is_at(self, x: float, y: float) -> bool:
        """Whether one of them holds a point."""
        return self._highest(x, y, x, y) >= 0

    def _highest(self, left: float, bottom: float, right: float, top: float) -> int:
        near = self._cells.get((int((left + right) / 2 // _WIDE), int((bottom + top) / 2 // _HIGH)), ())
        self._left -= len(near) + len(self._large)
        if self._left < 0:
            self.is_cut = True
            return -1
        found = -1
        for areas in (near, self._large):
            for number, area in areas:
                if area[0] <= left and area[1] <= bottom and area[2] >= right and area[3] >= top:
                    found = max(found, number)
        return found


def _put(cell: list[tuple[int, Rect]], area: tuple[int, Rect]) -> None:
    """Add an area to those of a cell; it takes the place of the one before where it covers all of it."""
    if cell and _covers(area[1], cell[-1][1]):
        cell[-1] = area
    else:
        cell.append(area)


def _outermost(areas: Sequence[tuple[int, Rect]]) -> list[tuple[int, Rect]]:
    """The areas without those that lie within a later one, as far as few of these are looked at."""
    found: list[tuple[int, Rect]] = []
    for area in reversed(areas):
        if not any(_covers(later, area[1]) for _, later in found[:_MOST_KEPT]):
            found.append(area)
    return found


def _covers(rect: Rect, other: Rect) -> bool:
    return rect[0] <= other[0] and rect[1] <= other[1] and rect[2] >= other[2] and rect[3] >= other[3]
