"""Drawings, notes, properties and other parts of a .docx; hostile files."""

from __future__ import annotations

import re
import struct

import pytest
from docx_writing import cell, doc, docx, only, para, row, run, shape, story, table, texts, zipped
from hypothesis import given
from hypothesis import strategies as st

from scanner.errors import Unreadable
from scanner.extract.docx.look import without_looks
from scanner.extract.docx.reader import read
from scanner.settings import Limits

LIMITS = Limits()


def picture(id: str, width: int, height: int) -> str:
    return (
        f"<w:r><w:drawing><wp:inline><wp:extent cx='{width}' cy='{height}'/><a:graphic><a:graphicData><pic:pic>"
        f"<pic:blipFill><a:blip r:embed='{id}'/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline>"
        "</w:drawing></w:r>"
    )


class TestDrawings:
    def test_text_box_once(self) -> None:
        document = doc(para("前", shape(para("框内") + para("二行")), "后"), para("末"))
        assert texts(document) == ["前后", "末"]
        assert texts(document, "textbox") == ["框内", "二行"]
        assert texts(document, "alternative-text") == ["说明文字"]
        assert [b.place.steps for b in document.blocks if b.layer == "textbox"] == [(1,), (1,)]

    def test_fallback_that_says_something_else(self) -> None:
        two = shape(para("新")).replace("新", "旧", 2).replace("旧", "新", 1)
        assert sorted(texts(doc(para(two)), "textbox")) == ["新", "旧"]

    def test_text_box_in_a_cell_with_a_table(self) -> None:
        inner = table(row("姓名", "金额"), row("张三丰", "30"))
        document = doc(table(row("甲", cell(para("乙", shape(para("框") + inner)))), row("丙", "丁")))
        assert texts(document) == ["甲", "乙", "丙", "丁"]
        assert texts(document, "textbox") == ["框", "姓名", "金额", "张三丰", "30"]

    def test_word_art(self) -> None:
        art = "<w:r><w:pict><v:shape><v:textpath string='内部资料'/></v:shape></w:pict></w:r>"
        header = {"word/header1.xml": story("hdr", para(art))}
        assert only(doc(para("甲"), parts=header), "textbox").text == "内部资料"

    def test_large_picture_is_a_gap_and_a_logo_is_none(self) -> None:
        links = (("r1", "image", "media/image1.png"), ("r2", "image", "media/image2.png"))
        document = doc(
            para("甲"),
            para(picture("r1", 3_600_000, 3_600_000)),
            para(picture("r1", 3_600_000, 3_600_000)),
            para(picture("r2", 540_000, 700_000)),
            parts={"word/media/image1.png": b"1", "word/media/image2.png": b"2"},
            links=links,
        )
        (gap,) = document.gaps
        assert (gap.what, gap.reason) == ("picture", "picture-text")
        assert gap.place is not None
        assert gap.place.steps == (2,)

    @pytest.mark.parametrize(
        ("style", "gaps"), [("width:200pt;height:90pt", 1), ("width:20pt;height:9pt", 0), ("", 1)]
    )
    def test_old_pictures(self, style: str, gaps: int) -> None:
        old = f"<w:r><w:pict><v:shape style='{style}'><v:imagedata r:id='r1'/></v:shape></w:pict></w:r>"
        assert len(doc(para(old), links=(("r1", "image", "media/a.png"),)).gaps) == gaps


class TestOtherParts:
    def test_notes(self) -> None:
        notes = story(
            "footnotes",
            f"<w:footnote w:id='-1' w:type='separator'>{para('—')}</w:footnote>"
            f"<w:footnote w:id='1'>{para('注：含')}{para('省级')}</w:footnote>",
        )
        endnotes = story("endnotes", f"<w:endnote w:id='1'>{para('尾')}</w:endnote>")
        document = doc(para("甲"), parts={"word/footnotes.xml": notes, "word/endnotes.xml": endnotes})
        found = only(document, "footnote")
        assert (found.text, found.visible, found.place.form, found.place.steps) == (
            "注：含\n省级",
            True,
            "note",
            (1,),
        )
        assert only(document, "endnote").text == "尾"

    def test_headers_not_in_use_and_doubles(self) -> None:
        parts = {
            "word/header1.xml": story("hdr", para("某县")),
            "word/header2.xml": story("hdr", para("某县")),
            "word/header3.xml": story("hdr", para("旧名") + table(row("甲", "乙"))),
            "word/footer1.xml": story("ftr", para()),
        }
        document = doc(para("正文"), parts=parts)
        assert texts(document, "header") == ["某县", "旧名", "甲", "乙"]
        assert document.blocks[-1].place.part == "header"
        assert document.gaps == ()

    def test_comments_nothing_points_at(self) -> None:
        two = "".join(f"<w:comment w:id='{n}' w:author='甲{n}'>{para(f'批{n}')}</w:comment>" for n in (1, 2))
        mark = "<w:r><w:commentReference w:id='2'/></w:r>"
        document = doc(para("甲", mark), para("乙"), parts={"word/comments.xml": story("comments", two)})
        assert [(b.text, b.place.steps) for b in document.blocks if b.layer != "property"] == [
            ("甲", (1,)),
            ("批2", (2,)),
            ("乙", (2,)),
            ("批1", (1,)),
        ]

    def test_document_variables_and_custom_xml(self) -> None:
        settings = story("settings", "<w:docVars><w:docVar w:name='phone' w:val='13900001234'/></w:docVars>")
        item = "<data xmlns='urn:x'><person card='c1'>张三丰</person></data>"
        document = doc(para("甲"), parts={"word/settings.xml": settings, "customXml/item1.xml": item})
        found = [(b.place.name, b.text) for b in document.blocks if b.layer == "property"]
        assert found == [("phone", "13900001234"), ("item1.xml", "张三丰")]

    @pytest.mark.parametrize(
        ("part", "reason"),
        [
            ("word/embeddings/oleObject1.docx", "damaged"),
            ("word/charts/chart1.xml", "damaged"),
            ("word/diagrams/data1.xml", "damaged"),
            ("word/glossary/document.xml", "damaged"),
            ("word/vbaProject.bin", "not-read"),
            ("word/media/media1.mp4", "not-read"),
            ("word/data.bin", "damaged"),
        ],
    )
    def test_parts_that_cannot_be_read_are_gaps(self, part: str, reason: str) -> None:
        *_, gap = doc(para("甲"), parts={part: b"PK\x03\x04\xe7\x94\xb2"}).gaps
        assert (gap.what, gap.reason) == ("part", reason)

    @pytest.mark.parametrize(
        ("data", "gaps"),
        [
            (bytes(range(0x80, 0x100)) * 6, [("part", "not-read")]),
            (bytes(range(1, 256)), []),
            (b"\0" * 9_000, []),
            (b'{"zoom": 1}' * 90, []),
        ],
    )
    def test_many_bytes_of_no_kind_are_a_gap(self, data: bytes, gaps: list[tuple[str, str]]) -> None:
        found = doc(para("甲"), parts={"word/data.bin": data})
        assert [(gap.what, gap.reason) for gap in found.gaps] == gaps

    def test_names_that_somebody_gave_are_not_shown(self) -> None:
        parts = {"word/media/张三丰.mp4": b"x", "word/media/13900001234.mp3": b"x"}
        assert [gap.detail for gap in doc(para("甲"), parts=parts).gaps] == [
            "word/media/*.mp4",
            "word/media/*.mp3",
        ]

    def test_orphan_picture_is_no_gap_of_a_part(self) -> None:
        parts = {
            "word/theme/theme1.xml": b"<a/>",
            "word/fontTable.xml": b"<a/>",
            "docProps/thumbnail.jpeg": b"x",
        }
        assert doc(para("甲"), parts=parts).gaps == ()

    def test_a_picture_that_is_shown_no_more_is_a_gap(self) -> None:
        shot = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 800, 400) + b"x" * 256
        parts = {"docProps/thumbnail.png": shot, "word/media/image1.png": shot, "word/media/image2.png": shot}
        links = (("r2", "image", "media/image2.png"),)
        found = doc(para("甲"), para(picture("r2", 540_000, 700_000)), parts=parts, links=links)
        assert [(gap.reason, gap.detail) for gap in found.gaps] == [("picture-text", "word/media/image1.png")]

    @pytest.mark.parametrize(
        "before", ["", "<?xml version='1.0'?>", "<!-- made by hand -->", "\ufeff", "\n", "<!DOCTYPE svg>"]
    )
    def test_a_drawing_whatever_stands_before_it(self, before: str) -> None:
        drawing = before + '<svg xmlns="http://www.w3.org/2000/svg"><text>编号410999</text></svg>'
        found = doc(para("甲"), parts={"word/media/image1.svg": drawing})
        assert "编号410999" in texts(found, "image-metadata") or found.gaps

    @pytest.mark.parametrize(
        "part", ["word/header1.xml", "word/comments.xml", "word/footnotes.xml", "customXml/item1.xml"]
    )
    def test_a_broken_part_is_a_gap_and_not_the_end(self, part: str) -> None:
        document = doc(para("甲"), parts={part: "<w:broken>甲"})
        assert texts(document) == ["甲"]
        assert [(gap.what, gap.reason) for gap in document.gaps] == [("part", "damaged")]

    def test_broken_styles_numbering_properties_relations(self) -> None:
        number = "<w:numPr><w:numId w:val='3'/></w:numPr>"
        body = para("甲", properties=number) + para("乙", properties="<w:pStyle w:val='1'/>")
        for part in (
            "word/styles.xml",
            "word/numbering.xml",
            "docProps/core.xml",
            "word/_rels/document.xml.rels",
        ):
            document = doc(
                body + para("<w:hyperlink r:id='r1'>" + run("丙") + "</w:hyperlink>"), parts={part: "<x"}
            )
            assert texts(document) == ["甲", "乙", "丙"]
            assert [gap.reason for gap in document.gaps] == ["damaged"], part


class TestHostile:
    def reason(self, data: bytes, limits: Limits = LIMITS) -> str:
        with pytest.raises(Unreadable) as caught:
            read("a.docx", data, limits)
        return caught.value.reason

    def test_truncated(self) -> None:
        data = docx(para("甲"))
        assert self.reason(data[: len(data) // 2]) == "damaged"

    def test_without_a_body(self) -> None:
        assert self.reason(zipped({"word/document.xml": story("document", "")})) == "damaged"
        assert self.reason(zipped({"a.txt": "x"})) == "damaged"

    def test_entities(self) -> None:
        body = '<!DOCTYPE w:document [<!ENTITY x "甲">]>' + story(
            "document", "<w:body>" + para("&x;") + "</w:body>"
        )
        assert self.reason(zipped({"word/document.xml": body})) == "entities"

    def test_bomb(self) -> None:
        limits = Limits(ratio_from_bytes=10_000, expansion_ratio=20)
        assert self.reason(docx(para("甲" * 500_000)), limits) == "too-large"

    def test_bomb_in_a_header_is_a_gap(self) -> None:
        limits = Limits(ratio_from_bytes=10_000, expansion_ratio=20)
        bomb = {"word/header1.xml": story("hdr", para("甲" * 500_000))}
        document = read("a.docx", docx(para("正文"), bomb), limits)
        assert texts(document) == ["正文"]
        assert [(gap.reason, gap.detail) for gap in document.gaps] == [("too-large", "word/header1.xml")]

    def test_deep(self) -> None:
        deep = "<w:sdt><w:sdtContent>" * 3000 + para("甲") + "</w:sdtContent></w:sdt>" * 3000
        assert self.reason(docx(deep)) == "too-deep"

    def test_as_deep_as_allowed(self) -> None:
        content = para("核心")
        for _ in range(24):
            box = (
                f"<w:r><w:pict><v:textbox><w:txbxContent>{content}</w:txbxContent></v:textbox></w:pict></w:r>"
            )
            content = table(row("层", cell(para(box))))
        assert "核心" in texts(doc(content), "textbox")
        for tag in ("sdtContent", "ins", "smartTag"):
            assert texts(doc(para(f"<w:{tag}>" * 240 + run("甲") + f"</w:{tag}>" * 240))) == ["甲"]
        nested = para("底")
        for _ in range(60):
            nested = table(row(cell(nested, para())))
        assert "底\n" in texts(doc(nested))

    def test_strange_values(self) -> None:
        odd = "<w:gridSpan w:val='99999999999999999999'/><w:vMerge w:val='x'/>"
        document = doc(
            table(row(cell("甲", properties=odd), "乙"), row("丙", properties="<w:gridBefore w:val='-7'/>")),
            para(
                "<w:r><w:sym w:char='zz'/></w:r>",
                properties="<w:numPr><w:ilvl w:val='99'/><w:numId/></w:numPr>",
            ),
            para("丁", properties="<w:outlineLvl w:val='x'/>"),
        )
        assert texts(document) == ["甲", "乙", "丙", "", "\ufffd", "丁"]


PADDING = (
    para(run("垫", "<w:rFonts w:ascii='宋体'/><w:sz w:val='21'/>"), properties="<w:jc w:val='both'/>") * 300
)


class TestLooks:
    """Looks are cut out of long parts before parsing; nothing else may go with them."""

    def test_looks_go(self) -> None:
        data = story("document", PADDING).encode()
        assert len(without_looks(data)) * 2 < len(data)
        assert without_looks(data).count("垫".encode()) == 300

    def test_words_that_look_like_looks(self) -> None:
        body = para("<w:r><w:t><![CDATA[<w:rPr><w:b/></w:rPr>]]></w:t></w:r>")
        assert texts(doc(body, PADDING))[0] == "<w:rPr><w:b/></w:rPr>"

    @pytest.mark.parametrize(
        "kept", ["<w:vanish/>", "<w:b/><w:vanish/><w:sz w:val='21'/>", "<w:vanish></w:vanish>"]
    )
    def test_hidden_beside_looks(self, kept: str) -> None:
        assert texts(doc(para("甲", run("乙", kept)), PADDING), "hidden-text") == ["乙"]

    def test_cell_properties(self) -> None:
        borders = (
            "<w:tcW w:w='9'/><w:tcBorders><w:top w:val='single'/></w:tcBorders><w:vAlign w:val='center'/>"
        )
        plain = cell("乙", properties=borders)
        wide = cell("甲", properties=borders + "<w:gridSpan w:val='2'/>")
        document = doc(table(row(wide, plain), row(plain, plain, plain)), PADDING)
        assert document.tables[0].merged == ((0, 0, 0, 1),)


RUNS = st.sampled_from(
    [
        lambda t: run(t),
        lambda t: run(t, "<w:b/><w:sz w:val='21'/>"),
        lambda t: run(t, "<w:vanish/>"),
        lambda t: f"<w:ins w:author='甲'>{run(t)}</w:ins>",
        lambda t: f"<w:del w:author='甲'><w:r><w:delText>{t}</w:delText></w:r></w:del>",
        lambda t: f"<w:hyperlink w:anchor='x'>{run(t)}</w:hyperlink>",
        lambda t: f"<w:sdt><w:sdtContent>{run(t)}</w:sdtContent></w:sdt>",
        lambda t: f"<w:smartTag>{run(t)}</w:smartTag>",
        lambda t: shape(para(t)),
        lambda t: f"<w:r><w:rPr><w:rFonts w:ascii='宋体'/></w:rPr><w:t>{t}</w:t><w:tab/></w:r>",
    ]
)


@st.composite
def bodies(draw: st.DrawFn, depth: int = 2) -> tuple[str, int]:
    """A random body, and how many numbered words 〔n〕 are in it."""
    count = 0
    blocks = []
    for _ in range(draw(st.integers(1, 4))):
        if depth and draw(st.booleans()):
            rows = []
            for _ in range(draw(st.integers(1, 3))):
                cells = []
                for _ in range(draw(st.integers(1, 3))):
                    inner, words = draw(bodies(depth=depth - 1))
                    cells.append(cell(renumbered(inner, count), para()))
                    count += words
                rows.append(row(*cells))
            blocks.append(table(*rows))
        else:
            runs = []
            for make in draw(st.lists(RUNS, max_size=4)):
                runs.append(make(f"〔{count}〕"))
                count += 1
            blocks.append(para(*runs))
    return "".join(blocks), count


def renumbered(xml: str, shift: int) -> str:
    return re.sub("〔([0-9]+)〕", lambda found: f"〔{int(found[1]) + shift}〕", xml)


@given(bodies())
def test_every_word_is_read_once(made: tuple[str, int]) -> None:
    body, count = made
    everything = "\n".join(block.text for block in doc(body).blocks)
    assert [everything.count(f"〔{n}〕") for n in range(count)] == [1] * count


@given(bodies())
def test_a_long_part_reads_as_a_short_one(made: tuple[str, int]) -> None:
    short, long = doc(made[0]), doc(made[0], PADDING)
    count = sum(block.place.part == "body" for block in short.blocks)
    assert list(long.blocks[:count]) == list(short.blocks[:count])
    assert long.tables == short.tables


@given(bodies(), st.integers(0, 99))
def test_a_damaged_file_is_no_crash(made: tuple[str, int], share: int) -> None:
    data = docx(made[0])
    broken = docx(made[0][: len(made[0]) * share // 100] + "<w:p>")
    for bad in (data[: len(data) * share // 100], broken):
        with pytest.raises(Unreadable, match="damaged"):
            read("a.docx", bad, LIMITS)
