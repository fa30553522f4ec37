"""Places of a .docx that nobody sees though nothing says that they are hidden, each with the neighbour that is seen."""

from __future__ import annotations

from collections.abc import Callable

from docx_bars import BAR, FILLED, OFFSET, PAPER, SNAPPED, Made
from docx_writing import cell, para, row, run, story, table

_W14 = "xmlns:w14='http://schemas.microsoft.com/office/word/2010/wordml'"
_HOLLOW = (
    f"<w14:textOutline {_W14} w14:w='9525'><w14:solidFill><w14:srgbClr w14:val='{{0}}'/></w14:solidFill></w14:textOutline>"
    f"<w14:textFill {_W14}><w14:noFill/></w14:textFill>"
)
BEGIN, MIDDLE, END = (
    f"<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>" for kind in ("begin", "separate", "end")
)


def placed(
    content: str, parts: dict[str, str | bytes] | None = None, links: tuple[tuple[str, str, str], ...] = ()
) -> Made:
    """A body with its paper."""
    return content + PAPER.format(""), parts or {}, links


def looked(look: str) -> Callable[[str], Made]:
    """The number in 10 points in a run of this look."""
    return lambda n: placed(para("电话", run(n, "<w:sz w:val='20'/>" + look)))


def framed(said: str, where: str = "w:hAnchor='page' w:vAnchor='page'") -> Callable[[str], Made]:
    """The number in a frame of 200 points."""
    about = f"<w:framePr w:w='4000' w:wrap='around' {where} {said}/>"
    return lambda n: placed(para("正文") + para(n, properties=about))


def styled(properties: str, look: str = "") -> Callable[[str], Made]:
    """The number in a paragraph whose style says this."""
    style = f"<w:style w:type='paragraph' w:styleId='H'><w:name w:val='h'/><w:pPr>{properties}</w:pPr><w:rPr>{look}</w:rPr></w:style>"
    return lambda n: placed(
        para(n, properties="<w:pStyle w:val='H'/>"), {"word/styles.xml": story("styles", style)}
    )


def listed(about: str, columns: tuple[int, ...] = (2000, 2000)) -> Callable[[str], Made]:
    """A table of two cells, the number in the second."""
    grid = "".join(f"<w:gridCol w:w='{wide}'/>" for wide in columns)
    head = f"<w:tblPr>{about}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
    return lambda n: placed(table(row("姓名", n)).replace("<w:tblPr/>", head))


def rowed(
    high: int, *before: str, rule: str = "exact", own: str = "", below: str = "", below_high: int = 0
) -> Callable[[str], Made]:
    """A row of this height in twentieths of a point; paragraphs before that of the number, which is of 10 points.

    `own` and `below` are what is said of its cell and of the one in the next row, which may have a height of its own."""
    size = "<w:sz w:val='20'/>"
    about, next_about = (
        f"<w:trHeight w:val='{said}' w:hRule='{rule}'/>" if said else "" for said in (high, below_high)
    )
    lines = [para(run(line, size)) for line in before]
    return lambda n: placed(
        table(
            row("姓名", cell(*lines, para(run(n, size)), properties=own), properties=about),
            row("甲", cell(para("乙"), properties=below), properties=next_about),
        )
    )


def drawn(
    inner: str, *, left: int = 100, top: int = 200, wide: int = 200, high: int = 40, height: int = 5,
    body: str = "<wps:bodyPr/>", edge: str = "page", fill: str = "",
) -> str:  # fmt: skip
    """A run with a text box placed from the page, in points."""
    place = OFFSET.format("H", edge, left * 12700) + OFFSET.format("V", edge, top * 12700)
    size = f"<wp:extent cx='{wide * 12700}' cy='{high * 12700}'/><wp:wrapNone/><wp:docPr id='1' name='文本框 1'/>"
    words = f"<wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx>" if inner else ""
    shape = f"<wps:wsp><wps:spPr><a:prstGeom prst='rect'/>{fill}</wps:spPr>{words}{body}</wps:wsp>"
    return f"<w:r><w:drawing><wp:anchor relativeHeight='{height}' behindDoc='0'>{place}{size}{shape}</wp:anchor></w:drawing></w:r>"


def boxed(before: int = 0, **about: object) -> Callable[[str], Made]:
    """The number in a text box below so many other lines of 10 points."""
    size = "<w:sz w:val='20'/>"
    lines = para(run("行", size)) * before
    return lambda n: placed(para("正文", drawn(lines + para(run(n, size)), **about)))  # type: ignore[arg-type]


def styled_table(
    parts: str, *, at: int = 0, look: str = "04A0", whole: str = "", cell_: str = "", said: str = "", below: str = "", wide: str = "",
) -> Callable[[str], Made]:  # fmt: skip
    """A table of five rows in a style of these parts; the number in the second cell of row `at`."""
    based = f"<w:style w:type='table' w:styleId='B'><w:name w:val='b'/>{below}</w:style><w:style w:type='table' w:styleId='T'><w:basedOn w:val='B'/>"
    style = based + f"<w:name w:val='t'/>{whole}{parts}</w:style>"
    named = (
        "<w:tblPr><w:tblStyle w:val='T'/>" + (f"<w:tblLook w:val='{look}'/>" if look else "") + "</w:tblPr>"
    )

    def make(n: str) -> Made:
        rows = [
            row(
                "甲",
                cell(para(run(n if number == at else "乙", said)), properties=cell_ if number == at else ""),
            )
            for number in range(5)
        ]
        return placed(
            table(*rows).replace("<w:tblPr/>", named), {"word/styles.xml": story("styles", style)}
        )  # fmt: skip

    return make


def part_of_style(kind: str, look: str, fill: str = "") -> str:
    """What the style of a table says of some of its cells."""
    shade = f"<w:tcPr><w:shd w:val='clear' w:fill='{fill}'/></w:tcPr>" if fill else ""
    return f"<w:tblStylePr w:type='{kind}'><w:rPr>{look}</w:rPr>{shade}</w:tblStylePr>"


MERGED = "<w:vMerge w:val='restart'/>"
PALE = "<w:color w:val='FFFFFF'/>"
ALL_PALE, ALL_DARK = f"<w:rPr>{PALE}</w:rPr>", "<w:tcPr><w:shd w:val='clear' w:fill='1F3864'/></w:tcPr>"
DARK_CELL, WHITE_CELL, BARE_CELL = (
    f"<w:shd w:val='clear' w:fill='{fill}'/>" for fill in ("1F3864", "FFFFFF", "auto")
)
FIRST, DARK_FIRST = part_of_style("firstRow", PALE), part_of_style("firstRow", PALE, "1F3864")


def old_box(style: str, inner: str = "") -> Callable[[str], Made]:
    """The number below four other lines in a text box of old programs."""
    size = "<w:sz w:val='20'/>"

    def make(n: str) -> Made:
        words = para(run("行", size)) * 4 + para(run(n, size))
        box = f"<v:textbox {inner}><w:txbxContent>{words}</w:txbxContent></v:textbox>"
        return placed(
            para(
                "正文",
                f"<w:r><w:pict><v:shape style='position:absolute;width:200pt;{style}'>{box}</v:shape></w:pict></w:r>",
            )
        )

    return make


def stacked(own: int, other: int, top: int = 200) -> Callable[[str], Made]:
    """The number in a box, and a bar over it; the higher figure lies above."""
    return lambda n: placed(
        para("正文", drawn(para(n), height=own), drawn("", top=top, height=other, fill=FILLED))
    )


def margin(
    kind: str = "header", *, which: str = "default", section: str = "", bar: str = BAR, top: int = 111, behind: str = "0",
    origin: str = "page",
) -> Callable[[str], Made]:  # fmt: skip
    """The body of `on_page` without its bar, which hangs on the header or footer instead."""

    def make(n: str) -> Made:
        lines = [
            para(run(words), properties=SNAPPED)
            for words in ("公示名单", "第二行", f"联系电话{n}，谢谢", "第四行")
        ]
        place = OFFSET.format("H", "page", 128 * 12700) + OFFSET.format("V", origin, top * 12700)
        size = (
            f"<wp:extent cx='{110 * 12700}' cy='{22 * 12700}'/><wp:wrapNone/><wp:docPr id='1' name='矩形 1'/>"
        )
        shape = f"<w:r><w:drawing><wp:anchor behindDoc='{behind}'>{place}{size}{bar}</wp:anchor></w:drawing></w:r>"
        paper = PAPER.format(section).replace(
            "<w:sectPr>", f"<w:sectPr><w:{kind}Reference w:type='{which}' r:id='h1'/>"
        )
        tag = "hdr" if kind == "header" else "ftr"
        return (
            "".join(lines) + paper,
            {f"word/{kind}1.xml": story(tag, para(shape))},
            (("h1", kind, f"{kind}1.xml"),),
        )

    return make


def coded(*content: str) -> Made:
    return placed(para(*content))


def instruction(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def over_what_lies_behind(kind: str, lines: int) -> Callable[[str], Made]:
    """The number in white so many lines below a line on which something hangs; `kind` is "1" or "0" for behindDoc, or "old"."""
    place = OFFSET.format("H", "page", 0) + OFFSET.format("V", "page", 0)
    shape = "<wps:wsp><wps:spPr><a:prstGeom prst='rect'/></wps:spPr></wps:wsp>"
    size = f"<wp:extent cx='{600 * 12700}' cy='{200 * 12700}'/><wp:wrapNone/><wp:docPr id='1' name='矩形 1'/>"
    run_of_it = (
        "<w:r><w:pict><v:rect style='position:absolute;width:600pt;height:200pt;z-index:-251' fillcolor='#1F3864'/></w:pict></w:r>"
        if kind == "old"
        else f"<w:r><w:drawing><wp:anchor behindDoc='{kind}'>{place}{size}{shape}</wp:anchor></w:drawing></w:r>"
    )
    return lambda n: placed(para("封面", run_of_it) + para("行") * lines + para(run(n, PALE)))


SHARP = "<w:shd w:val='solid' w:color='000000' w:fill='auto'/>"
SIGHTS: dict[str, tuple[Callable[[str], Made], str, bool]] = {
    # letters
    "letters-piled-up": (looked("<w:spacing w:val='-100'/>"), "invisible-text", False),
    "letters-piled-up-by-a-style": (styled("", "<w:sz w:val='20'/><w:spacing w:val='-110'/>"), "invisible-text", False),
    "letters-close-together": (looked("<w:spacing w:val='-20'/>"), "body", True),
    "letters-far-apart": (looked("<w:spacing w:val='400'/>"), "body", True),
    "letters-pressed-into-no-room": (looked("<w:fitText w:id='1' w:val='20'/>"), "invisible-text", False),
    "letters-fitted": (looked("<w:fitText w:id='1' w:val='900'/>"), "body", True),
    "hollow-letters": (looked(_HOLLOW.format("000000")), "body", True),
    "hollow-letters-with-a-white-edge": (looked(_HOLLOW.format("FFFFFF")), "invisible-text", False),
    "black-on-a-solid-pattern": (looked("<w:color w:val='000000'/>" + SHARP), "invisible-text", False),
    "white-on-a-solid-pattern": (looked("<w:color w:val='FFFFFF'/>" + SHARP), "body", True),
    "white-over-a-shape-behind-the-text": (over_what_lies_behind("1", 2), "body", True),
    "white-over-an-old-shape-behind-the-text": (over_what_lies_behind("old", 2), "body", True),
    "white-far-below-a-shape-behind-the-text": (over_what_lies_behind("1", 14), "invisible-text", False),
    "white-below-a-shape-before-the-text": (over_what_lies_behind("0", 2), "invisible-text", False),
    # by the style of a table
    "white-by-the-style-of-a-table": (styled_table("", whole=ALL_PALE), "invisible-text", False),
    "white-by-the-style-of-a-table-below": (styled_table("", below=ALL_PALE), "invisible-text", False),
    "white-by-the-first-row-of-a-style": (styled_table(FIRST), "invisible-text", False),
    "white-by-the-first-row-of-a-style-below": (styled_table("", below=FIRST), "invisible-text", False),
    "white-by-the-last-column-of-a-style": (styled_table(part_of_style("lastCol", PALE), at=2, look="0100"), "invisible-text", False),
    "white-by-a-band-of-a-style": (styled_table(part_of_style("band1Horz", PALE), at=1), "invisible-text", False),
    "white-by-a-style-in-a-white-cell": (styled_table(DARK_FIRST, cell_=WHITE_CELL), "invisible-text", False),
    "white-in-a-plain-row-of-a-style": (styled_table(DARK_FIRST, at=1, said=PALE), "invisible-text", False),
    "in-the-colour-of-the-first-row-of-a-style": (styled_table(part_of_style("firstRow", "<w:color w:val='1F3864'/>", "1F3864")), "invisible-text", False),
    "tiny-by-the-style-of-a-table": (styled_table("", whole="<w:rPr><w:sz w:val='2'/></w:rPr>"), "invisible-text", False),
    "hidden-by-the-style-of-a-table": (styled_table(part_of_style("firstRow", "<w:vanish/>")), "hidden-text", False),
    "white-on-dark-by-the-first-row-of-a-style": (styled_table(DARK_FIRST), "body", True),
    "white-on-dark-by-the-style-of-a-table": (styled_table("", whole=ALL_PALE + ALL_DARK), "body", True),
    "white-by-the-first-row-of-a-dark-style": (styled_table(FIRST, whole=ALL_DARK), "body", True),
    "white-by-a-style-in-a-dark-cell": (styled_table(FIRST, cell_=DARK_CELL), "body", True),
    "white-on-dark-by-a-style-in-a-bare-cell": (styled_table(DARK_FIRST, cell_=BARE_CELL), "body", True),
    "below-the-white-first-row-of-a-style": (styled_table(FIRST, at=1), "body", True),
    "first-row-of-a-style-that-is-not-used": (styled_table(FIRST, look="0480"), "body", True),
    "first-row-of-a-style-without-a-look": (styled_table(FIRST, look=""), "body", True),
    "beside-the-white-band-of-a-style": (styled_table(part_of_style("band1Horz", PALE), at=2), "body", True),
    "bands-of-a-style-that-are-not-used": (styled_table(part_of_style("band1Horz", PALE), at=1, look="0620"), "body", True),
    "black-over-the-white-style-of-a-table": (styled_table(FIRST, said="<w:color w:val='000000'/>"), "body", True),
    "shown-over-a-hidden-style-of-a-table": (styled_table(part_of_style("firstRow", "<w:vanish/>"), said="<w:vanish w:val='0'/>"), "body", True),
    # beside the page
    "right-of-the-page": (lambda n: placed(para(n, properties="<w:ind w:right='-20000'/><w:jc w:val='right'/>")), "off-page", False),
    "into-the-margin-at-the-right": (lambda n: placed(para(n, properties="<w:ind w:right='-1000'/><w:jc w:val='right'/>")), "body", True),
    "frame-left-of-the-page": (framed("w:x='-9000' w:y='500'"), "off-page", False),
    "frame-above-the-page": (framed("w:x='900' w:y='-9000'"), "off-page", False),
    "frame-below-the-page": (framed("w:x='900' w:y='20000'"), "off-page", False),
    "frame-right-of-the-page": (framed("w:x='12000' w:y='500'"), "off-page", False),
    "frame-left-of-the-page-by-a-style": (styled("<w:framePr w:w='4000' w:hAnchor='page' w:x='-9000'/>"), "off-page", False),
    "frame-without-height": (framed("w:x='900' w:y='500' w:h='20' w:hRule='exact'"), "invisible-text", False),
    "frame-on-the-page": (framed("w:x='900' w:y='500'"), "body", True),
    "frame-in-the-margin": (framed("w:x='-1000' w:y='20'", "w:hAnchor='margin' w:vAnchor='text'"), "body", True),
    "table-left-of-the-page": (listed("<w:tblInd w:w='-20000' w:type='dxa'/>"), "off-page", False),
    "table-into-the-margin": (listed("<w:tblInd w:w='-1000' w:type='dxa'/>"), "body", True),
    "table-that-floats-beside-the-page": (listed("<w:tblpPr w:horzAnchor='page' w:vertAnchor='page' w:tblpX='-20000' w:tblpY='500'/>"), "off-page", False),
    "table-that-floats-below-the-page": (listed("<w:tblpPr w:horzAnchor='page' w:vertAnchor='page' w:tblpX='500' w:tblpY='20000'/>"), "off-page", False),
    "table-that-floats": (listed("<w:tblpPr w:horzAnchor='page' w:vertAnchor='page' w:tblpX='1500' w:tblpY='500'/>"), "body", True),
    "column-right-of-the-page": (listed("<w:tblLayout w:type='fixed'/>", (12000, 2000)), "off-page", False),
    "column-over-the-edge-of-the-page": (listed("<w:tblLayout w:type='fixed'/>", (9000, 4000)), "body", True),
    "wide-column-that-is-made-to-fit": (listed("", (12000, 2000)), "body", True),
    "box-of-old-programs-at-the-right": (old_box("height:140pt;margin-left:1523pt;mso-position-horizontal:right;mso-position-horizontal-relative:margin"), "textbox", True),
    "box-of-old-programs-by-per-cent": (old_box("height:140pt;margin-left:1523pt;mso-left-percent:800;mso-position-horizontal-relative:margin"), "textbox", True),
    "box-of-old-programs-right-of-the-page": (old_box("height:140pt;margin-left:1523pt;mso-position-horizontal:absolute;mso-position-horizontal-relative:margin"), "off-page", False),
    "box-above-the-page": (boxed(top=-300), "off-page", False),
    "box-below-the-page": (boxed(top=900), "off-page", False),
    "box-at-the-foot-of-the-page": (boxed(top=780), "textbox", True),
    # cut off
    "below-the-edge-of-a-row": (rowed(280, "甲"), "invisible-text", False),
    "in-the-second-line-of-a-row": (rowed(560, "甲"), "body", True),
    "below-the-edge-of-merged-cells": (rowed(280, "甲", "乙", own=MERGED, below="<w:vMerge/>", below_high=140), "invisible-text", False),
    "in-merged-cells": (rowed(280, "甲", own=MERGED, below="<w:vMerge/>", below_high=280), "body", True),
    "in-merged-cells-that-grow": (rowed(280, "甲", own=MERGED, below="<w:vMerge/>"), "body", True),
    "upright-in-a-row": (rowed(280, "甲", own="<w:textDirection w:val='tbRl'/>"), "body", True),
    "in-a-row-of-at-least-that-height": (rowed(300, "甲", rule="atLeast"), "body", True),
    "below-the-edge-of-a-box": (boxed(5), "invisible-text", False),
    "in-the-third-line-of-a-box": (boxed(2), "textbox", True),
    "in-a-box-that-grows": (boxed(5, body="<wps:bodyPr><a:spAutoFit/></wps:bodyPr>"), "textbox", True),
    "in-a-box-whose-words-end-at-its-foot": (boxed(5, body="<wps:bodyPr anchor='b'/>"), "textbox", True),
    "below-the-edge-of-a-box-of-old-programs": (old_box("height:40pt"), "invisible-text", False),
    "in-a-box-of-old-programs-that-grows": (old_box("height:40pt", "style='mso-fit-shape-to-text:t'"), "textbox", True),
    # covered
    "box-under-a-bar": (stacked(2, 9), "covered-text", False),
    "box-over-a-bar": (stacked(9, 2), "textbox", True),
    "box-beside-a-bar": (stacked(2, 9, top=300), "textbox", True),
    "under-a-bar-of-the-header": (margin(), "covered-text", False),
    "under-a-bar-of-the-footer": (margin("footer"), "covered-text", False),
    "under-a-bar-told-from-the-header": (margin(origin="paragraph", top=68), "covered-text", False),
    "under-a-bar-of-the-first-header": (margin(which="first", section="<w:titlePg/>"), "covered-text", False),
    "above-a-bar-of-the-header": (margin(top=160), "body", True),
    "over-a-bar-of-the-header": (margin(behind="1"), "body", True),
    "under-a-frame-of-the-header": (margin(bar=BAR.replace(FILLED, "<a:noFill/>")), "body", True),
    "beside-a-first-header-that-is-not-used": (margin(which="first"), "body", True),
    # fields, notes, wrappers
    "result-within-an-instruction": (lambda n: coded(BEGIN, instruction("IF 1=2 "), BEGIN, instruction("QUOTE x"), MIDDLE, run(n), END, MIDDLE, run("乙"), END), "attribute", False),
    "words-within-an-instruction": (lambda n: coded(BEGIN, instruction("IF 1=2 "), run(n), MIDDLE, run("乙"), END), "attribute", False),
    "result-within-a-result": (lambda n: coded(BEGIN, instruction("IF 1=1 "), MIDDLE, BEGIN, instruction("QUOTE x"), MIDDLE, run(n), END, END), "body", True),
    "behind-a-field-without-end": (lambda n: coded(BEGIN, instruction("PAGE"), run(n)), "body", True),
    "what-parts-notes-from-the-text": (lambda n: placed(para("正文"), {"word/footnotes.xml": story("footnotes", f"<w:footnote w:type='separator' w:id='-1'>{para(n)}</w:footnote>")}), "footnote", True),
    "line-without-height-in-a-header": (lambda n: placed(para("正文"), {"word/header1.xml": story("hdr", para(n, properties="<w:spacing w:line='20' w:lineRule='exact'/>"))}), "invisible-text", False),
    "paragraphs-for-old-programs": (lambda n: placed(f"<mc:AlternateContent><mc:Choice Requires='x'>{para('甲')}</mc:Choice><mc:Fallback>{para(n)}</mc:Fallback></mc:AlternateContent>"), "body", True),
    "paragraphs-for-all-programs": (lambda n: placed(f"<mc:AlternateContent><mc:Choice Requires='x'>{para(n)}</mc:Choice><mc:Fallback>{para(n)}</mc:Fallback></mc:AlternateContent>"), "body", True),
    "within-an-unknown-element": (lambda n: placed(f"<w:box>{para(n)}</w:box>"), "body", True),
    "digits-as-symbols": (lambda n: placed(para("".join(f"<w:r><w:sym w:font='Arial' w:char='F0{ord(digit):02X}'/></w:r>" for digit in n))), "body", True),
    "picture-of-a-smart-art": (lambda n: placed(para("正文"), {"word/diagrams/drawing1.xml": f'<dsp:drawing xmlns:dsp="urn:d" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:p><a:r><a:t>{n}</a:t></a:r></a:p></dsp:drawing>'}), "textbox", True),
}  # fmt: skip
