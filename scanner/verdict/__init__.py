"""Stage 5: what was found -> Verdict.

The verdict says what to do (pass, review, block); the exit code follows the findings at or above
`--fail-on` and the gaps. They are two things: an unknown notice type is `review` and exits 0 when
nothing was found.
"""

from __future__ import annotations

from scanner.model import LEVELS, Fact, Gap, Recognition, Search, Verdict
from scanner.settings import Settings

__all__ = ["judge"]

NOT_DONE = 2
FOUND = 1
WHOLE_FILE = "file"


def judge(found: Search, gaps: tuple[Gap, ...], recognition: Recognition, settings: Settings) -> Verdict:
    """The verdict on one file: block for errors; review for warnings, gaps, an unknown type; else pass."""
    open_findings = [finding for finding in found.findings if not (finding.known or finding.waived)]
    counts = {level: sum(finding.level == level for finding in open_findings) for level in LEVELS}
    because: list[Fact] = []
    if gaps:
        because.append(Fact("because-gaps", (("count", str(len(gaps))),)))
    if counts["error"]:
        because.append(Fact("because-errors", (("count", str(counts["error"])),)))
    if counts["warning"]:
        because.append(Fact("because-warnings", (("count", str(counts["warning"])),)))
    if recognition.id == "unknown" and not any(gap.what == WHOLE_FILE for gap in gaps):
        because.append(Fact("because-unknown-profile"))
    status = "block" if counts["error"] else "review" if because else "pass"
    if not because:
        because.append(Fact("because-nothing"))
    serious = LEVELS[: LEVELS.index(settings.fail_on) + 1]
    code = FOUND if any(counts[level] for level in serious) else 0
    if _is_incomplete(gaps, settings):
        code = NOT_DONE
    return Verdict(
        "block" if status == "block" else "review" if status == "review" else "pass", tuple(because), code
    )


def _is_incomplete(gaps: tuple[Gap, ...], settings: Settings) -> bool:
    """A gap means exit 2; `--allow-gaps` excuses parts, never a file that was not read at all."""
    if any(gap.what == WHOLE_FILE for gap in gaps):
        return True
    return bool(gaps) and not settings.allow_gaps
