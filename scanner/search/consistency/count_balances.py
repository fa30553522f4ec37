"""Numbers of households and persons that go together: 上报1286人，剔除41人，确认1245人; 上月120户，新增3户，停发2户，本月121户.

A number has a role by the words between it and the figure before it. A balance is struck where a sentence has one
number of each role and no other of its kind; and the numbers 417户733人 of the text are those that the total row of
the one table states.
"""

from __future__ import annotations

from scanner.regexes import compiled
from scanner.search.consistency.announced import Announced
from scanner.search.consistency.sheets import TOTAL
from scanner.search.consistency.spoken_sums import SpokenSum
from scanner.search.consistency.stretches import counts_in

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scanner.money import Amount
    from scanner.search.consistency.reading import Reading, Spoken
    from scanner.search.consistency.sheets import Sheet

_ROLES = (
    (
        "minus",
        compiled(
            r"剔除|核减|取消|退回|不合格|淘汰|不符合|退出|未通过|停发|停保|清退|减少|自然减员|死亡|注销"
        ),
    ),
    ("plus", compiled(r"新增|增加|新纳入|新识别|补录")),
    ("after", compiled(r"确认|符合|通过|确定|保留|实际|最终|审定|现有|目前|本[月季期]|继续|[剩实]有|实发")),
    (
        "before",
        compiled(
            r"上报|申报|申请|受理|报名|摸排|核查|初选|原有|原来|上[月季期年]|去年底|期初|核对|比对|初步"
        ),
    ),
)
_SENTENCE = compiled(r"[^。；;\n]+")
_PAIR = compiled(
    r"(?:共|涉及|保障|惠及|享受|发放|救助|补助|纳入|现有)[^，。；、0-9\n]{0,10}(?P<homes>[0-9]{1,6})户[、，,]?\s?(?P<persons>[0-9]{1,6})人"
)
_HOMES, _PERSONS = compiled(r"户数|^户$"), compiled(r"人数|人口|^人$")
_UNITS = ("人", "户")
NEAR = 2  # times
MOST = 4  # figures of one kind in a sentence


def wrong_numbers(reading: Reading) -> Iterator[SpokenSum]:
    """The balances of numbers that do not hold."""
    for line in reading.lines:
        if not any(role[1].search(line.text) for role in _ROLES[:1]):
            continue
        for sentence in _SENTENCE.finditer(line.text):
            start, end = line.start + sentence.start(), line.start + sentence.end()
            counts = counts_in(reading.text, start, end)
            for unit in _UNITS:
                found = counts.get(unit, [])
                wrong = _struck(reading.text, start, found) if 2 < len(found) <= MOST else None
                if wrong is not None:
                    yield wrong


def _struck(text: str, start: int, found: Sequence[Amount]) -> SpokenSum | None:
    roles: dict[str, Amount] = {}
    low = start
    for one in found:
        words = text[low : one.start]
        low = one.end
        cut = max(words.rfind("，"), words.rfind(","))
        role = next((name for name, pattern in _ROLES if pattern.search(words[cut + 1 :])), "")
        if not role or role in roles or one.is_about:
            return None
        roles[role] = one
    if not {"before", "after", "minus"} <= set(roles):
        return None
    old, new, less = roles["before"], roles["after"], roles["minus"]
    more = roles.get("plus")
    right = old.value - less.value + (more.value if more else 0)
    if right == new.value or not 0 < right <= new.value * NEAR or new.value > right * NEAR:
        return None
    said = (
        f"{old.value}{old.unit}"
        + (f"＋{more.value}{more.unit}" if more else "")
        + f"－{less.value}{less.unit}"
    )
    return SpokenSum(new, tuple(one for one in found if one is not new), right, "likely", terms=said)


# ---- 保障417户733人 and a table with 户数 417, 人数 723


def counted_otherwise(reading: Reading) -> Iterator[Announced]:
    """One number of a pair that the table's total contradicts while it bears the other out."""
    sheets = [sheet for sheet in reading.sheets if any(row.kind == TOTAL for row in sheet.sums)]
    if len(sheets) != 1:
        return
    homes, persons = (_total(sheets[0], heads) for heads in (_HOMES, _PERSONS))
    if homes is None or persons is None:
        return
    said = [(line, match) for line in reading.lines for match in _PAIR.finditer(line.text)]
    if any((int(match["homes"]), int(match["persons"])) == (homes, persons) for _, match in said):
        return
    for line, match in said:
        for name, right, other in (("persons", persons, "homes"), ("homes", homes, "persons")):
            if int(match[other]) == (homes if other == "homes" else persons) and not _is_said(reading, right):
                yield _announced(line, match.start(name), match.end(name) + 1, right)


def _announced(line: Spoken, start: int, end: int, right: int) -> Announced:
    return Announced(line.start + start, line.start + end, right, "rows")


def _total(sheet: Sheet, heads: object) -> int | None:
    """The total of the one column of such a head, where its rows give it."""
    columns = [at for at, head in enumerate(sheet.heads) if heads.search(head)]  # type: ignore[attr-defined]
    rows = [row.row for row in sheet.sums if row.kind == TOTAL]
    if len(columns) != 1 or len(rows) != 1 or len(sheet.sums) != 1:
        return None
    stated = sheet.value(rows[0], columns[0])
    items = [sheet.value(row, columns[0]) for row in range(len(sheet.rows)) if row != rows[0]]
    if stated is None or any(one is None for one in items):
        return None
    return int(stated) if sum(one for one in items if one is not None) == stated else None


def _is_said(reading: Reading, right: int) -> bool:
    """Whether the text says the table's number as well."""
    return any(
        one.value == right
        for line in reading.lines
        for unit, found in counts_in(reading.text, line.start, line.start + len(line.text)).items()
        for one in found
        if unit in _UNITS
    )
