"""The calls of pdfium that the reader makes, on the library that pypdfium2 ships.

pypdfium2's own modules declare a thousand functions and load logging, pathlib and platform: five times
the start of Python. The calls that reading needs are declared here, each when it is first made.
Handles are plain addresses (0 is none). pdfium is not thread-safe: one thread a process.
"""

from __future__ import annotations

import ctypes
import os
import sys
from array import array
from collections.abc import Callable
from functools import cache

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

# Result and arguments of each call: p address, i int, u unsigned, n size, d double, f float, v nothing.
_CALLS = {
    "FPDF_InitLibrary": "v",
    "FPDF_SetSystemFontInfo": "vp",
    "FPDF_LoadMemDocument64": "ppnp",
    "FPDF_GetLastError": "u",
    "FPDF_CloseDocument": "vp",
    "FPDF_GetPageCount": "ip",
    "FPDF_GetMetaText": "upppu",
    "FPDF_GetFormType": "ip",
    "FPDFDoc_GetAttachmentCount": "ip",
    "FPDF_LoadPage": "ppi",
    "FPDF_ClosePage": "vp",
    "FPDF_GetPageWidthF": "fp",
    "FPDF_GetPageHeightF": "fp",
    "FPDF_GetPageBoundingBox": "ipp",
    "FPDFPage_GetRotation": "ip",
    "FPDFPage_CountObjects": "ip",
    "FPDFPage_GetObject": "ppi",
    "FPDFPageObj_GetType": "ip",
    "FPDFPageObj_GetBounds": "ippppp",
    "FPDFPageObj_GetMatrix": "ipp",
    "FPDFFormObj_CountObjects": "ip",
    "FPDFFormObj_GetObject": "ppu",
    "FPDFPath_CountSegments": "ip",
    "FPDFPath_GetPathSegment": "ppi",
    "FPDFPath_GetDrawMode": "ippp",
    "FPDFPathSegment_GetPoint": "ippp",
    "FPDFPathSegment_GetType": "ip",
    "FPDFPathSegment_GetClose": "ip",
    "FPDFTextObj_GetText": "upppu",
    "FPDFText_LoadPage": "pp",
    "FPDFText_ClosePage": "vp",
    "FPDFText_CountChars": "ip",
    "FPDFText_GetText": "ipiip",
    "FPDFText_GetUnicode": "upi",
    "FPDFText_HasUnicodeMapError": "ipi",
    "FPDFText_IsGenerated": "ipi",
    "FPDFText_GetCharAngle": "fpi",
    "FPDFText_GetLooseCharBox": "ipip",
    "FPDFText_GetCharIndexFromTextIndex": "ipi",
    "FPDFPage_GetAnnotCount": "ip",
    "FPDFPage_GetAnnot": "ppi",
    "FPDFPage_CloseAnnot": "vp",
    "FPDFAnnot_GetSubtype": "ip",
    "FPDFAnnot_GetStringValue": "upppu",
    "FPDFAnnot_GetRect": "ipp",
    "FPDFAnnot_GetFlags": "ip",
    "FPDFAnnot_GetAP": "upipu",
    "FPDFAnnot_CountAttachmentPoints": "np",
    "FPDFAnnot_GetAttachmentPoints": "ipnp",
    "FPDF_PageToDevice": "ipiiiiiddpp",
    "FPDF_RenderPageBitmap": "vppiiiiii",
    "FPDFBitmap_CreateEx": "piiipi",
    "FPDFBitmap_Destroy": "vp",
    "FPDFPageObj_SetIsActive": "ipi",
    "FPDFPageObj_GetFillColor": "ippppp",
    "FPDFPageObj_GetClipPath": "pp",
    "FPDFPageObj_HasTransparency": "ip",
    "FPDFPageObj_CountMarks": "ip",
    "FPDFPageObj_GetMark": "ppu",
    "FPDFPageObjMark_GetName": "ippup",
    "FPDFPageObjMark_GetParamStringValue": "ipppup",
    "FPDFClipPath_CountPaths": "ip",
    "FPDFClipPath_CountPathSegments": "ipi",
    "FPDFClipPath_GetPathSegment": "ppii",
    "FPDFText_GetTextObject": "ppi",
    "FPDFText_GetTextIndexFromCharIndex": "ipi",
    "FPDFText_GetCharBox": "ipipppp",
    "FPDFTextObj_GetTextRenderMode": "ip",
    "FPDFTextObj_GetFontSize": "ipp",
    "FPDFTextObj_GetFont": "pp",
    "FPDFFont_GetIsEmbedded": "ip",
    "FPDFFont_GetBaseFontName": "nppn",
    "FPDFDOC_InitFormFillEnvironment": "ppp",
    "FPDFDOC_ExitFormFillEnvironment": "vp",
    "FPDF_FFLDraw": "vpppiiiiii",
}
_KINDS = {
    "p": ctypes.c_void_p,
    "i": ctypes.c_int,
    "u": ctypes.c_ulong,
    "n": ctypes.c_size_t,
    "d": ctypes.c_double,
    "f": ctypes.c_float,
}
TEXT, PATH, IMAGE, SHADING, FORM = 1, 2, 3, 4, 5  # fpdf_edit.h, FPDF_PAGEOBJ_*
IS_BLANK = (
    sys.platform == "linux"
)  # Chinese characters of fonts that are not in the file are placed and not drawn
PASSWORD_ERROR, SECURITY_ERROR = 4, 5  # fpdfview.h, FPDF_ERR_*


class Pdfium:
    """pdfium's functions by name, declared on first use."""

    def __init__(self) -> None:
        self._library = ctypes.CDLL(_library_file())

    def __getattr__(self, name: str) -> Callable[..., Any]:
        result, arguments = _CALLS[name][0], _CALLS[name][1:]
        function = getattr(self._library, name)
        function.restype = _KINDS.get(result)
        function.argtypes = [_KINDS[kind] for kind in arguments]
        setattr(self, name, function)
        return function  # type: ignore[no-any-return]


@cache
def pdfium() -> Pdfium:
    """The library, set up once a process.

    On Linux the fonts that a file does not bring along are ours (`blank`): what is read does not depend on the fonts of
    the machine, nor on who set the library up before, and a character without a font is not lost.
    """
    library = Pdfium()
    library.FPDF_InitLibrary()
    if IS_BLANK:
        from scanner.extract.pdf.blank import font_source

        library.FPDF_SetSystemFontInfo(ctypes.addressof(font_source()))
    return library


def text_of(call: Callable[..., int], *arguments: object) -> str:
    """The string of a call that fills a buffer with UTF-16 and tells how many bytes it needs."""
    size = call(*arguments, None, 0)
    if size <= 2:
        return ""
    buffer = array("H", bytes(size + 1 & ~1))
    call(*arguments, buffer.buffer_info()[0], size)
    return buffer.tobytes().decode("utf-16-le", "replace").rstrip("\0")


def _library_file() -> str:
    """Where pypdfium2_raw keeps pdfium; its own loader decides where it is not beside the bindings."""
    from importlib import import_module
    from importlib.machinery import PathFinder

    name = {"win32": "pdfium.dll", "darwin": "libpdfium.dylib"}.get(sys.platform, "libpdfium.so")
    spec = PathFinder.find_spec("pypdfium2_raw")
    for folder in (spec and spec.submodule_search_locations) or ():
        file = os.path.join(folder, name)
        if os.path.exists(file):
            return file
    return str(import_module("pypdfium2_raw.bindings")._libs["pdfium"]._name)


def return_memory() -> None:
    """Give what closed documents held back to the system, where its C library keeps it for later (glibc)."""
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)
