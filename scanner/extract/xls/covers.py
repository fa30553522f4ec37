"""What the shapes of an .xls sheet lie over. Pictures are not judged: seals are pictures too.

Source: [MS-XLS], 2.5.193 (OfficeArtClientAnchorSheet: cells, and how far into them in 1/1024 of the width, 1/256 of the height), 2.4.181 (Obj).
"""

from __future__ import annotations

from struct import error as StructError  # noqa: N812
from struct import unpack_from

from scanner.extract.ole.drawn_shapes import drawn_shapes, is_opaque

TYPE_CHECKING = False
if TYPE_CHECKING:
    from scanner.extract.sheets.cells import Rectangle

_DRAWING, _OBJ, _CONTINUE, _BOF, _EOF = 0x00EC, 0x005D, 0x003C, 0x0809, 0x000A
_ANCHOR, _DATA = 0xF010, 0xF011
_OBJECTS = frozenset((0x02, 0x06, 0x1E))  # rectangle, text box, drawn shape; notes and lists are others


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
        shapes = [shape for shape in drawn_shapes(bytes(drawing), 0, len(drawing), 0) if _DATA in shape]
        for shape, kind in zip(shapes, objects, strict=False):
            if kind in _OBJECTS and len(shape.get(_ANCHOR, b"")) >= 20 and is_opaque(shape):
                found.append(_area(shape[_ANCHOR]))
    except StructError:  # a drawing cut short
        pass
    return tuple(area for area in found if area[0] <= area[2] and area[1] <= area[3])


def _area(anchor: bytes) -> Rectangle:
    """The cells of which a shape covers more than half."""
    left, right_in, top, down_in, last, last_in, bottom, bottom_in = unpack_from("<8H", anchor, 4)
    return (
        top + 1 + (down_in > 128),
        left + 1 + (right_in > 512),
        bottom + 1 - (bottom_in < 128),
        last + 1 - (last_in < 512),
    )
