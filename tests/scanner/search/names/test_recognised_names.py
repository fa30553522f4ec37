"""What is recognised and why: structure, rules with their tags, the model, the resolver."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from names_subject import entity, found, stated, table_of, text_of

from scanner.search.names import names_of
from scanner.search.names.columns import head_kind
from scanner.search.names.features import features
from scanner.search.names.shapes import can_be_name, is_masked, is_name, is_word, without_title
from scanner.search.names.strips import LONGEST, strips
from scanner.search.names.tagger import stretches

PIECES = st.lists(
    st.sampled_from(
        ["李　明", "王芳", "张某某", "赵**", "阿依古丽·买买提", "责任人：", "审核：", "、", "，", "。", "\n", "\t", " ", "\u3000",
         "姓名", "金额", "高度重视", "石桥镇人民政府", "解放路12号", "300元", "13900001234", "陳國強", "\u200b", "Ａ", "💐"]
    ),
    max_size=40,
)  # fmt: skip


@given(PIECES)
def test_entities_lie_in_the_text_in_order_and_apart(pieces: list[str]) -> None:
    text = text_of("".join(pieces))
    entities = names_of(text).entities
    at = 0
    for one in entities:
        assert at <= one.start < one.end <= len(text.text)
        assert text.text[one.start : one.end].strip() == text.text[one.start : one.end]
        assert one.evidence
        assert text.spans(one.start, one.end)
        at = one.end


@given(st.text(alphabet="李明王 　芳：、\n\t。a1", max_size=300), st.integers(0, 40))
def test_strips_hold_every_character_but_closed_up_spaces(words: str, start: int) -> None:
    start = min(start, len(words))
    places = [place for strip in strips(words, start) for place in strip.places]
    assert places == sorted(set(places))
    assert not "".join(words[at] for at in range(start, len(words)) if at not in set(places)).strip(" 　")
    for strip in strips(words, start):
        assert [words[place] for place in strip.places] == list(strip.text)


def test_a_line_without_an_end_is_cut() -> None:
    parts = list(strips("李明、" * 5000))
    assert max(len(part.text) for part in parts) <= LONGEST
    assert sum(len(part.text) for part in parts) == 15_000


@given(st.text(alphabet="李明王欧阳 ：、\n。a1镇书记", max_size=60))
def test_every_character_has_features(words: str) -> None:
    found_ = features(words)
    assert len(found_) == len(words)
    assert all(one and all(isinstance(feature, str) for feature in one) for one in found_)


def test_stretches_of_tags() -> None:
    assert list(stretches(["O", "BP", "IP", "BP", "IO", "IO", "O", "IA"])) == [
        ("P", 1, 3),
        ("P", 3, 4),
        ("O", 4, 6),
        ("A", 7, 8),
    ]


# ---------------------------------------------------------------- structure


def test_a_column_of_names_makes_a_cell_a_name_whatever_it_looks_like() -> None:
    text = table_of(
        ("序号", "姓名", "金额"), ("1", "云朵", "300"), ("2", "和平", "200"), ("3", "乌云其木格", "100")
    )
    assert stated(text) == [
        ("person", "云朵", ("header",)),
        ("person", "和平", ("header",)),
        ("person", "乌云其木格", ("header",)),
    ]
    assert {one.certainty for one in names_of(text).stated} == {"certain"}


def test_a_column_of_people_who_answer_may_hold_a_body() -> None:
    text = table_of(("项目", "责任人"), ("修路", "村委会"), ("修桥", "王建国"), ("修渠", "副镇长李芳、张伟"))
    assert [words for kind, words, _ in stated(text) if kind == "person"] == ["王建国", "李芳", "张伟"]


def test_masked_and_empty_cells_of_a_column_of_names() -> None:
    text = table_of(
        ("户主姓名", "补助"),
        ("王*", "1"),
        ("李某某", "2"),
        ("*芳", "3"),
        ("合计", "6"),
        ("/", "0"),
        ("", "0"),
    )
    assert [(kind, words) for kind, words, _ in stated(text)] == [
        ("masked", "王*"),
        ("masked", "李某某"),
        ("masked", "*芳"),
    ]


def test_a_form_has_labels_beside_values() -> None:
    text = table_of(("申请人", "高大山", "性别", "男"), ("配偶", "王芳", "住址", "石桥镇前进村3组8号"))
    assert {words for _, words, _ in stated(text)} >= {"王芳", "石桥镇前进村3组8号"}


def test_a_list_of_lines_a_cell_each() -> None:
    text = text_of("姓名\n村组\n金额\n王芳\n一组\n300\n石榴\n二组\n500\n李明\n三组\n200\n赵刚\n三组\n200")
    assert [words for _, words, _ in stated(text)] == ["王芳", "石榴", "李明", "赵刚"]


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("姓名", "strict-name"),
        ("户主（签字）", "strict-name"),
        ("学生 姓名", "strict-name"),
        ("责任人", "name"),
        ("联系人及电话", "name"),
        ("项目负责人", "name"),
        ("负责人电话", ""),
        ("责任人职务", ""),
        ("实施单位", "organisation"),
        ("家庭住址", "address"),
        ("金额（元）", ""),
        ("户主身份证号", ""),
    ],
)
def test_heads(head: str, kind: str) -> None:
    assert head_kind(head) == kind


# ---------------------------------------------------------------- rules and tags


@pytest.mark.parametrize(
    ("line", "words", "tag"),
    [
        ("责任人：李建国", "李建国", "label"),
        ("审核：王　芳　制表：李明", "李明", "sign-off"),
        ("由副镇长孙海涛负责", "孙海涛", "title"),
        ("张某某，女，52岁", "张某某", "mask"),
        ("阿依古丽·买买提 300元", "阿依古丽·买买提", "ethnic"),
    ],
)
def test_tags(line: str, words: str, tag: str) -> None:
    assert tag in entity(text_of(line), words).evidence


def test_a_name_is_found_again_where_nothing_speaks_for_it() -> None:
    text = text_of("责任人：上官长河\n上官长河今天不在")
    assert [words for kind, words in found(text) if kind == "person"] == ["上官长河"] * 2


def test_a_label_without_a_colon_says_nothing() -> None:
    assert stated(text_of("责任人员应当如实，负责人审签，联系人变更的应当报告")) == []


@pytest.mark.parametrize("token", ["高度", "金额", "方向", "任何", "和平村", "王集镇", "高度重视", "任家村"])
def test_words_that_look_like_names(token: str) -> None:
    assert is_word(token)
    assert not is_name(token)


@pytest.mark.parametrize("token", ["李明", "欧阳雪", "上官长河", "司马光明", "阿依古丽·买买提"])
def test_names_alone(token: str) -> None:
    assert is_name(token)


def test_shapes() -> None:
    assert is_masked("张*")
    assert is_masked("张*明")
    assert is_masked("欧阳**")
    assert is_masked("迪***·阿**")
    assert not is_masked("某某村")
    assert can_be_name("乌云其木格")
    assert not can_be_name("合计")
    assert without_title("副镇长王芳") == ("王芳", 3)
    assert without_title("王芳同志") == ("王芳", 0)


# ---------------------------------------------------------------- imports, lengths


def test_structure_and_rules_do_not_import_the_model() -> None:
    code = (
        "import sys\nsys.path.insert(0, 'tests/scanner/search/names')\nfrom names_subject import text_of\n"
        "from scanner.search.names import names_of\n"
        "assert names_of(text_of('责任人：李建国')).stated\n"
        "assert 'pycrfsuite' not in sys.modules and 'spacy' not in sys.modules\n"
        "assert names_of(text_of('责任人：李建国')).entities\n"
        "assert 'pycrfsuite' in sys.modules and 'spacy' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_rest_of_a_long_table_is_read_by_its_columns() -> None:
    rows = [
        (str(at), f"王{'芳明刚丽'[at % 4]}", "石桥镇人民政府" if at == 1 else "发放") for at in range(450)
    ]
    text = table_of(("序号", "姓名", "说明"), *rows)
    persons = [one for one in names_of(text).entities if one.kind == "person"]
    assert len(persons) == 450


def test_a_stretch_of_the_text() -> None:
    text = text_of("责任人：李建国\n责任人：王芳")
    names = names_of(text)
    assert [text.text[one.start : one.end] for one in names.within(0, 8)] == ["李建国"]
    assert names.within(0, 5) == ()
