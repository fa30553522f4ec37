"""Messages and web archives (.eml, .mbox, .mht): headers, every alternative of the text, attachments.

RFC 5322 (messages), RFC 2045–2047 (MIME), RFC 2046, 5.1.4 (alternatives: the last one is shown), RFC 2557
(web archives), RFC 2183 (Content-Disposition). Headers with bytes beyond ASCII are read as files are.
"""

from __future__ import annotations

from scanner.errors import Unreadable
from scanner.extract.building import DocumentBuilder
from scanner.extract.detect_text import is_mailbox
from scanner.extract.encoding import decoded
from scanner.extract.mail.spelled import BINHEX, binhexed, without_yencoded
from scanner.extract.mail.wrappings import (
    TNEF_SIGNATURE,
    flowed,
    signed_content,
    unfolded,
    unwrapped,
    uuencoded,
)
from scanner.extract.nested import pour_document, pour_file
from scanner.extract.ole.raw_words import raw_words
from scanner.extract.package.telling import is_telling_text
from scanner.model import Place
from scanner.noun import replace
from scanner.regexes import compiled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

    from scanner.model import Document
    from scanner.settings import Limits

_SHOWN = ("from", "to", "cc", "subject", "date")
_SILENT = frozenset(
    (
        *("mime-version", "content-type", "content-transfer-encoding", "content-id", "content-language"),
        *(
            "dkim-signature",
            "arc-seal",
            "arc-message-signature",
            "arc-authentication-results",
            "received-spf",
        ),
        *("authentication-results", "message-id", "references", "in-reply-to"),
    )
)
_MOST_PARTS = 200  # that hold parts; each is a level that the parser may have to go down
_MOST_MESSAGES = 10_000
_RESOURCES = frozenset(
    (
        "text/css",
        "text/javascript",
        "application/javascript",
        "application/x-javascript",
        "text/xml",
        "application/xml",
    )
)
_ENCRYPTED = (
    "application/pkcs7-mime",
    "application/x-pkcs7-mime",
    "multipart/encrypted",
    "application/pgp-encrypted",
)
_ENDINGS = {
    "text/html": ".html",
    "text/plain": ".txt",
    "message/rfc822": ".eml",
    "text/csv": ".csv",
    "application/xhtml+xml": ".html",
}
_LIKE_HTML = frozenset(("text/x-amp-html", "text/enriched", "text/richtext"))
_FOLDED = frozenset(("text/calendar", "text/vcard", "text/x-vcard", "text/directory"))
# What cannot be anything but a person's: of names and ids that programs make up.
_PERSONAL = compiled("(?<![0-9A-Za-z])(?:[0-9]{17}[0-9xX]|1[3-9][0-9]{9})(?![0-9A-Za-z])")
_IDENTITY = compiled("(?<![0-9A-Za-z])[0-9]{17}[0-9xX](?![0-9A-Za-z])")
_BASE64 = compiled("[A-Za-z0-9+/=\\s]*")
_BASE64_LINE = compiled("\\s*+[A-Za-z0-9+/=]*+\\s*+")


def read(name: str, data: bytes, limits: Limits) -> Document:
    """The document of a message, a mailbox or a web archive. Raises `Unreadable` ("too-deep", "damaged")."""
    from scanner.extract.detect import detection

    builder = DocumentBuilder(name, detection(name, data, limits).format)
    for number, message in enumerate(_messages(data)):
        if number >= _MOST_MESSAGES:
            builder.gap("file", "too-many-members", None, f"> {_MOST_MESSAGES}")
            break
        _Mail(builder, limits).pour(_parsed(message))
    if not any(builder.texts()):
        builder.gap("file", "empty")
    return builder.document()


def _messages(data: bytes) -> Iterator[bytes]:
    """The message, or those of a mailbox, which begin with a line ``From `` (RFC 4155)."""
    if not is_mailbox(data[:4096].decode("latin-1")):
        yield data
        return
    begin = 0
    while begin < len(data):
        end = data.find(b"\nFrom ", begin + 1)
        end = len(data) if end < 0 else end + 1
        line = data.find(b"\n", begin, end) + 1
        yield data[line or end : end]
        begin = end


def _parsed(data: bytes) -> Message:
    from email import message_from_bytes

    from scanner.extract.mail.heads import Headed

    small = data.lower()
    if small.count(b"multipart/") + small.count(b"message/") > _MOST_PARTS:
        raise Unreadable("too-deep", "mime parts")
    try:
        message = message_from_bytes(data, Headed)
    except (ValueError, LookupError, RecursionError) as error:
        raise Unreadable("damaged", "mime") from error
    if not data.isascii():
        for part in message.walk():
            _read_raw_headers(part)
    return message


def _read_raw_headers(part: Message) -> None:
    """Headers with raw bytes become the text that they spell; the library would show a sign of damage for each."""
    headers = list(part.raw_items())
    if all(isinstance(value, str) and value.isascii() for _, value in headers):
        return
    for name, _ in headers:
        del part[name]
    for name, value in headers:
        raw = str(value).encode("utf-8", "surrogateescape")
        part.set_raw(name, decoded(raw).text)


class _Mail:
    """Pours one message."""

    def __init__(self, builder: DocumentBuilder, limits: Limits) -> None:
        self._builder = builder
        self._limits = limits
        self._inner = replace(limits, depth=max(limits.depth - 1, 0))

    def pour(self, message: Message) -> None:
        """Headers, then the parts in their order."""
        for name, value in message.items():
            self._pour_header(name, _spelled(value))
        self._pour_part(message, "", is_whole=True)

    def _pour_header(self, name: str, value: str) -> None:
        small = name.lower()
        if not value.strip() or (small in _SILENT and not _IDENTITY.search(value)):
            return
        if small in _SHOWN:
            self._builder.add(f"{name}: {value}", Place("message", (), "named", name), layer="header")
        elif is_telling_text(value):
            self._pour_silent(value, name)

    def _pour_silent(self, value: str, name: str) -> None:
        place = Place("message", (), "named", name[:60])
        self._builder.add(value, place, layer="property", visible=False)

    def _pour_heads(self, part: Message) -> None:
        """Headers of a part, of which no program shows any but the name of a file."""
        file_name = _file_name(part)
        for name, value in part.items():
            text = _spelled(value) if name.lower() != "content-location" else ""
            text = text.replace(file_name, "") if file_name else text
            if _IDENTITY.search(text) or (name.lower() == "content-description" and is_telling_text(text)):
                self._pour_silent(text, name)
        if _PERSONAL.search(file_name):
            self._builder.add(file_name, Place("message", (), "named", "filename"), layer="header")

    def _pour_part(self, part: Message, layer: str, *, is_whole: bool = False) -> None:
        kind = part.get_content_type()
        if not is_whole:
            self._pour_heads(part)
        if any("Boundary" in type(defect).__name__ for defect in part.defects):
            self._builder.gap("part", "damaged", None, "mime cut off")
        if kind in _ENCRYPTED:
            self._pour_enveloped(part, kind, layer)
        elif kind == "multipart/alternative" and isinstance(part.get_payload(), list):
            parts = _parts(part)
            for inner in parts[-1:]:
                self._pour_part(inner, layer)
            for inner in parts[:-1]:
                self._pour_part(inner, layer or "leftover")
            self._pour_between(part)
        elif kind == "message/rfc822" and part.is_multipart():
            for inner in _parts(part):
                self._pour_within(_message_of(part, inner), "message.eml")
        elif part.is_multipart():
            for inner in _parts(part):
                self._pour_part(inner, layer)
            self._pour_between(part)
        else:
            self._pour_leaf(part, kind, layer)

    def _pour_enveloped(self, part: Message, kind: str, layer: str) -> None:
        """A part in an envelope of S/MIME: of one that is only signed its content, which programs show."""
        payload = part.get_payload(decode=True)
        content = signed_content(payload) if isinstance(payload, bytes) else b""
        if content:
            self._pour_part(_parsed(content), layer)
            self._pour_signature(payload if isinstance(payload, bytes) else b"")
        else:
            self._builder.gap("part", "encrypted", None, kind)

    def _pour_wrapped(self, data: bytes) -> None:
        """A winmail.dat."""
        found = unwrapped(data)
        if found.text:
            self._pour_within(found.text, "winmail.txt")
        for name, held in found.files:
            self._pour_within(held, name)
        for text in raw_words(found.rest):
            self._pour_silent(text, "winmail.dat")

    def _pour_between(self, part: Message) -> None:
        """The lines before the first part and behind the last, which no program shows (RFC 2046, 5.1.1)."""
        for text in (part.preamble, part.epilogue):
            for line in decoded((text or "").encode("utf-8", "surrogateescape")).text.splitlines():
                if is_telling_text(line):
                    place = Place("leftover", (), "named", "mime")
                    self._builder.add(line.strip(), place, layer="leftover", visible=False)

    def _pour_leaf(self, part: Message, kind: str, layer: str) -> None:
        payload = part.get_payload(decode=True)
        data = payload if isinstance(payload, bytes) else b""
        name = _file_name(part)
        location = _spelled(part.get("content-location", ""))
        if is_telling_text(location) and not location.startswith(("http://", "https://")):
            self._builder.add(location, Place("link", (), "named"), layer="link-target", visible=False)
        if not data.strip():
            return
        is_attached = part.get_content_disposition() == "attachment"
        self._pour_mislabelled(part)
        if kind in _FOLDED:
            data = unfolded(data)
        if kind in _LIKE_HTML and not is_attached:
            self._pour_text(b"<html>" + data, "text/html", part, layer)
        elif (kind != "text/plain" or is_attached) and data.startswith((BINHEX, b"=ybegin ")):
            rest = self._pour_spelled(data)
            if rest.strip():
                self._pour_within(rest, name)
        elif data.startswith(TNEF_SIGNATURE):
            self._pour_wrapped(data)
        elif kind in ("text/plain", "text/html", "application/xhtml+xml") and not is_attached:
            self._pour_text(data, kind, part, layer)
        elif kind in _RESOURCES and not is_attached:
            self._pour_words(data, kind)
        elif kind in (
            "application/pkcs7-signature",
            "application/x-pkcs7-signature",
            "application/pgp-signature",
        ):
            self._pour_signature(data)
        else:
            self._pour_within(data, name or location.rpartition("/")[2] or "part" + _ENDINGS.get(kind, ""))

    def _pour_mislabelled(self, part: Message) -> None:
        """Plain words in a part that says it is base64: what stands there is decoded to nonsense, or left out."""
        if str(part.get("content-transfer-encoding", "")).strip().lower() != "base64":
            return
        try:
            raw = part.get_payload()
        except (ValueError, TypeError):  # a charset that is no name: email asks for it all the same
            self._builder.gap("part", "damaged", None, "charset")
            return
        if not isinstance(raw, str):
            return
        if raw.isascii() and " " not in raw and ":" not in raw:
            return
        for line in decoded(raw.encode("utf-8", "surrogateescape")).text.splitlines():
            if not _BASE64_LINE.fullmatch(line) and is_telling_text(line):
                place = Place("leftover", (), "named", "mime")
                self._builder.add(line.strip(), place, layer="leftover", visible=False)

    def _pour_text(self, data: bytes, kind: str, part: Message, layer: str) -> None:
        if kind == "text/plain":
            data = self._pour_spelled(data)
        text = decoded(data, declared=part.get_content_charset("") or "").text
        if str(part.get_param("format", "")).lower() == "flowed" and " \n" in text.replace("\r", ""):
            text = flowed(text, drops_space=str(part.get_param("delsp", "")).lower() == "yes")
        if kind == "text/plain" and "begin " in text:
            for name, held in uuencoded(text):
                self._pour_within(held, name)
        inner = self._text("text" + _ENDINGS[kind], b"\xef\xbb\xbf" + text.encode("utf-8", "replace"))
        if layer:
            said = self._builder.texts()
            if all(text.strip() in said for text in inner.blocks.texts):
                return
        pour_document(self._builder, replace(inner, gaps=_real(inner)), "", layer)

    def _pour_spelled(self, data: bytes) -> bytes:
        """Read the files that stand in a text as yEnc or BinHex; the text without those that are no signs at all."""
        if b"=ybegin " not in data and BINHEX not in data:
            return data
        rest, found = without_yencoded(data)
        for held in (*found, *binhexed(rest, self._limits.file_bytes)):
            name = decoded(held.name).text
            self._pour_within(held.data, name)
            if held.is_cut:
                self._builder.gap("part", "too-large", None, "BinHex")
        return rest

    def _text(self, name: str, data: bytes) -> Document:
        """What a text part holds; one that looks like a message is none, or it would be read again and again."""
        from scanner.extract import extract
        from scanner.extract.detect import detection
        from scanner.extract.txt.reader import read as read_text

        if detection(name, data, self._limits).format in ("eml", "mht"):
            return read_text(name, data, self._inner)
        return extract(name, data, self._inner)

    def _pour_within(self, data: bytes, name: str) -> None:
        pour_file(self._builder, name, data, self._limits, shown=name or "part")

    def _pour_words(self, data: bytes, kind: str) -> None:
        for line in decoded(data).text.splitlines():
            if is_telling_text(line):
                place = Place("package-part", (), "named", kind)
                self._builder.add(line.strip(), place, layer="attribute", visible=False)

    def _pour_signature(self, data: bytes) -> None:
        from scanner.extract.ofd.der_texts import der_texts

        for text in der_texts(data):
            self._builder.add(text, Place("signature", (), "named"), layer="property", visible=False)


def _real(document: Document) -> tuple:  # type: ignore[type-arg]
    """The gaps of a text part but for those that say it is empty or of another kind than it says."""
    return tuple(gap for gap in document.gaps if gap.reason not in ("empty", "misnamed"))


def _file_name(part: Message) -> str:
    return _spelled(part.get_filename() or part.get_param("name") or "")


def _message_of(part: Message, inner: Message) -> bytes:
    """A message within a message; some programs send it in base64, against RFC 2046, 5.2.1."""
    payload = inner.get_payload()
    if inner.keys() or not isinstance(payload, str) or not _BASE64.fullmatch(payload):
        return _bytes_of(inner)
    from base64 import b64decode
    from binascii import Error

    try:
        return b64decode(payload.encode("ascii", "replace") + b"==")
    except Error:
        return _bytes_of(inner)


def _bytes_of(message: Message) -> bytes:
    """A message as it would be sent; one that says ASCII and holds more goes as UTF-8."""
    try:
        return message.as_bytes()
    except UnicodeEncodeError:
        return message.as_string().encode("utf-8", "surrogateescape")


def _parts(part: Message) -> list[Message]:
    found = part.get_payload()
    return [inner for inner in found if not isinstance(inner, str)] if isinstance(found, list) else []


def _spelled(value: object) -> str:
    """A header as it is meant: encoded words decoded, raw bytes read as text, folding undone (RFC 2047)."""
    from email.errors import MessageError
    from email.header import decode_header

    if isinstance(value, tuple):  # RFC 2231
        charset, _, raw = value
        return decoded(str(raw).encode("latin-1", "replace"), declared=charset or "").text
    text = str(value)
    text = " ".join(text.split())
    if "=?" not in text or len(text) > 100_000:
        return text
    try:
        found = decode_header(text)
    except (ValueError, LookupError, MessageError):
        return text
    pieces = [
        piece if isinstance(piece, str) else decoded(piece, declared=charset or "").text
        for piece, charset in found
    ]
    return "".join(pieces)
