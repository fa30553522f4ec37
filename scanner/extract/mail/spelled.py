"""Files that stand in the text of a message in other spellings than MIME's and uuencode's: yEnc and BinHex.

yEnc 1.3 (every byte 42 higher, critical ones behind an equals sign 64 more; parts joined by their numbers); RFC 1741 and
RFC 1740, A (BinHex 4.0: six bits a sign, runs behind 0x90, then a head, the data fork and the resource fork, each with a sum).
"""

from __future__ import annotations

from binascii import Error, a2b_base64

from scanner.noun import noun
from scanner.regexes import compiled_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_FILES = 200
_Y_BEGIN = compiled_bytes(
    rb"(?m)^=ybegin (?:part=([0-9]{1,6}) )?(?:[a-z]+=[0-9]{1,15} )*name=([^\r\n]{1,255})\r?\n(?:=ypart [^\n]*\n)?"
)
_Y_END = compiled_bytes(rb"(?m)^=yend[^\r\n]*")
_LOWER = bytes((byte - 42) % 256 for byte in range(256))
_ESCAPED = 64
BINHEX = b"(This file must be converted with BinHex"
_HQX = compiled_bytes(rb"\(This file must be converted with BinHex[^\r\n]*[\r\n]+\s*:([^:]*)")
_SIGNS = b"!\"#$%&'()*+,-012345689@ABCDEFGHIJKLMNPQRSTUVXYZ[`abcdefhijklmpqr"
_SAME = bytes.maketrans(_SIGNS, b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
_RUN = b"\x90"
_HEAD = 20  # bytes behind the name: version, type, creator, flags, two lengths, and two of a sum
_SUM = 2


class Spelled(metaclass=noun):
    """A file that a text holds; `is_cut` where it was larger than may be."""

    name: bytes
    data: bytes
    is_cut: bool = False


def without_yencoded(data: bytes) -> tuple[bytes, tuple[Spelled, ...]]:
    """A text without the files that stand in it as yEnc, as far as they are no words, and these; parts of one name are joined in their order."""
    parts: dict[bytes, dict[int, bytes]] = {}
    rest: list[bytes] = []
    at = 0
    for _ in range(_MOST_FILES):
        head = _Y_BEGIN.search(data, at)
        if head is None:
            break
        end = _Y_END.search(data, head.end())
        stop, behind = (end.start(), end.end()) if end is not None else (len(data), len(data))
        held = data[head.end() : stop]
        rest.append(data[at : behind if _is_text(held) else head.start()])
        known = parts.setdefault(head[2].strip(), {})
        known[int(head[1] or len(known) + 1)] = _lowered(held)
        at = behind
    rest.append(data[at:])
    found = (Spelled(name, b"".join(known[part] for part in sorted(known))) for name, known in parts.items())
    return b"".join(rest), tuple(one for one in found if one.data)


def _is_text(data: bytes) -> bool:
    """Whether bytes may be words after all."""
    for encoding in ("utf-8", "gb18030"):
        try:
            data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return True
    return False


def _lowered(data: bytes) -> bytes:
    first, *escaped = data.translate(None, b"\r\n").split(b"=")
    pieces = [first.translate(_LOWER)]
    for piece in escaped:
        pieces += [bytes(((byte - _ESCAPED) % 256,)).translate(_LOWER) for byte in piece[:1]]
        pieces.append(piece[1:].translate(_LOWER))
    return b"".join(pieces)


def binhexed(data: bytes, most: int) -> Iterator[Spelled]:
    """The files that stand in a text as BinHex, each with its forks one behind the other; at most `most` bytes of each."""
    for number, found in enumerate(_HQX.finditer(data)):
        if number >= _MOST_FILES:
            return
        signs = found[1].translate(None, b" \t\r\n").translate(_SAME)
        try:
            packed = a2b_base64(signs[: len(signs) - (len(signs) % 4 == 1)] + b"==")
        except Error:
            continue
        held = _unrun(packed, most)
        size = held[0] if held else 0
        lengths = held[size + 12 : size + _HEAD]
        if len(lengths) < 8:
            continue
        data_size = int.from_bytes(lengths[:4], "big")
        at = 1 + size + 1 + _HEAD
        yield Spelled(held[1 : 1 + size], held[at : at + data_size], len(held) >= most)
        if rest := held[at + data_size + _SUM : -_SUM]:
            yield Spelled(held[1 : 1 + size] + b".rsrc", rest)


def _unrun(packed: bytes, most: int) -> bytes:
    """Bytes with their runs written out, up to `most` of them."""
    first, *rest = packed.split(_RUN)
    found = bytearray(first)
    for piece in rest:
        count = piece[0] if piece else 0
        found += found[-1:] * (count - 1) if count else _RUN
        found += piece[1:]
        if len(found) >= most:
            return bytes(found[:most])
    return bytes(found)
