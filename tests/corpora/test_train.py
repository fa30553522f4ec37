"""The trainer: the same examples give the same model, and it learns what they say."""

from __future__ import annotations

from corpora.train import Example, borders, learned, notices, sentence_examples

ANSWERS = ("amount", "complaint-phone")


def _examples() -> list[Example]:
    found = []
    for number in range(40):
        kind = ANSWERS[number % 2]
        words = {"万元", "资金"} if number % 2 == 0 else {"电话", "监督"}
        found.append(Example(number, words | {"公示", f"x{number % 5}"}, frozenset({kind})))
    return found


def test_a_model_learns_its_examples_and_is_the_same_each_time() -> None:
    first, second = (learned(_examples(), ANSWERS, "sentences") for _ in range(2))
    assert (first.rows, first.biases) == (second.rows, second.biases)
    amount, phone = first.scores_of({"万元", "公示"})
    assert amount > phone


def test_a_border_parts_the_notices_that_state_an_element() -> None:
    examples = [Example(n, set(), frozenset({"amount"} if n < 10 else ())) for n in range(20)]
    scores = [[0.4] if n < 10 else [-0.4] for n in range(20)]
    (border,) = borders(examples, scores, ("amount",), [{"amount"}] * 20)
    assert -0.4 < border < 0.4


def test_sentences_carry_the_elements_that_are_marked_in_them() -> None:
    entry = next(one for one in notices() if one.profile == "fund-allocation")
    found = list(sentence_examples([entry], []))
    stated = {answer for example in found for answer in example.answers}
    assert {"amount", "complaint-phone", "publisher"} <= stated
    assert not any("\ue100" <= char <= "\uf8ff" for example in found for f in example.features for char in f)
