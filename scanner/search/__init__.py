"""Stage 4: NormalizedText + Profile -> Elements, Findings, masked values.

Elements first, because what a number may be depends on the element it stands in (a complaint phone
must be there); then every kind looks for what its rules describe.
"""

from __future__ import annotations

from collections.abc import Mapping

from scanner.anatomy import Anatomy
from scanner.calendar import Calendar
from scanner.masking import masked
from scanner.model import (
    Circumstance,
    Finding,
    Gap,
    MaskedValue,
    Mention,
    NormalizedText,
    Recognition,
    Rulebook,
    Search,
    Span,
)
from scanner.noun import replace
from scanner.search.elements import elements_of
from scanner.search.kinds import KINDS, kind_module
from scanner.search.numbers.reader import Numbers
from scanner.search.overlaps import settled
from scanner.search.standards import governed
from scanner.search.subject import Subject
from scanner.search.withholding import FAMILY, MASKS, Withheld, circumstances_possible, circumstances_shown
from scanner.settings import Settings

__all__ = ["circumstances_possible", "circumstances_shown", "search"]


def search(
    text: NormalizedText,
    anatomy: Anatomy,
    recognition: Recognition,
    circumstances: Mapping[str, Circumstance],
    rulebook: Rulebook,
    settings: Settings,
) -> Search:
    """All that was found in one text, findings sorted by place, then rule."""
    standard = rulebook.standards[circumstances["standard"].value]
    profile = rulebook.profiles.get(recognition.id)
    profile = governed(profile, standard, rulebook.standards) if profile else None
    elements = elements_of(text, anatomy, profile, rulebook, circumstances) if profile else ()
    numbers = Numbers(text, settings.today)
    stated = (text.document, text, profile, elements, circumstances, standard, settings.today, anatomy)
    subject = Subject(*stated, numbers, Calendar(rulebook.calendar), recognition.certainty)
    findings: list[Finding] = []
    masked_values: list[MaskedValue] = []
    gaps: list[Gap] = []
    wanting = {f"element/{element.id}" for element in elements if element.status != "present"}
    for kind in KINDS:
        rules = rulebook.of_kind(kind, wanting if kind == "element" else None)
        if rules:
            found: Search = kind_module(kind).find(rules, subject)
            findings.extend(found.findings)
            masked_values.extend(found.masked_values)
            gaps.extend(found.gaps)
    shown = [_shown(finding, text, settings) for finding in settled(findings, rulebook.rules)]
    shown.sort(key=lambda finding: (_position(finding.spans), finding.rule))
    if not settings.reveal:
        withheld = Withheld(_personal(findings, text))
        shown = [withheld.finding(finding) for finding in shown]
        elements = tuple(withheld.element(element) for element in elements)
    masked_values.sort(key=lambda value: (_position(value.spans), value.kind))
    return Search(elements, tuple(shown), tuple(masked_values), tuple(gaps), _mentions(subject, settings))


def _mentions(subject: Subject, settings: Settings) -> tuple[Mention, ...] | None:
    if not settings.entities:
        return None
    from scanner.search.mentions import mentions

    return mentions(subject)


def _position(spans: tuple[Span, ...]) -> tuple[int, int]:
    """Where to sort: what stands nowhere (a missing element) comes last."""
    return (spans[0].block, spans[0].start) if spans else (2**62, 0)


def _personal(findings: list[Finding], text: NormalizedText) -> list[tuple[str, str]]:
    """(rule, value) of what must not be quoted; a mask that hides nothing is the number."""
    texts = text.document.blocks.texts
    found: list[tuple[str, str]] = []
    for finding in findings:
        if finding.rule.startswith(FAMILY) and finding.spans:
            found.append((finding.rule, _value(finding, text)))
        elif finding.rule.startswith(MASKS) and finding.level == "error":
            found += [(finding.rule, texts[span.block][span.start : span.end]) for span in finding.spans]
    return found


def _value(finding: Finding, text: NormalizedText) -> str:
    """The raw characters of a finding, its pieces joined."""
    texts = text.document.blocks.texts
    return "".join(texts[span.block][span.start : span.end] for span in finding.spans)


def _shown(finding: Finding, text: NormalizedText, settings: Settings) -> Finding:
    """The finding with what may be shown of its value, and the value itself only when asked for."""
    if finding.layer == "ocr" and finding.certainty == "certain":
        finding = replace(finding, certainty="likely")  # a character may be misread
    value = _value(finding, text)
    if not value or finding.rule.startswith("element/"):
        return finding
    return replace(
        finding,
        masked=finding.masked or masked(finding.rule, value),
        value=value if settings.reveal else "",
    )
