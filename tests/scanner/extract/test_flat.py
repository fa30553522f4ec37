"""Every place of a file that is one XML: Word and Excel 2003, packages and OpenDocument written flat, feeds."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable

import pytest
from docx_writing import NAMESPACES as TODAY
from hidden_files import jpeg

from scanner.extract import extract
from scanner.model import Document
from scanner.settings import Limits

LIMITS = Limits(ocr="never")
NUMBER = "410999198503121239"
W = "http://schemas.microsoft.com/office/word/2003/wordml"


def read(data: str | bytes, name: str = "a.xml") -> Document:
    return extract(name, data if isinstance(data, bytes) else data.encode(), LIMITS)


def encoded(data: bytes) -> str:
    return b64encode(data).decode()


# Word 2003


def word(body: str, before: str = "", after: str = "") -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><?mso-application progid="Word.Document"?>'
        f'<w:wordDocument xmlns:w="{W}" xmlns:o="urn:schemas-microsoft-com:office:office" '
        'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:aml="http://schemas.microsoft.com/aml/2001/core" '
        'xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint">'
        f"{before}<w:body><wx:sect>{p('正文')}{body}{after}</wx:sect></w:body></w:wordDocument>"
    )


def r(text: str, look: str = "") -> str:
    return f"<w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r>"


def p(*content: str) -> str:
    return "<w:p>" + "".join(one if one.startswith("<") else r(one) for one in content) + "</w:p>"


def note(kind: str, content: str, author: str = "甲") -> str:
    return f'<aml:annotation aml:id="0" w:type="Word.{kind}" aml:author="{author}"><aml:content>{content}</aml:content></aml:annotation>'


def margin(kind: str, text: str) -> str:
    return f'<w:sectPr><w:{kind} w:type="odd">{p(text)}</w:{kind}></w:sectPr>'


def property_of(name: str, text: str) -> str:
    return f"<o:DocumentProperties><o:{name}>{text}</o:{name}></o:DocumentProperties>"


def set_as(look: str, text: str) -> str:
    """A paragraph with these properties."""
    return f"<w:p><w:pPr>{look}</w:pPr>{r(text)}</w:p>"


STYLE = '<w:styles><w:style w:type="paragraph" w:styleId="H"><w:name w:val="h"/><w:rPr>{}</w:rPr></w:style></w:styles>'
STYLED = '<w:p><w:pPr><w:pStyle w:val="H"/></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>'
PAPER = (
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1800" w:bottom="1440" w:left="1800" w:header="851"/>'
    '{}<w:docGrid w:type="lines" w:line-pitch="312"/>'
)
SNAPPED = '<w:spacing w:line="400" w:line-rule="exact"/>'


def on_paper(n: str, *, kind: str = "odd", top: int = 111, section: str = "", style: str = "") -> str:
    """The number in the third line of 20 points below a margin of 72, a bar in the header placed from the page."""
    place = (
        f"position:absolute;margin-left:128pt;margin-top:{top}pt;width:110pt;height:22pt;z-index:1;{style}"
    )
    place += "mso-position-horizontal-relative:page;mso-position-vertical-relative:page"
    bar = f"<w:p><w:r><w:pict><v:rect style='{place}' fillcolor='black'/></w:pict></w:r></w:p>"
    lines = [set_as(SNAPPED, text) for text in ("第二行文字", f"联系电话{n}，谢谢", "第四行文字")]
    header = f'<w:sectPr><w:hdr w:type="{kind}">{bar}</w:hdr>{PAPER.format(section)}</w:sectPr>'
    return word("".join(lines), after=header).replace(p("正文"), set_as(SNAPPED, "正文"))


def in_table(n: str, about: str, columns: tuple[int, ...], row: str = "", before: int = 0) -> str:
    """A table whose last cell holds the number below so many other lines."""
    grid = "".join(f'<w:gridCol w:w="{wide}"/>' for wide in columns)
    cell = f"<w:tc>{p('甲')}</w:tc><w:tc>{p('乙') * before}{p(n)}</w:tc>"
    made = f"<w:tbl><w:tblPr>{about}</w:tblPr><w:tblGrid>{grid}</w:tblGrid><w:tr><w:trPr>{row}</w:trPr>{cell}</w:tr></w:tbl>"
    return word(made, after=f"<w:sectPr>{PAPER.format('')}</w:sectPr>")


def in_old_box(n: str, height: int) -> str:
    """The number below four other lines in a text box of this height in points."""
    box = f"<v:textbox><w:txbxContent>{p('行') * 4}{p(n)}</w:txbxContent></v:textbox>"
    shape = f"<v:shape style='position:absolute;width:200pt;height:{height}pt'>{box}</v:shape>"
    return word(f"<w:p><w:r><w:pict>{shape}</w:pict></w:r></w:p>")


TABLE_STYLE = '<w:styles><w:style w:type="table" w:styleId="T"><w:name w:val="t"/><w:tblStylePr w:type="firstRow"><w:rPr><w:color w:val="FFFFFF"/></w:rPr>{}</w:tblStylePr></w:style></w:styles>'
IN_TABLE = '<w:tbl><w:tblPr><w:tblStyle w:val="T"/><w:tblLook w:val="000001E0"/></w:tblPr><w:tr><w:tc>{}</w:tc></w:tr><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>'
PICTURE = '<w:p><w:r><w:pict><w:binData w:name="wordml://01.jpg">{}</w:binData><v:shape><v:imagedata src="wordml://01.jpg"/></v:shape></w:pict></w:r></w:p>'

# Excel 2003


def book(table: str, sheet: str = "", before: str = "", after: str = "") -> str:
    return (
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:o="urn:schemas-microsoft-com:office:office" '
        'xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
        f'{before}<Worksheet ss:Name="发放表"><Table>{table}</Table>{sheet}</Worksheet>{after}</Workbook>'
    )


def cells(*texts: str, about: str = "") -> str:
    inner = "".join(t if t.startswith("<") else c(t) for t in texts)
    return f"<Row {about}>{inner}</Row>"


def c(text: str, about: str = "", more: str = "", kind: str = "String") -> str:
    return f'<Cell {about}><Data ss:Type="{kind}">{text}</Data>{more}</Cell>'


HEAD = cells("姓名", "身份证号")


def unseen(style: str, ground: str = "") -> Callable[[str], str]:
    styles = f'<Styles><Style ss:ID="s1">{style}{ground}</Style></Styles>'
    return lambda n: book(HEAD + cells("甲", c(n, 'ss:StyleID="s1"')), before=styles)


def styled(styles: str, rows: Callable[[str], str], columns: str = "") -> Callable[[str], str]:
    return lambda n: book(columns + HEAD + rows(n), before=f"<Styles>{styles}</Styles>")


def options(inner: str) -> str:
    return f'<WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel">{inner}</WorksheetOptions>'


@pytest.mark.parametrize("name", ["Styles", "x:PivotTable"])
def test_parts_of_a_book_deep_within_one_another_are_read(name: str) -> None:
    deep = (f"<{name}>" * 90 + f"<Name>{NUMBER}</Name>" + f"</{name}>" * 90) * 300
    document = read(book("<Row><Cell><Data ss:Type='String'>甲</Data></Cell></Row>", before=deep))
    assert "甲" in document.blocks.texts
    assert (NUMBER in document.blocks.texts) == (name != "Styles")


def hidden_sheet(state: str) -> Callable[[str], str]:
    return lambda n: book(HEAD + cells("甲", n), options(f"<Visible>{state}</Visible>"))


def ruled(
    look: str = "color:white", *, value: str = 'RC&lt;&gt;""', area: str = "R2C1:R9C2", qualifier: str = "", ground: str = "",
    more: str = "", kind: str = "String",
) -> Callable[[str], str]:  # fmt: skip
    """The number in R2C2 of a book with a conditional format, its cell on a ground of its own."""
    asked = f"<Qualifier>{qualifier}</Qualifier>" if qualifier else ""
    rule = f"<Condition>{asked}<Value1>{value}</Value1><Format Style='{look}'/></Condition>"
    said = f'<ConditionalFormatting xmlns="urn:schemas-microsoft-com:office:excel"><Range>{area}</Range>{rule}{more}</ConditionalFormatting>'
    style = f'<Styles><Style ss:ID="s1">{ground}</Style></Styles>'
    return lambda n: book(HEAD + cells("甲", c(n, 'ss:StyleID="s1"', kind=kind)), said, before=style)


WHITE = '<Font ss:Color="#FFFFFF"/>'
CACHE = '<x:PivotCache><rs:data xmlns:rs="urn:rs" xmlns:z="urn:z"><z:row Col1="{}"/></rs:data></x:PivotCache>'

# Packages and OpenDocument in one file

PKG = "http://schemas.microsoft.com/office/2006/xmlPackage"
MAIN = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"


def package(body: str, more: str = "") -> str:
    relations = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="{MAIN}" Target="word/document.xml"/></Relationships>'
    return (
        f'<?xml version="1.0"?><pkg:package xmlns:pkg="{PKG}">'
        f'<pkg:part pkg:name="/_rels/.rels"><pkg:xmlData>{relations}</pkg:xmlData></pkg:part>'
        f'<pkg:part pkg:name="/word/document.xml"><pkg:xmlData><w:document {TODAY}><w:body>{p("正文")}{body}</w:body></w:document></pkg:xmlData></pkg:part>'
        f"{more}</pkg:package>"
    )


def part(name: str, data: bytes) -> str:
    return f'<pkg:part pkg:name="{name}"><pkg:binaryData>{encoded(data)}</pkg:binaryData></pkg:part>'


OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
SPACES = " ".join(
    f'xmlns:{short}="{OASIS}{name}:1.0"'
    for short, name in {"office": "office", "text": "text", "table": "table", "draw": "drawing", "style": "style", "fo": "xsl-fo-compatible", "meta": "meta"}.items()
)  # fmt: skip
DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'


def flat_odf(kind: str, body: str, before: str = "") -> str:
    return (
        f'<?xml version="1.0"?><office:document {SPACES} {DC} office:mimetype="application/vnd.oasis.opendocument.{kind}">'
        f"{before}<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document>"
    )


REGION = '<text:tracked-changes><text:changed-region text:id="c"><text:deletion/></text:changed-region></text:tracked-changes>'
TEXT_P = "<text:p>{}</text:p>"
AUTO = '<office:automatic-styles><style:style style:name="w" style:family="text"><style:text-properties {}/></style:style></office:automatic-styles>'
FRAME = "<text:p>甲<draw:frame><draw:image><office:binary-data>{}</office:binary-data></draw:image></draw:frame></text:p>"
CELL = '<table:table table:name="表"><table:table-row>{}</table:table-row></table:table>'


def feed(item: str) -> str:
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>柳溪县公示</title><item>{item}</item></channel></rss>'


PLACES: dict[str, tuple[Callable[[str], str], str, bool]] = {
    "word-text": (lambda n: word(p(n)), "body", True),
    "word-split-text": (lambda n: word(p(r(n[:5]), r(n[5:]))), "body", True),
    "word-cell": (lambda n: word(f"<w:tbl><w:tr><w:tc>{p('甲')}</w:tc><w:tc>{p(n)}</w:tc></w:tr></w:tbl>"), "body", True),
    "word-insertion": (lambda n: word(p(note("Insertion", r(n)))), "body", True),
    "word-deletion": (lambda n: word(p(note("Deletion", f"<w:r><w:delText>{n}</w:delText></w:r>"))), "deletion", False),
    "word-comment": (lambda n: word(p("甲", f"<w:r>{note('Comment', p(n))}</w:r>")), "comment", False),
    "word-comment-author": (lambda n: word(p("甲", f"<w:r>{note('Comment', p('核'), f'张三{n}')}</w:r>")), "property", False),
    "word-hidden": (lambda n: word(p("甲", r(n, "<w:vanish/>"))), "hidden-text", False),
    "word-hidden-by-style": (lambda n: word(STYLED.format(n), STYLE.format("<w:vanish/>")), "hidden-text", False),
    "word-white": (lambda n: word(p("甲", r(n, '<w:color w:val="FFFFFF"/>'))), "invisible-text", False),
    "word-white-by-style": (lambda n: word(STYLED.format(n), STYLE.format('<w:color w:val="FFFFFF"/>')), "invisible-text", False),
    "word-white-by-the-style-of-a-table": (lambda n: word(IN_TABLE.format(p(n)), TABLE_STYLE.format("")), "invisible-text", False),
    "word-white-on-dark-by-the-style-of-a-table": (lambda n: word(IN_TABLE.format(p(n)), TABLE_STYLE.format('<w:tcPr><w:shd w:val="clear" w:fill="1F3864"/></w:tcPr>')), "body", True),
    "word-under-a-bar-of-the-header": (on_paper, "covered-text", False),
    "word-under-a-bar-of-the-first-header": (lambda n: on_paper(n, kind="first", section="<w:titlePg/>"), "covered-text", False),
    "word-beside-a-first-header-that-is-not-used": (lambda n: on_paper(n, kind="first"), "body", True),
    "word-above-a-bar-of-the-header": (lambda n: on_paper(n, top=180), "body", True),
    "word-over-a-bar-of-the-header": (lambda n: on_paper(n).replace("z-index:1", "z-index:-1"), "body", True),
    "word-column-right-of-the-page": (lambda n: in_table(n, '<w:tblLayout w:type="Fixed"/>', (12000, 2000)), "off-page", False),
    "word-column-over-the-edge-of-the-page": (lambda n: in_table(n, '<w:tblLayout w:type="Fixed"/>', (9000, 4000)), "body", True),
    "word-below-the-edge-of-a-row": (lambda n: in_table(n, "", (3000, 3000), '<w:trHeight w:val="280" w:h-rule="exact"/>', 2), "invisible-text", False),
    "word-in-a-row-that-grows": (lambda n: in_table(n, "", (3000, 3000), '<w:trHeight w:val="280"/>', 2), "body", True),
    "word-below-the-edge-of-a-box": (lambda n: in_old_box(n, 40), "invisible-text", False),
    "word-in-a-high-box": (lambda n: in_old_box(n, 120), "textbox", True),
    "word-header": (lambda n: word("", after=margin("hdr", n)), "header", True),
    "word-footer": (lambda n: word("", after=margin("ftr", n)), "footer", True),
    "word-footnote": (lambda n: word(p("甲", f"<w:r><w:footnote>{p(n)}</w:footnote></w:r>")), "footnote", True),
    "word-text-box": (lambda n: word(f"<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>{p(n)}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"), "textbox", True),
    "word-link": (lambda n: word(p(f'<w:hlink w:dest="http://example.com/{n}">{r("甲")}</w:hlink>')), "link-target", False),
    "word-field": (lambda n: word(p(f"<w:fldSimple w:instr='MERGEFIELD 电话{n}'>{r('甲')}</w:fldSimple>")), "attribute", False),
    "word-bookmark": (lambda n: word(p(f'<aml:annotation aml:id="0" w:type="Word.Bookmark.Start" w:name="张三{n}"/>', "甲")), "attribute", False),
    "word-author": (lambda n: word("", property_of("Author", f"张三{n}")), "property", False),
    "word-company": (lambda n: word("", property_of("Company", f"张三{n}")), "property", False),
    "word-own-property": (lambda n: word("", f"<o:CustomDocumentProperties><o:电话>{n}</o:电话></o:CustomDocumentProperties>"), "property", False),
    "word-variable": (lambda n: word("", f'<w:docPr><w:docVars><w:docVar w:name="x" w:val="{n}"/></w:docVars></w:docPr>'), "attribute", False),
    "word-picture": (lambda n: word(PICTURE.format(encoded(jpeg(f"张三 {n}")))), "image-metadata", False),
    "word-line-without-height": (lambda n: word(set_as('<w:spacing w:line="20" w:line-rule="exact"/>', n)), "invisible-text", False),
    "word-line-of-an-office": (lambda n: word(set_as('<w:spacing w:line="560" w:line-rule="exact"/>', n)), "body", True),
    "word-row-without-height": (lambda n: word(f'<w:tbl><w:tr><w:trPr><w:trHeight w:val="20" w:h-rule="exact"/></w:trPr><w:tc>{p("甲")}</w:tc><w:tc>{p(n)}</w:tc></w:tr></w:tbl>'), "hidden-row-or-column", False),
    "word-frame-left-of-the-page": (lambda n: word(set_as('<w:framePr w:w="4000" w:hanchor="page" w:x="-9000"/>', n)), "off-page", False),
    "word-below-merged": (lambda n: word(f'<w:tbl><w:tr><w:tc><w:tcPr><w:vmerge w:val="restart"/></w:tcPr>{p("甲")}</w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vmerge/></w:tcPr>{p(n)}</w:tc></w:tr></w:tbl>'), "covered-text", False),
    "word-level-of-a-list": (lambda n: word(p("甲"), f'<w:lists><w:listDef w:listDefId="0"><w:lvl w:ilvl="0"><w:lvlText w:val="电话{n}"/></w:lvl></w:listDef></w:lists>'), "template", False),
    "word-number-of-a-list": (lambda n: word(f'<w:p><w:pPr><w:listPr><wx:t wx:val="{n}"/></w:listPr></w:pPr>{r("甲")}</w:p>'), "attribute", False),
    "word-autotext": (lambda n: word(p("甲"), f"<w:glossaryDocument>{p(n)}</w:glossaryDocument>"), "template", False),
    "word-own-element": (lambda n: word(f'<x:表 xmlns:x="urn:x">{p(n)}</x:表>'), "body", True),
    "word-own-attribute": (lambda n: word(f'<x:表 xmlns:x="urn:x" 号="{n}">{p("甲")}</x:表>'), "attribute", False),
    "odf-deletion-in-the-text": (lambda n: flat_odf("text", REGION + TEXT_P.format(f'甲<text:change-start text:change-id="c"/>{n}<text:change-end text:change-id="c"/>乙')), "deletion", False),
    "sheet-cell": (lambda n: book(HEAD + cells("甲", n)), "body", True),
    "sheet-number": (lambda n: book(HEAD + cells("甲", c("139" + n[-8:], kind="Number"), n)), "body", True),
    "sheet-hidden": (hidden_sheet("SheetHidden"), "hidden-sheet", False),
    "sheet-very-hidden": (hidden_sheet("SheetVeryHidden"), "hidden-sheet", False),
    "sheet-hidden-row": (lambda n: book(HEAD + cells("甲", n, about='ss:Hidden="1"') + cells("乙", "略")), "hidden-row-or-column", False),
    "sheet-hidden-column": (lambda n: book('<Column/><Column ss:Hidden="1"/>' + HEAD + cells("甲", n)), "hidden-row-or-column", False),
    "sheet-column-without-width": (lambda n: book('<Column ss:Index="2" ss:Width="0"/>' + HEAD + cells("甲", n)), "hidden-row-or-column", False),
    "sheet-empty-format": (unseen('<NumberFormat ss:Format=";;;"/>'), "invisible-text", False),
    "sheet-white": (unseen(WHITE), "invisible-text", False),
    "sheet-black-on-black": (unseen('<Font ss:Color="#000000"/>', '<Interior ss:Color="#000000" ss:Pattern="Solid"/>'), "invisible-text", False),
    "sheet-narrow-column": (lambda n: book('<Column ss:Index="2" ss:Width="0.75"/>' + HEAD + cells("甲", n, "略")), "hidden-row-or-column", False),
    "sheet-narrow-column-beside-an-empty-cell": (lambda n: book('<Column ss:Index="2" ss:Width="0.75"/>' + HEAD + cells("甲", n)), "body", True),
    "sheet-row-without-height": (lambda n: book(HEAD + cells("甲", n, about='ss:Height="0.75"')), "hidden-row-or-column", False),
    "sheet-low-row": (lambda n: book(HEAD + cells("甲", n, about='ss:Height="9"')), "body", True),
    "sheet-white-by-its-row": (styled(f'<Style ss:ID="s1">{WHITE}</Style>', lambda n: cells("甲", n, about='ss:StyleID="s1"')), "invisible-text", False),
    "sheet-white-by-its-column": (styled(f'<Style ss:ID="s1">{WHITE}</Style>', lambda n: cells("甲", n), '<Column/><Column ss:StyleID="s1"/>'), "invisible-text", False),
    "sheet-black-in-a-white-column": (styled(f'<Style ss:ID="s1">{WHITE}</Style><Style ss:ID="s2"/>', lambda n: cells("甲", c(n, 'ss:StyleID="s2"')), '<Column/><Column ss:StyleID="s1"/>'), "body", True),
    "sheet-white-by-the-style-it-is-based-on": (styled(f'<Style ss:ID="s1">{WHITE}</Style><Style ss:ID="s2" ss:Parent="s1"/>', lambda n: cells("甲", c(n, 'ss:StyleID="s2"'))), "invisible-text", False),
    "sheet-white-by-the-usual-style": (styled(f'<Style ss:ID="Default">{WHITE}</Style><Style ss:ID="s2"/>', lambda n: cells("甲", c(n, 'ss:StyleID="s2"'))), "invisible-text", False),
    "sheet-figure-without-format": (styled('<Style ss:ID="s1"><NumberFormat ss:Format=";;"/></Style>', lambda n: cells("甲", c(n, 'ss:StyleID="s1"', kind="Number"))), "invisible-text", False),
    "sheet-text-whose-format-is-for-figures": (unseen('<NumberFormat ss:Format=";;"/>'), "body", True),
    "sheet-white-by-a-format-for-texts": (unseen('<NumberFormat ss:Format="[White]@"/>'), "invisible-text", False),
    "sheet-hidden-window": (lambda n: book(HEAD + cells("甲", n), before="<x:ExcelWorkbook><x:WindowHidden/></x:ExcelWorkbook>"), "hidden-sheet", False),
    "sheet-in-a-window-of-its-own-size": (lambda n: book(HEAD + cells("甲", n), before="<x:ExcelWorkbook><x:WindowHeight>9000</x:WindowHeight></x:ExcelWorkbook>"), "body", True),
    "sheet-white-on-blue": (unseen(WHITE, '<Interior ss:Color="#1F3864" ss:Pattern="Solid"/>'), "body", True),
    "sheet-white-by-a-rule": (ruled(), "invisible-text", False),
    "sheet-white-by-a-rule-on-what-is-not-blank": (ruled(qualifier="NotEqual", value='""'), "invisible-text", False),
    "sheet-white-by-a-rule-that-always-holds": (ruled("mso-background-source:auto;color:#FFFFFF", value="TRUE"), "invisible-text", False),
    "sheet-white-by-a-rule-on-the-length": (ruled(value="LEN(TRIM(RC))&gt;0"), "invisible-text", False),
    "sheet-black-on-black-by-a-rule": (ruled("background:black"), "invisible-text", False),
    "sheet-empty-format-by-a-rule": (ruled('mso-number-format:"\\;\\;\\;"'), "invisible-text", False),
    "sheet-figure-without-format-by-a-rule": (ruled('mso-number-format:"\\;\\;"', kind="Number"), "invisible-text", False),
    "sheet-white-by-a-rule-in-another-place": (ruled(area="R2C4:R9C4"), "body", True),
    "sheet-white-by-a-rule-on-another-cell": (ruled(value='RC[1]&lt;&gt;""'), "body", True),
    "sheet-white-by-a-rule-on-a-figure": (ruled(value="RC=0"), "body", True),
    "sheet-white-on-red-by-a-rule": (ruled("color:white;background:#C00000"), "body", True),
    "sheet-white-by-a-rule-on-a-filled-cell": (ruled(ground='<Interior ss:Color="#1F3864" ss:Pattern="Solid"/>'), "body", True),
    "sheet-white-by-one-rule-of-two": (ruled(more="<Condition><Value1>RC=1</Value1><Format Style='color:red'/></Condition>"), "body", True),
    "sheet-red-by-a-rule": (ruled("color:red"), "body", True),
    "sheet-white-beside-a-rule-that-may-paint-it": (lambda n: ruled("background:navy", value="RC&gt;1", ground='<Font ss:Color="#FFFFFF"/>')(n), "body", True),
    "sheet-comment": (lambda n: book(HEAD + cells("甲", c("略", more=f'<Comment ss:Author="甲"><ss:Data>{n}</ss:Data></Comment>'))), "comment", False),
    "sheet-comment-author": (lambda n: book(HEAD + cells("甲", c("略", more=f'<Comment ss:Author="张三{n}"><ss:Data>核</ss:Data></Comment>'))), "property", False),
    "sheet-link": (lambda n: book(HEAD + cells("甲", c("略", f'ss:HRef="http://example.com/{n}"'))), "link-target", False),
    "sheet-formula": (lambda n: book(HEAD + cells("甲", c("略", f'ss:Formula="=IF(R1C1=1,&quot;{n}&quot;,0)"'))), "attribute", False),
    "sheet-header": (lambda n: book(HEAD, options(f'<PageSetup><Header x:Data="&amp;C{n}"/></PageSetup>')), "header", True),
    "sheet-validation": (lambda n: book(HEAD, f'<x:DataValidation><x:CellRangeList/><x:Value>"张三,{n}"</x:Value></x:DataValidation>'), "attribute", False),
    "sheet-name": (lambda n: book(HEAD, before=f'<Names><NamedRange ss:Name="x" ss:RefersTo="=&quot;张三{n}&quot;"/></Names>'), "attribute", False),
    "sheet-author": (lambda n: book(HEAD, before=f'<DocumentProperties xmlns="urn:schemas-microsoft-com:office:office"><Author>张三{n}</Author></DocumentProperties>'), "property", False),
    "sheet-pivot-cache": (lambda n: book(HEAD, after=CACHE.format(n)), "cache", False),
    "package-text": (lambda n: package(p(n)), "body", True),
    "package-hidden": (lambda n: package(p(r(n, "<w:vanish/>"))), "hidden-text", False),
    "package-picture": (lambda n: package("", part("/word/media/image1.jpg", jpeg(f"张三 {n}"))), "image-metadata", False),
    "odf-text": (lambda n: flat_odf("text", TEXT_P.format(n)), "body", True),
    "odf-white": (lambda n: flat_odf("text", TEXT_P.format(f'甲<text:span text:style-name="w">{n}</text:span>'), AUTO.format('fo:color="#ffffff"')), "invisible-text", False),
    "odf-cell": (lambda n: flat_odf("spreadsheet", CELL.format(f"<table:table-cell>{TEXT_P.format(n)}</table:table-cell>")), "body", True),
    "odf-author": (lambda n: flat_odf("text", TEXT_P.format("甲"), f"<office:meta><dc:creator>张三{n}</dc:creator></office:meta>"), "property", False),
    "odf-picture": (lambda n: flat_odf("text", FRAME.format(encoded(jpeg(f"张三 {n}")))), "image-metadata", False),
    "feed-title": (lambda n: feed(f"<title>公示{n}</title>"), "body", True),
    "feed-description": (lambda n: feed(f"<description>&lt;p&gt;电话&lt;b&gt;{n}&lt;/b&gt;&lt;/p&gt;</description>"), "body", True),
    "feed-link": (lambda n: feed(f'<enclosure url="http://example.com/{n}.xls"/>'), "link-target", False),
    "comment-of-xml": (lambda n: feed(f"<!-- 张三 {n} -->"), "markup-comment", False),
    "sitemap": (lambda n: f'<?xml version="1.0"?><urlset><url><loc>http://example.com/{n}.html</loc></url></urlset>', "body", True),
}  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
def test_every_place_is_read(place: str) -> None:
    make, layer, visible = PLACES[place]
    document = read(make(NUMBER))
    found = {(block.layer, block.visible) for block in document.blocks if NUMBER in block.text}
    assert found == {(layer, visible)}, document.gaps


@pytest.mark.parametrize("place", PLACES)
def test_what_is_read_is_no_gap(place: str) -> None:
    gaps = {(gap.what, gap.reason) for gap in read(PLACES[place][0](NUMBER)).gaps}
    assert gaps <= {("picture", "picture-text")}


def test_rows_and_cells_state_their_numbers_where_some_are_left_out() -> None:
    table = HEAD + cells("甲", c("乙", 'ss:Index="4"'), about='ss:Index="5"')
    table += cells(c("合计", 'ss:MergeAcross="1"'), "丙")
    found = read(book(table), "a.xls")
    places = {block.text: block.place.steps for block in found.blocks if block.text}
    assert (places["乙"], places["丙"]) == ((5, 4), (6, 3))
    assert found.tables[0].head[:2] == (("姓名",), ("身份证号",))
    assert found.format == "xlsx"
    assert found.gaps == ()


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.xls", book(HEAD), "xlsx"),
        ("a.xls", book(HEAD).partition("?>")[2].partition("?>")[2], "xlsx"),
        ("a.doc", word(""), "docx"),
        ("a.fodt", flat_odf("text", TEXT_P.format("甲")), "odt"),
        ("a.xml", package(""), "docx"),
        ("a.xml", feed(""), "xml"),
        ("a.html", '<?xml version="1.0"?><html><body><p>甲</p></body></html>', "html"),
        ("a.xls", "<html xmlns:x='urn:schemas-microsoft-com:office:excel'><table><tr><td>甲</td></tr></table></html>", "html"),
        ("a.xml", word("").encode("utf-16"), "docx"),
    ],
)  # fmt: skip
def test_the_root_says_what_it_is(name: str, data: str | bytes, kind: str) -> None:
    found = read(data, name)
    assert (found.format, found.gaps) == (kind, ())


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ('<?xml version="1.0"?><Workbook', "damaged"),
        (word("")[:-30], "damaged"),
        ('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "entities"),
        ('<?xml version="1.0"?>' + "<a>" * 5000 + "</a>" * 5000, "too-deep"),
        ('<?xml version="1.0"?><a/>', "empty"),
        (f'<?xml version="1.0"?><pkg:package xmlns:pkg="{PKG}"/>', "damaged"),
        (book(cells(c("x", 'ss:Index="99999999999"'))), ""),
        (book('<Column ss:Span="99999999" ss:Hidden="1"/>' + HEAD), ""),
    ],
)
def test_what_cannot_be_read_is_a_gap(data: str, reason: str) -> None:
    assert [gap.reason for gap in read(data).gaps] == ([reason] if reason else [])


def test_damage_never_raises() -> None:
    for make in (word(p(note("Deletion", r("甲")))), book(HEAD), flat_odf("text", FRAME.format("AAAA"))):
        for end in range(0, len(make), 23):
            read(make[:end])
            read(make[:end] + "&#0;" + make[end:])
