"""Stage 1: bytes to Document. One module or folder a format; the format is told by content, not by extension."""

from __future__ import annotations

import sys

from scanner.errors import Unreadable
from scanner.extract.detect import Detection, detection
from scanner.model import Blocks, Document, Gap
from scanner.noun import noun

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from scanner.model import Lang
    from scanner.settings import Limits


class FormatInfo(metaclass=noun):
    """One format that can be read: its module in this package and the packages that module needs."""

    id: str
    title: Mapping[Lang, str]
    extensions: tuple[str, ...]  # in small letters, with the dot
    module: str  # below this package; its `read(name, data, limits)` gives the Document
    packages: tuple[str, ...] = ()  # names to import


_NOTHING = " \t\r\n\f\v\0\xa0\u200b\u3000\ufeff"  # what a file may hold and still say nothing

# To add a format: one module, one line here, how it is told in `detect`.
FORMATS: tuple[FormatInfo, ...] = (
    FormatInfo(
        "docx",
        {"zh": "Word 文档", "en": "Word document"},
        (".docx", ".docm", ".dotx", ".dotm", ".wps", ".wpt"),
        "docx.reader",
        ("lxml",),
    ),
    FormatInfo("ofd", {"zh": "OFD 版式文件", "en": "OFD document"}, (".ofd",), "ofd.reader", ("lxml",)),
    FormatInfo(
        "pdf", {"zh": "PDF", "en": "PDF"}, (".pdf",), "pdf.reader", ("pypdfium2", "pikepdf", "pdfplumber")
    ),
    FormatInfo(
        "xlsx",
        {"zh": "Excel 工作簿", "en": "Excel workbook"},
        (".xlsx", ".xlsm", ".xltx", ".xltm", ".et", ".ett"),
        "xlsx.reader",
        ("python_calamine", "lxml"),
    ),
    FormatInfo(
        "xls",
        {"zh": "Excel 97–2003 工作簿", "en": "Excel 97–2003 workbook"},
        (".xls", ".xlt"),
        "xls.reader",
        ("python_calamine",),
    ),
    FormatInfo(
        "pptx",
        {"zh": "PowerPoint 演示文稿", "en": "PowerPoint presentation"},
        (".pptx", ".pptm", ".ppsx", ".ppsm", ".potx", ".potm"),
        "pptx.reader",
        ("lxml",),
    ),
    FormatInfo(
        "xlsb",
        {"zh": "Excel 二进制工作簿", "en": "Excel binary workbook"},
        (".xlsb",),
        "xlsb",
        ("python_calamine", "lxml"),
    ),
    FormatInfo("odt", {"zh": "ODF 文档", "en": "ODF text"}, (".odt", ".ott"), "odf.reader", ("lxml",)),
    FormatInfo("ods", {"zh": "ODF 表格", "en": "ODF spreadsheet"}, (".ods", ".ots"), "odf.reader", ("lxml",)),
    FormatInfo(
        "odp", {"zh": "ODF 演示文稿", "en": "ODF presentation"}, (".odp", ".otp"), "odf.reader", ("lxml",)
    ),
    FormatInfo(
        "doc",
        {"zh": "Word 97–2003 文档", "en": "Word 97–2003 document"},
        (".doc", ".dot", ".wps", ".wpt"),
        "doc.reader",
    ),
    FormatInfo(
        "ppt",
        {"zh": "PowerPoint 97–2003 演示文稿", "en": "PowerPoint 97–2003 slides"},
        (".ppt", ".pps", ".pot", ".dps", ".dpt"),
        "ppt.reader",
    ),
    FormatInfo("rtf", {"zh": "RTF 文档", "en": "RTF document"}, (".rtf",), "rtf.reader"),
    FormatInfo("eml", {"zh": "电子邮件", "en": "message"}, (".eml", ".mbox"), "mail.reader"),
    FormatInfo("msg", {"zh": "Outlook 邮件", "en": "Outlook message"}, (".msg",), "mail.msg"),
    FormatInfo("mht", {"zh": "单一文件网页", "en": "web archive"}, (".mht", ".mhtml"), "mail.reader"),
    FormatInfo(
        "picture",
        {"zh": "图片（附带的信息）", "en": "picture (what it carries along)"},
        (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".webp", ".heic", ".jp2"),
        "picture.reader",
    ),
    FormatInfo(
        "html", {"zh": "网页", "en": "web page"}, (".html", ".htm", ".shtml", ".xhtml"), "html.reader"
    ),
    FormatInfo(
        "xml",
        {
            "zh": "XML（Word、Excel 2003，单文件 ODF，其他）",
            "en": "XML (Word and Excel 2003, flat ODF, other)",
        },
        (".xml", ".fodt", ".fods", ".fodp", ".rss", ".uof", ".uot", ".uos", ".uop", ".svg"),
        "flat.reader",
        ("lxml",),
    ),
    FormatInfo("md", {"zh": "Markdown", "en": "Markdown"}, (".md", ".markdown"), "markdown.reader"),
    FormatInfo("csv", {"zh": "CSV 表格", "en": "CSV table"}, (".csv", ".tsv"), "delimited"),
    FormatInfo("zip", {"zh": "ZIP 压缩包", "en": "ZIP archive"}, (".zip", ".epub"), "container.reader"),
    FormatInfo("tar", {"zh": "TAR 归档", "en": "tar archive"}, (".tar",), "container.reader"),
    FormatInfo("gz", {"zh": "GZ 压缩文件", "en": "gzip file"}, (".gz", ".tgz"), "container.reader"),
    FormatInfo("bz2", {"zh": "BZ2 压缩文件", "en": "bzip2 file"}, (".bz2", ".tbz2"), "container.reader"),
    FormatInfo("xz", {"zh": "XZ 压缩文件", "en": "xz file"}, (".xz", ".txz"), "container.reader"),
    FormatInfo("7z", {"zh": "7z 压缩包", "en": "7z archive"}, (".7z",), "container.reader"),
    FormatInfo("rar", {"zh": "RAR 压缩包", "en": "RAR archive"}, (".rar",), "container.reader"),
    FormatInfo("txt", {"zh": "纯文本", "en": "plain text"}, (".txt", ".text", ".vcf", ".ics"), "txt.reader"),
)

# Not read, but taken up when folders are walked: leaving them out silently would pass for clean.
UNREAD_EXTENSIONS = frozenset(
    """
    .ceb .cebx .gd .gw .sep .caj .psd .vsd .vsdx .mdb .accdb .dbf .pages .numbers .key .eio .eis .eip .xps .oxps .mpp
    .pub .one .chm .djvu .eps .ps .ai .dwg .dxf .cdr .wmf .emf .hwp .wpd
    """.split()
)
# What programs and web sites are made of: archives and pictures among them are none of anybody's documents.
PROGRAM_EXTENSIONS = frozenset(
    """
    .js .mjs .cjs .ts .jsx .tsx .vue .css .scss .less .map .json .yaml .yml .toml .ini .py .pyc .java .class .jar .war .c
    .h .cpp .cs .go .rs .php .rb .sh .bat .cmd .ps1 .exe .dll .so .msi .apk .whl .egg .nupkg .vsix .xpi .crx .aar .deb
    .rpm .woff .woff2 .ttf .otf .eot .ico .cur .mp3 .mp4 .m4a .m4v .mov .avi .mkv .flv .wmv .wav .swf .pack .idx .lock
    """.split()
)
KNOWN_EXTENSIONS = frozenset(extension for info in FORMATS for extension in info.extensions)


_TEXTS = frozenset(("html", "md", "csv", "txt"))
_FILES_IN_TEXTS = (
    b"PK\x03\x04",
    b"Rar!\x1a",
    b"7z\xbc\xaf",
    b"\xfd7zXZ",
    b"\xd0\xcf\x11\xe0",
)  # no text holds


def formats() -> tuple[FormatInfo, ...]:
    """The formats that can be read, in the order of their table."""
    return FORMATS


def extract(name: str, data: bytes, limits: Limits) -> Document:
    """The document that the bytes hold; `name` is only used to tell a misleading extension.

    Nothing is raised for bad input: a file that cannot be read is a document without blocks and with a
    gap ("file", reason).
    """
    if len(data) > limits.file_bytes:
        return _unread(name, "unknown", Gap("file", "too-large", None, f"{len(data) >> 20} MB"))
    found = detection(name, data, limits)
    if found.reason:
        return _unread(name, found.format, Gap("file", found.reason, None, found.detail))
    if found.format in _TEXTS and any(sign in data for sign in _FILES_IN_TEXTS):
        return _with_misnaming(_with_hung_on(name, data, limits, found), found)
    try:
        document = _reader(found.format)(name, data, limits)
    except Unreadable as error:
        return _unread(name, found.format, Gap("file", error.reason, None, error.detail))
    return _with_misnaming(_with_emptiness(document), found)


def _reader(format: str) -> Callable[[str, bytes, Limits], Document]:
    name = f"scanner.extract.{next(info.module for info in FORMATS if info.id == format)}"
    __import__(name)  # `importlib` itself would have to be loaded for its `import_module`
    read: Callable[[str, bytes, Limits], Document] = sys.modules[name].read
    return read


def _unread(name: str, format: str, gap: Gap) -> Document:
    return Document(name, format, Blocks(()), gaps=(gap,))


def _with_emptiness(document: Document) -> Document:
    """No reader may call a file clean of which it gave nothing."""
    if document.gaps or any(text.strip(_NOTHING) for text in document.blocks.texts):
        return document
    from scanner.noun import replace

    return replace(document, gaps=(Gap("file", "empty"),))


def _with_hung_on(name: str, data: bytes, limits: Limits, found: Detection) -> Document:
    """A text with a file behind it: what a program would show of it, and what the file holds."""
    from scanner.extract.building import DocumentBuilder
    from scanner.extract.hung_on import pour_hung_on, start_of_file
    from scanner.extract.nested import pour_document

    start = start_of_file(data, 1, is_text=True)
    builder = DocumentBuilder(name, found.format)
    try:
        pour_document(
            builder, _reader(found.format)(name, data if start < 0 else data[:start], limits), "", ""
        )
    except Unreadable as error:
        builder.gap("file", error.reason, None, error.detail)
    if start >= 0:
        pour_hung_on(builder, data[start:], limits)
    return _with_emptiness(builder.document())


def _with_misnaming(document: Document, found: Detection) -> Document:
    if not found.promised:
        return document
    from scanner.noun import replace

    gap = Gap("file-type", "misnamed", None, f"{found.promised}→{found.format}")
    return replace(document, gaps=(gap, *document.gaps))
