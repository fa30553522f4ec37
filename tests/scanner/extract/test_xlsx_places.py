"""Every place of an .xlsx where a number can lie: found, in its layer, visible only where a reader sees it."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from zlib import compress

import openpyxl
import pytest
from hidden_files import emf, jpeg, macro, native, ole, workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.workbook.views import BookView
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from xlsx_writing import (
    BLACK,
    MAIN,
    WHITE,
    Change,
    bar,
    barred,
    figure,
    in_part,
    in_sheet,
    later,
    put,
    queries,
    replaced,
    ruled,
    shared,
    with_part,
)

from scanner.extract.xlsx.reader import read
from scanner.model import Document
from scanner.settings import Limits


def merged(sheet: Worksheet, n: str) -> None:
    sheet.merge_cells("A4:B4")
    sheet["A4"] = "合计"
    sheet._cells[(4, 2)] = openpyxl.cell.Cell(sheet, 4, 2, n)


USUAL = '<sheetFormatPr baseColWidth="8" defaultRowHeight="15"/>'


def narrow(sheet: Worksheet, n: str) -> None:
    put(sheet, n)
    sheet.column_dimensions["B"].width = 0.1
    sheet["C2"] = "石桥镇"


def in_book(change: Callable[[Workbook], object]) -> Callable[[str], bytes]:
    """The workbook with the number in B2 and something changed in the whole of it."""
    return in_sheet(lambda sheet, n: (put(sheet, n), change(sheet.parent)))


def hidden_sheet(state: str) -> Change:
    def change(sheet: Worksheet, n: str) -> None:
        other = sheet.parent.create_sheet("底表")
        other["A1"] = n
        other.sheet_state = state

    return change


def validation(**words: str) -> Change:
    def change(sheet: Worksheet, n: str) -> None:
        said = {key: value.format(n) for key, value in words.items()}
        rule = DataValidation(type="list", allow_blank=True, **said)
        rule.add("B2")
        sheet.add_data_validation(rule)

    return change


def filtered(sheet: Worksheet, n: str) -> None:
    put(sheet, n)
    sheet.auto_filter.ref = "A1:B3"
    sheet.row_dimensions[2].hidden = True


DRAWN = 'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SOLID = '<a:solidFill><a:srgbClr val="000000"/></a:solidFill>'


def box(
    fill: str = SOLID, *, geometry: str = "rect", about: str = "", more: str = "", print: str = "1"
) -> str:
    """A shape over B2, whose column is 64 pixels wide."""
    corners = "<xdr:from><xdr:col>1</xdr:col><xdr:colOff>9525</xdr:colOff><xdr:row>1</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from>"
    corners += "<xdr:to><xdr:col>2</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>1</xdr:row><xdr:rowOff>160000</xdr:rowOff></xdr:to>"
    shape = f'<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="2" name="矩形 1" {about}/></xdr:nvSpPr><xdr:spPr><a:prstGeom prst="{geometry}"/>{fill}</xdr:spPr>{more}</xdr:sp>'
    return (
        f'<xdr:twoCellAnchor>{corners}{shape}<xdr:clientData fPrintsWithSheet="{print}"/></xdr:twoCellAnchor>'
    )


def photo(change: str = "") -> str:
    """A picture over B2, its size stated."""
    corner = "<xdr:from><xdr:col>1</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>1</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from>"
    picture = f'<xdr:pic><xdr:blipFill><a:blip r:embed="r1">{change}</a:blip></xdr:blipFill></xdr:pic>'
    return f'<xdr:oneCellAnchor>{corner}<xdr:ext cx="609600" cy="200000"/>{picture}<xdr:clientData/></xdr:oneCellAnchor>'


def drawn(drawing: str, media: str = "a.jpeg", picture: bytes = b"") -> Callable[[str], bytes]:
    """The workbook with the number in B2 and a drawing on its sheet."""

    def make(n: str) -> bytes:
        sheet = "xl/worksheets/sheet1.xml"
        data = with_part(
            in_sheet(put)(n),
            sheet,
            lambda xml: xml.replace(
                b"</worksheet>", b'<drawing r:id="r1" xmlns:r="%b"/></worksheet>' % RELATED.encode()
            ),
        )
        for part, kind, target in (
            ("xl/worksheets/_rels/sheet1.xml.rels", "drawing", "/xl/drawings/drawing1.xml"),
            ("xl/drawings/_rels/drawing1.xml.rels", "image", f"/xl/media/{media}"),
        ):
            related = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="{RELATED}/{kind}" Target="{target}"/></Relationships>'
            data = with_part(data, part, lambda _, related=related: related)  # type: ignore[misc]
        data = with_part(data, f"xl/media/{media}", lambda _: picture or jpeg("x"))
        return with_part(
            data, "xl/drawings/drawing1.xml", lambda _: f"<xdr:wsDr {DRAWN}>{drawing}</xdr:wsDr>"
        )

    return make


CLEAR = '<a:solidFill><a:srgbClr val="000000"><a:alpha val="20000"/></a:srgbClr></a:solidFill>'
BY_STYLE = '<xdr:style><a:fillRef idx="1"><a:schemeClr val="accent1"/></a:fillRef></xdr:style>'
WORDS = "<xdr:txBody><a:p><a:r><a:t>NUMBER</a:t></a:r></a:p></xdr:txBody>"


def text_in_shape(n: str) -> bytes:
    return drawn(box("<a:noFill/>", more=WORDS.replace("NUMBER", n)))("略")


def lettered_shape(n: str, letters: str, ground: str) -> bytes:
    """A shape with the number in a colour, in none for ""."""
    solid = '<a:solidFill><a:srgbClr val="{}"/></a:solidFill>'
    look = f"<a:rPr>{solid.format(letters) if letters else '<a:noFill/>'}</a:rPr>"
    words = WORDS.replace("<a:r>", f"<a:r>{look}").replace("NUMBER", n)
    return drawn(box(solid.format(ground), more=words))("略")


def rich(look: str, *, ground: str = "", is_shared: bool = False) -> Callable[[str], bytes]:
    """A cell of two runs (18.4.4), the number in the second."""
    sheet = "xl/worksheets/sheet1.xml"

    def make(n: str) -> bytes:
        runs = f"<r><t>甲：</t></r><r><rPr>{look}</rPr><t>{n}</t></r>"
        if is_shared:
            old, new = b't="inlineStr"><is><t>&#30053;</t></is>', b't="s"><v>1</v>'
            return with_part(
                shared(lambda _: f"<si>{runs}</si>")(n), sheet, lambda xml: xml.replace(old, new, 1)
            )
        fill = {"fill": PatternFill("solid", fgColor=ground)} if ground else {}
        data = in_sheet(lambda sheet, _: put(sheet, "RICH", **fill))(n)
        return with_part(data, sheet, lambda xml: xml.replace(b"<t>RICH</t>", runs.encode()))

    return make


def pivot(n: str) -> str:
    return f'<pivotCacheRecords xmlns="{MAIN}"><r><s v="张三"/><s v="{n}"/></r></pivotCacheRecords>'


PLACES: dict[str, tuple[Callable[[str], bytes], str, bool]] = {
    "cell": (in_sheet(put), "body", True),
    "number": (in_sheet(lambda sheet, n: sheet.append(["丙", int(n)])), "body", True),
    "far-cell": (in_sheet(lambda sheet, n: sheet.cell(900, 500, n)), "body", True),
    "hidden-sheet": (in_sheet(hidden_sheet("hidden")), "hidden-sheet", False),
    "very-hidden-sheet": (in_sheet(hidden_sheet("veryHidden")), "hidden-sheet", False),
    "hidden-row": (in_sheet(lambda s, n: (put(s, n), setattr(s.row_dimensions[2], "hidden", True))), "hidden-row-or-column", False),
    "hidden-column": (in_sheet(lambda s, n: (put(s, n), setattr(s.column_dimensions["B"], "hidden", True))), "hidden-row-or-column", False),
    "zero-width": (replaced("xl/worksheets/sheet1.xml", "<sheetData>", lambda n: f'<cols><col min="4" max="4" width="0" customWidth="1"/></cols><sheetData><row r="9"><c r="D9" t="inlineStr"><is><t>{n}</t></is></c></row>'), "hidden-row-or-column", False),
    "row-without-height": (in_sheet(lambda s, n: (put(s, n), setattr(s.row_dimensions[2], "height", 0.75))), "hidden-row-or-column", False),
    "rows-of-no-usual-height": (replaced("xl/worksheets/sheet1.xml", USUAL + "<sheetData>", lambda n: f'<sheetFormatPr defaultRowHeight="0.75" customHeight="1"/><sheetData><row r="9"><c r="D9" t="inlineStr"><is><t>{n}</t></is></c></row>'), "body", True),
    "narrow-column": (in_sheet(narrow), "hidden-row-or-column", False),
    "narrow-columns": (replaced("xl/worksheets/sheet1.xml", USUAL + "<sheetData>", lambda n: f'<sheetFormatPr defaultColWidth="0.5" defaultRowHeight="13.5"/><cols><col min="1" max="1" width="9"/></cols><sheetData><row r="9"><c r="D9" t="inlineStr"><is><t>{n}</t></is></c><c r="E9"><v>1</v></c></row>'), "hidden-row-or-column", False),
    "narrow-column-beside-an-empty-cell": (in_sheet(lambda s, n: (put(s, n), setattr(s.column_dimensions["B"], "width", 0.1), setattr(s["C2"], "value", None))), "body", True),
    "narrow-column-of-a-merged-cell": (in_sheet(lambda s, n: (narrow(s, n), s.merge_cells("B2:C2"))), "body", True),
    "column-of-one-character": (in_sheet(lambda s, n: (narrow(s, n), setattr(s.column_dimensions["B"], "width", 1.7))), "body", True),
    "hidden-window": (in_book(lambda b: [setattr(view, "visibility", "hidden") for view in b.views]), "hidden-sheet", False),
    "one-window-of-two-hidden": (in_book(lambda b: b.views.append(BookView(visibility="hidden"))), "body", True),
    "low-row": (in_sheet(lambda s, n: (put(s, n), setattr(s.row_dimensions[2], "height", 9))), "body", True),
    "filtered-row": (in_sheet(filtered), "hidden-row-or-column", False),
    "grouped-row": (in_sheet(lambda s, n: (put(s, n), s.row_dimensions.group(2, 2, hidden=True))), "hidden-row-or-column", False),
    "behind-merged": (in_sheet(merged), "covered-text", False),
    "empty-format": (in_sheet(lambda s, n: put(s, n, number_format=";;;")), "invisible-text", False),
    "figure-without-format": (in_sheet(lambda s, n: figure(s, n, ";;")), "invisible-text", False),
    "figure-whose-format-is-for-texts": (in_sheet(lambda s, n: figure(s, n, ";;;@")), "invisible-text", False),
    "figure-behind-stars": (in_sheet(lambda s, n: figure(s, n, '"***"')), "invisible-text", False),
    "figure-white-by-its-format": (in_sheet(lambda s, n: figure(s, n, "[White]General")), "invisible-text", False),
    "figure-white-by-its-format-on-black": (in_sheet(lambda s, n: (figure(s, n, "[White]General"), setattr(s["B2"], "fill", PatternFill("solid", fgColor="FF000000")))[0]), "body", True),
    "white-by-a-format-for-texts": (in_sheet(lambda s, n: put(s, n, number_format="0;0;0;[White]@")), "invisible-text", False),
    "white-by-a-format-for-texts-on-black": (in_sheet(lambda s, n: put(s, n, number_format="[White]@", fill=PatternFill("solid", fgColor="FF000000"))), "body", True),
    "red-by-a-format-for-texts": (in_sheet(lambda s, n: put(s, n, number_format="[Red]@")), "body", True),
    "figure-with-a-unit": (in_sheet(lambda s, n: figure(s, n, '0"元";-0"元"')), "body", True),
    "figure-of-an-account": (in_sheet(lambda s, n: figure(s, n, '_ * #,##0_ ;_ * \\-#,##0_ ;_ * "-"??_ ;_ @_ ')), "body", True),
    "text-whose-format-is-for-figures": (in_sheet(lambda s, n: put(s, n, number_format=";;;@")), "body", True),
    "behind-a-bar-alone": (barred(bar('showValue="0"')), "invisible-text", False),
    "behind-a-bar": (barred(bar('showValue="1"')), "body", True),
    "text-behind-a-bar-alone": (barred(bar('showValue="0"'), is_text=True), "body", True),
    "behind-icons-alone": (barred('type="iconSet"><iconSet iconSet="3Arrows" showValue="0"><cfvo type="percent" val="0"/></iconSet>'), "invisible-text", False),
    "figure-without-format-by-a-rule": (in_sheet(lambda s, n: (ruled(format=";;")(s, n), figure(s, n, "General"))[0]), "invisible-text", False),
    "white-font": (in_sheet(lambda s, n: put(s, n, font=Font(color="FFFFFFFF"))), "invisible-text", False),
    "white-by-theme": (in_sheet(lambda s, n: put(s, n, font=Font(color=openpyxl.styles.colors.Color(theme=0)))), "invisible-text", False),
    "tiny-font": (in_sheet(lambda s, n: put(s, n, font=Font(sz=1))), "invisible-text", False),
    "white-by-a-rule": (in_sheet(ruled()), "invisible-text", False),
    "white-by-a-rule-on-what-is-not-blank": (in_sheet(ruled("")), "invisible-text", False),
    "white-by-a-rule-on-the-cell-itself": (in_sheet(ruled('A2<>""')), "invisible-text", False),
    "white-by-a-rule-in-another-place": (in_sheet(ruled(area="D2:D9")), "body", True),
    "white-by-a-rule-on-a-figure": (in_sheet(ruled("A2=0")), "body", True),
    "white-by-a-rule-on-another-cell": (in_sheet(ruled('C2<>""')), "body", True),
    "white-on-red-by-a-rule": (in_sheet(ruled(fill="FFC00000")), "body", True),
    "white-by-a-rule-on-a-filled-cell": (in_sheet(ruled(ground="FF1F3864")), "body", True),
    "empty-format-by-a-rule": (in_sheet(ruled(format=";;;")), "invisible-text", False),
    "white-run-of-a-shared-text": (rich('<color rgb="FFFFFFFF"/>', is_shared=True), "invisible-text", False),
    "white-run-of-a-text": (rich('<color rgb="FFFFFFFF"/>'), "invisible-text", False),
    "tiny-run": (rich('<sz val="1"/>'), "invisible-text", False),
    "red-run": (rich('<color rgb="FFC00000"/>', is_shared=True), "body", True),
    "white-run-on-blue": (rich('<color rgb="FFFFFFFF"/>', ground="FF1F3864"), "body", True),
    "white-on-blue": (in_sheet(lambda s, n: put(s, n, font=Font(color="FFFFFFFF"), fill=PatternFill("solid", fgColor="FF1F3864"))), "body", True),
    "black-on-black": (in_sheet(lambda s, n: put(s, n, fill=PatternFill("solid", fgColor="FF000000"))), "invisible-text", False),
    "red-on-red": (in_sheet(lambda s, n: put(s, n, font=Font(color="FFC00000"), fill=PatternFill("solid", fgColor="FFC00000"))), "invisible-text", False),
    "black-on-yellow": (in_sheet(lambda s, n: put(s, n, fill=PatternFill("solid", fgColor="FFFFFF00"))), "body", True),
    "white-on-black": (in_sheet(lambda s, n: put(s, n, font=Font(color="FFFFFFFF"), fill=PatternFill("solid", fgColor="FF000000"))), "body", True),
    "under-a-shape": (drawn(box()), "covered-text", False),
    "under-a-shape-filled-by-its-style": (drawn(box("", more=BY_STYLE)), "covered-text", False),
    "under-a-picture": (drawn(photo()), "covered-text", False),
    "under-a-shape-without-fill": (drawn(box("<a:noFill/>", more=BY_STYLE)), "body", True),
    "under-a-shape-seen-through": (drawn(box(CLEAR)), "body", True),
    "under-an-ellipse": (drawn(box(geometry="ellipse")), "body", True),
    "under-a-hidden-shape": (drawn(box(about='hidden="1"')), "body", True),
    "under-a-shape-that-does-not-print": (drawn(box(print="0")), "body", True),
    "under-a-picture-cut-out": (drawn(photo("<a:clrChange/>")), "body", True),
    "under-a-seal": (drawn(photo(), "a.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\6\0\0\0"), "body", True),
    "text-in-a-shape": (text_in_shape, "textbox", True),
    "text-in-a-hidden-shape": (lambda n: drawn(box("<a:noFill/>", about='hidden="1"', more=WORDS.replace("NUMBER", n)))("略"), "hidden-text", False),
    "text-of-a-button": (lambda n: drawn(box("<a:noFill/>", about='hidden="1"', more=WORDS.replace("NUMBER", n)).replace('hidden="1"/>', 'hidden="1"><a:extLst><a:ext><x:compatExt xmlns:x="urn:x" spid="s1"/></a:ext></a:extLst></xdr:cNvPr>'))("略"), "textbox", True),
    "white-in-a-white-shape": (lambda n: lettered_shape(n, "FFFFFF", "FFFFFF"), "invisible-text", False),
    "white-in-a-blue-shape": (lambda n: lettered_shape(n, "FFFFFF", "1F3864"), "textbox", True),
    "letters-without-fill-in-a-shape": (lambda n: lettered_shape(n, "", "FFFFFF"), "invisible-text", False),
    "threaded-comment": (in_part("xl/threadedComments/threadedComment1.xml", lambda n: f'<ThreadedComments xmlns="urn:t"><threadedComment ref="A2"><text>联系{n}</text></threadedComment></ThreadedComments>'), "comment", False),
    "timeline": (in_part("xl/timelineCaches/timelineCache1.xml", lambda n: f'<timelineCacheDefinition xmlns="urn:t" name="日程表_{n}"/>'), "cache", False),
    "total-row-of-a-table": (in_part("xl/tables/table1.xml", lambda n: f'<table xmlns="{MAIN}" ref="A1:B3"><tableColumns count="1"><tableColumn id="1" name="张三{n}" totalsRowLabel="x"/></tableColumns></table>'), "attribute", False),
    "property-of-a-sheet": (replaced("xl/worksheets/sheet1.xml", "</worksheet>", lambda n: f'<customProperties><customPr name="电话{n}"/></customProperties></worksheet>'), "attribute", False),
    "signature": (in_part("_xmlsignatures/sig1.xml", lambda n: f"<S><SignatureComments>同意 {n}</SignatureComments></S>"), "property", False),
    "white-by-a-later-rule": (later(WHITE), "invisible-text", False),
    "white-by-a-later-rule-on-what-is-not-blank": (later(WHITE, '""', kind='type="cellIs" operator="notEqual"'), "invisible-text", False),
    "empty-format-by-a-later-rule": (later('<numFmt numFmtId="200" formatCode=";;;"/>', "LEN(A2)&gt;0"), "invisible-text", False),
    "black-on-black-by-a-later-rule": (later(BLACK), "invisible-text", False),
    "colour-of-its-cell-by-a-later-rule": (later('<font><color rgb="FFFF0000"/></font>', ground="FFFF0000"), "invisible-text", False),
    "white-on-black-by-a-later-rule": (later(WHITE + BLACK), "body", True),
    "white-by-a-later-rule-on-another-sheet": (later(WHITE, "底表!$A$1=1"), "body", True),
    "white-by-a-later-rule-elsewhere": (later(WHITE, area="D2:E9"), "body", True),
    "red-by-a-later-rule": (later('<font><color rgb="FFFF0000"/></font>'), "body", True),
    "black-by-a-rule": (in_sheet(ruled(fill="FFFFFFFF", ground="FF000000")), "invisible-text", False),
    "white-style-beside-a-rule": (in_sheet(lambda s, n: (ruled(area="D2:E9")(s, n), put(s, n, font=Font(color="FFFFFFFF")))[0]), "invisible-text", False),
    "comment": (in_sheet(lambda s, n: setattr(s["A2"], "comment", Comment(n, "甲"))), "comment", False),
    "comment-author": (in_sheet(lambda s, n: setattr(s["A2"], "comment", Comment("核", f"张三{n}"))), "property", False),
    "person": (in_part("xl/persons/person.xml", lambda n: f'<personList xmlns="urn:p"><person displayName="张三{n}" id="{{1}}"/></personList>'), "property", False),
    "table-comment": (in_part("xl/tables/table1.xml", lambda n: f'<table xmlns="{MAIN}" comment="联系{n}" ref="A1:B3"/>'), "attribute", False),
    "link": (in_sheet(lambda s, n: setattr(s["A2"], "hyperlink", f"http://example.com/?t={n}")), "link-target", False),
    "link-tip": (in_sheet(lambda s, n: setattr(s["A2"], "hyperlink", openpyxl.worksheet.hyperlink.Hyperlink(ref="A2", location="A1", tooltip=n))), "link-target", False),
    "validation-list": (in_sheet(validation(formula1='"张三,{0}"')), "attribute", False),
    "validation-prompt": (in_sheet(validation(formula1='"甲"', prompt="电话{0}")), "attribute", False),
    "validation-error": (in_sheet(validation(formula1='"甲"', error="请拨{0}")), "attribute", False),
    "cube-formula": (in_sheet(lambda sheet, n: sheet.append(["甲", f'=CUBEMEMBER("库","[姓名].[张三{n}]")'])), "attribute", False),
    "defined-name": (in_sheet(lambda s, n: s.parent.defined_names.add(DefinedName("x", attr_text=f'"{n}"'))), "property", False),
    "hidden-name": (in_sheet(lambda s, n: s.parent.defined_names.add(DefinedName("x", attr_text=f"{{{n}}}", hidden=True))), "attribute", False),
    "name-comment": (in_sheet(lambda s, n: s.parent.defined_names.add(DefinedName("x", attr_text="1", comment=f"张三{n}"))), "attribute", False),
    "formula-text": (replaced("xl/worksheets/sheet1.xml", "</sheetData>", lambda n: f'<row r="8"><c r="A8"><f>IF(A1="x","{n}","")</f><v>0</v></c></row></sheetData>'), "attribute", False),
    "figure-in-a-formula": (replaced("xl/worksheets/sheet1.xml", "<sheetData>", lambda n: f'<sheetData><row r="9"><c r="D9"><f>IF(A1={n},1,0)</f><v>0</v></c></row>'), "attribute", False),
    "phonetic-of-a-text-in-its-cell": (replaced("xl/worksheets/sheet1.xml", "<sheetData>", lambda n: f'<sheetData><row r="9"><c r="D9" t="inlineStr"><is><t>略</t><rPh sb="0" eb="1"><t>{n}</t></rPh></is></c></row>'), "attribute", False),
    "formula-alone": (replaced("xl/worksheets/sheet1.xml", "</sheetData>", lambda n: f'<row r="8"><c r="A8"><f>"{n}"</f></c></row></sheetData>'), "body", True),
    "cached-value": (replaced("xl/worksheets/sheet1.xml", "</sheetData>", lambda n: f'<row r="8"><c r="A8" t="str"><f>B1</f><v>{n}</v></c></row></sheetData>'), "body", True),
    "external-cache": (in_part("xl/externalLinks/externalLink1.xml", lambda n: f'<externalLink xmlns="{MAIN}"><sheetData><row r="1"><cell r="A1" t="str"><v>{n}</v></cell></row></sheetData></externalLink>'), "cache", False),
    "external-path": (in_part("xl/externalLinks/_rels/externalLink1.xml.rels", lambda n: f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="x/externalLinkPath" Target="file:///C:/{n}.xlsx" TargetMode="External"/></Relationships>'), "link-target", False),
    "pivot-records": (in_part("xl/pivotCache/pivotCacheRecords1.xml", pivot), "cache", False),
    "pivot-field": (in_part("xl/pivotCache/pivotCacheDefinition1.xml", lambda n: f'<x xmlns="{MAIN}"><cacheField name="电话"><sharedItems><s v="{n}"/></sharedItems></cacheField></x>'), "cache", False),
    "slicer": (in_part("xl/slicerCaches/slicerCache1.xml", lambda n: f'<slicerCacheDefinition xmlns="urn:s" name="切片器_{n}"/>'), "cache", False),
    "connection": (in_part("xl/connections.xml", lambda n: f'<connections xmlns="{MAIN}"><connection name="库"><dbPr connection="Server=s;UID=u{n}" command="SELECT 1"/></connection></connections>'), "property", False),
    "query-table": (in_part("xl/queryTables/queryTable1.xml", lambda n: f'<queryTable xmlns="{MAIN}" name="查询{n}"/>'), "property", False),
    "header": (in_sheet(lambda s, n: setattr(s.oddHeader.center, "text", n)), "header", True),
    "even-footer": (in_sheet(lambda s, n: setattr(s.evenFooter.left, "text", n)), "footer", True),
    "shape": (in_part("xl/drawings/drawing9.xml", lambda n: f'<xdr:wsDr xmlns:xdr="urn:x" xmlns:a="urn:a"><xdr:sp><xdr:txBody><a:p><a:r><a:t>{n[:5]}</a:t></a:r><a:r><a:t>{n[5:]}</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:wsDr>'), "attribute", False),
    "shape-description": (in_part("xl/drawings/drawing9.xml", lambda n: f'<xdr:wsDr xmlns:xdr="urn:x"><xdr:cNvPr id="2" name="图片 1" descr="{n}"/></xdr:wsDr>'), "alternative-text", False),
    "chart": (in_part("xl/charts/chart1.xml", lambda n: f'<c:chart xmlns:c="urn:c"><c:ser><c:strCache><c:pt><c:v>{n}</c:v></c:pt></c:strCache></c:ser></c:chart>'), "textbox", True),
    "picture": (in_part("xl/media/image1.jpeg", jpeg), "image-metadata", False),
    "preview": (in_part("xl/media/image1.emf", emf), "embedded-file", False),
    "embedded": (in_part("xl/embeddings/a.xlsx", workbook), "embedded-file", False),
    "embedded-native": (in_part("xl/embeddings/oleObject1.bin", lambda n: ole({"\x01Ole10Native": native("a.txt", n.encode())})), "embedded-file", False),
    "macro": (in_part("xl/vbaProject.bin", macro), "embedded-file", False),
    "phonetic": (shared(lambda n: f'<si><t>姓名</t><rPh sb="0" eb="1"><t>{n}</t></rPh></si>'), "cache", False),
    "orphan-string": (shared(lambda n: f"<si><t>{n}</t></si>"), "cache", False),
    "orphan-rich-string": (shared(lambda n: f"<si><r><t>{n[:4]}</t></r><r><t>{n[4:]}</t></r></si>"), "cache", False),
    "revision-log": (in_part("xl/revisions/revisionLog1.xml", lambda n: f'<revisions xmlns="{MAIN}"><rcc><oc r="A1" t="inlineStr"><is><t>{n}</t></is></oc></rcc></revisions>'), "earlier-revision", False),
    "revision-user": (in_part("xl/revisions/userNames.xml", lambda n: f'<users xmlns="{MAIN}"><userInfo name="张三{n}"/></users>'), "earlier-revision", False),
    "custom-view": (replaced("xl/workbook.xml", "</workbook>", lambda n: f'<customWorkbookViews><customWorkbookView name="张三{n}"/></customWorkbookViews></workbook>'), "attribute", False),
    "scenario": (replaced("xl/worksheets/sheet1.xml", "</sheetData>", lambda n: f'</sheetData><scenarios><scenario name="方案" user="张三" comment="问{n}"><inputCells r="A1" val="1"/></scenario></scenarios>'), "attribute", False),
    "core": (in_sheet(lambda s, n: setattr(s.parent.properties, "subject", n)), "property", False),
    "company": (in_part("docProps/app.xml", lambda n: f'<Properties xmlns="urn:p"><Company>{n}</Company></Properties>'), "property", False),
    "custom-property": (in_part("docProps/custom.xml", lambda n: f'<Properties xmlns="urn:p" xmlns:vt="urn:v"><property name="x"><vt:lpwstr>{n}</vt:lpwstr></property></Properties>'), "property", False),
    "path-on-the-disk": (replaced("xl/workbook.xml", "</workbook>", lambda n: f'<x15ac:absPath xmlns:x15ac="urn:x" url="D:\\{n}\\"/></workbook>'), "property", False),
    "custom-xml": (in_part("customXml/item1.xml", lambda n: f"<x>{n}</x>"), "property", False),
    "query": (in_part("customXml/item2.xml", lambda n: queries(f'let 源 = "{n}" in 源')), "property", False),
    "row-typed-into-a-query": (in_part("customXml/item2.xml", lambda n: queries(f'Binary.FromText("{b64encode(compress(f"[[张三,{n}]]".encode(), wbits=-15)).decode()}")')), "property", False),
    "printer": (in_part("xl/printerSettings/printerSettings1.bin", lambda n: f"HP 张三 {n}".encode("utf-16-le")), "property", False),
}  # fmt: skip
NAMES = list(PLACES)


def number(name: str) -> str:
    """An invented telephone number, one a place."""
    return f"1390000{NAMES.index(name) + 2000}"


@pytest.mark.parametrize("name", NAMES)
def test_place(name: str) -> None:
    make, layer, visible = PLACES[name]
    document: Document = read("a.xlsx", make(number(name)), Limits())
    found = [block for block in document.blocks if number(name) in block.text]
    assert [(block.layer, block.visible) for block in found] == [(layer, visible)], document.gaps


def test_an_ordinary_workbook_holds_nothing_beside_its_cells() -> None:
    document = read("a.xlsx", in_sheet(lambda sheet, n: None)(""), Limits())
    assert {block.layer for block in document.blocks if block.place.part != "defined-name"} == {
        "body",
        "property",
    }
    assert document.gaps == ()


def test_what_lies_below_a_merged_cell_is_no_part_of_the_table() -> None:
    document = read("a.xlsx", in_sheet(merged)("13900001999"), Limits())
    (found,) = [block for block in document.blocks if block.text == "13900001999"]
    assert (found.place.name, found.place.steps) == ("发放表", (4, 2))
