"""Those who answer for a child by the structure of a text: lists with 与学生关系, letters to 你们的女儿, 系某某之外祖母."""

from __future__ import annotations

from scanner.characters import HAN
from scanner.regexes import compiled
from scanner.search.attributes.children import is_kins_name, people_in
from scanner.search.attributes.lines import lines_of
from scanner.search.attributes.named import Named, can_stand_below, is_name_head
from scanner.values import is_masked_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scanner.model import Table
    from scanner.search.attributes.binding import Binding
    from scanner.search.subject import Subject

_KIN = (
    "(?:(?:外|曾)?(?:外)?祖[父母]亲?|太?[爷奶](?:爷|奶)?|[外]?公公?|外婆|姥[姥爷]|[大二三四五小老堂表幺]?(?:爷爷?|奶奶?|伯[父母伯]?|叔[叔父]?|婶[婶娘]?|舅[舅父妈婆公]?|姑[姑妈父婆]?|姨[妈父娘夫婆]?)"
    "|[生养继]?[父母]亲?|爸爸?|妈妈?)"
)
_ASIDE = compiled(r"[ 　]?[（(].*$")
_IS_KIN = compiled(f"{_KIN}(?:[（(].*)?")
# 与学生关系: what the names of the column beside are to the children
_RELATION = compiled(
    "(?:代理人|监护人|照护人|户主)?与?(?:学生|儿童|孩子|幼儿|孤儿|被[^关系]{1,4}|患儿|小孩)的?(?:之间)?(?:的)?关系"
)
_CHILD = compiled(".*(?:学生|儿童|孩子|幼儿|孤儿|患儿|小孩|宝宝|被[^（(]{1,4}人).*")
_BESIDE = compiled(
    "姓名|联系人|接送人|代领人|领款人|领取人|申请人|亲属|家属|家庭成员|代办人|签字人|.{0,4}(?:照|看|托|管|养|护)[^（(]{0,4}人"
)
# 你们的女儿: whom the letter is to
_YOURS = compiled(
    "[你您]们?(?:夫妇|夫妻|二人|两人)?(?:家)?的?(?:孩子|儿子|女儿|[长次幼独][子女]|子女|小孩|娃)(?!们)"
)
_OF_SCHOOL = compiled(
    "就读|[辍逃失休复入转]学|返校|监护|未成年|幼儿园|小学|初中|中学|年级|班主任|接种|不满|未满|学籍"
)
_ADDRESSED = compiled(
    rf"(?:^|\n)[ 　]*(?:尊敬的|致)?(?P<names>{HAN}[^\s，。：:；]{{1,24}})[：:][ 　]*(?=\n|$)"
)
_BETWEEN = compiled("[、和与]|夫妇|夫妻|同志|先生|女士|（[父母亲]{1,2}）|家长")
_FAR = 1500  # characters between the words of a letter and whom it is to
# 系未成年人某某之外祖母, 某某的爸爸
_STATED = compiled(
    rf"(?:系|是|为)(?P<word>未成年人?|儿童|学生|孩子|幼儿|患儿|孤儿|被[监照收寄托][护养付]人)?(?P<child>{HAN}{{2,5}}?)?(?:[（(][^（()）]{{1,14}}[）)])?(?:之|的)(?P<kin>{_KIN})(?=[，。；、）)\n]|$)"
)
_KIN_LINE = compiled(rf"{_KIN}")


def elders(subject: Subject, binding: Binding, known: Sequence[Named]) -> Iterator[Named]:
    """The persons whom the structure of a text shows to answer for a child; `known` are the children that it names."""
    for table in subject.document.tables:
        yield from _of_list(subject, binding, table)
    yield from _addressed(binding)
    yield from _stated(binding, known)
    yield from _below(binding, known)


def _of_list(subject: Subject, binding: Binding, table: Table) -> Iterator[Named]:
    """The names of the column that a column 与学生关系 tells of."""
    heads = ["".join(path[-1].split()) if path else "" for path in binding.persons.head_of(table)]
    related = next((at for at, head in enumerate(heads) if _RELATION.fullmatch(head)), -1)
    if related < 0:
        return
    asked = [
        at
        for at, head in enumerate(heads)
        if at != related and not _CHILD.fullmatch(head) and (is_name_head(head) or _BESIDE.fullmatch(head))
    ]
    if not asked:
        return
    column = min(asked, key=lambda at: (abs(at - related), at))
    for row in table.body_rows():
        start, _ = subject.text.block_range(table.block(row, column))
        words = subject.text.block_text(table.block(row, column))
        word = _ASIDE.sub("", words.strip())
        start += len(words) - len(words.lstrip())
        if _IS_KIN.fullmatch(subject.text.block_text(table.block(row, related)).strip()) and can_stand_below(
            word
        ):
            yield Named(start, start + len(word), "column", is_masked_name(word))


def _addressed(binding: Binding) -> Iterator[Named]:
    """To whom a letter on 你们的女儿 is written."""
    text = binding.text
    for start, end in lines_of(binding).holding(("你", "您")):
        if not _YOURS.search(text, start, end) or not _OF_SCHOOL.search(text, start, end):
            continue
        letters = list(_ADDRESSED.finditer(text, max(0, start - _FAR), start))
        if letters:
            yield from _in_address(text, *letters[-1].span("names"))
        return


def _in_address(text: str, start: int, end: int) -> Iterator[Named]:
    at = start
    for piece in _BETWEEN.split(text[start:end]):
        first = text.find(piece, at, end)
        at = first + len(piece)
        if piece and can_stand_below(piece) and is_kins_name(piece):
            yield Named(first, at, "label", is_masked_name(piece))


def _stated(binding: Binding, known: Sequence[Named]) -> Iterator[Named]:
    """The first person of a sentence that says of it: 系未成年人某某之外祖母."""
    text = binding.text
    children = {text[one.start : one.end] for one in known}
    for start, end in lines_of(binding).holding(("系", "是", "为")):
        for match in _STATED.finditer(text, start, end):
            if not match["word"] and match["child"] not in children:
                continue
            first = binding.sentence(match.start())[0]
            before = [
                one
                for one in people_in(binding, first, match.start())
                if text[one.start : one.end] not in children
            ]
            if before:
                yield before[0]


def _below(binding: Binding, known: Sequence[Named]) -> Iterator[Named]:
    """A name as a line of its own above a line that is nothing but 外公, behind the lines of a child."""
    text = binding.text
    if not known:
        return
    for start, end in lines_of(binding).holding(_KIN_WORDS):
        if end - start > _SHORT or not _KIN_LINE.fullmatch(text, start, end) or start == 0:
            continue
        low, high = binding.line(start - 1)
        word = text[low:high].strip()
        if can_stand_below(word) and binding.persons.is_name(word) and not is_name_head(word):
            yield Named(low, high, "label", is_masked_name(word))


_KIN_WORDS = ("父", "母", "爸", "妈", "爷", "奶", "公", "婆", "姥", "伯", "叔", "姑", "姨", "舅", "婶")
_SHORT = 5  # characters of a line that is a word for kin
