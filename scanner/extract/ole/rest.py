"""What an OLE file holds beside its main stream: properties, embedded files, macros, words in every other stream."""

from __future__ import annotations

from scanner.extract.detect import HEAD, begins_as_file
from scanner.extract.hung_on import MOST_UNKNOWN
from scanner.extract.ole import metafile_words
from scanner.extract.ole.compound import MAGIC
from scanner.extract.ole.freed import freed_words
from scanner.extract.ole.properties import property_texts
from scanner.extract.ole.raw_words import MOST_BYTES, unknown_words
from scanner.extract.picture.carried import carried_words
from scanner.model import Place
from scanner.regexes import compiled, compiled_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from scanner.extract.building import DocumentBuilder
    from scanner.extract.ole.compound import CompoundFile
    from scanner.settings import Limits

_SIGNS = "\x01\x02\x03\x05"  # before names of streams that programs reserve
_WHOLE_FILES = frozenset(("Package", "package", "CONTENTS", "Contents"))
_NATIVE = "\x01Ole10Native"
_CELL_PICTURES = "ETCellImageData"
_MAIN = frozenset(("WordDocument", "Workbook", "Book", "PowerPoint Document"))
_PROPERTIES = ("\x05SummaryInformation", "\x05DocumentSummaryInformation")
_PROGRAM = frozenset(
    ("\x01CompObj", "\x01Ole", "\x03ObjInfo", "\x03LinkInfo", "dir", "_VBA_PROJECT", "PROJECT", "PROJECTwm")
)
# Streams in the root that hold tables, drawings and pictures; their words are told, the rest of them is none.
_USUAL = frozenset(
    "worddocument 0table 1table data workbook book pictures ctls xcb print eprint meta pict olepres000 etextdata".split()
) | {"powerpoint document", "current user", "text_content", "user names", "revision log", "equation native"}
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\0")
_MOST_PICTURES = 500
_MOST_NUMBERS = 200
_DIFFERENT = 5  # digits of a number that somebody wrote; the bytes of pictures give runs of one or two
_ZERO_DIGITS = bytes(48 if 48 <= code < 58 else code for code in range(256))
# Eleven digits and more, in bytes of their own or as UTF-16.
_NUMBER = compiled_bytes(
    rb"(?<![0-9A-Za-z.{-])[0-9]{11,19}[Xx]?(?![0-9A-Za-z.}-])|(?<![0-9A-Za-z.{-]\0)(?:[0-9]\0){11,19}(?:[Xx]\0)?(?![0-9A-Za-z.}-]\0)"
)
_MET = compiled("[0-9]{11,19}[Xx]?")


class OleRest:
    """Pours what the reader of an OLE file left. What is said already is not said again."""

    def __init__(self, storage: CompoundFile, builder: DocumentBuilder, limits: Limits) -> None:
        self._storage = storage
        self._builder = builder
        self._limits = limits
        self._known: set[str] | None = None  # texts that the document says
        self._said: str | None = None
        self.has_content = False  # whether more than properties was found: pictures, embedded files

    def pour(self, *, skipped: Collection[str] = ()) -> None:
        """Everything but the streams of these names in the root."""
        for title, text in property_texts(self._storage):
            self._add(text, "property", "property", title)
        folders: dict[tuple[str, ...], dict[str, bytes]] = {}
        for path, data in self._storage.tree():
            if len(path) > 1 or path[0] not in skipped:
                folders.setdefault(path[:-1], {})[path[-1]] = data
        for folder, streams in folders.items():
            if any(_is_macro(step) for step in folder):
                self._pour_macros(streams)
            elif not folder or not self._pour_object(streams):
                for name, data in streams.items():
                    self._pour_stream(name, data, is_inner=bool(folder))
        self._pour_unused()

    def _pour_unused(self) -> None:
        """What freed sectors still hold, and what was hung on behind the file."""
        for text in freed_words(self._storage, self._builder, self._limits):
            self._add(text, "leftover", "leftover", "…")

    def pour_words(self, name: str, pieces: Iterable[bytes], layer: str, part: str) -> bool:
        """The telling words in bytes that no reader takes; whether there are any, said before or not."""
        is_telling = False
        for data in pieces:
            if len(data) > MOST_BYTES:
                self._builder.gap("part", "too-large", None, _plain(name))
            if self._known is None:
                self._known = self._builder.texts()
            words, tells = unknown_words(data, self._known)
            for text in words:
                self._add(text, part, layer, _plain(name))
            is_telling = is_telling or tells
        return is_telling

    def pour_numbers(self, name: str, stream: bytes) -> None:
        """The long numbers of a stream that its reader did not meet: a record is broken, or of no kind that is known."""
        digits = stream.translate(_ZERO_DIGITS)
        if b"0" * 11 not in digits and b"0\0" * 11 not in digits:
            return
        found = {number[0].replace(b"\0", b"").decode() for number in _NUMBER.finditer(stream)}
        said = self._builder.lines()
        met = set(_MET.findall(said))
        written = [number for number in sorted(found - met) if len(set(number)) >= _DIFFERENT]
        for number in written[:_MOST_NUMBERS]:
            self._add(number, "leftover", "leftover", _plain(name))

    def _pour_stream(self, name: str, data: bytes, *, is_inner: bool) -> None:
        if name in _PROGRAM or name == _PROPERTIES[0]:  # properties are read; what is left is a picture
            return
        if name == _CELL_PICTURES:
            self._pour_cell_pictures(data)
            return
        if begins_as_file(data[:HEAD]):
            self._pour_file(_plain(name), data)
            return
        layer = "embedded-file" if is_inner else "property"
        part = "embedded" if is_inner else "leftover" if name not in _PROPERTIES else "property"
        is_telling = self.pour_bytes(name, data, layer, part)
        is_known = is_inner or is_telling or name.lstrip(_SIGNS).lower() in _USUAL or name in _PROPERTIES
        if not is_known and len(data.strip(b"\0")) > MOST_UNKNOWN:
            self._builder.gap("part", "not-read", None, _plain(name))

    def _pour_cell_pictures(self, data: bytes) -> None:
        """The pictures within cells of a workbook of WPS: a package of parts without a workbook of its own."""
        from scanner.errors import Unreadable
        from scanner.extract.package.ooxml import Package
        from scanner.extract.package.sweep import Sweep
        from scanner.extract.package.sweep_pictures import note_media

        self.has_content = True
        try:
            package = Package(data, self._limits)
        except Unreadable as error:
            self._builder.gap("part", error.reason, None, _CELL_PICTURES)
            return
        note_media(package, self._builder)
        Sweep(package, self._builder, self._limits).pour(())

    def _pour_file(self, shown: str, data: bytes) -> None:
        """A stream that is a file, or an OLE object around one."""
        from scanner.extract.nested import pour_file
        from scanner.extract.ole.objects import EmbeddedObject

        self.has_content = True
        found = EmbeddedObject(data) if data.startswith(MAGIC) else None
        if found is not None and found.is_damaged:
            self._builder.gap("part", "damaged", None, shown)
        for title, file in found.files if found is not None else [("", data)]:
            pour_file(self._builder, title, file, self._limits, shown=title or shown)
        if found is not None:
            self._add("\n".join(found.words), "embedded", "embedded-file", shown)
            self.pour_words(shown, found.rest, "embedded-file", "embedded")

    def pour_bytes(self, name: str, data: bytes, layer: str, part: str) -> bool:
        """The pictures in some bytes, and the telling words before the first of them; whether there is anything."""
        pictures = _picture_starts(data) if name not in _PROPERTIES else []
        if pictures:
            self._pour_pictures(name, data, pictures)
        is_telling = self.pour_words(name, [data[: pictures[0]]] if pictures else [data], layer, part)
        return is_telling or bool(pictures)

    def _pour_pictures(self, name: str, data: bytes, starts: list[int]) -> None:
        for start, end in zip(starts, [*starts[1:], len(data)], strict=True):
            for text in carried_words(data[start:end]):
                self._add(text, "picture", "image-metadata", _plain(name))
        self.has_content = True
        self._builder.gap("picture", "picture-text", None, _plain(name))

    def _pour_object(self, streams: dict[str, bytes]) -> bool:
        """A folder that is an embedded object; False where it is none."""
        if not (_MAIN | _WHOLE_FILES | {_NATIVE}) & streams.keys():
            return False
        from scanner.extract.nested import pour_file
        from scanner.extract.ole.objects import unwrapped

        self.has_content = True
        for name, data in streams.items():
            if name == _NATIVE:
                file = unwrapped(data)
                if file is None:
                    self.pour_words(name, [data], "embedded-file", "embedded")
                    continue
                title, content, words = file
                self._add("\n".join(words), "embedded", "embedded-file", "")
                pour_file(self._builder, title, content, self._limits, shown=title or "object")
            elif name in _WHOLE_FILES:
                pour_file(self._builder, "", data, self._limits, shown="object")
        self._pour_main(streams)
        return True

    def _pour_main(self, streams: dict[str, bytes]) -> None:
        """The streams of a .doc, .xls or .ppt right in a folder."""
        if "WordDocument" in streams:
            from scanner.errors import Unreadable
            from scanner.extract.building import DocumentBuilder
            from scanner.extract.doc.file import WordFile
            from scanner.extract.doc.reader import pour_word
            from scanner.extract.nested import pour_document

            inner = DocumentBuilder("", "doc")
            tables = streams.get("0Table", b""), streams.get("1Table", b"")
            try:
                word = WordFile(streams["WordDocument"], tables, streams.get("Data", b""))
                pour_word(inner, word, self._limits)
            except Unreadable as error:
                inner.gap("part", error.reason, None, error.detail)
            pour_document(self._builder, inner.document(), "object")
        for name, data in streams.items():
            if name not in _WHOLE_FILES and name not in (_NATIVE, "WordDocument"):
                self._pour_stream(name, data, is_inner=True)

    def _pour_macros(self, streams: dict[str, bytes]) -> None:
        from scanner.extract.encoding import decoded
        from scanner.extract.ole.vba import module_texts

        for source in module_texts(list(streams.values())):
            lines = [line for line in decoded(source).text.splitlines() if not line.startswith("Attribute ")]
            self._add("\n".join(lines), "macro", "embedded-file", "VBA")

    def _add(self, text: str, part: str, layer: str, name: str) -> None:
        if self._said is None:
            self._said = self._builder.lines()
        if not text.strip() or text.strip() in self._said:
            return
        self._said += "\n" + text
        self.has_content = self.has_content or layer not in ("property", "leftover")
        self._builder.add(text, Place(part, (), "named", name), layer=layer, visible=False)


def _is_macro(folder: str) -> bool:
    return folder in ("Macros", "VBA", "_VBA_PROJECT_CUR", "_VBA_PROJECT")


def _picture_starts(data: bytes) -> list[int]:
    """Where pictures begin in a stream; a metafile only at its very beginning."""
    if metafile_words.is_metafile(data):
        return []
    found: list[int] = []
    for magic in _PICTURES[:2]:
        at = data.find(magic)
        while at >= 0 and len(found) < _MOST_PICTURES:
            found.append(at)
            at = data.find(magic, at + 8)
    return sorted(found)


def _plain(name: str) -> str:
    """The name of a stream as it may be shown."""
    text = name.lstrip(_SIGNS)
    return text if text.isascii() and text.isprintable() and sum(map(str.isdigit, text)) < 6 else "…"
