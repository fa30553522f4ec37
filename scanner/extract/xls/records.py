"""What the records of an .xls workbook say besides the cells' values.

Source: [MS-XLS], 2.4 (records) and 2.5.198 (strings). Only BIFF8 (Excel 97 and later) shows its texts.
"""

from __future__ import annotations

from struct import Struct, unpack_from
from struct import error as StructError  # noqa: N812

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.extract.sheets.cells import Rectangle
    from scanner.extract.xls.looks import UnseenLooks

_BOF, _EOF, _CONTINUE = 0x0809, 0x000A, 0x003C
_BOUNDSHEET, _FILEPASS, _WINDOW = 0x0085, 0x002F, 0x003D
_ROW, _COLINFO, _HEADER, _FOOTER = 0x0208, 0x007D, 0x0014, 0x0015
_NOTE, _OBJ, _TXO = 0x001C, 0x005D, 0x01B6
_CONDITIONS = frozenset((0x01B0, 0x0879))  # CondFmt, CondFmt12
_OTHER_PAGES, _MARGINS = 0x089C, 38  # HeaderFooter, and where its texts begin
_TEXTS = frozenset((_OTHER_PAGES, _HEADER, _FOOTER, _NOTE, _OBJ, _TXO))
DIMENSIONS, MULRK = 0x0200, 0x00BD
CELLS = frozenset((0x0006, MULRK, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E))
_BIFF8 = 0x0600
_WRAPPED = 1 << 32  # what a reader in unsigned numbers makes of a range that ends before it begins
_ZERO_HEIGHT = 0x20
_NO_HEIGHT = 40  # twentieths of a point: a row of that height shows nothing of a letter
_LAST_COLUMN = 256
NARROW = 184  # 256ths of a character: a column of five pixels shows nothing but the margins of its cells


class SheetRecords:
    """Hidden rows and columns, header and footer, notes and text boxes of one sheet; numbers from 1.

    `extent` is rows × columns, the greater of what the sheet claims and what it holds; `count` its cells.
    """

    def __init__(self) -> None:
        self.extent = self.count = 0
        self.shape = -1  # the object that a text belongs to
        self.has_shapes = False
        self.is_painted = False  # by conditional formats
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.narrow_columns: set[int] = set()
        self.margins: list[tuple[str, str]] = []
        self.notes: dict[int, tuple[int, int]] = {}  # object -> row, column
        self.texts: dict[int, str] = {}  # object -> text; those without a note are text boxes


class WorkbookRecords:
    """The sheets of a workbook stream in their order; `is_encrypted` where the file has a password.

    `starts` are where their substreams begin; `is_shown`: whether any window of the workbook is (2.4.345).

    A damaged stream simply shows less.
    """

    def __init__(self, stream: bytes) -> None:
        self._stream = stream + bytes(8)  # so that the last record can be read like the others
        self._end = len(stream) - 4
        self._is_biff8 = unpack_from("<H", self._stream, 4)[0] == _BIFF8
        self.is_encrypted = False
        self.sheets: list[SheetRecords] = []
        self._looks: UnseenLooks | None = None
        starts, windows = [], []
        for kind, at, size in self._others(0, SheetRecords()):
            if kind == _FILEPASS:
                self.is_encrypted = True
            elif kind == _WINDOW and size >= 10:
                windows.append(unpack_from("<H", self._stream, at + 8)[0] & 1)
            elif kind == _BOUNDSHEET and size >= 6:
                starts.append(unpack_from("<I", self._stream, at)[0])
        self.is_shown = not windows or not all(windows)
        self.starts: list[int] = [] if self.is_encrypted else starts
        for start in self.starts:
            found = SheetRecords()
            self.sheets.append(found)
            self._read(found, start)

    def unseen(self, index: int) -> frozenset[tuple[int, int]]:
        """Row and column of the cells of a sheet whose look shows nothing."""
        if not self._is_biff8 or index >= len(self.starts):
            return frozenset()
        if self._looks is None:
            from scanner.extract.xls.looks import UnseenLooks

            self._looks = UnseenLooks(self._stream)
        return self._looks.cells(self.starts[index], is_painted=self.sheets[index].is_painted)

    def covered(self, index: int) -> tuple[Rectangle, ...]:
        """The cells of a sheet that its shapes cover."""
        if not self._is_biff8 or index >= len(self.starts) or not self.sheets[index].has_shapes:
            return ()
        from scanner.extract.xls.covers import covered_areas

        return covered_areas(self._stream, self.starts[index])

    def _others(self, at: int, found: SheetRecords) -> Iterator[tuple[int, int, int]]:
        """Kind, offset and size of the records of a substream that are no cells, embedded charts included.

        Cells, which are nearly all of a long list, only count for the extent.
        """
        stream, end, depth, four = self._stream, self._end, 0, Struct("<4H").unpack_from
        top, bottom, left, right, count = 1 << 16, -1, 1 << 16, -1, 0
        while at <= end:
            kind, size, row, column = four(stream, at)
            if kind in CELLS:
                count += 1
                if row > bottom:
                    bottom = row
                if row < top:
                    top = row
                if column < left:
                    left = column
                if kind == MULRK:
                    count += max(size // 6 - 2, 0)
                    column = unpack_from("<H", stream, min(at + size + 2, end))[0]
                if column > right:
                    right = column
            else:
                depth += (kind == _BOF) - (kind == _EOF)
                yield kind, at + 4, size
                if kind == _EOF and depth <= 0:
                    break
            at += 4 + size
        if bottom >= 0:
            found.extent = max(found.extent, (bottom - top + 1) * (right - left + 1))
            found.count = count

    def _read(self, found: SheetRecords, start: int) -> None:
        for kind, at, size in self._others(start, found):
            found.is_painted = found.is_painted or kind in _CONDITIONS
            try:
                if kind in (_ROW, _COLINFO, DIMENSIONS):
                    self._read_grid(found, kind, at, size)
                elif self._is_biff8 and kind in _TEXTS:
                    self._read_text(found, kind, at, size)
            except StructError:  # a record shorter than its kind demands
                continue

    def _read_text(self, found: SheetRecords, kind: int, at: int, size: int) -> None:
        stream = self._stream
        if kind in (_HEADER, _FOOTER) and size > 3:
            where = "header" if kind == _HEADER else "footer"
            count, flags = unpack_from("<HB", stream, at)
            found.margins.append((where, _characters(stream[at + 3 : at + size], flags)[:count]))
        elif kind == _OTHER_PAGES and size > _MARGINS:
            found.margins += _margins(stream[at : at + size])
        elif kind == _NOTE and size >= 8:
            row, column, _, number = unpack_from("<4H", stream, at)
            found.notes[number] = (row + 1, column + 1)
        elif kind == _OBJ and size >= 8:
            found.shape = unpack_from("<H", stream, at + 6)[0]
            found.has_shapes = True
        elif kind == _TXO and size >= 18:
            found.texts[found.shape] = self._text(at + size, unpack_from("<H", stream, at + 10)[0])

    def _read_grid(self, found: SheetRecords, kind: int, at: int, size: int) -> None:
        if kind == _ROW:
            row, _, _, height, _, _, flags = unpack_from("<7H", self._stream, at)
            if flags & _ZERO_HEIGHT or height & 0x7FFF <= _NO_HEIGHT:
                found.hidden_rows.add(row + 1)
        elif kind == _COLINFO:
            first, last, width, _, flags = unpack_from("<5H", self._stream, at)
            columns = range(first + 1, min(last, _LAST_COLUMN) + 2)
            if flags & 1 or not width:
                found.hidden_columns.update(columns)
            elif width <= NARROW:
                found.narrow_columns.update(columns)
        elif size >= 10:
            shape = "<IIHH" if self._is_biff8 and size >= 12 else "<HHHH"
            top, bottom, left, right = unpack_from(shape, self._stream, at)
            if bottom < top or right < left:
                claimed = _WRAPPED
            else:  # of a range without rows or columns, calamine takes the end for their number
                claimed = ((bottom - top) or bottom) * ((right - left) or right)
            found.extent = max(found.extent, claimed)

    def _text(self, at: int, length: int) -> str:
        """The text of a shape: it stands in the records that continue the shape's own."""
        pieces: list[str] = []
        while length > 0 and at <= self._end:
            kind, size = unpack_from("<HH", self._stream, at)
            if kind != _CONTINUE or not size:
                break
            piece = _characters(self._stream[at + 5 : at + 4 + size], self._stream[at + 4])[:length]
            pieces.append(piece)
            length -= len(piece)
            at += 4 + size
        return "".join(pieces)


def _margins(record: bytes) -> Iterator[tuple[str, str]]:
    """Header and footer of even pages and of the first (2.4.137)."""
    lengths = unpack_from("<4H", record, _MARGINS - 8)
    at = _MARGINS
    for where, length in zip(("header", "footer") * 2, lengths, strict=True):
        if length and at + 3 <= len(record):
            flags = record[at + 2]
            size = length << (flags & 1)
            yield where, _characters(record[at + 3 : at + 3 + size], flags)
            at += 3 + size


def _characters(data: bytes, flags: int) -> str:
    return data.decode("utf-16-le" if flags & 1 else "latin-1", "replace")
