"""Bars of a .docx that are placed from the page: what they may hide where it is not sure, and what they do not."""

from __future__ import annotations

import pytest
from docx_bars import BAR, Made, anchored, list_on_page, on_page
from docx_writing import cell, docx, para, row, table

from scanner.extract.docx.reader import read
from scanner.settings import Limits

NUMBER = "410999198503121239"
NESTED = table(row(cell(table(row("表", "格")))))  # how high it is, is not reckoned
CENTRED = "<w:vAlign w:val='center'/>"


def doubted(made: Made) -> list[str]:
    """What may lie below a shape."""
    content, parts, links = made
    found = read("a.docx", docx(content, parts, links), Limits())
    return [block.text[mark.start : mark.end] for block in found.blocks for mark in block.marks]


def test_what_a_bar_on_the_page_may_hide_is_told() -> None:
    assert any(NUMBER in text for text in doubted(on_page(NUMBER, top=104)))
    assert doubted(on_page(NUMBER, before=NESTED)) == ["公示名单"]
    assert doubted(on_page(NUMBER, section="<w:cols w:num='2'/>")) == ["公示名单"]


@pytest.mark.parametrize("top", [200, 500])
def test_a_bar_below_the_last_line_hides_nothing(top: int) -> None:
    assert doubted(on_page(NUMBER, top=top)) == []


def test_a_rule_a_frame_with_words_and_a_letterhead_hide_nothing() -> None:
    table_before = NESTED
    words = BAR.replace(
        "</wps:wsp>", "<wps:txbx><w:txbxContent>" + para("附注") + "</w:txbxContent></wps:txbx></wps:wsp>"
    )
    assert doubted(on_page(NUMBER, before=table_before, high=3)) == []
    assert doubted(on_page(NUMBER, before=table_before, drawn=words)) == []
    assert doubted(on_page(NUMBER, before=table_before, top=20)) == []


def told(made: Made) -> list[tuple[str, tuple[int, ...]]]:
    """The cells that a shape may lie over, with their steps."""
    found = read("a.docx", docx(*made), Limits())
    return [(block.layer, block.place.steps) for block in found.blocks if block.layer == "maybe-covered"]


@pytest.mark.parametrize(
    "made",
    [
        list_on_page(NUMBER, within=anchored(0, 0)),  # placed from the cell that it hangs in
        list_on_page(NUMBER, before=anchored(118, 186), aligned=CENTRED),
        list_on_page(NUMBER, before=anchored(104, 186, high=14)),
    ],
    ids=["from-the-cell", "centred", "half"],
)
def test_what_a_bar_may_hide_in_a_cell_is_told(made: Made) -> None:
    assert ("maybe-covered", (1, 2, 2)) in told(made)


@pytest.mark.parametrize(
    "made",
    [
        list_on_page(NUMBER),
        list_on_page(NUMBER, before=anchored(112, 330)),
        list_on_page(NUMBER, before=anchored(160, 186)),
        list_on_page(NUMBER, within=anchored(112, 186)),  # far below its cell
    ],
)
def test_a_bar_beside_a_cell_hides_nothing(made: Made) -> None:
    assert told(made) == []


def bar_below(lines: int) -> str:
    """A run with a bar over the two lines so many below the top of its paragraph."""
    place = "<wp:positionH relativeFrom='column'><wp:posOffset>0</wp:posOffset></wp:positionH>"
    place += (
        f"<wp:positionV relativeFrom='paragraph'><wp:posOffset>{lines * 173355}</wp:posOffset></wp:positionV>"
    )
    size = "<wp:extent cx='5000000' cy='346710'/><wp:wrapNone/><wp:docPr id='1' name='矩形 1'/>"
    return f"<w:r><w:drawing><wp:anchor behindDoc='0'>{place}{size}{BAR}</wp:anchor></w:drawing></w:r>"


def layers(content: str) -> list[str]:
    return [
        block.layer for block in read("a.docx", docx(content), Limits()).blocks if "13900001995" in block.text
    ]


BELOW = para("联系电话13900001995，谢谢")
BREAK, NEW_PAGE = "<w:r><w:br/></w:r>", "<w:r><w:br w:type='page'/></w:r>"


@pytest.mark.parametrize(
    ("content", "layer"),
    [
        (para(bar_below(1), "甲") + BELOW, "covered-text"),
        (para(bar_below(1), "甲", BREAK, "乙", BREAK, "丙", BREAK, "丁") + BELOW, "body"),
        (para(bar_below(4), "甲", BREAK, "乙", BREAK, "丙", BREAK, "丁") + BELOW, "covered-text"),
        (para(bar_below(1), "甲", NEW_PAGE) + BELOW, "body"),
        (para(bar_below(0), "甲", NEW_PAGE, "联系电话13900001995，谢谢"), "body"),
        (para(bar_below(1), "甲") + para("联系电话13900001995，谢谢", properties="<w:pageBreakBefore/>"), "body"),
        (BELOW + para("甲", properties="<w:pageBreakBefore/>") + para(bar_below(-2), "乙"), "body"),
        (BELOW + para("甲") + para(bar_below(-2), "乙"), "covered-text"),
    ],
    ids=["next", "above-breaks", "below-breaks", "new-page", "new-page-within", "page-before", "page-between", "before"],
)  # fmt: skip
def test_lines_and_pages_that_a_paragraph_breaks(content: str, layer: str) -> None:
    assert layers(content) == [layer]


def test_a_picture_in_the_text_moves_the_lines_below_it() -> None:
    """A bar told from a paragraph with a picture in its line: what follows may stand below it, and may not."""
    shape = bar_below(1)
    inline = "<w:r><w:drawing><wp:inline><wp:extent cx='5000000' cy='2000000'/></wp:inline></w:drawing></w:r>"
    covered, moved = (
        read("a.docx", docx(para(shape, picture) + BELOW), Limits()) for picture in ("", inline)
    )
    assert [block.layer for block in covered.blocks if "13900001995" in block.text] == ["covered-text"]
    (seen,) = [block for block in moved.blocks if "13900001995" in block.text]
    assert (seen.layer, seen.visible, [mark.layer for mark in seen.marks]) == (
        "body",
        True,
        ["maybe-covered"],
    )
