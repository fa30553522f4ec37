"""Where the elements of a page stand whose text nobody sees, as its style sheets and the surroundings of each have it.

Most pages need none of this: their elements say themselves that they are hidden. It is asked for where a style sheet names an
element of the page in a rule that hides, or where a look depends on what lies around: white letters, letters without size.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from scanner.extract.html.cascade import Cascade, Context, Step
from scanner.extract.html.declarations import Style
from scanner.extract.html.elements import BODY, HTML, Kinds, Tree, around, behind, is_void
from scanner.extract.html.links import sheet_of
from scanner.extract.html.looks import Look, look
from scanner.extract.html.style_sheets import Rule, applies, imports_of, rules_of
from scanner.extract.html.values import BLACK, WHITE, Colour, colour, may_meet
from scanner.noun import noun, replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from scanner.extract.html.elements import Kind, Tokens

_DEEPEST_IMPORT, _MOST_SHEETS = 4, 200
_VARIED = frozenset(("display", "visibility", "opacity", "font-size", "transform"))
# What makes a style hide that says the rest of it.
_REST: Style = {"position": "absolute", "overflow-x": "hidden", "white-space": "nowrap", "display": "block"}


class Styled(metaclass=noun):
    """Offsets of tags whose elements are hidden, of those that are seen within such, and of the runs they lie in."""

    hidden: frozenset[int] = frozenset()
    shown: frozenset[int] = frozenset()
    runs: frozenset[int] = frozenset()


class Sheets:
    """The style sheets of a page in their order: those of their rules whose names all stand in the page's tags.

    `words` are those of its tags in small letters.
    """

    def __init__(self, words: frozenset[str]) -> None:
        self._words = words
        self.rules: list[Rule] = []
        self.is_open = False  # whether some lie elsewhere
        self._count = 0

    def add(self, text: str, media: str = "", depth: int = 0) -> None:
        """Take a style sheet with those that it takes in."""
        self._count += 1
        condition = applies(media)
        if not condition or self._count > _MOST_SHEETS:
            return
        for address in imports_of(text):
            self.add_address(address, media, depth + 1)
        found = rules_of(text, self._words, len(self.rules))
        self.rules += found if condition > 1 else [replace(rule, is_sure=False) for rule in found]

    def add_address(self, address: str, media: str = "", depth: int = 0) -> None:
        """Take a style sheet that an address holds itself; another one is not known."""
        sheet = sheet_of(address) if depth <= _DEEPEST_IMPORT else None
        if sheet is None:
            self.is_open = True
        else:
            self.add(sheet, media, depth)


def is_needed(
    rules: Sequence[Rule],
    letters: Sequence[Colour | None],
    grounds: Sequence[Colour | None],
    *,
    hides: bool,
) -> bool:
    """Whether these rules, or colours of letters and grounds that meet, hide what does not say so itself, or show what does.

    `hides` says whether any element does.
    """
    shown, behind = [*letters], [*grounds]
    for rule in rules:
        style = {name: value for name, value, _ in rule.style}
        if rule.is_sure and _may_hide(style):
            return True
        if any("var(" in style.get(name, "") for name in ("color", "background-color")):
            return True
        if hides and "display" in style:
            return True
        shown.append(colour(style.get("color", "")))
        behind.append(colour(style.get("background-color", "")))
    return may_meet(shown, behind)


def _may_hide(style: Style) -> bool:
    if any("var(" in style.get(name, "") for name in _VARIED):
        return True
    return look("div", {**_REST, **style}, Look(ground=None)).hides


def styled(
    parts: Sequence[str],
    tokens: Callable[[str], Tokens],
    rules: Iterable[Rule],
    *,
    is_open: bool,
    is_loose: bool,
) -> Styled:
    """What is hidden on a page of these parts; `is_open` where not all of its style sheets are known, `is_loose`
    where anything may lie behind anything."""
    canvas = Look(
        colour=None if is_open else BLACK, ground=None if is_open or is_loose else WHITE, is_loose=is_loose
    )
    cascade, kinds = Cascade(rules, canvas), Kinds(tokens)
    if cascade.is_plain:
        walk = _Walk(cascade, kinds)
        walk.go(parts)
        return Styled(frozenset(walk.hidden), frozenset(walk.shown), frozenset(walk.runs))
    tree = Tree()
    tree.fill(parts, kinds)
    return _of_tree(tree, _contexts(tree, cascade))


class _Walk:
    """Goes through a page whose elements look the same wherever they have the same parents: what a run of tags does in a
    context is worked out once."""

    def __init__(self, cascade: Cascade, kinds: Kinds) -> None:
        self.hidden: set[int] = set()
        self.shown: set[int] = set()
        self.runs: set[int] = set()
        self._cascade = cascade
        self._kinds = kinds
        self._hides = False  # whether anything does
        self._root = cascade.context(HTML, None)

    def go(self, parts: Sequence[str]) -> None:
        """Take the texts and runs of a page."""
        body = context = self._child(self._root, BODY)
        for run in parts[1::2]:
            step = context.steps.get(run)
            if step is None:
                step = context.steps[run] = self._step(context, run)
            context = step[0]
        if self._hides:
            self._gather(body, parts)

    def _gather(self, context: Context, parts: Sequence[str]) -> None:
        """Go through the page once more and note where the elements stand."""
        starts, at = [(-1, -1)], 0  # of the open elements: where their tags and runs begin
        for text, run in zip(parts[0::2], [*parts[1::2], ""], strict=True):
            if context.look.hides and text and not text.isspace():
                self._note(self.hidden, *starts[-1])
            if not run:
                break
            at += len(text)
            context, closed, opened, hidden, shown = context.steps[run]
            if closed:
                del starts[-closed:]
            for start in opened:
                starts.append((at + start, at) if start >= 0 else (-1, -1))
            for start in hidden:
                self._note(self.hidden, at + start, at)
            for start in shown:
                self._note(self.shown, at + start, at)
            at += len(run)

    def _note(self, offsets: set[int], start: int, run_start: int) -> None:
        if start >= 0:
            offsets.add(start)
            self.runs.add(run_start)

    def _child(self, parent: Context, kind: Kind) -> Context:
        found = parent.children.get(id(kind))
        if found is None:
            found = parent.children[id(kind)] = self._cascade.context(kind, parent)
            self._hides = self._hides or found.look.hides
        return found

    def _step(self, context: Context, run: str) -> Step:
        opened: list[int] = []
        hidden: list[int] = []
        shown: list[int] = []
        low = context.depth  # the open elements up to here stay open
        at = context
        added: tuple[Kind, ...]
        for name, kind, start in self._kinds.read(run):
            if kind is None:
                at, added = behind(at, name), ()
            elif name in ("html", "body"):
                at = self._framed(at, kind)
                continue
            else:
                at, added = around(at, kind)
            if at.depth < low:
                low = at.depth
            del opened[at.depth - low :]
            for one in added:
                at = self._child(at, one)
                opened.append(-1)
            if kind is None:
                continue
            made = self._child(at, kind)
            if made.look.gone and not at.look.gone:
                hidden.append(start)
            elif at.look.hides and not made.look.hides:
                shown.append(start)
            if not is_void(kind, at):
                at = made
                opened.append(start)
        return at, context.depth - low, tuple(opened), tuple(hidden), tuple(shown)

    def _framed(self, at: Context, kind: Kind) -> Context:
        """The context behind the tag of the page or its body, which count once and hold what stands before them too."""
        path: list[Context] = []
        one: Context | None = at
        while one is not None:
            path.append(one)
            one = one.parent
        root, rest = path[-1], path[-2::-1]
        if kind.tag == "html":
            if root.kind is not HTML:
                return at
            made = self._cascade.context(kind, None)
        else:
            if not rest or rest[0].kind is not BODY:
                return at
            made, rest = self._child(root, kind), rest[1:]
        for inner in rest:
            made = self._child(made, inner.kind)
        return made


def _of_tree(tree: Tree, contexts: Sequence[Context]) -> Styled:
    hidden: set[int] = set()
    shown: set[int] = set()
    runs: set[int] = set()
    for number, parent in enumerate(tree.parents):
        start = tree.starts[number]
        if start < 0 or contexts[parent].look.gone:
            continue
        own = contexts[number].look
        if own.gone or (own.hides and number in tree.owners):
            hidden.add(start)
        elif not own.hides and contexts[parent].look.hides:
            shown.add(start)
        else:
            continue
        runs.add(tree.run_starts[number])
    return Styled(frozenset(hidden), frozenset(shown), frozenset(runs))


def _contexts(tree: Tree, cascade: Cascade) -> list[Context]:
    """The context of every element; those of the same words in the same surroundings share one."""
    kinds, parents = tree.kinds, tree.parents
    needs: dict[int, tuple[bool, bool]] = {}
    for kind in kinds:
        if id(kind) not in needs:
            needs[id(kind)] = cascade.is_placed(kind), cascade.is_follower(kind)
    is_placed, is_beside = (any(need[at] for need in needs.values()) for at in (0, 1))
    places = _places(tree) if is_placed else []
    last: dict[int, Context] = {}  # the child that each parent had last
    known: dict[tuple[int, int, tuple[int, ...], int], Context] = {}
    found: list[Context] = []
    for number, kind in enumerate(kinds):
        placed, follows = needs[id(kind)]
        parent = found[parents[number]] if parents[number] >= 0 else None
        place = places[number] if placed else ()
        before = last.get(parents[number]) if follows else None
        key = id(kind), id(parent), place, id(before)
        context = known.get(key)
        if context is None:
            context = known[key] = cascade.context(kind, parent, place, before)
        if is_beside:
            last[parents[number]] = context
        found.append(context)
    return found


def _places(tree: Tree) -> list[tuple[int, ...]]:
    """As in PLACES, of every element: which child, which from the end, which of its name, which of its name from the end."""
    children: dict[int, int] = {}
    named: dict[tuple[int, str], int] = {}
    first: list[tuple[int, int]] = []
    for kind, parent in zip(tree.kinds, tree.parents, strict=True):
        children[parent] = children.get(parent, 0) + 1
        key = parent, kind.tag
        named[key] = named.get(key, 0) + 1
        first.append((children[parent], named[key]))
    return [
        (child, children[parent] - child + 1, of_name, named[parent, kind.tag] - of_name + 1)
        for (child, of_name), kind, parent in zip(first, tree.kinds, tree.parents, strict=True)
    ]
