"""Whose offence it is: 因盗窃被判刑 below 父亲情况 is a circumstance of the family, 正在服刑 without any kin one's own.

The words are the same in both; the head or label over them and the kin named before them in the sentence tell.
"""

from __future__ import annotations

from scanner.regexes import compiled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from scanner.search.attributes.binding import Binding
    from scanner.search.attributes.found import Found
    from scanner.search.attributes.specs import Spec

_OWN, _OF_FAMILY = "sensitive-other", "family-circumstances"
_OFFENCE = compiled(
    "服刑|判刑|被判|判了|判处|获刑|入狱|坐牢|蹲监|监狱|在押|羁押|关押|看守所|拘留|被捕|被抓|逮捕|刑满|出狱|缓刑|假释|戒毒|强戒|吸毒|贩毒|吸食|劳改|劳教|社区矫正|罪"
)
_KIN = compiled(
    "[父母爸妈爹娘夫妻媳婆公爷奶兄弟哥姐妹伯叔姑舅姨]|儿[子女媳]|女[儿婿方]|[其之长次独养继][子女]|[子女]女|孩子|孙|家属|家人|配偶|老[伴公婆]|男[人方]|监护人|夫妇|双方"
)
# What is said of the family by itself, prison or no prison
_OF_HOME = compiled(
    "离异|离婚|改嫁|再婚|去世|病故|死亡|亡故|失踪|失联|出走|单亲|孤儿|无人|抚养|遗弃|家暴|丧偶"
)
_KIN_LABEL = compiled(
    "(?:生|养|继|亲生)?(?:父|母|父亲|母亲|父母|双亲|爸爸|妈妈|配偶|丈夫|妻子|夫|妻|子女|儿子|女儿|家长|家属|亲属|监护人|直系亲属|家庭成员|主要成员)(?:双方|一方)?(?:基本|近况|现)?(?:情况|状况|状态|去向|现状|说明|信息|一方|备注)?"
)
_LABEL_BEFORE = compiled(
    r"(?P<label>[^\s，。；、：:（）()]{1,10})(?:[（(][^（()）]{1,10}[)）])?[：:][ 　]*[^\s，。；：:]*$"
)
_LINE = 40  # characters of a value behind its label
_SENTENCE = 60  # characters of a sentence before the words


def rehomed(taken: dict[Spec, list[Found]], binding: Binding, head_over: Callable[[int], str]) -> None:
    """Move each find on an offence to the rule it belongs to, in place; `head_over` gives the head over a position."""
    own, family = (
        next((spec for spec in taken if spec.learned == answer), None) for answer in (_OWN, _OF_FAMILY)
    )
    if own is None or family is None:
        return
    for spec, other, is_moved in ((own, family, _is_of_family), (family, own, _is_own)):
        kept: list[Found] = []
        for one in taken[spec]:
            words = binding.text[one[0] : one[1]]
            label = one[3] or head_over(one[0]) or _label_of(binding, one[0])
            if _OFFENCE.search(words) and is_moved(binding, one, label):
                taken[other].append(one)
            else:
                kept.append(one)
        taken[spec] = kept


def _label_of(binding: Binding, position: int) -> str:
    """The label before a place in its line, or that of the record whose value it is; "" where there is none."""
    low = binding.line(position)[0]
    found = _LABEL_BEFORE.search(binding.text, max(low, position - _LINE), position)
    if found is not None:
        return found["label"]
    return next((one.label for one in binding.records if one.start <= position < one.end), "")


def _is_of_family(binding: Binding, one: Found, label: str) -> bool:
    """Whether what an offence rule found is said of kin: below 父亲情况, 配偶, 子女情况."""
    return _KIN_LABEL.fullmatch(label) is not None


def _is_own(binding: Binding, one: Found, label: str) -> bool:
    """Whether what the family rule found is the person's own prison: no kin is named in the sentence up to its end."""
    start, end, bound, _ = one
    words = binding.text[start:end]
    if _OF_HOME.search(words) or _KIN.search(words) or _KIN.search(label):
        return False
    first = max(binding.sentence(start)[0], start - _SENTENCE)
    person = bound.person
    if person is not None and first <= person.start < start:
        before = binding.text[max(first, person.start - 2) : person.start] + binding.text[person.end : start]
    else:
        before = binding.text[first:start]
    return _KIN.search(before) is None
