"""The set of right texts and their broken twins, and what is found in it."""

from __future__ import annotations

from corpora.sums_cases import sum_cases, twins
from corpora.sums_score import measured


def test_a_spot_makes_one_twin() -> None:
    assert list(twins("共{{3|4|total~count}}项，{{5|6|}}元")) == [
        ("共3项，5元", frozenset()),
        ("共4项，5元", frozenset({"total", "count"})),
        ("共3项，6元", frozenset()),
    ]


def test_nine_of_ten_are_found_without_a_false_alarm() -> None:
    figures = measured(sum_cases())
    assert figures.recall >= 0.97
    assert figures.hits.total() + figures.misses.total() > 200
    assert figures.right > 200
    assert [line for line in figures.lines if line.startswith("ALARM") and "no-unit" not in line] == []


def test_tables_without_lines_raise_no_false_alarm() -> None:
    for form in ("columns", "cells", "wrapped"):
        figures = measured(case for case in sum_cases(form) if case.name.startswith("tables"))
        assert [line for line in figures.lines if line.startswith("ALARM") and "no-unit" not in line] == []
        assert figures.recall >= 0.8
