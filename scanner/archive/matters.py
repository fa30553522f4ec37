"""Which matters of a standard have a notice among many files, and which have none.

A report is forgotten once it is counted; only names of files stay.
"""

from __future__ import annotations

from collections.abc import Mapping

from scanner.noun import noun
from scanner.search.standards import standards_over

TYPE_CHECKING = False
if TYPE_CHECKING:
    from scanner.model import Matter, Report, Standard

KEPT = 3  # names of files that are kept for a matter
ENOUGH = 3  # notices of a standard's matters from which a folder is taken for a collection of them
# Elements that name what a notice is about; beside the name of the file they tell matters apart.
_NAMING = ("title", "fund-name", "project-name", "service-content")


class Answer(metaclass=noun):
    """One matter with the first files that answer it, and how many do.

    `is_known` is False for a matter that no notice type is about: that none answers it means nothing.
    """

    matter: Matter
    files: tuple[str, ...]
    count: int
    is_known: bool


class Matters:
    """Counts reports under the standard that holds for each of them."""

    def __init__(self, standards: Mapping[str, Standard]) -> None:
        self._standards = standards
        self._files: dict[tuple[str, str], list[str]] = {}  # (standard, matter) -> first files
        self._counts: dict[tuple[str, str], int] = {}
        self._notices: dict[str, int] = {}  # standard -> notices of one of its matters
        self._stated: dict[str, bool] = {}

    def count(self, report: Report) -> None:
        """Take one report in."""
        circumstance = report.circumstances.get("standard")
        if circumstance is None or circumstance.value not in self._standards:
            return  # a file that could not be read
        standard = circumstance.value
        self._stated[standard] = self._stated.get(standard, False) or circumstance.source == "stated"
        answered = answered_matters(report, self.matters(standard))
        if any(report.recognition.id in matter.profiles for matter in answered):
            self._notices[standard] = self._notices.get(standard, 0) + 1
        for matter in answered:
            key = standard, matter.id
            self._counts[key] = self._counts.get(key, 0) + 1
            files = self._files.setdefault(key, [])
            if len(files) < KEPT:
                files.append(report.file)

    def matters(self, standard: str) -> tuple[Matter, ...]:
        """The matters of a standard, or of the nearest that it extends."""
        return matters_of(standard, self._standards)

    def worth_saying(self) -> list[str]:
        """The standards that were stated, or of which enough notices were met; those met first come first."""
        return [
            standard
            for standard, is_stated in self._stated.items()
            if self.matters(standard) and (is_stated or self._notices.get(standard, 0) >= ENOUGH)
        ]

    def answers(self, standard: str) -> list[Answer]:
        """Every matter of a standard in its order."""
        return [
            Answer(
                matter,
                tuple(self._files.get((standard, matter.id), ())),
                self._counts.get((standard, matter.id), 0),
                bool(matter.profiles or matter.elements),
            )
            for matter in self.matters(standard)
        ]


def matters_of(standard: str, standards: Mapping[str, Standard]) -> tuple[Matter, ...]:
    """The matters of a standard, or of the nearest that it extends."""
    for one in reversed(standards_over(standards[standard], standards)):
        if one.matters:
            return one.matters
    return ()


def answered_matters(report: Report, matters: tuple[Matter, ...]) -> list[Matter]:
    """The matters that one notice answers; none where its type is not known.

    A matter without words is answered only by what no matter with words took.
    """
    profile = report.recognition.id
    naming = "\n".join(
        [report.file, *(element.value for element in report.elements if element.id in _NAMING)]
    )
    held = {element.id for element in report.elements if element.status == "present"}
    own = [matter for matter in matters if profile in matter.profiles]
    by_words = [matter for matter in own if any(word in naming for word in matter.words)]
    found = by_words or [matter for matter in own if not matter.words]
    return [matter for matter in matters if matter in found or not held.isdisjoint(matter.elements)]
