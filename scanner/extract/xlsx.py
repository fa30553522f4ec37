"""Excel workbooks (.xlsx and what WPS calls .et): cells, hidden sheets, rows and columns, comments.

Source: ISO/IEC 29500-1, 18 (SpreadsheetML). Cells are read by calamine; everything that is not a cell
is read from the parts themselves.
"""

from __future__ import annotations

import re

from scanner.errors import Unreadable
from scanner.extract.building import DocumentBuilder
from scanner.extract.ooxml import Package, property_texts
from scanner.extract.sheet_cells import add_cells
from scanner.extract.sheet_margins import add_margins
from scanner.extract.xlsx_notes import add_notes
from scanner.extract.xlsx_sheet import SheetXml
from scanner.extract.xlsx_text import named
from scanner.extract.xlsx_values import WorkbookValues
from scanner.model import Place
from scanner.regexes import compiled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from lxml import etree

    from scanner.model import Document
    from scanner.settings import Limits

_SMALL_PICTURE = 10_000  # bytes; below are logos and bullets
_TELLING = compiled("xl/(?:embeddings/|model/|activeX/|vbaProject)")
_TELLING_IF_WORDS = compiled(
    "xl/(?:pivotCache|externalLinks|charts|diagrams|slicerCaches|queryTables|revisions|chartsheets|dialogsheets"
    "|macrosheets)/|xl/connections|customXml/item[0-9]"
)
# Two 汉字 one after another in UTF-8, or a run of digits as long as a telephone number.
_WORDS = re.compile(rb"(?:[\xe4-\xe9][\x80-\xbf]{2}){2}|[0-9]{11}")


def read(name: str, data: bytes, limits: Limits) -> Document:
    """The document of a workbook: each sheet a table (or several, parted by blank rows).

    Raises `Unreadable` ("damaged", "encrypted", "too-large", …) when the package as a whole fails.
    """
    reader = _Reader(name, data, limits)
    reader.add_sheets()
    reader.add_names()
    reader.add_properties()
    reader.add_gaps()
    return reader.builder.document()


class _Reader:
    def __init__(self, name: str, data: bytes, limits: Limits) -> None:
        self.builder = DocumentBuilder(name, "xlsx")
        self._package = Package(data, limits)
        main = self._package.main_part("xl/workbook.xml")
        self._workbook = self._package.xml(main)
        self._relations = self._package.relations(main)
        self._values = WorkbookValues(self._package, data, self._relations.values(), limits)

    def add_sheets(self) -> None:
        """Every sheet in the workbook's order; a sheet that fails is a gap, a workbook without cells too."""
        tables = failed = 0
        for index, entry in enumerate(named(self._workbook, "sheet")):
            name = entry.get("name") or ""
            try:
                tables += self._add_sheet(index, name, entry)
            except Unreadable as error:
                failed += 1
                self.builder.gap("sheet", error.reason, Place("sheet", (), "sheet", name), error.detail)
        if not tables and not failed:
            self.builder.gap("file", "empty")

    def _add_sheet(self, index: int, name: str, entry: etree._Element) -> int:
        """Add one sheet; the number of its tables."""
        id = next((value for key, value in entry.attrib.items() if str(key).endswith("}id")), "")
        relation = self._relations.get(str(id))
        if relation is None:
            raise Unreadable("damaged", "sheet")
        if relation.kind != "worksheet":
            return 0  # a chart or a dialog: told among the unread parts
        sheet = SheetXml(self._package.read(relation.target))
        facts = sheet.facts(name, visible=(entry.get("state") or "visible") == "visible")
        add_margins(self.builder, facts, sheet.margins())
        blocks, is_whole = self._values.blocks(index, name, sheet)
        tables = sum(add_cells(self.builder, facts, block) for block in blocks)
        for row, column, text in sheet.literals():
            place = Place("sheet", (row, column), "sheet", name)
            self.builder.add(text, place, layer=facts.layer, visible=facts.visible)
        if not is_whole:
            self.builder.gap("sheet", "too-many-cells", Place("sheet", (), "sheet", name))
        add_notes(self.builder, facts, sheet, self._package, self._package.relations(relation.target))
        return tables

    def add_names(self) -> None:
        """Defined names that hold a text of their own instead of a reference to cells."""
        for entry in named(self._workbook, "definedName"):
            text = entry.text or ""
            if '"' in text:
                place = Place("property", (), "named", entry.get("name") or "")
                self.builder.add(text, place, layer="property", visible=False)

    def add_properties(self) -> None:
        """The file properties that people fill in."""
        try:
            for name, text in property_texts(self._package):
                place = Place("property", (), "named", name)
                self.builder.add(text, place, layer="property", visible=False)
        except Unreadable as error:
            self.builder.gap("part", error.reason, None, "docProps")

    def add_gaps(self) -> None:
        """Parts that may hold words or pictures of people and are not read."""
        for part in self._package.names:
            if self._is_telling(part):
                self.builder.gap("part", "not-read", None, part)

    def _is_telling(self, part: str) -> bool:
        if _TELLING.match(part):
            return True
        picture = part.startswith("xl/media/")
        if not picture and not _TELLING_IF_WORDS.match(part):
            return False
        try:
            data = self._package.read(part)
        except Unreadable:
            return True
        return len(data) >= _SMALL_PICTURE if picture else bool(_WORDS.search(data))
