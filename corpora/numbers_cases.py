"""What a labelled short text is: its characters, and which of them are what.

Texts are written with marks: `⟦resident-id:4109…⟧` is a value that must be found; `⟦may email:…⟧` one that a fair
reader could let pass; `⟦public landline:…⟧` one that is there for the public and must stay silent, though a tool that
does not ask whose it is may report it; `⟦masked resident-id:…⟧` one whose holder has hidden it. Several kinds joined
by `|` are all right, the first is its kind in the tables.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# Other rules whose finding at a value of this kind is right as well.
ALSO = {
    "resident-id-malformed": (),
    "bank-card": ("bank-account", "social-security-card"),
    "bank-account": ("bank-card",),
    "student-number": ("resident-id",),
    "tax-number": ("resident-id",),
    "social-security-card": ("bank-card", "bank-account"),
    "residence-permit": ("resident-id",),
}
_MARK = re.compile(r"⟦(?:(may|public|masked) )?([a-z0-9|-]+):([^⟦⟧]*)⟧")


@dataclass(frozen=True)
class Truth:
    """A value at `text[start:end]`; `standing` is must, may, public or masked."""

    start: int
    end: int
    kind: str
    accepted: tuple[str, ...]
    standing: str = "must"


@dataclass(frozen=True)
class Case:
    """One short text. `group` says what it tries; `format` how it is handed to the scanner."""

    name: str
    group: str
    text: str
    truths: tuple[Truth, ...] = ()
    format: str = "txt"

    @property
    def is_for_peers(self) -> bool:
        """Whether a tool that reads text can be asked: not for markup, nor for a number over several cells."""
        return self.format != "html" and self.group != "over cells"


def mark(kind: str, value: str) -> str:
    """A value with its mark."""
    return f"⟦{kind}:{value}⟧"


def case(name: str, group: str, marked: str, format: str = "txt") -> Case:
    """The case that a marked text stands for."""
    text, truths, done = "", [], 0
    for found in _MARK.finditer(marked):
        text += marked[done : found.start()]
        kind, *others = found[2].split("|")
        accepted = (kind, *others, *ALSO.get(kind, ()))
        truths.append(Truth(len(text), len(text) + len(found[3]), kind, accepted, found[1] or "must"))
        text, done = text + found[3], found.end()
    text += marked[done:]
    if "⟦" in text or "⟧" in text:
        raise ValueError(f"a mark is not understood: {marked}")
    return Case(name, group, text, tuple(truths), format)


@dataclass(frozen=True)
class Report:
    """What a tool says stands at `text[start:end]`."""

    start: int
    end: int
    kind: str


@dataclass
class Score:
    """Counts of one kind: values, found, found at exactly their characters, reported for nothing."""

    values: int = 0
    found: int = 0
    exact: int = 0
    alarms: int = 0

    @property
    def recall(self) -> float:
        """Share of the values that was found; 1 where there is none."""
        return self.found / self.values if self.values else 1.0

    @property
    def precision(self) -> float:
        """Share of the reports that is right; 1 where nothing was reported."""
        return self.found / (self.found + self.alarms) if self.found + self.alarms else 1.0


def overlap(truth: Truth, report: Report) -> float:
    """The share of the longer of both that both hold."""
    both = min(truth.end, report.end) - max(truth.start, report.start)
    return max(0, both) / max(truth.end - truth.start, report.end - report.start, 1)


SHARE = 0.8  # of a value that a report must hold, and the other way round


def paired(case: Case, reports: list[Report]) -> tuple[dict[Truth, Report], list[Report]]:
    """What was found of the values of a case, and the reports that are right for none of them.

    A second report of the same value is a false one; one at a value that may pass is neither.
    """
    hits: dict[Truth, Report] = {}
    alarms: list[Report] = []
    for report in reports:
        fitting = [
            truth
            for truth in case.truths
            if truth not in hits
            and truth.standing in ("must", "may")
            and report.kind in truth.accepted
            and overlap(truth, report) >= SHARE
        ]
        if fitting:
            hits[max(fitting, key=lambda truth: overlap(truth, report))] = report
        else:
            alarms.append(report)
    return hits, alarms
