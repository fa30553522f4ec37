"""What the style of an element does to its text: not drawn at all, or of a look that nobody sees.

What an element does not draw, its children do not draw either; what it makes unseen (its letters' size, colour,
visibility) a child may see differently. White letters are hidden only where their ground is known to be white.
Source: CSS 2.2, 9.2.4, 10.2, 11.1, 11.2, 16.1; CSS Masking 1, 5 and 6; CSS Transforms 2; Filter Effects 1, 8.
"""

from __future__ import annotations

from scanner.extract.html.cuts import FUNCTION, is_cut
from scanner.extract.html.declarations import Style
from scanner.extract.html.values import BLACK, FAINT, WHITE, Colour, colour, fraction, is_near, pixels
from scanner.noun import noun
from scanner.regexes import compiled

LEAST_LETTERS = 2.0  # pixels; smaller ones are not read
_FLAT, _OFF, _FAR = 1.0, -900.0, -4500.0  # pixels: of a box without room, left or above of the page, far out
_INDENT = -600.0  # pixels; a first line that hangs out is not drawn so far out
_BLURRED = 6.0  # pixels
_CALC = compiled("calc\\([^()]*(?:\\([^()]*\\)[^()]*)*\\)")
_INLINE = frozenset(
    "span font b i em strong a u s small big label sub sup code tt ins del mark abbr cite q time".split()
)
_CELLS = frozenset("td th tr table tbody thead tfoot caption col colgroup".split())
_CLIPS = frozenset(("hidden", "clip", "auto", "scroll", "overlay"))
_PLACED = frozenset(("absolute", "fixed", "relative"))
_LOOSE = frozenset(("absolute", "fixed"))
_STILL = frozenset(
    ("display", "color", "background-color", "background-image", "background-clip", "font-size")
)
_EDGES = frozenset(("90deg", "-90deg", "270deg", ".25turn", "0.25turn"))
_DEFAULTS = frozenset(("initial", "unset", "revert", "revert-layer"))
_SIZES = {
    "xx-small": 9.0,
    "x-small": 10.0,
    "small": 13.0,
    "medium": 16.0,
    "large": 18.0,
    "x-large": 24.0,
    "xx-large": 32.0,
    "xxx-large": 48.0,
    "initial": 16.0,
}
_CANVAS = frozenset(("html", "body"))
_LINK: Colour = (0, 0, 238, 1.0)
_OWN_GROUND = frozenset("button input select textarea mark meter progress dialog fieldset".split())


class Look(metaclass=noun):
    """How the text of an element is drawn, as its children inherit it; colours that are not known are None."""

    gone: bool = False  # with all that it holds
    unseen: bool = False
    size: float = 16.0  # of the letters, in pixels
    colour: Colour | None = BLACK
    ground: Colour | None = WHITE
    is_clear: bool = False  # letters filled with nothing
    is_marked: bool = False  # with shadow or outline
    indent: float = 0.0
    is_drawing: bool = False  # in an SVG drawing, whose letters have a fill
    is_cut: bool = False  # in a box without room, which shows only what is placed apart from it
    is_loose: bool = False  # on a page where anything may lie behind anything

    @property
    def hides(self) -> bool:
        """Whether nobody sees the text that stands in the element itself."""
        if self.gone or self.unseen or self.is_cut or self.size < LEAST_LETTERS or self.indent <= _INDENT:
            return True
        if self.is_marked or self.is_drawing:
            return self.is_clear and not self.is_marked
        shown = self.colour
        if self.is_clear or (shown is not None and shown[3] < FAINT):
            return True
        return shown is not None and self.ground is not None and is_near(shown, self.ground)


def look(tag: str, style: Style, outer: Look, *, is_link: bool = False, is_open: bool = False) -> Look:
    """The look of an element within another; `is_open` where style sheets are not all known."""
    if outer.gone:
        return outer
    if style.get("animation", "none") != "none":  # what moves shows itself in time
        style = {name: value for name, value in style.items() if name in _STILL}
    size = _size(style.get("font-size", ""), outer.size)
    if is_undrawn(tag, style, size, is_open=is_open):
        return Look(gone=True)
    if not style and not is_link and tag not in _OWN_GROUND and tag != "svg":
        return outer
    shown, position = style.get("visibility", "inherit"), style.get("position", "static")
    drawing = (outer.is_drawing or tag == "svg") and tag != "foreignobject"
    return Look(
        False,
        outer.unseen if shown in ("inherit", "unset", "revert") else shown in ("hidden", "collapse"),
        size,
        _colour(style, outer, is_link=is_link),
        _ground(tag, style, outer),
        _is_clear(style, outer),
        _is_marked(style, outer),
        _indent(tag, style, outer, size),
        drawing,
        (outer.is_cut and position not in _LOOSE) or _is_flat(tag, style, size),
        outer.is_loose,
    )


def _size(value: str, outer: float) -> float:
    if not value or value in ("inherit", "unset", "smaller", "larger", "revert"):
        return outer
    found = _SIZES.get(value)
    if found is None:
        found = pixels(value, outer, outer)
    return max(found, 0.0) if found is not None else 16.0


def _colour(style: Style, outer: Look, *, is_link: bool) -> Colour | None:
    said = style.get("color", "")
    if said in ("inherit", "currentcolor") or (said in _DEFAULTS and not is_link):
        return outer.colour
    return colour(said) if said else _LINK if is_link else outer.colour


def _ground(tag: str, style: Style, outer: Look) -> Colour | None:
    """The colour behind the letters, None where something else may lie there."""
    if style.get("background-image", "none") != "none":
        return None
    said = style.get("background-color", "transparent")
    if said not in ("transparent", "inherit") and said not in _DEFAULTS:
        found = colour(said)
        if found is None or (tag in _CANVAS and outer.is_loose):
            return None
        if found[3] > FAINT:
            return found if found[3] > 1 - FAINT else None
    if tag in _CANVAS and outer.is_loose:
        return None
    if tag in _OWN_GROUND or style.get("position", "static") not in ("static", "initial"):
        return None
    moved = (pixels(style[name]) for name in ("margin-top", "margin-left") if name in style)
    return None if any(length is not None and length < 0 for length in moved) else outer.ground


def _is_clear(style: Style, outer: Look) -> bool:
    said = style.get("-webkit-text-fill-color", "")
    if not said or said == "inherit":
        return outer.is_clear
    found = colour(said)
    return found is not None and found[3] < FAINT


def _is_marked(style: Style, outer: Look) -> bool:
    """Whether letters without a colour of their own are seen by a shadow, an outline or their ground."""
    if style.get("background-clip") == "text":
        return True
    said = [style[name] for name in ("text-shadow", "-webkit-text-stroke") if name in style]
    return any(value not in ("none", "0", "initial") for value in said) if said else outer.is_marked


def _indent(tag: str, style: Style, outer: Look, size: float) -> float:
    """How far the first line stands left of its box, less what moves the box to the right."""
    said = style.get("text-indent", "")
    if not said or (tag in _INLINE and style.get("display", "inline") == "inline"):
        return outer.indent
    found = pixels(said.split(" ")[0], size, 1000)
    moved = (pixels(style.get(name, ""), size) or 0.0 for name in ("margin-left", "padding-left"))
    own = (found or 0.0) + sum(moved)
    if _clips(style) and (found or 0.0) <= -100:
        return _INDENT if "padding-left" not in style else own
    is_pushed = said.startswith("100%") or (found or 0.0) >= -_INDENT
    return _INDENT if is_pushed and _clips(style) and style.get("white-space") == "nowrap" else own


def is_undrawn(tag: str, style: Style, size: float = 16.0, *, is_open: bool = False) -> bool:
    """Whether an element with this style draws nothing of what it holds."""
    if not style:
        return False
    if style.get("display") == "none" or style.get("content-visibility") == "hidden":
        return True
    if _is_faint(style) or is_cut(style) or _is_off(tag, style, size, is_open=is_open):
        return True
    return _is_shrunk(style) or (style.get("position") in _PLACED and _is_flat(tag, style, size))


def _is_faint(style: Style) -> bool:
    opacity = fraction(style.get("opacity", ""))
    if opacity is not None and opacity < FAINT:
        return True
    for name, value in FUNCTION.findall(style.get("filter", "")):
        number = fraction(value.strip())
        if name == "opacity" and number is not None and number < FAINT:
            return True
        if name == "blur" and (pixels(value.strip()) or 0.0) >= _BLURRED:
            return True
    return False


def _is_off(tag: str, style: Style, size: float, *, is_open: bool) -> bool:
    """Whether the element stands where no page is."""
    position = style.get("position", "relative" if is_open else "static")
    if position in _PLACED:
        near = min((pixels(style.get(side, ""), size, 1000) or 0.0 for side in ("left", "top")), default=0.0)
        far = min(
            (pixels(style.get(side, ""), size, 1000) or 0.0 for side in ("right", "bottom")), default=0.0
        )
        if near <= _OFF or far <= (_OFF if position == "fixed" else _FAR):
            return True
    for side in ("left", "top"):
        moved = pixels(style.get(f"margin-{side}", ""), size) or 0.0
        if moved <= _FAR and moved + (pixels(style.get(f"padding-{side}", ""), size) or 0.0) <= _FAR:
            return True
    said = style.get("translate", "")
    moves = [said] if said else []
    moves += [
        value for name, value in FUNCTION.findall(style.get("transform", "")) if name.startswith("translate")
    ]
    return any(
        (pixels(part, size) or 0.0) <= _OFF for move in moves for part in move.replace(",", " ").split()
    )


def _is_shrunk(style: Style) -> bool:
    """Whether a change of scale leaves nothing, or shows the element from its edge."""
    if (fraction(style.get("zoom", "")) or 1.0) < FAINT:  # none at all is taken for one
        return True
    moves = FUNCTION.findall(style.get("transform", ""))
    moves += [("scale", style.get("scale", "")), ("rotate", style.get("rotate", ""))]
    for name, value in moves:
        parts = value.replace(",", " ").split()
        numbers = [fraction(part) for part in parts]
        if name in ("scale", "scalex", "scaley", "scale3d"):
            if any(number is not None and abs(number) < 0.05 for number in numbers[:2]):
                return True
        elif name == "matrix" and len(numbers) == 6 and None not in numbers:
            a, b, c, d = (number or 0.0 for number in numbers[:4])
            if abs(a * d - b * c) < 0.0025:
                return True
        elif name[:-1] == "rotate" and (
            value.strip() in _EDGES
            or (value.strip() == "180deg" and style.get("backface-visibility") == "hidden")
        ):
            return True
    return False


def _clips(style: Style) -> bool:
    return style.get("overflow-x") in _CLIPS or style.get("overflow-y") in _CLIPS


def _is_flat(tag: str, style: Style, size: float) -> bool:
    """Whether the box has no room and shows nothing beyond it; cells, and what stands in a line, grow with their text."""
    if not _clips(style) or (tag in _CELLS and "display" not in style):
        return False
    is_boxed = tag not in _INLINE or style.get("display", "inline") != "inline"
    if not is_boxed and style.get("position") not in _LOOSE and style.get("float", "none") == "none":
        return False
    for side, ends in (("height", ("top", "bottom")), ("width", ("left", "right"))):
        room = [pixels(style.get(prefix + side, ""), size) for prefix in ("", "max-")]
        if not any(length is not None and length <= _FLAT for length in room):
            continue
        least = pixels(style.get(f"min-{side}", ""), size, 1000) or 0.0
        grows = (
            side == "width" and (fraction(style.get("flex-grow", "")) or 0.0) > 0 and "max-width" not in style
        )
        padded = sum(pixels(style.get(f"padding-{end}", ""), size, 1000) or 0.0 for end in ends)
        if least <= _FLAT and padded <= _FLAT and not grows:
            return True
    return style.get("line-height") == "0" and "height" not in style and "min-height" not in style
