"""The outline of a text: one ASCII character a character, so that looking for runs of digits is cheap.

Searching Chinese text for a class of characters costs twenty times what it costs to search for one
letter. The outline is made with a few copies of the whole text; everything that looks for numbers looks
at it first, and at the text itself only where something stands.

    0  a digit or a character that may hide one       -  a stroke of any length
    x  the check character X                          o  a letter that a scan takes for a digit
    e  the e of 4.1E+17                               ~  anything else
    space, line feed, tab, + . ,                      themselves
"""

from __future__ import annotations

from scanner.search.numbers.marks import DASHES, LOOK_ALIKES, MASKS

_NARROW = 256  # code points of latin-1, which the table below covers


def outline(text: str) -> str:
    """A string as long as the text."""
    for char in _FAR_MASKS:
        text = text.replace(char, "*")
    for char in _FAR_DASHES:
        text = text.replace(char, "-")
    return text.replace("?", "*").encode("latin-1", "replace").translate(_TABLE).decode("latin-1")


def _table() -> bytes:
    table = bytearray(b"~" * _NARROW)
    classes = (
        ("0", "0123456789*" + MASKS.replace("?", "")),
        ("x", "xX"),
        ("-", DASHES),
        ("o", "".join(LOOK_ALIKES)),
        ("e", "eE"),
        *((char, char) for char in " \n\t+.,"),
    )
    for name, members in classes:
        for char in members:
            if ord(char) < _NARROW:
                table[ord(char)] = ord(name)
    return bytes(table)


_TABLE = _table()
_FOLDED = "＊﹡∗✱✳▇▉▓▒░－﹣"  # never in a searched text: normalising has made others of them
_FAR_MASKS = "".join(char for char in MASKS if ord(char) >= _NARROW and char not in _FOLDED)
_FAR_DASHES = "".join(char for char in DASHES if ord(char) >= _NARROW and char not in _FOLDED)
