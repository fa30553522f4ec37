"""What the streams of a PDF hold beside the drawing: XMP, comments, scripts, data of other programs."""

from __future__ import annotations

from collections.abc import Iterator

from pikepdf import Dictionary, Stream

from scanner.extract.pdf.objects import Objects, listed
from scanner.extract.pdf.strings import IDENTITY, Said, is_telling
from scanner.regexes import compiled_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from re import Match

    from lxml.etree import _Element

# 7.2.3: a comment goes from % to the end of the line; within strings and pictures % means nothing.
NEXT = compiled_bytes(rb"(?s)\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\)|(?<![^\s])BI\s|%([^\r\n]*)")
INLINE = compiled_bytes(rb"/(ActualText|Alt|E|Contents|Title)\s*(\((?:[^()\\]|\\.)*\)|<[0-9A-Fa-f\s]*>)")
MARKED = compiled_bytes(rb"<<([^<>]{0,1000}+)>>\s{0,9}(?:BDC|DP)\b")
SHOWN = compiled_bytes(rb"\((?:[^()\\]|\\.)*\)|<[0-9A-Fa-f\s]{4,}>")
LITERAL = compiled_bytes(rb"\\([0-7]{1,3}|\r\n|[\s\S])")
ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
XMP_DULL = frozenset(
    (
        *("DocumentID", "InstanceID", "OriginalDocumentID", "CreateDate", "ModifyDate", "MetadataDate"),
        *("format", "part", "conformance", "RenditionClass", "VersionID", "when", "changed", "documentID"),
        *(
            "instanceID",
            "originalDocumentID",
            "xmptk",
            "about",
            "lang",
            "parseType",
            "resource",
            "amd",
            "rev",
        ),
        *("Trapped", "date", "action", "GTS_PDFXVersion", "GTS_PDFXConformance", "xpacket"),
    )
)
TECHNICAL_KEYS = frozenset(
    (
        *("FontFile", "FontFile2", "FontFile3", "ToUnicode", "CIDToGIDMap", "CIDSet", "DestOutputProfile"),
        *("Function", "Shading", "ColorSpace", "CharProcs", "Encoding", "UseCMap", "TR", "HT", "BG", "UCR"),
        *(
            "DecodeParms",
            "JBIG2Globals",
            "ICCBased",
            "Dest",
            "Mask",
            "SMask",
            "Cert",
            "Certs",
            "CRLs",
            "OCSPs",
        ),
    )
)
TECHNICAL_TYPES = frozenset(
    "/XRef /ObjStm /CMap /Font /Halftone /Pattern /XObject /EmbeddedFile /Metadata /SigRef".split()
)


def comments_of(content: bytes) -> list[str]:
    """The comments of a content stream."""
    if b"%" not in content:
        return []
    found: list[bytes] = []
    at = 0
    while (match := NEXT.search(content, at)) is not None:
        at = match.end()
        if match[1]:
            found.append(match[1])
        elif match[0][:2] == b"BI":
            end = content.find(b"EI", at)
            at = end if end >= 0 else len(content)
    return [text for raw in found if is_telling(text := decoded_text(raw).strip("% "))]


def inline_texts(content: bytes) -> list[tuple[str, str]]:
    """Texts of marked content that stand in the stream itself: key and text (ISO 32000-1, 14.6.2)."""
    if b"BDC" not in content and b"DP" not in content:
        return []
    found = [(key.decode(), literal(raw)) for key, raw in INLINE.findall(content)]
    said = {text for _, text in found}
    for inner in MARKED.findall(content):
        texts = (literal(raw) for raw in SHOWN.findall(inner))
        found += [("Title", text) for text in texts if text not in said and IDENTITY.search(text)]
    return [(key, text) for key, text in found if is_telling(text)]


def literal(raw: bytes) -> str:
    """The text of a string as it is written in a stream: (…) or <…>."""
    if raw[:1] == b"<":
        digits = bytes(byte for byte in raw[1:-1] if byte not in b" \t\r\n\f")
        data = bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())
    else:
        data = LITERAL.sub(_escape, raw[1:-1])
    return decoded_text(data)


def decoded_text(raw: bytes) -> str:
    """Bytes as text: UTF-16 with its mark, UTF-8, GB 18030."""
    if raw[:2] in (b"\xfe\xff", b"\xff\xfe"):
        return raw.decode("utf-16", "replace")
    for codec in ("utf-8", "gb18030"):
        try:
            return raw.decode(codec)
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1")


def loose_strings(raw: bytes) -> list[str]:
    """The readable strings of an object or a content stream that nothing refers to."""
    pieces = [literal(found) for found in SHOWN.findall(raw)]
    whole = "".join(pieces)  # the pieces of a TJ array
    return (
        [whole]
        if is_telling(whole) and whole.isprintable()
        else [text for text in pieces if is_telling(text)]
    )


def xmp_texts(data: bytes) -> list[tuple[str, str]]:
    """The values of an XMP packet with the names of their elements (ISO 16684-1). Raises ValueError."""
    from scanner.extract.package.xml_library import etree

    root = _parsed(data)
    found: list[tuple[str, str]] = []
    for element in root.iter():
        if not isinstance(element.tag, str):
            found.append(("xpacket", "" if element.tag is etree.PI else element.text or ""))
            continue
        name = element.tag.rpartition("}")[2]
        around = element.getparent()
        while name in ("li", "Alt", "Seq", "Bag", "Description", "value") and around is not None:
            name = str(around.tag).rpartition("}")[2]
            around = around.getparent()
        found.append((name, element.text or ""))
        found += [(str(key).rpartition("}")[2], str(value)) for key, value in element.attrib.items()]
    known = {pair: None for pair in found if pair[0] not in XMP_DULL and is_telling(pair[1])}
    return [(name, text.strip()) for name, text in known]


def xml_texts(data: bytes) -> list[str]:
    """The texts and the telling attributes of an XML part (XFA, ISO 32000-1, 12.7.8)."""
    texts = [str(text).strip() for text in _parsed(data).itertext()]
    return [text for text in dict.fromkeys(texts) if is_telling(text)]


def is_technical(held: Stream, keys: set[str]) -> bool:
    """Whether a stream is a font, a picture, a table of the file: nothing that anybody wrote."""
    kind = str(held.get("/Type", ""))
    if kind in TECHNICAL_TYPES or keys & TECHNICAL_KEYS or "/Length1" in held or "/FunctionType" in held:
        return True
    if any(key in held for key in ("/ShadingType", "/PatternType", "/HalftoneType", "/CMapName", "/BBox")):
        return True
    return "/Width" in held or ("/N" in held and "/Alternate" in held) or str(held.get("/Subtype", "")) != ""


def readable(data: bytes) -> str | None:
    """Bytes as text; None where they are other data."""
    text = decoded_text(data.strip(b"\0\r\n\t "))
    odd = sum(1 for character in text[:4000] if character < " " and character not in "\r\n\t\f")
    return text if odd * 50 <= min(len(text), 4000) else None


def contents_of(objects: Objects) -> Iterator[tuple[int, Stream]]:
    """The streams that draw: those of pages, forms, patterns, looks of annotations."""
    parts: set[int] = set()
    for held in objects.by_number.values():
        if isinstance(held, Dictionary) and str(held.get("/Type", "")) == "/Page":
            parts.update(one.objgen[0] for one in listed(held.get("/Contents")) if isinstance(one, Stream))
    for number, stream in objects.streams():
        is_form = str(stream.get("/Subtype", "")) == "/Form" or "/PatternType" in stream
        if number in parts or is_form:
            yield number, stream


def _parsed(data: bytes) -> _Element:
    """The root of an XML part, what is broken in it left out; no entity is resolved. Raises ValueError."""
    from scanner.extract.package.xml_library import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    try:
        root = etree.fromstring(data.strip(b"\0 \r\n\t"), parser)
    except etree.XMLSyntaxError as error:
        raise ValueError("XML") from error
    if root is None:
        raise ValueError("XML")
    return root


def _escape(match: Match[bytes]) -> bytes:
    code = match[1]
    if code[:1].isdigit():
        return bytes([int(code, 8) & 255])
    return b"" if code in (b"\r\n", b"\n", b"\r") else ESCAPES.get(code, code)


def said_in_xmp(data: bytes) -> list[Said]:
    """The properties of an XMP packet. Raises ValueError."""
    return [Said(text, "property", "property", name) for name, text in xmp_texts(data)]
