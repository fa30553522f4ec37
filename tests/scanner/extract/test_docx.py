"""The reader of .docx: texts, places, layers."""

from __future__ import annotations

import io

import pytest
from docx import Document as NewDocument
from docx_writing import cell, doc, only, para, row, run, steps_of, story, table, texts

from scanner.extract.docx.reader import read
from scanner.model import Document, Mark
from scanner.settings import Limits

LIMITS = Limits()


def saved(document: object) -> bytes:
    stream = io.BytesIO()
    document.save(stream)  # type: ignore[attr-defined]
    return stream.getvalue()


class TestWrittenByPythonDocx:
    @pytest.fixture
    def document(self) -> Document:
        new = NewDocument()
        new.add_heading("资金分配公示", 0)
        new.add_heading("一、资金来源", 1)
        new.add_paragraph("中央财政衔接资金").add_run("500万元").bold = True
        new.add_paragraph("")
        grid = new.add_table(rows=3, cols=3)
        for at, text in enumerate(
            ["序号", "项目名称", "金额（万元）", "1", "李庄村道路", "30", "2", "赵庄村水渠", "50"]
        ):
            grid.rows[at // 3].cells[at % 3].text = text
        commented = new.add_paragraph("联系人：张三丰")
        new.add_comment(commented.runs, text="请核对姓名", author="王小二", initials="W")
        new.sections[0].header.paragraphs[0].text = "某县乡村振兴局"
        new.sections[0].footer.paragraphs[0].text = "共3页"
        new.core_properties.author = "李四光"
        new.core_properties.comments = ""
        return read("a.docx", saved(new), LIMITS)

    def test_body(self, document: Document) -> None:
        body = [b for b in document.blocks if b.layer == "body" and b.place.form == "paragraph"]
        assert [(b.text, b.place.steps, b.role) for b in body] == [
            ("资金分配公示", (1,), "title"),
            ("一、资金来源", (2,), "heading"),
            ("中央财政衔接资金500万元", (3,), ""),
            ("联系人：张三丰", (5,), ""),
        ]

    def test_table(self, document: Document) -> None:
        (found,) = document.tables
        assert found.head == (("序号",), ("项目名称",), ("金额（万元）",))
        block = document.blocks[found.block(1, 1)]
        assert (block.text, block.place.form, block.place.steps) == ("李庄村道路", "cell", (1, 2, 2))

    def test_comment(self, document: Document) -> None:
        comment = only(document, "comment")
        assert (comment.text, comment.visible) == ("请核对姓名", False)
        assert (comment.place.part, comment.place.form, comment.place.steps) == ("comment", "note", (1,))
        assert comment.place.name == "王小二"

    def test_header_and_footer(self, document: Document) -> None:
        assert only(document, "header").text == "某县乡村振兴局"
        assert only(document, "footer").place.part == "footer"

    def test_properties(self, document: Document) -> None:
        found = {b.place.name: b.text for b in document.blocks if b.layer == "property"}
        assert found["creator"] == "李四光"

    def test_nothing_left_unread(self, document: Document) -> None:
        assert document.gaps == ()
        assert document.format == "docx"


class TestRuns:
    def test_characters_that_are_elements(self) -> None:
        body = para(
            "甲<w:r/>".removesuffix("<w:r/>"),
            "<w:r><w:tab/><w:t>乙</w:t><w:br/><w:t>0393</w:t>"
            "<w:noBreakHyphen/><w:t>8000001</w:t><w:sym w:font='Wingdings' w:char='2611'/></w:r>",
        )
        assert texts(doc(body)) == ["甲\t乙\n0393-8000001☑"]

    def test_identity_number_split_over_runs(self) -> None:
        body = para(run("4109"), run("99", "<w:b/>"), "<w:proofErr w:type='spellStart'/>", run("19900101"))
        assert texts(doc(body)) == ["41099919900101"]

    def test_paragraphs_are_counted_with_the_empty_ones(self) -> None:
        document = doc(para("甲"), para(), table(row("一", "二")), para("乙"))
        assert [b.place.steps for b in document.blocks if b.place.form == "paragraph"] == [(1,), (3,)]

    def test_tabs_of_the_paragraph_format_are_no_text(self) -> None:
        body = para("甲", "<w:r><w:tab/></w:r>", "乙", properties="<w:tabs><w:tab w:val='left'/></w:tabs>")
        assert texts(doc(body)) == ["甲\t乙"]

    def test_content_controls(self) -> None:
        control = (
            "<w:sdt><w:sdtPr><w:alias w:val='联系电话'/></w:sdtPr><w:sdtContent>"
            + run("0393-8000001")
            + "</w:sdtContent></w:sdt>"
        )
        block = (
            "<w:sdt><w:sdtPr><w:tag w:val='cunwu'/></w:sdtPr><w:sdtContent>"
            + para("甲")
            + "</w:sdtContent></w:sdt>"
        )
        document = doc(para("电话：", control), block)
        assert texts(document) == ["电话：0393-8000001", "甲"]
        assert texts(document, "attribute") == ["联系电话", "cunwu"]

    def test_math_and_ruby(self) -> None:
        ruby = f"<w:r><w:ruby><w:rt>{run('zhang')}</w:rt><w:rubyBase>{run('张')}</w:rubyBase></w:ruby></w:r>"
        document = doc(para("面积", "<m:oMath><m:r><m:t>5</m:t></m:r></m:oMath>", ruby))
        assert texts(document) == ["面积5张", "zhang"]


class TestRevisions:
    def test_insertion_is_part_of_the_body(self) -> None:
        document = doc(para("金额", f"<w:ins w:author='张三丰'>{run('30')}{run('万元')}</w:ins>", "。"))
        block, author = document.blocks
        assert (author.text, author.layer, author.visible) == ("张三丰", "property", False)
        assert (block.text, block.visible) == ("金额30万元。", True)
        assert block.marks == (Mark(2, 6, "insertion", "张三丰"),)

    def test_deletion_is_a_block_behind(self) -> None:
        gone = "".join(
            f"<w:del w:author='张三丰'><w:r><w:delText>{t}</w:delText></w:r></w:del>"
            for t in ("139000", "01234")
        )
        document = doc(para("电话：", gone, "略"), para("乙"))
        assert [(b.text, b.layer, b.visible) for b in document.blocks] == [
            ("电话：略", "body", True),
            ("13900001234", "deletion", False),
            ("乙", "body", True),
            ("张三丰", "property", False),
        ]
        assert document.blocks[1].place == document.blocks[0].place

    def test_moved_text(self) -> None:
        document = doc(
            para(f"<w:moveFrom w:author='甲'>{run('旧处')}</w:moveFrom>", "留"),
            para(f"<w:moveTo w:author='甲'>{run('新处')}</w:moveTo>"),
        )
        assert texts(document) == ["留", "新处"]
        assert texts(document, "deletion") == ["旧处"]
        assert document.blocks[2].marks == (Mark(0, 2, "insertion", "甲"),)

    def test_inserted_and_deleted_again(self) -> None:
        inner = "<w:del w:author='乙'><w:r><w:delText>草稿</w:delText></w:r></w:del>"
        document = doc(para("甲", f"<w:ins w:author='甲'>{inner}</w:ins>"))
        assert texts(document) == ["甲"]
        assert texts(document, "deletion") == ["草稿"]

    def test_deleted_row(self) -> None:
        gone = "<w:del w:author='甲'><w:r><w:delText>{}</w:delText></w:r></w:del>"
        document = doc(
            table(
                row("姓名", "金额"),
                row(
                    cell(para(gone.format("张三丰"))),
                    cell(para(gone.format("100"))),
                    properties="<w:del w:author='甲'/>",
                ),
                row("李四光", "200"),
                row("王小二", "300"),
            )
        )
        (found,) = document.tables
        assert found.rows == 3
        assert [b.text for b in document.blocks if b.layer == "deletion"] == ["张三丰", "100"]
        assert steps_of(document, "100") == (1, 2, 2)
        assert steps_of(document, "200") == (1, 3, 2)

    def test_insertion_in_a_cell(self) -> None:
        document = doc(
            table(row("甲", cell(para(f"<w:ins w:author='甲'>{run('乙')}</w:ins>"))), row("丙", "丁"))
        )
        assert texts(document) == ["甲", "乙", "丙", "丁"]


STYLES = story(
    "styles",
    "<w:style w:type='character' w:styleId='Yin'><w:name w:val='暗'/><w:rPr><w:vanish/></w:rPr></w:style>"
    "<w:style w:type='paragraph' w:styleId='An'><w:name w:val='暗段'/><w:rPr><w:vanish/></w:rPr></w:style>"
    "<w:style w:type='paragraph' w:styleId='B'><w:basedOn w:val='An'/><w:rPr/></w:style>"
    "<w:style w:type='paragraph' w:styleId='1'><w:name w:val='heading 1'/></w:style>"
    "<w:style w:type='paragraph' w:styleId='C'><w:pPr><w:outlineLvl w:val='2'/></w:pPr></w:style>"
    "<w:style w:type='paragraph' w:styleId='L1'><w:basedOn w:val='L2'/></w:style>"
    "<w:style w:type='paragraph' w:styleId='L2'><w:basedOn w:val='L1'/></w:style>"
    "<w:style w:type='paragraph' w:styleId='N'><w:pPr><w:numPr><w:numId w:val='3'/></w:numPr></w:pPr></w:style>",
)
STYLED = {"parts": {"word/styles.xml": STYLES}}


class TestHiddenText:
    def test_hidden_run(self) -> None:
        document = doc(para("甲", run("身份", "<w:vanish/>"), run("证", "<w:b/><w:vanish/>"), "乙"))
        assert texts(document) == ["甲乙"]
        assert (only(document, "hidden-text").text, only(document, "hidden-text").visible) == (
            "身份证",
            False,
        )

    def test_vanish_switched_off(self) -> None:
        assert texts(doc(para(run("甲", "<w:vanish w:val='0'/>")))) == ["甲"]

    def test_hidden_by_styles(self) -> None:
        document = doc(
            para("甲", run("乙", "<w:rStyle w:val='Yin'/>")),
            para("丙", properties="<w:pStyle w:val='An'/>"),
            para("丁", run("戊", "<w:vanish w:val='false'/>"), properties="<w:pStyle w:val='B'/>"),
            **STYLED,
        )
        assert texts(document) == ["甲", "戊"]
        assert texts(document, "hidden-text") == ["乙", "丙", "丁"]

    def test_hidden_in_cells(self) -> None:
        document = doc(
            table(
                row("姓名", "金额"),
                row("张三丰", cell(para("30", run("内部", "<w:vanish/>")))),
                row("李四光", cell(para("暗处", properties="<w:pStyle w:val='An'/>"))),
            ),
            **STYLED,
        )
        assert texts(document, "hidden-text") == ["内部", "暗处"]
        assert steps_of(document, "暗处") == (1, 3, 2)
        assert texts(document) == ["姓名", "金额", "张三丰", "30", "李四光", ""]

    def test_hidden_row(self) -> None:
        document = doc(
            table(row("姓名", "金额"), row("张三丰", "30", properties="<w:hidden/>"), row("李四光", "40"))
        )
        assert texts(document, "hidden-row-or-column") == ["张三丰", "30"]

    def test_roles(self) -> None:
        document = doc(
            para("甲", properties="<w:pStyle w:val='1'/>"),
            para("乙", properties="<w:pStyle w:val='C'/>"),
            para("丙", properties="<w:outlineLvl w:val='0'/>"),
            para("丁", properties="<w:outlineLvl w:val='9'/>"),
            para("戊", properties="<w:pStyle w:val='L1'/>"),
            **STYLED,
        )
        assert [b.role for b in document.blocks if b.layer == "body"] == [*["heading"] * 3, "", ""]


class TestFieldsAndLinks:
    def test_result_is_seen_and_instruction_is_not(self) -> None:
        field = (
            "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>HYPERLINK </w:instrText></w:r>"
            '<w:r><w:instrText>"mailto:cunwu2021@163.com"</w:instrText></w:r>'
            "<w:r><w:fldChar w:fldCharType='separate'/></w:r>"
            + run("发邮件")
            + "<w:r><w:fldChar w:fldCharType='end'/></w:r>"
        )
        document = doc(para("请", field))
        assert texts(document) == ["请发邮件"]
        assert (only(document, "link-target").text, only(document, "link-target").visible) == (
            "mailto:cunwu2021@163.com",
            False,
        )

    def test_page_numbers_say_nothing(self) -> None:
        document = doc(para("第", "<w:fldSimple w:instr=' PAGE '>" + run("1") + "</w:fldSimple>", "页"))
        assert [b.text for b in document.blocks] == ["第1页"]

    def test_merge_field(self) -> None:
        document = doc(para("<w:fldSimple w:instr=' MERGEFIELD 身份证号 '>" + run("略") + "</w:fldSimple>"))
        assert only(document, "attribute").text == "MERGEFIELD 身份证号"

    def test_hyperlink(self) -> None:
        links = (("r9", "hyperlink", "https://example.com/?phone=13900001234"),)
        document = doc(
            para("见", f"<w:hyperlink r:id='r9' w:tooltip='提示'>{run('附表')}</w:hyperlink>"), links=links
        )
        assert texts(document) == ["见附表"]
        assert only(document, "link-target").text == "https://example.com/?phone=13900001234"
        assert only(document, "attribute").text == "提示"
