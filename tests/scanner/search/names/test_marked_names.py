"""Marked sentences: what is a name stands in ⟦ ⟧, and nothing else is found."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from names_subject import found, text_of

KINDS = {"P": "person", "M": "masked", "O": "organisation", "A": "address"}
_MARK = re.compile(r"⟦([PMOA]):([^⟧]*)⟧")
LINES = [
    line
    for line in (Path(__file__).parent / "marked.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


def _wanted(line: str) -> list[tuple[str, str]]:
    """The marked names; spaces that only spread a name over a label's place are dropped when a text is read."""
    return [(KINDS[mark[1]], "".join(mark[2].split())) for mark in _MARK.finditer(line)]


@pytest.mark.parametrize("line", [line for line in LINES if not line.startswith("~ ")])
def test_a_marked_sentence(line: str) -> None:
    plain = _MARK.sub(lambda mark: mark[2], line).replace("\\n", "\n").replace("\\t", "\t")
    assert [(kind, "".join(words.split())) for kind, words in found(text_of(plain))] == _wanted(line)


def test_known_misses_are_still_such() -> None:
    for line in (line[2:] for line in LINES if line.startswith("~ ")):
        plain = _MARK.sub(lambda mark: mark[2], line).replace("\\n", "\n").replace("\\t", "\t")
        assert [(kind, "".join(words.split())) for kind, words in found(text_of(plain))] != _wanted(line), (
            line
        )
