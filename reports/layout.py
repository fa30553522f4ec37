"""Lines of styled text at a width: what every screen report is made of.

A line is a list of (text, style); a style is a name of `rich` or "". Chinese characters take two cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from scanner.regexes import compiled

Segment = tuple[str, str]
Line = list[Segment]

WIDTH = 80
NARROWEST = 40

# Control characters, bidirectional overrides and invisible signs: a file's text must not steer the screen.
_STEERING = compiled(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
_BLANKS = compiled("[\\s\u2028\u2029\x0b\x0c\x85]+")
# A run of letters, digits and signs stays whole; a closing sign never begins a line, an opening one never
# ends it (标点避头尾).
_OPENING = "（《〈“‘【〔「『([{"
_WIDE_SIGNS = "　、。〈〉《》「」『』【】〔〕！（），．：；？０１２３４５６７８９％～"
_CLOSING = "，。；：！？、）》〉”’】〕」』…,.;:!?)]}%％"
_PIECE = compiled(
    f"[{re.escape(_OPENING)}]*(?:[!-~]+|[^\\s!-~{re.escape(_OPENING)}]?)[{re.escape(_CLOSING)}]*|\\s+"
)


def cleaned(text: str) -> str:
    """The text on one line, with everything that could steer a terminal made visible as �."""
    if text.isascii() and text.isprintable():
        return text
    return _STEERING.sub("\ufffd", _BLANKS.sub(" ", text))


def cells(text: str) -> int:
    """How many cells of a terminal the text takes."""
    if text.isascii():
        return len(text)
    return sum(map(_cells_of, text))


@cache
def _cells_of(sign: str) -> int:
    if sign < "\u0300" or "\u2010" <= sign <= "\u2027":
        return 1
    if "\u4e00" <= sign <= "\u9fff" or sign in _WIDE_SIGNS:
        return 2
    import unicodedata  # a library of its own, which few notices need

    if unicodedata.combining(sign):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def padded(text: str, width: int) -> str:
    """The text followed by spaces up to the width."""
    return text + " " * (width - cells(text))


def shortened(text: str, width: int) -> str:
    """The text, cut with … where it is wider than the width."""
    if cells(text) <= width:
        return text
    kept, room = "", width - 1
    for sign in text:
        room -= _cells_of(sign)
        if room < 0:
            break
        kept += sign
    return kept.rstrip() + "…"


def wrapped(line: Line, width: int, *, hang: int = 0) -> Iterator[Line]:
    """The line as lines of at most `width` cells; all but the first are indented by `hang`."""
    if sum([cells(text) for text, _ in line]) <= max(width - hang, 10) <= width:
        whole = [segment for segment in line if segment[0]]
        if whole:
            yield _trimmed(whole)
        return
    row: Line = []
    used = 0
    for piece, style in _pieces(line, max(width - hang, 10)):
        size = cells(piece)
        if used + size > width and row and used > hang:
            yield _trimmed(row)
            row, used = [(" " * hang, "")] if hang else [], hang
            if piece.isspace():
                continue
        row.append((piece, style))
        used += size
    if row:
        yield _trimmed(row)


def _pieces(line: Line, width: int) -> Iterator[Segment]:
    """What a line may be broken between; what is wider than a line is cut."""
    for text, style in line:
        for found in _PIECE.finditer(text):
            piece = found[0]
            if cells(piece) <= width:
                if piece:
                    yield piece, style
                continue
            part = ""
            for sign in piece:
                if cells(part) + _cells_of(sign) > width:
                    yield part, style
                    part = ""
                part += sign
            yield part, style


def _trimmed(row: Line) -> Line:
    """Neighbours of one style joined, blanks at the end dropped."""
    joined: Line = []
    for text, style in row:
        if joined and joined[-1][1] == style:
            joined[-1] = (joined[-1][0] + text, style)
        else:
            joined.append((text, style))
    while joined:
        text, style = joined[-1]
        if text.rstrip():
            joined[-1] = (text.rstrip(), style)
            break
        joined.pop()
    return joined


def plain(lines: Iterable[Line]) -> str:
    """The lines as text without styles."""
    return "".join("".join(text for text, _ in line) + "\n" for line in lines)
