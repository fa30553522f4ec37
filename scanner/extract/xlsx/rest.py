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
from scanner.extract.sheets.cells import number_text
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
_NUMBER = compiled_bytes(rb"(?<![0-9A-Za-z.{-])[0-9]{11,19}(?![0-9A-Za-z.}-])")
_WITH_FIGURES = compiled_bytes(rb"<f(?: [^<>]*)?>([^<]*[0-9]{11}[^<]*)</f>")
# What may stand among cells, and no reader of cells shows; a byte of it that is rare there is found sooner.
_ODD = ((b"!", b"<!"), (b"P", b"<rPh"), (b"L", b"<extLst"))
_MOST_NUMBERS = 200  # that are told of one sheet
_EXACT = 15  # digits that a spreadsheet keeps of a figure (18.3.1.96)
_LONGEST_FRAME = 4_000_000  # bytes before and behind the cells


class Frame:
    """What a sheet part holds besides its cells: the XML around them, and the texts in their formulas."""

    __slots__ = ("formulas", "numbers", "xml")

    def __init__(self) -> None:
        self.xml = b""
        self.numbers: set[bytes] = set()  # long ones among the cells, wherever they stand
        self.formulas: set[bytes] = set()

    def take(self, data: bytes) -> None:
        """Take what there is from the bytes of a sheet part that could be read."""
        start, end = data.find(b"<sheetData"), data.rfind(b"</sheetData>")
        self.xml = data if end < 0 else data[:start] + data[end + len(b"</sheetData>") :]
        has_formulas = end >= 0 and b"<f" in data
        self.formulas = set(_FORMULA.findall(data, start, end)) if has_formulas else set[bytes]()
        if any(data.find(byte, start, end) >= 0 <= data.find(sign, start, end) for byte, sign in _ODD):
            self.numbers = set(_NUMBER.findall(data, start, end))
        elif has_formulas:
            figures = b" ".join(_WITH_FIGURES.findall(data, start, end))
            self.numbers = set(_NUMBER.findall(figures))
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
        for number in _unsaid(frame.numbers, sweep.said()) if frame.numbers else ():
            lines.add(number)
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


def _unsaid(numbers: set[bytes], said: set[str]) -> list[str]:
    """The numbers that stand in no text: in notes on cells, in formulas, in cells that a later one takes the place of."""
    left = {number.decode() for number in numbers} - said
    if not left:
        return []
    left = {number for number in left if len(number) <= _EXACT or number_text(float(number)) not in said}
    known = set(_NUMBER.findall("\n".join(said).encode("utf-8", "replace"))) if left else set[bytes]()
    return sorted(number for number in left if number.encode() not in known)[:_MOST_NUMBERS]


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
