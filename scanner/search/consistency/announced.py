"""A number that announces a list, or sums one up, and the list right beside it: 案件4起，具体如下; （共6位）; 上述4户.

What is counted need not be known: only that a number with a measure word introduces the rows, the numbered lines or
the names that follow at once. Any reading of the list that gives the number settles it.
"""

from __future__ import annotations

import re

from scanner.noun import noun
from scanner.regexes import compiled
from scanner.search.consistency.reading import PLAIN
from scanner.values import chinese_number

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scanner.search.consistency.reading import Reading, Spoken
    from scanner.search.consistency.sheets import Sheet

_MEASURE = "户|人|名|位|起|宗|件|家|项|条|处|种|个(?!月|工作|百分|人住)|所|笔|栋|场|类"
_NUMBER = rf"(?P<number>[0-9]{{1,3}}|[二三四五六七八九十]{{1,3}})(?![0-9])\s?(?P<measure>{_MEASURE})"
# In a title or at the end of a line: …公示（7人）, 拟补助5户公示, 案件4起，具体如下：, 以下六条要求：
_IN_TITLE = compiled(
    rf"[（(]\s?(?:共|计|合计)?\s?{_NUMBER}(?:[0-9]{{1,4}}[人户]|户|人|村|项目|乡镇|镇|社区|单位|对象|家庭|名单|学生|企业)?[)）]\s*$"
)
_TITLED = compiled(rf"(?:拟|新增|共)[^，。；0-9]{{0,6}}{_NUMBER}[^，。；0-9]{{0,8}}(?:公示|公告|名单)$")
_EACH = r"每[人户][^。；，\n0-9]{0,6}[0-9][0-9,.]*(?:万元|元)"
_BEFORE = compiled(
    rf"(?<![第前近约每0-9.一二三四五六七八九十]){_NUMBER}[^。；;\n0-9]{{0,24}}?(?:{_EACH}[^。；;\n0-9]{{0,8}})?(?:如下|：|:)$"
)
_LEADING = ("如下", "：", ":")  # how a line of `_BEFORE` ends
_SINGLE = compiled(_EACH)
_FOR = compiled(rf"(?:以下|下列|下述)\s?{_NUMBER}")
_SHORT = compiled(rf"(?:共|共有|共计)\s?{_NUMBER}[^，。；;\n0-9]{{0,8}}[：:]")
_AFTER = compiled(rf"(?:上述|以上|前述|共计|上列){_NUMBER}")
_NOT_ALL = compiled(
    r"余|以上人|左右|部分|节选|摘录|等[0-9一二三四五六七八九十]|累计|近|约|不少于|至少|每|任[选一]|之一|满足|符合条件的人|具备|到会|同意|票|出席"
)
_OTHERS = compiled(r"补贴|政策|制度|措施")  # behind the number: five allowances may be four lines
_MARKS = compiled(r"[①-⑳]")
_MORE = compiled(r"等\s?([0-9]{1,3})\s?[户人名]")
_ITEM = compiled(
    r"\s*(?:[0-9]{1,2}\s?[.．、)）](?![0-9])|[（(]\s?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})\s?[)）]|[一二三四五六七八九十]{1,2}\s?[、．.])"
)
_ASKS = compiled(
    r"\s*[一二三1]?\s?[、.．]?\s?(?:补助|救助|资助|公示|发放|改造|享受)?(?:对象|名单|人员|农户)(?:名单)?\s?[：:]\s*"
)
_OPEN = compiled(r"等|及|和|……|…")
LEAST, MOST = 2, 200
LONGEST_TITLE = 60
NEXT = 3  # characters between the words and a table


class Announced(metaclass=noun):
    """A number that a list contradicts: where it stands, what it says, how many are listed, of what kind."""

    start: int
    end: int
    listed: int
    kind: str  # rows, lines, names


def wrong_announcements(reading: Reading) -> Iterator[Announced]:
    """The numbers that the list beside them contradicts."""
    lines = reading.lines
    for at, line in enumerate(lines):
        words = line.text.rstrip()
        for match, is_behind in _matches(words):
            around = _SINGLE.sub("", words[max(match.start() - 10, 0) : match.end() + 4])
            if _NOT_ALL.search(around) or _OTHERS.search(words[match.end() : match.end() + 4]):
                continue
            number = chinese_number(match["number"].replace("两", "二"))
            found = _wrong(reading, lines, at, match, number, is_behind=is_behind)
            if found is not None and abs(found[0] - number) <= max(2, number // 3):
                listed, kind = found
                place = line.start + match.start("number"), line.start + match.end("measure")
                yield Announced(*place, listed, kind)
                break


def _matches(words: str) -> Iterator[tuple[re.Match[str], bool]]:
    """Every number that announces something, and whether its list stands before it."""
    if len(words) <= LONGEST_TITLE:
        found = _IN_TITLE.search(words) or _TITLED.search(words)
        if found is not None:
            yield found, False
    for pattern in (_BEFORE, _FOR, _SHORT):
        if pattern is _BEFORE and not words.endswith(_LEADING):
            continue
        found = pattern.search(words)
        if found is not None:
            yield found, False
    found = _AFTER.search(words[:40])
    if found is not None:
        yield found, True


def _wrong(
    reading: Reading,
    lines: Sequence[Spoken],
    at: int,
    match: re.Match[str],
    number: int,
    *,
    is_behind: bool,
) -> tuple[int, str] | None:
    """(how many are listed, how), None where the list is right or there is none."""
    if not LEAST <= number <= MOST:
        return None
    line = lines[at]
    sheet = _sheet_beside(reading, lines, at, is_behind=is_behind)
    if sheet is not None:
        possible = _of_sheet(sheet)
        rows = _standing_for(sheet)
        return None if number in possible or rows < LEAST or rows > number * 3 else (rows, "rows")
    if is_behind:
        counts = _lines_before(lines, at)
    else:
        if _ASKS.fullmatch(lines[at + 1].text if at + 1 < len(lines) else ""):
            at += 1  # 一、对象：, and the list behind it
        rest = lines[at].text[match.end() :] if lines[at] is line else ""
        marks = len(_MARKS.findall(rest)) or _marks_next(lines, at)
        counts = {marks} if marks >= LEAST else _lines_behind(lines, at)
    counts.discard(0)
    if (
        not counts
        or number in counts
        or max(counts) < LEAST
        or number in _said_below(lines, at, match["measure"])
    ):
        return None
    return max(counts), "lines"


def _said_below(lines: Sequence[Spoken], at: int, measure: str) -> set[int]:
    """What the numbered lines say themselves, added up: 甲镇3个, 乙镇2个, 丙镇4个."""
    pattern = f"([0-9]{{1,3}}){measure}"
    numbers = [re.search(pattern, line.text) for line in lines[at + 1 : at + 30] if _ITEM.match(line.text)]
    return {sum(int(one[1]) for one in numbers if one)}


def _sheet_beside(reading: Reading, lines: Sequence[Spoken], at: int, *, is_behind: bool) -> Sheet | None:
    line = lines[at]
    end = line.start + len(line.text)
    for sheet in reading.sheets:
        if is_behind and 0 <= line.start - sheet.end <= NEXT:
            return sheet
        if not is_behind and 0 <= sheet.start - end <= NEXT:
            return sheet
        if not is_behind and at + 1 < len(lines) and len(lines[at + 1].text) < LONGEST_TITLE:
            following = lines[at + 1]
            if 0 <= sheet.start - following.start - len(following.text) <= NEXT and following.start > end:
                return sheet
    return None


def _entries(sheet: Sheet) -> list[int]:
    """The rows that are entries: two cells and more, no sum."""
    sums = {row.row for row in sheet.sums}
    filled = [row for row in range(len(sheet.rows)) if row not in sums]
    return [row for row in filled if sum(1 for at in range(sheet.columns) if sheet.cell(row, at)) > 1]


def _standing_for(sheet: Sheet) -> int:
    """How many the rows stand for, 某某等8户 being eight."""
    rows = _entries(sheet)
    more = (_MORE.search(sheet.cell(row, at)) for row in rows for at in range(sheet.columns))
    return len(rows) + sum(int(match[1]) - 1 for match in more if match)


def _of_sheet(sheet: Sheet) -> set[int]:
    """Numbers that a table may be said to hold: rows, different words of a column, figures of its sums, its columns."""
    rows = _entries(sheet)
    found = {len(rows), _standing_for(sheet)}
    if not any(sheet.heads):
        found |= {len(rows) + 1, len(sheet.rows)}
    for column in range(sheet.columns):
        cells = [sheet.cell(row, column) for row in rows]
        words = {cell for cell in cells if cell}
        found.update((len(words), sum(1 for cell in cells if cell)))
        if cells and cells[-1].isdecimal() and len(cells[-1]) < 4 and column == 0:
            found.add(int(cells[-1]))
        values = [value for row in rows if (value := sheet.value(row, column)) is not None]
        found.add(int(sum(values)))
        found.update(int(value) for one in sheet.sums if (value := sheet.value(one.row, column)) is not None)
        found.add(sum(cell.count("、") + 1 for cell in cells if cell))
    return found


def _lines_behind(lines: Sequence[Spoken], at: int) -> set[int]:
    """How many numbered lines of one style follow, up to the next line of a higher style."""
    if at + 1 >= len(lines) or _ITEM.match(lines[at + 1].text) is None:
        return set()
    level = lines[at + 1].level
    if level >= PLAIN or (lines[at].level < PLAIN and level <= lines[at].level):
        return set()
    count, last = 0, ""
    for line in lines[at + 1 : at + 1 + MOST]:
        if line.level < level:
            break
        if line.level == level:
            count += 1
            last = line.text
    return set() if _OPEN.search(last[-2:]) else {count}


def _lines_before(lines: Sequence[Spoken], at: int) -> set[int]:
    """How many numbered lines of one style stand right before."""
    if at == 0 or _ITEM.match(lines[at - 1].text) is None:
        return set()
    level = lines[at - 1].level
    count = 0
    for line in reversed(lines[max(at - MOST, 0) : at]):
        if line.level != level:
            break
        count += 1
    return {count} if level < PLAIN and count > 1 else set()


def _marks_next(lines: Sequence[Spoken], at: int) -> int:
    """How many ① ② ③ the next line holds."""
    return len(_MARKS.findall(lines[at + 1].text)) if at + 1 < len(lines) else 0
