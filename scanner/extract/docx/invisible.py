"""Runs of a .docx that nobody can see for their look: in the colour of the ground, or two points and less.

Whatever is found is marked in the tree as hidden text of the layer "invisible-text"; the readers of
paragraphs and cells take it from there. Source: ECMA-376-1, 17.3.2.6 (color), 17.3.2.15 (highlight),
17.3.2.32 (shd), 17.3.2.38 (sz). An automatic colour shows on every shading (17.3.2.6); what lies in a text
box without a plain fill or in a table whose style paints its cells is not judged, as the ground is not known there.
"""

from __future__ import annotations

from itertools import islice

from scanner.extract.docx import tags as w
from scanner.extract.unseen import NARROWEST, are_piled, is_near

TYPE_CHECKING = False
if TYPE_CHECKING:
    from lxml.etree import _Element

    from scanner.extract.docx.styles import Styles

MAYBE = "maybe-covered"  # the layer of what a shape may lie over
LAYER = "layer"  # the attribute of w:vanish that names the layer
_TINY = 4  # half-points
_WHITE = "FFFFFF"
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
_PAINTED = (w.TEXT_BOX, w.DRAWING, w.PICT)


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
                self.colour = _WHITE if is_light and not element.get(w.W + "themeShade") else value.upper()
            elif tag == _SIZE and value.isdecimal():
                self.size = int(value[:4])
            elif tag == _SHADE:
                self.ground = self.ground or _fill(element)
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
        return any(colour.get(_W14 + "val") not in (_WHITE, "bg1") and not len(colour) for colour in colours)
    return False


# What may be shaded behind a run, and where that is said: among its first children
_SHADED = {w.P: w.P_PR, w.W + "tc": w.W + "tcPr", w.TBL: w.TBL_PR}
_FIRST = 8


def mark_invisible(root: _Element, styles: Styles) -> None:
    """Mark the invisible runs below `root` as hidden."""
    looks: dict[str, Look] = {}
    painted: dict[str, bool] = {}
    for run in root.iter(w.RUN):
        properties = run.find(w.R_PR)
        look = _look(run, properties, styles, looks)
        is_tiny = 0 < look.size <= _TINY or look.gone is True
        is_pressed = look.spacing is not None or look.room > 0
        is_plain = (not look.colour or look.colour == "AUTO") and look.ground != "000000"
        if not is_tiny and is_plain and not is_pressed:
            continue
        text = "".join(map(str, run.itertext(w.T, with_tail=False)))
        if not any(map(str.isalnum, text)):
            continue
        is_gone = is_tiny or (is_pressed and look.are_piled(text))
        if is_gone or _has_colour_of_ground(run, look, styles, painted):
            hide(run, properties, "invisible-text")


def _look(run: _Element, properties: _Element | None, styles: Styles, looks: dict[str, Look]) -> Look:
    look = Look(properties)
    named = properties.find(w.R_STYLE) if properties is not None else None
    paragraph = next(run.iterancestors(w.P), None)
    holder = _style_of(paragraph) if paragraph is not None else None
    for style in (named, holder):
        name = (style.get(w.VAL) or "") if style is not None else ""
        if name:
            if name not in looks:
                looks[name] = _style_look(name, styles)
            look = look.over(looks[name])
    is_named = holder is not None and bool(holder.get(w.VAL))
    usual = "\0named" if is_named else "\0"  # keys that no style has
    if usual not in looks:
        looks[usual] = _usual_look(styles, is_named=is_named)
    return look.over(looks[usual])


def _style_of(paragraph: _Element) -> _Element | None:
    """What names the style of a paragraph; its properties stand before its runs."""
    about = next((child for child in islice(paragraph, _FIRST) if child.tag == w.P_PR), None)
    return about.find(w.P_STYLE) if about is not None else None


def _usual_look(styles: Styles, *, is_named: bool) -> Look:
    """What is said of all paragraphs, or of those that name a style."""
    look = Look(None)
    for element in styles.usual():
        if not is_named or element.tag != w.W + "style":
            look = look.over(Look(element.find(w.R_PR)))
    return look


def _style_look(name: str, styles: Styles) -> Look:
    look = Look(None)
    for element in styles.chain(name):
        own = Look(element.find(w.R_PR))
        shade = element.find(f"{w.P_PR}/{_SHADE}")
        if shade is not None and not own.ground:
            own.ground = _fill(shade)
        look = look.over(own)
    return look


def _has_colour_of_ground(run: _Element, look: Look, styles: Styles, painted: dict[str, bool]) -> bool:
    ground = look.ground
    for above in run.iterancestors() if not ground else ():
        if above.tag == w.TEXT_BOX and (ground := _box_ground(above)):
            break
        if above.tag in _PAINTED:
            return False
        if above.tag == w.TBL and _is_painted(above, styles, painted):
            return False
        telling = _SHADED.get(str(above.tag))
        for child in islice(above, _FIRST) if telling and not ground else ():
            shade = child.find(_SHADE) if child.tag == telling else None
            if shade is not None:
                ground = _fill(shade)
                break
    if not look.colour or look.colour == "AUTO":
        return look.ground == "000000" and _is_highlighted(run)
    return _is_near(look.colour, ground or _WHITE)


def _box_ground(box: _Element) -> str:
    """The plain colour that the shape of a text box is filled with; "" where that is not told."""
    shape = next((above for above in box.iterancestors() if str(above.tag).endswith("}wsp")), None)
    about = (
        next((child for child in shape if str(child.tag).endswith("}spPr")), None)
        if shape is not None
        else None
    )
    fill = about.find(w.A + "solidFill/" + w.A + "srgbClr") if about is not None else None
    return (fill.get("val") or "").upper() if fill is not None and not len(fill) else ""


def _is_highlighted(run: _Element) -> bool:
    return run.find(f"{w.R_PR}/{_HIGHLIGHT}") is not None


def _is_painted(table: _Element, styles: Styles, painted: dict[str, bool]) -> bool:
    """Whether the style of a table gives cells a ground."""
    style = table.find(f"{w.TBL_PR}/{w.W}tblStyle")
    name = (style.get(w.VAL) or "") if style is not None else ""
    if name and name not in painted:
        fills = [_fill(shade) for found in styles.chain(name) for shade in found.iter(_SHADE)]
        painted[name] = any(fills)
    return bool(name) and painted[name]


def _fill(shade: _Element) -> str:
    """The colour of a shading; a pattern of the text's colour on its ground is none that is known (17.18.78)."""
    pattern = shade.get(w.VAL) or "clear"
    if pattern == "solid":  # all of it in the colour of the pattern
        colour = (shade.get(w.W + "color") or "").upper()
        return colour if colour not in ("", "AUTO") else "000000"
    if pattern not in ("clear", "nil"):
        return _PATTERN
    fill = (shade.get(w.W + "fill") or "").upper()
    return "" if fill == "AUTO" else fill


def _is_near(colour: str, other: str) -> bool:
    try:
        one, two = ((int(said[:2], 16), int(said[2:4], 16), int(said[4:6], 16)) for said in (colour, other))
    except ValueError:
        return False
    return is_near(one, two)


def hide(run: _Element, properties: _Element | None, layer: str) -> None:
    """Mark a run with these properties as hidden text of a layer."""
    if properties is None:
        properties = run.makeelement(w.R_PR, {}, None)
        run.insert(0, properties)
    if properties.find(w.VANISH) is None:
        properties.append(properties.makeelement(w.VANISH, {LAYER: layer}, None))
