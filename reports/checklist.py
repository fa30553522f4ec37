"""The required elements of a notice, one line each: found, where, or what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reports.labels import FRAME, HEADINGS, STATUSES, word
from reports.layout import Line, cells, cleaned, padded, shortened
from reports.masking import Masks
from reports.pen import HEADING, QUIET, STYLES, Pen
from scanner.model import Element, Report

MOST_LACKING = 5  # of one element
_NARROWEST_VALUE = 12  # cells


def checklist_lines(report: Report, pen: Pen) -> Iterator[Line]:
    """The elements that must be there, then those that should be."""
    if report.recognition.id == "unknown":
        yield from pen.wrap([(word(FRAME, "not-judged", pen.lang), QUIET)])
        return
    must = [element for element in report.elements if element.called_for == "must"]
    should = [element for element in report.elements if element.called_for == "should"]
    if not must and not should:
        yield from pen.wrap([(word(FRAME, "nothing-called-for", pen.lang), QUIET)])
        return
    tallies = [
        pen.frame(f"checklist-{name}", total=len(some), good=_good(some))
        for name, some in (("must", must), ("should", should))
        if some
    ]
    title = word(HEADINGS, "checklist", pen.lang) + ("：" if pen.lang == "zh" else ": ")
    yield from pen.wrap([(title, HEADING), (pen.words.joined(tallies), "")])
    masks = Masks(report.findings)
    column = max(cells(pen.words.element(element.id)) for element in (*must, *should))
    for element in must:
        yield from _element(element, column, masks, pen)
    if should:
        yield [(f"  {word(FRAME, 'should-elements', pen.lang)}", QUIET)]
    for element in should:
        yield from _element(element, column, masks, pen)


def _element(element: Element, column: int, masks: Masks, pen: Pen) -> Iterator[Line]:
    sign, style = _sign(element)
    status = "" if element.status == "present" else word(STATUSES, element.status, pen.lang)
    if _is_inferred(element):
        status = word(FRAME, "inferred", pen.lang)
    value = cleaned(masks.shown_value(element))
    where = pen.bracketed(pen.place(element.spans)) if element.spans else ""
    hang = 2 + cells(sign) + 1 + column + 2
    room = pen.width - hang - cells(where) - (cells(status) + 2 if status else 0)
    said = "  ".join(part for part in (status, shortened(value, max(room, _NARROWEST_VALUE))) if part)
    title = padded(pen.words.element(element.id), column)
    line = [(f"  {sign} ", style), (title, "" if element.status == "present" else style), (f"  {said}", "")]
    yield from pen.wrap([*line, (where, QUIET)], hang=hang)
    yield from _lacking(element, hang, pen)


def _sign(element: Element) -> tuple[str, str]:
    if element.status == "present":
        return ("≈", STYLES["warning"]) if _is_inferred(element) else ("✔", "green")
    if element.called_for == "must":
        return "✘", STYLES["error"]
    return "-", STYLES["warning"]


def _is_inferred(element: Element) -> bool:
    """Whether nothing names the element and only the wording of a sentence speaks for it."""
    return element.status == "present" and element.found_by == "sentence"


def _lacking(element: Element, indent: int, pen: Pen) -> Iterator[Line]:
    for fact, spans in element.lacking[:MOST_LACKING]:
        where = pen.bracketed(pen.place(spans)) if spans else ""
        line = [(" " * indent + cleaned(pen.words.fact(fact)), ""), (where, QUIET)]
        yield from pen.wrap(line, hang=indent)
    rest = len(element.lacking) - MOST_LACKING
    if rest > 0:
        yield [(" " * indent + pen.frame("more-places", count=rest), QUIET)]


def _good(elements: Iterable[Element]) -> int:
    return sum(element.status == "present" for element in elements)
