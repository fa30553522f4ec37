"""The learned weights: what a model file gives, and that both models answer sensibly."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scanner.learned import FOLDER, RARITY_STEP, ZERO, Weights, weights
from scanner.road import load_rules


def test_scores_add_what_is_known_and_scale_to_length_one() -> None:
    rows = {
        "a": bytes([20, 0, ZERO + 10]).decode("latin-1"),
        "b": bytes([20, 1, ZERO - 10]).decode("latin-1"),
    }
    model = Weights.of(("x", "y"), (0.5, -0.5), rows, 0.1)
    assert model.scores_of(["unheard"]) == [0.5, -0.5]
    one = model.scores_of(["a", "unheard"])
    assert one == pytest.approx([0.5 + 10 * 0.1 / (RARITY_STEP * 20), -0.5])
    both = model.scores_of(["a", "b"])
    assert both[0] - 0.5 == pytest.approx((one[0] - 0.5) / 2**0.5)
    assert both[1] < -0.5
    assert model.scores(model.known("a", {"", "x"}) + model.known("b", {""}), [1]) == both[1:]
    assert model.rows == rows


@pytest.mark.parametrize("name", ["types", "sentences"])
def test_a_model_is_whole_and_small(name: str) -> None:
    path = Path(FOLDER) / f"{name}.json"
    found = json.loads(path.read_text(encoding="utf-8"))
    assert len(found["answers"]) == len(found["biases"]) == len(set(found["answers"]))
    assert len(found["features"].split("\n")) == len(found["rows"])
    assert path.stat().st_size < 5_000_000
    for row in found["rows"]:
        codes = row.encode("latin-1")
        assert codes[0] > 0
        assert len(codes) % 2 == 1
        assert all(answer < len(found["answers"]) for answer in codes[1::2])


@pytest.mark.parametrize("name", ["types", "sentences"])
def test_what_is_kept_is_the_model(name: str) -> None:
    found = json.loads((Path(FOLDER) / f"{name}.json").read_text(encoding="utf-8"))
    rows = dict(zip(found["features"].split("\n"), found["rows"], strict=True))
    weights.cache_clear()
    first = weights(name)
    weights.cache_clear()
    assert weights(name).rows == first.rows == rows


def test_answers_are_ids_of_the_rule_book() -> None:
    book = load_rules()
    assert set(weights("types").answers) <= set(book.profiles)
    assert {f"element/{name}" for name in weights("sentences").answers} <= set(book.rules)


def test_no_feature_keeps_a_number() -> None:
    for name in ("types", "sentences"):
        assert not any(digit in feature for feature in weights(name).rows for digit in "123456789")
