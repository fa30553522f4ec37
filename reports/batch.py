"""Several files on the screen: a paragraph for each with problems, a line for each clean one, a summary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from reports.entries import remarks
from reports.grouping import Group, groups
from reports.labels import FRAME, HEADINGS, LEVELS, VERDICTS, word
from reports.layout import Line, cleaned
from reports.pen import HEADING, PLACE, QUIET, SIGNS, STYLES, Pen, is_unread, ruling
from reports.sentences import Sentences
from reports.terminal import gap_lines, verdict_words
from scanner.archive.matters import Matters
from scanner.model import LEVELS as LEVEL_ORDER
from scanner.model import Lang, Report, Rulebook

MOST_ENTRIES = 10  # of one file
MOST_RULES = 5  # in the summary
MOST_EXTENSIONS = 8
_RULINGS = ("block", "review", "unread", "pass")


class Batch:
    """Counts over the reports of a run. Keeps no report."""

    def __init__(self, rulebook: Rulebook, lang: Lang, width: int) -> None:
        self._pen = Pen(Sentences(rulebook, lang), width)
        self.files = 0
        self._matters = Matters(rulebook.standards)
        self._rulings: Counter[str] = Counter()
        self._findings: Counter[tuple[str, str]] = Counter()  # (level, rule)
        self._files_of: Counter[tuple[str, str]] = Counter()

    def count(self, report: Report) -> None:
        """Take a report into the summary."""
        self.files += 1
        self._matters.count(report)
        self._rulings[ruling(report)] += 1
        counted = Counter(
            (finding.level, finding.rule)
            for finding in report.findings
            if not finding.known and not finding.waived
        )
        self._findings.update(counted)
        self._files_of.update(counted.keys())

    def file_lines(self, report: Report) -> Iterator[Line]:
        """A paragraph on the file, or a line where there is nothing to say."""
        pen = self._pen
        yield from pen.wrap(
            [*verdict_words(report, pen.lang), ("  " + cleaned(report.file), HEADING)], hang=4
        )
        if is_unread(report):
            for gap in report.gaps:
                yield from pen.wrap([(f"    {cleaned(pen.words.gap(gap))}", "")], hang=4)
            return
        entries = sorted(groups(report.findings), key=lambda group: LEVEL_ORDER.index(group.first.level))
        for group in entries[:MOST_ENTRIES]:
            yield from self._entry(group)
        if len(entries) > MOST_ENTRIES:
            yield [("    " + pen.frame("more-findings", count=len(entries) - MOST_ENTRIES), QUIET)]
        yield from gap_lines(report.gaps, pen, indent=4)
        if not entries and not report.gaps and report.verdict.status != "pass":
            for sentence in pen.words.facts(report.verdict.because):
                yield from pen.wrap([(f"    {cleaned(sentence)}", "")], hang=4)

    def _entry(self, group: Group) -> Iterator[Line]:
        pen, first = self._pen, group.first
        line = [
            (f"    {SIGNS[first.level]} {pen.words.headline(first)}", STYLES[first.level]),
            (remarks(first, pen), QUIET),
        ]
        if first.spans:
            line.append(("  " + pen.place(first.spans), PLACE))
        if first.masked or first.value:
            line.append(("  " + cleaned(first.value or first.masked), ""))
        if len(group.findings) > 1:
            line.append((pen.frame("places", count=len(group.findings)), QUIET))
        return pen.wrap(line, hang=6)

    def summary_lines(self, skipped: Mapping[str, int], links: int) -> Iterator[Line]:
        """Files by verdict, the rules broken most, what was skipped (extension -> files; linked folders)."""
        pen = self._pen
        tallies = [
            pen.frame("verdict-count", verdict=word(VERDICTS, name, pen.lang), count=self._rulings[name])
            for name in _RULINGS
            if self._rulings[name]
        ]
        colon, comma = ("：", "，") if pen.lang == "zh" else (": ", ", ")
        yield from pen.wrap(
            [(pen.frame("files", count=self.files) + colon, HEADING), (comma.join(tallies), "")], hang=2
        )
        yield from self._worst()
        yield from skipped_lines(skipped, links, pen)
        if self._findings:
            yield from pen.wrap([(word(FRAME, "details", pen.lang), QUIET)])

    def matter_lines(self) -> Iterator[Line]:
        """Which matters of the standard have a notice; nothing where the files are no collection of them."""
        from reports.matters import matter_lines

        return matter_lines(self._matters, self._pen)

    def _worst(self) -> Iterator[Line]:
        ordered = sorted(
            self._findings, key=lambda key: (LEVEL_ORDER.index(key[0]), -self._findings[key], key[1])
        )
        if not ordered:
            return
        pen = self._pen
        yield [(word(HEADINGS, "worst", pen.lang), QUIET)]
        for level, rule in ordered[:MOST_RULES]:
            times = pen.frame("times", count=self._findings[level, rule], files=self._files_of[level, rule])
            said = f"{word(LEVELS, level, pen.lang)}  {pen.words.rule(rule)}"
            yield from pen.wrap([(f"  {SIGNS[level]} {said}", STYLES[level]), (f"  {times}", "")], hang=4)
        if len(ordered) > MOST_RULES:
            yield [("  " + pen.frame("more-findings", count=len(ordered) - MOST_RULES), QUIET)]


def skipped_lines(skipped: Mapping[str, int], links: int, pen: Pen) -> Iterator[Line]:
    """What a walk left out without looking at it."""
    if skipped:
        most = sorted(skipped, key=lambda extension: (-skipped[extension], extension))
        comma = "、" if pen.lang == "zh" else ", "
        named = comma.join(
            f"{cleaned(extension) or word(FRAME, 'no-extension', pen.lang)} {skipped[extension]}"
            for extension in most[:MOST_EXTENSIONS]
        )
        named += "……" if len(most) > MOST_EXTENSIONS else ""
        said = pen.frame("skipped", count=sum(skipped.values()), extensions=named)
        yield from pen.wrap([(said, QUIET)])
    if links:
        yield from pen.wrap([(pen.frame("skipped-links", count=links), QUIET)])
