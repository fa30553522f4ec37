"""What was considered as a number: goldens, limits, and no value that was not asked for."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from reports.considered import MOST, at_place, considered_json, considered_line, considered_lines
from reports.layout import WIDTH, plain
from scanner.model import Considered, Lang
from scanner.road import considered, load_rules
from scanner.settings import Settings

NOTICE = """\
某某镇2026年补贴发放公示
张明，身份证号410999197903262845，电话13900001234。
李芳，身份证号410999********2845，卡号6228********1230。
统一社会信用代码91410999MA0ABCDE62。
下达资金13900001234元，流水号62284800000000012345。
户名：某某镇财政所 对公账户41000123040000567
监督电话：0393-8000001
项目代码2021-410999-05-01-123456
核对410999197903262840
2026-01-05至2026-01-12
"""
VALUES = ("410999197903262845", "13900001234", "91410999MA0ABCDE62", "41000123040000567", "0393-8000001")


def told(text: str, *, reveal: bool = False) -> Considered:
    settings = Settings(today="2026-11-22", reveal=reveal)
    return considered("notice.txt", text.encode(), load_rules(), settings)


def page(found: Considered, lang: Lang) -> str:
    return plain(considered_lines(found, load_rules(), lang, WIDTH))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_golden(lang: Lang, golden: Callable[[str, str], None]) -> None:
    found = told(NOTICE)
    golden(f"considered.{lang}.txt", page(found, lang))
    shown = considered_json(found, load_rules(), lang)
    golden(f"considered.{lang}.json", json.dumps(shown, ensure_ascii=False, indent=1) + "\n")


def test_no_value_unless_asked_for() -> None:
    found = told(NOTICE)
    said = page(found, "zh") + page(found, "en") + considered_line(found, load_rules(), "zh") + repr(found)
    assert not [value for value in VALUES if value in said]
    asked = page(told(NOTICE, reveal=True), "zh")
    assert all(value in asked for value in VALUES)


def test_every_piece_once_and_in_order() -> None:
    places = [(look.spans[0].block, look.spans[0].start) for look in told(NOTICE).looks]
    assert places == sorted(set(places))


def test_reported_and_not() -> None:
    lines = {look.spans[0].place.steps[0]: look for look in told(NOTICE).looks}
    assert lines[2].is_reported
    assert {number for number, look in lines.items() if not look.rule} == {4, 5, 6, 7, 8, 9}
    assert all(look.evidence for look in lines.values())


def test_a_place_is_picked() -> None:
    found = at_place(told(NOTICE), "第 5 行", "zh")
    assert {look.spans[0].place.steps[0] for look in found.looks} == {5}
    rows = "\n".join(f"编号{number:09}00" for number in range(20))
    assert len(at_place(told(rows), "line 1", "en").looks) == 1


def test_what_is_left_out_is_said() -> None:
    rows = "\n".join(f"流水号{number:012}" for number in range(MOST + 7))
    said = page(told(rows), "zh")
    assert said.count("不是个人信息") == MOST
    assert "没有报告的还有 7 处" in said
    assert len(considered_json(told(rows), load_rules(), "zh")["numbers"]) == MOST + 7


def test_nothing_and_unread() -> None:
    assert "没有像号码的内容" in page(told("没有数字的公示"), "zh")
    assert "没有像号码的内容" not in page(told(""), "zh")


def test_a_place_without_numbers_says_that_there_are_others() -> None:
    found = at_place(told(NOTICE), "第1行", "zh")
    said = page(found, "zh")
    assert found.looks == ()
    assert "没有像号码的内容（" not in said
    assert f"别处有 {len(told(NOTICE).looks)} 处" in said
