"""OFD files that draw one thing over and over, or much over one another: a bound on the work, and a gap beyond it."""

from __future__ import annotations

import pytest
from ofd_writing import SPACE, document, page, root, text
from test_ofd import DOC, NUMBER, PAGE, Parts, action, attached, field, read, resource, signed, tagged

from scanner.extract.ofd.covers import Areas

TEMPLATE = '<ofd:TemplatePage ID="7" BaseLoc="T.xml"/>'
SHOWN = '<ofd:Page ID="0" BaseLoc="Pages/Page_0/Content.xml"/>'


def _units(times: int) -> Parts:
    """Composite units one within the other, each with the next so many times."""
    used = '<ofd:CompositeObject ID="8" Boundary="1 1 200 200" ResourceID="{}"/>'
    contents = [used.format(n + 1) * times for n in range(5)] + [text("字")]
    units = "".join(
        f'<ofd:CompositeGraphicUnit ID="{n}"><ofd:Content>{content}</ofd:Content></ofd:CompositeGraphicUnit>'
        for n, content in enumerate(contents)
    )
    return resource("CompositeGraphicUnits", units, used.format(0))


def _templated(pages: int, objects: int) -> Parts:
    return {
        DOC: document(1, common=TEMPLATE).replace("<ofd:Pages>", "<ofd:Pages>" + SHOWN * (pages - 1)),
        PAGE: page(text("正文"), template="7"),
        "Doc_0/T.xml": page(*(text(f"第{n}行", y=5 + n * 280 / objects) for n in range(objects))),
    }


def _noted(times: int) -> Parts:
    listed = '<ofd:Page PageID="0"><ofd:FileLoc>A.xml</ofd:FileLoc></ofd:Page>' * times
    notes = "<ofd:Annot Type='Path'><ofd:Remark>张三</ofd:Remark></ofd:Annot>" * times
    return {
        DOC: document(more="<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>"),
        "Doc_0/Annots/Annotations.xml": f"<ofd:Annotations {SPACE}>{listed}</ofd:Annotations>",
        "Doc_0/Annots/A.xml": f"<ofd:PageAnnot {SPACE}>{notes}</ofd:PageAnnot>",
    }


@pytest.mark.parametrize("made", [_units(20), _templated(400, 300)], ids=["units", "template"])
def test_what_is_drawn_over_and_over_is_a_gap(made: Parts) -> None:
    found = read(made)
    assert {(gap.what, gap.reason) for gap in found.gaps} == {("page", "too-large")}
    assert len(found.blocks) < 60_000


def test_a_template_of_ordinary_size_is_drawn_on_every_page() -> None:
    found = read(_templated(200, 40))
    assert not found.gaps
    assert sum("第39行" in text for text in found.blocks.texts) == 200


MANY = 3000
OFTEN: dict[str, Parts] = {
    "bodies": {
        "OFD.xml": root(bodies="<ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>" * MANY),
        DOC: document(more=action(NUMBER) * MANY),
    },
    "versions": {
        "OFD.xml": root(more="<ofd:Versions>" + '<ofd:Version BaseLoc="Doc_0/V.xml"/>' * MANY + "</ofd:Versions>"),
        "Doc_0/V.xml": f"<ofd:DocVersion {SPACE}>{'<ofd:FileList/>' * MANY}</ofd:DocVersion>",
    },
    "signatures": {
        **signed(b"\x30\x40\x0c\x06" + "张三".encode()),
        "Doc_0/Signs/Signatures.xml": f"<ofd:Signatures {SPACE}>"
        + '<ofd:Signature BaseLoc="/Doc_0/Signs/Sign_0/Signature.xml"/>' * MANY
        + "</ofd:Signatures>",
        "Doc_0/Signs/Sign_0/Signature.xml": f"<ofd:Signature {SPACE}>{'<ofd:Reference/>' * MANY}</ofd:Signature>",
    },
    "tags": {
        **tagged("<a>" + "<b>张三</b>" * MANY + "</a>"),
        "Doc_0/Tags/CustomTags.xml": f"<ofd:CustomTags {SPACE}>"
        + "<ofd:CustomTag><ofd:FileLoc>T.xml</ofd:FileLoc></ofd:CustomTag>" * MANY
        + "</ofd:CustomTags>",
    },
    "annotations": _noted(MANY),
    "attachments": attached("a.txt", "名单", "名单" * MANY),
}  # fmt: skip


@pytest.mark.parametrize("case", OFTEN)
def test_what_is_named_often_is_read_once(case: str) -> None:
    """Each of these took a minute when it was read as often as it is named."""
    found = read(OFTEN[case])
    assert not found.gaps
    assert len(found.blocks) <= MANY + 10


def test_covers_within_later_ones_are_not_asked() -> None:
    areas = Areas([(n, (0.0, 0.0, 500.0 + n, 800.0)) for n in range(1000)])
    found = [areas.highest((x, 100.0, x + 1.0, 110.0)) for x in range(400)]
    assert set(found) == {999}
    assert not areas.is_cut


def test_too_many_covers_over_one_another_are_a_gap() -> None:
    lines = [text("公示", y=20 + n / 50, size=1) for n in range(2500)]
    fields = [field(10 + n / 100, 10 + n / 100, 150 - n / 50, 250 - n / 50) for n in range(2500)]
    assert ("page", "too-much-drawn") in {
        (gap.what, gap.reason) for gap in read({PAGE: page(*lines, *fields)}).gaps
    }
