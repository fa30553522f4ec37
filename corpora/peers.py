"""Other tools beside this scanner on the same numbers, in one run: recall, false alarms, characters a second.

    python -m corpora.peers --setup FOLDER                      make an environment with the tools (pip)
    python -m corpora.peers --python FOLDER/bin/python          the table
    python -m corpora.peers --python … --only recall|speed      half of it; --beaten 20: what only another finds

The tools are no dependencies: they run in a process of their interpreter (`peers_worker.py`). A tool is asked only
for the kinds it claims. One rule for all: a value is found when what is reported and what is true hold 80 % of one
another and are of one broad kind (any identity number for an identity number, any account for an account); a false
alarm is a report of a claimed kind where nothing of that broad kind stands. A tool that does not ask whose a thing
is may report public telephones, accounts and mailboxes; this scanner may not.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import venv
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from random import Random
from typing import Any

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from corpora.make import BUILDERS, built, file_bytes
from corpora.measuring import interleaved, steady_seconds
from corpora.numbers_cases import SHARE, Case, Report, Truth, overlap
from corpora.numbers_making import SEED, cases
from corpora.numbers_score import KINDS, TODAY, found_by_scanner, scan_of

HERE = Path(__file__).resolve().parent
PACKAGES = ("presidio-analyzer", "spacy", "jionlp", "openmed")
NAMES = {
    "plain": "four plain re patterns",
    "presidio": "Presidio, blank zh",
    "presidio-b": "Presidio, \\b as in its manual",
    "jionlp": "JioNLP, three extractors",
    "openmed": "openmed, zh sweep",
}
SLOW = ("presidio", "presidio-b", "openmed")  # timed on the first characters of the shorter text only
SLOW_CHARACTERS = 45_000
SIZES = (100_000, 1_000_000)  # bytes of UTF-8
ROUNDS = 3
GOALS = {"presidio": 60.0, "jionlp": 2.0, "plain": 0.9}  # times as many characters a second, search alone
IDENTITY = (
    "resident-id",
    "resident-id-15",
    "resident-id-malformed",
    "residence-permit",
    "disability-certificate",
)
BROAD = dict.fromkeys((*IDENTITY, "student-number", "tax-number"), "identity")
BROAD |= dict.fromkeys(("bank-card", "bank-account", "social-security-card"), "account")
# Groups in which the value stands as a person types it, without a disguise.
PLAIN = ("sentence", "label", "table", "bare", "hard inputs")


# ---------------------------------------------------------------- the other process


class Peer:
    """A tool in its process. `kinds` is empty and `absent` a sentence where it cannot be had."""

    def __init__(self, tool: str, python: str) -> None:
        self.tool, self.kinds, self.absent = tool, (), ""
        self._process: subprocess.Popen[str] | None = None
        try:
            self._process = subprocess.Popen(
                [python, str(HERE / "peers_worker.py")],
                env={**os.environ, "PYTHONSAFEPATH": "1"},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
                encoding="utf-8",
            )
        except OSError:
            self.absent = f"{tool}: no interpreter at {python}"
            return
        reply = self._ask({"tool": tool})
        self.kinds, self.absent = tuple(reply.get("kinds", ())), reply.get("absent", "")

    def _ask(self, request: dict[str, Any]) -> dict[str, Any]:
        process = self._process
        if process is None or process.stdin is None or process.stdout is None:
            return {"absent": self.absent}
        try:
            process.stdin.write(json.dumps(request) + "\n")
            process.stdin.flush()
            line = process.stdout.readline()
        except BrokenPipeError:
            line = ""
        return json.loads(line) if line else {"absent": f"{self.tool}: gave up without an answer"}

    def found(self, texts: list[str]) -> list[list[Report]]:
        """What it reports of each text."""
        return [[Report(*one) for one in found] for found in self._ask({"texts": texts})["found"]]

    def seconds(self, text: str) -> float:
        """CPU seconds that it takes over one text."""
        return float(self._ask({"time": text})["seconds"])

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.communicate()


def peers(python: str) -> list[Peer]:
    """All tools; the plain patterns run in this interpreter, the others in that one."""
    found = [Peer("plain", sys.executable)]
    for tool in NAMES:
        if tool != "plain":
            found.append(Peer(tool, python) if python else _without_environment(tool))
    return found


def _without_environment(tool: str) -> Peer:
    peer = Peer.__new__(Peer)
    peer.tool, peer.kinds, peer._process = tool, (), None
    peer.absent = f"{tool}: no environment given (--python, or --setup to make one)"
    return peer


# ---------------------------------------------------------------- recall and false alarms


@dataclass
class Tally:
    """What one tool made of the set, for the kinds of one tool."""

    values: int = 0
    found: int = 0
    typed: int = 0  # values without a disguise
    typed_found: int = 0
    alarms: int = 0

    @property
    def shares(self) -> tuple[float, float, float]:
        """Recall over all, over what is typed plainly, over what is disguised."""
        hidden, hidden_found = self.values - self.typed, self.found - self.typed_found
        pairs = ((self.found, self.values), (self.typed_found, self.typed), (hidden_found, hidden))
        return tuple(one / all_ if all_ else 1.0 for one, all_ in pairs)  # type: ignore[return-value]


def broad(kind: str) -> str:
    """The broad kind of a kind."""
    return BROAD.get(kind, kind)


def fits(truth: Truth, report: Report, share: float) -> bool:
    """Whether a report is of this value."""
    return broad(report.kind) == broad(truth.kind) and overlap(truth, report) >= share


def tally(asked: list[Case], found: list[list[Report]], kinds: Iterable[str], *, judges: bool) -> Tally:
    """The counts of a tool for these kinds; `judges`: it says whose a thing is, so public ones are alarms."""
    claimed, counts = set(kinds), Tally()
    excused = ("must", "may", "masked") if judges else ("must", "may", "masked", "public")
    for case, reports in zip(asked, found, strict=True):
        for truth in case.truths:
            if truth.standing == "must" and truth.kind in claimed:
                is_found, is_typed = any(fits(truth, r, SHARE) for r in reports), case.group in PLAIN
                counts.values, counts.found = counts.values + 1, counts.found + is_found
                counts.typed, counts.typed_found = (
                    counts.typed + is_typed,
                    counts.typed_found + (is_typed and is_found),
                )
        known = [truth for truth in case.truths if truth.standing in excused]
        counts.alarms += sum(
            report.kind in claimed and not any(fits(truth, report, 0.5) for truth in known)
            for report in reports
        )
    return counts


def recall_lines(asked: list[Case], ours: list[list[Report]], found: list[Peer]) -> list[str]:
    """A line for each tool, this scanner on the same kinds beside it."""
    characters = sum(len(case.text) for case in asked)
    head = f"{'of the kinds it claims':31}{'values':>7}   {'recall':>13}   {'typed plainly':>13}   {'disguised':>13}   {'alarms/10,000':>13}"
    lines = [head, f"{'':38}   " + "   ".join([f"{'it':>6} {'ours':>6}"] * 4)]
    for peer in found:
        if peer.absent:
            lines.append(f"{NAMES[peer.tool]:31} {peer.absent}")
            continue
        theirs = tally(asked, peer.found([case.text for case in asked]), peer.kinds, judges=False)
        mine = tally(asked, ours, peer.kinds, judges=True)
        pairs = [*zip(theirs.shares, mine.shares, strict=True)]
        pairs.append((1e4 * theirs.alarms / characters, 1e4 * mine.alarms / characters))
        cells = "   ".join(f"{it:6.3f} {our:6.3f}" for it, our in pairs)
        lines.append(f"{NAMES[peer.tool]:31}{theirs.values:7}   {cells}")
    whole = tally(asked, ours, KINDS, judges=True)
    shares = "   ".join(f"{'':6} {share:6.3f}" for share in (*whole.shares, 1e4 * whole.alarms / characters))
    return [*lines, f"{'this scanner, all its kinds':31}{whole.values:7}   {shares}"]


def beaten_lines(asked: list[Case], ours: list[list[Report]], found: list[Peer], limit: int) -> list[str]:
    """Values that a tool finds and this scanner does not, at most `limit` for each tool."""
    lines = []
    for peer in (peer for peer in found if not peer.absent):
        theirs = peer.found([case.text for case in asked])
        lost = [
            f"   {peer.tool:11} {case.group:22} {truth.kind:22} {case.name} {case.text!r}"
            for case, reports, mine in zip(asked, theirs, ours, strict=True)
            for truth in case.truths
            if truth.standing == "must" and any(fits(truth, report, SHARE) for report in reports)
            if not any(fits(truth, report, SHARE) for report in mine)
        ]
        lines += [f"found by {NAMES[peer.tool]} and missed here: {len(lost)}", *lost[:limit]]
    return lines


# ---------------------------------------------------------------- speed


TEXTS = {
    "notices": (
        "fund-allocation",
        "annual-plan",
        "project-before",
        "project-completion",
        "policy-document",
        "not-a-notice",
    ),
    "all types, as in the scored set": (*BUILDERS, "fund-allocation", "annual-plan", "beneficiary-list"),
    "lists of persons": ("beneficiary-list",),
}
JUDGED = ("notices", "all types, as in the scored set")  # texts on which the goals must hold


@cache
def long_text(name: str, size: int) -> str:
    """Texts of the generator one after the other, about `size` bytes of UTF-8.

    A sixth of the characters of notices are digits, as in the handwritten ones; half of those of lists, which
    hold a personal value every hundred characters; a quarter of those of all types together.
    """
    parts: list[str] = []
    total, number, profiles = 0, 0, TEXTS[name]
    while total < size:
        rng = Random(f"peers/{number}")
        data = file_bytes(built(profiles[number % len(profiles)], "txt", rng), "txt", rng)
        parts.append(data.decode("utf-8-sig"))
        total, number = total + len(data), number + 1
    return "\n\n".join(parts)


def normalized(text: str) -> Any:
    """The text as the scanner searches it."""
    from scanner.extract import extract
    from scanner.normalize import normalize
    from scanner.settings import Limits

    return normalize(extract("notice.txt", text.encode(), Limits()))


def search_of(text: Any) -> Callable[[], int]:
    """The search for numbers alone: all rules about numbers and codes on a text that is at hand, read anew each call.

    Answers how many findings. The one door here to the inside of the scanner.
    """
    from scanner.anatomy import anatomy_of
    from scanner.noun import replace
    from scanner.recognize import circumstances_of, recognize
    from scanner.road import load_rules
    from scanner.search.kinds import kind_module
    from scanner.search.numbers.reader import Numbers
    from scanner.search.subject import Subject
    from scanner.settings import Settings

    rulebook, settings, anatomy = load_rules(), Settings(today=TODAY), anatomy_of(text)
    recognition = recognize(text, anatomy, rulebook, settings)
    around = circumstances_of(anatomy, recognition, rulebook, settings)
    standard = rulebook.standards[around["standard"].value]
    subject = Subject(text.document, text, None, (), around, standard, TODAY, anatomy, Numbers(text, TODAY))
    ours = {f"personal/{kind}" for kind in KINDS}
    rules: dict[str, list[Any]] = {}
    for name in sorted(ours & set(rulebook.rules)):
        rules.setdefault(rulebook.rules[name].kind, []).append(rulebook.rules[name])

    def search() -> int:
        fresh = replace(subject, numbers=Numbers(text, TODAY))
        return sum(len(kind_module(kind).find(own, fresh).findings) for kind, own in rules.items())

    return search


def speeds(found: list[Peer], text: str, size: int) -> dict[str, float]:
    """Characters a second of each tool and of three parts of the scanner, all in turns on one text."""
    search, data, lengths = search_of(normalized(text)), text.encode(), dict[str, int]()
    works: dict[str, Callable[[], float]] = {
        "search": partial(steady_seconds, search),
        "with normalizing": lambda: steady_seconds(lambda: normalized(text)) + steady_seconds(search),
        "whole audit": partial(steady_seconds, lambda: scan_of("notice.txt", data)),
    }
    for peer in found:
        if not peer.absent and (peer.tool not in SLOW or size <= SIZES[0]):
            peer.seconds(text[:1000])
            lengths[peer.tool] = min(len(text), SLOW_CHARACTERS) if peer.tool in SLOW else len(text)
            works[peer.tool] = partial(peer.seconds, text[: lengths[peer.tool]])
    seconds = interleaved(works, ROUNDS)
    return {name: lengths.get(name, len(text)) / spent for name, spent in seconds.items()}


def speed_lines(found: list[Peer]) -> list[str]:
    """Characters a second, and how many times as many the scanner does."""
    lines = []
    for name, size in ((name, size) for name in TEXTS for size in SIZES):
        text = long_text(name, size)
        rates = speeds(found, text, size)
        parts = [part for part in rates if part not in NAMES]
        heads = "  ".join(f"{part:>16}" for part in parts)
        lines.append(f"{f'{size // 1000} kB of {name}, {len(text)} characters':50} characters/s  {heads}")
        lines += [f"   {'this scanner, ' + part:46}{rates[part]:14,.0f}" for part in parts]
        for tool in (tool for tool in NAMES if tool in rates):
            times = "  ".join(f"{rates[part] / rates[tool]:15.2f}×" for part in parts)
            lines.append(f"   {NAMES[tool]:46}{rates[tool]:14,.0f}  {times}{_verdict(rates, tool, name)}")
    return lines


def _verdict(rates: dict[str, float], tool: str, name: str) -> str:
    """Whether the search alone is as many times as fast as it should be."""
    goal = GOALS.get(tool)
    if goal is None or name not in JUDGED:
        return ""
    return f"  goal {goal:g}×: {'met' if rates['search'] >= goal * rates[tool] else 'MISSED'}"


# ---------------------------------------------------------------- the command


def set_up(folder: str) -> int:
    """An environment with the tools; returns what pip returned."""
    venv.create(folder, with_pip=True)
    return subprocess.run([str(Path(folder, "bin", "python")), "-m", "pip", "install", *PACKAGES]).returncode


def main(arguments: list[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--python", default="", help="the interpreter that has the tools")
    parser.add_argument("--setup", default="", metavar="FOLDER")
    parser.add_argument("--only", choices=("recall", "speed"))
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--limit", type=int, metavar="N", help="only the first N texts")
    parser.add_argument("--beaten", type=int, default=0, metavar="N", help="values that only another finds")
    chosen = parser.parse_args(arguments)
    if chosen.setup:
        return set_up(chosen.setup)
    found = peers(chosen.python)
    if chosen.only != "speed":
        asked = [case for case in cases(chosen.seed) if case.is_for_peers][: chosen.limit]
        ours = [found_by_scanner(case)[0] for case in asked]
        beaten = beaten_lines(asked, ours, found, chosen.beaten) if chosen.beaten else []
        print("\n".join([*recall_lines(asked, ours, found), "", *beaten]))
    if chosen.only != "recall":
        print("\n".join(speed_lines(found)))
    for peer in found:
        peer.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
