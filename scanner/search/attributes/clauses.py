"""Clauses that the learned model hears something about a person in: 腰杆断了, 离不得药, 妈跑了.

The model (`patterns/models/said.json`, made by `python -m corpora.train --only said`) weighs the runs of characters of a
clause, the same runs with words of one kind (`patterns/said/words.txt`: parts of the body, kin, harm …) drawn together,
and the head of the column a cell stands in. Whom a clause is about is not its business; `finder` asks for that.
"""

from __future__ import annotations

import os
from functools import cache
from operator import add

from scanner.learned import FOLDER, PATTERNS, ZERO, runs_of, weights
from scanner.noun import noun
from scanner.regexes import compiled, worked_out
from scanner.runs import Runs, Words, packed, packed_words
from scanner.search.names.words import listed_in

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from scanner.learned import Weights
    from scanner.runs import Packed

    Said = tuple[tuple[float, str], ...]  # how much speaks for an answer, and which

MODEL = "said"
_FILE = os.path.join(FOLDER, f"{MODEL}.json")
_LIST = os.path.join(PATTERNS, "said", "words.txt")
AROUND = 16  # characters to either side in the same line
_MOST_KNOWN = 10_000  # clauses of one text whose answers are remembered
LONGEST = 40  # characters of a clause that are looked at
_BREAKS = r"，。；、,;：:！？!?\s（）()“”\"|《》<>【】"
_CLAUSE = compiled(f"[^{_BREAKS}]+")
_STOP = compiled(f"[{_BREAKS}]")
_EDGES = frozenset("^$0")
_DIGITS = compiled("[0-9]+(?:[.,][0-9]+)*")
_KINDS = 0xE000  # private characters that stand for a kind of words
# How loud a clause must speak of an answer to be heard: where less is mostly heard wrongly
_LEAST = {
    "disability": 0.1,
    "family-circumstances": 0.15,
    "illness": 0.15,
    "income": 0.1,
    "sensitive-other": 0.15,
}
_LOUD = 12  # steps of weight of a pair of characters that a clause is looked at for
# Kinds of words that say something by themselves
TELLING = (
    "disease",
    "hurt",
    "gone",
    "cure",
    "crime",
    "belief",
    "impair",
    "prison",
    "penalty",
    "measure",
    "correction",
    "sexual",
)
# Kinds that a clause is looked at for; the further ones say something beside other words
OPENING = (*TELLING, "biometric", "epidemic", "petition", "seat", "track", "transit", "travel")


class Clause(metaclass=noun):
    """``text[start:end]`` of the searched text and what it says: (how much speaks for it, the model's answer), most first."""

    start: int
    end: int
    said: Said


def clauses(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Begin and end of every clause of a stretch of text."""
    for match in _CLAUSE.finditer(text, start, len(text) if end is None else end):
        yield match.span()


def seen(text: str, start: int, end: int, head: str = "") -> dict[str, set[str]]:
    """What the model sees of the clause ``text[start:end]``, by mark.

    s: its runs; w: those with kinds of words; c: the pairs of characters around it; h: the runs of the head over it.
    """
    return _features_of(*_view(text, start, end), head)


def _view(text: str, start: int, end: int) -> tuple[str, str]:
    """The clause and what stands around it, as far as the model sees them."""
    around = text[max(0, start - AROUND) : start].rpartition("\n")[2] + "^"
    around = _DIGITS.sub("0", around + text[end : end + AROUND].partition("\n")[0])
    return _DIGITS.sub("0", text[start : min(end, start + LONGEST)]), around


def _features_of(clause: str, around: str, head: str) -> dict[str, set[str]]:
    return {**features(clause, head), "c": set(map(add, around, around[1:]))}


def features(clause: str, head: str = "") -> dict[str, set[str]]:
    """As `seen`, of a clause that stands alone."""
    plain = _DIGITS.sub("0", clause[:LONGEST])
    found = {"s": runs_of(f"^{plain}$")}
    drawn = drawn_together(plain)
    if drawn != plain:
        found["w"] = _all_runs(f"^{drawn}$")
    if head:
        found["h"] = runs_of(f"^{head}$")
    return found


def drawn_together(plain: str) -> str:
    """The words of one kind as the sign of their kind, of several at a place the longest."""
    singles, words = _words()
    found: list[str] = []
    at, last = 0, len(plain) - 1
    while at <= last:
        for word, sign in words.begun(plain[at : at + 2]) if at < last else ():
            if plain.startswith(word, at):
                found.append(sign)
                at += len(word)
                break
        else:
            found.append(singles.get(plain[at], plain[at]))
            at += 1
    return "".join(found)


def _all_runs(drawn: str) -> set[str]:
    """Runs of one to four characters with a kind of words among them."""
    runs = [*drawn]
    found = set(runs)
    for size in (1, 2, 3):
        runs = list(map(add, runs, drawn[size:]))
        found.update(runs)
    return {run for run in found if max(run) >= chr(_KINDS)}


def heard(text: str, answers: Collection[str], head_at: Callable[[int], str]) -> Iterator[Clause]:
    """The clauses of a text that say something of the kinds `answers`, in order.

    `head_at` gives the head of the column over a place of the text, "" outside of lists.
    """
    openings = _openings(text)
    if not openings:
        return
    model = weights(MODEL)
    wanted = [number for number, answer in enumerate(model.answers) if answer in answers]
    known: dict[tuple[str, str, str], Said] = {}  # of this text alone; lists say the same again and again
    last = 0
    for position in sorted(openings):
        if position < last:
            continue
        start, last = _around(text, position)
        view = *_view(text, start, last), head_at(start)
        said = known.get(view)
        if said is None:
            said = _said(model, wanted, _features_of(*view))
            if len(known) < _MOST_KNOWN:
                known[view] = said
        if said:
            yield Clause(start, last, said)


def _said(model: Weights, wanted: Sequence[int], features: Mapping[str, set[str]]) -> Said:
    """How much speaks for each of these answers, where it is enough; most first."""
    numbers = [number for mark, runs in features.items() for number in model.known(mark, runs)]
    scores = zip(model.scores(numbers, wanted), wanted, strict=True)
    named = [(score, model.answers[number]) for score, number in scores if score > 0]
    return tuple(sorted([one for one in named if one[0] >= _LEAST.get(one[1], 0.0)], reverse=True))


def _openings(text: str) -> set[int]:
    """Where something stands that speaks loud by itself."""
    pairs = set(map(add, text, text[1:]))
    openers = set(_loud().known(pairs))
    beginnings, words = _opening()
    for pair in beginnings.known(pairs):
        openers.update([word for word, _ in words.begun(pair) if word in text])
    found: set[int] = set()
    for opener in openers:
        at = text.find(opener)
        while at >= 0:
            found.add(at)
            at = text.find(opener, at + 1)
    return found


def _around(text: str, position: int) -> tuple[int, int]:
    """Begin and end of the clause that a position stands in."""
    low = max(0, position - LONGEST)
    start = low
    for match in _STOP.finditer(text, low, position):
        start = match.end()
    stop = _STOP.search(text, position)
    return start, stop.start() if stop else len(text)


def is_telling(word: str) -> bool:
    """Whether a word says something by itself: 哮喘."""
    beginnings, words = _telling()
    if len(word) < 2:
        return bool(beginnings.known({word}))
    return any(word == told for told, _ in words.begun(word[:2]))


@cache
def _telling() -> tuple[Runs, Words]:
    """The words of kinds that say something by themselves, and the first two characters of them all."""
    beginnings, words = worked_out(
        "words that tell", (*_state_of(_LIST), *TELLING), lambda _: _of_kinds(TELLING)
    )
    return Runs(*beginnings), Words(words)


@cache
def _opening() -> tuple[Runs, Words]:
    """The words that a clause is looked at for, likewise."""
    beginnings, words = worked_out(
        "words that open", (*_state_of(_LIST), *OPENING), lambda _: _of_kinds(OPENING)
    )
    return Runs(*beginnings), Words(words)


def _of_kinds(kinds: Iterable[str]) -> tuple[Packed, list[bytes]]:
    groups = listed_in("said", "words")
    found = dict.fromkeys([word for kind in kinds for word in groups.get(kind, "").split()], ".")
    longer = {word: sign for word, sign in found.items() if len(word) > 1}
    return packed(sorted({word[:2] for word in found}))[0], packed_words(longer)


@cache
def _loud() -> Runs:
    """The pairs of characters that speak loud for an answer."""
    return Runs(*worked_out("loud pairs", (*_state_of(_FILE), str(_LOUD)), _loud_of))


def _loud_of(_: tuple[str, ...]) -> Packed:
    model = weights(MODEL)
    pairs = (
        pair
        for pair, number in model.features["s"].all().items()
        if len(pair) == 2
        and not set(pair) & _EDGES
        and any(column[number] - ZERO >= _LOUD for column in model.columns)
    )
    return packed(sorted(pairs))[0]


def _state_of(path: str) -> tuple[str, ...]:
    """By which it is seen that a file was written anew."""
    stat = os.stat(path)
    return path, str(stat.st_size), str(stat.st_mtime_ns)


@cache
def _words() -> tuple[dict[str, str], Words]:
    """The signs of the kinds: of words of one character, and of the longer ones."""
    singles, longer = worked_out("words of kinds", _state_of(_LIST), _signs)
    return singles, Words(longer)


def _signs(_: tuple[str, ...]) -> tuple[dict[str, str], list[bytes]]:
    kinds: dict[str, str] = {}
    for number, words in enumerate(listed_in("said", "words").values()):
        for word in words.split():
            kinds.setdefault(_DIGITS.sub("0", word), chr(_KINDS + number))
    singles = {word: sign for word, sign in kinds.items() if len(word) == 1}
    return singles, packed_words({word: sign for word, sign in kinds.items() if len(word) > 1})
