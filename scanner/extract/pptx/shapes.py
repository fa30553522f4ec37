"""The shapes of a slide poured into blocks and tables, each in its layer (ECMA-376-1, 19.3.1, 20.1, 21.1)."""

from __future__ import annotations

from scanner.extract.late_blocks import Manner, numbered_lines
from scanner.extract.package.sweep_xml import joined_text, text_reader
from scanner.extract.picture.extent import is_readable
from scanner.extract.pptx.grounds import placeholder
from scanner.extract.pptx.places import about, branches, frame_of, length, trees
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
_ALTERNATE, _GROUP, _PICTURE = f"{_MC}AlternateContent", f"{_P}grpSp", f"{_P}pic"
_ROW, _CELL = f"{_A}tr", f"{_A}tc"
_TABLE, _FRAME = f"{_A}tbl", f"{_P}graphicFrame"
_TITLES = frozenset(("title", "ctrTitle"))
_FIELDS = frozenset(("sldNum", "dt", "sldImg"))  # of notes: number, date, picture of the slide
_FILLED = (f"{_P}spPr", f"{_P}bgPr", f"{_A}tcPr")
_CUT = 5_000  # thousandths of a per cent of a side: less is the trimming of an edge
_SPREAD, _LOOSE = 40, 10_000  # cells of a grid that a table may have for each of its own, and beyond that
_CENTIMETRE = 360_000  # English Metric Units
_TRUE = frozenset(("1", "true"))
_SHAPES = frozenset(_P + name for name in ("sp", "cxnSp", "pic", "graphicFrame", "grpSp", "contentPart"))


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
        self._seen = "header" if part == "template" else "body"  # the layer of what is seen
        self._paragraphs = 0
        self._tables = 0
        self._text: Callable[[_Element], str] = joined_text

    def pour(self, root: _Element, *, layer: str) -> None:
        """Everything on the slide; `layer` is that of all of it, "" for an ordinary slide."""
        self._text = text_reader(root)
        for tree in trees(root):
            for shape in tree:
                self._pour_shape(shape, layer)
        if self._part == "slide":
            self._note_fills(root)

    def _pour_shape(self, shape: _Element, layer: str) -> None:
        tag = shape.tag
        if tag == _ALTERNATE:
            chosen, others = branches(shape)
            for inner in chosen if chosen is not None else ():
                self._pour_shape(inner, layer)
            self._pour_others(chosen, others)
        if tag not in _SHAPES:
            return
        said = about(shape)
        if not layer and said is not None and said.get("hidden") in _TRUE:
            layer = "hidden-text"
        if not layer and self._unseen is not None and self._unseen.stack.is_off(shape, self._size):
            layer = "off-page"
        if said is not None:
            self._add_alternatives(said)
        if tag == _GROUP:
            for inner in shape:
                self._pour_shape(inner, layer)
        elif tag == _PICTURE:
            self._note_picture(shape)
        else:
            self._pour_text(shape, layer)

    def _pour_others(self, chosen: _Element | None, others: Sequence[_Element]) -> None:
        """The words that alternatives hold for other programs, where those that are shown do not say them too."""
        said = {self._text(found) for found in (chosen.iter(_PARAGRAPH) if chosen is not None else ())}
        for text in [self._text(found) for other in others for found in other.iter(_PARAGRAPH)]:
            if text.strip() and text not in said:
                said.add(text)
                self._builder.add(text, self._place(), layer="attribute", visible=False)

    def _place(self, *steps: int, form: str = "slide") -> Place:
        """The place of this slide or template, or of a paragraph or cell of it."""
        if self._part == "template":
            return Place(self._part, steps, "cell" if form == "slide-cell" else "paragraph")
        return Place(self._part, (self._number, *steps), form)

    def _pour_text(self, shape: _Element, layer: str) -> None:
        kind, _ = placeholder(shape) or ("", "")
        if self._part == "notes" and kind in _FIELDS:
            return
        for table in shape.iter(_TABLE) if shape.tag == _FRAME else ():
            self._pour_table(table, layer, shape)
        if self._part == "template" and kind:
            layer = "template"  # what a placeholder says is only shown while one types
        role = "title" if kind in _TITLES else ""
        bodies = [body for body in shape if body.tag == _BODY]
        paragraphs = [found for body in bodies for found in body.iterchildren(_PARAGRAPH)]
        if self._unseen is None or layer or self._unseen.is_plain(shape, paragraphs):
            self._add_plain(paragraphs, layer, role)
            return
        for paragraph in paragraphs:
            self._paragraphs += 1
            place = self._place(self._paragraphs)
            for text, own in self._pieces(shape, paragraph):
                if text.strip():
                    found = layer or own
                    self._builder.add(text, place, layer=found or self._seen, visible=not found, role=role)

    def _add_plain(self, paragraphs: Sequence[_Element], layer: str, role: str) -> None:
        """Add the paragraphs of a slide of which all words are seen."""
        manner = Manner(self._place(), layer or self._seen, visible=not layer, role=role)
        lines = numbered_lines(map(self._text, paragraphs), self._paragraphs + 1, manner)
        self._paragraphs += len(paragraphs)
        self._builder.add_lines(lines)

    def _pieces(self, shape: _Element, paragraph: _Element) -> Sequence[tuple[str, str]]:
        """The text of a paragraph that is seen, and that which is not, each with its layer."""
        text = self._text(paragraph)
        if self._unseen is None or not text.strip():
            return ((text, ""),)
        layer = self._unseen.of_paragraph(shape, paragraph, text)
        return ((text, layer),) if layer else self._pieces_of_runs(shape, paragraph, text)

    def _pieces_of_runs(self, shape: _Element, paragraph: _Element, text: str) -> Sequence[tuple[str, str]]:
        runs = self._unseen.runs(shape, paragraph) if self._unseen is not None else []
        if not runs:
            return ((text, ""),)
        hidden: dict[str, str] = {}
        for run, layer in runs:
            hidden[layer] = hidden.get(layer, "") + self._text(run)
            paragraph.remove(run)
        return (self._text(paragraph), ""), *((words, layer) for layer, words in hidden.items())

    def _pour_table(self, element: _Element, layer: str, frame: _Element) -> None:
        """A table; what lies below a merged cell (hMerge, vMerge) or a shape is not shown."""
        self._tables += 1
        place = self._place(self._tables, form="slide-cell")
        rows = [[cell for cell in row if cell.tag == _CELL] for row in element.iterchildren(_ROW)]
        width = max(map(len, rows), default=0)
        if not width:
            return
        asked = None if self._unseen is None or self._unseen.is_plain_table(frame) else frame
        texts = self._plain_texts(element, rows, width, asked)
        merged: list[tuple[int, int, int, int]] = []
        unseen: list[tuple[int, int, str, str]] = []
        if texts is None:
            texts, merged, unseen = self._cells(rows, width, asked)
        if len(texts) == len(rows) * width:
            grid = Grid(texts, width, place, layer or self._seen, not layer)
            self._builder.add_table(grid, table_of(texts, width, merged=tuple(merged)))
        else:  # rows without cells beside very long ones: no table that a program writes
            for text in filter(str.strip, texts):
                self._builder.add(text, place, layer=layer or self._seen, visible=not layer)
        for top, left, text, own in unseen:
            spot = self._place(self._tables, top + 1, left + 1, form="slide-cell")
            self._builder.add(text, spot, layer=layer or own, visible=False)

    def _plain_texts(
        self, table: _Element, rows: Sequence[Sequence[_Element]], width: int, frame: _Element | None
    ) -> list[str] | None:
        """The texts of a table of whole rows whose cells state nothing and hold one paragraph each, of which all is seen.

        None for others.
        """
        cells = [cell for row in rows for cell in row]
        paragraphs = list(table.iter(_PARAGRAPH))
        if len(paragraphs) != len(cells) or len(cells) != len(rows) * width:
            return None
        if any(cell.keys() for cell in cells) or [_holder(found) for found in paragraphs] != cells:
            return None
        if frame is None or self._unseen is None or self._unseen.are_plain_cells(frame, paragraphs):
            return list(map(self._text, paragraphs))
        return None

    def _cells(
        self, rows: Sequence[Sequence[_Element]], width: int, frame: _Element | None
    ) -> tuple[list[str], list[tuple[int, int, int, int]], list[tuple[int, int, str, str]]]:
        """The texts of cells that are seen, those that are merged, what is not seen with row, column and layer."""
        texts: list[str] = []
        merged: list[tuple[int, int, int, int]] = []
        unseen: list[tuple[int, int, str, str]] = []
        for top, row in enumerate(rows):
            for left, cell in enumerate(row):
                text, pieces = self._cell(cell, frame, top, left)
                if pieces:
                    unseen += [(top, left, *piece) for piece in pieces]
                texts.append(text)
                down, right = _span(cell, "rowSpan"), _span(cell, "gridSpan")
                if down > 1 or right > 1:
                    corner = min(top + down, len(rows)) - 1, min(left + right, width) - 1
                    merged.append((top, left, *corner))
            if len(rows) * width <= _SPREAD * len(texts) + _LOOSE:
                texts += [""] * (width - len(row))
        return texts, merged, unseen

    def _cell(
        self, cell: _Element, frame: _Element | None, row: int, column: int
    ) -> tuple[str, Sequence[tuple[str, str]]]:
        """The text of a cell that is seen, and the pieces that are not with their layers; no frame: all of them are."""
        paragraphs = list(cell.iter(_PARAGRAPH))
        text = "\n".join(map(self._text, paragraphs))
        if not text or text.isspace():
            return text, ()
        if cell.get("hMerge") in _TRUE or cell.get("vMerge") in _TRUE:
            return "", [(text, "covered-text")]
        if self._unseen is None or frame is None:
            return text, ()
        layer = self._unseen.of_cell(frame, row, column)
        if layer:
            return "", [(text, layer)]
        if self._unseen.are_plain(paragraphs):
            return text, ()
        pieces = [
            piece
            for paragraph in paragraphs
            for piece in self._pieces_of_runs(frame, paragraph, self._text(paragraph))
        ]
        seen = "\n".join(text for text, layer in pieces if not layer)
        return seen, [piece for piece in pieces if piece[1] and piece[0].strip()]

    def _add_alternatives(self, about: _Element) -> None:
        for name in ("descr", "title"):
            text = about.get(name) or ""
            if text.strip():
                place = self._place()
                self._builder.add(text, place, layer="alternative-text", visible=False)

    def _note_picture(self, shape: _Element) -> None:
        """Note a picture that may hold words, which stand in no layout's ornament, and what is cut off its sides."""
        frame = frame_of(shape)
        extent = next(frame.iterchildren(f"{_A}ext"), None) if frame is not None else None
        sides = [length(extent, "cx"), length(extent, "cy")] if extent is not None else []
        if self._part != "template" and is_readable(sides, _CENTIMETRE):
            self._builder.gap("picture", "picture-text", self._place())
        self._note_crop(next(shape.iterchildren(f"{_P}blipFill"), None))

    def _note_crop(self, fill: _Element | None) -> None:
        crop = next(fill.iterchildren(f"{_A}srcRect"), None) if fill is not None else None
        if crop is not None and any(length(crop, side) >= _CUT for side in "lrtb"):
            self._builder.add("", self._place(), layer="image-metadata", visible=False)

    def _note_fills(self, root: _Element) -> None:
        """Note the pictures that a slide, its shapes and cells are filled with."""
        for fill in root.iter(f"{_A}blipFill"):
            holder = fill.getparent()
            above = holder.getparent() if holder is not None else None
            if holder is not None and above is not None and holder.tag in _FILLED:
                if above.tag == f"{_P}sp":
                    self._note_picture(above)
                else:
                    self._builder.gap("picture", "picture-text", self._place())
                self._note_crop(fill)


def _holder(paragraph: _Element) -> _Element | None:
    """What holds the body of text that a paragraph stands in."""
    body = paragraph.getparent()
    return None if body is None else body.getparent()


def _span(cell: _Element, name: str) -> int:
    said = cell.get(name)
    return int(said[:5]) if said and said.isdecimal() else 1
