"""Slides of an OpenDocument presentation: texts, notes, comments, hidden slides, shapes off the slide.

Source: ODF 1.3 part 3, 3.9 (presentations), 10.2.4 (draw:page), 19.389 (presentation:notes).
"""

from __future__ import annotations

from scanner.extract.late_blocks import Manner, NumberedLine, numbered_lines
from scanner.extract.odf.inline import Line
from scanner.extract.odf.slide_places import SlidePlaces, leaves
from scanner.extract.odf.story import OdfStory
from scanner.extract.odf.styles import DRAW, FO, OFFICE, PRESENTATION, STYLE, TABLE, TEXT, length
from scanner.model import Place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lxml.etree import _Element

    from scanner.extract.building import DocumentBuilder
    from scanner.extract.odf.inline import OdfInlines
    from scanner.extract.odf.slide_places import Size
    from scanner.extract.odf.styles import OdfStyles

_PARAGRAPHS = (f"{TEXT}p", f"{TEXT}h")
_BESIDE = (f"{PRESENTATION}notes", f"{OFFICE}annotation")


class OdfSlides:
    """Pours the pages of a presentation in order."""

    def __init__(self, builder: DocumentBuilder, inlines: OdfInlines, styles: OdfStyles) -> None:
        self._builder = builder
        self._inlines = inlines
        self._styles = styles
        self._story = OdfStory(builder, inlines, styles, "slide")
        self._sizes: dict[str, Size] = {}  # of pages, by the name of their master
        self._paragraphs = self._tables = 0
        self._text: Callable[[_Element], str] | None = None  # of the paragraphs of a plain page

    def pour(self, body: _Element, masters: _Element | None) -> None:
        """Every page, then what the master pages put on all of them."""
        self._sizes = _sizes(masters) if masters is not None else {}
        for number, page in enumerate(body.iterchildren(f"{DRAW}page"), 1):
            self._paragraphs = self._tables = 0
            style = page.get(f"{DRAW}style-name") or ""
            hidden = self._styles.says(style, f"{PRESENTATION}visibility") == "hidden"
            self._text = self._inlines.texts_below(page)
            self._pour_page(page, number, "hidden-slide" if hidden else "")
        self._text = None
        self._styles.ask_all()
        for master in masters.iter(f"{STYLE}master-page") if masters is not None else ():
            for shape in master:
                is_prompt = shape.get(f"{PRESENTATION}placeholder") == "true" or shape.tag in _BESIDE
                self._pour_texts(shape, Place("template"), "template" if is_prompt else "header")

    def _pour_page(self, page: _Element, number: int, layer: str) -> None:
        size = self._sizes.get(page.get(f"{DRAW}master-page-name") or "", self._styles.largest_page)
        places = SlidePlaces(page, self._styles, size)
        for shape in page:
            if shape.tag == f"{PRESENTATION}notes":
                self._pour_texts(shape, Place("notes", (number,), "slide"), "speaker-notes")
            elif shape.tag == f"{OFFICE}annotation":
                self._pour_texts(shape, Place("comment", (number,), "slide"), "comment")
            else:
                place = Place("slide", (number,), "slide")
                for leaf in leaves((shape,)):
                    own = layer or places.layer(leaf)
                    table = leaf.find(f"{TABLE}table")
                    if table is None:
                        self._pour_texts(leaf, place, own or "body")
                    else:
                        self._tables += 1
                        spot = Place("slide", (number, self._tables), "slide-cell")
                        self._story.pour_table(table, spot, own, "body")
                self._pour_beside(shape, place)

    def _pour_texts(self, shape: _Element, place: Place, layer: str) -> None:
        visible = layer in ("body", "header")
        if self._text is not None:
            self._add_plain([*map(self._text, shape.iter(*_PARAGRAPHS))], place, layer, visible=visible)
            return
        for paragraph in shape.iter(*_PARAGRAPHS):
            line = self._inlines.line(paragraph)
            text = line.text
            self._paragraphs += 1
            if text and not text.isspace():
                steps = (*place.steps, self._paragraphs) if place.part == "slide" else place.steps
                self._builder.add(text, Place(place.part, steps, place.form), layer=layer, visible=visible)
            for kind, text, seen, _ in line.asides:
                if text.strip():
                    self._builder.add(text, place, layer=kind, visible=seen and visible)

    def _add_plain(self, texts: Sequence[str], place: Place, layer: str, *, visible: bool) -> None:
        """Add paragraphs that hold nothing but text."""
        manner = Manner(place, layer, visible=visible)
        if place.part == "slide":
            lines = numbered_lines(texts, self._paragraphs + 1, manner)
        else:
            lines = [NumberedLine(text, 0, manner) for text in texts if text and not text.isspace()]
        self._paragraphs += len(texts)
        self._builder.add_lines(lines)

    def _pour_beside(self, shape: _Element, place: Place) -> None:
        line = Line()
        self._inlines.note_shape(shape, line)
        for kind, text, _, _ in line.asides:
            if text.strip():
                self._builder.add(text, place, layer=kind, visible=False)
        for _ in range(line.pictures):
            self._builder.gap("picture", "picture-text", place)


def _sizes(masters: _Element) -> dict[str, Size]:
    """Width and height in centimetres of the pages of each master page (16.9, 16.5)."""
    layouts: dict[str, Size] = {}
    for layout in masters.iter(f"{STYLE}page-layout"):
        said = layout.find(f"{STYLE}page-layout-properties")
        if said is not None:
            name = layout.get(f"{STYLE}name") or ""
            layouts[name] = length(said.get(f"{FO}page-width")), length(said.get(f"{FO}page-height"))
    return {
        master.get(f"{STYLE}name") or "": layouts[name]
        for master in masters.iter(f"{STYLE}master-page")
        if (name := master.get(f"{STYLE}page-layout-name") or "") in layouts
    }
