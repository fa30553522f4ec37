"""Days and working days: counting with the holidays and the shifted working days (调休) of each year.

Days are ordinals (1 is 0001-01-01), weeks begin on Monday. The years up to the present come from the package
`chinesecalendar`, which is loaded when working days are first counted. A later year, or a correction, is a
file `calendar/YEAR.toml` in a folder of rules (`--patterns DIR`; in `patterns/` for everybody):

    since = "0.1.0"
    off = ["2027-01-01", "2027-02-06/2027-02-12"]   # every day off that is no plain weekend; first/last
    work = ["2027-02-20"]                            # Saturdays and Sundays that are worked
    [[law]]
    name = "国务院办公厅关于2027年部分节假日安排的通知"

Such a file says everything about its year and counts before the package. Of a year that nobody has stated
nothing is guessed: the answer is None.
"""

from __future__ import annotations

from scanner.model import NONE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from scanner.model import CalendarYear

    Published = tuple[int, int, frozenset[int], frozenset[int]]

MOST_DAYS = 4000  # longer stretches are no time limits
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_SATURDAY = 6
_published: list[Published] = []  # read once a process


def is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_length(year: int, month: int) -> int:
    """Days of a month; 0 for a month that there is not."""
    if not 1 <= month <= len(_LENGTHS):
        return 0
    return 29 if month == 2 and is_leap(year) else _LENGTHS[month - 1]


def ordinal(year: int, month: int, day: int) -> int | None:
    """The number of a day; None for 2月30日."""
    if not (1 <= year <= 9999 and 1 <= day <= month_length(year, month)):
        return None
    before = year - 1
    return (
        before * 365
        + before // 4
        - before // 100
        + before // 400
        + sum(month_length(year, each) for each in range(1, month))
        + day
    )


def of_iso(text: str) -> int | None:
    """The number of a day written 2026-03-01; None for anything else."""
    parts = text.split("-")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() for part in parts):
        return None
    return ordinal(*map(int, parts))


def year_of(day: int) -> int:
    """The year a day lies in."""
    year = max(1, min(9999, day * 400 // 146097 + 1))
    while year > 1 and day < (ordinal(year, 1, 1) or 0):
        year -= 1
    while day > (ordinal(year, 12, 31) or day):
        year += 1
    return year


def in_following_month(day: int, date: int) -> int | None:
    """The day of that date (1 is the first) in the month after the one that `day` lies in."""
    year = year_of(day)
    month = max(each for each in range(1, 13) if (ordinal(year, each, 1) or 0) <= day)
    return ordinal(year + month // 12, month % 12 + 1, date)


def weekday(day: int) -> int:
    """1 for Monday … 7 for Sunday."""
    return (day - 1) % 7 + 1


class Calendar:
    """The working days of the years that are known; `stated` years count before those of the package."""

    def __init__(self, stated: Mapping[int, CalendarYear] = NONE) -> None:
        self._stated = stated
        self._off = frozenset(day for year in stated.values() for day in year.off)
        self._work = frozenset(day for year in stated.values() for day in year.work)

    def is_working(self, day: int) -> bool | None:
        """Whether a day is worked; None where its year is not known."""
        year = year_of(day)
        if day in self._work or day in self._off:
            return day in self._work
        is_weekend = weekday(day) >= _SATURDAY
        if year in self._stated:
            return not is_weekend
        first, last, off, work = _package()
        if not first <= year <= last:
            return None
        return day in work or (not is_weekend and day not in off)

    def working_days(self, first: int, last: int) -> int | None:
        """How many days from `first` to `last`, both included, are worked; None where a year is not known."""
        if last - first > MOST_DAYS:
            return None
        count = 0
        for day in range(first, last + 1):
            is_working = self.is_working(day)
            if is_working is None:
                return None
            count += is_working
        return count

    def last_of(self, first: int, count: int) -> int | None:
        """The last of `count` working days that begin with `first` (which counts if it is worked)."""
        day = first
        while day - first <= MOST_DAYS:
            is_working = self.is_working(day)
            if is_working is None:
                return None
            count -= is_working
            if count <= 0:
                return day
            day += 1
        return None


def _package() -> Published:
    """(first year, last year, days off, weekend days that are worked) of the package."""
    if not _published:
        from chinese_calendar.constants import holidays, workdays

        off = frozenset(day.toordinal() for day in holidays)
        work = frozenset(day.toordinal() for day in workdays)
        _published.append((year_of(min(off)), year_of(max(off)), off, work))
    return _published[0]
