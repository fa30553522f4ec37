"""The edges of a number: letters glued to it."""

from __future__ import annotations

from scanner.search.numbers import resident

_NAMING = ("ID", "Id", "id", "NO", "No", "no", "TEL", "Tel", "tel")  # glued to a number they name it
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def is_bounded(text: str, start: int, end: int, today: str) -> bool:
    """Whether no letter is glued to the number, save those that name it and the G of a student number."""
    behind = text[end : end + 1]
    if behind.isascii() and behind.isalnum():
        return False
    before = text[start - 1 : start] if start else ""
    if before not in _LETTERS or not before:
        return True
    word = text[max(0, start - 4) : start]
    word = word[len(word.rstrip(_LETTERS)) :]
    return word in _NAMING or (word == "G" and not resident.fault(text[start:end], today))
