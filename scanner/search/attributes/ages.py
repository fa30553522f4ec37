"""Whose age or birth is a child's, seen from the year that a text speaks in."""

from __future__ import annotations

from scanner.regexes import compiled
from scanner.values import chinese_number

TYPE_CHECKING = False
if TYPE_CHECKING:
    from scanner.search.subject import Subject

GROWN = 18
YEAR = "(?:(?:19|20)[0-9]{2}|[一二][九〇○零][一二三四五六七八九〇○零]{2})"


def present_year(subject: Subject) -> int:
    """The latest year that a text names outside of births, not beyond today's; today's where it names none."""
    text = subject.text.text
    today = int(subject.today[:4])
    latest = 0
    for found in _A_YEAR.finditer(text):
        birth = _BORN_THEN.match(text, found.end())
        is_birth = birth is not None and (
            birth.group()[-1] in "生)）\t"
            or not _SIGNED.search(text, max(0, found.start() - 12), found.start())
        )
        if int(found.group()) <= today and not is_birth and not _PAST.match(text, found.end()):
            latest = max(latest, int(found.group()))
    return latest or today


_A_YEAR = compiled(r"(?<![0-9])20[0-9]{2}(?![0-9])(?=年)")
# 2019年因…被判: what happened to somebody, maybe long ago
_PAST = compiled(
    r"年(?:因|被|与|同|和|嫁|患|得了|查出|确诊|丧|离|结婚|再婚|去世|病故|去了|搬|从|就|便|复员|退伍|参军|入伍|入党|起)"
)
_BORN_THEN = compiled(r"年(?:[0-9]{1,2}月)?(?:[0-9]{1,2}[日号])?(?:出?生|[)）]|\t|\n|$)")
_SIGNED = compiled(r"(?<=[^\n\t]{3})(?:，|,|(?<!出生)日期[:：]|时间[:：])(?<!出生时间[:：])$")


def is_childs_year(word: str, present: int) -> bool:
    """Whether somebody born in the year that a word begins with was not yet eighteen at the end of `present`."""
    year = _A_BIRTH.match(word)
    return year is not None and present - GROWN < chinese_number(year.group()) <= present


_A_BIRTH = compiled(YEAR)
