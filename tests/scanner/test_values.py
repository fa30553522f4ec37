"""Dates, periods, money, units, persons, placeholders as they are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner import values


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2020年5月28日", "2020-05-28"),
        ("2020 年 5 月 28 日", "2020-05-28"),
        ("二○二○年五月二十八日", "2020-05-28"),
        ("二〇二〇年十二月三十一日", "2020-12-31"),
        ("二零一一年十月十日", "2011-10-10"),
        ("2026-03-02", "2026-03-02"),
        ("2026.3.2", "2026-03-02"),
        ("2026/03/02", "2026-03-02"),
        ("201 9 年3月1日", "2019-03-01"),
    ],
)
def test_dates(text: str, iso: str) -> None:
    assert [day.iso for day in values.days(text)] == [iso]
    assert values.is_date_line(text)


@given(
    st.dates(
        min_value=__import__("datetime").date(1900, 1, 1), max_value=__import__("datetime").date(2100, 12, 31)
    )
)
def test_every_real_date_is_read_and_real(date) -> None:  # type: ignore[no-untyped-def]
    for text in (f"{date.year}年{date.month}月{date.day}日", date.isoformat()):
        (day,) = values.days(text)
        assert (day.year, day.month, day.day) == (date.year, date.month, date.day)
        assert day.real


def test_impossible_dates_are_not_real() -> None:
    assert not values.days("2021年2月30日")[0].real
    assert not values.days("2021年13月1日")[0].real
    assert values.days("2020年2月29日")[0].real
    assert not values.days("2100年2月29日")[0].real


@pytest.mark.parametrize(
    "text", ["年   月   日", "2026年×月×日", "2019年  月  日", "20  年  月  日", "2026年5月  日"]
)
def test_dates_left_open(text: str) -> None:
    assert values.is_open_date(text)
    assert values.is_placeholder(text)


@pytest.mark.parametrize(
    "text", ["1250.00万元", "3358372.87元", "人民币￥1,200元", "叁佰万元整", "29.862588万元"]
)
def test_money(text: str) -> None:
    assert values.has_money(text)


@pytest.mark.parametrize("text", ["3.2公里", "2020年", "120户", "每亩", "12317"])
def test_no_money(text: str) -> None:
    assert not values.has_money(text)


@pytest.mark.parametrize(
    "text", ["××", "×××", "____", "XXX", "待定", "待填", "……", "暂无", "/", "××镇××村", "某某", "（  ）"]
)
def test_placeholders(text: str) -> None:
    assert values.is_placeholder(text)


@pytest.mark.parametrize("text", ["张××", "李*明", "王某某", "硬化道路3公里", "无", "2×3米涵管", "X光机"])
def test_no_placeholders(text: str) -> None:
    assert not values.is_placeholder(text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("石桥镇人民政府 张明", ["张明"]),
        ("石桥镇人民政府张明（镇长）", ["张明"]),
        ("镇长 李建国", ["李建国"]),
        ("欧阳明", ["欧阳明"]),
        ("阿布都·热合曼", ["阿布都·热合曼"]),
        ("张*", ["张*"]),
        ("王明、李芳", ["王明", "李芳"]),
        ("唐敏。", ["唐敏"]),
        ("柳林村村民委员会", []),
        ("农业农村局", []),
        ("项目办公室", []),
        ("0393-8000001", []),
    ],
)
def test_persons(text: str, names: list[str]) -> None:
    assert values.persons(text) == names


@pytest.mark.parametrize(
    "text",
    ["云溪县财政局", "柳林村村民委员会", "石桥镇人民政府", "云溪宏远建设有限公司", "县乡村振兴局（盖章）"],
)
def test_units(text: str) -> None:
    assert values.is_unit(text)


@pytest.mark.parametrize("text", ["张明", "硬化道路。完成", "2026年5月", "局"])
def test_no_units(text: str) -> None:
    assert not values.is_unit(text)


@pytest.mark.parametrize(
    "text", ["2026年3月2日至3月11日，共10天", "七个工作日", "长期公开", "10天", "6个月", "90日历天"]
)
def test_periods(text: str) -> None:
    assert values.has_period(text)
