"""An element never shows the personal value that a finding masks."""

from __future__ import annotations

from samples import span

from reports.masking import Masks
from scanner.model import Element, Finding, Place
from scanner.noun import replace

PLACE = Place("body", (1,))
VALUE = "联系人张三13900001234转"
ELEMENT = Element(
    "contact-phone", "must", "present", VALUE, "label", (span(PLACE, start=10, end=10 + len(VALUE)),)
)
PHONE = Finding(
    "personal/mobile-phone", "error", "certain", (span(PLACE, start=15, end=26),), masked="139****1234"
)


def test_the_masked_piece_is_put_in_its_place() -> None:
    assert Masks([PHONE]).shown_value(ELEMENT) == "联系人张三139****1234转"


def test_a_folded_value_is_replaced_as_a_whole() -> None:
    folded = replace(ELEMENT, value=VALUE.replace("张三", "张 三"))
    assert Masks([PHONE]).shown_value(folded) == "139****1234"


def test_other_places_do_not_matter() -> None:
    elsewhere = replace(PHONE, spans=(span(PLACE, block=7, start=15, end=26),))
    assert Masks([elsewhere]).shown_value(ELEMENT) == VALUE


def test_revealed_values_are_shown() -> None:
    assert Masks([replace(PHONE, value="13900001234")]).shown_value(ELEMENT) == VALUE
