"""Workbooks: cells where a clerk finds them, everything hidden, traps of size."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Callable

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from scanner.extract import extract
from scanner.extract.sheets.cells import CellBlock, compact_blocks, number_text
from scanner.extract.xlsx.reader import read
from scanner.extract.xlsx.sheet import SheetXml
from scanner.model import Block, Document
from scanner.settings import Limits

LIMITS = Limits()
HEAD = ["姓名", "身份证号", "电话", "金额（元）"]
PEOPLE = [
    ["张三", "410999198601150017", 13900001234, 1200.5],
    ["李四", "410999198601150025", 13900001235, 800],
]


def saved(book: openpyxl.Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def list_book(change: Callable[[Worksheet], None] = lambda sheet: None) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "发放表"
    for row in [HEAD, *PEOPLE]:
        sheet.append(row)
    change(sheet)
    return saved(book)


def changed(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The package with one part rewritten (or added)."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
        if part not in old.namelist():
            new.writestr(part, change(b""))
    return buffer.getvalue()


def sheet_changed(data: bytes, old: str, new: str) -> bytes:
    return changed(data, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(old.encode(), new.encode()))


def at(document: Document, row: int, column: int, part: str = "sheet") -> Block:
    return next(
        block for block in document.blocks if block.place.part == part and block.place.steps == (row, column)
    )


def texts(document: Document, layer: str) -> list[str]:
    return [block.text for block in document.blocks if block.layer == layer and block.text]


def test_cells_stand_where_the_clerk_sees_them() -> None:
    def move(sheet: Worksheet) -> None:
        sheet.move_range("A1:D3", rows=4, cols=2)

    document = read("a.xlsx", list_book(move), LIMITS)
    cell = at(document, 6, 4)
    assert (cell.text, cell.place.name, cell.place.form) == ("410999198601150017", "发放表", "sheet")
    assert document.tables[0].head == (("姓名",), ("身份证号",), ("电话",), ("金额（元）",))
    assert (document.tables[0].rows, document.tables[0].columns) == (3, 4)
    assert document.gaps == ()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (13900001234, "13900001234"),
        (1200.50, "1200.5"),
        (0.1 + 0.2, "0.3"),
        (1e-7, "0.0000001"),
        (410999198601150017, "410999198601150000"),  # Excel keeps 15 digits
        (True, "TRUE"),
        (datetime.date(2025, 3, 4), "2025-03-04"),
        (datetime.datetime(2025, 3, 4, 5, 6), "2025-03-04 05:06:00"),
        ("007", "007"),
        ("　张三\n", "　张三\n"),
    ],
)
def test_values(value: object, text: str) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = value
    assert read("a.xlsx", saved(book), LIMITS).blocks.texts[:1] == [text]


def test_numbers_without_exponent() -> None:
    assert number_text(1e22) == "1" + "0" * 22
    assert number_text(-12.0) == "-12"


def test_hidden_rows_and_columns() -> None:
    def hide(sheet: Worksheet) -> None:
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["B"].hidden = True

    data = sheet_changed(
        list_book(hide), "</cols>", '<col min="3" max="3" width="0" customWidth="1"/></cols>'
    )
    document = read("a.xlsx", data, LIMITS)
    assert texts(document, "body") == ["姓名", "金额（元）", "张三", "1200.5"]
    assert not at(document, 2, 2).visible
    assert at(document, 2, 3).layer == "hidden-row-or-column"
    assert not at(document, 3, 1).visible


@pytest.mark.parametrize(
    ("rows", "columns", "layer"),
    [
        ((), ("A",), "body"),  # a title over all columns, of which the first is hidden
        ((), ("A", "B", "C"), "hidden-row-or-column"),
        ((1,), (), "body"),
        ((1, 2), (), "hidden-row-or-column"),
        ((1,), ("A", "B", "C"), "hidden-row-or-column"),
        ((3,), ("D",), "body"),
    ],
)
def test_merged_cells_that_reach_out_of_what_is_hidden(
    rows: tuple[int, ...], columns: tuple[str, ...], layer: str
) -> None:
    def change(sheet: Worksheet) -> None:
        sheet.merge_cells("A1:C2")
        sheet["A1"] = "补贴发放公示"
        for row in rows:
            sheet.row_dimensions[row].hidden = True
        for column in columns:
            sheet.column_dimensions[column].hidden = True

    book = openpyxl.Workbook()
    for row in range(1, 5):
        for column in range(1, 5):
            book.active.cell(row, column, f"格{row}{column}")
    change(book.active)
    found = extract("a.xlsx", saved(book), Limits())
    assert [block.layer for block in found.blocks if block.text == "补贴发放公示"] == [layer]


def test_a_row_of_no_height_is_hidden() -> None:
    data = sheet_changed(list_book(), '<row r="3"', '<row r="3" ht="0" customHeight="1"')
    assert at(read("a.xlsx", data, LIMITS), 3, 1).layer == "hidden-row-or-column"
    data = sheet_changed(list_book(), '<row r="3"', '<row r="3" ht="15" hidden="false"')
    assert at(read("a.xlsx", data, LIMITS), 3, 1).visible


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_hidden_sheets(state: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(list_book()))
    book.create_sheet("公示")["A1"] = "公示"
    book["发放表"].sheet_state = state
    document = read("a.xlsx", saved(book), LIMITS)
    assert {block.visible for block in document.blocks if block.place.name == "发放表"} == {False}
    assert "410999198601150017" in texts(document, "hidden-sheet")
    assert texts(document, "body") == ["公示"]


def test_comments_links_header_properties() -> None:
    def annotate(sheet: Worksheet) -> None:
        sheet["B2"].comment = Comment("已电话核实13900001236", "王某")
        sheet["A2"].hyperlink = "mailto:cunwu2021@163.com"
        sheet.oddHeader.center.text = "内部资料"
        sheet.oddFooter.left.text = "第&P页"
        sheet.parent.properties.creator = "赵某"

    document = read("a.xlsx", list_book(annotate), LIMITS)
    comment = at(document, 2, 2, "comment")
    assert (comment.text, comment.layer, comment.visible) == ("已电话核实13900001236", "comment", False)
    assert (comment.place.form, comment.place.name) == ("sheet", "发放表")
    assert at(document, 2, 1, "link").text == "mailto:cunwu2021@163.com"
    assert texts(document, "header") == ["内部资料"]
    assert texts(document, "footer") == ["第页"]
    assert "赵某" in texts(document, "property")


def test_threaded_comments_are_read_once() -> None:
    def annotate(sheet: Worksheet) -> None:
        sheet["B2"].comment = Comment("[Threaded comment] 请核对", "tc={0}")

    data = list_book(annotate)
    data = changed(
        data,
        "xl/worksheets/_rels/sheet1.xml.rels",
        lambda xml: xml.replace(
            b"</Relationships>",
            b'<Relationship Id="t" Type="http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"'
            b' Target="../threadedComments/threadedComment1.xml"/></Relationships>',
        ),
    )
    thread = '<T xmlns="x"><threadedComment ref="B2"><text>请核对</text></threadedComment></T>'
    data = changed(data, "xl/threadedComments/threadedComment1.xml", lambda _: thread.encode())
    assert texts(read("a.xlsx", data, LIMITS), "comment") == ["请核对"]


def test_merged_heads() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in [
        ["2025年衔接资金分配表"],
        ["序号", "项目", "资金（万元）", None],
        [None, None, "中央", "省级"],
        [1, "道路硬化", 10, 20],
        [2, "饮水工程", 30, 40],
    ]:
        sheet.append(row)
    for cells in ("A1:D1", "A2:A3", "B2:B3", "C2:D2"):
        sheet.merge_cells(cells)
    table = read("a.xlsx", saved(book), LIMITS).tables[0]
    assert table.merged == ((0, 0, 0, 3), (1, 0, 2, 0), (1, 1, 2, 1), (1, 2, 1, 3))
    assert table.caption_rows == (0,)
    assert table.head[2] == ("资金（万元）", "中央")


def test_a_second_head_after_a_blank_row_starts_a_table() -> None:
    def more(sheet: Worksheet) -> None:
        for row in [[], ["项目名称", "责任人", "实施单位", "投资"], ["道路硬化", "王五", "老庄村", 3]]:
            sheet.append(row)
        sheet["A8"] = "填表人：赵某"

    def no_head(sheet: Worksheet) -> None:
        sheet.append([])
        sheet.append(["王五", "410999198601150017", 13900001236, 3])

    first, second = read("a.xlsx", list_book(more), LIMITS).tables
    assert (first.head[0], second.head[0]) == (("姓名",), ("项目名称",))
    (only,) = read("a.xlsx", list_book(no_head), LIMITS).tables
    assert only.rows == 5


def test_the_dimension_is_not_believed() -> None:
    data = sheet_changed(list_book(), '<dimension ref="A1:D3"/>', '<dimension ref="A1"/>')
    assert "410999198601150025" in read("a.xlsx", data, LIMITS).blocks.texts


def test_two_cells_at_the_ends_of_the_sheet() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"], sheet["XFD1048576"] = "头", "尾"
    sheet["C5"] = datetime.date(2025, 3, 4)
    sheet["D5"], sheet["E5"] = 13900001234, True
    document = read("a.xlsx", saved(book), LIMITS)
    assert at(document, 1, 1).text == "头"
    assert at(document, 1048576, 16384).text == "尾"
    assert at(document, 5, 3).text == "2025-03-04"
    assert (at(document, 5, 4).text, at(document, 5, 5).text) == ("13900001234", "TRUE")
    assert len(document.blocks.texts) < 40


def test_a_diagonal_is_not_filled_up() -> None:
    book = openpyxl.Workbook()
    for number in range(1, 301):
        book.active.cell(number * 300, number * 40, "x")
    document = read("a.xlsx", saved(book), Limits(cells=1000))
    assert document.blocks.texts.count("x") == 300
    assert len(document.blocks.texts) < 1000


def test_more_cells_than_allowed_is_told() -> None:
    def far(sheet: Worksheet) -> None:
        sheet["ZZ99999"] = "x"

    document = read("a.xlsx", list_book(far), Limits(cells=5))
    assert [(gap.what, gap.reason) for gap in document.gaps] == [("sheet", "too-many-cells")]


@pytest.mark.parametrize(
    "cell",
    ['<c r="xfd9">', '<c  r="XFD9">', "<c r='XFD9'>", "<c>", '<c s="1" r="XFD9">', '<c r="A&#49;000000">'],
)
def test_unusual_references_are_not_trusted(cell: str) -> None:
    assert SheetXml(f"<worksheet><sheetData><row>{cell}<v>1</v></c></row></sheetData>".encode()).is_sparse(
        1000
    )


def test_cells_without_references() -> None:
    data = changed(
        list_book(),
        "xl/worksheets/sheet1.xml",
        lambda _: (
            b'<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:cols>'
            b'<x:col min="2" max="2" hidden="1"/></x:cols><x:sheetData><x:row><x:c t="str"><x:v>a</x:v></x:c>'
            b"<x:c><x:v>2</x:v></x:c></x:row></x:sheetData></x:worksheet>"
        ),
    )
    document = read("a.xlsx", data, LIMITS)
    assert at(document, 1, 1).visible
    assert (at(document, 1, 2).text, at(document, 1, 2).layer) == ("2", "hidden-row-or-column")


def test_a_nearly_empty_block_shrinks() -> None:
    block = CellBlock(["x", *[""] * 2_000_000, "y"], range(1, 1_000_002), range(1, 3))
    (small,) = compact_blocks(block, 1000)
    assert small.rows == [1, 1_000_001]
    assert small.texts == ["x", "", "", "y"]


def test_parts_that_are_not_read_are_told() -> None:
    data = list_book()
    for part, content in {
        "xl/model/item.data": b"x",
        "xl/media/image1.png": b"x" * 10_000,
        "xl/media/image2.png": b"x",
        "xl/pivotCache/pivotCacheDefinition1.xml": '<s v="张三"/>'.encode(),
        "xl/externalLinks/externalLink1.xml": b"<x/>",
    }.items():
        data = changed(data, part, lambda _, content=content: content)
    assert {gap.detail for gap in read("a.xlsx", data, LIMITS).gaps} == {
        "xl/model/item.data",
        "xl/media/image1.png",
    }
    assert "张三" in read("a.xlsx", data, LIMITS).blocks.texts


def test_text_boxes() -> None:
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/drawing"
    data = changed(
        list_book(),
        "xl/worksheets/_rels/sheet1.xml.rels",
        lambda _: (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
            f'Id="d" Type="{relation}" Target="/xl/drawings/drawing1.xml"/></Relationships>'
        ).encode(),
    )
    drawing = '<d xmlns:a="a"><txBody><a:p><a:r><a:t>联系人</a:t></a:r><a:r><a:t>张三</a:t></a:r></a:p></txBody></d>'
    drawing = drawing.replace("txBody", "a:txBody")
    data = changed(data, "xl/drawings/drawing1.xml", lambda _: drawing.encode())
    assert texts(read("a.xlsx", data, LIMITS), "textbox") == ["联系人张三"]


def test_empty_workbooks() -> None:
    document = read("a.xlsx", saved(openpyxl.Workbook()), LIMITS)
    assert [(gap.what, gap.reason) for gap in document.gaps] == [("file", "empty")]


def test_one_broken_sheet_costs_only_itself() -> None:
    book = openpyxl.load_workbook(io.BytesIO(list_book()))
    book.create_sheet("公示")["A1"] = "公示"
    data = changed(saved(book), "xl/worksheets/sheet1.xml", lambda xml: xml[: len(xml) // 2])
    document = read("a.xlsx", data, LIMITS)
    assert "公示" in document.blocks.texts
    assert [(gap.what, gap.reason) for gap in document.gaps] == [("sheet", "damaged")]
    assert document.gaps[0].place is not None
    assert document.gaps[0].place.name == "发放表"


def test_a_part_that_many_sheets_name_is_read_once() -> None:
    book = list_book()

    def named_often(xml: bytes) -> bytes:
        first = re.search(rb"<sheet [^>]*/>", xml)
        assert first is not None
        more = [re.sub(rb'name="[^"]*"', b'name="%d"' % number, first.group()) for number in range(38)]
        return xml.replace(first.group(), first.group() + b"".join(more))

    data = changed(book, "xl/workbook.xml", named_often)
    found = read("a.xlsx", data, Limits())
    assert len(found.tables) == len(read("a.xlsx", book, Limits()).tables)
    assert [(gap.what, gap.reason) for gap in found.gaps] == [("sheet", "damaged")] * 38


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8, 0.99])
def test_a_cut_file_is_damaged(share: float) -> None:
    data = list_book()
    document = extract("a.xlsx", data[: int(len(data) * share)], LIMITS)
    assert [(gap.what, gap.reason) for gap in document.gaps] == [("file", "damaged")]


def test_expansion_is_limited() -> None:
    data = changed(list_book(), "xl/worksheets/sheet1.xml", lambda xml: xml + b" " * 5_000_000)
    document = extract("a.xlsx", data, LIMITS)
    assert ("sheet", "too-large") in [(gap.what, gap.reason) for gap in document.gaps]


def test_a_long_text_in_many_cells_does_not_fill_the_memory() -> None:
    strings = "<sst><si><t>" + "长" * 3000 + "</t></si></sst>"
    row = '<row r="{0}"><c r="A{0}" t="s"><v>0</v></c></row>'
    sheet = (
        "<worksheet><sheetData>" + "".join(row.format(n) for n in range(1, 501)) + "</sheetData></worksheet>"
    )
    relation = (
        '<Relationship Id="s" Target="sharedStrings.xml" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"/></Relationships>'
    )
    data = changed(list_book(), "xl/sharedStrings.xml", lambda _: strings.encode())
    data = changed(data, "xl/worksheets/sheet1.xml", lambda _: sheet.encode())
    data = changed(
        data, "xl/_rels/workbook.xml.rels", lambda xml: xml.replace(b"</Relationships>", relation.encode())
    )
    document = read("a.xlsx", data, Limits(expanded_bytes=1_000_000, text_chars=30_000))
    assert [(gap.what, gap.reason) for gap in document.gaps] == [("sheet", "too-many-cells")]
    assert len(document.blocks.texts[0]) == 3000


def test_a_formula_that_is_only_a_text_and_has_no_value() -> None:
    def change(sheet: Worksheet) -> None:
        sheet["D9"] = '="410999197903262845"'

    document = read("x.xlsx", list_book(change), Limits())
    assert at(document, 9, 4).text == "410999197903262845"
