"""Every place of an Outlook message where a number can lie."""

from __future__ import annotations

import struct
from collections.abc import Callable

import pytest
from compressed_rtf import compress
from hidden_files import ole, workbook

from scanner.extract import extract
from scanner.extract.building import DocumentBuilder
from scanner.extract.mail.msg import pour_folders
from scanner.model import Document, Place
from scanner.settings import Limits

NUMBER = "410999198503121239"
MARK = {"__properties_version1.0": b"\0" * 32}


def read(data: bytes) -> Document:
    return extract("a.msg", data, Limits(ocr="never"))


def stream(number: str, text: str, *, wide: bool = True) -> dict[str, bytes]:
    """A text property. Streams of this writer are filled up with zeros, as texts may be."""
    if wide:
        return {f"__substg1.0_{number}001F": text.encode("utf-16-le")}
    return {f"__substg1.0_{number}001E": text.encode("gbk")}


def message(*streams: dict[str, bytes]) -> bytes:
    whole = {**MARK, **stream("0037", "公示")}
    for more in streams:
        whole.update(more)
    return ole(whole)


def attached(*streams: dict[str, bytes]) -> bytes:
    """A message whose last streams lie in the folder of an attachment."""
    name = "__attach_version1.0_#00000000"
    whole = {**MARK, **stream("0037", "公示"), name: b""}
    for more in streams:
        whole.update(more)
    data = bytearray(ole(whole))
    at = data.find(name.encode("utf-16-le"))
    data[at + 66] = 1
    following = struct.unpack_from("<I", data, at + 72)[0]
    struct.pack_into("<II", data, at + 72, 0xFFFFFFFF, following)
    return bytes(data)


def packed(text: str) -> dict[str, bytes]:
    """A text as packed RTF."""
    said = "".join(f"\\u{ord(sign)}?" if ord(sign) > 127 else sign for sign in text)
    return {"__substg1.0_10090102": compress(rb"{\rtf1\ansi\pard " + said.encode() + rb"\par}")}


PLACES: dict[str, tuple[Callable[[str], bytes], str, bool]] = {
    "subject": (lambda n: message(stream("0037", n)), "header", True),
    "sender": (lambda n: message(stream("0C1A", f"张三{n}")), "header", True),
    "recipients": (lambda n: message(stream("0E04", f"张三{n}")), "header", True),
    "body": (lambda n: message(stream("1000", n)), "body", True),
    "body-in-gbk": (lambda n: message(stream("1000", f"身份证号{n}", wide=False)), "body", True),
    "html": (lambda n: message({"__substg1.0_10130102": f"<html><p>{n}</p>".encode()}), "body", True),
    "packed-rtf": (lambda n: message(packed(n)), "body", True),
    "packed-rtf-beside-another-text": (lambda n: message(stream("1000", "甲"), packed(n)), "leftover", False),
    "other-alternative": (lambda n: message(stream("1000", n), {"__substg1.0_10130102": b"<html><p>a</p>"}), "leftover", False),
    "blind-copy": (lambda n: message(stream("0E02", f"张三{n}")), "property", False),
    "transport": (lambda n: message(stream("007D", f"Received: {n}")), "property", False),
    "bytes": (lambda n: message({"__substg1.0_00410102": f"张三李四 {n}".encode("utf-16-le")}), "property", False),
    "attachment": (lambda n: attached(stream("3707", "名单.xlsx"), {"__substg1.0_37010102": workbook(n)}), "embedded-file", False),
    "path-of-an-attachment": (lambda n: attached(stream("3708", f"C:\\张三{n}")), "property", False),
}  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
def test_every_place_is_read(place: str) -> None:
    make, layer, visible = PLACES[place]
    found = {(block.layer, block.visible) for block in read(make(NUMBER)).blocks if NUMBER in block.text}
    assert found == {(layer, visible)}


def test_a_body_that_is_only_packed_rtf() -> None:
    found = read(message(packed(f"张三的号码{NUMBER}")))
    assert [(block.layer, block.visible) for block in found.blocks if NUMBER in block.text] == [
        ("body", True)
    ]
    assert not found.gaps


def test_what_only_the_packed_rtf_says_is_told() -> None:
    same = message(stream("1000", f"通知\r\n张三 {NUMBER}"), packed(f"通知\\par 张三{NUMBER}"))
    assert {block.layer for block in read(same).blocks} == {"header", "body"}
    other = message(stream("1000", "通知"), packed(f"通知\\par 张三{NUMBER}"))
    told = [(block.text, block.layer, block.visible) for block in read(other).blocks if NUMBER in block.text]
    assert told == [(f"张三{NUMBER}", "leftover", False)]


def test_a_packed_body_that_is_damaged_is_a_gap() -> None:
    found = read(message({"__substg1.0_10090102": b"LZFu" * 20}))
    assert [(gap.what, gap.reason) for gap in found.gaps] == [("part", "damaged")]


def test_damage_never_raises() -> None:
    whole = message(stream("1000", NUMBER), {"__substg1.0_10130102": b"<p>a</p>"})
    for at in range(512, len(whole), 53):
        read(whole[:at] + b"\xff\xff\xff\xff" + whole[at + 4 :])
    for end in range(0, len(whole), 301):
        read(whole[:end])


ATTACHED, OBJECT = "__attach_version1.0_#00000000", "__substg1.0_3701000D"


def forwarded(*tree: tuple[tuple[str, ...], bytes]) -> Document:
    """What is read of a message whose attachment is a message with these streams."""
    builder = DocumentBuilder("a.msg", "msg")
    whole = [(("__substg1.0_0037001F",), "转发".encode("utf-16-le"))]
    pour_folders(
        builder, whole + [((ATTACHED, OBJECT, *path), data) for path, data in tree], Limits(ocr="never")
    )
    return builder.document()


@pytest.mark.parametrize(
    "tree",
    [
        (("__substg1.0_1000001F",), NUMBER.encode("utf-16-le")),
        (("__substg1.0_0037001F",), NUMBER.encode("utf-16-le")),
        ((ATTACHED, "__substg1.0_37010102"), workbook(NUMBER)),
        ((ATTACHED, OBJECT, "__substg1.0_1000001F"), NUMBER.encode("utf-16-le")),
        (("Package",), workbook(NUMBER)),
        (("CONTENTS",), f"张三李四 {NUMBER}".encode("utf-16-le")),
    ],
    ids=["body", "subject", "attachment", "message-in-a-message", "object", "words-of-an-object"],
)
def test_messages_within_a_message(tree: tuple[tuple[str, ...], bytes]) -> None:
    found = forwarded(tree)
    assert {(block.layer, block.visible) for block in found.blocks if NUMBER in block.text} == {
        ("embedded-file", False)
    }


def test_messages_within_messages_without_end() -> None:
    found = forwarded((((ATTACHED, OBJECT) * 50 + ("__substg1.0_1000001F",)), NUMBER.encode("utf-16-le")))
    assert "nested-too-deep" in {gap.reason for gap in found.gaps}


def test_many_bytes_of_a_stream_that_no_message_has_are_a_gap() -> None:
    assert [gap.reason for gap in read(message({"Other": bytes(range(0x80, 0x100)) * 6})).gaps] == [
        "not-read"
    ]
    assert not read(message({"Other": b"\0" * 5_000})).gaps


def test_texts_are_compared_in_their_order() -> None:
    """Not in that of a set, which differs from one process to the next: the same message gives the same report."""
    builder = DocumentBuilder("a.msg", "msg")
    for text in ("甲 ", "乙", "甲", "丙"):
        builder.add(text, Place("body"))
    assert builder.lines() == "甲\n乙\n丙"
