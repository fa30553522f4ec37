"""Every place of an OFD file where a number can lie; lines, tables and reading order; broken packages."""

from __future__ import annotations

from collections.abc import Callable
from re import sub

import pytest
from hidden_files import jpeg, workbook
from ofd_writing import SPACE, document, ofd, page, root, text

from scanner.extract import extract
from scanner.model import Document
from scanner.noun import replace
from scanner.settings import Limits

Parts = dict[str, str | bytes]
LIMITS = Limits()
NUMBER = "410999198503121239"
PAGE, DOC = "Doc_0/Pages/Page_0/Content.xml", "Doc_0/Document.xml"


def read(parts: Parts, limits: Limits = LIMITS) -> Document:
    return extract("a.ofd", ofd(parts), limits)


def on_page(*objects: str, **more: str) -> Parts:
    return {PAGE: page(text("正文"), *objects, **more)}


def field(x: float, y: float, width: float, height: float, color: str = "0 0 0") -> str:
    data = f"M 0 0 L {width} 0 L {width} {height} L 0 {height} C"
    return (
        f'<ofd:PathObject ID="9" Boundary="{x} {y} {width} {height}" Stroke="false" Fill="true">'
        f'<ofd:FillColor Value="{color}"/><ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>'
    )


def stroke(x0: float, y0: float, x1: float, y1: float) -> str:
    return (
        f'<ofd:PathObject ID="9" Boundary="0 0 210 297" LineWidth="0.3"><ofd:AbbreviatedData>'
        f"M {x0} {y0} L {x1} {y1}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def clips(*areas: str, flag: str = "") -> str:
    """The clips of an object: one whose areas are rectangles of x, y, width, height in the object's own frame."""
    made = "".join(
        f'<ofd:Area><ofd:Path Boundary="{area}"><ofd:AbbreviatedData>M 0 0 L {area.split()[2]} 0 '
        f"L {area.split()[2]} {area.split()[3]} L 0 {area.split()[3]} C</ofd:AbbreviatedData></ofd:Path></ofd:Area>"
        for area in areas
    )
    return f"<ofd:Clips {flag}><ofd:Clip>{made}</ofd:Clip></ofd:Clips>"


def bounded(made: str, boundary: str, y: float = 5.6) -> str:
    """The object with another boundary (8.3); its origin is that of the boundary, its text stands `y` below it."""
    return sub('Boundary="[^"]*"', f'Boundary="{boundary}"', made, count=1).replace(' Y="5.6"', f' Y="{y}"')


def composite(content: str, boundary: str, y: float) -> Parts:
    """A composite object (13) of a boundary, with a text that stands `y` below its edge."""
    unit = f'<ofd:CompositeGraphicUnit ID="4" Width="200" Height="90"><ofd:Content>{text(content, x=0, y=y)}</ofd:Content></ofd:CompositeGraphicUnit>'
    used = f'<ofd:CompositeObject ID="5" Boundary="{boundary}" ResourceID="4"/>'
    return resource("CompositeGraphicUnits", unit, used)


def colored(content: str, color: str, alpha: str = "") -> str:
    return text(content, y=60, inner=f'<ofd:FillColor Value="{color}" {alpha}/>')


def note(content: str, kind: str, more: str = "", attributes: str = "") -> Parts:
    look = (
        f'<ofd:Appearance Boundary="20 90 100 20">{text(content, x=0, y=0)}</ofd:Appearance>'
        if content
        else ""
    )
    listed = f'<ofd:Annotations {SPACE}><ofd:Page PageID="0"><ofd:FileLoc>Annot_0.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>'
    own = f'<ofd:PageAnnot {SPACE}><ofd:Annot ID="5" Type="{kind}" {attributes}>{more}{look}</ofd:Annot></ofd:PageAnnot>'
    whole = document(more="<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>")
    return {DOC: whole, "Doc_0/Annots/Annotations.xml": listed, "Doc_0/Annots/Annot_0.xml": own}


def attached(name: str, content: bytes | str, title: str = "名单") -> Parts:
    listed = f'<ofd:Attachments {SPACE}><ofd:Attachment ID="1" Name="{title}" Format="{name.rpartition(".")[2]}" Visible="false"><ofd:FileLoc>{name}</ofd:FileLoc></ofd:Attachment></ofd:Attachments>'
    whole = document(more="<ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments>")
    return {DOC: whole, "Doc_0/Attachs/Attachments.xml": listed, f"Doc_0/Attachs/{name}": content}


def template(content: str, used: str) -> Parts:
    common = '<ofd:TemplatePage ID="7" BaseLoc="Tpls/T.xml"/>'
    return {
        DOC: document(common=common),
        PAGE: page(text("正文"), template=used),
        "Doc_0/Tpls/T.xml": page(text(content, y=20)),
    }


def resource(kind: str, inner: str, objects: str) -> Parts:
    common = "<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>"
    res = f"<ofd:Res {SPACE}><ofd:{kind}>{inner}</ofd:{kind}></ofd:Res>"
    return {DOC: document(common=common), "Doc_0/PublicRes.xml": res, PAGE: page(text("正文"), objects)}


def version(content: str) -> Parts:
    more = '<ofd:Versions><ofd:Version ID="1" Index="1" BaseLoc="Doc_0/Versions/V1.xml"/></ofd:Versions>'
    own = (
        f'<ofd:DocVersion {SPACE} ID="1"><ofd:FileList><ofd:File ID="1">/Doc_0/Old.xml</ofd:File></ofd:FileList>'
        "<ofd:DocRoot>/Doc_0/Document.xml</ofd:DocRoot></ofd:DocVersion>"
    )
    return {"OFD.xml": root(more=more), "Doc_0/Versions/V1.xml": own, "Doc_0/Old.xml": page(text(content))}


def tagged(content: str) -> Parts:
    whole = document(more="<ofd:CustomTags>Tags/CustomTags.xml</ofd:CustomTags>")
    listed = f"<ofd:CustomTags {SPACE}><ofd:CustomTag><ofd:FileLoc>T.xml</ofd:FileLoc></ofd:CustomTag></ofd:CustomTags>"
    return {DOC: whole, "Doc_0/Tags/CustomTags.xml": listed, "Doc_0/Tags/T.xml": content}


def signed(raw: bytes) -> Parts:
    listed = f'<ofd:Signatures {SPACE}><ofd:Signature ID="1" BaseLoc="/Doc_0/Signs/Sign_0/Signature.xml"/></ofd:Signatures>'
    own = f"<ofd:Signature {SPACE}><ofd:SignedInfo/></ofd:Signature>"
    return {
        "OFD.xml": root(more="<ofd:Signatures>Doc_0/Signs/Signatures.xml</ofd:Signatures>"),
        "Doc_0/Signs/Signatures.xml": listed,
        "Doc_0/Signs/Sign_0/Signature.xml": own,
        "Doc_0/Signs/Sign_0/Seal.esl": raw,
    }


def second(content: str) -> Parts:
    bodies = "<ofd:DocBody><ofd:DocInfo/><ofd:DocRoot>Doc_1/Document.xml</ofd:DocRoot></ofd:DocBody>"
    return {
        "OFD.xml": root(bodies=bodies),
        "Doc_1/Document.xml": document(),
        "Doc_1/Pages/Page_0/Content.xml": page(text(content)),
    }


def action(content: str) -> str:
    return f'<ofd:Actions><ofd:Action Event="CLICK"><ofd:URI URI="http://example.com/{content}"/></ofd:Action></ofd:Actions>'


def outlined(content: str) -> Parts:
    return {DOC: document(more=f'<ofd:Outlines><ofd:OutlineElem Title="{content}"/></ofd:Outlines>')}


WHITE_PARAM = '<ofd:DrawParam ID="3"><ofd:FillColor Value="255 255 255"/></ofd:DrawParam>'
UNIT = '<ofd:CompositeGraphicUnit ID="4"><ofd:Content>{}</ofd:Content></ofd:CompositeGraphicUnit>'
PLACED = '<ofd:CompositeObject ID="8" Boundary="20 60 100 20" ResourceID="4"/>'

PLACES: dict[str, tuple[Callable[[str], Parts], str, bool]] = {
    "text": (lambda n: on_page(text(n, y=60)), "body", True),
    "text-in-a-block": (lambda n: on_page(f"<ofd:PageBlock>{text(n, y=60)}</ofd:PageBlock>"), "body", True),
    "composite": (lambda n: resource("CompositeGraphicUnits", UNIT.format(text(n, x=0, y=0)), PLACED), "body", True),
    "second-document": (second, "body", True),
    "template": (lambda n: template(n, "7"), "body", True),
    "unused-template": (lambda n: template(n, ""), "template", False),
    "watermark": (lambda n: note(n, "Watermark"), "textbox", True),
    "stamp": (lambda n: note(n, "Stamp"), "textbox", True),
    "hidden-annotation": (lambda n: note(n, "Watermark", attributes='Visible="false"'), "hidden-text", False),
    "highlight": (lambda n: note(n, "Highlight"), "comment", False),
    "remark": (lambda n: note("", "Path", f"<ofd:Remark>{n}</ofd:Remark>"), "comment", False),
    "annotation-parameter": (lambda n: note("", "Path", f"<ofd:Parameters><ofd:Parameter Name='c'>{n}</ofd:Parameter></ofd:Parameters>"), "comment", False),
    "annotation-author": (lambda n: note("", "Path", attributes=f'Creator="张三{n}"'), "property", False),
    "attachment": (lambda n: attached("名单.xlsx", workbook(n)), "embedded-file", False),
    "attachment-xml": (lambda n: attached("invoice.xml", f"<a><b>{n}</b></a>"), "embedded-file", False),
    "attachment-name": (lambda n: attached("a.txt", "公示", f"张三{n}"), "embedded-file", False),
    "custom-tag": (lambda n: tagged(f"<a><b>{n}</b></a>"), "property", False),
    "custom-tag-that-is-no-xml": (lambda n: tagged(f"<:a xmlns:=''><b>张三李四 {n}</b></:a>"), "property", False),
    "custom-data": (lambda n: {"OFD.xml": root(info=f"<ofd:CustomDatas><ofd:CustomData Name='a'>{n}</ofd:CustomData></ofd:CustomDatas>")}, "property", False),
    "author": (lambda n: {"OFD.xml": root(info=f"<ofd:Author>张三{n}</ofd:Author>")}, "property", False),
    "keywords": (lambda n: {"OFD.xml": root(info=f"<ofd:Keywords><ofd:Keyword>{n}</ofd:Keyword></ofd:Keywords>")}, "property", False),
    "outline": (outlined, "attribute", True),
    "address": (lambda n: {DOC: document(more=action(n))}, "link-target", False),
    "address-on-a-page": (lambda n: on_page(f"{text('甲', y=60)}{action(n)}"), "link-target", False),
    "not-visible": (lambda n: on_page(text(n, y=60, look='Visible="false"')), "hidden-text", False),
    "layer-not-visible": (lambda n: {PAGE: page(text(n), layer='Visible="false"')}, "hidden-text", False),
    "alpha": (lambda n: on_page(text(n, y=60, look='Alpha="0"')), "invisible-text", False),
    "not-filled": (lambda n: on_page(text(n, y=60, look='Fill="false"')), "invisible-text", False),
    "colour-alpha": (lambda n: on_page(colored(n, "0 0 0", 'Alpha="0"')), "invisible-text", False),
    "white": (lambda n: on_page(colored(n, "255 255 255")), "invisible-text", False),
    "white-by-parameter": (lambda n: resource("DrawParams", WHITE_PARAM, text(n, y=60, look='DrawParam="3"')), "invisible-text", False),
    "white-on-a-field": (lambda n: on_page(field(20, 55, 180, 20), colored(n, "255 255 255")), "body", True),
    "tiny": (lambda n: on_page(text(n, y=60, size=0.2)), "invisible-text", False),
    "outside-its-clip": (lambda n: on_page(text(n, y=60, inner=clips("0 20 170 8"))), "invisible-text", False),
    "outside-two-areas-of-a-clip": (lambda n: on_page(text(n, y=60, inner=clips("0 20 170 8", "150 0 10 8"))), "invisible-text", False),
    "in-an-empty-clip": (lambda n: on_page(text(n, y=60, inner=clips("0 0 0.5 0", flag='TransFlag="false"'))), "invisible-text", False),
    "within-its-clip": (lambda n: on_page(text(n, y=60, inner=clips("0 0 170 8"))), "body", True),
    "within-one-of-two-areas-of-a-clip": (lambda n: on_page(text(n, y=60, inner=clips("0 20 170 8", "0 0 170 8"))), "body", True),
    "within-a-clip-that-the-object-moves-or-not": (lambda n: on_page(text(n, y=60, look='CTM="1 0 0 1 0 0"', inner=clips("0 0 170 8"))), "body", True),
    "below-a-field-that-is-cut-off": (lambda n: on_page(text(n, y=60), field(20, 55, 180, 20).replace("<ofd:FillColor", clips("0 15 180 5") + "<ofd:FillColor")), "body", True),
    "below-a-field-within-its-clip": (lambda n: on_page(text(n, y=60), field(20, 55, 180, 20).replace("<ofd:FillColor", clips("0 0 180 20") + "<ofd:FillColor")), "covered-text", False),
    "below-its-boundary": (lambda n: on_page(bounded(text(n), "30 60 170 6", y=15)), "invisible-text", False),
    "right-of-its-boundary": (lambda n: on_page(bounded(text("张三" + n, y=60), "30 60 11.2 7")), "invisible-text", False),
    "right-of-its-boundary-without-widths": (lambda n: on_page(bounded(text("某" * 40 + n, size=2), "30 60 10 7").replace("DeltaX", "Other")), "invisible-text", False),
    "beyond-what-holds-it": (lambda n: composite(n, "30 60 100 5", y=20), "invisible-text", False),
    "within-what-holds-it": (lambda n: composite(n, "30 60 160 50", y=20), "body", True),
    "close-about-its-letters": (lambda n: on_page(bounded(text(n), "30 60.8 100 4.2", y=4)), "body", True),
    "within-its-boundary-though-drawn-narrow": (lambda n: on_page(bounded(text(n, y=60), "30 60 40 7").replace("DeltaX", "Other")), "body", True),
    "boundary-without-area": (lambda n: on_page(bounded(text(n, y=60), "30 60 0 0")), "body", True),
    "below-a-field-beyond-its-boundary": (lambda n: on_page(text(n, y=60), bounded(field(20, 55, 180, 20), "20 55 180 2")), "body", True),
    "covered": (lambda n: on_page(text(n, y=60), field(20, 55, 180, 20)), "covered-text", False),
    "off-page": (lambda n: on_page(text(n, x=230, y=60)), "off-page", False),
    "earlier-version": (version, "earlier-revision", False),
    "leftover-page": (lambda n: {"Doc_0/Pages/Page_7/Content.xml": page(text(n))}, "leftover", False),
    "extension": (lambda n: {DOC: document(more="<ofd:Extensions>E.xml</ofd:Extensions>"), "Doc_0/E.xml": f"<ofd:Extensions {SPACE}><ofd:Data>{n}</ofd:Data></ofd:Extensions>"}, "property", False),
    "unknown-part": (lambda n: {"Doc_0/Other.xml": f"<a>{n}</a>"}, "attribute", False),
    "picture": (lambda n: {"Doc_0/Res/a.jpg": jpeg(f"张三 {n}")}, "image-metadata", False),
    "seal": (lambda n: signed(b"\x30\x40\x0c" + bytes([len(n) + 6]) + "张三".encode() + n.encode() + b"\x02\x01\x01"), "property", False),
}  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
def test_every_place_is_read(place: str) -> None:
    make, layer, visible = PLACES[place]
    found = [(block.layer, block.visible) for block in read(make(NUMBER)).blocks if NUMBER in block.text]
    assert found == [(layer, visible)]


@pytest.mark.parametrize("place", PLACES)
def test_what_is_read_is_no_gap(place: str) -> None:
    reasons = {gap.reason for gap in read(PLACES[place][0](NUMBER)).gaps}
    assert reasons <= {"picture-text"}


def test_what_stands_beside_what_is_cut_off_is_seen() -> None:
    made = on_page(bounded(text("张三" + NUMBER, y=60), "30 60 11.2 7"))
    assert {block.text: block.visible for block in read(made).blocks} == {
        "正文": True,
        "张三": True,
        NUMBER: False,
    }


def test_reading_order_is_that_of_the_page() -> None:
    made = page(text("第三行", y=80), text("第一行", y=40), text("第二行", y=60))
    assert read({PAGE: made}).blocks.texts == ["第一行", "第二行", "第三行"]


def test_single_characters_make_a_line() -> None:
    made = page(
        *(text(character, x=30 + 5.6 * at) for at, character in enumerate("身份证号410999198503121239"))
    )
    narrow = page(*(text(character, x=30 + 2.8 * at) for at, character in enumerate(NUMBER)))
    assert "".join(read({PAGE: made}).blocks.texts).replace(" ", "") == "身份证号" + NUMBER
    assert read({PAGE: narrow}).blocks.texts == [NUMBER]


def test_groups_of_deltas() -> None:
    code = f'<ofd:TextObject ID="1" Boundary="30 40 170 7" Font="1" Size="5.6"><ofd:TextCode X="0" Y="5" DeltaX="g 17 2.8">{NUMBER}</ofd:TextCode></ofd:TextObject>'
    assert read({PAGE: page(code)}).blocks.texts == [NUMBER]


def test_a_text_drawn_twice_is_read_once() -> None:
    assert read({PAGE: page(text("公示"), text("公示", x=30.2))}).blocks.texts == ["公示"]


ROWS = (
    ("姓名", "金额", "村名"),
    ("张三", "500", "老庄村"),
    ("李四", "600", "新庄村"),
    ("王五", "700", "南庄村"),
)


def test_tables_with_and_without_rules() -> None:
    cells = [
        text(cell, x=30 + 50 * c, y=40 + 10 * r, size=4)
        for r, row in enumerate(ROWS)
        for c, cell in enumerate(row)
    ]
    rules = [stroke(28, 38 + 10 * r, 178, 38 + 10 * r) for r in range(5)]
    rules += [stroke(28 + 50 * c, 38, 28 + 50 * c, 78) for c in range(4)]
    for objects in (cells, [*cells, *rules]):
        found = read({PAGE: page(*objects)})
        assert len(found.tables) == 1
        assert found.blocks.texts == [cell for row in ROWS for cell in row]
        assert found.tables[0].head == (("姓名",), ("金额",), ("村名",))
        assert found.blocks[3].place.form == "page-cell"


def test_a_paragraph_goes_on_over_lines() -> None:
    lines = [text("根据有关文件要求现将补助资金分配结果予以公示接受社会", y=40), text("监督。", y=50)]
    found = read({PAGE: page(*lines)})
    assert [block.continues for block in found.blocks] == [False, True]


def test_a_picture_of_a_page_is_a_gap() -> None:
    image = '<ofd:ImageObject ID="6" Boundary="0 0 210 297" ResourceID="5"/>'
    assert [gap.reason for gap in read({PAGE: page(image)}).gaps] == ["no-text-layer"]
    assert [gap.reason for gap in read(on_page(image)).gaps] == ["no-ocr"]


def test_the_limit_of_pages() -> None:
    found = read({DOC: document(2), "Doc_0/Pages/Page_1/Content.xml": page(text("二"))}, Limits(pages=1))
    assert ("file", "too-many-pages") in [(gap.what, gap.reason) for gap in found.gaps]


BROKEN: dict[str, tuple[Parts, str]] = {
    "no-root": ({"OFD.xml": "<a"}, "damaged"),
    "no-body": ({"OFD.xml": f"<ofd:OFD {SPACE}/>"}, "damaged"),
    "document-missing": ({"OFD.xml": root().replace("Document.xml", "Other.xml")}, "damaged"),
    "page-broken": ({PAGE: "<ofd:Page"}, "damaged"),
    "page-missing": ({DOC: document(2)}, "damaged"),
    "page-too-deep": ({PAGE: "<a>" * 300 + "</a>" * 300}, "too-deep"),
    "entities": ({PAGE: '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}, "entities"),
    "no-pages": ({DOC: document(0)}, "empty"),
    "glyph-numbers": ({PAGE: page(text("\ue11e\ue236\ue28a\ue0c0"))}, "untrusted-text"),
    "bomb": ({PAGE: page(text("正文")) + " " * (300 * 2**20)}, "too-large"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_what_is_broken_is_a_gap(case: str) -> None:
    parts, reason = BROKEN[case]
    assert reason in [gap.reason for gap in read(parts).gaps]


@pytest.mark.parametrize(
    "text_code", ["X='a' Y='b'", "X='1e400' Y='1'", "DeltaX='g 999999999 1'", "DeltaX='g g g'"]
)
def test_nonsense_in_numbers(text_code: str) -> None:
    made = text("公示内容").replace("<ofd:TextCode ", f"<ofd:TextCode {text_code} ", 1)
    made = made.replace(' X="0" Y="5.6" DeltaX="5.6 5.6 5.6"', "")
    assert "".join(read({PAGE: page(made)}).blocks.texts).replace(" ", "") == "公示内容"


def test_truncated_files() -> None:
    whole = ofd({})
    for share in range(0, 100, 5):
        found = extract("a.ofd", whole[: len(whole) * share // 100], replace(Limits()))
        assert found.gaps
