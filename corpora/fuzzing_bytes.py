"""Mutations that know nothing of a format: bits, bytes, numbers, stretches, pieces of another file."""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence
from random import Random

Mutation = Callable[[Random, bytes, Sequence[bytes]], bytes]

# Numbers at the edges of what fields hold: signs, sizes, marks of chains ([MS-CFB], 2.1).
EDGES = (
    *(0, 1, 2, 3, 7, 8, 0x10, 0x3F, 0x40, 0x7F, 0x80, 0xFF, 0x100, 0x200, 0xFFF, 0x1000, 0x7FFF, 0x8000),
    *(0xFFFE, 0xFFFF, 0x10000, 0xFFFFFF, 0x7FFFFFFE, 0x7FFFFFFF, 0x80000000, 0xFFFFFFF0),
    *(0xFFFFFFFA, 0xFFFFFFFC, 0xFFFFFFFD, 0xFFFFFFFE, 0xFFFFFFFF),
)
_WIDTHS = ((1, "B"), (2, "H"), (4, "I"), (8, "Q"))
_MOST_ROUNDS = (1, 1, 1, 2, 3, 5, 12)
_LENGTHS = (1, 1, 2, 4, 8, 16, 64, 300, 2000)
_COPIES = (2, 2, 3, 10, 100, 1000)
LARGEST = 4_000_000  # bytes a mutation may make of a small file


def mutated(rng: Random, data: bytes, pool: Sequence[bytes]) -> bytes:
    """The bytes after one to twelve changes; `pool` are other files, of which pieces are put in."""
    for _ in range(rng.choice(_MOST_ROUNDS)):
        data = rng.choice(_CHANGES)(rng, data, pool)
    return data[:LARGEST]


def number_set(rng: Random, data: bytes, _: Sequence[bytes]) -> bytes:
    """A number of 1, 2, 4 or 8 bytes becomes one at the edge of what it can hold, or nearly what it was."""
    width, sign = rng.choice(_WIDTHS)
    if len(data) < width:
        return data
    at = rng.randrange(len(data) - width + 1)
    if rng.random() < 0.5:
        at -= at % width
    order = rng.choice("<<<>")
    (was,) = struct.unpack_from(order + sign, data, at)
    value = rng.choice(EDGES) if rng.random() < 0.7 else was + rng.choice((-2, -1, 1, 2, 16, -16, was))
    return data[:at] + struct.pack(order + sign, value % (1 << 8 * width)) + data[at + width :]


def _bit_turned(rng: Random, data: bytes, _: Sequence[bytes]) -> bytes:
    if not data:
        return data
    at = rng.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << rng.randrange(8)]) + data[at + 1 :]


def _byte_set(rng: Random, data: bytes, _: Sequence[bytes]) -> bytes:
    if not data:
        return data
    at = rng.randrange(len(data))
    return data[:at] + bytes([rng.randrange(256)]) + data[at + 1 :]


def _stretch(rng: Random, data: bytes) -> tuple[int, int]:
    """The bounds of some bytes."""
    start = rng.randrange(len(data) + 1)
    return start, min(len(data), start + rng.choice(_LENGTHS))


def _cut_out(rng: Random, data: bytes, _: Sequence[bytes]) -> bytes:
    start, end = _stretch(rng, data)
    return data[:start] + data[end:]


def _cut_off(rng: Random, data: bytes, _: Sequence[bytes]) -> bytes:
    return data[: rng.randrange(len(data) + 1)]


def _repeated(rng: Random, data: bytes, _: Sequence[bytes]) -> bytes:
    start, end = _stretch(rng, data)
    times = min(rng.choice(_COPIES), LARGEST // max(end - start, 1))
    return data[:start] + data[start:end] * times + data[end:]


def _blanked(rng: Random, data: bytes, _: Sequence[bytes]) -> bytes:
    start, end = _stretch(rng, data)
    return data[:start] + rng.choice((b"\0", b"\xff", b" ", b"9")) * (end - start) + data[end:]


def _spliced(rng: Random, data: bytes, pool: Sequence[bytes]) -> bytes:
    """A piece of another file in the place of some bytes, or behind them."""
    other = rng.choice(pool)
    first, last = _stretch(rng, other)
    start, end = _stretch(rng, data)
    return data[:start] + other[first:last] + data[rng.choice((start, end)) :]


def _crossed(rng: Random, data: bytes, pool: Sequence[bytes]) -> bytes:
    """The head of this file and the tail of another."""
    other = rng.choice(pool)
    return data[: rng.randrange(len(data) + 1)] + other[rng.randrange(len(other) + 1) :]


def _moved(rng: Random, data: bytes, _: Sequence[bytes]) -> bytes:
    start, end = _stretch(rng, data)
    rest = data[:start] + data[end:]
    at = rng.randrange(len(rest) + 1)
    return rest[:at] + data[start:end] + rest[at:]


_CHANGES: tuple[Mutation, ...] = (
    *(number_set, number_set, number_set, _bit_turned, _bit_turned, _byte_set, _byte_set),
    *(_cut_out, _cut_off, _repeated, _blanked, _spliced, _spliced, _crossed, _moved),
)
