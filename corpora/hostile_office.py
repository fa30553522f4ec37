"""Hostile Word files and what all zipped office files are made of: bombs, depths, pictures, entities, as large as asked for.

Each maker takes a size and gives the bytes of a file. Parts are packed piece by piece, so that a file which
unpacks to a gigabyte costs no gigabyte to make.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from io import BytesIO
from random import Random

from corpora.hostile_texts import NUMBER

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_P = "http://schemas.openxmlformats.org/package/2006"
TYPES = f'<Types xmlns="{_P}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>'
PIECE = 2**20  # bytes of a filler

Content = str | bytes | Iterable[bytes]


def packed(parts: dict[str, Content], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these parts; a part may be given in pieces."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", method) as package:
        for name, content in parts.items():
            if isinstance(content, str):
                content = content.encode()
            with package.open(zipfile.ZipInfo(name) if method == zipfile.ZIP_STORED else name, "w") as part:
                for piece in (content,) if isinstance(content, bytes) else content:
                    part.write(piece)
    return out.getvalue()


def relations(*entries: tuple[str, str, str]) -> str:
    """A part of relations: (id, kind, target) of each."""
    lines = "".join(
        f'<Relationship Id="{id}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for id, kind, target in entries
    )
    return f'<Relationships xmlns="{_P}/relationships">{lines}</Relationships>'


def _docx(document: Content, more: dict[str, Content] | None = None) -> bytes:
    return packed(
        {
            "[Content_Types].xml": TYPES,
            "_rels/.rels": relations(("r1", "officeDocument", "word/document.xml")),
            "word/document.xml": document,
            **(more or {}),
        }
    )


def _body(content: str) -> str:
    return f"<w:document {_W}><w:body>{content}</w:body></w:document>"


def _p(text: str) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


_FOUND = _p(f"身份证号{NUMBER}")


# ---------------------------------------------------------------- docx


def docx_runs(size: int) -> bytes:
    """A paragraph of `size` runs of one character."""
    rng = Random("runs")
    words = "根据年度项目计划安排，各乡镇应当加快项目实施进度，按照规定使用资金。"
    runs = "".join(
        f'<w:r w:rsidR="{rng.randrange(16**8):08X}"><w:rPr><w:b/></w:rPr><w:t>{words[n % len(words)]}</w:t></w:r>'
        for n in range(size)
    )
    return _docx(_body(f"<w:p>{runs}</w:p>{_FOUND}"))


def docx_rows(size: int) -> bytes:
    """A table of `size` rows, the number in the last."""
    rows = [
        f"<w:tr>{''.join(f'<w:tc>{_p(c)}</w:tc>' for c in (str(n), '柳林村', '1500'))}</w:tr>"
        for n in range(size)
    ]
    rows.append(f"<w:tr><w:tc>{_p('合计')}</w:tc><w:tc>{_FOUND}</w:tc><w:tc>{_p('')}</w:tc></w:tr>")
    return _docx(_body("<w:tbl>" + "".join(rows) + "</w:tbl>" + _p("")))


def docx_nested(size: int) -> bytes:
    """`size` tables, each in a cell of the one before."""
    opened = f"<w:tbl><w:tr><w:tc>{_p('层')}"
    return _docx(_body(opened * size + _FOUND + f"{_p('')}</w:tc></w:tr></w:tbl>" * size))


def docx_deep(size: int) -> bytes:
    """`size` elements one within the other."""
    return _docx(_body("<w:sdt>" * size + _FOUND + "</w:sdt>" * size))


def docx_bomb(size: int) -> bytes:
    """A body that unpacks to `size` bytes."""

    def pieces() -> Iterable[bytes]:
        yield f"<w:document {_W}><w:body>{_FOUND}<w:p><w:r><w:t>".encode()
        for _ in range(size // PIECE):
            yield b"a" * PIECE
        yield b"</w:t></w:r></w:p></w:body></w:document>"

    return _docx(pieces())


def docx_thin_bomb(size: int) -> bytes:
    """A body of `size` bytes that packs too badly to be told by its ratio: nothing but paragraphs with numbers."""
    rng = Random("thin")

    def pieces() -> Iterable[bytes]:
        yield f"<w:document {_W}><w:body>{_FOUND}".encode()
        for _ in range(size // 4096):
            words = "".join(rng.choices("甲乙丙丁戊己庚辛壬癸", k=1330))
            yield _p(words).encode()
        yield b"</w:body></w:document>"

    return _docx(pieces())


def docx_picture(size: int) -> bytes:
    """A stored picture of `size` bytes beside the text."""
    rng = Random("picture")
    head = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
    parts: dict[str, Content] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": relations(("r1", "officeDocument", "word/document.xml")),
        "word/document.xml": _body(_FOUND),
        "word/media/image1.jpg": (head if n == 0 else rng.randbytes(PIECE) for n in range(size // PIECE + 1)),
    }
    return packed(parts, zipfile.ZIP_STORED)


def docx_laughs(size: int) -> bytes:
    """Entities that would grow to `size` characters."""
    depth = len(str(size))
    declared = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, depth))
    return _docx(f'<!DOCTYPE a [<!ENTITY l0 "ha">{declared}]>' + _body(_p(f"&l{depth - 1};") + _FOUND))


def docx_outside(size: int) -> bytes:
    """An entity that names a file of the machine, `size` times."""
    return _docx(
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + _body(_p("&x;") * size + _FOUND)
    )


def docx_drawing(size: int) -> bytes:
    """A drawing in SVG with entities that would grow to `size` characters, and one that names a file."""
    depth = len(str(size))
    declared = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, depth))
    outside = '<!ENTITY x SYSTEM "file:///etc/hostname">'
    words = f"<text>{NUMBER}&l{depth - 1};&x;</text>"
    drawing = f'<!DOCTYPE svg [<!ENTITY l0 "ha">{declared}{outside}]><svg xmlns="http://www.w3.org/2000/svg">{words}</svg>'
    return _docx(_body(_FOUND), {"word/media/image1.svg": drawing})


def docx_spans(size: int) -> bytes:
    """`size` cells that claim to reach over thousands of columns."""
    cell = f'<w:tc><w:tcPr><w:gridSpan w:val="99999"/><w:vMerge w:val="restart"/></w:tcPr>{_p("列")}</w:tc>'
    return _docx(_body(f"<w:tbl>{f'<w:tr>{cell}</w:tr>' * size}</w:tbl>{_FOUND}"))


def docx_comments(size: int) -> bytes:
    """`size` comments, each on a paragraph of its own."""
    marks = "".join(
        f'<w:p><w:commentRangeStart w:id="{n}"/><w:r><w:t>段{n}</w:t></w:r><w:commentRangeEnd w:id="{n}"/>'
        f'<w:r><w:commentReference w:id="{n}"/></w:r></w:p>'
        for n in range(size)
    )
    notes = "".join(f'<w:comment w:id="{n}" w:author="甲">{_p(f"批注{n}")}</w:comment>' for n in range(size))
    links = relations(("r1", "comments", "comments.xml"))
    return _docx(
        _body(marks + _FOUND),
        {
            "word/_rels/document.xml.rels": links,
            "word/comments.xml": f"<w:comments {_W}>{notes}</w:comments>",
        },
    )


def docx_parts(size: int) -> bytes:
    """`size` further parts."""
    return _docx(_body(_FOUND), {f"word/a{n}.xml": "<a/>" for n in range(size)})


def docx_cut(size: int) -> bytes:
    """A file of which the end is missing."""
    return docx_rows(size)[:-2000]
