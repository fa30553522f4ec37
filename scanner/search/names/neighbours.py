"""What the names of a text say of one another: the same name elsewhere, and what stands in a row with names."""

from __future__ import annotations

from bisect import bisect_left

from scanner.regexes import compiled
from scanner.search.names.columns import is_thing
from scanner.search.names.entities import Entity
from scanner.search.names.shapes import can_be_name, has_surname, is_body, is_name, is_word

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator, Sequence

STRONG = ("header", "label", "sign-off")  # make a name whatever it looks like
MOST_REPEATED = 400  # a longer list of names says nothing of the rest
MOST_ADDED = 2  # characters by which a name elsewhere may be longer than what the model saw here
_ROW = compiled(r"[^，。；：:;,\n\t（）()“”！？]+")
_JOINT = compiled(r"、|(?<=[^\W\d_])[和与及](?=[^\W\d_])")
_COUNTED = compiled(r"(?:[0-9一二两三四五六七八九十]+(?:[名位户人]|个[人村])|等|各).*$")
_LEAD = compiled(
    r"^.*(?:有|为|是|即|由|给|[可请者]向|找|将|让|村民|农户|同志|居民|户主|老人|学生|分别是|包括)(?=[^\W\d_]{2,4}$)"
)


def repeated(text: str, entities: Sequence[Entity]) -> list[Entity]:
    """Further places of names that have evidence elsewhere in the text, and their borders where the model missed them."""
    known = _known(text, entities)
    if not known or len(known) > MOST_REPEATED:
        return list(entities)
    starts = [entity.start for entity in entities]
    found: dict[int, Entity] = dict(enumerate(entities))
    added: list[Entity] = []
    for name in _pattern(known).finditer(text):
        start, end = name.span()
        if end - start == 2 and (text[start - 1 : start].isalpha() or text[end : end + 1].isalpha()):
            continue  # a short name only where nothing touches it
        at = bisect_left(starts, start)
        near = [i for i in (at - 1, at) if 0 <= i < len(entities) and _meet(entities[i], start, end)]
        if not near:
            added.append(Entity("person", start, end, ("repeat",), "likely"))
        elif len(near) == 1 and _is_mended(text, entities[near[0]], start, end, known):
            found[near[0]] = Entity("person", start, end, (*entities[near[0]].evidence, "repeat"), "likely")
    return sorted((*found.values(), *added), key=lambda entity: entity.start)


def _known(text: str, entities: Sequence[Entity]) -> dict[str, int]:
    """The names that can be looked for elsewhere, and how often each was found."""
    known: dict[str, int] = {}
    for entity in entities:
        value = text[entity.start : entity.end]
        if entity.kind != "person" or " " in value:
            continue
        is_clear = entity.certainty != "suspect" or any(tag in STRONG for tag in entity.evidence)
        is_short = len(value) == 2 and is_name(value) and any(tag in STRONG for tag in entity.evidence)
        if is_clear and (is_short or _is_telling(value)):
            known[value] = known.get(value, 0) + 1
    return known


def _meet(entity: Entity, start: int, end: int) -> bool:
    return entity.start < end and start < entity.end


def _is_mended(text: str, entity: Entity, start: int, end: int, known: dict[str, int]) -> bool:
    """Whether what the model alone saw is a name of elsewhere, cut short or with a character too many."""
    if (
        entity.kind != "person"
        or entity.evidence[-1:] != ("model",)
        or any(tag in STRONG for tag in entity.evidence)
    ):
        return False
    is_cut = (
        start <= entity.start and entity.end <= end and end - start <= entity.end - entity.start + MOST_ADDED
    )
    is_long = entity.start <= start and end <= entity.end and end - start >= 2
    here = known.get(text[entity.start : entity.end], 0)
    return (
        (entity.start, entity.end) != (start, end) and (is_cut or is_long) and here <= known[text[start:end]]
    )


def _is_telling(value: str) -> bool:
    """Whether a name elsewhere can hardly be anything else."""
    return len(value) >= 3 and not is_word(value) and (has_surname(value) or len(value) > 3)


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    """A pattern for the longest of these names at a place; not kept for the next start."""
    import re

    return re.compile("|".join(sorted(map(re.escape, names), key=lambda name: (-len(name), name))))


def rowed(text: str, entities: Sequence[Entity]) -> list[Entity]:
    """Names that nothing but their row betrays: 姜珍收、喇三十九和喇由布, where two at least are known.

    `entities` stand in order; nothing is looked at but the lines from the first of them to the last.
    """
    if not entities:
        return []
    starts = [entity.start for entity in entities]
    low = text.rfind("\n", 0, starts[0]) + 1
    high = text.find("\n", entities[-1].end)
    high = len(text) if high < 0 else high
    added: list[Entity] = []
    for row in _ROW.finditer(text, low, high) if text.find("、", low, high) >= 0 else ():
        if "、" not in row[0]:
            continue
        first = bisect_left(starts, row.start())
        inside = entities[first : bisect_left(starts, row.end())]
        people = [one for one in inside if one.kind in ("person", "masked")]
        if not people or len(people) * 2 < len(inside):
            continue
        pieces = list(_pieces(text, *row.span()))
        begun = {one.start for one in people}
        named = sum(start in begun for start, _ in pieces)
        free = [
            (start, end)
            for start, end in pieces
            if not _is_taken(inside, start, end)
            and _may_stand(text[start:end], is_edge=(start, end) in (pieces[0], pieces[-1]))
        ]
        is_row = named >= 2 or (named == 1 and len(free) == 1 and is_name(text[slice(*free[0])]))
        if is_row and named >= len(free):
            added += [Entity("person", start, end, ("list",), "suspect") for start, end in free]
    return sorted((*entities, *added), key=lambda entity: entity.start) if added else list(entities)


def _is_taken(inside: Sequence[Entity], start: int, end: int) -> bool:
    """Whether one of these entities, by place, meets a stretch."""
    at = bisect_left(inside, end, key=lambda one: one.start) - 1
    return at >= 0 and inside[at].end > start


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The texts between the 、 of a row, the first without what leads to it, the last without what goes on."""
    borders = [(start, start), *(mark.span() for mark in _JOINT.finditer(text, start, end)), (end, end)]
    last = len(borders) - 2
    for number in range(last + 1):
        begin, stop = borders[number][1], borders[number + 1][0]
        if number == last:
            counted = _COUNTED.search(text[begin:stop])
            stop = begin + counted.start() if counted else stop
        if number == 0:
            lead = _LEAD.match(text[begin:stop])
            begin += lead.end() if lead else 0
        if begin < stop:
            yield begin, stop


def _may_stand(token: str, *, is_edge: bool) -> bool:
    """Whether a text in a row with names may be one: short, of Han characters, no word, place or body."""
    if not can_be_name(token) or is_word(token) or is_body(token) or is_thing(token):
        return False
    return len(token) <= (3 if is_edge else 5) or (is_edge and has_surname(token) and len(token) == 4)
