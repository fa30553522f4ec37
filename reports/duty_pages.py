"""Limits, audiences and what may be shown, each with its source, for `scan explain`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from reports.labels import EVENTS, SHOWN, word
from reports.layout import Line
from reports.pen import QUIET, Pen
from scanner.model import Audience, Law, Limit, Profile

_INDENT = 4


def source_lines(laws: Sequence[Law], pen: Pen, *, indent: int = 0) -> Iterator[Line]:
    """Each source on a line with what it says; what is not confirmed is marked and never called law."""
    for law in pen.words.by_confidence(laws):
        says = law.says.get(pen.lang, "")
        colon = "：" if pen.lang == "zh" else ": "
        key = "law" if law.confidence == "sourced" else "note"
        yield from pen.labelled(key, pen.words.law(law) + (colon + says if says else ""), indent=indent)


def limit_lines(limits: Sequence[Limit], pen: Pen) -> Iterator[Line]:
    """Each limit in a sentence, for whom and when, and its source."""
    if not limits:
        return
    yield []
    yield pen.heading("limits")
    for limit in limits:
        count = limit.least if limit.what == "display" else limit.most
        said = pen.frame(f"limit-{limit.what}-{limit.unit}", count=count)
        remarks = [*_profiles(limit.profiles, pen), *conditions(limit.when, pen)]
        if limit.counted_from:
            remarks.insert(0, pen.frame("counted-from", event=word(EVENTS, limit.counted_from, pen.lang)))
        yield from pen.wrap([(f"  {said}", ""), (pen.bracketed(pen.words.joined(remarks)), QUIET)], hang=4)
        yield from source_lines(limit.law, pen, indent=_INDENT)


def audience_lines(entries: Sequence[tuple[tuple[str, ...], Audience]], pen: Pen) -> Iterator[Line]:
    """Where a notice may hang, the rule that is broken elsewhere, and the source."""
    if not entries:
        return
    yield []
    yield pen.heading("where-shown")
    for profiles, entry in entries:
        allowed = {"level": entry.levels, "channel": entry.channels, "audience": entry.audiences}
        named = {name: values for name, values in allowed.items() if values}
        said = pen.words.joined(conditions(named, pen)) or pen.words.title(entry.rule)
        remarks = pen.words.joined([*_profiles(profiles, pen), *conditions(entry.when, pen)])
        line = [(f"  {said}", ""), (f"  {entry.rule}", QUIET), (pen.bracketed(remarks), QUIET)]
        yield from pen.wrap(line, hang=4)
        yield from source_lines(entry.law, pen, indent=_INDENT)


def shown_lines(profile: Profile, pen: Pen) -> Iterator[Line]:
    """Which data of persons a notice of this type may show, and which not."""
    comma = "、" if pen.lang == "zh" else ", "
    for heading, names in (("permits", profile.permits), ("forbids", profile.forbids)):
        if names:
            yield []
            yield pen.heading(heading)
            said = comma.join(word(SHOWN, name, pen.lang) for name in names)
            yield from pen.wrap([(f"  {said}", "")], hang=2)


def conditions(when: Mapping[str, Sequence[str]], pen: Pen) -> list[str]:
    """公开层级：乡、村 for every circumstance; 标题有“转发” for words."""
    colon, comma = ("：", "、") if pen.lang == "zh" else (": ", ", ")
    return [
        pen.frame(f"when-{name}", words=comma.join(values))
        if name in ("title", "text")
        else f"{pen.words.circumstance_name(name)}{colon}{comma.join(values)}"
        for name, values in when.items()
    ]


def _profiles(profiles: Sequence[str], pen: Pen) -> list[str]:
    comma = "、" if pen.lang == "zh" else ", "
    return [comma.join(pen.words.profile(name) for name in profiles)] if profiles else []
