"""Finds before they are told: where, whom they are about, below which label; and what is left where they overlap."""

from __future__ import annotations

from bisect import bisect_left

from scanner.regexes import compiled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scanner.search.attributes.binding import Binding, Bound
    from scanner.search.attributes.specs import Spec
    from scanner.search.subject import Subject

    Found = tuple[int, int, Bound, str]

_AID = compiled("[资补]助|助学|奖学|补贴|救助")
_NEAREST = 8  # finds before a place that may reach over it


def meets(places: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether one of these sorted places shares a character with ``start:end``."""
    at = bisect_left(places, (end, 0))
    return any(last > start for _, last in places[max(0, at - _NEAREST) : at])


def settled(
    text: str, taken: Mapping[Spec, Sequence[Found]], quiet: set[tuple[int, int]]
) -> list[tuple[Spec, Found]]:
    """What is left where finds overlap by half, in order: the longer one; what words say before what a column's head says."""
    named = [(spec, found) for spec, all_ in taken.items() if spec.is_of_names for found in apart(all_)]
    others = [(spec, found) for spec, all_ in taken.items() if not spec.is_of_names for found in apart(all_)]
    others.sort(key=lambda pair: (bool(pair[1][3]) and not pair[0].head_decides, pair[1][0] - pair[1][1]))
    kept: dict[Spec, list[Found]] = {}
    places: set[int] = set()
    for spec, found in others:
        place = range(found[0], found[1])
        if 2 * len(places.intersection(place)) < len(place):
            places.update(place)
            kept.setdefault(spec, []).append(found)
    whole = (
        (spec, found)
        for spec, all_ in kept.items()
        for found in (joined(text, all_, quiet) if spec.is_joined else all_)
    )
    return sorted([*named, *whole], key=lambda pair: (pair[1][0], pair[0].rule.id))


def apart(found: Sequence[Found]) -> list[Found]:
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


def is_title(subject: Subject, position: int) -> bool:
    """Whether a place lies in the title."""
    title = subject.anatomy.title
    return title is not None and title.start <= position < title.end


def is_headline(subject: Subject, position: int, bound: Bound) -> bool:
    """Whether words stand in a title and whom they are bound to below it: 白内障老人重见光明."""
    title, person = subject.anatomy.title, bound.person
    if title is None or person is None or "\n" in subject.text.text[title.start : title.end]:
        return False
    return title.start <= position < title.end <= person.start


def aids_pupils(subject: Subject) -> bool:
    """Whether the notice is a list of pupils aided, who may be named and whose parents get the money."""
    title, profile = subject.anatomy.title, subject.profile
    if title is None or _AID.search(title.text) is None:
        return False
    return "雨露" in title.text or (profile is not None and "minor" in profile.permits)


def fits(spec: Spec, binding: Binding, start: int, end: int) -> bool:
    """Whether a find of a rule that looks for names is one."""
    from scanner.search.attributes.signs import holds_no_name

    if holds_no_name(binding.text[start:end]):
        return False
    low = binding.line(max(0, binding.line(start)[0] - 1))[0]
    high = binding.line(min(len(binding.text), binding.line(end)[1] + 1))[1]
    return spec.beside.search(binding.text, low, high) is not None and binding.is_name(start, end)
