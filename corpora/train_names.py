"""The character model for names: `python -m corpora.train --only names`, or `python -m corpora.train_names`.

Learned from the notices of corpora/written/ that are not held back, each drawn several times from wide pools, and
from the shapes of corpora/written_names/. No public data set, no fetched text, no labels of another model. The seed is
in the texts' numbers; the same files and the same python-crfsuite give the same file.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from time import process_time
from typing import Any

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from corpora.name_shapes import shapes
from corpora.name_texts import Marked, Text, texts, training_entries

TARGET = Path(__file__).resolve().parent.parent / "patterns" / "models" / "names.crfsuite"
DRAWS = 2  # of every written notice
SHAPED = 2800  # texts of name_shapes
LETTERS = {"person": "P", "masked": "M", "organisation": "O", "address": "A"}
PARAMETERS = {
    "c1": 0.25,
    "c2": 0.03,
    "max_iterations": 60,
    "feature.minfreq": 3,
    "feature.possible_transitions": True,
}
CURVE = (0.1, 0.25, 0.5)  # of the written notices; the shipped model is the end of the curve


def tags_of(marks: Sequence[Marked], places: Sequence[int]) -> list[str]:
    """B-, I- and O for the characters of a strip that stand at these places of the text."""
    found = ["O"] * len(places)
    at = {place: index for index, place in enumerate(places)}
    for mark in marks:
        inside = [at[place] for place in range(mark.start, mark.end) if place in at]
        for count, index in enumerate(inside):
            found[index] = ("I" if count else "B") + LETTERS[mark.kind]
    return found


def sequences(text: Text) -> Iterator[tuple[str, list[str]]]:
    """The strips of a text as the scanner cuts them, with a tag for every character."""
    from scanner.search.names.strips import strips

    for strip in strips(text.text):
        if len(strip.text.strip()) > 1:
            first, last = strip.places[0], strip.places[-1]
            marks = [mark for mark in text.marks if first <= mark.start <= last]
            yield strip.text, tags_of(marks, strip.places)


def learn(found: Iterable[Text], target: Path, **changes: Any) -> dict[str, float]:
    """Train from these texts and write the model; counts and seconds."""
    from pycrfsuite import Trainer

    from scanner.search.names.features import features

    before = process_time()
    trainer = Trainer(verbose=False)
    count = characters = 0
    for text in found:
        for strip, tags in sequences(text):
            trainer.append(features(strip), tags)
            characters += len(strip)
            count += 1
    trainer.set_params({**PARAMETERS, **changes})
    trainer.train(str(target))
    return {
        "strips": count,
        "characters": characters,
        "bytes": target.stat().st_size,
        "seconds": round(process_time() - before),
    }


def training_texts(draws: int = DRAWS, shaped: int = SHAPED) -> Iterator[Text]:
    """Everything that is learned from, in order."""
    return chain(texts(draws), shapes(shaped))


def train() -> dict[str, float]:
    """Make the shipped model."""
    return learn(training_texts(), TARGET)


def curve(notices: Sequence[Any], shares: Sequence[float] = CURVE) -> list[dict[str, object]]:
    """F1 on the held notices by the share of the written notices that was learned from."""
    import tempfile

    from corpora.names_score import found_by_scanner, scores, summary
    from scanner.search.names import tagger

    shipped, rows = tagger.PATH, []
    entries = training_entries()
    with tempfile.TemporaryDirectory() as folder:
        for share in shares:
            step = round(1 / share)
            part = [entry for number, entry in enumerate(entries) if number % step == 0]
            target = Path(folder) / f"{step}.crfsuite"
            made = learn(chain(texts(DRAWS, part), shapes(round(SHAPED * share))), target)
            tagger.PATH = str(target)
            tagger._tagger.cache_clear()
            figures = summary(scores(notices, found_by_scanner))
            rows.append(
                {"notices": len(part), **made, "figures": {k: figures[k] for k in (*LETTERS, "policy prose")}}
            )
    tagger.PATH = shipped
    tagger._tagger.cache_clear()
    return rows


if __name__ == "__main__":
    print(train())
