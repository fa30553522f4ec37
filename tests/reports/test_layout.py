"""Lines at a width: cells, breaks, and text that would steer the terminal."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reports.layout import cells, cleaned, padded, plain, shortened, wrapped

TEXT = "《个人信息保护法》第二十八条把身份证件号码列为敏感个人信息，公开前须去标识化；see https://example.com/a/path。"


def test_a_han_character_takes_two_cells() -> None:
    assert cells("a资b") == 4
    assert padded("资金", 6) == "资金  "
    assert shortened("资金来源", 5) == "资金…"
    assert shortened("资金", 4) == "资金"


def test_closing_signs_never_begin_a_line() -> None:
    for width in range(30, 80):
        lines = plain(wrapped([(TEXT, "")], width)).splitlines()
        assert not any(line.lstrip()[:1] in "，。；：！？、）》”" for line in lines[1:])
        assert not any(line[-1:] in "（《“" for line in lines)


@given(st.text(), st.integers(14, 100), st.integers(0, 4))
def test_no_line_is_too_wide_and_nothing_is_lost(text: str, width: int, hang: int) -> None:
    text = cleaned(text)
    lines = ["".join(piece for piece, _ in line) for line in wrapped([(text, "")], width, hang=hang)]
    assert all(cells(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_what_steers_a_terminal_is_made_visible() -> None:
    assert cleaned("a\x1b[31mb") == "a\ufffd[31mb"
    assert cleaned("公\u202e示\u200b") == "公\ufffd示\ufffd"
    assert cleaned("a\r\nb\tc\x9b2J\udc80") == "a b c\ufffd2J\ufffd"


def test_styles_stay_with_their_text() -> None:
    lines = list(wrapped([("一二三", "bold"), ("四五六七", "")], 8))
    assert lines == [[("一二三", "bold"), ("四", "")], [("五六七", "")]]
