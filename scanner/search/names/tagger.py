"""The character model: python-crfsuite over `features.py`, imported when first asked for.

`patterns/models/names.crfsuite` is made by `python -m corpora.train --only names`; its card is beside it.
"""

from __future__ import annotations

import os
from functools import cache

from scanner.noun import noun
from scanner.regexes import compiled
from scanner.search.names.features import features
from scanner.search.names.shapes import is_name
from scanner.search.names.words import MODELS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from scanner.search.names.entities import Kind

PATH = os.path.join(MODELS, "names.crfsuite")
KIND_OF: dict[str, Kind] = {"P": "person", "M": "masked", "O": "organisation", "A": "address"}
DOUBT = 0.35  # a person that the model thinks this likely, though not likeliest, is taken for one
_PIECE = compiled(r"(?<![^\W_])[^\W\da-zA-Z_]{2,4}(?![^\W_])")
_HAN_BEGINS = "\u2e80"


class Tagged(metaclass=noun):
    """What the model sees in a strip: a stretch, its kind and how likely its borders and kind are."""

    kind: Kind
    start: int
    end: int
    share: float


@cache
def _tagger() -> Any:
    from pycrfsuite import Tagger

    found = Tagger()
    found.open(PATH)
    return found


def tagged(text: str) -> list[Tagged]:
    """The names that the model sees in the text of a strip."""
    if not any(char > _HAN_BEGINS for char in text):
        return []
    tagger = _tagger()
    tagger.set(features(text))
    tags = tagger.tag()
    found = [
        Tagged(KIND_OF[kind], start, end, _share(tagger, kind, start, end))
        for kind, start, end in stretches(tags)
    ]
    return found + list(_doubted(tagger, text, tags))


def _doubted(tagger: Any, text: str, tags: Sequence[str]) -> Iterator[Tagged]:
    """Persons that the model thinks nearly as likely as nothing: whole pieces between marks, shaped as names are."""
    for piece in _PIECE.finditer(text):
        start, end = piece.span()
        if any(tag != "O" for tag in tags[start:end]) or not is_name(piece[0]):
            continue
        share = tagger.marginal("BP", start)
        if share >= DOUBT:
            yield Tagged("person", start, end, share)


def stretches(tags: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """(letter of the kind, start, end) of every run of tags B-x I-x …; an I that nothing begins begins one."""
    start, kind = 0, ""
    for at, tag in enumerate((*tags, "O")):
        if kind and (tag == "O" or tag[0] == "B" or tag[1] != kind):
            yield kind, start, at
            kind = ""
        if not kind and tag != "O":
            start, kind = at, tag[1]


def _share(tagger: Any, kind: str, start: int, end: int) -> float:
    """The least likely of its characters, which is close to how likely the whole is."""
    shares = [tagger.marginal("B" + kind, start)]
    shares += [tagger.marginal("I" + kind, at) for at in range(start + 1, end)]
    return float(min(shares))
