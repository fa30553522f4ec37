"""What a binary workbook says of its cells' looks: number formats that show nothing, letters in the colour of their cell.

Source: [MS-XLSB], 2.4.662 (BrtFmt), 2.4.683 (BrtFont), 2.4.674 (BrtFill), 2.4.862 (BrtXF), 2.4.334 (BrtColor), 2.4.43
(BrtBeginDatabar), 2.4.93 (BrtBeginIconSet), 2.4.718 (BrtMergeCell). What conditional formats paint is not read; where there is
one, letters are not judged, but a bar or icon alone is.
"""

from __future__ import annotations

from struct import error as StructError  # noqa: N812
from struct import unpack_from

from scanner.extract.sheets.conditions import holds
from scanner.extract.sheets.formats import SILENT, WHITE, hidden_by, is_hidden, on_white
from scanner.extract.xls.looks import packed_figure

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from scanner.extract.sheets.cells import Rectangle

    Record = tuple[int, int, int]  # kind, where its body begins, size

_FONT, _FORMAT, _FILL, _LOOK, _LOOKS, _LOOKS_END = 43, 44, 45, 47, 617, 618
_ROW, _PACKED, _CELLS, _MERGED, _LISTS = 0, 2, range(2, 12), 176, 660
_REALS = frozenset((5, 9))  # BrtCellReal, BrtFmlaNum
_CONDITION, _BAR, _ICONS = 461, 467, 465
_CONDITION_SIGN, _MERGED_SIGN = b"\xcd\x03", b"\xb0\x01"  # 461 and 176 as they are written (2.1.4)
_ICON_ALONE = 2
_WHITE, _SMALL, _TINY = "FFFFFF", "small", 30  # twentieths of a point
_INDEXED = {0: "000000", 1: _WHITE, 8: "000000", 9: _WHITE, 64: "000000", 65: _WHITE}
_THEME = {0: _WHITE, 1: "000000"}  # light 1, dark 1
_SOLID = 1
_MOST_RANGES = 500


class BinaryLooks:
    """The looks of the cells of a workbook; `records` are those of its styles."""

    def __init__(self, styles: bytes, records: Iterable[Record]) -> None:
        self._data = styles
        self._fonts: list[str] = []
        self._fills: list[str] = []
        self._formats: dict[int, int] = {}
        self.silent: dict[int, int] = {}  # what formats hide, by the number of the look
        self.faint: set[int] = set()
        self._count = 0
        is_look = False
        for kind, at, size in records:
            is_look = kind == _LOOKS or (is_look and kind != _LOOKS_END)
            try:
                self._take(kind, at, size, is_look=is_look)
            except StructError:  # a record shorter than its kind demands
                continue

    def _take(self, kind: int, at: int, size: int, *, is_look: bool) -> None:
        data = self._data
        if kind == _FORMAT:
            number, length = unpack_from("<HI", data, at)
            code = data[at + 6 : at + min(size, 6 + 2 * length)].decode("utf-16-le", "replace")
            self._formats[number] = hidden_by(code)
        elif kind == _FONT:
            (height,) = unpack_from("<H", data, at)
            self._fonts.append(_SMALL if 0 < height <= _TINY else _colour(data, at + 12, "000000"))
        elif kind == _FILL:
            (pattern,) = unpack_from("<I", data, at)
            solid = _colour(data, at + 4, "?") if pattern == _SOLID else "?"
            self._fills.append(solid if pattern else _WHITE)
        elif kind == _LOOK and is_look:
            _, format, font, fill = unpack_from("<4H", data, at)
            self._add(format, font, fill)

    def _add(self, format: int, font: int, fill: int) -> None:
        letters = self._fonts[font] if font < len(self._fonts) else "000000"
        ground = self._fills[fill] if fill < len(self._fills) else _WHITE
        hidden = self._formats.get(format, 0)
        hidden = on_white(hidden) if ground == _WHITE else hidden
        if hidden & SILENT:
            self.silent[self._count] = hidden
        if letters == _SMALL or (letters == ground and not hidden & WHITE):
            self.faint.add(self._count)
        self._count += 1

    def unseen(self, sheet: bytes, records: Iterable[Record]) -> frozenset[tuple[int, int]]:
        """Row and column (from 1) of the cells of a sheet that show nothing."""
        if not (self.silent or self.faint or _CONDITION_SIGN in sheet):
            return frozenset()
        cells = _Cells(sheet, self)
        for kind, at, size in records:
            if kind in _CELLS and size >= 8:
                cells.take_cell(kind, at, size)
            elif kind == _ROW and size >= 4:
                cells.row = unpack_from("<I", sheet, at)[0] + 1
            elif kind in (_CONDITION, _BAR, _ICONS):
                cells.take_condition(kind, at, size)
            cells.is_list = cells.is_list or kind == _LISTS
        return frozenset(cells.unseen())


class _Cells:
    """The cells of one sheet that may show nothing, and the areas of its conditional formats."""

    def __init__(self, sheet: bytes, looks: BinaryLooks) -> None:
        self._sheet = sheet
        self._looks = looks
        self.row = 0
        self.is_list = False  # whether the sheet has a list, whose look is not known
        self._silent: set[tuple[int, int]] = set()
        self._faint: set[tuple[int, int]] = set()
        self._figures: set[tuple[int, int]] = set()
        self._areas: list[Rectangle] = []
        self._alone: list[Rectangle] = []  # with a bar or icon in the place of the figure
        self._last: list[Rectangle] = []

    def take_cell(self, kind: int, at: int, size: int) -> None:
        """Take a cell of the row that was begun last."""
        column, look = unpack_from("<II", self._sheet, at)
        place, look = (self.row, column + 1), look & 0xFFFFFF
        figure = _figure(kind, self._sheet[at + 8 : at + size])
        if figure:
            self._figures.add(place)
        if is_hidden(self._looks.silent.get(look, 0), figure):
            self._silent.add(place)
        elif look in self._looks.faint:
            self._faint.add(place)

    def take_condition(self, kind: int, at: int, size: int) -> None:
        """Take the areas of conditional formats, or what one of them draws."""
        sheet = self._sheet
        if kind == _CONDITION:
            self._last = _ranges(sheet, at, size)
            self._areas += self._last
            return
        is_bar_alone = kind == _BAR and size >= 3 and not sheet[at + 2]
        if is_bar_alone or (kind == _ICONS and size >= 6 and sheet[at + 4] & _ICON_ALONE):
            self._alone += self._last

    def unseen(self) -> set[tuple[int, int]]:
        """The cells that show nothing."""
        alone = self._alone[:_MOST_RANGES]
        hidden = {place for place in self._figures if any(holds(area, place) for area in alone)}
        if self.is_list or len(self._areas) > _MOST_RANGES:
            return hidden | self._silent
        painted = self._areas
        free = {place for place in self._faint if not any(holds(area, place) for area in painted)}
        return hidden | self._silent | free


def merged_cells(sheet: bytes, records: Iterable[Record]) -> tuple[Rectangle, ...]:
    """The merged cells of a sheet, rows and columns from 1."""
    found = []
    for kind, at, size in records if _MERGED_SIGN in sheet else ():
        if kind == _MERGED and size >= 16:
            top, bottom, left, right = unpack_from("<4I", sheet, at)
            found.append((top + 1, left + 1, bottom + 1, right + 1))
    return tuple(found)


def _ranges(sheet: bytes, at: int, size: int) -> list[Rectangle]:
    if size < 12:
        return []
    (count,) = unpack_from("<I", sheet, at + 8)
    found = []
    for number in range(min(count, (size - 12) // 16, _MOST_RANGES)):
        top, bottom, left, right = unpack_from("<4I", sheet, at + 12 + 16 * number)
        found.append((top + 1, left + 1, bottom + 1, right + 1))
    return found


def _figure(kind: int, value: bytes) -> str:
    """The figure in a cell; "" for a text."""
    if kind == _PACKED and len(value) >= 4:
        return packed_figure(unpack_from("<I", value)[0])
    if kind in _REALS and len(value) >= 8:
        return f"{unpack_from('<d', value)[0]:.15g}"
    return ""


def _colour(data: bytes, at: int, usual: str) -> str:
    """A colour as six digits where it is known, else as the file states it."""
    about, index, tint = unpack_from("<BBh", data, at)
    kind = about >> 1
    if kind == 1:
        return _INDEXED.get(index, f"i{index}")
    if kind == 2:
        colour = data[at + 4 : at + 7].hex().upper()
        return _WHITE if colour == "FEFEFE" else colour
    if kind == 3:
        is_plain = tint == 0 or (index == 0 and tint > 0)
        return _THEME[index] if index in _THEME and is_plain else f"{index} {tint}"
    return usual
