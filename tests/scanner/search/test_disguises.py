"""Every generated valid number, in every disguise, is found at exactly its characters."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numbers_subject import evidence, found, lines, subject_of, table

from corpora.invented import bank_card, mobile
from scanner.extract.building import DocumentBuilder
from scanner.model import Place
from scanner.search.numbers import resident

ID, WITH_X = "410999197903262845", "41099919790326009X"
CARD, MOBILE = "6228480000000001230", "13900001234"
REGIONS = ("410999", "110999", "513999", "659999", "810999", "932999")
NATURAL = {18: (6, 8, 4), 19: (4, 4, 4, 4, 3), 16: (4, 4, 4, 4), 11: (3, 4, 4)}
SPACES = " \u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000"
STROKES = "-‐‑‒–—－―−_·・"
UNSEEN = "\u200b\u200c\u200d\ufeff\u00ad\u2060"
WIDE = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
HAN = str.maketrans("0123456789", "〇一二三四五六七八九")
FORMAL = str.maketrans("0123456789", "零壹贰叁肆伍陆柒捌玖")
LABELS = {18: "身份证号：", 19: "银行卡号：", 16: "银行卡号：", 11: "联系电话："}
KINDS = {18: "resident-id", 19: "bank-card", 16: "bank-card", 11: "mobile-phone"}


def pieces(value: str, widths: tuple[int, ...]) -> list[str]:
    at, parts = 0, []
    for width in widths:
        parts.append(value[at : at + width])
        at += width
    return [part for part in (*parts, value[at:]) if part]


def every(value: str, width: int) -> list[str]:
    return [value[at : at + width] for at in range(0, len(value), width)]


@st.composite
def identities(draw: st.DrawFn) -> str:
    year, month = draw(st.integers(1900, 2025)), draw(st.integers(1, 12))
    day = draw(st.integers(1, resident.MONTH_DAYS[month - 1]))
    body = f"{draw(st.sampled_from(REGIONS))}{year}{month:02}{day:02}{draw(st.integers(0, 999)):03}"
    return body + resident.check_character(body)


numbers = st.one_of(
    identities(),
    st.integers(0, 10**6).map(lambda seed: bank_card(random.Random(seed))),
    st.integers(0, 10**6).map(lambda seed: mobile(random.Random(seed))),
)


def kinds_of(value: str) -> tuple[str, ...]:
    return ("resident-id", "residence-permit") if len(value) == 18 else (KINDS[len(value)],)


def whole(raw: str) -> str:
    return raw.replace("|", "").replace("\n", "").replace("\t", "")


def assert_found(text: str, value: str, written: str) -> None:
    """One finding, of the value's kind, at the characters of the number as it is written."""
    got = [(rule, whole(raw)) for rule, raw, *_ in found(lines(text))]
    assert len(got) == 1, (text, got)
    rule, raw = got[0]
    assert rule in kinds_of(value)
    assert raw == whole(written)


def separated(value: str, mark: str) -> list[str]:
    """Apart in its natural groups and digit by digit."""
    return [mark.join(pieces(value, NATURAL[len(value)])), mark.join(value)]


@settings(max_examples=120, deadline=None)
@given(
    numbers,
    st.sampled_from(SPACES + STROKES + UNSEEN),
    st.sampled_from(["", "户主某某", "（", "已于"]),
    st.sampled_from(["", "女", "）", "，无误", "。"]),
)
def test_bare_and_glued(value: str, mark: str, before: str, behind: str) -> None:
    for written in (value, value.translate(WIDE), *separated(value, mark)):
        assert_found(before + written + behind, value, written)


@settings(max_examples=120, deadline=None)
@given(numbers, st.integers(1, 9), st.sampled_from([" ", "-", "\u00a0", "—"]))
def test_labelled_in_groups_of_any_size(value: str, width: int, mark: str) -> None:
    written = mark.join(every(value, width))
    assert_found(f"{LABELS[len(value)]}{written}，无误", value, written)


@settings(max_examples=150, deadline=None)
@given(numbers, st.integers(1, 10))
def test_labelled_and_wrapped(value: str, width: int) -> None:
    """One break anywhere, or so many as a narrow column makes of it."""
    label = LABELS[len(value)]
    for written in (value[:width] + "\n" + value[width:], "\n".join(every(value, width))):
        assert_found(f"{label}{written}。", value, written)
        in_cell = [
            whole(raw) for rule, raw, *_ in found(table(("序号", label[:-1]), ("1", written), ("2", "无")))
        ]
        assert in_cell == [value]


@settings(max_examples=80, deadline=None)
@given(identities(), st.integers(1, 10))
def test_an_identity_number_needs_no_label_over_breaks(value: str, width: int) -> None:
    for written in (value[:width] + "\n" + value[width:], "\n".join(every(value, width))):
        assert_found(f"户主某某{written}，女", value, written)
    cells = table(("姓名", *["证件"] * 3), ("某某", *pieces(value, (6, 8))))
    assert [whole(raw) for _, raw, *_ in found(cells)] == [value]
    assert [whole(raw) for _, raw, *_ in found(lines("身份证\t" + "\t".join(value) + "\t女"))] == [value]


@settings(max_examples=100, deadline=None)
@given(numbers, st.sampled_from([HAN, FORMAL]))
def test_chinese_numerals(value: str, numerals: dict[int, str]) -> None:
    written = value.translate(numerals)
    got = found(lines(f"{LABELS[len(value)]}{written}，无误"))
    assert [whole(raw) for _, raw, *_ in got] == [written]
    if len(value) == 18:
        assert got[0][0] == "resident-id-malformed"
        assert got[0][3] == "suspect"
    else:
        assert got[0][0] == KINDS[len(value)]


@settings(max_examples=100, deadline=None)
@given(identities(), numbers)
def test_glued(one: str, other: str) -> None:
    for first, second in ((one, other), (other, one)):
        got = [raw for _, raw, *_ in found(lines(f"某某{first}{second}，"))]
        assert got == [first, second]


@settings(max_examples=100, deadline=None)
@given(identities(), st.sampled_from(["0O", "0o", "1l", "1I", "5S", "8B", "2Z"]))
def test_letters_for_digits(value: str, pair: str) -> None:
    written = value[0] + value[1:].replace(pair[0], pair[1], 3)
    rules = [(rule, raw, certainty) for rule, raw, _, certainty in found(lines(f"身份证号：{written}，"))]
    wanted = "resident-id-malformed", written, "likely"
    assert written == value or rules == [wanted]


@pytest.mark.parametrize(
    ("text", "rule", "certainty", "fact"),
    [
        ("身份证号4.10999E+17", "resident-id-malformed", "suspect", "with-exponent"),
        ("身份证号：4.1099919790326E+17。", "resident-id-malformed", "suspect", "with-exponent"),
        ("4.1099919790326E+17", "resident-id-malformed", "suspect", "with-exponent"),
        ("账号6.22848E+18", "bank-account", "suspect", "with-exponent"),
        ("身份证号410999197903262000", "resident-id-malformed", "likely", "rounded-by-spreadsheet"),
        ("410999197903262845.0", "resident-id", "certain", "written-as-float"),
        ("电话13900001234.0", "mobile-phone", "certain", "written-as-float"),
        ("139.0000.1234", "mobile-phone", "likely", "inner-points"),
        ("410,999,197,903,262,845", "resident-id", "certain", "inner-points"),
        ("身份证41099919790326009×", "resident-id", "certain", "cross-for-check"),
        ("41099919790326009✕，", "resident-id", "certain", "cross-for-check"),
        ("电话：幺三九○○○○幺二三四", "mobile-phone", "certain", "chinese-numerals"),
        ("身份证号：410999\n197903\n262840", "resident-id-malformed", "likely", "joined-over-break"),
        ("４１０９９９１９７９０３２６２８４５", "resident-id", "certain", "full-width"),
        ("410999\u200b19790326\u200b2845", "resident-id", "certain", "invisible-inside"),
        ("410999 19790326 2845", "resident-id", "certain", "inner-spaces"),
        ("410999—19790326—2845", "resident-id", "certain", "inner-strokes"),
        ('="410999197903262845"', "resident-id", "certain", "check-digit-holds"),
        ("'410999197903262845", "resident-id", "certain", "check-digit-holds"),
        ("41099919790326009х", "resident-id", "certain", "check-digit-holds"),
    ],
)
def test_what_programs_and_people_make_of_it(text: str, rule: str, certainty: str, fact: str) -> None:
    assert [(name, sure) for name, _, _, sure in found(lines(text))] == [(rule, certainty)]
    assert fact in evidence(lines(text))[0]


@pytest.mark.parametrize("cell", ["4.10999E+17", "410999197903262000"])
def test_rounded_in_a_sheet(cell: str) -> None:
    for head, certainty in (("身份证号", ("likely", "suspect")), ("备注", ("suspect",))):
        got = found(table(("姓名", head), ("某某", cell)))
        assert [(rule, raw) for rule, raw, *_ in got] == [("resident-id-malformed", cell)]
        assert got[0][3] in certainty


def test_two_mobiles_need_their_label_or_a_list_of_persons() -> None:
    both = MOBILE + "13700001234"
    assert found(lines(both)) == []
    assert [raw for _, raw, *_ in found(lines(f"电话{both}"))] == [MOBILE, "13700001234"]
    assert len(found(table(("姓名", "备注"), ("某某", both)))) == 2


@pytest.mark.parametrize(
    "text",
    [
        "90139000012345678901",
        "4.10999E+17",
        "金额4.10999E+17元",
        "410999197903262000",
        "41O999197903262845",
        "编号AB41O999197903262845",
        "192.168.100.123",
        "10.139.0000.1234",
        "2020.0528.1234",
        "版本139.0000.1234.5",
        "￥410,999,197,903,262,845",
        "410,999,197,903,262,845元",
        "金额1,234,567,890.00元",
        "13900001234.00",
        "GPS 114.1234567,35.7654321",
        "1.2.3.4.5.6.7.8.9.1.0",
        "二〇二三年一月一日",
        "一二三四五六七八九十一二三四五六七八",
        "二〇二三〇六〇五二〇二三〇七〇五年",
        "4109991979\n03262840",
        "1500\n1500\n1500\n1500\n1500",
        "1\n2\n3\n4\n5\n6\n7\n8\n9\n1\n2\n3\n4\n5\n6\n7\n8\n9",
        "项目代码2021-410999-05-01-123456",
        "400-800-1234",
    ],
)
def test_look_alikes_stay_silent(text: str) -> None:
    assert found(lines(text)) == []


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="0123456789", min_size=11, max_size=20))
def test_random_digits_are_no_identity_number(digits: str) -> None:
    is_valid = any(not resident.fault(digits[at : at + 18], "20261122") for at in range(3))
    rules = [rule for rule, *_ in found(lines(f"第{digits}项"))]
    assert is_valid or not {"resident-id", "resident-id-malformed", "resident-id-15"} & set(rules)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="0123456789 -xX*×.,eE+lO一〇九\t\n年身份证号", max_size=90))
def test_findings_never_overlap(text: str) -> None:
    subject = lines(text)
    last = 0
    for reading in sorted(subject.numbers.readings, key=lambda reading: reading.start):
        assert last <= reading.start < reading.end <= len(subject.text.text)
        last = reading.end


def test_the_text_of_a_picture_needs_no_label() -> None:
    builder = DocumentBuilder("scan.pdf", "pdf")
    builder.add("户主某某 41O999l97903262845", Place("page", (1, 1), "page-line"), layer="ocr")
    builder.add("户主某某 41O999l97903262840", Place("page", (1, 2), "page-line"), layer="ocr")
    assert found(subject_of(builder)) == [("resident-id-malformed", "41O999l97903262845", "error", "likely")]
