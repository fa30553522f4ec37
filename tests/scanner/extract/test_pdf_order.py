"""Where text stands on the page decides its order; where a table ends; what a wrapped cell holds."""

from __future__ import annotations

from typing import Any

import pytest
from pdf_drawings import (
    FONT,
    PERSON,
    STYLE,
    blocks,
    document,
    drawn,
    joined,
    paragraph,
    rows,
    story,
    table,
    texts,
)
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph

from scanner.model import Grid

SMALL = ParagraphStyle("small", fontName=FONT, fontSize=8, leading=10, wordWrap="CJK")
TITLE = ParagraphStyle("title", parent=STYLE, fontSize=18, leading=28, alignment=1, firstLineIndent=0)
BOTH = pytest.mark.parametrize("ruled", [True, False])
MIDDLE = ("VALIGN", (0, 0), (-1, -1), "MIDDLE")
NARROW = [("LEFTPADDING", (0, 0), (-1, -1), 3), ("RIGHTPADDING", (0, 0), (-1, -1), 3), MIDDLE]
LIST = [["序号", "村名", "户主", "金额"], *[[str(n), "新民村", "张三丰", f"{n}00"] for n in range(1, 11)]]
WIDTHS = (40, 80, 80, 80)
AFTER = "请各有关单位严格按照规定使用资金，加快项目实施进度，确保资金安全、规范、有效运行。"


def small(text: str) -> Paragraph:
    return Paragraph(text, SMALL)


@BOTH
def test_foot_drawn_first_stands_last_and_lines_count_from_the_top(ruled: bool) -> None:
    def page(paper: Any) -> None:
        paper.drawCentredString(297, 30, "— 1 —")
        made = table(LIST, WIDTHS, ruled=ruled)
        made.wrapOn(paper, 400, 500)
        made.drawOn(paper, 100, 480)
        paper.drawString(100, 300, "二〇二四年三月一日")
        paper.drawString(100, 760, "资金名单公示")
        paper.drawString(100, 330, "某某镇人民政府")

    found = document(drawn(page))
    stretches = [stretch for _, stretch in found.blocks.stretches]
    assert isinstance(stretches[1], Grid)
    assert texts(found)[0] == "资金名单公示"
    assert texts(found)[-2:] == ["某某镇人民政府", "二〇二四年三月一日"]
    lines = [(block.text, block.place.steps) for block in found.blocks if block.place.form == "page-line"]
    assert lines == [
        ("资金名单公示", (1, 1)),
        ("某某镇人民政府", (1, 2)),
        ("二〇二四年三月一日", (1, 3)),
        ("— 1 —", (1, 4)),
    ]


def test_columns_of_text_keep_their_order() -> None:
    def page(paper: Any) -> None:
        paper.drawCentredString(297, 30, "7")
        for left, name in ((70, "左"), (310, "右")):
            for at in range(8):
                paper.drawString(left, 700 - 20 * at, f"{name}栏第{at}行，说的是同一件事情，还没有说完")
        paper.drawString(70, 800, "某某县财政局")

    found = document(drawn(page))
    assert found.tables == ()
    body = [block.text[0] for block in blocks(found)]
    assert body == ["某", *"左" * 8, *"右" * 8]
    assert texts(found, "footer") == ["7"]


@pytest.mark.parametrize(
    "below", ["公示期：2018年11月2日至11月16日", "监督电话：0393-8000001", "桃园乡人民政府", "合计发放一百元"]
)
def test_line_in_larger_type_is_no_row(below: str) -> None:
    plain = [[small(text) for text in row] for row in LIST]
    made = table(plain, WIDTHS, ruled=False)
    found = document(story(paragraph("发放标准：每人600元"), made, paragraph(below), paragraph(AFTER)))
    assert rows(found) == LIST
    assert joined(found)[0] == "发放标准：每人600元"
    assert joined(found)[-2:] == [below, AFTER]


def test_paragraph_of_the_same_type_below_a_table_is_no_row() -> None:
    style = ParagraphStyle("same", fontName=FONT, fontSize=10.5, leading=15, wordWrap="CJK")
    made = table(LIST, WIDTHS, ruled=False)
    found = document(
        story(Paragraph("一句话。", style), made, Paragraph(AFTER, style), Paragraph("特此公示。", style))
    )
    assert rows(found) == LIST
    assert joined(found)[-2:] == [AFTER, "特此公示。"]


@BOTH
def test_form_with_wrapped_values(ruled: bool) -> None:
    form = [
        ["项目名称", "双河镇枣林村肉牛养殖示范场项目"],
        ["主要建设内容", "新建标准化牛舍7栋，青贮池572立方米，购置饲草机械3台"],
        ["时间进度", "2019年5月1日至2019年12月30日"],
        ["投资规模", "394.6526万元"],
        ["项目完成情况", "项目已于2019年12月全面完工，按照批复内容完成全部建设任务，工程质量合格，群众满意"],
    ]
    made = table([[small(text) for text in row] for row in form], (72, 168), ruled=ruled)
    made.setStyle([MIDDLE])
    found = document(story(made, paragraph(AFTER)))
    assert rows(found) == form
    assert joined(found) == [*(cell for row in form for cell in row), AFTER]


@BOTH
def test_wide_table_with_cells_of_any_height(ruled: bool) -> None:
    head = [
        "序号",
        "项目名称",
        "建设地点（乡镇、村）",
        "主要建设内容",
        "总投资（万元）",
        "责任人",
        "绩效目标",
    ]
    body = [
        [
            str(n),
            "河口镇枣林村农田灌溉渠道改造工程",
            "河口镇枣林村",
            f"改造渠道5.{n}千米，配套涵管9处，新建机耕桥{n}座",
            f"33.{n}",
            "许美玲（副镇长）" if n % 2 else "王磊",
            "新增和改善灌溉面积69亩，亩均增收120元",
        ]
        for n in range(8, 13)
    ]
    cells = [[small(text) for text in row] for row in (head, *body)]
    made = table(cells, (15, 48, 36, 48, 30, 30, 48), ruled=ruled)
    made.setStyle(NARROW)
    found = document(story(paragraph("计划表如下："), made, paragraph(AFTER)))
    assert rows(found) == [head, *body]
    assert joined(found)[-1] == AFTER


@BOTH
@pytest.mark.parametrize("number", [PERSON, "6217990000006211276", "6217 9900 0000 6211 276"])
def test_number_wrapped_with_the_padding_of_word(ruled: bool, number: str) -> None:
    style = ParagraphStyle(
        "cell", fontName=FONT, fontSize=11, leading=13, wordWrap=None if " " in number else "CJK"
    )
    body = [[str(n), "张三丰", Paragraph(number, style), "100"] for n in range(1, 6)]
    for width in (60, 62, 64):
        made = table([LIST[0], *body], (40, 60, width, 50), ruled=ruled)
        made.setStyle([("LEFTPADDING", (0, 0), (-1, -1), 5.4), ("RIGHTPADDING", (0, 0), (-1, -1), 5.4)])
        assert [row[2] for row in rows(document(story(made)))[1:]] == [number] * 5


def test_number_broken_twice_at_the_edge_of_its_cell() -> None:
    style = ParagraphStyle("cell", fontName=FONT, fontSize=11, leading=13, wordWrap="CJK")
    body = [[str(n), Paragraph(PERSON, style), "张三丰"] for n in range(1, 5)]
    for width in range(48, 66, 3):
        made = table([["序号", "身份证号", "姓名"], *body], (40, width, 60))
        made.setStyle([("LEFTPADDING", (0, 0), (-1, -1), 5.4), ("RIGHTPADDING", (0, 0), (-1, -1), 5.4)])
        assert [row[1] for row in rows(document(story(made)))[1:]] == [PERSON] * 4


@BOTH
def test_bracket_that_hangs_over_the_edge_of_its_column(ruled: bool) -> None:
    def page(paper: Any) -> None:
        paper.setFont(FONT, 10)
        for at, row in enumerate([["序号", "投资（万元）", "责任单位"], *[["1", "446.31", "县财政局"]] * 4]):
            for left, text in zip((100, 140, 192), row, strict=True):
                paper.drawString(left, 700 - 20 * at, text)
        for x in (97, 137, 192, 260) if ruled else ():
            paper.line(x, 615, x, 715)
        for y in range(615, 716, 20) if ruled else ():
            paper.line(97, y, 260, y)

    found = document(drawn(page))
    assert rows(found)[0] == ["序号", "投资（万元）", "责任单位"]
    assert rows(found)[1] == ["1", "446.31", "县财政局"]


def test_last_row_of_a_table_without_rules_on_the_next_page() -> None:
    body = [[str(n), "新民村", PERSON, "100"] for n in range(1, 40)]
    for count in range(34, 40):
        made = table([LIST[0], *body[:count]], (40, 60, 120, 60), ruled=False, repeatRows=1)
        found = document(story(made, paragraph("特此公示。")))
        data = [rows(found, at)[row] for at, one in enumerate(found.tables) for row in one.body_rows()]
        assert data == body[:count]
        assert joined(found)[-1] == "特此公示。"


def test_cell_merged_over_rows_keeps_the_rows_apart() -> None:
    body = [["一组", "张三丰", "100"], ["", "李四光", "200"], ["二组", "王五", "300"], ["", "赵六", "400"]]
    spans = [((0, 1), (0, 2)), ((0, 3), (0, 4))]
    made = table([["组别", "姓名", "金额"], *body], (60, 80, 80), ruled=False, spans=spans)
    made.setStyle([MIDDLE])
    assert rows(document(story(made)))[1:] == body


def test_title_of_18_points_and_heading_behind_a_colon() -> None:
    title = "荷塘县二〇二四年第二批衔接推进乡村振兴补助资金安排情况的公示"
    opening = "根据有关规定，现将荷塘县二〇二四年第二批衔接推进乡村振兴补助资金的安排情况公告如下："
    heading = ParagraphStyle("heading", parent=STYLE, firstLineIndent=0)
    found = document(
        story(
            Paragraph(title, TITLE),
            paragraph(opening),
            Paragraph("一、资金来源", heading),
            paragraph(AFTER * 2),
        )
    )
    assert joined(found) == [title, opening, "一、资金来源", AFTER * 2]


def test_signature_and_date_at_the_right_margin_are_two_lines() -> None:
    right = ParagraphStyle("right", parent=STYLE, alignment=2, firstLineIndent=0)
    signs = [Paragraph(text, right) for text in ("某某县财政局", "二〇二四年十二月十一日")]
    found = document(story(paragraph(AFTER), *signs))
    assert joined(found) == [AFTER, "某某县财政局", "二〇二四年十二月十一日"]


def test_number_parted_by_the_page_break() -> None:
    lefts = (100, 140, 220, 330)

    def page(*lines: list[str]) -> Any:
        def draw(paper: Any) -> None:
            for at, line in enumerate(lines):
                for left, text in zip(lefts, line, strict=True):
                    paper.drawString(left, 700 - 30 * at, text)

        return draw

    row = ["2", "李四光", PERSON, "200"]
    upper = page(LIST[0], *[row] * 3, ["3", "张三丰", PERSON[:10], "100"])
    found = document(drawn(upper, page(LIST[0], ["", "", PERSON[10:], ""], *[row] * 3)))
    assert rows(found)[-1] == ["3", "张三丰", PERSON, "100"]
    assert rows(found, 1) == [LIST[0], [""] * 4, *[row] * 3]


def test_amounts_below_one_another_over_a_page_break_stay_two() -> None:
    from scanner.extract.pdf.pour import complete_numbers
    from scanner.extract.tables import table_of

    above = ["12", "某某镇", "2626", ""]
    texts = ["", "合计", "7004", ""]
    complete_numbers(above, texts, 4, table_of(texts, 4))
    assert (above[2], texts[2]) == ("2626", "7004")


def test_gap_between_words_and_digits_is_no_space() -> None:
    def page(paper: Any) -> None:
        for at, parts in enumerate((("公示期为", "2024", "年的五天"), ("公示期为 ", "2024", " 年的五天"))):
            x = 90.0
            for part in parts:
                paper.drawString(x, 700 - 30 * at, part)
                x += paper.stringWidth(part, FONT, 12) + (3 if at == 0 else 0)

    assert texts(document(drawn(page))) == ["公示期为2024年的五天", "公示期为 2024 年的五天"]
