"""How a number is written: the facts of a disguise that does not change what it is."""

from __future__ import annotations

from scanner.model import Fact
from scanner.noun import replace
from scanner.search.numbers.marks import DASHES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from scanner.model import NormalizedText
    from scanner.search.numbers.policy import Reading

_DASHES = frozenset(DASHES)


def with_looks(text: NormalizedText, reading: Reading) -> Reading:
    """The reading with a fact for spaces, strokes, full-width digits and invisible characters in it."""
    block = text.block_at(reading.start)
    raw = text.document.blocks.texts[block]
    piece = text.text[reading.start : reading.end]
    is_plain = piece.isalnum()
    if is_plain and raw.isascii():
        return reading
    is_numerals = any(fact.name == "chinese-numerals" for fact in reading.facts)
    facts = [] if is_plain or is_numerals else _separators(piece)
    if not raw.isascii():
        first = reading.start - text.starts[block]
        last = min(reading.end, text.block_range(block)[1]) - text.starts[block]
        known = text.maps.get(block)
        if known is not None and last > 0:
            if known[last - 1] - known[first] != last - 1 - first:
                facts.append(Fact("invisible-inside"))
            first, last = known[first], known[last - 1] + 1
        if any(char > "\uff00" for char in raw[first:last]):
            facts.append(Fact("full-width"))
    return replace(reading, facts=(*reading.facts, *facts)) if facts else reading


def _separators(piece: str) -> list[Fact]:
    facts = []
    if " " in piece:
        facts.append(Fact("inner-spaces"))
    if not _DASHES.isdisjoint(piece):
        facts.append(Fact("inner-strokes"))
    return facts
