"""Penalties that are still public when their time is over: three years for persons, five for units (上海)."""

from __future__ import annotations

from scanner.calendar import of_iso
from scanner.model import Fact, Finding
from scanner.regexes import compiled
from scanner.search.conditions import circumstance_facts, level_of
from scanner.search.times.periods import signed_on
from scanner.search.times.staying import WEB
from scanner.search.times.writing import DATE, day_of
from scanner.values import is_person

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.model import Rule
    from scanner.search.subject import Subject

PERSON_YEARS, UNIT_YEARS = 3, 5
_DECIDED = compiled(
    r"(?:(?:决定|作出)(?:书)?(?:的)?(?:日期|时间)|(?:作出|决定)(?:处罚)?[于日])[^0-9\n一二]{0,8}(?=[0-9]{4}|二)"
)
_PARTY = compiled(
    r"(?:当事人|被处罚人|被处罚单位|行政相对人(?:名称)?|被处罚对象|处罚对象)(?:（?(?:姓名|名称)[^：:\n\t]{0,6}）?)?[:：\t ]{1,3}([^\n\t，。；;（(]{2,30})"
)
_UNIT = compiled(
    r"公司|厂|店|部|中心|合作社|企业|学校|医院|行$|社$|站$|局$|院$|会$|馆|超市|个体工商户|集团|所$"
)
_NATURAL = compiled(r"[（(](?:个人|自然人)[)）]|相对人类别[:：\t ]{1,3}自然人")


def penalty_expired(rule: Rule, subject: Subject) -> Iterator[Finding]:
    """A decision on the web whose time of display was over before today; a page with several is left alone."""
    channel = subject.circumstances.get("channel")
    today = of_iso(subject.today)
    text = subject.text.text
    if channel is None or channel.value not in WEB or channel.source == "default" or today is None:
        return
    decided = list(_DECIDED.finditer(text))
    parties = list(_PARTY.finditer(text))
    if len(parties) != 1 or len(decided) > 1:
        return
    day, start, end = _decision(subject, decided[0].end() if decided else -1)
    if day is None:
        return
    is_natural = _is_natural(text, parties[0][1].strip())
    limit = PERSON_YEARS if is_natural else UNIT_YEARS
    if is_natural is None or not _is_over(day, today, limit):
        return
    level, certainty = level_of(rule.level, rule.law, channel.source)
    count = str((today - day) * 4 // 1461)
    said = Fact("penalty-person" if is_natural else "penalty-unit", (("count", count), ("limit", str(limit))))
    spans = subject.text.spans(start, end)
    yield Finding(rule.id, level, certainty, spans, (said, *circumstance_facts(("channel",), subject)))


def _decision(subject: Subject, at: int) -> tuple[int | None, int, int]:
    """(day, start, end) of the decision, or of the signature where no day of a decision is said."""
    if at >= 0:
        found = DATE.match(subject.text.text, at)
        return (day_of(found, None) if found else None, *(found.span() if found else (at, at)))
    date = subject.anatomy.date
    return (signed_on(subject), date.start, date.end) if date else (None, 0, 0)


def _is_natural(text: str, party: str) -> bool | None:
    """Whether the party is a person; None where that cannot be told."""
    if _UNIT.search(party):
        return False
    if _NATURAL.search(text) or is_person(party):
        return True
    return None


def _is_over(day: int, today: int, years: int) -> bool:
    """Whether so many years have passed; a day more, so that a leap day decides nothing."""
    return today - day > years * 1461 // 4 + 1
