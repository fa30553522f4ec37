"""All objects of a PDF, reachable or not, read with pikepdf within limits (ISO 32000-1, 7.3 and 7.5).

Every object is looked at once, as the text that pikepdf makes of it: that tells cheaply whether it holds
strings at all, and what refers to what. Streams are inflated under a bound of their own.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream, String

from scanner.errors import Unreadable
from scanner.regexes import compiled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from scanner.settings import Limits

BROKEN = (pikepdf.PdfError, RuntimeError, ValueError, TypeError, KeyError, OverflowError, IndexError)
REFERENCE = compiled(r"(?:/([^\s/<>()\[\]{}%]+) )?([0-9]{1,10}) [0-9]{1,5} R(?![0-9A-Za-z])")
STRING = compiled(r"\(|<[0-9a-f]")
MOST_STREAM = 64 * 2**20  # bytes of one stream
SMALL = 64 * 2**10  # packed bytes of filters that are not bounded here
PARTS_AT_ONCE = 2**20
FLATE = ("/FlateDecode", "/Fl")
DEEPEST = 32  # arrays and dictionaries within one another


class Unbounded(Exception):
    """A stream that is larger than the limits allow, or packed in a way that is not bounded here."""


class Objects:
    """The objects of an open file.

    `texts` has the text of each by its number, `keys` the names under which others refer to it.
    Raises `Unreadable` where the file's structure cannot be read.
    """

    def __init__(self, data: bytes, limits: Limits) -> None:
        self.limits = self._limits = limits
        self._spent = 0
        try:
            self.pdf = pikepdf.open(BytesIO(data), suppress_warnings=True)
            self.by_number: dict[int, Object] = {}
            self.texts: dict[int, str] = {}
            self.is_whole = self._read()
        except pikepdf.PasswordError as error:
            raise Unreadable("encrypted") from error
        except BROKEN as error:
            raise Unreadable("damaged") from error
        self.keys: dict[int, set[str]] = {}
        self._links: dict[int, list[int]] = {}
        for number, text in self.texts.items():
            self._links[number] = self._note_links(text)
        self.reachable = self._reachable()

    def close(self) -> None:
        """Give the file back."""
        self.pdf.close()

    def with_strings(self) -> Iterator[tuple[int, Object]]:
        """The objects that hold a string, by number."""
        for number, text in self.texts.items():
            if STRING.search(text):
                yield number, self.by_number[number]

    def with_key(self, key: str) -> Iterator[Dictionary]:
        """The dictionaries that have a key, wherever they stand, in the order of their objects."""
        for number, text in self.texts.items():
            if key in text:
                yield from dictionaries_with(key, self.by_number[number])

    def streams(self) -> Iterator[tuple[int, Stream]]:
        """The streams, by number."""
        for number, held in self.by_number.items():
            if isinstance(held, Stream):
                yield number, held

    def decoded(self, stream: Stream) -> bytes:
        """The bytes of a stream. Raises `Unbounded`, or one of `BROKEN` where it cannot be decoded."""
        room = min(MOST_STREAM, self._limits.expanded_bytes - self._spent)
        data = decoded(stream, room)
        self._spent += len(data)
        return data

    def _read(self) -> bool:
        held = self.pdf.objects
        most = 20 * self._limits.parts
        for number in range(min(len(held), most)):
            try:
                one = held[number]
                if not isinstance(one, (Dictionary, Array, String, Name)) and not isinstance(one, Stream):
                    continue
                shown = one.stream_dict if isinstance(one, Stream) else one
                key = one.objgen[0] or number + 1
                self.texts[key] = shown.unparse(resolved=True).decode("latin-1")
                self.by_number[key] = one
            except BROKEN:
                continue  # an object that is not well-formed is none for any reader
        return len(held) <= most

    def _note_links(self, text: str) -> list[int]:
        found = []
        for key, number in REFERENCE.findall(text):
            found.append(int(number))
            if key:
                self.keys.setdefault(int(number), set()).add(key)
        return found

    def _reachable(self) -> frozenset[int]:
        """The numbers of the objects that the trailer leads to."""
        left = self._note_links(self.pdf.trailer.unparse(resolved=True).decode("latin-1"))
        seen = set(left)
        while left:
            for number in self._links.get(left.pop(), ()):
                if number not in seen:
                    seen.add(number)
                    left.append(number)
        return frozenset(seen)


def decoded(stream: Stream, room: int) -> bytes:
    """The bytes of a stream, at most `room`. Raises `Unbounded` and `BROKEN`."""
    filters = [str(name) for name in listed(stream.get("/Filter"))]
    is_predicted = any(
        isinstance(one, Dictionary) and int(one.get("/Predictor", 1)) > 1
        for one in listed(stream.get("/DecodeParms"))
    )
    raw = stream.read_raw_bytes()
    if all(name in FLATE for name in filters):
        for _ in filters:
            raw = inflated(raw, room)
        if not is_predicted:
            return raw
    elif len(raw) > SMALL:
        raise Unbounded
    if len(raw) > room:
        raise Unbounded
    return stream.read_bytes()


def inflated(raw: bytes, room: int) -> bytes:
    """What zlib makes of the bytes, at most `room`; a stream that breaks off gives what came before."""
    engine = zlib.decompressobj()
    found, size = [], 0
    try:
        while raw and not engine.eof:
            piece = engine.decompress(raw, PARTS_AT_ONCE)
            size += len(piece)
            if size > room:
                raise Unbounded
            found.append(piece)
            raw = engine.unconsumed_tail
    except zlib.error:
        if not found:
            raise ValueError("flate") from None
    return b"".join(found)


def listed(value: object) -> list[object]:
    """The values of an array, a lone value as a list of one, nothing as an empty list."""
    if value is None:
        return []
    return list(value) if isinstance(value, Array) else [value]


def string_text(value: String) -> str:
    """The text of a string: UTF-16, UTF-8 or PDFDocEncoding (ISO 32000-1, 7.9.2), or GB 18030 as many write."""
    raw = bytes(value)
    if raw[:2] in (b"\xfe\xff", b"\xff\xfe") or raw.isascii():
        return str(value) if raw[:2] != b"\xff\xfe" else raw.decode("utf-16", "replace")
    for codec in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(codec)
        except UnicodeDecodeError:
            continue
    return str(value)


def dictionaries_with(key: str, held: object, depth: int = 0) -> Iterator[Dictionary]:
    """The dictionaries with a key in an object, itself included, other indirect objects left out."""
    if isinstance(held, Stream) or not isinstance(held, (Dictionary, Array)) or depth > DEEPEST:
        return
    if isinstance(held, Dictionary) and key in held:
        yield held
    for value in list(held.values()) if isinstance(held, Dictionary) else list(held):
        if isinstance(value, (Dictionary, Array)) and not value.is_indirect:
            yield from dictionaries_with(key, value, depth + 1)


def strings_of(held: Object, depth: int = 0) -> Iterator[tuple[tuple[str, ...], Object, String]]:
    """Every string of an object with the keys that lead to it and the dictionary or array that holds it."""
    if depth > DEEPEST:
        return
    if isinstance(held, Array):
        for value in list(held):
            if isinstance(value, String):
                yield (), held, value
            elif isinstance(value, (Dictionary, Array)) and not value.is_indirect:
                yield from strings_of(value, depth + 1)
        return
    for key, value in held.items():
        if isinstance(value, String) and not value.is_indirect:
            yield (key,), held, value
        elif isinstance(value, (Dictionary, Array)) and not value.is_indirect:
            for keys, holder, string in strings_of(value, depth + 1):
                yield (key, *keys), holder, string
