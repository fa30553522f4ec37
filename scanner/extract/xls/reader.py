"""Workbooks of Excel 97–2003 (.xls): the same as .xlsx, from records instead of parts.

Cells and merged cells are read by calamine; hidden rows and columns, notes, text boxes, header and
footer from the records; all else that holds words is swept (`xls_rest`).
"""

from __future__ import annotations

from io import BytesIO

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from scanner.errors import Unreadable
from scanner.extract.building import DocumentBuilder
from scanner.extract.ole.compound import CompoundFile
from scanner.extract.ole.rebuilt import rebuilt
from scanner.extract.sheets.calamine_guard import Guarded
from scanner.extract.sheets.cells import SheetFacts, add_cells, compact_blocks, dense_block
from scanner.extract.sheets.margins import add_margins, margin_texts
from scanner.extract.xls.packing import Packing
from scanner.extract.xls.records import SheetRecords, WorkbookRecords
from scanner.extract.xls.rest import pour_rest
from scanner.model import Place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from scanner.model import Document
    from scanner.settings import Limits


def read(name: str, data: bytes, limits: Limits) -> Document:
    """The document of an .xls workbook. Raises `Unreadable` ("damaged", "encrypted")."""
    storage = CompoundFile(data)
    stream = storage.stream("Workbook") or storage.stream("Book")
    if not stream:
        raise Unreadable("damaged", "ole")
    records = WorkbookRecords(stream)
    if records.is_encrypted:
        raise Unreadable("encrypted")
    packing = Packing(stream, records.starts, records.sheets)
    if packing.extent > limits.cells:
        raise Unreadable("damaged", "extent")  # calamine would reserve the memory for it
    with Guarded():  # calamine follows a ring of sectors until the memory is full
        workbook = CalamineWorkbook.from_filelike(BytesIO(rebuilt("Workbook", packing.stream)))
    builder = DocumentBuilder(name, "xls")
    for index in range(len(workbook.sheet_names)):
        _add_sheet(builder, workbook, records, packing, index, limits)
    is_empty = not any(builder.texts())
    if not pour_rest(builder, storage, limits) and is_empty:
        builder.gap("file", "empty")
    if storage.is_damaged:
        builder.gap("part", "damaged", None, "ole")
    return builder.document()


def _add_sheet(
    builder: DocumentBuilder,
    workbook: CalamineWorkbook,
    records: WorkbookRecords,
    packing: Packing,
    index: int,
    limits: Limits,
) -> None:
    """Add one sheet."""
    entry = workbook.sheets_metadata[index]
    place = Place("sheet", (), "sheet", entry.name)
    if entry.typ != SheetTypeEnum.WorkSheet:
        builder.gap("sheet", "not-read", place)
        return
    with Guarded():
        sheet = workbook.get_sheet_by_index(index)
        blocks = packing.block(index, sheet, limits.cells)
        if blocks is None:
            blocks = compact_blocks(dense_block(sheet), limits.cells)
        merged = sheet.merged_cell_ranges or ()
    said = records.sheets[index] if index < len(records.sheets) else SheetRecords()
    facts = SheetFacts(
        entry.name,
        records.is_shown and entry.visible == SheetVisibleEnum.Visible,
        frozenset(said.hidden_rows),
        frozenset(said.hidden_columns),
        tuple((t + 1, l + 1, b + 1, r + 1) for (t, l), (b, r) in merged),
        records.unseen(index),
        records.covered(index),
        narrow_columns=frozenset(said.narrow_columns),
    )
    margins = [(where, text) for where, raw in said.margins for text in margin_texts(raw)]
    add_margins(builder, facts, margins)
    for block in blocks:
        add_cells(builder, facts, block)
    _add_shapes(builder, facts, said)


def _add_shapes(builder: DocumentBuilder, facts: SheetFacts, said: SheetRecords) -> None:
    """Notes at their cells, and the texts of the other shapes."""
    for number, text in said.texts.items():
        steps = said.notes.get(number)
        if steps is not None:
            place = Place("comment", steps, "sheet", facts.name)
            builder.add(text, place, layer="comment", visible=False)
        elif text.strip():
            place = Place("textbox", (), "sheet", facts.name)
            layer = "textbox" if facts.visible else facts.layer
            builder.add(text, place, layer=layer, visible=facts.visible)
