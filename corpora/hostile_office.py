"""Hostile office files: bombs, depths, far cells, pictures, entities, made as large as asked for.

Each maker takes a size and gives the bytes of a file. Parts are packed piece by piece, so that a file which
unpacks to a gigabyte costs no gigabyte to make.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from io import BytesIO
from random import Random

from corpora.hostile_texts import NUMBER

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_P = "http://schemas.openxmlformats.org/package/2006"
_OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_TYPES = f'<Types xmlns="{_P}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>'
_PIECE = 2**20  # bytes of a filler

Content = str | bytes | Iterable[bytes]


def packed(parts: dict[str, Content], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these parts; a part may be given in pieces."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", method) as package:
        for name, content in parts.items():
            if isinstance(content, str):
                content = content.encode()
            with package.open(zipfile.ZipInfo(name) if method == zipfile.ZIP_STORED else name, "w") as part:
                for piece in (content,) if isinstance(content, bytes) else content:
                    part.write(piece)
    return out.getvalue()


def _relations(*entries: tuple[str, str, str]) -> str:
    lines = "".join(
        f'<Relationship Id="{id}" Type="{_R}/{kind}" Target="{target}"/>' for id, kind, target in entries
    )
    return f'<Relationships xmlns="{_P}/relationships">{lines}</Relationships>'


def _docx(document: Content, more: dict[str, Content] | None = None) -> bytes:
    return packed(
        {
            "[Content_Types].xml": _TYPES,
            "_rels/.rels": _relations(("r1", "officeDocument", "word/document.xml")),
            "word/document.xml": document,
            **(more or {}),
        }
    )


def _body(content: str) -> str:
    return f"<w:document {_W}><w:body>{content}</w:body></w:document>"


def _p(text: str) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


_FOUND = _p(f"身份证号{NUMBER}")


# ---------------------------------------------------------------- docx


def docx_runs(size: int) -> bytes:
    """A paragraph of `size` runs of one character."""
    rng = Random("runs")
    words = map(chr, rng.choices(range(0x4E00, 0x7000), k=size))
    runs = "".join(f"<w:r><w:rPr><w:b/></w:rPr><w:t>{word}</w:t></w:r>" for word in words)
    return _docx(_body(f"<w:p>{runs}</w:p>{_FOUND}"))


def docx_rows(size: int) -> bytes:
    """A table of `size` rows, the number in the last."""
    rows = [
        f"<w:tr>{''.join(f'<w:tc>{_p(c)}</w:tc>' for c in (str(n), '柳林村', '1500'))}</w:tr>"
        for n in range(size)
    ]
    rows.append(f"<w:tr><w:tc>{_p('合计')}</w:tc><w:tc>{_FOUND}</w:tc><w:tc>{_p('')}</w:tc></w:tr>")
    return _docx(_body("<w:tbl>" + "".join(rows) + "</w:tbl>" + _p("")))


def docx_nested(size: int) -> bytes:
    """`size` tables, each in a cell of the one before."""
    opened = f"<w:tbl><w:tr><w:tc>{_p('层')}"
    return _docx(_body(opened * size + _FOUND + f"{_p('')}</w:tc></w:tr></w:tbl>" * size))


def docx_deep(size: int) -> bytes:
    """`size` elements one within the other."""
    return _docx(_body("<w:sdt>" * size + _FOUND + "</w:sdt>" * size))


def docx_bomb(size: int) -> bytes:
    """A body that unpacks to `size` bytes."""

    def pieces() -> Iterable[bytes]:
        yield f"<w:document {_W}><w:body>{_FOUND}<w:p><w:r><w:t>".encode()
        for _ in range(size // _PIECE):
            yield b"a" * _PIECE
        yield b"</w:t></w:r></w:p></w:body></w:document>"

    return _docx(pieces())


def docx_thin_bomb(size: int) -> bytes:
    """A body of `size` bytes that packs too badly to be told by its ratio: nothing but paragraphs with numbers."""
    rng = Random("thin")

    def pieces() -> Iterable[bytes]:
        yield f"<w:document {_W}><w:body>{_FOUND}".encode()
        for _ in range(size // 4096):
            words = "".join(rng.choices("甲乙丙丁戊己庚辛壬癸", k=1330))
            yield _p(words).encode()
        yield b"</w:body></w:document>"

    return _docx(pieces())


def docx_picture(size: int) -> bytes:
    """A stored picture of `size` bytes beside the text."""
    rng = Random("picture")
    head = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
    parts: dict[str, Content] = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _relations(("r1", "officeDocument", "word/document.xml")),
        "word/document.xml": _body(_FOUND),
        "word/media/image1.jpg": (
            head if n == 0 else rng.randbytes(_PIECE) for n in range(size // _PIECE + 1)
        ),
    }
    return packed(parts, zipfile.ZIP_STORED)


def docx_laughs(size: int) -> bytes:
    """Entities that would grow to `size` characters."""
    depth = len(str(size))
    declared = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, depth))
    return _docx(f'<!DOCTYPE a [<!ENTITY l0 "ha">{declared}]>' + _body(_p(f"&l{depth - 1};") + _FOUND))


def docx_outside(size: int) -> bytes:
    """An entity that names a file of the machine, `size` times."""
    return _docx(
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + _body(_p("&x;") * size + _FOUND)
    )


def docx_drawing(size: int) -> bytes:
    """A drawing in SVG with entities that would grow to `size` characters, and one that names a file."""
    depth = len(str(size))
    declared = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, depth))
    outside = '<!ENTITY x SYSTEM "file:///etc/hostname">'
    words = f"<text>{NUMBER}&l{depth - 1};&x;</text>"
    drawing = f'<!DOCTYPE svg [<!ENTITY l0 "ha">{declared}{outside}]><svg xmlns="http://www.w3.org/2000/svg">{words}</svg>'
    return _docx(_body(_FOUND), {"word/media/image1.svg": drawing})


def docx_spans(size: int) -> bytes:
    """`size` cells that claim to reach over thousands of columns."""
    cell = f'<w:tc><w:tcPr><w:gridSpan w:val="99999"/><w:vMerge w:val="restart"/></w:tcPr>{_p("列")}</w:tc>'
    return _docx(_body(f"<w:tbl>{f'<w:tr>{cell}</w:tr>' * size}</w:tbl>{_FOUND}"))


def docx_comments(size: int) -> bytes:
    """`size` comments, each on a paragraph of its own."""
    marks = "".join(
        f'<w:p><w:commentRangeStart w:id="{n}"/><w:r><w:t>段{n}</w:t></w:r><w:commentRangeEnd w:id="{n}"/>'
        f'<w:r><w:commentReference w:id="{n}"/></w:r></w:p>'
        for n in range(size)
    )
    notes = "".join(f'<w:comment w:id="{n}" w:author="甲">{_p(f"批注{n}")}</w:comment>' for n in range(size))
    links = _relations(("r1", "comments", "comments.xml"))
    return _docx(
        _body(marks + _FOUND),
        {
            "word/_rels/document.xml.rels": links,
            "word/comments.xml": f"<w:comments {_W}>{notes}</w:comments>",
        },
    )


def docx_parts(size: int) -> bytes:
    """`size` further parts."""
    return _docx(_body(_FOUND), {f"word/a{n}.xml": "<a/>" for n in range(size)})


def docx_cut(size: int) -> bytes:
    """A file of which the end is missing."""
    return docx_rows(size)[:-2000]


# ---------------------------------------------------------------- sheets


def _xlsx(sheet: Content, strings: str = "", more: dict[str, Content] | None = None) -> bytes:
    book = (
        f'<workbook {_S} xmlns:r="{_R}"><sheets><sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>'
    )
    links = _relations(
        ("r1", "worksheet", "worksheets/sheet1.xml"), ("r2", "sharedStrings", "sharedStrings.xml")
    )
    return packed(
        {
            "[Content_Types].xml": _TYPES,
            "_rels/.rels": _relations(("r1", "officeDocument", "xl/workbook.xml")),
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
        for _ in range(size // _PIECE):
            yield b"<c/>" * (_PIECE // 4)
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


def _ofd(page: Content, more: dict[str, Content] | None = None, pages: int = 1) -> bytes:
    listed = '<ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/>' * pages
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
    spaces = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    words = f"<p:sp><p:txBody><a:p><a:r><a:t>身份证号{NUMBER}</a:t></a:r></a:p></p:txBody></p:sp>"
    slide = f"<p:sld {spaces}><p:cSld><p:spTree>{'<p:grpSp>' * size}{words}{'</p:grpSp>' * size}</p:spTree></p:cSld></p:sld>"
    show = f'<p:presentation {spaces} xmlns:r="{_R}"><p:sldIdLst><p:sldId id="256" r:id="r1"/></p:sldIdLst></p:presentation>'
    return packed(
        {
            "[Content_Types].xml": _TYPES,
            "_rels/.rels": _relations(("r1", "officeDocument", "ppt/presentation.xml")),
            "ppt/presentation.xml": show,
            "ppt/_rels/presentation.xml.rels": _relations(("r1", "slide", "slides/slide1.xml")),
            "ppt/slides/slide1.xml": slide,
        }
    )
