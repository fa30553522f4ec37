"""Every searched character comes from exactly one raw character."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from scanner.extract.building import DocumentBuilder
from scanner.extract.tables import table_of
from scanner.model import Document, Grid, Place
from scanner.normalize import fold, normalize

ALPHABET = "联系人电话：:，。 1２３Ａａ\u3000\u00a0\u200b\u00ad（）聯繫電話\n\t王李明项目*×X"


def document(*texts: str, continues: frozenset[int] = frozenset()) -> Document:
    builder = DocumentBuilder("x.txt", "txt")
    for number, text in enumerate(texts):
        builder.add(text, Place("body", (number + 1,), "line"), continues=number in continues)
    return builder.document()


@given(st.lists(st.text(ALPHABET, max_size=30), min_size=1, max_size=8), st.sets(st.integers(0, 7)))
def test_every_searched_character_has_its_raw_character(texts: list[str], continued: set[int]) -> None:
    text = normalize(document(*texts, continues=frozenset(continued)))
    covered = 0
    for block, raw in enumerate(texts):
        start, end = text.block_range(block)
        indexes = [text.raw_index(block, position) for position in range(start, end)]
        assert indexes == sorted(set(indexes)), "raw characters are met once, in order"
        assert all(0 <= index < len(raw) for index in indexes)
        assert fold(raw)[0] == text.text[start:end]
        covered += end - start
    separators = len(text.text) - covered
    assert separators == sum(
        1 for block in range(len(texts)) if not (block + 1 in continued and block + 1 < len(texts))
    )


@given(st.lists(st.text(ALPHABET, max_size=20), min_size=2, max_size=6), st.data())
def test_spans_lead_back_to_what_was_matched(texts: list[str], data: st.DataObject) -> None:
    text = normalize(document(*texts))
    start = data.draw(st.integers(0, len(text.text)))
    end = data.draw(st.integers(start, len(text.text)))
    raw = "".join(texts[span.block][span.start : span.end] for span in text.spans(start, end))
    searched = [character for character in text.text[start:end] if character not in "\n\t"]
    assert len(raw) >= len(searched), "a span covers at least what was matched"
    for span in text.spans(start, end):
        assert span.start < span.end <= len(texts[span.block])


def test_what_is_folded() -> None:
    assert fold("身份证号４１０９９９１９７９０３２６２８４５")[0] == "身份证号410999197903262845"
    assert fold("联 系 人：张三")[0] == "联系人：张三"
    assert fold("联　系　电　话：")[0] == "联系电话："
    assert fold("410999\u200b19790326\u200b2845")[0] == "410999197903262845"
    assert fold("聯繫電話")[0] == "联系电话"
    assert fold("李　明")[0] == "李明"
    assert fold("通   知")[0] == "通知"
    assert fold("国开办司函﹝2019﹞102号")[0] == "国开办司函〔2019〕102号"


def test_spaces_that_part_columns_stay() -> None:
    assert fold("张三 男 汉 李家村")[0] == "张三 男 汉 李家村"
    assert fold("项目 一期 建设")[0] == "项目 一期 建设"


def test_plain_text_needs_no_map() -> None:
    text = normalize(document("资金来源：中央财政", "合计100万元"))
    assert text.maps == {}
    assert text.text == "资金来源：中央财政\n合计100万元\n"


def test_continued_lines_join_without_a_break() -> None:
    text = normalize(document("身份证号4109991979", "03262845已核实", continues=frozenset({1})))
    at = text.text.index("410999197903262845")
    spans = text.spans(at, at + 18)
    assert [(span.block, span.start, span.end) for span in spans] == [(0, 4, 14), (1, 0, 8)]


def test_cells_are_parted_by_tabs_and_rows_by_line_feeds() -> None:
    builder = DocumentBuilder("x.csv", "csv")
    texts = ["姓名", "金额", "王　明", "１00"]
    builder.add_table(Grid(texts, 2, Place("body", (1,), "cell")), table_of(texts, 2))
    text = normalize(builder.document())
    assert text.text == "姓名\t金额\n王明\t100\n"
    assert text.spans(text.text.index("王"), text.text.index("明") + 1)[0].place.steps == (1, 2, 1)
