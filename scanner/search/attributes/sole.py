"""Whom a paper is about that names one private person and no other: what it says far below the name is said of him.

The report before a loan, a decision on a complaint, a visit written down: a table or a heading stands between.
"""

from __future__ import annotations

from scanner.regexes import compiled
from scanner.search.attributes.binding import Bound
from scanner.search.attributes.speaking import is_supposed, speaks_of_many

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.model import Table
    from scanner.search.attributes.binding import Binding
    from scanner.search.attributes.named import Named
    from scanner.search.subject import Subject

_LONGEST = 1600  # characters of a paper on one person
_LEDGER = (2, 4)  # columns of a table of what comes in, and not a list
_ITEMS = compiled(
    "(?:家庭|个人|本人|主要|全年)?(?:收入|经济来源|收入来源)(?:项目|来源|类别|类型|名称|构成|明细|渠道|种类)?"
)
_AMOUNT = compiled(".*(?:金额|数额|收入|元|合计|小计|全年|每月|每年|月均|年均).*")
# The books of a village, not a household's
_BOOKS = compiled("集体|财务|村务|经费|账目|收支(?:公开|公示|明细|平衡)|预算|决算")
_SUM = compiled("[0-9零〇一二三四五六七八九十百千万两]")


def sole(binding: Binding) -> Named | None:
    """The one private person of a short text; None where it names several, or nobody."""
    return binding.once(_sole)


def _sole(binding: Binding) -> Named | None:
    found = _private(binding) if len(binding.text) <= _LONGEST else []
    names = {binding.text[one.start : one.end] for one in found}
    return found[0] if len(names) == 1 else None


def _private(binding: Binding) -> list[Named]:
    """The persons of a text who are not named for an office; asked of the recogniser where nothing else knows one."""
    found = binding.private(0, len(binding.text))
    at = 0
    while not found and at < len(binding.text):
        start, end = binding.line(at)
        if not binding.is_in_list(start):
            found = [one for one in binding.persons.recognised(start, end) if not binding.is_in_office(one)]
        at = end + 1
    return found


def bound_to_sole(binding: Binding, start: int, end: int) -> Bound | None:
    """The one person of the text where ``text[start:end]`` stands below his name and goes on about him."""
    first, last = binding.sentence(start)
    if speaks_of_many(binding.text, first, last) or is_supposed(binding.text, (first, last), start, end):
        return None
    if binding.is_general(start) or binding.is_in_list(start):
        return None
    one = sole(binding)
    return Bound(one, "record") if one is not None and one.start < start else None


def incomes(subject: Subject, binding: Binding, table: Table) -> Iterator[tuple[int, int, Bound, str]]:
    """(start, end, whose, head) of the sums of a table of what comes in, in a paper on one person: 养牛 | 23000."""
    if not _LEDGER[0] <= table.columns <= _LEDGER[1] or binding.persons.name_columns(table):
        return
    heads = ["".join(path[-1].split()) if path else "" for path in binding.persons.head_of(table)]
    heads = heads or [_words(subject, table, 0, column) for column in range(table.columns)]
    who = sole(binding) if _BOOKS.search(binding.text) is None else None
    if who is None or not _ITEMS.fullmatch(heads[0]) or not any(map(_AMOUNT.fullmatch, heads[1:])):
        return
    for row in range(1, table.rows):
        for column in range(1, table.columns):
            words = _words(subject, table, row, column)
            if _AMOUNT.fullmatch(heads[column]) and _SUM.search(words) and words != "0":
                yield *subject.text.block_range(table.block(row, column)), Bound(who, "record"), heads[column]


def _words(subject: Subject, table: Table, row: int, column: int) -> str:
    return "".join(subject.text.block_text(table.block(row, column)).split())
