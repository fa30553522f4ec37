"""What the style of a VML shape says of its place: lengths in points, whether it is aligned instead.

Sources: ECMA-376-4, 19.1.2.19 (shape, style); [MS-OI29500], 2.1.1803. A shape that is aligned ("right") or placed by per cent
keeps lengths that no program reads.
"""

from __future__ import annotations

from scanner.regexes import compiled

_LENGTH = compiled(
    "(?:^|;) ?(margin-left|margin-top|width|height): ?(-?[0-9]{1,5}(?:[.][0-9]{1,6})?)(pt|in|cm|mm|px)?"
)
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "px": 0.75, "": 0.75}
_ORIGINS = {way: compiled(f"mso-position-{way}-relative: ?([a-z-]+)") for way in ("horizontal", "vertical")}
_ALIGNED = {
    "horizontal": compiled("mso-position-horizontal: ?(?!absolute)[a-z]|mso-left-percent: ?-?[1-9]"),
    "vertical": compiled("mso-position-vertical: ?(?!absolute)[a-z]|mso-top-percent: ?-?[1-9]"),
}


def lengths(style: str) -> dict[str, float]:
    """The lengths that a style states, in points: "margin-left", "margin-top", "width", "height"."""
    return {name: float(value) * _POINTS[unit] for name, value, unit in _LENGTH.findall(style)}


def is_aligned(style: str, way: str) -> bool:
    """Whether a shape is set "horizontal" or "vertical" by something else than a length."""
    return _ALIGNED[way].search(style) is not None


def origin(style: str, way: str) -> str:
    """What "horizontal" or "vertical" lengths are told from: "page", "margin", "text" …; "" where that is not said."""
    found = _ORIGINS[way].search(style)
    return found[1] if found is not None else ""
