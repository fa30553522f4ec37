"""What the scanner makes of numbers: recall, precision and false alarms on short labelled texts, and on random digits.

    python -m corpora.numbers_score                     all tables
    python -m corpora.numbers_score --misses 40         and what went wrong; --only WORD: of groups or kinds with this word
    python -m corpora.numbers_score --random 200        how many random strings of digits per cell of the last table (0: none)

The texts are made by `corpora.numbers_making` from a seed, all values invented. A finding is right when its rule is
one that the truth accepts and both hold at least 80 % of one another; `exact` counts those at the very characters.
Everything else that is reported of these kinds is a false alarm, a second finding of one value and a public
telephone too. What is masked must be listed among the masked values and not be found.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from corpora.numbers_cases import SHARE, Case, Report, Score, overlap, paired
from corpora.numbers_making import SEED, cases
from corpora.numbers_random import rates
from corpora.numbers_wording import LABELS

TODAY = "2026-11-22"
KINDS = tuple(LABELS)  # the rules of personal/ that are about numbers and codes


@cache
def _scanner() -> Any:
    from scanner.road import load_rules, scan
    from scanner.settings import Settings

    rulebook, settings = load_rules(), Settings(today=TODAY)
    return lambda name, data: scan(name, data, rulebook, settings)


def scan_of(name: str, data: bytes) -> Any:
    """The report of the whole road on one file."""
    return _scanner()(name, data)


def _report(kind: str, spans: Iterable[Any]) -> Report | None:
    """One report from the first to the last character of its spans; None where the file gives no places."""
    sources = [span.source for span in spans]
    if not sources or any(source is None for source in sources):
        return None
    return Report(min(source.start for source in sources), max(source.end for source in sources), kind)


def found_by_scanner(case: Case) -> tuple[list[Report], list[Report]]:
    """What the whole road reports of a text: findings of the kinds that are scored, and masked values."""
    report = scan_of(f"case.{case.format}", case.text.encode())
    findings = [
        _report(finding.rule.removeprefix("personal/"), finding.spans)
        for finding in report.findings
        if finding.rule.startswith("personal/")
    ]
    masked = [_report(value.kind, value.spans) for value in report.masked_values]
    return [f for f in findings if f and f.kind in KINDS], [m for m in masked if m]


@dataclass
class Outcome:
    """All scores of a set, by kind and by group; `wrong` has a line for everything that is not right."""

    characters: int = 0
    kinds: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    groups: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    masked: Score = field(default_factory=Score)
    wrong: list[tuple[str, str, str, str]] = field(default_factory=list)  # group, what, kind, text

    def add(self, case: Case, findings: list[Report], masked: list[Report]) -> None:
        """Count one case."""
        self.characters += len(case.text)
        hits, alarms = paired(case, findings)
        group = self.groups[case.group]
        for truth in case.truths:
            if truth.standing == "must":
                exact = truth in hits and (hits[truth].start, hits[truth].end) == (truth.start, truth.end)
                for score in (self.kinds[truth.kind], group):
                    score.values += 1
                    score.found += truth in hits
                    score.exact += exact
                if not exact:
                    self._note(case, "characters" if truth in hits else "missed", truth.kind)
        for alarm in alarms:
            self.kinds[alarm.kind].alarms += 1
            group.alarms += 1
            self._note(case, f"alarm at {alarm.start}-{alarm.end}", alarm.kind)
        self._add_masked(case, masked)

    def _add_masked(self, case: Case, masked: list[Report]) -> None:
        for truth in case.truths:
            if truth.standing == "masked":
                is_known = any(m.kind in truth.accepted and overlap(truth, m) >= SHARE for m in masked)
                self.masked.values += 1
                self.masked.found += is_known
                if not is_known:
                    self._note(case, "mask not seen", truth.kind)

    def _note(self, case: Case, what: str, kind: str) -> None:
        self.wrong.append((case.group, what, kind, f"{case.name} [{case.format}] {case.text!r}"))


def measured(found: Iterable[Case]) -> Outcome:
    """The scanner on every case."""
    outcome = Outcome()
    for case in found:
        outcome.add(case, *found_by_scanner(case))
    return outcome


def scores_table(head: str, scores: dict[str, Score], characters: int) -> list[str]:
    """Scores as lines; alarms also as a rate per 10,000 characters of the whole set."""
    lines = [f"{head:32} values recall  exact precision alarms /10,000 chars"]
    total = Score()
    for name, score in [*sorted(scores.items()), ("all", total)]:
        if score is not total:
            total.values, total.found = total.values + score.values, total.found + score.found
            total.exact, total.alarms = total.exact + score.exact, total.alarms + score.alarms
        exact = score.exact / score.values if score.values else 1.0
        shares = f"{score.recall:6.3f} {exact:6.3f}" if score.values else f"{'-':>6} {'-':>6}"
        rate = 10_000 * score.alarms / max(1, characters)
        lines.append(
            f"{name:32} {score.values:6} {shares} {score.precision:9.3f} {score.alarms:6} {rate:14.2f}"
        )
    return lines


def random_table(found: dict[str, dict[str, float]]) -> list[str]:
    """Shares of random strings that are reported at all, a row for a shape, a column for a label."""
    heads = list(next(iter(found.values())))
    lines = [f"{'random strings reported, %':28}" + "".join(f"{head:>13}" for head in heads)]
    for shape, row in found.items():
        lines.append(f"{shape:28}" + "".join(f"{100 * row[head]:13.2f}" for head in heads))
    return lines


def main(arguments: list[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--misses", type=int, default=0, metavar="N")
    parser.add_argument("--only", default="", metavar="WORD")
    parser.add_argument("--random", type=int, default=200, metavar="N")
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args(arguments)
    outcome = measured(cases(chosen.seed))
    found = rates(found_by_scanner, chosen.random, chosen.seed) if chosen.random else {}
    if chosen.json:
        kinds = {name: vars(score) for name, score in outcome.kinds.items()}
        print(json.dumps({"kinds": kinds, "random": found}, ensure_ascii=False, indent=1))
        return 0
    for head, scores in (("kind", outcome.kinds), ("group", outcome.groups)):
        print("\n".join([*scores_table(head, scores, outcome.characters), ""]))
    print(f"masked values seen as masked: {outcome.masked.found} of {outcome.masked.values}\n")
    print("\n".join(random_table(found)) if found else "")
    wrong = [line for line in outcome.wrong if any(chosen.only in part for part in line[:3])]
    print("\n".join("   ".join(line) for line in wrong[: chosen.misses]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
