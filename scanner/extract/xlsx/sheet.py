"""What the XML of a sheet says besides the cells' values, read from the bytes without a tree.

Source: ISO/IEC 29500-1, 18.3.1 (worksheets). `<dimension>` is never believed: WPS writes A1 there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from itertools import islice

from scanner.extract.sheets.cells import SMALL, SPARSE, Rectangle, SheetFacts
from scanner.extract.sheets.margins import margin_texts

ROWS = 1_048_576  # of a sheet, 18.3.1.73
COLUMNS = 16_384

_PIECE = 1_000_000  # bytes of which the references are gathered at once
# Up to 26 columns and 99,999 rows need no closer look; any other reference, or an odd one, does.
_FAR_CELL = re.compile(rb'<c(?! r="[A-Z][0-9]{1,5}")')
_REFERENCE = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"')
_PREFIX = re.compile(rb"<([A-Za-z0-9]{1,20}:)worksheet[\s>]")
_ANYTHING_HIDDEN = re.compile(rb' h(?:idden="[1t]|t="[012][".])')
# A row of two points and less shows nothing of a letter.
_HIDDEN_ROW = re.compile(rb'<row [^>]*? (?:hidden="(?:1|true)"|ht="(?:[01](?:\.[0-9]+)?|2(?:\.0+)?)")[^>]*>')
_NUMBER = re.compile(rb'\sr="([0-9]{1,7})"')
_HIDDEN = re.compile(rb'\s(?:hidden="(?:1|true)"|width="0(?:\.0+)?")')
_MOST_SAID = 4 * COLUMNS  # columns of which anything is said, one as often as it is
NARROW = 0.72  # characters: five pixels, what a cell keeps free beside its text (18.3.1.13)
_USUAL = re.compile(rb"<sheetFormatPr [^>]*>")
_DECIMAL = re.compile(rb"[0-9]{1,6}(?:[.][0-9]{1,20})?")
_COLUMN = re.compile(rb"<col [^>]*>")
_COLUMN_RANGE = re.compile(rb'\s(min|max)="([0-9]{1,5})"')
_MERGED = re.compile(rb'<mergeCell ref="([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"')
_MARGIN = re.compile(rb"<(odd|even|first)(Header|Footer)>([^<]{1,4000})<")
_LINK = re.compile(rb"<hyperlink [^>]*>")
# ="410999…" written by a program: no value is kept beside the formula, and every spreadsheet shows it.
_LITERAL = re.compile(
    rb'<c r="([A-Z]{1,3})([0-9]{1,7})"[^>]*><f>(?:"|&quot;)([^"<&]{1,4000})(?:"|&quot;)</f>'
    rb"(?:<v ?/>|<v></v>)?</c>"
)
_ATTRIBUTE = re.compile(rb'\s([A-Za-z:]+)="([^"]*)"')


class SheetXml:
    """One sheet part; `data` are its bytes."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self._xml = _plainly_written(data)
        self._start = self._xml.find(b"<sheetData")
        self._end = self._xml.rfind(b"</sheetData>")
        if self._end < 0:  # an empty sheet, or no sheet at all
            self._start = self._end = max(self._start, 0)

    def most_shared(self, enough: int) -> int:
        """How many cells show a shared string; an upper bound where that is no more than `enough`."""
        most = len(self.data) // len(b'<c t="s"><v>0</v>')
        return most if most <= enough else self._xml.count(b't="s"', self._start, self._end)

    def is_sparse(self, cells: int) -> bool:
        """Whether a dense reading would hold more than `cells` cells, or next to nothing but empty ones.

        A sheet whose references are written in an unusual way counts as sparse: what cannot be told
        beforehand is better read as a stream.
        """
        if not _FAR_CELL.search(self._xml, self._start, self._end):
            return False
        columns: set[int] = set()
        rows: set[int] = set()
        count, start = 0, self._start
        while start < self._end:  # piece by piece: the references of a million cells fill the memory
            end = self._xml.find(b"<c", min(start + _PIECE, self._end), self._end)
            end = self._end if end < 0 else end
            found = _REFERENCE.findall(self._xml, start, end)
            count += len(found)
            columns.update(map(column_number, {letters for letters, _ in found}))
            numbers = [int(number) for number in {number for _, number in found}]
            rows = {min((*rows, *numbers)), max((*rows, *numbers))} if numbers else rows
            start = end
        if count != self._xml.count(b"<c", self._start, self._end):
            return True
        dense = (max(columns) - min(columns) + 1) * (max(rows) - min(rows) + 1)
        return dense > cells or dense > max(SMALL, SPARSE * count)

    def facts(self, name: str, *, visible: bool) -> SheetFacts:
        """Hidden rows and columns (next to no height, or no width, counts) and merged cells."""
        return SheetFacts(
            name,
            visible,
            frozenset(self._hidden_rows()),
            frozenset(islice(self._hidden_columns(), COLUMNS)),
            tuple(self._merged()),
            narrow_columns=frozenset(islice(self._narrow_columns(), COLUMNS)),
        )

    def margins(self) -> list[tuple[str, str]]:
        """("header" or "footer", text) of each section that holds text, codes taken out."""
        found: dict[tuple[str, str], None] = {}
        for match in _MARGIN.finditer(self._xml, self._end):
            where = "header" if match[2] == b"Header" else "footer"
            for text in margin_texts(unescape(match[3].decode("utf-8", "replace"))):
                found[where, text] = None
        return list(found)

    def links(self) -> list[tuple[int, int, str, str]]:
        """Row, column, relationship id and tip of each hyperlink."""
        found = []
        for match in _LINK.finditer(self._xml, self._end):
            attributes = {key.split(b":")[-1]: value for key, value in _ATTRIBUTE.findall(match[0])}
            cell = cell_numbers(attributes.get(b"ref", b"").split(b":")[0])
            if cell:
                tip = unescape(attributes.get(b"tooltip", b"").decode("utf-8", "replace"))
                found.append((*cell, attributes.get(b"id", b"").decode("ascii", "replace"), tip))
        return found

    def literals(self) -> list[tuple[int, int, str]]:
        """Row, column and text of each formula that is nothing but a text, where no value is kept."""
        if b'<f>"' not in self._xml and b"<f>&quot;" not in self._xml:
            return []
        return [
            (int(row), column_number(column), text.decode("utf-8", "replace"))
            for column, row, text in _LITERAL.findall(self._xml, self._start, self._end)
        ]

    def _hidden_rows(self) -> Iterator[int]:
        xml, start, end = self._xml, self._start, self._end
        if not _ANYTHING_HIDDEN.search(xml, start, end):
            return
        for row in _HIDDEN_ROW.finditer(xml, start, end):
            number = _NUMBER.search(row[0])
            if number:
                yield int(number[1])

    def _hidden_columns(self) -> Iterator[int]:
        for column in _COLUMN.findall(self._xml, 0, self._start)[:COLUMNS]:
            if _HIDDEN.search(column):
                ends = {key: int(number) for key, number in _COLUMN_RANGE.findall(column)}
                yield from range(ends.get(b"min", 1), min(ends.get(b"max", 0), COLUMNS) + 1)

    def _narrow_columns(self) -> Iterator[int]:
        """The columns that show nothing but the margins of their cells."""
        left = _MOST_SAID
        rest = (
            set(range(1, COLUMNS + 1)) if _size(self._usual(), b"defaultColWidth") <= NARROW else set[int]()
        )
        for column in _COLUMN.findall(self._xml, 0, self._start)[:COLUMNS]:
            said = dict(_ATTRIBUTE.findall(column))
            first, last = (int(_size(said, key, 1)) for key in (b"min", b"max"))
            own = range(first, min(last, COLUMNS) + 1)
            left -= len(own)
            if left < 0:  # no program says the same of a column twice
                return
            rest.difference_update(own)
            if 0 < _size(said, b"width") <= NARROW:
                yield from own
        yield from rest

    def _usual(self) -> dict[bytes, bytes]:
        """What is said of columns and rows that say nothing themselves (18.3.1.81)."""
        found = _USUAL.search(self._xml, 0, self._start)
        return dict(_ATTRIBUTE.findall(found[0])) if found else {}

    def _merged(self) -> Iterator[Rectangle]:
        for left, top, right, bottom in _MERGED.findall(self._xml, self._end):
            yield int(top), column_number(left), int(bottom), column_number(right)


def _plainly_written(data: bytes) -> bytes:
    """In UTF-8 and without the namespace prefix that some export libraries put before every name."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = data.decode("utf-16", "replace").encode()
    prefix = _PREFIX.search(data[:4096])
    if prefix is None:
        return data
    return data.replace(b"<" + prefix[1], b"<").replace(b"</" + prefix[1], b"</")


def _size(said: dict[bytes, bytes], name: bytes, usual: float = 99.0) -> float:
    """The number that an attribute says, as ECMA-376 writes lengths; `usual` for none."""
    value = said.get(name, b"")
    return float(value) if _DECIMAL.fullmatch(value) else usual


def column_number(letters: bytes) -> int:
    """The number of a column: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def cell_numbers(reference: bytes) -> tuple[int, int] | None:
    """Row and column of a reference such as D7; None where it is none."""
    found = re.fullmatch(rb"\$?([A-Z]{1,3})\$?([0-9]{1,7})", reference)
    return (int(found[2]), column_number(found[1])) if found else None
