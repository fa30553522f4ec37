"""The cue words of all profiles in one table, so that a text is compared with those it may hold only.

Forty profiles have nine thousand words. They are filed under their first two characters; a text is cut
into its pairs, and where a pair of the text begins a word the word itself is looked for.
"""

from __future__ import annotations

from functools import lru_cache
from marshal import dumps, loads
from operator import add

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from scanner.model import Profile

    # place -> first two characters (one, where the beginning has no more) -> words, packed: beginning ->
    # cue, number of the word in its cue, what follows; again and again. What follows is "" for nothing,
    # "$" for the end of the text, "…B" for B somewhere behind.
    Packed = dict[str, dict[str, bytes]]
    # (cue, where, points) of every cue of every profile, by the profile's id
    Points = dict[str, list[tuple[int, str, float]]]
    CueIndex = tuple[Packed, Points]
    Filed = list[tuple[str, list[tuple[int, int, str]]]]

END = "$"
GAP = "…"


def cue_index(profiles: Iterable[Profile]) -> CueIndex:
    """The cues of these profiles, numbered: their words by place and beginning, their points by profile."""
    places: dict[str, dict[str, dict[str, list[int | str]]]] = {}
    points: Points = {}
    count = 0
    for profile in profiles:
        points[profile.id] = []
        for cue in profile.cues:
            points[profile.id].append((count, cue.where, cue.points))
            filed = places.setdefault(cue.where, {})
            for number, word in enumerate(cue.words):
                first, tail = _parted(word)
                filed.setdefault(first[:2], {}).setdefault(first, []).extend((count, number, tail))
            count += 1
    packed = {place: {pair: dumps(words) for pair, words in filed.items()} for place, filed in places.items()}
    return packed, points


def _parted(word: str) -> tuple[str, str]:
    """`A…B` asks for A before B, `$` at its end for the end of the text."""
    if word.endswith(END):
        return word[:-1], END
    first, gap, second = word.partition(GAP)
    return first, gap + second


def met(index: CueIndex, texts: Mapping[str, str]) -> dict[int, str]:
    """The cues that are met, by number, each with the first of its words that occurs; `texts` by place."""
    best: dict[int, tuple[int, str]] = {}
    for place, packed in index[0].items():
        for cue, number, word in _hits(packed, texts[place]):
            if cue not in best or number < best[cue][0]:
                best[cue] = number, word
    return {cue: word for cue, (_, word) in best.items()}


def _hits(packed: dict[str, bytes], text: str) -> Iterator[tuple[int, int, str]]:
    """(cue, number of its word, the word) of all words that occur in the text, in no order."""
    pairs = {*map(add, text, text[1:]), *text, ""}
    for pair in packed.keys() & pairs:
        for first, entries in _filed(packed[pair]):
            at = text.find(first)
            if at < 0:
                continue
            for cue, number, tail in entries:
                if not tail:
                    yield cue, number, first
                elif tail == END:
                    if text.endswith(first):
                        yield cue, number, first
                elif text.find(tail[1:], at + len(first)) >= 0:
                    yield cue, number, first + tail


@lru_cache(maxsize=4096)
def _filed(packed: bytes) -> Filed:
    """The words that begin with one pair, unpacked when a text first holds it."""
    made = []
    for first, entries in loads(packed).items():
        parts = iter(entries)
        made.append((first, list(zip(parts, parts, parts, strict=True))))
    return made
