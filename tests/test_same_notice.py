"""The same notice in every format: the same findings and elements, places in each format's own terms."""

from __future__ import annotations

from copy import deepcopy
from random import Random

import pytest

from corpora.make import built, file_bytes
from scanner.model import Report
from scanner.road import load_rules, scan
from scanner.settings import Settings

FORMATS = ("docx", "pdf", "xlsx", "html", "md", "txt", "gbk")
SETTINGS = Settings(today="2026-11-22", reveal=True, stated={"channel": "网站"})  # a page says so itself
PROFILES = ("fund-allocation", "annual-plan", "project-before", "project-completion", "beneficiary-list")
PLACE_FORMS = {
    "docx": {"paragraph", "cell"},
    "pdf": {"page-line", "page-cell"},
    "xlsx": {"sheet"},
    "html": {"line", "cell"},
    "md": {"line", "cell"},
    "txt": {"line", "cell"},
    "gbk": {"line", "cell"},
}


def reports(profile: str, seed: int) -> dict[str, Report]:
    draft = built(profile, "docx", Random(f"same/{profile}/{seed}"))
    draft.layers.clear()
    found = {}
    for format in FORMATS:
        data = file_bytes(deepcopy(draft), format, Random(1))
        name = f"notice.{'txt' if format == 'gbk' else format}"
        found[format] = scan(name, data, load_rules(), SETTINGS)
    return found


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("profile", PROFILES)
def test_same_findings_and_elements(profile: str, seed: int) -> None:
    found = reports(profile, seed)
    first = found["docx"]
    for format, report in found.items():
        assert report.recognition.id == first.recognition.id, format
        assert statuses(report) == statuses(first), format
        assert values(report) == values(first), format
        forms = {span.place.form for finding in report.findings for span in finding.spans}
        assert forms <= PLACE_FORMS[format], format


def statuses(report: Report) -> dict[str, str]:
    return {element.id: element.status for element in report.elements}


def values(report: Report) -> set[tuple[str, str]]:
    """A mark in the title stands twice in a page: in its head and in its text."""
    return {
        (finding.rule, "".join(finding.value.split()))
        for finding in report.findings
        if not finding.rule.startswith("element/")
    }
