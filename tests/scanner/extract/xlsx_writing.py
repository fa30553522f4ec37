"""Writes workbooks with a small list in them, changed in one place."""

from __future__ import annotations

import io
import zipfile
from base64 import b64encode
from collections.abc import Callable

import openpyxl
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

Change = Callable[[Worksheet, str], None]
Parts = dict[str, str | bytes]
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def in_sheet(change: Change) -> Callable[[str], bytes]:
    """A workbook with a small list, changed."""

    def make(n: str) -> bytes:
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.title = "发放表"
        for row in (["姓名", "电话"], ["甲", "略"], ["乙", "略"]):
            sheet.append(row)
        change(sheet, n)
        stream = io.BytesIO()
        book.save(stream)
        return stream.getvalue()

    return make


def in_part(name: str, content: Callable[[str], str | bytes]) -> Callable[[str], bytes]:
    """The workbook with one more part, or another one in its place."""

    def make(n: str) -> bytes:
        made = content(n)
        return with_part(in_sheet(lambda sheet, _: None)(n), name, lambda _: made)

    return make


def with_part(data: bytes, name: str, change: Callable[[bytes], str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        known = set(old.namelist())
        for part in known - {name}:
            new.writestr(part, old.read(part))
        new.writestr(name, change(old.read(name) if name in known else b""))
    return stream.getvalue()


def replaced(name: str, old: str, new: Callable[[str], str]) -> Callable[[str], bytes]:
    def make(n: str) -> bytes:
        data = in_sheet(lambda sheet, _: None)(n)
        return with_part(data, name, lambda xml: xml.replace(old.encode(), new(n).encode(), 1))

    return make


def shared(items: Callable[[str], str]) -> Callable[[str], bytes]:
    """The workbook with a table of shared strings that no cell refers to."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    relation = f'<Relationship Id="rId99" Type="{kind}" Target="/xl/sharedStrings.xml"/></Relationships>'

    def make(n: str) -> bytes:
        strings = f'<sst xmlns="{MAIN}"><si><t>姓名</t></si>{items(n)}</sst>'
        data = with_part(in_sheet(lambda sheet, _: None)(n), "xl/sharedStrings.xml", lambda _: strings)
        name = "xl/_rels/workbook.xml.rels"
        return with_part(data, name, lambda xml: xml.replace(b"</Relationships>", relation.encode()))

    return make


def put(sheet: Worksheet, n: str, **look: object) -> None:
    sheet["B2"] = n
    for name, value in look.items():
        setattr(sheet["B2"], name, value)


def ruled(
    formula: str = "TRUE", *, fill: str = "", ground: str = "", format: str = "", area: str = "A2:B9"
) -> Change:
    """The number in B2 below a rule that whitens letters, or gives cells a number format."""

    def change(sheet: Worksheet, n: str) -> None:
        from openpyxl.formatting.rule import Rule
        from openpyxl.styles.differential import DifferentialStyle
        from openpyxl.styles.numbers import NumberFormat

        look = DifferentialStyle(font=None if format else Font(color="FFFFFFFF"))
        look.numFmt = NumberFormat(200, format) if format else None
        look.fill = PatternFill(bgColor=fill) if fill else None
        rule = Rule(
            "notContainsBlanks" if formula == "" else "expression",
            dxf=look,
            formula=[formula] if formula else [],
        )
        sheet.conditional_formatting.add(area, rule)
        put(sheet, n, **({"fill": PatternFill("solid", fgColor=ground)} if ground else {}))

    return change


WHITE = '<font><color rgb="FFFFFFFF"/></font>'
BLACK = '<fill><patternFill><bgColor rgb="FF000000"/></patternFill></fill>'


def later(
    look: str, rule: str = "TRUE", *, kind: str = 'type="expression"', area: str = "A2:B9", ground: str = ""
) -> Callable[[str], bytes]:
    """The number in B2 below a rule in the form of later programs ([MS-XLSX], 2.6.20), which holds its look itself."""
    held = (
        '<extLst><ext uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}" xmlns:x14="urn:x14"><x14:conditionalFormattings>'
        f'<x14:conditionalFormatting xmlns:xm="urn:xm"><x14:cfRule {kind} priority="1" id="{{1}}"><xm:f>{rule}</xm:f>'
        f"<x14:dxf>{look}</x14:dxf></x14:cfRule><xm:sqref>{area}</xm:sqref></x14:conditionalFormatting>"
        "</x14:conditionalFormattings></ext></extLst></worksheet>"
    ).encode()

    def make(n: str) -> bytes:
        look = {"fill": PatternFill("solid", fgColor=ground)} if ground else {}
        data = in_sheet(lambda sheet, n: put(sheet, n, **look))(n)
        return with_part(data, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"</worksheet>", held))

    return make


def figure(sheet: Worksheet, n: str, format: str) -> None:
    """The number as a figure in B2."""
    put(sheet, n, value=int(n), number_format=format)


def barred(rule: str, *, is_text: bool = False) -> Callable[[str], bytes]:
    """The number in B2 below a rule that draws a bar or icons (18.3.1.28, 18.3.1.49)."""
    held = (
        f'<conditionalFormatting sqref="B2:B9"><cfRule priority="1" {rule}</cfRule></conditionalFormatting>'
    )

    def make(n: str) -> bytes:
        data = in_sheet(lambda sheet, n: put(sheet, n) if is_text else figure(sheet, n, "General"))(n)
        change = b"<pageMargins", held.encode() + b"<pageMargins"
        return with_part(data, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(*change))

    return make


def bar(about: str) -> str:
    return f'type="dataBar"><dataBar {about}><cfvo type="min"/><cfvo type="max"/><color rgb="FF638EC6"/></dataBar>'


def queries(text: str) -> bytes:
    """The queries of a workbook ([MS-QDEFF], 2.1)."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("Formulas/Section1.m", f"section Section1; shared 查询 = {text};")
    package = stream.getvalue()
    held = b64encode(bytes(4) + len(package).to_bytes(4, "little") + package + bytes(12)).decode()
    return f'<DataMashup xmlns="http://schemas.microsoft.com/DataMashup">{held}</DataMashup>'.encode("utf-16")
