"""A bare cell inherits the head of its column: merged, in several rows, repeated, or left on the page before.

No value here proves itself: identity numbers with a wrong check digit, accounts that fail Luhn, numbers
of the old form. Only the head of their column makes them findings, so a head that is lost is a miss.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from scanner.model import Finding, Report
from scanner.road import load_rules, scan
from scanner.settings import Settings
from tests.column_files import WRITERS, List, sheets_bytes

SETTINGS = Settings(today="2026-11-22", reveal=True)
NAMES = ["张明", "李芳", "王刚", "赵敏", "陈涛", "刘洋", "孙丽", "周强"]
BAD_IDS = ["410999197903262840", "41099919800101123X", "410999196502281237", "410999199012310018"]
OLD_IDS = ["410999790326284", "410999800101112", "410999650228123", "410999901231001"]
ACCOUNTS = ["6228480000000001231", "6228480000000002345", "6228480000000003456", "6228480000000004567"]


def rows(first: int, count: int, *, ids: list[str] = BAD_IDS) -> list[list[str]]:
    return [
        [str(n + 1), NAMES[n], "3.5", "120.00", ids[n % 4], "农商行", ACCOUNTS[n % 4], "420.00"]
        for n in range(first, first + count)
    ]


PLAIN = [["序号", "姓名", "面积", "标准", "身份证号码", "开户行", "一卡通账号", "金额"]]
TWO_ROWS = [
    ["序号", "姓名", "补贴情况", "", "身份证号码", "发放账户", "", "金额"],
    ["", "", "面积", "标准", "", "开户行", "一卡通账号", ""],
]
TWO_MERGES = [(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 3), (0, 4, 1, 4), (0, 5, 0, 6), (0, 7, 1, 7)]
THREE_ROWS = [
    ["序号", "农户信息", "", "", "", "", "", "金额"],
    ["", "姓名", "补贴情况", "", "身份证号码", "发放账户", "", ""],
    ["", "", "面积", "标准", "", "开户行", "一卡通账号", ""],
]
THREE_MERGES = [
    (0, 0, 2, 0), (0, 1, 0, 6), (1, 1, 2, 1), (1, 2, 1, 3), (1, 4, 2, 4), (1, 5, 1, 6), (0, 7, 2, 7),
]  # fmt: skip

TITLE, UNIT = (["某某村补贴发放公示表", *[""] * 7], ["单位：亩、元", *[""] * 7])

SHAPES = {
    "plain": List(PLAIN, [rows(0, 4)]),
    "old form": List(PLAIN, [rows(0, 4, ids=OLD_IDS)]),
    "two rows": List(TWO_ROWS, [rows(0, 4)], TWO_MERGES),
    "three rows": List(THREE_ROWS, [rows(0, 4)], THREE_MERGES),
    "repeated": List(PLAIN, [rows(0, 4), rows(4, 4)]),
    "two rows repeated": List(TWO_ROWS, [rows(0, 4), rows(4, 4)], TWO_MERGES),
    "three rows repeated": List(THREE_ROWS, [rows(0, 4), rows(4, 4)], THREE_MERGES),
    "goes on without head": List(PLAIN, [rows(0, 4), rows(4, 4)], repeats=False),
    "two rows, goes on": List(TWO_ROWS, [rows(0, 4), rows(4, 4)], TWO_MERGES, repeats=False),
    "three rows, goes on": List(THREE_ROWS, [rows(0, 4), rows(4, 4)], THREE_MERGES, repeats=False),
    "three pages": List(PLAIN, [rows(0, 3), rows(3, 3), rows(6, 2)], repeats=False),
    "one row on the last page": List(PLAIN, [rows(0, 4), rows(4, 1)], repeats=False),
    "a line says that it goes on": List(PLAIN, [rows(0, 4), rows(4, 4)], repeats=False, between="续表1"),
    "title and unit above the head": List([TITLE, UNIT, *PLAIN], [rows(0, 4)], [(0, 0, 0, 7), (1, 0, 1, 7)]),
    "columns are numbered": List([*TWO_ROWS, list("12345678")], [rows(0, 4)], TWO_MERGES),
    "spread labels": List([[" ".join(label) for label in PLAIN[0]]], [rows(0, 4)]),
}


def report(told: List, format: str) -> Report:
    return scan(f"list.{format}", WRITERS[format](told), load_rules(), SETTINGS)


def labels(finding: Finding) -> set[str]:
    """The labels of its column that the evidence names."""
    return {value for fact in finding.evidence if fact.name == "column-label" for _, value in fact.values}


def labelled(found: Report) -> dict[str, set[str]]:
    """Digits of each personal value -> labels of its column."""
    known: dict[str, set[str]] = {}
    for finding in found.findings:
        if finding.rule.startswith("personal/"):
            known.setdefault("".join(finding.value.split()), set()).update(labels(finding))
    return known


@pytest.mark.parametrize("format", WRITERS)
@pytest.mark.parametrize("shape", SHAPES)
def test_every_bare_cell_has_its_label(shape: str, format: str) -> None:
    told = SHAPES[shape]
    found = report(told, format)
    known = labelled(found)
    wanted = {row[4]: "身份证号码" for page in told.pages for row in page}
    wanted |= {row[6]: "一卡通账号" for page in told.pages for row in page}
    lost = {value: known.get(value) for value in wanted if not known.get(value)}
    assert not lost
    assert all("身份证" in "".join(known[value]) for value in wanted if wanted[value] == "身份证号码")
    count = sum(len(page) for page in told.pages)
    assert sum(f.value in wanted for f in found.findings) == 2 * count


@pytest.mark.parametrize("format", WRITERS)
@pytest.mark.parametrize("shape", SHAPES)
def test_a_column_is_said_once(shape: str, format: str) -> None:
    found = report(SHAPES[shape], format)
    heads = ["".join(f.value.split()) for f in found.findings if f.rule == "column/alarming-header"]
    assert heads == ["身份证号码", "一卡通账号"]


@pytest.mark.parametrize("shape", SHAPES)
def test_a_pdf_without_rules(shape: str) -> None:
    known = labelled(report(replace(SHAPES[shape], ruled=False), "pdf"))
    pages = SHAPES[shape].pages
    assert not {row[at] for page in pages for row in page for at in (4, 6) if not known.get(row[at])}


def test_a_sheet_of_data_goes_on_from_the_sheet_before() -> None:
    told = SHAPES["goes on without head"]
    data = sheets_bytes([[*told.head, *told.pages[0]], told.pages[1]])
    found = scan("list.xlsx", data, load_rules(), SETTINGS).findings
    assert sum(bool(labels(finding)) for finding in found if finding.rule.startswith("personal/")) == 16


def test_a_sheet_with_a_head_of_its_own_does_not() -> None:
    told = SHAPES["plain"]
    found = scan("list.xlsx", sheets_bytes([told.whole()[0]] * 2), load_rules(), SETTINGS).findings
    assert sum(finding.rule == "column/alarming-header" for finding in found) == 4


@pytest.mark.parametrize("format", WRITERS)
def test_a_masked_or_empty_column_is_said_too(format: str) -> None:
    pages = [
        [[*row[:4], "4109**********2845", row[5], "", row[7]] for row in page]
        for page in SHAPES["two rows repeated"].pages
    ]
    found = report(replace(SHAPES["two rows repeated"], pages=pages), format)
    said = [
        ("".join(f.value.split()), f.level, f.evidence[-1].name)
        for f in found.findings
        if f.rule == "column/alarming-header"
    ]
    assert said == [("身份证号码", "error", "column-masked"), ("一卡通账号", "info", "column-empty")]
