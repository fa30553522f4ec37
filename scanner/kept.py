"""Files that earlier starts left for later ones: a head that is read at once, and entries that are read one by one.

One short notice needs a tenth of what is kept. A file is only ever put in place whole, so that several processes may
write and read at once; what is broken counts as not there. Heads and entries hold nothing of any document.

They lie beside the program, as Python's own compiled modules do. Where nothing may be written there (a system's folder, a
container with ``PYTHONDONTWRITEBYTECODE``) they lie in the user's folder for caches, and count only if they are his.
"""

from __future__ import annotations

import os
import sys
from marshal import dumps, loads

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    Place = tuple[int, int]  # where among the entries one begins, and how many bytes it has

BROKEN = OSError, EOFError, ValueError, TypeError, OverflowError, MemoryError
_PRIME = 2**61 - 1
_SIZE = 8  # bytes of each of the two numbers at the beginning: how long the head is, and the whole file


class Kept:
    """One such file. Raises one of `BROKEN` where there is none or its head cannot be read."""

    __slots__ = ("_all", "_first", "_path", "head")

    def __init__(self, path: str) -> None:
        self._path = path
        try:
            self._all = _opened(_own_path(path), is_own=True)
        except OSError:
            self._all = _opened(path)
        size, whole = (int.from_bytes(self._all[at : at + _SIZE], "little") for at in (0, _SIZE))
        if whole != len(self._all):
            raise ValueError(f"{path} is cut off")
        self._first = 2 * _SIZE + size
        self.head: Any = loads(self._all[2 * _SIZE : self._first])

    def __reduce__(self) -> tuple[Any, tuple[str]]:
        return Kept, (self._path,)  # another process opens it for itself

    def raw(self, place: Place) -> memoryview:
        """The bytes of an entry, which live as long as somebody holds them."""
        start = self._first + place[0]
        return self._all[start : start + place[1]]


def _opened(path: str, *, is_own: bool = False) -> memoryview:
    """The bytes of the file, of which only what is looked at is brought in; read at once where a file in use
    could not be replaced. Raises OSError, also where a file of the user's own folder is not his; ValueError where it
    is empty."""
    if not path:
        raise FileNotFoundError
    if sys.platform == "win32":
        with open(path, "rb") as read:
            return memoryview(read.read())
    from mmap import ACCESS_READ, mmap

    file = os.open(path, os.O_RDONLY)
    try:
        if is_own and os.fstat(file).st_uid != os.geteuid():
            raise PermissionError(path)
        return memoryview(mmap(file, 0, access=ACCESS_READ))
    finally:
        os.close(file)


def places_of(entries: Iterable[bytes | memoryview]) -> list[Place]:
    """Where each of these entries will lie."""
    places, at = [], 0
    for entry in entries:
        places.append((at, len(entry)))
        at += len(entry)
    return places


def keep_file(path: str, head: object, entries: Iterable[bytes | memoryview]) -> None:
    """Put a file in place for the next start, beside the program or in the user's folder. Never fails."""
    try:
        written = dumps(head)  # type: ignore[arg-type]
    except ValueError:
        return
    data = b"".join([written, *entries])
    sizes = [size.to_bytes(_SIZE, "little") for size in (len(written), 2 * _SIZE + len(data))]
    data = b"".join([*sizes, data])
    own = _own_path(path)
    if not sys.dont_write_bytecode and _put(path, data, 0o777):
        try:
            os.remove(own)  # which would be read instead
        except OSError:
            return
    elif own:
        _put(own, data, 0o700)


def _put(path: str, data: bytes, mode: int) -> bool:
    try:
        os.makedirs(os.path.dirname(path), mode, exist_ok=True)
        with open(f"{path}.{os.getpid()}", "wb") as file:
            file.write(data)
        os.replace(f"{path}.{os.getpid()}", path)
    except OSError:
        return False
    return True


def _own_path(path: str) -> str:
    """Where such a file lies in the user's own folder for caches; empty where he has none."""
    variables = os.environ
    if sys.platform == "win32":
        folder = variables.get("LOCALAPPDATA", "")
    else:
        home = variables.get("HOME", "")
        folder = variables.get("XDG_CACHE_HOME", "") or (home and f"{home}/.cache")
    if not os.path.isabs(folder):
        return ""
    place, name = os.path.split(path)
    number = int.from_bytes(os.fsencode(place), "little") % _PRIME  # one folder for each installation
    return os.path.join(folder, "notice-scan", f"{number:x}", name)
