"""What the control words of RTF mean to a reader of texts (RTF 1.9.1). Data only."""

from __future__ import annotations

# Words that stand for characters.
CHARACTERS = {
    "tab": "\t",
    "line": "\n",
    "lbr": "\n",
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
    "emspace": " ",
    "enspace": " ",
    "qmspace": " ",
    "zwj": "",
    "zwnj": "",
}
SIGNS = {"~": "\xa0", "_": "-", "-": "", "\n": "\r", "\r": "\r", "{": "{", "}": "}", "\\": "\\", "\t": "\t"}
ABOUT_PAGES = frozenset(
    ("sb", "sa", "pagebb")
)  # of a paragraph, where it matters where on its page it stands
PARAGRAPH_ENDS = frozenset(("par", "sect", "page", "softpage", "column"))

# Destinations that are told in a layer beside the paragraph where they stand.
BESIDE = {
    "footnote": "footnote",
    "annotation": "comment",
    "shptxt": "textbox",
    "dptxbxtext": "textbox",
    "xe": "attribute",
    "tc": "attribute",
    "tcn": "attribute",
}
# Running heads and feet.
MARGINS = {
    **dict.fromkeys(("header", "headerl", "headerr", "headerf"), "header"),
    **dict.fromkeys(("footer", "footerl", "footerr", "footerf"), "footer"),
    **dict.fromkeys(("ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn"), "footer"),
}
# Properties that people fill in, called as the newer formats call them.
PROPERTIES = {
    "title": "title",
    "subject": "subject",
    "author": "creator",
    "operator": "lastModifiedBy",
    "manager": "Manager",
    "company": "Company",
    "keywords": "keywords",
    "comment": "description",
    "doccomm": "description",
    "category": "category",
    "hlinkbase": "HyperlinkBase",
    "template": "Template",
    "propname": "userprops",
    "staticval": "userprops",
    "linkval": "userprops",
    "revtbl": "revtbl",
    "docvar": "docvar",
    "atnauthor": "atnauthor",
    "atnid": "atnauthor",
    "protusertbl": "people",
    "mailmerge": "mailMerge",
}
# Destinations that are part of what stands around them.
TRANSPARENT = frozenset(
    "fldrslt field shp object result shppict pntext listtext info moMath moMathPara".split()
)
# The same in another form, for older programs.
SECOND_FORMS = frozenset(("shprslt", "pn", "nonshppict"))
# Destinations without words of anybody; long numbers in them are told all the same.
SILENT = frozenset(
    """
    generator rsidtbl latentstyles listtable listoverridetable listpicture pgptbl xmlnstbl wgrffmtfilter mmathPr
    colorschememapping themedata fontemb filetbl passwordhash private creatim revtim printim buptim blipuid
    datafield panose falt fname fchars lchars nextfile pnseclvl bkmkend atnref atrfstart atrfend
    atntime atndate nesttableprops picprop oldcprops oldpprops oldtprops nonesttables
    """.split()
)
HEX_DATA = frozenset(("objdata", "pict", "datastore"))
KNOWN = frozenset(
    (
        *BESIDE,
        *MARGINS,
        *PROPERTIES,
        *SILENT,
        *TRANSPARENT,
        *SECOND_FORMS,
        *HEX_DATA,
        *(
            "fonttbl",
            "colortbl",
            "stylesheet",
            "info",
            "fldinst",
            "fldrslt",
            "field",
            "sn",
            "sv",
            "sp",
            "shpinst",
            "shp",
        ),
        *(
            "shprslt",
            "object",
            "result",
            "objclass",
            "objname",
            "objalias",
            "objtopic",
            "objitem",
            "upr",
            "ud",
        ),
        *(
            "pntext",
            "listtext",
            "bkmkstart",
            "background",
            "userprops",
            "do",
            "shppict",
            "pn",
            "pntxta",
            "pntxtb",
        ),
    )
)
ANSI = {936: "gb18030", 950: "big5hkscs", 932: "cp932", 949: "cp949", 65001: "utf-8", 10000: "mac_roman"}
CODE_PAGES = {
    0: "cp1252",
    1: "",
    2: "cp1252",
    77: "mac_roman",
    78: "shift_jis",
    80: "gb18030",
    81: "big5hkscs",
    128: "cp932",
    129: "cp949",
    130: "johab",
    134: "gb18030",
    136: "big5hkscs",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    254: "cp437",
    255: "cp437",
}
