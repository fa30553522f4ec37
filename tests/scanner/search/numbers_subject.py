"""A subject from lines or a table of strings, for the tests of numbers and marks."""

from __future__ import annotations

from collections.abc import Sequence

from scanner.anatomy import anatomy_of
from scanner.extract.building import DocumentBuilder
from scanner.model import Grid, Place, Rule, Search, Standard, Table
from scanner.normalize import normalize
from scanner.search.kinds import mask, number
from scanner.search.kinds.number import IDENTITIES
from scanner.search.numbers.reader import Numbers
from scanner.search.subject import Subject

TODAY = "2026-11-22"
RULES = [
    Rule(
        f"personal/{identity}",
        "number",
        "error",
        "0.1.0",
        (),
        {},
        {"identity": identity, "levels": {"contact": "warning"}}
        if identity == "mobile-phone"
        else {"identity": identity},
    )
    for identity in IDENTITIES
]


def subject_of(builder: DocumentBuilder) -> Subject:
    document = builder.document()
    text = normalize(document)
    standard = Standard("national", {})
    numbers = Numbers(text, TODAY)
    return Subject(document, text, None, (), {}, standard, TODAY, anatomy_of(text), numbers)


def lines(text: str) -> Subject:
    """Every line a block of the body."""
    builder = DocumentBuilder("draft.txt", "txt")
    for at, line in enumerate(text.split("\n"), 1):
        builder.add(line, Place("body", (at,), "line"))
    return subject_of(builder)


def table(head: Sequence[str], *rows: Sequence[str], **more: object) -> Subject:
    """One table with a head of one row."""
    builder = DocumentBuilder("list.xlsx", "xlsx")
    cells = [*head, *(cell for row in rows for cell in row)]
    grid = Grid(cells, len(head), Place("sheet", (), "sheet", "名单"), **more)  # type: ignore[arg-type]
    builder.add_table(grid, Table(0, len(rows) + 1, len(head), (0,), head=tuple((cell,) for cell in head)))
    return subject_of(builder)


def found(subject: Subject) -> list[tuple[str, str, str, str]]:
    """(rule without family, raw text, level, certainty) of every finding."""
    texts = subject.document.blocks.texts
    search: Search = number.find(RULES, subject)
    return [
        (
            finding.rule.removeprefix("personal/"),
            "|".join(texts[span.block][span.start : span.end] for span in finding.spans),
            finding.level,
            finding.certainty,
        )
        for finding in search.findings
    ]


def masked(subject: Subject) -> list[tuple[str, int | None, str | None]]:
    """(kind, candidates, grade) of every masked value."""
    return [(value.kind, value.candidates, value.grade) for value in mask.find([], subject).masked_values]


def evidence(subject: Subject) -> list[list[str]]:
    return [[fact.name for fact in finding.evidence] for finding in number.find(RULES, subject).findings]
