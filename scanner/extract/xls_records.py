"""What the records of an .xls workbook say besides the cells' values.

Source: [MS-XLS], 2.4 (records) and 2.5.198 (strings). Only BIFF8 (Excel 97 and later) shows its texts.
"""

from __future__ import annotations

from struct import error as StructError  # noqa: N812
from struct import unpack_from

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_BOF, _EOF, _CONTINUE = 0x0809, 0x000A, 0x003C
_BOUNDSHEET, _FILEPASS = 0x0085, 0x002F
_ROW, _COLINFO, _HEADER, _FOOTER = 0x0208, 0x007D, 0x0014, 0x0015
_NOTE, _OBJ, _TXO = 0x001C, 0x005D, 0x01B6
_BIFF8 = 0x0600
_ZERO_HEIGHT = 0x20
_LAST_COLUMN = 256


class SheetRecords:
    """Hidden rows and columns, header and footer, notes and text boxes of one sheet; numbers from 1."""

    def __init__(self) -> None:
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.margins: list[tuple[str, str]] = []
        self.notes: dict[int, tuple[int, int]] = {}  # object -> row, column
        self.texts: dict[int, str] = {}  # object -> text; those without a note are text boxes


class WorkbookRecords:
    """The sheets of a workbook stream in their order; `is_encrypted` where the file has a password.

    A damaged stream simply shows less.
    """

    def __init__(self, stream: bytes) -> None:
        self._stream = stream
        self.is_encrypted = False
        self._starts: list[int] = []
        version = unpack_from("<H", stream, 4)[0] if len(stream) > 6 else 0
        self._is_biff8 = version == _BIFF8
        for kind, at, size in self._records(0):
            if kind == _FILEPASS:
                self.is_encrypted = True
            elif kind == _BOUNDSHEET and size >= 6:
                self._starts.append(unpack_from("<I", stream, at)[0])

    def sheet(self, index: int) -> SheetRecords:
        """What the records of the sheet with this index (counted from 0) say."""
        found = SheetRecords()
        if index < len(self._starts):
            try:
                self._read(found, self._starts[index])
            except StructError:  # a record shorter than its kind demands
                return found
        return found

    def _records(self, at: int) -> Iterator[tuple[int, int, int]]:
        """Kind, offset and size of each record of a substream, embedded charts included."""
        stream, end, depth = self._stream, len(self._stream) - 4, 0
        while at <= end:
            kind, size = unpack_from("<HH", stream, at)
            depth += (kind == _BOF) - (kind == _EOF)
            yield kind, at + 4, size
            at += 4 + size
            if depth <= 0:
                return

    def _read(self, found: SheetRecords, start: int) -> None:
        stream = self._stream
        records = self._records(start)
        shape = -1
        for kind, at, size in records:
            if kind == _ROW:
                row, _, _, height, _, _, flags = unpack_from("<7H", stream, at)
                if flags & _ZERO_HEIGHT or not height & 0x7FFF:
                    found.hidden_rows.add(row + 1)
            elif kind == _COLINFO:
                first, last, width, _, flags = unpack_from("<5H", stream, at)
                if flags & 1 or not width:
                    found.hidden_columns.update(range(first + 1, min(last, _LAST_COLUMN) + 2))
            elif not self._is_biff8:
                continue
            elif kind in (_HEADER, _FOOTER) and size > 3:
                where = "header" if kind == _HEADER else "footer"
                count, flags = unpack_from("<HB", stream, at)
                found.margins.append((where, _characters(stream[at + 3 : at + size], flags)[:count]))
            elif kind == _NOTE and size >= 8:
                row, column, _, number = unpack_from("<4H", stream, at)
                found.notes[number] = (row + 1, column + 1)
            elif kind == _OBJ and size >= 8:
                shape = unpack_from("<H", stream, at + 6)[0]
            elif kind == _TXO and size >= 18:
                found.texts[shape] = self._text(at + size, unpack_from("<H", stream, at + 10)[0])

    def _text(self, at: int, length: int) -> str:
        """The text of a shape: it stands in the records that continue the shape's own."""
        pieces: list[str] = []
        while length > 0 and at + 4 < len(self._stream):
            kind, size = unpack_from("<HH", self._stream, at)
            if kind != _CONTINUE or not size:
                break
            piece = _characters(self._stream[at + 5 : at + 4 + size], self._stream[at + 4])[:length]
            pieces.append(piece)
            length -= len(piece)
            at += 4 + size
        return "".join(pieces)


def _characters(data: bytes, flags: int) -> str:
    return data.decode("utf-16-le" if flags & 1 else "latin-1", "replace")
