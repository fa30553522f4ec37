"""Words beside names drawn to signs: kinds of words, ages, classes and years, each one private character.

Elders, the young, care, schools, posts … stand in `patterns/said/children.txt`; 奶奶 and 外公 look alike, 9岁 and 十一周岁 too.
"""

from __future__ import annotations

import os
from functools import cache

from scanner.learned import PATTERNS
from scanner.regexes import any_of, compiled, worked_out
from scanner.search.attributes.ages import GROWN, is_childs_year
from scanner.search.names.words import listed_in
from scanner.values import chinese_number

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re

_LIST = os.path.join(PATTERNS, "said", "children.txt")
FIRST = "\ue000"  # the first private character; kinds of words follow in the order of the list
NAME, SAME, CHILDS_AGE, GROWN_AGE, CHILDS_YEAR, OTHER_YEAR, CLASS, UPPER = map(chr, range(0xE080, 0xE088))
# Kinds of which a word is evidence that a line may speak of a child or of who answers for one.
EVIDENCE = ("elder", "young", "charge", "care", "kept", "child", "pupil", "school", "parent")
_SHORTEST = 2  # characters of a word that is evidence
_FURTHER = ("岁", "年级", "）班", ")班", "出生", "日生", "月生", "年生")  # what tells an age or a class
_OTHERS, _CHILDS = ("post", "contact", "charge"), ("child", "pupil", "kept")
_NO_NAME = ("gone", "care", "nobody", "charge", "contact", "bond")  # kinds of which no name holds a word
_NUMBER = "(?:[0-9]{1,2}|[一二两三四五六七八九十]{1,3})"
_SIGNS = (
    rf"(?P<age>{_NUMBER}(?=(?:多|来)?(?:周)?岁))(?:多|来)?(?:周)?岁(?:半|零?{_NUMBER}个月)?"
    rf"|(?P<months>{_NUMBER}个(?:多|半)?月大?|月龄)"
    r"|(?P<year>(?:19|20)[0-9]{2}|[一二][九〇○零][一二三四五六七八九〇○零]{2})"
    r"(?:年(?:[0-9一二三四五六七八九十正冬腊]{1,3}月)?(?:[初廿]?[0-9一二三四五六七八九十]{1,3}[日号]?)?|[./-]?[0-9]{1,2}(?:[./-]?[0-9]{1,2})?)"
    r"|(?P<upper>高[一二三](?:年级)?(?:[（(][0-9]{1,2}[)）])?班?)"
    r"|(?P<class>(?:小学|初中)?[一二三四五六七八九1-9]年级(?:[（(]?[0-9一二三四五六七八九十]{1,2}[)）]?班?)?"
    r"|[初小][一二三四五六](?![日，]?生)|[一二三四五六七八九1-9][（(][0-9一二三四五六]{1,2}[)）]班?)"
)
_COUNTED = compiled("满[一二三四五六七八九十]")  # 满十四岁
_NEVER = compiled("姓名|出生|就读|保管|户籍|签到|敬老院|养老院|^判[决处]|^尊敬|^自行|^邻居$|温暖$")
_DIGITS = compiled("[0-9]+(?:[.,][0-9]+)*")


def drawn(words: str, present: int) -> str:
    """The words with signs for what has one, digits folded; `present` is the year that ages are told by."""
    kinds, pattern = known_words()

    def sign(match: re.Match[str]) -> str:
        if match["word"]:
            return kinds[match["word"]]
        if match["age"]:
            return CHILDS_AGE if 0 < chinese_number(match["age"]) < GROWN else GROWN_AGE
        if match["year"]:
            return CHILDS_YEAR if is_childs_year(match["year"], present) else OTHER_YEAR
        return CHILDS_AGE if match["months"] else CLASS if match["class"] else UPPER

    return _DIGITS.sub("0", pattern.sub(sign, words))


@cache
def known_words() -> tuple[dict[str, str], re.Pattern[str]]:
    """The sign of the kind of each word, and the pattern for whatever is drawn to a sign."""
    kinds = worked_out("children", _state(), _kinds)
    words = worked_out("children pattern", _state(), lambda _: any_of(_longest_first(kinds)))
    return kinds, compiled(f"{_SIGNS}|(?P<word>{words})")


def _state() -> tuple[str, ...]:
    """By which it is seen that the list was written anew."""
    stat = os.stat(_LIST)
    return _LIST, str(stat.st_size), str(stat.st_mtime_ns)


def _kinds(_: tuple[str, ...]) -> dict[str, str]:
    kinds: dict[str, str] = {}
    for number, words in enumerate(listed_in("said", "children").values()):
        for word in words.split():
            kinds.setdefault(word, chr(ord(FIRST) + number))
    return kinds


def _longest_first(kinds: dict[str, str]) -> list[str]:
    return sorted(kinds, key=lambda word: (-len(word), word))


def holds_no_name(word: str) -> bool:
    """Whether what has the shape of a name holds a word that no name has in it: 抚养费, 时停发."""
    return (
        _of_kinds(_NO_NAME).search(word) is not None
        or _COUNTED.match(word) is not None
        or _NEVER.search(word) is not None
        or word in known_words()[0]
    )


def is_of_others(label: str) -> bool:
    """Whether a label names somebody in office, a contact or who answers for a child: 随访人, 联系人, 监护人."""
    if label.startswith("被"):  # 被包保人
        return False
    return _of_kinds(_OTHERS).search(label) is not None and _of_kinds(_CHILDS).search(label) is None


@cache
def _of_kinds(kinds: tuple[str, ...]) -> re.Pattern[str]:
    groups = listed_in("said", "children")
    words = {word for kind in kinds for word in groups[kind].split() if len(word) >= _SHORTEST}
    return compiled(any_of(sorted(words)))


# ---- lines that hold evidence


@cache
def evidence() -> tuple[str, ...]:
    """The words that are evidence, none of which holds another."""
    return tuple(worked_out("children evidence", _state(), _evidence))


def _evidence(_: tuple[str, ...]) -> list[str]:
    groups = listed_in("said", "children")
    words = {word for kind in EVIDENCE for word in groups[kind].split() if len(word) >= _SHORTEST} | {
        *_FURTHER
    }
    return sorted(word for word in words if not any(other != word and other in word for other in words))
