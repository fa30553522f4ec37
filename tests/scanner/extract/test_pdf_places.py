"""Every place of a PDF where text can lie: found, its layer right, seen or not."""

from __future__ import annotations

import pikepdf
import pytest
from pdf_drawings import FONT, document, gaps
from pdf_places import BESIDE, FORMER, PAINTED, PLAIN, beside, number, painted

from scanner.model import HIDDEN_LAYERS, VISIBLE_LAYERS, Document


def found(of: Document, text: str) -> list[tuple[str, bool]]:
    """Layer and visibility of the blocks that hold a number."""
    return [(block.layer, block.visible) for block in of.blocks if text in block.text]


@pytest.mark.parametrize("font", [FONT, "Vera", "Helvetica"])
@pytest.mark.parametrize("place", sorted(PAINTED))
def test_on_the_page(place: str, font: str) -> None:
    read = document(painted(place, font))
    assert found(read, number(place)) == [(PAINTED[place][0], False)]
    assert next(block.text for block in read.blocks if block.layer == "body") == PLAIN
    assert gaps(read) == []


@pytest.mark.parametrize("place", sorted(BESIDE))
def test_beside_the_page(place: str) -> None:
    layer, visible, _ = BESIDE[place]
    read = document(beside(place))
    assert found(read, number(place)) == [(layer, visible)]
    assert layer in VISIBLE_LAYERS | HIDDEN_LAYERS
    assert gaps(read) == []
    assert next(block.text for block in read.blocks if block.layer == "body") == PLAIN


@pytest.mark.parametrize("place", ["Info", "outline", "XMP custom", "embedded file", "JavaScript stream"])
def test_encrypted_with_an_empty_password(place: str) -> None:
    read = document(beside(place, encryption=pikepdf.Encryption(owner="o", user="")))
    assert found(read, number(place)) == [(BESIDE[place][0], False)]


@pytest.mark.parametrize("place", ["Info", "outline", "Alt of the structure", "link"])
def test_in_object_streams(place: str) -> None:
    read = document(beside(place, object_stream_mode=pikepdf.ObjectStreamMode.generate))
    assert found(read, number(place)) == [(BESIDE[place][0], False)]


@pytest.mark.parametrize("place", sorted(FORMER))
def test_former_states(place: str) -> None:
    layer, make = FORMER[place]
    read = document(make(number(place)))
    assert found(read, number(place)) == [(layer, False)]
