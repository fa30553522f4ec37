"""PowerPoint 97–2003 (.ppt, .dps): texts of slides, notes, masters, comments; former states; what lies beside.

[MS-PPT]: 2.4.14 (SlideListWithTextContainer), 2.5.1 (slides), 2.5.6 (notes), 2.6.6 (SlideShowSlideInfoAtom:
hidden slides), 2.9.42 and 2.9.43 (text atoms), 2.10.18 (external objects, links), 2.13.6 (comments).
"""

from __future__ import annotations

from struct import error as StructError  # noqa: N812
from struct import unpack_from

from scanner.errors import Unreadable
from scanner.extract.building import DocumentBuilder
from scanner.extract.ole.compound import CompoundFile
from scanner.extract.ole.raw_words import raw_words
from scanner.extract.ole.rest import OleRest
from scanner.extract.package.telling import is_telling_text
from scanner.extract.ppt.file import DOCUMENT, HANDOUT, MASTER, NOTES, SLIDE, Slides
from scanner.model import Place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from scanner.extract.ppt.file import Record
    from scanner.model import Document
    from scanner.settings import Limits

_CHARS, _BYTES, _STRING = 4000, 4008, 4026
_SLIDE_LIST, _SLIDE_ATOM, _SHOW_INFO, _NOTES_ATOM = 4080, 1011, 1017, 1009
_COMMENT, _HYPERLINK, _OBJECT = 12000, 4055, 4113
_HIDDEN = 4  # of the flags of a SlideShowSlideInfoAtom
_SEPARATORS = str.maketrans({"\r": "\n", "\x0b": "\n", "\0": "", "\x01": ""})
_FIELDS = frozenset("*")
_PROMPTS = (
    "Click to edit",
    "单击此处",
    "点击此处",
    "按一下以編輯",
    "Master title style",
)  # what programs write


def read(name: str, data: bytes, limits: Limits) -> Document:
    """The document of a .ppt. Raises `Unreadable` ("encrypted", "damaged")."""
    storage = CompoundFile(data)
    builder = DocumentBuilder(name, "ppt")
    slides = Slides(storage.stream("PowerPoint Document"), storage.stream("Current User"))
    try:
        _Presentation(slides, builder, limits).pour()
    except StructError as error:
        raise Unreadable("damaged", "records") from error
    is_empty = not any(builder.texts())
    rest = OleRest(storage, builder, limits)
    rest.pour(skipped=("PowerPoint Document", "Current User"))
    rest.pour_numbers("PowerPoint Document", slides.data)
    if is_empty and not rest.has_content:
        builder.gap("file", "empty")
    if storage.is_damaged:
        builder.gap("part", "damaged", None, "ole")
    return builder.document()


class _Presentation:
    """Pours what a presentation says. Slides count from 1 in the order they are shown."""

    def __init__(self, slides: Slides, builder: DocumentBuilder, limits: Limits) -> None:
        self._slides = slides
        self._limits = limits
        self._builder = builder
        self._outlines: dict[int, list[str]] = {}  # persist number of a slide -> texts in the list of slides
        self._order: list[int] = []
        self._comments = 0
        self._said: set[str] = set()

    def pour(self) -> None:
        """Slides, then what hangs on them, then what is left."""
        self._read_lists()
        numbers = {persist: number for number, persist in enumerate(self._order, 1)}
        current = set(self._slides.objects.values())
        for persist in sorted(
            self._slides.objects, key=lambda persist: numbers.get(persist, len(numbers) + 1)
        ):
            record = self._slides.record(self._slides.objects[persist])
            if record is not None:
                self._pour_object(record, numbers.get(persist, 0), self._outlines.get(persist, []))
        for offset, record in self._slides.top():
            if offset not in current and record.kind in (SLIDE, NOTES, DOCUMENT, MASTER):
                self._add("\n".join(self._texts(record)), Place("leftover", (), "named"), "earlier-revision")

    def _read_lists(self) -> None:
        """The order of the slides, and those of their texts that stand in the list itself."""
        record = self._slides.record(self._slides.objects.get(self._slides.document, -1))
        if record is None:
            return
        is_slides, persist = False, 0
        for inner in self._slides.below(record):
            if inner.kind == _SLIDE_LIST:
                is_slides = inner.instance == 0
            elif inner.kind == _SLIDE_ATOM and is_slides:
                persist = unpack_from("<I", self._slides.data, inner.begin)[0]
                self._order.append(persist)
            elif inner.kind in (_CHARS, _BYTES) and is_slides and persist:
                self._outlines.setdefault(persist, []).append(self._text(inner))

    def _pour_object(self, record: Record, number: int, outline: list[str]) -> None:
        if record.kind == SLIDE:
            layer = "hidden-slide" if self._is_hidden(record) else "body"
            texts = [*outline, *self._texts(record)]
            for at, text in enumerate(dict.fromkeys(texts), 1):
                self._add(text, Place("slide", (number or 0, at), "slide"), layer)
            self._pour_comments(record, number)
        elif record.kind == NOTES:
            self._add("\n".join(self._texts(record)), Place("notes", (), "named"), "speaker-notes")
        elif record.kind in (MASTER, HANDOUT):
            texts = [text for text in self._texts(record) if not text.startswith(_PROMPTS)]
            self._add("\n".join(texts), Place("template", (), "named"), "template")
        elif record.kind == DOCUMENT:
            self._pour_document(record)
        elif record.kind == _OBJECT:
            self._pour_embedded(record)

    def _pour_document(self, record: Record) -> None:
        """Links, names of sounds and files, headers and footers of the whole presentation."""
        inside = -1
        for inner in self._slides.below(record):
            if inner.kind == _HYPERLINK:
                inside = inner.end
            if inner.kind == _STRING:
                is_link = inner.begin < inside
                layer = "link-target" if is_link else "attribute"
                text = self._text(inner)
                if is_link or is_telling_text(text):
                    self._add(text, Place("link" if is_link else "settings", (), "named"), layer)

    def _pour_embedded(self, record: Record) -> None:
        """An embedded file, packed where the record's instance is 1 (2.10.34, ExOleObjStg)."""
        from scanner.extract.nested import pour_file
        from scanner.extract.ole.objects import EmbeddedObject

        raw = self._slides.data[record.begin : record.end]
        place = Place("embedded", (), "named", inside="object")
        if record.instance == 1:
            import zlib

            most = max(self._limits.ratio_from_bytes, self._limits.expansion_ratio * len(raw))
            size = unpack_from("<I", raw, 0)[0]
            try:  # the end of the packed bytes is missing as a rule; the size tells
                raw = zlib.decompressobj().decompress(raw[4:], min(most, self._limits.expanded_bytes))
            except zlib.error:
                raw = b""
            if len(raw) < size:
                self._builder.gap("part", "too-large" if size > most else "damaged", place)
                return
        found = EmbeddedObject(raw)
        if found.is_damaged:
            self._builder.gap("part", "damaged", place)
        for word in found.words:
            self._add(word, Place("embedded", (), "named"), "embedded-file")
        for name, data in found.files:
            pour_file(self._builder, name, data, self._limits, shown=name or "object")
        for stream in found.rest if not found.files else ():
            for word in raw_words(stream):
                self._add(word, Place("embedded", (), "named"), "embedded-file")

    def _pour_comments(self, record: Record, number: int) -> None:
        for inner in self._slides.below(record):
            if inner.kind == _COMMENT:
                strings = {
                    part.instance: self._text(part)
                    for part in self._slides.below(inner)
                    if part.kind == _STRING
                }
                self._comments += 1
                place = Place("comment", (self._comments, number), "note", strings.get(0, ""))
                self._builder.add(strings.get(1, ""), place, layer="comment", visible=False)

    def _texts(self, record: Record) -> list[str]:
        """The texts of the shapes of a slide; those of its comments are not among them."""
        found: list[str] = []
        skipped = -1
        for inner in self._slides.below(record):
            if inner.begin < skipped:
                continue
            if inner.kind == _COMMENT:
                skipped = inner.end
            elif inner.kind in (_CHARS, _BYTES):
                found.append(self._text(inner))
            elif inner.kind == _STRING and is_telling_text(text := self._text(inner)):
                found.append(text)  # headers, footers, tags
        return [text for text in found if text.strip() and text.strip() not in _FIELDS]

    def _text(self, record: Record) -> str:
        raw = self._slides.data[record.begin : record.end]
        encoding = "latin-1" if record.kind == _BYTES else "utf-16-le"
        return raw.decode(encoding, "replace").translate(_SEPARATORS)

    def _is_hidden(self, record: Record) -> bool:
        for inner in self._slides.below(record):
            if inner.kind == _SHOW_INFO and inner.end - inner.begin >= 12:
                return bool(unpack_from("<H", self._slides.data, inner.begin + 10)[0] & _HIDDEN)
        return False

    def _add(self, text: str, place: Place, layer: str) -> None:
        if not text.strip() or (layer != "body" and text in self._said):
            return
        self._said.add(text)
        self._builder.add(text, place, layer=layer, visible=layer == "body")
