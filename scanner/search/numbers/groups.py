"""A run in several groups: which groups together are a number, or a masked one."""

from __future__ import annotations

from scanner.model import Fact
from scanner.noun import replace
from scanner.search.numbers import masks, phones, resident, runs
from scanner.search.numbers.edges import is_bounded
from scanner.search.numbers.marks import CROSSES
from scanner.search.numbers.masks import Mask
from scanner.search.numbers.policy import LENGTHS, Reading, judged, speaks
from scanner.search.numbers.surroundings import Surroundings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from scanner.model import NormalizedText
    from scanner.search.numbers.surroundings import Heads

_SHORTEST = 11  # digits of the shortest identity, a mobile number
_MOST_SYMBOLS = 24  # of a masked one, whose stars need not be counted right
_MOST_MASKED = 5  # groups of a masked one without a label
_MOST_LABELLED = 40  # groups; no label speaks for a longer run
_GLUED = 22  # symbols of two numbers without anything between them
_PHONES = ("phone", "contact", "home-phone")
_NAMED = ("id", "account", "bank", *_PHONES)
_LENGTHS = sorted(LENGTHS, reverse=True)
# The lengths of numbers known without a label, by their first digit; see `policy.speaks`.
_BARE_LENGTHS: dict[str, tuple[int, ...]] = {
    "0": (15,),  # 0086 and a mobile number
    "1": (20, 18, 11),
    "2": (20, 18),
    "3": (20, 18),
    "4": (20, 18, 16),
    "5": (20, 18, 16),
    "6": (20, 19, 18, 17, 16),
    "8": (20, 18, 13),  # 86 and a mobile number
    "9": (20, 19, 18, 16),
}


class GroupReader:
    """Reads runs of one text; masks go to `found_masks`, what nothing claims to `claimed`."""

    def __init__(
        self,
        whole: NormalizedText,
        text: str,
        heads: Heads,
        today: str,
        found_masks: list[Mask],
        claimed: Callable[[Reading | None], Reading | None],
    ) -> None:
        self._whole = whole
        self._text = text
        self._heads = heads
        self._today = today
        self._masks = found_masks
        self._claimed = claimed

    def readings(self, start: int, end: int) -> list[Reading]:
        """What a run with separators or masks says; first without what may only fill its ends."""
        inner = runs.without_fill(self._text, start, end)
        if inner == (start, end):
            return self._split(start, end)
        known = len(self._masks)
        found = self._split(*inner)
        if any(reading.identity for reading in found):
            return found
        fewer = self._masks[known:]
        del self._masks[known:]
        whole = self._split(start, end)
        if not whole:
            self._masks += fewer
        return whole or found

    def _near(self, start: int, end: int) -> Surroundings:
        return Surroundings(self._whole, self._heads, start, end)

    def _split(self, start: int, end: int) -> list[Reading]:
        line = runs.Line(runs.groups(self._text, start, end))
        if len(line.symbols) < _SHORTEST and "*" not in line.symbols:
            return []  # a date, an area, a short telephone
        is_labelled = (
            len(line.symbols) >= _SHORTEST
            and len(line.groups) <= _MOST_LABELLED
            and self._near(start, end).word_of(*_NAMED) != ("", "")
        )
        found: list[Reading] = []
        at = 0
        is_tied = False  # to an unclaimed group by a dash
        while at < len(line.groups):
            group = line.groups[at]
            several = self._glued(group)
            claim, width = None, 1
            if not several:
                claim, width = self._claim(line, at, is_labelled, is_tied and group.dashed)
            found += several or ([claim] if claim is not None else [])
            is_tied = claim is None
            at += width
        return found

    def _glued(self, group: runs.Group) -> list[Reading]:
        if len(group.symbols) < _GLUED or "*" in group.symbols:
            return []
        from scanner.search.numbers.glued import glued_readings

        return glued_readings(self._whole, self._heads, group.start, group.end, self._today)

    def _claim(
        self, line: runs.Line, at: int, is_labelled: bool, is_tied: bool
    ) -> tuple[Reading | None, int]:
        """The longest claimed reading that begins with this group, and how many groups it takes."""
        groups = line.groups
        if _is_landline(groups, at):
            return Reading("", groups[at].start, groups[at + 1].end, facts=(Fact("landline"),)), 2
        for width in _widths(line, at, is_labelled, self._today):
            following = groups[at + width] if at + width < len(groups) else None
            claim = self._of_piece(groups[at : at + width], is_labelled, is_tied, following)
            if claim is not None:
                return claim, width
        return None, 1

    def _of_piece(
        self, piece: list[runs.Group], is_labelled: bool, is_tied: bool, following: runs.Group | None
    ) -> Reading | None:
        start, end = piece[0].start, piece[-1].end
        written = runs.plain("".join([group.symbols for group in piece]))
        symbols = _with_check(written, self._text[end - 1])
        if "*" in symbols:
            return self._of_masked(piece, symbols)
        if not is_bounded(self._text, start, end, self._today):
            return None
        near = self._near(start, end)
        reading = self._claimed(judged(symbols, near, self._today, _shape(piece, near, is_labelled)))
        if reading is None:
            return None
        is_code = is_tied or (following is not None and following.dashed and following.symbols[0] not in "01")
        if is_code and reading.identity in ("mobile-phone", "bank-card") and piece[0].symbols != "86":
            return None
        if symbols != written:
            reading = replace(reading, facts=(*reading.facts, Fact("cross-for-check")))
        return trimmed(reading, self._text[start:end])

    def _of_masked(self, piece: list[runs.Group], symbols: str) -> Reading | None:
        start, end = piece[0].start, piece[-1].end
        if len(piece) > 1 and any(masks.stands_alone(group.symbols) for group in piece):
            return None
        if not is_bounded(self._text, start, end, self._today):
            return None
        known = masks.masked_number(symbols, self._near(start, end), self._today, len(piece))
        if known is None:
            return None
        kind, drawn, candidates = known
        self._masks.append(Mask(kind, start, end, drawn, candidates))
        return Reading("", start, end, facts=(Fact("masked"),))


def _widths(line: runs.Line, at: int, is_labelled: bool, today: str) -> list[int]:
    """How many groups from this one on may be a number, the longest first: by length and digits, by mask
    or by their label."""
    begin = line.offsets[at]
    following = line.symbols[begin : begin + _MOST_SYMBOLS]
    if "*" in following or "x" in following or "X" in following:
        return _masked_widths(line, at, is_labelled, today)
    if is_labelled:
        return [width for length in _LENGTHS if (width := line.width(at, length))]
    return [
        width
        for length in _BARE_LENGTHS.get(following[0], ())
        if (width := line.width(at, length)) and _speaks(line, at, width, following[:length], today)
    ]


def _speaks(line: runs.Line, at: int, width: int, digits: str, today: str) -> bool:
    if len(digits) == _SHORTEST:
        return phones.is_mobile(digits) and speaks(digits, line.shape(at, width), today)
    return speaks(digits, (), today)


def _masked_widths(line: runs.Line, at: int, is_labelled: bool, today: str) -> list[int]:
    found: list[int] = []
    begin = line.offsets[at]
    most = _MOST_SYMBOLS if is_labelled else _MOST_MASKED
    for width in range(1, min(_MOST_SYMBOLS, len(line.groups) - at) + 1):
        symbols = line.symbols[begin : line.offsets[at + width]]
        if len(symbols) > _MOST_SYMBOLS:
            break
        if symbols.isdecimal():
            is_whole = len(symbols) in LENGTHS
            if is_whole and (is_labelled or speaks(symbols, line.shape(at, width), today)):
                found.append(width)
        elif width <= most or "*" not in symbols:
            found.append(width)
    return found[::-1]


def _with_check(symbols: str, last: str) -> str:
    """The symbols with X for a cross at the end, where X is the check character of the rest."""
    if last in CROSSES and len(symbols) == 18 and symbols[:17].isdecimal():
        return symbols[:17] + ("X" if resident.check_character(symbols[:17]) == "X" else "*")
    return symbols


def _shape(piece: list[runs.Group], near: Surroundings, is_labelled: bool) -> tuple[int, ...]:
    """The lengths of the groups; one length where all are alike and only the way of writing differs."""
    lengths = tuple([len(group.symbols) for group in piece])
    if len(lengths) == 1:
        return lengths
    width = lengths[0]
    is_even = len(lengths) > 2 and all(length == width for length in lengths[:-1]) and lengths[-1] <= width
    is_dashed = width != 4 and all(group.dashed for group in piece[1:])
    is_phone = is_labelled and sum(lengths) == _SHORTEST and near.word_of(*_PHONES)[0] != ""
    return (sum(lengths),) if (is_even and (width == 1 or is_dashed)) or is_phone else lengths


def _is_landline(groups: list[runs.Group], at: int) -> bool:
    """0393-8000001: area code and number; claimed in silence."""
    if at + 1 >= len(groups):
        return False
    area, number = groups[at].symbols, groups[at + 1].symbols
    return area[0] == "0" and len(area) in (3, 4) and len(number) in (7, 8) and (area + number).isdigit()


def trimmed(reading: Reading | None, piece: str) -> Reading | None:
    """A mobile number without the 86 in front of it."""
    if reading is None or reading.identity != "mobile-phone" or len(piece) == 11:
        return reading
    left = 11
    for at in range(len(piece) - 1, -1, -1):
        left -= piece[at].isdigit()
        if left == 0:
            return replace(reading, start=reading.start + at)
    return reading
