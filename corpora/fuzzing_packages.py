"""Mutations of zip files: members changed after they are unpacked, names, doubles, the numbers of the headers."""

from __future__ import annotations

import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import lru_cache
from random import Random

from corpora.fuzzing_bytes import EDGES
from corpora.fuzzing_bytes import mutated as bytes_mutated
from corpora.fuzzing_xml import mutated as xml_mutated

Members = list[tuple[str, bytes]]

_LOCAL, _CENTRAL, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
# Where in these headers numbers stand: (offset, width), APPNOTE 4.3.7, 4.3.12, 4.3.16.
_FIELDS = {
    _LOCAL: ((4, 2), (6, 2), (8, 2), (14, 4), (18, 4), (22, 4), (26, 2), (28, 2)),
    _CENTRAL: (
        (6, 2),
        (8, 2),
        (10, 2),
        (16, 4),
        (20, 4),
        (24, 4),
        (28, 2),
        (30, 2),
        (32, 2),
        (34, 2),
        (42, 4),
    ),
    _END: ((4, 2), (6, 2), (8, 2), (10, 2), (12, 4), (16, 4), (20, 2)),
}
_NAMES = (
    *(
        "",
        "/",
        "a/",
        "../a.xml",
        "C:\\a.xml",
        "word\\document.xml",
        "/word/document.xml",
        "名单.xml",
        "a\0b",
        "x" * 3000,
    ),
    *(
        "[Content_Types].xml",
        "word/document.xml",
        "xl/workbook.xml",
        "ppt/presentation.xml",
        "content.xml",
        "OFD.xml",
    ),
    *(
        "mimetype",
        "_rels/.rels",
        "a.zip",
        "a.docx",
        "a.bin",
        "vbaProject.bin",
        "a.jpeg",
        "a.emf",
        ".git/config",
        "~$a",
    ),
)
_FIXED = (1980, 1, 1, 0, 0, 0)
_TIME = re.compile(rb"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z")
_TARGET = re.compile(rb'Target="([^"]*)"')
# What the standard library raises for a broken package; struct.error and the like for its headers.
_BROKEN = (
    *(zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError, OverflowError),
    *(zlib.error, lzma.LZMAError, struct.error),
)
_BOMB = b" " * 3_000_000


def members(data: bytes) -> Members:
    """(name, bytes) of every member that can be unpacked."""
    return list(_members(data))


@lru_cache(maxsize=500)
def _members(data: bytes) -> tuple[tuple[str, bytes], ...]:
    found = []
    with suppress(*_BROKEN), zipfile.ZipFile(io.BytesIO(data)) as archive:
        for info in archive.infolist():
            with suppress(*_BROKEN):
                found.append((info.filename, archive.read(info)))
    return tuple(found)


def zipped(parts: Members) -> bytes:
    """A zip file of these members; the same bytes each time."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compresslevel=1) as archive:
        for name, content in parts:
            info = zipfile.ZipInfo(name or "a", _FIXED)
            info.filename = name  # also what zipfile itself would mend
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.NameToInfo.pop(name, None)  # a double is meant
            archive.writestr(info, content)
    return stream.getvalue()


def undated(data: bytes) -> bytes:
    """A zip file without the time at which it was made."""
    parts = members(data)
    return (
        zipped([(name, _TIME.sub(b"2020-01-01T00:00:00Z", content)) for name, content in parts])
        if parts
        else data
    )


def mutated(rng: Random, data: bytes, pool: Sequence[bytes]) -> bytes:
    """The package after changes to its members, its headers or its bytes."""
    parts = members(data)
    if not parts or rng.random() < 0.05:
        return bytes_mutated(rng, data, pool)
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        parts = rng.choice(_CHANGES)(rng, parts, pool) if parts else parts
    made = zipped(parts)
    return headers_changed(rng, made) if rng.random() < 0.08 else made


def content_mutated(rng: Random, name: str, content: bytes, pool: Sequence[bytes]) -> bytes:
    """A member after a change that suits what it is."""
    if content.startswith(b"PK\x03\x04"):
        return mutated(rng, content, pool)
    if content.lstrip(b"\xef\xbb\xbf \r\n")[:1] == b"<":
        return xml_mutated(rng, content, [part for _, part in members(rng.choice(pool)) if part[:1] == b"<"])
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        from corpora.fuzzing_ole import mutated as ole_mutated

        return ole_mutated(rng, content, pool)
    return bytes_mutated(rng, content, [content, *pool])


def headers_changed(rng: Random, data: bytes) -> bytes:
    """One to three numbers of its headers become others: sizes, check sums, methods, flags, offsets, counts."""
    changed = bytearray(data)
    for _ in range(rng.randrange(1, 4)):
        mark = rng.choice((_LOCAL, _CENTRAL, _CENTRAL, _END))
        heads = [found.start() for found in re.finditer(re.escape(mark), data)]
        if not heads:
            continue
        offset, width = rng.choice(_FIELDS[mark])
        at = rng.choice(heads) + offset
        if at + width <= len(changed):
            value = rng.choice((*EDGES, 8, 9, 12, 14, 99, len(data))) % (1 << 8 * width)
            struct.pack_into("<H" if width == 2 else "<I", changed, at, value)
    return bytes(changed)


def _one_changed(rng: Random, parts: Members, pool: Sequence[bytes]) -> Members:
    """One member, a large one more likely, after a change of its own kind."""
    at = rng.choices(range(len(parts)), [len(content) ** 0.5 + 5 for _, content in parts])[0]
    name, content = parts[at]
    return [*parts[:at], (name, content_mutated(rng, name, content, pool)), *parts[at + 1 :]]


def _renamed(rng: Random, parts: Members, _: Sequence[bytes]) -> Members:
    at = rng.randrange(len(parts))
    name, content = parts[at]
    new = rng.choice((*_NAMES, name.upper(), name + "/", name.replace("/", "\\"), rng.choice(parts)[0]))
    return [*parts[:at], (new, content), *parts[at + 1 :]]


def _dropped(rng: Random, parts: Members, _: Sequence[bytes]) -> Members:
    at = rng.randrange(len(parts))
    return parts[:at] + parts[at + 1 :]


def _doubled(rng: Random, parts: Members, pool: Sequence[bytes]) -> Members:
    name, content = rng.choice(parts)
    times = rng.choice((1, 1, 2, 50))
    return [
        *parts,
        *[(name, content_mutated(rng, name, content, pool)) for _ in range(min(times, 3))]
        * (times // 3 or 1),
    ]


def _swapped(rng: Random, parts: Members, _: Sequence[bytes]) -> Members:
    """A member holds what another holds."""
    at = rng.randrange(len(parts))
    return [*parts[:at], (parts[at][0], rng.choice(parts)[1]), *parts[at + 1 :]]


def _brought(rng: Random, parts: Members, pool: Sequence[bytes]) -> Members:
    """A member of another package, which may bear the name of one that is there."""
    others = members(rng.choice(pool))
    if not others:
        return parts
    name, content = rng.choice(others)
    return [*[part for part in parts if part[0] != name or rng.random() < 0.3], (name, content)]


def _odd_member(rng: Random, parts: Members, pool: Sequence[bytes]) -> Members:
    """A file that no package holds: a bomb, itself, nothing, another file."""
    content = rng.choice((b"", b"\0", _BOMB, b"<a>" * 300, zipped(parts[:30]), rng.choice(pool)))
    if rng.random() < 0.3:
        at = rng.randrange(len(parts))
        return [*parts[:at], (parts[at][0], content), *parts[at + 1 :]]
    return [*parts, (rng.choice(_NAMES), content)]


def _redirected(rng: Random, parts: Members, _: Sequence[bytes]) -> Members:
    """A relation leads to another part, to itself, out of the package or nowhere."""
    lists = [at for at, (name, _) in enumerate(parts) if name.endswith(".rels")]
    if not lists:
        return parts
    at = rng.choice(lists)
    name, content = parts[at]
    targets = list(_TARGET.finditer(content))
    if not targets:
        return parts
    start, end = rng.choice(targets).span(1)
    others = [known for known, _ in parts] + ["/" + known for known, _ in parts]
    new = rng.choice(
        (*others, "", ".", "..", name, "../../../a", "http://example.com/", "NULL", "\\a", "%2e%2e/a")
    )
    return [*parts[:at], (name, content[:start] + new.encode() + content[end:]), *parts[at + 1 :]]


_CHANGES: tuple[Callable[[Random, Members, Sequence[bytes]], Members], ...] = (
    *([_one_changed] * 14),
    *(_renamed, _dropped, _doubled, _swapped, _brought, _brought, _odd_member, _redirected),
)
