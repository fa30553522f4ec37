"""Places that are not read and say so, and what a file cannot show because it is no longer in it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import openpyxl
import pytest
import xlwt
from container_writing import raw_zip, zipped
from doc_writing import doc
from doc_writing import para as doc_para
from docx_writing import docx, para
from hidden_files import jpeg, ole
from pdf_drawings import drawn, picture
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from reports.wording import GAP_REASONS, GAP_WHAT
from scanner.extract import extract
from scanner.extract.picture.extent import extent_of
from scanner.settings import Limits

NUMBER = "410999198503121239"
LIMITS = Limits(ocr="never")
DRAWING = "<w:r><w:drawing><wp:inline><wp:extent cx='2000000' cy='2000000'/><wp:docPr id='1' name='图片 1'/><a:blip r:embed='r9'/></wp:inline></w:drawing></w:r>"


def with_member(data: bytes, name: str, content: bytes) -> bytes:
    stream = io.BytesIO(data)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr(name, content)
    return stream.getvalue()


def workbook(value: object = "甲") -> bytes:
    book = openpyxl.Workbook()
    book.active.append([value])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def old_workbook(value: object) -> bytes:
    book = xlwt.Workbook()
    book.add_sheet("表").write(0, 0, value)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def paper(*draw: Callable[[Canvas], None]) -> bytes:
    return drawn(lambda canvas: [one(canvas) for one in draw])


def photograph(canvas: Canvas) -> None:
    picture(canvas, 50, 100, 400, 600)


def screenshot(width: int, height: int) -> bytes:
    """A picture with some lines."""
    image = Image.new("RGB", (width, height), "white")
    for at in range(0, width * height, 7):
        image.putpixel((at % width, at // width), (at % 256, 0, 0))
    stream = io.BytesIO()
    image.save(stream, "PNG")
    return stream.getvalue()


MESSAGE = {"__properties_version1.0": b"\0" * 32, "__substg1.0_0037001F": "公示".encode("utf-16-le")}

# name of the place -> (name of the file, its bytes, what is told, and why)
TOLD: dict[str, tuple[str, Callable[[], bytes], str, str]] = {
    "words on a picture in a .docx": ("a.docx", lambda: docx(para("甲", DRAWING)), "picture", "picture-text"),
    "words on a picture that a .docx no longer shows": ("a.docx", lambda: with_member(docx(para("甲")), "word/media/image9.png", screenshot(400, 300)), "picture", "picture-text"),
    "line of words on a small picture in a .docx": ("a.docx", lambda: docx(para("甲", DRAWING.replace("cy='2000000'", "cy='200000'"))), "picture", "picture-text"),
    "line of words on a small picture in an .xlsx": ("a.xlsx", lambda: with_member(workbook(), "xl/media/image1.png", screenshot(240, 24)), "picture", "picture-text"),
    "words on a picture in a .doc": ("a.doc", lambda: doc({"body": doc_para("甲")}, streams={"Data": jpeg("x")}), "picture", "picture-text"),
    "words on a picture file": ("a.jpg", lambda: jpeg("x"), "file", "picture-file"),
    "page that is a picture": ("a.pdf", lambda: paper(photograph), "page", "no-text-layer"),
    "picture beside the text of a page": ("a.pdf", lambda: paper(photograph, lambda canvas: canvas.drawString(90, 750, "plain text of a notice")), "picture", "no-ocr"),
    "data model of a workbook": ("a.xlsx", lambda: with_member(workbook(), "xl/model/item.data", b"x"), "part", "not-read"),
    "sound and film": ("a.docx", lambda: docx(para("甲"), {"word/media/media1.mp4": b"x"}), "part", "not-read"),
    "packed RTF of a message, when it is damaged": ("a.msg", lambda: ole({**MESSAGE, "__substg1.0_10090102": b"LZFu" * 20}), "part", "damaged"),
    "bytes of no kind in an office file": ("a.docx", lambda: docx(para("甲"), {"word/data.bin": bytes(range(0x80, 0x100)) * 6}), "part", "not-read"),
    "stream of no kind in an OLE file": ("a.doc", lambda: doc({"body": doc_para("甲")}, streams={"Backup": bytes(range(0x80, 0x100)) * 6}), "part", "not-read"),
    "encrypted office file": ("a.docx", lambda: ole({"EncryptedPackage": b"x", "EncryptionInfo": b"y"}), "file", "encrypted"),
    "encrypted .doc": ("a.doc", lambda: doc({"body": doc_para("甲")}, flags=0x0100), "file", "encrypted"),
    "encrypted member of an archive": ("a.zip", lambda: raw_zip(b"a.txt", b"x" * 30, flags=1), "part", "encrypted"),
    "member packed in a way that is not known": ("a.zip", lambda: raw_zip(b"a.txt", b"x" * 30, method=99), "part", "packing-unknown"),
    "history of versions in an archive": ("a.zip", lambda: zipped({".git/HEAD": "x", "a.txt": "公示"}), "part", "version-history"),
    "archive within archives beyond the limit": ("a.zip", lambda: zipped({"b.zip": zipped({"a.txt": "x"})}), "part", "nested-too-deep"),
    "layered picture (PSD)": ("a.psd", lambda: b"8BPS\0\1" + bytes(range(256)) * 4, "file", "unknown-format"),
    "layout of other makers (CEB, GD)": ("a.ceb", lambda: b"Founder CEB\0" + bytes(range(256)) * 4, "file", "unknown-format"),
}  # fmt: skip


@pytest.mark.parametrize("place", TOLD)
def test_what_is_not_read_is_told(place: str) -> None:
    name, make, what, reason = TOLD[place]
    limits = Limits(ocr="never", depth=1) if "beyond" in place else LIMITS
    document = extract(name, make(), limits)
    assert (what, reason) in [(gap.what, gap.reason) for gap in document.gaps]
    assert what in GAP_WHAT
    assert reason in GAP_REASONS


@pytest.mark.parametrize("sides", [(96, 96), (150, 120), (60, 20), (400, 8)])
def test_logos_and_rules_are_not_told(sides: tuple[int, int]) -> None:
    for name, data, part in (("a.xlsx", workbook(), "xl"), ("a.docx", docx(para("甲")), "word")):
        found = extract(name, with_member(data, f"{part}/media/image9.png", screenshot(*sides)), LIMITS)
        assert not found.gaps


@pytest.mark.parametrize("format", ["PNG", "JPEG", "GIF", "BMP", "WEBP"])
def test_extents_of_pictures(format: str) -> None:
    stream = io.BytesIO()
    Image.new("RGB", (321, 123)).save(stream, format, lossless=True)
    assert extent_of(stream.getvalue()) == (321, 123)
    for at in range(40):
        assert extent_of(stream.getvalue()[:at]) in ((0, 0), (321, 123))


def every_part(data: bytes) -> list[bytes]:
    """All bytes of a file, unpacked."""
    if not data.startswith(b"PK"):
        return [data]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [archive.read(name) for name in archive.namelist()]


# name of what is lost -> (the bytes of a file that was given it, why it is not there; zh, en)
LOST: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "last digits of a long number in an .xlsx": (lambda: workbook(float(NUMBER)), "电子表格的数字只存15位，后面的位数存盘时已经丢失；前15位照样检查。", "A spreadsheet keeps 15 digits of a number; the rest was lost on saving. The 15 are judged."),
    "last digits of a long number in an .xls": (lambda: old_workbook(float(NUMBER)), "同上。", "As above."),
}  # fmt: skip


@pytest.mark.parametrize("place", LOST)
def test_what_is_lost_is_not_in_the_file(place: str) -> None:
    make, zh, en = LOST[place]
    encodings = ("ascii", "utf-16-le")
    assert not any(NUMBER.encode(code) in part for part in every_part(make()) for code in encodings)
    assert zh
    assert en
