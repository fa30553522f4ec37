"""Train the model of clauses: what is said of a person in one (`scanner/search/attributes/clauses.py`).

Learned from the marks of people/, written/, fresh/ and sealed/ and from people/phrases/, whose lines are drawn many times:
`{a|b}` is one of them, `<kind>` a word of patterns/said/words.txt. A clause without a mark is one of nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from random import Random

from corpora.train import MODELS, Example, crossed, learned, write
from corpora.written_notices import OPEN_PEOPLE, Entry, Malformed, Passage, entries, filled
from scanner.search.attributes.clauses import MODEL, clauses, features, seen
from scanner.search.names.words import listed_in

HERE = Path(__file__).resolve().parent
ANSWERS = ("disability", "family-circumstances", "illness", "income", "sensitive-other")
FOLDERS = ("written", "fresh", "sealed", "unread")
DRAWS = 40  # of each line of phrases
PHRASE = 0.4  # what a drawn phrase counts beside a clause of a notice
AMID = 0.5  # how many of them stand amid what surrounds a clause of a notice
MARKED = 2.0  # what a marked clause counts
BEFORE = (
    "",
    "",
    "",
    "",
    "某某",
    "该户",
    "其",
    "他",
    "家中",
    "现",
    "因",
    "本人",
    "户主",
    "老人",
    "今年",
    "而",
    "且",
    "一家",
)
_EARNED = re.compile("[0-9元块千万百两]|收入|工资|存款|房|车|经济来源|工作")  # 开小卖部 alone is no income
_CHOICE = re.compile(r"\{([^{}]*)\}|<([a-z]+)>")


def train(*, is_check: bool, without: Sequence[str] = ()) -> dict[str, float]:
    """Make the model and write it; the figures of the clauses that were held out in turn come back."""
    notices = list(_of_notices(without))
    examples = [*notices, *_of_phrases(_surroundings(notices))]
    if not is_check:
        write(learned(examples, ANSWERS, MODEL), [0.0] * len(ANSWERS), MODELS / f"{MODEL}.json")
        return {}
    return _figures(examples)


def sets(without: Sequence[str] = ()) -> Iterator[Entry]:
    """The marked texts that are learned from."""
    yield from people_sets(without)
    for folder in FOLDERS:
        if folder not in without:
            for path in sorted((HERE / folder).glob("*.txt")):
                yield from entries(path)


def people_sets(without: Sequence[str] = ()) -> Iterator[Entry]:
    """The short texts on people that are learned from."""
    for name in OPEN_PEOPLE:
        if name not in without:
            yield from entries(HERE / "people" / f"{name}.txt")


def _of_notices(without: Sequence[str]) -> Iterator[Example]:
    for number, entry in enumerate(sets(without)):
        try:
            parts = filled(entry).parts
        except Malformed:
            continue
        for part in parts:
            if isinstance(part, Passage):
                yield from _clauses(number, part, "")
                continue
            for row in part[1:]:
                for column, cell in enumerate(row):
                    head = part[0][column].text if column < len(part[0]) else ""
                    yield from _clauses(number, cell, head_of(head))


def head_of(head: str) -> str:
    """The head of a column without spaces and brackets."""
    return re.sub(r"[（(].*|\s", "", head)[-10:]


def _clauses(number: int, passage: Passage, head: str) -> Iterator[Example]:
    for start, end in clauses(passage.text):
        met = [span for span in passage.spans if span.kind in "!?" and span.start < end and start < span.end]
        answers = frozenset(name for span in met if (name := span.name.removeprefix("personal/")) in ANSWERS)
        if any(span.kind == "?" for span in met) and not answers:
            continue
        yield Example(
            number, _marked(seen(passage.text, start, end, head)), answers, MARKED if answers else 1.0
        )


def _marked(parts: dict[str, set[str]]) -> set[str]:
    return {mark + run for mark, runs in parts.items() for run in runs}


def _surroundings(examples: Iterable[Example]) -> dict[bool, list[list[str]]]:
    """What stands around the clauses of the notices, as the model sees it: those that say something, and the others."""
    found: dict[bool, list[list[str]]] = {True: [], False: []}
    for example in examples:
        found[bool(example.answers)].append(sorted(run for run in example.features if run[0] == "c"))
    return found


def _of_phrases(surroundings: Mapping[bool, Sequence[list[str]]]) -> Iterator[Example]:
    """The drawn phrases, some of them amid what stands around a clause of a notice that says something, or nothing."""
    rng = Random("phrases")
    number = 1_000_000
    for answer, line in phrases():
        number += 1
        answers = frozenset() if answer == "none" else frozenset((answer,))
        for text in sorted({drawn(line, rng) for _ in range(DRAWS)}):
            before = rng.choice(BEFORE)
            for at, (start, end) in enumerate(clauses(text)):
                if answer == "income" and not _EARNED.search(text[start:end]):
                    continue
                words = text[start:end] if at else before + text[start:end]
                around = rng.choice(surroundings[bool(answers)]) if rng.random() < AMID else ()
                yield Example(number, _marked(features(words)) | {*around}, answers, PHRASE)


def phrases() -> Iterator[tuple[str, str]]:
    """The lines of people/phrases/ with what they say."""
    for path in sorted((HERE / "people" / "phrases").glob("*.txt")):
        answer = ""
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("["):
                answer = line.strip("[] ")
            elif line and not line.startswith("#"):
                yield answer, line


def drawn(line: str, rng: Random) -> str:
    """One of the phrases that a line stands for; KeyError for a kind of words that is not known."""
    kinds = listed_in("said", "words")
    while found := _CHOICE.search(line):
        words = found[1].split("|") if found[1] is not None else kinds[found[2]].split()
        line = line[: found.start()] + rng.choice(words) + line[found.end() :]
    return line


def _figures(examples: Sequence[Example]) -> dict[str, float]:
    """Recall and precision over the clauses of notices, each fifth of them held out in turn."""
    notices = sorted({example.notice for example in examples})
    at = {notice: number for number, notice in enumerate(notices)}
    examples = [Example(at[e.notice], e.features, e.answers, e.weight) for e in examples]
    scores = crossed(examples, ANSWERS, MODEL)
    first = at.get(1_000_001, len(notices))
    found: dict[str, float] = {}
    for column, answer in enumerate(ANSWERS):
        rows = [
            (answer in e.answers, one[column] > 0)
            for e, one in zip(examples, scores, strict=True)
            if e.notice < first
        ]
        found |= _rates(answer, rows)
    return found


def _rates(answer: str, rows: Iterable[tuple[bool, bool]]) -> dict[str, float]:
    rows = list(rows)
    hits = sum(right and said for right, said in rows)
    right, said = sum(right for right, _ in rows), sum(said for _, said in rows)
    return {
        f"{answer} recall": round(hits / max(right, 1), 3),
        f"{answer} precision": round(hits / max(said, 1), 3),
    }
