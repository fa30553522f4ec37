"""Paragraphs of a .docx with bars over them whose place is told from the page."""

from __future__ import annotations

from docx_writing import cell, para, row, run, table

Made = tuple[str, dict[str, str | bytes], tuple[tuple[str, str, str], ...]]
FILLED = "<a:solidFill><a:srgbClr val='000000'/></a:solidFill>"
OFFSET = "<wp:position{0} relativeFrom='{1}'><wp:posOffset>{2}</wp:posOffset></wp:position{0}>"
PAPER = (
    "<w:sectPr><w:pgSz w:w='11906' w:h='16838'/><w:pgMar w:top='1440' w:right='1800' w:bottom='1440' w:left='1800'/>"
    "{0}<w:docGrid w:type='lines' w:linePitch='312'/></w:sectPr>"
)
BAR = "<wps:wsp><wps:spPr><a:prstGeom prst='rect'/>" + FILLED + "</wps:spPr></wps:wsp>"
SNAPPED = "<w:spacing w:line='400' w:lineRule='exact'/>"


def on_page(
    n: str,
    *,
    top: int = 111,
    left: int = 128,
    high: int = 22,
    origin: str = "page",
    before: str = "",
    drawn: str = BAR,
    section: str = "",
    wide: int = 110,
) -> Made:
    """Lines of 20 points each below a margin of 72, the number in the third, and a bar placed from the page.

    The shape hangs on the first paragraph; the number begins 132 points from the left edge of the page.
    """
    place = OFFSET.format("H", origin, left * 12700) + OFFSET.format("V", origin, top * 12700)
    size = (
        f"<wp:extent cx='{wide * 12700}' cy='{high * 12700}'/><wp:wrapNone/><wp:docPr id='1' name='矩形 1'/>"
    )
    shape = f"<w:r><w:drawing><wp:anchor>{place}{size}{drawn}</wp:anchor></w:drawing></w:r>"
    first = para(run("公示名单"), shape, properties=SNAPPED)
    lines = [
        para(run(words), properties=SNAPPED) for words in ("第二行文字", f"联系电话{n}，谢谢", "第四行文字")
    ]
    return made(before + first + "".join(lines) + PAPER.format(section))


def anchored(top: int, left: int, *, wide: int = 110, high: int = 22, about: str = "") -> str:
    """A run with a bar placed from the page."""
    place = OFFSET.format("H", "page", left * 12700) + OFFSET.format("V", "page", top * 12700)
    size = (
        f"<wp:extent cx='{wide * 12700}' cy='{high * 12700}'/><wp:wrapNone/><wp:docPr id='1' name='矩形 1'/>"
    )
    return f"<w:r><w:drawing><wp:anchor {about}>{place}{size}{BAR}</wp:anchor></w:drawing></w:r>"


def list_on_page(n: str, *, before: str = "", within: str = "", aligned: str = "") -> Made:
    """A paragraph of 20 points, a table of two rows of 20 points each, the number in the second cell of the lower one.

    `before` stands in the paragraph, `within` beside the number. The cell begins 190 points from the left of the page, its
    line lies 112 to 132 points from the top.
    """
    high = "<w:trHeight w:val='400' w:hRule='exact'/>"
    wide = "<w:tcW w:w='2000' w:type='dxa'/>" + aligned
    rows = [
        row(cell("姓名", properties=wide), cell("电话", properties=wide), properties=high),
        row(cell("张三", properties=wide), cell(para(within, run(n)), properties=wide), properties=high),
    ]
    columns = "<w:tblGrid><w:gridCol w:w='2000'/><w:gridCol w:w='2000'/></w:tblGrid>"
    listed = table(*rows).replace("<w:tblPr/>", "<w:tblPr/>" + columns)
    first = para(run("公示名单"), before or "<w:bookmarkStart/>", properties=SNAPPED)
    return made(first + listed + para("完", properties=SNAPPED) + PAPER.format(""))


def old_bar_on_page(n: str) -> Made:
    place = "position:absolute;margin-left:128pt;margin-top:111pt;width:110pt;height:22pt;z-index:251;"
    place += "mso-position-horizontal-relative:page;mso-position-vertical-relative:page"
    shape = f"<w:r><w:pict><v:rect style='{place}' fillcolor='black'/></w:pict></w:r>"
    lines = [para(shape, run("第一行"), properties=SNAPPED), para(run("第二行"), properties=SNAPPED)]
    return made("".join(lines) + para(run(f"联系电话{n}，谢谢"), properties=SNAPPED) + PAPER.format(""))


def made(content: str) -> Made:
    """A body without further parts."""
    return content, {}, ()


def boxed(
    n: str, *, left: int = 0, wide: int = 1_000_000, about: str = "", fill: str = "", look: str = ""
) -> Made:
    """A text box placed from the left edge of the page, in English Metric Units."""
    place = OFFSET.format("H", "page", left) + OFFSET.format("V", "page", 0)
    size = f"<wp:extent cx='{wide}' cy='500000'/><wp:wrapNone/><wp:docPr id='1' name='文本框 1' {about}/>"
    words = f"<wps:txbx><w:txbxContent>{para(run(n, look))}</w:txbxContent></wps:txbx>"
    shape = f"<wps:wsp><wps:spPr><a:prstGeom prst='rect'/>{fill}</wps:spPr>{words}<wps:bodyPr/></wps:wsp>"
    anchor = f"<wp:anchor behindDoc='0'>{place}{size}{shape}</wp:anchor>"
    return made(para(f"<w:r><w:drawing>{anchor}</w:drawing></w:r>") + PAPER.format(""))


def old_box(n: str, style: str) -> Made:
    """A text box of old programs."""
    place = f"position:absolute;width:100pt;height:50pt;{style}"
    words = f"<v:textbox><w:txbxContent>{para(n)}</w:txbxContent></v:textbox>"
    return made(para(f"<w:r><w:pict><v:shape style='{place}'>{words}</v:shape></w:pict></w:r>"))
