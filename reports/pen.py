"""What every part of a screen report writes with: the words, the width, the signs and styles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reports.labels import FRAME, HEADINGS, word
from reports.layout import Line, cells, cleaned, padded, wrapped
from reports.places import place_words
from reports.sentences import Sentences
from scanner.model import Lang, Law, Report, Span

SIGNS = {"error": "✘", "warning": "!", "info": "·", "pass": "✔", "review": "?", "block": "✘", "unread": "?"}
STYLES = {
    "error": "bold red",
    "warning": "bold yellow",
    "info": "cyan",
    "pass": "bold green",
    "review": "bold yellow",
    "block": "bold red",
    "unread": "bold yellow",
}
HEADING = "bold"
QUIET = "dim"
PLACE = "cyan"


# Labels that stand under one another, and the cells they take.
EXPLAINING = ("evidence", "why", "law", "note", "fix")
_COLUMN = {"zh": 6, "en": 8}


class Pen:
    """Writes lines of at most `width` cells in the language of `words`."""

    def __init__(self, words: Sentences, width: int) -> None:
        self.words = words
        self.lang: Lang = words.lang
        self.width = width

    def frame(self, key: str, **fields: object) -> str:
        """A sentence of the report's frame with its fields filled in."""
        return word(FRAME, key, self.lang).format(**fields)

    def bracketed(self, text: str) -> str:
        """The text in brackets, nothing for nothing."""
        if not text:
            return ""
        return f"（{text}）" if self.lang == "zh" else f" ({text})"

    def place(self, spans: tuple[Span, ...]) -> str:
        """Where the first span is; the whole document where there is none."""
        return cleaned(place_words(spans[0].place if spans else None, self.lang))

    def wrap(self, line: Line, *, hang: int = 0) -> Iterator[Line]:
        """The line at the width, its further lines indented by `hang`."""
        return wrapped(line, self.width, hang=hang)

    def heading(self, key: str, style: str = HEADING) -> Line:
        """A heading on a line of its own."""
        return [(word(HEADINGS, key, self.lang), style)]

    def labelled(self, key: str, text: str, *, indent: int = 0) -> Iterator[Line]:
        """The text with its label in front; nothing where there is no text."""
        if not text:
            return
        label = padded(word(HEADINGS, key, self.lang), _COLUMN[self.lang] if key in EXPLAINING else 0)
        line = [(" " * indent, ""), (label, QUIET), (f"  {cleaned(text)}", "")]
        yield from self.wrap(line, hang=indent + cells(label) + 2)


def law_lines(laws: Sequence[Law], pen: Pen, *, indent: int = 0) -> Iterator[Line]:
    """Each source on a line; what is not confirmed is marked so and never called law."""
    for law in pen.words.by_confidence(laws):
        key = "law" if law.confidence == "sourced" else "note"
        yield from pen.labelled(key, pen.words.law(law), indent=indent)


def ruling(report: Report) -> str:
    """The verdict, or "unread" where nothing of the file could be looked at."""
    return "unread" if is_unread(report) else report.verdict.status


def is_unread(report: Report) -> bool:
    """Whether the whole file is a gap."""
    return any(gap.what == "file" and gap.place is None for gap in report.gaps)
