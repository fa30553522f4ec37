"""Streams that unpack to more than any page needs, told before a library unpacks them whole.

pdfium and qpdf unpack a stream in one piece and end the process where the memory does not suffice. The bytes of
the file are looked at as they stand (ISO 32000-1, 7.3.8): what is packed tightly enough to be a bomb is unpacked
here in pieces that are thrown away. Pictures and attached files are unpacked by nobody unless asked for.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

MOST_STREAM = 64 * 2**20  # bytes
MOST_OBJECTS = 2**24  # bytes of a stream of objects, each of which takes many times its bytes once it is read
MOST_TOGETHER = 2**30  # bytes of all streams that are packed tightly
_BEST = 1032  # zlib packs no tighter: one byte for so many
_LONGEST = 500  # bytes of a stream's dictionary
_PIECE = 2**20
_OBJECTS = b"/ObjStm"
_FILTER = b"/Fl"  # FlateDecode, or Fl as abbreviated
_HARMLESS = (b"/Image", b"/EmbeddedFile")


def defused(data: bytes) -> tuple[bytes, int]:
    """The file with an empty stream over the bytes of every bomb, and how many there were.

    Nothing moves: all other objects stand where the tables of the file say.
    """
    bombs = list(_bombs(data))
    if not bombs:
        return data, 0
    return blanked(data, bombs), len(bombs)


def blanked(data: bytes, streams: Iterable[tuple[int, int, int]]) -> bytes:
    """The file with nothing in these streams: first byte, end and number of filters of each."""
    whole = bytearray(data)
    for begin, end, filters in streams:
        empty = b""
        for _ in range(filters):
            empty = zlib.compress(empty)
        whole[begin:end] = empty.ljust(end - begin, b"\n")[: end - begin]
    return bytes(whole)


def _bombs(data: bytes) -> Iterator[tuple[int, int, int]]:
    """First byte, end and number of filters of each stream that unpacks to too many bytes, by itself or with those before it."""
    at, room = data.find(b"stream"), MOST_TOGETHER
    while at >= 0:
        begin = at + 6
        if data[at - 3 : at] == b"end":
            at = data.find(b"stream", begin)
            continue
        begin += 2 if data[begin : begin + 2] == b"\r\n" else 1
        end = data.find(b"endstream", begin)
        end = len(data) if end < 0 else end
        head = data[max(0, at - _LONGEST) : at]
        head = head[head.rfind(b" obj") + 1 :]
        filters = head.count(_FILTER)
        most = MOST_OBJECTS if _OBJECTS in head else MOST_STREAM
        is_tight = filters > 1 or (filters and end - begin > most // _BEST)
        if is_tight and not any(word in head for word in _HARMLESS):
            size = _size(data, begin, end, filters, most)
            room -= size
            if size > most or room < 0:
                yield begin, end, filters
        at = data.find(b"stream", end + 9)


def _size(data: bytes, begin: int, end: int, filters: int, most: int) -> int:
    """Bytes that a stream unpacks to; they are counted until there are too many."""
    layers = [zlib.decompressobj() for _ in range(filters)]
    try:
        return _count(layers, memoryview(data)[begin:end], most)
    except zlib.error:
        return 0  # a broken stream is no bomb: it ends where it breaks


def _count(layers: list[zlib._Decompress], raw: bytes | memoryview, most: int) -> int:
    """Bytes that come out of the last layer, or of any layer where those are too many."""
    engine, inner = layers[0], layers[1:]
    size = found = 0
    while raw and not engine.eof:
        piece = engine.decompress(raw, _PIECE)
        raw = engine.unconsumed_tail
        size += len(piece)
        found += _count(inner, piece, most) if inner else len(piece)
        if max(size, found) > most:
            break
    return max(size, found)
