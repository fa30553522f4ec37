"""A text from lines or a table of strings, read for names."""

from __future__ import annotations

from collections.abc import Sequence

from scanner.extract.building import DocumentBuilder
from scanner.model import Grid, NormalizedText, Place, Table
from scanner.normalize import normalize
from scanner.search.names import Entity, names_of


def text_of(lines: str) -> NormalizedText:
    """Every line a block of the body."""
    builder = DocumentBuilder("draft.txt", "txt")
    for at, line in enumerate(lines.split("\n"), 1):
        builder.add(line, Place("body", (at,), "line"))
    return normalize(builder.document())


def table_of(head: Sequence[str], *rows: Sequence[str]) -> NormalizedText:
    """One table with a head of one row."""
    builder = DocumentBuilder("list.xlsx", "xlsx")
    cells = [*head, *(cell for row in rows for cell in row)]
    grid = Grid(cells, len(head), Place("sheet", (), "sheet", "名单"))
    builder.add_table(grid, Table(0, len(rows) + 1, len(head), (0,), head=tuple((cell,) for cell in head)))
    return normalize(builder.document())


def found(text: NormalizedText) -> list[tuple[str, str]]:
    """(kind, words) of everything that is recognised."""
    return [(entity.kind, text.text[entity.start : entity.end]) for entity in names_of(text).entities]


def stated(text: NormalizedText) -> list[tuple[str, str, tuple[str, ...]]]:
    """(kind, words, evidence) of what structure and rules say."""
    return [(one.kind, text.text[one.start : one.end], one.evidence) for one in names_of(text).stated]


def entity(text: NormalizedText, words: str) -> Entity:
    """The entity with these words."""
    return next(one for one in names_of(text).entities if text.text[one.start : one.end] == words)
