"""Excel 2003 XML (XML Spreadsheet): cells, what is hidden among them, comments, names, caches.

Source: the XML Spreadsheet reference of Office 2003. Rows and cells state their number (ss:Index) only where some
before them are left out; a column or row may stand for several (ss:Span).
"""

from __future__ import annotations

from scanner.extract.building import DocumentBuilder
from scanner.extract.flat.looks import Looks
from scanner.extract.flat.tree import local
from scanner.extract.package.sweep_xml import xml_lines
from scanner.extract.package.telling import is_telling_text
from scanner.extract.sheets.cells import SheetFacts, add_cells, blocks_of, number_text
from scanner.extract.sheets.margins import add_margins, margin_texts
from scanner.model import Place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml.etree import _Element

    from scanner.extract.sheets.cells import Cell, Rectangle
    from scanner.extract.sheets.conditions import Conditions
    from scanner.model import Document
    from scanner.settings import Limits

_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
_X = "{urn:schemas-microsoft-com:office:excel}"
_ROWS, _COLUMNS = 1_048_576, 16_384
_NO_HEIGHT = 2.0  # points: a row of that height shows nothing of a letter
_NARROW = 3.75  # points: a column of five pixels shows nothing but the margins of its cells
_NOT_SHOWN = ("SheetHidden", "SheetVeryHidden")
_PROPERTIES = {"Author": "creator", "LastAuthor": "lastModifiedBy", "Description": "description"}
_SAID = frozenset("Title Subject Author Keywords Description LastAuthor Category Manager Company".split())


def read_workbook(name: str, root: _Element, limits: Limits) -> Document:
    """The document of a workbook. Each sheet is a table, or several."""
    builder = DocumentBuilder(name, "xlsx")
    looks = Looks(root)
    is_shown = next(root.iter(f"{_X}WindowHidden"), None) is None
    tables = 0
    for sheet in root.iterchildren(f"{_SS}Worksheet"):
        tables += _Sheet(sheet, looks).pour(builder, limits, is_shown=is_shown)
    if not tables:
        builder.gap("file", "empty")
    for holder in root:
        if local(holder).endswith("DocumentProperties"):
            _pour_properties(builder, holder)
    _pour_rest(builder, root)
    return builder.document()


class _Sheet:
    def __init__(self, sheet: _Element, looks: Looks) -> None:
        self._sheet = sheet
        self._name = sheet.get(f"{_SS}Name") or ""
        self._looks = looks
        self._cells: list[Cell] = []
        self._notes: list[tuple[int, int, str, str]] = []  # row, column, layer, text
        self._merged: list[Rectangle] = []
        self._unseen: set[tuple[int, int]] = set()
        self._hidden_rows: set[int] = set()
        self._hidden_columns: set[int] = set()
        self._narrow_columns: set[int] = set()
        self._columns: dict[int, str] = {}  # column -> its style
        self._rules = _rules(sheet)

    def pour(self, builder: DocumentBuilder, limits: Limits, *, is_shown: bool) -> int:
        """Add the sheet; the number of its tables. `is_shown`: whether the window of the workbook is."""
        for table in self._sheet.iterchildren(f"{_SS}Table"):
            self._take(table)
        said = next(self._sheet.iter(f"{_X}Visible"), None)
        facts = SheetFacts(
            self._name,
            is_shown and (said is None or not (said.text or "").startswith(_NOT_SHOWN)),
            frozenset(self._hidden_rows),
            frozenset(self._hidden_columns),
            tuple(self._merged),
            frozenset(self._unseen),
            narrow_columns=frozenset(self._narrow_columns),
        )
        self._pour_margins(builder, facts)
        tables = sum(add_cells(builder, facts, block) for block in blocks_of(self._cells, limits.cells))
        for row, column, layer, text in self._notes:
            part = "comment" if layer == "comment" else "link" if layer == "link-target" else "sheet"
            builder.add(text, Place(part, (row, column), "sheet", self._name), layer=layer, visible=False)
        return tables

    def _pour_margins(self, builder: DocumentBuilder, facts: SheetFacts) -> None:
        for kind in ("Header", "Footer"):
            for margin in self._sheet.iter(f"{_X}{kind}"):
                texts = margin_texts(margin.get(f"{_X}Data") or "")
                add_margins(builder, facts, [(kind.lower(), text) for text in texts])

    def _take(self, table: _Element) -> None:
        column, left = 0, 4 * _COLUMNS
        for found in table.iterchildren(f"{_SS}Column"):
            column = _number(found, "Index", column + 1)
            last = min(column + _number(found, "Span", 0), _COLUMNS)
            columns = range(column, last + 1)
            left -= len(columns)
            if left < 0:  # no program says the same of a column twice
                break
            if _is_hidden(found, "Width", 0):
                self._hidden_columns.update(columns)
            elif _size(found, "Width") <= _NARROW:
                self._narrow_columns.update(columns)
            if found.get(f"{_SS}StyleID"):
                self._columns.update(dict.fromkeys(columns, found.get(f"{_SS}StyleID") or ""))
            column = last
        row = 0
        for found in table.iterchildren(f"{_SS}Row"):
            row = _number(found, "Index", row + 1)
            last = min(row + _number(found, "Span", 0), _ROWS)
            if _is_hidden(found, "Height", _NO_HEIGHT):
                self._hidden_rows.update(range(row, last + 1))
            self._take_row(found, row)
            row = last

    def _take_row(self, row: _Element, number: int) -> None:
        column = 0
        for cell in row.iterchildren(f"{_SS}Cell"):
            column = _number(cell, "Index", column + 1)
            right = min(column + _number(cell, "MergeAcross", 0), _COLUMNS)
            bottom = min(number + _number(cell, "MergeDown", 0), _ROWS)
            if (bottom, right) != (number, column):
                self._merged.append((number, column, bottom, right))
            data = cell.find(f"{_SS}Data")
            text = _text_of(data) if data is not None else ""
            if text:
                self._cells.append((number, column, text))
                style = cell.get(f"{_SS}StyleID") or row.get(f"{_SS}StyleID") or self._columns.get(column, "")
                is_figure = data is not None and data.get(f"{_SS}Type") == "Number"
                if self._is_unseen((number, column), style, text if is_figure else ""):
                    self._unseen.add((number, column))
            self._note(cell, number, column)
            column = right

    def _is_unseen(self, place: tuple[int, int], style: str, figure: str) -> bool:
        """Whether a cell shows nothing, by its style or by a rule."""
        rules = self._rules
        if rules is None:
            return self._looks.is_unseen(style, figure)
        if self._looks.is_unseen(style, figure, is_painted=not rules.is_free(place)):
            return True
        is_near = rules.may_hide and rules.is_near(place)
        return is_near and rules.hides(place, *self._looks.colours(style), figure)

    def _note(self, cell: _Element, row: int, column: int) -> None:
        for layer, text in (
            ("link-target", cell.get(f"{_SS}HRef") or ""),
            ("attribute", cell.get(f"{_X}HRefScreenTip") or ""),
            ("attribute", _literals(cell.get(f"{_SS}Formula") or "")),
        ):
            if text:
                self._notes.append((row, column, layer, text))
        for comment in cell.iterchildren(f"{_SS}Comment"):
            text = "".join(map(str, comment.itertext())).strip()
            if text:
                self._notes.append((row, column, "comment", text))
            author = comment.get(f"{_SS}Author") or ""
            if author:
                self._notes.append((row, column, "property", author))
        for guide in cell.iterchildren(f"{_SS}PhoneticText", f"{_X}PhoneticText"):
            self._notes.append((row, column, "cache", "".join(map(str, guide.itertext()))))


def _rules(sheet: _Element) -> Conditions | None:
    """The conditional formats of a sheet; None where it has none."""
    if sheet.find(f"{_X}ConditionalFormatting") is None:
        return None
    from scanner.extract.flat.conditions import sheet_rules
    from scanner.extract.sheets.conditions import Conditions

    return Conditions(sheet_rules(sheet))


def _text_of(data: _Element) -> str:
    text = "".join(map(str, data.itertext()))
    kind = data.get(f"{_SS}Type")
    if kind == "Number":
        try:
            return number_text(float(text)) if "e" in text.lower() or "." in text else text.strip()
        except ValueError:
            return text
    return text.removesuffix("T00:00:00.000") if kind == "DateTime" else text


def _literals(formula: str) -> str:
    """The formula where it holds a text of its own that tells something."""
    return formula if is_telling_text("".join(formula.split('"')[1::2])) else ""


def _number(element: _Element, name: str, usual: int) -> int:
    said = element.get(f"{_SS}{name}") or ""
    return min(int(said[:8]), _ROWS) if said.isdecimal() and said.isascii() else usual


def _is_hidden(element: _Element, side: str, most: float) -> bool:
    """Whether a row or column is hidden, or not larger than so many points."""
    return element.get(f"{_SS}Hidden") == "1" or _size(element, side) <= most


def _size(element: _Element, side: str) -> float:
    """A length in points; a great one where none is told."""
    said = element.get(f"{_SS}{side}") or ""
    return float(said) if said.replace(".", "", 1).isdecimal() and said.isascii() else 1e9


def _pour_properties(builder: DocumentBuilder, holder: _Element) -> None:
    is_custom = local(holder).startswith("Custom")
    for child in holder:
        name, text = local(child), (child.text or "").strip()
        if text and (is_custom or name in _SAID):
            place = Place("property", (), "named", _PROPERTIES.get(name, name))
            builder.add(text, place, layer="property", visible=False)


def _outermost(root: _Element, is_meant: Callable[[_Element], bool]) -> Iterator[_Element]:
    """The elements below that are meant, none that lies within another; each may be removed when it is given."""
    waiting = [root]
    while waiting:
        for child in list(waiting.pop()):
            if is_meant(child):
                yield child
            else:
                waiting.append(child)


def _is_of_pivot(element: _Element) -> bool:
    return local(element).startswith("Pivot") or local(element) == "data"


def _pour_rest(builder: DocumentBuilder, root: _Element) -> None:
    """What is neither cell nor property: names, validations, caches of pivot tables, recordsets."""
    for told in _outermost(root, lambda element: element.tag in (f"{_SS}Table", f"{_SS}Styles")):
        above = told.getparent()
        if above is not None:
            above.remove(told)
    said = builder.texts()
    for part, layer, holders in (
        ("pivot-cache", "cache", list(_outermost(root, _is_of_pivot))),
        ("sheet-part", "attribute", [e for e in root if not local(e).endswith("DocumentProperties")]),
    ):
        for holder in holders:
            for (_, own), lines in xml_lines(holder).by_layer.items():
                for text in lines:
                    if text not in said:
                        said.add(text)
                        place = Place(part, (), "named", local(holder))
                        builder.add(
                            text, place, layer=own if layer == "attribute" and own else layer, visible=False
                        )
