"""The cells of a nearly empty .xls sheet, moved together before calamine reads them, and back where they stood.

calamine reserves every cell of the rectangle that a sheet claims or spans, several times over: two cells in far
corners cost a gigabyte. In the copy of the stream that it is given, the cells of such a sheet follow one another
row by row; the records themselves ([MS-XLS], 2.4) stay as they are but for the row and column they begin with.
"""

from __future__ import annotations

from array import array
from struct import pack_into, unpack_from

from scanner.extract.sheets.cells import SMALL, CellBlock, blocks_of, texts_of
from scanner.extract.xls.records import CELLS, DIMENSIONS, MULRK, SheetRecords

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from python_calamine import CalamineSheet

_WIDTH = 1024  # columns of the rows that the cells are moved to
_FEWEST_EMPTY = 4  # rows × columns for each cell from which it is worth the while
_UNKNOWN = 0x0FFF  # a kind of record that nobody reads
_BOF, _EOF = 0x0809, 0x000A
_LAST_ROW = 0xFFFF


class Packing:
    """Where the cells of the packed sheets of a workbook stand; `stream` is what calamine may be given."""

    def __init__(self, stream: bytes, starts: list[int], sheets: list[SheetRecords]) -> None:
        self.stream: bytes | bytearray = stream
        self.extent = 0  # rows × columns that calamine will reserve
        self._places: dict[
            int, array[int]
        ] = {}  # of a sheet: row and column (from 0), in one number, -1 for none
        empty = [one.extent > SMALL and one.count * _FEWEST_EMPTY < one.extent for one in sheets]
        if any(empty) and not _are_entangled(stream, starts):
            for index, start in enumerate(starts):
                if empty[index]:
                    self._pack(index, start)
        for index, sheet in enumerate(sheets):
            self.extent += len(self._places[index]) if index in self._places else sheet.extent

    def block(self, index: int, sheet: CalamineSheet, dense: int) -> list[CellBlock] | None:
        """The cells of a packed sheet where they stood; None for a sheet that was not packed."""
        places = self._places.get(index)
        if places is None:
            return None
        if sheet.start is None:
            return []
        rows = sheet.to_python()
        top, left = sheet.start
        width = len(rows[0]) if rows else 0
        at = ((top + row, left + column) for row in range(len(rows)) for column in range(width))
        cells = {_place(places, *n): text for n, text in zip(at, texts_of(rows), strict=True) if text}
        found = [((place >> 16) + 1, (place & 0xFFFF) + 1, text) for place, text in cells.items()]
        return list(blocks_of(found, dense))

    def _pack(self, index: int, start: int) -> None:
        """Move the cells of the sheet whose substream starts there, unless a record contradicts itself."""
        if self.stream[start : start + 2] != _BOF.to_bytes(2, "little"):
            return  # calamine reads on all the same, and farther than is known here
        places = array("q")
        moves: list[tuple[int, int, int]] = []  # offset of a record's row, how many cells, their first place
        for at, row, first, last in _cell_records(self.stream, start):
            count = last - first + 1
            if not 0 < count <= _WIDTH:
                return
            if len(places) % _WIDTH + count > _WIDTH:
                places.extend([-1] * (_WIDTH - len(places) % _WIDTH))
            moves.append((at, count, len(places)))
            places.extend(range(row << 16 | first, (row << 16 | first) + count))
        if len(places) // _WIDTH > _LAST_ROW:
            return
        if not isinstance(self.stream, bytearray):
            self.stream = bytearray(self.stream)
        for at, count, place in moves:
            pack_into("<HH", self.stream, at, *divmod(place, _WIDTH))
            if count > 1:
                size = unpack_from("<H", self.stream, at - 2)[0]
                pack_into("<H", self.stream, at + size - 2, place % _WIDTH + count - 1)
        for at, kind, _ in _records(self.stream, start):
            if kind == DIMENSIONS:
                pack_into("<H", self.stream, at - 4, _UNKNOWN)
        self._places[index] = places


def _place(places: array[int], row: int, column: int) -> int:
    """Where a cell stood; what no record moved stands where it is."""
    at = row * _WIDTH + column
    return places[at] if column < _WIDTH and at < len(places) and places[at] >= 0 else row << 16 | column


def _are_entangled(stream: bytes, starts: list[int]) -> bool:
    """Whether sheets share records, which no program writes."""
    end = 0
    for start in sorted(starts):
        if start < end:
            return True
        end = max((at + size for at, _, size in _records(stream, start)), default=start + 1)
    return False


def _cell_records(stream: bytes | bytearray, start: int) -> Iterator[tuple[int, int, int, int]]:
    """Offset, row, first and last column of the records of cells."""
    for at, kind, size in _records(stream, start):
        if kind in CELLS and size >= 4:
            row, first = unpack_from("<HH", stream, at)
            last = unpack_from("<H", stream, at + size - 2)[0] if kind == MULRK else first
            yield at, row, first, last


def _records(stream: bytes | bytearray, start: int) -> Iterator[tuple[int, int, int]]:
    """Offset of the content, kind and size of the whole records of a substream, charts in it included."""
    at, depth = start, 0
    while at + 4 <= len(stream):
        kind, size = unpack_from("<HH", stream, at)
        depth += (kind == _BOF) - (kind == _EOF)
        if depth <= 0 or at + 4 + size > len(stream):
            return
        yield at + 4, kind, size
        at += 4 + size
