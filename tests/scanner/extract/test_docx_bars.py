"""Bars of a .docx that are placed from the page: what they may hide where it is not sure, and what they do not."""

from __future__ import annotations

import pytest
from docx_bars import BAR, Made, on_page
from docx_writing import docx, para, row, table

from scanner.extract.docx.reader import read
from scanner.settings import Limits

NUMBER = "410999198503121239"


def doubted(made: Made) -> list[str]:
    """What may lie below a shape."""
    content, parts, links = made
    found = read("a.docx", docx(content, parts, links), Limits())
    return [block.text[mark.start : mark.end] for block in found.blocks for mark in block.marks]


def test_what_a_bar_on_the_page_may_hide_is_told() -> None:
    assert any(NUMBER in text for text in doubted(on_page(NUMBER, top=104)))
    assert doubted(on_page(NUMBER, before=table(row("表", "格")))) == ["公示名单"]
    assert doubted(on_page(NUMBER, section="<w:cols w:num='2'/>")) == ["公示名单"]


@pytest.mark.parametrize("top", [200, 500])
def test_a_bar_below_the_last_line_hides_nothing(top: int) -> None:
    assert doubted(on_page(NUMBER, top=top)) == []


def test_a_rule_a_frame_with_words_and_a_letterhead_hide_nothing() -> None:
    table_before = table(row("表", "格"))
    words = BAR.replace(
        "</wps:wsp>", "<wps:txbx><w:txbxContent>" + para("附注") + "</w:txbxContent></wps:txbx></wps:wsp>"
    )
    assert doubted(on_page(NUMBER, before=table_before, high=3)) == []
    assert doubted(on_page(NUMBER, before=table_before, drawn=words)) == []
    assert doubted(on_page(NUMBER, before=table_before, top=20)) == []
