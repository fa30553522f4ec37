"""Penalties that are still public when their time is over."""

from __future__ import annotations

import pytest

from scanner.road import load_rules, scan
from scanner.settings import Settings

PERSON, UNIT = "王建设", "云岭县某某建材有限公司"


def found(party: str, decided: str, *, channel: str = "网站", more: str = "") -> list[str]:
    text = (
        f"云岭县城市管理局行政处罚决定公示\n当事人：{party}\n违法事实：占道经营\n处罚种类：罚款500元\n"
        f"处罚决定日期：{decided}\n处罚机关：云岭县城市管理局\n{more}"
    )
    stated = {"channel": channel} if channel else {}
    report = scan("a.txt", text.encode(), load_rules(), Settings(today="2026-11-22", stated=stated))
    return [finding.level for finding in report.findings if finding.rule == "timing/penalty-expired"]


@pytest.mark.parametrize(
    ("party", "decided", "is_over"),
    [
        (PERSON, "2023年11月20日", True),
        (PERSON, "2023年11月22日", False),
        (PERSON, "2025年1月8日", False),
        (UNIT, "2023年11月20日", False),
        (UNIT, "2021年11月20日", True),
        (UNIT, "2021年11月22日", False),
        ("某某", "2015年1月1日", False),
    ],
)
def test_years(party: str, decided: str, *, is_over: bool) -> None:
    assert bool(found(party, decided)) is is_over


def test_a_board_and_an_unknown_channel_are_left_alone() -> None:
    assert found(PERSON, "2015年1月1日", channel="公示栏") == []
    assert found(PERSON, "2015年1月1日", channel="") == []


def test_several_decisions_are_left_alone() -> None:
    assert found(PERSON, "2015年1月1日", more="当事人：李国强\n处罚决定日期：2025年1月8日\n") == []
