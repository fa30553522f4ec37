"""What a .doc says of its pages: enough to tell which lines of the body bars of headers and footers lie over.

[MS-DOC]: 2.8.37 (PlcfSpa, here that of headers), 2.3.3 (headers and footers of a section), 2.6.2 and 2.6.4 (sprms of
paragraphs and sections), 2.7.2 (Dop). Only the pages of the first section are known.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from struct import error as StructError  # noqa: N812
from struct import unpack_from

from scanner.extract.doc.covers import (
    BY_MARGIN,
    BY_PAGE,
    NEAR_TEXT,
    POSH,
    POSRELH,
    POSRELV,
    POSV,
    Paper,
    is_empty,
    lies_over,
    opaque_shapes,
    places,
    section_ends,
    sections,
)
from scanner.extract.doc.looks import line_step, short
from scanner.extract.flow import is_bar
from scanner.extract.paged import MarginBar
from scanner.extract.paged import Paper as Pages
from scanner.extract.paged_story import PagedStory

TYPE_CHECKING = False
if TYPE_CHECKING:
    from scanner.extract.doc.file import Sprms, WordFile
    from scanner.extract.flow import Area
    from scanner.extract.run_story import RunStory

HEADER_PLACES, _DOP = 41, 31  # of FibRgFcLcb97
# The stories of a section (2.3.3): which header or footer each is.
_WHICH = ("even", "default", "even", "default", "first", "first")
_FOOTERS = (2, 3, 5)
_FACING = 1  # of a Dop: pages differ left and right
_TOP, _BOTTOM, _RIGHT, _HIGH, _WIDE, _HEADER = 0x9023, 0x9024, 0xB022, 0xB020, 0xB01F, 0xB017
_HAS_FIRST, _GRID, _PITCH, _COLUMNS = 0x300A, 0x5032, 0x9031, 0x500B
_BEFORE, _AFTER, _LINE, _NEW_PAGE = 0xA413, 0xA414, 0x6412, 0x2407
_FRAMES = frozenset((0x8418, 0x8419, 0x841A))
_USUAL = {_WIDE: 12240, _HIGH: 15840, _TOP: 1440, _BOTTOM: 1440, _HEADER: 720, _RIGHT: 1800}
_TWIPS, _SINGLE = 20, 240  # in a point; of lines that are a multiple of what the size tells: once
_LINES_OF_HEADER = 3  # that have room above the margin, the mark at the end of each story among them


class Paging:
    """The pages of the first section, what of its headers lies over the body, how its paragraphs stand."""

    def __init__(self, file: WordFile) -> None:
        self._file = file
        self._said: dict[int, bytes] = next(sections(file), {})
        self._paper = Paper(file, file.sprms_of)
        self._moving = sorted(at for at, place, _ in places(file) if not lies_over(place[5]))
        self._is_lost = False
        self._end = next(iter(section_ends(file)), 0)  # of the first section, in characters
        self.bars = self._bars()

    @property
    def pages(self) -> Pages | None:
        """Size and margins; None where it is not known at which height the text begins."""
        if self._number(_COLUMNS) or self._has_high_header():
            return None
        wide, high, right, top, bottom = (
            abs(self._number(code)) / _TWIPS for code in (_WIDE, _HIGH, _RIGHT, _TOP, _BOTTOM)
        )
        pitch = self._number(_PITCH) / _TWIPS if self._number(_GRID) else 0.0
        has_first = self._said.get(_HAS_FIRST, b"\0") != b"\0"
        return Pages(wide, high, self._paper.left, right, top, bottom, pitch, has_first)

    def setting(self, said: Sprms, first: int, last: int, flow: dict[str, float]) -> dict[str, float]:
        """How a paragraph with these sprms is set (see `FlowParagraph`); with the numbers of its first and last character,
        and what is known already: whether it begins a page, whether something in it moves lines."""
        value = said.get(_LINE, b"")
        high, is_multiple = unpack_from("<hh", value) if len(value) == 4 else (0, 0)
        at = bisect_left(self._moving, first)
        moves = (
            flow["moves"] > 0
            or not _FRAMES.isdisjoint(said)
            or any(one <= last for one in self._moving[at : at + 1])
        )
        return {
            **self._paper.setting(said),
            "step": max(line_step(said), 0.0),
            "least": high / _TWIPS if high > 0 and not is_multiple else 0.0,
            "multiple": high / _SINGLE if high > 0 and is_multiple else 1.0,
            "before": short(said, _BEFORE) / _TWIPS,
            "after": short(said, _AFTER) / _TWIPS,
            "new_page": flow["new_page"] or float(said.get(_NEW_PAGE, b"\0") != b"\0"),
            "moves": float(moves),
        }

    def end_paragraph(self, story: RunStory, mark: str, number: int) -> None:
        """Note the mark that ended a paragraph, and its number."""
        is_over = mark == "\x0e" or (0 < self._end <= number + 1 and not self._is_lost)
        if is_over and isinstance(story, PagedStory):
            self._is_lost = True
            story.lose_place()

    def _bars(self) -> list[MarginBar]:
        try:
            shapes = opaque_shapes(self._file)
            bounds = self._file.header_bounds()[6:13]
            is_facing = self._is_facing()
        except StructError:
            return []
        found = []
        for at, place, _ in places(self._file, HEADER_PLACES):
            number = next((n for n, (one, two) in enumerate(pairwise(bounds)) if one <= at < two), None)
            said = shapes.get(place[0])
            if number is None or said is None or not lies_over(place[5]):
                continue
            is_first = number not in _FOOTERS and at == bounds[number]
            area = self._area(place, said, is_in_first=is_first)
            which = "even" if is_facing and number in (1, 3) else _WHICH[number]
            if area is not None and (is_facing or number not in (0, 2)):
                found.append(MarginBar(area, which, is_empty(said) and is_bar(area[3] - area[1])))
        return found

    def _area(self, place: tuple[int, ...], said: dict[int, int], *, is_in_first: bool) -> Area | None:
        """What a shape hides of the page, from the corner of its text; None where that is not known."""
        _, left, high, right, low, flags = place
        across, down = said.get(POSRELH, flags >> 1 & 3), said.get(POSRELV, flags >> 3 & 3)
        if said.get(POSV, 0) or said.get(POSH, 0):
            return None
        top = abs(self._number(_TOP))
        if down not in (BY_PAGE, BY_MARGIN) and not (down in NEAR_TEXT and is_in_first):
            return None
        move = -top if down == BY_PAGE else 0 if down == BY_MARGIN else self._number(_HEADER) - top
        begin = -self._paper.left if across == BY_PAGE else 0.0
        return (
            left / _TWIPS + begin,
            (high + move) / _TWIPS,
            right / _TWIPS + begin,
            (low + move) / _TWIPS,
        )

    def _has_high_header(self) -> bool:
        begin = sum(self._file.counts[:2])  # the story of headers is the third
        bounds = self._file.header_bounds()[6:13]
        return any(
            self._file.paragraph_marks(begin + one, begin + two) > _LINES_OF_HEADER
            for one, two in pairwise(bounds)
        )

    def _is_facing(self) -> bool:
        offset, length = self._file.pair(_DOP)
        return length > 0 and bool(self._file.table[offset] & _FACING)

    def _number(self, code: int) -> int:
        return short(self._said, code) if code in self._said else _USUAL.get(code, 0)
