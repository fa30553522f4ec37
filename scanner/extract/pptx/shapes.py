"""The shapes of a slide poured into blocks and tables, each in its layer (ECMA-376-1, 19.3.1, 20.1, 21.1)."""

from __future__ import annotations

from scanner.extract.package.sweep_xml import joined_text, text_reader
from scanner.extract.tables import table_of
from scanner.model import Grid, Place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lxml.etree import _Element

    from scanner.extract.building import DocumentBuilder
    from scanner.extract.pptx.unseen import Unseen

_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_BODY, _PARAGRAPH = f"{_P}txBody", f"{_A}p"
_ALTERNATE, _GROUP, _PICTURE, _ABOUT = f"{_MC}AlternateContent", f"{_P}grpSp", f"{_P}pic", f"{_P}cNvPr"
_TABLE, _OFFSET, _EXTENT, _FRAMES = f"{_A}tbl", f"{_A}off", f"{_A}ext", (f"{_A}xfrm", f"{_P}xfrm")
_HOLDER = f"{_P}nvSpPr/{_P}nvPr/{_P}ph"
_TITLES = frozenset(("title", "ctrTitle"))
_FIELDS = frozenset(("sldNum", "dt", "sldImg"))  # of notes: number, date, picture of the slide
_READABLE = 720_000  # English Metric Units, 2 cm; smaller pictures are logos
_TRUE = frozenset(("1", "true"))
_SHAPES = tuple(_P + name for name in ("sp", "cxnSp", "pic", "graphicFrame", "grpSp", "contentPart"))


class Shapes:
    """Pours the shapes of one slide; `number` is the slide's, counted from 1, `part` that of the places."""

    def __init__(
        self,
        builder: DocumentBuilder,
        number: int,
        size: tuple[int, ...],
        part: str = "slide",
        unseen: Unseen | None = None,
    ) -> None:
        self._builder = builder
        self._number = number
        self._size = size
        self._part = part
        self._unseen = unseen
        self._paragraphs = 0
        self._tables = 0
        self._text: Callable[[_Element], str] = joined_text

    def pour(self, root: _Element, *, layer: str) -> None:
        """Everything on the slide; `layer` is that of all of it, "" for an ordinary slide."""
        self._text = text_reader(root)
        for tree in root.iter(f"{_P}spTree"):
            for shape in tree:
                self._pour_shape(shape, layer, is_outer=True)

    def pour_ground(self, root: _Element) -> None:
        """The texts of a layout or master: what a placeholder says is only shown while one types."""
        self._text = text_reader(root)
        for shape in root.iter(f"{_P}sp"):
            is_prompt = shape.find(f"{_P}nvSpPr/{_P}nvPr/{_P}ph") is not None
            for paragraph in shape.iterfind(f"{_P}txBody/{_A}p"):
                text = self._text(paragraph)
                if text.strip():
                    self._paragraphs += 1
                    place = Place("template", (self._paragraphs,))
                    layer = "template" if is_prompt else "header"
                    self._builder.add(text, place, layer=layer, visible=not is_prompt)

    def _pour_shape(self, shape: _Element, layer: str, *, is_outer: bool) -> None:
        if shape.tag == _ALTERNATE:
            chosen = shape.find(f"{_MC}Choice")
            for inner in chosen if chosen is not None else ():
                self._pour_shape(inner, layer, is_outer=is_outer)
        if shape.tag not in _SHAPES:
            return
        about = next(shape.iter(_ABOUT), None)
        if not layer and about is not None and about.get("hidden") in _TRUE:
            layer = "hidden-text"
        if not layer and is_outer and self._is_off_page(shape):
            layer = "off-page"
        if not layer and not is_outer and self._unseen is not None and self._unseen.is_off(shape, self._size):
            layer = "off-page"
        if about is not None:
            self._add_alternatives(about)
        if shape.tag == _GROUP:
            for inner in shape:
                self._pour_shape(inner, layer, is_outer=False)
        elif shape.tag == _PICTURE:
            self._note_picture(shape)
        else:
            self._pour_text(shape, layer)

    def _pour_text(self, shape: _Element, layer: str) -> None:
        holder = shape.find(_HOLDER)
        kind = holder.get("type") or "" if holder is not None else ""
        if self._part == "notes" and kind in _FIELDS:
            return
        for table in shape.iter(_TABLE):
            self._pour_table(table, layer, shape)
        role = "title" if kind in _TITLES else ""
        paragraphs = [found for body in shape.iterchildren(_BODY) for found in body.iterchildren(_PARAGRAPH)]
        if self._unseen is None or self._unseen.is_plain:
            self._add_plain(paragraphs, layer, role)
            return
        for paragraph in paragraphs:
            self._paragraphs += 1
            place = Place(self._part, (self._number, self._paragraphs), "slide")
            for text, own in self._pieces(shape, paragraph):
                if text.strip():
                    found = layer or own
                    self._builder.add(text, place, layer=found or "body", visible=not found, role=role)

    def _add_plain(self, paragraphs: Sequence[_Element], layer: str, role: str) -> None:
        """Add the paragraphs of a slide of which all words are seen."""
        part, number = self._part, self._number
        texts = enumerate(map(self._text, paragraphs), self._paragraphs + 1)
        self._paragraphs += len(paragraphs)
        lines = [
            (text, Place(part, (number, at), "slide")) for at, text in texts if text and not text.isspace()
        ]
        self._builder.add_lines(lines, layer=layer or "body", visible=not layer, role=role)

    def _pieces(self, shape: _Element, paragraph: _Element) -> Sequence[tuple[str, str]]:
        """The text of a paragraph that is seen, and that which is not, each with its layer."""
        text = self._text(paragraph)
        if self._unseen is None or not text.strip():
            return ((text, ""),)
        if self._unseen.covered(shape, paragraph, text):
            return ((text, "covered-text"),)
        runs = self._unseen.runs(shape, paragraph)
        if not runs:
            return ((text, ""),)
        hidden = "".join(self._text(run) for run in runs)
        for run in runs:
            paragraph.remove(run)
        return (self._text(paragraph), ""), (hidden, "invisible-text")

    def _pour_table(self, element: _Element, layer: str, frame: _Element) -> None:
        """A table; what lies below a merged cell (hMerge, vMerge) or a shape is not shown."""
        self._tables += 1
        place = Place(self._part, (self._number, self._tables), "slide-cell")
        rows = [list(row.iterfind(f"{_A}tc")) for row in element.iterfind(f"{_A}tr")]
        width = max(map(len, rows), default=0)
        if not width:
            return
        texts: list[str] = []
        merged: list[tuple[int, int, int, int]] = []
        covered: list[tuple[int, int, str, str]] = []
        for top, row in enumerate(rows):
            for left, cell in enumerate(row):
                text, unseen = self._cell(cell, frame, top, left)
                covered += [(top, left, *piece) for piece in unseen]
                texts.append(text)
                down, right = _span(cell, "rowSpan"), _span(cell, "gridSpan")
                if down > 1 or right > 1:
                    corner = min(top + down, len(rows)) - 1, min(left + right, width) - 1
                    merged.append((top, left, *corner))
            texts += [""] * (width - len(row))
        table = table_of(texts, width, merged=tuple(merged))
        self._builder.add_table(Grid(texts, width, place, layer or "body", not layer), table)
        for top, left, text, own in covered:
            spot = Place(self._part, (self._number, self._tables, top + 1, left + 1), "slide-cell")
            self._builder.add(text, spot, layer=layer or own, visible=False)

    def _cell(
        self, cell: _Element, frame: _Element, row: int, column: int
    ) -> tuple[str, list[tuple[str, str]]]:
        """The text of a cell that is seen, and the pieces that are not with their layers."""
        text = "\n".join(self._text(paragraph) for paragraph in cell.iter(f"{_A}p"))
        if not text.strip():
            return text, []
        if cell.get("hMerge") in _TRUE or cell.get("vMerge") in _TRUE:
            return "", [(text, "covered-text")]
        if self._unseen is None:
            return text, []
        if self._unseen.covered_cell(frame, row, column):
            return "", [(text, "covered-text")]
        pieces = [piece for paragraph in cell.iter(_PARAGRAPH) for piece in self._pieces(frame, paragraph)]
        seen = "\n".join(text for text, layer in pieces if not layer)
        return seen, [piece for piece in pieces if piece[1] and piece[0].strip()]

    def _add_alternatives(self, about: _Element) -> None:
        for name in ("descr", "title"):
            text = about.get(name) or ""
            if text.strip():
                place = Place(self._part, (self._number,), "slide")
                self._builder.add(text, place, layer="alternative-text", visible=False)

    def _note_picture(self, shape: _Element) -> None:
        extent = shape.find(f"{_P}spPr/{_A}xfrm/{_A}ext")
        sides = [_length(extent, "cx"), _length(extent, "cy")] if extent is not None else []
        if not sides or min(sides) >= _READABLE:
            self._builder.gap("picture", "picture-text", Place(self._part, (self._number,), "slide"))
        crop = shape.find(f"{_P}blipFill/{_A}srcRect")
        if crop is not None and any(_length(crop, side) >= 5000 for side in "lrtb"):
            place = Place(self._part, (self._number,), "slide")
            self._builder.add("", place, layer="image-metadata", visible=False)

    def _is_off_page(self, shape: _Element) -> bool:
        """Whether no part of the shape lies on the slide; a shape without a position takes its layout's."""
        place = next(shape.iter(*_FRAMES), None) if self._part == "slide" else None
        offset = next(place.iterchildren(_OFFSET), None) if place is not None else None
        extent = next(place.iterchildren(_EXTENT), None) if place is not None else None
        if offset is None or extent is None:
            return False
        left, top = _length(offset, "x"), _length(offset, "y")
        right, bottom = left + _length(extent, "cx"), top + _length(extent, "cy")
        return right <= 0 or bottom <= 0 or left >= self._size[0] or top >= self._size[1]


def _span(cell: _Element, name: str) -> int:
    said = cell.get(name) or "1"
    return int(said[:5]) if said.isdecimal() else 1


def _length(element: _Element, name: str) -> int:
    said = element.get(name) or "0"
    return int(said[:12]) if said.removeprefix("-").isdecimal() else 0
