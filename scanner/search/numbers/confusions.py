"""Identity numbers in which letters stand for digits: O for 0, l for 1, as a scan or a hurried hand leaves them.

Letters among digits are usually a code, so only a label (or the text of a picture) makes a number of them.
"""

from __future__ import annotations

from scanner.model import Fact
from scanner.regexes import compiled
from scanner.search.numbers import resident
from scanner.search.numbers.marks import LOOK_ALIKES
from scanner.search.numbers.odd_ways import LETTER_PAIRS
from scanner.search.numbers.policy import Reading
from scanner.search.numbers.surroundings import Surroundings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.model import NormalizedText
    from scanner.search.numbers.surroundings import Heads

_LETTERS = "".join(LOOK_ALIKES)
_TOKEN = compiled(f"[0-9Xx{_LETTERS}]++")
_PART = frozenset(f"0123456789Xx{_LETTERS}")
_TO_DIGITS = str.maketrans(LOOK_ALIKES | {"x": "X"})
_LENGTH = 18
_MOST_LETTERS = 6  # more are a code


def confused_readings(text: NormalizedText, heads: Heads, outline: str, today: str) -> Iterator[Reading]:
    """Identity numbers with letters for digits."""
    whole = text.text
    for start, end in _tokens(whole, outline):
        written = whole[start:end]
        digits = written.translate(_TO_DIGITS)
        letters = sum(char in LOOK_ALIKES for char in written)
        if end - start != _LENGTH or letters > _MOST_LETTERS or not resident.is_region(digits):
            continue
        near = Surroundings(text, heads, start, end)
        where, word = near.word_of("id")
        holds = not resident.fault(digits, today)
        if not where and not (holds and _is_scanned(text, start)):
            continue
        said = (Fact(where, (("label", word),)),) if where else ()
        facts = (Fact("look-alike-letters", (("count", str(letters)),)), *said)
        yield Reading("resident-id-malformed", start, end, "likely" if holds else "suspect", facts=facts)


def _tokens(whole: str, outline: str) -> Iterator[tuple[int, int]]:
    """Where digits and letters that look like digits stand together, each token once."""
    for pair in LETTER_PAIRS:
        at = outline.find(pair)
        while at >= 0:
            start = at
            while start > 0 and at - start < _LENGTH and whole[start - 1] in _PART:
                start -= 1
            token = _TOKEN.match(whole, start)
            end = token.end() if token else at + 1
            before, behind = whole[start - 1 : start] if start else "", whole[end : end + 1]
            is_glued = (before.isascii() and before.isalnum()) or (behind.isascii() and behind.isalnum())
            if not is_glued:
                yield start, end
            at = outline.find(pair, max(end, at + 1))


def _is_scanned(text: NormalizedText, at: int) -> bool:
    layer: str = text.document.blocks[text.block_at(at)].layer
    return layer == "ocr"
