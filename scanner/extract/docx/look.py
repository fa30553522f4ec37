"""Takes the looks out of WordprocessingML before it is parsed.

Two thirds of a usual document.xml are fonts, sizes, borders and widths of single runs and cells, which
say nothing about its words; parsing and walking them is what reading a .docx costs. Only whole property
elements are cut whose every child is a look known to hold no words and no meaning (17.3.1, 17.3.2, 17.4);
one that also holds a style, a number, a revision or w:vanish stays as it is.
"""

from __future__ import annotations

import re

# Possessive all through: every tag is read once, so the time is linear in the bytes.
_RUN = (
    b"(?:<w:(?:rFonts|szC?s?|bC?s?|iC?s?|u|color|kern|lang|spacing|w|position|noProof|snapToGrid|highlight|shd"
    b"|bdr|strike|dstrike|vertAlign|em|effect|fitText|rtl|cs|outline|shadow|smallCaps|caps)[ /][^<>]*+>)*+"
)
_PARAGRAPH = (
    b"(?:<w:(?:jc|ind|spacing|snapToGrid|keepNext|keepLines|widowControl|adjustRightInd|autoSpaceD[EN]|wordWrap"
    b"|topLinePunct|overflowPunct|kinsoku|textAlignment|shd|pageBreakBefore|contextualSpacing|bidi)[ /][^<>]*+>)*+"
)
_CELL = (
    b"(?:</?+w:(?:tcW|vAlign|shd|noWrap|tcFitText|tcBorders|top|left|bottom|right|start|end|insideH|insideV|tl2br"
    b"|tr2bl|tcMar|hideMark|textDirection)(?: [^<>]*+|/)?+>)*+"
)
_LOOK = (
    b"<w:(?:rPr>" + _RUN + b"</w:r"
    b"|pPr>" + _PARAGRAPH + b"(?:<w:rPr>" + _RUN + b"</w:rPr>)?+</w:p"
    b"|tcPr>" + _CELL + b"</w:tc)Pr>"
)
_WORTH_IT = 40_000  # bytes; below that compiling the pattern takes longer than parsing the looks


def without_looks(data: bytes) -> bytes:
    """The XML without run, paragraph and cell properties that are nothing but looks."""
    if len(data) < _WORTH_IT or b"<![CDATA[" in data:
        return data
    return re.sub(_LOOK, b"", data)
