"""The kind `column`: what a profile permits, what a row of parameters may say, which layer a head lies in."""

from __future__ import annotations

import pytest

from scanner.model import Finding, Profile, Rule
from scanner.noun import replace
from scanner.road import load_rules
from scanner.search.kinds.column import check, find
from tests.scanner.search.numbers_subject import table

RULE: Rule = load_rules().rules["column/alarming-header"]
ROWS = (("张明", "4109**********2845", "三级", "500"), ("李芳", "4109**********3846", "四级", "600"))
HEAD = ("姓名", "身份证号", "残疾等级", "金额")


def found(*permits: str, **more: object) -> list[Finding]:
    subject = table(HEAD, *ROWS, **more)
    if permits:
        subject = replace(subject, profile=Profile("x", {}, permits=permits))
    return list(find([RULE], subject).findings)


def test_what_a_profile_permits_is_silent() -> None:
    assert len(found()) == 2
    assert [f.evidence[0].values[0][1] for f in found("disability-grade")] == ["身份证号"]
    assert found("disability-grade", "identity") == []


def test_evidence_names_label_reason_and_rows() -> None:
    first, second = found()
    assert [fact.name for fact in first.evidence] == ["column-label", "alarm-identity", "column-masked"]
    assert [fact.name for fact in second.evidence] == [
        "column-label",
        "alarm-disability-grade",
        "column-open",
    ]
    assert first.evidence[2].values == (("rows", "2"),)
    assert (first.level, first.certainty, first.visible) == ("error", "certain", True)


def test_a_hidden_column_is_reported_as_hidden() -> None:
    assert [finding.visible for finding in found(hidden_columns=frozenset({1}))] == [False, True]


def test_a_check_character_is_no_mask() -> None:
    subject = table(("姓名", "身份证号"), ("张明", "41099919790326009X"), ("李芳", "410999198001011230"))
    assert find([RULE], subject).findings[0].evidence[2].name == "column-open"


@pytest.mark.parametrize(
    "change",
    [
        {"more": []},
        {"persons": "姓名"},
        {"unless": [""]},
        {"group": []},
        {"group": [{"name": "identity", "level": "fatal", "words": ["a"]}]},
        {"group": [{"name": "shoes", "level": "error", "words": ["a"]}]},
        {"group": [{"name": "identity", "level": "error", "words": []}]},
        {"group": [{"name": "identity", "level": "error", "words": ["a"], "mode": 1}]},
    ],
)
def test_parameters_that_are_not_understood(change: dict[str, object]) -> None:
    assert check(RULE.parameters) == []
    assert len(check({**RULE.parameters, **change})) == 1


def test_every_reason_has_its_sentence() -> None:
    from reports.wording import FACTS
    from scanner.search.kinds.column import GROUPS

    assert {f"alarm-{name}" for name in GROUPS} <= FACTS.keys()
