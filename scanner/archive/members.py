"""The verdict of a container follows those of the files in it.

A report on a container itself looks at the names and comments it keeps. Who reads no more than the summary, or
asks the JSON of that one entry, takes it for the verdict on all that is in it: so the worst of them counts.
"""

from __future__ import annotations

from collections.abc import Generator

from scanner.model import Fact, Report, Verdict
from scanner.noun import replace

_RULINGS = ("pass", "review", "block")


def following_members(reports: Generator[Report, None, None]) -> Generator[Report, None, None]:
    """The same reports; that on a container comes behind those on its files and is no better than they are."""
    waiting: dict[
        str, tuple[int, int, int]
    ] = {}  # container -> worst ruling, worst exit code, files not passed
    try:
        for report in reports:
            if "is-container" in {fact.name for fact in report.recognition.reasons}:
                known = waiting.pop(report.file, None)
                report = report if known is None else _followed(report, *known)
                waiting.clear()
            else:
                _count(report, waiting)
            yield report
    finally:
        reports.close()


def _count(report: Report, waiting: dict[str, tuple[int, int, int]]) -> None:
    """Count a report for every container its name may say it lies in (``a.zip!b.docx``)."""
    ruling = _RULINGS.index(report.verdict.status)
    at = report.file.find("!")
    if at < 0:
        waiting.clear()
    while at >= 0:
        worst, code, count = waiting.get(report.file[:at], (0, 0, 0))
        waiting[report.file[:at]] = (
            max(worst, ruling),
            max(code, report.verdict.exit_code),
            count + bool(ruling),
        )
        at = report.file.find("!", at + 1)


def _followed(report: Report, worst: int, code: int, count: int) -> Report:
    verdict = report.verdict
    own = _RULINGS.index(verdict.status)
    if worst <= own and code <= verdict.exit_code:
        return report
    because = tuple(fact for fact in verdict.because if fact.name != "because-nothing")
    members = Fact("because-members", (("count", str(count)),))
    ruling = _RULINGS[max(own, worst)]
    followed = Verdict(ruling, (*because, members) if count else because, max(code, verdict.exit_code))  # type: ignore[arg-type]
    return replace(report, verdict=followed)
