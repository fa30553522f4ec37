"""What the rule book says of a standard, for `scan explain`."""

from __future__ import annotations

from collections.abc import Iterator

from reports.duty_pages import audience_lines, conditions, limit_lines, source_lines
from reports.labels import CALLED_FOR, word
from reports.layout import Line, cells, padded
from reports.pen import HEADING, QUIET, Pen
from scanner.model import Law, Requirement, Standard


def standard_lines(standard: Standard, pen: Pen) -> Iterator[Line]:
    """A standard with its figures, what it asks of which notices, its requirements and its matters."""
    yield from pen.wrap([(standard.title[pen.lang], HEADING), (f"  {standard.id}", QUIET)])
    about = standard.about.get(pen.lang, "")
    if about:
        yield from pen.wrap([(f"  {about}", "")], hang=2)
    if standard.extends:
        extended = pen.words.standard(standard.extends)
        said = pen.frame("extends", standard=f"{extended}{pen.bracketed(standard.extends)}")
        yield from pen.wrap([(f"  {said}", "")], hang=2)
    said = pen.frame("mask-limits", error=standard.mask_error, warning=standard.mask_warning)
    yield from pen.wrap([(f"  {said}", "")], hang=2)
    yield from source_lines(standard.law, pen)
    yield from _elements(standard, pen)
    yield from limit_lines(standard.limits, pen)
    yield from audience_lines(standard.audience, pen)
    yield from _requirements(standard, pen)
    yield from _matters(standard, pen)


def _elements(standard: Standard, pen: Pen) -> Iterator[Line]:
    """Elements that one clause asks of the same notices stand together."""
    groups: list[tuple[tuple[str, tuple[str, ...], tuple[Law, ...], str], list[str]]] = []
    for profiles, spec in standard.elements:
        alike = spec.called_for, profiles, spec.law, pen.words.joined(conditions(spec.when, pen))
        if not groups or groups[-1][0] != alike:
            groups.append((alike, []))
        groups[-1][1].append(spec.id)
    comma = "、" if pen.lang == "zh" else ", "
    for number, ((called_for, profiles, laws, condition), ids) in enumerate(groups):
        if not number:
            yield []
            yield pen.heading("standard-elements")
        named = comma.join(pen.words.profile(name) for name in profiles)
        colon = "：" if pen.lang == "zh" else ": "
        said = comma.join(pen.words.element(name) for name in ids)
        line = [
            (f"  {word(CALLED_FOR, called_for, pen.lang)}  ", QUIET),
            (f"{named}{colon}{said}" if named else said, ""),
            (pen.bracketed(condition), QUIET),
        ]
        yield from pen.wrap(line, hang=4)
        yield from source_lines(laws, pen, indent=4)


def _requirements(standard: Standard, pen: Pen) -> Iterator[Line]:
    if not standard.requirements:
        return
    yield []
    yield pen.heading("requirements")
    column = max(cells(requirement.id) for requirement in standard.requirements)
    for requirement in standard.requirements:
        hang = column + 6
        sign = "✔" if requirement.by else "-"
        line = [(f"  {sign} {padded(requirement.id, column)}  ", QUIET), (requirement.says[pen.lang], "")]
        yield from pen.wrap(line, hang=hang)
        yield from _answer(requirement, hang, pen)


def _answer(requirement: Requirement, hang: int, pen: Pen) -> Iterator[Line]:
    if requirement.by:
        yield from pen.wrap([(" " * hang + " ".join(requirement.by), QUIET)], hang=hang)
    why = requirement.why.get(pen.lang, "")
    if why:
        said = pen.frame("answer-note" if requirement.by else "not-in-a-file", why=why)
        yield from pen.wrap([(" " * hang + said, QUIET)], hang=hang)


def _matters(standard: Standard, pen: Pen) -> Iterator[Line]:
    if not standard.matters:
        return
    yield []
    yield pen.heading("matters")
    comma = "、" if pen.lang == "zh" else ", "
    column = max(cells(matter.title[pen.lang]) for matter in standard.matters)
    for matter in standard.matters:
        named = [pen.words.profile(name) for name in matter.profiles]
        named += [pen.words.element(name) for name in matter.elements]
        said = comma.join(named) or pen.frame("matter-unknown")
        line = [(f"  {padded(matter.title[pen.lang], column)}  ", ""), (said, QUIET)]
        yield from pen.wrap(line, hang=4)
