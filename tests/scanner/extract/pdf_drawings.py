"""PDFs drawn for the tests with reportlab; every file has the same bytes each time."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import Any

import pikepdf
from reportlab.lib import colors
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table, TableStyle

from scanner.extract.pdf.reader import read
from scanner.model import Block, Document
from scanner.settings import Limits

FONT = "STSong-Light"
A4 = (595.0, 842.0)
PERSON = "410999197903262845"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))
STYLE = ParagraphStyle("body", fontName=FONT, fontSize=12, leading=18, wordWrap="CJK", firstLineIndent=24)
CELL = ParagraphStyle("cell", fontName=FONT, fontSize=10.5, leading=14, wordWrap="CJK")
NOISE = bytes(range(256)) * 3


def drawn(*pages: Callable[[Any], None]) -> bytes:
    """A PDF of these pages; each is a function that draws on the canvas."""
    out = io.BytesIO()
    paper = canvas.Canvas(out, pagesize=A4, invariant=1)
    for page in pages:
        paper.setFont(FONT, 12)
        page(paper)
        paper.showPage()
    paper.save()
    return out.getvalue()


def lines(*texts: str, left: float = 90, top: float = 760, step: float = 20) -> Callable[[Any], None]:
    """A page that draws these lines one below the other."""

    def draw(paper: Any) -> None:
        for at, text in enumerate(texts):
            paper.drawString(left, top - at * step, text)

    return draw


def filled(text: str, *, left: float = 90, top: float = 700) -> Callable[[Any], None]:
    """A page with one paragraph, indented by two characters and broken at the margin wherever it falls."""

    def draw(paper: Any) -> None:
        line, x, y = "", left + 24, top
        for character in text:
            if x + pdfmetrics.stringWidth(line + character, FONT, 12) > A4[0] - left:
                paper.drawString(x, y, line)
                line, x, y = "", left, y - 20
            line += character
        paper.drawString(x, y, line)

    return draw


def story(*parts: Flowable) -> bytes:
    """A PDF of flowing paragraphs and tables."""
    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=A4, invariant=1).build(list(parts))
    return out.getvalue()


def paragraph(text: str) -> Paragraph:
    return Paragraph(text, STYLE)


def table(
    rows: Sequence[Sequence[object]], widths: Sequence[float], *, ruled: bool = True, **options: Any
) -> Table:
    """A table of texts (wrapped in their cells), with or without rules; `spans` are merged cells."""
    style: list[Any] = [("FONT", (0, 0), (-1, -1), FONT, 10.5)]
    style += [("GRID", (0, 0), (-1, -1), 0.5, colors.black)] if ruled else []
    style += [("SPAN", *span) for span in options.pop("spans", ())]
    made = Table([list(row) for row in rows], colWidths=list(widths), **options)
    made.setStyle(TableStyle(style))
    return made


def picture(paper: Any, left: float, bottom: float, width: float, height: float) -> None:
    """A grey picture in this rectangle."""
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    image = Image.frombytes("L", (16, 16), NOISE[:256])
    paper.drawImage(ImageReader(image), left, bottom, width, height)


def changed(data: bytes, change: Callable[[pikepdf.Pdf], None], **options: Any) -> bytes:
    """The PDF after a change by pikepdf."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        pdf.save(out, deterministic_id="encryption" not in options, **options)
    return out.getvalue()


def document(data: bytes, **limits: int) -> Document:
    """What the reader makes of it."""
    return read("draft.pdf", data, Limits(ocr="never", **limits))


def blocks(found: Document, layer: str = "body") -> list[Block]:
    """The blocks of one layer that stand on pages."""
    return [block for block in found.blocks if block.layer == layer and block.place.part == "page"]


def texts(found: Document, layer: str = "body") -> list[str]:
    return [block.text for block in blocks(found, layer)]


def joined(found: Document) -> list[str]:
    """The paragraphs: blocks with those that go on from them."""
    made: list[str] = []
    for block in blocks(found):
        if block.continues:
            made[-1] += block.text
        else:
            made.append(block.text)
    return made


def rows(found: Document, number: int = 0) -> list[list[str]]:
    """The cells of one table, row by row."""
    one = found.tables[number]
    cells = found.blocks.texts[one.first : one.first + one.rows * one.columns]
    return [cells[at : at + one.columns] for at in range(0, len(cells), one.columns)]


def gaps(found: Document) -> list[tuple[str, str]]:
    return [(gap.what, gap.reason) for gap in found.gaps]
