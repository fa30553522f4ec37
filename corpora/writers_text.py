"""A draft as plain text (UTF-8 or GBK, wrapped or not) and as csv."""

from __future__ import annotations

import csv
from io import StringIO
from random import Random

from corpora.draft import Draft, Grid, Line


def _wrapped(text: str, width: int) -> list[str]:
    return [text[i : i + width] for i in range(0, len(text), width)] or [""]


def _grid_lines(grid: Grid, rng: Random) -> list[str]:
    """Tab-separated, as a copy from a word processor is; what a merge covers is empty."""
    return ["\t".join(row) for row in grid.rows]


def txt_bytes(draft: Draft, rng: Random, *, encoding: str = "utf-8") -> bytes:
    """The draft as text. Every third one is wrapped hard, inside words and numbers too."""
    width = rng.choice((0, 0, 36, 40))
    out: list[str] = []
    for part in draft.parts:
        if isinstance(part, Grid):
            out += _grid_lines(part, rng)
            continue
        assert isinstance(part, Line)
        text = part.text
        if part.role == "title":
            text = " " * rng.choice((0, 8, 16)) + text
        elif part.role == "sign":
            text = "　" * rng.choice((0, 10, 16)) + text
        elif part.role == "body":
            text = rng.choice(("　　", "", "    ")) + text
        out += _wrapped(text, width) if width and part.role == "body" else [text]
    ends = rng.choice(("\n", "\n", "\r\n"))
    return (ends.join(out) + ends).encode("gb18030" if encoding == "gbk" else encoding)


def csv_bytes(draft: Draft, rng: Random) -> bytes:
    """A list as csv, with a signature of bytes or in GBK, now and then with ="…" around long numbers."""
    file = StringIO()
    writer = csv.writer(file, lineterminator=rng.choice(("\r\n", "\n")))
    guarded = rng.random() < 0.2
    columns = max(len(part.rows[0]) for part in draft.parts if isinstance(part, Grid))
    for part in draft.parts:
        if isinstance(part, Grid):
            for row in part.rows:
                writer.writerow(
                    [f'="{cell}"' if guarded and cell.isdigit() and len(cell) > 10 else cell for cell in row]
                )
        else:
            writer.writerow([part.text, *[""] * (columns - 1)])
    return file.getvalue().encode(rng.choice(("utf-8-sig", "utf-8", "gb18030")))
