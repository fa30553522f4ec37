"""Rows that stand above others by their numbers (一 above （一） above 1) and state what those below them give."""

from __future__ import annotations

from scanner.money import ZERO
from scanner.search.consistency.sheets import SUB, SumRow
from scanner.search.consistency.table_sums import CENT, Wrong

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from decimal import Decimal

    from scanner.search.consistency.sheets import Sheet

MOST_ROWS = 400
LEAST_CHILDREN = 2


def wrong_outlines(
    sheet: Sheet, column: int, rows: Sequence[int], levels: Mapping[int, int], *, holds: bool
) -> Iterator[Wrong]:
    """The one row of a column that does not give those below it, where others do, or the total `holds`."""
    if len(rows) > MOST_ROWS or len(set(levels.values())) < 2 or min(levels.values(), default=-1) < 0:
        return
    good, odd = 0, []
    for at, row in enumerate(rows):
        below = _below(rows[at + 1 :], levels, levels[row])
        if len(below) < LEAST_CHILDREN or any(sheet.is_part(one, column) for one in below):
            continue
        stated = sheet.value(row, column) or ZERO
        total = _sum(sheet, below, column)
        if abs(total - stated) <= max(CENT, min(sheet.step(one, column) for one in (row, *below))):
            good += 1
        else:
            odd.append((row, stated, total, below))
    if len(odd) == 1 and (good or holds):
        row, stated, total, below = odd[0]
        label = f"第{sheet.row_number(row)}行"  # its words may be a name
        is_sure = good > 1 and holds
        yield Wrong(
            sheet,
            SumRow(row, 0, SUB, label),
            column,
            stated,
            total,
            tuple(below),
            "certain" if is_sure else "likely",
            slip=-1,
        )


def _sum(sheet: Sheet, rows: Sequence[int], column: int) -> Decimal:
    return sum((sheet.value(row, column) or ZERO for row in rows), ZERO)


def _below(rows: Sequence[int], levels: Mapping[int, int], level: int) -> list[int]:
    """The rows of the next level below a row, up to one of its own level."""
    group: list[int] = []
    for row in rows:
        if levels[row] <= level:
            break
        group.append(row)
    if not group:
        return []
    next_level = min(levels[row] for row in group)
    return [row for row in group if levels[row] == next_level] if levels[group[0]] == next_level else []
