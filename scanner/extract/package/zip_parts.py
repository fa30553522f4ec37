"""The members of a zip file, inflated under limits.

Written over `struct` and `zlib` alone: importing `zipfile` costs as much as starting Python. Layout of
the records: APPNOTE.TXT 6.3.10, 4.3.7 (local header), 4.3.12 (central directory), 4.3.14–16 (its end).
"""

from __future__ import annotations

import zlib
from operator import itemgetter
from struct import Struct, unpack_from
from struct import error as StructError  # noqa: N812 - a class with a small-letter name

from scanner.errors import Unreadable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.settings import Limits

    _Entry = tuple[
        int, int, int, int, int, bytes
    ]  # flags, method, checksum, bytes packed, offset, name as it is written

_END = b"PK\x05\x06"
_END_64 = b"PK\x06\x06"
_LOCATOR_64 = b"PK\x06\x07"
_ENTRY = b"PK\x01\x02"
_ENTRY_FORM = Struct("<4s4xHH4xLLLHHH8xL")
_LOCAL = b"PK\x03\x04"
_END_BYTES = 22
_LOCAL_BYTES = 30
_LONGEST_COMMENT = 0xFFFF
_STORED, _DEFLATED = 0, 8
_FULL_32 = 0xFFFFFFFF
_DESCRIPTOR = 8  # flag: sizes stand behind the member (4.3.9)
_NOTHING_PACKED = 2  # bytes that deflate makes of nothing
_TELLING_STRAY = 6  # bytes; fewer are no word


class Zip:
    """A zip file in memory. `names` are the members in the directory's order, without folders.

    Raises `Unreadable` ("damaged", "too-large") when there is no whole directory or too many members.
    """

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._data = data
        self._limits = limits
        self._inflated = 0  # bytes given out so far
        self._shift = 0  # bytes before the zip file proper
        self._entries: dict[str, _Entry] = {}
        self._folders: list[_Entry] = []  # that hold nothing
        self.duplicates: tuple[str, ...] = ()  # names that stand twice in the directory; the last one counts
        self.comment = b""
        self._after = len(data)  # where the zip file proper ends
        self._remarks: list[bytes] = []  # comments of members, and what their extra fields hold
        self._shared: set[str] = set()  # members whose bytes begin within those of another
        try:
            self._read_directory()
        except StructError as error:
            raise Unreadable("damaged", "zip directory") from error
        self.names = tuple(self._entries)

    def read(self, name: str) -> bytes:
        """The inflated bytes of a member.

        Raises `Unreadable`: "damaged" (missing, cut off, check sum wrong), "encrypted", "too-large",
        "packing-unknown" (neither stored nor deflated).
        """
        if name not in self._entries:
            raise Unreadable("damaged", "zip member missing")
        if name in self._shared:
            raise Unreadable("damaged", "zip members overlap")
        flags, method, checksum, packed, offset, _ = self._entries[name]
        if flags & 1:
            raise Unreadable("encrypted", "zip member")
        raw = self._packed(packed, offset)
        data = self._inflate(raw, method)
        self._inflated += len(data)
        if zlib.crc32(data) != checksum:
            raise Unreadable("damaged", "zip check sum")
        return data

    def head(self, name: str, size: int) -> bytes:
        """The first bytes of a member, without the rest being inflated; b"" where they cannot be read."""
        flags, method, _, packed, offset, _ = self._entries.get(name, (1, 0, 0, 0, 0, b""))
        if flags & 1 or name in self._shared:
            return b""
        try:
            raw = self._packed(packed, offset)
            return (
                bytes(raw[:size])
                if method == _STORED
                else zlib.decompressobj(-zlib.MAX_WBITS).decompress(raw, size)
            )
        except (Unreadable, zlib.error):
            return b""

    def folders(self) -> list[str]:
        """The names of folders that nothing lies in."""
        if not self._folders:
            return []
        used = {""}
        for name in self.names:
            above = name.rpartition("/")[0]
            while above not in used:
                used.add(above)
                above = above.rpartition("/")[0]
        return [name for name in (_name_of(entry[5]) for entry in self._folders) if name not in used]

    def strays(self) -> list[bytes]:
        """Bytes that belong to no member: before the first, between and behind them, comments, extra fields.

        Members that the directory no longer names are given inflated, a whole zip file as it is. Names that only the members
        themselves bear are given in one piece.
        """
        data, at = self._data, 0
        found = [*self._remarks, data[self._after :]]
        names = []
        entries = [*self._entries.values(), *self._folders]
        for flags, _, _, packed, offset, written in sorted(entries, key=itemgetter(4)):
            if offset > at:
                found += self._forgotten(at, offset)
            if data[offset : offset + 4] != _LOCAL or offset + 30 > len(data):
                break
            name, extra = unpack_from("<HH", data, offset + 26)
            body = offset + 30 + name + extra
            if data[offset + 30 : body - extra] != written:
                names.append(bytes(data[offset + 30 : body - extra]))
            if extra:
                found.append(bytes(data[body - extra : body]))
            end = body + packed
            if flags & _DESCRIPTOR:
                end += 16 if data[end : end + 4] == b"PK\x07\x08" else 12
            at = max(at, end)
        found.append(b"\n".join(names))
        return [piece for piece in found if len(piece.strip(b"\0 ")) >= _TELLING_STRAY]

    def _forgotten(self, start: int, end: int) -> Iterator[bytes]:
        """The bytes between two members: the members that were replaced, each as its name and inflated, then the rest."""
        data = memoryview(self._data)
        if self._data.find(_END, start, end) >= 0:
            yield bytes(data[start:end])
            return
        for _ in range(self._limits.parts):
            if data[start : start + 4] != _LOCAL or start + _LOCAL_BYTES > end:
                break
            method, size, name, extra = unpack_from("<8xH8xL4xHH", data, start)
            body = start + _LOCAL_BYTES + name + extra
            yield bytes(data[start + _LOCAL_BYTES : body])
            behind = self._data.find(_LOCAL, body + size, end)
            behind = end if behind < 0 else behind
            try:
                inflated = self._inflate(data[body : body + size if size else behind], method)
                self._inflated += len(inflated)
                yield inflated
            except Unreadable:
                yield bytes(data[start:behind])
            start = behind
        yield bytes(data[start:end])

    def _read_directory(self) -> None:
        data = self._data
        end = data.rfind(_END, max(0, len(data) - _END_BYTES - _LONGEST_COMMENT))
        if end < 0:
            raise Unreadable("damaged", "zip directory")
        count, size, offset, comment = unpack_from("<10xHLLH", data, end)
        self.comment = data[end + _END_BYTES : end + _END_BYTES + comment]
        self._after = end + _END_BYTES + comment
        directory_end = end
        if end >= 20 and data[end - 20 : end - 16] == _LOCATOR_64:
            directory_end = unpack_from("<8xQ", data, end - 20)[0]
            if data[directory_end : directory_end + 4] != _END_64:
                raise Unreadable("damaged", "zip directory")
            count, size, offset = unpack_from("<32xQQQ", data, directory_end)
        start = directory_end - size
        if start < 0 or start < offset:
            raise Unreadable("damaged", "zip directory")
        if count > self._limits.parts or size > count * 0x40000:
            raise Unreadable("too-large", "zip members")
        self._shift = start - offset
        self._read_entries(start, count, self._shift)

    def _read_entries(self, at: int, count: int, shift: int) -> None:
        """`shift` are bytes that stand before the zip file proper (a self-extracting program, say)."""
        data, unpack = self._data, _ENTRY_FORM.unpack_from
        doubles = []
        for _ in range(count):
            mark, flags, method, checksum, packed, size, name_length, extra, remark, offset = unpack(data, at)
            if mark != _ENTRY:
                raise Unreadable("damaged", "zip directory")
            name_at = at + 46
            raw = data[name_at : name_at + name_length]
            if _FULL_32 in (packed, offset, size):
                packed, offset = self._wide(name_at + name_length, extra, (size, packed, offset))
            at = name_at + name_length + extra + remark
            if extra or remark:
                self._remarks.append(bytes(data[at - remark - extra : at]))
            if raw.endswith((b"/", b"\\")) and not size:  # a folder; one that holds bytes is none
                if packed <= _NOTHING_PACKED:
                    self._folders.append((flags, method, checksum, packed, offset + shift, bytes(raw)))
                continue
            name = _name_of(raw)
            if name in self._entries:
                doubles.append(name)
            self._entries[name] = (flags, method, checksum, packed, offset + shift, raw)
        self.duplicates = tuple(doubles)
        self._note_shared()

    def _note_shared(self) -> None:
        """Members that share their bytes would unpack to any size; no program writes such.

        The first of them is read: where all are the same bytes nothing is lost.
        """
        end = 0
        for name, (_, _, _, packed, offset, _) in sorted(
            self._entries.items(), key=lambda entry: entry[1][4]
        ):
            if offset < end:
                self._shared.add(name)
            end = max(end, offset + packed)

    def _wide(self, at: int, length: int, narrow: tuple[int, int, int]) -> tuple[int, int]:
        """Packed size and offset of a member whose figures stand in the zip64 field (4.5.3)."""
        finish = at + length
        while at + 4 <= finish:
            kind, size = unpack_from("<HH", self._data, at)
            if kind == 1:
                at += 4
                found = []
                for value in narrow:
                    if value == _FULL_32:
                        value = unpack_from("<Q", self._data, at)[0]
                        at += 8
                    found.append(value)
                return found[1], found[2]
            at += 4 + size
        return narrow[1], narrow[2]

    def _packed(self, packed: int, offset: int) -> memoryview:
        data = self._data
        if data[offset : offset + 4] != _LOCAL:
            offset -= self._shift  # only the directory's own offset was wrong
        if offset < 0 or data[offset : offset + 4] != _LOCAL:
            raise Unreadable("damaged", "zip member")
        name_length, extra = unpack_from("<HH", data, offset + 26) if offset + 30 <= len(data) else (0, 0)
        begin = offset + 30 + name_length + extra
        if begin + packed > len(data):
            raise Unreadable("damaged", "zip member cut off")
        return memoryview(data)[begin : begin + packed]

    def _inflate(self, raw: memoryview, method: int) -> bytes:
        limits = self._limits
        left = limits.expanded_bytes - self._inflated
        allowed = min(left, max(limits.ratio_from_bytes, limits.expansion_ratio * len(raw)))
        if method == _STORED:
            if len(raw) > left:
                raise Unreadable("too-large", "zip member")
            return bytes(raw)
        if method != _DEFLATED:
            raise Unreadable("packing-unknown", f"zip method {method}")
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            data = inflater.decompress(raw, max(allowed, 0) + 1)
        except zlib.error as error:
            raise Unreadable("damaged", "zip member") from error
        if len(data) > allowed:
            raise Unreadable("too-large", "zip member")
        if not inflater.eof:
            raise Unreadable("damaged", "zip member cut off")
        return data


def _name_of(raw: bytes) -> str:
    """The name of a member as it is told: with slashes between its steps, and no others."""
    return _decoded(raw).replace("\\", "/").strip("/") or "_"


def _decoded(raw: bytes) -> str:
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("cp437")
