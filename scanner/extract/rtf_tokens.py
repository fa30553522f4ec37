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


def tokens(data: bytes) -> Iterator[tuple[int, bytes, int | None]]:
    r"""(kind, text, number) of each token. After ``\bin`` come so many bytes that are no RTF."""
    match, at, size = _TOKEN.match, 0, len(data)
    while at < size:
        found = match(data, at)
        if found is None:
            at += 1
            continue
        at = found.end()
        brace, word, number, code, sign, text = found.groups()
        if text is not None:
            yield TEXT, text, None
        elif word is not None:
            if word == b"bin" and number is not None:
                length = min(max(int(number), 0), size - at)
                yield BINARY, data[at : at + length], None
                at += length
            else:
                yield WORD, word, None if number is None else int(number)
        elif code is not None:
            yield BYTE, bytes.fromhex(code.decode()), None
        elif brace is not None:
            yield (OPEN if brace == b"{" else CLOSE), brace, None
        elif sign is not None:
            yield SIGN, sign, None
