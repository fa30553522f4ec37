"""Elements said in running sentences, by the patterns of their rules.

A pattern is only tried on a line that holds one of its trigger words, on a window round the word, and
under a time limit, because rules may come from a user's folder.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

from scanner.anatomy import Anatomy, Line
from scanner.model import NormalizedText, Rulebook
from scanner.search.elements.candidates import RANK, Candidate, folded, state_of

WINDOW = 160  # characters on either side of a trigger word
SECONDS = 0.5  # for one window; a slower pattern finds nothing there
MOST_WINDOWS = 60  # tried for one pattern


def prose_candidates(
    text: NormalizedText, anatomy: Anatomy, rulebook: Rulebook, ids: Sequence[str]
) -> list[Candidate]:
    """What sentences offer for the elements `ids`."""
    found: list[Candidate] = []
    for name in ids:
        parameters = rulebook.rules[f"element/{name}"].parameters
        for entry in cast(Sequence[Mapping[str, Any]], parameters.get("prose", ())):
            found.extend(_matches(text, anatomy, name, str(parameters["value"]), entry))
    return found


def _matches(
    text: NormalizedText, anatomy: Anatomy, name: str, kind: str, entry: Mapping[str, Any]
) -> Iterator[Candidate]:
    near: Sequence[str] = entry["near"]
    if not any(word in text.text for word in near):
        return
    import regex

    pattern = regex.compile(entry["pattern"])
    kind = str(entry.get("value", kind))
    for start, window in _windows(anatomy.lines, near):
        try:
            match = pattern.search(window, timeout=SECONDS)
        except TimeoutError:
            continue
        if match is None:
            continue
        group = "value" if "value" in pattern.groupindex else 0
        value = match[group]
        begin = start + match.start(group)
        state = state_of(kind, value)
        if state != "poor":
            yield Candidate(name, folded(value), begin, begin + len(value), "prose", state, "", RANK["prose"])


def _windows(lines: Sequence[Line], near: Sequence[str]) -> Iterator[tuple[int, str]]:
    """(where it begins, text) of the surroundings of the trigger words."""
    count = 0
    for line in lines:
        if line.is_chrome:
            continue
        for word in near:
            at = line.text.find(word)
            if at < 0:
                continue
            begin = max(at - WINDOW, 0)
            yield line.start + begin, line.text[begin : at + len(word) + WINDOW]
            count += 1
            if count >= MOST_WINDOWS:
                return
