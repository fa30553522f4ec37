"""The score's own arithmetic, on reports made by hand."""

from __future__ import annotations

import pytest

from corpora.comparing import (
    Found,
    Outcome,
    Tally,
    compare_elements,
    compare_findings,
    folded,
    has_value,
    masked,
)
from corpora.score import fallen, figures, table

ID = "410999197903262845"
RULE = "personal/resident-id"


def outcome(right: str = "annual-plan", got: str = "annual-plan", *, format: str = "txt") -> Outcome:
    return Outcome("notice.txt", format, (right, got))


def test_figures_of_a_tally() -> None:
    tally = Tally(3, 1, 2)
    assert (tally.precision, tally.recall, tally.f1) == (0.6, 0.75, 6 / 9)
    assert (Tally().precision, Tally().recall, Tally().f1) == (1.0, 1.0, 1.0)


def test_folding_leaves_out_width_spaces_and_marks() -> None:
    assert folded("４１０９９９ 1979-0326\n2845") == ID
    assert folded("（送审稿）") == "送审稿"
    assert folded("秘密★1年") == "秘密★1年"


def test_findings_count_as_often_as_they_stand_there() -> None:
    found = outcome()
    compare_findings(found, [Found(RULE, ID), Found(RULE, ID)], [Found(RULE, "410999 19790326 2845")])
    assert found.rules[RULE] == Tally(1, 1, 0)


def test_a_finding_that_no_answer_lists_is_an_alarm() -> None:
    found = outcome()
    compare_findings(found, [], [Found(RULE, ID), Found("hidden/comment", "x")])
    assert found.rules == {RULE: Tally(0, 0, 1)}
    assert ID not in str(found.misses)


def test_part_of_a_number_is_not_the_number() -> None:
    found = outcome()
    compare_findings(found, [Found(RULE, ID)], [Found(RULE, ID[:17])])
    assert found.rules[RULE] == Tally(0, 1, 1)


def test_a_mark_may_be_found_with_more_or_less_around_it() -> None:
    found, rule = outcome(), "secrecy/internal-mark"
    compare_findings(found, [Found(rule, "内部文件，注意保存")], [Found(rule, "内部文件")])
    assert found.rules[rule] == Tally(1, 0, 0)


@pytest.mark.parametrize("got", [[], [Found("personal/mobile-phone", "13900001234")]])
def test_an_optional_finding_counts_neither_way(got: list[Found]) -> None:
    found = outcome()
    compare_findings(found, [Found("personal/mobile-phone", "13900001234", optional=True)], got)
    assert found.rules == {}


def test_visibility_is_a_figure_of_its_own() -> None:
    found = outcome()
    wanted = [Found(RULE, ID, visible=False), Found(RULE, ID)]
    compare_findings(found, wanted, [Found(RULE, ID), Found(RULE, ID)])
    assert (found.rules[RULE], found.visible) == (Tally(2, 0, 0), (1, 2))


def test_elements_presence_status_and_value() -> None:
    found = outcome()
    answers = {
        "title": {"status": "present", "value": "某县公示"},
        "amount": {"status": "missing", "value": ""},
        "schedule": {"status": "placeholder", "value": "待定"},
        "location": {"status": "present", "value": "柳林村"},
    }
    compare_elements(
        found,
        answers,
        {"title": ("present", "公示"), "amount": ("present", "3万元"), "schedule": ("present", "待定")},
    )
    assert found.elements["title"] == Tally(1, 0, 0)
    assert found.elements["amount"] == Tally(0, 0, 1)
    assert found.elements["schedule"] == Tally(1, 0, 0)
    assert found.elements["location"] == Tally(0, 1, 0)
    assert found.statuses == {"title": (1, 1), "amount": (0, 1), "schedule": (0, 1), "location": (0, 1)}
    assert found.values == (1, 1)


def test_a_value_is_right_when_one_holds_the_other() -> None:
    answer = {"value": "92", "values": ["92", "160"]}
    assert has_value(answer, "160、75.5")
    assert not has_value(answer, "")
    assert not has_value({"value": "柳林村"}, "小河村")


def test_a_value_in_a_list_of_misses_is_masked() -> None:
    assert masked(ID) == "41**************45"


def test_figures_and_table_of_a_set() -> None:
    one, two = outcome(), outcome("fund-allocation", "unknown", format="pdf")
    compare_findings(one, [Found(RULE, ID)], [Found(RULE, ID)])
    compare_elements(two, {"title": {"status": "present", "value": "甲"}}, {})
    found = figures([one, two])
    assert found["overall"]["profile"] == 0.5
    assert found["overall"]["findings recall"] == 1.0
    assert found["element f1"] == {"title": 0.0}
    assert found["profiles"] == {"annual-plan": 1.0, "fund-allocation": 0.0}
    assert found["formats"]["pdf profile"] == 0.0
    assert "fund-allocation -> unknown: 1" in "\n".join(table("made", [one, two]))


def test_only_a_fall_beyond_the_tolerance_is_told() -> None:
    before = {"generated": {"overall": {"profile": 0.95, "value": 0.9}}}
    assert fallen({"generated": {"overall": {"profile": 0.9485, "value": 0.99}}}, before) == []
    assert fallen({"generated": {"overall": {"profile": 0.9}}}, before) == [
        "generated / overall / profile: 0.9500 -> 0.9000",
        "generated / overall / value: 0.9000 -> gone",
    ]
