"""One page while it is read: its characters, what its runs of tags mean, and blocks that know both.

Blocks of a page keep only where in the file they stand. Their place and the way back to the file are
worked out when somebody asks, by reading that stretch of the page once more.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from scanner.extract.building import DocumentBuilder
from scanner.extract.html.attributes import Notable, notables
from scanner.extract.html.links import link_pieces
from scanner.extract.html.style_tags import StyleTags
from scanner.extract.html.tables import frames
from scanner.extract.html.tags import TAG_NAME, exact_parts, is_odd, parts_of, plain_pieces, tags
from scanner.extract.late_blocks import BlockOfManner, set_manner
from scanner.model import Block, Place, SourceMap
from scanner.noun import noun
from scanner.regexes import compiled

TYPE_CHECKING = False
if TYPE_CHECKING:
    pass

INLINE, BREAK, BLOCK, SPECIAL, CELL, ROW = range(6)

_BLOCKS = (
    "address article aside blockquote body center dd details dir div dl dt fieldset figcaption figure "
    "form frameset head hgroup hr html legend li main menu ol optgroup option p section select "
    "summary ul caption tbody thead tfoot colgroup col br/ link"
).split()
_SPECIALS = (
    "!-- script style title table caption noscript template meta input textarea pre h1 h2 h3 h4 h5 h6 "
    "nav header footer aside iframe desc metadata datalist noframes noembed dialog canvas video audio meter progress rp "
    "annotation annotation-xml defs symbol"
).split()
# One letter a tag: n break, b block, t/T cell opens, closes, r/R row opens, closes, s special.
_LETTERS = {
    **dict.fromkeys(_BLOCKS, "b"),
    **{f"/{name}": "b" for name in _BLOCKS},
    **dict.fromkeys(_SPECIALS, "s"),
    **{f"/{name}": "s" for name in _SPECIALS},
    "br": "n",
    "/br": "n",
    "td": "t",
    "/td": "T",
    "/th": "T",
    "th": "s",
    "tr": "r",
    "/tr": "R",
    "meta": "s",
    "/meta": "",
    "link": "",
    "/script": "",
    "/style": "",
    "/iframe": "s",
    **dict.fromkeys(("!", "?"), "s"),
}
BLOCK_NAMES = frozenset(name for name, letter in _LETTERS.items() if letter and name not in ("br", "/br"))
_NOT_BLOCK = frozenset(
    "!-- script style input meta /input iframe desc /desc metadata /metadata datalist /datalist canvas /canvas video /video "
    "audio /audio meter /meter progress /progress rp /rp annotation /annotation annotation-xml /annotation-xml "
    "defs /defs symbol /symbol".split()
)
BOUNDARY_NAMES = BLOCK_NAMES - _NOT_BLOCK
# A special tag that stands on lines of its own is a boundary as well.
_SPECIAL_LETTERS = {
    name: "sb" if letter == "s" and name in BOUNDARY_NAMES else letter
    for name, letter in _LETTERS.items()
    if letter
}
_NO_LAYOUT = str.maketrans("", "", "nb")
_CELLS = frozenset(("t", "Tt"))
_ROWS = frozenset(("rt", "Rrt", "TRrt", "Trt"))
_SPACED = compiled(">[ \\t\\n\\r\\f]")


class Manner(metaclass=noun):
    """What the blocks of one stretch of the page have in common."""

    layer: str = "body"
    visible: bool = True
    part: str = "body"
    role: str = ""
    name: str = ""


class Runs(dict[str, tuple[int, str]]):
    """What each distinct run of tags means: its kind and the text it stands for inside a block."""

    def __init__(self) -> None:
        super().__init__()
        self.styles = StyleTags()
        self.tokens: dict[str, list[tuple[str, int, int]] | None] = {}
        self.notables: dict[str, dict[int, Notable]] = {}
        self.odd = False

    def __missing__(self, run: str) -> tuple[int, str]:
        return self.learn(run, "")

    def learn(self, run: str, following: str) -> tuple[int, str]:
        """What a run means; `following` is a text that stands behind it."""
        lowered = run.lower()
        if "<!--" in lowered or "<script" in lowered or "<style" in lowered:
            tokens = [*tags(run)]
            names = [name for name, _, _ in tokens]
        else:
            tokens = None
            names = TAG_NAME.findall(lowered)
            self.odd = self.odd or is_odd(lowered)
        letters = "".join([_SPECIAL_LETTERS.get(name, "") for name in names])
        joint = "\n" if letters.strip("s") else " " if _SPACED.search(run) else ""
        found = notables(run, lowered, following, tokens)
        if found:
            self.notables[run] = {notable.start: notable for notable in found}
        self.styles.note(run, lowered, found)
        bare = letters.translate(_NO_LAYOUT)
        if found or "s" in bare:
            kind = SPECIAL
            self.tokens[run] = tokens
        elif not bare:
            kind = BLOCK if "b" in letters else BREAK if letters else INLINE
        else:
            kind = CELL if bare in _CELLS else ROW if bare in _ROWS else SPECIAL
        self[run] = kind, joint
        return kind, joint


class Page:
    """The decoded file with the meaning of its runs; `parts` are text, run, text, run, …, text."""

    def __init__(self, html: str, line_starts: Sequence[int]) -> None:
        self.html = html
        self.line_starts = line_starts
        self.parts = parts_of(html)
        distinct = dict(zip(self.parts[1::2], self.parts[2::2], strict=True))
        self.runs = Runs()
        for run, following in distinct.items():
            self.runs.learn(run, following)
        self.frames = (
            frames(html) if any("<table" in run or "<TABLE" in run for run in distinct) else frozenset()
        )
        self.is_odd = self.runs.odd
        if self.is_odd:
            self.parts = exact_parts(html)
            self.runs = Runs()
            for run, following in zip(self.parts[1::2], self.parts[2::2], strict=True):
                if run not in self.runs:
                    self.runs.learn(run, following)
        self.styled = self.runs.styles.styled(self.parts)

    def line(self, offset: int) -> int:
        """The number of the line, from 1, that holds this offset."""
        return bisect_right(self.line_starts, offset)

    def pieces(self, stretches: tuple[int, ...]) -> tuple[tuple[int, int, int], ...]:
        """The pieces of a `SourceMap` for the text drawn from ``html[s:e]`` of every s, e in turn."""
        return _stripped(self._drawn(stretches))

    def text(self, start: int, end: int) -> str:
        """What is drawn from ``html[start:end]``, a stretch without breaks."""
        return "".join([piece[0] for piece in self._drawn((start, end))])

    def _drawn(self, stretches: tuple[int, ...]) -> list[tuple[str, int, int, int]]:
        found: list[tuple[str, int, int, int]] = []
        length = 0
        for start, end in zip(stretches[::2], stretches[1::2], strict=True):
            source = self.html[start:end]
            parts = exact_parts(source) if self.is_odd else parts_of(source)
            for index, part in enumerate(parts):
                if index % 2:
                    joint = self.runs[part][1]
                    drawn = [(joint, length, start, len(part))] if joint else []
                else:
                    drawn = list(plain_pieces(part, start, length))
                found += drawn
                length += sum(len(piece[0]) for piece in drawn)
                start += len(part)
        return found

    def value_block(self, start: int, end: int, layer: str, name: str) -> Block | None:
        """The block of an attribute's value ``html[start:end]``; None for a blank one."""
        raw = self.html[start:end]
        found = list(link_pieces(raw, start) if layer == "link-target" else plain_pieces(raw, start, 0))
        text = "".join([piece[0] for piece in found]).strip()
        if not text:
            return None
        pieces = _stripped(found)
        place = Place(layer, (self.line(pieces[0][1]),), "line", name)
        return Block(text, place, layer, False, source=SourceMap(pieces))


class PageBuilder(DocumentBuilder):
    """A builder that also takes blocks which are made already."""

    def append(self, block: Block) -> None:
        """Append one block."""
        self._loose.append(block)
        self._count += 1


def _stripped(found: list[tuple[str, int, int, int]]) -> tuple[tuple[int, int, int], ...]:
    """The pieces without the white space at both ends, the block beginning at 0.

    A piece of another length in the block than in the file is followed by an empty one, so that it is
    known where it ends.
    """
    text = "".join(piece[0] for piece in found)
    first, last = len(text) - len(text.lstrip()), len(text.rstrip())
    pieces: list[tuple[int, int, int]] = []
    for drawn, at, source, length in found:
        start, end = max(at, first), min(at + len(drawn), last)
        if start >= end:
            continue
        if len(drawn) == length:
            pieces.append((start - first, source + start - at, end - start))
            continue
        pieces.append((start - first, source, length))
        if end == last:
            pieces.append((end - first, source + length, 0))
    return tuple(pieces) or ((0, 0, 0),)


_set_text = Block.__dict__["text"].__set__


class Line(BlockOfManner):
    """A block of a page; place and source are worked out when asked for."""

    __slots__ = ("_place", "_source", "page", "stretches")

    page: Page
    stretches: tuple[int, ...]
    manner: Manner
    _place: Place
    _source: SourceMap

    def __init__(self, text: str, page: Page, stretches: tuple[int, ...], manner: Manner) -> None:
        _set_text(self, text)
        _set_page(self, page)
        _set_stretches(self, stretches)
        set_manner(self, manner)

    @property
    def source(self) -> SourceMap:
        try:
            return self._source
        except AttributeError:
            _set_source(self, SourceMap(self.page.pieces(self.stretches)))
            return self._source

    @property
    def place(self) -> Place:
        try:
            return self._place
        except AttributeError:
            manner = self.manner
            line = self.page.line(self.stretches[0])
            _set_place(self, Place(manner.part, (line,), "line", manner.name))
            return self._place


_set_page = Line.__dict__["page"].__set__
_set_stretches = Line.__dict__["stretches"].__set__
_set_source = Line.__dict__["_source"].__set__
_set_place = Line.__dict__["_place"].__set__
