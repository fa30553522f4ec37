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

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any, TypeVar

    T = TypeVar("T")

    # (flags, code as bytes, groups, named groups, group names by number)
    Kept = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]

_FILE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "__pycache__", "regexes.{}.marshal")
_CODE = "I"  # unsigned, four bytes: what the engine's code is made of
_MOST_READY = 10_000  # patterns of one process
_ready: dict[tuple[str, int], re.Pattern[str]] = {}
_book: dict[Any, Any] = {}
_fresh: dict[Any, Any] = {}
_worked: dict[tuple[str, tuple[str, ...]], Any] = {}  # what was worked out of word lists in this process


def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """What ``re.compile(pattern, flags)`` gives."""
    key = (pattern, int(flags))
    ready = _ready.get(key)
    if ready is None:
        if len(_ready) >= _MOST_READY:
            _ready.clear()
        ready = _ready[key] = _from_book(key) or _newly(key)
    return ready


def compiled_bytes(pattern: bytes) -> re.Pattern[bytes]:
    """As `compiled`, for a pattern over bytes."""
    made: Any = compiled(pattern)  # type: ignore[arg-type]
    return made  # type: ignore[no-any-return]


def _from_book(key: tuple[str, int]) -> re.Pattern[str] | None:
    if not _book:
        _book.update(_read())
    kept = _book.get(key)
    return None if kept is None else _made(key[0], kept)


def _newly(key: tuple[str, int]) -> re.Pattern[str]:
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

    It must be something that `marshal` takes, and the words must be of rules, never of a document.
    """
    if not _book:
        _book.update(_read())
    key = (name, words)
    kept: T | None = _book.get(key)
    if kept is None:
        kept = _book[key] = _worked[key] = make(words)
    return kept


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
    if not (_fresh or _worked) or sys.dont_write_bytecode:
        return
    from marshal import dumps

    try:
        entries = {**_read(), **_worked, **{key: _entry(*key) for key in _fresh}}
        path = _path()
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(f"{path}.{os.getpid()}", "wb") as file:
            file.write(dumps(entries))
        os.replace(f"{path}.{os.getpid()}", path)
    except (OSError, AttributeError, ImportError, TypeError, ValueError, OverflowError):
        return


def _path() -> str:
    return _FILE.format(f"{sys.implementation.cache_tag}-{sys.hexversion:x}")


def _read() -> dict[Any, Any]:
    from marshal import loads

    try:
        with open(_path(), "rb") as file:
            entries = loads(file.read())
    except (OSError, EOFError, ValueError, TypeError):
        return {"": None}
    return entries if isinstance(entries, dict) else {"": None}


def _entry(pattern: str, flags: int) -> Kept:
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


def _made(pattern: str, kept: Kept) -> re.Pattern[str] | None:
    """The pattern from its kept code; None where the engine does not take it."""
    import _sre  # type: ignore[import-not-found]
    from array import array

    flags, code, groups, by_name, names = kept
    try:
        made = _sre.compile(pattern, flags, array(_CODE, code).tolist(), groups, by_name, names)
    except (RuntimeError, TypeError, ValueError, OverflowError):
        return None
    found: re.Pattern[str] = made
    return found
