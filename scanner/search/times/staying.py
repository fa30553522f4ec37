"""Notices that stay too long (a list of persons after its period) or not long enough (fund results)."""

from __future__ import annotations

from scanner.calendar import of_iso
from scanner.model import Fact, Finding
from scanner.search.conditions import circumstance_facts, level_of
from scanner.search.people import name_list
from scanner.search.times.writing import LASTING

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from scanner.model import Rule
    from scanner.search.times.display import Display

WEB = ("网站", "新媒体")


def still_public(rule: Rule, display: Display) -> Iterator[Finding]:
    """A list of persons on the web whose period was over before today.

    `profiles` of the rule are those for which a source asks to withdraw the list: an error.
    """
    subject = display.subject
    channel = subject.circumstances.get("channel")
    today = of_iso(subject.today)
    if channel is None or channel.value not in WEB or today is None:
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
    if not is_asked and not is_stated and _is_local(display):
        return
    level, certainty = level_of(rule.level if is_asked else "warning", (), channel.source)
    if not is_asked and not is_stated:
        level = "info"
    over = Fact("period-over", (("count", str(today - last)),))
    facts = (over, Fact("person-list"), *circumstance_facts(("channel",), subject))
    yield display.finding(rule, period, level, certainty, *facts)


def _is_local(display: Display) -> bool:
    """Whether it is a village's or a township's notice, which hangs on a board unless somebody says other."""
    level = display.subject.circumstances.get("level")
    return level is not None and level.value in ("村", "乡", "项目单位")


def taken_down_early(rule: Rule, display: Display) -> Iterator[Finding]:
    """A notice that is to stay for good and speaks of a short period only.

    Parameters: `profiles` and `levels` it is asked of.
    """
    subject = display.subject
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
        yield display.finding(rule, period, rule.level, "likely", *facts)
