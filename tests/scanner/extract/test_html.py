"""Web pages: what is drawn, what is not, tables, encodings, offsets, hostile pages."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner.errors import Unreadable
from scanner.extract.html.reader import read
from scanner.model import Document
from scanner.settings import Limits


def document(html: str, encoding: str = "utf-8") -> Document:
    return read("a.html", html.encode(encoding), Limits())


def drawn(html: str) -> list[str]:
    return [block.text for block in document(html).blocks if block.visible]


def unseen(html: str) -> list[tuple[str, str, str]]:
    return [(b.layer, b.place.name, b.text) for b in document(html).blocks if not b.visible]


@pytest.mark.parametrize(
    ("html", "texts"),
    [
        ("<p>身份证410999<b>1990</b>0101<span>1234</span></p>", ["身份证410999199001011234"]),
        ("<p>410999<br>19900101</p><p>下一段</p>", ["410999\n19900101", "下一段"]),
        ("<div>一<div>二</div>三</div>", ["一", "二", "三"]),
        ("<ul><li>一<li>二</ul>", ["一", "二"]),
        ("资金来源", ["资金来源"]),
        (
            "<p>\u3000\u3000缩进&nbsp;文字&#x31;&#50;&amp;nbsp;&hearts;&bogus;</p>",
            ["缩进\xa0文字12&nbsp;♥&bogus;"],
        ),
        ("<p>各省辖市人民\n   政府 and\n the rest</p>", ["各省辖市人民政府 and the rest"]),
        ("<span>甲</span> <span>乙</span>", ["甲 乙"]),
        ("<pre>一行\n  二行\n</pre>三", ["一行", "二行", "三"]),
        ("<P ALIGN=center>大写</P><SCRIPT>var a=1</SCRIPT>后", ["大写", "后"]),
        ("<a onclick=\"if(a>b)go('<b>')\">链接</a>后", ["链接后"]),
        ("收入<5万元 且 3<4 《<三大领域>》", ["收入<5万元 且 3<4 《<三大领域>》"]),
        ("<p>甲<!-- 注 -->乙<script>if(a<b){x='<p>'}</script>丙</p>", ["甲乙丙"]),
        ("<p>甲<span style='display:none'>藏</span>乙</p>", ["甲乙"]),
        ("<p>甲</p><div hidden><p>藏<div>也</div></p></div><p>乙", ["甲", "乙"]),
        ("<li hidden>藏<li>露", ["露"]),
    ],
)
def test_drawn_text(html: str, texts: list[str]) -> None:
    assert drawn(html) == texts


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("甲<!-- 内部：张三 -->", ("markup-comment", "", "内部：张三")),
        ("甲<div style='display: none'>张三</div>", ("hidden-element", "", "张三")),
        ("甲<div hidden>张三</div>", ("hidden-element", "", "张三")),
        ("甲<span style='visibility:hidden'>张三</span>", ("hidden-element", "", "张三")),
        ("甲<template><p>张三</p></template>", ("hidden-element", "", "张三")),
        ("甲<noscript>张三</noscript>", ("hidden-element", "", "张三")),
        (
            "<style>.x{color:red} .hide{display:none}</style>甲<p class='a hide'>张三</p>",
            ("hidden-element", "", "张三"),
        ),
        ("甲<input type=hidden value='13900001234'>", ("attribute", "value", "13900001234")),
        ("甲<input placeholder='请输入姓名'>", ("attribute", "placeholder", "请输入姓名")),
        ("甲<img alt='张三照片'>", ("attribute", "alt", "张三照片")),
        ("<p title='经办人：张三'>甲</p>", ("attribute", "title", "经办人：张三")),
        ('<p data-id="13900001234">甲</p>', ("attribute", "data-id", "13900001234")),
        ("<meta name='PubDate' content='2021-06-01'>甲", ("attribute", "PubDate", "2021-06-01")),
        ("<title>关于资金的公示</title>甲", ("attribute", "title", "关于资金的公示")),
        ("<a href='mailto:cunwu2021@163.com'>甲</a>", ("link-target", "href", "mailto:cunwu2021@163.com")),
        ("<a href='tel:13900001234'>甲</a>", ("link-target", "href", "tel:13900001234")),
        ("<a href='/x?phone=13900001234'>甲</a>", ("link-target", "href", "/x?phone=13900001234")),
        ('甲<script>var p={"phone":"13900001234"}</script>', ("hidden-element", "", 'phone":"13900001234')),
        ("甲<script>var n='\\u5f20\\u4e09'</script>", ("hidden-element", "", "张三")),
    ],
)
def test_what_is_not_drawn(html: str, found: tuple[str, str, str]) -> None:
    assert found in unseen(html)
    assert drawn(html) == ["甲"]


@pytest.mark.parametrize(
    "html",
    [
        "<a title='首页' href='/2021/06/123456.html'>首页</a>",
        '<p style="font-family: 仿宋_GB2312; text-align: left; text-indent: 2em">首页</p>',
        "<script>var a = 12345; function f(a,b){return a<b}</script><p>首页",
        "<!-- header end --><p id='p410999199001' class='c13900001234'>首页",
        "<input type=hidden name=__VIEWSTATE value='dDwtMTIzNDU2Nzg5MDs7Pg=='>首页",
        "<meta name=viewport content='width=1000000'>首页",
    ],
)
def test_what_the_browser_alone_needs_is_left_out(html: str) -> None:
    assert unseen(html) == []
    assert drawn(html) == ["首页"]


TABLE = """<table border="1"><caption>资金表</caption>
<tr><th rowspan=2>项目</th><th colspan=2>金额</th></tr>
<tr><th>中央</th><th>省级</th></tr>
<tr><td>道路</td><td><p>10</p><p>万元</p></td><td>&nbsp;20 </td></tr>
</table>"""


def test_table_with_spans_and_heads() -> None:
    found = document(TABLE)
    (table,) = found.tables
    assert found.blocks.texts == ["资金表", "项目", "金额", "", "", "中央", "省级", "道路", "10\n万元", "20"]
    assert (table.rows, table.columns, table.header_rows) == (3, 3, (0, 1))
    assert table.merged == ((0, 0, 1, 0), (0, 1, 0, 2))
    assert table.head == (("项目",), ("金额", "中央"), ("金额", "省级"))
    assert found.blocks[table.block(2, 2)].place.steps == (1, 3, 3)
    span = found.span(table.block(2, 1), 0, 2)
    assert span.source is not None
    assert (TABLE[span.source.start : span.source.end], span.source.line) == ("10", 4)


def test_hidden_column_and_row_stay_in_their_table() -> None:
    found = document(
        "<table><tr><td>姓名</td><td style='display:none'>身份证号</td></tr>"
        "<tr><td>张三</td><td style='display:none'>13900001234</td></tr>"
        "<tr hidden><td>李四</td><td style='display:none'>13900001235</td></tr></table>"
    )
    assert [(b.text, b.layer) for b in found.blocks if not b.visible] == [
        ("身份证号", "hidden-row-or-column"),
        ("13900001234", "hidden-row-or-column"),
        ("李四", "hidden-row-or-column"),
        ("13900001235", "hidden-row-or-column"),
    ]


def test_table_in_a_cell_and_table_that_only_arranges_the_page() -> None:
    inner = "<table><tr><td>甲</td><td>乙</td></tr><tr><td>丙</td><td>丁</td></tr></table>"
    nested = document(f"<table border=1><tr><td>前{inner}后</td><td>旁</td></tr></table>")
    assert [(b.text, b.place.steps) for b in nested.blocks] == [
        ("前\n后", (1, 1, 1)),
        ("旁", (1, 1, 2)),
        ("甲", (1, 1, 1, 1, 1, 1)),
        ("乙", (1, 1, 1, 1, 1, 2)),
        ("丙", (1, 1, 1, 1, 2, 1)),
        ("丁", (1, 1, 1, 1, 2, 2)),
    ]
    frame = document(f"<table><tr><td><p>标题</p>{inner}<p>落款</p></td></tr></table>")
    assert [(b.text, b.place.form) for b in frame.blocks if b.text in ("标题", "甲", "落款")] == [
        ("标题", "line"),
        ("甲", "cell"),
        ("落款", "line"),
    ]


def test_site_chrome_and_headings() -> None:
    found = document(
        "<nav><a href=/>首页</a></nav><h1>公示</h1><h2>一、来源</h2><p>正文</p><footer>版权</footer>"
    )
    assert [(b.text, b.place.part, b.role) for b in found.blocks] == [
        ("首页", "chrome", ""),
        ("公示", "body", "title"),
        ("一、来源", "body", "heading"),
        ("正文", "body", ""),
        ("版权", "chrome", ""),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "utf-16"])
def test_encodings_declared_or_not(encoding: str) -> None:
    html = f"<html><head><meta charset={'gb2312' if encoding == 'gbk' else encoding}></head><p>朱镕基路资金公示</p></html>"
    found = document(html, encoding)
    assert found.blocks.texts == ["朱镕基路资金公示"]
    assert not found.gaps


def test_a_block_survives_pickling_as_an_ordinary_block() -> None:
    block = document("<p>公示</p>").blocks[0]
    copied = pickle.loads(pickle.dumps(block))
    assert (copied, copied.place.steps) == (block, (1,))
    assert hash(copied.text) == hash(block.text)
    assert repr(copied) == repr(block)


def test_damaged_bytes_are_a_gap_and_empty_pages_unreadable() -> None:
    found = read("a.html", "<p>公示名单如下：张三、李四</p>".encode() + b"\xff\xfe\xff", Limits())
    assert [(gap.what, gap.reason) for gap in found.gaps] == [("part", "undecodable")]
    with pytest.raises(Unreadable, match="empty"):
        document("<html><body></body></html>")
    with pytest.raises(Unreadable, match="too-large"):
        read("a.html", b"<p>abc", Limits(text_chars=2))


@pytest.mark.parametrize(
    "unit",
    [
        "<",
        "<div",
        "<!--",
        "<script>",
        "<style>",
        '<a ="<a " ',
        "&",
        "&nbsp;",
        "<table>",
        "<td colspan=1000>",
        "<p hidden>",
    ],
)
def test_hostile_pages_are_read_to_the_end(unit: str) -> None:
    assert document("前" + unit * 20_000 + "<p>后面410999").blocks.texts


TAGS = (
    "<p> </p> <br> <span> </span> <div> </div> <table> </table> <tr> <td> </td> <th> <td·colspan=2> <td·rowspan=3> "
    "<td·hidden> <tr·hidden> <h1> </h1> <!--注释--> <!-- --> <script>var·a='电话'</script> <script> </script> <pre> </pre> "
    "<nav> </nav> <a·href='mailto:a@example.com'> </a> <img·alt='照片'> <template> </template> <li·hidden> <div·hidden> "
    "<span·style='display:none'> <a·onclick=\"if(a>b)\"> < > & &nbsp; &lt; &#x31; &amp;nbsp; 张三 410999 · 　 =\" ' <title> </title>"
)
PIECES = [piece.replace("·", " ") for piece in TAGS.split(" ")] + ["\n", "\n ", "\r\n", "\t"]


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_the_way_back_holds_for_any_page(html: str) -> None:
    try:
        found = document(html)
    except Unreadable:
        return
    for number, block in enumerate(found.blocks):
        if not block.text:
            continue
        assert block.source is not None
        ends = [piece[0] for piece in block.source.pieces[1:]] + [len(block.text)]
        assert max(ends) == len(block.text)
        last = -1
        for (at, source, length), end in zip(block.source.pieces, ends, strict=True):
            assert source >= last
            last = source + length
            raw = html[source : source + length]
            assert end - at != length or raw == block.text[at:end] or raw.isspace()
        span = found.span(number, 0, len(block.text)).source
        assert span is not None
        assert 0 <= span.start <= span.end <= len(html)
