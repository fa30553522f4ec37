"""Signs in the bytes of a part of a .docx that some of its words may not be seen: asked first, as most parts hold none.

What they point at is judged in `invisible`, `out_of_sight` and `cut_off`.
"""

from __future__ import annotations

from scanner.extract.unseen import is_near
from scanner.regexes import compiled_bytes

_WHITE = (255, 255, 255)
_COLOUR = compiled_bytes(rb'<w:color (?:[^<>]*? )?w:val=["\']([0-9A-Fa-f]{6})["\']')
_FILL = compiled_bytes(rb'w:fill=["\']([0-9A-Fa-f]{6})["\']')
_SHAPE_FILL = compiled_bytes(rb'<a:srgbClr val=["\']([0-9A-Fa-f]{6})["\']')
_OTHER = compiled_bytes(
    rb'<w:sz w:val=["\'][0-4]["\']|<w:highlight w:val=["\']black|<w:color [^<>]*themeColor=["\'](?:background1|light1)'
)
_PILED = compiled_bytes(rb'<w:spacing w:val=["\']-(?:[4-9][0-9]|[0-9]{3})')  # two points and more
_FITTED = compiled_bytes(rb'<w:fitText [^<>]{0,60}w:val=["\'][0-9]{1,3}["\']')
_SOLID = compiled_bytes(rb'<w:shd [^<>]{0,99}w:val=["\']solid')
_NARROW = compiled_bytes(rb'<w:w w:val=["\'][1-5]["\']')
_CLEAR_LETTERS = compiled_bytes(
    rb'(?s)textFill[^<>]{0,200}>\s*<[^<>]{1,40}(?:noFill|solidFill>.{1,120}?(?:alpha|val=["\']F[0-9A-F]F))'
)
_FLAT = compiled_bytes(rb'w:line=["\'](?:[0-9]|[1-3][0-9]|40)["\']')
_BESIDE_PAGE = compiled_bytes(rb'<w:ind [^<>]{0,200}=["\']-[0-9]{4}')
_FRAMED = compiled_bytes(rb'<w:framePr [^<>]{0,300}w:[xyh]=["\'](?:-|[0-9]{4}|[0-9]{1,2}["\'])')
_NAMED = compiled_bytes(rb'<w:[pr]Style w:val=["\']([^"\']+)["\']')
_USUAL = compiled_bytes(
    rb'<w:style (?=[^<>]*w:type=["\']paragraph)(?=[^<>]*w:default=["\'](?:1|true))[^<>]*?w:styleId=(?:"([^"]+)"|\'([^\']+)\')'
)
_BASE = compiled_bytes(rb'<w:basedOn w:val=["\']([^"\']+)["\']')
_DEEPEST = 10  # styles based on one another
_EDGES = {  # a word, which is found fast, and what must stand about it
    b"txbxContent": None,
    b"trHeight": compiled_bytes(rb"<w:trHeight [^<>]{0,80}hRule=[\"']exact"),
    b"tblLayout": compiled_bytes(rb"<w:tblLayout [^<>]{0,40}[\"']fixed"),
    b"tblInd": compiled_bytes(rb"<w:tblInd [^<>]{0,40}w:w=[\"']-?[0-9]{4}"),
    b"tblpPr": compiled_bytes(rb"<w:tblpPr [^<>]{0,300}tblp[XY]=[\"'](?:-|[0-9]{4})"),
}


def may_be_invisible(data: bytes) -> bool:
    """Whether the bytes of a story hold a look that can make its text invisible."""
    if not any(
        sign in data
        for sign in (
            b"<w:sz",
            b"<w:color",
            b"<w:highlight",
            b"<w:w ",
            b"textFill",
            b"<w:spacing w:val",
            b"<w:fitT",
        )
    ):
        return False
    if _PILED.search(data) or _FITTED.search(data):
        return True
    colours = {colour.upper() for colour in _COLOUR.findall(data)}
    if any(is_near((int(c[:2], 16), int(c[2:4], 16), int(c[4:], 16)), _WHITE) for c in colours):
        return True
    if _SOLID.search(data):
        return True
    if colours and colours & {fill.upper() for fill in _FILL.findall(data)}:
        return True
    if b"txbxContent" in data and colours & {fill.upper() for fill in _SHAPE_FILL.findall(data)}:
        return True
    if b"textFill" in data and _CLEAR_LETTERS.search(data):
        return True
    return _OTHER.search(data) is not None or _NARROW.search(data) is not None


def may_be_out_of_sight(data: bytes) -> bool:
    """Whether the bytes of a story hold a line without height, an indent or frame beside the page."""
    if b"<w:ind " in data and _BESIDE_PAGE.search(data):
        return True
    return styles_out_of_sight(data)


def styles_out_of_sight(styles: bytes) -> bool:
    """Whether the bytes of the styles hold a line without height, or a frame beside the page."""
    if b"exact" in styles and _FLAT.search(styles) is not None:
        return True
    return b"<w:framePr" in styles and _FRAMED.search(styles) is not None


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


def may_be_cut_off(data: bytes) -> bool:
    """Whether the bytes of a story hold an edge that may cut something off."""
    return any(word in data and (sign is None or sign.search(data)) for word, sign in _EDGES.items())
