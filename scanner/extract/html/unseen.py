"""What a page carries without drawing it: comments, strings in scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scanner.model import SourceMap
from scanner.regexes import compiled

_TELLING = compiled("[\\u3400-\\u9fff\\uff10-\\uff19@]|[0-9](?:[ -]?[0-9]){5}")
# In scripts: strings with 汉字, mail addresses or long digit runs, and bare numbers of 8 digits or more.
_SCRIPT_GATE = compiled(
    "[\\u3400-\\u9fff@]|[0-9](?:[ -]?[0-9]){7}|\\\\u[0-9a-fA-F]{4}|(?:\\\\x[0-9a-fA-F]{2}){4}"
)
_SCRIPT_TOKEN = compiled(
    "\"(?:[^\"\\\\\\n]++|\\\\.)*+\"|'(?:[^'\\\\\\n]++|\\\\.)*+'|(?<![0-9A-Za-z_.])[0-9]{8,}+"
)
# In style sheets: comments and quoted strings.
_STYLE_GATE = compiled("[0-9](?:[ -]?[0-9]){7}|[0-9A-Za-z]@[0-9A-Za-z]|(?:\\\\0*3[0-9] ?){4}")
_STYLE_TOKEN = compiled(
    "/\\*(?:[^*]++|\\*(?!/))*+\\*/|\"(?:[^\"\\\\\n]++|\\\\.)*+\"|'(?:[^'\\\\\n]++|\\\\.)*+'"
    "|(?<![0-9.])(?:[0-9]{15}|[0-9]{17}[0-9xX])(?![0-9])"
)
_STYLE_ESCAPE = compiled("\\\\(?:([0-9a-fA-F]{1,6}) ?|(?!)(.)|(.))")
_HELD = compiled("url\\( *[\"']?(data:(?:image/svg|text/)[^\"')]{15,})")
_ESCAPE = compiled("\\\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))")
_BETWEEN = compiled("\\s*:\\s*")
_ESCAPED = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f", "v": "\v", "0": "\0"}

Piece = tuple[int, int, int]


def comment_block(html: str, start: int, end: int) -> tuple[str, SourceMap] | None:
    """Text of the comment ``html[start:end]`` where it says anything to a person."""
    first = start + (4 if html.startswith("<!--", start) else 2)
    endings = ("-->", "--!>") if first == start + 4 else (">",)
    last = next((end - len(one) for one in endings if html.endswith(one, first, end)), end)
    while first < last and html[first].isspace():
        first += 1
    text = html[first:last].rstrip()
    if not text or not _TELLING.search(text):
        return None
    return text, SourceMap(((0, first, len(text)),))


def script_blocks(html: str, start: int, end: int) -> Iterator[tuple[str, SourceMap]]:
    """Strings of a script that say anything, escapes resolved, with the name of the property before.

    ``"phone": "139…"`` is one block without the quotes around it.
    """
    if not _SCRIPT_GATE.search(html, start, end):
        return
    before: re.Match[str] | None = None
    for token in _SCRIPT_TOKEN.finditer(html, start, end):
        if _SCRIPT_GATE.search(token[0]):
            named = before is not None and _BETWEEN.fullmatch(html, before.end(), token.start())
            first = before.start() + 1 if named and before is not None else _inner(token)[0]
            yield _unescaped(html, first, _inner(token)[1])
        before = token


def style_blocks(html: str, start: int, end: int) -> Iterator[tuple[str, SourceMap]]:
    """Comments and strings of a style sheet that hold a number or an address of a person."""
    if not _STYLE_GATE.search(html, start, end):
        return
    for token in _STYLE_TOKEN.finditer(html, start, end):
        first, last = (token.start() + 2, token.end() - 2) if token[0][0] == "/" else _inner(token)
        if _STYLE_GATE.search(html, first, last) and not html.startswith("data:", first):
            yield _unescaped(html, first, last, _STYLE_ESCAPE)


def held_addresses(html: str, start: int, end: int) -> list[str]:
    """The addresses in a style sheet that hold a text or a drawing themselves."""
    return _HELD.findall(html, start, end) if html.find("data:", start, end) >= 0 else []


def _inner(token: re.Match[str]) -> tuple[int, int]:
    quoted = 0 if token[0][0].isdigit() else 1
    return token.start() + quoted, token.end() - quoted


def _unescaped(html: str, first: int, last: int, escapes: re.Pattern[str] = _ESCAPE) -> tuple[str, SourceMap]:
    drawn: list[str] = []
    pieces: list[Piece] = []
    length, at = 0, first
    for escape in escapes.finditer(html, first, last):
        if escape.start() > at:
            pieces.append((length, at, escape.start() - at))
            drawn.append(html[at : escape.start()])
            length += escape.start() - at
        code = int(escape[1] or escape[2] or "0", 16)
        pieces.append((length, escape.start(), len(escape[0])))
        known = _ESCAPED.get(escape[3], escape[3]) if escape[3] else chr(min(code, 0x10FFFF))
        drawn.append("\ufffd" if "\ud800" <= known <= "\udfff" else known)
        length, at = length + 1, escape.end()
    if at < last:
        pieces.append((length, at, last - at))
        drawn.append(html[at:last])
        length += last - at
    pieces.append((length, last, 0))
    return "".join(drawn), SourceMap(tuple(pieces))
