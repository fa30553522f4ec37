"""Amounts as they are printed, exactly."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner import money
from scanner.money import UNITS


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("29.862588万元", "298625.88"),
        ("3358372.87元", "3358372.87"),
        ("1,234.50万元", "12345000"),
        ("1，234，567元", "1234567"),
        ("¥100.00", "100"),
        ("人民币 200 万元", "2000000"),
        ("3亿元", "300000000"),
        ("12千元", "12000"),
        ("2百万元", "2000000"),
        ("资金30万。", "300000"),
    ],
)
def test_an_amount(text: str, value: str) -> None:
    (found,) = money.amounts(text)
    assert found.value == Decimal(value)
    assert not found.is_about
    assert not found.is_rate


@pytest.mark.parametrize(
    "text", ["约100万元", "100万元左右", "近5亿元", "100余万元", "不超过20万元", "500元以上", "上限为30万元"]
)
def test_approximations(text: str) -> None:
    assert [found.is_about for found in money.amounts(text)] == [True]


@pytest.mark.parametrize("text", ["每户5000元", "500元/亩", "人均300元", "补助标准为600元"])
def test_rates(text: str) -> None:
    assert [found.is_rate for found in money.amounts(text)] == [True]


@pytest.mark.parametrize("text", ["3万亩", "1.2万人", "2020年", "12户", "电话12317"])
def test_no_money(text: str) -> None:
    assert money.amounts(text) == []


def test_what_follows_on_the_next_line_says_nothing() -> None:
    assert [found.is_about for found in money.amounts("县级资金500万元\n以上资金合计2600万元")] == [
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("cell", "value", "unit"),
    [
        ("1,234.5", "1234.5", ""),
        ("(12.00)", "-12", ""),
        ("-3", "-3", ""),
        ("+5", "5", ""),
        ("20万元", "20", "万元"),
        ("￥1,000.00元", "1000", "元"),
        ("12户", "12", ""),
    ],
)
def test_a_cell(cell: str, value: str, unit: str) -> None:
    found = money.number_of_cell(cell)
    assert found is not None
    assert (found.value, found.unit) == (Decimal(value), unit)


@pytest.mark.parametrize("cell", ["", "—", "约20", "12.5（含县级）", "2020.1.2", "A12", "1234,5", "道路"])
def test_cells_without_a_number(cell: str) -> None:
    assert money.number_of_cell(cell) is None


@pytest.mark.parametrize(
    ("head", "unit"),
    [
        ("投资规模(万元)", "万元"),
        ("金额/元", "元"),
        ("资金（单位：万元）", "万元"),
        ("补助标准（元/户）", ""),
        ("项目名称", ""),
    ],
)
def test_the_unit_of_a_head(head: str, unit: str) -> None:
    assert money.unit_of_head(head) == unit


def test_the_unit_of_a_caption() -> None:
    assert money.unit_of_caption("填报单位：某局   单位：万元") == "万元"
    assert money.unit_of_caption("填报单位：某局") == ""


@given(st.integers(0, 10**12), st.integers(0, 6), st.sampled_from(["元", "千元", "万元", "百万元", "亿元"]))
def test_what_is_shown_is_read_back(digits: int, places: int, unit: str) -> None:
    value = Decimal(digits).scaleb(-places) * UNITS[unit]
    (found,) = money.amounts(money.shown(value, unit, places))
    assert (found.value, found.unit) == (value, unit)
    assert money.places_of(found.step, unit) <= max(places, 6)
