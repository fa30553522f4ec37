"""What a grid of cells means: its captions, its head, the rows that repeat the head.

Shared by all readers. Only the first rows are looked at closely; the rest is compared with the head,
so a list of 20,000 rows costs little more than one of 20.
"""

from __future__ import annotations

from collections.abc import Sequence

from scanner.extract.header_words import header_text, is_caption_text, is_value
from scanner.extract.table_top import Merge, Top
from scanner.model import Table
from scanner.noun import replace

LINES_KEPT = 3  # rows of running text above a head that are looked at with it
MOST_LINES = 400  # rows of running text above a head; more is no table


def table_of(
    texts: Sequence[str],
    columns: int,
    *,
    merged: Sequence[Merge] = (),
    header_rows: Sequence[int] | None = None,
    previous: Table | None = None,
    previous_index: int = -1,
) -> Table:
    """What the dense grid `texts` (row by row) means; `first` stays 0 for the builder to set.

    `merged` are (top, left, bottom, right) indexes; `header_rows` the rows the file itself calls a head,
    None where it says nothing. `previous`, with its index in the document, is the table before this one
    when nothing but a page break stands between them: if this one has no head of its own, or the same
    one again, it `continues` it and takes its head. `head` is () where no head is known.
    """
    rows = len(texts) // columns if columns else 0
    if not rows:
        return Table(0, 0, columns)
    above = _lines_above(texts, columns) - LINES_KEPT if header_rows is None else 0
    if above > 0:
        return _below(above, texts, columns, merged, previous, previous_index)
    top = Top(texts, columns, merged)
    if header_rows and previous is not None and _is_no_head(top, header_rows, previous):
        header_rows = None
    captions, head_rows = _stated(top, header_rows) if header_rows else ((), ())
    if not head_rows and previous is not None:
        captions, head_rows = _repeated_head(top, previous)
    if not head_rows:
        captions, head_rows = _decided(top, strict=previous is not None)
    head = top.paths(head_rows)
    continues = -1
    if previous is not None and _goes_on(previous, columns, head, captions, top):
        continues, head = previous_index, previous.head
    repeats = _repeats(texts, columns, head_rows)
    return Table(0, rows, columns, (*head_rows, *repeats), captions, tuple(merged), continues, head)


def _lines_above(texts: Sequence[str], columns: int) -> int:
    """How many rows of running text stand above the table (a whole notice typed into a sheet)."""
    if columns <= 2:
        return 0
    rows = min(len(texts) // columns, MOST_LINES)
    for row in range(rows):
        if sum(1 for text in texts[row * columns : (row + 1) * columns] if text and not text.isspace()) > 1:
            return row
    return 0


def _below(
    above: int,
    texts: Sequence[str],
    columns: int,
    merged: Sequence[Merge],
    previous: Table | None,
    previous_index: int,
) -> Table:
    """The meaning of a grid whose first `above` rows are running text."""
    inner = table_of(
        texts[above * columns :],
        columns,
        merged=[(t - above, left, b - above, right) for t, left, b, right in merged if t >= above],
        previous=previous,
        previous_index=previous_index,
    )
    return replace(
        inner,
        rows=inner.rows + above,
        header_rows=tuple(row + above for row in inner.header_rows),
        caption_rows=(*range(above), *(row + above for row in inner.caption_rows)),
        merged=tuple(merged),
    )


def _stated(top: Top, header_rows: Sequence[int]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Captions and head where the file marks its header rows; nothing where it marks all of them."""
    stated = sorted(row for row in set(header_rows) if row < top.rows and any(top.cells[row]))
    if not stated or len(stated) >= top.all_rows or top.alternates(stated[0]):
        return (), ()
    first = stated[0]
    while first < stated[-1] and top.is_caption(first):
        first += 1
    if top.is_caption(first):  # a title stands where Markdown wants the head
        return (), ()
    head = {*(row for row in stated if row >= first), *top.head_from(first)}
    if top.is_form(first):  # Markdown cannot write a table without a head
        return tuple(row for row in range(first) if top.is_caption(row)), ()
    if len(head) >= top.all_rows - first:
        return (), ()
    return tuple(row for row in range(first) if top.is_caption(row)), tuple(sorted(head))


def _is_no_head(top: Top, header_rows: Sequence[int], previous: Table) -> bool:
    """Whether a table that goes on was given a row of data for its head (Markdown must have one)."""
    first = min(header_rows)
    return (
        previous.columns == top.columns
        and bool(previous.head)
        and first < top.rows
        and any(map(is_value, top.cells[first]))
    )


def _repeated_head(top: Top, previous: Table) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The rows that repeat the head of the table on the page before, with the captions above it."""
    if not previous.head or previous.columns != top.columns:
        return (), ()
    for first in range(min(3, top.rows)):
        for last in range(first, min(first + len(previous.header_rows), top.rows)):
            head = tuple(range(first, last + 1))
            if top.paths(head) == previous.head:
                return tuple(range(first)), head
        if not top.is_caption(first):
            break
    return (), ()


def _decided(top: Top, *, strict: bool) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Captions and header rows where the file says nothing."""
    first = 0
    while first < top.rows and top.is_caption(first):
        first += 1
    if first == top.rows:
        return (), ()
    captions = tuple(range(first))
    if top.is_form(first):
        return captions, ()
    for row in range(first, min(first + 3, top.rows - 1)):
        grouped = row + 2 < top.rows and top.has_group(row) and top.is_head(row + 1, strict=True)
        if top.is_head(row, strict=strict) or (grouped and not any(map(is_value, top.cells[row]))):
            head = top.head_from(row)
            return (tuple(range(row)), head) if len(head) < top.all_rows - row else ((), ())
        if sum(map(bool, top.cells[row])) * 2 > top.columns:
            break  # a well-filled row that is no head is data: what follows is not a head either
    return (), ()


def _goes_on(
    previous: Table, columns: int, head: Sequence[tuple[str, ...]], captions: Sequence[int], top: Top
) -> bool:
    """Whether the grid goes on from the table before: same width, no other head, no title of its own."""
    if previous.columns != columns or not previous.head:
        return False
    if head:
        return head == previous.head
    titles = (text for row in captions for text in top.cells[row] if text)
    return not any(not is_caption_text(title) for title in titles) and not top.is_form(len(captions))


def _repeats(texts: Sequence[str], columns: int, head_rows: Sequence[int]) -> list[int]:
    """Rows further down that repeat the head (printed again on each page)."""
    if not head_rows:
        return []
    heads = [[header_text(text) for text in _row(texts, columns, row)] for row in head_rows]
    key = next((column for column, text in enumerate(heads[0]) if text), None)
    if key is None or sum(map(bool, heads[0])) < min(2, columns):
        return []
    wanted = texts[head_rows[0] * columns + key]
    below = head_rows[-1] + 1
    found: list[int] = []
    for row, text in enumerate(texts[below * columns + key :: columns], below):
        if text != wanted or (found and row <= found[-1]):
            continue
        for offset, head in enumerate(heads):
            if [header_text(cell) for cell in _row(texts, columns, row + offset)] != head:
                break
            found.append(row + offset)
    return found


def _row(texts: Sequence[str], columns: int, row: int) -> Sequence[str]:
    return texts[row * columns : (row + 1) * columns]
