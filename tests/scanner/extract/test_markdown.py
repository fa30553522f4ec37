"""Markdown: front matter, headings, marks that split numbers, tables, comments, offsets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner.errors import Unreadable
from scanner.extract.markdown.reader import read
from scanner.model import Document
from scanner.settings import Limits

PAGE = """---
title: 关于2021年资金分配的公示
author: 张三
---

# 关于**2021年**资金分配的公示 #

根据要求编制了《资金项目目录》（见

附件），**410999**19900101\\-1234 [电话](tel:13900001234)。

二级
----

- 联系人：张三
- 电话：0393-8000001 <!-- 内部：13900001234 -->

| 序号 | **金额** |
|---|:-:|
| 1 | 10**0**&nbsp;元 |
| 2 |

```
代码 410999
```
某县乡村振兴局\x20\x20
2021年6月1日
"""


def document(text: str, encoding: str = "utf-8") -> Document:
    return read("a.md", text.encode(encoding), Limits())


def texts(text: str) -> list[str]:
    return [block.text for block in document(text).blocks if block.visible]


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "utf-16"])
def test_page(encoding: str) -> None:
    found = document(PAGE, encoding)
    assert [(b.text, b.layer, b.role) for b in found.blocks if b.place.form == "line"] == [
        ("title: 关于2021年资金分配的公示", "front-matter", ""),
        ("author: 张三", "front-matter", ""),
        ("关于2021年资金分配的公示", "body", "heading"),
        ("根据要求编制了《资金项目目录》（见", "body", ""),
        ("附件），41099919900101-1234 电话。", "body", ""),
        ("tel:13900001234", "link-target", ""),
        ("二级", "body", "heading"),
        ("- 联系人：张三", "body", ""),
        ("- 电话：0393-8000001", "body", ""),
        ("内部：13900001234", "markup-comment", ""),
        ("代码 410999", "body", ""),
        ("某县乡村振兴局", "body", ""),
        ("2021年6月1日", "body", ""),
    ]
    assert [b.text for b in found.blocks if b.continues] == ["附件），41099919900101-1234 电话。"]
    (table,) = found.tables
    cells = [found.blocks[table.block(row, column)].text for row in range(3) for column in range(2)]
    assert cells == ["序号", "金额", "1", "100\xa0元", "2", ""]
    assert table.header_rows == (0,)


def test_span_over_a_mark() -> None:
    found = document(PAGE)
    number = next(i for i, text in enumerate(found.blocks.texts) if text.startswith("附件）"))
    source = found.span(number, 4, 22).source
    assert source is not None
    assert PAGE[source.start : source.end] == "410999**19900101\\-123"
    assert (source.line, found.blocks[number].place.steps) == (10, (10,))


@pytest.mark.parametrize(
    ("line", "drawn"),
    [
        ("138****5678 与 410999********1234", "138****5678 与 410999********1234"),
        ("张**、李** 王*", "张**、李** 王*"),
        ("**张三**和*李四*与~~王五~~及`赵六`", "张三和李四与王五及赵六"),
        ("填空 ____ 与 snake_case_word", "填空 ____ 与 snake_case_word"),
        ("![图](a.png)和<span>13900001234</span>", "图和13900001234"),
        ("<a@example.com> 5 < 6", "a@example.com 5 < 6"),
        ("甲<br>乙", "甲\n乙"),
    ],
)
def test_marks(line: str, drawn: str) -> None:
    assert texts(line) == [drawn]


def test_comment_over_lines() -> None:
    found = document("甲 <!-- 一\n二 --> 乙")
    assert [(b.text, b.layer) for b in found.blocks] == [
        ("甲", "body"),
        ("一", "markup-comment"),
        ("乙", "body"),
        ("二", "markup-comment"),
    ]


def test_unclosed_front_matter_is_text() -> None:
    assert texts("---\n标题") == ["标题"]


def test_gap_and_empty() -> None:
    found = read("a.md", "公示名单如下：张三、李四、王五。".encode() + b"\xff\xfe\xff", Limits())
    assert [(gap.what, gap.reason) for gap in found.gaps] == [("part", "undecodable")]
    with pytest.raises(Unreadable, match="empty"):
        document("\n \n")


@given(st.text(st.sampled_from("公示1a *_`~[]()<>!#|-\\&;\n"), max_size=80))
def test_the_way_back_holds_for_any_text(text: str) -> None:
    try:
        found = document(text)
    except Unreadable:
        return
    for number, block in enumerate(found.blocks):
        for index, character in enumerate(block.text):
            source = found.span(number, index, index + 1).source
            assert source is not None
            assert text[source.start : source.end] == character or character in "\n"


PLACES = {
    "text": ("电话 {}\n", "body"),
    "split by emphasis": ("电话 139**0000**1234\n", "body"),
    "table": ("| 姓名 | 电话 |\n|---|---|\n| 甲 | {} |\n", "body"),
    "code": ("```\n{}\n```\n", "body"),
    "footnote": ("正文[^1]\n\n[^1]: {}\n", "body"),
    "alternative text": ("![{}](a.png)\n", "body"),
    "front matter": ("---\ntel: {}\n---\n正文\n", "front-matter"),
    "comment": ("正文 <!-- {} -->\n", "markup-comment"),
    "remark as a link": ("[//]: # ({})\n\n正文\n", "markup-comment"),
    "label that nothing uses": ("[电话 {}]: #\n\n正文\n", "markup-comment"),
    "address of a definition": ("[x]\n\n[x]: http://example.com/?t={}\n", "link-target"),
    "address of a link": ("[x](http://example.com/?t={})\n", "link-target"),
    "title of a link": ('[x](a.html "电话 {}")\n', "attribute"),
    "title of a picture": ('![x](a.png "电话 {}")\n', "attribute"),
    "hidden span": ('正文 <span style="display:none">{}</span>\n', "hidden-element"),
    "hidden element of many lines": ("<div hidden>\n\n电话 {}\n\n</div>\n\n正文\n", "hidden-element"),
    "script": ("正文\n\n<script>var t='{}'</script>\n", "hidden-element"),
    "details": ("<details>\n\n{}\n\n</details>\n", "body"),
    "hidden and never closed": ("<div hidden>\n\n{}\n", "body"),
}


@pytest.mark.parametrize("place", PLACES)
def test_place(place: str) -> None:
    source, layer = PLACES[place]
    number = "13900001234"
    document = read("a.md", source.format(number).encode(), Limits())
    found = [block for block in document.blocks if number in block.text]
    assert [(block.layer, block.visible) for block in found] == [(layer, layer == "body")]


def test_a_hidden_element_ends() -> None:
    text = "<div hidden>\n<div>甲</div>\n乙 [丙](a.html)\n</div>\n\n丁 **戊**\n"
    blocks = [(block.text, block.visible) for block in read("a.md", text.encode(), Limits()).blocks]
    assert blocks == [("甲", False), ("乙 [丙](a.html)", False), ("丁 戊", True)]
