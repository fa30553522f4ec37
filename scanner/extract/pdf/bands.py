"""The columns of a table without rules, and which of its rows and cells respect them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from operator import attrgetter

from scanner.extract.lines import display_width
from scanner.extract.pdf.lines import ITEM
from scanner.extract.pdf.pieces import HANGING, Piece
from scanner.extract.pdf.rows import AnyRow, LineRow, Row
from scanner.extract.pdf.stacks import Stack, tall

Band = tuple[float, float]

_lefts, _rights = attrgetter("lefts"), attrgetter("rights")

FEWEST_ROWS = 3
NEXT_ROW = 1.0  # line heights between the last row and a lone line that is a row of the table
WIDER_GAP = 1.0  # line heights by which a gap may exceed the usual one between rows
ONE_SIZE = 1.05  # ratio of line heights that is none of another size, whatever is compared
OTHER_SIZE = 1.1  # ratio of line heights: 12 point type below a table in 10.5 point type is 1.14
MIXED_SIZE = 1.125  # the same for 汉字 with digits, whose font may be higher
LATIN_SIZE = 1.25  # the same where digits, whose boxes are lower, are compared with 汉字
TOUCH = 0.25  # line heights that a cell may stand over the edge of the next column
OUTLIERS = 12  # one row in so many may have a cell that runs over into the next column
_HANGING = frozenset(HANGING)
LONGEST_CELL = 24  # characters on a line; columns of prose are longer


def bands_of(rows: Sequence[AnyRow]) -> list[Band]:
    """The columns: what the commonest kind of row spans, widened by what fits in one column each."""
    counts = [row.count for row in rows if row.count > 1]
    if len(counts) < FEWEST_ROWS:
        return []
    usual = max(set(counts), key=lambda count: (counts.count(count) * count, count))
    if len(set(counts)) == 1 and len(counts) == len(rows):
        return _covered(rows)
    bands = _covered([row for row in rows if row.count == usual])
    first = next(at for at, row in enumerate(rows) if row.count == usual)
    for at, row in enumerate(rows):
        if row.count == usual or row.count == 1 or (at < first and row.count < usual):
            continue  # a head of fewer cells than the rows below may stand over several columns
        for stack in row.stacks:
            if len(touched(stack, bands)) <= 1:
                bands = _with(bands, stack)
    for row in rows:
        if row.count == 1 and len(touched(row.stacks[0], bands)) == 1:
            wider = _with(bands, row.stacks[0])
            bands = wider if len(wider) == len(bands) else bands
    return bands


def _covered(rows: Sequence[AnyRow]) -> list[Band]:
    """What the cells of these rows cover of the page's width, as bands; cells that run over are few."""
    fewest = len(rows) // OUTLIERS
    alike: dict[int, list[AnyRow]] = {}
    for row in rows:  # lines set alike have the same edges
        alike.setdefault(id(row.rights if isinstance(row, LineRow) else row), []).append(row)
    lefts, rights = _counted(alike.values(), _lefts), _counted(alike.values(), _rights)
    found: list[Band] = []
    depth = at = 0
    begin = 0.0
    for x, ending in rights:
        while at < len(lefts) and lefts[at][0] <= x:  # where one begins before where one ends
            left, beginning = lefts[at]
            if depth <= fewest < depth + beginning:
                begin = left
            depth, at = depth + beginning, at + 1
        depth -= ending
        if depth <= fewest < depth + ending:
            found.append((begin, x))
    return found


def _counted(
    alike: Iterable[Sequence[AnyRow]], edges: Callable[[AnyRow], Sequence[float]]
) -> list[tuple[float, int]]:
    """Edges of cells from left to right, with how many there are of each."""
    found: dict[float, int] = {}
    for rows in alike:
        count = len(rows)
        for x in edges(rows[0]):
            found[x] = found.get(x, 0) + count
    return sorted(found.items())


def _with(bands: Sequence[Band], stack: Stack) -> list[Band]:
    """The bands with one more, overlapping ones made one."""
    left, right = stack.left, stack.right
    if any(band[0] <= left and right <= band[1] for band in bands):
        return list(bands)
    own = touched(stack, bands)
    for at in own:
        left, right = min(left, bands[at][0]), max(right, bands[at][1])
    apart = [band for at, band in enumerate(bands) if at not in own]
    beside = [band for band in apart if band[1] <= left or band[0] >= right]
    if len(beside) < len(apart):  # it stands a little over the edge of the next one
        left = max([left, *(band[1] for band in apart if band[0] < left < band[1])])
        right = min([right, *(band[0] for band in apart if band[0] < right < band[1])])
    return sorted([*apart, (left, right)])


def touched(stack: Stack, bands: Sequence[Band]) -> list[int]:
    """The columns that a cell stands in."""
    left, right = stack.left, stack.right
    slack = min(TOUCH * stack.height, (right - left) / 3)
    left, right = left + slack, right - slack
    return [at for at, band in enumerate(bands) if band[0] < right and left < band[1]]


def cut_behind_hung(row: AnyRow, bands: Sequence[Band]) -> AnyRow:
    """The row with cells cut where a mark hangs over the gap to the next column and closes it."""
    if row.count == len(bands) or _HANGING.isdisjoint("".join(row.texts)):
        return row
    found: list[Stack] = []
    for stack in row.stacks:
        parts: list[list[Piece]] = [[]]
        for piece in stack.pieces:
            cut = _cut(piece, bands) if len(stack.pieces) == 1 else [piece]
            parts[-1].append(cut[0])
            parts.extend([one] for one in cut[1:])
        found.extend([stack] if len(parts) == 1 else map(Stack, parts))
    return Row(found) if len(found) > row.count else row


def _cut(piece: Piece, bands: Sequence[Band]) -> list[Piece]:
    """The pieces of a piece; where its characters stand is told by their widths, 汉字 twice as wide as digits."""
    text = piece.text
    if _HANGING.isdisjoint(text):
        return [piece]
    unit = (piece.right - piece.left) / max(display_width(text), 1)
    for at in range(1, len(text) - 1):
        if text[at] not in HANGING:
            continue
        x = piece.left + unit * display_width(text[: at + 1])
        if any(abs(x - band[0]) < 1.5 * unit for band in bands[1:]):
            last, rest = text[: at + 1], text[at + 1 :]
            first = Piece(last, piece.order, (piece.left, piece.bottom, x, piece.top))
            return [first, *_cut(Piece(rest, piece.order, (x, piece.bottom, piece.right, piece.top)), bands)]
    return [piece]


def begins(row: AnyRow, bands: Sequence[Band]) -> bool:
    """Whether the row's first column is filled."""
    first = bands[:1]
    return any(touched(stack, first) for stack in row.stacks)


def label_count(texts: Sequence[str]) -> int:
    """How many cells begin with a label and a colon."""
    whole = "".join(texts)
    if ":" not in whole and "：" not in whole:
        return 0
    heads = [text[:12] for text in texts]
    return sum([":" in head or "：" in head for head in heads])


class Shape:
    """What the rows of a table have in common: columns, size of type, gaps."""

    def __init__(self, rows: Sequence[AnyRow], bands: Sequence[Band]) -> None:
        self.bands = bands
        self._rows = [row for row in rows if row.count > 1]
        heights = [row.height for row in self._rows]
        self._even = min(heights), max(heights)
        if not all(isinstance(row, LineRow) for row in self._rows):
            self._even = 0.0, 0.0
        self._sizes: tuple[float, float] | None = None
        self.gap = _middle([above.bottom - below.top for above, below in pairwise(rows)] or [0.0])

    def _usual(self) -> tuple[float, float]:
        """The usual height of words, and that of all cells."""
        if self._sizes is None:
            stacks = [stack for row in self._rows for stack in row.stacks]
            words = tall(stacks) or [stack for stack in stacks if not stack.text.isascii()]
            self._sizes = (
                _middle([stack.height for stack in words] or [0.0]),
                _middle([stack.height for stack in stacks]),
            )
        return self._sizes

    def is_set_alike(self, row: AnyRow) -> bool:
        """Whether a row is set in type of the table's size, by its highest cell: the box of 口 is low."""
        least, most = self._even
        if isinstance(row, LineRow) and most < ONE_SIZE * row.height and row.height < ONE_SIZE * least:
            return True  # whatever is its highest cell
        stack = max(row.stacks, key=lambda stack: (stack.is_plain, stack.height))
        height, latin = self._usual()
        is_low = stack.is_low or not height
        usual, most = (
            (latin, LATIN_SIZE) if is_low else (height, OTHER_SIZE if stack.is_plain else MIXED_SIZE)
        )
        return usual < most * stack.height < most * most * usual

    def is_near(self, distance: float, height: float) -> bool:
        """Whether a distance is one between rows of the table."""
        return distance <= self.gap + WIDER_GAP * height

    def crosses(self, row: AnyRow) -> bool:
        """Whether a row has text across the edge of a column."""
        return any(len(touched(stack, self.bands)) > 1 for stack in row.stacks)


def _middle(values: Sequence[float]) -> float:
    return sorted(values)[len(values) // 2]


def is_tabular(rows: Sequence[AnyRow], bands: Sequence[Band]) -> bool:
    """Whether the bands are columns of a table and not columns of prose, labels or numbered paragraphs."""
    full = [row for row in rows if row.count > 1]
    texts = [text for row in full for text in row.texts]
    if label_count(texts) * 3 > len(texts):
        return False
    several = fitting = len(full)
    if several < len(rows):
        fitting += sum(row.count == 1 and len(touched(row.stacks[0], bands)) <= 1 for row in rows)
        if several * 8 < len(rows) or fitting * 10 < len(rows) * 7:
            return False
    if len(bands) > 2:
        if max(map(len, texts)) <= LONGEST_CELL:
            return True
        long = sum([_long_count(row) for row in full])
        return long * 2 <= len(texts)
    first = [row.texts[0] for row in full]
    marks = sum(len(text) < 6 and ITEM.match(text) is not None for text in first)
    long = sum(
        len(text) > LONGEST_CELL and is_long(row.stacks[0]) for text, row in zip(first, full, strict=True)
    )
    return long * 4 <= len(first) and marks * 2 < len(first)


def _long_count(row: AnyRow) -> int:
    """How many cells of a row have a line that is longer than those of cells."""
    if isinstance(row, LineRow):
        return sum([len(text) > LONGEST_CELL for text in row.texts])
    return sum(map(is_long, row.stacks))


def is_long(stack: Stack) -> bool:
    """Whether a line of the stack is longer than those of cells."""
    pieces = stack.pieces
    if len(pieces) == 1:
        return len(pieces[0].text) > LONGEST_CELL
    return max([len(piece.text) for piece in pieces]) > LONGEST_CELL
