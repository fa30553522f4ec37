"""The label words of all rules of kind `code`: where they stand, and which of two at one place counts.

Of the words around one place the one that begins first counts, then the longest, be it of another rule
or of `numbers.labels`: 护照 in 护照号码 is 护照号码, 证号 in 身份证号 is nothing of its own.

There are hundreds of labels, and a pattern of that many words is slow. So two neighbouring characters
of each are looked for (证号 for a third of them), as a pair of character classes; only where such a pair
stands the words themselves are.
"""

from __future__ import annotations

import re
from functools import lru_cache

from scanner.regexes import compiled, worked_out
from scanner.search.numbers.labels import CLASS_OF

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

# Pairs that every notice is full of; a label is known by another of its pairs where it has one.
_EVERYDAY = frozenset(
    "电话 号码 联系 身份 编号 方式 银行 单位 家庭 出生 日期 地址 人员 人民 村民 办理 证件 公示 项目 资金 补贴 发放 农业 救助 特困 "
    "困难 管理 登记 工作 基本 信息 对象 生产 社会 医疗 保障 居民 农村 残疾 学生 户籍 会保 位于 脱贫 贫困 监测 农户 三年 "
    "电子 处方 户口 住房 房屋 编码 台湾 个人".split()
)
_RARE = 1000  # labels; more than share any pair


class Words:
    """A set of label words, made to be looked for in one pass; with them the pairs that bare values begin with."""

    def __init__(self, words: tuple[str, ...], starts: frozenset[str] = frozenset()) -> None:
        self._known = frozenset(words)
        self._every = self._known.union(CLASS_OF)
        self._pairs = worked_out("pairs", words, _pairs)
        self._starts = starts
        self._pattern = _pattern(self._pairs | starts) if words or starts else None
        self._shapes: dict[str, tuple[tuple[int, int], ...]] = {}

    def hits(self, text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
        """(word, start, end) of every label word between two positions, left to right; "" for a `starts`."""
        if self._pattern is None:
            return
        pairs, done = self._pairs, start
        for match in self._pattern.finditer(text, start, end):
            at = match.start()
            pair = text[at : at + 2]
            if pair not in pairs:
                if pair in self._starts:
                    yield "", at, at
                continue
            for before, length in self._shapes.get(pair) or self._shaped(pair):
                first = at - before
                word = text[first : first + length] if first >= done else ""
                if word in self._every:
                    if word in self._known:
                        yield word, first, first + length
                    done = first + length
                    break

    def _shaped(self, pair: str) -> tuple[tuple[int, int], ...]:
        """(characters before the pair, length) of all words that hold it, the best first."""
        shapes = {(at, len(word)) for word in self._every if pair in word for at in _places(pair, word)}
        self._shapes[pair] = tuple(sorted(shapes, key=lambda shape: (-shape[0], -shape[1])))
        return self._shapes[pair]


def _pairs(words: tuple[str, ...]) -> frozenset[str]:
    """For each word the pair that most words share and that is not an everyday one."""
    counts: dict[str, int] = {}
    for word in words:
        for at in range(len(word) - 1):
            pair = word[at : at + 2]
            counts[pair] = counts.get(pair, 0) + (1 if pair in _EVERYDAY else _RARE)
    return frozenset(
        [max([word[at : at + 2] for at in range(len(word) - 1)], key=counts.__getitem__) for word in words]
    )


def _pattern(pairs: frozenset[str]) -> re.Pattern[str]:
    first, second = ("".join(sorted({pair[at] for pair in pairs})) for at in (0, 1))
    return compiled(f"[{re.escape(first)}](?=[{re.escape(second)}])")


def _places(short: str, word: str) -> Iterator[int]:
    at = word.find(short)
    while at >= 0:
        yield at
        at = word.find(short, at + 1)


@lru_cache(maxsize=8)
def words_of(words: tuple[str, ...], starts: frozenset[str] = frozenset()) -> Words:
    """`Words`, made once for a set of rules. A word has two characters or more."""
    return Words(words, starts)
