"""The model of parts: who is a child, who answers for one; signs, lines and the texts it was taught with."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora.train_parts import ANSWERS, drawn_texts
from corpora.written_notices import filled
from scanner.learned import weights
from scanner.search.attributes.binding import Binding
from scanner.search.attributes.lines import Lines, lines_of
from scanner.search.attributes.parts import MODEL, sights, told
from scanner.search.attributes.signs import CHILDS_AGE, GROWN_AGE, drawn, holds_no_name, is_of_others
from tests.scanner.search.noticed import notice

WALK = "走访记录\n段小楠（11岁）父母离异，现跟着何秀芬生活，喊她三奶奶。\n村支书陈国栋介绍，村里会继续帮扶。"


def parts_of(text: str) -> dict[str, set[str]]:
    binding = Binding(notice(text))
    return {part: {text[one.start : one.end] for one in names} for part, names in told(binding).items()}


def test_a_child_and_who_answers_for_it_are_told_apart() -> None:
    assert parts_of(WALK) == {"minor": {"段小楠"}, "guardian": {"何秀芬"}}


def test_a_text_without_a_child_is_not_looked_at() -> None:
    assert sights(Binding(notice("2023年补贴名单\n张建国 1500元\n王桂兰 1500元"))) == []


def test_what_is_seen_does_not_depend_on_the_name() -> None:
    other = WALK.replace("段小楠", "沈佳佳").replace("何秀芬", "纪秀英")
    first, second = (sights(Binding(notice(text))) for text in (WALK, other))
    assert [one.seen for one in first] == [one.seen for one in second]


def test_the_model_answers_what_it_was_taught() -> None:
    assert weights(MODEL).answers == ANSWERS


def test_every_drawn_text_can_be_read() -> None:
    found = list(drawn_texts())
    assert len(found) > 500
    for entry in found[::17]:
        assert "[" not in "".join(entry.lines)
        assert any(passage.text for passage in filled(entry).passages())


@pytest.mark.parametrize(
    ("word", "sign"), [("9岁", CHILDS_AGE), ("十一周岁", CHILDS_AGE), ("46岁", GROWN_AGE)]
)
def test_ages_look_alike(word: str, sign: str) -> None:
    assert drawn(word, 2024) == sign


def test_words_of_one_kind_look_alike() -> None:
    assert drawn("外婆照看", 2024) == drawn("二叔抚养", 2024)
    assert drawn("2015年6月生", 2024) != drawn("1965年6月生", 2024)


@pytest.mark.parametrize("word", ["抚养费", "时停发", "成人"])
def test_no_name_holds_such_a_word(word: str) -> None:
    assert holds_no_name(word)


def test_labels_of_others() -> None:
    assert is_of_others("随访人")
    assert not is_of_others("儿童姓名")


@given(st.text(alphabet="孩子岁奶\nx", max_size=40), st.integers(0, 2))
def test_lines_are_those_that_hold_a_word(text: str, around: int) -> None:
    found = Lines(text).holding(("孩子", "岁"), around)
    assert found == sorted(set(found))
    lines = text.split("\n")
    wanted = {at for at, line in enumerate(lines) if "孩子" in line or "岁" in line}
    near = {at for at in range(len(lines)) if lines[at] and any(abs(at - one) <= around for one in wanted)}
    assert [text[start:end] for start, end in found] == [lines[at] for at in sorted(near)]


def test_lines_are_read_once_a_search() -> None:
    binding = Binding(notice(WALK))
    assert lines_of(binding) is lines_of(binding)
    assert lines_of(binding).has_any(("儿童", "岁"))
    assert not lines_of(binding).has_any(("儿童",))
