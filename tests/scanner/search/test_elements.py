"""Elements: how they are found, and every status they can have."""

from __future__ import annotations

import pytest

from scanner.model import Element, Report
from scanner.road import load_rules, scan
from scanner.settings import Settings

PLAN = """云溪县2026年衔接资金项目计划公示

{body}
监督举报电话：0393-8000001、12317
云溪县农业农村局
2026年3月2日
"""
ALLOCATION = """云溪县2026年衔接资金分配结果公示
{body}
云溪县财政局
2026年3月2日
"""


def report(text: str, *, profile: str = "", name: str = "notice.txt") -> Report:
    return scan(name, text.encode(), load_rules(), Settings(today="2026-11-22", profile=profile))


def element(text: str, wanted: str, *, profile: str) -> Element:
    return next(e for e in report(text, profile=profile).elements if e.id == wanted)


@pytest.mark.parametrize(
    ("body", "wanted", "value", "found_by"),
    [
        ("资金来源：中央衔接资金800万元", "fund-source", "中央衔接资金800万元", "label"),
        ("资 金 来 源：中央衔接资金", "fund-source", "中央衔接资金", "label"),
        (
            "一、资金来源\n中央衔接资金800万元\n二、分配原则\n因素法",
            "fund-source",
            "中央衔接资金800万元",
            "heading",
        ),
        ("【资金来源】中央衔接资金", "fund-source", "中央衔接资金", "label"),
        ("资金来源……中央衔接资金", "fund-source", "中央衔接资金", "label"),
        ("所需资金从中央衔接资金中列支。", "fund-source", "从中央衔接资金中列支", "prose"),
        ("资金来源为中央衔接资金，共800万元。", "fund-source", "中央衔接资金，共800万元", "prose"),
        ("本批资金来源渠道：县级配套", "fund-source", "县级配套", "label"),
        ("資金來源：中央銜接資金", "fund-source", "中央銜接资金", "label"),
        ("资金来元：中央衔接资金", "fund-source", "中央衔接资金", "label"),
        ("资金规模：1250.00万元", "amount", "1250.00万元", "label"),
        ("本次共安排资金1250万元。", "amount", "1250万元", "prose"),
        ("如有异议，请拨打0393-8000001反映。", "complaint-phone", "0393-8000001", "prose"),
        ("联系人：张明 监督电话：０３９３－８０００００１", "complaint-phone", "0393-8000001", "label"),
    ],
)
def test_ways_of_finding(body: str, wanted: str, value: str, found_by: str) -> None:
    found = element(ALLOCATION.format(body=body), wanted, profile="fund-allocation")
    assert (found.status, found.value, found.found_by) == ("present", value, found_by)


@pytest.mark.parametrize("said", ["由云溪宏远建设有限公司承建", "云溪宏远建设有限公司中标"])
def test_who_builds_is_said_in_two_ways(said: str) -> None:
    found = element(f"道路项目实施前公示\n该项目{said}。\n", "construction-unit", profile="project-before")
    assert found.status == "present"
    assert "云溪宏远建设有限公司" in found.value


def test_a_pattern_may_match_without_its_group() -> None:
    from scanner.model import Rule
    from scanner.noun import replace

    book = load_rules()
    rule: Rule = book.rules["element/purpose"]
    prose = [{"near": ["用于"], "pattern": "专项(?P<value>支出)|用于农村"}]
    changed = replace(rule, parameters={**rule.parameters, "prose": prose})
    mixed = replace(book, version="test", rules={**book.rules, rule.id: changed})
    text = ALLOCATION.format(body="资金用于农村道路。")
    settings = Settings(today="2026-11-22", profile="fund-allocation")
    found = {e.id: e for e in scan("n.txt", text.encode(), mixed, settings).elements}
    assert found["purpose"].value == "用于农村"


def test_frame_of_a_notice() -> None:
    found = {e.id: e for e in report(ALLOCATION.format(body=""), profile="fund-allocation").elements}
    assert found["title"].value == "云溪县2026年衔接资金分配结果公示"
    assert (found["publisher"].value, found["publisher"].found_by) == ("云溪县财政局", "signature")
    assert (found["publish-date"].value, found["publish-date"].found_by) == ("2026年3月2日", "signature")


@pytest.mark.parametrize(
    ("body", "wanted", "status", "fact"),
    [
        ("资金来源：××", "fund-source", "placeholder", None),
        ("资金来源：____", "fund-source", "placeholder", None),
        ("资金来源：待定", "fund-source", "placeholder", None),
        ("资金来源：\n资金规模：100万元", "fund-source", "missing", "label-without-value"),
        ("无", "fund-source", "missing", None),
        ("监督电话：0393-80001", "complaint-phone", "incomplete", "value-does-not-fit"),
        ("资金规模：100万元\n资金规模：120万元", "amount", "conflicting", "values-differ"),
    ],
)
def test_what_is_not_right(body: str, wanted: str, status: str, fact: str | None) -> None:
    found = element(ALLOCATION.format(body=body), wanted, profile="fund-allocation")
    assert found.status == status
    assert [f.name for f, _ in found.lacking] == ([fact] if fact else [])


TABLE = (
    "序号\t项目名称\t实施地点\t建设内容\t资金规模（万元）\t实施期限\t实施单位\t责任人\t绩效目标\t联农带农机制\n"
    "1\t道路硬化\t柳林村\t3公里\t90\t2026年3月至6月\t石桥镇人民政府\t张明\t方便出行\t务工\n"
    "2\t水渠改造\t上店村\t2公里\t60\t2026年3月至6月\t石桥镇人民政府\t{person}\t灌溉200亩\t{mechanism}\n"
    "合计\t\t\t\t150\t\t\t\t\t\n"
)


def test_rows_of_a_project_table() -> None:
    body = "资金来源：中央衔接资金\n" + TABLE.format(person="", mechanism="××")
    found = {e.id: e for e in report(PLAN.format(body=body), profile="annual-plan").elements}
    assert found["responsible-person"].status == "incomplete"
    ((fact, spans),) = found["responsible-person"].lacking
    assert (fact.name, dict(fact.values)) == ("row-lacks", {"row": "3"})
    assert spans[0].place.steps == (1, 3, 8)
    assert [f.name for f, _ in found["benefit-mechanism"].lacking] == ["row-placeholder"]
    assert found["amount"].status == "present"
    assert found["amount"].value == "150", "the sum stands for the column"


def test_a_full_table_is_present() -> None:
    body = "资金来源：中央衔接资金\n" + TABLE.format(person="李芳", mechanism="分红")
    statuses = {e.id: e.status for e in report(PLAN.format(body=body), profile="annual-plan").elements}
    must = {e.id for e in load_rules().profiles["annual-plan"].elements if e.called_for == "must"}
    assert {statuses[name] for name in must} == {"present"}


def test_a_unit_where_a_person_is_due() -> None:
    body = "实施单位及责任人：石桥镇人民政府"
    found = {e.id: e for e in report(PLAN.format(body=body), profile="annual-plan").elements}
    assert found["implementing-unit"].status == "present"
    assert found["responsible-person"].status == "incomplete"


def test_several_projects_do_not_contradict_each_other() -> None:
    one = "项目名称：{}\n资金规模：{}万元\n实施期限：2026年{}月至9月\n建设内容：道路\n"
    body = one.format("道路硬化", 90, 3) + one.format("水渠改造", 60, 4)
    found = {e.id: e for e in report(PLAN.format(body=body), profile="annual-plan").elements}
    assert found["amount"].status == "present"


def test_a_form_table() -> None:
    text = "项目实施前公示\n项目名称\t道路硬化项目\t资金来源\t中央衔接资金\n责任人\t张明\t实施期限\t2026年3月至6月\n"
    found = {e.id: e for e in report(text, profile="project-before").elements}
    for wanted, value in (("fund-source", "中央衔接资金"), ("responsible-person", "张明")):
        assert (found[wanted].status, found[wanted].value) == ("present", value)


def test_conditions_of_an_element() -> None:
    """原文链接 is asked of forwarded papers only."""
    paper = "云政办〔2026〕1号\n云溪县人民政府办公室\n关于{}《某办法》的通知\n各乡镇人民政府：\n请认真贯彻执行。\n2026年3月2日\n"
    ids = [
        {e.id for e in report(paper.format(verb), profile="policy-document").elements}
        for verb in ("转发", "印发")
    ]
    assert "source-link" in ids[0]
    assert "source-link" not in ids[1]


def test_a_missing_must_is_an_error_and_a_missing_should_is_not() -> None:
    findings = {
        f.rule: f.level for f in report(ALLOCATION.format(body=""), profile="fund-allocation").findings
    }
    assert findings["element/fund-source"] == "error"
    assert findings["element/purpose"] == "info"
