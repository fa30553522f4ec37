"""Every place of a PDF where text can lie: found, its layer right, seen or not."""

from __future__ import annotations

import zlib
from typing import Any

import pikepdf
import pytest
from pdf_drawings import FONT, changed, document, drawn, gaps, lines
from pdf_places import (
    BESIDE,
    FORMER,
    PAINTED,
    PLAIN,
    add_line,
    base,
    beside,
    number,
    painted,
    updated,
    with_code,
)
from PIL import Image
from reportlab.lib.utils import ImageReader

from corpora.ordinary_pdf import false_hidden, ordinary
from scanner.extract.pdf.maps import mapped
from scanner.extract.pdf.reader import read as read_pdf
from scanner.model import HIDDEN_LAYERS, VISIBLE_LAYERS, Document
from scanner.settings import Limits


def found(of: Document, text: str) -> list[tuple[str, bool]]:
    """Layer and visibility of the blocks that hold a number."""
    return [(block.layer, block.visible) for block in of.blocks if text in block.text]


@pytest.mark.parametrize("font", [FONT, "Vera", "Helvetica"])
@pytest.mark.parametrize("place", sorted(PAINTED))
def test_on_the_page(place: str, font: str) -> None:
    read = document(painted(place, font))
    assert found(read, number(place)) == [(PAINTED[place][0], False)]
    assert next(block.text for block in read.blocks if block.layer == "body") == PLAIN
    assert gaps(read) == []


@pytest.mark.parametrize("place", sorted(BESIDE))
def test_beside_the_page(place: str) -> None:
    layer, visible, _ = BESIDE[place]
    read = document(beside(place))
    assert found(read, number(place)) == [(layer, visible)]
    assert layer in VISIBLE_LAYERS | HIDDEN_LAYERS
    assert gaps(read) == []
    assert next(block.text for block in read.blocks if block.layer == "body") == PLAIN


def test_codes_on_pictures() -> None:
    pytest.importorskip("zxingcpp")
    data = changed(drawn(lines("正文")), lambda pdf: with_code(pdf, number("code")))
    assert found(read_pdf("a.pdf", data, Limits()), number("code")) == [("image-metadata", False)]
    assert found(document(data), number("code")) == []  # --ocr never


@pytest.mark.parametrize("place", ["Info", "outline", "XMP custom", "embedded file", "JavaScript stream"])
def test_encrypted_with_an_empty_password(place: str) -> None:
    read = document(beside(place, encryption=pikepdf.Encryption(owner="o", user="")))
    assert found(read, number(place)) == [(BESIDE[place][0], False)]


@pytest.mark.parametrize("place", ["Info", "outline", "Alt of the structure", "link"])
def test_in_object_streams(place: str) -> None:
    read = document(beside(place, object_stream_mode=pikepdf.ObjectStreamMode.generate))
    assert found(read, number(place)) == [(BESIDE[place][0], False)]


@pytest.mark.parametrize("place", sorted(FORMER))
def test_former_states(place: str) -> None:
    layer, make = FORMER[place]
    read = document(make(number(place)))
    assert found(read, number(place)) == [(layer, False)]


def test_what_looks_hidden_and_is_not() -> None:
    """Heads in white, pale watermarks, seals over signatures, highlights, turned and cropped pages."""
    for seed in range(8):
        assert false_hidden(ordinary(seed)) == []


def test_text_read_from_a_scan_is_not_hidden() -> None:
    """The invisible text over a scan is what the picture shows (render mode 3 over a picture with ink)."""

    def page(paper: Any) -> None:
        noise = Image.frombytes("L", (300, 420), (bytes(range(0, 256, 5)) * 3000)[: 300 * 420])
        paper.drawImage(ImageReader(noise), 0, 0, 595, 842)
        written = paper.beginText(90, 600)
        written.setFont("Vera", 12)
        written.setTextRenderMode(3)
        written.textLine(number("scan"))
        paper.drawText(written)

    assert found(document(drawn(page)), number("scan")) == [("body", True)]


def test_a_number_half_covered_is_told_whole_and_its_rest_stays() -> None:
    place = "rectangle over a part"
    read = document(painted(place, FONT))
    seen = [block.text for block in read.blocks if block.layer == "body"]
    assert seen == [PLAIN, number(place)[:6] + number(place)[14:]]


def test_map_that_calls_the_digits_something_else() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        add_line(pdf, number("map"))
        font = pdf.pages[0].obj.Resources.Font.FX
        font.Encoding = pikepdf.Name.WinAnsiEncoding
        font.ToUnicode = pdf.make_stream(
            b"begincmap 1 begincodespacerange <00> <ff> endcodespacerange\n"
            b"2 beginbfchar <30> <0031> <31> <0032> endbfchar 1 beginbfrange <32> <39> <0032> endbfrange endcmap"
        )

    read = document(changed(drawn(lines("正文")), change))
    assert gaps(read) == [("part", "untrusted-text")]
    true = b"1 beginbfrange <20> <7e> <0020> endbfrange"
    assert mapped(true)[0x31] == "1"


def test_pictures_that_nothing_draws_are_gaps() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        image = pdf.make_stream(bytes(100 * 100), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image)
        image.update(
            {"/Width": 100, "/Height": 100, "/BitsPerComponent": 8, "/ColorSpace": pikepdf.Name.DeviceGray}
        )
        pdf.pages[0].obj.Resources.XObject = pikepdf.Dictionary(Im9=image)

    assert gaps(document(changed(drawn(lines("正文")), change))) == [("picture", "picture-text")]


def test_small_thumbnail_is_no_gap() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        image = pdf.make_stream(bytes(76 * 106), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image)
        image.update(
            {"/Width": 76, "/Height": 106, "/BitsPerComponent": 8, "/ColorSpace": pikepdf.Name.DeviceGray}
        )
        pdf.pages[0].obj.Thumb = image

    assert gaps(document(changed(drawn(lines("正文")), change))) == []


def test_streams_that_swell_are_gaps() -> None:
    """A stream packed twice: 2 KB that become 300 MB."""

    def change(pdf: pikepdf.Pdf) -> None:
        packed = zlib.compress(zlib.compress(bytes(300 * 2**20), 9), 9)
        stream = pikepdf.Stream(pdf, packed)
        stream.Filter = pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.FlateDecode])
        pdf.Root.Private = pdf.make_indirect(stream)

    read = document(changed(drawn(lines("正文")), change, recompress_flate=False))
    assert gaps(read) == [("part", "too-large")]


def test_a_page_that_swells_is_a_gap_and_the_others_are_read() -> None:
    """Contents of 100 MB are not unpacked by anybody; a picture as large is none of the text's business."""

    def change(pdf: pikepdf.Pdf) -> None:
        packed = zlib.compress(b"BT ET " * (100 * 2**20 // 6), 9)
        stream = pikepdf.Stream(pdf, packed)
        stream.Filter = pikepdf.Name.FlateDecode
        pdf.add_blank_page()
        pdf.pages[-1].obj.Contents = pdf.make_indirect(stream)

    read = document(changed(drawn(lines("正文")), change, recompress_flate=False))
    assert "正文" in {block.text for block in read.blocks}
    assert gaps(read)[0] == ("part", "too-large")


def test_files_within_files_end_at_the_limit() -> None:
    data = drawn(lines("正文"))
    for _ in range(3):
        inner = data
        data = changed(drawn(lines("正文")), lambda pdf: pdf.attachments.__setitem__("a.pdf", inner))  # noqa: B023
    read = document(data, depth=2)
    assert gaps(read) == [("part", "nested-too-deep")]
    assert {block.place.inside for block in read.blocks if block.text == "正文"} == {
        "",
        "1.pdf",
        "1.pdf!1.pdf",
    }


def test_many_former_states_are_a_gap() -> None:
    data = base()
    for at in range(22):
        data = updated(data, 90 + at, b"<</Note (x)>>")
    assert ("part", "not-read") in gaps(document(data))


def test_a_broken_object_spoils_no_other() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Names = pikepdf.Dictionary(JavaScript=pikepdf.Array([pikepdf.String("a"), 5]))
        pdf.Root.Outlines = pikepdf.Dictionary(First=7, Title=pikepdf.String(f"证件号{number('broken')}"))
        pdf.Root.AcroForm = pikepdf.Dictionary(XFA=3, Fields=pikepdf.Name.None_)
        pdf.pages[0].obj.Annots = pikepdf.Array([3, pikepdf.Dictionary(AP=4, Subtype=5)])

    assert found(document(changed(drawn(lines("正文")), change)), number("broken")) == [("property", False)]
