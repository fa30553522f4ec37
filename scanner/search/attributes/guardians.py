"""Guardians by name: whoever a word for kin or for care binds to a child that the text names or speaks of."""

from __future__ import annotations

from bisect import bisect_left

from scanner.characters import HAN
from scanner.regexes import compiled
from scanner.search.attributes.binding import Binding, Bound
from scanner.search.attributes.children import people_in
from scanner.search.attributes.elders import elders
from scanner.search.attributes.lines import lines_of
from scanner.search.attributes.name_words import NO_NAME
from scanner.search.attributes.named import Named, can_stand_below
from scanner.search.attributes.parts import told
from scanner.search.attributes.signs import holds_no_name
from scanner.search.persons import SHAPE
from scanner.values import is_masked_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from scanner.search.attributes.specs import Spec

    Found = tuple[int, int, Bound, str]

_KIN = (
    "(?:(?:外|曾)?(?:外)?祖[父母]|太?爷爷|太?奶奶|外公|外婆|姥姥|姥爷|阿[公婆爷奶爸妈]|[大二三四五小老堂表幺]?(?:爷爷?|奶奶?|伯[父母伯]?|叔[叔父伯]?|婶[婶娘]?|舅[舅父妈婆公]?|姑[姑妈父婆]?|姨[妈父娘夫婆]?|妈|嫂[子]?)"
    "|[生养继后其之]?[父母](?!母)亲?|爸爸?|妈妈?|[哥姐]{1,2}|堂[兄哥姐]|表[兄哥姐])"
)
_ELDER = compiled("[祖爷奶伯叔婶舅姑姨婆公姥太嫂]")
_CARER = (
    r"(?:监护|抚养|代养|寄养|照料|照护|照看|看护|带养|养育|收养|接送|盯防|托管|受托|委托|代领|代办)人|法定代理人|家长|抚养者|监护者|(?:由何人|由谁|谁来?|何人)(?:照料|照看|照管|抚养|带|监护)"
    r"|带大(?:他|她|孩子)的人|孩子跟谁(?:住|过)|孩子(?:归|由)谁(?:管|带)"
)
_WORD = compiled(f"{_CARER}|{_KIN}|照看|照料|照顾|抚养|监护|代领|代签|带大|寄养|寄居|收养|托付|代管")
_CHILD = compiled(
    "婚生|收养|孩子|儿童|小学|幼儿|孤儿|年级|未成年|学生|同学|困境|男童|女童|女孩|男孩|宝宝|患儿|娃|初[一二三]|被照护人|放学|写作业|念书的路|[一二三四五六七八九][（(][0-9]"
    r"|(?<![0-9])(?:[1-9]|1[0-7])(?:周)?岁|(?<![十百])[二三四五六七八九十]岁"
)
# Right before a name: a word for care as a label or in a sentence, or a word for kin.
_CARED = compiled(
    rf"(?:(?:(?<!被)|(?=委托))(?:{_CARER})|(?<=[（(])(?:家长|监护人|受?委托人|受托人|父亲|母亲)[)）](?=[:：]))(?:姓名|签名|签字|签章|一方)?(?:[（(][^（()）\n]{{0,8}}[)）])?[ 　]*(?:[:：是为系][ 　]*|\n[ 　]*|(?:已|现|拟)?(?:由{HAN}{{2,4}})?(?:变更|更换|调整|更改|改|换|指定|确定)[为成])?$"
)
_CHANGED = compiled(
    "(?:监护|抚养|照护|照料|代养|寄养|受托|领取)人(?:已|现|拟|原)?由$"
)  # the one before, whom another follows
_ALONE = compiled(
    rf"[ 　]*(?!被)(?:{HAN}{{0,4}})(?:{_CARER})(?:姓名|签名|签字)?(?:[（(][^（()）\n]{{0,8}}[)）])?[ 　]*[:：]?[ 　]*"
)
_AKIN = compiled(
    rf"(?<!爱心)(?<!代理){_KIN}(?:姓名)?(?:[（(][^（()）\n]{{0,6}}[)）])?[ 　]*(?:[:：]|是|为|叫|名叫)?[ 　]*$|身为(?:人)?(?:父|母|爸|妈|父亲|母亲|爷爷|奶奶|家长)的?$"
)
# Between one of the kin and the next: 父：某某（务农）　母：
_BESIDE = compiled(r"[ 　\t]*(?:[（(][^（()）\n]{0,30}[)）])?[ 　\t，,、；;和]*")
# 张三、妻某某、子某某、母: the kin of who is named first
_HOUSEHOLD = compiled(
    rf"、(?:妻子?|丈夫|夫|配偶|儿媳){HAN}{{2,4}}(?:[（(][^（()）]{{0,12}}[)）])?(?:、[^。；\n]{{1,40}})?、{_KIN}$"
)
_AND = compiled(r"[、和与][ ]?$")
# Right behind a name.
_IN_BRACKET = compiled(
    rf"[（(](?:系|为|是)?(?:其|他|她|孩子|该生|儿童|学生)?的?(?:{_KIN}|监护人|家长|{HAN}{{0,4}}之[父母])(?:[）)，、,]|$)"
)
_SAID_KIN = compiled(
    rf"(?:[，,]?(?:他|她|其|孩子|该生|娃)的?{_KIN}|[，,]?(?:就?是|系|为)(?:[^，。；\n]{{0,8}}(?:的{_KIN}|之[父母])|(?:他|她|其|孩子)的?{_KIN}))(?=[，。；、,;）)\s]|$)"
)
_PARENT_OF = compiled(
    rf"[，,（(]?(?:系|是|为)(?:未成年人?|儿童|学生|孩子|幼儿|被监护人)?{HAN}{{0,5}}[之的]{_KIN}(?=[，。；、）)\s]|$)"
)
_KIN_BEHIND = compiled(rf"(?:{_KIN})(?=[，在说正给又也陪带抱送把])")
_CARES = compiled(
    r"(?:[（(][^（()）\n]{0,8}[)）])?(?:负责|代为|帮忙|一直|暂时|暂|临时|继续|单独|独自|在家|来|帮着)?(?:照看|照料|照顾|抚养|监护|看护|代养|寄养|收养|带大|代领|代签|带着?(?:生活|过|上学))"
    r"|对[^，。；\n]{0,14}(?:监护人?资格|抚养权|监护权)"
    r"|(?:作为|担任|为|任|变更为|成为)[^，。；\n]{0,6}(?:监护人|抚养人|照料人)"
)
_BY = compiled(
    rf"(?:由(?:原告|被告|申请人)?|归(?:原告|被告)?|托付给|交给|交由|委托|指定|跟着?|随|同)(?:其)?(?:{_KIN}|拾得人|拾捡人|好心人|邻居|亲戚|亲属)?$"
)
_HELPS = compiled(
    "(?:爱心|代理|临时)(?:妈妈|爸爸|家长)(?:[（(][^（()）]{0,8}[)）])?[:：]?$"
)  # of a club, no kin
_FOR_ANY = compiled("(?:照料|照护|看护|照看|护理|托养)人")
_GONE = compiled(r"[（(，]?[^（()）。；，\n]{0,6}(?:去世|病逝|病故|已故|亡故|过世)")
_AT_HOME = compiled(r"(?:寄养|寄居|寄住|借住|托养|生活)[在于到]$")
_WITH = compiled("(?:岁|班|年级|女|男|[，,])(?:现|一直|仍|暂)?(?:随|跟|归|由)(?:着|其)?$")
_ENDS = compiled(r"[，。；、\s）)]|$|生活|过|住|一起")
_HIS = compiled(r"(?:孩子|该生|该童|学生|娃|小[明红]|儿童|幼儿|孤儿)[^。\n]*$")
# A name that nothing but the word before it gives away: 叔叔某某某头上, 二妈某某一起.
_LOOSE = compiled(
    rf"(?<!爱心)(?<!代理){_KIN}[ 　]?(?P<name>(?!母){SHAPE})(?=[做任照生居抚照带代领共联一账的打过活签监报说想找来去哭抹笑含拿流忍把到从也又都还因向对及和与为在是将患离外不已等给让没有拉收表告回陪接送头端抹（(，。；、,;：:\s]|$)"
)
_CARING = compiled(
    rf"(?:由|交给|交由|委托|托付给|跟着?|归)(?P<name>{SHAPE})(?=作为|担任|代[养管领为签]|照[看料顾护]|抚养|监护|看护|带大|领养|寄养)"
)
_INTRODUCED = compiled(rf"我(?:叫|是)(?P<name>{HAN}{{2,5}})(?=[，,]?[就]?是[^，。；\n]{{1,8}}的{_KIN})")
_LOOSELY = (_LOOSE, _CARING, _INTRODUCED)
_ADULT = compiled(
    "村民|户主|居民|老人|申请人|夫妇|妻子?|丈夫|儿媳|女婿|职工|[6-9][0-9]岁|[七八九]十[一-九]?岁"
)
_BEFORE = 18  # characters before a name in which such a word stands
_KEPT = 120  # characters back to the child
_FEW = 20  # children of a text whose names are looked for in others
_LINES = 2  # lines around in which a child has to be
_AROUND = 160  # characters around, in a form of short lines
_NOTHING = compiled("福利院|村委会|居委会|民政|学校|中心|政府|签[字名]|盖章|电话|意见|年|月")


def guardians(spec: Spec, binding: Binding, known: Sequence[Named]) -> list[Found]:
    """The names of guardians: (start, end, who, ""); `known` are the children whom the text names."""
    known = sorted(known, key=lambda one: one.start)
    taken = {(one.start, one.end) for one in known}
    found: list[Found] = []
    for first, last in lines_of(binding).holding(spec.gate):
        if _WORD.search(binding.text, first, last) is None:
            continue
        if not is_on_child(binding, known, first, last):
            continue
        people = [one for one in _named(binding, first, last) if (one.start, one.end) not in taken]
        before: Named | None = None
        for one in people:
            is_next = before is not None and _AND.fullmatch(binding.text, before.end, one.start)
            if (
                (is_next or _is_guardian(binding, known, first, one))
                and not holds_no_name(binding.text[one.start : one.end])
                and not spec.is_turned(binding.text, *_clause(binding, one))
            ):
                before = one
                found.append((one.start, one.end, Bound(one, "record"), ""))
    for one in elders(binding._subject, binding, known):
        if (one.start, one.end) not in taken and not holds_no_name(binding.text[one.start : one.end]):
            found.append((one.start, one.end, Bound(one, "record"), ""))
    return found + _heard(spec, binding, known)


def _heard(spec: Spec, binding: Binding, known: Sequence[Named]) -> list[Found]:
    """Those of whom the learned model tells that they answer for a child that is named or spoken of beside them."""
    taken = {(one.start, one.end) for one in known}
    return [
        (one.start, one.end, Bound(one, "record"), "")
        for one in told(binding).get("guardian", ())
        if (one.start, one.end) not in taken
        and not binding.is_in_office(one)
        and not spec.is_turned(binding.text, *binding.sentence(one.start))
        and not _HOUSEHOLD.search(binding.text, binding.line(one.start)[0], one.start)
        and _is_for_child(binding, known, one)
    ]


def _is_for_child(binding: Binding, known: Sequence[Named], one: Named) -> bool:
    """Whether a child is named or spoken of around a name, or it is called both a legal representative and a parent."""
    if one.how == "column":
        return bool(known)
    if is_on_child(binding, known, *binding.line(one.start)):
        return True
    low = max(0, one.start - _BEFORE)
    return bool(_LEGAL.search(binding.text, low, one.start) and _PARENT.match(binding.text, one.end))


_LEGAL = compiled("法定代理人[:：]?$")
_PARENT = compiled("[，,（(](?:系|是|为)?其?(?:母|父|母亲|父亲|生母|生父|养母|养父)(?:[）)，。；、]|$)")


def is_of_adult(binding: Binding, known: Sequence[Named], label: str) -> bool:
    """Whether a column of those who care (照料人) stands in a text that neither names nor speaks of a child."""
    if known or _FOR_ANY.search(label) is None:
        return False
    text = binding.text
    for name in binding.persons.known:  # 邹狗娃
        text = text.replace(name, " ")
    return _CHILD.search(text) is None


def speaks_of_child(text: str, start: int, end: int) -> bool:
    """Whether a word or an age in a stretch of a text is a child's."""
    return _CHILD.search(text, start, end) is not None


def _within(known: Sequence[Named], start: int, end: int) -> Sequence[Named]:
    """Those of sorted persons that begin in ``start:end``."""
    low = bisect_left(known, start, key=lambda one: one.start)
    return known[low : bisect_left(known, end, key=lambda one: one.start)]


def is_called_guardian(binding: Binding, one: Named) -> bool:
    """Whether a name stands behind 监护人 and its like, or is said to be the elder of somebody."""
    text = binding.text
    before = _CARED.search(text, max(0, one.start - _BEFORE), one.start)
    if before and ("\n" not in before.group() or _is_below(binding, one)):
        return True
    if _PARENT_OF.match(text, one.end):
        return True
    akin = _IN_BRACKET.match(text, one.end) or _SAID_KIN.match(text, one.end)
    return akin is not None and _ELDER.search(akin.group()) is not None


def _is_below(binding: Binding, one: Named) -> bool:
    """Whether a name is a line of its own below a line that is nothing but such a label."""
    first, last = binding.line(one.start)
    if first == 0 or binding.text[first:last].strip() != binding.text[one.start : one.end].strip():
        return False
    low, high = binding.line(first - 1)
    return _ALONE.fullmatch(binding.text, low, high) is not None and not binding.is_in_list(one.start)


def _named(binding: Binding, first: int, last: int) -> list[Named]:
    """The persons of a line, those behind words for kin, and the name that is the whole line below a label."""
    text = binding.text
    people = people_in(binding, first, last)
    for match in (one for pattern in _LOOSELY for one in pattern.finditer(text, first, last)):
        start, end = match.span("name")
        if not NO_NAME.search(match["name"]) and not any(
            one.start < end and start < one.end for one in people
        ):
            people.append(Named(start, end, "shape", False))
    if _ALONE.fullmatch(text, first, last) and last < len(text) and not binding.is_in_list(first):
        low, high = binding.line(last + 1)
        word = text[low:high].strip()
        if can_stand_below(word) and not _NOTHING.search(word) and not NO_NAME.search(word):
            people.append(Named(low, high, "label", is_masked_name(word)))
    return sorted(people, key=lambda one: one.start)


def is_on_child(binding: Binding, known: Sequence[Named], first: int, last: int) -> bool:
    """Whether a child is named or spoken of in a line or in those beside it."""
    low, high = first, last
    for _ in range(_LINES):
        low = binding.line(max(0, low - 1))[0]
        high = binding.line(min(len(binding.text), high + 1))[1]
    low = min(low, max(0, first - _AROUND))
    high = max(high, min(len(binding.text), last + _AROUND))
    if _within(known, low, high):
        return True
    return _CHILD.search(binding.text, low, high) is not None


def _clause(binding: Binding, one: Named) -> tuple[int, int]:
    """Begin and end of the clause that a name stands in."""
    first, last = binding.line(one.start)
    low = max((binding.text.rfind(mark, first, one.start) + 1 for mark in "，。；！？"), default=first)
    ends = [at for mark in "，。；！？" if (at := binding.text.find(mark, one.end, last)) >= 0]
    return max(first, low), min(ends, default=last)


def _is_guardian(binding: Binding, known: Sequence[Named], first: int, one: Named) -> bool:
    text = binding.text
    low = max(0, one.start - _BEFORE)
    if _HELPS.search(text, low, one.start) or _GONE.match(text, one.end):
        return False
    if _HOUSEHOLD.search(text, first, one.start):
        return False
    before = _CARED.search(text, low, one.start)
    if _CHANGED.search(text, low, one.start):
        return True
    if before:
        if one.how == "shape" and before.group()[-1] not in ":： 　\n）)":
            return False
        return "\n" not in before.group() or _is_below(binding, one)
    low = max(first, low)
    if _CARES.match(text, one.end) and (_BY.search(text, low, one.start) or text[one.end] == "对"):
        return True
    if _WITH.search(text, low, one.start) and _within(known, low, one.start) and _ENDS.match(text, one.end):
        return True
    if text[one.end : one.end + 1] in ("家", "处") and _AT_HOME.search(text, low, one.start):
        return True
    if binding.is_in_office(one):
        return False
    akin = _AKIN.search(text, low, one.start)
    if akin:
        return _is_childs(binding, known, first, akin.start(), is_elder=bool(_ELDER.search(akin.group())))
    for pattern in (_IN_BRACKET, _SAID_KIN, _KIN_BEHIND):
        if pattern.match(text, one.end):
            return _is_childs(binding, known, first, one.start, is_elder=True)
    return False


def _is_same(text: str, one: Named, other: Named) -> bool:
    return one.start == other.start or text[one.start : one.end] == text[other.start : other.end]


def _is_childs(
    binding: Binding, known: Sequence[Named], first: int, position: int, *, is_elder: bool
) -> bool:
    """Whether the kin of whom a text goes on to speak are a child's: the last person before is one, or a child is meant."""
    text = binding.text
    low = max(0, position - _KEPT)
    near = _within(known, low, position)
    people = [one for one in people_in(binding, max(low, first), position) if one.end <= position]
    if people and any(_is_same(text, people[-1], one) for one in (*near, *known[:_FEW])):
        return True
    if near and (not people or near[-1].start > people[-1].start):
        return True
    at = people[-1].end if people else max(low, first)
    if _HIS.search(text, at, position):
        return True
    if people:
        other = _AKIN.search(text, max(first, people[-1].start - _BEFORE), people[-1].start)
        if other and _BESIDE.fullmatch(text, people[-1].end, position):
            return _is_childs(binding, known, first, other.start(), is_elder=is_elder)
        return is_elder and bool(known) and not _ADULT.search(text, max(low, first), position)
    return is_elder or not _ADULT.search(text, max(low, first), position)
