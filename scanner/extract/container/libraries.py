"""7z and rar archives, by libarchive where the system has it, 7z else by py7zr (extra ``archives``).

libarchive's calls are declared here (archive.h, archive_entry.h of libarchive 3); names come as UTF-8 or,
from old archives, in the bytes of the system they were made on.
"""

from __future__ import annotations

from collections.abc import Iterator
from struct import unpack_from

from scanner.errors import Unreadable
from scanner.extract.encoding import decoded

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from scanner.settings import Limits

    Entries = Iterator[tuple[str, Callable[[], bytes]]]

_HEADER_7Z = 32
_RAR_ENDS = (b"\x1dwVQ\x03\x05\x04\x00", b"\xc4={\x00@\x07\x00")
_OK, _EOF, _WARN = 0, 1, -20
_REGULAR = 0o100000
_STEP = 1 << 20
_CALLS = {  # name: result and arguments; p address, i int, n size, q signed 64
    "archive_read_new": "p",
    "archive_read_free": "ip",
    "archive_read_support_format_7zip": "ip",
    "archive_read_support_format_rar": "ip",
    "archive_read_support_format_rar5": "ip",
    "archive_read_open_memory": "ippn",
    "archive_read_next_header": "ipp",
    "archive_read_data": "qppn",
    "archive_entry_pathname_utf8": "sp",
    "archive_entry_pathname": "sp",
    "archive_entry_filetype": "ip",
    "archive_entry_size": "qp",
    "archive_entry_is_encrypted": "ip",
    "archive_error_string": "sp",
    "archive_read_has_encrypted_entries": "ip",
}
_loaded: list[Any] = []


def entries_of(kind: str, data: bytes, limits: Limits) -> Entries:
    """(name, how to read it) of the files of an archive. Raises `Unreadable`: "no-unpacker" where nothing here can."""
    library = libarchive()
    if library is not None:
        return _by_libarchive(library, data, limits)
    if kind == "7z" and has_py7zr():
        return _by_py7zr(data, limits)
    raise Unreadable("no-unpacker", kind)


def libarchive() -> Any:
    """The system's libarchive with its calls declared, or None."""
    if not _loaded:
        _loaded.append(_load())
    return _loaded[0]


def end_of(kind: str, data: bytes) -> int:
    """Where a 7z or rar archive ends, the end of the data where that is not told.

    The header of 7z stands last (7zFormat.txt, "SignatureHeader"); rar has a block for its end (RAR 5.0 archive
    format, "End of archive header", and that of the versions before).
    """
    if kind == "7z" and len(data) >= _HEADER_7Z:
        offset, size = unpack_from("<QQ", data, 12)
        return _HEADER_7Z + int(offset) + int(size)
    ends = [at + len(block) for block in _RAR_ENDS if (at := data.rfind(block)) >= 0]
    return max(ends, default=len(data)) if kind == "rar" else len(data)


def has_py7zr() -> bool:
    """Whether the extra for 7z is installed."""
    from importlib.util import find_spec

    return find_spec("py7zr") is not None


def _load() -> Any:
    import ctypes
    from ctypes.util import find_library

    path = find_library("archive")
    if path is None:
        return None
    types: dict[str, Any] = {
        "p": ctypes.c_void_p,
        "i": ctypes.c_int,
        "n": ctypes.c_size_t,
        "q": ctypes.c_ssize_t,
        "s": ctypes.c_char_p,
    }
    try:
        library = ctypes.CDLL(path)
        for name, signature in _CALLS.items():
            call = getattr(library, name)
            call.restype = types[signature[0]]
            call.argtypes = [types[letter] for letter in signature[1:]]
    except (OSError, AttributeError):
        return None
    return library


def _by_libarchive(library: Any, data: bytes, limits: Limits) -> Entries:
    import ctypes

    archive = library.archive_read_new()
    try:
        for format in ("7zip", "rar", "rar5"):
            getattr(library, f"archive_read_support_format_{format}")(archive)
        if library.archive_read_open_memory(archive, data, len(data)) != _OK:
            raise _failure(library, archive)
        entry = ctypes.c_void_p()
        while (code := library.archive_read_next_header(archive, ctypes.byref(entry))) != _EOF:
            if code < _WARN:
                raise _failure(library, archive)
            if library.archive_entry_filetype(entry) & 0o170000 == _REGULAR:
                reading = _Reading(library, archive, entry, limits)
                yield _name(library, entry), reading.read
    finally:
        library.archive_read_free(archive)


class _Reading:
    """Reads the member that libarchive stands at."""

    def __init__(self, library: Any, archive: int, entry: Any, limits: Limits) -> None:
        self._library = library
        self._archive = archive
        self._size = library.archive_entry_size(entry)
        self._is_encrypted = bool(library.archive_entry_is_encrypted(entry))
        self._limits = limits

    def read(self) -> bytes:
        """The bytes of the member."""
        import ctypes

        if self._is_encrypted:
            raise Unreadable("encrypted", "member")
        if self._size > self._limits.expanded_bytes:
            raise Unreadable("too-large", "member")
        pieces, total = [], 0
        buffer = ctypes.create_string_buffer(_STEP)
        while (count := self._library.archive_read_data(self._archive, buffer, _STEP)) > 0:
            pieces.append(buffer.raw[:count])
            total += count
            if total > self._limits.expanded_bytes:
                raise Unreadable("too-large", "member")
        if count < 0:
            raise _failure(self._library, self._archive)
        return b"".join(pieces)


def _failure(library: Any, archive: int) -> Unreadable:
    said = (library.archive_error_string(archive) or b"").lower()
    is_locked = b"encrypt" in said or b"passphrase" in said or b"password" in said
    is_known = b"unrecogni" not in said  # libarchive asks beyond its table of formats where it told none
    if is_locked or (is_known and library.archive_read_has_encrypted_entries(archive) == 1):
        return Unreadable("encrypted", "archive")
    return Unreadable("damaged", "archive")


def _name(library: Any, entry: Any) -> str:
    wide = library.archive_entry_pathname_utf8(entry)
    raw = wide or library.archive_entry_pathname(entry) or b"?"
    return decoded(raw).text.replace("\\", "/").lstrip("/")


def _by_py7zr(data: bytes, limits: Limits) -> Entries:
    from io import BytesIO

    import py7zr
    from py7zr.exceptions import ArchiveError, PasswordRequired

    try:
        with py7zr.SevenZipFile(BytesIO(data)) as archive:
            listed = [info for info in archive.list() if not info.is_directory]
            total = sum(info.uncompressed for info in listed)
            if total > limits.expanded_bytes or total > limits.expansion_ratio * max(len(data), 1 << 14):
                raise Unreadable("too-large", "7z")
            if archive.needs_password():
                raise Unreadable("encrypted", "archive")
            factory = py7zr.io.BytesIOFactory(total + 1)
            archive.extractall(factory=factory)
    except PasswordRequired as error:
        raise Unreadable("encrypted", "archive") from error
    except (ArchiveError, OSError, ValueError, EOFError, IndexError, KeyError, TypeError) as error:
        raise Unreadable("damaged", "7z") from error
    for info in listed:
        product = factory.products.get(info.filename)
        if product is not None:
            yield info.filename, product.read
