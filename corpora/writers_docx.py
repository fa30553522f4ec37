"""A draft as docx: the parts of python-docx's template, the body written as the XML that offices produce."""

from __future__ import annotations

import zipfile
from functools import cache
from io import BytesIO
from itertools import pairwise
from random import Random
from xml.sax.saxutils import escape

from corpora.draft import Draft, Grid, Layer, Line

_NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"'
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WHEN = 'w:date="2026-03-02T09:00:00Z"'
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}"


@cache
def _template() -> dict[str, bytes]:
    """The parts of an empty python-docx document, without the picture of its first page."""
    import docx

    file = BytesIO()
    docx.Document().save(file)
    with zipfile.ZipFile(file) as source:
        return {name: source.read(name) for name in source.namelist() if "thumbnail" not in name}


def packed(parts: dict[str, bytes]) -> bytes:
    """A zip of these parts that is the same at every hour."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            target.writestr(entry, data)
    return file.getvalue()


def _run(text: str, properties: str = "", tag: str = "t") -> str:
    inside = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inside}<w:{tag} xml:space="preserve">{escape(text)}</w:{tag}></w:r>'


def _runs(rng: Random, text: str, properties: str) -> str:
    """The text in one to four runs, as a word processor leaves it after some editing."""
    cuts = sorted({rng.randint(0, len(text)) for _ in range(rng.choice((0, 0, 1, 3)))} | {0, len(text)})
    return "".join(_run(text[a:b], properties) for a, b in pairwise(cuts)) or _run(text, properties)


def _paragraph(rng: Random, line: Line, extra: str = "") -> str:
    side = {"title": "center", "caption": "center", "sign": "right", "mark": "left"}.get(line.role, "both")
    look = {"title": '<w:b/><w:sz w:val="44"/>', "heading": "<w:b/>"}.get(line.role, "")
    return f'<w:p><w:pPr><w:jc w:val="{side}"/></w:pPr>{_runs(rng, line.text, look)}{extra}</w:p>'


def _table(rng: Random, grid: Grid) -> str:
    owner: dict[tuple[int, int], tuple[int, int, int, int]] = {}
    for merge in grid.merges:
        for row in range(merge[0], merge[2] + 1):
            for column in range(merge[1], merge[3] + 1):
                owner[row, column] = merge
    out = [
        '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>'
    ]
    out.append('<w:gridCol w:w="1200"/>' * len(grid.rows[0]) + "</w:tblGrid>")
    for r, cells in enumerate(grid.rows):
        head = "<w:trPr><w:tblHeader/></w:trPr>" if r < grid.head else ""
        out.append(f"<w:tr>{head}")
        for c, text in enumerate(cells):
            merge = owner.get((r, c))
            if merge and c != merge[1]:
                continue
            look = ""
            if merge and merge[3] > merge[1]:
                look += f'<w:gridSpan w:val="{merge[3] - merge[1] + 1}"/>'
            if merge and merge[2] > merge[0]:
                look += '<w:vMerge w:val="restart"/>' if r == merge[0] else "<w:vMerge/>"
            out.append(f"<w:tc><w:tcPr>{look}</w:tcPr><w:p>{_run(text) if text else ''}</w:p></w:tc>")
        out.append("</w:tr>")
    return "".join([*out, "</w:tbl>"])


def _textbox(text: str) -> str:
    inside = f"<w:txbxContent><w:p>{_run(text)}</w:p></w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData>'
        f"<wps:wsp><wps:txbx>{inside}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def _inline(layer: Layer, number: int) -> str:
    """What a paragraph holds for one layer: revision, hidden run, text box, reference to a note or comment."""
    if layer.kind == "deletion":
        return f'<w:del w:id="{number}" w:author="审核" {_WHEN}>{_run(layer.text, tag="delText")}</w:del>'
    if layer.kind == "insertion":
        return f'<w:ins w:id="{number}" w:author="审核" {_WHEN}>{_run(layer.text)}</w:ins>'
    if layer.kind == "hidden-text":
        return _run(layer.text, "<w:vanish/>")
    if layer.kind == "textbox":
        return _textbox(layer.text)
    if layer.kind == "footnote":
        return f'<w:r><w:footnoteReference w:id="{number + 1}"/></w:r>'
    if layer.kind == "comment":
        return f'<w:r><w:commentReference w:id="{number}"/></w:r>'
    return ""


def _body(draft: Draft, rng: Random) -> str:
    lines = [part for part in draft.parts if isinstance(part, Line) and part.role == "body"]
    homes: dict[int, str] = {}
    for number, layer in enumerate(draft.layers):
        home = id(rng.choice(lines)) if lines else id(draft.parts[0])
        homes[home] = homes.get(home, "") + _inline(layer, number)
    out = [
        _table(rng, part) if isinstance(part, Grid) else _paragraph(rng, part, homes.get(id(part), ""))
        for part in draft.parts
    ]
    links = "".join(
        f'<w:{kind}Reference w:type="default" r:id="rx-{kind}"/>'
        for kind in ("header", "footer")
        if _of(draft, kind)
    )
    return f"<w:document {_NS}><w:body>{''.join(out)}<w:p/><w:sectPr>{links}</w:sectPr></w:body></w:document>"


def _of(draft: Draft, kind: str) -> list[tuple[int, Layer]]:
    return [(number, layer) for number, layer in enumerate(draft.layers) if layer.kind == kind]


def _beside(draft: Draft) -> dict[str, str]:
    """The parts beside the body: comments, header, footer, footnotes."""
    found: dict[str, str] = {}
    if comments := _of(draft, "comment"):
        inside = "".join(
            f'<w:comment w:id="{n}" w:author="审核" {_WHEN} w:initials="S"><w:p>{_run(layer.text)}</w:p></w:comment>'
            for n, layer in comments
        )
        found["comments"] = f"<w:comments {_NS}>{inside}</w:comments>"
    if notes := _of(draft, "footnote"):
        inside = '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        inside += "".join(
            f'<w:footnote w:id="{n + 1}"><w:p>{_run(layer.text)}</w:p></w:footnote>' for n, layer in notes
        )
        found["footnotes"] = f"<w:footnotes {_NS}>{inside}</w:footnotes>"
    for kind, tag in (("header", "hdr"), ("footer", "ftr")):
        if layers := _of(draft, kind):
            inside = "".join(f"<w:p>{_run(layer.text)}</w:p>" for _, layer in layers)
            found[kind] = f"<w:{tag} {_NS}>{inside}</w:{tag}>"
    return found


def docx_bytes(draft: Draft, rng: Random) -> bytes:
    """The draft as the bytes of a docx, the same for the same draft and generator."""
    parts = dict(_template())
    words = "；".join(layer.text for _, layer in _of(draft, "property"))
    parts["docProps/core.xml"] = (
        _HEAD
        + '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:description>{escape(words)}</dc:description>"
        '<dcterms:created xsi:type="dcterms:W3CDTF">2026-01-01T00:00:00Z</dcterms:created></cp:coreProperties>'
    ).encode()
    parts["word/document.xml"] = (_HEAD + _body(draft, rng)).encode()
    types, links = "", ""
    for kind, xml in _beside(draft).items():
        parts[f"word/{kind}1.xml"] = (_HEAD + xml).encode()
        types += f'<Override PartName="/word/{kind}1.xml" ContentType="{_TYPE.format(kind)}"/>'
        links += f'<Relationship Id="rx-{kind}" Type="{_LINK.format(kind)}" Target="{kind}1.xml"/>'
    for name, tag, more in (
        ("[Content_Types].xml", "</Types>", types),
        ("word/_rels/document.xml.rels", "</Relationships>", links),
    ):
        parts[name] = parts[name].replace(tag.encode(), more.encode() + tag.encode())
    parts["_rels/.rels"] = b"".join(
        piece
        for piece in parts["_rels/.rels"].replace(b"<Relationship ", b"\0<Relationship ").split(b"\0")
        if b"thumbnail" not in piece
    )
    if not parts["_rels/.rels"].endswith(b"</Relationships>"):
        parts["_rels/.rels"] += b"</Relationships>"
    return packed(parts)
