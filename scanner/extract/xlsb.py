"""Binary Excel workbooks (.xlsb): cells by calamine, the rest by the part sweep.

Source: [MS-XLSB]. Of the binary parts only what hides rows, columns (2.4.741 BrtRowHdr, 2.4.323 BrtColInfo) and
cells (`xlsb_looks`) is parsed; their other texts (comments, caches, names) are found as runs of UTF-16.
"""

from __future__ import annotations

from io import BytesIO
from struct import unpack_from

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from scanner.errors import Unreadable
from scanner.extract.building import DocumentBuilder
from scanner.extract.package.ooxml import Package, property_texts
from scanner.extract.package.sweep import Sweep
from scanner.extract.sheets.calamine_guard import Guarded
from scanner.extract.sheets.cells import SheetFacts, add_cells, compact_blocks, dense_block
from scanner.extract.xlsb_looks import BinaryLooks, merged_cells
from scanner.model import Place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.model import Document
    from scanner.settings import Limits

_ROW, _COLUMN = 0, 60  # record types
_CELLS = range(1, 12)  # BrtCellBlank to BrtFmlaError
_HIDDEN_ROW = 0x10  # in the byte behind the flags of BrtRowHdr
_NO_HEIGHT = 40  # twentieths of a point: a row of that height shows nothing of a letter
_MOST_COLUMNS = 16_384
_BEYOND = (
    1 << 64
)  # cells of a sheet with a record that is too short: calamine takes what stood in memory before


def read(name: str, data: bytes, limits: Limits) -> Document:
    """The document of a workbook. Raises `Unreadable` where the package or its cells fail as a whole."""
    package = Package(data, limits)
    for part in package.names:
        if part.startswith("xl/"):
            package.read(part)  # inflated under our limits before calamine inflates it under none
    sheets = [part for part in package.names if part.startswith("xl/") and part.endswith(".bin")]
    far = {part for part in sheets if _extent(package.read(part)) > limits.cells}
    builder = DocumentBuilder(name, "xlsb")
    with Guarded():
        tables = _add_sheets(CalamineWorkbook.from_filelike(BytesIO(data)), package, builder, limits, far)
    if not tables:
        builder.gap("file", "empty")
    try:
        for key, text in property_texts(package):
            builder.add(text, Place("property", (), "named", key), layer="property", visible=False)
    except Unreadable as error:
        builder.gap("part", error.reason, None, "docProps")
    sheets = [part for part in package.names if part.lower().startswith("xl/worksheets/sheet")]
    Sweep(package, builder, limits).pour((), skipped=sheets)
    return builder.document()


def _add_sheets(
    book: CalamineWorkbook, package: Package, builder: DocumentBuilder, limits: Limits, far: set[str]
) -> int:
    """Add the sheets and return the number of their tables; `far` are the parts whose cells lie too far apart.

    calamine would take the memory for all cells between them.
    """
    parts = sorted(
        (part for part in package.names if part.lower().startswith("xl/worksheets/sheet")),
        key=lambda part: (len(part), part),
    )
    tables = 0
    styles = package.read("xl/styles.bin") if package.named("xl/styles.bin") else b""
    looks = BinaryLooks(styles, _records(styles))
    worksheets = [sheet for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
    for index, sheet in enumerate(worksheets):
        visible = sheet.visible == SheetVisibleEnum.Visible
        facts = SheetFacts(sheet.name, visible)
        if len(parts) == len(worksheets):
            facts = _facts(sheet.name, package.read(parts[index]), looks, visible=visible)
        if far and (len(parts) != len(worksheets) or parts[index] in far):
            builder.gap("sheet", "too-many-cells", Place("sheet", (), "sheet", sheet.name))
            continue
        if len(parts) != len(worksheets):
            builder.gap("sheet", "not-read", Place("sheet", (), "sheet", sheet.name))
        found = book.get_sheet_by_name(sheet.name)
        if found.total_height * found.total_width > limits.cells:
            builder.gap("sheet", "too-many-cells", Place("sheet", (), "sheet", sheet.name))
            continue
        for block in compact_blocks(dense_block(found), limits.cells):
            tables += add_cells(builder, facts, block)
    return tables


def _facts(name: str, data: bytes, looks: BinaryLooks, *, visible: bool) -> SheetFacts:
    """What a sheet part says of its rows, columns and cells besides their values."""
    rows, columns = _hidden(data)
    unseen = looks.unseen(data, _records(data))
    return SheetFacts(
        name, visible, frozenset(rows), frozenset(columns), merged_cells(data, _records(data)), unseen
    )


def _hidden(data: bytes) -> tuple[set[int], set[int]]:
    """The numbers of the hidden rows and columns of a sheet part."""
    rows: set[int] = set()
    columns: set[int] = set()
    for kind, at, size in _records(data):
        if kind == _ROW and size >= 12:
            number, _, height = unpack_from("<IIH", data, at)
            if data[at + 11] & _HIDDEN_ROW or height <= _NO_HEIGHT:
                rows.add(number + 1)
        elif kind == _COLUMN and size >= 18:
            first, last, wide = unpack_from("<III", data, at)
            if not unpack_from("<H", data, at + 16)[0] & 1 and wide:
                continue
            columns.update(range(first + 1, min(last, _MOST_COLUMNS) + 2))
    return rows, columns


def _extent(data: bytes) -> int:
    """Rows × columns from the first cell of a sheet part to the last; 0 where it has none."""
    rows: set[int] = set()
    columns: set[int] = set()
    row = 0
    for kind, at, size in _records(data):
        if (kind == _ROW or kind in _CELLS) and size < 4:
            return _BEYOND
        if kind == _ROW:
            row = unpack_from("<I", data, at)[0]
        elif kind in _CELLS:
            rows.add(row)
            columns.add(unpack_from("<I", data, at)[0])
    if not rows:
        return 0
    return (max(rows) - min(rows) + 1) * (max(columns) - min(columns) + 1)


def _records(data: bytes) -> Iterator[tuple[int, int, int]]:
    """(type, where its body begins, size) of each record; types and sizes are of seven bits a byte (2.1.4)."""
    at = 0
    while at < len(data):
        kind, at = _number(data, at, 2)
        size, at = _number(data, at, 4)
        if at + size > len(data):
            return
        yield kind, at, size
        at += size


def _number(data: bytes, at: int, most: int) -> tuple[int, int]:
    value = 0
    for shift in range(most):
        if at >= len(data):
            break
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << 7 * shift
        if byte < 0x80:
            break
    return value, at
