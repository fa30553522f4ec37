"""Display periods: too short, days that do not add up, a signature that comes after the beginning."""

from __future__ import annotations

from scanner.calendar import Calendar, of_iso, year_of
from scanner.model import Fact, Finding
from scanner.search.conditions import WORDS_IN, circumstance_facts, holds, level_of, sureness
from scanner.search.kinds.layers import layer_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from scanner.model import Certainty, Lang, Level, Limit, Rule
    from scanner.search.subject import Subject
    from scanner.search.times.periods import Period

SHORTEST = 3  # days
SHORTEST_LIST = 5  # days of a list of persons
_WEEK = 5  # working days of an ordinary week
_MONTH = (28, 31)  # days that 一个月 can have
_FROM_PUBLICATION = "publish_date"


class Display:
    """The periods of one notice and what may be asked of them."""

    def __init__(self, subject: Subject, periods: list[Period]) -> None:
        self.subject = subject
        self.calendar = subject.calendar or Calendar()
        self.all = _once(periods)
        own = [period for period in self.all if period.is_own]
        clear = [period for period in own if not period.is_weak]
        self.own = clear or own  # a term for objections counts only where no period is stated

    def finding(
        self, rule: Rule, period: Period, level: Level, certainty: Certainty, *facts: Fact
    ) -> Finding:
        spans = self.subject.text.spans(period.start, period.end)
        layer, visible = layer_of(self.subject.document, spans)
        return Finding(rule.id, level, certainty, spans, facts, layer, visible)

    def days(self, period: Period) -> tuple[int, int]:
        """(fewest, most) calendar days that the period can have, both ends counted; (0, 0): not known."""
        if period.stretch.lengths:
            return period.stretch.lengths[0], period.stretch.lengths[-1]
        if not period.stated or period.stretch.is_backwards:
            return 0, 0
        if period.unit == "month":
            return period.stated * _MONTH[0], period.stated * _MONTH[1]
        if period.unit == "calendar":
            return period.stated, period.stated
        first = self.first(period)
        last = self.calendar.last_of(first, period.stated) if first is not None else None
        if first is not None and last is not None:
            return last - first + 1, last - first + 1
        weeks = (period.stated - 1) // _WEEK
        return period.stated + 2 * weeks, period.stated + 2 * (weeks + 1)

    def first(self, period: Period) -> int | None:
        """Its first day; where it runs from the publication, that day."""
        if period.stretch.first is not None or not period.is_from_now:
            return period.stretch.first
        known = self.subject.circumstances.get(_FROM_PUBLICATION)
        return of_iso(known.value) if known else None

    def last(self, period: Period) -> int | None:
        """Its last day where that can be told for certain."""
        if period.stretch.last is not None:
            return period.stretch.last
        first = self.first(period)
        if first is None or not period.stated or period.unit == "month":
            return None
        if period.unit == "calendar":
            return first + period.stated - 1
        return self.calendar.last_of(first, period.stated)

    def working(self, period: Period) -> tuple[int, int] | None:
        """(fewest, most) working days that the period can have; None where the calendar does not know."""
        first, last = self.first(period), self.last(period)
        if first is not None and last is not None:
            count = self.calendar.working_days(first, last)
            return None if count is None else (count, count)
        if period.unit == "working" and not period.stretch.lengths:
            return period.stated, period.stated
        fewest, most = self.days(period)
        if not most:
            return 0, 0
        # Without its dates: whole weeks, and the days of a week that are left, worked or not; a shifted
        # working day adds one, a long holiday takes eight.
        return max(0, fewest // 7 * _WEEK - 8), most // 7 * _WEEK + min(most % 7, _WEEK) + 1


def _once(periods: list[Period]) -> list[Period]:
    """Each period the first time it is stated."""
    seen: set[tuple[object, ...]] = set()
    kept = []
    for period in periods:
        key = (period.stretch, period.stated, period.unit, period.is_lasting, period.is_own)
        if key not in seen:
            seen.add(key)
            kept.append(period)
    return kept


# ---------------------------------------------------------------- too short


def too_short(rule: Rule, display: Display) -> Iterator[Finding]:
    """Periods that are shorter than a limit that holds here."""
    subject = display.subject
    limits = [
        limit
        for limit in (subject.profile.limits if subject.profile else ())
        if limit.what == "display" and holds(limit.when, subject)
    ]
    if not limits and subject.profile is not None and "公告期限" not in subject.text.text:
        limits = list(_shortest(rule, subject.profile.id))
    for period in display.own:
        found = [finding for limit in limits if (finding := _short(rule, display, period, limit))]
        if found:
            yield min(found, key=lambda finding: ("error", "warning", "info").index(finding.level))


def _shortest(rule: Rule, profile: str) -> Iterator[Limit]:
    """What is asked where neither type nor standard has a limit: the shortest period of any source that was read.

    For lists of persons (`lists` of the rule) five days; what explains rules or tells news (`without`) has none.
    """
    from scanner.model import Law, Limit

    lists: Any = rule.parameters.get("lists", ())
    without: Any = rule.parameters.get("without", ())
    if profile in without:
        return
    says: dict[Lang, str] = {
        "zh": "查到的各类公示期限，最短的是3天（南安市惠民补贴“一卡通”张榜公示）。",
        "en": "The shortest display period of any source that was read is 3 days.",
    }
    if profile in lists:
        says = {
            "zh": "到人到户名单的公示期限，查到的最短是5天（监测对象；低保、特困是7个工作日），“一卡通”张榜除外。",
            "en": "The shortest display period of a list of persons that was read is 5 days, posting of card payments aside.",
        }
    least = SHORTEST_LIST if profile in lists else SHORTEST
    yield Limit("display", "calendar", least=least, law=(Law("本项目的建议值", "", says, "derived"),))


def _short(rule: Rule, display: Display, period: Period, limit: Limit) -> Finding | None:
    if period.is_lasting or period.stretch.is_backwards:
        return None
    is_working = limit.unit == "working"
    counted = display.working(period) if is_working else display.days(period)
    asked = _asked(limit)
    around = circumstance_facts([name for name in limit.when if name not in WORDS_IN], display.subject)
    if counted is None:
        if (display.days(period)[1] or limit.least) < limit.least:
            counted = display.days(period)  # so few days are too few, whatever the calendar says
        else:
            return display.finding(rule, period, "info", "suspect", _unknown_year(display, period), asked)
    fewest, most = counted
    if not most or fewest >= limit.least or _said(period, is_working=is_working) >= limit.least:
        return None
    level, certainty = level_of(rule.level, limit.law, sureness(limit.when, display.subject))
    if most >= limit.least:  # it depends on the days that it falls on
        if period.unit == "month" or (is_working and fewest + 2 < limit.least):
            return None
        return display.finding(rule, period, "info", "suspect", asked, Fact("depends-on-dates"), *around)
    if period.is_weak:
        level, certainty = ("warning" if level == "error" else level), "likely"
    return display.finding(
        rule, period, level, certainty, _counted(display, period, most, is_working), asked, *around
    )


def _said(period: Period, *, is_working: bool) -> int:
    """The days written beside the dates; where the two differ `arithmetic` tells of it, and the longer counts."""
    if period.unit == "month" or not period.stretch.lengths:
        return 0
    return period.stated * _WEEK // 7 if is_working and period.unit == "calendar" else period.stated


def _asked(limit: Limit) -> Fact:
    law = limit.law[0].name if limit.law else ""
    values = (("least", str(limit.least)), ("law", law))
    return Fact("asks-working-days" if limit.unit == "working" else "asks-days", values)


def _counted(display: Display, period: Period, count: int, is_working: bool) -> Fact:
    has_dates = display.first(period) is not None and display.last(period) is not None
    if not (has_dates or period.stretch.lengths):
        return Fact(
            "stated-working-days" if period.unit == "working" else "stated-days",
            (("count", str(period.stated)),),
        )
    return Fact("counted-working-days" if is_working else "counted-days", (("count", str(count)),))


def _unknown_year(display: Display, period: Period) -> Fact:
    ends = [
        end for end in (display.last(period), period.stretch.last, display.first(period)) if end is not None
    ]
    return Fact("calendar-unknown", (("year", str(year_of(ends[0])) if ends else ""),))


# ---------------------------------------------------------------- arithmetic


def arithmetic(rule: Rule, display: Display) -> Iterator[Finding]:
    """Periods whose number of days is not that of their dates, or that end before they begin."""
    for period in display.all:
        found = _wrong(rule, display, period)
        if found is not None:
            yield found


def _wrong(rule: Rule, display: Display, period: Period) -> Finding | None:
    stretch = period.stretch
    if stretch.is_backwards:
        return display.finding(rule, period, rule.level, "certain", Fact("ends-before-start"))
    if not stretch.lengths or not period.stated or period.unit == "month":
        return None
    counted = Fact("counted-days", (("count", str(stretch.lengths[0])),))
    if period.unit == "calendar":
        return None if period.stated in stretch.lengths else _wrong_days(rule, display, period, counted)
    stated = Fact("stated-working-days", (("count", str(period.stated)),))
    if stretch.first is None or stretch.last is None:  # nobody knows the year
        if period.stated > stretch.lengths[-1]:
            return display.finding(rule, period, rule.level, "certain", counted, stated)
        return None
    count = display.calendar.working_days(stretch.first, stretch.last)
    if count is None:
        if period.stated > stretch.lengths[-1]:
            return display.finding(rule, period, rule.level, "certain", counted, stated)
        return display.finding(rule, period, "info", "suspect", _unknown_year(display, period), stated)
    if count == period.stated:
        return None
    working = Fact("counted-working-days", (("count", str(count)),))
    if count == period.stated + 1:
        return display.finding(rule, period, "warning", "likely", working, stated, Fact("one-end-left-out"))
    why = (Fact("calendar-days-meant"),) if period.stated in stretch.lengths else ()
    return display.finding(rule, period, rule.level, "certain", working, stated, *why)


def _wrong_days(rule: Rule, display: Display, period: Period, counted: Fact) -> Finding:
    stretch = period.stretch
    stated = Fact("stated-days", (("count", str(period.stated)),))
    if stretch.first is not None and stretch.last is not None:
        working = display.calendar.working_days(stretch.first, stretch.last)
        if working == period.stated:
            return display.finding(
                rule, period, "warning", "likely", counted, stated, Fact("working-days-meant")
            )
    if period.stated + 1 in stretch.lengths:
        return display.finding(rule, period, "warning", "likely", counted, stated, Fact("one-end-left-out"))
    return display.finding(rule, period, rule.level, "certain", counted, stated)
