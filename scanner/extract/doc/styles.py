"""What the styles of a .doc say of the looks of their runs: a style may hide or whiten every word that bears it.

[MS-DOC]: 2.9.271 (STSH), 2.9.260 (STD), 2.9.261 (StdfBase), 2.9.135 (LPUpxChpx); the style of a paragraph stands
before its properties (2.9.113, GrpPrlAndIstd), that of a run is sprmCIstd (2.6.1).
"""

from __future__ import annotations

from contextlib import suppress
from struct import error as StructError  # noqa: N812
from struct import unpack_from

from scanner.noun import noun

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from scanner.extract.doc.file import Sprms

_PARAGRAPH, _CHARACTER = 1, 2  # stk
# Of paragraphs: sprmPShd and the one of older files; the distance of lines, before and behind; a new page; indents.
_OF_PARAGRAPHS = frozenset(
    (0xC64D, 0x442D, 0x6412, 0xA413, 0xA414, 0x2407, 0x840F, 0x845E, 0x8411, 0x8460, 0x2403, 0x2461)
)
_DEEPEST = 12
_MOST = 4_000  # styles


class Style(metaclass=noun):
    """One style: the number of the one it is based on, and its own sprms of characters."""

    base: int
    sprms: Sprms


class Styles:
    """The styles of a file; `sprms` are those of a style and of those it is based on, nearest first."""

    def __init__(self, data: bytes, sprms_of: Callable[[bytes], Iterator[tuple[int, bytes]]]) -> None:
        self._styles: dict[int, Style] = {}
        self._known: dict[int, Sprms] = {}
        with suppress(StructError, IndexError):  # cut short: what was read counts
            self._read(data, sprms_of)

    def sprms(self, number: int) -> Sprms:
        """Code and operand of what a style says of characters, and of where its paragraphs stand."""
        if number not in self._known:
            found: dict[int, bytes] = {}
            at = number
            for _ in range(_DEEPEST):
                style = self._styles.get(at)
                if style is None:
                    break
                found = {**style.sprms, **found}
                at = style.base
            self._known[number] = found
        return self._known[number]

    def _read(self, data: bytes, sprms_of: Callable[[bytes], Iterator[tuple[int, bytes]]]) -> None:
        if len(data) < 8:
            return
        head = unpack_from("<H", data)[0]
        count, base_size = unpack_from("<HH", data, 2)
        at = 2 + head
        for number in range(min(count, _MOST)):
            size = unpack_from("<H", data, at)[0]
            if size >= base_size:
                style = _style(data[at + 2 : at + 2 + size], base_size, sprms_of)
                if style is not None:
                    self._styles[number] = style
            at += 2 + size


def _style(
    std: bytes, base_size: int, sprms_of: Callable[[bytes], Iterator[tuple[int, bytes]]]
) -> Style | None:
    _, kind, groups = unpack_from("<HHH", std)
    if kind & 0xF not in (_PARAGRAPH, _CHARACTER):
        return None
    length = unpack_from("<H", std, base_size)[0]
    at = base_size + 2 + 2 * length + 2  # the name, its length before and a zero behind
    found: dict[int, bytes] = {}
    for group in range(groups & 0xF):
        size = unpack_from("<H", std, at)[0]
        raw = std[at + 2 : at + 2 + size]
        if group == (1 if kind & 0xF == _PARAGRAPH else 0):
            found.update(sprms_of(raw))
        elif group == 0:  # the style's own number stands before
            found.update((code, value) for code, value in sprms_of(raw[2:]) if code in _OF_PARAGRAPHS)
        at += 2 + size + size % 2
    return Style(kind >> 4 & 0xFFF, found)
