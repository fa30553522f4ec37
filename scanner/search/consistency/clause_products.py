"""Products of one clause: 猪6头，每头奖补1000元，计6000元; each token right behind the other, any number of clauses a sentence.

Read in the orders number, rate, total and rate, number, total. Besides kinds whose rates the text states in one place
and their numbers in another (重建户每户22000元 … 重建3户共6.6万元), and a share of one amount that is another:
租金按300万元的6%收取，每年18万元.
"""

from __future__ import annotations

from decimal import Decimal

from scanner.money import UNITS, Amount, shown
from scanner.noun import noun
from scanner.regexes import compiled
from scanner.search.consistency.listed_totals import is_slip
from scanner.search.consistency.spoken_products import SpokenProduct
from scanner.values import NUMBER

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from scanner.search.consistency.reading import Reading

_THING = r"户|人|名|位|亩|头|只|株|棵|座|盏|套|台|眼|公里|平方米|米|处|件|岗|个工|袋|吨|公斤|斤|箱|桶|盒|包|把|张|辆|间|股|尾|羽|场|班|车"
_COUNT = rf"(?<![0-9.,第])(?P<count>{NUMBER})\s?(?P<thing>{_THING})(?!次|均|口)"
_RATE = rf"每(?P<per>{_THING}|生)(?P<time>每?(?:个?月|年|天|日|学期|学年|季度|次))?[^0-9，,。；;、\n每]{{0,8}}?(?P<rate>{NUMBER})\s?(?P<unit>万元|元)(?![ ]?[/／~～至-])"
_TOTAL = rf"(?P<sum>{NUMBER})\s?(?P<of>万元|元)(?!\s?[/／×]|余|左右|以上|以下)"
_GAP = r"[^0-9，,。；;、\n每均]{0,8}[，,（(：:]?[^0-9，,。；;、\n每均]{0,8}"
_PERIOD = r"(?P<period>[0-9]{1,2}\s?[—–~～至-]\s?[0-9]{1,2}\s?月份?|[0-9一二三四五六七八九十两]{1,2}个(?:月|季度)|[一二三四1234]季度|上半年|下半年|全年|[0-9]{1,2}天)?"
_SHAPES = (
    compiled(
        rf"{_COUNT}{_GAP}{_RATE}[，,]?\s?(?:[^0-9，,。；;、\n每均]{{0,4}}{_PERIOD}[^0-9，,。；;、\n每均]{{0,8}}[，,]?[^0-9，,。；;、\n每均]{{0,8}}?){_TOTAL}"
    ),
    compiled(
        rf"{_RATE}(?:[^0-9；;\n每均]{{0,200}}[。，,：:]){{0,1}}(?<![0-9])(?:以上|上述|本次|共|计|合计){{0,2}}{_COUNT}(?:合计|共计|共|计|总计|需|补助|补贴|发放){{1,3}}{_TOTAL}"
    ),
)
_HAS_COUNT = compiled(rf"{_COUNT}[^0-9。；;\n]{{0,10}}$")
_VARIES = compiled(
    r"不超过|不低于|至多|至少|上限|最高|最低|封顶|不等|约|其余|另|扣除|首批|先|预|分档|浮动|贷款|增收|收入|其中"
)
_TOTALLED = compiled(r"共|计|合计|价值|奖补|补助|补贴|发放|资金|金额|应|兑|付|工资|[款金费]")
_ONCE = ("年", "次", "学期", "学年")
_MONTHS = (1, 2, 3, 4, 6, 9, 12)
_KIND_RATE = compiled(
    rf"(?<![^\W\d_])(?P<kind>[^\W\d_的每]{{2,4}}?)(?:户|人员|对象)?(?:标准)?[为是：:]?每(?P<per>户|人|亩|套|间)[^0-9，,。；;、\n每]{{0,4}}(?P<rate>{NUMBER})\s?(?P<unit>万元|元)"
)
_KIND_SUM = compiled(
    rf"(?<![0-9])(?P<kind>[^\W\d_]{{2,8}}?)(?:户|人员|对象)?\s?(?P<count>{NUMBER})\s?(?P<per>户|人|亩|套|间)\s?[，,]?(?:合计|共计|共|计|补助|补贴|发放)+(?P<sum>{NUMBER})\s?(?P<of>万元|元)"
)
_SHARED = compiled(
    rf"(?P<whole>{NUMBER})\s?(?P<unit>万元|元)[，,]?(?P<words>[^0-9。；;\n]{{0,16}}?)(?P<share>[0-9]{{1,2}}(?:\.[0-9]{{1,2}})?)\s?%(?P<then>[^0-9。；;\n]{{0,12}}?(?:即|计|为|租金|保底收益|首付|预付|收益)[为计是]?)\s?(?P<sum>{NUMBER})\s?(?P<of>万元|元)"
)
_LENT = compiled(
    rf"贷款(?:金额|本金)?(?P<whole>{NUMBER})\s?(?P<unit>万元|元)[^。；;\n0-9]{{0,12}}年?利率(?:为)?(?P<share>[0-9]{{1,2}}(?:\.[0-9]{{1,3}})?)\s?%[^。；;\n0-9]{{0,8}}贴息(?:金额|资金)?(?P<sum>{NUMBER})\s?(?P<of>万元|元)[^。；;\n]{{0,12}}(?:一年|1年|12个月)(?![0-9])"
)
_ROUGH = compiled(
    r"余|(?<![合节签契])约(?!定)|左右|以上|不低于|不超过|近|占|比|增长|完成|支付率|进度|剩余|节约|已"
)
_TEN_THOUSAND = UNITS["万元"]
_MOST = (
    5  # times; figures farther apart are about different things, but for points and units in the wrong place
)
MOST_KINDS = 12
_POINTS = (10, 100, 1000, 10_000)


class _Product(metaclass=noun):
    """A product as it reads, what it may give, the total that is stated."""

    terms: str
    rights: tuple[Decimal, ...]
    stated: Amount


def wrong_clauses(reading: Reading) -> Iterator[SpokenProduct]:
    """The products of single clauses that no reading gives."""
    for stretch in reading.stretches:
        words = reading.text[stretch.start : stretch.end]
        if stretch.is_table or "元" not in words:
            continue
        if "每" in words:
            yield from _of_clauses(words, stretch.start)
        if "%" in words:
            yield from _of_shares(words, stretch.start)
    yield from _of_kinds(reading)


def _of_clauses(words: str, at: int) -> Iterator[SpokenProduct]:
    for shape in _SHAPES:
        for match in shape.finditer(words):
            whole = match[0]
            ends = (
                words[max(match.start() - 6, 0) : match.end("unit")]
                + words[match.start("count") : match.end()]
            )
            is_late = match.start("count") > match.start("rate")
            if not _is_for(match) or _VARIES.search(ends if is_late else whole + ends):
                continue
            if is_late and _HAS_COUNT.search(words[max(match.start() - 16, 0) : match.start()]):
                continue  # 重建35户、每户3.4万元，修缮6户共8.5万元
            before = words[max(match.start("sum") - 10, 0) : match.start("sum")]
            if not _TOTALLED.search(before) or words[match.end() : match.end() + 1] in "余多左":
                continue
            wrong = _judged(_product(match, at))
            if wrong is not None:
                yield wrong


def _is_for(match: re.Match[str]) -> bool:
    """Whether a rate is for what is counted."""
    same = {"生": "人", "名": "人", "位": "人", "岗": "人"}
    thing, per = match["thing"], match["per"]
    return same.get(thing, thing) == same.get(per, per)


def _product(match: re.Match[str], at: int) -> _Product:
    rate = _money(match["rate"], match["unit"])
    count = _decimal(match["count"])
    times = _times(match)
    printed = [f"{match['count']}{match['thing']}", f"{match['rate']}{match['unit']}"]
    stated = _stated(match, at)
    return _Product("×".join(printed), tuple(count * rate * time for time in times), stated)


def _times(match: re.Match[str]) -> tuple[int, ...]:
    """How many of its months or days a rate is paid for: what the clause says, or all that are usual."""
    time = (match["time"] or "").removeprefix("每")
    if not time or time in _ONCE:
        return (1,)
    period = match.groupdict().get("period") or ""
    found = [int(number) for number in _digits(period)]
    if time.endswith("月") and len(found) == 2 and found[1] > found[0]:
        return (found[1] - found[0] + 1,)
    return tuple(dict.fromkeys((*_MONTHS, *found)))


def _digits(words: str) -> list[str]:
    found, run = [], ""
    for char in words + " ":
        if char.isdecimal():
            run += char
        elif run:
            found.append(run)
            run = ""
    return found


def _judged(product: _Product) -> SpokenProduct | None:
    stated = product.stated
    slack = max(
        Decimal("0.01"),
        stated.step
        if stated.step < UNITS[stated.unit]
        else stated.step / 2 - 1
        if stated.unit != "元"
        else Decimal(0),
    )
    if any(abs(right - stated.value) <= slack for right in product.rights):
        return None
    near = [right for right in product.rights if is_slip(right, stated.value)]
    if len(product.rights) > 1 and not near:
        return None
    right = near[0] if near else product.rights[0]
    high, low = max(right, stated.value), min(right, stated.value)
    if not low or (high > low * _MOST and high / low not in _POINTS):
        return None
    times = right / product.rights[0] if product.rights[0] else Decimal(1)
    terms = product.terms + (f"×{times.normalize():f}" if times != 1 else "")
    return SpokenProduct(terms, right, stated)


# ---- 重建户每户22000元 … 重建3户共6.6万元


def _of_kinds(reading: Reading) -> Iterator[SpokenProduct]:
    found = []
    spoken = [line for line in reading.lines if line.amounts]
    rates = [one for line in spoken if "每" in line.text for one in _KIND_RATE.finditer(line.text)]
    if not 1 < len(rates) <= MOST_KINDS:
        return
    sums = [(line.start, one) for line in spoken for one in _KIND_SUM.finditer(line.text)]
    for rate in rates:
        said = [
            (start, one)
            for start, one in sums
            if one["per"] == rate["per"] and one["kind"].endswith(rate["kind"])
        ]
        if len(said) != 1:
            continue
        at, match = said[0]
        right = _decimal(match["count"]) * _money(rate["rate"], rate["unit"])
        printed = f"{match['count']}{rate['per']}×{rate['rate']}{rate['unit']}"
        found.append(_Product(printed, (right,), _stated(match, at)))
    wrong = [one for product in found if (one := _judged(product)) is not None]
    if len(wrong) < len(found):
        yield from wrong


# ---- 300万元，按每年6%收取租金，每年租金18万元


def _of_shares(words: str, at: int) -> Iterator[SpokenProduct]:
    for shape in (_SHARED, _LENT):
        for match in shape.finditer(words):
            if shape is _SHARED and _ROUGH.search(match["words"] + match["then"]):
                continue
            whole, share = _money(match["whole"], match["unit"]), Decimal(match["share"])
            right = whole * share / 100
            stated = _stated(match, at)
            slack = max(Decimal(1), stated.step / 2)
            if abs(right - stated.value) <= slack or not is_slip(right, stated.value):
                continue
            said = f"{shown(whole, match['unit'])}×{match['share']}%"
            yield SpokenProduct(said, right, stated)


def _stated(match: re.Match[str], at: int) -> Amount:
    printed, unit = match["sum"].replace(",", ""), match["of"]
    step = Decimal(1).scaleb(-len(printed.partition(".")[2])) * UNITS[unit]
    return Amount(Decimal(printed) * UNITS[unit], step, unit, at + match.start("sum"), at + match.end("of"))


def _money(printed: str, unit: str) -> Decimal:
    return _decimal(printed) * UNITS[unit]


def _decimal(printed: str) -> Decimal:
    return Decimal(printed.replace(",", ""))
