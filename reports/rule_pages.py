"""What the rule book says of a rule, an element, a notice type or a standard, for `scan explain`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reports.labels import CALLED_FOR, LEVELS, word
from reports.labels import CONFIDENCES as FOUNDED
from reports.layout import Line, cells, cleaned, padded
from reports.pen import HEADING, QUIET, SIGNS, STYLES, Pen, law_lines
from scanner.model import CONFIDENCES, ElementSpec, Law, Profile, Rule, Rulebook, Standard


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
    yield from _laws(rule.law, pen)
    if rule.examples:
        yield []
        yield pen.heading("examples")
        for example in rule.examples:
            said = pen.heading("bad" if example.bad else "good")[0][0]
            yield from pen.wrap([(f"  {said}  ", QUIET), (cleaned(example.text), "")], hang=cells(said) + 4)


def element_lines(element: str, book: Rulebook, pen: Pen) -> Iterator[Line]:
    """Which notice types call for an element."""
    calling = [
        (profile, spec)
        for profile in book.profiles.values()
        for spec in profile.elements
        if spec.id == element
    ]
    if not calling:
        return
    yield []
    yield pen.heading("called-for-by")
    for profile, spec in calling:
        called = word(CALLED_FOR, spec.called_for, pen.lang)
        yield from pen.wrap(
            [(f"  {called}  ", QUIET), (f"{profile.title[pen.lang]} {profile.id}", "")], hang=4
        )


def profile_lines(profile: Profile, pen: Pen) -> Iterator[Line]:
    """A notice type with the elements that it calls for."""
    yield from pen.wrap([(profile.title[pen.lang], HEADING), (f"  {profile.id}", QUIET)])
    yield from pen.wrap([(f"  {profile.about.get(pen.lang, '')}", "")], hang=2)
    yield from _laws(profile.law, pen)
    for called_for in ("must", "should"):
        specs = [spec for spec in profile.elements if spec.called_for == called_for]
        if specs:
            yield []
            yield pen.heading(f"elements-{called_for}")
            column = max(cells(pen.words.element(spec.id)) for spec in specs)
            for spec in specs:
                yield from _spec(spec, column, pen)


def _spec(spec: ElementSpec, column: int, pen: Pen) -> Iterator[Line]:
    conditions = [
        f"{pen.words.circumstance_name(name)}：{'、'.join(values)}"
        if pen.lang == "zh"
        else f"{pen.words.circumstance_name(name)}: {', '.join(values)}"
        for name, values in spec.when.items()
    ]
    if spec.each_row:
        conditions.append(pen.frame("each-row"))
    line = [
        (f"  {padded(pen.words.element(spec.id), column)}", ""),
        (f"  element/{spec.id}", QUIET),
        (pen.bracketed(pen.words.joined(conditions)), ""),
    ]
    yield from pen.wrap(line, hang=4)
    yield from law_lines(spec.law, pen, indent=column + 4)


def standard_lines(standard: Standard, pen: Pen) -> Iterator[Line]:
    """A standard with its figures."""
    yield from pen.wrap([(standard.title[pen.lang], HEADING), (f"  {standard.id}", QUIET)])
    said = pen.frame("mask-limits", error=standard.mask_error, warning=standard.mask_warning)
    yield from pen.wrap([(f"  {said}", "")], hang=2)
    yield from _laws(standard.law, pen)


def book_lines(book: Rulebook, pen: Pen) -> Iterator[Line]:
    """Everything the rule book holds, a line each."""
    yield pen.heading("rules")
    column = max((cells(rule.id) for rule in book.rules.values()), default=0)
    for rule in book.rules.values():
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
        ("profiles", [(profile.id, profile.title) for profile in book.profiles.values()]),
        ("standards", [(standard.id, standard.title) for standard in book.standards.values()]),
    )
    for heading, titles in kinds:
        yield []
        yield pen.heading(heading)
        for id, title in titles:
            yield from pen.wrap([(f"  {padded(id, column)}  {title[pen.lang]}", "")], hang=column + 4)
    yield []
    yield from pen.wrap([(pen.frame("explain-hint"), QUIET)])


def _laws(laws: Sequence[Law], pen: Pen) -> Iterator[Line]:
    """Each source on a line with what it says; what is not confirmed is marked and never called law."""
    for law in pen.words.by_confidence(laws):
        says = law.says.get(pen.lang, "")
        colon = "：" if pen.lang == "zh" else ": "
        key = "law" if law.confidence == "sourced" else "note"
        yield from pen.labelled(key, pen.words.law(law) + (colon + says if says else ""))
