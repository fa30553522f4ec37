"""Products in running text: 每户补助500元，共120户，补助6万元, in any order, with months, in label lines, of several kinds.

A product is only judged where one rate, one total and a count of what the rate is for stand together and no other
reading of them agrees.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations

from scanner.money import UNITS, ZERO, Amount, amounts, shown
from scanner.noun import noun
from scanner.regexes import compiled
from scanner.search.consistency.stretches import counts_in
from scanner.values import NUMBER

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scanner.search.consistency.reading import Reading
    from scanner.search.consistency.stretches import Stretch

_THING = "户|人次|人|名|生|亩|头|只|株|座|盏|套|台|棵|眼|岗|公里|平方米|米|处|件|个|村"
_TIME = "个?月|年|天|日|季度?|次|学期|学年|期"
_RATE = compiled(
    rf"每个?(?:[^\W\d]{{0,2}}?(?P<thing>{_THING}))?每?(?P<time>{_TIME})?(?![^\W\d]{{0,3}}[次人]次)[^0-9，。；;\n]{{0,12}}?(?P<rate>{NUMBER})\s?(?P<unit>万元|元)(?![ ]?[/／~～-])"
    rf"|(?P<rate2>{NUMBER})\s?(?P<unit2>万元|元)\s?[/／]\s?(?P<thing2>{_THING})?[/／.·]?(?:每?(?P<time2>{_TIME}))?"
)
_MEAN = compiled(rf"(?P<thing>[户人亩村])均[^0-9，。；;\n]{{0,8}}?(?P<rate>{NUMBER})\s?(?P<unit>万元|元)")
_PERIOD = compiled(
    r"(?<![0-9.年])([0-9]{1,2}|[一二三四五六七八九十两]{1,2})\s?(个月|个?学期|个?季度|天|年|次)(?!度|以)"
)
_PERIOD_WORDS = (
    ("一季度", 3),
    ("二季度", 3),
    ("三季度", 3),
    ("四季度", 3),
    ("季度", 3),
    ("半年", 6),
    ("全年", 12),
    ("年度", 12),
)
_VARIES = compiled(
    r"不超过|不低于|不高于|至多|上限|以下(?!人员|对象|[农住]?户|学生|单位|个人)|其余|另|不等|分别|分档|不同|最高|最低|约|左右|(?<=[0-9元户人亩年%级头只])以上|以内|[0-9]\s?元?[至～~—-]\s?[0-9,]+\s?(?:万元|元)|封顶|贷款|利率|累计(?!(?:发放|补助|补贴)?[0-9])|浮动|首批"
    r"|先后|扣除|预付|[人户]均[^，。；0-9]{0,8}收入|增收|年收入|产值|最低工资|(?:月|年|日)工资|工资性|保障标准|低保标准|补差|差额"
)
_SENTENCE = compiled(r"[。；;\n]")
_LABEL = compiled(r"[^，。；：:\n]{2,14}[:：\t][^。；\n]{1,40}[。；;]?\s*")
_BOUND = compiled(r"不超过|不低于|不高于|至多|上限|最高|最低|封顶")
_DIVIDED = compiled(r"\s?[，,。（(]?\s?(?:其中|包括|分别[为是]|即|由|具体[为是]?)|\s?[：:]")
MOST_RATES = 4  # of a text that are tried on its tables
_DIGITS = {char: at for at, char in enumerate("零一二三四五六七八九十")} | {"两": 2}
_TOTAL = compiled(
    r"(?:共|合计|总|金额|资金|投资|租金|补贴|补助|救助金|发放|需|计|费|支出|应[发付兑补拨领]|实发|兑现|兑付|拨付|[金款][：:为]?)[^，。；、0-9]{0,10}$"
)
_NEAR = 160  # characters of two sentences that are read together
_STRONG = compiled(r"共|合计|总|资金|金额|补助|补贴|发放|奖补")
_ONCE = ("年", "次", "期", "学期", "学年")  # of these one is meant where no number stands
LONGEST = 700  # characters of a text that is read as a whole
_MONTHS = (1, 2, 3, 4, 6, 9, 12)
_SLIPS = (10, 100, 1000, 10_000)  # times; a point or a unit in the wrong place
FURTHEST_APART = Decimal(2)  # the same over several lines
FURTHEST = Decimal(
    5
)  # times; figures farther apart are about different things, but for slips of ten thousand


class SpokenProduct(metaclass=noun):
    """A product that does not hold: how it reads, what it gives, what is stated and where."""

    terms: str
    right: Decimal
    stated: Amount
    certainty: str = "likely"

    @property
    def is_slip(self) -> bool:
        """Whether 元 and 万元 were mixed up."""
        factor = UNITS["万元"]
        return self.stated.value in (self.right * factor, self.right / factor)


class _Rate(metaclass=noun):
    value: Decimal
    printed: str
    thing: str
    time: str
    start: int
    end: int
    is_mean: bool = False


def wrong_products(reading: Reading) -> Iterator[SpokenProduct]:
    """The products of the running text that fit no reading."""
    for stretch in reading.stretches:
        words = reading.text[stretch.start : stretch.end]
        if stretch.money and any(sign in words for sign in ("每", "/", "／", "均")):
            done = -1
            for start, end in _scopes(reading.text, stretch):
                if start < done:
                    continue
                found = _of_scope(reading.text, start, end)
                if found is not None:
                    done = end
                    yield found


def _scopes(text: str, stretch: Stretch) -> Iterator[tuple[int, int]]:
    """Sentences, the pairs of a sentence with several kinds joined, and runs of label lines."""
    pieces: list[tuple[int, int]] = []
    low = stretch.start
    for border in (*_SENTENCE.finditer(text, stretch.start, stretch.end), None):
        high = border.start() if border else stretch.end
        if text[low:high].strip():
            pieces.append((low, high))
        low = border.end() if border else high
    run: list[tuple[int, int]] = []
    for start, end in pieces:
        if _LABEL.fullmatch(text, start, end):
            run.append((start, end))
            continue
        if len(run) > 2:
            yield run[0][0], run[-1][1]
        run = []
    if len(run) > 2:
        yield run[0][0], run[-1][1]
    if stretch.end - stretch.start <= LONGEST and len(pieces) > 2:
        yield stretch.start, stretch.end
    for at, (start, end) in enumerate(pieces):
        yield start, end
        if (
            at
            and text[pieces[at - 1][1]] == "。"
            and start - pieces[at - 1][1] == 1
            and end - pieces[at - 1][0] <= _NEAR
        ):
            yield pieces[at - 1][0], end
        last = at
        while last + 1 < len(pieces) and text[pieces[last][1]] in ";；":
            last += 1
        if last > at and (at == 0 or text[pieces[at - 1][1]] not in ";；"):
            yield start, pieces[last][1]


def _of_scope(text: str, start: int, end: int) -> SpokenProduct | None:
    words = text[start:end]
    if _VARIES.search(words) or not any(sign in words for sign in ("每", "/", "／", "均")):
        return None
    rates = list(_rates(text, start, end))
    taken = [(one.start, one.end) for one in rates]
    sums = [
        one
        for one in amounts(text, start, end)
        if not one.is_rate and not one.is_about and not any(low <= one.start < high for low, high in taken)
    ]
    counts = counts_in(text, start, end)
    is_wide = text.find("\n", start, end) >= 0
    if is_wide and any(
        rate.time and rate.time not in _ONCE and not _periods(text, (start, end), rate.time) for rate in rates
    ):
        return None
    if is_wide and len({one.value for rate in rates for one in _counts_of(rate, counts)}) != 1:
        return None
    if len(rates) == 1 and len({one.value for one in sums}) == 1:
        return _single(text, (start, end), rates[0], sums[0], counts)
    if len(rates) > 1 and sums and not any(one.is_mean for one in rates):
        return _several(text, rates, sums, counts)
    return None


def stated_rates(reading: Reading) -> list[tuple[str, Decimal]]:
    """The rates of the running text, as printed and in 元, a few; none where they are bounds or differ by month."""
    found: dict[Decimal, str] = {}
    for line in reading.lines:
        if any(one.is_rate for one in line.amounts) and not _BOUND.search(line.text):
            for rate in _rates(reading.text, line.start, line.start + len(line.text)):
                found.setdefault(rate.value, rate.printed if not rate.is_mean else "")
    rates = [(printed, value) for value, printed in found.items() if printed]
    return rates if len(rates) <= MOST_RATES else []


def _rates(text: str, start: int, end: int) -> Iterator[_Rate]:
    for match in _RATE.finditer(text, start, end):
        printed = match["rate"] or match["rate2"]
        unit = match["unit"] or match["unit2"]
        thing, time = match["thing"] or match["thing2"] or "", match["time"] or match["time2"] or ""
        value = Decimal(printed.replace(",", "")) * UNITS[unit]
        if thing or time:
            yield _Rate(value, f"{printed}{unit}", thing, time.removeprefix("个"), *match.span())
    for match in _MEAN.finditer(text, start, end):
        value = Decimal(match["rate"].replace(",", "")) * UNITS[match["unit"]]
        yield _Rate(value, f"{match['rate']}{match['unit']}", match["thing"], "", *match.span(), True)


def _counts_of(rate: _Rate, counts: dict[str, list[Amount]]) -> list[Amount]:
    """The numbers of what a rate is for, the several words for it taken together."""
    names = {"名": ("人",), "生": ("人",), "岗": ("岗", "个", "人"), "个": ("个", "处"), "村": ("个村",)}.get(
        rate.thing, (rate.thing,) if rate.thing else ("人", "户")
    )
    return [one for name in names for one in counts.get(name, ()) if not rate.start <= one.start < rate.end]


def _single(
    text: str, scope: tuple[int, int], rate: _Rate, stated: Amount, counts: dict[str, list[Amount]]
) -> SpokenProduct | None:
    found = _counts_of(rate, counts)
    before = text[max(stated.start - 16, scope[0]) : stated.start]
    if not found or any(one.is_about for one in found) or len(found) > 3 or not _TOTAL.search(before):
        return None
    if stated.start < rate.start and not _STRONG.search(before):
        return None
    periods = _periods(text, scope, rate.time) if rate.time and not rate.is_mean else []
    numbers = [one.value for one in found]
    products = {rate.value * number * time for number in (*numbers, sum(numbers)) for time in (1, *periods)}
    for one, other in combinations(counts_values(counts), 2):
        products.add(rate.value * one * other)
    if rate.time and not periods and rate.time not in _ONCE:
        products |= {product * months for product in tuple(products) for months in _MONTHS}
    slack = _slack(rate, stated, found)
    if any(abs(product - stated.value) <= slack for product in products) or len({*numbers}) != 1:
        return None
    if rate.time and not periods and rate.time not in _ONCE:
        return None
    factors = [f"{shown(found[0].value)}{found[0].unit}", rate.printed, *(str(one) for one in periods[:1])]
    right = rate.value * numbers[0] * (periods[0] if periods else 1)
    is_wide = text.find("\n", *scope) >= 0
    is_near = _is_near(right, stated.value, is_wide=is_wide)
    return SpokenProduct("×".join(factors), right, stated) if is_near else None


def counts_values(counts: dict[str, list[Amount]]) -> list[Decimal]:
    """All numbers of things, a few."""
    return [one.value for found in counts.values() for one in found][:8]


def _periods(text: str, scope: tuple[int, int], time: str) -> list[int]:
    """How many of the months, days, years of a rate the text speaks of."""
    found = []
    for match in _PERIOD.finditer(text, *scope):
        if time[-1] not in match[2] and not ("月" in time and "季" in match[2]):
            continue
        number = int(match[1]) if match[1].isascii() else sum(_DIGITS[char] for char in match[1])
        found.append(number * 3 if "季" in match[2] else number)
    if not found and "月" in time:
        words = text[scope[0] : scope[1]]
        found = [number for word, number in _PERIOD_WORDS if word in words][:1]
    return found


def _slack(rate: _Rate, stated: Amount, found: Sequence[Amount]) -> Decimal:
    """What rounding may make: of the total as it is printed, of a mean as it is printed."""
    whole = UNITS.get(stated.unit, Decimal(1))
    own = stated.step if stated.step < whole else stated.step / 2 - 1 if whole > 1 else ZERO
    if not rate.is_mean:
        return max(Decimal("0.01"), own)
    decimals = len(rate.printed.rstrip("元万").partition(".")[2])
    step = Decimal(1).scaleb(-decimals) * (UNITS["万元"] if "万" in rate.printed else 1)
    return max(own, step * max(one.value for one in found))


def _is_near(right: Decimal, stated: Decimal, *, is_wide: bool = False) -> bool:
    if not right or not stated:
        return False
    ratio = max(right, stated) / min(right, stated)
    return ratio <= (FURTHEST_APART if is_wide else FURTHEST) or ratio in _SLIPS


def _several(
    text: str, rates: Sequence[_Rate], sums: Sequence[Amount], counts: dict[str, list[Amount]]
) -> SpokenProduct | None:
    """一类户30户，每户2000元；二类户50户，每户1000元，共11万元: every rate with the count before it.

    The whole stands behind them, or before: 发放津贴27.62万元，其中：甲2310人，每人每月100元；乙186人，….
    """
    stated = sums[-1]
    if len(sums) != 1 or len({rate.time for rate in rates}) != 1:
        return None
    is_first = stated.end < rates[0].start
    if stated.start < rates[-1].end and not is_first:
        return None
    total, terms, low = ZERO, [], stated.end if is_first else 0
    for rate in rates:
        near = [one for one in _counts_of(rate, counts) if low <= one.start < rate.start and not one.is_about]
        if len(near) != 1:
            return None
        total += near[0].value * rate.value
        terms.append(f"{shown(near[0].value)}{near[0].unit}×{rate.printed}")
        low = rate.end
    between = text[rates[-1].end : stated.start]
    if is_first:
        if not _DIVIDED.match(text, stated.end) or not _TOTAL.search(
            text[max(stated.start - 16, 0) : stated.start]
        ):
            return None
    elif not any(word in between for word in ("共", "合计", "累计", "总计")):
        return None
    times = _MONTHS if rates[0].time else (1,)
    if any(abs(total * time - stated.value) <= _slack(rates[0], stated, ()) for time in times):
        return None
    is_near = _is_near(total, stated.value, is_wide=is_first)
    return SpokenProduct("＋".join(terms), total, stated) if is_near else None
