"""Display periods and deadlines that no label names: days and numbers of days by what is said round them.

The periods that the reader of periods knows come first; then stretches of days, last days and numbers of
days in a clause, a cell or under a heading that speaks of display or of objections, and a stretch that
stands alone. The words are parameters of the rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from scanner.anatomy import Anatomy
from scanner.characters import HAN
from scanner.model import Circumstance, Document, NormalizedText, Rulebook
from scanner.noun import noun, replace
from scanner.regexes import compiled
from scanner.search.elements.candidates import RANK, WEAK, Candidate, folded
from scanner.search.elements.passages import Passage, pattern_of
from scanner.search.times.writing import RANGE, stretch_of
from scanner.values import is_date_line, is_unit

PERIOD, DATE, DEADLINE = "publicity-period", "publish-date", "deadline"
IDS = (PERIOD, DEADLINE)
BEFORE, BEHIND = 40, 24  # characters of the clause round a stretch that are read
WITHIN = 40  # characters in which a last day of display is said to be one
BESIDE = 12  # characters from a word to the days that it is surely about
NEXT = 4  # characters behind a stretch in which a word is about it
LONGEST_VALUE = 60  # characters behind a label that often means something else
LONGEST = 100  # days; a longer stretch is a term of something else
LESS = 1  # added for a number of days without dates, and for days that stand alone
_CN = "[一二三四五六七八九十]{1,3}"
_DAY = (
    rf"(?:(?:20[0-9]{{2}} ?年 ?)?(?:[0-9]{{1,2}}|{_CN}|本) ?月 ?(?:[0-9]{{1,2}}|初?{_CN}) ?[日号]"
    r"|20[0-9]{2}[./-][0-9]{1,2}[./-][0-9]{1,2}(?![0-9]))"
)
_COUNT = (
    r"(?:[0-9]{1,3}|[一二三四五六七八九十两壹贰叁肆伍陆柒捌玖拾]{1,3}) ?个?(?:工作日|自然日|日历天|天|日|周)"
)
_LASTING = compiled("(?:长期|长年)(?:公示|公开|张贴)?")  # 公示：长期
_ANY_COUNT = compiled(_COUNT)
_RANGES = (
    RANGE,
    compiled(rf"{_DAY} ?起[^。；;]{{0,12}}?(?:至|到) ?{_DAY}"),
    compiled(rf"{_DAY} ?(?:起|贴出)[^。；;0-9]{{0,6}}{_DAY} ?(?:截止|止|收回|撤下|撤榜|揭下|揭榜|取下|结束)"),
    compiled(rf"{_DAY} ?[（(](?:自|从)?{_DAY}起[^（()）]{{0,12}}[)）]"),
    compiled(rf"{_DAY} ?起(?:算)?[，,、]? ?(?:公示|为期|共|张贴|连续)?[^。；;，,0-9]{{0,3}}{_COUNT}"),
    compiled(
        "[腊正冬]月初?[一二三四五六七八九十廿]{1,3}(?:至|到)(?:[腊正冬]月)?初?[一二三四五六七八九十廿]{1,3}"
    ),
)
_LASTS = (
    compiled(
        rf"(?:公示|公布|张贴|贴|即日起)?(?:截至|截止到?|至|到)[:： ]{{0,2}}{_DAY}(?:[0-9上下午晚]{{1,4}}[时点])?(?:之前|以前|前|止)?"
    ),
    compiled(rf"(?:请)?(?:于|在)?{_DAY}(?:[0-9上下午晚]{{1,4}}[时点])?(?:之前|以前|前)"),
)
_COUNTS = (
    compiled(
        rf"(?:公示|公告|公布|公开|榜示|张榜|张贴)(?:期限?|时间)?[^，。；;0-9]{{0,4}}?{_COUNT}(?!后|内)"
        rf"|(?:期限|时限|多久|几天)[?？:：为是 ]{{1,3}}{_COUNT}|异议期(?:限)?[^，。；;0-9]{{0,3}}?{_COUNT}|(?:贴|公示|挂)?满?{_COUNT}后(?:撤下|撤榜|揭下|揭榜|取下|收回)"
    ),
)
_TERMS = (compiled(rf"限?{_COUNT}(?:之内|以内|内)"),)
_MORE = compiled(
    rf" ?(?:止|结束|截止)?(?: ?[（(][^（()）]{{1,20}}[)）]|[，,]? ?(?:共计?|为期|计|整|连续){{1,2}} ?{_COUNT})?"
)
_BRACKET = compiled(r"[（(][^（()）]*[)）]")
_DEMAND = compiled("不少于|不得少于|不低于|不得低于|至少|不短于|原则上|一般不|[天日]以上")
_PAST = compiled("已于|已经|曾|[经后][^，。；;]{0,14}公示|上次|未收到|没有收到|无异议")
_PAST_BEHIND = compiled("未收到|没有收到|未接到|没有接到|无人")
_OBJECTION = compiled("公示|公布|贴|榜|异议|不同|疑问|合适|不公|不服|意见|看法|有话")
_COMMA = compiled("[，,]")
_CLAUSE = compiled("[。；;\n]")
_HOLE = compiled(r"年[\s×xX_＿○]+月|月[\s×xX_＿○]+日")
_LEADS = " 自从于在即请：:"
_HAN = compiled(HAN)


class _Looked(metaclass=noun):
    """What the reader of periods wants to see of a notice."""

    document: Document
    text: NormalizedText
    circumstances: Mapping[str, Circumstance]
    anatomy: Anatomy


class Words(metaclass=noun):
    """The words that make a stretch of days an element's, and those that make it something else's."""

    own: re.Pattern[str]
    foreign: re.Pattern[str]


def display_candidates(
    text: NormalizedText,
    anatomy: Anatomy,
    passages: Sequence[Passage],
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
    for passage in passages:
        if any(sign in passage.text for sign in "月日天周.-"):
            found.extend(_of_passage(passage, words))
    return found


def _words(parameters: Mapping[str, object]) -> Words:
    own: Sequence[str] = parameters["signs"]  # type: ignore[assignment]
    foreign: Sequence[str] = parameters["foreign"]  # type: ignore[assignment]
    return Words(pattern_of(tuple(own)), pattern_of(tuple(foreign)))


def _known(looked: _Looked) -> Iterator[Candidate]:
    """The notice's own periods as the reader of periods knows them."""
    from scanner.search.times.periods import periods_of

    for period in periods_of(looked):  # type: ignore[arg-type]
        if period.is_own:
            end = period.end
            more = _MORE.match(looked.text.text, end)
            end = more.end() if more else end
            value = looked.text.text[period.start : end]
            rank = RANK["prose"] + LESS * (not period.stretch.lengths) + period.is_weak
            yield Candidate(PERIOD, folded(value), period.start, end, "prose", "good", "", rank)


def _of_passage(passage: Passage, words: Mapping[str, Words]) -> Iterator[Candidate]:
    taken: list[tuple[int, int]] = []
    for patterns, rank in ((_RANGES, 0), (_LASTS, LESS), (_COUNTS, LESS), (_TERMS, 2 * LESS)):
        for pattern in patterns:
            for match in pattern.finditer(passage.text):
                more = _MORE.match(passage.text, match.end())
                start, end = match.start(), more.end() if more else match.end()
                if any(first < end and start < last for first, last in taken):
                    continue
                if pattern is RANGE and _is_long(match):
                    continue
                name, less = _meant(passage, start, end, words, patterns)
                if name:
                    taken.append((start, end))
                    yield _candidate(name, passage, start, end, RANK["prose"] + rank + less)


def _is_long(match: re.Match[str]) -> bool:
    stretch = stretch_of(match, None)
    return stretch is None or any(length > LONGEST for length in stretch.lengths)


def _candidate(name: str, passage: Passage, start: int, end: int, rank: int) -> Candidate:
    value = passage.text[start:end].strip()
    places = passage.place(start), passage.place(end - 1) + 1
    return Candidate(name, folded(value), *places, "prose", "good", "", rank)


def _meant(
    passage: Passage, start: int, end: int, words: Mapping[str, Words], patterns: object
) -> tuple[str, int]:
    """The element that days belong to, and how much less sure that is; "" where they are about something else."""
    text = passage.text
    demanded = _DEMAND.search(_CLAUSE.split(text[:start][-BEFORE:])[-1] + _BRACKET.sub("", text[start:end]))
    led = passage.led if start < BEFORE else ""
    before = _CLAUSE.split((led + text[:start])[-BEFORE:])[-1] + text[start:end]
    behind = _CLAUSE.split(text[end : end + BEHIND], maxsplit=1)[0] if patterns is not _LASTS else ""
    if demanded or _PAST.search(_COMMA.split(before)[-1]) or _PAST_BEHIND.search(behind):
        return "", 0
    for name, said in words.items():
        if patterns is _LASTS and name == PERIOD and not _OBJECTION.search(before[-WITHIN:]):
            continue
        if _is_nearer(said, before, behind):
            return name, LESS * (len(before) - _last(said.own, before) > end - start + BESIDE)
    if any(said.foreign.search(before + behind) for said in words.values()):
        return "", 0
    for name, said in words.items():
        if _is_nearer(said, passage.head, "") and patterns is not _LASTS:
            return name, LESS
    if patterns is not _RANGES or passage.is_cell or led:
        return "", 0
    if any(said.foreign.search(passage.head) for said in words.values()):
        return "", 0
    rest = text[end:].strip().split(" ")[0]
    alone = not _HAN.search(text[:start].strip(_LEADS)) and (not _HAN.search(text[end:]) or is_unit(rest))
    return (next(iter(words)), LESS) if alone else ("", 0)


def _is_nearer(said: Words, before: str, behind: str) -> bool:
    """Whether a word for an element stands nearer to the days than one for something else."""
    own, foreign = _last(said.own, before), _last(said.foreign, before)
    if own > foreign:
        return True
    own_behind, foreign_behind = said.own.search(behind), said.foreign.search(behind)
    if own_behind is None or (foreign_behind and foreign_behind.start() < own_behind.start()):
        return False
    return foreign < 0 or own_behind.start() < NEXT


def _last(pattern: re.Pattern[str], words: str) -> int:
    """Where the last of the words begins; -1 where none is said."""
    return max((match.start() for match in pattern.finditer(words)), default=-1)


def settle_days(candidates: dict[str, list[Candidate]], text: NormalizedText) -> None:
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
        period[:] = [_settled(candidate, text) for candidate in period if _says_days(candidate)]


def _says_days(candidate: Candidate) -> bool:
    """Whether what a bare 公示： or 张贴： leads to is a stretch or a number of days, and not what is shown."""
    if candidate.rank < WEAK or not candidate.label:
        return True
    value = candidate.value
    said = RANGE.search(value) or _ANY_COUNT.search(value) or (value.count("月") > 1 and "日" in value)
    return len(value) <= LONGEST_VALUE and bool(said or _LASTING.fullmatch(value.strip()))


def _settled(candidate: Candidate, text: NormalizedText) -> Candidate:
    """A labelled period without what follows it, and one with holes as such."""
    if not candidate.is_good:
        return candidate
    if _HOLE.search(candidate.value):
        return replace(candidate, state="placeholder")
    found = RANGE.search(text.text, candidate.start, candidate.end) if candidate.label else None
    more = _MORE.match(text.text, found.end(), candidate.end) if found else None
    if more is None or _CLAUSE.search(text.text, candidate.start, more.end()):
        return candidate
    value = folded(text.text[candidate.start : more.end()])
    return replace(candidate, value=value, end=more.end())
