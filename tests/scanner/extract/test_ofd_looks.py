"""What of an OFD page is seen and what is not: colours, strokes, widths, covers, patterns; words where no page shows any.

Every hidden place stands beside one that looks like it and is seen.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hidden_files import jpeg, png
from ofd_writing import SPACE, document, page, root, text
from test_ofd import (
    DOC,
    NUMBER,
    PAGE,
    PLACED,
    UNIT,
    WHITE_PARAM,
    Parts,
    colored,
    field,
    note,
    on_page,
    read,
    resource,
    signed,
    stroke,
    template,
    version,
)

PALETTE = (
    '<ofd:ColorSpace ID="20" Type="RGB"><ofd:Palette><ofd:CV>0 0 0</ofd:CV><ofd:CV>255 255 255</ofd:CV>'
    "</ofd:Palette></ofd:ColorSpace>"
)
INKS = '<ofd:ColorSpace ID="20" Type="CMYK"/>'
TRUNK = "M 0 0 L 180 0 L 180 20 L 0 20 C"  # the outline of `over`


def filled(n: str, color: str, look: str = "", space: str = "") -> Parts:
    made = text(n, y=60, look=look, inner=f"<ofd:FillColor {color}/>")
    return resource("ColorSpaces", space, made) if space else on_page(made)


def shaded(n: str, color: str) -> Parts:
    ends = '<ofd:Segment><ofd:Color Value="255 255 255"/></ofd:Segment>' + (
        f'<ofd:Segment><ofd:Color Value="{color}"/></ofd:Segment>'
    )
    shading = f'<ofd:AxialShd StartPoint="0 0" EndPoint="9 0">{ends}</ofd:AxialShd>'
    return on_page(text(n, y=60, inner=f"<ofd:FillColor>{shading}</ofd:FillColor>"))


def stroked(n: str, fill: str, line: str, look: str = 'Stroke="true"') -> Parts:
    colors = f'<ofd:FillColor Value="{fill}"/><ofd:StrokeColor Value="{line}"/>'
    return on_page(text(n, y=60, look=look, inner=colors))


def based(n: str, own: str) -> Parts:
    """A drawing parameter on top of a white one."""
    params = f'{WHITE_PARAM}<ofd:DrawParam ID="5" Relative="3">{own}</ofd:DrawParam>'
    return resource("DrawParams", params, text(n, y=60, look='DrawParam="5"'))


def over(n: str, outline: str = TRUNK, more: str = "") -> Parts:
    """A filled path over the number."""
    made = (
        field(20, 55, 180, 20)
        .replace(TRUNK, outline)
        .replace("<ofd:AbbreviatedData", f"{more}<ofd:AbbreviatedData")
    )
    return on_page(text(n, y=60), made)


def noted(n: str, kind: str, alpha: str = "") -> Parts:
    """An annotation with a field over the number."""
    look = field(0, 0, 180, 20).replace("<ofd:PathObject", f"<ofd:PathObject {alpha}")
    parts = note("", kind, f'<ofd:Appearance Boundary="20 55 180 20">{look}</ofd:Appearance>')
    return {**parts, PAGE: page(text("正文"), text(n, y=60))}


def layered(lower: str, type: str, second: str, first: str = "") -> Parts:
    """Two layers, the second of this type."""
    layers = f'<ofd:Layer ID="2" {first}>{lower}</ofd:Layer><ofd:Layer ID="3" {type}>{second}</ofd:Layer>'
    return {PAGE: f"<ofd:Page {SPACE}><ofd:Content>{layers}</ofd:Content></ofd:Page>"}


def patterned(n: str, below: str = "") -> Parts:
    cell = f"<ofd:Pattern Width='150' Height='20'><ofd:CellContent>{text(n, x=0, y=0)}</ofd:CellContent></ofd:Pattern>"
    made = field(20, 55, 180, 20).replace(
        '<ofd:FillColor Value="0 0 0"/>', f"<ofd:FillColor Value='0 0 0'>{cell}</ofd:FillColor>"
    )
    return on_page(text(below, y=60) if below else "", made)


def own_resource(kind: str, inner: str, used: str) -> Parts:
    """A page with resources of its own (7.7, PageRes)."""
    made = page(text("正文"), used).replace(
        "<ofd:Content>", "<ofd:PageRes>Own.xml</ofd:PageRes><ofd:Content>", 1
    )
    return {
        PAGE: made,
        "Doc_0/Pages/Page_0/Own.xml": f"<ofd:Res {SPACE}><ofd:{kind}>{inner}</ofd:{kind}></ofd:Res>",
    }


def units(n: str) -> Parts:
    return resource("CompositeGraphicUnits", UNIT.format(text(n)), "")


def in_template(n: str) -> Parts:
    common = '<ofd:PublicRes>PublicRes.xml</ofd:PublicRes><ofd:TemplatePage ID="7" BaseLoc="T.xml"/>'
    made = resource("CompositeGraphicUnits", UNIT.format(text(n, x=0, y=0)), "")
    return {**made, DOC: document(common=common), "Doc_0/T.xml": page(PLACED)}


def of_no_page(n: str) -> Parts:
    listed = f'<ofd:Annotations {SPACE}><ofd:Page PageID="77"><ofd:FileLoc>Annot_0.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>'
    return {**note(n, "Watermark"), "Doc_0/Annots/Annotations.xml": listed}


def media(name: str) -> Parts:
    return resource(
        "MultiMedias", f'<ofd:MultiMedia ID="5"><ofd:MediaFile>{name}</ofd:MediaFile></ofd:MultiMedia>', ""
    )


def pasted(
    n: str, picture: bytes, about: str = "", area: str = "20 55 180 20", *, is_below: bool = False
) -> Parts:
    """The number, and a picture of 180 by 20 millimetres over it, or below it."""
    _, _, wide, high = area.split()
    drawn = f'<ofd:ImageObject ID="8" Boundary="{area}" CTM="{wide} 0 0 {high} 0 0" ResourceID="5" {about}/>'
    medium = '<ofd:MultiMedia ID="5" Type="Image"><ofd:MediaFile>a.img</ofd:MediaFile></ofd:MultiMedia>'
    objects = [text(n, y=60), drawn]
    made = resource("MultiMedias", medium, "".join(reversed(objects) if is_below else objects))
    listed = str(made["Doc_0/PublicRes.xml"]).replace("<ofd:Res ", '<ofd:Res BaseLoc="Res" ')
    return {**made, "Doc_0/PublicRes.xml": listed, "Doc_0/Res/a.img": picture}


def unspaced(n: str, look: str) -> str:
    """A text whose letters stand where their widths put them."""
    return text(n, y=60, look=look).replace("DeltaX", "Other")


def in_front(n: str) -> str:
    return text("正文") + text(n, y=60)


ROUND = "M 2 0 L 178 0 Q 180 0 180 2 L 180 18 Q 180 20 178 20 L 2 20 Q 0 20 0 18 L 0 2 Q 0 0 2 0 C"
MANY_CORNERS = "M 0 0 L 45 0 L 90 0 L 135 0 L 180 0 L 180 20 L 90 20 L 0 20 C"
TWO = "M 0 0 L 180 0 L 180 18 L 0 18 C M 0 19 L 5 19 L 5 20 L 0 20 C"
RING = f"{TRUNK} M 5 2 L 175 2 L 175 18 L 5 18 C"
BROAD = stroke(20, 65, 200, 65).replace('LineWidth="0.3"', 'LineWidth="15"')

SEAL = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\6\0\0\0"

PLACES: dict[str, tuple[Callable[[str], Parts], str, bool]] = {
    "white-in-hexadecimal": (lambda n: filled(n, 'Value="#FF #FF #FF"'), "invisible-text", False),
    "grey-in-hexadecimal": (lambda n: filled(n, 'Value="#80 #80 #80"'), "body", True),
    "white-by-a-palette": (lambda n: filled(n, 'ColorSpace="20" Index="1"', space=PALETTE), "invisible-text", False),
    "black-by-a-palette": (lambda n: filled(n, 'ColorSpace="20" Index="0"', space=PALETTE), "body", True),
    "no-ink-of-four": (lambda n: filled(n, 'ColorSpace="20" Value="0 0 0 0"', space=INKS), "invisible-text", False),
    "black-ink-of-four": (lambda n: filled(n, 'ColorSpace="20" Value="0 0 0 255"', space=INKS), "body", True),
    "shaded-from-white-to-white": (lambda n: shaded(n, "255 255 255"), "invisible-text", False),
    "shaded-from-white-to-blue": (lambda n: shaded(n, "0 0 200"), "body", True),
    "white-strokes-alone": (lambda n: stroked(n, "0 0 0", "255 255 255", 'Fill="false" Stroke="true"'), "invisible-text", False),
    "black-strokes-alone": (lambda n: stroked(n, "255 255 255", "0 0 0", 'Fill="false" Stroke="true"'), "body", True),
    "white-with-white-strokes": (lambda n: stroked(n, "255 255 255", "255 255 255"), "invisible-text", False),
    "white-with-black-strokes": (lambda n: stroked(n, "255 255 255", "0 0 0"), "body", True),
    "white-by-the-parameter-below": (lambda n: based(n, ""), "invisible-text", False),
    "black-by-a-parameter-over-a-white-one": (lambda n: based(n, '<ofd:FillColor Value="0 0 0"/>'), "body", True),
    "white-by-a-parameter-of-the-page": (lambda n: own_resource("DrawParams", WHITE_PARAM, text(n, y=60, look='DrawParam="3"')), "invisible-text", False),
    "composite-of-the-page": (lambda n: own_resource("CompositeGraphicUnits", UNIT.format(text(n, x=0, y=0)), PLACED), "body", True),
    "faint": (lambda n: on_page(text(n, y=60, look='Alpha="5"')), "invisible-text", False),
    "of-a-faint-colour": (lambda n: on_page(colored(n, "0 0 0", 'Alpha="5"')), "invisible-text", False),
    "half-transparent": (lambda n: on_page(text(n, y=60, look='Alpha="128"')), "body", True),
    "not-visible-in-figures": (lambda n: on_page(text(n, y=60, look='Visible="0"')), "hidden-text", False),
    "visible-in-figures": (lambda n: on_page(text(n, y=60, look='Visible="1" Fill="1"')), "body", True),
    "too-narrow": (lambda n: on_page(unspaced(n, 'HScale="0.01"')), "invisible-text", False),
    "narrowed-by-a-matrix": (lambda n: on_page(text(n, y=60, look='CTM="0.01 0 0 1 0 0"')), "invisible-text", False),
    "half-as-wide": (lambda n: on_page(unspaced(n, 'HScale="0.5"')), "body", True),
    "below-a-field-of-many-corners": (lambda n: over(n, MANY_CORNERS), "covered-text", False),
    "below-a-rounded-field": (lambda n: over(n, ROUND), "covered-text", False),
    "below-one-field-of-two": (lambda n: over(n, TWO), "covered-text", False),
    "within-a-ring": (lambda n: over(n, RING), "body", True),
    "behind-a-triangle": (lambda n: over(n, "M 0 0 L 180 0 L 90 20 C"), "body", True),
    "below-a-broad-stroke": (lambda n: on_page(text(n, y=60), BROAD), "covered-text", False),
    "struck-through": (lambda n: on_page(text(n, y=60), stroke(20, 63, 200, 63)), "body", True),
    "below-a-broad-stroke-that-is-aslant": (lambda n: on_page(text(n, y=60), BROAD.replace("L 200 65", "L 200 95")), "body", True),
    "below-a-field-of-an-annotation": (lambda n: noted(n, "Path"), "covered-text", False),
    "below-a-see-through-field-of-an-annotation": (lambda n: noted(n, "Path", 'Alpha="90"'), "body", True),
    "below-a-field-that-darkens": (lambda n: noted(n, "Path", 'BlendMode="Darken"'), "body", True),
    "highlighted": (lambda n: noted(n, "Highlight"), "body", True),
    "below-a-layer-in-front": (lambda n: layered(field(20, 55, 180, 20), "", in_front(n), 'Type="Foreground"'), "covered-text", False),
    "above-a-layer-behind": (lambda n: layered(in_front(n), 'Type="Background"', field(20, 55, 180, 20)), "body", True),
    "below-a-photo": (lambda n: pasted(n, jpeg("甲")), "covered-text", False),
    "below-a-picture-without-alpha": (lambda n: pasted(n, png("甲")), "covered-text", False),
    "below-a-seal": (lambda n: pasted(n, SEAL), "body", True),
    "below-a-photo-seen-through": (lambda n: pasted(n, jpeg("甲"), 'Alpha="90"'), "body", True),
    "below-a-photo-with-a-mask": (lambda n: pasted(n, jpeg("甲"), 'ImageMask="6"'), "body", True),
    "below-a-photo-that-is-cut-off": (lambda n: pasted(n, jpeg("甲"), area="20 67 180 20"), "body", True),
    "above-a-photo": (lambda n: pasted(n, jpeg("甲"), is_below=True), "body", True),
    "beside-a-photo": (lambda n: pasted(n, jpeg("甲"), area="20 80 180 20"), "body", True),
    "below-the-photo-that-the-page-is": (lambda n: pasted(n, jpeg("甲"), area="0 0 210 297"), "body", True),
    "in-a-pattern": (patterned, "textbox", True),
    "below-a-pattern": (lambda n: patterned("公示", n), "body", True),
    "bookmark": (lambda n: {DOC: document(more=f'<ofd:Bookmarks><ofd:Bookmark Name="张三{n}"><ofd:Dest Type="XYZ" PageID="0"/></ofd:Bookmark></ofd:Bookmarks>')}, "attribute", False),
    "unused-composite": (units, "leftover", False),
    "composite-of-an-unused-template": (in_template, "template", False),
    "annotation-of-a-page-that-is-gone": (of_no_page, "leftover", False),
    "words-in-an-unknown-element": (lambda n: on_page(f"<ofd:Label>张三{n}</ofd:Label>"), "attribute", False),
    "words-behind-a-text": (lambda n: on_page(text("甲", y=60) + f"张三{n}"), "attribute", False),
    "comment-in-the-xml": (lambda n: on_page(f"<!-- 张三{n} -->"), "attribute", False),
    "unknown-element-of-the-root": (lambda n: {"OFD.xml": root(more=f"<ofd:Label>张三{n}</ofd:Label>")}, "attribute", False),
    "name-of-a-part": (lambda n: {f"Doc_0/Res/张三{n}.jpg": jpeg("甲")}, "attribute", False),
    "name-of-a-medium": (lambda n: media(f"张三{n}.jpg"), "attribute", False),
    "text-under-the-name-of-a-font": (lambda n: {"Doc_0/Res/a.ttf": f"张三 {n}"}, "attribute", False),
    "long-text-of-a-seal": (lambda n: signed(b"\x30\x82\x01\x40\x0c\x82\x01\x2c" + (f"张三{n}".encode() + "某".encode() * 92).ljust(300, b" ")), "property", False),
    "template-action": (lambda n: {**template("甲", "7"), "Doc_0/Tpls/T.xml": page(text("甲"), f'<ofd:Action><ofd:URI URI="http://example.com/{n}"/></ofd:Action>')}, "attribute", False),
    "name-of-a-version": (lambda n: {**version("甲"), "Doc_0/Versions/V1.xml": f'<ofd:DocVersion {SPACE} Version="张三{n}"/>'}, "attribute", False),
}  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
def test_every_place_is_read(place: str) -> None:
    make, layer, visible = PLACES[place]
    found = [(block.layer, block.visible) for block in read(make(NUMBER)).blocks if NUMBER in block.text]
    assert found == [(layer, visible)]


@pytest.mark.parametrize(
    "parts",
    [
        on_page("<!-- 张三是低保户 -->"),
        on_page("<ofd:Label>张三是低保户</ofd:Label>"),
        {"OFD.xml": root(more="<ofd:Label>张三是低保户</ofd:Label>")},
        media("张三是低保户.jpg"),
        units("张三是低保户"),
        of_no_page("张三是低保户"),
        {"Doc_0/Res/张三是低保户.jpg": jpeg("甲")},
    ],
)
def test_words_without_a_number_are_read(parts: Parts) -> None:
    assert any("张三是低保户" in text for text in read(parts).blocks.texts)


def test_a_font_is_no_text() -> None:
    fonts: Parts = {
        f"Doc_0/Res/a.{kind}": b"\1\0\4\2" + "张三的低保".encode() * 20 for kind in ("cff", "ttf")
    }
    assert read(fonts).blocks.texts == ["正文一段"]


def test_what_pages_say_is_not_said_again() -> None:
    parts = on_page(text("张三", y=60).replace("<ofd:TextCode ", "<ofd:TextCode\n"))
    assert read(parts).blocks.texts == ["正文", "张三"]
