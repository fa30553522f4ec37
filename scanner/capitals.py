"""Amounts in 大写 (壹万贰仟叁佰元整), as vouchers and contracts write them, to decimals and back.

Digits 零壹贰叁肆伍陆柒捌玖, units 拾佰仟万亿, 元 or 圆, 角, 分, 整 or 正; traditional forms are read too.
"""

from __future__ import annotations

from decimal import Decimal

from scanner.noun import noun
from scanner.regexes import compiled

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_READ = {char: value for value, char in enumerate(_DIGITS)} | {
    "〇": 0,
    "貳": 2,
    "弍": 2,
    "贰": 2,
    "參": 3,
    "叄": 3,
    "陸": 6,
    "两": 2,
}
_TENS = {"拾": 10, "十": 10, "佰": 100, "百": 100, "仟": 1000, "千": 1000}
_ALL = "".join(_READ) + "".join(_TENS) + "万萬亿億"
CAPITALS = compiled(rf"(?<![{_ALL}])[{_ALL}]{{1,40}}[元圆圓](?:[{_ALL}]{{1,2}}角)?(?:零?[{_ALL}]分)?[整正]?")
_FORMAL = frozenset("壹贰貳叁參叄肆伍陆陸柒捌玖拾佰仟")


# 元; what 万亿 can say, and no budget reaches.
MOST = 10**16


class Capital(metaclass=noun):
    """An amount in 大写; `value` in 元, None where what is written is no number."""

    value: Decimal | None
    start: int
    end: int


def capitals(text: str, start: int = 0, end: int | None = None) -> list[Capital]:
    """All amounts in 大写, in order; ordinary 一百元 is none."""
    stop = len(text) if end is None else end
    return [
        Capital(capital_value(match[0]), match.start(), match.end())
        for match in CAPITALS.finditer(text, start, stop)
        if not _FORMAL.isdisjoint(match[0])
    ]


def capital_value(text: str) -> Decimal | None:
    """The value in 元 of 壹佰贰拾元伍角整; None where it follows no order of digits and units."""
    whole, rest = _split(text.rstrip("整正"), "元圆圓")
    if whole is None:
        return None
    number = _whole(whole)
    jiao, fen = _small_change(rest)
    return (
        None
        if number is None or jiao is None or fen is None
        else Decimal(number * 100 + jiao * 10 + fen) / 100
    )


def in_capitals(value: Decimal) -> str:
    """The 大写 of an amount in 元, to 分: 1005.3 is 壹仟零伍元叁角整; "" from `MOST` on."""
    if value >= MOST:
        return ""
    fens = int((value * 100).to_integral_value())
    whole, change = divmod(fens, 100)
    jiao, fen = divmod(change, 10)
    said = (_said(whole) + "元") if whole or not change else ""
    if jiao:
        said += f"{_DIGITS[jiao]}角"
    elif fen and said:
        said += "零"
    if fen:
        return f"{said}{_DIGITS[fen]}分"
    return f"{said}整"


def _split(text: str, marks: str) -> tuple[str | None, str]:
    for mark in marks:
        before, found, after = text.partition(mark)
        if found:
            return before, after
    return ("", text) if text.endswith(("角", "分")) else (None, "")


def _small_change(text: str) -> tuple[int | None, int | None]:
    jiao, found, fen = text.partition("角")
    if not found:
        jiao, fen = "", text
    fen = fen.removesuffix("分")
    return _digit(jiao.removeprefix("零")), _digit(fen.removeprefix("零"))


def _digit(text: str) -> int | None:
    return 0 if not text else _READ.get(text)


def _whole(text: str) -> int | None:
    """亿 and 万 split a number; 壹万亿 has its 万 within what stands before 亿."""
    for mark, factor in (("亿億", 100_000_000), ("万萬", 10_000)):
        at = max(text.rfind(char) for char in mark)
        if at >= 0:
            high, low = _whole(text[:at]), _whole(text[at + 1 :])
            if not high or low is None or low >= factor:
                return None
            return high * factor + low
    return _below_ten_thousand(text)


def _below_ten_thousand(text: str) -> int | None:
    total, last = 0, 10_000
    digit: int | None = None
    is_gap = False
    for char in text:
        if char in _READ:
            if digit is not None:
                return None
            if _READ[char] == 0:
                is_gap = True
            else:
                digit = _READ[char]
            continue
        unit = _TENS[char]
        if unit >= last or (digit is None and (total or unit != 10)):
            return None
        total += (digit or 1) * unit
        last, digit, is_gap = unit, None, False
    if digit is not None and not (last == 10 or total == 0 or is_gap):
        return None
    return total + (digit or 0)


def _said(number: int) -> str:
    if number == 0:
        return "零"
    groups: list[int] = []
    while number:
        number, group = divmod(number, 10_000)
        groups.append(group)
    said = ""
    is_gap = False
    for place in range(len(groups) - 1, -1, -1):
        group = groups[place]
        if group == 0:
            is_gap = bool(said)
            if place == 2 and said:
                said += "亿"
            continue
        if said and (is_gap or group < 1000):
            said += "零"
        said += _group(group) + ("", "万", "亿", "万")[place]
        is_gap = False
    return said


def _group(group: int) -> str:
    said = ""
    is_gap = False
    for unit, name in ((1000, "仟"), (100, "佰"), (10, "拾"), (1, "")):
        digit, group = divmod(group, unit)
        if digit:
            said += ("零" if is_gap and said else "") + _DIGITS[digit] + name
            is_gap = False
        else:
            is_gap = True
    return said
