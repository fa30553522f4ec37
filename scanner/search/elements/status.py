"""The candidates of an element -> its status."""

from __future__ import annotations

from collections.abc import Mapping

from scanner.model import Element, ElementSpec, Fact, NormalizedText, Span
from scanner.regexes import compiled
from scanner.search.elements.candidates import WEAK, Candidate
from scanner.search.elements.labels import RECEIVING
from scanner.values import chinese_number, days, persons

# Of these a notice has one; two different values under one label contradict each other.
SINGLE = frozenset(
    {"amount", "document-number", "publish-date", "schedule", "publicity-period", "complaint-email"}
)
PERSON = "responsible-person"  # each of several matters has its own: they differ only where nothing else does
MOST_SPANS = 20
SEVERAL = 3
_MONTHS = compiled(r"(?:([12][0-9]{3})年)?\s?([0-9]{1,2})月(?:([0-9]{1,2})[日号])?")
_SIGNS = compiled(r"[\s,，。；;]")


def may_differ(candidates: Mapping[str, list[Candidate]]) -> frozenset[str]:
    """The elements of which two different values contradict each other in this notice."""
    repeated = _repeated(candidates)
    if len(repeated) >= SEVERAL or not repeated.isdisjoint(RECEIVING):
        return frozenset()  # each of several recipients has a sum of his own
    return SINGLE | {PERSON} if repeated == {PERSON} else SINGLE


def _repeated(candidates: Mapping[str, list[Candidate]]) -> set[str]:
    found = set()
    for name, offered in candidates.items():
        labels = [c.label for c in offered if c.found_by == "label" and c.label and c.is_good]
        if name != "complaint-phone" and len(labels) > len(set(labels)):
            found.add(name)
    return found


def element_of(
    spec: ElementSpec, offered: list[Candidate], text: NormalizedText, *, single: frozenset[str] = SINGLE
) -> Element:
    """The element with status, value, spans and what it wants.

    `single` are the elements of which two values under one label contradict each other.
    """
    candidates = [c for c in offered if not spec.only or c.found_by in spec.only]
    good = sorted((c for c in candidates if c.is_good), key=lambda c: (c.rank, c.start))
    holes = sorted((c for c in candidates if c.state == "placeholder"), key=lambda c: (c.rank, c.start))
    if holes and (not good or (good[0].found_by == "prose" and holes[0].rank <= 2)):
        return _element(spec, "placeholder", holes[0], text)
    if good:
        return _of_good(spec, good, text, _rival(good) if spec.id in single else None)
    poor = sorted((c for c in candidates if c.state == "poor"), key=lambda c: (c.rank, c.start))
    if poor:
        return _element(spec, "incomplete", poor[0], text, Fact("value-does-not-fit", (("kind", spec.id),)))
    empty = sorted((c for c in candidates if c.state == "empty" and c.label), key=lambda c: (c.rank, c.start))
    if empty:
        lacking = ((Fact("label-without-value", (("label", empty[0].label),)), _spans(text, empty[0])),)
        return Element(spec.id, spec.called_for, "missing", lacking=lacking)
    return Element(spec.id, spec.called_for, "missing")


def _of_good(
    spec: ElementSpec, good: list[Candidate], text: NormalizedText, rival: Candidate | None
) -> Element:
    best = good[0]
    for candidate in good:
        if candidate.found_by == "column" and candidate.lacking and candidate.rank < WEAK:
            return _with_rows(spec, candidate, text)
    if rival is not None:
        fact = Fact("values-differ", (("label", best.label or rival.label),))
        return Element(
            spec.id,
            spec.called_for,
            "conflicting",
            best.value,
            best.found_by,
            _spans(text, best) + _spans(text, rival),
            ((fact, _spans(text, rival)),),
        )
    return _element(spec, "present", best, text)


def _with_rows(spec: ElementSpec, candidate: Candidate, text: NormalizedText) -> Element:
    """A column in which single rows want something: 第7行缺责任人."""
    lacking = tuple(
        (fact, (text.document.span(block, 0, len(text.document.blocks.texts[block])),))
        for fact, block in candidate.lacking
    )
    return Element(
        spec.id, spec.called_for, "incomplete", candidate.value, "column", _spans(text, candidate), lacking
    )


def _rival(good: list[Candidate]) -> Candidate | None:
    """Another value under the same label, in a notice about one thing."""
    best = good[0]
    if best.found_by != "label" or not best.label:
        return None
    same = [c for c in good if c.found_by == "label" and c.label == best.label and c.rank == best.rank]
    if len(same) != 2:
        return None
    return next((c for c in same if c is not best and not _is_same(best, c)), None)


def _is_same(one: Candidate, other: Candidate) -> bool:
    """Whether two values say the same: 12万元 and 120000元, 王芳 and 王芳（主任）, 2024年3月 and 2024-3."""
    first, second = _bare(one.value), _bare(other.value)
    if first == second:
        return True
    if one.id == "amount":
        from scanner.money import amounts

        sums = [{amount.value for amount in amounts(c.value) if not amount.is_rate} for c in (one, other)]
        return bool(sums[0] & sums[1])
    if one.id == PERSON:
        return not set(persons(one.value)).isdisjoint(persons(other.value))
    if one.id in ("schedule", "publicity-period", "publish-date"):
        return _times(one.value) == _times(other.value) != []
    return first in second or second in first


def _times(value: str) -> list[tuple[int, int, int]]:
    """The days or months of a value, with the year that a later one leaves out."""
    whole = [(day.year, day.month, day.day) for day in days(value)]
    if whole:
        return whole
    found: list[tuple[int, int, int]] = []
    year = 0
    for match in _MONTHS.finditer(value):
        year = chinese_number(match[1]) if match[1] else year
        found.append((year, int(match[2]), int(match[3] or 0)))
    return found


def _bare(value: str) -> str:
    return _SIGNS.sub("", value)


def _element(
    spec: ElementSpec, status: str, candidate: Candidate, text: NormalizedText, fact: Fact | None = None
) -> Element:
    spans = _spans(text, candidate)
    lacking = ((fact, spans),) if fact else ()
    return Element(spec.id, spec.called_for, status, candidate.value, candidate.found_by, spans, lacking)  # type: ignore[arg-type]


def _spans(text: NormalizedText, candidate: Candidate) -> tuple[Span, ...]:
    if candidate.start >= candidate.end:
        block = text.block_at(min(candidate.start, max(len(text.text) - 1, 0)))
        length = len(text.document.blocks.texts[block])
        return (text.document.span(block, length, length),)
    return text.spans(candidate.start, candidate.end)[:MOST_SPANS]
