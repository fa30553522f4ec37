"""Recognition of persons, organisations and addresses on the opened notices: precision and recall per kind and shape.

    python -m corpora.names_score                    the shipped model, which has learned from these notices with other names
    python -m corpora.names_score --folds            the estimate for notices not learned from: each fourth left out in turn (minutes)
    python -m corpora.names_score --curve            how it grows with the texts learned from: 25, 50, 100 % (minutes)
    python -m corpora.names_score --errors           besides, what goes wrong, by kind of error, without the texts
    … --set unread --set people/unread               only these folders or files of corpora/, whole
    … --usual                                        with people called as often as they are in life (`name_pools.UsualPools`)
    … --models FOLDER                                keeps the models of folds and curve there, and takes those that are there

A name is right when start, end and kind are. What the notices leave open counts neither way: an office without its
place (县民政局), a village with its group but no number. The part of every notice that measures is drawn with names that
no training text has. False persons are counted per 10,000 characters of policy prose (policy-document, not-a-notice).
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import process_time

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from corpora.name_gold import Gold, gold
from corpora.name_texts import KINDS, Marked
from corpora.written_notices import HERE, Entry, entries, opened_entries

POLICY = ("policy-document", "not-a-notice")
FOLDS = 4
SHAPES = ("prose", "sign-off", "label", "line", "list", "table", "cell per line")
Found = tuple[str, int, int]  # kind, start, end
_BARE = re.compile(
    r"(?:本|我|全|各)?(?:省|市|县|区|镇|乡|村|州|旗|街道|社区|社|组)[^\W\da-zA-Z_]{1,14}|(?:国家|国务院|中央|中共)?[^\W\da-zA-Z_]{2,10}(?:部|委|局|厅|会|办|所|站|中心|银行|社|党|院|校|公司)"
)
_GROUP = re.compile(r".*(?:村|社区|屯|寨|嘎查)(?:第?[0-9一二三四五六七八九十]+(?:组|社|队|户))?")


@dataclass
class Scores:
    """Counts of hits, misses and false finds by (kind, shape); errors as (sort, kind, gold, place, found)."""

    hits: Counter[tuple[str, str]] = field(default_factory=Counter)
    misses: Counter[tuple[str, str]] = field(default_factory=Counter)
    alarms: Counter[tuple[str, str]] = field(default_factory=Counter)
    touched: Counter[tuple[str, str]] = field(default_factory=Counter)  # missed exactly, but met
    errors: list[tuple[str, str, Gold, int, int]] = field(default_factory=list)
    policy_characters: int = 0
    policy_persons: int = 0

    def row(self, kind: str, shape: str = "") -> dict[str, float]:
        """Precision, recall and F1 of a kind, in one shape or in all."""

        def total(counts: Counter[tuple[str, str]]) -> int:
            return sum(n for (k, s), n in counts.items() if k == kind and shape in ("", s))

        hit, miss, alarm = total(self.hits), total(self.misses), total(self.alarms)
        return {
            "names": hit + miss,
            "precision": round(hit / max(hit + alarm, 1), 4),
            "recall": round(hit / max(hit + miss, 1), 4),
            "F1": round(2 * hit / max(2 * hit + miss + alarm, 1), 4),
            "met": round((hit + total(self.touched)) / max(hit + miss, 1), 4),
        }


def found_by_scanner(one: Gold) -> list[Found]:
    """What the scanner recognises in a notice."""
    from scanner.search.names import names_of

    return [(entity.kind, entity.start, entity.end) for entity in names_of(one.text).entities]


def scores(
    notices: Iterable[Gold],
    reader: Callable[[Gold], Sequence[Found]],
    kinds: Sequence[str] = KINDS,
    result: Scores | None = None,
) -> Scores:
    """How the finds of a reader compare with what is marked, added to a result."""
    result = Scores() if result is None else result
    for one in notices:
        _compare(one, reader(one), kinds, result)
    return result


def _compare(one: Gold, found: Sequence[Found], kinds: Sequence[str], result: Scores) -> None:
    wanted = {(mark.kind, mark.start, mark.end): mark for mark in one.marks if mark.kind in kinds}
    said = {find for find in found if find[0] in kinds}
    for key, mark in wanted.items():
        if mark.optional:
            continue
        (result.hits if key in said else result.misses)[mark.kind, mark.shape] += 1
        if key not in said:
            is_met = any(
                kind == mark.kind and start < mark.end and mark.start < end for kind, start, end in said
            )
            result.touched[mark.kind, mark.shape] += is_met
            result.errors.append(("border" if is_met else "missed", mark.kind, one, mark.start, mark.end))
    for kind, start, end in said - set(wanted):
        near = [mark for mark in one.marks if mark.start < end and start < mark.end]
        is_outside = not any(first < end and start < last for first, last in one.covered)
        if is_outside or _is_open(kind, one.text.text[start:end], near):
            continue
        shape = near[0].shape if near else _shape_at(one, start)
        result.alarms[kind, shape] += 1
        if kind == "person" and one.profile in POLICY:
            result.policy_persons += not any(mark.kind in ("person", "masked") for mark in near)
        if not any(mark.kind == kind for mark in near):
            result.errors.append(("false", kind, one, start, end))
    if one.profile in POLICY:
        result.policy_characters += len(one.text.text)


def _is_open(kind: str, value: str, near: list[Marked]) -> bool:
    """Whether a find counts neither way."""
    if any(mark.optional and mark.kind == kind for mark in near):
        return True
    if near:
        return False
    if kind == "organisation":
        return _BARE.fullmatch(value) is not None
    return kind == "address" and _GROUP.fullmatch(value) is not None


def _shape_at(one: Gold, start: int) -> str:
    text = one.text.text
    line = text[text.rfind("\n", 0, start) + 1 : (text.find("\n", start) + 1 or len(text) + 1) - 1]
    if "\t" in line:
        return "table"
    return "prose" if "。" in line or "，" in line else "label" if "：" in line else "line"


def held_notices(every: int = 1) -> list[Gold]:
    """The held notices and the fresh ones, drawn with held names; only each `every`th where it must be quick."""
    return [gold(entry) for number, entry in enumerate(fold_of(0)) if number % every == 0]


def fold_of(number: int) -> list[Entry]:
    """The opened notices of a fold, by their numbers; the first holds every fourth of each file."""
    return [entry for entry in opened_entries() if int(entry.number) % FOLDS == number]


def notices_of(name: str, *, usual: bool) -> list[Gold]:
    """The texts of one folder of corpora/ or one file of it ("people/unread"); FileNotFoundError where there is none."""
    path = HERE / name
    files = sorted(path.glob("*.txt")) if path.is_dir() else [path.with_suffix(".txt")]
    return [gold(entry, usual=usual) for file in files for entry in entries(file)]


def summary(result: Scores) -> dict[str, object]:
    """The figures as they are printed."""
    table: dict[str, object] = {kind: result.row(kind) for kind in KINDS}
    for shape in SHAPES:
        table[f"person in {shape}"] = result.row("person", shape)
    per = 10_000 / max(result.policy_characters, 1)
    table["policy prose"] = {
        "characters": result.policy_characters,
        "false persons per 10,000": round(result.policy_persons * per, 2),
    }
    return table


def _speed(notices: Sequence[Gold]) -> float:
    from scanner.search.names import names_of

    before = process_time()
    for one in notices:
        _ = names_of(one.text).entities
    return sum(len(one.text.text) for one in notices) / (process_time() - before)


def main(arguments: list[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--errors", action="store_true", help="kinds of errors, counted")
    parser.add_argument("--folds", action="store_true", help="each fourth notice left out in turn")
    parser.add_argument(
        "--curve", action="store_true", help="learning curve at 25, 50 and 100 %% of the texts"
    )
    parser.add_argument("--models", type=Path, help="where the models of folds and curve are kept")
    parser.add_argument("--set", action="append", help="a folder or file of corpora/, whole")
    parser.add_argument("--usual", action="store_true", help="people called as often as in life")
    chosen = parser.parse_args(arguments)
    if chosen.curve:
        from corpora.train_names import curve

        for row in curve(chosen.models):
            print(json.dumps(row, ensure_ascii=False))
        return 0
    if chosen.folds:
        from corpora.train_names import cross_validated

        result = cross_validated(chosen.models)
    else:
        notices = held_notices() if not chosen.set else []
        for name in chosen.set or ():
            notices += notices_of(name, usual=chosen.usual)
        result = scores(notices, found_by_scanner)
        print(
            f"characters a second: {_speed(notices):,.0f}; not found again: {sum(one.lost for one in notices)}"
        )
    for name, figures in summary(result).items():
        print(f"{name:22}", "  ".join(f"{key} {value}" for key, value in figures.items()))  # type: ignore[attr-defined]
    if chosen.errors:
        for (sort, kind, look), count in error_kinds(result).most_common():
            print(f"{count:5} {sort} {kind}: {look}")
    return 0


def error_kinds(result: Scores) -> Counter[tuple[str, str, str]]:
    """Errors counted by (sort, kind, what the name or the find looks like)."""
    return Counter(
        (sort, kind, _look(kind, one.text.text[start:end])) for sort, kind, one, start, end in result.errors
    )


def _look(kind: str, value: str) -> str:
    from scanner.search.names.shapes import has_surname, is_word

    tight = "".join(value.split())
    if kind != "person":
        return f"{min(len(tight), 20) // 5 * 5}+ characters"
    if "·" in tight:
        return "with ·"
    if is_word(tight[1:]) or is_word(tight):
        return "word"
    if not has_surname(tight):
        return "without a known surname"
    return f"{len(tight)} characters"


if __name__ == "__main__":
    sys.exit(main())
