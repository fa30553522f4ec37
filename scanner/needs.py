"""What a text must hold for a pattern to match in it: most patterns need not be tried on most sentences.

A pattern that asks for 离婚 or 分居 matches nothing in a sentence without these pairs of characters. What it needs is
worked out once, from its parsed form, and kept with the patterns; where nothing can be said it is always tried.
"""

from __future__ import annotations

from operator import add

from scanner.regexes import compiled, worked_out

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Sequence, Set
    from typing import Any

_MOST = 400  # signs of one pattern, after which looking for them takes as long as trying it
_MOST_OF_SET = 12  # characters of a set that are told one by one
_IGNORECASE = 2  # as in `re`, which is loaded only where a pattern is parsed
_NONE = ""  # stands for a pattern of which nothing can be said
_SPLIT = "\n"


class Tried:
    """Patterns in their order, of which those are tried that may match."""

    __slots__ = ("_all",)

    def __init__(self, patterns: Sequence[str]) -> None:
        needs = worked_out("needs", tuple(patterns), _told)
        self._all = [
            (frozenset(told.split(_SPLIT)) if told else None, compiled(pattern))
            for pattern, told in zip(patterns, needs, strict=True)
        ]

    def __bool__(self) -> bool:
        return bool(self._all)

    def worth(self, signs: Set[str]) -> list[re.Pattern[str]]:
        """Those that may match where these `signs_of` a text stand."""
        return [pattern for needed, pattern in self._all if needed is None or not needed.isdisjoint(signs)]


def signs_of(text: str) -> set[str]:
    """Every character of the text, and every pair of neighbours."""
    return {*text, *map(add, text, text[1:])}


def needed(pattern: str) -> frozenset[str]:
    """Characters and pairs of which every match of the pattern holds one; none where nothing can be said."""
    from re import _parser  # type: ignore[attr-defined]

    parsed = _parser.parse(pattern, 0)
    if parsed.state.flags & _IGNORECASE:
        return frozenset()
    return frozenset(_of(parsed) or ())


def _told(patterns: tuple[str, ...]) -> list[str]:
    return [_SPLIT.join(sorted(needed(pattern))) or _NONE for pattern in patterns]


def _of(items: Any) -> set[str] | None:
    """The least that one item, or two neighbours, of a sequence need; None where nothing can be said."""
    found: list[set[str]] = []
    before: str | None = None
    for kind, value in items:
        name = str(kind)
        literal = chr(value) if name == "LITERAL" else None
        if literal is not None:
            found.append({before + literal} if before else {literal})
        elif (own := _of_item(name, value)) is not None:
            found.append(own)
        before = literal
    known = [own for own in found if len(own) <= _MOST and _SPLIT not in "".join(own)]
    return min(known, key=_weight, default=None)


def _of_item(name: str, value: Any) -> set[str] | None:
    if name == "IN":
        return _of_set(value)
    if name == "BRANCH":
        parts = [_of(part) for part in value[1]]
        told = [part for part in parts if part is not None]
        return {sign for part in told for sign in part} if len(told) == len(parts) else None
    if name == "SUBPATTERN":
        return None if value[1] & _IGNORECASE else _of(value[3])  # (?i:…)
    if name == "ATOMIC_GROUP":
        return _of(value)
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        return _of(value[2]) if value[0] else None
    return None


def _of_set(parts: Any) -> set[str] | None:
    found: set[str] = set()
    for kind, value in parts:
        name = str(kind)
        if name == "LITERAL":
            found.add(chr(value))
        elif name == "RANGE" and value[1] - value[0] < _MOST_OF_SET:
            found |= {chr(code) for code in range(value[0], value[1] + 1)}
        else:
            return None
    return found if len(found) <= _MOST_OF_SET else None


def _weight(signs: set[str]) -> int:
    """The less often one of the signs will stand in a text the less it weighs: a pair counts for a tenth."""
    return sum(1 if len(sign) > 1 else 10 for sign in signs)
