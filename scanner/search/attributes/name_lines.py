"""Lines that are nothing but a name, where every cell of a list or a form is a line of its own."""

from __future__ import annotations

from scanner.search.attributes.named import Named, is_name_cell

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_NEIGHBOURS = 6  # lines around


def line_named(text: str, first: int, last: int, is_name: Callable[[str], bool]) -> Named | None:
    """The person whose name is all that a line holds; `is_name` says whether a word alone is one."""
    if not 2 <= last - first <= 12:
        return None
    word = text[first:last].strip()
    if is_name_cell(word) and is_name(word):
        return Named(first, last, "shape", "*" in word or "某" in word)
    return None


def line_named_above(text: str, low: int, is_name: Callable[[str], bool]) -> Named | None:
    """The nearest line above a place that is nothing but a name."""
    return next(_named(_above(text, low), text, is_name), None)


def line_named_near(text: str, low: int, high: int, is_name: Callable[[str], bool]) -> Named | None:
    """The nearest line above ``text[low:high]``, else below, that is nothing but a name."""
    below = _named(_below(text, high), text, is_name)
    return line_named_above(text, low, is_name) or next(below, None)


def _named(lines: Iterator[tuple[int, int]], text: str, is_name: Callable[[str], bool]) -> Iterator[Named]:
    for first, last in lines:
        named = line_named(text, first, last, is_name)
        if named is not None:
            yield named


def _above(text: str, low: int) -> Iterator[tuple[int, int]]:
    at = low
    for _ in range(_NEIGHBOURS):
        if at <= 0:
            return
        first = text.rfind("\n", 0, at - 1) + 1
        yield first, at - 1
        at = first


def _below(text: str, high: int) -> Iterator[tuple[int, int]]:
    at = high
    for _ in range(_NEIGHBOURS):
        if at + 1 >= len(text):
            return
        end = text.find("\n", at + 1)
        last = len(text) if end < 0 else end
        yield at + 1, last
        at = last
