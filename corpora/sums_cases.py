"""Short invented notices whose sums, counts and times are right, each beside twins broken in one place.

`corpora/sums/*.txt`: an entry begins with a line ``== name | form option=value …``; `{{right|wrong|rules}}`
in it makes one broken twin, whose `rules` (tails of rule ids, any of them will do, joined by `~`) must be
found; `{{right|other|}}` makes a right twin. Lines that begin with `| ` are rows of a table: its first row
is the head, `^` goes on with the cell above, `<` with the cell before. `\\n` in a spot is a line break.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from io import BytesIO
from itertools import groupby
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "sums"
_SPOT = re.compile(r"\{\{(.*?)\|(.*?)(?:\|([^{}|]*))?\}\}", re.DOTALL)
ANY = ("wrapped", "docx", "html", "md")  # forms that change texts without tables as well
Row = list[str]
Part = tuple[bool, list[str]]  # is a table, its lines


@dataclass(frozen=True)
class SumCase:
    """One file: what it is called, its bytes, what it is scanned with, the rules that it breaks."""

    name: str
    file: str
    data: bytes
    rules: frozenset[str]  # tails of ids; any one of them must be found, none may be when it is empty
    options: dict[str, str] = field(default_factory=dict)


def entries(text: str) -> Iterator[tuple[str, str, str]]:
    """Head line and body of every entry, and its name."""
    for block in re.split(r"^== ", text, flags=re.MULTILINE)[1:]:
        head, _, body = block.partition("\n")
        yield head.partition(" | ")[0].strip(), head.partition(" | ")[2], body.rstrip("\n")


def twins(whole: str) -> Iterator[tuple[str, frozenset[str]]]:
    """The text as it is right, then once for every spot with only this one replaced."""
    count = len(_SPOT.findall(whole))
    for chosen in range(-1, count):
        seen = iter(range(count))
        rules: list[str] = []

        def replacement(match: re.Match[str], chosen: int = chosen, seen: Iterator[int] = seen,
                        rules: list[str] = rules) -> str:  # fmt: skip
            if next(seen) != chosen:
                return match[1].replace("\\n", "\n")
            rules.extend(rule for rule in (match[3] or "").split("~") if rule)
            return match[2].replace("\\n", "\n")

        yield _SPOT.sub(replacement, whole), frozenset(rules)


def sum_cases(form: str = "") -> Iterator[SumCase]:
    """Every right and broken text of the set, in its own form or all in `form`."""
    for path in sorted(FOLDER.glob("*.txt")):
        for name, head, body in entries(path.read_text(encoding="utf-8")):
            for number, (text, rules) in enumerate(twins(f"{head}\x00{body}")):
                first, _, rest = text.partition("\x00")
                own, *options = first.split()
                kind = own if own == "rawhtml" or not form or (own == "raw" and form not in ANY) else form
                ending, data = written(kind, rest)
                stated = dict(option.split("=", 1) for option in options)
                yield SumCase(f"{path.stem}: {name} {number}", f"a.{ending}", data, rules, stated)


def _parts(body: str) -> list[Part]:
    grouped = groupby(body.split("\n"), key=lambda line: line.startswith("| "))
    return [(is_table, list(lines)) for is_table, lines in grouped]


def _rows(lines: list[str]) -> list[Row]:
    return [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines]


def _plain(rows: list[Row]) -> list[Row]:
    return [["" if cell in ("^", "<") else cell for cell in row] for row in rows]


def _text(body: str, joint: str) -> str:
    lines: list[str] = []
    for is_table, part in _parts(body):
        rows = _plain(_rows(part)) if is_table else []
        lines += [joint.join(row) for row in rows] if is_table else part
    return "\n".join(lines)


def _cells(body: str) -> str:
    lines: list[str] = []
    for is_table, part in _parts(body):
        lines += [cell for row in _plain(_rows(part)) for cell in row if cell] if is_table else part
    return "\n".join(lines)


def _columns(body: str) -> str:
    lines: list[str] = []
    for is_table, part in _parts(body):
        if not is_table:
            lines += part
            continue
        rows = _plain(_rows(part))
        sizes = [max(_width(row[c]) if c < len(row) else 0 for row in rows) for c in range(len(rows[0]))]
        for row in rows:
            padded = (c + " " * (size - _width(c) + 4) for c, size in zip(row, sizes, strict=False))
            lines.append("".join(padded).rstrip())
    return "\n".join(lines)


def _one_line(body: str) -> str:
    lines: list[str] = []
    for is_table, part in _parts(body):
        cells = [cell for row in _plain(_rows(part)) for cell in row if cell] if is_table else []
        lines += [" ".join(cells)] if is_table else part
    return "\n".join(lines)


def _wrapped(body: str) -> str:
    """Long lines broken every thirty characters, as pages of a fixed width are; tables with strokes."""
    lines: list[str] = []
    for is_table, part in _parts(body):
        if is_table:
            lines += [" | ".join(row) for row in _plain(_rows(part))]
            continue
        lines += [line[at : at + 30] for line in part for at in range(0, max(len(line), 1), 30)]
    return "\n".join(lines)


def _width(text: str) -> int:
    return sum(2 if ord(char) > 0x2E7F else 1 for char in text)


def _markdown(body: str) -> str:
    lines: list[str] = []
    for is_table, part in _parts(body):
        if not is_table:
            lines += [line + "\n" for line in part]
            continue
        rows = _plain(_rows(part))
        lines.append("| " + " | ".join(rows[0]) + " |")
        lines.append("|" + "---|" * len(rows[0]))
        lines += ["| " + " | ".join(row) + " |" for row in rows[1:]]
        lines.append("")
    return "\n".join(lines)


def _span(rows: list[Row], row: int, column: int) -> tuple[int, int]:
    down = across = 1
    while row + down < len(rows) and column < len(rows[row + down]) and rows[row + down][column] == "^":
        down += 1
    while column + across < len(rows[row]) and rows[row][column + across] == "<":
        across += 1
    return down, across


def _html(body: str) -> str:
    out = ["<html><body>"]
    for is_table, part in _parts(body):
        if not is_table:
            out += [f"<p>{escape(line)}</p>" for line in part]
            continue
        rows = _rows(part)
        out.append("<table>")
        for r, row in enumerate(rows):
            out.append("<tr>")
            for c, cell in enumerate(row):
                if cell not in ("^", "<"):
                    down, across = _span(rows, r, c)
                    out.append(f'<td rowspan="{down}" colspan="{across}">{escape(cell)}</td>')
            out.append("</tr>")
        out.append("</table>")
    return "\n".join([*out, "</body></html>"])


def _docx(body: str) -> bytes:
    import docx

    document = docx.Document()
    for is_table, part in _parts(body):
        if not is_table:
            for line in part:
                document.add_paragraph(line)
            continue
        rows = _rows(part)
        table = document.add_table(len(rows), max(len(row) for row in rows))
        for r, row in enumerate(rows):
            for c, cell in enumerate(row):
                if cell in ("^", "<"):
                    table.cell(r - (cell == "^"), c - (cell == "<")).merge(table.cell(r, c))
                elif cell:
                    table.cell(r, c).paragraphs[0].add_run(cell)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _xlsx(body: str) -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    for is_table, part in _parts(body):
        for row in _plain(_rows(part)) if is_table else [[line] for line in part]:
            sheet.append([_number(cell) for cell in row])
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _number(cell: str) -> str | float:
    return float(cell) if re.fullmatch(r"[0-9]+\.[0-9]+|[1-9][0-9]{0,8}", cell) else cell


def _csv(body: str) -> str:
    rows = [row for is_table, part in _parts(body) for row in
            (_plain(_rows(part)) if is_table else [[line] for line in part])]  # fmt: skip
    return "\n".join(",".join(f'"{c}"' if "," in c else c for c in row) for row in rows) + "\n"


def written(form: str, body: str) -> tuple[str, bytes]:
    """Ending and bytes of a body in a form."""
    if form == "docx":
        return "docx", _docx(body)
    if form == "xlsx":
        return "xlsx", _xlsx(body)
    makers = {
        "raw": ("txt", lambda: body),
        "rawhtml": ("html", lambda: body),
        "text": ("txt", lambda: _text(body, "\t")),
        "cells": ("txt", lambda: _cells(body)),
        "columns": ("txt", lambda: _columns(body)),
        "oneline": ("txt", lambda: _one_line(body)),
        "wrapped": ("txt", lambda: _wrapped(body)),
        "md": ("md", lambda: _markdown(body)),
        "html": ("html", lambda: _html(body)),
        "csv": ("csv", lambda: _csv(body)),
    }
    ending, make = makers[form]
    return ending, make().encode()
