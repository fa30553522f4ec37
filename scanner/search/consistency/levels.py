"""Which rows of a table stand above which: by their numbers (一 （一） 1 （1） ①) and by their figures."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from scanner.regexes import compiled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

IMPLICIT_ROWS = 300  # longer stretches are not searched for rows that sum up those below them
_STYLES = (
    compiled(r"[（(]?[A-Z][)）、.．]?(?![A-Za-z0-9])"),
    compiled(r"(?:第?[一二三四五六七八九十]{1,3}(?:$|[、.．部章]))"),
    compiled(r"[（(]\s?[一二三四五六七八九十]{1,3}\s?[)）]"),
    compiled(r"[0-9]{1,4}(?:$|[、．)）]|[.](?![0-9]))"),
    compiled(r"[（(]\s?[0-9]{1,3}\s?[)）]|[0-9]{1,2}[.\-－][0-9]{1,2}(?![0-9])"),
    compiled(r"[①-⑳]|[0-9]{1,2}[.\-－][0-9]{1,2}[.\-－][0-9]{1,2}"),
)


def level_of(cells: Iterable[str]) -> int:
    """The level that the numbering of a row says, 0 the outermost; -1 where no cell left of the figures is numbered."""
    for cell in cells:
        if not cell:
            continue
        for level in range(len(_STYLES) - 1, -1, -1):
            if _STYLES[level].match(cell):
                return level
        break
    return -1


def explicit_rows(values: Sequence[Decimal]) -> list[int]:
    """Indexes of the figures without those that the figure before them already sums up.

    A figure that equals the sum of the next two or more is the head of its group, though nothing says so.
    """
    kept = []
    at = 0
    while at < len(values):
        kept.append(at)
        at = _behind_group(values, at)
    return kept


def _behind_group(values: Sequence[Decimal], at: int) -> int:
    if values[at] <= 0:
        return at + 1
    running = Decimal(0)
    for following in range(at + 1, len(values)):
        running += values[following]
        if running == values[at] and following > at + 1:
            return following + 1
        if running > values[at]:
            break
    return at + 1


def code_parents(codes: Sequence[str]) -> set[int]:
    """Indexes of the codes that are the beginning of the code behind them: 213 above 21305 above 2130504."""
    return {
        at
        for at, (code, following) in enumerate(pairwise(codes))
        if len(code) > 2 and len(following) > len(code) and following.startswith(code) and code.isdigit()
    }
