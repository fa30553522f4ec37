"""Numbers and addresses that a script puts together when it runs: of pieces, of codes, of percent signs.

``"139" + "0000" + "1234"``, ``["139", "0000", "1234"].join("")``, ``String.fromCharCode(49, 51, …)``, ``unescape("%31%33…")``: the ways in which pages keep
addresses from machines. ECMA-262, 13.8.1 (addition), 22.1.2.1 (fromCharCode), B.2.1.2 (unescape).
"""

from __future__ import annotations

from scanner.model import SourceMap
from scanner.regexes import compiled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_PIECE = "(?:\"[^\"\\\\\n]{0,40}\"|'[^'\\\\\n]{0,40}')"
_ADDED = compiled(_PIECE + "(?:\\s*+\\+\\s*+" + _PIECE + ")++")
_LISTED = (
    "\\[\\s*+("
    + _PIECE
    + "(?:\\s*+,\\s*+"
    + _PIECE
    + "){1,200})\\s*+\\]\\s*+\\.join\\(\\s*+(?:\"\"|'')\\s*+\\)"
)
_JOINED = compiled(_LISTED)
_INNER = compiled("\"([^\"]*)\"|'([^']*)'")
_CODES = compiled("fromCharCode\\(([0-9xXa-fA-F,\\s]{15,4000})\\)")
_PERCENT = compiled("[\"']([^\"'\\\\\\s]{0,200}?(?:%[0-9A-Fa-f]{2}){6}[^\"'\\\\\\s]{0,2000})[\"']")
_NUMBER = compiled("[0-9](?:[ -]?[0-9]){7}|[A-Za-z0-9]@[A-Za-z0-9]")
_TELLING = compiled("[0-9](?:[ -]?[0-9]){7}|[A-Za-z0-9]@[A-Za-z0-9]|[\\u3400-\\u9fff]{2}")
_MOST = 1_000  # of each way, in one script


def disguised_blocks(html: str, start: int, end: int) -> Iterator[tuple[str, SourceMap]]:
    """The telling texts that the script ``html[start:end]`` puts together."""
    ways = (
        ('"', _ADDED, _added),
        (".join", _JOINED, _added),
        ("fromCharCode", _CODES, _decoded),
        ("%", _PERCENT, _resolved),
    )
    for sign, pattern, read in ways:
        if html.find(sign, start, end) < 0 and (sign != '"' or html.find("'", start, end) < 0):
            continue
        for number, found in enumerate(pattern.finditer(html, start, end)):
            if number >= _MOST:
                break
            text = read(found[found.lastindex or 0])
            if (_NUMBER if sign in ('"', ".join") else _TELLING).search(
                text
            ):  # 汉字 in pieces are given as they stand
                size = found.end() - found.start()
                yield text, SourceMap(((0, found.start(), size), (len(text), found.end(), 0)))


def _added(pieces: str) -> str:
    return "".join(found[1] or found[2] or "" for found in _INNER.finditer(pieces))


def _decoded(codes: str) -> str:
    found = []
    for code in codes.split(","):
        said = code.strip().lower()
        is_hex = said.startswith("0x")
        digits = said[2:] if is_hex else said
        if not digits or len(digits) > 6 or not (is_hex or digits.isdecimal()):
            return ""
        number = int(digits, 16 if is_hex else 10)
        found.append(chr(number) if 0 < number < 0xD800 else "")
    return "".join(found)


def _resolved(text: str) -> str:
    from urllib.parse import unquote

    return unquote(text)
