"""Paths as given -> the files to check, one after the other. No list of paths is kept."""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from scanner.errors import NothingToRead, PathMissing, ScanError
from scanner.noun import noun

# Word and WPS keep ~$name.docx beside a document that is open; it holds no text of it.
_LOCK_FILE = "~$"
_OWN_FOLDERS = frozenset({"__pycache__", "node_modules", "__MACOSX", "$RECYCLE.BIN"})


class Found(metaclass=noun):
    """A file to check: where it is and what reports call it. `reason` is set where it cannot be opened."""

    path: str
    file: str
    reason: str = ""


class Walk:
    """The files of the given paths in the given order, those of a folder sorted by name.

    Hidden folders and files, those of version control and lock files are not looked at. In a folder,
    files whose extension nobody reads are skipped and counted, unless they begin as a document does (a draft.bak,
    a saved attachment without extension); what programs are made of is not opened for that. A file that is named
    is always taken.
    What is wrong with a path goes to `complain` and does not disturb the others.
    """

    def __init__(
        self,
        paths: Sequence[str],
        extensions: frozenset[str],
        complain: Callable[[ScanError], None],
        programs: frozenset[str] = frozenset(),
    ) -> None:
        self._paths = paths
        self._extensions = extensions
        self._complain = complain
        self._programs = programs
        self.skipped: Counter[str] = Counter()  # extension -> files
        self.links = 0  # linked folders, which are not followed: they may lead anywhere, or in a circle

    def __iter__(self) -> Iterator[Found]:
        for path in self._paths:
            try:
                mode = os.stat(path).st_mode
            except FileNotFoundError:
                self._complain(PathMissing(path=shown(path)))
            except (OSError, ValueError):
                yield Found(path, shown(path), "broken-link" if os.path.islink(path) else "no-permission")
            else:
                if stat.S_ISDIR(mode):
                    yield from self._folder(path)
                else:
                    yield Found(path, shown(path), "" if stat.S_ISREG(mode) else "not-a-file")

    def _folder(self, path: str) -> Iterator[Found]:
        empty = True
        for found in self._below(path):
            empty = False
            yield found
        if empty:
            self._complain(NothingToRead(path=shown(path)))

    def _below(self, folder: str) -> Iterator[Found]:
        """The files of a folder and of those below it; without recursion, as folders may lie thousands deep."""
        waiting: list[tuple[str, str, os.DirEntry[str] | None]] = [(folder, "", None)]  # the next one last
        while waiting:
            path, prefix, entry = waiting.pop()
            if entry is not None and not self._is_entered(entry):
                if not _says(entry.is_dir):
                    yield from self._file(entry, prefix)
                continue
            below = f"{prefix}{entry.name}/" if entry is not None else ""
            try:
                with os.scandir(path) as entries:
                    ordered = sorted(entries, key=lambda entry: entry.name, reverse=True)
            except OSError:
                yield Found(path, shown(below.rstrip("/") or folder), "no-permission")
                continue
            waiting += [
                (entry.path, below, entry)
                for entry in ordered
                if not entry.name.startswith((".", _LOCK_FILE))
            ]

    def _is_entered(self, entry: os.DirEntry[str]) -> bool:
        """Whether it is a folder that is walked; linked ones are counted."""
        if not _says(entry.is_dir):
            return False
        if entry.is_symlink() or _is_junction(entry):
            self.links += 1
            return False
        return entry.name not in _OWN_FOLDERS

    def _file(self, entry: os.DirEntry[str], prefix: str) -> Iterator[Found]:
        extension = os.path.splitext(entry.name)[1].lower()
        if extension not in self._extensions and (extension in self._programs or not _is_document(entry)):
            self.skipped[shown(extension)] += 1
            return
        file = shown(prefix + entry.name)
        yield Found(entry.path, file, "" if _says(entry.is_file) else _why_not(entry.path))


def _says(question: Callable[[], bool]) -> bool:
    """The answer of an entry of a folder; no, where it is a link that leads in a circle."""
    try:
        return question()
    except OSError:
        return False


def _is_document(entry: os.DirEntry[str]) -> bool:
    """Whether a file begins as documents do; of one that cannot be opened that is not known."""
    from scanner.extract.detect import HEAD, begins_as_document

    if not _says(entry.is_file):
        return False
    try:
        with open(entry.path, "rb") as file:
            return begins_as_document(file.read(HEAD))
    except OSError:
        return False


def _is_junction(entry: os.DirEntry[str]) -> bool:
    """A linked folder of Windows; known to Python 3.12 and later."""
    asked: Callable[[], bool] | None = getattr(entry, "is_junction", None)
    return asked() if asked else False


def _why_not(path: str) -> str:
    """A link to nowhere, or a pipe or device: reading it would never end."""
    return "not-a-file" if os.path.exists(path) else "broken-link"


def shown(path: str) -> str:
    """The path as text with /; a name that is not UTF-8 is read as GB18030, as old archives unpack."""
    text = path.replace(os.sep, "/")
    try:
        text.encode()
    except UnicodeEncodeError:
        return os.fsencode(text).decode("gb18030", "replace")
    return text
