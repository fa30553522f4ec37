"""Mentions: every person, organisation and address, with the role in which a person is named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from reports.as_json import report_json
from scanner.model import Report
from scanner.road import load_rules, scan
from scanner.settings import Settings

SCHEMA = json.loads(Path("reports/schema/report-1.json").read_text("utf-8"))
ALLOWANCE = """柳溪县2026年农村低保对象公示
序号\t户主\t与户主关系\t家庭住址\t金额
1\t张*明\t户主\t河湾村3组12号\t350
2\t李某某\t户主\t河湾村5组\t420
驻村第一书记王建国走访村民赵铁柱，其子赵小军就读于县一中。
监督单位：柳溪县民政局  联系人：陈晓燕  电话：0393-8000001
"""


def report(text: str, *, entities: bool = True) -> Report:
    return scan("a.txt", text.encode(), load_rules(), Settings(today="2026-11-22", entities=entities))


def told(text: str) -> list[tuple[str, str, bool, str]]:
    found = report(text).mentions
    assert found is not None
    blocks = [
        (
            m.label,
            m.role,
            m.is_masked,
            "".join(text[s.source.start : s.source.end] for s in m.spans if s.source),
        )
        for m in found
    ]
    return blocks


@pytest.mark.parametrize(
    "expected",
    [
        ("PER", "beneficiary", True, "张*明"),
        ("PER", "beneficiary", True, "李某某"),
        ("PER", "official", False, "王建国"),
        ("PER", "beneficiary", False, "赵铁柱"),
        ("PER", "family", False, "赵小军"),
        ("PER", "contact", False, "陈晓燕"),
        ("ORG", "", False, "柳溪县民政局"),
        ("ADDR", "", False, "河湾村3组12号"),
    ],
    ids=lambda expected: str(expected[3]),
)
def test_each_with_its_role(expected: tuple[str, str, bool, str]) -> None:
    assert expected in told(ALLOWANCE)


def test_none_unless_asked_for() -> None:
    found = report(ALLOWANCE, entities=False)
    assert found.mentions is None
    assert "entities" not in report_json(found, load_rules(), "zh")


def test_json_fits_the_schema_and_holds_no_value() -> None:
    made = report_json(report(ALLOWANCE), load_rules(), "zh")
    Draft202012Validator(SCHEMA).validate(made)
    listed = json.dumps(made["entities"], ensure_ascii=False)
    assert "赵铁柱" not in listed
    assert "张*明" not in listed


def test_findings_are_the_same_with_and_without() -> None:
    assert report(ALLOWANCE).findings == report(ALLOWANCE, entities=False).findings


def test_a_column_of_posts_makes_officials() -> None:
    text = (
        "柳溪县民政局领导分工公示\n姓名\t职务\t分工\n周文博\t局长\t主持全面工作\n孙丽华\t副局长\t分管低保\n"
    )
    assert ("PER", "official", False, "周文博") in told(text)


def test_a_name_over_a_wrap_is_one_mention() -> None:
    found = [one for one in told("监督单位：柳溪县民政局\n联系人：陈晓燕\n") if one[0] == "PER"]
    assert found == [("PER", "contact", False, "陈晓燕")]
