"""OpenDocument files: text, sheets, slides, and every place beside them where a number can lie."""

from __future__ import annotations

from collections.abc import Callable

import odf_sights
import pytest
from docx_writing import zipped
from hidden_files import jpeg

from scanner.errors import Unreadable
from scanner.extract import extract
from scanner.extract.odf.reader import read
from scanner.settings import Limits

Parts = dict[str, str | bytes]
OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
NAMESPACES = (
    " ".join(
        f'xmlns:{short}="{OASIS}{name}:1.0"'
        for short, name in {
            "office": "office",
            "text": "text",
            "table": "table",
            "draw": "drawing",
            "style": "style",
            "fo": "xsl-fo-compatible",
            "svg": "svg-compatible",
            "meta": "meta",
            "presentation": "presentation",
            "number": "datastyle",
        }.items()
    )
    + ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
KINDS = {"odt": "text", "ods": "spreadsheet", "odp": "presentation"}


def style(name: str, properties: str, family: str = "text") -> str:
    return f'<style:style style:name="{name}" style:family="{family}">{properties}</style:style>'


GRAPHIC = '<style:graphic-properties style:wrap="run-through" {0} {1}/>'
RULE = '<style:map style:condition="is-true-formula({0})" style:apply-style-name="white" style:base-cell-address="Sheet1.B2"/>'
SILENT = (
    "".join(
        f'<number:number-style style:name="N1P{n}"><number:text/></number:number-style>' for n in range(3)
    )
    + '<number:text-style style:name="N1"><number:text/>'
    + "".join(
        f'<style:map style:condition="value()&gt;{n}" style:apply-style-name="N1P{n}"/>' for n in range(3)
    )
    + "</number:text-style>"
)
A4 = (
    '<style:page-layout style:name="a4"><style:page-layout-properties fo:page-width="595.3pt" fo:page-height="841.9pt"'
    ' fo:margin-top="42pt" fo:margin-bottom="42pt" fo:margin-left="90pt" fo:margin-right="90pt"/>'
    '<style:header-style><style:header-footer-properties fo:min-height="20pt" fo:margin-bottom="10pt"/></style:header-style>'
    '<style:footer-style><style:header-footer-properties fo:min-height="20pt" fo:margin-top="10pt"/></style:footer-style></style:page-layout>'
)
LOOK = 'style:wrap="run-through" style:run-through="foreground" style:vertical-rel="page" style:vertical-pos="from-top" style:horizontal-rel="page" draw:fill="solid"'
LINE = '<style:text-properties fo:font-size="10.5pt"/><style:paragraph-properties fo:line-height="20pt" {}/>'
STYLES = (
    style("hid", '<style:text-properties text:display="none"/>')
    + style("white", '<style:text-properties fo:color="#ffffff"/>')
    + style("tiny", '<style:text-properties fo:font-size="1pt"/>')
    + style("marked", '<style:text-properties fo:color="#ffffff" fo:background-color="#1f3864"/>')
    + style("black", '<style:text-properties fo:color="#000000" fo:background-color="#000000"/>')
    + style("auto", '<style:text-properties style:use-window-font-color="true"/>').replace(
        "><style:text", ' style:parent-style-name="white"><style:text'
    )
    + style("dark", '<style:table-cell-properties fo:background-color="#1f3864"/>', "table-cell")
    + style("pale", '<style:paragraph-properties fo:background-color="#1f3864"/>', "paragraph")
    + style("filled", '<style:graphic-properties draw:fill="solid"/>', "graphic")
    + style("bar", GRAPHIC.format('draw:fill="solid"', ""), "graphic")
    + style("bare", GRAPHIC.format('draw:fill="none"', ""), "graphic")
    + style("film", GRAPHIC.format('draw:fill="solid" draw:opacity="40%"', ""), "graphic")
    + style("below", GRAPHIC.format('draw:fill="solid"', 'style:run-through="background"'), "graphic")
    + style("around", GRAPHIC.format('draw:fill="solid"', "").replace("run-through", "parallel"), "graphic")
    + style("by-page", GRAPHIC.format('draw:fill="solid"', 'style:vertical-rel="page"'), "graphic")
    + style("gone", '<style:table-properties table:display="false"/>', "table")
    + "".join(
        style(name, look + RULE.format(condition), "table-cell")
        for name, look, condition in (
            ("ruled", "", "1"),
            ("filled-in", "", "LEN(TRIM([.B2]))&gt;0"),
            ("figured", "", "[.B2]=0"),
            ("elsewhere", "", "[.C2]&lt;&gt;&quot;&quot;"),
            ("dark-ruled", '<style:table-cell-properties fo:background-color="#1f3864"/>', "1"),
        )
    )
    + SILENT
    + style("silent", "", "table-cell").replace("<style:style", '<style:style style:data-style-name="N1"')
    + odf_sights.STYLES
    + style("slit", '<style:table-column-properties style:column-width="0.25mm"/>', "table-column")
    + style("thin", '<style:table-column-properties style:column-width="3mm"/>', "table-column")
    + style("flat", '<style:table-row-properties style:row-height="0.3mm"/>', "table-row")
    + style(
        "grown",
        '<style:table-row-properties style:row-height="0.3mm" style:use-optimal-row-height="true"/>',
        "table-row",
    )
    + style("nearly", '<style:text-properties fo:color="#fefefe"/>', "table-cell")
    + '<number:text-style style:name="N2"><style:text-properties fo:color="#ffffff"/><number:text-content/></number:text-style>'
    + style("lettered", "", "table-cell").replace("<style:style", '<style:style style:data-style-name="N2"')
    + style(
        "lettered-on-blue", '<style:table-cell-properties fo:background-color="#1f3864"/>', "table-cell"
    ).replace("<style:style", '<style:style style:data-style-name="N2"')
    + style("line", LINE.format(""), "paragraph")
    + style("next-page", LINE.format('fo:break-before="page"'), "paragraph")
    + style("twenty", '<style:table-row-properties style:row-height="20pt"/>', "table-row")
    + style("ten", '<style:table-column-properties style:column-width="30pt"/>', "table-column")
    + style("off", '<style:drawing-page-properties presentation:visibility="hidden"/>', "drawing-page")
    + '<style:page-layout style:name="pl"><style:page-layout-properties fo:page-width="28cm" fo:page-height="21cm"/></style:page-layout>'
)


def odf(kind: str, body: str, parts: Parts | None = None, masters: str = "") -> bytes:
    """An OpenDocument file of a kind (odt, ods, odp) with this body; `masters` are its page styles."""
    word = KINDS[kind]
    content = (
        f"<office:document-content {NAMESPACES}><office:automatic-styles>{STYLES}</office:automatic-styles>"
        f"<office:body><office:{word}>{body}</office:{word}></office:body></office:document-content>"
    )
    pages = f"<office:document-styles {NAMESPACES}><office:master-styles>{masters}</office:master-styles></office:document-styles>"
    made: Parts = {
        "mimetype": f"application/vnd.oasis.opendocument.{word}",
        "content.xml": content,
        "styles.xml": pages,
    }
    return zipped({**made, **(parts or {})})


def p(content: str, name: str = "") -> str:
    return f'<text:p text:style-name="{name}">{content}</text:p>'


def span(content: str, name: str) -> str:
    return f'<text:span text:style-name="{name}">{content}</text:span>'


def made(kind: str, body: str) -> Callable[[str], bytes]:
    return lambda n: odf(kind, body.replace("NUMBER", n))


def margin(masters: str) -> Callable[[str], bytes]:
    return lambda n: odf(
        "odt",
        p("正文"),
        masters=f'<style:master-page style:name="x">{masters.replace("NUMBER", n)}</style:master-page>',
    )


def beside(name: str, content: str | Callable[[str], bytes], kind: str = "odt") -> Callable[[str], bytes]:
    body = {"odt": p("正文"), "ods": "", "odp": ""}[kind]

    def make(n: str) -> bytes:
        return odf(
            kind, body, {name: content.replace("NUMBER", n) if isinstance(content, str) else content(n)}
        )

    return make


def cell(content: str, about: str = "") -> str:
    return f"<table:table-cell {about}>{p(content) if content else ''}</table:table-cell>"


def sheet(*rows: str, about: str = "", columns: str = "") -> str:
    return f'<table:table table:name="发放表" {about}>{columns}{"".join(rows)}</table:table>'


def row(*cells: str, about: str = "") -> str:
    return f"<table:table-row {about}>{''.join(cells)}</table:table-row>"


def frame(content: str, about: str = 'svg:x="1cm" svg:y="1cm" svg:width="5cm" svg:height="1cm"') -> str:
    return f"<draw:frame {about}>{content}</draw:frame>"


def page(content: str, about: str = "") -> str:
    return f"<draw:page {about}>{content}</draw:page>"


SHAPE = "draw:custom-shape"
GEOMETRY = '<draw:enhanced-geometry draw:type="{0}"/>'


def over(
    tag: str = SHAPE,
    look: str = "bar",
    inner: str = GEOMETRY.format("ooxml-rect"),
    *,
    anchor: str = "char",
    x: float = 1.8,
) -> str:
    """A paragraph whose number begins 42 points from its left, with a shape over 100 points of it."""
    place = f'svg:x="{x}cm" svg:y="0.03cm" svg:width="3.5cm" svg:height="0.5cm"'
    shape = f'<{tag} text:anchor-type="{anchor}" draw:style-name="{look}" {place}>{inner}</{tag}>'
    return p("公示") + p(f"联系电话{shape}NUMBER，谢谢") + p("完")


def on_paper(
    kind: str = "header", *, look: str = LOOK, top: int = 111, tag: str = SHAPE, inner: str = GEOMETRY.format("rectangle"),
    before: str = "", more: str = "", body: str = "", high: int = 22,
) -> Callable[[str], bytes]:  # fmt: skip
    """The number in the third line of 20 points below a margin of 72; a bar of a header over points 111 to 133 of the page."""
    place = f'svg:x="128pt" svg:y="{top}pt" svg:width="110pt" svg:height="{high}pt"'
    shape = f'<{tag} text:anchor-type="char" draw:style-name="over" {place}>{inner}</{tag}>'
    margins = f"<style:header>{p('')}</style:header><style:footer>{p('')}</style:footer>"
    bare = f"<style:{kind}>{p('')}</style:{kind}>"
    held = f"<style:{kind}>{p(shape)}{more}</style:{kind}>"
    margins = margins.replace(bare, held) if bare in margins else margins + held
    pages = (
        f"<office:document-styles {NAMESPACES}><office:automatic-styles>{A4}"
        + style("over", f"<style:graphic-properties {look}/>", "graphic")
        + "</office:automatic-styles><office:master-styles>"
        f'<style:master-page style:name="Standard" style:page-layout-name="a4">{margins}</style:master-page>'
        "</office:master-styles></office:document-styles>"
    )
    text = before + p("公示名单", "line") + (body or p("第二行", "line") + p("联系电话NUMBER，谢谢", "line"))
    return lambda n: odf("odt", (text + p("第四行", "line")).replace("NUMBER", n), {"styles.xml": pages})


def rows_on_paper() -> str:
    """Two rows of 20 points, the number in the second."""
    made = [
        row(cell(name), cell(number), about='table:style-name="twenty"')
        for name, number in (("姓名", "电话"), ("张三", "NUMBER"))
    ]
    column = '<table:table-column table:style-name="ten"/>'
    return f"<table:table>{column * 2}{''.join(made)}</table:table>".replace(
        'text:style-name=""', 'text:style-name="line"'
    )


def image(name: str) -> str:
    return f'<draw:image xlink:href="Pictures/{name}"/>'


BOX = "<draw:text-box>" + p("NUMBER") + "</draw:text-box>"
COMMENT = "<office:annotation><dc:creator>甲</dc:creator>" + p("NUMBER") + "</office:annotation>"
DELETED = (
    '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion>'
    + p("NUMBER")
    + "</text:deletion></text:changed-region></text:tracked-changes>"
)
META = f"<office:document-meta {NAMESPACES}><office:meta>{{0}}</office:meta></office:document-meta>"
HEAD = row(cell("姓名"), cell("电话"))


def laid(look: str, end: str = "B2", at: str = "0.1cm", form: str = "rectangle", about: str = "") -> str:
    """A sheet with the number in B2, and a shape on that cell that reaches to the end of another."""
    place = f'table:end-cell-address="发放表.{end}" table:end-x="2.2cm" table:end-y="0.45cm" svg:x="{at}" svg:y="0cm"'
    shape = f'<{SHAPE} draw:style-name="{look}" {place} {about}>{GEOMETRY.format(form)}</{SHAPE}>'
    return sheet(HEAD, row(cell("甲"), f"<table:table-cell>{shape}{p('NUMBER')}</table:table-cell>"))


COLUMNS = "<table:table-column/><table:table-column {}/>"  # the second of them in a style
LEAVES = '<anim:par xmlns:anim="urn:oasis:names:tc:opendocument:xmlns:animation:1.0" xmlns:smil="urn:oasis:names:tc:opendocument:xmlns:smil-compatible:1.0"><anim:set smil:targetElement="id1"/></anim:par>'
TURNED = 'svg:width="5cm" svg:height="1cm" draw:transform="rotate (1.57) translate ({}cm 9cm)"'


def framed(content: str, x: int = 1) -> str:
    return frame(content, f'svg:x="{x}cm" svg:y="1cm" svg:width="5cm" svg:height="1cm"')


def masters_of(x: int) -> Callable[[str], bytes]:
    """A slide 30 cm wide with the number so far from its left; the first page that the file tells of is narrow: a handout's."""
    layouts = "".join(
        f'<style:page-layout style:name="{name}"><style:page-layout-properties fo:page-width="{wide}cm" fo:page-height="15cm"/></style:page-layout>'
        for name, wide in (("PM0", 10), ("PM1", 30))
    )
    shown = page(framed(BOX, x), 'draw:master-page-name="m"')
    masters = f'{layouts}<style:master-page style:name="m" style:page-layout-name="PM1"/>'
    return lambda n: odf("odp", shown.replace("NUMBER", n), masters=masters)


def rect(name: str, x: int = 1, about: str = "") -> str:
    return f'<draw:rect draw:style-name="{name}" {about} svg:x="{x}cm" svg:y="1cm" svg:width="5cm" svg:height="1cm"/>'


PLACES: dict[str, tuple[Callable[[str], bytes], str, bool]] = {
    # text
    "paragraph": (made("odt", p("NUMBER")), "body", True),
    "split-paragraph": (lambda n: odf("odt", p(n[:4] + span(n[4:], "bold"))), "body", True),
    "list": (made("odt", f"<text:list><text:list-item>{p('NUMBER')}</text:list-item></text:list>"), "body", True),
    "table": (made("odt", f"<table:table>{HEAD}{row(cell('甲'), cell('NUMBER'))}</table:table>"), "body", True),
    "text-box": (made("odt", p(frame(BOX))), "textbox", True),
    "footnote": (made("odt", p(f"甲<text:note text:note-class='footnote'><text:note-body>{p('NUMBER')}</text:note-body></text:note>")), "footnote", True),
    "comment": (made("odt", p("甲" + COMMENT)), "comment", False),
    "comment-author": (made("odt", p("甲" + COMMENT.replace("甲", "张三NUMBER").replace("<text:p text:style-name=\"\">NUMBER", "<text:p text:style-name=\"\">核"))), "property", False),
    "deletion": (made("odt", DELETED + p("甲<text:change text:change-id='c1'/>乙")), "deletion", False),
    "deletion-nothing-names": (made("odt", DELETED + p("甲")), "deletion", False),
    "insertion": (made("odt", p("甲<text:change-start text:change-id='c2'/>NUMBER<text:change-end text:change-id='c2'/>")), "body", True),
    "hidden-span": (made("odt", p("甲" + span("NUMBER", "hid"))), "hidden-text", False),
    "hidden-paragraph": (made("odt", p("NUMBER", "hid")), "hidden-text", False),
    "hidden-section": (made("odt", f"<text:section text:display='none'>{p('NUMBER')}</text:section>"), "hidden-text", False),
    "hidden-field": (made("odt", p("甲<text:hidden-text text:string-value='NUMBER'/>")), "hidden-text", False),
    "white": (made("odt", p("甲" + span("NUMBER", "white"))), "invisible-text", False),
    "tiny": (made("odt", p("甲" + span("NUMBER", "tiny"))), "invisible-text", False),
    "white-on-blue": (made("odt", p("甲" + span("NUMBER", "marked"))), "body", True),
    "black-on-black": (made("odt", p("甲" + span("NUMBER", "black"))), "invisible-text", False),
    "automatic-over-white": (made("odt", p("甲" + span("NUMBER", "auto"))), "body", True),
    "white-in-a-dark-paragraph": (made("odt", p("甲" + span("NUMBER", "white"), "pale")), "body", True),
    "white-in-a-dark-cell": (made("odt", f"<table:table>{HEAD}{row(cell('甲'), cell(span('NUMBER', 'white'), 'table:style-name=' + chr(34) + 'dark' + chr(34)))}</table:table>"), "body", True),
    "white-in-a-plain-cell": (made("odt", f"<table:table>{HEAD}{row(cell('甲'), cell(span('NUMBER', 'white')))}</table:table>"), "invisible-text", False),
    "white-on-a-slide": (made("odp", page(frame(BOX.replace("NUMBER", span("NUMBER", "white"))))), "body", True),
    "under-a-bar": (made("odt", over()), "covered-text", False),
    "under-a-rectangle": (made("odt", over("draw:rect", inner="", anchor="paragraph")), "covered-text", False),
    "under-a-filled-text-box": (made("odt", over("draw:frame", inner="<draw:text-box/>")), "covered-text", False),
    "under-a-photo": (made("odt", over("draw:frame", "bare", image("1.jpg"))), "covered-text", False),
    "under-a-bar-in-a-cell": (made("odt", "<table:table>" + row(f"<table:table-cell>{over(x=1.5)}</table:table-cell>") + "</table:table>"), "covered-text", False),
    "under-a-bar-behind-a-span": (made("odt", over().replace("联系电话", "联系" + span("电话", "bold"))), "covered-text", False),
    "under-a-seal": (made("odt", over("draw:frame", "bare", image("1.png"))), "body", True),
    "under-a-frame": (made("odt", over(look="bare")), "body", True),
    "under-a-film": (made("odt", over(look="film")), "body", True),
    "under-an-ellipse": (made("odt", over(inner=GEOMETRY.format("ellipse"))), "body", True),
    "over-a-bar": (made("odt", over(look="below")), "body", True),
    "around-a-bar": (made("odt", over(look="around")), "body", True),
    "beside-a-bar": (made("odt", over(x=9)), "body", True),
    "below-a-bar-of-the-page": (made("odt", over(look="by-page", anchor="page")), "body", True),
    "under-a-bar-of-the-header": (on_paper(), "covered-text", False),
    "under-a-bar-of-the-footer": (on_paper("footer"), "covered-text", False),
    "under-a-bar-told-from-the-header": (on_paper(top=69, look=LOOK.replace('vertical-rel="page"', 'vertical-rel="paragraph"')), "covered-text", False),
    "under-a-bar-of-the-first-header": (on_paper("header-first"), "covered-text", False),
    "under-a-photo-of-the-header": (on_paper(tag="draw:frame", inner=image("1.jpg")), "covered-text", False),
    "under-a-bar-of-the-header-on-a-second-page": (on_paper(before=p("甲", "line") + p("", "next-page"), body=p("联系电话NUMBER，谢谢", "line")), "covered-text", False),
    "in-a-cell-under-a-bar-of-the-header": (on_paper(top=108, high=36, body=rows_on_paper()), "covered-text", False),
    "above-a-bar-of-the-header": (on_paper(top=160), "body", True),
    "over-a-bar-of-the-header": (on_paper(look=LOOK.replace("foreground", "background")), "body", True),
    "around-a-bar-of-the-header": (on_paper(look=LOOK.replace('wrap="run-through"', 'wrap="parallel"')), "body", True),
    "under-a-frame-of-the-header": (on_paper(look=LOOK.replace("solid", "none")), "body", True),
    "under-a-seal-of-the-header": (on_paper(tag="draw:frame", inner=image("1.png")), "body", True),
    "below-a-list-and-a-bar-of-the-header": (on_paper(before=f"<text:list><text:list-item>{p('甲')}</text:list-item></text:list>"), "body", True),
    "below-a-high-header": (on_paper(more=p("甲") * 5), "body", True),
    "link": (made("odt", p("<text:a xlink:href='http://example.com/NUMBER'>甲</text:a>")), "link-target", False),
    "bookmark": (made("odt", p("<text:bookmark text:name='电话NUMBER'/>甲")), "attribute", False),
    "alternative-text": (made("odt", p(frame("<svg:desc>NUMBER</svg:desc>"))), "alternative-text", False),
    "header": (margin(f"<style:header>{p('NUMBER')}</style:header>"), "header", True),
    "first-footer": (margin(f"<style:footer-first>{p('NUMBER')}</style:footer-first>"), "footer", True),
    "subject": (beside("meta.xml", META.format("<dc:subject>NUMBER</dc:subject>")), "property", False),
    "own-property": (beside("meta.xml", META.format("<meta:user-defined meta:name='x'>NUMBER</meta:user-defined>")), "property", False),
    "macro": (beside("Basic/Standard/Module1.xml", "<script>' 打 NUMBER</script>"), "embedded-file", False),
    "chart": (beside("Object 1/content.xml", f"<x {NAMESPACES}>{p('NUMBER')}</x>"), "textbox", True),
    "picture": (beside("Pictures/1.jpg", jpeg), "image-metadata", False),
    "earlier-version": (beside("Versions/Version1", lambda n: odf("odt", p(n))), "earlier-revision", False),
    "printer": (beside("settings.xml", f'<x {NAMESPACES} name="财务室NUMBER"/>'), "attribute", False),
    # sheets
    "cell": (made("ods", sheet(HEAD, row(cell("甲"), cell("NUMBER")))), "body", True),
    "number": (made("ods", sheet(HEAD, row(cell("甲"), cell("1.39E+10", 'office:value-type="float" office:value="NUMBER0"')))), "body", True),
    "hidden-sheet": (made("ods", sheet(row(cell("NUMBER")), about='table:style-name="gone"')), "hidden-sheet", False),
    "hidden-row": (made("ods", sheet(HEAD, row(cell("NUMBER"), about='table:visibility="collapse"'))), "hidden-row-or-column", False),
    "filtered-row": (made("ods", sheet(HEAD, row(cell("NUMBER"), about='table:visibility="filter"'))), "hidden-row-or-column", False),
    "hidden-column": (made("ods", sheet(HEAD, row(cell("甲"), cell("NUMBER")), columns='<table:table-column/><table:table-column table:visibility="collapse"/>')), "hidden-row-or-column", False),
    "narrow-column": (made("ods", sheet(HEAD, row(cell("甲"), cell("NUMBER"), cell("略")), columns=COLUMNS.format('table:style-name="slit"'))), "hidden-row-or-column", False),
    "narrow-column-beside-an-empty-cell": (made("ods", sheet(HEAD, row(cell("甲"), cell("NUMBER")), columns=COLUMNS.format('table:style-name="slit"'))), "body", True),
    "column-of-one-character": (made("ods", sheet(HEAD, row(cell("甲"), cell("NUMBER"), cell("略")), columns=COLUMNS.format('table:style-name="thin"'))), "body", True),
    "row-without-height": (made("ods", sheet(HEAD, row(cell("NUMBER"), about='table:style-name="flat"'))), "hidden-row-or-column", False),
    "row-that-grows": (made("ods", sheet(HEAD, row(cell("NUMBER"), about='table:style-name="grown"'))), "body", True),
    "white-by-its-column": (made("ods", sheet(HEAD, row(cell("甲"), cell("NUMBER")), columns=COLUMNS.format('table:default-cell-style-name="white"'))), "invisible-text", False),
    "white-by-its-row": (made("ods", sheet(HEAD, row(cell("甲"), cell("NUMBER"), about='table:default-cell-style-name="white"'))), "invisible-text", False),
    "blue-in-a-white-column": (made("ods", sheet(HEAD, row(cell("甲"), cell("NUMBER", 'table:style-name="dark"')), columns=COLUMNS.format('table:default-cell-style-name="white"'))), "body", True),
    "nearly-white-cell": (made("ods", sheet(HEAD, row(cell("甲"), cell("NUMBER", 'table:style-name="nearly"')))), "invisible-text", False),
    "white-by-its-format": (made("ods", sheet(HEAD, row(cell("甲"), cell("NUMBER", 'table:style-name="lettered"')))), "invisible-text", False),
    "white-by-its-format-on-blue": (made("ods", sheet(HEAD, row(cell("甲"), cell("NUMBER", 'table:style-name="lettered-on-blue"')))), "body", True),
    "under-a-bar-on-a-sheet": (made("ods", laid("filled")), "covered-text", False),
    "under-a-bar-over-two-cells": (made("ods", laid("filled", end="C2", at="0cm")), "covered-text", False),
    "beside-a-bar-on-a-sheet": (made("ods", laid("filled", end="C2", at="2cm")), "body", True),
    "under-a-film-on-a-sheet": (made("ods", laid("film")), "body", True),
    "under-a-frame-on-a-sheet": (made("ods", laid("bare")), "body", True),
    "under-an-ellipse-on-a-sheet": (made("ods", laid("filled", form="ellipse")), "body", True),
    "under-a-bar-that-is-not-shown": (made("ods", laid("filled", about='draw:display="none"')), "body", True),
    "below-merged": (made("ods", sheet(HEAD, row(cell("合计", 'table:number-columns-spanned="2"'), f"<table:covered-table-cell>{p('NUMBER')}</table:covered-table-cell>"))), "covered-text", False),
    "white-cell": (made("ods", sheet(HEAD, row(cell("甲"), cell("NUMBER", 'table:style-name="white"')))), "invisible-text", False),
    "white-by-a-rule": (made("ods", sheet(HEAD, row(cell("甲"), cell("NUMBER", 'table:style-name="ruled"')))), "invisible-text", False),
    "white-by-a-rule-on-what-is-not-blank": (made("ods", sheet(HEAD, row(cell("甲"), cell("NUMBER", 'table:style-name="filled-in"')))), "invisible-text", False),
    "white-by-a-rule-on-a-figure": (made("ods", sheet(HEAD, row(cell("甲"), cell("NUMBER", 'table:style-name="figured"')))), "body", True),
    "white-by-a-rule-on-another-cell": (made("ods", sheet(HEAD, row(cell("甲"), cell("NUMBER", 'table:style-name="elsewhere"')))), "body", True),
    "white-by-a-rule-on-a-dark-cell": (made("ods", sheet(HEAD, row(cell("甲"), cell("NUMBER", 'table:style-name="dark-ruled"')))), "body", True),
    "empty-format": (made("ods", sheet(HEAD, row(cell("甲"), '<table:table-cell table:style-name="silent" office:value-type="string" office:string-value="NUMBER"><text:p/></table:table-cell>'))), "invisible-text", False),
    "value-that-is-not-written-out": (made("ods", sheet(HEAD, row(cell("甲"), '<table:table-cell office:value-type="string" office:string-value="NUMBER"/>'))), "body", True),
    "comment-on-a-cell": (made("ods", sheet(HEAD, row(f"<table:table-cell>{COMMENT}{p('甲')}</table:table-cell>"))), "comment", False),
    "formula": (made("ods", sheet(HEAD, row(cell("甲", 'table:formula="of:=IF([.A1];&quot;电话NUMBER&quot;)"')))), "attribute", False),
    "tracked-cell": (made("ods", f"<table:tracked-changes><table:cell-content-change>{p('NUMBER')}</table:cell-content-change></table:tracked-changes>" + sheet(HEAD)), "deletion", False),
    "validation": (made("ods", sheet(HEAD) + '<table:content-validation table:condition="of:cell-content-is-in-list(&quot;张三NUMBER&quot;)"/>'), "attribute", False),
    "shape-on-a-sheet": (made("ods", sheet(f"<table:shapes>{frame(BOX)}</table:shapes>", HEAD)), "textbox", True),
    # slides
    "slide": (made("odp", page(frame(BOX))), "body", True),
    "hidden-slide": (made("odp", page(frame(BOX), 'draw:style-name="off"')), "hidden-slide", False),
    "off-the-slide": (made("odp", page(frame(BOX, 'svg:x="-9cm" svg:y="1cm" svg:width="5cm" svg:height="1cm"'))), "off-page", False),
    "below-a-bar-of-a-slide": (made("odp", page(framed(BOX) + rect("filled"))), "covered-text", False),
    "beside-a-bar-of-a-slide": (made("odp", page(framed(BOX) + rect("filled", 9))), "body", True),
    "over-a-bar-of-a-slide": (made("odp", page(rect("filled") + framed(BOX))), "body", True),
    "below-a-film-of-a-slide": (made("odp", page(framed(BOX) + rect("film"))), "body", True),
    "below-a-frame-of-a-slide": (made("odp", page(framed(BOX) + rect("bare"))), "body", True),
    "below-a-bar-that-leaves-a-slide": (made("odp", page(framed(BOX) + rect("filled", about='draw:id="id1"') + LEAVES)), "body", True),
    "in-a-group-below-a-bar-of-a-slide": (made("odp", page(f"<draw:g>{framed(BOX)}{framed('')}</draw:g>" + rect("filled"))), "covered-text", False),
    "in-a-group-off-the-slide": (made("odp", page(f"<draw:g>{framed(BOX, -9)}{framed('')}</draw:g>")), "off-page", False),
    "in-a-table-of-a-slide": (made("odp", page(frame(sheet(row(cell("姓名"), cell("电话")), row(cell("张三"), cell("NUMBER")))))), "body", True),
    "in-a-table-off-the-slide": (made("odp", page(framed(sheet(row(cell("姓名"), cell("NUMBER"))), -9))), "off-page", False),
    "at-the-right-of-a-wide-slide": (masters_of(18), "body", True),
    "right-of-a-wide-slide": (masters_of(40), "off-page", False),
    "turned-off-the-slide": (made("odp", page(frame(BOX, TURNED.format(-30)))), "off-page", False),
    "turned-on-the-slide": (made("odp", page(frame(BOX, TURNED.format(9)))), "body", True),
    "notes": (made("odp", page(f"<presentation:notes>{frame(BOX)}</presentation:notes>")), "speaker-notes", False),
    "comment-on-a-slide": (made("odp", page(COMMENT)), "comment", False),
    "alternative-text-on-a-slide": (made("odp", page(frame("<svg:title>NUMBER</svg:title>"))), "alternative-text", False),
    "name-of-a-slide": (made("odp", page("", 'draw:name="名单NUMBER"')), "attribute", False),
    "master-page": (lambda n: odf("odp", page(""), masters=f'<style:master-page style:name="x">{frame(BOX.replace("NUMBER", n))}</style:master-page>'), "header", True),
}  # fmt: skip
PLACES |= {name: (made("odt", body), layer, seen) for name, (body, layer, seen) in odf_sights.SIGHTS.items()}
PLACES["header-that-is-switched-off"] = (
    margin(f"<style:header style:display='false'>{p('NUMBER')}</style:header>"),
    "hidden-text",
    False,
)
NAMES = list(PLACES)


def number(name: str) -> str:
    """An invented telephone number, one a place."""
    return f"1390000{NAMES.index(name) + 4000}"


@pytest.mark.parametrize("name", NAMES)
def test_place(name: str) -> None:
    make, layer, visible = PLACES[name]
    document = extract("a", make(number(name)), Limits())
    found = [block for block in document.blocks if number(name) in block.text]
    assert [(block.layer, block.visible) for block in found] == [(layer, visible)], document.gaps


def test_an_insertion_is_marked() -> None:
    (block,) = extract("a.odt", PLACES["insertion"][0]("13900001234"), Limits()).blocks
    assert [(mark.start, mark.end, mark.layer) for mark in block.marks] == [(1, 12, "insertion")]


def test_cells_stand_where_they_are() -> None:
    gap = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    document = extract("a.ods", odf("ods", sheet(HEAD, gap, row(cell(""), cell("甲")))), Limits())
    assert [
        (block.text, block.place.steps) for block in document.blocks if block.text and block.layer == "body"
    ] == [
        ("姓名", (1, 1)),
        ("电话", (1, 2)),
        ("甲", (1_048_002, 2)),
    ]


def test_the_head_of_a_table_at_the_foot_of_a_page() -> None:
    """LibreOffice notes among the rows of the head where a page ended when it was saved."""
    head = f"<table:table-header-rows><text:soft-page-break/>{row(cell('姓名'), cell('金额'))}</table:table-header-rows>"
    found = read("a.odt", odf("odt", sheet(head, row(cell("张三"), cell("1500")))), Limits())
    assert found.tables[0].head == (("姓名",), ("金额",))


def test_tables_of_slides() -> None:
    table = frame(
        sheet(row(cell("姓名"), cell("金额")), row(cell("张三"), cell("1500")))
        + '<draw:image xlink:href="Pictures/TablePreview1.svm"/>'
    )
    found = read("a.odp", odf("odp", page(framed(BOX.replace("NUMBER", "名单")) + table)), Limits())
    assert [(table.rows, table.columns) for table in found.tables] == [(2, 2)]
    cells = [(block.text, block.place.form, block.place.steps) for block in found.blocks]
    assert ("1500", "slide-cell", (1, 1, 2, 2)) in cells
    assert not found.gaps  # the picture is one of the table


def test_encrypted_and_broken() -> None:
    with pytest.raises(Unreadable, match="encrypted"):
        read("a.odt", odf("odt", p("甲"), {"META-INF/manifest.xml": "<x><encryption-data/></x>"}), Limits())
    with pytest.raises(Unreadable, match="damaged"):
        read("a.odt", zipped({"content.xml": "<x/>"}), Limits())
    document = extract("a.odt", odf("odt", p("甲"), {"meta.xml": "<x"}), Limits())
    assert [gap.reason for gap in document.gaps] == ["damaged"]


def long_list(first: str, header: str, styles: str) -> bytes:
    """A text whose table is so long that cells are not asked what the content part never names."""
    declared = '<?xml version="1.0" encoding="UTF-8"?>'
    rows = row(cell(first)) + "".join(row(cell(f"第{n}行" + "，照旧" * 20)) for n in range(2_500))
    table = f'<table:table table:name="甲">{rows}</table:table>'
    content = f"{declared}<office:document-content {NAMESPACES}><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>{table}</office:text></office:body></office:document-content>"
    margin = f'<style:master-page style:name="x"><style:header><table:table table:name="乙">{row(header)}</table:table></style:header></style:master-page>'
    pages = f"<office:document-styles {NAMESPACES}><office:automatic-styles>{STYLES}</office:automatic-styles><office:master-styles>{margin}</office:master-styles></office:document-styles>"
    assert len(content.encode()) > 300_000
    return odf("odt", "", {"content.xml": content, "styles.xml": pages})


def test_a_long_list_is_read_like_a_short_one() -> None:
    secret = "13900001234"
    hidden = cell("").replace("></", f">{p(secret, 'hid')}</", 1)
    wide = f'<table:table-cell table:number-columns-repeated="2">{p("甲")}</table:table-cell>'
    places = {
        "cell": long_list(span(secret, "hid"), cell("表头"), STYLES),
        "header": long_list("一", hidden, ""),
    }
    for name, data in places.items():
        found = [block for block in read("a.odt", data, Limits()).blocks if block.text == secret]
        assert [(block.layer, block.visible) for block in found] == [("hidden-text", False)], name
    texts = [block.text for block in read("a.odt", long_list("一", wide, ""), Limits()).blocks]
    assert texts[texts.index("甲") :][:2] == ["甲", ""]  # one cell over two columns


def test_a_rule_whose_style_is_based_on_the_one_it_stands_for() -> None:
    looks = style("ruled", RULE.format("1").replace('"white"', '"inner"'), "table-cell") + style(
        "inner", "", "table-cell"
    ).replace("<style:style", '<style:style style:parent-style-name="ruled"')
    table = sheet(HEAD, row(cell("甲"), cell("13900001234", 'table:style-name="ruled"')))
    content = (
        f"<office:document-content {NAMESPACES}><office:automatic-styles>{looks}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body></office:document-content>"
    )
    data = odf("ods", "", {"content.xml": content})
    assert [
        block.layer for block in extract("a.ods", data, Limits()).blocks if block.text == "13900001234"
    ] == ["body"]
