"""Files that were hung on behind another file's end, where the program of that file never looks.

A picture, a page or an archive with a whole archive behind it opens as before. Sources of the marks: APPNOTE.TXT
4.3.7 (zip), the format of RAR 5.0 and 4, 7zFormat.txt, ISO 32000-1, 7.5.2 (PDF), [MS-CFB] 2.2, the xz file format.
"""

from __future__ import annotations

from scanner.model import Place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from scanner.extract.building import DocumentBuilder
    from scanner.settings import Limits

# Marks that no other data hold but by chance.
_MARKS = (
    b"PK\x03\x04",
    b"Rar!\x1a\x07",
    b"7z\xbc\xaf\x27\x1c",
    b"\xfd7zXZ\x00",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
)
_WRITABLE = (b"%PDF-1.", b"%PDF-2.", b"{\\rtf1")  # marks that a text may well quote
SHORT_MARKS = (b"\x1f\x8b\x08", b"BZh")  # marks that are believed where a file may be expected to begin
SHOWN = "…"  # the name of a file that has none
_HEADER = 30  # bytes of a zip member's header
_NEWEST = 63  # version of zip that a member needs at most (4.4.3)
_PADDING = b"\0\r\n\t \x1a"
MOST_UNKNOWN = 512  # bytes of an unknown kind that need no word; trailers of cameras, check sums, signatures


def start_of_file(data: bytes, at: int = 0, *, is_text: bool = False) -> int:
    """Where the first file within `data` begins, from `at` on; -1 where none does."""
    marks = _MARKS if is_text else _MARKS + _WRITABLE
    return min((start for mark in marks if (start := _found(data, mark, at)) >= 0), default=-1)


def _found(data: bytes, mark: bytes, at: int) -> int:
    start = data.find(mark, at)
    while start >= 0 and mark == _MARKS[0] and not _is_member(data[start : start + _HEADER]):
        start = data.find(mark, start + 1)
    return start


def _is_member(header: bytes) -> bool:
    """Whether a zip member begins here: a version that exists, a way of packing, a name of ordinary length."""
    return (
        len(header) == _HEADER
        and header[4] <= _NEWEST
        and header[5] < 20
        and header[9] == 0
        and header[27] < 8
    )


def pour_hung_on(
    builder: DocumentBuilder, behind: bytes, limits: Limits, shown: str = SHOWN, *, says_unknown: bool = False
) -> bool:
    """Add the file that the bytes behind an end hold, read by its own reader; whether there is one.

    With `says_unknown`, many bytes of no kind that is known are a gap.
    """
    if not behind.strip(_PADDING):
        return False
    start = 0 if behind.startswith(SHORT_MARKS) else start_of_file(behind)
    if start < 0:
        if says_unknown and len(behind.strip(_PADDING)) > MOST_UNKNOWN:
            builder.gap("part", "not-read", Place("embedded", (), "named", inside=shown))
        return False
    from scanner.extract.nested import pour_file

    pour_file(builder, "", behind[start:], limits, shown=shown)
    return True


def pour_remnant(builder: DocumentBuilder, freed: bytes, limits: Limits, shown: str = SHOWN) -> bool:
    """Add the file that a freed part of another file holds; whether there is one that can still be read."""
    start = start_of_file(freed)
    if start < 0 or limits.depth <= 0:
        return False
    from scanner.extract import extract
    from scanner.extract.nested import pour_document
    from scanner.noun import replace

    found = extract("", freed[start:], replace(limits, depth=limits.depth - 1))
    if not any(found.blocks.texts):
        return False
    pour_document(builder, found, shown)
    return True
