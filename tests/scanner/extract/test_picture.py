"""Pictures: the words they carry along, files behind their end, the gap for what they show."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable

import pytest
from container_writing import zipped
from hidden_files import jpeg, png

from scanner.extract import extract
from scanner.extract.ocr.words import is_here
from scanner.model import Document
from scanner.settings import Limits

TYPE_CHECKING = False
if TYPE_CHECKING:
    from PIL import Image

LIMITS = Limits(ocr="never")
NUMBER = "410999198503121239"


def read(data: bytes, name: str = "a.jpg", limits: Limits = LIMITS) -> Document:
    return extract(name, data, limits)


def gif(*blocks: bytes, tail: bytes = b"") -> bytes:
    """A GIF of one pixel with extension blocks."""
    head = b"GIF89a" + struct.pack("<HHBBB", 1, 1, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff"
    image = b"\x2c" + struct.pack("<HHHHB", 0, 0, 1, 1, 0) + b"\x02\x02\x44\x01\x00"
    return head + b"".join(blocks) + image + b"\x3b" + tail


def extension(kind: int, body: bytes) -> bytes:
    return b"\x21" + bytes([kind]) + bytes([len(body)]) + body + b"\0"


def tiff(text: bytes, *, frames: int = 1, order: str = "<") -> bytes:
    """A TIFF whose folders hold one text (ImageDescription)."""
    whole = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(order + "I", 8)
    for frame in range(frames):
        at = len(whole)
        following = at + 18 + len(text) + len(text) % 2 if frame + 1 < frames else 0
        whole += struct.pack(order + "HHHII", 1, 0x010E, 2, len(text), at + 18) + struct.pack(
            order + "I", following
        )
        whole += text + b"\0" * (len(text) % 2)
    return whole


def webp(kind: bytes, body: bytes) -> bytes:
    chunk = kind + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)
    return b"RIFF" + struct.pack("<I", len(chunk) + 4) + b"WEBP" + chunk


def heic(body: bytes) -> bytes:
    return (
        struct.pack(">I", 24)
        + b"ftypheic\0\0\0\0mif1heic"
        + struct.pack(">I", len(body) + 8)
        + b"mdat"
        + body
    )


def xmp(text: str) -> bytes:
    return f"<x:xmpmeta xmlns:x='adobe:ns:meta/'><dc:creator>张三 {text}</dc:creator></x:xmpmeta>".encode()


def chunked(kind: bytes, body: bytes) -> bytes:
    """A PNG with one more chunk before its end."""
    whole = png("x")
    chunk = struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    return whole[:-12] + chunk + whole[-12:]


EXIF = b"Exif\0\0"


def segment(marker: int, body: bytes) -> bytes:
    """A JPEG of nothing but one segment."""
    return b"\xff\xd8\xff" + bytes([marker]) + struct.pack(">H", len(body) + 2) + body + b"\xff\xd9"


def tagged(tag: int, kind: int, raw: bytes, folder: int = 0) -> bytes:
    """A TIFF structure with one tag, in its first folder or in one within that (Exif: 0x8769, GPS: 0x8825)."""
    outer = struct.pack("<HHHII", 1, folder, 4, 1, 26) + b"\0\0\0\0" if folder else b""
    at = 8 + len(outer) + 18
    inner = struct.pack("<HHHII", 1, tag, kind, len(raw), at) + b"\0\0\0\0" + raw
    return b"II*\0\x08\0\0\0" + outer + inner


def iptc(text: str) -> bytes:
    """A caption (record 2, data set 120) as Photoshop keeps it."""
    raw = text.encode()
    sets = b"\x1c\x02\x78" + struct.pack(">H", len(raw)) + raw
    return b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0" + struct.pack(">I", len(sets)) + sets


PLACES: dict[str, Callable[[str], bytes]] = {
    "jpeg-exif": lambda n: jpeg(f"张三 {n}"),
    "jpeg-comment": lambda n: jpeg(f"张三 {n}", where="comment"),
    "jpeg-xmp": lambda n: jpeg(n, where="xmp"),
    "jpeg-behind-its-end": lambda n: jpeg(f"张三李四 {n}", where="tail"),
    "jpeg-iptc": lambda n: segment(0xED, iptc(f"张三 {n}")),
    "jpeg-exif-artist": lambda n: segment(0xE1, EXIF + tagged(0x013B, 2, f"张三 {n}".encode() + b"\0")),
    "jpeg-exif-title-of-windows": lambda n: segment(
        0xE1, EXIF + tagged(0x9C9B, 1, f"张三 {n}".encode("utf-16-le"))
    ),
    "jpeg-exif-remark": lambda n: segment(
        0xE1, EXIF + tagged(0x9286, 7, b"UNICODE\0" + f"张三 {n}".encode("utf-16-le"), 0x8769)
    ),
    "jpeg-exif-place-in-words": lambda n: segment(
        0xE1, EXIF + tagged(0x001C, 2, f"张三家 {n}".encode() + b"\0", 0x8825)
    ),
    "png-exif": lambda n: chunked(b"eXIf", tiff(f"张三 {n}".encode() + b"\0")),
    "png-text": lambda n: png(f"张三 {n}"),
    "png-packed-text": lambda n: chunked(b"zTXt", b"Comment\0\0" + zlib.compress(f"张三 {n}".encode())),
    "png-unicode-text": lambda n: chunked(b"iTXt", b"Author\0\0\0\0\0" + f"张三 {n}".encode()),
    "png-xmp": lambda n: chunked(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + xmp(n)),
    "png-behind-its-end": lambda n: png("x") + f"张三李四 {n}".encode(),
    "gif-comment": lambda n: gif(extension(0xFE, f"张三 {n}".encode("gbk"))),
    "gif-plain-text": lambda n: gif(extension(0x01, b"\0" * 12 + n.encode())),
    "gif-xmp": lambda n: gif(extension(0xFF, b"XMP DataXMP"), xmp(n)[:0]) + xmp(n),
    "gif-behind-its-end": lambda n: gif(tail=f"张三李四 {n}".encode()),
    "tiff": lambda n: tiff(f"张三 {n}".encode() + b"\0"),
    "tiff-big-endian": lambda n: tiff(f"张三 {n}".encode() + b"\0", order=">"),
    "webp-exif": lambda n: webp(b"EXIF", tiff(f"张三 {n}".encode() + b"\0")),
    "webp-xmp": lambda n: webp(b"XMP ", xmp(n)),
    "heic-exif": lambda n: heic(EXIF + tiff(f"张三 {n}".encode() + b"\0")),
    "heic-xmp": lambda n: heic(xmp(n)),
}


@pytest.mark.parametrize("place", PLACES)
def test_every_place_is_read(place: str) -> None:
    found = read(PLACES[place](NUMBER))
    assert {(block.layer, block.visible) for block in found.blocks if NUMBER in block.text} == {
        ("image-metadata", False)
    }
    assert ("file", "picture-file") in [(gap.what, gap.reason) for gap in found.gaps]


@pytest.mark.parametrize("cover", [jpeg("x"), png("x"), b"BM" + struct.pack("<I", 30) + b"\0" * 24])
def test_a_file_behind_the_end(cover: bytes) -> None:
    found = read(cover + zipped({"a.txt": f"身份证号{NUMBER}"}))
    assert {block.layer for block in found.blocks if NUMBER in block.text} >= {"embedded-file"}


def test_further_pages_of_a_tiff_are_a_gap() -> None:
    assert ("part", "picture-file") in [(gap.what, gap.reason) for gap in read(tiff(b"abc\0", frames=3)).gaps]


def test_folders_that_form_a_circle() -> None:
    data = bytearray(tiff(b"abc\0"))
    struct.pack_into("<I", data, 22, 8)
    assert read(bytes(data)).gaps


@pytest.mark.skipif(not is_here(), reason="the extra for pictures is not installed")
def test_what_the_picture_shows_is_read_by_the_extra() -> None:
    from io import BytesIO

    from PIL import Image, ImageDraw

    image = Image.new("RGB", (900, 160), "white")
    ImageDraw.Draw(image).text((40, 40), NUMBER, fill="black", font_size=60)
    stream = BytesIO()
    image.save(stream, "PNG")
    found = read(stream.getvalue(), "a.png", Limits())
    assert [block.layer for block in found.blocks if NUMBER in block.text.replace(" ", "")] == ["ocr"]
    assert not found.gaps


def drawn(text: str) -> Image.Image:
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (900, 160), "white")
    ImageDraw.Draw(image).text((40, 40), text, fill="black", font_size=60)
    return image


def saved(images: list[Image.Image], format: str) -> bytes:
    from io import BytesIO

    stream = BytesIO()
    images[0].save(stream, format, save_all=True, append_images=images[1:])
    return stream.getvalue()


@pytest.mark.skipif(not is_here(), reason="the extra for pictures is not installed")
@pytest.mark.parametrize("format", ["TIFF", "GIF", "WEBP"])
def test_every_page_of_a_picture_is_read(format: str) -> None:
    data = saved([drawn("2024"), drawn("2024"), drawn(NUMBER)], format)
    found = read(data, limits=Limits())
    assert [block.layer for block in found.blocks if NUMBER in block.text.replace(" ", "")] == ["ocr"]
    assert not found.gaps
    assert [gap.reason for gap in read(data, limits=Limits(ocr_pages=1)).gaps] == ["picture-file"]
    assert ("part", "picture-file") in [(gap.what, gap.reason) for gap in read(data).gaps]


def code(text: str, kind: str = "QRCode") -> bytes:
    """A picture of a code with room around it."""
    zxingcpp = pytest.importorskip("zxingcpp")
    from PIL import Image

    made = zxingcpp.create_barcode(text, getattr(zxingcpp.BarcodeFormat, kind))
    found = Image.fromarray(zxingcpp.write_barcode_to_image(made, scale=4))
    whole = Image.new("RGB", (found.width + 200, found.height + 200), "white")
    whole.paste(found, (100, 100))
    return saved([whole], "PNG")


CODES = {
    "qr": (code, f"证件号{NUMBER}", "image-metadata"),
    "qr-address": (code, f"https://example.com/card?id={NUMBER}", "link-target"),
    "qr-card": (code, f"BEGIN:VCARD\nN:张三\nNOTE:{NUMBER}\nEND:VCARD", "image-metadata"),
    "data-matrix": (lambda text: code(text, "DataMatrix"), NUMBER, "image-metadata"),
    "pdf417": (lambda text: code(text, "PDF417"), NUMBER, "image-metadata"),
    "code-128": (lambda text: code(text, "Code128"), NUMBER, "image-metadata"),
}


@pytest.mark.parametrize("place", CODES)
def test_codes_on_a_picture(place: str) -> None:
    make, text, layer = CODES[place]
    found = [block for block in read(make(text), limits=Limits(ocr_pages=2)).blocks if NUMBER in block.text]
    assert (layer, False) in [(block.layer, block.visible) for block in found]


def test_codes_on_the_pictures_of_an_office_file() -> None:
    from docx_writing import docx, para

    data = docx(para("正文"), {"word/media/image1.png": code(NUMBER)})
    found = [block for block in extract("a.docx", data, Limits()).blocks if NUMBER in block.text]
    assert [(block.layer, block.visible) for block in found] == [("image-metadata", False)]


def test_without_the_extra_for_codes_that_of_pictures_serves(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("cv2")
    from scanner.extract.picture import codes

    monkeypatch.setattr(codes, "find_spec", lambda name: None if name == "zxingcpp" else name)
    assert codes.is_here()
    assert codes.codes_on(code(NUMBER), Limits()) == [NUMBER]
    monkeypatch.setattr(codes, "find_spec", lambda name: None)
    assert not codes.is_here()
    assert codes.codes_on(code(NUMBER), Limits()) == []


def test_damage_never_raises() -> None:
    for make in PLACES.values():
        whole = make(NUMBER)
        for at in range(2, len(whole), 5):
            read(whole[:at])
            read(whole[:at] + b"\xff\xff\xff\xff" + whole[at + 4 :])
