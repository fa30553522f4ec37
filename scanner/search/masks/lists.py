"""One column, several ways of masking: what one row hides another one shows.

Only what is shown counts, so many characters at the beginning and at the end; the number of stars says
nothing, and numbers of different lengths (15 and 18, 16 and 19 digits) are masked alike.
"""

from __future__ import annotations

from collections import Counter

from scanner.noun import noun

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scanner.search.numbers.masks import Mask

    Form = tuple[int, int]  # characters shown at the beginning and at the end; (-1, -1) for any other form

OTHER: Form = (-1, -1)
LEAST = 3  # masks of a column, below which there is no usage to depart from


class Mixture(metaclass=noun):
    """A column's masks: `minority` are those that differ from the most usual form."""

    kind: str
    forms: tuple[tuple[Form, int], ...]  # most usual first
    minority: tuple[Mask, ...]


def form(symbols: str) -> Form:
    """How much a mask shows at either end."""
    inner = symbols.strip("*") if symbols.startswith("*") or symbols.endswith("*") else symbols
    first, last = symbols.find("*"), symbols.rfind("*")
    if first < 0 or symbols[first : last + 1].strip("*"):
        return OTHER
    return (first, len(symbols) - last - 1) if inner else (0, 0)


def mixtures(columns: Iterable[tuple[tuple[int, int, int], Mask]]) -> Iterator[Mixture]:
    """The columns that mix forms; every mask comes with its column."""
    grouped: dict[tuple[tuple[int, int, int], str], list[Mask]] = {}
    for column, mask in columns:
        grouped.setdefault((column, mask.kind), []).append(mask)
    for (_, kind), masks in grouped.items():
        if len(masks) >= LEAST:
            forms = [form(mask.symbols) for mask in masks]
            counted = Counter(forms).most_common()
            if len(counted) > 1:
                usual = counted[0][0]
                minority = tuple(mask for mask, one in zip(masks, forms, strict=True) if one != usual)
                yield Mixture(kind, tuple(counted), minority)
