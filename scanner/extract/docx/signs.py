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
_VALUE = compiled_bytes(rb'w:val=["\']([^"\']+)["\']')
_BARE = compiled_bytes(rb'w:fill=["\'](?:[Aa]uto|(?:[Ff][0-9A-Fa-f]){3})["\']')
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
            style = _style_of(styles, name)
            if may_be_invisible(style):
                return True
            bases.update(_BASE.findall(style))
        names = bases
    return False


def has_faint_table_style(styles: bytes, data: bytes) -> bool:
    """Whether the style of a table in the story may hide words: for their look, or altogether.

    Heads in white on dark are none: what says both is looked at only where cells have grounds of their own.
    """
    names = _names_after(data, b"<w:tblStyle ")
    for _ in range(_DEEPEST if names else 0):
        blocks = [_style_of(styles, name) for name in names]
        for piece in (piece for block in blocks for piece in block.split(b"<w:tblStylePr")):
            if b"<w:vanish" in piece or (
                may_be_invisible(piece) and not (_is_white_on_dark(piece) and not _BARE.search(data))
            ):
                return True
        names = {base for block in blocks for base in _BASE.findall(block)}
    return False


def _names_after(data: bytes, sign: bytes) -> set[bytes]:
    """The values of these elements."""
    found: set[bytes] = set()
    at = data.find(sign)
    while at >= 0:
        end = data.find(b">", at)
        said = _VALUE.search(data, at, end if end >= 0 else len(data))
        if said is not None:
            found.add(said[1])
        at = data.find(sign, at + 1)
    return found


def _is_white_on_dark(piece: bytes) -> bool:
    """Whether a part of a style paints all of its cells in something else than white, and than its letters."""
    fills = [(int(c[:2], 16), int(c[2:4], 16), int(c[4:], 16)) for c in _FILL.findall(piece)]
    if {colour.upper() for colour in _COLOUR.findall(piece)} & {
        fill.upper() for fill in _FILL.findall(piece)
    }:
        return False
    return bool(fills) and not any(is_near(fill, _WHITE) for fill in fills)


def _style_of(styles: bytes, name: bytes) -> bytes:
    """What a style says; b"" where there is none of this name."""
    at = styles.find(b'w:styleId="' + name + b'"')
    at = styles.find(b"w:styleId='" + name + b"'") if at < 0 else at
    return styles[at : styles.find(b"</w:style>", at)] if at >= 0 else b""


def may_be_cut_off(data: bytes) -> bool:
    """Whether the bytes of a story hold an edge that may cut something off."""
    return any(word in data and (sign is None or sign.search(data)) for word, sign in _EDGES.items())
