"""The first rows of a grid, looked at closely: which are captions, which a head, what path a column has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from scanner.extract.header_words import (
    SUMS,
    header_text,
    is_caption_text,
    is_label,
    is_value,
    is_year,
    without_remarks,
)

Merge = tuple[int, int, int, int]  # top, left, bottom, right; indexes, all included

LOOK = 12  # rows looked at closely, behind a lead of rows with one text each (a notice above its list)
LONGEST_LEAD = 200  # rows
DEEPEST_HEAD = 5  # rows below the first; deeper heads are not met in county lists
LONGEST_LOOK = 400  # characters of a cell
LONGEST_HEADER = 40  # characters of one header cell, remarks in brackets included


class Top:
    """The first rows of a grid with folded texts, and which merged cell covers which cell."""

    def __init__(self, texts: Sequence[str], columns: int, merged: Sequence[Merge]) -> None:
        self.columns = columns
        self.all_rows = len(texts) // columns
        self.rows = min(self.all_rows, LOOK + _lead(texts, columns))
        self.cells = _folded(texts[: self.rows * columns], columns)
        self.cover: dict[tuple[int, int], Merge] = {}
        self._cover(merged)

    def _cover(self, merged: Iterable[Merge]) -> None:
        budget = 2 * self.rows * self.columns  # overlapping merges of a broken file must not cost more
        for merge in merged:
            top, left, bottom, right = merge
            if top >= self.rows or (top, left) in self.cover or budget < 0:
                continue
            bottom, right = min(bottom, self.rows - 1), min(right, self.columns - 1)
            budget -= (bottom - top + 1) * (right - left + 1)
            for row in range(top, bottom + 1):
                for column in range(left, right + 1):
                    self.cover[row, column] = merge

    def text(self, row: int, column: int) -> str:
        """The text seen at a cell: its own, or that of the merged cell over it."""
        merge = self.cover.get((row, column))
        return self.cells[merge[0]][merge[1]] if merge else self.cells[row][column]

    def hangs(self, row: int) -> bool:
        """Whether a merged cell reaches into this row from above."""
        return any(self.cover.get((row, column), (row,))[0] < row for column in range(self.columns))

    def has_group(self, row: int) -> bool:
        """Whether a cell of this row is merged over some, not all, columns: a label of a group."""
        merges = (self.cover.get((row, column)) for column in range(self.columns))
        return any(m and 0 < m[3] - m[1] < self.columns - 1 for m in merges)

    def is_caption(self, row: int) -> bool:
        """Whether the row is a title, a unit or a remark above the head."""
        cells = self.cells[row]
        filled = [column for column in range(self.columns) if cells[column]]
        if self.hangs(row) or self.columns == 1:
            return False
        if len(filled) > 1:  # 填报单位：某某局 ……… 单位：万元
            return len(filled) * 2 <= self.columns and all(_has_colon(cells[column]) for column in filled)
        if not filled:
            return True
        merge = self.cover.get((row, filled[0]))
        if merge is not None and merge[3] - merge[1] == self.columns - 1:
            return True
        if (
            merge is not None
            and merge[3] > merge[1]
            and merge[1] > 0
            and not is_caption_text(cells[filled[0]])
        ):
            return False
        return self.columns > 2 or is_caption_text(cells[filled[0]]) or len(cells[filled[0]]) > 10

    def is_head(self, row: int, *, strict: bool) -> bool:
        """Whether the row reads like a head; `strict` asks for known labels, not for shape alone."""
        texts = [self.text(row, column) for column in range(self.columns)]
        filled = [text for text in texts if text]
        if self.alternates(row) or len(filled) * 2 < self.columns or len(filled) < min(2, self.columns):
            return False
        if any(len(t) > LONGEST_HEADER or "。" in t or "；" in t or is_value(t) for t in filled):
            return False
        labels = sum(map(is_label, filled))
        if labels * 2 >= len(filled) and labels >= min(2, len(filled)):
            return True
        return not strict and len(set(filled)) == len(filled) and self._differs_below(row, texts)

    def _differs_below(self, row: int, texts: Sequence[str]) -> bool:
        """Whether some column holds words here and nothing but values in at least two rows below."""
        for column, text in enumerate(texts):
            below = [self.cells[r][column] for r in range(row + 1, self.rows)]
            below = [cell for cell in below if cell]
            if text and len(below) > 1 and all(map(is_value, below)):
                return True
        return False

    def is_form(self, row: int) -> bool:
        """Whether the rows from here on are label–value pairs, so that the first is no head."""
        for column in range(min(2, self.columns)):
            cells = [self.cells[r][column] for r in range(row, self.rows)]
            below = [cell for cell in cells[1:] if cell and cell not in SUMS]
            if below and is_label(cells[0]) and sum(map(is_label, below)) * 10 >= len(below) * 6:
                return not self._heads_labels([t for c, t in enumerate(self.cells[row]) if c != column])
        return False

    def alternates(self, row: int) -> bool:
        """Whether the row goes label, value, label, value: a row of a form."""
        cells = self.cells[row]
        labels = [cell for cell in cells[::2] if cell]
        values = [cell for cell in cells[1::2] if cell]
        return (
            self.columns % 2 == 0
            and bool(labels and values)
            and all(map(is_label, labels))
            and not any(map(is_label, values))
            and any(len(value) > 6 or is_value(value) for value in values)
        )

    def _heads_labels(self, others: Sequence[str]) -> bool:
        """Whether these cells make a head over a column of labels: 要素 | 内容, 指标 | 2022 | 2023."""
        if len(others) > 1 and all(map(is_year, others)):
            return True
        return all(text and is_label(text) and len(without_remarks(text)) <= 6 for text in others)

    def fills_group(self, row: int) -> bool:
        """Whether this row names the columns under the group labels of the row above.

        Without merge information such a row is filled where the row above is empty to the right of a
        label, or says the same label again; elsewhere it is empty or repeats the row above.
        """
        above, cells, group, under = self.cells[row - 1], self.cells[row], False, 0
        for column, text in enumerate(cells):
            label, following = above[column], above[column + 1 : column + 2]
            is_spread = bool(label) and (label in following or label in above[max(column - 1, 0) : column])
            if label:
                group = is_spread or "" in following
            if not text or text == label:
                continue
            if not group or is_value(text) or len(text) > LONGEST_HEADER:
                return False
            under += is_spread or not label
        return under > 0

    def paths(self, head_rows: Sequence[int]) -> tuple[tuple[str, ...], ...]:
        """The header path of every column, outermost first; () without header rows."""
        levels = [self._level(row, head_rows) for row in head_rows if not self._counts_columns(row)]
        if not levels:
            return ()
        paths = []
        for column in range(self.columns):
            path: list[str] = []
            for level in levels:
                if level[column] and level[column] not in path[-1:]:
                    path.append(level[column])
            paths.append(tuple(path))
        return tuple(paths)

    def _level(self, row: int, head_rows: Sequence[int]) -> list[str]:
        """One header row with its labels spread over the columns they stand for."""
        level = [self.text(row, column) for column in range(self.columns)]
        if row + 1 not in head_rows or self.has_group(row) or self.hangs(row + 1):
            return level
        if not self.fills_group(row + 1):
            return level
        for column in range(1, self.columns):
            if not level[column] and self.cells[row + 1][column]:
                level[column] = level[column - 1]
        return level

    def _counts_columns(self, row: int) -> bool:
        """Whether the row only numbers the columns: 1 2 3 …, 甲 乙 1 2 …"""
        cells = [cell for cell in self.cells[row] if cell not in ("甲", "乙", "丙", "栏次", "")]
        return len(cells) > 2 and cells == [str(n + 1) for n in range(len(cells))]

    def head_from(self, row: int) -> tuple[int, ...]:
        """The header rows of a head that begins at `row`: sub-headers and column numbers included."""
        last = row
        while last + 1 < self.rows and last - row < DEEPEST_HEAD:
            bottoms = (self.cover[last, c][2] for c in range(self.columns) if (last, c) in self.cover)
            if (
                max(bottoms, default=last) > last
                or (self.has_group(last) and self._is_under_group(last))
                or self.fills_group(last + 1)
            ):
                last += 1
            elif self._counts_columns(last + 1):
                last += 1
                break
            else:
                break
        return tuple(range(row, last + 1))

    def _is_under_group(self, row: int) -> bool:
        cells = [cell for cell in self.cells[row + 1] if cell]
        return (
            bool(cells)
            and not any(is_value(c) or len(c) > LONGEST_HEADER for c in cells)
            and (sum(map(is_label, cells)) * 2 >= len(cells))
        )


def _has_colon(text: str) -> bool:
    return ":" in text or "：" in text


def _lead(texts: Sequence[str], columns: int) -> int:
    """How many rows at the top hold no more than one text; 0 in a single column."""
    row = 0
    while columns > 1 and row < LONGEST_LEAD and row * columns < len(texts):
        if sum(map(bool, texts[row * columns : (row + 1) * columns])) > 1:
            break
        row += 1
    return row


def _folded(texts: Sequence[str], columns: int) -> list[list[str]]:
    """The heads that these texts would be, row by row."""
    whole = "".join(texts)
    if (
        " " in whole or not whole.isprintable() or max(map(len, texts)) > LONGEST_LOOK
    ):  # else `header_text` is the text
        texts = [header_text(text[:LONGEST_LOOK]) for text in texts]
    return [list(texts[first : first + columns]) for first in range(0, len(texts), columns)]
