"""Report -> JSON, version 1 (`schema/report-1.json`): what scripts and other programs read."""

from __future__ import annotations

import json

from reports.grouping import counts
from reports.masking import Masks
from reports.places import place_words
from reports.sentences import Sentences
from scanner.model import (
    Circumstance,
    Element,
    Finding,
    Gap,
    Lang,
    MaskedValue,
    Report,
    Rulebook,
    Source,
    Span,
)
from scanner.regexes import compiled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    Json = dict[str, Any]

SCHEMA = "notice-scan/report/1"
VERSION = "0.1.0"  # that of `scanner`, which lies above this package; a test compares them

# Valid inside a JSON string, but neither fit for a screen nor, as half a surrogate pair, for UTF-8.
_ESCAPED = compiled("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


def report_json(report: Report, rulebook: Rulebook, lang: Lang) -> Json:
    """The report as the object that the JSON Schema describes."""
    words = Sentences(rulebook, lang)
    masks = Masks(report.findings)
    return {
        "schema": SCHEMA,
        "tool": {"name": "notice-scan", "version": VERSION, "rules": report.rules_version},
        "file": report.file,
        "format": report.format,
        "profile": _profile(report, words),
        "matters": _matters(report, rulebook),
        "circumstances": {name: _circumstance(known, words) for name, known in report.circumstances.items()},
        "verdict": {"status": report.verdict.status, "because": words.facts(report.verdict.because)},
        "elements": [_element(element, words, masks) for element in report.elements],
        "findings": [_finding(finding, words) for finding in report.findings],
        "gaps": [gap_json(gap, words) for gap in report.gaps],
        "masked_values": [_masked_value(masked, lang) for masked in report.masked_values],
        "counts": counts(report.findings),
        **_entities(report, lang),
    }


def dumped(value: object) -> str:
    """Compact JSON on one line; what could steer a terminal is escaped."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def report_line(report: Report, rulebook: Rulebook, lang: Lang) -> str:
    """The report as one line of JSON, line feed included."""
    return dumped(report_json(report, rulebook, lang)) + "\n"


def _profile(report: Report, words: Sentences) -> Json:
    recognition = report.recognition
    told: Json = {
        "id": recognition.id,
        "title": words.profile(recognition.id),
        "certainty": recognition.certainty,
        "reasons": words.facts(recognition.reasons),
    }
    if recognition.certainty == "unknown" and recognition.candidates:
        told["guesses"] = [{"id": name, "title": words.profile(name)} for name, _ in recognition.candidates]
    return told


def _matters(report: Report, rulebook: Rulebook) -> list[str]:
    """The matters of the standard that this notice answers; who counts a folder adds them up."""
    stated = report.circumstances.get("standard")
    if stated is None or stated.value not in rulebook.standards:
        return []
    from scanner.archive.matters import answered_matters, matters_of

    return [matter.id for matter in answered_matters(report, matters_of(stated.value, rulebook.standards))]


def _circumstance(known: Circumstance, words: Sentences) -> Json:
    told: Json = {"value": known.value, "source": known.source}
    return told | ({"reason": words.reason(known)} if known.reason else {})


def _element(element: Element, words: Sentences, masks: Masks) -> Json:
    told: Json = {
        "id": element.id,
        "title": words.element(element.id),
        "called_for": element.called_for,
        "status": element.status,
        "value": masks.shown_value(element),
        "found_by": element.found_by,
        "spans": spans_json(element.spans, words.lang),
    }
    if element.lacking:
        told["lacking"] = [
            {"text": words.fact(fact), "spans": spans_json(spans, words.lang)}
            for fact, spans in element.lacking
        ]
    return told


def _finding(finding: Finding, words: Sentences) -> Json:
    told: Json = {
        "rule": finding.rule,
        "level": finding.level,
        "certainty": finding.certainty,
        "title": words.title(finding.rule),
        "message": words.message(finding),
        "fix": words.fix(finding),
        "evidence": words.facts(finding.evidence),
        "layer": finding.layer,
        "visible": finding.visible,
        "masked": finding.masked,
        "spans": spans_json(finding.spans, words.lang),
    }
    if finding.value:
        told["value"] = finding.value
    for flag in ("known", "waived"):
        if getattr(finding, flag):
            told[flag] = True
    return told


def gap_json(gap: Gap, words: Sentences) -> Json:
    told = {"what": gap.what, "reason": gap.reason, "place": words.gap_place(gap), "text": words.gap(gap)}
    return told | ({"detail": gap.detail} if gap.detail else {})


def _masked_value(masked: MaskedValue, lang: Lang) -> Json:
    return {
        "kind": masked.kind,
        "candidates": masked.candidates,
        "grade": masked.grade,
        "spans": spans_json(masked.spans, lang),
    }


def _entities(report: Report, lang: Lang) -> Json:
    """The mentions, where they were asked for. No value: a mention is where it stands."""
    if report.mentions is None:
        return {}
    return {
        "entities": [
            {
                "label": mention.label,
                "role": mention.role,
                "masked": mention.is_masked,
                "spans": spans_json(mention.spans, lang),
            }
            for mention in report.mentions
        ]
    }


def spans_json(spans: Sequence[Span], lang: Lang) -> list[Json]:
    return [
        {
            "block": span.block,
            "start": span.start,
            "end": span.end,
            "place": {
                "part": span.place.part,
                "steps": list(span.place.steps),
                "text": place_words(span.place, lang),
            },
            "source": _source(span.source),
        }
        for span in spans
    ]


def _source(source: Source | None) -> Json | None:
    if source is None:
        return None
    return {"line": source.line, "column": source.column, "start": source.start, "end": source.end}
