"""Mutations of compound files: the header, the sector table, the directory, and what stands in the streams.

Source: [MS-CFB] 2.2, 2.3, 2.6; records of [MS-XLS] 2.1.4 and [MS-PPT] 2.3.1.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence
from random import Random

from corpora.fuzzing_bytes import EDGES, LARGEST, number_set
from corpora.fuzzing_bytes import mutated as bytes_mutated

_SECTOR, _ENTRY = 512, 128
_END_OF_CHAIN = 0xFFFFFFFE
_HEADER_NUMBERS = (24, 26, 28, 30, 32, 44, 48, 56, 60, 64, 68, 72, 76, 80)
_ENTRY_NUMBERS = (64, 66, 67, 68, 72, 76, 116, 120)
_XLS_STREAMS, _PPT_STREAM = ("Workbook", "Book"), "PowerPoint Document"


def mutated(rng: Random, data: bytes, pool: Sequence[bytes]) -> bytes:
    """The compound file after one to five changes."""
    if len(data) < 3 * _SECTOR or rng.random() < 0.05:
        return bytes_mutated(rng, data, pool)
    for _ in range(rng.choice((1, 1, 1, 2, 5))):
        data = rng.choice(_CHANGES)(rng, data, pool)
    return data[:LARGEST]


def _number(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 4], "little")


def _chain(data: bytes, start: int) -> list[int]:
    """The sectors of a stream in the seeds' own kind of file: one table, named by the header."""
    table = b"".join(_at(data, _number(data, 76 + 4 * n)) for n in range(min(_number(data, 44), 109)))
    found: list[int] = []
    while 4 * start + 4 <= len(table) and len(found) < len(data) // _SECTOR:
        found.append(start)
        start = _number(table, 4 * start)
    return found


def _at(data: bytes, sector: int) -> bytes:
    return data[(sector + 1) * _SECTOR : (sector + 2) * _SECTOR]


def streams(data: bytes) -> list[tuple[str, int, list[int], int]]:
    """(name, offset of its entry, its sectors, its size) of every entry of the directory."""
    found = []
    for sector in _chain(data, _number(data, 48)):
        for at in range((sector + 1) * _SECTOR, (sector + 2) * _SECTOR, _ENTRY):
            entry = data[at : at + _ENTRY]
            if len(entry) < _ENTRY or not entry[66]:
                continue
            name = entry[: max(min(entry[64], 64) - 2, 0)].decode("utf-16-le", "replace")
            found.append((name, at, _chain(data, _number(entry, 116)), _number(entry, 120)))
    return found


def _put(data: bytes, at: int, value: int, width: int) -> bytes:
    return data[:at] + (value % (1 << 8 * width)).to_bytes(width, "little") + data[at + width :]


def _header_changed(rng: Random, data: bytes, _: Sequence[bytes]) -> bytes:
    at = rng.choice(_HEADER_NUMBERS)
    value = rng.choice((*EDGES, rng.randrange(len(data) // _SECTOR)))
    return _put(data, at, value, 2 if at < 40 else 4)


def _table_changed(rng: Random, data: bytes, _: Sequence[bytes]) -> bytes:
    """A sector is followed by another, by itself, by an earlier one: chains that end, meet or run in a ring."""
    sector = _number(data, 76)
    start = (sector + 1) * _SECTOR
    if start + _SECTOR > len(data):
        return data
    at = rng.randrange(min(128, len(data) // _SECTOR))
    value = rng.choice((at, max(at - 1, 0), rng.randrange(len(data) // _SECTOR), *EDGES))
    return _put(data, start + 4 * at, value, 4)


def _entry_changed(rng: Random, data: bytes, _: Sequence[bytes]) -> bytes:
    """A number of an entry: kind, neighbours, first sector, size."""
    found = streams(data)
    if not found:
        return data
    at = rng.choice(found)[1]
    offset = rng.choice(_ENTRY_NUMBERS)
    value = rng.choice(
        (*EDGES, rng.randrange(len(found) + 1), rng.randrange(len(data) // _SECTOR), len(data))
    )
    return _put(data, at + offset, value, {64: 2, 66: 1, 67: 1}.get(offset, 4))


def _name_changed(rng: Random, data: bytes, _: Sequence[bytes]) -> bytes:
    """An entry bears the name of another, or an odd one."""
    found = streams(data)
    if len(found) < 2:
        return data
    name = rng.choice(
        (rng.choice(found)[0], "", "\ud800", "Workbook", "EncryptedPackage", "\x01CompObj", "Macros")
    )
    raw = name.encode("utf-16-le", "surrogatepass")[:62]
    at = rng.choice(found)[1]
    return data[:at] + raw.ljust(64, b"\0") + struct.pack("<H", len(raw) + 2) + data[at + 66 :]


def _in_stream(rng: Random, data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """The file with one stream changed where it stands, without a change of its length."""
    found = [entry for entry in streams(data) if entry[2] and entry[3]]
    if not found:
        return data
    name, _, sectors, size = rng.choices(found, [entry[3] ** 0.5 for entry in found])[0]
    raw = b"".join(_at(data, sector) for sector in sectors)
    length = min(size, len(raw))
    used = change(name, raw[:length])[:length].ljust(length, b"\0") + raw[length:]
    changed = bytearray(data)
    for number, sector in enumerate(sectors):
        piece = used[number * _SECTOR : (number + 1) * _SECTOR]
        changed[(sector + 1) * _SECTOR : (sector + 1) * _SECTOR + len(piece)] = piece
    return bytes(changed)


def _stream_number(rng: Random, data: bytes, pool: Sequence[bytes]) -> bytes:
    """Numbers of a stream, those near its beginning (headers, counts, offsets) more likely."""

    def change(_: str, raw: bytes) -> bytes:
        near = rng.choice((64, 0x4C + 64, 0x200, 0x400, len(raw)))
        for _ in range(rng.choice((1, 1, 2, 4))):
            raw = number_set(rng, raw[:near], pool) + raw[near:]
        return raw

    return _in_stream(rng, data, change)


def _stream_bytes(rng: Random, data: bytes, pool: Sequence[bytes]) -> bytes:
    return _in_stream(rng, data, lambda _, raw: bytes_mutated(rng, raw.rstrip(b"\0"), pool))


def _record_changed(rng: Random, data: bytes, pool: Sequence[bytes]) -> bytes:
    """A record of a workbook or of slides: another kind, another length, twice, gone, or another body."""

    def change(name: str, raw: bytes) -> bytes:
        is_slides = name == _PPT_STREAM
        if not is_slides and name not in _XLS_STREAMS:
            return number_set(rng, raw, pool)
        heads = _heads(raw, is_slides)
        if not heads:
            return raw
        at, size, length = rng.choice(heads)
        body, rest = raw[at + size : at + size + length], raw[at + size + length :]
        head = raw[at : at + size]
        way = rng.randrange(6)
        if way == 0:
            return raw[: at + 2 * is_slides] + raw[rng.choice(heads)[0] :][:2] + raw[at + 2 + 2 * is_slides :]
        if way == 1:
            sign = "<I" if is_slides else "<H"
            value = rng.choice((*EDGES, length + 1, max(length - 1, 0))) % (1 << 8 * struct.calcsize(sign))
            return raw[:at] + head[: -struct.calcsize(sign)] + struct.pack(sign, value) + body + rest
        if way == 2:
            return raw[:at] + (head + body) * rng.choice((2, 3, 60)) + rest
        if way == 3:
            return raw[:at] + rest
        return raw[:at] + head + bytes_mutated(rng, body, pool)[: length or None].ljust(length, b"\0") + rest

    return _in_stream(rng, data, change)


def _heads(raw: bytes, is_slides: bool) -> list[tuple[int, int, int]]:
    """(offset, length of the head, length of the body) of records, those within containers too."""
    found: list[tuple[int, int, int]] = []
    at, size = 0, 8 if is_slides else 4
    while at + size <= len(raw) and len(found) < 5000:
        if is_slides:
            first, _, length = struct.unpack_from("<HHI", raw, at)
        else:
            first, length = struct.unpack_from("<HH", raw, at)
        found.append((at, size, length))
        at += size if is_slides and first & 0xF == 0xF else size + length
    return found


_CHANGES: tuple[Callable[[Random, bytes, Sequence[bytes]], bytes], ...] = (
    *(_header_changed, _table_changed, _table_changed, _entry_changed, _entry_changed, _name_changed),
    *(_stream_number, _stream_number, _stream_number, _stream_number, _stream_bytes, _stream_bytes),
    *(_record_changed, _record_changed, _record_changed, _record_changed),
)
