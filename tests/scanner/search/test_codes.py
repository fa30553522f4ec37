"""Identifiers with letters: labels, columns, bare forms, checks, and what rules may not say."""

from __future__ import annotations

from typing import Any

import pytest
from numbers_subject import lines, table

from scanner.model import Finding, Rule, Search
from scanner.search.codes.checks import CHECKS
from scanner.search.codes.words import Words
from scanner.search.kinds import code
from scanner.search.subject import Subject

PLAIN = {"labels": ["护照号码", "护照"], "forms": ["[EG][0-9]{8}"]}


def rule(name: str = "personal/passport", *, built_in: bool = True, **parameters: Any) -> Rule:
    return Rule(name, "code", "error", "0.1.0", (), {}, parameters, (), built_in)


def searched(subject: Subject, *rules: Rule) -> Search:
    return code.find(rules, subject)


def value(subject: Subject, finding: Finding) -> str:
    texts = subject.document.blocks.texts
    return "|".join(texts[span.block][span.start : span.end] for span in finding.spans)


def found(subject: Subject, *rules: Rule) -> list[str]:
    return [value(subject, finding) for finding in searched(subject, *rules).findings]


def facts(subject: Subject, *rules: Rule) -> list[list[str]]:
    return [[fact.name for fact in finding.evidence] for finding in searched(subject, *rules).findings]


# ---------------------------------------------------------------- labels


@pytest.mark.parametrize(
    "text",
    [
        "护照E98765432",
        "护照号码：E98765432",
        "护照（号码：E98765432）",
        "护照号码（本人）：E98765432",
        "护照号码为E98765432，已核",
        "护照 No.E98765432",
        "护照号码：\nE98765432",
        "【护照号码】E98765432",
        "护照号码分别为E98765432",
        "张某E98765432（护照）",
        "持E98765432号护照",
        "证件\t护照\tE98765432",
    ],
)
def test_a_label_names_the_value(text: str) -> None:
    assert found(lines(text), rule(**PLAIN)) == ["E98765432"]


@pytest.mark.parametrize(
    "text",
    [
        "E98765432",
        "护照E987654321",
        "护照AE98765432",
        "护照E9876543*",
        "护照办理地点及电话E98765432",
        "护照。E98765432",
    ],
)
def test_what_a_label_does_not_name(text: str) -> None:
    assert found(lines(text), rule(**PLAIN)) == []


def test_the_longer_word_counts() -> None:
    short = rule("personal/short", labels=["证号"], forms=["[EG][0-9]{8}"])
    long = rule("personal/long", labels=["工作证号"], forms=["[EG][0-9]{8}"])
    text = lines("工作证号E98765432，证号G98765432，身份证号E98765431")
    assert [finding.rule for finding in searched(text, short, long).findings] == [
        "personal/long",
        "personal/short",
    ]


def test_of_two_words_that_cross_the_first_counts() -> None:
    words = Words(("香港身份证", "身份证号码"))
    assert list(words.hits("香港身份证号码", 0, 7)) == [("香港身份证", 0, 5)]


def test_several_values_behind_one_label() -> None:
    assert found(lines("护照：E98765432、G98765431和E98765430"), rule(**PLAIN)) == [
        "E98765432",
        "G98765431",
        "E98765430",
    ]


def test_groups_are_drawn_together() -> None:
    text = lines("护照：E9876 5432 2030年\n护照：E-9876-5432。")
    assert found(text, rule(**PLAIN)) == []
    assert found(text, rule(**PLAIN, spaced=True)) == ["E9876 5432", "E-9876-5432"]


def test_a_group_says_which_part_is_the_value() -> None:
    assert found(
        lines("护照南字E98765432号"), rule(labels=["护照"], forms=["南字(?P<mark>E[0-9]{8})号"])
    ) == ["E98765432"]


def test_a_value_may_be_glued_to_a_label_in_letters() -> None:
    assert found(lines("QQ100012345，QQ群100012346"), rule(labels=["QQ"], forms=["[0-9]{5,11}"])) == [
        "100012345"
    ]


def test_unless_is_near_and_in_the_sentence() -> None:
    asked = rule(**PLAIN, unless=["样本"])
    assert found(lines("样本护照E98765432\n样本。护照E98765431\n护照E98765430（样本）"), asked) == [
        "E98765431"
    ]


def test_unless_line_and_title() -> None:
    text = lines("关于采购的公示\n公车共十辆，其中车牌E98765432\n车牌E98765431")
    plates = {"labels": ["车牌"], "forms": ["[EG][0-9]{8}"]}
    assert found(text, rule(**plates, unless_line=["公车"])) == ["E98765431"]
    assert found(text, rule(**plates, unless_title=["采购"])) == []


def test_a_slip_is_suspect() -> None:
    (finding,) = searched(lines("护照E9876543"), rule(**PLAIN, malformed=["E[0-9]{5,9}"])).findings
    assert (finding.certainty, finding.evidence[0].name) == ("suspect", "shape-wrong")


# ---------------------------------------------------------------- columns


def test_a_column_names_its_cells() -> None:
    subject = table(["姓名", "护照号码"], ["张某", "E98765432"], ["李某", "（G98765431）"], ["王某", "无"])
    assert found(subject, rule(**PLAIN)) == ["E98765432", "G98765431"]
    assert facts(subject, rule(**PLAIN))[0] == ["column-label", "code-form"]


def test_the_last_head_does_not_name_the_first_cell_below() -> None:
    subject = table(["姓名", "护照"], ["E98765432", "无"], ["E98765431", "无"])
    assert found(subject, rule(**PLAIN)) == []


def test_a_cell_may_say_that_it_holds_something_else() -> None:
    subject = table(["姓名", "护照号码"], ["张某", "电话：E98765432"], ["李某", "护照：E98765431"])
    assert found(subject, rule(**PLAIN)) == ["E98765431"]


def test_a_shared_column_needs_the_check() -> None:
    card = rule(columns=["证件号码"], forms=["[A-Z][0-9]{7}"], check="hong-kong")
    subject = table(["姓名", "证件号码"], ["张某", "A1234563"], ["李某", "A1234564"])
    assert found(subject, card) == ["A1234563"]
    assert found(lines("证件号码A1234563"), card) == []


def test_lists_of_persons_only() -> None:
    asked = rule(columns=["编号"], forms=["[0-9]{6}"], lists="persons")
    assert found(table(["姓名", "编号"], ["张某", "100001"], ["李某", "100002"]), asked) == [
        "100001",
        "100002",
    ]
    assert found(table(["项目名称", "编号"], ["道路", "100001"], ["桥梁", "100002"]), asked) == []


# ---------------------------------------------------------------- bare, around numbers, read before


def test_bare_needs_its_gate_and_bounds() -> None:
    plate = rule(bare=["豫J[0-9]{5}"], bare_gate=["豫"])
    assert found(lines("豫J12345，豫J123456，豫J1234*，豫J12346"), plate) == ["豫J12345", "豫J12346"]
    assert found(lines("豫J12345"), rule(bare=["豫J[0-9]{5}"], bare_gate=["京"])) == []


def test_bare_near_a_sign() -> None:
    far = "。" * 30
    text = lines(f"E10000001生于{far}E10000002{far}出生E10000003E，E10000004出生")
    near = rule(bare=["E[0-9]{8}"], bare_gate=["生于", "出生"], bare_near=20)
    assert found(text, near) == ["E10000001", "E10000004"]
    assert found(lines("E10000001生日"), near) == []


def test_bare_start() -> None:
    plate = rule(bare=["豫J[0-9]{5}"], bare_start=["京豫", "JK"])
    assert found(lines("豫J12345，豫J123456，豫K12345，京豫J12346"), plate) == ["豫J12345", "豫J12346"]


def test_around_a_number() -> None:
    student = rule(bare=["G[0-9]{17}[0-9X]"], anchor="resident-id", check="resident-inside")
    assert found(lines("G410999197903262845，410999197903262845，G410999197903262840"), student) == [
        "G410999197903262845"
    ]


def test_what_the_numbers_read() -> None:
    (finding,) = searched(lines("410999197903262845"), rule(identity="resident-id")).findings
    assert (finding.certainty, finding.rule) == ("certain", "personal/passport")


def test_one_place_once() -> None:
    both = rule(**PLAIN, bare=["E[0-9]{8}"], bare_gate=["E"])
    assert facts(lines("护照E98765432"), both) == [["label", "code-form"]]


def test_levels_by_role() -> None:
    asked = rule(
        labels=["手环"], forms=["[0-9]{6}"], levels={"person": "warning", "loose": "info"}, bare=["K[0-9]{6}"],
        bare_gate=["K"],
    )  # fmt: skip
    listed = table(["姓名", "手环"], ["张某", "100001"], ["李某", "100002"])
    assert [finding.level for finding in searched(listed, asked).findings] == ["warning", "warning"]
    assert [finding.level for finding in searched(lines("手环100001，K100002"), asked).findings] == [
        "error",
        "info",
    ]


def test_further_tables() -> None:
    both = rule(**PLAIN, also=[{"labels": ["回乡证"], "forms": ["H[0-9]{8}"]}])
    assert found(lines("护照E98765432，回乡证H98765432"), both) == ["E98765432", "H98765432"]


def test_a_slow_pattern_of_a_user_is_a_gap() -> None:
    slow = rule("mine/slow", built_in=False, labels=["护照"], forms=["(?:E|EE)+[0-9]"])
    fine = rule("mine/fine", built_in=False, **PLAIN)
    search = searched(lines("护照" + "E" * 300 + "\n护照E98765432"), slow, fine)
    assert [finding.rule for finding in search.findings] == ["mine/fine"]
    assert [(gap.what, gap.reason, gap.detail) for gap in search.gaps] == [
        ("rule", "pattern-timeout", "mine/slow")
    ]


# ---------------------------------------------------------------- checks


@pytest.mark.parametrize(
    ("check", "good", "bad"),
    [
        ("resident-inside", "G410999197903262845", "G410999197903262840"),
        ("resident-inside", "41099919790326284543", "41099919790230284143"),
        ("hong-kong", "A1234563", "A1234564"),
        ("hong-kong", "Z683365A", "Z6833655"),
        ("hong-kong", "AB9876543", "ABC987654"),
        ("taiwan", "A123456789", "A123456780"),
        ("taiwan", "B200000004", "B300000004"),
        ("credit", "91410999MA0ABCDE62", "91410999MA0ABCDE63"),
    ],
)
def test_checks(check: str, good: str, bad: str) -> None:
    assert CHECKS[check](good, "20261122")[0]
    assert not CHECKS[check](bad, "20261122")[0]


@pytest.mark.parametrize("check", list(CHECKS))
@pytest.mark.parametrize("value", ["", "A", "A123456", "汉字", "(((", "ABCDEFGH", "12345678", "A12345678Z"])
def test_checks_take_anything(check: str, value: str) -> None:
    assert CHECKS[check](value, "20261122")[0] is False


def test_certainty_by_the_check() -> None:
    card = rule(labels=["学籍号"], forms=["G[0-9]{17}[0-9X]", "[0-9]{9}"], check="resident-inside")
    text = lines("学籍号G410999197903262845\n学籍号G410999197903262840\n学籍号202601234")
    assert [finding.certainty for finding in searched(text, card).findings] == [
        "certain",
        "likely",
        "suspect",
    ]


# ---------------------------------------------------------------- parameters


@pytest.mark.parametrize(
    ("parameters", "says"),
    [
        ({}, "labels"),
        ({"labels": ["护照"]}, "forms"),
        ({"labels": "护照", "forms": ["E"]}, "labels"),
        ({"labels": ["照"], "forms": ["E"]}, "labels"),
        ({"labels": ["护照"], "forms": [r"\d{8}"]}, "forms"),
        ({"labels": ["护照"], "forms": ["[0-9"]}, "forms"),
        ({"bare": ["E"]}, "bare_gate"),
        ({"bare": ["E"], "bare_gate": ["E"], "anchor": "resident-id"}, "bare_gate"),
        ({"bare": ["E"], "bare_start": ["E"]}, "bare_start"),
        ({"bare": ["E"], "bare_gate": ["E"], "bare_near": -1}, "bare_near"),
        ({**PLAIN, "check": "nobody"}, "check"),
        ({**PLAIN, "lists": "cars"}, "lists"),
        ({**PLAIN, "spaced": 1}, "spaced"),
        ({**PLAIN, "anchor": 1}, "anchor"),
        ({**PLAIN, "levels": {"boss": "error"}}, "levels"),
        ({**PLAIN, "levels": 1}, "levels"),
        ({**PLAIN, "word": 1}, "word"),
        ({**PLAIN, "also": 1}, "also"),
        ({**PLAIN, "also": [{"labels": ["护照"]}]}, "forms"),
    ],
)
def test_misuse_is_explained(parameters: dict[str, Any], says: str) -> None:
    reasons = code.check(parameters)
    assert reasons
    assert says in reasons[0]
    assert "/" in reasons[0]


def test_good_parameters_pass() -> None:
    assert code.check({**PLAIN, "spaced": True, "also": [{"bare": ["E[0-9]{8}"], "bare_gate": ["E"]}]}) == []
