"""Elements in the words of a village: rates in brackets, sums in words, who called whom, labels that ask; and what is none."""

from __future__ import annotations

import pytest

from scanner.road import load_rules, scan
from scanner.settings import Settings
from tests.scanner.search.test_elements_contacts import element


@pytest.mark.parametrize(
    ("body", "wanted", "profile", "value"),
    [
        ("不服的告谁：0393-8000002", "complaint-phone", "temporary-relief", "0393-8000002"),
        ("【去哪反映】0393 8000126；12345", "complaint-phone", "service-guide", "0393 8000126"),
        ("受理热线(0393)8000567。", "complaint-phone", "student-aid", "(0393)8000567"),
        ("二等（每学年2000元）张明", "subsidy-standard", "student-aid", "每学年2000元"),
        ("栽一棵补15元，验收后兑付。", "subsidy-standard", "farm-subsidy", "栽一棵补15元"),
        ("上、下两学期各1000元。", "subsidy-standard", "student-aid", "各1000元"),
        ("临时救助最高5000元。", "subsidy-standard", "temporary-relief", "最高5000元"),
        ("看不明白的，找规划员张明咨询。", "contact-person", "consultation", "张明"),
        ("打电话：张明（运输股）0393-8000001，上午8:30。", "contact-person", "consultation", "张明"),
        ("意见寄云溪县解放南路86号二楼，张明收。", "contact-person", "consultation", "张明"),
        ("公　　示：长期", "publicity-period", "destitute-support", "长期"),
        ("属省级对下专项转移支付。", "fund-nature", "fund-allocation", "省级对下专项转移支付"),
        (
            "为购买种羊，向云溪县农村商业银行借入贰拾万元整。",
            "loan-purpose",
            "loan-interest",
            "购买种羊",
        ),
        ("向云溪县农村商业银行借款贰拾万元整。", "loan-amount", "loan-interest", "贰拾万元整"),
        ("利息全由县里财政补，个人不掏钱。", "interest-subsidy", "loan-interest", "利息全由县里财政补"),
    ],
)
def test_said_in_other_words(body: str, wanted: str, profile: str, value: str) -> None:
    found = element(body, wanted, profile)
    assert found.status == "present"
    assert value in found.value


@pytest.mark.parametrize(
    ("body", "wanted", "profile"),
    [
        ("家庭月收入不超过3000元的，给予救助。", "subsidy-standard", "temporary-relief"),
        ("家庭收入低于低保标准1.5倍以内的，可以申请。", "subsidy-standard", "temporary-relief"),
        ("意见寄云溪县解放南路86号二楼，拆迁办收。", "contact-person", "consultation"),
        ("公示：见村务公开栏。", "publicity-period", "destitute-support"),
    ],
)
def test_what_only_looks_like_it(body: str, wanted: str, profile: str) -> None:
    assert element(body, wanted, profile).status == "missing"


def test_a_table_of_two_columns_is_a_form() -> None:
    text = (
        "# 云溪县市场监督管理局行政处罚信息公开表\n\n| 项目 | 内容 |\n| --- | --- |\n"
        "| 行政处罚决定书文号 | 云市监处罚（2024）141号 |\n| 违法事实 | 无证经营 |\n| 处罚内容 | 罚款500元 |\n"
    )
    assert _status(text, "notice.md", "document-number", "administrative-penalty") == "present"


@pytest.mark.parametrize(
    "signature",
    [
        "云溪县林业局（委托林业站张贴）",
        "石桥村村民委员会　村务监督委员会主任张明",
        "石桥镇社会事务办公室讯",
    ],
)
def test_a_body_with_more_behind_it(signature: str) -> None:
    text = f"临时救助公示\n救助张明2000元。\n{signature}\n2024年3月2日\n"
    assert _status(text, "notice.txt", "publisher", "temporary-relief") == "present"


def _status(text: str, name: str, wanted: str, profile: str) -> str:
    report = scan(name, text.encode(), load_rules(), Settings(today="2026-11-22", profile=profile))
    return next(one for one in report.elements if one.id == wanted).status


def test_heads_whose_gaps_are_not_alike() -> None:
    body = (
        "村名　　　借款人　　　本金（万元）　　期限　　　　本季贴息（元）　放款银行\n"
        "羊圈台村　张明　　5　　　　2018.9.20—2021.9.19　543.75　　云溪农商行\n"
        "羊圈台村　王芳　　3　　　　2019.6.28—2020.6.27　326.25　　云溪农商行\n"
    )
    assert element(body, "borrower", "loan-interest").value.startswith("张明")
    assert element(body, "loan-amount", "loan-interest").value.startswith("5")
