"""Two masks of one person in one document that together give the number away.

Masks are brought together by name, or by place in two lists of the same names; what they show is laid
over one another in memory and forgotten. The cost is linear in the number of masks: the names are keys of
a dict, and a name that very many masks share is only paired by place.

Source: the join rule of the project, ≥ 16 of 18 places known or no more numbers left than the standard
takes for an error.
"""

from __future__ import annotations

from collections import Counter

from scanner.model import Fact
from scanner.noun import noun
from scanner.search.masks.counting import candidates

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scanner.search.numbers.masks import Mask

    ListKey = tuple[int, int, int]

MOST_OF_A_NAME = 24  # masks with one name and one kind that are compared with one another
KNOWN_PLACES = 16  # of 18


class Owned(metaclass=noun):
    """A mask with its person: the name with `*` for hidden characters ("" where unknown), the list it
    stands in (table, section, column; every mask of the prose is a list of its own) and its row there."""

    mask: Mask
    name: str
    list: ListKey
    row: int


class Splice(metaclass=noun):
    """Two masks and what they leave: `count` values, `known` visible places of the number."""

    first: Mask
    second: Mask
    count: int
    known: int
    fact: Fact
    is_sure: bool


def overlaid(one: str, other: str) -> str:
    """Both masks in one; "" where they contradict one another or are of different lengths."""
    if len(one) != len(other):
        return ""
    symbols = [b if a == "*" else a for a, b in zip(one, other, strict=True) if a == "*" or b in ("*", a)]
    return "".join(symbols) if len(symbols) == len(one) else ""


def splices(owned: Iterable[Owned], today: str, error: int) -> Iterator[Splice]:
    """Every pair that leaves at most `error` values or shows 16 of 18 places."""
    masks = [one for one in owned if one.mask.symbols and one.name]
    seen: set[tuple[int, int]] = set()
    for pairs in (_by_name(masks, today), _by_place(masks)):
        for first, second, fact in pairs:
            key = (min(first.mask.start, second.mask.start), max(first.mask.start, second.mask.start))
            found = None if key in seen else _splice(first, second, fact, today, error)
            seen.add(key)
            if found is not None:
                yield found


def _splice(first: Owned, second: Owned, fact: Fact, today: str, error: int) -> Splice | None:
    whole = overlaid(first.mask.symbols, second.mask.symbols)
    if not whole or whole in (first.mask.symbols, second.mask.symbols):
        return None
    count = candidates(first.mask.kind, whole, today)
    if count is None:
        return None
    known = len(whole) - whole.count("*")
    is_given_away = count <= error or (len(whole) == 18 and known >= KNOWN_PLACES)
    is_sure = "*" not in first.name and first.name == second.name and first.list != second.list
    return Splice(first.mask, second.mask, count, known, fact, is_sure) if is_given_away else None


def _by_name(masks: list[Owned], today: str) -> Iterator[tuple[Owned, Owned, Fact]]:
    """Masks of one name, of which each fits exactly one other of a list."""
    named: dict[tuple[str, str], list[Owned]] = {}
    for one in masks:
        for name in _keys(one.name):
            named.setdefault((one.mask.kind, name), []).append(one)
    for (_, name), group in named.items():
        if 1 < len(group) <= MOST_OF_A_NAME:
            fact = Fact("same-masked-name" if "*" in name else "same-name")
            for first, second in _sole_pairs(group, today):
                yield first, second, fact


def _keys(name: str) -> Iterator[str]:
    """A name and the masked forms that it may have elsewhere: 张小三 is 张*三, 张** and 张*, too."""
    yield name
    if "*" in name:
        return
    if len(name) == 2:
        yield name[0] + "*"
    elif len(name) > 2:
        yield f"{name[0]}{'*' * (len(name) - 2)}{name[-1]}"
        yield name[0] + "*" * (len(name) - 1)


def _sole_pairs(group: list[Owned], today: str) -> Iterator[tuple[Owned, Owned]]:
    """Pairs that fit one another and nobody else of those lists."""
    partners: list[dict[ListKey, list[int]]] = [{} for _ in group]
    for at, one in enumerate(group):
        for to in range(at + 1, len(group)):
            other = group[to]
            if _may_be_same(one, other) and _fits(one.mask, other.mask, today):
                partners[at].setdefault(other.list, []).append(to)
                partners[to].setdefault(one.list, []).append(at)
    for at, lists in enumerate(partners):
        for fitting in lists.values():
            to = fitting[0]
            if at < to and _is_sole(group, fitting) and _is_sole(group, partners[to][group[at].list]):
                yield group[at], group[to]


def _fits(one: Mask, other: Mask, today: str) -> bool:
    """Whether some number fits both."""
    whole = overlaid(one.symbols, other.symbols)
    return bool(whole) and candidates(one.kind, whole, today) is not None


def _may_be_same(one: Owned, other: Owned) -> bool:
    """Two rows of one list are two persons, save where a whole name comes twice; two different whole names
    of one masked form are two persons, too."""
    if one.list == other.list:
        return one.name == other.name and "*" not in one.name
    return one.name == other.name or "*" in one.name or "*" in other.name


def _is_sole(group: list[Owned], fitting: list[int]) -> bool:
    """Whether these are one mask, perhaps printed several times."""
    return len({group[at].mask.symbols for at in fitting}) == 1


def _by_place(masks: list[Owned]) -> Iterator[tuple[Owned, Owned, Fact]]:
    """The same row of two lists with the same names in the same order."""
    lists: dict[ListKey, list[Owned]] = {}
    for one in masks:
        if one.row >= 0:
            lists.setdefault(one.list, []).append(one)
    alike: dict[tuple[str, ...], list[list[Owned]]] = {}
    for entries in lists.values():
        if len(entries) > 1:
            alike.setdefault((entries[0].mask.kind, *[one.name for one in entries]), []).append(entries)
    shared = Counter(one.name for one in masks)
    for same in alike.values():
        for at, entries in enumerate(same[:MOST_OF_A_NAME]):
            for other in same[at + 1 : MOST_OF_A_NAME]:
                yield from (
                    (first, second, Fact("same-position"))
                    for first, second in zip(entries, other, strict=True)
                    if shared[first.name] > 1
                )
