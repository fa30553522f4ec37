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


def test_cues_that_lead_by_far_settle_it() -> None:
    found = report("柳林村2026年耕地地力保护补贴发放公示表\n姓名\t面积\t金额\n张明\t3\t300\n").recognition
    assert found.certainty == "certain"
    assert all(reason.name.startswith("cue-") for reason in found.reasons)


SPOKEN = (
    "村里的老人八十岁往上的\n给各位说一下今年上半年的情况：八十到八十九岁每月五十元，九十岁以上每月一百元，"
    "都打到社保卡里了，没有代领的。四月份走了的一位从五月起停发。哪位有意见到村部说，电话0393-8000001。\n"
    "柳湾村村委会\n2024年7月3日\n"
)


def test_wording_decides_where_no_title_does_and_says_by_what() -> None:
    found = report(SPOKEN).recognition
    assert found.id == "elderly-allowance", found.candidates
    assert found.reasons


def test_a_few_words_without_a_cue_are_not_known_by_their_wording() -> None:
    found = report("失物招领\n本周在村口拾到钥匙一串。\n").recognition
    assert (found.id, found.certainty) == ("unknown", "unknown")
    assert len(found.candidates) <= 2
    assert all(0 < share <= 1 for _, share in found.candidates)


def test_the_first_line_is_read_where_the_title_is_not_one() -> None:
    text = "低保怎么申请？带啥材料\n问：要带啥？答：身份证、户口本、申请书。第一步到村委会写申请，第二步入户，第三步公示。不收费。\n"
    assert report(text).recognition.id == "service-guide"


@pytest.mark.parametrize(
    ("text", "profile"),
    [
        ("青川县2023年农村危房改造补助资金分配方案的公示\n现公示如下。\n石桥镇\t50\n", "fund-allocation"),
        (
            "关于明天下午视频会的通知\n各乡镇：明天15:00开调度会，请所长参加，会前半小时发会议号。\n",
            "not-a-notice",
        ),
        ("石桥镇2025年第二批产业奖补验收结果公示\n序号\t户主\t金额\n1\t张明\t500\n", "farm-subsidy"),
        ("石桥镇各村网格员通讯录\n一村\t张明\t0393-8000001\n二村\t李云\t0393-8000002\n", "unit-information"),
    ],
)
def test_neighbours_are_told_apart(text: str, profile: str) -> None:
    found = report(text).recognition
    assert found.id == profile, found.candidates


def test_reasons_never_hold_a_number() -> None:
    for reason in report(SPOKEN).recognition.reasons:
        assert not any(char.isdigit() for _, value in reason.values for char in value)


def test_wording_alone_lets_no_plain_circular_off() -> None:
    text = (
        "云溪县乡村振兴局文件\n云乡振〔2024〕5号\n云溪县乡村振兴局关于做好信息公开工作的通知\n各乡镇、各科室：\n"
        "为深入推进信息公开，现就有关事项通知如下。近年来，各单位高度重视，工作取得明显成效，群众满意度不断提升，涌现出一批先进典型。\n"
        "一、总体要求\n以公开为常态，不公开为例外，持续提升工作水平。\n二、主要内容\n公开政策、资金、项目和监督方式。\n"
        "三、工作要求\n请认真贯彻执行。各乡镇要加强组织领导，深入宣传解读，及时总结经验，请于每月5日前报送情况。\n"
        "云溪县乡村振兴局\n2024年3月1日\n"
    )
    found = scan("通知.txt", text.encode(), load_rules(), Settings(today="2024-04-01"))
    assert found.recognition.id == "policy-document"
