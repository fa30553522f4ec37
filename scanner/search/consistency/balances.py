"""What is left: 收入－支出＝结余, 计划－已拨付＝未拨付, 送审－审定＝核减, 由500万元调整为480万元，核减20万元.

An amount has a role by the words right before it. A balance is only struck where a sentence, or a paragraph, has
one amount of each role; and one amount in two units, 35万元（350000元）, is one.
"""

from __future__ import annotations

from itertools import combinations

from scanner.money import UNITS, places_of, shown
from scanner.noun import noun
from scanner.regexes import compiled
from scanner.search.consistency.spoken_sums import SpokenSum, slack_of, sum_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scanner.money import Amount
    from scanner.search.consistency.reading import Reading, Spoken

_TAIL = r"(?:资金|金额|投资|补助|补贴|价款?|款项|款)?(?:合计|总计|共计|总额|小计)?(?:为|是|共|约?计|[:：])?\s?(?:人民币|[¥￥])?\s?$"
# Roles, the first that fits: what was carried over before what is left, what is unpaid before what is paid.
_ROLES = (
    (
        "carried",
        compiled(
            rf"(?:(?:上[年期季月]|去年|年初|期初|历年|往年)[^，。；、0-9]{{0,6}}(?:结余|结转|余额|结存|滚存)|结转){_TAIL}"
        ),
    ),
    ("available", compiled(rf"(?:可用|可支配|可支出){_TAIL}")),
    ("left", compiled(rf"(?:结余|剩余|节余|余额|结存|节约|[现尚]余){_TAIL}")),
    ("unpaid", compiled(rf"(?:尚?未|待|尚欠|还需|尚需)(?:拨付?|支付?|支出|付|兑付|发放)?{_TAIL}")),
    ("due", compiled(rf"(?:本次|还)?应(?:付|补|发|拨|拨付|支付){_TAIL}")),
    ("bid", compiled(rf"(?:中标|成交)(?:价款?|金额|总价)?{_TAIL}")),
    ("limit", compiled(rf"(?:控制价|最高限价|标底){_TAIL}")),
    ("contract", compiled(rf"合同(?:价款?|金额|总价){_TAIL}")),
    ("final", compiled(rf"结算(?:价款?|金额|总价){_TAIL}")),
    ("paid", compiled(rf"(?:已经?|减去?|扣除)(?:预付|预拨|拨付?|支付?|支出|使用|发放|兑付|付){_TAIL}")),
    ("cut", compiled(rf"(?:核减|审减|调减|减少|压减|核增|调增|增加|追加)(?:了)?{_TAIL}")),
    ("asked", compiled(rf"(?:送审|申报|报审)[^，。；、0-9]{{0,4}}{_TAIL}")),
    ("settled", compiled(rf"(?:审定|核定|审核)[^，。；、0-9]{{0,4}}{_TAIL}")),
    (
        "spent",
        compiled(
            rf"(?:支出|开支|(?<![已未待尚])支付[^，。；、0-9]{{0,6}}|实际(?:完成|使用|投入)(?:投资)?|完成投资){_TAIL}"
        ),
    ),
    (
        "income",
        compiled(
            rf"(?:收入|注入|(?:接[受收]|收到|募集|筹集)[^，。；、0-9]{{0,6}}(?:捐[款赠]|善款)(?:款物)?){_TAIL}"
        ),
    ),
    ("plan", compiled(rf"(?:计划|预算|下达|安排|到位|批复)[^，。；、0-9]{{0,6}}{_TAIL}")),
)
_MOVED = compiled(r"(?:由|从|原)[^，。；、0-9]{0,16}$")
_TO = compiled(r"\s?(?:调整|变更|核减|核增|调增|调减|提高|上调|下调|增加|减少|压减|追加)(?:为|到|至)\s?$")
# (whole, taken, left): left = the wholes - what is taken.
_BALANCES: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (("available",), "spent", "left"),
    (("income", "carried"), "spent", "left"),
    (("income",), "spent", "left"),
    (("plan",), "paid", "left"),
    (("plan",), "spent", "left"),
    (("plan",), "paid", "unpaid"),
    (("settled",), "paid", "due"),
    (("settled",), "paid", "unpaid"),
    (("asked",), "settled", "cut"),
    (("plan",), "settled", "cut"),
    (("final",), "contract", "cut"),
    (("contract",), "paid", "unpaid"),
    (("plan",), "bid", "left"),
    (("limit",), "bid", "left"),
)
_WAS = compiled(r"原(?:计划|定|安排|批复|预算|下达|概算)?[^，。；、0-9]{0,8}$")
_IS = compiled(r"(?:(?:调整|变更|调减|调增|核减|追加)后|现)[^，。；、0-9]{0,8}$")
_NEEDED = ("余", "欠", "节约", "未", "待", "应", "核减", "审减", "核增", "调减", "调增", "减少", "增加", "约")
_SAME = compiled(r"\s?[（(]\s?(?:即|合|折合|计|大写|小写|[:：]|共|人民币|[¥￥]|\s)*$")
_ROLE_REACH = 24
_SUM = compiled(r"合计|总计|共计|总额|总收入|总支出")
_BATCH = compiled(r"第([一二三四五六七八九])批[^第]*$")
_BATCHES = "一二三四五六七八九"
_ALL_YEAR = compiled(r"累计|合计|共|总计")


class _Role(metaclass=noun):
    name: str
    amount: Amount


def wrong_balances(reading: Reading) -> Iterator[SpokenSum]:
    """The balances that do not hold, and the amounts that two units say differently."""
    for line in reading.lines:
        if len(line.amounts) > 1:
            yield from _twice(reading.text, line)
            if len(line.amounts) > 2 and "批" in line.text:
                yield from _batches(reading.text, line)
            if len(line.amounts) > 2 and any(word in line.text for word in _NEEDED):
                yield from _moved(reading.text, line)
                yield from _adjusted(reading.text, line)
                yield from _struck(_named(reading.text, line.amounts, line.start))
    for stretch in reading.stretches:
        if any(word in reading.text[stretch.start : stretch.end] for word in _NEEDED):
            yield from _struck(
                _totals_first(reading.text, _named(reading.text, stretch.money, stretch.start))
            )


def _named(text: str, found: Sequence[Amount], start: int) -> list[_Role]:
    roles: list[_Role] = []
    low = start
    for one in found:
        before = text[max(low, one.start - _ROLE_REACH) : one.start].replace("\t", "")
        name = next((name for name, pattern in _ROLES if pattern.search(before)), "")
        if name:
            roles.append(_Role(name, one))
        low = one.end
    return roles


def _totals_first(text: str, roles: Sequence[_Role]) -> list[_Role]:
    """Over several lines what is called a total is the income or the spending, not its items."""
    sums = {role.name for role in roles if _SUM.search(text[role.amount.start - 8 : role.amount.start])}
    return [
        role
        for role in roles
        if role.name not in sums or _SUM.search(text[role.amount.start - 8 : role.amount.start])
    ]


def _struck(roles: Sequence[_Role]) -> Iterator[SpokenSum]:
    by_name: dict[str, list[Amount]] = {}
    for role in roles:
        by_name.setdefault(role.name, []).append(role.amount)
    if "carried" in by_name and "income" not in by_name:
        return
    for wholes, taken, left in _BALANCES:
        names = (*wholes, taken, left)
        if not all(len(by_name.get(name, ())) == 1 for name in names):
            continue
        found = [by_name[name][0] for name in names]
        if any(one.is_about or one.is_rate for one in found):
            return
        *whole, less, rest = found
        right = sum((one.value for one in whole), -less.value)
        if left == "cut":
            right = abs(right)
        if abs(right - rest.value) > slack_of(found, rest) and not (
            wholes == ("plan",) and _is_left(roles, rest)
        ):
            said = "＋".join(_printed(one) for one in whole) + "－" + _printed(less)
            is_slip = any(_holds(whole, less, rest, at) for at in range(len(found)))
            is_sides = wholes[0] in ("income", "available")
            yield SpokenSum(
                rest, tuple(found[:-1]), right, "likely", is_balance=is_sides, is_slip=is_slip, terms=said
            )
        return


def _is_left(roles: Sequence[_Role], rest: Amount) -> bool:
    """Whether any two figures leave the rest: 批复980万元，审定968.41万元，已拨付871.57万元，结余11.59万元."""
    values = [role.amount.value for role in roles if role.amount is not rest]
    return any(one - other in (rest.value, -rest.value) for one, other in combinations(values, 2))


def _holds(whole: Sequence[Amount], less: Amount, rest: Amount, at: int) -> bool:
    """Whether the balance holds when one of its figures is moved by four places."""
    factor = UNITS["万元"]
    for way in (factor, 1 / factor):
        values = [one.value * (way if index == at else 1) for index, one in enumerate((*whole, less, rest))]
        if sum(values[:-2]) - values[-2] == values[-1]:
            return True
    return False


def _moved(text: str, line: Spoken) -> Iterator[SpokenSum]:
    """由A调整为B，核减C: the difference is C."""
    for at in range(len(line.amounts) - 2):
        old, new, change = line.amounts[at : at + 3]
        before = text[max(old.start - 24, line.start) : old.start]
        if not (_MOVED.search(before) and _TO.fullmatch(text, old.end, new.start)):
            continue
        words = text[new.end : change.start]
        role = next((name for name, pattern in _ROLES if pattern.search(words)), "")
        if role != "cut" or any(one.is_about for one in (old, new, change)) or "。" in words:
            continue
        right = abs(old.value - new.value)
        if abs(right - change.value) > slack_of((old, new), change):
            pair = (old, new) if old.value > new.value else (new, old)
            yield SpokenSum(change, (old, new), right, "likely", terms="－".join(map(_printed, pair)))


def _adjusted(text: str, line: Spoken) -> Iterator[SpokenSum]:
    """原计划A，调减B，调整后C: A less B is C."""
    for old, change, new in zip(line.amounts, line.amounts[1:], line.amounts[2:], strict=False):
        words = [
            text[low : one.start] for low, one in ((line.start, old), (old.end, change), (change.end, new))
        ]
        role = next((name for name, pattern in _ROLES if pattern.search(words[1])), "")
        if role != "cut" or not (_WAS.search(words[0][-_ROLE_REACH:]) and _IS.search(words[2])):
            continue
        if any(one.is_about or one.is_rate for one in (old, change, new)) or "。" in words[1] + words[2]:
            continue
        is_less = "减" in words[1]
        right = old.value - change.value if is_less else old.value + change.value
        if abs(right - new.value) > slack_of((old, change), new):
            terms = ("－" if is_less else "＋").join(map(_printed, (old, change)))
            yield SpokenSum(new, (old, change), right, "likely", terms=terms)


def _batches(text: str, line: Spoken) -> Iterator[SpokenSum]:
    """第一批200万元，第二批150万元，全年累计下达350万元."""
    batches: list[Amount] = []
    low = line.start
    for one in line.amounts:
        before = text[low : one.start]
        low = one.end
        if one.is_about or one.is_rate:
            return
        named = _BATCH.search(before)
        if named is not None and _BATCHES.find(named[1]) == len(batches):
            batches.append(one)
        elif len(batches) > 1 and _ALL_YEAR.search(before) and len(before) <= _ROLE_REACH:
            total = sum_of(batches)
            if abs(total - one.value) > slack_of(batches, one):
                yield SpokenSum(one, tuple(batches), total, "likely")
            return
        else:
            return


def _twice(text: str, line: Spoken) -> Iterator[SpokenSum]:
    """35万元（350000元）: the figure in the bracket is the one before it."""
    for one, other in zip(line.amounts, line.amounts[1:], strict=False):
        if other.start - one.end > 10 or not _SAME.fullmatch(text, one.end, other.start):
            continue
        closes = text[other.end : other.end + 2].lstrip("整正")[:1]
        if closes not in ("）", ")") or one.is_about or other.is_about:
            continue
        if abs(one.value - other.value) > max(one.step, other.step) / 2:
            yield SpokenSum(one, (other,), other.value, "likely", terms=_printed(other))


def _printed(one: Amount) -> str:
    return shown(one.value, one.unit, places_of(one.step, one.unit))
