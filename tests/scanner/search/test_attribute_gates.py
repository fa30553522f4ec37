"""A rule about persons looks at a sentence only where one of its gate words stands: every pattern must hold one.

It is proved on the patterns themselves: whatever a pattern matches, one of its gate words is in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from scanner.characters import plain
from scanner.road import load_rules

parser: Any = re._parser  # type: ignore[attr-defined]
FEW = 14  # characters of a class that are tried one by one
MOST = 20_000  # readings of one pattern
KEYS = ("patterns", "told", "cells", "sure")


def readings(parsed: Sequence[Any], words: Sequence[str]) -> Iterator[str]:
    """What a pattern may match, as far as it is fixed; "\\0" where anything may stand. Stops at a reading with a word."""
    yield from _readings(list(parsed), "", tuple(words))


def _readings(items: list[Any], before: str, words: tuple[str, ...]) -> Iterator[str]:
    if any(word in before for word in words):
        return
    if not items:
        yield before
        return
    (kind, value), rest = items[0], items[1:]
    name = str(kind)
    if name == "LITERAL":
        yield from _readings(rest, before + chr(value), words)
    elif name == "SUBPATTERN":
        yield from _readings([*value[3], *rest], before, words)
    elif name == "BRANCH":
        for one in value[1]:
            yield from _readings([*one, *rest], before, words)
    elif name == "IN" and len(value) <= FEW and all(str(sort) == "LITERAL" for sort, _ in value):
        for _, char in value:
            yield from _readings(rest, before + chr(char), words)
    elif name in ("MAX_REPEAT", "MIN_REPEAT"):
        low, high, inner = value
        if low == 0:
            yield from _readings(rest, before, words)
            if high == 1:
                yield from _readings([*inner, *rest], before, words)
            else:
                yield from _readings([("ANY", None), *rest], before, words)
        else:
            yield from _readings(
                [*inner, ("ANY", None), *rest] if high > 1 else [*inner, *rest], before, words
            )
    elif name in ("ASSERT", "ASSERT_NOT", "AT"):
        yield from _readings(rest, before, words)
    else:
        yield from _readings(rest, before + "\0", words)


def without_gate(pattern: str, words: Sequence[str]) -> list[str]:
    """Readings of a pattern that hold no gate word; empty when it is proved."""
    found: list[str] = []
    for count, reading in enumerate(readings(parser.parse(plain(pattern)), words)):
        found.append(reading)
        if count >= MOST:
            break
    return found


def patterns() -> list[tuple[str, str, str]]:
    book = load_rules()
    return [
        (rule.id, key, pattern)
        for rule in book.of_kind("attribute")
        for key in KEYS
        for pattern in rule.parameters.get(key, [])
    ]


def test_a_reading_is_told() -> None:
    assert without_gate("(?:肝|肾)癌", ["癌"]) == []
    assert without_gate("(?:肝|肾)癌?", ["癌"]) == ["肝", "肾"]


@pytest.mark.parametrize(("rule", "key", "pattern"), patterns(), ids=lambda value: value[:24])
def test_every_pattern_opens_its_gate(rule: str, key: str, pattern: str) -> None:
    gate = load_rules().rules[rule].parameters["gate"]
    missing = without_gate(pattern, gate)
    assert not missing, f"{rule} {key}: {missing[:8]} hold no gate word"
