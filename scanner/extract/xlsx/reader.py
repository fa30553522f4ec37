"""Excel workbooks (.xlsx and what WPS calls .et): cells, hidden sheets, rows and columns, comments.

Source: ISO/IEC 29500-1, 18 (SpreadsheetML). Cells are read by calamine; everything that is not a cell
is read from the parts themselves, what is left by the part sweep.
"""

from __future__ import annotations

from scanner.errors import Unreadable
from scanner.extract.building import DocumentBuilder
from scanner.extract.package.ooxml import Package, property_texts
from scanner.extract.package.sweep_pictures import note_media
from scanner.extract.sheets.cells import add_cells
from scanner.extract.sheets.margins import add_margins
from scanner.extract.xlsx.notes import add_notes
from scanner.extract.xlsx.rest import Frame, pour_rest
from scanner.extract.xlsx.sheet import SheetXml
from scanner.extract.xlsx.text import named
from scanner.extract.xlsx.values import WorkbookValues
from scanner.model import Place
from scanner.noun import replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from lxml import etree

    from scanner.extract.package.ooxml import Relation
    from scanner.extract.sheets.cells import Rectangle
    from scanner.model import Document
    from scanner.settings import Limits


def read(name: str, data: bytes, limits: Limits) -> Document:
    """The document of a workbook: each sheet a table (or several, parted by blank rows).

    Raises `Unreadable` ("damaged", "encrypted", "too-large", …) when the package as a whole fails.
    """
    reader = _Reader(name, data, limits)
    reader.add_sheets()
    reader.add_names()
    reader.add_properties()
    reader.add_rest()
    return reader.builder.document()


class _Reader:
    def __init__(self, name: str, data: bytes, limits: Limits) -> None:
        self.builder = DocumentBuilder(name, "xlsx")
        self._package = Package(data, limits)
        main = self._package.main_part("xl/workbook.xml")
        self._main = self._package.named(main) or main
        self._limits = limits
        self._is_shown = True  # whether any window of the workbook is (18.2.30)
        self._frames: dict[str, Frame] = {}
        self._workbook = self._package.xml(main)
        self._relations = self._package.relations(main)
        self._values = WorkbookValues(self._package, data, self._relations.values(), limits)

    def add_sheets(self) -> None:
        """Every sheet in the workbook's order; a sheet that fails is a gap, a workbook without cells too."""
        tables = failed = 0
        views = list(named(self._workbook, "workbookView"))
        self._is_shown = not views or any(view.get("visibility", "visible") == "visible" for view in views)
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
        part = self._package.named(relation.target) or relation.target
        if part in self._frames:  # read already: a few bytes of a book could name it a thousand times
            raise Unreadable("damaged", "sheet")
        frame = self._frames[part] = Frame()
        sheet = SheetXml(self._package.read(relation.target))
        visible = self._is_shown and (entry.get("state") or "visible") == "visible"
        facts = sheet.facts(name, visible=visible)
        unseen, faded = self._values.unseen(sheet.data), self._values.faded(sheet.data)
        facts = replace(facts, unseen=unseen, faded=faded, covered=self._covered(relation, sheet))
        add_margins(self.builder, facts, sheet.margins())
        blocks, is_whole = self._values.blocks(index, name, sheet)
        tables = sum(add_cells(self.builder, facts, block) for block in blocks)
        for row, column, text in sheet.literals():
            place = Place("sheet", (row, column), "sheet", name)
            self.builder.add(text, place, layer=facts.layer, visible=facts.visible)
        if not is_whole:
            self.builder.gap("sheet", "too-many-cells", Place("sheet", (), "sheet", name))
        add_notes(self.builder, facts, sheet, self._package, self._package.relations(relation.target))
        frame.take(sheet.data)
        return tables

    def _covered(self, relation: Relation, sheet: SheetXml) -> tuple[Rectangle, ...]:
        """What the drawing of a sheet lies over; a drawing that fails is told where its texts are read."""
        if b"<drawing" not in sheet.data:
            return ()
        from scanner.extract.xlsx.covers import covered_areas

        try:
            for found in self._package.relations(relation.target).values():
                if found.kind == "drawing" and not found.is_external:
                    relations = self._package.relations(found.target)
                    return covered_areas(
                        self._package.xml(found.target), sheet.data, self._package, relations
                    )
        except Unreadable:
            return ()
        return ()

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

    def add_rest(self) -> None:
        """All other parts, and a gap for each picture that may show a list."""
        note_media(self._package, self.builder)
        pour_rest(
            self._package, self.builder, self._limits, self._frames, self._main, self._values.strings_xml
        )
