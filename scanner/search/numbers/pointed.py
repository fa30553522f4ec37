"""Numbers with points between their groups: 139.0000.1234, 410999.19790326.2845.

Addresses of machines, dates, amounts, sections of a text and versions have points as well; so only the
groups in which people write a number count, and the whole must be what the groups say.
"""

from __future__ import annotations

from scanner.model import Fact
from scanner.noun import replace
from scanner.regexes import compiled
from scanner.search.numbers.odd_ways import POINTS
from scanner.search.numbers.policy import Reading, judged
from scanner.search.numbers.surroundings import Surroundings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.model import NormalizedText
    from scanner.search.numbers.surroundings import Heads

_SHAPES = {
    (3, 4, 4),
    (4, 4, 3),
    (6, 8, 4),
    (6, 4, 4, 4),
    (3, 3, 4, 4, 4),
    (6, 4, 2, 2, 4),
    (4, 4, 4, 4),
    (4, 4, 4, 4, 2),
    (4, 4, 4, 4, 3),
}
_WRITTEN = compiled("[0-9]++(?:[.][0-9]++)*+(?:[.]?[Xx])?")
_REACH = 40  # characters of the longest one, a digit at a time


def pointed_readings(text: NormalizedText, heads: Heads, outline: str, today: str) -> Iterator[Reading]:
    """Numbers with points between their groups."""
    whole = text.text
    at = POINTS.search(outline)
    while at is not None:
        start = at.start()
        low = max(0, start - _REACH)
        while start > low and (whole[start - 1].isdecimal() or whole[start - 1] == "."):
            start -= 1
        written = _WRITTEN.match(whole, start)
        end = written.end() if written else at.end()
        if written is not None and not (whole[end : end + 1].isascii() and whole[end : end + 1].isalnum()):
            groups = written.group().split(".")
            shape = tuple([len(group) for group in groups])
            if shape in _SHAPES or set(shape[:-1]) == {1}:
                digits = "".join(groups).upper()
                near = Surroundings(text, heads, start, end)
                reading = judged(digits, near, today, (len(digits),))
                if reading is not None and reading.identity:
                    yield replace(reading, facts=(*reading.facts, Fact("inner-points")))
        at = POINTS.search(outline, max(end, at.end()))
