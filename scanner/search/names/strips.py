"""The lines that are tagged: alignment spaces closed up, traditional forms folded, cut into strips of a few lines.

Every character of a strip comes from exactly one character of the searched text (`Strip.places`).
"""

from __future__ import annotations

from scanner.noun import noun
from scanner.regexes import compiled
from scanner.search.names.traditional import SIMPLIFIED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LENGTH = 400  # characters; a strip ends with the line that reaches it
LONGEST = 1500  # a line without an end is cut here, behind a mark where there is one
_HAN = r"[^\W\da-zA-Z_]"
# 李　明 between two marks, ends of lines or other texts: two or three single characters, spread.
_SPREAD = compiled(
    rf"(?<![^\s:：、,，;；。（(|/]){_HAN}(?P<gap>[ \u3000]{{1,6}})(?![男女汉是否]){_HAN}(?:(?P=gap)(?![男女汉是否]){_HAN})?(?![^\s:：、,，;；。）)|/])"
)
_MAY_SPREAD = compiled(rf"{_HAN}[ \u3000]+{_HAN}")
_BREAK = compiled(r"[。；！？;，、,\t ]")


class Strip(metaclass=noun):
    """Some lines as they are tagged; `places[i]` is where the i-th character stands in the searched text."""

    text: str
    places: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where ``text[start:end]`` stands in the searched text."""
        return self.places[start], self.places[end - 1] + 1


def strips(text: str, start: int = 0, end: int | None = None) -> Iterator[Strip]:
    """The strips of a stretch of searched text, in order; together they hold every character but closed-up spaces."""
    end = len(text) if end is None else end
    first = start
    while first < end:
        last = _last(text, first, end)
        yield _strip(text, first, last)
        first = last


def _last(text: str, first: int, end: int) -> int:
    """Where the strip that begins here ends."""
    if first + LENGTH >= end:
        return end
    stop = text.find("\n", first + LENGTH, min(first + LONGEST, end))
    if stop >= 0:
        return stop + 1
    if first + LONGEST >= end:
        return end
    cut = (
        max(found.end() for found in _BREAK.finditer(text, first, first + LONGEST))
        if _BREAK.search(text, first + LENGTH, first + LONGEST)
        else first + LONGEST
    )
    return cut


def _strip(text: str, first: int, last: int) -> Strip:
    raw = text[first:last]
    dropped = spread(raw) if _MAY_SPREAD.search(raw) else frozenset()
    folded = raw.translate(SIMPLIFIED)
    if not dropped:
        return Strip(folded, range(first, last))
    kept = [at for at in range(len(raw)) if at not in dropped]
    return Strip("".join([folded[at] for at in kept]), [first + at for at in kept])


def spread(text: str) -> frozenset[int]:
    """Indexes of the spaces that spread a name of two or three characters: 李　明, 欧 阳 雪."""
    found: set[int] = set()
    for name in _SPREAD.finditer(text):
        found.update(at for at in range(*name.span()) if text[at] in " \u3000")
    return frozenset(found)
