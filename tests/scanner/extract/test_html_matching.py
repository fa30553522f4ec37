"""Which elements the selectors of a page hide: compared with what a browser draws; and pages with more rules than are tried."""

from __future__ import annotations

import re

import pytest

from scanner.extract.html.reader import read
from scanner.model import Document
from scanner.settings import Limits

HEAD = "<html><head><meta charset=utf-8><title>公示</title><style>{}</style></head><body>{}</body></html>"
BARE = "<style>{}</style>{}"  # a page that leaves out its head and its body

LIST = "<ul><li>甲1</li><li class=a>甲2</li><li>甲3</li><li class=a>甲4</li><li>甲5</li></ul>"
ROWS = "<table><tr><td>甲1<td>甲2<td>甲3<tr><td>甲4<td>甲5</td></tr><tr><td>甲6</td><td>甲7<td>甲8</table>"  # ends left out
MIXED = "<p>甲1</p><div>甲2</div><p class=a>甲3</p><p>甲4</p><div><p>甲5</p></div>"

# name -> (frame, selector, body, numbers of the hidden)
HIDDEN = {
    "child": (HEAD, "li:nth-child(2)", LIST, "2"),
    "odd": (HEAD, "li:nth-child(odd)", LIST, "135"),
    "step": (HEAD, "li:nth-child(3n+2)", LIST, "25"),
    "the first ones": (HEAD, "li:nth-child(-n+2)", LIST, "12"),
    "from there on": (HEAD, "li:nth-child(n+4)", LIST, "45"),
    "last": (HEAD, "li:last-child", LIST, "5"),
    "from the end": (HEAD, "li:nth-last-child(-n+2)", LIST, "45"),
    "step from the end": (HEAD, "li:nth-last-child(2n)", LIST, "24"),
    "only": (HEAD, "p:only-child", MIXED, "5"),
    "of its name": (HEAD, "body > p:nth-of-type(2)", MIXED, "3"),
    "last of its name": (HEAD, "body > p:last-of-type", MIXED, "4"),
    "first below the head": (HEAD, "p:first-child", MIXED, "15"),
    "first without a head": (BARE, "p:first-child", MIXED, "15"),
    "second below the head": (HEAD, "body > :nth-child(2)", MIXED, "2"),
    "next": (HEAD, "div + p", MIXED, "3"),
    "any later": (HEAD, "div ~ p", MIXED, "34"),
    "two later": (HEAD, "div + p + p", MIXED, "4"),
    "next to one that is later": (HEAD, "p ~ .a + p", MIXED, "4"),
    "cell": (HEAD, "td:nth-child(2)", ROWS, "257"),
    "last cell": (HEAD, "td:last-child", ROWS, "358"),
    "cell of a row": (HEAD, "tr:nth-child(2) > td:first-child", ROWS, "4"),
    "cells of the last row": (HEAD, "tr:last-child td", ROWS, "678"),
    "later cells": (HEAD, "td + td + td", ROWS, "38"),
    "one of": (HEAD, "li:is(.a, :last-child)", LIST, "245"),
    "none of": (HEAD, "li:not(.a, :last-child)", LIST, "13"),
    "none within": (HEAD, "p:not(div p)", MIXED, "134"),
    "one of, by where it stands": (HEAD, ":is(div + p, div > p)", MIXED, "35"),
    "nested": (HEAD, "ul{& > .a{display:none}} .zz", LIST, "24"),
    "behind the head": (HEAD, "head + body > div", MIXED, "25"),
    "last of the page": (HEAD, "body:last-child > div", MIXED, "25"),
    "some behind some": (HEAD, "ul > :first-child ~ .a", LIST, "24"),
    "nothing that is not there": (HEAD, "li:nth-child(6), li:nth-child(0)", LIST, ""),
}


def document(html: str) -> Document:
    return read("a.html", html.encode(), Limits())


@pytest.mark.parametrize("case", HIDDEN)
def test_what_selectors_hide(case: str) -> None:
    frame, selector, body, hidden = HIDDEN[case]
    found = document(frame.format(f"{selector}{{display:none}} .zz{{visibility:hidden}}", body))
    unseen = [
        number
        for block in found.blocks
        if not block.visible
        for number in re.findall("甲([0-9])", block.text)
    ]
    assert "".join(sorted(unseen)) == hidden


def reasons(html: str) -> list[str]:
    return [gap.reason for gap in document(html).gaps]


def test_a_large_page_does_not_run_out_of_rules() -> None:
    style = "".join(
        f".c{one}{{color:#333}} tr:nth-child({one}n) td.c{one}:last-child{{display:none}}"
        for one in range(1, 8)
    )
    rows = "".join(f"<tr id=r{row}><td>{row}<td class=c{row % 9}>甲</tr>" for row in range(5_000))
    assert reasons(HEAD.format(style, f"<table>{rows}</table>")) == []


def test_rules_that_are_not_tried_are_told() -> None:
    style = "".join(f"p[title^=a{rule}]{{display:none}}" for rule in range(400)) + "p{display:none}"
    body = "".join(f"<p title='b{one}'>甲{one}</p>" for one in range(4_000))
    found = document(HEAD.format(style, body))
    assert [gap.reason for gap in found.gaps] == ["too-many-styles"]
    assert not found.blocks[1].visible
    assert found.blocks[len(found.blocks) - 1].visible  # nothing is called hidden that was not tried


def test_more_style_sheets_than_are_read_are_told() -> None:
    assert reasons(
        HEAD.format("p{color:red}", "<style>.zz{display:none}</style>" * 250 + "<p class=zz>甲</p>")
    ) == ["too-many-styles"]
