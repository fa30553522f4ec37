"""Rules that leave evidence: label, sign-off, title, mask, ethnic, list; and what stands round a name.

They read a strip (`strips.py`), in which alignment spaces are closed up, and answer with places of the searched text.
"""

from __future__ import annotations

from functools import cache

from scanner.regexes import any_of, compiled
from scanner.search.names.columns import Claim
from scanner.search.names.shapes import (
    DOTTED,
    HAN,
    MASKED,
    can_be_name,
    has_surname,
    is_body,
    is_masked,
    is_name,
    is_word,
    title_pattern,
    without_title,
)
from scanner.search.names.words import listed, surnames

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from scanner.search.names.strips import Strip

SIGN_OFF = frozenset(
    "制表 制表人 填表 填表人 复核 复核人 审核 审核人 审批 审批人 批准 签批 签发 签发人 经办 经办人 经手人 会计 出纳 报账员 "
    "监委会主任 支书 初审 二审 三审 终审 编审 校对 责编 责任编辑 编辑 供稿 撰稿 录入人 采集人 调查人 核查人 验收人 证明人 "
    "记录人 计算 校核 签字 签名 绘图 测量".split()
)
# Labels behind which only a person's name stands, whether or not its first character is a known surname.
PERSONAL = frozenset(
    "姓名 户主 户主姓名 学生姓名 申请人姓名 户名 开户名 拟录用人员 拟聘人员 监护人 法定代表人".split()
)
_VALUE = compiled(r"[^\n\t。；;|]{1,60}")
_TOKEN = compiled(r"[、，,/／和及与 ]+|[（(][^（()）\n]{0,24}[)）]?")
_LISTED = compiled(rf"{HAN}{{2,4}}(?:[、，,]{HAN}{{2,4}}){{2,}}|{HAN}{{2,4}}(?: {HAN}{{2,4}}){{2,}}")
_MASK_SIGNS = "*＊∗×xX某○◯●■█□"
BEHIND_PLACE = compiled(
    "[县镇乡村市区省州旗局厅组屯庄街路店社站所院校班厂场矿山河湖桥处]|公司|集团|企业|银行|单位|部门|项目|小区|学校|医院|基金|工程|地[区方点]"
)
_NO_SURNAME = frozenset(
    "于向和任时方应包但同关管常须从及支党全安宁路都单成车对有由在与以经被把给将是为等或各该此"
)
_BEFORE_MASK = frozenset("民户人员象生任记长主者亲子女夫妻兄弟母父名为由将对给被与和及是志属友师工告的把向")
_PLACES = frozenset("村区组社屯队寨镇乡")
_BREAKS = frozenset("，。、；：:;,.!?！？（）()【】[]《》“”\"'\n\t |/／0123456789")
_ENDS = _BREAKS | frozenset("等户拟的两一二三四五六七八九十")
_REMARK = compiled("[已未待同无略见详本各村镇县乡局站办签字盖章通过合格属实人员长科室意]|情况|如下")
# What is left of a name with a point up to the next mark, where it is no word about the person.
_REST = compiled(r"(?![等户家说任同老先女男之和及与为在的])[^\W\da-zA-Z_·]{1,3}(?![^\W_·])")
_GOES_ON = _ENDS | frozenset("因被为于在已由是患住说称与和及经男女今现每")
NEAR = 8
_NONE = (-1, -1)


@cache
def _label() -> re.Pattern[str]:
    words = any_of(sorted(listed("context")["label"].split(), key=len, reverse=True))
    return compiled(
        rf"(?:^|(?<=[\s，。；、;|（(：:\-—])|(?<=[^\W\d_]))({words})(?:[（(][^（()）\n]{{1,14}}[)）])?[ ]?[:：][ ]*"
    )


def label_claims(strip: Strip) -> Iterator[Claim]:
    """责任人：李明、王芳（镇长） and 审核：李明 制表：王芳. A label without a colon says nothing."""
    text = strip.text
    if "：" not in text and ":" not in text:
        return
    for found in _label().finditer(text):
        value = _VALUE.match(text, found.end())
        if value is None:
            continue
        tag = "sign-off" if found[1] in SIGN_OFF else "label"
        for start, end in _tokens(text, *value.span()):
            if text[start - 1] in "，," and start > value.start():
                break  # 会计：王芳，管账
            following = text[end : end + 1]
            if following in ("：", ":"):
                break
            token = text[start:end]
            kind = _kind(token)
            if kind and "·" not in token:
                yield Claim(kind, *strip.span(start, end), tag)  # type: ignore[arg-type]
                continue
            name, at = without_title(token)
            is_one = is_name(name) or (at == 0 and _is_one_by_label(found[1], name))
            if not is_one:
                break
            yield Claim("person", *strip.span(start + at, start + at + len(name)), tag)


def _is_one_by_label(label: str, token: str) -> bool:
    """A name without a known surname (腊四益, 乌云其木格; 七林 in a sign-off), no word, no body, no remark."""
    if is_word(token) or is_body(token) or not can_be_name(token):
        return False
    if label in PERSONAL:
        return 3 <= len(token) <= 7
    return label in SIGN_OFF and len(token) <= 4 and not _REMARK.search(token)


def _kind(token: str) -> str:
    return "masked" if is_masked(token) and has_surname(token) else "person" if is_name(token) else ""


def _tokens(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The pieces between commas, brackets and blanks."""
    at = start
    for mark in _TOKEN.finditer(text, start, end):
        if mark[0] in ("和", "及", "与") and not is_name(text[at : mark.start()]):
            continue
        if mark.start() > at:
            yield at, mark.start()
        at = mark.end()
    if at < end:
        yield at, end


def masked_claims(strip: Strip) -> Iterator[Claim]:
    """张某某, 张**, 欧阳*, 阿**·买** in prose and lists; no hidden places (李某公司, 于某某县)."""
    text = strip.text
    if not any(sign in text for sign in _MASK_SIGNS):
        return
    for found in MASKED.finditer(text):
        start, end = _masked_range(text, *found.span())
        if start >= 0:
            yield Claim("masked", *strip.span(start, end), "mask")


def _masked_range(text: str, start: int, end: int) -> tuple[int, int]:
    """The masked name within a match; (-1, -1) where it is none."""
    if text[start] == "某":
        return _NONE
    sign = next(at for at in range(start, end) if text[at] in _MASK_SIGNS)
    if "·" in text[start:end]:
        goes_on = text[end - 1] not in _MASK_SIGNS and text[end - 2] in _MASK_SIGNS
        end -= goes_on and end < len(text) and text[end].isalpha()
        end -= text[end - 1] in "等户两"
        return (start, end) if start == 0 or not text[start - 1].isalpha() else _NONE
    if sign == start:  # *明: only where nothing else stands beside it
        end -= text[end - 1] in "等户的" and end - 2 > sign
        is_apart = (start == 0 or text[start - 1] in _BREAKS) and not BEHIND_PLACE.search(text, sign, end)
        return (start, end) if is_apart and (end >= len(text) or text[end] in _ENDS) else _NONE
    known = surnames()
    begin = sign - 2 if sign - start >= 2 and text[sign - 2 : sign] in known.compound else sign - 1
    if text[begin:sign] not in known.compound and not has_surname(text[begin] + "一"):
        return _NONE
    return _masked_behind(text, begin, sign, end) if _may_begin(text, begin, sign) else _NONE


def _may_begin(text: str, begin: int, sign: int) -> bool:
    """Whether a masked name may begin here, by what stands before: 村民李某, 社区叶**; not 1200元×13户, 于某某县."""
    before = text[begin - 1] if begin else "\n"
    if before.isdigit():
        return text[sign] not in "×xX"
    if not before.isalpha():
        return True
    is_told = before in _BEFORE_MASK or text[max(0, begin - 2) : begin] in ("关于", "对于", "给予")
    return (is_told or (before in _PLACES and text[sign] in "*＊∗")) and text[begin] not in _NO_SURNAME


def _masked_behind(text: str, begin: int, sign: int, end: int) -> tuple[int, int]:
    """Where the name ends whose surname and first sign these are: 张*明 before a mark or a word that goes on."""
    last = sign
    while last < end and text[last] in _MASK_SIGNS:
        last += 1
    if (
        last < end
        and text[sign] != "某"
        and text[last] not in "等户家列因被为于的在已由是患住说称与和及经叁贰两"
        and (last + 1 >= len(text) or text[last + 1] in _GOES_ON)
    ):
        last += 1
    is_single = last - sign == 1 and text[sign] in "×xX○□"
    if is_single and text[begin:last].isalpha() and not (last >= len(text) or text[last] in _BREAKS):
        return _NONE
    return _NONE if BEHIND_PLACE.match(text, last) else (begin, last)


@cache
def _sounds() -> re.Pattern[str]:
    return compiled(rf"([{listed('sounds')['sounds']}·]+)")


def ethnic_claims(strip: Strip) -> Iterator[Claim]:
    """阿依古丽·买买提: the characters of such names on both sides of a point, apart from the words about them."""
    if "·" not in strip.text:
        return
    for found in _sounds().finditer(strip.text):
        if DOTTED.fullmatch(found[0]) and len(found[0]) > 4:
            rest = _REST.match(strip.text, found.end())
            yield Claim("person", *strip.span(found.start(), rest.end() if rest else found.end()), "ethnic")


def list_claims(strip: Strip) -> Iterator[Claim]:
    """王芳、李明、张伟: three texts at least that may all be names, most of them with a surname."""
    for found in _LISTED.finditer(strip.text):
        tokens = list(_tokens(strip.text, *found.span()))
        names = [is_name(strip.text[start:end]) for start, end in tokens]
        if (
            len(tokens) >= 3
            and sum(names) >= max(3, len(names) - len(names) // 8)
            and _mostly_three(strip.text, tokens)
        ):
            for (start, end), is_one in zip(tokens, names, strict=True):
                if is_one:
                    yield Claim("person", *strip.span(start, end), "list")


def _mostly_three(text: str, tokens: list[tuple[int, int]]) -> bool:
    """Whether the texts begin in different ways and are no enumeration of two-character words."""
    firsts = {text[start] for start, _ in tokens}
    three = sum(end - start == 3 for start, end in tokens)
    return len(firsts) * 2 > len(tokens) and three * 2 >= len(tokens)


@cache
def _titled() -> re.Pattern[str]:
    behind = any_of(
        [word for word in listed("context")["behind"].split() if len(word) > 1 or word in "等说任"]
    )
    return compiled(rf"(?:{title_pattern()})[ ]?(?:({HAN}{{3}})|({HAN}{{2}}))(?=[^\w]|[0-9]|$|{behind})")


def title_claims(strip: Strip) -> Iterator[Claim]:
    """副镇长王芳 before a mark or a word that goes on from a person."""
    for found in _titled().finditer(strip.text):
        group = 1 if found[1] else 2
        if is_name(found[group]):
            yield Claim("person", *strip.span(*found.span(group)), "title")


@cache
def _title_behind() -> re.Pattern[str]:
    return compiled(rf"[ ]?(?:{title_pattern()})")


@cache
def _before() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    context = listed("context")
    kin = any_of([word for word in context["kin"].split() if len(word) > 1])
    labels = any_of(context["label"].split())
    return (
        compiled(rf"(?:{title_pattern()})[ ]?$"),
        compiled(rf"(?:{kin})[ ：:（(]?$"),
        compiled(rf"(?:{labels})(?:[（(][^（()）\n]{{1,14}}[)）])?[ ]?[:：][^。；\n\t：:]*$"),
    )


def surroundings(text: str, start: int, end: int) -> tuple[str, ...]:
    """The tags of what stands before and behind a name in a strip: title, label, sign-off, kin."""
    before = text[max(0, start - NEAR) : start]
    title, kin, label = _before()
    found = []
    if title.search(before) or _title_behind().match(text, end):
        found.append("title")
    if kin.search(before):
        found.append("kin")
    left = text[max(0, start - 40) : start]
    if ("：" in left or ":" in left) and label.search(left):
        found.append("label")
    return tuple(found)


__all__ = [
    "ethnic_claims",
    "is_word",
    "label_claims",
    "list_claims",
    "masked_claims",
    "surroundings",
    "title_claims",
]
