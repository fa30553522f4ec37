"""Numbers that announce names or items which stand in other shapes than rows or a numbered run right behind.

共8户，名单如下：, then names a line under their villages; 共5户 / 借款人：甲、乙、丙; 评出8家，名单见附件, then 附件 with
numbered lines; 五个项目如下：甲8600万元，乙1240万元; 4个项目 with （1）（2）（3） right behind; 3起 where the title says 两起.
"""

from __future__ import annotations

from scanner.regexes import compiled
from scanner.search.consistency.announced import Announced
from scanner.values import chinese_number, is_masked_name, is_person

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from scanner.search.consistency.reading import Reading, Spoken

_NUMBER = r"(?<![0-9.第每近约前后首上])(?P<number>[0-9]{1,3}|[二两三四五六七八九十]{1,3})\s?"
_PERSONS = compiled(_NUMBER + r"(?P<measure>户|名|人|位)(?!次|均|民|口|[0-9])")
_OFFICES = compiled(_NUMBER + r"(?P<measure>家|户|名|人|个|项|位)(?=[^，。；;\n0-9]{0,12}[，,])")
_ITEMS = compiled(_NUMBER + r"(?P<measure>个|项|类)[^，。；：:\n0-9]{0,20}[：:]")
_PROJECTS = compiled(
    r"(?:安排|实施|共|下达|计划|批复|确定|入库)[^，。；：:\n0-9]{0,8}?"
    + _NUMBER
    + r"(?P<measure>个)(?:[^，。；：:\n0-9]{0,6}?)(?:项目|工程)"
)
_OPENED = compiled(r"(?:名单|人员|对象|如下)[^。\n]{0,8}[：:]\s*$")
_LABEL = compiled(
    r"\s*(?:[0-9一二三四五六七八九十]{1,2}\s?[、.．])?\s*(?:借款人|申请人|补助对象|救助对象|发放对象|资助对象|享受对象|对象|名单|人员名单|人员|户主|学生|姓名|受益人)\s?[：:\t]\s?(?P<names>[^：:。；;\n0-9]{5,300})[。；;]?\s*"
)
_PLACE = compiled(r".*(?:村|社区|居委会|组|屯|队|寨|乡|镇|街道|嘎查|户)[：:]?")
_ATTACHED = compiled(r"(?:名单|明细|清单|一览表)[^。\n]{0,6}(?:见附|附后|详见附)|见附件|附后")
_ATTACHMENT = compiled(r"\s*附\s?件\s?[0-9一二三]?\s?[：:]?[^\n]{0,40}(?:名单|明细|清单|一览表)[^\n]{0,6}$")
_NUMBERED = compiled(
    r"\s*(?:[（(]\s?(?P<inner>[0-9]{1,3})\s?[)）]|(?P<plain>[0-9]{1,3})\s?[、．.)）](?![0-9]))"
)
_NOT_ALL = compiled(
    r"等(?![级额])|部分|节选|摘录|累计|其中|已|余|以上人|每|占(?!地|用)|近|约|退出|增加|减少|上年|全[县市区镇乡]共有|另|不符合|第[一二三四五六七八九十]批"
)
_MONEY = compiled(r"[0-9](?:\.[0-9]+)?\s?(?:万元|元)")
_COMMA = compiled(r"[、，,]")
_TITLE_NUMBER = compiled(_NUMBER + r"(?P<measure>起|户|个|名|人|项|家|宗|件)(?P<noun>[^\W\d_]{4})")
LEAST, MOST_APART = 3, 2
MOST_LINES = 60
MOST_BEHIND = 400  # lines at the end of a text in which its attachment begins
LONGEST_NAME = 9
MOST_IN_NAME = 4


def listed_otherwise(reading: Reading) -> Iterator[Announced]:
    """The numbers that such a list contradicts."""
    lines = reading.lines
    for at, line in enumerate(lines):
        found = (
            _names_below(lines, at)
            or _items_behind(line)
            or _projects_below(lines, at)
            or _in_attachment(lines, at)
        )
        if found is not None:
            yield found
    yield from _of_label(lines)
    yield from _of_title(reading)


def _announced(
    line: Spoken, match: re.Match[str], listed: int, least: int = LEAST, apart: int = 0
) -> Announced | None:
    """What is announced against what is listed; None where they agree or are too far apart to be about one thing."""
    number = chinese_number(match["number"].replace("两", "二"))
    around = line.text[max(match.start() - 8, 0) : match.end()]
    if (
        number == listed
        or listed < least
        or abs(number - listed) > max(MOST_APART, apart)
        or _NOT_ALL.search(around)
    ):
        return None
    return Announced(line.start + match.start("number"), line.start + match.end("measure"), listed, "names")


def _is_name(words: str) -> bool:
    return is_person(words) or is_masked_name(words)


def _names_below(lines: Sequence[Spoken], at: int) -> Announced | None:
    """Names a line, the lines of their villages between them."""
    said = list(_PERSONS.finditer(lines[at].text)) if _OPENED.search(lines[at].text) else []
    if len(said) != 1:
        return None
    names = 0
    for line in lines[at + 1 : at + 1 + MOST_LINES]:
        words = line.text.strip()
        if len(words) > LONGEST_NAME or not (_is_name(words) or _PLACE.fullmatch(words)):
            break
        names += _is_name(words) and not _PLACE.fullmatch(words)
    return _announced(lines[at], said[0], names, apart=names)


def _of_label(lines: Sequence[Spoken]) -> Iterator[Announced]:
    """借款人：甲、乙、丙 and the one number of households or persons of the text."""
    lists = [
        label
        for line in lines
        if (label := _LABEL.fullmatch(line.text)) and not _NOT_ALL.search(label["names"])
    ]
    said = [(line, match) for line in lines for match in _PERSONS.finditer(line.text)]
    if len(lists) != 1 or len(said) != 1:
        return
    names = [name.strip() for name in _COMMA.split(lists[0]["names"].strip())]
    if all(map(_is_name, names)):
        found = _announced(*said[0], len(names))
        if found is not None:
            yield found


def _items_behind(line: Spoken) -> Announced | None:
    """五个资金项目情况如下：甲8600万元，乙1240万元，…: as many amounts as items, a comma between."""
    match = _ITEMS.search(line.text) if "：" in line.text or ":" in line.text else None
    if match is None:
        return None
    rest = line.text[match.end() :].partition("。")[0]
    pieces = [piece for piece in _COMMA.split(rest.replace("；", "，")) if piece.strip()]
    if not all(len(_MONEY.findall(piece)) == 1 and _MONEY.search(piece + "$") for piece in pieces):
        return None
    is_list = all(piece.rstrip().endswith("元") for piece in pieces)
    return _announced(line, match, len(pieces)) if is_list else None


def _run_behind(lines: Sequence[Spoken], at: int) -> list[Spoken]:
    """The lines right behind that count from 1 without a gap, in one style."""
    run: list[Spoken] = []
    style = ""
    for line in lines[at + 1 : at + 1 + MOST_LINES]:
        match = _NUMBERED.match(line.text)
        own = "" if match is None else "inner" if match["inner"] else "plain"
        if match is None or int(match["inner"] or match["plain"]) != len(run) + 1 or (run and own != style):
            break
        style = own
        run.append(line)
    return run


def _projects_below(lines: Sequence[Spoken], at: int) -> Announced | None:
    """本年安排4个项目，总投入1026万元。 and the projects on numbered lines with their money right behind."""
    said = list(_PROJECTS.finditer(lines[at].text))
    if len(said) != 1:
        return None
    run = _run_behind(lines, at)
    if len(run) < LEAST - 1 or not all(_MONEY.search(line.text) for line in run):
        return None
    return _announced(lines[at], said[0], len(run), LEAST - 1)


def _in_attachment(lines: Sequence[Spoken], at: int) -> Announced | None:
    """共评出8家，名单见附件 and the numbered lines below 附件：…名单 at the end."""
    said = list(_OFFICES.finditer(lines[at].text)) if _ATTACHED.search(lines[at].text) else []
    if len(said) != 1:
        return None
    last = range(len(lines) - 1, max(at, len(lines) - MOST_BEHIND), -1)
    head = next((index for index in last if _ATTACHMENT.match(lines[index].text)), -1)
    run = _run_behind(lines, head) if head > at else []
    return _announced(lines[at], said[0], len(run)) if len(run) >= LEAST else None


def _of_title(reading: Reading) -> Iterator[Announced]:
    """关于两起违法占地行为…的通告, and 查处了3起违法占地行为 below it."""
    title = reading.subject.anatomy.title
    if title is None:
        return
    said = list(_TITLE_NUMBER.finditer(reading.text, title.start, title.end))
    if len(said) != 1:
        return
    number = chinese_number(said[0]["number"].replace("两", "二"))
    for line in reading.lines:
        if line.start <= title.end:
            continue
        for match in _TITLE_NUMBER.finditer(line.text):
            same = match["noun"] == said[0]["noun"] and match["measure"] == said[0]["measure"]
            found = _announced(line, match, number, 1) if same else None
            if found is not None:
                yield found
                return
