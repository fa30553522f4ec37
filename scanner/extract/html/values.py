"""Values of style sheets: lengths in pixels, sums of them, numbers, colours. What is not understood is None.

CSS Values and Units 4, 6 (lengths), 10 (calc); CSS Color 4, 4 to 7; HTML Living Standard, 2.3.6 (colours of attributes).
"""

from __future__ import annotations

from scanner.regexes import compiled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

Colour = tuple[int, int, int, float]  # red, green, blue of 255, opacity of 1

BLACK: Colour = (0, 0, 0, 1.0)
WHITE: Colour = (255, 255, 255, 1.0)
FAINT = 0.1  # of an opacity: less is not seen
NEAR = 10  # of 255 in every channel: two colours that nobody tells apart
_EM = 16.0  # pixels, where no other size of letters is known
_UNITS = {
    "": 1.0,  # pages without a doctype take bare numbers for pixels
    "px": 1.0,
    "pt": 4 / 3,
    "pc": 16.0,
    "in": 96.0,
    "cm": 96 / 2.54,
    "mm": 96 / 25.4,
    "q": 96 / 101.6,
    "rem": _EM,
    # of a window of 1280 to 800 pixels
    "vw": 12.8,
    "vh": 8.0,
    "vmax": 12.8,
    "vmin": 8.0,
}
_OF_LETTERS = {"em": 1.0, "ex": 0.5, "ch": 0.5, "ic": 1.0, "lh": 1.2}
_LENGTH = compiled(
    "([-+]?(?:[0-9]{1,12}(?:\\.[0-9]{0,12})?|\\.[0-9]{1,12})(?:e[-+]?[0-9]{1,2})?)(%|[a-z]{0,4})"
)
_SIGNS = compiled("\\s*([-+]?(?:[0-9]{1,9}(?:\\.[0-9]{0,9})?|\\.[0-9]{1,9})(?:%|[a-z]{1,4})?|[-+*/()])")
_MOST_COLOURS = 60
_LONGEST_SUM, _DEEPEST_SUM = 200, 20
_CHANNELS = compiled("(rgb|hsl)a?\\(([^()]{3,80})\\)")
_CHANNEL = compiled("[-+]?[0-9.]{1,12}(?:%|deg)?|none")
_HEX = compiled("#(?:[0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})")
_BARE_HEX = compiled("[0-9a-f]{6}|[0-9a-f]{3}")
_NAMED = dict(
    one.split(":", 1)
    for one in (
        "white:fff black:000 red:f00 lime:0f0 blue:00f yellow:ff0 aqua:0ff cyan:0ff fuchsia:f0f "
        "magenta:f0f silver:c0c0c0 gray:808080 grey:808080 maroon:800000 olive:808000 green:008000 "
        "purple:800080 teal:008080 navy:000080 orange:ffa500 snow:fffafa ivory:fffff0 whitesmoke:f5f5f5 "
        "ghostwhite:f8f8ff floralwhite:fffaf0 gainsboro:dcdcdc lightgray:d3d3d3 lightgrey:d3d3d3 "
        "azure:f0ffff mintcream:f5fffa seashell:fff5ee honeydew:f0fff0 aliceblue:f0f8ff canvas:fff "
        "canvastext:000 window:fff windowtext:000 transparent:0000"
    ).split()
)


def pixels(value: str, em: float = _EM, whole: float | None = None) -> float | None:
    """A length in pixels; `em` is the size of the letters, `whole` what a percentage is of."""
    found = _LENGTH.fullmatch(value)
    if found is None:
        return _sum(value, em, whole) if value.startswith("calc(") else None
    number, unit = float(found[1]), found[2]
    if unit == "%":
        return None if whole is None else number * whole / 100
    if unit in _OF_LETTERS:
        return number * em * _OF_LETTERS[unit]
    return number * _UNITS[unit] if unit in _UNITS else None


def fraction(value: str) -> float | None:
    """A number, or a percentage as a part of one."""
    found = _LENGTH.fullmatch(value)
    if found is None:
        return _sum(value, 0, 1) if value.startswith("calc(") else None
    return float(found[1]) / (100 if found[2] == "%" else 1) if found[2] in ("", "%") else None


def _sum(value: str, em: float, whole: float | None) -> float | None:
    """What calc() says; lengths are pixels, numbers stay as they are."""
    signs = _SIGNS.findall(value[4:]) if len(value) <= _LONGEST_SUM else []
    if "".join(signs) != "".join(value[4:].split()):
        return None
    try:
        result, rest = _added(signs, 0, em, whole, 0)
    except (ValueError, IndexError, ZeroDivisionError):
        return None
    return result if rest == len(signs) else None


def _added(signs: list[str], at: int, em: float, whole: float | None, depth: int) -> tuple[float, int]:
    total, at = _multiplied(signs, at, em, whole, depth)
    while at < len(signs) and signs[at][0] in "+-":
        factor = -1.0 if signs[at][0] == "-" else 1.0
        if len(signs[at]) > 1:  # a number that bears the sign itself
            more, at = _multiplied([*signs[:at], signs[at][1:], *signs[at + 1 :]], at, em, whole, depth)
        else:
            more, at = _multiplied(signs, at + 1, em, whole, depth)
        total += factor * more
    return total, at


def _multiplied(signs: list[str], at: int, em: float, whole: float | None, depth: int) -> tuple[float, int]:
    total, at = _single(signs, at, em, whole, depth)
    while at < len(signs) and signs[at] in "*/":
        more, behind = _single(signs, at + 1, em, whole, depth)
        total = total * more if signs[at] == "*" else total / more
        at = behind
    return total, at


def _single(signs: list[str], at: int, em: float, whole: float | None, depth: int) -> tuple[float, int]:
    if signs[at] == "(" and depth < _DEEPEST_SUM:
        total, at = _added(signs, at + 1, em, whole, depth + 1)
        if signs[at] != ")":
            raise ValueError
        return total, at + 1
    found = pixels(signs[at], em, whole)
    if found is None:
        raise ValueError
    return found, at + 1


def colour(value: str) -> Colour | None:
    """A colour as CSS writes it, in small letters."""
    if value[:1] == "#":
        return _of_hex(value[1:]) if _HEX.fullmatch(value) else None
    if value in _NAMED:
        return _of_hex(_NAMED[value])
    found = _CHANNELS.fullmatch(value)
    if found is None:
        return None
    parts = _CHANNEL.findall(found[2])
    if len(parts) not in (3, 4):
        return None
    read = [fraction(part.removesuffix("deg").replace("none", "0")) for part in parts]
    if any(part is None for part in read):
        return None
    numbers = [part or 0.0 for part in read]
    opacity = numbers[3] if len(numbers) == 4 else 1.0
    if found[1] == "rgb":
        of = [n * 255 if part.endswith("%") else n for n, part in zip(numbers[:3], parts, strict=False)]
        red, green, blue = (int(max(0.0, min(n, 255.0))) for n in of)
        return red, green, blue, opacity
    return *_of_hue(*numbers[:3]), opacity


def attribute_colour(value: str) -> Colour | None:
    """A colour as attributes write it, with or without ``#``."""
    value = value.strip().lower()
    return colour("#" + value if _BARE_HEX.fullmatch(value) else value)


def is_near(first: Colour, second: Colour) -> bool:
    """Whether two colours look the same."""
    return all(abs(one - other) <= NEAR for one, other in zip(first[:3], second[:3], strict=True))


def may_meet(letters: Sequence[Colour | None], grounds: Sequence[Colour | None]) -> bool:
    """Whether letters of one of these colours can stand on a ground of the same."""
    first, second = {*filter(None, letters)}, {*filter(None, grounds)}
    if len(first) > _MOST_COLOURS or len(second) > _MOST_COLOURS:
        return True
    return any(is_near(one, other) and one[3] >= FAINT <= other[3] for one in first for other in second)


def _of_hex(digits: str) -> Colour:
    whole = "".join(2 * digit for digit in digits) if len(digits) < 6 else digits
    red, green, blue = (int(whole[at : at + 2], 16) for at in (0, 2, 4))
    return red, green, blue, int(whole[6:8] or "ff", 16) / 255


def _of_hue(hue: float, saturation: float, light: float) -> tuple[int, int, int]:
    from colorsys import hls_to_rgb

    red, green, blue = hls_to_rgb(hue % 360 / 360, min(max(light, 0.0), 1.0), min(max(saturation, 0.0), 1.0))
    return round(red * 255), round(green * 255), round(blue * 255)
