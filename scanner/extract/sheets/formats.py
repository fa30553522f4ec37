"""What number formats hide: codes that show nothing of a figure, or nothing of a text.

Source: ISO/IEC 29500-1, 18.8.31: up to four sections, of positive figures, negative ones, zero and text; one section is for
all figures. Words in quotes, in brackets and behind \\ _ * are nothing of the value; where there is no section for texts,
these are shown as they are. Formats of .xls, .xlsb and of Excel 2003 XML are written in the same way.
"""

from __future__ import annotations

from scanner.regexes import compiled

# What a look hides of the cells that have it, as bits.
FIGURES, LONG_FIGURES, TEXTS, WHITE, WHITE_TEXTS = 1, 2, 4, 8, 16  # WHITE: its figures are white letters
SILENT = FIGURES | LONG_FIGURES | TEXTS
_TEXT_SECTION = 3  # its index
_LONG = 7  # digits: a word in the place of a smaller figure is a code (1 shown as 男), not a mask
_PIECE = compiled(r'"[^"]*"?|\[[^\]]*\]?|\\.|_.|\*.|[^"]')
_ELAPSED = compiled(r"(?i)\[[hms]{1,2}\]\Z")
_WHITE = compiled(r"(?i)\[(?:white|白色?|color ?2|颜色 ?2)\]\Z")
_CONDITION = ("[<", "[>", "[=")


def hidden_by(code: str) -> int:
    """What a number format hides, as bits; 0 where it shows what the cell holds."""
    if '"' not in code and ";" not in code and "*" not in code and "[" not in code:
        return 0
    sections: list[list[str]] = [[]]
    for piece in _PIECE.findall(code):
        if piece == ";":
            sections.append([])
        else:
            sections[-1].append(piece)
    is_conditional = any(piece.startswith(_CONDITION) for section in sections for piece in section)
    figures = sections[:_TEXT_SECTION] if is_conditional else sections[:1]
    found = 0
    if not any(map(_shows, figures)) and (len(sections) > 1 or any(figures)):
        found = LONG_FIGURES if any(map(_says, figures)) else FIGURES | LONG_FIGURES
    elif all(any(map(_WHITE.match, section)) for section in figures):
        found = WHITE
    texts = sections[_TEXT_SECTION] if len(sections) > _TEXT_SECTION else sections[-1]
    if len(sections) > _TEXT_SECTION and not _shows(texts):
        found |= TEXTS
    elif "@" in texts and any(map(_WHITE.match, texts)):
        found |= WHITE_TEXTS
    return found


def on_white(hidden: int) -> int:
    """What a look that hides this hides where the ground is white: white letters too."""
    return hidden | FIGURES * bool(hidden & WHITE) | TEXTS * bool(hidden & WHITE_TEXTS)


def is_hidden(hidden: int, figure: str) -> bool:
    """Whether a look that hides this shows nothing of a cell; `figure` is "" for a cell that holds a text."""
    if not figure:
        return bool(hidden & TEXTS)
    return bool(hidden & FIGURES or (hidden & LONG_FIGURES and sum(map(str.isdigit, figure)) >= _LONG))


def _shows(section: list[str]) -> bool:
    """Whether a section shows anything of the value: a digit, a part of a date, the text itself."""
    return any(
        (len(piece) == 1 and (piece in "0#?@" or (piece.isascii() and piece.isalpha())))
        or _ELAPSED.match(piece)
        for piece in section
    )


def _says(section: list[str]) -> bool:
    """Whether a section shows something in the place of the value."""
    return any(piece.strip('" ') and not piece.startswith(("[", "_")) for piece in section)
