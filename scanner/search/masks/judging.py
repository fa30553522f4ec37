"""The masks of one document, each judged once: by itself, with what stands beside it, with its twin."""

from __future__ import annotations

from scanner.model import MaskedValue
from scanner.noun import noun
from scanner.search.masks.lists import mixtures
from scanner.search.masks.rows import Rows
from scanner.search.masks.splices import Owned, splices
from scanner.search.masks.undoing import has_place, notice_day, undone
from scanner.search.numbers.masks import grade

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scanner.model import Level, Span
    from scanner.search.masks.lists import Mixture
    from scanner.search.masks.splices import Splice
    from scanner.search.masks.undoing import Undone
    from scanner.search.numbers.masks import Mask
    from scanner.search.subject import Subject


class Place(metaclass=noun):
    """A mask with what was found out about it: values left by itself, with what is beside it, with another."""

    mask: Mask
    raw: int | None
    undone: Undone | None = None


class Judged:
    """The masks of one document, each judged once."""

    def __init__(self, subject: Subject, masks: Sequence[Mask]) -> None:
        self._subject = subject
        self._spans: dict[int, tuple[Span, ...]] = {}
        self.standard = subject.standard
        self.today = subject.today.replace("-", "")
        self.rows = Rows(subject, notice_day(subject.anatomy, self.today))
        self._has_region = any("*" in mask.symbols[:6] for mask in masks) and has_place(subject.anatomy)
        self.places = [Place(mask, mask.candidates, self._undone(mask)) for mask in masks]
        self.splices = list(self._spliced())
        self._least: dict[int, int] = {}
        for splice in self.splices:
            for mask in (splice.first, splice.second):
                self._least[mask.start] = min(splice.count, self._least.get(mask.start, splice.count))

    def values(self) -> Iterator[MaskedValue]:
        """What the report lists; the grade is that of the values left after all."""
        for place in self.places:
            mask = place.mask
            left = [place.raw, place.undone.count if place.undone else None, self._least.get(mask.start)]
            least = min([count for count in left if count is not None], default=None)
            spans = self.spans(mask)
            yield MaskedValue(mask.kind, spans, mask.candidates, grade(least, self.standard))

    def spans(self, mask: Mask) -> tuple[Span, ...]:
        """Where a mask stands; worked out once."""
        if mask.start not in self._spans:
            self._spans[mask.start] = self._subject.text.spans(mask.start, mask.end)
        return self._spans[mask.start]

    def level(self, count: int | None) -> Level | None:
        """How bad it is that so many values are left."""
        if count is None or count > max(self.standard.mask_warning, self.standard.mask_error):
            return None
        return "error" if count <= self.standard.mask_error else "warning"

    def is_spliced(self, mask: Mask, count: int) -> bool:
        """Whether a pair at this place leaves fewer values than `count`."""
        return self._least.get(mask.start, count) < count

    def is_undone(self, place: Place) -> bool:
        """Whether what stands beside a mask makes it worse by a level."""
        after = self.level(place.undone.count) if place.undone else None
        return after is not None and after != self.level(place.raw)

    def _undone(self, mask: Mask) -> Undone | None:
        if mask.kind != "resident-id" or not mask.symbols or mask.candidates is None:
            return None
        told = self.rows.beside(mask)
        if not told and not self._has_region:
            return None
        found = undone(mask.symbols, mask.candidates, told, self.today, has_region=self._has_region)
        return found if found.facts else None

    def _spliced(self) -> Iterator[Splice]:
        if len(self.places) < 2:
            return
        alone = {place.mask.start: _least_alone(place) for place in self.places}
        found = splices(self._owned(), self.today, self.standard.mask_error)
        seen: set[int] = set()
        for splice in sorted(found, key=lambda pair: pair.count):
            pair = {splice.first.start, splice.second.start}
            if not pair <= seen and all(splice.count < alone[start] for start in pair):
                seen |= pair
                yield splice

    def _owned(self) -> Iterator[Owned]:
        for at, place in enumerate(self.places):
            seat = self.rows.seat(place.mask)
            name = self.rows.name(place.mask)
            where = self.rows.list_of(seat) if seat is not None else (-1, 0, at)
            yield Owned(place.mask, name, where, seat[1] if seat is not None else -1)

    def mixed(self) -> Iterator[Mixture]:
        """The columns that mask in several ways."""
        columns = []
        for place in self.places:
            seat = self.rows.seat(place.mask) if place.mask.symbols else None
            if seat is not None:
                columns.append((self.rows.list_of(seat), place.mask))
        return mixtures(columns)


def _least_alone(place: Place) -> int:
    """The fewest values one place leaves by itself."""
    counts = [
        count for count in (place.raw, place.undone.count if place.undone else None) if count is not None
    ]
    return min(counts, default=1 << 200)
