"""`scan PATH…`: files to reports, in one process or in several, on the screen or into a file."""

from __future__ import annotations

import os
import time
from collections.abc import Generator, Iterator
from itertools import chain, islice

from scanner.archive.members import following_members
from scanner.archive.tasks import Task, reports_of
from scanner.archive.walking import Walk
from scanner.cli_options import CommandLine, PathsWanted
from scanner.cli_screen import Bar, Opened, Screen
from scanner.configuration import Configuration, ValueRefused, settings_file
from scanner.errors import ScanError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from reports.layout import Line
    from scanner.cli_screen import ReportFile
    from scanner.model import Lang, Report, Rulebook

    Reports = Iterator[Report]
    Target = Screen | ReportFile

NOT_DONE = 2


def configuration(line: CommandLine, lang: Lang) -> Configuration:
    """The command line over the settings file that holds here."""
    file = settings_file(line.text("config"))
    return Configuration(line.options, file, today=time.strftime("%Y-%m-%d"), lang=lang)


def run_scan(line: CommandLine, configured: Configuration, screen: Screen) -> int:
    """Check the files and write the report; gives the exit code."""
    from scanner.extract import KNOWN_EXTENSIONS, PROGRAM_EXTENSIONS, UNREAD_EXTENSIONS
    from scanner.road import load_rules

    if not line.operands:
        raise PathsWanted()
    rulebook = load_rules(configured.patterns)
    _check_ids(configured, rulebook)
    run = _Run(configured, screen, rulebook)
    walk = Walk(line.operands, KNOWN_EXTENSIONS | UNREAD_EXTENSIONS, run.complain, PROGRAM_EXTENSIONS)
    is_single = len(line.operands) == 1 and not os.path.isdir(line.operands[0])
    is_simple = is_single and _is_small_text(line.operands[0])
    with Opened(line.text("output"), screen) as target:
        reports = run.watched(following_members(_reports(walk, configured, rulebook, is_simple)))
        if configured.format == "terminal":
            pages = _page(reports, walk, run, target) if is_single else _batch(reports, walk, run, target)
            chunks: Iterator[str | list[Line]] = pages
        else:
            target.write_data()
            chunks = _json(reports, run, is_single=is_single)
        try:
            for chunk in chunks:
                if target is screen:
                    run.bar.pause()
                target.write(chunk)
        finally:
            run.bar.pause()
            reports.close()
    if configured.format != "terminal":
        run.mention_skipped(walk)
    return run.worst


# Formats that are read by code which holds its limits itself, and a size that no hostile file of them makes slow.
# Everything else is read in a process of its own, which may die, with a limit of time and memory.
_IN_PROCESS = (".docx", ".txt", ".md", ".html", ".htm", ".csv", ".tsv")
_SMALL = 2**20  # bytes


def _is_small_text(path: str) -> bool:
    """Whether a file may be read in this very process, so that a clerk need not wait for another to start."""
    try:
        return path.lower().endswith(_IN_PROCESS) and os.path.getsize(path) <= _SMALL
    except OSError:
        return True  # it will be said that it cannot be opened


def _reports(
    walk: Walk, configured: Configuration, rulebook: Rulebook, is_simple: bool
) -> Generator[Report, None, None]:
    """One small notice is checked in this process, unless a limit is stated that only a worker can hold.

    The files of a container are checked by workers: a bad one must not take the others with it.
    """
    tasks = (Task(found.path, found.file, configured.settings(found.path), found.reason) for found in walk)
    if is_simple and not any(configured.value(key) for key in ("jobs", "timeout", "max_memory")):
        for task in tasks:
            yield from reports_of(task, rulebook)
        return
    from scanner.archive.workers import Workers, worker_count

    yield from Workers(rulebook, configured.patterns, worker_count(configured.jobs)).reports(tasks)


class _Run:
    """What one run knows of itself: the worst exit code so far, the bar, where complaints go."""

    def __init__(self, configured: Configuration, screen: Screen, rulebook: Rulebook) -> None:
        self.lang: Lang = configured.lang
        self.rulebook = rulebook
        self.format = configured.format
        self.worst = 0
        self.bar = Bar(self.lang)
        self._screen = screen

    def complain(self, error: ScanError) -> None:
        """Say what is wrong with a path; the others go on."""
        self.worst = NOT_DONE
        self.bar.pause()
        self._screen.complain(error.sentence(self.lang))

    def watched(self, reports: Generator[Report, None, None]) -> Generator[Report, None, None]:
        """The reports as they pass, counted."""
        try:
            for report in reports:
                self.worst = max(self.worst, report.verdict.exit_code)
                self.bar.advance(report.file)
                yield report
        finally:
            reports.close()

    def mention_skipped(self, walk: Walk) -> None:
        """What was left out, on standard error where standard output is for programs."""
        from reports.batch import skipped_lines
        from reports.layout import WIDTH, plain
        from reports.pen import Pen
        from reports.sentences import Sentences

        if walk.skipped or walk.links:
            pen = Pen(Sentences(self.rulebook, self.lang), WIDTH)
            self._screen.complain(plain(skipped_lines(walk.skipped, walk.links, pen)).rstrip("\n"))


def _page(reports: Reports, walk: Walk, run: _Run, target: Target) -> Iterator[str | list[Line]]:
    """The full report on one file; on the files of a container what is said of several files."""
    from reports.terminal import report_lines

    first = list(islice(reports, 2))
    if len(first) > 1:
        yield from _batch(chain(first, reports), walk, run, target)
        return
    for report in first:
        yield list(report_lines(report, run.rulebook, run.lang, target.width()))


def _batch(reports: Reports, walk: Walk, run: _Run, target: Target) -> Iterator[str | list[Line]]:
    """A paragraph for each file with problems; clean files have a line only where somebody watches."""
    from reports.batch import Batch

    batch = Batch(run.rulebook, run.lang, target.width())
    for report in reports:
        batch.count(report)
        if target.is_terminal or report.verdict.exit_code:
            yield list(batch.file_lines(report))
    if batch.files:
        yield list(batch.summary_lines(walk.skipped, walk.links))
        yield list(batch.matter_lines())


def _json(reports: Reports, run: _Run, *, is_single: bool) -> Iterator[str | list[Line]]:
    """An object for one file, an array for several (the files of a container are several), or one line for each."""
    from reports.as_json import report_line

    lines = (report_line(report, run.rulebook, run.lang) for report in reports)
    if is_single and run.format == "json":
        first = list(islice(lines, 2))
        is_single = len(first) < 2
        lines = chain(first, lines)  # type: ignore[assignment]
    if run.format == "jsonl" or is_single:
        yield from lines
        return
    before = "["
    for line in lines:
        yield before + line.rstrip("\n")
        before = ",\n"
    yield "]\n" if before != "[" else "[]\n"


def _check_ids(configured: Configuration, rulebook: Rulebook) -> None:
    """Refuse profiles and standards that the rule book does not have."""
    for key, known in (("profile", rulebook.profiles), ("standard", rulebook.standards)):
        for name, value in configured.stated(key):
            if value not in known:
                raise ValueRefused(name=name, value=value, allowed="、".join(known))
