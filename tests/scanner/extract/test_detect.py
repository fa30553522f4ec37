"""Formats told by content, gaps for what is not read."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
import xlwt

from scanner.extract import FORMATS, KNOWN_EXTENSIONS, extract, formats
from scanner.extract.detect import Detection, detection
from scanner.settings import Limits

LIMITS = Limits()


def package(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return buffer.getvalue()


def workbook() -> bytes:
    buffer = io.BytesIO()
    book = openpyxl.Workbook()
    book.active["A1"] = "公示"
    book.save(buffer)
    return buffer.getvalue()


def old_workbook() -> bytes:
    buffer = io.BytesIO()
    book = xlwt.Workbook()
    book.add_sheet("发放表").write(0, 0, "公示")
    book.save(buffer)
    return buffer.getvalue()


def kind(name: str, data: bytes) -> tuple[str, str]:
    found = detection(name, data, LIMITS)
    return found.format, found.reason


WORD = package("[Content_Types].xml", "_rels/.rels", "word/document.xml")
LIST = "姓名,金额,村\n张三,1,老庄村\n李四,2,老庄村\n"


@pytest.mark.parametrize(
    ("name", "data", "format"),
    [
        ("a.docx", WORD, "docx"),
        ("a", WORD, "docx"),
        ("a.xlsx", workbook(), "xlsx"),
        ("a.xls", old_workbook(), "xls"),
        ("a.pdf", b"%PDF-1.7\n", "pdf"),
        ("a.pdf", b"\r\n<junk>" * 50 + b"%PDF-1.4\n", "pdf"),
        ("a.html", b"<p>x</p>", "html"),
        ("a", b"<!-- x -->\n<!DOCTYPE html><html><body>", "html"),
        ("a", "<html><body>公示".encode("utf-16"), "html"),
        ("a.md", "# 公示".encode(), "md"),
        ("a", "---\ntitle: 公示\n---\n正文".encode(), "md"),
        ("a", "|姓名|金额|\n|---|---:|\n|张三|1|\n".encode("gbk"), "md"),
        ("a.csv", b"x", "csv"),
        ("a.tsv", b"x", "csv"),
        ("a", LIST.encode("gbk"), "csv"),
        ("a", LIST.replace(",", "\t").encode("utf-16-le"), "csv"),
        ("a.txt", "关于补助资金的公示，共3户，\n自公示之日起7日内，".encode("gbk"), "txt"),
        ("a.txt", "凡 a<b 且 <p 的".encode(), "txt"),
    ],
)
def test_readable_formats(name: str, data: bytes, format: str) -> None:
    assert kind(name, data) == (format, "")


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.docx", b"", "empty"),
        ("a.xlsx", b"", "empty"),
        ("a.txt", b"\xef\xbb\xbf\r\n ", "empty"),
        ("a.docx", WORD[:-30], "damaged"),
        ("a.xlsx", workbook()[: len(workbook()) // 2], "damaged"),
        ("a.xls", old_workbook()[:600], "damaged"),
        ("a.docx", package("a.txt"), "damaged"),
        ("a.xls", b'<?xml version="1.0"?><Workbook/>', "empty"),
        ("a.jpg", b"\xff\xd8\xff\xe0", "picture-file"),
        ("a.bin", bytes(range(256)) * 8, "unknown-format"),
    ],
)
def test_what_is_not_read_says_why(name: str, data: bytes, reason: str) -> None:
    document = extract(name, data, LIMITS)
    assert [(gap.what, gap.reason) for gap in document.gaps] == [("file", reason)]
    assert len(document.blocks) == 0


def compound(*streams: str) -> bytes:
    """An OLE file with empty streams of these names."""
    book = bytearray(old_workbook())
    at = book.find("Workbook".encode("utf-16-le"))
    name = streams[0].encode("utf-16-le")
    book[at : at + 64] = name.ljust(64, b"\0")
    book[at + 64 : at + 66] = (len(name) + 2).to_bytes(2, "little")
    return bytes(book)


@pytest.mark.parametrize(
    ("name", "stream", "found"),
    [
        ("a.docx", "EncryptedPackage", ("docx", "encrypted")),
        ("a.xlsx", "EncryptedPackage", ("xlsx", "encrypted")),
        ("a.docx", "WordDocument", ("doc", "")),
        ("a.ppt", "PowerPoint Document", ("ppt", "")),
        ("a.et", "Workbook", ("xls", "")),
        ("a.msg", "Other", ("ole", "not-yet-read")),
    ],
)
def test_ole_files(name: str, stream: str, found: tuple[str, str]) -> None:
    assert kind(name, compound(stream)) == found


@pytest.mark.parametrize(
    ("name", "data", "promised"),
    [
        ("a.docx", "公示".encode("gbk"), "docx"),
        ("a.xlsx", LIST.encode(), "xlsx"),
        ("a.pdf", b"<html><p>", "pdf"),
        ("a.doc", WORD, "doc"),
        ("a.doc", b"{\\rtf1 x}", ""),
        ("a.csv", workbook(), "csv"),
        ("a.xls", LIST.encode(), "xls"),
        ("a.xls", b"<html><table><tr><td>1", ""),
        ("a.xls", workbook(), ""),
        ("a.wps", WORD, ""),
        ("a.et", workbook(), ""),
        ("a.txt", LIST.encode(), ""),
        ("a.log", LIST.encode(), ""),
        ("v1.2/a", WORD, ""),
    ],
)
def test_misleading_extensions(name: str, data: bytes, promised: str) -> None:
    assert detection(name, data, LIMITS).promised == promised


def test_a_misnamed_file_is_read_and_told() -> None:
    document = extract("a.xlsx", LIST.encode("gbk"), LIMITS)
    assert document.format == "csv"
    assert [(gap.what, gap.reason, gap.detail) for gap in document.gaps] == [
        ("file-type", "misnamed", "xlsx→csv")
    ]
    assert "老庄村" in document.blocks.texts


def test_a_package_whose_folders_bear_other_names() -> None:
    moved = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook())) as old, zipfile.ZipFile(moved, "w") as new:
        for name in old.namelist():
            is_about_names = name.endswith((".rels", "Types].xml"))
            data = old.read(name)
            new.writestr(
                name.replace("xl/", "book/"), data.replace(b"xl/", b"book/") if is_about_names else data
            )
    found = extract("发放表.xlsx", moved.getvalue(), LIMITS)
    assert (found.format, found.gaps) == ("xlsx", ())
    assert "公示" in [block.text for block in found.blocks]


def test_too_large() -> None:
    document = extract("a.txt", b"x" * 11, Limits(file_bytes=10))
    assert document.gaps[0].reason == "too-large"


def test_the_table_of_formats() -> None:
    assert formats() is FORMATS
    assert len({info.id for info in FORMATS}) == len(FORMATS)
    assert {".docx", ".xlsx", ".pdf", ".html", ".md", ".csv", ".txt", ".xls"} <= KNOWN_EXTENSIONS
    assert isinstance(detection("a", b"x", LIMITS), Detection)
