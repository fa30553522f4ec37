"""Tables that have lost their borders: heads and cells a line each, or parted by tabs, bars and spaces."""

from __future__ import annotations

from bisect import bisect_right

from scanner.regexes import compiled
from scanner.search.names.columns import LONGEST_HEAD, OF_PEOPLE, Claim, cell_claims, head_kind
from scanner.search.names.shapes import is_masked, is_name, parts_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

_FEWEST = 2
_LINE = compiled(r"[^\n]+")
_SPLITS = (compiled(r"\t"), compiled(r" ?[|｜│] ?"), compiled(r"  +"), compiled(r" "))
_WORD = compiled(r"[^ ]+")
LONGEST_PART = 8  # characters of a head between single spaces
_LEFT_EMPTY = compiled("签|备注|说明|领取|指印|手印|盖章|确认")
_END = compiled(r"[。；！？]|^.{1,16}[:：]|^[一二三四五六七八九十]{1,2}、|^附")
MOST_CELLS = 60_000
LONGEST_CELL = 14


def loose_claims(text: str, skipped: list[tuple[int, int]]) -> Iterator[Claim]:
    """What heads in plain lines say of the lines below them; `skipped` are the tables of the file."""
    lines = [
        found.span()
        for found in _LINE.finditer(text)
        if text[slice(*found.span())].strip() and not _is_in(found.start(), skipped)
    ]
    at = 0
    while at < len(lines):
        cells = _heads_of(text, *lines[at])
        kinds = [head_kind(text[start:end]) for start, end in cells]
        has_name = any(kind.endswith("name") for kind in kinds)
        if (
            len(cells) >= _FEWEST
            and has_name
            and len(cells) <= 24
            and all(end - start <= LONGEST_HEAD for start, end in cells)
        ):
            at = yield from _rows_below(text, lines, at, cells, kinds)
        elif len(cells) == 1 and has_name:
            at = yield from _cells_below(text, lines, at)
        elif len(cells) > 6 and has_name:
            yield from _in_one_line(text, cells, kinds)
        at += 1


def _is_in(position: int, ranges: list[tuple[int, int]]) -> bool:
    at = bisect_right(ranges, (position, 2**62)) - 1
    return at >= 0 and ranges[at][0] <= position < ranges[at][1]


def _cells_of(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The cells of a line by the strongest separator it has."""
    line = text[start:end]
    for split in _SPLITS:
        if split.search(line.strip()):
            found, at = [], 0
            for mark in split.finditer(line):
                found.append((start + at, start + mark.start()))
                at = mark.end()
            found.append((start + at, end))
            return [(a, b) for a, b in found if text[a:b].strip()]
    return [(start, end)]


def _heads_of(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The cells of a line that may be heads: 序号 姓名     金额 has three, whatever the spaces."""
    cells = _cells_of(text, start, end)
    if "\t" in text[start:end] or not any(" " in text[slice(*cell)].strip() for cell in cells):
        return cells
    parts = [(start + part.start(), start + part.end()) for part in _WORD.finditer(text[start:end])]
    return parts if all(last - first <= LONGEST_PART for first, last in parts) else cells


def _rows_below(
    text: str, lines: list[tuple[int, int]], at: int, heads: list[tuple[int, int]], kinds: list[str]
) -> Generator[Claim, None, int]:
    """Rows as lines: the cell with the number of the head; one that stays empty at the end may be missing."""
    following, rows = at + 1, list[list[tuple[int, int]]]()
    is_open = _LEFT_EMPTY.search(text[slice(*heads[-1])]) is not None
    while following < len(lines):
        start, end = lines[following]
        cells = _cells_of(text, start, end)
        if len(cells) < _FEWEST or (_END.search(text[start:end]) and "\t" not in text[start:end]):
            break
        if len(cells) == len(heads) or (is_open and len(cells) == len(heads) - 1):
            rows.append(cells)
        following += 1
    is_form = any(_looks(text[slice(*head)].strip()) for head in heads)
    for column, kind in enumerate(kinds):
        below = [row[column] for row in rows if column < len(row)]
        if kind.endswith("name"):
            yield from _of_column(text, heads, column, below, kind)
        elif not is_form and not OF_PEOPLE.search(text[slice(*heads[column])]):
            yield from (Claim("person", *cell, "thing") for cell in (heads[column], *below))
    return following - 1


def _of_column(
    text: str, heads: list[tuple[int, int]], column: int, cells: list[tuple[int, int]], kind: str
) -> Iterator[Claim]:
    """The names of a column; 户主 | 康海燕 is a form, whose labels stand below each other."""
    beside = heads[column + 1] if column + 1 < len(heads) else (0, 0)
    if _looks(text[slice(*beside)].strip()):
        yield from _under(heads[column], text, *beside, kind)
    elif kind == "strict-name" or _hold_names(text, cells):
        for first, last in cells:
            yield from _under(heads[column], text, first, last, kind)


def _hold_names(text: str, cells: list[tuple[int, int]]) -> bool:
    """Whether enough of the cells look like names."""
    likely = sum(_looks(text[slice(*cell)].strip()) for cell in cells)
    return likely * 3 >= len(cells)


def _looks(cell: str) -> bool:
    tight = cell.replace(" ", "")
    return (
        is_name(tight) or is_masked(tight) or "·" in tight or any(is_name(part) for part, _ in parts_of(cell))
    )


def _under(head: tuple[int, int], text: str, start: int, end: int, kind: str) -> Iterator[Claim]:
    """The claims of a cell, with the head that it stands under."""
    for claim in cell_claims(text[start:end], start, kind, "header"):
        yield Claim(claim.kind, claim.start, claim.end, claim.tag, text[slice(*head)].strip())


def _cells_below(text: str, lines: list[tuple[int, int]], at: int) -> Generator[Claim, None, int]:
    """A cell a line: the head's column comes round after as many lines as there are columns."""
    end = at
    while end < len(lines) and end - at < MOST_CELLS:
        start, last = lines[end]
        if last - start > LONGEST_CELL * 2 or _END.search(text[start:last]):
            break
        end += 1
    period = _period(text, lines[at:end])
    if not period:
        return at
    kind = head_kind(text[slice(*lines[at])])
    for number in range(at + period, end, period):
        yield from _under(lines[at], text, *lines[number], kind)
    return end - 1


def _period(text: str, cells: list[tuple[int, int]]) -> int:
    """After how many cells a name comes again below the head; 0 where no period explains the cells."""
    best, best_share = 0, 0.0
    for period in range(2, min(13, len(cells))):
        below = [text[slice(*cell)].strip() for cell in cells[period::period]]
        names = sum(is_name(cell.replace(" ", "")) or is_masked(cell) or "·" in cell for cell in below)
        share = names / len(below) if below else 0.0
        if len(below) >= _FEWEST and share > best_share + 0.1:
            best, best_share = period, share
    return best if best_share >= 0.7 else 0


def _in_one_line(text: str, cells: list[tuple[int, int]], kinds: list[str]) -> Iterator[Claim]:
    """Heads and cells one behind the other in one line."""
    for number, kind in enumerate(kinds):
        if not kind.endswith("name"):
            continue
        period = _period(text, cells[number:])
        if period:
            for first, last in cells[number + period :: period]:
                yield from _under(cells[number], text, first, last, kind)
        return
