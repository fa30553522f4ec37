"""For the kind `column`: what the head of a column says, word by word.

A head counts only when nothing else stands in it: 户主身份证号码（必填） is 户主 + 身份证 + 号码, while
身份证号是否核验 and 残疾人数 are about something else. 姓名/身份证号 and 住址及电话 are two heads in one cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scanner.noun import noun
from scanner.regexes import compiled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from scanner.model import Document, Level, NormalizedText, Rule, Span, Table

LONGEST = 60  # characters of a head that are read
_PARTS = compiled(r"[^/／、，,;；+＋|&和及与或()（）\[\]【】:：*★]+")
_TAIL = compiled(
    r"(?:号码|号|码|信息|一栏)?(?:[前后末尾](?:[0-9一二三四五六七八]{1,2}位?数?|几位)|尾号)?(?:可不填|必填|选填)?$"
)
_BLANK = compiled(r"[\s\u200b\u200c\u200d\u2060\ufeff\u00ad]+")


class Group(metaclass=noun):
    """Words for one kind of personal data; `alone`: they make a list of persons of any table."""

    name: str
    level: Level
    alone: bool
    words: frozenset[str]


class Vocabulary:
    """The words of one rule."""

    def __init__(self, rule: Rule) -> None:
        told: dict[str, Any] = dict(rule.parameters)
        self.groups = [
            Group(entry["name"], entry["level"], entry.get("alone", False), frozenset(entry["words"]))
            for entry in told["group"]
        ]
        self.persons = frozenset(told["persons"])
        self.contacts = frozenset(told["contacts"])
        self.answering = frozenset(told["answering"])
        self.units = frozenset(told["units"])
        self.unless = tuple(told["unless"])
        self._known = {word: group for group in self.groups for word in group.words}
        self._whose = sorted({*told["whose"], *self.persons, *self.answering}, key=len, reverse=True)

    def group(self, part: str) -> Group | None:
        """The group that a whole part of a head belongs to."""
        bare = _TAIL.sub("", part)
        while True:
            for word in (part, bare):
                if word in self._known:
                    return self._known[word]
            owner = next((word for word in self._whose if part.startswith(word) and part != word), "")
            if not owner:
                return None
            part, bare = part[len(owner) :], bare[len(owner) :]

    def has(self, words: frozenset[str], head: str) -> bool:
        """Whether one of these words is a whole part of the head."""
        return any(part in words for part, _, _ in parts(head))

    def is_answered(self, path: Sequence[str]) -> bool:
        """Whether the head begins with somebody who answers for a thing (负责人电话, 帮扶干部联系方式)."""
        return any(level.startswith(tuple(self.answering)) for level in path)


def squeezed(text: str) -> str:
    """A head without white space and invisible characters."""
    return _BLANK.sub("", text)


def parts(text: str) -> Iterator[tuple[str, int, int]]:
    """The heads that stand in one cell: each without white space, with where it begins and ends.

    First the cell read as one line, then line by line: 身份证⏎号码 is one head, 姓名⏎身份证号 two.
    """
    text = text[:LONGEST]
    for found in _PARTS.finditer(text):
        yield squeezed(found.group()), found.start(), found.end()
        if "\n" in found.group():
            at = found.start()
            for line in found.group().split("\n"):
                yield squeezed(line), at, at + len(line)
                at += len(line) + 1


class Head:
    """The header cells of one table, and the path of each column as labels without white space."""

    def __init__(self, text: NormalizedText, table: Table) -> None:
        self._text = text
        self._table = table
        self.paths = [tuple(squeezed(label) for label in path) for path in table.head]
        self._cells = dict(self._labelled(text.document))

    def _labelled(self, document: Document) -> Iterator[tuple[tuple[str, int], int]]:
        """(label, column) -> block, of the first run of header rows."""
        rows = self._table.header_rows
        for at, row in enumerate(rows):
            if row != rows[0] + at:
                return
            for column in range(self._table.columns):
                block = self._table.block(row, column)
                label = squeezed(document.blocks.texts[block])
                if label:
                    yield (label, column), block

    def block(self, label: str, column: int) -> int | None:
        """The cell with this label over a column: its own, or the one to the left that reaches over it."""
        for left in range(column, -1, -1):
            if (label, left) in self._cells:
                return self._cells[label, left]
        return None

    def spans(self, block: int, start: int, end: int) -> tuple[Span, ...]:
        """The raw characters of a part of a cell, without white space at its ends."""
        first, last = self._text.block_range(block)
        piece = self._text.text[first:last][start:end]
        lead = len(piece) - len(piece.lstrip())
        return self._text.spans(first + start + lead, first + start + len(piece.rstrip()))

    def text(self, block: int) -> str:
        """The searched text of a header cell."""
        return self._text.block_text(block)
