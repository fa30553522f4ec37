"""The model of clauses: what it hears, where, and what it was taught with."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora.train_said import ANSWERS, drawn, phrases
from scanner.search.attributes.clauses import TELLING, clauses, features, heard, seen
from scanner.search.names.words import listed_in

PRIVATE = {
    "illness": "去年在工地上把腰杆摔断了，到现在还离不得药。",
    "disability": "他从小两只耳朵听不见，也说不了话。",
    "family-circumstances": "妈妈在他三岁时改嫁，爸爸还在牢里。",
    "income": "靠捡废品过日子，一个月能挣四五百块。",
    "sensitive-other": "因盗窃罪被判处有期徒刑一年。",
}
INNOCENT = (
    "县医保局负责人介绍，门诊慢性病报销比例提高到70%。",
    "残疾人两项补贴每人每月80元，由民政部门发放。",
    "村集体经济收入达到36.5万元，比上年增长8%。",
    "孤儿基本生活费标准为每人每月1200元。",
    "参会人员围绕项目资金管理进行了讨论。",
)


def answers_in(text: str) -> set[str]:
    return {answer for clause in heard(text, ANSWERS, lambda _: "") for _, answer in clause.said}


@pytest.mark.parametrize("answer", PRIVATE)
def test_what_is_said_of_somebody_is_heard(answer: str) -> None:
    assert answer in answers_in(PRIVATE[answer])


@pytest.mark.parametrize("text", INNOCENT)
def test_what_is_said_of_rules_and_counts_is_not(text: str) -> None:
    assert answers_in(text) == set()


@given(st.text(alphabet="患病残离婚元，。：\n\t （）()“0a丧妻透析", max_size=60))
def test_clauses_lie_in_the_text_and_hold_no_mark(text: str) -> None:
    end = 0
    for start, stop in clauses(text):
        assert end <= start < stop <= len(text)
        assert not set(text[start:stop]) & set("，。：\n\t （）()“")
        end = stop


@given(st.text(alphabet="患尿毒症腰断了，。\n丈夫去世欠债3万元", max_size=60))
def test_what_is_heard_is_a_clause_of_the_text(text: str) -> None:
    known = set(clauses(text))
    places = [(clause.start, clause.end) for clause in heard(text, ANSWERS, lambda _: "")]
    assert set(places) <= known
    assert places == sorted(set(places))


def test_words_of_one_kind_look_the_same() -> None:
    first, second = features("老王腰杆断了")["w"], features("老王膝盖断了")["w"]
    assert first == second != set()


def test_digits_count_as_one_sign() -> None:
    assert features("花了3200元") == features("花了58000元")


def test_what_stands_around_ends_with_the_line() -> None:
    text = "甲乙\n丙丁患病戊己\n庚辛"
    start = text.index("患病")
    assert seen(text, start, start + 2)["c"] == {"丙丁", "丁^", "^戊", "戊己"}


def test_every_line_of_phrases_can_be_drawn() -> None:
    rng = Random(1)
    found = list(phrases())
    assert {answer for answer, _ in found} == {*ANSWERS, "none"}
    for _, line in found:
        assert not set(drawn(line, rng)) & set("{}|<>")


def test_telling_kinds_are_listed() -> None:
    assert set(TELLING) <= listed_in("said", "words").keys()
