"""A signature that comes after the display has begun."""

from __future__ import annotations

from scanner.model import Fact, Finding
from scanner.search.times.periods import signed_on

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.model import Rule
    from scanner.search.times.display import Display

_YEAR = 200  # days; farther apart the dates are about different things


def signed_after_start(rule: Rule, display: Display) -> Iterator[Finding]:
    """Own periods that had begun, or were over, when the notice was signed.

    The day of the signature may be the first day. Where only the last day is said, the notice must not
    be signed on it or later.
    """
    signed = signed_on(display.subject)
    date = display.subject.anatomy.date or display.subject.anatomy.printed
    if signed is None or date is None:
        return
    for period in display.own:
        stretch = period.stretch
        first, last = stretch.first, stretch.last
        if stretch.is_backwards or (first is None and last is None):
            continue
        is_late = signed > first if first is not None else last is not None and signed >= last
        if is_late and signed - (first or last or signed) < _YEAR:
            yield _finding(rule, display, signed, last, date.start, date.end)
            return


def _finding(rule: Rule, display: Display, signed: int, last: int | None, start: int, end: int) -> Finding:
    if last is not None and signed > last:
        fact = Fact("signed-after-end")
    elif last is not None and signed == last:
        fact = Fact("signed-on-last-day")
    else:
        fact = Fact("signed-after-first-day")
    spans = display.subject.text.spans(start, end)
    return Finding(rule.id, rule.level, "certain", spans, (fact,))
