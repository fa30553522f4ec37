"""Broken and hostile PDF files that the reader once fell over; built small."""

from __future__ import annotations

import zlib
from collections.abc import Callable

import pikepdf
import pytest
from pdf_drawings import changed
from pdf_places import Pdf, base

from scanner.extract import extract
from scanner.extract.pdf.bombs import MOST_OBJECTS, defused
from scanner.settings import Limits

LIMITS = Limits(ocr="never")


def texts(data: bytes) -> str:
    return "".join(block.text for block in extract("a.pdf", data, LIMITS).blocks if not block.layer)


def with_tiles(tile: object) -> bytes:
    """A page whose resources name this as a pattern, and whose only tile with letters is elsewhere."""

    def change(pdf: Pdf) -> None:
        pdf.pages[0].Resources["/Pattern"] = pikepdf.Dictionary(P1=tile)
        fonts = pikepdf.Dictionary(Font=pikepdf.Dictionary())
        pdf.Root["/Held"] = pdf.make_indirect(pikepdf.Stream(pdf, b" ", PatternType=1, Resources=fonts))

    return changed(base(), change)


@pytest.mark.parametrize("tile", [7, True, pikepdf.Name.P1])
def test_a_pattern_that_is_none(tile: object) -> None:
    assert texts(with_tiles(tile)) == texts(base())


def test_letters_without_an_angle() -> None:
    """Where a page was widened beyond all numbers, pdfium tells an angle that is not a number."""

    def change(pdf: Pdf) -> None:
        page = pdf.pages[0]
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        page.Resources["/Font"]["/FX"] = font
        page.contents_add(40 * b"12 0 0 1 0 0 cm " + b"BT /FX 12 Tf 1 0 0 1 90 700 Tm (1234) Tj ET")

    assert extract("a.pdf", changed(base(), change), LIMITS).blocks


@pytest.mark.parametrize(("kind", "count"), [(b"/ObjStm", 1), (b"/XObject", 0)])
def test_a_stream_of_objects_is_a_bomb_sooner(kind: bytes, count: int) -> None:
    """Read objects take many times the bytes that they are packed from."""
    body = zlib.compress(b"0 " * (MOST_OBJECTS // 2 + 1), 9)
    data = b"%%PDF-1.5\n1 0 obj\n<</Type %s/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream\nendobj\n"
    assert defused(data % (kind, len(body), body))[1] == count


def many(change: Callable[[Pdf, int], pikepdf.Object], count: int = 60) -> list[str]:
    """The texts of a file with further pages, each made so."""

    def add(pdf: Pdf) -> None:
        pages = pdf.Root["/Pages"]
        pages["/Kids"] = pikepdf.Array([*pages["/Kids"], *(change(pdf, number) for number in range(count))])
        pages["/Count"] = count + 1

    read = extract("a.pdf", changed(base(), add), LIMITS)
    return [block.text for block in read.blocks if not block.layer or block.visible]


def same_page(pdf: Pdf, number: int) -> pikepdf.Object:
    return pdf.pages[0].obj


def copied_page(pdf: Pdf, number: int) -> pikepdf.Object:
    return pdf.make_indirect(pikepdf.Dictionary(pdf.pages[0].obj))


def page_of_its_own(pdf: Pdf, number: int) -> pikepdf.Object:
    page = pikepdf.Dictionary(pdf.pages[0].obj)
    page["/MediaBox"] = pikepdf.Array([0, 0, 595, 900 + number])
    return pdf.make_indirect(page)


@pytest.mark.parametrize("change", [same_page, copied_page])
def test_a_page_that_is_named_over_and_over_is_read_once(
    change: Callable[[Pdf, int], pikepdf.Object], monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = many(change, 0)
    assert many(change) == alone
    monkeypatch.setattr("scanner.extract.pdf.repeats._FEWEST", 100)
    assert many(change) == alone * 61


def test_pages_that_share_what_they_draw_are_read_each() -> None:
    assert many(page_of_its_own) == many(page_of_its_own, 0) * 61
