"""Who is named where: the persons of a text as the judging of attributes asks for them.

`Persons.among` answers for a stretch of text, `Persons.of_row` for a row of a table, `Persons.of_form` for a form. What a
person is known by is told in `how`: a column (姓名, 户主), a label, a mask, a name met elsewhere in the text, a word in front
(村民), or only its shape; `recognised` has those whom the recogniser of names sees. Nothing is read before something asks.
"""

from __future__ import annotations

from scanner.characters import HAN
from scanner.regexes import compiled
from scanner.search.attributes.lost_rows import LostRows
from scanner.search.attributes.name_words import KIN, NO_NAME, NO_ROOM, NO_SLOT, ORDINARY, WHO
from scanner.search.attributes.named import (
    DOTTED,
    LONGEST,
    Named,
    can_stand_below,
    is_name_cell,
    is_name_head,
)
from scanner.search.roles import role_of_label
from scanner.values import SURNAMES, is_masked_name, is_person

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from scanner.model import Table
    from scanner.search.names import Names
    from scanner.search.subject import Subject

NAME_LENGTHS = (2, 3, 4, 5, 6)
_MOST_ROWS = 6000  # of a list whose names are remembered
_FORM = (40, 8)  # rows, columns of a table that can be a form
# Characters that no given name has but that follow a surname's character in ordinary words.
_NOT_GIVEN = "的是不了等者病患症额费镇县区项款补贴助策局级类计期限须该些每各其及或被让户村乡们个你我他她它这那还就都很没"
_OTHERS = "欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|令狐|慕容|长孙|宇文|司徒|夏侯|端木|南宫|独孤"
_GIVEN = rf"(?:(?![{_NOT_GIVEN}]){HAN})"
SHAPE = rf"(?!{ORDINARY})(?:(?:{_OTHERS}){_GIVEN}{{1,2}}|[{''.join(sorted(SURNAMES))}]{_GIVEN}{{1,2}})"
# What may follow a name without a mark between.
_AFTER = (
    rf"(?=(?!{HAN})|(?!家族)[因患走坐蹲躺拄瘫犯欠挣靠家户的之为系身于在住有由男女已被是拟现今独丧离父母夫妻其丈常长查确突得染无肢视听智精言多残申]|老人|同志|同学|小朋友|宝宝|本人|"
    r"先生|女士|夫妇|夫妻|一家|一人|一户|两人|等[0-9一二三四五六七八九十]|中风|瘫|卧床|体弱|重度|[一二三四]级|捐|购|领|贷|从|自|用|把|去|说|和|与|以|靠|年满|身|近|共|没|不)"
)
_PREFIX = rf"(?:{WHO}|其中|新增|补发|拟将|拟对|应为|[组村屯队查班校岁家][、，]?|社(?!区)|社区|[是为系由对给向将与及陪帮叫]|别看|只见|(?<![0-9])(?<!{HAN}))"
_PROSE = compiled(rf"(?:{_PREFIX})(?P<name>{SHAPE}|{DOTTED}){_AFTER}")
_CALLED = compiled(
    rf"(?:村民|居民|牧民|农户|户主|老人|贫困户|脱贫户|监测户|低保户|五保户|特困户|搬迁户|受助人|申请人|患者|护林员|保洁员|其中|{KIN})"
    rf"(?P<name>(?:(?![的不了在是对到请有都来去年月给与和或及等每自之其]){HAN}){{2,5}}?)"
    r"(?=[（(]|[因患]|[家户](?!中|里|庭|口|均|数|主)|之|老人|父|母|丈夫|妻|的[母父妻丈儿女]|$)"
)
# A name of any people where a sentence begins with it: 旦增曲扎，因患…
_SLOT = compiled(
    rf"(?:^|(?<=[\n。；;：:—]))(?:[0-9]{{1,3}}[.、．]|[（(][0-9一二三四五六七八九十]{{1,2}}[)）])?[ 　]*(?:新增|退出|户主|村民|{KIN})?"
    rf"(?P<name>(?:(?![的不了在是对到请有都来去年月给与和或及等自之其因经按据凡本该我为以一未]){HAN}){{2,5}})(?=[，、（(]|$)"
)
_MASKED = compiled(
    rf"[{''.join(sorted(SURNAMES))}](?:[某*＊×xX○〇]{{1,2}}(?:{HAN}(?=(?!{HAN})|[因患走坐蹲躺拄瘫犯欠挣靠家户的女男等]))?|{HAN}[*＊×])(?![某*＊×])"
    rf"|(?:(?<=病例)|(?<=患者)|(?<=村民)|(?<=户主)|(?<=学生)|(?<=老人)|(?<=姓名：)|(?<=姓名:)){HAN}[*＊]{{1,2}}(?![某*＊×])"
)
_LABELLED = compiled(
    r"(?:姓[ 　]*名|户[ 　]*主(?:姓名)?|学生姓名|学[ 　]*生|申请人(?:姓名)?|申请老人|老人姓名|受助人|受助代表|受 助 代 表|受益人|受益户|补贴对象|补助对象|救助对象|保障对象|扶助对象|供养对象|"
    r"新增对象|监测对象|孤儿姓名|儿童姓名|当事人|乙方|逝者|死者|伤者|病人|被继承人|继承人|被执行人|受害人|被害人|失踪人|走失人|求助人|权利人|捐赠人|捐款人|承租人|购机者|借款人|原聘人员|聘用人员|走失者|来信人|反映人|患者|残疾人|持卡人|领取人|被救助人|信访人|上访人|来访人|申诉人|被告人|嫌疑人|被不起诉人|被处罚人|被拘留人|违法行为人|戒毒人员|吸毒人员|矫正人员|旅客|乘客|公示对象|对象)"
    rf"[ 　]*[:： 　][ 　]*(?P<name>{HAN}{{2,5}}|{DOTTED}|{HAN}[*＊×某]{{1,2}}{HAN}?)(?!{HAN})"
)


class Persons:
    """The persons of one text."""

    def __init__(self, subject: Subject) -> None:
        self._subject = subject
        self._text = subject.text.text
        self._known: frozenset[str] | None = None
        self._heads: dict[int, tuple[tuple[str, ...], ...]] = {}
        self._columns: dict[int, tuple[int, ...]] = {}
        self._forms: dict[int, Named | None] = {}
        self._names: Names | None = None
        self.lost = LostRows(subject, self.is_name)

    # ---- stretches of text

    def among(self, start: int, end: int) -> list[Named]:
        """The persons that stand in ``text[start:end]``, in order, none inside another."""
        found: dict[int, Named] = {}
        for pattern, how in (
            (_LABELLED, "label"),
            (_MASKED, "mask"),
            (_PROSE, "shape"),
            (_CALLED, "called"),
            (_SLOT, "slot"),
        ):
            for match in pattern.finditer(self._text, start, end):
                first, last = match.span("name") if how != "mask" else match.span()
                name = self._text[first:last]
                if how != "mask" and NO_NAME.search(name):
                    continue
                if how == "slot" and NO_SLOT.search(name):
                    continue
                is_masked = how == "mask" or is_masked_name(name)
                found.setdefault(first, Named(first, last, "mask" if is_masked else how, is_masked))
        for first, last in self._known_in(start, end):
            if not any(first < one.end and one.start < last for one in found.values()):
                found[first] = Named(first, last, "known", is_masked_name(self._text[first:last]))
        return _apart([found[at] for at in sorted(found)])

    def recognised(self, start: int, end: int) -> list[Named]:
        """The persons whom the recogniser of names sees in ``text[start:end]``; its model is loaded when first asked.

        Nothing, and not a label alone (通讯地址：), has no room for a name.
        """
        if NO_ROOM.fullmatch(self._text, start, end):
            return []
        if self._names is None:
            from scanner.search.names import names_of

            self._names = names_of(self._subject.text)
        return [
            Named(one.start, one.end, "recognised", one.kind == "masked")
            for one in self._names.within(start, end)
            if one.kind in ("person", "masked") and not NO_NAME.search(self._text[one.start : one.end])
        ]

    def is_name(self, word: str) -> bool:
        """Whether a word alone is a name: by its shape, masked, or met as a name elsewhere."""
        return (is_person(word) and not NO_NAME.search(word)) or is_masked_name(word) or word in self.known

    @property
    def known(self) -> frozenset[str]:
        """Names that columns and labels of this text give."""
        if self._known is None:
            self._known = frozenset(self._met())
        return self._known

    def _known_in(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        known = self.known
        if not known:
            return
        at = start
        while at < end - 1:
            length = next((size for size in NAME_LENGTHS[::-1] if self._text[at : at + size] in known), 0)
            if length and at + length <= end:
                yield at, at + length
            at += length or 1

    def _met(self) -> Iterator[str]:
        for match in _LABELLED.finditer(self._text):
            if not NO_NAME.search(match["name"]):
                yield match["name"]
        for match in _LISTED.finditer(self._text):
            names = match.group().split("、")
            if sum(map(is_person, names)) * 2 >= len(names):
                yield from (name for name in names if not NO_NAME.search(name))
        for table in self._subject.document.tables:
            for column in self.name_columns(table):
                for count, row in enumerate(table.body_rows()):
                    if count >= _MOST_ROWS:
                        break
                    yield self._subject.text.block_text(table.block(row, column)).strip()

    # ---- tables

    def name_columns(self, table: Table) -> tuple[int, ...]:
        """The columns of a list whose cells are names."""
        if table.first not in self._columns:
            self._columns[table.first] = tuple(
                column for column, path in enumerate(self.head_of(table)) if path and is_name_head(path[-1])
            )
        return self._columns[table.first]

    def head_of(self, table: Table) -> tuple[tuple[str, ...], ...]:
        """The header paths of the columns; the first row where no head was made out and it has 姓名 in it."""
        if table.first not in self._heads:
            self._heads[table.first] = self._head_of(table)
        return self._heads[table.first]

    def _head_of(self, table: Table) -> tuple[tuple[str, ...], ...]:
        head = self._subject.numbers.heads.head_of(table)
        if head or table.columns < 2 or table.rows < 2:
            return head
        words = [self._text[slice(*self._cell(table, 0, column))] for column in range(table.columns)]
        under = [self._text[slice(*self._cell(table, 1, column))] for column in range(table.columns)]
        if any(
            is_name_head(word) and can_stand_below(below) for word, below in zip(words, under, strict=True)
        ):
            return tuple((word,) for word in words)
        return head

    def of_row(self, table: Table, row: int, head: re.Pattern[str] | None = None) -> Named | None:
        """The person whom a row of a list is about, by its column of names, else by the shape of a cell.

        Of several columns of names the one whose head matches `head` comes first.
        """
        columns = self.name_columns(table)
        if head is not None:
            heads = self.head_of(table)
            columns = tuple(sorted(columns, key=lambda column: not head.fullmatch(heads[column][-1])))
        for column in columns:
            start, end = self._cell(table, row, column)
            aside = _ASIDE.search(self._text, start, end)
            if aside is not None:
                end = aside.start()
            if (
                start < end
                and is_name_cell(self._text[start:end])
                and not NO_NAME.search(self._text[start:end])
            ):
                return Named(start, end, "column", is_masked_name(self._text[start:end]))
        if self.name_columns(table):
            return None
        paths = self.head_of(table)
        for column in range(table.columns):
            if (
                column < len(paths)
                and paths[column]
                and role_of_label(paths[column][-1]) in ("official", "contact", "company")
            ):
                continue
            start, end = self._cell(table, row, column)
            if 1 < end - start <= LONGEST and self.is_name(self._text[start:end]):
                return Named(start, end, "shape", is_masked_name(self._text[start:end]))
        return None

    def of_form(self, table: Table) -> Named | None:
        """The person whom a form (label and value side by side) is about; None for a list."""
        if table.first not in self._forms:
            self._forms[table.first] = self._formed(table)
        return self._forms[table.first]

    def _formed(self, table: Table) -> Named | None:
        if table.rows > _FORM[0] or table.columns > _FORM[1]:
            return None
        for row in range(table.rows):
            for column in range(table.columns - 1):
                start, end = self._cell(table, row, column)
                if end - start <= LONGEST and is_name_head(self._text[start:end]):
                    if row + 1 < table.rows and self._is_above_name(table, row, column):
                        continue
                    first, last = self._cell(table, row, column + 1)
                    value = self._text[first:last]
                    is_narrow = table.columns <= 2 and is_name_cell(value) and not NO_NAME.search(value)
                    if (is_narrow or self.is_name(value)) and not is_name_head(value):
                        return Named(first, last, "label", is_masked_name(value))
        return None

    def _is_above_name(self, table: Table, row: int, column: int) -> bool:
        """Whether a name stands below a head of more than two columns: 姓名 of a list, not of a form."""
        below = self._text[slice(*self._cell(table, row + 1, column))]
        return table.columns > 2 and can_stand_below(below) and not is_name_head(below)

    def _cell(self, table: Table, row: int, column: int) -> tuple[int, int]:
        """Where a cell's text stands, white space at its ends left out."""
        start, end = self._subject.text.block_range(table.block(row, column))
        words = self._text[start:end]
        start += len(words) - len(words.lstrip())
        return start, max(start, end - (len(words) - len(words.rstrip())))


_ASIDE = compiled(r"[ 　]?[（(][^（()）]*[）)]$")  # behind a name: （4岁）, （已故）
_LISTED = compiled(rf"{HAN}{{2,5}}(?:、{HAN}{{2,5}}){{2,}}")


def _apart(found: list[Named]) -> list[Named]:
    kept: list[Named] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept
