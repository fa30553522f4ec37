"""Small files of other kinds that are put into office files: pictures, metafiles, OLE objects, macros."""

from __future__ import annotations

import io
import struct
import zlib

import openpyxl


def workbook(text: str) -> bytes:
    """A workbook with one cell."""
    book = openpyxl.Workbook()
    book.active.append([text])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def jpeg(text: str, *, where: str = "exif") -> bytes:
    """A picture of no size whose EXIF, XMP or comment says `text`, or with `text` behind its end."""
    raw = text.encode()
    marker, body = 0xFE, raw
    if where == "exif":
        entry = struct.pack("<HHII", 0x010E, 2, len(raw) + 1, 26)
        marker = 0xE1
        body = b"Exif\0\0II*\0\x08\0\0\0" + struct.pack("<H", 1) + entry + b"\0\0\0\0" + raw + b"\0"
    elif where == "xmp":
        packet = f"<x:xmpmeta><dc:creator>张 {text}</dc:creator></x:xmpmeta>".encode()
        marker, body = 0xE1, b"http://ns.adobe.com/xap/1.0/\0" + packet
    tail = raw if where == "tail" else b""
    return b"\xff\xd8\xff" + bytes([marker]) + struct.pack(">H", len(body) + 2) + body + b"\xff\xd9" + tail


def png(text: str) -> bytes:
    """A picture with a text chunk."""
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)),
        (b"tEXt", b"Comment\0" + text.encode()),
    )
    body = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in (*chunks, (b"IEND", b""))
    )
    return b"\x89PNG\r\n\x1a\n" + body


def emf(text: str) -> bytes:
    """A metafile that draws one text (EMR_EXTTEXTOUTW)."""
    raw = text.encode("utf-16-le")
    size = 76 + len(raw) + -len(raw) % 4
    record = struct.pack("<II16xIff", 84, size, 1, 1.0, 1.0) + struct.pack("<iiII", 0, 0, len(text), 76)
    record = (record + b"\0" * 24)[:76] + raw
    header = struct.pack("<II32x4s", 1, 108, b" EMF").ljust(108, b"\0")
    return header + record.ljust(size, b"\0") + struct.pack("<IIIII", 14, 20, 0, 0, 20)


def ole(streams: dict[str, bytes]) -> bytes:
    """A compound file ([MS-CFB]) with these streams in its root, each padded to at least 4,096 bytes."""
    sector = 512
    bodies = [data.ljust(max(4096, len(data) + -len(data) % sector), b"\0") for data in streams.values()]
    starts, at = [], 0
    for body in bodies:
        starts.append(at)
        at += len(body) // sector
    count = 1 + len(streams)
    directory_at, directory_size = at, -(-count * 128 // sector)
    fat: list[int] = []
    for start, body in zip(starts, bodies, strict=True):
        length = len(body) // sector
        fat += [*range(start + 1, start + length), 0xFFFFFFFE]
    fat += [*range(directory_at + 1, directory_at + directory_size), 0xFFFFFFFE]
    fat_sectors = -(-(len(fat) + 4) // 128)
    fat_at = directory_at + directory_size
    fat += [0xFFFFFFFD] * fat_sectors
    fat += [0xFFFFFFFF] * (fat_sectors * 128 - len(fat))

    def entry(name: str, kind: int, start: int, size: int, right: int, child: int) -> bytes:
        raw = name.encode("utf-16-le") + b"\0\0"
        none = 0xFFFFFFFF
        head = raw.ljust(64, b"\0") + struct.pack("<HBB", len(raw), kind, 1)
        return (head + struct.pack("<III", none, right, child)).ljust(116, b"\0") + struct.pack(
            "<IQ", start, size
        )

    entries = [entry("Root Entry", 5, 0xFFFFFFFE, 0, 0xFFFFFFFF, 1 if streams else 0xFFFFFFFF)]
    for number, (name, data) in enumerate(streams.items(), 1):
        right = number + 1 if number < len(streams) else 0xFFFFFFFF
        entries.append(entry(name, 2, starts[number - 1], max(4096, len(data)), right, 0xFFFFFFFF))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    header += b"\0" * 10 + struct.pack("<IIIII", fat_sectors, directory_at, 0, 4096, 0xFFFFFFFE)
    header += struct.pack("<III", 0, 0xFFFFFFFE, 0)
    header += struct.pack("<109I", *range(fat_at, fat_at + fat_sectors), *[0xFFFFFFFF] * (109 - fat_sectors))
    data = header + b"".join(bodies) + b"".join(entries).ljust(directory_size * sector, b"\0")
    return data + struct.pack(f"<{len(fat)}I", *fat)


def native(name: str, content: bytes) -> bytes:
    """The stream \\x01Ole10Native around a file."""
    path = b"C:\\" + name.encode("gbk") + b"\0"
    body = b"\2\0" + name.encode("gbk") + b"\0" + path + b"\0\0\3\0" + struct.pack("<L", len(path)) + path
    body += struct.pack("<L", len(content)) + content
    return struct.pack("<L", len(body)) + body


def macro(text: str) -> bytes:
    """A vbaProject.bin whose one module is a comment, compressed into literals alone ([MS-OVBA], 2.4.1)."""
    source = f'Attribute VB_Name = "M"\r\n\' {text}\r\n'.encode("gbk")
    tokens = b"".join(b"\0" + source[at : at + 8] for at in range(0, len(source), 8))
    container = b"\1" + struct.pack("<H", 0xB000 | (len(tokens) - 1)) + tokens
    return ole({"Module1": b"\7" * 30 + container, "dir": b"\1\2\3"})


def certificate(name: str) -> bytes:
    """The part of a certificate that names its holder (X.509), as base64."""
    from base64 import b64encode

    raw = name.encode()
    return b64encode(b"\x30\x20\x06\x03\x55\x04\x03\x0c" + bytes([len(raw)]) + raw)
