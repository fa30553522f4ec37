"""The text of macros: vbaProject.bin, an OLE file whose modules are compressed.

Source: [MS-OVBA], 2.4.1 (compression of containers), 2.3.4 (project). Where a module begins in its stream
is not looked up in the directory: every container that unpacks to text is taken.
"""

from __future__ import annotations

from struct import unpack_from

_CONTAINER = 0x01
_SIGNATURE = 0b011  # of a chunk, bits 12 to 14 of its head
_CHUNK = 4096
_SOURCE_BEGINS = b"Attribut"  # of every module's source, after compression flags
_MOST = 2_000_000  # bytes of one module


def unpacked(data: bytes, at: int = 0) -> bytes:
    """The bytes of the compressed container at `at`; what was unpacked until it breaks off."""
    if at >= len(data) or data[at] != _CONTAINER:
        return b""
    at += 1
    found = bytearray()
    while at + 2 <= len(data) and len(found) < _MOST:
        head = unpack_from("<H", data, at)[0]
        if head >> 12 & 0b111 != _SIGNATURE:
            break
        end = min(at + (head & 0xFFF) + 3, len(data))
        if head & 0x8000:
            _unpack_chunk(data, at + 2, end, found)
        else:
            found += data[at + 2 : at + 2 + _CHUNK]
        at = end
    return bytes(found)


def _unpack_chunk(data: bytes, at: int, end: int, found: bytearray) -> None:
    """Flag bytes, each followed by eight literals or copies of what came before (2.4.1.3.5)."""
    start = len(found)
    while at < end:
        flags = data[at]
        at += 1
        for bit in range(8):
            if at >= end:
                return
            if not flags >> bit & 1:
                found.append(data[at])
                at += 1
                continue
            if at + 2 > end:
                return
            token = unpack_from("<H", data, at)[0]
            at += 2
            width = max((len(found) - start - 1).bit_length(), 4)
            length = (token & 0xFFFF >> width) + 3
            offset = (token >> 16 - width) + 1
            if offset > len(found) - start:
                return
            for _ in range(length):
                found.append(found[-offset])


def module_texts(streams: list[bytes]) -> list[bytes]:
    """The source of each module among these streams of a project."""
    found = []
    for stream in streams:
        mark = stream.find(_SOURCE_BEGINS)
        while mark >= 0:
            # the container's signature, the chunk's head and the first flags stand before the first word
            source = unpacked(stream, mark - 4)
            if source:
                found.append(source)
                break
            mark = stream.find(_SOURCE_BEGINS, mark + 1)
    return found
