"""The directory of an OLE compound file: doc, xls, ppt and encrypted OOXML files are such files.

Source: [MS-CFB], sections 2.2 (header), 2.3 (FAT), 2.6 (directory).
"""

from __future__ import annotations

from struct import error as StructError  # noqa: N812
from struct import unpack, unpack_from

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER_DIFAT = 109  # FAT sectors that the header names itself
_LAST_SECTOR = 0xFFFFFFFA  # greater numbers are marks: end of chain, free, FAT
_NONE = 0xFFFFFFFF
_MINI_BELOW = 4096  # bytes; smaller streams lie in the root's stream, in sectors of 64 bytes
_MINI = 64
_ENTRY = 128
_STORAGE, _STREAM = 1, 2  # kinds of entries
_MOST_SHARED = 4
_DEEPEST = 20  # folders within folders
_FILLED = b"\0\xff"  # what an empty sector holds


class CompoundFile:
    """The streams that lie directly in the root of a compound file.

    `names` are sorted; a damaged file simply shows fewer streams.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._entries: dict[str, tuple[int, int]] = {}
        self.storages: list[str] = []  # names of the folders in the root
        self._fat: tuple[int, ...] = ()
        self._root = _NONE
        self._directory = b""
        self._minis: tuple[bytes, bytes] | None = None  # table and store of the small streams
        self._is_cut = False
        self._taken: set[int] = set()  # sectors that something was read from
        self._mini_taken: set[int] = set()
        self._slack: dict[
            int, bytes
        ] = {}  # by first sector: what a stream's last sectors hold behind its end
        try:
            self._open()
        except (StructError, IndexError):
            self._is_cut = True

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the streams in the root."""
        return tuple(sorted(self._entries))

    @property
    def is_damaged(self) -> bool:
        """Whether less was given than the file holds: a stream that breaks off, or that no folder leads to."""
        reached = {number for number, _ in self._reached()}
        entries = range(len(self._directory) // _ENTRY)
        return self._is_cut or any(
            self._entry(number)[1] == _STREAM and number not in reached for number in entries
        )

    def stream(self, name: str) -> bytes:
        """The bytes of a stream, b"" when it is not there; what there is of it where it breaks off."""
        start, size = self._entries.get(name) or self._entries.get(self._spelled(name), (_NONE, 0))
        return self._sized(start, size)

    def _spelled(self, name: str) -> str:
        """The name as this file spells it: names ignore case (2.6.4)."""
        return next((known for known in self._entries if known.lower() == name.lower()), "")

    def all_streams(self) -> list[tuple[str, bytes]]:
        """(name, bytes) of every stream, also of those in folders, in the order of the directory.

        Together no more than four times the file: streams may be made to share their sectors.
        """
        found = []
        left = _MOST_SHARED * len(self._data)
        for number in range(len(self._directory) // _ENTRY):
            title, kind = self._entry(number)
            if kind != _STREAM:
                continue
            if left <= 0:
                self._is_cut = True
                break
            data = self._stream_at(number)
            left -= len(data)
            found.append((title, data))
        return found

    def tree(self) -> list[tuple[tuple[str, ...], bytes]]:
        """(path, bytes) of every stream that can be reached from the root, folder by folder."""
        found: list[tuple[tuple[str, ...], bytes]] = []
        left = _MOST_SHARED * len(self._data)
        for number, path in self._reached():
            if self._entry(number)[1] != _STREAM:
                continue
            if left <= 0:
                self._is_cut = True
                break
            data = self._stream_at(number)
            left -= len(data)
            found.append((path, data))
        return sorted(found, key=lambda entry: entry[0])

    def behind(self) -> bytes:
        """What stands behind the last sector that anything was read from."""
        return self._data[(max(self._taken, default=-1) + 2) * self._sector :]

    def unused(self) -> list[bytes]:
        """What no stream that was read so far holds: free sectors, the rest of last sectors.

        Programs do not clear what they free, so that older states of a file lie there. Ask after `tree`.
        """
        size = self._sector
        whole = range(max(self._taken, default=0))
        found = _stretches(self._data, size, size, [number for number in whole if number not in self._taken])
        store = self._minis[1] if self._minis else b""
        minis = [number for number in range(len(store) // _MINI) if number not in self._mini_taken]
        found += _stretches(store, 0, _MINI, minis)
        found += self._slack.values()
        return [piece for piece in found if piece.strip(_FILLED)]

    def _reached(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        """(number, path) of every entry that can be reached from the root."""
        pending: list[tuple[int, tuple[str, ...]]] = [(self._links(0)[2], ())]
        seen = {0}
        while pending:
            number, folder = pending.pop()
            if number in seen or (number + 1) * _ENTRY > len(self._directory):
                continue
            seen.add(number)
            title, kind = self._entry(number)
            before, after, below = self._links(number)
            pending += ((after, folder), (before, folder))
            yield number, (*folder, title)
            if kind == _STORAGE and len(folder) < _DEEPEST:
                pending.append((below, (*folder, title)))

    def _entry(self, number: int) -> tuple[str, int]:
        """Name and kind of an entry of the directory."""
        at = number * _ENTRY
        length, kind = unpack_from("<HB", self._directory, at + 64)
        raw = self._directory[at : at + max(min(length, 64) - 2, 0)]
        return raw.decode("utf-16-le", "replace"), kind

    def _links(self, number: int) -> tuple[int, int, int]:
        """The entries left and right of an entry, and the first below it."""
        if (number + 1) * _ENTRY > len(self._directory):
            return _NONE, _NONE, _NONE
        before, after, below = unpack_from("<III", self._directory, number * _ENTRY + 68)
        return before, after, below

    def _stream_at(self, number: int) -> bytes:
        return self._sized(*unpack_from("<II", self._directory, number * _ENTRY + 116))

    def _sized(self, start: int, size: int) -> bytes:
        """The bytes of the stream that begins in a sector; fewer than its size where it breaks off."""
        if not size:
            return b""
        try:
            held = self._chain(start) if size >= _MINI_BELOW else self._mini_chain(start)
        except (StructError, IndexError):
            held = b""
        found = held[:size]
        if len(held) > size:
            self._slack[start if size >= _MINI_BELOW else -1 - start] = held[size:]
        self._is_cut = self._is_cut or len(found) < size
        return found

    def _open(self) -> None:
        shift = unpack_from("<H", self._data, 30)[0]
        self._sector = 1 << shift if shift in (9, 12) else 512
        self._fat = self._fat_sectors()
        directory = self._chain(unpack_from("<I", self._data, 48)[0])
        self._directory = directory
        self._root = unpack_from("<I", directory, 116)[0]
        pending, seen = [unpack_from("<I", directory, 76)[0]], set()
        while pending:
            number = pending.pop()
            if number == _NONE or number in seen or (number + 1) * _ENTRY > len(directory):
                continue
            seen.add(number)
            at = number * _ENTRY
            length, kind = unpack_from("<HB", directory, at + 64)
            left, right = unpack_from("<II", directory, at + 68)
            pending += (left, right)
            title = directory[at : at + max(length - 2, 0)].decode("utf-16-le", "replace")
            if kind == 1:
                self.storages.append(title)
            elif kind == 2:
                self._entries[title] = unpack_from("<II", directory, at + 116)

    def _fat_sectors(self) -> tuple[int, ...]:
        sectors = list(unpack_from(f"<{_HEADER_DIFAT}I", self._data, 76))
        following, count = unpack_from("<II", self._data, 68)
        step = self._sector // 4
        for _ in range(min(count, len(self._data) // self._sector)):
            if following > _LAST_SECTOR:
                break
            *more, following = unpack(f"<{step}I", self._at(following))
            sectors += more
        table: list[int] = []
        for number in sectors[: len(self._data) // self._sector]:
            if number <= _LAST_SECTOR:
                piece = self._at(number)
                table += unpack(f"<{len(piece) // 4}I", piece[: len(piece) // 4 * 4])
        return tuple(table)

    def _at(self, number: int) -> bytes:
        start = (number + 1) * self._sector
        if start < len(self._data):
            self._taken.add(number)
        return self._data[start : start + self._sector]

    def _chain(self, number: int) -> bytes:
        """The sectors from `number` on; a loop ends where it closes."""
        pieces, left = [], len(self._fat)
        while number <= _LAST_SECTOR and left:
            pieces.append(self._at(number))
            number = self._fat[number] if number < len(self._fat) else _NONE
            left -= 1
        return b"".join(pieces)

    def _mini_chain(self, number: int) -> bytes:
        """As `_chain`, for the small streams."""
        if self._minis is None:
            self._minis = self._chain(unpack_from("<I", self._data, 60)[0]), self._chain(self._root)
        table, store = self._minis
        pieces, left = [], len(table) // 4
        while number <= _LAST_SECTOR and left:
            self._mini_taken.add(number)
            pieces.append(store[number * _MINI : (number + 1) * _MINI])
            number = unpack_from("<I", table, number * 4)[0] if number * 4 + 4 <= len(table) else _NONE
            left -= 1
        return b"".join(pieces)


def _stretches(data: bytes, start: int, size: int, numbers: list[int]) -> list[bytes]:
    """The sectors of these numbers, those that follow one another as one piece."""
    found: list[bytes] = []
    first = 0
    for at, number in enumerate(numbers, 1):
        if at == len(numbers) or numbers[at] != number + 1:
            found.append(data[start + numbers[first] * size : start + (number + 1) * size])
            first = at
    return found
