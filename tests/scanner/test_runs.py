"""Runs kept in buckets give the numbers that a mapping would give."""

from __future__ import annotations

from itertools import pairwise
from marshal import dumps, loads

from hypothesis import given
from hypothesis import strategies as st

from scanner.runs import Runs, Words, packed, packed_words

WORDS = st.text(st.sampled_from("甲乙丙丁a1^$ \ue000"), max_size=3)


@given(st.sets(WORDS, max_size=300), st.sets(WORDS, max_size=20), st.integers(0, 9))
def test_a_run_has_its_number_whether_searched_or_unpacked(
    runs: set[str], asked: set[str], first: int
) -> None:
    made, order = packed(sorted(runs), first)
    numbers = {run: number for number, run in enumerate(order, first)}
    wanted = {run: numbers[run] for run in asked & numbers.keys()}
    fresh = Runs(*loads(dumps(made)))
    assert fresh.known(asked) == wanted
    assert sorted(fresh.numbers(asked)) == sorted(wanted.values())
    assert fresh.all() == numbers
    assert sorted(fresh.numbers(asked)) == sorted(wanted.values())
    assert Runs(numbers=numbers).known(asked) == wanted


def test_what_spans_two_runs_is_none() -> None:
    made, order = packed([f"{one}{other}" for one in "甲乙丙丁戊己庚" for other in "子丑寅卯辰巳午"])
    runs = Runs(*made)
    pairs = {f"{one}\n{other}" for one, other in pairwise(order)}
    assert not runs.known(pairs)
    assert runs.known({"甲子"}) == {"甲子": order.index("甲子")}


@given(st.dictionaries(st.text("甲乙丙", min_size=2, max_size=4), st.sampled_from("xy"), max_size=60))
def test_words_are_found_by_their_first_two_characters(signs: dict[str, str]) -> None:
    words = Words(loads(dumps(packed_words(signs))))
    for pair in ("甲乙", "乙乙", "丙甲", "丁丁", "\n甲", "x\n"):
        wanted = [word for word in signs if word[:2] == pair]
        wanted.sort(key=lambda word: (-len(word), word))
        assert list(words.begun(pair)) == [(word, signs[word]) for word in wanted]
