"""Children whom the words right beside a name give away: 新生儿某某, 12岁的某某跟着…, 对某某的监护资格, 小班某某：, 这个14岁的男孩."""

from __future__ import annotations

from scanner.characters import HAN
from scanner.regexes import compiled
from scanner.search.attributes.ages import GROWN, YEAR, is_childs_year, present_year
from scanner.search.attributes.children import NUMBER, can_be_child, is_kins_name, lines_holding, people_in
from scanner.search.attributes.named import Named
from scanner.search.persons import SHAPE
from scanner.values import chinese_number, is_person

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator

    from scanner.search.attributes.binding import Binding
    from scanner.search.subject import Subject

_CLASS = "(?:[一二三四五六七八九](?:年级)?[（(]?[0-9]{1,2}[)）]?班?|[一二三四五六七八九]年级|初[一二三]|[大中小托]班?[0-9一二三四]?班?|学前班?)"
# 12岁的某某跟着大伯
_AGED = compiled(
    rf"(?<![0-9])(?P<age>{NUMBER})(?:周)?岁(?:半|多)?的(?:小)?(?P<name>{SHAPE})"
    r"(?=[跟和与随在从因患是由被说念读上去来今也一已正刚没爱喜独寄住就家把不，。、（(：:的]|$)"
)
# 隔壁的某某刚满四周岁
_TURNED = compiled(
    rf"(?<=[的，。；、 \n“])(?P<name>{SHAPE})(?<![刚才已今现年满就都])(?:刚刚?|才|今年|现在?|如今)?(?:年?满|过了?|将满)?(?P<age>{NUMBER})(?:周)?岁(?!以|时|那|就|便|起|丧|的)"
)
# 小班某某：鸡蛋过敏; ① 某某（八3）：
_IN_CLASS = compiled(
    rf"(?:^|(?<=[\n 　、；;：:，。]))[①-⑳0-9.、．]*[ 　]?{_CLASS}的?[ 　]?(?P<name>{SHAPE})(?=[：:（(，])"
    rf"|(?:^|(?<=[\n 　、；;：:，。和与]))(?:[①-⑳]|[0-9]{{1,2}}[.、．])?[ 　]?(?P<own>(?:(?![（(：:的]){HAN}){{2,5}}?)(?:同学)?[（(](?:[男女][，,、])?{_CLASS}[)）](?!班?主任)"
)
_STAFF = compiled(
    "老师|教师|班主任|语文|数学|英语|体育|音乐|美术|科学|授予|称号|带队|任教|任课|授课|辅导员|保育|教练|校长|园长|奖|竞赛|比赛|表彰|优秀|三好|冠军|亚军|入围|作品|代表"
)
# 对某某的监护资格; 指定某某为某某的监护人
_WARD = compiled(
    rf"(?:(?<=[对为是系将，。；、：])|(?<=孩子)|(?<=儿童)|(?<=学生)|(?<=孤儿)|(?<=[女男]童))(?P<name>{HAN}{{2,5}}?)的(?:(?:法定|临时|现|原|实际|新)?(?:监护人|抚养人|照护人|法定代理人)(?:资格)?|监护资格|监护权|抚养权|监护职责|抚养费|抚养问题)"
)
_WARD_GROWN = compiled("精神|智力|失能|失智|行为能力|植物人|痴呆|老人")
# 新生儿某某, 被救儿童某某
_BABY = compiled(
    rf"(?:新生儿|(?:非?婚生)(?:[子女]|女儿|儿子)|[女男弃]婴|早产儿|患儿|病童|幼童|[女男]童|(?:被救|落水|溺水|走失|获救|受伤|受种|失踪|被害|过敏|确诊)(?:儿童|幼儿|学生|男童|女童|孩子))(?P<name>{SHAPE})(?=(?!{HAN})|[随由跟归尚年黄体出患于在因被已现未正系为的高发经由])"
)
# 受种者某某，2024年1月5日生
_BORN = compiled(
    rf"(?<=[者人儿童生女男孩婴])(?P<name>(?:(?![的了在为名是有员年]){HAN}){{2,5}})[，,（(]?(?:[男女][，,、])?(?:系|为)?(?P<year>{YEAR})年[0-9一二三四五六七八九十]{{1,3}}月[^，。；\n]{{0,4}}?(?:出生|生(?=[，。；、)）]|$))"
)
# 和孙女某某一起过日子 … 孩子上学
_GRAND = compiled(
    rf"(?:外?孙[子女儿]|重孙[子女]?|孙儿)(?P<name>{SHAPE})(?=一起|相依|一同|两人|二人|过日|过活|生活|同住|还|才|正|上|读|念|没人|无人|今年|交给|由|跟|吃|的(?:学费|生活费|书本|校服|作业))"
)
_OF_CHILD = compiled("孩子|上学|念书|读书|作业|幼儿园|小学|初中|辍学|学前|书包|娃|学费|年幼|尚小|还小")
_GROWN_UP = compiled("大学|大专|打工|务工|结婚|参军|入伍|就业|上班|工作(?!人员|组|队)|出嫁|成家")
# 这个14岁的男孩: the last person before
_THIS = compiled(
    rf"(?:这|该|那)(?:个|名|位)?(?:年仅|只有|今年|刚满|才)?(?:(?P<age>{NUMBER})(?:周)?岁的)?(?:小)?(?P<word>[男女]孩(?:子)?|小姑娘|少年|男童|女童|孩子|中学生|小学生|初中生)(?!们)"
)
_KIN_BEFORE = compiled("[父母爸妈爷奶公婆叔伯姑姨舅夫妻哥姐亲]$")
_FAR = 120  # characters from 这个14岁的男孩 back to the name


def younger(subject: Subject, binding: Binding) -> Iterator[Named]:
    """The persons of running text whom a word beside their name shows to be children."""
    text = binding.text
    present = 0
    for match in (one for pattern in (_AGED, _TURNED) for one in lines_holding(pattern, binding, "beside")):
        if 0 < chinese_number(match["age"]) < GROWN and is_person(match["name"]):
            yield Named(*match.span("name"), "shape", False)
    for match in lines_holding(_IN_CLASS, binding, "beside"):
        yield from _in_class(binding, match)
    for match in lines_holding(_BORN, binding, "beside"):
        present = present or present_year(subject)
        if is_kins_name(match["name"]) and is_childs_year(match["year"], present):
            yield Named(*match.span("name"), "shape", False)
    for pattern, is_meant in _BY_WORD:
        for match in lines_holding(pattern, binding, "beside"):
            if is_meant(text, match, *binding.line(match.start())) and _is_named(binding, match):
                yield Named(*match.span("name"), "shape", False)
    yield from _this(binding)


def _is_named(binding: Binding, match: re.Match[str]) -> bool:
    """Whether what stands in the place of a name is one: by its shape, or as the recogniser sees it."""
    start, end = match.span("name")
    if is_person(match["name"]):
        return True
    return any((one.start, one.end) == (start, end) for one in people_in(binding, start, end))


def _in_class(binding: Binding, match: re.Match[str]) -> Iterator[Named]:
    group = "name" if match["name"] else "own"
    start, end = match.span(group)
    if _STAFF.search(binding.text, *binding.line(start)):
        return
    if group == "own" and not is_person(match["own"]):
        found = [(one.start, one.end) for one in people_in(binding, start, end)]
        if (start, end) not in found:
            return
    yield Named(start, end, "shape", False)


def _this(binding: Binding) -> Iterator[Named]:
    """Whom 这个14岁的男孩 means: who was named last before, somebody in office and somebody's kin left out."""
    text = binding.text
    for match in lines_holding(_THIS, binding, "beside"):
        age = match["age"]
        if (age and chinese_number(age) >= GROWN) or (not age and match["word"] == "孩子"):
            continue
        first, _ = binding.line(match.start())
        before = people_in(binding, max(first, match.start() - _FAR), match.start())
        before = [one for one in before if one.how != "slot" and can_be_child(binding, one)]
        if before and not _KIN_BEFORE.search(text, max(0, before[-1].start - 1), before[-1].start):
            yield before[-1]


def _any(_text: str, _match: re.Match[str], _first: int, _last: int) -> bool:
    return True


def _is_ward(text: str, _match: re.Match[str], _first: int, _last: int) -> bool:
    return _WARD_GROWN.search(text) is None


def _is_grandchild(text: str, match: re.Match[str], first: int, last: int) -> bool:
    low = max(first, text.rfind("。", first, match.start()))
    return (
        _OF_CHILD.search(text, low, last) is not None
        and _GROWN_UP.search(text, match.end(), min(last, match.end() + 12)) is None
    )


_BY_WORD: tuple[tuple[re.Pattern[str], Callable[[str, re.Match[str], int, int], bool]], ...] = (
    (_BABY, _any),
    (_WARD, _is_ward),
    (_GRAND, _is_grandchild),
)
