"""Workbooks of Excel 97–2003."""

from __future__ import annotations

import io
from struct import pack

import pytest
import xlwt

from scanner.errors import Unreadable
from scanner.extract import extract
from scanner.extract.ole.compound import CompoundFile
from scanner.extract.ole.properties import property_texts
from scanner.extract.xls.packing import Packing
from scanner.extract.xls.reader import read
from scanner.extract.xls.records import WorkbookRecords
from scanner.settings import Limits

LIMITS = Limits()


def book() -> xlwt.Workbook:
    made = xlwt.Workbook()
    sheet = made.add_sheet("发放表")
    for row, values in enumerate(
        [
            ["姓名", "身份证号", "电话"],
            ["张三", "410999198601150017", 13900001234],
            ["李四", "410999198601150025", 13900001235],
        ]
    ):
        for column, value in enumerate(values):
            sheet.write(row + 1, column, value)
    return made


def saved(made: xlwt.Workbook) -> bytes:
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def record(kind: int, data: bytes) -> bytes:
    return pack("<HH", kind, len(data)) + data


def test_cells_and_places() -> None:
    document = extract("a.xls", saved(book()), LIMITS)
    cell = document.blocks[5]
    assert (cell.text, cell.place.name, cell.place.steps) == ("13900001234", "发放表", (3, 3))
    assert document.tables[0].head == (("姓名",), ("身份证号",), ("电话",))
    assert document.gaps == ()


def test_hidden_rows_columns_sheets_and_merged_cells() -> None:
    made = book()
    made.get_sheet(0).row(2).hidden = 1
    made.get_sheet(0).col(1).hidden = 1
    made.get_sheet(0).write_merge(5, 5, 0, 2, "填表人：赵某")
    draft = made.add_sheet("底稿")
    draft.write(0, 0, "410999198601150017")
    draft.visibility = 2
    document = read("a.xls", saved(made), LIMITS)
    layers = {(block.place.name, block.place.steps): block.layer for block in document.blocks}
    assert layers["发放表", (3, 1)] == "hidden-row-or-column"
    assert layers["发放表", (4, 2)] == "hidden-row-or-column"
    assert layers["发放表", (4, 1)] == "body"
    assert layers["底稿", (1, 1)] == "hidden-sheet"
    assert document.tables[0].merged == ((4, 0, 4, 2),)


@pytest.mark.parametrize(
    ("height", "layer"), [(20, "hidden-row-or-column"), (40, "hidden-row-or-column"), (180, "body")]
)
def test_rows_without_height(height: int, layer: str) -> None:
    made = book()
    made.get_sheet(0).row(2).height_mismatch = True
    made.get_sheet(0).row(2).height = height
    layers = {block.place.steps: block.layer for block in read("a.xls", saved(made), LIMITS).blocks}
    assert layers[3, 1] == layer


def test_far_cells_do_not_fill_the_sheet_up() -> None:
    made = book()
    made.get_sheet(0).write(65535, 255, "尾")
    document = read("a.xls", saved(made), LIMITS)
    assert len(document.blocks) < 30
    assert document.blocks[len(document.blocks) - 1].place.steps == (65536, 256)


def test_a_nearly_empty_sheet_is_packed_for_the_library_and_unpacked_again() -> None:
    """calamine reserves rows × columns several times over: 60,000 rows of one cell each were 1.2 GiB."""
    made = book()
    cells = {(row, row * 7 % 256): f"第{row}行" for row in range(9, 20_000)}
    for (row, column), text in cells.items():
        made.get_sheet(0).write(row, column, text)
    data = saved(made)
    stream = CompoundFile(data).stream("Workbook")
    records = WorkbookRecords(stream)
    packing = Packing(stream, records.starts, records.sheets)
    assert records.sheets[0].extent > 5_000_000 > 100_000 > packing.extent
    found = {block.place.steps: block.text for block in read("a.xls", data, LIMITS).blocks if block.text}
    assert found[3, 3] == "13900001234"
    assert {steps: text for steps, text in found.items() if steps[0] > 9} == {
        (row + 1, column + 1): text for (row, column), text in cells.items()
    }
    twice = Packing(stream, records.starts * 2, records.sheets * 2)
    assert twice.extent == 2 * records.sheets[0].extent  # two sheets of the same records stay as they are


def test_damaged_and_empty() -> None:
    data = saved(book())
    assert [gap.reason for gap in extract("a.xls", data[:4000], LIMITS).gaps] == ["damaged"]
    made = xlwt.Workbook()
    made.add_sheet("空")
    assert [gap.reason for gap in extract("a.xls", saved(made), LIMITS).gaps] == ["empty"]


def test_a_password_is_told() -> None:
    data = bytearray(saved(book()))
    at = data.find(pack("<HH", 0x0042, 2))  # the code page record becomes FILEPASS
    data[at : at + 2] = pack("<H", 0x002F)
    with pytest.raises(Unreadable, match="encrypted"):
        read("a.xls", bytes(data), LIMITS)


BOF = record(0x0809, pack("<HH", 0x0600, 0x10) + bytes(12))
EOF = record(0x000A, b"")


def stream(*records: bytes) -> bytes:
    """A workbook stream with one sheet of these records."""
    bound = record(0x0085, pack("<IBB", 0, 0, 0) + b"\x01\x00A")
    start = len(BOF + bound + EOF)
    return (
        BOF + record(0x0085, pack("<IBB", start, 0, 0) + b"\x01\x00A") + EOF + BOF + b"".join(records) + EOF
    )


def test_notes_text_boxes_and_headers_from_records() -> None:
    wide = "核实".encode("utf-16-le")
    sheet = WorkbookRecords(
        stream(
            record(0x0014, pack("<HB", 4, 1) + "&C内部".encode("utf-16-le")),
            record(0x005D, pack("<HHHH", 0x15, 0x12, 0x19, 7) + bytes(14)),
            BOF + EOF,  # an embedded chart
            record(0x01B6, bytes(10) + pack("<HHI", 4, 0, 0)),
            record(0x003C, b"\x01" + wide),
            record(0x003C, b"\x00" + b"OK" + b"junk"),
            record(0x005D, pack("<HHHH", 0x15, 0x12, 6, 8) + bytes(14)),
            record(0x01B6, bytes(10) + pack("<HHI", 1, 0, 0)),
            record(0x003C, b"\x00x"),
            record(0x001C, pack("<4H", 1, 2, 0, 7)),
            record(0x0208, b""),  # cut short
        )
    ).sheets[0]
    assert sheet.margins == [("header", "&C内部")]
    assert sheet.texts == {7: "核实OK", 8: "x"}
    assert sheet.notes == {7: (2, 3)}
    assert WorkbookRecords(b"").sheets == []


def test_extents_that_would_fill_the_memory() -> None:
    """calamine reserves rows × columns of what a sheet claims; a range that ends before it begins wraps."""
    backwards = record(0x0200, pack("<IIHHH", 0xEF00, 1, 0, 1, 0))
    far = record(0x0203, pack("<HHHd", 0, 0, 0, 1.0)) + record(0x0203, pack("<HHHd", 65535, 65535, 0, 1.0))
    several = record(0x00BD, pack("<HH", 0, 0) + bytes(12) + pack("<H", 9))
    assert WorkbookRecords(stream(backwards)).sheets[0].extent == 1 << 32
    assert WorkbookRecords(stream(far)).sheets[0].extent == 1 << 32
    without_columns = record(0x0200, pack("<IIHHH", 1, 0x39390004, 0x3939, 0x3939, 0))
    assert WorkbookRecords(stream(several)).sheets[0].extent == 10
    assert WorkbookRecords(stream(without_columns)).sheets[0].extent == 0x39390003 * 0x3939


@pytest.mark.parametrize(
    "claimed", [(0xEF00, 1, 0, 1), (1, 0x39390004, 0x3939, 0x3939), (0, 0xFFFFFFFF, 0, 0)]
)
def test_a_sheet_that_claims_a_range_it_has_not(claimed: tuple[int, int, int, int]) -> None:
    """What a sheet claims is left out of what calamine is given: the cells themselves say where they stand."""
    data = bytearray(saved(book()))
    whole = extract("a.xls", bytes(data), LIMITS)
    at = data.find(pack("<HH", 0x0200, 14)) + 4
    data[at : at + 12] = pack("<IIHH", *claimed)
    found = extract("a.xls", bytes(data), LIMITS)
    assert [block.text for block in found.blocks] == [block.text for block in whole.blocks]
    assert not found.gaps


def test_a_panic_of_the_reader_is_a_damaged_file() -> None:
    data = bytearray(saved(book()))
    at = data.find(pack("<H", 0x0085)) + 4  # where the sheet begins
    data[at : at + 4] = pack("<I", 2_717_911_210)
    assert [gap.reason for gap in extract("a.xls", bytes(data), LIMITS).gaps] == ["damaged"]


def test_ole_directory_of_random_damage() -> None:
    data = saved(book())
    assert CompoundFile(data).names == ("Workbook",)
    for at in range(0, 512, 7):
        broken = bytearray(data)
        broken[at] ^= 0xFF
        CompoundFile(bytes(broken)).stream("Workbook")
    assert CompoundFile(b"").names == ()


class Storage:
    """A compound file with one property stream."""

    def stream(self, name: str) -> bytes:
        if name != "\x05SummaryInformation":
            return b""
        author = "赵某".encode("gbk") + b"\0"
        title = "公示\0".encode("utf-16-le")
        values = pack("<II", 0x1E, len(author)) + author + pack("<II", 0x1F, 3) + title + pack("<II", 3, 5)
        first = 8 + 3 * 8
        second = first + 8 + len(author)
        third = second + 8 + len(title)
        section = pack("<II", 0, 3) + pack("<6I", 4, first, 2, second, 14, third) + values
        return bytes(44) + pack("<I", 48) + section


def test_properties() -> None:
    assert list(property_texts(Storage())) == [("creator", "赵某"), ("title", "公示")]  # type: ignore[arg-type]


NUMBER = "410999198503121239"
BLACK, WHITE = "pattern solid, fore_colour black", "font: colour white"


def styled(look: str = "", format: str = "General") -> bytes:
    """The list with the number in C3 in a look."""
    made = book()
    made.get_sheet(0).write(4, 2, NUMBER, xlwt.easyxf(look, num_format_str=format))
    return saved(made)


def narrow(width: int, beside: str = "略") -> bytes:
    """The list with the number in C3 in a column of so many 256ths of a character."""
    made = book()
    sheet = made.get_sheet(0)
    sheet.write(4, 2, NUMBER)
    sheet.write(4, 3, beside)
    sheet.col(2).width = width
    return saved(made)


def window(hidden: int) -> bytes:
    """The list with the number in C3 in a workbook whose window is hidden, or not."""
    from hidden_files import ole

    whole = CompoundFile(styled()).stream("Workbook")
    at = whole.index(pack("<HH", 0x003D, 18))
    return ole({"Workbook": whole[: at + 12] + bytes([whole[at + 12] & 0xFE | hidden]) + whole[at + 13 :]})


LOOKS = {
    "empty-format": (styled(format=";;;"), "invisible-text"),
    "empty-format-for-all-but-words": (styled(format=';;;"***"'), "invisible-text"),
    "format-for-texts": (styled(format=";;;@"), "body"),
    "white-font": (styled(WHITE), "invisible-text"),
    "tiny-font": (styled("font: height 20"), "invisible-text"),
    "black-on-black": (styled(f"pattern: {BLACK}"), "invisible-text"),
    "red-on-red": (styled("font: colour red; pattern: pattern solid, fore_colour red"), "invisible-text"),
    "white-by-a-format-for-texts": (styled(format="0;0;0;[White]@"), "invisible-text"),
    "white-by-a-format-for-texts-on-red": (
        styled("pattern: pattern solid, fore_colour red", "[White]@"),
        "body",
    ),
    "narrow-column": (narrow(26), "hidden-row-or-column"),
    "narrow-column-beside-an-empty-cell": (narrow(26, ""), "body"),
    "narrow-column-of-one-character": (narrow(300), "body"),
    "hidden-window": (window(1), "hidden-sheet"),
    "window-of-its-own-size": (window(0), "body"),
    "white-on-black": (styled(f"{WHITE}; pattern: {BLACK}"), "body"),
    "black-on-yellow": (styled("pattern: pattern solid, fore_colour yellow"), "body"),
    "ordinary": (styled(), "body"),
}


@pytest.mark.parametrize("place", LOOKS)
def test_cells_whose_look_shows_nothing(place: str) -> None:
    data, layer = LOOKS[place]
    found = [block for block in extract("a.xls", data, LIMITS).blocks if NUMBER in block.text]
    assert [(block.layer, block.visible, block.place.steps) for block in found] == [
        (layer, layer == "body", (5, 3))
    ]


def art(kind: int, data: bytes, *, version: int = 0) -> bytes:
    """A record of a drawing."""
    return pack("<HHI", version, kind, len(data)) + data


def shaped(
    type: int = 1, object: int = 2, fill: int = 0, opacity: int = 0x10000, hidden: int = 0, edge: int = 1000
) -> bytes:
    """The list with the number in C5, and a shape over that cell."""
    options = pack("<HIHIHI", 0x0182, opacity, 0x01BF, fill, 0x03BF, hidden)
    anchor = pack("<9H", 0, 2, 20, 4, 10, 2, edge, 4, 250)
    shape = art(0xF00A, bytes(8), version=type << 4 | 2) + art(0xF00B, options, version=3 << 4 | 3)
    shape += art(0xF010, anchor) + art(0xF011, b"")
    drawing = art(0xF002, art(0xF003, art(0xF004, art(0xF00A, bytes(8))) + art(0xF004, shape, version=15)))
    more = record(0x00EC, drawing) + record(0x005D, pack("<HHHH", 0x15, 0x12, object, 1) + bytes(14))
    whole = CompoundFile(styled()).stream("Workbook").rstrip(b"\0").removesuffix(b"\x0a")
    from hidden_files import ole

    return ole({"Workbook": whole + more + EOF})


COVERS = {
    "rectangle": (shaped(), "covered-text"),
    "text-box": (shaped(202, 6), "covered-text"),
    "drawn-shape": (shaped(2, 0x1E), "covered-text"),
    "without-fill": (shaped(fill=0x100000), "body"),
    "seen-through": (shaped(opacity=0x3000), "body"),
    "hidden": (shaped(hidden=0x20002), "body"),
    "ellipse": (shaped(3, 0x1E), "body"),
    "note": (shaped(202, 0x19), "body"),
    "over-less-than-half": (shaped(edge=300), "body"),
}


@pytest.mark.parametrize("place", COVERS)
def test_cells_below_a_shape(place: str) -> None:
    data, layer = COVERS[place]
    found = [block for block in extract("a.xls", data, LIMITS).blocks if NUMBER in block.text]
    assert [(block.layer, block.visible) for block in found] == [(layer, layer == "body")]


def string(text: str) -> bytes:
    return b"\0\0" + text.encode("utf-16-le") + b"\0\0"


REST = {
    "defined-name": (0x0018, "attribute"),
    "orphan-string": (0x00FC, "leftover"),
    "link": (0x01B8, "link-target"),
    "external-cache": (0x005A, "cache"),
    "connection": (0x00DC, "property"),
    "prompt": (0x01BE, "attribute"),
    "who-saved-it": (0x005C, "property"),
    "drawing": (0x00EC, "alternative-text"),
    "text-of-a-chart": (0x100D, "textbox"),
    "filter-value": (0x009E, "attribute"),
    "filter-value-of-later-programs": (0x087E, "attribute"),
    "table": (0x0872, "attribute"),
    "caption-in-a-pivot-table": (0x00B2, "cache"),
    "source-of-a-consolidation": (0x0051, "cache"),
    "source-of-a-query": (0x0805, "property"),
    "tip-of-a-link": (0x0800, "link-target"),
    "comment-on-a-name": (0x0894, "attribute"),
    "name-in-macros": (0x01BA, "attribute"),
}


@pytest.mark.parametrize("place", REST)
def test_what_lies_beside_the_cells(place: str) -> None:
    from hidden_files import ole

    kind, layer = REST[place]
    whole = CompoundFile(saved(book())).stream("Workbook")
    added = whole + record(kind, string(f"张三李四 {NUMBER}"))
    document = extract("a.xls", ole({"Workbook": added}), LIMITS)
    assert [(block.layer, block.visible) for block in document.blocks if NUMBER in block.text] == [
        (layer, False)
    ]


def test_headers_of_first_and_even_pages() -> None:
    from hidden_files import ole

    texts = [f"&C{NUMBER}", "", "&L首页", "&R末页"]
    data = bytes(28) + b"\0\0" + pack("<4H", *map(len, texts))
    data += b"".join(pack("<HB", len(text), 1) + text.encode("utf-16-le") for text in texts if text)
    whole = CompoundFile(saved(book())).stream("Workbook").rstrip(b"\0").removesuffix(b"\x0a")
    document = extract("a.xls", ole({"Workbook": whole + record(0x089C, data) + EOF}), LIMITS)
    found = [(block.layer, block.text) for block in document.blocks if block.layer in ("header", "footer")]
    assert found[-3:] == [("header", NUMBER), ("header", "首页"), ("footer", "末页")]


def test_pictures_of_a_workbook() -> None:
    from hidden_files import jpeg, ole

    whole = CompoundFile(saved(book())).stream("Workbook")
    added = whole + record(0x00EB, b"\1\2\3" + jpeg(f"张三 {NUMBER}"))
    document = extract("a.xls", ole({"Workbook": added}), LIMITS)
    assert [block.layer for block in document.blocks if NUMBER in block.text] == ["image-metadata"]
    assert [gap.reason for gap in document.gaps] == ["picture-text"]
