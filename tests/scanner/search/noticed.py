"""A subject from the text of a notice, with a profile and circumstances of the test's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scanner.anatomy import anatomy_of
from scanner.calendar import Calendar
from scanner.extract import extract
from scanner.model import Audience, Circumstance, Element, Finding, Law, Limit, Profile, Standard
from scanner.normalize import normalize
from scanner.road import load_rules
from scanner.search.kinds import kind_module
from scanner.search.numbers.reader import Numbers
from scanner.search.subject import Subject
from scanner.settings import Settings

TODAY = "2026-11-22"
SOURCED = (Law("某办法", "", {}, "sourced"),)
UNCONFIRMED = (Law("某办法", "", {}, "unconfirmed"),)


def notice(
    text: str,
    *,
    limits: Sequence[Limit] = (),
    audience: Sequence[Audience] = (),
    stated: Mapping[str, str] | None = None,
    inferred: Mapping[str, str] | None = None,
    default: Mapping[str, str] | None = None,
    profile: str = "of-the-test",
    elements: Sequence[Element] = (),
    today: str = TODAY,
    calendar: Calendar | None = None,
    name: str = "notice.txt",
) -> Subject:
    settings = Settings(today=today)
    document = extract(name, text.encode(), settings.limits)
    searched = normalize(document)
    circumstances = {
        **{key: Circumstance(value, "default") for key, value in (default or {}).items()},
        **{key: Circumstance(value, "inferred") for key, value in (inferred or {}).items()},
        **{key: Circumstance(value, "stated") for key, value in (stated or {}).items()},
    }
    return Subject(
        document,
        searched,
        Profile(profile, {}, limits=tuple(limits), audience=tuple(audience)) if profile else None,
        tuple(elements),
        circumstances,
        Standard("national", {}),
        today,
        anatomy_of(searched),
        Numbers(searched, today),
        calendar,
    )


def found(rule: str, subject: Subject) -> list[Finding]:
    """What one built-in rule finds."""
    known = load_rules().rules[rule]
    return list(kind_module(known.kind).find([known], subject).findings)


def levels(rule: str, subject: Subject) -> list[tuple[str, str]]:
    return [(finding.level, finding.certainty) for finding in found(rule, subject)]


def facts(findings: Sequence[Finding]) -> list[str]:
    return [fact.name for finding in findings for fact in finding.evidence]


def values(subject: Subject, findings: Sequence[Finding]) -> list[str]:
    texts = subject.document.blocks.texts
    return ["".join(texts[span.block][span.start : span.end] for span in one.spans) for one in findings]
