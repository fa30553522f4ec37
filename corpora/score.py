"""Precision and recall of the scanner per rule, element and profile on the labelled sets.

    python -m corpora.score                 the figures
    python -m corpora.score --misses 50     and what went wrong, values of findings masked
    python -m corpora.score --check         fails when a figure lies below corpora/scores.json
    python -m corpora.score --update        writes corpora/scores.json anew

Seven sets: "generated" (made by corpora/make.py at run time, seed 1, 300 files), "handwritten" (the files
in corpora/handwritten/, whose layouts the generator does not have; the rules were mended with them in
view) and "unseen" (corpora/unseen/, written from a description of the field before its first run; what
that run gave is kept in corpora/README.md) and "blind" (150 more of all types, written the same way; their
answers also say which checks of sums and times a file breaks), "written" (notices of all types with slots,
written from the field's description; mended with them in view) and "held" (every fourth of those, kept out
of view) and "fresh" (120 more, written last and first scanned when all rules stood). Values of elements are compared loosely
(one holds the other, white space and punctuation folded); findings by their exact characters. What neither
set contains is listed in corpora/README.md; the figures say nothing about that.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from corpora.comparing import Miss, Outcome, Tally, compare
from corpora.make import COUNT, SEED, Case, cases
from corpora.written_notices import written_cases

HERE = Path(__file__).resolve().parent
SCORES = HERE / "scores.json"
TOLERANCE = 0.002  # what a figure may fall before --check fails
TODAY = "2026-11-22"
BY_HAND = ("handwritten", "unseen", "blind")  # files with their answers beside them
SLOTTED = (
    "written",
    "held",
    "fresh",
    "sealed",
    "unread",
)  # notices with slots, see corpora/written_notices.py

UNMARKED = {"personal/guardian", "personal/sensitive-other"}  # rules that the sets with slots do not mark


def answered_cases(folder: str) -> Iterator[Case]:
    """The notices written by hand in a folder of corpora/, with their answers."""
    for path in sorted((HERE / folder).glob("*.answer.json")):
        file = path.with_name(path.name.removesuffix(".answer.json"))
        yield Case(file.name, file.read_bytes(), json.loads(path.read_text(encoding="utf-8")))


def outcomes(found: Iterable[Case], *, stated: bool = False, unmarked: Collection[str] = ()) -> list[Outcome]:
    """Every case scanned and compared; `stated`: the type is told, so that only the elements are measured.

    Findings of `unmarked` rules are not compared: the answers say nothing about them.
    """
    from scanner.noun import replace
    from scanner.road import load_rules, scan
    from scanner.settings import Settings

    rulebook, compared = load_rules(), []
    for case in found:
        profile = case.answer["profile"] if stated and case.answer["profile"] in rulebook.profiles else ""
        settings = Settings(today=case.answer.get("today", TODAY), reveal=True, profile=profile)
        report = scan(case.name, case.data, rulebook, settings)
        told = tuple(finding for finding in report.findings if finding.rule not in unmarked)
        report = replace(report, findings=told)
        compared.append(compare(case.name, _asked_for(case.answer, rulebook), report))
    return compared


def _asked_for(answer: dict[str, Any], rulebook: Any) -> dict[str, Any]:
    """An answer without the elements that no rule asks of its type: what nobody asks for cannot be missed."""
    profile = rulebook.profiles.get(answer["profile"])
    if profile is None:
        return answer
    from scanner.search.standards import governed

    under = rulebook.standards["national"]
    asked = {spec.id for spec in governed(profile, under, rulebook.standards).elements}
    return answer | {"elements": {name: held for name, held in answer["elements"].items() if name in asked}}


def _share(pairs: Iterable[tuple[int, int]]) -> float:
    right = total = 0
    for one, all_ in pairs:
        right, total = right + one, total + all_
    return right / total if total else 1.0


def _sum(tallies: Iterable[Tally]) -> Tally:
    found = Tally()
    for tally in tallies:
        found.add(tally)
    return found


def _pairs(found: list[Outcome], part: str) -> dict[str, Tally]:
    names = sorted({name for outcome in found for name in getattr(outcome, part)})
    return {name: _sum(getattr(o, part)[name] for o in found if name in getattr(o, part)) for name in names}


def _overall(found: list[Outcome]) -> dict[str, float]:
    """The figures that every group of files gets."""
    findings = _sum(tally for outcome in found for tally in outcome.rules.values())
    elements = _sum(tally for outcome in found for tally in outcome.elements.values())
    return {
        "profile": _share((int(o.profile[0] == o.profile[1]), 1) for o in found),
        "findings precision": findings.precision,
        "findings recall": findings.recall,
        "visible": _share(o.visible for o in found),
        "elements f1": elements.f1,
        "stated seen": elements.recall,  # 1 minus the false "missing"
        "wanting told": _share(o.wanting for o in found),
        "status": _share(pair for o in found for pair in o.statuses.values()),
        "value": _share(o.values for o in found),
    }


def figures(found: list[Outcome]) -> dict[str, dict[str, Any]]:
    """All figures of a set: group → name → figure (shares of 1)."""
    rules, elements = _pairs(found, "rules"), _pairs(found, "elements")
    by_format = {name: [o for o in found if o.format == name] for name in sorted({o.format for o in found})}
    wanted = sorted({outcome.profile[0] for outcome in found})
    return {
        "overall": _overall(found),
        "profiles": {
            p: _share((int(o.profile[0] == o.profile[1]), 1) for o in found if o.profile[0] == p)
            for p in wanted
        },
        "rule precision": {name: tally.precision for name, tally in rules.items()},
        "rule recall": {name: tally.recall for name, tally in rules.items()},
        "element f1": {name: tally.f1 for name, tally in elements.items()},
        "element status": {n: _share(o.statuses[n] for o in found if n in o.statuses) for n in elements},
        "formats": {
            f"{name} {key}": value
            for name, group in by_format.items()
            for key, value in _overall(group).items()
        },
    }


def fallen(now: dict[str, Any], before: dict[str, Any], path: str = "") -> list[str]:
    """A line for every figure that lies more than the tolerance below what it was, or that is gone."""
    lines: list[str] = []
    for name, old in before.items():
        here, new = f"{path}{name}", now.get(name)
        if isinstance(old, dict):
            lines += fallen(new if isinstance(new, dict) else {}, old, f"{here} / ")
        elif new is None:
            lines.append(f"{here}: {old:.4f} -> gone")
        elif new < old - TOLERANCE:
            lines.append(f"{here}: {old:.4f} -> {new:.4f}")
    return lines


def _rounded(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _rounded(inner) for name, inner in value.items()}
    return round(value, 4)


def table(name: str, found: list[Outcome]) -> list[str]:
    """The figures of a set as lines for a terminal."""
    lines = [
        f"== {name}: {len(found)} files",
        "   " + "  ".join(f"{k} {v:.3f}" for k, v in _overall(found).items()),
    ]
    for part, head in (("rules", "rule"), ("elements", "element")):
        lines += ["", f"   {head:34} precision recall    f1   hits  miss alarm"]
        for key, tally in _pairs(found, part).items():
            lines.append(
                f"   {key:34} {tally.precision:9.3f} {tally.recall:6.3f} {tally.f1:5.3f} {tally.hits:6} {tally.misses:5} {tally.alarms:5}"
            )
    lines += ["", "   format  " + "  ".join(_overall(found))]
    for format in sorted({o.format for o in found}):
        group = [o for o in found if o.format == format]
        lines.append(
            f"   {format:7} "
            + "  ".join(f"{v:{len(k)}.3f}" for k, v in _overall(group).items())
            + f"  ({len(group)})"
        )
    lines += ["", "   profiles taken for another"]
    confused = Counter(o.profile for o in found if o.profile[0] != o.profile[1])
    lines += [f"   {right} -> {got}: {count}" for (right, got), count in sorted(confused.items())] or [
        "   none"
    ]
    return lines


def _lines_of_misses(found: list[Outcome], limit: int, only: str) -> list[str]:
    misses: list[Miss] = [miss for outcome in found for miss in outcome.misses if only in miss.what]
    return [f"   {m.file}: {m.what}: expected {m.expected!r}, got {m.got!r}" for m in misses[:limit]]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--count", type=int, default=COUNT)
    parser.add_argument("--set", choices=("generated", *BY_HAND, *SLOTTED), help="only this set")
    parser.add_argument("--format", action="append", default=[], help="only files of this format")
    parser.add_argument(
        "--misses", type=int, default=0, metavar="N", help="show the first N misses of each set"
    )
    parser.add_argument(
        "--only", default="", metavar="WORD", help="only misses whose rule or element holds this"
    )
    parser.add_argument("--profile", default="", help="of the sets with slots only this type")
    parser.add_argument("--stated", action="store_true", help="tell the type: measures elements alone")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--update", action="store_true")
    return parser


def main(arguments: list[str] | None = None) -> int:
    """The command."""
    chosen = _parser().parse_args(arguments)
    sets = {"generated": cases(seed=chosen.seed, count=chosen.count)}
    sets |= {folder: answered_cases(folder) for folder in BY_HAND}
    sets |= {name: written_cases(name, chosen.profile) for name in SLOTTED}
    wanted = {name: part for name, part in sets.items() if chosen.set in (None, name)}
    found = {
        name: outcomes(
            (c for c in part if _is_wanted(c, chosen.format)),
            stated=chosen.stated,
            unmarked=UNMARKED if name in SLOTTED else (),
        )
        for name, part in wanted.items()
    }
    now = _rounded({name: figures(part) for name, part in found.items()})
    if chosen.json:
        print(json.dumps(now, ensure_ascii=False, indent=1))
    elif not chosen.check:
        for name, part in found.items():
            print("\n".join([*table(name, part), "", *_lines_of_misses(part, chosen.misses, chosen.only)]))
    if chosen.update:
        before = json.loads(SCORES.read_text(encoding="utf-8"))  # other sets and other commands keep theirs
        SCORES.write_text(
            json.dumps(before | now, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n"
        )
    return _checked(now) if chosen.check else 0


def _is_wanted(case: Case, formats: list[str]) -> bool:
    return not formats or case.answer["format"] in formats


def _checked(now: dict[str, Any]) -> int:
    before = json.loads(SCORES.read_text(encoding="utf-8"))
    lines = fallen(now, {name: before[name] for name in now if name in before})
    print("\n".join(lines) if lines else "no figure has fallen")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
