"""The properties of an OLE file: author, company and so on.

Source: [MS-OLEPS], 2.21 (property set stream), 2.20 (property set), 2.15 (values).
"""

from __future__ import annotations

from struct import error as StructError  # noqa: N812
from struct import unpack_from

from scanner.extract.encoding import decoded

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.extract.ole.compound import CompoundFile

# Numbers of the properties that people fill in, with the names that newer formats give them.
_STREAMS = {
    "\x05SummaryInformation": {
        2: "title",
        3: "subject",
        4: "creator",
        5: "keywords",
        6: "description",
        7: "Template",
        8: "lastModifiedBy",
    },
    "\x05DocumentSummaryInformation": {2: "category", 14: "Manager", 15: "Company"},
}
_BYTES, _WIDE = 0x1E, 0x1F
_MOST = 1000  # properties; a damaged count must not cost more


def property_texts(storage: CompoundFile) -> Iterator[tuple[str, str]]:
    """(name, text) of the properties that hold a text."""
    for stream, names in _STREAMS.items():
        data = storage.stream(stream)
        for number, text in _texts(data):
            if number in names and text.strip():
                yield names[number], text


def _texts(data: bytes) -> Iterator[tuple[int, str]]:
    try:
        start = unpack_from("<I", data, 44)[0]
        count = min(unpack_from("<I", data, start + 4)[0], _MOST)
        for index in range(count):
            number, offset = unpack_from("<II", data, start + 8 + 8 * index)
            kind, length = unpack_from("<II", data, start + offset)
            raw = data[start + offset + 8 :]
            if kind == _BYTES:
                yield number, decoded(raw[:length].rstrip(b"\0")).text
            elif kind == _WIDE:
                yield number, raw[: 2 * length].decode("utf-16-le", "replace").rstrip("\0")
    except StructError:
        return
