"""Selectors of style sheets: which elements a rule holds for.

Selectors 4, 3.1 (structure), 6 (attributes), 13 (position among siblings), 4 (:is, :not, :where), 17 (specificity). A state
that only a hand brings about (:hover, :focus) never holds; a selector with a part that is not understood holds perhaps:
`Selector.is_sure` is False, and what it says may show something but hides nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from scanner.extract.html.declarations import unescaped
from scanner.noun import noun
from scanner.regexes import compiled

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re

Specificity = tuple[int, int, int]
Attribute = tuple[str, str, str, bool]  # name, operator, value, whether capitals count
Position = tuple[str, int, int]  # what is counted, and the step and offset of an+b

_IDENT = "(?:[-_a-zA-Z0-9\\u0080-\\U0010ffff]|\\\\(?:[0-9a-fA-F]{1,6}[ \\t]?|[^\\n]))++"
_TOKEN = compiled(
    f"(?P<tag>(?:(?:{_IDENT}|\\*)?\\|(?!=))?(?:{_IDENT}|\\*))|#(?P<id>{_IDENT})|\\.(?P<class>{_IDENT})"
    f"|\\[\\s*(?P<attribute>(?:{_IDENT}\\|)?{_IDENT})\\s*(?:(?P<operator>[~|^$*]?=)\\s*"
    f"(?:\"(?P<double>[^\"]*+)\"|'(?P<single>[^']*+)'|(?P<bare>{_IDENT}))\\s*(?P<case>[iIsS]?)\\s*)?\\]"
    f"|(?P<element>::{_IDENT})|:(?P<pseudo>{_IDENT})(?P<bracket>\\()?"
)
_COMBINATOR = compiled("\\s*([>+~])\\s*|\\s+")
_STEP = compiled("([-+]?[0-9]{0,6})n(?:([-+])([0-9]{1,6}))?|([-+]?[0-9]{1,6})")
_NEVER = frozenset(
    "hover focus active focus-within focus-visible target visited before after first-line first-letter host "
    "host-context slotted autofill -webkit-autofill fullscreen modal popover-open current past future "
    "placeholder-shown indeterminate user-invalid user-valid".split()
)
_ALWAYS = frozenset(("scope", "defined", "any-link", "link", "enabled"))
_STATED = {"checked": "checked", "disabled": "disabled", "required": "required", "open": "open"}
_LISTS = frozenset("is where not matches -webkit-any -moz-any".split())
_POSITIONS = {
    "first-child": ("child", 0, 1),
    "last-child": ("last-child", 0, 1),
    "first-of-type": ("type", 0, 1),
    "last-of-type": ("last-type", 0, 1),
}
_COUNTED = {
    "nth-child": "child",
    "nth-last-child": "last-child",
    "nth-of-type": "type",
    "nth-last-of-type": "last-type",
}
_EASY = compiled("[-_a-zA-Z0-9.#*]++(?:(?:\\s*+[>+~]\\s*+|\\s++)[-_a-zA-Z0-9.#*]++)*+")
_PIECES = compiled("(\\s*[>+~]\\s*|\\s+|)([-_a-zA-Z0-9.#*]+)")
_CALLED = compiled("[-_a-zA-Z0-9\\u0080-\\U0010ffff]++")
_SIMPLE = compiled("[-_a-zA-Z0-9\\u0080-\\U0010ffff.#*\\s>+~]*+(?:::?+[-a-z]++)?+\\s*+")
_IMPLIED = frozenset(("html", "head", "body", "tbody", "tr"))
_LONGEST, _DEEPEST, _MOST_PARTS = 1_000, 4, 40  # characters, brackets within brackets, compounds


class Compound(metaclass=noun):
    """What one element must be: tests of its name, attributes, position, and lists of which one must (not) hold."""

    tag: str = ""
    id: str = ""
    classes: frozenset[str] = frozenset()
    attributes: tuple[Attribute, ...] = ()
    positions: tuple[Position, ...] = ()
    any_of: tuple[tuple[Selector, ...], ...] = ()
    none_of: tuple[tuple[Selector, ...], ...] = ()
    is_root: bool = False
    never: bool = False


class Selector(metaclass=noun):
    """Compounds from the last to the first; `combinators[i]` leads from compound i to compound i + 1."""

    compounds: tuple[Compound, ...]
    combinators: tuple[str, ...] = ()
    specificity: Specificity = (0, 0, 0)
    is_sure: bool = True


def selectors_of(text: str, depth: int = 0, words: frozenset[str] | None = None) -> tuple[Selector, ...]:
    """The selectors of a list; none if one of them is such that no browser takes the list.

    With `words`, those of the tags of a page in small letters, also those that hold for none of them.
    """
    if len(text) > _LONGEST * 20:
        return ()
    found: list[Selector] = []
    for part in _listed(text):
        if len(part) > _LONGEST or not (words is None or _is_said(part, words)):
            continue
        one = _selector(part.strip(), depth)
        if one is None and not depth:
            return ()
        found += [] if one is None else [one]
    return tuple(found)


def _is_said(text: str, words: frozenset[str]) -> bool:
    """Whether all classes, names and elements that a selector calls for are among the words of a page."""
    if not _SIMPLE.fullmatch(text):
        return True
    for name in _CALLED.findall(text.partition(":")[0]):
        if name.lower() not in words and name not in _IMPLIED:
            return False
    return True


def _listed(text: str) -> Iterator[str]:
    """The parts between commas outside of brackets and quotes."""
    if "(" not in text and "[" not in text:
        yield from text.split(",")
        return
    start = depth = 0
    quote = ""
    for at, sign in enumerate(text):
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "\"'":
            quote = sign
        elif sign in "([":
            depth += 1
        elif sign in ")]":
            depth -= 1
        elif sign == "," and depth <= 0:
            yield text[start:at]
            start = at + 1
    yield text[start:]


class _Draft:
    """One compound while it is read."""

    def __init__(self) -> None:
        self.said: dict[str, str] = {}
        self.classes: set[str] = set()
        self.attributes: list[Attribute] = []
        self.positions: list[Position] = []
        self.any_of: list[tuple[Selector, ...]] = []
        self.none_of: list[tuple[Selector, ...]] = []
        self.is_root = self.never = self.is_unsure = False
        self.is_empty = True
        self.weight = [0, 0, 0]

    def made(self) -> Compound:
        return Compound(
            self.said.get("tag", ""),
            self.said.get("id", ""),
            frozenset(self.classes),
            tuple(self.attributes),
            tuple(self.positions),
            tuple(self.any_of),
            tuple(self.none_of),
            self.is_root,
            self.never,
        )


def _selector(text: str, depth: int) -> Selector | None:
    """One selector; None for one that no browser takes."""
    if not _EASY.fullmatch(text):
        return _hard_selector(text, depth)
    compounds: list[Compound] = []
    combinators: list[str] = []
    most = [0, 0, 0]
    for between, piece in _PIECES.findall(text):
        known = _compound(piece)
        if known is None or len(compounds) > _MOST_PARTS:
            return None
        compounds.append(known[0])
        combinators.append(between.strip() or " ")
        for at, weight in enumerate(known[1]):
            most[at] += weight
    return Selector(tuple(reversed(compounds)), tuple(reversed(combinators[1:])), (most[0], most[1], most[2]))


@lru_cache(maxsize=2_000)
def _compound(text: str) -> tuple[Compound, Specificity] | None:
    """One compound and its weight; pages name the same ones again and again."""
    found = _hard_selector(text, 0)
    return None if found is None else (found.compounds[0], found.specificity)


def _hard_selector(text: str, depth: int) -> Selector | None:
    compounds: list[Compound] = []
    combinators: list[str] = []
    weight = [0, 0, 0]
    draft, is_sure, at = _Draft(), True, 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is not None:
            taken = _take(draft, found, text, depth)
            if taken < 0:
                return None
            at = taken
            continue
        between = _COMBINATOR.match(text, at)
        if between is None or draft.is_empty or len(compounds) > _MOST_PARTS:
            return None
        compounds.append(draft.made())
        combinators.append(between[1] or " ")
        weight = [one + other for one, other in zip(weight, draft.weight, strict=True)]
        is_sure = is_sure and not draft.is_unsure
        draft, at = _Draft(), between.end()
    if draft.is_empty:
        return None
    weight = [one + other for one, other in zip(weight, draft.weight, strict=True)]
    return Selector(
        (draft.made(), *reversed(compounds)),
        tuple(reversed(combinators)),
        (weight[0], weight[1], weight[2]),
        is_sure and not draft.is_unsure,
    )


def _take(draft: _Draft, found: re.Match[str], text: str, depth: int) -> int:
    """Take one test into a compound; where it ends, -1 if it cannot stand there."""
    kind = found.lastgroup
    if found["tag"]:
        if not draft.is_empty:
            return -1
        name = unescaped(found["tag"].rpartition("|")[2]).lower()
        draft.said["tag"] = "" if name == "*" else name
        draft.weight[2] += name != "*"
    elif found["id"]:
        name = unescaped(found["id"])
        draft.never = draft.never or draft.said.get("id", name) != name
        draft.said["id"] = name
        draft.weight[0] += 1
    elif found["class"]:
        draft.classes.add(unescaped(found["class"]))
        draft.weight[1] += 1
    elif found["attribute"]:
        value = found["double"] or found["single"] or found["bare"] or ""
        name = found["attribute"].rpartition("|")[2].lower()
        draft.attributes.append(
            (name, found["operator"] or "", unescaped(value), found["case"] in ("i", "I"))
        )
        draft.weight[1] += 1
    elif kind == "element":
        draft.never = True
        draft.weight[2] += 1
    else:
        draft.is_empty = False
        return _take_state(draft, found, text, depth)
    draft.is_empty = False
    return found.end()


def _take_state(draft: _Draft, found: re.Match[str], text: str, depth: int) -> int:
    """A test that begins with a colon; where it ends, -1 where its bracket is not closed."""
    name, end, inner = found["pseudo"].lower(), found.end(), ""
    if found["bracket"]:
        end = _closed(text, found.end())
        if end < 0:
            return -1
        inner = text[found.end() : end - 1].strip()
    if name != "where" and name not in _LISTS:
        draft.weight[1] += 1
    if name in _LISTS and depth < _DEEPEST:
        _take_list(draft, name, inner, depth)
    elif name in _POSITIONS:
        draft.positions.append(_POSITIONS[name])
    elif name in ("only-child", "only-of-type"):
        draft.positions += [_POSITIONS["first" + name[4:]], _POSITIONS["last" + name[4:]]]
    elif name in _COUNTED and (step := _step(inner)) is not None:
        draft.positions.append((_COUNTED[name], *step))
    elif name in _STATED:
        draft.attributes.append((_STATED[name], "", "", False))
    elif name == "root":
        draft.is_root = True
    elif name in _NEVER:
        draft.never = True
    elif name not in _ALWAYS:
        draft.is_unsure = True
    return end


def _take_list(draft: _Draft, name: str, inner: str, depth: int) -> None:
    listed = selectors_of(inner, depth + 1)
    if name == "not":
        draft.none_of.append(tuple(one for one in listed if one.is_sure))
    else:
        draft.any_of.append(listed)
    draft.is_unsure = draft.is_unsure or any(not one.is_sure for one in listed)
    if listed and name != "where":
        most = max(one.specificity for one in listed)
        for at in range(3):
            draft.weight[at] += most[at]


def _closed(text: str, at: int) -> int:
    """Behind the bracket that closes the one before `at`; -1 if none does."""
    depth = 1
    while at < len(text):
        depth += (text[at] == "(") - (text[at] == ")")
        at += 1
        if not depth:
            return at
    return -1


def _step(text: str) -> tuple[int, int] | None:
    text = "".join(text.lower().split())
    text = {"odd": "2n+1", "even": "2n"}.get(text, text)
    found = _STEP.fullmatch(text)
    if found is None:
        return None
    if found[4]:
        return 0, int(found[4])
    step = int(found[1] + "1") if found[1] in ("", "+", "-") else int(found[1])
    return step, int(found[3] or 0) * (-1 if found[2] == "-" else 1)
