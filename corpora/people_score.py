"""What is said of a named person: recall and precision of the rules about persons on short texts, by rule and by shape.

    python -m corpora.people_score                       the figures of all sets
    python -m corpora.people_score --set dev --misses 50 and what went wrong in one of them
    python -m corpora.people_score --check               fails when a figure lies below corpora/scores.json
    python -m corpora.people_score --update              writes the figures into corpora/scores.json

Twelve sets of short texts (`people/*.txt`), written apart from the rules, half of them innocent or mixed. All are in view while
rules are mended; what they gave before stands in corpora/README.md. A mark is found when a finding of the same rule shares a
character with it; a finding that shares none with any mark of these rules is a false alarm (paralysis may be called an
illness or a disability: under the other name its mark is still missed, but something about the person stands there).
Marks with `?` count neither way. "lines" are the lines and the rows of tables that hold a mark: in how many of them
something was found. The type of a text is not told to the scanner.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from corpora.comparing import Tally
from corpora.draft import Draft
from corpora.make import file_bytes
from corpora.score import SCORES, TODAY, fallen
from corpora.written_notices import OPEN_PEOPLE, Entry, Passage, Span, Written, draft, entries, filled

HERE = Path(__file__).resolve().parent
SETS = (*OPEN_PEOPLE, "unasked", "unknown")
SEALED: tuple[str, ...] = ()  # sets whose texts nobody looks at while rules are mended
SAID = (
    "illness",
    "disability",
    "minor",
    "guardian",
    "family-circumstances",
    "income",
    "home-address",
    "birth-date",
    "sensitive-other",
)
RULES = (*(f"personal/{name}" for name in SAID), "combination/re-identifying-row")
FORMATS = ("docx", "html", "docx")
Place = tuple[int, int, int]  # block, start, end in the raw text
Mark = tuple[list[Place], bool, str]  # where, whether it counts neither way, its words
Find = tuple[list[Place], str]


@dataclass
class Outcome:
    """One text against its marks: counts by rule, and what went wrong as lines."""

    name: str
    shape: str
    rules: dict[str, Tally] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    rows: Tally = field(default_factory=Tally)  # lines and rows with a mark: in how many something was found

    def counted(self, rule: str) -> Tally:
        """The counts of a rule."""
        return self.rules.setdefault(rule, Tally())


def outcomes(found: Iterable[Entry]) -> list[Outcome]:
    """Every text scanned and compared with its marks."""
    from scanner.road import load_rules

    rulebook = load_rules()
    return [_outcome(entry, rulebook) for entry in found]


def _outcome(entry: Entry, rulebook: Any) -> Outcome:
    from scanner.extract import extract
    from scanner.normalize import normalize
    from scanner.road import scan
    from scanner.settings import Limits, Settings

    written = filled(entry)
    format = FORMATS[int(entry.number) % len(FORMATS)]
    found: Draft = draft(written)
    name, data = f"{entry.name}.{format}", file_bytes(found, format, Random(entry.name))
    report = scan(name, data, rulebook, Settings(today=TODAY, reveal=True))
    text = normalize(extract(name, data, Limits()))
    outcome = Outcome(entry.name, entry.keys.get("shape", ""))
    marks: dict[str, list[Mark]] = {}
    rows: dict[int, list[Place]] = {}
    for span, start, end in _marks(written, text.text):
        where = _places(text.spans(start, end))
        if span.kind == "!":
            first, last = _line(text.text, start)
            rows[first] = _places(text.spans(first, last))
        marks.setdefault(span.name, []).append((where, span.kind == "?", span.text))
    finds: dict[str, list[Find]] = {}
    for finding in report.findings:
        if finding.rule in RULES and not _is_in_head(finding):
            finds.setdefault(finding.rule, []).append((_places(finding.spans), finding.value))
    marked = [where for of_rule in marks.values() for where, *_ in of_rule]
    for rule in sorted({*marks, *finds}):
        _count_marks(outcome, rule, marks.get(rule, []), finds.get(rule, []))
        _count_alarms(outcome, rule, marked, finds.get(rule, []))
    places = [where for of_rule in finds.values() for where, _ in of_rule]
    for row in rows.values():
        is_found = any(_meet(row, where) for where in places)
        outcome.rows.hits += is_found
        outcome.rows.misses += not is_found
    return outcome


def _line(text: str, position: int) -> tuple[int, int]:
    """Begin and end of the line or row of a table that a position stands in."""
    end = text.find("\n", position)
    return text.rfind("\n", 0, position) + 1, len(text) if end < 0 else end


def _marks(written: Written, text: str) -> Iterator[tuple[Span, int, int]]:
    """The marks of the rules at their places in the searched text; ValueError where one is not found again."""
    at = 0
    for passage in written.passages():
        words, places = _folded(passage)
        start = _at(text, words, at)
        if start >= 0:
            at = start + len(words)
        for span in passage.spans:
            if span.kind not in ("!", "?") or span.name not in RULES:
                continue
            inside = [start + index for index, place in enumerate(places) if span.start <= place < span.end]
            if start < 0 or not inside:
                raise ValueError(f"{written.entry.name}: a mark of {span.name} is not found again")
            yield span, inside[0], inside[-1] + 1


def _folded(passage: Passage) -> tuple[str, list[int]]:
    """A passage as it is searched, and the index in the passage of each of its characters."""
    from scanner.normalize import fold

    left = len(passage.text) - len(passage.text.lstrip(" \u3000\t"))
    words, known = fold(passage.text.strip(" \u3000\t"))
    return words, [left + index for index in (known if known is not None else range(len(words)))]


def _is_in_head(finding: Any) -> bool:
    """Whether it stands in the title of a page's head, which repeats the first lines of its body."""
    return bool(finding.spans) and finding.spans[0].place.part == "head"


def _at(text: str, words: str, low: int) -> int:
    """Where words begin a line or a cell, else where they stand at all; -1 where they do not."""
    start = text.find(words, low) if words else -1
    first = start
    while start > 0 and text[start - 1] not in "\n\t":
        start = text.find(words, start + 1)
    return start if start >= 0 else first


def _places(spans: Iterable[Any]) -> list[Place]:
    return [(span.block, span.start, span.end) for span in spans]


def _meet(first: list[Place], second: list[Place]) -> bool:
    return any(a[0] == b[0] and a[1] < b[2] and b[1] < a[2] for a in first for b in second)


def _count_marks(outcome: Outcome, rule: str, marks: list[Mark], finds: list[Find]) -> None:
    tally = outcome.counted(rule)
    for where, is_optional, words in marks:
        if is_optional:
            continue
        if any(_meet(where, place) for place, _ in finds):
            tally.hits += 1
        else:
            tally.misses += 1
            outcome.lines.append(f"{outcome.name} ({outcome.shape}) {rule}: missed {words!r}")


def _count_alarms(outcome: Outcome, rule: str, marked: list[list[Place]], finds: list[Find]) -> None:
    for place, words in finds:
        if not any(_meet(where, place) for where in marked):
            outcome.counted(rule).alarms += 1
            outcome.lines.append(f"{outcome.name} ({outcome.shape}) {rule}: ALARM {words!r}")


def figures(found: list[Outcome]) -> dict[str, dict[str, float]]:
    """Recall and precision of all, by rule and by shape."""
    result: dict[str, dict[str, float]] = {"recall": {}, "precision": {}}
    for name, tally in tallies(found).items():
        if tally.hits + tally.misses:
            result["recall"][name] = round(tally.recall, 4)
        if tally.hits + tally.alarms and name != "lines":
            result["precision"][name] = round(tally.precision, 4)
    return result


def tallies(found: list[Outcome]) -> dict[str, Tally]:
    """The counts: "all", then a rule or `shape=…` each."""
    counts: dict[str, Tally] = {"all": Tally()}
    for outcome in found:
        for rule, tally in outcome.rules.items():
            counts["all"].add(tally)
            counts.setdefault(rule, Tally()).add(tally)
            counts.setdefault(f"shape={outcome.shape}", Tally()).add(tally)
    rows = Tally()
    for outcome in found:
        rows.add(outcome.rows)
    return {"all": counts.pop("all"), "lines": rows, **dict(sorted(counts.items()))}


def table(name: str, found: list[Outcome]) -> list[str]:
    """The figures of a set as lines for a terminal."""
    lines = [f"== people {name}: {len(found)} texts", f"   {'':32} recall precision  hits  miss alarm"]
    for key, one in tallies(found).items():
        if key == "lines":
            lines.append(f"   {key:32} {one.recall:6.3f} {'':9} {one.hits:5} {one.misses:5}")
            continue
        lines.append(
            f"   {key:32} {one.recall:6.3f} {one.precision:9.3f} {one.hits:5} {one.misses:5} {one.alarms:5}"
        )
    return lines


def main(arguments: list[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--set", choices=SETS, help="only this set")
    parser.add_argument("--misses", type=int, default=0, metavar="N", help="show the first N of each set")
    parser.add_argument("--only", default="", metavar="WORD", help="only misses whose line holds this")
    parser.add_argument(
        "--open", action="store_true", help="show misses of sealed sets too; they are spent then"
    )
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--update", action="store_true")
    chosen = parser.parse_args(arguments)
    wanted = [name for name in SETS if chosen.set in (None, name)]
    if chosen.misses and not chosen.open:
        if chosen.set in SEALED:
            parser.error("the misses of this set are not to be read (--open spends it)")
        wanted = [name for name in wanted if name not in SEALED]
    found = {name: outcomes(entries(HERE / "people" / f"{name}.txt")) for name in wanted}
    for name, part in () if chosen.check else found.items():
        lines = [line for one in part for line in one.lines if chosen.only in line]
        print("\n".join([*table(name, part), *lines[: chosen.misses]]))
    now = {f"people {name}": figures(part) for name, part in found.items()}
    before = json.loads(SCORES.read_text(encoding="utf-8"))
    if chosen.update:
        SCORES.write_text(
            json.dumps(before | now, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n"
        )
    if not chosen.check:
        return 0
    lines = fallen(now, {name: before[name] for name in now if name in before})
    print("\n".join(lines) if lines else "no figure has fallen")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
