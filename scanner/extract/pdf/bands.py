"""The columns of a table without rules, and which of its rows and cells respect them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from scanner.extract.lines import display_width
from scanner.extract.pdf.lines import ITEM
from scanner.extract.pdf.pieces import HANGING, Piece
from scanner.extract.pdf.stacks import Row, Stack, space, tall

Band = tuple[float, float]

FEWEST_ROWS = 3
NEXT_ROW = 1.0  # line heights between the last row and a lone line that is a row of the table
WIDER_GAP = 1.0  # line heights by which a gap may exceed the usual one between rows
OTHER_SIZE = 1.1  # ratio of line heights: 12 point type below a table in 10.5 point type is 1.14
MIXED_SIZE = 1.125  # the same for 汉字 with digits, whose font may be higher
LATIN_SIZE = 1.25  # the same where digits, whose boxes are lower, are compared with 汉字
TOUCH = 0.25  # line heights that a cell may stand over the edge of the next column
OUTLIERS = 12  # one row in so many may have a cell that runs over into the next column
_HANGING = frozenset(HANGING)
LONGEST_CELL = 24  # characters on a line; columns of prose are longer


def bands_of(rows: Sequence[Row]) -> list[Band]:
    """The columns: what the commonest kind of row spans, widened by what fits in one column each."""
    counts = [len(row) for row in rows if len(row) > 1]
    if len(counts) < FEWEST_ROWS:
        return []
    usual = max(set(counts), key=lambda count: (counts.count(count) * count, count))
    bands = _covered([row for row in rows if len(row) == usual])
    first = next(at for at, row in enumerate(rows) if len(row) == usual)
    for at, row in enumerate(rows):
        if len(row) == usual or len(row) == 1 or (at < first and len(row) < usual):
            continue  # a head of fewer cells than the rows below may stand over several columns
        for stack in row:
            if len(touched(stack, bands)) <= 1:
                bands = _with(bands, stack)
    for row in rows:
        if len(row) == 1 and len(touched(row[0], bands)) == 1:
            wider = _with(bands, row[0])
            bands = wider if len(wider) == len(bands) else bands
    return bands


def _covered(rows: Sequence[Row]) -> list[Band]:
    """What the cells of these rows cover of the page's width, as bands; cells that run over are few."""
    fewest = len(rows) // OUTLIERS
    lefts = sorted([stack.left for row in rows for stack in row])
    rights = sorted([stack.right for row in rows for stack in row])
    found: list[Band] = []
    depth = at = 0
    begin = 0.0
    for x in rights:
        while at < len(lefts) and lefts[at] <= x:  # where one begins before where one ends
            if depth == fewest:
                begin = lefts[at]
            depth, at = depth + 1, at + 1
        depth -= 1
        if depth == fewest:
            found.append((begin, x))
    return found


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


def cut_behind_hung(row: Row, bands: Sequence[Band]) -> Row:
    """The row with cells cut where a mark hangs over the gap to the next column and closes it."""
    if len(row) == len(bands):
        return row
    found: Row = []
    for stack in row:
        parts: list[list[Piece]] = [[]]
        for piece in stack.pieces:
            cut = _cut(piece, bands) if len(stack.pieces) == 1 else [piece]
            parts[-1].append(cut[0])
            parts.extend([one] for one in cut[1:])
        found.extend([stack] if len(parts) == 1 else map(Stack, parts))
    return found


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


def begins(row: Row, bands: Sequence[Band]) -> bool:
    """Whether the row's first column is filled."""
    first = bands[:1]
    return any(touched(stack, first) for stack in row)


def label_count(stacks: Sequence[Stack]) -> int:
    """How many stacks begin with a label and a colon."""
    texts = [stack.text for stack in stacks]
    whole = "".join(texts)
    if ":" not in whole and "：" not in whole:
        return 0
    heads = [text[:12] for text in texts]
    return sum([":" in head or "：" in head for head in heads])


class Shape:
    """What the rows of a table have in common: columns, size of type, gaps."""

    def __init__(self, rows: Sequence[Row], bands: Sequence[Band]) -> None:
        self.bands = bands
        stacks = [stack for row in rows if len(row) > 1 for stack in row]
        words = tall(stacks) or [stack for stack in stacks if not stack.text.isascii()]
        self.height = _middle([stack.height for stack in words] or [0.0])
        self.latin = _middle([stack.height for stack in stacks])
        gaps = [space(one, other) for one, other in pairwise(rows)]
        self.gap = _middle(gaps or [0.0])

    def is_set_alike(self, row: Row) -> bool:
        """Whether a row is set in type of the table's size, by its highest cell: the box of 口 is low."""
        stack = max(row, key=lambda stack: (stack.is_plain, stack.height))
        is_low = stack.is_low or not self.height
        usual, most = (
            (self.latin, LATIN_SIZE)
            if is_low
            else (self.height, OTHER_SIZE if stack.is_plain else MIXED_SIZE)
        )
        return usual < most * stack.height < most * most * usual

    def is_near(self, distance: float, height: float) -> bool:
        """Whether a distance is one between rows of the table."""
        return distance <= self.gap + WIDER_GAP * height

    def crosses(self, row: Row) -> bool:
        """Whether a row has text across the edge of a column."""
        return any(len(touched(stack, self.bands)) > 1 for stack in row)


def _middle(values: Sequence[float]) -> float:
    return sorted(values)[len(values) // 2]


def is_tabular(rows: Sequence[Row], bands: Sequence[Band]) -> bool:
    """Whether the bands are columns of a table and not columns of prose, labels or numbered paragraphs."""
    stacks = [stack for row in rows if len(row) > 1 for stack in row]
    if label_count(stacks) * 3 > len(stacks):
        return False
    several = sum(len(row) > 1 for row in rows)
    fitting = several + sum(len(row) == 1 and len(touched(row[0], bands)) <= 1 for row in rows)
    if several * 8 < len(rows) or fitting * 10 < len(rows) * 7:
        return False
    if len(bands) > 2:
        singles = [stack.pieces[0].text for stack in stacks if len(stack.pieces) == 1]
        long = sum([len(text) > LONGEST_CELL for text in singles])
        if len(singles) < len(stacks):
            long += sum([is_long(stack) for stack in stacks if len(stack.pieces) > 1])
        return long * 2 <= len(stacks)
    first = [row[0] for row in rows if len(row) > 1]
    marks = sum(ITEM.match(stack.text) is not None and len(stack.text) < 6 for stack in first)
    return sum(map(is_long, first)) * 4 <= len(first) and marks * 2 < len(first)


def is_long(stack: Stack) -> bool:
    """Whether a line of the stack is longer than those of cells."""
    pieces = stack.pieces
    if len(pieces) == 1:
        return len(pieces[0].text) > LONGEST_CELL
    return max([len(piece.text) for piece in pieces]) > LONGEST_CELL
