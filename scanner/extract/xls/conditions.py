"""The conditional formats of an .xls sheet: their areas, whether they always hold, what look they give.

[MS-XLS], 2.4.56 (CondFmt), 2.4.42 (CF), 2.4.57 (CondFmt12), 2.5.92 (DXFN: which parts of a look follow, then these),
2.5.198 (formulas as tokens). Looks of newer programs (CF12) are not read: what they paint is not known.
"""

from __future__ import annotations

from struct import error as StructError  # noqa: N812
from struct import unpack_from

from scanner.extract.sheets.conditions import UNKNOWN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scanner.extract.sheets.cells import Rectangle
    from scanner.extract.sheets.conditions import Look, Rule

AREAS, LATER_AREAS = 0x01B0, 0x0879
_RULE, _HEADER = 0x01B1, 12  # CF; bytes before what CondFmt12 has of CondFmt
_MOST_RANGES = 200
_BY_VALUE, _BY_FORMULA, _NOT_EQUAL = 1, 2, 4  # what a rule asks for; its operator
_HAS_FORMAT, _HAS_FONT, _HAS_SIDES, _HAS_EDGES, _HAS_FILL = (1 << bit for bit in range(25, 30))
_NO_GROUND, _NO_FORMAT = 1 << 18, 1 << 19  # bits that say that a part tells nothing of it
_FONT_SIZE, _LETTERS, _SIDES_SIZE, _EDGES_SIZE = 118, 80, 8, 8
_OWN_FORMAT = 1
_UNSTATED = 0xFFFFFFFF
_SECTIONS = 4
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


def sheet_rules(
    stream: bytes, records: Iterator[tuple[int, int, int]], colours: Mapping[int, str]
) -> Iterator[Rule]:
    """The rules among the records of a sheet (kind, offset, size); colours as six digits by their number."""
    areas: list[Rectangle] = []
    looks: list[Look | None] = []
    for kind, at, size in records:
        try:
            if kind in (AREAS, LATER_AREAS):
                yield from _told(areas, looks)
                areas = _areas(stream, at + (_HEADER if kind == LATER_AREAS else 0))
                looks = [None] if kind == LATER_AREAS else []
            elif kind == _RULE:
                looks.append(_look(stream[at : at + size], areas, colours))
        except (StructError, IndexError):  # a record shorter than its kind demands
            looks.append(None)
    yield from _told(areas, looks)


def _told(areas: list[Rectangle], looks: list[Look | None]) -> Iterator[Rule]:
    """One look for these areas, or none where several rules have a say."""
    if areas:
        yield areas, looks[0] if len(looks) == 1 else None


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
    flags, more = unpack_from("<IH", rule, 6)
    at, letters, ground, code = 12, "", "", ""
    if flags & _HAS_FORMAT:
        at, code = _format(rule, at, flags, more)
    if flags & _HAS_FONT:
        (number,) = unpack_from("<I", rule, at + _LETTERS)
        letters = "" if number == _UNSTATED else _colour(number, colours)
        at += _FONT_SIZE
    at += _SIDES_SIZE * bool(flags & _HAS_SIDES) + _EDGES_SIZE * bool(flags & _HAS_EDGES)
    if flags & _HAS_FILL:
        pattern, both = unpack_from("<HH", rule, at)
        is_solid = pattern >> 10 <= 1
        ground = "" if flags & _NO_GROUND else _colour(both >> 7 & 0x7F, colours) if is_solid else UNKNOWN
        at += 4
    at += 2 * (flags >> 30 & 1)  # protection
    formula = rule[at : at + length]
    first = (areas[0][0] - 1, areas[0][1] - 1) if areas else (0, 0)
    if kind == _BY_VALUE:
        is_sure = operator == _NOT_EQUAL and formula == _EMPTY
    else:
        is_sure = kind == _BY_FORMULA and _holds_always(formula, first)
    sections = code.split(";")
    is_empty = len(sections) >= _SECTIONS and not any(map(str.strip, sections))
    return (is_empty, letters, ground) if is_sure else None


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
