"""Styles that clip an element to nothing, or lay a mask over it through which nothing is seen.

CSS Masking 1, 5 (clip-path), 6 (clip), 7 (masks); CSS Shapes 1, 3, and 2, 3 (xywh, rect, path). What shows anything, or
cannot be worked out, cuts nothing off.
"""

from __future__ import annotations

from scanner.extract.html.declarations import PARTS, Style, long_forms
from scanner.extract.html.values import FAINT, colour, pixels
from scanner.regexes import compiled

FUNCTION = compiled("([a-z][-a-z0-9]*)\\(([^()]{0,200})\\)")
_LOOSE = frozenset(("absolute", "fixed"))
_FLAT = 1.0  # pixels: of a box without room
_WHOLE = 1e9  # what a percentage is taken of: no length in pixels comes near it
_WIDEST = 5_000.0  # pixels; no box is cut off by less
_GRADIENT = compiled("(?:repeating-)?(?:linear|radial|conic)-gradient\\((.*)\\)(?: [^()]*)?")
_WAY = compiled("(?:to|at|from|in|circle|ellipse|closest|farthest)\\b.*|-?[0-9.]+(?:deg|turn|g?rad)?")
_MOVED = compiled("[a-z]")
_NUMBER = compiled("[0-9.]*[1-9]")
_NO_SIZE = compiled("0(?:px|%|em)?(?: [^ ,]+)?|[^ ,]+ 0(?:px|%|em)?")


def is_cut(style: Style) -> bool:
    """Whether an element with this style is clipped to nothing or masked away."""
    if "clip" in style and style.get("position") in _LOOSE and _is_clipped(style["clip"]):
        return True
    if "mask-image" in style and _is_masked(style["mask-image"], style.get("mask-size", "")):
        return True
    said = style.get("clip-path", "")
    if said.startswith("path("):
        return _is_empty_path(said[5:].rstrip(") "))
    return any(name in _SHAPES and _SHAPES[name](value.strip()) for name, value in FUNCTION.findall(said)[:1])


def _is_clipped(said: str) -> bool:
    for name, value in FUNCTION.findall(said):
        sides = [pixels(side) for side in value.replace(",", " ").split()]
        if name == "rect" and len(sides) == 4 and None not in sides:
            return _is_closed(sides[0], sides[2]) or _is_closed(sides[3], sides[1])
    return False


def _is_closed(start: float | None, end: float | None) -> bool:
    return start is not None and end is not None and end - start <= _FLAT


def _is_masked(said: str, size: str) -> bool:
    """Whether no layer of a mask lets anything through."""
    if said in ("", "none") or "var(" in said:
        return False
    if _NO_SIZE.fullmatch(size):
        return True
    layers = _layers(said)
    return bool(layers) and all(_is_clear(layer) for layer in layers)


def _layers(said: str) -> list[str]:
    """The parts of a list between commas outside of brackets."""
    found, depth = [""], 0
    for sign in said:
        depth += (sign == "(") - (sign == ")")
        if sign == "," and not depth:
            found.append("")
        else:
            found[-1] += sign
    return [one.strip() for one in found]


def _is_clear(layer: str) -> bool:
    """Whether a layer is a gradient between colours of which none is seen."""
    found = _GRADIENT.fullmatch(layer)
    if found is None:
        return False
    colours = 0
    for stop in _layers(found[1]):
        shown = [colour(part) for part in PARTS.findall(stop)]
        known = [one for one in shown if one is not None]
        if not known and not _WAY.fullmatch(stop):
            return False
        if any(one[3] >= FAINT for one in known):
            return False
        colours += len(known)
    return colours > 0


def _is_inset(value: str) -> bool:
    top, right, bottom, left = (
        pixels(side, whole=_WHOLE) or 0.0
        for _, side in long_forms("inset", value.partition("round")[0].strip())
    )
    return any(_takes_all(one + other) for one, other in ((top, bottom), (left, right)))


def _takes_all(length: float) -> bool:
    """Whether so much is taken off a box that nothing is left: all of it, or more pixels than any has."""
    return _WIDEST <= length < _WHOLE / 1_000 or length >= _WHOLE


def _is_round(value: str) -> bool:
    sides = value.partition("at ")[0].split()[:2]
    return any((pixels(side, whole=_WHOLE) or 0.0) < _FLAT for side in sides if side[0].isdigit())


def _is_polygon(value: str) -> bool:
    """Whether a polygon has no room: less than three points, or all of them on one line across or down."""
    points = [point.split() for point in value.removeprefix("evenodd,").removeprefix("nonzero,").split(",")]
    if any(len(point) != 2 for point in points):
        return False
    places = [[pixels(length, whole=_WHOLE) for length in point] for point in points]
    if any(None in place for place in places):
        return len({tuple(point) for point in points}) < 3
    return len({tuple(place) for place in places}) < 3 or any(
        len({place[way] for place in places}) == 1 for way in (0, 1)
    )


def _is_box(value: str) -> bool:
    sizes = value.partition("round")[0].split()[2:4]
    return any((pixels(size, whole=_WHOLE) or 0.0) < _FLAT for size in sizes if size[0].isdigit())


def _is_rect(value: str) -> bool:
    sides = value.partition("round")[0].split()
    if len(sides) != 4:
        return False
    ends = zip(sides, ("0", "100%", "100%", "0"), strict=True)
    top, right, bottom, left = (pixels(end if side == "auto" else side, whole=_WHOLE) for side, end in ends)
    return _is_closed(top, bottom) or _is_closed(left, right)


def _is_empty_path(value: str) -> bool:
    """Whether a path never leaves its first point."""
    drawn = value.partition(",")[2] if value.startswith(("evenodd", "nonzero")) else value
    drawn = drawn.strip().strip("\"'")
    return _MOVED.search(drawn) is not None and _NUMBER.search(drawn) is None


_SHAPES = {
    "inset": _is_inset,
    "circle": _is_round,
    "ellipse": _is_round,
    "polygon": _is_polygon,
    "xywh": _is_box,
    "rect": _is_rect,
}
