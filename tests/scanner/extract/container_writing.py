"""Containers made byte by byte: zip with any names and flags, tar, RAR 5, packed files."""

from __future__ import annotations

import io
import struct
import tarfile
import zipfile
import zlib


def zipped(members: dict[str, str | bytes], comment: bytes = b"") -> bytes:
    """A zip file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
        archive.comment = comment
    return buffer.getvalue()


def raw_zip(name: bytes, content: bytes, *, flags: int = 0, size: int = -1, method: int = 0) -> bytes:
    """A zip file with one stored member whose name is these very bytes."""
    head = struct.pack(
        "<HHHHHLLLHH",
        20,
        flags,
        method,
        0,
        0,
        zlib.crc32(content),
        len(content),
        max(size, 0) or len(content),
        len(name),
        0,
    )
    local = b"PK\x03\x04" + head + name + content
    entry = b"PK\x01\x02" + struct.pack("<H", 20) + head + struct.pack("<HHHLL", 0, 0, 0, 0, 0) + name
    return local + entry + b"PK\x05\x06" + struct.pack("<HHHHLLH", 0, 0, 1, 1, len(entry), len(local), 0)


def tarred(members: dict[str, str | bytes], mode: str = "w", encoding: str = "utf-8") -> bytes:
    """A tar file, packed as `mode` says."""
    buffer = io.BytesIO()
    form = tarfile.GNU_FORMAT if encoding != "utf-8" else tarfile.PAX_FORMAT
    with tarfile.open(fileobj=buffer, mode=mode, encoding=encoding, format=form) as archive:  # type: ignore[call-overload]
        for name, content in members.items():
            raw = content.encode() if isinstance(content, str) else content
            info = tarfile.TarInfo(name)
            info.size = len(raw)
            archive.addfile(info, io.BytesIO(raw))
    return buffer.getvalue()


def gzipped(content: bytes, name: bytes = b"", comment: bytes = b"") -> bytes:
    """A gzip file with the name and comment in its header (RFC 1952)."""
    flags = (8 if name else 0) | (16 if comment else 0)
    head = b"\x1f\x8b\x08" + bytes([flags]) + b"\0\0\0\0\0\xff"
    head += (name + b"\0" if name else b"") + (comment + b"\0" if comment else b"")
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = packer.compress(content) + packer.flush()
    return head + body + struct.pack("<LL", zlib.crc32(content), len(content) & 0xFFFFFFFF)


def rar(members: dict[str, bytes]) -> bytes:
    """A RAR 5 archive with stored members (RAR 5.0 archive format, general block)."""

    def block(fields: bytes, data: bytes = b"") -> bytes:
        sized = number(len(fields)) + fields
        return struct.pack("<L", zlib.crc32(sized)) + sized + data

    def number(value: int) -> bytes:
        found = b""
        while value >= 0x80:
            found, value = found + bytes([value & 0x7F | 0x80]), value >> 7
        return found + bytes([value])

    whole = b"Rar!\x1a\x07\x01\x00" + block(number(1) + number(0) + number(0))
    for name, data in members.items():
        raw = name.encode()
        fields = number(2) + number(2) + number(len(data)) + number(4) + number(len(data)) + number(0x20)
        fields += struct.pack("<L", zlib.crc32(data)) + number(0) + number(0) + number(len(raw)) + raw
        whole += block(fields, data)
    return whole + block(number(5) + number(4) + number(0))
