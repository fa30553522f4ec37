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
from scanner.extract.pdf.lattice import CellRects, FoundTable, Merge
from scanner.extract.pdf.pieces import WORD_GAP, Piece, cell_text
from scanner.extract.pdf.rows import HUGGING, AnyRow, LineRow, Row, rows_of_lines, rows_of_pieces, space

TYPE_CHECKING = False
if TYPE_CHECKING:
    from scanner.extract.pdf.page import Rect
    from scanner.extract.pdf.rows import SetLine
    from scanner.extract.pdf.stacks import Stack

WIDEST_BREAK = 3.5  # line heights between rows of one table


def column_tables(
    pieces: Sequence[Piece], bands: Sequence[Band] = ()
) -> tuple[list[FoundTable], list[Piece]]:
    """The tables that stand in columns, from the top down, and the pieces outside them.

    `bands` are the columns of the table that ends the page before: few rows suffice to go on.
    """
    found, rest = _tables(rows_of_pieces(pieces), bands)
    return found, _pieces(rest)


def line_tables(
    lines: Sequence[SetLine], bands: Sequence[Band] = ()
) -> tuple[list[FoundTable], list[AnyRow]]:
    """The same for lines; what is outside the tables stays in rows."""
    return _tables(rows_of_lines(lines), bands)


def _tables(rows: Sequence[AnyRow], bands: Sequence[Band]) -> tuple[list[FoundTable], list[AnyRow]]:
    found: list[FoundTable] = []
    rest: list[AnyRow] = []
    for stretch in _stretches(rows):
        table, outside = _table(stretch)
        if table is None and bands and not found:
            table, outside = _end_of_table(stretch, bands)
        if table is not None:
            found.append(table)
        rest.extend(outside)
    return found, rest


def _end_of_table(
    rows: Sequence[AnyRow], bands: Sequence[Band]
) -> tuple[FoundTable | None, Sequence[AnyRow]]:
    """The last rows of the table on the page before, at the top of these."""
    first = next((at for at, row in enumerate(rows) if row.count > 1), len(rows))
    if first > 1 or first == len(rows):
        return None, rows
    shape, end = Shape(rows[first:], bands), first
    while end < len(rows) and _stands_in(rows[end], shape):
        end += 1
    texts = [text for row in rows[first:end] for text in row.texts]
    if end == first or 2 * label_count(texts) >= len(bands):
        return None, rows
    return _filled(rows[first:end], bands), [*rows[:first], *rows[end:]]


def _stands_in(row: AnyRow, shape: Shape) -> bool:
    """Whether each of several cells of a row stands in one column."""
    is_row = row.count > 1 and shape.is_set_alike(row)
    return is_row and all(len(touched(stack, shape.bands)) == 1 for stack in row.stacks)


def _stretches(rows: Sequence[AnyRow]) -> list[list[AnyRow]]:
    """Runs of rows without a wide break between them."""
    found: list[list[AnyRow]] = []
    bottom = above = 0.0
    for row in rows:
        height = row.height if isinstance(row, LineRow) else max(row.heights)
        if found and bottom - row.top < WIDEST_BREAK * (above if above > height else height):
            found[-1].append(row)
        else:
            found.append([row])
        bottom, above = row.bottom, height
    return found


def _table(rows: list[AnyRow]) -> tuple[FoundTable | None, Sequence[AnyRow]]:
    """The table among these rows, or None; and the rows above and below it."""
    first, last = _reach(rows)
    inner = rows[first : last + 1]
    bands = bands_of(inner)
    if len(bands) < 2:
        return None, rows
    for at, row in enumerate(inner):
        if row.count != len(bands):
            rows[first + at] = inner[at] = cut_behind_hung(row, bands)
    shape, count = Shape(inner, bands), len(inner)
    while len(inner) > 1 and not _fits(inner[0], inner[1], shape):
        inner, first = inner[1:], first + 1
    while len(inner) > 1 and not _ends(inner[-2], inner[-1], shape):
        inner, last = inner[:-1], last - 1
    bands = bands_of(inner) if len(inner) < count else bands
    if len(bands) < 2 or not is_tabular(inner, bands):
        return None, rows
    return _filled(_grouped(inner, bands), bands), [*rows[:first], *rows[last + 1 :]]


def _pieces(rows: Sequence[AnyRow]) -> list[Piece]:
    return [piece for row in rows for piece in row.pieces]


def _reach(rows: Sequence[AnyRow]) -> tuple[int, int]:
    """First and last row that has several cells, lone lines hugging them included."""
    several = [index for index, row in enumerate(rows) if row.count > 1]
    if len(several) < FEWEST_ROWS:
        return 0, -1
    first, last = several[0], several[-1]
    while first and space(rows[first - 1], rows[first]) < HUGGING * rows[first].height:
        first -= 1
    share = NEXT_ROW
    while last + 1 < len(rows) and space(rows[last], rows[last + 1]) < share * rows[last].height:
        last, share = last + 1, HUGGING
    return first, last


def _fits(row: AnyRow, below: AnyRow, shape: Shape) -> bool:
    """Whether a row at the top may belong to the table: not one lone title over several columns."""
    if not shape.is_set_alike(row) or not shape.is_near(space(row, below), row.height):
        return False
    return row.count > 1 or len(touched(row.stacks[0], shape.bands)) == 1


def _ends(above: AnyRow, row: AnyRow, shape: Shape) -> bool:
    """Whether a row at the bottom may belong to the table: cells in their columns, no sentence below it."""
    if not shape.is_set_alike(row) or not shape.is_near(space(above, row), row.height):
        return False
    if shape.crosses(row) or 2 * label_count(row.texts) >= row.count:
        return False
    if row.count > 1:
        return True
    is_cell = len(touched(row.stacks[0], shape.bands)) == 1 and not begins(row, shape.bands)
    return is_cell and space(above, row) < NEXT_ROW * row.height


def _grouped(rows: Sequence[AnyRow], bands: Sequence[Band]) -> Sequence[AnyRow]:
    """The rows of the table: lines that hug a fuller line are the rest of its wrapped cells."""
    fewest = 0.6 * len(bands)
    full = [row.count > 1 and (row.count >= fewest or begins(row, bands)) for row in rows]
    if all(full):
        return rows
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
    groups: dict[int, list[AnyRow]] = {}
    for index, row in enumerate(rows):
        groups.setdefault(owner[index], []).append(row)
    return [_whole(groups[index]) for index in sorted(groups)]


def _whole(rows: Sequence[AnyRow]) -> AnyRow:
    """Lines that are one row."""
    return rows[0] if len(rows) == 1 else Row([stack for row in rows for stack in row.stacks])


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


def _cut(rows: Sequence[AnyRow], start: int, end: int, bands: Sequence[Band]) -> int:
    """Where a run between two rows parts: at its widest gap; with even gaps it is the rest of the upper."""
    gaps = [space(rows[index - 1], rows[index]) for index in range(start, end + 1)]
    if max(gaps) - min(gaps) < 0.12 * rows[start].height:
        return end if _is_rest(rows, start, bands) else start
    return start + gaps.index(max(gaps))


def _attach(rows: Sequence[AnyRow], owner: list[int], indexes: Sequence[int], target: int) -> None:
    """Give lines to a row, from the nearest on, as long as each hugs the one before."""
    last = target
    for index in indexes:
        upper, lower = sorted((last, index))
        if space(rows[upper], rows[lower]) > HUGGING * rows[index].height:
            return
        owner[index] = owner[target]
        last = index


def _is_rest(rows: Sequence[AnyRow], index: int, bands: Sequence[Band]) -> bool:
    """Whether the cells above this line's pieces are filled to the edge of their columns."""
    if not index:
        return False
    for stack in rows[index].stacks:
        columns = touched(stack, bands)
        above = [one for one in rows[index - 1].stacks if touched(one, bands) == columns]
        if not columns or not above or bands[columns[-1]][1] - above[-1].right > 1.2 * stack.height:
            return False
    return True


def _filled(rows: Sequence[AnyRow], bands: Sequence[Band]) -> FoundTable:
    columns = len(bands)
    edges = _edges(bands)
    texts: list[str] = []
    merged: dict[Merge, None] = {}
    full = next((at for at, row in enumerate(rows) if row.count >= columns), 0)
    is_apart = all(left[1] <= right[0] for left, right in pairwise(bands))
    plain: set[int] = set()  # the edges of lines whose cells stand each in its own column
    plans: dict[tuple[int, float], Plan] = {}
    for at, row in enumerate(rows):
        if isinstance(row, LineRow) and id(row.rights) in plain:
            texts += row.texts
            continue
        if is_apart and row.count == columns and _is_plain(row, bands):
            texts += row.texts
            if isinstance(row, LineRow):
                plain.add(id(row.rights))
            continue
        if isinstance(row, LineRow) and at >= full:
            key = id(row.rights), row.height
            plan = plans.get(key) or plans.setdefault(key, Plan(row, bands))
            texts += plan.texts_of(row.texts)
            for first, last in plan.merged:
                merged[at, first, at, last] = None
            continue
        cells: dict[int, Sequence[Piece]] = {}
        for stack in row.stacks:
            stood = touched(stack, bands) if at >= full else _stretched(stack, bands, edges)
            stood = stood or [_nearest(stack, bands)]
            first = stood[0]
            cells[first] = [*cells[first], *stack.pieces] if first in cells else stack.pieces
            if len(stood) > 1:
                merged[at, first, at, stood[-1]] = None
        for column in range(columns):
            held = cells.get(column, ())
            texts.append(
                "" if not held else held[0].text if len(held) == 1 else cell_text(held, *bands[column])
            )
    levels = [(row.bottom, row.top) for row in rows]
    return FoundTable(_hull(rows), texts, CellRects(edges, levels), edges, list(merged), bands)


class Plan:
    """In which columns the cells of a line stand; it holds for all lines of these edges and this height."""

    def __init__(self, row: LineRow, bands: Sequence[Band]) -> None:
        self.merged: list[tuple[int, int]] = []  # first and last column of cells over several
        # the cells of each column, and what stands before them
        self._columns: list[list[tuple[int, str]]] = [[] for _ in bands]
        for at, stack in enumerate(row.stacks):
            stood = touched(stack, bands) or [_nearest(stack, bands)]
            held = self._columns[stood[0]]
            is_word = bool(held) and row.lefts[at] - row.ends[held[-1][0]] > WORD_GAP * row.height
            held.append((at, " " if is_word else ""))
            if len(stood) > 1:
                self.merged.append((stood[0], stood[-1]))

    def texts_of(self, texts: Sequence[str]) -> list[str]:
        """The texts of the columns for those of the cells."""
        return ["".join([between + texts[at] for at, between in cells]) for cells in self._columns]


def _is_plain(row: AnyRow, bands: Sequence[Band]) -> bool:
    """Whether each cell of a row is one line within its own column."""
    if isinstance(row, Row) and any(len(stack.pieces) > 1 for stack in row.stacks):
        return False
    edges = zip(row.lefts, row.rights, bands, strict=True)
    return all(band[0] <= left < right <= band[1] for left, right, band in edges)


def _hull(rows: Sequence[AnyRow]) -> Rect:
    """The smallest rectangle around these rows."""
    return (
        *(min([min(row.lefts) for row in rows]), min([row.bottom for row in rows])),
        *(max([max(row.rights) for row in rows]), max([row.top for row in rows])),
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
