"""Tables without rules: lines whose pieces stand in columns.

A column is a band of the page that the pieces of most lines share; a head over several columns is a
merged cell; a line that fills only some columns and hugs its neighbour is the rest of a wrapped cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from scanner.extract.pdf_lattice import FoundTable, Merge
from scanner.extract.pdf_pieces import Piece, cell_text, hull, rows_of

Row = list[Piece]
Band = tuple[float, float]

FEWEST_ROWS = 3
WIDEST_BREAK = 3.5  # line heights between rows of one table
HUGGING = 0.55  # line heights between the lines of one cell
NEXT_ROW = 1.0  # line heights between the last row and the first line of a parted row
LONGEST_CELL = 24  # characters on a line; columns of prose are longer


def column_tables(pieces: Sequence[Piece]) -> tuple[list[FoundTable], list[Piece]]:
    """The tables that stand in columns, from the top down, and the pieces outside them."""
    rows = rows_of(pieces)
    found: list[FoundTable] = []
    rest: list[Piece] = []
    for stretch in _stretches(rows):
        table, outside = _table(stretch)
        if table is not None:
            found.append(table)
        rest.extend(outside)
    return found, rest


def _stretches(rows: Sequence[Row]) -> list[list[Row]]:
    """Runs of rows without a wide break between them."""
    found: list[list[Row]] = []
    for row in rows:
        if found:
            above = found[-1][-1]
            height = max(piece.height for piece in (*above, *row))
            if min(piece.bottom for piece in above) - max(piece.top for piece in row) < WIDEST_BREAK * height:
                found[-1].append(row)
                continue
        found.append([row])
    return found


def _table(rows: Sequence[Row]) -> tuple[FoundTable | None, list[Piece]]:
    """The table among these rows, or None; and the pieces of the rows above and below it."""
    everything = [piece for row in rows for piece in row]
    first, last = _reach(rows)
    inner = rows[first : last + 1]
    bands = _bands(inner)
    if len(bands) < 2:
        return None, everything
    while inner and len(bands) > 1 and not _fits(inner[0], bands):
        inner, first = inner[1:], first + 1
    while len(inner) > 1 and not _ends(inner[-2], inner[-1], bands):
        inner, last = inner[:-1], last - 1
    bands = _bands(inner)
    if len(bands) < 2 or not _is_tabular(inner, bands):
        return None, everything
    outside = [piece for row in (*rows[:first], *rows[last + 1 :]) for piece in row]
    return _filled(_grouped(inner, bands), bands), outside


def _reach(rows: Sequence[Row]) -> tuple[int, int]:
    """First and last row that has several pieces, lone lines hugging them included."""
    several = [index for index, row in enumerate(rows) if len(row) > 1]
    if len(several) < FEWEST_ROWS:
        return 0, -1
    first, last = several[0], several[-1]
    while first and _space(rows[first - 1], rows[first]) < HUGGING * rows[first][0].height:
        first -= 1
    share = NEXT_ROW
    while last + 1 < len(rows) and _space(rows[last], rows[last + 1]) < share * rows[last][0].height:
        last, share = last + 1, HUGGING
    return first, last


def _space(above: Row, below: Row) -> float:
    return min(piece.bottom for piece in above) - max(piece.top for piece in below)


def _bands(rows: Sequence[Row]) -> list[Band]:
    """The columns: what the commonest kind of row spans, widened by what fits in one column each."""
    counts = [len(row) for row in rows if len(row) > 1]
    if len(counts) < FEWEST_ROWS:
        return []
    usual = max(set(counts), key=lambda count: (counts.count(count) * count, count))
    bands: list[Band] = []
    for row in rows:
        if len(row) == usual:
            for piece in row:
                bands = _with(bands, (piece.left, piece.right))
    first = next(at for at, row in enumerate(rows) if len(row) == usual)
    for at, row in enumerate(rows):
        for piece in row:  # a head of fewer cells than the rows below may stand over several columns
            if len(_touched(piece, bands)) <= 1 and len(row) > 1 and (at > first or len(row) > usual):
                bands = _with(bands, (piece.left, piece.right))
    for row in rows:
        if len(row) == 1 and len(_touched(row[0], bands)) == 1:
            wider = _with(bands, (row[0].left, row[0].right))
            bands = wider if len(wider) == len(bands) else bands
    return bands


def _with(bands: Sequence[Band], band: Band) -> list[Band]:
    """The bands with one more, overlapping ones made one."""
    left, right = band
    apart = [one for one in bands if one[1] <= left or one[0] >= right]
    for one in bands:
        if not (one[1] <= left or one[0] >= right):
            left, right = min(left, one[0]), max(right, one[1])
    return sorted([*apart, (left, right)])


def _touched(piece: Piece, bands: Sequence[Band]) -> list[int]:
    return [at for at, band in enumerate(bands) if band[0] < piece.right and piece.left < band[1]]


def _fits(row: Row, bands: Sequence[Band]) -> bool:
    """Whether a row at the top may belong to the table: not one lone title over several columns."""
    return len(row) > 1 or len(_touched(row[0], bands)) == 1


def _ends(above: Row, row: Row, bands: Sequence[Band]) -> bool:
    """Whether a row at the bottom may belong to the table: cells in their columns, no sentence below it."""
    if any(len(_touched(piece, bands)) > 1 for piece in row) or 2 * _labels(row) >= len(row):
        return False
    return len(row) > 1 or (_space(above, row) < NEXT_ROW * row[0].height and not _begins(row, bands))


def _labels(pieces: Sequence[Piece]) -> int:
    """How many pieces begin with a label and a colon."""
    return sum("：" in piece.text[:12] or ":" in piece.text[:12] for piece in pieces)


def _is_tabular(rows: Sequence[Row], bands: Sequence[Band]) -> bool:
    """Whether the bands are columns of a table and not columns of prose or label lines."""
    pieces = [piece for row in rows if len(row) > 1 for piece in row]
    if _labels(pieces) * 3 > len(pieces):
        return False
    several = sum(len(row) > 1 for row in rows)
    fitting = several + sum(len(row) == 1 and len(_touched(row[0], bands)) <= 1 for row in rows)
    if several * 8 < len(rows) or fitting * 10 < len(rows) * 7:
        return False
    long = sum(len(piece.text) > LONGEST_CELL for piece in pieces)
    return long * (4 if len(bands) == 2 else 2) <= len(pieces)


def _grouped(rows: Sequence[Row], bands: Sequence[Band]) -> list[Row]:
    """The rows of the table: lines that hug a fuller line are the rest of its wrapped cells."""
    full = [len(row) > 1 and (_begins(row, bands) or len(row) >= 0.6 * len(bands)) for row in rows]
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
        if start == 0 and end < len(rows) and (upward < 0 or _space(rows[end - 1], rows[end]) < 0):
            _attach(rows, owner, range(end - 1, -1, -1), end)
        elif start == 0:
            _attach(rows, owner, range(1, end), 0)
        else:
            is_rest = upward >= 0 or _space(rows[start - 1], rows[start]) < 0
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
    gaps = [_space(rows[index - 1], rows[index]) for index in range(start, end + 1)]
    if max(gaps) - min(gaps) < 0.12 * rows[start][0].height:
        return end if _is_rest(rows, start, bands) else start
    return start + gaps.index(max(gaps))


def _attach(rows: Sequence[Row], owner: list[int], indexes: Sequence[int], target: int) -> None:
    """Give lines to a row, from the nearest on, as long as each hugs the one before."""
    last = target
    for index in indexes:
        upper, lower = sorted((last, index))
        if _space(rows[upper], rows[lower]) > HUGGING * rows[index][0].height:
            return
        owner[index] = owner[target]
        last = index


def _begins(row: Row, bands: Sequence[Band]) -> bool:
    """Whether the row's first column is filled."""
    return any(_touched(piece, bands)[:1] == [0] for piece in row)


def _is_rest(rows: Sequence[Row], index: int, bands: Sequence[Band]) -> bool:
    """Whether the cells above this line's pieces are filled to the edge of their columns."""
    if not index:
        return False
    for piece in rows[index]:
        columns = _touched(piece, bands)
        above = [one for one in rows[index - 1] if _touched(one, bands) == columns]
        if not columns or not above or bands[columns[-1]][1] - above[-1].right > 1.2 * piece.height:
            return False
    return True


def _filled(rows: Sequence[Row], bands: Sequence[Band]) -> FoundTable:
    columns = len(bands)
    edges = _edges(bands)
    texts: list[str] = []
    rects = []
    merged: dict[Merge, None] = {}
    full = next((at for at, row in enumerate(rows) if len(row) >= columns), 0)
    for at, row in enumerate(rows):
        cells: dict[int, list[Piece]] = {}
        for piece in row:
            touched = (_touched(piece, bands) if at >= full else _stretched(piece, bands, edges)) or [0]
            cells.setdefault(touched[0], []).append(piece)
            if len(touched) > 1:
                merged[at, touched[0], at, touched[-1]] = None
        bottom, top = min(piece.bottom for piece in row), max(piece.top for piece in row)
        for column in range(columns):
            held = cells.get(column, [])
            texts.append(cell_text(held, *bands[column]) if held else "")
            rects.append((edges[column], bottom, edges[column + 1], top))
    rect = hull([piece.rect for row in rows for piece in row])
    return FoundTable(rect, texts, rects, edges, list(merged), bands)


def _stretched(piece: Piece, bands: Sequence[Band], edges: Sequence[float]) -> list[int]:
    """The columns a head stands over: those it touches, and those between whose edges a good part of it lies."""
    share = 0.15 * (piece.right - piece.left)
    near = [
        at for at in range(len(bands)) if min(edges[at + 1], piece.right) - max(edges[at], piece.left) > share
    ]
    touched = sorted({*near, *_touched(piece, bands)})
    return list(range(touched[0], touched[-1] + 1)) if touched else []


def _edges(bands: Sequence[Band]) -> tuple[float, ...]:
    between = [(left[1] + right[0]) / 2 for left, right in pairwise(bands)]
    return (bands[0][0], *between, bands[-1][1])
