"""How dates, stretches of time and numbers of days are written in notices, as patterns and as days."""

from __future__ import annotations

import re

from scanner.calendar import month_length, ordinal, year_of
from scanner.noun import noun
from scanner.regexes import compiled
from scanner.values import chinese_number

_TENS = "[〇○零一二三四五六七八九十]{1,3}|元|正"
_NUMBER = f"[0-9]{{1,2}}|{_TENS}"
_YEAR = "[12][0-9](?: ?[0-9]){2}|[一二][〇○零OoＯ一二三四五六七八九]{3}"
_WEEKDAY = r" ?[（(](?:星期|周)[一二三四五六日天][)）]"
_HOUR = r" ?(?:上午|下午|早上|晚上)? ?[0-9]{1,2}(?:[:：][0-9]{2}|[时点][0-9]{0,2}分?)"
_TAIL = rf"(?:{_WEEKDAY})?(?:{_HOUR})?(?: ?起| ?开始)?"
_TO = (
    "(?:[ ,，]?(?:至|到|——|--|[-—－–―~～─一])[ ]?|、(?=[0-9]{1,2} ?日 ?[（(，,]? ?(?:共|计)?[两二2] ?[天日]))"
)


def _date(mark: str) -> str:
    """年月日, 年.月.日, 月日: groups y, m, d with the mark behind."""
    full = rf"(?P<y{mark}>{_YEAR}) ?[年./-] ?(?P<m{mark}>{_NUMBER}) ?[月./-] ?(?P<d{mark}>{_NUMBER})(?![0-9])(?: ?[日号])?"
    short = rf"(?P<n{mark}>{_NUMBER}) ?月 ?(?P<e{mark}>{_NUMBER})(?![0-9])(?: ?[日号])?"
    return f"{full}|{short}"


_SECOND = (
    f"{_date('2')}|(?P<n3>[0-9]{{1,2}})[./](?P<e3>[0-9]{{1,2}})(?![0-9.])"
    f"|(?P<e4>{_NUMBER}) ?[日号]|(?P<e5>[0-9]{{1,2}})(?![0-9年月.个万元天户人])"
)
RANGE = compiled(
    f"(?:(?:{_date('1')})|(?<![0-9.])(?P<n6>[0-9]{{1,2}})[./](?P<e6>[0-9]{{1,2}})){_TAIL}{_TO}(?:{_SECOND})"
)
DATE = compiled(_date("1"))
SINCE = compiled(f"(?:{_date('1')})(?:{_WEEKDAY})?(?:{_HOUR})? ?(?:起|开始)")
UNTIL = compiled(
    rf"(?:(?:截至|截止|止于)(?:日期|时间)?(?:为|到|至)?[:： ]?(?:{_date('1')})|(?:至|到)(?:{_date('7')})(?:{_WEEKDAY})?(?:{_HOUR})? ?(?:止|结束|截止))"
)
TO_DAY = compiled(rf" ?(?:至|到) ?(?:{_date('1')})")
FROM_NOW = compiled(
    "(?:即日|今日|今天|本日|当日|(?:本|此|该)?(?:公示|公告|通告|公布|发布|张贴|张榜|公开)(?:发布|公布|张贴|张榜|公示)?之日|(?:公示|公告|发布|张榜)当日)(?:开始|起|始)"
)
DAYS = compiled(
    "(?<![0-9一二三四五六七八九十第前近每月年.])(?P<count>[0-9]{1,3}|[一二三四五六七八九十两]{1,3}) ?"
    "(?P<unit>个?工作日|个?自然日|个?日历日|日历天|个?天|日|个?(?:星期|周)|个月)(?![0-9])"
)
LASTING = compiled("长期|长年|常年|永久|持续公开|长久")


class Stretch(metaclass=noun):
    """A display period as days. `first` and `last` are None where not said or where nobody knows the year.

    `lengths` are the calendar days that it can have, both ends counted (two where February may be
    longer); `stated` is the number of days that the text gives, 0 where none, of this `unit`.
    """

    first: int | None = None
    last: int | None = None
    lengths: tuple[int, ...] = ()
    is_backwards: bool = False  # ends before it begins


def stretch_of(found: re.Match[str], near: int | None) -> Stretch | None:
    """The days of a match of `RANGE`; a year that is not written is the one nearest to the day `near`.

    None where a date is no real one: that is another rule's finding.
    """
    part = {name: value for name, value in found.groupdict().items() if value}
    first_year = _number(part.get("y1", ""))
    second_year = _number(part.get("y2", ""))
    month = _number(part.get("m1") or part.get("n1") or part.get("n6", ""))
    day = _number(part.get("d1") or part.get("e1") or part.get("e6", ""))
    last_month = _number(part.get("m2") or part.get("n2") or part.get("n3", "")) or month
    last_day = _number(part.get("d2") or part.get("e2") or part.get("e3") or part.get("e4") or part["e5"])
    turns = last_month < month and last_month <= 3 and month >= 10
    year = first_year or (second_year - turns if second_year else 0)
    if not year and near is not None:
        year = _nearest(near, month, day)
    if not year:
        return _without_year(month, day, last_month, last_day, turns)
    first = ordinal(year, month, day)
    last = ordinal(second_year or year + turns, last_month, last_day)
    if first is None or last is None:
        return None
    if last < first:
        return Stretch(first, last, (), True)
    return Stretch(first, last, (last - first + 1,))


def _without_year(month: int, day: int, last_month: int, last_day: int, turns: bool) -> Stretch | None:
    lengths: set[int] = set()
    for year in (2023, 2024):  # an ordinary year and a leap year
        first, last = ordinal(year, month, day), ordinal(year + turns, last_month, last_day)
        if first is None or last is None:
            continue
        if last < first:
            return Stretch(is_backwards=True)
        lengths.add(last - first + 1)
    return Stretch(lengths=tuple(sorted(lengths))) if lengths else None


def day_of(found: re.Match[str], near: int | None) -> int | None:
    """The day of a match of `DATE`, `SINCE` or `UNTIL`; None where it is no real one or has no year."""
    part = {name[0]: value for name, value in found.groupdict().items() if value}
    month, day = _number(part.get("m") or part["n"]), _number(part.get("d") or part["e"])
    year = _number(part.get("y", "")) or (_nearest(near, month, day) if near is not None else 0)
    return ordinal(year, month, day) if year else None


def _nearest(near: int, month: int, day: int) -> int:
    """The year in which this day lies nearest to another day."""
    middle = year_of(near)
    years = {
        year: ordinal(year, month, min(day, month_length(year, month) or day))
        for year in (middle - 1, middle, middle + 1)
    }
    real = {year: abs(at - near) for year, at in years.items() if at is not None}
    return min(real, key=lambda year: real[year]) if real else 0


def count_of(found: re.Match[str]) -> tuple[int, str]:
    """(how many, unit) of a match of `DAYS`; the unit is working, calendar or month."""
    count = chinese_number(found["count"].replace("两", "二"))
    unit = found["unit"].removeprefix("个")
    if unit in ("星期", "周"):
        return count * 7, "calendar"
    if unit == "月":
        return count, "month"
    return count, "working" if unit == "工作日" else "calendar"


def _number(text: str) -> int:
    return chinese_number(text) if text else 0
