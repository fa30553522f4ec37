"""What a notice is read as: its visible lines, and the parts of its frame."""

from __future__ import annotations

from scanner.model import Block
from scanner.noun import noun


class Line(metaclass=noun):
    """A visible line of the main part: its text and where it lies in the searched text."""

    text: str
    start: int
    end: int
    block: Block | None = None
    attachment: int = 0
    first: int = 0  # length of its first physical line where it was joined from several
    is_chrome: bool = False  # belongs to the web page round the notice


class Part(metaclass=noun):
    """One part of the notice: its text (lines joined) and where it begins and ends."""

    text: str
    start: int
    end: int
