"""Gaps never pass; the exit code follows findings and gaps."""

from __future__ import annotations

import pytest

from scanner.model import Finding, Gap, Level, Recognition, Search
from scanner.settings import Settings
from scanner.verdict import judge

KNOWN = Recognition("fund-allocation", "certain")
UNKNOWN = Recognition("unknown", "unknown")
PART = (Gap("page", "no-text-layer"),)
FILE = (Gap("file", "encrypted"),)


def found(*levels: Level) -> Search:
    return Search(findings=tuple(Finding("personal/resident-id", level, "certain", ()) for level in levels))


@pytest.mark.parametrize(
    ("search", "gaps", "recognition", "fail_on", "allow", "status", "code"),
    [
        (found(), (), KNOWN, "error", False, "pass", 0),
        (found("info"), (), KNOWN, "error", False, "pass", 0),
        (found("warning"), (), KNOWN, "error", False, "review", 0),
        (found("warning"), (), KNOWN, "warning", False, "review", 1),
        (found("info"), (), KNOWN, "info", False, "pass", 1),
        (found("error"), (), KNOWN, "error", False, "block", 1),
        (found(), PART, KNOWN, "error", False, "review", 2),
        (found(), PART, KNOWN, "error", True, "review", 0),
        (found("error"), PART, KNOWN, "error", True, "block", 1),
        (found("error"), PART, KNOWN, "error", False, "block", 2),
        (found(), FILE, UNKNOWN, "error", True, "review", 2),
        (found(), (), UNKNOWN, "error", False, "review", 0),
        (found("error"), (), UNKNOWN, "error", False, "block", 1),
    ],
)
def test_verdict(search, gaps, recognition, fail_on, allow, status, code) -> None:  # type: ignore[no-untyped-def]
    settings = Settings(today="2026-11-22", fail_on=fail_on, allow_gaps=allow)
    verdict = judge(search, gaps, recognition, settings)
    assert (verdict.status, verdict.exit_code) == (status, code)
    assert verdict.because


def test_known_and_waived_findings_do_not_count() -> None:
    known = Finding("personal/resident-id", "error", "certain", (), known=True)
    waived = Finding("personal/resident-id", "error", "certain", (), waived=True)
    verdict = judge(Search(findings=(known, waived)), (), KNOWN, Settings(today="2026-11-22"))
    assert (verdict.status, verdict.exit_code) == ("pass", 0)
