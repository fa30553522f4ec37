"""`sources`: the sum of the sources, the sum of the uses and the total in title or lead are one figure."""

from __future__ import annotations

from scanner.search.consistency.totals import side_facts, spoken_facts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.model import Finding, Rule
    from scanner.search.consistency.reading import Reading


def findings(rule: Rule, reading: Reading) -> Iterator[Finding]:
    """Where the sides differ, and where income less spending is not what is left."""
    for spoken in reading.wrong_spoken:
        if spoken.is_balance and not spoken.slip:
            place = (spoken.stated.start, spoken.stated.end)
            yield reading.finding(rule, [place], spoken_facts(spoken), certainty=spoken.certainty)
    for found in reading.disagreements:
        if found.between != "table" and not found.slip:
            places = [found.one.place, found.other.place]
            yield reading.finding(rule, places, side_facts(found), certainty=found.certainty)
