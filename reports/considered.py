"""What was considered as a number, reported or not, with the facts for and against: for a screen and as JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reports.as_json import dumped, gap_json, spans_json
from reports.labels import CERTAINTIES, FORMATS, FRAME, LEVELS, word
from reports.layout import Line, cleaned
from reports.pen import HEADING, PLACE, QUIET, SIGNS, STYLES, Pen
from reports.places import place_words
from reports.sentences import Sentences
from reports.terminal import gap_lines
from scanner.model import Considered, Lang, Look, Rulebook
from scanner.noun import replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

MOST = 200  # entries of either sort on a screen
SCHEMA = "notice-scan/considered/1"


def at_place(told: Considered, place: str, lang: Lang) -> Considered:
    """Only what stands at places whose words hold `place`, spaces aside: 第4行, 表1第4行, !D7."""
    wanted = re.compile(re.escape("".join(place.split())) + "(?![0-9])", re.IGNORECASE)
    looks = [
        look
        for look in told.looks
        if any(wanted.search("".join(place_words(span.place, lang).split())) for span in look.spans)
    ]
    return replace(told, looks=tuple(looks), elsewhere=len(told.looks) - len(looks))


def considered_lines(told: Considered, rulebook: Rulebook, lang: Lang, width: int) -> Iterator[Line]:
    """The entries as lines of at most `width` cells, in order of place."""
    pen = Pen(Sentences(rulebook, lang), width)
    format = word(FORMATS, told.format, lang) if told.format in FORMATS else ""
    yield from pen.wrap([(cleaned(told.file), HEADING), (pen.bracketed(format), QUIET)])
    count, reported = len(told.looks), sum(look.is_reported for look in told.looks)
    if count:
        said = pen.frame("considered", count=count, reported=reported, silent=count - reported)
        yield from pen.wrap([(said, HEADING)])
        yield from _entries(told.looks, pen)
    elif told.elsewhere:
        yield from pen.wrap([(pen.frame("considered-elsewhere", count=told.elsewhere), "")])
    elif not any(gap.what == "file" and gap.place is None for gap in told.gaps):
        yield from pen.wrap([(pen.frame("considered-none"), "")])
    if told.gaps:
        yield []
        yield pen.heading("gaps", STYLES["review"])
        yield from gap_lines(told.gaps, pen)


def _entries(looks: Sequence[Look], pen: Pen) -> Iterator[Line]:
    left = {True: 0, False: 0}
    for look in looks:
        left[look.is_reported] += 1
        if left[look.is_reported] <= MOST:
            yield []
            yield from _entry(look, pen)
    for is_reported, key in ((True, "more-reported"), (False, "more-silent")):
        if left[is_reported] > MOST:
            yield []
            yield from pen.wrap([(pen.frame(key, count=left[is_reported] - MOST), HEADING)])


def _entry(look: Look, pen: Pen) -> Iterator[Line]:
    sign, style = (SIGNS[look.level], STYLES[look.level]) if look.level else ("–", QUIET)
    shown = cleaned(look.value or look.masked)
    yield from pen.wrap([(f"{sign} ", style), (pen.place(look.spans), PLACE), (f"  {shown}", "")], hang=4)
    yield from pen.wrap([("    ", ""), (_verdict(look, pen), style)], hang=4)
    yield from pen.wrap([("    ", ""), (cleaned(_reasons(look, pen.words)), "")], hang=4)


def _verdict(look: Look, pen: Pen) -> str:
    title = pen.words.title(look.rule)
    if not look.rule:
        return pen.frame("look-nobody")
    if look.level is None:
        return pen.frame("look-silent", title=title)
    level = word(LEVELS, look.level, pen.lang)
    certainty = word(CERTAINTIES, look.certainty or "unknown", pen.lang)
    said = pen.frame("look-reported", title=title, rule=look.rule, level=level)
    return said if look.certainty == "certain" else said + pen.bracketed(certainty)


def _reasons(look: Look, words: Sentences) -> str:
    said = words.joined(words.facts(look.evidence))
    return said or word(FRAME, "look-no-reason", words.lang)


def considered_json(told: Considered, rulebook: Rulebook, lang: Lang) -> dict[str, Any]:
    """All entries, none left out."""
    words = Sentences(rulebook, lang)
    reported = sum(look.is_reported for look in told.looks)
    return {
        "schema": SCHEMA,
        "file": told.file,
        "format": told.format,
        "numbers": [_look_json(look, words) for look in told.looks],
        "gaps": [gap_json(gap, words) for gap in told.gaps],
        "counts": {"reported": reported, "silent": len(told.looks) - reported},
    }


def considered_line(told: Considered, rulebook: Rulebook, lang: Lang) -> str:
    """The object as one line of JSON, line feed included."""
    return dumped(considered_json(told, rulebook, lang)) + "\n"


def _look_json(look: Look, words: Sentences) -> dict[str, Any]:
    told: dict[str, Any] = {
        "reported": look.is_reported,
        "rule": look.rule or None,
        "title": words.title(look.rule) if look.rule else word(FRAME, "look-nobody", words.lang),
        "level": look.level,
        "certainty": look.certainty,
        "evidence": words.facts(look.evidence),
        "masked": look.masked,
        "spans": spans_json(look.spans, words.lang),
    }
    return told | ({"value": look.value} if look.value else {})
