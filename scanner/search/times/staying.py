"""Notices that stay too long (a list of persons after its period) or not long enough (fund results)."""

from __future__ import annotations

from scanner.calendar import of_iso
from scanner.model import Fact, Finding
from scanner.regexes import compiled
from scanner.search.conditions import circumstance_facts, level_of
from scanner.search.people import name_list
from scanner.search.times.writing import DATE, LASTING, day_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from scanner.model import Rule
    from scanner.search.times.display import Display

WEB = ("网站", "新媒体")
# A page of the web or of a channel says what it is: 网上公示, 坪南居委会微村务, 某某微讯.
_ON_THE_NET = compiled(r"网上公示|网上公开|微(?:信|讯|博|村务|政务|平台)|公众号|客户端")
# That the notice itself goes with its period, or has gone: 公示期满后撤下, 状态：已于…下线.
_GOES = compiled(
    r"(?:期满|公示期|公示)[^。；;\n]{0,12}(?:后|结束后?)[^。；;\n]{0,16}(?:撤下|撤除|下线|下架|删除)"
    r"|状态[:：]\s?已?[^。；;\n]{0,24}(?:下线|下架|撤下|过期)"
)
_GONE = compiled(r"(?:已于|于|下线时间|下架时间|撤下时间)[:：]?\s?(?=[0-9]{4})")
_HEAD_LINES = 8


def still_public(rule: Rule, display: Display) -> Iterator[Finding]:
    """A list of persons on the web whose period was over before today.

    `profiles` of the rule are those for which a source asks to withdraw the list: an error.
    """
    subject = display.subject
    channel = subject.circumstances.get("channel")
    today = of_iso(subject.today)
    if channel is None or today is None:
        return
    if channel.value not in WEB and not (channel.source == "default" and _is_page(display)):
        return
    ended = [(last, period) for period in display.own if (last := display.last(period)) is not None]
    if not ended or any(period.is_lasting for period in display.own):
        return
    last, period = max(ended, key=lambda one: one[0])
    if last >= today or period.is_weak or name_list(subject) is None:
        return
    profiles: Any = rule.parameters.get("profiles", ())
    is_asked = subject.profile is not None and subject.profile.id in profiles
    is_stated = channel.source != "default"
    if not is_asked and not is_stated and _is_local(display) and not _is_page(display):
        return
    level, certainty = level_of(rule.level if is_asked else "warning", (), channel.source)
    if not is_asked and not is_stated and not _is_page(display):
        level = "info"
    over = Fact("period-over", (("count", str(today - last)),))
    facts = (over, Fact("person-list"), *circumstance_facts(("channel",), subject))
    yield display.finding(rule, period, level, certainty, *facts)


def _is_page(display: Display) -> bool:
    """Whether the text itself shows that it stands on the net: the words of a page round it, the name of a channel."""
    lines = display.subject.anatomy.lines
    return any(line.is_chrome or _ON_THE_NET.search(line.text) for line in lines[:_HEAD_LINES])


def _is_local(display: Display) -> bool:
    """Whether it is a village's or a township's notice, which hangs on a board unless somebody says other."""
    level = display.subject.circumstances.get("level")
    return level is not None and level.value in ("村", "乡", "项目单位")


def taken_down_early(rule: Rule, display: Display) -> Iterator[Finding]:
    """A notice that is to stay for good and speaks of a short period only.

    Parameters: `profiles` and `levels` it is asked of.
    """
    subject = display.subject
    yield from _gone_before_its_end(rule, display)
    profiles: Sequence[str] = rule.parameters["profiles"]  # type: ignore[assignment]
    levels: Sequence[str] = rule.parameters["levels"]  # type: ignore[assignment]
    level = subject.circumstances.get("level")
    if (
        subject.profile is None
        or subject.profile.id not in profiles
        or level is None
        or level.value not in levels
    ):
        return
    if LASTING.search(subject.text.text) or any(period.is_weak for period in display.own):
        return
    for period in display.own[:1]:
        facts = circumstance_facts(("level",), subject)
        goes = _GOES.search(subject.text.text) is not None
        yield display.finding(rule, period, "warning" if goes else rule.level, "likely", *facts)


def _gone_before_its_end(rule: Rule, display: Display) -> Iterator[Finding]:
    """A page that says that it was taken down on a day before its period was over."""
    subject = display.subject
    for line in subject.anatomy.lines:
        if not _GOES.search(line.text):
            continue
        match = _GONE.search(line.text)
        date = DATE.match(line.text, match.end()) if match else None
        gone = day_of(date, None) if date else None
        for period in display.own[:1] if gone is not None else ():
            last = display.last(period)
            if last is not None and gone is not None and gone < last:
                over = Fact("down-before-end", (("count", str(last - gone)),))
                yield display.finding(rule, period, "warning", "likely", over)
