"""Bare sweeps: the least that gives every string of a file, without places, layers or limits.

What the readers are measured against. A sweep of a zipped format parses every XML part and gathers its texts and
attributes; one of an OLE file looks for runs of UTF-16 in its streams; one of RTF takes words and escapes in turn.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from io import BytesIO

_UTF16 = re.compile(
    rb"(?:[\x20-\x7e\xa0-\xff]\x00|[\x00-\xff][\x4e-\x9f]|[\x00-\xff]\xff|[\x00-\x3f]\x30){3,}"
)
_PLAIN = re.compile(rb"[\x20-\x7e\xa1-\xfe]{4,}")
_RTF = re.compile(
    rb"\\'([0-9a-fA-F]{2})|\\u(-?[0-9]{1,5})|\\[a-z]{1,32}-?[0-9]{0,10} ?|\\.|[{}]|[^\\{}\r\n]+"
)


def zipped(data: bytes) -> list[str]:
    """The texts and attributes of every XML part."""
    from lxml import etree

    found: list[str] = []
    with zipfile.ZipFile(BytesIO(data)) as package:
        for name in package.namelist():
            part = package.read(name)
            if part.lstrip()[:1] != b"<":
                continue
            for element in etree.fromstring(part).iter():
                if element.text:
                    found.append(element.text)
                if element.tail:
                    found.append(element.tail)
                found += element.attrib.values()
    return found


def ole(data: bytes) -> list[str]:
    """The runs of UTF-16 and of bytes that are text in every stream."""
    import olefile

    found: list[str] = []
    with olefile.OleFileIO(data) as file:
        for path in file.listdir():
            stream = file.openstream(path).read()
            found += [run.decode("utf-16-le", "replace") for run in _UTF16.findall(stream)]
            found += [run.decode("gb18030", "replace") for run in _PLAIN.findall(stream)]
    return found


def rtf(data: bytes) -> str:
    """Words and escapes, control words left out."""
    found: list[str] = []
    hexadecimal = bytearray()
    for match in _RTF.finditer(data):
        byte, point = match.groups()
        if byte:
            hexadecimal.append(int(byte, 16))
            continue
        if hexadecimal:
            found.append(hexadecimal.decode("gb18030", "replace"))
            hexadecimal.clear()
        if point:
            found.append(chr(int(point) & 0xFFFF))
        elif match[0][:1] not in b"\\{}":
            found.append(match[0].decode("latin-1"))
    return "".join(found)


def pdf(data: bytes) -> list[str]:
    """pdfplumber's text of every page."""
    import pdfplumber

    with pdfplumber.open(BytesIO(data)) as paper:
        return [page.extract_text() or "" for page in paper.pages]


SWEEPS: dict[str, Callable[[bytes], object]] = {
    **dict.fromkeys(("docx", "xlsx", "pptx", "odt", "ods", "odp", "ofd"), zipped),
    **dict.fromkeys(("doc", "xls", "ppt"), ole),
    "rtf": rtf,
    "pdf": pdf,
}
