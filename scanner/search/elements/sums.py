"""Sums of money in sentences: what a sum is, the last word before it tells (批复52万元, 花了51.3万元).

The rules of the elements name their words: `words` make a sum theirs, `also` do where no other element
that is asked for has the word, `total` stand before the sum of all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from scanner.anatomy import Anatomy, Line
from scanner.model import Rulebook
from scanner.noun import noun
from scanner.regexes import any_of, compiled
from scanner.search.elements.candidates import RANK, Candidate, folded

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from typing import Any

_SUM = compiled(
    r"(?:(?<![0-9.])[0-9][0-9,，]{0,24}(?:\.[0-9]{1,9})?\s?[余多]?(?:[千百]?[万亿]元|[千百]?元|[万亿](?![亩人户吨立平株只头斤公棵米千条个只羽尾粒块例次枚袋套张册家村名座口只支件盒台瓦度伏方])块?|块钱?)"
    r"|[零〇一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟][零〇一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟万亿]{1,18}(?:[元圆]整?|(?<=[万亿])(?=[，。；、,;：:）)\s]|$)))"
    r"(?:\s?[（(]\s?(?:小写|人民币|[¥￥])?\s?[:：]?\s?(?:人民币|[¥￥])?[0-9][0-9,，]{0,24}(?:\.[0-9]{1,9})?\s?万?元?[)）])?"
)
_HEAD_ENDS = compiled(r"[。；;，,：:（(！？!?\n]")
_TEXT_ENDS = compiled(r"[。；;！？!?\n]")
_RATE = compiled(
    r"(?:每[^，。；、0-9]{0,10}|[人户亩村生年月均]均[^，。；、0-9]{0,6}|单价|标准|一[亩户人个年月天斤][^，。；、0-9]{0,4})[为是：:约]?\s?$"
)
_RATE_AFTER = compiled(r"\s?(?:[/／]|每)\s?[^\W\da-zA-Z_]|整?[/／]")
_PART = compiled(r"其中|分别|另有|包括|包含|每|剩|余|结余|节约|节省|超出|多出|差额|保证金|质保金|罚")
HEAD = 22  # characters before a sum in which its word is looked for
NEAR = 12  # characters between the word and the sum
LONGEST = 80  # of what a sentence says
MOST = 200  # sums of one notice that are looked at
MOST_MADE = 160  # lists of words that are kept


class _Words(metaclass=noun):
    """The words of the elements that are asked for: which element each makes a sum, which say that it is all."""

    owners: Mapping[str, tuple[str, ...]]
    total: frozenset[str]
    pattern: re.Pattern[str]


class _Sum(metaclass=noun):
    start: int  # in the line
    end: int
    word: str  # the last one before it, "" where none is
    word_at: int
    is_part: bool


def sum_candidates(anatomy: Anatomy, rulebook: Rulebook, ids: Sequence[str]) -> list[Candidate]:
    """What sums in sentences offer for the elements `ids`."""
    words = _words(rulebook, tuple(ids))
    if not words.owners:
        return []
    found: list[Candidate] = []
    for line in anatomy.lines:
        if line.is_chrome or not any(sign in line.text for sign in "元万亿块"):
            continue
        for one in _sums(line.text, words):
            found.extend(_offered(line, one, words, rulebook))
        if len(found) >= MOST:
            break
    return found


def _offered(line: Line, one: _Sum, words: _Words, rulebook: Rulebook) -> Iterator[Candidate]:
    for name in words.owners.get(one.word, ()):
        is_money = rulebook.rules[f"element/{name}"].parameters["value"] == "money"
        rank = RANK["prose"] + one.is_part - (is_money and one.word in words.total)
        start, end = (one.start, one.end) if is_money else _clause(line.text, one)
        value = line.text[start:end]
        at = line.start + start
        yield Candidate(name, folded(value), at, at + len(value), "prose", "good", "", rank)


def _clause(line: str, one: _Sum) -> tuple[int, int]:
    """What a sentence says from the word on."""
    stop = _TEXT_ENDS.search(line, one.end)
    end = min(stop.start() if stop else len(line), one.word_at + LONGEST)
    return one.word_at, max(end, one.end)


def _sums(line: str, words: _Words) -> Iterator[_Sum]:
    """The sums of a line that are no rates, each with the last word before it."""
    last = 0
    for found in _SUM.finditer(line):
        begin = max(last, found.start() - HEAD)
        for border in _HEAD_ENDS.finditer(line, begin, found.start()):
            begin = border.end()
        last = found.end()
        head = line[begin : found.start()]
        if _RATE.search(head) or _RATE_AFTER.match(line, found.end()):
            continue
        word, at = "", -1
        for match in words.pattern.finditer(head):
            word, at = match[0], begin + match.start()
        if not word or found.start() - at - len(word) > NEAR:
            continue
        yield _Sum(found.start(), found.end(), word, at, _PART.search(head) is not None)


def _words(rulebook: Rulebook, ids: tuple[str, ...]) -> _Words:
    key = (rulebook.version, ids)
    if key not in _MADE:
        if len(_MADE) >= MOST_MADE:
            _MADE.clear()
        _MADE[key] = _read(rulebook, ids)
    return _MADE[key]


def _read(rulebook: Rulebook, ids: Sequence[str]) -> _Words:
    own: dict[str, list[str]] = {}
    also: dict[str, list[str]] = {}
    total: set[str] = set()
    for name in ids:
        sums: Any = rulebook.rules[f"element/{name}"].parameters.get("sums", {})
        for key, table in (("words", own), ("total", own), ("also", also)):
            for word in sums.get(key, ()):
                table.setdefault(word, []).append(name)
        total.update(sums.get("total", ()))
    owners = {word: tuple(names) for word, names in {**also, **own}.items()}
    return _Words(owners, frozenset(total), compiled(any_of(sorted(owners)) or "(?!)"))


_MADE: dict[tuple[str, tuple[str, ...]], _Words] = {}
