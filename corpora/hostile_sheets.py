"""Hostile sheets, ODF, OFD and slides: far cells, repeated cells, bombs, entities, depths, made as large as asked for.

Each maker takes a size and gives the bytes of a file. Also ordinary OFD files and slides, for the bench.
"""

from __future__ import annotations

from collections.abc import Iterable

from corpora.hostile_office import PIECE, RELATIONS, TYPES, Content, packed, relations
from corpora.hostile_texts import NUMBER

_S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'


# ---------------------------------------------------------------- sheets


def _xlsx(sheet: Content, strings: str = "", more: dict[str, Content] | None = None) -> bytes:
    book = f'<workbook {_S} xmlns:r="{RELATIONS}"><sheets><sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>'
    links = relations(
        ("r1", "worksheet", "worksheets/sheet1.xml"), ("r2", "sharedStrings", "sharedStrings.xml")
    )
    return packed(
        {
            "[Content_Types].xml": TYPES,
            "_rels/.rels": relations(("r1", "officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": book,
            "xl/_rels/workbook.xml.rels": links,
            "xl/sharedStrings.xml": strings or f"<sst {_S}/>",
            "xl/worksheets/sheet1.xml": sheet,
            **(more or {}),
        }
    )


def _sheet(rows: str, after: str = "", dimension: str = "") -> str:
    stated = f'<dimension ref="{dimension}"/>' if dimension else ""
    return f"<worksheet {_S}>{stated}<sheetData>{rows}</sheetData>{after}</worksheet>"


def _cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


_CELL = _cell("A1", f"身份证号{NUMBER}")


def xlsx_far(size: int) -> bytes:
    """The first cell and the last that a sheet can have, `size` rows further down than the first."""
    row = min(max(size, 2), 1048576)
    far = _cell(f"XFD{row}", "远")
    return _xlsx(_sheet(f'<row r="1">{_CELL}</row><row r="{row}">{far}</row>', dimension=f"A1:XFD{row}"))


def xlsx_stale(size: int) -> bytes:
    """A sheet of `size` rows that says it has one cell."""
    rows = "".join(f'<row r="{n}">{_cell(f"A{n}", f"第{n}行")}</row>' for n in range(2, size))
    return _xlsx(_sheet(rows + f'<row r="{size}">{_cell(f"A{size}", NUMBER)}</row>', dimension="A1"))


def xlsx_cells(size: int) -> bytes:
    """`size` cells, ten a row."""
    rows = [
        f'<row r="{r}">' + "".join(f'<c r="{c}{r}"><v>{r}</v></c>' for c in "ABCDEFGHIJ") + "</row>"
        for r in range(2, size // 10 + 1)
    ]
    return _xlsx(_sheet(f'<row r="1">{_CELL}</row>' + "".join(rows)))


def xlsx_string(size: int) -> bytes:
    """One shared text of a hundred thousand characters in `size` cells."""
    strings = f"<sst {_S}><si><t>{'长' * 100_000}</t></si><si><t>身份证号{NUMBER}</t></si></sst>"
    rows = "".join(
        f'<row r="{n}"><c r="A{n}" t="s"><v>{int(n == 1)}</v></c></row>' for n in range(1, size + 1)
    )
    return _xlsx(_sheet(rows), strings)


def xlsx_merges(size: int) -> bytes:
    """`size` merged ranges, one of them the whole sheet."""
    ranges = (
        "".join(f'<mergeCell ref="A{n}:XFD{n}"/>' for n in range(2, size))
        + '<mergeCell ref="A1:XFD1048576"/>'
    )
    return _xlsx(_sheet(f'<row r="1">{_CELL}</row>', f"<mergeCells>{ranges}</mergeCells>"))


def xlsx_floats(size: int) -> bytes:
    """`size` resident ids that were typed as numbers: a sheet keeps fifteen digits, the rest are lost."""
    head = "".join(_cell(f"{c}1", text) for c, text in (("A", "姓名"), ("B", "身份证号")))
    rows = "".join(
        f'<row r="{n}">{_cell(f"A{n}", "李秀英")}<c r="B{n}"><v>{float(NUMBER[:17] + "0"):.14E}</v></c></row>'
        for n in range(2, size + 2)
    )
    return _xlsx(_sheet(f'<row r="1">{head}</row>{rows}'))


def xlsx_laughs(size: int) -> bytes:
    """Entities in the shared texts that would grow to `size` characters."""
    depth = len(str(size))
    declared = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, depth))
    strings = f'<!DOCTYPE a [<!ENTITY l0 "ha">{declared}]><sst {_S}><si><t>&l{depth - 1};</t></si></sst>'
    return _xlsx(
        _sheet(f'<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2">{_cell("A2", "二")}</row>'), strings
    )


def xlsx_outside(size: int) -> bytes:
    """An entity in the shared texts that names a file of the machine, `size` times."""
    strings = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    strings += f"<sst {_S}>{'<si><t>&x;</t></si>' * size}</sst>"
    return _xlsx(_sheet('<row r="1"><c r="A1" t="s"><v>0</v></c></row>'), strings)


def xlsx_bomb(size: int) -> bytes:
    """A sheet that unpacks to `size` bytes."""

    def pieces() -> Iterable[bytes]:
        yield f'<worksheet {_S}><sheetData><row r="1">{_CELL}'.encode()
        for _ in range(size // PIECE):
            yield b"<c/>" * (PIECE // 4)
        yield b"</row></sheetData></worksheet>"

    return _xlsx(pieces())


# ---------------------------------------------------------------- ODF, OFD, PPTX


def _odf(kind: str, content: str) -> bytes:
    names = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
        for short in ("office", "table", "text")
    )
    whole = f"<office:document-content {names}><office:body>{content}</office:body></office:document-content>"
    return packed({"mimetype": f"application/vnd.oasis.opendocument.{kind}", "content.xml": whole})


def ods_far(size: int) -> bytes:
    """A cell and a row that are repeated to the end of the sheet, `size` times over."""
    cell = f"<table:table-cell><text:p>身份证号{NUMBER}</text:p></table:table-cell>"
    again = '<table:table-cell table:number-columns-repeated="16384"><text:p>复</text:p></table:table-cell>'
    rows = f'<table:table-row table:number-rows-repeated="1048576">{again}</table:table-row>' * size
    return _odf(
        "spreadsheet",
        f'<office:spreadsheet><table:table table:name="表"><table:table-row>{cell}</table:table-row>{rows}'
        "</table:table></office:spreadsheet>",
    )


def odt_spaces(size: int) -> bytes:
    """Runs of `size` spaces that one element stands for."""
    spaces = f'<text:s text:c="{size}"/>' * 5
    return _odf(
        "text", f"<office:text><text:p>甲{spaces}乙</text:p><text:p>身份证号{NUMBER}</text:p></office:text>"
    )


def odt_deep(size: int) -> bytes:
    """`size` sections one within the other."""
    inner = f"<text:p>身份证号{NUMBER}</text:p>"
    return _odf(
        "text", f"<office:text>{'<text:section>' * size}{inner}{'</text:section>' * size}</office:text>"
    )


def _ofd(page: Content, more: dict[str, Content] | None = None, pages: int = 1, own: int = 0) -> bytes:
    """`pages` pages that are all one part, or `own` pages with a part each."""
    listed = (
        "".join(f'<ofd:Page ID="{n + 1}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(own))
        or '<ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/>' * pages
    )
    box = "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
    document = f"<ofd:Document {_OFD}><ofd:CommonData>{box}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>"
    body = "<ofd:DocBody><ofd:DocInfo/><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>"
    return packed(
        {
            "OFD.xml": f'<ofd:OFD {_OFD} Version="1.0" DocType="OFD">{body}</ofd:OFD>',
            "Doc_0/Document.xml": document,
            "Doc_0/Pages/Page_0/Content.xml": page,
            **(more or {}),
        }
    )


def _ofd_page(objects: str) -> str:
    return f'<ofd:Page {_OFD}><ofd:Content><ofd:Layer ID="2">{objects}</ofd:Layer></ofd:Content></ofd:Page>'


def _ofd_text(text: str, y: float, x: float = 20) -> str:
    deltas = " ".join(["5"] * (len(text) - 1))
    return (
        f'<ofd:TextObject ID="1" Boundary="{x} {y} 170 6" Font="1" Size="5">'
        f'<ofd:TextCode X="0" Y="5" DeltaX="{deltas}">{text}</ofd:TextCode></ofd:TextObject>'
    )


def ofd_of(lines: list[str]) -> bytes:
    """Pages of forty lines each."""
    pages = [
        _ofd_page("".join(_ofd_text(line, 20 + 6 * n) for n, line in enumerate(lines[at : at + 40])))
        for at in range(0, len(lines), 40)
    ]
    return _ofd(
        pages[0], {f"Doc_0/Pages/Page_{n}/Content.xml": page for n, page in enumerate(pages)}, own=len(pages)
    )


def ofd_pieces(size: int) -> bytes:
    """`size` pieces of text on one page."""
    pieces = "".join(_ofd_text("字", 20 + n % 40 * 6, 10 + n // 40 % 30 * 6) for n in range(size))
    return _ofd(_ofd_page(pieces + _ofd_text(f"身份证号{NUMBER}", 280)))


def ofd_deltas(size: int) -> bytes:
    """A text code whose steps stand for `size` characters that are not there."""
    text = f'<ofd:TextObject ID="1" Boundary="20 20 170 6" Font="1" Size="5"><ofd:TextCode X="0" Y="5" DeltaX="g {size} 5">甲乙</ofd:TextCode></ofd:TextObject>'
    return _ofd(_ofd_page(text + _ofd_text(f"身份证号{NUMBER}", 280)))


def ofd_same_page(size: int) -> bytes:
    """A document of `size` pages that are all one part."""
    return _ofd(_ofd_page(_ofd_text(f"身份证号{NUMBER}", 280)), pages=size)


def pptx_groups(size: int) -> bytes:
    """`size` groups of shapes one within the other."""
    return _pptx([f"{'<p:grpSp>' * size}{_pptx_words([f'身份证号{NUMBER}'])}{'</p:grpSp>' * size}"])


def _pptx_words(lines: Iterable[str]) -> str:
    box = '<p:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="9144000" cy="6858000"/></a:xfrm></p:spPr>'
    named = '<p:nvSpPr><p:cNvPr id="2" name="文本框 1"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr>'
    words = "".join(
        f'<a:p><a:r><a:rPr lang="zh-CN" sz="1800"/><a:t>{line}</a:t></a:r></a:p>' for line in lines
    )
    return f"<p:sp>{named}{box}<p:txBody><a:bodyPr/>{words}</p:txBody></p:sp>"


def _pptx(slides: list[str]) -> bytes:
    spaces = (
        'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    )
    head = '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
    ids = "".join(f'<p:sldId id="{256 + n}" r:id="r{n}"/>' for n in range(len(slides)))
    show = f'<p:presentation {spaces} xmlns:r="{RELATIONS}"><p:sldIdLst>{ids}</p:sldIdLst><p:sldSz cx="9144000" cy="6858000"/></p:presentation>'
    links = [(f"r{n}", "slide", f"slides/slide{n}.xml") for n in range(len(slides))]
    typed = "application/vnd.openxmlformats-officedocument.presentationml"
    types = TYPES.replace(
        "</Types>",
        f'<Override PartName="/ppt/presentation.xml" ContentType="{typed}.presentation.main+xml"/></Types>',
    ).replace('"application/xml"', f'"{typed}.slide+xml"')
    types = types.replace(
        "<Default",
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default',
        1,
    )
    return packed(
        {
            "[Content_Types].xml": types,
            "_rels/.rels": relations(("r1", "officeDocument", "ppt/presentation.xml")),
            "ppt/presentation.xml": show,
            "ppt/_rels/presentation.xml.rels": relations(*links),
            **{
                f"ppt/slides/slide{n}.xml": f"<p:sld {spaces}><p:cSld><p:spTree>{head}{slide}</p:spTree></p:cSld></p:sld>"
                for n, slide in enumerate(slides)
            },
        }
    )


def pptx_of(lines: list[str]) -> bytes:
    """Slides of twenty lines each."""
    return _pptx([_pptx_words(lines[at : at + 20]) for at in range(0, len(lines), 20)])
