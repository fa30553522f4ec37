"""Parts that are no XML: pictures, embedded files and OLE objects, macros, signatures, bytes of no known form."""

from __future__ import annotations

from scanner.extract.detect import HEAD, begins_as_file, begins_as_picture
from scanner.extract.hung_on import MOST_UNKNOWN
from scanner.extract.ofd.der_texts import der_texts
from scanner.extract.ole import compound as ole
from scanner.extract.ole import metafile_words
from scanner.extract.ole.raw_words import MOST_BYTES, raw_words
from scanner.extract.package.sweep_table import PartKind
from scanner.extract.picture.carried import carried_words, hung_on

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from scanner.extract.package.sweep import Sweep

_EMBEDDED = PartKind("file", "embedded", "embedded-file")
_OTHER_PICTURES = (b"BM", b"RIFF", b"\0\0\1\0", b"II\xbc")  # Windows bitmap, WebP, icon, JPEG XR
_BEFORE_XML = b"\xef\xbb\xbf \t\r\n"  # a mark of the encoding and blanks


def pour_binary(sweep: Sweep, part: str, kind: PartKind, data: bytes) -> None:
    """Add what a part that is no XML of the format holds. Raises `Unreadable`."""
    _HOW[kind.how](sweep, part, kind, data)


def _pour_picture(sweep: Sweep, part: str, kind: PartKind, data: bytes) -> None:
    if metafile_words.is_metafile(data):
        # the preview of an embedded sheet draws its cells as text
        lines = metafile_words.metafile_words(data)
        sweep.add("\t".join(lines), PartKind("picture", "picture", "embedded-file"), part.rpartition("/")[2])
    elif data.lstrip(_BEFORE_XML)[:1] == b"<":  # a drawing in SVG, whatever stands before its first element
        sweep.pour_own(part, PartKind("xml", kind.part, kind.layer), data)
    elif begins_as_file(data[:HEAD]):
        _pour_file(sweep, part, _EMBEDDED, data)
    else:
        start = hung_on(data)
        for text in carried_words(data[:start] if start > 0 else data):
            sweep.add(text, kind, part.rpartition("/")[2])
        if start > 0:
            sweep.pour_file(part, _EMBEDDED, "", data[start:])
        elif not (begins_as_picture(data[:HEAD]) or data.startswith(_OTHER_PICTURES) or data[4:8] == b"ftyp"):
            _pour_raw(sweep, part, kind, data)


def _pour_unknown(sweep: Sweep, part: str, kind: PartKind, data: bytes) -> None:
    """A part of no kind that office programs write: what it begins as, else its words; bytes without any are a gap."""
    if begins_as_picture(data[:HEAD]):
        _pour_picture(sweep, part, PartKind("picture", "picture", "image-metadata"), data)
        sweep.note_picture(part, data)
    elif begins_as_file(data[:HEAD]):
        _pour_file(sweep, part, _EMBEDDED, data)
    elif (
        not _pour_raw(sweep, part, kind, data)
        and len(data.strip(b"\0")) > MOST_UNKNOWN
        and not _is_text(data)
    ):
        sweep.gap(part, "not-read")


def _is_text(data: bytes) -> bool:
    try:
        return "\0" not in data.decode("utf-8")
    except UnicodeDecodeError:
        return False


def _pour_file(sweep: Sweep, part: str, kind: PartKind, data: bytes) -> None:
    """A file as it is, or an OLE object around one."""
    if data.startswith(ole.MAGIC):
        from scanner.extract.ole.objects import EmbeddedObject

        found = EmbeddedObject(data)
        if found.is_damaged:
            sweep.gap(part, "damaged")
        sweep.add("\n".join(found.words), kind, part.rpartition("/")[2])
        for name, file in found.files:
            sweep.pour_file(part, kind, name or part, file)
        for stream in found.rest if not found.files else ():
            for text in raw_words(stream):
                sweep.add(text, kind, part.rpartition("/")[2])
    else:
        sweep.pour_file(part, kind, part, data)


def _pour_macro(sweep: Sweep, part: str, kind: PartKind, data: bytes) -> None:
    from scanner.extract.encoding import decoded
    from scanner.extract.ole.vba import module_texts

    storage = ole.CompoundFile(data)
    streams = storage.all_streams()
    if not streams:
        sweep.gap(part, "not-read")
        return
    if storage.is_damaged:
        sweep.gap(part, "damaged")
    sources = module_texts([stream for _, stream in streams])
    for source in sources:
        lines = decoded(source).text.splitlines()
        code = [line for line in lines if line.strip() and not line.startswith("Attribute ")]
        sweep.add("\n".join(code), kind, "VBA")
    for _, stream in streams:
        for text in raw_words(stream) if not any(source in stream for source in sources) else ():
            sweep.add(text, kind, "VBA")


def _pour_raw(sweep: Sweep, part: str, kind: PartKind, data: bytes) -> bool:
    """Add the words among bytes that nothing here can parse; whether there are any."""
    is_telling = False
    pieces = [data]
    if data.startswith(ole.MAGIC):
        storage = ole.CompoundFile(data)
        pieces = [stream for _, stream in storage.all_streams()]
        if storage.is_damaged:
            sweep.gap(part, "damaged")
    for piece in pieces:
        if len(piece) > MOST_BYTES:
            sweep.gap(part, "too-large")
        for text in raw_words(piece):
            is_telling = True
            sweep.add(text, kind, part.rpartition("/")[2])
    return is_telling


def _pour_signature(sweep: Sweep, part: str, kind: PartKind, data: bytes) -> None:
    """The comment of a signature, and whom its certificates were issued to (X.509, 4.1.2.4)."""
    from base64 import b64decode
    from re import findall

    if not part.endswith(".xml"):
        return
    for encoded in findall(rb"<[^<>]*X509Certificate>([A-Za-z0-9+/=\s]+)<", data):
        try:
            certificate = b64decode(encoded)
        except ValueError:
            sweep.gap(part, "damaged")
            continue
        for text in der_texts(certificate):
            sweep.add(text, kind, "X509")
    for name in (rb"SignatureComments", rb"SignatureText", rb"[A-Za-z]*DelegateSuggestedSigner[0-9A-Za-z]*"):
        for raw in findall(rb"<" + name + rb">([^<]+)<", data):
            sweep.add(raw.decode("utf-8", "replace"), kind, "XMLDSIG")


_HOW: dict[str, Callable[[Sweep, str, PartKind, bytes], object]] = {
    "picture": _pour_picture,
    "file": _pour_file,
    "chunk": _pour_file,
    "macro": _pour_macro,
    "raw": _pour_raw,
    "unknown": _pour_unknown,
    "signature": _pour_signature,
}
