"""Files and texts that a message wraps in other ways than MIME: uuencode, winmail.dat, a signed content.

POSIX, uuencode (lines of 45 bytes); [MS-OXTNEF], 2.1.3 (attributes: level, number, length, data, sum); RFC 5652, 5.2
(SignedData with its content), ITU-T X.690, 8.7 (octet strings in pieces); RFC 3676, 4 (flowed text); RFC 5545, 3.1
(folded lines).
"""

from __future__ import annotations

from scanner.noun import noun
from scanner.regexes import compiled, compiled_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

TNEF_SIGNATURE = b"\x78\x9f\x3e\x22"
_UU_HEAD = compiled("^begin [0-7]{3,4} ([^\\r\\n]{1,255})\\r?\\n", 8)
_UU_LINE = compiled("[ -`]{1,86}")
_MOST_FILES = 200
_BODY, _TITLE, _DATA = 0x0002800C, 0x00018010, 0x0006800F
_HEAD = 9  # bytes of an attribute of TNEF before its data
_FOLD = compiled_bytes(rb"\r?\n[ \t]")
_OCTETS, _DEEPEST = 0x04, 20
_CONTENT = bytes.fromhex("06092a864886f70d010701")  # id-data, 1.2.840.113549.1.7.1


class Unwrapped(metaclass=noun):
    """What a winmail.dat holds: its text, files with their names, and the bytes of all other attributes."""

    text: bytes
    files: tuple[tuple[str, bytes], ...]
    rest: bytes


def uuencoded(text: str) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of the files that stand in a text as lines of uuencode; broken lines are left out."""
    from binascii import Error, a2b_uu

    at = 0
    for _ in range(_MOST_FILES):
        head = _UU_HEAD.search(text, at)
        if head is None:
            return
        pieces = []
        at = head.end()
        while at < len(text):
            end = text.find("\n", at)
            end = len(text) if end < 0 else end
            line = text[at:end].rstrip("\r")
            at = end + 1
            if line == "end" or not _UU_LINE.fullmatch(line):
                break
            try:
                pieces.append(a2b_uu(line))
            except Error:
                continue
        data = b"".join(pieces)
        if data:
            yield head[1].strip(), data


def unwrapped(data: bytes) -> Unwrapped:
    """What a winmail.dat holds; of a broken one what stands before the fault."""
    text, names, rest = b"", [], []
    files: list[bytes] = []
    at = 6
    while at + _HEAD <= len(data):
        number = int.from_bytes(data[at + 1 : at + 5], "little")
        size = int.from_bytes(data[at + 5 : at + _HEAD], "little")
        value = data[at + _HEAD : at + _HEAD + size]
        at += _HEAD + size + 2
        if number == _BODY:
            text = value.rstrip(b"\0")
        elif number == _TITLE:
            names.append(value.rstrip(b"\0"))
        elif number == _DATA and len(files) < _MOST_FILES:
            files.append(value)
        else:
            rest.append(value)
    from scanner.extract.encoding import decoded

    titles = [decoded(name).text for name in names] + [""] * len(files)
    return Unwrapped(text, tuple(zip(titles, files, strict=False)), b"\0\0".join(rest))


def signed_content(data: bytes) -> bytes:
    """The content that a SignedData holds itself, "" where it has none."""
    at = data.find(_CONTENT)
    if at < 0:
        return b""
    return b"".join(_octets(data, at + len(_CONTENT), len(data), 0))


def _octets(data: bytes, at: int, end: int, depth: int) -> Iterator[bytes]:
    """The octet strings from `at` on, in and out of others; the first thing that is neither ends them."""
    while at + 2 <= end and depth < _DEEPEST:
        tag, size = data[at], data[at + 1]
        at += 2
        if tag == 0 or (tag & 0x1F != _OCTETS and tag != 0xA0):
            return
        if size > 0x80:
            count = size & 0x7F
            size = int.from_bytes(data[at : at + count], "big")
            at += count
        elif size == 0x80:  # up to its end mark
            yield from _octets(data, at, end, depth + 1)
            return
        if tag & 0x20:
            yield from _octets(data, at, min(at + size, end), depth + 1)
        else:
            yield data[at : min(at + size, end)]
        at += size
        if depth == 0:
            return


def flowed(text: str, *, drops_space: bool) -> str:
    """A text whose lines that end with a space go on in the next one."""
    pieces: list[str] = []
    for raw in text.splitlines():
        line = raw[1:] if raw.startswith(" ") else raw
        is_open = line.endswith(" ") and line != "-- "
        pieces.append(line[:-1] if is_open and drops_space else line)
        pieces.append("" if is_open else "\n")
    return "".join(pieces)


def unfolded(data: bytes) -> bytes:
    """A calendar or a card with its folded lines made whole."""
    return _FOLD.sub(b"", data)
