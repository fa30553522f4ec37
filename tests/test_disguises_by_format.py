"""Disguised numbers through the real writers and readers: found in every format, at their characters."""

from __future__ import annotations

from random import Random

import pytest

from corpora.draft import Draft, Grid, Line
from corpora.make import file_bytes
from scanner.road import load_rules, scan
from scanner.settings import Settings

SETTINGS = Settings(today="2026-11-22", reveal=True)
FORMATS = ("docx", "pdf", "xlsx", "html", "md", "txt", "csv")
WRITTEN = {  # as written: (rule, label)
    "４１０９９９１９７９０３２６２８４５": ("resident-id", "身份证号"),
    "410999 19790326 2845": ("resident-id", "身份证号"),
    "410999-19790326-2845": ("resident-id", "身份证号"),
    "410999—19790326—2845": ("resident-id", "身份证号"),
    "410999\u00a019790326\u00a02845": ("resident-id", "身份证号"),
    "4 1 0 9 9 9 1 9 7 9 0 3 2 6 2 8 4 5": ("resident-id", "身份证号"),
    "41099919790326009x": ("resident-id", "身份证号"),
    "41099919790326009×": ("resident-id", "身份证号"),
    "四一〇九九九一九七九〇三二六二八四五": ("resident-id-malformed", "身份证号"),
    "41O999197903262845": ("resident-id-malformed", "身份证号"),
    "4.1099919790326E+17": ("resident-id-malformed", "身份证号"),
    "6228 4800 0000 0001 230": ("bank-card", "银行卡号"),
    "6228-4800-0000-0001-230": ("bank-card", "银行卡号"),
    "139.0000.1234": ("mobile-phone", "手机号"),
    "139-0000-1234": ("mobile-phone", "手机号"),
    "１３９００００１２３４": ("mobile-phone", "手机号"),
    "一三九〇〇〇〇一二三四": ("mobile-phone", "手机号"),
}


def values(draft: Draft, format: str) -> list[tuple[str, str]]:
    report = scan(f"notice.{format}", file_bytes(draft, format, Random(1)), load_rules(), SETTINGS)
    return [
        (finding.rule, "".join(finding.value.split()))
        for finding in report.findings
        if finding.rule.startswith("personal/")
    ]


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("written", WRITTEN, ids=range(len(WRITTEN)))
def test_in_a_cell_and_in_a_sentence(written: str, format: str) -> None:
    rule, label = WRITTEN[written]
    grid = Grid([["序号", "姓名", label], ["1", "李秀英", written], ["2", "王建国", "无"]])
    parts: list[Line | Grid] = [Line("石桥镇补贴发放名单公示", "title"), grid]
    wanted = [(f"personal/{rule}", "".join(written.split()))]
    assert values(Draft("beneficiary-list", parts), format) == wanted
    if format != "csv":
        sentence = Line(f"户主李秀英，{label}：{written}，住柳林村三组。")
        assert values(Draft("beneficiary-list", [parts[0], sentence]), format) == wanted


@pytest.mark.parametrize("format", ["docx", "html", "pdf", "xlsx"])
@pytest.mark.parametrize("width", [4, 6, 9])
def test_a_cell_that_wraps(format: str, width: int) -> None:
    number = "410999197903262845"
    written = "\n".join(number[at : at + width] for at in range(0, len(number), width))
    grid = Grid([["序号", "姓名", "身份证号"], ["1", "李秀英", written], ["2", "王建国", "无"]])
    draft = Draft("beneficiary-list", [Line("石桥镇补贴发放名单公示", "title"), grid])
    assert values(draft, format) == [("personal/resident-id", number)]


@pytest.mark.parametrize("format", FORMATS)
def test_a_number_over_several_cells(format: str) -> None:
    rows = [
        ["姓名", "证", "件", "号"],
        ["李秀英", "410999", "19790326", "2845"],
        ["王建国", "无", "无", "无"],
    ]
    draft = Draft("beneficiary-list", [Line("石桥镇补贴发放名单公示", "title"), Grid(rows)])
    assert values(draft, format) == [("personal/resident-id", "410999197903262845")]
