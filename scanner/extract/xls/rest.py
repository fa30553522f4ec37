"""What an .xls workbook holds beside cells, notes and shapes: names, links, caches, prompts, texts of charts.

[MS-XLS], 2.4: each record that may hold a text, the part it is told as and its layer. Strings are found as
words in the record's bytes; the shared strings (SST) give those that no cell uses any more.
"""

from __future__ import annotations

from struct import unpack_from

from scanner.extract.ole.rest import OleRest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from scanner.extract.building import DocumentBuilder
    from scanner.extract.ole.compound import CompoundFile
    from scanner.settings import Limits

_CONTINUE = 0x003C
_KINDS = {
    0x0018: ("defined-name", "attribute"),  # Lbl
    0x00FC: ("strings", "leftover"),  # SST
    0x01B8: ("link", "link-target"),  # HLink
    0x01AE: ("external-cache", "cache"),  # SupBook
    0x0023: ("external-cache", "cache"),  # ExternName
    0x005A: ("external-cache", "cache"),  # CRN
    0x00CD: ("connection", "property"),  # SXString, DBQuery
    0x00DC: ("connection", "property"),  # DbOrParamQry
    0x01BE: ("sheet-part", "attribute"),  # Dv: prompts and lists
    0x001C: ("people", "property"),  # Note: its author
    0x005C: ("people", "property"),  # WriteAccess: who saved it
    0x00EC: ("sheet-part", "alternative-text"),  # MsoDrawing
    0x00EB: ("picture", "alternative-text"),  # MsoDrawingGroup: the pictures
    0x01B1: ("sheet-part", "attribute"),  # CF
    0x00AF: ("sheet-part", "attribute"),  # Scenario
    0x01A9: ("settings", "attribute"),  # UserBView
    0x0086: ("people", "property"),  # WriteProtect and its like
    0x005B: ("people", "property"),  # FileSharing
    0x100D: ("chart", "textbox"),  # SeriesText
    0x0017: ("external-cache", "cache"),  # ExternSheet of old files
    0x0868: ("sheet-part", "attribute"),
    0x0871: ("sheet-part", "attribute"),  # FeatHdr and extensions
    **dict.fromkeys(
        (0x009E, 0x087E), ("sheet-part", "attribute")
    ),  # AutoFilter, AutoFilter12: what is filtered by
    **dict.fromkeys(
        (0x0872, 0x0877, 0x0878), ("sheet-part", "attribute")
    ),  # Feature11, Feature12, List12: tables
    **dict.fromkeys((0x0051, 0x0052, 0x01B5), ("external-cache", "cache")),  # DConRef, DConName, DConBin
    **dict.fromkeys((0x00B1, 0x00B2, 0x00C5, 0x0864), ("pivot-cache", "cache")),  # Sxvd, SXVI, SXDI, SXAddl
    **dict.fromkeys(
        (0x0803, 0x0804, 0x0805, 0x0806, 0x0807, 0x080A), ("connection", "property")
    ),  # of queries
    0x0800: ("link", "link-target"),  # HLinkTooltip
    0x0801: ("settings", "attribute"),  # WebPub: where a page was saved
    0x0894: ("defined-name", "attribute"),  # NameCmt
    0x01BA: ("settings", "attribute"),  # CodeName
}
_PICTURES = _KINDS[0x00EB]
_MOST_BYTES = 4 * 2**20  # of the records of one kind


def pour_rest(builder: DocumentBuilder, storage: CompoundFile, limits: Limits) -> bool:
    """Add all of it, and what the other streams of the file hold; whether there was more than properties."""
    rest = OleRest(storage, builder, limits)
    stream = storage.stream("Workbook") or storage.stream("Book")
    for (part, layer), data in _gathered(stream).items():
        rest.pour_bytes("Workbook", bytes(data), layer, part)
    rest.pour(skipped=("Workbook", "Book"))
    rest.pour_numbers("Workbook", stream)
    return rest.has_content


def _gathered(stream: bytes) -> dict[tuple[str, str], bytearray]:
    """The bytes of the records of each kind, parted by zeros."""
    found: dict[tuple[str, str], bytearray] = {}
    at, last = 0, len(stream) - 4
    into: tuple[str, str] | None = None
    while at <= last:
        kind, size = unpack_from("<HH", stream, at)
        if kind != _CONTINUE:
            into = _KINDS.get(kind)
        if into is not None and size:
            held = found.setdefault(into, bytearray())
            if len(held) <= _MOST_BYTES or into == _PICTURES:  # a little more, so that the limit is noticed
                held += stream[at + 4 : at + 4 + size]
                if into != _PICTURES:
                    held += b"\0" * (3 + (len(held) + 1) % 2)
        at += 4 + size
    return found
