"""Notices about people who receive something: who, how much, by what rate, why, in sentences and lists."""

from __future__ import annotations

import pytest

from scanner.road import load_rules, scan
from scanner.settings import Settings

LIST, ALLOWANCE, RELIEF = "beneficiary-list", "subsistence-allowance", "temporary-relief"
HOMES, MONITORED, LOAN, PLAN = "relocation", "monitoring-object", "loan-interest", "annual-plan"
END = "\n溪口县石桥镇人民政府\n2024年3月5日\n"


def found(text: str, profile: str) -> dict[str, tuple[str, str, str]]:
    settings = Settings(today="2026-11-22", profile=profile, reveal=True)
    report = scan("notice.txt", ("石桥镇公示\n" + text + END).encode(), load_rules(), settings)
    return {element.id: (element.status, element.value, element.found_by) for element in report.elements}


# text, profile, element, what its value holds
STATED = {
    "names in a sentence": (
        "经评议，将孙玉珍、周保国等3户列为今年的低保户。",
        ALLOWANCE,
        "beneficiaries",
        "孙玉珍、周保国",
    ),
    "masked names": ("本月新增低保户：孙*珍、周**、李某某。", ALLOWANCE, "beneficiaries", "孙*珍"),
    "one name behind a word": (
        "我村村民钱玉兰家房屋失火，镇里救助5000元。",
        RELIEF,
        "beneficiaries",
        "钱玉兰",
    ),
    "a household": ("会议决定拟将孔志刚户纳入监测。", MONITORED, "name-list", "孔志刚"),
    "entries of a list": (
        "1　白铁柱　青山村　600元\n2　钱学文　青山村　800元",
        LIST,
        "beneficiaries",
        "白铁柱",
    ),
    "names with sums": ("白铁柱（5亩，110元）；钱学文（3亩，66元）。", LIST, "beneficiaries", "白铁柱"),
    "households and persons": (
        "9月份，全县救助86户235人，支出24.73万元。",
        RELIEF,
        "beneficiaries",
        "86户235人",
    ),
    "a number before its word": ("保障96名残疾老人的生活。", ALLOWANCE, "beneficiaries", "96名"),
    "the whole before its parts": (
        "发放低保金：城市91.26万元、农村987.20万元，合计1078.46万元。",
        ALLOWANCE,
        "amount",
        "1078.46万元",
    ),
    "a sum in words": ("李国强，两人户，每月补助人民币叁佰陆拾元整。", ALLOWANCE, "amount", "叁佰陆拾元整"),
    "what everybody gets": (
        "白铁柱、钱学文两位老人，每人每月1310元。",
        "destitute-support",
        "amount",
        "1310元",
    ),
    "a rate each mu": ("补贴按每亩101元计算。", "farmland-subsidy", "subsidy-standard", "每亩101元"),
    "sums for each kind": ("按本科3000元、专科2000元发放。", "student-aid", "subsidy-standard", "本科3000元"),
    "a share": ("按实际缴费的60%补贴。", "employment-subsidy", "subsidy-standard", "60%"),
    "the matter": (
        "现拨付2023年耕地地力保护补贴资金。",
        "farmland-subsidy",
        "project-name",
        "耕地地力保护补贴",
    ),
    "steps": ("按照户报、村核、乡验的办法。", HOMES, "procedure", "户报、村核、乡验"),
    "a line of income": ("三户人均收入稳定超过监测线。", MONITORED, "criteria", "超过监测线"),
    "where they move": ("全部安置在石桥镇兴隆安置小区。", HOMES, "location", "兴隆安置小区"),
    "why": ("因山洪冲毁住房，救助2000元。", RELIEF, "relief-reason", "山洪"),
    "subsidised interest": ("企业贷款：本季度共贴息12户，61.41万元。", LOAN, "interest-subsidy", "61.41万元"),
}
# text, profile, element that it does not state
NOT_STATED = {
    "who answers for it": (
        "监督员：孙玉珍、周保国、钱玉兰、白铁柱、孔志刚。联系人：李国强。",
        ALLOWANCE,
        "beneficiaries",
    ),
    "who came to the meeting": ("村民代表会应到42人，实到36人。", ALLOWANCE, "beneficiaries"),
    "words that look like names": ("公示时间、金额、单位、方式、来源见下表。", LIST, "beneficiaries"),
    "a document number": ("依据国发〔2015〕52号和宁民发〔2016〕3号。", ALLOWANCE, "beneficiaries"),
    "a sum each month": ("李国强家每月补助633元。", ALLOWANCE, "subsidy-standard"),
    "people of a project": ("石桥镇周立新、李国强、王芳到现场查看。", PLAN, "beneficiaries"),
}


@pytest.mark.parametrize("case", STATED)
def test_what_is_stated(case: str) -> None:
    text, profile, element, value = STATED[case]
    status, said, _ = found(text, profile)[element]
    assert status == "present"
    assert value in said


@pytest.mark.parametrize("case", NOT_STATED)
def test_what_is_not_stated(case: str) -> None:
    text, profile, element = NOT_STATED[case]
    _, said, found_by = found(text, profile)[element]
    assert not said or found_by == "sentence"  # what was learned is measured, not pinned
