"""Train the models of patterns/models/ from the notices in corpora/, the same from the same files.

    python -m corpora.train                 writes patterns/models/*.json and the figures of its card
    python -m corpora.train --check         only measures, each fifth held out in turn

Needs `pip install notice-scan[train]`. "sentences" (which element a sentence is about) and "types" (`train_types`) are learned from
the drawn notices and, types, from blind/, borders/ and the generator; "names", "said" (what a clause says of a person) and
"parts" (who is a child, who answers for one) in `train_names`, `train_said`, `train_parts`. Never from corpora/unseen/.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from corpora.make import file_bytes
from corpora.written_notices import (
    HERE,
    Entry,
    Passage,
    Written,
    case,
    draft,
    filled,
    format_of,
    fresh_entries,
    sealed_entries,
    written_entries,
)
from scanner.learned import RARITY_STEP, ZERO, Weights
from scanner.search.elements.sentences import features, sentences_of

MODELS = HERE.parent / "patterns" / "models"
FOLDS = 5
RARE = 2  # notices or sentences that must hold a feature
MOST_FEATURES = {"sentences": 15_000, "types": 16_000, "said": 40_000, "parts": 12_000}
SMALL = {
    "sentences": 2,
    "types": 3,
    "said": 2,
    "parts": 2,
}  # steps of weight below which a feature says nothing about an answer
ORDINARY, PLAIN = (
    20,
    {"x": 45, "c": 10},
)  # steps that a feature of a type counts, whatever its rarity; by mark
LOWEST = -0.6  # border below which a sentence says too little, however many notices state the element
STRICT = 5.0  # how much worse a false find is than a miss when borders are drawn
FEW, CAUTIOUS = 3, -0.2  # an element seldom left wanting gets this border
TODAY = "2026-11-22"
# What the rules find well enough, or what a wrong guess about would hide too much: never inferred.
LEFT_TO_RULES = (
    "complaint-phone",
    "complaint-address",
    "contact-phone",
    "fund-source",
    "fund-use",
    "publicity-period",
    "publisher",
)
LEAST_EXAMPLES = 8  # sentences an element needs to be learned
FIRST_MARK = 0xE100  # private characters that carry the marks of a notice through its file
LAST_MARK = 0xE500


@dataclass
class Example:
    """Features and the answers that are right for them; `notice` keeps what belongs together in one fold."""

    notice: int
    features: set[str]
    answers: frozenset[str]
    weight: float = 1.0  # how much it counts while learning


# ---------------------------------------------------------------- examples


def _marked(passage: Passage, names: list[str]) -> str:
    """The text with private characters round every element's value."""
    text = passage.text
    edges: list[tuple[int, str]] = []
    for span in passage.spans:
        if span.kind == "=" and not span.status and span.start < span.end:
            if span.name not in names:
                names.append(span.name)
            number = names.index(span.name)
            edges += [(span.start, chr(FIRST_MARK + number)), (span.end, chr(LAST_MARK + number))]
    for at, mark in sorted(edges, key=lambda edge: -edge[0]):
        text = text[:at] + mark + text[at:]
    return text


def _with_marks(written: Written, names: list[str]) -> Written:
    def changed(part: Passage | list[list[Passage]]) -> Passage | list[list[Passage]]:
        if isinstance(part, Passage):
            return Passage(_marked(part, names))
        return [[Passage(_marked(cell, names)) for cell in row] for row in part]

    return Written(written.entry, written.rng, [changed(part) for part in written.parts])


def _unmarked(text: str, names: list[str], open_: set[str]) -> tuple[str, frozenset[str]]:
    """A text without private characters, and the elements whose values reach into it."""
    met = set(open_)
    plain = []
    for char in text:
        code = ord(char)
        if FIRST_MARK <= code < LAST_MARK:
            open_.add(names[code - FIRST_MARK])
            met.add(names[code - FIRST_MARK])
        elif LAST_MARK <= code < LAST_MARK + len(names):
            open_.discard(names[code - LAST_MARK])
        else:
            plain.append(char)
    return "".join(plain), frozenset(met)


def sentence_examples(found: Sequence[Entry], names: list[str]) -> Iterator[Example]:
    """The sentences and cells of the notices as the scanner reads them, with the elements they state."""
    from scanner.noun import replace

    for number, entry in enumerate(found):
        text, anatomy = _read(_with_marks(filled(entry), names), entry)
        open_: set[str] = set()
        for sentence in sentences_of(text, anatomy):
            if sentence.is_cell:
                open_ = set()
            plain, answers = _unmarked(sentence.text, names, open_)
            if not plain.strip():
                continue
            head, before = (_unmarked(part, names, set())[0] for part in (sentence.head, sentence.before))
            yield Example(number, features(replace(sentence, text=plain, head=head, before=before)), answers)


def _read(written: Written, entry: Entry) -> tuple[Any, Any]:
    from scanner.anatomy import anatomy_of
    from scanner.extract import extract
    from scanner.normalize import normalize
    from scanner.settings import Limits

    format = format_of(entry, Random(entry.name))
    format = "docx" if format in ("pdf", "xlsx") else "txt" if format == "gbk" else format
    data = file_bytes(draft(written), format, written.rng)
    text = normalize(extract(f"notice.{format}", data, Limits()))
    return text, anatomy_of(text)


# ---------------------------------------------------------------- learning


class _Matrix:
    """Examples as rows of a sparse matrix, scaled as the scanner scales them."""

    def __init__(
        self, examples: Sequence[Example], known: list[str] | None = None, *, is_plain: bool = False
    ) -> None:
        import numpy as np
        from scipy.sparse import csr_matrix, diags
        from sklearn.preprocessing import normalize as scaled

        counts = Counter(feature for example in examples for feature in example.features)
        self.features = known if known is not None else sorted(f for f, n in counts.items() if n >= RARE)
        at = {feature: column for column, feature in enumerate(self.features)}
        rows, columns = [], []
        for row, example in enumerate(examples):
            inside = sorted(at[feature] for feature in example.features if feature in at)
            rows += [row] * len(inside)
            columns += inside
        plain = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(examples), len(at)))
        rarity = np.array([np.log(len(examples) / max(counts[f], 1)) + 0.3 for f in self.features])
        self.rarity = np.clip(np.round(rarity / RARITY_STEP), 1, 255)
        if is_plain:
            self.rarity = np.array([PLAIN.get(f[0], ORDINARY) for f in self.features], float)
        self.rows = scaled(plain @ diags(self.rarity)).tocsr()


def _fitted(matrix: Any, wanted: Any, counting: Any, *, single: bool) -> tuple[Any, Any]:
    from sklearn.svm import LinearSVC

    weigh = "balanced" if single else {0: 1, 1: 4}
    model = LinearSVC(C=1.0 if single else 0.5, class_weight=weigh, random_state=0)
    model.fit(matrix, wanted, sample_weight=counting)
    return model.coef_[0], float(model.intercept_[0])


def learned(examples: Sequence[Example], answers: Sequence[str], name: str) -> Weights:
    """The model of these examples: fitted, cut to the features that say most, fitted again."""
    import numpy as np

    single = name == "types"
    matrix = _Matrix(examples, is_plain=single)
    wanted = [np.array([answer in example.answers for example in examples]) for answer in answers]
    counting = np.array([example.weight for example in examples])
    first = np.array([_fitted(matrix.rows, one, counting, single=single)[0] for one in wanted])
    strongest = np.argsort(-np.abs(first).max(axis=0), kind="stable")[: MOST_FEATURES[name]]
    kept = [matrix.features[column] for column in sorted(strongest)]
    matrix = _Matrix(examples, kept, is_plain=single)
    fitted = [_fitted(matrix.rows, one, counting, single=single) for one in wanted]
    return _packed(answers, matrix, np.array([c for c, _ in fitted]), [b for _, b in fitted], SMALL[name])


def _packed(
    answers: Sequence[str], matrix: _Matrix, weights: Any, biases: list[float], small: int
) -> Weights:
    """The weights in whole steps, rarity folded in; small ones are left out."""
    import numpy as np

    folded = weights * (matrix.rarity * RARITY_STEP)
    step = float(np.abs(folded).max()) / 127
    steps = np.round(folded / step).astype(int)
    steps[np.abs(steps) < small] = 0
    rows = {}
    for column, feature in enumerate(matrix.features):
        pairs = [(a, int(steps[a, column])) for a in np.flatnonzero(steps[:, column])]
        codes = [int(matrix.rarity[column]), *(code for a, w in pairs for code in (int(a), w + ZERO))]
        rows[feature] = bytes(codes).decode("latin-1")
    return Weights.of(answers, [round(b, 4) for b in biases], rows, step)


def write(model: Weights, drawn: Sequence[float], path: Path) -> None:
    """The model as `scanner.learned` reads it, its borders moved to 0."""
    found = {
        "answers": list(model.answers),
        "biases": [round(bias - border, 4) for bias, border in zip(model.biases, drawn, strict=True)],
        "step": model.step,
        "features": "\n".join(model.rows),
        "rows": list(model.rows.values()),
    } | ({"trust": model.trust} if model.trust else {})
    path.write_text(json.dumps(found, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")


# ---------------------------------------------------------------- measuring


def folds_of(count: int) -> list[int]:
    """The fold of each of so many notices."""
    order = list(range(count))
    Random(1).shuffle(order)
    return [order.index(number) % FOLDS for number in range(count)]


def crossed(examples: Sequence[Example], answers: Sequence[str], name: str) -> list[list[float]]:
    """For every example the scores of a model that did not learn from its notice."""
    fold = folds_of(max(example.notice for example in examples) + 1)
    scores: list[list[float]] = [[] for _ in examples]
    for out in range(FOLDS):
        model = learned([e for e in examples if fold[e.notice] != out], answers, name)
        for number, example in enumerate(examples):
            if fold[example.notice] == out:
                scores[number] = model.scores_of(example.features)
    return scores


def sentence_figures(
    examples: Sequence[Example],
    scores: Sequence[Sequence[float]],
    answers: Sequence[str],
    drawn: Sequence[float],
) -> dict[str, float]:
    """Precision and recall over sentences."""
    hit = missed = alarm = 0
    for example, one in zip(examples, scores, strict=True):
        for answer, score, border in zip(answers, one, drawn, strict=True):
            is_right, is_said = answer in example.answers, score > border
            hit, missed, alarm = (
                hit + (is_right and is_said),
                missed + (is_right > is_said),
                alarm + (is_said > is_right),
            )
    return {
        "sentences": len(examples),
        "precision": round(hit / max(hit + alarm, 1), 4),
        "recall": round(hit / max(hit + missed, 1), 4),
    }


def borders(
    examples: Sequence[Example],
    scores: Sequence[Sequence[float]],
    answers: Sequence[str],
    asked: Sequence[set[str]],
) -> list[float]:
    """For each answer the score that best parts the notices which state it from those which lack it.

    `scores` are those of models that had not seen the notice, `asked` the elements that the rules left wanting in it.
    """
    best: list[dict[str, float]] = [{} for _ in asked]
    stated: list[set[str]] = [set() for _ in asked]
    for example, one in zip(examples, scores, strict=True):
        stated[example.notice] |= example.answers
        for answer, score in zip(answers, one, strict=True):
            known = best[example.notice]
            known[answer] = max(score, known.get(answer, -9.0))
    found = []
    for answer in answers:
        pairs = [
            (best[notice].get(answer, -9.0), answer in stated[notice])
            for notice in range(len(asked))
            if answer in asked[notice] and best[notice]
        ]
        known_few = sum(is_stated for _, is_stated in pairs) < FEW
        found.append(CAUTIOUS if known_few else _border(pairs))
    return found


def _border(pairs: list[tuple[float, bool]]) -> float:
    """The border of the highest F1, false finds counted double: a wanting thing unseen is worse than one asked for twice."""
    total = sum(is_stated for _, is_stated in pairs)
    best, border, hits = -1.0, 0.0, 0
    pairs.sort(key=lambda pair: -pair[0])
    for count, (score, is_stated) in enumerate(pairs, 1):
        hits += is_stated
        worth = 2 * hits / (2 * hits + (total - hits) + STRICT * (count - hits))
        if worth > best:
            following = pairs[count][0] if count < len(pairs) else score - 0.2
            best, border = worth, (score + following) / 2
    return max(border, LOWEST)


def notices() -> list[Entry]:
    """The notices that sentences are learned from, in order: all that are open."""
    return [*written_entries(held=False), *written_entries(held=True), *fresh_entries(), *sealed_entries()]


def _wanting(entry: Entry) -> set[str]:
    """The elements of a notice that neither labels, columns nor patterns of the rules find."""
    from scanner.road import load_rules, scan
    from scanner.settings import Settings

    one = case(entry)
    settings = Settings(today=TODAY, reveal=True, profile=entry.profile)
    report = scan(one.name, one.data, load_rules(), settings)
    return {
        element.id
        for element in report.elements
        if element.status == "missing" or element.found_by == "sentence"
    }


def answers_of(examples: Iterable[Example], least: int) -> list[str]:
    """What at least so many examples answer."""
    counts = Counter(answer for example in examples for answer in example.answers)
    return sorted(answer for answer, count in counts.items() if count >= least)


def _sentences(found: Sequence[Entry], *, is_check: bool) -> dict[str, float]:
    """Make the model of sentences and write it; its figures come back."""
    examples = list(sentence_examples(found, []))
    answers = [name for name in answers_of(examples, LEAST_EXAMPLES) if name not in LEFT_TO_RULES]
    scores = crossed(examples, answers, "sentences")
    drawn = borders(examples, scores, answers, [_wanting(entry) for entry in found])
    if not is_check:
        write(learned(examples, answers, "sentences"), drawn, MODELS / "sentences.json")
    return sentence_figures(examples, scores, answers, drawn) | {"answers": len(answers)}


def main(arguments: list[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="measure only, write nothing")
    parser.add_argument("--only", choices=("sentences", "types", "names", "said", "parts"))
    chosen = parser.parse_args(arguments)
    if chosen.only in (None, "names") and not chosen.check:
        from corpora.train_names import train as train_names

        print(json.dumps({"names": train_names()}))
        if chosen.only:
            return 0
    figures: dict[str, Any] = {}
    if chosen.only in (None, "sentences"):
        figures["sentences"] = _sentences(notices(), is_check=chosen.check)
    if chosen.only in (None, "types"):
        from corpora.train_types import train as train_types

        figures["types"] = train_types(is_check=chosen.check)
    if chosen.only in (None, "said"):
        from corpora.train_said import train as train_said

        figures["said"] = train_said(is_check=chosen.check)
    if chosen.only in (None, "parts"):
        from corpora.train_parts import train as train_parts

        figures["parts"] = train_parts(is_check=chosen.check)
    print(json.dumps(figures, ensure_ascii=False, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
