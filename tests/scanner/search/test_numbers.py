"""Numbers in their surroundings: the hard inputs, disguises, tables, roles."""

from __future__ import annotations

import itertools
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numbers_subject import RULES, evidence, found, lines, subject_of, table

from scanner.extract.building import DocumentBuilder
from scanner.model import Mark, Place
from scanner.search.kinds import number
from scanner.search.numbers import resident
from scanner.search.numbers.cards import is_luhn

ID = "410999197903262845"
OTHER = "41099919790326009X"

HARD = [
    ("C01", "身份证号410999197903262845已核实", "resident-id"),
    ("C02", "身份证41099919790326009x（本人）", "resident-id"),
    ("C03", "身份证号４１０９９９１９７９０３２６２８４５", "resident-id"),
    ("C04", "410999 19790326 2845", "resident-id"),
    ("C05", "4109991979\n03262845", "resident-id"),
    ("C06", "某某\t410999197903262845\t女", "resident-id"),
    ("C07", "身份证号：410999197903262840", "resident-id-malformed"),
    ("C08", "身份证号：410999197902302841", "resident-id-malformed"),
    ("C09", "990999197903262848", ""),
    ("C10", "身份证号410999790326284", "resident-id-15"),
    ("C11", "41099919790326****", ""),
    ("C12", "410999**7903262845", ""),
    ("C13", "410***********2845", ""),
    ("C14", "410999********2845 … 41099919790326****", ""),
    ("C15", "项目代码2021-410999-05-01-123456", ""),
    ("C16", "银行卡号6228480000000001230开户行", "bank-card"),
    ("C17", "账号：6228 4800 0000 0001 230", "bank-card"),
    ("C18", "户名：某某镇财政所 对公账户41000123040000567", ""),
    ("C19", "联系电话13900001234王主任", "mobile-phone"),
    ("C20", "139-0000-1234", "mobile-phone"),
    ("C21", "１３９００００１２３４", "mobile-phone"),
    ("C22", "监督举报电话：0393-8000001，12345", ""),
    ("C23", "90139000012345678901", ""),
    ("C24", "下达资金13900001234元", ""),
    ("C25", "139****1234", ""),
    ("C26", "统一社会信用代码91410999MA0ABCDE62的企业", ""),
    ("C27", "12410999410999005G", ""),
    ("C28", "车牌豫J·12345的车辆", ""),
    ("C29", "号牌豫JD12345", ""),
    ("C30", "邮箱cunwu2021@163.com联系", ""),
    ("C31", "护照号E98765432签发", ""),
    ("C32", "通行证号H98765432", ""),
    ("C33", "410999\u200b19790326\u200b2845", "resident-id"),
    ("C35", "文号G20240001号", ""),
    ("C36", "身份证号41099919790326009Ｘ", "resident-id"),
]


@pytest.mark.parametrize(("case", "text", "expected"), HARD, ids=[case for case, _, _ in HARD])
def test_hard_inputs(case: str, text: str, expected: str) -> None:
    assert [rule for rule, *_ in found(lines(text))] == ([expected] if expected else [])


@pytest.mark.parametrize(("case", "text", "expected"), HARD, ids=[case for case, _, _ in HARD])
def test_hard_inputs_in_a_cell(case: str, text: str, expected: str) -> None:
    cell = table(("序号", "备注"), ("1", text.replace("\t", " ")), ("2", "无"))
    assert [rule for rule, *_ in found(cell)] == ([expected] if expected else [])


def test_a_malformed_number_is_less_certain() -> None:
    assert found(lines(f"身份证号：{ID}"))[0][3] == "certain"
    assert found(lines("身份证号：410999197903262840"))[0][3] == "likely"
    assert found(lines("身份证号：000999197903262840"))[0][3] == "suspect"
    assert found(lines("身份证号410999790326284"))[0][3] == "likely"


def test_the_column_is_the_label_of_its_cells() -> None:
    rows = table(
        ("姓名", "身份证号", "金额"), ("张某", "410999197903262840", "500"), ("李某", OTHER, "13900001234")
    )
    assert found(rows) == [
        ("resident-id-malformed", "410999197903262840", "error", "likely"),
        ("resident-id", OTHER, "error", "certain"),
    ]
    assert evidence(rows)[0] == ["check-digit-fails", "column-label"]


def test_cards_in_columns() -> None:
    rows = table(
        ("姓名", "一卡通账号"), ("张某", "41000123040000567"), ("李某", "6228480000000001230"), ("王某", "无")
    )
    assert found(rows) == [
        ("bank-account", "41000123040000567", "error", "likely"),
        ("bank-card", "6228480000000001230", "error", "certain"),
    ]


def test_accounts_of_organisations_in_columns() -> None:
    rows = table(
        ("收款单位", "账号"), ("某某种植专业合作社", "6228480000000001230"), ("张某", "6228480000000001230")
    )
    assert len(found(rows)) == 1


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("联系电话：13900001234", "warning"),
        ("监督电话：0393-8000001、13900001234", "warning"),
        ("负责人王某 13900001234", "warning"),
        ("如有疑问请拨打13900001234", "warning"),
        ("13900001234王主任", "warning"),
        ("村民张某，联系电话13900001234", "error"),
        ("张某，男，13900001234", "error"),
        ("张某 410999197903262845 联系电话13900001234", "error"),
        ("13900001234", "error"),
        ("村民如有异议，请拨打13900001234", "warning"),
    ],
)
def test_a_mobile_is_judged_by_whose_it_is(text: str, level: str) -> None:
    assert [grade for rule, _, grade, _ in found(lines(text)) if rule == "mobile-phone"] == [level]


def test_mobiles_in_lists() -> None:
    persons = table(("户主", "联系电话"), ("张某", "13900001234"))
    officials = table(("项目名称", "负责人", "联系电话"), ("道路硬化", "王某", "13900001234"))
    assert [level for _, _, level, _ in found(persons)] == ["error"]
    assert [level for _, _, level, _ in found(officials)] == ["warning"]


def test_several_numbers_in_one_run() -> None:
    assert [raw for _, raw, *_ in found(lines("139-0000-1234 0393-8000001"))] == ["139-0000-1234"]
    assert [raw for _, raw, *_ in found(lines("13900001234 13700001234"))] == ["13900001234", "13700001234"]
    assert found(lines("12317、12345")) == []
    assert [raw for _, raw, *_ in found(lines(f"1 {ID} 13900001234"))] == [ID, "13900001234"]


def test_lines_to_write_on() -> None:
    assert found(lines("身份证号：____________\n3户")) == []
    assert found(lines(f"身份证号：{ID}____")) == [("resident-id", ID, "error", "certain")]
    assert found(lines("____13900001234____"))[0][1] == "13900001234"


def test_an_office_below_a_list_of_persons() -> None:
    rows = table(
        ("姓名", "金额"), ("张某", "500"), ("监督电话：13900001234", ""), ("举报邮箱：cunwu2021@163.com", "")
    )
    assert [(rule, level) for rule, _, level, _ in found(rows)] == [("mobile-phone", "warning")]


def test_one_run_has_one_meaning() -> None:
    # A number that is both a valid identity number and, by chance, passes Luhn with a card's prefix.
    for sequence in range(1000):
        body = f"622999198001{sequence % 28 + 1:02}{sequence:03}"
        value = body + resident.check_character(body)
        if value.isdigit() and is_luhn(value):
            assert [rule for rule, *_ in found(lines(value))] == ["resident-id"]
            break
    else:  # pragma: no cover
        pytest.fail("no such number")


def test_layers_and_insertions() -> None:
    builder = DocumentBuilder("draft.docx", "docx")
    builder.add("正文", Place("body", (1,)))
    builder.add(f"身份证号{ID}", Place("comment", (1,), "note", "某某"), layer="comment", visible=False)
    builder.add(f"插入{ID}", Place("body", (2,)), marks=(Mark(2, 20, "insertion"),))
    layers = [
        (finding.layer, finding.visible) for finding in number.find(RULES, subject_of(builder)).findings
    ]
    assert layers == [("comment", False), ("insertion", True)]


def test_a_number_that_goes_on_in_the_next_block() -> None:
    builder = DocumentBuilder("draft.pdf", "pdf")
    builder.add("身份证号41099919", Place("page", (1, 1), "page-line"))
    builder.add("7903262845，已核实", Place("page", (1, 2), "page-line"), continues=True)
    assert found(subject_of(builder))[0][1] == "41099919|7903262845"


def test_nothing_of_the_value_is_in_the_evidence() -> None:
    for finding in number.find(RULES, lines(f"身份证号{ID}，电话13900001234")).findings:
        said = repr((finding.evidence, finding.fields, finding.masked, finding.value))
        assert "0326" not in said  # the year alone: with the day the masked form would be the number
        assert "0000" not in said


def test_parameters() -> None:
    assert number.check({"identity": "resident-id"}) == []
    assert number.check({"identity": "mobile-phone", "levels": {"contact": "warning"}}) == []
    assert number.check({})
    assert number.check({"identity": "shoe-size"})
    assert number.check({"identity": "email", "colour": "red"})
    assert number.check({"identity": "email", "levels": {"contact": "fatal"}})
    assert number.check({"identity": "email", "levels": "warning"})


# ---------------------------------------------------------------- properties


@st.composite
def identities(draw: st.DrawFn) -> str:
    region = draw(st.sampled_from(["410999", "110999", "659999", "810999", "830999", "932999"]))
    year = draw(st.integers(1900, 2025))
    month = draw(st.integers(1, 12))
    day = draw(st.integers(1, resident.MONTH_DAYS[month - 1]))
    body = f"{region}{year:04}{month:02}{day:02}{draw(st.integers(0, 999)):03}"
    return body + resident.check_character(body)


WIDE = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
GROUPED = [(6, 8, 4), (6, 4, 4, 4), (3, 3, 4, 4, 4), (10, 8), (17, 1), (4, 4, 4, 4, 2)]


@st.composite
def disguised(draw: st.DrawFn) -> str:
    value = draw(identities())
    groups = draw(st.sampled_from([(18,), *GROUPED]))
    separator = draw(st.sampled_from([" ", "-", "—", "－", "·", "\u200b", "\u00a0", "\u3000"]))
    at, pieces = 0, []
    for length in groups:
        pieces.append(value[at : at + length])
        at += length
    shape = draw(st.sampled_from([str.lower, str.upper, lambda text: text.translate(WIDE)]))
    return shape(separator.join(pieces))


@settings(max_examples=300, deadline=None)
@given(
    disguised(),
    st.sampled_from(["", "身份证号：", "户主张某，", "（", "1、", "居民", "身份证", "2020年", "\n"]),
    st.sampled_from(["", "，已核实", "）", "女", "、", "。", "\n500元", "____"]),
)
def test_every_valid_number_is_found_at_its_characters(value: str, before: str, behind: str) -> None:
    got = [
        raw
        for rule, raw, *_ in found(lines(before + value + behind))
        if rule in ("resident-id", "residence-permit")
    ]
    assert len(got) == 1
    assert got[0].rstrip("_") == value


@settings(max_examples=100, deadline=None)
@given(identities(), st.integers(1, 17))
def test_every_valid_number_is_found_over_a_line_break(value: str, at: int) -> None:
    got = [raw for rule, raw, *_ in found(lines(f"身份证号{value[:at]}\n{value[at:]}，已核实"))]
    assert got == [f"{value[:at]}|{value[at:]}"]


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="0123456789 -xX*×…·_G一\t\n年身份证号元@.a", max_size=80))
def test_any_text_is_read_without_overlaps(text: str) -> None:
    spans = [span for finding in number.find(RULES, lines(text)).findings for span in finding.spans]
    places = sorted((span.block, span.start, span.end) for span in spans)
    for one, other in itertools.pairwise(places):
        assert one[0] != other[0] or one[2] <= other[1]


def test_random_digits_are_hardly_ever_an_identity_number() -> None:
    source = random.Random(11)
    strings = ["".join(source.choices("0123456789", k=18)) for _ in range(40_000)]
    wrong = [rule for rule, *_ in found(lines("\n".join(f"第{value}号" for value in strings)))]
    assert wrong.count("resident-id") <= 3
    assert wrong.count("bank-card") <= 120  # 62 with Luhn: one in a thousand; 60 as well
    assert len(wrong) <= 123
