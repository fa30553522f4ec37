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
_WIDE = "\uff00"  # full-width forms begin here


def with_looks(text: NormalizedText, reading: Reading) -> Reading:
    """The reading with a fact for spaces, strokes, full-width digits and invisible characters in it."""
    block = text.block_at(reading.start)
    raw = text.document.blocks.texts[block]
    piece = text.text[reading.start : reading.end]
    is_plain = piece.isalnum()
    if is_plain and raw.isascii():
        return reading
    first = reading.start - text.starts[block]
    last = min(reading.end, text.block_range(block)[1]) - text.starts[block]
    facts = [] if is_plain else _separators(piece, reading)
    known = text.maps.get(block)
    if known is not None and last > first:
        if known[last - 1] - known[first] != last - 1 - first:
            facts.append(Fact("invisible-inside"))
        first, last = known[first], known[last - 1] + 1
    if raw[first:last] != piece and any(char > _WIDE for char in raw[first:last]):
        facts.append(Fact("full-width"))
    return replace(reading, facts=(*reading.facts, *facts)) if facts else reading


def _separators(piece: str, reading: Reading) -> list[Fact]:
    if any(fact.name == "chinese-numerals" for fact in reading.facts):
        return []  # 一 is no stroke there
    facts = []
    if " " in piece:
        facts.append(Fact("inner-spaces"))
    if not _DASHES.isdisjoint(piece):
        facts.append(Fact("inner-strokes"))
    return facts
