"""A draft as a text PDF: one Chinese CID font that readers bring themselves, tables with and without rules."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from random import Random
from typing import Any
from xml.sax.saxutils import escape

from corpora.draft import Draft, Grid, Line


@cache
def _styles() -> dict[str, Any]:
    """A paragraph style for each role; registers the font."""
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfbase.pdfmetrics import registerFont

    registerFont(UnicodeCIDFont("STSong-Light"))
    plain = {"fontName": "STSong-Light", "fontSize": 12, "leading": 20, "wordWrap": "CJK"}
    return {
        "body": ParagraphStyle("body", **plain, firstLineIndent=24),
        "heading": ParagraphStyle("heading", **plain, spaceBefore=4),
        "title": ParagraphStyle(
            "title", **{**plain, "fontSize": 18, "leading": 28}, alignment=1, spaceAfter=6
        ),
        "caption": ParagraphStyle("caption", **plain, alignment=1),
        "sign": ParagraphStyle("sign", **plain, alignment=2),
        "mark": ParagraphStyle("mark", **plain),
        "attachment": ParagraphStyle("attachment", **plain),
        "cell": ParagraphStyle("cell", **{**plain, "fontSize": 8, "leading": 10}),
    }


def _weights(grid: Grid) -> list[float]:
    """Widths of the columns: by their longest text, within bounds, so that ids stay on one line."""
    found = []
    for column in zip(*grid.rows, strict=True):
        longest = max((sum(1.0 if ord(c) > 255 else 0.55 for c in text) for text in column), default=1.0)
        found.append(min(max(longest, 3.0), 14.0))
    return found


def _table(grid: Grid, ruled: bool) -> Any:
    from reportlab.lib import colors
    from reportlab.platypus import Paragraph, Table, TableStyle

    cell = _styles()["cell"]
    rows = [[Paragraph(escape(text), cell) if text else "" for text in row] for row in grid.rows]
    weights = _weights(grid)
    unit = min(480 / sum(weights), 12)
    look: list[Any] = [
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("LEFTPADDING", (0, 0), (-1, -1), 3),
        ("RIGHTPADDING", (0, 0), (-1, -1), 3),
    ]
    look += [("SPAN", (c0, r0), (c1, r1)) for r0, c0, r1, c1 in grid.merges]
    if ruled:
        look.append(("GRID", (0, 0), (-1, -1), 0.5, colors.black))
    return Table(
        rows, colWidths=[weight * unit for weight in weights], repeatRows=grid.head, style=TableStyle(look)
    )


def _foot(canvas: Any, document: Any) -> None:
    canvas.setFont("STSong-Light", 9)
    canvas.drawCentredString(297, 30, f"— {document.page} —")


def pdf_bytes(draft: Draft, rng: Random) -> bytes:
    """The draft as the bytes of a PDF, the same for the same draft and generator."""
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    styles, ruled = _styles(), rng.random() < 0.75
    wide = any(isinstance(part, Grid) and len(part.rows[0]) > 9 for part in draft.parts)
    flow: list[Any] = []
    for part in draft.parts:
        if isinstance(part, Grid):
            flow.append(_table(part, ruled))
        else:
            assert isinstance(part, Line)
            flow.append(Paragraph(escape(part.text), styles[part.role]))
    file = BytesIO()
    words = "；".join(layer.text for layer in draft.layers if layer.kind == "property")
    document = SimpleDocTemplate(
        file, pagesize=landscape(A4) if wide else A4, leftMargin=56, rightMargin=56, topMargin=60, bottomMargin=60,
        invariant=1, title="", author="", subject=words,
    )  # fmt: skip
    document.build(flow, onFirstPage=_foot, onLaterPages=_foot)
    return file.getvalue()
