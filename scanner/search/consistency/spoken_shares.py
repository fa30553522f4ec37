"""Shares in running text: rates of payment, shares of numbers of things, growth, shares that make more than a whole.

A rate is compared with every pair of figures of one kind in its sentence; it is wrong where there is only one such
pair and that pair gives another share.
"""

from __future__ import annotations

from decimal import Decimal

from scanner.money import Amount, places_of, shown
from scanner.noun import noun
from scanner.regexes import compiled
from scanner.search.consistency.stretches import counts_in

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from scanner.search.consistency.reading import Reading, Spoken
    from scanner.search.consistency.stretches import Stretch

SLACK = Decimal("0.1")
_PERCENT = r"(?<![0-9.])(?P<share>[0-9]{1,3}(?:\.[0-9]{1,4})?)\s?%(?!\s?[至~～-])"
_RATE = compiled(
    rf"(?P<name>支出|支付|拨付|执行|使用|完成|到位|报账|兑付|发放|投资完成|资金支出|资金拨付)(?:率|进度|比例)(?:为|达到?|是|[:：])?\s?{_PERCENT}"
)
_PART = compiled(
    rf"占(?:比|总?户数的?|总?人[口数]的?|总数的?|全[村镇乡县][^，。0-9]{{0,6}}的?|的)?(?:为|达|[:：])?\s?{_PERCENT}"
)
_GROWTH = compiled(
    rf"(?P<way>增长|增加|提高|上升|增幅|下降|减少|降低|降幅)(?:了|率)?(?:为|达|[:：])?\s?{_PERCENT}"
)
_OF_YEAR = compiled(r"(?P<year>20[0-9]{2})年(?:度|全年)?(?P<verb>[^，。；、0-9]{0,12})$")
_FROM_TO = compiled(r"(?:由|从)[^，。；0-9]{0,16}$")
_TO = compiled(r"\s?(?:增加|增长|提高|上升|下降|减少|降低|降|升|增|减)?(?:到|至)[^，。；0-9]{0,8}")
_ABOUT = compiled(r"约|近|超过?|左右|以上|不低于|不超过|以内|达到|至少|余")
_SENTENCE = compiled(r"[。；;\n]")
_SOURCE_SHARE = compiled(
    rf"(?:中央|国家|省级?|自治区|市级?|县级?|区级?|乡镇|财政|自筹|社会|企业|村集体|群众|银行)[^，。；、%0-9]{{0,10}}(?:占(?:比)?|承担|出资|负担)(?:为)?\s?{_PERCENT}"
)
_WEIGHT = compiled(rf"(?:因素|指标)(?:权重)?(?:占(?:比)?)?(?:为)?\s?{_PERCENT}")
_DONE = compiled(r"已|完成|实际|支出|支付|拨付|到位|使用|兑付|发放")
_PLANNED = compiled(r"(?:计划|下达|安排|预算|到位|共)[^，。；、0-9]{0,6}$")
_WHOLE = compiled(r"计划|下达|安排|预算|总|到位|共|应|任务|批复")
_OWN_SHARE = compiled(rf"[，,（(]?\s?占(?:比|总?(?:资金|投资|额)的?)?(?:为|达|[:：])?\s?{_PERCENT}")
_APART = 40  # characters between a share and the next amount of a list
LEAST_PAIRS = 3
_REACH = 60  # characters between the figures and their rate


class SpokenShare(metaclass=noun):
    """A share that does not hold: what is divided, as printed, what it gives in percent, where it stands."""

    part: str
    whole: str
    stated: str
    right: Decimal
    start: int
    end: int


def wrong_spoken_shares(reading: Reading) -> Iterator[SpokenShare]:
    """The shares of the running text that their figures contradict."""
    for _, _, wrong in reading.share_lists:
        yield from wrong
    for line in reading.lines:
        if "%" not in line.text:
            continue
        yield from _rates(reading, line)
        yield from _of_things(reading.text, line)
        yield from _growths(reading.text, line)
        yield from _more_than_all(reading.text, line)


def shares_of_a_list(reading: Reading, line: Spoken) -> bool:
    """Whether a line belongs to a list of amounts with shares of one whole, which is judged as a list."""
    return any(start <= line.start < end for start, end, *_ in reading.share_lists)


def share_lists(reading: Reading) -> list[tuple[int, int, list[SpokenShare]]]:
    """(start, end, shares that do not hold) of every list 甲600万元，占60%；乙300万元，占30%；… with a known whole."""
    found = []
    for stretch in reading.stretches:
        if "%" not in reading.text[stretch.start : stretch.end]:
            continue
        pairs = list(_pairs(reading.text, stretch))
        for run in _runs(reading.text, pairs):
            wrong = _wrong_of_run(stretch, run)
            if wrong is not None:
                found.append((stretch.start, run[-1][1].end(), wrong))
    return found


def _pairs(text: str, stretch: Stretch) -> Iterator[tuple[Amount, re.Match[str]]]:
    """Amounts with the share right behind them."""
    for one in stretch.money:
        match = _OWN_SHARE.match(text, one.end, stretch.end)
        if match is not None and not one.is_rate and not one.is_about:
            yield one, match


def _runs(
    text: str, pairs: Sequence[tuple[Amount, re.Match[str]]]
) -> Iterator[list[tuple[Amount, re.Match[str]]]]:
    """Pairs that follow one another within a few words."""
    run: list[tuple[Amount, re.Match[str]]] = []
    for one, match in pairs:
        if run and one.start - run[-1][1].end() > _APART:
            if len(run) >= LEAST_PAIRS:
                yield run
            run = []
        run.append((one, match))
    if len(run) >= LEAST_PAIRS:
        yield run


def _wrong_of_run(stretch: Stretch, run: Sequence[tuple[Amount, re.Match[str]]]) -> list[SpokenShare] | None:
    """The one share that a whole nearly all others are shares of contradicts; None where no whole is known."""
    parts = [one.value for one, _ in run]
    wholes = [one.value for one in stretch.money if one.value > max(parts) and not one.is_rate]
    for whole in dict.fromkeys((sum(parts, Decimal(0)), *wholes)):
        odd = [
            (one, match)
            for one, match in run
            if abs(one.value * 100 / whole - Decimal(match["share"])) > _slack(match)
        ]
        if not odd:
            return list(_inexact(whole, run))
        if len(odd) == 1 and len(run) - 1 >= LEAST_PAIRS - 1:
            total = Amount(whole, Decimal(1), run[0][0].unit, 0, 0)
            one, match = odd[0]
            return list(_judged(match, one, total))
    return None


def _inexact(whole: Decimal, run: Sequence[tuple[Amount, re.Match[str]]]) -> Iterator[SpokenShare]:
    """Shares that all come out even, and one that is printed otherwise: nothing was rounded."""
    rights = [one.value * 100 / whole for one, _ in run]
    places = [Decimal(1).scaleb(-len(match["share"].partition(".")[2])) for _, match in run]
    if any(right % place for right, place in zip(rights, places, strict=True)):
        return
    odd = [pair for pair, right in zip(run, rights, strict=True) if right != Decimal(pair[1]["share"])]
    if len(odd) == 1 and len(run) > LEAST_PAIRS:
        one, match = odd[0]
        of, share = shown(whole, one.unit), f"{Decimal(match['share']):f}%"
        part = shown(one.value, one.unit, places_of(one.step, one.unit))
        yield SpokenShare(part, of, share, one.value * 100 / whole, match.start("share"), match.end())


def _slack(match: re.Match[str]) -> Decimal:
    decimals = match["share"].partition(".")[2]
    return max(SLACK, Decimal(1).scaleb(-len(decimals)) if decimals else Decimal(1))


def _sentence(text: str, line: Spoken, at: int) -> int:
    """Where the sentence begins that a place lies in."""
    start = line.start
    for border in _SENTENCE.finditer(text, line.start, at):
        start = border.end()
    return start


def _rates(reading: Reading, line: Spoken) -> Iterator[SpokenShare]:
    text = reading.text
    for match in _RATE.finditer(text, line.start, line.start + len(line.text)):
        start = _sentence(text, line, match.start())
        found = [one for one in line.amounts if start <= one.start < match.start() and not one.is_rate]
        if len(found) == 1 and _DONE.search(text[max(start, found[0].start - 16) : found[0].start]):
            found = [*_planned(text, line, start), *found]
        if len(found) != 2 or match.start() - found[-1].end > _REACH or _is_about(text, match, found):
            continue
        one, other = found
        low = max(line.start, one.start - 16)
        if not (_WHOLE.search(text[low : one.start]) and _DONE.search(text[one.end : other.start])):
            continue
        if other.value <= one.value and not any(
            wrong.stated.start == one.start for wrong in reading.wrong_spoken
        ):
            yield from _judged(match, other, one)


def _planned(text: str, line: Spoken, start: int) -> list[Amount]:
    """The one amount before a sentence that is said to be planned, given or all there is."""
    found = []
    for one in line.amounts:
        before = text[max(line.start, one.start - 8) : one.start]
        if one.start < start and not one.is_rate and _PLANNED.search(before):
            found.append(one)
    return found if len(found) == 1 else []


def _of_things(text: str, line: Spoken) -> Iterator[SpokenShare]:
    """256户，其中脱贫户64户，占25%."""
    for match in _PART.finditer(text, line.start, line.start + len(line.text)):
        start = _sentence(text, line, match.start())
        for found in counts_in(text, start, match.start()).values():
            part = found[-1]
            if len(found) != 2 or match.start() - part.end > 3 or _is_about(text, match, found):
                continue
            if "其中" in text[found[0].end : part.start] and part.value <= found[0].value:
                yield from _judged(match, part, found[0])


def _growths(text: str, line: Spoken) -> Iterator[SpokenShare]:
    for match in _GROWTH.finditer(text, line.start, line.start + len(line.text)):
        start = _sentence(text, line, match.start())
        found = [one for one in line.amounts if start <= one.start < match.start()]
        if len(found) != 2 or match.start() - found[1].end > 12 or _is_about(text, match, found):
            continue
        old, new = found
        is_moved = _FROM_TO.search(text[start : old.start]) and _TO.fullmatch(text, old.end, new.start)
        if not (is_moved or _are_of_years(text, start, old, new)):
            continue
        if old.value and old.value != new.value:
            change = Amount(abs(new.value - old.value), max(old.step, new.step), old.unit, old.start, new.end)
            yield from _judged(match, change, old)


def _are_of_years(text: str, start: int, old: Amount, new: Amount) -> bool:
    """Whether two amounts are of a year and of the next: 2022年安排800万元，2023年安排1000万元."""
    years = [_OF_YEAR.search(text[low : one.start]) for low, one in ((start, old), (old.end, new))]
    first, second = years
    if first is None or second is None or first["verb"] != second["verb"]:
        return False
    return int(second["year"]) == int(first["year"]) + 1


def _more_than_all(text: str, line: Spoken) -> Iterator[SpokenShare]:
    """中央60%、省级30%、县级15%: sources that make more than all there is."""
    ends = line.start, line.start + len(line.text)
    found = list(_SOURCE_SHARE.finditer(text, *ends)) or list(_WEIGHT.finditer(text, *ends))
    if len(found) < 2 or _sentence(text, line, found[-1].start()) > found[0].start():
        return
    total = sum((Decimal(match["share"]) for match in found), Decimal(0))
    if total > 100 + SLACK * len(found) and not _ABOUT.search(text[found[0].start() : found[-1].end()]):
        said = "＋".join(f"{match['share']}%" for match in found)
        last = found[-1]
        yield SpokenShare(said, "100%", f"{last['share']}%", total, last.start("share"), last.end())


def _is_about(text: str, match: re.Match[str], found: Sequence[Amount]) -> bool:
    around = text[found[0].start : match.end() + 3]
    return any(one.is_about for one in found) or _ABOUT.search(around) is not None


def _judged(match: re.Match[str], part: Amount, whole: Amount) -> Iterator[SpokenShare]:
    if not whole.value:
        return
    share, right = Decimal(match["share"]), part.value * 100 / whole.value
    if abs(right - share) > _slack(match):
        terms = [shown(one.value, one.unit, places_of(one.step, one.unit)) for one in (part, whole)]
        yield SpokenShare(terms[0], terms[1], f"{share:f}%", right, match.start("share"), match.end())
