"""Bars of RTF, .doc and OpenDocument that are placed from the page: what lies below them is not known, and told."""

from __future__ import annotations

import struct

import pytest
import test_doc
import test_odf
import test_rtf

from scanner.extract import extract
from scanner.settings import Limits

NUMBER = "410999198503121239"
RTF_PAGE = r"\shpbxpage\shpbypage\shpwr3"
DOC_PAGE, DOC_MARGIN = 0b011_01_01_0, 0b011_00_00_0  # Spa: told from the page, from the margins
LOW = struct.pack("<HI", 0x0392, 1)  # posrelv: the page


def rtf(about: str = RTF_PAGE, said: str = test_rtf.RECTANGLE, top: int = 3000, high: int = 260) -> bytes:
    made = test_rtf.over(NUMBER, said, about=about)
    return made.replace(rb"\shptop20", rb"\shptop%d" % top).replace(
        rb"\shpbottom280", rb"\shpbottom%d" % (top + high)
    )


def odt(look: str = "by-page", inner: str = "", anchor: str = "char") -> bytes:
    return test_odf.made("odt", test_odf.over(look=look, inner=inner, anchor=anchor))(NUMBER)


DOUBTED = {
    "rtf-page": rtf(),
    "rtf-margins": rtf(r"\shpbxmargin\shpbymargin\shpwr3", top=300),
    "rtf-by-its-properties": rtf(
        r"\shpbxignore\shpbyignore\shpwr3", test_rtf.RECTANGLE + r"{\sp{\sn posrelv}{\sv 1}}"
    ),
    "doc-margins": test_doc.over(flags=DOC_MARGIN)(NUMBER),
    "odt-page": odt(),
}
SEEN = {
    "rtf-letterhead": rtf(top=400),
    "rtf-rule": rtf(high=40),
    "rtf-frame": rtf(high=4000),
    "rtf-around": rtf(r"\shpbxpage\shpbypage\shpwr2"),
    "rtf-photo": rtf(said=test_rtf.pasted("jpegblip")),
    "rtf-words": rtf(said=test_rtf.RECTANGLE + r"{\shptxt \pard 附注\par}"),
    "doc-letterhead": test_doc.over(flags=DOC_PAGE)(NUMBER),
    "doc-around": test_doc.over(flags=0b001_00_00_0)(NUMBER),
    "odt-words": odt(inner=test_odf.p("附注")),
    "odt-on-the-page": odt(anchor="page"),
}


@pytest.mark.parametrize("place", DOUBTED)
def test_words_near_a_bar_on_the_page_are_told(place: str) -> None:
    document = extract("a." + place.partition("-")[0], DOUBTED[place], Limits())
    (found,) = [block for block in document.blocks if NUMBER in block.text]
    assert (found.layer, found.visible) == ("body", True)
    told = "".join(found.text[mark.start : mark.end] for mark in found.marks)
    assert told == found.text
    assert {mark.layer for mark in found.marks} == {"maybe-covered"}


@pytest.mark.parametrize("place", SEEN)
def test_what_hides_nothing_is_not_told(place: str) -> None:
    document = extract("a." + place.partition("-")[0], SEEN[place], Limits())
    (found,) = [block for block in document.blocks if NUMBER in block.text]
    assert (found.layer, found.visible, found.marks) == ("body", True, ())
