"""How a run or paragraph of a .doc looks, and whether anybody sees it.

[MS-DOC]: 2.6.1 (sprms of characters), 2.6.2 (of paragraphs), 2.6.3 (of tables), 2.9.44 (COLORREF), 2.9.119 (Ico), 2.9.248 (Shd),
2.9.249 (Shd80).
"""

from __future__ import annotations

from struct import unpack_from

from scanner.extract.flow import USUAL_SIZE
from scanner.extract.unseen import (
    LEAST_ROW,
    NARROWEST,
    WIDEST_PAGE,
    are_piled,
    is_beside_page,
    is_near,
    layer_of_paragraph,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from scanner.extract.doc.file import Sprms

    Colour = tuple[int, int, int]

DELETED, INSERTED, VANISH, VANISH_ALWAYS = 0x0800, 0x0801, 0x083C, 0x0818
SIZE, COLOR, COLOR_INDEX = 0x4A43, 0x6870, 0x2A42
_SHADE, _SHADE_80, _HIGHLIGHT, SPACING, _SCALE = 0xCA71, 0x4866, 0x2A0C, 0x8840, 0x4852
_EDGES = (0x0839, 0x0838, 0x0854, 0x0858)  # shadow, outline, imprint, emboss
_LINE, _LEFTS = 0x6412, (0x840F, 0x845E)
_ACROSS, _DOWN, _WIDTH, _ANCHORS = 0x8418, 0x8419, 0x841A, 0x261B  # of a frame
_ROW_HEIGHT = 0x9407
_MOVING = frozenset((_LINE, *_LEFTS, _ACROSS, _DOWN))
_TINY = 4  # half-points
_TWIPS = 20  # of a point
_SINGLE = 240  # of lines that are a multiple of what the size tells: once
_BLACK, _WHITE = (0, 0, 0), (255, 255, 255)
# Colours by index (2.9.119), from 1.
_INDEXED: tuple[Colour, ...] = (
    *((0, 0, 0), (0, 0, 255), (0, 255, 255), (0, 255, 0), (255, 0, 255), (255, 0, 0), (255, 255, 0)),
    *((255, 255, 255), (0, 0, 128), (0, 128, 128), (0, 128, 0), (128, 0, 128), (128, 0, 0)),
    *((128, 128, 0), (128, 128, 128), (192, 192, 192)),
)
_PATTERN = (-1000, -1000, -1000)  # a ground of no one colour
_PLAIN, _SOLID, _NONE = 0, 1, 0xFFFF
# Where a frame is placed from (2.9.190, PositionCodeOperand): two bits each from the fifth on.
_BY_PAGE_ACROSS, _BY_PAGE_DOWN, _BY_TEXT = 2, 1, 2
_SPECIAL = range(-20, 1)  # twips that stand for left, centred, right (2.6.2)


def look(sprms: Sprms, *, is_shaded: bool, text: str = "") -> str:
    """The layer of a run: "" where it is simply read. `is_shaded`: its paragraph has a ground."""
    if sprms.get(DELETED, b"\0") == b"\1":
        return "deletion"
    if sprms.get(VANISH, b"\0") == b"\1" and sprms.get(VANISH_ALWAYS, b"\0") != b"\1":
        return "hidden-text"
    if _is_gone(sprms, text) or _has_colour_of_ground(sprms, is_shaded=is_shaded):
        return "invisible-text"
    return "insertion" if sprms.get(INSERTED, b"\0") == b"\1" else ""


def _is_gone(sprms: Sprms, text: str) -> bool:
    """Whether letters are too small, too narrow or lie on one another."""
    size = sprms.get(SIZE, b"")
    half_points = size[0] | size[1] << 8 if len(size) == 2 else 0
    if 0 < half_points <= _TINY or (_SCALE in sprms and 0 < short(sprms, _SCALE) <= NARROWEST):
        return True
    if SPACING not in sprms:
        return False
    return are_piled(text, half_points / 2 or USUAL_SIZE, short(sprms, SPACING) / _TWIPS)


def _has_colour_of_ground(sprms: Sprms, *, is_shaded: bool) -> bool:
    colour = _colour(sprms)
    marked = _indexed(sprms[_HIGHLIGHT]) if _HIGHLIGHT in sprms else None
    if (colour is None and marked is None) or any(sprms.get(code, b"\0").strip(b"\0") for code in _EDGES):
        return False
    if marked is not None:
        return is_near(colour or _BLACK, marked)
    ground = _ground(sprms)
    if colour is None or (ground is None and is_shaded):
        return False
    return is_near(colour, ground or _WHITE)


def _colour(sprms: Sprms) -> Colour | None:
    """The colour of letters; None for the automatic one."""
    value = sprms.get(COLOR, b"")
    return _reference(value) if len(value) == 4 else _indexed(sprms.get(COLOR_INDEX, b""))


def _ground(sprms: Sprms) -> Colour | None:
    """The colour of what is shaded behind letters; None where nothing is."""
    value = sprms.get(_SHADE, b"")
    if len(value) >= 10:
        pattern = unpack_from("<H", value, 8)[0]
        front, back = _reference(value[:4]), _reference(value[4:8])
    else:
        value = sprms.get(_SHADE_80, b"")
        number = unpack_from("<H", value)[0] if len(value) == 2 else _NONE
        if number == _NONE:
            return None
        pattern, front, back = (
            number >> 10,
            _indexed(bytes([number & 31])),
            _indexed(bytes([number >> 5 & 31])),
        )
    if pattern in (_PLAIN, _NONE):
        return back
    return (front or _BLACK) if pattern == _SOLID else _PATTERN


def _reference(value: bytes) -> Colour | None:
    return None if value[3] else (value[0], value[1], value[2])


def _indexed(value: bytes) -> Colour | None:
    index = value[0] if len(value) == 1 else 0
    return _INDEXED[index - 1] if 0 < index <= len(_INDEXED) else None


def may_hide(sprms: Sprms) -> bool:
    """Whether `unseen_paragraph` finds something for some number of letters."""
    return not _MOVING.isdisjoint(sprms) and (_left(sprms) < 0 or unseen_paragraph(sprms, 0) != "")


def unseen_paragraph(sprms: Sprms, letters: int) -> str:
    """The layer that hides a paragraph of so many letters by these sprms; "" where none does."""
    value = sprms.get(_LINE, b"")
    high, is_multiple = unpack_from("<hh", value) if len(value) == 4 else (0, 0)
    exact = -high / _TWIPS if high < 0 and not is_multiple else 0.0
    layer = layer_of_paragraph(letters, line=exact, left=_left(sprms) / _TWIPS)
    return layer or ("off-page" if _is_off_page(sprms) else "")


def _left(sprms: Sprms) -> int:
    """The indent at the left, in twips."""
    return next((short(sprms, code) for code in _LEFTS if code in sprms), 0)


def _is_off_page(sprms: Sprms) -> bool:
    """Whether a paragraph stands in a frame beside its page."""
    anchors = sprms.get(_ANCHORS, b"\0")[:1] or b"\0"
    across, down = anchors[0] >> 6 & 3, anchors[0] >> 4 & 3
    wide = short(sprms, _WIDTH) / _TWIPS or WIDEST_PAGE / 2
    for code, is_page, is_told in (
        (_ACROSS, across == _BY_PAGE_ACROSS, True),
        (_DOWN, down == _BY_PAGE_DOWN, down != _BY_TEXT),
    ):
        begin = short(sprms, code)
        if code not in sprms or begin in _SPECIAL or not is_told:
            continue
        if is_beside_page("page" if is_page else "margin", begin / _TWIPS, wide, WIDEST_PAGE):
            return True
    return False


def line_step(sprms: Sprms) -> float:
    """How far apart the lines of a paragraph are in points; 0 where the size tells it, less where that is not known."""
    value = sprms.get(_LINE, b"")
    high, is_multiple = unpack_from("<hh", value) if len(value) == 4 else (0, 0)
    return (
        -high / _TWIPS
        if high < 0 and not is_multiple
        else -1.0
        if is_multiple and 0 < high < _SINGLE
        else 0.0
    )


def is_flat_row(sprms: Sprms) -> bool:
    """Whether a row with these sprms at its end is too low to show a letter."""
    return -LEAST_ROW * _TWIPS <= short(sprms, _ROW_HEIGHT) < 0  # an exact height


def short(sprms: Sprms, code: int) -> int:
    """The operand of two bytes of a sprm; 0 where it is not there."""
    value = sprms.get(code, b"")
    return int(unpack_from("<h", value)[0]) if len(value) == 2 else 0
