"""The rules of style sheets that can hide text or show it.

CSS Syntax 3, 5 (rules), CSS Conditional 3 (@media, @supports), CSS Cascading 5 (@layer, @import), CSS Nesting 1. A page is
read on a screen; what holds for windows of some width only shows perhaps, and hides nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from scanner.extract.html.declarations import COMMENT, declarations
from scanner.extract.html.selectors import Selector, selectors_of
from scanner.noun import noun
from scanner.regexes import compiled

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re

_STRING_OR_COMMENT = compiled(
    f"\"(?:[^\"\\\\\\n]++|\\\\.)*+\"|'(?:[^'\\\\\\n]++|\\\\.)*+'|{COMMENT.pattern}|<!--|-->|<!\\[CDATA\\[|\\]\\]>"
)
_CHUNK = compiled("([^{}]*+)([{}]|\\Z)")
_BRACES = str.maketrans("{};", "   ")
_IMPORT = compiled(
    "@import\\s++(?:url\\(\\s*+)?+(?:\"([^\"]*+)\"|'([^']*+)'|([^\\s;\"')]++))\\s*+\\)?([^;]*+)", 2
)
_ELSEWHERE = compiled(
    "\\b(?:print|speech|tty|tv|handheld|projection|braille|embossed|aural|not screen|not all)\\b"
)
_HELD = frozenset(("media", "supports", "layer", "container", "scope"))
_LONGEST_STYLE, _DEEPEST = 20_000, 8
MOST_BRACKETS = 50_000  # of one style sheet
_NO, _PERHAPS, _YES = range(3)


class Rule(metaclass=noun):
    """A style and the selectors it holds for; `is_sure` unless it holds under a condition that is not known."""

    selectors: tuple[Selector, ...]
    style: tuple[tuple[str, str, bool], ...]
    order: int
    is_sure: bool = True
    is_layered: bool = False


def rules_of(sheet: str, words: frozenset[str], first: int = 0) -> list[Rule]:
    """The rules of a style sheet that say anything that matters; `first` is the number of the first.

    Rules that hold for nothing are left out; `words` are those of the page's tags in small letters.
    """
    found: list[Rule] = []
    # condition, selectors around, whether in a layer
    levels: list[tuple[int, str, bool]] = [(_YES, "", False)]
    if '"' in sheet or "'" in sheet or "/*" in sheet or "<!" in sheet or "-->" in sheet:
        sheet = _STRING_OR_COMMENT.sub(_plainly, sheet)
    is_stray = False
    for number, chunk in enumerate(_CHUNK.finditer(sheet)):
        condition, around, is_layered = levels[-1]
        if number > MOST_BRACKETS:
            break
        if chunk[2] == "{":
            styled, _, prelude = chunk[1].rpartition(";")
            prelude = "}" if is_stray else prelude.strip()  # a bracket too many spoils the rule behind it
            levels.append(_level(prelude, levels[-1], len(levels)))
            is_stray = False
        else:
            styled = chunk[1]
            is_stray = len(levels) == 1
            if not is_stray:
                del levels[-1]
        if around and condition and ":" in styled and len(styled) <= _LONGEST_STYLE:
            selectors = selectors_of(around, words=words)
            style = tuple(declarations(styled)) if selectors else ()
            if style:
                found.append(Rule(selectors, style, first + len(found), condition == _YES, is_layered))
    return found


def imports_of(sheet: str) -> Iterator[str]:
    """The addresses of the style sheets that one takes in."""
    if "@import" in sheet.lower():
        for found in _IMPORT.finditer(COMMENT.sub("", sheet)):
            if applies(found[4]) == _YES:
                yield found[1] or found[2] or found[3] or ""


def applies(media: str) -> int:
    """Whether a list of media holds for a screen: 0 for no, 1 for perhaps, 2 for yes (Media Queries 4, 3)."""
    return max((_query(" ".join(query.lower().split())) for query in media.split(",")), default=_YES)


def _query(query: str) -> int:
    query = query.removeprefix("only ").strip()
    if query in ("", "all", "screen"):
        return _YES
    if _ELSEWHERE.search(query) or query.startswith("not "):
        return _PERHAPS if query.startswith("not ") else _NO
    conditions = [part.strip() for part in query.split(" and ") if part.strip() not in ("all", "screen")]
    return _YES if all(_is_always(condition) for condition in conditions) else _PERHAPS


_LEAST = compiled(
    "\\(\\s*min-(?:device-)?(?:width|height)\\s*:\\s*([0-9]{1,3})(?:px)?\\s*\\)|\\(\\s*color\\s*\\)"
)
_NARROWEST = 300  # pixels; no window is smaller


def _is_always(condition: str) -> bool:
    found = _LEAST.fullmatch(condition)
    return found is not None and int(found[1] or 0) <= _NARROWEST


def _level(prelude: str, outer: tuple[int, str, bool], depth: int) -> tuple[int, str, bool]:
    """What holds within a bracket."""
    condition, around, is_layered = outer
    if not prelude or depth > _DEEPEST or not condition:
        return _NO, "", is_layered
    if prelude[0] != "@":
        return condition, _nested(prelude, around), is_layered
    name, _, rest = prelude[1:].partition(" ")
    name, bracket, behind = name.lower().partition("(")
    if name not in _HELD:
        return _NO, "", is_layered
    said = (bracket + behind + " " + rest).strip()
    own = _PERHAPS
    if name == "media":
        own = applies(said)
    elif name == "layer":
        own = _YES
    elif name == "supports":
        own = _PERHAPS if " or " in said or "not" in said.lower().split() or "not(" in said else _YES
        own = _NO if said.lower().startswith(("not ", "not(")) and " or " not in said else own
    return min(condition, own), around, is_layered or name == "layer"


def _nested(prelude: str, around: str) -> str:
    """The selectors of a rule within a rule, written out."""
    if not around:
        return prelude
    if len(around) + len(prelude) > 500:
        return ""
    parts = (part.strip() for part in prelude.split(","))
    held = f":is({around})"
    return ",".join(part.replace("&", held) if "&" in part else f"{held} {part}" for part in parts)


def _plainly(found: re.Match[str]) -> str:
    """A string without the signs that divide a sheet; a space for a comment."""
    return found[0].translate(_BRACES) if found[0][0] in "\"'" else " "
