"""Train the models of patterns/models/ from the notices in corpora/, the same from the same files.

    python -m corpora.train                 writes patterns/models/*.json and the figures of its card
    python -m corpora.train --check         only measures, each fifth held out in turn

Needs `pip install notice-scan[train]`. Learned from: corpora/written/, drawn with their slots, without every
fourth one, and for the types the generator with another seed. Never from corpora/blind/ and corpora/unseen/: those measure. Two models: "sentences" (which element a sentence or a cell
is about) and "types" (which type a text is).
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

from corpora.make import cases, file_bytes
from corpora.written_notices import (
    HERE,
    Entry,
    Passage,
    Written,
    case,
    draft,
    filled,
    format_of,
    written_entries,
)
from scanner.learned import RARITY_STEP, ZERO, Weights
from scanner.recognize.wording import features as type_features
from scanner.search.elements.sentences import features, sentences_of

MODELS = HERE.parent / "patterns" / "models"
FOLDS = 5
RARE = 2  # notices or sentences that must hold a feature
MOST_FEATURES = {"sentences": 15_000, "types": 6_000}
SMALL = {"sentences": 2, "types": 4}  # steps of weight below which a feature says nothing about an answer
LOWEST = -0.6  # border below which a sentence says too little, however many notices state the element
STRICT = 3.0  # how much worse a false find is than a miss when borders are drawn
OTHER_SEED, MADE = 1001, 150  # notices of the generator that the types are learned from too
LEAST_EXAMPLES = 8  # sentences an element needs to be learned
FIRST_MARK = 0xE100  # private characters that carry the marks of a notice through its file
LAST_MARK = 0xE500


@dataclass
class Example:
    """Features and the answers that are right for them; `notice` keeps what belongs together in one fold."""

    notice: int
    features: set[str]
    answers: frozenset[str]


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


def type_examples(found: Sequence[Entry]) -> Iterator[Example]:
    """Every notice with its type, and notices of the generator from a seed that is not scored."""
    from scanner.anatomy import anatomy_of
    from scanner.extract import extract
    from scanner.normalize import normalize
    from scanner.settings import Limits

    made = list(cases(seed=OTHER_SEED, count=MADE))
    for number, one in enumerate([*map(case, found), *made]):
        text = normalize(extract(one.name, one.data, Limits()))
        yield Example(number, type_features(text, anatomy_of(text)), frozenset({one.answer["profile"]}))


# ---------------------------------------------------------------- learning


class _Matrix:
    """Examples as rows of a sparse matrix, scaled as the scanner scales them."""

    def __init__(self, examples: Sequence[Example], known: list[str] | None = None) -> None:
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
        self.rows = scaled(plain @ diags(self.rarity)).tocsr()


def _fitted(matrix: Any, wanted: Any, *, single: bool) -> tuple[Any, Any]:
    from sklearn.svm import LinearSVC

    weigh = "balanced" if single else {0: 1, 1: 4}
    model = LinearSVC(C=1.0 if single else 0.5, class_weight=weigh, random_state=0)
    model.fit(matrix, wanted)
    return model.coef_[0], float(model.intercept_[0])


def learned(examples: Sequence[Example], answers: Sequence[str], name: str) -> Weights:
    """The model of these examples: fitted, cut to the features that say most, fitted again."""
    import numpy as np

    single = name == "types"
    matrix = _Matrix(examples)
    wanted = [np.array([answer in example.answers for example in examples]) for answer in answers]
    first = np.array([_fitted(matrix.rows, one, single=single)[0] for one in wanted])
    strongest = np.argsort(-np.abs(first).max(axis=0), kind="stable")[: MOST_FEATURES[name]]
    kept = [matrix.features[column] for column in sorted(strongest)]
    matrix = _Matrix(examples, kept)
    fitted = [_fitted(matrix.rows, one, single=single) for one in wanted]
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
    }
    path.write_text(json.dumps(found, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")


# ---------------------------------------------------------------- measuring


def _folds(count: int) -> list[int]:
    order = list(range(count))
    Random(1).shuffle(order)
    return [order.index(number) % FOLDS for number in range(count)]


def crossed(examples: Sequence[Example], answers: Sequence[str], name: str) -> list[list[float]]:
    """For every example the scores of a model that did not learn from its notice."""
    fold = _folds(max(example.notice for example in examples) + 1)
    scores: list[list[float]] = [[] for _ in examples]
    for out in range(FOLDS):
        model = learned([e for e in examples if fold[e.notice] != out], answers, name)
        for number, example in enumerate(examples):
            if fold[example.notice] == out:
                scores[number] = model.scores_of(example.features)
    return scores


def type_figures(
    examples: Sequence[Example], scores: Sequence[Sequence[float]], answers: Sequence[str], _: Sequence[float]
) -> dict[str, float]:
    """The share of notices whose type has the best score."""
    right = sum(
        answers[max(range(len(answers)), key=one.__getitem__)] in example.answers
        for example, one in zip(examples, scores, strict=True)
    )
    return {"notices": len(examples), "right": round(right / len(examples), 4)}


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

    `scores` are those of models that had not seen the notice, `asked` the elements its type asks for.
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
        found.append(_border(pairs))
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
    """The notices that are learned from, in order."""
    return list(written_entries(held=False))


def _asked(profile: str) -> set[str]:
    from scanner.road import load_rules

    return {spec.id for spec in load_rules().profiles[profile].elements}


def _answers(examples: Iterable[Example], least: int) -> list[str]:
    counts = Counter(answer for example in examples for answer in example.answers)
    return sorted(answer for answer, count in counts.items() if count >= least)


def main(arguments: list[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="measure only, write nothing")
    parser.add_argument("--only", choices=("sentences", "types", "names"))
    chosen = parser.parse_args(arguments)
    if chosen.only in (None, "names") and not chosen.check:
        from corpora.train_names import train as train_names

        print(json.dumps({"names": train_names()}))
        if chosen.only:
            return 0
    found = notices()
    figures: dict[str, Any] = {}
    for name in ("sentences", "types"):
        if chosen.only not in (None, name):
            continue
        examples = list(type_examples(found) if name == "types" else sentence_examples(found, []))
        answers = _answers(examples, 1 if name == "types" else LEAST_EXAMPLES)
        scores = crossed(examples, answers, name)
        drawn = [0.0] * len(answers)
        if name == "sentences":
            drawn = borders(examples, scores, answers, [_asked(entry.profile) for entry in found])
        measure = type_figures if name == "types" else sentence_figures
        figures[name] = measure(examples, scores, answers, drawn) | {"answers": len(answers)}
        if not chosen.check:
            write(learned(examples, answers, name), drawn, MODELS / f"{name}.json")
    print(json.dumps(figures, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
