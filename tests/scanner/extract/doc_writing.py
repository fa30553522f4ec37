"""Word 97 files made from [MS-DOC]: FIB, piece table, pages of looks, an OLE file around them."""

from __future__ import annotations

import struct

from hidden_files import ole

Run = tuple[str, bytes]
Style = tuple[int, int, bytes, bytes]  # kind, number of the one below, sprms of runs, of paragraphs
TEXT_AT = 0x600
STORIES = ("body", "footnote", "header", "macro", "comment", "endnote", "textbox", "header-textbox")

DELETED, INSERTED, VANISH = b"\x00\x08\x01", b"\x01\x08\x01", b"\x3c\x08\x01"
WHITE, WHITE_INDEX, TINY = b"\x70\x68\xff\xff\xff\x00", b"\x42\x2a\x08", b"\x43\x4a\x02\x00"
SHADE = b"\x66\x48\x20\x01"
IN_TABLE, ROW_END = b"\x16\x24\x01", b"\x16\x24\x01\x17\x24\x01"


STYLED = b"\xff\xff"  # before the number of a paragraph's style, in front of its sprms


def style_sheet(styles: tuple[Style, ...]) -> bytes:
    """An STSH with these styles, each called 样."""
    head = struct.pack("<HH", len(styles), 10) + b"\0" * 14
    body = b""
    for kind, below, sprms, paragraph in styles:
        groups = [
            struct.pack("<HH", 2 + len(paragraph), 0) + paragraph,
            struct.pack("<H", len(sprms)) + sprms,
        ]  # properties of the paragraph, of its runs
        used = groups if kind == 1 else groups[1:]
        std = (
            struct.pack("<HHHHH", 0, kind | below << 4, len(used), 0, 0)
            + struct.pack("<H", 1)
            + "样\0".encode("utf-16-le")
        )
        for group in used:
            std += group + b"\0" * (len(group) % 2)
        body += struct.pack("<H", len(std)) + std
    return struct.pack("<H", len(head)) + head + body


def units(text: str) -> int:
    """Characters as the file counts them."""
    return len(text.encode("utf-16-le")) // 2


def para(*runs: Run | str, mark: str = "\r", look: bytes = b"") -> list[tuple[str, bytes, bytes | None]]:
    """A paragraph: its runs, then its mark with the paragraph's sprms."""
    found = [(run, b"", None) if isinstance(run, str) else (*run, None) for run in runs]
    return [*found, (mark, b"", look)]


def definition(*edges: int, below: tuple[int, ...] = (), flags: tuple[int, ...] = ()) -> bytes:
    """sprmTDefTable for cells between these edges; of those `below` it is said that they go on, of each what else `flags` say."""
    count = len(edges) - 1
    said = flags or tuple(0x20 if cell in below else 0 for cell in range(count))
    cells = b"".join(struct.pack("<H18x", flag) for flag in said)
    body = bytes([count]) + struct.pack(f"<{count + 1}h", *edges) + cells
    return b"\x08\xd6" + struct.pack("<H", len(body) + 1) + body


def row(
    *cells: str, edges: tuple[int, ...] = (), below: tuple[int, ...] = ()
) -> list[tuple[str, bytes, bytes | None]]:
    """A row of a table."""
    found = [piece for cell in cells for piece in para(cell, mark="\x07", look=IN_TABLE)]
    return [*found, ("\x07", b"", ROW_END + (definition(*edges, below=below) if edges else b""))]


def _page(offsets: list[int], entries: list[bytes], step: int) -> bytes:
    """A page of 512 bytes (ChpxFkp, PapxFkp)."""
    page = bytearray(512)
    struct.pack_into(f"<{len(offsets)}I", page, 0, *offsets)
    end = 511
    for number, entry in enumerate(entries):
        if entry:
            end = (end - len(entry)) // 2 * 2
            page[end : end + len(entry)] = entry
            page[4 * len(offsets) + number * step] = end // 2
    page[511] = len(entries)
    return bytes(page)


def _pages(bounds: list[tuple[int, int, bytes]], step: int) -> list[tuple[int, int, bytes]]:
    """(first offset, last offset, page) for runs of (start, end, sprms)."""
    found = []
    for at in range(0, len(bounds), 6):
        some = bounds[at : at + 6]
        offsets = [some[0][0], *(end for _, end, _ in some)]
        found.append((offsets[0], offsets[-1], _page(offsets, [entry for _, _, entry in some], step)))
    return found


def doc(
    stories: dict[str, list[tuple[str, bytes, bytes | None]]],
    *,
    flags: int = 0,
    compressed: bool = False,
    headers: tuple[int, ...] = (),
    leftover: str = "",
    streams: dict[str, bytes] | None = None,
    styles: tuple[Style, ...] = (),
    shapes: tuple[int, bytes, bytes] | None = None,
    more: dict[int, bytes] | None = None,
    section: bytes = b"",
) -> bytes:
    """A .doc. Kinds of `styles` are 1 for paragraphs, 2 for runs. `shapes` has one Spa at a character, and drawings.
    `headers` are the bounds of the header story; `leftover` is text that no piece names,
    `more` are further structures of the table stream by their number, `section` the sprms of the one section."""
    runs = [run for name in STORIES for run in stories.get(name, [])]
    text = "".join(run[0] for run in runs)
    width, encoding = (1, "cp1252") if compressed else (2, "utf-16-le")
    chpx, papx, at, begun = [], [], TEXT_AT, TEXT_AT
    for content, look, paragraph in runs:
        end = at + width * units(content)
        chpx.append((at, end, bytes([len(look)]) + look if look else b""))
        at = end
        if paragraph is not None:
            style, paragraph = (
                (paragraph[2:4], paragraph[4:]) if paragraph[:2] == STYLED else (b"\0\0", paragraph)
            )
            body = style + paragraph
            body += b"\0" * (1 - len(body) % 2)
            papx.append((begun, at, bytes([(len(body) + 1) // 2]) + body))
            begun = at
    raw = text.encode(encoding) + leftover.encode("utf-16-le")
    main = bytearray(TEXT_AT) + raw
    main += b"\0" * (-len(main) % 512)
    table = bytearray()
    pairs: dict[int, tuple[int, int]] = {}
    for index, found in ((12, _pages(chpx, 1)), (13, _pages(papx, 13))):
        numbers = []
        for _, _, page in found:
            numbers.append(len(main) // 512)
            main += page
        plc = struct.pack(f"<{len(found) + 1}I", *(first for first, _, _ in found), found[-1][1])
        plc += struct.pack(f"<{len(numbers)}I", *numbers)
        pairs[index] = (len(table), len(plc))
        table += plc
    place = TEXT_AT * 2 | 0x40000000 if compressed else TEXT_AT
    pieces = struct.pack("<ii", 0, units(text)) + struct.pack("<HIH", 0, place, 0)
    clx = b"\x02" + struct.pack("<I", len(pieces)) + pieces
    pairs[33] = (len(table), len(clx))
    table += clx
    if styles:
        stsh = style_sheet(styles)
        pairs[1] = (len(table), len(stsh))
        table += stsh
    if shapes:
        plc = struct.pack("<ii", shapes[0], units(text)) + shapes[1]
        for index, structure in ((40, plc), (50, shapes[2])):
            pairs[index] = (len(table), len(structure))
            table += structure
    if section:
        sed = struct.pack("<HIHI", 0, len(main), 0, 0xFFFFFFFF)
        main += struct.pack("<H", len(section)) + section
        main += b"\0" * (-len(main) % 512)
        more = {6: struct.pack("<ii", 0, units(text)) + sed, **(more or {})}
    for index, structure in (more or {}).items():
        pairs[index] = (len(table), len(structure))
        table += structure
    if headers:
        plc = struct.pack(f"<{len(headers)}i", *headers)
        pairs[11] = (len(table), len(plc))
        table += plc
    struct.pack_into("<HH", main, 0, 0xA5EC, 0xC1)
    struct.pack_into("<H", main, 10, flags)
    counts = [sum(units(run[0]) for run in stories.get(name, [])) for name in STORIES]
    struct.pack_into("<8i", main, 0x4C, *counts)
    for index, pair in pairs.items():
        struct.pack_into("<II", main, 0x9A + 8 * index, *pair)
    named = "1Table" if flags & 0x0200 else "0Table"
    return ole({"WordDocument": bytes(main), named: bytes(table), **(streams or {})})


def summary(**texts: str) -> bytes:
    """A SummaryInformation stream ([MS-OLEPS]) with title or creator in GBK."""
    numbers = {"title": 2, "creator": 4}
    body, offsets = b"", []
    for name, text in texts.items():
        raw = text.encode("gbk") + b"\0"
        offsets.append((numbers[name], 8 + 8 * len(texts) + len(body)))
        body += struct.pack("<II", 0x1E, len(raw)) + raw
    index = b"".join(struct.pack("<II", *offset) for offset in offsets)
    section = struct.pack("<II", 8 + len(index) + len(body), len(texts)) + index + body
    return b"\xfe\xff\0\0" + b"\0" * 20 + struct.pack("<I", 1) + b"\0" * 16 + struct.pack("<I", 48) + section
