"""`capital`: 壹佰万元整 and the figure beside it are one amount."""

from __future__ import annotations

from decimal import Decimal

from scanner.capitals import capitals, in_capitals
from scanner.model import Fact
from scanner.money import UNITS, shown
from scanner.regexes import compiled

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from scanner.capitals import Capital
    from scanner.model import Finding, Rule
    from scanner.search.consistency.reading import Reading

_FIGURE_MARK = compiled(r"[（(¥￥]|小写|人民币")
REACH = 24  # characters between the two writings of an amount
_FIGURE = compiled(
    r"(?:[¥￥]|人民币)?\s?(?<![0-9.])([0-9]{1,3}(?:[,，][0-9]{3}){1,4}(?:\.[0-9]{1,6})?|[0-9]{1,14}(?:\.[0-9]{1,6})?)\s?(亿元|万元|千元|元|万|亿)?(?!\s?[0-9年月日号户人名个亩%.])"
)
_BETWEEN = compiled(
    r"(?:[（()）\[\]【】：:，,、\s¥￥“”\"]|人民币|大写|小写|金额|合计|总计|共计|总价|即|为|是|元|整|正|RMB|计)*"
)


def findings(rule: Rule, reading: Reading) -> Iterator[Finding]:
    """Every amount in 大写 with another amount beside it."""
    text = reading.text
    taken = 0
    for capital in capitals(text):
        if capital.value is None or reading.is_hidden(capital.start):
            continue
        figure = _behind(text, capital) or _before(text, capital, taken)
        taken = capital.end
        if figure is None or abs(figure[0] - capital.value) < figure[1]:
            continue
        value, _, start, end = figure
        values = (
            ("capital", text[capital.start : capital.end]),
            ("read", shown(capital.value, "元", 2)),
            ("figure", text[start:end]),
            ("wanted", in_capitals(value)),
        )
        places = sorted([(capital.start, capital.end), (start, end)])
        yield reading.finding(rule, places, [Fact("capital-differs", values)], certainty="certain")


def _behind(text: str, capital: Capital) -> tuple[Decimal, Decimal, int, int] | None:
    """The figure right behind: 壹佰元整（¥100.00）."""
    between = _BETWEEN.match(text, capital.end, capital.end + REACH)
    match = _FIGURE.match(text, between.end() if between else capital.end)
    if match is None or "\n" in text[capital.end : match.start()]:
        return None
    is_bare = not match[2] and not _FIGURE_MARK.search(text, capital.end, match.start(1))
    return None if is_bare else _read(match)


def _before(text: str, capital: Capital, taken: int) -> tuple[Decimal, Decimal, int, int] | None:
    """The figure right before: 100元（大写：壹佰元整）."""
    begin = max(capital.start - REACH - 20, taken)
    last = None
    for match in _FIGURE.finditer(text, begin, capital.start):
        last = match
    if (
        last is None
        or not _BETWEEN.fullmatch(text, last.end(), capital.start)
        or "\n" in text[last.end() : capital.start]
    ):
        return None
    return _read(last)


def _read(found: re.Match[str]) -> tuple[Decimal, Decimal, int, int]:
    """(元, by how much it may differ, start, end)."""
    plain = found[1].replace(",", "").replace("，", "")
    factor = UNITS[found[2] or "元"]
    decimals = len(plain.partition(".")[2])
    step = Decimal(1).scaleb(-decimals) * factor if decimals else Decimal("0.01")
    return Decimal(plain) * factor, max(min(step / 2, Decimal("0.5")), Decimal("0.005")), *found.span(1)
