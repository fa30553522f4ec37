"""Tables without rules: rows whose cells stand in columns.

A column is a band of the page that the cells of most rows share; a head over several columns is a merged
cell; a line that fills only some columns and hugs its neighbour is the rest of a wrapped cell. A line in
type of another size, across the columns or further away is no row.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from scanner.extract.pdf.bands import (
    FEWEST_ROWS,
    NEXT_ROW,
    Band,
    Shape,
    bands_of,
    begins,
    cut_behind_hung,
    is_tabular,
    label_count,
    touched,
)
from scanner.extract.pdf.lattice import FoundTable, Merge
from scanner.extract.pdf.pieces import Piece, cell_text
from scanner.extract.pdf.stacks import HUGGING, Row, Stack, rows_of_stacks, space, stacks_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from scanner.extract.pdf.page import Rect

WIDEST_BREAK = 3.5  # line heights between rows of one table


def column_tables(
    pieces: Sequence[Piece], bands: Sequence[Band] = ()
) -> tuple[list[FoundTable], list[Piece]]:
    """The tables that stand in columns, from the top down, and the pieces outside them.

    `bands` are the columns of the table that ends the page before: few rows suffice to go on.
    """
    found: list[FoundTable] = []
    rest: list[Piece] = []
    for stretch in _stretches(rows_of_stacks(stacks_of(pieces))):
        table, outside = _table(stretch)
        if table is None and bands and not found:
            table, outside = _end_of_table(stretch, bands)
        if table is not None:
            found.append(table)
        rest.extend(outside)
    return found, rest


def _end_of_table(rows: Sequence[Row], bands: Sequence[Band]) -> tuple[FoundTable | None, list[Piece]]:
    """The last rows of the table on the page before, at the top of these."""
    first = next((at for at, row in enumerate(rows) if len(row) > 1), len(rows))
    if first > 1 or first == len(rows):
        return None, _pieces(rows)
    shape, end = Shape(rows[first:], bands), first
    while end < len(rows) and _stands_in(rows[end], shape):
        end += 1
    if end == first or 2 * label_count([stack for row in rows[first:end] for stack in row]) >= len(bands):
        return None, _pieces(rows)
    return _filled(rows[first:end], bands), _pieces([*rows[:first], *rows[end:]])


def _stands_in(row: Row, shape: Shape) -> bool:
    """Whether each of several cells of a row stands in one column."""
    is_row = len(row) > 1 and shape.is_set_alike(row)
    return is_row and all(len(touched(stack, shape.bands)) == 1 for stack in row)


def _stretches(rows: Sequence[Row]) -> list[list[Row]]:
    """Runs of rows without a wide break between them."""
    found: list[list[Row]] = []
    bottom = above = 0.0
    for row in rows:
        top, height = max([stack.top for stack in row]), max([stack.height for stack in row])
        if found and bottom - top < WIDEST_BREAK * max(above, height):
            found[-1].append(row)
        else:
            found.append([row])
        bottom, above = min([stack.bottom for stack in row]), height
    return found


def _table(rows: Sequence[Row]) -> tuple[FoundTable | None, list[Piece]]:
    """The table among these rows, or None; and the pieces of the rows above and below it."""
    first, last = _reach(rows)
    inner = rows[first : last + 1]
    bands = bands_of(inner)
    if len(bands) < 2:
        return None, _pieces(rows)
    for row in inner:
        row[:] = cut_behind_hung(row, bands)
    shape, count = Shape(inner, bands), len(inner)
    while len(inner) > 1 and not _fits(inner[0], inner[1], shape):
        inner, first = inner[1:], first + 1
    while len(inner) > 1 and not _ends(inner[-2], inner[-1], shape):
        inner, last = inner[:-1], last - 1
    bands = bands_of(inner) if len(inner) < count else bands
    if len(bands) < 2 or not is_tabular(inner, bands):
        return None, _pieces(rows)
    return _filled(_grouped(inner, bands), bands), _pieces([*rows[:first], *rows[last + 1 :]])


def _pieces(rows: Sequence[Row]) -> list[Piece]:
    return [piece for row in rows for stack in row for piece in stack.pieces]


def _reach(rows: Sequence[Row]) -> tuple[int, int]:
    """First and last row that has several cells, lone lines hugging them included."""
    several = [index for index, row in enumerate(rows) if len(row) > 1]
    if len(several) < FEWEST_ROWS:
        return 0, -1
    first, last = several[0], several[-1]
    while first and space(rows[first - 1], rows[first]) < HUGGING * rows[first][0].height:
        first -= 1
    share = NEXT_ROW
    while last + 1 < len(rows) and space(rows[last], rows[last + 1]) < share * rows[last][0].height:
        last, share = last + 1, HUGGING
    return first, last


def _fits(row: Row, below: Row, shape: Shape) -> bool:
    """Whether a row at the top may belong to the table: not one lone title over several columns."""
    if not shape.is_set_alike(row) or not shape.is_near(space(row, below), row[0].height):
        return False
    return len(row) > 1 or len(touched(row[0], shape.bands)) == 1


def _ends(above: Row, row: Row, shape: Shape) -> bool:
    """Whether a row at the bottom may belong to the table: cells in their columns, no sentence below it."""
    if not shape.is_set_alike(row) or not shape.is_near(space(above, row), row[0].height):
        return False
    if shape.crosses(row) or 2 * label_count(row) >= len(row):
        return False
    if len(row) > 1:
        return True
    is_cell = len(touched(row[0], shape.bands)) == 1 and not begins(row, shape.bands)
    return is_cell and space(above, row) < NEXT_ROW * row[0].height


def _grouped(rows: Sequence[Row], bands: Sequence[Band]) -> list[Row]:
    """The rows of the table: lines that hug a fuller line are the rest of its wrapped cells."""
    full = [len(row) > 1 and (len(row) >= 0.6 * len(bands) or begins(row, bands)) for row in rows]
    owner = list(range(len(rows)))
    upward = 0  # runs that belong to the row above, less those that belong to the row below
    outer: list[tuple[int, int]] = []
    for start, end in _runs(full):
        if start == 0 or end == len(rows):
            outer.append((start, end))
            continue
        cut = _cut(rows, start, end, bands)
        upward += (cut == end) - (cut == start)
        _attach(rows, owner, range(start, cut), start - 1)
        _attach(rows, owner, range(end - 1, cut - 1, -1), end)
    for start, end in outer:
        if start == 0 and end < len(rows) and (upward < 0 or space(rows[end - 1], rows[end]) < 0):
            _attach(rows, owner, range(end - 1, -1, -1), end)
        elif start == 0:
            _attach(rows, owner, range(1, end), 0)
        else:
            is_rest = upward >= 0 or space(rows[start - 1], rows[start]) < 0
            _attach(rows, owner, range(start + (not is_rest), end), start - is_rest)
    groups: dict[int, Row] = {}
    for index, row in enumerate(rows):
        groups.setdefault(owner[index], []).extend(row)
    return [groups[index] for index in sorted(groups)]


def _runs(full: Sequence[bool]) -> list[tuple[int, int]]:
    """The runs of lines that are no rows of their own: first index, index behind the last."""
    found: list[tuple[int, int]] = []
    for index, is_full in enumerate(full):
        if not is_full:
            if found and found[-1][1] == index:
                found[-1] = (found[-1][0], index + 1)
            else:
                found.append((index, index + 1))
    return found


def _cut(rows: Sequence[Row], start: int, end: int, bands: Sequence[Band]) -> int:
    """Where a run between two rows parts: at its widest gap; with even gaps it is the rest of the upper."""
    gaps = [space(rows[index - 1], rows[index]) for index in range(start, end + 1)]
    if max(gaps) - min(gaps) < 0.12 * rows[start][0].height:
        return end if _is_rest(rows, start, bands) else start
    return start + gaps.index(max(gaps))


def _attach(rows: Sequence[Row], owner: list[int], indexes: Sequence[int], target: int) -> None:
    """Give lines to a row, from the nearest on, as long as each hugs the one before."""
    last = target
    for index in indexes:
        upper, lower = sorted((last, index))
        if space(rows[upper], rows[lower]) > HUGGING * rows[index][0].height:
            return
        owner[index] = owner[target]
        last = index


def _is_rest(rows: Sequence[Row], index: int, bands: Sequence[Band]) -> bool:
    """Whether the cells above this line's pieces are filled to the edge of their columns."""
    if not index:
        return False
    for stack in rows[index]:
        columns = touched(stack, bands)
        above = [one for one in rows[index - 1] if touched(one, bands) == columns]
        if not columns or not above or bands[columns[-1]][1] - above[-1].right > 1.2 * stack.height:
            return False
    return True


def _filled(rows: Sequence[Row], bands: Sequence[Band]) -> FoundTable:
    columns = len(bands)
    edges = _edges(bands)
    spans = list(pairwise(edges))
    texts: list[str] = []
    rects = []
    merged: dict[Merge, None] = {}
    full = next((at for at, row in enumerate(rows) if len(row) >= columns), 0)
    is_apart = all(left[1] <= right[0] for left, right in pairwise(bands))
    for at, row in enumerate(rows):
        bottom, top = min([stack.bottom for stack in row]), max([stack.top for stack in row])
        rects += [(left, bottom, right, top) for left, right in spans]
        if is_apart and len(row) == columns and _is_plain(row, bands):
            texts += [stack.pieces[0].text for stack in row]
            continue
        cells: dict[int, Sequence[Piece]] = {}
        for stack in row:
            own = touched(stack, bands) if at >= full else _stretched(stack, bands, edges)
            stood = own or [_nearest(stack, bands)]
            first = stood[0]
            cells[first] = [*cells[first], *stack.pieces] if first in cells else stack.pieces
            if len(stood) > 1:
                merged[at, first, at, stood[-1]] = None
        for column in range(columns):
            held = cells.get(column, ())
            texts.append(
                "" if not held else held[0].text if len(held) == 1 else cell_text(held, *bands[column])
            )
    return FoundTable(_hull(rows), texts, rects, edges, list(merged), bands)


def _is_plain(row: Row, bands: Sequence[Band]) -> bool:
    """Whether each cell of a row is one line within its own column."""
    for stack, (left, right) in zip(row, bands, strict=True):
        if not left <= stack.left < stack.right <= right or len(stack.pieces) > 1:
            return False
    return True


def _hull(rows: Sequence[Row]) -> Rect:
    """The smallest rectangle around these rows."""
    stacks = [stack for row in rows for stack in row]
    return (
        *(min([stack.left for stack in stacks]), min([stack.bottom for stack in stacks])),
        *(max([stack.right for stack in stacks]), max([stack.top for stack in stacks])),
    )


def _nearest(stack: Stack, bands: Sequence[Band]) -> int:
    middle = (stack.left + stack.right) / 2
    return min(range(len(bands)), key=lambda at: max(bands[at][0] - middle, middle - bands[at][1]))


def _stretched(stack: Stack, bands: Sequence[Band], edges: Sequence[float]) -> list[int]:
    """The columns a head stands over: those it touches, and those between whose edges a good part of it lies."""
    share = 0.15 * (stack.right - stack.left)
    near = [
        at for at in range(len(bands)) if min(edges[at + 1], stack.right) - max(edges[at], stack.left) > share
    ]
    found = sorted({*near, *touched(stack, bands)})
    return list(range(found[0], found[-1] + 1)) if found else []


def _edges(bands: Sequence[Band]) -> tuple[float, ...]:
    between = [(left[1] + right[0]) / 2 for left, right in pairwise(bands)]
    return (bands[0][0], *between, bands[-1][1])
