"""What stands only in names of a PDF, and in comments between its objects.

Programs make up thousands of names (7.3.5) and a few comments (7.2.4) that are nobody's words: fonts, colours, styles of
paragraphs, marks of their own. Told are names with the number of a person in them, and comments that hold words or such numbers.
"""

from __future__ import annotations

from collections.abc import Iterator

from scanner.extract.package.telling import is_telling_text
from scanner.extract.pdf.streams import decoded_text
from scanner.regexes import compiled, compiled_bytes

_NAME = compiled("/([^\\s/<>()\\[\\]{}%]{11,})")
_NAME_OR_STRING = compiled(
    f"\\((?:[^()\\\\]++|\\\\[\\s\\S]|\\((?:[^()\\\\]++|\\\\[\\s\\S])*+\\))*+\\)|{_NAME.pattern}"
)
_HEX = compiled_bytes(rb"#([0-9A-Fa-f]{2})")
_DAY = "(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
# Identity numbers of 18 and 15 digits with a day in them, mobile numbers, bank cards.
_PERSON = compiled(
    "(?:(?<![0-9.])(?<![0-9][A-Fa-f])[1-9][0-9]{5}"
    f"(?:(?:19|20)[0-9]{{2}}{_DAY}[0-9]{{3}}[0-9Xx]|[0-9]{{2}}{_DAY}[0-9]{{3}})"
    "|(?<![0-9A-Fa-f.])(?:1[3-9][0-9]{9}|62[0-9]{14,17}))(?![0-9A-Fa-f.])"
)
_MAILBOX = compiled("[A-Za-z0-9]@[A-Za-z0-9-]+[.][A-Za-z]")
_WORDS = compiled("[\u4e00-\u9fff]{2}")
_TOKEN = compiled_bytes(rb"\((?:[^()\\]++|\\[\s\S]|\((?:[^()\\]++|\\[\s\S])*+\))*+\)|%([^\r\n]*+)")
_COMMON = frozenset((*range(0xA1, 0xAA), *range(0xB0, 0xD8)))  # first bytes of common signs (GB 2312)
_MARK = 12  # bytes of a comment that may only say that the file is no text (7.5.2)


def numbers_in_names(text: str) -> Iterator[str]:
    """The names in the text of an object that hold the number of a person."""
    if not any(_PERSON.search(found) or "#" in found for found in _NAME.findall(text)):
        return
    for found in filter(None, _NAME_OR_STRING.findall(text)):
        name = _HEX.sub(lambda code: bytes((int(code[1], 16),)), found.encode("latin-1"))
        said = decoded_text(name)
        number = _PERSON.search(said)
        if number is not None:
            yield (
                said if is_telling_text(said) else said[number.start() :]
            )  # behind letters that look like digits


def person_numbers(text: str) -> list[str]:
    """The numbers in a text that may be a person's."""
    return _PERSON.findall(text)


def comments_between(data: bytes) -> Iterator[str]:
    """The comments of a file outside of its streams that say anything."""
    for piece in _bare(data):
        for found in _TOKEN.findall(piece) if b"%" in piece else ():
            said = decoded_text(found.strip(b"% \t"))
            is_words = len(found) > _MARK and _WORDS.search(said) is not None and _is_common(said)
            if is_words or _PERSON.search(said) or _MAILBOX.search(said):
                yield said


def _bare(data: bytes) -> Iterator[bytes]:
    """A file without its streams."""
    at = 0
    while (start := data.find(b"stream", at)) >= 0:
        yield data[at:start]
        end = data.find(b"endstream", start)
        if end < 0:
            return
        at = end + len(b"endstream")
    yield data[at:]


def _is_common(text: str) -> bool:
    """Whether all 汉字 of a text are common ones: other bytes than those of words seldom make such."""
    try:
        return all(code.encode("gb2312")[0] in _COMMON for code in text if code >= "\u3400")
    except UnicodeEncodeError:
        return False
