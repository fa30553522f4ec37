"""Every place of a .docx where a number can lie: found, in its layer, visible only where a reader sees it."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable

import pytest
from docx_bars import (
    FILLED,
    OFFSET,
    SNAPPED,
    anchored,
    boxed,
    list_on_page,
    old_bar_on_page,
    old_box,
    on_page,
)
from docx_sights import SIGHTS
from docx_writing import cell, docx, para, relations, row, run, shape, story, table
from hidden_files import certificate, emf, jpeg, macro, native, ole, png, workbook

from scanner.extract.docx import page_covers
from scanner.extract.docx.reader import read
from scanner.model import Document
from scanner.settings import Limits

Parts = dict[str, str | bytes]
Made = tuple[str, Parts, tuple[tuple[str, str, str], ...]]
CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"


def body(content: str) -> Made:
    return content, {}, ()


def part(name: str, content: str | bytes) -> Made:
    return para("正文"), {f"word/{name}" if "/" not in name else name: content}, ()


def styled(style: str, paragraph: str, content: str) -> Made:
    return para(run(content), properties=paragraph), {"word/styles.xml": story("styles", style)}, ()


def white(content: str, look: str) -> Made:
    return body(para("甲", run(content, look)))


def field(instruction: str) -> str:
    return (
        "<w:r><w:fldChar w:fldCharType='begin'/></w:r>"
        f"<w:r><w:instrText>{instruction}</w:instrText></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>"
    )


def control(properties: str) -> Made:
    return body(
        para(f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{run('甲')}</w:sdtContent></w:sdt>")
    )


def chart(content: str) -> str:
    series = f"<c:ser><c:cat><c:strRef><c:strCache><c:pt idx='0'><c:v>{content}</c:v></c:pt></c:strCache></c:strRef></c:cat></c:ser>"
    return (
        f'<c:chartSpace xmlns:c="{CHART}"><c:chart><c:plotArea>{series}</c:plotArea></c:chart></c:chartSpace>'
    )


def linked(kind: str) -> Callable[[str], Made]:
    def make(n: str) -> Made:
        target = f"file:///C:/{n}/名单.docx"
        return part("_rels/settings.xml.rels".join(("word/", "")), relations(("r1", kind, target)))

    return make


def over(
    n: str, fill: str = FILLED, *, left: int = 48, behind: str = "0", wrap: str = "wrapNone", origin: str = "column",
    drawn: str = "<wps:wsp><wps:spPr><a:prstGeom prst='{1}'/>{0}</wps:spPr></wps:wsp>", geometry: str = "rect",
) -> str:  # fmt: skip
    """A paragraph whose number begins 42 points from its left, with a bar over points 48 to 140 of it."""
    place = OFFSET.format("H", origin, left * 12700) + OFFSET.format("V", "paragraph", 12700)
    shape = f"<wp:anchor behindDoc='{behind}'>{place}<wp:extent cx='{100 * 12700}' cy='{12 * 12700}'/><wp:{wrap}/><wp:docPr id='1' name='矩形 1'/>{drawn.format(fill, geometry)}</wp:anchor>"
    return para(run("联系电话"), f"<w:r><w:drawing>{shape}</w:drawing></w:r>", run(f"{n}，谢谢"))


def in_cell(n: str) -> str:
    return table(row("姓名", cell(over(n), properties="<w:tcW w:w='6000' w:type='dxa'/>")))


def old_bar(look: str = "", style: str = "z-index:251", inner: str = "") -> Callable[[str], Made]:
    place = f"position:absolute;margin-left:40pt;margin-top:1pt;width:110pt;height:14pt;{style}"
    return lambda n: body(
        para(
            f"<w:r><w:pict><v:rect style='{place}' {look}>{inner}</v:rect></w:pict></w:r>",
            f"联系电话{n}，谢谢",
        )
    )


def pasted(n: str, picture: bytes, change: str = "") -> Made:
    drawn = f"<pic:pic><pic:blipFill><a:blip r:embed='r1'>{change}</a:blip></pic:blipFill></pic:pic>"
    return over(n, drawn=drawn), {"word/media/a.png": picture}, (("r1", "image", "media/a.png"),)


SEAL = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\6\0\0\0"
DARK = "<w:shd w:val='clear' w:fill='1F3864'/>"
WHITE, TINY = "<w:color w:val='FFFFFF'/>", "<w:sz w:val='2'/>"
STYLE = "<w:style w:type='paragraph' w:styleId='H' {0}><w:name w:val='h'/><w:rPr>{1}</w:rPr></w:style>"
BASED = "<w:style w:type='paragraph' w:styleId='B'><w:name w:val='b'/><w:basedOn w:val='H'/></w:style>"
RUN_STYLE = "<w:style w:type='character' w:styleId='C'><w:name w:val='c'/><w:rPr>{0}</w:rPr></w:style>"
LETTERS = "<w14:textFill xmlns:w14='http://schemas.microsoft.com/office/word/2010/wordml'>{0}</w14:textFill>"
USUAL = STYLE.format("w:default='1'", "{0}")
DEFAULTS = "<w:docDefaults><w:rPrDefault><w:rPr><w:vanish/></w:rPr></w:rPrDefault></w:docDefaults>"

# name of the place -> (what is made around the number, layer, visible)
PLACES: dict[str, tuple[Callable[[str], Made], str, bool]] = {
    # 1, 2: revisions
    "deletion": (lambda n: body(para(f"<w:del w:author='甲'><w:r><w:delText>{n}</w:delText></w:r></w:del>")), "deletion", False),
    "move-from": (lambda n: body(para(f"<w:moveFrom>{run(n)}</w:moveFrom>")), "deletion", False),
    "move-to": (lambda n: body(para(f"<w:moveTo>{run(n)}</w:moveTo>")), "body", True),
    "deleted-row": (lambda n: body(table(row("姓名", "电话"), row("甲", n, properties="<w:del w:author='甲'/>"))), "deletion", False),
    "insertion": (lambda n: body(para(f"<w:ins w:author='甲'>{run(n)}</w:ins>")), "body", True),
    "deleted-field": (lambda n: body(para(f"<w:del><w:r><w:delInstrText>INCLUDETEXT {n}</w:delInstrText></w:r></w:del>")), "attribute", False),
    # 3, 4: authors and comments
    "revision-author": (lambda n: body(para(f"<w:ins w:author='张三{n}'>{run('甲')}</w:ins>")), "property", False),
    "people": (lambda n: part("people.xml", f'<w15:people xmlns:w15="urn:x"><w15:person w15:author="张三{n}"/></w15:people>'), "property", False),
    "comment": (lambda n: part("comments.xml", story("comments", f"<w:comment w:id='1' w:author='甲'>{para(n)}</w:comment>")), "comment", False),
    "comment-author": (lambda n: part("comments.xml", story("comments", f"<w:comment w:id='1' w:author='张三{n}'>{para('甲')}</w:comment>")), "property", False),
    "comments-extended": (lambda n: part("commentsExtended.xml", f'<w15:x xmlns:w15="urn:x" w15:author="张三{n}"/>'), "property", False),
    # 5: hidden
    "vanish": (lambda n: body(para("甲", run(n, "<w:vanish/>"))), "hidden-text", False),
    "vanish-character-style": (lambda n: (para("甲", run(n, "<w:rStyle w:val='C'/>")), {"word/styles.xml": story("styles", RUN_STYLE.format("<w:vanish/>"))}, ()), "hidden-text", False),
    "vanish-paragraph-style": (lambda n: styled(STYLE.format("", "<w:vanish/>"), "<w:pStyle w:val='H'/>", n), "hidden-text", False),
    "vanish-usual-style": (lambda n: styled(STYLE.format("w:default='1'", "<w:vanish/>"), "", n), "hidden-text", False),
    "vanish-defaults": (lambda n: styled(DEFAULTS, "", n), "hidden-text", False),
    "web-hidden": (lambda n: body(para(run(n, "<w:webHidden/>"))), "body", True),
    "spec-vanish": (lambda n: body(para(run(n, "<w:specVanish/>"))), "body", True),
    # 6: invisible by its look
    "white": (lambda n: white(n, WHITE), "invisible-text", False),
    "white-among-signs": (lambda n: white(f"（电话：{n}）", WHITE), "invisible-text", False),
    "nearly-white": (lambda n: white(n, "<w:color w:val='FEFEFA'/>"), "invisible-text", False),
    "pale-and-read": (lambda n: white(n, "<w:color w:val='EEEEEE'/>"), "body", True),
    "white-by-theme": (lambda n: white(n, "<w:color w:val='auto' w:themeColor='background1'/>"), "invisible-text", False),
    "tiny": (lambda n: white(n, TINY), "invisible-text", False),
    "shade-of-its-colour": (lambda n: white(n, "<w:color w:val='C00000'/><w:shd w:val='clear' w:fill='C00000'/>"), "invisible-text", False),
    "black-highlight": (lambda n: white(n, "<w:highlight w:val='black'/>"), "invisible-text", False),
    "white-by-style": (lambda n: styled(STYLE.format("", WHITE), "<w:pStyle w:val='H'/>", n), "invisible-text", False),
    "white-in-a-cell": (lambda n: body(table(row("姓名", cell(para(run(n, WHITE)))))), "invisible-text", False),
    "white-on-a-dark-cell": (lambda n: body(table(row("姓名", cell(para(run(n, WHITE)), properties="<w:shd w:val='clear' w:fill='1F3864'/>")))), "body", True),
    "white-on-a-dark-paragraph": (lambda n: body(para(run(n, WHITE), properties="<w:shd w:val='clear' w:fill='1F3864'/>")), "body", True),
    "white-by-a-style-it-is-based-on": (lambda n: styled(STYLE.format("", WHITE) + BASED, "<w:pStyle w:val='B'/>", n), "invisible-text", False),
    "white-by-a-style-with-a-ground": (lambda n: styled(STYLE.format("", WHITE).replace("<w:rPr>", f"<w:pPr>{DARK}</w:pPr><w:rPr>"), "<w:pStyle w:val='H'/>", n), "body", True),
    "white-on-a-pattern": (lambda n: body(para(run(n, WHITE), properties="<w:shd w:val='pct50' w:color='auto' w:fill='auto'/>")), "body", True),
    "white-and-imprinted": (lambda n: white(n, WHITE + "<w:imprint/>"), "body", True),
    "white-on-a-dark-highlight": (lambda n: white(n, WHITE + "<w:highlight w:val='darkCyan'/>"), "body", True),
    "white-by-the-usual-style": (lambda n: styled(USUAL.format(WHITE), "", n), "invisible-text", False),
    "white-by-the-defaults": (lambda n: styled(DEFAULTS.replace("<w:vanish/>", WHITE), "", n), "invisible-text", False),
    "beside-a-white-style-without-a-name": (lambda n: styled(USUAL.format("") + STYLE.format("", WHITE).replace(" w:styleId='H'", ""), "", n), "body", True),
    "black-over-a-white-usual-style": (lambda n: (para(run(n, "<w:color w:val='000000'/>")), {"word/styles.xml": story("styles", USUAL.format(WHITE))}, ()), "body", True),
    "letters-without-fill": (lambda n: white(n, LETTERS.format("<w14:noFill/>")), "invisible-text", False),
    "letters-filled-with-white": (lambda n: white(n, LETTERS.format("<w14:solidFill><w14:srgbClr w14:val='FFFFFF'/></w14:solidFill>")), "invisible-text", False),
    "letters-seen-through": (lambda n: white(n, LETTERS.format("<w14:solidFill><w14:srgbClr w14:val='000000'><w14:alpha w14:val='100000'/></w14:srgbClr></w14:solidFill>")), "invisible-text", False),
    "letters-filled-with-black": (lambda n: white(n, LETTERS.format("<w14:solidFill><w14:schemeClr w14:val='tx1'/></w14:solidFill>")), "body", True),
    "letters-without-width": (lambda n: white(n, "<w:w w:val='1'/>"), "invisible-text", False),
    "narrow-letters": (lambda n: white(n, "<w:w w:val='66'/>"), "body", True),
    "line-without-height": (lambda n: body(para(run(n), properties="<w:spacing w:line='20' w:lineRule='exact'/>")), "invisible-text", False),
    "line-without-height-by-a-style": (lambda n: styled(STYLE.format("", "").replace("<w:rPr>", "<w:pPr><w:spacing w:line='20' w:lineRule='exact'/></w:pPr><w:rPr>"), "<w:pStyle w:val='H'/>", n), "invisible-text", False),
    "line-of-an-office": (lambda n: body(para(run(n), properties="<w:spacing w:line='560' w:lineRule='exact'/>")), "body", True),
    "left-of-the-page": (lambda n: body(para(run(n), properties="<w:ind w:left='-20000'/>")), "off-page", False),
    "into-the-margin": (lambda n: body(para(run(n), properties="<w:ind w:left='-1000'/>")), "body", True),
    "row-without-height": (lambda n: body(table(row("姓名", "电话"), row("甲", n, properties="<w:trHeight w:val='20' w:hRule='exact'/>"))), "hidden-row-or-column", False),
    "row-that-grows": (lambda n: body(table(row("姓名", "电话"), row("甲", n, properties="<w:trHeight w:val='20'/>"))), "body", True),
    "below-merged": (lambda n: body(table(row("姓名", cell("甲", properties="<w:vMerge w:val='restart'/>")), row("乙", cell(n, properties="<w:vMerge/>")))), "covered-text", False),
    "box-left-of-the-page": (lambda n: boxed(n, left=-9_000_000), "off-page", False),
    "box-right-of-the-page": (lambda n: boxed(n, left=9_000_000), "off-page", False),
    "box-on-the-page": (lambda n: boxed(n, left=6_900_000), "textbox", True),
    "hidden-box": (lambda n: boxed(n, about="hidden='1'"), "hidden-text", False),
    "box-without-width": (lambda n: boxed(n, wide=10), "invisible-text", False),
    "white-in-a-white-box": (lambda n: boxed(n, fill=FILLED.replace("000000", "FFFFFF"), look=WHITE), "invisible-text", False),
    "black-in-a-black-box": (lambda n: boxed(n, fill=FILLED, look="<w:color w:val='000000'/>"), "invisible-text", False),
    "white-in-a-black-box": (lambda n: boxed(n, fill=FILLED, look=WHITE), "textbox", True),
    "white-in-a-box-without-fill": (lambda n: boxed(n, fill="<a:noFill/>", look=WHITE), "textbox", True),
    "hidden-box-of-old-programs": (lambda n: old_box(n, "visibility:hidden"), "hidden-text", False),
    "box-of-old-programs-left-of-the-page": (lambda n: old_box(n, "margin-left:-900pt;mso-position-horizontal-relative:page"), "off-page", False),
    # covered by what lies over it
    "under-a-bar": (lambda n: body(over(n)), "covered-text", False),
    "under-a-bar-in-a-cell": (lambda n: body(in_cell(n)), "covered-text", False),
    "under-a-bar-placed-from-the-page": (lambda n: body(over(n, origin="page", left=138)), "covered-text", False),
    "under-a-bar-of-old-programs": (old_bar("fillcolor='black'"), "covered-text", False),
    "under-a-picture": (lambda n: pasted(n, jpeg("x")), "covered-text", False),
    "under-a-bar-placed-from-the-top-of-the-page": (on_page, "covered-text", False),
    "under-a-bar-placed-from-the-margins": (lambda n: on_page(n, top=39, left=38, origin="margin"), "covered-text", False),
    "under-a-bar-after-a-page-break": (lambda n: on_page(n, before=para("封面") + table(row("表", "格")) + para("正文", properties="<w:pageBreakBefore/>" + SNAPPED), top=131), "covered-text", False),
    "under-a-bar-of-old-programs-on-the-page": (old_bar_on_page, "covered-text", False),
    "under-a-photo-placed-from-the-page": (lambda n: (on_page(n, drawn="<pic:pic><pic:blipFill><a:blip r:embed='r1'/></pic:blipFill></pic:pic>")[0], {"word/media/a.jpg": jpeg("x")}, (("r1", "image", "media/a.jpg"),)), "covered-text", False),
    "above-a-bar-on-the-page": (lambda n: on_page(n, top=160), "body", True),
    "left-of-a-bar-on-the-page": (lambda n: on_page(n, left=300), "body", True),
    "maybe-under-a-bar-on-the-page": (lambda n: on_page(n, top=104), "body", True),
    "in-a-cell-under-a-bar-on-the-page": (lambda n: list_on_page(n, before=anchored(110, 186)), "covered-text", False),
    "in-a-cell-under-its-own-bar-on-the-page": (lambda n: list_on_page(n, within=anchored(110, 186, about="layoutInCell='0'")), "covered-text", False),
    "in-a-cell-beside-a-bar-on-the-page": (lambda n: list_on_page(n, before=anchored(110, 86, wide=60)), "body", True),
    "below-a-table-under-a-bar-on-the-page": (lambda n: on_page(n, before=table(row("表", "格")), top=126, high=26), "covered-text", False),
    "behind-a-table-and-a-bar-on-the-page": (lambda n: on_page(n, before=table(row("表", "格"))), "body", True),
    "under-a-photo-whose-line-is-not-known": (lambda n: (on_page(n, before=table(row(cell(table(row("表", "格"))))), drawn="<pic:pic><pic:blipFill><a:blip r:embed='r1'/></pic:blipFill></pic:pic>")[0], {"word/media/a.jpg": jpeg("x")}, (("r1", "image", "media/a.jpg"),)), "body", True),
    "in-columns-below-a-bar-on-the-page": (lambda n: on_page(n, section="<w:cols w:num='2'/>"), "body", True),
    "beside-a-bar": (lambda n: body(over(n, left=180)), "body", True),
    "over-a-bar": (lambda n: body(over(n, behind="1")), "body", True),
    "beside-what-text-flows-around": (lambda n: body(over(n, wrap="wrapSquare")), "body", True),
    "under-a-frame": (lambda n: body(over(n, "<a:noFill/>")), "body", True),
    "under-a-marker": (lambda n: body(over(n, "<a:solidFill><a:srgbClr val='FFFF00'><a:alpha val='40000'/></a:srgbClr></a:solidFill>")), "body", True),
    "under-an-ellipse": (lambda n: body(over(n, geometry="ellipse")), "body", True),
    "under-a-seal": (lambda n: pasted(n, SEAL), "body", True),
    "under-a-picture-cut-out": (lambda n: pasted(n, jpeg("x"), "<a:clrChange/>"), "body", True),
    "under-a-frame-of-old-programs": (old_bar("filled='f'"), "body", True),
    "beside-what-text-flows-around-in-old-programs": (old_bar("fillcolor='black'", inner="<w10:wrap xmlns:w10='urn:w' type='square'/>"), "body", True),
    "over-a-bar-of-old-programs": (old_bar("fillcolor='black'", "z-index:-25"), "body", True),
    # 7, 8: margins and notes
    "header": (lambda n: part("header1.xml", story("hdr", para(n))), "header", True),
    "footer": (lambda n: part("footer3.xml", story("ftr", para(n))), "footer", True),
    "footnote": (lambda n: part("footnotes.xml", story("footnotes", f"<w:footnote w:id='1'>{para(n)}</w:footnote>")), "footnote", True),
    "endnote": (lambda n: part("endnotes.xml", story("endnotes", f"<w:endnote w:id='1'>{para(n)}</w:endnote>")), "endnote", True),
    # 9, 10, 11: drawings
    "text-box": (lambda n: body(para(shape(para(n)))), "textbox", True),
    "text-box-of-old-programs": (lambda n: body(para(f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{para(n)}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>")), "textbox", True),
    "watermark": (lambda n: part("header1.xml", story("hdr", para(f"<w:r><w:pict><v:shape><v:textpath string='{n}'/></v:shape></w:pict></w:r>"))), "textbox", True),
    "alternative-text": (lambda n: body(para(f"<w:r><w:drawing><wp:inline><wp:docPr id='1' name='图片 1' descr='{n}'/></wp:inline></w:drawing></w:r>")), "alternative-text", False),
    "alternative-title": (lambda n: body(para(f"<w:r><w:drawing><wp:inline><wp:docPr id='1' name='图片 1' title='{n}'/></wp:inline></w:drawing></w:r>")), "alternative-text", False),
    "name-of-a-drawing": (lambda n: body(para(f"<w:r><w:drawing><wp:inline><wp:docPr id='1' name='名单{n}.jpg'/></wp:inline></w:drawing></w:r>")), "attribute", False),
    "alternative-text-of-old-programs": (lambda n: body(para(f"<w:r><w:pict><v:shape alt='{n}'/></w:pict></w:r>")), "alternative-text", False),
    # 12: fields
    "merge-field": (lambda n: body(para(field(f"MERGEFIELD 电话{n}"))), "attribute", False),
    "include-text": (lambda n: body(para(field(f'INCLUDETEXT "C:\\\\{n}.docx"'))), "attribute", False),
    "simple-field": (lambda n: body(para(f"<w:fldSimple w:instr='DOCPROPERTY {n}'>{run('甲')}</w:fldSimple>")), "attribute", False),
    "cached-result": (lambda n: body(para(f"<w:fldSimple w:instr='PAGE'>{run(n)}</w:fldSimple>")), "body", True),
    "form-default": (lambda n: body(para(f"<w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:textInput><w:default w:val='{n}'/></w:textInput></w:ffData></w:fldChar></w:r>")), "attribute", False),
    "data-of-a-field": (lambda n: body(para(f"<w:r><w:fldChar w:fldCharType='begin'><w:fldData>{b64encode(f'电话 {n}'.encode('utf-16-le')).decode()}</w:fldData></w:fldChar></w:r>")), "attribute", False),
    "form-name": (lambda n: body(para(f"<w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:name w:val='电话{n}'/></w:ffData></w:fldChar></w:r>")), "attribute", False),
    # 13: content controls
    "control-text": (lambda n: body(para(f"<w:sdt><w:sdtContent>{run(n)}</w:sdtContent></w:sdt>")), "body", True),
    "control-alias": (lambda n: control(f"<w:alias w:val='{n}'/>"), "attribute", False),
    "control-tag": (lambda n: control(f"<w:tag w:val='{n}'/>"), "attribute", False),
    "control-item": (lambda n: control(f"<w:dropDownList><w:listItem w:displayText='{n}' w:value='1'/></w:dropDownList>"), "attribute", False),
    "control-value": (lambda n: control(f"<w:dropDownList><w:listItem w:displayText='甲' w:value='{n}'/></w:dropDownList>"), "attribute", False),
    "control-binding": (lambda n: control(f"<w:dataBinding w:xpath='/人/电话[{n}]'/>"), "attribute", False),
    "control-placeholder": (lambda n: part("glossary/document.xml".join(("word/", "")), story("glossaryDocument", para(n))), "template", False),
    # 14: links
    "link-address": (lambda n: (para(f"<w:hyperlink r:id='r1'>{run('甲')}</w:hyperlink>"), {}, (("r1", "hyperlink", f"http://example.com/?tel={n}"),)), "link-target", False),
    "link-tip": (lambda n: body(para(f"<w:hyperlink w:anchor='x' w:tooltip='{n}'>{run('甲')}</w:hyperlink>")), "attribute", False),
    "link-field": (lambda n: body(para(field(f'HYPERLINK "http://example.com/{n}"'))), "link-target", False),
    "link-nothing-uses": (lambda n: (para("甲"), {}, (("r1", "hyperlink", f"http://example.com/?tel={n}"),)), "link-target", False),
    # 15: names and marks
    "bookmark": (lambda n: body(para(f"<w:bookmarkStart w:id='0' w:name='电话{n}'/>", "甲")), "attribute", False),
    "smart-tag": (lambda n: body(para(f"<w:smartTag><w:smartTagPr><w:attr w:name='x' w:val='{n}'/></w:smartTagPr>{run('甲')}</w:smartTag>")), "attribute", False),
    "ruby": (lambda n: body(para(f"<w:r><w:ruby><w:rt>{run(n)}</w:rt><w:rubyBase>{run('甲')}</w:rubyBase></w:ruby></w:r>")), "body", True),
    "math": (lambda n: body(para(f"<m:oMath><m:r><m:t>{n}</m:t></m:r></m:oMath>")), "body", True),
    # 16: tables
    "hidden-row": (lambda n: body(table(row("姓名", "电话"), row("甲", n, properties="<w:hidden/>"), row("乙", "略"))), "hidden-row-or-column", False),
    "table-caption": (lambda n: body(f"<w:tbl><w:tblPr><w:tblCaption w:val='{n}'/></w:tblPr>{row('甲', '乙')}</w:tbl>"), "alternative-text", False),
    "table-description": (lambda n: body(f"<w:tbl><w:tblPr><w:tblDescription w:val='{n}'/></w:tblPr>{row('甲', '乙')}</w:tbl>"), "alternative-text", False),
    # 17: parts of other formats
    "chunk-of-html": (lambda n: part("afchunk1.html", f"<html><body><p>电话 {n}</p></body></html>"), "body", True),
    "chunk-of-docx": (lambda n: part("afchunk2.docx", docx(para(n))), "embedded-file", False),
    # 18: embedded files
    "embedded-workbook": (lambda n: part("word/embeddings/Microsoft_Excel_Sheet1.xlsx", workbook(n)), "embedded-file", False),
    "embedded-package": (lambda n: part("word/embeddings/oleObject1.bin", ole({"package": workbook(n)})), "embedded-file", False),
    "embedded-native": (lambda n: part("word/embeddings/oleObject1.bin", ole({"\x01Ole10Native": native("a.txt", f"电话 {n}".encode())})), "embedded-file", False),
    "embedded-name": (lambda n: part("word/embeddings/oleObject1.bin", ole({"\x01Ole10Native": native(f"{n}.txt", "甲".encode())})), "embedded-file", False),
    "embedded-preview": (lambda n: part("word/media/image1.emf", emf(n)), "embedded-file", False),
    "workbook-in-a-part-of-no-kind": (lambda n: part("word/data.bin", workbook(n)), "embedded-file", False),
    "workbook-that-poses-as-a-font": (lambda n: part("word/fonts/font1.odttf", workbook(n)), "embedded-file", False),
    "workbook-that-poses-as-a-picture": (lambda n: part("word/media/image1.dat", workbook(n)), "embedded-file", False),
    "words-in-a-part-of-no-kind": (lambda n: part("custom.dat", n), "attribute", False),
    "words-that-pose-as-a-picture": (lambda n: part("word/media/image1.png", f"张三{n}"), "image-metadata", False),
    "picture-in-a-part-of-no-kind": (lambda n: part("word/shot", png(f"张三{n}")), "image-metadata", False),
    "core-of-other-programs": (lambda n: part("package/services/metadata/core-properties/1.psmdcp", f'<coreProperties xmlns:dc="urn:d"><dc:subject>{n}</dc:subject></coreProperties>'), "property", False),
    # 19: charts and drawings
    "chart": (lambda n: part("word/charts/chart1.xml", chart(n)), "textbox", True),
    "smart-art": (lambda n: part("word/diagrams/data1.xml", f'<dgm:dataModel xmlns:dgm="urn:d" xmlns:a="urn:a"><dgm:pt><dgm:t><a:p><a:r><a:t>{n[:5]}</a:t></a:r><a:r><a:t>{n[5:]}</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:dataModel>'), "textbox", True),
    "ink": (lambda n: part("word/ink/ink1.xml", f"<ink><annotation>{n}</annotation></ink>"), "textbox", True),
    # 20: properties
    "core": (lambda n: part("docProps/core.xml", f'<cp:coreProperties xmlns:cp="urn:c" xmlns:dc="urn:d"><dc:subject>{n}</dc:subject></cp:coreProperties>'), "property", False),
    "company": (lambda n: part("docProps/app.xml", f'<Properties xmlns="urn:p"><Company>{n}</Company></Properties>'), "property", False),
    "titles-of-parts": (lambda n: part("docProps/app.xml", f'<Properties xmlns="urn:p" xmlns:vt="urn:v"><TitlesOfParts><vt:lpstr>电话{n}</vt:lpstr></TitlesOfParts></Properties>'), "property", False),
    "custom-property": (lambda n: part("docProps/custom.xml", f'<Properties xmlns="urn:p" xmlns:vt="urn:v"><property name="x"><vt:lpwstr>{n}</vt:lpwstr></property></Properties>'), "property", False),
    "name-of-a-property": (lambda n: part("docProps/custom.xml", f'<Properties xmlns="urn:p" xmlns:vt="urn:v"><property name="电话{n}"><vt:lpwstr>甲</vt:lpwstr></property></Properties>'), "property", False),
    # 21: data and settings
    "custom-xml": (lambda n: part("customXml/item1.xml", f"<人 xmlns='urn:x'>{n}</人>"), "property", False),
    "document-variable": (lambda n: part("settings.xml", story("settings", f"<w:docVars><w:docVar w:name='x' w:val='{n}'/></w:docVars>")), "property", False),
    "mail-merge": (lambda n: part("settings.xml", story("settings", f"<w:mailMerge><w:query w:val='SELECT {n}'/></w:mailMerge>")), "property", False),
    "attached-template": (linked("attachedTemplate"), "link-target", False),
    "mail-merge-source": (linked("mailMergeSource"), "link-target", False),
    # 22, 23: autotext, names
    "autotext": (lambda n: part("word/glossary/document.xml", story("glossaryDocument", para(run(n[:4]), run(n[4:])))), "template", False),
    "number-text": (lambda n: part("numbering.xml", story("numbering", f"<w:abstractNum><w:lvl><w:lvlText w:val='电话{n}'/></w:lvl></w:abstractNum>")), "template", False),
    "style-name": (lambda n: part("styles.xml", story("styles", f"<w:style w:styleId='x'><w:name w:val='张{n}'/></w:style>")), "template", False),
    "theme-name": (lambda n: part("word/theme/theme1.xml", f'<a:theme xmlns:a="urn:a" name="张{n}"/>'), "template", False),
    # 24: pictures
    "exif": (lambda n: part("word/media/image1.jpeg", jpeg(n)), "image-metadata", False),
    "xmp": (lambda n: part("word/media/image1.jpeg", jpeg(n, where="xmp")), "image-metadata", False),
    "comment-in-a-jpeg": (lambda n: part("word/media/image1.jpg", jpeg(n, where="comment")), "image-metadata", False),
    "behind-a-jpeg": (lambda n: part("word/media/image1.jpg", jpeg(f"电话{n}", where="tail")), "image-metadata", False),
    "png-text": (lambda n: part("word/media/image1.png", png(n)), "image-metadata", False),
    "thumbnail": (lambda n: part("docProps/thumbnail.jpeg", jpeg(n)), "image-metadata", False),
    # 25, 26: the package, macros, printing, signing
    "orphan-part": (lambda n: part("word/old.xml", f"<x>{n}</x>"), "attribute", False),
    "orphan-text": (lambda n: part("word/backup.dat", f"姓名 张三 电话 {n}"), "attribute", False),
    "macro": (lambda n: part("vbaProject.bin", macro(n)), "embedded-file", False),
    "printer": (lambda n: part("word/printerSettings/printerSettings1.bin", f"HP 张三 {n}".encode("utf-16-le")), "property", False),
    "certificate": (lambda n: part("_xmlsignatures/sig1.xml", b"<S><X509Certificate>" + certificate(f"张三{n}") + b"</X509Certificate></S>"), "property", False),
    "signature-comment": (lambda n: part("_xmlsignatures/sig1.xml", f"<S><SignatureComments>同意 {n}</SignatureComments></S>"), "property", False),
}  # fmt: skip
PLACES |= SIGHTS
NAMES = list(PLACES)


def number(name: str) -> str:
    """An invented telephone number, one a place."""
    return f"1390000{NAMES.index(name) + 1000}"


def made(name: str) -> Document:
    content, parts, links = PLACES[name][0](number(name))
    return read("a.docx", docx(content, parts, links), Limits())


@pytest.mark.parametrize("name", NAMES)
def test_place(name: str) -> None:
    _, layer, visible = PLACES[name]
    document = made(name)
    found = [block for block in document.blocks if number(name) in block.text]
    assert [(block.layer, block.visible) for block in found] == [(layer, visible)], document.gaps
    assert not [gap for gap in document.gaps if gap.what != "picture"]


@pytest.mark.parametrize(
    ("make", "layer"),
    [
        (lambda data, n: data[:-2] + bytes([len(n), 0]) + n, "property"),  # the comment of the zip file
        (lambda data, n: "注意".encode() + n + data, "property"),
        (lambda data, n: data + "注意".encode() + n, "property"),
    ],
    ids=["zip-comment", "prefix", "trailing"],
)
def test_bytes_around_the_package(make: Callable[[bytes, bytes], bytes], layer: str) -> None:
    document = read("a.docx", make(docx(para("甲")), b"13900001999"), Limits())
    (found,) = [block for block in document.blocks if "13900001999" in block.text]
    assert (found.layer, found.visible) == (layer, False)


def test_a_cropped_picture_says_so() -> None:
    picture = "<w:r><w:drawing><pic:pic><pic:blipFill><a:srcRect b='40000'/></pic:blipFill></pic:pic></w:drawing></w:r>"
    document = read("a.docx", docx(para("甲", picture)), Limits())
    assert [block.layer for block in document.blocks] == ["body", "image-metadata"]


def test_a_broken_certificate_is_a_gap() -> None:
    signature = "<S><X509Certificate>QUJD5</X509Certificate></S>"
    document = read("a.docx", docx(para("甲"), {"_xmlsignatures/sig1.xml": signature}), Limits())
    assert [(gap.reason, gap.detail) for gap in document.gaps] == [("damaged", "_xmlsignatures/sig1.xml")]


def test_an_insertion_in_a_cell_says_so() -> None:
    content = table(row("姓名", cell(para(f"<w:ins w:author='a'>{run('张三')}</w:ins>"))))
    document = read("a.docx", docx(content), Limits())
    assert [(block.text, block.layer) for block in document.blocks][-1] == ("", "insertion")


def test_files_within_files_end_at_the_limit() -> None:
    data = docx(para("13900001998"))
    for _ in range(4):
        data = docx(para("外"), {"word/embeddings/a.docx": data})
    deep = read("a.docx", data, Limits())
    assert any("13900001998" in block.text for block in deep.blocks)
    assert deep.blocks[-1].place.inside.count("a.docx") == 4
    shallow = read("a.docx", data, Limits(depth=2))
    assert not any("13900001998" in block.text for block in shallow.blocks)
    assert [gap.reason for gap in shallow.gaps] == ["nested-too-deep"]


def test_an_ordinary_file_holds_nothing_beside_its_text() -> None:
    theme = (
        '<a:theme xmlns:a="urn:a" name="Office 主题​"><a:font script="Jpan" typeface="ＭＳ 明朝"/></a:theme>'
    )
    styles = story("styles", "<w:style w:styleId='1'><w:name w:val='标题 1'/></w:style>")
    parts: Parts = {
        "word/theme/theme1.xml": theme,
        "word/styles.xml": styles,
        "word/fontTable.xml": "<w:font w:name='宋体'/>",
    }
    document = read("a.docx", docx(para("正文"), parts), Limits())
    assert [block.text for block in document.blocks] == ["正文"]
    assert document.gaps == ()


def test_more_shapes_on_the_page_than_are_looked_at_are_a_gap(monkeypatch: pytest.MonkeyPatch) -> None:
    content, parts, links = on_page(number("above-a-bar-on-the-page"), top=160)
    document = read("a.docx", docx(content, parts, links), Limits())
    assert not document.gaps
    monkeypatch.setattr(page_covers, "_MOST", 0)
    document = read("a.docx", docx(content, parts, links), Limits())
    assert [(gap.what, gap.reason) for gap in document.gaps] == [("part", "too-many-shapes")]
