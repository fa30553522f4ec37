"""Children whom running text gives away: a name bound to an age, a class, a birth, or a word for what only children do."""

from __future__ import annotations

from scanner.characters import HAN
from scanner.regexes import compiled
from scanner.search.attributes.ages import GROWN, YEAR, is_childs_year, present_year
from scanner.search.attributes.lines import lines_of
from scanner.search.attributes.named import Named, can_stand_below
from scanner.search.names.words import listed_in
from scanner.search.persons import SHAPE
from scanner.values import chinese_number, is_masked_name, is_person

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from scanner.search.attributes.binding import Binding
    from scanner.search.subject import Subject

NUMBER = "(?:[0-9]{1,2}|[一二两三四五六七八九十]{1,3})"
_AGE = rf"(?P<age>{NUMBER})(?:周)?岁(?!以[上下内前后]|之?[前后]|至|-|—|起)|(?<![0-9一二三四五六七八九十第])(?P<months>{NUMBER})个(?:多)?月(?:大|零{NUMBER}天)"
# An age of long ago: 七岁丧父, 三岁时, 五岁那年.
PAST = compiled(
    r"(?:多|半)?(?:那年|那一年|时(?!候还)|丧|开始|就|便|失去|随|跟着|被|让|没了|入伍|参军|嫁|父母双亡|父亲去世|母亲去世|上(?=[，]?[爹娘爸妈父母]))"
)
_NOW = compiled("(?:今年|现年|现|年仅|仅|才|刚满|刚|年满|时年|满|未满|不满|虚岁)$")
# A class below the tenth year; 初二 of the moon is a day.
_CLASS = (
    r"(?<=[读上念级：:])小[一二三四五六](?=[，。；、）) 　（(\n\t]|$)|(?:小学|初中)?(?<!高中)[一二三四五六七八九1-9]年级|(?<![月正腊冬])初[一二三](?![日，。、]?(?:上午|下午|凌晨|清早))(?![一二三四五六七八九十月])"
    r"|(?<![高大])[一二三四五六七八九][（(][0-9一二三四五六]{1,2}[)）]班?|(?:[上读念]|幼儿园)[大中小]班|学前班|(?<=校)?高[一二](?=[（(年级])"
    rf"|(?:在{HAN}{{0,12}})?(?:幼儿园|小学|初级中学|初中|中心校)(?:就读|上学|读书|念书)|就读于{HAN}{{0,12}}(?:幼儿园|小学|初级中学|初中|中心校)"
)
_DOES = r"[刚未]?满周岁|刚满月|放学|[写做]作业|背着?书包|上[了]?(?:幼儿园|小学|学前班)|[读念]小学"
_BORN = (
    rf"(?<![0-9])(?P<year>{YEAR})(?:年(?:(?:农历)?[一二三四五六七八九十正冬腊0-9]{{1,3}}月)?(?:[初廿]?[一二三四五六七八九十0-9]{{1,3}}[日号]?)?"
    r"|[./-][0-9]{1,2}(?:[./-][0-9]{1,2})?)[ ]?(?:出生|生(?=[，。；、)）人\n 　]|$))"
)
_WORDS = "[小]?[女男](?:孩|童|婴)|小姑娘|少年(?![儿宫时])|未成年人(?![保司检救的])|婚生[子女]|[小初]中?学生|患儿|孤儿(?!院)|幼童|幼儿(?![园教])|婴儿|小朋友|宝宝|同学"
_EVIDENCE = compiled(f"(?P<word>{_WORDS})|{_AGE}|(?P<class>{_CLASS})|(?P<does>{_DOES})|{_BORN}")
# Between a name and what is said of it: nobody else, no other sentence.
_CUT = compiled(
    r"[。；;！？\n\t“”]|[他她]|其(?!中)|儿子?|女儿|[长次幼]子|孙|娃|孩子|[弟妹哥姐]|[夫妻]|[父母爸妈爷奶]|公公|婆|[舅姑姨叔伯]|老师|教师|教练|校长|园长|主任|医生|志愿|[说捐]|介绍|资助|慰问|看望|带领|率领|组织|辅导|主持|研究|召开|主人公|一个"
)
_IS_KIN = compiled(
    "[（(，,](?:系|为|是)?(?:其|户主|申请人)?(?:之)?(?:[长次三幺独外养继]?(?:孙[子女]?|子|女|儿子?|女儿)|侄[子女])[，,、）)]"
)
_GAP = 26  # characters between a name and what is said of it
_MARKS = 3  # commas among them
_LINK = compiled(
    r"(?:年级)?(?:[（(][0-9一二三四五六]{1,2}[)）])?[ ]?[0-9一二三四五六]{0,2}班?(?:半|多|大)?的?[ ]?[“]?(?:在读|在校)?(?:小?(?:学生|同学|朋友)|孩子|[女男](?:生|孩|童|婴)|少年|幼童|女儿|儿子|孙[子女]|娃)?$"
)
_LEADS = compiled(r"(?:半|多)?的|[（(][0-9一二三四五六]{1,2}[)）]班")
_COLON = compiled(r"[:：“]?")
_CHILDS_SCHOOL = compiled("小学|初中|初级中学|中心校|家访|班主任|[一二三四五六七八九]年级|初[一二三]")
# 在读, not 文化程度: what may stand between a name and its class
_BETWEEN = (
    rf"(?:[ 　，,、（(：:“]|[男女]|{HAN}{{1,3}}族|同学|小朋友|今年|如今|现在|现|目前|刚|才|已|正在|正|在读|[年班]级|一对|双胞胎|龙凤胎|系|是|为|均|都|也|还|升入?|上了|上|读|念|就读于?|在"
    rf"|{HAN}{{0,12}}(?:小学|初中|中学|学校|校|[一二三四五六]中|幼儿园)的?)*"
)
_ENROLLED = compiled(_BETWEEN)
_SCHOOLS = ("小学", "初中", "初级中学", "幼儿园", "中心校")
_OF_SCHOOL = compiled(rf"{_BETWEEN}(?:{HAN}{{2,12}})?")  # 青龙镇希望, before 小学四年级
_ALL = compiled("均|都|皆|今年|姐|兄|两|二人|双胞|是(?:一对|双胞|龙凤)")  # behind several names
_IS = compiled("[，,]?(?:均|都|现)?(?:系|为|是)?(?:一名|名)?[（(]?")
_TEACHES = compiled(
    r"(?:文化|学历|毕业|起|程度)|[^，。；\n]{0,8}(?:老师|教师|校长|园长|班主任|主任|书记|任教|支教|家长(?!会))|(?:的?(?:同学|学生|孩子|小朋友)们?)(?:讲|上课|授课|表演|演出|宣讲|义诊|送|做了?一|作了?)"
)
_OF_ANOTHER = compiled(
    "(?:半|多)?的[ ]?[“]?(?:[大小长次幼独]?(?:女儿|儿子|闺女|外?孙[子女儿]?|孩子|娃|[弟妹]{1,2}|侄[子女儿]|外甥女?|女|子)|一[子女]|[女男]孩)"
)  # whose age stands before the word
_GROWN_SCHOOL = compiled("中职|高职|职[高校业]|技[工校师]|中专|大专|本科|大学|学院|卫校|研究生")
_GROWN_BEFORE = compiled(
    "(?:妻子?|丈夫|军人|战士|烈士|士兵|大学生|村民|户主|老人|老师|教师|店主|志愿者|医生|[父母爸妈爷奶]|监护人|家长|记者|经理|老板|烈士|孕妇|产妇)[:：]?$"
)
_GROWN_BEHIND = compiled(
    "[（(](?:语文|数学|英语|科学|体育|音乐|美术|道法|班主任|[^（()）]{0,6}(?:老师|教师))|(?:夫妇|夫妻|先生|女士|老人|老师|医生|同志|现任|说)"
)
_PRIZE = compiled("授予|称号|标兵|奖|竞赛|比赛|表彰|三好|锦标|冠军|亚军|录取|金榜")
# 捡拾一名女婴，取名某某
_NAMED = compiled(rf"[取起]名(?:叫|为|字是)?(?P<name>{HAN}{{2,4}}?)(?=[，。；、（(“\n]|$)")
_BABY = compiled("[女男弃]婴|婴儿")
_OLD_KIN = "(?:外?祖[父母]|爷爷|奶奶|外公|外婆|姥姥|姥爷|姑婆|舅婆)"
_VISITED = compiled(rf"[到去来进](?P<name>{SHAPE})家(?:里|中|时|门口)?[。，,]$")
_NO_BEGIN = "[一二两三四五六七八九十几半第每那这]|今年|现|刚|才|也|都|已|还|正|目前|如今|去年|在|上|读|念|从|不|没|是|的|和|与|跟|或|带|大|小|都|说|就|年|满|仅|只|身|因|患|有|被|又|要|于|生|出|家|考"
# 某某的生母, 某某由大伯某某照管: so a text speaks of a child
_POSSESSED = compiled(
    rf"(?:(?<=[。；，：:\n“、])|^)(?!{_NO_BEGIN})(?P<name>{HAN}{{2,4}})(?:的(?:生母|生父|生父母|[继养][父母]|{_OLD_KIN}|家长(?!会)|爸爸|妈妈)|家长(?={HAN}{{2,4}}[说称因在没请未])"
    rf"|(?:现|一直|目前|暂)?由(?:其|他|她)?(?:{_OLD_KIN}|[大二三小]?(?:伯|叔|姑|姨|舅)[父母妈公]?){HAN}{{2,4}}?(?:照管|照看|照料|照顾|抚养|监护|代管|带))"
)
# 女儿某某念小学六年级, 小重孙某某还在吃奶, 某某家某某四岁
_CHILD_KIN = "(?:[长次三幺独养继小大二]?(?:儿子|女儿|闺女|孙子|孙女|孙儿|外孙女?|重孙女?|曾孙女?|侄[子女儿]|外甥女?)|[长次三幼独][子女]|孩子|娃)"
_STAGE = (
    rf"{NUMBER}(?:周)?岁(?!以|时|那年|就|便|丧)|{NUMBER}个(?:多)?月(?:大|$|[，。；])|吃奶|没断奶|未断奶|没满月|刚满月|学步|学走路|未上学|未入学"
    rf"|(?:小学|初中|幼儿园|学前班|[一二三四五六七八九]年级|初[一二三](?![日号])|[大中小]班(?![长车])|[七八九]年级)"
)
_SAID = rf"[，,（(]?(?:今年|现年|现|刚|才|还|正|也|已|快|不到|未满|年仅|仅|在读?|[读念上]|就读于?)*(?:(?![，。；]){HAN}{{0,8}}?(?:读|念|上))?(?:在?(?:县|镇|乡|村|市|区)?{HAN}{{0,3}}?)?(?:{_STAGE})"
_OF_KIN = compiled(
    rf"(?P<kin>{_CHILD_KIN})(?!{_NO_BEGIN})(?P<name>{SHAPE}|{HAN}{{2,4}}?)(?=(?P<now>{_SAID})|[，,。租在跟随（(的])"
)
_OF_HOUSE = compiled(
    rf"{HAN}{{2,3}}家的?(?!{_NO_BEGIN})(?P<name>{SHAPE}|{HAN}{{2,4}}?)(?=[，,（(]?(?:今年|才|刚|刚满)?(?P<age>{NUMBER})(?:周)?岁(?!以|时|那年|就|便|丧))"
)
_NOT_IN_NAME = compiled(
    "[今现刚才也都已还正在上读念从不没的和就岁了着过我他她你其这那孩父母爸妈爷奶叔伯姑姨舅，患被有]"
)
# 教师某某帮扶某某: in a text of a school for children
_HELPED = compiled(
    rf"(?:教师|老师|班主任|导师){HAN}{{2,4}}?(?:帮扶|帮带|结对|辅导|家访|帮教|联系)(?:学生|对象)?[:：]?(?P<name>{SHAPE}|{HAN}{{2,4}}?)(?=[：:，。；（(])"
)
_LATER = 80  # characters behind a kin's name in which the kin word comes again with its class or age
# 今年16岁的她, 她今年九岁
_PRONOUN_BEHIND = compiled("的[她他]")
_PRONOUN = compiled(
    "(?:[。；，、\n”：]|^)[她他](?:今年|现年|现在|现|如今|才|刚|刚满|已|正|还|就?读于?|在|上){0,3}$"
)
_YOUNGER = compiled("[儿女]子?|孙|孩子|娃|[弟妹侄甥]")
_KIN_BEFORE = compiled("[父母爸妈爷奶公婆叔伯姑姨舅夫妻哥姐子女儿孙弟妹]$")
_PARENTS = compiled("爸妈|(?<![他她])(?:爸爸|妈妈)(?!们)")
_OLD = compiled(_OLD_KIN)
_AT_SCHOOL = compiled("上课|返校|孩子|年级|念书|读书|上学|同学|小朋友|幼儿园|家长会|班主任")
_SERVES = compiled("部队|参军|入伍|军人|战士|烈士|大学|工作单位|新婚")
_LABEL = compiled(
    r"[ 　]*(?:姓[ 　]*名|名字|学生(?:姓名)?|儿童(?:姓名)?|孩子(?:姓名)?|患儿(?:姓名)?|患者)[ 　]*[:：][ 　]*(?P<name>[^ 　，。；,;（(\n\t]{2,12})"
)
_CHILDS_NAME = compiled(
    r"(?:^|(?<=[\n　 ]))(?:宝宝|新生儿|婴儿|婴幼儿|幼儿|儿童|孤儿|患儿|孩子|小孩|被(?:照护|监护|收养|寄养|抚养)(?:人|儿童))(?:姓名|名字)?[:：][ 　]*(?P<name>[^ 　，。；,;（(\n\t:：]{2,12})(?![^ 　，。；\n]*[:：])"
)
_LITTLE = compiled(rf"(?:(?<!{HAN})|(?<=[的了叫是和]))(?P<name>{SHAPE})(?:小朋友|宝宝)(?!们)")
_KID = compiled(
    rf"(?:孩子|小孩|娃)(?:(?:名叫|叫|名为)(?P<name>{HAN}{{2,4}})|[为是系](?P<own>{SHAPE}))(?=[，。；,;（(\n]|$)"
)
_ASKED = compiled(r"[ 　]*(?:所在)?(?:班级|年级|[^:：，。\n]{0,5}年龄|出生[^:：，。\n]{0,3}|生日)[ 　]*[:：]")
_LINES = 4  # lines of a form between a name and an age
_SLOT = 12  # characters of a sentence that a name at its begin takes
_KEPT = 160  # characters before a word for kin in which the child is named


def people_in(binding: Binding, start: int, end: int) -> list[Named]:
    """The persons of ``text[start:end]`` in order: those the recogniser sees, then those whose place gives them away."""
    seen = binding.persons.recognised(start, end)
    others = [
        one
        for one in binding.persons.among(start, end)
        if one.how != "slot" and not any(one.start < known.end and known.start < one.end for known in seen)
    ]
    return sorted([*seen, *others], key=lambda one: one.start)


def children(subject: Subject, binding: Binding) -> Iterator[Named]:
    """The persons of running text whom it shows to be children."""
    text = binding.text
    present = 0
    for match in lines_holding(_EVIDENCE, binding, "evidence"):
        present = present or present_year(subject)
        if not _is_of_child(text, match.start(), match.end(), match.groupdict(), present):
            continue
        first, last = binding.sentence(match.start())
        if match["word"]:
            one = _called(binding, first, match, last)
            if one is not None:
                yield one
            continue
        if match["class"] and (
            _PRIZE.search(text, first, last)
            or _GROWN_SCHOOL.search(text, first, last)
            or _TEACHES.match(text, match.end(), last)
        ):
            continue
        one = _nearest(binding, first, match, last) or _of_form(binding, match.start())
        one = one or _meant(binding, match.start(), match.end())
        if one is not None and can_be_child(binding, one):
            yield one
            if _ALL.match(text, one.end):
                yield from _joined(binding, first, one)
    for pattern in (_CHILDS_NAME, _LITTLE, _KID):
        for match in lines_holding(pattern, binding, "called"):
            group = "name" if match["name"] else "own"
            if can_stand_below(match[group]):
                yield Named(*match.span(group), "label", is_masked_name(match[group]))
    yield from _of_kin(binding)
    yield from _babies(binding)
    yield from _of_elders(binding)


def _is_of_child(text: str, start: int, end: int, said: dict[str, str | None], present: int) -> bool:
    if said["age"]:
        if text[start - 1 : start] == "龄":
            return False
        is_now = _NOW.search(text, max(0, start - 4), start) is not None
        is_past = PAST.match(text, end) is not None and not is_now
        return 0 < chinese_number(said["age"]) < GROWN and not is_past
    return not said["year"] or is_childs_year(said["year"], present)


def can_be_child(binding: Binding, one: Named) -> bool:
    """Whether nothing beside a name says that it is a grown-up's: an office, a calling, 妻, 夫妇."""
    text = binding.text
    return not (
        binding.is_in_office(one)
        or _GROWN_BEFORE.search(text, max(0, one.start - 6), one.start)
        or _GROWN_BEHIND.match(text, one.end)
    )


def _called(binding: Binding, first: int, match: re.Match[str], last: int) -> Named | None:
    """Who is called a child: 小女孩某某, 某某小朋友, 某某（未成年人）; a 同学 only of a school for children."""
    text = binding.text
    if match["word"] == "同学" and not _CHILDS_SCHOOL.search(text):
        return None
    for one in people_in(binding, match.end(), min(last, match.end() + 12)):
        if _COLON.fullmatch(text, match.end(), one.start) and match["word"] not in ("同学", "小朋友", "宝宝"):
            return one
        break
    before = people_in(binding, max(first, match.start() - 12), match.start())
    if before and _IS.fullmatch(text, before[-1].end, match.start()):
        return before[-1]
    return None


def _nearest(binding: Binding, first: int, match: re.Match[str], last: int) -> Named | None:
    """Who stands right behind an evidence (8岁的某某), else before it with nobody between."""
    text, (start, end) = binding.text, match.span()
    behind = people_in(binding, end, min(last, end + 24))
    is_led = bool(behind) and _LINK.fullmatch(text, end, behind[0].start) is not None
    if is_led and _LEADS.match(text, end):
        return behind[0]
    if _OF_ANOTHER.match(text, end):
        return behind[0] if is_led else None
    low = max(first, start - _GAP - 16)
    before = [one for one in people_in(binding, low, start) if one.end <= start]
    if any(one.how == "recognised" for one in before):
        before = [one for one in before if one.how != "shape"]
    if not before:
        before = _at_begin(binding, first, start)
    is_high = text[start] == "高"  # of whom only 高二（6）班的某某 is told
    if before and not is_high and _is_said_of(text, before[-1].end, start):
        gap = _past_kin(text, before[-1].end, start)
        is_named = match["class"] and match["class"].startswith(_SCHOOLS)
        if not match["class"] or (_OF_SCHOOL if is_named else _ENROLLED).fullmatch(text, gap, start):
            return before[-1]
    return behind[0] if is_led else None


def _at_begin(binding: Binding, first: int, start: int) -> list[Named]:
    """Who a sentence begins with up to its first comma: a name of any people that nothing else gives away."""
    found = [one for one in binding.persons.among(first, min(start, first + _SLOT)) if one.how == "slot"]
    return [one for one in found[:1] if one.end <= start and _is_whole(binding.text[one.start : one.end])]


def _is_whole(word: str) -> bool:
    """Whether a word that begins a sentence can be a name: of three characters or more where it has no surname."""
    return is_person(word) or (len(word) > 2 and is_kins_name(word))


def _joined(binding: Binding, first: int, one: Named) -> Iterator[Named]:
    """The names that stand before another with 、 between."""
    for other in reversed(people_in(binding, max(first, one.start - 24), one.start)):
        if binding.text[other.end : one.start] not in ("、", "和", "与"):
            return
        yield other
        one = other


def _is_said_of(text: str, start: int, end: int) -> bool:
    """Whether what stands between a name and an evidence speaks of nobody else."""
    return (
        end - start <= _GAP
        and (text[start] != "家" or text[start + 1] in "住在庭里境")
        and not _CUT.search(text, _past_kin(text, start, end), end)
        and sum(text.count(mark, start, end) for mark in "，,、") <= _MARKS
    )


def _past_kin(text: str, start: int, end: int) -> int:
    """Behind a word that says what the person itself is to somebody: （孙，2017年生）."""
    match = _IS_KIN.match(text, start, end)
    return match.end() if match else start


def _of_form(binding: Binding, position: int) -> Named | None:
    """The name in a form of lines around the line 班级：初二（5）班."""
    text = binding.text
    first, last = binding.line(position)
    if text[position] == "高" or not _ASKED.match(text, first, last):
        return None
    for step in (-1, 1):
        low, high = first, last
        for _ in range(_LINES):
            if (low <= 0) if step < 0 else (high + 1 >= len(text)):
                break
            low, high = binding.line(low - 1 if step < 0 else high + 1)
            match = _LABEL.match(text, low, high)
            if match and can_stand_below(match["name"]):
                name = match["name"]
                return Named(*match.span("name"), "label", is_masked_name(name))
    return None


def _babies(binding: Binding) -> Iterator[Named]:
    """Whoever is given a name in a line on a foundling."""
    for match in lines_holding(_NAMED, binding, "named"):
        first, _ = binding.line(match.start())
        if _BABY.search(binding.text, first, match.start()):
            yield Named(*match.span("name"), "shape", False)


def _meant(binding: Binding, start: int, end: int) -> Named | None:
    """Whom 她 or 他 beside an evidence means: the last person before in the line who is nobody's kin."""
    text = binding.text
    if not _PRONOUN_BEHIND.match(text, end) and not _PRONOUN.search(text, max(0, start - 10), start):
        return None
    first, _ = binding.line(start)
    before = people_in(binding, max(first, start - _KEPT), start)
    for one in reversed([one for one in before if one.how != "slot" and can_be_child(binding, one)]):
        if not _KIN_BEFORE.search(text, max(0, one.start - 1), one.start):
            return None if _YOUNGER.search(text, one.end, start) else one
    return None


def _of_kin(binding: Binding) -> Iterator[Named]:
    """Whoever is named as somebody's child or grandchild, with an age or a class behind or a little later."""
    text = binding.text
    for match in lines_holding(_OF_KIN, binding, "kin"):
        if not is_kins_name(match["name"]):
            continue
        if not match["now"] and not match["kin"].endswith(("重孙", "曾孙", "重孙女", "曾孙女")):
            later = text.find(match["kin"], match.end(), match.end() + _LATER)
            if later < 0 or not _SAID_LATER.match(text, later + len(match["kin"])):
                continue
        if not _is_grown_age(text, match.end()):
            yield Named(*match.span("name"), "shape", False)
    for match in lines_holding(_OF_HOUSE, binding, "house"):
        if is_kins_name(match["name"]) and chinese_number(match["age"]) < GROWN:
            yield Named(*match.span("name"), "shape", False)
    for match in lines_holding(_HELPED, binding, "helped"):
        if is_kins_name(match["name"]) and _CHILDS_SCHOOL.search(text):
            yield Named(*match.span("name"), "shape", False)
    for match in lines_holding(_POSSESSED, binding, "whose"):
        first, last = binding.line(match.start())
        further = min(len(text), binding.line(min(len(text), last + 1))[1])
        is_grown = _SERVES.search(text, first, last) is not None
        if not is_grown and is_kins_name(match["name"]) and _AT_SCHOOL.search(text, first, further):
            yield Named(*match.span("name"), "shape", False)


def lines_holding(pattern: re.Pattern[str], binding: Binding, group: str) -> Iterator[re.Match[str]]:
    """The matches of a pattern in the lines that hold a word of a group of patterns/said/child-lines.txt."""
    for start, end in lines_of(binding).holding(listed_in("said", "child-lines")[group].split()):
        yield from pattern.finditer(binding.text, start, end)


_SAID_LATER = compiled(_SAID)
_FIRST_AGE = compiled(rf"[^。；，\n]{{0,6}}?(?P<age>{NUMBER})(?:周)?岁")


def is_kins_name(name: str) -> bool:
    """Whether a word behind one for kin can be a name."""
    return is_person(name) or (can_stand_below(name) and not _NOT_IN_NAME.search(name))


def _is_grown_age(text: str, position: int) -> bool:
    match = _FIRST_AGE.match(text, position)
    return match is not None and chinese_number(match["age"]) >= GROWN


def _of_elders(binding: Binding) -> Iterator[Named]:
    """某某的奶奶; 到某某家。奶奶迎出来，说孩子…; 某某爸妈: whose elders speak of a child or its school."""
    text = binding.text
    for match in lines_holding(_OLD, binding, "elder"):
        first, last = binding.line(match.start())
        further = min(len(text), binding.line(min(len(text), last + 1))[1])
        if not _AT_SCHOOL.search(text, match.end(), further):
            continue
        low = max(first, match.start() - _KEPT)
        visited = _VISITED.search(text, low, match.start())
        if visited:
            yield Named(*visited.span("name"), "shape", False)
            continue
        found = [one for one in people_in(binding, low, match.start()) if can_be_child(binding, one)]
        if found and found[-1].end == match.start() - 1 and text[found[-1].end] == "的":
            yield found[-1]
    for match in lines_holding(_PARENTS, binding, "parents"):
        first, last = binding.line(match.start())
        if _AT_SCHOOL.search(text, first, last):
            before = people_in(binding, max(first, match.start() - 8), match.start())
            if before and before[-1].end == match.start() and can_be_child(binding, before[-1]):
                yield before[-1]
