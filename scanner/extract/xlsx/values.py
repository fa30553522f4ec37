"""The cells' values of a workbook: by calamine, or as a stream where a dense reading would be too large."""

from __future__ import annotations

import re
from io import BytesIO

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from scanner.errors import Unreadable
from scanner.extract.sheets.calamine_guard import Guarded
from scanner.extract.sheets.cells import Cell, CellBlock, blocks_of, dense_block
from scanner.extract.xlsx.stream import date_styles, shared_strings, streamed_cells
from scanner.extract.xlsx.styles import UnseenStyles, may_hide

_HEAD = 4096  # bytes that the count of the strings stands in

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from scanner.extract.package.ooxml import Package, Relation
    from scanner.extract.xlsx.rich import FadedRuns
    from scanner.extract.xlsx.sheet import SheetXml
    from scanner.settings import Limits


class WorkbookValues:
    """Reads the cells of the sheets of one workbook. Raises `Unreadable`."""

    def __init__(self, package: Package, data: bytes, relations: Iterable[Relation], limits: Limits) -> None:
        self._package = package
        self._data = data
        self._limits = limits
        parts = {relation.kind: relation.target for relation in relations}
        # Inflated here under our limits before calamine inflates them under none.
        self.strings_xml = self._part(parts.get("sharedStrings", ""))
        self._styles_xml = self._part(parts.get("styles", ""))
        self._unseen: UnseenStyles | None = None
        self._faded: FadedRuns | None = None
        self._longest = 0
        self._workbook: CalamineWorkbook | None = None
        self._strings: list[str] | None = None
        self._dates: frozenset[str] = frozenset()

    def blocks(self, index: int, name: str, sheet: SheetXml) -> tuple[list[CellBlock], bool]:
        """The cells of the sheet with this index (counted from 0), and whether that is all of them."""
        is_dense = not sheet.is_sparse(self._limits.cells)
        if is_dense and not self._is_inflated(sheet) and not _counts_too_many(self.strings_xml):
            try:
                with Guarded():
                    return [dense_block(self._sheet(index, name))], True
            except Unreadable:  # it refuses some files that can be read; the stream decides
                pass
        return self._streamed(sheet)

    def unseen(self, sheet: bytes) -> frozenset[tuple[int, int]]:
        """Row and column of the cells of a sheet whose style shows nothing."""
        if not may_hide(self._styles_xml, sheet):
            return frozenset()
        if self._unseen is None:
            self._unseen = UnseenStyles(self._package.parsed(self._styles_xml))
        return self._unseen.cells(sheet)

    def faded(self, sheet: bytes) -> tuple[tuple[int, int, tuple[str, ...]], ...]:
        """Row, column and texts of the pieces of cells that nobody sees; none where the ground is not known."""
        has_runs = b"<rPr>" in self.strings_xml or b"<rPr>" in sheet
        if not has_runs or b"conditionalFormatting" in sheet or b"<tablePart " in sheet:
            return ()
        from scanner.extract.xlsx.rich import FadedRuns, may_fade

        if not self._styles_xml or not may_fade(self.strings_xml, sheet):
            return ()
        self._unseen = self._unseen or UnseenStyles(self._package.parsed(self._styles_xml))
        self._faded = self._faded or FadedRuns(self.strings_xml)
        return tuple(self._faded.cells(sheet, self._unseen.is_white))

    def _sheet(self, index: int, name: str) -> CalamineSheet:
        if self._workbook is None:
            self._workbook = CalamineWorkbook.from_filelike(BytesIO(self._data))
        names = self._workbook.sheet_names
        if index >= len(names) or names[index] != name:
            raise CalamineError
        return self._workbook.get_sheet_by_index(index)

    def _is_inflated(self, sheet: SheetXml) -> bool:
        """Whether a long shared string stands in so many cells that the texts would fill the memory."""
        if not self.strings_xml:
            return False
        self._longest = self._longest or max(map(len, self.strings_xml.split(b"</si>")))
        allowed = self._limits.expanded_bytes // self._longest
        return sheet.most_shared(allowed) > allowed

    def _streamed(self, sheet: SheetXml) -> tuple[list[CellBlock], bool]:
        if self._strings is None:
            parsed = self._package.parsed
            self._strings = shared_strings(parsed(self.strings_xml)) if self.strings_xml else []
            self._dates = date_styles(parsed(self._styles_xml)) if self._styles_xml else frozenset()
        cells: list[Cell] = []
        length = 0
        for cell in streamed_cells(sheet.data, self._strings, self._dates):
            length += len(cell[2])
            if len(cells) == self._limits.cells or length > self._limits.text_chars:
                return list(blocks_of(cells, self._limits.cells)), False
            cells.append(cell)
        return list(blocks_of(cells, self._limits.cells)), True

    def _part(self, name: str) -> bytes:
        return self._package.read(name) if name and self._package.named(name) else b""


def _counts_too_many(strings_xml: bytes) -> bool:
    """Whether the part says that it holds more strings than it has bytes: calamine makes room for as many and aborts."""
    said = re.findall(rb'[cC]ount="(\d+)"', strings_xml[:_HEAD])
    return any(int(count[:19]) > len(strings_xml) for count in said)
