"""Finds before they are told: where, whom they are about, below which label; and what is left where they overlap."""

from __future__ import annotations

from bisect import bisect_left

TYPE_CHECKING = False
if TYPE_CHECKING:
    from scanner.search.attributes.binding import Bound

    Found = tuple[int, int, Bound, str]

_NEAREST = 8  # finds before a place that may reach over it


def meets(places: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether one of these sorted places shares a character with ``start:end``."""
    at = bisect_left(places, (end, 0))
    return any(last > start for _, last in places[max(0, at - _NEAREST) : at])


def apart(found: list[Found]) -> list[Found]:
    """The finds without those inside or across a longer one; words count before labels and heads."""
    kept: list[Found] = []
    taken: set[int] = set()
    for one in sorted(found, key=lambda item: (bool(item[3]), item[0] - item[1], item[0])):
        if taken.isdisjoint(range(one[0], one[1])):
            taken.update(range(one[0], one[1]))
            kept.append(one)
    return kept


def joined(text: str, found: list[Found], quiet: set[tuple[int, int]]) -> list[Found]:
    """The finds, those of one sentence with but a comma between as one: 涉嫌…罪，已移送起诉.

    A find made of several is added to `quiet` where all of them are in it.
    """
    kept: list[Found] = []
    for one in sorted(found, key=lambda item: item[0]):
        last = kept[-1] if kept else None
        if last is None or last[3] or one[3] or text[last[1] : one[0]] not in _COMMAS:
            kept.append(one)
            continue
        kept[-1] = (last[0], one[1], last[2], "")
        if last[:2] in quiet and one[:2] in quiet:
            quiet.add((last[0], one[1]))
    return kept


_COMMAS = ("，", ",", "、")
