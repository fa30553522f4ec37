"""Tables, attachments and automatic numbers of a .docx."""

from __future__ import annotations

import pytest
from docx_writing import cell, doc, only, para, row, steps_of, story, table, texts

from scanner.settings import Limits

LIMITS = Limits()


class TestTables:
    def test_merged_heads(self) -> None:
        wide, begin, on = "<w:gridSpan w:val='2'/>", "<w:vMerge w:val='restart'/>", "<w:vMerge/>"
        document = doc(
            table(
                row(
                    cell("序号", properties=begin),
                    cell("资金（万元）", properties=wide),
                    cell("备注", properties=begin),
                ),
                row(cell(properties=on), "中央", "省级", cell(properties=on)),
                row("1", "20", "10", ""),
            )
        )
        (found,) = document.tables
        assert found.merged == ((0, 0, 1, 0), (0, 1, 0, 2), (0, 3, 1, 3))
        assert found.header_rows == (0, 1)
        assert found.head == (("序号",), ("资金（万元）", "中央"), ("资金（万元）", "省级"), ("备注",))
        assert steps_of(document, "10") == (1, 3, 3)

    def test_vertical_merge_in_an_even_table(self) -> None:
        begin, on = "<w:vMerge w:val='restart'/>", "<w:vMerge w:val='continue'/>"
        document = doc(
            table(
                row("村", "姓名"),
                row(cell("李庄", properties=begin), "张三丰"),
                row(cell(properties=on), "李四光"),
            )
        )
        assert document.tables[0].merged == ((1, 0, 2, 0),)

    def test_columns_that_no_cell_begins_in_are_left_out(self) -> None:
        three = "<w:gridSpan w:val='3'/>"
        document = doc(
            table(row(cell("甲", properties=three), "乙"), row(cell("丙", properties=three), "丁"))
        )
        assert document.tables[0].columns == 2

    def test_grid_before(self) -> None:
        document = doc(table(row("甲", "乙"), row("丙", properties="<w:gridBefore w:val='1'/>")))
        assert texts(document) == ["甲", "乙", "", "丙"]
        assert steps_of(document, "丙") == (1, 2, 2)

    def test_paragraphs_of_a_cell(self) -> None:
        document = doc(table(row(cell("张三丰", "李四光"), cell("30", para("", "<w:r><w:br/></w:r>", "40")))))
        assert texts(document) == ["张三丰\n李四光", "30\n\n40"]

    def test_marked_head(self) -> None:
        document = doc(table(row("甲", "乙", properties="<w:tblHeader/>"), row("丙", "丁"), row("戊", "己")))
        assert document.tables[0].head == (("甲",), ("乙",))

    def test_nested_table(self) -> None:
        inner = table(row("姓名", "电话"), row("张三丰", "0393-8000001"))
        document = doc(table(row("责任单位", "联系人"), row("某镇政府", cell("见下", inner, para()))))
        assert texts(document) == [
            "责任单位",
            "联系人",
            "某镇政府",
            "见下\n",
            "姓名",
            "电话",
            "张三丰",
            "0393-8000001",
        ]
        assert steps_of(document, "0393-8000001") == (1, 2, 2, 1, 2, 2)
        assert [t.columns for t in document.tables] == [2, 2]
        assert document.tables[1].head == (("姓名",), ("电话",))

    def test_table_goes_on_after_an_empty_line(self) -> None:
        first = table(row("序号", "姓名", "金额"), row("1", "张三丰", "30"), row("2", "李四光", "40"))
        rest = table(row("3", "王小二", "50"), row("4", "赵六", "60"))
        document = doc(first, para(), rest, para("说明"), rest)
        assert [t.continues for t in document.tables] == [-1, 0, -1]
        assert document.tables[1].head == document.tables[0].head

    def test_rows_in_content_controls(self) -> None:
        wrapped = f"<w:sdt><w:sdtPr/><w:sdtContent>{row('张三丰', '30')}</w:sdtContent></w:sdt>"
        nested = table(row("甲", "乙"))
        assert texts(doc(table(row("姓名", "金额"), wrapped))) == ["姓名", "金额", "张三丰", "30"]
        with_table = doc(table(row("姓名", cell("金额", nested)), wrapped))
        assert texts(with_table) == ["姓名", "金额", "张三丰", "30", "甲", "乙"]

    def test_caption_and_description(self) -> None:
        body = table(row("甲", "乙")).replace(
            "<w:tblPr/>", "<w:tblPr><w:tblDescription w:val='底稿'/></w:tblPr>"
        )
        assert only(doc(body), "alternative-text").text == "底稿"

    def test_comment_in_a_cell(self) -> None:
        comments = story("comments", f"<w:comment w:id='0' w:author='甲'>{para('删去')}</w:comment>")
        mark = "<w:r><w:commentReference w:id='0'/></w:r>"
        document = doc(table(row("姓名", cell(para("张三丰", mark)))), parts={"word/comments.xml": comments})
        assert only(document, "comment").text == "删去"

    def test_ragged_table_stays_small(self) -> None:
        wide = row(*["甲"] * 2000)
        document = doc(table(wide, *[row("乙")] * 2000))
        assert document.gaps[0].reason == "ragged-table"
        assert len(document.blocks) == 4000

    def test_empty_table(self) -> None:
        assert len(doc(table(), table(row())).blocks) == 0


class TestAttachments:
    @pytest.mark.parametrize("line", ["附件2", "附件二：", "附 件 2", "附件２", " 附件2 "])
    def test_numbered(self, line: str) -> None:
        grid = table(row("姓名", "金额"), row("张三丰", "30"))
        document = doc(para("正文"), grid, para(line), grid, para("后"))
        assert document.blocks[1].place.attachment == 0
        assert [(b.place.attachment, b.place.steps) for b in document.blocks if b.text == "30"] == [
            (0, (1, 2, 2)),
            (2, (1, 2, 2)),
        ]
        assert document.blocks[-1].place.attachment == 2

    def test_unnumbered(self) -> None:
        assert doc(para("正文"), para("附件"), para("表")).blocks[-1].place.attachment == 1

    @pytest.mark.parametrize("line", ["附件1：分配表", "附件：", "附属工程", "附件很多"])
    def test_lists_of_attachments_begin_none(self, line: str) -> None:
        assert doc(para(line), para("1. 分配表"), para("末")).blocks[-1].place.attachment == 0

    def test_in_the_first_row_of_a_table(self) -> None:
        wide = cell("附件3", properties="<w:gridSpan w:val='2'/>")
        document = doc(table(row("甲", "乙")), table(row(wide), row("姓名", "金额"), row("张三丰", "30")))
        assert document.blocks[-1].place.attachment == 3
        assert document.blocks[-1].place.steps == (1, 3, 2)


def numbering(*levels: tuple[str, str]) -> str:
    content = "".join(
        f"<w:lvl w:ilvl='{n}'><w:start w:val='1'/><w:numFmt w:val='{form}'/><w:lvlText w:val='{text}'/></w:lvl>"
        for n, (form, text) in enumerate(levels)
    )
    return story(
        "numbering",
        f"<w:abstractNum w:abstractNumId='7'>{content}</w:abstractNum>"
        "<w:num w:numId='3'><w:abstractNumId w:val='7'/></w:num>",
    )


def numbered(text: str, level: int = 0, list_id: int = 3) -> str:
    return para(text, properties=f"<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{list_id}'/></w:numPr>")


class TestNumbering:
    def test_labels_stand_before_their_paragraphs(self) -> None:
        parts = {"word/numbering.xml": numbering(("chineseCounting", "%1、"), ("decimal", "（%2）"))}
        document = doc(
            numbered("资金来源"),
            numbered("中央", 1),
            numbered("省级", 1),
            numbered("用途"),
            numbered("道路", 1),
            parts=parts,
        )
        joined = "".join(("" if b.continues else "|") + b.text for b in document.blocks)
        assert joined == "|一、资金来源|（1）中央|（2）省级|二、用途|（1）道路"
        assert document.blocks[0].place == document.blocks[1].place

    @pytest.mark.parametrize(
        ("form", "text", "label"),
        [
            ("japaneseCounting", "第%1条", "第一条"),
            ("decimalEnclosedCircle", "%1", "①"),
            ("upperRoman", "%1.", "I."),
            ("lowerLetter", "%1)", "a)"),
            ("chineseLegalSimplified", "%1、", "壹、"),
            ("ideographTraditional", "%1、", "甲、"),
            ("no-such-format", "%1.", "1."),
        ],
    )
    def test_formats(self, form: str, text: str, label: str) -> None:
        assert (
            doc(numbered("道路"), parts={"word/numbering.xml": numbering((form, text))}).blocks[0].text
            == label
        )

    def test_a_bare_digit_does_not_touch_the_text(self) -> None:
        document = doc(numbered("30万元"), parts={"word/numbering.xml": numbering(("decimal", "%1"))})
        assert [b.text for b in document.blocks] == ["1\t", "30万元"]

    @pytest.mark.parametrize(
        ("form", "list_id"), [("bullet", 3), ("none", 3), ("decimal", 0), ("decimal", 9)]
    )
    def test_no_label(self, form: str, list_id: int) -> None:
        document = doc(numbered("道路", 0, list_id), parts={"word/numbering.xml": numbering((form, "%1"))})
        assert [b.text for b in document.blocks] == ["道路"]

    def test_by_style(self) -> None:
        style = "<w:style w:type='paragraph' w:styleId='N'><w:pPr><w:numPr><w:numId w:val='3'/></w:numPr></w:pPr></w:style>"
        styles = story("styles", style)
        parts = {"word/numbering.xml": numbering(("decimal", "%1.")), "word/styles.xml": styles}
        document = doc(para("道路", properties="<w:pStyle w:val='N'/>"), parts=parts)
        assert [b.text for b in document.blocks] == ["1.", "道路"]

    def test_numbering_that_a_revision_replaced(self) -> None:
        old = "<w:pPrChange><w:pPr><w:numPr><w:numId w:val='3'/></w:numPr></w:pPr></w:pPrChange>"
        document = doc(
            para("道路", properties=old), parts={"word/numbering.xml": numbering(("decimal", "%1."))}
        )
        assert [b.text for b in document.blocks] == ["道路"]
