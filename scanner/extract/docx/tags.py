"""Names of WordprocessingML elements and attributes (ECMA-376-1, 17), as lxml spells them."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
VML = "{urn:schemas-microsoft-com:vml}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

VAL, ID, AUTHOR = W + "val", W + "id", W + "author"
P, P_PR, R_PR, RUN, T, TAB, BR, CR = (W + n for n in ("p", "pPr", "rPr", "r", "t", "tab", "br", "cr"))
TBL, TR, TC, TR_PR, TBL_PR = (W + n for n in ("tbl", "tr", "tc", "trPr", "tblPr"))
GRID_SPAN, V_MERGE, GRID_BEFORE, TBL_HEADER, HIDDEN = (
    W + n for n in ("gridSpan", "vMerge", "gridBefore", "tblHeader", "hidden")
)
INS, DEL, MOVE_FROM, MOVE_TO = (W + n for n in ("ins", "del", "moveFrom", "moveTo"))
DEL_TEXT, INSTR_TEXT, DEL_INSTR_TEXT = W + "delText", W + "instrText", W + "delInstrText"
FIELD_CHAR, SIMPLE_FIELD, HYPERLINK = W + "fldChar", W + "fldSimple", W + "hyperlink"
VANISH, R_STYLE, P_STYLE, NUM_PR, OUTLINE = (
    W + n for n in ("vanish", "rStyle", "pStyle", "numPr", "outlineLvl")
)
SDT, SDT_PR, SDT_CONTENT = W + "sdt", W + "sdtPr", W + "sdtContent"
DRAWING, PICT, OBJECT, TEXT_BOX = W + "drawing", W + "pict", W + "object", W + "txbxContent"
COMMENT_MARK, SYMBOL, RUBY_TEXT = W + "commentReference", W + "sym", W + "rt"
HARD_HYPHEN, SOFT_HYPHEN, PAGE_TAB = W + "noBreakHyphen", W + "softHyphen", W + "ptab"
ALTERNATE, CHOICE, FALLBACK = MC + "AlternateContent", MC + "Choice", MC + "Fallback"
MATH_TEXT = MATH + "t"

# Characters that stand as elements (17.3.3); a line break and a page break both end the line.
CHARACTERS = {TAB: "\t", PAGE_TAB: "\t", BR: "\n", CR: "\n", HARD_HYPHEN: "-", SOFT_HYPHEN: "\u00ad"}

# What makes a paragraph need the close look of `docx_inline`. Everything else is w:t alone.
CLOSE_LOOK = (
    *(*CHARACTERS, SYMBOL, RUBY_TEXT, MATH_TEXT),
    *(INS, DEL, MOVE_FROM, MOVE_TO, DEL_TEXT, INSTR_TEXT, DEL_INSTR_TEXT),
    *(FIELD_CHAR, SIMPLE_FIELD, HYPERLINK, VANISH, COMMENT_MARK),
    *(SDT_PR, DRAWING, PICT, OBJECT, TEXT_BOX, ALTERNATE, W + "smartTagPr"),
)

_OFF = frozenset(("0", "false", "off"))


def is_on(value: str | None) -> bool:
    """Whether an on/off property with this w:val is on; without a value it is (17.17.4)."""
    return value not in _OFF


def breaks_page(mark: _Element) -> bool:
    """Whether a w:br begins a new page or column (17.3.3.1)."""
    return mark.get(W + "type") in ("page", "column")
