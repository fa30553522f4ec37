"""Fonts that a PDF names and does not bring along: what is read does not depend on the machine."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from pdf_drawings import drawn, lines
from test_pdf import document, texts

from corpora.blank_font import font
from scanner.extract.pdf.blank import FILE


def test_the_font_in_the_package_is_the_one_that_is_made() -> None:
    assert Path(FILE).read_bytes() == font()
    assert len(font()) < 1000


@pytest.mark.parametrize("named", ["STSong-Light", "SimSun", "FangSong_GB2312", "NoSuchFont"])
def test_single_characters_of_a_font_that_is_nowhere(named: str, tmp_path: Path) -> None:
    """A text of one character has no extent without a font, and pdfium drops it."""
    file = tmp_path / "a.pdf"
    file.write_bytes(drawn(lines("推", "是", "王五", "3")))
    with pikepdf.open(file, allow_overwriting_input=True) as pdf:
        for one in pdf.objects:
            if isinstance(one, pikepdf.Dictionary) and one.get("/BaseFont") == "/STSong-Light":
                one.BaseFont = pikepdf.Name(f"/{named}")
        pdf.save(file)
    found = document(file.read_bytes())
    assert "".join(texts(found)).replace("\n", "") == "推是王五3"
    assert not found.gaps
