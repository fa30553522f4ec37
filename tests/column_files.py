"""Lists as real programs write them: one table on one or several pages, in six formats.

Written with python-docx, openpyxl and reportlab; web pages, CSV and Markdown are text.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from html import escape

Rows = list[list[str]]
Merge = tuple[int, int, int, int]  # top, left, bottom, right; indexes within the head, all included


@dataclass
class List:
    """A list: the rows of its head with merged cells, and its rows, page by page."""

    head: Rows
    pages: list[Rows]
    merges: list[Merge] = field(default_factory=list)
    repeats: bool = True  # the head stands on every page
    title: str = "某某村2026年补贴发放公示表"
    between: str = ""  # a line on top of every page but the first
    ruled: bool = True  # whether the table of a PDF has lines

    def parts(self) -> list[tuple[Rows, list[Merge]]]:
        """(rows, merges) of each page."""
        found = []
        for number, rows in enumerate(self.pages):
            with_head = self.repeats or not number
            found.append((([*self.head] if with_head else []) + rows, self.merges if with_head else []))
        return found

    def whole(self) -> tuple[Rows, list[Merge]]:
        """All pages under one another, as in a sheet."""
        grid: Rows = []
        merges: list[Merge] = []
        for rows, merged in self.parts():
            merges += [(t + len(grid), left, b + len(grid), right) for t, left, b, right in merged]
            grid += rows
        return grid, merges


def docx_bytes(told: List) -> bytes:
    """A table for each page, with a page break between."""
    from docx import Document

    document = Document()
    document.add_paragraph(told.title)
    for number, (rows, merges) in enumerate(told.parts()):
        if number:
            document.add_page_break()
            document.add_paragraph(told.between)
        table = document.add_table(len(rows), len(rows[0]))
        for r, row in enumerate(rows):
            for c, text in enumerate(row):
                table.cell(r, c).text = text
        for top, left, bottom, right in merges:
            text = rows[top][left]
            table.cell(top, left).merge(table.cell(bottom, right)).text = text
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def xlsx_bytes(told: List) -> bytes:
    """One sheet with a merged title; every cell is text."""
    from openpyxl import Workbook

    rows, merges = told.whole()
    book = Workbook()
    sheet = book.active
    sheet.append([told.title])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(rows[0]))
    for r, row in enumerate(rows, 2):
        for c, text in enumerate(row, 1):
            cell = sheet.cell(r, c, text or None)
            cell.number_format = "@"
    for top, left, bottom, right in merges:
        sheet.merge_cells(start_row=top + 2, start_column=left + 1, end_row=bottom + 2, end_column=right + 1)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def sheets_bytes(sheets: list[Rows]) -> bytes:
    """A workbook with these sheets."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _html_table(rows: Rows, merges: list[Merge]) -> str:
    covered = {(r, c) for t, lf, b, rt in merges for r in range(t, b + 1) for c in range(lf, rt + 1)}
    lines = []
    for r, row in enumerate(rows):
        cells = []
        for c, text in enumerate(row):
            merge = next((m for m in merges if m[:2] == (r, c)), None)
            if merge:
                spans = f' rowspan="{merge[2] - r + 1}" colspan="{merge[3] - c + 1}"'
                cells.append(f"<td{spans}><p>{escape(text)}</p></td>")
            elif (r, c) not in covered:
                cells.append(f"<td><p>{escape(text)}</p></td>")
        lines.append("<tr>" + "".join(cells) + "</tr>")
    return "<table border=1>" + "\n".join(lines) + "</table>"


def html_bytes(told: List) -> bytes:
    """A table for each page, one right behind the other, as converted documents have them."""
    line = f"\n<p>{told.between or '&nbsp;'}</p>\n"
    tables = line.join(_html_table(rows, merges) for rows, merges in told.parts())
    return f"<html><body><h1>{told.title}</h1>\n{tables}</body></html>".encode()


def csv_bytes(told: List) -> bytes:
    """Merged cells have their text in the first cell and nothing in the others."""
    stream = io.StringIO()
    rows, _ = told.whole()
    csv.writer(stream).writerows([[told.title] + [""] * (len(rows[0]) - 1), *rows])
    return stream.getvalue().encode("utf-8-sig")


def md_bytes(told: List) -> bytes:
    """A table for each page; Markdown calls the first row of each its head, whatever it is."""
    found = [f"# {told.title}"]
    for number, (rows, _) in enumerate(told.parts()):
        if number and told.between:
            found.append(told.between)
        lines = ["| " + " | ".join(row) + " |" for row in rows]
        lines.insert(1, "|" + " --- |" * len(rows[0]))
        found.append("\n".join(lines))
    return "\n\n".join(found).encode()


def txt_bytes(told: List) -> bytes:
    """Rows with tabs, as copied out of a sheet."""
    rows, _ = told.whole()
    return "\n".join([told.title, *("\t".join(row) for row in rows)]).encode()


@cache
def _font() -> str:
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfbase.pdfmetrics import registerFont

    registerFont(UnicodeCIDFont("STSong-Light"))
    return "STSong-Light"


def pdf_bytes(told: List) -> bytes:
    """A ruled table for each page."""
    from reportlab.lib import colors
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Table, TableStyle

    style = ParagraphStyle("title", fontName=_font(), fontSize=16, alignment=1, leading=24)
    flow: list[object] = [Paragraph(told.title, style)]
    widths = [12 + 9 * max(map(len, column)) for column in zip(*told.whole()[0], strict=True)]
    for number, (rows, merges) in enumerate(told.parts()):
        if number:
            flow.append(PageBreak())
            flow.extend([Paragraph(told.between, style)] if told.between else [])
        look = [
            ("FONT", (0, 0), (-1, -1), _font(), 9),
            *([("GRID", (0, 0), (-1, -1), 0.5, colors.black)] if told.ruled else []),
            ("ALIGN", (0, 0), (-1, -1), "CENTER"),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            *(("SPAN", (left, top), (right, bottom)) for top, left, bottom, right in merges),
        ]
        flow.append(Table(rows, colWidths=widths, style=TableStyle(look)))
    stream = io.BytesIO()
    SimpleDocTemplate(stream, pagesize=landscape(A4)).build(flow)
    return stream.getvalue()


WRITERS: dict[str, Callable[[List], bytes]] = {
    "docx": docx_bytes,
    "xlsx": xlsx_bytes,
    "html": html_bytes,
    "csv": csv_bytes,
    "md": md_bytes,
    "txt": txt_bytes,
    "pdf": pdf_bytes,
}
