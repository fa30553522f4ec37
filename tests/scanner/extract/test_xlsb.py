"""Binary workbooks, written record by record ([MS-XLSB], 2.1.4)."""

from __future__ import annotations

from struct import pack

import pytest
from docx_writing import zipped

from scanner.errors import Unreadable
from scanner.extract import extract
from scanner.extract.xlsb import read
from scanner.model import Document
from scanner.settings import Limits

RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ROW, TEXT, COLUMN = 0, 6, 60
BEGIN_DATA, END_DATA, BEGIN_BUNDLE, END_BUNDLE, EXTENT, SHEET, END_BOOK = 145, 146, 143, 144, 148, 156, 132


def record(kind: int, body: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size = bytes([len(body)]) if len(body) < 128 else bytes([len(body) & 0x7F | 0x80, len(body) >> 7])
    return head + size + body


def wide(text: str) -> bytes:
    return pack("<I", len(text)) + text.encode("utf-16-le")


def sheet(*rows: list[str], hidden_row: int = -1, hidden_column: int = -1) -> bytes:
    width = max(map(len, rows))
    data = record(EXTENT, pack("<IIII", 0, len(rows) - 1, 0, width - 1))
    if hidden_column >= 0:
        data += record(COLUMN, pack("<IIIIH", hidden_column, hidden_column, 0, 0, 1))
    data += record(BEGIN_DATA)
    for number, row in enumerate(rows):
        data += record(ROW, pack("<IIHBBBI", number, 0, 300, 0, 0x10 * (number == hidden_row), 0, 0))
        for column, text in enumerate(row):
            data += record(TEXT, pack("<II", column, 0) + wide(text))
    return data + record(END_DATA)


def book(*sheets: tuple[str, int, bytes], parts: dict[str, str | bytes] | None = None) -> bytes:
    """A workbook of (name, state, sheet); state 1 is hidden, 2 very hidden."""
    entries = b"".join(
        record(SHEET, pack("<II", state, number) + wide(f"rId{number}") + wide(name))
        for number, (name, state, _) in enumerate(sheets, 1)
    )
    lines = "".join(
        f'<Relationship Id="rId{n}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{n}.bin"/>'
        for n in range(1, len(sheets) + 1)
    )
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "xl/workbook.bin": record(BEGIN_BUNDLE) + entries + record(END_BUNDLE) + record(END_BOOK),
            "xl/_rels/workbook.bin.rels": f'<Relationships xmlns="{RELATIONS}">{lines}</Relationships>',
            **{f"xl/worksheets/sheet{n}.bin": data for n, (_, _, data) in enumerate(sheets, 1)},
            **(parts or {}),
        }
    )


LIST = ["姓名", "电话"], ["张三", "13900001234"]


def found(document: Document) -> list[tuple[str, bool]]:
    return [(block.layer, block.visible) for block in document.blocks if "13900001234" in block.text]


def test_cells() -> None:
    document = extract("a.xlsb", book(("发放表", 0, sheet(*LIST))), Limits())
    assert (document.format, document.gaps) == ("xlsb", ())
    cell = next(block for block in document.blocks if block.text == "13900001234")
    assert (cell.place.name, cell.place.steps, cell.visible) == ("发放表", (2, 2), True)
    assert document.tables[0].head == (("姓名",), ("电话",))


@pytest.mark.parametrize("state", [1, 2])
def test_hidden_sheets(state: int) -> None:
    data = book(("公示", 0, sheet(["公示"])), ("底表", state, sheet(*LIST)))
    assert found(read("a.xlsb", data, Limits())) == [("hidden-sheet", False)]


def test_hidden_rows_and_columns() -> None:
    for data in (sheet(*LIST, hidden_row=1), sheet(*LIST, hidden_column=1)):
        document = read("a.xlsb", book(("发放表", 0, data)), Limits())
        assert found(document) == [("hidden-row-or-column", False)]


def test_other_parts() -> None:
    parts = {
        "xl/comments1.bin": record(637, pack("<B", 0) + wide("核实 13900001234")),
        "xl/pivotCache/pivotCacheDefinition1.bin": record(20, wide("13900001235")),
    }
    document = read("a.xlsb", book(("发放表", 0, sheet(["姓名"])), parts=parts), Limits())
    assert found(document) == [("comment", False)]
    assert [b.layer for b in document.blocks if "13900001235" in b.text] == ["cache"]


def test_damaged() -> None:
    data = book(("发放表", 0, sheet(*LIST)))
    with pytest.raises(Unreadable):
        read("a.xlsb", data[: len(data) // 2], Limits())
