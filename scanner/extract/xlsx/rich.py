"""Pieces of a cell's text that nobody sees: runs in white on a white cell, or too small to see.

ISO/IEC 29500-1, 18.4.4 (r, a rich text run) and 18.4.7 (rPr); a cell names its text by its number among the shared strings
(18.4.9), or holds it (18.3.1.53, is).
"""

from __future__ import annotations

import re
from html import unescape

from scanner.extract.xlsx.sheet import cell_numbers
from scanner.regexes import compiled_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Pieces = tuple[str, ...]

_SIGNS = (b'rgb="FFFFFFFF"', b'rgb="00FFFFFF"', b'theme="0"', b'<sz val="1"')
_RUN = compiled_bytes(rb"(?s)<r>\s*<rPr>(.{0,2000}?)</rPr>\s*<t(?: [^<>]{0,100})?>([^<]{1,32767})</t>\s*</r>")
_WHITE = compiled_bytes(rb'<color (?:rgb="(?:FF|00)FFFFFF"|theme="0"(?! tint="-))')
_SMALL = compiled_bytes(rb'<sz val="(?:1|1\.[0-5]|0\.[0-9]{1,3})"')
_SHARED = compiled_bytes(rb'<c r="([A-Z]{1,3}[0-9]{1,7})"([^>]*) t="s"([^>]*)><v>([0-9]{1,9})</v>')
_HELD = compiled_bytes(
    rb'(?s)<c r="([A-Z]{1,3}[0-9]{1,7})"([^>]*) t="inlineStr"([^>]*)><is>(.{1,40000}?)</is>'
)
_STYLE = compiled_bytes(rb' s="([0-9]{1,6})"')
_MOST = 10_000  # strings with such runs


def may_fade(strings: bytes, sheet: bytes) -> bool:
    """Whether a run of the shared strings, or of a sheet's own, may not be seen."""
    return any(b"<rPr>" in data and any(sign in data for sign in _SIGNS) for data in (strings, sheet))


class FadedRuns:
    """The unseen pieces of the shared strings of a workbook, by the numbers of the strings."""

    def __init__(self, strings: bytes) -> None:
        self._by_number: dict[int, Pieces] = {}
        for number, item in enumerate(
            strings.split(b"</si>") if any(sign in strings for sign in _SIGNS) else ()
        ):
            pieces = _unseen(item)
            if pieces:
                self._by_number[number] = pieces
            if len(self._by_number) >= _MOST:
                break

    def cells(self, sheet: bytes, is_white: Callable[[int], bool]) -> Iterator[tuple[int, int, Pieces]]:
        """Row, column and unseen pieces of the cells of a sheet; `is_white` tells the ground of a style."""
        found: list[tuple[re.Match[bytes], Pieces]] = []
        if self._by_number:
            known = self._by_number
            found += [
                (cell, known[int(cell[4])]) for cell in _SHARED.finditer(sheet) if int(cell[4]) in known
            ]
        if b"<rPr>" in sheet:
            found += [(cell, pieces) for cell in _HELD.finditer(sheet) if (pieces := _unseen(cell[4]))]
        for cell, pieces in found:
            style = _STYLE.search(cell[2] + cell[3])
            place = cell_numbers(cell[1])
            if place is not None and is_white(int(style[1]) if style else 0):
                yield *place, pieces


def _unseen(item: bytes) -> Pieces:
    runs = _RUN.findall(item) if b"<rPr>" in item else ()
    hidden = [text for look, text in runs if _WHITE.search(look) or _SMALL.search(look)]
    return tuple(unescape(text.decode("utf-8", "replace")) for text in hidden if text.strip())
