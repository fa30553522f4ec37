"""Elements in turns, glued to their labels, in accounts, in sentences; who published where nobody signed plainly."""

from __future__ import annotations

import pytest

from scanner.model import Element
from scanner.road import load_rules, scan
from scanner.search.elements.labels import LabelIndex, cleaned
from scanner.settings import Settings


def elements(text: str, profile: str, name: str = "notice.txt") -> dict[str, Element]:
    report = scan(
        name, text.encode(), load_rules(), Settings(today="2026-11-22", profile=profile, reveal=True)
    )
    return {element.id: element for element in report.elements}


@pytest.mark.parametrize(
    ("line", "wanted", "value"),
    [
        (
            "1.地址 石桥村河滩；2.任务 大棚100亩；3.渠道 省级衔接资金；4.负责人 王建设",
            "responsible-person",
            "王建设",
        ),
        ("①地点——石桥村河滩。②工期——2024年3月至9月。", "schedule", "2024年3月至9月"),
        ("地点 晒场旁 任务 棚240平方米 来源 帮扶资金", "fund-source", "帮扶资金"),
        ("第四项 实施单位。石桥镇人民政府", "implementing-unit", "石桥镇人民政府"),
        ("👉实施单位：石桥镇人民政府", "implementing-unit", "石桥镇人民政府"),
        ("新建蓄水池，责任单位石桥镇农业农村办，惠及58户。", "implementing-unit", "石桥镇农业农村办"),
        ("两项均为省级财政衔接补助资金，不向群众收钱。", "fund-source", "省级财政衔接补助资金"),
        ("修好以后，坝下430亩地不用再排队等水。", "objective", "不用再排队等水"),
        ("小工一律从监测户中请，每天工钱120元。", "benefit-mechanism", "从监测户中请"),
    ],
)
def test_plan(line: str, wanted: str, value: str) -> None:
    found = elements(f"石桥镇2024年项目计划公示\n{line}\n石桥镇人民政府\n2024年3月2日\n", "annual-plan")[
        wanted
    ]
    assert found.status == "present"
    assert value in found.value


def test_heads_of_a_table_are_no_labels_in_turns() -> None:
    text = "石桥镇2024年项目计划公示\n地点 任务 资金 来源\n石桥镇人民政府\n2024年3月2日\n"
    assert elements(text, "annual-plan")["fund-source"].status == "missing"


@pytest.mark.parametrize(
    ("signature", "publisher"),
    [
        ("石桥村村民委员会 宣 2024年3月2日", "石桥村村民委员会"),
        ("石桥村村委会（章）  村主任：王建设  2024年3月2日", "石桥村村委会"),
        ("2024年3月2日 石桥村村民委员会 监督电话：0393-8000001", "石桥村村民委员会"),
        ("石桥镇人民政府 2024年  月  日", "石桥镇人民政府"),
        ("监督投诉：0393-8000001    石桥县红十字会", "石桥县红十字会"),
        ("石桥县志愿者协会|2024年3月2日", "石桥县志愿者协会"),
        ("公示人：石桥村村务监督委员会", "石桥村村务监督委员会"),
    ],
)
def test_publisher(signature: str, publisher: str) -> None:
    found = elements(f"石桥村2024年公示\n补助已经打卡发放，没有收到意见。\n{signature}\n", "village-finance")
    assert found["publisher"].value == publisher


def test_body_in_the_title_publishes_where_nobody_signed() -> None:
    found = elements("石桥县中心医院设备采购结果公告\n成交金额：3.2万元\n2024年3月2日\n", "tender-result")
    assert (found["publisher"].value, found["publisher"].found_by) == ("石桥县中心医院", "title")


@pytest.mark.parametrize(
    ("body", "source", "use"),
    [
        ("收入：\n鱼塘承包费 12000元\n支出：\n路灯电费 800元", "鱼塘承包费", "路灯电费"),
        ("3.1 收 大棚租金 24000\n3.8 支 妇女节活动 850", "大棚租金", "妇女节活动"),
        ("进账：民宿分成18200元、停车位6400元\n出账：步道养护7350元", "民宿分成", "步道养护"),
        ("全年收入48万元，其中厂房租金31万元；全年支出20万元，花在硬化巷道14万元。", "厂房租金", "硬化巷道"),
    ],
)
def test_account(body: str, source: str, use: str) -> None:
    found = elements(
        f"石桥村2024年一季度财务公开\n{body}\n石桥村村民委员会\n2024年4月2日\n", "village-finance"
    )
    assert source in found["fund-source"].value
    assert use in found["fund-use"].value


def test_cells_that_a_sign_parts() -> None:
    lines = [
        "项目名称；实施地点；责任单位；资金来源",
        "暂养池；石桥村；石桥镇人民政府；衔接资金",
        "直播间；；石桥镇人民政府；协作资金",
    ]
    page = "".join(f"<p>{line}</p>" for line in [*lines, "石桥镇人民政府", "2024年4月2日"])
    found = elements(f"<html><body>{page}</body></html>", "project-library", "notice.html")
    assert found["project-name"].value.startswith("暂养池")
    assert found["fund-source"].value.startswith("衔接资金")


@pytest.mark.parametrize(
    "line",
    [
        "8月2日贴出，8月11日揭下（不少于十天）",
        "从2024年8月3日到8月12日跟村长说一声。",
        "公开期限十五日。",
        "名单贴在村部，五日后撤下。",
    ],
)
def test_display(line: str) -> None:
    found = elements(
        f"石桥村低保公示\n王建设家纳入低保。{line}\n石桥村村民委员会\n2024年8月2日\n", "subsistence-allowance"
    )
    assert found["publicity-period"].status == "present"


def test_what_a_bare_word_of_display_leads_to_is_no_period() -> None:
    text = "公示\n我村2023年低保对象共有王建设等四人。\n石桥村村民委员会\n2024年8月2日\n"
    assert elements(text, "subsistence-allowance")["publicity-period"].status == "missing"


def test_fields_that_begin_like_the_page() -> None:
    text = "石桥镇2024年项目计划公示\n来源：省级衔接资金30万元\n公开时间：2024年3月2日 监督电话：0393-8000001\n石桥镇人民政府\n"
    found = elements(text, "annual-plan")
    assert found["fund-source"].value == "省级衔接资金30万元"
    assert found["complaint-phone"].value == "0393-8000001"


def test_families_make_labels_that_lists_do_not_name() -> None:
    index = LabelIndex.of(load_rules(), ("fund-use", "amount"))
    assert index.known["审定造价"].ids == ("fund-use",)
    assert index.known["审定金额"].ids[0] == "amount" or "fund-use" in index.known["审定金额"].ids


@pytest.mark.parametrize(
    ("raw", "label"),
    [
        ("👉谁负责", "谁负责"),
        ("[ 发文字号 ]", "发文字号"),
        ("第一项 贴息主体", "贴息主体"),
        ("▍征收目的", "征收目的"),
    ],
)
def test_cleaned(raw: str, label: str) -> None:
    assert cleaned(raw) == label
