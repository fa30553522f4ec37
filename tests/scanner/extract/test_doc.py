"""Every place of a .doc where a number can lie; tables, stories, old and broken files."""

from __future__ import annotations

import struct
from collections.abc import Callable

import pytest
from doc_writing import (
    DELETED,
    IN_TABLE,
    INSERTED,
    ROW_END,
    SHADE,
    STYLED,
    TINY,
    VANISH,
    WHITE,
    WHITE_INDEX,
    Style,
    definition,
    doc,
    para,
    row,
    summary,
)
from docx_writing import zipped
from hidden_files import jpeg, macro, native, ole, workbook

from scanner.extract import extract
from scanner.extract.ole.compound import CompoundFile
from scanner.model import Document
from scanner.settings import Limits

LIMITS = Limits()
NUMBER = "410999198503121239"


def read(data: bytes, name: str = "a.doc") -> Document:
    return extract(name, data, LIMITS)


def body(*runs: tuple[str, bytes] | str) -> bytes:
    return doc({"body": [*para("正文"), *para(*runs)]})


def story(name: str, **more: tuple[int, ...]) -> Callable[[str], bytes]:
    return lambda n: doc({"body": para("正文"), name: para(n)}, **more)  # type: ignore[arg-type]


def beside(name: str, make: Callable[[str], bytes]) -> Callable[[str], bytes]:
    return lambda n: doc({"body": para("正文")}, streams={name: make(n)})


def words(text: str) -> bytes:
    return b"\1\2\3\0" + f"张三李四 {text}".encode("utf-16-le") + b"\0\0\7"


HIDDEN_STYLE, WHITE_STYLE = (1, 0xFFF, VANISH, b""), (1, 0xFFF, WHITE, b"")
PLAIN_STYLE = (1, 0xFFF, b"", b"")
NAMED = b"\x30\x4a\x01\x00"  # sprmCIstd: the style with the number 1
BLACK = b"\x70\x68\0\0\0\0"


def styled(paragraph: int, *styles: Style, look: bytes = b"") -> Callable[[str], bytes]:
    """A paragraph of the style with this number, its run in a look."""
    number = STYLED + struct.pack("<H", paragraph)
    return lambda n: doc(
        {"body": [*para("正文"), *para((n, look), look=number)]}, styles=(PLAIN_STYLE, *styles)
    )


def shaded_row(shade: bytes) -> Callable[[str], bytes]:
    """A row whose second cell holds the number in white, with these shadings of its cells."""
    cells = [*para("姓名", mark="\x07", look=IN_TABLE), *para(("", b""), mark="\x07", look=IN_TABLE)]

    def make(n: str) -> bytes:
        cells[2] = (n, WHITE, None)
        end = ("\x07", b"", ROW_END + b"\x12\xd6" + bytes([len(shade)]) + shade)
        return doc({"body": [*cells, end, *para("尾")]})

    return make


def art(kind: int, data: bytes, *, version: int = 0) -> bytes:
    """A record of a drawing."""
    return struct.pack("<HHI", version, kind, len(data)) + data


def over(
    *, type: int = 1, fill: int = 0, opacity: int = 0x10000, picture: int = 0, left: int = 1000,
    flags: int = 0b011_10_10_0, more: bytes = b"",
) -> Callable[[str], bytes]:  # fmt: skip
    """A paragraph in 12 points whose number begins 48 points from its left, with a shape over 100 points of it.

    `flags` are those of its place: told from the column and the paragraph, the text goes on below it.
    """
    options = struct.pack("<HIHIHI", 0x0182, opacity, 0x01BF, fill, 0x0104, picture)
    shape = art(0xF00A, struct.pack("<II", 1025, 0), version=type << 4 | 2) + art(
        0xF00B, options, version=3 << 4 | 3
    )
    shape += art(0xF122, more, version=len(more) // 6 << 4 | 3)
    store = art(0xF001, art(0xF007, b"\6" + bytes(35)) + art(0xF007, b"\5" + bytes(35)), version=15)
    drawings = (
        art(0xF000, store, version=15) + b"\0" + art(0xF002, art(0xF003, art(0xF004, shape, version=15)))
    )
    place = struct.pack("<IiiiiHI", 1025, left, 20, left + 2000, 300, flags, 0)
    size = b"\x43\x4a\x18\x00"
    return lambda n: doc(
        {
            "body": [
                *para("正文"),
                *para(("联系电话", size), ("\x08", size), (n, size), "，谢谢"),
                *para("尾"),
            ]
        },
        shapes=(7, place, drawings),
    )


A4 = struct.pack("<HHHHHHHHHH", 0xB01F, 11906, 0xB020, 16838, 0xB021, 1800, 0xB022, 1800, 0x9023, 1440)
FLOATING = b"\x0d\x36\x90"  # sprmTPc: told from the page both ways
SIZE_10 = b"\x43\x4a\x14\x00"
SIZE_12 = b"\x43\x4a\x18\x00"


def sprm(code: int, value: int) -> bytes:
    """A modifier whose operand is a number of two bytes."""
    return struct.pack("<Hh", code, value)


def shade(back: bytes) -> bytes:
    """sprmCShd: plain, in this colour."""
    return b"\x71\xca\x0a" + b"\0\0\0\xff" + back + b"\0\0"


def set_as(look: bytes) -> Callable[[str], bytes]:
    """The number in a paragraph with these sprms."""
    return lambda n: doc({"body": [*para("甲"), *para(n, look=look), *para("乙")]})


def row_of(high: int) -> Callable[[str], bytes]:
    """The number in a row of this height, exact below zero."""
    end = ("\x07", b"", ROW_END + sprm(0x9407, high))
    cells = lambda n: [*para("甲", mark="\x07", look=IN_TABLE), *para(n, mark="\x07", look=IN_TABLE), end]  # noqa: E731
    return lambda n: doc({"body": [*cells(n), *row("乙", "丙"), *para("尾")]})


def cut_row(
    high: int = -280, *before: str, edges: tuple[int, ...] = (0, 2000, 5000), more: bytes = b"", look: bytes = b""
) -> Callable[[str], bytes]:  # fmt: skip
    """A row of this height and these edges; in its last cell the number in 10 points below other paragraphs."""
    end = ("\x07", b"", ROW_END + definition(*edges) + (sprm(0x9407, high) if high else b"") + more)
    lines = lambda n: [piece for line in before for piece in para((line, SIZE_10), look=IN_TABLE + look)]  # noqa: E731
    return lambda n: doc(
        {
            "body": [
                *para("甲", mark="\x07", look=IN_TABLE),
                *lines(n),
                *para((n, SIZE_10), mark="\x07", look=IN_TABLE),
                end,
                *para("尾"),
            ]
        },
        section=A4,
    )


def on_paper(
    which: int = 7, *, top: int = 2220, flags: int = 0b011_01_01_0, section: bytes = b"", before: list[object] | None = None,
    fill: int = 0, dop: bytes = b"", look: bytes = b"", cell: bool = False, lines: int = 1,
) -> Callable[[str], bytes]:  # fmt: skip
    """The number in the third line of 20 points below a margin of 72; a bar of a header over points 111 to 133 of the page.

    `which` is the header or footer of the section, from 6.
    """
    options = struct.pack("<HIHI", 0x0182, 0x10000, 0x01BF, fill)
    shape = art(0xF00A, struct.pack("<II", 2049, 0), version=1 << 4 | 2) + art(
        0xF00B, options, version=2 << 4 | 3
    )
    body = art(0xF002, art(0xF003, b""))
    drawn = art(0xF002, art(0xF003, art(0xF004, shape, version=15)))
    drawings = art(0xF000, b"", version=15) + b"\0" + body + b"\1" + drawn
    place = struct.pack(
        "<IiiiiHI", 2049, 2560, top, 6760 if cell else 4760, top + (620 if cell else 440), flags, 0
    )
    exact = struct.pack("<Hhh", 0x6412, -400, 0) + look
    header = [piece for _ in range(lines) for piece in para("\x08")]
    size = 2 * lines
    bounds = tuple(0 if number <= which else size for number in range(14))

    def line(text: str) -> list[tuple[str, bytes, bytes | None]]:
        return para((text, b"\x43\x4a\x15\0"), look=exact)

    def make(n: str) -> bytes:
        end = ("\x07", b"", ROW_END + definition(0, 2000, 5000) + sprm(0x9407, -400))
        held = [
            piece
            for words in (("姓名", "电话"), ("张三", n))
            for piece in (
                *para(words[0], mark="\x07", look=IN_TABLE),
                *para(words[1], mark="\x07", look=IN_TABLE),
                end,
            )
        ]
        text = held if cell else [*line("第二行"), *line(f"联系电话{n}，谢谢")]
        return doc(
            {"body": [*(before or []), *line("公示名单"), *text, *line("第四行")], "header": header},
            headers=bounds,
            section=A4 + sprm(0x9024, 1440) + sprm(0xB017, 851) + section,
            more={41: struct.pack("<ii", 0, size) + place, 50: drawings, **({31: dop} if dop else {})},
        )

    return make


def boxed(
    *, left: int = 900, more: bytes = b"", before: int = 0, look: bytes = SIZE_10, beside: bytes = b"", story: str = "textbox"
) -> Callable[[str], bytes]:  # fmt: skip
    """The number in a text box of 45 points placed from the page, in twips, below other lines of 10 points.

    `beside` are the properties of another shape."""
    about = struct.pack("<II", 1025, 0)
    shape = art(0xF00A, about, version=202 << 4 | 2) + art(0xF00B, more, version=len(more) // 6 << 4 | 3)
    shapes = art(0xF004, shape, version=15)
    if beside:
        about = art(0xF00A, struct.pack("<II", 1026, 0), version=1 << 4 | 2)
        shapes += art(0xF004, about + art(0xF00B, beside, version=len(beside) // 6 << 4 | 3), version=15)
    drawings = art(0xF000, b"", version=15) + b"\0" + art(0xF002, art(0xF003, shapes))
    place = struct.pack("<IiiiiHI", 1025, left, 900, left + 3000, 1800, 0b011_01_01_0, 0)

    def make(n: str) -> bytes:
        ends = struct.pack("<ii", 0, 2 * before + len(n) + 1)
        lines = [piece for _ in range(before) for piece in para(("行", SIZE_10))]
        held = struct.pack("<iihiii", 1, 0, 0, -1, 1025, 0)
        return doc(
            {"body": para("正文"), story: [*lines, *para((n, look))]},
            shapes=(0, place, drawings),
            more={56 if story == "textbox" else 58: ends + held, 41: struct.pack("<ii", 0, 3) + place},
        )

    return make


WITHIN = struct.pack("<HI", 0x6649, 2)  # sprmPItap: in a table within a table
BLUE, NO_FILL = struct.pack("<HI", 0x0181, 0xC07030), struct.pack("<HI", 0x01BF, 0x00100000)
AUTO, DARK = b"\0\0\0\xff\0\0\0\xff\0\0", b"\0\0\0\xff\x1f\x38\x64\0\0\0"
HEADERS = (0, 0, 0, 0, 0, 0, 0, 19)
FOOTERS = (0, 0, 0, 0, 0, 0, 0, 0, 0, 19)
PLACES: dict[str, tuple[Callable[[str], bytes], str, bool]] = {
    "text": (lambda n: body(n), "body", True),
    "compressed": (lambda n: doc({"body": para(n)}, compressed=True), "body", True),
    "second-table-stream": (lambda n: doc({"body": para(n)}, flags=0x0200), "body", True),
    "number-in-three-runs": (lambda n: body(n[:4], (n[4:9], b"\x35\x08\x01"), n[9:]), "body", True),
    "insertion": (lambda n: body((n, INSERTED)), "body", True),
    "cell": (lambda n: doc({"body": [*row("姓名", "号码"), *row("张三", n), *para("尾")]}), "body", True),
    "field-result": (lambda n: body(f"\x13 PAGE \x14{n}\x15"), "body", True),
    "white-on-a-shade": (lambda n: body((n, WHITE + SHADE)), "body", True),
    "deletion": (lambda n: body("甲", (n, DELETED)), "deletion", False),
    "deletion-in-a-cell": (lambda n: doc({"body": [*para("一", ("", b""))[:1], (n, DELETED, None), *row("乙")]}), "deletion", False),
    "hidden": (lambda n: body((n, VANISH)), "hidden-text", False),
    "white": (lambda n: body((n, WHITE)), "invisible-text", False),
    "white-by-index": (lambda n: body((n, WHITE_INDEX)), "invisible-text", False),
    "tiny": (lambda n: body((n, TINY)), "invisible-text", False),
    "hidden-by-a-style": (styled(1, HIDDEN_STYLE), "hidden-text", False),
    "white-by-a-style": (styled(1, WHITE_STYLE), "invisible-text", False),
    "white-by-a-style-in-a-run-of-many-paragraphs": (lambda n: doc({"body": [*para("甲"), *para("乙", look=STYLED + b"\1\0"), *para(n, look=STYLED + b"\1\0")]}, styles=(PLAIN_STYLE, WHITE_STYLE)), "invisible-text", False),
    "white-by-a-style-with-a-ground": (styled(1, (1, 0xFFF, WHITE, b"\x2d\x44\x20\x00")), "body", True),
    "tiny-by-a-style": (styled(1, (1, 0xFFF, TINY, b"")), "invisible-text", False),
    "white-by-a-style-below": (styled(2, WHITE_STYLE, (1, 1, b"", b"")), "invisible-text", False),
    "white-by-the-style-of-a-run": (styled(0, (2, 0xFFF, WHITE, b""), look=NAMED), "invisible-text", False),
    "black-over-a-white-style": (styled(1, WHITE_STYLE, look=BLACK), "body", True),
    "shown-over-a-hidden-style": (styled(1, HIDDEN_STYLE, look=b"\x3c\x08\x81"), "body", True),
    "shown-in-a-hidden-style": (styled(1, HIDDEN_STYLE, look=b"\x3c\x08\x00"), "body", True),
    "white-on-a-highlight": (lambda n: body((n, WHITE + b"\x0c\x2a\x0b")), "body", True),
    "white-and-embossed": (lambda n: body((n, WHITE + b"\x58\x08\x01")), "body", True),
    "white-in-a-dark-cell": (shaded_row(AUTO + DARK), "body", True),
    "white-in-a-plain-cell": (shaded_row(AUTO + AUTO), "invisible-text", False),
    "under-a-bar": (over(), "covered-text", False),
    "under-a-text-box": (over(type=202), "covered-text", False),
    "under-a-bar-placed-by-its-properties": (over(flags=0b011_00_00_0, more=struct.pack("<HIHI", 0x0390, 2, 0x0392, 2)), "covered-text", False),
    "under-a-photo": (over(type=75, fill=0x100000, picture=2), "covered-text", False),
    "under-a-seal": (over(type=75, fill=0x100000, picture=1), "body", True),
    "under-a-frame": (over(fill=0x100000), "body", True),
    "under-a-frame-of-two-records": (over(fill=0x100000, more=struct.pack("<HI", 0x01BF, 0x600000)), "body", True),
    "above-a-box-in-a-line-of-its-own": (over(type=202, more=struct.pack("<HI", 0x053F, 0x10001)), "body", True),
    "under-a-marker": (over(opacity=0x8000), "body", True),
    "under-an-ellipse": (over(type=3), "body", True),
    "over-a-bar": (over(flags=0x4000 | 0b011_10_10_0), "body", True),
    "around-a-bar": (over(flags=0b001_10_10_0), "body", True),
    "beside-a-bar": (over(left=4000), "body", True),
    "field": (lambda n: body(f"\x13 MERGEFIELD 电话{n} \x14甲\x15"), "attribute", False),
    "hyperlink": (lambda n: body(f'\x13 HYPERLINK "http://example.com/{n}" \x14甲\x15'), "link-target", False),
    "footnote": (story("footnote"), "footnote", True),
    "endnote": (story("endnote"), "endnote", True),
    "header": (story("header", headers=HEADERS), "header", True),
    "footer": (story("header", headers=FOOTERS), "footer", True),
    "comment": (story("comment"), "comment", False),
    "text-box": (story("textbox"), "textbox", True),
    "text-box-in-a-header": (story("header-textbox"), "textbox", True),
    "left-by-a-fast-save": (lambda n: doc({"body": para("正文")}, leftover=f"张三李四 {n} "), "leftover", False),
    "creator": (beside("\x05SummaryInformation", lambda n: summary(creator=f"张三{n}")), "property", False),
    "other-stream": (beside("WpsCustomData", words), "property", False),
    "picture": (beside("Data", lambda n: b"\0" * 68 + jpeg(f"张三 {n}")), "image-metadata", False),
    # letters, lines, rows and boxes that nobody sees, each with its neighbour that is seen
    "letters-piled-up": (lambda n: body("甲", (n, SIZE_12 + sprm(0x8840, -120))), "invisible-text", False),
    "letters-close-together": (lambda n: body("甲", (n, SIZE_12 + sprm(0x8840, -20))), "body", True),
    "letters-without-width": (lambda n: body("甲", (n, sprm(0x4852, 1))), "invisible-text", False),
    "narrow-letters": (lambda n: body("甲", (n, sprm(0x4852, 66))), "body", True),
    "nearly-white": (lambda n: body("甲", (n, b"\x70\x68\xfe\xfe\xfa\0")), "invisible-text", False),
    "pale-and-read": (lambda n: body("甲", (n, b"\x70\x68\xee\xee\xee\0")), "body", True),
    "black-marked-with-black": (lambda n: body("甲", (n, b"\x0c\x2a\x01")), "invisible-text", False),
    "black-on-black": (lambda n: body("甲", (n, BLACK + shade(b"\0\0\0\0"))), "invisible-text", False),
    "white-on-white": (lambda n: body("甲", (n, WHITE + shade(b"\xff\xff\xff\0"))), "invisible-text", False),
    "white-on-black": (lambda n: body("甲", (n, WHITE + shade(b"\0\0\0\0"))), "body", True),
    "automatic-on-black": (lambda n: body("甲", (n, shade(b"\0\0\0\0"))), "body", True),
    "line-without-height": (set_as(struct.pack("<Hhh", 0x6412, -20, 0)), "invisible-text", False),
    "line-of-an-office": (set_as(struct.pack("<Hhh", 0x6412, -560, 0)), "body", True),
    "line-of-at-least-that-height": (set_as(struct.pack("<Hhh", 0x6412, 20, 0)), "body", True),
    "left-of-the-page": (set_as(sprm(0x840F, -20000)), "off-page", False),
    "into-the-margin": (set_as(sprm(0x840F, -1000)), "body", True),
    "frame-left-of-the-page": (set_as(sprm(0x8418, -9000) + sprm(0x841A, 4000) + b"\x1b\x26\x90"), "off-page", False),
    "frame-on-the-page": (set_as(sprm(0x8418, 900) + sprm(0x841A, 4000) + b"\x1b\x26\x90"), "body", True),
    "row-without-height": (row_of(-20), "hidden-row-or-column", False),
    "row-that-grows": (row_of(20), "body", True),
    "below-the-edge-of-a-row": (cut_row(-280, "甲"), "invisible-text", False),
    "in-the-second-line-of-a-row": (cut_row(-560, "甲"), "body", True),
    "in-close-lines-of-a-row": (cut_row(-280, "甲", look=struct.pack("<Hhh", 0x6412, -120, 0)), "body", True),
    "in-a-row-of-at-least-that-height": (cut_row(280, "甲"), "body", True),
    "column-right-of-the-page": (cut_row(0, edges=(0, 10500, 12000)), "off-page", False),
    "column-over-the-edge-of-the-page": (cut_row(0, edges=(0, 9000, 12000)), "body", True),
    "wide-column-that-is-made-to-fit": (cut_row(0, edges=(0, 10500, 12000), more=b"\x15\x36\x01"), "body", True),
    "table-left-of-the-page": (cut_row(0, edges=(-20000, -18000, -15000)), "off-page", False),
    "table-into-the-margin": (cut_row(0, edges=(-1000, 1000, 4000)), "body", True),
    "table-that-floats-beside-the-page": (cut_row(0, more=FLOATING + sprm(0x940E, -20000) + sprm(0x940F, 500)), "off-page", False),
    "table-that-floats-below-the-page": (cut_row(0, more=FLOATING + sprm(0x940E, 500) + sprm(0x940F, 20000)), "off-page", False),
    "table-that-floats": (cut_row(0, more=FLOATING + sprm(0x940E, 1500) + sprm(0x940F, 500)), "body", True),
    "below-the-edge-of-a-box": (boxed(before=4), "invisible-text", False),
    "in-the-third-line-of-a-box": (boxed(before=2), "textbox", True),
    "in-a-box-that-grows": (boxed(before=4, more=struct.pack("<HI", 0x00BF, 0x00020002)), "textbox", True),
    "in-a-box-whose-words-end-at-its-foot": (boxed(before=4, more=struct.pack("<HI", 0x0087, 2)), "textbox", True),
    "workbook-in-a-stream-of-no-kind": (beside("Backup", workbook), "embedded-file", False),
    "object-in-a-stream-of-no-kind": (beside("Backup", lambda n: ole({"package": workbook(n)})), "embedded-file", False),
    "words-of-an-object-in-a-stream-of-no-kind": (beside("Backup", lambda n: ole({"x": words(n)})), "embedded-file", False),
    "picture-within-a-cell-of-wps": (beside("ETCellImageData", lambda n: zipped({"[Content_Types].xml": "<Types/>", "xl/cellImages.xml": "<a/>", "xl/media/image1.jpeg": jpeg(f"张三{n}")})), "image-metadata", False),
    "under-a-bar-of-the-header": (on_paper(), "covered-text", False),
    "under-a-bar-of-the-footer": (on_paper(9), "covered-text", False),
    "under-a-bar-told-from-the-margins": (on_paper(top=780, flags=0b011_00_01_0), "covered-text", False),
    "under-a-bar-told-from-the-header": (on_paper(top=1369, flags=0b011_10_01_0), "covered-text", False),
    "under-a-bar-of-the-first-header": (on_paper(10, section=b"\x0a\x30\x01"), "covered-text", False),
    "under-a-bar-of-the-header-on-a-second-page": (on_paper(before=[*para("甲"), *para("乙", mark="\x0c")]), "covered-text", False),
    "in-a-cell-under-a-bar-of-the-header": (on_paper(cell=True, top=2200), "covered-text", False),
    "above-a-bar-of-the-header": (on_paper(top=3200), "body", True),
    "over-a-bar-of-the-header": (on_paper(flags=0x4000 | 0b011_01_01_0), "body", True),
    "around-a-bar-of-the-header": (on_paper(flags=0b001_01_01_0), "body", True),
    "under-a-frame-of-the-header": (on_paper(fill=0x100000), "body", True),
    "beside-a-first-header-that-is-not-used": (on_paper(10), "body", True),
    "beside-an-even-header-that-is-not-used": (on_paper(6), "body", True),
    "below-a-picture-and-a-bar-of-the-header": (on_paper(before=para("\x01")), "body", True),
    "below-a-high-header": (on_paper(lines=6), "body", True),
    "below-merged": (lambda n: doc({"body": [*row("甲", "乙", edges=(0, 900, 1800)), *row(n, "丙", edges=(0, 900, 1800), below=(0,)), *para("尾")]}), "covered-text", False),
    "white-in-a-box-of-a-colour": (boxed(look=WHITE, more=BLUE), "textbox", True),
    "white-in-a-box-of-two-colours": (boxed(look=WHITE, more=struct.pack("<HI", 0x0180, 7)), "textbox", True),
    "white-in-a-box-of-a-colour-in-a-header": (boxed(look=WHITE, more=BLUE, story="header-textbox"), "textbox", True),
    "white-in-an-empty-box-over-a-colour": (boxed(look=WHITE, more=NO_FILL, beside=BLUE), "textbox", True),
    "white-in-an-empty-box": (boxed(look=WHITE, more=NO_FILL), "invisible-text", False),
    "white-in-a-white-box": (boxed(look=WHITE, beside=BLUE), "invisible-text", False),
    "tiny-in-a-box-of-a-colour": (boxed(look=TINY, more=BLUE), "invisible-text", False),
    "white-in-a-table-within-a-table": (lambda n: doc({"body": [*para(("标题", b"")), *para((n, WHITE), look=IN_TABLE + WITHIN), *row("甲")]}), "body", True),
    "in-merged-cells": (cut_row(0, "甲", more=definition(0, 2000, 5000, flags=(0, 0x60)) + sprm(0x9407, -280)), "body", True),
    "upright-by-a-word-of-its-own": (cut_row(-280, "甲", more=struct.pack("<HBBH", 0x7629, 1, 2, 1)), "body", True),
    "upright-in-a-row": (cut_row(0, "甲", more=definition(0, 2000, 5000, flags=(0, 0x04)) + sprm(0x9407, -280)), "body", True),
    "box-that-is-hidden": (boxed(more=struct.pack("<HI", 0x03BF, 0x00020002)), "hidden-text", False),
    "box-left-of-the-page": (boxed(left=-9000), "off-page", False),
    "box-on-the-page": (boxed(left=900), "textbox", True),
    "result-within-an-instruction": (lambda n: body(f"\x13 IF 1=2 \x13 QUOTE \x14{n}\x15 x\x14甲\x15"), "attribute", False),
    "result-within-a-result": (lambda n: body(f"\x13 IF 1=1 \x14\x13 QUOTE \x14{n}\x15\x15"), "body", True),
}  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
def test_every_place_is_read(place: str) -> None:
    make, layer, visible = PLACES[place]
    found = [(block.layer, block.visible) for block in read(make(NUMBER)).blocks if NUMBER in block.text]
    assert found == [(layer, visible)]


def test_insertions_are_marked() -> None:
    block = read(body("甲乙", (NUMBER, INSERTED))).blocks[1]
    assert [(mark.start, mark.end, mark.layer) for mark in block.marks] == [(2, 20, "insertion")]


@pytest.mark.parametrize("code", [0x6646, 0x6645, 0x646B])
def test_rows_of_many_cells(code: int) -> None:
    """The properties of such rows find no room in the page of the paragraphs: they lie in another stream."""
    more, pieces = b"", []
    for line in range(3):
        pieces += row(*(f"{line}之{cell}" for cell in range(30)))[:-1]
        pieces.append(("\x07", b"", IN_TABLE + struct.pack("<HI", code, len(more))))
        list_there = ROW_END + definition(*range(0, 3100, 100))
        more += struct.pack("<h", len(list_there)) + list_there
    for streams, shape in ({"Data": more}, (3, 30)), ({"Data": more[:-1]}, (3, 30)), ({"Data": b""}, (1, 94)):
        found = extract("a.doc", doc({"body": [*pieces, *para("尾")]}, streams=streams), Limits())
        assert (found.tables[0].rows, found.tables[0].columns) == shape


def test_tables() -> None:
    edges = (0, 1000, 2000, 3000)
    rows = [
        *row("某村补助名单", edges=(0, 3000)),
        *row("村组", "姓名", "金额", edges=edges),
        *row("一组", "张三", "100", edges=edges),
        *row("", "李四", "200", edges=edges, below=(0,)),
        *para("合计三百元"),
    ]
    found = read(doc({"body": rows}))
    table = found.tables[0]
    assert (table.rows, table.columns) == (4, 3)
    assert table.head == (("村组",), ("姓名",), ("金额",))
    assert set(table.merged) == {(0, 0, 0, 2), (2, 0, 3, 0)}
    assert found.blocks[7].text == "张三"
    assert found.blocks[7].place.steps == (1, 3, 2)
    assert found.blocks[-1].text == "合计三百元"


def test_characters() -> None:
    found = read(doc({"body": para("一\x1e二\x1f三\x0b四\x01五\U0001f600")}))
    assert found.blocks.texts == ["一-二三\n四五\U0001f600"]


def test_wps_files_are_told_by_their_streams() -> None:
    assert read(doc({"body": para("公示")}), "a.wps").format == "doc"
    lower = doc({"body": para("公示")}).replace(
        "WordDocument".encode("utf-16-le"), "worddocument".encode("utf-16-le")
    )
    assert read(lower).blocks.texts == ["公示"]


def test_files_of_word_95() -> None:
    text = f"联系人张三，身份证号{NUMBER}\r姓名\x07金额\x07\x07尾\r".encode("gbk")
    main = bytearray(0x300) + text
    struct.pack_into("<HH", main, 0, 0xA5DC, 101)
    struct.pack_into("<II", main, 0x18, 0x300, 0x300 + len(text))
    assert read(ole({"WordDocument": bytes(main)})).blocks.texts == [
        f"联系人张三，身份证号{NUMBER}",
        "姓名\t金额",
        "尾",
    ]


def nested(streams: dict[str, bytes]) -> bytes:
    """A .doc with one object in its ObjectPool: the folder is made of an entry that was a stream."""
    data = bytearray(doc({"body": para("正文")}, streams={"_1": b"", **streams}))
    at = data.find("_1".encode("utf-16-le") + b"\0\0")
    data[at + 66] = 1  # a folder
    first = struct.unpack_from("<I", data, at + 72)[0]  # the entries right of it go into it
    struct.pack_into("<II", data, at + 72, 0xFFFFFFFF, first)
    return bytes(data)


INNER: dict[str, Callable[[str], dict[str, bytes]]] = {
    "package": lambda n: {"Package": workbook(n)},
    "native": lambda n: {"\x01Ole10Native": native("名单.xlsx", workbook(n))},
    "native-path": lambda n: {"\x01Ole10Native": native(f"张三{n}.txt", b"x")},
    "workbook": lambda n: {"Workbook": words(n)},
}


@pytest.mark.parametrize("kind", INNER)
def test_embedded_objects(kind: str) -> None:
    found = [block for block in read(nested(INNER[kind](NUMBER))).blocks if NUMBER in block.text]
    assert {(block.layer, block.visible) for block in found} == {("embedded-file", False)}


def test_macros() -> None:
    streams = {
        name: data for name, data in CompoundFile(macro(f"张三 {NUMBER}")).all_streams() if name == "Module1"
    }
    data = nested(streams).replace(
        "_1".encode("utf-16-le") + b"\0\0" + b"\0" * 4, "VBA".encode("utf-16-le") + b"\0\0" + b"\0" * 2
    )
    at = data.find("VBA".encode("utf-16-le"))
    data = data[: at + 64] + b"\x08" + data[at + 65 :]
    assert ("macro", "embedded-file") in [
        (b.place.part, b.layer) for b in read(data).blocks if NUMBER in b.text
    ]


def test_pictures_are_a_gap() -> None:
    found = read(doc({"body": para("正文")}, streams={"Data": jpeg("甲")}))
    assert [(gap.what, gap.reason) for gap in found.gaps] == [("picture", "picture-text")]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (doc({"body": para("正文")}, flags=0x0100), "encrypted"),
        (ole({"WordDocument": b"\xec\xa5"}), "damaged"),
        (ole({"WordDocument": b"\0" * 5000}), "damaged"),
        (doc({"body": para("正文")})[:1000], "damaged"),
        (
            doc({"body": para("正文")}).replace(b"\x02\x10\0\0\0\0\0\0\0", b"\x09\x10\0\0\0\0\0\0\0"),
            "damaged",
        ),
    ],
)
def test_what_cannot_be_read_is_a_gap(data: bytes, reason: str) -> None:
    assert (reason) in [gap.reason for gap in read(data).gaps]


def test_damage_never_raises() -> None:
    whole = doc(
        {"body": [*para("正文", (NUMBER, DELETED)), *row("甲", "乙", edges=(0, 9, 99))]}, headers=HEADERS
    )
    for at in range(512, len(whole), 37):
        for value in (0xFF, 0x00, 0x7F):
            read(whole[:at] + bytes([value]) * 4 + whole[at + 4 :])
    for end in range(0, len(whole), 301):
        assert read(whole[:end]).gaps or end > 2000


@pytest.mark.parametrize(
    ("data", "gaps"),
    [
        (bytes(range(0x80, 0x100)) * 6, [("part", "not-read")]),
        (bytes(range(0x80, 0x100)), []),
        (b"\0" * 9_000, []),
    ],
)
def test_many_bytes_of_a_stream_of_no_kind_are_a_gap(data: bytes, gaps: list[tuple[str, str]]) -> None:
    found = read(doc({"body": para("正文")}, streams={"Backup": data}))
    assert [(gap.what, gap.reason) for gap in found.gaps] == gaps
