"""The visual lines of a page, and which of them go on from the line before.

pdfium gives the text of a page line by line; two character boxes a line (the first and the last) are
enough to see where it stands. A line is wrapped when what follows would not have fitted on it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from scanner.extract.pdf.page import THIN, PageView, Rect, turned
from scanner.model import Box
from scanner.regexes import compiled

SPACES = " \t\u3000\xa0"
ENDS = SPACES + THIN + "\r"
SENTENCE_ENDS = "。！？!?；;…"
CLOSERS = "”’」』）)》】\"'"
# 一、 （一） 1. 1、 （1） ① 第三条 附件2 ● — what begins a paragraph of its own
ITEM = compiled(
    r"[（(]?(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})(?:[）)、]|[.．](?![0-9]))"
    r"|[①-⑳●○■□◆★☆▲•·※]|第[一二三四五六七八九十百零0-9]{1,4}[章节条款]|附件[0-9一二三四五六七八九十]{0,2}[:：]"
)
LABEL = compiled(r"[\u4e00-\u9fff]{2,10}[:：]")
WORD = compiled(r"[!-~０-９]{1,60}(?:[、，][0-9][!-~]{0,30})?")
TITLE = 0.0225  # of the page's longer side, as line height: type of 18 points, larger than any body's
MARGIN_LINES = 5  # fewer lines may all stand in from the margin
LONGEST_WORD = 30  # ems, sixty narrow characters
NO_LINE_START = "，。、；：！？）》”’】」』,.;:!?)"


class Line:
    """One visual line: its text and its rectangle in the text frame."""

    __slots__ = ("bottom", "box", "left", "order", "right", "start", "text", "top")

    def __init__(self, text: str, rect: Rect, order: int, box: Box | None, start: int = -1) -> None:
        self.text = text
        self.start = start  # offset in the page's text; -1 for what is left of a line beside a table
        self.order = order  # which of pdfium's lines it is
        self.box = box  # on the page as shown
        self.left, self.bottom, self.right, self.top = rect

    @property
    def height(self) -> float:
        return self.top - self.bottom

    @property
    def rect(self) -> Rect:
        return (self.left, self.bottom, self.right, self.top)

    @property
    def is_indented_text(self) -> bool:
        return self.text[:1] in SPACES


def lines_of(view: PageView) -> list[Line]:
    """The lines of a page in pdfium's order; empty lines are left out, so are spaces at a line's end."""
    cut: list[tuple[str, int, int]] = []
    ends: list[int] = []
    start = 0
    for order, raw in enumerate(_restored(view.text).split("\n")):
        text = raw.rstrip(ENDS)
        if text:
            ends.append(start + len(text) - len(text.lstrip(ENDS)))
            ends.append(start + len(text) - 1)
            if text[-1].isascii() and text[-1].isalpha() and raw[len(text) :] == " \r":
                text += " "  # between two words of a wrapped line
            cut.append((text, order, start))
        start += len(raw) + 1
    return _placed(view, *_parted(view, cut, ends))


def _parted(
    view: PageView, cut: list[tuple[str, int, int]], ends: list[int]
) -> tuple[list[tuple[str, int, int]], list[int]]:
    """The lines, parted where pdfium put a space between two of them.

    It takes a page that holds nothing but a table without rules for upright text, whose lines it does
    not tell apart. Such a line begins higher than it ends.
    """
    boxes = view.char_boxes(ends)
    if view.turns or not any(below > above for above, below in zip(boxes[5::8], boxes[3::8], strict=True)):
        return cut, ends
    parted: list[tuple[str, int, int]] = []
    for (text, order, start), above, below in zip(cut, boxes[5::8], boxes[3::8], strict=True):
        spaces = [at for at in range(1, len(text) - 1) if text[at] in " \ufdd0"] if below > above else []
        beside = view.char_boxes([start + at + step for at in spaces for step in (-1, 1)])
        begin = 0
        for at, low, high in zip(spaces, beside[3::8], beside[5::8], strict=True):
            if high < low:
                parted.append((text[begin:at], order, start + begin))
                begin = at + 1
        parted.append((text[begin:], order, start + begin))
    return parted, [
        start + at for text, _, start in parted for at in (len(text) - len(text.lstrip(ENDS)), len(text) - 1)
    ]


def _placed(view: PageView, cut: Sequence[tuple[str, int, int]], ends: Sequence[int]) -> list[Line]:
    """The lines with the rectangle around their first and last character."""
    boxes = view.char_boxes(ends)
    found: list[Line] = []
    at = 0
    for text, order, start in cut:
        left, top, right, bottom, left2, top2, right2, bottom2 = boxes[at : at + 8]
        rect = (
            *(left if left < left2 else left2, bottom if bottom < bottom2 else bottom2),
            *(right if right > right2 else right2, top if top > top2 else top2),
        )
        rect = turned(rect, view.turns) if view.turns else rect
        found.append(Line(text, rect, order, view.shown(rect), start))
        at += 8
    return found


def _restored(text: str) -> str:
    """pdfium marks a hyphen at a line's end as U+FFFE; on paper it is a hyphen."""
    return text.replace("\ufffe", "-").replace("\x02", "-") if "\ufffe" in text or "\x02" in text else text


def unit_width(text: str, em: float) -> float:
    """The width of what cannot be parted at the head of `text`: one 汉字, or a whole word or number."""
    word = WORD.match(text)
    end = word.end() if word else 1
    width = (
        0.5 * (end + len(text[:end].encode("ascii", "replace").split(b"?"))) - 0.25 if word else 1.0
    )  # before a number stands a quarter of a character of space
    while text[end : end + 1] in NO_LINE_START and end < len(text):
        width, end = width + 1, end + 1
    return em * width


def ends_sentence(text: str) -> bool:
    """Whether a line ends as a sentence or an enumerated item ends."""
    return text.rstrip(CLOSERS + " ")[-1:] in SENTENCE_ENDS


class Margins:
    """Left and right edge of the running text that a line belongs to."""

    __slots__ = ("is_known", "left", "right")

    def __init__(self, lines: Sequence[Line], page: Rect) -> None:
        em = max(min(line.height for line in lines), 1.0)
        self.left = _outermost(sorted(line.left for line in lines), em)
        offset = max(self.left - page[0], 0.0)
        edge = max([line.right for line in lines])
        is_even = abs(page[2] - edge - offset) < 1.2 * em  # as far from the page's edge as the left margin
        self.right = edge if is_even else -_outermost(sorted(-line.right for line in lines), em)
        is_page_wide = page[2] - self.right <= 1.5 * offset + 2 * em and self.right - self.left > 8 * em
        is_page_wide = is_page_wide and offset < 0.5 * (page[2] - page[0])  # else a signature
        full = sum(self.right - line.right < 0.6 * em for line in lines)
        is_column = full >= 5 and self.right - self.left >= 14 * em
        narrow = self.right - page[0] < 0.6 * (page[2] - page[0]) or offset > 0.4 * (page[2] - page[0])
        self.is_known = is_page_wide or (is_column and narrow)


def _outermost(edges: Sequence[float], em: float) -> float:
    """The outermost edge that two lines share (a running head may stand further out), else the first."""
    for edge, following in pairwise(edges):
        if following - edge < em:
            return edge
    return edges[0]


def flows(lines: Sequence[Line], page: Rect) -> list[Margins]:
    """For each line the margins of its flow: lines below one another that overlap in width."""
    found: list[Margins] = []
    begin = 0
    for index in range(1, len(lines) + 1):
        if index < len(lines) and _is_below(lines[index - 1], lines[index]):
            continue
        margins = Margins(lines[begin:index], page)
        found.extend([margins] * (index - begin))
        begin = index
    return found


def _is_below(line: Line, following: Line) -> bool:
    overlap = min(line.right, following.right) - max(line.left, following.left)
    return following.top < line.top and overlap > -line.height


def goes_on(line: Line, following: Line, margins: Margins, ahead: Margins, indent: float) -> bool:
    """Whether `following` is the same paragraph as `line`.

    `margins` are those of `line`, `ahead` those of `following` (the same but over a page break);
    `indent` is how far the paragraph's first line stands in from the left margin.
    """
    own, em = line.top - line.bottom, following.top - following.bottom
    if em <= 0 or not em < 1.35 * own < 1.83 * em:
        return False
    if not margins.is_known or ends_sentence(line.text) or following.is_indented_text:
        return False
    wide = max(own, em)
    room = margins.right - line.right - wide
    if room > 0 and (room >= LONGEST_WORD * wide or room >= unit_width(following.text, wide)):
        return False
    stands_in = following.left - ahead.left
    if ITEM.match(following.text) and (stands_in > 0.8 * em or indent < 0.8 * em or line.text[-1] in "：:"):
        return False
    if stands_in > 1.2 * em:
        return abs(stands_in - indent) > 1.2 * em and bool(ITEM.match(line.text.lstrip(SPACES)))
    return indent > 0.8 * em or not LABEL.match(following.text)


class Paragraphs:
    """Which lines of a run of lines go on from the line before, and how the run ends."""

    def __init__(self, lines: Sequence[Line], page: Rect, before: Paragraphs | None = None) -> None:
        self.lines = lines
        self.page = page
        self.margins = flows(lines, page)
        self.indent = first_indent(lines[0], self.margins[0])
        self.continues = [before is not None and self._continues(before)]
        if self.continues[0] and before is not None:
            self.indent = before.indent
        for index in range(1, len(lines)):
            is_on = self._is_on(index)
            self.continues.append(is_on)
            if not is_on:
                self.indent = first_indent(lines[index], self.margins[index])

    def _is_on(self, index: int) -> bool:
        line, following = self.lines[index - 1], self.lines[index]
        margins, ahead = self.margins[index - 1], self.margins[index]
        if margins is not ahead or line.bottom - following.top >= 1.6 * line.height:
            return False
        is_on = goes_on(line, following, margins, ahead, self.indent)
        return is_on or is_title_wrap(line, following, self.page)

    def _continues(self, before: Paragraphs) -> bool:
        """Whether the first line goes on from the last line of the page before."""
        margins, ahead = before.margins[-1], self.margins[0]
        few = min(before.margins.count(margins), MARGIN_LINES)
        if self.margins.count(ahead) < few and margins.left < ahead.left:
            ahead = margins  # nothing but first lines of paragraphs
        return goes_on(before.lines[-1], self.lines[0], margins, ahead, before.indent)


def first_indent(line: Line, margins: Margins) -> float:
    """How far the first line of a paragraph stands in, leading spaces of the text included."""
    return line.left - margins.left


def is_title_wrap(line: Line, following: Line, page: Rect) -> bool:
    """Whether two centred lines of one large size are one title broken in two."""
    em = following.height
    if (
        em < TITLE * max(page[3] - page[1], page[2] - page[0])
        or abs(line.height - em) > 0.1 * em
        or ends_sentence(line.text)
    ):
        return False
    middle = page[0] + page[2]
    centred = all(abs(one.left + one.right - middle) < em for one in (line, following))
    return centred and line.right - line.left > 0.5 * (page[2] - page[0])
