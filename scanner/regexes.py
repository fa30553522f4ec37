"""Patterns that are compiled once, not at every start.

Compiling the hundred patterns that one notice needs takes `re` longer than reading the notice. Their
compiled code is kept in `__pycache__`, as Python keeps its modules, and given back to the same engine;
whatever is not kept, or was kept by another Python, is compiled as usual. Nothing of a document is in it.
"""

from __future__ import annotations

import os
import re
import sys
from functools import lru_cache
from marshal import dumps, loads
from zlib import adler32, crc32

from scanner.kept import BROKEN, Kept, keep_file, places_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any, TypeVar

    T = TypeVar("T")

    # (flags, code as bytes, groups, named groups, group names by number)
    Coded = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]
    Key = tuple[str, int] | tuple[str, str]  # a pattern and its flags, or a name and its words

    from scanner.kept import Place

_FILE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "__pycache__", "regexes.{}.book")
_CODE = "I"  # unsigned, four bytes: what the engine's code is made of
_MOST_READY = 10_000  # patterns of one process
_FORM = "by two sums"  # of the head of the file
_SIZES = 2**28  # more than an entry has bytes
_MOST_KEPT = 2**23  # bytes of the file, after which only what this process used is kept
_ready: dict[Key, re.Pattern[str]] = {}
_fresh: dict[Key, int] = {}
_worked: dict[tuple[str, str], Any] = {}  # what was worked out of word lists in this process
_fetched: dict[tuple[str, str], Any] = {}  # and what was taken from the book
_states: dict[str, str] = {}  # of the modules that work something out
_SHAPES = (__file__, os.path.join(os.path.dirname(os.path.abspath(__file__)), "runs.py"))


class _Book:
    """What was kept by earlier starts; the file is opened when the first pattern is asked for.

    Its head is a number for each key and where the entry lies: the keys themselves, some of them long, are not read.
    """

    def __init__(self) -> None:
        self._places: dict[int, int] | None = None  # by number; `_SIZES` times where it begins, and its size
        self._file: Kept | None = None

    def is_there(self) -> bool:
        """Whether anything was kept."""
        if self._places is None:
            self._places = {}
            try:
                kept = Kept(_path())
                form, places = kept.head
                if form == _FORM:
                    self._file, self._places = kept, places
            except BROKEN:
                pass
        return bool(self._places)

    def place(self, key: Key) -> Place | None:
        """Where the entry of this key lies; None where there is none."""
        places = self._places if self.is_there() else None
        place = places.get(_number(key)) if places else None
        return None if place is None else divmod(place, _SIZES)

    def entry(self, place: Place) -> Any:
        """The entry; None where the file does not hold what its index says."""
        try:
            return loads(self._file.raw(place)) if self._file else None
        except BROKEN:
            return None

    def raw(self) -> dict[int, bytes | memoryview]:
        """All entries as they are kept, by their numbers."""
        places = self._places if self.is_there() else None
        file = self._file
        return (
            {number: file.raw(divmod(place, _SIZES)) for number, place in places.items()}
            if file and places
            else {}
        )


def _number(key: Key) -> int:
    """Two sums over a pattern and its flags, or over a name and its words: no two are alike by accident."""
    pattern, more = key
    if isinstance(pattern, bytes):
        written = b"bytes\0" + pattern
    else:
        written = f"{more}\0{pattern}".encode("utf-8", "surrogatepass")
    return crc32(written) << 32 | adler32(written)


class _Later:
    """Stands for a pattern that is taken from the book, or compiled, when it is first asked for something."""

    def __init__(self, key: Key) -> None:
        self._key = key

    def __getattr__(self, name: str) -> Any:
        made = self.__dict__.get("_made")
        if made is None:
            made = self._made = _kept(self._key) or _newly(self._key)
        found = self.__dict__[name] = getattr(made, name)  # not asked for here again
        return found

    def __reduce__(self) -> tuple[Any, Key]:
        return compiled, self._key


_book = _Book()


def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """What ``re.compile(pattern, flags)`` gives."""
    key = (pattern, int(flags))
    ready = _ready.get(key)
    if ready is None:
        if len(_ready) >= _MOST_READY:
            _ready.clear()
        later: Any = _Later(key) if _book.is_there() else _newly(key)
        ready = later
        _ready[key] = ready
    return ready


def compiled_bytes(pattern: bytes) -> re.Pattern[bytes]:
    """As `compiled`, for a pattern over bytes."""
    made: Any = compiled(pattern)  # type: ignore[arg-type]
    return made  # type: ignore[no-any-return]


def _kept(key: Key) -> re.Pattern[str] | None:
    place = _book.place(key)
    kept = None if place is None else _book.entry(place)
    return None if kept is None else _made(key[0], kept)


def _newly(key: Key) -> re.Pattern[str]:
    fresh = re.compile(*key)
    _fresh[key] = fresh.flags
    return fresh


@lru_cache(maxsize=64)
def compiled_words(words: tuple[str, ...]) -> re.Pattern[str]:
    """The pattern for the longest of these words at a place; never matches where there are none. Made once a process."""
    return compiled(any_of(words) or "(?!)")


def any_of(words: Iterable[str]) -> str:
    """A pattern for the longest of these words at a place, which tries each first character once."""
    return worked_out("any", tuple(words), _alternatives)


def worked_out(name: str, words: tuple[str, ...], make: Callable[[tuple[str, ...]], T]) -> T:
    """What `make` works out of a word list of the rules, kept with the patterns under its name.

    It must be something that `marshal` takes, and the words must be of rules, never of a document. Where the module of
    `make` was touched since, it is worked out again.
    """
    key = f"{name} {_state_of(make)}", "\0".join(words)
    if key not in _fetched:
        place = _book.place(key)
        kept = None if place is None else _book.entry(place)
        if kept is None:
            kept = _worked[key] = make(words)
        _fetched[key] = kept
    found: T = _fetched[key]
    return found


def _state_of(make: Callable[..., object]) -> str:
    """By which it is seen that what works something out, or the shape of what is kept, was written anew."""
    made = _states.get(make.__module__)
    if made is None:
        files = (getattr(sys.modules.get(make.__module__), "__file__", None), *_SHAPES)
        stats = [os.stat(file) for file in files if file]
        made = _states[make.__module__] = " ".join(f"{one.st_size}-{one.st_mtime_ns}" for one in stats)
    return made


def _alternatives(words: Iterable[str]) -> str:
    tails: dict[str, list[str]] = {}
    is_end = False
    for word in words:
        if word:
            tails.setdefault(word[0], []).append(word[1:])
        else:
            is_end = True
    branches = [re.escape(first) + _alternatives(rest) for first, rest in tails.items()]
    if not branches:
        return ""
    body = branches[0] if len(branches) == 1 and not is_end else f"(?:{'|'.join(branches)})"
    return f"{body}?" if is_end else body


def keep() -> None:
    """Write down the patterns that had to be compiled, for the next start. Never fails."""
    if not (_fresh or _worked):
        return
    try:
        entries = _kept_before()
        entries.update({_number(key): dumps(value) for key, value in _worked.items()})
        entries.update({_number(key): dumps(_entry(*key)) for key in _fresh})
    except (*BROKEN, AttributeError, ImportError):
        return
    places = [at * _SIZES + size for at, size in places_of(entries.values())]
    keep_file(_path(), (_FORM, dict(zip(entries, places, strict=True))), entries.values())


def _kept_before() -> dict[int, bytes | memoryview]:
    """The entries that other starts have kept by now; of a book grown too long those that this process used."""
    entries = _Book().raw()
    if sum(map(len, entries.values())) <= _MOST_KEPT:
        return entries
    used = {*map(_number, _ready), *map(_number, _fetched)}
    return {number: entry for number, entry in entries.items() if number in used}


def _path() -> str:
    return _FILE.format(f"{sys.implementation.cache_tag}-{sys.hexversion:x}")


def _entry(pattern: str, flags: int) -> Coded:
    """The compiled code of a pattern, as `re` itself makes it."""
    from array import array
    from re import _compiler, _parser  # type: ignore[attr-defined]

    parsed = _parser.parse(pattern, flags)
    code = _compiler._code(parsed, flags)
    state = parsed.state
    names: list[str | None] = [None] * state.groups
    for name, number in state.groupdict.items():
        names[number] = name
    return (
        flags | state.flags,
        array(_CODE, code).tobytes(),
        state.groups - 1,
        dict(state.groupdict),
        tuple(names),
    )


def _made(pattern: str, kept: Coded) -> re.Pattern[str] | None:
    """The pattern from its kept code; None where the engine does not take it."""
    import _sre  # type: ignore[import-not-found]

    flags, code, groups, by_name, names = kept
    try:
        numbers = memoryview(code).cast("I").tolist()  # as `_CODE`
        made = _sre.compile(pattern, flags, numbers, groups, by_name, names)
    except (RuntimeError, TypeError, ValueError, OverflowError):
        return None
    found: re.Pattern[str] = made
    return found
