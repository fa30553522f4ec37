"""patterns/ -> Rulebook.

Reading and checking two hundred TOML files costs more than checking a short notice, so the built-in book
is kept compiled beside the rule files, in `__pycache__` as Python keeps its own modules, and read again
whenever a file was added, removed or touched. Where that folder cannot be written the files are read
every time. Rules of a user's folder are never cached.

Rules, profiles and standards are unpacked one by one, when they are asked for (see `model.shelf`).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence

from scanner.cue_index import cue_index
from scanner.errors import RuleFileBroken
from scanner.kept import BROKEN, Kept, keep_file, places_of
from scanner.model import NONE, CalendarYear, Profile, Rule, Rulebook, Standard
from scanner.model.shelf import KeptValues, Shelf, packed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    Prove = Callable[[Rulebook, Rule], list[str]]
    Signature = tuple[tuple[str, int, int], ...]

BUILT_IN = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "patterns")
CACHE = f"rulebook-{sys.implementation.cache_tag}.book"
PROFILES = "profiles/"
STANDARDS = "standards/"
CALENDAR = "calendar/"
# The modules that what is kept depends on, beside the rule files.
_MAKERS = (
    "rulebook.py",
    "cue_index.py",
    "kept.py",
    os.path.join("model", "rules.py"),
    os.path.join("model", "shelf.py"),
)

_loaded: dict[Signature, Rulebook] = {}  # the book of this process, read again when a file changes


def load(directories: Sequence[str] = (), *, prove: Prove | None = None) -> Rulebook:
    """The built-in rule book, with the rules of further directories added or put in place of others.

    `prove` runs the examples of a user's rules and gives the reasons why they fail. Raises
    RuleFileBroken with file, line and reason for a file that is not understood, and for an empty book.
    """
    book = _built_in()
    if not directories:
        return book
    book = _joined(book, [_read(directory) for directory in directories])
    for directory in directories:
        for path, name in _files(directory):
            rule = book.rules.get(name)
            for reason in prove(book, rule) if prove and rule else ():
                raise RuleFileBroken(file=path, line=_line_of(path, "[[example]]"), reason=reason)
    return book


def _built_in() -> Rulebook:
    signature = _signature(BUILT_IN)
    cached = _loaded.get(signature) or _from_cache(signature)
    if cached is None:
        cached = _read(BUILT_IN)
        _to_cache(signature, cached)
    _loaded.clear()
    _loaded[signature] = cached
    return cached


def _files(directory: str) -> Iterator[tuple[str, str]]:
    """(path, id) of every rule file below a directory, sorted by id."""
    found = []
    for folder, _, names in os.walk(directory):
        below = os.path.relpath(folder, directory).replace(os.sep, "/")
        for name in names:
            if name.endswith(".toml"):
                found.append((os.path.join(folder, name), name if below == "." else f"{below}/{name}"))
    return iter(sorted((path, name.removesuffix(".toml")) for path, name in found))


def _signature(directory: str) -> Signature:
    signed = []
    folders = [directory]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.name.endswith(".toml"):
                    stat = entry.stat()
                    signed.append((entry.path, stat.st_size, stat.st_mtime_ns))
                elif entry.is_dir() and not entry.name.startswith("__"):
                    folders.append(entry.path)
    for name in _MAKERS:
        path = os.path.join(os.path.dirname(__file__), name)
        if os.path.exists(path):
            stat = os.stat(path)
            signed.append((path, stat.st_size, stat.st_mtime_ns))
    return tuple(sorted(signed))


def _from_cache(signature: Signature) -> Rulebook | None:
    try:
        kept = Kept(os.path.join(BUILT_IN, "__pycache__", CACHE))
        known, version, parts = kept.head
    except BROKEN:
        return None
    if known != signature:
        return None
    return Rulebook(version, *[Shelf(KeptValues(kept, places), about) for places, about in parts])


def _to_cache(signature: Signature, book: Rulebook) -> None:
    parts = []
    entries: list[bytes] = []
    for part in _parts(book):
        own = [packed(value) for value in part.values()]
        places = places_of([*entries, *own])[len(entries) :]
        parts.append((dict(zip(part, places, strict=True)), dict(part.about)))
        entries += own
    keep_file(os.path.join(BUILT_IN, "__pycache__", CACHE), (signature, book.version, parts), entries)


def _read(directory: str) -> Rulebook:
    """All files of one directory, checked one by one."""
    from hashlib import sha256

    from scanner.rulefile import RuleFile, calendar_of, profile_of, rule_of, standard_of

    rules: dict[str, Rule] = {}
    profiles: dict[str, Profile] = {}
    standards: dict[str, Standard] = {}
    calendar: dict[int, CalendarYear] = {}
    digest = sha256()
    for path, name in _files(directory):
        text = _text(path)
        digest.update(f"{name}\0{text}\0".encode())
        file = RuleFile(path, name, text)
        if name.startswith(PROFILES):
            profile = profile_of(file)
            profiles[profile.id] = profile
        elif name.startswith(STANDARDS):
            standard = standard_of(file)
            standards[standard.id] = standard
        elif name.startswith(CALENDAR):
            year = calendar_of(file)
            calendar[year.year] = year
        else:
            rules[name] = rule_of(file, built_in=directory == BUILT_IN)
    if not (rules or profiles or standards or calendar):
        raise RuleFileBroken(file=directory, line=0, reason="没有规则文件 / no rule files here")
    if directory == BUILT_IN:
        _check_names(directory, Rulebook("", rules, profiles, standards))
    return _book(digest.hexdigest()[:12], rules, profiles, standards, calendar)


def _book(version: str, *parts: Mapping[Any, Any]) -> Rulebook:
    """A rule book with the facts about its rules and profiles that would be gathered for every text."""
    book = Rulebook(version, *parts)
    kinds: dict[str, list[str]] = {}
    for name, rule in book.rules.items():
        kinds.setdefault(rule.kind, []).append(name)
    about = {"kinds": kinds, "labels": book.element_labels()}, {"cues": cue_index(book.profiles.values())}
    return Rulebook(
        version, *[Shelf(NONE, *facts) for facts in zip((*about, NONE, NONE), parts, strict=True)]
    )


def _check_names(directory: str, book: Rulebook) -> None:
    """Every element, rule and profile that a profile or a standard names must be there."""
    for profile in book.profiles.values():
        wanted = [f"element/{spec.id}" for spec in profile.elements]
        wanted += [entry.rule for entry in profile.audience]
        _refuse_unknown(os.path.join(directory, "profiles", f"{profile.id}.toml"), wanted, book.rules)
    for standard in book.standards.values():
        path = os.path.join(directory, "standards", f"{standard.id}.toml")
        wanted = [f"element/{spec.id}" for _, spec in standard.elements]
        wanted += [entry.rule for _, entry in standard.audience]
        wanted += [f"element/{name}" for matter in standard.matters for name in matter.elements]
        _refuse_unknown(path, wanted, book.rules)
        named = [profile for profiles, _ in (*standard.elements, *standard.audience) for profile in profiles]
        named += [profile for limit in standard.limits for profile in limit.profiles]
        named += [profile for matter in standard.matters for profile in matter.profiles]
        _refuse_unknown(path, named, book.profiles)
        _refuse_unknown(path, [standard.extends] if standard.extends else [], book.standards)


def _refuse_unknown(path: str, wanted: Sequence[str], known: Mapping[str, object]) -> None:
    for name in wanted:
        if name not in known:
            raise RuleFileBroken(file=path, line=1, reason=f"没有这个编号 / there is no {name}")


def _joined(book: Rulebook, others: Sequence[Rulebook]) -> Rulebook:
    parts: list[dict[Any, Any]] = [dict(part) for part in _parts(book)]
    for other in others:
        for part, more in zip(parts, _parts(other), strict=True):
            part.update(more)
    version = "+".join([book.version, *(other.version for other in others)])
    return _book(version, *(dict(sorted(part.items())) for part in parts))


def _parts(book: Rulebook) -> tuple[Any, ...]:
    return book.rules, book.profiles, book.standards, book.calendar


def _text(path: str) -> str:
    try:
        with open(path, encoding="utf-8") as file:
            return file.read()
    except UnicodeDecodeError as error:
        reason = "应为 UTF-8 编码 / must be UTF-8"
        raise RuleFileBroken(file=path, line=1, reason=reason) from error
    except OSError as error:
        reason = f"无法读取 / cannot be read: {error.strerror}"
        raise RuleFileBroken(file=path, line=0, reason=reason) from error


def _line_of(path: str, word: str) -> int:
    text = _text(path)
    return text.count("\n", 0, max(text.find(word), 0)) + 1
