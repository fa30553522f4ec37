"""Containers (zip, tar, 7z, rar, a packed file): every file within, also within containers inside, under limits.

Members are read by the readers of their own formats. What programs leave beside them (.DS_Store, Thumbs.db,
lock files) is swept for words; a .git folder is the whole history of a text and is never looked into.
"""

from __future__ import annotations

from collections.abc import Iterator

from scanner.errors import Unreadable
from scanner.extract.building import DocumentBuilder
from scanner.extract.detect import detection
from scanner.extract.hung_on import SHORT_MARKS, SHOWN, start_of_file
from scanner.model import Place
from scanner.noun import noun, replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from scanner.extract.container.tar import Packed
    from scanner.model import Document
    from scanner.settings import Limits

    Entries = Iterator[tuple[str, Callable[[], bytes]]]

CONTAINERS = frozenset(("zip", "tar", "gz", "bz2", "xz", "7z", "rar"))
_LEFT_BY_PROGRAMS = frozenset((".ds_store", "thumbs.db", "desktop.ini", "ehthumbs.db"))
_HISTORIES = frozenset((".git", ".svn", ".hg"))
_BACKUPS = (".bak", ".tmp", ".old", ".asd", ".wbk", "~", ".swp")
_MOST_TOLD = 120  # characters of a name within names
_MOST_LISTED = 4000  # characters of a block of names


class Member(metaclass=noun):
    """A file within a container: ``inner.zip!a.docx``. `reason` is set where it could not be taken out."""

    name: str
    data: bytes = b""
    reason: str = ""
    detail: str = ""


class Container:
    """A container's files in its own order; iterate once, then ask for `contents`.

    Together with those of containers inside they keep to the limits of bytes, members and depth.
    """

    def __init__(self, name: str, data: bytes, limits: Limits) -> None:
        self._name = name
        self._data = data
        self._limits = limits
        self._bytes_left = limits.expanded_bytes
        self._members_left = limits.parts
        self._builder = DocumentBuilder(name, "zip")
        self._names: list[str] = []
        self._beside: list[str] = []  # names of what does not belong into a publication
        self._folders: list[str] = []  # that are empty
        self._histories: set[str] = set()
        self._is_whole = True

    def __iter__(self) -> Iterator[Member]:
        found = detection(self._name, self._data, self._limits)
        self._builder = DocumentBuilder(self._name, found.format)
        try:
            yield from self._within(found.format, self._name, self._data, "", ())
        except Unreadable as error:
            self._is_whole = False
            self._builder.gap("file", error.reason, None, error.detail)

    def contents(self) -> Document:
        """The container itself: names, comments and what lies between the members; its gaps."""
        self._list([*self._names, *self._folders], "body")
        self._list(self._beside, "leftover")
        if not self._names and self._is_whole and not self._histories:
            self._builder.gap("file", "empty")
        return self._builder.document()

    def _list(self, names: list[str], layer: str) -> None:
        place = Place("package", (), "named")
        for at in range(0, len(names), 50):
            text = "\n".join(names[at : at + 50])[:_MOST_LISTED]
            self._builder.add(text, place, layer=layer, visible=layer == "body")

    def _within(
        self, kind: str, name: str, data: bytes, prefix: str, outer: tuple[bytes, ...]
    ) -> Iterator[Member]:
        """The files in one container; `outer` are the bytes of those around it."""
        if len(outer) >= self._limits.depth:
            yield Member(prefix.rstrip("!"), b"", "nested-too-deep")
            return
        if data in outer:
            yield Member(prefix.rstrip("!"), b"", "contains-itself")
            return
        behind: list[bytes] = []
        for path, read in self._entries(kind, name, data, prefix, behind):
            shown = prefix + path
            self._members_left -= 1
            if self._members_left < 0:
                self._builder.gap("file", "too-many-members", None, f"> {self._limits.parts}")
                return
            yield from self._entry(shown, path, read, (*outer, data))
            if self._bytes_left <= 0:
                self._builder.gap("file", "too-large", None, f"> {self._limits.expanded_bytes >> 20} MB")
                return
        for piece in behind:
            yield from self._hung_on(piece, prefix, (*outer, data))

    def _hung_on(self, piece: bytes, prefix: str, outer: tuple[bytes, ...]) -> Iterator[Member]:
        """The file in bytes that the archive does not name; else their words."""
        start = 0 if piece.startswith(SHORT_MARKS) else start_of_file(piece)
        if start >= 0:
            self._beside.append(prefix + SHOWN)
            yield from self._opened(prefix + SHOWN, "", piece[start:], outer)
            return
        from scanner.extract.ole.raw_words import raw_words

        for text in raw_words(piece):
            self._say(text, "package", "leftover", "zip")

    def _entry(
        self, shown: str, path: str, read: Callable[[], bytes], outer: tuple[bytes, ...]
    ) -> Iterator[Member]:
        if _is_history(path):
            if (where := shown[: len(shown) - len(path)] + _history_of(path)) not in self._histories:
                self._histories.add(where)
                yield Member(where, b"", "version-history")
            return
        (self._beside if _is_beside(shown) else self._names).append(shown)
        try:
            data = read()
        except Unreadable as error:
            yield Member(shown, b"", error.reason, error.detail)
            return
        self._bytes_left -= len(data)
        if self._is_left_over(shown, path, data):
            return
        yield from self._opened(shown, path, data, outer)

    def _opened(self, shown: str, path: str, data: bytes, outer: tuple[bytes, ...]) -> Iterator[Member]:
        kind = detection(path, data, self._limits).format if data else ""
        if kind not in CONTAINERS:
            yield Member(shown, data)
            return
        try:
            yield from self._within(kind, path, data, shown + "!", outer)
        except Unreadable as error:
            yield Member(shown, b"", error.reason, error.detail)

    def _is_left_over(self, shown: str, path: str, data: bytes) -> bool:
        """Whether a program left this beside the files; its words are added then."""
        file = path.rpartition("/")[2].lower()
        if file.endswith(_BACKUPS):
            self._beside.append(shown)  # an older state of a file, read as any other
            return False
        if file not in _LEFT_BY_PROGRAMS and not file.startswith(("~$", "._")) and "__MACOSX/" not in path:
            return False
        self._beside.append(shown)
        from scanner.extract.ole.raw_words import raw_words

        for text in raw_words(data):
            self._say(text, "leftover", "leftover", file)
        return True

    def _say(self, text: str, part: str, layer: str, name: str) -> None:
        if text.strip():
            self._builder.add(text, Place(part, (), "named", name), layer=layer, visible=False)

    def _entries(self, kind: str, name: str, data: bytes, prefix: str, behind: list[bytes]) -> Entries:
        """The files that a container names; `behind` gets what stands between them and behind its end."""
        limits = replace(self._limits, expanded_bytes=max(self._bytes_left, 0))
        if kind == "zip":
            return self._zip_entries(data, limits, prefix, behind)
        if kind in ("7z", "rar"):
            from scanner.extract.container.libraries import end_of, entries_of

            behind.append(data[end_of(kind, data) :])
            return entries_of(kind, data, limits)
        from scanner.extract.container.tar import Packed

        return self._packed_entries(Packed(kind, name, data, limits), kind, behind)

    def _packed_entries(self, packed: Packed, kind: str, behind: list[bytes]) -> Entries:
        try:
            yield from packed.entries()
        finally:
            for text in packed.words:
                self._say(text, "package", "property", kind)
            behind += packed.behind()

    def _zip_entries(self, data: bytes, limits: Limits, prefix: str, behind: list[bytes]) -> Entries:
        from functools import partial

        from scanner.extract.encoding import decoded
        from scanner.extract.package.zip_parts import Zip

        archive = Zip(data, limits)
        if archive.comment.strip(b"\0 "):
            self._say(decoded(archive.comment).text, "package", "property", "zip-comment")
        behind += archive.strays()
        self._folders += [
            f"{prefix}{folder}/" for folder in archive.folders() if not _is_history(f"{folder}/")
        ]
        for double in dict.fromkeys(archive.duplicates):
            self._builder.gap("part", "not-read", Place("embedded", (), "named", inside=double[:_MOST_TOLD]))
        return ((name, partial(archive.read, name)) for name in archive.names)


def container_of(name: str, data: bytes, limits: Limits) -> Container | None:
    """The container that a file is; None for any other file, and for one that cannot be read at all."""
    if len(data) > limits.file_bytes:
        return None
    found = detection(name, data, limits)
    return None if found.reason or found.format not in CONTAINERS else Container(name, data, limits)


def _is_beside(shown: str) -> bool:
    """Whether a file lies in one that no directory names."""
    return SHOWN in shown.split("!")


def _is_history(path: str) -> bool:
    return not _HISTORIES.isdisjoint(path.lower().split("/")[:-1])


def _history_of(path: str) -> str:
    """The folder of a version history that a path lies in."""
    steps = path.split("/")
    at = next(at for at, step in enumerate(steps) if step.lower() in _HISTORIES)
    return "/".join(steps[: at + 1])


def read(name: str, data: bytes, limits: Limits) -> Document:
    """The document of a container: all that its files hold, each as its own reader gives it, and their names."""
    from scanner.extract import extract
    from scanner.extract.nested import pour_document

    builder = DocumentBuilder(name, detection(name, data, limits).format)
    container = Container(name, data, limits)
    inner = replace(limits, depth=max(limits.depth - 1, 0))
    for member in container:
        if member.reason:
            place = Place("embedded", (), "named", inside=member.name[:_MOST_TOLD])
            builder.gap("part", member.reason, place, member.detail)
        else:
            layer = "embedded-file" if _is_beside(member.name) else ""
            pour_document(builder, extract(member.name, member.data, inner), member.name, layer)
    shell = container.contents()
    pour_document(builder, replace(shell, gaps=()), "", "")
    for gap in shell.gaps:
        builder.gap(gap.what, gap.reason, gap.place, gap.detail)
    return builder.document()
