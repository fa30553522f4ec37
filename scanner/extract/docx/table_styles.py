"""What the styles of tables say of the cells of a .docx: the looks of their words and the ground these stand on.

ECMA-376-1, 17.7.6 (what a style says of the first row, of every other row and so on, and which of it wins), 17.4.55 (tblLook:
which of it a table takes). A table that does not say which is taken as one that takes none of it: its ground is not known then.
"""

from __future__ import annotations

from scanner.extract.docx import tags as w
from scanner.extract.docx.run_look import Look, fill_of
from scanner.noun import noun

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from scanner.extract.docx.styles import Styles

_SHADE, _STYLE, _LOOK = f"{w.W}shd", f"{w.TBL_PR}/{w.W}tblStyle", f"{w.TBL_PR}/{w.W}tblLook"
_WHOLE = "wholeTable"
# What a table may take of its style: the attribute, the bit of w:val. Bands are taken unless it says no.
_TAKEN = {
    "firstRow": ("firstRow", 0x20),
    "lastRow": ("lastRow", 0x40),
    "firstCol": ("firstColumn", 0x80),
    "lastCol": ("lastColumn", 0x100),
    "noHBand": ("noHBand", 0x200),
    "noVBand": ("noVBand", 0x400),
}
_CORNERS = (
    ("neCell", "firstRow", "lastCol"),
    ("nwCell", "firstRow", "firstCol"),
    ("seCell", "lastRow", "lastCol"),
    ("swCell", "lastRow", "firstCol"),
)
_HOLDERS = frozenset((w.SDT, w.SDT_CONTENT, *(f"{w.W}{name}" for name in ("ins", "customXml", "smartTag"))))


class CellStyle(metaclass=noun):
    """What the style of its table says of a cell: look of its words, their ground ("" for none), whether they are hidden.

    `is_known` is False where the ground hangs on what the table does not say.
    """

    look: Look
    ground: str
    is_hidden: bool
    is_known: bool


class _Part:
    """What a style says of some cells; `ground` is None where it says nothing of it."""

    def __init__(self, element: _Element) -> None:
        properties = element.find(w.R_PR)
        self.look = Look(properties)
        vanish = properties.find(w.VANISH) if properties is not None else None
        self.hides = None if vanish is None else w.is_on(vanish.get(w.VAL))
        shades = (element.find(f"{w.W}{name}/{_SHADE}") for name in ("pPr", "tcPr", "tblPr"))
        shade = next((found for found in shades if found is not None), None)
        self.ground = None if shade is None else fill_of(shade)


class TableStyles:
    """The styles that the tables below `root` name; `is_telling` where one of them says something of looks or grounds."""

    def __init__(self, root: _Element, styles: Styles) -> None:
        self._parts: dict[str, dict[str, list[_Part]]] = {}
        self._cells: dict[_Element, CellStyle] = {}
        for named in root.iter(f"{w.W}tblStyle"):
            name = named.get(w.VAL) or ""
            if name not in self._parts:
                self._parts[name] = _parts(styles, name)
        self.is_telling = any(self._parts.values())

    def of(self, cell: _Element) -> CellStyle | None:
        """What is said of a cell; None where its table's style says nothing of any."""
        if not self.is_telling:
            return None
        if cell not in self._cells:
            table = next(cell.iterancestors(w.TBL), None)
            if table is not None:
                self._take(table)
        return self._cells.get(cell)

    def _take(self, table: _Element) -> None:
        """Take in the cells of a table."""
        named = table.find(_STYLE)
        parts = self._parts.get((named.get(w.VAL) or "") if named is not None else "", {})
        if not parts:
            return
        said = table.find(_LOOK)
        taken = _taken(said) if said is not None else frozenset()
        known: dict[tuple[str, ...], CellStyle] = {}
        rows = [list(_cells(row)) for row in _children(table, w.TR)]
        for number, cells in enumerate(rows):
            across = 0
            for at, cell in enumerate(cells):
                is_last = at + 1 == len(cells)
                names = _names((number, len(rows)), (across, is_last), taken, is_told=said is not None)
                if names not in known:
                    known[names] = _merged(parts, names, is_told=said is not None)
                self._cells[cell] = known[names]
                across += _span(cell)


def _parts(styles: Styles, name: str) -> dict[str, list[_Part]]:
    """What a style and those it is based on say, nearest first; {} where all of it is plain."""
    found: dict[str, list[_Part]] = {}
    for style in styles.chain(name):
        found.setdefault(_WHOLE, []).append(_Part(style))
        for element in style.iterchildren(f"{w.W}tblStylePr"):
            found.setdefault(element.get(f"{w.W}type") or "", []).append(_Part(element))
    parts = [part for own in found.values() for part in own]
    return found if any(part.ground or part.hides or part.look.says_something for part in parts) else {}


def _taken(said: _Element) -> frozenset[str]:
    """Which parts of its style a table takes."""
    value = said.get(w.VAL) or ""
    try:
        bits = int(value, 16)
    except ValueError:
        bits = 0
    found = set()
    for name, (attribute, bit) in _TAKEN.items():
        own = said.get(w.W + attribute)
        if w.is_on(own) if own is not None else bits & bit:
            found.add(name)
    return frozenset(found)


def _names(
    down: tuple[int, int], across: tuple[int, bool], taken: frozenset[str], *, is_told: bool
) -> tuple[str, ...]:
    """The parts that hold for a cell, the one that wins first; `down` is its row of how many."""
    if not is_told:
        return (_WHOLE,)
    row, rows = down
    is_first, is_last = "firstRow" in taken and row == 0, "lastRow" in taken and row + 1 == rows
    ends = {
        "firstRow": is_first,
        "lastRow": is_last and not is_first,
        "firstCol": "firstCol" in taken and across[0] == 0,
        "lastCol": "lastCol" in taken and across[1],
    }
    found = [name for name, one, two in _CORNERS if ends[one] and ends[two]]
    found += [name for name in ("firstCol", "lastCol", "firstRow", "lastRow") if ends[name]]
    if "noHBand" not in taken and not (is_first or is_last):
        found.append(f"band{(row - ('firstRow' in taken)) % 2 + 1}Horz")
    if "noVBand" not in taken and not (ends["firstCol"] or ends["lastCol"]):
        found.append(f"band{(across[0] - ('firstCol' in taken)) % 2 + 1}Vert")
    return (*found, _WHOLE)


def _merged(parts: dict[str, list[_Part]], names: tuple[str, ...], *, is_told: bool) -> CellStyle:
    look, ground, hides = Look(None), None, None
    for part in (part for name in names for part in parts.get(name, ())):
        look = look.over(part.look)
        ground = part.ground if ground is None else ground
        hides = part.hides if hides is None else hides
    others = any(part.ground for name, own in parts.items() if name != _WHOLE for part in own)
    own_ground, look.ground = look.ground, ""
    return CellStyle(look, own_ground or ground or "", bool(hides), is_told or not others)


def _cells(row: _Element) -> Iterator[_Element]:
    yield from _children(row, w.TC)


def _children(element: _Element, tag: str) -> Iterator[_Element]:
    """The rows of a table or the cells of a row, those in content controls among them."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in _HOLDERS:
            yield from _children(child, tag)


def _span(cell: _Element) -> int:
    span = cell.find(f"{w.W}tcPr/{w.GRID_SPAN}")
    value = (span.get(w.VAL) or "") if span is not None else ""
    return int(value[:4]) if value.isdecimal() and value.isascii() else 1
