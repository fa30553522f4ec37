"""The road from the bytes of a file to its report, one line a stage."""

from __future__ import annotations

from collections.abc import Sequence

from scanner.anatomy import anatomy_of
from scanner.model import Considered, Report
from scanner.recognize import circumstances_of, recognize
from scanner.search import circumstances_possible, circumstances_shown, search
from scanner.search.kinds import kind_module
from scanner.verdict import judge

TYPE_CHECKING = False
if TYPE_CHECKING:
    from scanner.model import Document, Recognition, Rule, Rulebook
    from scanner.settings import Settings


def scan(name: str, data: bytes, rulebook: Rulebook, settings: Settings) -> Report:
    """The report on one file. Pure: no file is read, no clock is asked; bad input becomes a gap."""
    from scanner.extract import extract

    return report_on(extract(name, data, settings.limits), rulebook, settings)


def report_on(
    document: Document, rulebook: Rulebook, settings: Settings, recognition: Recognition | None = None
) -> Report:
    """The report on a document that was read; `recognition` where its type need not be asked for."""
    from scanner.normalize import normalize

    text = normalize(document)
    anatomy = anatomy_of(text)
    recognition = recognition or recognize(text, anatomy, rulebook, settings)
    circumstances = circumstances_possible(circumstances_of(anatomy, recognition, rulebook, settings))
    found = search(text, anatomy, recognition, circumstances, rulebook, settings)
    gaps = document.gaps + found.gaps
    verdict = judge(found, gaps, recognition, settings)
    return Report(
        document.name,
        document.format,
        recognition,
        circumstances_shown(circumstances, found.findings, text),
        verdict,
        found.elements,
        found.findings,
        gaps,
        found.masked_values,
        rulebook.version,
        found.mentions,
    )


def considered(name: str, data: bytes, rulebook: Rulebook, settings: Settings) -> Considered:
    """Everything in one file that was looked at as a number of a person, reported or not, with reasons."""
    from scanner.extract import extract
    from scanner.normalize import normalize
    from scanner.search.considered import looks
    from scanner.search.numbers.reader import Numbers

    document = extract(name, data, settings.limits)
    text = normalize(document)
    anatomy = anatomy_of(text)
    recognition = recognize(text, anatomy, rulebook, settings)
    circumstances = circumstances_possible(circumstances_of(anatomy, recognition, rulebook, settings))
    found = search(text, anatomy, recognition, circumstances, rulebook, settings)
    entries = looks(found, text, Numbers(text, settings.today), settings)
    return Considered(name, document.format, entries, document.gaps + found.gaps)


def load_rules(directories: Sequence[str] = ()) -> Rulebook:
    """The built-in rule book and the rules of further directories, whose examples are run.

    Raises `errors.RuleFileBroken` with file, line and reason.
    """
    from scanner.rulebook import load

    return load(directories, prove=failed_examples)


def failed_examples(rulebook: Rulebook, rule: Rule) -> list[str]:
    """Why the examples of a rule fail, a sentence each; empty when they hold.

    What stands between ⟦ and ⟧ must be found by this rule, and nothing else.
    """
    from scanner.settings import Settings

    reasons = []
    settings = Settings(today="2026-01-01", reveal=True)
    for example in rule.examples:
        plain = example.text.replace("⟦", "").replace("⟧", "")
        wanted = [part.split("⟧")[0] for part in example.text.split("⟦")[1:]]
        report = example_report(rulebook, rule.kind, plain, settings)
        got = marked_values(report, rule.id, wanted)
        if got != wanted:
            reasons.append(
                f"例子不成立 / example fails: 应发现 {len(wanted)} 处，实际 {len(got)} 处"
                f" / {len(wanted)} expected, {len(got)} found"
            )
    return reasons


def example_report(rulebook: Rulebook, kind: str, text: str, settings: Settings) -> Report:
    """The report on an example of a rule of this kind: a plain text, or what the kind makes of it."""
    document_of = getattr(kind_module(kind), "example_document", None)
    if document_of is None:
        return scan("example.txt", text.encode(), rulebook, settings)
    return report_on(document_of(text), rulebook, settings)


def marked_values(report: Report, rule: str, wanted: Sequence[str]) -> list[str]:
    """What a rule found in a report that reveals values, in order of place, to be compared with marks.

    A finding of several places (two masks that complete each other) gives the value at each of them, unless
    its whole value is wanted: one number, cut by a line break.
    """
    found: list[tuple[int, int, str]] = []
    for finding in report.findings:
        if finding.rule != rule or not finding.spans:
            continue
        is_whole = len(finding.spans) == 1 or "".join(finding.value.split()) in wanted
        at = 0
        for span in finding.spans[:1] if is_whole else finding.spans:
            end = len(finding.value) if is_whole else at + span.end - span.start
            found.append((span.block, span.start, finding.value[at:end]))
            at = end
    return [value for *_, value in sorted(found)]
