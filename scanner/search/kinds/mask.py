"""Kind `mask`: masked values, how many values each still fits, and masks that do not hold.

Parameters of a rule: `check`, one of `CHECKS`.
"""

from __future__ import annotations

from scanner.model import MaskedValue, Search
from scanner.search.numbers.masks import grade, masked_names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from scanner.model import Rule
    from scanner.search.subject import Subject

CHECKS = ("weak",)


def check(parameters: Mapping[str, object]) -> list[str]:
    """Why the parameters are not understood, a short sentence each; empty when they are."""
    reasons = [f"不认识的参数 / unknown parameter “{key}” (check)" for key in parameters if key != "check"]
    if parameters.get("check") not in CHECKS:
        reasons.append(f"check 应为 / must be one of {', '.join(CHECKS)}")
    return reasons


def find(rules: Sequence[Rule], subject: Subject) -> Search:
    """Every masked value in order of place."""
    return Search(masked_values=tuple(_values(subject)))


def _values(subject: Subject) -> Iterator[MaskedValue]:
    for mask in (*subject.numbers.masks, *masked_names(subject.text, subject.numbers.heads)):
        spans = subject.text.spans(mask.start, mask.end)
        yield MaskedValue(mask.kind, spans, mask.candidates, grade(mask.candidates, subject.standard))
