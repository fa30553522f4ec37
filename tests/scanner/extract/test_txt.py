"""Plain text: lines, wrapped lines, tables, attachments, encodings, offsets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner.errors import Unreadable
from scanner.extract.txt.reader import read
from scanner.model import Document
from scanner.settings import Limits

NOTICE = """
\u3000\u3000某县乡村振兴局文件\u3000

某振发〔2021〕5号\r
关于下达2021年资金计划的通知

各乡镇：

现将计划（见

附件）下达给你们，请认真执行。

附件1
序号\t姓名\t金额
1\t张三\t100
2\t\t200
某县乡村振兴局
2021年6月1日\f第二页
"""


def document(text: str, encoding: str = "utf-8") -> Document:
    return read("a.txt", text.encode(encoding), Limits())


def assert_offsets(found: Document, text: str) -> None:
    for number, block in enumerate(found.blocks):
        for start, end in ((0, len(block.text)), (0, 1), (len(block.text) - 1, len(block.text))):
            source = found.span(number, start, end).source
            assert source is not None
            if block.text:
                assert text[source.start : source.end] == block.text[start:end]
                assert source.line == text.count("\n", 0, source.start) + 1
                assert source.column == source.start - (text.rfind("\n", 0, source.start) + 1) + 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
def test_blocks_and_offsets_in_every_encoding(encoding: str) -> None:
    found = document(NOTICE, encoding)
    assert found.blocks[0].text == "某县乡村振兴局文件"
    assert found.blocks[0].place.steps == (2,)
    assert found.blocks[0].place.form == "line"
    assert not found.gaps
    assert_offsets(found, NOTICE)


def test_broken_sentence_goes_on_over_an_empty_line() -> None:
    lines = {block.text: block for block in document(NOTICE).blocks}
    assert lines["附件）下达给你们，请认真执行。"].continues
    assert not any(block.continues for text, block in lines.items() if not text.startswith("附件）"))


def test_attachment_begins_with_its_number_alone_on_a_line() -> None:
    found = document(NOTICE)
    assert [
        block.place.attachment for block in found.blocks if block.text in ("各乡镇：", "附件1", "张三")
    ] == [
        0,
        1,
        1,
    ]


def test_tabs_make_a_table() -> None:
    found = document(NOTICE)
    (table,) = found.tables
    assert (table.rows, table.columns, table.header_rows) == (3, 3, (0,))
    cell = found.blocks[table.block(1, 1)]
    assert (cell.text, cell.place.form, cell.place.steps) == ("张三", "cell", (1, 2, 2))
    assert found.blocks[table.block(2, 1)].text == ""


@pytest.mark.parametrize(
    "text",
    [
        "| 姓名 | 金额 |\n|---|---:|\n| 张三 | 100 |\n| 李四 | 200 |",
        "姓名|金额\n张三|100\n李四|200",
        "┌──┬──┐\n│姓名│金额│\n├──┼──┤\n│张三│ 100│\n│李四│ 200│\n└──┴──┘",
        "姓名    金额\n张三    100\n李四    200",
        "姓名\t金额\n\n张三\t100\n\n李四\t200",
    ],
)
def test_drawn_tables(text: str) -> None:
    found = document(text)
    (table,) = found.tables
    assert found.blocks.texts == ["姓名", "金额", "张三", "100", "李四", "200"]
    assert (table.columns, table.header_rows) == (2, (0,))
    assert_offsets(found, text)


@pytest.mark.parametrize(
    "text",
    [
        "\t第一段写了些什么\n\t第二段写了些什么",
        "联系人：张三   电话：0393-8000001\n联系人：李四   电话：0393-8000002\n联系人：王五   电话：0393-8000003",
        "单独  一行",
    ],
)
def test_no_tables(text: str) -> None:
    assert not document(text).tables


def test_every_second_line_empty_and_all_broken_at_a_width() -> None:
    lines = [
        "    为贯彻落实上级关于公开工作的要求,全面推进我县扶贫领域信",
        "息公开标准化规范化,经县政府同意,现就有关问题通知如下,联系电",
        "话0393-8000001,各乡镇人民政府要对照目录,结合权责清单和0393-80",
        "00002,编制完成本级事项标准目录。",
    ]
    found = document("\n\n".join(lines))
    assert [block.continues for block in found.blocks] == [False, True, True, True]


def test_damaged_bytes_are_a_gap() -> None:
    found = read("a.txt", "公示名单如下：张三、李四、王五。".encode() + b"\xff\xfe\xff", Limits())
    assert [(gap.what, gap.reason) for gap in found.gaps] == [("part", "undecodable")]


def test_nothing_to_read() -> None:
    with pytest.raises(Unreadable, match="empty"):
        document(" \n\u3000\n")
    with pytest.raises(Unreadable, match="too-large"):
        read("a.txt", b"abc", Limits(text_chars=2))


@given(st.text(st.sampled_from("公示张三09aA \t\n\r\f|（），。：\u3000"), max_size=80))
def test_offsets_hold_for_any_text(text: str) -> None:
    if not text.strip():
        return
    found = document(text)
    for number, block in enumerate(found.blocks):
        source = found.span(number, 0, len(block.text)).source
        assert source is not None
        assert not block.text or text[source.start : source.end] == block.text
