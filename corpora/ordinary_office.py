"""Sheets with charts, slides, plans and letters in which nothing is hidden, for LibreOffice to print.

Sheets and letters are written with openpyxl and python-docx, slides and plans as flat OpenDocument
(ODF 1.3 part 3). Nothing stands over a text but what lets it through: thin lines, marks, borders.
"""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from random import Random
from typing import Any

VILLAGES = ("大王庄村", "李家湾村", "柳树沟村", "青石岭村", "双河村", "红旗村", "前进村", "东风村")
HEADS = ("序号", "乡镇", "村", "项目名称", "建设内容", "投资（万元）", "备注")
PROSE = (
    "根据省财政厅有关文件要求，现将我县二〇二四年度第一批补助资金安排情况予以公示。",
    "公示期为七个工作日，如有异议，请以书面形式向县农业农村局反映。",
    "本次共安排资金1,280万元，其中产业发展类620万元，基础设施类430万元。",
    "Notice on the allocation of funds, first batch, published for seven working days.",
)
DARK = ("1F3864", "C00000", "000000", "548235", "7F7F7F")
PALE = ("DDEBF7", "FFF2CC", "E2EFDA", "FCE4D6", "EDEDED")
KINDS = ("BarChart", "LineChart", "PieChart", "AreaChart", "DoughnutChart", "RadarChart", "ScatterChart")
NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        *(("office", "office"), ("style", "style"), ("text", "text"), ("draw", "drawing")),
        *(("fo", "xsl-fo-compatible"), ("svg", "svg-compatible"), ("table", "table")),
        *(("presentation", "presentation"),),
    )
)


def sheet(seed: int) -> bytes:
    """An xlsx of tables with dark heads, bars within cells, and below them charts of every kind."""
    from openpyxl import Workbook

    rng, book, out = Random(seed), Workbook(), BytesIO()
    book.remove(book.active)
    for number in range(rng.randint(1, 3)):
        page = book.create_sheet(f"表{number + 1}")
        rows = rng.randint(15, 120)
        _fill_sheet(page, rng, rows)
        row = rows + 6
        for kind in rng.sample(KINDS, 4):
            page.add_chart(_chart(kind, page, rng), f"A{row}")
            row += 22
    book.save(out)
    return out.getvalue()


def _fill_sheet(page: Any, rng: Random, rows: int) -> None:
    from openpyxl.formatting.rule import ColorScaleRule, DataBarRule
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    side = Side(style="thin", color="999999")
    grid, tint = Border(side, side, side, side), PatternFill("solid", rng.choice(PALE))
    page.append(["某县项目安排公示表"])
    page["A1"].font = Font(size=18, bold=True, color="C00000")
    page.append(list(HEADS))
    for cell in page[2]:
        cell.fill, cell.font = PatternFill("solid", rng.choice(DARK)), Font(color="FFFFFF", bold=True)
    for number in range(1, rows + 1):
        content = "新建水泥道路" + "长500米" * rng.randint(1, 3)
        share = round(rng.random() * 100, 2)
        page.append([number, "青岭镇", rng.choice(VILLAGES), "道路硬化", content, share, ""])
        for cell in page[number + 2]:
            cell.border, cell.alignment = grid, Alignment(wrap_text=True, vertical="center")
            cell.font = Font(strike=rng.random() < 0.03, underline=rng.choice((None, None, "single")))
            if number % 2:
                cell.fill = tint
    for letter, width in zip("ABCDEFG", (6, 10, 12, 14, 26, 12, 8), strict=True):
        page.column_dimensions[letter].width = width
    bar = DataBarRule("num", 0, "num", 120, color=rng.choice(DARK[:2]))
    scale = ColorScaleRule("min", None, "FFFFFF", "max", None, "F8696B")
    page.conditional_formatting.add(f"F3:F{rows + 2}", rng.choice((bar, scale)))
    page.oddHeader.left.text, page.oddFooter.center.text = "某县财政局", "第 &P 页 共 &N 页"
    page.print_title_rows = "2:2"
    page.page_setup.paperSize, page.page_setup.fitToHeight = 9, 0
    page.page_setup.orientation = rng.choice(("portrait", "landscape"))
    page.sheet_properties.pageSetUpPr.fitToPage = rng.random() < 0.7


def _chart(kind: str, page: Any, rng: Random) -> Any:
    import openpyxl.chart as charts
    from openpyxl.chart.label import DataLabelList

    made = getattr(charts, kind)()
    names = charts.Reference(page, min_col=3, min_row=3, max_row=9)
    values = charts.Reference(page, min_col=6, min_row=3, max_row=9)
    if kind == "ScatterChart":
        made.series.append(charts.Series(values, charts.Reference(page, min_col=1, min_row=3, max_row=9)))
    else:
        made.add_data(values)
        made.set_categories(names)
    if kind == "BarChart":
        made.type, made.grouping = rng.choice(("col", "bar")), rng.choice(("clustered", "stacked"))
    made.title, made.height, made.width = "投资分布", 9, 15
    made.dataLabels = DataLabelList(showVal=True, showSerName=False, showCatName=kind == "PieChart")
    return made


def letter(seed: int) -> bytes:
    """A docx: columns, running lines, words struck out and underlined, shaded tables, small print, fields."""
    from docx import Document
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    rng, draft, out = Random(seed), Document(), BytesIO()
    section = draft.sections[0]
    section.header.paragraphs[0].text = "某县人民政府办公室"
    section.footer.paragraphs[0].text = "联系地址：某县政府大院"
    if rng.random() < 0.5:
        columns = OxmlElement("w:cols")
        columns.set(qn("w:num"), "2")
        section._sectPr.append(columns)
    for part in range(rng.randint(4, 9)):
        draft.add_heading(f"第{part + 1}部分　资金安排", rng.randint(1, 3))
        for _ in range(rng.randint(1, 6)):
            _add_words(draft.add_paragraph(), rng)
        table = draft.add_table(rng.randint(4, 25), 4)
        table.style = rng.choice(("Table Grid", "Medium Shading 1 Accent 1", "Dark List", "Light Grid"))
        for row in table.rows:
            for cell in row.cells:
                cell.text = rng.choice(VILLAGES)
    small = draft.add_paragraph().add_run("注：本表数据截至四月底，以实际拨付为准。")
    small.font.size, small.font.color.rgb = Pt(6), RGBColor(0x80, 0x80, 0x80)
    draft.save(out)
    return out.getvalue()


def _add_words(paragraph: Any, rng: Random) -> None:
    from docx.enum.text import WD_COLOR_INDEX, WD_UNDERLINE
    from docx.shared import Pt

    paragraph.add_run(rng.choice(PROSE) * rng.randint(1, 3))
    odd = paragraph.add_run(rng.choice(("请注意查看", "原标准每亩80元", "第2号")))
    odd.font.size = Pt(rng.choice((7, 9, 10.5, 16, 22)))
    look = rng.randrange(9)
    if look == 0:
        odd.font.strike = True
    elif look == 1:
        odd.font.double_strike = True
    elif look == 2:
        odd.font.underline = rng.choice((WD_UNDERLINE.SINGLE, WD_UNDERLINE.THICK, WD_UNDERLINE.WAVY))
    elif look == 3:
        odd.font.highlight_color = rng.choice((WD_COLOR_INDEX.YELLOW, WD_COLOR_INDEX.BRIGHT_GREEN))
    elif look == 4:
        odd.font.outline = True
    elif look == 5:
        odd.font.emboss = True
    elif look == 6:
        odd.font.shadow = True
    elif look == 7:
        odd.font.superscript = True


def slides(seed: int) -> bytes:
    """Flat OpenDocument slides: dark and light grounds, boxes, arrows, tables, org charts."""
    rng, pages = Random(seed), list[str]()
    for number in range(rng.randint(8, 16)):
        is_dark = rng.random() < 0.5
        ink = "FFFFFF" if is_dark else "222222"
        ground = rng.choice(DARK[:3]) if is_dark else rng.choice(("FFFFFF", *PALE))
        parts = [_box(0, 0, 28, 15.75, fill=ground), _label(1, 0.5, 26, 2, "衔接资金项目公示", ink, 32)]
        parts.append(f'<draw:line svg:x1="1cm" svg:y1="2.5cm" svg:x2="27cm" svg:y2="2.5cm" {_pen(ink)}/>')
        for place, draw in enumerate(rng.sample(PARTS, 4)):
            parts.append(draw(rng, 1 + 13.5 * (place % 2), 3.2 + 6 * (place // 2), ink))
        parts.append(_label(24, 14.8, 3, 0.8, f"第{number + 1}页", ink, 10))
        pages.append(_page(parts))
    return _flat("presentation", "28cm", "15.75cm", pages)


def plans(seed: int) -> bytes:
    """Flat OpenDocument drawings: maps and plans with labels that lines cross, legends, title blocks."""
    rng, pages = Random(seed), list[str]()
    for _ in range(rng.randint(4, 8)):
        draw = rng.choice((_map, _plan))
        block = [_box(17, 26, 3.5, 3, pen="000000")]
        block += [
            _label(17.1, 26.1 + 0.9 * at, 3.3, 0.8, words, "000000", 8) for at, words in enumerate(HEADS[3:6])
        ]
        pages.append(_page([*draw(rng), *block]))
    return _flat("drawing", "21cm", "29.7cm", pages)


def _map(rng: Random) -> list[str]:
    """Fields of colour with names in them, roads and borders over them, dots beside names."""
    found, names = list[str](), list[str]()
    for row in range(6):
        for column in range(4):
            x, y = 1 + 4.8 * column, 1 + 4 * row
            found.append(_box(x, y, 4.8, 4, fill=rng.choice(PALE), pen="999999"))
            names.append(
                _label(x + 1, y + 1.5, 3.4, 0.8, rng.choice(VILLAGES), "333333", rng.choice((7, 9, 12)))
            )
            names.append(_box(x + 0.7, y + 1.7, 0.2, 0.2, fill="C00000", shape="ellipse"))
    roads = [
        f'<draw:line svg:x1="1cm" svg:y1="{rng.uniform(1, 25):.2f}cm" svg:x2="20cm" '
        f'svg:y2="{rng.uniform(1, 25):.2f}cm" {_pen(rng.choice(DARK), rng.choice((0.02, 0.05)))}/>'
        for _ in range(12)
    ]
    return found + (names + roads if rng.random() < 0.5 else roads + names)


def _plan(rng: Random) -> list[str]:
    """Walls, measures with their figures, axes through circles with numbers, a grid over all of it."""
    found = []
    for at in range(12):
        x = 2 + 1.5 * at
        found.append(_box(x - 0.4, 1, 0.8, 0.8, pen="000000", shape="ellipse"))
        found.append(_label(x - 0.5, 1.05, 1, 0.7, f"{at + 1}", "000000", 9))
        found.append(
            f'<draw:line svg:x1="{x}cm" svg:y1="1.8cm" svg:x2="{x}cm" svg:y2="24cm" {_pen("999999")}/>'
        )
    for at in range(14):
        y = 3 + 1.5 * at
        width = rng.uniform(4, 14)
        found.append(_box(2, y, width, 0.6, pen="000000"))
        found.append(_label(2.1, y, 5, 0.6, f"管线D{rng.randint(100, 900)} {width * 100:.0f}", "1F3864", 7))
        found.append(
            f'<draw:measure svg:x1="2cm" svg:y1="{y + 1}cm" svg:x2="{2 + width:.2f}cm" svg:y2="{y + 1}cm" '
            f"{_pen('000000')}/>"
        )
    return found


def _table(rng: Random, x: float, y: float, ink: str) -> str:
    found, dark = "", rng.choice(DARK)
    for row in range(5):
        for column in range(3):
            fill, color = (dark, "FFFFFF") if not row else (rng.choice(PALE), "222222")
            place = (x + 4 * column, y + 0.9 * row, 4, 0.9)
            words = HEADS[column + 1] if not row else rng.choice(VILLAGES)
            found += _box(*place, fill=fill, pen="FFFFFF", words=words, ink=color, size=12)
    return found


def _bullets(rng: Random, x: float, y: float, ink: str) -> str:
    return "".join(
        _label(x, y + 1.3 * at, 12.5, 1.2, f"• {rng.choice(PROSE)[:22]}", ink, 14) for at in range(4)
    )


def _steps(rng: Random, x: float, y: float, ink: str) -> str:
    """Boxes, ellipses and rounded boxes with words, joined by lines."""
    found = ""
    for at in range(3):
        shape = rng.choice(("rect", "ellipse", "custom-shape"))
        place = (x + 4.2 * at, y + 1, 3.4, 1.8)
        found += _box(
            *place, fill=rng.choice(DARK), shape=shape, words=f"阶段{at + 1}", ink="FFFFFF", size=14
        )
        if at:
            left, middle = x + 4.2 * at - 0.8, y + 1.9
            found += (
                f'<draw:line svg:x1="{left}cm" svg:y1="{middle}cm" svg:x2="{left + 0.8}cm" '
                f'svg:y2="{middle}cm" {_pen(ink, 0.08)}/>'
            )
    return found


def _bars(rng: Random, x: float, y: float, ink: str) -> str:
    """A chart by hand: bars, figures in or above them, names below, lines of a grid behind."""
    found = "".join(
        f'<draw:line svg:x1="{x}cm" svg:y1="{y + at}cm" svg:x2="{x + 12}cm" svg:y2="{y + at}cm" {_pen("999999")}/>'
        for at in range(5)
    )
    for at in range(6):
        high = rng.uniform(0.5, 4)
        found += _box(x + 2 * at, y + 4.2 - high, 1.2, high, fill=rng.choice(DARK[:2]))
        inside = high > 1
        color = "FFFFFF" if inside else ink
        found += _label(
            x + 2 * at, y + 4.2 - high - (0 if inside else 0.7), 1.2, 0.7, f"{high:.1f}", color, 9
        )
        found += _label(x + 2 * at - 0.3, y + 4.3, 2, 0.7, rng.choice(VILLAGES)[:3], ink, 8)
    return found


def _see_through(rng: Random, x: float, y: float, ink: str) -> str:
    """A line of words with a pale film over it, a frame around them."""
    words = _label(x, y, 12, 1.2, rng.choice(PROSE)[:20], ink, 14)
    return words + _box(x, y, 12, 1.2, fill="FFC000", pen="C00000", opacity=rng.choice((20, 40, 50)))


PARTS: tuple[Callable[[Random, float, float, str], str], ...] = (
    *(_table, _bullets, _steps, _bars, _see_through),
)
STYLES: dict[str, str] = {}  # of one file, by what they say


def _style(look: str, family: str = "graphic") -> str:
    return STYLES.setdefault(f"{family}|{look}", f"s{len(STYLES)}")


def _pen(color: str, width: float = 0.02) -> str:
    look = f'draw:stroke="solid" svg:stroke-color="#{color}" svg:stroke-width="{width}cm"'
    return f'draw:style-name="{_style(look)}"'


def _box(
    x: float,
    y: float,
    width: float,
    height: float,
    *,
    fill: str = "",
    pen: str = "",
    opacity: int = 100,
    shape: str = "rect",
    words: str = "",
    ink: str = "000000",
    size: float = 12,
) -> str:
    look = (
        f'draw:fill="solid" draw:fill-color="#{fill}" draw:opacity="{opacity}%"'
        if fill
        else 'draw:fill="none"'
    )
    look += f' draw:stroke="solid" svg:stroke-color="#{pen}"' if pen else ' draw:stroke="none"'
    look += ' draw:textarea-vertical-align="middle" fo:padding="0.05cm" draw:auto-grow-height="false"'
    style = _style(look)
    place = f'svg:x="{x:.2f}cm" svg:y="{y:.2f}cm" svg:width="{width:.2f}cm" svg:height="{height:.2f}cm"'
    spoken = _style(
        f'fo:color="#{ink}" fo:font-size="{size}pt" style:font-size-asian="{size}pt"', "paragraph"
    )
    said = f'<text:p text:style-name="{spoken}">{words}</text:p>' if words else ""
    if shape == "custom-shape":
        said += (
            '<draw:enhanced-geometry svg:viewBox="0 0 21600 21600" draw:type="pentagon-right" '
            'draw:enhanced-path="M 0 0 L 16200 0 21600 10800 16200 21600 0 21600 Z N"/>'
        )
    return f'<draw:{shape} draw:style-name="{style}" {place}>{said}</draw:{shape}>'


def _label(x: float, y: float, width: float, height: float, words: str, ink: str, size: float) -> str:
    return _box(x, y, width, height, words=words, ink=ink, size=size)


def _page(parts: list[str]) -> str:
    return f'<draw:page draw:master-page-name="m">{"".join(parts)}</draw:page>'


def _flat(kind: str, width: str, height: str, pages: list[str]) -> bytes:
    """The whole file, with the styles that its pages have asked for."""
    styles = ""
    for said, name in STYLES.items():
        family, look = said.split("|")
        kind_of = "text" if family == "paragraph" else family
        styles += (
            f'<style:style style:name="{name}" style:family="{family}">'
            f"<style:{kind_of}-properties {look}/></style:style>"
        )
    STYLES.clear()
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {NAMESPACES} office:version="1.3" '
        f'office:mimetype="application/vnd.oasis.opendocument.{"graphics" if kind == "drawing" else kind}">'
        f'<office:automatic-styles><style:page-layout style:name="l"><style:page-layout-properties '
        f'fo:page-width="{width}" fo:page-height="{height}" fo:margin="0cm"/></style:page-layout>{styles}'
        f'</office:automatic-styles><office:master-styles><style:master-page style:name="m" '
        f'style:page-layout-name="l"/></office:master-styles><office:body><office:{kind}>{"".join(pages)}'
        f"</office:{kind}></office:body></office:document>"
    ).encode()
