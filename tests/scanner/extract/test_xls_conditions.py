"""What conditional formats of an .xls hide: those of Excel 97, and those of later programs."""

from __future__ import annotations

from struct import pack

import pytest
import xlwt
from hidden_files import ole
from test_xls import EOF, LIMITS, NUMBER, WHITE, book, record, saved, styled

from scanner.extract import extract
from scanner.extract.ole.compound import CompoundFile

TRUE = b"\x1d\x01"
NOT_BLANK = b"\x4c\0\0\0\xc0\x41" + pack("<H", 129) + b"\x41" + pack("<H", 38)  # NOT(ISBLANK(the cell))
LONG = b"\x44\4\0\2\xc0\x41" + pack("<H", 118) + b"\x41" + pack("<H", 32) + b"\x1e\0\0\x0d"  # LEN(TRIM(C5))>0
OTHER = b"\x44\0\0\0\xc0\x17\0\0\x0e"  # A1<>""
ABOVE = b"\x1e\x64\0"  # 100


def ruled(
    letters: int = -1,
    ground: int = -1,
    format: str = "",
    *,
    formula: bytes = TRUE,
    kind: int = 2,
    operator: int = 0,
    rules: int = 1,
    column: int = 2,
    look: str = "",
    later: bool = False,
) -> bytes:
    """The list with the number in C5 below rules that paint it: CondFmt and CF, whose look is a DXFN (2.5.92)."""
    flags, parts = 0, b""
    if format:
        flags |= 1 << 25
        parts += pack("<HHB", 5 + len(format), len(format), 0) + format.encode()
    if letters >= 0:
        flags |= 1 << 26
        parts += bytes(80) + pack("<I", letters) + bytes(34)
    if ground >= 0:
        flags |= 1 << 29
        parts += pack("<HH", 0, ground << 7)
    else:
        flags |= 1 << 18
    rule = pack("<BBHHIH", kind, operator, len(formula), 0, flags, bool(format)) + parts + formula
    area = pack("<HH4HH4H", rules, 1, 4, 4, column, column, 1, 4, 4, column, column)
    more = record(0x01B0, area) + record(0x01B1, rule) * rules
    more += record(0x0879, bytes(12) + area) if later else b""
    whole = CompoundFile(styled(look)).stream("Workbook").rstrip(b"\0").removesuffix(b"\x0a")
    return ole({"Workbook": whole + more + EOF})


def later(rule: bytes = b"", *, look: str = "", more: bytes = b"", figure: float = 0) -> bytes:
    """The list below a CondFmt12 with one CF12, or a CondFmt with what later programs say of it."""
    area = pack("<HH4HH4H", 1, 1, 4, 4, 2, 2, 1, 4, 4, 2, 2)
    added = record(0x0879, bytes(12) + area) + record(0x087A, bytes(12) + rule) if rule else more
    made = book()
    if figure:
        made.get_sheet(0).write(4, 2, figure)
    else:
        made.get_sheet(0).write(4, 2, NUMBER, xlwt.easyxf(look))
    whole = CompoundFile(saved(made)).stream("Workbook").rstrip(b"\0").removesuffix(b"\x0a")
    return ole({"Workbook": whole + added + EOF})


def cf12(letters: int = -1, kind: int = 2, formula: bytes = TRUE, behind: bytes = b"") -> bytes:
    """A rule of later programs (2.4.43): its look with its size, its formulas, what it draws."""
    look = (
        pack("<IH", 1 << 26 | 1 << 18, 0) + bytes(80) + pack("<I", letters) + bytes(34)
        if letters >= 0
        else b""
    )
    size = pack("<I", len(look)) if look else pack("<IH", 0, 0)
    return (
        pack("<BBHH", kind, 0, len(formula), 0) + size + look + formula + pack("<H", 0) + bytes(22) + behind
    )


def extended(format: str) -> bytes:
    """A CF that colours nothing, and a CFEx (2.4.44) that gives it a number format."""
    area = pack("<HH4HH4H", 1, 3 << 1, 4, 4, 2, 2, 1, 4, 4, 2, 2)
    rule = pack("<BBHHIH", 2, 0, len(TRUE), 0, 1 << 18, 0) + TRUE
    look = pack("<IHHHB", 1 << 25 | 1 << 18, 1, 5 + len(format), len(format), 0) + format.encode()
    content = pack("<HBBHBBIH", 0, 0, 0, 1, 1, 1, len(look), 0)[:12] + look
    more = record(0x087B, bytes(12) + pack("<IH", 0, 3) + content)
    return record(0x01B0, area) + record(0x01B1, rule) + more


WITH_VALUE, ALONE = bytes(3) + b"\0" + bytes(40), bytes(3) + b"\2" + bytes(40)  # CFDatabar (2.5.22)
ICONS_ALONE = bytes(3) + b"\3\0\1" + bytes(40)  # CFMultistate (2.5.36)
FIGURE = 13900001234.0
LATER = {
    "white-by-a-later-rule": (later(cf12(9)), NUMBER, "invisible-text"),
    "white-by-a-later-rule-on-its-length": (later(cf12(9, formula=LONG)), NUMBER, "invisible-text"),
    "white-by-a-later-rule-on-another-cell": (later(cf12(9, formula=OTHER)), NUMBER, "body"),
    "red-by-a-later-rule": (later(cf12(10)), NUMBER, "body"),
    "empty-format-by-what-is-added-to-a-rule": (later(more=extended(";;;")), NUMBER, "invisible-text"),
    "plain-format-by-what-is-added-to-a-rule": (later(more=extended("0.00")), NUMBER, "body"),
    "behind-a-bar-alone": (later(cf12(kind=4, formula=b"", behind=ALONE), figure=FIGURE), "13900001234", "invisible-text"),
    "behind-a-bar": (later(cf12(kind=4, formula=b"", behind=WITH_VALUE), figure=FIGURE), "13900001234", "body"),
    "text-behind-a-bar-alone": (later(cf12(kind=4, formula=b"", behind=ALONE)), NUMBER, "body"),
    "behind-icons-alone": (later(cf12(kind=6, formula=b"", behind=ICONS_ALONE), figure=FIGURE), "13900001234", "invisible-text"),
}  # fmt: skip


@pytest.mark.parametrize("place", LATER)
def test_cells_that_conditions_of_later_programs_paint(place: str) -> None:
    data, value, layer = LATER[place]
    blocks = extract("a.xls", data, LIMITS).blocks
    found = [block for block in blocks if value in block.text and block.place.steps == (5, 3)]
    assert [(block.layer, block.visible) for block in found] == [(layer, layer == "body")]


@pytest.mark.parametrize("size", range(0, 170, 6))
@pytest.mark.parametrize("kind", [0x087A, 0x087B])
def test_a_later_rule_cut_short_is_no_error(size: int, kind: int) -> None:
    whole = CompoundFile(later(cf12(9)) if kind == 0x087A else later(more=extended(";;;"))).stream("Workbook")
    at = whole.find(pack("<H", kind)) + 4
    cut = whole[: at - 2] + pack("<H", size) + whole[at : at + size] + EOF
    assert any(NUMBER in block.text for block in extract("a.xls", ole({"Workbook": cut}), LIMITS).blocks)


CONDITIONS = {
    "white-by-a-rule": (ruled(9), "invisible-text"),
    "white-by-a-rule-on-what-is-not-blank": (ruled(9, formula=NOT_BLANK), "invisible-text"),
    "white-by-a-rule-on-its-length": (ruled(9, formula=LONG), "invisible-text"),
    "white-by-a-rule-on-its-value": (ruled(9, formula=b"\x17\0\0", kind=1, operator=4), "invisible-text"),
    "black-on-black-by-a-rule": (ruled(ground=8), "invisible-text"),
    "red-on-red-by-a-rule": (ruled(10, 10), "invisible-text"),
    "colour-of-its-cell-by-a-rule": (
        ruled(10, look="pattern: pattern solid, fore_colour red"),
        "invisible-text",
    ),
    "empty-format-by-a-rule": (ruled(format=";;;"), "invisible-text"),
    "white-beside-a-rule": (ruled(10, column=7, look=WHITE), "invisible-text"),
    "white-on-black-by-a-rule": (ruled(9, 8), "body"),
    "red-by-a-rule": (ruled(10), "body"),
    "white-by-a-rule-on-another-cell": (ruled(9, formula=OTHER), "body"),
    "white-by-a-rule-on-figures": (ruled(9, formula=ABOVE, kind=1, operator=5), "body"),
    "white-by-one-of-two-rules": (ruled(9, rules=2), "body"),
    "white-by-a-rule-elsewhere": (ruled(9, column=7), "body"),
    "white-and-painted-by-a-rule": (ruled(10, look=WHITE), "body"),
    "white-by-a-rule-and-one-of-later-programs": (ruled(9, later=True), "body"),
}


@pytest.mark.parametrize("place", CONDITIONS)
def test_cells_that_conditions_paint(place: str) -> None:
    data, layer = CONDITIONS[place]
    found = [block for block in extract("a.xls", data, LIMITS).blocks if NUMBER in block.text]
    assert [(block.layer, block.visible) for block in found] == [(layer, layer == "body")]


@pytest.mark.parametrize("size", range(0, 140, 7))
def test_a_rule_cut_short_hides_nothing(size: int) -> None:
    whole = CompoundFile(ruled(9)).stream("Workbook")
    at = whole.find(pack("<H", 0x01B1)) + 4
    cut = whole[: at - 2] + pack("<H", size) + whole[at : at + size] + EOF
    assert any(NUMBER in block.text for block in extract("a.xls", ole({"Workbook": cut}), LIMITS).blocks)
