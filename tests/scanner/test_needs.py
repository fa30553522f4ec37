"""A pattern is passed over only where it could not have matched."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner.characters import plain
from scanner.model import Rule
from scanner.needs import Tried, needed, signs_of
from scanner.road import load_rules

PATTERNS = [
    "离婚|分居",
    "(?:欠[了下]?)(?P<mark>外债)",
    "[甲乙]丙?丁*",
    "(?<=家)(?:里|中)?穷",
    "(?=因病)因病?致贫",
    "[^甲]乙",
    "a(?:b|cd)+?e?",
    "(?>甲乙|丙)丁++",
    "(甲)\\1乙",
    "[一-十]月",
    "(?!不)得病|\n",
]


@pytest.mark.parametrize(
    ("pattern", "signs"),
    [
        ("离婚|分居", {"离婚", "分居"}),
        ("欠[了下]?外债", {"外债"}),
        ("[甲乙]?", set()),
        ("甲*", set()),
        ("(?i)AB", set()),
        ("(?i:AB)", set()),
        ("(?i:AB)甲", {"甲"}),
        (".[^甲]", set()),
        ("[甲乙]", {"甲", "乙"}),
        ("(?:甲乙)?丙", {"丙"}),
    ],
)
def test_what_a_pattern_needs(pattern: str, signs: set[str]) -> None:
    assert needed(pattern) == signs


@given(
    st.sampled_from(PATTERNS),
    st.text("甲乙丙丁离婚分居欠了下外债家里中穷因病致贫abcde一三十月不得\n", max_size=12),
)
def test_a_pattern_that_is_passed_over_does_not_match(pattern: str, text: str) -> None:
    if not Tried([pattern]).worth(signs_of(text)):
        assert re.search(pattern, text) is None


def test_patterns_keep_their_order_and_unknown_ones_are_tried() -> None:
    tried = Tried(["丙", ".", "甲乙"])
    assert [pattern.pattern for pattern in tried.worth(signs_of("甲乙"))] == [".", "甲乙"]
    assert bool(tried)
    assert not Tried([])


def test_the_rules_on_people_name_what_they_need() -> None:
    rules = [rule for rule in load_rules().rules.values() if rule.kind == "attribute"]
    patterns = [pattern for rule in rules for pattern in (*_of(rule, "patterns"), *_of(rule, "told"))]
    assert len(patterns) > 50
    assert sum(not needed(plain(pattern)) for pattern in patterns) <= len(patterns) // 10


def _of(rule: Rule, key: str) -> list[str]:
    found = rule.parameters.get(key, [])
    return [*found] if isinstance(found, (list, tuple)) else []
