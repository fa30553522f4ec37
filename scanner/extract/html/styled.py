"""Where the elements of a page stand whose text nobody sees, as its style sheets and the surroundings of each have it.

Most pages need none of this: their elements say themselves that they are hidden. It is asked for where a style sheet names an
element of the page in a rule that hides, or where a look depends on what lies around: white letters, letters without size.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from scanner.extract.html.cascade import Cascade, Context, Step
from scanner.extract.html.counting import NO_ENDS, Ends, Key
from scanner.extract.html.declarations import Style
from scanner.extract.html.elements import BODY, HEAD, HTML, Kinds, followed
from scanner.extract.html.links import sheet_of
from scanner.extract.html.looks import Look, look
from scanner.extract.html.style_sheets import MOST_BRACKETS, Rule, applies, imports_of, rules_of
from scanner.extract.html.values import BLACK, WHITE, Colour, colour, may_meet
from scanner.noun import noun, replace
from scanner.regexes import compiled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from scanner.extract.html.elements import Kind, Tokens

_DEEPEST_IMPORT, _MOST_SHEETS = 4, 200
_HEAD_ENDS, _BODY_ENDS = (2, 1), (1, 1)  # a page holds a head and a body
_VARIED = frozenset(("display", "visibility", "opacity", "font-size", "transform"))
# What makes a style hide that says the rest of it.
_REST: Style = {"position": "absolute", "overflow-x": "hidden", "white-space": "nowrap", "display": "block"}
# Values that hide nothing, whatever else the style says.
_ANY, _ROOM = (
    compiled(".*"),
    compiled("(?:[2-9]|[1-9][0-9]++)(?:\\.[0-9]++)?(?:px|r?em|%|p[tc]|v[wh])?|auto|none"),
)
_FORTH = compiled("-?[0-9]{1,2}(?:px)?|[0-9]{1,4}(?:\\.[0-9]++)?(?:px|r?em|%|p[tc]|v[wh])?|auto")
_SAFE = {
    **dict.fromkeys(("min-height", "min-width", "float", "flex-grow", "white-space", "position"), _ANY),
    **dict.fromkeys(("overflow-x", "overflow-y", "background-image", "background-color"), _ANY),
    **dict.fromkeys((f"padding-{side}" for side in ("top", "right", "bottom", "left")), _ANY),
    **dict.fromkeys(("width", "height", "max-width", "max-height"), _ROOM),
    **dict.fromkeys(("top", "right", "bottom", "left"), _FORTH),
    **dict.fromkeys((f"margin-{side}" for side in ("top", "right", "bottom", "left")), _FORTH),
    **dict.fromkeys(("transform", "clip", "clip-path", "filter", "animation"), compiled("none")),
    "display": compiled("(?!none)[-a-z ]++"),
    "visibility": compiled("visible|inherit"),
    "opacity": compiled("0?\\.[2-9][0-9]*+|1"),
    "line-height": compiled("(?!0)[^v]++"),
    "text-indent": compiled("[0-9](?:\\.[0-9]++)?em|[0-9]{1,2}px|0"),
    "font-size": compiled(
        "(?:[6-9]|[1-9][0-9]++)(?:\\.[0-9]++)?p[xt]|[1-9](?:\\.[0-9]++)?r?em|[1-9][0-9]{1,2}%"
    ),
    "color": compiled("#[0-9a-f]{3}(?:[0-9a-f]{3})?|(?!transparent)[a-z]{3,20}|inherit"),
}


class Styled(metaclass=noun):
    """Offsets of tags whose elements are hidden, of those that are seen within such, and of the runs they lie in."""

    hidden: frozenset[int] = frozenset()
    shown: frozenset[int] = frozenset()
    runs: frozenset[int] = frozenset()
    is_cut: bool = False  # whether some rules were not tried


class Sheets:
    """The style sheets of a page in their order: those of their rules whose names all stand in the page's tags.

    `words` are those of its tags in small letters.
    """

    def __init__(self, words: frozenset[str]) -> None:
        self._words = words
        self.rules: list[Rule] = []
        self.is_open = False  # whether some lie elsewhere
        self.is_cut = False  # whether there are more than are read
        self._count = 0

    def add(self, text: str, media: str = "", depth: int = 0) -> None:
        """Take a style sheet with those that it takes in."""
        self._count += 1
        condition = applies(media)
        self.is_cut = self.is_cut or self._count > _MOST_SHEETS
        if not condition or self._count > _MOST_SHEETS:
            return
        self.is_cut = self.is_cut or text.count("{") + text.count("}") > MOST_BRACKETS
        for address in imports_of(text):
            self.add_address(address, media, depth + 1)
        found = rules_of(text, self._words, len(self.rules))
        self.rules += found if condition > 1 else [replace(rule, is_sure=False) for rule in found]

    def add_address(self, address: str, media: str = "", depth: int = 0) -> None:
        """Take a style sheet that an address holds itself; another one is not known."""
        sheet = sheet_of(address)
        if depth > _DEEPEST_IMPORT and sheet is not None:
            self.is_cut = True
        elif sheet is None:
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
    if not ("color" in style and "background-color" in style) and all(
        name in _SAFE and _SAFE[name].fullmatch(value) for name, value in style.items()
    ):
        return False
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
    cascade = Cascade(rules, canvas)
    walk = _Walk(cascade, Kinds(tokens, cascade.words))
    walk.go(parts)
    return Styled(frozenset(walk.hidden), frozenset(walk.shown), frozenset(walk.runs), cascade.is_spent)


class _Walk:
    """Goes through a page whose elements look the same wherever they have the same parents and places: what a run of tags
    does in a context is worked out once."""

    def __init__(self, cascade: Cascade, kinds: Kinds) -> None:
        self.hidden: set[int] = set()
        self.shown: set[int] = set()
        self.runs: set[int] = set()
        self._cascade = cascade
        self._kinds = kinds
        self._hides = False  # whether anything does
        self._ends: Iterator[Ends] = iter(())  # of the elements of the run that is being taken
        self._top = self._headed(HTML)

    def go(self, parts: Sequence[str]) -> None:
        """Take the texts and runs of a page."""
        body = context = self._cascade.child(self._top, BODY, _BODY_ENDS)
        self._hides = body.hides
        keys = self._cascade.counting.keys(parts[1::2], self._kinds)
        for key in keys:
            step = context.steps.get(key)
            if step is None:
                step = context.steps[key] = self._step(context, key)
            context = step[0]
        if self._hides:
            self._gather(body, parts, keys)

    def _gather(self, context: Context, parts: Sequence[str], keys: Sequence[Key]) -> None:
        """Go through the page once more and note where the elements stand."""
        starts, at = [(-1, -1)], 0  # of the open elements: where their tags and runs begin
        for text, run, key in zip(parts[0::2], [*parts[1::2], ""], [*keys, ""], strict=True):
            if context.hides and text and not text.isspace():
                self._note(self.hidden, *starts[-1])
            if not run:
                break
            at += len(text)
            context, closed, opened, hidden, shown = context.steps[key]
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

    def _headed(self, kind: Kind) -> Context:
        """The context of a page behind its head."""
        return self._cascade.child(self._cascade.root(kind), HEAD, _HEAD_ENDS).parent or self._top

    def _child(self, parent: Context, kind: Kind) -> Context:
        made = self._cascade.child(parent, kind, next(self._ends, NO_ENDS))
        self._hides = self._hides or made.hides
        return made

    def _step(self, context: Context, key: Key) -> Step:
        run, ends = key if isinstance(key, tuple) else (key, ())
        self._ends = iter(ends)
        opened: list[int] = []
        hidden: list[int] = []
        shown: list[int] = []
        low = context.depth  # the open elements up to here stay open
        at = context
        for outer, made, start, stays in followed(at, self._kinds.read(run), self._child, self._framed):
            at = outer
            if outer.depth < low:
                low = outer.depth
            del opened[outer.depth - low :]
            if made is None:
                continue
            if start >= 0 and made.look.gone and not outer.look.gone:
                hidden.append(start)
            elif start >= 0 and outer.hides and not made.hides:
                shown.append(start)
            if stays:
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
        path.reverse()
        if kind.tag == "html":
            if path[0].kind is not HTML or kind is HTML:
                return at
            made = self._top = self._headed(kind)
            rest = path[1:]
        else:
            if path[1].kind is not BODY:
                return at
            body = self._cascade.child(self._top, kind, _BODY_ENDS)
            self._hides = self._hides or body.hides
            within = path[1].within
            made = body.having(within if within.is_begun else replace(within, is_begun=True))
            rest = [] if [one.kind.tag for one in path[2:3]] == ["head"] else path[2:]
        for inner in rest:
            made = self._cascade.again(made, inner)
        return made
