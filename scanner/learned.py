"""Weights learned from the written notices: how much each short run of characters speaks for an answer.

A linear model over sets of features (`corpora/train.py` makes it, `patterns/models/README.md` is its card). A text's
features that the model knows are weighed by how rare they are, scaled to length 1, and added up for every
answer. The file is JSON; a feature's row holds its rarity and then pairs of answer and weight, a character each.
"trust" says, where the file has it, how much other signs weigh beside these.

What was read is kept beside the rule book in `__pycache__`, one column of weights for each answer and the features in
buckets (see `runs`), and read again whenever the file was touched.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from functools import cache
from operator import add

from scanner.kept import BROKEN, Kept, keep_file, places_of
from scanner.runs import Runs, packed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Set
    from typing import Any

    from scanner.kept import Place
    from scanner.runs import Packed

PATTERNS = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "patterns")
FOLDER = os.path.join(PATTERNS, "models")
RARITY_STEP = 0.05  # of one step in the file
WIDE = 3  # bytes in which the weights of sixty thousand features can be added up
_MAKERS = __file__, os.path.join(os.path.dirname(__file__), "runs.py")  # what is kept depends on them too
ZERO = 128  # the character that stands for a weight of nothing


class Columns(Sequence):  # type: ignore[type-arg]
    """The columns of a kept model, each read when it is first asked for: a notice asks for ten of seventy elements."""

    def __init__(self, kept: Kept, places: Sequence[Place]) -> None:
        self._kept = kept
        self._places = places
        self._read: dict[int, bytes] = {}

    def __len__(self) -> int:
        return len(self._places)

    def __getitem__(self, at: Any) -> Any:
        found = self._read.get(at)
        if found is None:
            found = self._read[at] = bytes(self._kept.raw(self._places[at]))
        return found

    def __iter__(self) -> Iterator[bytes]:
        return iter([self[at] for at in range(len(self._places))])


class Weights:
    """One model: its answers in order, what speaks for each from the start, its features and their weights.

    A feature is a mark of one character and a run; `features` numbers them by mark and run. `rarities` has a
    byte for each, and so has each of the `columns`, which stand in the order of the answers. The weights of a
    feature are added up for all answers at once, as one number with three bytes for each (`_wide`).
    """

    __slots__ = ("_is_warm", "_wide", "answers", "biases", "columns", "features", "rarities", "step", "trust")

    def __init__(
        self,
        answers: Sequence[str],
        biases: Sequence[float],
        step: float,
        features: Mapping[str, Runs],
        rarities: bytes,
        columns: Sequence[bytes],
        trust: Mapping[str, float] | None = None,
    ) -> None:
        self.answers = tuple(answers)
        self.biases = tuple(biases)
        self.step = step
        self.features = features
        self.rarities = rarities
        self.columns = columns
        self.trust = trust or {}
        self._wide: dict[int, int] = {}
        self._is_warm = False

    @classmethod
    def of(
        cls,
        answers: Sequence[str],
        biases: Sequence[float],
        rows: Mapping[str, str],
        step: float,
        trust: Mapping[str, float] | None = None,
    ) -> Weights:
        """The model of these rows: feature -> rarity and then pairs of answer and weight, a character each."""
        columns = [bytearray([ZERO]) * len(rows) for _ in answers]
        codes = [row.encode("latin-1") for row in rows.values()]
        for number, code in enumerate(codes):
            for answer, weight in zip(code[1::2], code[2::2], strict=True):
                columns[answer][number] = weight
        features: dict[str, dict[str, int]] = {}
        for number, feature in enumerate(rows):
            features.setdefault(feature[0], {})[feature[1:]] = number
        rarities = bytes([code[0] for code in codes])
        runs = {mark: Runs(numbers=numbers) for mark, numbers in features.items()}
        return cls(answers, biases, step, runs, rarities, [bytes(column) for column in columns], trust)

    @property
    def rows(self) -> dict[str, str]:
        """The rows that the model is made of, in their order."""
        numbered = [
            (number, mark + run) for mark, runs in self.features.items() for run, number in runs.all().items()
        ]
        return {feature: self._row(number) for number, feature in sorted(numbered)}

    def _row(self, number: int) -> str:
        weights = [(answer, column[number]) for answer, column in enumerate(self.columns)]
        pairs = [chr(answer) + chr(weight) for answer, weight in weights if weight != ZERO]
        return chr(self.rarities[number]) + "".join(pairs)

    def known(self, mark: str, runs: Set[str]) -> list[int]:
        """The numbers of the features with this mark that the model knows."""
        own = self.features.get(mark)
        return own.numbers(runs) if own else []

    def scores(self, known: Sequence[int], asked: Sequence[int] | None = None) -> list[float]:
        """How much speaks for each answer, above 0 where it is more likely than not; every feature counts once.

        `asked` are the numbers of the answers that are wanted, in their order; none: all.
        """
        wanted = range(len(self.answers)) if asked is None else asked
        if not known:
            return [self.biases[answer] for answer in wanted]
        length = sum([rarity * rarity for rarity in map(self.rarities.__getitem__, known)])
        scale = self.step / (RARITY_STEP * length**0.5)
        nothing = ZERO * len(known)
        is_first, self._is_warm = not self._is_warm, True  # one text alone is added up faster by columns
        sums = self._sums_for(known, wanted) if asked is not None or is_first else self._sums(known)
        return [
            self.biases[answer] + (total - nothing) * scale
            for answer, total in zip(wanted, sums, strict=True)
        ]

    def _sums_for(self, known: Sequence[int], asked: Sequence[int]) -> list[int]:
        return [sum(map(self.columns[answer].__getitem__, known)) for answer in asked]

    def _sums(self, known: Sequence[int]) -> list[int]:
        """The weights of these features added up, of every answer."""
        wide, columns = self._wide, [*self.columns]
        for number in known:
            if number not in wide:
                spaced = bytearray(WIDE * len(columns))
                spaced[::WIDE] = bytes([column[number] for column in columns])
                wide[number] = int.from_bytes(spaced, "little")
        size = WIDE * len(self.columns)
        raw = sum([wide[number] for number in known]).to_bytes(size, "little")
        return [int.from_bytes(raw[at : at + WIDE], "little") for at in range(0, size, WIDE)]

    def scores_of(self, features: Iterable[str]) -> list[float]:
        """The `scores` of features that are written with their marks."""
        return self.scores(
            [number for feature in features for number in self.known(feature[0], {feature[1:]})]
        )


def runs_of(text: str) -> set[str]:
    """The runs of two and three characters."""
    pairs = list(map(add, text, text[1:]))
    return {*pairs, *map(add, pairs, text[2:])}


@cache
def weights(name: str) -> Weights:
    """The model of this name that ships with the program."""
    path = os.path.join(FOLDER, f"{name}.json")
    signature = [(stat.st_size, stat.st_mtime_ns) for stat in map(os.stat, (path, *_MAKERS))]
    place = os.path.join(PATTERNS, "__pycache__", f"{name}-{sys.implementation.cache_tag}.book")
    try:
        kept = Kept(place)
        known, answers, biases, step, features, trust, places = kept.head
        if known == signature:
            runs = {mark: Runs(*buckets) for mark, buckets in features.items()}
            rarities = bytes(kept.raw(places[0]))
            return Weights(answers, biases, step, runs, rarities, Columns(kept, places[1:]), trust)
    except BROKEN:
        pass
    model = _read(path)
    packed_features, columns = _parts(model)
    said = model.answers, model.biases, model.step, packed_features, dict(model.trust)
    keep_file(place, (signature, *said, places_of(columns)), columns)
    return model


def _parts(model: Weights) -> tuple[dict[str, Packed], list[bytes]]:
    """The features packed by mark; the rarities and the columns of weights in their order."""
    features: dict[str, Packed] = {}
    order: list[int] = []
    for mark, own in model.features.items():
        numbers = own.all()
        features[mark], kept = packed(numbers, len(order))
        order += [numbers[run] for run in kept]
    return features, [
        bytes([column[number] for number in order]) for column in (model.rarities, *model.columns)
    ]


def _read(path: str) -> Weights:
    from json import loads

    with open(path, encoding="utf-8") as file:
        found = loads(file.read())
    rows = dict(zip(found["features"].split("\n"), found["rows"], strict=True))
    return Weights.of(found["answers"], found["biases"], rows, found["step"], found.get("trust"))
