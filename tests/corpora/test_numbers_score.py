"""The measure of numbers: its arithmetic, the scanner's own door, random strings."""

from __future__ import annotations

from random import Random

import pytest

from corpora.numbers_cases import Report, Score, case
from corpora.numbers_random import SHAPES, WORDS, random_string, rates
from corpora.numbers_score import Outcome, found_by_scanner, random_table, scores_table

ID = case("one", "bare", "户主⟦resident-id:410999197903262845⟧，已核实")
MASKED = case("two", "masked", "身份证号：⟦masked resident-id:410999********2845⟧")


def test_the_scanner_answers_with_places_in_the_text() -> None:
    assert found_by_scanner(ID) == ([Report(2, 20, "resident-id")], [])
    findings, masked = found_by_scanner(MASKED)
    assert findings == []
    assert masked == [Report(5, 23, "resident-id")]


@pytest.mark.parametrize("format", ["csv", "md", "html"])
def test_the_scanner_answers_with_places_in_other_formats(format: str) -> None:
    marked = {
        "csv": "姓名,身份证号\n某某,⟦resident-id:410999197903262845⟧\n",
        "md": "| 姓名 | 身份证号 |\n|---|---|\n| 某某 | ⟦resident-id:410999197903262845⟧ |\n",
        "html": "<table><tr><td>姓名</td><td>身份证号</td></tr><tr><td>某某</td><td>⟦resident-id:410999197903262845⟧</td></tr></table>",
    }[format]
    one = case("one", "table", marked, format)
    (truth,) = one.truths
    assert found_by_scanner(one)[0] == [Report(truth.start, truth.end, "resident-id")]


def test_an_outcome_counts_by_kind_and_group() -> None:
    outcome = Outcome()
    outcome.add(ID, [Report(2, 20, "resident-id"), Report(3, 14, "mobile-phone")], [])
    outcome.add(ID, [], [])
    outcome.add(MASKED, [], [Report(5, 23, "resident-id")])
    kind = outcome.kinds["resident-id"]
    assert (kind.values, kind.found, kind.exact, kind.alarms, kind.recall) == (2, 1, 1, 0, 0.5)
    assert outcome.kinds["mobile-phone"].alarms == outcome.groups["bare"].alarms == 1
    assert (outcome.masked.found, outcome.masked.values) == (1, 1)
    assert [line[1] for line in outcome.wrong] == ["alarm at 3-14", "missed"]


def test_shares_of_nothing() -> None:
    assert (Score().recall, Score().precision) == (1.0, 1.0)


def test_tables_have_a_line_for_each() -> None:
    lines = scores_table("kind", {"resident-id": Score(4, 3, 2, 1)}, 10_000)
    assert len(lines) == 3
    assert lines[1].split() == ["resident-id", "4", "0.750", "0.500", "0.750", "1", "1.00"]
    found = rates(lambda one: ([Report(0, 1, "resident-id")] if "身份证" in one.text else [], []), 2, 1)
    assert set(found) == set(SHAPES)
    assert all(row["identity"] == 1.0 and row["no label"] == 0.0 for row in found.values())
    assert len(random_table(found)) == 1 + len(SHAPES)


@pytest.mark.parametrize("shape", SHAPES.values())
def test_random_strings_have_their_shape(shape: str) -> None:
    value = random_string(Random(1), shape)
    assert len(value) == len(shape)
    assert all(
        char == own or (own == "#" and char in "0123456789") for char, own in zip(value, shape, strict=True)
    )


def test_labels_hold_the_string_once() -> None:
    assert all(words.count("{v}") == 1 for words in WORDS.values())
