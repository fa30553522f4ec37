"""Telephones of a piece of text: what an element's value is parsed with."""

from __future__ import annotations

import pytest

from scanner.search.numbers.phones import is_mobile, phones


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0393-8000001，12345", [("landline", "03938000001"), ("hotline", "12345")]),
        ("（0393）8000001", [("landline", "03938000001")]),
        ("0393-8000001转8001", [("landline", "03938000001")]),
        ("0393—8000001/8000002", [("landline", "03938000001"), ("landline", "8000002")]),
        ("010-80000001", [("landline", "01080000001")]),
        ("03938000001", [("landline", "03938000001")]),
        ("8000001", [("landline", "8000001")]),
        ("12317、12345、12388", [("hotline", "12317"), ("hotline", "12345"), ("hotline", "12388")]),
        ("110", [("hotline", "110")]),
        ("95598", [("hotline", "95598")]),
        ("400-800-1234", [("hotline", "4008001234")]),
        ("13900001234", [("mobile", "13900001234")]),
        ("139-0000-1234", [("mobile", "13900001234")]),
        ("+86-139-0000-1234", [("mobile", "13900001234")]),
        ("王主任13900001234；0393-8000001", [("mobile", "13900001234"), ("landline", "03938000001")]),
        ("1390000123", [("invalid", "1390000123")]),
        ("139000012345", [("invalid", "139000012345")]),
        ("12000001234", []),
        ("0393-800001", [("invalid", "0393800001")]),
        ("0393-80000011", [("landline", "039380000011")]),
        ("0393-800000111", [("invalid", "0393800000111")]),
        ("12900001234", []),
        ("2020-05-28", []),
        ("20200528", []),
        ("2023-0801-2024", []),
        ("30万元", []),
        ("8000001元", []),
        ("457000", []),
        ("某某路12号", []),
        ("", []),
    ],
)
def test_phones(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(phone.kind, phone.digits) for phone in phones(text)] == expected


def test_places() -> None:
    text = "电话：+86-139-0000-1234。"
    (phone,) = phones(text)
    assert text[phone.start : phone.end] == "139-0000-1234"


def test_segments() -> None:
    assert all(is_mobile(f"{head}00001234") for head in ("139", "162", "166", "170", "192", "194", "199"))
    assert not any(
        is_mobile(number) for number in ("13490000123", "17400000123", "14000001234", "15400001234")
    )
    assert not is_mobile("1390000123")
