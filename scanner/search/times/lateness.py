"""Notices that come later than a limit allows: the day of the matter against the day of publication.

Whether the day on which a matter is settled counts is said by no source; it is left out here, and the
finding says so.
"""

from __future__ import annotations

import re

from scanner.calendar import Calendar, in_following_month, month_length, of_iso, ordinal, year_of
from scanner.model import Fact, Finding
from scanner.noun import noun
from scanner.regexes import compiled
from scanner.search.conditions import WORDS_IN, circumstance_facts, holds, level_of, sureness
from scanner.search.times.periods import signed_on
from scanner.search.times.writing import DATE, day_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.model import Limit, Rule
    from scanner.search.subject import Subject

# What a limit counts from -> words of the text for such a day.
KINDS: dict[str, tuple[str, ...]] = {
    "issued": ("下达", "分配", "拨付"),
    "approved": ("批准", "批复", "审批", "审定", "核准"),
    "signed": ("审签", "签发"),
    "decided": ("决定", "作出"),
    "formed": ("形成", "变更", "制定", "获取", "生成", "产生", "成文"),
}
_WORD = {word: kind for kind, words in KINDS.items() for word in words}
_ANY = "|".join(_WORD)
_LABELLED = compiled(rf"(?P<word>{_ANY})(?:文件)?(?:日期|时间)[^0-9\n一二]{{0,8}}(?={DATE.pattern})")
_BEHIND = compiled(
    r"^(?!日?(?:之)?前)[^0-9。；;\n]{0,30}?(?P<word>下达|批准|批复|审签|签发|审定|核准|作出)(?!的?(?:要求|通知要求))"
)
_BEFORE = compiled(
    r"(?P<word>下达|批准|批复|审签|签发|审定|核准|作出)(?:日期|时间)?(?:于|为|是|[:：（(])[ ]?$"
)
_PUBLISHED = compiled(rf"(?:发布|公开|公布)(?:日期|时间)[^0-9\n]{{0,8}}(?={DATE.pattern})")
# The month or the quarter that a title is about: 2023年5月份…情况.
_MONTH = compiled(
    r"(?P<year>20[0-9]{2})\s?年(?:度)?(?:(?P<month>1[0-2]|[1-9])月份?(?![0-9至到—-])|第?(?P<quarter>[一二三四])季度)"
)
_QUARTERS = "一二三四"
_RECENT = 400  # days; what is signed longer ago was perhaps published before
_REACH = 34
_LONGEST = 1500  # days; older events are history, not what this notice is about


class Event(metaclass=noun):
    """A day on which the matter was settled, and where that stands."""

    kind: str
    day: int
    start: int
    end: int


def published_late(rule: Rule, subject: Subject) -> Iterator[Finding]:
    """A finding where a limit of publication was passed; nothing where a day is not known."""
    limits = [
        limit
        for limit in (subject.profile.limits if subject.profile else ())
        if limit.what == "publish" and holds(limit.when, subject)
    ]
    if not limits:
        return
    published, source = publication(subject)
    if published is None:
        return
    events = list(events_of(subject, is_signature_event=source != "inferred"))
    for limit in limits:
        found = _late(rule, subject, limit, events, published, source)
        if found is not None:
            yield found
            return


def publication(subject: Subject) -> tuple[int | None, str]:
    """(day, how it is known: stated, read, inferred) of the publication."""
    known = subject.circumstances.get("publish_date")
    if known is not None and known.source == "stated":
        return of_iso(known.value), "stated"
    for line in subject.anatomy.lines:
        labelled = _PUBLISHED.search(line.text) if line.is_chrome else None
        if labelled is not None:
            found = DATE.match(line.text, labelled.end())
            day = day_of(found, None) if found else None
            if day is not None:
                return day, "read"
    return signed_on(subject), "inferred"


def events_of(subject: Subject, *, is_signature_event: bool) -> Iterator[Event]:
    """The days on which what the notice is about was settled, as its text gives them."""
    text = subject.text.text
    near = signed_on(subject)
    date = subject.anatomy.date
    if is_signature_event and near is not None and date is not None:
        yield Event("formed", near, date.start, date.end)
    if not any(word in text for word in _WORD):
        return
    for labelled in _LABELLED.finditer(text):
        found = DATE.match(text, labelled.end())
        day = day_of(found, None) if found else None
        if found and day is not None:
            yield Event(_WORD[labelled["word"]], day, *found.span())
    for line in subject.anatomy.lines:
        if not line.is_chrome and any(
            word in line.text for word in ("下达", "批", "签", "审定", "核准", "作出")
        ):
            yield from _in_sentence(line.text, line.start, near)


def _in_sentence(line: str, at: int, near: int | None) -> Iterator[Event]:
    for found in DATE.finditer(line):
        day = day_of(found, near)
        if day is None or _is_quoted(line, found.start()):
            continue
        word = _BEFORE.search(line, max(0, found.start() - 10), found.start())
        word = word or _behind(line, found)
        if word is not None:
            yield Event(_WORD[word["word"]], day, at + found.start(), at + found.end())


def _behind(line: str, found: re.Match[str]) -> re.Match[str] | None:
    return _BEHIND.match(line[found.end() : found.end() + _REACH])


def _is_quoted(line: str, at: int) -> bool:
    return line.rfind("《", 0, at) > line.rfind("》", 0, at)


def _late(
    rule: Rule, subject: Subject, limit: Limit, events: list[Event], published: int, source: str
) -> Finding | None:
    kinds = {kind for word, kind in _WORD.items() if word in limit.counted_from}
    fitting = [event for event in events if event.kind in kinds and 0 <= published - event.day <= _LONGEST]
    is_latest = not fitting
    if not fitting:
        fitting = list(_latest(subject, limit, events, published))
    if not fitting:
        return None
    event = max(fitting, key=lambda one: one.day)
    spans = subject.text.spans(event.start, event.end)
    count: int | None = published - event.day
    if limit.unit == "working":
        count = (subject.calendar or Calendar()).working_days(event.day + 1, published)
    asked = _asked(limit)
    if count is None:
        if published - event.day <= limit.most:
            return None
        unknown = Fact("calendar-unknown", (("year", str(year_of(published))),))
        return Finding(rule.id, "info", "suspect", spans, (unknown, asked))
    if count <= _allowed(limit, event.day):
        return None
    names = [name for name in limit.when if name not in WORDS_IN]
    weakest = sureness(names, subject) if source == "stated" else "inferred"
    level, certainty = level_of(rule.level, limit.law, weakest)
    if is_latest:
        level, certainty = ("warning" if level == "error" else level), "likely"
    if source != "stated" and level == "error":  # a page may be newer than the first publication
        level = "warning"
    taken = Fact("took-working-days" if limit.unit == "working" else "took-days", (("count", str(count)),))
    facts = (
        taken,
        asked,
        _published(source),
        *((Fact("settled-by-then"),) if is_latest else ()),
        *((Fact("first-day-left-out"),) if limit.unit != "monthly" else ()),
        *circumstance_facts(names, subject),
    )
    return Finding(rule.id, level, certainty, spans, facts)


def _latest(subject: Subject, limit: Limit, events: list[Event], published: int) -> Iterator[Event]:
    """The last day on which the matter can have been settled where no day of it is said.

    What a notice tells was settled when it was signed; what is published month by month was there when the
    month of the title was over. The day of the sign-off stands in no notice unless it says so.
    """
    if any(word in limit.counted_from for word in KINDS["signed"]):
        return
    signed = [event for event in events if event.kind == "formed"]
    if signed and subject.profile is not None and "征求意见" not in subject.text.text:
        yield from (event for event in signed if 0 < published - event.day <= _RECENT)
    elif limit.unit == "monthly" and subject.anatomy.title is not None:
        title = subject.anatomy.title
        month = _MONTH.search(subject.text.text, title.start, title.end)
        if month is None:
            return
        last = int(month["month"]) if month["month"] else _QUARTERS.index(month["quarter"]) * 3 + 3
        year = int(month["year"])
        length = month_length(year, last)
        day = ordinal(year, last, length) if length else None
        if day is not None and 0 < published - day <= _RECENT:
            yield Event("formed", day, *month.span())


def _allowed(limit: Limit, event: int) -> int:
    """Days that may pass from the event to the publication, in the unit of the limit."""
    if limit.unit != "monthly":
        return limit.most
    due = in_following_month(event, limit.most)
    return limit.most if due is None else due - event


def _published(source: str) -> Fact:
    if source == "stated":
        return Fact("publication-stated")
    return Fact("publication-read" if source == "read" else "publication-by-signature")


def _asked(limit: Limit) -> Fact:
    law = limit.law[0].name if limit.law else ""
    values = (("most", str(limit.most)), ("from", limit.counted_from), ("law", law))
    if limit.unit == "monthly":
        return Fact("by-day-of-next-month", values[::2])
    return Fact("within-working-days" if limit.unit == "working" else "within-days", values)
