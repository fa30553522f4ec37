"""Whether a notice names persons one by one: a table with a column of names, lines of names."""

from __future__ import annotations

from scanner.noun import noun
from scanner.regexes import compiled
from scanner.search.numbers.labels import labels
from scanner.values import is_masked_name, is_person

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.anatomy import Line
    from scanner.model import Span, Table
    from scanner.search.subject import Subject

FEWEST = 2  # names that make a list
IN_A_LINE = 3
_MOST_ROWS = 60  # looked at; more say nothing new
_HEAD_ROWS = 3
_HEAD_LENGTH = 16
_NAME_LENGTH = 9  # characters a name takes in a line of names, remarks in brackets included
_PARTS = compiled(r"[、，,\s]+")
_HEAD = compiled(r"^[^:：]{1,12}[:：]")
_REMARK = compiled(r"[（(].*")
_LISTED = compiled(
    r"\s*(?:[0-9]{1,3}\s?[.．、)）]?\s?)?([^\W\d_a-zA-Z][^\W\d_a-zA-Z·*＊]{1,7})[ \t;；]+(?=[^\W_])"
)


class NameList(metaclass=noun):
    """Where the names stand, how many were met (at least), and whether all of them are masked."""

    spans: tuple[Span, ...]
    count: int
    is_masked: bool


def name_list(subject: Subject) -> NameList | None:
    """The first list of persons that a reader sees; people who answer for something are none."""
    for table in subject.document.tables:
        found = _in_table(subject, table)
        if found is not None:
            return found
    run: list[tuple[Line, str]] = []
    for line in subject.anatomy.lines:
        if not line.is_chrome and (names := _names(line.text)):
            masked = sum(map(is_masked_name, names))
            return NameList(subject.text.spans(line.start, line.end), len(names), masked == len(names))
        first = "" if line.is_chrome else _first_name(line.text)
        run = [*run, (line, first)] if first else []
        if len(run) >= IN_A_LINE:
            spans = subject.text.spans(run[0][0].start, line.end)
            return NameList(spans, len(run), all(is_masked_name(name) for _, name in run))
    return None


def _first_name(words: str) -> str:
    """The name with which a line of a list begins: 1 闵伟 黄盖镇, 董小满 20亩 216元; "" where there is none."""
    found = _LISTED.match(words)
    name = found[1] if found else ""
    return name if name and (is_person(name) or is_masked_name(name)) else ""


def _in_table(subject: Subject, table: Table) -> NameList | None:
    for column in _name_columns(subject, table):
        cells = list(_cells(subject, table, column))
        if len(cells) >= FEWEST:
            masked = sum(is_masked_name(name) for _, name in cells)
            first = subject.document.span(cells[0][0], 0, len(subject.document.blocks.texts[cells[0][0]]))
            return NameList((first,), len(cells), masked == len(cells))
    return None


def _name_columns(subject: Subject, table: Table) -> list[int]:
    """The columns headed 姓名, 户主 …; none in a list of posts, in one of projects only beside amounts."""
    heads = subject.numbers.heads
    columns = range(table.columns)
    found = [{name for name, _ in heads.labels_of(table, column)} for column in columns]
    if not any(found):  # no head was made out: one of the first rows may be it
        found = max(
            (_said(subject, table, row) for row in range(min(table.rows, _HEAD_ROWS))),
            key=lambda said: sum(map(bool, said)),
            default=[],
        )
    said = set().union(*found) if found else set()
    if "name" not in said or "post" in said or ("project" in said and "amount" not in said):
        return []
    return [column for column, names in enumerate(found) if "name" in names]


def _said(subject: Subject, table: Table, row: int) -> list[set[str]]:
    """The classes of the label words in the cells of one row, which must be short to be heads."""
    cells = [subject.text.block_text(table.block(row, column)) for column in range(table.columns)]
    return [{name for name, _, _ in labels(cell)} if len(cell) <= _HEAD_LENGTH else set() for cell in cells]


def _cells(subject: Subject, table: Table, column: int) -> Iterator[tuple[int, str]]:
    """(block, name) of the cells of a column that hold a person's name."""
    for count, row in enumerate(table.body_rows()):
        if count >= _MOST_ROWS:
            return
        block = table.block(row, column)
        name = "".join(subject.text.block_text(block).split())
        if name and (is_person(name) or is_masked_name(name)) and subject.document.blocks[block].visible:
            yield block, name


def _names(line: str) -> list[str]:
    """The names of a line that is mostly names."""
    marks = line.count("、") + line.count(" ") + line.count("，")
    if marks < IN_A_LINE - 1 or len(line) > (marks + 1) * _NAME_LENGTH + 12:
        return []
    parts = [_REMARK.sub("", part) for part in _PARTS.split(_HEAD.sub("", line).rstrip("。；;")) if part]
    names = [part for part in parts if is_person(part) or is_masked_name(part)]
    return names if len(names) >= IN_A_LINE and len(names) * 4 >= len(parts) * 3 else []
