"""Children who are named: by the notice (孤儿生活费), by age, by school class, by the word before the name."""

from __future__ import annotations

from scanner.regexes import compiled
from scanner.search.attributes.binding import Binding, Bound
from scanner.search.attributes.children import can_be_child, children
from scanner.search.attributes.guardians import is_called_guardian, is_on_child, speaks_of_child
from scanner.search.attributes.lines import lines_of
from scanner.search.attributes.named import Named
from scanner.search.attributes.parts import told
from scanner.search.attributes.pupils import in_class, pupils
from scanner.search.attributes.signs import holds_no_name, is_of_others
from scanner.search.attributes.specs import Spec
from scanner.search.attributes.younger import younger
from scanner.search.names.words import listed_in
from scanner.search.persons import SHAPE as _SHAPE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scanner.search.subject import Subject

    Found = tuple[int, int, Bound, str]

GROWN = 18
_AGE = compiled(
    r"(?P<age>[0-9]{1,2}|[一二三四五六七八九十]{1,3})(?:周)?岁(?:[0-9]{1,2}个月)?(?!以[上下内]|至|-|—)"
)
_CHILD_WORD = compiled(
    r"(?:孤儿|困境儿童|留守儿童|孤独症儿童|残疾儿童|女童|男童|患儿|幼儿|事实无人抚养儿童|幼童|未成年人|小学生|[女男]孩|小姑娘|被收养人|儿童|小孙[子女]|中小学生)[:：]?$"
)
_CHILD_NAME = compiled(
    rf"(?:[女男]孩|[女男]童|小姑娘|患儿|被收养人[:：]?)(?P<name>{_SHAPE})(?=[，。（、,；;：:(\s]|$)"
)
_AND = compiled(rf"、(?P<name>{_SHAPE})(?=[、，。；,;（(\s]|各|等|和|$)")
_CHILD_BEHIND = compiled(
    r"小朋友|宝宝|"
    r"[ 　]?[，、（( 　][ ]?(?:[男女][，、 　][ ]?)?(?:系|为|是)?(?:孤儿|事实无人抚养儿童|困境儿童|留守儿童|残疾儿童|幼儿|小学生|学龄前儿童|未成年)(?!人?之|人?的|园|院|主任|督导|之家|福利|生活费|的|家长|监护|补|、)"
)
_CHILD_NAMED = compiled(
    "小朋友|宝宝|女孩|男孩|小姑娘|被收养人|小孙子|小孙女|孤儿|儿童|女童|男童|患儿|幼儿|幼童|未成年|小学生"
)
_GROWN_UP = compiled(
    r"(?:、[^\W\d_]{2,3})?(?:夫妇|夫妻|先生|女士|老人|老师|医生|律师|同志|作了?|说|表示|介绍|主持)"
)
_HELPER = compiled(
    r"(?:爱心人士|爱心企业|志愿者|捐赠人|捐款人|好心人|社工|干部|企业家|记者|通讯员)[^，。；]{0,12}$"
)
_LANDLINE = compiled(r"(?<![0-9])0[0-9]{2,3}[- －]?[0-9]{7,8}(?![0-9])")
_HAN_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")}
_NUMBERED = compiled(r"[ 　]*(?:[0-9]{1,4}|[一二三四五六七八九十]{1,3})?[.、　 \t]*")
_GUARDIAN = compiled(
    r"监护人|家长|祖父|祖母|外祖|伯父|叔父|姑姑|父亲|母亲|经办|负责|联系人|督导员|主任|书记|牧民|村民|社工"
)
_BRACKET = compiled(rf"(?P<name>{_SHAPE})[（(][男女][，,、 ][ ]?(?P<age>[0-9]{{1,2}})(?:周)?岁")
_BY_GUARDIAN = compiled(r"，[ ]?由(?:其)?(?:家长|监护人)")
_CHILDREN = compiled("儿童|孩子|未成年|幼儿|学龄")
_OTHER_LABEL = compiled(
    r"(?<!名单)(?<!如下)(?<!姓名)(?<!对象)(?<!新增)(?<!儿童)(?<!孤儿)(?<!分别是)(?<![镇乡村区县])[:：][^:：。]{0,60}$"
)
_ASKED = compiled(r"[？?]|^(?:问|答)[:：]")
# Cells that are lines of a list which names those who answer for children, and no child
_CARERS_LINE = compiled(
    r"\n[ 　]*(?:现|法定|实际)?(?:监护|抚养|领取|领款|代领|代养)人(?:姓名)?[ 　]*\n[ 　]*"
    r"(?:(?:儿童|孩子)?人?数|[^\n]{0,8}(?:金额|标准)[^\n]{0,4}|所在村|村组?|住址|与[^\n]{0,6}关系)[ 　]*\n"
)
_NAME_LINE = compiled(r"(?:^|\n)[ 　]*(?:姓[ 　]*名|名字|[^\n]{0,4}(?:儿童|孤儿|孩子|学生)(?:姓名)?)[ 　]*\n")
_HEADS = compiled("(?<![家班队成特擅])长[:：]?$")  # 馆长某某
_SERVES = compiled(
    "在部队|参军|入伍|军人|立功喜报|授予|荣获|获奖|[一二三特]等奖|优秀[少学团班]|三好学生|喜报"
)
_UPPER = compiled(
    "(?P<high>高[一二三](?![0-9]*岁)|高中)|[中高]职|职[高校教业]|技[工师]|卫校|卫生学校|中专|中等专业|大专|大[一二三四](?:学生|[，（(、])|大学|本科|雨露"
)
# Of a text without it nobody is aided, whatever its type is taken for
_AID = compiled("[资补]助|助学|奖学|补贴|救助|奖励|减免|困难|认定|生活费|营养")
_COLLEGE = compiled("职业|技术学院|技[工师]|[中高]职|[中大]专|大学|高等|研究生|师范|医学院|卫校")
_ANSWERED = compiled("家长|监护人|抚养人|法定代理人")  # whoever is answered for at school is no grown-up
_CHILD_HEAD = compiled("学生|儿童|孩子|幼儿|孤儿|患儿|小孩|宝宝|子女")
_FORM = 2  # columns of a form
_FURTHER = 2  # lines below a name that is one
_BEHIND = 20  # characters behind a name in a sentence
_REACH = 4  # characters before a name in which an office may stand
_SHORT = 12  # characters of a cell that is a line
_RECORD = 16  # lines around a name that can be those of its record
_FEW = 12  # children of a text whose first mention is looked for
REACH = 14  # characters from a name to an age that is said of it


def minors(spec: Spec, subject: Subject, binding: Binding, about: Iterable[Named]) -> list[Found]:
    """The names of children: (start, end, who, ""); `about` are those of whom other rules found something."""
    title = subject.anatomy.title.text if subject.anatomy.title else ""
    is_permitted = subject.profile is not None and spec.group in subject.profile.permits
    is_aided = _AID.search(binding.text) is not None or (
        _COLLEGE.search(title) is not None and _ANSWERED.search(binding.text) is None
    )
    is_permitted = (is_permitted and is_aided) or "雨露" in title
    if is_permitted and not any(word in title for word in spec.titles):
        # students aided may be named, not with what is said of them; orphans may not, whatever the notice is
        about = list(about)
        said = {one.start for one in about}
        named = [*pupils(subject, binding), *children(subject, binding), *younger(subject, binding)]
        named += in_class(subject, about, binding)
        named += [one for one in _heard(spec, binding) if one.start in said]
        is_single = bool(said) and len({binding.text[one.start : one.end] for one in named}) == 1
        found = [one for one in named if is_single or one.start in said]
        return [(one.start, one.end, Bound(one, "minor"), "") for one in found]
    found = [*_aged(binding), *pupils(subject, binding), *children(subject, binding)]
    found += younger(subject, binding)
    forbidden = subject.profile is not None and "names" in subject.profile.forbids
    if forbidden or any(word in title for word in spec.titles):
        found += _listed(subject, binding)
    found += in_class(subject, about, binding)
    found += _heard(spec, binding)
    found += _named_before(binding, found)
    return [
        (one.start, one.end, Bound(one, "minor"), "")
        for one in found
        if not is_called_guardian(binding, one) and not holds_no_name(binding.text[one.start : one.end])
    ]


def _heard(spec: Spec, binding: Binding) -> list[Named]:
    """The children that the learned model tells, but in sentences on what is not to be made public."""
    return [
        one
        for one in told(binding).get("minor", ())
        if not binding.is_in_office(one)
        and not _HEADS.search(binding.text, max(0, one.start - _REACH), one.start)
        and not spec.is_turned(binding.text, *binding.sentence(one.start))
        and not _is_grown_pupil(binding, one)
        and not _is_aside(binding, one)
        and can_be_child(binding, one)
        and (one.how == "column" or not _SERVES.search(binding.text, *binding.line(one.start)))
        and (
            speaks_of_child(binding.text, 0, len(binding.text))
            if one.how == "column"
            else is_on_child(binding, (), *binding.line(one.start))
        )
    ]


def _is_aside(binding: Binding, one: Named) -> bool:
    """Whether a name stands in a list below the head of somebody else than those whom the list is about."""
    cell = binding.cell_of(one)
    if cell is None or cell[0].columns <= _FORM or one.how != "column":
        return False
    columns = binding.persons.name_columns(cell[0])
    heads = binding.persons.head_of(cell[0])
    children = [at for at in columns if heads[at] and _CHILD_HEAD.search(heads[at][-1])]
    return bool(columns) and cell[2] not in (children or columns)


def _is_grown_pupil(binding: Binding, one: Named) -> bool:
    """Whether the row of a name, the lines below it or the words around it tell of a high school or a college."""
    first, last = binding.line(one.start)
    if last - first <= _SHORT:
        for _ in range(_FURTHER):
            last = binding.line(min(len(binding.text), last + 1))[1]
    elif one.how != "column":
        first, last = max(first, one.start - _SHORT), min(last, one.end + _BEHIND)
    upper = _UPPER.search(binding.text, first, last)
    return upper is not None and not (upper["high"] and _is_answered_for(binding, one))


def _is_answered_for(binding: Binding, one: Named) -> bool:
    """Whether a head of the list of a name, or a line of the record around it, is one for a guardian or a parent."""
    cell = binding.cell_of(one)
    if cell is not None and cell[0].columns > 1:
        heads = binding.persons.head_of(cell[0])
        return any(path and _ANSWERED.search(path[-1]) for path in heads)
    low, high = binding.line(one.start)
    for _ in range(_RECORD):
        low = binding.line(max(0, low - 1))[0]
        high = binding.line(min(len(binding.text), high + 1))[1]
    lines = binding.text[low:high].split("\n")
    return any(len(line) <= _SHORT and _ANSWERED.search(line) for line in lines)


def _named_before(binding: Binding, found: list[Named]) -> list[Named]:
    """Where a text names a child first, before it says that it is one; not in long lists."""
    first: dict[str, int] = {}
    for one in found:
        name = binding.text[one.start : one.end]
        first[name] = min(one.start, first.get(name, one.start))
    if len(first) > _FEW:
        return []
    places = ((binding.text.find(name, 0, start), name) for name, start in first.items() if len(name) > 1)
    return [Named(at, at + len(name), "known", False) for at, name in places if at >= 0]


def _aged(binding: Binding) -> Iterator[Named]:
    """Names with a word for a child right before, those of brackets with an age, those for whom a guardian acts."""
    text = binding.text
    yield from _called(binding)
    lines = lines_of(binding).holding(listed_in("said", "child-lines")["aged"].split())
    for match in (one for line in lines for one in _CHILD_NAME.finditer(text, *line)):
        yield Named(match.start("name"), match.end("name"), "shape", False)
    for match in (one for line in lines for one in _BRACKET.finditer(text, *line)):
        if int(match["age"]) < GROWN:
            yield Named(match.start("name"), match.end("name"), "shape", False)
    for match in (one for line in lines for one in _BY_GUARDIAN.finditer(text, *line)):
        low, high = binding.line(match.start())
        before = binding.persons.among(binding.sentence(match.start())[0], match.start())
        if before and _CHILDREN.search(text, low, high):
            yield before[-1]


def _called(binding: Binding) -> Iterator[Named]:
    """Names with a word for a child behind (张某，孤儿), and those that follow 、 on 孤儿张某、李某."""
    text = binding.text
    low = -1
    lines = lines_of(binding).holding(listed_in("said", "child-lines")["called-so"].split())
    for match in (one for line in lines for one in _CHILD_NAMED.finditer(text, *line)):
        first, last = binding.sentence(match.start())
        if first == low:
            continue
        low = first
        for one in binding.persons.among(first, last):
            if _CHILD_BEHIND.match(text, one.end):
                yield one
            elif _CHILD_WORD.search(text[max(first, one.start - 10) : one.start]):
                yield one
                other = _AND.match(text, one.end, last)
                while other:
                    yield Named(other.start("name"), other.end("name"), "shape", False)
                    other = _AND.match(text, other.end(), last)


def _listed(subject: Subject, binding: Binding) -> Iterator[Named]:
    """The persons of a notice on children, those who answer for them left out."""
    persons, document = binding.persons, subject.document
    for table in document.tables:
        form = persons.of_form(table)
        if form is not None:
            yield form
        elif persons.name_columns(table):
            for row in table.body_rows():
                person = persons.of_row(table, row)
                if person is not None:
                    yield person
    for cells in persons.lost.cell_rows:
        named = persons.lost.of_cells(cells[0][0])
        if named is not None:
            yield named
    rows = {start for cells in persons.lost.cell_rows for start, _ in cells}
    is_told = subject.profile is not None and "names" in subject.profile.forbids
    is_of_carers = _CARERS_LINE.search(binding.text) is not None and not _NAME_LINE.search(binding.text)
    for line in subject.anatomy.lines:
        if line.end - line.start <= _SHORT and (is_of_carers or _is_below_others(binding, line.start)):
            continue
        if not line.is_chrome and line.start not in rows and not _ASKED.search(line.text):
            yield from _of_line(binding, line.start, line.end, is_told=is_told)


def _is_below_others(binding: Binding, start: int) -> bool:
    """Whether a line stands below the label of somebody else than a child: 随访人."""
    low, high = binding.line(max(0, start - 1))
    return low < start and high - low <= _SHORT and is_of_others(binding.text[low:high])


def _of_line(binding: Binding, start: int, end: int, *, is_told: bool) -> Iterator[Named]:
    from scanner.search.roles import role_of

    text, persons = binding.text, binding.persons
    if _LANDLINE.search(text, start, end):
        return
    if binding._is_flat_row(start, end, start):
        first = persons.lost.of_flat_row(start, end)
        if first is not None and role_of(text, first.start, first.end) in ("", "minor", "beneficiary"):
            before = text[start : first.start]
            if not _GUARDIAN.search(before) and ":" not in before and "：" not in before:
                yield first
                return
    for one in persons.among(start, end):
        if one.how == "slot" or _GROWN_UP.match(text, one.end) or _HELPER.search(text[start : one.start]):
            continue
        role = role_of(text, one.start, one.end)
        before = text[max(start, one.start - 10) : one.start]
        if (
            role == "minor"
            or _CHILD_WORD.search(before)
            or before.endswith(("孙子", "孙女", "儿子", "女儿", "其子", "其女"))
        ) or (
            (one.is_masked or is_told)
            and role == ""
            and one.how != "called"
            and not _OTHER_LABEL.search(text[max(start, one.start - 64) : one.start])
            and not _GUARDIAN.search(before)
        ):
            yield one
            yield from _beside(binding, one, end)


def _beside(binding: Binding, one: Named, end: int) -> Iterator[Named]:
    """The names that stand around a child's with 、 between, by the recogniser where their shape does not tell."""
    text = binding.text
    if text[one.start - 1 : one.start] == "、":
        before = binding.persons.recognised(max(0, one.start - 8), one.start - 1)
        if before and before[-1].end == one.start - 1:
            yield before[-1]
    if text[one.end : one.end + 1] == "、":
        behind = binding.persons.recognised(one.end + 1, min(end, one.end + 8))
        if behind and behind[0].start == one.end + 1:
            yield behind[0]


def _number(text: str) -> int:
    if text.isdigit():
        return int(text)
    if "十" in text:
        tens, _, ones = text.partition("十")
        return (_HAN_DIGITS.get(tens, 1) if tens else 1) * 10 + (_HAN_DIGITS.get(ones, 0) if ones else 0)
    return _HAN_DIGITS.get(text[-1:], 0)
