"""The one pass: runs of the searched text, split into groups, each group put to `policy` or `masks`.

Before it, what is no run is looked for where the outline of the text shows that it may stand: numbers in
Chinese numerals, with points or an exponent, with letters for digits, in pieces too short for a run. Those
claim their characters first; a run that touches such a claim is not read again. A run is read as

1. several numbers glued together, where it is long and comes out even in numbers that pass their tests,
2. the longest reading that begins with its first group, then with the next group that is left,
3. a piece of a number that a line break or a cell border cuts, where its own meaning is not certain.

What `policy` says of the digits decides each time; here only what the digits are.
"""

from __future__ import annotations

from operator import attrgetter

from scanner.search.numbers import runs
from scanner.search.numbers.odd_ways import odd_readings
from scanner.search.numbers.outline import outline
from scanner.search.numbers.surroundings import Heads, Surroundings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from scanner.model import NormalizedText
    from scanner.search.numbers.groups import GroupReader
    from scanner.search.numbers.masks import Mask
    from scanner.search.numbers.policy import Reading

_SHORTEST = 11  # digits of the shortest identity, a mobile number
_LONGEST_CARD = 19
_BREAKS = ("\n", "\t", " ")
_LONGEST = 20  # digits of a run that is read as one number at once


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
        self._groups: GroupReader | None = None

    def read(self) -> None:
        """Go over the text once."""
        drawn = outline(self._text)
        claims = self._claims(drawn)
        done = 0
        for match in runs.runs(drawn):
            start, end = match.span()
            while claims and claims[-1].start < end:
                claim = claims.pop()
                if claim.start >= done:
                    self._take(claim)
                    done = claim.end
            if start >= done:
                done = self._keep(self._of_run(start, end), start, end)
        for claim in reversed(claims):
            if claim.start >= done:
                self._take(claim)
                done = claim.end

    def _claims(self, drawn: str) -> list[Reading]:
        """What is no run, the last one first."""
        found = odd_readings(self._whole, self.heads, drawn, self._today)
        found.sort(key=attrgetter("start"), reverse=True)
        return found

    def _of_run(self, start: int, end: int) -> list[Reading]:
        if not self._text[start:end].isdecimal() or end - start > _LONGEST:
            return self._of_groups(start, end)
        if end - start < _SHORTEST:
            return []
        claim = self._whole_run(start, end)
        return [claim] if claim is not None else []

    def _of_groups(self, start: int, end: int) -> list[Reading]:
        """What a run with separators or masks says."""
        if runs.is_everyday(self._text, start, end) or not runs.has_digit(self._text, start, end):
            return []
        if self._groups is None:
            from scanner.search.numbers.groups import GroupReader

            self._groups = GroupReader(
                self._whole, self._text, self.heads, self._today, self.masks, self._claimed
            )
        return self._groups.readings(start, end)

    def _keep(self, found: list[Reading], start: int, end: int) -> int:
        """Where the text is done with; a run without a certain meaning may be half of a number."""
        if not found or (len(found) == 1 and self._may_be_half(found[0])):
            claim = self._joined(start, end)
            if claim is not None:
                if found and self.masks and self.masks[-1].start == found[0].start:
                    self.masks.pop()  # an X at the end of half a number hides nothing
                found = [claim]
            if not found:
                return end
        for reading in found:
            self._take(reading)
        return max(end, found[-1].end)

    def _joined(self, start: int, end: int) -> Reading | None:
        """The number that a run makes with what stands behind or before a line break or cell border."""
        whole = self._whole.text
        if whole[end : end + 1] not in _BREAKS and whole[max(0, start - 1) : start] not in _BREAKS:
            return None
        from scanner.search.numbers.breaks import joined

        return joined(self._whole, self.heads, start, end, self._today)

    def _may_be_half(self, reading: Reading) -> bool:
        """Whether a break may have cut the number: what has no check of its own, or ends with an X."""
        if reading.certainty != "certain" or reading.identity in ("bank-card", "bank-account"):
            return reading.end - reading.start < _LONGEST_CARD
        if reading.identity:
            return False
        code = self._text[
            reading.start : reading.end
        ]  # of digits alone one in thirty is a credit code by chance
        return code[-1] in "Xx" or (code.isdecimal() and len(code) == 18 and len(reading.facts) == 1)

    def _take(self, reading: Reading) -> None:
        if reading.identity:
            from scanner.search.numbers.looks import with_looks

            self.readings.append(with_looks(self._whole, reading))
        else:
            self.silent.append(reading)

    def _whole_run(self, start: int, end: int) -> Reading | None:
        digits = self._text[start:end]
        if end - start == _SHORTEST and digits[0] != "1":
            return None
        from scanner.search.numbers.edges import is_bounded
        from scanner.search.numbers.groups import trimmed
        from scanner.search.numbers.policy import judged
        from scanner.search.numbers.sheets import is_of_sheet, rounded, without_fraction

        if not is_bounded(self._text, start, end, self._today):
            return None
        behind = self._text[end : end + 3]
        is_float = behind[:2] == ".0" and not behind[2:].isdecimal()  # what a program makes of a column
        near = Surroundings(self._whole, self.heads, start, end + 2 if is_float else end)
        reading = judged(digits, near, self._today, (end - start,))
        if digits.endswith("000"):
            reading = rounded(reading, digits, near, is_of_sheet(self._whole), self._today)
        reading = self._claimed(reading)
        if reading is not None and is_float:
            reading = without_fraction(reading, end)
        return trimmed(reading, digits)

    def _claimed(self, reading: Reading | None) -> Reading | None:
        """The reading, unless it only says why nothing claims these digits: that is kept for explaining."""
        if reading is not None and not reading.identity and reading.certainty == "suspect":
            self.silent.append(reading)
            return None
        return reading
