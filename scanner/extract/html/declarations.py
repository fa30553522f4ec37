"""The declarations of a style: of each property that can hide a text what is said last, short forms spelled out.

CSS Syntax 3, 4.3.7 (escapes), 5.4.4 (declarations); CSS Cascading 4, 3 (short forms), 6.4.2 (!important). A value that no
browser takes is left out, as it would be.
"""

from __future__ import annotations

from collections.abc import Iterator

from scanner.regexes import compiled

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re

Style = dict[str, str]

_SIDES = ("top", "right", "bottom", "left")
_BOXES = ("margin", "padding", "inset")
PROPERTIES = frozenset(
    (
        *"display visibility opacity position clip clip-path transform scale translate rotate zoom filter".split(),
        *"content-visibility height max-height min-height width max-width min-width white-space float".split(),
        *"overflow-x overflow-y font-size text-indent color background-color background-image".split(),
        *"background-clip -webkit-text-fill-color text-shadow -webkit-text-stroke flex-grow".split(),
        *("backface-visibility", "line-height", "animation", "mask-image", "mask-size"),
        *_SIDES,
        *(f"{box}-{side}" for box in _BOXES[:2] for side in _SIDES),
    )
)
_SHORT = frozenset((*_BOXES, "overflow", "font", "background", "flex", "mask"))
_RENAMED = {
    "animation-name": "animation",
    "-webkit-animation": "animation",
    "-webkit-background-clip": "background-clip",
    "-webkit-transform": "transform",
    "-moz-transform": "transform",
    "-ms-transform": "transform",
    "-webkit-filter": "filter",
    "-webkit-clip-path": "clip-path",
    "-webkit-mask": "mask",
    "-webkit-mask-image": "mask-image",
    "-webkit-mask-size": "mask-size",
    "-ms-filter": "filter",
    "margin-inline-start": "margin-left",
    "padding-inline-start": "padding-left",
    "inset-inline-start": "left",
    "inset-block-start": "top",
    "block-size": "height",
    "inline-size": "width",
    "text-fill-color": "-webkit-text-fill-color",
}
_DECLARATION = compiled(
    "([^;:]*+)(?::((?:[^;\"'(]++|\"[^\"]*+\"?|'[^']*+'?|\\((?:[^()\"']++|\\([^()]*+\\)|\"[^\"]*+\"|'[^']*+')*+\\)?)*+))?+;?"
)
_NAME = compiled("[-_a-zA-Z0-9\\\\]+")
_ESCAPE = compiled("\\\\(?:([0-9a-fA-F]{1,6})[ \\t\\n\\r\\f]?|([^\\n]))")
_IMPORTANT = compiled("\\s*!\\s*important\\s*\\Z")
PARTS = compiled("(?:[^\\s()]++|\\((?:[^()]++|\\((?:[^()]++|\\([^()]*+\\))*+\\))*+\\)?)++")
COMMENT = compiled("/\\*(?:[^*]++|\\*(?!/))*+(?:\\*/|\\Z)")
_SIZED = compiled("[^/]*/ ?([^ ,/()]+)(?: [^,/()]*)?")
_STRING_OR_COMMENT = compiled(f"\"[^\"\\n]*+\"|'[^'\\n]*+'|{COMMENT.pattern}")
_WORDS = {
    "display": compiled(
        "(?:none|block|inline|flex|grid|table|list-item|flow|contents|ruby|run-in|math|initial|unset|inherit|revert"
        "|-webkit-|-ms-|-moz-|inline-)[-a-z ]*|inline-|var\\(.*"
    ),
    "visibility": compiled("visible|hidden|collapse|initial|unset|inherit|revert|revert-layer|var\\(.*"),
    "position": compiled(
        "static|relative|absolute|fixed|sticky|-webkit-sticky|initial|unset|inherit|revert|var\\(.*"
    ),
}
_FONT_SIZE = compiled("[-+.0-9]+(?:px|p[tc]|r?em|ex|ch|%|v[wh]|in|cm|mm)?|calc\\(.*")


def declarations(text: str) -> Iterator[tuple[str, str, bool]]:
    """(property, value in small letters, whether important) of what a style says that matters here, in its order."""
    if "/*" in text:
        text = _STRING_OR_COMMENT.sub(_without_comment, text)
    for found in _DECLARATION.finditer(text):
        name, value = found.groups()
        if not value:
            continue
        name, value = name.strip(), " ".join(value.split())
        if "\\" in name or "\\" in value:
            name = unescaped(name) if _NAME.fullmatch(name) else ""
            value = unescaped(value)
        if name[:2] == "--":
            if _NAME.fullmatch(name):
                yield name, value, False
            continue
        name = name.lower()
        name = _RENAMED.get(name, name)
        if name not in PROPERTIES and name not in _SHORT:
            continue
        value = value.lower()
        is_important = "!" in value and _IMPORTANT.search(value) is not None
        if is_important:
            value = _IMPORTANT.sub("", value)
        for one, said in long_forms(name, value) if name in _SHORT else ((name, value),):
            if value and (one not in _WORDS or _WORDS[one].fullmatch(said)):
                yield one, said, is_important


def inline_style(text: str) -> Style:
    """What a style attribute says."""
    found: dict[str, tuple[str, bool]] = {}
    for name, value, is_important in declarations(text):
        if is_important or not found.get(name, ("", False))[1]:
            found[name] = value, is_important
    return {name: value for name, (value, _) in found.items()}


def long_forms(name: str, value: str) -> Iterator[tuple[str, str]]:
    """A short form as the properties it stands for."""
    if name not in _SHORT:
        yield name, value
    elif "var(" in value:
        return
    elif name in _BOXES:
        parts = PARTS.findall(value)[:4] or [""]
        while len(parts) < len(
            _SIDES
        ):  # the right side is as the top, the bottom as the top, the left as the right
            parts.append(parts[max(len(parts) - 2, 0)])
        for side, part in zip(_SIDES, parts, strict=True):
            yield (side if name == "inset" else f"{name}-{side}"), part
    elif name == "overflow":
        parts = value.split()
        yield "overflow-x", parts[0] if parts else ""
        yield "overflow-y", parts[-1] if parts else ""
    elif name == "font":
        size = next((part for part in value.split() if _FONT_SIZE.fullmatch(part.partition("/")[0])), "")
        yield "font-size", size.partition("/")[0] if size else "medium"
    elif name == "flex":
        first = value.split(" ")[0]
        yield "flex-grow", "1" if first == "auto" else "0" if first == "none" else first
    elif name == "mask":
        yield "mask-image", value
        sized = _SIZED.fullmatch(value)
        yield "mask-size", sized[1] if sized is not None else "auto"
    else:
        yield from _ground(value)


def _ground(value: str) -> Iterator[tuple[str, str]]:
    """The colour and the picture of a short form ``background``; the colour of the last layer counts."""
    is_drawn = "(" in value and ("url(" in value or "gradient" in value or "image" in value)
    yield "background-image", "url()" if is_drawn else "none"
    colours = [
        part for part in PARTS.findall(value.rpartition(",")[2] if is_drawn else value) if _may_colour(part)
    ]
    yield "background-color", colours[-1] if colours else "transparent"
    if "text" in value.split():
        yield "background-clip", "text"


_NO_COLOURS = frozenset(
    "none repeat no-repeat repeat-x repeat-y scroll fixed local left right top bottom center / cover contain auto text "
    "border-box padding-box content-box space round".split()
)


def _may_colour(part: str) -> bool:
    return (
        part not in _NO_COLOURS
        and not part.startswith("url(")
        and not part[0].isdigit()
        and part[0] not in "-+./"
    )


def _without_comment(found: re.Match[str]) -> str:
    return " " if found[0][0] == "/" else found[0]


def unescaped(text: str) -> str:
    """A name or value with its escapes resolved."""
    return _ESCAPE.sub(_letter, text)


def _letter(found: re.Match[str]) -> str:
    if found[2]:
        return found[2]
    code = int(found[1], 16)
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
