"""Which rules hold for which elements, and what look they give them.

Elements of the same words in the same surroundings share one `Context`: a list of thousands of rows has a handful. Rules are
found by the last name of their selector and tried only where the names before it stand around the element, so that rules
and elements do not multiply. CSS Cascading 4, 6 (order), 7.2 (inheritance); CSS Custom Properties 1, 3.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from scanner.extract.html.declarations import Style
from scanner.extract.html.elements import Kind, Node
from scanner.extract.html.looks import Look, look
from scanner.extract.html.selectors import Compound, Selector
from scanner.extract.html.style_sheets import Rule
from scanner.regexes import compiled

_VARIABLE = compiled("var\\(\\s*(--[^\\s,()]+)\\s*(?:,([^()]*))?\\)")
_MOST_VARIABLES, _LONGEST_VALUE = 5, 500
_BUDGET = 300_000  # steps of trying selectors for one page, and for each context
_BUDGET_EACH = 50

PLACES = ("child", "last-child", "type", "last-type")

# What a run does in a context: the context behind it, how many open elements it closes, where those that it opens begin,
# where hidden and shown ones do.
Step = tuple["Context", int, tuple[int, ...], tuple[int, ...], tuple[int, ...]]
Bound = tuple[Selector, Rule, int]  # with the names that must stand around


class Context(Node):
    """An element among its parents and neighbours, with its look."""

    __slots__ = ("before", "children", "customs", "look", "names", "place", "steps")

    parent: Context | None

    def __init__(
        self, kind: Kind, parent: Context | None, place: tuple[int, ...], before: Context | None, names: int
    ) -> None:
        super().__init__(kind, parent)
        self.place = place  # as in PLACES, counted from 1
        self.before = before
        self.names = names  # of itself and of all around it
        self.look = Look()
        self.customs: Style = {}
        self.children: dict[int, Context] = {}  # by what their tags say, where nothing else counts
        self.steps: dict[str, Step] = {}  # what runs of tags do in it


class Cascade:
    """The rules of a page, ready to be asked for the look of an element."""

    def __init__(self, rules: Iterable[Rule], canvas: Look) -> None:
        self._canvas = canvas
        self._bits: dict[str, int] = {}
        # By the last name of the selector and the bit of a name that must stand around, 0 for none.
        self._by_name: dict[str, dict[int, list[Bound]]] = {}
        self._placed: list[Compound] = []
        self._followers: list[Compound] = []
        self.needs_all_before = False
        for rule in rules:
            for selector in rule.selectors:
                around, rarest = self._around(selector)
                index = self._by_name.setdefault(_name(selector.compounds[0]), {})
                index.setdefault(rarest, []).append((selector, rule, around))
                self._note(selector)
        self._budget = _BUDGET

    def _around(self, selector: Selector) -> tuple[int, int]:
        """The names that must stand around an element, as bits, and the bit of the one that is rarest."""
        found = rarest = 0
        for combinator, compound in zip(selector.combinators, selector.compounds[1:], strict=True):
            for name in _names(compound) if combinator not in "+~" else ():
                bit = self._bits.setdefault(name, 1 << len(self._bits))
                found |= bit
                rarest = bit if not rarest or name[0] in ".#" else rarest
        return found, rarest

    def _note(self, selector: Selector) -> None:
        """Remember for which elements their place or the neighbour before them counts."""
        for at, compound in enumerate(selector.compounds):
            if compound.positions:
                self._placed.append(compound)
            if at < len(selector.combinators) and selector.combinators[at] in "+~":
                self._followers.append(compound)
                self.needs_all_before = self.needs_all_before or selector.combinators[at] == "~"
            for listed in (*compound.any_of, *compound.none_of):
                for inner in listed:
                    self._note(inner)
                    if inner.combinators and any(one in "+~" for one in inner.combinators):
                        self.needs_all_before = True
                    if any(one.positions for one in inner.compounds):
                        self._placed.append(Compound())

    @property
    def is_plain(self) -> bool:
        """Whether neither places nor neighbours count in any rule."""
        return not (self._placed or self._followers or self.needs_all_before)

    def is_placed(self, kind: Kind) -> bool:
        """Whether the place of such an element among its siblings counts."""
        return any(_is_kind(compound, kind) for compound in self._placed)

    def is_follower(self, kind: Kind) -> bool:
        """Whether the element before such an element counts."""
        return self.needs_all_before or any(_is_kind(compound, kind) for compound in self._followers)

    def context(
        self, kind: Kind, parent: Context | None, place: tuple[int, ...] = (), before: Context | None = None
    ) -> Context:
        """A new context with its look."""
        names = parent.names if parent is not None else 0
        for name in (kind.tag, *(f".{one}" for one in kind.classes), f"#{kind.id}"):
            names |= self._bits.get(name, 0)
        made = Context(kind, parent, place, before, names)
        outer = parent.look if parent is not None else self._canvas
        made.customs = parent.customs if parent is not None else {}
        if outer.gone:
            made.look = outer
            return made
        self._budget += _BUDGET_EACH
        rules = self._holding(made)
        sure = [bound for bound in rules if bound[1].is_sure and bound[0].is_sure]
        made.look = self._look(made, sure, outer)
        if made.look.hides and len(sure) < len(rules):
            perhaps = self._look(made, rules, outer)
            made.look = made.look if perhaps.hides else perhaps
        return made

    def _look(self, context: Context, rules: Sequence[Bound], outer: Look) -> Look:
        kind = context.kind
        style = self._style(context, rules)
        is_open = self._canvas.colour is None
        return look(kind.tag, style, outer, is_link=kind.is_link, is_open=is_open)

    def _style(self, context: Context, rules: Sequence[Bound]) -> Style:
        """What is said last of every property."""
        kind = context.kind
        if not rules and not kind.inline:
            return dict(kind.hints)
        ordered = sorted(
            rules, key=lambda bound: (not bound[1].is_layered, bound[0].specificity, bound[1].order)
        )
        said = [(name, value, important) for _, rule, _ in ordered for name, value, important in rule.style]
        style = dict(kind.hints)
        for is_important in (False, True):
            style.update((name, value) for name, value, important in said if important is is_important)
            style.update((name, value) for name, value, important in kind.inline if important is is_important)
        own = {name: value for name, value in style.items() if name.startswith("--")}
        if own:
            context.customs = {**context.customs, **own}
        return {
            name: _resolved(value, context.customs) if "var(" in value else value
            for name, value in style.items()
            if name not in own
        }

    def _holding(self, context: Context) -> list[Bound]:
        """The rules that hold for an element."""
        around = context.parent.names if context.parent is not None else 0
        kind = context.kind
        names = ["", kind.tag, f"#{kind.id}", *(f".{one}" for one in kind.classes)]
        indexes = [self._by_name[name] for name in names if name in self._by_name]
        if not indexes:
            return []
        found = [bound for index in indexes for bound in index.get(0, ())]
        rest = around
        while rest:
            bit = rest & -rest
            rest ^= bit
            found += [bound for index in indexes for bound in index.get(bit, ())]
        self._budget -= len(found)
        return [
            bound
            for bound in found
            if not bound[2] & ~around
            and _is_kind(bound[0].compounds[0], kind)
            and self._holds(bound[0], 0, context)
        ]

    def _holds(self, selector: Selector, at: int, context: Context) -> bool:
        self._budget -= 1
        if self._budget < 0 or not self._is(selector.compounds[at], context):
            return False
        if at == len(selector.combinators):
            return True
        combinator = selector.combinators[at]
        beside = combinator in "+~"
        other = context.before if beside else context.parent
        while other is not None:
            if self._holds(selector, at + 1, other):
                return True
            if combinator in "+>" or self._budget < 0:
                return False
            other = other.before if beside else other.parent
        return False

    def _is(self, compound: Compound, context: Context) -> bool:
        if not _is_kind(compound, context.kind) or (compound.is_root and context.parent is not None):
            return False
        for counted, step, offset in compound.positions:
            number = context.place[PLACES.index(counted)] if context.place else 0
            if not number or not _is_counted(number, step, offset):
                return False
        for listed in compound.any_of:
            if not any(self._holds(one, 0, context) for one in listed):
                return False
        return not any(self._holds(one, 0, context) for listed in compound.none_of for one in listed)


def _is_counted(number: int, step: int, offset: int) -> bool:
    if not step:
        return number == offset
    return (number - offset) % step == 0 and (number - offset) // step >= 0


def _name(compound: Compound) -> str:
    """The name by which a rule is found: the rarest that the element must bear."""
    if compound.id:
        return f"#{compound.id}"
    return f".{min(compound.classes)}" if compound.classes else compound.tag


def _names(compound: Compound) -> list[str]:
    found = [f".{one}" for one in compound.classes]
    return [*found, *([f"#{compound.id}"] if compound.id else []), *([compound.tag] if compound.tag else [])]


def _is_kind(compound: Compound, kind: Kind) -> bool:
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


def _resolved(value: str, customs: Style) -> str:
    """A value with its variables replaced; an unknown one is left as it stands."""
    for _ in range(_MOST_VARIABLES):
        found = _VARIABLE.search(value)
        if found is None or len(value) > _LONGEST_VALUE:
            break
        said = customs.get(found[1], found[2])
        if said is None:
            break
        value = value[: found.start()] + said.strip().lower() + value[found.end() :]
    return value
