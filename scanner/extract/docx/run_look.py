"""What the properties of a run of a .docx say of its look: colour, size, ground, how far letters stand apart.

ECMA-376-1, 17.3.2.6 (color), 17.3.2.14 (fitText), 17.3.2.15 (highlight), 17.3.2.32 (shd), 17.3.2.38 (sz).
"""

from __future__ import annotations

from scanner.extract.docx import tags as w
from scanner.extract.unseen import NARROWEST, are_piled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from lxml.etree import _Element

WHITE = "FFFFFF"
_PATTERN = "pattern"  # a ground of no one colour
_HIGHLIGHTS = {
    "black": "000000",
    "white": "FFFFFF",
    "yellow": "FFFF00",
    "red": "FF0000",
    "blue": "0000FF",
    "green": "00FF00",
    "cyan": "00FFFF",
    "magenta": "FF00FF",
    "darkBlue": "000080",
    "darkRed": "800000",
    "darkGreen": "008000",
    "darkGray": "808080",
    "lightGray": "C0C0C0",
    "darkYellow": "808000",
    "darkCyan": "008080",
    "darkMagenta": "800080",
}
_COLOR, _SIZE, _SHADE, _HIGHLIGHT = (w.W + name for name in ("color", "sz", "shd", "highlight"))
_SPACING, _FITTED = w.W + "spacing", w.W + "fitText"
_SCALE, _W14 = w.W + "w", "{http://schemas.microsoft.com/office/word/2010/wordml}"
_FILL_OF_LETTERS, _EDGE_OF_LETTERS = _W14 + "textFill", _W14 + "textOutline"
_USUAL_SIZE = 21  # half-points: 五号
_CLEAR = 90_000  # thousandths of a per cent that let light through
_EFFECTS = frozenset(
    w.W + name for name in ("imprint", "emboss", "outline", "shadow")
)  # draw edges of their own


class Look:
    """What one set of run properties says: colour, size, ground, whether letters are gone; "" and 0 where it does not say.

    `spacing` is what is added to each letter in points, `room` what a stretch of text is pressed into (17.3.2.14, fitText).
    """

    __slots__ = ("colour", "gone", "ground", "room", "size", "spacing")

    def __init__(self, properties: _Element | None) -> None:
        self.colour = self.ground = ""
        self.size = 0
        self.gone: bool | None = None
        self.spacing: float | None = None
        self.room = 0.0
        for element in properties if properties is not None else ():
            tag, value = element.tag, element.get(w.VAL) or ""
            if tag == _COLOR:
                is_light = element.get(w.W + "themeColor") in ("background1", "light1")
                self.colour = WHITE if is_light and not element.get(w.W + "themeShade") else value.upper()
            elif tag == _SIZE and value.isdecimal():
                self.size = int(value[:4])
            elif tag == _SHADE:
                self.ground = self.ground or fill_of(element)
            elif tag == _HIGHLIGHT:
                self.ground = _HIGHLIGHTS.get(value, self.ground)
            elif tag == _SCALE:
                self.gone = value.isdecimal() and 0 < int(value[:4]) <= NARROWEST
            elif tag == _FILL_OF_LETTERS:
                self._take_fill(element)
            elif tag in (_SPACING, _FITTED):
                self._take_room(tag, value)
            elif tag in _EFFECTS and w.is_on(element.get(w.VAL)):
                self.ground = _PATTERN
        if properties is not None and self.gone is not None and _has_edge(properties):
            self.gone, self.ground = False, _PATTERN

    def _take_room(self, tag: object, twips: str) -> None:
        """How far letters stand apart, or how wide all of them are together."""
        number = twips.removeprefix("-")
        if number.isdecimal() and number.isascii():
            length = int(number[:6]) / 20
            if tag == _FITTED:
                self.room = length
            else:
                self.spacing = -length if twips.startswith("-") else length

    def _take_fill(self, fill: _Element) -> None:
        """What the letters are filled with by later programs ([MS-ODRAWXML], textFill), whatever their colour."""
        for child in fill:
            if child.tag == _W14 + "noFill":
                self.gone = True
            for colour in child if child.tag == _W14 + "solidFill" else ():
                alphas = [alpha.get(_W14 + "val") or "" for alpha in colour.iter(_W14 + "alpha")]
                self.gone = any(alpha.isdecimal() and int(alpha[:7]) >= _CLEAR for alpha in alphas)
                if colour.tag == _W14 + "srgbClr":
                    self.colour = (colour.get(_W14 + "val") or "").upper()

    def over(self, below: Look) -> Look:
        """This look, with what it does not say taken from another."""
        found = Look(None)
        found.gone = below.gone if self.gone is None else self.gone
        found.colour = self.colour or below.colour
        found.size = self.size or below.size
        found.ground = self.ground or below.ground
        found.spacing = below.spacing if self.spacing is None else self.spacing
        found.room = self.room or below.room
        return found

    @property
    def says_something(self) -> bool:
        """Whether it may hide what it is the look of."""
        return bool(self.colour or self.size or self.ground or self.room or self.gone or self.spacing)

    def are_piled(self, text: str) -> bool:
        """Whether the letters of a text lie on one another."""
        size = (self.size or _USUAL_SIZE) / 2
        if self.room:
            wide = sum(size if character > "\u2e7f" else size / 2 for character in text)
            return are_piled(text, size, (self.room - wide) / max(len(text), 1))
        return self.spacing is not None and are_piled(text, size, self.spacing)


def _has_edge(properties: _Element) -> bool:
    """Whether the letters are drawn as lines that are seen, which is how hollow letters are made."""
    for edge in properties.iterchildren(_EDGE_OF_LETTERS):
        colours = [colour for fill in edge.iterchildren(_W14 + "solidFill") for colour in fill]
        return any(colour.get(_W14 + "val") not in (WHITE, "bg1") and not len(colour) for colour in colours)
    return False


def fill_of(shade: _Element) -> str:
    """The colour of a shading; a pattern of the text's colour on its ground is none that is known (17.18.78)."""
    pattern = shade.get(w.VAL) or "clear"
    if pattern == "solid":  # all of it in the colour of the pattern
        colour = (shade.get(w.W + "color") or "").upper()
        return colour if colour not in ("", "AUTO") else "000000"
    if pattern not in ("clear", "nil"):
        return _PATTERN
    fill = (shade.get(w.W + "fill") or "").upper()
    return "" if fill == "AUTO" else fill
