"""PDF pages: lines and wraps, running heads, rotation, what is not text, what is no page."""

from __future__ import annotations

from typing import Any

import pikepdf
import pytest
from pdf_drawings import (
    PERSON,
    blocks,
    changed,
    document,
    drawn,
    filled,
    gaps,
    joined,
    lines,
    paragraph,
    picture,
    texts,
)

from scanner.errors import Unreadable
from scanner.model import Box, Place

LONG = (
    "根据省财政厅有关文件要求，现将我县二〇二四年度第一批中央财政衔接推进乡村振兴补助资金安排情况予以公示，"
)


def test_lines_have_page_line_and_box() -> None:
    found = document(drawn(lines("资金公示", "联系人：张三丰"), lines("第二张")))
    first, second, third = blocks(found)
    assert (first.text, first.place.form, first.place.steps) == ("资金公示", "page-line", (1, 1))
    assert (second.place.steps, third.place.steps) == ((1, 2), (2, 1))
    assert first.place.box is not None
    assert first.place.box.left == pytest.approx(90, abs=1)
    assert first.place.box.right == pytest.approx(138, abs=1)
    assert first.place.box.bottom < 760 < first.place.box.top
    assert not any(block.continues for block in blocks(found))


def test_number_split_over_the_line_end_joins() -> None:
    split = 0
    for pad in range(12):
        text = LONG[: 14 + pad] + f"负责人身份证号码{PERSON}，如有异议，请在公示期内向县财政局反映。"
        found = document(drawn(filled(text), filled("公示期为五个工作日。")))
        assert joined(found) == [text, "公示期为五个工作日。"]
        split += not any(PERSON in part for part in texts(found))
    assert split > 5


def test_last_line_of_one_character_joins() -> None:
    found = document(drawn(filled(LONG[:33])))
    assert texts(found) == [LONG[:32], LONG[32]]
    assert joined(found) == [LONG[:33]]


def test_paragraph_over_the_page_break_and_page_numbers() -> None:
    body = LONG * 30 + "特此公示。"

    def foot(paper: Any, document: Any) -> None:
        paper.setFont("STSong-Light", 9)
        paper.drawCentredString(297, 30, f"— {document.page} —")
        paper.drawString(72, 800, "某某县财政局")

    import io

    from reportlab.platypus import SimpleDocTemplate

    out = io.BytesIO()
    template = SimpleDocTemplate(out, pagesize=(595, 842), invariant=1)
    template.build([paragraph(body), paragraph("附件一。")], onFirstPage=foot, onLaterPages=foot)
    found = document(out.getvalue())
    assert joined(found) == [body, "附件一。"]
    assert texts(found, "footer") == ["— 1 —", "— 2 —"]
    assert texts(found, "header") == ["某某县财政局", "某某县财政局"]


@pytest.mark.parametrize(
    "foot", ["- 3 -", "3", "第3页 共5页", "第 3 页，共 5 页", "3/5", "Page 3 of 5", "— 3 —"]
)
def test_page_number_shapes(foot: str) -> None:
    def page(paper: Any) -> None:
        lines("正文一行。", "正文二行。")(paper)
        paper.drawCentredString(297, 30, foot)

    found = document(drawn(page))
    assert texts(found, "footer") == [foot]
    assert texts(found) == ["正文一行。", "正文二行。"]


def test_short_lines_items_and_labels_stay_apart() -> None:
    page = lines(
        "一、资金来源",
        "中央财政衔接资金",
        "联系人：张三丰",
        "电话：0393-8000001",
        "13900001234",
        "13900005678",
    )
    assert not any(block.continues for block in blocks(document(drawn(page))))


def test_items_after_full_lines_stay_apart() -> None:
    full = "（一）" + "负责组织实施本乡镇范围内的产业发展项目和基础设施项目以及公共服务"
    page = lines(full[:34], "（二）" + full[3:34], "2.其他事项" + full[6:34])
    assert not any(block.continues for block in blocks(document(drawn(page))))


def test_attachment_begins_at_its_heading() -> None:
    page = lines("公示正文。", "附件：1.资金安排表", "附件1", "资金安排表")
    found = document(drawn(page, lines("附 件 二：", "名单"), lines("附件", "最后")))
    assert [block.place.attachment for block in blocks(found)] == [0, 0, 1, 1, 2, 2, 3, 3]


def test_rotated_text_and_rotated_page() -> None:
    def sideways(paper: Any) -> None:
        paper.translate(300, 100)
        paper.rotate(90)
        paper.drawString(0, 0, "旋转的文字 13900001234")
        paper.drawString(0, -20, "第二行")

    def turn(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Rotate = 90
        pdf.pages[1].Rotate = 90
        pdf.pages[1].CropBox = [0, 100, 595, 842]

    found = document(changed(drawn(sideways, lines("竖着放的一页")), turn))
    assert texts(found) == ["旋转的文字 13900001234", "第二行", "竖着放的一页"]
    first, second, third = (block.place.box for block in blocks(found))
    assert isinstance(first, Box)
    assert isinstance(second, Box)
    assert isinstance(third, Box)
    assert first.right - first.left > 100 > 20 > first.top - first.bottom
    assert first.left == pytest.approx(100, abs=1)
    assert second.top < first.top
    assert third.left == pytest.approx(757 - 100, abs=3)
    assert third.top == pytest.approx(595 - 90, abs=1)


def test_picture_only_page_and_blank_page() -> None:
    found = document(drawn(lambda p: picture(p, 50, 50, 495, 742), lambda p: None, lines("文字")))
    assert gaps(found) == [("page", "no-text-layer")]
    assert found.gaps[0].place == Place("page", (1,), "page")


def test_page_of_outlines_has_no_text() -> None:
    def outlines(paper: Any) -> None:
        for at in range(40):
            paper.bezier(100 + at, 100, 120, 130 + at, 140, 90, 160 + at, 120)

    assert gaps(document(drawn(outlines))) == [("page", "no-text-layer")]


def test_large_picture_beside_text_and_small_seal() -> None:
    def large(paper: Any) -> None:
        lines(LONG[:30], LONG[30:50])(paper)
        picture(paper, 90, 300, 250, 160)

    def seal(paper: Any) -> None:
        lines(LONG[:30], LONG[30:50])(paper)
        picture(paper, 400, 300, 120, 120)

    assert gaps(document(drawn(large))) == [("picture", "no-ocr")]
    assert gaps(document(drawn(seal))) == []


def test_page_of_garbage_is_not_trusted() -> None:
    def strip(pdf: pikepdf.Pdf) -> None:
        content = b"BT /F9 12 Tf 50 700 Td <0102030405060708E1E2E3E4E5E6E7> Tj ET"
        pdf.pages[0].Contents = pdf.make_stream(content)
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        pdf.pages[0].Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F9=pdf.make_indirect(font)))

    assert gaps(document(changed(drawn(lines("正文"), lines("正文")), strip))) == [("page", "untrusted-text")]
    assert gaps(document(drawn(lines("张三·买买提　±5％ 3×4 §2 ¥100 21°")))) == []


def test_properties_comments_forms_and_attached_files() -> None:
    def add(pdf: pikepdf.Pdf) -> None:
        with pdf.open_metadata():
            pass
        pdf.docinfo["/Title"] = "资金公示（定稿）"
        pdf.docinfo["/Author"] = "李四光"
        names = pikepdf.Name
        note = pikepdf.Dictionary(
            Type=names.Annot,
            Subtype=names.Text,
            Rect=[100, 100, 120, 120],
            Contents=pikepdf.String("这个号码要删掉：13900001234"),
            T=pikepdf.String("王审核"),
        )
        field = pikepdf.Dictionary(
            Type=names.Annot, Subtype=names.Widget, FT=names.Tx, Rect=[10, 10, 90, 30], V="填写的内容", T="f"
        )
        pdf.pages[0].Annots = pdf.make_indirect(
            pikepdf.Array([pdf.make_indirect(note), pdf.make_indirect(field)])
        )
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([pdf.pages[0].Annots[1]]))
        pdf.attachments["名单.txt"] = "名单里的一行".encode()

    found = document(changed(drawn(lines("正文")), add))
    note = next(block for block in found.blocks if block.layer == "comment")
    assert (note.text, note.place.name, note.place.form, note.visible) == (
        "这个号码要删掉：13900001234",
        "王审核",
        "note",
        False,
    )
    assert texts(found) == ["正文", "填写的内容"]
    properties = {block.place.name: block.text for block in found.blocks if block.layer == "property"}
    assert properties["Title"] == "资金公示（定稿）"
    assert properties["Author"] == "李四光"
    inner = [block for block in found.blocks if block.layer == "embedded-file"]
    assert [block.text for block in inner] == ["名单.txt", "名单里的一行"]
    assert "名单" not in inner[1].place.inside
    assert gaps(found) == []


def test_password() -> None:
    page = drawn(lines("正文"))
    locked = changed(page, lambda pdf: None, encryption=pikepdf.Encryption(owner="o", user="u"))
    with pytest.raises(Unreadable, match="encrypted"):
        document(locked)
    open_to_all = changed(page, lambda pdf: None, encryption=pikepdf.Encryption(owner="o", user=""))
    assert texts(document(open_to_all)) == ["正文"]


def test_damaged_and_empty() -> None:
    whole = drawn(lines("正文"), lines("正文"))
    with pytest.raises(Unreadable, match="empty"):
        document(b"")
    for data in (whole[:200], b"%PDF-1.4\n", b"no pdf at all", whole[:15] + b"\0" * 3000):
        with pytest.raises(Unreadable, match="damaged"):
            document(data)


def test_limit_of_pages() -> None:
    found = document(drawn(*[lines("一页")] * 4), pages=2)
    assert [block.place.steps for block in blocks(found)] == [(1, 1), (2, 1)]
    assert gaps(found) == [("file", "too-many-pages")]


def test_truncation_never_crashes() -> None:
    whole = drawn(lines("正文", "第二行"), lines("正文"))
    reasons = set()
    for part in range(1, 40):
        try:
            document(whole[: len(whole) * part // 40])
        except Unreadable as error:
            reasons.add(error.reason)
    assert reasons == {"damaged"}


@pytest.mark.parametrize(
    ("encoding", "codec"),
    [
        ("GBK-EUC-H", "gbk"),
        ("GB-EUC-H", "gb2312"),
        ("UniGB-UCS2-H", "utf-16-be"),
        ("UniGB-UTF16-V", "utf-16-be"),
    ],
)
def test_encodings_of_fonts_that_are_not_embedded(encoding: str, codec: str) -> None:
    text = f"负责人身份证号{PERSON}"

    def write(pdf: pikepdf.Pdf) -> None:
        names = pikepdf.Name
        system = pikepdf.Dictionary(Registry=b"Adobe", Ordering=b"GB1", Supplement=2)
        inner = pikepdf.Dictionary(
            Type=names.Font,
            Subtype=names.CIDFontType0,
            BaseFont=names("/STSong-Light"),
            CIDSystemInfo=system,
            DW=1000,
        )
        font = pikepdf.Dictionary(
            Type=names.Font,
            Subtype=names.Type0,
            BaseFont=names("/STSong-Light"),
            Encoding=names("/" + encoding),
            DescendantFonts=pikepdf.Array([pdf.make_indirect(inner)]),
        )
        pdf.pages[0].Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F9=pdf.make_indirect(font)))
        shown = text.encode(codec).hex().encode()
        pdf.pages[0].Contents = pdf.make_stream(b"BT /F9 12 Tf 90 760 Td <" + shown + b"> Tj ET")

    found = document(changed(drawn(lines("正文")), write))
    assert "".join(texts(found)) == text
    assert gaps(found) == []
