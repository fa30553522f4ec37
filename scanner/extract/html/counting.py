"""The places of elements among their siblings, as far as rules tell them apart.

Rules ask for a place by a step and an offset; behind the farthest offset places repeat by the least common multiple of the
steps. So a list of any length has a handful of places, and its elements a handful of looks. Selectors 4, 14 (an+b).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import lcm

from scanner.extract.html.elements import BODY, HEAD_DEPTH, HTML, Kind, Kinds, Node, followed
from scanner.extract.html.matching import PLACES

_MOST_REPEATED = 1_000  # places; rules that tell more apart tell all of them apart
_ENDLESS = 1 << 40

Ends = tuple[int, int]  # which child from the end, which of its name from the end
Key = str | tuple[str, tuple[Ends, ...]]  # a run of tags, with the places from the end of the elements in it
NO_ENDS: Ends = (0, 0)


class Counted:
    """One way to count: which child, which of its name; from the front or from the end."""

    def __init__(self, tests: Sequence[tuple[str, str, int, int]]) -> None:
        self.is_asked = bool(tests)
        self._tags = {tag for _, tag, _, _ in tests}
        self._farthest = max((abs(offset) for _, _, _, offset in tests), default=0)
        steps = [step for _, _, step, _ in tests if step > 0]
        self._repeat = lcm(*steps)
        self.most = 0 if steps else self._farthest  # behind it nothing holds; 0 where something may
        if self._repeat > _MOST_REPEATED:
            self._farthest = _ENDLESS

    def is_for(self, tag: str) -> bool:
        """Whether the place of such an element counts."""
        return tag in self._tags or "" in self._tags

    def place(self, number: int) -> int:
        """The first place that no rule tells from this one."""
        if number <= self._farthest:
            return number
        return self._farthest + 1 + (number - self._farthest - 1) % self._repeat


class Counting:
    """What the rules of a page count."""

    def __init__(self, positions: Iterable[tuple[str, str, int, int]]) -> None:
        asked = [*positions]
        self.child, self.last_child, self.type, self.last_type = (
            Counted([one for one in asked if one[0] == name]) for name in PLACES
        )

    def keys(self, runs: Sequence[str], kinds: Kinds) -> Sequence[Key]:
        """The runs of a page, each with the places from the end of its elements where any rule counts so."""
        if not (self.last_child.is_asked or self.last_type.is_asked):
            return runs
        return _Backward(self, kinds).keys(runs)


class _Place(Node):
    """An element of which only the name counts."""

    __slots__ = ("children", "steps")

    parent: _Place | None

    def __init__(self, kind: Kind, parent: _Place | None) -> None:
        super().__init__(kind, parent)
        self.children: dict[str, _Place] = {}
        # What a run does: where it ends, and the depth and name of each element that it begins.
        self.steps: dict[str, tuple[_Place, tuple[tuple[int, str], ...]]] = {}


class _Backward:
    """Goes through a page once to count its elements from the end."""

    def __init__(self, counting: Counting, kinds: Kinds) -> None:
        self._ways = (counting.last_child, counting.last_type)
        self._kinds = kinds
        self._found: dict[int, dict[int, Ends]] = {}  # by run and element in it
        self._open: list[list[tuple[int, int, str]]] = [[], []]  # children so far of each open element

    def keys(self, runs: Sequence[str]) -> list[Key]:
        at = _child(_Place(HTML, None), BODY)
        lists = self._open
        sizes: list[int] = []
        for number, run in enumerate(runs):
            step = at.steps.get(run)
            if step is None:
                step = at.steps[run] = self._step(at, run)
            at, begun = step
            sizes.append(len(begun))
            for index, (depth, tag) in enumerate(begun):
                while len(lists) > depth:
                    self._close(lists.pop())
                lists[-1].append((number, index, tag))
                lists.append([])
        while lists:
            self._close(lists.pop())
        found = self._found
        return [
            (run, tuple(found[number].get(index, NO_ENDS) for index in range(sizes[number])))
            if number in found
            else run
            for number, run in enumerate(runs)
        ]

    def _step(self, at: _Place, run: str) -> tuple[_Place, tuple[tuple[int, str], ...]]:
        begun: list[tuple[int, str]] = []
        for outer, made, _, stays in followed(at, self._kinds.read(run), _child, _framed):
            at = made if made is not None and stays else outer
            if made is not None:
                begun.append((made.depth, made.kind.tag))
        return at, tuple(begun)

    def _close(self, children: list[tuple[int, int, str]]) -> None:
        """The end of an element with these children: the place of each from the end is known."""
        if not children:
            return
        for way, count in enumerate(self._ways):
            if count.is_asked:
                for place, (number, index, _) in _numbered(reversed(children), count, by_name=bool(way)):
                    ends = self._found.setdefault(number, {})
                    known = ends.get(index, NO_ENDS)
                    ends[index] = (known[0], place) if way else (place, known[1])


def _numbered(
    children: Iterator[tuple[int, int, str]], count: Counted, *, by_name: bool
) -> Iterator[tuple[int, tuple[int, int, str]]]:
    """The children whose place counts, with it."""
    seen: dict[str, int] = {}
    for child in children:
        key = child[2] if by_name else ""
        place = seen[key] = seen.get(key, 0) + 1
        if count.most and place > count.most:
            if not by_name:
                return
        elif count.is_for(child[2]):
            yield count.place(place), child


def _child(at: _Place, kind: Kind) -> _Place:
    found = at.children.get(kind.tag)
    if found is None:
        found = at.children[kind.tag] = _Place(kind, at)
    return found


def _framed(at: _Place, kind: Kind) -> _Place:
    """The tag of a body ends the head before it."""
    head = at
    while head.parent is not None and head.depth > HEAD_DEPTH:
        head = head.parent
    return head.parent if kind.tag == "body" and head.kind.tag == "head" and head.parent is not None else at
