"""The characters of an HTML page: where tags stand, what they are, what text between them means.

A page is cut into text and *runs*: neighbouring tags, comments, scripts and style sheets with the white
space between them. Pages repeat the same runs again and again (``</td>\\n<td>``), so what a run means is
worked out once a page. Every pattern takes time linear in the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scanner.regexes import compiled

SPACE = "[ \\t\\n\\r\\f]"
_RAW = (
    "(?i:script)(?=[ \\t\\n\\r\\f/>])[^>]*+>(?:[^<]++|<(?!/(?i:script)))*+</[^>]*+"
    "|(?i:style)(?=[ \\t\\n\\r\\f/>])[^>]*+>(?:[^<]++|<(?!/(?i:style)))*+</[^>]*+"
)
_COMMENT = "!--(?:-?(?=>)|(?:[^-]++|-(?!-!?>))*+--!?)"  # <!--> is one that says nothing
# The patterns begin with a plain "<" so that text is skipped at the speed of a search for one character.
_ANY_TAG = f"(?:[a-rt-zA-RT-Z/?][^>]*+>|(?:{_RAW}|{_COMMENT})>|[sS!][^>]*+>){SPACE}*+"
_RUN = compiled(f"(<{_ANY_TAG}(?:<{_ANY_TAG})*+)")
_BARE_RUN = compiled(f"(<[a-zA-Z/?!][^>]*+>{SPACE}*+(?:<[a-zA-Z/?!][^>]*+>{SPACE}*+)*+)")
_TAG_BODY = f"[a-zA-Z/?!][^<>=]*+(?:={SPACE}*+(?:\"[^\"]*+\"|'[^']*+')?+[^<>=]*+)*+"
_EXACT = compiled(f"<(?:(?=[sS!])(?:{_RAW}|{_COMMENT})>|{_TAG_BODY}>)")
_EXACT_TAG = compiled(f"<{_TAG_BODY}>")
_EXACT_BODY = compiled(f"<{_TAG_BODY}")
_SIMPLE = compiled("<[a-zA-Z/?!][^<>]*+>")
_SPACES = compiled(f"{SPACE}*+")
_RAW_ENDS = (("<script", "</script"), ("<style", "</style"), ("<!--", "-->"))
_RAW_OPENER = compiled("<[sS!][cCtT-]")
_SMALL = {capital: capital + 32 for capital in range(65, 91)}
_FEW = 64  # unclosed scripts and comments that may each cost a look at the rest of the page

TAG_NAME = compiled("<(!--|/?[a-zA-Z][a-zA-Z0-9:-]*|[!?/])")
_TAG = compiled("<(/?[a-zA-Z][a-zA-Z0-9:-]*|[!?/])[^>]*+>")
_ATTRIBUTE = compiled(
    "(?<![^\\s\"'/])([^\\s\"'<>/=]++)(?:\\s*+=\\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\\s\"'>]++)))?+"
)
_MESS = compiled("&(?:#[xX][0-9a-fA-F]{1,40}+|#[0-9]{1,40}+|[a-zA-Z][a-zA-Z0-9]{1,31}+);?+|[ \\t\\n\\r\\f]++")
_NAMED = {
    "nbsp": "\xa0",
    "amp": "&",
    "lt": "<",
    "gt": ">",
    "quot": '"',
    "apos": "'",
    "ldquo": "“",
    "rdquo": "”",
    "lsquo": "‘",
    "rsquo": "’",
    "mdash": "—",
    "ndash": "–",
    "hellip": "…",
    "middot": "·",
    "bull": "•",
    "copy": "©",
    "emsp": "\u2003",
    "ensp": "\u2002",
    "thinsp": "\u2009",
    "times": "×",
    "yen": "¥",
    "shy": "\xad",
    "zwnj": "\u200c",
    "zwj": "\u200d",
    "rarr": "→",
    "laquo": "«",
    "raquo": "»",
}


# ---------------------------------------------------------------- text and runs of tags


def parts_of(html: str) -> list[str]:
    """Text, run of tags, text, run, …, text: joined they are the page again."""
    end = _after_space(html, html.rfind(">") + 1)
    cut = _first_unclosed(html, end)
    parts = _RUN.split(html[:cut] if cut < len(html) else html)
    if cut < end:
        parts += _BARE_RUN.split(html[cut:end])[1:]
    if cut < len(html):
        parts[-1] += html[end:]
    return parts


def _first_unclosed(html: str, end: int) -> int:
    """Where the first script, style sheet or comment begins that is never closed; `end` if they are few."""
    if len(_RAW_OPENER.findall(html)) <= _FEW:
        return end
    cut = end
    small = html.translate(_SMALL)
    for opener, close in _RAW_ENDS:
        found = small.find(opener, small.rfind(close) + 1)
        if 0 <= found < cut:
            cut = found
    return cut


def exact_parts(html: str) -> list[str]:
    """The same for pages with ``<`` or ``>`` inside attributes or stray ones in the text; slower."""
    parts: list[str] = []
    text_from = at = barren = 0
    cut = _first_unclosed(html, len(html))
    while (at := html.find("<", at)) >= 0:
        first = at
        while found := (_SIMPLE if at < barren else _EXACT if at < cut else _EXACT_TAG).match(html, at):
            at = _after_space(html, found.end())
        if at > first:
            parts += (html[text_from:first], html[first:at])
            text_from = at
        else:
            body = _EXACT_BODY.match(html, at) if at >= barren else None
            barren = body.end() if body else barren
            found = _SIMPLE.match(html, at) if body else None
            at = at if found else at + 1
    parts.append(html[text_from:])
    return parts


def _after_space(html: str, at: int) -> int:
    found = _SPACES.match(html, at)
    return found.end() if found else at


def is_odd(run: str) -> bool:
    """Whether a run of tags may have been cut at the wrong ``>``, so that `exact_parts` is called for."""
    return run.count("<") != run.count(">") or run.count('"') % 2 == 1 or run.count("'") % 2 == 1


def tags(run: str) -> Iterator[tuple[str, int, int]]:
    """Name in small letters (``/`` before it where it closes; ``!--``), start and end of every tag."""
    if "<!--" not in run and "<s" not in run and "<S" not in run and not is_odd(run):
        found_simply = [*_TAG.finditer(run)]
        if len(found_simply) == run.count("<"):  # else one stands within quotes
            for simple in found_simply:
                yield simple[1].lower(), simple.start(), simple.end()
            return
    at = 0
    cut = _first_unclosed(run, len(run))
    while at < len(run):
        found = (_EXACT if at < cut else _EXACT_TAG).match(run, at) or _SIMPLE.match(run, at)
        end = found.end() if found else run.find(">", at) + 1 or len(run)
        name = TAG_NAME.match(run, at)
        yield (name[1].lower() if name else "!", at, end)
        at = _after_space(run, end)


def attributes(tag: str) -> Iterator[tuple[str, int, int]]:
    """Name in small letters, start and end of the raw value of every attribute of a tag."""
    name = TAG_NAME.match(tag)
    for found in _ATTRIBUTE.finditer(tag, name.end() if name else 1, max(len(tag) - 1, 0)):
        group = found.lastindex or 1
        yield found[1].lower(), *(found.span(group) if group > 1 else (found.end(), found.end()))


# ---------------------------------------------------------------- characters


def plain(text: str) -> str:
    """Text of the page as it is drawn: entities resolved, white space with a line end made one space.

    Between two 汉字 such white space vanishes: Chinese source is wrapped without meaning a space.
    """
    if "&" in text or "\n" in text or "\r" in text:
        return _MESS.sub(_drawn, text)
    return text


def resolved(value: str) -> str:
    """The value of an attribute with its entities resolved."""
    return _MESS.sub(_unescaped, value) if "&" in value else value


def _unescaped(found: re.Match[str]) -> str:
    return _entity(found[0]) if found[0][0] == "&" else found[0]


def plain_pieces(text: str, source: int, start: int) -> Iterator[tuple[str, int, int, int]]:
    """`plain` in pieces: (drawn text, offset in the block, offset in the file, length in the file).

    `source` is where `text` stands in the file, `start` where its drawn form begins in the block.
    """
    at = 0
    for found in _MESS.finditer(text):
        drawn = _drawn(found)
        if drawn != found[0]:
            if found.start() > at:
                yield text[at : found.start()], start, source + at, found.start() - at
                start += found.start() - at
            yield drawn, start, source + found.start(), len(found[0])
            start += len(drawn)
            at = found.end()
    if at < len(text):
        yield text[at:], start, source + at, len(text) - at


def _drawn(found: re.Match[str]) -> str:
    raw = found[0]
    if raw[0] == "&":
        return _entity(raw)
    if "\n" not in raw and "\r" not in raw:
        return raw
    text = found.string
    before = text[found.start() - 1] if found.start() else ""
    after = text[found.end()] if found.end() < len(text) else ""
    return "" if "\u2e80" <= before <= "\uffef" and "\u2e80" <= after <= "\uffef" else " "


def _entity(raw: str) -> str:
    name = raw[1:].rstrip(";")
    if name[0] == "#":
        code = int(name[2:], 16) if name[1] in "xX" else int(name[1:])
        if 0x80 <= code <= 0x9F:  # the standard reads these as windows-1252
            return bytes([code]).decode("cp1252", "replace")
        return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
    known = _NAMED.get(name) if raw[-1] == ";" or name == "nbsp" else None
    return known if known is not None else _rare_entity(raw)


def _rare_entity(raw: str) -> str:
    from html.entities import html5

    return html5.get(raw[1:], raw)
