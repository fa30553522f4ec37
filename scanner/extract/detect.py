"""Which format a file has, told by its bytes; the extension only breaks ties between kinds of text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from scanner.extract.encoding import decoded, is_wide
from scanner.extract.ole import MAGIC as OLE_MAGIC

_HEAD = 8192  # bytes of a text that are looked at
_PDF_JUNK = 1024  # bytes that may stand before %PDF- (ISO 32000-1, annex H, note 13)
_BLANK = b" \t\r\n\0\xef\xbb\xbf\xff\xfe"  # white space and byte-order marks
_CONTROLS_TOLERATED = 0.01  # share of control characters above which it is no text

_PICTURES = (
    *(b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\x00", b"MM\x00*"),
    b"\x00\x00\x00\x0cjP  ",
)
_ARCHIVES = (
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b\x08", "gz"),
    (b"BZh", "bz2"),
)

# What an extension promises; kinds that are not in this table promise nothing.
_PROMISED = {
    **dict.fromkeys((".docx", ".docm", ".dotx", ".dotm"), "docx"),
    **dict.fromkeys((".xlsx", ".xlsm", ".xltx", ".xltm"), "xlsx"),
    **dict.fromkeys((".html", ".htm", ".shtml", ".xhtml"), "html"),
    **dict.fromkeys((".md", ".markdown"), "md"),
    **dict.fromkeys((".csv", ".tsv"), "csv"),
    **dict.fromkeys((".xls", ".xlt"), "xls"),
    **dict.fromkeys((".doc", ".dot"), "doc"),
    **dict.fromkeys((".ppt", ".pptx"), "pptx"),
    ".pdf": "pdf",
    ".txt": "txt",
    ".ofd": "ofd",
    ".rtf": "rtf",
    ".zip": "zip",
}
# Web exports call an HTML table or an xlsx .xls; plain text may well be a list or Markdown.
_HARMLESS = frozenset({("xls", "html"), ("xls", "xlsx"), ("txt", "md"), ("txt", "csv")})

_TAG = re.compile(
    "<(?:!doctype html|html|head|body|meta|title|style|script|table|tbody|tr|td|div|section|article|p|span"
    "|br|ul|ol|li|h[1-6]|a|center|font|img)(?=[\\s/>])",
    re.IGNORECASE,
)
_HTML_START = re.compile(
    "(?:<!--[^>]{0,500}-->|<\\?xml[^>]{0,200}\\?>|<!doctype html|\\s)*+<(?:!doctype|[a-z])", re.IGNORECASE
)
_RULE_LINE = re.compile("[|:\\- \\t]+")


@dataclass(frozen=True, slots=True)
class Detection:
    """The format; `reason` (a gap reason) where it is not read; `promised` where the name misleads."""

    format: str
    reason: str = ""
    detail: str = ""
    promised: str = ""


def detection(name: str, data: bytes) -> Detection:
    """What kind of file this is. `name` serves for its extension only."""
    extension = _extension(name)
    found = _by_content(extension, data)
    promised = _PROMISED.get(extension, "")
    if found.reason or promised in ("", found.format) or (promised, found.format) in _HARMLESS:
        return found
    return Detection(found.format, promised=promised)


def _extension(name: str) -> str:
    dot = name.rfind(".")
    return name[dot:].lower() if dot > max(name.rfind("/"), name.rfind("\\")) else ""


def _by_content(extension: str, data: bytes) -> Detection:
    promised = _PROMISED.get(extension, "unknown")
    if not data.strip(_BLANK):
        return Detection(promised, "empty")
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip(promised, data)
    if data.startswith(OLE_MAGIC):
        return _ole(promised, data)
    if b"%PDF-" in data[:_PDF_JUNK]:
        return Detection("pdf")
    return _other_binary(data) or _text(extension, data)


def _zip(promised: str, data: bytes) -> Detection:
    from io import BytesIO
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
    except (BadZipFile, ValueError, NotImplementedError, EOFError):
        return Detection(promised, "damaged", "zip")
    if "[Content_Types].xml" in names:
        return _ooxml(names)
    kind = "ofd" if "OFD.xml" in names else "odf" if "mimetype" in names else "zip"
    return Detection(kind, "not-yet-read", kind)


def _ooxml(names: list[str]) -> Detection:
    folders = {name.split("/", 1)[0].lower() for name in names if "/" in name}
    if "word" in folders:
        return Detection("docx")
    if "xl" in folders:
        binary = "xl/workbook.bin" in names
        return Detection("xlsb", "not-yet-read", "xlsb") if binary else Detection("xlsx")
    kind = "pptx" if "ppt" in folders else "zip"
    return Detection(kind, "not-yet-read", kind)


def _ole(promised: str, data: bytes) -> Detection:
    from scanner.extract.ole import CompoundFile

    names = CompoundFile(data).names
    if "EncryptedPackage" in names:
        return Detection(promised, "encrypted")
    for stream, kind in (("WordDocument", "doc"), ("PowerPoint Document", "ppt")):
        if stream in names:
            return Detection(kind, "not-yet-read", kind)
    if "Workbook" in names or "Book" in names:
        return Detection("xls")
    return Detection("ole", "not-yet-read", "ole") if names else Detection(promised, "damaged", "ole")


def _other_binary(data: bytes) -> Detection | None:
    webp = data.startswith(b"RIFF") and data[8:12] == b"WEBP"
    heic = data[4:8] == b"ftyp" and data[8:12] in (b"heic", b"heix", b"mif1")
    bitmap = data.startswith(b"BM") and data[6:10] == b"\0\0\0\0"
    if data.startswith(_PICTURES) or webp or heic or bitmap:
        return Detection("picture", "picture-file")
    for magic, kind in _ARCHIVES:
        if data.startswith(magic):
            return Detection(kind, "not-yet-read", kind)
    if data[257:262] == b"ustar":
        return Detection("tar", "not-yet-read", "tar")
    return Detection("rtf", "not-yet-read", "rtf") if data.startswith(b"{\\rtf") else None


def _text(extension: str, data: bytes) -> Detection:
    head = _head(data)
    controls = sum(1 for sign in head if sign < " " and sign not in "\t\n\r\f\x1a\x1b")
    if controls > _CONTROLS_TOLERATED * len(head):
        return Detection("unknown", "unknown-format")
    if head.lstrip()[:13].lower() == "mime-version:":
        return Detection("mht", "not-yet-read", "mht")
    promised = _PROMISED.get(extension, "")
    if promised in ("md", "csv"):
        return Detection(promised)
    if _is_html(head, promised):
        return Detection("html")
    if head.lstrip().startswith("<?xml"):
        return Detection("xml", "not-yet-read", "xml")
    if _is_markdown(head):
        return Detection("md")
    return Detection("csv") if _is_delimited(head, promised) else Detection("txt")


def _head(data: bytes) -> str:
    """The beginning as text; ASCII signs are what is asked for, so other bytes may stand for themselves."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or is_wide(data):
        return decoded(data[: 2 * _HEAD]).text
    head = data[:_HEAD].decode("latin-1")
    return head.removeprefix("ï»¿")


def _is_html(head: str, promised: str) -> bool:
    tags = len(_TAG.findall(head))
    if promised == "html":
        return tags > 0
    return tags > 0 and (bool(_HTML_START.match(head)) or (promised != "txt" and tags >= 3))


def _is_markdown(head: str) -> bool:
    """Front matter, or a pipe table's line of dashes under its head."""
    lines = head.splitlines()
    if lines[0].rstrip() == "---" and any(line.rstrip() in ("---", "...") for line in lines[1:]):
        return True
    return any("|" in line and "--" in line and _RULE_LINE.fullmatch(line) for line in lines[1:60])


def _is_delimited(head: str, promised: str) -> bool:
    """Three lines or more that all have the same number of one delimiter."""
    lines = [line for line in head.split("\n")[:-1] or [head] if line.strip()][:20]
    if len(lines) < 3:
        return False
    for delimiter in "\t,;":
        counts = {line.count(delimiter) for line in lines if '"' not in line}
        if len(counts) == 1 and min(counts) >= (2 if promised == "txt" and delimiter != "\t" else 1):
            return True
    return False
