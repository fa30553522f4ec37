"""Ordinary PDFs in which nothing is hidden, and how much of them the scanner calls hidden: it must be nothing.

    python -m corpora.ordinary_pdf --pages 2100

What offices print looks suspicious to a machine: white words in a dark table head, pale watermarks, a red
seal over the signature, a highlight over a line, pictures below text, charts with figures in their bars,
maps with roads across their names, words struck out, rotated pages. A third of the pages are drawn with
reportlab (here and in `corpora.ordinary_drawn`); with LibreOffice at hand it prints drafts, sheets, slides
and plans (`corpora.ordinary_office`), with Chromium at hand it prints web pages (`corpora.ordinary_web`), with typst
and fpdf2 at hand what these draw otherwise (`corpora.ordinary_typeset`).
"""

from __future__ import annotations

import argparse
import math
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

from corpora.make import cases
from corpora.ordinary_drawn import paper
from corpora.ordinary_office import letter, plans, sheet, slides
from corpora.ordinary_typeset import small, typeset
from corpora.ordinary_web import page

Source = Callable[[Path, int], Iterator[bytes]]  # from a folder of its own and the pages wanted

MOST_AT_ONCE = 40  # files that LibreOffice opens in one run
HIDDEN = frozenset(("covered-text", "invisible-text", "off-page", "optional-content", "unapplied-redaction"))
FONTS = ("STSong-Light", "Vera")
LINE = "根据省财政厅有关文件要求，现将我县二〇二四年度第一批补助资金安排情况予以公示。"
LATIN = "Notice on the allocation of funds, first batch, township of Qingling"
FILLS = ((0.12, 0.22, 0.39), (0.75, 0, 0), (0, 0, 0), (0.33, 0.51, 0.21), (0.5, 0.5, 0.5))
HEADS = ("No", "Town", "Village", "Sum")


def ordinary(seed: int, pages: int = 4) -> bytes:
    """A PDF of so many pages, each with several of the things that look like hiding and are not."""
    from reportlab.pdfgen import canvas

    _register()
    rng, out = Random(seed), BytesIO()
    paper = canvas.Canvas(out, pagesize=(595, 842), invariant=1)
    for _ in range(pages):
        parts = rng.sample(PARTS, 5)
        if rng.random() < 0.3:
            _ground(paper, rng)
        for number, part in enumerate(parts):
            paper.saveState()
            font = FONTS[rng.random() < 0.5]
            paper.setFont(font, rng.choice((9, 10.5, 12, 14)))
            part(paper, rng, 780 - 140 * number, LINE if font != "Vera" else LATIN)
            paper.restoreState()
        if rng.random() < 0.3:
            _watermark(paper)
        paper.showPage()
    paper.save()
    return _turned_pages(out.getvalue(), rng)


def _turned_pages(data: bytes, rng: Random) -> bytes:
    """The same pages, some of them turned and cropped at the margin."""
    import pikepdf

    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        for page in pdf.pages:
            page.Rotate = rng.choice((0, 0, 0, 90, 180, 270))
            if rng.random() < 0.2:
                page.CropBox = [20, 10, 590, 835]
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def _register() -> None:
    import reportlab
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfbase.ttfonts import TTFont

    registerFont(UnicodeCIDFont("STSong-Light"))
    registerFont(TTFont("Vera", str(Path(reportlab.__file__).parent / "fonts" / "Vera.ttf")))


def _ground(paper: Any, rng: Random) -> None:
    shade = rng.choice((1.0, 0.97, 0.93))
    paper.setFillColorRGB(shade, shade, 1)
    paper.rect(0, 0, 595, 842, stroke=0, fill=1)
    paper.setFillColorRGB(0, 0, 0)


def _watermark(paper: Any) -> None:
    paper.saveState()
    paper.translate(160, 300)
    paper.rotate(45)
    paper.setFillColorRGB(0.75, 0.75, 0.75, 0.5)
    paper.setFont("Vera", 54)
    paper.drawString(0, 0, "PUBLIC")
    paper.restoreState()


def _prose(paper: Any, rng: Random, top: float, text: str) -> None:
    for number in range(5):
        paper.drawString(70, top - 20 * number, text[: 30 if text == LINE else 60])


def _grey_prose(paper: Any, rng: Random, top: float, text: str) -> None:
    paper.setFillGray(rng.choice((0.35, 0.6, 0.75, 0.933)))
    _prose(paper, rng, top, text)


def _table(paper: Any, rng: Random, top: float, text: str) -> None:
    """A dark head with white words, every other row tinted, rules over all of it."""
    height, width = 18, 110
    paper.setFillColorRGB(*rng.choice(FILLS))
    paper.rect(70, top - 5, 4 * width, height, stroke=0, fill=1)
    paper.setFillColorRGB(1, 1, 1)
    for number, head in enumerate(HEADS):
        paper.drawString(75 + width * number, top, head)
    for row in range(1, 6):
        if row % 2:
            paper.setFillColorRGB(0.85, 0.89, 0.95)
            paper.rect(70, top - 5 - height * row, 4 * width, height, stroke=0, fill=1)
        paper.setFillColorRGB(0, 0, 0)
        for number in range(4):
            paper.drawString(75 + width * number, top - height * row, f"{rng.randint(1, 99999)}")
    paper.grid([70 + width * at for at in range(5)], [top + 13 - height * at for at in range(7)])


def _seal(paper: Any, rng: Random, top: float, text: str) -> None:
    """A signature and a date with a seal over them: transparent, or a ring and a star of solid red."""
    paper.drawString(330, top - 30, text[:11])
    paper.drawString(330, top - 50, "2024-05-06")
    paper.setFillColorRGB(0.86, 0.08, 0.08, rng.choice((0.5, 0.8, 1)))
    paper.setStrokeColorRGB(0.86, 0.08, 0.08)
    paper.setLineWidth(3)
    middle = (380, top - 42)
    paper.circle(*middle, 55, stroke=1, fill=0)
    star = paper.beginPath()
    for corner in range(10):
        radius, angle = (6, 15)[corner % 2 == 0], math.pi / 2 + corner * math.pi / 5
        point = (middle[0] + radius * math.cos(angle), middle[1] + radius * math.sin(angle))
        (star.lineTo if corner else star.moveTo)(*point)
    star.close()
    paper.drawPath(star, stroke=0, fill=1)


def _picture(paper: Any, rng: Random, top: float, text: str) -> None:
    """A noisy picture beside, and below, a line of text."""
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    noise = Image.frombytes("L", (40, 20), bytes(rng.randint(200, 255) for _ in range(800)))
    paper.drawImage(ImageReader(noise), 60, top - 60, 300, 70)
    paper.drawString(70, top, text[:22])
    paper.drawString(380, top, text[:12])


def _highlight(paper: Any, rng: Random, top: float, text: str) -> None:
    """A yellow band below a line, a half transparent one over the next, a link, a highlight as annotation."""
    paper.setFillColorRGB(1, 1, 0)
    paper.rect(65, top - 4, 300, 18, stroke=0, fill=1)
    paper.setFillColorRGB(0, 0, 0)
    paper.drawString(70, top, text[:24])
    paper.drawString(70, top - 30, text[:24])
    paper.setFillColorRGB(1, 1, 0, 0.4)
    paper.rect(65, top - 34, 300, 18, stroke=0, fill=1)
    paper.setFillColorRGB(0, 0, 0, 1)
    paper.drawString(70, top - 60, text[:24])
    paper.linkURL("https://example.com/", (65, top - 64, 365, top - 46))
    paper.highlightAnnotation("", Rect=[65, top - 4, 365, top + 14], Color=[1, 1, 0])


def _turned(paper: Any, rng: Random, top: float, text: str) -> None:
    paper.translate(90, top - 90)
    paper.rotate(rng.choice((20, 90, -20)))
    paper.drawString(0, 0, text[:6])


def _clipped(paper: Any, rng: Random, top: float, text: str) -> None:
    """A paragraph within a clip as Word writes it, and a cell that cuts off its last characters."""
    path = paper.beginPath()
    path.rect(60, top - 60, 480, 80)
    paper.clipPath(path, stroke=0)
    paper.drawString(70, top, text[:20])
    path = paper.beginPath()
    path.rect(60, top - 60, 110, 80)
    paper.clipPath(path, stroke=0)
    paper.drawString(70, top - 30, text[:8])


def _stroked(paper: Any, rng: Random, top: float, text: str) -> None:
    """Bold by drawing twice, and letters with an outline."""
    paper.drawString(70, top, text[:20])
    paper.drawString(70.3, top, text[:20])
    written = paper.beginText(70, top - 30)
    written.setTextRenderMode(2)
    written.textLine(text[:20])
    paper.drawText(written)
    paper.setFillGray(1)
    paper.setLineWidth(rng.choice((0.1, 0.5, 2)))
    for mode in rng.choice(((1,), (2,), (1, 2), (2, 1))):  # an outline, below or over white letters
        written = paper.beginText(70, top - 60)
        written.setTextRenderMode(mode)
        written.textLine(text[:20])
        paper.drawText(written)


PARTS = (_prose, _grey_prose, _table, _seal, _picture, _highlight, _turned, _clipped, _stroked)


def drafts(folder: Path, wanted: int) -> Iterator[bytes]:
    """Word drafts as LibreOffice prints them: those of `corpora.make`, and some with coloured tables."""
    for case in cases(seed=11, count=3 * wanted // 4):
        if case.name.endswith(".docx"):
            (folder / case.name).write_bytes(case.data)
    for seed in range(max(wanted // 6, 1)):
        (folder / f"coloured{seed}.docx").write_bytes(coloured(seed))
    yield from _office_prints(folder)


def office(make: Callable[[int], bytes], ending: str, pages: int) -> Source:
    """Files of one kind as LibreOffice prints them; `pages` is what one of them comes to, or less."""

    def made(folder: Path, wanted: int) -> Iterator[bytes]:
        for seed in range(max(wanted // pages, 1)):
            (folder / f"{seed}.{ending}").write_bytes(make(seed))
        yield from _office_prints(folder)

    return made


def _office_prints(folder: Path) -> Iterator[bytes]:
    """The PDFs of all files of a folder; none where there is no LibreOffice."""
    program = shutil.which("soffice")
    files = [str(path) for path in sorted(folder.iterdir())]
    for first in range(0, len(files) if program else 0, MOST_AT_ONCE):
        command = [str(program), f"-env:UserInstallation=file://{folder}.profile", "--headless"]
        command += ["--convert-to", "pdf", "--outdir", str(folder), *files[first : first + MOST_AT_ONCE]]
        subprocess.run(command, check=True, capture_output=True)
    for path in sorted(folder.glob("*.pdf")):
        yield path.read_bytes()


def web(folder: Path, wanted: int) -> Iterator[bytes]:
    """Web pages as Chromium prints them; none where it is not there."""
    program = shutil.which("chromium")
    for seed in range(max(wanted // 8, 1) if program else 0):
        source, target = folder / f"{seed}.html", folder / f"{seed}.pdf"
        source.write_text(page(seed), "utf-8")
        command = [str(program), "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
        command += [f"--user-data-dir={folder}.profile", f"--print-to-pdf={target}", str(source)]
        subprocess.run(command, check=True, capture_output=True)
        yield target.read_bytes()


def coloured(seed: int) -> bytes:
    """A Word draft with a coloured table, white words in its head, highlights and pale words."""
    from docx import Document
    from docx.enum.text import WD_COLOR_INDEX
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    rng, draft = Random(seed), Document()
    for _ in range(rng.randint(3, 9)):
        draft.add_paragraph(LINE * rng.randint(1, 4))
    mark = draft.add_paragraph().add_run("请在规定时间内反映。")
    mark.font.highlight_color = rng.choice((WD_COLOR_INDEX.YELLOW, WD_COLOR_INDEX.GRAY_25))
    pale = draft.add_paragraph().add_run("浅灰色的提示")
    pale.font.color.rgb, pale.font.size = RGBColor(0xBF, 0xBF, 0xBF), Pt(8)
    styles = ("Table Grid", "Light Shading Accent 1", "Dark List Accent 2", "Colorful Grid", "Dark List")
    table = draft.add_table(rng.randint(8, 40), 4)
    table.style = styles[seed % len(styles)]
    for number, row in enumerate(table.rows):
        for cell in row.cells:
            cell.text = f"道路硬化{rng.randint(1, 999)}"
            if number == 0:
                shade = OxmlElement("w:shd")
                shade.set(qn("w:val"), "clear")
                shade.set(qn("w:fill"), ("1F3864", "C00000", "000000")[seed % 3])
                cell._tc.get_or_add_tcPr().append(shade)
                cell.paragraphs[0].runs[0].font.color.rgb = RGBColor(255, 255, 255)
    out = BytesIO()
    draft.save(out)
    return out.getvalue()


def false_hidden(data: bytes) -> list[tuple[str, str]]:
    """(layer, text) of what the reader calls hidden."""
    from scanner.extract.pdf.reader import read
    from scanner.settings import Limits

    document = read("ordinary.pdf", data, Limits(ocr="never"))
    return [(block.layer, block.text) for block in document.blocks if block.layer in HIDDEN]


SOURCES: dict[str, tuple[int, Source]] = {  # by name: parts of a hundred, and what makes the files
    "reportlab, drawn": (10, lambda _, wanted: map(ordinary, range(wanted // 4))),
    "reportlab, charts and forms": (10, lambda _, wanted: map(paper, range(wanted // 8))),
    "LibreOffice, drafts": (15, drafts),
    "LibreOffice, sheets": (15, office(sheet, "xlsx", 8)),
    "LibreOffice, letters": (5, office(letter, "docx", 5)),
    "LibreOffice, slides": (10, office(slides, "fodp", 12)),
    "LibreOffice, plans and maps": (10, office(plans, "fodg", 6)),
    "Chromium": (15, web),
    "typst": (5, typeset),
    "fpdf2": (5, small),
}


def main(arguments: list[str] | None = None) -> int:
    """Exit code 1 where anything is called hidden."""
    import pypdfium2

    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pages", type=int, default=300, help="about so many")
    wanted = parser.parse_args(arguments).pages
    total, found = 0, list[tuple[str, str]]()
    with tempfile.TemporaryDirectory() as folder:
        for number, (name, (share, source)) in enumerate(SOURCES.items()):
            own, pages, before = Path(folder) / str(number), 0, len(found)
            own.mkdir()
            for data in source(own, max(wanted * share // 100, 1)):
                opened = pypdfium2.PdfDocument(data)
                pages += len(opened)
                opened.close()
                found += false_hidden(data)
            print(f"{name}: {pages} pages, {len(found) - before} texts called hidden", flush=True)
            total += pages
    print(f"{total} pages, {len(found)} texts called hidden")
    for layer, text in found[:40]:
        print(f"  {layer}: {text}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
