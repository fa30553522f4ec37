"""Notices with slots: what their marks give, and that every one of them can be read."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from corpora.slots import Slots
from corpora.written_notices import Entry, Malformed, case, entries, filled, read_passage

CORPORA = Path(__file__).parents[2] / "corpora"
FILES = sorted([*(CORPORA / "written").glob("*.txt"), *(CORPORA / "fresh").glob("*.txt")])


def test_marks_nest_and_keep_their_places() -> None:
    passage = read_passage(
        "责任人：{=responsible-person|{official#1}}，电话{?personal/mobile-phone|13900001234}。",
        Slots(Random(1)),
    )
    by_kind = {span.kind: span for span in passage.spans}
    name = by_kind["official"].text
    assert passage.text == f"责任人：{name}，电话13900001234。"
    assert by_kind["="].text == name
    assert by_kind["="].name == "responsible-person"
    assert passage.text[by_kind["?"].start : by_kind["?"].end] == "13900001234"


def test_a_slot_is_one_value_and_its_mask_hides_it() -> None:
    slots = Slots(Random(3))
    assert slots.value("villager#1") == slots.value("villager#1") != slots.value("villager#2")
    assert slots.value("villager#1~")[0] == slots.value("villager#1")[0]
    assert slots.value("villager#1~") != slots.value("villager#1")


@pytest.mark.parametrize("line", ["{=amount|5万元", "5万元}", "{=amount|{nothing#1}}"])
def test_a_faulty_mark_is_told_with_its_notice(line: str) -> None:
    with pytest.raises(Malformed, match="fund-allocation-01"):
        filled(Entry("fund-allocation", "01", {}, ["公示", line]))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_notice_can_be_read_and_is_the_same_each_time(path: Path) -> None:
    found = list(entries(path))
    assert len({entry.number for entry in found}) == len(found)
    for entry in found:
        assert case(entry).data == case(entry).data


def test_the_set_is_as_wide_as_it_is_said_to_be() -> None:
    from corpora.places import REGIONS
    from corpora.written_notices import written_entries
    from scanner.road import load_rules

    found = [*written_entries(held=False), *written_entries(held=True)]
    layouts = {entry.keys.get("layout", "") for entry in found}
    assert len(found) >= 1_400
    assert {entry.profile for entry in found} == set(load_rules().profiles)
    assert sum(entry.profile == "not-a-notice" for entry in found) >= 80
    assert len(layouts) >= 25
    assert len({region.county for region in REGIONS}) >= 20
    assert {entry.keys["era"] for entry in found} == {"2015-2020", "2021-2025", "2026"}
    assert len({region.province for region in REGIONS}) >= 20
