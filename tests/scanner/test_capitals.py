"""大写 to decimals and back."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner.capitals import capital_value, capitals, in_capitals


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("壹佰贰拾元整", "120"),
        ("壹佰贰拾圆正", "120"),
        ("壹万贰仟叁佰肆拾伍元陆角柒分", "12345.67"),
        ("壹仟零伍元叁角整", "1005.3"),
        ("壹拾万元整", "100000"),
        ("拾伍万元整", "150000"),
        ("壹亿贰仟万元整", "120000000"),
        ("叁拾元零伍分", "30.05"),
        ("貳拾萬圓整", "200000"),
        ("壹万亿元整", "1000000000000"),
        ("伍角整", "0.5"),
        ("零元整", "0"),
    ],
)
def test_a_value(text: str, value: str) -> None:
    assert capital_value(text) == Decimal(value)


@pytest.mark.parametrize("text", ["壹佰贰元整", "拾佰元整", "壹贰元整", "壹佰", "佰元整"])
def test_no_number(text: str) -> None:
    assert capital_value(text) is None


@given(st.integers(0, 10**17))
def test_round_trip(fens: int) -> None:
    value = Decimal(fens) / 100
    said = in_capitals(value)
    assert capital_value(said) == value
    if value >= 1:
        (found,) = capitals(f"人民币{said}（大写）")
        assert found.value == value


def test_ordinary_numerals_are_no_capitals() -> None:
    assert capitals("一百元以上的，二十元以下的") == []


def test_what_no_amount_can_be_is_not_said() -> None:
    assert in_capitals(Decimal(10) ** 16 - 1).startswith("玖仟玖佰玖拾玖万")
    assert in_capitals(Decimal(10) ** 16) == ""
