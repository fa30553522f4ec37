"""Elements without labels: sums in sentences, questions and answers, entries of a list."""

from __future__ import annotations

import pytest

from scanner.model import Element
from scanner.road import load_rules, scan
from scanner.search.elements.sums import _sums, _words
from scanner.settings import Settings

NOTICE = """石桥镇2024年项目公示
{body}
石桥镇人民政府
2024年3月2日
"""


def element(body: str, wanted: str, *, profile: str) -> Element:
    settings = Settings(today="2026-11-22", profile=profile)
    report = scan("notice.txt", NOTICE.format(body=body).encode(), load_rules(), settings)
    return next(e for e in report.elements if e.id == wanted)


@pytest.mark.parametrize(
    ("body", "wanted", "value", "profile"),
    [
        ("这条路批复46万元，实际花了45.2万元。", "amount", "46万元", "annual-completion"),
        ("这条路批复46万元，实际花了45.2万元。", "fund-use", "花了45.2万元", "annual-completion"),
        ("本会收到爱心企业捐款60000元。", "amount", "60000元", "donation"),
        ("县里拨来六万元，每户三千元。", "amount", "六万元", "fund-allocation"),
        ("其中中央投资30万元，省级投资20万元，两项共50万元。", "amount", "50万元", "annual-plan"),
    ],
)
def test_sum_in_a_sentence(body: str, wanted: str, value: str, profile: str) -> None:
    found = element(body, wanted, profile=profile)
    assert (found.status, found.value) == ("present", value)


@pytest.mark.parametrize("body", ["每亩补助300元。", "户均增收1200元。", "完成硬化道路3万平方米。"])
def test_rates_and_quantities_are_no_sum(body: str) -> None:
    assert list(_sums(body, _words(load_rules(), ("amount", "fund-use")))) == []


@pytest.mark.parametrize(
    ("body", "wanted", "value"),
    [
        ("问：钱从哪里来？\n答：省级衔接资金。", "fund-source", "省级衔接资金。"),
        ("二问由谁来建？镇村镇建设办公室。", "implementing-unit", "镇村镇建设办公室。"),
        ("什么时候开工？2024年4月开工，9月完工。", "schedule", "2024年4月开工，9月完工。"),
    ],
)
def test_question_and_answer(body: str, wanted: str, value: str) -> None:
    assert element(body, wanted, profile="annual-plan").value.rstrip("。") == value.rstrip("。")


def test_question_without_an_answer() -> None:
    assert element("钱从哪里来？\n谁来建？", "fund-source", profile="annual-plan").value == ""


@pytest.mark.parametrize(
    ("wanted", "value"),
    [
        ("project-name", "灌渠衬砌"),
        ("content", "渠道1.8公里"),
        ("amount", "62万元"),
        ("fund-source", "中央衔接资金"),
    ],
)
def test_entry_without_labels(wanted: str, value: str) -> None:
    found = element("1、灌渠衬砌，渠道1.8公里，62万元，中央衔接资金，3—6月。", wanted, profile="annual-plan")
    assert found.value == value
