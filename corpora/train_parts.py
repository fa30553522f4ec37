"""Train the model of parts: who is a child, who answers for one (`scanner/search/attributes/parts.py`).

Learned from the marks of people/, written/, fresh/, sealed/ and unread/ and from the texts of people/parts/, which are
drawn many times: `[a|b]` is one of them, `<kind>` a word of patterns/said/children.txt, C1 a child, G1 who answers for one, O1
somebody else. A name without a mark plays neither part.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from random import Random

from corpora.make import file_bytes
from corpora.train import MODELS, TODAY, Example, crossed, learned, write
from corpora.train_said import FOLDERS, people_sets
from corpora.written_notices import Entry, Malformed, draft, entries, filled
from scanner.search.attributes.binding import Binding
from scanner.search.attributes.parts import MODEL, sights
from scanner.search.names.words import listed_in

HERE = Path(__file__).resolve().parent
ANSWERS = ("guardian", "minor")
MARKING = ("unread",)  # that mark who answers for a child; of the others only types that seldom name one
TYPES = (
    "child-support",
    "disability-subsidy",
    "donation",
    "housing-allocation",
    "identification-exit",
    "monitoring-object",
    "temporary-relief",
)  # of the folders: those that may speak of children; pupils who may be named have no marks in student-aid
SPARSE = TYPES[1:]  # of the folders that seldom mark who answers for a child
FORMATS = ("docx", "html", "txt")
LAYOUTS = ("", "", "", "cells", "tabs", "spaces")
DRAWS = 8  # of each text of people/parts/
DRAWN = 0.25  # what a name of a drawn text counts beside one of a notice
MARKED, OPTIONAL = 2.0, 0.7  # what a marked name counts
_CHOICE = re.compile(r"\[([^\[\]]*)\]|<([a-z]+)>")
_SLOT = re.compile(r"(?<![A-Za-z])(?P<part>[CGO])(?P<number>[0-9])(?P<masked>~?)(?![A-Za-z0-9])")
_SLOTS = {"C": ("child", "minor"), "G": ("villager", "guardian"), "O": ("person", "")}
_CHILDS = (
    "6岁",
    "9岁",
    "11周岁",
    "七岁",
    "八岁半",
    "十三岁",
    "15岁",
    "4岁",
    "两岁",
    "五个月",
    "12岁",
    "十六岁",
    "17岁",
)
_CLASSES = (
    "三年级",
    "五（2）班",
    "初二",
    "四年级1班",
    "七年级",
    "幼儿园大班",
    "学前班",
    "二年级",
    "八（4）班",
    "初一",
    "六年级",
    "高一（3）班",
    "九年级",
)
_UPPER = ("大学", "大专", "本科", "研究生", "职业技术学院", "师范大学")


def train(*, is_check: bool, without: Sequence[str] = ()) -> dict[str, float]:
    """Make the model and write it; the figures of the names whose texts were held out in turn come back."""
    examples = [*_of_texts(sets(without), 0), *_of_texts(drawn_texts(), 1_000_000, DRAWN)]
    if not is_check:
        write(learned(examples, ANSWERS, MODEL), [0.0] * len(ANSWERS), MODELS / f"{MODEL}.json")
    return _figures(examples)


def sets(without: Sequence[str] = ()) -> Iterator[Entry]:
    """The marked texts that are learned from."""
    yield from people_sets(without)
    for folder in FOLDERS:
        if folder not in without:
            for name in TYPES if folder in MARKING else SPARSE:
                path = HERE / folder / f"{name}.txt"
                yield from entries(path) if path.exists() else ()


# ---------------------------------------------------------------- drawn texts


def drawn_texts() -> Iterator[Entry]:
    """The texts of people/parts/, each drawn many times."""
    rng = Random("parts")
    kinds = {kind: words.split() for kind, words in listed_in("said", "children").items()}
    number = 0
    for path in sorted((HERE / "people" / "parts").glob("*.txt")):
        lines = [line for line in path.read_text(encoding="utf-8").split("\n") if not line.startswith("#")]
        for block in "\n".join(lines).strip().split("\n\n"):
            for _ in range(DRAWS):
                number += 1
                words = _drawn(block.strip(), rng, kinds)
                is_list = "\n|" in words or words.startswith("|")
                keys = {"layout": rng.choice(LAYOUTS)} if is_list else {}
                yield Entry("parts", f"{number:05}", keys, words.split("\n"))


def _drawn(block: str, rng: Random, kinds: dict[str, list[str]]) -> str:
    while found := _CHOICE.search(block):
        word = rng.choice(found[1].split("|")) if found[1] is not None else _word(found[2], rng, kinds)
        block = block[: found.start()] + word + block[found.end() :]
    return _SLOT.sub(_marked_slot, block)


def _word(kind: str, rng: Random, kinds: dict[str, list[str]]) -> str:
    """A word of a kind, an age, a birth or a class."""
    if kind in ("born", "grownborn"):
        year = rng.randint(2010, 2024) if kind == "born" else rng.randint(1938, 1999)
        month, day = rng.randint(1, 12), rng.randint(1, 28)
        return rng.choice(
            (
                f"{year}年{month}月",
                f"{year}年{month}月{day}日",
                f"{year}-{month:02}-{day:02}",
                f"{year}.{month}",
            )
        )
    if kind == "grownage":
        return f"{rng.randint(24, 86)}{rng.choice(('岁', '岁', '周岁'))}"
    own = {"age": _CHILDS, "class": _CLASSES, "upper": _UPPER}.get(kind)
    return rng.choice(own or kinds[kind])


def _marked_slot(match: re.Match[str]) -> str:
    slot, rule = _SLOTS[match["part"]]
    name = f"{{{slot}#{match['number']}{match['masked']}}}"
    return f"{{!personal/{rule}|{name}}}" if rule else name


# ---------------------------------------------------------------- examples


def _of_texts(found: Iterable[Entry], first: int, weight: float = 1.0) -> Iterator[Example]:
    for number, entry in enumerate(found, first):
        try:
            yield from examples_of(entry, number, weight)
        except (Malformed, ValueError):
            continue


def examples_of(entry: Entry, number: int, weight: float = 1.0) -> Iterator[Example]:
    """The names of a text as the scanner sees them; ValueError where a mark is not found again."""
    from corpora.people_score import _marks

    binding = binding_of(entry)
    marks = list(_marks(filled(entry), binding.text))
    for sight in sights(binding):
        one = sight.named
        met = [span for span, start, end in marks if start < one.end and one.start < end]
        answers = frozenset(name for span in met if (name := span.name.removeprefix("personal/")) in ANSWERS)
        counts = 1.0 if not answers else MARKED if any(span.kind == "!" for span in met) else OPTIONAL
        features = {mark + run for mark, runs in sight.seen.items() for run in runs}
        yield Example(number, features, answers, counts * weight)


def binding_of(entry: Entry) -> Binding:
    """An entry as the scanner reads it."""
    from scanner.anatomy import anatomy_of
    from scanner.extract import extract
    from scanner.normalize import normalize
    from scanner.recognize import circumstances_of, recognize
    from scanner.road import load_rules
    from scanner.search.numbers.reader import Numbers
    from scanner.search.subject import Subject
    from scanner.settings import Settings

    format = FORMATS[int(entry.number) % len(FORMATS)]
    data = file_bytes(draft(filled(entry)), format, Random(entry.name))
    rulebook, settings = load_rules(), Settings(today=TODAY)
    text = normalize(extract(f"{entry.name}.{format}", data, settings.limits))
    anatomy = anatomy_of(text)
    recognition = recognize(text, anatomy, rulebook, settings)
    around = circumstances_of(anatomy, recognition, rulebook, settings)
    standard = rulebook.standards[around["standard"].value]
    profile = rulebook.profiles.get(recognition.id)
    subject = Subject(
        text.document, text, profile, (), around, standard, TODAY, anatomy, Numbers(text, TODAY)
    )
    return Binding(subject)


# ---------------------------------------------------------------- measuring


def _figures(examples: Sequence[Example]) -> dict[str, float]:
    """Recall and precision over the marked names of notices, each fifth of the texts held out in turn."""
    numbers = {number: at for at, number in enumerate(sorted({example.notice for example in examples}))}
    drawn = {numbers[example.notice] for example in examples if example.notice >= 1_000_000}
    moved = [Example(numbers[e.notice], e.features, e.answers, e.weight) for e in examples]
    scores = crossed(moved, ANSWERS, MODEL)
    found: dict[str, float] = {}
    for column, answer in enumerate(ANSWERS):
        rows = [
            (answer in e.answers, one[column] > 0)
            for e, one in zip(moved, scores, strict=True)
            if e.notice not in drawn and e.weight != OPTIONAL
        ]
        hits = sum(right and said for right, said in rows)
        found[f"{answer} recall"] = round(hits / max(sum(right for right, _ in rows), 1), 3)
        found[f"{answer} precision"] = round(hits / max(sum(said for _, said in rows), 1), 3)
    return found
