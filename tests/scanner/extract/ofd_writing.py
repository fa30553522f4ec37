"""OFD packages made part by part (GB/T 33190-2016)."""

from __future__ import annotations

import io
import zipfile

SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
PAGE_BOX = "<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox>"


def text(
    content: str,
    *,
    x: float = 30,
    y: float = 40,
    size: float = 5.6,
    look: str = "",
    inner: str = "",
    code: str = "",
) -> str:
    """A text object with one text code; `look` are further attributes, `inner` elements before the code."""
    deltas = " ".join([str(size)] * (len(content) - 1))
    return (
        f'<ofd:TextObject ID="1" Boundary="{x} {y} 170 {size + 1}" Font="1" Size="{size}" {look}>{inner}'
        f'<ofd:TextCode X="0" Y="{size}" DeltaX="{deltas}" {code}>{content}</ofd:TextCode></ofd:TextObject>'
    )


def page(*objects: str, template: str = "", layer: str = "") -> str:
    """A page with one layer."""
    used = f'<ofd:Template TemplateID="{template}"/>' if template else ""
    return (
        f'<ofd:Page {SPACE}>{used}<ofd:Content><ofd:Layer ID="2" {layer}>{"".join(objects)}'
        "</ofd:Layer></ofd:Content></ofd:Page>"
    )


def document(pages: int = 1, *, common: str = "", more: str = "") -> str:
    """Document.xml."""
    listed = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(pages))
    return (
        f"<ofd:Document {SPACE}><ofd:CommonData><ofd:PageArea>{PAGE_BOX}</ofd:PageArea>{common}"
        f"</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages>{more}</ofd:Document>"
    )


def root(*, info: str = "", more: str = "", bodies: str = "") -> str:
    """OFD.xml."""
    return (
        f'<ofd:OFD {SPACE} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo>{info}</ofd:DocInfo>'
        f"<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>{more}</ofd:DocBody>{bodies}</ofd:OFD>"
    )


def ofd(parts: dict[str, str | bytes]) -> bytes:
    """A package; what `parts` do not say is the plainest there is."""
    whole: dict[str, str | bytes] = {
        "OFD.xml": root(),
        "Doc_0/Document.xml": document(),
        "Doc_0/Pages/Page_0/Content.xml": page(text("正文一段")),
        **parts,
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in whole.items():
            archive.writestr(name, content)
    return buffer.getvalue()
