"""Cells of an .xls that nobody can see: the number format ;;;, letters in the colour of their cell, tiny letters.

Source: [MS-XLS], 2.4.122 (Font), 2.4.126 (Format), 2.4.353 (XF), 2.4.188 (Palette), 2.5.20 (CellXF: the fill
pattern and its colours), 2.5.161 (Icv: the numbers of colours). What conditions paint: `conditions`.
"""

from __future__ import annotations

from struct import error as StructError  # noqa: N812
from struct import pack, unpack_from

from scanner.extract.sheets.formats import SILENT, hidden_by, is_hidden, on_white

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    Cell = tuple[int, int, int, str]  # row, column, look, its figure: "" for a text

_FONT, _FORMAT, _XF, _PALETTE, _BOF, _EOF = 0x0031, 0x041E, 0x00E0, 0x0092, 0x0809, 0x000A
_MULRK, _REAL, _PACKED, _COMPUTED = 0x00BD, 0x0203, 0x027E, 0x0006
_CELLS = frozenset((0x0006, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E, 0x00D6))
_BLACK, _WHITE, _NEARLY_WHITE = "000000", "FFFFFF", "FEFEFE"
_USUAL = {0: _BLACK, 1: _WHITE, 8: _BLACK, 9: _WHITE, 64: _BLACK, 65: _WHITE, 0x7FFF: _BLACK}
_FIRST = 8  # colour of the palette record
_SKIPPED = 4  # a font number that no file has
_SOLID = 1
_TINY = 30  # twentieths of a point


class UnseenLooks:
    """The cell looks (XF) that show nothing: by their number format, or (`faint`) by their letters."""

    def __init__(self, stream: bytes) -> None:
        self._stream = stream
        self._fonts: list[tuple[int, int]] = []  # height, colour
        self._formats: dict[int, int] = {}  # what they hide, by their numbers
        self._colours = dict(_USUAL)
        looks: list[tuple[int, int, int, int, int]] = []  # font, format, pattern, its two colours
        for kind, at, size in _records(stream, 0):
            try:
                self._take(kind, at, size, looks)
            except StructError:  # a record shorter than its kind demands
                continue
        self._silent = {n: hidden for n, look in enumerate(looks) if (hidden := self._hidden(look)) & SILENT}
        self.faint = frozenset(n for n, look in enumerate(looks) if self._is_faint(look))
        self._looks = [self._shown(look) for look in looks]

    def cells(self, start: int, *, is_painted: bool = False) -> frozenset[tuple[int, int]]:
        """Row and column (from 1) of such cells of the sheet whose substream starts there.

        `is_painted` where it has conditional formats: of cells that these hide too.
        """
        if not (self._silent or self.faint or is_painted):
            return frozenset()
        found: list[Cell] = []
        stream = self._stream
        for kind, at, size in _records(stream, start):
            if kind in _CELLS and size >= 6:
                row, column, look = unpack_from("<3H", stream, at)
                found.append((row, column, look, _figure(kind, stream[at + 6 : at + size])))
            elif kind == _MULRK and size >= 6:
                row, column = unpack_from("<HH", stream, at)
                for n in range((size - 6) // 6):
                    look, value = unpack_from("<HI", stream, at + 4 + 6 * n)
                    found.append((row, column + n, look, packed_figure(value)))
        if is_painted:
            return self._below_conditions(found, start)
        return frozenset(
            (row + 1, column + 1)
            for row, column, look, figure in found
            if look in self.faint or is_hidden(self._silent.get(look, 0), figure)
        )

    def _below_conditions(self, cells: list[Cell], start: int) -> frozenset[tuple[int, int]]:
        """The same where the sheet has conditional formats."""
        from scanner.extract.sheets.conditions import Conditions
        from scanner.extract.xls.conditions import sheet_rules

        conditions = Conditions(sheet_rules(self._stream, _records(self._stream, start), self._colours))
        found: set[tuple[int, int]] = set()
        for row, column, look, figure in cells:
            place = (row + 1, column + 1)
            is_faint = look in self.faint and conditions.is_free(place)
            if is_hidden(self._silent.get(look, 0), figure) or is_faint:
                found.add(place)
            elif conditions.may_hide and conditions.is_near(place):
                own = self._looks[look] if look < len(self._looks) else ("?", "?")
                if conditions.hides(place, *own, figure):
                    found.add(place)
        return frozenset(found)

    def _take(self, kind: int, at: int, size: int, looks: list[tuple[int, int, int, int, int]]) -> None:
        stream = self._stream
        if kind == _FONT:
            height, _, colour = unpack_from("<3H", stream, at)
            self._fonts.append((height, colour))
        elif kind == _FORMAT:
            number, length, flags = unpack_from("<HHB", stream, at)
            raw = stream[at + 5 : at + size]
            code = raw.decode("utf-16-le" if flags & 1 else "latin-1", "replace")[:length]
            self._formats[number] = hidden_by(code)
        elif kind == _PALETTE:
            for n in range(min(unpack_from("<H", stream, at)[0], (size - 2) // 4)):
                colour = stream[at + 2 + 4 * n : at + 5 + 4 * n].hex().upper()
                self._colours[_FIRST + n] = _WHITE if colour == _NEARLY_WHITE else colour
        elif kind == _XF and size >= 20:
            font, format = unpack_from("<HH", stream, at)
            pattern = unpack_from("<I", stream, at + 14)[0] >> 26
            colours = unpack_from("<H", stream, at + 18)[0]
            looks.append((font, format, pattern, colours & 0x7F, colours >> 7 & 0x7F))

    def _hidden(self, look: tuple[int, int, int, int, int]) -> int:
        hidden = self._formats.get(look[1], 0)
        return on_white(hidden) if hidden and self._shown(look)[1] == _WHITE else hidden

    def _is_faint(self, look: tuple[int, int, int, int, int]) -> bool:
        number = look[0] - (look[0] > _SKIPPED)
        if number < len(self._fonts) and 0 < self._fonts[number][0] <= _TINY:
            return True
        letters, ground = self._shown(look)
        return letters == ground != "?"

    def _shown(self, look: tuple[int, int, int, int, int]) -> tuple[str, str]:
        """The colours of letters and ground, "?" where they are not known."""
        font, _, pattern, ground, _ = look
        number = font - (font > _SKIPPED)
        if number >= len(self._fonts):
            return "?", "?"
        colour = self._fonts[number][1]
        letters = self._colours.get(colour, f"i{colour}")
        if pattern > _SOLID:
            return letters, "?"
        return letters, self._colours.get(ground, f"i{ground}") if pattern == _SOLID else _WHITE


def _figure(kind: int, value: bytes) -> str:
    """The figure in a cell record behind row, column and look; "" for a text (2.5.133: the end of a text's mark)."""
    if kind == _PACKED and len(value) >= 4:
        return packed_figure(unpack_from("<I", value)[0])
    if kind in (_REAL, _COMPUTED) and len(value) >= 8 and value[6:8] != b"\xff\xff":
        return f"{unpack_from('<d', value)[0]:.15g}"
    return ""


def packed_figure(value: int) -> str:
    """A figure of four bytes (2.5.217, RkNumber), whole or the upper half of a binary fraction."""
    whole = (value - (1 << 32 if value >> 31 else 0)) >> 2
    number = whole if value & 2 else unpack_from("<d", pack("<Q", (value & ~3) << 32))[0]
    return f"{number / 100 if value & 1 else number:.15g}"


def _records(stream: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """Kind, offset and size of the records of a substream, those of charts in it left out."""
    depth = 0
    while at + 4 <= len(stream):
        kind, size = unpack_from("<HH", stream, at)
        depth += (kind == _BOF) - (kind == _EOF)
        if depth == 1:
            yield kind, at + 4, size
        if depth <= 0:
            return
        at += 4 + size
