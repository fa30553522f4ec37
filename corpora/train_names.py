"""The character model for names: `python -m corpora.train --only names`, or `python -m corpora.train_names`.

Learned from all opened notices (corpora/written/ with its held ones, corpora/fresh/), each drawn several times from wide
pools, and from the shapes of corpora/written_names/. No public data set, no fetched text, no labels of another model. The seed is
in the texts' numbers; the same files and the same python-crfsuite give the same file.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import TYPE_CHECKING, Any

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from corpora.name_shapes import shapes
from corpora.name_texts import Marked, Text, texts, training_entries

if TYPE_CHECKING:
    from corpora.names_score import Scores

TARGET = Path(__file__).resolve().parent.parent / "patterns" / "models" / "names.crfsuite"
DRAWS = 1  # of every written notice; a second one gave nothing
SHAPED = 1800  # texts of name_shapes
LETTERS = {"person": "P", "masked": "M", "organisation": "O", "address": "A"}
PARAMETERS = {
    "c1": 0.35,
    "c2": 0.03,
    "max_iterations": 80,
    "feature.minfreq": 3,
    "feature.possible_transitions": True,
}
CURVE = (0.25, 0.5, 1.0)


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
            marks = [mark for mark in text.marks if first <= mark.start <= last and not _is_bare(mark)]
            yield strip.text, tags_of(marks, strip.places)


def _is_bare(mark: Marked) -> bool:
    """Whether an address says no more than a village or an institution: learned as nothing."""
    return mark.kind == "address" and mark.optional


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


@contextmanager
def asked(model: Path) -> Iterator[None]:
    """Let the scanner ask this model in place of the shipped one."""
    from scanner.search.names import tagger

    shipped = tagger.PATH
    tagger.PATH = str(model)
    tagger._tagger.cache_clear()
    try:
        yield
    finally:
        tagger.PATH = shipped
        tagger._tagger.cache_clear()


def part_model(folder: Path, fold: int, share: float = 1.0) -> dict[str, float]:
    """A model without one fold, from a share of the rest, in a folder where it may lie already."""
    from corpora.names_score import FOLDS

    rest = [entry for entry in training_entries() if int(entry.number) % FOLDS != fold]
    part = rest[:: round(1 / share)]
    target = folder / f"{fold}-{share}.crfsuite"
    if target.exists():
        return {"notices": len(part)}
    made = learn(chain(texts(DRAWS, part), shapes(round(SHAPED * share))), target)
    return {"notices": len(part), **made}


@contextmanager
def _folder(kept: Path | None) -> Iterator[Path]:
    if kept is not None:
        kept.mkdir(parents=True, exist_ok=True)
        yield kept
        return
    with TemporaryDirectory() as made:
        yield Path(made)


def cross_validated(kept: Path | None = None) -> Scores:
    """The scores of every notice by a model that has not seen it."""
    from corpora.name_gold import gold
    from corpora.names_score import FOLDS, Scores, fold_of, found_by_scanner, scores

    result = Scores()
    with _folder(kept) as folder:
        for fold in range(FOLDS):
            print(f"fold {fold}:", part_model(folder, fold), file=sys.stderr)
            with asked(folder / f"{fold}-1.0.crfsuite"):
                scores(map(gold, fold_of(fold)), found_by_scanner, result=result)
    return result


def curve(kept: Path | None = None) -> Iterator[dict[str, object]]:
    """The figures on the first fold by the share of the other texts that was learned from."""
    from corpora.names_score import found_by_scanner, held_notices, scores, summary

    notices = held_notices()
    with _folder(kept) as folder:
        for share in CURVE:
            made = part_model(folder, 0, share)
            with asked(folder / f"0-{share}.crfsuite"):
                figures = summary(scores(notices, found_by_scanner))
            yield {"share": share, **made, **{name: figures[name] for name in (*LETTERS, "policy prose")}}


if __name__ == "__main__":
    print(train())
