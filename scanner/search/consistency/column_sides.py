"""A table with a column of what came in and one of what it went to, and a text that says that nothing is left."""

from __future__ import annotations

from scanner.regexes import compiled
from scanner.search.consistency.disagreements import Disagreement, Side
from scanner.search.consistency.sheets import TOTAL

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re

    from scanner.search.consistency.reading import Reading
    from scanner.search.consistency.sheets import Sheet

_NOTHING_LEFT = compiled(
    r"无结余|没有结余|来源与(?:使用|支出|去向)相符|收支(?:平衡|相抵|相符)|全部(?:捐赠)?(?:资金|款项|善款)[^。；\n]{0,16}(?:安排|用于|使用|支出)"
)
_CAME = compiled(r"捐赠|来源|筹集|筹措|收入|到账|到位")
_WENT = compiled(r"安排|使用|支出|拨付|分配")


def column_sides(reading: Reading) -> list[Disagreement]:
    """The two totals where they differ."""
    if not any(_NOTHING_LEFT.search(line.text) for line in reading.lines):
        return []
    for sheet in reading.sheets:
        rows = [row.row for row in sheet.sums if row.kind == TOTAL]
        came, went = (_columns(sheet, pattern) for pattern in (_CAME, _WENT))
        if len(rows) != 1 or len(came) != 1 or len(went) != 1 or came == went:
            continue
        sides = [_side(sheet, rows[0], column) for column in (came[0], went[0])]
        if sides[0] is not None and sides[1] is not None and sides[0].value != sides[1].value:
            return [Disagreement("sides", sides[0], sides[1], "likely")]
    return []


def _columns(sheet: Sheet, words: re.Pattern[str]) -> list[int]:
    return [at for at in range(sheet.columns) if sheet.unit(at) and words.search(sheet.heads[at])]


def _side(sheet: Sheet, row: int, column: int) -> Side | None:
    value = sheet.value(row, column)
    if not value:
        return None
    return Side(value, sheet.step(row, column), sheet.unit(column), sheet.place(row, column), True)
