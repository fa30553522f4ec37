"""Every place of a .ppt where a number can lie; order of slides, former states, broken files."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from doc_writing import summary
from hidden_files import jpeg, native, ole, workbook
from ppt_writing import atom, box, chars, comment, ppt, slide, stored, string

from scanner.extract import extract
from scanner.model import Document
from scanner.settings import Limits

LIMITS = Limits()
NUMBER = "410999198503121239"


def read(data: bytes, name: str = "a.ppt", limits: Limits = LIMITS) -> Document:
    return extract(name, data, limits)


def shape(text: str) -> bytes:
    """A text box in the drawing of a slide."""
    return box(1036, box(0xF002, box(0xF004, box(0xF00D, chars(text)))))


def deck(*records: bytes, **more: bytes) -> bytes:
    return ppt(slide(shape("标题")), *records, **more)


PLACES: dict[str, tuple[Callable[[str], bytes], str, bool]] = {
    "shape": (lambda n: deck(slide(shape(n))), "body", True),
    "ascii": (lambda n: deck(slide(box(1036, atom(4008, n.encode())))), "body", True),
    "outline": (lambda n: deck(listed=chars(n)), "body", True),
    "hidden-slide": (lambda n: deck(slide(shape(n), hidden=True)), "hidden-slide", False),
    "notes": (lambda n: deck(box(1008, shape(n))), "speaker-notes", False),
    "master": (lambda n: deck(box(1016, shape(n))), "template", False),
    "comment": (lambda n: deck(slide(comment(n))), "comment", False),
    "header": (lambda n: deck(slide(box(4057, string(n)))), "body", True),
    "link": (lambda n: deck(more=box(1033, box(4055, string(f"http://example.com/{n}")))), "link-target", False),
    "name-of-a-file": (lambda n: deck(more=box(2020, box(2022, string(f"张三{n}.wav")))), "attribute", False),
    "former-state": (lambda n: deck(former=slide(shape(n))), "earlier-revision", False),
    "embedded": (lambda n: deck(stored(ole({"Package": workbook(n)}), packed=False)), "embedded-file", False),
    "embedded-packed": (lambda n: deck(stored(ole({"\x01Ole10Native": native("a.xlsx", workbook(n))}), packed=True)), "embedded-file", False),
    "creator": (lambda n: deck(**{"\x05SummaryInformation": summary(creator=f"张三{n}")}), "property", False),
    "picture": (lambda n: deck(Pictures=b"\0" * 25 + jpeg(f"张三 {n}")), "image-metadata", False),
}  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
def test_every_place_is_read(place: str) -> None:
    make, layer, visible = PLACES[place]
    found = {(block.layer, block.visible) for block in read(make(NUMBER)).blocks if NUMBER in block.text}
    assert found == {(layer, visible)}


def test_slides_are_told_in_their_order() -> None:
    found = read(deck(slide(shape("第二张"), chars("又一段\r第二行"))))
    assert [(block.text, block.place.steps) for block in found.blocks] == [
        ("标题", (1, 1)),
        ("第二张", (2, 1)),
        ("又一段\n第二行", (2, 2)),
    ]


def test_without_a_directory_all_is_read() -> None:
    found = read(ole({"PowerPoint Document": slide(shape("标题"))}), "a.dps")
    assert found.format == "ppt"
    assert found.blocks.texts == ["标题"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (deck(token=0xF3D1C4DF), "encrypted"),  # type: ignore[arg-type]
        (ole({"PowerPoint Document": b"\0" * 5000}), "empty"),
        (deck(stored(ole({"Package": workbook("x")}), packed=True)[:-3000]), "damaged"),
        (deck(stored(b"\0" * 200 * 2**20, packed=True)), "too-large"),
        (deck()[:2000], "damaged"),
    ],
)
def test_what_cannot_be_read_is_a_gap(data: bytes, reason: str) -> None:
    assert reason in [gap.reason for gap in read(data).gaps]


def test_depth_is_limited() -> None:
    deep = chars(NUMBER)
    for _ in range(3000):
        deep = box(1036, deep)
    read(deck(slide(deep)))


def test_damage_never_raises() -> None:
    whole = deck(slide(comment("甲"), shape(NUMBER)), box(1008, shape("乙")))
    for at in range(512, len(whole), 41):
        for value in (0xFF, 0x00, 0x7F):
            read(whole[:at] + bytes([value]) * 4 + whole[at + 4 :])
    for end in range(0, len(whole), 301):
        read(whole[:end])
