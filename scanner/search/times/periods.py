"""The display periods that a notice states: 公示期, 公示时间, 现公示七天, 自…至…公示.

A period that another text prescribes (公示不少于7天), that is over (经公示7天无异议) or that is quoted is
none of the notice's own. Of words and signs between label and days only those are accepted that notices
use, so that 公示期内三日答复 says nothing about the period.
"""

from __future__ import annotations

from scanner.calendar import of_iso, ordinal
from scanner.noun import noun, replace
from scanner.regexes import compiled
from scanner.search.kinds.layers import layer_of
from scanner.search.times.writing import (
    DATE,
    DAYS,
    FROM_NOW,
    LASTING,
    RANGE,
    SINCE,
    TO_DAY,
    UNTIL,
    Stretch,
    count_of,
    day_of,
    stretch_of,
)
from scanner.values import days

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from scanner.search.subject import Subject

WORDS = ("公示", "公告", "张榜", "公布", "征求意见", "贴")
# A line that breaks within a date or between its parts; a blank there takes the same place.
_WRAPPED = compiled(
    r"\n(?:(?<=[0-9]\n)(?=[年月日])|(?<=[年月]\n)(?=[0-9]{1,2}[月日])|(?<=[至到自]\n)(?=[0-9]{1,4}[年月]))"
)
_VERB = compiled(
    "张榜公示|公示|公告|张榜|公布|征求意见|张贴|贴墙|上墙|贴(?=[0-9一二三四五六七八九十两]{1,3} ?[天日月])"
)
_POSTED = ("张贴", "贴墙", "上墙", "贴")  # of these only what stands right behind says anything
_ON = compiled(" ?(?:从|自|于|为)? ?")
# What may follow one of these words and make a label of it.
_LABEL = compiled(
    r" ?(?:期限|期间|期|起止时间|起止日期|起止|起讫|时间段?|时段|日期|时限|时长|天数)(?!满|内|届|结束|间|后|里|过|未|无)"
    r"|[^。；;\n\t]{0,24}?[，,：:（( ](?:时间|期限|为期|日期)(?=[为是自从:： 0-9一二三四五六七八九十])"
)
_COUNTED = compiled(
    r" ?(?:为期|共)? ?(?=[0-9一二三四五六七八九十两]{1,3} ?(?:个?工作日|个?自然日|日历天|天|日|周))"
)
_BORDER = compiled("[。；;\n]")
_GAP = compiled(r"[ \t]*[:：|]?[ \t]*\n?[ \t|]*(?:[:：为是共定自从在于]|期限|[（(])?[ \t]*(?:自|从|为)?")
_CUT = compiled(r"[。；;]|如有|若有|如对|有异议|有不同|异议|反映|监督|\n|(?<=[^0-9])[.](?=[^0-9])")
# Between dates and 公示 behind them: then the dates are those of something else.
_ELSE = compiled(
    r"召开|举行|举办|开展|开工|施工|建设|完成|完工|评审|评议|验收|抽查|核查|审核|发放|报名|受理|申报|培训|考试"
)
_SIGNS = compiled("[（(，,:：自从]")
_WINDOW = 90
_SENTENCE = 120  # characters before the word that are looked at
_BEFORE = 24  # between dates and 公示 behind them
_BEHIND = 16  # between 公示 and dates behind it
LONGEST_SPAN = 34  # characters of a line that is nothing but two dates
_NEAR = 10  # characters between the label, the dates and the number of days
_DEMAND = compiled("不少于|不得少于|不低于|不得低于|至少|不短于|原则上|一般不|以上|不超过|应当在|应在")
_PAST = compiled(
    r"经[^，。；,;\n]{0,14}公示(?!期|时间|栏)|(?:已|曾|业)经?[^。；;\n]{0,16}(?:公示|公告|张榜)|前期|此前|进行了|无人|未收到|没有收到|未接到|没有接到|"
    r"(?:均|皆|经公示|公示期?间?|期满后?|[天日]|结束后?)[，,]?无(?:任何)?(?:异议|意见|举报|投诉)(?!的|后|，?将|，?方|，?即|，?再|，?予以|，?按)|公示(?:期)?(?:已|均已)(?:满|结束)"
)
_SURELY_PAST = compiled(
    r"(?:未|没有)(?:收到|接到)(?:任何)?[^，。；;\n]{0,6}(?:异议|意见|举报|反映|投诉)(?!的|后|，?将|，?则|，?即|，?方|，?再)"
    r"|经[^。；;\n]{0,48}公示[^。；;\n]{0,16}无(?:任何)?(?:异议|意见)[，,]?(?:现|特|予以?|决定)|(?:受理|收到|接到)(?:异议|意见|举报|反映)[0-9一二三四五六七八九十两]|已全部(?:答复|处理)|无人(?:提出|反映)|进行了(?:张榜)?公示|已于[^。；;\n]{0,40}(?:公示|公告|张榜)"
)
_NOT_PAST = compiled(r"现(?:予以?|将|进行|就|对|面向|在|公示)|拟|予以公示|决定")
_QUOTES = (("《", "》"), ("“", "”"))
_CITED = ("》（", "》(")  # 按照《某某办法》（公示期7天）


class Period(metaclass=noun):
    """One display period: where it stands in the text (end not included) and what it says.

    `stated` is the written number of days (0: none) of this `unit`; `is_lasting` means 长期. `is_own` is
    False for a period that is over before the notice. `is_weak`: a term for objections, no label 公示期.
    """

    start: int
    end: int
    stretch: Stretch
    stated: int = 0
    unit: str = ""
    is_lasting: bool = False
    is_from_now: bool = False
    is_own: bool = True
    is_weak: bool = False


def signed_on(subject: Subject) -> int | None:
    """The day of the signature, or of the printing; None where there is none or it is no real day."""
    for part in (subject.anatomy.date, subject.anatomy.printed):
        found = days(part.text) if part else []
        if found and found[0].real:
            return ordinal(found[0].year, found[0].month, found[0].day)
    return None


def periods_of(subject: Subject) -> list[Period]:
    """Every period that the visible text states, in order of place."""
    text = subject.text.text
    if not any(word in text for word in WORDS):
        return []
    text = _WRAPPED.sub(" ", text)
    stated = subject.circumstances.get("publish_date")
    near = signed_on(subject) or (of_iso(stated.value) if stated else None)
    found: list[Period] = []
    done = 0
    for verb in _VERB.finditer(text):
        at = verb.start()
        if at < done or text.startswith(_CITED, max(0, at - 2)) or _is_quoted(text, at):
            continue
        period = _Reader(text, verb, near).period()
        if period is not None and _is_visible(subject, period):
            found.append(period)
            done = period.end
    return found or list(_on_a_line(subject, text, near))


def _on_a_line(subject: Subject, text: str, near: int | None) -> Iterator[Period]:
    """Dates alone on a line, from the day of the signature on, in a notice whose title says 公示."""
    title = subject.anatomy.title
    if near is None or title is None or "公示" not in text[title.start : title.end]:
        return
    lines = [line for line in subject.anatomy.lines if not line.is_chrome]
    alone = [
        (line.start + match.start(), line.start + match.end(), match)
        for line in lines
        if len(line.text) <= LONGEST_SPAN and (match := RANGE.search(line.text)) is not None
    ]
    if len(alone) != 1 or len(alone[0][2].string.strip()) - len(alone[0][2][0]) > 2:
        return
    start, end, match = alone[0]
    stretch = stretch_of(match, near)
    if stretch is not None and stretch.first in (near, near + 1):
        yield Period(start, end, stretch)


class _Reader:
    """Reads what one word such as 公示 says about a period, within its sentence."""

    def __init__(self, text: str, verb: re.Match[str], near: int | None) -> None:
        self.text = text
        self.verb = verb
        self.near = near
        begin = text.rfind("\n", max(0, verb.start() - _SENTENCE), verb.start()) + 1
        for border in _BORDER.finditer(text, max(begin, verb.start() - _SENTENCE), verb.start()):
            begin = border.end()
        self.begin = max(begin, verb.start() - _SENTENCE)

    def period(self) -> Period | None:
        label = _LABEL.match(self.text, self.verb.end())
        if label is not None:
            found = self._after(label.end(), is_labelled=True)
            if found is not None:
                return found
        if _COUNTED.match(self.text, self.verb.end()):
            return self._before() or self._after(self.verb.end())
        if UNTIL.match(self.text, self.verb.end()):
            return self._after(self.verb.end())
        if self.verb[0] in _POSTED or RANGE.match(self.text, self._on()):
            return self._after(self._on()) if RANGE.match(self.text, self._on()) else None
        until = TO_DAY.match(self.text, self.verb.end())
        if until is not None:
            last = day_of(until, self.near)
            return self._judged(Period(until.start(), until.end(), Stretch(None, last))) if last else None
        return self._before() or self._behind() or self._term()

    def _on(self) -> int:
        """Where the words go on behind 公示 and 从, 自, 于."""
        match = _ON.match(self.text, self.verb.end())
        return match.end() if match else self.verb.end()

    def _after(self, at: int, *, is_labelled: bool = False) -> Period | None:
        """The period right behind a label, or behind 公示 itself."""
        gap = _GAP.match(self.text, at)
        low = at if gap is None else gap.end() if is_labelled else at
        zone = self._zone(low, 0 if is_labelled else 2)
        found = _read(self.text, low, zone, self.near)
        if found and found.stated and not found.stretch.lengths:
            is_from_now = FROM_NOW.search(self.text, self.begin, self.verb.start()) is not None
            found = replace(found, is_from_now=found.is_from_now or is_from_now)
        return self._judged(found)

    def _zone(self, low: int, slack: int) -> int:
        """Where the words about a period that begins at `low` end."""
        cut = _CUT.search(self.text, low + slack, low + _WINDOW)
        return cut.start() if cut else min(low + _WINDOW, len(self.text))

    def _before(self) -> Period | None:
        """Dates before the word, in the same sentence: 自…至…在村内公示."""
        before = self.text[self.begin : self.verb.start()]
        found = list(RANGE.finditer(before)) if "月" in before or "." in before else []
        if (
            not found
            or self.verb[0] in ("公布", "征求意见")
            or len(before) - found[-1].end() > _BEFORE
            or _ELSE.search(before, found[-1].end())
        ):
            return None
        low = self.begin + found[-1].start()
        return self._judged(_read(self.text, low, self._zone(self.verb.end(), 0), self.near))

    def _behind(self) -> Period | None:
        """Dates behind the word and a sign: 现予公示（3月1日至3月7日）."""
        high = self._zone(self.verb.end(), 0)
        match = RANGE.search(self.text, self.verb.end(), high)
        if (
            match is None
            or match.start() - self.verb.end() > _BEHIND
            or _SIGNS.search(self.text, self.verb.end(), match.start()) is None
            or _VERB.search(self.text, self.verb.end(), match.start()) is not None
            or self._is_of_else(match)
        ):
            return None
        return self._judged(_read(self.text, match.start(), high, self.near))

    def _is_of_else(self, match: re.Match[str]) -> bool:
        """Whether dates behind a comma are those of another matter: 公示能力，6月14日至15日，某局举办培训班."""
        if not any(sign in self.text[self.verb.end() : match.start()] for sign in "，,"):
            return False
        border = _BORDER.search(self.text, match.end(), match.end() + _BEFORE)
        end = border.start() if border else match.end() + _BEFORE
        return _ELSE.search(self.text, match.end(), end) is not None

    def _term(self) -> Period | None:
        """A term that runs from the publication: 自公示之日起七个工作日内，如有异议."""
        low = max(self.begin, self.verb.start() - 4)
        start = FROM_NOW.search(self.text, low, self.verb.end() + 12)
        if start is None or not start.start() <= self.verb.start() < start.end() + 12:
            return None
        match = DAYS.match(self.text, start.end())
        if match is None or match["unit"] == "个月":
            return None
        count, unit = count_of(match)
        period = Period(low, match.end(), Stretch(), count, unit, is_from_now=True, is_weak=True)
        return self._judged(period)

    def _judged(self, period: Period | None) -> Period | None:
        if period is None:
            return None
        rest = _BORDER.search(self.text, period.end, period.end + 60)
        end = rest.start() if rest else min(period.end + 60, len(self.text))
        sentence = self.text[self.begin : end]
        if _DEMAND.search(self.text, max(self.begin, period.start - 8), end):
            return None
        is_past = _SURELY_PAST.search(sentence) is not None or (
            _PAST.search(sentence) is not None and _NOT_PAST.search(sentence) is None
        )
        return replace(period, is_own=not is_past)


def _read(text: str, low: int, high: int, near: int | None) -> Period | None:
    """The period that the words from `low` to `high` state."""
    window = text[low:high]
    lasting = LASTING.search(window)
    if lasting and lasting.start() <= _NEAR:
        return Period(low, low + lasting.end(), Stretch(), is_lasting=True)
    dates = RANGE.search(window)
    if dates is not None and dates.start() > _NEAR + 12:
        dates = None
    start = None if dates else SINCE.search(window)
    until = None if dates or start else UNTIL.search(window)
    now = None if dates or start or until else FROM_NOW.search(window)
    anchor = dates or start or until or now
    stated = _stated(window, anchor)
    if anchor is None and (stated is None or stated.start() > _NEAR):
        return None
    stretch: Stretch | None = Stretch()
    if dates is not None:
        stretch = stretch_of(dates, near)
    elif start is not None or until is not None:
        stretch = Stretch(day_of(start, near) if start else None, day_of(until, near) if until else None)
    if stretch is None:
        return None
    count, unit = count_of(stated) if stated else (0, "")
    ends = [match for match in (anchor, stated) if match is not None]
    first, last = min(match.start() for match in ends), max(match.end() for match in ends)
    last += any(one in window[first:last] and window.startswith(end, last) for one, end in ("（）", "()"))
    whole = _completed(stretch, count, unit)
    return Period(low + first, low + last, whole, count, unit, is_from_now=now is not None)


def _completed(stretch: Stretch, count: int, unit: str) -> Stretch:
    """A period of which the beginning and the number of calendar days are said has an end."""
    if stretch.first is None or stretch.last is not None or not count or unit != "calendar":
        return stretch
    return Stretch(stretch.first, stretch.first + count - 1, (count,))


def _stated(window: str, anchor: re.Match[str] | None) -> re.Match[str] | None:
    """The number of days beside the dates, or at the beginning."""
    blank = DATE.sub(lambda match: " " * len(match[0]), window)
    if anchor is not None:
        blank = blank[: anchor.start()] + " " * (anchor.end() - anchor.start()) + blank[anchor.end() :]
    for match in DAYS.finditer(blank):
        if anchor is None:
            return match
        if blank.startswith("内", match.end()):  # a term for objections or answers
            continue
        if match.end() <= anchor.start() and anchor.start() - match.end() <= _NEAR:
            return match
        if anchor.end() <= match.start() <= anchor.end() + _NEAR:
            return match
    return None


def _is_quoted(text: str, at: int) -> bool:
    """Whether a place lies in the name of another text, or between quotation marks."""
    low, high = max(0, at - _SENTENCE), at + _SENTENCE
    return any(
        text.rfind(opening, low, at) > text.rfind(closing, low, at) and text.find(closing, at, high) >= 0
        for opening, closing in _QUOTES
    )


def _is_visible(subject: Subject, period: Period) -> bool:
    return layer_of(subject.document, subject.text.spans(period.start, period.end))[1]
