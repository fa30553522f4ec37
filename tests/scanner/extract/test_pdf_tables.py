"""Tables in PDF pages: with rules and without, merged heads, wrapped cells, over a page break."""

from __future__ import annotations

from typing import Any

import pikepdf
import pytest
from pdf_drawings import (
    CELL,
    PERSON,
    changed,
    document,
    drawn,
    joined,
    lines,
    paragraph,
    rows,
    story,
    table,
    texts,
)
from reportlab.platypus import Paragraph

HEAD = ["序号", "姓名", "身份证号", "金额（元）"]
WIDTHS = (40, 80, 130, 80)
LIST = [HEAD, *[[str(n), "张三丰", PERSON, f"{n * 100}.00"] for n in range(1, 9)]]
BOTH = pytest.mark.parametrize("ruled", [True, False])


def wrapped(text: str) -> Paragraph:
    return Paragraph(text, CELL)


@BOTH
def test_every_cell_in_its_place(ruled: bool) -> None:
    made = story(paragraph("资金名单如下："), table(LIST, WIDTHS, ruled=ruled), paragraph("特此公示。"))
    found = document(made)
    assert rows(found) == LIST
    assert joined(found)[0] == "资金名单如下："
    assert joined(found)[-1] == "特此公示。"
    assert found.tables[0].head == (("序号",), ("姓名",), ("身份证号",), ("金额（元）",))
    cell = found.blocks[found.tables[0].block(2, 2)]
    assert (cell.place.form, cell.place.steps) == ("page-cell", (1, 1, 3, 3))
    assert cell.place.box is not None
    assert cell.place.box.left < cell.place.box.right < 595


@BOTH
@pytest.mark.parametrize("align", ["TOP", "MIDDLE", "BOTTOM"])
def test_number_wrapped_in_its_cell(ruled: bool, align: str) -> None:
    body = [[str(n), "张三丰", wrapped(PERSON), f"{n}00.00"] for n in range(1, 9)]
    made = table([HEAD, *body], (40, 60, 80, 60), ruled=ruled)
    made.setStyle([("VALIGN", (0, 0), (-1, -1), align)])
    assert rows(document(story(made))) == LIST


def test_merged_head_of_two_rows() -> None:
    head = [["序号", "项目名称", "资金（万元）", "", "备注"], ["", "", "中央", "省级", ""]]
    body = [[str(n), "道路硬化项目", "10.5", "3.2", "无"] for n in range(1, 5)]
    spans = [((0, 0), (0, 1)), ((1, 0), (1, 1)), ((2, 0), (3, 0)), ((4, 0), (4, 1))]
    found = document(story(table([*head, *body], (40, 120, 60, 60, 60), spans=spans)))
    assert rows(found) == [*head, *body]
    assert set(found.tables[0].merged) == {(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 3), (0, 4, 1, 4)}
    assert found.tables[0].head[2:4] == (("资金（万元）", "中央"), ("资金（万元）", "省级"))


@BOTH
@pytest.mark.parametrize("repeat", [0, 1])
def test_table_over_page_breaks(ruled: bool, repeat: int) -> None:
    body = [[str(n), "张三丰", PERSON, f"{n}00.00"] for n in range(1, 81)]
    found = document(story(table([HEAD, *body], WIDTHS, ruled=ruled, repeatRows=repeat)))
    assert len(found.tables) == 3
    assert [one.continues for one in found.tables] == [-1, 0, 1]
    assert {one.head for one in found.tables} == {(("序号",), ("姓名",), ("身份证号",), ("金额（元）",))}
    data = [rows(found, at)[row] for at, one in enumerate(found.tables) for row in one.body_rows()]
    assert data == body


def test_two_tables_with_text_between_do_not_go_on() -> None:
    found = document(story(table(LIST, WIDTHS), paragraph("附表如下："), table(LIST, WIDTHS)))
    assert [one.continues for one in found.tables] == [-1, -1]
    assert [found.blocks[one.first].place.steps[:2] for one in found.tables] == [(1, 1), (1, 2)]


def test_rules_drawn_as_thin_rectangles_and_cell_frames() -> None:
    def page(paper: Any) -> None:
        for row in range(5):
            for column in range(3):
                left, bottom = 100 + 90 * column, 700 - 24 * row
                if column < 2:
                    paper.rect(left, bottom, 90, 24, fill=0, stroke=1)
                else:
                    for x, y, w, h in (
                        (left, bottom, 90, 0.6),
                        (left, bottom + 24, 90, 0.6),
                        (left + 90, bottom, 0.6, 24),
                    ):
                        paper.rect(x, y, w, h, fill=1, stroke=0)
                paper.drawString(left + 5, bottom + 7, f"格{row}{column}")

    assert rows(document(drawn(page))) == [[f"格{row}{column}" for column in range(3)] for row in range(5)]


def test_table_on_a_page_turned_by_its_matrix() -> None:
    def page(paper: Any) -> None:
        paper.translate(595, 0)
        paper.rotate(90)
        made = table(LIST, WIDTHS)
        made.wrapOn(paper, 700, 500)
        made.drawOn(paper, 60, 200)

    def turn(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Rotate = 90

    found = document(changed(drawn(page), turn))
    assert rows(found) == LIST
    box = found.blocks[found.tables[0].first].place.box
    assert box is not None
    assert box.right - box.left == pytest.approx(40, abs=1)


def test_rules_inside_a_form_object() -> None:
    def page(paper: Any) -> None:
        paper.beginForm("grid")
        made = table(LIST, WIDTHS)
        made.wrapOn(paper, 500, 500)
        made.drawOn(paper, 0, 0)
        paper.endForm()
        paper.translate(100, 400)
        paper.doForm("grid")

    assert rows(document(drawn(page))) == LIST


def test_prose_labels_underlines_and_frames_are_no_tables() -> None:
    def page(paper: Any) -> None:
        lines(
            "联系人：张三丰    电话：0393-8000001",
            "监督人：李四光    电话：12317",
            "邮编：457000    传真：无",
        )(paper)
        for at in range(6):
            paper.line(100, 600 - 20 * at, 300, 600 - 20 * at)
        paper.rect(50, 50, 495, 742)

    found = document(drawn(page))
    assert found.tables == ()
    assert len(texts(found)) == 3


def test_head_over_two_columns_without_rules() -> None:
    head = [["序号", "项目名称", "资金（万元）", ""], ["", "", "中央", "省级"]]
    body = [[str(n), "道路硬化项目", f"{n}0.5", "3.2"] for n in range(1, 6)]
    made = table([*head, *body], (50, 120, 70, 70), ruled=False, spans=[((2, 0), (3, 0))])
    made.setStyle([("ALIGN", (2, 0), (3, 0), "CENTER")])
    found = document(story(made))
    assert rows(found) == [*head, *body]
    assert (0, 2, 0, 3) in found.tables[0].merged


def test_two_numbers_in_one_cell_stay_two() -> None:
    phones = wrapped("13900001234<br/>13900005678")
    body = [["1", "张三丰", phones, "无"], ["2", "李四光", "13900001234", "无"]]
    found = rows(document(story(table([["序号", "姓名", "电话", "备注"], *body], (40, 60, 65, 60)))))
    assert found[1][2] == "13900001234\n13900005678"


@BOTH
def test_row_parted_by_the_page_break(ruled: bool) -> None:
    long = "硬化道路一公里，宽四米，厚十八厘米，配套排水沟二百米，安装路灯三十盏"
    body = [[str(n), wrapped(long), "张三丰", f"{n}.5"] for n in range(1, 31)]
    head = ["序号", "建设内容", "责任人", "资金（万元）"]
    found = document(story(table([head, *body], (40, 90, 60, 80), ruled=ruled, splitInRow=1)))
    assert len(found.tables) > 2
    assert [one.continues for one in found.tables] == list(range(-1, len(found.tables) - 1))
    assert {one.head for one in found.tables} == {tuple((label,) for label in head)}


def test_text_below_a_table_without_rules_stays_outside() -> None:
    made = table(LIST, WIDTHS, ruled=False)
    below = [["监督电话：12317", "", ""], ["联系人：张三丰", "", "联系电话：0393-8000001"]]
    found = document(story(made, paragraph("特此公示。"), table(below, (40, 120, 200), ruled=False)))
    assert rows(found) == LIST
    assert texts(found)[-3:-1] == ["特此公示。", "监督电话：12317"]
