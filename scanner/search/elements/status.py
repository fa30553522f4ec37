"""The candidates of an element -> its status."""

from __future__ import annotations

import re
from collections.abc import Mapping

from scanner.model import Element, ElementSpec, Fact, NormalizedText, Span
from scanner.search.elements.candidates import Candidate

# Of these a notice has one; two different values under one label contradict each other.
SINGLE = frozenset(
    {"amount", "document-number", "publish-date", "schedule", "publicity-period", "complaint-email"}
)
MOST_SPANS = 20
SEVERAL = 3


def has_several_matters(candidates: Mapping[str, list[Candidate]]) -> bool:
    """Whether a notice goes through several projects: three labels at least stand more than once."""
    repeated = 0
    for name, offered in candidates.items():
        labels = [c.label for c in offered if c.found_by == "label" and c.label and c.is_good]
        repeated += name != "complaint-phone" and len(labels) > len(set(labels))
    return repeated >= SEVERAL


def element_of(
    spec: ElementSpec, offered: list[Candidate], text: NormalizedText, *, several: bool = False
) -> Element:
    """The element with status, value, spans and what it wants.

    In a notice about `several` matters different values under one label do not contradict each other.
    """
    candidates = [c for c in offered if not spec.only or c.found_by in spec.only]
    good = sorted((c for c in candidates if c.is_good), key=lambda c: (c.rank, c.start))
    holes = sorted((c for c in candidates if c.state == "placeholder"), key=lambda c: (c.rank, c.start))
    if holes and (not good or (good[0].found_by == "prose" and holes[0].rank <= 2)):
        return _element(spec, "placeholder", holes[0], text)
    if good:
        return _of_good(spec, good, text, None if several else _rival(spec, good))
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
        if candidate.found_by == "column" and candidate.lacking:
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


def _rival(spec: ElementSpec, good: list[Candidate]) -> Candidate | None:
    """Another value under the same label, in a notice about one thing."""
    if spec.id not in SINGLE:
        return None
    best = good[0]
    if best.found_by != "label" or not best.label:
        return None
    same = [c for c in good if c.found_by == "label" and c.label == best.label]
    values = {_bare(c.value): c for c in same}
    return (
        next((c for c in same if _bare(c.value) != _bare(best.value)), None)
        if len(values) == 2 and len(same) == 2
        else None
    )


def _bare(value: str) -> str:
    return re.sub(r"[\s,，。；;]", "", value)


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
