"""Broken texts that once ended the laying out of lines and rows; sizes that no program takes."""

from __future__ import annotations

import pytest
from test_odf import on_paper, p

from scanner.extract import extract
from scanner.extract.flow import FlowParagraph
from scanner.extract.paged import MarginBar, Paper, under_bars
from scanner.settings import Limits

LIMITS = Limits(ocr="never")
NUMBER = "410999198503121239"
A4 = Paper(595.0, 842.0, 90.0, 90.0, 72.0, 72.0)
BAR = MarginBar((0.0, 72.0, 400.0, 110.0), "default", True)


def test_rows_that_end_with_fewer_cells_than_they_said() -> None:
    rtf = rb"{\rtf1\ansi\trowd\trleft-20000\cellx-18000\cellx-15000\intbl a" + NUMBER.encode()
    (found, *_) = extract("a.rtf", rtf + rb"\row\pard b\par}", LIMITS).blocks
    assert NUMBER in found.text


@pytest.mark.parametrize("size", [float("nan"), float("inf"), -float("inf"), 1e300, -1.0, 0.0])
def test_sizes_that_no_program_takes(size: float) -> None:
    odd = FlowParagraph([(NUMBER, size)], indent=size, least=size, before=size)
    found = under_bars([odd, FlowParagraph([(NUMBER, size)], multiple=size)], A4, [BAR])
    assert all(0 <= at < len(NUMBER) for both in found.values() for own in both for at in own)


@pytest.mark.parametrize("size", ["nan", "inf", "1e400", "-9999999999999999"])
def test_bars_of_sizes_that_no_program_takes(size: str) -> None:
    made = on_paper(top=size, high=size, before=p("甲", "line") + p("", "next-page"))
    assert any(NUMBER in block.text for block in extract("a.odt", made(NUMBER), LIMITS).blocks)


def test_pieces_of_a_paragraph_stand_on_their_lines() -> None:
    """Three lines of pieces that end within lines, at their ends, and nowhere."""
    pieces = [
        ("甲", 20.0),
        ("乙\n", 20.0),
        ("", 20.0),
        ("1234", 20.0),
        ("567\n丙", 20.0),
        ("丁\n", 20.0),
        ("戊", 20.0),
    ]
    (paragraph, (sure, _)) = next(iter(under_bars([FlowParagraph(pieces, step=20.0)], A4, [
        MarginBar((0.0, 20.0, 400.0, 40.0), "default", True)
    ]).items()))  # fmt: skip
    assert "".join(paragraph.text[at] for at in sorted(sure)) == "1234567"
