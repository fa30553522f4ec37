"""The model of the types: `python -m corpora.train --only types`.

Weights of the wording as in corpora/train.py, whose features include what the cues of the profiles come to; then how far
wording and cues can be trusted beside each other, by a conditional logit over the scores of models that had not
seen the notice. Its shares are what recognition calls certain and likely.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from corpora.make import Case, cases
from corpora.train import Example
from corpora.written_notices import Entry, case

OTHER_SEED, MADE = 1001, 150  # notices of the generator that are learned from too
PLACES = ("title", "head", "body", "header", "publisher", "tail")
SIGNS = tuple(place + sign for place in PLACES for sign in "+-")
KEPT, KEPT_START = 1e-3, 2e-2  # what keeps the trusts and the starts small
PART = 0.3  # how much a notice without its text counts
SURE = 0.998  # shares whose precision is printed; scanner/recognize/profiles.py has the same borders
LIKELY = 0.45


@dataclass
class TypeExample(Example):
    """An example that keeps what the cues came to for each type."""

    tallies: dict[str, dict[str, float]] = field(default_factory=dict)


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


def type_examples(found: Sequence[Entry]) -> Iterator[TypeExample]:
    """Every notice with its type, and notices of the generator from a seed that is not scored."""
    from scanner.road import load_rules

    rulebook = load_rules()
    made = list(cases(seed=OTHER_SEED, count=MADE))
    for number, one in enumerate([*map(case, found), *made]):
        yield from examples_of(number, one, rulebook)


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


def figures(seen: Any, right: Any, folds: Sequence[int]) -> dict[str, float]:
    """How many have their type in front, and how many of those called certain and likely are right."""
    import numpy as np

    fold, shares = np.array(folds), np.zeros(seen.shape[:2])
    for out in set(folds):
        trust, starts = trusted(seen[fold != out], right[fold != out])
        shares[fold == out] = _shares(seen[fold == out] @ trust + starts)
    best, is_right = shares.max(1), shares.argmax(1) == right
    certain, likely = best >= SURE, (best >= LIKELY) & (best < SURE)
    return {
        "notices": len(right),
        "right": round(float(is_right.mean()), 4),
        "certain": round(float(certain.mean()), 4),
        "certain and right": round(float(is_right[certain].mean()), 4),
        "likely": round(float(likely.mean()), 4),
        "likely and right": round(float(is_right[likely].mean()), 4),
    }


def train(found: Sequence[Entry], *, is_check: bool) -> dict[str, float]:
    """Make the model and write it; its figures come back."""
    import numpy as np

    from corpora.train import FOLDS, MODELS, answers_of, crossed, folds_of, learned, write
    from scanner.learned import Weights

    examples = list(type_examples(found))
    answers = answers_of(examples, 1)
    pairs = zip(examples, crossed(examples, answers, "types"), strict=True)
    whole = [(example, scores) for example, scores in pairs if example.weight == 1.0]
    seen = evidence([example for example, _ in whole], [scores for _, scores in whole], answers)
    right = np.array([answers.index(next(iter(example.answers))) for example, _ in whole])
    folds = folds_of(len(whole))
    told = figures(seen, right, folds) | {"answers": len(answers), "folds": FOLDS}
    if is_check:
        return told
    trust, starts = trusted(seen, right)
    model = learned(examples, answers, "types")
    high = float(trust[-1])
    biases = [round(bias * high + start, 4) for bias, start in zip(model.biases, starts, strict=True)]
    others = np.ones(seen.shape[:2], bool)
    others[np.arange(len(right)), right] = False
    kept = {sign: round(float(value), 4) for sign, value in zip(SIGNS, trust, strict=False)}
    kept["stranger"] = round(float((seen[..., -1] * high + starts)[others].mean()), 4)
    scaled = Weights.of(answers, biases, model.rows, model.step * high, kept)
    write(scaled, [0.0] * len(answers), MODELS / "types.json")
    return told
