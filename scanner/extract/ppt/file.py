"""The records of a binary PowerPoint file: which of them are current, which are of former states.

[MS-PPT]: 2.3.1 (record header), 2.3.2 (CurrentUserAtom), 2.3.3 (UserEditAtom), 2.3.4 and 2.3.5 (persist
objects: where the present state of each slide lies; every save by Ctrl+S leaves the state before it).
"""

from __future__ import annotations

from struct import error as StructError  # noqa: N812
from struct import unpack_from

from scanner.errors import Unreadable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

DOCUMENT, SLIDE, NOTES, MASTER, HANDOUT = 1000, 1006, 1008, 1016, 4041
_USER_EDIT, _PERSIST, _ENCRYPTION = 4085, 6002, 12052
_ENCRYPTED_TOKEN = 0xF3D1C4DF
_CONTAINER = 0xF
_TAG_DATA = 5003  # BinaryTagDataBlob: holds records though it is none of the containers
_DEEPEST = 60
_MOST_EDITS = 10_000
_MOST_RECORDS = 2_000_000


class Record:
    """One record: its kind, its instance, where its content lies."""

    __slots__ = ("begin", "depth", "end", "instance", "is_container", "kind")

    def __init__(
        self, kind: int, instance: int, begin: int, end: int, depth: int, *, is_container: bool
    ) -> None:
        self.kind, self.instance = kind, instance
        self.begin, self.end = begin, end
        self.depth = depth
        self.is_container = is_container


class Slides:
    """The stream "PowerPoint Document". Raises `Unreadable` ("encrypted", "damaged")."""

    def __init__(self, data: bytes, user: bytes) -> None:
        self.data = data
        self.objects: dict[int, int] = {}  # persist number -> offset of its present state
        self.document = 0
        self._left = _MOST_RECORDS
        try:
            self._read_user(user)
        except StructError as error:
            raise Unreadable("damaged", "Current User") from error

    def record(self, offset: int, depth: int = 0, end: int = -1) -> Record | None:
        """The record that begins at an offset; None behind the end."""
        data = self.data
        limit = len(data) if end < 0 else end
        if offset < 0 or offset + 8 > limit:
            return None
        head, kind, length = unpack_from("<HHI", data, offset)
        last = min(offset + 8 + length, limit)
        is_container = head & 0xF == _CONTAINER or kind == _TAG_DATA
        return Record(kind, head >> 4, offset + 8, last, depth, is_container=is_container)

    def below(self, record: Record) -> Iterator[Record]:
        """All records within a record, parents before children."""
        pending = [(record.begin, record.end, record.depth + 1)]
        while pending:
            offset, end, depth = pending.pop()
            self._left -= 1
            found = self.record(offset, depth, end) if self._left > 0 else None
            if found is None:
                continue
            pending.append((found.end, end, depth))
            if found.is_container and depth < _DEEPEST:
                pending.append((found.begin, found.end, depth + 1))
            yield found

    def top(self) -> Iterator[tuple[int, Record]]:
        """(offset, record) of every record that lies directly in the stream."""
        offset = 0
        while (found := self.record(offset)) is not None and self._left > 0:
            self._left -= 1
            yield offset, found
            offset = found.end

    def _read_user(self, user: bytes) -> None:
        if len(user) < 20:
            self._take_all()
            return
        token, offset = unpack_from("<II", user, 12)
        if token == _ENCRYPTED_TOKEN:
            raise Unreadable("encrypted")
        seen: set[int] = set()
        while offset and offset not in seen and len(seen) < _MOST_EDITS:
            seen.add(offset)
            edit = self.record(offset)
            if edit is None or edit.kind != _USER_EDIT:
                break
            following, directory, document = unpack_from("<8xIII", self.data, edit.begin)
            if edit.end - edit.begin >= 32:
                raise Unreadable("encrypted")  # encryptSessionPersistIdRef is there only then
            self.document = self.document or document
            self._read_directory(directory)
            offset = following
        if not self.objects:
            self._take_all()

    def _read_directory(self, offset: int) -> None:
        """Numbers and offsets of persist objects; the newest edit is read first and holds."""
        record = self.record(offset)
        if record is None or record.kind != _PERSIST:
            return
        at = record.begin
        while at + 4 <= record.end:
            head = unpack_from("<I", self.data, at)[0]
            first, count = head & 0xFFFFF, head >> 20
            at += 4
            for number in range(min(count, (record.end - at) // 4)):
                self.objects.setdefault(first + number, unpack_from("<I", self.data, at + 4 * number)[0])
            at += 4 * count

    def _take_all(self) -> None:
        """Without a directory every record counts as present, in the order of the stream."""
        for number, (offset, record) in enumerate(self.top(), 1):
            if record.kind == _ENCRYPTION:
                raise Unreadable("encrypted")
            self.objects[number] = offset
            if record.kind == DOCUMENT:
                self.document = number
