"""What RTF keeps apart from its text: properties, fields, shapes, embedded objects, pictures, data."""

from __future__ import annotations

from struct import error as StructError  # noqa: N812
from struct import unpack_from

from scanner.extract.hung_on import pour_hung_on
from scanner.extract.ole import metafile_words
from scanner.extract.ole.compound import MAGIC
from scanner.extract.ole.raw_words import MOST_BYTES, raw_words
from scanner.extract.package.telling import is_telling_text
from scanner.extract.picture.carried import carried_words, hung_on
from scanner.extract.rtf.words import PROPERTIES, SILENT
from scanner.model import Place
from scanner.regexes import compiled, compiled_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from re import Match

    from scanner.extract.building import DocumentBuilder
    from scanner.extract.run_story import RunStory
    from scanner.settings import Limits

_HEX = frozenset("0123456789abcdefABCDEF")
_SHAPE_TEXTS = 400  # characters of a shape's property that are looked at as one
_MOST_PICTURES = 2_000
_ESCAPED = compiled_bytes(rb"\\'([0-9A-Fa-f]{2})|\\u(-?[0-9]{1,6})[ ]?\??")
_NUMBER = compiled("(?<![0-9A-Fa-f])[0-9]{11,19}[Xx]?(?![0-9A-Fa-f])")
_NAMES = frozenset(("filetbl", "nextfile", "bkmkend", "xmlnstbl"))
_BLANK = b"\0 \r\n\t}\x1a"


class Destinations:
    """Takes the text of a destination when it ends. `close()` adds what is told of the file as a whole."""

    def __init__(self, builder: DocumentBuilder, limits: Limits) -> None:
        self._builder = builder
        self._limits = limits
        self._said: set[str] = set()
        self._pictures = 0
        self._metadata: list[str] = []

    def take(self, destination: str, text: str, story: RunStory) -> None:
        """The text of a destination that is no part of the page; `story` is the one it stood in."""
        if destination in PROPERTIES:
            self._property(PROPERTIES[destination], text)
        elif destination == "fldinst":
            self._field(text.strip(), story)
        elif destination == "pict":
            self._picture(_bytes(text))
        elif destination == "objdata":
            self._object(_bytes(text))
        elif destination == "datastore":
            for word in raw_words(_bytes(text)):
                self._add(word, "custom-xml", "property", "datastore")
        elif destination in ("sv", "shpinst", "background"):
            self._shape(text, story)
        elif destination == "stylesheet":
            self._add_telling(text, "names", "template", destination)
        elif destination == "datafield":
            for word in raw_words(_bytes(text)):
                self._add(word, "names", "attribute", destination)
        elif destination in SILENT or destination in ("fonttbl", "colortbl", "sn"):
            self._silent(text, destination)
        else:
            self._add_telling(text, "names", "attribute", destination)

    def take_rest(self, data: bytes) -> None:
        """The telling words behind the end, which no program shows."""
        if len(data) > MOST_BYTES:
            self._builder.gap("part", "too-large", None, "rtf")
        plain = _ESCAPED.sub(_unescaped, data[:MOST_BYTES])
        for text in raw_words(plain) if data.strip(_BLANK) else ():
            self._add(text, "leftover", "leftover", "rtf")

    def close(self) -> None:
        """What pictures carry along, and that they were not looked at themselves."""
        for text in self._metadata:
            self._add(text, "picture", "image-metadata", "pict")
        if self._pictures:
            self._builder.gap("picture", "picture-text", None, f"{self._pictures}")

    def _silent(self, text: str, destination: str) -> None:
        """The long numbers where a program keeps none; what tells something in a name or path."""
        if destination in _NAMES:
            self._add_telling(text, "names", "attribute", destination)
        elif destination != "panose":
            for number in _NUMBER.findall(text):
                self._add(number, "names", "attribute", destination)

    def _property(self, name: str, text: str) -> None:
        for line in text.replace(";", "\n").splitlines() if name == "revtbl" else (text,):
            if line.strip() and line.strip() != "Unknown":
                self._add(line.strip(), "property", "property", name)

    def _field(self, text: str, story: RunStory) -> None:
        if text.upper().startswith(("HYPERLINK", "INCLUDE")):
            story.put(text, "link-target")
        elif is_telling_text(text):
            story.put(text, "attribute")

    def _shape(self, text: str, story: RunStory) -> None:
        """The value of a shape's property: its alternative text, a watermark's words."""
        if is_telling_text(text[:_SHAPE_TEXTS]):
            story.put(text.strip(), "alternative-text")

    def _picture(self, data: bytes) -> None:
        if metafile_words.is_metafile(data):
            for word in metafile_words.metafile_words(data):
                self._add_telling(word, "picture", "embedded-file", "pict")
            return
        if data and self._pictures < _MOST_PICTURES:
            self._pictures += 1
            start = hung_on(data)
            self._metadata += carried_words(data[:start] if start > 0 else data)
            if start > 0:
                pour_hung_on(self._builder, data[start:], self._limits)

    def _object(self, data: bytes) -> None:
        """An object in the form of OLE 1: class, topic, item, then its bytes ([MS-OLEDS], 2.2.5)."""
        place = Place("embedded", (), "named", inside="object")
        try:
            at = 8
            for _ in range(3):
                at += 4 + unpack_from("<I", data, at)[0]
            size = unpack_from("<I", data, at)[0]
        except StructError:
            self._builder.gap("part", "damaged", place)
            return
        content = data[at + 4 : at + 4 + size]
        if len(content) < size:
            self._builder.gap("part", "damaged", place)
        from scanner.extract.nested import pour_file
        from scanner.extract.ole.objects import EmbeddedObject, unwrapped

        wrapped = unwrapped(b"\0\0\0\0" + content) if content[:2] == b"\2\0" else None
        files, words, rest = [], [], [content]
        if content.startswith(MAGIC):
            found = EmbeddedObject(content)
            if found.is_damaged:
                self._builder.gap("part", "damaged", place)
            files, words, rest = found.files, found.words, found.rest
        elif wrapped is not None:
            files, words, rest = [(wrapped[0], wrapped[1])], wrapped[2], []
        for text in words:
            self._add(text, "embedded", "embedded-file", "object")
        for name, file in files:
            pour_file(self._builder, name, file, self._limits, shown=name or "object")
        for piece in rest if not files else ():
            for text in raw_words(piece):
                self._add(text, "embedded", "embedded-file", "object")

    def _add_telling(self, text: str, part: str, layer: str, name: str) -> None:
        for line in text.replace(";", "\n").splitlines():
            if is_telling_text(line):
                self._add(line.strip(), part, layer, name)

    def _add(self, text: str, part: str, layer: str, name: str) -> None:
        if text.strip() and text not in self._said:
            self._said.add(text)
            self._builder.add(text, Place(part, (), "named", name), layer=layer, visible=False)


def _unescaped(found: Match[bytes]) -> bytes:
    r"""The bytes in GB 18030 that ``\'d6`` or ``\u20013?`` stands for."""
    if found[1]:
        return bytes([int(found[1], 16)])
    return chr(int(found[2]) % 0x10000).encode("gb18030", "replace")


def _bytes(text: str) -> bytes:
    """The bytes that hexadecimal digits stand for; whatever else stands between is left out."""
    digits = "".join(filter(_HEX.__contains__, text)) if not text.isalnum() else text
    try:
        return bytes.fromhex(digits[: len(digits) // 2 * 2])
    except ValueError:
        return b""
