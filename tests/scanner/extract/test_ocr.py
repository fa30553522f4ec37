"""Words of pictures: how boxes become lines and tables, and what the reader of pictures really reads."""

from __future__ import annotations

from io import BytesIO

import pytest

from scanner.extract.ocr import words as ocr
from scanner.extract.ocr.page import page_of
from scanner.extract.ocr.words import OcrFailed, Word, words_of
from scanner.extract.pdf.lines import Line
from scanner.model import Report
from scanner.road import load_rules, scan
from scanner.settings import Limits, Settings

NUMBER = "410999199103070019"
wants_ocr = pytest.mark.skipif(not ocr.is_here(), reason="the extra notice-scan[ocr] is not installed")


def word(text: str, left: float, top: float) -> Word:
    return Word(text, 0.99, left, top, left + 22 * len(text), top + 28)


def table(rows: list[list[str]], top: float) -> list[Word]:
    places = (100, 260, 480, 900)
    return [
        word(cell, places[column], top + 40 * row)
        for row, cells in enumerate(rows)
        for column, cell in enumerate(cells)
    ]


class TestPage:
    def test_boxes_in_columns_are_a_table(self) -> None:
        rows = [["序号", "户主", "身份证号码", "金额"]] + [
            [str(n), "王建设", NUMBER, "1500"] for n in range(1, 7)
        ]
        page = page_of(1, [word("柳溪县低保发放公示", 300, 40), *table(rows, 120)], 1200, 1700)
        title, found = page.items
        assert isinstance(title, Line)
        assert title.text == "柳溪县低保发放公示"
        assert not isinstance(found, Line)
        assert (found.columns, found.texts[:8]) == (
            4,
            ["序号", "户主", "身份证号码", "金额", "1", "王建设", NUMBER, "1500"],
        )

    def test_words_at_one_height_are_one_line(self) -> None:
        page = page_of(1, [word("监督电话：", 100, 40), word("0393-8000001", 212, 41)], 1200, 1700)
        assert [item.text for item in page.items if isinstance(item, Line)] == ["监督电话： 0393-8000001"]

    def test_lines_come_from_the_top_down(self) -> None:
        page = page_of(1, [word("第二行", 100, 300), word("第一行", 100, 100)], 1200, 1700)
        assert [item.text for item in page.items if isinstance(item, Line)] == ["第一行", "第二行"]

    def test_boxes_are_points_from_the_lower_left(self) -> None:
        page = page_of(1, [Word("甲", 0.9, 150, 150, 300, 300)], 1500, 1500, dpi=150)
        (line,) = page.items
        assert isinstance(line, Line)
        assert line.left == 72
        assert line.top < 72 * 9

    def test_nothing_read_is_an_empty_page(self) -> None:
        assert page_of(1, [], 100, 100).items == []


def drawn(text: str, *, format: str = "PNG", size: tuple[int, int] = (900, 160)) -> bytes:
    from PIL import Image, ImageDraw, ImageFont

    image = Image.new("RGB", size, "white")
    ImageDraw.Draw(image).text((40, 50), text, fill="black", font=ImageFont.load_default(40))
    data = BytesIO()
    image.save(data, format)
    return data.getvalue()


@wants_ocr
class TestWords:
    @pytest.mark.parametrize("format", ["PNG", "JPEG", "BMP", "TIFF", "WEBP", "GIF"])
    def test_a_number_in_a_picture(self, format: str) -> None:
        (found,) = words_of(drawn(NUMBER, format=format))
        assert found.text == NUMBER
        assert found.score > 0.9
        assert 20 < found.left < 60

    def test_a_white_picture_says_nothing(self) -> None:
        assert words_of(drawn("")) == []

    @pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\n", drawn(NUMBER)[:200], b"GIF89a" + bytes(40)])
    def test_broken_pictures(self, data: bytes) -> None:
        with pytest.raises(OcrFailed, match="damaged"):
            words_of(data)

    def test_a_huge_picture_is_not_unpacked(self) -> None:
        header = bytearray(drawn(NUMBER))
        header[16:24] = (60_000).to_bytes(4, "big") * 2
        import zlib

        header[29:33] = zlib.crc32(bytes(header[12:29])).to_bytes(4, "big")
        with pytest.raises(OcrFailed, match=r"too-many-pixels|damaged"):
            words_of(bytes(header))


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "PACKAGES", ("no_such_package",))
    with pytest.raises(OcrFailed, match="no-ocr"):
        words_of(b"anything")


def scanned(*texts: str) -> bytes:
    """A PDF whose pages are pictures of these lines."""
    from PIL import Image

    pages = [Image.open(BytesIO(drawn(text, size=(1240, 1754)))).convert("RGB") for text in texts]
    data = BytesIO()
    pages[0].save(data, "PDF", save_all=True, append_images=pages[1:], resolution=150)
    return data.getvalue()


def report(data: bytes, when: str) -> Report:
    settings = Settings(today="2026-11-22", limits=Limits(ocr=when), reveal=True)
    return scan("scan.pdf", data, load_rules(), settings)


@wants_ocr
class TestScannedPages:
    def test_a_number_on_a_scanned_page(self) -> None:
        found = report(scanned("page one of this notice", NUMBER), "auto")
        (one,) = [one for one in found.findings if one.rule == "personal/resident-id"]
        assert (one.value, one.layer, one.visible, one.certainty) == (NUMBER, "ocr", True, "likely")
        assert one.spans[0].place.steps[0] == 2
        assert found.gaps == ()

    def test_a_misread_digit_is_told_as_probable(self) -> None:
        wrong = NUMBER[:-1] + "1"
        rules = [(one.rule, one.certainty) for one in report(scanned(wrong), "auto").findings]
        assert ("personal/resident-id-malformed", "likely") in rules

    def test_the_little_text_of_a_scanned_page_is_kept(self) -> None:
        found = report(scan_with_text(NUMBER), "auto")
        (one,) = [one for one in found.findings if one.rule == "personal/resident-id"]
        assert one.value == NUMBER
        assert one.layer != "ocr"
        assert found.gaps == ()

    def test_a_reader_that_fails_is_a_gap(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def fail(_: object) -> None:
            raise MemoryError

        monkeypatch.setattr(ocr, "_engine", lambda: fail)
        found = report(scanned(NUMBER), "auto")
        assert [gap.reason for gap in found.gaps] == ["no-text-layer", "ocr-failed"]

    def test_never(self) -> None:
        found = report(scanned(NUMBER), "never")
        assert [gap.reason for gap in found.gaps] == ["no-text-layer"]
        assert found.verdict.status == "review"

    def test_a_page_without_words_stays_a_gap(self) -> None:
        assert [gap.reason for gap in report(scanned(""), "auto").gaps] == ["no-text-layer"]

    def test_more_pages_than_are_read(self) -> None:
        settings = Settings(today="2026-11-22", limits=Limits(ocr_pages=1))
        found = scan("scan.pdf", scanned(NUMBER, NUMBER), load_rules(), settings)
        assert [gap.reason for gap in found.gaps] == ["no-text-layer", "too-many-scans"]

    def test_a_picture_beside_text(self) -> None:
        found = report(with_text_and_picture(), "auto")
        (one,) = [one for one in found.findings if one.rule == "personal/resident-id"]
        assert (one.value, one.layer) == (NUMBER, "ocr")
        assert found.gaps == ()


def with_text_and_picture() -> bytes:
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    data = BytesIO()
    canvas = Canvas(data)
    for line in range(12):
        canvas.drawString(72, 760 - 20 * line, f"line {line} of the notice itself, which has text of its own")
    canvas.drawImage(ImageReader(BytesIO(drawn(NUMBER, size=(900, 400)))), 72, 200, 450, 200)
    canvas.save()
    return data.getvalue()


def with_picture(data: bytes) -> bytes:
    from docx import Document as Word
    from docx.shared import Cm

    written = Word()
    written.add_paragraph("柳溪县低保公示")
    written.add_picture(BytesIO(data), width=Cm(12))
    out = BytesIO()
    written.save(out)
    return out.getvalue()


@wants_ocr
class TestPicturesInOfficeFiles:
    def test_read_in_place_of_the_gap(self) -> None:
        found = scan("a.docx", with_picture(drawn(NUMBER)), load_rules(), Settings(today="2026-11-22"))
        (one,) = [one for one in found.findings if one.rule == "personal/resident-id"]
        assert (one.layer, one.visible) == ("ocr", True)
        assert "image1.png" in one.spans[0].place.inside
        assert found.gaps == ()

    def test_never(self) -> None:
        settings = Settings(today="2026-11-22", limits=Limits(ocr="never"))
        found = scan("a.docx", with_picture(drawn(NUMBER)), load_rules(), settings)
        assert [gap.reason for gap in found.gaps] == ["picture-text"]


def scan_with_text(text: str) -> bytes:
    """A page that is a picture, with a few characters of text on it."""
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    data = BytesIO()
    canvas = Canvas(data, pagesize=(595, 842))
    canvas.drawImage(
        ImageReader(BytesIO(drawn("page one of this notice", size=(1240, 1754)))), 0, 0, 595, 842
    )
    canvas.drawString(72, 100, text)
    canvas.save()
    return data.getvalue()
