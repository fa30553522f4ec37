"""The control words that the reader of RTF takes in; a thousand others set nothing but looks. Data only."""

from __future__ import annotations

from scanner.extract.rtf.looks import LETTERS, SETTING
from scanner.extract.rtf.rows import WORDS as ROW_WORDS
from scanner.extract.rtf.shapes import PLACES
from scanner.extract.rtf.words import CHARACTERS, KNOWN, PARAGRAPH_ENDS

GROUNDS = frozenset(("chcbpat", "cbpat", "cb", "highlight", "chshdng"))
STYLES = frozenset(("s", "cs", "ds"))
_LOOKS = """
v deleted revised plain chcbpat cbpat cb highlight chshdng embo impr outl shad uc f fs cf s cs ds ansicpg fcharset red green blue intbl pard
trowd cell row nestcell nestrow u
"""
TELLING = frozenset(
    word.encode()
    for word in (
        *CHARACTERS,
        *PARAGRAPH_ENDS,
        *KNOWN,
        *SETTING,
        *LETTERS,
        *PLACES,
        *ROW_WORDS,
        *_LOOKS.split(),
    )
)
