"""A total said once and the list that it is about somewhere else in the text: 资金规模：178万元 … 各乡安排：* 甲乡86万元 ….

The list is all of its kind: lines with bullets, or names in a row behind 名单：, with one amount each. It is only held
against the one total of the text, and only reported where the two differ by a slip of the pen.
"""

from __future__ import annotations

from scanner.money import ZERO
from scanner.noun import noun
from scanner.regexes import compiled
from scanner.search.consistency.listed_totals import is_slip
from scanner.search.consistency.spoken_sums import SpokenSum, slack_of, sum_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scanner.money import Amount
    from scanner.search.consistency.reading import Reading, Spoken

_BULLET = compiled(
    r"\s*(?:[-*•·●◆■▪]|[0-9]{1,2}\s?[、.．)）](?![0-9])|[（(][0-9一二三四五六七八九十]{1,2}[)）]|[①-⑳])"
)
_OPENER = compiled(r"(?:名单|分配|安排|发放|明细|去向|结果|方案|对象|如下|情况|金额)[^。；;\n：:]{0,6}[：:]")
_PIECE = compiled(r"[、；;\n]")
_HEADLINE = compiled(
    r"(?:资金(?:总)?规模|资金总[量额]|总投资|投资总额|总金额|总额|合计|共计?|总计|[发拨]放|下达|安排|拨付|兑付|补助)"
    r"[^，。；：:、\n0-9]{0,12}?[:：为]?\s?(?:人民币|[¥￥])?\s?$"
)
_OWN = compiled(r"(?:合计|共计|总计|小计)[^。；;\n0-9]{0,6}$")
_OTHER_MATTERS = compiled(r"剩余|结余|其余|另外|节选|部分|累计|截至|上年|去年|同比|调整|退回|收回")
SHORTEST, SHORTEST_ROW = 3, 4  # items on lines, in a row


class _List(metaclass=noun):
    """The amounts of a list, its own total where it states one, where it begins."""

    items: tuple[Amount, ...]
    stated: Amount | None
    start: int


def wrong_headlines(reading: Reading) -> Iterator[SpokenSum]:
    """The one total of a text that its one list contradicts."""
    if _OTHER_MATTERS.search("".join(line.text for line in reading.lines if line.amounts)):
        return
    lists = [*_bulleted(reading), *_in_a_row(reading)]
    if len(lists) != 1:
        return
    found = lists[0]
    given = found.stated.value if found.stated is not None else sum_of(found.items)
    inside = {one.start for one in found.items} | ({found.stated.start} if found.stated else set())
    wholes = [
        one
        for line in reading.lines
        for one in line.amounts
        if one.start not in inside
        and not one.is_rate
        and not one.is_about
        and _is_headline(reading, line, one)
    ]
    if len({one.value for one in wholes}) != 1 or any(
        abs(one.value - given) <= slack_of(found.items, one)
        for line in reading.lines
        for one in line.amounts
        if one.start not in inside
    ):
        return
    whole = wholes[0]
    if given > ZERO and is_slip(given, whole.value):
        yield SpokenSum(whole, found.items, given, "likely")


def _is_headline(reading: Reading, line: Spoken, one: Amount) -> bool:
    return _HEADLINE.search(reading.text[max(line.start, one.start - 24) : one.start]) is not None


def _bulleted(reading: Reading) -> Iterator[_List]:
    """Lines with a bullet and one amount each, one after the other."""
    run: list[Spoken] = []
    for line in (*reading.lines, None):
        if (
            line is not None
            and len(line.amounts) == 1
            and _BULLET.match(line.text)
            and not _is_rough(line.amounts)
        ):
            run.append(line)
            continue
        if len(run) >= SHORTEST:
            yield _List(tuple(one.amounts[0] for one in run), None, run[0].start)
        run = []


def _in_a_row(reading: Reading) -> Iterator[_List]:
    """名单：甲（某村，2000元）、乙（某村，1500元）…, the sum of the list behind it or not."""
    for line in reading.lines:
        opener = _OPENER.search(line.text)
        if opener is None or len(line.amounts) < SHORTEST or _is_rough(line.amounts):
            continue
        low = line.start + opener.end()
        stop = reading.text.find("。", low, line.start + len(line.text))
        own = [one for one in line.amounts if one.start >= low and (stop < 0 or one.start < stop)]
        stated = (
            own[-1]
            if own and _OWN.search(reading.text[max(low, own[-1].start - 12) : own[-1].start])
            else None
        )
        items = own[:-1] if stated else own
        borders = [
            match.start() for match in _PIECE.finditer(reading.text, low, items[-1].end if items else low)
        ]
        is_alone = len(items) == len({sum(border < one.start for border in borders) for one in items})
        least = 2 if stated else SHORTEST_ROW
        is_right = stated is None or abs(sum_of(items) - stated.value) <= slack_of(items, stated)
        if len(items) >= least and is_alone and is_right and len(borders) == len(items) - 1:
            yield _List(tuple(items), stated, low)


def _is_rough(found: Sequence[Amount]) -> bool:
    return any(one.is_about or one.is_rate for one in found)
