"""Stage 2: Document -> NormalizedText, the one string that is searched.

What clerks' files do to a text, undone character by character so that every searched character still
comes from exactly one raw character:

* full-width letters, digits and punctuation -> ASCII (１ -> 1, ： stays ： because labels end with it);
* NBSP, U+3000 and the other wide spaces -> one space;
* zero-width characters, soft hyphens and bidirectional marks -> nothing;
* spaces that only spread a label or a name over a line (联 系 人) -> nothing;
* traditional forms of the characters that labels are made of -> simplified.

Most blocks need none of it and are joined as they stand; only blocks with such a character are mapped.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from operator import add

from scanner.model import Document, Grid, NormalizedText
from scanner.normalize.folding import FOLDED, folding_search, spread_spaces
from scanner.regexes import compiled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from array import array

__all__ = ["normalize"]

# One search over the whole joined text tells whether any block needs folding at all.
# It begins with the space, which is met much faster than a 汉字 is.
_MAY_SPREAD = compiled(r"[ \u3000\u00a0](?<=[^\W\da-zA-Z_].)[ \u3000\u00a0]*[^\W\da-zA-Z_](?![^\W\da-zA-Z_])")


def normalize(document: Document) -> NormalizedText:
    """The searched text of a document with the way back to its raw characters."""
    texts = document.blocks.texts
    separators = _separators(document)
    joined = _joined(texts, separators)
    starts = _starts(texts, separators)
    touched = _touched(joined, starts)
    if not touched:
        return NormalizedText(joined, document, starts)
    folded = list(texts)
    maps: dict[int, array[int]] = {}
    for index in touched:
        folded[index], known = fold(texts[index])
        if known is not None:
            maps[index] = known
    joined = _joined(folded, separators)
    return NormalizedText(joined, document, _starts(folded, separators) if maps else starts, maps)


def _touched(joined: str, starts: list[int]) -> list[int]:
    """The blocks that hold a character to fold or a spread label, in order."""
    found: set[int] = set()
    for search, before in ((folding_search, 0), (_MAY_SPREAD.search, 1)):
        match = search(joined)
        while match is not None:
            block = bisect_right(starts, match.start() - before) - 1
            found.add(block)
            if block + 1 >= len(starts):
                break
            match = search(joined, max(starts[block + 1] - 1, match.start() + 1))
    return sorted(found)


def _joined(texts: list[str], separators: list[str]) -> str:
    parts = [""] * (2 * len(texts))
    parts[::2] = texts
    parts[1::2] = separators
    return "".join(parts)


def fold(text: str) -> tuple[str, array[int] | None]:
    """The searched form of one raw text and, where characters were dropped, the raw index of each.

    Without dropped characters the map is None: character i comes from character i.
    """
    changed = text.translate(FOLDED)
    dropped = spread_spaces(changed)
    if "\0" not in changed and not dropped:
        return changed, None
    from array import array

    keep = [i for i, character in enumerate(changed) if character != "\0" and i not in dropped]
    return "".join([changed[i] for i in keep]), array("l", keep)


def _separators(document: Document) -> list[str]:
    """What follows each block: a tab within a table row, a line feed, or nothing."""
    separators: list[str] = []
    for _, stretch in document.blocks.stretches:
        if isinstance(stretch, Grid):
            row = ["\t"] * (stretch.columns - 1) + ["\n"]
            separators.extend(row * stretch.rows)
            continue
        for block in stretch:
            if block.continues and separators:
                separators[-1] = ""
            separators.append("\n")
    return separators


def _starts(texts: list[str], separators: list[str]) -> list[int]:
    lengths = map(add, map(len, texts), map(len, separators))
    return list(accumulate(lengths, initial=0))[:-1]
