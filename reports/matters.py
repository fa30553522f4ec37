"""Which matters of a standard have a notice in a folder, a line each."""

from __future__ import annotations

from collections.abc import Iterator

from reports.layout import Line, cells, cleaned, padded
from reports.pen import HEADING, QUIET, Pen
from scanner.archive.matters import Answer, Matters


def matter_lines(matters: Matters, pen: Pen) -> Iterator[Line]:
    """The matters of every standard that is worth saying: ✔ with the files, ✘ where there is none."""
    for standard in matters.worth_saying():
        answers = matters.answers(standard)
        known = [answer for answer in answers if answer.is_known]
        answered = sum(1 for answer in known if answer.count)
        said = pen.frame(
            "matters", standard=pen.words.standard(standard), count=len(known), answered=answered
        )
        yield []
        yield from pen.wrap([(said, HEADING)], hang=2)
        column = max(cells(answer.matter.title[pen.lang]) for answer in answers)
        for answer in answers:
            yield from _line(answer, min(column, pen.width // 2), pen)


def _line(answer: Answer, column: int, pen: Pen) -> Iterator[Line]:
    title = answer.matter.title[pen.lang]
    if not answer.is_known:
        return pen.wrap([(f"  - {padded(title, column)}  {pen.frame('matter-unknown')}", QUIET)], hang=4)
    if not answer.count:
        sign = ("  ✘ ", "bold red")
        return pen.wrap([sign, (f"{padded(title, column)}  ", ""), (pen.frame("matter-none"), QUIET)], hang=4)
    files = ("、" if pen.lang == "zh" else ", ").join(cleaned(file) for file in answer.files[:2])
    more = pen.frame("and-more", count=answer.count) if answer.count > 2 else ""
    return pen.wrap([("  ✔ ", "green"), (f"{padded(title, column)}  ", ""), (files + more, QUIET)], hang=4)
