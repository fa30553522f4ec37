"""Words in OFD parts where no program looks for any: between elements, in comments, in the names of parts.

The texts of a page are those of its text codes (GB/T 33190-2016, 11.3); nothing else of it holds words.
"""

from __future__ import annotations

from html import unescape

from scanner.extract.package.sweep_xml import Lines
from scanner.extract.package.telling import is_telling_text
from scanner.regexes import compiled, compiled_bytes

_HAN = rb"[\xe4-\xe9][\x80-\xbf]{2}"  # in UTF-8, and some signs more
_REST = bytes(sign for sign in range(256) if not 0xE4 <= sign <= 0xE9)
_BETWEEN = compiled_bytes(rb"<(?![^<>]*(?:TextCode|FileLoc)[\s>])[^<>]*>([^<>]*?" + _HAN + rb"[^<>]*)(?=<)")
_COMMENT = compiled_bytes(rb"(?s)<!--(.*?)-->|<\?(?!xml )(.*?)\?>")
_HAN_NAME = compiled("[\u3400-\u9fff]{2}|(?<![0-9])[0-9]{17}[0-9Xx](?![0-9])")
_MOMENT = compiled("(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])[0-3][0-9][0-2][0-9](?:[0-5][0-9]){2}[0-9]{0,4}")


def letters(data: bytes) -> int:
    """How many 汉字 stand in some UTF-8."""
    return len(data.translate(None, _REST))


def words_between(data: bytes, known: int) -> Lines:
    """The telling words of a part in UTF-8 that are neither a text code's nor an attribute's.

    `known` 汉字 stand in its text codes.
    """
    lines = Lines()
    for raw in _BETWEEN.findall(data) if letters(data) > known else ():
        lines.add(unescape(raw.decode("utf-8", "replace")))
    if b"<!--" in data or data.count(b"<?") > 1:
        for comment, instruction in _COMMENT.findall(data):
            text = (comment or instruction).decode("utf-8", "replace")
            if is_telling_text(text):
                lines.add(text)
    return lines


def is_telling_name(name: str) -> bool:
    """Whether the name of a part was given by people: it has words, or a number as long as an identity number."""
    return _HAN_NAME.search(name) is not None and _MOMENT.search(name) is None
