"""The persons of lists that have lost their table: a row a line with its parts apart, or a cell a line."""

from __future__ import annotations

from scanner.characters import HAN
from scanner.regexes import compiled
from scanner.search.attributes.named import TOKENS, Named, can_be_foreign, is_name_head
from scanner.values import is_masked_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from scanner.search.subject import Subject

_MAY_HEAD = compiled("名|户|主|人|生|老|儿|对象")
_SPACED = compiled("姓[ \u3000]+名")
_CELL = 24  # characters of a cell
_LINES = compiled(r"[^\n]+")
_HEAD_CELL = compiled(rf"{HAN}[^。；，:：0-9]{{0,11}}")
_HEAD_ABOVE = 40  # lines between a row and the head of its lost table
_FEWEST = 3  # columns of a list
_CARER = compiled("监护人|家长|抚养人")  # of a list of two columns: a child and who answers for it
_PARTS = compiled(r"[^\s、，,;；|]+")


class LostRows:
    """The rows of such lists in one text; `is_name` says whether a word alone is a name."""

    def __init__(self, subject: Subject, is_name: Callable[[str], bool]) -> None:
        self._subject = subject
        self._text = subject.text.text
        self._is_name = is_name
        self._cells: list[list[tuple[int, int]]] | None = None
        self._cell_heads: list[str] = []
        self._name_at = 0

    def _can_be_name(self, word: str) -> bool:
        """Whether a word below 姓名 can be a name: short, no label, no sentence."""
        return self._is_name(word) or can_be_foreign(word)

    def of_flat_row(self, start: int, end: int) -> Named | None:
        """The person of a line whose parts stand apart: below 姓名 of a head line above, else the first name."""
        word = self.below_head(start, end)
        if word is not None:
            return word
        for token in TOKENS.finditer(self._text, start, end):
            if self._is_name(token.group()):
                return Named(token.start(), token.end(), "shape", is_masked_name(token.group()))
        return None

    def below_head(self, start: int, end: int) -> Named | None:
        """The person of a line below a line of heads that has 姓名 or 户主 among them."""
        at = start
        for _ in range(_HEAD_ABOVE):
            if at <= 0:
                return None
            first = self._text.rfind("\n", 0, at - 1) + 1
            if at - 1 - first <= 80:
                heads = _PARTS.findall(self._text, first, at - 1)
                found = [place for place, word in enumerate(heads) if is_name_head(word)]
                if found and len(heads) >= 3:
                    parts = list(_PARTS.finditer(self._text, start, end))
                    behind = (
                        found[0] - len(heads)
                        if len(parts) > len(heads) and found[0] * 2 > len(heads)
                        else found[0]
                    )
                    part = parts[behind] if -len(parts) <= behind < len(parts) else None
                    if part is not None and self._can_be_name(part.group()):
                        return Named(part.start(), part.end(), "column", is_masked_name(part.group()))
                    return None
            at = first
        return None

    # ---- one cell a line

    def of_cells(self, position: int) -> Named | None:
        """The name of the row that a line belongs to, where every cell of a list is a line of its own."""
        for row in self.cell_rows:
            if row[0][0] <= position < row[-1][1] + 1:
                first, last = row[self._name_at]
                return Named(first, last, "column", is_masked_name(self._text[first:last]))
        return None

    def flat_lists(self) -> Iterator[tuple[list[str], list[list[tuple[int, int]]]]]:
        """(heads, rows) of lists that have lost their table: a row a line, or a cell a line."""
        if self.cell_rows:
            yield self._cell_heads, self.cell_rows
        lines = [match.span() for match in _LINES.finditer(self._text)]
        for at, (first, last) in enumerate(lines):
            if last - first > 120 or not _MAY_HEAD.search(self._text, first, last):
                continue
            cell = self._subject.document.table_at(self._subject.text.block_at(first))
            if cell is not None and cell[0].columns > 1:
                continue
            heads = _SPACED.sub("姓名", self._text[first:last]).split()
            if len(heads) < 3 or not any(map(is_name_head, heads)):
                continue
            rows = []
            for low, high in lines[at + 1 :]:
                row = [match.span() for match in TOKENS.finditer(self._text, low, high)]
                if len(row) != len(heads):
                    break
                rows.append(row)
            yield heads, rows

    @property
    def cell_rows(self) -> list[list[tuple[int, int]]]:
        """The rows of such a list: begin and end of each cell."""
        if self._cells is None:
            self._cells = list(self._cell_rows())
        return self._cells

    @property
    def cell_heads(self) -> list[str]:
        """The heads of such a list, in the order of the cells of a row; none where there is no list."""
        return self._cell_heads if self.cell_rows else []

    def _cell_rows(self) -> Iterator[list[tuple[int, int]]]:
        lines = [match.span() for match in _LINES.finditer(self._text)]
        words = [self._text[first:last].strip() for first, last in lines]
        for at, word in enumerate(words):
            if not is_name_head(word):
                continue
            low = high = at
            while low > 0 and at - low < 3 and _HEAD_CELL.fullmatch(words[low - 1]):
                low -= 1
            while high + 1 < len(words) and high - low < 9 and _HEAD_CELL.fullmatch(words[high + 1]):
                is_list = high + 1 - low >= _FEWEST or self._is_name(words[high + 1])
                if is_list and self._fits(words, high + 1, at - low, high + 1 - low):
                    break
                high += 1
            for first in range(low, at + 1):
                width = high + 1 - first
                is_wide = width >= _FEWEST or (width > 1 and _CARER.search("".join(words[first : high + 1])))
                if is_wide and self._fits(words, high + 1, at - first, width):
                    self._name_at = at - first
                    self._cell_heads = words[first : high + 1]
                    row = high + 1
                    while self._fits(words, row, at - first, width) and len(words[row]) <= _CELL:
                        yield lines[row : row + width]
                        row += width
                    return

    def _fits(self, words: list[str], row: int, name: int, width: int) -> bool:
        return (
            row + width <= len(words)
            and self._can_be_name(words[row + name])
            and not is_name_head(words[row + name])
        )
