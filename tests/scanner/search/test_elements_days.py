"""Periods, deadlines, signatures: days by what is said round them."""

from __future__ import annotations

import pytest

from scanner.model import Element
from scanner.road import load_rules, scan
from scanner.settings import Settings

NOTICE = "石桥镇2026年临时救助对象公示\n王芳家因火灾申请临时救助，拟救助3000元。\n{body}\n"
SIGNED = "石桥镇人民政府\n2026年3月2日"


def element(body: str, wanted: str, profile: str = "temporary-relief") -> Element:
    text = NOTICE.format(body=body)
    settings = Settings(today="2026-11-22", profile=profile, reveal=True)
    report = scan("notice.txt", text.encode(), load_rules(), settings)
    found = [one for one in report.elements if one.id == wanted]
    return found[0] if found else Element(wanted, "no", "missing")


@pytest.mark.parametrize(
    ("body", "value"),
    [
        ("公示：3月2日—3月8日，0393-8000001。", "3月2日—3月8日"),
        ("如有意见，3月2日至3月8日到村部反映。", "3月2日至3月8日"),
        ("名单贴到3月8日（3月2日起）。", "3月8日（3月2日起）"),
        ("公示自3月2日起，至3月8日止。", "3月2日起，至3月8日止"),
        ("公示十天（3月2日至3月11日）。", "十天（3月2日至3月11日）"),
        ("（3月2日至3月8日）", "3月2日至3月8日"),
        ("公示期为三月二日至三月八日。", "三月二日至三月八日"),
        ("公示期 3.2—3.8", "3.2—3.8"),
        ("公示期限：拾天", "拾天"),
    ],
)
def test_periods_of_display(body: str, value: str) -> None:
    found = element(f"{body}\n{SIGNED}", "publicity-period")
    assert found.status == "present"
    assert value in found.value


@pytest.mark.parametrize(
    "body",
    [
        "工期：3月2日至3月28日。",
        "截至2月10日，我镇共有低保对象230户。",
        "各村公示不少于7天。",
        "请于3月8日前报名参加培训。",
        "公示时间：2026年3月2日",
    ],
)
def test_other_days_are_no_period(body: str) -> None:
    assert element(f"{body}\n{SIGNED}", "publicity-period").status == "missing"


def test_a_period_left_open_is_a_placeholder() -> None:
    found = element(f"公示期：2026年X月X日至X月X日\n{SIGNED}", "publicity-period")
    assert found.status == "placeholder"


def test_a_period_under_the_label_of_a_date_is_no_date() -> None:
    body = "公示日期：2026年3月2日至3月8日\n石桥镇人民政府"
    assert element(body, "publish-date").status == "missing"
    assert element(body, "publicity-period").value == "2026年3月2日至3月8日"


def test_what_is_stated_unasked_is_shown() -> None:
    found = element(f"公示期：3月2日至3月8日\n{SIGNED}", "publicity-period", "land-expropriation")
    assert (found.called_for, found.status) == ("no", "present")
    assert element(SIGNED, "publicity-period", "land-expropriation").status == "missing"


@pytest.mark.parametrize(
    ("body", "publisher", "date"),
    [
        ("特此公示。石桥镇人民政府2026年3月2日", "石桥镇人民政府", "2026年3月2日"),
        ("石桥镇人民政府　2026年3月", "石桥镇人民政府", "2026年3月"),
        ("（石桥镇民政所供稿，2026年3月2日）", "石桥镇民政所", "2026年3月2日"),
        ("——青山村村委会　2026年3月2日", "青山村村委会", "2026年3月2日"),
        ("2026年3月2日　石桥镇人民政府", "石桥镇人民政府", "2026年3月2日"),
        (
            "石桥镇人民政府　2026年3月2日　监督：0393-8000001",
            "石桥镇人民政府",
            "2026年3月2日",
        ),
        ("青山村“两委”　2026.3.2", "青山村“两委”", "2026.3.2"),
        ("发布：石桥镇人民政府\n更新时间：2026-03-02", "石桥镇人民政府", "2026-03-02"),
    ],
)
def test_signatures(body: str, publisher: str, date: str) -> None:
    assert element(body, "publisher").value == publisher
    assert element(body, "publish-date").value == date


def test_a_unit_of_measure_is_no_publisher() -> None:
    assert element("单位：元", "publisher").status == "missing"


def test_a_signature_is_no_title() -> None:
    text = "甲方案还是乙方案？大家说。\n有意见打0393-8000001。\n青山村村委会　2026年3月2日\n"
    settings = Settings(today="2026-11-22", profile="temporary-relief", reveal=True)
    report = scan("notice.txt", text.encode(), load_rules(), settings)
    assert next(e for e in report.elements if e.id == "publisher").value == "青山村村委会"
    assert "青山村村委会" not in next(e for e in report.elements if e.id == "title").value
