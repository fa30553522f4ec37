"""Which notice type a text is, why, and the circumstances it speaks of."""

from __future__ import annotations

import pytest

from scanner.errors import SettingUnknown
from scanner.model import Report
from scanner.road import load_rules, scan
from scanner.settings import Settings


def report(text: str, **settings: object) -> Report:
    return scan("n.txt", text.encode(), load_rules(), Settings(today="2026-11-22", **settings))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "profile"),
    [
        ("云溪县2026年衔接资金分配结果公示\n资金来源：中央\n分配原则：因素法\n", "fund-allocation"),
        ("云溪县2026年度衔接资金项目计划公示\n序号\t项目名称\t绩效目标\n1\t道路\t出行\n", "annual-plan"),
        ("柳林村道路硬化项目实施前公示\n建设工期：2026年3月至6月\n", "project-before"),
        ("柳林村道路硬化项目竣工验收公告\n该项目已完工，验收合格。\n", "project-completion"),
        ("柳林村2026年耕地地力保护补贴发放公示表\n姓名\t面积\t金额\n张明\t3\t300\n", "farmland-subsidy"),
        (
            "云政办〔2026〕1号\n关于印发资金管理办法的通知\n各乡镇：\n现印发给你们，请认真贯彻执行。\n",
            "policy-document",
        ),
        ("全县乡村振兴工作推进会召开\n本报讯 日前，全县推进会召开。会议强调抓好落实。\n", "not-a-notice"),
        ("停电通知\n明日上午检修，停电三小时。\n", "not-a-notice"),
        ("失物招领\n本周在村口拾到钥匙一串。\n", "unknown"),
        ("", "unknown"),
    ],
)
def test_profiles(text: str, profile: str) -> None:
    found = report(text or "。").recognition
    assert found.id == profile, found.candidates
    assert found.reasons


def test_an_unknown_type_judges_no_elements_and_is_at_best_review() -> None:
    found = report("失物招领\n本周在村口拾到钥匙一串。\n")
    assert found.elements == ()
    assert (found.verdict.status, found.verdict.exit_code) == ("review", 0)


def test_a_stated_profile_is_taken() -> None:
    found = report("停电通知\n明日停电。\n", profile="beneficiary-list").recognition
    assert (found.id, found.stated) == ("beneficiary-list", True)
    with pytest.raises(SettingUnknown):
        report("x", profile="nix")


@pytest.mark.parametrize(
    ("publisher", "level"),
    [
        ("河南省财政厅", "省"),
        ("云溪县财政局", "县"),
        ("石桥镇人民政府", "乡"),
        ("柳林村村民委员会", "村"),
        ("云溪市财政局", "市"),
    ],
)
def test_the_level_is_inferred_from_the_publisher(publisher: str, level: str) -> None:
    found = report(f"2026年衔接资金分配结果公示\n内容。\n{publisher}\n2026年3月2日\n").circumstances
    assert (found["level"].value, found["level"].source) == (level, "inferred")
    assert found["publish_date"].value == "2026-03-02"
    assert found["stage"].value == "公示"


def test_what_is_stated_wins() -> None:
    text = "2026年衔接资金分配结果公示\n云溪县财政局\n2026年3月2日\n"
    found = report(text, stated={"level": "乡"}).circumstances["level"]
    assert (found.value, found.source) == ("乡", "stated")
    with pytest.raises(SettingUnknown):
        report(text, stated={"standard": "nix"})
