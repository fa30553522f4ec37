"""The words without which nothing can be said of a person: where they stand, or whether one stands at all."""

from __future__ import annotations

from functools import lru_cache

from scanner.regexes import worked_out

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    # first character -> the second (or again the first), the word, the numbers of the gates it belongs to
    Filed = dict[str, list[tuple[str, str, list[int]]]]

_MOST_KEPT = 4  # sets of gates: of the rule books of one process


def standing(gates: Sequence[Sequence[str]], text: str) -> list[tuple[int, int]]:
    """(position, number of a gate) of its words in a text, in order; a word may begin inside another."""
    found: list[tuple[int, int]] = []
    for word, numbers in _words_in(gates, text):
        at = text.find(word)
        while at >= 0:
            found += [(at, number) for number in numbers]
            at = text.find(word, at + 1)
    found.sort()
    return found


def is_open(gates: Sequence[Sequence[str]], text: str) -> bool:
    """Whether any word of any gate stands in the text."""
    return next(_words_in(gates, text), None) is not None


def _words_in(gates: Sequence[Sequence[str]], text: str) -> Iterator[tuple[str, list[int]]]:
    filed = _by_first(tuple(["\n".join(gate) for gate in gates]))
    chars = set(text)
    for first in chars & filed.keys():
        for second, word, numbers in filed[first]:
            if second in chars and word in text:
                yield word, numbers


@lru_cache(maxsize=_MOST_KEPT)
def _by_first(gates: tuple[str, ...]) -> Filed:
    return worked_out("gates", gates, _filed)


def _filed(gates: tuple[str, ...]) -> Filed:
    own: dict[str, list[int]] = {}
    for number, gate in enumerate(gates):
        for word in dict.fromkeys(gate.split("\n")):
            if word:
                own.setdefault(word, []).append(number)
    made: Filed = {}
    for word, numbers in own.items():
        made.setdefault(word[0], []).append((word[min(1, len(word) - 1)], word, numbers))
    return made
