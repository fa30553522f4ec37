"""The tree of an XML file of unknown origin, and packages made of it for the readers of zipped files."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from scanner.errors import Unreadable
from scanner.extract.package.xml_library import etree
from scanner.regexes import compiled_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from lxml.etree import _Element

# Files within the file, as base64; longer than the text node that libxml2 takes (10 MB), so they are put aside.
_BINARY = compiled_bytes(
    rb"(<(?:[A-Za-z0-9]{1,20}:)?bin(?:Data|aryData|ary-data)(?:\s[^<>]*)?>)([^<]*)(?=</)"
)
_LINE = compiled_bytes(rb"\s+")
# The vocabulary of Word 2003 is nearly that of today; under today's name it keeps its prefix `w`.
_WORD_2003 = b"http://schemas.microsoft.com/office/word/2003/wordml"
_WORD = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"


class Flat:
    """An XML file: its `root` without the files within it, which `binary` gives.

    Raises `Unreadable`: "damaged", "too-deep" (more than 256 elements), "entities" (the file declares some).
    """

    def __init__(self, data: bytes) -> None:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            data = data.decode("utf-16", "replace").encode()
            data = re.sub(rb"\A<\?xml[^>]*\?>", b"", data)
        self._files: list[bytes] = []
        if b"<!ENTITY" in data:
            raise Unreadable("entities", "xml")
        self.root = _parsed(_BINARY.sub(self._put_aside, data).replace(_WORD_2003, _WORD))

    def binary(self, element: _Element) -> bytes:
        """The file within the file that an element stands for."""
        from base64 import b64decode
        from binascii import Error

        text = element.text or ""
        raw = (
            self._files[int(text)]
            if text.isdecimal() and len(text) < 8 and int(text) < len(self._files)
            else b""
        )
        raw = _LINE.sub(b"", raw)
        try:
            return b64decode(raw[: len(raw) // 4 * 4])
        except Error:
            return b""

    def _put_aside(self, found: re.Match[bytes]) -> bytes:
        self._files.append(found[2])
        return found[1] + b"%d" % (len(self._files) - 1)


def _parsed(data: bytes) -> _Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_pis=True, collect_ids=False
    )
    try:
        return etree.fromstring(data.lstrip(b" \t\r\n\0"), parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable("too-deep" if "xcessive depth" in str(error) else "damaged", "xml") from error
    except (ValueError, LookupError) as error:
        raise Unreadable("damaged", "xml") from error


def packed(parts: Mapping[str, bytes]) -> bytes:
    """A zip file of these parts, not compressed."""
    from io import BytesIO
    from zipfile import ZipFile

    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name or "_", content)
    return stream.getvalue()


def written(element: _Element) -> bytes:
    """An element as the bytes of a part of its own."""
    raw: bytes = etree.tostring(element, encoding="utf-8", xml_declaration=True, with_tail=False)
    return raw


def gathered(tag: str, children: Sequence[_Element], like: _Element) -> _Element:
    """A new element of this tag with these children, with the namespaces of another."""
    made = etree.Element(tag, nsmap={key: name for key, name in like.nsmap.items() if key})
    made.extend(children)
    return made


def local(element: _Element) -> str:
    """The name of an element without its namespace; "" for comments."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
