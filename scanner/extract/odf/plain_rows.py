"""Rows of a spreadsheet that hold nothing but plain cells, read from the bytes of the part, without a tree.

Most rows of a long list are alike: cells of one paragraph of text, or empty ones. They are cut out before the part is
parsed, a mark in the place of each run of them, and read by patterns, which takes a fifth of the time. Whatever is
said in another way than programs say it stays and is read from the tree. Source: ODF 1.3 part 3, 9.1 (tables).
"""

from __future__ import annotations

from scanner.extract.odf.styles import TABLE, is_utf_8
from scanner.noun import noun
from scanner.regexes import compiled, compiled_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    PlainCell = tuple[
        int, str, str, int, int
    ]  # column, text, style, over how many columns and rows it stands

_NAME = rb"[A-Za-z0-9_.-]{1,80}+"
_STYLED = rb'table-cell(?: table:style-name="' + _NAME + rb'")?+'
_EMPTY = rb'(?: table:number-columns-repeated="[0-9]{1,5}+")?+/>'
# An empty cell, or one of a text, a figure that is not worth a look in full, or a date, which may cover others.
_CELL = (
    rb"(?:<table:"
    + _STYLED
    + rb"(?:"
    + _EMPTY
    + rb'| office:value-type="[a-z]{1,12}+"(?: office:currency="[A-Z]{3}")?+'
    rb'(?: office:(?:value="-?+[0-9]{1,9}+(?:[.][0-9]{1,20}+)?+"|date-value="[0-9:T-]{10,19}+"))?+'
    rb'(?: calcext:value-type="[a-z]{1,12}+")?+'
    rb'(?: table:number-columns-spanned="[0-9]{1,5}+" table:number-rows-spanned="[0-9]{1,7}+")?+'
    rb"><text:p>[^<>&\x00-\x1f]++</text:p></table:table-cell>)|<table:covered-" + _STYLED + _EMPTY + rb")"
)
_ROW = rb'<table:table-row(?: table:style-name="' + _NAME + rb'")?+>(?:' + _CELL + rb")++</table:table-row>"
_RUN = compiled_bytes(
    _ROW + rb"(?:" + _ROW + rb")*+"
)  # the first apart: what begins with letters is found sooner
_PIECES = compiled(
    r'table-cell(?: table:style-name="([^"]*+)")?+(?:/| table:number-columns-repeated="([0-9]++)"'
    r'|(?: (?:office|calcext):[a-z-]++="[^"]*+")++'
    r'(?: table:number-columns-spanned="([0-9]++)" table:number-rows-spanned="([0-9]++)")?+><text:p>([^<]++))'
)
_TEXTS = compiled("<text:p>([^<]++)")
_END, _STYLE, _DAY = "</table:table-row>", ' table:style-name="', ' office:date-value="'
_MARK = b"table:plain-rows"  # no program writes it; a part that holds it is left as it is
MARK = f"{TABLE}plain-rows"
_BODY = b"<office:spreadsheet"
_ROOT = b"<office:document-content "
_PREFIXES = [
    b'xmlns:%s="urn:oasis:names:tc:opendocument:xmlns:%s:1.0"' % (name, name)
    for name in (b"office", b"table", b"text")
]
_NO_CHARACTERS = ("\ufffe", "\uffff", "\ufffd")  # what XML does not allow, and what stands for broken bytes
_CHANGES = b"table:tracked-changes"


class PlainRows(metaclass=noun):
    """A run of rows as they are written, with the names of the styles in them and all values of attributes that may tell something."""

    written: str
    styles: frozenset[str]
    values: frozenset[bytes]

    def rows(self) -> list[str]:
        """The rows as they are written."""
        return self.written.split(_END)[:-1]


def even_texts(row: str) -> list[str] | None:
    """The texts of a row, each in the column after the one before; None where there is more to say of its cells."""
    if "-spanned=" in row or row.count("/>") != row.endswith("/>"):
        return None
    return _TEXTS.findall(row)


def row_style(row: str) -> str:
    """The name of the style of a row; "" where it has none."""
    return row[: row.index(">")].partition(_STYLE)[2].rstrip('"')


def cells_of_row(row: str) -> Iterator[PlainCell]:
    """The cells of a row with text."""
    column = 1
    for style, times, right, down, text in _PIECES.findall(row):
        if text:
            yield column, text, style, int(right or 1), int(down or 1)
        column += int(times or 1) or 1


def set_apart(written: bytes) -> tuple[bytes, list[PlainRows]]:
    """A content part without the plain rows of its sheets, and these; each run has left an empty row with its number.

    The part itself and no rows where it is not sure that what looks like a row is one.
    """
    kept: list[bytes] = []
    found: list[PlainRows] = []
    at = 0
    for run in _RUN.finditer(written) if _BODY in written and _MARK not in written else ():
        text = run[0].decode("utf-8", "replace")
        if any(character in text for character in _NO_CHARACTERS):
            return written, []
        kept += (written[at : run.start()], b'<table:table-row %s="%d"/>' % (_MARK, len(found)))
        styles = frozenset(_after(_STYLE, text))
        values = styles.union(_after(_DAY, text))
        found.append(PlainRows(text, styles, frozenset(value.encode() for value in values)))
        at = run.end()
    rest = b"".join((*kept, written[at:]))
    return (rest, found) if found and _is_plainly_written(rest) else (written, [])


def _is_plainly_written(rest: bytes) -> bool:
    """Whether tags are what they look like, by what stands around the rows: the usual prefixes, no comments, no tables
    within tables."""
    start = rest.find(_ROOT)
    head = rest[start : rest.find(b">", start)]
    if start < 0 or not is_utf_8(rest) or not all(p in head for p in (*_PREFIXES, b"xmlns:calcext=")):
        return False
    if rest.count(b"xmlns") != head.count(b"xmlns") or b"<!" in rest or rest.count(b"<?") != 1:
        return False
    before, *sheets = rest.split(b"<table:table ")
    return (
        _CHANGES not in rest
        and b"table:table>" not in before
        and all(sheet.count(b"table:table>") == sheet.count(b"</table:table>") == 1 for sheet in sheets)
    )


def _after(name: str, text: str) -> set[str]:
    """The values behind this name of an attribute."""
    return {piece[: piece.index('"')] for piece in text.split(name)[1:]}
