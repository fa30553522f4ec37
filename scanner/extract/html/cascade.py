"""Which look the rules of a page give its elements.

Elements of the same words in the same surroundings share one `Context`: a list of thousands of rows has a handful. What has
been counted of the elements within one is part of it, so that an element that is counted begins another context of its parent.
CSS Cascading 4, 6 (order), 7.2 (inheritance); CSS Custom Properties 1, 3.
"""

from __future__ import annotations

from collections.abc import Iterable

from scanner.extract.html.counting import NO_ENDS, Counting, Ends, Key
from scanner.extract.html.declarations import Style
from scanner.extract.html.elements import HEADS, Kind, Node, Words
from scanner.extract.html.looks import Look, look
from scanner.extract.html.matching import NOTHING_HELD, Bound, Held, Matcher, Near
from scanner.extract.html.style_sheets import Rule
from scanner.noun import noun, replace
from scanner.regexes import compiled

_VARIABLE = compiled("var\\(\\s*(--[^\\s,()]+)\\s*(?:,([^()]*))?\\)")
_MOST_VARIABLES, _LONGEST_VALUE = 5, 500

# What a run does in a context: the context behind it, how many open elements it closes, where those that it opens begin,
# where hidden and shown ones do.
Said = tuple[Style, Style]  # what is not important, and what is
Step = tuple["Context", int, tuple[int, ...], tuple[int, ...], tuple[int, ...]]


class Within(metaclass=noun):
    """What counts of the elements so far within another: how many, how many of each name, the tests that have held for the
    last of them, for any of them; and whether there are any."""

    child: int = 0
    types: tuple[tuple[str, int], ...] = ()
    before: int = 0
    earlier: int = 0
    is_begun: bool = False


_NOTHING = Within()


class Context(Node):
    """An element among its parents and neighbours, with its look."""

    __slots__ = (
        "above",
        "children",
        "customs",
        "held",
        "hides",
        "look",
        "made",
        "near",
        "states",
        "steps",
        "within",
    )

    parent: Context | None

    def __init__(self, kind: Kind, parent: Context | None, near: Near, held: Held) -> None:
        super().__init__(kind, parent)
        self.near = near
        self.held = held
        self.above = near.above | held.own  # the tests that have held for it or for anything around it
        self.look = Look()
        self.hides = False  # as its look has it
        self.customs: Style = {}
        self.within = _NOTHING
        self.states: dict[Within, Context] = {_NOTHING: self}  # the same element with more within
        self.made: dict[tuple[int, int], Context] = {}  # elements within, by kind and tests
        self.children: dict[int | tuple[int, Ends], Context] = {}  # the same, by kind and place from the end
        self.steps: dict[Key, Step] = {}  # what runs of tags do in it

    def having(self, within: Within) -> Context:
        """The same element when so much of it has gone by."""
        found = self.states.get(within)
        if found is None:
            found = self.states[within] = Context(self.kind, self.parent, self.near, self.held)
            found.look, found.customs, found.hides = self.look, self.customs, self.hides
            found.states, found.within = self.states, within
        return found


class Cascade:
    """The rules of a page, ready to be asked for the look of an element."""

    def __init__(self, rules: Iterable[Rule], canvas: Look) -> None:
        self._canvas = canvas
        self._matcher = matcher = Matcher(rules)
        self.words = Words(*map(frozenset, (matcher.ids, matcher.classes, matcher.attributes)))
        self.counting = Counting(matcher.positions)
        calls = matcher.calls
        self._kept, self._beside = calls[" "] | calls[">"], calls["+"] | calls["~"]
        self._is_plain = not (matcher.positions or self._beside)
        self._looks: dict[tuple[int, int, int, int], tuple[Look, Style]] = {}
        # By what has held: what is surely said, and what is if more rules hold.
        self._styles: dict[int, tuple[Said, Said | None]] = {}

    @property
    def is_spent(self) -> bool:
        """Whether there was more to try than is tried; nothing is hidden from there on."""
        return self._matcher.is_spent

    def root(self, kind: Kind) -> Context:
        """The context of a page."""
        near = Near(place=(1, 1, 1, 1), is_root=True)
        return self._made(None, kind, near, self._matcher.held(kind, near)).having(Within(is_begun=True))

    def child(self, at: Context, kind: Kind, ends: Ends = NO_ENDS) -> Context:
        """The context of an element that begins in another, and is such a child of it from the end."""
        key = id(kind) if ends is NO_ENDS else (id(kind), ends)
        found = at.children.get(key)
        if found is None:
            found = at.children[key] = self._begun(at, kind, ends)
        return found

    def again(self, at: Context, old: Context) -> Context:
        """An element with all that has gone by in it, begun in another one."""
        near = replace(old.near, above=at.above, parent=at.held.own)
        return self._made(at, old.kind, near, self._matcher.held(old.kind, near)).having(old.within)

    def _begun(self, at: Context, kind: Kind, ends: Ends) -> Context:
        if at.look.gone:
            return self._made(at, kind, Near(), NOTHING_HELD)
        within = at.within
        if self._is_plain or not (within.is_begun or kind.tag not in HEADS):
            near = Near(at.above, at.held.own)
            return self._made(at, kind, near, self._matcher.held(kind, near))
        counting, tag = self.counting, kind.tag
        types = dict(within.types)
        child = counting.child.place(within.child + 1) if counting.child.is_asked else 0
        if counting.type.is_for(tag):
            types[tag] = counting.type.place(types.get(tag, 0) + 1)
        place = child, ends[0], types.get(tag, 0), ends[1]
        near = Near(at.above, at.held.own, within.before, within.earlier, place)
        held = self._matcher.held(kind, near)
        calls = self._matcher.calls
        after = Within(
            child, tuple(types.items()), held.own & calls["+"], within.earlier | held.own & calls["~"], True
        )
        return self._made(at.having(after), kind, near, held)

    def _made(self, at: Context | None, kind: Kind, near: Near, held: Held) -> Context:
        made = at.made.get((id(kind), id(held))) if at is not None else None
        if made is not None:
            return made
        made = Context(kind, at, near, held)
        outer = at.look if at is not None else self._canvas
        customs = at.customs if at is not None else None
        key = id(kind), id(held), id(outer), id(customs)
        if key not in self._looks:
            self._looks[key] = self._drawn(kind, held, at)
        made.look, made.customs = self._looks[key]
        made.hides = made.look.hides
        if at is not None:
            at.made[id(kind), id(held)] = made
        return made

    def _drawn(self, kind: Kind, held: Held, at: Context | None) -> tuple[Look, Style]:
        """The look of an element for which these rules hold, and its variables."""
        outer, customs = (at.look, at.customs) if at is not None else (self._canvas, {})
        if outer.gone:
            return outer, customs
        if self.is_spent:
            return Look(colour=None, ground=None), customs
        if id(held) not in self._styles:
            bound = held.bound
            sure = [one for one in bound if one[1].is_sure and one[0].is_sure]
            self._styles[id(held)] = _said(sure), _said(bound) if len(sure) < len(bound) else None
        surely, perhaps = self._styles[id(held)]
        found, varied = self._look(kind, surely, outer, customs)
        if found.hides and perhaps is not None:
            other, varied = self._look(kind, perhaps, outer, customs)
            found = found if other.hides else other
        return found, varied

    def _look(self, kind: Kind, said: Said, outer: Look, customs: Style) -> tuple[Look, Style]:
        style = dict(kind.hints)
        for is_important in (False, True):
            style.update(said[is_important])
            style.update((name, value) for name, value, important in kind.inline if important is is_important)
        own = {name: value for name, value in style.items() if name[:2] == "--"}
        if own:
            customs = {**customs, **own}
            style = {name: value for name, value in style.items() if name not in own}
        for name, value in style.items():
            if "var(" in value:
                style[name] = _resolved(value, customs)
        is_open = self._canvas.colour is None
        return look(kind.tag, style, outer, is_link=kind.is_link, is_open=is_open), customs


def _said(bound: Iterable[Bound]) -> Said:
    """What rules say last of every property, and what they say last of those they call important."""
    found: Said = {}, {}
    for _, rule in sorted(bound, key=lambda one: (not one[1].is_layered, one[0].specificity, one[1].order)):
        for name, value, is_important in rule.style:
            found[is_important][name] = value
    return found


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
