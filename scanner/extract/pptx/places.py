"""Where the shapes of a slide lie, those within groups too, in English Metric Units.

Source: ECMA-376-1, 20.1.7.6 (xfrm), 20.1.7.5 (that of a group: what its children call their own lengths, chOff and chExt),
20.1.10.3 (angles, in sixty-thousandths of a degree).
"""

from __future__ import annotations

from math import cos, radians, sin

from scanner.extract.xlsx.text import child, local

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    Rect = tuple[float, float, float, float]  # left, top, right, bottom
    Holder = (
        tuple[float, float, float, float] | None
    )  # factor and offset across, the same down; None: not known

_WHOLE: Holder = (1.0, 0.0, 1.0, 0.0)
_HOLDS_FRAME = frozenset(("spPr", "xfrm", "grpSpPr"))
_ABOUT_GROUP = frozenset(("nvGrpSpPr", "grpSpPr", "extLst"))  # children of a tree that are no shapes
_DEEPEST = 20  # groups within one another
_DEGREE = 60_000
_KNOWN = ("http://schemas.microsoft.com/", "http://schemas.openxmlformats.org/", "urn:schemas-microsoft-com:")
_TRUE = frozenset(("1", "true"))


def trees(root: _Element) -> list[_Element]:
    """The trees of shapes of a slide, layout, master or page of notes (19.3.1.45, spTree)."""
    return [tree for part in root if local(part) == "cSld" for tree in part if local(tree) == "spTree"]


def leaves(tree: _Element, holder: Holder = _WHOLE, depth: int = 0) -> Iterator[tuple[_Element, Holder]]:
    """The shapes below a tree or group that are none themselves, in their order, and what holds them."""
    for shape in tree:
        kind = local(shape)
        if kind == "grpSp" and depth < _DEEPEST:
            if not is_hidden(shape):
                yield from leaves(shape, _held(shape, holder), depth + 1)
        elif kind == "AlternateContent":
            chosen, _ = branches(shape)
            yield from leaves(chosen, holder, depth + 1) if chosen is not None and depth < _DEEPEST else ()
        elif kind and kind not in _ABOUT_GROUP:
            yield shape, holder


def branches(alternatives: _Element) -> tuple[_Element | None, list[_Element]]:
    """What programs show of alternatives, and the rest: the first choice that needs nothing unknown (ECMA-376-3, 7.6)."""
    found = list(alternatives.iterchildren("{*}Choice", "{*}Fallback"))
    for at, branch in enumerate(found):
        names = map(branch.nsmap.get, (branch.get("Requires") or "").split())
        if local(branch) == "Fallback" or all(name is None or name.startswith(_KNOWN) for name in names):
            return branch, found[:at] + found[at + 1 :]
    return None, found


def about(shape: _Element) -> _Element | None:
    """What a shape, picture, frame or group says of itself (cNvPr), in its first child."""
    return child(shape[0], "cNvPr") if len(shape) else None


def is_hidden(shape: _Element) -> bool:
    """Whether a shape is switched off (20.1.2.2.8, hidden)."""
    said = about(shape)
    return said is not None and said.get("hidden") in _TRUE


def place_of(shape: _Element) -> Rect | None:
    """Where a shape says that it lies; None where its layout says it. Of one that is turned what is around it."""
    frame = frame_of(shape)
    if frame is None:
        return None
    place = unturned(frame)
    return place if place is None else around(place, angle(frame))


def unturned(frame: _Element) -> Rect | None:
    """Where a shape with this xfrm lies before it is turned; None where that is not said."""
    offset, extent = child(frame, "off"), child(frame, "ext")
    if offset is None or extent is None:
        return None
    left, top = length(offset, "x"), length(offset, "y")
    return left, top, left + length(extent, "cx"), top + length(extent, "cy")


def around(rect: Rect, turn: float) -> Rect:
    """The upright rectangle around one that is turned about its middle by so many degrees."""
    if not turn:
        return rect
    left, top, right, bottom = rect
    across, down = abs(cos(radians(turn))), abs(sin(radians(turn)))
    wide = ((right - left) * across + (bottom - top) * down) / 2
    high = ((right - left) * down + (bottom - top) * across) / 2
    x, y = (left + right) / 2, (top + bottom) / 2
    return x - wide, y - high, x + wide, y + high


def place_in(place: Rect | None, holder: Holder) -> Rect | None:
    """Where on its slide lies what has this place within its group; None where that is not known."""
    if place is None or holder is _WHOLE:
        return place
    if holder is None:
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
    found = frame_of(group)
    said = {local(stated): stated for stated in found} if found is not None else {}
    if holder is None or found is None or {"off", "ext", "chOff", "chExt"} - said.keys():
        return holder if found is None else None
    if angle(found) or found.get("flipH") or found.get("flipV"):
        return None
    wide, high = length(said["chExt"], "cx"), length(said["chExt"], "cy")
    if not wide or not high:
        return None
    across, down = length(said["ext"], "cx") / wide, length(said["ext"], "cy") / high
    right = length(said["off"], "x") - length(said["chOff"], "x") * across
    below = length(said["off"], "y") - length(said["chOff"], "y") * down
    return across * holder[0], right * holder[0] + holder[1], down * holder[2], below * holder[2] + holder[3]


def frame_of(shape: _Element) -> _Element | None:
    """The xfrm of a shape, picture, frame or group."""
    for holder in shape:
        name = local(holder)
        if name in _HOLDS_FRAME:
            return holder if name == "xfrm" else child(holder, "xfrm")
    return None


def angle(frame: _Element) -> float:
    """By how many degrees a shape with this xfrm is turned."""
    return length(frame, "rot") / _DEGREE


def length(element: _Element, name: str, usual: int = 0) -> int:
    """What an attribute states in whole numbers, at most twelve digits of it; `usual` where it states none."""
    said = element.get(name)
    return usual if said is None else whole(said, usual)


def whole(said: str, usual: int = 0) -> int:
    """The whole number that a text states, at most twelve digits of it; `usual` where it states none."""
    return int(said[:12]) if said.removeprefix("-").isdecimal() else usual
