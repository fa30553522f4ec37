"""Writes small .docx files from hand-written XML, for what python-docx cannot write, and reads them."""

from __future__ import annotations

import io
import zipfile

from scanner.extract.docx.reader import read
from scanner.model import Block, Document
from scanner.settings import Limits

W_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        "w": W_NS,
        "r": OFFICE,
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    }.items()
)
ROOT_RELATIONS = (
    f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
CONTENT_TYPES = (
    f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>'
)


def story(tag: str, content: str) -> str:
    """A part of WordprocessingML: w:hdr, w:ftr, w:comments … with its namespaces."""
    return f"<w:{tag} {NAMESPACES}>{content}</w:{tag}>"


def relations(*entries: tuple[str, str, str]) -> str:
    """A list of relations of (id, kind, target); a target with a colon lies outside."""
    lines = "".join(
        f'<Relationship Id="{id}" Type="{OFFICE}/{kind}" Target="{target}"'
        + (' TargetMode="External"/>' if ":" in target else "/>")
        for id, kind, target in entries
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{lines}</Relationships>'


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """A zip file of these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def docx(
    body: str, parts: dict[str, str | bytes] | None = None, links: tuple[tuple[str, str, str], ...] = ()
) -> bytes:
    """A .docx with this body; `links` are the relations of the body, `parts` further parts."""
    return zipped(
        {
            "[Content_Types].xml": CONTENT_TYPES,
            "_rels/.rels": ROOT_RELATIONS,
            "word/document.xml": story("document", f"<w:body>{body}</w:body>"),
            "word/_rels/document.xml.rels": relations(*links),
            **(parts or {}),
        }
    )


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    about = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{about}<w:t xml:space="preserve">{text}</w:t></w:r>'


def para(*content: str, properties: str = "") -> str:
    """A paragraph; content that is no XML becomes a run."""
    about = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return "<w:p>" + about + "".join(c if c.startswith("<") else run(c) for c in content) + "</w:p>"


def cell(*content: str, properties: str = "") -> str:
    """A cell; content that is no XML becomes a paragraph."""
    about = f"<w:tcPr>{properties}</w:tcPr>" if properties else ""
    inner = "".join(c if c.startswith("<") else para(c) for c in content) or para()
    return f"<w:tc>{about}{inner}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """A row; a cell that is no XML becomes one."""
    about = f"<w:trPr>{properties}</w:trPr>" if properties else ""
    return "<w:tr>" + about + "".join(c if c.startswith("<") else cell(c) for c in cells) + "</w:tr>"


def table(*rows: str) -> str:
    """A table of rows."""
    return "<w:tbl><w:tblPr/>" + "".join(rows) + "</w:tbl>"


def doc(*body: str, **options: object) -> Document:
    """The document that this body reads as."""
    return read("a.docx", docx("".join(body), **options), Limits())  # type: ignore[arg-type]


def texts(document: Document, layer: str = "body") -> list[str]:
    """The texts of the blocks of a layer."""
    return [block.text for block in document.blocks if block.layer == layer]


def only(document: Document, layer: str) -> Block:
    """The one block of a layer."""
    (found,) = (block for block in document.blocks if block.layer == layer)
    return found


def steps_of(document: Document, text: str) -> tuple[int, ...]:
    """The steps of the one block with this text."""
    (found,) = (block for block in document.blocks if block.text == text)
    return found.place.steps


def shape(content: str) -> str:
    """A run with a text box, as Word writes it: once for new programs, once for old ones."""
    box = f"<w:txbxContent>{content}</w:txbxContent>"
    return (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:inline><wp:docPr id='1' name='文本框 1' "
        f"descr='说明文字'/><wps:txbx>{box}</wps:txbx></wp:inline></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape alt='说明文字'><v:textbox>{box}</v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
