"""Where the shapes of a slide lie, those within groups too, in English Metric Units.

Source: ECMA-376-1, 20.1.7.6 (xfrm), 20.1.7.5 (that of a group: what its children call their own lengths, chOff and chExt).
"""

from __future__ import annotations

from scanner.extract.xlsx.text import local

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    Rect = tuple[float, float, float, float]  # left, top, right, bottom
    Holder = (
        tuple[float, float, float, float] | None
    )  # factor and offset across, the same down; None: not known

_WHOLE: Holder = (1.0, 0.0, 1.0, 0.0)
_ABOUT_GROUP = frozenset(("nvGrpSpPr", "grpSpPr", "extLst"))  # children of a tree that are no shapes
_DEEPEST = 20  # groups within one another


def leaves(tree: _Element, holder: Holder = _WHOLE, depth: int = 0) -> Iterator[tuple[_Element, Holder]]:
    """The shapes below a tree or group that are none themselves, in their order, and what holds them."""
    for shape in tree:
        kind = local(shape)
        if kind == "grpSp" and depth < _DEEPEST:
            if any(
                about.get("hidden") in ("1", "true")
                for child in shape
                for about in child
                if local(child) == "nvGrpSpPr"
            ):
                continue
            yield from leaves(shape, _held(shape, holder), depth + 1)
        elif kind == "AlternateContent":
            chosen = next((child for child in shape if local(child) == "Choice"), None)
            yield from leaves(chosen, holder, depth + 1) if chosen is not None and depth < _DEEPEST else ()
        elif kind and kind not in _ABOUT_GROUP:
            yield shape, holder


def place_of(shape: _Element) -> Rect | None:
    """Where a shape says that it lies; None where its layout says it. Of one that is turned the square that it may fill."""
    found = _frame(shape)
    said = {local(child): child for child in found} if found is not None else {}
    if found is None or "off" not in said or "ext" not in said:
        return None
    left, top = _length(said["off"], "x"), _length(said["off"], "y")
    wide, high = _length(said["ext"], "cx"), _length(said["ext"], "cy")
    if (found.get("rot") or "0") == "0":
        return left, top, left + wide, top + high
    reach = (wide * wide + high * high) ** 0.5 / 2
    x, y = left + wide / 2, top + high / 2
    return x - reach, y - reach, x + reach, y + reach


def place_in(shape: _Element, holder: Holder) -> Rect | None:
    """Where a shape lies on its slide; None where that is not known."""
    place = place_of(shape)
    if place is None or holder is None:
        return None
    across, right, down, below = holder
    return (
        place[0] * across + right,
        place[1] * down + below,
        place[2] * across + right,
        place[3] * down + below,
    )


def _held(group: _Element, holder: Holder) -> Holder:
    """What a group makes of the lengths of its children; one that is turned or turned over is not reckoned."""
    found = _frame(group)
    said = {local(child): child for child in found} if found is not None else {}
    if holder is None or found is None or {"off", "ext", "chOff", "chExt"} - said.keys():
        return holder if found is None else None
    if (found.get("rot") or "0") != "0" or found.get("flipH") or found.get("flipV"):
        return None
    wide, high = _length(said["chExt"], "cx"), _length(said["chExt"], "cy")
    if not wide or not high:
        return None
    across, down = _length(said["ext"], "cx") / wide, _length(said["ext"], "cy") / high
    right = _length(said["off"], "x") - _length(said["chOff"], "x") * across
    below = _length(said["off"], "y") - _length(said["chOff"], "y") * down
    return across * holder[0], right * holder[0] + holder[1], down * holder[2], below * holder[2] + holder[3]


def _frame(shape: _Element) -> _Element | None:
    """The xfrm of a shape, picture, frame or group."""
    for child in shape:
        if local(child) == "xfrm":
            return child
        if local(child) in ("spPr", "grpSpPr"):
            return next((inner for inner in child if local(inner) == "xfrm"), None)
    return None


def _length(element: _Element, name: str) -> int:
    said = element.get(name) or "0"
    return int(said[:12]) if said.removeprefix("-").isdecimal() else 0
