"""Clips of OFD objects: what lies beyond them is not drawn.

GB/T 33190-2016, 8.4: an object is drawn where all of its clips let it, a clip lets through what any of its areas does.
Programs differ on whether the object's own matrix moves its clips (TransFlag): what one reading shows is not judged.
"""

from __future__ import annotations

from bisect import bisect_right

from scanner.extract.ofd.outlines import outlines_of
from scanner.extract.ofd.runs import matrix_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element

    from scanner.extract.ofd.runs import Run
    from scanner.extract.pdf.page import Rect
    from scanner.extract.pdf.rules import Matrix

_MOST_AREAS = 200  # of one object
_NEAR = 1.0  # points beyond an edge that are still within


def is_beyond(run: Run, clips: _Element, element: _Element, matrix: Matrix, height: float) -> bool:
    """Whether most of a text lies outside the clips of its object; `matrix` is that of what holds the object."""
    plain = element.makeelement(element.tag, {"Boundary": element.get("Boundary") or ""}, None)
    return all(
        any(_is_outside(run, areas) for areas in _areas(clips, base, height))
        for base in (matrix_of(element, matrix), matrix_of(plain, matrix), matrix)
    )


def within(rect: Rect, clips: _Element, element: _Element, matrix: Matrix, height: float) -> Rect:
    """What is surely drawn of a rectangle with these clips; its right is left of its left for nothing."""
    plain = element.makeelement(element.tag, {"Boundary": element.get("Boundary") or ""}, None)
    for base in (matrix_of(element, matrix), matrix_of(plain, matrix)):
        for areas in _areas(clips, base, height):
            rect = (
                *(
                    max(rect[0], min([area[0] for area in areas])),
                    max(rect[1], min([area[1] for area in areas])),
                ),
                *(
                    min(rect[2], max([area[2] for area in areas])),
                    min(rect[3], max([area[3] for area in areas])),
                ),
            )
    return rect


def _areas(clips: _Element, base: Matrix, height: float) -> Iterator[list[Rect]]:
    """The bounds of the areas of each clip on the page; a clip with an area that is not told is left out."""
    for clip in clips:
        found: list[Rect] = []
        for area in [child for child in clip if str(child.tag).endswith("Area")][:_MOST_AREAS]:
            inner = matrix_of(area, base)
            points = [
                point
                for path in area
                if str(path.tag).endswith("Path")
                for outline in outlines_of(path, matrix_of(path, inner), height)
                for point in outline
            ]
            if len(points) < 3:
                found = []
                break
            xs, ys = [x for x, _ in points], [y for _, y in points]
            found.append((min(xs), min(ys), max(xs), max(ys)))
        if found:
            yield found


def _is_outside(run: Run, areas: list[Rect]) -> bool:
    """Whether none of the areas holds half of a run's characters."""
    frame, middle = run.frame, (run.bottom + run.top) / 2
    points = [(left + right) / 2 for left, right in zip(frame.lefts, frame.rights, strict=True)]
    if not run.is_level:
        points, middle = [(run.rect[0] + run.rect[2]) / 2], (run.rect[1] + run.rect[3]) / 2
    stretches = _joined(
        (left - _NEAR, right + _NEAR)
        for left, bottom, right, top in areas
        if bottom - _NEAR <= middle <= top + _NEAR
    )
    if len(stretches) == 1 and stretches[0][0] <= min(points) and max(points) <= stretches[0][1]:
        return False
    begins = [left for left, _ in stretches]
    seen = 0
    for x in points:
        at = bisect_right(begins, x) - 1
        seen += at >= 0 and x <= stretches[at][1]
    return 2 * seen < len(points)


def _joined(stretches: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """Stretches from left to right, those that touch made one."""
    found: list[tuple[float, float]] = []
    for left, right in sorted(stretches):
        if found and left <= found[-1][1]:
            found[-1] = (found[-1][0], max(right, found[-1][1]))
        elif left <= right:
            found.append((left, right))
    return found
