"""Whether what is drawn on an OFD page leaves a trace that is seen: colours, transparency, drawing parameters.

GB/T 33190-2016: 8.2 (drawing parameters, one on top of another), 8.3.1 and 8.3.2 (colour spaces, palettes, colours),
8.3.4 (shadings), 8.5 (Visible, Alpha).
"""

from __future__ import annotations

from scanner.extract.ofd.elements import child, local
from scanner.extract.ofd.measures import numbers, stated

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from lxml.etree import _Element

    Inks = tuple[_Element | None, _Element | None]  # colours of filling and of stroking; None for black

_WHITE = 242  # of 255, for each of red, green and blue
_FAINT = 13  # of 255: what shows less than a twentieth of its colour is not read
_MOST_SEGMENTS = 100  # colours of a shading that are looked at
_DEEPEST = 20  # drawing parameters on top of one another
_SHADINGS = frozenset(("AxialShd", "RadialShd", "GouraudShd", "LaGouraudShd"))


class Resources:
    """What pages of a document refer to by number: drawing parameters, colour spaces, composite units.

    `hides` says of a picture whether nothing shows through it.
    """

    def __init__(self, hides: Callable[[_Element], bool] = lambda picture: False) -> None:
        self.hides = hides
        self._params: dict[str, _Element] = {}
        self._inks: dict[str, Inks] = {}
        self.spaces: dict[str, _Element] = {}
        self.units: dict[str, _Element] = {}
        self.used: set[str] = set()  # units that were drawn

    def take(self, root: _Element) -> None:
        """Take in a resource file (7.9)."""
        self._inks.clear()
        for element in root.iter("{*}DrawParam", "{*}CompositeGraphicUnit", "{*}VectorG", "{*}ColorSpace"):
            id, name = element.get("ID"), local(element)
            if id is not None:
                held = (
                    self._params
                    if name == "DrawParam"
                    else self.spaces
                    if name == "ColorSpace"
                    else self.units
                )
                held[id] = element

    def inks(self, id: str | None, usual: Inks) -> Inks:
        """The colours that the drawing parameters of this number set; those that they do not set are the usual ones."""
        if id is None:
            return usual
        found = self._inks.get(id)
        if found is None:
            found = self._inks[id] = self._stated(id)
        return (usual[0] if found[0] is None else found[0], usual[1] if found[1] is None else found[1])

    def _stated(self, id: str) -> Inks:
        fill: _Element | None = None
        stroke: _Element | None = None
        for _ in range(_DEEPEST):
            param = self._params.get(id)
            if param is None:
                break
            fill = child(param, "FillColor") if fill is None else fill
            stroke = child(param, "StrokeColor") if stroke is None else stroke
            id = param.get("Relative", "")
        return fill, stroke


def is_false(value: str | None) -> bool:
    """Whether an attribute denies something, as XML Schema spells it, or nearly."""
    return value is not None and value.lower() in ("false", "0")


def is_faint(drawn: _Element | None) -> bool:
    """Whether an object or a colour lets all shine through."""
    return drawn is not None and is_sheer(drawn.get("Alpha"))


def is_sheer(alpha: str | None) -> bool:
    """Whether something of this Alpha lets all shine through."""
    return alpha is not None and stated(alpha, 255.0) < _FAINT


def is_solid(element: _Element, own: _Element | None, usual: _Element | None) -> bool:
    """Whether nothing shines through an object of this colour, else of the usual one."""
    color = usual if own is None else own
    alphas = (element.get("Alpha"), color.get("Alpha") if color is not None else None)
    if any(alpha and stated(alpha, 255.0) < 255 for alpha in alphas):  # fmt: skip
        return False
    return element.get("BlendMode", "Normal") == "Normal" and child(color, "Pattern") is None


def is_white(color: _Element | None, spaces: Mapping[str, _Element]) -> bool:
    """Whether a colour is white on paper: in its own space, by its palette, in all of a shading."""
    if color is None:
        return False
    shading = next((part for part in color if local(part) in _SHADINGS), None)
    if shading is not None:
        parts = [part for part in shading.iter() if local(part) == "Color"][:_MOST_SEGMENTS]
        return bool(parts) and all(is_white(part, spaces) for part in parts)
    space = spaces.get(color.get("ColorSpace", ""))
    values = _values(color.get("Value"))
    if not values and color.get("Index") and space is not None:
        values = _values(_text_at(space, int(stated(color.get("Index"), -1.0))))
    if space is not None and space.get("Type", "").upper() == "CMYK":
        return len(values) == 4 and max(values) <= 255 - _WHITE
    return len(values) in (1, 3) and min(values) >= _WHITE


def _values(text: str | None) -> Sequence[float]:
    """The numbers of a colour; those in hexadecimal begin with #."""
    if not text or "#" not in text:
        return numbers(text)
    found: list[float] = []
    for piece in text.split():
        figures = piece[1:] if piece.startswith("#") else ""
        pairs = [figures[at : at + 2] for at in range(0, len(figures), 2)]
        try:
            found += (
                [float(int(pair, 16)) for pair in pairs] if len(figures) in (1, 2, 6) else numbers(figures)
            )
        except ValueError:
            return ()
    return found


def _text_at(space: _Element, index: int) -> str | None:
    """The colour of a palette at this place."""
    palette = child(space, "Palette")
    colors = [part for part in palette if local(part) == "CV"] if palette is not None else []
    return colors[index].text if 0 <= index < len(colors) else None
