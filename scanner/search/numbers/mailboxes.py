"""E-mail addresses, found from their @, and whose they may be."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scanner.characters import HAN
from scanner.model import Fact, NormalizedText
from scanner.regexes import compiled
from scanner.search.numbers.policy import Reading
from scanner.search.numbers.surroundings import Heads, Surroundings
from scanner.values import is_person

_DOMAIN = compiled(r"@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,6}")
_LOCAL = compiled(r"[A-Za-z0-9_][A-Za-z0-9._%+-]{0,63}$")
_QQ_NUMBER = compiled("[1-9][0-9]{4,10}@qq[.]com", re.IGNORECASE)

_OWN = compiled("(?:个人|本人|私人|家长|学生|户主)(?:电子)?(?:邮箱|邮件)")
_NAME_BEFORE = compiled(
    f"(?<!{HAN})({HAN}{{2,3}})(?:的)?[ ，,（(]{{0,2}}(?:电子)?(?:邮箱|邮件|E-?mail|e-?mail)?(?:地址)?[为是:： ]{{0,2}}$"
)

# Providers where anybody has an address. Offices use them too, and then a label says so.
PUBLIC = frozenset(
    "163.com 126.com yeah.net qq.com vip.qq.com foxmail.com sina.com sina.cn vip.sina.com sohu.com 139.com "
    "189.cn wo.cn 21cn.com tom.com aliyun.com gmail.com hotmail.com outlook.com live.com msn.com icloud.com "
    "yahoo.com vip.163.com 263.net".split()
)
_OFFICE_WORDS = ("mailbox", "contact")


def mail_readings(text: NormalizedText, heads: Heads) -> Iterator[Reading]:
    """Addresses that may be a person's own; those of offices and labelled ones are left out."""
    for match in _DOMAIN.finditer(text.text):
        low = max(0, match.start() - 64)
        local = _LOCAL.search(text.text[low : match.start()])
        if local is None:
            continue
        reading = _judged(Surroundings(text, heads, low + local.start(), match.end()))
        if reading is not None:
            yield reading


def _is_beside_name(left: str) -> bool:
    """Whether a person's name stands right before the address: 陈美玲（…@…）, 王桂花的E-mail为…"""
    found = _NAME_BEFORE.search(left)
    return found is not None and is_person(found[1])


def _judged(near: Surroundings) -> Reading | None:
    address = near.number
    if near.list_kind == "persons" and not near.is_office_cell:
        return Reading("email", near.start, near.end, "certain", "person", (Fact("person-list"),))
    own = _OWN.search(near.left)
    if own:
        fact = Fact("label", (("label", own.group()),))
        return Reading("email", near.start, near.end, "certain", "person", (fact,))
    is_public = address.rpartition("@")[2].lower().rstrip(".") in PUBLIC
    is_office = near.is_office_cell or near.list_kind == "contacts"
    if not is_office and (near.is_among_persons or (not near.contact_word and _is_beside_name(near.left))):
        return Reading("email", near.start, near.end, "likely", "person", (Fact("beside-person"),))
    classes = {name for name, _, _ in near.left_labels} | {name for name, _ in (*near.head, *near.row_label)}
    is_labelled = bool(classes.intersection(_OFFICE_WORDS)) or near.has_contact_sentence
    if is_labelled or near.list_kind == "contacts" or not is_public:
        return None
    if _QQ_NUMBER.fullmatch(address):
        return Reading("email", near.start, near.end, "likely", "loose", (Fact("qq-number"),))
    return Reading("email", near.start, near.end, "suspect", "loose", (Fact("public-provider"),))
