"""scanner/extract/PLACES.md is fresh, and every layer that it names has its words."""

from __future__ import annotations

from places_page import PAGE, page, tables

from reports.place_labels import LAYERS
from scanner.model import HIDDEN_LAYERS, VISIBLE_LAYERS


def test_the_page_is_fresh() -> None:
    said = "stale: run python tests/scanner/extract/places_page.py"
    assert PAGE.read_text("utf-8") == page(), said


def test_layers_and_visibility_agree() -> None:
    for title, _, rows in tables():
        for name, layer, visible in rows:
            assert layer in LAYERS, (title, name)
            assert layer in VISIBLE_LAYERS | HIDDEN_LAYERS, (title, name)
            assert not visible or layer in VISIBLE_LAYERS or layer == "attribute", (title, name)
