"""What the shapes of an .xls sheet lie over. Pictures are not judged: seals are pictures too.

Source: [MS-ODRAW], 2.2.14 (OfficeArtSpContainer), 2.3.7 (fill properties), 2.3.4 (group shape properties); [MS-XLS],
2.5.193 (OfficeArtClientAnchorSheet: cells, and how far into them in 1/1024 of the width, 1/256 of the height), 2.4.181 (Obj).
"""

from __future__ import annotations

from struct import error as StructError  # noqa: N812
from struct import unpack_from

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.extract.sheets.cells import Rectangle

_DRAWING, _OBJ, _CONTINUE, _BOF, _EOF = 0x00EC, 0x005D, 0x003C, 0x0809, 0x000A
_SHAPE, _ABOUT, _OPTIONS, _ANCHOR, _DATA = 0xF004, 0xF00A, 0xF00B, 0xF010, 0xF011
_HOLDERS = frozenset((0xF002, 0xF003, _SHAPE))
_SQUARE = frozenset(
    (1, 2, 109, 176, 202)
)  # rectangle, rounded, process of a flow chart, its alternate, text box
_OBJECTS = frozenset((0x02, 0x06, 0x1E))  # rectangle, text box, drawn shape; notes and lists are others
_OPACITY, _FILL, _SHOWN = 0x0182, 0x01BF, 0x03BF
_WHOLE = 0x10000  # opacity 1
_SEEN_THROUGH = 0.9
_FILLED, _HIDDEN = 0x10, 0x02  # with the bit that says so 16 places higher
_DEEPEST = 12


def covered_areas(stream: bytes, start: int) -> tuple[Rectangle, ...]:
    """The areas of cells (from 1) that the shapes of the sheet whose substream starts there cover."""
    drawing, objects = bytearray(), []
    before, depth, at = 0, 0, start
    while at + 4 <= len(stream):
        kind, size = unpack_from("<HH", stream, at)
        depth += (kind == _BOF) - (kind == _EOF)
        if depth <= 0:
            break
        if depth == 1:
            if kind == _DRAWING or (kind == _CONTINUE and before == _DRAWING):
                drawing += stream[at + 4 : at + 4 + size]
                kind = _DRAWING
            elif kind == _OBJ and size >= 6:
                objects.append(unpack_from("<H", stream, at + 8)[0])
            before = kind
        at += 4 + size
    found = []
    try:
        shapes = [shape for shape in _shapes(bytes(drawing), 0, len(drawing), 0) if _DATA in shape]
        for shape, kind in zip(shapes, objects, strict=False):
            if kind in _OBJECTS and _covers(shape):
                found.append(_area(shape[_ANCHOR]))
    except StructError:  # a drawing cut short
        pass
    return tuple(area for area in found if area[0] <= area[2] and area[1] <= area[3])


def _shapes(data: bytes, at: int, end: int, depth: int) -> Iterator[dict[int, bytes]]:
    """The records of every shape by their kind; that of the shape itself begins with its type."""
    while at + 8 <= end:
        _, kind, size = unpack_from("<HHI", data, at)
        last = min(at + 8 + size, end)
        if kind == _SHAPE:
            yield _parts(data, at + 8, last)
        elif kind in _HOLDERS and depth < _DEEPEST:
            yield from _shapes(data, at + 8, last, depth + 1)
        at = last


def _parts(data: bytes, at: int, end: int) -> dict[int, bytes]:
    found: dict[int, bytes] = {}
    while at + 8 <= end:
        _, kind, size = unpack_from("<HHI", data, at)
        found[kind] = data[at : at + 2] + data[at + 8 : min(at + 8 + size, end)]
        at += 8 + size
    return found


def _covers(shape: dict[int, bytes]) -> bool:
    about = shape.get(_ABOUT, b"\0\0")
    if unpack_from("<H", about)[0] >> 4 not in _SQUARE or len(shape.get(_ANCHOR, b"")) < 20:
        return False
    said = _properties(shape.get(_OPTIONS, b"\0\0"))
    if said.get(_OPACITY, _WHOLE) < _SEEN_THROUGH * _WHOLE:
        return False
    fill, shown = said.get(_FILL, 0), said.get(_SHOWN, 0)
    is_bare = fill & _FILLED << 16 and not fill & _FILLED
    return not is_bare and not (shown & _HIDDEN << 16 and shown & _HIDDEN)


def _properties(options: bytes) -> dict[int, int]:
    """Number and value of a shape's properties; the version field counts them."""
    count = unpack_from("<H", options)[0] >> 4
    entries = (options[2 + 6 * n : 8 + 6 * n] for n in range(count))
    return {
        number & 0x3FFF: value
        for number, value in (unpack_from("<HI", entry) for entry in entries if len(entry) == 6)
    }


def _area(anchor: bytes) -> Rectangle:
    """The cells of which a shape covers more than half."""
    left, right_in, top, down_in, last, last_in, bottom, bottom_in = unpack_from("<8H", anchor, 4)
    return (
        top + 1 + (down_in > 128),
        left + 1 + (right_in > 512),
        bottom + 1 - (bottom_in < 128),
        last + 1 - (last_in < 512),
    )
