"""Marks made of words, told from sentences about them."""

from __future__ import annotations

from typing import Any

import pytest
from numbers_subject import lines, subject_of

from scanner.extract.building import DocumentBuilder
from scanner.model import Place, Profile, Rule
from scanner.noun import replace
from scanner.search.kinds import lexicon
from scanner.search.subject import Subject


def rule(*marks: dict[str, Any], name: str = "secrecy/mark") -> Rule:
    return Rule(name, "lexicon", "error", "0.1.0", (), {}, {"mark": list(marks)})


def found(subject: Subject, *rules: Rule) -> list[str]:
    texts = subject.document.blocks.texts
    return [
        "|".join(texts[span.block][span.start : span.end] for span in finding.spans)
        for finding in lexicon.find(rules, subject).findings
    ]


def test_a_word_anywhere() -> None:
    assert found(lines("甲\n注意保存\n乙注意保存丙"), rule({"words": ["注意保存"]})) == [
        "注意保存",
        "注意保存",
    ]
    assert found(lines("甲乙丙"), rule({"words": ["注意保存"]})) == []


def test_what_was_found_is_named() -> None:
    (finding,) = lexicon.find([rule({"words": ["机密"], "where": "head"})], lines("机密\n通知")).findings
    assert dict(finding.fields) == {"mark": "机密"}
    assert [fact.name for fact in finding.evidence] == ["mark-words", "mark-in-head"]
    assert (finding.layer, finding.visible, finding.certainty) == ("body", True, "certain")


def test_whole_line() -> None:
    mark = rule({"words": ["内部资料"], "whole_line": True})
    assert found(lines("【内部资料】\n加强内部资料管理"), mark) == ["内部资料"]


def test_pattern_and_its_group() -> None:
    mark = rule({"words": ["机密"], "pattern": "(?P<mark>机密★[0-9]年)内?"})
    assert found(lines("机密\n机密★1年"), mark) == ["机密★1年"]
    assert found(lines("机密★1年内"), rule({"words": ["机密"], "pattern": "机密★[0-9]年内?"})) == [
        "机密★1年内"
    ]


def test_unless_sees_its_scope() -> None:
    mark = {"words": ["草稿"], "unless": ["修改"]}
    text = "修改了一遍。草稿\t草稿，再修改\n草稿"
    assert len(found(lines(text), rule(mark))) == 1
    assert len(found(lines(text), rule({**mark, "scope": "sentence"}))) == 1
    assert len(found(lines(text), rule({**mark, "scope": "cell"}))) == 1
    assert len(found(lines("修改\t草稿"), rule({**mark, "scope": "cell"}))) == 1


def test_where() -> None:
    text = "秘密\n" + "\n".join(f"第{n}行说明情况。" for n in range(40)) + "\n秘密\n完"
    places = {
        where: [
            finding.spans[0].block
            for finding in lexicon.find(
                [rule({"words": ["秘密"], "where": where, "lines": 3})], lines(text)
            ).findings
        ]
        for where in lexicon.PLACES
    }
    assert places == {"anywhere": [0, 41], "head": [0], "foot": [41], "title": []}


def test_the_title_over_two_lines() -> None:
    mark = rule({"words": ["请示"], "where": "title", "pattern": "关于[^《》]*的(?P<mark>请示)$"})
    assert found(lines("某某镇人民政府关于\n申请资金的请示\n县人民政府：\n现请示如下。"), mark) == ["请示"]
    assert found(lines("关于资金请示的批复\n你镇的请示收悉。"), mark) == []


def test_names_of_other_texts_do_not_count() -> None:
    mark = {"words": ["讨论稿"]}
    assert found(lines("审议了《某某办法（讨论稿）》"), rule(mark)) == []
    assert found(lines("审议了《某某办法（讨论稿）》"), rule({**mark, "in_titles": True})) == ["讨论稿"]
    assert found(lines("《某某办法》讨论稿"), rule(mark)) == ["讨论稿"]


def test_the_head_and_the_profile_may_allow_it() -> None:
    mark = {"words": ["征求意见稿"], "unless_head": ["公开征求意见"], "unless_profile": ["consultation"]}
    assert found(lines("某某办法征求意见稿\n第一条"), rule(mark)) == ["征求意见稿"]
    assert found(lines("关于公开征求意见的公告\n附件：征求意见稿"), rule(mark)) == []
    subject = replace(lines("某某办法征求意见稿"), profile=Profile("consultation", {}))
    assert found(subject, rule(mark)) == []


def test_one_finding_a_place() -> None:
    mark = rule(
        {"words": ["内部资料", "注意保存"], "pattern": "内部资料 注意保存"},
        {"words": ["注意保存", "内部"]},
    )
    assert found(lines("内部资料 注意保存"), mark) == ["内部资料 注意保存"]


def test_a_word_inside_a_longer_one() -> None:
    assert found(
        lines("依申请公开"), rule({"words": ["依申请"]}), rule({"words": ["依申请公开"]}, name="b/c")
    ) == [
        "依申请",
        "依申请公开",
    ]


def test_hidden_layers() -> None:
    builder = DocumentBuilder("draft.docx", "docx")
    builder.add("正文", Place("body", (1,)))
    builder.add("机密★1年", Place("comment", (1,), "note"), layer="comment", visible=False)
    (finding,) = lexicon.find([rule({"words": ["机密★"]})], subject_of(builder)).findings
    assert (finding.layer, finding.visible) == ("comment", False)


@pytest.mark.parametrize(
    "parameters",
    [
        {},
        {"mark": []},
        {"mark": "机密"},
        {"mark": [{"words": []}]},
        {"mark": [{"words": ["机密"]}], "colour": "red"},
        {"mark": [{"words": ["机密"], "colour": "red"}]},
        {"mark": [{"words": "机密"}]},
        {"mark": [{"words": ["机密"], "where": "middle"}]},
        {"mark": [{"words": ["机密"], "scope": "page"}]},
        {"mark": [{"words": ["机密"], "lines": 0}]},
        {"mark": [{"words": ["机密"], "lines": True}]},
        {"mark": [{"words": ["机密"], "whole_line": "yes"}]},
        {"mark": [{"words": ["机密"], "pattern": ["机密"]}]},
    ],
)
def test_parameters_that_are_refused(parameters: dict[str, object]) -> None:
    assert lexicon.check(parameters)


def test_parameters_that_are_understood() -> None:
    mark = {
        "words": ["机密"],
        "where": "head",
        "lines": 5,
        "scope": "cell",
        "whole_line": True,
        "unless": ["制度"],
    }
    assert lexicon.check({"mark": [mark]}) == []
