"""Fields in running text: `label：value`, several on a line, and headings with the section below."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scanner.anatomy import Anatomy, Line
from scanner.model import NormalizedText
from scanner.noun import noun
from scanner.regexes import compiled
from scanner.search.elements.candidates import RANK, WEAK, Candidate, folded, lacks_unit, state_of
from scanner.search.elements.labels import ENUMERATOR, LabelIndex, Meaning, cleaned
from scanner.search.elements.spaced import known_label, met_labels, spaced_labels
from scanner.values import has_money, is_date_line, is_unit

_LABEL = compiled(r"([^\s:：，。；;|]{2,30}?(?:\s?[（(][^（()）:：]{1,16}[)）])?)\s?[:：]\s?")
_LEVELS = (
    compiled(r"^\s*(?:[一二三四五六七八九十]{1,3}[、.．]|第[一二三四五六七八九十]{1,3}(?:[章条项]|部分))"),
    compiled(r"^\s*[（(][一二三四五六七八九十]{1,3}[)）]"),
    compiled(r"^\s*[0-9]{1,2}[、.．](?![0-9])"),
    compiled(r"^\s*[（(][0-9]{1,2}[)）]|^\s*[①-⑳]"),
)
_HEADING = compiled(r"^(.{2,25}?)(?:[。:：]\s?(.*))?$", re.S)
_BRACKETED = compiled(r"[【\[〖]([^】\]〗]{2,20})[】\]〗]\s?[:：]?\s?")
_STOPS = compiled("[。；;]")
_ENDS = ",，;；。、 \t|"
# Whose person or phone a bare label means is told by the unit named before it; these are not the owner.
OTHER_PARTY = compiled(r"施工|承建|中标|监理|设计|供货|供应|勘察|代理|承包|检测|审计|成交")
_NOT_AN_OFFICE = compiled(OTHER_PARTY.pattern + "|评委|专家|当事人|被处罚|监护|家长|借款人")
_PRIVATE = compiled(r"(?<![0-9])1[3-9][0-9]{9}(?![0-9])")
_ANY_OFFICE = compiled(r"(?<![0-9])(?:[(（]?0[0-9]{2,3}|12[0-9]{3}|[2-8][0-9]{6,7})(?![0-9])|0[0-9]{9,11}")
_MAYBE_NUMBER = compiled("[0-9×xX*＊_＿○]{3}|@")
_BARE_PERSON = compiled(
    r"(?:负责人|责任人|联系人|法定代表人|项目负责人|现场负责人|项目经理|法人代表|法人)(?:姓名)?"
)
_PERSONS_OWN = compiled(r"(?:姓名|户主|学生|申请人|农户|患者)\s?[:：]")
_HALF_LABEL = compiled(r"([^\W\da-zA-Z_]{1,8}?)\s?(?:[:：]|为|是)\s?(?=\S)")
_HALF_BEFORE = compiled(r"[^\W\da-zA-Z_]{1,10}$")
_UNIT_LABEL = compiled(r"(?:单位|企业|公司|主体|业主|部门|机构|供应商|法人|施工方|中标人)(?:名称)?$")
_ANNOUNCED = compiled(r"现将|现对|现就|以下|下列")
# Labels of the page round a notice that are also its own: 来源：省级资金, 时间：6月1日至10日, 公开时间：…… 监督电话：…….
_AMBIGUOUS = compiled(r"^[^\w]*(?:来\s?源|时间|日期|公开时间|公开日期|公开范围|主\s?办|承\s?办)\s?[:：]")
_OF_PAGES = frozenset({"publisher", "publish-date", "title", "document-number", "disclosure-attribute"})
TABLE_BELOW = 2  # added for a label whose value is a whole table
ANOTHERS = 2  # added for a person of the builder where the owner's is asked for
_NUMBER_GOES_ON = compiled(r"[0-9\-—－]{1,12}(?:万元|元|亿元)?|(?:万元|元|亿元)")
SECTION_LINES = 40
NO_LEVEL = 9
_FAR = 500  # characters of a line around a label, in which its person, or another label's value, may stand
LABEL_AT_START = 6  # characters before a label that still stands at the start of its line


class _Field(metaclass=noun):
    label: str
    start: int  # of the value, in the line
    end: int
    at: int  # of the label


def field_candidates(
    text: NormalizedText, anatomy: Anatomy, index: LabelIndex, cells: frozenset[int] = frozenset()
) -> list[Candidate]:
    """What the labelled values and the sections of a text offer; lines in `cells` belong to a table."""
    if not index.known:
        return []
    found: list[Candidate] = []
    lines = anatomy.lines
    for number, line in enumerate(lines):
        if (line.is_chrome and not _may_be_own(line)) or number in cells:
            continue
        fields = list(_fields(line.text, index))
        if line.is_chrome:
            for field in fields:
                offers = _from_field(text, lines, number, field, index)
                found.extend(one for one in offers if _is_own(one))
            continue
        if (fields and fields[0].at > 0) or not fields:
            found.extend(_from_broken_label(text, lines, number, index))
        for field in fields:
            found.extend(_from_field(text, lines, number, field, index))
        if not fields:
            found.extend(_from_heading(text, lines, number, index))
    return found


def _may_be_own(line: Line) -> bool:
    """Whether a line looks like one of the page round a notice only because it begins with 来源, 时间, 公开时间."""
    is_page = line.block is not None and line.block.place.part == "chrome"
    return not is_page and _AMBIGUOUS.match(line.text) is not None


def _is_own(candidate: Candidate) -> bool:
    """Whether a field of such a line says something of the notice and not of the page."""
    if candidate.id in _OF_PAGES or not candidate.is_good:
        return False
    return not is_unit(candidate.value.split()[0])


def _fields(line: str, index: LabelIndex) -> Iterator[_Field]:
    """The labelled values of a line: a value ends where the next label begins."""
    met: list[tuple[int, int, str]] = []
    borders: list[int] = []
    if ":" in line or "：" in line:
        labels = list(_LABEL.finditer(line))
        met = met_labels(labels, index)
        if met and len(labels) > len(met):
            borders = _borders(line, labels, index)
    if not met and ("【" in line or "[" in line or "〖" in line):
        met = met_labels(_BRACKETED.finditer(line), index)
    if not met:
        met = spaced_labels(line, index)
    for position, (at, start, label) in enumerate(met):
        end = met[position + 1][0] if position + 1 < len(met) else len(line)
        end = min((border for border in borders if start < border < end), default=end)
        yield _Field(label, start, len(line[:end].rstrip(_ENDS)), at)


def _borders(line: str, labels: list[re.Match[str]], index: LabelIndex) -> list[int]:
    """Where labels begin that the profile does not ask for: they end the value before them."""
    return [
        match.start()
        for match in labels
        if match.start() and line[match.start() - 1] in _ENDS and cleaned(match[1]) in index.others
    ]


def _from_field(
    text: NormalizedText, lines: tuple[Line, ...], number: int, field: _Field, index: LabelIndex
) -> Iterator[Candidate]:
    line = lines[number]
    meaning = index.meaning(field.label)
    if meaning is None:
        return
    start, end = line.start + field.start, line.start + max(field.end, field.start)
    if field.start >= field.end and line.text[field.start :].strip(_ENDS):
        if any(index.kinds.get(name) == "phone" for name in meaning.ids):
            end = min(line.end, start + _FAR)  # 举报投诉：联系人：… 联系电话：…
    elif field.start >= field.end:
        many = SECTION_LINES if field.at < LABEL_AT_START else 1
        below = _section(text, lines, number, _level(line.text), index, most=many)
        if below:
            start, end = below
    elif line.start + field.end == line.end:
        end = _number_end(text, lines, number, end)
    added = ANOTHERS if _is_anothers(lines, number, field) else 0
    if "\t" in text.text[start:end]:
        added += TABLE_BELOW  # 现将补助对象公示如下: the columns say it better
    if _ANNOUNCED.search(line.text[max(field.at - 8, 0) : field.start]):
        added += WEAK  # 现将获奖人员和金额公示: whatever stands below
    said = line.text[field.at : field.start]
    if _NOT_AN_OFFICE.search(field.label) and any(index.kinds.get(name) == "phone" for name in meaning.ids):
        return  # 施工单位联系电话, 评委联系方式
    if meaning.weak and _PERSONS_OWN.search(line.text, max(field.at - _FAR, 0), field.at):
        return  # 姓名：… 联系方式：…: the phone of somebody on a list
    yield from offered(text, meaning, index, field.label, start, end, "label", said=said, added=added)


def _is_anothers(lines: tuple[Line, ...], number: int, field: _Field) -> bool:
    """Whether a bare 负责人 is the builder's or the supervisor's: the unit named last before it tells."""
    if not _BARE_PERSON.fullmatch(field.label):
        return False
    for offset in range(3):
        if number < offset:
            break
        before = lines[number - offset].text
        before = before[: field.at] if offset == 0 else before
        labels = [cleaned(match[1]) for match in _LABEL.finditer(before)]
        units = [label for label in labels if _UNIT_LABEL.search(label)]
        if units:
            return OTHER_PARTY.search(units[-1]) is not None
        if offset and not labels:
            break
    return False


def _number_end(text: NormalizedText, lines: tuple[Line, ...], number: int, end: int) -> int:
    """Where a number ends that a line break cut in two: 0393-8000⏎006, 12⏎50万元."""
    if number + 1 >= len(lines) or (
        not text.text[end - 1 : end].isdigit() and text.text[end - 1] not in "-—－"
    ):
        return end
    following = lines[number + 1]
    rest = _NUMBER_GOES_ON.match(following.text)
    if rest is None or (
        rest.end() < len(following.text) and following.text[rest.end()] not in "，。；、, )）反拨"
    ):
        return end
    return following.start + rest.end()


def _from_broken_label(
    text: NormalizedText, lines: tuple[Line, ...], number: int, index: LabelIndex
) -> Iterator[Candidate]:
    """A label whose first half stands at the end of the line before: 监督举报电⏎话：0393-8000001."""
    line = lines[number]
    found = _HALF_LABEL.match(line.text) if number else None
    if found is None or lines[number - 1].is_chrome:
        return
    before = _HALF_BEFORE.search(lines[number - 1].text)
    for length in range(1, len(before[0]) + 1 if before else 0):
        label = before[0][-length:] + found[1] if before else ""
        meaning = index.known.get(label)
        if meaning is not None and not meaning.weak and len(label) > 3:
            start = line.start + found.end()
            rest = _STOPS.split(line.text[found.end() :], maxsplit=1)[0].rstrip(_ENDS)
            end = start + len(rest)
            yield from offered(text, meaning, index, label, start, end, "label", said=label)
            return


def _from_heading(
    text: NormalizedText, lines: tuple[Line, ...], number: int, index: LabelIndex
) -> Iterator[Candidate]:
    line = lines[number]
    level = _level(line.text)
    heading = _HEADING.match(ENUMERATOR.sub("", line.text) if level != NO_LEVEL else line.text)
    if heading is None or len(heading[1]) > 25:
        return
    meaning = index.meaning(cleaned(heading[1]), exact=level == NO_LEVEL)
    if meaning is None or (level == NO_LEVEL and heading[2]):
        return
    if heading[2] and _MAYBE_NUMBER.search(heading[1]):
        return  # 七、查询电话0393-8000001。态度不好的……: a sentence with its own value
    if heading[2]:
        start = line.start + line.text.rindex(heading[2])
        where: tuple[int, int] | None = (start, line.end)
    else:
        where = _section(text, lines, number, level, index)
    if where:
        yield from offered(text, meaning, index, cleaned(heading[1]), *where, "heading")
    elif level != NO_LEVEL:
        yield from offered(text, meaning, index, cleaned(heading[1]), line.end, line.end, "heading")


def offered(
    text: NormalizedText,
    meaning: Meaning,
    index: LabelIndex,
    label: str,
    start: int,
    end: int,
    found_by: str,
    *,
    said: str = "",
    added: int = 0,
) -> Iterator[Candidate]:
    """A candidate for each element that a label stands for; `said` is the label with its brackets."""
    value = text.text[start:end]
    rank = RANK[found_by] + (WEAK if meaning.weak else 0) + added
    for name in meaning.ids:
        kind = index.kinds.get(name)
        if kind:
            if found_by == "heading" and kind == "attribute":
                continue  # 公开方式 heads a chapter of a standard as well
            if kind == "money" and has_money(label):
                continue  # 安排补助资金386万元：中央300万元、省级56万元
            state = state_of("text" if found_by == "heading" and kind in ("names", "unit") else kind, value)
            if state == "poor" and kind in ("phone", "money") and "\n" in value:
                state = state_of(kind, value.replace("\n", ""))  # a number cut by the end of a line
            if kind == "money" and state == "good" and lacks_unit(value, said, text):
                state = "poor"
            is_private = kind == "phone" and _PRIVATE.search(value) and not _ANY_OFFICE.search(value)
            yield Candidate(name, folded(value), start, end, found_by, state, label, rank + bool(is_private))


def _level(line: str) -> int:
    for level, pattern in enumerate(_LEVELS):
        if pattern.match(line):
            return level
    return NO_LEVEL


def _section(
    text: NormalizedText,
    lines: tuple[Line, ...],
    number: int,
    level: int,
    index: LabelIndex,
    *,
    most: int = SECTION_LINES,
) -> tuple[int, int] | None:
    """The text below a heading, up to the next heading of its level; a table counts as text.

    A label at the end of a sentence has at most the line below.
    """
    start = lines[number].end
    end = start
    for offset, line in enumerate(lines[number + 1 : number + 1 + most]):
        if _is_border(line, level, index, is_first=offset == 0):
            end = line.start
            break
        end = line.end
    else:
        end = max(end, _table_end(text, end))
    below = text.text[start:end]
    if not below.strip():
        return None
    begin = start + len(below) - len(below.lstrip())
    return begin, start + len(below.rstrip())


def _is_border(line: Line, level: int, index: LabelIndex, *, is_first: bool) -> bool:
    own = _level(line.text)
    if level != NO_LEVEL:
        return own <= level or (is_date_line(line.text) and not is_first)
    if own < 2 or is_date_line(line.text) or (is_unit(line.text) and not is_first):
        return True
    found = _LABEL.match(line.text) or _BRACKETED.match(line.text)
    return (
        bool(found and known_label(found[1], index))
        or index.meaning(cleaned(line.text), exact=True) is not None
    )


def _table_end(text: NormalizedText, position: int) -> int:
    """Where the table that follows directly ends, else the position itself."""
    block = text.block_at(max(position - 1, 0)) + 1
    found = text.document.table_at(block) if block < len(text.starts) else None
    if found is None or found[0].first != block:
        return position
    return text.block_range(found[0].block(found[0].rows - 1, found[0].columns - 1))[1]
