"""Presentations (.pptx): slides in their order, notes, comments, what is hidden or lies off the slide.

Source: ECMA-376-1, 19 (PresentationML), 20 and 21 (DrawingML). Text of layouts and masters that slides
use is on the slides, unless it only says what is to be typed there; it is read once. All other parts are
read by the part sweep.
"""

from __future__ import annotations

from scanner.errors import Unreadable
from scanner.extract.building import DocumentBuilder
from scanner.extract.package.ooxml import Package, property_texts
from scanner.extract.package.part_names import shown_name
from scanner.extract.package.sweep import Sweep
from scanner.extract.package.sweep_xml import joined_text
from scanner.extract.pptx.grounds import Grounds, placeholder
from scanner.extract.pptx.places import length
from scanner.extract.pptx.shapes import Shapes
from scanner.extract.pptx.unseen import Unseen
from scanner.model import Place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from lxml.etree import _Element

    from scanner.extract.package.ooxml import Relation
    from scanner.model import Document
    from scanner.settings import Limits

_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_FALSE = frozenset(("0", "false"))
_USUAL_SIZE = 12_192_000, 6_858_000  # English Metric Units, 16:9
_SIZES = range(
    914_400, 51_206_401
)  # English Metric Units (19.7.20): what is no size of a slide is not asked what lies off it


def read(name: str, data: bytes, limits: Limits) -> Document:
    """The document of a presentation; a part that fails is a gap. Raises `Unreadable` where the whole fails."""
    reader = _Reader(name, data, limits)
    reader.add_slides()
    reader.add_grounds()
    reader.add_rest()
    return reader.builder.document()


class _Reader:
    def __init__(self, name: str, data: bytes, limits: Limits) -> None:
        self.builder = DocumentBuilder(name, "pptx")
        self._limits = limits
        self._package = Package(data, limits)
        self._main = self._package.main_part("ppt/presentation.xml")
        self._root = self._package.xml(self._main)
        self._read: dict[str, None] = {}
        self._grounds: dict[
            str, bool
        ] = {}  # layouts and masters in use, and whether a slide shows their shapes
        self._behind = Grounds(self._package, self._root)
        size = self._root.find(f"{_P}sldSz")
        sides = tuple(length(size, side) for side in ("cx", "cy")) if size is not None else ()
        self._size = sides if sides and all(side in _SIZES for side in sides) else _USUAL_SIZE

    def add_slides(self) -> None:
        """Every slide in the order of the presentation."""
        relations = self._package.relations(self._main)
        for number, entry in enumerate(self._root.iterfind(f"{_P}sldIdLst/{_P}sldId"), 1):
            relation = relations.get(entry.get(f"{_R}id") or "")
            part = self._package.named(relation.target) if relation is not None else None
            if part is None:
                self.builder.gap("part", "damaged", Place("slide", (number,), "slide"))
            elif part not in self._read:  # a slide that is named twice stands where it is named first
                self._add_slide(part, number)

    def _add_slide(self, part: str, number: int) -> None:
        root = self._xml(part)
        if root is None:
            return
        unseen = Unseen(self._behind, part, root, self._relations_by_id(part), self._size)
        shapes = Shapes(self.builder, number, self._size, unseen=unseen)
        layer = "hidden-slide" if root.get("show") in _FALSE else ""
        shapes.pour(root, layer=layer)
        for relation in self._relations(part):
            target = self._package.named(relation.target)
            if relation.is_external or target is None:
                continue
            if relation.kind == "slideLayout":
                shown = root.get("showMasterSp") not in _FALSE
                self._grounds[target] = self._grounds.get(target, False) or shown
            elif target in self._read:
                continue
            elif relation.kind == "notesSlide":
                self._add_notes(target, number)
            elif relation.kind in ("comments", "comment"):
                self._add_comments(target, number)

    def _add_notes(self, part: str, number: int) -> None:
        root = self._xml(part)
        if root is not None:
            Shapes(self.builder, number, self._size, "notes").pour(root, layer="speaker-notes")

    def _add_comments(self, part: str, number: int) -> None:
        """Comments of either form: p:cm with p:text, or with a body of paragraphs."""
        root = self._xml(part)
        for comment in root if root is not None else ():
            paragraphs = list(comment.iter(f"{_A}p")) or [comment]
            text = "\n".join(map(joined_text, paragraphs)).strip()
            if text:
                place = Place("comment", (number,), "slide")
                self.builder.add(text, place, layer="comment", visible=False)

    def add_grounds(self) -> None:
        """What the layouts and masters in use put on their slides."""
        layouts = list(self._grounds)
        for part in layouts:
            root = self._ground(part)
            shown = self._grounds[part] and (root is None or root.get("showMasterSp") not in _FALSE)
            for relation in self._relations(part):
                if relation.kind == "slideMaster" and self._package.named(relation.target):
                    self._grounds[relation.target] = self._grounds.get(relation.target, False) or shown
        for part, shown in self._grounds.items():
            root = self._ground(part)
            if root is not None:
                own = shown and _has_words(root)
                links = self._relations_by_id(part)
                unseen = Unseen(self._behind, part, root, links, self._size) if own else None
                shapes = Shapes(self.builder, 0, self._size, "template", unseen)
                shapes.pour(root, layer="" if shown else "template")

    def add_rest(self) -> None:
        """Properties and all other parts."""
        try:
            for name, text in property_texts(self._package):
                place = Place("property", (), "named", name)
                self.builder.add(text, place, layer="property", visible=False)
        except Unreadable as error:
            self.builder.gap("part", error.reason, None, "docProps")
        Sweep(self._package, self.builder, self._limits).pour(self._read)

    def _ground(self, part: str) -> _Element | None:
        ground = self._behind.ground(part)
        if ground is None:
            return self._xml(part)
        self._read[part] = None
        return ground.root

    def _xml(self, part: str) -> _Element | None:
        self._read[part] = None
        try:
            return self._package.xml(part)
        except Unreadable as error:
            self.builder.gap("part", error.reason, None, shown_name(part))
            return None

    def _relations_by_id(self, part: str) -> dict[str, Relation]:
        try:
            return self._package.relations(part)
        except Unreadable:
            return {}  # the sweep says so

    def _relations(self, part: str) -> list[Relation]:
        try:
            return list(self._package.relations(part).values())
        except Unreadable:
            return []  # the sweep says so


def _has_words(ground: _Element) -> bool:
    """Whether a layout or master holds words that are shown: those of its placeholders are not."""
    return any(
        (text.text or "").strip()
        for shape in ground.iter(f"{_P}sp", f"{_P}graphicFrame")
        if placeholder(shape) is None
        for text in shape.iter(f"{_A}t")
    )
