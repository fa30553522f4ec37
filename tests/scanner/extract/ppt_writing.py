"""Binary PowerPoint files made record by record ([MS-PPT])."""

from __future__ import annotations

import struct
import zlib

from hidden_files import ole


def atom(kind: int, body: bytes, instance: int = 0) -> bytes:
    """An atom."""
    return struct.pack("<HHI", instance << 4, kind, len(body)) + body


def box(kind: int, *records: bytes, instance: int = 0) -> bytes:
    """A container."""
    body = b"".join(records)
    return struct.pack("<HHI", instance << 4 | 0xF, kind, len(body)) + body


def chars(text: str) -> bytes:
    """A TextCharsAtom."""
    return atom(4000, text.encode("utf-16-le"))


def string(text: str, instance: int = 0) -> bytes:
    """A CString."""
    return atom(4026, text.encode("utf-16-le"), instance)


def slide(*records: bytes, hidden: bool = False) -> bytes:
    """A slide."""
    info = atom(1017, struct.pack("<IIBBHI", 0, 0, 0, 0, 4 if hidden else 0, 0))
    return box(1006, info, *records)


def comment(text: str, author: str = "甲") -> bytes:
    """A comment in the binary tags of a slide."""
    whole = box(12000, string(author), string(text, 1))
    return box(5000, box(5002, string("___PPT10"), atom(5003, whole)))


def stored(data: bytes, *, packed: bool) -> bytes:
    """An embedded OLE file."""
    body = struct.pack("<I", len(data)) + zlib.compress(data) if packed else data
    return atom(4113, body, int(packed))


def ppt(
    *objects: bytes,
    listed: bytes = b"",
    former: bytes = b"",
    token: int = 0xE391C05F,
    more: bytes = b"",
    **streams: bytes,
) -> bytes:
    """A .ppt whose first slides are listed in their order; `former` is a record that no directory names."""
    slides = [at for at, record in enumerate(objects, 2) if record[2:4] == struct.pack("<H", 1006)]
    entries = b"".join(
        atom(1011, struct.pack("<IIIII", at, 0, 0, at, 0)) + (listed if at == slides[0] else b"")
        for at in slides
    )
    document = box(1000, box(4080, entries), more)
    data, offsets = former, []
    for record in (document, *objects):
        offsets.append(len(data))
        data += record
    directory = len(data)
    data += atom(6002, struct.pack("<I", len(offsets) << 20 | 1) + struct.pack(f"<{len(offsets)}I", *offsets))
    edit = len(data)
    data += atom(4085, struct.pack("<IIIIIIHH", 0, 0, 0, directory, 1, len(offsets), 0, 0))
    user = atom(4086, struct.pack("<IIIHHBBH", 20, token, edit, 0, 0x3F4, 3, 0, 0))
    return ole({"PowerPoint Document": data, "Current User": user, **streams})
