"""Messages saved by Outlook (.msg): an OLE file with a stream for every property.

[MS-OXMSG], 2.1.3 (names of the streams: number and type of the property), 2.2 (folders of recipients and
attachments); [MS-OXPROPS] for the numbers.
"""

from __future__ import annotations

from struct import error as StructError  # noqa: N812
from struct import unpack_from

from scanner.extract.building import DocumentBuilder
from scanner.extract.detect import HEAD, begins_as_file
from scanner.extract.encoding import decoded
from scanner.extract.hung_on import MOST_UNKNOWN
from scanner.extract.nested import pour_document, pour_file
from scanner.extract.ole.compound import CompoundFile
from scanner.extract.ole.freed import freed_words
from scanner.extract.ole.raw_words import raw_words
from scanner.extract.package.telling import is_telling_text
from scanner.model import Place
from scanner.noun import replace
from scanner.regexes import compiled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from scanner.model import Document
    from scanner.settings import Limits

    Streams = dict[str, bytes]
    Path = tuple[str, ...]  # of a stream: its folders and its name

_PREFIX, _FIXED = "__substg1.0_", "__properties_version1.0"
_ATTACHMENT = "__attach_version1.0_"
_LEFT = Place("leftover", (), "named", "ole")
_SHOWN = {"0C1A": "From", "0E04": "To", "0E03": "Cc", "0037": "Subject"}
_BODY, _HTML, _PACKED = "1000", "1013", "1009"
_NAME, _SHORT_NAME, _DATA = "3707", "3704", "3701"
_SIGNS = compiled(r"[\W_]+")
_LONG_NUMBER = compiled("(?<![0-9A-Za-z-])[0-9]{11,18}[Xx]?(?![0-9A-Za-z])")
_WIDE, _BYTES, _BINARY = "001F", "001E", "0102"


def read(name: str, data: bytes, limits: Limits) -> Document:
    """The document of a message."""
    builder = DocumentBuilder(name, "msg")
    storage = CompoundFile(data)
    pour_folders(builder, storage.tree(), limits)
    for text in freed_words(storage, builder, limits):
        builder.add(text, _LEFT, layer="leftover", visible=False)
    if not any(builder.texts()):
        builder.gap("file", "empty")
    if storage.is_damaged:
        builder.gap("part", "damaged", None, "ole")
    return builder.document()


def pour_folders(builder: DocumentBuilder, tree: Iterable[tuple[Path, bytes]], limits: Limits) -> None:
    """Add a message, its attachments, and the messages among those; the streams of each lie in a folder."""
    folders: dict[Path, Streams] = {}
    others: list[bytes] = []  # streams that no message has
    attached: dict[Path, list[tuple[Path, bytes]]] = {}  # streams by the folder of their attachment's object
    for path, stream in tree:
        inner = next((at for at, step in enumerate(path[:-1], 1) if step.startswith(_PREFIX)), 0)
        if inner:
            attached.setdefault(path[:inner], []).append((path[inner:], stream))
        elif path[-1].startswith(_PREFIX):
            folders.setdefault(path[:-1], {})[path[-1][len(_PREFIX) :].upper()] = stream
        elif path[-1] != _FIXED:
            others.append(stream)
    for folder, streams in sorted(folders.items(), key=lambda entry: (len(entry[0]), entry[0])):
        if folder and folder[0].startswith(_ATTACHMENT):
            _pour_attachment(builder, streams, limits)
        elif folder:
            _pour_words(builder, streams, "property")
        else:
            _pour_message(builder, streams, limits)
    for path, streams_of in attached.items():
        _pour_object(builder, _title(folders.get(path[:-1], {})), streams_of, limits)
    for stream in others:
        _pour_other(builder, stream, limits)


def _title(streams: Streams) -> str:
    return _text(streams, _NAME) or _text(streams, _SHORT_NAME) or "object"


def _pour_object(
    builder: DocumentBuilder, title: str, tree: list[tuple[Path, bytes]], limits: Limits
) -> None:
    """A message within the message, or an OLE object: what lies in its folder."""
    if limits.depth <= 0:
        builder.gap("part", "nested-too-deep", None, "msg")
        return
    inner = DocumentBuilder("", "msg")
    pour_folders(inner, tree, replace(limits, depth=limits.depth - 1))
    pour_document(builder, inner.document(), title)


def _pour_other(builder: DocumentBuilder, stream: bytes, limits: Limits) -> None:
    """A stream that no message has: a file, or words; many bytes of neither are a gap."""
    if begins_as_file(stream[:HEAD]):
        pour_file(builder, "", stream, limits, shown="ole")
        return
    words = dict.fromkeys(raw_words(stream))
    for text in words:
        builder.add(text, _LEFT, layer="leftover", visible=False)
    if not words and len(stream.strip(b"\0")) > MOST_UNKNOWN:
        builder.gap("part", "not-read", None, "ole")


def _text(streams: Streams, number: str) -> str:
    """The text of a property, "" where there is none."""
    if number + _WIDE in streams:
        text = streams[number + _WIDE].decode("utf-16-le", "replace")
    else:
        text = decoded(streams.get(number + _BYTES, b"").rstrip(b"\0")).text
    return " ".join(filter(None, text.split("\0")))


def _pour_message(builder: DocumentBuilder, streams: Streams, limits: Limits) -> None:
    from scanner.extract import extract

    said = set()
    for number, title in _SHOWN.items():
        text = _text(streams, number)
        said.add(number)
        if text.strip():
            builder.add(f"{title}: {text}", Place("message", (), "named", title), layer="header")
    html = streams.get(_HTML + _BINARY, b"").rstrip(b"\0")
    plain = _text(streams, _BODY).encode("utf-8", "replace")
    inner = replace(limits, depth=max(limits.depth - 1, 0))
    is_shown = False
    for body, ending in ((html, ".html"), (plain, ".txt"), (_unpacked(builder, streams), ".rtf")):
        if not body.strip():
            continue
        document = extract("body" + ending, body, inner)
        if is_shown:
            _pour_alternative(builder, document)
            continue
        gaps = tuple(gap for gap in document.gaps if gap.reason not in ("empty", "misnamed"))
        pour_document(builder, replace(document, gaps=gaps), "", "")
        is_shown = True
    rest = {key: data for key, data in streams.items() if key[:4] not in said | {_BODY, _HTML, _PACKED}}
    _pour_words(builder, rest, "property")


def _pour_alternative(builder: DocumentBuilder, document: Document) -> None:
    """The lines that another form of the text has and the one that is shown has not, its signs and spaces aside.

    Programs make one form of the other: what they write between the lines for themselves is told where it is long numbers.
    """
    said = _SIGNS.sub("", builder.lines())
    for block in document.blocks:
        is_made = block.layer in ("attribute", "link-target")
        lines = [line for line in block.text.splitlines() if _SIGNS.sub("", line) not in said]
        if is_made:
            lines = [line for line in lines if _LONG_NUMBER.search(line)]
        if lines:
            builder.add("\n".join(lines), block.place, layer="leftover", visible=False)


def _unpacked(builder: DocumentBuilder, streams: Streams) -> bytes:
    """The text as RTF, which Outlook keeps packed ([MS-OXRTFCP]); b"" where there is none."""
    packed = streams.get(_PACKED + _BINARY, b"")
    if not packed.strip(b"\0"):
        return b""
    from compressed_rtf import decompress
    from compressed_rtf.crc32 import crc32

    try:
        size, kind, checksum = unpack_from("<L4x4sL", packed)
        wanted = {b"LZFu": crc32(packed[16 : size + 4]), b"MELA": 0}.get(kind)
        found: bytes = decompress(packed) if checksum == wanted else b""
    except StructError:
        found = b""
    if not found:
        builder.gap("part", "damaged", None, "RTF body")
    return found


def _pour_attachment(builder: DocumentBuilder, streams: Streams, limits: Limits) -> None:
    name = _text(streams, _NAME) or _text(streams, _SHORT_NAME)
    data = streams.get(_DATA + _BINARY, b"")
    if data:
        pour_file(builder, name, data, limits, shown=name or "part")
    rest = {key: value for key, value in streams.items() if key[:4] not in (_DATA, _NAME, _SHORT_NAME)}
    _pour_words(builder, rest, "property")


def _pour_words(builder: DocumentBuilder, streams: Streams, layer: str) -> None:
    """Telling texts of properties that nobody is shown: addresses, paths, headers of the transport."""
    for key, data in streams.items():
        place = Place("message", (), "named", key[:4])
        if key.endswith((_WIDE, _BYTES)):
            text = _text(streams, key[:4])
            if is_telling_text(text):
                builder.add(text, place, layer=layer, visible=False)
        elif key.endswith(_BINARY):
            for text in raw_words(data):
                builder.add(text, place, layer=layer, visible=False)
