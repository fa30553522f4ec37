"""Word 97–2003 (.doc, .wps): body, notes, headers, comments, tables, revisions; what lies beside them in the file.

[MS-DOC]: 2.4.1 (characters), 2.4.2 (paragraphs), 2.4.3 (tables), 2.6.2 (sprms of paragraphs), 2.6.3 (of tables). Files of Word 6 and 95 have text in one code page; its rows are not told.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from struct import unpack_from

from scanner.errors import Unreadable
from scanner.extract.building import DocumentBuilder
from scanner.extract.doc.file import NO_LOOK, STORIES, WordFile
from scanner.extract.doc.looks import (
    COLOR,
    COLOR_INDEX,
    SPACING,
    VANISH,
    line_step,
    look,
    may_hide,
    unseen_paragraph,
)
from scanner.extract.doc.rows import row_end
from scanner.extract.flow import USUAL_SIZE
from scanner.extract.ole.compound import CompoundFile
from scanner.extract.ole.rest import OleRest
from scanner.extract.package.telling import is_telling_text
from scanner.extract.run_story import RowEnd, RunStory
from scanner.noun import noun
from scanner.regexes import compiled, compiled_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from scanner.extract.doc.covers import Paper
    from scanner.extract.doc.file import Piece, Sprms
    from scanner.extract.doc.paging import Paging
    from scanner.extract.flow import Area
    from scanner.model import Document
    from scanner.settings import Limits

_MARKS = compiled("[\r\x07\x0c\x0e]")
_ENDS = "\r\x07\x0c\x0e"
_CHARACTERS = {
    **dict.fromkeys(map(chr, range(32)), ""),
    "\t": "\t",
    "\x0b": "\n",
    "\x1e": "-",
    "\xa0": "\xa0",
}
_SIGNS = str.maketrans(_CHARACTERS)
_FIELD = compiled("[\x13\x14\x15]")
_HALF = compiled("[\ud800-\udfff]")
_PICTURE = "\x01"  # stands for one in a line
_STYLE = 0x4A30
_P_SHADE, _P_SHADE_80 = 0xC64D, 0x442D
_HEIGHTS = compiled_bytes(
    rb"(?s)\x07\x94.[\x80-\xff]"
)  # sprmTDyaRowHeight of an exact one: sizes of letters matter
_IN_TABLE, _ROW_END, _DEPTH = 0x2416, 0x2417, 0x6649
_INNER_CELL, _INNER_ROW_END = 0x244B, 0x244C
_LAYERS = {"header-textbox": "textbox", "macro": "script"}


def read(name: str, data: bytes, limits: Limits) -> Document:
    """The document of a .doc. Raises `Unreadable` ("encrypted", "damaged")."""
    storage = CompoundFile(data)
    builder = DocumentBuilder(name, "doc")
    main, tables = storage.stream("WordDocument"), (storage.stream("0Table"), storage.stream("1Table"))
    covered = pour_word(builder, WordFile(main, tables, storage.stream("Data")), limits)
    is_empty = not any(builder.texts())
    rest = OleRest(storage, builder, limits)
    rest.pour_words("WordDocument", _uncovered(main, covered), "leftover", "leftover")
    rest.pour(skipped=("WordDocument",))
    rest.pour_numbers("WordDocument", main)
    if is_empty and not rest.has_content:
        builder.gap("file", "empty")
    if storage.is_damaged:
        builder.gap("part", "damaged", None, "ole")
    return builder.document()


def pour_word(builder: DocumentBuilder, file: WordFile, limits: Limits) -> list[tuple[int, int]]:
    """Add what the streams of a .doc hold; gives the stretches of the main stream that were read."""
    if file.is_old:
        _pour_old(builder, file)
        return file.covered()
    if sum(piece.count for piece in file.pieces) > limits.text_chars:
        raise Unreadable("too-large", "text")
    begin = 0
    for story, count in zip(STORIES, file.counts, strict=True):
        if count > 0:
            for part in _parts(file, story, begin, begin + count):
                layer = part.layer or _LAYERS.get(part.name, part.name)
                visible = layer not in ("comment", "script") and not part.layer
                paging = _paging(file) if part.name == "body" else None
                told = _story(builder, part.name, layer, paging, visible=visible)
                teller = _Teller(file, told, paging, has_ground=part.has_ground)
                if part.name == "body":
                    teller.watch()
                elif part.room:
                    teller.cut_below(part.room)
                teller.tell(part.first, part.end)
            begin += count
    if not 0 <= sum(piece.count for piece in file.pieces) - begin <= 1:  # a last mark of its own (2.3.1)
        builder.gap("part", "damaged", None, "FIB")
    return file.covered()


def _paging(file: WordFile) -> Paging | None:
    """The pages of the body, where bars of headers may lie over it."""
    if not file.has_margin_drawings:
        return None
    from scanner.extract.doc.paging import Paging

    paging = Paging(file)
    return paging if paging.bars else None


def _story(
    builder: DocumentBuilder, part: str, layer: str, paging: Paging | None, *, visible: bool
) -> RunStory:
    if paging is None:
        return RunStory(builder, part, layer, visible=visible)
    from scanner.extract.paged_story import PagedStory

    story = PagedStory(builder, part, layer)
    story.bars, story.paper = paging.bars, paging.pages
    return story


def _parts(file: WordFile, story: str, begin: int, end: int) -> list[_Part]:
    """The story, or its headers and footers: six for each section behind six for notes (2.3.3).

    Text boxes of which some are not seen, or not on white, are told one by one.
    """
    has_drawings = file.has_drawings if story == "textbox" else file.has_margin_drawings
    if story in ("textbox", "header-textbox") and has_drawings:
        from scanner.extract.doc.covers import text_boxes

        boxes = text_boxes(file, story, begin)
        ends = [min(max(begin + box.first, begin), end) for box in boxes[1:]] + [end]
        if boxes:
            return [
                _Part(
                    story, begin + box.first, last, box.layer, 0.0 if box.layer else box.room, box.has_ground
                )
                for box, last in zip(boxes, ends, strict=True)
                if box.first >= 0 and begin + box.first < last
            ]
    bounds = file.header_bounds() if story == "header" else []
    if len(bounds) < 3:
        return [_Part(story, begin, end)]
    found = []
    for number, (first, last) in enumerate(pairwise(bounds)):
        if number >= 6 and 0 <= first < last <= end - begin:
            kind = "footer" if number % 6 in (2, 3, 5) else "header"
            found.append(_Part(kind, begin + first, begin + last))
    return found


class _About(metaclass=noun):
    """What the sprms of a paragraph tell, whatever stands in it: `may_hide` and `step` as in `looks`, the row it ends."""

    is_in_table: bool
    may_hide: bool
    step: float
    row: RowEnd | None


class _Part(metaclass=noun):
    """Characters of a story that are told together: its name, the layer that hides it, how high the room for it is, 0
    where it grows, and whether it stands on a ground that is not white."""

    name: str
    first: int
    end: int
    layer: str = ""
    room: float = 0.0
    has_ground: bool = False


class _Teller:
    """Tells one story to `RunStory`, run by run; `has_ground`: white letters are seen."""

    def __init__(self, file: WordFile, story: RunStory, paging: Paging | None, *, has_ground: bool) -> None:
        self._has_ground = has_ground
        self._file = file
        self._paging = paging
        self._from = 0  # the first character of the open paragraph
        self._is_new = self._moves = (
            False  # whether it begins a page, whether a picture makes its line higher
        )
        self._story = story
        self._fields: list[list[str] | None] = []  # instructions of open fields, None once the result began
        self._bars: list[
            tuple[int, Area | None]
        ] = []  # what lies over the text, by the character it hangs on
        self._paper: Paper | None = None  # where something lies over the text
        self._size = USUAL_SIZE
        self._has_heights = paging is not None or _HEIGHTS.search(file.main) is not None
        # by the sprms they are told by: the same looks are the same object
        self._layers: dict[int, str] = {}  # of runs, whatever the paragraph
        self._abouts: dict[int, _About] = {}

    def watch(self) -> None:
        """Look out for what lies over the text."""
        if self._file.has_drawings:
            from scanner.extract.doc.covers import Paper, bars

            paper = Paper(self._file, self._file.sprms_of)
            self._bars = bars(self._file, paper)
            self._story.is_watched = bool(self._bars)
            self._paper = paper if self._bars else None

    def cut_below(self, room: float) -> None:
        """Hide what stands lower than so many points."""
        self._story.room, self._has_heights = room, True

    def tell(self, first: int, end: int) -> None:
        """The characters `first` to `end`."""
        for piece in self._file.pieces:
            start, stop = max(first - piece.first, 0), min(end - piece.first, piece.count)
            if start < stop:
                self._tell_piece(piece, start, stop)
        self._story.close()

    def _tell_piece(self, piece: Piece, start: int, stop: int) -> None:
        """The characters `start` to `stop` of a piece, run by run."""
        text, looks, width = self._file.text(piece, start, stop), self._file.looks, piece.width
        begin = piece.offset + start * width
        first = bisect_right(looks.bounds, begin)
        last = bisect_right(looks.bounds, begin + (len(text) - 1) * width)
        # where each run begins in the text, and its number; of two that begin with one character the latter holds
        runs = {0: first - 1}
        runs.update((-((begin - looks.bounds[index]) // width), index) for index in range(first, last))
        for (at, index), end in zip(runs.items(), [*list(runs)[1:], len(text)], strict=True):
            own = looks.sprms(index) if index >= 0 else NO_LOOK
            self._tell_run(text[at:end], own, piece, start + at)

    def _look(self, own: Sprms, offset: int, text: str) -> str:
        """The layer of a run in the paragraph at an offset, by its own looks and those of the styles it bears."""
        paragraph = self._file.paragraphs.at(offset)
        is_within = (
            int.from_bytes(paragraph.get(_DEPTH, b""), "little") > 1
        )  # another table, whose shades are not told
        is_shaded = self._has_ground or is_within or _P_SHADE in paragraph or _P_SHADE_80 in paragraph
        styles = self._file.styles
        if styles is None:
            return look(own, is_shaded=is_shaded, text=text)
        named = own.get(_STYLE, b"")
        below = {
            **styles.sprms(self._file.paragraphs.style_at(offset)),
            **(styles.sprms(unpack_from("<H", named)[0]) if len(named) == 2 else {}),
        }
        is_shaded = is_shaded or _P_SHADE in below or _P_SHADE_80 in below
        return look(_over(own, below), is_shaded=is_shaded, text=text)

    def _tell_run(self, text: str, own: Sprms, piece: Piece, at: int) -> None:
        """A run of one look from a character of a piece on; it may go over several paragraphs, each of a style of its own."""
        layer = self._layers.get(id(own), "?")
        if layer == "?":
            layer = look(own, is_shaded=self._has_ground, text=text)
            if SPACING not in own:  # what does not hang on the text either
                self._layers[id(own)] = layer
        depends = self._file.styles is not None or layer == "invisible-text"
        begin, number, offset = 0, piece.first + at, piece.offset + at * piece.width
        for mark in [*_MARKS.finditer(text), None] if not text.isprintable() else (None,):
            end = mark.start() if mark else len(text)
            if self._paper is not None:
                self._cover(number + end + (mark is not None))
            if self._paper is not None or self._has_heights:
                self._size = self._file.size(own, offset + begin * piece.width)
            if begin < end:
                said = text[begin:end]
                self._moves = self._moves or _PICTURE in said
                self._put(said, self._look(own, offset + begin * piece.width, said) if depends else layer)
            if mark is not None:
                self._end(mark[0], offset + end * piece.width, number + end)
                begin = mark.end()

    def _cover(self, end: int) -> None:
        """Lay over the paragraph what hangs on the characters before `end`."""
        while self._bars and self._bars[0][0] < end:
            self._story.cover(self._bars.pop(0)[1])

    def _put(self, text: str, look: str) -> None:
        """Add a run; the instructions of fields are told apart from their results (2.4.4)."""
        if text.isprintable():  # no signs among it
            self._say(text, look)
            return
        begin = 0
        for sign in _FIELD.finditer(text):
            self._say(text[begin : sign.start()], look)
            begin = sign.end()
            if sign[0] == "\x13":
                self._fields.append([])
            elif self._fields and sign[0] == "\x14":
                self._say_field(self._fields[-1])
                self._fields[-1] = None
            elif self._fields:
                self._say_field(self._fields.pop())
        self._say(text[begin:], look)

    def _say(self, text: str, look: str) -> None:
        for field in reversed(self._fields):
            if field is not None:  # in the instruction, be it as the result of a field within
                field.append(text)
                return
        self._story.put(_plain(text), look, size=self._size)

    def _say_field(self, pieces: list[str] | None) -> None:
        instruction = _plain("".join(pieces or ())).strip()
        if instruction.upper().startswith(("HYPERLINK", "INCLUDE")):
            self._story.put(instruction, "link-target")
        elif is_telling_text(instruction):
            self._story.put(instruction, "attribute")

    def _end(self, mark: str, offset: int, number: int) -> None:
        """End a paragraph with the mark at an offset, which is the character of this number."""
        paragraph = self._file.paragraphs.at(offset)
        about = self._abouts.get(id(paragraph)) or self._about(paragraph)
        step = about.step if self._has_heights else 0.0
        layer = unseen_paragraph(paragraph, self._story.letters) if about.may_hide else ""
        if layer:
            self._story.hide(layer)
        if mark == "\x07":
            if about.row is not None:
                self._story.end_row(about.row)
            else:
                self._story.end_cell(step=step)
        else:
            flow = {"new_page": float(self._is_new), "moves": float(self._moves)}
            setting = {**self._paper.setting(paragraph), **flow} if self._paper is not None else None
            if self._paging is not None:
                style = self._file.paragraph_style(offset)
                setting = self._paging.setting({**style, **paragraph}, self._from, number, flow)
            self._story.end_paragraph(in_cell=about.is_in_table, setting=setting, step=step)
            if self._paging is not None:
                self._paging.end_paragraph(self._story, mark, number)
            self._is_new, self._moves = mark == "\x0c", False
        self._from = number + 1

    def _about(self, paragraph: Sprms) -> _About:
        """What is told of all paragraphs with these sprms."""
        in_table = paragraph.get(_IN_TABLE, b"\0") != b"\0" or paragraph.get(_DEPTH, b"\0") > b"\0"
        row = row_end(self._file, paragraph) if paragraph.get(_ROW_END, b"\0") != b"\0" else None
        about = _About(in_table, may_hide(paragraph), line_step(paragraph), row)
        self._abouts[id(paragraph)] = about
        return about


def _over(own: Sprms, below: Sprms) -> Sprms:
    """A run's own looks over those of its styles; a colour replaces a colour, however it is stated."""
    found = dict(below)
    if COLOR in own or COLOR_INDEX in own:
        found.pop(COLOR, None)
        found.pop(COLOR_INDEX, None)
    was_hidden = found.get(VANISH, b"\0") == b"\1"
    found.update(own)
    said = own.get(VANISH, b"\x80" if was_hidden else b"\0")
    found[VANISH] = {b"\x80": b"\1" if was_hidden else b"\0", b"\x81": b"\0" if was_hidden else b"\1"}.get(
        said, said
    )
    return found


def _plain(text: str) -> str:
    """What signs stand for; characters beyond the first 65,536, which lie in the file as pairs, made one."""
    if text.isprintable():
        return text
    text = text.translate(_SIGNS)
    if _HALF.search(text):
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def _pour_old(builder: DocumentBuilder, file: WordFile) -> None:
    """Word 6 and 95: the text in one code page, cells parted by their marks."""
    story = RunStory(builder, "body", "body")
    for line in (
        file.old_text().replace("\x07\x07", "\r").replace("\x07", "\t").replace("\x0c", "\r").split("\r")
    ):
        story.put(line.translate(_SIGNS))
        story.end_paragraph()
    story.close()


def _uncovered(main: bytes, covered: list[tuple[int, int]]) -> list[bytes]:
    """What of the main stream is no text of the document: deleted by a fast save, looks."""
    found, at = [], 0
    for first, end in covered:
        if first > at:
            found.append(main[at:first])
        at = max(at, end)
    return [*found, main[at:]]
