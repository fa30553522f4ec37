"""Runs of characters and their numbers, kept in a few long texts: a short notice looks its runs up without unpacking them.

A mapping of twenty thousand runs takes longer to be made than a notice to be read. So the runs are spread over buckets by
their first and last character, one text each, and are searched there; where many are asked for a mapping is made after all.
The texts are kept as UTF-8: most buckets are never looked into, and need not be decoded.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence, Set

    Packed = tuple[list[bytes], list[int]]  # the buckets, and the number of the first run in each

_IN_ONE = 16  # runs of a bucket, about
_MANY = 4  # a mapping is made when one in so many of the runs was asked for
_END = "\n"  # stands between runs, never in one
_SPLIT = b"\n"


class Runs:
    """Runs with their numbers: packed in buckets and numbered in their order, or `numbers` as they are given."""

    __slots__ = ("_asked", "_buckets", "_firsts", "_numbers")

    def __init__(
        self,
        buckets: Sequence[bytes] = (),
        firsts: Sequence[int] = (0,),
        numbers: dict[str, int] | None = None,
    ) -> None:
        self._buckets = buckets
        self._firsts = firsts
        self._numbers = numbers
        self._asked = 0

    def all(self) -> dict[str, int]:
        """Every run with its number."""
        if self._numbers is None:
            runs = [run for bucket in self._buckets for run in _decoded(bucket[1:-1]).split(_END) if bucket]
            self._numbers = {run: number for number, run in enumerate(runs, self._firsts[0])}
        return self._numbers

    def known(self, asked: Set[str]) -> dict[str, int]:
        """Those of the runs asked for that are among these, with their numbers."""
        if self._numbers is None:
            self._asked += len(asked)
            if self._asked * _MANY < self._firsts[-1] - self._firsts[0]:
                return self._searched(asked)
        numbers = self.all()
        return {run: numbers[run] for run in asked & numbers.keys()}

    def numbers(self, asked: Set[str]) -> list[int]:
        """The numbers of those of the runs asked for that are among these."""
        numbers = self._numbers
        return (
            [*self.known(asked).values()]
            if numbers is None
            else [numbers[run] for run in asked & numbers.keys()]
        )

    def _searched(self, asked: Set[str]) -> dict[str, int]:
        found = {}
        buckets, firsts = self._buckets, self._firsts
        mask = len(buckets) - 1
        for run in asked:
            at = (ord(run[0]) * 31 + ord(run[-1])) & mask if run else 0
            bucket = buckets[at]
            if not bucket:
                continue
            start = bucket.find(f"\n{run}\n".encode("utf-8", "surrogatepass"))
            if start >= 0 and _END not in run:
                found[run] = firsts[at] + bucket.count(_SPLIT, 0, start)
        return found


class Words:
    """Words of two characters and more with a sign each, filed under their first two characters."""

    __slots__ = ("_begun", "_buckets")

    def __init__(self, buckets: Sequence[bytes]) -> None:
        self._buckets = buckets
        self._begun: dict[str, list[tuple[str, str]]] = {}  # no more than there are pairs that begin a word

    def begun(self, pair: str) -> Sequence[tuple[str, str]]:
        """(word, sign) of the words that begin with these two characters, the longest first."""
        found = self._begun.get(pair)
        if found is not None:
            return found
        bucket = self._buckets[_bucket(pair, len(self._buckets))]
        begin = _encoded(f"\n{pair}")
        start = bucket.find(begin)
        if start < 0 or _END in pair:
            return ()
        found = self._begun[pair] = []
        while start >= 0:
            end = bucket.index(_SPLIT, start + 1)
            entry = _decoded(bucket[start + 1 : end])
            found.append((entry[:-1], entry[-1]))
            start = bucket.find(begin, end)
        return found


def packed_words(signs: Mapping[str, str]) -> list[bytes]:
    """What `Words` is made of, for `marshal`: the sign of each word is one character."""
    size = _buckets_for(len(signs))
    filed: list[list[str]] = [[] for _ in range(size)]
    for word in sorted(signs, key=lambda word: (-len(word), word)):
        filed[_bucket(word[:2], size)].append(word + signs[word])
    return [_bucket_of(entries) for entries in filed]


def packed(runs: Iterable[str], first: int = 0) -> tuple[Packed, list[str]]:
    """What `Runs` is made of, for `marshal`, and the runs in the order of their numbers, which begin with `first`."""
    given = list(dict.fromkeys(runs))
    size = _buckets_for(len(given))
    filed: list[list[str]] = [[] for _ in range(size)]
    for run in given:
        filed[_bucket(run, size)].append(run)
    firsts = [first]
    for bucket in filed:
        firsts.append(firsts[-1] + len(bucket))
    return ([_bucket_of(runs) for runs in filed], firsts), [run for bucket in filed for run in bucket]


def _bucket_of(entries: Sequence[str]) -> bytes:
    return _encoded(_END + _END.join(entries) + _END) if entries else b""


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")  # a text may hold half a character


def _decoded(text: bytes) -> str:
    return text.decode("utf-8", "surrogatepass")


def _bucket(run: str, size: int) -> int:
    return (ord(run[0]) * 31 + ord(run[-1])) & (size - 1) if run else 0


def _buckets_for(count: int) -> int:
    size = 1
    while size * _IN_ONE < count:
        size *= 2
    return size
