"""The binary Word file: where its text lies, story by story, and how each run looks.

[MS-DOC]: 2.5 (Fib), 2.9.38 and 2.8.35 (Clx, PlcPcd: the piece table), 2.9.73 (FcCompressed), 2.8.5 and 2.8.6
(PlcBteChpx, PlcBtePapx), 2.9.33 and 2.9.174 (their pages of 512 bytes), 2.2.5.1 (Sprm), 2.6 (the sprms), 2.9.211 (PrcData).
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from struct import error as StructError  # noqa: N812
from struct import unpack_from

from scanner.errors import Unreadable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.extract.doc.styles import Styles

_MAGICS = frozenset((0xA5EC, 0xA5DC, 0xA5DB, 0xA697, 0xA699))  # Word 97 on, Word 6 and 95, far-eastern Word 6
_WORD_97 = 0xC1  # nFib; older files have no Unicode
_FAST_SAVED, _ENCRYPTED, _TABLE_1, _WIDE = 0x0004, 0x0100, 0x0200, 0x1000
_OLD_CLX = 0x160  # where Word 6 and 95 say where the piece table lies in the main stream, and how long it is
_PAIRS = 0x9A  # offset of FibRgFcLcb97
_STYLES, _HEADERS, _CHPX, _PAPX, _CLX, _SHAPES, _MARGIN_SHAPES = 1, 11, 12, 13, 33, 40, 41
_PAGE = 512
_MOST_PAGES = 200_000
_COUNTS = 0x4C  # offset of ccpText
# The stories in the order of their characters (2.3): name and layer.
STORIES = ("body", "footnote", "header", "macro", "comment", "endnote", "textbox", "header-textbox")
_SIZES = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}  # of operands, by the highest three bits
# In a style: hidden, a colour of its own or by index, a size (2.6.1, sprmCFVanish, sprmCCv, sprmCIco, sprmCHps).
_TELLING_LOOKS = (b"\x3c\x08", b"\x70\x68\xff\xff\xff", b"\x42\x2a\x08", b"\x43\x4a\x02", b"\x43\x4a\x04")
_SIZE, _USUAL_SIZE = 0x4A43, 10.5  # of letters; 五号
_TABLE_DEFINITION = (0xD608, 0xD606)
# Sprms that say where the others lie in the stream "Data": of rows with many cells (2.6.2, sprmPHugePapx), of tables.
_ELSEWHERE = (0x6645, 0x6646, 0x646B)
_MOST_ELSEWHERE = 2  # times the stream; lists do not lie over one another

Sprms = dict[int, bytes]
NO_LOOK: Sprms = {}


class Piece:
    """Characters that lie together in the stream: the first one's number, offset, count, bytes each."""

    __slots__ = ("count", "first", "offset", "width")

    def __init__(self, first: int, offset: int, count: int, width: int) -> None:
        self.first, self.offset, self.count, self.width = first, offset, count, width


class WordFile:
    """The streams of a .doc. Raises `Unreadable`: "encrypted", "damaged" where the piece table is lost.

    `more` is the stream "Data" with the properties that found no room in the pages of paragraphs.
    """

    def __init__(self, main: bytes, tables: tuple[bytes, bytes], more: bytes = b"") -> None:
        self.main = main
        self._more = more
        self._left = _MOST_ELSEWHERE * len(more)
        try:
            magic, self.version = unpack_from("<HH", main, 0)
            flags = unpack_from("<H", main, 10)[0]
            self.bounds: tuple[int, int] = unpack_from("<II", main, 0x18)
        except StructError as error:
            raise Unreadable("damaged", "FIB") from error
        if magic not in _MAGICS:
            raise Unreadable("damaged", "FIB")
        if flags & _ENCRYPTED:
            raise Unreadable("encrypted")
        self.is_old = self.version < _WORD_97 and not any(tables)  # older files have no table streams
        self.table = tables[1 if flags & _TABLE_1 else 0]
        self.pieces: list[Piece] = []
        self.counts: list[int] = []
        if self.is_old and not self.bounds[0] < self.bounds[1] <= len(main):
            raise Unreadable("damaged", "FIB")
        self._is_wide = bool(flags & _WIDE)
        if not self.is_old or flags & _FAST_SAVED:
            try:
                if self.is_old:
                    self._read_pieces(main, *unpack_from("<II", main, _OLD_CLX))
                else:
                    self.counts = list(unpack_from("<8i", main, _COUNTS))
                    self._read_pieces(self.table, *self.pair(_CLX))
            except StructError as error:
                raise Unreadable("damaged", "piece table") from error
            if not self.pieces:
                raise Unreadable("damaged", "piece table")
        self.styles = self._styles()
        self._all_styles: Styles | None = None
        self.page: tuple[float, float, float] | None = None  # margin, width, height, once asked for
        self.looks = Looks(self, _CHPX)
        self.paragraphs = Looks(self, _PAPX)

    def pair(self, index: int) -> tuple[int, int]:
        """Offset in the table stream and length of one of its structures; (0, 0) where there is none."""
        try:
            offset, length = unpack_from("<II", self.main, _PAIRS + 8 * index)
        except StructError:
            return 0, 0
        return (offset, length) if offset + length <= len(self.table) else (0, 0)

    @property
    def has_drawings(self) -> bool:
        """Whether shapes hang on its body."""
        return not self.is_old and self.pair(_SHAPES)[1] > 0

    @property
    def has_margin_drawings(self) -> bool:
        """Whether shapes hang on its headers and footers."""
        return not self.is_old and self.pair(_MARGIN_SHAPES)[1] > 0

    def paragraph_style(self, offset: int) -> Sprms:
        """The sprms that the style of the paragraph at an offset says."""
        self._all_styles = self._all_styles or self.styles or self._read_styles()
        return self._all_styles.sprms(self.paragraphs.style_at(offset))

    def elsewhere(self, offset: int) -> bytes:
        """The list of property modifiers at an offset of "Data"; empty where none is there."""
        length = unpack_from("<h", self._more, offset)[0] if offset + 2 <= len(self._more) else 0
        self._left -= max(length, 0)
        return self._more[offset + 2 : offset + 2 + length] if length > 0 and self._left >= 0 else b""

    def sprms_of(self, data: bytes) -> Iterator[tuple[int, bytes]]:
        """Code and operand of a list of property modifiers."""
        return _sprms(data)

    def header_bounds(self) -> list[int]:
        """Where the stories of headers and footers begin within theirs (2.8.21, PlcfHdd)."""
        offset, length = self.pair(_HEADERS)
        return list(unpack_from(f"<{length // 4}i", self.table, offset)) if length else []

    def text(self, piece: Piece, start: int, end: int) -> str:
        """The characters `start` to `end` of a piece, one for every character of the file."""
        raw = self.main[piece.offset + start * piece.width : piece.offset + end * piece.width]
        if piece.width == 1:
            return raw.decode("cp1252", "replace")
        units = array("H", raw[: len(raw) // 2 * 2])
        return "".join(map(chr, units))

    def characters(self, first: int, end: int) -> str:
        """The characters `first` to before `end`, wherever they lie."""
        found = []
        for piece in self.pieces:
            start, stop = max(first - piece.first, 0), min(end - piece.first, piece.count)
            if start < stop:
                found.append(self.text(piece, start, stop))
        return "".join(found)

    def paragraph_marks(self, first: int, end: int) -> int:
        """How many paragraphs end among the characters `first` to before `end`."""
        return self.characters(first, end).count("\r")

    def old_text(self) -> str:
        """All characters of a file of Word 6 or 95: in one code page, or of two bytes each in its far-eastern one.

        After a fast save the pieces lie anywhere in the stream.
        """
        from scanner.extract.encoding import decoded

        raw = b"".join([self.main[first:end] for first, end in self._old_stretches()])
        return raw.decode("utf-16-le", "replace") if self._is_wide else decoded(raw).text

    def _old_stretches(self) -> list[tuple[int, int]]:
        pieces = [(piece.offset, piece.offset + piece.count * piece.width) for piece in self.pieces]
        return pieces or [self.bounds]

    def covered(self) -> list[tuple[int, int]]:
        """The stretches of the stream that are text of the document, in ascending order."""
        if self.is_old:
            return sorted(self._old_stretches())
        return sorted((piece.offset, piece.offset + piece.count * piece.width) for piece in self.pieces)

    def size(self, own: Sprms, offset: int) -> float:
        """The size of the letters of a run with these sprms, at an offset, in points."""
        said = own.get(_SIZE, b"")
        if len(said) != 2:
            said = self.paragraph_style(offset).get(_SIZE, b"")
        return unpack_from("<H", said)[0] / 2 if len(said) == 2 else _USUAL_SIZE

    def _styles(self) -> Styles | None:
        """The styles, where one of them may hide its words."""
        offset, length = (0, 0) if self.is_old else self.pair(_STYLES)
        data = self.table[offset : offset + length]
        if not self.has_drawings and not any(sign in data for sign in _TELLING_LOOKS):
            return None
        return self._read_styles()

    def _read_styles(self) -> Styles:
        from scanner.extract.doc.styles import Styles

        offset, length = self.pair(_STYLES)
        return Styles(self.table[offset : offset + length], _sprms)

    def _read_pieces(self, table: bytes, offset: int, length: int) -> None:
        at, end = offset, min(offset + length, len(table))
        while at < end and table[at] == 1:
            at += 3 + unpack_from("<H", table, at + 1)[0]
        if at >= end or table[at] != 2:
            return
        size = unpack_from("<I", table, at + 1)[0]
        at += 5
        count = (min(size, len(table) - at) - 4) // 12
        bounds = unpack_from(f"<{count + 1}i", table, at)
        left = len(self.main)  # pieces may be made to share their bytes, but not without end
        for number in range(count):
            place = unpack_from("<I", table, at + 4 * (count + 1) + 8 * number + 2)[0]
            width = 2 if (self._is_wide if self.is_old else not place & 0x40000000) else 1
            start = place if self.is_old else (place & 0x3FFFFFFF) // (2 if width == 1 else 1)
            many = min(bounds[number + 1] - bounds[number], max(len(self.main) - start, 0) // width)
            if many > 0 and left >= 0:
                left -= many * width
                self.pieces.append(Piece(bounds[number], start, many, width))


class Looks:
    """Properties of runs or paragraphs by their offset in the stream, from pages of 512 bytes."""

    def __init__(self, file: WordFile, index: int) -> None:
        self._file = file
        self._is_paragraphs = index == _PAPX
        self.bounds: list[int] = []  # offsets at which a run begins, ascending
        self._properties: list[tuple[int, int]] = []  # where its sprms lie in the stream, and how long
        self._known: dict[bytes, Sprms] = {}  # runs that look alike have the same bytes
        if not file.is_old:
            self._read(*file.pair(index))

    def at(self, offset: int) -> Sprms:
        """The sprms (code -> operand) that hold at an offset; the same looks are the same object."""
        index = bisect_right(self.bounds, offset) - 1
        return self.sprms(index) if index >= 0 else NO_LOOK

    def style_at(self, offset: int) -> int:
        """The number of the style of the paragraph at an offset; 0 is the usual one."""
        index = bisect_right(self.bounds, offset) - 1
        begin, _ = self._properties[index] if index >= 0 else (0, 0)
        is_there = 2 <= begin <= len(self._file.main)
        return unpack_from("<H", self._file.main, begin - 2)[0] if is_there else 0

    def sprms(self, index: int) -> Sprms:
        """The sprms of the run with this number."""
        begin, length = self._properties[index]
        key = self._file.main[begin : begin + length]
        if key not in self._known:
            found = self._known[key] = dict(_sprms(key))
            for code in _ELSEWHERE if self._is_paragraphs else ():
                if code in found:
                    found.update(_sprms(self._file.elsewhere(int.from_bytes(found[code], "little"))))
        return self._known[key]

    def _read(self, offset: int, length: int) -> None:
        count = max(length - 4, 0) // 8
        for number in range(min(count, _MOST_PAGES)):
            page = unpack_from("<I", self._file.table, offset + 4 * (count + 1) + 4 * number)[0] & 0x3FFFFF
            self._read_page(page * _PAGE)
        if self.bounds != sorted(self.bounds):
            order = sorted(range(len(self.bounds)), key=self.bounds.__getitem__)
            self.bounds = [self.bounds[at] for at in order]
            self._properties = [self._properties[at] for at in order]

    def _read_page(self, page: int) -> None:
        data = self._file.main
        if page + _PAGE > len(data):
            return
        count, step = data[page + _PAGE - 1], 13 if self._is_paragraphs else 1
        if 4 * (count + 1) + count * step >= _PAGE:
            return
        begin = page + 4 * (count + 1)
        entries = data[begin : begin + count * step : step]
        extents = {at: self._extent(page, 2 * at) if at else (0, 0) for at in set(entries)}
        self.bounds += unpack_from(f"<{count}I", data, page)
        self._properties += [extents[at] for at in entries]

    def _extent(self, page: int, at: int) -> tuple[int, int]:
        """Where the sprms behind an entry of a page lie."""
        data, end = self._file.main, page + _PAGE
        size = data[page + at]
        if not self._is_paragraphs:
            return page + at + 1, min(size, end - page - at - 1)
        begin, length = page + at + 1, 2 * size - 1
        if size == 0:
            begin, length = page + at + 2, 2 * data[page + at + 1] if at + 1 < _PAGE else 0
        return begin + 2, max(min(length - 2, end - begin - 2), 0)


def _sprms(data: bytes) -> Iterator[tuple[int, bytes]]:
    """(code, operand) of a list of property modifiers (2.2.5.1)."""
    at = 0
    while at + 2 < len(data) + 1:
        if at + 2 > len(data):
            return
        code = data[at] | data[at + 1] << 8
        at += 2
        size = _SIZES.get(code >> 13)
        if size is None:
            if at >= len(data):
                return
            size, at = data[at], at + 1
            if code in _TABLE_DEFINITION:
                size = max(size + (data[at] << 8 if at < len(data) else 0) - 1, 0)
                at += 1
        yield code, data[at : at + size]
        at += size
