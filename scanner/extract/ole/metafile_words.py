"""The texts drawn in a metafile: the preview picture of an embedded sheet shows its cells as text.

Sources: [MS-EMF], 2.3.5.7 and 2.2.5 (text records); [MS-WMF], 2.3.3.5 and 2.3.3.20.
"""

from __future__ import annotations

from struct import error as StructError  # noqa: N812
from struct import unpack_from

from scanner.extract.encoding import decoded

_EMF_TEXT, _EMF_TEXT_BYTES, _EMF_END = 84, 83, 14
_WMF_TEXT, _WMF_LONG_TEXT = 0x0521, 0x0A32
_PLACEABLE = b"\xd7\xcd\xc6\x9a"
_MOST = 50_000  # records


def is_metafile(data: bytes) -> bool:
    """Whether the bytes begin as EMF or WMF files do."""
    return _is_emf(data) or data.startswith((_PLACEABLE, b"\x01\x00\x09\x00\x00\x03"))


def metafile_words(data: bytes) -> list[str]:
    """The texts of all text records in the order they are drawn; a damaged file gives those before the damage."""
    found: list[str] = []
    try:
        if _is_emf(data):
            _read_emf(data, found)
        else:
            _read_wmf(data, found)
    except StructError:
        pass
    return [text for text in found if text.strip()]


def _is_emf(data: bytes) -> bool:
    return data.startswith(b"\x01\x00\x00\x00") and data[40:44] == b" EMF"


def _read_emf(data: bytes, found: list[str]) -> None:
    at = 0
    for _ in range(_MOST):
        kind, size = unpack_from("<II", data, at)
        if kind in (_EMF_TEXT, _EMF_TEXT_BYTES):
            count, offset = unpack_from("<II", data, at + 44)
            width = 2 if kind == _EMF_TEXT else 1
            raw = data[at + offset : min(at + offset + count * width, at + size)]
            found.append(raw.decode("utf-16-le", "replace") if width == 2 else decoded(raw).text)
        if kind == _EMF_END or size < 8:
            return
        at += size


def _read_wmf(data: bytes, found: list[str]) -> None:
    at = 22 if data.startswith(_PLACEABLE) else 0
    at += 18
    for _ in range(_MOST):
        size, kind = unpack_from("<IH", data, at)
        if kind == _WMF_TEXT:
            count = unpack_from("<H", data, at + 6)[0]
            found.append(decoded(data[at + 8 : at + 8 + count]).text)
        elif kind == _WMF_LONG_TEXT:
            count, options = unpack_from("<HH", data, at + 10)
            start = at + 14 + (8 if options & 6 else 0)
            found.append(decoded(data[start : start + count]).text)
        if size < 3:
            return
        at += 2 * size
