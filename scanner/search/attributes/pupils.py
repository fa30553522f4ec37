"""Children whom a school, a class, a column or their parents give away, where no age and no 孤儿 does."""

from __future__ import annotations

from scanner.characters import HAN
from scanner.regexes import compiled
from scanner.search.attributes.ages import GROWN, is_childs_year, present_year
from scanner.search.attributes.lines import lines_of
from scanner.search.attributes.name_lines import line_named_above
from scanner.search.names.words import listed_in
from scanner.values import chinese_number

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scanner.model import Table
    from scanner.search.attributes.binding import Binding
    from scanner.search.attributes.named import Named
    from scanner.search.subject import Subject

# A class below the tenth year; the first three years are counted anew in secondary and vocational schools.
_CLASS = r"(?:小学|初中)(?:[一二三四五六1-6]年级)?|(?<!高)[一二三四五六七八九][（(][0-9]{1,2}[)）]班|[四五六七八九4-9]年级|(?<![月闰正腊冬])初[一二三](?![日，]?生)|幼儿园|学前班|学龄前|[大中小]班(?![长车主次])"
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
    rf"(?:[ 　]?[，,、（( 　])?[ ]?(?:[男女]|{HAN}{{1,2}}族)?[，、 　]?(?:现|系|是|为|正)?(?:今年)?(?:就读于?|在读|在|读|上)?(?:(?![娃孩孙儿女她他老教])[^，。；：:\n]){{0,14}}?(?:{_CLASS})(?![^，。；\n]{{0,6}}(?:校长|老师|教师|班主任|主任|书记|家长|园长|保育|任教))"
)
_BEFORE = compiled(
    rf"(?:{_CLASS}|(?<!高)[一二三]年级|(?<![0-9一二三四五六七八九十])(?:[1-9]|1[0-7]|[一二三四五六七八九十]|十[一二三四五六七])岁)(?:[（(]?[0-9一二三四五六]{{1,2}}[)）]?班)?的?(?:学生|同学|小朋友|孩子|女生|男生)?$"
)
_PRIZE = compiled("奖|竞赛|比赛|表彰|优秀|三好|锦标|冠军|亚军|录取|金榜")
_PUPIL = compiled("岁的|学生|同学|小朋友|女生|男生|就读|在读|[读上](?:[一二三四五六初中大小幼]|学前)")
_PARENT = compiled(
    "孩子的?(?:爸爸?|妈妈?|父亲|母亲|父母|家长|爷爷|奶奶|监护人|班主任)|(?:娃儿?的?|患儿)(?:爸|妈|父亲|母亲|父母|家长)"
)
_CHILD_HEAD = compiled(
    "(?:.{0,4}(?:儿童|幼儿|孤儿|患儿|孩子|幼童|小孩|婴儿|宝宝|婴幼儿|新生儿|未成年人|小学生|幼儿园学生)|被(?:照护|监护|寄养|收养|抚养|照料|托管)(?:人|儿童))(?:姓名|名字)?"
)
_CHILD_LABEL = compiled(
    "孩子|子女|小孩|家有[^人]{0,3}|上学的孩子"
)  # whose value may name a child of the person
_PUPIL_HEAD = compiled("(?:学生|同学|姓名|学生姓名|名字|受助学生|资助学生)")
_PARENT_HEAD = compiled(".*(?:家长|监护人|接送人|父母|照护人|照料人|抚养人|带养人).*")
_ANSWERED = compiled(
    "(?:学生|孩子|儿童)?(?:家长|监护人|抚养人|照护人|接送人)(?:姓名|签名|签字|电话|联系电话)?"
)
_REPRESENTED = compiled("法定代理人(?:姓名)?(?:[（(].*)?").fullmatch
_WARD = compiled("精神|智力|失能|失智|行为能力|植物人|痴呆")  # grown people who are represented too
_FOR_CHILD = compiled(".*(?:成员|学生|儿童|幼儿|子女|孩子).*")  # whose age a row of several names tells
_CLASS_HEAD = compiled("(?:所在|就读)?(?:班级?|年级|班别|学段)")
# A class without more: 三（2）, 二年级3班; of a school for children where nothing else is said.
_SHORT_CLASS = compiled(
    r"(?:小学|初中)?[一二三四五六七八九1-9](?:年级)?(?:[（(][0-9一二三四五六七八九十]{1,2}[)）]班?|(?<=级)[0-9一二三四五六七八九十]{0,2}班?|[0-9]{1,2}班?)|小[一二三四五六]|学前|[大中小托]班?[（(]?[0-9一二三四五六]?[)）]?班?"
)
_AGED_CELL = compiled(
    r"(?:[男女][，、 　]|今年|现年)?(?P<years>[0-9]{1,2}|[一二两三四五六七八九十]{1,3})(?:周)?岁(?=[，。；、]|$)"
)
_OF_OTHERS = compiled(".*(?:家庭|家属|成员|子女|孩子|亲属|配偶).*")
_AGE_HEAD = compiled("(?:年龄|周岁|岁数|现年)(?:[（(].*)?")
_MONTHS = compiled(
    r"[0-9]{1,2}个?月(?:大)?|(?P<years>[0-9]{1,2}|[一二两三四五六七八九十]{1,3})(?:周)?岁(?:半|[0-9]{1,2}个月)?"
)
_BIRTH_HEAD = compiled("(?:出生|生日|生辰).{0,6}")
_TELLS_AGE = compiled("(?:年龄|周岁|岁数|现年|月龄|出生|生日|生辰).{0,6}").fullmatch
_COLLEGE = compiled(
    "雨露|高职|大专|本科|大学|研究生|高等专科"
)  # that whoever has a guardian is too young for
_CHILD_CLASS_TITLE = compiled(_CLASS + r"|[一二三]年级|班级|家长会")
_NO_CLASS_HEAD = compiled(".*(?:文化|学历|程度|教育|毕业|地址|住址|单位).*")
_GROWN_SCHOOL = compiled("雨露|中职|高职|技工|技师|技校|中专|大专|本科|大学|职业|高中")
# In a line of a form, the label in full: 出生年月：2012.3, not 子女出生日期：
_FACT = compiled(
    r"(?:^|(?<=[\s　，；;、（(|]))(?:(?P<born>出生(?:日期|年月日?|时间)?|生日)|(?P<age>年[ 　]?龄)|(?:所在|就读)?(?:年级班级|班级|年级|学段))"
    r"[ 　]*[:：][ 　]*(?P<value>[^\s　，；;。|]{1,16})"
)
# Of whom few are of age
_UPPER = compiled(r"\w{0,10}高中?[一二](?:年级)?(?:[（(]?[0-9一二三四五六七八九十]{1,2}[)）]?)?班?")
_FORM_LINES = 4  # of a form in which a name is looked for
_A_YEAR = compiled("(?:19|20)[0-9]{2}|[一二][九〇○零][一二三四五六七八九〇○零]{2}")
_ELDERS = ("父", "母", "爸", "妈", "爷", "奶", "公", "婆", "伯", "叔", "姑", "姨", "舅", "婶", "亲")
_FAR = 200  # characters from 孩子妈妈 back to the child's name


def pupils(subject: Subject, binding: Binding) -> Iterator[Named]:
    """The persons of a text whom it shows to be children."""
    if not lines_of(binding).has_any(listed_in("said", "child-lines")["pupils"].split()):
        return
    for table in subject.document.tables:
        yield from _of_table(subject, binding, table)
    if "雨露" in binding.text or _GROWN_SCHOOL.search(_title(subject)):
        return
    yield from _of_records(binding)
    yield from _of_labels(binding, present_year(subject))
    yield from _in_lines(binding)
    yield from _of_parents(subject, binding)


def in_class(subject: Subject, about: Iterable[Named], binding: Binding) -> Iterator[Named]:
    """Those of whom something is said in a text on a class of a school."""
    title = _title(subject)
    known = [one for one in about if not binding.is_in_office(one)]
    if _CHILD_CLASS_TITLE.search(title) and "雨露" not in binding.text:
        yield from known
        return


def _title(subject: Subject) -> str:
    return subject.anatomy.title.text if subject.anatomy.title else ""


# ---- tables


def _of_table(subject: Subject, binding: Binding, table: Table) -> Iterator[Named]:
    persons = binding.persons
    columns = persons.name_columns(table)
    heads = ["".join(path[-1].split()) if path else "" for path in persons.head_of(table)]
    if not columns and not any(_TELLS_AGE(head) for head in heads):
        return
    is_of_children = any(_CHILD_HEAD.fullmatch(heads[column]) for column in columns)
    is_of_pupils = any(_PUPIL_HEAD.fullmatch(heads[column]) for column in columns)
    is_of_parents = is_of_pupils and any(map(_PARENT_HEAD.fullmatch, heads))
    is_of_parents = is_of_parents or (any(map(_REPRESENTED, heads)) and not _WARD.search(binding.text))
    is_young = _YOUNG.search(binding.text) is not None or is_of_parents
    present = present_year(subject)
    upper = _COLLEGE if is_of_parents else _GROWN_SCHOOL
    is_grown_list = "雨露" in binding.text or upper.search(_title(subject)) is not None
    is_grown_list = is_grown_list or _PRIZE.search(_title(subject)) is not None
    for row in table.body_rows():
        cells = [subject.text.block_text(table.block(row, column)).strip() for column in range(len(heads))]
        is_grown = is_grown_list or upper.search("".join(cells)) is not None
        told = _by_years(heads, cells, present)
        if told is None and not is_of_children:
            told = _by_words(heads, cells)
        if told is None and not is_grown:
            told = is_of_children or is_of_parents or _by_class(heads, cells, is_young=is_young)
        if told:
            person = persons.of_row(table, row, _FOR_CHILD if len(columns) > 1 else None)
            if person is not None:
                yield person


def _by_years(heads: list[str], cells: list[str], present: int) -> bool | None:
    """Whether an age or a birth in a row is a child's; None where none is told."""
    for head, cell in zip(heads, cells, strict=True):
        if head.startswith("月龄") and cell:
            return True
        if _AGE_HEAD.fullmatch(head) and cell:
            age = _MONTHS.fullmatch(cell if not cell.isdigit() else f"{cell}岁")
            if age is not None:
                return age["years"] is None or 0 < chinese_number(age["years"]) < GROWN
        if _BIRTH_HEAD.fullmatch(head) and _A_YEAR.match(cell):
            return is_childs_year(cell, present)
    return None


def _by_words(heads: list[str], cells: list[str]) -> bool | None:
    """Whether a cell of remarks begins with the age of a child: 十五岁，初二辍学; None where none does."""
    for head, cell in zip(heads, cells, strict=True):
        age = _AGED_CELL.match(cell)
        if age is not None and not _OF_OTHERS.fullmatch(head):
            return 0 < chinese_number(age["years"]) < GROWN or None
    return None


def _by_class(heads: list[str], cells: list[str], *, is_young: bool) -> bool:
    for head, cell in zip(heads, cells, strict=True):
        is_class = _CLASS_CELL.fullmatch(cell) or (is_young and _YOUNG_CLASS.fullmatch(cell))
        if is_class and not _NO_CLASS_HEAD.fullmatch(head):
            return True
        if _CLASS_HEAD.fullmatch(head) and _SHORT_CLASS.fullmatch(cell):
            return True
    return False


# ---- records, prose, lines


def _of_records(binding: Binding) -> Iterator[Named]:
    """Of labels and values one below the other: 儿童姓名, an age, a class."""
    asked = {one.person.start for one in binding.records if _ANSWERED.fullmatch(one.label)}
    for one in binding.records:
        word = binding.text[one.start : one.end].strip()
        if _CHILD_LABEL.fullmatch(one.label) and one.start != one.person.start:
            continue  # it names a child of the person, or tells of one
        age = _MONTHS.fullmatch(word if not word.isdigit() else f"{word}岁")
        is_aged = age is not None and (age["years"] is None or 0 < chinese_number(age["years"]) < GROWN)
        if (
            (_AGE_HEAD.fullmatch(one.label) and is_aged)
            or (_CHILD_HEAD.fullmatch(one.label) and one.start == one.person.start)
            or (one.start == one.person.start and one.start in asked and _PUPIL_HEAD.fullmatch(one.label))
            or (_CLASS_CELL.fullmatch(word) and not _NO_CLASS_HEAD.fullmatch(one.label))
            or (_CLASS_HEAD.fullmatch(one.label) and _SHORT_CLASS.fullmatch(word))
        ):
            yield one.person


def _of_labels(binding: Binding, present: int) -> Iterator[Named]:
    """Of forms whose lines hold several labels: whom a date of birth, an age or a class in them is said of."""
    for match in _FACT.finditer(binding.text):
        value = match["value"]
        if match["born"]:
            is_childs = is_childs_year(value, present)
        elif match["age"]:
            age = _MONTHS.fullmatch(value if not value.isdigit() else f"{value}岁")
            is_childs = age is not None and (age["years"] is None or 0 < chinese_number(age["years"]) < GROWN)
        else:
            is_childs = any(told.fullmatch(value) for told in (_SHORT_CLASS, _CLASS_CELL, _UPPER))
        named = _of_form(binding, match.start()) if is_childs else None
        if named is not None:
            yield named


def _of_form(binding: Binding, position: int) -> Named | None:
    """Whom the line of a form names first, else the nearest line above that names anybody; those apart who answer for him."""
    from scanner.search.attributes.guardians import is_called_guardian

    first, last = binding.line(position)
    for _ in range(_FORM_LINES):
        found = [one for one in binding.private(first, last) if not is_called_guardian(binding, one)]
        if found:
            return found[0]
        if first == 0:
            return None
        first, last = binding.line(first - 1)
    return None


def _in_lines(binding: Binding) -> Iterator[Named]:
    """Whoever a line names that stands above a class as a line of its own."""
    text = binding.text
    for match in _SCHOOLED.finditer(text):
        first, last = binding.line(match.start())
        if _CLASS_CELL.fullmatch(text, first, last):
            named = line_named_above(binding.text, first, binding.persons.is_name)
            above = text[slice(*binding.line(max(0, first - 1)))].strip()
            if named is not None and not _CHILD_LABEL.fullmatch(above):
                yield named


def _of_parents(subject: Subject, binding: Binding) -> Iterator[Named]:
    """Whoever a title names for whom money is given, else whoever was named last before 孩子的妈妈."""
    title = subject.anatomy.title
    for match in _PARENT.finditer(binding.text):
        asked = []
        if title is not None and title.end <= match.start():
            asked = binding.persons.recognised(title.start, title.end)
        if asked:
            yield asked[-1]
            continue
        low = max(0, match.start() - _FAR)
        found = binding.private(low, match.start()) or [
            one for one in binding.persons.recognised(low, match.start()) if not binding.is_in_office(one)
        ]
        found = [one for one in found if binding.text[max(0, one.start - 1) : one.start] not in _ELDERS]
        if found:
            yield found[-1]
