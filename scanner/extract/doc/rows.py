"""The ends of rows in a .doc: where their cells begin and end, what is merged, shaded, cut off or beside the page.

[MS-DOC]: 2.6.3 (sprms of tables), 2.9.321 (TDefTableOperand), 2.9.317 (TCGRF), 2.9.190 (PositionCodeOperand).
"""

from __future__ import annotations

from struct import error as StructError  # noqa: N812
from struct import unpack_from

from scanner.extract.doc.looks import is_flat_row, short
from scanner.extract.run_story import RowEnd
from scanner.extract.unseen import cells_off_page, is_beside_page

TYPE_CHECKING = False
if TYPE_CHECKING:
    from scanner.extract.doc.file import Sprms, WordFile

_DEFINITION = 0xD608
# Shadings of a row's cells (2.6.3): the code, bytes of each, the first cell it is about.
_CELL_SHADES = {0xD612: (10, 0), 0xD616: (10, 22), 0xD60C: (10, 44), 0xD609: (2, 0)}
_NO_SHADES = (b"\0\0", b"\xff\xff", b"\0\0\0\xff\0\0\0\xff\0\0")  # automatic on automatic, no pattern
_TABLE_NORMAL = b"\x0b\0"
_GOES_ON, _BEGINS, _FLOW = (
    0x20,
    0x40,
    0x1C,
)  # vertical merges, the way of the text where it is not the usual one (2.9.317)
_TABLE_STYLE, _TEXT_FLOW = 0x563A, 0x7629
_ROW_HEIGHT, _AUTOFIT, _ALIGNS = 0x9407, 0x3615, (0x5400, 0x548A)
_POSITION, _ACROSS, _DOWN = 0x360D, 0x940E, 0x940F
_BY_PAGE_ACROSS, _BY_PAGE_DOWN, _BY_TEXT = 2, 1, 2
_SPECIAL = range(-20, 1)  # twips that stand for left, centred, right
_TWIPS = 20  # of a point
_NEAR = 6000  # twips from the margin; no page is so narrow that a row which ends before is beside it


def row_end(file: WordFile, paragraph: Sprms) -> RowEnd:
    """What the sprms at the end of a row say of it."""
    edges, below, loose = _cells(paragraph)
    return RowEnd(
        edges,
        below,
        _shaded(paragraph, len(edges)),
        is_hidden=is_flat_row(paragraph),
        high=-short(paragraph, _ROW_HEIGHT) / _TWIPS,  # an exact one is stated below zero
        off_page=_off_page(edges, file, paragraph) if edges else frozenset(),
        loose=loose,
    )


def _off_page(edges: tuple[int, ...], file: WordFile, paragraph: Sprms) -> frozenset[int]:
    """The cells that lie beside the page."""
    is_floating = _ACROSS in paragraph or _DOWN in paragraph
    if not is_floating and edges[0] > -_NEAR and edges[-1] < _NEAR:
        return frozenset()
    left, wide, high = _page(file)
    if is_floating:
        is_beside = _floats_beside(paragraph, (edges[-1] - edges[0]) / _TWIPS, (wide, high))
        return frozenset(range(len(edges) - 1)) if is_beside else frozenset()
    if paragraph.get(_AUTOFIT, b"\0") != b"\0" or any(short(paragraph, code) for code in _ALIGNS):
        return frozenset()
    return cells_off_page([edge / _TWIPS for edge in edges], left, wide)


def _page(file: WordFile) -> tuple[float, float, float]:
    """The least margin at the left of a page, the largest width and height of one."""
    if file.page is None:
        from scanner.extract.doc.covers import least_margin, page_lengths

        file.page = (least_margin(file), *page_lengths(file))
    return file.page


def _floats_beside(paragraph: Sprms, wide: float, lengths: tuple[float, float]) -> bool:
    anchors = (paragraph.get(_POSITION) or b"\0")[0]
    across, down = anchors >> 6 & 3, anchors >> 4 & 3
    ways = (
        (_ACROSS, across == _BY_PAGE_ACROSS, True, wide, lengths[0]),
        (_DOWN, down == _BY_PAGE_DOWN, down != _BY_TEXT, 0.0, lengths[1]),
    )
    for code, by_page, is_told, size, length in ways:
        begin = short(paragraph, code)
        is_placed = code in paragraph and begin not in _SPECIAL and is_told
        origin = "page" if by_page else "margin"
        if is_placed and is_beside_page(origin, begin / _TWIPS, size, length):
            return True
    return False


def _cells(paragraph: Sprms) -> tuple[tuple[int, ...], frozenset[int], frozenset[int]]:
    """The edges of a row's cells, those merged with the cell above, and those that go on below or are written upright
    (2.9.321, TDefTableOperand)."""
    raw = paragraph.get(_DEFINITION, b"")
    try:
        count = raw[0]
        edges = unpack_from(f"<{count + 1}h", raw, 1)
        below, loose = set(), set()
        for cell in range(count):
            at = 1 + 2 * (count + 1) + 20 * cell
            flags = unpack_from("<H", raw, at)[0] if at + 2 <= len(raw) else 0
            if flags & _GOES_ON and not flags & _BEGINS:
                below.add(cell)
            if flags & _BEGINS or flags & _FLOW:
                loose.add(cell)
    except (IndexError, StructError):
        return (), frozenset(), frozenset()
    if _TEXT_FLOW in paragraph:  # it is said of some cells, and only the last of several is kept
        loose = set(range(count))
    return edges, frozenset(below), frozenset(loose)


def _shaded(paragraph: Sprms, count: int) -> frozenset[int]:
    """The cells of a row that have a ground of their own; all where a style paints the table."""
    if paragraph.get(_TABLE_STYLE, _TABLE_NORMAL) != _TABLE_NORMAL:
        return frozenset(range(max(count, 64)))
    found = set()
    for code, (size, first) in _CELL_SHADES.items():
        raw = paragraph.get(code, b"")
        for at in range(0, len(raw) - size + 1, size):
            if raw[at : at + size] not in _NO_SHADES:
                found.add(first + at // size)
    return frozenset(found)
