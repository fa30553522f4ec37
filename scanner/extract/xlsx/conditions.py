"""The rules of conditional formats in a sheet of an .xlsx: their areas, whether they always hold, what look they give.

ISO/IEC 29500-1, 18.3.1.18 (conditionalFormatting), 18.3.1.10 (cfRule), 18.8.14 (dxf); those of later programs, which hold
their looks themselves: [MS-XLSX], 2.6.18 (x14:conditionalFormatting), 2.6.20 (x14:cfRule).
"""

from __future__ import annotations

from scanner.extract.sheets.conditions import UNKNOWN
from scanner.extract.sheets.formats import FIGURES, LONG_FIGURES, hidden_by
from scanner.extract.xlsx.sheet import cell_numbers
from scanner.extract.xlsx.text import named
from scanner.regexes import compiled, compiled_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from lxml.etree import _Element

    from scanner.extract.sheets.cells import Rectangle
    from scanner.extract.sheets.conditions import Look, Rule

    Colour = Callable[[Mapping[str, str] | _Element | None, str], str]

_PREFIX = rb"(?:[A-Za-z0-9]{1,20}:)?"
_NAMES = compiled_bytes(rb"<((?:[A-Za-z0-9]{1,20}:)?)conditionalFormatting[ >]")
_RANGES = compiled_bytes(rb'sqref(?:="|>)([A-Z0-9: $]{2,10000})["<]')
_RULE = compiled_bytes(
    rb"(?s)<"
    + _PREFIX
    + rb"cfRule ([^>]{1,1000})>(.{0,10000}?)(?:</"
    + _PREFIX
    + rb"cfRule>|(?=<"
    + _PREFIX
    + rb"cfRule )|\Z)"
)
_FORMULA = compiled_bytes(rb"<(?:" + _PREFIX + rb"formula|[A-Za-z0-9]{1,20}:f)>([^<]{1,1000})<")
_OWN_LOOK = compiled_bytes(rb"(?s)<" + _PREFIX + rb"dxf>(.{0,10000}?)</" + _PREFIX + rb"dxf>")
_FONT = compiled_bytes(rb"(?s)<" + _PREFIX + rb"font>(.{0,5000}?)</" + _PREFIX + rb"font>")
_TAG = compiled_bytes(rb"<" + _PREFIX + rb"(color|bgColor|numFmt|fill) ?([^>]{0,1000})>")
_SAID = compiled_bytes(rb'([A-Za-z]{1,20})="([^"]{0,100})"')
_CELL = r"\$?[A-Z]{1,3}\$?[0-9]{1,7}"
# What holds for every cell with something in it, the cell itself named once.
_ALWAYS = compiled(
    rf"(?:TRUE(?:\(\))?|1|1=1|(?P<a>{_CELL})<>\"\"|LEN\((?P<b>{_CELL})\)>0|LEN\(TRIM\((?P<c>{_CELL})\)\)>0"
    rf"|NOT\(ISBLANK\((?P<d>{_CELL})\)\))\Z"
)
_MOST_BLOCKS, _MOST_RANGES, _MOST_NAMES = 1_000, 200, 4
_BAR_ALONE = compiled_bytes(
    rb"<" + _PREFIX + rb'(?:dataBar|iconSet) (?:[^>]{0,500} )?showValue="(?:0|false)"'
)


class RuleLooks:
    """The differential formats of a workbook, by their numbers."""

    def __init__(self, root: _Element, colour: Colour) -> None:
        self._colour = colour
        self._looks: list[Look] = []
        for look in (look for looks in named(root, "dxfs") for look in named(looks, "dxf")):
            code = next((found.get("formatCode") or "" for found in named(look, "numFmt")), "")
            font = next(iter(named(look, "font")), None)
            letters = next(iter(named(font, "color")), None) if font is not None else None
            ground = next((found for fill in named(look, "fill") for found in named(fill, "bgColor")), None)
            has_fill = next(iter(named(look, "fill")), None) is not None
            self._looks.append(self._look(code, letters, ground, has_fill=has_fill))

    def rules(self, sheet: bytes) -> Iterator[Rule]:
        """The rules of a sheet; each rule of its areas apart."""
        for block in _blocks(sheet):
            areas = _ranges(block)
            found = list(_rules(block))
            for look, about, inside in found:
                if _BAR_ALONE.search(inside):  # 18.3.1.28, 18.3.1.49: bar or icon in the place of figures
                    yield areas, (FIGURES | LONG_FIGURES, "", "")
                    continue
                always = _holds_always(about, inside, areas[0][:2]) if areas else False
                yield areas, self._given(look, inside) if always and len(found) == 1 else None
            if not found:
                yield areas, None

    def _given(self, number: int, inside: bytes) -> Look | None:
        """The look of a rule: one of the workbook, or its own."""
        if 0 <= number < len(self._looks):
            return self._looks[number]
        own = _OWN_LOOK.search(inside)
        if own is None:
            return None
        font = _FONT.search(own[1])
        tags = [(name, _attributes(said)) for name, said in _TAG.findall(own[1])]
        within = [(name, _attributes(said)) for name, said in _TAG.findall(font[1])] if font else []
        letters = next((said for name, said in within if name == b"color"), None)
        ground = next((said for name, said in tags if name == b"bgColor"), None)
        code = next((said.get("formatCode", "") for name, said in tags if name == b"numFmt"), "")
        return self._look(code, letters, ground, has_fill=b"fill>" in own[1])

    def _look(
        self,
        code: str,
        letters: Mapping[str, str] | _Element | None,
        ground: Mapping[str, str] | _Element | None,
        *,
        has_fill: bool,
    ) -> Look:
        fill = self._colour(ground, UNKNOWN) if ground is not None else UNKNOWN if has_fill else ""
        return hidden_by(code), self._colour(letters, "000000") if letters is not None else "", fill


def _blocks(sheet: bytes) -> Iterator[bytes]:
    """Each conditionalFormatting, up to its end, whatever its prefix."""
    prefixes = dict.fromkeys(found[1] for found in _NAMES.finditer(sheet))
    for prefix in list(prefixes)[:_MOST_NAMES]:
        start, close = b"<" + prefix + b"conditionalFormatting", b"</" + prefix + b"conditionalFormatting>"
        at = sheet.find(start)
        for _ in range(_MOST_BLOCKS):
            if at >= 0 and sheet.startswith(
                b"s", at + len(start)
            ):  # x14:conditionalFormattings, the list of them
                at = sheet.find(start, at + len(start))
            end = sheet.find(close, at) if at >= 0 else -1
            if end < 0:
                break
            yield sheet[at:end]
            at = sheet.find(start, end)


def _rules(block: bytes) -> Iterator[tuple[int, dict[bytes, bytes], bytes]]:
    """The look of each rule, -1 for none, its attributes and what it holds."""
    for about, inside in _RULE.findall(block):
        said = dict(_SAID.findall(about))
        number = said.get(b"dxfId", b"")
        yield int(number) if number.isdigit() else -1, said, inside


def _holds_always(said: dict[bytes, bytes], inside: bytes, first: tuple[int, int]) -> bool:
    """Whether a rule holds for every cell with something in it; `first` is the cell that its formula is told from."""
    kind = said.get(b"type", b"")
    formula = _FORMULA.search(inside)
    text = _plain(formula[1]) if formula else ""
    if kind == b"cellIs":
        return said.get(b"operator") == b"notEqual" and text == '""'
    always = _ALWAYS.match(text) if kind == b"expression" else None
    if always is None:
        return kind == b"notContainsBlanks"
    cell = next((value for value in always.groupdict().values() if value), "")
    return not cell or cell_numbers(cell.replace("$", "").encode()) == first


def _attributes(said: bytes) -> dict[str, str]:
    return {name.decode(): _unescaped(value) for name, value in _SAID.findall(said)}


def _plain(formula: bytes) -> str:
    return _unescaped(formula).replace(" ", "").upper()


def _unescaped(said: bytes) -> str:
    from html import unescape

    return unescape(said.decode("utf-8", "replace"))


def _ranges(block: bytes) -> list[Rectangle]:
    said = _RANGES.search(block)
    found = []
    for piece in (said[1].split() if said else [])[:_MOST_RANGES]:
        first, _, last = piece.partition(b":")
        ends = cell_numbers(first), cell_numbers(last or first)
        if ends[0] and ends[1]:
            found.append((*ends[0], *ends[1]))
    return found
