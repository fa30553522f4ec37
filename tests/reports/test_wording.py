"""Every fact and gap that the scanner names has its sentence in both languages."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from reports import labels
from reports.wording import FACTS, GAP_REASONS, GAP_WHAT
from scanner.model import Finding

SCANNER = Path(__file__).parents[2] / "scanner"


def calls() -> Iterator[tuple[str, ast.Call]]:
    for path in SCANNER.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = (
                    node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                )
                yield name, node


def literals(node: ast.expr) -> Iterator[str]:
    """The strings that an argument may be: a literal, or the branches of a choice."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from literals(node.body)
        yield from literals(node.orelse)


def fact_names() -> set[str]:
    return {name for called, node in calls() if called == "Fact" for name in literals(node.args[0])}


def gap_words() -> Iterator[tuple[str, str]]:
    """(what, reason) of Gap(…), builder.gap(…) and Unreadable(…); what is "" where it is not said."""
    for called, node in calls():
        if called in ("Gap", "gap") and len(node.args) >= 2:
            for what in literals(node.args[0]):
                yield what, ""
            for reason in literals(node.args[1]):
                yield "", reason
        elif called in ("Unreadable", "failed_report"):
            for reason in literals(node.args[0 if called == "Unreadable" else 1]):
                yield "", reason


def test_facts_are_found_at_all() -> None:
    assert {"because-errors", "profile-stated"} <= fact_names()


def test_every_fact_has_a_sentence() -> None:
    assert sorted(fact_names() - FACTS.keys()) == []


def test_every_gap_has_a_sentence() -> None:
    assert sorted({what for what, _ in gap_words() if what} - GAP_WHAT.keys()) == []
    assert sorted({reason for _, reason in gap_words() if reason} - GAP_REASONS.keys()) == []


def names(pattern: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(pattern) if name is not None}


TABLES = {
    "FACTS": FACTS,
    "GAP_WHAT": GAP_WHAT,
    "GAP_REASONS": GAP_REASONS,
    **{name: table for name, table in vars(labels).items() if name.isupper() and isinstance(table, dict)},
}


@pytest.mark.parametrize("name", TABLES)
def test_both_languages_say_the_same_things(name: str) -> None:
    for key, (zh, en) in TABLES[name].items():
        assert names(zh) == names(en), key
        assert not re.search("[\u4e00-\u9fff]", en), key
        assert bool(zh) == bool(en), key


def test_fields_of_facts_are_those_of_their_sentences() -> None:
    for called, node in calls():
        if called != "Fact" or len(node.args) < 2 or not isinstance(node.args[1], ast.Tuple):
            continue
        given = {
            pair.elts[0].value
            for pair in node.args[1].elts
            if isinstance(pair, ast.Tuple) and isinstance(pair.elts[0], ast.Constant)
        }
        for name in literals(node.args[0]):
            assert names(FACTS[name][0]) <= given, name


def test_findings_hold_no_words() -> None:
    """Sentences are made here; a finding carries names and fields only."""
    assert "message" not in Finding.__slots__
