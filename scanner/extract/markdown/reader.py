"""Markdown with front matter. Source: CommonMark 0.31 and its tables as GitHub writes them.

A line is a block; a line that goes on in the same paragraph `continues`. Marks inside a line (``**``,
`` ` ``, links, HTML tags) are cut out by the way back to the file, so that they do not split a number.
"""

from __future__ import annotations

import re

from scanner.errors import Unreadable
from scanner.extract.encoding import line_starts, text_of
from scanner.extract.html.page import PageBuilder
from scanner.extract.lines import is_continuation, usual_width
from scanner.extract.markdown.inline import Inline
from scanner.extract.tables import table_of
from scanner.extract.txt.reader import attachment_number, text_lines
from scanner.extract.txt.tables import TextLine, barred_cells
from scanner.model import Block, Grid, Place, SourceMap
from scanner.regexes import compiled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from scanner.model import Document
    from scanner.settings import Limits

_HEADING = compiled("#{1,6}[ \\t]+|#{1,6}$")
_UNDERLINE = compiled("=+|-{2,}")
_THEMATIC = compiled("(?:[-*_][ \\t]*){3,}")
_FENCE = compiled("`{3,}|~{3,}")
_QUOTE = compiled("(?:>[ \\t]?)+")
_ITEM = compiled("[-*+][ \\t]|[0-9]{1,9}[.)][ \\t]")
_DELIMITER_ROW = compiled("[|: \\t-]*-[|: \\t-]*")
_FRONT = ("---", "+++")
_BLOCK_TAG = compiled("</?(?:p|div|br|h[1-6]|li|ul|ol|table|tr|td|th|hr)(?=[ \\t/>])", re.IGNORECASE)


def read(name: str, data: bytes, limits: Limits) -> Document:
    """The document of a Markdown file. Raises `Unreadable` ("empty", "too-large")."""
    builder = PageBuilder(name, "md")
    text = text_of(builder, data, limits)
    builder.line_starts = line_starts(text)
    lines = text_lines(text, builder.line_starts)
    if not lines:
        raise Unreadable("empty")
    _Reading(builder, text, lines).run()
    document = builder.document()
    if not len(document.blocks):
        raise Unreadable("empty")
    return document


class _Reading:
    """The lines of a file, read one after the other."""

    def __init__(self, builder: PageBuilder, text: str, lines: list[TextLine]) -> None:
        self._builder = builder
        self._lines = lines
        self._inline = Inline(text, builder.line_starts or ())
        self._width = usual_width(line.text for line in lines)
        self._before: TextLine | None = None  # the line of the paragraph that is open
        self._said = ""  # its text
        self._attachment = 0
        self._tables = 0

    def run(self) -> None:
        lines = self._lines
        at = self._front_matter()
        while at < len(lines):
            line = lines[at]
            if _FENCE.match(line.text) and not self._inline.is_inside_comment(line.start):
                at = self._fenced(at)
            elif "|" in line.text and at + 1 < len(lines) and _is_delimiter(line, lines[at + 1]):
                at = self._table(at)
            elif _THEMATIC.fullmatch(line.text):
                self._before = None
                at += 1
            else:
                at += self._line(line, lines[at + 1] if at + 1 < len(lines) else None)

    def _front_matter(self) -> int:
        """Index of the first line behind the front matter; its entries are blocks of a layer of their own."""
        lines = self._lines
        if lines[0].text not in _FRONT or lines[0].number != 1:
            return 0
        end = next((at for at in range(1, len(lines)) if lines[at].text == lines[0].text), 0)
        for line in lines[1:end]:
            place = Place("front-matter", (line.number,), "line")
            self._builder.add(line.text, place, layer="front-matter", visible=False, source=_whole(line))
        return end + 1 if end else 0

    def _fenced(self, at: int) -> int:
        """Code: its lines as they stand."""
        fence = self._lines[at].text
        mark = fence[: len(fence) - len(fence.lstrip(fence[0]))]
        self._before = None
        for index in range(at + 1, len(self._lines)):
            line = self._lines[index]
            if line.text.startswith(mark) and not line.text.strip(mark[0]):
                return index + 1
            self._builder.add(line.text, self._place(line), source=_whole(line))
        return len(self._lines)

    def _table(self, at: int) -> int:
        """A pipe table: its head, the row of dashes, its rows."""
        end = at + 2
        while end < len(self._lines) and "|" in self._lines[end].text and self._follows(end):
            end += 1
        rows = [barred_cells(line) for line in (self._lines[at], *self._lines[at + 2 : end])]
        columns = len(rows[0])
        texts: list[str] = []
        sources: list[SourceMap | None] = []
        unseen: list[Block] = []
        for row in rows:
            for text, start in [*row[:columns], *[("", 0)] * (columns - len(row))]:
                said, source, found = self._inline.cut(text, start)
                texts.append(said)
                sources.append(source)
                unseen += found
        self._tables += 1
        place = Place("body", (self._tables,), "cell", attachment=self._attachment)
        before, index = self._builder.table_before()
        meaning = table_of(texts, columns, header_rows=(0,), previous=before, previous_index=index)
        self._builder.add_table(Grid(texts, columns, place, sources=sources), meaning)
        for block in unseen:
            self._builder.append(block)
        self._before = None
        return end

    def _follows(self, index: int) -> bool:
        return self._lines[index].number == self._lines[index - 1].number + 1

    def _line(self, line: TextLine, following: TextLine | None) -> int:
        """A heading or a line of a paragraph; how many lines were taken."""
        text, start = line.text, line.start
        quote = _QUOTE.match(text)
        if quote:
            text, start = text[quote.end() :], start + quote.end()
        heading = _HEADING.match(text)
        underlined = following is not None and following.number == line.number + 1
        if heading:
            start += heading.end()
            text = text[heading.end() :].rstrip("#").rstrip()
        elif underlined and following is not None and _UNDERLINE.fullmatch(following.text):
            heading = _UNDERLINE.match(following.text)
        said, source, unseen = self._inline.cut(text, start)
        if said:
            continues = not heading and self._goes_on(line, text, said)
            role = "heading" if heading else ""
            self._attachment = attachment_number(said, self._attachment)
            self._builder.add(said, self._place(line), continues=continues, source=source, role=role)
            self._before, self._said = (None, "") if heading or _BLOCK_TAG.search(text) else (line, said)
        for block in unseen:
            self._builder.append(block)
        return 2 if heading and underlined and following and _UNDERLINE.fullmatch(following.text) else 1

    def _goes_on(self, line: TextLine, text: str, said: str) -> bool:
        """Whether a line goes on in the paragraph before: CommonMark joins neighbouring lines, but clerks
        write signatures and labels a line each, so the judge of plain text decides."""
        before = self._before
        if before is None or _ITEM.match(text) or _is_broken(before):
            return False
        width = self._width if line.number == before.number + 1 else 0
        return is_continuation(self._said, said, width=width)

    def _place(self, line: TextLine) -> Place:
        return Place("body", (line.number,), "line", attachment=self._attachment)


def _is_broken(line: TextLine) -> bool:
    """Two spaces or a backslash at the end of a line: the writer wanted the break."""
    return line.raw.endswith(("  ", "\\"))


def _is_delimiter(head: TextLine, line: TextLine) -> bool:
    return (
        line.number == head.number + 1
        and bool(_DELIMITER_ROW.fullmatch(line.text))
        and len(barred_cells(line)) == len(barred_cells(head))
    )


def _whole(line: TextLine) -> SourceMap:
    return SourceMap(((0, line.start, len(line.text)),))
