"""Weights learned from the written notices: how much each short run of characters speaks for an answer.

A linear model over sets of features (`corpora/train.py` makes it, `patterns/models/README.md` is its card). A text's
features that the model knows are weighed by how rare they are, scaled to length 1, and added up for every
answer. The file is JSON; a feature's row holds its rarity and then pairs of answer and weight, a character each.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from functools import cache
from json import loads

FOLDER = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "patterns", "models")
RARITY_STEP = 0.05  # of one step in the file
ZERO = 128  # the character that stands for a weight of nothing


class Weights:
    """One model: its answers in order, what speaks for each from the start, and the rows of its features."""

    __slots__ = ("answers", "biases", "rows", "step")

    def __init__(
        self, answers: Sequence[str], biases: Sequence[float], rows: dict[str, str], step: float
    ) -> None:
        self.answers = tuple(answers)
        self.biases = tuple(biases)
        self.rows = rows
        self.step = step

    def scores(self, features: Iterable[str]) -> list[float]:
        """How much speaks for each answer, above 0 where it is more likely than not; every feature counts once."""
        known = [row for row in map(self.rows.get, features) if row]
        totals = [0] * len(self.answers)
        length = 0
        for row in known:
            codes = row.encode("latin-1")
            length += codes[0] * codes[0]
            for answer, weight in zip(codes[1::2], codes[2::2], strict=True):
                totals[answer] += weight - ZERO
        if not length:
            return list(self.biases)
        scale = self.step / (RARITY_STEP * length**0.5)
        return [bias + total * scale for bias, total in zip(self.biases, totals, strict=True)]


@cache
def weights(name: str) -> Weights:
    """The model of this name that ships with the program."""
    with open(os.path.join(FOLDER, f"{name}.json"), encoding="utf-8") as file:
        found = loads(file.read())
    rows = dict(zip(found["features"].split("\n"), found["rows"], strict=True))
    return Weights(found["answers"], found["biases"], rows, found["step"])
