"""One PDF a place where text can lie, each with an invented number of its own in that place alone."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import reportlab
from hidden_files import jpeg
from pdf_drawings import FONT, changed, drawn, picture
from pikepdf import Array, Dictionary, Name, Pdf, String
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

Painter = Callable[[Any, str], None]
Change = Callable[[Pdf, str], None]
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
PLAIN = "项目公示正文 2024"

pdfmetrics.registerFont(TTFont("Vera", str(Path(reportlab.__file__).parent / "fonts" / "Vera.ttf")))


def number(place: str) -> str:
    """The invented number of a place: county 410999, check digit right (GB 11643)."""
    code = zlib.crc32(place.encode())
    digits = (
        f"410999{1950 + code % 50}{1 + code // 50 % 12:02}{1 + code // 600 % 28:02}{code // 16800 % 1000:03}"
    )
    total = sum(int(digit) * weight for digit, weight in zip(digits, WEIGHTS, strict=True))
    return digits + "10X98765432"[total % 11]


# What is on the page and not seen, or seen and looked at: (layer, painter).


def line(paper: Any, text: str, left: float = 90, bottom: float = 600) -> None:
    paper.drawString(left, bottom, text)


def under_box(paper: Any, text: str) -> None:
    line(paper, text)
    paper.rect(80, 590, 250, 24, stroke=0, fill=1)


def under_coloured_box(paper: Any, text: str) -> None:
    line(paper, text)
    paper.setFillColorRGB(0.8, 0.85, 1)
    paper.rect(80, 590, 250, 24, stroke=0, fill=1)


def under_part_of_box(paper: Any, text: str) -> None:
    """Only the eight digits of the birth date are covered."""
    line(paper, text)
    font = paper._fontname
    left = 90 + pdfmetrics.stringWidth(text[:6], font, 12)
    paper.rect(left, 590, pdfmetrics.stringWidth(text[6:14], font, 12), 24, stroke=0, fill=1)


def under_picture(paper: Any, text: str) -> None:
    line(paper, text)
    picture(paper, 80, 590, 250, 24)


def white(paper: Any, text: str) -> None:
    paper.setFillColorRGB(1, 1, 1)
    line(paper, text)


def nearly_white(paper: Any, text: str) -> None:
    paper.setFillColorRGB(0.98, 0.98, 0.98)
    line(paper, text)


def black_on_black(paper: Any, text: str) -> None:
    paper.rect(80, 590, 250, 24, stroke=0, fill=1)
    line(paper, text)


def in_mode(mode: int) -> Painter:
    def paint(paper: Any, text: str) -> None:
        written = paper.beginText(90, 600)
        written.setTextRenderMode(mode)
        written.textLine(text)
        paper.drawText(written)

    return paint


def transparent(paper: Any, text: str) -> None:
    paper.setFillAlpha(0)
    line(paper, text)


def tiny(paper: Any, text: str) -> None:
    paper.setFont(paper._fontname, 0.8)
    line(paper, text)


def clipped(paper: Any, text: str) -> None:
    path = paper.beginPath()
    path.rect(400, 100, 50, 50)
    paper.clipPath(path, stroke=0)
    line(paper, text)


PAINTED: dict[str, tuple[str, Painter]] = {
    "black rectangle": ("covered-text", under_box),
    "coloured rectangle": ("covered-text", under_coloured_box),
    "rectangle over a part": ("covered-text", under_part_of_box),
    "picture over text": ("covered-text", under_picture),
    "white text": ("invisible-text", white),
    "nearly white text": ("invisible-text", nearly_white),
    "text in the colour of its ground": ("invisible-text", black_on_black),
    "render mode 3": ("invisible-text", in_mode(3)),
    "render mode 7": ("invisible-text", in_mode(7)),
    "alpha 0": ("invisible-text", transparent),
    "tiny text": ("invisible-text", tiny),
    "beside the page": ("off-page", lambda paper, text: line(paper, text, 700)),
    "below the page": ("off-page", lambda paper, text: line(paper, text, 90, -40)),
    "clipped": ("invisible-text", clipped),
}


def painted(place: str, font: str) -> bytes:
    """A page with a visible line and the place's text in a font."""

    def page(paper: Any) -> None:
        paper.setFont(FONT, 12)
        line(paper, PLAIN, 90, 700)
        paper.setFont(font, 12)
        PAINTED[place][1](paper, number(place))

    return drawn(page)


# What lies beside the page's drawing: (layer, visible, change of an ordinary file).


def said(text: str) -> String:
    return String(f"证件号{text}")


def add_note(pdf: Pdf, kind: str, **entries: Any) -> Dictionary:
    """An annotation on the first page."""
    entries.setdefault("Rect", Array([100, 100, 130, 120]))
    note = pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name("/" + kind), **entries))
    page = pdf.pages[0].obj
    if "/Annots" not in page:
        page.Annots = Array([])
    page.Annots.append(note)
    return note  # type: ignore[return-value]


def look(pdf: Pdf, content: bytes, width: float = 300, height: float = 30) -> Any:
    """A form XObject."""
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    form = pdf.make_stream(content)
    form.update(Dictionary(Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, width, height])))  # type: ignore[attr-defined]
    form.Resources = Dictionary(Font=Dictionary(F1=font))
    return form


def written(text: str) -> bytes:
    return f"BT /F1 12 Tf 2 5 Td ({text}) Tj ET".encode()


def add_content(pdf: Pdf, content: bytes) -> None:
    pdf.pages[0].contents_add(pdf.make_stream(content))


def add_field(pdf: Pdf, **entries: Any) -> Dictionary:
    field = add_note(pdf, "Widget", FT=Name.Tx, T=String("f1"), **entries)
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))
    return field


def note_over_text(pdf: Pdf, text: str) -> None:
    """A black square drawn by an annotation over a line of the page."""
    form = look(pdf, b"0 g 0 0 260 24 re f", 260, 24)
    add_note(pdf, "Square", Rect=Array([80, 590, 340, 614]), AP=Dictionary(N=form), F=4)
    add_line(pdf, text)


def field_over_text(pdf: Pdf, text: str) -> None:
    form = look(pdf, b"0 g 0 0 260 24 re f", 260, 24)
    add_field(pdf, Rect=Array([80, 590, 340, 614]), AP=Dictionary(N=form), F=4)
    add_line(pdf, text)


def white_note_over_text(pdf: Pdf, text: str) -> None:
    form = look(pdf, b"1 g 0 0 260 24 re f", 260, 24)
    add_note(pdf, "FreeText", Rect=Array([80, 590, 340, 614]), AP=Dictionary(N=form), F=4)
    add_line(pdf, text)


def form_of_layer_off(pdf: Pdf, text: str) -> None:
    """A form XObject that belongs to a layer that is off (8.11.3.3)."""
    layer_off(pdf, "")
    form = look(pdf, written(text))
    form.OC = pdf.Root.OCProperties.OCGs[0]
    pdf.pages[0].obj.Resources.XObject = Dictionary(Fm1=form)
    add_content(pdf, b"q 1 0 0 1 90 500 cm /Fm1 Do Q")


def soft_mask(pdf: Pdf, text: str) -> None:
    """A luminosity mask without light (11.6.5.2)."""
    state = Dictionary(SMask=Dictionary(S=Name.Luminosity, G=look(pdf, b"")))
    pdf.pages[0].obj.Resources.ExtGState = Dictionary(G9=state)
    add_line(pdf, text, b"q /G9 gs", b"Q")


def add_line(pdf: Pdf, text: str, before: bytes = b"", after: bytes = b"") -> None:
    """A line of text on the first page in a font of the file."""
    fonts = pdf.pages[0].obj.Resources.Font
    fonts.FX = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    add_content(pdf, before + f"\nBT 0 g /FX 12 Tf 1 0 0 1 90 597 Tm ({text}) Tj ET\n".encode() + after)


def redaction(pdf: Pdf, text: str) -> None:
    add_line(pdf, text)
    quads = Array([80, 612, 340, 612, 80, 590, 340, 590])
    add_note(pdf, "Redact", Rect=Array([80, 590, 340, 614]), QuadPoints=quads)


def layer_off(pdf: Pdf, text: str) -> None:
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("layer 1")))
    pdf.Root.OCProperties = Dictionary(
        OCGs=Array([group]), D=Dictionary(OFF=Array([group]), Order=Array([group]))
    )
    pdf.pages[0].obj.Resources.Properties = Dictionary(MC0=group)
    add_line(pdf, text, b"/OC /MC0 BDC", b"EMC")


def crop(pdf: Pdf, text: str) -> None:
    add_line(pdf, text)
    pdf.pages[0].obj.CropBox = Array([0, 640, 595, 842])


def unused_form(pdf: Pdf, text: str) -> None:
    pdf.pages[0].obj.Resources.XObject = Dictionary(Fm7=look(pdf, written(text)))


def tile(pdf: Pdf, text: str) -> None:
    """A field painted with a pattern in which letters stand (8.7.3.1)."""
    made = look(pdf, written(text))
    del made.Subtype
    made.update(Dictionary(Type=Name.Pattern, PatternType=1, PaintType=1, TilingType=1, XStep=300, YStep=30))
    pdf.pages[0].obj.Resources.Pattern = Dictionary(P1=made)
    add_content(pdf, b"/Pattern cs /P1 scn 80 400 300 30 re f")


def held(pdf: Pdf, text: str, where: str = "exif", **entries: Any) -> Any:
    """A picture of one point with a text in its data."""
    made = pdf.make_stream(jpeg(text, where=where))
    about = Dictionary(Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1, BitsPerComponent=8)
    made.update(about)
    made.update(Dictionary(ColorSpace=Name.DeviceGray, Filter=Name.DCTDecode, **entries))
    return pdf.make_indirect(made)


def beside_picture(key: str) -> Change:
    """A picture that is drawn, and one that stands in for it or masks it (8.9.5.4, 11.6.5.3)."""

    def change(pdf: Pdf, text: str) -> None:
        other = held(pdf, text)
        shown = held(pdf, "x", **{key: Array([Dictionary(Image=other)]) if key == "Alternates" else other})
        pdf.pages[0].obj.Resources.XObject = Dictionary(Im1=shown)
        add_content(pdf, b"q 10 0 0 10 90 500 cm /Im1 Do Q")

    return change


def thumbnail(pdf: Pdf, text: str) -> None:
    pdf.pages[0].obj.Thumb = held(pdf, text)


def named_field(key: str) -> Change:
    def change(pdf: Pdf, text: str) -> None:
        field = add_field(pdf, V=String("x"))
        if key == "MK":
            field.MK = Dictionary(CA=said(text))
        else:
            field["/" + key] = said(text)

    return change


def script_of_field(pdf: Pdf, text: str) -> None:
    add_field(pdf, V=String("x")).AA = Dictionary(K=Dictionary(S=Name.JavaScript, JS=said(text)))


def script_of_page(pdf: Pdf, text: str) -> None:
    pdf.pages[0].obj.AA = Dictionary(O=Dictionary(S=Name.JavaScript, JS=said(text)))


def structure(**entries: Any) -> Change:
    def change(pdf: Pdf, text: str) -> None:
        element = Dictionary(Type=Name.StructElem, S=Name.Figure, K=0)
        for key in entries:
            element["/" + key] = said(text)
        root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        element.P = root
        root.K = pdf.make_indirect(element)
        pdf.Root.StructTreeRoot = root

    return change


def marked(key: str) -> Change:
    def change(pdf: Pdf, text: str) -> None:
        add_content(pdf, f"/Span <</{key} ({text})>> BDC EMC".encode())

    return change


def xmp(inner: str, holder: Callable[[Pdf], Any]) -> Change:
    def change(pdf: Pdf, text: str) -> None:
        packet = (
            '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
            '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" '
            'xmlns:pdfx="http://ns.adobe.com/pdfx/1.3/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" '
            'xmlns:stEvt="http://ns.adobe.com/xap/1.0/sType/ResourceEvent#">'
            + inner.format(text=text)
            + "</rdf:Description></rdf:RDF></x:xmpmeta>"
        )
        stream = pdf.make_stream(packet.encode(), Type=Name.Metadata, Subtype=Name.XML)
        holder(pdf).Metadata = stream

    return change


def with_outline(pdf: Pdf, text: str) -> None:
    item = pdf.make_indirect(Dictionary(Title=said(text)))
    outlines = pdf.make_indirect(Dictionary(Type=Name.Outlines, First=item, Last=item, Count=1))
    item.Parent = outlines
    item.Dest = Array([pdf.pages[0].obj, Name.Fit])
    pdf.Root.Outlines = outlines


def with_destination(pdf: Pdf, text: str) -> None:
    names = Dictionary(Names=Array([String(text), Array([pdf.pages[0].obj, Name.Fit])]))
    pdf.Root.Names = Dictionary(Dests=pdf.make_indirect(names))


def with_old_destination(pdf: Pdf, text: str) -> None:
    pdf.Root.Dests = Dictionary({f"/{text}": Array([pdf.pages[0].obj, Name.Fit])})


def with_label(pdf: Pdf, text: str) -> None:
    pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(P=said(text))]))


def with_layer_name(pdf: Pdf, text: str) -> None:
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=said(text)))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=Dictionary(Order=Array([group])))


def with_action(**entries: str) -> Change:
    def change(pdf: Pdf, text: str) -> None:
        action = Dictionary()
        for key, value in entries.items():
            action["/" + key] = Name(value) if value.startswith("/") else String(value.format(text=text))
        add_note(pdf, "Link", A=action)

    return change


def with_script(pdf: Pdf, text: str) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String(f"var id = '{text}';"))


def with_script_stream(pdf: Pdf, text: str) -> None:
    script = pdf.make_stream(f"var id = '{text}';".encode())
    tree = Dictionary(Names=Array([String("a"), Dictionary(S=Name.JavaScript, JS=script)]))
    pdf.Root.Names = Dictionary(JavaScript=pdf.make_indirect(tree))


def with_thread(pdf: Pdf, text: str) -> None:
    pdf.Root.Threads = Array(
        [pdf.make_indirect(Dictionary(Type=Name.Thread, I=Dictionary(Title=said(text))))]
    )


def attach(name: str, content: str, description: str = "") -> Change:
    def change(pdf: Pdf, text: str) -> None:
        data = content.format(text=text).encode()
        spec = pikepdf.AttachedFileSpec(
            pdf, data, filename=name.format(text=text), description=description.format(text=text)
        )
        pdf.attachments["a"] = spec

    return change


def attach_as_note(pdf: Pdf, text: str) -> None:
    spec = pikepdf.AttachedFileSpec(pdf, f"证件号{text}".encode(), filename="a.txt")
    add_note(pdf, "FileAttachment", FS=spec.obj)


def portfolio(pdf: Pdf, text: str) -> None:
    attach("a.txt", "正文")(pdf, text)
    pdf.Root.Collection = Dictionary(Type=Name.Collection, Schema=Dictionary(F1=Dictionary(N=said(text))))


def with_xfa(pdf: Pdf, text: str) -> None:
    data = f'<xfa:datasets xmlns:xfa="http://www.xfa.org/schema/xfa-data/1.0/"><id>{text}</id></xfa:datasets>'
    parts = Array([String("datasets"), pdf.make_stream(data.encode())])
    pdf.Root.AcroForm = Dictionary(Fields=Array([]), XFA=parts)


def parent_value(pdf: Pdf, text: str) -> None:
    kid = add_note(pdf, "Widget")
    field = pdf.make_indirect(Dictionary(FT=Name.Tx, T=String("f"), V=String(text), Kids=Array([kid])))
    kid.Parent = field
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))


def with_picture_data(pdf: Pdf, text: str) -> None:
    """A JPEG with a comment (ISO/IEC 10918-1, B.2.4.5), drawn on the page."""
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (24, 24), (200, 30, 30)).save(out, "JPEG", comment=text.encode())
    stream = pdf.make_stream(out.getvalue())
    stream.update(  # type: ignore[attr-defined]
        Dictionary(
            Type=Name.XObject, Subtype=Name.Image, Width=24, Height=24, BitsPerComponent=8,
            ColorSpace=Name.DeviceRGB, Filter=Name.DCTDecode,
        )
    )  # fmt: skip
    pdf.pages[0].obj.Resources.XObject = Dictionary(Im1=stream)
    add_content(pdf, b"q 24 0 0 24 300 300 cm /Im1 Do Q")


def with_code(pdf: Pdf, text: str) -> None:
    """A QR code drawn on the page, one byte a pixel."""
    import zxingcpp

    made = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode)
    pixels = zxingcpp.write_barcode_to_image(made, scale=3)
    height, width = pixels.shape[:2]
    stream = pdf.make_stream(bytes(pixels))
    stream.update(  # type: ignore[attr-defined]
        Dictionary(
            Type=Name.XObject, Subtype=Name.Image, Width=width, Height=height, BitsPerComponent=8,
            ColorSpace=Name.DeviceGray,
        )
    )  # fmt: skip
    pdf.pages[0].obj.Resources.XObject = Dictionary(Im1=stream)
    add_content(pdf, b"q 40 0 0 40 300 300 cm /Im1 Do Q")


def signed(key: str) -> Change:
    def change(pdf: Pdf, text: str) -> None:
        signature = Dictionary(Type=Name.Sig, ByteRange=Array([0, 0, 0, 0]), Contents=String("0"))
        if key == "certificate":  # the common name of the subject (ITU-T X.520, 6.2.2)
            value = text.encode()
            subject = b"\x06\x03\x55\x04\x03\x0c" + bytes([len(value)]) + value
            signature.Contents = String(b"\x30\x80" + subject + b"\0" * 40)
        else:
            signature["/" + key] = said(text)
        field = add_note(pdf, "Widget", FT=Name.Sig, T=String("s"), V=pdf.make_indirect(signature))
        pdf.Root.AcroForm = Dictionary(Fields=Array([field]), SigFlags=3)

    return change


def info(pdf: Pdf, text: str) -> None:
    pdf.docinfo["/Subject"] = said(text)


def custom_info(pdf: Pdf, text: str) -> None:
    pdf.docinfo["/SourceModified"] = said(text)


def gbk_info(pdf: Pdf, text: str) -> None:
    pdf.docinfo["/Author"] = String(f"张三丰{text}".encode("gbk"))


def piece_info(pdf: Pdf, text: str) -> None:
    private = Dictionary(LastModified=String("D:2024"), Private=Dictionary(Note=said(text)))
    pdf.Root.PieceInfo = Dictionary(ADBE_CompoundType=private)


def piece_stream(pdf: Pdf, text: str) -> None:
    stream = pdf.make_stream(f"%AI5_Note {text}".encode())
    pdf.Root.PieceInfo = Dictionary(
        Illustrator=Dictionary(Private=pdf.make_indirect(Dictionary(AIData=stream)))
    )


def note_with(kind: str, key: str, *, is_rich: bool = False, **entries: Any) -> Change:
    def change(pdf: Pdf, text: str) -> None:
        words = (
            f'<?xml version="1.0"?><body><p>证件<b>号</b>{text}</p></body>' if is_rich else f"证件号{text}"
        )
        add_note(pdf, kind, **entries, **{key: String(words)})

    return change


def popup(pdf: Pdf, text: str) -> None:
    add_note(pdf, "Popup", Contents=said(text))


def stamp(pdf: Pdf, text: str) -> None:
    add_note(pdf, "Stamp", AP=Dictionary(N=look(pdf, written(text))), F=4, Rect=Array([100, 100, 400, 130]))


def set_in(before: bytes, after: bytes = b"", matrix: bytes = b"1 0 0 1 90 597 Tm") -> Change:
    """A line of text on the first page behind some operators."""

    def change(pdf: Pdf, text: str) -> None:
        fonts = pdf.pages[0].obj.Resources.Font
        fonts.FX = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        add_content(pdf, b"q BT 0 g /FX 12 Tf %b %b (%b) Tj ET %b Q" % (before, matrix, text.encode(), after))

    return change


def replaced(pdf: Pdf, text: str) -> None:
    """Words that are drawn, with a replacement that says others (14.9.4)."""
    add_line(pdf, text, b"/Span <</ActualText (other words)>> BDC", b"EMC")


def marked_point(pdf: Pdf, text: str) -> None:
    add_content(pdf, f"/Mark <</Id ({text})>> DP".encode())


def lost(pdf: Pdf, text: str) -> None:
    """An object that only the page's private data led to; pikepdf drops it on saving, `orphaned` adds it."""


BESIDE: dict[str, tuple[str, bool, Change]] = {
    "annotation over text": ("covered-text", False, note_over_text),
    "field over text": ("covered-text", False, field_over_text),
    "white note over text": ("covered-text", False, white_note_over_text),
    "form of a layer that is off": ("optional-content", False, form_of_layer_off),
    "soft mask": ("invisible-text", False, soft_mask),
    "unapplied redaction": ("unapplied-redaction", True, redaction),
    "layer that is off": ("optional-content", False, layer_off),
    "outside the crop box": ("off-page", False, crop),
    "unused form": ("leftover", False, unused_form),
    "comment in a content stream": ("leftover", False, lambda pdf, text: add_content(pdf, b"% " + text.encode())),
    "marked ActualText": ("alternative-text", False, marked("ActualText")),
    "marked Alt": ("alternative-text", False, marked("Alt")),
    "marked E": ("alternative-text", False, marked("E")),
    "Alt of the structure": ("alternative-text", False, structure(Alt=1)),
    "ActualText of the structure": ("alternative-text", False, structure(ActualText=1)),
    "E of the structure": ("alternative-text", False, structure(E=1)),
    "id of the structure": ("property", False, structure(ID=1)),
    "title of the structure": ("property", False, structure(T=1)),
    "marked point": ("property", False, marked_point),
    "words with a replacement": ("body", True, replaced),
    "letters without width": ("invisible-text", False, set_in(b"0 Tz")),
    "letters of half the width": ("body", True, set_in(b"50 Tz")),
    "letters without size": ("invisible-text", False, set_in(b"/FX 0 Tf")),
    "letters on a point": ("invisible-text", False, set_in(b"", b"", b"0 0 0 0 90 597 Tm")),
    "letters on an upright line": ("invisible-text", False, set_in(b"", b"", b"0 0 0 1 90 597 Tm")),
    "letters on a level line": ("invisible-text", False, set_in(b"", b"", b"1 0 0 0 90 597 Tm")),
    "slanted letters": ("body", True, set_in(b"", b"", b"1 0 .3 1 90 597 Tm")),
    "drawing on a point": ("invisible-text", False, set_in(b"ET 0 0 0 0 90 300 cm BT")),
    "drawing of half the size": ("body", True, set_in(b"ET .5 0 0 .5 90 300 cm BT")),
    "Contents": ("comment", False, note_with("Text", "Contents")),
    "Contents of a highlight": ("comment", False, note_with("Highlight", "Contents")),
    "Contents of a link": ("alternative-text", False, note_with("Link", "Contents")),
    "hidden annotation": ("comment", False, note_with("Text", "Contents", F=2)),
    "FreeText": ("comment", False, note_with("FreeText", "Contents", DA=String("/F1 12 Tf"))),
    "rich text": ("comment", False, note_with("Text", "RC", is_rich=True)),
    "author": ("comment", False, note_with("Square", "T")),
    "subject": ("comment", False, note_with("Text", "Subj")),
    "popup": ("comment", False, popup),
    "OverlayText": ("comment", False, note_with("Redact", "OverlayText")),
    "alternate picture": ("image-metadata", False, beside_picture("Alternates")),
    "mask of a picture": ("image-metadata", False, beside_picture("SMask")),
    "thumbnail": ("image-metadata", False, thumbnail),
    "name of a field": ("form-data", False, named_field("T")),
    "export name of a field": ("form-data", False, named_field("TM")),
    "caption of a button": ("form-data", False, named_field("MK")),
    "script of a field": ("script", False, script_of_field),
    "script of a page": ("script", False, script_of_page),
    "letters in a pattern": ("body", True, tile),
    "look of a stamp": ("body", True, stamp),
    "file attachment": ("embedded-file", False, attach_as_note),
    "V": ("body", True, lambda pdf, text: add_field(pdf, V=String(text))),
    "V of a hidden field": ("form-data", False, lambda pdf, text: add_field(pdf, V=String(text), F=2)),
    "V of a parent field": ("body", True, parent_value),
    "DV": ("form-data", False, lambda pdf, text: add_field(pdf, DV=String(text))),
    "TU": ("alternative-text", False, lambda pdf, text: add_field(pdf, TU=String(text))),
    "Opt": ("form-data", False, lambda pdf, text: add_field(pdf, Opt=Array([String(text)]))),
    "XFA": ("form-data", False, with_xfa),
    "Info": ("property", False, info),
    "Info in GBK": ("property", False, gbk_info),
    "custom Info": ("property", False, custom_info),
    "XMP description": (
        "property", False,
        xmp('<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{text}</rdf:li></rdf:Alt></dc:description>', lambda pdf: pdf.Root),
    ),
    "XMP custom": ("property", False, xmp("<pdfx:IdNumber>{text}</pdfx:IdNumber>", lambda pdf: pdf.Root)),
    "XMP history": (
        "property", False,
        xmp('<xmpMM:History><rdf:Seq><rdf:li stEvt:parameters="{text}"/></rdf:Seq></xmpMM:History>', lambda pdf: pdf.Root),
    ),
    "metadata of a page": ("property", False, xmp("<dc:rights>{text}</dc:rights>", lambda pdf: pdf.pages[0].obj)),
    "PieceInfo": ("property", False, piece_info),
    "PieceInfo stream": ("leftover", False, piece_stream),
    "embedded file": ("embedded-file", False, attach("a.txt", "证件号{text}")),
    "name of an embedded file": ("embedded-file", False, attach("{text}.txt", "正文")),
    "description of an embedded file": ("embedded-file", False, attach("a.txt", "正文", "证件号{text}")),
    "portfolio": ("property", False, portfolio),
    "outline": ("property", False, with_outline),
    "named destination": ("property", False, with_destination),
    "old named destination": ("property", False, with_old_destination),
    "page label": ("property", False, with_label),
    "layer name": ("property", False, with_layer_name),
    "link": ("link-target", False, with_action(S="/URI", URI="https://example.com/?id={text}")),
    "launched file": ("link-target", False, with_action(S="/Launch", F="{text}.xls")),
    "remote destination": ("link-target", False, with_action(S="/GoToR", F="{text}.pdf")),
    "JavaScript": ("script", False, with_script),
    "JavaScript stream": ("script", False, with_script_stream),
    "article thread": ("property", False, with_thread),
    "JPEG comment": ("image-metadata", False, with_picture_data),
    "signer": ("property", False, signed("Name")),
    "reason of signing": ("property", False, signed("Reason")),
    "place of signing": ("property", False, signed("Location")),
    "subject of a certificate": ("property", False, signed("certificate")),
}  # fmt: skip


def beside(place: str, **options: Any) -> bytes:
    """An ordinary page with the place's text beside it."""

    def page(paper: Any) -> None:
        paper.setFont(FONT, 12)
        line(paper, PLAIN, 90, 700)

    change = BESIDE[place][2]
    return changed(drawn(page), lambda pdf: change(pdf, number(place)), **options)


# Former states: what is appended to a file, or stood in it before.


def updated(data: bytes, number: int, body: bytes) -> bytes:
    """An incremental update with one object (ISO 32000-1, 7.5.6)."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        root, size = pdf.Root.objgen[0], len(pdf.objects) + 2
    previous = data.rfind(b"startxref")
    offset = int(data[previous + 9 :].split()[0])
    at = len(data)
    head = data + b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"xref\n%d 1\n%010d 00000 n \n" % (number, at)
    trailer = b"trailer\n<</Size %d/Root %d 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (
        size,
        root,
        offset,
        len(head),
    )
    return head + table + trailer


def base(text: str = "", **changes: Any) -> bytes:
    """A page with a line in a base font, its objects in a plain table."""

    def page(paper: Any) -> None:
        paper.setFont("Helvetica", 12)
        line(paper, text or "plain", 90, 700)

    return changed(drawn(page), lambda pdf: None, object_stream_mode=pikepdf.ObjectStreamMode.disable)


def former_page(text: str) -> bytes:
    """The page said the text; an update replaced its content."""
    data = base(text)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        content = pdf.pages[0].obj.Contents.objgen[0]
    new = b"BT /F1 12 Tf 90 700 Td (plain) Tj ET"
    return updated(data, content, b"<</Length %d>>\nstream\n%b\nendstream" % (len(new), new))


def former_property(text: str) -> bytes:
    """The subject said the text; an update replaced the Info dictionary's object."""

    def change(pdf: Pdf) -> None:
        pdf.docinfo["/Subject"] = String(text)

    data = changed(base(), change, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        number = pdf.trailer["/Info"].objgen[0]
    return updated(data, number, b"<</Title (plain)>>")


def orphan(text: str) -> bytes:
    """An object in the tables that nothing refers to any more."""
    return updated(base(), 90, b"<</Note (%b)>>" % text.encode())


def unlisted(text: str) -> bytes:
    """An object that stands in the file and in no table."""
    data = base()
    at = data.rfind(b"xref\n", 0, data.rfind(b"startxref"))
    body = zlib.compress(written(text))
    extra = b"77 0 obj\n<</Filter/FlateDecode/Length %d>>\nstream\n%b\nendstream\nendobj\n" % (
        len(body),
        body,
    )
    offset = data.rfind(b"startxref")
    return data[:at] + extra + data[at:offset] + b"startxref\n%d\n%%%%EOF\n" % (at + len(extra))


FORMER: dict[str, tuple[str, Callable[[str], bytes]]] = {
    "former page": ("earlier-revision", former_page),
    "former property": ("earlier-revision", former_property),
    "orphan object": ("earlier-revision", orphan),
    "object of no table": ("earlier-revision", unlisted),
    "bytes behind the end": ("leftover", lambda text: base() + f"证件号{text}\n".encode()),
    "bytes before the header": ("leftover", lambda text: f"id {text}\n".encode() + base()),
}
