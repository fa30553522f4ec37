"""The JSON report: its schema, its goldens, what it must not show."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from samples import BOOK, bad_report, clean_report, identity, unknown_report, unread_report

from reports.as_json import dumped, report_json, report_line
from reports.grouping import counts
from scanner import __version__
from scanner.model import Report
from scanner.noun import replace

SCHEMA = json.loads((files("reports") / "schema" / "report-1.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)
REPORTS = {
    "bad": bad_report(),
    "clean": clean_report(),
    "unread": unread_report(),
    "unknown": unknown_report(),
}


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", REPORTS)
def test_goldens_fit_the_schema(name: str, lang: str, golden: Callable[[str, str], None]) -> None:
    told = report_json(REPORTS[name], BOOK, "en" if lang == "en" else "zh")
    VALIDATOR.validate(told)
    golden(f"{name}.{lang}.json", json.dumps(told, ensure_ascii=False, indent=1) + "\n")


def test_a_key_that_nobody_planned_is_refused() -> None:
    told = report_json(REPORTS["bad"], BOOK, "zh")
    told["elements"][0]["surprise"] = 1
    assert not VALIDATOR.is_valid(told)


def test_a_value_is_there_only_when_revealed() -> None:
    report = clean_report()
    masked = report_json(replace(report, findings=(identity(2),)), BOOK, "zh")["findings"][0]
    assert "value" not in masked
    revealed = replace(identity(2), value="原文")
    told = report_json(replace(report, findings=(revealed,)), BOOK, "zh")["findings"][0]
    assert told["value"] == "原文"


def test_waived_and_known_findings_are_counted_apart() -> None:
    findings = (identity(2), replace(identity(3), waived=True), replace(identity(4), known=True))
    assert counts(findings) == {"error": 1, "warning": 0, "info": 0, "waived": 1, "known": 1}
    told = report_json(replace(clean_report(), findings=findings), BOOK, "zh")
    VALIDATOR.validate(told)
    assert told["findings"][1]["waived"] is True


def test_one_line_that_no_terminal_is_steered_by() -> None:
    report = clean_report("a\x1b[2J\u202e\x9b\udc80\n.txt")
    line = report_line(report, BOOK, "zh")
    assert line.endswith("\n")
    assert line[:-1].isprintable()
    line.encode("utf-8")
    assert json.loads(line)["file"] == report.file


def test_the_version_is_that_of_the_program() -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))
    assert report_json(clean_report(), BOOK, "zh")["tool"]["version"] == __version__
    assert project["project"]["version"] == __version__


def test_dumped_is_compact() -> None:
    assert dumped({"文件": [1, None]}) == '{"文件":[1,null]}'


def test_same_report_same_bytes() -> None:
    def line(report: Report) -> str:
        return report_line(report, BOOK, "zh")

    assert line(bad_report()) == line(bad_report())
