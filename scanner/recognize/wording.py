"""What the wording of a text says about its type, by weights learned from notices.

The cues of the profiles say why a text is of a type; where they leave it open, this decides between
them. Only the runs of characters of the first pages count, digits folded.
"""

from __future__ import annotations

from collections.abc import Iterator

from scanner.anatomy import Anatomy
from scanner.learned import runs_of, weights
from scanner.model import NormalizedText
from scanner.regexes import compiled

MODEL = "types"
CHARS = 3_000
FULL = 500  # features from which on the wording counts fully; a few lines say little
_DIGITS = compiled("[0-9]+")
_SPACES = compiled(r"\s+")


def features(text: NormalizedText, anatomy: Anatomy) -> set[str]:
    """The runs of two and three characters of the text, and of its title once more, with their marks."""
    return {mark + run for mark, runs in _runs(text, anatomy) for run in runs}


def _runs(text: NormalizedText, anatomy: Anatomy) -> Iterator[tuple[str, set[str]]]:
    lines = [line.text for line in anatomy.lines if not line.is_chrome and line.attachment == 0]
    body = "".join(lines)[:CHARS]
    for table in text.document.tables[:5]:
        body += "|" + "|".join("".join(path) for path in table.head)
    yield "b", runs_of(_plain(body))
    if anatomy.title:
        yield "t", runs_of(_plain(anatomy.title.text))


def _plain(text: str) -> str:
    return _SPACES.sub("", _DIGITS.sub("0", text))


def wording_scores(text: NormalizedText, anatomy: Anatomy) -> dict[str, float]:
    """Type → how much the wording speaks for it; above 0 where more speaks for it than against."""
    model = weights(MODEL)
    known: list[int] = []
    count = 0
    for mark, runs in _runs(text, anatomy):
        known += model.known(mark, runs)
        count += len(runs)
    share = min(1.0, count / FULL)
    return {name: share * score for name, score in zip(model.answers, model.scores(known), strict=True)}
