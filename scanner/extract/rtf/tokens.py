"""The tokens of RTF (Rich Text Format specification 1.9.1, "Conventions of an RTF reader")."""

from __future__ import annotations

from scanner.regexes import compiled_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

OPEN, CLOSE, WORD, BYTE, SIGN, TEXT, BINARY = range(7)

_TOKEN = compiled_bytes(
    rb"([{}])|\\([A-Za-z]{1,32})(-?[0-9]{1,10})?[ ]?|\\'([0-9A-Fa-f]{2})|\\([^A-Za-z'])|([^\\{}\r\n]+)|[\r\n\\]"
)
_BRACE, _PLAIN, _NUMBERED, _CODE, _SIGN, _TEXT = range(1, 7)  # the last group of a match


def tokens(data: bytes) -> Iterator[tuple[int, bytes, int | None]]:
    r"""(kind, text, number) of each token; the number of a closing brace is the offset behind it.

    After ``\bin`` come so many bytes that are no RTF.
    """
    at, size = 0, len(data)
    while at < size:
        for found in _TOKEN.finditer(data, at):
            kind = found.lastindex
            if kind == _NUMBERED:
                word = found[2]
                if word == b"bin":
                    begin = found.end()
                    at = begin + min(max(int(found[3]), 0), size - begin)
                    yield BINARY, data[begin:at], None
                    break
                yield WORD, word, int(found[3])
            elif kind == _PLAIN:
                yield WORD, found[2], None
            elif kind == _TEXT:
                yield TEXT, found[6], None
            elif kind == _BRACE:
                brace = found[1]
                yield (OPEN if brace == b"{" else CLOSE), brace, found.end()
            elif kind == _CODE:
                yield BYTE, bytes.fromhex(found[4].decode()), None
            elif kind == _SIGN:
                yield SIGN, found[5], None
        else:
            return


def text_of(raw: bytes, page: str) -> str:
    """Characters that a file says are in this code page; fonts are declared wrongly as often as not."""
    if raw.isascii():
        return raw.decode("ascii")
    text = raw.decode(page, "replace")
    if "\ufffd" in text or page == "cp1252":
        from scanner.extract.encoding import decoded

        other = decoded(raw)
        return text if other.suspicious else other.text
    return text
