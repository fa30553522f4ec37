r"""Every place of an RTF file where a number can lie; characters, tables, nesting, broken files."""

from __future__ import annotations

import struct
from collections.abc import Callable

import pytest
from hidden_files import emf, jpeg, native, ole, workbook

from scanner.extract import extract
from scanner.model import Document
from scanner.settings import Limits

LIMITS = Limits()
NUMBER = "410999198503121239"
HEAD = (
    rb"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fnil\fcharset134 \'cb\'ce\'cc\'e5;}{\f1\fcharset0 Arial;}}"
    rb"{\colortbl;\red0\green0\blue0;\red255\green255\blue255;}"
)


def rtf(body: str | bytes, head: bytes = HEAD) -> bytes:
    """A file whose characters beyond ASCII are written as bytes of GBK."""
    raw = body if isinstance(body, bytes) else "".join(map(escaped, body)).encode("ascii")
    return head + raw + rb"\par}"


def escaped(character: str) -> str:
    if character.isascii():
        return character
    return "".join(f"\\'{byte:02x}" for byte in character.encode("gbk"))


def read(data: bytes, limits: Limits = LIMITS) -> Document:
    return extract("a.rtf", data, limits)


def objected(data: bytes, kind: bytes = b"Package") -> str:
    body = struct.pack("<II", 0x501, 2)
    for text in (kind + b"\0", b"\0", b"\0"):
        body += struct.pack("<I", len(text)) + text
    return (body + struct.pack("<I", len(data)) + data).hex()


def embedded(data: bytes) -> bytes:
    return rtf(r"{\object\objemb{\*\objclass Package}{\*\objdata " + objected(data) + r"}{\result 图标}}")


def cell(content: str) -> str:
    rows = [r"\trowd\cellx1000\cellx2000 ", rf"\intbl 姓名\cell {content}\cell\row\pard "]
    return "".join(rows)


RECTANGLE = r"{\sp{\sn shapeType}{\sv 1}}"


def over(
    n: str,
    said: str = RECTANGLE,
    *,
    about: str = r"\shpbxcolumn\shpbypara\shpwr3\shpfblwtxt0",
    left: int = 1000,
) -> bytes:
    """A paragraph in 12 points whose number begins 48 points from its left, with a bar over 100 points of it."""
    place = rf"\shpleft{left}\shptop20\shpright{left + 2000}\shpbottom280"
    shape = rf"{{\shp{{\*\shpinst{place}\shpfhdr0{about}\shpz0{said}}}}}"
    return rtf(rf"\pard\plain\fs24 甲乙\par 联系电话{shape}{n}，谢谢\par 丙")


def pasted(kind: str) -> str:
    return rf"{{\sp{{\sn shapeType}}{{\sv 75}}}}{{\sp{{\sn pib}}{{\sv {{\pict\{kind} {jpeg('甲').hex()}}}}}}}"


def bar_below(n: str) -> bytes:
    """A bar that hangs on the paragraph below the one it lies over."""
    return over("", about=r"\shpbxcolumn\shpbypara\shpwr3").replace(b"\\par ", b"\\par " + n.encode() + b"\\par ", 1).replace(
        b"\\shpleft1000\\shptop20\\shpright3000\\shpbottom280", b"\\shpleft0\\shptop-300\\shpright3000\\shpbottom-20"
    )  # fmt: skip


def box(n: str, said: str = "", *, left: int = 1000, top: int = 1000) -> bytes:
    """A text box placed from the edges of an A4 page, in twips."""
    place = rf"\shpleft{left}\shptop{top}\shpright{left + 3000}\shpbottom{top + 900}\shpbxpage\shpbypage"
    return rtf(rf"\paperw11906\paperh16838 甲{{\shp{{\*\shpinst{place}{said}{{\shptxt {n}\par}}}}}}")


def cut_row(
    n: str, about: str = r"\trrh-280", before: str = r"甲\par ", edges: str = r"\cellx2000\cellx5000"
) -> bytes:
    """A row of this height and these edges; in its last cell the number in 10 points behind what is before it."""
    return rtf(
        rf"\paperw11906\margl1800\trowd{about}{edges}\pard\plain\fs20\intbl 姓名\cell {before}{n}\cell\row\pard 乙"
    )


def on_paper(
    n: str, margin: str = "header", *, top: int = 2220, about: str = r"\shpbxpage\shpbypage", said: str = RECTANGLE,
    more: str = "", before: str = "", wrap: str = r"\shpwr3",
) -> bytes:  # fmt: skip
    """The number in the third line of 20 points below a margin of 72; a bar of a header over points 111 to 133 of the page."""
    place = rf"\shpleft2560\shptop{top}\shpright4760\shpbottom{top + 440}"
    shape = rf"{{\shp{{\*\shpinst{place}{about}{wrap}{said}}}}}"
    paper = r"\paperw11906\paperh16838\margl1800\margr1800\margt1440\margb1440\headery851" + more
    lines = r"\pard\plain\fs21\sl-400\slmult0 "
    return rtf(
        rf"{paper}{{\{margin} {shape}\par}}{lines}{before}公示名单\par 第二行\par 联系电话{n}，谢谢\par 第四行"
    )


def in_cell_on_paper(n: str) -> bytes:
    """The number in a cell whose row lies at points 112 to 132 of the page."""
    rows = [
        rf"\trowd\trrh-400\cellx2000\cellx5000\pard\plain\fs21\intbl {name}\cell {number}\cell\row"
        for name, number in (("姓名", "电话"), ("张三", n))
    ]
    made = (
        on_paper("", top=2200)
        .partition(rb"\par \'b5\'da")[0]
        .replace(rb"right4760\shpbottom2640", rb"right6760\shpbottom2820")
    )
    return made + rb"\par " + "".join(map(escaped, "".join(rows))).encode() + rb"\pard\par}"


def low_box(n: str, said: str = "", before: str = r"行\par " * 4) -> bytes:
    """A text box of 45 points with the number in 10 points behind what is before it."""
    return box(rf"\pard\plain\fs20 {before}{n}", said)


BLUE, EMPTY = r"{\sp{\sn fillColor}{\sv 12611584}}", r"{\sp{\sn fFilled}{\sv 0}}"
STYLES = r"{\stylesheet{\s0 a;}{\s1\cf2 b;}{\s2\v c;}{\*\cs3\fs2 d;}{\s4\cbpat1\cf2 e;}}"
PLACES: dict[str, tuple[Callable[[str], bytes], str, bool]] = {
    "text": (lambda n: rtf(n), "body", True),
    "unicode": (lambda n: rtf("".join(rf"\u{ord(c)}?" for c in n)), "body", True),
    "number-in-runs": (lambda n: rtf(rf"{{\b {n[:5]}}}{{\i {n[5:9]}}}{n[9:]}"), "body", True),
    "number-over-lines": (lambda n: rtf(f"{n[:5]}\r\n{n[5:]}"), "body", True),
    "insertion": (lambda n: rtf(rf"甲{{\revised\revauth1 {n}}}"), "body", True),
    "cell": (lambda n: rtf(cell(n)), "body", True),
    "field-result": (lambda n: rtf(rf"{{\field{{\*\fldinst PAGE}}{{\fldrslt {n}}}}}"), "body", True),
    "result-of-an-object": (lambda n: rtf(rf"{{\object{{\result {n}}}}}"), "body", True),
    "number-of-a-list": (lambda n: rtf(rf"{{\listtext {n}\tab}}甲"), "body", True),
    "unicode-form": (lambda n: rtf(rf"{{\upr{{甲}}{{\*\ud{{{n}}}}}}}"), "body", True),
    "white-on-a-shade": (lambda n: rtf(rf"{{\cf2\chcbpat1 {n}}}"), "body", True),
    "header": (lambda n: rtf(rf"{{\header {n}\par}}"), "header", True),
    "footer-of-the-first-page": (lambda n: rtf(rf"{{\footerf {n}\par}}"), "footer", True),
    "footnote": (lambda n: rtf(rf"甲{{\footnote {n}}}"), "footnote", True),
    "text-box": (lambda n: rtf(rf"{{\shp{{\*\shpinst{{\shptxt {n}\par}}}}}}"), "textbox", True),
    "deletion": (lambda n: rtf(rf"甲{{\deleted\revauthdel1 {n}}}"), "deletion", False),
    "deletion-in-a-cell": (lambda n: rtf(cell(rf"甲{{\deleted {n}}}")), "deletion", False),
    "hidden": (lambda n: rtf(rf"甲{{\v {n}}}"), "hidden-text", False),
    "hidden-without-a-group": (lambda n: rtf(rf"甲\v {n}\v0 乙"), "hidden-text", False),
    "white": (lambda n: rtf(rf"甲{{\cf2 {n}}}"), "invisible-text", False),
    "tiny": (lambda n: rtf(rf"甲{{\fs2 {n}}}"), "invisible-text", False),
    "white-by-a-style": (lambda n: rtf(STYLES + rf"\pard\s1 {n}"), "invisible-text", False),
    "hidden-by-a-style": (lambda n: rtf(STYLES + rf"\pard\plain\s2 {n}"), "hidden-text", False),
    "tiny-by-the-style-of-a-run": (lambda n: rtf(STYLES + rf"甲{{\cs3 {n}}}"), "invisible-text", False),
    "white-by-a-style-with-a-ground": (lambda n: rtf(STYLES + rf"\pard\s4 {n}"), "body", True),
    "white-and-embossed": (lambda n: rtf(rf"甲{{\cf2\embo {n}}}"), "body", True),
    "behind-a-white-style": (lambda n: rtf(STYLES + rf"\pard\s1 甲\par\pard {n}"), "body", True),
    "shown-over-a-hidden-style": (lambda n: rtf(STYLES + rf"\pard\plain\s2 甲{{\v0 {n}}}"), "body", True),
    "automatic-over-a-white-style": (lambda n: rtf(STYLES + rf"\pard\s1\cf0 {n}"), "body", True),
    "usual-size-over-a-tiny-style": (lambda n: rtf(STYLES + rf"甲{{\cs3\fs24 {n}}}"), "body", True),
    "black-over-a-white-style": (lambda n: rtf(STYLES + rf"\pard\s1\cf1 {n}"), "body", True),
    "white-in-a-dark-cell": (lambda n: rtf(rf"\trowd\cellx1000\clcbpat1\cellx2000 \intbl 姓名\cell \plain\cf2 {n}\cell\row\pard "), "body", True),
    "white-in-a-plain-cell": (lambda n: rtf(rf"\trowd\clcbpat1\cellx1000\cellx2000 \intbl 姓名\cell \plain\cf2 {n}\cell\row\pard "), "invisible-text", False),
    "under-a-bar": (lambda n: over(n), "covered-text", False),
    "under-a-bar-placed-by-its-properties": (lambda n: over(n, RECTANGLE + r"{\sp{\sn posrelh}{\sv 2}}{\sp{\sn posrelv}{\sv 2}}", about=r"\shpbxignore\shpbyignore\shpwr3"), "covered-text", False),
    "under-a-bar-told-from-the-page": (lambda n: over(n, about=r"\shpbxpage\shpbypara\shpwr3", left=2800), "covered-text", False),
    "under-a-bar-of-the-paragraph-below": (bar_below, "covered-text", False),
    "under-a-bar-in-a-cell": (lambda n: rtf(cell(rf"\fs24 {{\shp{{\*\shpinst\shpleft0\shptop20\shpright2400\shpbottom280\shpbxcolumn\shpbypara\shpwr3{RECTANGLE}}}}}{n}")), "covered-text", False),
    "on-the-page-before-a-bar": (lambda n: bar_below(n).replace(n.encode() + b"\\par ", n.encode() + b"\\page "), "body", True),
    "under-a-photo": (lambda n: over(n, pasted("jpegblip")), "covered-text", False),
    "under-a-seal": (lambda n: over(n, pasted("pngblip")), "body", True),
    "under-a-frame": (lambda n: over(n, RECTANGLE + r"{\sp{\sn fFilled}{\sv 0}}"), "body", True),
    "under-a-marker": (lambda n: over(n, RECTANGLE + r"{\sp{\sn fillOpacity}{\sv 32768}}"), "body", True),
    "under-an-ellipse": (lambda n: over(n, r"{\sp{\sn shapeType}{\sv 3}}"), "body", True),
    "over-a-bar": (lambda n: over(n, about=r"\shpbxcolumn\shpbypara\shpwr3\shpfblwtxt1"), "body", True),
    "around-a-bar": (lambda n: over(n, about=r"\shpbxcolumn\shpbypara\shpwr2"), "body", True),
    "beside-a-bar": (lambda n: over(n, left=4000), "body", True),
    "comment": (lambda n: rtf(rf"甲{{\*\annotation {n}}}"), "comment", False),
    "comment-author": (lambda n: rtf(rf"甲{{\*\atnauthor 张三{n}}}"), "property", False),
    "revision-author": (lambda n: rtf(rf"{{\*\revtbl{{Unknown;}}{{张三{n};}}}}甲"), "property", False),
    "author": (lambda n: rtf(rf"{{\info{{\title 甲}}{{\author 张三{n}}}}}甲"), "property", False),
    "company": (lambda n: rtf(rf"{{\info{{\*\company 张三{n}}}}}甲"), "property", False),
    "user-property": (lambda n: rtf(rf"{{\*\userprops{{\propname 甲}}\proptype30{{\staticval {n}}}}}甲"), "property", False),
    "variable": (lambda n: rtf(rf"{{\*\docvar {{甲}}{{{n}}}}}甲"), "property", False),
    "field": (lambda n: rtf(rf"{{\field{{\*\fldinst MERGEFIELD 电话{n}}}{{\fldrslt 甲}}}}"), "attribute", False),
    "hyperlink": (lambda n: rtf(rf'{{\field{{\*\fldinst HYPERLINK "http://example.com/{n}"}}{{\fldrslt 甲}}}}'), "link-target", False),
    "bookmark": (lambda n: rtf(rf"{{\*\bkmkstart 张三{n}}}甲"), "attribute", False),
    "index-entry": (lambda n: rtf(rf"甲{{\xe {n}}}"), "attribute", False),
    "style": (lambda n: rtf(rf"{{\stylesheet{{\s1 张三{n};}}}}甲"), "template", False),
    "unknown-destination": (lambda n: rtf(rf"{{\*\somethingnew 张三{n}}}甲"), "attribute", False),
    "alternative-text": (lambda n: rtf(rf"{{\shp{{\*\shpinst{{\sp{{\sn wzDescription}}{{\sv {n}}}}}}}}}"), "alternative-text", False),
    "embedded-file": (lambda n: embedded(native("名单.xlsx", workbook(n))[4:]), "embedded-file", False),
    "embedded-ole": (lambda n: embedded(ole({"Package": workbook(n)})), "embedded-file", False),
    "embedded-other": (lambda n: embedded(f"张三李四 {n}".encode("utf-16-le")), "embedded-file", False),
    "picture": (lambda n: rtf(rf"{{\pict\jpegblip {jpeg(f'张三 {n}').hex()}}}"), "image-metadata", False),
    "binary-picture": (lambda n: rtf(rb"{\pict\jpegblip\bin%d " % len(jpeg(n)) + jpeg(f"张三{n}"[2:] if n else n) + b"}"), "image-metadata", False),
    "metafile": (lambda n: rtf(rf"{{\pict\emfblip {emf(n).hex()}}}"), "embedded-file", False),
    "data": (lambda n: rtf(rf"{{\*\datastore {f'张三李四 {n}'.encode('utf-16-le').hex()}}}"), "property", False),
    "behind-fewer-replacements-than-none": (lambda n: rtf(rf"\uc-9\u24352 \'d5\'c5{n}"), "body", True),
    "behind-words-for-binary-data": (lambda n: rtf(rf"\\bin99 \bin3 {{{{{{\b\bin0 \binary {n}"), "body", True),
    # letters, lines and boxes that nobody sees, each with its neighbour that is seen
    "letters-piled-up": (lambda n: rtf(rf"\fs24 甲{{\expnd-24\expndtw-120 {n}}}"), "invisible-text", False),
    "letters-close-together": (lambda n: rtf(rf"\fs24 甲{{\expnd-4\expndtw-20 {n}}}"), "body", True),
    "letters-without-width": (lambda n: rtf(rf"甲{{\charscalex1 {n}}}"), "invisible-text", False),
    "narrow-letters": (lambda n: rtf(rf"甲{{\charscalex66 {n}}}"), "body", True),
    "black-marked-with-black": (lambda n: rtf(rf"甲{{\highlight1 {n}}}"), "invisible-text", False),
    "black-on-black": (lambda n: rtf(rf"甲{{\cf1\chcbpat1 {n}}}"), "invisible-text", False),
    "black-on-white": (lambda n: rtf(rf"甲{{\cf1\chcbpat2 {n}}}"), "body", True),
    "line-without-height": (lambda n: rtf(rf"\pard\sl-20\slmult0 {n}\par\pard 甲"), "invisible-text", False),
    "line-of-an-office": (lambda n: rtf(rf"\pard\sl-560\slmult0 {n}\par\pard 甲"), "body", True),
    "line-of-at-least-that-height": (lambda n: rtf(rf"\pard\sl20\slmult0 {n}\par\pard 甲"), "body", True),
    "behind-a-line-without-height": (lambda n: rtf(rf"\pard\sl-20\slmult0 甲\par\pard {n}"), "body", True),
    "line-without-height-in-a-header": (lambda n: rtf(rf"{{\header \pard\sl-20\slmult0 {n}\par}}甲"), "invisible-text", False),
    "left-of-the-page": (lambda n: rtf(rf"\pard\li-20000 {n}\par\pard 甲"), "off-page", False),
    "into-the-margin": (lambda n: rtf(rf"\pard\li-1000 {n}\par\pard 甲"), "body", True),
    "frame-left-of-the-page": (lambda n: rtf(rf"\pard\absw4000\phpg\pvpg\posnegx-9000\posy500 {n}\par\pard 甲"), "off-page", False),
    "frame-on-the-page": (lambda n: rtf(rf"\pard\absw4000\phpg\pvpg\posx900\posy500 {n}\par\pard 甲"), "body", True),
    "row-without-height": (lambda n: rtf(cell(n).replace(r"\trowd", r"\trowd\trrh-20")), "hidden-row-or-column", False),
    "row-that-grows": (lambda n: rtf(cell(n).replace(r"\trowd", r"\trowd\trrh20")), "body", True),
    "below-merged": (lambda n: rtf(rf"\trowd\clvmgf\cellx1000\cellx3000\intbl 甲\cell 乙\cell\row\trowd\clvmrg\cellx1000\cellx3000\intbl {n}\cell 丙\cell\row\pard 甲"), "covered-text", False),
    "hidden-in-a-text-box": (lambda n: rtf(rf"{{\shp{{\*\shpinst{{\shptxt 甲{{\v {n}}}\par}}}}}}"), "hidden-text", False),
    "white-in-a-box-of-a-colour": (lambda n: rtf(rf"{{\shp{{\*\shpinst{BLUE}{{\shptxt \pard\plain 甲{{\cf2 {n}}}\par}}}}}}"), "textbox", True),
    "white-in-an-empty-box-over-a-colour": (lambda n: rtf(rf"{{\shp{{\*\shpinst{BLUE}}}}}{{\shp{{\*\shpinst{EMPTY}{{\shptxt 甲{{\cf2 {n}}}\par}}}}}}"), "textbox", True),
    "white-in-an-empty-box": (lambda n: rtf(rf"{{\shp{{\*\shpinst{EMPTY}{{\shptxt 甲{{\cf2 {n}}}\par}}}}}}"), "invisible-text", False),
    "white-on-a-paragraph-of-a-colour": (lambda n: rtf(rf"\pard\cbpat1 {{\plain\cf2 {n}}}\par"), "body", True),
    "white-on-a-patterned-paragraph": (lambda n: rtf(rf"\pard\shading5000 {{\plain\cf2 {n}}}\par"), "body", True),
    "black-on-a-black-paragraph": (lambda n: rtf(rf"\pard\cbpat1 {{\cf1 甲{n}}}\par"), "invisible-text", False),
    "black-behind-a-black-paragraph": (lambda n: rtf(rf"\pard\cbpat1 {{\cf2 甲}}\par\pard {{\cf1 {n}}}\par"), "body", True),
    "white-behind-a-black-paragraph": (lambda n: rtf(rf"\pard\cbpat1 {{\cf2 甲}}\par\pard {{\cf2 {n}}}\par"), "invisible-text", False),
    "white-in-a-table-within-a-table": (lambda n: rtf(rf"\trowd\cellx5000\intbl\itap2 {{\cf2 {n}\nestcell{{\*\nesttableprops\trowd\clcbpat1\cellx2000\nestrow}}}}\pard\intbl\itap1 乙\cell\row\pard 甲"), "body", True),
    "in-merged-cells": (lambda n: cut_row(n, edges=r"\cellx2000\clvmgf\cellx5000"), "body", True),
    "upright-in-a-row": (lambda n: cut_row(n, edges=r"\cellx2000\cltxtbrl\cellx5000"), "body", True),
    "white-in-a-text-box": (lambda n: rtf(rf"{{\shp{{\*\shpinst{{\shptxt 甲{{\cf2 {n}}}\par}}}}}}"), "invisible-text", False),
    "hidden-text-box": (lambda n: box(n, r"{\sp{\sn fHidden}{\sv 1}}"), "hidden-text", False),
    "box-left-of-the-page": (lambda n: box(n, left=-9000), "off-page", False),
    "box-below-the-page": (lambda n: box(n, top=20000), "off-page", False),
    "box-on-the-page": (lambda n: box(n), "textbox", True),
    "below-the-edge-of-a-row": (cut_row, "invisible-text", False),
    "below-the-edge-of-a-row-behind-a-break": (lambda n: cut_row(n, before=r"甲\line "), "invisible-text", False),
    "in-the-second-line-of-a-row": (lambda n: cut_row(n, r"\trrh-560"), "body", True),
    "in-close-lines-of-a-row": (lambda n: cut_row(n, before=r"\sl-120\slmult0 甲\par "), "body", True),
    "in-a-row-of-at-least-that-height": (lambda n: cut_row(n, r"\trrh280"), "body", True),
    "column-right-of-the-page": (lambda n: cut_row(n, "", "", r"\cellx10500\cellx12000"), "off-page", False),
    "column-over-the-edge-of-the-page": (lambda n: cut_row(n, "", "", r"\cellx9000\cellx12000"), "body", True),
    "wide-column-that-is-made-to-fit": (lambda n: cut_row(n, r"\trautofit1", "", r"\cellx10500\cellx12000"), "body", True),
    "column-on-a-page-across": (lambda n: cut_row(n, "", "", r"\cellx10500\cellx12000").replace(rb"\trowd", rb"\sectd\lndscpsxn\pgwsxn16838\pghsxn11906\trowd"), "body", True),
    "table-left-of-the-page": (lambda n: cut_row(n, r"\trleft-20000", "", r"\cellx-18000\cellx-15000"), "off-page", False),
    "table-into-the-margin": (lambda n: cut_row(n, r"\trleft-1000", "", r"\cellx1000\cellx4000"), "body", True),
    "table-that-floats-beside-the-page": (lambda n: cut_row(n, r"\tphpg\tpvpg\tposnegx-20000\tposy500", ""), "off-page", False),
    "table-that-floats-below-the-page": (lambda n: cut_row(n, r"\tphpg\tpvpg\tposx500\tposy20000", ""), "off-page", False),
    "table-that-floats": (lambda n: cut_row(n, r"\tphpg\tpvpg\tposx1500\tposy500", ""), "body", True),
    "below-the-edge-of-a-box": (low_box, "invisible-text", False),
    "in-the-third-line-of-a-box": (lambda n: low_box(n, before=r"行\par " * 2), "textbox", True),
    "in-a-box-that-grows": (lambda n: low_box(n, r"{\sp{\sn fFitShapeToText}{\sv 1}}"), "textbox", True),
    "in-a-box-whose-words-end-at-its-foot": (lambda n: low_box(n, r"{\sp{\sn anchorText}{\sv 2}}"), "textbox", True),
    "under-a-bar-of-the-header": (on_paper, "covered-text", False),
    "under-a-bar-of-the-footer": (lambda n: on_paper(n, "footer"), "covered-text", False),
    "under-a-bar-of-the-header-placed-by-its-properties": (lambda n: on_paper(n, about="", said=RECTANGLE + r"{\sp{\sn posrelh}{\sv 1}}{\sp{\sn posrelv}{\sv 1}}"), "covered-text", False),
    "under-a-bar-told-from-the-margins": (lambda n: on_paper(n, top=780, about=r"\shpbxpage\shpbymargin"), "covered-text", False),
    "under-a-bar-told-from-the-header": (lambda n: on_paper(n, top=1369, about=r"\shpbxpage\shpbypara"), "covered-text", False),
    "under-a-bar-of-the-first-header": (lambda n: on_paper(n, "headerf", more=r"\titlepg"), "covered-text", False),
    "under-a-photo-of-the-header": (lambda n: on_paper(n, said=pasted("jpegblip")), "covered-text", False),
    "under-a-bar-of-the-header-on-a-second-page": (lambda n: on_paper(n, before=r"甲\par 乙\page "), "covered-text", False),
    "in-a-cell-under-a-bar-of-the-header": (in_cell_on_paper, "covered-text", False),
    "above-a-bar-of-the-header": (lambda n: on_paper(n, top=3200), "body", True),
    "over-a-bar-of-the-header": (lambda n: on_paper(n, wrap=r"\shpwr3\shpfblwtxt1"), "body", True),
    "around-a-bar-of-the-header": (lambda n: on_paper(n, wrap=r"\shpwr2"), "body", True),
    "under-a-frame-of-the-header": (lambda n: on_paper(n, said=RECTANGLE + r"{\sp{\sn fFilled}{\sv 0}}"), "body", True),
    "under-a-seal-of-the-header": (lambda n: on_paper(n, said=pasted("pngblip")), "body", True),
    "beside-a-first-header-that-is-not-used": (lambda n: on_paper(n, "headerf"), "body", True),
    "behind-a-section-with-its-own-margins": (lambda n: on_paper(n, before=r"甲\sect "), "body", True),
    "below-a-picture-and-a-bar-of-the-header": (lambda n: on_paper(n, before=rf"{{\pict\jpegblip {jpeg('甲').hex()}}}\par "), "body", True),
    "hidden-in-a-footnote": (lambda n: rtf(rf"甲{{\footnote 乙{{\v {n}}}}}"), "hidden-text", False),
    "deletion-in-a-footnote": (lambda n: rtf(rf"甲{{\footnote 乙{{\deleted {n}}}}}"), "deletion", False),
    "hidden-by-the-usual-style": (lambda n: rtf(r"{\stylesheet{\s0\v a;}}" + rf"\pard\plain {n}"), "hidden-text", False),
    # destinations
    "formula": (lambda n: rtf(rf"{{\mmath{{\*\moMath{{\mr\mscr0\msty2 {n}}}}}}}"), "body", True),
    "level-of-a-list": (lambda n: rtf(rf"{{\*\listtable{{\list{{\listlevel{{\leveltext {n};}}}}}}}}甲"), "attribute", False),
    "path-of-another-file": (lambda n: rtf(rf"{{\*\filetbl{{\file 张三{n}.docx}}}}甲"), "attribute", False),
    "destination-of-a-program": (lambda n: rtf(rf"{{\*\latentstyles {n}}}甲"), "attribute", False),
    "for-programs-without-inner-tables": (lambda n: rtf(rf"{{\nonesttables {n}\par}}甲"), "attribute", False),
    "data-of-a-field": (lambda n: rtf(rf"{{\field{{\*\fldinst ADDIN}}{{\*\datafield {f'张三李四 {n}'.encode('utf-16-le').hex()}}}{{\fldrslt 甲}}}}"), "attribute", False),
}  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
def test_every_place_is_read(place: str) -> None:
    make, layer, visible = PLACES[place]
    found = {(block.layer, block.visible) for block in read(make(NUMBER)).blocks if NUMBER in block.text}
    assert found == {(layer, visible)}


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (rb"\'b9\'ab\'ca\'be", "公示"),
        ("公示".encode("gbk"), "公示"),
        (rb"\u20844?\u31034?", "公示"),
        (rb"\uc2\u20844\'b9\'ab\u31034\'ca\'be", "公示"),
        (rb"\uc0\u20844\u31034", "公示"),
        (rb"\u-10179?\u-8704?", "\U0001f600"),
        (rb"{\f1 \'b9\'ab\'ca\'be}", "公示"),
        (rb"a\~b\_c\-d\{e\}\\f", "a\xa0b-cd{e}\\f"),
        (rb"a\tab b\line c\emdash d", "a\tb\nc—d"),
        (b"a\\\nb", "a|b"),
    ],
)
def test_characters(raw: bytes, text: str) -> None:
    found = "|".join(read(rtf(raw)).blocks.texts)
    assert found == text


def test_tables() -> None:
    rows = [
        r"\trowd\cellx3000\intbl 某村补助名单\cell\row",
        r"\trowd\clvmgf\cellx1000\cellx2000\cellx3000\intbl 村组\cell 姓名\cell 金额\cell\row",
        r"\trowd\cellx1000\cellx2000\cellx3000\intbl 一组\cell 张三\cell 100\cell\row",
        r"\trowd\clvmrg\cellx1000\cellx2000\cellx3000\intbl\cell 李四\cell 200\cell\row",
        r"\pard 合计三百元",
    ]
    found = read(rtf("".join(rows)))
    table = found.tables[0]
    assert (table.rows, table.columns) == (4, 3)
    assert table.head == (("村组",), ("姓名",), ("金额",))
    assert set(table.merged) == {(0, 0, 0, 2), (2, 0, 3, 0)}
    assert found.blocks[7].place.steps == (1, 3, 2)
    assert found.blocks[-1].text == "合计三百元"


def test_pictures_are_a_gap() -> None:
    found = read(rtf(rf"甲{{\pict\jpegblip {jpeg('x').hex()}}}"))
    assert [(gap.what, gap.reason) for gap in found.gaps] == [("picture", "picture-text")]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (rb"{\rtf1}", "empty"),
        (rb"{\rtf1 {\b abc", "damaged"),
        (b"{\\rtf1 " + b"{" * 200_000, "too-deep"),
        (rtf(r"{\object{\*\objdata 0105}}甲"), "damaged"),
        (rtf(r"{\object{\*\objdata " + objected(b"x" * 99)[:-40] + r"}}甲"), "damaged"),
    ],
)
def test_what_cannot_be_read_is_a_gap(data: bytes, reason: str) -> None:
    assert reason in [gap.reason for gap in read(data).gaps]


def test_the_limit_of_text() -> None:
    limits = Limits(text_chars=1000, file_bytes=100_000)
    assert read(rtf("甲" * 90), limits).gaps == ()


@pytest.mark.parametrize(
    "body",
    [
        r"\u99999999999 a",
        r"\bin99999999 a",
        r"\cf99999 a",
        r"\uc-5\u65 a",
        r"}}}}a",
        r"\cellx99999999999\cell a",
        "\\",
    ],
)
def test_nonsense_never_raises(body: str) -> None:
    read(rtf(body))


def test_damage_never_raises() -> None:
    whole = rtf(
        cell(r"甲{\deleted 乙}") + rf"{{\pict {jpeg('x').hex()}}}{{\object{{\*\objdata {objected(b'abc')}}}}}"
    )
    for at in range(0, len(whole), 3):
        read(whole[:at])
        read(whole[:at] + b"\\" + whole[at + 1 :])
        read(whole[:at] + b"{" + whole[at + 1 :])


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (rb"\'a0T: 010", "\xa0T: 010"),  # bytes that are a rare character of GBK by chance
        (rb"caf\'e9 t\'e9l", "café tél"),
        (rb"\'d5\'c5\'c8\'fd", "张三"),
        (rb"\'a3\'ac", "，"),
        (rb"\'d5\'c5\'86\'b4", "张喆"),
    ],
)
def test_bytes_of_a_page_that_is_declared_wrongly(raw: bytes, text: str) -> None:
    head = rb"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fcharset0 Arial;}}\f0 "
    assert read(head + raw + rb"\par}").blocks[0].text == text
