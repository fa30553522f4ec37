"""Places of an OpenDocument text that nobody sees though nothing says that they are hidden, with the neighbour that is seen."""

from __future__ import annotations

BOX = '<draw:frame {0} draw:style-name="{1}"><draw:text-box>{2}</draw:text-box></draw:frame>'
PLACED = 'style:horizontal-rel="page" style:vertical-rel="page" style:horizontal-pos="from-left" style:vertical-pos="from-top"'
LOEXT = 'xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'
_LETTERS = {
    "piled": 'fo:font-size="12pt" fo:letter-spacing="-0.22cm"',
    "close": 'fo:font-size="12pt" fo:letter-spacing="-0.02cm"',
    "flat": 'style:text-scale="1%"',
    "narrow": 'style:text-scale="66%"',
    "speck": 'style:text-position="33% 1%"',
    "raised": 'style:text-position="33% 58%"',
    "clear": 'fo:color="#c00000" loext:opacity="1%"',
    "clear-as-said": 'fo:color="#c00000" loext:opacity="0%"',
    "no-colour": 'style:use-window-font-color="true" loext:opacity="0%"',
    "colour-not-said": 'loext:opacity="0%"',
    "full": 'loext:opacity="100%"',
    "shown": 'text:display="true"',
    "ink": 'fo:color="#000000"',
    "large": 'fo:font-size="12pt"',
    "hollow": 'fo:color="#ffffff" style:text-outline="true"',
    "shadowed": 'fo:color="#ffffff" fo:text-shadow="1pt 1pt"',
    "nearly-white": 'fo:color="#fefefa"',
    "faint": 'fo:color="#eeeeee"',
    "red-on-red": 'fo:color="#c00000" fo:background-color="#c10000"',
}
_LINES = {
    "low-line": 'fo:line-height="0.02cm"',
    "office-line": 'fo:line-height="1cm"',
    "left-of-page": 'fo:margin-left="-40cm"',
    "into-margin": 'fo:margin-left="-1cm"',
}
_PARAGRAPHS = {
    "hidden-paragraph": 'text:display="none"',
    "white-paragraph": 'fo:color="#ffffff"',
    "tiny-paragraph": 'fo:font-size="1pt"',
}
_FRAME = '<style:style style:name="framed" style:family="graphic" style:parent-style-name="Frame"><style:graphic-properties {}/></style:style>'
_TABLES = {
    "wide": 'table:align="left" style:width="31.5cm"',
    "wide-between-margins": 'table:align="margins" style:width="31.5cm"',
    "nearly-wide": 'table:align="left" style:width="31.5cm"',
    "far-left": 'table:align="left" style:width="6cm" fo:margin-left="-40cm"',
    "a-little-left": 'table:align="left" style:width="6cm" fo:margin-left="-1cm"',
}
_SHAPES = {
    "placed": PLACED,
    "white-box": f'draw:fill="solid" draw:fill-color="#ffffff" {PLACED}',
    "black-box": f'draw:fill="solid" draw:fill-color="#000000" {PLACED}',
}


def _styles(family: str, holder: str, looks: dict[str, str]) -> str:
    return "".join(
        f'<style:style style:name="{name}" style:family="{family}"><style:{holder}-properties {LOEXT} {look}/></style:style>'
        for name, look in looks.items()
    )


STYLES = (
    _styles("text", "text", _LETTERS)
    + _styles("paragraph", "paragraph", _LINES)
    + _styles("paragraph", "text", _PARAGRAPHS)
    + _styles("graphic", "graphic", _SHAPES)
    + _FRAME.format(PLACED)
    + _styles("table-cell", "table-cell", {"upright": 'style:writing-mode="tb-rl"'})
    + _styles(
        "table-row",
        "table-row",
        {
            "low-row": 'style:row-height="0.03cm"',
            "least-row": 'style:min-row-height="0.03cm"',
            "tight-row": 'style:row-height="0.5cm"',
            "roomy-row": 'style:row-height="1cm"',
            "tight-and-least-row": 'style:min-row-height="0.5cm"',
        },
    )
    + _styles("table", "table", _TABLES)
    + _styles(
        "table-column",
        "table-column",
        {"half": 'style:column-width="28.5cm"', "tenth": 'style:column-width="3cm"'},
    )
)
NUMBER = "NUMBER"


def p(content: str, name: str = "") -> str:
    return f'<text:p text:style-name="{name}">{content}</text:p>'


def cut(*before: str, row: str = "tight-row", about: str = "") -> str:
    """A row of this style, in its last cell the number below other paragraphs."""
    lines = "".join(p(line) for line in before)
    held = f"<table:table-cell {about}>{lines}{p(NUMBER)}</table:table-cell>"
    return table(cell(p("姓名")), held, row=f'table:style-name="{row}"')


def wide(name: str, columns: str = "half tenth") -> str:
    """A table of this style with columns of these; the number in the second."""
    made = "".join(f'<table:table-column table:style-name="{one}"/>' for one in columns.split())
    return table(cell(p("姓名")), cell(p(NUMBER)), columns=made).replace(
        "<table:table>", f'<table:table table:style-name="{name}">'
    )


def low_box(lines: int, about: str = "", style: str = "framed") -> str:
    """A text box of a centimetre, the number below so many other lines."""
    return box(3, 3, style=style, content=f"</text:p>{p('行') * lines}<text:p>{NUMBER}").replace(
        "<draw:text-box>", f"<draw:text-box {about}>"
    )


def letters(name: str, around: str = "") -> str:
    style = f' text:style-name="{around}"' if around else ""
    return f'<text:p{style}>甲<text:span text:style-name="{name}">{NUMBER}</text:span></text:p>'


def box(
    x: float, y: float, *, style: str = "placed", wide: float = 5, content: str = NUMBER, about: str = ""
) -> str:
    place = f'text:anchor-type="paragraph" svg:x="{x}cm" svg:y="{y}cm" svg:width="{wide}cm" svg:height="1cm" {about}'
    return p("甲" + BOX.format(place, style, p(content)))


def stretched(said: str) -> str:
    """A drawn shape with the number in letters of a point."""
    place = 'text:anchor-type="char" svg:x="1cm" svg:y="1cm" svg:width="15cm" svg:height="3cm"'
    words = p(NUMBER, "tiny-paragraph")
    return p(
        f'<draw:custom-shape {place}>{words}<draw:enhanced-geometry draw:text-path="{said}"/></draw:custom-shape>'
    )


def table(*cells: str, row: str = "", columns: str = "") -> str:
    return f"<table:table>{columns}<table:table-row {row}>{''.join(cells)}</table:table-row></table:table>"


def cell(content: str, about: str = "") -> str:
    return f"<table:table-cell {about}>{content}</table:table-cell>"


def conditional(tag: str, about: str, shown: str) -> str:
    return p(f"<text:{tag} {about}>{shown}</text:{tag}>")


WHITE = f'<text:span text:style-name="white">{NUMBER}</text:span>'
# name of the place -> (body, layer, visible)
SIGHTS: dict[str, tuple[str, str, bool]] = {
    "letters-piled-up": (letters("piled"), "invisible-text", False),
    "letters-close-together": (letters("close"), "body", True),
    "letters-without-width": (letters("flat"), "invisible-text", False),
    "narrow-letters": (letters("narrow"), "body", True),
    "letters-raised-and-tiny": (letters("speck"), "invisible-text", False),
    "letters-raised": (letters("raised"), "body", True),
    "letters-seen-through": (letters("clear"), "invisible-text", False),
    "letters-seen-through-as-said": (letters("clear-as-said"), "invisible-text", False),
    "letters-of-the-usual-colour": (letters("no-colour"), "body", True),
    "letters-of-no-stated-colour": (letters("colour-not-said"), "body", True),
    "shown-in-a-hidden-paragraph": (letters("shown", "hidden-paragraph"), "body", True),
    "black-in-a-white-paragraph": (letters("ink", "white-paragraph"), "body", True),
    "large-in-a-tiny-paragraph": (letters("large", "tiny-paragraph"), "body", True),
    "large-in-a-hidden-paragraph": (letters("large", "hidden-paragraph"), "hidden-text", False),
    "shown-in-a-white-paragraph": (letters("shown", "white-paragraph"), "invisible-text", False),
    "letters-not-seen-through": (letters("full"), "body", True),
    "hollow-letters": (letters("hollow"), "body", True),
    "white-with-a-shadow": (letters("shadowed"), "body", True),
    "nearly-white": (letters("nearly-white"), "invisible-text", False),
    "pale-and-read": (letters("faint"), "body", True),
    "nearly-the-colour-of-its-ground": (letters("red-on-red"), "invisible-text", False),
    "line-without-height": (p(NUMBER, "low-line"), "invisible-text", False),
    "line-of-an-office": (p(NUMBER, "office-line"), "body", True),
    "left-of-the-page": (p(NUMBER, "left-of-page"), "off-page", False),
    "into-the-margin": (p(NUMBER, "into-margin"), "body", True),
    "paragraph-that-a-field-hides": (p(f'甲<text:hidden-paragraph text:condition="ooow:1" text:is-hidden="true"/>{NUMBER}'), "hidden-text", False),
    "paragraph-that-a-field-shows": (p(f'甲<text:hidden-paragraph text:condition="ooow:0" text:is-hidden="false"/>{NUMBER}'), "body", True),
    "text-of-a-condition": (conditional("conditional-text", f'text:string-value-if-true="甲" text:string-value-if-false="{NUMBER}"', NUMBER), "body", True),
    "other-text-of-a-condition": (conditional("conditional-text", f'text:string-value-if-true="甲" text:string-value-if-false="{NUMBER}"', "甲"), "hidden-text", False),
    "field-that-is-not-hidden": (conditional("hidden-text", f'text:string-value="{NUMBER}" text:is-hidden="false"', NUMBER), "body", True),
    "variable-that-is-not-shown": (conditional("variable-set", 'text:name="v" text:display="none"', NUMBER), "hidden-text", False),
    "variable": (conditional("variable-set", 'text:name="v"', NUMBER), "body", True),
    "script": (p(f"甲<text:script>{NUMBER}</text:script>"), "attribute", False),
    "section-that-its-condition-hides": (f"<text:section text:display='condition' text:condition='ooow:1' text:is-hidden='true'>{p(NUMBER)}</text:section>", "hidden-text", False),
    "section-that-its-condition-shows": (f"<text:section text:display='condition' text:condition='ooow:0'>{p(NUMBER)}</text:section>", "body", True),
    "below-merged-in-a-text": (table(cell(p("甲"), 'table:number-columns-spanned="2"'), f"<table:covered-table-cell>{p(NUMBER)}</table:covered-table-cell>"), "covered-text", False),
    "row-without-height": (table(cell(p("甲")), cell(p(NUMBER)), row='table:style-name="low-row"'), "hidden-row-or-column", False),
    "row-that-grows": (table(cell(p("甲")), cell(p(NUMBER)), row='table:style-name="least-row"'), "body", True),
    "hidden-column-of-a-text": (table(cell(p("甲")), cell(p(NUMBER)), columns='<table:table-column/><table:table-column table:visibility="collapse"/>'), "hidden-row-or-column", False),
    "table-in-a-cell": (table(cell(p("甲")), cell(p("乙") + table(cell(p(NUMBER))))), "body", True),
    "hidden-row-of-a-table-in-a-cell": (table(cell(p("甲")), cell(table(cell(p(NUMBER)), row='table:visibility="collapse"'))), "hidden-row-or-column", False),
    "below-the-edge-of-a-row": (cut("甲"), "invisible-text", False),
    "in-a-cell-of-two-rows": (cut("甲", about='table:number-rows-spanned="2"'), "body", True),
    "upright-in-a-row": (cut("甲", about='table:style-name="upright"'), "body", True),
    "in-the-second-line-of-a-row": (cut("甲", row="roomy-row"), "body", True),
    "in-a-row-of-at-least-that-height": (cut("甲", row="tight-and-least-row"), "body", True),
    "column-right-of-the-page": (wide("wide"), "off-page", False),
    "column-over-the-edge-of-the-page": (wide("nearly-wide", "tenth half"), "body", True),
    "wide-column-between-the-margins": (wide("wide-between-margins"), "body", True),
    "table-left-of-the-page": (wide("far-left", "tenth tenth"), "off-page", False),
    "table-into-the-margin": (wide("a-little-left", "tenth tenth"), "body", True),
    "below-the-edge-of-a-box": (low_box(5), "invisible-text", False),
    "in-the-second-line-of-a-box": (low_box(1), "textbox", True),
    "below-the-edge-of-a-drawn-box": (low_box(5, style="placed"), "textbox", True),
    "in-a-box-that-grows": (low_box(5, 'fo:min-height="1cm"'), "textbox", True),
    "in-a-box-that-goes-on-in-another": (low_box(5, 'draw:chain-next-name="b"'), "textbox", True),
    "box-left-of-the-page": (box(-30, 1), "off-page", False),
    "box-right-of-the-page": (box(30, 1), "off-page", False),
    "box-above-the-page": (box(3, -10), "off-page", False),
    "box-below-the-page": (box(3, 60), "off-page", False),
    "box-on-the-page": (box(3, 3), "textbox", True),
    "box-without-width": (box(3, 3, wide=0.03), "invisible-text", False),
    "watermark": (stretched("true"), "textbox", True),
    "tiny-in-a-shape": (stretched("false"), "invisible-text", False),
    "box-that-is-not-shown": (box(3, 3, about='draw:display="none"'), "hidden-text", False),
    "white-in-a-white-box": (box(3, 3, style="white-box", content=WHITE), "invisible-text", False),
    "white-in-a-black-box": (box(3, 3, style="black-box", content=WHITE), "textbox", True),
}  # fmt: skip
