"""Words that were read from a picture, as the page of a document: lines and tables, as for a page with text.

The tables are found by the same clustering as on pages whose tables have no rules.
"""

from __future__ import annotations

from collections.abc import Sequence

from scanner.extract.ocr.words import DPI, Word
from scanner.extract.pdf.columns import column_tables
from scanner.extract.pdf.content import PageContent
from scanner.extract.pdf.lines import Line
from scanner.extract.pdf.pieces import Piece, hull, rows_of
from scanner.model import Box

POINTS = 72.0  # an inch
SAME_LINE = 1.5  # heights: words nearer than this are of one line
SHRUNK = 0.12  # of the height, what a box stands out above and below its characters


def page_of(
    number: int, words: Sequence[Word], width: float, height: float, *, dpi: float = DPI
) -> PageContent:
    """The page of these words; `width` and `height` of the picture in pixels, boxes come out in points."""
    scale = POINTS / dpi
    page = PageContent(number, (0.0, 0.0, width * scale, height * scale))
    pieces = [_piece(word, order, height, scale) for order, word in enumerate(words)]
    tables, rest = column_tables(pieces)
    page.items = sorted(
        [*_lines(rest), *tables], key=lambda item: -(item.top if isinstance(item, Line) else item.rect[3])
    )
    for index, item in enumerate(page.items):
        if not isinstance(item, Line):
            page.boxes[index] = [Box(*rect) for rect in item.rects]
    return page


def _piece(word: Word, order: int, height: float, scale: float) -> Piece:
    edge = SHRUNK * (word.bottom - word.top)
    bottom, top = height - word.bottom + edge, height - word.top - edge
    return Piece(word.text, order, (word.left * scale, bottom * scale, word.right * scale, top * scale))


def _lines(pieces: Sequence[Piece]) -> list[Line]:
    """Words side by side as one line; a wide gap between them becomes two spaces."""
    found = []
    for row in rows_of(pieces):
        text, end = "", 0.0
        for piece in row:
            if text:
                text += (
                    "  "
                    if piece.left - end > SAME_LINE * piece.height
                    else " "
                    if piece.text[:1].isascii()
                    else ""
                )
            text += piece.text
            end = piece.right
        rect = hull([piece.rect for piece in row])
        found.append(Line(text, rect, row[0].order, Box(*rect)))
    return found
