"""The conditional formats of an .xls sheet: their areas, whether they always hold, what look they give.

[MS-XLS], 2.4.56 (CondFmt), 2.4.42 (CF), 2.4.57 (CondFmt12), 2.5.92 (DXFN: which parts of a look follow, then these),
2.5.198 (formulas as tokens); of newer programs 2.4.43 (CF12) and 2.4.44 (CFEx, which says more of a CF or CF12).
"""

from __future__ import annotations

from struct import error as StructError  # noqa: N812
from struct import unpack_from

from scanner.extract.sheets.conditions import UNKNOWN
from scanner.extract.sheets.formats import FIGURES, LONG_FIGURES, hidden_by

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scanner.extract.sheets.cells import Rectangle
    from scanner.extract.sheets.conditions import Look, Rule

AREAS, LATER_AREAS = 0x01B0, 0x0879
_RULE, _LATER_RULE, _MORE = 0x01B1, 0x087A, 0x087B  # CF, CF12, CFEx
_HEADER, _CONTENT = (
    12,
    18,
)  # bytes before what CondFmt12 has of CondFmt, CF12 of CF; before the content of a CFEx
_BAR, _ICONS, _BEFORE_BAR = 4, 6, 22  # kinds of a CF12; bytes from its last formula to the bar or icons
# Bits of CFDatabar and CFMultistate (2.5.22, 2.5.36). That of the bar is called fShowValue; Excel sets it where it hides.
_BAR_ALONE, _ICON_ALONE = 2, 1
_MOST_RANGES = 200
_BY_VALUE, _BY_FORMULA, _NOT_EQUAL = 1, 2, 4  # what a rule asks for; its operator
_HAS_FORMAT, _HAS_FONT, _HAS_SIDES, _HAS_EDGES, _HAS_FILL = (1 << bit for bit in range(25, 30))
_NO_GROUND, _NO_FORMAT = 1 << 18, 1 << 19  # bits that say that a part tells nothing of it
_FONT_SIZE, _LETTERS, _SIDES_SIZE, _EDGES_SIZE = 118, 80, 8, 8
_OWN_FORMAT = 1
_UNSTATED = 0xFFFFFFFF
# Tokens: the empty string, 0, 1, true; a cell by its place; the functions LEN, TRIM, ISBLANK, NOT; <> > =
_EMPTY, _ZERO, _ONE, _TRUE = b"\x17\x00\x00", b"\x1e\x00\x00", b"\x1e\x01\x00", b"\x1d\x01"
_LEN, _TRIM, _ISBLANK, _NOT = ((0x41, number) for number in (32, 118, 129, 38))
_ENDS = (
    (_EMPTY + b"\x0e",),
    (_LEN, _ZERO + b"\x0d"),
    (_TRIM, _LEN, _ZERO + b"\x0d"),
    (_ISBLANK, _NOT),
)
_CELL_TOKENS = frozenset((0x24, 0x44, 0x64, 0x2C, 0x4C, 0x6C))
_OFFSETS = frozenset((0x2C, 0x4C, 0x6C))
_FUNCTIONS = frozenset((0x21, 0x41, 0x61))


class _Group:
    """The rules for some areas: the look of each, None for one that does not always hold."""

    __slots__ = ("areas", "looks")

    def __init__(self, areas: list[Rectangle]) -> None:
        self.areas = areas
        self.looks: list[Look | None] = []

    def told(self) -> Iterator[Rule]:
        """What hides figures or texts, whatever else paints them; one look, or none where several have a say."""
        for look in self.looks:
            if look is not None and look[0]:
                yield self.areas, (look[0], "", "")
        yield self.areas, self.looks[0] if len(self.looks) == 1 else None


def sheet_rules(
    stream: bytes, records: Iterator[tuple[int, int, int]], colours: Mapping[int, str]
) -> Iterator[Rule]:
    """The rules among the records of a sheet (kind, offset, size); colours as six digits by their number."""
    groups: list[_Group] = []
    by_number: dict[int, _Group] = {}  # as records of later programs name them
    group = _Group([])
    for kind, at, size in records:
        record = stream[at : at + size]
        try:
            if kind in (AREAS, LATER_AREAS):
                head = _HEADER if kind == LATER_AREAS else 0
                group = _Group(_areas(record, head))
                groups.append(group)
                if not head:
                    by_number[unpack_from("<H", record, 2)[0] >> 1] = group
            elif kind == _MORE:
                group = by_number.get(unpack_from("<H", record, 16)[0], group)
                if not unpack_from("<I", record, 12)[0]:
                    _extend(group, record[_CONTENT:], colours)
            elif kind in (_RULE, _LATER_RULE):
                read = _look if kind == _RULE else _later_look
                group.looks.append(read(record, group.areas, colours))
        except (StructError, IndexError):  # a record shorter than its kind demands
            group.looks.append(None)
    for group in groups:
        if group.areas:
            yield from group.told()


def _extend(group: _Group, more: bytes, colours: Mapping[int, str]) -> None:
    """Put what later programs say of a rule's look over it (2.5.27): number formats, which a CF may lack."""
    number, (is_looked,) = unpack_from("<H", more)[0], unpack_from("<B", more, 7)
    look = group.looks[number]
    if look is None or not is_looked:
        return
    size, _ = unpack_from("<IH", more, 8)
    if size:
        _, hidden, letters, ground = _painted(more[12:], colours)
        group.looks[number] = (hidden or look[0], letters or look[1], ground or look[2])


def _areas(stream: bytes, at: int) -> list[Rectangle]:
    (count,) = unpack_from("<H", stream, at + 12)
    found = []
    for number in range(min(count, _MOST_RANGES)):
        top, bottom, left, right = unpack_from("<4H", stream, at + 14 + 8 * number)
        found.append((top + 1, left + 1, bottom + 1, right + 1))
    return found


def _look(rule: bytes, areas: list[Rectangle], colours: Mapping[int, str]) -> Look | None:
    """The look that a rule gives to every cell with something in it; None for one that does not always hold."""
    kind, operator, length, _ = unpack_from("<BBHH", rule)
    size, hidden, letters, ground = _painted(rule[6:], colours)
    formula = rule[6 + size : 6 + size + length]
    return (hidden, letters, ground) if _is_sure(kind, operator, formula, areas) else None


def _later_look(record: bytes, areas: list[Rectangle], colours: Mapping[int, str]) -> Look | None:
    """The same of a CF12 (2.4.43), and what shows a bar or an icon in the place of the figure."""
    rule = record[_HEADER:]
    kind, operator, length, second, size = unpack_from("<BBHHI", rule)
    at = 10 + (size or 2)
    formula = rule[at : at + length]
    if kind in (_BAR, _ICONS):
        at += length + second
        at += 2 + unpack_from("<H", rule, at)[0] + _BEFORE_BAR
        is_alone = rule[at + 3] & _BAR_ALONE if kind == _BAR else rule[at + 5] & _ICON_ALONE
        return (FIGURES | LONG_FIGURES, "", "") if is_alone else None
    _, hidden, letters, ground = _painted(rule[10:], colours) if size else (0, 0, "", "")
    return (hidden, letters, ground) if _is_sure(kind, operator, formula, areas) else None


def _painted(look: bytes, colours: Mapping[int, str]) -> tuple[int, int, str, str]:
    """Of a DXFN (2.5.95) its size, what its number format hides, the colours of letters and ground."""
    flags, more = unpack_from("<IH", look)
    at, letters, ground, code = 6, "", "", ""
    if flags & _HAS_FORMAT:
        at, code = _format(look, at, flags, more)
    if flags & _HAS_FONT:
        (number,) = unpack_from("<I", look, at + _LETTERS)
        letters = "" if number == _UNSTATED else _colour(number, colours)
        at += _FONT_SIZE
    at += _SIDES_SIZE * bool(flags & _HAS_SIDES) + _EDGES_SIZE * bool(flags & _HAS_EDGES)
    if flags & _HAS_FILL:
        pattern, both = unpack_from("<HH", look, at)
        is_solid = pattern >> 10 <= 1
        ground = "" if flags & _NO_GROUND else _colour(both >> 7 & 0x7F, colours) if is_solid else UNKNOWN
        at += 4
    at += 2 * (flags >> 30 & 1)  # protection
    return at, hidden_by(code), letters, ground


def _is_sure(kind: int, operator: int, formula: bytes, areas: list[Rectangle]) -> bool:
    """Whether a rule holds for every cell with something in it."""
    first = (areas[0][0] - 1, areas[0][1] - 1) if areas else (0, 0)
    if kind == _BY_VALUE:
        return operator == _NOT_EQUAL and formula == _EMPTY
    return kind == _BY_FORMULA and _holds_always(formula, first)


def _format(rule: bytes, at: int, flags: int, more: int) -> tuple[int, str]:
    """Where what follows a number format begins, and the format where it is one of the rule's own."""
    if not more & _OWN_FORMAT:
        return at + 2, ""
    size, count, wide = unpack_from("<HHB", rule, at)
    raw = rule[at + 5 : at + size]
    code = raw.decode("utf-16-le" if wide & 1 else "latin-1", "replace")[:count]
    return at + size, "" if flags & _NO_FORMAT else code


def _colour(number: int, colours: Mapping[int, str]) -> str:
    return colours.get(number, f"i{number}")


def _holds_always(formula: bytes, first: tuple[int, int]) -> bool:
    """Whether a formula is true of every cell with something in it; `first` is row and column (from 0) of the first."""
    if formula in (_TRUE, _ONE, _ONE + _ONE + b"\x0b"):
        return True
    if len(formula) < 6 or formula[0] not in _CELL_TOKENS:
        return False
    row, column = unpack_from("<HH", formula, 1)
    place = (row, column & 0x3FFF)
    is_offset = formula[0] in _OFFSETS and column & 0xC000 == 0xC000
    if place != (0, 0) if is_offset else place != first:
        return False
    return any(_is_end(formula[5:], end) for end in _ENDS)


def _is_end(rest: bytes, end: tuple[bytes | tuple[int, int], ...]) -> bool:
    """Whether tokens are these: bytes as they are, functions by their numbers."""
    at = 0
    for token in end:
        if isinstance(token, bytes):
            if not rest.startswith(token, at):
                return False
            at += len(token)
        else:
            if (
                len(rest) < at + 3
                or rest[at] not in _FUNCTIONS
                or unpack_from("<H", rest, at + 1)[0] != token[1]
            ):
                return False
            at += 3
    return at == len(rest)
