"""Other recognisers: finds of taggers as spans, and a sentence where one cannot be had."""

from __future__ import annotations

import sys

from corpora.names_peers import answers, row
from corpora.names_peers_worker import _tagged, _tokens
from corpora.names_score import Scores


def test_tagged_words_are_spans() -> None:
    pairs = [("关于", "p"), ("李建国", "nr"), ("的", "uj"), ("民政局", "nt")]
    assert list(_tokens(pairs)) == [("person", 2, 5), ("organisation", 6, 9)]


def test_tags_of_characters_are_spans() -> None:
    tags = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC", "I-LOC", "O", "B-ORG"]
    assert list(_tagged(tags, 10)) == [("person", 11, 13), ("address", 13, 16), ("organisation", 17, 18)]


def test_a_tool_that_is_not_there_says_so() -> None:
    found, seconds, absent = answers("spacy", sys.executable, ["李建国"], "/nowhere")
    assert (found, seconds) == ([], 0.0)
    assert absent.startswith("spacy: ")


def test_a_row_has_scores_and_speed() -> None:
    assert row(Scores(), 2.0, 100)["characters a second"] == 50
