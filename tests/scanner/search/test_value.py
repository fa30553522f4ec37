"""Kind value: what the marked sentences cannot show."""

from __future__ import annotations

import pytest

from scanner.model import Element
from scanner.search.claims.persons import is_body
from scanner.search.kinds import value
from tests.scanner.search.noticed import facts, found, levels, notice, values

CHANNEL = "value/no-complaint-channel"
PHONE = "value/invalid-phone"


@pytest.mark.parametrize(
    "text",
    [
        "青山村补贴名单\n张明500元",
        "青山村补贴名单\n公示期10天",
        "青山村补贴名单\n2025年3月1日",
        "青山村补贴名单\n电话：____",
    ],
)
def test_a_notice_without_any_channel(text: str) -> None:
    subject = notice(text)
    (finding,) = found(CHANNEL, subject)
    assert (finding.level, finding.spans) == ("warning", ())


@pytest.mark.parametrize(
    "text",
    [
        "名单\n监督电话：0393-8000001",
        "名单\n拨打12317热线",
        "名单\n邮箱：cunwu2021@163.com",
        "名单\n通信地址：石桥镇人民路1号",
        "名单\n来信来访请到信访室",
        "名单\n联系方式 13900001234",
    ],
)
def test_one_channel_is_enough(text: str) -> None:
    assert found(CHANNEL, notice(text)) == []


def test_a_missing_complaint_phone_is_the_elements_affair() -> None:
    for status in ("missing", "placeholder", "incomplete"):
        element = Element("complaint-phone", "must", status)  # type: ignore[arg-type]
        assert found(CHANNEL, notice("名单", elements=[element])) == []


@pytest.mark.parametrize("profile", ["not-a-notice", "policy-document", "service-guide", ""])
def test_some_texts_need_no_channel(profile: str) -> None:
    assert found(CHANNEL, notice("名单", profile=profile)) == []


@pytest.mark.parametrize(
    "name",
    [
        "村委会",
        "青山村村委会",
        "石桥镇人民政府",
        "县农业农村局",
        "项目办",
        "青山合作社、石桥镇人民政府",
        "镇党委",
    ],
)
def test_bodies(name: str) -> None:
    assert is_body(name)


@pytest.mark.parametrize(
    "name",
    [
        "张明",
        "王新村",
        "李保镇",
        "欧阳明",
        "张明（村委会）",
        "村委会张明",
        "镇长",
        "",
        "待定",
        "张*",
        "8000001",
        "买买提·阿依",
    ],
)
def test_no_bodies(name: str) -> None:
    assert not is_body(name)


def test_a_body_as_contact_is_a_remark() -> None:
    assert levels("value/not-a-person", notice("联系人：县农业农村局")) == [("info", "likely")]
    assert levels("value/not-a-person", notice("责任人：县农业农村局")) == [("warning", "likely")]
    must = [Element("responsible-person", "must", "incomplete")]
    assert levels("value/not-a-person", notice("责任人：县农业农村局", elements=must)) == [
        ("error", "likely")
    ]


def test_a_column_of_bodies_is_one_finding() -> None:
    subject = notice("项目\t责任人\n道路\t村委会\n水渠\t张明\n桥\t村委会")
    (finding,) = found("value/not-a-person", subject)
    assert values(subject, [finding]) == ["村委会村委会"]


def test_a_hotline_that_nobody_knows_is_a_remark() -> None:
    assert levels(PHONE, notice("监督电话：12302")) == [("info", "suspect")]
    assert levels(PHONE, notice("监督电话：12306")) == [("error", "likely")]
    assert facts(found(PHONE, notice("监督电话：12306"))) == ["hotline-of-others"]


def test_a_number_that_goes_on_in_the_next_line_is_not_judged() -> None:
    assert found(PHONE, notice("监督电话：0393800000\n6\n第二项")) == []


def test_the_day_that_a_month_does_not_have_is_said() -> None:
    (finding,) = found("value/impossible-date", notice("2025年2月30日"))
    assert dict(finding.evidence[0].values) == {"month": "2", "count": "28"}
    (finding,) = found("value/impossible-date", notice("2月30日"))
    assert dict(finding.evidence[0].values) == {"month": "2", "count": "29"}


@pytest.mark.parametrize(
    "parameters",
    [
        {},
        {"check": "x"},
        {"check": "phone"},
        {"check": "money", "words": "x"},
        {"check": "date", "words": []},
    ],
)
def test_parameters_that_are_refused(parameters: dict[str, object]) -> None:
    assert value.check(parameters)


def test_parameters_that_are_understood() -> None:
    assert value.check({"check": "date"}) == []
    assert value.check({"check": "money", "words": ["金额"]}) == []
