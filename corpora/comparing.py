"""A report beside the answer of its file: what was found, missed, and reported for nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

FAMILIES = ("personal/", "secrecy/")  # rules whose findings are scored; others have no answers here
# What is said about a person is a stretch of a sentence: two readers mark it a word longer or shorter.
WORDED = tuple(
    f"personal/{name}"
    for name in ("illness", "disability", "minor", "family-circumstances", "income", "home-address")
)
CHECKED = ("consistency/", "timing/")  # rules that an answer with the key "rules" lists, by file
_LOOSE = re.compile(r"[^0-9A-Za-z\u4e00-\u9fff@★]+")


def folded(text: str) -> str:
    """A text without width, spaces and punctuation, for comparing values."""
    return _LOOSE.sub("", unicodedata.normalize("NFKC", text).upper())


@dataclass
class Tally:
    """Hits, misses and false alarms, and the figures made of them."""

    hits: int = 0
    misses: int = 0
    alarms: int = 0

    def add(self, other: Tally) -> None:
        """Add the counts of another tally."""
        self.hits += other.hits
        self.misses += other.misses
        self.alarms += other.alarms

    @property
    def precision(self) -> float:
        """Share of what was reported that is right; 1 where nothing was reported."""
        return self.hits / (self.hits + self.alarms) if self.hits + self.alarms else 1.0

    @property
    def recall(self) -> float:
        """Share of what is there that was reported; 1 where nothing is there."""
        return self.hits / (self.hits + self.misses) if self.hits + self.misses else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = 2 * self.hits + self.misses + self.alarms
        return 2 * self.hits / both if both else 1.0


@dataclass(frozen=True)
class Found:
    """One finding as it counts here."""

    rule: str
    text: str
    visible: bool = True
    optional: bool = False


@dataclass(frozen=True)
class Miss:
    """One thing that is not as the answer says."""

    file: str
    what: str  # rule, element or "profile"
    expected: str
    got: str


@dataclass
class Outcome:
    """One file against its answer."""

    file: str
    format: str
    profile: tuple[str, str]
    rules: dict[str, Tally] = field(default_factory=dict)
    elements: dict[str, Tally] = field(default_factory=dict)
    statuses: dict[str, tuple[int, int]] = field(default_factory=dict)  # right, all
    wanting: tuple[int, int] = (0, 0)  # told, all, of elements that are not there
    values: tuple[int, int] = (0, 0)  # right, all, of elements that are there and were found
    visible: tuple[int, int] = (0, 0)  # right, all, of findings that were hit
    misses: list[Miss] = field(default_factory=list)


def masked(text: str) -> str:
    """A value as a list of misses may show it."""
    return text if len(text) < 5 else f"{text[:2]}{'*' * (len(text) - 4)}{text[-2:]}"


def _same(rule: str, expected: str, got: str) -> bool:
    first, second = folded(expected), folded(got)
    if rule.startswith("secrecy/"):
        return bool(second) and (first in second or second in first)
    if rule in WORDED:
        return _overlap(first, second)
    return first == second


def _overlap(first: str, second: str) -> bool:
    """Whether one holds the other, or the end of one is the beginning of the other (two characters at least)."""
    if not first or not second:
        return False
    sizes = range(2, min(len(first), len(second)) + 1)
    return (
        first in second
        or second in first
        or any(first[-size:] == second[:size] or second[-size:] == first[:size] for size in sizes)
    )


def _taken(pool: list[Found], expected: Found) -> Found | None:
    """The finding of the pool that meets the expected one, best one with the same visibility; removed."""
    fits = [
        found
        for found in pool
        if found.rule == expected.rule and _same(found.rule, expected.text, found.text)
    ]
    fits.sort(key=lambda found: found.visible != expected.visible)
    if not fits:
        return None
    pool.remove(fits[0])
    return fits[0]


def compare_findings(outcome: Outcome, expected: list[Found], got: Iterable[Found]) -> None:
    """Count hits, misses and false alarms per rule. An optional finding counts neither way."""
    pool = [found for found in got if found.rule.startswith(FAMILIES)]
    right = total = 0
    for wanted in sorted(expected, key=lambda found: found.optional):
        met = _taken(pool, wanted)
        if wanted.optional:
            continue
        tally = outcome.rules.setdefault(wanted.rule, Tally())
        if met:
            tally.hits += 1
            right, total = right + (met.visible == wanted.visible), total + 1
        else:
            tally.misses += 1
            outcome.misses.append(Miss(outcome.file, wanted.rule, masked(wanted.text), "-"))
    outcome.visible = (right, total)
    marks = [one for one in expected if one.rule.startswith("secrecy/") or one.rule in WORDED]
    for found in pool:
        if any(found.rule == mark.rule and _same(mark.rule, mark.text, found.text) for mark in marks):
            continue  # the same mark in the page's <title> or front matter, a further part of what was marked
        outcome.rules.setdefault(found.rule, Tally()).alarms += 1
        outcome.misses.append(Miss(outcome.file, found.rule, "-", masked(found.text)))


def has_value(answer: dict[str, Any], got: str) -> bool:
    """Whether a value found is, holds, or is held by one that the answer accepts."""
    mine = folded(got)
    accepted = [folded(value) for value in answer.get("values", [answer["value"]])]
    return bool(mine) and any(value and (value in mine or mine in value) for value in accepted)


def compare_elements(
    outcome: Outcome, expected: dict[str, dict[str, Any]], got: dict[str, tuple[str, str]]
) -> None:
    """Presence, status and value per element of the answer; `got` is id → (status, value).

    An element that the report does not list counts as missing.
    """
    right = total = told = wanting = 0
    for element, answer in expected.items():
        status, value = got.get(element, ("missing", ""))
        wanted = answer["status"]
        there, seen = wanted != "missing", status != "missing"
        told, wanting = told + (not there and not seen), wanting + (not there)
        outcome.elements[element] = Tally(there and seen, there and not seen, seen and not there)
        outcome.statuses[element] = (int(status == wanted), 1)
        if wanted == "present" and seen and answer.get("value"):
            fits = has_value(answer, value)
            right, total = right + fits, total + 1
            if not fits:
                outcome.misses.append(
                    Miss(outcome.file, f"{element} (value)", answer.get("value", "")[:40], value[:60])
                )
        if status != wanted:
            outcome.misses.append(
                Miss(
                    outcome.file,
                    element,
                    f"{wanted} {answer.get('value', '')[:30]}",
                    f"{status} {value[:40]}",
                )
            )
    outcome.values = (right, total)
    outcome.wanting = (told, wanting)


def compare_checks(outcome: Outcome, expected: list[str], got: set[str]) -> None:
    """Which checks of sums and times a file breaks; a rule counts once a file, warnings and up.

    Whether a list ought to be gone hangs on the day of the scan: answers that name none say nothing of it.
    """
    for rule in sorted({*expected, *got}):
        hit, wanted = rule in got, rule in expected
        outcome.rules[rule] = Tally(hit and wanted, wanted and not hit, hit and not wanted)
        if hit != wanted:
            outcome.misses.append(
                Miss(outcome.file, rule, "broken" if wanted else "-", "broken" if hit else "-")
            )


def compare(file: str, answer: dict[str, Any], report: Any) -> Outcome:
    """A `scanner.model.Report` made with `reveal=True` against the answer of its file."""
    outcome = Outcome(file, answer["format"], (answer["profile"], report.recognition.id))
    if answer["profile"] != report.recognition.id:
        outcome.misses.append(Miss(file, "profile", answer["profile"], report.recognition.id))
    wanted = [Found(f["rule"], f["text"], f["visible"], f.get("optional", False)) for f in answer["findings"]]
    compare_findings(outcome, wanted, [Found(f.rule, f.value, f.visible) for f in report.findings])
    compare_elements(outcome, answer["elements"], {e.id: (e.status, e.value) for e in report.elements})
    if "rules" in answer:
        broken = {f.rule for f in report.findings if f.rule.startswith(CHECKED) and f.level != "info"}
        undated = set() if answer.get("today") else {"timing/still-public"}
        compare_checks(outcome, answer["rules"], broken - undated)
    for gap in report.gaps:
        outcome.misses.append(Miss(file, "gap", "-", f"{gap.what} {gap.reason} {gap.detail}"))
    return outcome
