"""The report on one file as a clerk reads it: verdict, what to fix, elements, gaps, counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reports.checklist import checklist_lines
from reports.entries import finding_lines
from reports.grouping import counts
from reports.labels import CERTAINTIES, CIRCUMSTANCES, FORMATS, FRAME, VERDICTS, word
from reports.layout import Line, cleaned
from reports.pen import HEADING, QUIET, SIGNS, STYLES, Pen, is_unread, ruling
from reports.sentences import Sentences
from scanner.model import Gap, Lang, Recognition, Report, Rulebook

MOST_GAPS = 20  # places of one reason


def report_lines(report: Report, rulebook: Rulebook, lang: Lang, width: int) -> Iterator[Line]:
    """The report as lines of at most `width` cells."""
    pen = Pen(Sentences(rulebook, lang), width)
    yield from _head(report, pen)
    if is_unread(report):
        for gap in report.gaps:
            yield from pen.wrap([(f"  {cleaned(pen.words.gap(gap))}", "")], hang=2)
        return
    yield from _setting(report, pen)
    yield []
    yield from finding_lines(report.findings, pen)
    yield []
    yield from checklist_lines(report, pen)
    if report.gaps:
        yield []
        yield pen.heading("gaps", STYLES["review"])
        yield from gap_lines(report.gaps, pen)
    yield []
    yield from pen.wrap([(_tally(report, pen), HEADING)])


def gap_lines(gaps: Sequence[Gap], pen: Pen, *, indent: int = 2) -> Iterator[Line]:
    """What was not looked at and why; the places of one reason together."""
    reasons: dict[str, list[str]] = {}
    for gap in gaps:
        reasons.setdefault(pen.words.gap(gap), []).append(pen.words.gap_place(gap))
    separator, colon = ("、", "：") if pen.lang == "zh" else ("; ", ": ")
    for reason, places in reasons.items():
        named = separator.join(dict.fromkeys(places[:MOST_GAPS]))
        if len(places) > MOST_GAPS:
            named += pen.frame("and-more", count=len(places))
        line = [(" " * indent + cleaned(named) + colon, ""), (cleaned(reason), "")]
        yield from pen.wrap(line, hang=indent + 2)


def verdict_words(report: Report, lang: Lang) -> Line:
    """The verdict with its sign."""
    status = ruling(report)
    return [(f"{SIGNS[status]} {word(VERDICTS, status, lang)}", STYLES[status])]


def _head(report: Report, pen: Pen) -> Iterator[Line]:
    format = word(FORMATS, report.format, pen.lang) if report.format in FORMATS else ""
    yield from pen.wrap([(cleaned(report.file), HEADING), (pen.bracketed(format), QUIET)])
    yield verdict_words(report, pen.lang)


def _setting(report: Report, pen: Pen) -> Iterator[Line]:
    for sentence in pen.words.facts(report.verdict.because):
        yield from pen.wrap([(f"  · {cleaned(sentence)}", "")], hang=4)
    yield []
    yield from pen.labelled("profile", _profile(report.recognition, pen))
    if report.recognition.id == "unknown" and report.recognition.candidates:
        yield from pen.labelled("guesses", _guesses(report.recognition, pen))
    known = report.circumstances
    named = list(dict.fromkeys(name for name in (*CIRCUMSTANCES, *known) if name in known))
    said = {name: pen.words.circumstance(name, known[name]) for name in named}
    defaults = pen.words.joined(said.pop(name) for name in named if known[name].source == "default")
    stated = pen.words.joined(said.values())
    by_default = pen.frame("by-default", circumstances=defaults) if defaults else ""
    yield from pen.labelled("circumstances", pen.words.joined([stated, by_default]))


def _guesses(recognition: Recognition, pen: Pen) -> str:
    """What a text of no certain type is most like, each with the option that says so."""
    return pen.words.joined(
        pen.frame("guess", title=pen.words.profile(name), id=name) for name, _ in recognition.candidates
    )


def _profile(recognition: Recognition, pen: Pen) -> str:
    """The title of the profile with how sure that is, and why."""
    reasons = pen.words.joined(pen.words.facts(recognition.reasons))
    remarks = []
    if recognition.stated:
        remarks.append(word(FRAME, "stated-profile", pen.lang))
    elif recognition.id != "unknown":
        certainty = word(CERTAINTIES, recognition.certainty, pen.lang)
        remarks.append(pen.frame("certainty", certainty=certainty))
    if reasons and not recognition.stated:
        remarks.append(pen.frame("because-of", reasons=reasons))
    return pen.words.profile(recognition.id) + pen.bracketed(pen.words.joined(remarks))


def _tally(report: Report, pen: Pen) -> str:
    found = counts(report.findings)
    said = pen.frame("counts", **found)
    if found["known"] or found["waived"]:
        said += pen.frame("counts-known", **found)
    gaps = pen.frame("gaps-count", count=len(report.gaps)) if report.gaps else ""
    return pen.words.joined([said, gaps])
