"""The texts at the borders of the types: of every type, and no copies of what is scored."""

from __future__ import annotations

import re

import pytest

from corpora.make import Case
from corpora.score import answered_cases
from corpora.written_notices import HERE, border_cases, entries, written_cases
from scanner.extract import extract
from scanner.normalize import normalize
from scanner.road import load_rules
from scanner.settings import Limits

RUN, MOST = 5, 0.4  # heads of tables and set phrases are the same everywhere
_BARE, _SLOT = re.compile(r"[^\u4e00-\u9fff]"), re.compile(r"\{[^}]*\}")


def runs(text: str) -> set[str]:
    bare = _BARE.sub("", text)
    return {bare[at : at + RUN] for at in range(len(bare) - RUN + 1)}


def borders() -> dict[str, set[str]]:
    found = [entry for path in sorted((HERE / "borders").glob("*.txt")) for entry in entries(path)]
    return {entry.name: runs(_SLOT.sub("", "\n".join(entry.lines))) for entry in found}


def runs_of(case: Case) -> set[str]:
    return runs(normalize(extract(case.name, case.data, Limits())).text)


def test_every_text_has_a_known_type() -> None:
    assert {case.answer["profile"] for case in border_cases()} == set(load_rules().profiles)


@pytest.mark.parametrize("part", ["held", "fresh", "blind"])
def test_no_text_is_a_copy_of_a_scored_one(part: str) -> None:
    scored = answered_cases(part) if part == "blind" else written_cases(part)
    known = {case.name: runs_of(case) for case in scored}
    for name, own in borders().items():
        nearest = max(known, key=lambda one: len(own & known[one]))
        assert len(own & known[nearest]) <= MOST * max(len(own), 20), f"{name} is too near to {nearest}"
