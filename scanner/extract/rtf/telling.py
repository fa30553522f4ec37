"""The control words that the reader of RTF takes in; a thousand others set nothing but looks. Data only."""

from __future__ import annotations

from scanner.extract.rtf.looks import LOOKS, SETTING
from scanner.extract.rtf.rows import WORDS as ROW_WORDS
from scanner.extract.rtf.shapes import PLACES
from scanner.extract.rtf.words import CHARACTERS, KNOWN, PARAGRAPH_ENDS

STYLES = frozenset(("s", "cs", "ds"))
_OTHERS = "f ansicpg fcharset red green blue intbl pard trowd cell row nestcell nestrow u"
TELLING = {
    word.encode(): word
    for word in (
        *CHARACTERS,
        *PARAGRAPH_ENDS,
        *KNOWN,
        *SETTING,
        *LOOKS,
        *PLACES,
        *ROW_WORDS,
        *STYLES,
        *_OTHERS.split(),
    )
}
