"""How many broken sums, counts and times are found, and how many right ones are taken for broken.

python -m corpora.sums_score                 the figures
python -m corpora.sums_score --misses        and every miss and false alarm
python -m corpora.sums_score --form docx     all tables in one form
python -m corpora.sums_score --only WORD     only entries whose name holds this
python -m corpora.sums_score --notices       whole notices instead: blind, fresh, held, sealed and written, by what
                                             their answers say that they break (`--set blind` one of them)
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from corpora.score import TODAY, answered_cases
from corpora.sums_cases import SumCase, sum_cases
from corpora.written_notices import written_cases
from scanner.model import Rulebook

GROUPS = ("consistency/", "timing/", "value/")
ASIDE = ("value/no-complaint-channel",)  # asks for an element, which fragments lack
NOTICES = (
    "blind",
    "fresh",
    "held",
    "sealed",
    "written",
)  # sets of whole notices whose answers list broken checks
FORMS = ("text", "cells", "columns", "oneline", "wrapped", "md", "html", "docx", "xlsx", "csv")


@dataclass
class Figures:
    """Hits and misses by rule, and the false alarms, as lines and by rule."""

    hits: Counter[str] = field(default_factory=Counter)
    misses: Counter[str] = field(default_factory=Counter)
    alarms: Counter[str] = field(default_factory=Counter)
    right: int = 0
    lines: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """Share of the broken texts whose fault was found."""
        hits, misses = self.hits.total(), self.misses.total()
        return hits / (hits + misses) if hits + misses else 1.0


@cache
def _rulebook() -> Rulebook:
    from scanner.road import load_rules

    return load_rules()


def found_in(case: SumCase) -> list[tuple[str, str]]:
    """Tails of the rules that found something, with its words; a note counts as found, never as an alarm."""
    from scanner.road import scan
    from scanner.settings import Settings

    options = dict(case.options)
    settings = Settings(today=options.pop("today", "2023-06-15"), stated=options, reveal=True)
    report = scan(case.file, case.data, _rulebook(), settings)
    return [
        (f.rule.rpartition("/")[2], " ".join([f.value, *(f"{k}={v}" for k, v in f.fields)]))
        for f in report.findings
        if f.rule.startswith(GROUPS)
        and f.rule not in ASIDE
        and (f.level != "info" or f.rule.rpartition("/")[2] in case.rules)
    ]


def measured(cases: Iterable[SumCase]) -> Figures:
    """The figures of these cases."""
    figures = Figures()
    for case in cases:
        found = found_in(case)
        figures.right += not case.rules
        wanted = "~".join(sorted(case.rules))
        if case.rules and not any(rule in case.rules for rule, _ in found):
            figures.misses[wanted] += 1
            figures.lines.append(f"missed {wanted}  {case.name}")
        elif case.rules:
            figures.hits[wanted] += 1
        for rule, message in found:
            if rule not in case.rules:
                figures.alarms[rule] += 1
                figures.lines.append(f"ALARM {rule}  {case.name}  {message}")
    return figures


def of_notices(name: str) -> Figures:
    """The figures of a set of whole notices: every rule counts once a notice, notes do not count.

    Where an answer names no day of the scan it says nothing of lists that ought to be gone.
    """
    from scanner.road import scan
    from scanner.settings import Settings

    figures = Figures()
    for case in answered_cases(name) if name == "blind" else written_cases(name):
        if "rules" not in case.answer:
            continue
        wanted = {rule.rpartition("/")[2] for rule in case.answer["rules"]}
        settings = Settings(today=case.answer.get("today", TODAY), reveal=True)
        report = scan(case.name, case.data, _rulebook(), settings)
        found = {
            f.rule.rpartition("/")[2]: " ".join([f.value, *(f"{k}={v}" for k, v in f.fields)])
            for f in report.findings
            if f.rule.startswith(GROUPS[:2]) and f.level != "info"
        }
        if not case.answer.get("today"):
            found.pop("still-public", None)
        figures.right += not wanted
        for rule in sorted({*wanted, *found}):
            tally = (
                figures.alarms if rule not in wanted else figures.hits if rule in found else figures.misses
            )
            tally[rule] += 1
            if tally is not figures.hits:
                word = "ALARM" if tally is figures.alarms else "missed"
                figures.lines.append(f"{word} {rule}  {case.name}  {found.get(rule, '')}")
    return figures


def main(arguments: list[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--form", choices=FORMS, default="", help="write all tables in this form")
    parser.add_argument("--only", default="", metavar="WORD")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--notices", action="store_true", help="whole notices")
    parser.add_argument("--set", choices=NOTICES, help="whole notices, only this set")
    chosen = parser.parse_args(arguments)
    if chosen.notices or chosen.set:
        for name in [chosen.set] if chosen.set else NOTICES:
            print(f"== {name}")
            _print_figures(of_notices(name), is_long=chosen.misses)
        return 0
    cases = (case for case in sum_cases(chosen.form) if chosen.only in case.name)
    _print_figures(measured(cases), is_long=chosen.misses)
    return 0


def _print_figures(figures: Figures, *, is_long: bool) -> None:
    for wanted in sorted({*figures.hits, *figures.misses}):
        hits, misses = figures.hits[wanted], figures.misses[wanted]
        print(f"{wanted:44} {hits:4} of {hits + misses:4}")
    print(f"broken {figures.hits.total() + figures.misses.total()}, recall {figures.recall:.3f}")
    print(f"right {figures.right}, false alarms {figures.alarms.total()} {dict(figures.alarms)}")
    print("\n".join(figures.lines if is_long else []))


if __name__ == "__main__":
    sys.exit(main())
