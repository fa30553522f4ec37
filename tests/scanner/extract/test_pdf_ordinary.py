"""What ordinary printing looks like to the ink test: faint watermarks, glyphs without a box of their own."""

from __future__ import annotations

from typing import Any

import pikepdf
import pytest
from pdf_drawings import PERSON, changed, document, drawn, texts
from pikepdf import Array, Dictionary, Name

from scanner.model import HIDDEN_LAYERS

NOTES = ("property", "metadata")


def hidden(data: bytes) -> list[tuple[str, str]]:
    """Layer and text of the blocks that are called hidden."""
    return [
        (block.layer, block.text)
        for block in document(data).blocks
        if block.layer in HIDDEN_LAYERS and block.layer not in NOTES
    ]


@pytest.mark.parametrize(("size", "is_seen"), [(60, True), (12, False)])
def test_a_watermark_of_eight_hundredths_is_seen_where_it_is_large(size: int, is_seen: bool) -> None:
    def page(paper: Any) -> None:
        paper.drawString(90, 760, "公示")
        paper.setFillColorRGB(1, 0.97, 0.9)
        paper.rect(60, 300, 480, 400, stroke=0, fill=1)
        paper.setFillColorRGB(0.78, 0, 0, 0.08)
        paper.setFont("Helvetica", size)
        paper.drawString(70, 500, PERSON[:12])

    found = hidden(drawn(page))
    assert found == ([] if is_seen else [("invisible-text", PERSON[:12])])


@pytest.mark.parametrize("size", [8, 10.5, 14, 36])
@pytest.mark.parametrize(("letters", "ground"), [(0xEE, 0xFF), (0xED, 0xDC), (0x33, 0x21)])
def test_letters_a_fifteenth_off_their_ground_are_read(size: float, letters: int, ground: int) -> None:
    def page(paper: Any) -> None:
        paper.drawString(90, 760, "公示")
        paper.setFillGray(ground / 255)
        paper.rect(60, 300, 480, 400, stroke=0, fill=1)
        paper.setFillGray(letters / 255)
        paper.setFont("Helvetica", size)
        paper.drawString(70, 500, PERSON[:12])

    assert hidden(drawn(page)) == []


@pytest.mark.parametrize(("letters", "ground"), [(0xF5, 0xFF), (0xE0, 0xDC), (0x28, 0x21)])
def test_letters_hardly_off_their_ground_are_hidden(letters: int, ground: int) -> None:
    def page(paper: Any) -> None:
        paper.drawString(90, 760, "公示")
        paper.setFillGray(ground / 255)
        paper.rect(60, 300, 480, 400, stroke=0, fill=1)
        paper.setFillGray(letters / 255)
        paper.setFont("Helvetica", 12)
        paper.drawString(70, 500, PERSON[:12])

    assert hidden(drawn(page)) == [("invisible-text", PERSON[:12])]


def outlined(*modes: int, letters: float = 1, edge: float = 0, wide: float = 1) -> Any:
    """A page with words drawn once in each render mode (ISO 32000-1, table 106), one over the other."""

    def page(paper: Any) -> None:
        paper.drawString(90, 760, "公示")
        for mode in modes:
            paper.saveState()
            paper.setFillGray(letters)
            paper.setStrokeGray(edge)
            paper.setLineWidth(wide)
            written = paper.beginText(70, 500)
            written.setFont("Helvetica", 14)
            written._code.append(f"{mode} Tr")
            written.textLine(PERSON[:12])
            paper.drawText(written)
            paper.restoreState()

    return page


@pytest.mark.parametrize("modes", [(1,), (2,), (0, 1), (1, 0), (1, 2), (2, 2)])
@pytest.mark.parametrize("wide", [0.1, 0.5, 2, 5])
def test_outlined_letters_are_seen(modes: tuple[int, ...], wide: float) -> None:
    assert hidden(drawn(outlined(*modes, wide=wide))) == []


@pytest.mark.parametrize("modes", [(1,), (2,), (0, 1), (1, 0)])
def test_letters_with_a_white_outline_are_hidden(modes: tuple[int, ...]) -> None:
    assert hidden(drawn(outlined(*modes, edge=1))) == [("invisible-text", PERSON[:12])]


def test_large_white_letters_on_white_stay_hidden() -> None:
    def page(paper: Any) -> None:
        paper.drawString(90, 760, "公示")
        paper.setFillGray(0.985)
        paper.setFont("Helvetica", 60)
        paper.drawString(70, 500, PERSON[:12])

    assert hidden(drawn(page)) == [("invisible-text", PERSON[:12])]


def boxless(pdf: pikepdf.Pdf) -> None:
    """Pale words in a font of type 3 whose glyphs state no box, one to a string, in a form that is scaled.

    ISO 32000-1, 9.6.5 (fonts of type 3), 8.10 (form XObjects).
    """
    glyph = pdf.make_stream(b"1000 0 d0 100 0 800 700 re f")
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        FontBBox=[0, 0, 0, 0],
        FontMatrix=[0.001, 0, 0, 0.001, 0, 0],
        CharProcs=Dictionary(a=glyph),
        Encoding=Dictionary(Differences=Array([65, Name.a, Name.a, Name.a])),
        FirstChar=65,
        LastChar=67,
        Widths=[1000, 1000, 1000],
        Resources=Dictionary(),
    )
    letters = b"".join(
        b"1 0 0 1 %d 100 Tm (%c) Tj " % (100 + 60 * at, letter) for at, letter in enumerate(b"ABC")
    )
    form = pdf.make_stream(
        b"0.7 g BT /F 48 Tf " + letters + b"ET",
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([0, 0, 2000, 2000]),
        Matrix=Array([0.25, 0, 0, 0.25, 300, 300]),
        Resources=Dictionary(Font=Dictionary(F=pdf.make_indirect(font))),
    )
    page = pdf.pages[0]
    page.Resources.XObject = Dictionary(W=form)
    page.contents_add(pdf.make_stream(b"/W Do"))


def test_a_comment_beside_a_glyph_is_a_leftover() -> None:
    def noted(pdf: pikepdf.Pdf) -> None:
        boxless(pdf)
        for held in pdf.objects:
            if isinstance(held, pikepdf.Stream) and b" d0 " in held.read_bytes():
                held.write(held.read_bytes() + b"\n% " + PERSON.encode())

    assert hidden(changed(drawn(lambda paper: paper.drawString(90, 760, "公示")), noted)) == [
        ("leftover", PERSON)
    ]


def test_glyphs_without_a_box_in_a_scaled_form_are_looked_for_where_they_are() -> None:
    data = changed(drawn(lambda paper: paper.drawString(90, 760, "公示")), boxless)
    assert hidden(data) == []
    assert "".join(texts(document(data))).replace(" ", "") == "公示ABC"


def lettered(pdf: pikepdf.Pdf) -> None:
    """A word in a font whose map to Unicode has a letter beyond 65,536 (9.10.3), and half of one."""
    cmap = (
        b"begincmap 1 begincodespacerange <00> <ff> endcodespacerange 3 beginbfchar "
        b"<41> <D835DC5A> <42> <D835> <43> <5F20> endbfchar endcmap"
    )
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type1,
        BaseFont=Name.Helvetica,
        FirstChar=65,
        LastChar=67,
        Widths=[667, 667, 722],
        ToUnicode=pdf.make_stream(cmap),
    )
    page = pdf.pages[0]
    page.Resources.Font.W = pdf.make_indirect(font)
    page.contents_add(pdf.make_stream(b"BT /W 12 Tf 90 700 Td (CACBC) Tj ET"))


def test_letters_beyond_the_first_plane_are_whole() -> None:
    said = "".join(texts(document(changed(drawn(lambda paper: paper.drawString(90, 760, "公示")), lettered))))
    assert "\U0001d45a" in said
    assert said.encode("utf-8")


def sheet(shift: float, text: str) -> Any:
    """A page on which a wide table stands shifted to the left, as sheets are printed over several pages."""

    def page(paper: Any) -> None:
        for column, words in enumerate(("公示名单第一列", text)):
            paper.drawString(90 + 600 * column - shift, 700, words)

    return page


def test_what_is_cut_off_and_shown_on_another_page_is_not_hidden() -> None:
    number = f"身份证号{PERSON}"
    assert hidden(drawn(sheet(0, number), sheet(600, number))) == []
    assert hidden(drawn(sheet(0, number))) == [("off-page", number)]


def test_a_watermark_below_a_table_that_other_pages_show_is_not_hidden() -> None:
    def marked(text: str, *, is_covered: bool) -> Any:
        def page(paper: Any) -> None:
            paper.setFont("Helvetica", 60)
            paper.setFillGray(0.8)
            paper.drawString(70, 500, text)
            paper.setFillGray(1)
            if is_covered:
                paper.rect(60, 300, 520, 400, stroke=0, fill=1)

        return page

    both = drawn(marked("DRAFT ONLY", is_covered=False), marked("DRAFT ONLY", is_covered=True))
    assert hidden(both) == []
    alone = drawn(marked("DRAFT ONLY", is_covered=False), marked(PERSON[:12], is_covered=True))
    assert hidden(alone) == [("covered-text", PERSON[:12])]


def charted(*labels: str, is_cut: bool) -> Any:
    """A page of a chart: figures with a line through them, all on one line where the page's edge cuts them off."""

    def page(paper: Any) -> None:
        paper.drawString(90, 760, "公示")
        clip = paper.beginPath()
        clip.rect(60, 60, 480, 500 if is_cut else 720)
        paper.clipPath(clip, stroke=0)
        for number, label in enumerate(labels):
            paper.drawString(90 + 200 * number, 600 - (0 if is_cut else 40 * number), label)
        paper.setLineWidth(5)
        paper.line(60, 598, 540, 604)

    return page


def test_figures_of_a_chart_over_two_pages_are_not_hidden() -> None:
    both = drawn(
        charted("投资58.9万元", "到位42.6万元", is_cut=True),
        charted("投资58.9万元", "到位42.6万元", is_cut=False),
    )
    assert hidden(both) == []
    alone = drawn(charted("投资58.9万元", PERSON, is_cut=True), charted("投资58.9万元", is_cut=False))
    assert [layer for layer, text in hidden(alone) if PERSON in text] == ["invisible-text"]
