"""What the strings of a PDF's objects are: properties, comments, form data, scripts, links …

A string is told by the key that leads to it and by the dictionary that holds it; clauses are those of
ISO 32000-1. A string whose key nobody knows counts as a property, so that nothing is passed over.
"""

from __future__ import annotations

from pikepdf import Dictionary, Object, String

from scanner.extract.pdf.objects import string_text
from scanner.noun import noun
from scanner.regexes import compiled, compiled_bytes

# Identifiers, dates, looks, checks: no words of people.
WORDLESS = frozenset(
    (
        *("/ID", "/CreationDate", "/ModDate", "/M", "/LastModified", "/DA", "/DS", "/Registry", "/Ordering"),
        *("/Panose", "/Lang", "/Cert", "/ByteRange", "/Digest", "/DigestValue", "/CheckSum", "/CharSet"),
        *("/FontFamily", "/Limits", "/OutputConditionIdentifier", "/OutputCondition", "/RegistryName"),
        *("/O", "/U", "/OE", "/UE", "/Perms", "/CAbs", "/Lookup", "/IDS", "/Colorants", "/TimeStamp"),
    )
)
ALTERNATIVE = ("/Alt", "/ActualText", "/E", "/TU")  # 14.9.3 to 14.9.5, 12.7.3.1
MARKUP = compiled(r"<[^<>]{0,2000}>")
NOISE = compiled(
    r"D:[0-9]{4}|(?:uuid:|urn:uuid:|xmp\.[di]id:)"
    r"|[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f-]{8,}\Z"
    r"|(?=[0-9]{0,31}[A-Fa-f])[0-9A-Fa-f]{32}\Z"
)
# 2.5.4.x: common name, surname, serial number, locality, organisation …; UTF8, Printable, Teletex, IA5, BMP
ATTRIBUTE = compiled_bytes(rb"\x06\x03\x55\x04[\x03-\x41]([\x0c\x13\x14\x16\x1e])([\x01-\x7f])")
IDENTITY = compiled("(?<![0-9A-Za-z])[0-9]{17}[0-9Xx](?![0-9A-Za-z])")  # of a person (GB 11643)
WORD = compiled("[0-9A-Za-z\u00c0-\ud7ff\uf900-\uffdc]")


class Said(metaclass=noun):
    """A text beside the page: its layer, whether it is seen, the part and the name of its place."""

    text: str
    layer: str
    part: str
    name: str = ""
    visible: bool = False
    author: str = ""


def said_of(
    keys: tuple[str, ...], holder: Object, value: String, owner: Object, refs: frozenset[str]
) -> Said | None:
    """What a string says; None where it holds no words of people.

    `owner` is the indirect object, `refs` are the names under which others refer to it.
    """
    key = keys[-1] if keys else ""
    known = holder if isinstance(holder, Dictionary) else owner
    if not isinstance(known, Dictionary):
        known = Dictionary()
    if key in WORDLESS and not (key == "/E" and "/S" in known) and not IDENTITY.search(string_text(value)):
        return None
    if key == "/Contents" and ("/ByteRange" in known or str(known.get("/Type", "")) == "/Sig"):
        return None
    text = string_text(value)
    if key in ("/RC", "/RV"):
        text = plain(text)
    if not is_telling(text) or (not keys and str(first_of(owner)) in ("/Indexed", "/Separation")):
        return None
    layer, part = _layer_and_part(key, keys, known, refs)
    return Said(text, layer, part, (key or next(iter(sorted(refs)), "")).strip("/"))


def is_telling(text: str) -> bool:
    """Whether a text may hold words or numbers of people."""
    return WORD.search(text) is not None and NOISE.match(text.strip()) is None


def subject_names(raw: bytes) -> list[str]:
    """The names in the certificates of a signature: attributes of ITU-T X.520 as DER writes them (X.690)."""
    found: dict[str, None] = {}
    for match in ATTRIBUTE.finditer(raw):
        codec = "utf-16-be" if match[1] == b"\x1e" else "utf-8"
        text = raw[match.end() : match.end() + match[2][0]].decode(codec, "replace")
        if is_telling(text) and text.isprintable():
            found[text] = None
    return list(found)


def plain(text: str) -> str:
    """Rich text without its tags (12.7.3.4)."""
    from html import unescape

    return unescape(MARKUP.sub(" ", text)).strip() if "<" in text else text


def first_of(owner: Object) -> object:
    """The first value of an array; "" of anything else."""
    from pikepdf import Array

    return owner[0] if isinstance(owner, Array) and len(owner) else ""


def _layer_and_part(
    key: str, keys: tuple[str, ...], known: Dictionary, refs: frozenset[str]
) -> tuple[str, str]:
    kind, subtype = str(known.get("/Type", "")), str(known.get("/Subtype", ""))
    is_action = "/S" in known and kind != "/StructElem" and "/P" not in known
    if key == "/JS" or (not keys and "JS" in refs):
        return "script", "script"
    if key in ("/URI", "/Base"):
        return "link-target", "link"
    if kind in ("/Filespec", "/F") or "/EF" in known:
        return "embedded-file", "embedded"
    if key in ("/F", "/UF", "/D", "/Win", "/P") and is_action:
        return "link-target", "link"
    if key == "/Contents" and subtype == "/Link":  # what to read out for it (14.9.3)
        return "alternative-text", "link"
    if key in ALTERNATIVE and (key != "/E" or kind == "/StructElem"):
        return "alternative-text", "form" if key == "/TU" else "picture"
    if "/ByteRange" in known or kind == "/Sig":
        return "property", "signature"
    return _holder_layer(key, keys, known, subtype, kind, refs)


def _holder_layer(
    key: str, keys: tuple[str, ...], known: Dictionary, subtype: str, kind: str, refs: frozenset[str]
) -> tuple[str, str]:
    """The layer by the dictionary that holds the string."""
    is_note = kind == "/Annot" or ("/Rect" in known and subtype)
    if "/FT" in known or subtype == "/Widget" or key in ("/DV", "/Opt", "/MaxLen", "/TM", "/RV"):
        return "form-data", "form"
    if is_note or key in ("/RC", "/OverlayText", "/RT"):
        return "comment", "comment"
    if key == "/CA" or "/MK" in keys:
        return "form-data", "form"
    if "/PieceInfo" in keys or "PieceInfo" in refs or "/Private" in keys or "Private" in refs:
        return "property", "settings"
    is_name = kind in ("/OCG", "/Outlines") or {"/Parent", "/Title"} <= set(known.keys())
    if is_name or key in ("", "/Names", "/P", "/T", "/Nums"):
        return "property", "names"
    return "property", "property"
