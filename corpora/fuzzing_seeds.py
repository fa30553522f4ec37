"""What is fuzzed: for each reader small files of every place it reads, and the mutations that suit its format.

The files are those of `tests/scanner/extract`, which hold one place each, the samples and the handwritten notices.
"""

from __future__ import annotations

import random
import struct
import sys
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from corpora import fuzzing_archives, fuzzing_bytes, fuzzing_ole, fuzzing_packages, fuzzing_texts, fuzzing_xml
from corpora.fuzzing_bytes import Mutation
from corpora.fuzzing_packages import undated

ROOT = Path(__file__).resolve().parent.parent
NUMBER = "410999199001011233"
Files = Iterator[tuple[str, bytes]]
_LARGEST = 400_000  # bytes of a further file


@dataclass(frozen=True)
class Reader:
    """One reader: what makes its files, as (name, bytes), how they are mutated, what further files end with."""

    seeds: Callable[[], Files]
    mutation: Mutation
    endings: str


def _module(name: str) -> Any:
    """A module of the readers' tests."""
    folder = str(ROOT / "tests" / "scanner" / "extract")
    if folder not in sys.path:
        sys.path.append(folder)
    return import_module(name)


def _places(module: str, kind: str, wrap: Callable[[Any], bytes] = lambda made: made) -> Files:
    """A file for every place of a table of the tests."""
    for place in _module(module).PLACES.values():
        make = place[0] if isinstance(place, tuple) else place
        yield f"a.{kind}", wrap(make(NUMBER))


def _files(folder: str, kind: str) -> Files:
    """The files of a set with this extension."""
    for path in sorted((ROOT / "corpora" / folder).glob(f"*.{kind}")):
        yield path.name, path.read_bytes()


def _docx() -> Files:
    docx = _module("docx_writing").docx
    yield from _files("samples", "docx")
    yield from _places("test_docx_places", "docx", lambda made: docx(*made))
    cells = _module("docx_writing")
    table = cells.table(cells.row("姓名", "电话"), cells.row("张三", "13900001234"))
    merged = "<w:gridSpan w:val='2'/><w:vMerge w:val='restart'/>"
    inner = cells.table(cells.row(cells.cell("合计", properties=merged), cells.cell(table)))
    lists = cells.para("甲", properties="<w:numPr><w:ilvl w:val='1'/><w:numId w:val='1'/></w:numPr>")
    for content in (table, inner, lists + table, cells.para(cells.shape(cells.para("框") + table))):
        yield "a.docx", docx(content)


def _xlsx() -> Files:
    yield from _files("samples", "xlsx")
    yield from _places("test_xlsx_places", "xlsx")


def _xlsb() -> Files:
    made = _module("test_xlsb")
    rows = ["姓名", "身份证号", "电话"], ["张三", NUMBER, "13900001234"]
    yield "a.xlsb", made.book(("发放表", 0, made.sheet(*rows)))
    yield (
        "a.xlsb",
        made.book(
            ("表", 0, made.sheet(*rows, hidden_row=1)), ("底稿", 1, made.sheet(*rows, hidden_column=1))
        ),
    )
    yield (
        "a.xlsb",
        made.book(("表", 2, made.sheet(*rows)), parts={"xl/comments1.bin": NUMBER.encode("utf-16-le")}),
    )


def _odf() -> Files:
    made = _module("test_odf")
    for name, place in made.PLACES.items():
        data = place[0](NUMBER)
        kind = next((kind for kind, word in made.KINDS.items() if word.encode() in data[:100]), "odt")
        yield f"{name}.{kind}", data


def _pdf() -> Files:
    yield from _files("samples", "pdf")
    places = _module("pdf_places")
    yield from (("a.pdf", places.painted(name, places.FONT)) for name in places.PAINTED)
    yield from (("a.pdf", places.beside(name)) for name in places.BESIDE)
    yield from (("a.pdf", make(NUMBER)) for _, make in places.FORMER.values())
    made = _module("pdf_drawings")
    rows = [["序号", "姓名", "电话"], ["1", "张三", "13900001234"], ["2", "李四", ""], ["合计", "", "2"]]
    for ruled in (True, False):
        yield (
            "a.pdf",
            made.story(made.paragraph("发放名单公示"), made.table(rows, [60, 90, 120], ruled=ruled)),
        )


def _ofd() -> Files:
    for module in ("test_ofd", "test_ofd_looks"):
        yield from _places(module, "ofd", _module("ofd_writing").ofd)


def _doc() -> Files:
    yield from _places("test_doc", "doc")
    made = _module("doc_writing")
    rows = [
        *made.para("名单"),
        *made.row("姓名", "电话", edges=(0, 1000, 3000)),
        *made.row("张三", "13900001234", edges=(0, 1000, 3000)),
    ]
    yield "a.doc", made.doc({"body": rows})
    yield "a.doc", made.doc({"body": made.para("plain text"), "header": made.para("head")}, compressed=True)


def _xls() -> Files:
    made = _module("test_xls")
    ole = _module("hidden_files").ole
    whole = (
        import_module("scanner.extract.ole.compound").CompoundFile(made.saved(made.book())).stream("Workbook")
    )
    yield "a.xls", ole({"Workbook": whole})
    for kind, _ in made.REST.values():
        yield "a.xls", ole({"Workbook": whole + made.record(kind, made.string(f"张三李四 {NUMBER}"))})
    yield (
        "a.xls",
        ole({"Workbook": whole + made.record(0x00EB, b"\1\2\3" + _module("hidden_files").jpeg("张三"))}),
    )


def _mail() -> Files:
    for name, place in _module("test_mail").PLACES.items():
        yield f"a.{'mht' if name.startswith('web') else 'eml'}", place[0](NUMBER)


def _rtf() -> Files:
    made = _module("test_rtf")
    yield from _places("test_rtf", "rtf")
    yield "a.rtf", made.rtf(rf"\trowd\cellx1000\cellx3000 {made.cell('a')}{made.cell('b')}\row\pard c\par")


def _html() -> Files:
    yield from _files("samples", "html")
    yield from _files("handwritten", "html")
    for form, _ in _module("test_html_places").PLACES.values():
        made = form.replace("{}", NUMBER).replace("{{", "{").replace("}}", "}")
        yield (
            "a.html",
            f"<html><head><title>公示</title></head><body><p>正文</p>{made}</body></html>".encode(),
        )


def _markdown() -> Files:
    yield "a.md", _module("test_markdown").PAGE.encode()
    yield from _files("handwritten", "md")


def _txt() -> Files:
    yield "a.txt", _module("test_txt").NOTICE.encode()
    yield from _files("handwritten", "txt")


def _csv() -> Files:
    rows = _module("test_delimited").LIST
    for mark in ",\t;":
        yield "a.csv", rows.replace(",", mark).encode()
    yield "a.csv", rows.replace("张三", '"张\n""三"""').encode("gbk")
    yield "a.csv", ("发放名单公示\n\n" + rows + "合计,,2000\n监督电话：0393-8000001\n").encode("utf-8-sig")


def _archives() -> Files:
    made = _module("container_writing")
    for mode in ("w", "w:gz", "w:bz2", "w:xz"):
        yield "a.tar", made.tarred({"甲.txt": f"联系人张三，身份证号{NUMBER}。"}, mode)
    yield "a.gz", made.gzipped(NUMBER.encode(), "甲.txt".encode("gbk")) + made.gzipped(b"b")
    inner = made.zipped(
        {"c.txt": f"身份证号{NUMBER}", "甲/a.html": "<p>公示</p>", "~$a.docx": "张三"}, "注".encode("gbk")
    )
    yield "a.zip", inner
    yield "a.zip", made.zipped({"内.zip": inner, "b.tar": made.tarred({"b.txt": "乙"})})
    yield "a.zip", made.raw_zip("甲.txt".encode("gbk"), NUMBER.encode())
    yield "a.tar", made.tarred({"名" * 80 + ".txt": "甲", "b.txt": "乙"}, encoding="gbk")
    yield "a.tgz", made.tarred({"内.zip": inner}, "w:gz")
    yield "a.rar", made.rar({"内/甲.txt": NUMBER.encode(), "b.txt": b"b" * 300})
    for is_packed in (False, True):
        yield "a.7z", seven({"内/甲.txt": NUMBER.encode(), "b.html": b"<p>a</p>" * 40}, is_packed=is_packed)


def seven(files: dict[str, bytes], *, is_packed: bool) -> bytes:
    """A 7z archive with its header laid open, its files stored or packed with LZMA (7zFormat.txt)."""
    import lzma

    whole = b"".join(files.values())
    alone = lzma.compress(whole, lzma.FORMAT_ALONE)
    body = alone[13:] if is_packed else whole
    coder = b"\x23\x03\x01\x01\x05" + alone[:5] if is_packed else b"\x01\x00"
    names = b"\0" + b"".join(name.encode("utf-16-le") + b"\0\0" for name in files)
    sizes = b"".join(
        b"\x80" + bytes([len(data) & 0xFF]) if len(data) > 127 else bytes([len(data)])
        for data in list(files.values())[:-1]
    )
    sums = b"".join(struct.pack("<L", zlib.crc32(data)) for data in files.values())

    def number(value: int) -> bytes:
        return bytes([value]) if value < 0x80 else bytes([0x80 | value >> 8, value & 0xFF])

    tail = b"\x01\x04\x06\0\x01\x09" + number(len(body)) + b"\0\x07\x0b\x01\0\x01" + coder
    tail += (
        b"\x0c"
        + number(len(whole))
        + b"\0\x08\x0d"
        + bytes([len(files)])
        + b"\x09"
        + sizes
        + b"\x0a\x01"
        + sums
    )
    tail += b"\0\0\x05" + bytes([len(files)]) + b"\x11" + number(len(names)) + names + b"\0\0"
    front = struct.pack("<QQL", len(body), len(tail), zlib.crc32(tail))
    return b"7z\xbc\xaf\x27\x1c\0\x04" + struct.pack("<L", zlib.crc32(front)) + front + body + tail


def _pdf_mutation(rng: random.Random, data: bytes, pool: Any) -> bytes:
    from corpora.fuzzing_pdf import mutated

    return mutated(rng, data, pool)


READERS: dict[str, Reader] = {
    "docx": Reader(_docx, fuzzing_packages.mutated, "docx docm dotx"),
    "xlsx": Reader(_xlsx, fuzzing_packages.mutated, "xlsx xlsm xltx"),
    "xlsb": Reader(_xlsb, fuzzing_packages.mutated, "xlsb"),
    "pptx": Reader(lambda: _places("test_pptx", "pptx"), fuzzing_packages.mutated, "pptx ppsx"),
    "odf": Reader(_odf, fuzzing_packages.mutated, "odt ods odp"),
    "ofd": Reader(_ofd, fuzzing_packages.mutated, "ofd"),
    "flat": Reader(lambda: _places("test_flat", "xml", str.encode), fuzzing_xml.mutated, "xml fodt fods uof"),
    "pdf": Reader(_pdf, _pdf_mutation, "pdf"),
    "doc": Reader(_doc, fuzzing_ole.mutated, "doc dot wps"),
    "ppt": Reader(lambda: _places("test_ppt", "ppt"), fuzzing_ole.mutated, "ppt dps"),
    "xls": Reader(_xls, fuzzing_ole.mutated, "xls et"),
    "msg": Reader(lambda: _places("test_msg", "msg"), fuzzing_ole.mutated, "msg"),
    "rtf": Reader(_rtf, fuzzing_texts.rtf, "rtf"),
    "mail": Reader(_mail, fuzzing_texts.mail, "eml mht mhtml mbox"),
    "html": Reader(_html, fuzzing_texts.html, "html htm"),
    "markdown": Reader(_markdown, fuzzing_texts.markdown, "md"),
    "txt": Reader(_txt, fuzzing_texts.plain, "txt"),
    "csv": Reader(_csv, fuzzing_texts.plain, "csv"),
    "picture": Reader(
        lambda: _places("test_picture", "jpg"), fuzzing_bytes.mutated, "png jpg jpeg gif bmp tif webp heic"
    ),
    "container": Reader(_archives, fuzzing_archives.mutated, "zip tar gz tgz bz2 xz 7z rar"),
}


@cache
def seeds_of(reader: str, also: str = "") -> tuple[tuple[str, bytes], ...]:
    """The files that a reader's cases are made from, the same each time; with those of the folder `also`.

    Raises `ValueError` where there is none.
    """
    random.seed(0)  # the library of messages draws the lines between their parts
    found = [(name, undated(data) if data[:2] == b"PK" else data) for name, data in READERS[reader].seeds()]
    endings = READERS[reader].endings.split()
    for path in sorted(Path(also).iterdir()) if also else ():
        if path.suffix[1:].lower() in endings and path.stat().st_size <= _LARGEST:
            found.append((path.name, path.read_bytes()))
    if not found:
        raise ValueError(f"{reader}: no seeds")
    return tuple(found)


def case(reader: str, seed: int, number: int, also: str = "") -> tuple[str, bytes]:
    """Name and bytes of one case; the same for the same four."""
    rng = random.Random(f"{reader} {seed} {number}")
    files = seeds_of(reader, also)
    name, data = rng.choice(files)
    pool = [other for _, other in files]
    return name, READERS[reader].mutation(rng, data, pool)
