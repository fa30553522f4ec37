"""Amounts of money that nowhere say whether they are 元 or 万元."""

from __future__ import annotations

from scanner.model import Fact, Finding
from scanner.regexes import compiled
from scanner.search.claims.labelled import bare, in_lines
from scanner.search.kinds.layers import layer_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scanner.model import Rule, Table
    from scanner.search.subject import Subject

_UNIT = compiled("元|[¥￥]|RMB|CNY|人民币")
_NUMBER = compiled(r"[-+]?[0-9][0-9,，]*(?:\.[0-9]+)?")
_SAID = compiled(r"(?:单位|计量单位)[^\n]{0,6}?[:：]?[^\n]{0,4}?(?:[十百千万亿]{0,2}元)")
_OTHER = compiled(
    "户|人|亩|个|数量|面积|%|％|比例|次|号|率|标准|日期|时间|文|册|期数|名称|来源|渠道|原则|用途"
)
_SUMS = ("合计", "总计", "小计", "共计")
_MONEY = compiled("金额|资金|款|补助|补贴|奖补|投资|费|收入|支出|租金|工资|价")
_FEWEST = 2  # cells with numbers that make a column of amounts
_ABOVE = 200  # characters before a table that may name the unit


def no_unit(rule: Rule, subject: Subject) -> Iterator[Finding]:
    """One finding for each column or line of amounts that has its unit nowhere.

    Parameters: `words`, what heads and labels of amounts end with.
    """
    words: Sequence[str] = rule.parameters["words"]  # type: ignore[assignment]
    text = subject.text.text
    if not any(word in text for word in words) or _SAID.search(text):
        return
    for table in subject.document.tables:
        found = _column(subject, table, tuple(words))
        if found is not None:
            yield _finding(rule, subject, *found)
    for one in in_lines(subject):
        if (
            one.label.endswith(tuple(words))
            and not _OTHER.search(one.label)
            and _is_bare(subject, one.start, one.value)
        ):
            yield _finding(rule, subject, one.start, one.start + len(one.value), one.label)


def _is_bare(subject: Subject, start: int, value: str) -> bool:
    text = subject.text.text
    number = _NUMBER.fullmatch(value.strip())
    line = text[text.rfind("\n", 0, start) + 1 : start]
    return (
        number is not None
        and len(value) <= 16
        and not _UNIT.search(line)
        and _UNIT.match(text, start + len(value)) is None
    )


def _column(subject: Subject, table: Table, words: tuple[str, ...]) -> tuple[int, int, str] | None:
    """(start, end, label) of the first column of amounts without a unit, in a table that names none."""
    head = subject.numbers.heads.head_of(table)
    first = subject.text.block_range(table.first)[0]
    last = subject.text.block_range(table.first + table.rows * table.columns - 1)[1]
    text = subject.text.text
    above = text[max(0, first - _ABOVE) : first]
    if (
        not head
        or _UNIT.search(text, first, last)
        or _UNIT.search(above.rsplit("\n\n", 1)[-1].split("。")[-1])
    ):
        return None
    for column, path in enumerate(head):
        label = bare(path[-1]) if path else ""
        if not label.endswith(words) or _OTHER.search(label):
            continue
        if label in _SUMS and not any(_MONEY.search("".join(other)) for other in head):
            continue  # 合计 of points, of households by kind
        numbers = sum(
            _NUMBER.fullmatch(subject.text.block_text(table.block(row, column)).strip()) is not None
            for row in table.body_rows()
        )
        if numbers >= _FEWEST and table.header_rows:
            start, end = subject.text.block_range(table.block(table.header_rows[-1], column))
            return (start, end, label) if start < end else None
    return None


def _finding(rule: Rule, subject: Subject, start: int, end: int, label: str) -> Finding:
    spans = subject.text.spans(start, end)
    layer, visible = layer_of(subject.document, spans)
    said = (("label", label),)
    return Finding(rule.id, rule.level, "likely", spans, (Fact("amount-without-unit", said),), layer, visible)
