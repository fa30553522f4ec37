"""The texts that recognition is learned from and measured on: drawn alike each time, marked where names stand, halves apart."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from corpora.name_gold import gold
from corpora.name_pools import GIVEN, MINORITIES, WORDS, Pools, half
from corpora.name_shapes import shaped
from corpora.name_texts import completed, training_entries, training_text
from corpora.names_score import Scores, _compare, summary
from corpora.train_names import learn, sequences, tags_of

ENTRIES = [entry for number, entry in enumerate(training_entries()) if number % 60 == 0]


def test_a_draw_is_the_same_each_time_and_another_has_other_names() -> None:
    entry = ENTRIES[3]
    assert training_text(entry, 1) == training_text(entry, 1)
    assert training_text(entry, 1).text != training_text(entry, 2).text
    assert shaped(7) == shaped(7)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_marks_stand_on_names(entry: object) -> None:
    text = training_text(entry, 0)  # type: ignore[arg-type]
    for mark in text.marks:
        value = text.text[mark.start : mark.end]
        assert value.strip() == value
        assert "\n" not in value
        assert mark.kind != "masked" or any(sign in value for sign in "*＊×某○")
    for strip, tags in sequences(text):
        assert len(strip) == len(tags)


def test_no_piece_of_a_name_stands_in_both_halves() -> None:
    for pieces in (WORDS, GIVEN, *(first for first, _, _ in MINORITIES.values())):
        assert not set(half(pieces, held=True)) & set(half(pieces, held=False))
    drawn = {held: {Pools(Random(number), held).given() for number in range(1500)} for held in (True, False)}
    shared = drawn[True] & drawn[False]
    assert len(shared) * 50 < len(drawn[True])


def test_like_mentions_are_marked_alike() -> None:
    assert completed("{county}民政局{town}") == "{o|{county}民政局}{town}"
    assert completed("报{town}人民政府审核") == "报{o|{town}人民政府}审核"
    assert completed("{o|{county}民政局}") == "{o|{county}民政局}"
    assert completed("向县民政局反映") == "向{b|县民政局}反映"
    assert completed("{o|{county}农业农村局}种植业管理股") == "{o|{county}农业农村局种植业管理股}"
    assert completed("{company#1}中标") == "{o|{company#1}}中标"


def test_tags_of_marks() -> None:
    text = training_text(ENTRIES[0], 0)
    marks = [mark for mark in text.marks if not mark.optional][:1]
    tags = tags_of(marks, range(len(text.text)))
    assert tags[marks[0].start].startswith("B")
    assert {tag[0] for tag in tags[marks[0].start + 1 : marks[0].end]} <= {"I"}
    assert sum(tag != "O" for tag in tags) == marks[0].end - marks[0].start


def test_a_model_is_the_same_from_the_same_texts(tmp_path: Path) -> None:
    texts = [shaped(number) for number in range(12)]
    made = [tmp_path / name for name in ("one", "two")]
    for target in made:
        learn(texts, target, max_iterations=8)
    assert made[0].read_bytes() == made[1].read_bytes()


def test_a_notice_is_read_back_with_its_names() -> None:
    for entry in ENTRIES[:6]:
        one = gold(entry)
        assert one.lost <= 1
        for mark in one.marks:
            assert one.text.text[mark.start : mark.end].strip()


def test_right_finds_score_one() -> None:
    one = next(found for found in map(gold, ENTRIES) if len(found.marks) > 3)
    result = Scores()
    _compare(
        one,
        [(mark.kind, mark.start, mark.end) for mark in one.marks],
        ("person", "masked", "organisation", "address"),
        result,
    )
    assert not result.misses
    assert not result.alarms
    assert summary(result)["organisation"]["F1"] == 1.0  # type: ignore[index]


def test_docs_hold_the_marks() -> None:
    from corpora.names_docbin import doc_of
    from scanner.spacy_names import notice_pipeline

    text = shaped(3)
    doc = doc_of(notice_pipeline(), text.text, text.marks)
    assert [ent.text for ent in doc.ents] == [text.text[mark.start : mark.end] for mark in text.marks]
