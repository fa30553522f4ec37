r"""The tokens of RTF (Rich Text Format specification 1.9.1, "Conventions of an RTF reader"), phrase by phrase.

Programs write the same control words before every cell and every few letters: what such a phrase says is told once.
"""

from __future__ import annotations

from scanner.regexes import compiled_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Mapping
    from typing import Any

    # Its kind; a word that tells something (str), or bytes; the number of such a word.
    Token = tuple[int, Any, int | None]

OPEN, CLOSE, WORD, QUIET, UNICODE, BYTES, SIGN, TEXT, BINARY, BLANK = range(10)
_WORDS = (WORD, QUIET)

# Letters; a character with what replaces it; words and braces in a row, it may be with letters between; other tokens.
_PHRASE = compiled_bytes(
    rb"([^\\{}\r\n]+)|\\u-?[0-9]+[ ]?(?:[?]|(?:\\'[0-9A-Fa-f]{2}){1,4})?"
    rb"|(?:(?:[{}]|\\[A-Za-z])(?:[{}\\A-Za-z0-9-]*[{}A-Za-z0-9-])?[ ]?[\r\n]*){1,99}"
    rb"|(?:\\'[0-9A-Fa-f]{2}){1,999}|\\[^A-Za-z']|[\r\n]+|\\"
)
_TOKEN = compiled_bytes(
    rb"\\[A-Za-z]{1,32}(?:-?[0-9]{1,10})?[ ]?|[{}]|(?:\\'[0-9A-Fa-f]{2}){1,999}|\\[^A-Za-z']|[^\\{}\r\n]+|[\r\n\\]"
)
_BINARY = compiled_bytes(rb"\\bin(-?[0-9]{1,10})[ ]?")
_BACKSLASH = 0x5C
_LONGEST_KEPT, _MOST_KEPT = 2**14, 2**20  # bytes of a phrase whose tokens are kept, of all of them
_LONGEST_TOLD, _MOST_TOLD = 48, 2**14  # bytes of a token that is kept, how many are
_GB_2312 = compiled_bytes(rb"[\xa1-\xf7][\xa1-\xfe]")  # a sign or 汉字; what is rarer stands beside such


def phrases(data: bytes, telling: Mapping[bytes, str]) -> Iterator[tuple[int, list[Token]]]:
    r"""The offset and the tokens of each phrase.

    Words that are not `telling` are QUIET; behind another word they are left out. After ``\bin`` come so many bytes that
    are no RTF.
    """
    kept: dict[bytes, list[Token]] = {}
    told: dict[bytes, Token] = {}
    room = _MOST_KEPT
    at, size = 0, len(data)
    while at < size:
        word = _binary_word(data, at)
        for found in _PHRASE.finditer(data, at, word.start() if word else size):
            raw = found[0]
            if found.lastindex:
                yield found.start(), [(TEXT, raw, None)]
                continue
            tokens = kept.get(raw)
            if tokens is None:
                tokens = _tokens(raw, telling, told)
                if len(raw) <= min(room, _LONGEST_KEPT):
                    kept[raw] = tokens
                    room -= len(raw)
            yield found.start(), tokens
        if word is None:
            return
        begin = word.end()
        at = begin + min(max(int(word[1]), 0), size - begin)
        yield begin, [(BINARY, data[begin:at], None)]


def _binary_word(data: bytes, begin: int) -> re.Match[bytes] | None:
    """The next word before binary data, from a token on."""
    at = begin
    while (found := _BINARY.search(data, at)) is not None:
        at = found.start()
        while at > begin and data[at - 1] == _BACKSLASH:
            at -= 1
        if (found.start() - at) % 2 == 0:  # its own backslash is not the second of a pair
            return found
        at = found.end()
    return None


def group_end(data: bytes, at: int, depth: int) -> int:
    """The offset behind the outermost group that is open, where so many are at the begin of a phrase."""
    for found in _TOKEN.finditer(data, at):
        depth += {b"{": 1, b"}": -1}.get(found[0], 0)
        if found[0] == b"}" and not depth:
            return found.end()
    return len(data)


def _tokens(phrase: bytes, telling: Mapping[bytes, str], told: dict[bytes, Token]) -> list[Token]:
    """The tokens of a phrase; `told` are those that were met before."""
    tokens: list[Token] = []
    is_behind_word = False
    for raw in _TOKEN.findall(phrase):
        token = told.get(raw)
        if token is None:
            token = _token(raw, telling)
            if len(raw) <= _LONGEST_TOLD and len(told) < _MOST_TOLD:
                told[raw] = token
        kind = token[0]
        if kind == BLANK or (kind == QUIET and is_behind_word):
            continue
        is_behind_word = kind in _WORDS
        tokens.append(token)
    return tokens


def _token(raw: bytes, telling: Mapping[bytes, str]) -> Token:
    """A token by its bytes."""
    sign = raw[1:2]
    if raw[:1] != b"\\":
        if raw == b"{":
            return OPEN, raw, None
        return CLOSE if raw == b"}" else BLANK if raw in b"\r\n" else TEXT, raw, None
    if not sign.isalpha():
        if sign == b"'":
            return BYTES, bytes.fromhex(raw.replace(b"\\'", b"").decode()), None
        return SIGN if sign else BLANK, sign, None
    name = raw[1:].rstrip(b"-0123456789 ")
    word = telling.get(name)
    if word is None:
        return QUIET, name, None
    digits = raw[len(name) + 1 :].rstrip(b" ")
    number = int(digits) if digits else None
    return WORD if word != "u" or number is None else UNICODE, word, number


def text_of(raw: bytes, page: str) -> str:
    """Characters that a file says are in this code page; fonts are declared wrongly as often as not."""
    if raw.isascii():
        return raw.decode("ascii")
    text = raw.decode(page, "replace")
    if "\ufffd" in text or (page == "cp1252" and _GB_2312.search(raw)):
        from scanner.extract.encoding import decoded

        other = decoded(raw)
        return text if other.suspicious else other.text
    return text
