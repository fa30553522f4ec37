"""Tables that have lost their borders: heads and cells a line each, or parted by tabs, bars and spaces."""

from __future__ import annotations

from bisect import bisect_right

from scanner.regexes import compiled
from scanner.search.names.columns import LONGEST_HEAD, Claim, cell_claims, head_kind
from scanner.search.names.shapes import is_masked, is_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

_FEWEST = 2
_LINE = compiled(r"[^\n]+")
_SPLITS = (compiled(r"\t"), compiled(r" ?[|｜│] ?"), compiled(r"  +"), compiled(r" "))
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
        cells = _cells_of(text, *lines[at])
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


def _rows_below(
    text: str, lines: list[tuple[int, int]], at: int, heads: list[tuple[int, int]], kinds: list[str]
) -> Generator[Claim, None, int]:
    """Rows as lines: the cell with the number of the head."""
    following = at + 1
    while following < len(lines):
        start, end = lines[following]
        cells = _cells_of(text, start, end)
        if len(cells) < _FEWEST or (_END.search(text[start:end]) and "\t" not in text[start:end]):
            break
        if len(cells) == len(heads):
            for (first, last), kind in zip(cells, kinds, strict=True):
                if kind.endswith("name"):
                    yield from cell_claims(text[first:last], first, kind, "header")
        following += 1
    return following - 1


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
        start, last = lines[number]
        yield from cell_claims(text[start:last], start, kind, "header")
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
                yield from cell_claims(text[first:last], first, kind, "header")
        return
