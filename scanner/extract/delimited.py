"""CSV and TSV: one table, each cell with its place in the file (RFC 4180, and what Excel makes of it).

The standard library's reader says nothing of where a field stood, hence the tokenizer here. Fields are
kept as decoded: Excel's ``="410999…"`` stays as it is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, groupby, pairwise

from scanner.errors import Unreadable
from scanner.extract.building import DocumentBuilder, Sources
from scanner.extract.encoding import line_starts, text_of
from scanner.extract.tables import table_of
from scanner.model import Grid, Place, SourceMap
from scanner.regexes import compiled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from scanner.model import Document
    from scanner.settings import Limits

_SNIFFED_LINES = 50
_QUOTED = compiled('"[^"]*"')
_LINE_END = compiled("\r\n?|\n")
_CLOSED = compiled('"[^"]*+(?:""[^"]*+)*+"')
# A field and what ends it; the comma stands for the delimiter. A quote that never closes is plain text.
_FIELD = '("[^"]*+(?:""[^"]*+)*+"[^,\r\n]*|[^,\r\n]*)(,|\r\n|\r|\n|\\Z)'
_PLACE = Place("body", (), "csv-cell")


def read(name: str, data: bytes, limits: Limits) -> Document:
    """The document of a CSV or TSV file: one table, or several where the rows' widths differ wildly.

    Raises `Unreadable` ("empty", "too-large").
    """
    builder = DocumentBuilder(name, "csv")
    text = text_of(builder, data, limits)
    records = Records(text, delimiter_of(text))
    builder.line_starts = records.line_starts
    if not records.rows:
        raise Unreadable("empty")
    for first, last in _stretches(records.rows, limits.cells):
        _add(builder, records, first, last)
    return builder.document()


def delimiter_of(text: str) -> str:
    """Tab, comma or semicolon: the one that most lines hold equally often; a comma where none does."""
    lines = [_QUOTED.sub("", line) for line in text[:65536].split("\n")[:_SNIFFED_LINES]]
    best, most = ",", (0, 0)
    for delimiter in "\t,;":
        counts = [count for line in lines if (count := line.count(delimiter))]
        usual = max(set(counts), key=counts.count, default=0)
        if (counts.count(usual) if usual else 0, usual) > most:
            best, most = delimiter, (counts.count(usual), usual)
    return best


class Records:
    """The rows of a delimited text that hold anything, and where each begins.

    `rows[i]` are the fields of a row, `numbers[i]` its number counted from 1 (a row with line feeds
    inside quotes is one row), `starts[i]` its offset in the text.
    """

    def __init__(self, text: str, delimiter: str) -> None:
        self.line_starts = line_starts(text)
        self.rows: list[list[str]] = []
        self.numbers: list[int] = []
        self.starts: list[int] = []
        self._text = text
        self._delimiter = delimiter
        self._field = compiled(_FIELD.replace(",", delimiter))
        found = self._quoted_rows() if '"' in text else self._plain_rows()
        for number, (row, start) in enumerate(found, 1):
            if any(row):
                self.rows.append(row)
                self.numbers.append(number)
                self.starts.append(start)

    def raw_fields(self, row: int) -> list[tuple[int, str]]:
        """Offset and text of each field of a row as they stand in the file, quotes included."""
        return list(self._fields_from(self.starts[row]))

    def _fields_from(self, start: int) -> Iterator[tuple[int, str]]:
        for found in self._field.finditer(self._text, start):
            yield found.start(), found[1]
            if found[2] != self._delimiter:
                return

    def _plain_rows(self) -> Iterator[tuple[list[str], int]]:
        lines = _LINE_END.split(self._text) if "\r" in self._text else self._text.split("\n")
        for line, start in zip(lines, self.line_starts, strict=True):
            yield line.split(self._delimiter), start

    def _quoted_rows(self) -> Iterator[tuple[list[str], int]]:
        """As the plain rows, but rows with a quote are taken apart field by field."""
        at = 0
        for start, end in pairwise(chain(self.line_starts, (len(self._text),))):
            if start < at:
                continue  # inside a quoted field
            line = self._text[start:end]
            if '"' not in line:
                yield line.rstrip("\r\n").split(self._delimiter), start
                continue
            row = []
            for offset, raw in self._fields_from(start):
                row.append(_value(raw))
                at = offset + len(raw)
            yield row, start


class FieldSources:
    """Where the characters of the cells lie in the file; the row asked last is kept."""

    def __init__(self, records: Records, first: int, columns: int) -> None:
        self._records = records
        self._first = first
        self._columns = columns
        self._row = -1
        self._fields: list[tuple[int, str]] = []

    def source(self, index: int) -> SourceMap:
        """The way back to the file of the cell with this index."""
        row, column = divmod(index, self._columns)
        if row != self._row:
            self._row, self._fields = row, self._records.raw_fields(self._first + row)
        if column >= len(self._fields):  # only longer rows have this cell
            offset, raw = self._fields[-1]
            return SourceMap(((0, offset + len(raw), 0),))
        return SourceMap(tuple(_pieces(*self._fields[column])))


def _add(builder: DocumentBuilder, records: Records, first: int, last: int) -> None:
    rows = records.rows[first:last]
    columns = max(map(len, rows))
    texts = list(chain.from_iterable(row + [""] * (columns - len(row)) for row in rows))
    sources = Sources(len(texts), FieldSources(records, first, columns).source)
    grid = Grid(texts, columns, _PLACE, row_numbers=records.numbers[first:last], sources=sources)
    builder.add_table(grid, table_of(texts, columns))


def _stretches(rows: Sequence[Sequence[str]], cells: int) -> Iterator[tuple[int, int]]:
    """Rows that make one table: all of them, unless filling up the short ones would cost too much."""
    if len(rows) * max(map(len, rows)) <= cells:
        yield 0, len(rows)
        return
    first = 0
    for _, run in groupby(rows, len):
        last = first + sum(1 for _ in run)
        yield first, last
        first = last


def _closing(raw: str) -> int:
    """Index of the quote that closes a quoted field, 0 for a field that is not quoted."""
    closed = _CLOSED.match(raw)
    return closed.end() - 1 if closed else 0


def _value(raw: str) -> str:
    closing = _closing(raw)
    return raw[1:closing].replace('""', '"') + raw[closing + 1 :] if closing else raw


def _pieces(start: int, raw: str) -> Iterator[tuple[int, int, int]]:
    """The pieces of one field: a doubled quote is two characters in the file and one in the block."""
    closing = _closing(raw)
    if not closing:
        yield 0, start, len(raw)
        return
    block, at = 0, 1
    for part in raw[1:closing].split('""'):
        yield block, start + at, len(part)
        block, at = block + len(part), at + len(part)
        if at < closing:
            yield block, start + at, 2
            block, at = block + 1, at + 2
    if raw[closing + 1 :]:
        yield block, start + closing + 1, len(raw) - closing - 1
