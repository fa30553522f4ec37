"""Numbers that stand only in names of a PDF or in comments between its objects; names and comments that tell nothing."""

from __future__ import annotations

from collections.abc import Callable

import pikepdf
import pytest
from pdf_drawings import changed
from pdf_places import Pdf, base, updated

from scanner.extract import extract
from scanner.extract.pdf.names import comments_between, numbers_in_names
from scanner.settings import Limits

NUMBER = "410999198503121239"
LIMITS = Limits(ocr="never")


def with_objects(change: Callable[[Pdf, str], None]) -> Callable[[str], bytes]:
    """A page with a line, and objects that are changed so."""
    plain = pikepdf.ObjectStreamMode.disable
    return lambda text: changed(base(), lambda pdf: change(pdf, text), object_stream_mode=plain)


def own_key(pdf: Pdf, text: str) -> None:
    pdf.Root[f"/id{text}"] = True


def own_value(pdf: Pdf, text: str) -> None:
    pdf.Root["/Holder"] = pikepdf.Name(f"/张三{text}")


def key_of_properties(pdf: Pdf, text: str) -> None:
    pdf.docinfo[f"/证号{text}"] = pikepdf.Name("/x")


def font_name(pdf: Pdf, text: str) -> None:
    fonts = pdf.pages[0].Resources["/Font"]
    fonts[next(iter(fonts.keys()))]["/FontName"] = pikepdf.Name(f"/ABCDEF+{text}")


def resource_name(pdf: Pdf, text: str) -> None:
    pdf.pages[0].Resources["/ExtGState"] = pikepdf.Dictionary({f"/GS-{text}": pikepdf.Dictionary()})


def separation(pdf: Pdf, text: str) -> None:
    tint = pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], N=1)
    space = pikepdf.Array([pikepdf.Name.Separation, pikepdf.Name(f"/{text}"), pikepdf.Name.DeviceGray, tint])
    pdf.pages[0].Resources["/ColorSpace"] = pikepdf.Dictionary(CS1=space)


def tag(pdf: Pdf, text: str) -> None:
    pdf.Root["/StructTreeRoot"] = pikepdf.Dictionary(RoleMap=pikepdf.Dictionary({f"/{text}": pikepdf.Name.P}))


def between(comment: str, encoding: str = "utf-8") -> Callable[[str], bytes]:
    """A comment between two objects, in what an update appends."""
    appended = updated(base(), 90, b"<</A 1>>")[len(base()) :]
    return lambda text: base() + b"%" + comment.format(text).encode(encoding) + b"\n" + appended


def within_an_object(text: str) -> bytes:
    return updated(base(), 90, b"<</A (50% \\( of) % holder " + text.encode() + b"\n/B 2>>")


PLACES: dict[str, tuple[str, Callable[[str], bytes]]] = {
    "name of an entry": ("leftover", with_objects(own_key)),
    "name as a value": ("leftover", with_objects(own_value)),
    "name of a property": ("leftover", with_objects(key_of_properties)),
    "name of a font": ("leftover", with_objects(font_name)),
    "name of a resource": ("leftover", with_objects(resource_name)),
    "name of a colour": ("leftover", with_objects(separation)),
    "name of a tag": ("leftover", with_objects(tag)),
    "name in an orphan object": (
        "earlier-revision",
        lambda text: updated(base(), 90, b"<</T%b 1>>" % text.encode()),
    ),
    "name in GBK": (
        "earlier-revision",
        lambda text: updated(base(), 90, b"<</A /#D5#C5#C8#FD%b>>" % text.encode()),
    ),
    "comment between objects": ("leftover", between("经办人证号 {}")),
    "comment in GBK between objects": ("leftover", between("经办人证号 {}", "gbk")),
    "comment in a dictionary": ("leftover", within_an_object),
}


@pytest.mark.parametrize("place", PLACES)
def test_every_place_is_told(place: str) -> None:
    layer, make = PLACES[place]
    blocks = [block for block in extract("a.pdf", make(NUMBER), LIMITS).blocks if NUMBER in block.text]
    assert {(block.layer, block.visible) for block in blocks} == {(layer, False)}


@pytest.mark.parametrize(
    "text",
    [
        "<</Font<</F1 5 0 R/宋体 6 0 R>>/XObject<</Im20230412153012 7 0 R/Im202304121530120001 8 0 R>>>>",
        "<</BaseFont/ABCDEF+SimSun/FontName/AAAAAA+FangSong_GB2312>>",
        "<</RoleMap<</标题1 /H1/正文 /P>>/S/Normal_1234567890123456>>",
        "<</GS0.123456789012 1/R13900000000a 2/x4109991985031212391234 3>>",
    ],
)
def test_ordinary_names_tell_nothing(text: str) -> None:
    assert [*numbers_in_names(text.encode().decode("latin-1"))] == []


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\r\n%\xb5\xb5\xb5\xb5\r\n",
        b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n",
        b"%PDF-1.4\n%\xc3\xcf\xce\xd4\xc5\xd8\xd4\xd0\xc4\xc6\n",
        b"%iText-5.5.13.1\n%%EOF\n",
        b"% 20230412153012 created by x 1.0.20190812\n",
        b"<</A (100% 13900000000 of)>>",
        "1 0 obj stream\n% 证号410999198503121239\nendstream".encode(),
    ],
)
def test_ordinary_comments_tell_nothing(data: bytes) -> None:
    assert [*comments_between(data)] == []


def test_what_the_page_shows_is_no_news() -> None:
    data = updated(base(NUMBER), 90, b"<</T%b 1>>" % NUMBER.encode())
    blocks = [block for block in extract("a.pdf", data, LIMITS).blocks if NUMBER in block.text]
    assert [block.layer for block in blocks] == ["body"]
