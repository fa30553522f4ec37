"""The one pass: runs of the searched text, split into groups, each group put to `policy` or `masks`."""

from __future__ import annotations

from scanner.model import Fact
from scanner.noun import replace
from scanner.search.numbers import masks, runs
from scanner.search.numbers.edges import is_bounded, joined
from scanner.search.numbers.masks import Mask
from scanner.search.numbers.policy import LENGTHS, Reading, judged, speaks
from scanner.search.numbers.surroundings import Heads, Surroundings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from scanner.model import NormalizedText

_SHORTEST = 11  # digits of the shortest identity, a mobile number
_LONGEST = 20  # symbols of the longest identity, a disability certificate
_MOST_SYMBOLS = 24  # of a masked one, whose stars need not be counted right
_MOST_LABELLED = 40  # groups; no label speaks for a longer run
_NAMED = ("id", "account", "bank")


class Numbers:
    """The numbers of one text, read when first asked for; `today` is an ISO date.

    `readings` are what rules may report, `silent` what was understood and is nobody's, `masks` the
    masked values, each in order of place.
    """

    def __init__(self, text: NormalizedText, today: str) -> None:
        self.text = text
        self.today = today.replace("-", "")
        self.heads = Heads(text.document)
        self._reader: Reader | None = None

    def _read(self) -> Reader:
        if self._reader is None:
            self._reader = Reader(self.text, self.heads, self.today)
            self._reader.read()
        return self._reader

    @property
    def readings(self) -> list[Reading]:
        return self._read().readings

    @property
    def silent(self) -> list[Reading]:
        return self._read().silent

    @property
    def masks(self) -> list[Mask]:
        return self._read().masks


class Reader:
    """Reads one text; `today` is YYYYMMDD."""

    def __init__(self, text: NormalizedText, heads: Heads, today: str) -> None:
        self._whole = text
        self._text = runs.starred(text.text)
        self._today = today
        self.heads = heads
        self.readings: list[Reading] = []
        self.silent: list[Reading] = []
        self.masks: list[Mask] = []

    def read(self) -> None:
        """Go over the text once."""
        done = 0
        for match in runs.runs(self._text):
            start, end = match.span()
            if start < done:
                continue
            count = end - start
            if count > _LONGEST or not match.group().isdecimal():
                found = self._in_groups(start, end)
            elif count >= 11:
                found = [claim] if (claim := self._whole_run(start, end)) else []
            else:
                found = []
            done = self._keep(found, start, end)

    def _keep(self, found: list[Reading], start: int, end: int) -> int:
        """Where the text is done with; a run without a certain meaning may be half of a number."""
        if not found or (len(found) == 1 and found[0].certainty != "certain"):
            claim = joined(self._whole, self.heads, start, end, self._today)
            found = [claim] if claim else found
            if not found:
                return end
        for reading in found:
            (self.readings if reading.identity else self.silent).append(reading)
        return max(end, found[-1].end)

    # ---- one group

    def _near(self, start: int, end: int) -> Surroundings:
        return Surroundings(self._whole, self.heads, start, end)

    def _whole_run(self, start: int, end: int) -> Reading | None:
        digits = self._text[start:end]
        if end - start == 11 and digits[0] != "1":
            return None
        if not is_bounded(self._text, start, end, self._today):
            return None
        reading = judged(digits, self._near(start, end), self._today, (end - start,))
        return _trimmed(self._claimed(reading), digits)

    def _claimed(self, reading: Reading | None) -> Reading | None:
        """The reading, unless it only says why nothing claims these digits: that is kept for explaining."""
        if reading is not None and not reading.identity and reading.certainty == "suspect":
            self.silent.append(reading)
            return None
        return reading

    # ---- several groups, masks

    def _in_groups(self, start: int, end: int) -> list[Reading]:
        """What a run with separators or masks says; first without what may only fill its ends."""
        if runs.is_everyday(self._text, start, end):
            return []
        inner = runs.without_fill(self._text, start, end)
        if inner == (start, end):
            return self._split(start, end)
        known = len(self.masks)
        found = self._split(*inner)
        if any(reading.identity for reading in found):
            return found
        fewer = self.masks[known:]
        del self.masks[known:]
        whole = self._split(start, end)
        if not whole:
            self.masks += fewer
        return whole or found

    def _split(self, start: int, end: int) -> list[Reading]:
        groups = runs.groups(self._text, start, end)
        symbols = sum([len(group.symbols) for group in groups])
        if symbols < _SHORTEST and not any("*" in group.symbols for group in groups):
            return []  # a date, an area, a short telephone
        is_labelled = symbols > _SHORTEST and len(groups) <= _MOST_LABELLED and self._is_named(start, end)
        found: list[Reading] = []
        at = 0
        is_tied = False  # to an unclaimed group by a dash
        while at < len(groups):
            claim, width = self._claim(groups, at, is_labelled, is_tied and groups[at].dashed)
            if claim is not None:
                found.append(claim)
            is_tied = claim is None
            at += width
        return found

    def _is_named(self, start: int, end: int) -> bool:
        return self._near(start, end).word_of(*_NAMED) != ("", "")

    def _claim(
        self, groups: list[runs.Group], at: int, is_labelled: bool, is_tied: bool
    ) -> tuple[Reading | None, int]:
        """The longest claimed reading that begins with this group, and how many groups it takes."""
        if _is_landline(groups, at):
            return Reading("", groups[at].start, groups[at + 1].end, facts=(Fact("landline"),)), 2
        for width in reversed(_widths(groups, at, is_labelled, self._today)):
            following = groups[at + width] if at + width < len(groups) else None
            claim = self._of_piece(groups[at : at + width], is_tied, following)
            if claim is not None:
                return claim, width
        return None, 1

    def _of_piece(
        self, piece: list[runs.Group], is_tied: bool, following: runs.Group | None
    ) -> Reading | None:
        start, end = piece[0].start, piece[-1].end
        symbols = runs.plain("".join(group.symbols for group in piece))
        if "*" in symbols:
            return self._of_masked(piece, symbols)
        shape = tuple([len(group.symbols) for group in piece])
        if not is_bounded(self._text, start, end, self._today):
            return None
        reading = self._claimed(judged(symbols, self._near(start, end), self._today, shape))
        if reading is None:
            return None
        is_code = is_tied or (following is not None and following.dashed and following.symbols[0] not in "01")
        if is_code and reading.identity in ("mobile-phone", "bank-card") and piece[0].symbols != "86":
            return None
        return _trimmed(reading, self._text[start:end])

    def _of_masked(self, piece: list[runs.Group], symbols: str) -> Reading | None:
        start, end = piece[0].start, piece[-1].end
        if len(piece) > 1 and any(masks.stands_alone(group.symbols) for group in piece):
            return None
        near = self._near(start, end)
        if not is_bounded(self._text, start, end, self._today):
            return None
        known = masks.masked_number(symbols, near, self._today, len(piece))
        if known is None:
            return None
        kind, drawn, candidates = known
        self.masks.append(Mask(kind, start, end, drawn, candidates))
        return Reading("", start, end, facts=(Fact("masked"),))


def _widths(groups: list[runs.Group], at: int, is_labelled: bool, today: str) -> list[int]:
    """How many groups from this one on may be an identity: by length and digits, or by their label."""
    symbols = ""
    shape: list[int] = []
    found: list[int] = []
    for width, group in enumerate(groups[at : at + _LONGEST], 1):
        symbols += group.symbols
        shape.append(len(group.symbols))
        if len(symbols) > _MOST_SYMBOLS:
            break
        is_masked = "*" in symbols or "x" in symbols or "X" in symbols
        if is_masked or (len(symbols) in LENGTHS and (is_labelled or speaks(symbols, shape, today))):
            found.append(width)
    return found


def _is_landline(groups: list[runs.Group], at: int) -> bool:
    """0393-8000001: area code and number; claimed in silence."""
    if at + 1 >= len(groups):
        return False
    area, number = groups[at].symbols, groups[at + 1].symbols
    return area[0] == "0" and len(area) in (3, 4) and len(number) in (7, 8) and (area + number).isdigit()


def _trimmed(reading: Reading | None, piece: str) -> Reading | None:
    """A mobile number without the 86 in front of it."""
    if reading is None or reading.identity != "mobile-phone" or len(piece) == 11:
        return reading
    left = 11
    for at in range(len(piece) - 1, -1, -1):
        left -= piece[at].isdigit()
        if left == 0:
            return replace(reading, start=reading.start + at)
    return reading
