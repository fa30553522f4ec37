"""Which selectors hold for an element, worked out from the outside in.

Every compound of a selector is a test of its own: it holds for an element that is what the compound says and stands where the
compound before it has held. So each element is looked at once for each test whose forerunner has held around it, however long
the selectors are, and selectors with the same beginning share it. Tests are found by the rarest name that they call for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from heapq import heappop, heappush

from scanner.extract.html.elements import Kind
from scanner.extract.html.selectors import Compound, Selector
from scanner.extract.html.style_sheets import Rule
from scanner.noun import noun

PLACES = ("child", "last-child", "type", "last-type")
BUDGET = 1_000_000  # steps of trying tests for one page
_SPREAD = 999_999_999_989  # a prime: numbers of one bit have few hashes of their own
_BUDGET_EACH = 50  # more for each element that is not like one before

Bound = tuple[Selector, Rule]
Place = tuple[int, int, int, int]  # as in PLACES, counted from 1; 0 where it does not count
NOWHERE: Place = (0, 0, 0, 0)


class Near(metaclass=noun):
    """What has held around an element, as bits of tests: for any element that it lies in, for the innermost of them, for the
    one just before it, for any one before it."""

    above: int = 0
    parent: int = 0
    before: int = 0
    earlier: int = 0
    place: Place = NOWHERE
    is_root: bool = False

    def around(self, combinator: str) -> int:
        """What has held where a combinator looks."""
        if combinator == " ":
            return self.above
        if combinator == ">":
            return self.parent
        return self.before if combinator == "+" else self.earlier


class Held(metaclass=noun):
    """The tests that have held for an element, as bits as far as others look for them, and the selectors that end with them."""

    own: int = 0
    bound: tuple[Bound, ...] = ()


NOTHING_HELD = Held()


Key = tuple[int, str, str, frozenset[str], tuple[tuple[str, str], ...], Near]


class _Test:
    """One compound behind the one before it."""

    __slots__ = ("any_of", "before", "bit", "compound", "holds", "none_of", "number", "wakes")

    def __init__(self, number: int, compound: Compound, before: tuple[str, int]) -> None:
        self.number = number
        self.bit = 0  # where another test looks for this one
        self.compound = compound
        self.before = before  # the combinator and the bit of the test before it
        self.any_of: tuple[int, ...] = ()  # of each of these sets one must have held for the element itself
        self.none_of = 0
        self.holds: list[Bound] = []
        self.wakes: list[_Test] = []  # tests that one of these must have held for and that bear no rarer name


class _Named:
    """The tests that call for one name: those that call for nothing around, and those that wait for a test to have held,
    by the combinator between and the bit of that test."""

    __slots__ = ("free", "masks", "waiting")

    def __init__(self) -> None:
        self.free: list[_Test] = []
        self.waiting: dict[tuple[str, int], list[_Test]] = {}
        self.masks: dict[str, int] = {}

    def add(self, test: _Test) -> None:
        combinator, prior = test.before
        if not combinator:
            self.free.append(test)
            return
        self.waiting.setdefault(test.before, []).append(test)
        self.masks[combinator] = self.masks.get(combinator, 0) | prior


class Matcher:
    """The selectors of a page, ready to be asked which of them hold for an element."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.ids: set[str] = set()
        self.classes: set[str] = set()
        self.attributes: set[str] = set()
        self.positions: list[
            tuple[str, str, int, int]
        ] = []  # what is counted, of which element, step, offset
        self.calls = dict.fromkeys((" ", ">", "+", "~"), 0)  # bits that matter behind each
        self.is_spent = False
        self._tests: dict[tuple[Compound, str, int], _Test] = {}
        self._named: dict[str, _Named] = {}
        self._looked_for = 0
        self._has_lists = False
        self._same: dict[tuple[int, tuple[int, ...]], Held] = {}
        self._known: dict[Key, Held] = {}
        self._budget = BUDGET
        for rule in rules:
            for selector in rule.selectors:
                self._test(selector).holds.append((selector, rule))

    def _test(self, selector: Selector) -> _Test:
        """The test that a selector ends with; it shares those before it with other selectors."""
        test: _Test | None = None
        for compound, combinator in zip(
            reversed(selector.compounds), ("", *reversed(selector.combinators)), strict=True
        ):
            prior = self._bit(test) if test is not None else 0
            key = compound, combinator, prior
            test = self._tests.get(key)
            if test is None:
                test = self._tests[key] = self._added(compound, combinator, prior)
            if combinator:
                self.calls[combinator] |= prior
        assert test is not None
        return test

    def _bit(self, test: _Test) -> int:
        if not test.bit:
            test.bit = 1 << self._looked_for
            self._looked_for += 1
        return test.bit

    def _bits(self, tests: Iterable[_Test]) -> int:
        found = 0
        for test in tests:
            found |= self._bit(test)
        return found

    def _added(self, compound: Compound, combinator: str, prior: int) -> _Test:
        """A new test, behind those of the lists in it."""
        any_of = [[self._test(one) for one in listed] for listed in compound.any_of]
        none_of = [self._test(one) for listed in compound.none_of for one in listed]
        test = _Test(len(self._tests), compound, (combinator, prior))
        self._has_lists = self._has_lists or bool(any_of or none_of)
        test.any_of = tuple(self._bits(listed) for listed in any_of)
        test.none_of = self._bits(none_of)
        if any_of and not (compound.id or compound.classes):
            for one in any_of[0]:
                one.wakes.append(test)
        else:
            self._named.setdefault(_name(compound), _Named()).add(test)
        self._note(compound)
        return test

    def _note(self, compound: Compound) -> None:
        """Remember what of the elements matters."""
        if compound.id:
            self.ids.add(compound.id)
        self.classes |= compound.classes
        self.attributes.update(name for name, *_ in compound.attributes)
        self.positions += [
            (counted, compound.tag, step, offset) for counted, step, offset in compound.positions
        ]

    def held(self, kind: Kind, near: Near) -> Held:
        """What holds for an element; the same thing where the same holds."""
        key = near.above % _SPREAD, kind.tag, kind.id, kind.classes, kind.attributes, near
        found = self._known.get(key)
        if found is None:
            self._budget += _BUDGET_EACH
            found = NOTHING_HELD if self.is_spent else self._held(kind, near)
            self._known[key] = found
        return found

    def _held(self, kind: Kind, near: Near) -> Held:
        own = 0
        held: list[_Test] = []
        tests = [*self._candidates(kind, near)]
        heap = [(test.number, test) for test in tests] if self._has_lists else []
        heap.sort()
        for test in self._in_turn(heap) if heap else tests:
            self._budget -= 1
            if is_kind(test.compound, kind) and _is_there(test, own, near):
                own |= test.bit
                held.append(test)
                for woken in test.wakes:
                    heappush(heap, (woken.number, woken))
        key = own, tuple([test.number for test in held])
        found = self._same.get(key)
        if found is None:
            bound = tuple([one for test in held for one in test.holds])
            self._budget -= sum(len(rule.style) for _, rule in bound)
            found = self._same[key] = Held(own, bound)
        self.is_spent = self._budget < 0
        return found

    @staticmethod
    def _in_turn(heap: list[tuple[int, _Test]]) -> Iterator[_Test]:
        """Tests in their order, also those that are woken on the way."""
        last = -1
        while heap:
            number, test = heappop(heap)
            if number != last:
                yield test
            last = number

    def _candidates(self, kind: Kind, near: Near) -> Iterator[_Test]:
        """The tests whose name an element bears and that have not to wait."""
        for name in ("", kind.tag, f"#{kind.id}", *(f".{one}" for one in kind.classes)):
            named = self._named.get(name)
            if named is None:
                continue
            yield from named.free
            for combinator, mask in named.masks.items():
                rest = mask & near.around(combinator)
                while rest:
                    bit = rest & -rest
                    rest ^= bit
                    yield from named.waiting[combinator, bit]


def _is_there(test: _Test, own: int, near: Near) -> bool:
    compound = test.compound
    if compound.is_root and not near.is_root:
        return False
    combinator, prior = test.before
    if combinator and not prior & near.around(combinator):
        return False
    for counted, step, offset in compound.positions:
        number = near.place[PLACES.index(counted)]
        if not number or not _is_counted(number, step, offset):
            return False
    return not own & test.none_of and all(own & mask for mask in test.any_of)


def _is_counted(number: int, step: int, offset: int) -> bool:
    if not step:
        return number == offset
    return (number - offset) % step == 0 and (number - offset) // step >= 0


def _name(compound: Compound) -> str:
    """The name by which a test is found: the rarest that the element must bear."""
    if compound.id:
        return f"#{compound.id}"
    return f".{min(compound.classes)}" if compound.classes else compound.tag


def is_kind(compound: Compound, kind: Kind) -> bool:
    """Whether a tag is one that a compound means, its place left aside."""
    if (
        compound.never
        or (compound.tag and compound.tag != kind.tag)
        or (compound.id and compound.id != kind.id)
    ):
        return False
    if not compound.classes <= kind.classes:
        return False
    return not compound.attributes or _has_attributes(compound, kind)


def _has_attributes(compound: Compound, kind: Kind) -> bool:
    known = dict(kind.attributes)
    for name, operator, value, is_loose in compound.attributes:
        if name not in known:
            return False
        said = known[name].lower() if is_loose else known[name]
        value = value.lower() if is_loose else value
        if operator and not _compares(operator, said, value):
            return False
    return True


def _compares(operator: str, said: str, value: str) -> bool:
    if operator == "=":
        return said == value
    if operator == "~=":
        return value in said.split()
    if operator == "|=":
        return said == value or said.startswith(value + "-")
    if not value:
        return False
    if operator == "^=":
        return said.startswith(value)
    return said.endswith(value) if operator == "$=" else value in said
