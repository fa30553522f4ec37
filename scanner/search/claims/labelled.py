"""The labelled values of a text: `label：value` in lines, and a label in the cell to the left or above."""

from __future__ import annotations

from scanner.noun import noun
from scanner.regexes import compiled
from scanner.search.matching import matches_near

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from scanner.model import Table
    from scanner.search.subject import Subject

_LABEL = compiled(
    r"(?:(?<=[\s，,。；;、:：）)】|])|^)(?:[0-9一二三四五六七八九十]{1,3}[、.．]|[（(][0-9一二三四五六七八九十]{1,3}[)）])?"
    r"[【\[]?(?P<label>[^\s，。；：、,;:（）()【】\[\]|]{2,16})[】\]]?(?:[（(][^（()）]{1,12}[)）])?[ ]?[:：][ ]?(?P<value>[^\n\t，。；,;|]{1,40})",
    8,  # re.MULTILINE: ^ is the beginning of any line
)
_COLON = compiled("[:：]")
_NEXT = compiled(r"[ 　]+[^\s:：]{2,10}[:：]|[ 　]{2,}")
_PLAIN = compiled(r"[\s　*·•]|[（(][^（()）]*[)）]")
_MOST_ROWS = 40  # of a column that are looked at


class Labelled(metaclass=noun):
    """A value with its label; positions in the searched text. `column` is the block of its head, or -1."""

    label: str
    value: str
    start: int
    end: int
    column: int = -1


def in_lines(subject: Subject) -> Iterator[Labelled]:
    """`label：value`, the value up to the next comma, stop, cell or label."""
    for found in matches_near(_LABEL, _COLON, subject.text.text, before=40, behind=45):
        value = found["value"]
        stop = _NEXT.search(value)
        value = (value[: stop.start()] if stop else value).rstrip(" 　")
        if value.strip():
            start = found.start("value")
            yield Labelled(bare(found["label"]), value.strip(), start, start + len(value))


def in_tables(subject: Subject, labels: frozenset[str]) -> Iterator[Labelled]:
    """Cells below a head of `labels`, and the cell right of such a label in a table without head."""
    for table in subject.document.tables:
        head = subject.numbers.heads.head_of(table)
        columns = [
            (column, bare(path[-1])) for column, path in enumerate(head) if path and bare(path[-1]) in labels
        ]
        for count, row in enumerate(table.body_rows()):
            if count >= _MOST_ROWS:
                break
            if columns and _is_entry(subject, table, row, len(columns)):
                for column, label in columns:
                    yield from _cell(subject, table.block(row, column), label, table.block(0, column))
            if not columns:
                for column in range(table.columns - 1):
                    label = bare(subject.text.block_text(table.block(row, column)))
                    if label in labels:
                        yield from _cell(subject, table.block(row, column + 1), label, -1)


def _is_entry(subject: Subject, table: Table, row: int, wanted: int) -> bool:
    """Whether a row holds an entry: a signature below a list fills one cell."""
    first = table.block(row, 0)
    texts = subject.document.blocks.texts[first : first + table.columns]
    filled = sum(1 for text in texts if text and not text.isspace())
    return filled > 1 and 2 * filled > wanted


def _cell(subject: Subject, block: int, label: str, column: int) -> Iterator[Labelled]:
    start, end = subject.text.block_range(block)
    value = subject.text.text[start:end]
    if value.strip():
        yield Labelled(label, value.strip(), start, end, column)


def bare(label: str) -> str:
    """A label without white space, numbering signs and brackets."""
    return _PLAIN.sub("", label).rstrip(":：")


def is_quoted(text: str, at: int) -> bool:
    """Whether a place lies in the title of another text, or in its number."""
    low, high = max(0, at - 80), at + 80
    return text.rfind("《", low, at) > text.rfind("》", low, at) and text.find("》", at, high) >= 0


def matches(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """The matches that stand in no title of another text."""
    return (match for match in pattern.finditer(text) if not is_quoted(text, match.start()))
