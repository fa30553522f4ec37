"""What a clerk reads: goldens at 80 columns, other widths, long lists, hostile text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from samples import BOOK, bad_report, cell, clean_report, identity, span, unknown_report, unread_report

from reports.batch import Batch
from reports.entries import MOST_PLACES
from reports.grouping import groups
from reports.layout import cells, plain
from reports.terminal import report_lines
from scanner.model import Element, Finding, Lang, Place, Report
from scanner.noun import replace

REPORTS = {
    "bad": bad_report(),
    "clean": clean_report(),
    "unread": unread_report(),
    "unknown": unknown_report(),
}


def page(report: Report, lang: Lang = "zh", width: int = 80) -> str:
    return plain(report_lines(report, BOOK, lang, width))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", REPORTS)
def test_goldens(name: str, lang: str, golden: Callable[[str, str], None]) -> None:
    golden(f"{name}.{lang}.txt", page(REPORTS[name], "en" if lang == "en" else "zh"))


@pytest.mark.parametrize("width", [40, 60, 80, 100])
def test_no_line_is_wider_than_the_screen(width: int) -> None:
    for report in REPORTS.values():
        for lang in ("zh", "en"):
            text = page(report, "en" if lang == "en" else "zh", width)
            assert max(cells(line) for line in text.splitlines()) <= width


def test_the_verdict_comes_first() -> None:
    assert "不能发布" in page(bad_report()).splitlines()[1]


def test_findings_of_one_table_are_one_entry_in_document_order() -> None:
    report = bad_report()
    found = groups(report.findings)
    assert [len(group.findings) for group in found] == [12, 1, 1]
    assert page(report).count("4109**********1234") == MOST_PLACES


def test_findings_in_running_text_keep_their_order() -> None:
    def at(paragraph: int, rule: str) -> Finding:
        return replace(identity(2), rule=rule, spans=(span(Place("body", (paragraph,)), block=paragraph),))

    findings = [at(1, "personal/resident-id"), at(2, "personal/email"), at(3, "personal/resident-id")]
    assert [group.first.rule for group in groups(findings)] == [finding.rule for finding in findings]


def test_a_rule_is_explained_once() -> None:
    report = bad_report()
    elsewhere = replace(identity(2), spans=(span(Place("body", (9,)), block=99),))
    text = page(replace(report, findings=(*report.findings, elsewhere)))
    assert text.count("公民身份号码属于敏感个人信息") == 1
    assert "见第 1 条" in text


def test_what_nobody_confirmed_is_never_called_law() -> None:
    lines = [line.split("  ") for line in page(bad_report()).splitlines()]
    assert not any("依据" in line and "某市公开工作要点" in "".join(line) for line in lines)
    assert "参考    未经核实，仅供参考：《某市公开工作要点》" in page(bad_report())


def test_text_of_the_file_cannot_steer_the_terminal() -> None:
    hostile = "\x1b]0;x\x07\u202e" + "恶" * 200
    element = Element(
        "amount", "must", "present", hostile, "label", (span(Place("sheet", (1, 1), "sheet", hostile)),)
    )
    finding = replace(identity(2), masked=hostile, spans=(span(Place("comment", (1,), "note", hostile)),))
    report = replace(bad_report(), file=hostile, elements=(element,), findings=(finding,))
    batch = Batch(BOOK, "zh", 80)
    for text in (page(report), plain(batch.file_lines(report))):
        assert not any(sign in text for sign in "\x1b\x07\u202e")


def test_values_in_elements_are_masked() -> None:
    element = Element("amount", "must", "present", "1" * 18, "column", (span(cell(2, 4), block=8),))
    text = page(replace(bad_report(), elements=(element,)))
    assert "1" * 18 not in text


def test_several_files(golden: Callable[[str, str], None]) -> None:
    for lang in ("zh", "en"):
        batch = Batch(BOOK, "en" if lang == "en" else "zh", 80)
        text = ""
        for report in REPORTS.values():
            batch.count(report)
            text += plain(batch.file_lines(report))
        text += plain(batch.summary_lines({".py": 4, "": 1}, 1))
        golden(f"batch.{lang}.txt", text)


def test_what_is_only_inferred_from_the_wording_is_said_to_be() -> None:
    inferred = Element("amount", "must", "present", "48万元", "sentence")
    told = plain(report_lines(replace(clean_report(), elements=(inferred,)), BOOK, "zh", 80))
    assert "≈" in told
    assert "按措辞推断，请核对" in told
    stated = plain(
        report_lines(replace(clean_report(), elements=(replace(inferred, found_by="label"),)), BOOK, "zh", 80)
    )
    assert "≈" not in stated
