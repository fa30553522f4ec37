"""Every place of a message, a mailbox or a web archive where a number can lie; broken and hostile ones."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from email.message import EmailMessage

import pytest
from container_writing import zipped
from hidden_files import jpeg, workbook

from scanner.extract import extract
from scanner.extract.mail.heads import Headed
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
