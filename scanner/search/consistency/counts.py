"""`count`: “共23户” and the list that follows has another number of rows."""

from __future__ import annotations

from itertools import combinations

from scanner.model import Fact
from scanner.regexes import compiled
from scanner.search.consistency.announced import wrong_announcements
from scanner.search.consistency.count_balances import counted_otherwise, wrong_numbers
from scanner.search.consistency.listed_names import listed_otherwise
from scanner.search.consistency.sheets import Sheet
from scanner.search.consistency.totals import spoken_facts
from scanner.values import chinese_number, is_masked_name, is_person

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from scanner.model import Finding, Rule
    from scanner.search.consistency.announced import Announced
    from scanner.search.consistency.reading import Reading, Spoken

# What is counted -> heads of the column that names one a row.
_KINDS = {
    "户": compiled(r"户主|农户|户名|户代表|姓名|申请人|承包方|脱贫户|监测户|监测对象|低保对象"),
    "人": compiled(r"姓名|人员|学生|申请人|对象"),
    "项目": compiled(r"项目名称|工程名称|^项目$"),
    "村": compiled(r"村名|村别|^村$|行政村|村（社区）|村\(社区\)|^村级"),
    "乡镇": compiled(r"^乡镇|乡镇名称|^镇|乡（镇）|乡\(镇\)"),
}
_UNIT_KINDS = {
    "项目": "项目",
    "工程": "项目",
    "行政村": "村",
    "村": "村",
    "乡镇": "乡镇",
    "户": "户",
    "人": "人",
    "名": "人",
}
_NUMBER = r"([0-9]{1,5}|[一二三四五六七八九十]{1,3})"
_SAID = compiled(
    rf"(共计?|合计|总计|一共|涉及|计|如下|现将|对|我?[村镇乡县校]有|停发|确定|安排|公示|审核|实施|等|拟|纳入|认定|符合|享受|保障|入库)(?:[^\W\d_]|[“”]){{0,10}}?(?<![第0-9.]){_NUMBER}(?!\s?[年月日号批])\s?"
    r"(?:(户|人|名)(?!单)|(?:个|家)?[^\W\d_]{0,4}?(项目|工程|行政村|村|乡镇))"
)
_BEHIND = compiled(
    rf"(?:入库|安排|实施|下达|批复|建设|确定|申报)(?:[^\W\d_]){{0,8}}项目(?:共|计)?\s?{_NUMBER}\s?个"
)
_PROJECT = "项目"
_ROUGHLY = compiled(r"余|以上|左右|[（(]?(?:节选|部分|摘录)")
_HERE = compiled(r"名单|如下|下表|附后|见附件|附件|公示|明细|清单")
_ELSEWHERE = compiled(
    r"全[省市县区镇乡]|累计|历年|已|往年|上年|其中|余|以上|约|左右|节选|部分|摘录|每|平均|第[一二三四五六七八九十0-9]+批.{0,4}和"
)
_MORE = compiled(r"等\s?([0-9]{1,3})\s?[户人名]")
# Every way begins with one certain character: `re` then passes over the others of a long text at once.
_CUT = compiled(
    r"节选|摘录|部分(?:名单|结果|人员|对象)|全部(?:名单|结果)[^。\n]{0,4}[见在详]|……|\.\.\.\.\.\.|（略|\(略|从略|略[。；]|下略|后略"
    r"|（续[)）]|\(续[)）]|未完|待续|仅列|（部分[)）]|\(部分[)）]|第[0-9一二三四五六七八九十]{1,3}页|下转|接上页"
)
_BACK = compiled("(?:以上|上述|前述|前面|这)[ ]?$")
_OWNED = compiled(r"[^\W\d_]{0,6}?的(?!有|是|如下|名单|分别|具体)")
_LISTED = compiled(r"\s*(?:([0-9]{1,3})\s?[、．.)）](?![0-9])|[（(]\s?([0-9]{1,3})\s?[)）])")
_MEMBERS = compiled(r"与户主关系|家庭成员|家庭人口|人口数|户人口|享受人数|保障人数")
_PEOPLE_COUNTED = compiled(r"人口|人数|户数|个数|数量")
_ANY = {measure: compiled(rf"([0-9]{{1,5}})\s?{measure}") for measure in ("户", "[人名]", "个")}
_HOUSEHOLDS = ("户主", "户主姓名", "户名", "农户", "农户姓名", "户代表")
_MEMBER_COUNT = compiled(r"家庭人口|人口数|户人口|享受人数|保障人数|家庭成员数|^人口$|^人数$")
MOST_SAID = 6  # numbers of one line that are added in every way
MOST_MEMBERS = 30  # of one household
LEAST = 2
MOST_LISTED = 300  # numbered lines that are followed


def findings(rule: Rule, reading: Reading) -> Iterator[Finding]:
    """Every announced number that its list contradicts."""
    for wrong in wrong_numbers(reading):
        place = (wrong.stated.start, wrong.stated.end)
        yield reading.finding(rule, [place], spoken_facts(wrong), certainty=wrong.certainty)
    if _CUT.search(reading.text):
        return
    known = list(_of_kinds(rule, reading))
    yield from known
    taken = [(span.block, span.start, span.end) for found in known for span in found.spans]
    for one in (
        *wrong_announcements(reading),
        *listed_otherwise(reading),
        *_numbered(reading),
        *counted_otherwise(reading),
    ):
        if _points_elsewhere(reading.text, one):
            continue
        finding = _of_announced(rule, reading, one)
        if not any(
            span.block == block and span.start < end and start < span.end
            for span in finding.spans
            for block, start, end in taken
        ):
            taken += [(span.block, span.start, span.end) for span in finding.spans]
            yield finding


def _numbered(reading: Reading) -> Iterator[Announced]:
    """Names with their number behind them; what looks for them is loaded where a line lists anything."""
    if any("、" in line.text for line in reading.lines):
        from scanner.search.consistency.names_first import numbered_behind

        yield from numbered_behind(reading)


def _points_elsewhere(text: str, one: Announced) -> bool:
    """Whether a number looks back (以上四项), or only belongs to what is spoken of (两个项目的钱从哪来：)."""
    return _BACK.search(text[max(0, one.start - 4) : one.start]) is not None or bool(
        _OWNED.match(text, one.end, one.end + 10)
    )


def _of_announced(rule: Rule, reading: Reading, one: Announced) -> Finding:
    values = (("stated", reading.text[one.start : one.end]), ("listed", str(one.listed)))
    return reading.finding(rule, [(one.start, one.end)], [Fact("count-of-names", values)], certainty="likely")


def _of_kinds(rule: Rule, reading: Reading) -> Iterator[Finding]:
    """What is counted by its kind: households, persons, projects, villages, towns."""
    yield from _of_sums(rule, reading)
    lists = [sheet for sheet in reading.sheets if len(sheet.rows) >= LEAST]
    spoken = [
        (line, matches)
        for line in reading.lines
        if (matches := [*_SAID.finditer(line.text)]) or _PROJECT in line.text
    ]
    for kind, heads in _KINDS.items():
        said = [one for line, matches in spoken if (one := _said(reading, line, matches, kind))]
        if not said:
            continue
        listed = [found for sheet in lists if (found := _rows(sheet, heads))]
        if not listed or len({number for number, *_ in said}) != 1 or not _are_one(listed):
            continue
        sheet, rows = listed[0]
        number, start, end, is_here = said[0]
        count = sum(_entries_of(*its) for its in listed)
        members = _members(sheet, rows) if kind == "人" and len(listed) == 1 else 0
        possible = {one for its in listed for one in _possible(*its, kind)} if len(listed) == 1 else set()
        if number in possible | {count, _last_serial(*listed[-1])} or (_people(sheet, kind) and not members):
            continue
        values = (
            ("stated", reading.text[start:end]),
            ("listed", str(members or count)),
            ("rows", _ends(sheet, rows)),
        )
        facts = [Fact("count-of-rows", values)]
        if _is_said_otherwise(reading, start, kind, {count, len(rows)}):
            continue
        is_sure = is_here and kind in ("项目", "户", "人")
        yield reading.finding(rule, [(start, end)], facts, certainty="certain" if is_sure else "likely")
    yield from _of_lines(rule, reading) if not lists else ()
    yield from _of_names(rule, reading)


def _said(
    reading: Reading, line: Spoken, matches: Sequence[re.Match[str]], kind: str
) -> tuple[int, int, int, bool] | None:
    """(number, start, end, whether the line says that the list is here); `matches` are those of `_SAID` in it."""
    found = []
    for match in _BEHIND.finditer(line.text) if kind == _PROJECT else ():
        if not _is_elsewhere(line.text, match, 0):
            found.append((chinese_number(match[1]), line.start + match.start(1), line.start + match.end()))
    for match in matches:
        own = _UNIT_KINDS[match[3] or match[4]]
        if match[1] == "等" and any(sheet.start <= line.start + match.start() for sheet in reading.sheets):
            continue  # 甲、乙等6户待签, in a list or below it
        if own != kind or _is_elsewhere(line.text, match, 12):
            continue
        found.append((chinese_number(match[2]), line.start + match.start(2), line.start + match.end()))
    if len(found) != 1:
        return None
    return (*found[0], _HERE.search(line.text) is not None)


def _is_elsewhere(words: str, match: re.Match[str], before: int) -> bool:
    """Whether words round a number say that it is not that of the list."""
    around = words[max(match.start() - before, 0) : match.end()]
    return _ELSEWHERE.search(around) is not None or _ROUGHLY.match(words, match.end()) is not None


def _rows(sheet: Sheet, heads: re.Pattern[str]) -> tuple[Sheet, list[int]] | None:
    """The rows of a list that name one thing each."""
    columns = [at for at, path in enumerate(sheet.paths) if path and heads.search(path[-1])]
    if not columns:
        return None
    sums = {row.row for row in sheet.sums}
    rows = [
        row
        for row in range(len(sheet.rows))
        if row not in sums and not sheet.is_nothing(row, columns[0]) and _is_entry(sheet, row)
    ]
    return (sheet, rows) if len(rows) >= LEAST else None


def _is_said_otherwise(reading: Reading, at: int, kind: str, listed: set[int]) -> bool:
    """Whether the same line says the listed number as well: 对8户逐户表决，通过6户."""
    line = next((one for one in reading.lines if one.start <= at < one.start + len(one.text)), None)
    measure = {"户": "户", "人": "[人名]", "项目": "个", "村": "个", "乡镇": "个"}[kind]
    if line is None:
        return False
    found = list(_ANY[measure].finditer(line.text))[:MOST_SAID]
    sums = {int(match[1]) for match in found if line.start + match.start() != at}
    for size in range(2, len(found) + 1):
        sums |= {sum(int(match[1]) for match in some) for some in combinations(found, size)}
    return bool(sums & listed)


def _are_one(listed: Sequence[tuple[Sheet, list[int]]]) -> bool:
    """Whether several lists are one: under the same heads, and numbered on."""
    first = listed[0][0]
    if any(sheet.heads != first.heads for sheet, _ in listed):
        return False
    numbers = [_last_serial(sheet, rows) for sheet, rows in listed]
    return len(listed) == 1 or (all(numbers) and numbers == sorted(set(numbers)))


def _last_serial(sheet: Sheet, rows: Sequence[int]) -> int:
    """The number of the last row of a list; 0 where its rows have none."""
    last = sheet.cell(rows[-1], 0)
    return int(last) if last.isdecimal() and len(last) < 5 else 0


def _members(sheet: Sheet, rows: Sequence[int]) -> int:
    """How many persons the one column that counts them gives; 0 where there is none."""
    columns = [at for at, head in enumerate(sheet.heads) if _MEMBER_COUNT.search(head)]
    if len(columns) != 1 or any("关系" in head for head in sheet.heads):
        return 0
    values = [sheet.value(row, columns[0]) for row in rows]
    if any(value is None or value != int(value) or not 0 < value < MOST_MEMBERS for value in values):
        return 0
    return int(sum(value for value in values if value))


def _is_entry(sheet: Sheet, row: int) -> bool:
    """Whether a row fills at least two cells: a remark below a list is one."""
    return sum(1 for column in range(sheet.columns) if sheet.cell(row, column)) > 1


def _entries_of(sheet: Sheet, rows: Sequence[int]) -> int:
    """The entries of rows, 某某等8户 counted as eight."""
    more = (_MORE.search(sheet.cell(row, at)) for row in rows for at in range(sheet.columns))
    return len(rows) + sum(int(found[1]) - 1 for found in more if found)


def _possible(sheet: Sheet, rows: Sequence[int], kind: str) -> set[int]:
    """Numbers under which the list is right: rows, different names, the last 序号, figures of columns that count."""
    found = {len(rows), _entries_of(sheet, rows)}
    for column, head in enumerate(sheet.heads):
        if _PEOPLE_COUNTED.search(head) or not head:
            found.add(int(sum(value for row in rows if (value := sheet.value(row, column)))))
            found.update(
                int(value) for one in sheet.sums if (value := sheet.value(one.row, column)) is not None
            )
        else:
            cells = [sheet.cell(row, column) for row in rows]
            found.add(len({cell for cell in cells if cell}))
            found.add(sum(1 for cell in cells if cell))
            last = cells[-1]
            if last.isdecimal() and len(last) < 5:
                found.add(int(last))
    return found


def _people(sheet: Sheet, kind: str) -> list[str]:
    """Heads that show a row to be something else: members of a household in a list of households."""
    if kind == "户" and any(head in _HOUSEHOLDS for head in sheet.heads):
        return [kind for head in sheet.heads if "关系" in head or "成员" in head]
    return [kind for head in sheet.heads if kind in ("户", "人") and _MEMBERS.search(head)]


def _ends(sheet: Sheet, rows: Sequence[int]) -> str:
    return f"{sheet.row_number(rows[0])}–{sheet.row_number(rows[-1])}"


# ---- numbers in the row of a total, numbered lines

_SUM_COUNT = compiled(r"(?:共|合计|计)?\s?([0-9]{1,5})\s?(户|人|名|个项目|个)")


def _of_sums(rule: Rule, reading: Reading) -> Iterator[Finding]:
    """合计 | 23户: the number of rows that the total itself states in a column of names."""
    for sheet in reading.sheets:
        totals = sheet.sums
        if len(totals) != 1:
            continue
        row = totals[0].row
        for column, path in enumerate(sheet.paths):
            found = _SUM_COUNT.fullmatch(sheet.cell(row, column)) if path else None
            if found is None or any(number for number in sheet.numbers(column)[:row] if number):
                continue
            rows = [one for one in range(row) if not sheet.is_nothing(one, column) and _is_entry(sheet, one)]
            kind = {"个项目": "项目", "个": "项目", "名": "人"}.get(found[2], found[2])
            if len(rows) < LEAST or int(found[1]) in _possible(sheet, rows, kind) or _people(sheet, kind):
                continue
            values = (("stated", found[0]), ("listed", str(len(rows))), ("rows", _ends(sheet, rows)))
            place = sheet.place(row, column)
            yield reading.finding(rule, [place], [Fact("count-of-rows", values)], certainty="likely")


def _of_lines(rule: Rule, reading: Reading) -> Iterator[Finding]:
    """…共3个项目：1.… 2.…: numbered lines right behind."""
    lines = reading.lines
    for at, line in enumerate(lines):
        if not line.text.endswith(("：", ":", "如下。", "如下")):
            continue
        matches = [*_SAID.finditer(line.text)]
        said = [one for kind in _KINDS if (one := _said(reading, line, matches, kind))]
        listed = _last_number(lines[at + 1 : at + MOST_LISTED])
        if len(said) == 1 and listed >= LEAST and said[0][0] != listed:
            _, start, end, _ = said[0]
            values = (("stated", reading.text[start:end]), ("listed", str(listed)))
            yield reading.finding(rule, [(start, end)], [Fact("count-of-lines", values)], certainty="likely")


def _last_number(lines: Sequence[Spoken]) -> int:
    """How far lines count from 1 without a gap, first of one style only."""
    last = 0
    for line in lines:
        found = _LISTED.match(line.text)
        if found is None or int(found[1] or found[2]) != last + 1:
            break
        last += 1
    return last


# ---- names in a sentence

_NAMED = compiled(
    rf"{_NUMBER}\s?(?:个|家|名|位)?(?P<thing>[^\W\d]{{0,4}}?(?:项目|工程|村|社区|乡镇|镇|乡|合作社|企业|公司|单位)|个|名|人|位|户)(?:[（(][^（()）]{{0,12}}[)）])?[^\W\d_]{{0,10}}?[：:](?P<names>[^。；;：:\n0-9]{{4,400}})(?:[。；;]|$)"
)
_COMMA = compiled(r"[、，,]")
_REMARK = compiled(r"[（(].*")
_OPEN_END = compiled(r"等|[^、]{0,12}(?:以及|及其|和|与|及)[^、]*$")


def _of_names(rule: Rule, reading: Reading) -> Iterator[Finding]:
    """3个项目：甲、乙、丙。: names in a row, all of one kind."""
    for line in reading.lines:
        if "：" not in line.text and ":" not in line.text:
            continue
        for match in _NAMED.finditer(line.text):
            names = [name.strip() for name in _COMMA.split(match["names"])]
            listed = len(names)
            number = chinese_number(match[1])
            around = line.text[max(match.start() - 12, 0) : match.start("names")]
            if number == listed or listed < LEAST or _OPEN_END.search(match["names"]):
                continue
            if _ELSEWHERE.search(around) or not _is_of_one_kind(names, match["thing"]):
                continue
            start = line.start + match.start(1)
            end = line.start + match.end("thing")
            values = (("stated", reading.text[start:end]), ("listed", str(listed)))
            yield reading.finding(rule, [(start, end)], [Fact("count-of-names", values)], certainty="likely")


def _is_of_one_kind(names: Sequence[str], thing: str) -> bool:
    """Whether names end alike (项目, 村) or are names of persons, two to four characters each."""
    if thing == "户":
        return all(
            is_person(name) or is_masked_name(name) for name in (_REMARK.sub("", one) for one in names)
        )
    if thing in ("名", "人", "位"):
        return all(2 <= len(name) <= 4 for name in names)
    ends = {name[-1] for name in names if name}
    return len(ends) == 1 and all(1 < len(name) <= 30 for name in names)
