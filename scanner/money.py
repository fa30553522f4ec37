"""Money and other numbers as notices print them, exactly: decimals, never binary fractions.

An amount keeps how exactly it was printed: 29.862588万元 is known to 0.01 元, 30万元 to 万元. Everything works on
searched text (ASCII digits) and answers with positions in it.
"""

from __future__ import annotations

from decimal import Decimal

from scanner.noun import noun
from scanner.regexes import compiled

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re

UNITS = {
    "元": Decimal(1),
    "圆": Decimal(1),
    "千元": Decimal(1000),
    "万元": Decimal(10_000),
    "万": Decimal(10_000),
    "百万元": Decimal(1_000_000),
    "千万元": Decimal(10_000_000),
    "亿元": Decimal(100_000_000),
    "亿": Decimal(100_000_000),
}
ZERO = Decimal(0)
_UNIT = "亿元|百万元|千万元|万元|千元|元|圆|亿|万"
_NUMBER = r"[0-9]{1,3}(?:[,，][0-9]{3}){1,5}(?:\.[0-9]{1,9})?|[0-9]{1,16}(?:\.[0-9]{1,9})?"
_PRINTED = compiled(rf"(人民币|[¥￥])?\s?(?<![0-9.])({_NUMBER})[ ]?([余多])?({_UNIT})?")
_ABOUT_BEFORE = compiled(
    r"(?:(?<![节合签契集违履])约|近|大概|将近|接近|不超过|不高于|不低于|不少于|不多于|最高|最低|最多|至少|上限|下限|超过|突破|达到?约|预计|估算)[为是达：:]?\s?$"
)
_ABOUT_AFTER = compiled(r"[ ]?(?:[（(][ ]?)?(?:左右|上下|以上|以下|以内|余|多|不等|封顶|起)")
_RATE_BEFORE = compiled(
    r"(?:每[^，。；、0-9]{0,8}|人均[^，。；、0-9]{0,6}|户均[^，。；、0-9]{0,6}|单价|标准|各)[为是：:得]?\s?$"
)
_RATE_AFTER = compiled(r"[ ]?(?:[/／]|每)\s?[^\W\da-zA-Z_]|[ ]?[×✕*xX]\s?[0-9]")
# After a bare 万 or 亿 that counts no money: 3万亩, 1.2万人.
_SPOKEN_REST = compiled(r"([1-9])(?:千元?|元)?(?=[、，。；,;）)\s]|$)")
_OF_OTHER_THINGS = compiled(
    r"[^\W\da-zA-Z_元]|\s(?:亩|人|户|头|只|株|棵|平|立|方|公|吨|斤|件|个|名|米|块|袋|羽|尾|枚|册|套|台|字|次|千|瓦|度|张|份|项|处|条|盏|座|株|贯|余|多)"
)
_CELL = compiled(
    rf"(?:人民币|[¥￥])?\s?([-+−－＋]|[（(](?=[^)）]*[)）]$))?\s?(?:人民币|[¥￥])?\s?({_NUMBER})\s?"
    rf"({_UNIT})?(%|[^\W\da-zA-Z_0-9]{{1,3}})?(?:整|正)?[)）]?"
)
_EMPTY = frozenset(("", "-", "--", "—", "——", "－", "–", "/", "\\", "／", "无", "0", "*"))
_HEAD_UNIT = compiled(
    r"(?:[（(\[【]|单位[:：]|[/／、:：\s]|^)\s?(?:单位[:：]?|人民币)?\s?(亿元|百万元|千万元|万元|千元|元)\s?"
    r"(?:[)）\]】]|$|[，,、；;])"
)
_HEAD_RATE = compiled(r"元\s?[/／]\s?[^\W\da-zA-Z_]|[/／]\s?[户人亩月年天只头]")
_CAPTION_UNIT = compiled(
    r"单位[^\W\da-zA-Z_]{0,2}[:：]\s?(?:人民币)?\s?(?:[^\s\W\d]{1,4}[、，,])?(亿元|百万元|千万元|万元|千元|元)"
)


class Amount(metaclass=noun):
    """An amount of money in a text: `value` and `step` (one of its last printed digit) in 元.

    `unit` is as printed, "" where none is. `is_about`: 左右, 约, 不超过 …; `is_rate`: 每户500元, 500元/亩.
    """

    value: Decimal
    step: Decimal
    unit: str
    start: int
    end: int
    is_about: bool = False
    is_rate: bool = False


class Number(metaclass=noun):
    """The number in a cell as printed, with its sign; `unit` of money and `counts` (户, %, 个) where it has one."""

    value: Decimal
    step: Decimal
    unit: str = ""
    counts: str = ""

    @property
    def is_money(self) -> bool:
        return bool(self.unit)


def amounts(text: str, start: int = 0, end: int | None = None) -> list[Amount]:
    """All amounts with a unit of money, or with ¥ before them, in order."""
    found = []
    stop = len(text) if end is None else end
    for match in _PRINTED.finditer(text, start, stop):
        unit = match[4] or ("元" if match[1] else "")
        if not unit:
            continue
        after = text[match.end() : min(match.end() + 6, stop)]
        if unit in ("万", "亿") and _OF_OTHER_THINGS.match(after):
            continue  # 3万亩
        before = text[max(match.start() - 14, start) : match.start()]
        value, step = _value(match[2])
        factor = UNITS[unit]
        spoken = _SPOKEN_REST.match(text, match.end(), stop) if unit in ("万", "亿") else None
        if spoken is not None:  # 3万2, 1万5千: how a village speaks
            found.append(_as_spoken(match, spoken, value * factor))
            continue
        is_about = bool(match[3] or _ABOUT_BEFORE.search(before) or _ABOUT_AFTER.match(after))
        is_rate = bool(_RATE_BEFORE.search(before) or _RATE_AFTER.match(after))
        found.append(
            Amount(value * factor, step * factor, unit, match.start(2), match.end(), is_about, is_rate)
        )
    return found


def _as_spoken(match: re.Match[str], rest: re.Match[str], value: Decimal) -> Amount:
    """3万2 is 32,000元, 1万5千 15,000元."""
    step = UNITS[match[4]] / 10
    whole = value + int(rest[1]) * step
    return Amount(whole, step, match[4], match.start(2), rest.end())


def number_of_cell(text: str) -> Number | None:
    """The number that fills a cell: 1,234.5, (12.00), -3, 20万元, 12户, 35%. None where anything else stands there."""
    words = text.strip()
    if words.isascii() and words.isdigit():
        return Number(Decimal(words), Decimal(1))
    match = _CELL.fullmatch(words)
    if match is None:
        return None
    value, step = _value(match[2])
    sign = -1 if match[1] and match[1] in "-−－（(" else 1
    return Number(sign * value, step, match[3] or "", match[4] or "")


def is_empty_cell(text: str) -> bool:
    """Whether a cell says that there is nothing: empty, a stroke, 无."""
    return text.strip() in _EMPTY


def unit_of_head(head: str) -> str:
    """The unit of money that a head states: 投资规模（万元）, 金额/元; "" where none or a rate (元/户)."""
    if "元" not in head or _HEAD_RATE.search(head):
        return ""
    match = _HEAD_UNIT.search(head)
    return match[1] if match else ""


def unit_of_caption(text: str) -> str:
    """The unit that a line above a table states: 单位：万元."""
    match = _CAPTION_UNIT.search(text) if "单位" in text else None
    return match[1] if match else ""


def shown(value: Decimal, unit: str = "", places: int = 0) -> str:
    """The number with thousands separated, at least `places` decimals, and its unit: 1,234.50万元."""
    factor = UNITS.get(unit, Decimal(1))
    number = (value / factor).normalize()
    exponent = number.as_tuple().exponent
    decimals = max(places, -exponent if isinstance(exponent, int) else 0)
    return f"{number:,.{min(decimals, 10)}f}{unit}"


def places_of(step: Decimal, unit: str = "") -> int:
    """How many decimals of the unit were printed, from the step in 元."""
    exponent = (step / UNITS.get(unit, Decimal(1))).normalize().as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def _value(printed: str) -> tuple[Decimal, Decimal]:
    plain = printed.replace(",", "").replace("，", "")
    _, point, decimals = plain.partition(".")
    return Decimal(plain), Decimal(1).scaleb(-len(decimals)) if point else Decimal(1)
