"""Display periods and deadlines that no label names: days and numbers of days by what is said round them.

The periods that the reader of periods knows come first; then stretches of days, last days and numbers of
days in a clause, a cell or under a heading that speaks of display or of objections, and a stretch that
stands alone. The words are parameters of the rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from scanner.anatomy import Anatomy
from scanner.model import Circumstance, Document, NormalizedText, Rulebook
from scanner.noun import noun, replace
from scanner.regexes import any_of, compiled
from scanner.search.elements.candidates import RANK, Candidate, folded
from scanner.search.elements.passages import Passage, passages_of
from scanner.search.times.writing import RANGE
from scanner.values import is_date_line

PERIOD, DATE, DEADLINE = "publicity-period", "publish-date", "deadline"
IDS = (PERIOD, DEADLINE)
BEFORE, BEHIND = 40, 24  # characters of the clause round a stretch that are read
LESS = 1  # added for a number of days without dates, and for days that stand alone
_CN = "[一二三四五六七八九十]{1,3}"
_DAY = (
    rf"(?:(?:20[0-9]{{2}} ?年 ?)?(?:[0-9]{{1,2}}|{_CN}|本) ?月 ?(?:[0-9]{{1,2}}|初?{_CN}) ?[日号]"
    r"|20[0-9]{2}[./-][0-9]{1,2}[./-][0-9]{1,2}(?![0-9]))"
)
_COUNT = r"(?:[0-9]{1,3}|[一二三四五六七八九十两壹贰叁肆伍陆柒捌玖拾]{1,3}) ?个?(?:工作日|自然日|日历天|天|日|周)"
_RANGES = (
    RANGE,
    compiled(rf"{_DAY} ?起[^。；;]{{0,12}}?(?:至|到) ?{_DAY}"),
    compiled(rf"{_DAY} ?起[^。；;0-9]{{0,6}}{_DAY} ?(?:截止|止)"),
    compiled(rf"{_DAY} ?起(?:算)?[，,、]? ?(?:公示|为期|共|张贴|连续)?[^。；;，,0-9]{{0,3}}{_COUNT}"),
    compiled("[腊正冬]月初?[一二三四五六七八九十廿]{1,3}(?:至|到)(?:[腊正冬]月)?初?[一二三四五六七八九十廿]{1,3}"),
)
_LASTS = (
    compiled(
        rf"(?:公示|公布|张贴|贴|即日起)?(?:截至|截止到?|至|到)[:： ]{{0,2}}{_DAY}(?:[0-9上下午晚]{{1,4}}[时点])?(?:之前|以前|前|止)?"
    ),
    compiled(rf"(?:请)?(?:于|在)?{_DAY}(?:[0-9上下午晚]{{1,4}}[时点])?(?:之前|以前|前)"),
)
_COUNTS = (
    compiled(
        rf"(?:公示|公告|公布|榜示|张榜|张贴)(?:期限?|时间)?[^，。；;0-9]{{0,4}}?{_COUNT}(?!后|内)"
        rf"|异议期(?:限)?[^，。；;0-9]{{0,3}}?{_COUNT}|限?{_COUNT}(?:之内|以内|内)"
    ),
)
_MORE = compiled(
    rf" ?(?:止|结束|截止)?(?: ?[（(][^（()）]{{1,20}}[)）]|[，,]? ?(?:共计?|为期|计|整|连续){{1,2}} ?{_COUNT})?"
)
_DEMAND = compiled("不少于|不得少于|不低于|不得低于|至少|不短于|原则上|一般不|以上")
_PAST = compiled("已于|已经|曾|[经后][^，。；;]{0,14}公示|上次|未收到|没有收到|无异议")
_CLAUSE = compiled("[。；;\n]")
_HOLE = compiled(r"年[\s×xX_＿○]+月|月[\s×xX_＿○]+日")
_SIGNS_ALONE = " \t（()）【】[]。，,；;：:📅🔔-—"


@noun
class _Looked:
    """What the reader of periods wants to see of a notice."""

    document: Document
    text: NormalizedText
    circumstances: Mapping[str, Circumstance]
    anatomy: Anatomy


@noun
class Words:
    """The words that make a stretch of days an element's, and those that make it something else's."""

    own: re.Pattern[str]
    foreign: re.Pattern[str]


def display_candidates(
    text: NormalizedText,
    anatomy: Anatomy,
    rulebook: Rulebook,
    circumstances: Mapping[str, Circumstance],
    asked: Sequence[str],
) -> list[Candidate]:
    """What the days of a notice offer for the period and the deadline it is asked for."""
    words = {name: _words(rulebook.rules[f"element/{name}"].parameters) for name in IDS if name in asked}
    if not words:
        return []
    found: list[Candidate] = []
    if PERIOD in words:
        found.extend(_known(_Looked(text.document, text, circumstances, anatomy)))
    for passage in passages_of(text, anatomy):
        if any(sign in passage.text for sign in "月日天周.-"):
            found.extend(_of_passage(passage, words))
    return found


def _words(parameters: Mapping[str, object]) -> Words:
    own: Sequence[str] = parameters["signs"]  # type: ignore[assignment]
    foreign: Sequence[str] = parameters["foreign"]  # type: ignore[assignment]
    return Words(compiled(any_of(own)), compiled(any_of(foreign)))


def _known(looked: _Looked) -> Iterator[Candidate]:
    """The notice's own periods as the reader of periods knows them."""
    from scanner.search.times.periods import periods_of

    for period in periods_of(looked):  # type: ignore[arg-type]
        if period.is_own:
            value = looked.text.text[period.start : period.end]
            rank = RANK["prose"] + LESS * (not period.stretch.lengths) + period.is_weak
            yield Candidate(PERIOD, folded(value), period.start, period.end, "prose", "good", "", rank)


def _of_passage(passage: Passage, words: Mapping[str, Words]) -> Iterator[Candidate]:
    taken: list[tuple[int, int]] = []
    for patterns, rank in ((_RANGES, 0), (_LASTS, LESS), (_COUNTS, LESS)):
        for pattern in patterns:
            for match in pattern.finditer(passage.text):
                more = _MORE.match(passage.text, match.end())
                start, end = match.start(), more.end() if more else match.end()
                if any(first < end and start < last for first, last in taken):
                    continue
                name = _meant(passage, start, end, words, is_range=patterns is _RANGES)
                if name:
                    taken.append((start, end))
                    yield _candidate(name, passage, start, end, RANK["prose"] + rank)


def _candidate(name: str, passage: Passage, start: int, end: int, rank: int) -> Candidate:
    value = passage.text[start:end].strip()
    places = passage.place(start), passage.place(end - 1) + 1
    return Candidate(name, folded(value), *places, "prose", "good", "", rank)


def _meant(passage: Passage, start: int, end: int, words: Mapping[str, Words], *, is_range: bool) -> str:
    """The element that days belong to; "" where they are about something else."""
    text = passage.text
    before = _CLAUSE.split(text[max(0, start - BEFORE) : start])[-1]
    behind = _CLAUSE.split(text[end : end + BEHIND], maxsplit=1)[0]
    inside = f"{before}{text[start:end]}"
    if _DEMAND.search(inside) or _PAST.search(before):
        return ""
    for around in (f"{inside}{behind}", passage.head):
        for name, said in words.items():
            if said.own.search(around):
                return "" if said.foreign.search(around) else name
        if any(said.foreign.search(around) for said in words.values()):
            return ""
    alone = not text[:start].strip(_SIGNS_ALONE) and not text[end:].strip(_SIGNS_ALONE)
    return next(iter(words)) if alone and is_range and not passage.is_cell else ""


def settle_days(candidates: dict[str, list[Candidate]]) -> None:
    """Put right what a label called the other: 公示日期：3月1日至3月10日 is a period, 公示时间：2023年8月30日 a date."""
    period, date = candidates.get(PERIOD), candidates.get(DATE)
    if date is not None:
        ranges = [c for c in date if RANGE.search(c.value) or (_HOLE.search(c.value) and "至" in c.value)]
        for candidate in ranges:
            date.remove(candidate)
            if period is not None:
                period.append(replace(candidate, id=PERIOD))
    if period is not None:
        for candidate in [c for c in period if c.label and is_date_line(c.value)]:
            period.remove(candidate)
            if date is not None:
                date.append(replace(candidate, id=DATE, rank=candidate.rank + LESS))
        period[:] = [
            replace(c, state="placeholder") if _HOLE.search(c.value) and c.is_good else c for c in period
        ]
