"""A table that is none to the reader of the file, as a sheet: its cells stand anywhere in the running text."""

from __future__ import annotations

from scanner.noun import noun
from scanner.search.consistency.sheets import SUB, TOTAL, Sheet, SumRow, sum_label

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from scanner.model import NormalizedText
    from scanner.search.consistency.table_sums import Wrong

FURTHEST = 2  # times


class Cell(metaclass=noun):
    """One cell that was made out: its text and where it stands in the searched text."""

    text: str
    start: int
    end: int


def cells_of(sheet: Sheet) -> list[list[Cell]]:
    """All cells of a sheet."""
    columns = range(sheet.columns)
    return [
        [Cell(sheet.cell(row, at), *sheet.place(row, at)) for at in columns] for row in range(len(sheet.rows))
    ]


class LooseSheet(Sheet):
    """A sheet of cells that are no blocks of a table. `unit` is that of a line above it."""

    def __init__(
        self, text: NormalizedText, heads: Sequence[str], cells: Sequence[Sequence[Cell]], unit: str
    ) -> None:
        self._text = text
        self._cells = cells
        self.pieces = []
        self.columns = len(heads)
        self.heads = list(heads)
        self.paths = tuple((head,) if head else () for head in heads)
        self.rows = list(range(len(cells)))
        self._numbers = {}
        self._values: dict[int, list[Decimal | None]] = {}
        self._units: dict[int, str] = {}
        self._caption = unit
        self._sums = None
        self._parts = None
        self._wordy = None

    @property
    def start(self) -> int:
        """Where its first cell begins."""
        return min(cell.start for cell in self._cells[0])

    @property
    def end(self) -> int:
        """Where its last cell ends."""
        return max(cell.end for cell in self._cells[-1])

    def place(self, row: int, column: int) -> tuple[int, int]:
        """Where a cell stands in the searched text."""
        cell = self._cells[row][column]
        return cell.start, cell.end

    def cell(self, row: int, column: int) -> str:
        """The text of a cell."""
        return self._cells[row][column].text

    def words(self, column: int) -> list[str]:
        """The texts of all cells of a column."""
        return [row[column].text for row in self._cells]

    def row_number(self, row: int) -> int:
        """Its number among the rows of figures: such a table has none of the file's own."""
        return row + 1

    def is_believed(self, wrong: Wrong) -> bool:
        """Only where the two figures are near: farther apart the shape was not made out."""
        if not wrong.stated or not wrong.total or not super().is_believed(wrong):
            return False
        ratio = wrong.total / wrong.stated
        return 1 / FURTHEST <= ratio <= FURTHEST or wrong.slip >= 0

    def is_part(self, row: int, before: int) -> bool:
        """Whether a row is part of one above (其中：, 含)."""
        return any(self.cell(row, column).startswith(("其中", "（其中", "含")) for column in range(before))

    @property
    def has_parts(self) -> bool:
        """Whether any row is part of another."""
        if self._parts is None:
            self._parts = any(self.is_part(row, self.columns) for row in self.rows)
        return self._parts

    def _sum_rows(self) -> Iterator[SumRow]:
        for row in self.rows:
            for column in range(min(self.columns, 3)):
                found = sum_label(self.cell(row, column))
                if found is not None:
                    label, is_sub = found
                    yield SumRow(row, column, SUB if is_sub else TOTAL, label)
                    break
