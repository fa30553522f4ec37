"""What one page holds: its lines and tables in reading order, and what of it could not be read."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, starmap
from operator import sub

from scanner.extract.pdf.hidden import hidden_of
from scanner.extract.pdf.library import TEXT, Pdfium
from scanner.extract.pdf.lines import SPACES, Line, lines_of
from scanner.extract.pdf.page import THIN, PageView, Rect, counted
from scanner.regexes import compiled

TYPE_CHECKING = False
if TYPE_CHECKING:  # what tables need is imported on the first page that shows signs of one
    from collections.abc import Callable
    from typing import Any

    from scanner.extract.pdf.bands import Band
    from scanner.extract.pdf.lattice import FoundTable
    from scanner.extract.pdf.pieces import Piece
    from scanner.extract.pdf.runs import Hidden
    from scanner.model import Box

    OffLayers = Callable[[], frozenset[str]] | None

PICTURE_AREA = 25_000.0  # square points; an identity card has 37,000, a county's round seal 16,000
PICTURE_SIDE = 57.0  # points, 2 cm: icons and rules drawn as pictures are smaller
OUTLINES = 30  # paths on a page without text: letters turned into outlines, a drawing
FEWEST_CHARACTERS = 20  # fewer beside a picture are a page number or a stamp's date
UNTRUSTED_SHARE = 0.2  # of the characters; sound pages have none, pages without ToUnicode most
DOUBTFUL_SHARE = 0.02
LOST_SHARE = 0.2  # of a page's text objects that give no text
FEWEST_RULES = 4
FEWEST_COLUMNAR = 3  # lines
FEWEST_BESIDE = 3  # pairs of lines side by side: columns of text
EDGE = 0.085  # of the height; the narrowest usual margin, 25.4 mm of 297 mm
DOUBTFUL = compiled(
    "[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xa1-\xa6\xa8-\xaf\xb3-\xb6\xb8-\xd6\xd8-\xff\ue000-\uf8ff\ufffd]"
)
PROSE = compiled(r"[，。；]|[A-Za-z]{2,} [A-Za-z]{2,} ")


class PageContent:
    """Lines and tables of a page in reading order, its rectangle, the reasons for its gaps."""

    def __init__(self, number: int, rect: Rect) -> None:
        self.number = number
        self.rect = rect  # in the text frame
        self.items: list[Line | FoundTable] = []
        self.gaps: list[tuple[str, str]] = []
        self.boxes: dict[int, Sequence[Box | None]] = {}  # of the cells, by the table's index in `items`
        self.hidden: list[Hidden] = []
        self.layer = "body"
        self.scan: Any = None  # the reading of the page as a picture, while it goes on
        self.beside: PageContent | None = None  # what was read of the pictures on a page with text

    @property
    def last_bands(self) -> Sequence[Band]:
        """The columns of a table without rules that ends the page; a line in the lower margin may follow."""
        margin = self.rect[1] + EDGE * (self.rect[3] - self.rect[1])
        for item in reversed(self.items):
            if not isinstance(item, Line):
                return item.bands
            if item.top > margin:
                break
        return ()


def content_of(
    library: Pdfium, view: PageView, before: PageContent | None = None, off_layers: OffLayers = None
) -> PageContent:
    """The content of an open page; `before` is the page before it, whose last table may go on.

    `off_layers` gives the names of the layers that are off; None where the file has no layers.
    """
    page = PageContent(view.number, view.frame_bounds)
    if not view.handle:
        page.gaps.append(("page", "damaged"))
        return page
    types = view.object_types()
    page.gaps.extend(_gaps(view, types))
    page.hidden, is_whole = hidden_of(library, view, types, off_layers)
    if not is_whole:
        page.gaps.append(("page", "too-much-drawn"))
    lines = lines_of(view)
    tables, lines = _tables(library, view, types, lines, before.last_bands if before else ())
    for line in lines:
        line.text = line.text.replace(THIN, "")
    page.items = _in_order(lines, tables, page.rect)
    for index, item in enumerate(page.items):
        if not isinstance(item, Line):
            page.boxes[index] = [view.shown(rect) for rect in item.rects]
    return page


def _gaps(view: PageView, types: Sequence[int]) -> list[tuple[str, str]]:
    """What on the page is not text that can be read."""
    paths, pictures, forms = counted(types)
    dense = len(view.text) - view.text.count(" ") - 2 * view.text.count("\n")
    found: list[tuple[str, str]] = []
    area = view.picture_area(types, PICTURE_SIDE) if pictures or forms else 0.0
    if not dense and (pictures or paths >= OUTLINES or (forms and (area or paths >= OUTLINES))):
        found.append(("page", "no-text-layer"))
    elif area >= PICTURE_AREA:
        left, bottom, right, top = view.bounds
        is_scan = dense < FEWEST_CHARACTERS and area > 0.5 * (right - left) * (top - bottom)
        found.append(("page", "no-text-layer") if is_scan else ("picture", "no-ocr"))
    if dense and is_untrusted(view, dense):
        found.append(("page", "untrusted-text"))
    texts = types.count(TEXT)
    if texts > 0.5 * dense and view.lost_texts(types) > LOST_SHARE * texts:
        found.append(("page", "font-missing"))
    return found


def is_untrusted(view: PageView, dense: int) -> bool:
    """Whether the page's characters are not what is seen: a font without a map to Unicode."""
    doubtful = len(DOUBTFUL.findall(view.text))
    if doubtful > DOUBTFUL_SHARE * dense:
        doubtful += view.map_errors()
    return doubtful > UNTRUSTED_SHARE * dense


def _tables(
    library: Pdfium, view: PageView, types: Sequence[int], lines: list[Line], bands: Sequence[Band]
) -> tuple[list[FoundTable], list[Line]]:
    """The tables of the page and the lines outside them; characters are placed only where there are signs."""
    paths, _, forms = counted(types)
    lattices = []
    if lines and (paths >= FEWEST_RULES or forms):
        from scanner.extract.pdf.lattice import lattices_of
        from scanner.extract.pdf.rules import RuleReader

        level, upright = RuleReader(library, view, types).rules()
        lattices = lattices_of(level, upright)
    if not lattices and not has_columns(view, lines, FEWEST_COLUMNAR if not bands else 1):
        return [], lines
    from scanner.extract.pdf.columns import column_tables
    from scanner.extract.pdf.lattice import filled
    from scanner.extract.pdf.pieces import Characters, pieces_of

    walls = [rule for lattice in lattices for rule in lattice.upright]
    pieces = rest = pieces_of(Characters(view), walls)
    tables: list[FoundTable] = []
    for lattice in lattices:
        table, rest = filled(lattice, rest)
        if table is not None:
            tables.append(table)
    more, rest = column_tables(rest, bands)
    tables.extend(more)
    tables.sort(key=lambda table: -table.rect[3])
    return tables, (_lines_outside(lines, pieces, rest, view) if tables else lines)


def has_columns(view: PageView, lines: Sequence[Line], fewest: int = FEWEST_COLUMNAR) -> bool:
    """Whether some lines look like rows of a table: wide gaps and no prose, or several at one height."""
    levels = {round((line.bottom + line.top) / 8) for line in lines}
    if len(lines) - len(levels) >= fewest:
        return True
    spaced = [line for line in lines if " " in line.text and PROSE.search(line.text) is None]
    if len(spaced) < fewest:
        return False
    seen = 0
    for line in spaced:
        seen += has_gap(view, line)
        if seen >= fewest:
            return True
    return False


def has_gap(view: PageView, line: Line) -> bool:
    """Whether one of the first spaces of a line is as wide as the gap between columns."""
    from scanner.extract.pdf.pieces import GAP, edges_of, turned_edges

    lead = len(line.text) - len(line.text.lstrip(SPACES))
    spaces = [at for at in range(lead, len(line.text) - 1) if line.text[at] == " "][:3]
    beside = [line.start + at + step for at in spaces for step in (-1, 1)]
    left, _, right, _ = turned_edges(edges_of(view.char_boxes(beside)), view.turns)
    gaps = map(sub, left[1::2], right[0::2])
    return any(gap > GAP * line.height for gap in gaps)


def _lines_outside(
    lines: Sequence[Line], pieces: Sequence[Piece], rest: Sequence[Piece], view: PageView
) -> list[Line]:
    """The lines without what went into tables."""
    from scanner.extract.pdf.pieces import hull, rows_of

    whole: dict[int, int] = {}
    for piece in pieces:
        whole[piece.order] = whole.get(piece.order, 0) + 1
    left: dict[int, list[Piece]] = {}
    for piece in rest:
        left.setdefault(piece.order, []).append(piece)
    found: list[Line] = []
    for line in lines:
        kept = left.get(line.order, [])
        if len(kept) == whole.get(line.order, 0):
            found.append(line)
        elif kept:
            for row in rows_of(kept):
                rect = hull([piece.rect for piece in row])
                text = " ".join(piece.text for piece in row)
                found.append(Line(text, rect, line.order, view.shown(rect)))
    return found


def _in_order(lines: Sequence[Line], tables: Sequence[FoundTable], page: Rect) -> list[Line | FoundTable]:
    """Lines and tables from the top down; producers draw a running foot first and a text box last.

    A page whose text stands in columns side by side keeps pdfium's order but for its edges.
    """
    items: list[Line | FoundTable] = sorted([*lines, *tables], key=_depth)
    if sum(starmap(_is_beside, pairwise(items))) < FEWEST_BESIDE:
        return _from_left(items)
    margin = EDGE * (page[3] - page[1])
    above = [item for item in items if isinstance(item, Line) and item.bottom > page[3] - margin]
    below = [item for item in items if isinstance(item, Line) and item.top < page[1] + margin]
    edge = {*map(id, above), *map(id, below)}
    inner: list[Line | FoundTable] = [line for line in lines if id(line) not in edge]
    for table in tables:
        at = (index for index, item in enumerate(inner) if _depth(item) > _depth(table))
        inner.insert(next(at, len(inner)), table)
    return [*above, *inner, *below]


def _depth(item: Line | FoundTable) -> float:
    """How far down an item begins; a line, whose height varies with its letters, by its middle."""
    return -(item.bottom + item.top) / 2 if isinstance(item, Line) else -item.rect[3]


def _is_beside(item: Line | FoundTable, following: Line | FoundTable) -> bool:
    """Whether two lines stand side by side."""
    if not isinstance(item, Line) or not isinstance(following, Line):
        return False
    shared = min(item.top, following.top) - max(item.bottom, following.bottom)
    return shared > 0.5 * min(item.height, following.height)


def _from_left(items: list[Line | FoundTable]) -> list[Line | FoundTable]:
    """The items with lines at one height from left to right."""
    for index in range(1, len(items)):
        at, item = index, items[index]
        while at and isinstance(item, Line) and _is_beside(items[at - 1], item):
            before = items[at - 1]
            if not isinstance(before, Line) or before.left <= item.left:
                break
            items[at], at = before, at - 1
        items[at] = item
    return items
