"""Findings counted, and put together for a reader: one entry for what is wrong in the same way in the same table."""

from __future__ import annotations

from scanner.model import LEVELS, Finding, Place
from scanner.noun import noun

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

# Beyond this many entries the same mistake is listed once for the whole file, not once for each stretch.
MANY = 40


class Group(metaclass=noun):
    """Findings of one rule, alike in level, certainty and layer, in document order."""

    findings: tuple[Finding, ...]

    @property
    def first(self) -> Finding:
        return self.findings[0]


def groups(findings: Sequence[Finding]) -> list[Group]:
    """The findings that are neither known nor waived, in groups, by the first place of each.

    Findings within one table or sheet go together, others when nothing stands between them.
    """
    wanted = [finding for finding in findings if not finding.known and not finding.waived]
    found = _grouped(wanted, _stretch)
    return found if len(found) <= MANY else _grouped(wanted, _anywhere)


def counts(findings: Iterable[Finding]) -> dict[str, int]:
    """Findings per level; waived and known ones are counted apart and in no level."""
    found: dict[str, int] = dict.fromkeys((*LEVELS, "waived", "known"), 0)
    for finding in findings:
        found["waived" if finding.waived else "known" if finding.known else finding.level] += 1
    return found


def _grouped(
    findings: Sequence[Finding], region: Callable[[Finding, Finding | None, int], Hashable]
) -> list[Group]:
    gathered: dict[Hashable, list[Finding]] = {}
    before: Finding | None = None
    stretch = 0
    for finding in findings:
        if before is None or before.rule != finding.rule:
            stretch += 1
        key = (
            finding.rule,
            finding.level,
            finding.certainty,
            finding.layer,
            finding.visible,
            region(finding, before, stretch),
        )
        gathered.setdefault(key, []).append(finding)
        before = finding
    return [Group(tuple(members)) for members in gathered.values()]


def _anywhere(finding: Finding, before: Finding | None, stretch: int) -> Hashable:
    return None


def _stretch(finding: Finding, before: Finding | None, stretch: int) -> Hashable:
    return (_table(finding.spans[0].place) if finding.spans else None) or stretch


def _table(place: Place) -> Hashable:
    """What tells the tables of a file apart; a table of a PDF goes on over its pages. None outside."""
    if place.form == "cell":
        return (place.part, place.attachment, place.steps[:-2])
    if place.form in ("sheet", "csv-cell", "page-cell"):
        return (place.form, place.part, place.name, place.attachment)
    return None
