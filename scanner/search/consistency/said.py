"""All sums of the running text that do not hold, each mistake once."""

from __future__ import annotations

FURTHEST = 2  # times
_TOTAL = "计"  # 合计, 总计, 共计 before a figure without unit
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from scanner.search.consistency.reading import Reading
    from scanner.search.consistency.spoken_sums import SpokenSum

    Maker = Callable[[Reading], Iterable[SpokenSum]]


def wrong_said(reading: Reading) -> list[SpokenSum]:
    """Sums, wholes and balances in order of kind; one about the same amounts as another before it is left out."""
    found: list[SpokenSum] = []
    taken: set[int] = set()
    stated: set[int] = set()
    for make in _makers(reading):
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


def _makers(reading: Reading) -> list[Maker]:
    """What finds such sums, in order of kind; loaded only where there is something to add up."""
    if not reading.has_figures:
        if not any(_TOTAL in line.text for line in reading.lines):
            return []
        from scanner.search.consistency.flat_lists import wrong_flat_sums

        return [wrong_flat_sums]
    from scanner.search.consistency.balances import wrong_balances
    from scanner.search.consistency.flat_lists import wrong_flat_sums
    from scanner.search.consistency.headlines import wrong_headlines
    from scanner.search.consistency.led_lists import wrong_led
    from scanner.search.consistency.listed_totals import wrong_listed
    from scanner.search.consistency.named_parts import wrong_named
    from scanner.search.consistency.spoken_sums import wrong_spoken_sums
    from scanner.search.consistency.stated_sides import wrong_groups, wrong_total
    from scanner.search.consistency.wholes import wrong_wholes

    return [
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
    ]


def _is_near(wrong: SpokenSum) -> bool:
    """Whether the two figures are near enough to be about one thing, or a slip of the unit apart."""
    if wrong.slip or wrong.terms:
        return True
    low, high = sorted((wrong.total, wrong.stated.value))
    return low > 0 and high <= low * FURTHEST
