"""Whom words are about, where neither their clause nor their row says so."""

from __future__ import annotations

import pytest

from scanner.road import load_rules, scan
from scanner.search.attributes.binding import Binding
from scanner.search.subject import Subject
from scanner.settings import Settings
from tests.scanner.search.numbers_subject import lines as subject_of_lines


def person_of(lines: str, words: str, *, profile: str = "") -> str:
    """Who the words are about, "" where nobody is."""
    subject = subject_of_lines(lines)
    if profile:
        known = load_rules().profiles[profile]
        rest = (subject.circumstances, subject.standard, subject.today, subject.anatomy, subject.numbers)
        subject = Subject(subject.document, subject.text, known, (), *rest)
    binding = Binding(subject)
    start = binding.text.index(words)
    bound = binding.bound(start, start + len(words)) or binding.wide(start, start + len(words))
    return binding.text[bound.person.start : bound.person.end] if bound and bound.person else ""


@pytest.mark.parametrize(
    ("lines", "words", "wanted"),
    [
        ("到河湾看李小满（11岁）。孩子妈妈改嫁到外省。", "妈妈改嫁到外省", "李小满"),
        ("与王建国（男，1980年生）见面。丈夫欠着外债。", "欠着外债", "王建国"),
        ("信访事项登记单\n信访人：阿说且木\n住址：石坝村\n月收入：约2300元", "约2300元", "阿说且木"),
        ("被告人李志强，因犯盗窃罪获刑。", "因犯盗窃罪获刑", "李志强"),
        ("王建国来信说腿伤了，活一天也断不得，钱不够。", "钱不够", "王建国"),
        ("关于王建国申请救助：一年能落下两万，不合条件。", "一年能落下两万", "王建国"),
    ],
)
def test_whom_words_are_about(lines: str, words: str, wanted: str) -> None:
    assert person_of(lines, words) == wanted


LETTER = "关于安置王建国的函\n县救助站：\n该人昨日乘火车到达你县。"


def test_this_person_is_somebody_in_a_text_that_speaks_of_nobody() -> None:
    assert person_of(LETTER, "昨日乘火车到达你县", profile="policy-document") == "王建国"
    assert person_of(LETTER.replace("该人", ""), "昨日乘火车到达你县", profile="policy-document") == ""


@pytest.mark.parametrize("words", ["该人员昨日乘火车到达", "不得向外说他离了婚", "符合条件的昨日到达"])
def test_many_are_nobody(words: str) -> None:
    assert person_of(f"关于安置王建国的通知\n全县：\n{words}。", words, profile="service-guide") == ""


def test_a_doctor_is_not_ill_with_what_he_treats() -> None:
    rows = "<tr><th>诊室</th><th>{0}</th><th>情况</th></tr><tr><td>肾内科</td><td>陈志忠</td><td>尿毒症、腹膜透析</td></tr>"
    found = {}
    for head in ("专家", "姓名"):
        page = f"<html><body><h1>专家门诊排班</h1><table>{rows.format(head)}</table></body></html>"
        report = scan("a.html", page.encode(), load_rules(), Settings(today="2026-11-22"))
        found[head] = [one.rule for one in report.findings if one.rule == "personal/illness"]
    assert found == {"专家": [], "姓名": ["personal/illness"]}


@pytest.mark.parametrize(
    ("lines", "words", "wanted"),
    [
        ("关于低保问题的答复\n王建国：\n你于8月反映的事已查清。\n经核查，你儿子在外务工，月工资6100元。", "月工资6100元", "王建国"),
        ("保证书\n我偷了小卖部的烟被派出所抓过，今后改正。\n保证人：王建国\n2026年3月1日", "被派出所抓过", "王建国"),
        ("信访办结报告\n来信人王建国，反映征地款。\n全村的款已经付清，公示过两次。\n又查过账，没有差错。\n村里开过会。\n同时了解到，信访人患有甲状腺癌。", "患有甲状腺癌", ""),
        ("信访办结报告\n来信人王建国，反映征地款。\n全村的款已经付清，公示过两次。\n又查过账，没有差错。\n村里开过会。\n同时了解到，来信人患有甲状腺癌。", "患有甲状腺癌", "王建国"),
    ],
)  # fmt: skip
def test_who_is_meant_by_you_by_i_and_by_a_word_for_a_part(lines: str, words: str, wanted: str) -> None:
    assert person_of(lines, words) == wanted


def test_words_may_name_their_person_themselves() -> None:
    subject = subject_of_lines("县检察院对王建国涉嫌故意伤害一案公开宣告。")
    binding = Binding(subject)
    found = binding.inside(0, len("县检察院对王建国涉嫌故意伤害"))
    assert found is not None
    assert found.person is not None
    assert binding.text[found.person.start : found.person.end] == "王建国"
