"""What the rule book says of a rule, an element or a notice type, for `scan explain`; the list of all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reports.duty_pages import audience_lines, conditions, limit_lines, shown_lines, source_lines
from reports.labels import CALLED_FOR, FAMILIES, LEVELS, word
from reports.labels import CONFIDENCES as FOUNDED
from reports.layout import Line, cells, cleaned, padded
from reports.pen import HEADING, QUIET, SIGNS, STYLES, Pen, law_lines
from scanner.model import CONFIDENCES, ElementSpec, Law, Profile, Rule, Rulebook


def confidence(laws: Sequence[Law]) -> str:
    """How well founded a rule is: by the best of its sources; without one it is this project's own."""
    return min((law.confidence for law in laws), key=CONFIDENCES.index, default="derived")


def rule_lines(rule: Rule, pen: Pen) -> Iterator[Line]:
    """A rule with its message, why, fix, law and examples."""
    wording = rule.wording[pen.lang]
    level = word(LEVELS, rule.level, pen.lang)
    yield from pen.wrap(
        [(f"{SIGNS[rule.level]} {wording.title}", STYLES[rule.level]), (f"  {rule.id}  {level}", QUIET)]
    )
    yield from pen.wrap([(f"  {wording.message}", "")], hang=2)
    yield []
    yield from pen.labelled("why", wording.why)
    yield from pen.labelled("fix", wording.fix)
    yield from source_lines(rule.law, pen)
    if rule.examples:
        yield []
        yield pen.heading("examples")
        for example in rule.examples:
            said = pen.heading("bad" if example.bad else "good")[0][0]
            yield from pen.wrap([(f"  {said}  ", QUIET), (cleaned(example.text), "")], hang=cells(said) + 4)


def element_lines(element: str, book: Rulebook, pen: Pen) -> Iterator[Line]:
    """Which notice types and standards call for an element, and by which source where it has its own."""
    profiles = [(one.title, one.id, spec) for one in book.profiles.values() for spec in one.elements]
    standards = [(one.title, one.id, spec) for one in book.standards.values() for _, spec in one.elements]
    for heading, calling in (("called-for-by", profiles), ("called-for-under", standards)):
        lines = [
            line
            for title, id, spec in calling
            if spec.id == element
            for line in _caller(f"{title[pen.lang]} {id}", spec, pen)
        ]
        if lines:
            yield []
            yield pen.heading(heading)
            yield from lines


def _caller(title: str, spec: ElementSpec, pen: Pen) -> Iterator[Line]:
    called = word(CALLED_FOR, spec.called_for, pen.lang)
    remarks = pen.bracketed(pen.words.joined(conditions(spec.when, pen)))
    yield from pen.wrap([(f"  {called}  ", QUIET), (title, ""), (remarks, QUIET)], hang=4)
    yield from law_lines(spec.law, pen, indent=4)


def profile_lines(profile: Profile, pen: Pen) -> Iterator[Line]:
    """A notice type with the elements that it calls for, what it may show, its limits and its audience."""
    yield from pen.wrap([(profile.title[pen.lang], HEADING), (f"  {profile.id}", QUIET)])
    yield from pen.wrap([(f"  {profile.about.get(pen.lang, '')}", "")], hang=2)
    yield from source_lines(profile.law, pen)
    for called_for in ("must", "should"):
        specs = [spec for spec in profile.elements if spec.called_for == called_for]
        if specs:
            yield []
            yield pen.heading(f"elements-{called_for}")
            column = max(cells(pen.words.element(spec.id)) for spec in specs)
            for spec in specs:
                yield from _spec(spec, column, pen)
    yield from shown_lines(profile, pen)
    yield from limit_lines(profile.limits, pen)
    yield from audience_lines([((), entry) for entry in profile.audience], pen)


def _spec(spec: ElementSpec, column: int, pen: Pen) -> Iterator[Line]:
    remarks = conditions(spec.when, pen)
    if spec.each_row:
        remarks.append(pen.frame("each-row"))
    line = [
        (f"  {padded(pen.words.element(spec.id), column)}", ""),
        (f"  element/{spec.id}", QUIET),
        (pen.bracketed(pen.words.joined(remarks)), ""),
    ]
    yield from pen.wrap(line, hang=4)
    yield from law_lines(spec.law, pen, indent=column + 4)


def _family_order(rule: str) -> int:
    """Where the family of a rule stands in the list; families of a user's own rules come last."""
    family = rule.partition("/")[0]
    return list(FAMILIES).index(family) if family in FAMILIES else len(FAMILIES)


def book_lines(book: Rulebook, pen: Pen) -> Iterator[Line]:
    """Everything the rule book holds, a line each, rules by family."""
    yield pen.heading("rules")
    column = max((cells(rule.id) for rule in book.rules.values()), default=0)
    family = ""
    for rule in sorted(book.rules.values(), key=lambda rule: (_family_order(rule.id), rule.id)):
        if family != rule.id.partition("/")[0]:
            family = rule.id.partition("/")[0]
            yield []
            yield [(f" {word(FAMILIES, family, pen.lang)}", HEADING), (f"  {family}/", QUIET)]
        level = padded(word(LEVELS, rule.level, pen.lang), 8 if pen.lang == "en" else 4)
        founded = confidence(rule.law)
        remark = "" if founded == "sourced" else pen.bracketed(word(FOUNDED, founded, pen.lang))
        line = [
            (f"  {padded(rule.id, column)}  ", ""),
            (level, STYLES[rule.level]),
            (f"  {rule.wording[pen.lang].title}", ""),
            (remark, QUIET),
        ]
        yield from pen.wrap(line, hang=column + 10)
    kinds = (
        ("profiles", [(one.id, one.title, one.area) for one in book.profiles.values()]),
        ("standards", [(one.id, one.title, "") for one in book.standards.values()]),
    )
    for heading, titles in kinds:
        yield []
        yield pen.heading(heading)
        for id, title, area in titles:
            line = [(f"  {padded(id, column)}  {title[pen.lang]}", ""), (pen.bracketed(area), QUIET)]
            yield from pen.wrap(line, hang=column + 4)
    yield []
    yield from pen.wrap([(pen.frame("explain-hint"), QUIET)])
