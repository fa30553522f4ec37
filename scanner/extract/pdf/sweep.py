"""The sweep: every string and every stream of a PDF that is not the text of a page, once, within limits.

Places by clause of ISO 32000-1: 14.3 (Info, XMP), 12.5 (annotations), 12.7 (forms, XFA), 12.3.3
(outlines), 12.4.2 (page labels), 8.11 (layers), 12.6.4 (links, scripts), 7.11 (files), 14.5 (PieceInfo),
14.9 (alternative texts), 12.8 (signatures), 7.5.6 (former states), 7.2.3 (comments).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

from pikepdf import Dictionary, Name, Object, Stream, String

from scanner.extract.building import DocumentBuilder
from scanner.extract.package.telling import is_telling_text
from scanner.extract.pdf.drawn import UNSEEN_FLAGS
from scanner.extract.pdf.flat import flat_texts, replaced_texts
from scanner.extract.pdf.objects import BROKEN, Objects, Unbounded, listed, strings_of
from scanner.extract.pdf.streams import (
    comments_of,
    contents_of,
    decoded_text,
    inline_texts,
    is_technical,
    readable,
    said_in_xmp,
    xml_texts,
)
from scanner.extract.pdf.strings import Said, plain, said_of, subject_names
from scanner.model import HIDDEN_LAYERS, Place
from scanner.regexes import compiled, compiled_bytes

SPACES = compiled(r"[\s\ufdd0]+")
GLYPH = compiled_bytes(
    rb"\s*(?:[-+.0-9]+\s+){2,6}d[01]\s"
)  # a drawing of a font of type 3 (9.6.5, table 113)
MOST_CODES = 200  # pictures that are looked at for codes
SHORTEST_PICTURE = 64  # pixels; smaller pictures are ornaments
XFA_PARTS = ("datasets", "template", "form", "xdp:xdp", "xdp")
# Layers where words that the page itself shows are no news, and those where only telling words count.
REPEATING = frozenset(("alternative-text", "form-data", "leftover", "earlier-revision"))
SELECTIVE = frozenset(("alternative-text", "form-data", "leftover", "earlier-revision"))
TOLD_PARTS = frozenset(("names", "settings"))
AUTHORS = frozenset(
    "creator Author author Manager Company SourceModified LastModifiedBy lastModifiedBy".split()
)


class Sweep:
    """Gathers what the objects of one file say and pours it, each text of a layer once."""

    def __init__(
        self,
        builder: DocumentBuilder,
        objects: Objects,
        shown: Sequence[str],
        comments: int = 0,
        now: Sweep | None = None,
    ) -> None:
        """`shown` are the texts that pages and comments have given already, `comments` how many comments.

        With `now`, the sweep of the last state, these are the objects of a former one.
        """
        self._builder = builder
        self.objects = objects
        self._now = now
        self._given = shown
        self._told: set[tuple[str, str]] = set()
        self._gaps: set[tuple[str, str]] = set()
        self._comments = comments
        self._codes = 0  # pictures that were looked at for codes
        self._notes = _notes(objects)

    @cached_property
    def _shown(self) -> str:
        return squeezed("".join(self._given))

    @cached_property
    def _lines(self) -> frozenset[str]:
        return frozenset(map(squeezed, self._given))

    def pour(self) -> None:
        """Add all that the objects hold."""
        objects = self.objects
        for number, held in objects.with_strings():
            self._safely(self._pour_strings, number, held)
        self._safely(self._pour_names)
        drawn = dict(contents_of(objects))
        for number, stream in drawn.items():
            self._safely(self._pour_content, number, stream)
        for number, stream in objects.streams():
            self._safely(self._pour_stream, number, stream, number in drawn)
        self._safely(self._pour_xfa)
        if not objects.is_whole:
            self._builder.gap("part", "too-large", None, "objects")

    def _safely(self, pour: Callable[..., None], *arguments: object) -> None:
        """What one broken object says is lost, and a gap; the others are told."""
        try:
            pour(*arguments)
        except BROKEN:
            self._gap("damaged", "objects")

    def _gap(self, reason: str, detail: str, what: str = "part") -> None:
        """A gap, once however many objects have it."""
        if (reason, detail) not in self._gaps:
            self._gaps.add((reason, detail))
            self._builder.gap(what, reason, None, detail)

    def tell(self, said: Said, place: Place | None = None) -> None:
        """Add one text as a block, unless it has been said or tells nothing."""
        text = said.text.strip().replace("\r\n", "\n").replace("\r", "\n")
        key = squeezed(text)
        if self._now is not None:
            if self._now.has_told(key):
                return
            said = Said(said.text, "earlier-revision", "revision", said.name)
            place = None
        if not key or (said.layer, key) in self._told:
            return
        if (said.layer in REPEATING or said.part == "names") and self.is_shown(key):
            return
        is_choosy = said.layer in SELECTIVE or said.part in TOLD_PARTS
        if is_choosy and not is_telling_text(text):
            return
        self._told.add((said.layer, key))
        place = place or Place(said.part, (), "named", said.name)
        self._builder.add(text, place, layer=said.layer, visible=said.visible)

    def tell_look(self, text: str, page: int, layer: str) -> None:
        """The words in the look of an annotation, unless its value or comment has given them."""
        if layer == "body" and not self.is_shown(text):
            lines = [line.strip("\r\ufdd0 ") for line in text.split("\n")]
            for line in filter(squeezed, lines):
                self.tell(Said(line, layer, "stamp", visible=True), Place("stamp", (page,), "page"))
        elif layer != "body" and not self.has_told(text):
            self.tell(Said(text.replace("\ufdd0", ""), layer, "stamp"), Place("stamp", (page,), "page"))

    def texts(self) -> list[str]:
        """All that has been told so far."""
        return [*self._lines, *[text for _, text in self._told]]

    def has_told(self, text: str) -> bool:
        """Whether these words have been told, of whatever layer, or the pages show them."""
        key = squeezed(text)
        return any((layer, key) in self._told for layer in HIDDEN_LAYERS) or self.is_shown(key)

    def is_shown(self, text: str) -> bool:
        """Whether the pages show these words as well, white space aside."""
        key = squeezed(text)
        return key in self._lines or key in self._shown

    def _pour_strings(self, number: int, held: Object) -> None:
        holder = held.stream_dict if isinstance(held, Stream) else held
        refs = frozenset(self.objects.keys.get(number, ()))
        if refs & {"Encrypt", "DecodeParms", "ColorSpace", "CIDSystemInfo"} or (
            isinstance(holder, Dictionary) and "/Linearized" in holder
        ):
            return
        if isinstance(held, String):
            name = next(iter(sorted(refs)), "")
            said = said_of((f"/{name}",), Dictionary(), held, held, refs)
            if said is not None:
                self.tell(said)
            return
        for keys, inner, value in strings_of(holder):
            if keys[-1:] == ("/Contents",) and "/ByteRange" in inner:
                for text in subject_names(bytes(value)):
                    self.tell(Said(text, "property", "signature", "Cert"))
                continue
            said = field_value(inner, said_of(keys, inner, value, holder, refs))
            if said is None or self._is_told_elsewhere(number, keys, inner, said):
                continue
            if number not in self.objects.reachable:
                said = Said(said.text, "earlier-revision", "revision", said.name)
            self._tell_noted(number, said)

    def _tell_noted(self, number: int, said: Said) -> None:
        """A text of an annotation is told with its page."""
        page, author = self._notes.get(number, (0, ""))
        key = squeezed(said.text)
        if said.layer == "comment" and page:
            if (said.layer, key) not in self._told and key not in self._lines:
                self._comments += 1
                self.tell(said, Place("comment", (self._comments, page), "note", author))
            return
        self.tell(said, Place("page", (page,), "page") if page and said.visible else None)

    def _is_told_elsewhere(self, number: int, keys: tuple[str, ...], inner: Object, said: Said) -> bool:
        """Values of fields and words of notes that the pages' own reader has given; names of fields."""
        if said.layer == "form-data" and keys[-1:] == ("/V",):
            return squeezed(said.text) in self._lines
        if said.layer == "form-data" and keys[-1:] == ("/T",):
            return not is_telling_text(said.text)
        is_metric = keys[-1:] == ("/Name",) and "/FT" not in inner and str(inner.get("/Type", "")) == "/Font"
        return is_metric if isinstance(inner, Dictionary) else False

    def _pour_names(self) -> None:
        """Keys that people choose: destinations (12.3.2.3), and names of colours and layers within them."""
        root = self.objects.pdf.Root
        named = root.get("/Dests")
        for key in named.keys() if isinstance(named, Dictionary) else ():
            self.tell(Said(key.strip("/"), "property", "names", "Dests"))

    def _pour_content(self, number: int, stream: Stream) -> None:
        content = self._data(stream)
        if content is None:
            return
        is_former = number not in self.objects.reachable
        layer = "earlier-revision" if is_former else "leftover"
        for text in comments_of(content):
            self.tell(Said(text, layer, "leftover"))
        for text, state in (
            *((text, "invisible-text") for text in flat_texts(content)),
            *((text, "body") for text in replaced_texts(content)),
        ):
            is_plain = text.isascii() and text.isprintable() and is_telling_text(text)
            if is_plain and not self.is_shown(text):
                state = "earlier-revision" if is_former else state
                self.tell(Said(text, state, "leftover", visible=state == "body"))
        for key, text in inline_texts(content):
            layer = "property" if key in ("Contents", "Title") else "alternative-text"
            self.tell(Said(text, "earlier-revision" if is_former else layer, "picture", key))

    def _pour_stream(self, number: int, stream: Stream, is_drawn: bool) -> None:
        refs = self.objects.keys.get(number, set())
        kind, subtype = str(stream.get("/Type", "")), str(stream.get("/Subtype", ""))
        if kind == "/Metadata" or subtype == "/XML":
            self._pour_xmp(stream)
        elif kind == "/EmbeddedFile" or "EF" in refs:
            pass  # `pdf_files`
        elif refs & {"JS", "RC", "RV", "V", "DV"}:
            self._pour_text_stream(number, stream, refs)
        elif subtype == "/Image":
            self._pour_picture(number, stream)
        elif not (is_drawn or is_technical(stream, refs) or number in self._xfa_numbers()):
            self._pour_other(number, stream)

    def _pour_xmp(self, stream: Stream) -> None:
        data = self._data(stream)
        try:
            found = said_in_xmp(data) if data else []
        except ValueError:
            self._gap("damaged", "XMP")
            return
        for said in found:
            if is_telling_text(said.text) or said.name in AUTHORS:
                self.tell(said)

    def _pour_text_stream(self, number: int, stream: Stream, refs: set[str]) -> None:
        data = self._data(stream)
        text = plain(decoded_text(data)) if data else ""
        layers = {"JS": "script", "RC": "comment"}
        key = next(iter(sorted(refs & {"JS", "RC", "RV", "V", "DV"})))
        layer = layers.get(key, "form-data")
        part = {"script": "script", "comment": "comment"}.get(layer, "form")
        layer = layer if number in self.objects.reachable else "earlier-revision"
        self.tell(Said(text, layer, part, key))

    def _pour_picture(self, number: int, stream: Stream) -> None:
        """What a JPEG carries beside its picture; alternate pictures are not looked at."""
        filters = [str(name) for name in listed(stream.get("/Filter"))]
        if filters == ["/DCTDecode"]:
            from scanner.extract.picture.words import picture_words

            for text in picture_words(stream.read_raw_bytes()):
                self.tell(Said(text, "image-metadata", "picture"))
        self._pour_codes(stream)
        refs = self.objects.keys.get(number, set())
        if number not in self.objects.reachable or "Image" in refs:
            self.note_picture(stream)

    def _pour_codes(self, picture: Stream) -> None:
        self._codes += 1
        if self._codes <= MOST_CODES:
            from scanner.extract.pdf.codes import picture_codes
            from scanner.extract.picture.codes import layer_of

            for text in picture_codes(picture, self.objects.limits):
                self.tell(Said(text, layer_of(text), "picture"))

    def note_picture(self, picture: Object) -> None:
        """A gap for pictures that the file holds and no page draws (also 8.9.5.4, alternate images)."""
        sides = [picture.get(key, 0) for key in ("/Width", "/Height")]
        if all(isinstance(side, int) and side >= SHORTEST_PICTURE for side in sides):
            self._gap("picture-text", "unused picture", what="picture")

    def _pour_other(self, number: int, stream: Stream) -> None:
        """A stream of unknown use: its text, or the words in its bytes."""
        data = self._data(stream)
        if not data:
            return
        is_former = number not in self.objects.reachable
        layer, part = ("earlier-revision", "revision") if is_former else ("leftover", "leftover")
        if b" Tf" in data and (b"Tj" in data or b"TJ" in data):
            from scanner.extract.pdf.streams import loose_strings

            texts = loose_strings(data)
        elif GLYPH.match(data):
            texts = comments_of(data)
        elif (text := readable(data)) is not None:
            texts = [plain(text)]
        else:
            from scanner.extract.ole.raw_words import raw_words

            texts = raw_words(data)
        for text in texts:
            self.tell(Said(text, layer, part))

    def _pour_xfa(self) -> None:
        """The data and the template of an XFA form (12.7.8)."""
        form = self.objects.pdf.Root.get("/AcroForm")
        parts = listed(form.get("/XFA")) if isinstance(form, Dictionary) else []
        name = "xdp"
        for part in parts:
            if not isinstance(part, Stream):
                name = str(part)
            elif name in XFA_PARTS:
                data = self._data(part)
                try:
                    texts = xml_texts(data) if data else []
                except ValueError:
                    self._gap("damaged", "XFA form")
                    texts = []
                for text in texts:
                    self.tell(Said(text, "form-data", "form", "XFA"))

    def _xfa_numbers(self) -> frozenset[int]:
        form = self.objects.pdf.Root.get("/AcroForm")
        parts = listed(form.get("/XFA")) if isinstance(form, Dictionary) else []
        return frozenset(part.objgen[0] for part in parts if isinstance(part, Stream))

    def _data(self, stream: Stream) -> bytes | None:
        """The bytes of a stream; None, and a gap, where they are too many or cannot be decoded."""
        try:
            return self.objects.decoded(stream)
        except Unbounded:
            self._gap("too-large", "stream")
        except BROKEN:
            self._gap("damaged", "stream")
        return None


def squeezed(text: str) -> str:
    """A text without white space, by which repetitions are told."""
    return SPACES.sub("", text)


def field_value(field: Object, said: Said | None) -> Said | None:
    """The value of a field whose widgets are its kids is shown where one of them is (12.7.3.1)."""
    is_value = said is not None and said.name == "V" and said.layer == "form-data"
    if said is None or not is_value or not isinstance(field, Dictionary) or "/Kids" not in field:
        return said
    kids = [kid for kid in listed(field["/Kids"]) if isinstance(kid, Dictionary)]
    is_seen = any(not int(kid.get("/F", 0)) & UNSEEN_FLAGS for kid in kids)
    return Said(said.text, "body", "form", visible=True) if is_seen else said


def layers_off(objects: Objects) -> frozenset[str]:
    """The names of the layers that are off when the file is opened (8.11.4.3)."""
    properties = objects.pdf.Root.get("/OCProperties")
    default = properties.get("/D") if isinstance(properties, Dictionary) else None
    if not isinstance(default, Dictionary):
        return frozenset()
    off = listed(default.get("/OFF"))
    if default.get("/BaseState") == Name.OFF:
        on = {group.objgen for group in listed(default.get("/ON")) if isinstance(group, Dictionary)}
        groups = listed(properties.get("/OCGs"))  # type: ignore[union-attr]
        off = [group for group in groups if isinstance(group, Dictionary) and group.objgen not in on]
    return frozenset(str(group.get("/Name", "")) for group in off if isinstance(group, Dictionary))


def _notes(objects: Objects) -> dict[int, tuple[int, str]]:
    """Page and author of every annotation, by its object's number."""
    found: dict[int, tuple[int, str]] = {}
    for number, page in enumerate(objects.pdf.pages, 1):
        for note in listed(page.obj.get("/Annots")):
            if isinstance(note, Dictionary) and note.is_indirect:
                author = note.get("/T") if "/FT" not in note else None
                found[note.objgen[0]] = (number, str(author) if author is not None else "")
    return found
