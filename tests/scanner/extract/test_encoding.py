"""Encodings told by content."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner.extract.encoding import Decoded, decoded, line_starts

NOTICE = "关于2025年财政衔接推进乡村振兴补助资金分配的公示\n一、资金来源：中央财政\r\n联系人：李淼 12317\n"
TRADITIONAL = "關於財政銜接推進鄉村振興補助資金分配的公示，資金來源：中央財政，聯絡人：張三 12317\n"


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("gbk", "gb18030"),
        ("gb18030", "gb18030"),
        ("utf-16", "utf-16-le"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32-le"),
        ("hz", "hz"),
    ],
)
def test_undeclared_encodings(encoding: str, told: str) -> None:
    found = decoded(NOTICE.encode(encoding))
    assert (found.text, found.encoding, found.suspicious) == (NOTICE, told, False)


def test_text_between_signs_that_shift() -> None:
    """ISO-2022: all its bytes are ASCII, and nothing of it may pass for ASCII."""
    text = "補助金額公示 13800001234\n"
    found = decoded(text.encode("iso2022_jp_2"))
    assert (found.text, found.encoding, found.suspicious) == (text, "iso2022_jp_2", False)
    assert decoded(b"x \x1b$)A\x0e56\x0f").suspicious  # ISO-2022-CN, which no codec here reads
    for plain in (b"a ~{ b } ~} c", b'say ~{"a": 1}', b"\x1b[1mbold\x1b[0m"):
        assert decoded(plain) == Decoded(plain.decode(), "utf-8" if b"~{" not in plain else "ascii")


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "big5", "utf-16-le"])
def test_traditional_script(encoding: str) -> None:
    found = decoded(TRADITIONAL.encode(encoding))
    assert (found.text, found.suspicious) == (TRADITIONAL, False)


@pytest.mark.parametrize("title", ["公示", "名单", "乡", "王焱", "李淼", "饕餮", "目录", "示目"])
def test_short_gbk_titles_are_not_taken_for_big5(title: str) -> None:
    assert decoded(title.encode("gbk")).text == title


@pytest.mark.parametrize("declared", ["gb2312", "GBK", "utf-8", "iso-8859-1", "nonsense", "UTF_8"])
@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_a_wrong_declaration_does_no_harm(declared: str, encoding: str) -> None:
    assert decoded(NOTICE.encode(encoding), declared=declared).text == NOTICE


@pytest.mark.parametrize("text", ["Zürich 12317", "5·12 §", "Привет", "naïve café"])
def test_other_scripts_in_utf8(text: str) -> None:
    assert decoded(text.encode()).text == text


def test_a_late_error_spoils_one_character_and_is_told() -> None:
    found = decoded((NOTICE * 100).encode("gbk") + b"\xff 12317")
    assert found.suspicious
    assert found.text == NOTICE * 100 + "\ufffd 12317"


def test_cut_utf8_stays_utf8() -> None:
    found = decoded((NOTICE * 10).encode() + "公".encode()[:2])
    assert (found.encoding, found.suspicious) == ("utf-8", True)
    assert found.text.startswith(NOTICE)


def test_a_broken_marked_file_is_told() -> None:
    assert decoded(b"\xef\xbb\xbf\xff\xff").suspicious
    assert decoded("公示".encode("utf-16") + b"\x00").suspicious


@given(st.binary(max_size=200))
def test_never_fails(data: bytes) -> None:
    assert isinstance(decoded(data).text, str)


@given(st.text(alphabet="公示名单资金，。0123\n ", max_size=60), st.sampled_from(["utf-8", "gb18030"]))
def test_chinese_text_comes_back(text: str, encoding: str) -> None:
    assert decoded(("关于" + text).encode(encoding)).text == "关于" + text


@given(st.text(alphabet="ab\r\n\x85\u2028", max_size=30))
def test_line_starts(text: str) -> None:
    starts = list(line_starts(text))
    ends = [
        i + 1 for i, sign in enumerate(text) if sign == "\n" or (sign == "\r" and text[i + 1 : i + 2] != "\n")
    ]
    assert starts == [0, *ends]
