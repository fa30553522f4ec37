"""The held notices as the scanner reads them, with the names that stand in them: what recognition is measured on.

Each is drawn with people, places and firms that no training text has (`name_pools`, half "held"), written into a file
of its format and read back; a passage is found again in the searched text by its folded characters.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from corpora.make import file_bytes
from corpora.name_texts import Marked, drawn, marks_of, shape_of
from corpora.written_notices import Entry, Passage, Written, draft, format_of

SIGN_OFF_LINES = 4
FAR, SHORT = 400, 5  # characters: a short text is not looked for further away


@dataclass
class Gold:
    """A notice as it was read, its names by place, and how many of them could not be found again."""

    name: str
    profile: str
    text: Any  # NormalizedText
    marks: list[Marked]
    lost: int
    covered: list[tuple[int, int]]  # what comes from the notice; a web page has more round it


def gold(entry: Entry, number: int = 0, *, held: bool = True, usual: bool = False) -> Gold:
    """One notice, drawn, written, read; `usual` draws people as often as they are met."""
    from scanner.extract import extract
    from scanner.normalize import normalize
    from scanner.settings import Limits

    written = drawn(entry, number, held=held, usual=usual)
    format = format_of(entry, Random(entry.name))
    format = {"pdf": "docx", "gbk": "txt"}.get(format, format)
    found = draft(written)
    text = normalize(extract(f"notice.{format}", file_bytes(found, format, written.rng), Limits()))
    marks, lost, covered = _aligned(written, text.text)
    return Gold(entry.name, entry.profile, text, marks, lost, covered)


def _aligned(written: Written, text: str) -> tuple[list[Marked], int, list[tuple[int, int]]]:
    """The marks of the passages at their places in the searched text, how many were lost, and the passages' ranges."""
    found: list[Marked] = []
    covered: list[tuple[int, int]] = []
    lost = at = 0
    for passage, shape in _shaped(written):
        marks = marks_of(passage, shape)
        words, places = _folded(passage.text)
        start = text.find(words, at) if words else -1
        if start < 0 or (start - at > FAR and len(words) < SHORT):
            before = at
            one, at = _piece_by_piece(passage, marks, text, at)
            covered.append((before, at))
            found += one
            lost += sum(not mark.optional for mark in marks) - sum(not mark.optional for mark in one)
            continue
        at = start + len(words)
        covered.append((start, at))
        for mark in marks:
            inside = [start + index for index, place in enumerate(places) if mark.start <= place < mark.end]
            if inside:
                found.append(replace(mark, start=inside[0], end=inside[-1] + 1))
    return found, lost, covered


def _piece_by_piece(passage: Passage, marks: list[Marked], text: str, at: int) -> tuple[list[Marked], int]:
    """The marks of a passage that a file broke in several, each found by itself."""
    found = []
    for mark in marks:
        words, _ = _folded(passage.text[mark.start : mark.end])
        start = text.find(words, at, at + FAR)
        if start >= 0:
            at = start + len(words)
            found.append(replace(mark, start=start, end=at))
    return found, at


def _folded(text: str) -> tuple[str, list[int]]:
    """A passage as it is searched, and the index in the passage of each of its characters."""
    from scanner.normalize import fold

    left = len(text) - len(text.lstrip(" \u3000\t"))
    stripped = text.strip(" \u3000\t")
    words, known = fold(stripped)
    return words, [left + index for index in (known if known is not None else range(len(words)))]


def _shaped(written: Written) -> Iterator[tuple[Passage, str]]:
    """Every paragraph and cell with the shape it stands in."""
    entry = written.entry
    lines = [
        index for index, part in enumerate(written.parts) if isinstance(part, Passage) and part.text.strip()
    ]
    last = set(lines[-SIGN_OFF_LINES:])
    for index, part in enumerate(written.parts):
        if isinstance(part, Passage):
            yield part, shape_of(part, entry, in_table=False, is_last=index in last)
        else:
            for row in part:
                for cell in row:
                    yield cell, shape_of(cell, entry, in_table=True, is_last=False)
