"""What the scanner is measured against: the bare readers. And the stages of the road one by one."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from functools import partial
from io import BytesIO
from typing import Any

from corpora.measuring import interleaved, steady_seconds

_TEXT_PARTS = (
    "word/document",
    "word/header",
    "word/footer",
    "word/footnotes",
    "word/endnotes",
    "word/comments",
)


def _lxml(data: bytes) -> object:
    """Unzip the package and parse the parts that hold text; styles and themes would make the bar too easy."""
    from lxml import etree

    with zipfile.ZipFile(BytesIO(data)) as package:
        names = [name for name in package.namelist() if name.startswith(_TEXT_PARTS)]
        return [etree.fromstring(package.read(name)) for name in names]


def _pdfium(data: bytes) -> object:
    """The text of every page."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        return [document[number].get_textpage().get_text_range() for number in range(len(document))]
    finally:
        document.close()


def _calamine(data: bytes) -> object:
    """The cells of every sheet."""
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(BytesIO(data))
    return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]


def _selectolax(data: bytes) -> object:
    """The text of the page."""
    from selectolax.lexbor import LexborHTMLParser

    body = LexborHTMLParser(data).body
    return body.text(separator="\n") if body else ""


READERS: dict[str, tuple[str, Callable[[bytes], object]]] = {
    "docx": ("unzip + lxml parse of the text", _lxml),
    "pdf": ("pypdfium2 text", _pdfium),
    "xlsx": ("calamine cells", _calamine),
    "html": ("selectolax text", _selectolax),
}


def stage_seconds(data: bytes, format: str, today: str, rounds: int) -> dict[str, float]:
    """CPU seconds of each stage on the same file."""
    from scanner.anatomy import anatomy_of
    from scanner.extract import extract
    from scanner.normalize import normalize
    from scanner.recognize import circumstances_of, recognize
    from scanner.road import load_rules
    from scanner.search import search
    from scanner.settings import Settings
    from scanner.verdict import judge

    rulebook, settings = load_rules(), Settings(today=today)
    name = f"notice.{format}"
    document = extract(name, data, settings.limits)
    text = normalize(document)
    anatomy = anatomy_of(text)
    recognition = recognize(text, anatomy, rulebook, settings)
    circumstances = circumstances_of(anatomy, recognition, rulebook, settings)
    found = search(text, anatomy, recognition, circumstances, rulebook, settings)
    works: dict[str, Callable[[], Any]] = {
        "extract": lambda: extract(name, data, settings.limits),
        "normalize": lambda: normalize(document),
        "anatomy": lambda: anatomy_of(text),
        "recognize": lambda: recognize(text, anatomy, rulebook, settings),
        "search": lambda: search(text, anatomy, recognition, circumstances, rulebook, settings),
        "judge": lambda: judge(found, document.gaps, recognition, settings),
    }
    return interleaved({key: partial(steady_seconds, work) for key, work in works.items()}, rounds)
