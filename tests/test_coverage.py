"""patterns/COVERAGE.md is complete, true and fresh."""

from __future__ import annotations

from pathlib import Path

import pytest

from reports.coverage import PAGE, coverage_page, is_known, stating, unknown_answers, write
from scanner.road import load_rules

BOOK = load_rules()
# Requirements of the five documents, by number of the document.
COUNTS = {0: 10, 1: 15, 2: 21, 3: 8, 4: 7}
WANTED = [f"S{text}-{number:02}" for text, count in COUNTS.items() for number in range(1, count + 1)]
STATED = [one for standard in stating(BOOK) for one in standard.requirements]


def test_every_requirement_is_there_once_and_in_order() -> None:
    assert [requirement.id for requirement in STATED] == WANTED


@pytest.mark.parametrize("requirement", STATED, ids=lambda requirement: requirement.id)
def test_a_requirement_is_answered_or_says_why_not(requirement: object) -> None:
    said = next(one for one in STATED if one is requirement)
    assert said.how in "EMTNXPW"
    assert said.says["zh"]
    assert said.says["en"]
    assert said.by or (said.why["zh"] and said.why["en"])


def test_answers_exist() -> None:
    assert unknown_answers(BOOK) == []


@pytest.mark.parametrize(
    "name",
    ["element/none", "profile/none", "circumstance/none", "gap/none", "matter/none", "limit/none/publish"],
)
def test_what_does_not_exist_is_noticed(name: str) -> None:
    assert not is_known(name, BOOK)


def test_the_page_is_fresh(tmp_path: Path) -> None:
    page = Path(__file__).parent.parent / "patterns" / PAGE
    said = "stale: run python -m reports.coverage"
    assert page.read_text("utf-8") == coverage_page(BOOK), said
    write(str(tmp_path / PAGE))
    assert (tmp_path / PAGE).read_bytes() == page.read_bytes()
    for name in WANTED:
        assert f"| {name} |" in page.read_text("utf-8")
