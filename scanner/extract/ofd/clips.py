"""Clips of OFD objects: what lies beyond them is not drawn.

GB/T 33190-2016, 8.4: an object is drawn where all of its clips let it, a clip lets through what any of its areas does.
Programs differ on whether the object's own matrix moves its clips (TransFlag): what one reading shows is not judged.
"""

from __future__ import annotations

from scanner.extract.ofd.runs import matrix_of, outlines_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

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
    if run.is_level and run.lefts:
        middle = (run.bottom + run.top) / 2
        points = [((left + right) / 2, middle) for left, right in zip(run.lefts, run.rights, strict=True)]
    else:
        left, bottom, right, top = run.rect
        points = [((left + right) / 2, (bottom + top) / 2)]
    seen = sum(
        any(
            left - _NEAR <= x <= right + _NEAR and bottom - _NEAR <= y <= top + _NEAR
            for left, bottom, right, top in areas
        )
        for x, y in points
    )
    return 2 * seen < len(points)
