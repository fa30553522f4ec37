"""A deck as people make them: layouts, titles, panels with words, runs in colours, a table, a picture; of invented words."""

from __future__ import annotations

import struct
import zlib

from corpora.hostile_office import Content, packed, relations

_TYPED = "application/vnd.openxmlformats-officedocument"
_SPACES = (
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_HEAD = '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
_TITLE, _BODY = '<p:ph type="title"/>', '<p:ph idx="1"/>'
_LAYOUTS = 11
_PER_SLIDE = 12  # words of a list that a slide has: four in boxes, the others in its table


def deck_of(words: list[str]) -> bytes:
    """A deck with these words, twelve on a slide."""
    slides = [
        _slide(at, words[at : at + _PER_SLIDE]) for at in range(0, len(words) - _PER_SLIDE + 1, _PER_SLIDE)
    ]
    parts: dict[str, Content] = {
        "_rels/.rels": _relations("officeDocument ppt/presentation.xml"),
        "ppt/theme/theme1.xml": _theme(),
        "ppt/slideMasters/slideMaster1.xml": _master(),
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": _relations(
            "theme ../theme/theme1.xml", *_numbered("slideLayout ../slideLayouts/slideLayout{}.xml", _LAYOUTS)
        ),
        "ppt/media/image1.png": _picture(),
    }
    for number in range(1, _LAYOUTS + 1):
        parts[f"ppt/slideLayouts/slideLayout{number}.xml"] = _layout(number)
        parts[f"ppt/slideLayouts/_rels/slideLayout{number}.xml.rels"] = _relations(
            "slideMaster ../slideMasters/slideMaster1.xml"
        )
    for number, slide in enumerate(slides, 1):
        parts[f"ppt/slides/slide{number}.xml"] = slide
        parts[f"ppt/slides/_rels/slide{number}.xml.rels"] = _relations(
            f"slideLayout ../slideLayouts/slideLayout{number % 2 + 1}.xml", "image ../media/image1.png"
        )
    ids = "".join(f'<p:sldId id="{256 + n}" r:id="r{n}"/>' for n in range(1, len(slides) + 1))
    parts["ppt/presentation.xml"] = (
        f'<p:presentation {_SPACES}><p:sldIdLst>{ids}</p:sldIdLst><p:sldSz cx="9144000" cy="6858000"/></p:presentation>'
    )
    parts["ppt/_rels/presentation.xml.rels"] = _relations(
        *_numbered("slide slides/slide{}.xml", len(slides)), "slideMaster slideMasters/slideMaster1.xml"
    )
    return packed({"[Content_Types].xml": _types(len(slides)), **parts})


def _slide(seed: int, words: list[str]) -> str:
    title = _box(2, "标题 1", _text(f"惠农补贴发放情况（{seed}）"), kind=_TITLE)
    panel = _box(3, "矩形 2", _text(words[0], "FFFFFF"), place=(300_000, 1_300_000), fill="1F4E79")
    body = _box(4, "内容占位符 3", "".join(_text(word) for word in words[1:3]), kind=_BODY)
    note = _box(5, "文本框 4", _text("其中：", "C00000") + _text(words[3], ""), place=(300_000, 5_400_000))
    rows = "".join(
        f'<a:tr h="370840">{"".join(_cell(piece) for piece in word.split(maxsplit=3))}</a:tr>'
        for word in words[4:]
    )
    grid = '<a:gridCol w="2000000"/>' * 4
    table = (
        '<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="6" name="表格 5"/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr>'
        '<p:xfrm><a:off x="300000" y="2200000"/><a:ext cx="8000000" cy="2966720"/></p:xfrm><a:graphic>'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table"><a:tbl><a:tblPr firstRow="1" bandRow="1"/>'
        f"<a:tblGrid>{grid}</a:tblGrid>{rows}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
    )
    picture = (
        '<p:pic><p:nvPicPr><p:cNvPr id="7" name="图片 6"/><p:cNvPicPr/><p:nvPr/></p:nvPicPr><p:blipFill><a:blip r:embed="r2"/>'
        f"<a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr>{_spot(7_600_000, 5_500_000, 1_200_000, 900_000)}</p:spPr></p:pic>"
    )
    return _part("sld", title + panel + body + note + table + picture)


def _box(
    number: int,
    name: str,
    words: str,
    *,
    place: tuple[int, int] | None = None,
    fill: str = "",
    kind: str = "",
) -> str:
    painted = f'<a:solidFill><a:srgbClr val="{fill}"/></a:solidFill>' if fill else ""
    where = f'{_spot(*place, 4_000_000, 700_000)}<a:prstGeom prst="rect"/>{painted}' if place else ""
    about = f'<p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr/><p:nvPr>{kind}</p:nvPr></p:nvSpPr>'
    return f"<p:sp>{about}<p:spPr>{where}</p:spPr><p:txBody><a:bodyPr/><a:lstStyle/>{words}</p:txBody></p:sp>"


def _spot(x: int, y: int, wide: int, high: int) -> str:
    return f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'


def _text(words: str, colour: str = "") -> str:
    """A paragraph in two runs, as programs cut them."""
    fill = f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>' if colour else ""
    look = f'lang="zh-CN" altLang="en-US" sz="1800" dirty="0">{fill}<a:latin typeface="+mn-ea"/>'
    runs = "".join(f"<a:r><a:rPr {look}</a:rPr><a:t>{half}</a:t></a:r>" for half in (words[:6], words[6:]))
    return f"<a:p>{runs}</a:p>"


def _cell(words: str) -> str:
    look = '<a:rPr lang="zh-CN" sz="1400" dirty="0"/>'
    return f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/><a:p><a:r>{look}<a:t>{words}</a:t></a:r></a:p></a:txBody><a:tcPr/></a:tc>"


def _layout(number: int) -> str:
    levels = "".join(f'<a:lvl{n}pPr><a:defRPr sz="{2800 - 200 * n}"/></a:lvl{n}pPr>' for n in range(1, 10))
    title = _box(2, "标题 1", _text("单击此处编辑母版标题样式"), place=(300_000, 300_000), kind=_TITLE)
    body = _box(
        3, "内容占位符 2", _text("单击此处编辑母版文本样式"), place=(4_500_000, 1_300_000), kind=_BODY
    )
    return _part(
        "sldLayout",
        title + body.replace("<a:lstStyle/>", f"<a:lstStyle>{levels}</a:lstStyle>"),
        f"版式{number}",
    )


def _master() -> str:
    colour = '<a:solidFill><a:schemeClr val="tx1"/></a:solidFill><a:latin typeface="+mn-lt"/>'
    levels = "".join(
        f'<a:lvl{n}pPr><a:defRPr sz="1800">{colour}</a:defRPr></a:lvl{n}pPr>' for n in range(1, 10)
    )
    styles = "".join(f"<p:{name}Style>{levels}</p:{name}Style>" for name in ("title", "body", "other"))
    names = "bg1=lt1 tx1=dk1 bg2=lt2 tx2=dk2 accent1=accent1".split()
    mapped = " ".join('{}="{}"'.format(*pair.split("=")) for pair in names)
    made = (
        _layout(0)
        .replace("sldLayout", "sldMaster")
        .replace(
            "<p:spTree>", '<p:bg><p:bgRef idx="1001"><a:schemeClr val="bg1"/></p:bgRef></p:bg><p:spTree>'
        )
    )
    return made.replace(
        "</p:sldMaster>", f"<p:clrMap {mapped}/><p:txStyles>{styles}</p:txStyles></p:sldMaster>"
    )


def _theme() -> str:
    pairs = "dk1=000000 lt1=FFFFFF dk2=44546A lt2=E7E6E6 accent1=5B9BD5".split()
    colours = "".join('<a:{0}><a:srgbClr val="{1}"/></a:{0}>'.format(*pair.split("=")) for pair in pairs)
    return f'<a:theme {_SPACES} name="Office"><a:themeElements><a:clrScheme name="Office">{colours}</a:clrScheme></a:themeElements></a:theme>'


def _part(kind: str, shapes: str, name: str = "") -> str:
    named = f' name="{name}"' if name else ""
    return f"<p:{kind} {_SPACES}><p:cSld{named}><p:spTree>{_HEAD}{shapes}</p:spTree></p:cSld></p:{kind}>"


def _numbered(link: str, count: int) -> list[str]:
    return [link.format(number) for number in range(1, count + 1)]


def _relations(*links: str) -> str:
    """Relations r1, r2 …, each written as its kind and its target."""
    entries = ((f"r{number}", *link.split()) for number, link in enumerate(links, 1))
    return relations(*((id, kind, target) for id, kind, target in entries))


def _types(slides: int) -> str:
    named = {
        "presentation": "presentation.main",
        **{f"slides/slide{n}": "slide" for n in range(1, slides + 1)},
    }
    overrides = "".join(
        f'<Override PartName="/ppt/{part}.xml" ContentType="{_TYPED}.presentationml.{kind}+xml"/>'
        for part, kind in named.items()
    )
    usual = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
    )
    return f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{usual}{overrides}</Types>'


def _picture() -> bytes:
    """A PNG of sixteen grey pixels a side."""
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", 16, 16, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress((b"\0" + b"\x80" * 16) * 16)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )
