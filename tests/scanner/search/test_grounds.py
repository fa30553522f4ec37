"""Causes of poverty beside a household, and flats that were allotted: told, but no error by themselves."""

from __future__ import annotations

from scanner.road import load_rules, scan
from scanner.settings import Settings


def levels(title: str, heads: list[str], rows: list[list[str]]) -> dict[str, str]:
    """The level of each find about persons, by its words."""
    cells = "".join(f"<th>{head}</th>" for head in heads)
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    page = f"<html><body><h1>{title}</h1><table><tr>{cells}</tr>{body}</table></body></html>"
    report = scan("a.html", page.encode(), load_rules(), Settings(today="2026-11-22", reveal=True))
    return {one.value: one.level for one in report.findings if one.rule.startswith("personal/")}


def test_a_cause_beside_a_household_is_a_warning_and_an_illness_an_error() -> None:
    rows = [["王桂兰", "因病"], ["李志国", "缺劳力、因残"], ["赵小满", "患尿毒症"]]
    found = levels("监测对象公示", ["户主", "风险原因"], rows)
    assert {words: found[words] for words in ("因病", "因残")} == {"因病": "warning", "因残": "warning"}
    assert found["患尿毒症"] == "error"


def test_causes_that_are_counted_are_nobodys() -> None:
    assert levels("致贫原因统计", ["致贫原因", "户数"], [["因病", "23"], ["因残", "8"]]) == {}


def test_a_flat_that_was_allotted_is_a_warning_and_where_somebody_lives_an_error() -> None:
    title, flat = "公租房摇号选房结果公示", "安居苑2栋1单元403"
    assert levels(title, ["申请人", "选定房号"], [["王桂兰", flat]]) == {flat: "warning"}
    assert levels(title, ["申请人", "家庭住址"], [["王桂兰", flat]]) == {flat: "error"}
    assert levels(title, ["申请人", "房源"], [["王桂兰", "2号楼"]]) == {}
