"""Products of single items of a list, all by one rate: 每人2万元：甲5口，10万元；乙4口，8万元; and of kinds that the text
names again and again: 一级1480人，二级3660人 … 一级每人130元 … 一级19.24万元，二级38.6万元.

Only what most items keep is believed; the few that do not keep it are wrong.
"""

from __future__ import annotations

from decimal import Decimal

from scanner.money import UNITS, Amount, shown
from scanner.noun import noun
from scanner.regexes import compiled
from scanner.search.consistency.spoken_products import SpokenProduct, stated_rates
from scanner.values import NUMBER

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from scanner.search.consistency.reading import Reading

_THING = "口人?|人|名|户|亩|头|只|株|棵|天|个工|个月|次|套|台|吨|平方米|米"
_ITEM = compiled(
    rf"(?<![0-9.第])(?P<count>{NUMBER})\s?(?P<thing>{_THING})[）)]?[，,、：:\s]?(?:[^0-9，,。；;、\n每均]{{0,6}}?)"
    rf"(?P<money>{NUMBER})\s?(?P<unit>万元|元)(?!\s?[/／])"
)
# Before the number of an item: a total is none.
_WHOLE = compiled(r"合计|总计|共|小计|累计")
_BEFORE = 8
_KIND = r"(?P<kind>[^\W\d_的每]{1,4})"
_KIND_RATE = compiled(
    rf"(?<![^\W\d_]){_KIND}(?:标准)?[为是：:]?每[人户生亩名](?:每)?(?:个?月|年|学期|季度)?[^0-9，,。；;、\n]{{0,4}}"
    rf"(?P<rate>{NUMBER})\s?(?P<unit>万元|元)"
)
_FIGURE = compiled(
    rf"[^0-9，,。；;、\n每]{{0,4}}(?P<number>{NUMBER})\s?(?P<unit>万元|元|人|户|名|亩)(?!\s?[/／])"
)
LEAST, MOST = 3, 400  # items of a list
_TIMES = (1, 2, 3, 6, 12)


class _Item(metaclass=noun):
    count: Decimal
    printed: str
    stated: Amount
    slack: Decimal


def wrong_items(reading: Reading) -> Iterator[SpokenProduct]:
    """The items that their own count and the rate of the text contradict."""
    rates: list[tuple[str, Decimal]] | None = None
    for stretch in reading.stretches:
        if stretch.is_table or not stretch.money:
            continue
        items = _items(reading.text, stretch.start, stretch.end)
        if len(items) >= LEAST:
            rates = stated_rates(reading) if rates is None else rates
            yield from _odd(items, rates)
        if "每" in reading.text[stretch.start : stretch.end]:
            yield from _of_kinds(reading.text, stretch.start, stretch.end)


def _items(text: str, start: int, end: int) -> list[_Item]:
    found = []
    for match in _ITEM.finditer(text, start, end):
        if _WHOLE.search(text[max(match.start() - _BEFORE, start) : match.start("money")]):
            continue
        stated = _amount(match["money"], match["unit"], match.start("money"), match.end())
        printed = f"{match['count']}{match['thing']}"
        found.append(_Item(_decimal(match["count"]), printed, stated, _slack(stated)))
        if len(found) == MOST:
            break
    return found


def _odd(items: Sequence[_Item], rates: Sequence[tuple[str, Decimal]]) -> Iterator[SpokenProduct]:
    """The items that keep none of the rates, where twice as many keep one of them."""
    kept = {
        index: printed
        for index, item in enumerate(items)
        for printed, rate in rates
        if abs(item.count * rate - item.stated.value) <= item.slack
    }
    odd = [item for index, item in enumerate(items) if index not in kept]
    if len(set(kept.values())) != 1 or len(kept) < LEAST - 1 or len(odd) * 2 > len(kept):
        return
    printed, rate = next((printed, rate) for printed, rate in rates if printed in kept.values())
    for item in odd:
        yield SpokenProduct(f"{item.printed}×{printed}", item.count * rate, item.stated)


def _of_kinds(text: str, start: int, end: int) -> Iterator[SpokenProduct]:
    """Kinds with a number, a rate and an amount each, said in three places."""
    items: list[tuple[_Item, Decimal, str]] = []
    for match in _KIND_RATE.finditer(text, start, end):
        count = _alone(text, match["kind"], ("人", "户", "名", "亩"), start, end)
        money = _alone(text, match["kind"], ("万元", "元"), start, end)
        if count is None or money is None:
            continue
        rate = _decimal(match["rate"]) * UNITS[match["unit"]]
        item = _Item(count.value, f"{shown(count.value)}{count.unit}", money, _slack(money))
        items.append((item, rate, f"{match['rate']}{match['unit']}"))
    for times in _TIMES:
        odd = [
            one for one in items if abs(one[0].count * one[1] * times - one[0].stated.value) > one[0].slack
        ]
        if len(odd) < len(items) and len(odd) <= len(items) // 2:
            for item, rate, printed in odd:
                said = f"{item.printed}×{printed}" + (f"×{times}" if times > 1 else "")
                yield SpokenProduct(said, item.count * rate * times, item.stated)
            return


def _alone(text: str, kind: str, units: Sequence[str], start: int, end: int) -> Amount | None:
    """The one figure of such a unit right behind the name of a kind."""
    found: list[re.Match[str]] = []
    at = text.find(kind, start, end)
    while at >= 0 and len(found) < 2:
        one = _FIGURE.match(text, at + len(kind), end)
        if one is not None and one["unit"] in units:
            found.append(one)
        at = text.find(kind, at + len(kind), end)
    if len(found) != 1:
        return None
    one = found[0]
    return _amount(one["number"], one["unit"], one.start("number"), one.end())


def _amount(printed: str, unit: str, start: int, end: int) -> Amount:
    plain = printed.replace(",", "")
    factor = UNITS.get(unit, Decimal(1))
    step = Decimal(1).scaleb(-len(plain.partition(".")[2])) * factor
    return Amount(Decimal(plain) * factor, step, unit, start, end)


def _decimal(printed: str) -> Decimal:
    return Decimal(printed.replace(",", ""))


def _slack(stated: Amount) -> Decimal:
    """What rounding may make: one of the last digit where decimals were printed."""
    whole = UNITS.get(stated.unit, Decimal(1))
    return max(
        Decimal("0.01"),
        stated.step if stated.step < whole else stated.step / 2 - 1 if whole > 1 else Decimal(0),
    )
