"""Dates that there are not: 2月30日, 13月, the 31st of a short month."""

from __future__ import annotations

from scanner.calendar import month_length, ordinal
from scanner.model import Fact, Finding
from scanner.regexes import compiled
from scanner.search.claims.labelled import is_quoted
from scanner.search.kinds.layers import layer_of
from scanner.search.matching import matches_near
from scanner.values import chinese_number

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.model import Rule
    from scanner.search.subject import Subject

_TENS = "[一二三四五六七八九十]{1,3}"
_DATE = compiled(
    rf"(?<![0-9.])(?:(?P<year>[0-9]{{4}}|[一二][〇○零OＯ一二三四五六七八九]{{3}}) ?年 ?)?(?P<month>[0-9]{{1,2}}|{_TENS}) ?月 ?(?P<day>[0-9]{{1,2}}|{_TENS}) ?[日号](?![电楼院段线令文])"
)
_MONTH = compiled(r"(?<![0-9])(?:19|20)[0-9]{2} ?年 ?(?P<month>[0-9]{1,2}) ?月")
# With points or strokes only where a label says that it is a date.
_POINTED = compiled(
    r"(?:日期|时间|日)(?:[（(][^（()）]{1,6}[)）])?[:：\t ]{1,3}(?P<date>(?P<year>(?:19|20)[0-9]{2})(?P<sign>[./-])(?P<month>[0-9]{1,2})(?P=sign)(?P<day>[0-9]{1,2}))(?![0-9./-])"
)
_MONTH_SIGN = compiled("月")
_LEAP = 2024


def impossible_date(rule: Rule, subject: Subject) -> Iterator[Finding]:
    """A finding for each date that no calendar has."""
    text = subject.text.text
    taken: set[int] = set()
    if "月" in text:
        for found in matches_near(_DATE, _MONTH_SIGN, text, before=12, behind=10):
            year = chinese_number(found["year"]) if found["year"] else _LEAP
            month, day = chinese_number(found["month"]), chinese_number(found["day"])
            if ordinal(year, month, day) is None and not is_quoted(text, found.start()):
                taken.add(found.start("month"))
                yield _finding(rule, subject, *found.span(), _fact(year, month))
        for found in matches_near(_MONTH, _MONTH_SIGN, text, before=12, behind=2):
            month = int(found["month"])
            if (
                not 1 <= month <= 12
                and found.start("month") not in taken
                and not is_quoted(text, found.start())
            ):
                yield _finding(rule, subject, *found.span(), _fact(_LEAP, month))
    if "日" in text or "时间" in text:
        for found in _POINTED.finditer(text):
            year, month, day = int(found["year"]), int(found["month"]), int(found["day"])
            if ordinal(year, month, day) is None:
                yield _finding(rule, subject, *found.span("date"), _fact(year, month))


def _fact(year: int, month: int) -> Fact:
    length = month_length(year, month)
    if not length:
        return Fact("no-such-month")
    return Fact("no-such-day", (("month", str(month)), ("count", str(length))))


def _finding(rule: Rule, subject: Subject, start: int, end: int, fact: Fact) -> Finding:
    spans = subject.text.spans(start, end)
    layer, visible = layer_of(subject.document, spans)
    return Finding(rule.id, rule.level, "certain", spans, (fact,), layer, visible)
