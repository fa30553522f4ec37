"""Every place of a message, a mailbox or a web archive where a number can lie; broken and hostile ones."""

from __future__ import annotations

import struct
from base64 import b64encode
from binascii import b2a_uu
from collections.abc import Callable
from email.message import EmailMessage

import pytest
from container_writing import zipped
from hidden_files import jpeg, workbook
from mail_writing import binhexed, yencoded

from scanner.extract import extract
from scanner.extract.mail.heads import Headed
from scanner.extract.mail.spelled import binhexed as binhexed_files
from scanner.model import Document
from scanner.settings import Limits

LIMITS = Limits(ocr="never")
NUMBER = "410999198503121239"


def read(data: bytes, name: str = "a.eml") -> Document:
    return extract(name, data, LIMITS)


def message(text: str = "正文", subject: str = "公示", **headers: str) -> EmailMessage:
    made = EmailMessage()
    made["From"] = "cunwu2021@163.com"
    made["Subject"] = subject
    for name, value in headers.items():
        made[name.replace("_", "-")] = value
    made.set_content(text, charset="gb2312" if "é" not in text else "utf-8")
    return made


def alternative(plain: str, html: str) -> bytes:
    made = message(plain)
    made.add_alternative(f"<p>{html}</p>", subtype="html")
    return made.as_bytes()


def attached(data: bytes, name: str) -> bytes:
    made = message()
    made.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return made.as_bytes()


def forwarded(text: str) -> bytes:
    made = message()
    made.add_attachment(message(text))
    return made.as_bytes()


def web(*parts: tuple[str, str, bytes]) -> bytes:
    """A web archive: (type, location, bytes) of each part."""
    whole = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x; type=text/html\r\n\r\n"
    for kind, location, data in parts:
        whole += f"--x\r\nContent-Type: {kind}\r\nContent-Location: {location}\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        whole += b64encode(data).decode() + "\r\n"
    return whole.encode() + b"--x--\r\n"


PAGE = (
    "text/html; charset=gb2312",
    "http://example.com/a.htm",
    "<html><body><p>正文</p></body></html>".encode("gbk"),
)
RAW = "From: 张三 <cunwu2021@163.com>\r\nSubject: 公示{}\r\n\r\n正文\r\n"

HEAD = "From: a@b.cn\r\nTo: c@d.cn\r\nSubject: x\r\nMIME-Version: 1.0\r\n"


def single(kind: str, body: str, encoding: str = "8bit") -> bytes:
    return f"{HEAD}Content-Type: {kind}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n{body}".encode()


def mixed(*parts: str, kind: str = "mixed") -> bytes:
    inner = "".join(f"--X\r\n{part}\r\n" for part in ("Content-Type: text/plain\r\n\r\nx", *parts))
    return f"{HEAD}Content-Type: multipart/{kind}; boundary=X\r\n\r\n{inner}--X--\r\n".encode()


def uuencoded(text: str) -> str:
    """Lines of uuencode between those that begin and end them."""
    data = f"号码 {text}".encode()
    lines = [b2a_uu(data[at : at + 45]).decode() for at in range(0, len(data), 45)]
    return "begin 644 a.txt\n" + "".join(lines) + "`\nend\n"


def winmail(data: bytes, body: str = "") -> str:
    """A winmail.dat with a text and a file, in base64."""

    def attribute(level: int, number: int, value: bytes) -> bytes:
        return struct.pack("<BII", level, number, len(value)) + value + struct.pack("<H", sum(value) & 0xFFFF)

    made = struct.pack("<IH", 0x223E9F78, 1) + attribute(1, 0x0002800C, body.encode() + b"\0")
    made += attribute(2, 0x00018010, b"a.txt\0") + attribute(2, 0x0006800F, data)
    head = "Content-Type: application/ms-tnef; name=winmail.dat\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    return head + b64encode(made).decode()


def signed(text: str, *, pieces: bool) -> bytes:
    """A SignedData with its content, in one octet string or in pieces (X.690, 8.7.3)."""

    def value(tag: int, inner: bytes) -> bytes:
        return bytes([tag, 0x82]) + len(inner).to_bytes(2, "big") + inner

    content = f"Content-Type: text/plain; charset=utf-8\r\n\r\n号码 {text}\r\n".encode()
    octets = value(0x04, content)
    if pieces:
        octets = b"\x24\x80" + value(0x04, content[:60]) + value(0x04, content[60:]) + b"\0\0"
    inner = bytes.fromhex("06092a864886f70d010701") + b"\xa0\x80" + octets + b"\0\0"
    body = value(
        0x30,
        bytes.fromhex("06092a864886f70d010702")
        + value(0xA0, value(0x30, b"\x02\x01\x01" + value(0x30, inner))),
    )
    return single("application/pkcs7-mime; smime-type=signed-data", b64encode(body).decode(), "base64")


CARD = "Content-Type: text/vcard; charset=utf-8\r\n\r\nBEGIN:VCARD\r\nNOTE:证号{}\r\n {}\r\nEND:VCARD"
PLACES: dict[str, tuple[Callable[[str], bytes], str, bool]] = {
    "text": (lambda n: message(n).as_bytes(), "body", True),
    "html": (lambda n: alternative("正文", n), "body", True),
    "other-alternative": (lambda n: alternative(n, "正文"), "leftover", False),
    "subject": (lambda n: message(subject=f"公示{n}").as_bytes(), "header", True),
    "subject-in-raw-gbk": (lambda n: RAW.format(n).encode("gbk"), "header", True),
    "recipient": (lambda n: message(To=f"张三{n} <cunwu2021@163.com>").as_bytes(), "header", True),
    "blind-copy": (lambda n: message(Bcc=f"张三{n} <cunwu2021@163.com>").as_bytes(), "property", False),
    "other-header": (lambda n: message(X_Originating=f"host {n}").as_bytes(), "property", False),
    "attachment": (lambda n: attached(workbook(n), "名单.xlsx"), "embedded-file", False),
    "attachment-in-an-archive": (lambda n: attached(zipped({"名单.xlsx": workbook(n)}), "a.zip"), "embedded-file", False),
    "attached-message": (forwarded, "embedded-file", False),
    "web-page": (lambda n: web((PAGE[0], PAGE[1], f"<html><body><p>{n}</p></body></html>".encode())), "body", True),
    "web-frame": (lambda n: web(PAGE, (PAGE[0], "b.htm", f"<html><body><p>{n}</p></body></html>".encode())), "body", True),
    "web-resource": (lambda n: web(PAGE, ("text/css", "a.css", f"/* 张三 {n} */".encode())), "attribute", False),
    "web-location": (lambda n: web(PAGE, ("text/css", f"file:///C:/张三{n}/a.css", b"a{}")), "link-target", False),
    "web-picture": (lambda n: web(PAGE, ("image/jpeg", "a.jpg", jpeg(f"张三 {n}"))), "embedded-file", False),
    "mailbox": (lambda n: b"From a Mon\n" + message().as_bytes() + b"\nFrom b Tue\n" + message(n).as_bytes(), "body", True),
    "signature": (
        lambda n: web(PAGE, ("application/pkcs7-signature", "s", b"\x0c" + bytes([len(n) + 6]) + "张三".encode() + n.encode() + b"\0\0")),
        "property",
        False,
    ),
    "uuencoded-file": (lambda n: single("text/plain", "见附\r\n\r\n" + uuencoded(n)), "embedded-file", False),
    "yencoded-file": (lambda n: single("text/plain", "见附\r\n\r\n") + yencoded(f"号码 {n}".encode("gbk")), "embedded-file", False),
    "yencoded-workbook": (lambda n: single("text/plain", "见附\r\n\r\n") + yencoded(workbook(n), "名单.xlsx"), "embedded-file", False),
    "yencoded-file-in-parts": (
        lambda n: single("text/plain", "") + yencoded(n[9:].encode(), part=(2, 2)) + yencoded(f"号码 {n[:9]}".encode(), part=(1, 2)),
        "embedded-file",
        False,
    ),
    "words-like-yenc": (
        lambda n: single("text/plain; charset=utf-8", f"=ybegin line=9 size=9 name=a\r\n证号 {n}\r\n=yend size=9\r\n"),
        "body",
        True,
    ),
    "words-behind-yenc": (lambda n: single("text/plain", "") + yencoded(bytes(range(256))) + f"号码 {n}".encode(), "body", True),
    "binhex-file": (lambda n: single("text/plain", "见附\r\n\r\n") + binhexed(f"号码 {n}".encode()), "embedded-file", False),
    "binhex-workbook": (lambda n: single("text/plain", "") + binhexed(workbook(n), name="名单.xlsx".encode()), "embedded-file", False),
    "binhex-second-fork": (
        lambda n: single("text/plain", "") + binhexed("名单".encode(), f"号码 {n}".encode()),
        "embedded-file",
        False,
    ),
    "binhex-attachment": (
        lambda n: single("application/mac-binhex40; name=a.hqx", "") + binhexed(f"号码 {n}".encode()),
        "embedded-file",
        False,
    ),
    "words-that-name-binhex": (
        lambda n: single("text/plain; charset=utf-8", f"(This file must be converted with BinHex 4.0)\r\n号码: {n}"),
        "body",
        True,
    ),
    "words-like-uuencode": (lambda n: single("text/plain; charset=utf-8", f"begin 644 a\r\n证号 {n}"), "body", True),
    "flowed-text": (lambda n: single("text/plain; format=flowed; delsp=yes", f"id {n[:9]} \r\n{n[9:]}"), "body", True),
    "words-in-what-should-be-base64": (
        lambda n: single("text/plain", b64encode("正文".encode()).decode() + f"\r\n\r\nid: {n}", "base64"), "leftover", False,
    ),
    "name-of-a-file": (lambda n: attached(workbook("x"), f"张三{n}.xlsx"), "header", True),
    "name-of-a-text": (lambda n: mixed(f"Content-Type: text/plain; name={n}.txt\r\n\r\ny"), "header", True),
    "description-of-a-part": (lambda n: mixed(f"Content-Description: {n}\r\n\r\ny"), "property", False),
    "id-of-a-part": (lambda n: mixed(f"Content-ID: <{n}@a.cn>\r\n\r\ny"), "property", False),
    "boundary": (lambda n: mixed().replace(b"=X", f"={n}".encode()).replace(b"--X", f"--{n}".encode()), "property", False),
    "id-of-the-message": (lambda n: message(Message_ID=f"<{n}@qq.com>").as_bytes(), "property", False),
    "address-of-a-body-elsewhere": (
        lambda n: mixed(f"Content-Type: message/external-body; access-type=URL; URL=\"http://a.cn/{n}\"\r\n\r\n\r\n"), "property", False,
    ),
    "delivery-status": (
        lambda n: mixed(f"Content-Type: message/delivery-status\r\n\r\nReporting-MTA: x\r\n\r\nFinal-Recipient: rfc822;{n}@qq.com\r\n"), "property", False,
    ),
    "page-for-programs": (
        lambda n: mixed(f"Content-Type: text/x-amp-html\r\n\r\n<p>{n[:9]}<b>{n[9:]}</b></p>", "Content-Type: text/html\r\n\r\n<p>x</p>", kind="alternative"), "leftover", False,
    ),
    "enriched-text": (lambda n: single("text/enriched", f"<bold>{n[:9]}</bold>{n[9:]}"), "body", True),
    "folded-card": (lambda n: mixed(CARD.format(n[:9], n[9:])), "embedded-file", False),
    "signed-content": (lambda n: signed(n, pieces=False), "body", True),
    "signed-content-in-pieces": (lambda n: signed(n, pieces=True), "body", True),
    "file-of-winmail": (lambda n: mixed(winmail(f"证号 {n}".encode())), "embedded-file", False),
    "text-of-winmail": (lambda n: mixed(winmail(b"x", f"证号 {n}")), "embedded-file", False),
    "message-in-base64": (
        lambda n: mixed("Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n" + b64encode(message(n).as_bytes()).decode()), "embedded-file", False,
    ),
}  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
def test_every_place_is_read(place: str) -> None:
    make, layer, visible = PLACES[place]
    found = {(block.layer, block.visible) for block in read(make(NUMBER)).blocks if NUMBER in block.text}
    assert found == {(layer, visible)}


def test_names_of_attachments() -> None:
    block = next(
        block for block in read(attached(workbook(NUMBER), "名单.xlsx")).blocks if NUMBER in block.text
    )
    assert block.place.inside == "名单.xlsx"


def test_the_same_text_twice_is_read_once() -> None:
    assert [block.layer for block in read(alternative("正文", "正文")).blocks if block.text == "正文"] == [
        "body"
    ]


@pytest.mark.parametrize(
    ("name", "data", "format"),
    [
        ("a.eml", message().as_bytes(), "eml"),
        ("a", message(Received="x").as_bytes(), "eml"),
        ("a.mht", web(PAGE), "mht"),
        ("a.doc", web(PAGE), "mht"),
        ("a.txt", "公示\n主题: 一\n".encode(), "txt"),
        ("a.txt", b"note: one\nother: two\n\ntext\n", "txt"),
        ("a.md", b"---\ntitle: a\ndate: b\n---\n\ntext\n", "md"),
    ],
)
def test_messages_are_told_by_their_headers(name: str, data: bytes, format: str) -> None:
    assert read(data, name).format == format


def nested(depth: int) -> bytes:
    whole = b"MIME-Version: 1.0\r\nFrom: a\r\n"
    for level in range(depth):
        whole += b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (level, level)
    return whole + b"\r\ntext"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (nested(5000), "too-deep"),
        (
            b"From: a\r\nDate: b\r\nContent-Type: multipart/encrypted; boundary=x\r\n\r\n--x\r\n\r\ny\r\n--x--",
            "encrypted",
        ),
        (b"From: a\r\nDate: b\r\nContent-Type: application/pkcs7-mime\r\n\r\nabcd", "encrypted"),
        (attached(zipped({"a": b"x"})[:-9], "a.zip"), "damaged"),
        (attached(b"\0\1\2" * 50, "a.bin"), "unknown-format"),
        (web(PAGE)[:-10], "damaged"),
    ],
)
def test_what_cannot_be_read_is_a_gap(data: bytes, reason: str) -> None:
    assert reason in [gap.reason for gap in read(data).gaps]


def test_damage_never_raises() -> None:
    whole = attached(workbook("甲"), "名单.xlsx")
    for end in range(0, len(whole), 97):
        read(whole[:end])
    for bad in (b"=?x?b?!!!?=", b"=?utf-8?q?=ZZ?=", b"=?" * 3000, b"\xff\xfe" * 40):
        read(b"From: a\r\nDate: b\r\nSubject: " + bad + b"\r\n\r\ntext")


@pytest.mark.parametrize("further", [0, 60])
def test_a_message_of_many_headers_answers_as_the_librarys_own(further: int) -> None:
    message = Headed()
    for name, value in (("Subject", "甲"), ("To", "a@example.com"), ("to", "b@example.com")):
        message[name] = value
    for number in range(further):
        message[f"X-{number}"] = "1"
    assert [message.get("TO"), message.get("subject"), message.get("cc", "none")] == [
        "a@example.com",
        "甲",
        "none",
    ]
    del message["subject"]
    message.set_raw("Cc", "c@example.com")
    assert [message.get("subject"), message["cc"]] == [None, "c@example.com"]


@pytest.mark.parametrize("charset", ['charset="utf\0-8"', "charset*0*=x''%zz"])
def test_a_charset_that_is_no_name(charset: str) -> None:
    head = f"Subject: a\nMIME-Version: 1.0\nContent-Type: text/plain; {charset}\n"
    body = "Content-Transfer-Encoding: base64\n\n公示 QUJDREVGR0hJSktM\n"
    found = extract("a.eml", (head + body).encode(), LIMITS)
    assert ("part", "damaged") in [(gap.what, gap.reason) for gap in found.gaps]


def test_runs_of_a_binhex_are_written_out_only_so_far() -> None:
    packed = next(binhexed_files(binhexed(b"a" * 100_000), 10_000))
    assert packed.is_cut
    assert len(packed.data) < 10_000
