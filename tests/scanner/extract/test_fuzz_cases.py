"""Broken files that a reader once fell over, or called read though it gave nothing of them; built small."""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import cast

import pytest
from doc_writing import doc
from doc_writing import para as doc_para
from docx_writing import docx, para, run, zipped
from hidden_files import jpeg, native, ole
from lxml import etree
from ofd_writing import ofd, page, text
from test_docx_places import FILLED, OFFSET
from test_msg import message
from test_xls import BOF, EOF, saved
from test_xls import book as workbook
from test_xlsb import book, sheet
from test_xlsx_places import shared, with_part

from corpora.fuzzing_packages import members
from scanner.extract import extract
from scanner.extract.container.reader import Container
from scanner.extract.doc.file import Looks, WordFile
from scanner.extract.ole.compound import CompoundFile
from scanner.extract.xlsx.covers import Lengths
from scanner.extract.xlsx.stream import date_styles, streamed_cells
from scanner.model import Document
from scanner.settings import Limits

LIMITS = Limits(ocr="never")
NUMBER = "410999198503121239"


def reasons(name: str, data: bytes) -> list[tuple[str, str]]:
    return [(gap.what, gap.reason) for gap in extract(name, data, LIMITS).gaps]


def read(name: str, data: bytes) -> Document:
    return extract(name, data, LIMITS)


def ring(data: bytes, entry: int) -> bytes:
    """A compound file in whose table an entry of the directory's sectors leads to itself."""
    table = (struct.unpack_from("<I", data, 76)[0] + 1) * 512
    changed = bytearray(data)
    struct.pack_into("<I", changed, table + 4 * entry, entry)
    return bytes(changed)


def test_a_workbook_whose_sectors_run_in_a_ring() -> None:
    data = ole({"Workbook": BOF + EOF})
    directory = struct.unpack_from("<I", data, 48)[0]
    assert reasons("a.xls", ring(data, directory))[0] == ("file", "empty")


def test_a_sheet_that_ends_too_early() -> None:
    cut = sheet(["姓名", "电话"], ["张三", "13900001234"])[:-9]
    assert reasons("a.xlsb", book(("表", 0, cut))) == [("file", "damaged")]


def test_an_encoded_word_that_is_cut() -> None:
    found = read("a.eml", "From: a@example.com\nSubject: plan =?utf-8?B?A?=\n\n正文\n".encode())
    assert "Subject: plan =?utf-8?B?A?=" in found.blocks.texts


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_raw_bytes_in_headers(encoding: str) -> None:
    text = "From: 张三 <a@example.com>\nSubject: 低保公示名单\nContent-Type: text/plain; name=李四低保名单.txt\n\n正文\n"
    found = [block.text for block in read("a.eml", text.encode(encoding)).blocks]
    assert found == ["From: 张三 <a@example.com>", "Subject: 低保公示名单", "正文"]


def test_a_raw_name_of_an_attachment() -> None:
    head = "From: a@example.com\nSubject: a\nContent-Type: multipart/mixed; boundary=x\n\n--x\n"
    part = (
        "Content-Type: text/csv\nContent-Disposition: attachment; filename=李四低保名单.csv\n\na,b\n--x--\n"
    )
    found = read("a.eml", (head + part).encode())
    assert {block.place.inside for block in found.blocks if block.layer == "embedded-file"} == {
        "李四低保名单.csv"
    }


def test_a_file_that_gives_nothing_is_not_read() -> None:
    assert reasons("a.docx", docx("")) == [("file", "empty")]
    assert reasons("a.docx", docx(para(" \u3000"))) == [("file", "empty")]
    assert reasons("a.docx", docx(para("甲"))) == []


def cut(data: bytes, name: str) -> bytes:
    """A compound file in which a stream breaks off behind its first sector."""
    start = struct.unpack_from("<I", data, data.find(name.encode("utf-16-le")) + 116)[0]
    changed = bytearray(data)
    table = (struct.unpack_from("<I", data, 76)[0] + 1) * 512
    struct.pack_into("<I", changed, table + 4 * start, 0xFFFFFFFE)
    return bytes(changed)


def unreachable(data: bytes, name: str) -> bytes:
    """A compound file in which nothing leads to a stream any more."""
    number = data.find(name.encode("utf-16-le"))
    changed = bytearray(data)
    struct.pack_into("<II", changed, number - 128 + 68, 0xFFFFFFFF, 0xFFFFFFFF)
    return bytes(changed)


STREAMS = {"\x01Ole10Native": native("a.txt", f"电话 {NUMBER}".encode().rjust(6000)), "Rest": b""}


@pytest.mark.parametrize("damage", [cut, unreachable])
def test_an_object_of_which_a_part_is_gone(damage: Callable[[bytes, str], bytes]) -> None:
    whole = ole({"First": b"", **STREAMS})
    parts = {"word/embeddings/oleObject1.bin": damage(whole, "\x01Ole10Native")}
    assert reasons("a.docx", docx(para("甲"), {"word/embeddings/oleObject1.bin": whole})) == []
    assert ("part", "damaged") in reasons("a.docx", docx(para("甲"), parts))


@pytest.mark.parametrize("damage", [cut, unreachable])
def test_a_file_of_which_a_stream_is_gone(damage: Callable[[bytes, str], bytes]) -> None:
    whole = doc(
        {"body": doc_para("正文")}, streams={"Extra": f"张三 {NUMBER}".encode("utf-16-le").rjust(6000)}
    )
    assert reasons("a.doc", whole) == []
    assert reasons("a.doc", damage(whole, "Extra")) == [("part", "damaged")]


def test_words_behind_a_file_in_an_object() -> None:
    wrapped = native("a.txt", "甲".encode()) + f"电话 {NUMBER}".encode()
    parts = {"word/embeddings/oleObject1.bin": ole({"\x01Ole10Native": wrapped})}
    found = read("a.docx", docx(para("甲"), parts))
    assert [block.layer for block in found.blocks if NUMBER in block.text] == ["embedded-file"]


@pytest.mark.parametrize(
    ("tail", "layer"),
    [
        (f"{{\\v {NUMBER}}}\\par}}", "leftover"),
        ("{\\rtf1 \\'d5\\'c5\\'c8\\'fd\\'bd\\'f0\\'b6\\'ee}", "embedded-file"),
        ("\\u24352?\\u19977?\\u22320?\\u22336?", "leftover"),
    ],
)
def test_words_behind_the_end_of_an_rtf(tail: str, layer: str) -> None:
    found = read("a.rtf", b"{\\rtf1\\ansi\\ansicpg936 plain}" + tail.encode())
    assert [block.layer for block in found.blocks] == ["body", layer]
    assert reasons("a.rtf", b"{\\rtf1\\ansi plain}\r\n\0}") == []


def test_a_list_of_sheets_that_ends_with_the_workbook() -> None:
    short = BOF + struct.pack("<HH", 0x0085, 6)
    whole = (
        BOF + bytes(4096 - len(short)) + short[len(BOF) :]
    )  # the sector ends where the place of the sheet should be
    assert reasons("a.xls", ole({"Workbook": whole})) == [("file", "damaged")]


def test_marks_alone_are_no_text() -> None:
    assert reasons("a.doc", doc({"body": doc_para("\ufeff")})) == [("file", "empty")]


def test_words_of_a_picture_with_broken_segments() -> None:
    broken = jpeg(f"张三 {NUMBER}").replace(b"Exif", b"xif\0").replace(b"\xff\xe1\0", b"\xff\xe1\0\0\0", 1)
    found = read("a.docx", docx(para("甲"), {"word/media/image1.jpeg": broken}))
    assert [block.layer for block in found.blocks if NUMBER in block.text] == ["image-metadata"]


def test_a_text_that_looks_like_a_message() -> None:
    inner = "Content-Type: text/plain\nContent-Transfer-Encoding: 8bit\n\n" * 3000
    text = f"From: a@example.com\nSubject: a\nContent-Type: text/plain\n\n{inner}\n{NUMBER}\n"
    assert NUMBER in read("a.eml", text.encode()).blocks.texts[-1]


@pytest.mark.parametrize(
    "text", ["name,number\n" * 40, "plain words of a list\n" * 30, "<p>some words</p>\n" * 30]
)
def test_zero_bytes_in_a_text_do_not_make_it_wide(text: str) -> None:
    data = f"{text}\0\0 {NUMBER}\n".encode()
    found = read("a.txt", data + b" " * (len(data) % 2))
    assert any(NUMBER in block.text for block in found.blocks)


@pytest.mark.parametrize("value", ["<b>{}</b>", "{}<br>", "<p class=a>{}"])
def test_tags_within_an_attribute(value: str) -> None:
    page = f'<html><body><p>正文</p><p data-content="{value.format(NUMBER)}">甲</p><p>乙</p></body></html>'
    found = read("a.html", page.encode())
    assert [block.layer for block in found.blocks if NUMBER in block.text] == ["attribute"]
    assert [block.text for block in found.blocks if block.visible] == ["正文", "甲", "乙"]


def test_a_description_without_a_name() -> None:
    found = read("a.html", f'<html><body><p>正文</p><meta content="{NUMBER}"></body></html>'.encode())
    assert [block.layer for block in found.blocks if NUMBER in block.text] == ["attribute"]


def test_words_around_the_parts_of_a_message() -> None:
    head = "From: a@example.com\nSubject: a\nContent-Type: multipart/mixed; boundary=x\n\n"
    part = "--x\nContent-Type: text/plain\n\nb\n--x--\n"
    found = read("a.eml", f"{head}This is a message in parts.\n{NUMBER}\n{part}张三的身份证号\n".encode())
    assert [block.text for block in found.blocks if block.layer == "leftover"] == [NUMBER, "张三的身份证号"]


@pytest.mark.parametrize(
    "content",
    [
        para("甲") + f"<![CDATA[{run(NUMBER)}]]>",
        para("甲") + f"<w:sectPr>{para(NUMBER)}</w:sectPr>",
        para(f"<w:r><w:t>甲</w:t><w:instr>{NUMBER}</w:instr></w:r>"),
    ],
    ids=["no elements", "in the settings of a section", "in an element of no program"],
)
def test_a_number_where_no_program_looks_for_words(content: str) -> None:
    found = [block for block in read("a.docx", docx(content)).blocks if NUMBER in block.text]
    assert [(block.layer, block.visible) for block in found] == [("attribute", False)]


def test_parts_that_pose_as_something_else() -> None:
    content, links = para("甲"), (("r1", "hyperlink", f"http://example.com/{NUMBER}"),)
    for name in ("mimetype", "word/folder/"):
        found = read("a.docx", docx(content, {name: f"<a>{NUMBER}</a>"}))
        assert any(NUMBER in block.text for block in found.blocks), name
    odd = docx(content, links=links)
    whole = zipped(
        {name: part.replace(b'TargetMode="External"', b'TargetMode="1"') for name, part in members(odd)}
    )
    assert [block.layer for block in read("a.docx", whole).blocks] == ["body", "link-target"]


def number_set(data: bytes, offset: int, value: int) -> bytes:
    """A .doc with another number in the head of its main stream, which begins behind the first sector."""
    changed = bytearray(data)
    struct.pack_into("<i", changed, 512 + offset, value)
    return bytes(changed)


def test_a_doc_whose_head_does_not_know_all_of_its_text() -> None:
    whole = doc({"body": [*doc_para("正文"), *doc_para(f"身份证号 {NUMBER}")], "header": doc_para("页眉")})
    assert reasons("a.doc", number_set(whole, 0x4C, 3)) == [("part", "damaged")]
    assert reasons("a.doc", number_set(whole, 0x4C, 90)) == [("part", "damaged")]
    older = bytearray(whole)
    older[512 + 2] = 0x65  # the number of Word 95
    assert [NUMBER in text for text in read("a.doc", bytes(older)).blocks.texts] == [False, True, False]


def test_far_cells_of_a_sheet_that_does_not_begin() -> None:
    def far(row: int, column: int) -> bytes:
        return struct.pack("<HHHHHd", 0x0203, 14, row, column, 0, 1.0)

    bound = struct.pack("<HHIBB", 0x0085, 9, len(BOF) * 2 + 13, 0, 0) + b"\x01\x00A"
    whole = BOF + bound + EOF + BOF + struct.pack("<HH", 0x0099, 0) + far(0, 0) + far(65535, 65535) + EOF
    assert reasons("a.xls", ole({"Workbook": whole})) == [("file", "damaged")]


@pytest.mark.parametrize("number", [NUMBER.encode(), NUMBER.encode("utf-16-le")], ids=["narrow", "wide"])
def test_a_number_in_a_record_of_no_known_kind(number: bytes) -> None:
    odd = struct.pack("<HH", 0x7777, len(number)) + number
    found = read("a.xls", ole({"Workbook": CompoundFile(saved(workbook())).stream("Workbook") + odd}))
    assert [(block.layer, block.text) for block in found.blocks if NUMBER in block.text] == [
        ("leftover", NUMBER)
    ]


def test_a_text_of_a_message_with_zeros_within() -> None:
    body = f"{NUMBER}{chr(0) * 900}x".encode("utf-16-le")
    found = read("a.msg", message({"__substg1.0_1000001F": body}))
    assert NUMBER in " ".join(found.blocks.texts)


def test_a_stream_that_no_message_has() -> None:
    found = read("a.msg", message({"Workbook": f"张三 {NUMBER}".encode("utf-16-le")}))
    assert [block.layer for block in found.blocks if NUMBER in block.text] == ["leftover"]


def test_a_body_that_cannot_be_read_is_a_gap() -> None:
    page = "<html><body>" + "\x01\x02\x03" * 50 + "</body></html>"
    assert ("part", "unknown-format") in reasons("a.msg", message({"__substg1.0_10130102": page.encode()}))


@pytest.mark.parametrize("said", ["", "abc", "-5", "9" * 5000, "1.5", "NaN"])
def test_numbers_of_a_workbook_that_are_none(said: str) -> None:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    styles = f'<a xmlns="{main}"><numFmts><numFmt numFmtId="{said}" formatCode="yyyy"/></numFmts><cellXfs><xf numFmtId="{said}"/></cellXfs></a>'
    assert date_styles(etree.fromstring(styles)) in (frozenset(), frozenset("0"))
    sheet = f'<sheetData><row r="{said}"><c r="A1" t="s"><v>{said}</v></c><c r="B1"><v>7</v></c></row></sheetData>'.encode()
    cells = [text for *_, text in streamed_cells(sheet, ["甲"], frozenset())]
    assert "7" in cells
    lengths = Lengths(f'<col min="1" max="{said}" width="{said}."/><row r="1" ht="{said}.2.3">'.encode())
    assert lengths.height(1) > 0


def test_a_number_on_a_page_of_an_ofd_where_nothing_is_drawn() -> None:
    odd = page(text("正文"), f"<ofd:TextCode ID='2'>{text(NUMBER)}</ofd:TextCode>")
    found = read("a.ofd", ofd({"Doc_0/Pages/Page_0/Content.xml": odd}))
    assert [block.layer for block in found.blocks if NUMBER in block.text] == ["attribute"]


def test_far_cells_of_a_binary_workbook() -> None:
    cells = sheet(["姓名", "电话"], ["张三", "13900001234"])
    at = cells.rindex(struct.pack("<I", 1), 0, cells.rindex("139".encode("utf-16-le")))
    far = cells.replace(
        struct.pack("<IIHBBBI", 1, 0, 300, 0, 0, 0, 0), struct.pack("<IIHBBBI", 900_000, 0, 300, 0, 0, 0, 0)
    )
    far = far[:at] + struct.pack("<I", 16_000_000) + far[at + 4 :]
    found = read("a.xlsb", book(("表", 0, far), ("底稿", 0, cells)))
    assert [(gap.what, gap.reason) for gap in found.gaps] == [("sheet", "too-many-cells")]
    assert "13900001234" in found.blocks.texts
    wide = cells[:at] + struct.pack("<I", 9_830_401) + cells[at + 4 :]
    assert ("sheet", "too-many-cells") in reasons("a.xlsb", book(("表", 0, wide)))
    short = cells.replace(
        bytes([6, 34]), bytes([8, 2, 0, 0, 0x77, 30]), 1
    )  # a cell of two bytes, then the rest
    assert ("sheet", "too-many-cells") in reasons("a.xlsb", book(("表", 0, short)))


def test_odd_parts_of_a_flat_file() -> None:
    word = "http://schemas.microsoft.com/office/word/2003/wordml"
    text = f'<w:wordDocument xmlns:w="{word}"><!-- a --><w:body><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:body></w:wordDocument>'
    assert "甲" in read("a.xml", text.encode()).blocks.texts
    nameless = '<pkg:part pkg:name=""><pkg:xmlData><a>1</a></pkg:xmlData></pkg:part>'
    kind = "http://schemas.microsoft.com/office/2006/xmlPackage"
    assert reasons("a.xml", f'<pkg:package xmlns:pkg="{kind}">{nameless}</pkg:package>'.encode()) == [
        ("file", "damaged")
    ]


def test_a_paragraph_below_many_shapes_is_laid_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many bars over one paragraph cost what one costs."""
    from scanner.extract.docx.layout import Layout

    laid_out = []
    whole = Layout._lines

    def counted(self: Layout, paragraph: object) -> object:
        laid_out.append(paragraph)
        return whole(self, paragraph)  # type: ignore[arg-type]

    monkeypatch.setattr(Layout, "_lines", counted)
    place = "position:absolute;margin-left:0;margin-top:0;width:400pt;height:40pt"
    bar = f"<w:r><w:pict><v:rect style='{place}' fillcolor='black'/></w:pict></w:r>"
    shapes = "".join([bar] * 50) + run("甲") * 50
    found = read("a.docx", docx(f"<w:p xmlns:v='urn:schemas-microsoft-com:vml'>{shapes}</w:p>" + para("乙")))
    assert found.blocks
    assert len(laid_out) == 2


def test_a_message_within_a_message_that_cannot_be_written_as_it_says() -> None:
    from email.message import Message

    from scanner.extract.mail.reader import _bytes_of

    inner = Message()
    inner["Content-Type"] = "text/plain"
    inner.set_payload("甲\ufffd")
    assert "甲".encode() in _bytes_of(inner)


def test_two_bars_over_one_run_both_hide_what_lies_below_them() -> None:
    def bar(left: int) -> str:
        place = OFFSET.format("H", "column", left * 12700) + OFFSET.format("V", "paragraph", 12700)
        look = f"<wps:wsp><wps:spPr><a:prstGeom prst='rect'/>{FILLED}</wps:spPr></wps:wsp>"
        size = (
            f"<wp:extent cx='{60 * 12700}' cy='{12 * 12700}'/><wp:wrapNone/><wp:docPr id='1' name='矩形 1'/>"
        )
        return f"<w:r><w:drawing><wp:anchor behindDoc='0'>{place}{size}{look}</wp:anchor></w:drawing></w:r>"

    line = "姓名甲某某某某某某某某某某某某电话乙丙丁戊己庚辛壬癸某某某某某某某"
    found = read("a.docx", docx(para(bar(21), bar(210), run(line))))
    hidden = "".join(block.text for block in found.blocks if block.layer == "covered-text")
    shown = "".join(block.text for block in found.blocks if block.layer == "body")
    assert "甲" in hidden
    assert "庚" in hidden
    assert "姓名" in shown
    assert "电话" in shown
    assert len(hidden + shown.strip()) == len(line)


@pytest.mark.parametrize("count", ["2147483647", "9" * 5000])
def test_shared_strings_that_say_they_are_millions_are_read_as_a_stream(count: str) -> None:
    data = with_part(
        shared(lambda n: f"<si><t>{n}</t></si>")(NUMBER),
        "xl/sharedStrings.xml",
        lambda xml: xml.replace(b"<sst ", f'<sst uniqueCount="{count}" '.encode()),
    )
    found = read("a.xlsx", data)
    assert NUMBER in "".join(block.text for block in found.blocks)


def test_a_paragraph_of_a_doc_whose_style_lies_behind_the_end() -> None:
    class Short:
        is_old = True
        main = bytes(3072)

    styles = Looks(cast("WordFile", Short()), 0)
    styles.bounds = [0]
    styles._properties = [(3074, 2)]
    assert styles.style_at(5) == 0


@pytest.mark.parametrize("kind", ["tar", "tgz"])
def test_a_member_that_ends_far_behind_the_archive(kind: str) -> None:
    import gzip
    import tarfile

    info = tarfile.TarInfo("a.txt")
    info.size = 2**60
    data = info.tobuf(tarfile.GNU_FORMAT) + b"text" * 300
    container = Container(f"a.{kind}", gzip.compress(data) if kind == "tgz" else data, Limits())
    found = [(member.name, member.reason) for member in container]
    assert ("a.txt", "too-large") in found
    assert [gap.reason for gap in container.contents().gaps] or found[-1][1] == "damaged"
