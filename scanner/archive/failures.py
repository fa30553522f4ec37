"""Reports on files that could not be checked at all."""

from __future__ import annotations

from scanner.model import Fact, Gap, Recognition, Report, Verdict

NOT_DONE = 2


def failed_report(file: str, reason: str, rules_version: str, *, detail: str = "") -> Report:
    """A report whose only content is the gap; `reason` is a key of the gap reasons."""
    return Report(
        file,
        "unknown",
        Recognition("unknown", "unknown"),
        {},
        Verdict("review", (Fact("because-gaps", (("count", "1"),)),), NOT_DONE),
        (),
        (),
        (Gap("file", reason, None, detail),),
        (),
        rules_version,
    )
