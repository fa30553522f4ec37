"""The mould every reader pours its file into: blocks in reading order, tables, gaps."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from scanner.extract.header_words import goes_on
from scanner.model import Block, Blocks, Document, Gap, Grid, Mark, Place, SourceMap, Table
from scanner.noun import replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import overload


class Sources(Sequence[SourceMap | None]):
    """The way back to the file of every cell of a grid, made when asked for.

    Lists of 20,000 rows are ordinary, and only the cells of findings are asked.
    """

    def __init__(self, length: int, make: Callable[[int], SourceMap | None]) -> None:
        self._length = length
        self._make = make

    def __len__(self) -> int:
        return self._length

    if TYPE_CHECKING:

        @overload
        def __getitem__(self, index: int) -> SourceMap | None: ...
        @overload
        def __getitem__(self, index: slice) -> Sequence[SourceMap | None]: ...

    def __getitem__(self, index: int | slice) -> SourceMap | Sequence[SourceMap | None] | None:
        if isinstance(index, slice):
            return [self[at] for at in range(*index.indices(self._length))]
        if not -self._length <= index < self._length:
            raise IndexError(index)
        return self._make(index % self._length)


class DocumentBuilder:
    """Collects blocks, tables and gaps in reading order; `document()` closes it."""

    def __init__(self, name: str, format: str) -> None:
        self._name = name
        self._format = format
        self._stretches: list[tuple[Block, ...] | Grid] = []
        self._loose: list[Block] = []
        self._count = 0
        self._tables: list[Table] = []
        self._gaps: list[Gap] = []
        self.line_starts: Sequence[int] | None = None
        self.encoding = ""

    def add(
        self,
        text: str,
        place: Place,
        *,
        layer: str = "body",
        visible: bool = True,
        continues: bool = False,
        marks: tuple[Mark, ...] = (),
        source: SourceMap | None = None,
        role: str = "",
    ) -> int:
        """Append one block and return its number."""
        self._loose.append(Block(text, place, layer, visible, continues, marks, source, role))
        self._count += 1
        return self._count - 1

    def add_lines(self, lines: Sequence[Block]) -> None:
        """Append many blocks."""
        self._loose += lines
        self._count += len(lines)

    def add_table(self, grid: Grid, table: Table) -> int:
        """Append a grid with its meaning (`table.first` is set here); returns the table's index."""
        self._close_loose()
        self._stretches.append(grid)
        self._tables.append(replace(table, first=self._count))
        self._count += len(grid.texts)
        return len(self._tables) - 1

    def table_before(self, depth: int = 1) -> tuple[Table | None, int]:
        """The table that ends right before what is added next, with its index; (None, -1) where there is none.

        `depth` is the number of steps of its place: a table inside a cell is none that a page goes on with.
        """
        last = self._stretches[-1] if self._stretches else None
        if any(block.visible and not goes_on(block.text) for block in self._loose):
            return None, -1
        if not isinstance(last, Grid) or len(last.place.steps) != depth or not last.visible:
            return None, -1
        return self._tables[-1], len(self._tables) - 1

    def texts(self) -> set[str]:
        """All texts that were added so far, without the white space around them."""
        return set(self._said())

    def lines(self) -> str:
        """All texts that were added so far, in their order, each once, each in a line of its own."""
        return "\n".join(dict.fromkeys(self._said()))

    def _said(self) -> Iterator[str]:
        for stretch in (*self._stretches, self._loose):
            found = stretch.texts if isinstance(stretch, Grid) else [block.text for block in stretch]
            yield from map(str.strip, found)

    def gap(self, what: str, reason: str, place: Place | None = None, detail: str = "") -> None:
        """Record something that was not looked at."""
        self._gaps.append(Gap(what, reason, place, detail))

    def gap_count(self, what: str, reason: str) -> int:
        """How often this was recorded as not looked at."""
        return sum((gap.what, gap.reason) == (what, reason) for gap in self._gaps)

    def forget(self, what: str, reason: str) -> None:
        """Take such gaps back: it has been looked at after all."""
        self._gaps = [gap for gap in self._gaps if (gap.what, gap.reason) != (what, reason)]

    def document(self) -> Document:
        """The finished document."""
        self._close_loose()
        return Document(
            self._name,
            self._format,
            Blocks(self._stretches),
            tuple(self._tables),
            tuple(self._gaps),
            self.line_starts,
            self.encoding,
        )

    def _close_loose(self) -> None:
        if self._loose:
            self._stretches.append(tuple(self._loose))
            self._loose = []
