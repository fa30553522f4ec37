"""A draft as xlsx: title row, lines, tables, hidden rows, columns and sheets, notes at cells."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from random import Random
from typing import Any

from corpora.draft import Draft, Grid, Layer, Line
from corpora.writers_docx import packed

_NUMBER = re.compile(r"(?:0|[1-9][0-9]{0,8})(?:\.[0-9]{1,4})?")
_TIME = re.compile(rb"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z")


def _cell(text: str) -> str | int | float | None:
    """A number where a clerk would have typed one."""
    if not _NUMBER.fullmatch(text):
        return text or None
    value = float(text)
    return int(value) if value.is_integer() and "." not in text else value


def _write_grid(sheet: Any, grid: Grid, top: int) -> int:
    from openpyxl.utils import get_column_letter

    for r, row in enumerate(grid.rows):
        for c, text in enumerate(row):
            sheet.cell(top + r, c + 1, _cell(text) if r >= grid.head else text or None)
        if r in grid.hidden_rows:
            sheet.row_dimensions[top + r].hidden = True
    for c in grid.hidden_columns:
        sheet.column_dimensions[get_column_letter(c + 1)].hidden = True
    for first_row, first_column, last_row, last_column in grid.merges:
        sheet.merge_cells(
            start_row=top + first_row,
            start_column=first_column + 1,
            end_row=top + last_row,
            end_column=last_column + 1,
        )
    return top + len(grid.rows)


def _write_layers(book: Any, sheet: Any, layers: list[Layer], rng: Random) -> None:
    from openpyxl.comments import Comment

    for number, layer in enumerate(layers):
        if layer.kind == "comment":
            sheet.cell(1 + number, 1).comment = Comment(layer.text, "审核")
        elif layer.kind == "hidden-sheet":
            hidden = book.create_sheet(f"Sheet{number + 2}")
            hidden.sheet_state = rng.choice(("hidden", "veryHidden"))
            hidden["B3"] = layer.text
        elif layer.kind == "property":
            book.properties.description = layer.text
        elif layer.kind == "header":
            sheet.oddHeader.center.text = layer.text


def _write_lines(sheet: Any, draft: Draft) -> None:
    columns = max((len(part.rows[0]) for part in draft.parts if isinstance(part, Grid)), default=1)
    row = 1
    for part in draft.parts:
        if isinstance(part, Grid):
            row = _write_grid(sheet, part, row)
            continue
        at = max(columns - 1, 1) if part.role == "sign" else 1
        sheet.cell(row, at, part.text)
        if columns > 1 and isinstance(part, Line) and part.role != "sign":
            sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=columns)
        row += 1


def xlsx_bytes(draft: Draft, rng: Random) -> bytes:
    """The draft as the bytes of an xlsx, the same for the same draft and generator."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = rng.choice(("Sheet1", "公示表", "发放表", "明细"))
    _write_lines(sheet, draft)
    _write_layers(book, sheet, draft.layers, rng)
    file = BytesIO()
    book.save(file)
    with zipfile.ZipFile(file) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    parts["docProps/core.xml"] = _TIME.sub(b"2026-01-01T00:00:00Z", parts["docProps/core.xml"])
    return packed(parts)
