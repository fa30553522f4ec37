"""All sums of the running text that do not hold, each mistake once."""

from __future__ import annotations

from scanner.search.consistency.balances import wrong_balances
from scanner.search.consistency.flat_lists import wrong_flat_sums
from scanner.search.consistency.headlines import wrong_headlines
from scanner.search.consistency.led_lists import wrong_led
from scanner.search.consistency.listed_totals import wrong_listed
from scanner.search.consistency.named_parts import wrong_named
from scanner.search.consistency.spoken_sums import wrong_spoken_sums
from scanner.search.consistency.stated_sides import wrong_groups, wrong_total
from scanner.search.consistency.wholes import wrong_wholes

FURTHEST = 2  # times
_MAKERS = (
    wrong_spoken_sums,
    wrong_wholes,
    wrong_balances,
    wrong_flat_sums,
    wrong_listed,
    wrong_led,
    wrong_named,
    wrong_headlines,
    wrong_total,
    wrong_groups,
)
TYPE_CHECKING = False
if TYPE_CHECKING:
    from scanner.search.consistency.reading import Reading
    from scanner.search.consistency.spoken_sums import SpokenSum


def wrong_said(reading: Reading) -> list[SpokenSum]:
    """Sums, wholes and balances in order of kind; one about the same amounts as another before it is left out."""
    found: list[SpokenSum] = []
    taken: set[int] = set()
    stated: set[int] = set()
    for make in _MAKERS:
        for wrong in make(reading):
            if not _is_near(wrong):
                continue
            places = {wrong.stated.start, *(one.start for one in wrong.addends)}
            if wrong.terms and places & stated:
                continue  # a balance of a figure that is known to be wrong
            if len(places & taken) < min(2, len(places)):
                found.append(wrong)
                stated.add(wrong.stated.start)
                taken |= places
    return found


def _is_near(wrong: SpokenSum) -> bool:
    """Whether the two figures are near enough to be about one thing, or a slip of the unit apart."""
    if wrong.slip or wrong.terms:
        return True
    low, high = sorted((wrong.total, wrong.stated.value))
    return low > 0 and high <= low * FURTHEST
