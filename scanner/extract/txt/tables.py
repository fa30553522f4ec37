"""Tables that are drawn with characters: tabs, pipes, frames of box characters, columns of spaces."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from scanner.extract.building import Sources
from scanner.extract.tables import table_of
from scanner.model import Grid, Place, SourceMap
from scanner.noun import noun
from scanner.regexes import compiled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from scanner.extract.building import DocumentBuilder

Cells = list[tuple[str, int]]  # text, offset in the file
_BARS = compiled("[|｜│┃║]")
_RULE = compiled("[-=+:|｜ \\t\\u2500-\\u257f]+")
_GAP = compiled(" {2,}|\\u3000{2,}")
_LEAST_SPACED_ROWS = 3
_LABELLED = compiled("[:：]$|^.{1,12}[:：]")
_NUMBERED = compiled("[（(]?[0-9一二三四五六七八九十]{1,3}[、．.)）]?")


class TextLine(metaclass=noun):
    """A line without the white space around it, its number from 1 and its offset in the text.

    `raw` is the line with that white space, from offset `raw_start`: a tab before the first text is an
    empty cell.
    """

    text: str
    number: int
    start: int
    raw: str
    raw_start: int


Cutter = Callable[[TextLine], Cells]


def _source(starts: Sequence[int], texts: Sequence[str], index: int) -> SourceMap:
    """The way back to the file of one cell."""
    return SourceMap(((0, starts[index], len(texts[index])),))


def table_stretches(lines: Sequence[TextLine]) -> Iterator[tuple[int, int, Cutter]]:
    """First and last (not included) line of every table, and how its lines are cut into cells."""
    at = 0
    refused = [0] * len(_KINDS)  # lines before this one were looked at and are no table of this kind
    while at < len(lines):
        for kind, (count, cutter, least) in enumerate(_KINDS):
            end = _end(lines, at, count) if at >= refused[kind] else at
            if end - at >= least and _is_table(lines[at:end], cutter):
                yield at, end, cutter
                at = end
                break
            refused[kind] = max(refused[kind], end)
        else:
            at += 1


def add_table(builder: DocumentBuilder, cutter: Cutter, lines: Sequence[TextLine], place: Place) -> None:
    """Add the grid of a table; rules between rows are no rows."""
    rows = [(line, cutter(line)) for line in lines if not _RULE.fullmatch(line.text)]
    columns = max(len(cells) for _, cells in rows)
    texts: list[str] = []
    starts: list[int] = []
    for line, cells in rows:
        for text, offset in cells:
            texts.append(text)
            starts.append(offset)
        texts.extend([""] * (columns - len(cells)))
        starts.extend([line.start + len(line.text)] * (columns - len(cells)))
    builder.add_table(
        Grid(texts, columns, place, sources=Sources(len(texts), partial(_source, starts, texts))),
        table_of(texts, columns),
    )


def _end(lines: Sequence[TextLine], at: int, count: Callable[[TextLine], int]) -> int:
    """Where the lines end that have as many separators as the line `at`."""
    usual = count(lines[at])
    end = at
    while usual and end < len(lines) and lines[end].number - lines[at].number <= 2 * (end - at) + 1:
        number = count(lines[end])
        if usual == _ANY:
            usual = number
        if number not in (usual, _ANY):
            break
        end += 1
    return end


def _is_table(lines: Sequence[TextLine], cutter: Cutter) -> bool:
    rows = [cutter(line) for line in lines if not _RULE.fullmatch(line.text)]
    if len(rows) < 2:
        return False
    if cutter is tabbed_cells:  # tabs that only indent are no columns
        return any(sum(bool(text) for text, _ in row) > 1 for row in rows) and any(row[0][0] for row in rows)
    return cutter is barred_cells or not any(
        _LABELLED.search(text) or _NUMBERED.fullmatch(text) for text, _ in rows[0][:-1]
    )


_ANY = -1  # a rule between rows fits every table


def _tabs(line: TextLine) -> int:
    return line.raw.count("\t")


def _bars(line: TextLine) -> int:
    if _RULE.fullmatch(line.text):
        return _ANY
    bars = len(_BARS.findall(line.text))
    if "|" in line.text:
        return 2 * bars
    return 2 * bars + 1 if bars > 1 else 0  # drawn frames and pipes are different tables


def _gaps(line: TextLine) -> int:
    text = line.text
    return len(_GAP.findall(text)) if "  " in text or "\u3000\u3000" in text else 0


def tabbed_cells(line: TextLine) -> Cells:
    """The cells between tabs."""
    return _cut(line.raw, line.raw_start, re.finditer("\t", line.raw))


def barred_cells(line: TextLine) -> Cells:
    """The cells between bars; the bars at both ends are the frame."""
    text = line.text
    cells = _cut(text, line.start, _BARS.finditer(text))
    if _BARS.match(text):
        cells = cells[1:]
    return cells[:-1] if len(cells) > 1 and _BARS.match(text[-1]) else cells


def spaced_cells(line: TextLine) -> Cells:
    """The cells between two or more spaces."""
    return _cut(line.text, line.start, _GAP.finditer(line.text))


def _cut(text: str, start: int, separators: Iterator[re.Match[str]]) -> Cells:
    cells: Cells = []
    at = 0
    for separator in separators:
        cells.append(_cell(text, start, at, separator.start()))
        at = separator.end()
    cells.append(_cell(text, start, at, len(text)))
    return cells


def _cell(text: str, start: int, first: int, last: int) -> tuple[str, int]:
    raw = text[first:last]
    stripped = raw.strip()
    return stripped, start + first + (raw.find(stripped[0]) if stripped else 0)


_KINDS: tuple[tuple[Callable[[TextLine], int], Cutter, int], ...] = (
    (_tabs, tabbed_cells, 2),
    (_bars, barred_cells, 2),
    (_gaps, spaced_cells, _LEAST_SPACED_ROWS),
)
