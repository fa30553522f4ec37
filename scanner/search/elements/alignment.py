"""Cells that lost their table, put back under the heads of its columns.

A table copied from a page or a PDF comes as a row of cells without borders, and empty cells are gone. Which
column a cell belongs to is told by what it looks like (a sum, a person, a unit, a period, a place) and by
its order: the best way through all cells is looked for, left to right and row after row.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import add

from scanner.noun import noun
from scanner.regexes import compiled
from scanner.search.elements.candidates import state_of
from scanner.values import has_money, has_period, is_number, is_placeholder, is_unit, persons

MOST_COLUMNS = 64
MOST_CELLS = 480  # aligned; a longer table says nothing new
SERIAL = "serial"  # kind of a column that counts the rows
OTHER = "other"  # kind of a column that is no element
_SKIPPED = -1.4  # a column without a cell
_GOES_ON = -1.3  # a cell broken over two lines
_SERIAL = compiled(r"[（(]?[0-9]{1,3}[)）]?[.、]?")
_PLACE = compiled(
    r"(?:村|镇|乡|街道|社区|[一二三四五六七八九十0-9]组|境内|全县|全镇)(?:等[^\s]{0,8})?$|[镇乡][^\s]{1,8}村"
)
_PROJECT = compiled(r"(?:项目|工程|补贴|补助|奖补|建设|改造)(?:[（(][^（()）]{1,16}[)）])?$")
_SOURCE = compiled(r"资金|财政|债券|自筹|配套|捐赠|预算")
_HINTS = {"location": _PLACE, "project-name": _PROJECT, "fund-source": _SOURCE}


class Column(metaclass=noun):
    """What the head of a column says: its label, the elements it names and the kind of its values."""

    label: str
    ids: tuple[str, ...]
    kind: str
    is_weak: bool = False


def rows_of(cells: Sequence[str], columns: Sequence[Column], *, may_go_on: bool) -> list[list[list[int]]]:
    """Rows, each a list of the cells (their indexes) of every column.

    `may_go_on`: a cell may be two that follow each other, because every line was taken for a cell. None where there are
    more columns than a page has room for: every cell is weighed for every pair of them.
    """
    if len(columns) > MOST_COLUMNS:
        return []
    ways = _best_columns(cells[:MOST_CELLS], columns, may_go_on)
    rows: list[list[list[int]]] = []
    last = len(columns)
    for cell, (column, goes_on) in enumerate(ways):
        if not rows or (column <= last and not goes_on):
            rows.append([[] for _ in columns])
        rows[-1][column].append(cell)
        last = column
    return rows


def _best_columns(cells: Sequence[str], columns: Sequence[Column], may_go_on: bool) -> list[tuple[int, bool]]:
    """(column, whether it goes on with the cell before) of every cell, by the best total fit."""
    count = len(columns)
    jumps = [[_jump(a, b, count) for a in range(count)] for b in range(count)]
    totals = [_SKIPPED * column for column in range(count)]
    back: list[list[tuple[int, bool]]] = []
    known: dict[str, list[float]] = {}  # by the text of a cell: a list says the same village many times
    for at, cell in enumerate(cells):
        fits = known.get(cell) or [fit(column, cell) for column in columns]
        known[cell] = fits
        if at == 0:
            totals = [total + own for total, own in zip(totals, fits, strict=True)]
            back.append([(0, False)] * count)
            continue
        goes_on = may_go_on and _may_go_on(cells[at - 1], cell)
        following: list[float] = []
        ways: list[tuple[int, bool]] = []
        for column in range(count):
            sums = list(map(add, totals, jumps[column]))
            most = max(sums)
            value, way = most + fits[column], (sums.index(most), False)
            if goes_on and columns[column].kind in ("text", "unit") and totals[column] + _GOES_ON > value:
                value, way = totals[column] + _GOES_ON, (column, True)
            following.append(value)
            ways.append(way)
        totals = following
        back.append(ways)
    return _way_back(totals, back)


def _way_back(totals: list[float], back: list[list[tuple[int, bool]]]) -> list[tuple[int, bool]]:
    count = len(totals)
    ends = [total + _SKIPPED * (count - 1 - column) for column, total in enumerate(totals)]
    column = ends.index(max(ends)) if ends else 0
    found: list[tuple[int, bool]] = []
    for ways in reversed(back):
        before, goes_on = ways[column]
        found.append((column, goes_on))
        column = before
    return found[::-1]


def _jump(before: int, column: int, count: int) -> float:
    """What it costs to go from one column to another: columns left out on the way."""
    left_out = column - before - 1 if column > before else count - 1 - before + column
    return _SKIPPED * left_out


def _may_go_on(before: str, cell: str) -> bool:
    return not (is_number(before) or is_number(cell) or is_unit(before) or len(cell) > 30)


def fit(column: Column, cell: str) -> float:
    """How well a cell looks like a value of a column."""
    kind = column.kind
    if kind == SERIAL:
        return 2.5 if _SERIAL.fullmatch(cell) or cell[:1] in "合小总" else -5.0
    if kind == OTHER:
        return 0.0
    if is_placeholder(cell):
        return 0.3
    if kind == "money":
        return 2.0 if is_number(cell) or (has_money(cell) and len(cell) < 24) else -3.0
    if kind in ("period", "date"):
        return 2.0 if has_period(cell) and any(digit in cell for digit in "0123456789") else -3.0
    if kind == "phone":
        return 2.5 if state_of("phone", cell) == "good" else -3.0
    if kind == "person":
        return 2.0 if len(cell) <= 16 and persons(cell) else -2.0
    if kind == "unit":
        return 1.5 if is_unit(cell) else -3.0 if is_number(cell) else -0.6
    return _fit_of_text(column, cell)


def _fit_of_text(column: Column, cell: str) -> float:
    if is_number(cell):
        return 0.0 if column.kind == "names" else -1.5
    hint = next((_HINTS[name] for name in column.ids if name in _HINTS), None)
    if hint is not None:
        return 1.2 if hint.search(cell) else -0.8
    if is_unit(cell) or (len(cell) <= 4 and persons(cell)):
        return 0.6 if column.kind == "names" else -0.8
    return 0.5
