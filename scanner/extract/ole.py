"""The directory of an OLE compound file: doc, xls, ppt and encrypted OOXML files are such files.

Source: [MS-CFB], sections 2.2 (header), 2.3 (FAT), 2.6 (directory).
"""

from __future__ import annotations

from struct import error as StructError  # noqa: N812
from struct import unpack, unpack_from

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER_DIFAT = 109  # FAT sectors that the header names itself
_LAST_SECTOR = 0xFFFFFFFA  # greater numbers are marks: end of chain, free, FAT
_NONE = 0xFFFFFFFF
_MINI_BELOW = 4096  # bytes; smaller streams lie in the root's stream, in sectors of 64 bytes
_MINI = 64
_ENTRY = 128


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
        try:
            self._open()
        except (StructError, IndexError):
            return

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the streams in the root."""
        return tuple(sorted(self._entries))

    def stream(self, name: str) -> bytes:
        """The bytes of a stream, b"" when it is not there or damaged."""
        start, size = self._entries.get(name, (_NONE, 0))
        try:
            return (self._chain(start) if size >= _MINI_BELOW else self._mini_chain(start))[:size]
        except (StructError, IndexError):
            return b""

    def all_streams(self) -> list[tuple[str, bytes]]:
        """(name, bytes) of every stream, also of those in folders, in the order of the directory."""
        found = []
        for at in range(0, len(self._directory) - _ENTRY + 1, _ENTRY):
            length, kind = unpack_from("<HB", self._directory, at + 64)
            if kind != 2:
                continue
            title = self._directory[at : at + max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
            start, size = unpack_from("<II", self._directory, at + 116)
            try:
                chain = self._chain(start) if size >= _MINI_BELOW else self._mini_chain(start)
            except (StructError, IndexError):
                continue
            found.append((title, chain[:size]))
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
        return self._data[start : start + self._sector]

    def _chain(self, number: int) -> bytes:
        """The sectors from `number` on; a loop ends where it closes."""
        pieces, left = [], len(self._fat)
        while number <= _LAST_SECTOR and left:
            pieces.append(self._at(number))
            number = self._fat[number]
            left -= 1
        return b"".join(pieces)

    def _mini_chain(self, number: int) -> bytes:
        """As `_chain`, for the small streams."""
        table = self._chain(unpack_from("<I", self._data, 60)[0])
        store = self._chain(self._root)
        pieces, left = [], len(table) // 4
        while number <= _LAST_SECTOR and left:
            pieces.append(store[number * _MINI : (number + 1) * _MINI])
            number = unpack_from("<I", table, number * 4)[0]
            left -= 1
        return b"".join(pieces)
