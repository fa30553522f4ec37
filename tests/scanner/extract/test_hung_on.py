"""Files behind the end of other files, and what freed parts of a file still hold."""

from __future__ import annotations

import bz2
import io
import lzma
import struct
import tarfile
import zipfile
from collections.abc import Callable

import pytest
from container_writing import gzipped, rar, tarred, zipped
from doc_writing import doc, para
from docx_writing import docx
from hidden_files import jpeg, ole, png, workbook
from pdf_drawings import drawn
from test_msg import message
from test_picture import extension, gif, tiff, webp
from test_rtf import rtf

from scanner.extract import extract
from scanner.extract.container.libraries import has_py7zr, libarchive
from scanner.extract.hung_on import start_of_file
from scanner.model import Document
from scanner.settings import Limits

NUMBER = "410999198503121239"
SECTOR = 512
NOTICE = "关于公示的通知。\n" * 600
PAGE = "<!doctype html><html><body>" + "<p>关于公示的通知。</p>" * 400 + "</body></html>"
COVERS: dict[str, Callable[[], bytes]] = {
    "a.jpg": lambda: jpeg("x"),
    "a.png": lambda: png("x"),
    "a.bmp": lambda: b"BM" + struct.pack("<I", 30) + b"\0" * 24,
    "a.gif": gif,
    "a.tif": lambda: tiff(b"abc\0"),
    "a.webp": lambda: webp(b"ANIM", b"\0" * 6),
    "a.html": PAGE.encode,
    "a.txt": NOTICE.encode,
    "a.md": lambda: ("# 公示\n\n" + NOTICE).encode(),
    "a.csv": lambda: ("村,户\n" + "柳林村,三\n" * 900).encode(),
    "a.rtf": lambda: rtf("关于公示的通知"),
    "a.pdf": lambda: drawn(lambda page: page.drawString(100, 700, "notice")),
    "a.doc": lambda: doc({"body": para("关于公示的通知")}),
    "a.msg": lambda: message(),
    "a.gz": lambda: gzipped(NOTICE.encode()),
    "a.bz2": lambda: bz2.compress(NOTICE.encode()),
    "a.xz": lambda: lzma.compress(NOTICE.encode()),
    "a.tar": lambda: tarred({"a.txt": NOTICE}),
    "a.tgz": lambda: tarred({"a.txt": NOTICE}, "w:gz"),
    "a.zip": lambda: zipped({"a.txt": NOTICE}),
    "a.7z": lambda: packed_7z({"a.txt": NOTICE}),
    "a.rar": lambda: rar({"a.txt": NOTICE.encode()}),
}
TAILS: dict[str, Callable[[str], bytes]] = {
    "zip": lambda n: zipped({"一.txt": "空", "二.txt": f"身份证号{n}"}),
    "xlsx": lambda n: workbook(n),
    "rar": lambda n: rar({"a.txt": f"身份证号{n}".encode()}),
    "xz": lambda n: lzma.compress(f"身份证号{n}".encode()),
    "doc": lambda n: doc({"body": para(f"身份证号{n}")}),
}


def packed_7z(members: dict[str, str]) -> bytes:
    py7zr = pytest.importorskip("py7zr")
    buffer = io.BytesIO()
    with py7zr.SevenZipFile(buffer, "w") as archive:
        for name, content in members.items():
            archive.writestr(content, name)
    return buffer.getvalue()


def read(name: str, data: bytes) -> Document:
    return extract(name, data, Limits(ocr="never"))


def told(found: Document) -> set[tuple[str, bool]]:
    return {(block.layer, block.visible) for block in found.blocks if NUMBER in block.text}


def skip_without(name: str) -> None:
    if (name.endswith("rar") and libarchive() is None) or (
        name.endswith("7z") and libarchive() is None and not has_py7zr()
    ):
        pytest.skip("nothing here unpacks it")


@pytest.mark.parametrize("name", COVERS)
def test_an_archive_behind_the_end(name: str) -> None:
    skip_without(name)
    cover = COVERS[name]()
    found = read(name, cover + TAILS["zip"](NUMBER))
    if name == "a.zip":  # the directory behind counts: the first archive is what stands before it
        found = read(name, TAILS["zip"](NUMBER) + cover)
    assert told(found) == {("embedded-file", False)}
    assert "picture-file" in {gap.reason for gap in found.gaps} or not found.gaps
    before = {block.text for block in read(name, cover).blocks}
    assert before <= {block.text for block in found.blocks}  # and nothing of the file itself is lost


@pytest.mark.parametrize("kind", TAILS)
@pytest.mark.parametrize("name", ["a.png", "a.tif", "a.pdf", "a.rtf", "a.html", "a.doc", "a.tar"])
def test_files_of_all_kinds(name: str, kind: str) -> None:
    skip_without(kind)
    assert told(read(name, COVERS[name]() + TAILS[kind](NUMBER))) == {("embedded-file", False)}


@pytest.mark.parametrize("name", COVERS)
def test_nothing_is_told_where_nothing_is(name: str) -> None:
    skip_without(name)
    found = read(name, COVERS[name]())
    assert not {block.layer for block in found.blocks} & {"embedded-file", "leftover"}
    assert {gap.reason for gap in found.gaps} <= {"picture-file"}


@pytest.mark.parametrize("kind", ["jpeg", "png", "gif"])
def test_an_archive_behind_a_picture_of_an_office_file(kind: str) -> None:
    picture = {"jpeg": jpeg("x"), "png": png("x"), "gif": gif()}[kind]
    within = {f"word/media/image1.{kind}": picture + TAILS["zip"](NUMBER)}
    assert told(read("a.docx", docx("<w:p/>", within))) == {("embedded-file", False)}
    written = r"{\pict\jpegblip " + (jpeg("x") + TAILS["zip"](NUMBER)).hex() + "}"
    assert told(read("a.rtf", rtf(written))) == {("embedded-file", False)}


def test_words_of_a_gif_of_an_office_file() -> None:
    found = read(
        "a.docx", docx("<w:p/>", {"word/media/image1.gif": gif(extension(0xFE, f"张三 {NUMBER}".encode()))})
    )
    assert told(found) == {("image-metadata", False)}


def test_words_behind_the_end() -> None:
    for name in ("a.gz", "a.bz2", "a.xz", "a.tar", "a.doc", "a.rtf"):
        found = read(name, COVERS[name]() + f"张三李四 {NUMBER}".encode().ljust(600, b"\0"))
        assert told(found) == {("leftover", False)}, name


def test_many_bytes_of_no_known_kind_behind_a_text_are_a_gap() -> None:
    found = read("a.rtf", COVERS["a.rtf"]() + bytes(range(1, 256)) * 3)
    assert [gap.reason for gap in found.gaps] == ["not-read"]


def test_an_archive_before_an_office_file() -> None:
    found = read("a.docx", TAILS["zip"](NUMBER) + docx("<w:p><w:r><w:t>通知</w:t></w:r></w:p>"))
    assert told(found) == {("embedded-file", False)}
    assert "通知" in {block.text for block in found.blocks}


def test_members_that_were_deleted() -> None:
    """Programs that delete by writing a new directory alone leave the members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("a.txt", "b.txt", "c.xlsx"):
            archive.writestr(name, workbook(NUMBER) if name == "c.xlsx" else f"张三李四{name}{NUMBER}")
        archive.writestr("d.txt", "通知")
        for name in ("a.txt", "b.txt", "c.xlsx"):
            archive.filelist.remove(archive.NameToInfo.pop(name))
    found = read("a.zip", buffer.getvalue())
    assert told(found) == {("leftover", False), ("embedded-file", False)}
    said = "".join(block.text for block in found.blocks if block.layer == "leftover")
    assert "a.txt" in said
    assert "b.txt" in said


def test_a_tar_goes_on_behind_its_end() -> None:
    """Two archives one behind the other: programs read the first alone."""
    data = tarred({"a.txt": "通知"}) + tarred({"b.txt": f"张三李四 {NUMBER}"})
    assert told(read("a.tar", data)) == {("leftover", False)}
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        assert archive.getnames() == ["a.txt"]


def test_a_tar_with_two_empty_blocks_alone_at_its_end() -> None:
    cover = tarred({"a.txt": "通知"})[: 512 * 4]
    found = read("a.tar", cover + TAILS["zip"](NUMBER))
    assert told(found) == {("embedded-file", False)}
    assert not found.gaps
    assert not read("a.tar", cover).gaps
    assert read("a.tar", tarred({"a.txt": "通知" * 200})[:1024]).gaps


def in_a_free_sector(text: bytes) -> tuple[str, bytes]:
    data = doc({"body": para("关于公示的通知")})
    free = (len(data) - SECTOR) // SECTOR
    table = (struct.unpack_from("<I", data, 76)[0] + 1) * SECTOR
    assert struct.unpack_from("<I", data, table + 4 * free)[0] == 0xFFFFFFFF
    used = bytearray(data + text.ljust(SECTOR, b"\0") + b"\0" * SECTOR)
    struct.pack_into("<I", used, table + 4 * (free + 1), 0xFFFFFFFE)
    return "a.doc", bytes(used)


def in_the_rest_of_a_sector(text: bytes) -> tuple[str, bytes]:
    data = bytearray(ole({"__properties_version1.0": b"", "Other": b"\0" * 5000}))
    entry = data.find("Other".encode("utf-16-le")) + 116
    start = struct.unpack_from("<I", data, entry)[0]
    struct.pack_into("<Q", data, entry + 4, 5000)
    behind = SECTOR * (start + 1) + 5001
    data[behind : behind + len(text)] = text
    return "a.msg", bytes(data)


def in_a_deleted_member(text: bytes) -> tuple[str, bytes]:
    """Programs that delete by writing a new directory alone leave the member."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (("a.txt", "空"), ("b.txt", text), ("d.txt", "通知")):
            archive.writestr(name, content)
        for name in ("a.txt", "b.txt"):
            archive.filelist.remove(archive.NameToInfo.pop(name))
    return "a.zip", buffer.getvalue()


FREED: dict[str, Callable[[bytes], tuple[str, bytes]]] = {
    "free-sector-of-ole": in_a_free_sector,
    "rest-of-a-sector-of-ole": in_the_rest_of_a_sector,
    "behind-the-last-sector-of-ole": lambda text: ("a.doc", COVERS["a.doc"]() + text.ljust(600, b"\0")),
    "deleted-member-of-zip": in_a_deleted_member,
    "behind-gzip": lambda text: ("a.gz", COVERS["a.gz"]() + text),
    "behind-tar": lambda text: ("a.tar", COVERS["a.tar"]() + text.ljust(512, b"\0")),
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le"])
@pytest.mark.parametrize("place", FREED)
def test_words_in_freed_parts(place: str, encoding: str) -> None:
    name, data = FREED[place](f"张三李四 {NUMBER}".encode(encoding))
    assert told(read(name, data)) == {("leftover", False)}


@pytest.mark.parametrize(
    ("data", "at"),
    [
        (b"xx" + zipped({"a": "b"}), 2),
        (b"PK\x03\x04 is how a zip file begins, a text says", -1),
        (b"xPK\x03\x04" + b"\xff" * 40 + zipped({"a": "b"}), 45),
        (b"nothing", -1),
        (b"say %PDF-1.4", 4),
    ],
)
def test_where_a_file_begins(data: bytes, at: int) -> None:
    assert start_of_file(data, 1) == at


def test_marks_that_a_text_may_quote() -> None:
    assert start_of_file("一份 %PDF-1.4 文件".encode(), is_text=True) == -1
