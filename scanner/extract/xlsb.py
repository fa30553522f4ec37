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
from scanner.extract.package.sweep_pictures import note_media
from scanner.extract.package.sweep_table import PartKind
from scanner.extract.sheets.calamine_guard import Guarded
from scanner.extract.sheets.cells import SheetFacts, add_cells, compact_blocks, dense_block
from scanner.extract.sheets.margins import add_margins, margin_texts
from scanner.extract.xls.records import NARROW
from scanner.extract.xlsb_looks import BinaryLooks, merged_cells
from scanner.model import Place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.model import Document
    from scanner.settings import Limits

_ROW, _COLUMN = 0, 60  # record types
_CELLS = range(1, 12)  # BrtCellBlank to BrtFmlaError
_VIEW, _UNSHOWN = 158, 3  # BrtBookView; bits of a window that is hidden, or very hidden
_HIDDEN_ROW = 0x10  # in the byte behind the flags of BrtRowHdr
_NO_HEIGHT = 40  # twentieths of a point: a row of that height shows nothing of a letter
_MARGINS, _NONE = 479, 0xFFFFFFFF  # BrtBeginHeaderFooter, and the length of a text that is not there
_EDGES = 476  # BrtMargins: fractions whose bytes look like digits
_TEXT_BY_FORMULA = 8
_FORMULAS = {_TEXT_BY_FORMULA: 0, 9: 8, 10: 1, 11: 1}  # BrtFmlaString …: how long their values are
_LITERAL = b"\x17"  # PtgStr
_MOST_COLUMNS = 16_384
_BEYOND = (
    1 << 64
)  # cells of a sheet whose records are none of a sheet: where one is too short, calamine takes
# what stood in memory before


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
    note_media(package, builder)
    sweep = Sweep(package, builder, limits)
    for part in sheets:
        _pour_frame(sweep, part, package)
    sweep.pour((), skipped=sheets)
    return builder.document()


def _pour_frame(sweep: Sweep, part: str, package: Package) -> None:
    """Add the words of a sheet part that stand in no cell: prompts, lists, values filtered by, tips, formulas."""
    try:
        data = package.read(part)
    except Unreadable as error:
        sweep.gap(part, error.reason)
        return
    frame = bytearray()
    for kind, at, size in _records(data):
        if kind in _CELLS:
            frame += _formula(data, kind, at, size)
        elif kind not in (_ROW, _MARGINS, _EDGES):
            frame += data[at : at + size] + bytes(4)
    sweep.pour_own(part, PartKind("raw", "sheet-part", "attribute"), bytes(frame))


def _formula(data: bytes, kind: int, at: int, size: int) -> bytes:
    """The tokens of the formula in a cell record, with zeros behind them; b"" for a cell that has none."""
    if kind not in _FORMULAS:
        return b""
    start = 8 + _FORMULAS[kind]
    if kind == _TEXT_BY_FORMULA and size >= 12:
        start = 12 + 2 * unpack_from("<I", data, at + 8)[0]
    tokens = data[at + start : at + size] if start < size else b""
    return tokens + bytes(4) if _LITERAL in tokens else b""


def _margins(data: bytes) -> Iterator[tuple[str, str]]:
    """Headers and footers of all pages, of even ones and of the first (2.4.54, BrtBeginHeaderFooter)."""
    for kind, at, size in _records(data):
        if kind != _MARGINS:
            continue
        place, end = at + 2, at + size
        for where in ("header", "footer") * 3:
            if place + 4 > end:
                break
            count = unpack_from("<I", data, place)[0]
            place += 4
            if count == _NONE:
                continue
            text = data[place : min(place + 2 * count, end)].decode("utf-16-le", "replace")
            place += 2 * count
            yield from ((where, piece) for piece in margin_texts(text))


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
    is_shown = _is_shown(package.read("xl/workbook.bin") if package.named("xl/workbook.bin") else b"")
    worksheets = [sheet for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
    for index, sheet in enumerate(worksheets):
        visible = is_shown and sheet.visible == SheetVisibleEnum.Visible
        facts = SheetFacts(sheet.name, visible)
        if len(parts) == len(worksheets):
            facts = _facts(sheet.name, package.read(parts[index]), looks, visible=visible)
        if len(parts) == len(worksheets):
            add_margins(builder, facts, _margins(package.read(parts[index])))
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


def _is_shown(workbook: bytes) -> bool:
    """Whether any window of the workbook is (2.4.303, BrtBookView)."""
    views = [workbook[at + 28] for kind, at, size in _records(workbook) if kind == _VIEW and size > 28]
    return not views or not all(view & _UNSHOWN for view in views)


def _facts(name: str, data: bytes, looks: BinaryLooks, *, visible: bool) -> SheetFacts:
    """What a sheet part says of its rows, columns and cells besides their values."""
    rows, columns, narrow = _hidden(data)
    unseen = looks.unseen(data, _records(data))
    merged = merged_cells(data, _records(data))
    return SheetFacts(
        name,
        visible,
        frozenset(rows),
        frozenset(columns),
        merged,
        unseen,
        narrow_columns=frozenset(narrow),
    )


def _hidden(data: bytes) -> tuple[set[int], set[int], set[int]]:
    """The numbers of the hidden rows and columns of a sheet part, and of those columns that show only margins."""
    rows: set[int] = set()
    columns: set[int] = set()
    narrow: set[int] = set()
    left = 4 * _MOST_COLUMNS
    for kind, at, size in _records(data):
        if kind == _ROW and size >= 12:
            number, _, height = unpack_from("<IIH", data, at)
            if data[at + 11] & _HIDDEN_ROW or height <= _NO_HEIGHT:
                rows.add(number + 1)
        elif kind == _COLUMN and size >= 18:
            first, last, wide = unpack_from("<III", data, at)
            found = columns if unpack_from("<H", data, at + 16)[0] & 1 or not wide else narrow
            own = range(first + 1, min(last, _MOST_COLUMNS) + 2)
            left -= len(own)
            if left >= 0 and (found is columns or wide <= NARROW):  # none says the same of a column twice
                found.update(own)
    return rows, columns, narrow


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
    if max(columns) >= _MOST_COLUMNS:
        return _BEYOND
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
