"""Papers of a library of drawings in which nothing is hidden: charts of all kinds, forms, plans, columns."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from random import Random
from typing import Any

from corpora.ordinary_office import PROSE, VILLAGES

FONT = "STSong-Light"
FORM_WORDS = ("Qingling", "2024-05-06", "Road works")


def paper(seed: int, pages: int = 8) -> bytes:
    """A PDF of so many pages, each with four parts below one another, none over another."""
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfgen import canvas

    registerFont(UnicodeCIDFont(FONT))
    rng, out = Random(seed), BytesIO()
    made = canvas.Canvas(out, pagesize=(595, 842), invariant=1)
    for number in range(pages):
        made.setFont(FONT, 9)
        made.drawString(60, 815, "某县人民政府办公室")
        made.line(60, 810, 535, 810)
        made.drawCentredString(297, 25, f"— {number + 1} —")
        for place, part in enumerate(rng.choices(PARTS, k=4)):
            made.saveState()
            made.setFont(FONT, rng.choice((8, 10.5, 12)))
            part(made, rng, 60, 620 - 190 * place)
            made.restoreState()
        made.showPage()
    made.save()
    return out.getvalue()


def _chart(made: Any, rng: Random, x: float, y: float) -> None:
    """Bars with figures, curves, a cake, a spider's web: axis, names and grid as the library sets them."""
    from reportlab.graphics.charts.barcharts import HorizontalBarChart, VerticalBarChart
    from reportlab.graphics.charts.linecharts import HorizontalLineChart
    from reportlab.graphics.charts.piecharts import Pie
    from reportlab.graphics.charts.spider import SpiderChart
    from reportlab.graphics.shapes import Drawing

    drawing, names = Drawing(460, 180), [name[:3] for name in VILLAGES[:6]]
    values = [rng.randint(5, 95) for _ in names]
    kind = rng.choice((HorizontalBarChart, VerticalBarChart, HorizontalLineChart, Pie, SpiderChart))
    chart = kind()
    chart.x, chart.y, chart.width, chart.height = 50, 25, 360, 140
    if kind in (Pie, SpiderChart):
        chart.x, chart.width, chart.labels = 150, 130, names
        chart.data = values if kind is Pie else [values]
        for part in range(len(names)) if kind is Pie else ():
            chart.slices[part].fontName = FONT
        if kind is SpiderChart:
            chart.spokeLabels.fontName = FONT
    else:
        chart.data, chart.categoryAxis.categoryNames = [values, values[::-1]], names
        chart.categoryAxis.labels.fontName, chart.valueAxis.visibleGrid = FONT, 1
        (chart.lineLabels if kind is HorizontalLineChart else chart.barLabels).fontSize = 7
        for name in ("lineLabelFormat", "barLabelFormat"):
            if hasattr(chart, name):
                setattr(chart, name, "%d")
    drawing.add(chart)
    drawing.drawOn(made, x, y)


def _fields(made: Any, rng: Random, x: float, y: float) -> None:
    """Fields of a form with what was written in them, boxes to tick, words before them."""
    for row, words in enumerate(FORM_WORDS):
        at = y + 130 - 34 * row
        made.drawString(x, at + 6, "填写：")
        name = f"f{rng.randrange(10**6)}"
        made.acroForm.textfield(name=name, value=words, x=x + 70, y=at, width=200, height=22, borderWidth=1)
        made.acroForm.checkbox(name=name + "c", x=x + 300, y=at, checked=rng.random() < 0.5, size=16)
        made.drawString(x + 325, at + 4, "已完工")


def _columns(made: Any, rng: Random, x: float, y: float) -> None:
    """Three columns of small print; some lines struck out, underlined, or with a bar of ink beside them."""
    for column in range(3):
        for row in range(9):
            left, base = x + 160 * column, y + 160 - 18 * row
            made.setFont(FONT, 9)
            made.drawString(left, base, rng.choice(PROSE[:3])[:15])
            look = rng.randrange(8)
            if look < 2:
                made.setLineWidth(rng.choice((0.4, 1)))
                made.line(left, base + (3 if look else -2), left + 135, base + (3 if look else -2))
            elif look == 2:
                made.rect(left - 6, base - 2, 2, 12, stroke=0, fill=1)


def _plan(made: Any, rng: Random, x: float, y: float) -> None:
    """Lines of every kind through and beside names and measures, hatching as background, a frame over all."""
    made.setLineWidth(0.3)
    for at in range(30):
        made.line(x + 16 * at, y, x + 16 * at + 40, y + 160)
    for _ in range(14):
        left, base = x + rng.uniform(0, 380), y + rng.uniform(5, 150)
        made.setFont(FONT, rng.choice((6, 8, 10)))
        made.drawString(left, base, rng.choice(VILLAGES) + f"{rng.randint(100, 999)}")
        made.setLineWidth(rng.choice((0.2, 0.5, 1)))
        made.line(left - 20, base + rng.uniform(-3, 9), left + 90, base + rng.uniform(-3, 9))
        made.circle(left + 30, base + 3, rng.uniform(5, 40), stroke=1, fill=0)
    made.rect(x, y, 470, 165, stroke=1, fill=0)


def _cells(made: Any, rng: Random, x: float, y: float) -> None:
    """A table in shades with white, grey and black words, drawn cell by cell: ground, words, border."""
    for row in range(9):
        for column in range(5):
            left, base = x + 94 * column, y + 150 - 18 * row
            dark = rng.choice((0.1, 0.35)) if not row else rng.choice((0.85, 0.95, 1))
            made.setFillGray(dark)
            made.rect(left, base, 94, 18, stroke=0, fill=1)
            made.setFillGray(1 if dark < 0.5 else rng.choice((0, 0.35, 0.5)))
            made.drawString(left + 4, base + 5, rng.choice(VILLAGES))
            made.rect(left, base, 94, 18, stroke=1, fill=0)


def _films(made: Any, rng: Random, x: float, y: float) -> None:
    """Words below films of colour that let them through, a shadow behind words, a gradient below them."""
    for row in range(4):
        base = y + 130 - 40 * row
        if not row:  # the gradient ends where the strip ends, it would fill the page otherwise
            ends = (x, base - 8, x + 400, base - 8)
            strip = made.beginPath()
            strip.rect(x, base - 8, 400, 30)
            made.saveState()
            made.clipPath(strip, stroke=0)
            made.linearGradient(*ends, ((0.8, 0.9, 1), (1, 1, 1)), extend=False)
            made.restoreState()
        words = rng.choice(PROSE)[:20]
        made.setFillGray(0.7, 1)
        made.drawString(x + 11, base - 1, words)
        made.setFillGray(0, 1)
        made.drawString(x + 10, base, words)
        made.setFillColorRGB(*rng.choice(((1, 1, 0), (0, 0.6, 1), (1, 0.5, 0))), rng.choice((0.2, 0.35, 0.5)))
        made.rect(x, base - 6, 300, 22, stroke=0, fill=1)


PARTS: tuple[Callable[[Any, Random, float, float], None], ...] = (
    *(_chart, _chart, _fields, _columns, _plan, _cells, _films),
)
