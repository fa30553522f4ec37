"""Children whom a school, a class, a column or their parents give away, where no age and no 孤儿 does."""

from __future__ import annotations

from scanner.characters import HAN
from scanner.regexes import compiled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scanner.model import Table
    from scanner.search.attributes.binding import Binding
    from scanner.search.attributes.named import Named
    from scanner.search.subject import Subject

GROWN = 18
_GATE = compiled("年级|小学|幼儿园|学前|初[一二三中]|孩子|儿童|幼儿|患儿|出生|年龄|[大中小]班")
# A class below the tenth year; the first three years are counted anew in secondary and vocational schools.
_CLASS = r"(?:小学|初中)(?:[一二三四五六1-6]年级)?|(?<!高)[一二三四五六七八九][（(][0-9]{1,2}[)）]班|[四五六七八九4-9]年级|初[一二三]|幼儿园|学前班|学龄前|[大中小]班(?![长车主次])"
_SCHOOLED = compiled(
    _CLASS
    + r"|小学[部]?|[0-9一二三四五六七八九十]岁的|[一二三]年级(?:学生|同学)|[一二三1-3]年级[（(]?[0-9一二三四五六]"
)
_CLASS_CELL = compiled(
    rf"(?:{HAN}{{0,12}}?(?:{_CLASS}){HAN}{{0,4}}[（(]?[0-9一二三四五六]{{0,2}}[)）]?班?|未入学|未上学|学龄前儿童)"
)
_YOUNG_CLASS = compiled(r"[一二三1-3]年级|[大中小]班|[一二三]年级[（(]?[0-9]{1,2}[)）]?班")
_YOUNG = compiled("小学|幼儿|儿童|留守|义务教育|送教上门|控辍保学")
_BEHIND = compiled(
    rf"(?:[ 　]?[，,、（( 　])?[ ]?(?:[男女]|{HAN}{{1,2}}族)?[，、 　]?(?:现|系|是|为|正)?(?:今年)?(?:就读于?|在读|在|读|上)?(?:(?![娃孩孙儿女她他老教])[^，。；：:\n]){{0,14}}?(?:{_CLASS})(?!校长|老师|教师|班主任|主任|书记|家长)"
)
_BEFORE = compiled(
    rf"(?:{_CLASS}|(?<!高)[一二三]年级|(?<![0-9一二三四五六七八九十])(?:[1-9]|1[0-7]|[一二三四五六七八九十]|十[一二三四五六七])岁)(?:[（(]?[0-9一二三四五六]{{1,2}}[)）]?班)?的?(?:学生|同学|小朋友|孩子|女生|男生)?$"
)
_BORN = compiled(
    r"(?P<year>20[0-9]{2})年(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?(?:出生|生(?=[，。；、)）人\n]|$))"
)
_PRIZE = compiled("奖|竞赛|比赛|表彰|优秀|三好|锦标|冠军|亚军|录取|金榜")
_PUPIL = compiled("岁的|学生|同学|小朋友|女生|男生|就读|在读|[读上](?:[一二三四五六初中大小幼]|学前)")
_PARENT = compiled(
    "孩子的?(?:爸爸?|妈妈?|父亲|母亲|父母|家长|爷爷|奶奶|监护人|班主任)|(?:娃儿?的?|患儿)(?:爸|妈|父亲|母亲|父母|家长)"
)
_CHILD_HEAD = compiled("(?:困境|留守|受助|残疾|被照护|服务)?(?:儿童|幼儿|孤儿|患儿|孩子|幼童|小孩)(?:姓名)?")
_AGE_HEAD = compiled("(?:年龄|周岁|岁数)(?:[（(].*)?")
_BIRTH_HEAD = compiled("(?:出生|生日).{0,6}")
_YEAR = compiled(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9]{5})")
_CHILD_CLASS_TITLE = compiled(_CLASS + r"|[一二三]年级|班级|家长会")
_NO_CLASS_HEAD = compiled(".*(?:文化|学历|程度|毕业|地址|住址|单位).*")
_GROWN_SCHOOL = compiled("雨露|中职|高职|技工|技师|技校|中专|大专|本科|大学|职业|高中")
_FIRST_YEAR = 2015  # the oldest notices
_FAR = 200  # characters from 孩子妈妈 back to the child's name


def pupils(subject: Subject, binding: Binding) -> Iterator[Named]:
    """The persons of a text whom it shows to be children."""
    if _GATE.search(binding.text) is None or "雨露" in binding.text or _GROWN_SCHOOL.search(_title(subject)):
        return
    for table in subject.document.tables:
        yield from _of_table(subject, binding, table)
    yield from _of_records(binding)
    yield from _in_lines(binding)
    yield from _born(binding)
    yield from _of_parents(binding)


def in_class(subject: Subject, about: Iterable[Named], binding: Binding) -> Iterator[Named]:
    """Those of whom something is said in a text on a class of a school."""
    title = _title(subject)
    if _CHILD_CLASS_TITLE.search(title) and "雨露" not in binding.text:
        yield from (one for one in about if not binding.is_in_office(one))


def _title(subject: Subject) -> str:
    return subject.anatomy.title.text if subject.anatomy.title else ""


# ---- tables


def _of_table(subject: Subject, binding: Binding, table: Table) -> Iterator[Named]:
    persons = binding.persons
    if not persons.name_columns(table):
        return
    heads = ["".join(path[-1].split()) if path else "" for path in persons.head_of(table)]
    is_of_children = any(_CHILD_HEAD.fullmatch(heads[column]) for column in persons.name_columns(table))
    is_young = _YOUNG.search(binding.text) is not None
    latest = max((int(found.group()) for found in _YEAR.finditer(binding.text)), default=0)
    for row in table.body_rows():
        cells = [subject.text.block_text(table.block(row, column)).strip() for column in range(len(heads))]
        if _GROWN_SCHOOL.search("".join(cells)):
            continue
        if is_of_children or _is_young(heads, cells, latest, is_young=is_young):
            person = persons.of_row(table, row)
            if person is not None:
                yield person


def _is_young(heads: list[str], cells: list[str], latest: int, *, is_young: bool) -> bool:
    for head, cell in zip(heads, cells, strict=True):
        is_class = _CLASS_CELL.fullmatch(cell) or (is_young and _YOUNG_CLASS.fullmatch(cell))
        if is_class and not _NO_CLASS_HEAD.fullmatch(head):
            return True
        if _AGE_HEAD.fullmatch(head) and cell.removesuffix("岁").isdigit():
            return 0 < int(cell.removesuffix("岁")) < GROWN
        if _BIRTH_HEAD.fullmatch(head):
            year = _YEAR.match(cell)
            if year is not None and int(year.group()) > max(latest, _FIRST_YEAR) - GROWN:
                return True
    return False


# ---- records, prose, lines


def _of_records(binding: Binding) -> Iterator[Named]:
    """Of labels and values one below the other: 儿童姓名, an age, a class."""
    for one in binding.records:
        word = binding.text[one.start : one.end].strip()
        age = word.removesuffix("岁") if _AGE_HEAD.fullmatch(one.label) else ""
        if (
            (age.isdigit() and 0 < int(age) < GROWN)
            or _CHILD_HEAD.fullmatch(one.label)
            or (_CLASS_CELL.fullmatch(word) and not _NO_CLASS_HEAD.fullmatch(one.label))
        ):
            yield one.person


def _born(binding: Binding) -> Iterator[Named]:
    """张某，男，2019年5月8日出生: whoever was not eighteen in the latest year that the text names."""
    text = binding.text
    latest = 0
    for match in _BORN.finditer(text):
        latest = latest or max((int(found.group()) for found in _YEAR.finditer(text)), default=0)
        if int(match["year"]) > max(latest, _FIRST_YEAR) - GROWN:
            low = max(binding.sentence(match.start())[0], match.start() - 20)
            found = [one for one in binding.persons.among(low, match.start()) if one.how != "slot"]
            if found and not binding.is_in_office(found[-1]):
                yield found[-1]


def _in_lines(binding: Binding) -> Iterator[Named]:
    """张某，在镇小学读三年级; 四年级学生张某; a class as a line of its own below a name."""
    text = binding.text
    seen = -1
    for match in _SCHOOLED.finditer(text):
        first, last = binding.line(match.start())
        if _CLASS_CELL.fullmatch(text, first, last):
            named = binding.name_above(first)
            if named is not None:
                yield named
            continue
        first, last = binding.sentence(match.start())
        if first == seen or _PRIZE.search(text, first, last):
            continue
        seen = first
        found = binding.persons.among(first, last)
        if not found and _PUPIL.search(text, first, last):
            found = binding.persons.recognised(first, last)
        for one in found:
            is_told = _BEHIND.match(text, one.end, last) or _BEFORE.search(text, first, one.start)
            if one.how != "slot" and is_told and not binding.is_in_office(one):
                yield one


def _of_parents(binding: Binding) -> Iterator[Named]:
    """Whoever was named last before 孩子的妈妈."""
    for match in _PARENT.finditer(binding.text):
        low = max(0, match.start() - _FAR)
        found = binding.private(low, match.start()) or [
            one for one in binding.persons.recognised(low, match.start()) if not binding.is_in_office(one)
        ]
        if found:
            yield found[-1]
