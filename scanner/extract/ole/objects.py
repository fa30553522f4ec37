"""The files inside an OLE object that was put into a document (word/embeddings/oleObject1.bin).

Programs keep them in four ways: a whole file in a stream `Package` or `CONTENTS`; `\x01Ole10Native`, a
wrapper around any file ([MS-OLEDS], 2.3.6); or the streams of a .doc or .xls right in the object.
"""

from __future__ import annotations

from struct import error as StructError  # noqa: N812
from struct import unpack_from

from scanner.extract.encoding import decoded
from scanner.extract.ole.compound import CompoundFile
from scanner.extract.ole.raw_words import raw_words

_NATIVE = "\x01Ole10Native"
_WHOLE_FILES = ("Package", "package", "CONTENTS", "Contents")
_OWN_STREAMS = frozenset(("WordDocument", "Workbook", "Book", "PowerPoint Document"))


class EmbeddedObject:
    """What an OLE object holds: `files` are (name, bytes), `words` the names and paths kept with them."""

    def __init__(self, data: bytes) -> None:
        self.files: list[tuple[str, bytes]] = []
        self.words: list[str] = []
        self.rest: list[bytes] = []  # streams that are no file
        storage = CompoundFile(data)
        self._fill(storage, data)
        self.is_damaged = storage.is_damaged  # whether not all of it was given

    def _fill(self, storage: CompoundFile, data: bytes) -> None:
        if _OWN_STREAMS & set(storage.names):
            self.files.append(("", data))
            return
        for name in storage.names:
            stream = storage.stream(name)
            if name == _NATIVE:
                self._unwrap(stream)
            elif name in _WHOLE_FILES and stream:
                self.files.append(("", stream))
            elif stream:
                self.rest.append(stream)

    def _unwrap(self, stream: bytes) -> None:
        found = unwrapped(stream)
        if found is None:
            self.rest.append(stream)
            return
        name, file, words = found
        self.words += words
        self.files.append((name, file))


def unwrapped(stream: bytes) -> tuple[str, bytes, list[str]] | None:
    """Name and bytes of the file in an Ole10Native stream, the paths it came from and other words behind it.

    None where it is damaged.
    """
    try:
        at = 6
        texts = []
        for _ in range(2):
            end = stream.index(b"\0", at)
            texts.append(decoded(stream[at:end]).text)
            at = end + 1
        length = unpack_from("<4xL", stream, at)[0]
        texts.append(decoded(stream[at + 8 : at + 8 + length].rstrip(b"\0")).text)
        at += 8 + length
        size = unpack_from("<L", stream, at)[0]
    except (StructError, ValueError):
        return None
    words = list(dict.fromkeys(text for text in texts if text))
    said = "\n".join(words)
    words += [text for text in raw_words(stream[at + 4 + size :]) if text not in said]
    return texts[0], stream[at + 4 : at + 4 + size], words
