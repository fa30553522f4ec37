"""The fonts of the machine, as pdfium is told of them: one for Chinese, Japanese and Korean that draws nothing.

Without a font pdfium knows no extent of a character, and loses texts of one character. The font knows every character
and has its extent; Latin ones pdfium brings along. fpdf_sysfontinfo.h, FPDF_SYSFONTINFO, version 1.
"""

from __future__ import annotations

import ctypes
import os
from functools import cache

FILE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "blank.ttf")  # made by corpora.blank_font
_CHARSETS = (128, 129, 134, 136)  # Japanese, Korean, simplified and traditional Chinese
_HANDLE = 1  # of the one font
_p, _i, _u, _n = ctypes.c_void_p, ctypes.c_int, ctypes.c_uint, ctypes.c_ulong
_MapFont = ctypes.CFUNCTYPE(_p, _p, _i, _i, _i, _i, _p, _p)
_GetData = ctypes.CFUNCTYPE(_n, _p, _p, _u, _p, _n)
_GetName = ctypes.CFUNCTYPE(_n, _p, _p, _p, _n)
_GetCharset = ctypes.CFUNCTYPE(_i, _p, _p)
_Delete = ctypes.CFUNCTYPE(None, _p, _p)


class _FontSource(ctypes.Structure):
    _fields_ = (
        ("version", _i),
        ("release", _p),
        ("enumerate", _p),
        ("map_font", _MapFont),
        ("get_font", _p),
        ("get_data", _GetData),
        ("get_name", _GetName),
        ("get_charset", _GetCharset),
        ("delete", _Delete),
    )


@cache
def font_source() -> _FontSource:
    """What pdfium asks for fonts; it must live as long as the library."""
    source = _FontSource(1)
    source.map_font = _MapFont(_map_font)
    source.get_data = _GetData(_get_data)
    source.get_name = _GetName(_get_name)
    source.get_charset = _GetCharset(lambda this, font: _CHARSETS[2])
    source.delete = _Delete(lambda this, font: None)
    return source


def _map_font(
    this: int, weight: int, italic: int, charset: int, pitch: int, face: int, exact: int
) -> int | None:
    return _HANDLE if charset in _CHARSETS else None


def _get_data(this: int, font: int, table: int, buffer: int | None, size: int) -> int:
    """The whole font where no table is named; how many bytes there are."""
    if table:
        return 0
    data = _data()
    if buffer and size >= len(data):
        ctypes.memmove(buffer, data, len(data))
    return len(data)


def _get_name(this: int, font: int, buffer: int | None, size: int) -> int:
    name = b"NoticeScanBlank\0"
    if buffer and size >= len(name):
        ctypes.memmove(buffer, name, len(name))
    return len(name)


@cache
def _data() -> bytes:
    with open(FILE, "rb") as file:
        return file.read()
