"""A paragraph of an OpenDocument file: its visible text, and what lies beside it, each in its layer.

Source: ODF 1.3 part 3, 6 (text content), 5.5 (change tracking), 10 (drawings), 14.1 (annotations).
"""

from __future__ import annotations

from scanner.extract.odf.counting import is_of_spans, whole_text
from scanner.extract.odf.styles import AROUND, DC, DRAW, OFFICE, STYLE, SVG, TABLE, TEXT, XLINK, length
from scanner.extract.picture.extent import is_readable
from scanner.model import Mark

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lxml.etree import _Element

    from scanner.extract.odf.styles import OdfStyles

_SPACES = 4000  # that one text:s may stand for
_CONDITIONAL = frozenset((f"{TEXT}hidden-text", f"{TEXT}conditional-text"))
_VALUES = tuple(f"{TEXT}string-value{when}" for when in ("", "-if-true", "-if-false"))
_IS_HIDDEN, _DISPLAY, _HIDDEN_PARAGRAPH = f"{TEXT}is-hidden", f"{TEXT}display", f"{TEXT}hidden-paragraph"
_PARAGRAPH, _STYLE_NAME = f"{TEXT}p", f"{TEXT}style-name"
_SPAN, _SPACE, _COUNT = f"{TEXT}span", f"{TEXT}s", f"{TEXT}c"
_CHANGED = frozenset((f"{TEXT}change-start", f"{TEXT}change-end"))
_CHANGE, _CHANGE_ID = f"{TEXT}change", f"{TEXT}change-id"
_BREAKS = {f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n"}


class Line:
    """What a paragraph holds. `asides` are (layer, text, visible, author); `boxes` hold paragraphs of their own."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.marks: list[Mark] = []
        self.asides: list[tuple[str, str, bool, str]] = []
        self.boxes: list[_Element] = []
        self.notes: list[tuple[str, _Element]] = []
        self.tables: list[_Element] = []  # within a cell
        self.pictures = 0
        self.is_covered = False  # whether it is that of a cell below merged ones
        self.open_at = -1  # where the hidden text that was put last may go on

    @property
    def text(self) -> str:
        return "".join(self.pieces)

    @property
    def has_more(self) -> bool:
        """Whether anything lies beside the text."""
        return bool(self.asides or self.boxes or self.notes or self.pictures or self.tables)


class OdfInlines:
    """Reads paragraphs; `deleted` are the texts of tracked deletions by their id."""

    def __init__(self, styles: OdfStyles, deleted: dict[str, str]) -> None:
        self._styles = styles
        self._deleted = deleted
        self.is_inserted = False  # a tracked change may run over several paragraphs
        self._is_deleted = False  # LibreOffice leaves deletions in the text where it writes one file
        self._base = ""  # the layer of all of a paragraph, whatever its styles say
        self._around = ""  # the styles around the text that is walked, the innermost first

    def line(self, paragraph: _Element, layer: str = "") -> Line:
        """What a text:p or text:h holds; `layer` hides all of it."""
        line = Line()
        if not layer and self._styles.has_hidden_paragraphs:
            switches = paragraph.iterchildren(_HIDDEN_PARAGRAPH)
            layer = "hidden-text" if any(found.get(_IS_HIDDEN) == "true" for found in switches) else ""
        self._base, self._around = layer, paragraph.get(_STYLE_NAME) or ""
        if not layer and self._styles.has_unseen:
            layer = self._styles.layer(self._around, paragraph)
            if layer == "invisible-text" and _is_stretched(paragraph):
                layer = ""
        self._walk(paragraph, line, layer)
        return line

    def texts_below(self, element: _Element) -> Callable[[_Element], str] | None:
        """What gives the texts of the paragraphs below an element, where they hold nothing but seen text in spans."""
        if self.is_inserted or self._styles.has_unseen or not is_of_spans(element):
            return None
        return whole_text

    def plain(self, cell: _Element) -> str | None:
        """The text of a cell that holds one paragraph of nothing but seen text; None for others."""
        if len(cell) != 1 or self.is_inserted:
            return None
        paragraph = cell[0]
        children = len(paragraph)
        if (
            children > 1
            or paragraph.tag != _PARAGRAPH
            or (self._styles.has_unseen and self._hides(paragraph))
        ):
            return None
        text = paragraph.text or ""
        if children:
            span = paragraph[0]
            if len(span) or span.tag != _SPAN or (self._styles.has_unseen and self._hides(span)):
                return None
            text += (span.text or "") + (span.tail or "")
        return text

    def plains(self, cells: Sequence[_Element]) -> list[str] | None:
        """The texts of cells that all hold one paragraph of nothing but seen text; None for others."""
        if self.is_inserted or self._styles.has_unseen:
            return None
        found: list[str] = []
        for cell in cells:
            if len(cell) != 1:
                return None
            paragraph = cell[0]
            if len(paragraph) or paragraph.tag != _PARAGRAPH:
                text = self.plain(cell)
                if text is None:
                    return None
                found.append(text)
            else:
                found.append(paragraph.text or "")
        return found

    def _hides(self, element: _Element) -> bool:
        """Whether the style of a paragraph or span may hide its text."""
        name = element.get(_STYLE_NAME)
        return bool(self._styles.layer(name or ""))

    def _walk(self, element: _Element, line: Line, layer: str) -> None:
        text = element.text
        if text:
            self._put(text, line, layer)
        has_unseen = self._styles.has_unseen
        for child in element:
            if child.tag == _SPAN:
                around = self._around
                own = self._layer_of(child, layer) if has_unseen else layer
                if len(child):
                    self._walk(child, line, own)
                elif text := child.text:
                    self._put(text, line, own)
                self._around = around
            else:
                self._read(child, line, layer)
            text = child.tail
            if text:
                self._put(text, line, layer)

    def _layer_of(self, span: _Element, layer: str) -> str:
        """The layer of a span in text of this layer: what it says goes before what is said around it."""
        name = span.get(_STYLE_NAME)
        if not name or self._base:
            return layer
        self._around = f"{name}{AROUND}{self._around}"
        own = layer if layer == "off-page" else self._styles.layer(self._around, span)
        return "" if own == "invisible-text" and _is_stretched(span) else own

    def _put(self, text: str, line: Line, layer: str) -> None:
        layer = "deletion" if self._is_deleted else layer
        if layer == "maybe-covered":  # it is seen, and told
            line.marks.append(Mark(line.length, line.length + len(text), layer))
        elif layer:
            if line.open_at == line.length and line.asides[-1][0] == layer:
                line.asides[-1] = (layer, line.asides[-1][1] + text, False, "")
            else:
                line.asides.append((layer, text, False, ""))
            line.open_at = line.length
            return
        if self.is_inserted:
            line.marks.append(Mark(line.length, line.length + len(text), "insertion"))
        line.pieces.append(text)
        line.length += len(text)

    def _read(self, child: _Element, line: Line, layer: str) -> None:
        tag = str(child.tag)
        if tag == _SPACE:
            said = child.get(_COUNT) or "1"
            spaces = " " * min(int(said[:7]) if said.isdecimal() else 1, _SPACES)
            if spaces:
                self._put(spaces, line, layer)
        elif tag in _BREAKS:
            self._put(_BREAKS[tag], line, layer)
        elif tag in _CHANGED:
            self.is_inserted = tag.endswith("start")
            self._is_deleted = self.is_inserted and child.get(_CHANGE_ID) in self._deleted
        elif tag == _CHANGE:
            text = self._deleted.pop(child.get(_CHANGE_ID) or "", "")
            if text:
                line.asides.append(("deletion", text, False, ""))
        elif tag in _CONDITIONAL:
            self._read_conditional(child, line, layer)
        else:
            self._read_object(child, tag, line, layer)

    def _read_conditional(self, child: _Element, line: Line, layer: str) -> None:
        """A field that shows one of two texts, or one or none (7.7.2, 7.7.3): the other is in the file."""
        shown = "" if child.get(_IS_HIDDEN) == "true" else "".join(map(str, child.itertext()))
        if shown:
            self._put(shown, line, layer)
        for value in dict.fromkeys(child.get(name) or "" for name in _VALUES):
            if value and value != shown:
                line.asides.append(("hidden-text", value, False, ""))

    def _read_object(self, child: _Element, tag: str, line: Line, layer: str) -> None:
        if tag == f"{OFFICE}annotation":
            self.note_comment(child, line)
        elif tag == f"{TEXT}note":
            line.notes.append((child.get(f"{TEXT}note-class") or "footnote", child))
        elif tag == f"{TEXT}a":
            self._note_link(child, line)
            self._walk(child, line, layer)
        elif tag.startswith(DRAW):
            self.note_shape(child, line)
        elif tag == f"{TEXT}ruby" or tag in (f"{TEXT}ruby-base", f"{TEXT}meta", f"{TEXT}bibliography-mark"):
            self._walk(child, line, layer)
        elif tag == f"{TEXT}ruby-text":
            line.asides.append(("body", child.text or "", True, ""))
        elif tag == f"{TEXT}script":
            line.asides.append(("attribute", child.text or "", False, ""))
        elif not tag.startswith(STYLE):
            is_hidden = child.get(_DISPLAY) == "none"  # a variable that is set and not shown (19.811)
            self._walk(child, line, "hidden-text" if is_hidden else layer)

    def note_comment(self, comment: _Element, line: Line) -> None:
        """A comment with its author."""
        text = "\n".join("".join(map(str, found.itertext())) for found in comment.iter(f"{TEXT}p"))
        author = str(comment.findtext(f"{DC}creator") or "")
        line.asides.append(("comment", text, False, author))

    def _note_link(self, child: _Element, line: Line) -> None:
        target = child.get(f"{XLINK}href") or ""
        if target and not target.startswith("#"):
            line.asides.append(("link-target", target, False, ""))

    def note_shape(self, shape: _Element, line: Line) -> None:
        """A frame, a group or a drawn shape: alternative texts, boxes with text, pictures."""
        for found in shape.iter(f"{SVG}title", f"{SVG}desc"):
            line.asides.append(("alternative-text", found.text or "", False, ""))
        for link in shape.iter(f"{DRAW}a"):
            self._note_link(link, line)
        if any(True for _ in shape.iter(f"{TEXT}p", f"{TEXT}h")):
            line.boxes.append(shape)
        for frame in shape.iter(f"{DRAW}frame"):
            sides = length(frame.get(f"{SVG}width")), length(frame.get(f"{SVG}height"))
            is_object = frame.find(f"{DRAW}object") is not None or frame.find(f"{TABLE}table") is not None
            if frame.find(f"{DRAW}image") is not None and not is_object and is_readable(sides, 1.0):
                line.pictures += 1


def _is_stretched(element: _Element) -> bool:
    """Whether words are drawn as large as the shape that holds them, in its colour (19.236, draw:text-path): a watermark."""
    shape = next(element.iterancestors(f"{DRAW}custom-shape"), None)
    drawn = shape.find(f"{DRAW}enhanced-geometry") if shape is not None else None
    return drawn is not None and drawn.get(f"{DRAW}text-path") == "true"
