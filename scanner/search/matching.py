"""Patterns of rule files, run on a window of text.

Those of the built-in rules are ours and tested; `re` runs them, which is there from the start. Those of a
user's folder may be of any kind: the `regex` module runs them under a time limit.
"""

from __future__ import annotations

import re
from functools import lru_cache

from scanner.characters import plain
from scanner.regexes import compiled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

SECONDS = 0.5  # for one window; a slower pattern of a user's rule finds nothing there


def first_match(pattern: str, window: str, *, trusted: bool, start: int = 0) -> Any:
    """The first match of a rule's pattern in a window from `start`, or None (also when its time was up)."""
    if trusted:
        return _ours(pattern).search(window, start)
    try:
        return _theirs(pattern).search(window, start, timeout=SECONDS)
    except TimeoutError:
        return None


@lru_cache(maxsize=512)
def _ours(pattern: str) -> re.Pattern[str]:
    return compiled(plain(pattern))


@lru_cache(maxsize=512)
def _theirs(pattern: str) -> Any:
    import regex

    return regex.compile(pattern)


def matches_near(
    pattern: re.Pattern[str], sign: re.Pattern[str], text: str, *, before: int, behind: int
) -> Iterator[re.Match[str]]:
    """What `pattern.finditer(text)` gives, where every match holds a `sign`, by looking round the signs only.

    A match must begin at most `before` characters before the beginning of its sign, and end, with what
    it looks ahead at, at most `behind` characters behind that beginning.
    """
    low = high = -1
    for found in sign.finditer(text):
        at = found.start()
        if at - before > high:
            if high >= 0:
                yield from pattern.finditer(text, low, high)
            low = max(0, at - before)
        high = at + behind
    if high >= 0:
        yield from pattern.finditer(text, low, high)
