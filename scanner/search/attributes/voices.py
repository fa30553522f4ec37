"""Whom 你, 我 and 来信人 are: whom a letter is addressed to, who signs it, whom a word for a part in it has named before."""

from __future__ import annotations

from scanner.characters import HAN
from scanner.regexes import compiled
from scanner.search.attributes.named import Named
from scanner.search.persons import SHAPE
from scanner.values import is_masked_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

_PARTS = "来信人|信访人|来访人|反映人|申请人|申请者|求助人|求助者|当事人|案主|投诉人|诉求人|咨询人|被帮扶人|服务对象|矫正对象|受助人|来电人|报警人"
_PART = compiled(f"(?:该|此)?(?P<part>{_PARTS})")
_YOU = compiled("你(?!们|[县市镇乡村局院校单])|您(?!们|[县市镇乡村局院校单])")
_ME = compiled("(?<![自忘大为])我(?![们国省市县区镇乡村局院校队厂公司院会办部])|本人|俺(?!们村)|咱家")
_ADDRESSED = compiled(
    rf"(?:^|\n)[ 　]*(?:尊敬的)?(?P<name>{HAN}[^\s，。：:]{{1,12}}?)(?:同志|先生|女士|同学|家长|网友)?[：:][ 　]*(?=\n|$|[你您]好)"
)
_SIGNED = compiled(
    rf"(?:{_PARTS}|保证人|承诺人|具结人|悔过人|立据人|检讨人|陈述人|声明人|投保人|本人)(?:签名|签字|（签名）|（签字）|\(签字\))?[：: 　]{{1,3}}(?P<name>{HAN}[^\s，。]{{1,12}})"
)
# 关于张某信访事项的答复, 关于取消张某户低保待遇的通知书
_IN_TITLE = compiled(
    rf"(?:^|\n)[^\n，。]{{0,16}}关于(?:取消|停发|终止|调整|驳回|不予|批准|给予)?(?P<name>{SHAPE})(?:同志|户|家庭|等人)?[^\n，。]{{0,24}}(?:答复|回复|告知|意见书|通知书|决定书?)[^\n，。]{{0,6}}(?=\n|$)"
)
_OF_HIM = compiled(
    "[ 　]*(?:经查|经核[实对]|核[实对])?[，：:]?(?:(?:该|此|你|您)(?:户|家庭|村民|人|员)|其|他|她|你|您|户主|本人|申请人|全家)"
)
_BREAK = compiled("[，。；！？\n]")
_FAR = 1500  # characters of a letter between its words and who it is to or from


def is_of_him(text: str, first: int) -> bool:
    """Whether a sentence begins with somebody of the sentences before, or with whom a letter is to: 该户, 你户."""
    return _OF_HIM.match(text, first) is not None


def is_to_you(text: str, first: int, end: int) -> bool:
    """Whether the clause before and up to a place speaks to whom a letter is to: 考虑到您患有…."""
    low = max((match.end() for match in _BREAK.finditer(text, first, end)), default=first)
    return _YOU.search(text, low, end) is not None


def meant(
    text: str,
    sentence: tuple[int, int],
    named: Callable[[int, int], list[Named]],
) -> Named | None:
    """Who is meant in a sentence without a name; None where nothing says it.

    `named` gives the persons that stand between two places of the text and are not named for an office.
    """
    first, last = sentence
    if _YOU.search(text, first, last):
        for match in reversed(list(_ADDRESSED.finditer(text, max(0, first - _FAR), first))):
            found = named(*match.span("name"))
            if found:
                return found[-1]
        for match in _IN_TITLE.finditer(text, max(0, first - _FAR), first):
            start, end = match.span("name")
            return Named(start, end, "shape", is_masked_name(text[start:end]))
        return None
    if _ME.search(text, first, last):
        places = [
            *_SIGNED.finditer(text, last, min(len(text), last + _FAR)),
            *reversed(list(_SIGNED.finditer(text, max(0, first - _FAR), first))),
        ]
        for match in places:
            found = named(*match.span("name"))
            if found:
                return found[0]
        return None
    part = _PART.search(text, first, last)
    if part is None:
        return None
    for before in reversed(list(_PART.finditer(text, max(0, first - _FAR), first))):
        found = named(before.end(), before.end() + 8)
        if before["part"][:2] == part["part"][:2] and found and found[0].start - before.end() <= 2:
            return found[0]
    return None
