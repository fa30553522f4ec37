"""Which elements a page does not draw: by their own style, or by that of their class or id.

Rules of style sheets are taken for one class or id, with or without the name of an element before it: what stands in
another element (``.box .a``) or in ``@media`` holds for some places only and hides nothing here. White letters alone are
no sign: heads of tables and pages have dark grounds. Source: CSS 2.2, 9.2.4, 10.2, 11.1, 11.2; HTML Living Standard, 15.3.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from scanner.regexes import compiled

Hidden = frozenset[
    tuple[str, str]
]  # element ("" for any, "~" for those in a line), and ``.name`` or ``#name``

_NOTHING = "(?:0*\\.0[0-9]*|0+)(?![0-9.])"  # of an opacity: less than a tenth is not seen
_CLEAR = "(?:transparent|rgba\\([^()]{5,20}, *0?\\.?0*\\)|#(?:[0-9a-f]{3}0|[0-9a-f]{6}00)(?![0-9a-f]))"
_NOT_DRAWN = compiled(
    "display *: *none|visibility *: *(?:hidden|collapse)|opacity *(?:: *|\\( *)"
    + _NOTHING
    + "|text-indent *: *-[0-9]{3}|(?:left|top) *: *-(?:[0-9]{4}|[0-9]{3} *r?em)|clip *: *rect\\( *0"
    "|clip-path *: *(?:inset\\( *(?:50|100)%|circle\\( *0)|scale\\( *0 *\\)"
    "|translate(?:x|y|3d)? *\\([^()]{0,20}?-(?:[0-9]{4}|[0-9]{3} *r?em)"
    "|(?<![-a-z])color *: *" + _CLEAR + "|-text-fill-color *: *" + _CLEAR,
    re.IGNORECASE,
)
_FLAT = compiled("(?<![-a-z])(?:max-)?(?:height|width) *: *0(?![0-9]|\\.[0-9]*[1-9])", re.IGNORECASE)
_CUT = compiled("overflow(?:-[xy])? *: *(?:hidden|clip)", re.IGNORECASE)
_COLOUR = compiled(
    "(?<![-a-z])(background(?:-color)?|color) *: *(#[0-9a-f]{3,6}|rgb\\([0-9 ,]{5,15}\\)|[a-z]+)",
    re.IGNORECASE,
)
_NO_SIZE = compiled(
    "font-size *: *(?:0(?![0-9]|\\.[0-9]*[1-9])|[01](?:\\.[0-9]+)?p[xt])|font *: *(?:[a-z]+ +)*0(?:p[xt]|r?em)?[ /]",
    re.IGNORECASE,
)
_INLINE = frozenset(("span", "font", "b", "i", "em", "strong", "a", "p"))
# What is for every screen holds like what stands outside; what is for narrow ones or for paper does not.
_SCREEN = compiled("@media +(?:only +)?(?:screen|all) *\\{((?:[^{}]*+\\{[^{}]*+\\})*+)[^{}]*+\\}")
_AT_RULE = compiled("@[a-z-]++[^{};]*+\\{(?:[^{}]*+\\{[^{}]*+\\})*+[^{}]*+\\}")
_LONGEST_RULE = 2_000  # characters
_NAME = compiled("([A-Za-z][A-Za-z0-9]{0,20})?+([.#][A-Za-z_][A-Za-z0-9_-]*+)\\Z")
_COMMENT = compiled("/\\*(?:[^*]++|\\*(?!/))*+\\*/")
_WRITTEN = {"white": "#ffffff", "black": "#000000", "red": "#ff0000", "yellow": "#ffff00", "blue": "#0000ff"}
_BLACK = "#000000"


def hidden_names(runs: Iterable[str]) -> Hidden:
    """What the style sheets in these runs do not draw."""
    found: set[tuple[str, str]] = set()
    for run in runs:
        if "<style" in run or "<STYLE" in run:
            for rule in _AT_RULE.sub("", _SCREEN.sub("\\1", _COMMENT.sub("", run))).split("}"):
                selectors, _, style = rule[-_LONGEST_RULE:].rpartition("{")
                kind = "" if is_hidden("", style) else "~" if _NO_SIZE.search(style) else None
                for selector in selectors.rpartition(">")[2].split(",") if kind is not None else ():
                    name = _NAME.match(selector.strip())
                    if name is not None:
                        found.add((kind or (name[1] or "").lower(), name[2]))
    return frozenset(found)


def is_named(tag: str, classes: str, id: str, hidden: Hidden) -> bool:
    """Whether an element bears a name that is not drawn."""
    names = ["." + name for name in classes.split()] + (["#" + id] if id else [])
    kinds = ("", tag, "~") if tag in _INLINE else ("", tag)
    return any((kind, name) in hidden for name in names for kind in kinds)


def is_hidden(tag: str, style: str) -> bool:
    """Whether an element with this style shows nothing of its text."""
    if _NOT_DRAWN.search(style) or (_FLAT.search(style) and _CUT.search(style)):
        return True
    return _is_of_one_colour(tag, style) or (tag in _INLINE and _NO_SIZE.search(style) is not None)


def _is_of_one_colour(tag: str, style: str) -> bool:
    """Whether one colour is stated for the text and for what lies behind it; a span on black has none of its own."""
    stated = {name[:5].lower(): _plain(value.lower()) for name, value in _COLOUR.findall(style)}
    if len(stated) == 2:
        return stated["color"] == stated["backg"]
    return tag == "span" and stated.get("backg") == _BLACK


def _plain(colour: str) -> str:
    """A colour as # and six digits."""
    if colour.startswith("rgb"):
        parts = [part.strip() for part in colour[4:-1].split(",")]
        if len(parts) == 3 and all(part.isdecimal() for part in parts):
            return "#" + "".join(f"{min(int(part), 255):02x}" for part in parts)
    if len(colour) == 4 and colour[0] == "#":
        return "#" + "".join(2 * digit for digit in colour[1:])
    return _WRITTEN.get(colour, colour)
