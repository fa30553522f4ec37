"""What was found: elements, findings, verdict, report."""

from __future__ import annotations

from scanner.noun import noun

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Literal

    from scanner.model.document import Gap, Span
    from scanner.model.words import CalledFor, Certainty, Level, Ruling, Status


class Circumstance(metaclass=noun):
    """One thing outside the wording that changes the verdict, and how it is known."""

    value: str
    source: Literal["stated", "inferred", "default"]
    reason: str = ""


class Recognition(metaclass=noun):
    """Which profile a document has. `id` is a profile's id or "unknown"; `candidates` best first."""

    id: str
    certainty: Literal["certain", "likely", "unknown"]
    reasons: tuple[Fact, ...] = ()
    candidates: tuple[tuple[str, float], ...] = ()
    stated: bool = False


class Fact(metaclass=noun):
    """One named piece of evidence; `reports.wording` has its sentence. Never holds a personal value."""

    name: str
    values: tuple[tuple[str, str], ...] = ()


class Element(metaclass=noun):
    """One required thing and what was found for it.

    `value` is the text as found (white space folded), "" when missing. `lacking` are facts about what
    an incomplete or conflicting element wants, each with the spans it is about.
    """

    id: str
    called_for: CalledFor
    status: Status
    value: str = ""
    found_by: str = ""  # label column heading prose signature head sentence (inferred)
    spans: tuple[Span, ...] = ()
    lacking: tuple[tuple[Fact, tuple[Span, ...]], ...] = ()


class Finding(metaclass=noun):
    """A rule, and where it was broken. `masked` may be shown; `value` is empty without --reveal."""

    rule: str
    level: Level
    certainty: Certainty
    spans: tuple[Span, ...]
    evidence: tuple[Fact, ...] = ()
    layer: str = "body"
    visible: bool = True
    fields: tuple[tuple[str, str], ...] = ()  # for the {names} of the message
    masked: str = ""
    value: str = ""
    known: bool = False  # in the baseline
    waived: bool = False


class MaskedValue(metaclass=noun):
    """A masked value that was recognised, finding or not. `candidates` None where not countable."""

    kind: str
    spans: tuple[Span, ...]
    candidates: int | None = None
    grade: Literal["weak", "customary", "strong"] | None = None


class Look(metaclass=noun):
    """One number-like piece of a file and what became of it.

    `rule` is what it was read as, "" where it is nobody's; `level` is set where it was reported. `masked`
    may be shown; `value` is empty without --reveal.
    """

    spans: tuple[Span, ...]
    rule: str = ""
    level: Level | None = None
    certainty: Certainty | None = None
    evidence: tuple[Fact, ...] = ()
    masked: str = ""
    value: str = ""
    fields: tuple[tuple[str, str], ...] = ()

    @property
    def is_reported(self) -> bool:
        return self.level is not None


class Considered(metaclass=noun):
    """Everything number-like in one file, in order of place, and what was not looked at."""

    file: str
    format: str
    looks: tuple[Look, ...]
    gaps: tuple[Gap, ...]
    elsewhere: int = 0  # numbers of the file that a wanted place left out


class Verdict(metaclass=noun):
    """What to do: pass, review or block; the facts that decided it; the exit code it means."""

    status: Ruling
    because: tuple[Fact, ...]
    exit_code: int


class Mention(metaclass=noun):
    """A person, an organisation or an address where it is mentioned; `role` is "" for what is no person or where nothing tells."""

    label: Literal["PER", "ORG", "ADDR"]
    role: str  # official contact author company guardian applicant beneficiary minor family
    is_masked: bool
    spans: tuple[Span, ...]  # pieces of one mention


class Report(metaclass=noun):
    """All of the above for one file. Holds no personal value unless values were asked for."""

    file: str
    format: str
    recognition: Recognition
    circumstances: Mapping[str, Circumstance]
    verdict: Verdict
    elements: tuple[Element, ...]
    findings: tuple[Finding, ...]
    gaps: tuple[Gap, ...]
    masked_values: tuple[MaskedValue, ...]
    rules_version: str
    mentions: tuple[Mention, ...] | None = None  # None where they were not asked for


class Search(metaclass=noun):
    """What stage 4 found."""

    elements: tuple[Element, ...] = ()
    findings: tuple[Finding, ...] = ()
    masked_values: tuple[MaskedValue, ...] = ()
    gaps: tuple[Gap, ...] = ()  # rules that could not be run to their end
    mentions: tuple[Mention, ...] | None = None
