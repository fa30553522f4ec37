"""What is said of a mask: which places it shows, and what undoes it. No value, only counts and labels."""

from __future__ import annotations

from scanner.model import Fact

TYPE_CHECKING = False
if TYPE_CHECKING:
    from scanner.search.masks.undoing import Undone
    from scanner.search.numbers.masks import Mask


def fitting(kind: str, count: int) -> str:
    """A count with what is counted, as messages take it: people:33, numbers:10."""
    return f"{'people' if kind == 'resident-id' else 'numbers'}:{count}"


def facts_of(mask: Mask, undone: Undone | None) -> tuple[Fact, ...]:
    """The evidence for a mask that does not hold."""
    hidden = Fact("places-hidden", (("count", str(mask.symbols.count("*"))),))
    if mask.kind != "resident-id":
        return (hidden, Fact("luhn-narrows")) if mask.kind == "bank-card" else (hidden,)
    if undone is not None:
        alone = Fact("fits-alone", (("fitting", fitting(mask.kind, mask.candidates or 0)),))
        return (*undone.facts, alone, Fact("fits-now", (("fitting", fitting(mask.kind, undone.count)),)))
    return (hidden, *_shown_places(mask.symbols))


def _shown_places(symbols: str) -> tuple[Fact, ...]:
    """Which parts of an identity number everybody can read."""
    found = []
    if "*" not in symbols[6:14]:
        found.append(Fact("birth-date-shown"))
    elif "*" not in symbols[6:10]:
        found.append(Fact("birth-year-shown"))
    if symbols[16:17] not in ("*", ""):
        found.append(Fact("sex-shown"))
    if symbols[17:] not in ("*", ""):
        found.append(Fact("check-digit-shown"))
    return tuple(found)
