"""The names of one text, read once, when they are first asked for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property

from scanner.model import Grid
from scanner.search.names.addresses import address_claims
from scanner.search.names.bodies import body_claims
from scanner.search.names.columns import Claim, Columns
from scanner.search.names.entities import Entity
from scanner.search.names.loose import loose_claims
from scanner.search.names.neighbours import repeated, rowed
from scanner.search.names.resolver import resolved, seen
from scanner.search.names.rules import (
    ethnic_claims,
    label_claims,
    list_claims,
    masked_claims,
    surroundings,
    title_claims,
)
from scanner.search.names.strips import Strip, strips

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.model import NormalizedText, Table

LONG_TABLE = 200  # rows; of a longer one the model reads the first and then only the columns that held names
SAMPLE = 60


class Names:
    """Persons, organisations and addresses of a text; nothing is read before a property is asked for."""

    def __init__(self, text: NormalizedText) -> None:
        self._text = text
        self._read: dict[int, tuple[Entity, ...]] = {}  # by strip

    @cached_property
    def stated(self) -> tuple[Entity, ...]:
        """What structure and rules say, without the model: columns, labels, sign-offs, masks, names with a point."""
        return tuple(resolved(self._claims, ()))

    @cached_property
    def entities(self) -> tuple[Entity, ...]:
        """All that was recognised, by place, nothing overlapping. Loads the model."""
        text = self._text.text
        return tuple(repeated(text, rowed(text, self._without_things(resolved(self._claims, self.modelled)))))

    @cached_property
    def modelled(self) -> tuple[Entity, ...]:
        """What the character model alone sees, vetoes applied. Loads the model."""
        found: list[Entity] = []
        for strip in self._strips_to_tag():
            found += _seen(self._text.text, strip)
        return tuple(found)

    @cached_property
    def heads(self) -> dict[int, str]:
        """By where a name begins, the head above it in a table that has lost its borders."""
        return {claim.start: claim.head for claim in self._claims if claim.head}

    def within(self, start: int, end: int) -> tuple[Entity, ...]:
        """The entities that lie in a stretch of the searched text.

        Only what stands around the stretch is shown to the model, unless all of the text was; a text with a
        long table is read whole, for there the model reads columns.
        """
        if "entities" in self.__dict__ or any(
            table.rows > LONG_TABLE for table in self._text.document.tables
        ):
            return _between(self.entities, start, end)
        first = max(0, bisect_right(self._starts, start) - 1)
        last = bisect_left(self._starts, end)
        return tuple(
            one for number in range(first, last) for one in _between(self._of_strip(number), start, end)
        )

    def _of_strip(self, number: int) -> tuple[Entity, ...]:
        """The entities of one strip alone."""
        if number not in self._read:
            strip = self._strips[number]
            low, high = strip.places[0], strip.places[-1] + 1
            claims = [one for one in self._claims if low <= one.start and one.end <= high]
            found = self._without_things(resolved(claims, list(_seen(self._text.text, strip))))
            self._read[number] = tuple(rowed(self._text.text, found))
        return self._read[number]

    def _without_things(self, found: list[Entity]) -> list[Entity]:
        """Without what only the model takes for a person where something says it is none."""
        return [
            one
            for one in found
            if one.kind != "person"
            or one.evidence != ("model",)
            or one.certainty != "suspect"
            or not ((one.start, one.end) in self._things or self._columns.is_against(one.start, one.end))
        ]

    @cached_property
    def _strips(self) -> list[Strip]:
        return [strip for strip in strips(self._text.text) if len(strip.places)]

    @cached_property
    def _starts(self) -> list[int]:
        return [strip.places[0] for strip in self._strips]

    @cached_property
    def _things(self) -> set[tuple[int, int]]:
        return {(claim.start, claim.end) for claim in self._loose if claim.tag == "thing"}

    @cached_property
    def _loose(self) -> list[Claim]:
        return list(loose_claims(self._text.text, self._tables))

    @cached_property
    def _columns(self) -> Columns:
        return Columns(self._text)

    @cached_property
    def _claims(self) -> list[Claim]:
        """What structure and rules claim."""
        found = list(self._columns.claims())
        found += [claim for claim in self._loose if claim.tag != "thing"]
        for strip in self._strips:
            found += masked_claims(strip)
            found += ethnic_claims(strip)
            found += label_claims(strip)
            found += list_claims(strip)
            found += title_claims(strip)
            found += address_claims(strip)
            found += body_claims(strip)
        return found

    @cached_property
    def _tables(self) -> list[tuple[int, int]]:
        """Where the tables of the file stand in the searched text."""
        found = []
        for first, stretch in self._text.document.blocks.stretches:
            if isinstance(stretch, Grid) and stretch.texts:
                found.append(
                    (self._text.starts[first], self._text.block_range(first + len(stretch.texts) - 1)[1])
                )
        return found

    def _strips_to_tag(self) -> Iterator[Strip]:
        """The text in strips; of long tables the first rows, then only what may hold something."""
        at, text = 0, self._text.text
        for table in self._text.document.tables:
            if table.rows <= LONG_TABLE:
                continue
            start = self._text.starts[table.first]
            sampled = self._text.starts[table.block(SAMPLE, 0)]
            yield from strips(text, at, max(sampled, at))
            end = self._text.block_range(table.block(table.rows - 1, table.columns - 1))[1]
            yield from self._rest_of(table, start, sampled)
            at = max(end, at)
        yield from strips(text, at)

    def _rest_of(self, table: Table, start: int, sampled: int) -> Iterator[Strip]:
        """The cells below the sample of those columns in which the model saw something no head explains."""
        claimed = {claim.start for claim in self._claims if start <= claim.start < sampled}
        telling: set[int] = set()
        for strip in strips(self._text.text, start, sampled):
            for entity in _seen(self._text.text, strip):
                if entity.start not in claimed:
                    _, _, column = self._text.document.table_at(self._text.block_at(entity.start)) or (
                        None,
                        0,
                        0,
                    )
                    telling.add(column)
        for column in sorted(telling):
            yield from self._column(table, column)

    def _column(self, table: Table, column: int) -> Iterator[Strip]:
        """The cells of a column below the sample, each text once in a strip of many; equal cells share a reading."""
        places: list[int] = []
        letters: list[str] = []
        for row in range(SAMPLE, table.rows):
            start, end = self._text.block_range(table.block(row, column))
            letters.append(self._text.text[start:end] + "\n")
            places += range(start, end + 1)
            if len(places) > 400:
                yield Strip("".join(letters), places)
                places, letters = [], []
        if places:
            yield Strip("".join(letters), places)


def _between(entities: tuple[Entity, ...], start: int, end: int) -> tuple[Entity, ...]:
    """Those of these entities, in order of place, that lie in a stretch."""
    first = bisect_left(entities, start, key=lambda entity: entity.start)
    found = []
    for entity in entities[first:]:
        if entity.end > end:
            break
        found.append(entity)
    return tuple(found)


def _seen(text: str, strip: Strip) -> Iterator[Entity]:
    from scanner.search.names.tagger import tagged

    for one in tagged(strip.text):
        start, end = strip.span(one.start, one.end)
        if end - start > 3 * (one.end - one.start) + 8:
            continue
        around = surroundings(strip.text, one.start, one.end) if one.kind == "person" else ()
        entity = seen(text, Claim(one.kind, start, end, "model"), one.share, around)
        if entity is not None:
            yield entity
