"""The model of the types: `python -m corpora.train --only types`.

Weights of the wording as in corpora/train.py, whose features include what the cues of the profiles come to; then how far
wording and cues can be trusted beside each other, by a conditional logit over the scores of models that had not
seen the notice. Its shares are what recognition calls certain and likely.

All open sets are learned from, so that what to expect of new notices is measured with each fifth held out in turn:
once with the texts of corpora/borders/, which were written with earlier misses in view, and once without any of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from corpora.make import Case, cases
from corpora.train import Example
from corpora.written_notices import border_cases, written_cases
from scanner.learned import Weights

OTHER_SEED, MADE = 1001, 300  # notices of the generator that are learned from too
PLACES = ("title", "head", "body", "header", "publisher", "tail")
SIGNS = tuple(place + sign for place in PLACES for sign in "+-")
KEPT, KEPT_START = 1e-3, 2e-2  # what keeps the trusts and the starts small
PART = 0.3  # how much a notice without its text counts
BORDER = 0.5  # how much a text of corpora/borders/ counts
BORDERS, GENERATED = "borders", "generated"
SURE = 0.998  # shares whose precision is printed; scanner/recognize/profiles.py has the same borders
LIKELY = 0.45


@dataclass
class TypeExample(Example):
    """An example that keeps what the cues came to for each type."""

    tallies: dict[str, dict[str, float]] = field(default_factory=dict)
    part: str = ""  # the set it is of
    is_whole: bool = True


def examples_of(number: int, one: Case, rulebook: Any) -> Iterator[TypeExample]:
    """A notice as recognition sees it; then with no more than its title and tables, and with the tables alone."""
    from scanner.anatomy import Anatomy, Line, anatomy_of
    from scanner.cue_index import cue_index, met
    from scanner.extract import extract
    from scanner.normalize import normalize
    from scanner.noun import replace
    from scanner.recognize.cues import places, tallies
    from scanner.recognize.wording import beginning, runs_by_mark
    from scanner.settings import Limits

    text = normalize(extract(one.name, one.data, Limits()))
    anatomy = anatomy_of(text)
    index = rulebook.profiles.about["cues"] if hasattr(rulebook.profiles, "about") else None
    index = index or cue_index(rulebook.profiles.values())
    words = met(index, places(text, anatomy))
    tallied = tallies(index[1], words)
    right = frozenset({one.answer["profile"]})
    yield TypeExample(
        number, _joined(runs_by_mark(text, anatomy, tallied, beginning(anatomy))), right, 1.0, tallied
    )
    blank = Anatomy(())
    if anatomy.title:
        titled = replace(blank, lines=(Line(anatomy.title.text, 0, 0),), title=anatomy.title)
        seen = _of(tallied, ("title", "header"))
        yield TypeExample(
            number, _joined(runs_by_mark(text, titled, seen, beginning(titled))), right, PART, seen
        )
    if text.document.tables:
        seen = _of(tallied, ("header",))
        yield TypeExample(number, _joined(runs_by_mark(text, blank, seen, [])), right, PART, seen)


def _joined(runs: dict[str, set[str]]) -> set[str]:
    return {mark + run for mark, found in runs.items() for run in found}


def _of(tallied: dict[str, dict[str, float]], places: tuple[str, ...]) -> dict[str, dict[str, float]]:
    """What the cues at these places alone come to."""
    return {
        name: {sign: points for sign, points in tally.items() if sign[:-1] in places}
        for name, tally in tallied.items()
    }


def texts() -> list[tuple[str, Case]]:
    """What is learned from, each with the set it is of: all that is open, and notices of the generator that are not scored."""
    from corpora.score import answered_cases

    return [
        *((part, one) for part in ("written", "held", "fresh", "sealed") for one in written_cases(part)),
        *(("blind", one) for one in answered_cases("blind")),
        *((GENERATED, one) for one in cases(seed=OTHER_SEED, count=MADE)),
        *((BORDERS, one) for one in border_cases()),
    ]


def type_examples(found: Sequence[tuple[str, Case]]) -> Iterator[TypeExample]:
    """Every text with its type; `notice` is its place in `found`."""
    from scanner.road import load_rules

    rulebook = load_rules()
    for number, (part, one) in enumerate(found):
        for example in examples_of(number, one, rulebook):
            example.part = part
            example.is_whole = example.weight == 1.0
            example.weight *= BORDER if part == BORDERS else 1.0
            yield example


def crossed(
    examples: Sequence[TypeExample], answers: Sequence[str], fold: dict[int, int]
) -> dict[int, list[float]]:
    """Number of an example -> its scores by a model that had not seen its notice; those without a fold are always learned from."""
    from corpora.train import learned

    scores: dict[int, list[float]] = {}
    for out in sorted(set(fold.values())):
        model = learned([e for e in examples if fold.get(e.notice, -1) != out], answers, "types")
        for number, example in enumerate(examples):
            if example.is_whole and fold.get(example.notice, -1) == out:
                scores[number] = model.scores_of(example.features)
    return scores


def evidence(
    examples: Sequence[TypeExample], scores: Sequence[Sequence[float]], answers: Sequence[str]
) -> Any:
    """For every example and type: the points of cues by place and sign, and the score of the wording."""
    import numpy as np

    rows = [
        [
            [*(example.tallies.get(name, {}).get(sign, 0.0) for sign in SIGNS), score]
            for name, score in zip(answers, said, strict=True)
        ]
        for example, said in zip(examples, scores, strict=True)
    ]
    return np.array(rows)


def trusted(seen: Any, right: Any) -> tuple[Any, Any]:
    """The trust in each piece of evidence and the start of each type that make the right types likeliest."""
    import numpy as np
    from scipy.optimize import minimize

    count, types, pieces = seen.shape
    spread = seen.reshape(-1, pieces).std(0) + 1e-9
    scaled, rows = seen / spread, np.arange(count)

    def loss(found: Any) -> tuple[float, Any]:
        trust, starts = found[:pieces], found[pieces:]
        shares = _shares(scaled @ trust + starts)
        worth = -np.log(shares[rows, right] + 1e-12).mean()
        worth += KEPT * (trust**2).sum() + KEPT_START * (starts**2).sum()
        shares[rows, right] -= 1
        shares /= count
        slope = np.einsum("nk,nkd->d", shares, scaled) + 2 * KEPT * trust
        return worth, np.concatenate([slope, shares.sum(0) + 2 * KEPT_START * starts])

    found = minimize(loss, np.zeros(pieces + types), jac=True, method="L-BFGS-B", options={"maxiter": 500}).x
    return found[:pieces] / spread, found[pieces:]


def _shares(high: Any) -> Any:
    import numpy as np

    raised = np.exp(high - high.max(1, keepdims=True))
    return raised / raised.sum(1, keepdims=True)


@dataclass
class Measured:
    """What models that had not seen a notice make of it: the evidence for every type, the right one, its set and its fold."""

    seen: Any
    right: Any
    parts: list[str]
    folds: list[int]


def measured(examples: Sequence[TypeExample], answers: Sequence[str]) -> Measured:
    """Every notice but the texts at the borders, each fifth held out in turn."""
    import numpy as np

    from corpora.train import folds_of

    scored = sorted({example.notice for example in examples if example.part != BORDERS})
    fold = dict(zip(scored, folds_of(len(scored)), strict=True))
    scores = crossed(examples, answers, fold)
    whole = [examples[number] for number in sorted(scores)]
    seen = evidence(whole, [scores[number] for number in sorted(scores)], answers)
    right = np.array([answers.index(next(iter(example.answers))) for example in whole])
    return Measured(seen, right, [example.part for example in whole], [fold[e.notice] for e in whole])


def figures(found: Measured, answers: Sequence[str]) -> dict[str, Any]:
    """How many have their type in front, in all and by set, how many called certain and likely are right, what was confused."""
    import numpy as np

    fold, shares = np.array(found.folds), np.zeros(found.seen.shape[:2])
    for out in set(found.folds):
        trust, starts = trusted(found.seen[fold != out], found.right[fold != out])
        shares[fold == out] = _shares(found.seen[fold == out] @ trust + starts)
    best, is_right = shares.max(1), shares.argmax(1) == found.right
    certain, likely = best >= SURE, (best >= LIKELY) & (best < SURE)
    parts = np.array(found.parts)
    is_written = parts != GENERATED
    wrong = zip(found.right[~is_right], shares.argmax(1)[~is_right], strict=True)
    confused = Counter(f"{answers[one]} -> {answers[other]}" for one, other in wrong)
    return {
        "notices": int(is_written.sum()),  # those of the generator are too easy to be counted here
        "right": round(float(is_right[is_written].mean()), 4),
        "certain": round(float(certain.mean()), 4),
        "certain and right": round(float(is_right[certain].mean()), 4),
        "likely": round(float(likely.mean()), 4),
        "likely and right": round(float(is_right[likely].mean()), 4),
        "right by set": {part: round(float(is_right[parts == part].mean()), 4) for part in sorted({*parts})},
        "confused": dict(sorted(confused.items(), key=lambda pair: (-pair[1], pair[0]))),
    }


def train(*, is_check: bool) -> dict[str, Any]:
    """Make the model and write it; its figures come back."""
    from corpora.train import FOLDS, MODELS, answers_of, learned, write

    examples = list(type_examples(texts()))
    answers = answers_of(examples, 1)
    found = measured(examples, answers)
    alone = measured([example for example in examples if example.part != BORDERS], answers)
    told = figures(found, answers) | {"answers": len(answers), "folds": FOLDS}
    without = figures(alone, answers)
    told["without the texts at the borders"] = {name: without[name] for name in ("right", "right by set")}
    if not is_check:
        write(
            _scaled(learned(examples, answers, "types"), found), [0.0] * len(answers), MODELS / "types.json"
        )
    return told


def _scaled(model: Weights, found: Measured) -> Weights:
    """The model with the trust in its wording and its starts worked in."""
    import numpy as np

    trust, starts = trusted(found.seen, found.right)
    high = float(trust[-1])
    biases = [round(bias * high + start, 4) for bias, start in zip(model.biases, starts, strict=True)]
    others = np.ones(found.seen.shape[:2], bool)
    others[np.arange(len(found.right)), found.right] = False
    kept = {sign: round(float(value), 4) for sign, value in zip(SIGNS, trust, strict=False)}
    kept["stranger"] = round(float((found.seen[..., -1] * high + starts)[others].mean()), 4)
    return Weights.of(model.answers, biases, model.rows, model.step * high, kept)
