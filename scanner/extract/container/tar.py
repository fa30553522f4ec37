"""Tar archives and packed files (gz, bz2, xz), read as a stream that counts what it gives out.

POSIX.1-2017, pax (ustar and its extended headers); RFC 1952 (gzip); the xz file format 1.1.
"""

from __future__ import annotations

from collections.abc import Iterator

from scanner.errors import Unreadable
from scanner.extract.encoding import decoded
from scanner.extract.package.telling import is_telling_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from tarfile import TarFile, TarInfo
    from typing import Any

    from scanner.settings import Limits

_BLOCK = 512
_MOST_EMPTY = 16  # reads behind the end: `tarfile` goes on to a place that lies further than any file
_MOST_BEHIND = 1 << 26
_STEP = 1 << 16  # packed bytes that are taken at a time
_ENDINGS = {"gz": (".gz", ".tgz", ".emz"), "bz2": (".bz2", ".tbz", ".tbz2"), "xz": (".xz", ".txz")}


class Stream:
    """The unpacked bytes of a packed file, given out piece by piece, never more than the limits allow."""

    def __init__(self, kind: str, data: bytes, limits: Limits) -> None:
        self._kind = kind
        self._data = memoryview(data)
        self._at = 0
        self._given = 0
        self._limits = limits
        self._ready = b""
        self.end = b""  # of what was given out
        self.behind = b""  # what stands behind the last packed piece
        self._empty = 0
        self._unpacker: Any = None if kind == "tar" else _unpacker(kind)

    def read(self, size: int) -> bytes:
        """The next `size` bytes, fewer at the end. Raises `Unreadable` ("damaged", "too-large")."""
        piece = self._read(size)
        self.end = piece[-_BLOCK:] or self.end
        self._empty = 0 if piece else self._empty + 1
        if self._empty > _MOST_EMPTY:
            raise Unreadable("damaged", "tar cut off")
        return piece

    def _read(self, size: int) -> bytes:
        if self._unpacker is None:
            piece = bytes(self._data[self._at : self._at + size])
            self._at += len(piece)
            return piece
        pieces, missing = [self._ready[:size]], size - min(size, len(self._ready))
        self._ready = self._ready[size:]
        while missing > 0 and (piece := self._unpacked(missing)):
            pieces.append(piece[:missing])
            self._ready = piece[missing:]
            missing -= len(pieces[-1])
        return b"".join(pieces)

    def peek(self, size: int) -> bytes:
        """The next bytes, which stay to be read."""
        piece = self._read(size)
        if self._unpacker is None:
            self._at -= len(piece)
        else:
            self._ready = piece + self._ready
        return piece

    def _unpacked(self, wanted: int) -> bytes:
        """Some more bytes, b"" at the end; a file packed in several pieces goes on."""
        import lzma
        import zlib

        most = max(wanted, _STEP)
        while True:
            try:
                piece: bytes = self._next(most)
            except (zlib.error, OSError, lzma.LZMAError, EOFError, ValueError) as error:
                raise Unreadable("damaged", self._kind) from error
            self._given += len(piece)
            if self._given > self._allowed():
                raise Unreadable("too-large", self._kind)
            if piece:
                return piece
            if self._unpacker.eof:
                rest = bytes(self._unpacker.unused_data) + bytes(self._data[self._at :])
                if not rest.startswith(_MAGICS[self._kind]):
                    self.behind = rest
                    return b""
                self._data, self._at = memoryview(rest), 0
                self._unpacker = _unpacker(self._kind)
            elif self._at >= len(self._data):
                raise Unreadable("damaged", f"{self._kind} cut off")

    def _next(self, most: int) -> bytes:
        unpacker = self._unpacker
        if unpacker.eof:
            return b""
        kept = getattr(unpacker, "unconsumed_tail", b"")
        feed = kept
        if not kept and getattr(unpacker, "needs_input", True):
            feed = bytes(self._data[self._at : self._at + _STEP])
            self._at += len(feed)
        piece: bytes = unpacker.decompress(feed, most)
        return piece

    def _allowed(self) -> int:
        limits = self._limits
        return min(limits.expanded_bytes, max(limits.ratio_from_bytes, limits.expansion_ratio * self._at))


_TECHNICAL = frozenset("path size mtime atime ctime uid gid uname gname linkpath charset hdrcharset".split())
_MOST_WORDS = 1_000  # of headers of one archive
_MAGICS = {"gz": b"\x1f\x8b", "bz2": b"BZh", "xz": b"\xfd7zXZ"}


def _unpacker(kind: str) -> Any:
    if kind == "gz":
        import zlib

        return zlib.decompressobj(16 + zlib.MAX_WBITS)
    if kind == "bz2":
        import bz2

        return bz2.BZ2Decompressor()
    import lzma

    return lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=2**28)


class Packed:
    """A tar archive, packed or not, or one packed file. `words` are those of its headers, all once it was read."""

    def __init__(self, kind: str, name: str, data: bytes, limits: Limits) -> None:
        self._kind = kind
        self._name = name
        self._data = data
        self._limits = limits
        self._stream = Stream(kind, data, limits)
        self.words: list[str] = []
        self._behind_tar = b""
        self._is_tar = is_tar(self._stream.peek(_BLOCK))
        if kind == "gz" and not self._is_tar:
            self.words = gzip_words(data)[1:]

    def entries(self) -> Iterator[tuple[str, Callable[[], bytes]]]:
        """(name, how to read it); a member must be read before the next is asked for."""
        if not self._is_tar:
            yield self._inner_name(), self._whole
            return
        import tarfile

        try:
            with tarfile.open(fileobj=self._stream, mode="r|", encoding="utf-8") as archive:  # type: ignore[call-overload]
                for info in archive:
                    self._note(info)
                    if info.isfile():
                        yield _spelled(info.name), _reading(archive, info, self._limits)
                self._behind_tar = archive.fileobj.read(_MOST_BEHIND)
                if self._stream.end.strip(b"\0") and not self._behind_tar.strip(b"\0"):
                    raise Unreadable("damaged", "tar cut off")
        except (tarfile.TarError, OSError, ValueError, EOFError, RecursionError) as error:
            raise Unreadable("damaged", "tar") from error

    def behind(self) -> list[bytes]:
        """What stands behind the end of the archive and of the packed file, once all was read."""
        return [piece for piece in (self._behind_tar, self._stream.behind) if piece.strip(b"\0")]

    def _note(self, info: TarInfo) -> None:
        """Who packed a member, where a link leads, and what extended headers say (POSIX.1, pax: comment, attributes)."""
        said = [value for key, value in info.pax_headers.items() if key not in _TECHNICAL]
        said += [info.uname, info.gname, info.linkname]
        self.words += [
            text for text in map(_spelled, said) if text not in self.words and is_telling_text(text)
        ][: _MOST_WORDS - len(self.words)]

    def _whole(self) -> bytes:
        pieces = []
        while piece := self._stream.read(1 << 20):
            pieces.append(piece)
        return b"".join(pieces)

    def _inner_name(self) -> str:
        kept = gzip_words(self._data)[:1] if self._kind == "gz" else []
        if kept and kept[0]:
            return kept[0]
        file = self._name.rpartition("/")[2].rpartition("!")[2]
        ending = next((end for end in _ENDINGS[self._kind] if file.lower().endswith(end)), "")
        return file[: len(file) - len(ending)] or file


def _reading(archive: TarFile, info: TarInfo, limits: Limits) -> Callable[[], bytes]:
    def read() -> bytes:
        from tarfile import TarError

        if info.size > limits.expanded_bytes:
            raise Unreadable("too-large", "tar member")
        try:
            opened = archive.extractfile(info)
            data = opened.read() if opened is not None else b""
        except (TarError, OSError, EOFError) as error:
            raise Unreadable("damaged", "tar member cut off") from error
        if len(data) < info.size:
            raise Unreadable("damaged", "tar member cut off")
        return data

    return read


def is_tar(head: bytes) -> bool:
    """Whether the bytes begin as a tar archive: its mark, or a header whose check sum holds (old tar)."""
    if head[257:262] == b"ustar":
        return True
    if len(head) < _BLOCK or not head[0] or head[156:157] not in (b"0", b"5", b"\0"):
        return False
    stated = head[148:156].strip(b"\0 ")
    total = sum(head[:148]) + 8 * 32 + sum(head[156:])
    return stated.isdigit() and all(48 <= digit < 56 for digit in stated) and int(stated, 8) == total


def gzip_words(data: bytes) -> list[str]:
    """The name ("" where there is none) and the comment in a gzip header (RFC 1952, 2.3.1)."""
    flags = data[3] if len(data) > 10 else 0
    at = 10
    if flags & 4:
        at += 2 + int.from_bytes(data[at : at + 2], "little")
    found = []
    for flag in (8, 16):
        text = ""
        if flags & flag:
            end = data.find(b"\0", at, at + 4096)
            if end < 0:
                break
            text, at = decoded(data[at:end]).text, end + 1
        found.append(text)
    return found or [""]


def _spelled(name: str) -> str:
    """A name that is not UTF-8 is read as GB18030."""
    try:
        name.encode()
        return name.lstrip("/")
    except UnicodeEncodeError:
        return name.encode("utf-8", "surrogateescape").decode("gb18030", "replace").lstrip("/")
