"""Mutations of tar, 7z, RAR 5 and packed files whose check sums hold afterwards, so that readers go on."""

from __future__ import annotations

import bz2
import gzip
import lzma
import struct
import zlib
from collections.abc import Sequence
from random import Random

from corpora.fuzzing_bytes import LARGEST, number_set
from corpora.fuzzing_bytes import mutated as bytes_mutated
from corpora.fuzzing_packages import mutated as package_mutated

_BLOCK = 512
# Fields of a tar header: (offset, length), POSIX.1-1988 ustar.
_TAR_FIELDS = ((0, 100), (100, 8), (108, 8), (124, 12), (136, 12), (156, 1), (157, 100), (257, 8), (345, 155))
_TAR_VALUES = (
    *(
        b"",
        b"0",
        b"-1",
        b"7" * 11,
        b"77777777777",
        b"\x80" + b"\xff" * 10,
        b"\xff" * 12,
        b"\x80\0\0\0\0\0\0\0\0\0\1\0",
        b"9",
        b" ",
    ),
    *(
        b"x",
        b"g",
        b"L",
        b"K",
        b"S",
        b"1",
        b"2",
        b"5",
        b"D",
        b"../../a",
        b"/etc/passwd",
        b"a/" * 40,
        "名单.txt".encode("gbk"),
    ),
)


def mutated(rng: Random, data: bytes, pool: Sequence[bytes]) -> bytes:
    """The archive after a change that suits its kind."""
    if rng.random() < 0.15:
        return bytes_mutated(rng, data, pool)
    if data.startswith(b"PK"):
        return package_mutated(rng, data, pool)
    if data[257:262] == b"ustar":
        return _tar(rng, data, pool)
    if data.startswith(b"7z\xbc\xaf\x27\x1c"):
        return _seven(rng, data, pool)
    if data.startswith(b"Rar!"):
        return _rar(rng, data, pool)
    return _packed(rng, data, pool)


def _packed(rng: Random, data: bytes, pool: Sequence[bytes]) -> bytes:
    """What is packed, after a change of its own, packed again."""
    try:
        if data.startswith(b"\x1f\x8b"):
            return gzip.compress(mutated(rng, gzip.decompress(data), pool)[:LARGEST], 6, mtime=0)
        if data.startswith(b"BZh"):
            return bz2.compress(mutated(rng, bz2.decompress(data), pool)[:LARGEST])
        if data.startswith(b"\xfd7zXZ"):
            return lzma.compress(mutated(rng, lzma.decompress(data), pool)[:LARGEST])
    except (OSError, EOFError, zlib.error, lzma.LZMAError):
        pass
    return bytes_mutated(rng, data, pool)


def _tar(rng: Random, data: bytes, pool: Sequence[bytes]) -> bytes:
    """Fields of headers changed, blocks repeated, moved or gone; the check sums right."""
    blocks = [data[at : at + _BLOCK] for at in range(0, len(data), _BLOCK)]
    for _ in range(rng.choice((1, 1, 2, 4))):
        heads = [at for at, block in enumerate(blocks) if block[257:262] == b"ustar"]
        if not heads:
            break
        at = rng.choice(heads)
        way = rng.randrange(5)
        if way <= 1:
            start, length = rng.choice(_TAR_FIELDS)
            value = rng.choice(_TAR_VALUES)[:length].ljust(length, b"\0")
            blocks[at] = _summed(blocks[at][:start] + value + blocks[at][start + length :])
        elif way == 2:
            blocks[at] = _summed(bytes_mutated(rng, blocks[at], pool)[:_BLOCK].ljust(_BLOCK, b"\0"))
        elif way == 3:
            piece = blocks[at : at + rng.choice((1, 2, 3))]
            place = rng.randrange(len(blocks))
            blocks[place:place] = piece * rng.choice((1, 2, 300))
        elif at + 1 < len(blocks):
            blocks[at + 1] = bytes_mutated(rng, blocks[at + 1], pool)[:_BLOCK].ljust(_BLOCK, b"\0")
    return b"".join(blocks)[:LARGEST]


def _summed(block: bytes) -> bytes:
    """A tar header with its check sum."""
    total = sum(block[:148]) + 8 * 32 + sum(block[156:])
    return block[:148] + b"%06o\0 " % total + block[156:]


def _seven(rng: Random, data: bytes, pool: Sequence[bytes]) -> bytes:
    """The header at the end or the one in front changed; both check sums right (7zFormat.txt)."""
    offset, size = struct.unpack_from("<QQ", data, 12)
    body, tail = data[32 : 32 + offset], data[32 + offset : 32 + offset + size]
    if rng.random() < 0.8:
        change = number_set if rng.random() < 0.5 else bytes_mutated
        tail = change(rng, tail, pool)[:LARGEST]
    else:
        body = bytes_mutated(rng, body, pool)[:LARGEST]
    size = len(tail)
    front = struct.pack("<QQ", len(body), size) + struct.pack("<L", zlib.crc32(tail))
    if rng.random() < 0.15:
        front = number_set(rng, front, pool)
    return data[:8] + struct.pack("<L", zlib.crc32(front)) + front + body + tail


def _rar(rng: Random, data: bytes, pool: Sequence[bytes]) -> bytes:
    """A header of the archive changed, its check sum right (RAR 5.0 archive format)."""
    header = _rar_header(rng, data)
    if header is None:
        return bytes_mutated(rng, data, pool)
    start, length = header
    head = bytes_mutated(rng, data[start + 4 : start + length], pool)
    return data[:start] + struct.pack("<L", zlib.crc32(head)) + head + data[start + length :]


def _rar_header(rng: Random, data: bytes) -> tuple[int, int] | None:
    """Bounds of a header whose check sum holds."""
    found = [
        (at, 5 + data[at + 4])
        for at in range(8, min(len(data) - 5, 5000))
        if data[at + 4] < 0x80
        and struct.unpack_from("<L", data, at)[0] == zlib.crc32(data[at + 4 : at + 5 + data[at + 4]])
    ]
    return rng.choice(found) if found else None
