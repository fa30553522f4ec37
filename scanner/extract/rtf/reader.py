r"""RTF: text with its revisions, tables, notes, fields; properties, shapes, embedded files and pictures.

Rich Text Format specification 1.9.1. Characters come as ``\uN`` with a replacement behind them, as ``\'xx`` in
the code page of the font, or as they are. Groups may be nested without end; here to `_DEEPEST` levels.
"""

from __future__ import annotations

from scanner.errors import Unreadable
from scanner.extract.building import DocumentBuilder
from scanner.extract.hung_on import pour_hung_on
from scanner.extract.rtf import tokens
from scanner.extract.rtf.destinations import Destinations
from scanner.extract.rtf.group import NO_STYLE, Group
from scanner.extract.rtf.looks import LOOKS, SETTING, is_unseen, set_look, style_of, unseen_paragraph
from scanner.extract.rtf.rows import WORDS as ROW_WORDS
from scanner.extract.rtf.rows import RowAbout
from scanner.extract.rtf.shapes import EDGES, PLACES, Page, Shape, step_of
from scanner.extract.rtf.telling import STYLES, TELLING
from scanner.extract.rtf.words import (
    ABOUT_PAGES,
    ANSI,
    BESIDE,
    CHARACTERS,
    CODE_PAGES,
    HEX_DATA,
    KNOWN,
    MARGINS,
    PARAGRAPH_ENDS,
    SECOND_FORMS,
    SIGNS,
    TRANSPARENT,
)
from scanner.extract.run_story import RunStory

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from scanner.extract.rtf.paging import Paging
    from scanner.model import Document
    from scanner.settings import Limits

_DEEPEST = 2_000  # groups
_PLAIN = frozenset(("", "insertion"))
_SEEN = frozenset(("footnote", "shptxt", "dptxbxtext"))


def read(name: str, data: bytes, limits: Limits) -> Document:
    """The document of an RTF file. Raises `Unreadable` ("damaged", "too-large")."""
    builder = DocumentBuilder(name, "rtf")
    reader = _Reader(builder, limits)
    reader.read(data)
    if not any(builder.texts()):
        builder.gap("file", "empty")
    return builder.document()


class _Reader:
    """Walks over the tokens once."""

    def __init__(self, builder: DocumentBuilder, limits: Limits) -> None:
        self._builder = builder
        self._limits = limits
        self._body: RunStory = RunStory(builder, "body", "body")
        self._paging: Paging | None = None  # where bars may hang on headers
        self._telling = TELLING
        self._group = Group(None, self._body)
        self._groups: list[Group] = []
        self._destinations = Destinations(builder, limits)
        self._shapes: list[Shape] = []  # those that are open
        self._has_colours = False  # whether a shape of a colour was met
        self._margins = Page()
        self._high = self._written = 0  # the first half of a character beyond 65,536; characters so far
        self._styles: dict[tuple[str, int], tuple[bool, int, int, bool]] = {}
        self._named = ("s", 0)  # the style of the table of styles that is being read
        self._raw = bytearray()  # bytes of a code page that are still to be decoded
        self._page = "cp1252"
        self._fonts: dict[int, str] = {}
        self._declared = -1  # the font of the table of fonts that is being read
        self._colors: list[list[int]] = [[0, 0, 0]]
        self._row = RowAbout()
        self._is_starred = False
        self._is_fresh = (
            False  # whether nothing stood in the group yet: only its first word begins a destination
        )

    def read(self, data: bytes) -> None:
        """Tell all of it to the stories."""
        if b"\\shpinst" in data:
            self._watch(data)
        behind = self._walk(data)
        self._flush()
        while self._groups:
            self._close()
        if self._paging is not None:
            self._paging.close()
        self._body.close()
        if behind is None:
            self._builder.gap("part", "damaged", None, "rtf cut off")
            behind = len(data)
        if not pour_hung_on(self._builder, data[behind:], self._limits, says_unknown=True):
            self._destinations.take_rest(data[behind:])
        self._destinations.close()

    def _walk(self, data: bytes) -> int | None:
        """Take in all tokens; where the last group ends, None where it does not."""
        handlers: dict[int, Callable[[Any, int | None], None]] = {
            tokens.OPEN: self._open,
            tokens.CLOSE: self._close,
            tokens.WORD: self._word,
            tokens.QUIET: self._quiet,
            tokens.UNICODE: self._unicode,
            tokens.BYTES: self._bytes,
            tokens.SIGN: self._sign,
            tokens.TEXT: self._text,
            tokens.BINARY: self._binary,
        }
        opens, closes = tokens.OPEN, tokens.CLOSE
        opened = 0
        for begin, phrase in tokens.phrases(data, self._telling):
            before = opened
            for kind, text, number in phrase:
                handlers[kind](text, number)
                if kind == opens:
                    opened += 1
                elif kind == closes:
                    opened -= 1
                    if not opened:
                        return tokens.group_end(data, begin, before)
        return None if opened > 0 else len(data)

    def _watch(self, data: bytes) -> None:
        """Look out for what lies over the text, on the body or on headers and footers."""
        if b"\\header" in data or b"\\footer" in data:
            from scanner.extract.paged_story import PagedStory
            from scanner.extract.rtf.paging import WORDS, Paging

            story = PagedStory(self._builder, "body", "body")
            self._body = self._group.story = story
            self._paging = Paging(story, self._margins)
            self._telling = {**TELLING, **{word.encode(): word for word in WORDS}}
        self._body.is_watched = True

    def _open(self, brace: bytes, number: int | None) -> None:
        if self._raw:
            self._flush()
        if len(self._groups) >= _DEEPEST:
            raise Unreadable("too-deep", "rtf groups")
        self._groups.append(self._group)
        self._group = Group(self._group, self._body)
        self._is_starred, self._is_fresh = False, True

    def _close(self, brace: bytes = b"}", number: int | None = None) -> None:
        if self._raw:
            self._flush()
        group = self._group
        if not self._groups:
            return
        if group.destination == "stylesheet":
            self._styles.setdefault(self._named, style_of(group))
        self._group = self._groups.pop()
        self._is_starred = self._is_fresh = False
        if not group.owner:
            return
        if self._shapes:
            self._close_shape(group)
        if group.destination in MARGINS:
            group.story.close()
            if self._paging is not None:
                self._paging.end_margin(group.story)
        elif group.pieces is not None:
            text = "".join(group.pieces)
            if group.destination in BESIDE:
                layer = cut = ""
                if self._shapes and group.destination == "shptxt":
                    layer = self._shapes[-1].layer_of_words(self._margins)
                    text, cut = (text, "") if layer else self._shapes[-1].cut(text)
                self._group.story.put(text.strip("\n"), layer or BESIDE[group.destination])
                self._group.story.put(cut.strip("\n"), "invisible-text")
            else:
                self._destinations.take(group.destination, text, self._group.story)
                if group.destination in ("pict", "objdata") and not self._shapes:
                    self._margins.move()

    def _close_shape(self, group: Group) -> None:
        """Note what a property of a shape says; lay the shape over the text where it ends."""
        if group.destination in ("sn", "sv"):
            self._shapes[-1].say(group.destination, "".join(group.pieces or ()))
        elif group.destination == "pict":
            self._shapes[-1].is_photo = group.is_photo
        elif group.destination == "shptxt":
            self._shapes[-1].has_words = self._shapes[-1].has_words or bool(
                "".join(group.pieces or ()).strip()
            )
        elif group.destination == "shpinst":
            shape = self._shapes.pop()
            self._has_colours = self._has_colours or shape.is_photo or shape.fill() == "coloured"
            if self._paging is not None and self._group.destination in MARGINS:
                self._paging.take_bar(shape, self._group.destination, self._group.story)
            area = shape.area(self._margins)
            if self._group.story is self._body and (area is not None or shape.is_doubtful(self._margins)):
                self._body.cover(area)

    def _quiet(self, raw: bytes, number: int | None) -> None:
        """One of a thousand words that set nothing but looks, or begin a destination that is not known."""
        if self._is_starred and self._is_fresh:
            self._word(raw.decode("ascii"), number)
        self._is_starred = self._is_fresh = False

    def _word(self, word: str, number: int | None) -> None:
        if self._raw:
            self._flush()
        if word in CHARACTERS:
            self._put(CHARACTERS[word])
        elif word in PARAGRAPH_ENDS:
            self._end_paragraph(word)
        elif self._is_fresh and (word in KNOWN or self._is_starred) and word not in STYLES:
            self._begin(word)
        else:
            self._format(word, number)
        self._is_starred = self._is_fresh = False

    def _begin(self, word: str) -> None:
        """Begin a destination; only the first word of a group does."""
        if word in TRANSPARENT:
            if word in ("fldrslt", "result") and self._groups:
                self._group.pieces = self._groups[-1].pieces
            return
        if word == "upr" or word in SECOND_FORMS:
            self._group.destination, self._group.pieces, self._group.owner = "", [], word == "upr"
            return
        if word == "ud":
            self._group.pieces = self._groups[-2].pieces if len(self._groups) > 1 else None
            return
        self._group.destination, self._group.owner = word, True
        if word == "shpinst":
            self._shapes.append(Shape())
        elif word == "shptxt" and self._shapes:
            fill = self._shapes[-1].fill()
            self._group.is_backed = fill == "coloured" or (not fill and self._has_colours)
        if word in MARGINS:
            self._group.story = RunStory(self._builder, MARGINS[word], MARGINS[word])
            self._group.pieces, self._group.table, self._group.setting = None, False, {}
            self._group.plain()
        else:
            self._group.pieces = []

    def _format(self, word: str, number: int | None) -> None:
        group = self._group
        if word in LOOKS:
            set_look(group, word, number)
        elif word in STYLES:
            self._use_style(word, number or 0)
        elif word == "f":
            group.font = number or 0
            if group.destination == "fonttbl":
                self._declared = group.font
        elif word == "ansicpg":
            self._page = ANSI.get(
                number or 0, f"cp{number}" if number and 1250 <= number <= 1258 else "cp1252"
            )
        elif group.destination == "fonttbl" and word == "fcharset":
            self._fonts[self._declared] = CODE_PAGES.get(number or 0, "")
        elif group.destination == "colortbl" and word in ("red", "green", "blue"):
            self._colors[-1][("red", "green", "blue").index(word)] = number or 0
        else:
            self._table_word(word, number)

    def _use_style(self, word: str, number: int) -> None:
        """Begin a style in the table of styles; elsewhere take its looks, which the text may not repeat."""
        if self._group.destination == "stylesheet":
            self._named = word, number
        else:
            self._group.style = self._styles.get((word, number), NO_STYLE)

    def _table_word(self, word: str, number: int | None) -> None:
        group = self._group
        if word == "intbl":
            group.table = True
        elif word in SETTING or word in ABOUT_PAGES:
            group.setting = {**group.setting, word: number or 0}
        elif word in PLACES:
            self._place(word, number)
        elif word == "pard":
            group.table, group.style, group.setting = False, self._styles.get(("s", 0), NO_STYLE), {}
        elif word == "trowd":
            self._row = RowAbout()
        elif word in ROW_WORDS:
            self._row.say(word, 1 if number is None else number)
        elif word == "cell" and group.pieces is None:
            self._hide_unseen(group)
            group.story.end_cell(step=step_of(group.setting))
        elif word == "row" and group.pieces is None:
            self._row.end(group.story, self._margins)
        elif word in ("nestcell", "nestrow"):
            self._end_paragraph()
        elif self._paging is not None:
            self._paging.say(word, number)

    def _place(self, word: str, number: int | None) -> None:
        """Where a shape stands, or the edges of the page."""
        if word in EDGES:
            self._margins.say(word, number or 0)
        elif word == "jpegblip":
            self._group.is_photo = True
        elif self._shapes:
            self._shapes[-1].numbers[word] = number if number is not None else 1

    def _end_paragraph(self, mark: str = "par") -> None:
        group = self._group
        if group.pieces is not None:
            group.pieces.append("\n")
        else:
            self._hide_unseen(group)
            is_body = group.story is self._body
            teller = (self._paging if is_body else None) or self._margins
            setting = teller.setting(group.setting) if group.story.is_watched else None
            group.story.end_paragraph(in_cell=group.table, setting=setting, step=step_of(group.setting))
            if is_body:
                teller.end(mark)

    def _hide_unseen(self, group: Group) -> None:
        """Hide the open paragraph where its lines have no height or stand beside the page."""
        if group.setting:
            layer = unseen_paragraph(group.setting, group.story, self._margins)
            if layer:
                group.story.hide(layer)

    def _sign(self, raw: bytes, number: int | None) -> None:
        sign = raw.decode("latin-1")
        if sign == "*":
            self._is_starred = True
            return
        self._flush()
        found = SIGNS.get(sign, "")
        if found == "\r":
            self._end_paragraph()
        elif found and self._group.skip:
            self._group.skip -= 1
        else:
            self._put(found)

    def _unicode(self, word: str, number: int | None) -> None:
        if self._raw:
            self._flush()
        code = (number or 0) & 0xFFFF
        if 0xD800 <= code < 0xDC00:
            self._high = code
        elif 0xDC00 <= code < 0xE000:
            pair = 0x10000 + (self._high - 0xD800) * 0x400 + code - 0xDC00
            self._put(chr(pair) if self._high else "\ufffd")
            self._high = 0
        else:
            self._put(chr(code) if code else "")
        self._group.skip = self._group.uc

    def _bytes(self, raw: bytes, number: int | None) -> None:
        """Bytes of a code page, but for those that only replace a character."""
        skipped = min(self._group.skip, len(raw))
        self._group.skip -= skipped
        self._raw += raw[skipped:]

    def _text(self, raw: bytes, number: int | None) -> None:
        if self._group.destination == "colortbl":
            self._colors.extend([0, 0, 0] for _ in range(min(raw.count(b";"), 300)))
        self._bytes(raw, number)

    def _binary(self, raw: bytes, number: int | None) -> None:
        if self._group.destination in HEX_DATA and self._group.pieces is not None:
            self._group.pieces.append(raw.hex())

    def _flush(self) -> None:
        if not self._raw:
            return
        raw, self._raw = bytes(self._raw), bytearray()
        self._is_fresh = False
        self._put(tokens.text_of(raw, self._fonts.get(self._group.font, "") or self._page))

    def _put(self, text: str) -> None:
        self._written += len(text)
        if self._written > 2 * self._limits.text_chars + self._limits.file_bytes:
            raise Unreadable("too-large", "text")
        group = self._group
        pieces = group.pieces
        if pieces is not None and group.destination not in _SEEN:
            pieces.append(text)
            return
        if not text:
            return
        look = group.look
        if look in _PLAIN and is_unseen(group, text, self._colors):
            look = "invisible-text"
        if pieces is not None and look in _PLAIN:
            pieces.append(text)
            if self._shapes and group.destination == "shptxt":
                self._shapes[-1].note_letters(group.size / 2, group.setting)
            return
        group.story.put(text, look, size=group.size / 2)
