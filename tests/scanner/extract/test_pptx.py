"""Presentations: slides in order, and every place beside them where a number can lie."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from docx_writing import zipped
from hidden_files import jpeg, macro, workbook

from scanner.errors import Unreadable
from scanner.extract import extract
from scanner.extract.pptx.reader import read
from scanner.model import Document
from scanner.settings import Limits

Parts = dict[str, str | bytes]
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    f'xmlns:r="{OFFICE}"'
)


def runs(*texts: str) -> str:
    return "<a:p>" + "".join(f"<a:r><a:t>{text}</a:t></a:r>" for text in texts) + "</a:p>"


def shape(*paragraphs: str, about: str = 'name="文本框 1"', kind: str = "", place: str = "") -> str:
    holder = f'<p:ph type="{kind}"/>' if kind else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="2" {about}/><p:nvPr>{holder}</p:nvPr></p:nvSpPr><p:spPr>{place}</p:spPr>'
        f"<p:txBody>{''.join(paragraphs)}</p:txBody></p:sp>"
    )


def at(x: int, y: int) -> str:
    return f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="900000" cy="900000"/></a:xfrm>'


def part(tag: str, content: str, about: str = "") -> str:
    return f"<p:{tag} {NAMESPACES} {about}><p:cSld><p:spTree>{content}</p:spTree></p:cSld></p:{tag}>"


def relations(*entries: tuple[str, str]) -> str:
    lines = "".join(
        f'<Relationship Id="r{n}" Type="{OFFICE}/{kind}" Target="/ppt/{target}"/>'
        for n, (kind, target) in enumerate(entries, 1)
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{lines}</Relationships>'


def deck(slides: list[str], parts: Parts | None = None, links: tuple[tuple[str, str], ...] = ()) -> bytes:
    """A presentation; `links` are the relations of the first slide, `parts` further parts."""
    ids = "".join(f'<p:sldId id="{255 + n}" r:id="r{n}"/>' for n in range(1, len(slides) + 1))
    size = '<p:sldSz cx="12192000" cy="6858000"/>'
    made: Parts = {
        "[Content_Types].xml": "<Types/>",
        "ppt/presentation.xml": f"<p:presentation {NAMESPACES}><p:sldIdLst>{ids}</p:sldIdLst>{size}</p:presentation>",
        "ppt/_rels/presentation.xml.rels": relations(
            *(("slide", f"slides/slide{n}.xml") for n in range(1, len(slides) + 1))
        ),
        "ppt/slides/_rels/slide1.xml.rels": relations(*links),
    }
    made |= {f"ppt/slides/slide{n}.xml": content for n, content in enumerate(slides, 1)}
    return zipped({**made, **(parts or {})})


def slide(content: str, about: str = "") -> Callable[[str], bytes]:
    return lambda n: deck([part("sld", content.replace("NUMBER", n), about)])


def beside(kind: str, target: str, content: str) -> Callable[[str], bytes]:
    return lambda n: deck(
        [part("sld", shape(runs("标题")))], {f"ppt/{target}": content.replace("NUMBER", n)}, ((kind, target),)
    )


def loose(name: str, content: str | Callable[[str], bytes]) -> Callable[[str], bytes]:
    def make(n: str) -> bytes:
        made = content.replace("NUMBER", n) if isinstance(content, str) else content(n)
        return deck([part("sld", shape(runs("标题")))], {name: made})

    return make


def lettered(look: str, about: str = "") -> str:
    return f"<a:p><a:r><a:rPr {about}>{look}</a:rPr><a:t>NUMBER</a:t></a:r></a:p>"


def solid(colour: str, inner: str = "") -> str:
    return f'<a:solidFill><a:srgbClr val="{colour}">{inner}</a:srgbClr></a:solidFill>'


def spot(x: int, y: int, wide: int = 3_000_000, high: int = 400_000) -> str:
    return f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'


def below(cover: str, before: str = "") -> Callable[[str], bytes]:
    """A text box at (1,000,000, 1,000,000) and what lies over it."""
    return slide(before + shape(runs("NUMBER"), place=spot(1_000_000, 1_000_000)) + cover)


def bar(fill: str, x: int = 1_000_000, more: str = "") -> str:
    return shape(place=spot(x, 1_000_000) + f'<a:prstGeom prst="rect"/>{fill}{more}')


def pasted(name: str, data: bytes) -> Callable[[str], bytes]:
    picture = '<p:pic><p:nvPicPr><p:cNvPr id="5" name="x"/></p:nvPicPr><p:blipFill><a:blip r:embed="r1"/></p:blipFill><p:spPr>{}</p:spPr></p:pic>'
    text = shape(runs("NUMBER"), place=spot(1_000_000, 1_000_000))
    content = part("sld", text + picture.format(spot(900_000, 900_000, 3_200_000, 600_000)))
    return lambda n: deck(
        [content.replace("NUMBER", n)], {f"ppt/media/{name}": data}, (("image", f"media/{name}"),)
    )


def grounded(ground: str, letters: str) -> Callable[[str], bytes]:
    """A slide with a background of its own."""
    content = part("sld", shape(letters, place=spot(0, 0))).replace(
        "<p:cSld>", f"<p:cSld><p:bg>{ground}</p:bg>"
    )
    return lambda n: deck([content.replace("NUMBER", n)])


def group(inner: str, shift: int = 0, about: str = "") -> str:
    """A group that draws its shapes half as large, `shift` from where they say."""
    said = f'<a:off x="{shift}" y="0"/><a:ext cx="6000000" cy="3000000"/><a:chOff x="0" y="0"/><a:chExt cx="12000000" cy="6000000"/>'
    return f'<p:grpSp><p:nvGrpSpPr><p:cNvPr id="4" name="组合 3" {about}/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>{said}</a:xfrm></p:grpSpPr>{inner}</p:grpSp>'


def listed(look: str) -> str:
    """A text box whose list of levels gives its letters a look."""
    levels = (
        f"<p:txBody><a:bodyPr/><a:lstStyle><a:lvl1pPr><a:defRPr>{look}</a:defRPr></a:lvl1pPr></a:lstStyle>"
    )
    return shape(runs("NUMBER"), place=spot(0, 0)).replace("<p:txBody>", levels)


def on_master(letters: str, ground: str = "", levels: str = "") -> Callable[[str], bytes]:
    """A slide whose ground is that of its master."""
    master = f"<p:sldMaster {NAMESPACES}><p:cSld>{ground}<p:spTree/></p:cSld>{levels}</p:sldMaster>"
    parts: Parts = {
        "ppt/slideLayouts/slideLayout1.xml": part("sldLayout", ""),
        "ppt/slideLayouts/_rels/slideLayout1.xml.rels": relations(
            ("slideMaster", "slideMasters/slideMaster1.xml")
        ),
        "ppt/slideMasters/slideMaster1.xml": master,
    }
    made = part("sld", shape(letters, place=spot(0, 0)))
    links = (("slideLayout", "slideLayouts/slideLayout1.xml"),)
    return lambda n: deck([made.replace("NUMBER", n)], parts, links)


SEAL = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\6\0\0\0"
MEASURED = (
    '<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="3" name="表格 2"/></p:nvGraphicFramePr>'
    '<p:xfrm><a:off x="0" y="1000000"/><a:ext cx="2000000" cy="400000"/></p:xfrm><a:graphic>'
    '<a:tbl><a:tblGrid><a:gridCol w="1000000"/><a:gridCol w="1000000"/></a:tblGrid><a:tr h="400000">{}</a:tr></a:tbl></a:graphic></p:graphicFrame>'
)
CELLS = "<a:tc><a:txBody>{}</a:txBody></a:tc><a:tc><a:txBody>{}</a:txBody>{}</a:tc>"
STYLED = (
    "<a:tblPr><a:tableStyleId>{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}</a:tableStyleId></a:tblPr><a:tblGrid>"
)
GRID = "<a:tbl><a:tr><a:tc><a:txBody>{0}</a:txBody></a:tc><a:tc {2}><a:txBody>{1}</a:txBody></a:tc></a:tr></a:tbl>"
FRAME = '<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="3" name="表格 2"/></p:nvGraphicFramePr><a:graphic>{0}</a:graphic></p:graphicFrame>'
COMMENT = f'<p:cmLst {NAMESPACES}><p:cm authorId="0"><p:text>NUMBER</p:text></p:cm></p:cmLst>'
MODERN = (
    f'<x:cmLst xmlns:x="urn:x" {NAMESPACES}><x:cm><x:txBody>{runs("NUM", "BER")}</x:txBody></x:cm></x:cmLst>'
)
LAYOUT = part("sldLayout", shape(runs("NUMBER")))
PROMPT = part("sldLayout", shape(runs("NUMBER"), kind="body"))

PLACES: dict[str, tuple[Callable[[str], bytes], str, bool]] = {
    "text": (slide(shape(runs("NUMBER"))), "body", True),
    "split-text": (lambda n: deck([part("sld", shape(runs(n[:4], n[4:])))]), "body", True),
    "table": (slide(FRAME.format(GRID.format(runs("电话"), runs("NUMBER"), ""))), "body", True),
    "below-merged": (slide(FRAME.format(GRID.format(runs("电话"), runs("NUMBER"), 'hMerge="1"'))), "covered-text", False),
    "group": (slide(f'<p:grpSp><p:nvGrpSpPr><p:cNvPr id="4" name="组合 3"/></p:nvGrpSpPr>{shape(runs("NUMBER"))}</p:grpSp>'), "body", True),
    "hidden-slide": (slide(shape(runs("NUMBER")), 'show="0"'), "hidden-slide", False),
    "hidden-shape": (slide(shape(runs("NUMBER"), about='name="x" hidden="1"')), "hidden-text", False),
    "left-of-the-slide": (slide(shape(runs("NUMBER"), place=at(-2_000_000, 0))), "off-page", False),
    "below-the-slide": (slide(shape(runs("NUMBER"), place=at(0, 7_000_000))), "off-page", False),
    "half-on-the-slide": (slide(shape(runs("NUMBER"), place=at(-400_000, 0))), "body", True),
    "white": (slide(shape(lettered(solid("FFFFFF")), place=spot(0, 0))), "invisible-text", False),
    "white-by-theme": (slide(shape(lettered('<a:solidFill><a:schemeClr val="bg1"/></a:solidFill>'), place=spot(0, 0))), "invisible-text", False),
    "colour-of-its-shape": (slide(shape(lettered(solid("C00000")), place=spot(0, 0) + solid("C00000"))), "invisible-text", False),
    "colour-of-its-cell": (slide(MEASURED.format(CELLS.format(runs("电话"), lettered(solid("1F3864")), f"<a:tcPr>{solid('1F3864')}</a:tcPr>"))), "invisible-text", False),
    "transparent": (slide(shape(lettered(solid("000000", '<a:alpha val="0"/>')))), "invisible-text", False),
    "without-fill": (slide(shape(lettered("<a:noFill/>"))), "invisible-text", False),
    "tiny": (slide(shape(lettered("", 'sz="100"'))), "invisible-text", False),
    "dark-on-a-dark-slide": (grounded(f"<p:bgPr>{solid('101010')}</p:bgPr>", lettered(solid("000000"))), "invisible-text", False),
    "white-on-a-dark-slide": (grounded(f"<p:bgPr>{solid('1F3864')}</p:bgPr>", lettered(solid("FFFFFF"))), "body", True),
    "white-on-a-picture": (grounded("<p:bgPr><a:blipFill/></p:bgPr>", lettered(solid("FFFFFF"))), "body", True),
    "white-on-a-dark-shape": (slide(shape(lettered(solid("FFFFFF")), place=spot(0, 0) + solid("1F3864"))), "body", True),
    "white-over-another-shape": (slide(bar(solid("1F3864")) + shape(lettered(solid("FFFFFF")), place=spot(1_000_000, 1_000_000))), "body", True),
    "white-head-of-a-table": (slide(MEASURED.format(CELLS.format(runs("电话"), lettered(solid("FFFFFF")), "")).replace("<a:tblGrid>", STYLED)), "body", True),
    "under-a-bar": (below(bar(solid("000000"))), "covered-text", False),
    "under-a-picture": (pasted("a.jpeg", jpeg("x")), "covered-text", False),
    "under-a-seal": (pasted("a.png", SEAL), "body", True),
    "cell-under-a-bar": (slide(MEASURED.format(CELLS.format(runs("电话"), runs("NUMBER"), "")) + bar(solid("000000"))), "covered-text", False),
    "under-a-bar-of-a-group": (slide(shape(runs("NUMBER"), place=spot(1_000_000, 500_000, 1_500_000, 200_000)) + group(bar(solid("000000")), 500_000)), "covered-text", False),
    "in-a-group-under-a-bar": (slide(group(shape(runs("NUMBER"), place=spot(2_000_000, 2_000_000, 6_000_000, 800_000))) + bar(solid("000000"))), "covered-text", False),
    "in-a-group-under-its-bar": (slide(group(shape(runs("NUMBER"), place=spot(1_000_000, 1_000_000)) + bar(solid("000000")))), "covered-text", False),
    "in-a-group-beside-a-bar": (slide(group(shape(runs("NUMBER"), place=spot(9_000_000, 1_000_000))) + bar(solid("000000"))), "body", True),
    "beside-a-bar-of-a-group": (slide(shape(runs("NUMBER"), place=spot(2_500_000, 1_000_000)) + group(bar(solid("000000")))), "body", True),
    "under-a-hidden-group": (slide(shape(runs("NUMBER"), place=spot(1_000_000, 500_000, 1_500_000, 200_000)) + group(bar(solid("000000")), 500_000, 'hidden="1"')), "body", True),
    "in-a-group-off-the-slide": (slide(group(shape(runs("NUMBER"), place=at(-2_000_000, 0)) + shape(runs("甲"), place=at(0, 0)))), "off-page", False),
    "white-in-a-group": (slide(group(shape(lettered(solid("FFFFFF")), place=spot(0, 0)))), "invisible-text", False),
    "white-by-the-levels-of-its-box": (slide(listed(solid("FFFFFF"))), "invisible-text", False),
    "red-by-the-levels-of-its-box": (slide(listed(solid("C00000"))), "body", True),
    "colour-of-the-master": (on_master(lettered(solid("1F3864")), f"<p:bg><p:bgPr>{solid('1F3864')}</p:bgPr></p:bg>"), "invisible-text", False),
    "white-on-a-dark-master": (on_master(lettered(solid("FFFFFF")), f"<p:bg><p:bgPr>{solid('1F3864')}</p:bgPr></p:bg>"), "body", True),
    "colour-of-the-theme": (grounded('<p:bgRef idx="1001"><a:schemeClr val="bg1"/></p:bgRef>', lettered(solid("FFFFFF"))), "invisible-text", False),
    "beside-a-bar": (below(bar(solid("000000"), 5_000_000)), "body", True),
    "over-a-bar": (below("", bar(solid("FFFF00"))), "body", True),
    "under-a-marker": (below(bar(solid("FFFF00", '<a:alpha val="40000"/>'))), "body", True),
    "under-a-frame": (below(bar("<a:noFill/>")), "body", True),
    "name-of-a-section": (loose("ppt/presProps.xml", f'<p:x {NAMESPACES}><p14:section xmlns:p14="urn:p" name="名单NUMBER"/></p:x>'), "attribute", False),
    "custom-show": (loose("ppt/presProps.xml", f'<p:x {NAMESPACES}><p:custShow name="放映NUMBER" id="0"/></p:x>'), "attribute", False),
    "name-of-a-slide": (lambda n: deck([part("sld", shape(runs("标题"))).replace("<p:cSld>", f'<p:cSld name="页{n}">')]), "attribute", False),
    "tip-of-a-link": (slide(shape('<a:p><a:r><a:rPr><a:hlinkClick r:id="" tooltip="NUMBER"/></a:rPr><a:t>甲</a:t></a:r></a:p>')), "attribute", False),
    "for-old-programs": (slide('<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="x">' + shape(runs("甲")) + "</mc:Choice><mc:Fallback>" + shape(runs("NUMBER")) + "</mc:Fallback></mc:AlternateContent>"), "attribute", False),
    "notes": (beside("notesSlide", "notesSlides/notesSlide1.xml", part("notes", shape(runs("NUMBER"), kind="body"))), "speaker-notes", False),
    "comment": (beside("comments", "comments/comment1.xml", COMMENT), "comment", False),
    "modern-comment": (lambda n: beside("comments", "comments/modern1.xml", MODERN.replace("NUM", n[:3]).replace("BER", n[3:]))(n), "comment", False),
    "comment-author": (loose("ppt/commentAuthors.xml", f'<p:cmAuthorLst {NAMESPACES}><p:cmAuthor id="0" name="张三NUMBER"/></p:cmAuthorLst>'), "property", False),
    "layout": (beside("slideLayout", "slideLayouts/slideLayout1.xml", LAYOUT), "header", True),
    "prompt-of-a-layout": (beside("slideLayout", "slideLayouts/slideLayout1.xml", PROMPT), "template", False),
    "unused-master": (loose("ppt/slideMasters/slideMaster9.xml", part("sldMaster", shape(runs("NUMBER")))), "template", False),
    "handout": (loose("ppt/handoutMasters/handoutMaster1.xml", part("handoutMaster", shape(runs("NUMBER")))), "template", False),
    "slide-nothing-shows": (loose("ppt/slides/slide9.xml", part("sld", shape(runs("NUMBER")))), "hidden-slide", False),
    "tag": (loose("ppt/tags/tag1.xml", f'<p:tagLst {NAMESPACES}><p:tag name="X" val="NUMBER"/></p:tagLst>'), "attribute", False),
    "alternative-text": (slide(shape(runs("标题"), about='name="x" descr="NUMBER"')), "alternative-text", False),
    "name-of-a-shape": (slide(shape(runs("标题"), about='name="名单NUMBER"')), "attribute", False),
    "smart-art": (loose("ppt/diagrams/data1.xml", f'<dgm:dataModel xmlns:dgm="urn:d" {NAMESPACES}><dgm:pt><dgm:t>{runs("NUMBER")}</dgm:t></dgm:pt></dgm:dataModel>'), "textbox", True),
    "chart": (loose("ppt/charts/chart1.xml", '<c:chart xmlns:c="urn:c"><c:ser><c:v>NUMBER</c:v></c:ser></c:chart>'), "textbox", True),
    "workbook-of-a-chart": (loose("ppt/embeddings/Microsoft_Excel_Sheet1.xlsx", workbook), "embedded-file", False),
    "macro": (loose("ppt/vbaProject.bin", macro), "embedded-file", False),
    "picture": (loose("ppt/media/image1.jpeg", jpeg), "image-metadata", False),
    "property": (loose("docProps/core.xml", '<c:coreProperties xmlns:c="urn:c" xmlns:d="urn:d"><d:subject>NUMBER</d:subject></c:coreProperties>'), "property", False),
    "link": (lambda n: deck([part("sld", shape(runs("标题")))], {"ppt/slides/_rels/slide1.xml.rels": relations().replace("></R", f'><Relationship Id="r9" Type="x/hyperlink" Target="http://example.com/{n}" TargetMode="External"/></R')}), "link-target", False),
}  # fmt: skip
NAMES = list(PLACES)


def number(name: str) -> str:
    """An invented telephone number, one a place."""
    return f"1390000{NAMES.index(name) + 3000}"


@pytest.mark.parametrize("name", NAMES)
def test_place(name: str) -> None:
    make, layer, visible = PLACES[name]
    document = read("a.pptx", make(number(name)), Limits())
    found = [block for block in document.blocks if number(name) in block.text]
    assert [(block.layer, block.visible) for block in found] == [(layer, visible)], document.gaps


def two() -> Document:
    first = part("sld", shape(runs("资金公示"), kind="title") + shape(runs("正文"), runs("第二段")))
    table = FRAME.format(GRID.format(runs("姓名"), runs("金额"), ""))
    return extract("a.pptx", deck([first, part("sld", table)]), Limits())


def test_slides_in_order_with_their_places() -> None:
    document = two()
    assert document.format == "pptx"
    assert [(block.text, block.place.form, block.place.steps, block.role) for block in document.blocks] == [
        ("资金公示", "slide", (1, 1), "title"),
        ("正文", "slide", (1, 2), ""),
        ("第二段", "slide", (1, 3), ""),
        ("姓名", "slide-cell", (2, 1, 1, 1), ""),
        ("金额", "slide-cell", (2, 1, 1, 2), ""),
    ]
    assert document.gaps == ()


def test_a_large_picture_and_a_sound_are_gaps() -> None:
    picture = (
        f'<p:pic><p:nvPicPr><p:cNvPr id="5" name="图片 4"/></p:nvPicPr><p:spPr>{at(0, 0)}</p:spPr></p:pic>'
    )
    data = deck([part("sld", shape(runs("标题")) + picture)], {"ppt/media/media1.mp3": b"x"})
    assert [(gap.what, gap.reason) for gap in read("a.pptx", data, Limits()).gaps] == [
        ("picture", "picture-text"),
        ("part", "not-read"),
    ]


def test_broken_parts_are_gaps() -> None:
    broken = deck([part("sld", shape(runs("标题"))), "<p:broken"])
    document = read("a.pptx", broken, Limits())
    assert [block.text for block in document.blocks] == ["标题"]
    assert [gap.reason for gap in document.gaps] == ["damaged"]
    with pytest.raises(Unreadable):
        read("a.pptx", zipped({"ppt/presentation.xml": "<x"}), Limits())
