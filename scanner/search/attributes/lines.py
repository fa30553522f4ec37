"""The lines of a text that hold one of several words: what costs more is asked of these alone."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from scanner.search.attributes.binding import Binding


def lines_of(binding: Binding) -> Lines:
    """The lines of the text of a search."""
    return binding.once(_lines)


def _lines(binding: Binding) -> Lines:
    return Lines(binding.text)


class Lines:
    """The lines of one text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._chars = frozenset(text)

    def has_any(self, words: Iterable[str]) -> bool:
        """Whether the text holds one of these words."""
        chars, text = self._chars, self._text
        return any(chars.issuperset(word) and word in text for word in words)

    def holding(self, words: Iterable[str], around: int = 0) -> list[tuple[int, int]]:
        """Begin and end of the lines that hold one of these words, and of so many lines around each, in order."""
        text = self._text
        starts: set[int] = set()
        for word in words:
            if self._chars.issuperset(word):
                starts |= _starts(text, word)
        for start in tuple(starts) if around else ():
            low = high = start
            for _ in range(around):
                low = text.rfind("\n", 0, max(0, low - 1)) + 1
                high = text.find("\n", high) + 1 or high
                starts |= {low, high}
        return [(start, end) for start in sorted(starts) if start < (end := _end(text, start))]


def _starts(text: str, word: str) -> set[int]:
    """Where the lines begin that hold a word."""
    found: set[int] = set()
    at = text.find(word)
    while at >= 0:
        found.add(text.rfind("\n", 0, at) + 1)
        line = text.find("\n", at)
        at = text.find(word, line) if line >= 0 else -1
    return found


def _end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end
