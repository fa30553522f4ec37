"""Which format a file has, told by its bytes; the extension only breaks ties between kinds of text."""

from __future__ import annotations

from scanner.noun import noun

TYPE_CHECKING = False
if TYPE_CHECKING:
    from scanner.extract.package.zip_parts import Zip
    from scanner.settings import Limits

_PDF_JUNK = 1024  # bytes that may stand before %PDF- (ISO 32000-1, annex H, note 13)
_BLANK = b" \t\r\n\0\xef\xbb\xbf\xff\xfe"  # white space and byte-order marks

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (
    *(b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\x00", b"MM\x00*"),
    b"\x00\x00\x00\x0cjP  ",
)
_ARCHIVES = (
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b\x08", "gz"),
    (b"BZh", "bz2"),
    (b"\xfd7zXZ\x00", "xz"),
)

# How the type of the main part of a package ends, macros or not; templates and slide shows among them.
_MAIN_PARTS = {
    "docx": (b"wordprocessingml.document.main+xml", b"wordprocessingml.template.main+xml", b"ms-word."),
    "xlsx": (
        b"spreadsheetml.sheet.main+xml",
        b"spreadsheetml.template.main+xml",
        b"ms-excel.sheet.macroEnabled",
    ),
    "pptx": (b"presentationml.presentation.main+xml", b"slideshow.main+xml", b"ms-powerpoint."),
}
# What an extension promises; kinds that are not in this table promise nothing.
_PROMISED = {
    **dict.fromkeys((".docx", ".docm", ".dotx", ".dotm"), "docx"),
    **dict.fromkeys((".xlsx", ".xlsm", ".xltx", ".xltm"), "xlsx"),
    **dict.fromkeys((".html", ".htm", ".shtml", ".xhtml"), "html"),
    **dict.fromkeys((".md", ".markdown"), "md"),
    **dict.fromkeys((".csv", ".tsv"), "csv"),
    **dict.fromkeys((".xls", ".xlt"), "xls"),
    **dict.fromkeys((".doc", ".dot"), "doc"),
    **dict.fromkeys((".pptx", ".pptm", ".ppsx", ".potx"), "pptx"),
    **dict.fromkeys((".ppt", ".pps"), "ppt"),
    ".pdf": "pdf",
    ".txt": "txt",
    ".ofd": "ofd",
    ".odt": "odt",
    ".ods": "ods",
    ".odp": "odp",
    ".xlsb": "xlsb",
    ".rtf": "rtf",
    ".eml": "eml",
    ".mht": "mht",
    ".mhtml": "mht",
    ".zip": "zip",
}
# Web exports call an HTML table or an xlsx .xls; plain text may well be a list or Markdown.
_HARMLESS = frozenset(
    {
        ("doc", "rtf"),
        ("doc", "mht"),
        ("mht", "eml"),
        ("eml", "mht"),
        ("xls", "html"),
        ("xls", "xlsx"),
        ("xls", "xml"),
        ("doc", "xml"),
        ("txt", "xml"),
        ("html", "xml"),
        ("txt", "md"),
        ("txt", "csv"),
    }
)


HEAD = 8  # bytes that `begins_as_picture`, `begins_as_file` and `begins_as_document` look at


def begins_as_picture(head: bytes) -> bool:
    """Whether the first bytes are those of a picture of one of the usual kinds."""
    return head.startswith(tuple(mark[:HEAD] for mark in _PICTURES))


def begins_as_file(head: bytes) -> bool:
    """Whether the first bytes are those of a document or an archive, whatever its name says."""
    marks = (_OLE, b"PK\x03\x04", b"%PDF-", b"{\\rtf", *(magic for magic, _ in _ARCHIVES))
    return head.startswith(tuple(mark[:HEAD] for mark in marks))


def begins_as_document(head: bytes) -> bool:
    """Whether the first bytes are those of a document, a picture or an archive, whatever its name says."""
    return begins_as_file(head) or begins_as_picture(head)


class Detection(metaclass=noun):
    """The format; `reason` (a gap reason) where it is not read; `promised` where the name misleads."""

    format: str
    reason: str = ""
    detail: str = ""
    promised: str = ""


def detection(name: str, data: bytes, limits: Limits) -> Detection:
    """What kind of file this is. `name` serves for its extension only."""
    extension = _extension(name)
    found = _by_content(extension, data, limits)
    promised = _PROMISED.get(extension, "")
    if found.reason or promised in ("", found.format) or (promised, found.format) in _HARMLESS:
        return found
    return Detection(found.format, promised=promised)


def _extension(name: str) -> str:
    dot = name.rfind(".")
    return name[dot:].lower() if dot > max(name.rfind("/"), name.rfind("\\")) else ""


def _by_content(extension: str, data: bytes, limits: Limits) -> Detection:
    promised = _PROMISED.get(extension, "unknown")
    if not data.lstrip(_BLANK):  # which copies nothing where a file begins with something else
        return Detection(promised, "empty")
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip(promised, data, limits)
    if data.startswith(_OLE):
        return _ole(promised, data)
    if b"%PDF-" in data[:_PDF_JUNK]:
        return Detection("pdf")
    binary = _other_binary(data)
    if binary is not None:
        return binary
    from scanner.extract.detect_text import text_kind

    kind = text_kind(_PROMISED.get(extension, ""), data)
    return Detection(kind, "unknown-format" if kind == "unknown" else "")


def _zip(promised: str, data: bytes, limits: Limits) -> Detection:
    from scanner.errors import Unreadable
    from scanner.extract.package.zip_parts import Zip

    try:
        archive = Zip(data, limits)
    except Unreadable as error:
        return Detection(promised, error.reason, error.detail)
    names = archive.names
    if "[Content_Types].xml" in names:
        return _ooxml(archive)
    if promised in ("docx", "xlsx", "pptx"):
        return Detection(promised, "damaged", "zip")
    if "OFD.xml" in names or "ofd.xml" in names:
        return Detection("ofd")
    return _odf(archive) if "mimetype" in names else Detection("zip")


def _odf(archive: Zip) -> Detection:
    """OpenDocument says what it is in the member `mimetype` (ODF 1.3 part 2, 3.3)."""
    from scanner.errors import Unreadable

    try:
        said = archive.read("mimetype").decode("ascii", "replace")
    except Unreadable as error:
        return Detection("odf", error.reason, error.detail)
    for word, kind in (("opendocument.text", "odt"), ("spreadsheet", "ods"), ("presentation", "odp")):
        if word in said and "text-master" not in said:
            return Detection(kind)
    return Detection("odf", "not-yet-read", "odf") if "opendocument" in said else Detection("zip")


def _ooxml(archive: Zip) -> Detection:
    names = archive.names
    folders = {name.split("/", 1)[0].lower() for name in names if "/" in name}
    if "word" in folders:
        return Detection("docx")
    if "xl" in folders:
        binary = "xl/workbook.bin" in names
        return Detection("xlsb" if binary else "xlsx")
    return Detection("pptx") if "ppt" in folders else _by_type(archive)


def _by_type(archive: Zip) -> Detection:
    """The kind of a package whose parts lie in folders of other names, by the type of its main part (ECMA-376-2, 7.2.3)."""
    from scanner.errors import Unreadable

    try:
        types = archive.read("[Content_Types].xml")
    except Unreadable as error:
        return Detection("zip", error.reason, error.detail)
    kind = next((kind for kind, signs in _MAIN_PARTS.items() if any(sign in types for sign in signs)), "")
    return Detection(kind) if kind else Detection("zip", "not-yet-read", "zip")


def _ole(promised: str, data: bytes) -> Detection:
    from scanner.extract.ole.compound import CompoundFile

    names = {name.lower() for name in CompoundFile(data).names}
    if "encryptedpackage" in names:
        return Detection(promised, "encrypted")
    if "worddocument" in names:
        return Detection("doc")
    if "powerpoint document" in names:
        return Detection("ppt")
    if "__properties_version1.0" in names:
        return Detection("msg")
    if "workbook" in names or "book" in names:
        return Detection("xls")
    return Detection("ole", "not-yet-read", "ole") if names else Detection(promised, "damaged", "ole")


def _other_binary(data: bytes) -> Detection | None:
    webp = data.startswith(b"RIFF") and data[8:12] == b"WEBP"
    heic = data[4:8] == b"ftyp" and data[8:12] in (b"heic", b"heix", b"mif1")
    bitmap = data.startswith(b"BM") and data[6:10] == b"\0\0\0\0"
    if data.startswith(_PICTURES) or webp or heic or bitmap:
        return Detection("picture")
    for magic, kind in _ARCHIVES:
        if data.startswith(magic):
            return Detection(kind)
    if data[257:262] == b"ustar" or _is_old_tar(data):
        return Detection("tar")
    return Detection("rtf") if data.lstrip(_BLANK)[:5] == b"{\\rtf" else None


def _is_old_tar(data: bytes) -> bool:
    """Whether the bytes are a tar archive from before its mark: a check sum in octal digits."""
    if len(data) % 512 or data[100:107].strip(b" 01234567") or data[148:154].strip(b" 01234567"):
        return False
    from scanner.extract.container.tar import is_tar

    return is_tar(data[:512])
