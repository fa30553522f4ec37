"""Runs of a .docx that nobody can see for their look: in the colour of the ground, or two points and less.

Whatever is found is marked in the tree as hidden text of the layer "invisible-text"; the readers of
paragraphs and cells take it from there. Source: ECMA-376-1, 17.3.2.6 (color), 17.3.2.15 (highlight),
17.3.2.32 (shd), 17.3.2.38 (sz). An automatic colour shows on every shading (17.3.2.6); what lies in a text
box without a plain fill or in a table whose style paints its cells is not judged, as the ground is not known there.
"""

from __future__ import annotations

from itertools import islice

from scanner.extract.docx import tags as w
from scanner.regexes import compiled_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from lxml.etree import _Element

    from scanner.extract.docx.styles import Styles

MAYBE = "maybe-covered"  # the layer of what a shape may lie over
LAYER = "layer"  # the attribute of w:vanish that names the layer
_TINY = 4  # half-points
_NEAR = 16  # of 255 in each colour: more is told apart by the eye
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
_COLOUR = compiled_bytes(rb'<w:color (?:[^<>]*? )?w:val=["\']([0-9A-Fa-f]{6})["\']')
_FILL = compiled_bytes(rb'w:fill=["\']([0-9A-Fa-f]{6})["\']')
_SHAPE_FILL = compiled_bytes(rb'<a:srgbClr val=["\']([0-9A-Fa-f]{6})["\']')
_OTHER = compiled_bytes(
    rb'<w:sz w:val=["\'][0-4]["\']|<w:highlight w:val=["\']black|<w:color [^<>]*themeColor=["\'](?:background1|light1)'
)
_NARROW = compiled_bytes(rb'<w:w w:val=["\'][1-5]["\']')
_CLEAR_LETTERS = compiled_bytes(
    rb'(?s)textFill[^<>]{0,200}>\s*<[^<>]{1,40}(?:noFill|solidFill>.{1,120}?(?:alpha|val=["\']F[0-9A-F]F))'
)
_FLAT = compiled_bytes(rb'w:line=["\'](?:[0-9]|[1-3][0-9]|40)["\']')
_LEFT_OF_PAGE = compiled_bytes(rb'w:left=["\']-[0-9]{4}')
_NAMED = compiled_bytes(rb'<w:[pr]Style w:val=["\']([^"\']+)["\']')
_USUAL = compiled_bytes(
    rb'<w:style (?=[^<>]*w:type=["\']paragraph)(?=[^<>]*w:default=["\'](?:1|true))[^<>]*?w:styleId=(?:"([^"]+)"|\'([^\']+)\')'
)
_BASE = compiled_bytes(rb'<w:basedOn w:val=["\']([^"\']+)["\']')
_DEEPEST = 10  # styles based on one another
_COLOR, _SIZE, _SHADE, _HIGHLIGHT = (w.W + name for name in ("color", "sz", "shd", "highlight"))
_SCALE, _W14 = w.W + "w", "{http://schemas.microsoft.com/office/word/2010/wordml}"
_FILL_OF_LETTERS = _W14 + "textFill"
_NARROWEST, _CLEAR = (
    5,
    90_000,
)  # per cent of a letter's width; thousandths of a per cent that let light through
_EFFECTS = frozenset(
    w.W + name for name in ("imprint", "emboss", "outline", "shadow")
)  # draw edges of their own
_PAINTED = (w.TEXT_BOX, w.DRAWING, w.PICT)


def may_be_invisible(data: bytes) -> bool:
    """Whether the bytes of a story hold a look that can make its text invisible."""
    if not any(sign in data for sign in (b"<w:sz", b"<w:color", b"<w:highlight", b"<w:w ", b"textFill")):
        return False
    colours = {colour.upper() for colour in _COLOUR.findall(data)}
    if any(_is_near(colour.decode(), _WHITE) for colour in colours):
        return True
    if colours and colours & {fill.upper() for fill in _FILL.findall(data)}:
        return True
    if b"txbxContent" in data and colours & {fill.upper() for fill in _SHAPE_FILL.findall(data)}:
        return True
    if b"textFill" in data and _CLEAR_LETTERS.search(data):
        return True
    return _OTHER.search(data) is not None or _NARROW.search(data) is not None


def may_be_out_of_sight(data: bytes, styles: bytes) -> bool:
    """Whether the bytes of a story or of the styles hold a line without height, or an indent left of the page."""
    if _FLAT.search(data) or _LEFT_OF_PAGE.search(data):
        return True
    return b"exact" in styles and _FLAT.search(styles) is not None


def has_faint_style(styles: bytes, data: bytes) -> bool:
    """Whether a style that the story names or uses unnamed has such a look, or is based on one that has."""
    names = {found[1] for found in _NAMED.finditer(data)} if b"Style w:val=" in data else set()
    usual = _USUAL.search(styles)
    if usual is not None:
        names.add(usual[1] or usual[2])
    if may_be_invisible(styles[: styles.find(b"</w:docDefaults>") + 1]):
        return True
    for _ in range(_DEEPEST):
        bases = set()
        for name in names:
            at = styles.find(b'w:styleId="' + name + b'"')
            at = styles.find(b"w:styleId='" + name + b"'") if at < 0 else at
            style = styles[at : styles.find(b"</w:style>", at)] if at >= 0 else b""
            if may_be_invisible(style):
                return True
            bases.update(_BASE.findall(style))
        names = bases
    return False


class Look:
    """What one set of run properties says: colour, size, ground, whether letters are gone; "" and 0 where it does not say."""

    __slots__ = ("colour", "gone", "ground", "size")

    def __init__(self, properties: _Element | None) -> None:
        self.colour = self.ground = ""
        self.size = 0
        self.gone: bool | None = None
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
                self.gone = value.isdecimal() and 0 < int(value[:4]) <= _NARROWEST
            elif tag == _FILL_OF_LETTERS:
                self._take_fill(element)
            elif tag in _EFFECTS and w.is_on(element.get(w.VAL)):
                self.ground = _PATTERN

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
        return found


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
        if not is_tiny and (not look.colour or look.colour == "AUTO") and look.ground != "000000":
            continue
        if not any(map(str.isalnum, "".join(map(str, run.itertext(w.T, with_tail=False))))):
            continue
        if is_tiny or _has_colour_of_ground(run, look, styles, painted):
            hide(run, properties, "invisible-text")


def _look(run: _Element, properties: _Element | None, styles: Styles, looks: dict[str, Look]) -> Look:
    look = Look(properties)
    named = properties.find(w.R_STYLE) if properties is not None else None
    paragraph = next(run.iterancestors(w.P), None)
    holder = paragraph.find(f"{w.P_PR}/{w.P_STYLE}") if paragraph is not None else None
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
    if pattern not in ("clear", "nil"):
        return _PATTERN
    fill = (shade.get(w.W + "fill") or "").upper()
    return "" if fill == "AUTO" else fill


def _is_near(colour: str, other: str) -> bool:
    try:
        pairs = [(int(colour[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (0, 2, 4)]
    except ValueError:
        return False
    return all(abs(one - two) <= _NEAR for one, two in pairs)


def hide(run: _Element, properties: _Element | None, layer: str) -> None:
    """Mark a run with these properties as hidden text of a layer."""
    if properties is None:
        properties = run.makeelement(w.R_PR, {}, None)
        run.insert(0, properties)
    if properties.find(w.VANISH) is None:
        properties.append(properties.makeelement(w.VANISH, {LAYER: layer}, None))
