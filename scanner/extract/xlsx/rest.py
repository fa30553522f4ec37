"""What a workbook holds besides cells and notes: the sweep over its parts, with what is particular to it.

Of a sheet only what stands before and behind its cells is swept (validations, links, custom views), and the
texts in formulas. Of the shared strings what no cell shows is given: phonetic guides (18.4.6) and strings
that nothing refers to any more.
"""

from __future__ import annotations

from html import unescape

from scanner.errors import Unreadable
from scanner.extract.package.sweep import Sweep
from scanner.extract.package.sweep_table import PartKind
from scanner.extract.package.sweep_xml import Lines
from scanner.extract.package.telling import is_telling_text
from scanner.model import Place
from scanner.regexes import compiled, compiled_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from scanner.extract.building import DocumentBuilder
    from scanner.extract.package.ooxml import Package
    from scanner.settings import Limits

_FORMULA = compiled_bytes(rb'<f(?: [^<>]*)?>([^<]*(?:"|&quot;)[^<]*)</f>')
_ALONE = compiled('"[^"]*"\\Z')  # read as a cell where no value is kept beside it
_TEXTS = compiled_bytes(rb"<t(?: [^<>]*)?>([^<]*)</t>")
_PHONETIC = compiled_bytes(rb"<rPh .*?</rPh>")
_AUTHOR = compiled_bytes(rb"<author>([^<]+)</author>")
_PATH = compiled_bytes(rb'absPath [^<>]*url="([^"]*)"')
_SAID_ELSEWHERE = ((b"<headerFooter", b"</headerFooter>"), (b"<mergeCells", b"</mergeCells>"))
_LONGEST_FRAME = 4_000_000  # bytes before and behind the cells


class Frame:
    """What a sheet part holds besides its cells: the XML around them, and the texts in their formulas."""

    __slots__ = ("formulas", "xml")

    def __init__(self) -> None:
        self.xml = b""
        self.formulas: set[bytes] = set()

    def take(self, data: bytes) -> None:
        """Take what there is from the bytes of a sheet part that could be read."""
        start, end = data.find(b"<sheetData"), data.rfind(b"</sheetData>")
        self.xml = data if end < 0 else data[:start] + data[end + len(b"</sheetData>") :]
        self.formulas = (
            set(_FORMULA.findall(data, start, end)) if end >= 0 and b"<f" in data else set[bytes]()
        )
        for opening, closing in _SAID_ELSEWHERE:
            first, last = self.xml.find(opening), self.xml.find(closing)
            if 0 <= first < last:
                self.xml = self.xml[:first] + self.xml[last + len(closing) :]


def pour_rest(
    package: Package,
    builder: DocumentBuilder,
    limits: Limits,
    frames: Mapping[str, Frame],
    main: str,
    strings: bytes,
) -> None:
    """Add what no sheet shows. `main` is the workbook's part, `strings` the shared strings."""
    sweep = Sweep(package, builder, limits)
    workbook = package.read(main)
    path = _PATH.search(workbook)
    if path is not None:
        place = Place("property", (), "named", "absPath")
        builder.add(_text(path[1]), place, layer="property", visible=False)
    sheet = PartKind("xml", "sheet-part", "attribute")
    for part, frame in frames.items():
        lines = Lines()
        for text in map(_text, sorted(frame.formulas)):
            if not _ALONE.match(text) and is_telling_text("".join(text.split('"')[1::2])):
                lines.add(text)
        sweep.add_lines(part, sheet, lines)
        if len(frame.xml) > _LONGEST_FRAME:
            sweep.gap(part, "too-large")
        elif frame.xml:
            sweep.pour_own(part, sheet, frame.xml)
    _pour_strings(sweep, strings)
    sweep.pour_own(main, PartKind("xml", "defined-name", "attribute"), workbook)
    comments = [part for part in package.names if part.lower().startswith("xl/comments")]
    for part in comments:
        _pour_authors(sweep, part, package)
    shared = [part for part in package.names if part.lower().endswith("/sharedstrings.xml")]
    sweep.pour(comments, skipped={main, *frames, *(shared if strings else ())})


def _pour_authors(sweep: Sweep, part: str, package: Package) -> None:
    """The authors of comments; "tc=…" stands for a threaded comment."""
    try:
        data = package.read(part)
    except Unreadable:
        return  # the sweep says so
    lines = Lines()
    for author in map(_text, _AUTHOR.findall(data)):
        if not author.startswith("tc="):
            lines.add(author)
    sweep.add_lines(part, PartKind("xml", "people", "property"), lines)


def _pour_strings(sweep: Sweep, data: bytes) -> None:
    lines = Lines()
    known = {text.encode() for text in sweep.said()} if data else set()
    for item in data.split(b"</si>"):
        if b"<rPh" in item:
            guides = b"".join(_PHONETIC.findall(item))
            lines.add("".join(map(_text, _TEXTS.findall(guides))))
            item = _PHONETIC.sub(b"", item)
        pieces = _TEXTS.findall(item)
        raw = b"".join(pieces)
        is_parted = len(pieces) > 1 and known.issuperset(pieces)  # one of them is not seen
        if raw not in known and not is_parted:
            text = _text(raw)
            if is_telling_text(text):
                lines.add(text)
    sweep.add_lines("xl/sharedStrings.xml", PartKind("xml", "strings", "cache"), lines)


def _text(raw: bytes) -> str:
    text = raw.decode("utf-8", "replace")
    return unescape(text) if "&" in text else text
