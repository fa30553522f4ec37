"""Binary workbooks, written record by record ([MS-XLSB], 2.1.4)."""

from __future__ import annotations

from struct import pack

import pytest
from docx_writing import zipped

from scanner.errors import Unreadable
from scanner.extract import extract
from scanner.extract.xlsb import _records, read
from scanner.extract.xlsb_looks import BinaryLooks, merged_cells
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


def book(
    *sheets: tuple[str, int, bytes], parts: dict[str, str | bytes] | None = None, before: bytes = b""
) -> bytes:
    """A workbook of (name, state, sheet); state 1 is hidden, 2 very hidden. `before` are further records of it."""
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
            "xl/workbook.bin": before
            + record(BEGIN_BUNDLE)
            + entries
            + record(END_BUNDLE)
            + record(END_BOOK),
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


RGB, THEME = 2, 3


def colour(kind: int, value: int = 0) -> bytes:
    """A BrtColor (2.4.334): of the theme, or red, green and blue as one number."""
    if kind == THEME:
        return pack("<BBh4B", 3 << 1, value, 0, 0, 0, 0, 0)
    return pack("<BBh", 2 << 1 | 1, 0, 0) + value.to_bytes(3, "big") + b"\xff"


BLACK, WHITE, RED = colour(RGB), colour(RGB, 0xFFFFFF), colour(RGB, 0xC00000)


def looks(letters: bytes = BLACK, ground: bytes = b"", format: str = "", height: int = 210) -> bytes:
    """The styles of a workbook whose second look is this."""
    fonts = [
        pack("<4H4B", size, 0, 400, 0, 0, 0, 0, 0) + of + b"\0"
        for size, of in ((210, BLACK), (height, letters))
    ]
    fills = [pack("<I", bool(of)) + (of or BLACK) + BLACK + bytes(48) for of in (b"", ground)]
    written = record(44, pack("<H", 170) + wide(format)) if format else b""
    data = record(615, pack("<I", bool(format))) + written + record(616)
    data += b"".join(record(43, font) for font in fonts) + b"".join(record(45, fill) for fill in fills)
    xfs = (pack("<8H", 0xFFFF if not n else 0, 170 * n * bool(format), n, n, 0, 0, 0, 0) for n in (0, 1))
    return data + record(617, pack("<I", 2)) + b"".join(record(47, xf) for xf in xfs) + record(618)


def marked(
    kind: int = TEXT,
    more: bytes = b"",
    height: int = 300,
    column: bytes = b"",
    text: str = "13900001234",
    beside: str = "",
) -> bytes:
    """A sheet with the number in B2, which has the second look; or with something else there, and beside it."""
    number = pack("<d", 13900001234.0) if kind == REAL else wide(text)
    if kind == TEXT_BY_FORMULA:
        number += bytes(6) + b"\x17" + pack("<H", 11) + "13900001234".encode("utf-16-le") + bytes(4)
    rows = [(0, pack("<II", 0, 0) + wide("姓名"), TEXT), (1, pack("<II", 1, 1) + number, kind)]
    data = record(EXTENT, pack("<IIII", 0, 1, 0, 1 + bool(beside))) + column + record(BEGIN_DATA)
    for at, cell, of in rows:
        data += record(ROW, pack("<IIHBBBI", at, 0, height if at else 300, 0, 0, 0, 0)) + record(of, cell)
    data += record(TEXT, pack("<II", 2, 0) + wide(beside)) if beside else b""
    return data + record(END_DATA) + more


def narrow(width: int = 26) -> bytes:
    """The second column, so many 256ths of a character wide."""
    return record(COLUMN, pack("<IIIIH", 1, 1, width, 0, 0))


REAL, TEXT_BY_FORMULA = 5, 8
AREA = record(461, pack("<III4I", 1, 0, 1, 1, 8, 1, 1))  # B2:B9
PLACES = {
    "white": (marked(), looks(WHITE), "invisible-text"),
    "white-by-theme": (marked(), looks(colour(THEME)), "invisible-text"),
    "white-on-red": (marked(), looks(WHITE, RED), "body"),
    "red-on-red": (marked(), looks(RED, RED), "invisible-text"),
    "red": (marked(), looks(RED), "body"),
    "white-beside-a-rule": (marked(more=AREA), looks(WHITE), "body"),
    "tiny": (marked(), looks(height=20), "invisible-text"),
    "empty-format": (marked(), looks(format=";;;"), "invisible-text"),
    "figure-without-format": (marked(REAL), looks(format=";;"), "invisible-text"),
    "text-whose-format-is-for-figures": (marked(), looks(format=";;"), "body"),
    "figure-with-a-unit": (marked(REAL), looks(format='0"元"'), "body"),
    "behind-a-bar-alone": (marked(REAL, AREA + record(467, bytes((10, 90, 0)))), looks(), "invisible-text"),
    "behind-a-bar": (marked(REAL, AREA + record(467, bytes((10, 90, 1)))), looks(), "body"),
    "behind-icons-alone": (marked(REAL, AREA + record(465, pack("<IH", 0, 6))), looks(), "invisible-text"),
    "behind-icons": (marked(REAL, AREA + record(465, pack("<IH", 0, 4))), looks(), "body"),
    "below-merged": (marked(more=record(176, pack("<4I", 0, 1, 0, 1))), looks(), "covered-text"),
    "row-without-height": (marked(height=20), looks(), "hidden-row-or-column"),
    "narrow-column": (marked(column=narrow(), beside="略"), looks(), "hidden-row-or-column"),
    "narrow-column-beside-an-empty-cell": (marked(column=narrow()), looks(), "body"),
    "narrow-column-of-one-character": (marked(column=narrow(300), beside="略"), looks(), "body"),
    "white-by-a-format-for-texts": (marked(), looks(format="[White]@"), "invisible-text"),
    "nearly-white": (marked(), looks(colour(RGB, 0xFEFEFE)), "invisible-text"),
    "header": (marked(more=record(479, b"\0\0" + wide("&C13900001234") + b"\xff" * 20), text="略"), looks(), "header"),
    "footer-of-the-first-page": (marked(more=record(479, b"\0\0" + b"\xff" * 20 + wide("&L13900001234")), text="略"), looks(), "footer"),
    "prompt": (marked(more=record(64, bytes(12) + wide("13900001234")), text="略"), looks(), "attribute"),
    "filter-value": (marked(more=record(167, wide("13900001234")), text="略"), looks(), "attribute"),
    "tip-of-a-link": (marked(more=record(494, bytes(16) + wide("rId1") + wide("13900001234")), text="略"), looks(), "attribute"),
    "text-in-a-formula": (marked(8, text="略"), looks(), "attribute"),
    "column-without-width": (marked(column=record(COLUMN, pack("<IIIIH", 1, 1, 0, 0, 0))), looks(), "hidden-row-or-column"),
}  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
def test_place(place: str) -> None:
    data, styles, layer = PLACES[place]
    document = read("a.xlsb", book(("发放表", 0, data), parts={"xl/styles.bin": styles}), Limits())
    assert found(document) == [(layer, layer in ("body", "header", "footer"))]


@pytest.mark.parametrize(("flags", "layer"), [(0, "body"), (1, "hidden-sheet"), (2, "hidden-sheet")])
def test_a_workbook_whose_window_is_hidden(flags: int, layer: str) -> None:
    data = book(("发放表", 0, marked()), before=record(158, bytes(28) + bytes([flags])))
    assert found(read("a.xlsb", data, Limits())) == [(layer, layer == "body")]


@pytest.mark.parametrize("size", range(0, 240, 5))
def test_styles_and_sheets_cut_short_are_no_error(size: int) -> None:
    styles, data = looks(WHITE, format=";;;"), marked(more=AREA)
    cut = BinaryLooks(styles[:size], _records(styles[:size]))
    assert cut.unseen(data, _records(data)) <= {(2, 2)}
    whole = BinaryLooks(styles, _records(styles))
    assert whole.unseen(data[:size], _records(data[:size])) <= {(2, 2)}
    assert merged_cells(data[:size], _records(data[:size])) == ()


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
