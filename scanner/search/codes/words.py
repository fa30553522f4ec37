"""The label words of all rules of kind `code`: where they stand, and which of two at one place counts.

The longer word counts, be it of another rule or of `numbers.labels`: 护照 in 护照号码 is 护照号码, 证号
in 身份证号 is nothing of its own.
"""

from __future__ import annotations

import re
from functools import lru_cache

from scanner.regexes import compiled
from scanner.search.numbers.labels import CLASS_OF

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


class Words:
    """A set of label words, made to be looked for in one pass."""

    def __init__(self, words: tuple[str, ...]) -> None:
        self._known = frozenset(words)
        self._least = tuple(
            sorted(word for word in words if not any(other in word for other in words if other != word))
        )
        self._pattern = compiled("|".join(map(re.escape, self._least))) if self._least else None
        every = {*words, *CLASS_OF}
        self._longer = {
            word: tuple(sorted(_places(word, every), key=lambda pair: -len(pair[0]))) for word in self._least
        }

    def hits(self, text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
        """(word, start, end) of every label word between two positions, left to right."""
        if self._pattern is None:
            return
        done = 0
        for match in self._pattern.finditer(text, start, end):
            for word, before in self._longer[match.group()]:
                at = match.start() - before
                if at >= start and text.startswith(word, at):
                    if at >= done and word in self._known:
                        yield word, at, at + len(word)
                    done = max(done, at + len(word))
                    break


def _places(word: str, every: set[str]) -> Iterator[tuple[str, int]]:
    """(longer word, where the word begins in it) of all words that hold this one, itself included."""
    for longer in every:
        at = longer.find(word)
        while at >= 0:
            yield longer, at
            at = longer.find(word, at + 1)


@lru_cache(maxsize=8)
def words_of(words: tuple[str, ...]) -> Words:
    """`Words`, made once for a set of rules."""
    return Words(words)
