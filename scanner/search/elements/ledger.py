"""Entries of an account: what came in and what it was spent on, where no label says so.

Words over a column, in a cell or at the start of a line (收入, 支：, 出账) make the entry beside or below them the
source or the use of the money. They are parameters (`ledger`) of the rules of the elements.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from scanner.anatomy import Anatomy, Line
from scanner.model import NormalizedText, Rulebook, Table
from scanner.regexes import any_of, compiled
from scanner.search.elements.candidates import RANK, Candidate, folded
from scanner.search.elements.columns import data_rows

IDS = ("fund-source", "fund-use")
NO_ACCOUNT = (
    "project-name",
    "content",
    "objective",
)  # where one of these is asked for, the notice is no account
MOST_ROWS = 60
BELOW = 3  # lines below a heading in which its first entry stands
_AMOUNT = compiled(r"[0-9]|[零壹贰叁肆伍陆柒捌玖拾佰仟]{2}")
_ITEM = compiled(r"[^\W\da-zA-Z_]{2}")
_TOTAL = compiled(
    r"^\s*(?:合\s?计|小\s?计|总\s?计|共\s?计|[上本期年月]{1,2}[末初]?(?:结余|余额|结存)|结余|余额|结转)"
)
_HEAD = r"^[^\w]*(?:[（(]?[一二三四五六七八九十0-9]{1,3}[)）、.．]\s?)?(?:[0-9]{1,2}[.月/-][0-9]{1,2}日?\s?)?"


def ledger_candidates(
    text: NormalizedText, anatomy: Anatomy, rulebook: Rulebook, ids: Sequence[str]
) -> list[Candidate]:
    """What the entries of an account offer for its elements."""
    if any(name in ids for name in NO_ACCOUNT):
        return []
    words = {name: _words(rulebook.rules[f"element/{name}"].parameters) for name in IDS if name in ids}
    found: list[Candidate] = []
    for name, (pattern, heading) in words.items():
        for start, end in (*_in_tables(text, pattern), *_in_lines(anatomy.lines, heading)):
            value = folded(text.text[start:end])
            found.append(Candidate(name, value, start, end, "column", "good", "", RANK["prose"]))
    return found


def _words(parameters: Mapping[str, object]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    own: Sequence[str] = parameters.get("ledger", ())  # type: ignore[assignment]
    any_word = any_of(sorted(own, key=lambda word: (-len(word), word))) if own else "(?!)"
    return compiled(rf"(?:{any_word})"), compiled(
        rf"{_HEAD}(?:{any_word})(?:(?=[:：\s])|$|(?=[^\W\da-zA-Z_]))"
    )


def _in_tables(text: NormalizedText, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """The first row with an amount below such a head, or with such a word in a cell of its own."""
    for table in text.document.tables:
        if not text.document.blocks[table.first].visible:
            continue
        found = _row_of(text, table, pattern)
        if found is not None:
            start = text.block_range(table.block(found, 0))[0]
            yield start, text.block_range(table.block(found, table.columns - 1))[1]


def _row_of(text: NormalizedText, table: Table, pattern: re.Pattern[str]) -> int | None:
    texts = text.document.blocks.texts
    heads = [
        column for column, path in enumerate(table.head) if any(pattern.search(word) for word in path[-1:])
    ]
    rows = data_rows(text, table) if table.head else iter(range(table.rows))
    for _, row in zip(range(MOST_ROWS), rows, strict=False):
        cells = [texts[table.block(row, column)].strip() for column in range(table.columns)]
        if _TOTAL.match(next((cell for cell in cells if cell), "")) or not any(map(_ITEM.search, cells)):
            continue
        beside = any(_AMOUNT.search(cells[column]) or _ITEM.search(cells[column]) for column in heads)
        if beside or any(pattern.fullmatch(cell) for cell in cells):
            return row
    return None


def _in_lines(lines: Sequence[Line], heading: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """The entry behind such a word at the start of a line, else the first one below it."""
    for number, line in enumerate(lines):
        found = None if line.is_chrome else heading.match(line.text)
        if found is None:
            continue
        rest = line.text[found.end() :].strip(" ：:")
        if _ITEM.search(rest) and _AMOUNT.search(rest):
            yield line.start, line.end
        elif not rest:
            for below in lines[number + 1 : number + 1 + BELOW]:
                if _TOTAL.match(below.text) or heading.match(below.text):
                    break
                if _ITEM.search(below.text):
                    yield below.start, below.end
                    break
