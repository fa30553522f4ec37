"""Presentations: words that are on a slide and yet not seen, each beside one that looks like it and is; what a broken one costs."""

from __future__ import annotations

import gc
from collections.abc import Callable

import pytest
from docx_writing import zipped
from hidden_files import jpeg
from test_pptx import (
    CELLS,
    MEASURED,
    NAMESPACES,
    Parts,
    bar,
    deck,
    grounded,
    lettered,
    listed,
    loose,
    on_master,
    part,
    runs,
    shape,
    slide,
    solid,
    spot,
)

from corpora.fuzzing_packages import members
from scanner.extract import extract
from scanner.extract.pptx import standing
from scanner.settings import Limits

NUMBER = "410999198503121239"
Make = Callable[[str], bytes]
PLACE = spot(1_000_000, 1_000_000)
RECT = '<a:prstGeom prst="{}"/>'
CHOICE = (
    '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:p14="{}">'
    '<mc:Choice Requires="p14">{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>'
)
P14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"


def words(look: str = "", about: str = "", *, place: str = PLACE, body: str = "", style: str = "") -> str:
    """A text box with the number in letters of a look; `body` are properties of its text, `style` that of the shape."""
    made = shape(lettered(look, about), place=place)
    made = made.replace("<p:txBody>", f"<p:style>{style}</p:style><p:txBody>" if style else "<p:txBody>")
    return made.replace("<p:txBody>", f"<p:txBody>{body}") if body else made


def styled(fill: int, colour: str) -> str:
    """The style of a drawn shape: its fill is one of the theme, its letters are white."""
    return f'<a:fillRef idx="{fill}"><a:srgbClr val="{colour}"/></a:fillRef><a:fontRef idx="minor"><a:srgbClr val="FFFFFF"/></a:fontRef>'


def turned(x: int, y: int, wide: int, high: int, degrees: int) -> str:
    return (
        f'<a:xfrm rot="{degrees * 60_000}"><a:off x="{x}" y="{y}"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
    )


def drawn(form: str, place: str, *, fill: str = "", more: str = "") -> str:
    return shape(place=place + RECT.format(form) + (fill or solid("000000")) + more)


def marked(colour: str) -> str:
    return f'<a:highlight><a:srgbClr val="{colour}"/></a:highlight>'


def blend(*colours: str) -> str:
    stops = "".join(f'<a:gs pos="0"><a:srgbClr val="{colour}"/></a:gs>' for colour in colours)
    return f"<a:gradFill><a:gsLst>{stops}</a:gsLst></a:gradFill>"


def animated(content: str, effect: str) -> Make:
    """A slide on which the shape with the id 9 comes, goes or moves."""
    timing = f'<p:timing><p:tnLst><p:par><p:cTn id="1">{effect}</p:cTn></p:par></p:tnLst></p:timing>'
    made = part("sld", content).replace("</p:cSld>", f"</p:cSld>{timing}")
    return lambda n: deck([made.replace("NUMBER", n)])


def effect(kind: str) -> str:
    return f'<p:cTn presetClass="{kind}" nodeType="clickEffect"><p:spTgt spid="9"/></p:cTn>'


def ninth(made: str) -> str:
    return made.replace('id="2"', 'id="9"')


def on_layout(made: str, layout: str, about: str = "", layout_about: str = "") -> Make:
    """A slide on a layout."""
    parts: Parts = {"ppt/slideLayouts/slideLayout1.xml": part("sldLayout", layout, layout_about)}
    links = (("slideLayout", "slideLayouts/slideLayout1.xml"),)
    own = part("sld", made, about)
    return lambda n: deck(
        [own.replace("NUMBER", n)],
        {name: str(text).replace("NUMBER", n) for name, text in parts.items()},
        links,
    )


def names_of(data: bytes, change: tuple[str, str]) -> bytes:
    return zipped({name: text.replace(*map(str.encode, change)) for name, text in members(data)})


def styled_by_master(name: str) -> Make:
    """A body on a master that gives the letters of bodies, or of titles, a white colour."""
    level = f"<a:lvl1pPr><a:defRPr>{solid('FFFFFF')}</a:defRPr></a:lvl1pPr>"
    made = on_master(runs("NUMBER"), levels=f"<p:txStyles><p:{name}>{level}</p:{name}></p:txStyles>")
    return lambda n: names_of(made(n), ("<p:nvPr>", '<p:nvPr><p:ph type="body"/>'))


def table(look: str, about: str = "", rows: str = "", style: str = "") -> str:
    """A table of which the second cell holds the number."""
    made = MEASURED.format(CELLS.format(runs("电话"), lettered(look), about))
    return made.replace('<a:tr h="400000">', f'{rows}<a:tr h="400000">').replace(
        "<a:tblGrid>", f"{style}<a:tblGrid>"
    )


def lines(count: int, line: str = "<a:p/>", body: str = "") -> str:
    return shape(body + line * count + runs("NUMBER"), place=spot(1_000_000, 1_000_000, 3_000_000, 400_000))


def field(kind: str) -> str:
    return shape(
        f'<a:p><a:r><a:t>甲</a:t></a:r><a:fld type="{kind}"><a:t>NUMBER</a:t></a:fld></a:p>', place=PLACE
    )


LINE = '<p:cxnSp><p:nvCxnSpPr><p:cNvPr id="7" name="x"/></p:nvCxnSpPr><p:spPr>{}<a:prstGeom prst="line"/><a:ln w="{}">{}</a:ln></p:spPr></p:cxnSp>'
HELD = shape(runs("NUMBER"), kind="body")
HOLDER = shape(runs("提示"), kind="body", place=PLACE)
SIDE = spot(1_000_000, 2_000_000, 3_000_000, 0)
OVER = spot(1_000_000, 1_180_000, 3_000_000, 0)
ROW = '<a:tr h="3000000"><a:tc><a:txBody><a:p/></a:txBody></a:tc></a:tr>'

PLACES: dict[str, tuple[Make, str, bool]] = {
    "under-a-bar-where-the-layout-says": (on_layout(HELD + bar(solid("000000")), HOLDER), "covered-text", False),
    "beside-a-bar-where-the-layout-says": (on_layout(HELD + bar(solid("000000"), 6_000_000), HOLDER), "body", True),
    "off-the-slide-where-the-layout-says": (on_layout(HELD, HOLDER.replace('x="1000000"', 'x="-9000000"')), "off-page", False),
    "under-a-bar-that-leaves": (animated(words() + ninth(bar(solid("000000"))), effect("exit")), "body", True),
    "under-a-bar-that-comes": (animated(words() + ninth(bar(solid("000000"))), effect("entr")), "body", True),
    "under-a-bar-that-swings": (animated(words() + ninth(bar(solid("000000"))), effect("emph")), "covered-text", False),
    "taken-away-when-the-slide-is-shown": (animated(ninth(words()), effect("exit")), "body", True),
    "flown-in-from-beside-the-slide": (animated(ninth(words(place=spot(-4_000_000, 0))), '<p:animMotion path="M 0 0 L 1 0"><p:spTgt spid="9"/></p:animMotion>'), "body", True),
    "turned-off-the-slide": (slide(words(place=turned(-9_900_000, 0, 10_000_000, 100_000, 90))), "off-page", False),
    "turned-onto-the-slide": (slide(words(place=turned(-2_000_000, 0, 1_900_000, 6_000_000, 90))), "body", True),
    "white-by-the-style-of-a-shape-without-fill": (slide(words(place=PLACE + "<a:noFill/>", style=styled(1, "4472C4"))), "invisible-text", False),
    "white-by-the-style-of-a-white-shape": (slide(words(place=PLACE + solid("FFFFFF"), style=styled(1, "4472C4"))), "invisible-text", False),
    "white-by-the-style-of-a-blue-shape": (slide(words(place=PLACE, style=styled(1, "4472C4"))), "body", True),
    "black-in-a-shape-with-a-style-of-white": (slide(words(solid("000000"), place=PLACE + "<a:noFill/>", style=styled(1, "4472C4"))), "body", True),
    "black-marked-black": (slide(words(marked("000000"))), "invisible-text", False),
    "black-marked-yellow": (slide(words(marked("FFFF00"))), "body", True),
    "white-marked-black": (slide(words(solid("FFFFFF") + marked("000000"))), "body", True),
    "without-fill-and-outline": (slide(words("<a:ln><a:noFill/></a:ln><a:noFill/>")), "invisible-text", False),
    "without-fill-with-an-outline": (slide(words(f"<a:ln>{solid('C00000')}</a:ln><a:noFill/>")), "body", True),
    "white-with-a-shadow": (slide(words(solid("FFFFFF") + '<a:effectLst><a:outerShdw><a:srgbClr val="000000"/></a:outerShdw></a:effectLst>')), "body", True),
    "white-with-a-shadow-of-nothing": (slide(words(solid("FFFFFF") + '<a:effectLst><a:outerShdw><a:srgbClr val="000000"><a:alpha val="0"/></a:srgbClr></a:outerShdw></a:effectLst>')), "invisible-text", False),
    "white-blending-into-white": (slide(words(blend("FFFFFF", "FEFEFE"))), "invisible-text", False),
    "white-blending-into-red": (slide(words(blend("FFFFFF", "C00000"))), "body", True),
    "a-shade-lighter-than-can-be-seen": (slide(words('<a:solidFill><a:schemeClr val="bg1"><a:lumMod val="95000"/></a:schemeClr></a:solidFill>')), "invisible-text", False),
    "a-shade-that-can-be-seen": (slide(words('<a:solidFill><a:schemeClr val="bg1"><a:lumMod val="50000"/></a:schemeClr></a:solidFill>')), "body", True),
    "white-on-a-white-panel": (grounded(f"<p:bgPr>{solid('1F3864')}</p:bgPr>", f"</p:txBody></p:sp>{bar(solid('FFFFFF'))}{words(solid('FFFFFF'))}<p:sp><p:txBody>"), "invisible-text", False),
    "white-on-a-dark-panel": (slide(bar(solid("1F3864")) + words(solid("FFFFFF"))), "body", True),
    "under-a-piece-of-the-background": (slide(words() + bar("").replace("<p:sp>", '<p:sp useBgFill="1">')), "covered-text", False),
    "beside-a-piece-of-the-background": (slide(words() + bar("", 6_000_000).replace("<p:sp>", '<p:sp useBgFill="1">')), "body", True),
    "white-in-a-table-without-a-style": (slide(table(solid("FFFFFF"))), "invisible-text", False),
    "white-in-a-dark-cell": (slide(table(solid("FFFFFF"), f"<a:tcPr>{solid('1F3864')}</a:tcPr>")), "body", True),
    "fitted-to-nothing": (slide(words(body='<a:bodyPr><a:normAutofit fontScale="5000"/></a:bodyPr>')), "invisible-text", False),
    "fitted-to-the-box": (slide(words(body='<a:bodyPr><a:normAutofit fontScale="62500"/></a:bodyPr>')), "body", True),
    "warped-flat": (slide(words(place=spot(0, 0, 3_000_000, 12_700), body='<a:bodyPr><a:prstTxWarp prst="textPlain"/></a:bodyPr>')), "invisible-text", False),
    "warped": (slide(words(body='<a:bodyPr><a:prstTxWarp prst="textPlain"/></a:bodyPr>')), "body", True),
    "in-a-flat-box": (slide(words(place=spot(0, 0, 3_000_000, 12_700))), "body", True),
    "seen-from-its-edge": (slide(words(place=PLACE + '<a:scene3d><a:camera prst="orthographicFront"><a:rot lat="0" lon="5400000" rev="0"/></a:camera></a:scene3d>')), "invisible-text", False),
    "seen-from-the-side": (slide(words(place=PLACE + '<a:scene3d><a:camera prst="orthographicFront"><a:rot lat="0" lon="2400000" rev="0"/></a:camera></a:scene3d>')), "body", True),
    "letters-upon-one-another": (slide(words("", 'spc="-1800"')), "invisible-text", False),
    "letters-close-together": (slide(words("", 'spc="-100"')), "body", True),
    "below-sixty-empty-lines": (slide(lines(60)), "off-page", False),
    "below-sixty-breaks": (slide(lines(1, f"<a:p><a:r><a:t>甲</a:t></a:r>{'<a:br/>' * 60}</a:p>")), "off-page", False),
    "below-ten-empty-lines": (slide(lines(10)), "body", True),
    "below-sixty-lines-of-a-fitted-box": (slide(lines(60, body="<a:bodyPr><a:normAutofit/></a:bodyPr>")), "body", True),
    "pushed-below-the-slide": (slide(shape(runs("甲"), runs("NUMBER").replace("<a:p>", '<a:p><a:pPr><a:spcBef><a:spcPts val="90000"/></a:spcBef></a:pPr>'), place=PLACE)), "off-page", False),
    "pushed-down": (slide(shape(runs("甲"), runs("NUMBER").replace("<a:p>", '<a:p><a:pPr><a:spcBef><a:spcPts val="9000"/></a:spcBef></a:pPr>'), place=PLACE)), "body", True),
    "above-thirty-empty-lines-at-the-foot-of-its-box": (slide(shape('<a:bodyPr anchor="b"/>', runs("NUMBER"), *["<a:p/>"] * 30, place=PLACE)), "off-page", False),
    "below-thirty-empty-lines-in-the-middle-of-its-box": (slide(shape('<a:bodyPr anchor="ctr"/>', *["<a:p/>"] * 30, runs("NUMBER"), place=PLACE)), "body", True),
    "with-insets-wider-than-its-box": (slide(words(body='<a:bodyPr wrap="none" lIns="20000000"/>')), "body", True),
    "in-a-row-lower-than-its-letters": (slide(table("").replace('h="400000"', 'h="10"')), "body", True),
    "begun-left-of-the-slide": (slide(words(place=spot(-9_000_000, 0, 9_500_000))), "off-page", False),
    "row-below-the-slide": (slide(table("", rows=ROW * 2)), "off-page", False),
    "row-at-the-foot-of-the-slide": (slide(table("", rows=ROW)), "body", True),
    "white-by-the-placeholder-of-the-layout": (on_layout(shape(runs("NUMBER"), kind="body"), listed(solid("FFFFFF")).replace("<p:nvPr>", '<p:nvPr><p:ph type="body"/>').replace("NUMBER", "提示")), "invisible-text", False),
    "white-by-the-text-style-of-the-master": (styled_by_master("bodyStyle"), "invisible-text", False),
    "in-a-body-whose-master-has-white-titles": (styled_by_master("titleStyle"), "body", True),
    "under-a-thick-line": (slide(words() + LINE.format(OVER, 300_000, solid("000000"))), "covered-text", False),
    "under-a-thin-line": (slide(words() + LINE.format(OVER, 12_700, solid("000000"))), "body", True),
    "under-the-line-of-a-marker": (slide(words() + LINE.format(OVER, 300_000, solid("FFFF00", '<a:alpha val="40000"/>'))), "body", True),
    "over-a-thick-line": (slide(words() + LINE.format(SIDE, 300_000, solid("000000"))), "body", True),
    "under-an-ellipse": (slide(words() + drawn("ellipse", spot(600_000, 400_000, 4_000_000, 1_500_000))), "covered-text", False),
    "beside-the-curve-of-an-ellipse": (slide(words() + drawn("ellipse", spot(3_300_000, 1_000_000, 900_000, 900_000))), "body", True),
    "under-a-turned-bar": (slide(words() + drawn("rect", turned(900_000, 900_000, 3_200_000, 600_000, 5))), "covered-text", False),
    "under-the-end-of-a-turned-bar": (slide(words() + drawn("rect", turned(900_000, 900_000, 3_200_000, 600_000, 90))), "body", True),
    "on-a-layout": (on_layout(shape(runs("甲")), shape(runs("NUMBER"))), "header", True),
    "on-a-layout-whose-shapes-the-slide-hides": (on_layout(shape(runs("甲")), shape(runs("NUMBER")), 'showMasterSp="0"'), "template", False),
    "table-on-a-layout": (on_layout(shape(runs("甲")), table("")), "header", True),
    "hidden-shape-of-a-layout": (on_layout(shape(runs("甲")), shape(runs("NUMBER"), about='name="x" hidden="1"')), "hidden-text", False),
    "white-on-a-layout": (on_layout(shape(runs("甲")), words(solid("FFFFFF"))), "invisible-text", False),
    "for-programs-that-know-nothing-new": (slide(CHOICE.format(P14, shape(runs("甲")), shape(runs("NUMBER")))), "attribute", False),
    "for-programs-that-know-something-new": (slide(CHOICE.format(P14, shape(runs("NUMBER")), shape(runs("甲")))), "body", True),
    "instead-of-what-no-program-knows": (slide(CHOICE.format("urn:none", shape(runs("甲")), shape(runs("NUMBER")))), "body", True),
    "what-no-program-knows": (slide(CHOICE.format("urn:none", shape(runs("NUMBER")), shape(runs("甲")))), "attribute", False),
    "drawing-of-smart-art": (loose("ppt/diagrams/drawing1.xml", f'<dsp:drawing xmlns:dsp="urn:d" {NAMESPACES}><dsp:txBody>{runs("NUMBER")}</dsp:txBody></dsp:drawing>'), "textbox", True),
    "layout-of-smart-art": (loose("ppt/diagrams/layout1.xml", '<dgm:layoutDef xmlns:dgm="urn:d"><dgm:title val="名单NUMBER"/></dgm:layoutDef>'), "template", False),
    "instead-of-the-number-of-a-slide": (slide(field("slidenum")), "cache", False),
    "in-a-field-of-no-kind": (slide(field("")), "body", True),
}  # fmt: skip
NAMES = list(PLACES)


def number(name: str) -> str:
    """An invented telephone number, one a place."""
    return f"1390000{NAMES.index(name) + 4000}"


@pytest.mark.parametrize("name", NAMES)
def test_place(name: str) -> None:
    make, layer, visible = PLACES[name]
    document = extract("a.pptx", make(number(name)), Limits(ocr="never"))
    found = [block for block in document.blocks if number(name) in block.text]
    assert [(block.layer, block.visible) for block in found] == [(layer, visible)], document.gaps


@pytest.mark.parametrize("said", ["9" * 5000, "-9", "", "0", "1e9", "１２１９２０００"])
def test_a_size_of_slides_that_is_none(said: str) -> None:
    data = deck([part("sld", shape(runs(NUMBER), place=PLACE) + words(place=spot(-9_000_000, 0)))])
    found = extract("a.pptx", names_of(data, ('cx="12192000"', f'cx="{said}"')), Limits(ocr="never"))
    assert [(block.text, block.layer) for block in found.blocks] == [(NUMBER, "body"), ("NUMBER", "off-page")]


@pytest.mark.parametrize("said", ["9" * 5000, "-9", "NaN", "１"])
def test_numbers_of_a_shape_that_are_none(said: str) -> None:
    box = words(
        solid("FFFFFF"), f'sz="{said}" spc="{said}"', style=styled(1, "FFFFFF").replace('"1"', f'"{said}"')
    )
    box = box.replace("1000000", said).replace('idx="minor"', f'idx="{said}"')
    data = deck([part("sld", box + table("").replace("400000", said) + bar(solid("000000")))])
    assert any("NUMBER" in block.text for block in extract("a.pptx", data, Limits(ocr="never")).blocks)


def test_a_shape_below_a_bar_is_laid_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many paragraphs below many bars cost what one costs."""
    asked = []
    sizes = standing._sizes

    def counted(paragraph: object, usual: float) -> list[float]:
        asked.append(paragraph)
        return sizes(paragraph, usual)  # type: ignore[arg-type]

    monkeypatch.setattr(standing, "_sizes", counted)
    box = shape(*[lettered("", 'sz="1800"')] * 40, place=PLACE)
    assert extract("a.pptx", deck([part("sld", box + bar(solid("000000")) * 5)]), Limits(ocr="never")).blocks
    assert len(asked) == 40


def test_a_slide_goes_when_it_is_read() -> None:
    """Trees that only the collector of rings would find lie about and slow the reading of the next slides."""
    data = deck([part("sld", words(solid("FF0000"), 'sz="1800"') + bar(solid("000000")))] * 3)
    extract("a.pptx", data, Limits(ocr="never"))
    gc.collect()
    gc.disable()
    try:
        extract("a.pptx", data, Limits(ocr="never"))
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_a_slide_that_is_named_many_times_is_read_once() -> None:
    data = names_of(
        deck([part("sld", shape(runs("甲")))]),
        ('<p:sldId id="256" r:id="r1"/>', '<p:sldId id="256" r:id="r1"/>' * 50),
    )
    assert extract("a.pptx", data, Limits(ocr="never")).blocks.texts == ["甲"]


def test_rows_without_cells_beside_a_long_one() -> None:
    long = f"<a:tr>{'<a:tc/>' * 2000}<a:tc><a:txBody>{runs(NUMBER)}</a:txBody></a:tc></a:tr>"
    made = MEASURED.replace('<a:tr h="400000">{}</a:tr>', long + "<a:tr/>" * 2000)
    found = extract("a.pptx", deck([part("sld", made)]), Limits(ocr="never"))
    assert [(block.text, block.layer) for block in found.blocks if block.text] == [(NUMBER, "body")]
    assert len(found.blocks.texts) < 10_000


BLIP = '<a:blipFill><a:blip r:embed="r1"/></a:blipFill>'


@pytest.mark.parametrize(
    ("content", "gaps"),
    [
        (shape(runs("甲"), place=PLACE.replace("400000", "900000") + BLIP), 1),
        (shape(runs("甲"), place=PLACE.replace("400000", "80000") + BLIP), 0),  # lower than a line of writing
        (table("", f"<a:tcPr>{BLIP}</a:tcPr>"), 1),
        (shape(lettered(BLIP)), 0),  # letters filled with a picture
    ],
)
def test_pictures_that_fill_something_are_gaps(content: str, gaps: int) -> None:
    data = deck([part("sld", content)], {"ppt/media/a.jpeg": jpeg("x")}, (("image", "media/a.jpeg"),))
    found = extract("a.pptx", data, Limits(ocr="never")).gaps
    assert [(gap.what, gap.reason) for gap in found] == [("picture", "picture-text")] * gaps


def test_a_picture_as_background_is_a_gap() -> None:
    data = grounded(f"<p:bgPr>{BLIP}</p:bgPr>", runs("甲"))("")
    assert [gap.reason for gap in extract("a.pptx", data, Limits(ocr="never")).gaps] == ["picture-text"]


def test_a_comment_of_several_paragraphs_stays_several_lines() -> None:
    modern = f'<x:cmLst xmlns:x="urn:x" {NAMESPACES}><x:cm><x:txBody>{runs("甲139")}{runs("1234")}</x:txBody></x:cm></x:cmLst>'
    data = deck(
        [part("sld", shape(runs("标题")))],
        {"ppt/comments/m1.xml": modern},
        (("comments", "comments/m1.xml"),),
    )
    assert "甲139\n1234" in extract("a.pptx", data, Limits(ocr="never")).blocks.texts
