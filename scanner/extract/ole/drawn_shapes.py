"""Shapes as the binary office formats keep them: their records, their properties, whether they hide what is below.

Source: [MS-ODRAW], 2.2.14 (OfficeArtSpContainer), 2.3.7 (fill properties), 2.3.4 (group shape properties).
"""

from __future__ import annotations

from struct import unpack_from

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

SHAPE, ABOUT, OPTIONS, MORE_OPTIONS = 0xF004, 0xF00A, 0xF00B, 0xF122
_HOLDERS = frozenset((0xF002, 0xF003, SHAPE))
_SQUARE = frozenset(
    (1, 2, 109, 176, 202)
)  # rectangle, rounded, process of a flow chart, its alternate, text box
_FILL_TYPE, _FILL_COLOUR, _OPACITY, _FILL, _SHOWN, _PICTURE = 0x0180, 0x0181, 0x0182, 0x01BF, 0x03BF, 0x0104
_WHITE = 0xFFFFFF  # what a shape is filled with that does not say (2.3.7.2)
_WHOLE = 0x10000  # opacity 1
_SEEN_THROUGH = 0.9
_FILLED, _HIDDEN = 0x10, 0x02  # with the bit that says so 16 places higher
_BITS = 0x3F  # the last number of each group of properties holds its yes and no
_DEEPEST = 12


def drawn_shapes(data: bytes, at: int, end: int, depth: int) -> Iterator[dict[int, bytes]]:
    """The records of every shape by their kind; that of the shape itself begins with its type."""
    while at + 8 <= end:
        _, kind, size = unpack_from("<HHI", data, at)
        last = min(at + 8 + size, end)
        if kind == SHAPE:
            yield _parts(data, at + 8, last)
        elif kind in _HOLDERS and depth < _DEEPEST:
            yield from drawn_shapes(data, at + 8, last, depth + 1)
        at = last


def _parts(data: bytes, at: int, end: int) -> dict[int, bytes]:
    found: dict[int, bytes] = {}
    while at + 8 <= end:
        _, kind, size = unpack_from("<HHI", data, at)
        found[kind] = data[at : at + 2] + data[at + 8 : min(at + 8 + size, end)]
        at += 8 + size
    return found


def shape_type(shape: dict[int, bytes]) -> int:
    """What kind of shape it is ([MS-ODRAW], 2.4.24, MSOSPT)."""
    return int(unpack_from("<H", shape.get(ABOUT, b"\0\0"))[0] >> 4)


def is_opaque(shape: dict[int, bytes]) -> bool:
    """Whether a shape is a filled rectangle, or near one, that nothing shines through."""
    said = properties(shape)
    if shape_type(shape) not in _SQUARE:
        return False
    if said.get(_OPACITY, _WHOLE) < _SEEN_THROUGH * _WHOLE:
        return False
    fill, shown = said.get(_FILL, 0), said.get(_SHOWN, 0)
    is_bare = fill & _FILLED << 16 and not fill & _FILLED
    return not is_bare and not (shown & _HIDDEN << 16 and shown & _HIDDEN)


def fill_of(said: dict[int, int]) -> str:
    """What a shape with these properties is filled with: "" for nothing, "white", "coloured" for anything else."""
    fill = said.get(_FILL, 0)
    if said.get(_PICTURE, 0):
        return "coloured"
    if fill & _FILLED << 16 and not fill & _FILLED:
        return ""
    is_plain = said.get(_FILL_TYPE, 0) == 0  # one colour, no pattern, picture or shading
    return "white" if is_plain and said.get(_FILL_COLOUR, _WHITE) == _WHITE else "coloured"


def properties(shape: dict[int, bytes]) -> dict[int, int]:
    """Number and value of a shape's properties; of those that are many bits each record says which it means."""
    found = _listed(shape.get(OPTIONS, b"\0\0"))
    for number, value in _listed(shape.get(MORE_OPTIONS, b"\0\0")).items():
        said = value >> 16
        is_bits = number & _BITS == _BITS
        found[number] = found.get(number, 0) & ~(said | said << 16) | value if is_bits else value
    return found


def _listed(options: bytes) -> dict[int, int]:
    """Those of one record; its version field counts them."""
    count = unpack_from("<H", options)[0] >> 4
    entries = (options[2 + 6 * n : 8 + 6 * n] for n in range(count))
    return {
        number & 0x3FFF: value
        for number, value in (unpack_from("<HI", entry) for entry in entries if len(entry) == 6)
    }
