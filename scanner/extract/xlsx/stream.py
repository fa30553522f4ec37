"""Cells of a sheet as a stream, for sheets whose few cells lie far apart.

A sheet with nothing but A1 and XFD1048576 is 1 kB on disk and 17 thousand million cells in a dense
reading. Values come without the reader that knows all number formats, so only dates are told from numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from io import BytesIO

from scanner.errors import Unreadable
from scanner.extract.package.xml_library import etree
from scanner.extract.sheets.cells import Cell, texts_of
from scanner.extract.xlsx.sheet import cell_numbers
from scanner.extract.xlsx.text import joined_text, local, named
from scanner.regexes import compiled

_DATE_FORMATS = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))  # 18.8.30
_NOT_A_DATE = compiled('"[^"]*"|\\[[^\\]]*\\]|\\\\.')
_EPOCH = datetime(1899, 12, 30)  # 18.17.4.1; day 60 of 1900 does not matter for today's dates
_LAST_DAY = 2_958_466


def streamed_cells(data: bytes, strings: list[str], dates: frozenset[str]) -> Iterator[Cell]:
    """Row, column and text of each cell with text, as they stand in the part.

    Raises `Unreadable` ("damaged").
    """
    row = column = 0
    try:
        for event, element in etree.iterparse(
            BytesIO(data), events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False
        ):
            name = local(element)
            if event == "start":
                if name == "row":
                    row, column = _row_number(element.get("r"), row), 0
                continue
            if name == "c":
                at = cell_numbers((element.get("r") or "").encode("utf-8"))
                row, column = at or (row, column + 1)
                text = _text(element, strings, dates)
                if text:
                    yield row, column, text
            if name in ("c", "row"):
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
    except etree.XMLSyntaxError as error:
        raise Unreadable("damaged", "sheet") from error


def shared_strings(root: etree._Element | None) -> list[str]:
    """The texts of the table of shared strings, formatted pieces joined."""
    return [joined_text(item) for item in named(root, "si")]


def date_styles(root: etree._Element | None) -> frozenset[str]:
    """The cell styles (their numbers, as cells name them) whose number format shows a date."""
    own = {
        _whole(found.get("numFmtId"))
        for found in named(root, "numFmt")
        if re.search("[yYdD]|[mM]{3}", _NOT_A_DATE.sub("", found.get("formatCode") or ""))
    }
    formats = [style for styles in named(root, "cellXfs") for style in named(styles, "xf")]
    return frozenset(
        str(index)
        for index, style in enumerate(formats)
        if _whole(style.get("numFmtId")) in _DATE_FORMATS | own
    )


def _row_number(said: str | None, before: int) -> int:
    number = _whole(said)
    return number if number >= 0 else before + 1


def _whole(said: str | None) -> int:
    """A number of fewer than eight digits; -1 for anything else."""
    return int(said) if said and said.isdecimal() and len(said) < 8 else -1


def _text(cell: etree._Element, strings: list[str], dates: frozenset[str]) -> str:
    kind = cell.get("t") or "n"
    if kind == "inlineStr":
        return joined_text(cell)
    value = next((child.text or "" for child in cell if local(child) == "v"), "")
    if kind == "s":
        index = _whole(value)
        return strings[index] if 0 <= index < len(strings) else ""
    if kind == "b":
        return {"1": "TRUE", "0": "FALSE"}.get(value, value)
    if kind != "n" or not value:
        return value
    return _number_text(value, (cell.get("s") or "") in dates)


def _number_text(value: str, is_date: bool) -> str:
    try:
        number = float(value)
    except ValueError:
        return value
    if is_date and 0 < number < _LAST_DAY:
        moment = _EPOCH + timedelta(seconds=round(number * 86400))
        return texts_of([[moment]])[0]
    return texts_of([[number]])[0] if abs(number) < 1e300 else value
