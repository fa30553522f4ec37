"""Forms of a PDF that draw one another: how often is reckoned before anything draws them."""

from __future__ import annotations

import zlib
from collections.abc import Callable

import pytest

from corpora.hostile_packed import pdf_forms, pdf_loop
from scanner.extract import extract
from scanner.extract.pdf.forms import unfolded
from scanner.settings import Limits

LIMITS = Limits(ocr="never")
NUMBER = "410999"  # the first digits of the number that the page shows


def packed(data: bytes) -> bytes:
    """The same file with the content of its forms packed; readers find the objects again."""
    plain = b"/X Do " * 10
    tight = zlib.compress(plain)
    head = b"<</Length %d/Type/XObject"
    made = data.replace(head % len(plain), b"<</Filter/FlateDecode" + head[2:] % len(tight))
    return made.replace(b"stream\n" + plain, b"stream\n" + tight)


@pytest.mark.parametrize("make", [bytes, packed])
def test_forms_that_multiply_are_left_out_and_named(make: Callable[[bytes], bytes]) -> None:
    data = make(pdf_forms(12))
    assert (b"FlateDecode" in data) == (make is packed)
    document = extract("a.pdf", data, LIMITS)
    assert ("part", "too-many-forms") in [(gap.what, gap.reason) for gap in document.gaps]
    assert any(NUMBER in text for text in document.blocks.texts)


@pytest.mark.parametrize("data", [pdf_forms(4), pdf_loop(3), b"%PDF-1.4 /Form /Form"])
def test_other_forms_are_drawn(data: bytes) -> None:
    assert unfolded(data) == (data, 0)


def test_only_what_multiplies_is_left_out() -> None:
    """Ten times ten thousand: the form that draws eleven thousand others is drawn itself."""
    data, count = unfolded(pdf_forms(7))
    assert count == 2
    assert unfolded(data) == (data, 0)
    assert len(data) == len(pdf_forms(7))
