"""The characters of a page that its reader does not see, taken out of the page's text, each with its layer.

ISO 32000-1: 8.4.5 and 11.6.4 (alpha), 8.5.4 (clipping), 8.11 (optional content), 9.3.6 (render modes),
14.11.2 (page boundaries), 12.5.6.23 of ISO 32000-2 (redaction annotations).
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from contextlib import nullcontext
from itertools import repeat

from scanner.extract.pdf.drawn import NOTE, OUTLINED, UNIT, Drawing, Drawn, about, rounded, shared
from scanner.extract.pdf.ink import (
    FAINT_INK,
    FormDrawing,
    Rendering,
    is_changed,
    is_flat,
    least_ink,
    pale_ink,
    shown_color,
)
from scanner.extract.pdf.library import FORM, IMAGE, IS_BLANK, PATH, TEXT, Pdfium
from scanner.extract.pdf.page import THIN, PageView, Rect, turned
from scanner.extract.pdf.runs import BLANKS, Hidden, parts_of
from scanner.extract.pdf.suspects import (
    CLIPPED,
    COVERED,
    LAYERED,
    OUTSIDE,
    PALE_TEXT,
    SMALL,
    UNSEEN,
    Suspect,
    contrast,
    suspects_of,
)
from scanner.regexes import compiled

FEWEST = 2  # characters that are a hidden run; one alone is a blank of the font or a rounding
FEWEST_IRREGULAR = 6  # the star of a seal covers a few, so does the edge of a cell that is too low
SAME_COLOR = 10  # of 255 between a text and what its box shows: white on nearly white
PAGE_PICTURE = 0.5  # of the page: such a picture is the page, the text below it was read from it
INKED = 0.3  # of the characters of a text over a picture: text that was read from the picture
NEAR_WHITE = 200
_LAST_NARROW = 0x2E7F  # before Chinese characters
LONGEST_WORD = 40  # characters
WORD_BEFORE = compiled(r"(?:[0-9A-Za-z*×]|(?<=[0-9])[ -](?=[0-9])|(?<=[0-9])[ -]\Z)+\Z")
WORD_AFTER = compiled(r"(?:[0-9A-Za-z*×]|[ -](?=[0-9]))+")
STANDARD = (b"Helvetica", b"Times-", b"Courier")  # pdfium brings them along (ISO 32000-1, 9.6.2.2)
WIDGET = 20  # fpdf_annot.h, FPDF_ANNOT_WIDGET


def hidden_of(
    library: Pdfium,
    view: PageView,
    types: Sequence[int],
    off_layers: Callable[[], frozenset[str]] | None = None,
) -> tuple[list[Hidden], bool]:
    """What is hidden on an open page, and whether all of it was looked at.

    The hidden characters become `THIN` in the view's text. `off_layers` gives the names of the layers
    that are off; None where the file has no layers.
    """
    if not view.count or (TEXT not in types and FORM not in types):
        return [], True
    drawing = Drawing(library, view, types)
    suspects = suspects_of(library, view, drawing, has_layers=off_layers is not None)
    if not suspects and not drawing.redactions:
        return [], drawing.is_whole
    return InkTest(library, view, drawing, suspects, off_layers).hidden(), drawing.is_whole


class InkTest:
    """Judges the characters of the suspect texts of one page."""

    def __init__(
        self,
        library: Pdfium,
        view: PageView,
        drawing: Drawing,
        suspects: Sequence[Suspect],
        off_layers: Callable[[], frozenset[str]] | None,
    ) -> None:
        self._library = library
        self._view = view
        self._drawing = drawing
        self._off_layers = off_layers
        self._suspects = {suspect.text.handle: suspect for suspect in suspects}
        self._text = view.char_text()
        self._boxes: dict[int, Rect] = {}
        self._layers: dict[int, str] = {}  # of the hidden characters, by pdfium's number
        self._drawn: dict[int, bool] = {}  # fonts that are in the file or in pdfium itself
        self._owners: set[int] = set()  # texts that have characters of their own
        self._inked: set[tuple[int, bool]] = (
            set()
        )  # fonts of which a character was seen, a wide one or another
        self._irregular: set[int] = set()  # those that may be hidden by accident
        self._cut: set[int] = set()  # those beyond the edge of a clip

    def hidden(self) -> list[Hidden]:
        """The hidden runs, in the order of the page's text."""
        unsure: list[tuple[Suspect, list[int]]] = []
        for suspect, characters in self._characters():
            left = [index for index in characters if not self._is_outside(suspect, index)]
            if SMALL in suspect.reasons:
                self._layers.update(dict.fromkeys(left, "invisible-text"))
            elif suspect.reasons - {OUTSIDE} and left:
                unsure.append((suspect, left))
        if unsure:
            self._compare(unsure)
        self._mark_redactions()
        runs = list(self._runs())
        found = [self._hidden(*run) for run in self._whole_words(runs)]
        self._view.take_out([index for first, last, _ in runs for index in range(first, last)])
        return [run for run in found if run.text]

    def _whole_words(self, runs: Sequence[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
        """The runs with the whole of a number or word of which they hide a part, neighbours made one."""
        found: list[tuple[int, int, str]] = []
        for first, last, layer in runs:
            head, tail = WORD_BEFORE.search(self._text, max(first - LONGEST_WORD, 0), first), None
            if self._text[first].isascii() and head:
                first = head.start()
            if self._text[last - 1].isascii():
                tail = WORD_AFTER.match(self._text, last, last + LONGEST_WORD)
            last = tail.end() if tail else last
            if found and found[-1][2] == layer and first <= found[-1][1]:
                first = found.pop()[0]
            found.append((first, last, layer))
        return found

    def _characters(self) -> list[tuple[Suspect, list[int]]]:
        """The characters of every suspect text, blanks left out; their boxes are kept."""
        view, found = self._view, dict[int, list[int]]()
        objects = map(self._library.FPDFText_GetTextObject, repeat(view.text_handle), range(view.count))
        for index, handle in enumerate(objects):
            self._owners.add(handle)
            if handle in self._suspects and self._text[index] not in BLANKS:
                found.setdefault(handle, []).append(index)
                self._boxes[index] = self._box_within(self._suspects[handle].text, index)
        return [(self._suspects[handle], indexes) for handle, indexes in found.items()]

    def _box_within(self, text: Drawn, index: int) -> Rect:
        """The box of a character of a text.

        Of a glyph without a box of its own (in fonts of type 3) pdfium gives that of the text, as the form
        that holds it sees it.
        """
        box = self._box(index)
        if text.matrix is UNIT or _has_middle(text.rect, box):
            return box
        from scanner.extract.pdf.rules import mapped

        on_page = mapped(box, text.matrix)
        return on_page if _has_middle(text.rect, on_page) else box

    def _box(self, index: int) -> Rect:
        edges = array("d", bytes(32))
        at = edges.buffer_info()[0]
        self._library.FPDFText_GetCharBox(self._view.text_handle, index, at, at + 8, at + 16, at + 24)
        left, right, bottom, top = edges
        if right - left < 0.01 or top - bottom < 0.01:
            left, top, right, bottom = self._view.char_boxes([index], is_mapped=True)
        return (left, bottom, right, top)

    def _is_outside(self, suspect: Suspect, index: int) -> bool:
        """Whether a character stands off the page; it is then marked so."""
        if OUTSIDE not in suspect.reasons or _has_middle(self._view.bounds, self._boxes[index]):
            return False
        self._layers[index] = "off-page"
        return True

    def _compare(self, unsure: Sequence[tuple[Suspect, list[int]]]) -> None:
        """Render with and without the texts and judge their characters."""
        boxes = [self._boxes[index] for _, indexes in unsure for index in indexes]
        area = shared(_hull(boxes), self._view.bounds)
        has_fields = any(cover.mode == WIDGET for suspect, _ in unsure for cover in suspect.covers)
        handles = [suspect.text.handle for suspect, _ in unsure]
        handles += self._twins([suspect.text.rect for suspect, _ in unsure])
        with FormDrawing(self._library, self._view.document) if has_fields else nullcontext(0) as form:
            rendering = Rendering(self._library, self._view, area, form)
            whole, without = rendering.image(), rendering.without(handles)
        if not whole or len(whole) != len(without):
            return
        unseen: list[tuple[Suspect, int, list[bytes]]] = []
        for suspect, indexes in unsure:
            for index in indexes:
                place = rendering.pixels(self._boxes[index])
                rows = rendering.rows(whole, place)
                bare = rendering.rows(without, place)
                if rows and self._is_inked(suspect, index, rows, bare):
                    if suspect.text.mode not in OUTLINED:  # a pen leaves dots where a letter has no lines
                        self._inked.add((self._font(suspect), self._is_wide(index)))
                elif rows:
                    unseen.append((suspect, index, rows))
        self._look_below_notes(rendering, handles, unseen)
        self._judge(unseen, {id(suspect): len(indexes) for suspect, indexes in unsure})

    def _is_inked(self, suspect: Suspect, index: int, rows: Sequence[bytes], bare: Sequence[bytes]) -> bool:
        """Whether a character is seen where the page looks like this with it, and like that without."""
        least = least_ink(self._boxes[index])
        if is_changed(rows, bare, least):
            return True
        pale = pale_ink(suspect.text.color, bare)
        return pale < least and is_changed(rows, bare, pale)

    def _twins(self, rects: Sequence[Rect]) -> list[int]:
        """Texts that were drawn again in the same places, with another look: their characters are counted once.

        An outline drawn before or after the letters is one, and is seen where these are not.
        """
        places = {rounded(rect) for rect in rects}
        texts = self._drawing.texts
        return [
            text.handle
            for text in texts
            if text.handle not in self._owners and not places.isdisjoint(about(text.rect))
        ]

    def _look_below_notes(
        self, rendering: Rendering, handles: Sequence[int], unseen: Sequence[tuple[Suspect, int, list[bytes]]]
    ) -> None:
        """Whether fonts that are not in the file are drawn here at all, told below notes with the notes off."""
        below = [
            (suspect, index)
            for suspect, index, _ in unseen
            if any(cover.kind == NOTE for cover in suspect.covers) and not self._is_drawn(suspect, index)
        ]
        if below:
            whole, without = rendering.image(0), rendering.without(handles, 0)
            for suspect, index in below:
                place = rendering.pixels(self._boxes[index])
                if is_changed(rendering.rows(whole, place), rendering.rows(without, place)):
                    self._inked.add((self._font(suspect), self._is_wide(index)))

    def _judge(self, unseen: Sequence[tuple[Suspect, int, list[bytes]]], counts: dict[int, int]) -> None:
        """The layers of the characters that left no ink; `counts` are the characters of each text."""
        inked: dict[int, int] = {}
        found: dict[int, tuple[Suspect, str]] = {}
        for suspect, index, rows in unseen:
            flat = is_flat(rows)
            inked[id(suspect)] = inked.get(id(suspect), 0) + (not flat)
            layer = self._layer(
                suspect, index, rows, is_flat=flat, is_embedded=self._is_drawn(suspect, index)
            )
            if layer:
                found[index] = (suspect, layer)
        for index, (suspect, layer) in found.items():
            if COVERED in suspect.reasons or inked[id(suspect)] <= INKED * counts[id(suspect)]:
                self._layers[index] = layer
                if self._is_beyond_clip(suspect, index):
                    self._cut.add(index)

    def _is_beyond_clip(self, suspect: Suspect, index: int) -> bool:
        """Whether a character stands beyond the edge at which its text is cut off."""
        clip = self._drawing.clip(suspect.text) if CLIPPED in suspect.reasons else None
        return clip is not None and not _has_middle(clip, self._boxes[index])

    def _font(self, suspect: Suspect) -> int:
        return self._library.FPDFTextObj_GetFont(suspect.text.handle) or 0

    def _is_wide(self, index: int) -> bool:
        """Whether a character is one of those that a font standing in may not draw though it draws letters."""
        return int(self._library.FPDFText_GetUnicode(self._view.text_handle, index)) > _LAST_NARROW

    def _is_drawn(self, suspect: Suspect, index: int) -> bool:
        """Whether a character of a text is drawn on this machine: embedded, standard, or its like seen elsewhere."""
        font = self._font(suspect)
        if font and font not in self._drawn:
            name = array("B", bytes(64))
            self._library.FPDFFont_GetBaseFontName(font, name.buffer_info()[0], 64)
            is_standard = name.tobytes().startswith(STANDARD)
            self._drawn[font] = is_standard or self._library.FPDFFont_GetIsEmbedded(font) == 1
        like = font, self._is_wide(index)
        return self._drawn.get(font, False) or (like in self._inked and not (like[1] and IS_BLANK))

    def _layer(
        self, suspect: Suspect, index: int, rows: Sequence[bytes], *, is_flat: bool, is_embedded: bool
    ) -> str:
        """The layer of a character that left no ink; "" where something else may be the reason."""
        box, reasons, text = self._boxes[index], suspect.reasons, suspect.text
        covers = [cover for cover in suspect.covers if _has_middle(cover.rect, box)]
        if covers and UNSEEN not in reasons:
            layer = self._covered(covers, index, rows, is_flat=is_flat, is_embedded=is_embedded)
            if layer or CLIPPED not in reasons:
                return layer
        if not is_flat:
            return ""
        if LAYERED in reasons and (is_embedded or self._is_off(suspect)):
            is_layer = suspect.layer or not reasons & {UNSEEN, PALE_TEXT}
            return "optional-content" if is_layer else "invisible-text"
        if not reasons - {CLIPPED, OUTSIDE}:  # cells cut off what does not fit, mostly a few characters
            self._irregular.add(index)
        if is_embedded or UNSEEN in reasons:
            return "invisible-text"
        if CLIPPED in reasons:
            return "invisible-text" if self._is_beyond_clip(suspect, index) else ""
        if contrast(shown_color(rows), text.color) >= SAME_COLOR or self._drawing.has_outline(text):
            return ""
        return "invisible-text"

    def _covered(
        self, covers: Sequence[Drawn], index: int, rows: Sequence[bytes], *, is_flat: bool, is_embedded: bool
    ) -> str:
        """Whether shapes over a character hide it. A picture of the whole page is where it was read from."""
        cover = covers[-1]
        if cover.kind == IMAGE and not is_flat and self._share(cover) > PAGE_PICTURE:
            return ""
        if not is_embedded:
            box = self._boxes[index]
            covers = [cover for cover in covers if self._is_opaque(cover, box, rows, is_flat=is_flat)]
            if not covers:
                return ""
        if not any(self._is_regular(cover) for cover in covers):
            self._irregular.add(index)
        return "covered-text"

    def _is_opaque(self, cover: Drawn, box: Rect, rows: Sequence[bytes], *, is_flat: bool) -> bool:
        """Whether a shape hides what is below it, though the font's glyphs may not be drawn here at all."""
        if cover.kind == NOTE:
            return is_flat and min(shown_color(rows)) < NEAR_WHITE
        is_clear = self._library.FPDFPageObj_HasTransparency(cover.handle)
        clip = self._drawing.clip(cover)
        is_whole = clip is None or _has_middle(clip, box)
        return not is_clear and is_whole and cover.color[3] == 255 and self._is_regular(cover)

    def _is_regular(self, cover: Drawn) -> bool:
        """A rectangle, a picture without transparency, a note: what covers all of its bounds."""
        if cover.kind in (PATH, NOTE):
            return self._drawing.is_rectangle(cover)
        return not self._library.FPDFPageObj_HasTransparency(cover.handle)

    def _is_off(self, suspect: Suspect) -> bool:
        return self._off_layers is not None and suspect.layer in self._off_layers()

    def _share(self, cover: Drawn) -> float:
        """How much of the page a shape takes."""
        left, bottom, right, top = self._view.bounds
        area = max((right - left) * (top - bottom), 1.0)
        over = shared(cover.rect, self._view.bounds)
        return max(over[2] - over[0], 0.0) * max(over[3] - over[1], 0.0) / area

    def _mark_redactions(self) -> None:
        """What stands under a redaction that was marked and never applied, hidden or not."""
        areas = self._drawing.redactions
        for index in range(self._view.count if areas else 0):
            if self._text[index] not in BLANKS and index not in self._layers:
                box = self._boxes.setdefault(index, self._box(index))
                if any(_has_middle(area, box) for area in areas):
                    self._layers[index] = "unapplied-redaction"

    def _runs(self) -> Iterable[tuple[int, int, str]]:
        """Stretches of one layer on one line, blanks between them included: first, last + 1, layer."""
        begin, end, layer = -1, -1, ""
        for index in sorted(self._layers):
            is_on = layer == self._layers[index] and not self._text[end:index].strip(BLANKS.replace("\n", ""))
            if not is_on:
                if self._is_run(begin, end):
                    yield begin, end, layer
                begin, layer = index, self._layers[index]
            end = index + 1
        if self._is_run(begin, end):
            yield begin, end, layer

    def _is_run(self, begin: int, end: int) -> bool:
        own = [index for index in range(max(begin, 0), end) if index in self._layers]
        irregular = sum(index in self._irregular for index in own)
        telling = sum(self._text[index].isalnum() for index in own)  # rows of dots below a field tell nothing
        return telling >= (FEWEST_IRREGULAR if 2 * irregular > len(own) else FEWEST)

    def _hidden(self, first: int, last: int, layer: str) -> Hidden:
        text = self._text[first:last].replace(THIN, "").replace("\ufffe", "-").replace("\x02", "-")
        hull = _hull([self._boxes[at] for at in range(first, last) if at in self._boxes])
        box = self._view.shown(turned(hull, self._view.turns))
        own = [index for index in range(first, last) if index in self._layers]
        is_cut = layer == "off-page" or self._cut.issuperset(own)
        if layer == "invisible-text":
            is_cut = is_cut or self._irregular.issuperset(own)
        elif layer == "covered-text":
            is_cut = is_cut or all(least_ink(self._boxes[index]) == FAINT_INK for index in own)
        is_seen, parts = (
            layer == "unapplied-redaction",
            parts_of(self._text, self._boxes, first, last) if is_cut else [],
        )
        return Hidden(text.strip(BLANKS), layer, box, is_seen=is_seen, is_cut=is_cut, parts=parts)


def _hull(boxes: Sequence[Rect]) -> Rect:
    return (
        *(min([box[0] for box in boxes]), min([box[1] for box in boxes])),
        *(max([box[2] for box in boxes]), max([box[3] for box in boxes])),
    )


def _has_middle(outer: Rect, inner: Rect) -> bool:
    x, y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return outer[0] <= x <= outer[2] and outer[1] <= y <= outer[3]
