"""In what role somebody is named: by the label, the title or the office beside the name.

official      负责人 帮扶责任人 书记 主任 …: answers for something; the office's telephone stays
contact       联系人 经办人: may be called; a mobile is for review
author        作者 编辑 摄影 通讯员
company       法定代表人 经营者 of a firm
guardian      监护人 家长
applicant     申请人
beneficiary   户主 受益人 村民 …: a villager, nobody's contact
minor         孤儿 儿童 学生
""  # not told
"""

from __future__ import annotations

from functools import cache

from scanner.regexes import any_of, compiled
from scanner.search.names.words import listed

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from typing import Literal

    Role = Literal[
        "",
        "official",
        "contact",
        "author",
        "company",
        "guardian",
        "applicant",
        "beneficiary",
        "minor",
        "family",
    ]

_POSTS = (
    "(?:书记|支书|主任|局长|镇长|乡长|县长|区长|市长|村长|社长|科长|股长|处长|站长|所长|院长|校长|会长|主席|部长|组长|队长|委员|专干|干事|文书|会计|出纳"
    "|民警|医生|律师|老师|记者"
)
_POST = compiled(
    rf"[ 　\t]?[（(]?[^\W\da-zA-Z_由后被让对向和与给把为]{{0,8}}?{_POSTS}|工程师|总监|摄影)"
    r"|[ 　]?(?:同志)?[拟现兼担改]{0,2}任(?![务何])[^，。；：\n]{1,24}?(?:长|书记|主任|委员|主席|职务)"
)
_POST_BEFORE = compiled(
    rf"{_POSTS}|队员|(?<!受助)代表|干部|网格员|负责人|责任人|经理|董事长|理事长|教授|专家)[（(:：]?[ 　]?$|负责[^，。；：\n]{{0,6}}[:：][ 　]?$"
)
_ASKED = compiled(r"(?:联系|请?找|咨询|致电|打给|拨打|询问)[ 　]?$")
_CALLED = compiled(r"[ 　，,：:（(]{0,2}(?:的?(?:联系)?电话|手机|[（(]?0[0-9]{2,3}|1[0-9]{10}|[0-9]{7,8})")
_TELLS = compiled(r"[^，。；：\n]{0,8}?(?:[对向跟和]记者|告诉记者|接受[^，。；：\n]{0,4}采访)")
LEFT = 24  # characters before a name in which its label stands


@cache
def _roles() -> dict[str, str]:
    """The role of each label, as `patterns/names/roles.txt` lists them."""
    return {word: role for role, words in listed("roles").items() for word in words.split()}


@cache
def _before() -> re.Pattern[str]:
    words = any_of(sorted(_roles(), key=lambda word: (-len(word), word)))
    return compiled(rf"({words})(?:[（(][^（()）]{{1,12}}[)）])?[ 　]*(?:[:：为是叫][ 　]*)?$")


def role_of_label(label: str) -> str:
    """The role that the head of a column or the label of a form gives; "" for another label."""
    return _roles().get("".join(label.split()).partition("（")[0].partition("(")[0].removesuffix("姓名"), "")


def role_before(text: str, start: int) -> str:
    """The role that a label or an office right before a name gives; "" where nothing tells."""
    left = text[max(0, start - LEFT) : start].rpartition("\n")[2]
    found = _before().search(left)
    if found:
        return _roles()[found[1]] if len(found[1]) > 1 or ":" in found[0] or "：" in found[0] else ""
    return "official" if _POST_BEFORE.search(left) else ""


def role_of(text: str, start: int, end: int) -> str:
    """The role of the person named at ``text[start:end]``, by what stands before and behind."""
    role = role_before(text, start)
    if not role and _ASKED.search(text, max(0, start - 6), start) and _CALLED.match(text, end):
        return "contact"
    if role in ("", "beneficiary"):
        behind = _POST.match(text, end, end + 14)
        if behind and "，" not in behind.group():
            return "official"
    return role


def is_official(text: str, start: int, end: int) -> bool:
    """Whether somebody is named for an office, a firm, a text or what he tells the press, not for what is given to him."""
    if _TELLS.match(text, end):
        return True
    return role_of(text, start, end) in ("official", "contact", "author", "company")
