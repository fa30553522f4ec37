"""Passages: the lines and cells of a notice, each with the words that say what it is about.

A line is headed by the short line above it, a cell by the cell before it or by the head of its column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from scanner.anatomy import Anatomy, Line
from scanner.model import NormalizedText, Table
from scanner.noun import noun
from scanner.regexes import any_of, compiled

FORM_ROWS = 60  # a longer table is a list; what stands in it belongs to its entries
LONGEST_LABEL = 16  # of a cell
LONGEST_HEADING = 30  # of a line
WRAPPED = 14  # characters of the shortest line that may have been broken within a sentence
LED = 60  # characters of the line before that lead to the next
LINES_BELOW = 5  # lines that one heading heads
_SENTENCE = compiled("[。；;！!]")
_DATE_BEGINS = compiled(
    "(?:[0-9]{4}年(?:[0-9]{1,2}(?:月(?:[0-9]{1,2}日?)?)?)?|[0-9]{1,2}月[0-9]{1,2}日|[0-9]{1,2}月[0-9]{0,2}|日[起]?(?:至|到|—|-)[0-9]{0,4}|[至到自][0-9]{0,4})$"
)
_TAIL = 100  # characters at the end of a line in which a number, a date or a mailbox begins
_MAILBOX_BEGINS = compiled(r"(?:[A-Za-z0-9._]{2,}|[A-Za-z0-9._]+@[A-Za-z0-9.]*)$")
_MAILBOX_GOES_ON = compiled(r"[A-Za-z0-9._]{0,20}@[A-Za-z0-9]|[A-Za-z0-9]{0,12}\.[a-z]{2,4}(?![a-z])")
_DATE_GOES_ON = compiled("[0-9]{0,4}[年月日]|[0-9]{1,2}月|起?[至到—-][0-9]{1,4}[年月日]")
_GOES_ON = compiled(r"[0-9\-—－]{1,8}(?![0-9])")
_BROKEN = compiled(r"(?<![0-9])0[0-9]{2,3}[)）]?[-—－ ]?[0-9]{7,8}$|(?<![0-9])1[3-9][0-9]{9}$")
_HEADING = compiled(
    r"\s*(?:[一二三四五六七八九十]{1,3}[、.]|[（(][一二三四五六七八九十]{1,3}[）)]|[0-9]{1,2}[.、]|[【\[]).{2,}|.*[:：?？]$|[^。；，0-9:：]{2,14}$"
)


@lru_cache(maxsize=64)
def pattern_of(words: tuple[str, ...], behind: str = "") -> re.Pattern[str]:
    """A pattern for any of the words of a rule, and what must follow them; nothing fits where there is none."""
    return compiled((any_of(words) if words else "(?!)") + behind)


class Passage(metaclass=noun):
    """A line or a cell: its text, where it begins, the words before or above it.

    `led` is the end of the line before where its sentence goes on here. A number or a date that the end of
    a line cut in two is whole again: behind `cut` characters the break was left out. `is_cell`: it stands
    in a table.
    """

    text: str
    start: int
    head: str = ""
    led: str = ""
    cut: int = 0
    is_cell: bool = False

    def place(self, at: int) -> int:
        """Where a character of the passage stands in the searched text."""
        return self.start + at + (bool(self.cut) and at >= self.cut)


def passages_of(text: NormalizedText, anatomy: Anatomy) -> Iterator[Passage]:
    """The lines outside the page's chrome, then the cells of short tables."""
    head, left = "", 0
    lines = anatomy.lines
    below = anatomy.title.end + 2 if anatomy.title else 0  # a title leads to nothing
    for number, line in enumerate(lines):
        if line.is_chrome:
            continue
        rest = _rest_of_number(lines, number)
        cut = len(line.text) if rest else 0
        led = _led(lines[number - 1]) if number and line.start > below else ""
        yield Passage(line.text + rest, line.start, head if left > 0 else "", led, cut)
        left -= 1
        if len(line.text) <= LONGEST_HEADING and _HEADING.fullmatch(line.text):
            head, left = line.text, LINES_BELOW
    for table in text.document.tables:
        if table.rows <= FORM_ROWS and text.document.blocks[table.first].visible:
            yield from _cells(text, table)


def _led(before: Line) -> str:
    """The end of a long line without an end of a sentence."""
    if before.is_chrome or len(before.text) < WRAPPED or before.text[-1] in "。；;！!：:":
        return ""
    return _SENTENCE.split(before.text[-LED:])[-1]


def _rest_of_number(lines: Sequence[Line], number: int) -> str:
    """The next line where it goes on with a number or a date: 0393-80003⏎94, 9月⏎11日."""
    line = lines[number]
    if not (line.text[-1].isalnum() or line.text[-1] in "-—－@._") or number + 1 >= len(lines):
        return ""
    following = lines[number + 1]
    if following.start != line.end + 1 or len(line.text) < WRAPPED:
        return ""
    rest = _GOES_ON.match(following.text)
    end = line.text[-_TAIL:]
    is_date = _DATE_GOES_ON.match(following.text) is not None and _DATE_BEGINS.search(end) is not None
    is_mailbox = _MAILBOX_BEGINS.search(end) is not None and _MAILBOX_GOES_ON.match(following.text)
    return following.text if is_date or is_mailbox or (rest and _BROKEN.search(end + rest[0])) else ""


def _cells(text: NormalizedText, table: Table) -> Iterator[Passage]:
    texts = text.document.blocks.texts
    for row in range(table.rows):
        before = ""
        for column in range(table.columns):
            block = table.block(row, column)
            if not texts[block].strip():
                continue
            start, end = text.block_range(block)
            path = "".join(table.head[column]) if column < len(table.head) else ""
            cell = text.text[start:end]
            yield Passage(cell, start, f"{path} {before}".strip(), is_cell=True)
            before = cell if len(cell) <= LONGEST_LABEL else ""
